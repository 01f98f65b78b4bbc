//! Recorded facts as rows, and everything recorded that matters to one candidate; it must not decide what a fact proves.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::facts::{Discipline, FactKind, Facts, Looked, Recorded, Records, level_of};
use lantoa_domain::id::{FactId, PersonId, SubjectId, UnitId};
use lantoa_domain::subject::Subject;

use crate::dossier::{SubjectTag, subject_columns, subject_of};
use crate::{Conn, Query, Result, Slice, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO fact (id, root, about_kind, about, kind, name, year, on_day, value, note, verified_by, recorded_by, \
           at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";
    SAVE = "UPDATE fact SET name = $3, year = $4, on_day = $5, value = $6, note = $7, verified_by = $8, recorded_by = $9, \
            at = $10, version = version + 1 WHERE id = $1 AND version = $2";
    REMOVE = "DELETE FROM fact WHERE id = $1 AND version = $2";
    LOAD = "SELECT id, root, about_kind, about, kind, name, year, on_day, value, note, verified_by, recorded_by, at, version \
            FROM fact WHERE id = $1";
    SAME = "SELECT id, root, about_kind, about, kind, name, year, on_day, value, note, verified_by, recorded_by, at, version \
            FROM fact WHERE about = $1 AND kind = $2 AND year = $3 AND about_kind = $4 ORDER BY id";
    OF_YEARS = "SELECT id, root, about_kind, about, kind, name, year, on_day, value, note, verified_by, recorded_by, at, \
                version FROM fact WHERE root = $1 AND year >= $2 AND year <= $3 ORDER BY id";
    ABOUT = "SELECT kind, name, year, on_day, value, verified_by FROM fact WHERE about = $1 AND about_kind = $2 ORDER BY id";
    MEMBERS = "SELECT f.on_day, f.value FROM unit_path u JOIN person p ON p.unit = u.unit \
               JOIN fact f ON f.about = p.id AND f.kind = 'discipline' AND f.about_kind = 'person' \
               WHERE u.ancestor = $1 ORDER BY f.id";
    MEMBERS_OF_MANY = "SELECT f.on_day, f.value FROM unit r JOIN fact f ON f.root = r.root AND f.kind = 'discipline' \
                       AND f.about_kind = 'person' JOIN person p ON p.id = f.about \
                       JOIN unit_path u ON u.unit = p.unit AND u.ancestor = r.id WHERE r.id = $1 ORDER BY f.id";
    UNITS_UNDER = "SELECT CAST(count(*) AS BIGINT) FROM (SELECT unit FROM unit_path WHERE ancestor = $1 LIMIT 65) few";
    REGISTERS = "SELECT f.year FROM unit_path u JOIN fact f ON f.about = u.ancestor AND f.kind = 'discipline_register' \
                 AND f.about_kind = 'unit' WHERE u.unit = $1 ORDER BY f.year";
    PLACE_PERSON = "SELECT root, unit, name FROM person WHERE id = $1";
    PLACE_UNIT = "SELECT root, id, name FROM unit WHERE id = $1";
    PLACE_SUBJECT = "SELECT root, unit, name FROM subject WHERE id = $1";
    KIND_OF_SUBJECT = "SELECT kind, id FROM subject WHERE id = $1";
    PERSON_OF = "SELECT unit, born FROM person WHERE id = $1";
    SUBJECT_OF = "SELECT unit FROM subject WHERE id = $1";
}

/// A recorded fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The fact.
    pub id: FactId,
    /// The agency.
    pub root: UnitId,
    about_kind: SubjectTag,
    about: i64,
    /// What it is.
    pub kind: Word<FactKind>,
    /// Which score, title, initiative or prize; empty for the others.
    pub name: String,
    /// The year it counts for.
    pub year: i16,
    /// The day it happened, where it has one.
    pub on: Option<Date>,
    /// Its value, as the kind says.
    pub value: i64,
    /// Where it is written, in words.
    pub note: String,
    /// Who verified it.
    pub verified_by: Option<PersonId>,
    /// Who entered it last.
    pub recorded_by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Row {
    id,
    root,
    about_kind,
    about,
    kind,
    name,
    year,
    on,
    value,
    note,
    verified_by,
    recorded_by,
    at,
    version
});

impl Row {
    /// A fact about a subject, to be stored.
    #[must_use]
    pub fn new(id: FactId, root: UnitId, about: Subject, fact: &Recorded, by: (PersonId, Timestamp)) -> Self {
        let (about_kind, about) = subject_columns(about);
        Self {
            id,
            root,
            about_kind,
            about,
            kind: Word(fact.kind),
            name: fact.name.clone(),
            year: fact.year,
            on: fact.on,
            value: fact.value,
            note: String::new(),
            verified_by: fact.verified.then_some(by.0),
            recorded_by: by.0,
            at: by.1,
            version: 1,
        }
    }

    /// Whom or what it is about.
    #[must_use]
    pub fn about(&self) -> Subject {
        subject_of(self.about_kind, self.about)
    }
}

/// Stores a new fact.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, row: &Row) -> Result<()> {
    let r = row;
    let values = params![
        r.id,
        r.root,
        r.about_kind,
        r.about,
        r.kind,
        r.name,
        r.year,
        r.on,
        r.value,
        r.note,
        r.verified_by,
        r.recorded_by,
        r.at
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// Saves a corrected fact under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, row: &Row) -> Result<()> {
    let r = row;
    let values = params![r.id, r.version, r.name, r.year, r.on, r.value, r.note, r.verified_by, r.recorded_by, r.at];
    tx.exec_guarded(&SAVE, values).await
}

/// Removes a fact that was recorded by mistake, under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn remove(tx: &mut Tx, id: FactId, version: i64) -> Result<()> {
    tx.exec_guarded(&REMOVE, params![id, version]).await
}

/// A fact.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: FactId) -> Result<Option<Row>> {
    cx.opt(&LOAD, params![id]).await
}

/// Facts of one kind and year about a subject.
///
/// # Errors
/// The engine's.
pub async fn same(cx: &mut Conn, about: Subject, kind: FactKind, year: i16) -> Result<Vec<Row>> {
    let (tag, id) = subject_columns(about);
    cx.all(&SAME, params![id, Word(kind), year, tag]).await
}

/// Every fact of an agency that counts for one of these years.
///
/// # Errors
/// The engine's.
pub async fn of_years(cx: &mut Conn, root: UnitId, from: i16, to: i16) -> Result<Vec<Row>> {
    cx.all(&OF_YEARS, params![root, from, to]).await
}

/// Facts of an agency, or about one subject, of these kinds only, the newest first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    about: Option<Subject>,
    kinds: &[FactKind],
    before: Option<FactId>,
    rows: u32,
) -> Result<Slice<Row>> {
    let columns = "SELECT id, root, about_kind, about, kind, name, year, on_day, value, note, verified_by, recorded_by, at, \
                   version FROM fact WHERE root = ?";
    let kinds: Vec<Word<FactKind>> = kinds.iter().copied().map(Word).collect();
    let mut query = Query::new("fact::list", columns, &[&root]).and_in("kind", &kinds);
    if let Some(about) = about {
        let (tag, id) = subject_columns(about);
        query = query.and("about = ? AND about_kind = ?", &[&id, &tag]);
    }
    let key = before.map(|id| [id]);
    let key: Option<[&dyn crate::Param; 1]> = key.as_ref().map(|[id]| [id as &dyn crate::Param]);
    cx.page(query.keyset(&["id"], crate::Order::Descending, key.as_ref().map(<[_; 1]>::as_slice)), rows).await
}

/// Agency, unit and name of a subject; `None` when there is none.
///
/// # Errors
/// The engine's.
pub async fn place_of(cx: &mut Conn, subject: Subject) -> Result<Option<(UnitId, UnitId, String)>> {
    match subject {
        Subject::Person(id) => cx.opt(&PLACE_PERSON, params![id]).await,
        Subject::Unit(id) => cx.opt(&PLACE_UNIT, params![id]).await,
        Subject::Group(id) | Subject::Household(id) | Subject::Practice(id) => {
            cx.opt(&PLACE_SUBJECT, params![id]).await
        }
    }
}

/// What a group, household or practice is; `None` when there is none.
///
/// # Errors
/// The engine's.
pub async fn kind_of_subject(cx: &mut Conn, id: SubjectId) -> Result<Option<Subject>> {
    let found: Option<(SubjectTag, i64)> = cx.opt(&KIND_OF_SUBJECT, params![id]).await?;
    Ok(found.map(|(tag, id)| subject_of(tag, id)))
}

type AboutRow = (Word<FactKind>, String, i16, Option<Date>, i64, Option<PersonId>);

fn recorded(row: AboutRow) -> Recorded {
    let (kind, name, year, on, value, verified_by) = row;
    Recorded { kind: kind.0, name, year, on, value, verified: verified_by.is_some() }
}

/// Everything recorded that the checks of a candidate need, as of a reference date whose year is the last one that counts.
/// Reports are those due in that year up to a day. What the checks do not look at is left out.
///
/// For a person: the own facts and the ratings of the unit he or she works in. For a unit: its facts and the
/// discipline of anyone in it and under it. For a group, household or practice: its own facts and the ratings of the
/// unit it belongs to; who its members are is not recorded, so nothing is known about their discipline.
///
/// # Errors
/// `NotFound` when there is no such person or subject; the engine's.
pub async fn facts_for(
    cx: &mut Conn,
    subject: Subject,
    on: Date,
    reports_until: Date,
    looked: Looked,
) -> Result<Facts> {
    let (unit, born) = match subject {
        Subject::Person(person) => cx.one::<(UnitId, Option<Date>)>(&PERSON_OF, params![person]).await?,
        Subject::Unit(unit) => (unit, None),
        Subject::Group(id) | Subject::Household(id) | Subject::Practice(id) => {
            (cx.one::<UnitId>(&SUBJECT_OF, params![id]).await?, None)
        }
    };
    let (tag, about) = subject_columns(subject);
    let (of_subject, of_unit, unit_only) = (params![about, tag], params![unit, SubjectTag("unit")], params![unit]);
    let asks = (ABOUT.of::<AboutRow>(of_subject), ABOUT.of::<AboutRow>(of_unit), REGISTERS.of::<i16>(unit_only));
    let (own, of_its_unit, registers) = cx.many(asks).await?;
    let members = match subject {
        Subject::Unit(unit) if looked.members => members(cx, unit).await?,
        _ => Vec::new(),
    };
    let reports = if looked.reports {
        let day_after = reports_until.tomorrow().unwrap_or(reports_until);
        Some(crate::task::on_time(cx, unit, on.year(), day_after).await?)
    } else {
        None
    };
    let knows_members = matches!(subject, Subject::Person(_) | Subject::Unit(_));
    let records = Records {
        born,
        own: own.into_iter().map(recorded).collect(),
        unit: of_its_unit.into_iter().map(recorded).collect(),
        members,
        registers: if knows_members { registers } else { Vec::new() },
        reports: reports.filter(|(due, _)| *due > 0),
    };
    Ok(records.facts(subject.kind(), on.year()))
}

/// Units of a collective whose people are asked about one by one; a larger one is asked about through the disciplined.
const FEW_UNITS: u32 = 64;

/// The discipline of everybody in a unit and under it.
async fn members(cx: &mut Conn, unit: UnitId) -> Result<Vec<Discipline>> {
    let units: u32 = cx.one(&UNITS_UNDER, params![unit]).await?;
    let statement = if units > FEW_UNITS { &MEMBERS_OF_MANY } else { &MEMBERS };
    let rows: Vec<(Option<Date>, i64)> = cx.all(statement, params![unit]).await?;
    Ok(rows.into_iter().filter_map(|(on, value)| Some(Discipline { on: on?, level: level_of(value)? })).collect())
}

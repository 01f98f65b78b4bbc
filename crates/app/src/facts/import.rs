//! Facts from an Excel list: looked through first, then all stored in one transaction or none. It must not overwrite what is recorded.

use std::collections::HashMap;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::facts::{FactKind, Recorded};
use lantoa_domain::id::{FactId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_domain::subject::Subject;
use lantoa_domain::text::fold;
use lantoa_store::fact::Row as FactRow;
use lantoa_store::org::{Person, Unit};
use lantoa_store::{Conn, Word, fact, org, people};

use super::{Record, insert};
use crate::people::import::find_units;
use crate::sheet::{self, Column, Row, Wrong};
use crate::{Cx, Error, Result};

/// The columns of a list of facts: who, birth date, what, year, value, which score or title, day, source.
pub const COLUMNS: &[Column] = &[
    Column {
        heads: &["ca nhan don vi", "ca nhan hoac don vi", "ho va ten", "ten", "ten don vi", "doi tuong", "name"],
        required: true,
    },
    Column { heads: &["ngay sinh", "birth date", "born"], required: false },
    Column { heads: &["noi dung", "loai", "what", "kind"], required: true },
    Column { heads: &["nam", "year"], required: true },
    Column { heads: &["muc", "gia tri", "ket qua", "xep loai", "diem", "value", "result"], required: false },
    Column { heads: &["ten goi", "title", "ten danh hieu sang kien giai thuong chi so", "danh hieu"], required: false },
    Column { heads: &["ngay", "ngay quyet dinh", "day", "date"], required: false },
    Column { heads: &["can cu", "so quyet dinh", "ghi chu", "source", "note"], required: false },
];

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A new fact.
    New {
        /// What it is.
        kind: FactKind,
        /// The year it counts for.
        year: i16,
    },
    /// Recorded already, with the same value; nothing happens.
    Same,
    /// It cannot be taken.
    Wrong(Wrong),
}

/// A row and what becomes of it.
#[derive(Debug, Clone)]
pub struct Line {
    /// As Excel numbers it.
    pub line: u32,
    /// Whom it is about, as it says.
    pub name: String,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// A list looked through.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its rows.
    pub lines: Vec<Line>,
    /// The rows as they were read, to be sent back when they are to be stored.
    pub rows: Vec<Row>,
    /// How many are new, there already, and wrong.
    pub counts: (usize, usize, usize),
}

/// What came of storing a list.
#[derive(Debug)]
pub enum Imported {
    /// All rows are in; so many facts are new.
    Stored(usize),
    /// A row was wrong: nothing was stored.
    Refused(Preview),
}

/// Looks through a list without storing anything.
///
/// # Errors
/// As [`sheet::read`], and the policy's refusal.
pub async fn preview(cx: &Cx, bytes: Vec<u8>) -> Result<Preview> {
    cx.permit(Act::RecordFacts)?;
    let rows = sheet::read(bytes, COLUMNS).await?;
    let (root, years) = (cx.actor().root, years(&rows));
    let known = cx.db().scan(async move |conn| Known::load(conn, root, years).await).await?;
    Ok(look(rows, &known).0)
}

/// Stores a list that was looked through. Everything is checked again.
///
/// # Errors
/// The policy's refusal, the store's errors.
pub async fn import(cx: &Cx, rows: Vec<Row>) -> Result<Imported> {
    cx.permit(Act::RecordFacts)?;
    let ids: Vec<FactId> = rows.iter().map(|_| cx.id()).collect();
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let known = Known::load(tx, cx.actor().root, years(&rows)).await?;
            let (preview, plan) = look(rows.clone(), &known);
            if preview.counts.2 > 0 {
                return Ok(Imported::Refused(preview));
            }
            for (id, new) in ids.iter().zip(&plan) {
                insert(tx, &cx, *id, new).await?;
            }
            Ok::<_, Error>(Imported::Stored(plan.len()))
        })
        .await
}

/// The first and last year that the rows name.
fn years(rows: &[Row]) -> (i16, i16) {
    let named: Vec<i16> = rows.iter().filter_map(|row| cell(row, 3).parse().ok()).collect();
    (named.iter().min().copied().unwrap_or(0), named.iter().max().copied().unwrap_or(0))
}

struct Known {
    people: HashMap<String, Vec<Person>>,
    units: Vec<Unit>,
    facts: Vec<FactRow>,
}

impl Known {
    async fn load(conn: &mut Conn, root: UnitId, years: (i16, i16)) -> Result<Self> {
        let mut by_name: HashMap<String, Vec<Person>> = HashMap::new();
        for person in people::everyone(conn, root).await? {
            by_name.entry(fold(&person.name)).or_default().push(person);
        }
        let units = org::units(conn, root).await?;
        let facts = fact::of_years(conn, root, years.0, years.1).await?;
        Ok(Self { people: by_name, units, facts })
    }

    /// The one person or unit of this name; a birth date tells people of one name apart.
    fn subject(&self, name: &str, born: Option<Date>, kind: FactKind) -> Result<Subject, Wrong> {
        let people = self.people.get(&fold(name)).map_or(&[][..], Vec::as_slice);
        let fits = |person: &&Person| born.is_none() || person.born == born;
        let mut found: Vec<Subject> = people.iter().filter(fits).map(|person| Subject::Person(person.id)).collect();
        if born.is_none() {
            found.extend(find_units(&self.units, name).map(|unit| Subject::Unit(unit.id)));
        }
        found.retain(|subject| kind.fits(*subject));
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(Wrong::new("about", if name.is_empty() { "empty" } else { "unknown" }, name)),
            _ => Err(Wrong::new("about", "ambiguous", name)),
        }
    }
}

fn look(rows: Vec<Row>, known: &Known) -> (Preview, Vec<Record>) {
    let mut plan: Vec<(u32, Record)> = Vec::new();
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        let outcome = match parsed(row, known) {
            Err(wrong) => Outcome::Wrong(wrong),
            Ok(new) => weigh(row.line, new, known, &mut plan),
        };
        lines.push(Line { line: row.line, name: cell(row, 0).to_owned(), outcome });
    }
    let count = |wanted: fn(&Outcome) -> bool| lines.iter().filter(|line| wanted(&line.outcome)).count();
    let counts = (
        count(|outcome| matches!(outcome, Outcome::New { .. })),
        count(|outcome| matches!(outcome, Outcome::Same)),
        count(|outcome| matches!(outcome, Outcome::Wrong(_))),
    );
    (Preview { lines, rows, counts }, plan.into_iter().map(|(_, new)| new).collect())
}

/// Compares a row with what is recorded and with the rows before it.
fn weigh(line: u32, new: Record, known: &Known, plan: &mut Vec<(u32, Record)>) -> Outcome {
    let (kind, year, name) = (new.fact.kind, new.fact.year, fold(&new.fact.name));
    let same_thing = |about: Subject, k: FactKind, y: i16, n: &str, on: Option<Date>| {
        about == new.about && k == kind && y == year && fold(n) == name && (!kind.needs_day() || on == new.fact.on)
    };
    let recorded = known.facts.iter().find(|row| same_thing(row.about(), row.kind.0, row.year, &row.name, row.on));
    if let Some(recorded) = recorded {
        return if recorded.value == new.fact.value {
            Outcome::Same
        } else {
            Outcome::Wrong(Wrong::new("value", "taken", ""))
        };
    }
    let before = plan
        .iter()
        .find(|(_, other)| same_thing(other.about, other.fact.kind, other.fact.year, &other.fact.name, other.fact.on));
    if let Some((first, _)) = before {
        return Outcome::Wrong(Wrong::new("about", "repeated", first.to_string()));
    }
    plan.push((line, new));
    Outcome::New { kind, year }
}

fn cell(row: &Row, column: usize) -> &str {
    row.cells.get(column).map_or("", String::as_str)
}

fn parsed(row: &Row, known: &Known) -> Result<Record, Wrong> {
    let kind = kind_of(cell(row, 2)).ok_or_else(|| Wrong::new("kind", "words", cell(row, 2)))?;
    let day = |column: usize, field| match cell(row, column) {
        "" => Ok(None),
        text => sheet::date_of(text).map(Some).ok_or_else(|| Wrong::new(field, "date", text)),
    };
    let about = known.subject(cell(row, 0), day(1, "born")?, kind)?;
    let year: i16 = cell(row, 3).parse().map_err(|_| Wrong::new("year", "range", cell(row, 3)))?;
    let value = value_of(kind, cell(row, 4)).ok_or_else(|| Wrong::new("value", "words", cell(row, 4)))?;
    let fact = Recorded { kind, name: cell(row, 5).to_owned(), year, on: day(6, "day")?, value, verified: true };
    fact.check(about).map_err(|refusal| match refusal {
        Refusal::Invalid { field: "name", why } => Wrong::new("title", why, ""),
        Refusal::Invalid { field, why } => Wrong::new(field, why, ""),
        _ => Wrong::new("value", "range", ""),
    })?;
    Ok(Record { about, fact, note: cell(row, 7).to_owned() })
}

fn by_word<T: Copy>(words: &[(&str, T)], text: &str) -> Option<T> {
    let wanted = fold(text);
    words.iter().find(|(word, _)| *word == wanted).map(|(_, value)| *value)
}

fn kind_of(text: &str) -> Option<FactKind> {
    const WORDS: &[(&str, FactKind)] = &[
        ("xep loai", FactKind::Rating),
        ("xep loai nam", FactKind::Rating),
        ("danh gia xep loai", FactKind::Rating),
        ("xep loai chi bo", FactKind::PartyRating),
        ("xep loai to chuc dang", FactKind::PartyRating),
        ("xep loai doan the", FactKind::MassRating),
        ("ky luat", FactKind::Discipline),
        ("so theo doi ky luat", FactKind::DisciplineRegister),
        ("diem", FactKind::Score),
        ("chi so", FactKind::Score),
        ("ty le trong don vi", FactKind::RosterShare),
        ("ket qua so voi chi tieu", FactKind::TargetResult),
        ("danh hieu", FactKind::Title),
        ("sang kien", FactKind::Initiative),
        ("giai thuong", FactKind::Prize),
        ("cao nhat dia phuong", FactKind::Highest),
    ];
    let wanted = fold(text);
    let named = |kind: &FactKind| fold(&Word(*kind).name()) == wanted;
    by_word(WORDS, text).or_else(|| FactKind::ALL.into_iter().find(named))
}

fn value_of(kind: FactKind, text: &str) -> Option<i64> {
    const RATINGS: &[(&str, i64)] = &[
        ("khong hoan thanh nhiem vu", 0),
        ("khong hoan thanh", 0),
        ("failed", 0),
        ("hoan thanh nhiem vu", 1),
        ("hoan thanh", 1),
        ("completed", 1),
        ("hoan thanh tot nhiem vu", 2),
        ("hoan thanh tot", 2),
        ("trong sach vung manh", 2),
        ("vung manh", 2),
        ("good", 2),
        ("hoan thanh xuat sac nhiem vu", 3),
        ("hoan thanh xuat sac", 3),
        ("excellent", 3),
    ];
    const LEVELS: &[(&str, i64)] = &[
        ("phe binh", 0),
        ("khien trach", 1),
        ("canh cao", 2),
        ("ha bac luong", 3),
        ("giang chuc", 3),
        ("cach chuc", 4),
        ("buoc thoi viec", 5),
    ];
    match kind {
        FactKind::Rating | FactKind::PartyRating | FactKind::MassRating => by_word(RATINGS, text),
        FactKind::Discipline => by_word(LEVELS, text),
        FactKind::Score | FactKind::TargetResult => sheet::hundredths_of(text),
        FactKind::RosterShare => sheet::hundredths_of(text).filter(|n| n % 100 == 0).map(|n| n / 100),
        FactKind::DisciplineRegister | FactKind::Title | FactKind::Initiative | FactKind::Prize | FactKind::Highest => {
            Some(0)
        }
    }
}

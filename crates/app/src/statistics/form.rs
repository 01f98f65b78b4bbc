//! The ministry's statistics forms of a year, filled in from decisions, verified titles and plans; it must not say in words what a cell means.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, ProgrammeId, UnitId};
use lantoa_domain::plan::{Key, Track};
use lantoa_domain::policy::Act;
pub use lantoa_domain::statistics::{
    Column, Form, Group, Head, Launcher, Length, Rank, Row, Scope, Side, Submitter, Table, Tier, Way,
};
use lantoa_domain::statistics::{Record, To, column_of};
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_domain::text::fold;
use lantoa_domain::unit::UnitKind;
use lantoa_store::dossier::{SubjectTag, subject_of};
use lantoa_store::{Conn, law, org, programme, statistics as rows};

use crate::{Cx, Error, Result};

use super::{of_year, years};

/// Where a record was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A programme's plan.
    Programme(ProgrammeId),
    /// A decision of the agency.
    Decision(DecisionId),
    /// A title recorded about somebody.
    Title(Subject),
}

/// One record behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The movement, or who received the award.
    pub name: String,
    /// The unit; nothing for a movement.
    pub unit: String,
    /// The award; nothing for a movement.
    pub award: String,
    /// Day of the decision; `None` where only the year is known.
    pub on: Option<Date>,
    /// Where it was taken from.
    pub from: Source,
    record: Record,
}

impl Entry {
    /// An entry by hand, for pages that show what they look like.
    #[must_use]
    pub fn sample(name: &str, unit: &str, award: &str, on: Option<Date>, from: Source) -> Self {
        let years = lantoa_domain::plan::Years { from: 0, to: 0 };
        let record = Record::Movement { by: Tier::default(), years };
        Self { name: name.to_owned(), unit: unit.to_owned(), award: award.to_owned(), on, from, record }
    }
}

/// What the records of the year hold beside what the form counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Titles nobody verified.
    pub unverified: u32,
    /// Awards below ministries and provinces.
    pub lower: u32,
    /// Awards to practices: the forms know people, collectives and households.
    pub practices: u32,
    /// Awards that are counted, but whose way is not recorded: they are in no line of the ways.
    pub unsaid: u32,
}

/// A form of a year, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The year.
    pub year: i16,
    /// Years that can be chosen, the latest first.
    pub years: Vec<i16>,
    /// The agency's name.
    pub agency: String,
    /// Where it stands in the state.
    pub tier: Tier,
    /// The form.
    pub table: Table,
    /// What it leaves out.
    pub left_out: LeftOut,
}

/// A form of a year.
///
/// # Errors
/// `NotAllowed` for those who do not see the people of the whole agency.
pub async fn fill(cx: &Cx, form: Form, year: Option<i16>) -> Result<Filled> {
    Ok(gather(cx, form, year).await?.0)
}

/// The records behind one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The year.
    pub year: i16,
    /// The form.
    pub form: Form,
    /// The line.
    pub row: Row,
    /// The column.
    pub head: Head,
    /// The records.
    pub entries: Vec<Entry>,
}

/// The records behind the number in a line, by its number in the form, and a column, by its place from the left, the total being 0.
///
/// # Errors
/// As [`fill`]; `NotFound` for a cell the form does not have.
pub async fn behind(cx: &Cx, form: Form, year: Option<i16>, (line, column): (u8, usize)) -> Result<Behind> {
    let (filled, entries) = gather(cx, form, year).await?;
    let row = form.rows().into_iter().find(|row| row.number(form) == Some(line)).ok_or(Refusal::NotFound)?;
    let head = filled.table.heads.get(column).cloned().ok_or(Refusal::NotFound)?;
    let entries = entries.into_iter().filter(|entry| entry.record.counts(row, &head)).collect();
    Ok(Behind { year: filled.year, form, row, head, entries })
}

async fn gather(cx: &Cx, form: Form, year: Option<i16>) -> Result<(Filled, Vec<Entry>)> {
    cx.permit(Act::ReadPeople)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let root = me.actor().root;
            let (year, span) = of_year(&me, year);
            let tier = org::agency(conn, root).await?.tier.0;
            let names: BTreeMap<UnitId, String> =
                org::units(conn, root).await?.into_iter().map(|unit| (unit.id, unit.name)).collect();
            let mut found = Found { tier, names, ..Found::default() };
            let tracks = found.plans(conn, &me, year).await?;
            if form != Form::Movements {
                found.awards = award_names(conn).await?;
                found.decisions(rows::given(conn, root, span).await?, &tracks);
                found.titles(rows::titles(conn, root, year).await?);
            }
            let mut entries = found.entries;
            entries.retain(|entry| entry.record.form() == form);
            let records: Vec<Record> = entries.iter().map(|entry| entry.record.clone()).collect();
            let unsaid = records.iter().filter(|one| matches!(one, Record::Award { way: None, .. })).count();
            let unsaid = u32::try_from(unsaid).unwrap_or(u32::MAX);
            let agency = found.names.remove(&root).unwrap_or_default();
            let table = Table::of(form, &records);
            let left_out = LeftOut { unsaid, ..found.left_out };
            let years = years(conn, &me, year).await?;
            Ok::<_, Error>((Filled { year, years, agency, tier, table, left_out }, entries))
        })
        .await
}

/// How awards are written: by their folded name, as the law's table writes them or as they were met first.
async fn award_names(conn: &mut Conn) -> Result<Awards> {
    let (_, rates) = law::tables(conn).await?;
    let mut awards = Awards::default();
    for rate in rates {
        awards.by_name.insert(fold(&rate.name), rate.name.clone());
        awards.by_key.insert(rate.award, rate.name);
    }
    Ok(awards)
}

#[derive(Default)]
struct Awards {
    by_key: BTreeMap<String, String>,
    by_name: BTreeMap<String, String>,
}

impl Awards {
    /// One spelling for each award: columns of orders are by name.
    fn spelt(&mut self, name: String) -> String {
        self.by_name.entry(fold(&name)).or_insert(name).clone()
    }
}

#[derive(Default)]
struct Found {
    tier: Tier,
    names: BTreeMap<UnitId, String>,
    awards: Awards,
    entries: Vec<Entry>,
    /// Who holds which award: a title recorded beside its decision is one award.
    held: BTreeSet<(&'static str, i64, String)>,
    left_out: LeftOut,
}

/// Whom an award names.
struct Whom {
    kind: SubjectTag,
    id: i64,
    name: String,
    unit: UnitId,
    to: To,
}

impl Found {
    /// Movements that ran in the year; and the tracks of all programmes, by which awards are told apart.
    async fn plans(&mut self, conn: &mut Conn, cx: &Cx, year: i16) -> Result<BTreeMap<(ProgrammeId, Key), Track>> {
        let mut tracks = BTreeMap::new();
        for one in programme::programmes(conn, cx.actor().root).await? {
            let plan = cx.app().plan(conn, one.plan).await?;
            tracks.extend(plan.tracks.iter().map(|track| ((one.id, track.key.clone()), track.clone())));
            for movement in &plan.movements {
                let years = movement.years.unwrap_or(plan.years());
                if years.contains(year) {
                    self.entries.push(Entry {
                        name: movement.name.clone(),
                        unit: String::new(),
                        award: String::new(),
                        on: None,
                        from: Source::Programme(one.id),
                        record: Record::Movement { by: self.tier, years },
                    });
                }
            }
        }
        Ok(tracks)
    }

    fn decisions(&mut self, given: Vec<rows::Given>, tracks: &BTreeMap<(ProgrammeId, Key), Track>) {
        for row in given {
            let known = row.amount.map(|amount| amount.0.amount.name);
            let award = known.or_else(|| self.awards.by_key.get(&row.award).cloned()).unwrap_or(row.award);
            let rank = Rank::of(row.leads, row.kind.0, row.depth, self.tier);
            let Some(to) = recipient(row.class.0, row.subject_kind, row.kind.0, rank) else {
                self.left_out.practices += 1;
                continue;
            };
            let way = tracks.get(&(row.programme, row.track)).map(Way::of);
            let whom = Whom { kind: row.subject_kind, id: row.subject, name: row.name, unit: row.unit, to };
            self.award(whom, award, (Some(row.on), way), Source::Decision(row.decision));
        }
    }

    fn titles(&mut self, titles: Vec<rows::Title>) {
        for row in titles {
            let subject = subject_of(row.subject_kind, row.subject);
            let rank = Rank::of(row.leads, row.kind.0, row.depth, self.tier);
            let Some(to) = recipient(subject.kind(), row.subject_kind, row.kind.0, rank) else {
                self.left_out.practices += 1;
                continue;
            };
            if !row.verified {
                self.left_out.unverified += u32::from(column_of(&row.title).is_some());
                continue;
            }
            let whom = Whom { kind: row.subject_kind, id: row.subject, name: row.name, unit: row.unit, to };
            self.award(whom, row.title, (None, None), Source::Title(subject));
        }
    }

    fn award(&mut self, whom: Whom, award: String, (on, way): (Option<Date>, Option<Way>), from: Source) {
        let Some(column) = column_of(&award) else {
            self.left_out.lower += 1;
            return;
        };
        let award = self.awards.spelt(award);
        // A title recorded about somebody whom a decision names is that decision's award; two decisions are two awards.
        let is_new = self.held.insert((whom.kind.0, whom.id, award.clone()));
        if !is_new && matches!(from, Source::Title(_)) {
            return;
        }
        let unit = self.names.get(&whom.unit).cloned().unwrap_or_default();
        let record = Record::Award { column, name: award.clone(), to: whom.to, way, by: self.tier.submitter() };
        self.entries.push(Entry { name: whom.name, unit, award, on, from, record });
    }
}

/// To whom the forms say an award went; `None` for a practice. A collective inside an enterprise is no enterprise.
fn recipient(class: SubjectKind, kind: SubjectTag, unit: UnitKind, rank: Rank) -> Option<To> {
    match class {
        SubjectKind::Individual => Some(To::Person(rank)),
        SubjectKind::Collective if kind.0 == "unit" && unit == UnitKind::Enterprise => Some(To::Enterprise),
        SubjectKind::Collective => Some(To::Collective),
        SubjectKind::Household => Some(To::Household),
        SubjectKind::Practice => None,
    }
}

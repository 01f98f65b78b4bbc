//! Contests as those who run, publish or chair them see them; who wrote what only for those who run them and are not of the jury.

use std::collections::BTreeMap;

use jiff::civil::Date;
use lantoa_domain::contest::{ContestState, EntryState};
use lantoa_domain::id::{ContestId, EntryId, PersonId, ProgrammeId, SheetId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Act, JurySeat, Place};
use lantoa_store::contest::entry::{self as entries, Author, Entry};
use lantoa_store::contest::jury::{self as jurors, Juror, Sheet};
use lantoa_store::contest::{self};
use lantoa_store::{Conn, org, programme};

use super::result::standings;
use super::{Contest, Standing, found};
use crate::{Cx, Error, Result};

/// A contest in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContestRow {
    /// The contest.
    pub id: ContestId,
    /// What it is called.
    pub title: String,
    /// First day on which entries come in.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// How far it is.
    pub state: ContestState,
    /// Entries that were not taken back.
    pub entries: i64,
    /// Entries that wait to be looked through.
    pub waiting: i64,
}

/// Those who run contests, or publish what comes of them.
fn reads(cx: &Cx) -> Result<()> {
    if cx.may(Act::PublishStory) { Ok(()) } else { cx.permit(Act::RunContest).map(drop) }
}

/// The contests of the agency, the latest first; narrowed to a state.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx, only: Option<ContestState>) -> Result<Vec<ContestRow>> {
    reads(cx)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let counts: BTreeMap<ContestId, (i64, i64)> =
                contest::counts(conn, root).await?.into_iter().map(|(id, all, waiting)| (id, (all, waiting))).collect();
            let rows = contest::of_root(conn, root).await?.into_iter();
            let rows = rows.filter(|one| only.is_none_or(|state| state == one.state.0)).map(|one| {
                let (entries, waiting) = counts.get(&one.id).copied().unwrap_or_default();
                ContestRow {
                    id: one.id,
                    title: one.title,
                    opens: one.opens,
                    closes: one.closes,
                    state: one.state.0,
                    entries,
                    waiting,
                }
            });
            Ok::<_, Error>(rows.collect())
        })
        .await
}

/// An entry in the list of a contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// The entry.
    pub id: EntryId,
    /// Its number.
    pub number: i64,
    /// Its title, for those who may know the author.
    pub title: String,
    /// Whom it is about, for the same.
    pub subject: String,
    /// Who wrote it, for the same.
    pub author: Option<Author>,
    /// The day it came.
    pub received_on: Date,
    /// What became of it.
    pub state: EntryState,
    /// Sheets that are in, and all that were given out.
    pub sheets: (usize, usize),
}

/// A sheet as far as the chair may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The sheet.
    pub id: SheetId,
    /// The version to send back.
    pub version: i64,
    /// The entry's number.
    pub number: i64,
    /// The juror.
    pub juror: String,
    /// When it was handed in.
    pub handed_on: Option<Date>,
    /// What it comes to, in hundredths of a point out of 100; nothing while any sheet of the contest is missing.
    pub total: Option<i64>,
}

/// A contest with everything its reader may see.
#[derive(Debug, Clone)]
pub struct ContestView {
    /// The contest.
    pub contest: Contest,
    /// What its movement is called.
    pub movement: String,
    /// Who decided the prizes.
    pub decided_by: String,
    /// Its entries by number.
    pub entries: Vec<EntryRow>,
    /// Its jury, with how many sheets each has handed in, of how many.
    pub jury: Vec<(Juror, usize, usize)>,
    /// Its sheets, for the chair.
    pub progress: Vec<Progress>,
    /// How entries stand; nothing while a sheet is missing.
    pub standings: Option<Vec<Standing>>,
    /// Whether the reader runs it, and so may know who wrote what.
    pub may_run: bool,
    /// Whether the reader decides and publishes.
    pub may_publish: bool,
    /// Whether the reader chairs its jury.
    pub may_lead: bool,
    /// Today.
    pub today: Date,
}

/// A contest.
///
/// # Errors
/// `NotFound`; `NotAllowed` for everybody who neither runs, publishes nor chairs it.
pub async fn page(cx: &Cx, id: ContestId) -> Result<ContestView> {
    let me = cx.clone();
    cx.db().scan(async move |conn| assemble(conn, &me, id).await).await
}

async fn assemble(conn: &mut Conn, cx: &Cx, id: ContestId) -> Result<ContestView> {
    let (row, place) = found(conn, cx, id).await?;
    let may_run = cx.permit_at(Act::RunContest, &place).is_ok();
    let may_lead = cx.permit_at(Act::LeadJury, &place).is_ok();
    let may_publish = cx.may(Act::PublishStory);
    if !may_run && !may_lead && !may_publish {
        cx.permit_at(Act::RunContest, &place)?;
    }
    let barred = barred_of(conn, cx, &row, &place).await?;
    let seen = |entry: EntryId| !barred.contains(&entry);
    let all = entries::of_contest(conn, id).await?;
    let sheets = jurors::sheets(conn, id).await?;
    let seats = jurors::of_contest(conn, id).await?;
    let authors = if may_run { entries::authors(conn, id).await? } else { Vec::new() };
    let standings = standings(&row, &all, &sheets)
        .map(|lines| lines.into_iter().filter(|line| seen(line.entry)).collect::<Vec<Standing>>());
    let progress = if may_lead { progress(&row, (&all, &sheets, &seats), standings.is_some()) } else { Vec::new() };
    let hidden: Vec<i64> = all.iter().filter(|one| !seen(one.id)).map(|one| one.number).collect();
    let decider = match row.decided_by {
        Some(person) => org::person(conn, person).await?.map(|one| one.name),
        None => None,
    };
    Ok(ContestView {
        movement: movement(conn, cx, (row.programme, row.movement.as_ref())).await?,
        decided_by: decider.unwrap_or_default(),
        entries: all.iter().filter(|one| seen(one.id)).map(|one| entry(one, &sheets, may_run, &authors)).collect(),
        jury: seats
            .into_iter()
            .map(|seat| {
                let own = || sheets.iter().filter(|sheet| sheet.juror == seat.id);
                let (done, all) = (own().filter(|sheet| sheet.handed_on.is_some()).count(), own().count());
                (seat, done, all)
            })
            .collect(),
        progress: progress.into_iter().filter(|one| !hidden.contains(&one.number)).collect(),
        standings,
        may_run,
        may_publish,
        may_lead,
        today: cx.today(),
        contest: row,
    })
}

/// Entries the chair is in conflict with: they are not there for the chair.
async fn barred_of(conn: &mut Conn, cx: &Cx, row: &Contest, place: &Place) -> Result<Vec<EntryId>> {
    if place.jury != Some(JurySeat::Chair) {
        return Ok(Vec::new());
    }
    let person: PersonId = cx.actor().person;
    let seat = jurors::seat_of(conn, row.id, person).await?.map(|seat| seat.id);
    let bars = super::jury::barred(conn, row).await?;
    Ok(bars.into_iter().filter(|bar| Some(bar.juror) == seat).map(|bar| bar.entry).collect())
}

fn entry(one: &Entry, sheets: &[Sheet], may_run: bool, authors: &[Author]) -> EntryRow {
    let own = || sheets.iter().filter(|sheet| sheet.entry == one.id);
    let told = |text: &str| if may_run { text.to_owned() } else { String::new() };
    EntryRow {
        id: one.id,
        number: one.number,
        title: told(&one.title),
        subject: told(&one.subject),
        author: authors.iter().find(|author| author.entry == one.id).cloned(),
        received_on: one.received_on,
        state: one.state.0,
        sheets: (own().filter(|sheet| sheet.handed_on.is_some()).count(), own().count()),
    }
}

fn progress(row: &Contest, (all, sheets, seats): (&[Entry], &[Sheet], &[Juror]), are_in: bool) -> Vec<Progress> {
    let number = |sheet: &Sheet| all.iter().find(|one| one.id == sheet.entry).map_or(0, |one| one.number);
    let name = |sheet: &Sheet| seats.iter().find(|seat| seat.id == sheet.juror).map(|seat| seat.name.clone());
    let total = |sheet: &Sheet| lantoa_domain::contest::score::total(&row.criteria.0, &sheet.marks.0).hundredths();
    let mut out: Vec<Progress> = sheets
        .iter()
        .map(|sheet| Progress {
            id: sheet.id,
            version: sheet.version,
            number: number(sheet),
            juror: name(sheet).unwrap_or_default(),
            handed_on: sheet.handed_on,
            total: are_in.then(|| total(sheet)),
        })
        .collect();
    out.sort_by_key(|one| one.number);
    out
}

async fn movement(conn: &mut Conn, cx: &Cx, of: (Option<ProgrammeId>, Option<&Key>)) -> Result<String> {
    let (Some(id), Some(key)) = of else { return Ok(String::new()) };
    let Some(found) = programme::programme(conn, id).await? else { return Ok(String::new()) };
    let plan = cx.app().plan(conn, found.plan).await?;
    Ok(plan.movement(key).map(|one| one.name.clone()).unwrap_or_default())
}

/// Movements of the agency's programmes, to set a contest up for: programme, key, and both named.
///
/// # Errors
/// `NotAllowed`.
pub async fn movements(cx: &Cx) -> Result<Vec<(ProgrammeId, Key, String)>> {
    cx.permit(Act::RunContest)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let mut out = Vec::new();
            for one in programme::programmes(conn, me.actor().root).await? {
                let plan = me.app().plan(conn, one.plan).await?;
                let named = |name: &str| format!("{name} – {}", one.title);
                out.extend(plan.movements.iter().map(|found| (one.id, found.key.clone(), named(&found.name))));
            }
            Ok::<_, Error>(out)
        })
        .await
}

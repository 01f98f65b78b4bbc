//! Sheets of marks: a juror's own work, without an author anywhere, and nothing of others before the own sheet is in. It must not read who wrote an entry.

use lantoa_domain::Refusal;
use lantoa_domain::contest::score::{Advice, Points, check_marks, total};
use lantoa_domain::contest::{ContestState, Criterion, MarkStep};
use lantoa_domain::id::{ContestId, SheetId};
use lantoa_domain::policy::{Act, JurySeat, Place};
use lantoa_store::contest::entry::{self as entries, Entry};
use lantoa_store::contest::jury::{self as jurors, Conflict, ConflictKind, Sheet, Work};
use lantoa_store::contest::{self, Contest};
use lantoa_store::{Conn, Json, Tx, Word};
use serde_json::json;

use super::{found, reason, save_entry, wrong};
use crate::{Cx, Error, Result, faster};

/// Letters of a comment at most.
const LONGEST_COMMENT: usize = 4_000;

/// What a person does in juries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyWork {
    /// What is to be marked, and what was, in contests whose jury is at work.
    pub rows: Vec<Work>,
    /// Contests whose jury the person chairs: title, sheets that are in, all sheets.
    pub chairs: Vec<(ContestId, String, i64, i64)>,
}

/// What the acting person does in juries.
///
/// # Errors
/// The database's.
pub async fn my_work(cx: &Cx) -> Result<MyWork> {
    let (person, root) = (cx.actor().person, cx.actor().root);
    cx.db()
        .read(async move |conn| {
            let rows = jurors::mine(conn, person, root).await?;
            Ok::<_, Error>(MyWork { rows, chairs: jurors::chaired(conn, person, root).await? })
        })
        .await
}

/// How many entries wait for the acting person's marks.
pub(crate) async fn waiting(conn: &mut Conn, cx: &Cx) -> Result<i64> {
    Ok(jurors::waiting(conn, cx.actor().person, cx.actor().root).await?)
}

/// Another juror's sheet, once the own one is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherSheet {
    /// The juror.
    pub name: String,
    /// Marks in hundredths of a point, in the order of the criteria.
    pub marks: Vec<i64>,
    /// What they come to, in hundredths of a point out of 100.
    pub total: i64,
    /// What the juror says.
    pub comment: String,
    /// What the juror advises.
    pub advice: Option<Advice>,
}

/// A sheet for its juror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetView {
    /// The sheet.
    pub sheet: Sheet,
    /// What the contest is called.
    pub contest: String,
    /// Its theme and rules.
    pub rules: String,
    /// What entries are marked for.
    pub criteria: Vec<Criterion>,
    /// In which steps.
    pub step: MarkStep,
    /// The entry's number.
    pub number: i64,
    /// What the jury reads of it.
    pub text: String,
    /// What the own marks come to, in hundredths of a point out of 100; `None` before they are given.
    pub total: Option<i64>,
    /// Sheets of others on the same entry that are in; nothing before the own one is.
    pub others: Vec<OtherSheet>,
    /// Whether the sheet may be filled in now.
    pub may_mark: bool,
}

/// A sheet, its entry and contest, for somebody who sits there.
async fn own(conn: &mut Conn, cx: &Cx, id: SheetId) -> Result<(Contest, Entry, Sheet)> {
    let sheet = jurors::sheet(conn, id).await?.ok_or(Refusal::NotFound)?;
    let (contest, place) = found(conn, cx, sheet.contest).await?;
    if sheet.person != cx.actor().person {
        return Err(Refusal::NotFound.into());
    }
    cx.permit_at(Act::JudgeEntry, &place)?;
    // Before the jury begins there is nothing to read; whoever is in conflict has no sheet.
    if !matches!(contest.state.0, ContestState::Judging | ContestState::Decided | ContestState::Published) {
        return Err(Refusal::NotFound.into());
    }
    let entry = entries::load(conn, sheet.entry).await?.ok_or(Refusal::NotFound)?;
    Ok((contest, entry, sheet))
}

async fn held(tx: &mut Tx, cx: &Cx, id: SheetId, seen: i64) -> Result<(Contest, Entry, Sheet)> {
    let contest = jurors::sheet(tx, id).await?.ok_or(Refusal::NotFound)?.contest;
    contest::lock(tx, contest).await?;
    let (contest, entry, sheet) = own(tx, cx, id).await?;
    faster::same(tx, contest.root, id, sheet.version, seen).await?;
    if contest.state.0 != ContestState::Judging || sheet.handed_on.is_some() {
        return Err(wrong("contest-frozen"));
    }
    Ok((contest, entry, sheet))
}

/// A sheet for its juror: the entry's number and the text for the jury, never who wrote it.
///
/// # Errors
/// `NotFound` for everybody else, and before the jury begins.
pub async fn sheet_page(cx: &Cx, id: SheetId) -> Result<SheetView> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let (contest, entry, sheet) = own(conn, &me, id).await?;
            let criteria = contest.criteria.0.clone();
            let others = match sheet.handed_on {
                Some(_) => others(conn, &sheet, &criteria).await?,
                None => Vec::new(),
            };
            Ok::<_, Error>(SheetView {
                may_mark: contest.state.0 == ContestState::Judging && sheet.handed_on.is_none(),
                total: (!sheet.marks.0.is_empty()).then(|| total(&criteria, &sheet.marks.0).hundredths()),
                contest: contest.title,
                rules: contest.body,
                step: contest.step.0,
                number: entry.number,
                text: entry.jury_text,
                criteria,
                sheet,
                others,
            })
        })
        .await
}

async fn others(conn: &mut Conn, own: &Sheet, criteria: &[Criterion]) -> Result<Vec<OtherSheet>> {
    let seats = jurors::of_contest(conn, own.contest).await?;
    let all = jurors::sheets(conn, own.contest).await?.into_iter();
    let theirs = all.filter(|one| one.entry == own.entry && one.id != own.id && one.handed_on.is_some());
    let name = |one: &Sheet| seats.iter().find(|seat| seat.id == one.juror).map(|seat| seat.name.clone());
    Ok(theirs
        .map(|one| OtherSheet {
            name: name(&one).unwrap_or_default(),
            total: total(criteria, &one.marks.0).hundredths(),
            marks: one.marks.0,
            comment: one.comment,
            advice: one.advice.map(|given| given.0),
        })
        .collect())
}

/// What a juror gives an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Marks in hundredths of a point, in the order of the criteria.
    pub marks: Vec<i64>,
    /// What the juror says; may be empty.
    pub comment: String,
    /// What the juror advises.
    pub advice: Advice,
}

/// Whether a sheet is kept to go on with, or handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Kept.
    Keep,
    /// Handed in: frozen from then on.
    In,
}

/// Fills a sheet in.
///
/// # Errors
/// `NotFound`, `Overtaken`; `Invalid` on "marks" (`missing`, `over`, `step`), "comment" (`long`), and with `contest-frozen` for a
/// sheet that is in or a contest that is decided.
pub async fn mark(cx: &Cx, id: SheetId, seen: i64, given: Given, hand: Hand) -> Result<()> {
    let comment = given.comment.trim().to_owned();
    if comment.chars().count() > LONGEST_COMMENT {
        return Err(Refusal::Invalid { field: "comment", why: "long" }.into());
    }
    let (me, given) = (cx.clone(), Given { comment, ..given });
    cx.db()
        .write(async move |tx| {
            let (contest, _, sheet) = held(tx, &me, id, seen).await?;
            check_marks(&contest.criteria.0, contest.step.0, &given.marks)?;
            let new = Sheet {
                marks: Json(given.marks.clone()),
                comment: given.comment.clone(),
                advice: Some(Word(given.advice)),
                handed_on: (hand == Hand::In).then(|| me.today()),
                ..sheet
            };
            let saved = jurors::save_sheet(tx, &new).await;
            faster::told(tx, contest.root, id, saved).await?;
            let event = if hand == Hand::In { "contest.sheet-handed-in" } else { "contest.sheet-kept" };
            me.journal(tx, event, id, &json!({ "contest": contest.id }))
        })
        .await
}

/// The juror knows who wrote the entry, or is close to the author or the one it is about: the entry is gone from the juror's work.
///
/// # Errors
/// As [`mark`]; `ReasonMissing`.
pub async fn declare(cx: &Cx, id: SheetId, seen: i64, why: String) -> Result<()> {
    let (me, why) = (cx.clone(), reason(&why)?);
    cx.db()
        .write(async move |tx| {
            let (contest, entry, sheet) = held(tx, &me, id, seen).await?;
            let kind = Word(ConflictKind::Declared);
            let conflict = Conflict { entry: entry.id, juror: sheet.juror, kind, reason: why.clone() };
            jurors::put_conflict(tx, &conflict, me.now()).await?;
            jurors::take(tx, entry.id, sheet.juror).await?;
            me.journal(tx, "contest.conflict-declared", entry.id, &json!({ "contest": contest.id }))
        })
        .await
}

/// The chair's place about an entry: closed where the chair is in conflict with it.
pub(super) async fn chaired(conn: &mut Conn, cx: &Cx, entry: &Entry) -> Result<Contest> {
    let (contest, place) = found(conn, cx, entry.contest).await?;
    let bars =
        if place.jury == Some(JurySeat::Chair) { super::jury::barred(conn, &contest).await? } else { Vec::new() };
    let seat = jurors::seat_of(conn, contest.id, cx.actor().person).await?;
    let mine = |bar: &Conflict| bar.entry == entry.id && seat.as_ref().is_some_and(|seat| seat.id == bar.juror);
    cx.permit_at(Act::LeadJury, &Place { conflicted: bars.iter().any(mine), ..place })?;
    Ok(contest)
}

/// Gives a sheet back to its juror before the decision, with a reason; what the jury agreed on about the entry is open again.
///
/// # Errors
/// `NotFound` for everybody but the chair; `Conflicted`, `Overtaken`, `ReasonMissing`; `InUse` for a sheet that is not in or once
/// prizes are decided.
pub async fn give_back(cx: &Cx, id: SheetId, seen: i64, why: String) -> Result<()> {
    let (me, why) = (cx.clone(), reason(&why)?);
    cx.db()
        .write(async move |tx| {
            let known = jurors::sheet(tx, id).await?.ok_or(Refusal::NotFound)?;
            contest::lock(tx, known.contest).await?;
            let sheet = jurors::sheet(tx, id).await?.ok_or(Refusal::NotFound)?;
            let entry = entries::load(tx, sheet.entry).await?.ok_or(Refusal::NotFound)?;
            let contest = chaired(tx, &me, &entry).await?;
            faster::same(tx, contest.root, id, sheet.version, seen).await?;
            if contest.state.0 != ContestState::Judging || sheet.handed_on.is_none() {
                return Err(Refusal::InUse.into());
            }
            let saved = jurors::save_sheet(tx, &Sheet { handed_on: None, back_why: why.clone(), ..sheet }).await;
            faster::told(tx, contest.root, id, saved).await?;
            let open = Entry { agreed: None, agreed_advice: None, agreed_why: String::new(), settled: None, ..entry };
            save_entry(tx, &Entry { settled_why: String::new(), ..open }).await?;
            me.journal(tx, "contest.sheet-given-back", id, &json!({ "contest": contest.id }))
        })
        .await
}

/// What the sheets of an entry come to, in the order they were given.
pub(super) fn totals(criteria: &[Criterion], sheets: &[&Sheet]) -> Vec<Points> {
    sheets.iter().map(|sheet| total(criteria, &sheet.marks.0)).collect()
}

//! Writing contests (plan 001 IV.4): set up, opened, closed, called off; entries, jury and result stand below. It must not show an author to a juror.

mod entry;
mod jury;
mod moderate;
mod portal;
mod result;
mod sheet;
mod view;

use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::contest::{ContestStep, Criterion as Mark, EntryState, MOST_CRITERIA, even_weights};
use lantoa_domain::id::{ContestId, ProgrammeId};
use lantoa_domain::plan::{Criterion, Key, Plan};
use lantoa_domain::policy::{Act, JurySeat, Place};
use lantoa_store::contest::{self, entry as entries, jury as jurors};
use lantoa_store::{Conn, Tx, programme};
use serde_json::json;

pub use entry::{LONGEST_LINE, NewEntry, Receipt, receipt, submit, take_back_consent, withdraw};
pub use jury::{deal, give, people, seat, take, unseat};
pub use lantoa_domain::contest::Terms;
pub use lantoa_domain::contest::score::Advice;
pub use lantoa_store::contest::Contest;
pub use lantoa_store::contest::entry::{Author, Entry};
pub use lantoa_store::contest::jury::{ConflictKind, Juror, Sheet, Work};
pub use lantoa_store::{Json, Word};
pub use moderate::{EntryView, admit, close_consent, entry_page, erase_author, refuse};
pub use portal::{PublicContest, Taking, Winner, public, public_one};
pub use result::{Agreed, Standing, agree, decide, publish, settle};
pub(crate) use sheet::waiting;
pub use sheet::{Given, Hand, MyWork, OtherSheet, SheetView, declare, give_back, mark, my_work, sheet_page};
pub use view::{ContestRow, ContestView, EntryRow, Progress, list, movements, page};

use crate::{Cx, Error, Result, faster};

/// Letters of a criterion's name at most, when it is taken from a plan.
const LONGEST_CRITERION: usize = 200;
/// The highest mark of a criterion that is taken from a plan.
const USUAL_MARK: i64 = 10;

/// What a contest says and is held by.
#[derive(Debug, Clone)]
pub struct Set {
    /// What it is called.
    pub title: String,
    /// Theme and rules.
    pub body: String,
    /// A programme and one of its movements.
    pub movement: Option<(ProgrammeId, Key)>,
    /// Its terms; without criteria, those of the movement in the plan are taken over.
    pub terms: Terms,
}

impl Set {
    fn checked(self) -> Result<Self> {
        let (title, body) = (self.title.trim().to_owned(), self.body.trim().to_owned());
        for (field, text) in [("title", &title), ("body", &body)] {
            if text.is_empty() {
                return Err(Refusal::Invalid { field, why: "empty" }.into());
            }
        }
        if !(self.terms.criteria.is_empty() && self.movement.is_some()) {
            self.terms.check()?;
        }
        Ok(Self { title, body, ..self })
    }
}

/// Sets up a contest; nobody outside sees it yet.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a programme of others; `Invalid` with the field of the terms.
pub async fn set_up(cx: &Cx, new: Set) -> Result<ContestId> {
    cx.permit(Act::RunContest)?;
    let (me, new) = (cx.clone(), Arc::new(new.checked()?));
    cx.db()
        .write(async move |tx| {
            let terms = whole_terms(tx, &me, &new).await?;
            let row = Contest {
                id: me.id(),
                root: me.actor().root,
                agency: String::new(),
                title: new.title.clone(),
                body: new.body.clone(),
                programme: new.movement.as_ref().map(|(programme, _)| *programme),
                movement: new.movement.as_ref().map(|(_, key)| key.clone()),
                opens: terms.opens,
                closes: terms.closes,
                entrants: Word(terms.entrants),
                most_words: terms.most_words,
                prizes: Json(terms.prizes),
                criteria: Json(terms.criteria),
                step: Word(terms.step),
                jurors: terms.jurors,
                spread: terms.spread,
                state: Word(lantoa_domain::contest::ContestState::Draft),
                why: String::new(),
                decided_by: None,
                decided_on: None,
                published_on: None,
                version: 1,
            };
            contest::insert(tx, &row, me.actor().person).await?;
            me.journal(tx, "contest.set-up", row.id, &json!({ "until": row.closes }))?;
            Ok(row.id)
        })
        .await
}

/// The terms with criteria: those that were typed, or the plan's for the movement.
async fn whole_terms(conn: &mut Conn, cx: &Cx, set: &Set) -> Result<Terms> {
    let mut terms = set.terms.clone();
    if let Some((id, key)) = &set.movement {
        let root = cx.actor().root;
        let found = programme::programme(conn, *id).await?.filter(|one| one.root == root).ok_or(Refusal::NotFound)?;
        let plan = cx.app().plan(conn, found.plan).await?;
        plan.movement(key).ok_or(Refusal::NotFound)?;
        if terms.criteria.is_empty() {
            terms.criteria = of_plan(&plan, key);
        }
    }
    terms.check()?;
    Ok(terms)
}

/// What a plan asks of a movement, as a list to begin with: even weights, each out of 10.
fn of_plan(plan: &Plan, key: &Key) -> Vec<Mark> {
    let of_movement = |one: &&Criterion| one.movement.as_ref().is_none_or(|movement| movement == key);
    let mut names: Vec<String> = Vec::new();
    // The movement's own come first: what the whole plan asks is left out where there are too many.
    let own = plan.criteria.iter().filter(of_movement).filter(|one| one.movement.is_some());
    let general = plan.criteria.iter().filter(of_movement).filter(|one| one.movement.is_none());
    for one in own.chain(general) {
        let name: String = one.text.trim().chars().take(LONGEST_CRITERION).collect();
        let folded = |text: &str| lantoa_domain::text::fold(text);
        if names.len() < MOST_CRITERIA && !names.iter().any(|known| folded(known) == folded(&name)) {
            names.push(name);
        }
    }
    let weights = even_weights(names.len());
    names.into_iter().zip(weights).map(|(name, weight)| Mark { name, weight, most: USUAL_MARK }).collect()
}

/// Changes a contest. Once it is open, what was announced stays: only the closing day may be later, entries longer.
///
/// # Errors
/// As [`set_up`]; `Overtaken`, `InUse`; `Conflicted` for somebody of the jury; `Invalid` (`announced`) with the field.
pub async fn edit(cx: &Cx, id: ContestId, seen: i64, set: Set) -> Result<()> {
    let (me, set) = (cx.clone(), Arc::new(set.checked()?));
    cx.db()
        .write(async move |tx| {
            let was = held(tx, &me, id, seen).await?;
            let terms = whole_terms(tx, &me, &set).await?;
            let state = was.state.0.after(ContestStep::Edit)?;
            if state == lantoa_domain::contest::ContestState::Open {
                keeps_word(&was.terms(), &terms)?;
            }
            let new = Contest {
                title: set.title.clone(),
                body: set.body.clone(),
                programme: set.movement.as_ref().map(|(programme, _)| *programme),
                movement: set.movement.as_ref().map(|(_, key)| key.clone()),
                ..was.under(&terms)
            };
            save(tx, &new).await?;
            me.journal(tx, "contest.changed", id, &json!({ "until": new.closes }))
        })
        .await
}

/// What was announced stays.
fn keeps_word(was: &Terms, new: &Terms) -> Result<()> {
    let broken = [
        ("opens", was.opens != new.opens),
        ("closes", new.closes < was.closes),
        ("entrants", was.entrants != new.entrants),
        ("most_words", new.most_words < was.most_words),
        ("prizes", was.prizes != new.prizes),
        ("criteria", was.criteria != new.criteria || was.step != new.step),
    ];
    match broken.into_iter().find(|(_, is_broken)| *is_broken) {
        Some((field, _)) => Err(Refusal::Invalid { field, why: "announced" }.into()),
        None => Ok(()),
    }
}

/// Opens the public page.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Conflicted`, `Overtaken`, `InUse`; `Invalid` on "closes" (`in-past`).
pub async fn open(cx: &Cx, id: ContestId, seen: i64) -> Result<()> {
    step(cx, id, seen, (ContestStep::Open, "contest.opened"), String::new()).await
}

/// Closes the public page, after its last day.
///
/// # Errors
/// As [`open`]; `Invalid` (`contest-not-over`) before the last day is over.
pub async fn close(cx: &Cx, id: ContestId, seen: i64) -> Result<()> {
    step(cx, id, seen, (ContestStep::Close, "contest.closed"), String::new()).await
}

/// Hands the entries to the jury.
///
/// # Errors
/// As [`open`]; `Invalid` with what is missing: `contest-unread`, `contest-no-entry`, `contest-no-chair`, `contest-too-few-jurors`.
pub async fn judge(cx: &Cx, id: ContestId, seen: i64) -> Result<()> {
    step(cx, id, seen, (ContestStep::Judge, "contest.judging"), String::new()).await
}

/// Calls it off, with a reason that everybody who sent an entry reads.
///
/// # Errors
/// As [`open`]; `ReasonMissing`.
pub async fn call_off(cx: &Cx, id: ContestId, seen: i64, why: String) -> Result<()> {
    if why.trim().is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    step(cx, id, seen, (ContestStep::CallOff, "contest.called-off"), why.trim().to_owned()).await
}

async fn step(
    cx: &Cx,
    id: ContestId,
    seen: i64,
    (step, event): (ContestStep, &'static str),
    why: String,
) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = held(tx, &me, id, seen).await?;
            let state = was.state.0.after(step)?;
            match step {
                ContestStep::Open if was.closes < me.today() => {
                    return Err(Refusal::Invalid { field: "closes", why: "in-past" }.into());
                }
                ContestStep::Close if me.today() <= was.closes => return Err(wrong("contest-not-over")),
                ContestStep::Judge => ready(tx, &was).await?,
                _ => {}
            }
            save(tx, &Contest { state: Word(state), why: why.clone(), ..was }).await?;
            me.journal(tx, event, id, &json!({}))
        })
        .await
}

/// Whether the jury can begin: everything looked through, somebody in the chair, every entry with its jurors.
async fn ready(conn: &mut Conn, contest: &Contest) -> Result<()> {
    let all = entries::of_contest(conn, contest.id).await?;
    if all.iter().any(|one| one.state.0 == EntryState::Received) {
        return Err(wrong("contest-unread"));
    }
    let admitted: Vec<&Entry> = all.iter().filter(|one| one.state.0 == EntryState::Admitted).collect();
    if admitted.is_empty() {
        return Err(wrong("contest-no-entry"));
    }
    if !jurors::of_contest(conn, contest.id).await?.iter().any(|one| one.seat.0 == JurySeat::Chair) {
        return Err(wrong("contest-no-chair"));
    }
    let sheets = jurors::sheets(conn, contest.id).await?;
    let marked_by = |entry: &Entry| sheets.iter().filter(|sheet| sheet.entry == entry.id).count();
    let needs = usize::try_from(contest.jurors).unwrap_or(usize::MAX);
    if admitted.iter().any(|entry| marked_by(entry) < needs) { Err(wrong("contest-too-few-jurors")) } else { Ok(()) }
}

/// What stands in the way of a contest's next step.
fn wrong(why: &'static str) -> Error {
    Refusal::Invalid { field: "contest", why }.into()
}

/// A contest of the acting person's agency, and where it lies for rights: with the person's seat in its jury.
async fn found(conn: &mut Conn, cx: &Cx, id: ContestId) -> Result<(Contest, Place)> {
    let root = cx.actor().root;
    let row = contest::load(conn, id).await?.filter(|one| one.root == root).ok_or(Refusal::NotFound)?;
    let seat = jurors::seat_of(conn, id, cx.actor().person).await?.map(|juror| juror.seat.0);
    Ok((row, Place { jury: seat, ..Place::agency(root) }))
}

/// A contest for those who run it and are not of its jury.
async fn run_by(conn: &mut Conn, cx: &Cx, id: ContestId) -> Result<Contest> {
    let (row, place) = found(conn, cx, id).await?;
    cx.permit_at(Act::RunContest, &place)?;
    Ok(row)
}

/// The same, while nobody else writes about it, unchanged since it was shown.
async fn held(tx: &mut Tx, cx: &Cx, id: ContestId, seen: i64) -> Result<Contest> {
    contest::lock(tx, id).await?;
    let row = run_by(tx, cx, id).await?;
    faster::same(tx, row.root, id, row.version, seen).await?;
    Ok(row)
}

async fn save(tx: &mut Tx, row: &Contest) -> Result<()> {
    let saved = contest::save(tx, row).await;
    faster::told(tx, row.root, row.id, saved).await
}

async fn save_entry(tx: &mut Tx, row: &Entry) -> Result<()> {
    let saved = entries::save(tx, row).await;
    faster::told(tx, row.root, row.id, saved).await
}

/// A reason, or `ReasonMissing`.
fn reason(text: &str) -> Result<String> {
    match text.trim() {
        "" => Err(Refusal::ReasonMissing.into()),
        text => Ok(text.to_owned()),
    }
}

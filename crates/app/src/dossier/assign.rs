//! Dossiers given to appraisers, and how far each of them is. It must not widen anybody's rights: who is named could weigh the dossier before.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::dossier::State;
use lantoa_domain::id::{DossierId, PersonId};
use lantoa_domain::plan::{StepKind, Track};
use lantoa_domain::policy::{Act, permit};
use lantoa_store::dossier::assigned::{self, NewAssigned};
use lantoa_store::dossier::list::lines;
use lantoa_store::dossier::page;
use lantoa_store::{Conn, Tx, org};
use serde_json::json;

pub use lantoa_store::dossier::assigned::Assigned;

use super::{Case, load, same_as_seen};
use crate::{Cx, Result};

/// The most letters of a note.
const MOST_LETTERS: usize = 1_000;
/// Assignments that are looked at.
const MOST: u32 = 5_000;
/// Own assignments that are looked at.
const MOST_WAITING: u32 = 200;

/// A dossier given to a person to appraise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    /// Who appraises it: somebody who may see how it is weighed, and is in no conflict.
    pub person: PersonId,
    /// The day until which it is wanted.
    pub due: Option<Date>,
    /// What to know.
    pub note: String,
}

/// Gives a dossier to an appraiser, whoever had it.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Conflicted`, `Overtaken`; `Invalid` on "dossier" (`appraised`) when it has passed the appraisal, on "person"
/// (`no-appraiser`), on "due" for a day that has passed, on "note" when it is too long.
pub async fn assign(cx: &Cx, id: DossierId, seen: i64, new: Assign) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = yours(tx, &me, id).await?;
            same_as_seen(tx, &case, seen).await?;
            put(tx, &me, &case, &new).await
        })
        .await
}

/// Takes a dossier back from its appraiser.
///
/// # Errors
/// As [`assign`]; `NotFound` also when nobody has it.
pub async fn take_back(cx: &Cx, id: DossierId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = yours(tx, &me, id).await?;
            same_as_seen(tx, &case, seen).await?;
            remove(tx, &me, &case).await
        })
        .await
}

/// Who has a dossier and since when: what it takes to say that nobody changed it since.
pub(crate) async fn held(cx: &Cx, id: DossierId) -> Result<Option<Assigned>> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            load(conn, &me, id).await?;
            Ok(assigned::of(conn, id).await?)
        })
        .await
}

/// Gives a dossier back to who had it before, or to nobody, unless it was given to somebody else since.
pub(crate) async fn restore(cx: &Cx, id: DossierId, since: Option<Timestamp>, to: Option<Assign>) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = yours(tx, &me, id).await?;
            let there = assigned::of(tx, id).await?;
            if there.as_ref().map(|one| one.at) != since {
                let (by, at) = there.map(|one| (one.by, one.at)).unzip();
                return Err(crate::Error::Overtaken { by: by.unwrap_or_default(), at });
            }
            match &to {
                Some(new) => put(tx, &me, &case, new).await,
                None => remove(tx, &me, &case).await,
            }
        })
        .await
}

async fn yours(tx: &mut Tx, cx: &Cx, id: DossierId) -> Result<Case> {
    let case = load(tx, cx, id).await?;
    cx.permit_at(Act::AssignDossier, &case.place)?;
    if is_done(&case.record.dossier.state, case.track()) {
        return Err(Refusal::Invalid { field: "dossier", why: "appraised" }.into());
    }
    Ok(case)
}

async fn put(tx: &mut Tx, cx: &Cx, case: &Case, new: &Assign) -> Result<()> {
    let d = &case.record.dossier;
    let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
    if !may_appraise(tx, cx, case, new.person).await? {
        return wrong("person", "no-appraiser");
    }
    if new.due.is_some_and(|due| due < cx.today()) {
        return wrong("due", "in-past");
    }
    let note = new.note.trim().to_owned();
    if note.chars().count() > MOST_LETTERS {
        return wrong("note", "long");
    }
    let row = NewAssigned {
        dossier: d.id,
        root: d.root,
        person: new.person,
        due: new.due,
        note,
        by: cx.actor().person,
        at: cx.now(),
    };
    assigned::put(tx, &row).await?;
    cx.journal(tx, "dossier.assigned", d.id, &json!({ "person": new.person, "due": new.due }))
}

async fn remove(tx: &mut Tx, cx: &Cx, case: &Case) -> Result<()> {
    let id = case.record.dossier.id;
    let had = assigned::of(tx, id).await?.ok_or(Refusal::NotFound)?;
    assigned::remove(tx, id).await?;
    cx.journal(tx, "dossier.taken-back", id, &json!({ "person": had.person }))
}

/// Whether somebody may see how this dossier is weighed: with that person's own roles, seats and conflicts.
async fn may_appraise(conn: &mut Conn, cx: &Cx, case: &Case, person: PersonId) -> Result<bool> {
    let d = &case.record.dossier;
    let Some(actor) = org::actor(conn, person, cx.today()).await? else { return Ok(false) };
    let (_, _, conflicts) = page::place(conn, d.id, d.round, d.unit, person).await?;
    let mut place = case.place.clone();
    place.conflicted = !conflicts.is_empty();
    Ok(permit(&actor, Act::ReadAppraisal, &place).is_ok())
}

/// Whether a dossier has left the appraisal behind; where its track has none, the screening or the first step.
fn is_done(state: &State, track: &Track) -> bool {
    let last = track.position(StepKind::Appraise).or_else(|| track.position(StepKind::Screen)).unwrap_or_default();
    state.step().is_none_or(|step| step > last)
}

/// Who appraises a dossier, for its page; nothing for those who may not see how it is weighed.
///
/// # Errors
/// `NotFound`.
pub async fn of(cx: &Cx, id: DossierId) -> Result<Shown> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let case = load(conn, &me, id).await?;
            let may_read = me.permit_at(Act::ReadAppraisal, &case.place).is_ok();
            let is_open = !is_done(&case.record.dossier.state, case.track());
            Ok::<_, crate::Error>(Shown {
                assigned: if may_read { assigned::of(conn, id).await? } else { None },
                may_assign: is_open && me.permit_at(Act::AssignDossier, &case.place).is_ok(),
                is_open,
            })
        })
        .await
}

/// Who appraises a dossier, as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Who has it.
    pub assigned: Option<Assigned>,
    /// Whether the reader may give it to somebody.
    pub may_assign: bool,
    /// Whether it is still to be appraised.
    pub is_open: bool,
}

/// Those to whom dossiers can be given, by name, with their units. Each is asked again at each dossier.
///
/// # Errors
/// The database's.
pub async fn able(cx: &Cx) -> Result<Vec<(PersonId, String)>> {
    let (root, today) = (cx.actor().root, cx.today());
    let found = cx.db().read(async move |conn| assigned::able(conn, root, today).await).await?;
    Ok(found.into_iter().map(|(id, name, unit)| (id, format!("{name} – {unit}"))).collect())
}

/// How far an appraiser is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Who.
    pub person: PersonId,
    /// That person's name.
    pub name: String,
    /// Dossiers given.
    pub given: u32,
    /// Of them: past the appraisal.
    pub done: u32,
    /// Of them: still to be appraised, although the day has passed.
    pub late: u32,
    /// The first day that is still to come, or has passed, of what is not done.
    pub next: Option<Date>,
}

/// How far every appraiser is: for those who give dossiers, for the head and the inspector; each appraiser sees the own line.
///
/// # Errors
/// The database's.
pub async fn progress(cx: &Cx) -> Result<Vec<Progress>> {
    use lantoa_domain::policy::Role::{Head, Inspector, StandingBody};
    let whole = [StandingBody, Head, Inspector].into_iter().any(|role| cx.actor().has(role));
    let (me, only) = (cx.clone(), (!whole).then_some(cx.actor().person));
    cx.db()
        .scan(async move |conn| {
            let root = me.actor().root;
            let all = assigned::list(conn, root, only, MOST).await?;
            let done = past(conn, &me, &all).await?;
            Ok::<_, crate::Error>(counted(all, &done, me.today()))
        })
        .await
}

/// Which of these have left the appraisal behind.
async fn past(conn: &mut Conn, cx: &Cx, all: &[Assigned]) -> Result<BTreeMap<DossierId, bool>> {
    let ids: Vec<DossierId> = all.iter().map(|one| one.dossier).collect();
    let mut done = BTreeMap::new();
    for line in lines(conn, cx.actor().root, &ids).await? {
        let plan = cx.app().plan(conn, line.plan).await?;
        done.insert(line.id, plan.track(&line.track).is_none_or(|track| is_done(&line.state.0, track)));
    }
    Ok(done)
}

/// How many dossiers the acting person is still to appraise.
pub(crate) async fn waiting(conn: &mut Conn, cx: &Cx) -> Result<u32> {
    let mine = assigned::list(conn, cx.actor().root, Some(cx.actor().person), MOST_WAITING).await?;
    let done = past(conn, cx, &mine).await?;
    let open = mine.iter().filter(|one| !done.get(&one.dossier).copied().unwrap_or_default()).count();
    Ok(u32::try_from(open).unwrap_or(u32::MAX))
}

fn counted(all: Vec<Assigned>, done: &BTreeMap<DossierId, bool>, today: Date) -> Vec<Progress> {
    let mut people: BTreeMap<PersonId, Progress> = BTreeMap::new();
    for one in all {
        let Assigned { person, name, due, dossier, .. } = one;
        let line = people.entry(person).or_insert(Progress { person, name, given: 0, done: 0, late: 0, next: None });
        line.given += 1;
        if done.get(&dossier).copied().unwrap_or_default() {
            line.done += 1;
            continue;
        }
        line.late += u32::from(due.is_some_and(|due| due < today));
        line.next = [line.next, due].into_iter().flatten().min();
    }
    let mut out: Vec<Progress> = people.into_values().collect();
    out.sort_by(|a, b| (b.late, b.given - b.done, &a.name).cmp(&(a.late, a.given - a.done, &b.name)));
    out
}

//! Delegates put forward by units or entered by those who prepare a conference; what is told of them; proposals taken back. It must not choose anybody.

use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::conference::delegate::{DelegateRole, DelegateState, stands};
use lantoa_domain::conference::{ConferenceState, ConferenceStep, Gender, Work};
use lantoa_domain::id::{ConferenceId, DelegateId, ExemplarId, PersonId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_store::conference::delegate::{self as delegates, Delegate};
use lantoa_store::conference::{self as rows, Conference};
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::{Conn, Tx, Word, dossier, org, people};
use serde_json::json;

use super::delegate::{has_room, of_unit, save, shown, standing};
use super::load;
use crate::{Cx, Result, faster};

/// Letters of a reason or a topic at most.
const LONGEST: usize = 2_000;

/// Somebody put forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The unit that sends them.
    pub unit: UnitId,
    /// The person, where the agency has a record; found by name and unit when left out.
    pub person: Option<PersonId>,
    /// The exemplar of the register they are, or stand for.
    pub exemplar: Option<ExemplarId>,
    /// Name; that of the record or of the exemplar comes before it.
    pub name: String,
    /// What is told of them.
    pub words: Words,
}

/// What is told of a delegate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Post.
    pub post: String,
    /// The sex, where it is told.
    pub gender: Gender,
    /// Whether they head a unit or do its work.
    pub work: Work,
    /// What they are there for.
    pub role: DelegateRole,
    /// Why they are put forward.
    pub reason: String,
    /// What a presenter reports on.
    pub topic: String,
    /// Where they sit, or their group.
    pub seat: String,
}

impl Words {
    fn checked(&self) -> Result<Self> {
        let clean = |text: &String| text.trim().to_owned();
        let out = Self {
            post: clean(&self.post),
            reason: clean(&self.reason),
            topic: clean(&self.topic),
            seat: clean(&self.seat),
            ..self.clone()
        };
        let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
        if out.role != DelegateRole::Guest && out.reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        if out.role == DelegateRole::Presenter && out.topic.is_empty() {
            return wrong("topic", "empty");
        }
        for (field, text) in [("reason", &out.reason), ("topic", &out.topic)] {
            if text.chars().count() > LONGEST {
                return wrong(field, "long");
            }
        }
        Ok(out)
    }
}

/// Puts somebody forward. Guests are entered by those who prepare it, and are chosen at once.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `ReasonMissing`; `Invalid` on "unit", "exemplar" (withdrawn, of another unit), "name" (`empty`,
/// `delegate-twice`), "topic", "seats", or where the conference takes no more.
pub async fn propose(cx: &Cx, id: ConferenceId, new: Proposal) -> Result<DelegateId> {
    let (me, new) = (cx.clone(), Arc::new(Proposal { words: new.words.checked()?, ..new }));
    cx.db()
        .write(async move |tx| {
            let row = load(tx, &me, id).await?;
            rows::lock(tx, id).await?;
            row.state.0.after(ConferenceStep::Select)?;
            let unit = org::unit(tx, new.unit).await?.filter(|unit| unit.root == row.root);
            unit.ok_or(Refusal::Invalid { field: "unit", why: "not-existing" })?;
            of_unit(tx, &me, new.unit).await?;
            let organiser = me.may(Act::RunConference);
            if !organiser && (!new.words.role.is_proposed() || row.state.0 == ConferenceState::Held) {
                me.permit(Act::RunConference)?;
            }
            let all = delegates::of_conference(tx, id).await?;
            let counts = |one: &&Delegate| one.unit == new.unit && one.role.0.is_proposed() && one.state.0.is_open();
            if new.words.role.is_proposed() {
                let proposed = u32::try_from(all.iter().filter(counts).count()).unwrap_or(u32::MAX);
                rows::seats(tx, &row).await?.may_propose(new.unit, proposed)?;
            }
            let one = made(tx, &me, &row, &new).await?;
            if !delegates::insert(tx, &one).await? {
                return Err(Refusal::Invalid { field: "name", why: "delegate-twice" }.into());
            }
            let detail = json!({ "conference": id, "unit": one.unit, "role": one.role.0 });
            me.journal(tx, "conference.delegate-proposed", one.id, &detail)?;
            Ok(one.id)
        })
        .await
}

async fn made(tx: &mut Tx, cx: &Cx, row: &Conference, new: &Proposal) -> Result<Delegate> {
    let exemplar = match new.exemplar {
        Some(id) => Some(exemplar_of(tx, cx, id, new.unit).await?),
        None => None,
    };
    let own = exemplar.as_ref().filter(|one| one.class.0 == SubjectKind::Individual);
    let subject = own.and_then(|one| match dossier::subject_of(one.subject_kind, one.subject) {
        Subject::Person(person) => Some(person),
        _ => None,
    });
    let typed = own.map_or(new.name.trim(), |one| one.name.trim());
    let record = record(tx, row.root, subject.or(new.person), (new.unit, typed)).await?;
    let name = record.as_ref().map_or(typed, |person| person.name.as_str()).to_owned();
    if name.is_empty() {
        return Err(Refusal::Invalid { field: "name", why: "empty" }.into());
    }
    let words = &new.words;
    let told = record.as_ref().map_or(Gender::Unknown, |person| Gender::of_record(&person.gender));
    let post = record.as_ref().map(|person| person.post.clone()).filter(|_| words.post.is_empty());
    let state = if words.role == DelegateRole::Guest { DelegateState::Chosen } else { DelegateState::Proposed };
    Ok(Delegate {
        id: cx.id(),
        root: row.root,
        conference: row.id,
        unit: new.unit,
        unit_name: String::new(),
        person: record.as_ref().map(|person| person.id),
        exemplar: new.exemplar,
        name,
        post: post.unwrap_or_else(|| words.post.clone()),
        gender: Word(if words.gender == Gender::Unknown { told } else { words.gender }),
        work: Word(words.work),
        role: Word(words.role),
        state: Word(state),
        reason: words.reason.clone(),
        topic: words.topic.clone(),
        seat: words.seat.clone(),
        why: String::new(),
        ordinal: delegates::next(tx, row.id, new.unit).await?,
        stands_for: None,
        proposed_by: cx.actor().person,
        version: 1,
    })
}

/// An exemplar of the unit or of one below it that was not withdrawn.
async fn exemplar_of(conn: &mut Conn, cx: &Cx, id: ExemplarId, unit: UnitId) -> Result<Exemplar> {
    let found = exemplar::load(conn, id).await?.filter(|one| one.root == cx.actor().root);
    let found = found.ok_or(Refusal::Invalid { field: "exemplar", why: "not-existing" })?;
    if !org::path(conn, found.unit).await?.contains(&unit) {
        return Err(Refusal::Invalid { field: "exemplar", why: "exemplar-other-unit" }.into());
    }
    stands(standing(cx, &found))?;
    Ok(found)
}

/// The record of a person: the one named, or the only one of that name in the unit.
async fn record(
    conn: &mut Conn,
    root: UnitId,
    person: Option<PersonId>,
    (unit, name): (UnitId, &str),
) -> Result<Option<org::Person>> {
    if let Some(id) = person {
        let found = org::person(conn, id).await?.filter(|person| person.root == root);
        return Ok(Some(found.ok_or(Refusal::Invalid { field: "name", why: "not-existing" })?));
    }
    let mut known = people::namesakes(conn, root, name).await?;
    known.retain(|person| person.unit == unit && person.active);
    Ok(if known.len() == 1 { known.pop() } else { None })
}

/// Changes what is told of a delegate: those who prepare the conference, and the unit until it was decided.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `ReasonMissing`; `Invalid` on "topic", "seats".
pub async fn edit(cx: &Cx, id: DelegateId, seen: i64, words: Words) -> Result<()> {
    let (me, words) = (cx.clone(), Arc::new(words.checked()?));
    cx.db()
        .write(async move |tx| {
            let (row, one) = shown(tx, &me, id, seen).await?;
            row.state.0.after(ConferenceStep::Select)?;
            if one.state.0 != DelegateState::Proposed || !words.role.is_proposed() {
                me.permit(Act::RunConference)?;
            }
            if words.role.takes_seat() && !one.role.0.takes_seat() && one.state.0.holds_seat() {
                has_room(tx, &row, one.unit).await?;
            }
            let changed = Delegate {
                post: words.post.clone(),
                gender: Word(words.gender),
                work: Word(words.work),
                role: Word(words.role),
                reason: words.reason.clone(),
                topic: words.topic.clone(),
                seat: words.seat.clone(),
                ..one
            };
            save(tx, &changed).await?;
            me.journal(tx, "conference.delegate-changed", id, &json!({ "conference": row.id, "role": words.role }))
        })
        .await
}

/// Takes a proposal back that nobody decided on yet.
///
/// # Errors
/// `NotFound`, `Overtaken`; `Invalid` for one that was decided.
pub async fn withdraw(cx: &Cx, id: DelegateId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (row, one) = shown(tx, &me, id, seen).await?;
            row.state.0.after(ConferenceStep::Select)?;
            if one.state.0 != DelegateState::Proposed {
                return Err(Refusal::Invalid { field: "delegate", why: "delegate-order" }.into());
            }
            let gone = delegates::withdraw(tx, id, seen).await;
            faster::told(tx, one.root, id, gone).await?;
            let detail = json!({ "conference": row.id, "unit": one.unit });
            me.journal(tx, "conference.delegate-withdrawn", id, &detail)
        })
        .await
}

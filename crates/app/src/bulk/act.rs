//! One act on one thing, through the function that a single one goes through, and what it takes to reverse it. It must not decide who may.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{
    DispatchId, DossierId, LetterId, PersonId, ProspectId, StoryId, SuggestionId, TaskId, UnitId, UnitPlanId,
};
use lantoa_domain::task::Met;
use lantoa_domain::unit_plan::Recipient;
use lantoa_store::{assignment, task as tasks};
use serde::{Deserialize, Serialize};

use super::thing::id;
use super::{Deed, Given, Kind};
use crate::task::{Assign, Extension, Report};
use crate::{Cx, Result, dispatch, dossier, mail, people, prospect, publicity, suggestion, task, unit_plan};

/// What held of a thing before an act: what it takes to reverse it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "was", rename_all = "snake_case")]
pub(super) enum Before {
    /// Somebody had it.
    Held {
        /// Who.
        person: PersonId,
        /// Until when.
        due: Option<Date>,
        /// What to know.
        note: String,
    },
    /// Nobody had it.
    Free,
    /// It was due on other days.
    Due(task::Before),
    /// It was still to be done, on its way, there.
    Open,
    /// It was in this unit.
    In {
        /// The unit.
        unit: UnitId,
    },
    /// It was gone.
    Gone,
}

/// What an act left.
pub(super) struct Left {
    /// The version of the thing after it; the instant of the assignment for a dossier that was given to somebody.
    pub(super) after: Option<i64>,
    /// What it takes to reverse it; nothing where it cannot be.
    pub(super) before: Option<Before>,
}

impl Left {
    fn nothing() -> Self {
        Self { after: None, before: None }
    }
}

/// Gives one act to one thing, as it was seen.
///
/// # Errors
/// Those of the act.
pub(super) async fn perform(cx: &Cx, deed: Deed, text: &str, seen: i64, given: &Given) -> Result<Left> {
    match deed.kind() {
        Kind::Task => on_task(cx, deed, id(text)?, seen, given).await,
        Kind::Dossier => on_dossier(cx, deed, id(text)?, seen, given).await,
        Kind::Person => on_person(cx, deed, id(text)?, seen, given).await,
        Kind::Prospect => on_prospect(cx, deed, id(text)?, seen, given).await,
        Kind::Suggestion => {
            let which: SuggestionId = id(text)?;
            match deed {
                Deed::SuggestionDecline => suggestion::decline(cx, which, seen, given.words.clone()).await?,
                _ => suggestion::look(cx, which, seen).await?,
            }
            Ok(Left::nothing())
        }
        Kind::Story => {
            let which: StoryId = id(text)?;
            match deed {
                Deed::StoryTakeDown => publicity::story::take_down(cx, which, seen, given.words.clone()).await?,
                _ => publicity::story::release(cx, which, seen, day(given)?).await?,
            }
            Ok(Left::nothing())
        }
        Kind::Dispatch => {
            dispatch::again(cx, id::<DispatchId>(text)?, seen).await?;
            Ok(Left::nothing())
        }
        Kind::UnitPlan => {
            unit_plan::receive(cx, id::<UnitPlanId>(text)?, seen, Recipient::StandingBody).await?;
            Ok(Left::nothing())
        }
        Kind::Letter => {
            mail::again(cx, id::<LetterId>(text)?, seen).await?;
            Ok(Left::nothing())
        }
    }
}

fn day(given: &Given) -> Result<Date> {
    given.day.ok_or_else(|| Refusal::Invalid { field: "day", why: "empty" }.into())
}

fn person(given: &Given) -> Result<PersonId> {
    given.person.ok_or_else(|| Refusal::Invalid { field: "person", why: "empty" }.into())
}

/// What held of a task before: read first, and true when the act finds the version that was seen.
async fn task_before(cx: &Cx, deed: Deed, which: TaskId) -> Result<Option<Before>> {
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let task = tasks::load(conn, which).await?.filter(|task| task.root == root).ok_or(Refusal::NotFound)?;
            Ok(Some(match deed {
                Deed::TaskAssign | Deed::TaskTakeBack => match assignment::of(conn, which).await? {
                    Some(had) => Before::Held { person: had.person, due: had.due, note: had.note },
                    None => Before::Free,
                },
                Deed::TaskExtend => Before::Due(task::Before {
                    due_day: task.due_day,
                    extended_to: task.extended_to,
                    extended_why: task.extended_why,
                }),
                _ => Before::Open,
            }))
        })
        .await
}

async fn on_task(cx: &Cx, deed: Deed, which: TaskId, seen: i64, given: &Given) -> Result<Left> {
    let before = task_before(cx, deed, which).await?;
    let words = given.words.clone();
    match deed {
        Deed::TaskAssign => {
            let new = Assign { person: person(given)?, due: given.day, note: words };
            task::assign(cx, which, seen, new).await?;
        }
        Deed::TaskTakeBack => task::take_back(cx, which, seen).await?,
        Deed::TaskZero => task::complete(cx, which, seen, Report { how: Met::Zero, on: None, note: words }).await?,
        Deed::TaskExtend => task::extend(cx, which, seen, Extension { until: day(given)?, reason: words }).await?,
        _ => task::exempt(cx, which, seen, words).await?,
    }
    // Each of these writes the task once.
    Ok(Left { after: Some(seen + 1), before })
}

async fn on_dossier(cx: &Cx, deed: Deed, which: DossierId, seen: i64, given: &Given) -> Result<Left> {
    let words = given.words.as_str();
    match deed {
        Deed::DossierAssign | Deed::DossierTakeBack => return assigned(cx, deed, which, seen, given).await,
        Deed::DossierRegister => dossier::register(cx, which, seen).await?,
        Deed::DossierNominate => dossier::nominate(cx, which, seen).await?,
        Deed::DossierResubmit => dossier::resubmit(cx, which, seen).await?,
        Deed::DossierScreen => dossier::screen(cx, which, seen).await?,
        Deed::DossierAppraise => dossier::appraise(cx, which, seen).await?,
        Deed::DossierPublicise => dossier::publicise(cx, which, seen).await?,
        _ => dossier::send_back(cx, which, seen, words).await?,
    };
    Ok(Left::nothing())
}

async fn assigned(cx: &Cx, deed: Deed, which: DossierId, seen: i64, given: &Given) -> Result<Left> {
    let before = match dossier::assign::held(cx, which).await? {
        Some(had) => Before::Held { person: had.person, due: had.due, note: had.note },
        None => Before::Free,
    };
    let after = if deed == Deed::DossierAssign {
        let new = dossier::assign::Assign { person: person(given)?, due: given.day, note: given.words.clone() };
        dossier::assign::assign(cx, which, seen, new).await?;
        Some(cx.now().as_microsecond())
    } else {
        dossier::assign::take_back(cx, which, seen).await?;
        None
    };
    Ok(Left { after, before: Some(before) })
}

async fn on_person(cx: &Cx, deed: Deed, which: PersonId, seen: i64, given: &Given) -> Result<Left> {
    let was = people::one(cx, which).await?.person;
    let before = match deed {
        Deed::PersonMove => {
            let unit = given.unit.ok_or(Refusal::Invalid { field: "unit", why: "empty" })?;
            people::move_to(cx, which, unit, seen).await?;
            // Who headed the unit does not head it again by being moved back.
            (!was.leads).then_some(Before::In { unit: was.unit })
        }
        Deed::PersonDeactivate => {
            people::deactivate(cx, which, seen, &given.words).await?;
            Some(Before::Open)
        }
        _ => {
            people::reactivate(cx, which, seen).await?;
            Some(Before::Gone)
        }
    };
    Ok(Left { after: Some(seen + 1), before })
}

async fn on_prospect(cx: &Cx, deed: Deed, which: ProspectId, seen: i64, given: &Given) -> Result<Left> {
    match deed {
        Deed::ProspectInvite => prospect::invite(cx, which, seen).await?,
        Deed::ProspectTakeBack => prospect::take_back(cx, which, seen).await?,
        _ => {
            prospect::let_go(cx, which, seen, given.words.clone()).await?;
            return Ok(Left { after: Some(seen + 1), before: Some(Before::Open) });
        }
    }
    Ok(Left::nothing())
}

/// Gives one thing what it had before an act: through the functions of a single one, with the rights and the journal of now, and only
/// when nobody changed it since.
///
/// # Errors
/// Those of the reverse act; `Overtaken`.
pub(super) async fn reverse(
    cx: &Cx,
    deed: Deed,
    text: &str,
    after: Option<i64>,
    before: Before,
    why: &str,
) -> Result<()> {
    let seen = after.unwrap_or_default();
    match (deed.kind(), before) {
        (Kind::Task, Before::Held { person, due, note }) => {
            task::assign(cx, id(text)?, seen, Assign { person, due, note }).await
        }
        (Kind::Task, Before::Free) => task::take_back(cx, id(text)?, seen).await,
        (Kind::Task, Before::Due(due)) => task::take_back_extension(cx, id(text)?, seen, due, why).await,
        (Kind::Task, Before::Open) => task::reopen(cx, id(text)?, seen, why.to_owned()).await,
        (Kind::Dossier, Before::Held { person, due, note }) => {
            let to = Some(dossier::assign::Assign { person, due, note });
            dossier::assign::restore(cx, id(text)?, since(after), to).await
        }
        (Kind::Dossier, Before::Free) => dossier::assign::restore(cx, id(text)?, since(after), None).await,
        (Kind::Person, Before::In { unit }) => people::move_to(cx, id(text)?, unit, seen).await,
        (Kind::Person, Before::Open) => people::reactivate(cx, id(text)?, seen).await,
        (Kind::Person, Before::Gone) => people::deactivate(cx, id(text)?, seen, why).await,
        (Kind::Prospect, Before::Open) => prospect::take_back(cx, id(text)?, seen).await,
        _ => Err(Refusal::InUse.into()),
    }
}

fn since(after: Option<i64>) -> Option<Timestamp> {
    after.and_then(|at| Timestamp::from_microsecond(at).ok())
}

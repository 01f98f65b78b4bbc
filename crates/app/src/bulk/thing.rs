//! What the things of a run are called, and to whom or where they can be given: each read with the acting person's own rights. It must not change one.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use lantoa_domain::Refusal;
use lantoa_domain::id::{
    DispatchId, DossierId, LetterId, PersonId, ProspectId, StoryId, SuggestionId, TaskId, UnitId, UnitPlanId,
};
use lantoa_domain::policy::Act;
use lantoa_store::{assignment, dispatch, dossier::list, letter, org, task};

use super::{Deed, Kind, Need};
use crate::{Cx, Result, dossier, people, prospect, publicity, suggestion};

/// People offered at most.
const MOST_PEOPLE: u32 = 1_000;

/// An identifier of the kind asked for; anything else is a thing that is not there.
pub(super) fn id<T: FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Refusal::NotFound.into())
}

/// What a thing is called, for somebody who may see it.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub(super) async fn label(cx: &Cx, kind: Kind, text: &str) -> Result<String> {
    match kind {
        Kind::Task => of_task(cx, id(text)?).await,
        Kind::Dossier => of_dossier(cx, id(text)?).await,
        Kind::Suggestion => Ok(suggestion::page(cx, id::<SuggestionId>(text)?).await?.row.subject_name),
        Kind::Prospect => Ok(prospect::page(cx, id::<ProspectId>(text)?).await?.row.name),
        Kind::Person => Ok(people::one(cx, id::<PersonId>(text)?).await?.person.name),
        Kind::Story => Ok(publicity::story::page(cx, id::<StoryId>(text)?).await?.story.title),
        Kind::Dispatch => of_dispatch(cx, id(text)?).await,
        Kind::Letter => of_letter(cx, id(text)?).await,
        Kind::UnitPlan => Ok(crate::unit_plan::page(cx, id::<UnitPlanId>(text)?).await?.unit_name),
    }
}

async fn of_task(cx: &Cx, id: TaskId) -> Result<String> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let task = task::load(conn, id).await?.filter(|task| task.root == root).ok_or(Refusal::NotFound)?;
            let unit = org::unit(conn, task.unit).await?.map(|unit| unit.name).unwrap_or_default();
            Ok(format!("{} – {unit} ({})", task.what, task.due_day.strftime("%d/%m/%Y")))
        })
        .await
}

async fn of_dossier(cx: &Cx, id: DossierId) -> Result<String> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            dossier::load(conn, &me, id).await?;
            let found = list::lines(conn, me.actor().root, &[id]).await?.pop().ok_or(Refusal::NotFound)?;
            Ok(format!("{} – {}", found.name, found.unit_name))
        })
        .await
}

async fn of_dispatch(cx: &Cx, id: DispatchId) -> Result<String> {
    cx.permit(Act::IssueDocument)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let due = dispatch::load(conn, id).await?.filter(|due| due.root == root).ok_or(Refusal::NotFound)?;
            Ok(due.code)
        })
        .await
}

async fn of_letter(cx: &Cx, id: LetterId) -> Result<String> {
    cx.permit(Act::ManageAccounts)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let row = letter::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let name = org::person(conn, row.person).await?.map(|person| person.name).unwrap_or_default();
            Ok(format!("{name} ({})", row.on_day.strftime("%d/%m/%Y")))
        })
        .await
}

/// What can be chosen for an act on these things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// People, by name.
    pub people: Vec<(PersonId, String)>,
    /// Units, in the order of the tree.
    pub units: Vec<(UnitId, String)>,
}

/// What an act on these things offers to choose.
///
/// # Errors
/// The policy's refusal.
pub(super) async fn choices(cx: &Cx, deed: Deed, things: &[String]) -> Result<Choices> {
    let needs = |one| deed.needs().contains(&one);
    let mut out = Choices::default();
    if needs(Need::Person) {
        out.people =
            if deed.kind() == Kind::Task { of_units(cx, things).await? } else { dossier::assign::able(cx).await? };
    }
    if needs(Need::Unit) {
        out.units = crate::task::units(cx).await?;
    }
    Ok(out)
}

/// Those who work in every unit of these tasks or below it; those of any of them, when nobody works in all.
async fn of_units(cx: &Cx, tasks: &[String]) -> Result<Vec<(PersonId, String)>> {
    cx.permit(Act::ReadProgramme)?;
    let ids: Vec<TaskId> = tasks.iter().filter_map(|text| text.parse().ok()).collect();
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let mut units = BTreeSet::new();
            for id in &ids {
                let Some(task) = task::load(conn, *id).await?.filter(|task| task.root == me.actor().root) else {
                    continue;
                };
                let place = crate::task::place(conn, &me, &task).await?;
                if me.permit_at(Act::CompleteTask, &place).is_ok() {
                    units.insert(task.unit);
                }
            }
            let mut found: BTreeMap<PersonId, (String, usize)> = BTreeMap::new();
            for unit in &units {
                for (person, name) in assignment::people(conn, *unit, MOST_PEOPLE).await? {
                    found.entry(person).or_insert((name, 0)).1 += 1;
                }
            }
            let in_all = found.values().any(|(_, times)| *times == units.len());
            let kept = found.into_iter().filter(|(_, (_, times))| !in_all || *times == units.len());
            let mut people: Vec<(PersonId, String)> = kept.map(|(person, (name, _))| (person, name)).collect();
            people.sort_by_cached_key(|one| lantoa_domain::text::fold(&one.1));
            Ok::<_, crate::Error>(people)
        })
        .await
}

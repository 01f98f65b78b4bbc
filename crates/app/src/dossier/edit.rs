//! What a dossier says: changed only while it is with those who prepare it. Must not move it.

use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Circumstances, Command};
use lantoa_domain::id::DossierId;
use lantoa_domain::subject::Subject;
use lantoa_store::{dossier, subject};
use serde::Serialize;

use super::case::unless_overtaken;
use super::open::{Leading, make_findable};
use super::{load, same_as_seen};
use crate::{Cx, Result};

/// The words of a dossier as they shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The name of a group, household or practice; people and units keep the name the register has.
    pub name: Option<String>,
    /// What was achieved.
    pub achievement: String,
    /// Comprehensive or one side of the work, in words.
    pub scope: String,
    /// The sector, where a quota counts sectors apart.
    pub sector: Option<String>,
    /// Whether the criteria for leaders apply; without meaning for others than people.
    pub leader: Leading,
}

/// Changes what a dossier says. `seen` is the version the form was made from.
///
/// # Errors
/// `Overtaken`, `Invalid` for an empty name, the policy's and the rules' refusals.
pub async fn edit(cx: &Cx, id: DossierId, seen: i64, words: Words) -> Result<()> {
    let me = cx.clone();
    let write = async move |tx: &mut lantoa_store::Tx| {
        let (cx, case) = (&me, load(tx, &me, id).await?);
        same_as_seen(tx, &case, seen).await?;
        let permit = case.permit(cx, Command::Edit)?;
        case.record.dossier.apply(case.track(), Command::Edit, &permit, &Circumstances::default())?;
        let mut after = case.record.clone();
        let changed = rewrite(&mut after, &words)?;
        if let (Some(name), Some(own)) = (&words.name, outside(after.dossier.subject)) {
            let known = subject::load(tx, own).await?.ok_or(Refusal::NotFound)?;
            subject::save(tx, own, name.trim(), &known.note).await?;
        }
        let saved = dossier::save_words(tx, &after, (cx.actor().person, cx.now())).await;
        unless_overtaken(tx, id, saved).await?;
        if after.name != case.record.name {
            make_findable(tx, &after, &case.place.units).await?;
        }
        cx.journal(tx, Command::Edit.event(), id, &Line { changed })
    };
    cx.db().write(write).await
}

#[derive(Serialize)]
struct Line {
    changed: Vec<&'static str>,
}

/// Takes the new words over and says which parts differ.
fn rewrite(record: &mut dossier::Record, words: &Words) -> Result<Vec<&'static str>> {
    let before = record.clone();
    if let Some(name) = words.name.as_ref().filter(|_| outside(record.dossier.subject).is_some()) {
        if lantoa_domain::text::fold(name).is_empty() {
            return Err(Refusal::Invalid { field: "name", why: "empty" }.into());
        }
        record.name = name.trim().to_owned();
    }
    record.achievement = words.achievement.trim().to_owned();
    record.scope = words.scope.trim().to_owned();
    record.sector = words.sector.clone().map(|sector| sector.trim().to_owned()).filter(|sector| !sector.is_empty());
    if matches!(record.dossier.subject, Subject::Person(_)) {
        record.dossier.leader = words.leader == Leading::Leads;
    }
    let parts = [
        ("name", before.name != record.name),
        ("achievement", before.achievement != record.achievement),
        ("scope", before.scope != record.scope),
        ("sector", before.sector != record.sector),
        ("leader", before.dossier.leader != record.dossier.leader),
    ];
    Ok(parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect())
}

/// The row of a subject that has no place among units and people.
fn outside(subject: Subject) -> Option<lantoa_domain::id::SubjectId> {
    match subject {
        Subject::Group(id) | Subject::Household(id) | Subject::Practice(id) => Some(id),
        Subject::Person(_) | Subject::Unit(_) => None,
    }
}

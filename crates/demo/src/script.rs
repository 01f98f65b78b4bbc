//! What every agency's story has in common: its plan is put in force, candidates are found, the final review closes it. It must not tell one agency's story.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use lantoa_app::dossier::NewSubject;
use lantoa_app::plan::confirm::{Choices, Confirm, confirm};
use lantoa_app::programme::{ProgrammeStatus, Setting};
use lantoa_app::{Result, plan, programme};
use lantoa_domain::id::PersonId;
use lantoa_domain::plan::{Key, Plan, StepKind};
use lantoa_domain::text::fold;

use crate::cast::{self, Cast};
use crate::hand::{Candidate, Fate};
use crate::records::Known;
use crate::round::Run;
use crate::stage::Stage;

/// Uploads a plan file, has the head confirm it, and names the leads of its movements.
///
/// # Errors
/// The product's.
pub(crate) async fn start(stage: &mut Stage<'_>, cast: &Cast, file: &str, text: &str) -> Result<Run> {
    let cx = stage.acting(cast.secretary()).await?;
    let id = plan::upload(&cx, file, text.as_bytes()).await?;
    let head = stage.acting(cast.head).await?;
    let command = Confirm { plan: id, version: 1, council: cast.council, choices: Choices::default() };
    let programme = confirm(&head, command).await?.programme;
    stage.summary.programmes += 1;
    let plan: Plan = toml::from_str(text).expect("invariant: the product read the same file");
    let mut leads = BTreeMap::new();
    for movement in &plan.movements {
        let room = movement.lead.as_deref().and_then(|name| cast.room(name));
        if let Some(room) = room {
            cast::lead(stage, cast, room.chief, (programme, movement.key.clone())).await?;
            leads.insert(movement.key.clone(), room.chief);
        }
    }
    Ok(Run { programme, plan, leads, known: Known::default() })
}

/// The final review is held: the programme takes nothing more.
///
/// # Errors
/// The product's.
pub(crate) async fn finish(stage: &mut Stage<'_>, cast: &Cast, run: &Run, on: Date) -> Result<()> {
    stage.go(on).await?;
    let cx = stage.acting(cast.head).await?;
    let version = programme::show(&cx, run.programme, None).await?.version;
    programme::set(&cx, run.programme, version, Setting::Status(ProgrammeStatus::Finished)).await
}

/// Finds candidates, nobody twice.
#[derive(Debug, Default)]
pub(crate) struct Search {
    taken: BTreeSet<PersonId>,
}

impl Search {
    /// Somebody of a unit who is no candidate yet; the head of the unit only when asked for.
    pub(crate) fn person(
        &mut self,
        stage: &mut Stage<'_>,
        cast: &Cast,
        room: usize,
        movement: &str,
        fate: Fate,
    ) -> Option<Candidate> {
        let staff: Vec<PersonId> =
            cast.rooms[room].staff.iter().filter(|one| !self.taken.contains(one)).copied().collect();
        if staff.is_empty() {
            return None;
        }
        let person = *stage.chance.one_of(&staff);
        self.taken.insert(person);
        Some(candidate(room, NewSubject::Person(person), movement, fate))
    }

    /// Somebody of a unit who is not older than this on the last day of a year.
    pub(crate) fn anybody(&mut self, stage: &mut Stage<'_>, cast: &Cast, movement: &str, fate: Fate) -> Candidate {
        let last = u32::try_from(cast.rooms.len() - 1).unwrap_or(0);
        loop {
            let room = stage.chance.between(0, last) as usize;
            if let Some(found) = self.person(stage, cast, room, movement, fate) {
                return found;
            }
            // Everyone of this unit is a candidate already: there are others.
            self.taken.retain(|one| !cast.rooms[room].staff.contains(one));
        }
    }
}

/// The head of a unit as a candidate: the criteria for leaders apply.
pub(crate) fn chief(cast: &Cast, room: usize, movement: &str, fate: Fate) -> Candidate {
    candidate(room, NewSubject::Person(cast.rooms[room].chief), movement, fate)
}

/// A unit as a candidate.
pub(crate) fn collective(cast: &Cast, room: usize, movement: &str, fate: Fate) -> Candidate {
    candidate(room, NewSubject::Unit(cast.rooms[room].id), movement, fate)
}

/// A candidate of a unit.
pub(crate) fn candidate(room: usize, subject: NewSubject, movement: &str, fate: Fate) -> Candidate {
    let movement: Key = movement.parse().expect("invariant: scripts name movements of their own plan files");
    Candidate { room, subject, movement, sector: None, fate }
}

/// What becomes of a dossier, by chance: most go well.
pub(crate) fn fate(stage: &mut Stage<'_>) -> Fate {
    *stage.chance.weighted(&[
        (Fate::Shines, 68),
        (Fate::Completed, 12),
        (Fate::Withdrawn, 4),
        (Fate::Fails, 8),
        (Fate::VotedDown, 8),
    ])
}

/// The place of a unit by its name.
///
/// # Panics
/// When there is none, which a test of the list of agencies finds.
pub(crate) fn at(cast: &Cast, name: &str) -> usize {
    let place = cast.rooms.iter().position(|room| fold(&room.name) == fold(name));
    place.expect("invariant: scripts name units of their own agency")
}

/// A calendar of steps in one year.
pub(crate) fn days(year: i16, all: &[(StepKind, i8, i8)]) -> Vec<(StepKind, Date)> {
    all.iter().map(|(kind, month, day)| (*kind, date(year, *month, *day))).collect()
}

//! The act that comes next on an item, and whether the reader could do it now. It must not change anything.

use lantoa_domain::Refusal;
use lantoa_domain::policy::{Act, Place, permit};
use lantoa_domain::session::{ItemAct, Room, Stage};
use lantoa_domain::vote::Tally;
use lantoa_store::session::{Item, SessionStatus, Topic};

use super::{Hall, floor};
use crate::{Cx, Result};

/// The act that comes next on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Open the vote.
    Open,
    /// Close the vote.
    Close,
    /// Enter the count.
    Count,
    /// Confirm the count.
    Confirm,
    /// Announce the result.
    Announce,
}

pub(super) fn next(stage: Stage) -> Option<NextStep> {
    match stage {
        Stage::Waiting => Some(NextStep::Open),
        Stage::Open => Some(NextStep::Close),
        Stage::Closed => Some(NextStep::Count),
        Stage::Counted => Some(NextStep::Confirm),
        Stage::Confirmed => Some(NextStep::Announce),
        Stage::Announced | Stage::Void => None,
    }
}

/// Whether the next act would go through for the reader, as far as it can be known before.
pub(super) fn verdict(
    cx: &Cx,
    hall: &Hall,
    item: &Item,
    topic: &Topic,
    place: &Place,
    step: NextStep,
    room: Room,
) -> Result<(), Refusal> {
    let refused = |result: Result<()>| match result {
        Err(crate::Error::Refused(refusal)) => Err(refusal),
        _ => Ok(()),
    };
    let act = match step {
        NextStep::Open => ItemAct::Open,
        NextStep::Close => ItemAct::Close,
        NextStep::Count => ItemAct::Count(Tally::default()),
        NextStep::Confirm => ItemAct::Confirm,
        NextStep::Announce => ItemAct::Announce,
    };
    let permit_for_it = permit(cx.actor(), act.right(), place)?;
    refused(hall.officer(cx, act.right()))?;
    if hall.session.status.0 != SessionStatus::Called {
        return Err(Refusal::SessionOrder);
    }
    refused(floor::on_its_day(cx, hall))?;
    if matches!(step, NextStep::Open | NextStep::Announce) && (topic.at != "deliberate" || topic.standing != "walking")
    {
        return Err(Refusal::WrongStep { at: None, command: lantoa_domain::dossier::Command::Pass });
    }
    match step {
        NextStep::Count => permit(cx.actor(), Act::ReadTally, place).map(drop),
        _ => item.state.0.apply(act, &item.rule.0, room, &permit_for_it).map(drop),
    }
}

//! Papers of a council's session from its page: what is closed to the reader there is closed here. It must not say who voted what.

mod call;
mod count;
mod minutes;
mod submission;
pub(super) mod words;

use std::sync::Arc;

use lantoa_docgen::{Capacity, Kind, Signer};
use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, SessionId};
use lantoa_domain::plan::{Plan, StepKind};
use lantoa_domain::policy::CouncilRole;
use lantoa_domain::session::Stage;
use lantoa_store::{Conn, programme, session};

use super::office::Office;
use super::terms::Filled;
use super::{About, Composed, Kept, Phrases, Terms};
use crate::session::{ItemView, SeatView, SessionView};
use crate::{Cx, Result};

/// A session with the programme its agenda comes from.
pub(super) struct Meeting {
    pub(super) view: SessionView,
    pub(super) office: Office,
    pub(super) programme: Option<ProgrammeId>,
    /// The plan that the rounds of the agenda froze, newest first.
    pub(super) plan: Option<Arc<Plan>>,
    /// The rounds of the agenda, each once: “Năm 2017”.
    pub(super) rounds: Vec<String>,
    /// Who decides, in the plan's own words: “Chánh Thanh tra tỉnh”.
    pub(super) deciders: Vec<String>,
}

pub(super) async fn compose(cx: &Cx, kind: Kind, id: SessionId, phrases: &Phrases) -> Result<Composed> {
    let meeting = load(cx, id, phrases).await?;
    let made = match kind {
        Kind::Invitation => call::invitation(&meeting),
        Kind::CouncilPack => call::pack(cx, &meeting).await?,
        Kind::Ballot => call::ballot(&meeting)?,
        Kind::Counting => count::record(&meeting)?,
        Kind::Minutes => minutes::minutes(&meeting)?,
        Kind::Submission => submission::submission(cx, &meeting).await?,
        _ => return Err(Refusal::NotFound.into()),
    };
    Ok(Composed {
        kind,
        about: About::Session(id),
        version: meeting.version(),
        programme: meeting.programme,
        title: made.title,
        kept: made.kept,
        usual: made.usual,
        facts: made.facts,
    })
}

/// A paper of a session before it is given its thing.
pub(super) struct Made {
    title: String,
    kept: Kept,
    usual: Terms,
    facts: Arc<dyn Filled>,
}

async fn load(cx: &Cx, id: SessionId, phrases: &Phrases) -> Result<Meeting> {
    let view = crate::session::page(cx, id).await?;
    let (acting, phrases) = (cx.clone(), phrases.clone());
    cx.db().read(async move |conn| around(conn, &acting, view.clone(), &phrases).await).await
}

async fn around(conn: &mut Conn, cx: &Cx, view: SessionView, phrases: &Phrases) -> Result<Meeting> {
    let (mut rounds, mut deciders) = (Vec::new(), Vec::new());
    let (mut plan, mut programme, mut newest) = (None, None, i16::MIN);
    let mut seen = Vec::new();
    for topic in session::topics(conn, view.id).await? {
        if seen.contains(&topic.round) {
            continue;
        }
        seen.push(topic.round);
        let round = programme::round(conn, topic.round).await?.ok_or(Refusal::NotFound)?;
        let frozen = cx.app().plan(conn, round.plan).await?;
        let decide = frozen.track(&round.track).and_then(|track| Some(&track.steps[track.position(StepKind::Decide)?]));
        deciders.extend(decide.into_iter().flat_map(|step| step.names.iter().cloned()));
        rounds.push(round.label);
        if round.year > newest {
            (newest, plan, programme) = (round.year, Some(frozen), Some(topic.programme));
        }
    }
    for list in [&mut rounds, &mut deciders] {
        list.sort_unstable();
        list.dedup();
    }
    let office = Office::load(conn, cx, phrases, plan.as_deref(), view.held_on).await?;
    Ok(Meeting { view, office, programme, plan, rounds, deciders })
}

impl Meeting {
    /// The session's and its items' versions as one number: an item moves on without touching the session.
    fn version(&self) -> i64 {
        self.view.items.iter().fold(self.view.version, |sum, item| sum.wrapping_mul(31).wrapping_add(item.version))
    }

    /// What the meeting is for, as a title.
    fn about(&self) -> String {
        super::office::capital(&self.view.title)
    }

    /// Papers that show how dossiers were weighed are closed to whoever is in conflict on one of them: a paper with holes is none.
    fn open_to_reader(&self) -> Result<()> {
        if self.view.items.iter().any(|item| item.own_conflict) { Err(Refusal::Conflicted.into()) } else { Ok(()) }
    }

    /// Items of which a vote stands: those set aside are held again as others.
    fn items(&self) -> impl Iterator<Item = &ItemView> {
        self.view.items.iter().filter(|item| item.stage != Stage::Void)
    }

    /// Whether presence was taken.
    fn is_marked(&self) -> bool {
        self.view.seats.iter().any(|seat| seat.came.is_some())
    }

    fn present(&self) -> usize {
        self.view.seats.iter().filter(|seat| seat.came.is_some()).count()
    }

    /// The first holder of one of these offices; somebody who was there, once presence was taken.
    fn officer(&self, roles: &[CouncilRole]) -> Option<&SeatView> {
        let here = |seat: &&SeatView| !self.is_marked() || seat.came.is_some();
        roles.iter().find_map(|role| self.view.seats.iter().filter(here).find(|seat| seat.role == *role))
    }

    fn chair(&self) -> Option<&SeatView> {
        self.officer(&[CouncilRole::Chair, CouncilRole::ViceChair])
    }

    /// Who chairs, signing for the council; a vice-chair signs for the chair.
    fn signer(&self) -> Signer {
        let body = "Hội đồng".to_owned();
        let name = self.chair().map(|seat| seat.name.clone()).unwrap_or_default();
        match self.chair().map(|seat| seat.role) {
            Some(CouncilRole::ViceChair) => {
                let capacity = Capacity::DeputyOnBehalf { body, head: "Chủ tịch".to_owned() };
                Signer { capacity, title: "Phó Chủ tịch".to_owned(), name }
            }
            _ => Signer { capacity: Capacity::OnBehalf { body }, title: "Chủ tịch".to_owned(), name },
        }
    }

    /// The terms of a draft signed for the council.
    fn terms(&self) -> Terms {
        Terms { signer: self.signer(), ..self.office.terms() }
    }

    fn council(&self) -> String {
        self.view.council_name.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

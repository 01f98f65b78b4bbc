//! The record behind each name of a draft: vote, criteria, linked rules and caps, as the reader may see them. It must not change anything.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::dossier::Command;
use lantoa_domain::id::{DossierId, SessionId};
use lantoa_domain::plan::{Bound, Key, Per, Quota};
use lantoa_domain::policy::{Lens, lens};
use lantoa_domain::quota::{Counted, Window};
use lantoa_domain::session::ItemState;
use lantoa_store::{Conn, dossier, session};

use crate::dossier::{Case, circumstances, counted, load};
use crate::session::TallyView;
use crate::{Cx, Result};

/// What stands behind a name.
#[derive(Debug, Clone)]
pub struct Check {
    /// Whether it could be recognised, a reason for going over a cap taken as given.
    pub verdict: Result<(), Refusal>,
    /// The caps and exact numbers it counts against, with the lines before it counted.
    pub caps: Vec<CapView>,
    /// Whether a reason for going over a cap is needed.
    pub needs_reason: bool,
    /// How its criteria stand, for those who may see the appraisal.
    pub criteria: Option<CriteriaView>,
    /// Names of the dossiers it waits for; empty when none.
    pub waits_for: Vec<String>,
    /// How the council voted.
    pub vote: Option<VoteView>,
    /// The form of recognition or award that the plan names for its track.
    pub gives: Option<String>,
    /// Whether its track has no vote: the head decides alone.
    pub alone: bool,
}

/// Where a cap stands with this line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapView {
    /// The quota.
    pub quota: Key,
    /// Its words.
    pub text: String,
    /// At most, or exactly.
    pub bound: Bound,
    /// Within what it counts.
    pub per: Per,
    /// Recognised before this line, the lines above it counted.
    pub counted: u32,
    /// The number.
    pub limit: u32,
    /// Whether this line goes over it.
    pub over: bool,
}

/// How criteria stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriteriaView {
    /// How many it is held against.
    pub total: usize,
    /// Those not met.
    pub failed: Vec<Key>,
    /// Those nobody settled.
    pub open: Vec<Key>,
}

/// How the council voted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteView {
    /// The session.
    pub session: SessionId,
    /// Its day.
    pub held_on: Date,
    /// Whether enough agreed.
    pub passed: bool,
    /// The figures, for those who may see them.
    pub tally: Option<TallyView>,
}

/// Recognitions counted so far while going through the lines of a draft.
pub(super) struct Count(Vec<Counted>);

impl Count {
    /// What is recognised already in a programme.
    pub(super) async fn begin(conn: &mut Conn, programme: lantoa_domain::id::ProgrammeId) -> Result<Self> {
        Ok(Self(dossier::recognitions(conn, programme).await?))
    }
}

/// The record behind one line. `together` are all dossiers of the decision.
pub(super) async fn line(
    conn: &mut Conn,
    cx: &Cx,
    id: DossierId,
    together: &[DossierId],
    count: &mut Count,
) -> Result<Check> {
    let case = load(conn, cx, id).await?;
    let lens = lens(cx.actor(), &case.place);
    let mut now = circumstances(conn, cx, &case, None, together).await?;
    now.override_reason = Some("…".to_owned());
    now.decision = Some(lantoa_domain::id::Id::from_raw(1));
    let offers = case.record.dossier.offers(case.track(), &now);
    let offer = offers.into_iter().find(|offer| offer.command == Command::Recognise).map(|offer| offer.verdict);
    let at = case.record.dossier.at(case.track());
    let verdict = offer.unwrap_or(Err(Refusal::WrongStep { at, command: Command::Recognise }));
    let caps = caps(cx, &case, count);
    Ok(Check {
        needs_reason: verdict.is_ok() && caps.iter().any(|cap| cap.over),
        verdict,
        caps,
        criteria: lens.appraisal.then(|| CriteriaView {
            total: case.record.dossier.criteria(&case.plan, case.round.year).count(),
            failed: now.criteria_failed.clone(),
            open: now.criteria_open.clone(),
        }),
        waits_for: names(conn, now.waits_for.as_deref().unwrap_or_default()).await?,
        vote: vote(conn, id, lens).await?,
        gives: case.track().gives.clone(),
        alone: case.track().position(lantoa_domain::plan::StepKind::Deliberate).is_none(),
    })
}

fn caps(cx: &Cx, case: &Case, count: &mut Count) -> Vec<CapView> {
    let one = counted(cx, case, 1);
    let window = Window { year: one.year, month: one.month, unit: Some(one.unit) };
    let capped = |quota: &&Quota| matches!(quota.bound, Bound::Max | Bound::Exact) && quota.covers(&case.plan, &one);
    let views = case.plan.quotas.iter().filter(capped).map(|quota| {
        let standing = quota.standing(&case.plan, &count.0, window);
        CapView {
            quota: quota.key.clone(),
            text: quota.text.clone(),
            bound: quota.bound,
            per: quota.per,
            counted: standing.counted,
            limit: standing.bound,
            over: standing.room == Some(0),
        }
    });
    let views = views.collect();
    count.0.push(one);
    views
}

async fn names(conn: &mut Conn, dossiers: &[DossierId]) -> Result<Vec<String>> {
    let mut names = Vec::with_capacity(dossiers.len());
    for id in dossiers {
        names.extend(dossier::load(conn, *id).await?.map(|record| record.name));
    }
    Ok(names)
}

async fn vote(conn: &mut Conn, id: DossierId, lens: Lens) -> Result<Option<VoteView>> {
    let items = session::items_of(conn, id).await?;
    let announced = items.into_iter().rev().find_map(|item| match item.state.0 {
        ItemState::Announced { tally, needed, base, passed, sealed } => {
            Some((item.session, TallyView { tally, needed, base, passed }, sealed))
        }
        _ => None,
    });
    let Some((id, tally, sealed)) = announced else { return Ok(None) };
    let Some(row) = session::load(conn, id).await? else { return Ok(None) };
    let passed = tally.passed;
    let shown = lens.tally && (lens.sealed || !sealed);
    Ok(Some(VoteView { session: id, held_on: row.held_on, passed, tally: shown.then_some(tally) }))
}

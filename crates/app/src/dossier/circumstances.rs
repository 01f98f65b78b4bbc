//! What the rules need to know before a command: papers, round, acclaim, criteria, linked dossiers, caps. Must not decide.

use std::collections::BTreeMap;

use lantoa_domain::appraisal::{self, Settled};
use lantoa_domain::dossier::{Circumstances, Command, Guard};
use lantoa_domain::facts::Facts;
use lantoa_domain::id::DossierId;
use lantoa_domain::linked::{Linkable, Side, Solution, solve};
use lantoa_domain::plan::{Bound, Key, Link, Per, StepKind, Test};
use lantoa_domain::quota::{Counted, Standing};
use lantoa_domain::subject::Subject;
use lantoa_store::dossier::round::{self, Neighbour};
use lantoa_store::dossier::{self, subject_of};
use lantoa_store::note::{self, NoteDetail, NoteKind};
use lantoa_store::{Conn, file, judgement};

use super::{Case, facts};
use crate::{Cx, Result};

/// What is known about a dossier before a command, as far as the command's guards look at it.
///
/// `None` for all commands at once, for a page. `together` are the dossiers that one decision recognises along with
/// this one. A reason, an override and a decision are the caller's to fill in.
///
/// # Errors
/// The database's.
pub(crate) async fn circumstances(
    conn: &mut Conn,
    cx: &Cx,
    case: &Case,
    command: Option<Command>,
    together: &[DossierId],
) -> Result<Circumstances> {
    let asked = |guard| match command {
        Some(command) => case.record.dossier.rule(case.track(), command).is_ok_and(|rule| rule.guards.contains(&guard)),
        None => true,
    };
    let id = case.record.dossier.id;
    let mut now = Circumstances { round_open: round_open(cx, case), ..Circumstances::default() };
    if asked(Guard::Papers) {
        now.papers = file::papers(conn, id).await?;
    }
    if asked(Guard::Acclaimed) {
        now.acclaim = note::latest(conn, id, NoteKind::Endorsement).await?.as_ref().and_then(acclaim);
    }
    if asked(Guard::CriteriaMet) || asked(Guard::LinkedRules) && has_links(case) {
        let judged = judgement::findings(conn, id).await?;
        let facts = if has_checks(case) { facts::gather(conn, cx, case).await? } else { Facts::default() };
        let settled = settled(case, &facts, &judged);
        (now.criteria_open, now.criteria_failed) = appraisal::obstacles(&settled);
        if asked(Guard::LinkedRules) {
            now.waits_for = linked(conn, case, &settled).await?.waits_for(case, together);
        }
    }
    if asked(Guard::Caps) {
        if command.is_some() {
            one_at_a_time(conn, case).await?;
        }
        now.caps_broken = caps(conn, cx, case).await?;
    }
    Ok(now)
}

/// Whether the round takes dossiers today.
pub(super) fn round_open(cx: &Cx, case: &Case) -> bool {
    crate::round::takes(&case.round, cx.today())
}

/// Who agreed and who was present.
pub(super) fn acclaim(detail: &NoteDetail) -> Option<(u32, u32)> {
    detail.agree.zip(detail.present)
}

/// Whether recorded facts decide any of the criteria.
pub(super) fn has_checks(case: &Case) -> bool {
    criteria_tests(case, |test| matches!(test, Test::Checked(_)))
}

/// Whether other dossiers decide any of the criteria.
pub(super) fn has_links(case: &Case) -> bool {
    criteria_tests(case, |test| matches!(test, Test::Linked(_)))
}

fn criteria_tests(case: &Case, wanted: impl Fn(&Test) -> bool) -> bool {
    case.record.dossier.criteria(&case.plan, case.round.year).any(|criterion| wanted(&criterion.test))
}

/// The criteria of a dossier, settled by facts and judgements.
pub(super) fn settled<'a>(
    case: &'a Case,
    facts: &Facts,
    judged: &BTreeMap<Key, lantoa_domain::facts::Finding>,
) -> Vec<Settled<'a>> {
    let criteria = case.record.dossier.criteria(&case.plan, case.round.year);
    appraisal::settle(criteria, facts, case.round.reference_day, judged)
}

/// The dossiers that linked criteria of one dossier look at.
pub(super) struct Linked {
    /// What it needs.
    pub(super) needs: Vec<Link>,
    /// Dossiers of the round about the same collective and its people, itself included.
    pub(super) neighbours: Vec<Neighbour>,
    all: Vec<Linkable>,
}

/// Loads what the linked criteria of a dossier look at; nothing when it needs nothing.
pub(super) async fn linked(conn: &mut Conn, case: &Case, settled: &[Settled<'_>]) -> Result<Linked> {
    let needs: Vec<Link> = appraisal::needs(settled).into_iter().collect();
    let dossier = &case.record.dossier;
    if needs.is_empty() {
        return Ok(Linked { needs, neighbours: Vec::new(), all: Vec::new() });
    }
    let collective = match dossier.subject {
        Subject::Person(person) => round::collective_of(conn, person).await?.unwrap_or(dossier.unit),
        Subject::Unit(unit) => unit,
        _ => dossier.unit,
    };
    let neighbours = round::around(conn, dossier.round, collective).await?;
    let all = neighbours.iter().map(|one| Linkable {
        dossier: one.dossier,
        unit: collective,
        side: side(subject_of(one.subject, 0)),
        needs: if one.dossier == dossier.id { needs.clone() } else { needs_of(case, one) },
        stands: one.standing != "ended",
        recognised: one.standing == "recognised",
    });
    let all = all.collect();
    Ok(Linked { needs, neighbours, all })
}

fn side(subject: Subject) -> Side {
    match subject {
        Subject::Unit(_) => Side::Whole,
        Subject::Person(_) => Side::Individual,
        _ => Side::Part,
    }
}

/// What another dossier needs, alternatives left aside: how they stand there is not looked up.
fn needs_of(case: &Case, one: &Neighbour) -> Vec<Link> {
    let other = lantoa_domain::dossier::Dossier {
        subject: subject_of(one.subject, 0),
        leader: one.leader,
        track: one.track.clone(),
        movement: one.movement.clone(),
        ..case.record.dossier.clone()
    };
    let criteria = other.criteria(&case.plan, case.round.year).filter(|criterion| criterion.any_of.is_none());
    criteria
        .filter_map(|criterion| match criterion.test {
            Test::Linked(link) => Some(link),
            _ => None,
        })
        .collect()
}

impl Linked {
    /// What the round comes to when everything that still stands is recognised.
    pub(super) fn solution(&self) -> Solution {
        solve(&self.all)
    }

    /// Dossiers of the round that could serve a need of one of them.
    pub(super) fn servers(&self, own: DossierId, need: Link) -> impl Iterator<Item = &Neighbour> {
        let wanted = match need {
            Link::LeaderNeedsCollective => Side::Whole,
            Link::CollectiveNeedsIndividual => Side::Individual,
        };
        let others = self.neighbours.iter().filter(move |one| one.dossier != own);
        others.filter(move |one| side(subject_of(one.subject, 0)) == wanted)
    }

    /// The dossiers that could serve, when nothing recognised or decided together does.
    pub(super) fn waits_for(&self, case: &Case, together: &[DossierId]) -> Option<Vec<DossierId>> {
        let own = case.record.dossier.id;
        if self.needs.is_empty() {
            return None;
        }
        let decided = |one: &Linkable| one.dossier == own || together.contains(&one.dossier);
        let now: Vec<Linkable> =
            self.all.iter().map(|one| Linkable { stands: one.stands && decided(one), ..one.clone() }).collect();
        if solve(&now).possible.contains(&own) {
            return None;
        }
        let all = self.solution();
        let served = all.waits_for.get(&own).into_iter().flatten();
        Some(served.filter(|one| all.possible.contains(one)).copied().collect())
    }
}

/// Before counting for a command: two that would each fit alone must not both go through.
async fn one_at_a_time(conn: &mut Conn, case: &Case) -> Result<()> {
    let dossier = &case.record.dossier;
    if case.plan.quotas.iter().all(|quota| matches!(quota.bound, Bound::Min | Bound::Unlimited)) {
        return Ok(());
    }
    match case.at() {
        Some(StepKind::Nominate) => round::lock_proposals(conn, dossier.unit).await?,
        Some(StepKind::Decide) => round::lock_recognitions(conn, dossier.programme).await?,
        _ => {}
    }
    Ok(())
}

/// The caps that one more would go over: at nomination those per proposing unit, counted over what it has put forward
/// in the round; at the decision all, counted over what is recognised.
pub(super) async fn caps(conn: &mut Conn, cx: &Cx, case: &Case) -> Result<Vec<Standing>> {
    let dossier = &case.record.dossier;
    let one = counted(cx, case, 1);
    match case.at() {
        Some(StepKind::Nominate) if !case.plan.caps_units(&one) => Ok(Vec::new()),
        Some(StepKind::Nominate) => {
            let proposed = round::proposed(conn, dossier.round, dossier.unit).await?;
            let rows =
                proposed.into_iter().map(|(movement, kind, times)| Counted { movement, kind, times, ..one.clone() });
            let broken = case.plan.caps_broken(&rows.collect::<Vec<_>>(), &one);
            Ok(broken.into_iter().filter(|(quota, _)| quota.per == Per::Unit).map(|(_, standing)| standing).collect())
        }
        Some(StepKind::Decide) => {
            let recognised = dossier::recognitions_around(conn, dossier.programme, dossier.unit).await?;
            Ok(case.plan.caps_broken(&recognised, &one).into_iter().map(|(_, standing)| standing).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// A dossier as quotas count it.
pub(crate) fn counted(cx: &Cx, case: &Case, times: u32) -> Counted {
    let dossier = &case.record.dossier;
    Counted {
        movement: dossier.movement.clone(),
        track: dossier.track.clone(),
        kind: dossier.subject.kind(),
        unit: dossier.unit,
        year: case.round.year,
        month: if case.round.month == 0 { cx.today().month() } else { case.round.month },
        times,
    }
}

//! The table seen from outside: every legal walk ends where the procedure says, and nothing skips a guard.

use proptest::prelude::*;

use super::*;
use crate::id::{Id, PersonId};
use crate::plan::{Counting, Performer, Rhythm, Step, VoteRule};
use crate::policy::{Actor, CouncilRole, Grant, Place, Role, permit, permit_command};

pub(crate) fn track(kinds: &[StepKind]) -> Track {
    let who = |kind| match kind {
        StepKind::Screen | StepKind::Forward | StepKind::Publicise => Performer::StandingBody,
        StepKind::Appraise => Performer::MovementLeadOrStandingBody,
        StepKind::Deliberate => Performer::Council,
        StepKind::Decide => Performer::Head,
        _ => Performer::Unit,
    };
    let step = |kind: &StepKind| Step {
        kind: *kind,
        who: who(*kind),
        deadline: None,
        papers: if *kind == StepKind::Nominate { vec![Paper::List, Paper::Description] } else { vec![] },
        vote: (*kind == StepKind::Deliberate).then_some(VoteRule::USUAL),
        names: vec![],
        source: None,
    };
    Track {
        key: "nam".parse().unwrap(),
        name: "Hằng năm".into(),
        rhythm: Rhythm::Yearly,
        movements: vec![],
        subjects: vec![],
        counting: Counting::Counted,
        valid_months: None,
        gives: None,
        steps: kinds.iter().map(step).collect(),
        clause: String::new(),
        source: None,
    }
}

pub(crate) fn dossier(state: State) -> Dossier {
    Dossier {
        id: DossierId::from_raw(7),
        root: UnitId::from_raw(1),
        programme: ProgrammeId::from_raw(2),
        round: RoundId::from_raw(3),
        track: "nam".parse().unwrap(),
        movement: "chung".parse().unwrap(),
        subject: Subject::Unit(UnitId::from_raw(5)),
        unit: UnitId::from_raw(5),
        leader: false,
        state,
        version: 1,
    }
}

fn place() -> Place {
    Place::unit(UnitId::from_raw(1), vec![UnitId::from_raw(5), UnitId::from_raw(1)])
}

fn actor(role: Role, unit: i64) -> Actor {
    let grant = Grant { role, unit: UnitId::from_raw(unit), movement: None };
    let councils = vec![CouncilRole::Chair];
    Actor {
        person: PersonId::from_raw(99),
        root: UnitId::from_raw(1),
        unit: UnitId::from_raw(1),
        grants: vec![grant],
        councils,
    }
}

/// A permit from whoever may give it.
fn allowed(dossier: &Dossier, track: &Track, command: Command) -> Result<Permit, Refusal> {
    if matches!(command, Command::Pass | Command::Fail) {
        return permit(&actor(Role::Head, 1), Act::AnnounceResult, &place())?.from_announcement(command, dossier.id);
    }
    [(Role::UnitClerk, 5), (Role::StandingBody, 1), (Role::Head, 1)]
        .iter()
        .map(|(role, unit)| permit_command(&actor(*role, *unit), command, dossier, track, &place()))
        .reduce(std::result::Result::or)
        .expect("three actors")
}

fn ready() -> Circumstances {
    Circumstances {
        papers: [Paper::List, Paper::Description].into(),
        round_open: true,
        acclaim: Some((8, 10)),
        reason: Some("thiếu bản mô tả".into()),
        decision: Some(DecisionId::from_raw(4)),
        ..Circumstances::default()
    }
}

fn run(dossier: &mut Dossier, track: &Track, command: Command, now: &Circumstances) -> Result<(), Refusal> {
    let permit = allowed(dossier, track, command)?;
    dossier.state = dossier.apply(track, command, &permit, now)?;
    Ok(())
}

#[test]
fn the_whole_way_from_registration_to_publicity() {
    let track = track(&StepKind::ALL);
    let mut one = dossier(State::Walking { step: 0 });
    use Command as C;
    let way = [C::Register, C::Endorse, C::Foster, C::FinishFostering, C::Nominate, C::Return];
    for command in &way[..5] {
        run(&mut one, &track, *command, &ready()).unwrap();
    }
    run(&mut one, &track, C::Return, &ready()).unwrap();
    assert!(matches!(one.state, State::Returned { from: 4, .. }));
    for command in [
        C::Edit,
        C::Resubmit,
        C::Screen,
        C::Judge,
        C::Appraise,
        C::Pass,
        C::Recognise,
        C::Forward,
        C::Answer,
        C::Publicise,
    ] {
        run(&mut one, &track, command, &ready()).unwrap_or_else(|why| panic!("{command:?}: {why:?}"));
    }
    assert_eq!(one.state, State::Recognised { decision: DecisionId::from_raw(4), step: None });
    assert!(one.offers(&track, &ready()).is_empty());
}

#[test]
fn each_guard_holds() {
    let track = track(&StepKind::ALL);
    let at = |kind: StepKind| dossier(State::Walking { step: track.position(kind).unwrap() });
    let why = |kind, command, now: Circumstances| run(&mut at(kind), &track, command, &now).unwrap_err().code();
    assert_eq!(
        why(StepKind::Register, Command::Register, Circumstances { round_open: false, ..ready() }),
        "round-closed"
    );
    assert_eq!(
        why(StepKind::Endorse, Command::Endorse, Circumstances { acclaim: Some((5, 10)), ..ready() }),
        "not-acclaimed"
    );
    let bare = Circumstances { papers: [Paper::List].into(), ..ready() };
    assert_eq!(
        run(&mut at(StepKind::Nominate), &track, Command::Nominate, &bare),
        Err(Refusal::PapersMissing { papers: vec![Paper::Description] })
    );
    assert_eq!(
        why(StepKind::Screen, Command::Return, Circumstances { reason: Some("  ".into()), ..ready() }),
        "reason-missing"
    );
    let key = || vec!["c1".parse().unwrap()];
    assert_eq!(
        why(StepKind::Appraise, Command::Appraise, Circumstances { criteria_open: key(), ..ready() }),
        "criteria-open"
    );
    assert_eq!(
        why(StepKind::Appraise, Command::Appraise, Circumstances { criteria_failed: key(), ..ready() }),
        "criteria-failed"
    );
    assert_eq!(
        why(StepKind::Decide, Command::Recognise, Circumstances { waits_for: Some(vec![]), ..ready() }),
        "linked-rule"
    );
    let full = quota::Standing { quota: "q1".parse().unwrap(), counted: 4, bound: 4, gap: 0, room: Some(0) };
    let over = Circumstances { caps_broken: vec![full], ..ready() };
    assert_eq!(why(StepKind::Decide, Command::Recognise, over.clone()), "quota-full");
    let overridden = Circumstances { override_reason: Some("thành tích đặc biệt".into()), ..over };
    assert!(run(&mut at(StepKind::Decide), &track, Command::Recognise, &overridden).is_ok());
}

#[test]
fn a_permit_for_something_else_moves_nothing() {
    let track = track(&StepKind::ALL);
    let one = dossier(State::Walking { step: 0 });
    let other = Dossier { id: DossierId::from_raw(8), ..one.clone() };
    let permit = allowed(&other, &track, Command::Register).unwrap();
    assert_eq!(one.apply(&track, Command::Register, &permit, &ready()), Err(Refusal::WrongPermit));
}

#[test]
fn every_row_of_the_table_is_unique_and_reachable() {
    for (n, row) in rules().iter().enumerate() {
        assert!(
            std::ptr::eq(rule(row.at, row.standing, row.command).unwrap(), row),
            "row {n} is hidden by an earlier one"
        );
        if row.next == Next::ComeBack || row.standing == Standing::Returned {
            let sends = rules().iter().any(|other| other.at == row.at && other.next == Next::SendBack);
            assert!(sends, "nothing is returned from {:?}", row.at);
        }
    }
}

fn any_circumstances() -> impl Strategy<Value = Circumstances> {
    (any::<[bool; 8]>(), 0_u32..12, 1_u32..12).prop_map(|(flags, agree, present)| Circumstances {
        papers: if flags[0] { [Paper::List, Paper::Description].into() } else { BTreeSet::new() },
        round_open: flags[1],
        acclaim: flags[2].then_some((agree, present)),
        criteria_open: if flags[3] { vec!["c1".parse().unwrap()] } else { vec![] },
        criteria_failed: vec![],
        waits_for: flags[4].then(Vec::new),
        caps_broken: if flags[5] {
            vec![quota::Standing { quota: "q1".parse().unwrap(), counted: 4, bound: 4, gap: 0, room: Some(0) }]
        } else {
            vec![]
        },
        override_reason: flags[6].then(|| "lý do".to_owned()),
        reason: flags[7].then(|| "lý do".to_owned()),
        decision: Some(DecisionId::from_raw(4)),
    })
}

proptest! {
    #[test]
    fn random_commands_never_lose_a_decision_nor_skip_a_guard(
        kinds in prop::sample::subsequence(&StepKind::ALL, 1..10),
        script in prop::collection::vec((prop::sample::select(&Command::ALL[..]), any_circumstances()), 0..60),
    ) {
        let track = track(&kinds);
        let mut one = dossier(State::Walking { step: 0 });
        for (command, now) in script {
            let before = one.state.clone();
            let did = run(&mut one, &track, command, &now);
            if did.is_err() {
                prop_assert_eq!(&before, &one.state);
                continue;
            }
            if let State::Recognised { decision, .. } = before {
                let kept = matches!(one.state, State::Recognised { decision: still, .. } if still == decision);
                prop_assert!(kept);
            } else if let State::Recognised { .. } = one.state {
                prop_assert_eq!(command, Command::Recognise);
                prop_assert!(now.waits_for.is_none());
                prop_assert!(now.caps_broken.is_empty() || now.override_reason.is_some());
            }
            let ended_before = matches!(before, State::Ended { .. });
            prop_assert!(!ended_before, "nothing happens after the end");
            if let Some(step) = one.state.step() {
                prop_assert!(step < track.steps.len());
            }
        }
    }
}

#[test]
fn a_units_own_council_selects_by_the_steps_rule_where_the_track_says_so() {
    let kinds = [StepKind::Register, StepKind::Deliberate, StepKind::Decide];
    let mut by_unit = track(&kinds);
    by_unit.steps[1].who = Performer::Unit;
    let at = || dossier(State::Walking { step: 1 });
    let now = |acclaim| Circumstances { acclaim, ..ready() };
    assert!(matches!(
        run(&mut at(), &by_unit, Command::Endorse, &now(Some((4, 8)))),
        Err(Refusal::NotAcclaimed { agree: 4, present: 8 })
    ));
    run(&mut at(), &by_unit, Command::Endorse, &now(Some((5, 8)))).unwrap();
    assert_eq!(
        run(&mut at(), &by_unit, Command::Pass, &ready()).unwrap_err().code(),
        "wrong-step",
        "no session speaks here"
    );
    let by_council = track(&kinds);
    let why = run(&mut at(), &by_council, Command::Endorse, &now(Some((8, 8)))).unwrap_err();
    assert!(matches!(why, Refusal::NotAllowed { .. }), "the agency's council votes in a session: {why:?}");
}

#[test]
fn a_track_without_a_decision_ends_with_the_answer_from_above() {
    let track = track(&[StepKind::Nominate, StepKind::Appraise, StepKind::Forward]);
    let mut one = dossier(State::Walking { step: 0 });
    for command in [Command::Nominate, Command::Judge, Command::Appraise, Command::Forward, Command::Answer] {
        run(&mut one, &track, command, &ready()).unwrap_or_else(|why| panic!("{command:?}: {why:?}"));
    }
    assert!(matches!(one.state, State::Ended { ending: Ending::Introduced, .. }));
}

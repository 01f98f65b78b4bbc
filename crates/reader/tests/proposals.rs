//! What plans propose: the five source plans where the corpus is at hand, invented ones always.

use std::path::{Path, PathBuf};

use lantoa_domain::plan::{
    Applies, Base, Bound, Check, Counting, Link, Method, Performer, Plan, QuotaKind, QuotaSubject, Rhythm, Severity,
    StepKind, Strength, Test, Threshold,
};
use lantoa_reader::{propose, read};

/// The folder of the corpus: `LANTOA_CORPUS`, else beside the project; `None` where it is not.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = std::env::var_os("LANTOA_CORPUS").map_or(beside, PathBuf::from);
    folder.join("seeds").is_dir().then_some(folder)
}

/// The plan that the seed with this number proposes.
fn seed(number: &str) -> Option<Plan> {
    let folder = corpus()?.join("seeds");
    let path = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path()).find(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        name.starts_with(number) && name.ends_with(".txt")
    })?;
    Some(plan_of(&path))
}

fn own(name: &str) -> Plan {
    plan_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(name))
}

fn plan_of(path: &Path) -> Plan {
    let bytes = std::fs::read(path).expect("a readable file");
    propose(&read(&bytes, path.file_name().and_then(|name| name.to_str())).expect("a plan"))
}

fn steps(plan: &Plan, track: &str) -> Vec<StepKind> {
    let track = plan.tracks.iter().find(|t| t.key.as_str() == track).unwrap_or_else(|| panic!("no track {track}"));
    track.steps.iter().map(|step| step.kind).collect()
}

fn can_run(plan: &Plan) {
    let errors: Vec<_> = plan.check().into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

fn has(plan: &Plan, applies: Applies, test: &Test) -> bool {
    plan.criteria.iter().any(|criterion| criterion.applies == applies && criterion.test == *test)
}

#[test]
fn seed_000_registers_once_and_links_the_leader() {
    use StepKind::{Decide, Deliberate, Endorse, Nominate, Register, Screen};
    let Some(plan) = seed("000") else { return };
    can_run(&plan);
    assert_eq!(steps(&plan, "hang-nam"), [Register, Endorse, Screen, Deliberate, Decide]);
    assert_eq!(steps(&plan, "nhan-to-moi"), [Nominate, Screen, Decide]);
    assert_eq!(plan.tracks[1].counting, Counting::Free);
    let due = plan.tracks[0].steps[0].deadline.as_ref().expect("a date");
    assert_eq!(due.occurrences((2017, 2020))[0].last_day.to_string(), "2017-01-19", "before the 20th");
    assert!(plan.quotas.is_empty());
    assert_eq!(plan.movements.len(), 1);
    assert!(has(&plan, Applies::Leader, &Test::Linked(Link::LeaderNeedsCollective)));
    assert!(has(&plan, Applies::Collective, &Test::Checked(Check::RosterShare { percent: 100 })));
}

#[test]
fn seed_001_has_fifteen_movements_and_a_monthly_track() {
    use StepKind::{Appraise, Decide, Deliberate, Forward, Foster, Nominate, Register};
    let Some(plan) = seed("001") else { return };
    can_run(&plan);
    assert_eq!(steps(&plan, "hang-nam"), [Register, Deliberate, Foster, Nominate, Appraise, Decide, Forward]);
    assert_eq!(plan.tracks[0].steps[1].who, Performer::Unit, "the unit's own council");
    assert_eq!(steps(&plan, "hang-thang"), [Nominate, Appraise, Forward]);
    assert_eq!(plan.tracks[1].rhythm, Rhythm::Monthly);
    let until = plan.tracks[1].steps[0].deadline.as_ref().and_then(|due| due.until).expect("an end");
    assert_eq!(until.to_string(), "2025-Q1");
    assert_eq!((plan.movements.len(), plan.quotas.len()), (15, 30));
    assert!(plan.quotas.iter().all(|quota| quota.kind() == QuotaKind::Min));
    let total = |sectors: bool| -> u32 {
        let collective = plan.quotas.iter().filter(|quota| quota.subject == QuotaSubject::Collective);
        collective.map(|q| q.count * if sectors { u32::try_from(q.sectors.len().max(1)).unwrap_or(1) } else { 1 }).sum()
    };
    assert_eq!((total(false), total(true)), (105, 110));
    assert_eq!(plan.movements.iter().filter(|movement| movement.lead_is_asked).count(), 8);
    assert_eq!(plan.movements.iter().filter(|movement| movement.years.is_some()).count(), 1);
    assert!(has(&plan, Applies::Individual, &Test::Checked(Check::AgeAtMost { years: 35 })));
    assert!(has(&plan, Applies::Individual, &Test::Checked(Check::HighestInLocality)));
}

#[test]
fn seed_002_lets_people_register_themselves_and_the_head_select() {
    use StepKind::{Decide, Forward, Publicise, Register, Screen};
    let Some(plan) = seed("002") else { return };
    can_run(&plan);
    assert_eq!(steps(&plan, "hang-nam"), [Register, Screen, Decide, Forward, Publicise]);
    assert_eq!(plan.tracks[0].steps[0].who, Performer::UnitOrCandidate);
    assert_eq!(plan.movements.len(), 2);
    assert_eq!(plan.quotas.len(), 4);
    assert!(
        plan.quotas
            .iter()
            .all(|quota| quota.bound == Bound::Min && quota.count == 1 && quota.strength == Strength::Aimed)
    );
}

#[test]
fn seed_003_votes_secretly_with_two_thirds_of_all_members() {
    use StepKind::{Appraise, Decide, Deliberate, Forward, Nominate};
    let Some(plan) = seed("003") else { return };
    can_run(&plan);
    assert_eq!(steps(&plan, "hang-nam"), [Nominate, Appraise, Deliberate, Decide, Forward]);
    let rule = plan.tracks[0].steps[2].vote.expect("a rule");
    assert_eq!(
        (rule.method, rule.num, rule.den, rule.threshold, rule.base),
        (Method::Secret, 2, 3, Threshold::AtLeast, Base::AllMembers)
    );
    assert_eq!(plan.tracks[0].steps[3].names, ["Chánh Thanh tra tỉnh"]);
    assert_eq!(plan.tracks[0].gives.as_deref(), Some("giấy công nhận"));
    let only_2016 = plan.quotas.iter().filter(|quota| {
        quota.kind() == QuotaKind::Exact && quota.years.is_some_and(|y| (y.from, y.to) == (2016, 2016))
    });
    assert_eq!(only_2016.count(), 2, "one model and one exemplar of each room");
    assert!(has(&plan, Applies::Leader, &Test::Linked(Link::LeaderNeedsCollective)));
}

#[test]
fn seed_004_has_short_tracks_without_quota() {
    use StepKind::{Appraise, Decide, Deliberate, Forward, Nominate, Screen};
    let Some(plan) = seed("004") else { return };
    can_run(&plan);
    assert_eq!(steps(&plan, "hang-nam"), [Nominate, Screen, Appraise, Deliberate, Decide, Forward]);
    assert_eq!(plan.tracks[0].steps[0].who, Performer::UnitOrStandingBody);
    assert_eq!(plan.tracks.len(), 4);
    for track in &plan.tracks[1..] {
        assert_eq!(
            track.steps.iter().map(|step| (step.kind, step.who)).collect::<Vec<_>>(),
            [(Nominate, Performer::StandingBody), (Decide, Performer::Head)]
        );
        assert_eq!(track.counting, Counting::Free);
    }
    let kinds: Vec<QuotaKind> = plan.quotas.iter().map(lantoa_domain::plan::Quota::kind).collect();
    assert_eq!(kinds, [QuotaKind::Max, QuotaKind::Max, QuotaKind::MaxPerUnit, QuotaKind::Unlimited]);
    assert!(has(&plan, Applies::Collective, &Test::Linked(Link::CollectiveNeedsIndividual)));
}

#[test]
fn a_decision_by_articles_becomes_a_plan() {
    use StepKind::{Appraise, Decide, Deliberate, Forward, Nominate, Screen};
    let plan = own("cong_ty.txt");
    can_run(&plan);
    assert_eq!(steps(&plan, "hang-nam"), [Nominate, Screen, Appraise, Deliberate, Decide, Forward]);
    let rule = plan.tracks[0].steps[3].vote.expect("a rule");
    assert_eq!((rule.method, rule.num, rule.den, rule.base), (Method::Hands, 3, 4, Base::AllMembers));
    assert_eq!(
        plan.movements.iter().map(|movement| movement.ordinal.as_str()).collect::<Vec<_>>(),
        ["Điều 2", "Điều 3"]
    );
    assert!(plan.obligations.iter().any(|obligation| obligation.what.contains("Báo cáo kết quả")));
}

#[test]
fn a_school_year_with_a_monthly_intake() {
    let plan = own("truong_hoc.txt");
    can_run(&plan);
    assert_eq!(plan.tracks.len(), 2);
    assert_eq!(plan.tracks[1].rhythm, Rhythm::Monthly);
    let rule = plan.tracks[0].steps.iter().find_map(|step| step.vote).expect("a rule");
    assert_eq!((rule.num, rule.den, rule.threshold, rule.base), (50, 100, Threshold::MoreThan, Base::Present));
    assert_eq!((rule.quorum_num, rule.quorum_den), (2, 3));
    assert!(has(&plan, Applies::Individual, &Test::Checked(Check::InitiativeRecorded)));
}

#[test]
fn a_table_of_movements_becomes_movements_with_quotas() {
    let plan = own("xa.md");
    can_run(&plan);
    assert_eq!(plan.movements.len(), 3);
    assert_eq!(plan.movements[0].lead.as_deref(), Some("Hội Nông dân xã"));
    assert_eq!(plan.quotas.len(), 8);
    assert_eq!(plan.quotas[0].bound, Bound::Min);
}

#[test]
fn groups_with_an_extraordinary_track() {
    let plan = own("doan.txt");
    can_run(&plan);
    assert_eq!(plan.movements.len(), 3);
    assert_eq!(steps(&plan, "dot-xuat"), [StepKind::Nominate, StepKind::Decide]);
    assert!(plan.quotas.iter().any(|quota| quota.kind() == QuotaKind::Unlimited));
    assert!(has(&plan, Applies::Individual, &Test::Checked(Check::AgeAtMost { years: 35 })));
}

#[test]
fn headings_without_numbers() {
    let plan = own("khong_so.txt");
    can_run(&plan);
    use StepKind::{Decide, Deliberate, Register, Screen};
    assert_eq!(steps(&plan, "hang-nam"), [Register, Screen, Deliberate, Decide]);
    assert!(plan.quotas.iter().all(|quota| quota.strength == Strength::Aimed));
    assert_eq!(plan.document.to, 2028);
}

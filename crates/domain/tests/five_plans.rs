//! The five plans are only data: each plan file is whole, can run, and says what its document says.

use lantoa_domain::plan::{Plan, QuotaKind, Severity, StepKind};

fn plan(name: &str) -> Plan {
    let path = format!("{}/../../plans/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let plan: Plan =
        toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|why| panic!("{name}: {why}"));
    let errors: Vec<_> = plan.check().into_iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{name}: {errors:?}");
    plan
}

fn steps(plan: &Plan, track: &str) -> Vec<StepKind> {
    plan.track(&track.parse().unwrap()).unwrap().steps.iter().map(|step| step.kind).collect()
}

#[test]
fn plan_000_has_a_leader_rule_and_an_endorsement_by_the_own_collective() {
    use StepKind::{Decide, Deliberate, Endorse, Register, Screen};
    let plan = plan("000-van-phong-2017-2020");
    assert_eq!(steps(&plan, "hang-nam"), [Register, Endorse, Screen, Deliberate, Decide]);
    assert!(plan.quotas.is_empty());
}

#[test]
fn plan_001_has_fifteen_movements_with_minimum_quotas() {
    let plan = plan("001-ninh-hoa-2021-2025");
    assert_eq!((plan.movements.len(), plan.quotas.len()), (15, 30));
    assert!(plan.quotas.iter().all(|quota| quota.kind() == QuotaKind::Min));
    let total = |sectors: bool| -> u32 {
        let of = |q: &lantoa_domain::plan::Quota| q.count * if sectors { q.sectors.len().max(1) as u32 } else { 1 };
        plan.quotas.iter().filter(|q| q.key.as_str().ends_with("collective")).map(of).sum()
    };
    assert_eq!((total(false), total(true)), (105, 110), "5 or 10 in the movement of police and military");
    assert_eq!(plan.movements.iter().filter(|m| m.lead_is_asked).count(), 8);
}

#[test]
fn plan_003_asks_two_thirds_of_all_members_by_secret_ballot() {
    use StepKind::{Appraise, Decide, Deliberate, Forward, Nominate};
    let plan = plan("003-thanh-tra-binh-phuoc-2016-2020");
    assert_eq!(steps(&plan, "hang-nam"), [Nominate, Appraise, Deliberate, Decide, Forward]);
    let rule = plan.tracks[0].steps[2].vote.unwrap();
    assert_eq!(rule.needed(7), 5);
}

#[test]
fn plans_002_and_004_let_the_head_decide_alone_where_they_say_so() {
    use StepKind::{Decide, Forward, Nominate, Publicise, Register, Screen};
    assert_eq!(steps(&plan("002-ban-dan-toc-2021-2025"), "hang-nam"), [Register, Screen, Decide, Forward, Publicise]);
    let plan = plan("004-kcn-dong-nai-2020");
    assert_eq!(steps(&plan, "dot-xuat"), [Nominate, Decide]);
    let kinds: Vec<QuotaKind> = plan.quotas.iter().map(lantoa_domain::plan::Quota::kind).collect();
    assert_eq!(kinds, [QuotaKind::Max, QuotaKind::Max, QuotaKind::MaxPerUnit, QuotaKind::Unlimited]);
}

//! The rules of a unit's plan: what is missing, what may be tightened, how it goes from state to state.

use proptest::prelude::*;

use super::*;
use crate::plan::{Applies, Body, Check, DisciplineLevel, Key, Plan, QuotaSubject, Rating, Test};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn key(text: &str) -> Key {
    text.parse().unwrap()
}

const PLAN: &str = r#"
[document]
agency = "Sở Thử nghiệm"
title = "Điển hình tiên tiến"
from = 2021
to = 2025
[[movements]]
key = "mot"
name = "Một"
[[movements]]
key = "hai"
name = "Hai"
[[tracks]]
key = "nam"
name = "Hằng năm"
rhythm = "yearly"
steps = [{ kind = "nominate", who = "unit" }, { kind = "decide", who = "head" }]
[[quotas]]
key = "moi-don-vi"
movement = "mot"
subject = "individual"
bound = "min"
count = 2
per = "unit"
[[quotas]]
key = "phan-dau"
movement = "mot"
subject = "individual"
bound = "min"
count = 4
per = "unit"
strength = "aimed"
[[quotas]]
key = "khong-qua"
movement = "hai"
subject = "collective"
bound = "max"
count = 1
per = "unit"
[[quotas]]
key = "phong-trao"
movement = "hai"
subject = "individual"
bound = "min"
count = 5
per = "movement"
sectors = ["A", "B"]
[[criteria]]
key = "tin-nhiem"
applies = "general"
text = "Được tín nhiệm"
[[criteria]]
key = "xep-loai"
movement = "mot"
applies = "individual"
text = "Hoàn thành tốt nhiệm vụ"
test = { checked = { rating_at_least = { of = "own", level = "good", years = 1 } } }
[[criteria]]
key = "khac"
movement = "hai"
applies = "collective"
text = "Của phong trào khác"
years = { from = 2024, to = 2025 }
"#;

fn plan() -> Plan {
    toml::from_str(PLAN).unwrap()
}

fn ground() -> Ground {
    let plan = plan();
    Ground { criteria: inherited(&plan, None, None), given: given(&plan, None, None), years: Some(plan.years()) }
}

fn line() -> Line {
    Line { what: "Gặp gỡ".into(), with: "Lãnh đạo".into(), when: "hằng quý".into() }
}

fn whole(ground: &Ground) -> Content {
    Content {
        leader: Leader { person: None, name: "Trần Văn Nhất".into(), post: "Trưởng phòng".into() },
        criteria: ground.criteria.iter().map(OwnCriterion::kept).collect(),
        targets: vec![Target { movement: Some(key("mot")), subject: QuotaSubject::Individual, assigned: 2, aimed: 4 }],
        fostering: vec![line()],
        propagation: vec![line()],
        reporting: vec![line()],
        reviews: vec![
            Review { on: day("2023-06-20"), kind: ReviewKind::Interim },
            Review { on: day("2026-01-15"), kind: ReviewKind::Final },
        ],
    }
}

/// R103, R104, R105, R106, R107, R108, R109: each of the seven parts is a block of its own, and each is told when it is missing.
#[test]
fn each_of_the_seven_parts_is_told_when_it_is_missing() {
    let (ground, all) = (ground(), BTreeSet::from(Part::ALL));
    let whole = whole(&ground);
    assert_eq!(missing(&whole, &ground, &all), []);
    assert_eq!(done(&whole, &ground), 7);
    let without: [(Part, Content, Lack); 10] = [
        (Part::Leader, Content { leader: Leader::default(), ..whole.clone() }, Lack::NoLeader),
        (
            Part::Leader,
            Content { leader: Leader { post: " ".into(), ..whole.leader.clone() }, ..whole.clone() },
            Lack::NoPost,
        ),
        (Part::Criteria, Content { criteria: vec![], ..whole.clone() }, Lack::CriteriaFaults(3)),
        (Part::Quotas, Content { targets: vec![], ..whole.clone() }, Lack::TargetFaults(1)),
        (Part::Fostering, Content { fostering: vec![], ..whole.clone() }, Lack::NoLines),
        (
            Part::Propagation,
            Content { propagation: vec![line(), Line { when: String::new(), ..line() }], ..whole.clone() },
            Lack::HalfLine(2),
        ),
        (Part::Reporting, Content { reporting: vec![], ..whole.clone() }, Lack::NoLines),
        (Part::Reviews, Content { reviews: vec![], ..whole.clone() }, Lack::NoInterim),
        (Part::Reviews, Content { reviews: whole.reviews[..1].to_vec(), ..whole.clone() }, Lack::NoFinal),
        (
            Part::Reviews,
            Content { reviews: vec![Review { on: day("2026-04-01"), kind: ReviewKind::Final }], ..whole.clone() },
            Lack::ReviewOutside,
        ),
    ];
    for (part, content, lack) in without {
        assert_eq!(missing(&content, &ground, &all), [(part, lack)]);
        assert_eq!(done(&content, &ground), 6);
    }
}

#[test]
fn what_is_not_required_is_advice_but_what_is_wrong_is_refused() {
    let (ground, none) = (ground(), BTreeSet::new());
    assert_eq!(missing(&Content::default(), &ground, &none), [], "an empty plan inherits everything");
    let mut weak = whole(&ground);
    weak.criteria.pop();
    weak.fostering[0].with = String::new();
    let found = missing(&weak, &ground, &none);
    assert_eq!(found, [(Part::Criteria, Lack::CriteriaFaults(1)), (Part::Fostering, Lack::HalfLine(1))]);
    let propaganda = PlanKind::Propaganda.needed(&BTreeSet::from(Part::ALL));
    assert_eq!(propaganda, BTreeSet::from([Part::Leader, Part::Propagation, Part::Reporting]));
    assert_eq!(PlanKind::SubPlan.needed(&BTreeSet::from(Part::ALL)).len(), 7);
}

/// R051, R157: what is inherited stays, what is added names its source.
#[test]
fn criteria_are_kept_or_tightened_and_new_ones_name_their_source() {
    let parent = inherited(&plan(), None, Some(2022));
    assert_eq!(parent.len(), 2, "the third holds from 2024");
    assert_eq!(inherited(&plan(), Some(&key("hai")), None).len(), 2, "of one movement, with those of the whole plan");
    let mut own: Vec<OwnCriterion> = parent.iter().map(OwnCriterion::kept).collect();
    let rating = |level, years| Test::Checked(Check::RatingAtLeast { of: Body::Own, level, years });
    own[1].test = rating(Rating::Excellent, 2);
    own[0].detail = "Không có đơn thư".into();
    let added = |origin, text: &str| OwnCriterion {
        origin,
        applies: Applies::Individual,
        movement: None,
        text: text.into(),
        detail: String::new(),
        test: Test::Judged,
    };
    own.push(added(Origin::Campaign("Toàn dân đoàn kết".into()), "Gia đình văn hóa"));
    own.push(added(Origin::Own, "Có sáng kiến của phòng"));
    assert_eq!(criterion_faults(&parent, &own), []);
    own[1].test = rating(Rating::Completed, 2);
    own[0].text = "Được tín nhiệm phần nào".into();
    own[2].origin = Origin::Campaign(" ".into());
    own[3].text = String::new();
    own.push(OwnCriterion { origin: Origin::Inherited(key("la")), ..own[0].clone() });
    let faults = criterion_faults(&parent, &own);
    assert_eq!(
        faults,
        [
            CriterionFault::Changed(key("tin-nhiem")),
            CriterionFault::Weakened(key("xep-loai"), Weaker::Level),
            CriterionFault::NoSource(1),
            CriterionFault::Empty(2),
            CriterionFault::NotInherited(key("la")),
        ]
    );
    assert_eq!(criterion_faults(&parent, &own[1..2])[0], CriterionFault::LeftOut(key("tin-nhiem")));
}

#[test]
fn numbers_are_at_least_what_a_unit_is_given() {
    let given = given(&plan(), None, Some(2022));
    assert_eq!(given.len(), 2);
    assert_eq!((given[0].assigned, given[0].aimed, given[0].most, given[1].most), (2, 4, None, Some(1)));
    let target =
        |movement: &str, subject, assigned, aimed| Target { movement: Some(key(movement)), subject, assigned, aimed };
    let (one, team) = (QuotaSubject::Individual, QuotaSubject::Collective);
    let faults = |own: &[Target]| target_faults(&given, own);
    assert_eq!(faults(&[target("mot", one, 2, 4)]), []);
    assert_eq!(faults(&[target("mot", one, 5, 0)]), [], "five reached are more than four aimed at");
    assert!(matches!(faults(&[])[..], [TargetFault::Below { least: 2, own: 0, .. }]));
    assert!(matches!(faults(&[target("mot", one, 3, 3)])[..], [TargetFault::Below { least: 4, own: 3, .. }]));
    let many = faults(&[target("mot", one, 5, 4), target("hai", team, 2, 0), target("hai", team, 0, 0)]);
    assert!(matches!(
        many[..],
        [TargetFault::Above { most: 1, own: 2, .. }, TargetFault::AimBelow { .. }, TargetFault::Twice { .. }]
    ));
    let lead = super::given(&plan(), Some(&key("hai")), None);
    assert!(lead.iter().any(|one| one.assigned == 10), "the lead meets the movement's number, sectors apart: {lead:?}");
}

#[test]
fn a_plan_goes_from_draft_to_issue_and_back_with_a_reason() {
    use PlanState::{Draft, Issued, Replaced, Returned, Submitted};
    assert_eq!(Draft.after(PlanStep::Submit), Ok(Submitted));
    assert_eq!(Submitted.after(PlanStep::Return), Ok(Returned));
    assert_eq!(Returned.after(PlanStep::Issue), Ok(Issued));
    assert_eq!(Issued.after(PlanStep::Return), Ok(Returned));
    assert_eq!(Issued.after(PlanStep::Replace), Ok(Replaced));
    for (state, step) in [(Issued, PlanStep::Issue), (Draft, PlanStep::Return), (Replaced, PlanStep::Return)] {
        assert_eq!(state.after(step), Err(Refusal::Invalid { field: "state", why: "unit-plan-step" }));
    }
    assert!(PlanState::ALL.iter().all(|state| !(state.is_open() && state.is_issued())));
}

#[test]
fn an_obligation_names_the_kind_of_plan_that_meets_it() {
    let of = |text: &str| {
        let obligation: Obligation = toml::from_str(text).unwrap();
        PlanKind::of(&obligation)
    };
    let rest = "deadline = { every = \"once\", on = \"2022\" }";
    let plan =
        |who: &str, what: &str| of(&format!("key = \"a\"\nwhat = \"{what}\"\nwho = {who}\nform = \"plan\"\n{rest}"));
    assert_eq!(plan("\"every_unit\"", "Ban hành kế hoạch"), Some(PlanKind::Implementation));
    assert_eq!(plan("\"movement_leads\"", "Xây dựng kế hoạch"), Some(PlanKind::SubPlan));
    assert_eq!(plan("{ kinds = [\"commune\"] }", "Kế hoạch tuyên truyền"), Some(PlanKind::Propaganda));
    assert_eq!(of(&format!("key = \"a\"\nwhat = \"Báo cáo\"\nwho = \"every_unit\"\nform = \"report\"\n{rest}")), None);
}

fn ratings() -> impl Strategy<Value = Rating> {
    prop_oneof![Just(Rating::Failed), Just(Rating::Completed), Just(Rating::Good), Just(Rating::Excellent)]
}

fn levels() -> impl Strategy<Value = DisciplineLevel> {
    prop_oneof![
        Just(DisciplineLevel::Criticism),
        Just(DisciplineLevel::Reprimand),
        Just(DisciplineLevel::Warning),
        Just(DisciplineLevel::Dismissal)
    ]
}

fn checks() -> impl Strategy<Value = Check> {
    prop_oneof![
        (1_u8..100).prop_map(|years| Check::AgeAtMost { years }),
        (ratings(), 1_u8..5).prop_map(|(level, years)| Check::RatingAtLeast { of: Body::Own, level, years }),
        (levels(), 1_u8..5).prop_map(|(at_or_above, window_years)| Check::NoDiscipline { at_or_above, window_years }),
        (1_u8..=100).prop_map(|percent| Check::RosterShare { percent }),
        (0_i64..500).prop_map(|hundredths| Check::ScoreAtLeast { score: "điểm".into(), hundredths }),
        (1_u8..=100).prop_map(|percent| Check::OnTimeReporting { percent }),
        Just(Check::PrizeWon),
    ]
}

/// Somebody as far as these checks look: age, ratings and discipline by years back, share, score.
#[derive(Debug, Clone)]
struct Case {
    age: u8,
    ratings: Vec<Rating>,
    discipline: Vec<Option<DisciplineLevel>>,
    share: u8,
    score: i64,
    prize: bool,
}

fn passes(check: &Check, case: &Case) -> bool {
    match check {
        Check::AgeAtMost { years } => case.age <= *years,
        Check::RatingAtLeast { level, years, .. } => {
            case.ratings.iter().take(usize::from(*years)).all(|rating| rating >= level)
        }
        Check::NoDiscipline { at_or_above, window_years } => {
            let window = case.discipline.iter().take(usize::from(*window_years));
            window.flatten().all(|level| level < at_or_above)
        }
        Check::RosterShare { percent } | Check::OnTimeReporting { percent } => case.share >= *percent,
        Check::ScoreAtLeast { hundredths, .. } => case.score >= *hundredths,
        _ => case.prize,
    }
}

prop_compose! {
    fn cases()(
        age in 18_u8..80,
        ratings in proptest::collection::vec(ratings(), 5),
        discipline in proptest::collection::vec(proptest::option::of(levels()), 5),
        share in 0_u8..=100,
        score in 0_i64..600,
        prize in any::<bool>(),
    ) -> Case {
        Case { age, ratings, discipline, share, score, prize }
    }
}

proptest! {
    #[test]
    fn whoever_passes_a_tighter_test_passes_the_inherited_one(parent in checks(), own in checks(), case in cases()) {
        if tighter(&Test::Checked(parent.clone()), &Test::Checked(own.clone())).is_ok() {
            prop_assert!(!passes(&own, &case) || passes(&parent, &case), "{parent:?} {own:?} {case:?}");
        }
    }

    #[test]
    fn tightening_is_an_order(one in checks(), two in checks(), three in checks()) {
        let tight = |a: &Check, b: &Check| tighter(&Test::Checked(a.clone()), &Test::Checked(b.clone())).is_ok();
        prop_assert!(tight(&one, &one));
        prop_assert!(!(tight(&one, &two) && tight(&two, &three)) || tight(&one, &three));
        prop_assert!(!(tight(&one, &two) && tight(&two, &one)) || one == two);
    }

    #[test]
    fn raising_a_number_never_breaks_a_minimum(assigned in 0_u32..9, aimed in 0_u32..9, more in 0_u32..9) {
        let given = super::given(&plan(), None, None);
        let of = |assigned, aimed| Target { movement: Some(key("mot")), subject: QuotaSubject::Individual, assigned, aimed };
        let below = |target: Target| {
            target_faults(&given, &[target]).iter().any(|fault| matches!(fault, TargetFault::Below { .. }))
        };
        prop_assert!(below(of(assigned, aimed)) || !below(of(assigned + more, aimed + more)));
        prop_assert_eq!(below(of(assigned, aimed)), assigned < 2 || aimed.max(assigned) < 4);
    }
}

//! What reports of the five plans hold, and that an edit is never lost.

use super::*;

const PLANS: [&str; 5] = [
    include_str!("../../../../plans/000-van-phong-2017-2020.toml"),
    include_str!("../../../../plans/001-ninh-hoa-2021-2025.toml"),
    include_str!("../../../../plans/002-ban-dan-toc-2021-2025.toml"),
    include_str!("../../../../plans/003-thanh-tra-binh-phuoc-2016-2020.toml"),
    include_str!("../../../../plans/004-kcn-dong-nai-2020.toml"),
];

fn plan(number: usize) -> Plan {
    toml::from_str(PLANS[number]).unwrap()
}

/// R251: every plan's report has its own headings, in one order, without code of its own.
#[test]
fn every_plan_gives_its_report_its_own_headings() {
    for number in 0..5 {
        let found = sections(&plan(number));
        assert_eq!(found.first(), Some(&Section::Direction));
        assert_eq!(found[found.len() - 3..], [Section::Difficulties, Section::Lessons, Section::Proposals]);
        assert!(found.contains(&Section::Selection) && found.contains(&Section::Rewards), "{number}: {found:?}");
        for section in &found {
            assert_eq!(section.to_string().parse(), Ok(section.clone()));
        }
    }
    let town = sections(&plan(1));
    let movements: Vec<Section> =
        plan(1).movements.iter().map(|movement| Section::Movement(movement.key.clone())).collect();
    assert_eq!(movements.len(), 15);
    let first = town.iter().position(|section| *section == movements[0]).unwrap();
    assert_eq!(town[first..first + 15], movements, "the movements stand in the plan's order");
    assert!(!sections(&plan(3)).iter().any(|section| matches!(section, Section::Movement(_))), "one needs no heading");
    let bare = Plan { obligations: vec![], rewards: vec![], ..plan(3) };
    let found = sections(&bare);
    assert!(!found.contains(&Section::Obligations) && !found.contains(&Section::Rewards));
}

/// R140: the town's report goes to the town's committee and to the province's.
#[test]
fn the_town_reports_to_both() {
    assert_eq!(addressees(&plan(1)), ["UBND thị xã", "UBND tỉnh"]);
    assert!(addressees(&plan(3)).is_empty(), "a plan that names nobody");
}

#[test]
fn a_report_answers_for_whole_months_of_the_plan() {
    let years = Years { from: 2021, to: 2025 };
    let of = |kind, year, month| Span::of(kind, years, year, month);
    let year = of(ReportKind::Yearly, 2023, 0).unwrap();
    assert_eq!((year.first_day().to_string(), year.last_day().to_string()), ("2023-01-01".into(), "2023-12-31".into()));
    assert_eq!(year.before(ReportKind::Yearly).unwrap().from, (2022, 1));
    let half = of(ReportKind::Interim, 2023, 6).unwrap();
    assert_eq!((half.from, half.to), ((2021, 1), (2023, 6)));
    assert_eq!(half.before(ReportKind::Interim), None);
    assert_eq!(of(ReportKind::Final, 0, 0).unwrap().to, (2025, 12));
    let wrong = |found: Result<Span, Refusal>| match found {
        Err(Refusal::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(wrong(of(ReportKind::Monthly, 2023, 0)), "month");
    assert_eq!(wrong(of(ReportKind::Monthly, 2023, 13)), "month");
    assert_eq!(wrong(of(ReportKind::Yearly, 2023, 5)), "month");
    assert_eq!(wrong(of(ReportKind::Yearly, 2026, 0)), "year");
    let month = of(ReportKind::Monthly, 2022, 3).unwrap();
    assert!(month.has_round(2022, 3) && !month.has_round(2022, 4) && !month.has_round(2022, 0));
    assert!(year.has_round(2023, 0) && year.has_round(2023, 12) && !year.has_round(2022, 0));
}

#[test]
fn an_edit_survives_a_new_draft_until_a_person_decides() {
    let first = Passage::drafted("Công nhận 05.", "a");
    assert_eq!(first.freshness("Công nhận 05.", "a"), Freshness::Current);
    assert_eq!(first.freshness("Công nhận 07.", "b"), Freshness::Behind);
    assert_eq!(first.clone().refreshed("Công nhận 07.", "b").text(), "Công nhận 07.");
    let edited = Passage::written("Công nhận 05, rất tốt.", "Công nhận 05.", "a");
    assert_eq!(edited.freshness("Công nhận 07.", "b"), Freshness::Undecided);
    let again = edited.refreshed("Công nhận 07.", "b");
    assert_eq!(again.text(), "Công nhận 05, rất tốt.", "not lost");
    assert_eq!(again.freshness("Công nhận 07.", "b"), Freshness::Undecided, "and still to be decided");
    let kept = again.clone().kept("Công nhận 07.", "b");
    assert_eq!((kept.text(), kept.freshness("Công nhận 07.", "b")), ("Công nhận 05, rất tốt.", Freshness::Current));
    assert_eq!(Passage::drafted("Công nhận 07.", "b").text(), "Công nhận 07.", "or taken");
    assert_eq!(Passage::written(" Công nhận  07.", "Công nhận 07.", "b").edited, None, "the draft itself is no edit");
    assert_eq!(again.freshness("Trong năm công nhận 05.", "a"), Freshness::Current, "other words of ours are no news");
}

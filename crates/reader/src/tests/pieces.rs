//! Every piece of the grammar on one invented plan.

use super::{PLAN, read};
use crate::reading::{Ballot, Base, Bound, Counted, Edge, Per, Subject, When};

#[test]
fn head_and_foot() {
    let reading = read(PLAN);
    let document = &reading.document;
    let value = |found: &Option<crate::reading::Found<String>>| {
        found.as_ref().map(|found| found.value.clone()).unwrap_or_default()
    };
    assert_eq!(value(&document.agency), "ỦY BAN NHÂN DÂN HUYỆN SÔNG LAM");
    assert_eq!(value(&document.number_symbol), "41/KH-UBND");
    assert_eq!(value(&document.place), "Sông Lam");
    assert_eq!(value(&document.issue_date), "2023-01-12");
    assert_eq!(value(&document.title), "Phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến giai đoạn 2023 - 2025");
    let period = document.period.as_ref().unwrap().value;
    assert_eq!((period.from, period.to), (2023, 2025));
    assert_eq!(value(&document.signer.authority_prefix), "TM. KT.");
    assert_eq!(value(&document.signer.title), "PHÓ CHỦ TỊCH");
    assert_eq!(value(&document.signer.name), "Trần Văn Bình");
    let recipients: Vec<&str> = document.recipients.iter().map(|found| found.value.as_str()).collect();
    assert_eq!(recipients, ["UBND tỉnh", "Các xã", "Lưu: VT"]);
    let base = &document.legal_bases[0];
    assert_eq!(base.number.as_deref(), Some("90/KH-UBND"));
    assert_eq!(base.date.as_deref(), Some("2022-12-05"));
    assert_eq!(base.issuer.as_deref(), Some("UBND tỉnh"));
    assert_eq!(base.subject.as_deref(), Some("nhân rộng điển hình tiên tiến"));
}

#[test]
fn goals_movements_criteria_and_quotas() {
    let reading = read(PLAN);
    assert_eq!((reading.goals.goals, reading.goals.requirements, reading.goals.joint), (Some(2), Some(1), None));
    let names: Vec<&str> = reading.movements.iter().map(|movement| movement.name.as_str()).collect();
    assert_eq!(names, ["Phong trào “Xóm làng sạch đẹp”", "Phong trào “Gia đình hiếu học”"]);
    let first = &reading.movements[0];
    let subjects: Vec<Subject> = first.scope.criteria.iter().map(|criterion| criterion.subject).collect();
    assert_eq!(subjects, [Subject::Collective, Subject::Individual]);
    assert_eq!(first.scope.criteria[0].clauses, 2);
    assert_eq!(first.lead_agency.as_ref().unwrap().value, "Phòng Tài nguyên");
    assert_eq!(first.cooperating_agencies[0].value, "Hội Nông dân huyện");
    let quotas: Vec<_> = first.scope.quotas.iter().map(|quota| (quota.subject, quota.bound, quota.count)).collect();
    assert_eq!(quotas, [(Counted::Collective, Bound::Min, Some(5)), (Counted::Individual, Bound::Min, Some(10))]);
    let second = &reading.movements[1];
    assert_eq!(second.scope.criteria[0].subject, Subject::Household);
    let quota = &second.scope.quotas[0];
    assert_eq!(
        (quota.subject, quota.bound, quota.count, quota.per),
        (Counted::Household, Bound::Max, Some(3), Per::Unit)
    );
    assert_eq!(quota.condition.as_deref(), Some("mỗi xã"));
}

#[test]
fn procedure_vote_and_deadlines() {
    let reading = read(PLAN);
    let actors: Vec<Option<&str>> = reading.process_steps.iter().map(|step| step.actor.as_deref()).collect();
    assert_eq!(
        actors,
        [
            Some("Các xã, phòng ban"),
            Some("Phòng Nội vụ"),
            Some("Hội đồng Thi đua - Khen thưởng huyện"),
            Some("Chủ tịch UBND huyện")
        ]
    );
    let rule = reading.vote_rule.as_ref().unwrap();
    assert_eq!(
        (rule.ballot, rule.threshold, rule.of, rule.strict),
        (Ballot::Secret, Some((2, 3)), Base::AllMembers, false)
    );
    let intake = &reading.deadlines[0];
    assert_eq!(intake.when, When::Yearly { month: Some(10), day: Some(15), quarter: None, quarter_from: None });
    assert_eq!((intake.edge, intake.who.as_deref()), (Edge::Before, Some("Các xã, phòng ban")));
    assert_eq!(intake.what.as_deref(), Some("gửi hồ sơ về Phòng Nội vụ"));
    assert_eq!(reading.deadlines[1].when, When::Relative { days: 10, working: true });
    assert_eq!(reading.deadlines.len(), 5);
}

#[test]
fn duties_awards_and_money() {
    let reading = read(PLAN);
    let units: Vec<(&str, usize)> =
        reading.responsibilities.iter().map(|r| (r.unit.as_str(), r.duties.len())).collect();
    assert_eq!(units, [("Phòng Nội vụ", 2), ("Các xã", 1)]);
    assert_eq!(reading.rewards[0].form, "Giấy khen");
    assert_eq!(reading.rewards[0].by.as_deref(), Some("Chủ tịch UBND huyện"));
    assert_eq!(reading.rewards[1].amount, Some(1_000_000));
    assert_eq!(reading.funding.iter().map(|f| f.from.as_str()).collect::<Vec<_>>(), ["nguồn ngân sách huyện"]);
}

#[test]
fn scanning_faults_change_nothing() {
    let scanned = PLAN
        .replace("ngày 15/10", "ngày l5/1O")
        .replace("phấn đấu", "phân đâu")
        .replace("II. NỘI DUNG", "Il. NỘI DUNG")
        .replace("điển hình được chọn phải", "điền hình được chọn phải")
        .replace("là thôn, xóm giữ gìn vệ sinh", "là thôn, xóm giữ\n\ngìn vệ sinh");
    let (clean, scanned) = (read(PLAN), read(&scanned));
    assert_eq!(clean.deadlines[0].when, scanned.deadlines[0].when);
    assert!(scanned.deadlines[0].confidence < clean.deadlines[0].confidence, "a repaired figure is less sure");
    assert_eq!(clean.movements.len(), scanned.movements.len());
    assert_eq!(clean.movements[0].scope.criteria[0].text, scanned.movements[0].scope.criteria[0].text);
    assert_eq!(clean.vote_rule.map(|rule| rule.threshold), scanned.vote_rule.map(|rule| rule.threshold));
}

#[test]
fn every_span_says_what_was_read() {
    let reading = read(PLAN);
    let text = |span: crate::reading::Span| &reading.text[span.start..span.end];
    for criterion in reading.movements.iter().flat_map(|movement| &movement.scope.criteria) {
        assert_eq!(text(criterion.source), criterion.text);
    }
    for deadline in &reading.deadlines {
        assert_eq!(text(deadline.source), deadline.text);
    }
    for movement in &reading.movements {
        assert_eq!(text(movement.source), movement.name);
    }
}

//! Plan 004, the Industrial Zones Authority of Đồng Nai, as data.

use lantoa_domain::plan::Applies::{Collective, General, Individual, Leader};
use lantoa_domain::plan::{
    Body, Check, Counting, DisciplineLevel, Link, Per, Performer, Plan, QuotaKind, QuotaSubject, Rating, StepKind, Test,
};
use lantoa_domain::subject::SubjectKind;

use crate::{Asked, ask, checked, criterion, duty, rated, read, recipients, rests_on};

fn plan() -> Plan {
    read("004-kcn-dong-nai-2020")
}

#[test]
fn head_and_foot() {
    let plan = plan();
    assert_eq!((plan.document.from, plan.document.to), (2020, 2020), "R224: one year");
    assert!(plan.document.title.starts_with("Tuyên truyền, phát hiện và nhân rộng điển hình tiên tiến"), "R224");
    rests_on(&plan, "R225", "34-CT/TW", "2014-04-07", "Bộ Chính trị");
    recipients(&plan, "R252", &["Ban TĐKT tỉnh", "Các đơn vị thuộc Ban", "Lưu: VT, TĐKT"]);
    let rewards: Vec<_> = plan.rewards.iter().map(|one| (one.form.as_str(), one.by.as_deref())).collect();
    assert_eq!(rewards, [("Giấy khen", Some("Trưởng ban")), ("Bằng khen", Some("UBND tỉnh"))], "R247");
    assert!(plan.funding[0].from.contains("91/2017/NĐ-CP"), "R248");
}

const CRITERIA: &[Asked] = &[
    (
        "R231",
        "chung",
        General,
        &["xuất sắc", "sáng kiến", "nòng cốt", "pháp luật", "05-CT/TW", "tương trợ", "từ thiện"],
    ),
    ("R232", "tap-the-chi-tieu", Collective, &["vượt mức chỉ tiêu"]),
    ("R233", "tap-the-phong-trao", Collective, &["tiêu biểu", "phong trào"]),
    ("R233", "tap-the-cchc", Collective, &["cải cách hành chính"]),
    ("R233", "tap-the-doan-ket", Collective, &["đoàn kết", "pháp luật", "cơ quan", "nơi cư trú"]),
    ("R234", "tap-the-sang-kien", Collective, &["sáng kiến", "mô hình mới"]),
    ("R235", "tap-the-ca-nhan", Collective, &["có cá nhân", "điển hình"]),
    ("R235", "tap-the-ky-luat", Collective, &["kỷ luật", "phê bình"]),
    ("R236, R239", "phong-trao-giai", General, &["tham gia tích cực", "đạt giải"]),
    ("R237", "ca-nhan-phong-trao", Individual, &["phong trào"]),
    ("R237", "ca-nhan-viec-tot", Individual, &["việc tốt", "theo Bác"]),
    ("R237", "ca-nhan-doan-the", Individual, &["đoàn thể", "tận tụy"]),
    ("R238", "lanh-dao-tap-the", Leader, &["hoàn thành xuất sắc"]),
    ("R238", "lanh-dao-tin-nhiem", Leader, &["người đứng đầu", "khoa học, dân chủ", "tín nhiệm"]),
    ("R240", "dot-xuat-cong-nhan", General, &["đột xuất", "cơ quan công nhận"]),
];

#[test]
fn criteria_say_what_the_plan_asks() {
    let plan = plan();
    ask(&plan, CRITERIA);
    let discipline = Check::NoDiscipline { at_or_above: DisciplineLevel::Criticism, window_years: 1 };
    checked(
        &plan,
        &[
            ("R232", "tap-the-chi-tieu", Check::TargetExceeded),
            ("R234", "tap-the-sang-kien", Check::InitiativeRecorded),
            ("R235", "tap-the-ky-luat", discipline),
            ("R236, R239", "phong-trao-giai", Check::PrizeWon),
            ("R238", "lanh-dao-tap-the", rated(Body::Unit, Rating::Excellent, 1)),
        ],
    );
    assert_eq!(criterion(&plan, "R235", "tap-the-ca-nhan").test, Test::Linked(Link::CollectiveNeedsIndividual), "R235");
    let group = |key| criterion(&plan, "R237", key).any_of.clone();
    assert!(group("ca-nhan-phong-trao").is_some(), "R237: any one of three");
    assert_eq!(group("ca-nhan-phong-trao"), group("ca-nhan-viec-tot"), "R237");
    assert_eq!(group("ca-nhan-phong-trao"), group("ca-nhan-doan-the"), "R237");
}

#[test]
fn caps_of_the_regular_track_and_none_elsewhere() {
    let plan = plan();
    let stated: Vec<_> =
        plan.quotas.iter().map(|quota| (quota.kind(), quota.subject, quota.count, quota.per)).collect();
    assert_eq!(stated[0], (QuotaKind::Max, QuotaSubject::Individual, 4, Per::Year), "R241");
    assert_eq!(stated[1], (QuotaKind::Max, QuotaSubject::Collective, 3, Per::Year), "R241");
    assert_eq!(stated[2], (QuotaKind::MaxPerUnit, QuotaSubject::Individual, 1, Per::Unit), "R242");
    assert_eq!((stated[3].0, stated[3].1), (QuotaKind::Unlimited, QuotaSubject::Any), "R243");
    for quota in &plan.quotas[..3] {
        assert_eq!(
            quota.tracks.iter().map(lantoa_domain::plan::Key::as_str).collect::<Vec<_>>(),
            ["thuong-xuyen"],
            "R241, R242"
        );
    }
    for track in &plan.tracks[1..] {
        assert_eq!(track.counting, Counting::Free, "R243: {}", track.key);
    }
}

#[test]
fn who_proposes_who_selects_and_who_decides() {
    use StepKind::{Appraise, Decide, Deliberate, Forward, Nominate, Screen};
    let plan = plan();
    let regular = &plan.tracks[0];
    assert!(regular.takes(SubjectKind::Collective) && regular.takes(SubjectKind::Individual), "R228, R229");
    assert_eq!(regular.steps[0].who, Performer::UnitOrStandingBody, "R244");
    let kinds: Vec<StepKind> = regular.steps.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [Nominate, Screen, Appraise, Deliberate, Decide, Forward], "R245");
    assert_eq!(regular.steps[2].who, Performer::StandingBody, "R245");
    assert_eq!(regular.steps[3].who, Performer::Council, "R245");
    assert_eq!(regular.steps[5].names, ["UBND tỉnh"], "R247");
    for track in &plan.tracks[1..] {
        let who: Vec<_> = track.steps.iter().map(|step| (step.kind, step.who)).collect();
        assert_eq!(who, [(Nominate, Performer::StandingBody), (Decide, Performer::Head)], "R246: {}", track.key);
    }
    let launched = &plan.movement(&"phong-trao".parse().unwrap()).unwrap().name;
    crate::holds("R230", launched, &["Đảng bộ", "cơ quan", "Công đoàn", "Chi đoàn"]);
}

#[test]
fn who_does_what() {
    let unit = "Thường trực Hội đồng (Văn phòng)";
    duty(&plan(), "R251", unit, &["theo dõi", "phối hợp", "đôn đốc", "tham mưu", "tổng hợp", "báo cáo"]);
}

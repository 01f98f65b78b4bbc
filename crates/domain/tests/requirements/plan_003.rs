//! Plan 003, the Inspectorate of Bình Phước, as data.

use lantoa_domain::plan::Applies::{Collective, General, Individual, Leader};
use lantoa_domain::plan::{
    Base, Body, Check, Debtor, DisciplineLevel, Link, Method, Paper, Per, Plan, QuotaKind, QuotaSubject, Rating,
    StepKind, Test, Threshold, Years,
};

use crate::{Asked, ask, checked, criterion, duty, last_days, owed, rated, read, recipients, rests_on};

fn plan() -> Plan {
    read("003-thanh-tra-binh-phuoc-2016-2020")
}

#[test]
fn head_and_foot() {
    let plan = plan();
    assert_eq!(plan.document.number.as_deref(), Some("18/KH-T.Tr"), "R179");
    assert_eq!(plan.document.issued.map(|day| day.to_string()).as_deref(), Some("2016-12-22"), "R179");
    rests_on(&plan, "R180", "2789/QĐ-UBND", "2016-11-01", "Chủ tịch UBND tỉnh");
    rests_on(&plan, "R180", "564/HĐ-TT.HĐTĐKT", "2016-12-06", "Thường trực HĐ TĐKT tỉnh");
    rests_on(&plan, "R182", "39-CT/TW", "2004-05-21", "Bộ Chính trị");
    rests_on(&plan, "R182", "34-CT/TW", "2014-04-07", "Bộ Chính trị");
    assert!(plan.document.bases.iter().any(|base| base.kind == "Luật"), "R182");
    let sources: Vec<&str> = plan.funding.iter().map(|one| one.from.as_str()).collect();
    assert!(sources.len() == 2 && sources[0].contains("của tỉnh") && sources[1].contains("thường xuyên"), "R218");
    let to = [
        "Ban TĐKT tỉnh",
        "LĐ Thanh tra tỉnh",
        "Các phòng NV",
        "Văn phòng",
        "Website Thanh tra tỉnh",
        "HĐ TĐKT",
        "Lưu: VT",
    ];
    recipients(&plan, "R223", &to);
}

const CRITERIA: &[Asked] = &[
    ("R184", "chung", General, &["xuất sắc", "phong trào do Thanh tra tỉnh phát động"]),
    ("R185", "mo-hinh-lien-tuc", Collective, &["liên tục", "xuất sắc"]),
    ("R186", "mo-hinh-sang-kien", Collective, &["sáng kiến", "giải pháp", "mô hình mới"]),
    ("R187", "mo-hinh-chap-hanh", Collective, &["của Đảng", "pháp luật", "theo Bác", "kế hoạch thi đua"]),
    ("R188", "mo-hinh-tu-thien", Collective, &["từ thiện", "an sinh xã hội"]),
    ("R189", "mo-hinh-ky-luat", Collective, &["không có người", "cảnh cáo trở lên"]),
    ("R190", "mo-hinh-bao-cao", Collective, &["thông tin, báo cáo, hội họp"]),
    ("R191", "mo-hinh-doan-ket", Collective, &["đoàn kết", "tiết kiệm"]),
    ("R191", "mo-hinh-dang", Collective, &["tổ chức đảng"]),
    ("R191", "mo-hinh-doan-the", Collective, &["đoàn thể"]),
    ("R192", "guong", Individual, &["trách nhiệm", "sáng tạo", "05-CT/TW", "của ngành"]),
    ("R193", "lanh-dao", Leader, &["người đứng đầu", "nói đi đôi với làm", "họp và báo cáo", "tiết kiệm"]),
    ("R194", "lanh-dao-mo-hinh", Leader, &["đứng đầu", "mô hình tiêu biểu"]),
];

#[test]
fn criteria_say_what_the_plan_asks() {
    let plan = plan();
    ask(&plan, CRITERIA);
    let discipline = Check::NoDiscipline { at_or_above: DisciplineLevel::Warning, window_years: 1 };
    checked(
        &plan,
        &[
            ("R185", "mo-hinh-lien-tuc", rated(Body::Unit, Rating::Excellent, 2)),
            ("R186", "mo-hinh-sang-kien", Check::InitiativeRecorded),
            ("R189", "mo-hinh-ky-luat", discipline),
            ("R190", "mo-hinh-bao-cao", Check::OnTimeReporting { percent: 90 }),
            ("R191", "mo-hinh-dang", rated(Body::PartyBody, Rating::Good, 1)),
            ("R191", "mo-hinh-doan-the", rated(Body::MassBodies, Rating::Good, 1)),
        ],
    );
    assert_eq!(criterion(&plan, "R194", "lanh-dao-mo-hinh").test, Test::Linked(Link::LeaderNeedsCollective), "R194");
}

#[test]
fn the_way_of_a_dossier() {
    let plan = plan();
    let track = &plan.tracks[0];
    let step = |kind| &track.steps[track.position(kind).unwrap()];
    let nominate = step(StepKind::Nominate);
    assert_eq!(nominate.papers, [Paper::List, Paper::Description], "R195");
    let intake = nominate.deadline.as_ref().unwrap();
    assert_eq!(intake.occurrences((2017, 2017))[0].last_day.to_string(), "2017-11-29", "R196: before the 30th");
    assert!(track.position(StepKind::Appraise) < track.position(StepKind::Deliberate), "R197: appraised first");
    let rule = step(StepKind::Deliberate).vote.unwrap();
    assert_eq!(rule.method, Method::Secret, "R197");
    let share = (rule.num, rule.den, rule.threshold, rule.base);
    assert_eq!(share, (2, 3, Threshold::AtLeast, Base::AllMembers), "R198");
    let review = step(StepKind::Deliberate).deadline.as_ref().unwrap().occurrences((2017, 2017));
    assert_eq!(
        (review[0].on.to_string().as_str(), review[0].last_day.to_string().as_str()),
        ("2017-11", "2017-11-30"),
        "R202"
    );
    assert_eq!(step(StepKind::Decide).names, ["Chánh Thanh tra tỉnh"], "R200");
    assert_eq!(track.gives.as_deref(), Some("Giấy công nhận"), "R200");
    assert_eq!(step(StepKind::Forward).names, ["Ban Thi đua - Khen thưởng tỉnh"], "R201");
}

#[test]
fn one_model_and_one_exemplar_of_each_room_in_2016() {
    let plan = plan();
    let subjects: Vec<QuotaSubject> = plan.quotas.iter().map(|quota| quota.subject).collect();
    assert_eq!(subjects, [QuotaSubject::Collective, QuotaSubject::Individual], "R212");
    for quota in &plan.quotas {
        assert_eq!((quota.kind(), quota.count, quota.per), (QuotaKind::Exact, 1, Per::Unit), "R212");
        assert_eq!(quota.years, Some(Years { from: 2016, to: 2016 }), "R212");
    }
}

#[test]
fn what_is_owed_by_when_and_to_whom() {
    let plan = plan();
    let strictly_before = [
        ("R211", "ke-hoach-2016", "2016-12-24"),
        ("R212", "chon-2016", "2016-12-30"),
        ("R214", "de-nghi-2017", "2017-02-09"),
        ("R215", "boi-duong-2017", "2017-03-09"),
    ];
    for (row, key, day) in strictly_before {
        assert_eq!(last_days(&plan, row, key), [day], "{row}");
    }
    assert_eq!(owed(&plan, "R215", "boi-duong-2017").to, ["Văn phòng"], "R215");
    let yearly = last_days(&plan, "R216, R221", "ke-hoach-hang-nam");
    assert!(yearly.iter().all(|day| day.ends_with("-12-14")), "R221: before the 15th");
    assert_eq!(owed(&plan, "R221", "ke-hoach-hang-nam").to, ["Văn phòng"], "R221");
    let closing = owed(&plan, "R217", "tong-ket");
    assert_eq!(
        (&closing.who, last_days(&plan, "R217", "tong-ket")),
        (&Debtor::StandingBody, vec!["2020-12-31".to_owned()]),
        "R217"
    );
    crate::holds("R217", &closing.what, &["hội nghị tổng kết", "cùng Hội nghị cán bộ, công chức"]);
    assert_eq!(owed(&plan, "R202", "binh-xet-hang-nam").who, Debtor::Council, "R202");
}

#[test]
fn who_does_what() {
    let plan = plan();
    duty(&plan, "R183", "Lãnh đạo các phòng chuyên môn", &["lãnh đạo", "kế hoạch cụ thể"]);
    duty(&plan, "R206", "Cấp ủy, Chi bộ", &["lãnh đạo", "đảng viên", "hạt nhân"]);
    duty(&plan, "R222", "Thường trực Hội đồng TĐKT", &["theo dõi", "hướng dẫn", "đôn đốc", "kiểm tra"]);
}

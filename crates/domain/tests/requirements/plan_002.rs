//! Plan 002, the Ethnic Affairs Committee of Khánh Hòa, as data.

use lantoa_domain::plan::Applies::{Collective, General, Individual};
use lantoa_domain::plan::{Body, Debtor, Performer, Plan, QuotaKind, Rating, StepKind, Strength};
use lantoa_domain::subject::SubjectKind;

use crate::{Asked, ask, checked, duty, last_days, owed, rated, read, recipients, rests_on};

fn plan() -> Plan {
    read("002-ban-dan-toc-2021-2025")
}

#[test]
fn head_and_foot() {
    let plan = plan();
    let document = &plan.document;
    assert_eq!(document.number.as_deref(), Some("87/KH-BDT"), "R148");
    assert_eq!(document.issued.map(|day| day.to_string()).as_deref(), Some("2021-12-31"), "R148");
    assert!(document.title.starts_with("Xây dựng, bồi dưỡng và nhân rộng điển hình tiên tiến"), "R148");
    rests_on(&plan, "R149", "12065/KH-UBND", "2021-11-26", "UBND tỉnh Khánh Hòa");
    let to = ["Sở Nội vụ (VBĐT)", "Lãnh đạo Ban (VBĐT)", "Các phòng thuộc Ban (VBĐT)", "Lưu: VT, VP"];
    recipients(&plan, "R178", &to);
}

const CRITERIA: &[Asked] = &[
    ("R153", "chung-lan-toa", General, &["tiêu biểu", "lan tỏa", "cơ quan", "xã hội"]),
    (
        "R155",
        "chung-dan-dau",
        General,
        &["đi đầu", "pháp luật", "theo Bác", "Nghị quyết Trung ương 4", "từ thiện", "dịch"],
    ),
    ("R162", "m1-tap-the", Collective, &["theo Bác", "gần dân", "tiết kiệm"]),
    ("R162", "m1-ca-nhan", Individual, &["hoàn thành xuất sắc", "gần dân"]),
    ("R164", "m2-tap-the", Collective, &["văn minh", "quy chế dân chủ"]),
    ("R164", "m2-dang", Collective, &["tổ chức đảng"]),
    ("R164", "m2-doan-the", Collective, &["đoàn thể"]),
    ("R165", "m2-ca-nhan", Individual, &["gắn với kết quả tập thể"]),
    ("R165", "m2-hoc-tap", Individual, &["học tập nâng cao trình độ"]),
];

#[test]
fn criteria_say_what_the_plan_asks() {
    let plan = plan();
    ask(&plan, CRITERIA);
    checked(
        &plan,
        &[
            ("R164", "m2-dang", rated(Body::PartyBody, Rating::Good, 1)),
            ("R164", "m2-doan-the", rated(Body::MassBodies, Rating::Good, 1)),
            ("R165", "m2-ca-nhan", rated(Body::Unit, Rating::Good, 1)),
        ],
    );
}

#[test]
fn two_movements_with_numbers_that_are_aimed_at() {
    let plan = plan();
    let keys: Vec<&str> = plan.movements.iter().map(|movement| movement.key.as_str()).collect();
    assert_eq!(keys, ["hoc-tap-bac", "van-hoa-cong-so"], "R161");
    for (row, quotas) in [("R163", &plan.quotas[..2]), ("R166", &plan.quotas[2..])] {
        assert_eq!(quotas.len(), 2, "{row}");
        for quota in quotas {
            assert_eq!((quota.kind(), quota.count, quota.strength), (QuotaKind::Min, 1, Strength::Aimed), "{row}");
        }
    }
    let track = &plan.tracks[0];
    for kind in [SubjectKind::Collective, SubjectKind::Individual, SubjectKind::Household] {
        assert!(track.takes(kind), "R154");
    }
    assert_eq!(track.steps[0].who, Performer::UnitOrCandidate, "R167");
    assert_eq!(track.position(StepKind::Deliberate), None, "R168: no council");
    let decide = &track.steps[track.position(StepKind::Decide).unwrap()];
    assert_eq!((decide.who, decide.names.as_slice()), (Performer::Head, &["Trưởng Ban".to_owned()][..]), "R168");
}

#[test]
fn what_is_owed_by_when() {
    let plan = plan();
    assert_eq!(last_days(&plan, "R167", "ban-hanh-ke-hoach"), ["2022-03-31"], "R167");
    assert_eq!(last_days(&plan, "R170", "so-ket-2023"), ["2023-06-30"], "R170");
    assert_eq!(last_days(&plan, "R171", "tong-ket-2025"), ["2025-03-31"], "R171");
    assert_eq!(owed(&plan, "R174", "bao-cao-nam").who, Debtor::StandingBody, "R174");
    assert_eq!(owed(&plan, "R177", "ban-hanh-ke-hoach").to, ["Văn phòng Ban"], "R177: through the Office");
}

#[test]
fn who_does_what() {
    let plan = plan();
    duty(
        &plan,
        "R173",
        "Văn phòng Ban",
        &["hướng dẫn", "đôn đốc", "giới thiệu mô hình", "danh hiệu", "hình thức khen"],
    );
    duty(&plan, "R174", "Văn phòng Ban", &["báo cáo hằng năm"]);
    duty(&plan, "R177", "Các phòng thuộc Ban", &["đăng ký danh sách với Hội đồng qua Văn phòng"]);
}

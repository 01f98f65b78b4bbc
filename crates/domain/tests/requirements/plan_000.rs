//! Plan 000, the Economic Zone Authority of Vân Phong, as data.

use lantoa_domain::plan::Applies::{Collective, General, Individual, Leader};
use lantoa_domain::plan::{Body, Check, Debtor, Link, Paper, Plan, Rating, Rhythm, StepKind, Test};
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::unit::UnitKind;

use crate::{Asked, ask, checked, criterion, duty, last_days, owed, rated, read, recipients, rests_on};

fn plan() -> Plan {
    read("000-van-phong-2017-2020")
}

#[test]
fn head_and_foot() {
    let plan = plan();
    let document = &plan.document;
    assert_eq!((document.from, document.to), (2017, 2020), "R001");
    assert!(document.title.starts_with("Xây dựng, nhân rộng các mô hình, điển hình tiên tiến"), "R001");
    rests_on(&plan, "R002", "9548/KH-UBND", "2016-11-25", "UBND tỉnh Khánh Hòa");
    assert!(
        plan.funding[0].from.contains("chi thường xuyên") && plan.funding[0].from.contains("ngân sách tỉnh"),
        "R035"
    );
    recipients(&plan, "R043", &["Sở Nội vụ (Ban TĐKT tỉnh)", "Các phòng, đơn vị", "Lưu: VT, VP"]);
    assert_eq!(document.signer_title.as_deref(), Some("TRƯỞNG BAN"), "R044");
}

const CRITERIA: &[Asked] = &[
    ("R010", "chung-3", General, &["tiêu biểu", "lan tỏa", "tác động tích cực"]),
    ("R014", "chung-1", General, &["dẫn đầu phong trào", "pháp luật", "làm theo Bác"]),
    ("R015", "chung-2", General, &["giúp đỡ", "quỹ xã hội", "từ thiện", "an sinh"]),
    ("R016", "tap-the-phong-cach", Collective, &["theo Bác", "gần dân", "bệnh thành tích", "tiết kiệm", "tham nhũng"]),
    ("R017", "tap-the-cchc", Collective, &["cải cách hành chính", "xuất sắc"]),
    ("R018", "tap-the-100", Collective, &["toàn bộ", "sáng tạo", "hiệu quả"]),
    ("R019", "tap-the-ne-nep", Collective, &["phong trào", "chế độ làm việc", "tiết kiệm"]),
    ("R020", "tap-the-xep-loai", Collective, &["hoàn thành xuất sắc"]),
    ("R020", "tap-the-doan-ket", Collective, &["đoàn kết", "nổi trội"]),
    ("R021", "ca-nhan-trach-nhiem", Individual, &["trách nhiệm", "năng động", "sáng tạo", "nổi trội"]),
    ("R022", "ca-nhan-xep-loai", Individual, &["năm nào cũng", "xuất sắc"]),
    ("R023", "ca-nhan-phong-trao", Individual, &["phong trào", "từ thiện"]),
    ("R023", "ca-nhan-cchc", Individual, &["cải cách hành chính"]),
    ("R023", "ca-nhan-ne-nep", Individual, &["nội quy", "đoàn kết"]),
    ("R024", "lanh-dao-trach-nhiem", Leader, &["người đứng đầu", "sáng kiến", "đi đầu"]),
    ("R025", "lanh-dao-cchc", Leader, &["chỉ đạo", "cải cách hành chính"]),
    ("R026", "lanh-dao-tap-the", Leader, &["đứng đầu", "cùng đợt xét"]),
];

#[test]
fn criteria_say_what_the_plan_asks() {
    let plan = plan();
    ask(&plan, CRITERIA);
    let score = Check::ScoreAtLeast { score: "Cải cách hành chính".into(), hundredths: 9_000 };
    checked(
        &plan,
        &[
            ("R017", "tap-the-cchc", score),
            ("R018", "tap-the-100", Check::RosterShare { percent: 100 }),
            ("R020", "tap-the-xep-loai", rated(Body::Own, Rating::Excellent, 1)),
            ("R022", "ca-nhan-xep-loai", rated(Body::Own, Rating::Excellent, 1)),
        ],
    );
    assert_eq!(criterion(&plan, "R026", "lanh-dao-tap-the").test, Test::Linked(Link::LeaderNeedsCollective), "R026");
}

#[test]
fn tracks_take_whom_and_when_the_plan_says() {
    let plan = plan();
    let track = |key: &str| plan.track(&key.parse().unwrap()).unwrap();
    let yearly = track("hang-nam");
    assert!(yearly.takes(SubjectKind::Collective) && yearly.takes(SubjectKind::Individual), "R011");
    assert_eq!(yearly.steps[yearly.position(StepKind::Register).unwrap()].papers, [Paper::List], "R028");
    assert_eq!(yearly.steps[yearly.position(StepKind::Endorse).unwrap()].papers, [Paper::EndorsementMinutes], "R013");
    assert_eq!(yearly.rhythm, Rhythm::Yearly, "R029");
    assert_eq!(track("nhan-to-moi").rhythm, Rhythm::AtAnyTime, "R012, R037");
}

#[test]
fn what_is_owed_by_when_and_to_whom() {
    let plan = plan();
    let units = Debtor::Kinds(vec![UnitKind::Division, UnitKind::Office, UnitKind::PublicService]);
    assert_eq!(owed(&plan, "R027", "dang-ky-2017").who, units, "R027");
    assert_eq!(last_days(&plan, "R027", "dang-ky-2017"), ["2017-01-19"], "R027: before the 20th");
    assert_eq!(last_days(&plan, "R038", "dang-ky-hang-nam").len(), 3, "R038: from 2018 on");
    assert_eq!(owed(&plan, "R038", "dang-ky-hang-nam").to, ["Văn phòng Ban"], "R038");
    assert_eq!(last_days(&plan, "R032", "hoi-nghi-2020"), ["2020-03-31"], "R032: first quarter");
    assert_eq!(last_days(&plan, "R034", "tong-ket-2020"), ["2020-09-30"], "R034: third quarter");
    let report = owed(&plan, "R042", "bao-cao-so-noi-vu");
    assert_eq!(
        (&report.who, report.to.as_slice()),
        (&Debtor::StandingBody, &["Sở Nội vụ (Ban TĐKT tỉnh)".to_owned()][..]),
        "R042"
    );
}

#[test]
fn who_does_what() {
    let plan = plan();
    duty(
        &plan,
        "R008",
        "Cấp ủy, Lãnh đạo Ban, Công đoàn",
        &["chỉ đạo chặt chẽ", "kế hoạch", "tiêu chí cụ thể", "kịp thời"],
    );
    duty(&plan, "R036", "Thành viên Hội đồng TĐKT", &["theo dõi", "chỉ đạo", "kiểm tra", "đôn đốc"]);
    duty(&plan, "R037", "Các phòng, đơn vị", &["nhân tố mới", "quần chúng suy tôn", "kịp thời"]);
    duty(&plan, "R039", "Văn phòng Ban", &["triển khai", "hướng dẫn", "kiểm tra"]);
}

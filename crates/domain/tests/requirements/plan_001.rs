//! Plan 001, the town of Ninh Hòa, as data: fifteen movements, their leads, numbers and criteria.

use lantoa_domain::plan::Applies::{Collective, General, Household, Individual};
use lantoa_domain::plan::{Body, Check, Debtor, DisciplineLevel, ObligationForm, Plan, QuotaKind, Rating, Years};
use lantoa_domain::unit::UnitKind;

use crate::{Asked, ask, checked, criterion, duty, last_days, owed, rated, read, recipients, rests_on};

fn plan() -> Plan {
    read("001-ninh-hoa-2021-2025")
}

#[test]
fn head_and_foot() {
    let plan = plan();
    assert_eq!((plan.document.from, plan.document.to), (2021, 2025), "R045");
    assert!(plan.document.title.starts_with("Phát hiện, bồi dưỡng và nhân điển hình tiên tiến"), "R045");
    rests_on(&plan, "R046", "34-CT/TW", "2014-04-07", "Bộ Chính trị");
    rests_on(&plan, "R046", "16-CT/TU", "2014-09-25", "Tỉnh ủy Khánh Hòa");
    rests_on(&plan, "R046", "14/CT-UBND", "2021-08-17", "UBND tỉnh Khánh Hòa");
    rests_on(&plan, "R046", "15/CT-UBND", "2021-08-26", "UBND tỉnh Khánh Hòa");
    let to = [
        "UBND tỉnh",
        "Sở Nội vụ",
        "Thường trực Thị ủy",
        "Thường trực HĐND thị xã",
        "Chủ tịch, các Phó Chủ tịch",
        "Cổng thông tin điện tử thị xã",
        "Các cơ quan, doanh nghiệp",
        "UBND các xã, phường",
        "Lưu: VT",
    ];
    recipients(&plan, "R147", &to);
}

const HOME: &str = "Phòng Nội vụ";
const OTHERS: &str = "Các đơn vị liên quan";

/// The row, the movement's key, its lead, whether the lead is asked and not told, and who works with it.
const LEADS: &[(&str, &str, &str, bool, &[&str])] = &[
    ("R058", "nong-thon-moi", "Phòng Kinh tế", false, &[HOME]),
    ("R061", "doanh-nghiep", "Phòng Tài chính - Kế hoạch", false, &["Liên đoàn Lao động thị xã", HOME, OTHERS]),
    (
        "R064",
        "vi-nguoi-ngheo",
        "Phòng Lao động - Thương binh và Xã hội",
        false,
        &["Ủy ban MTTQ Việt Nam thị xã", HOME, OTHERS],
    ),
    ("R067", "van-hoa-cong-so", HOME, false, &[OTHERS]),
    ("R070", "day-va-hoc", "Phòng Giáo dục và Đào tạo", false, &[HOME, OTHERS]),
    ("R073", "hoc-tap-bac", "Ban Tuyên giáo Thị ủy", true, &[HOME, OTHERS]),
    ("R076", "dan-van-kheo", "Ban Dân vận Thị ủy", true, &[HOME, OTHERS]),
    ("R079", "doan-ket", "Ủy ban MTTQ Việt Nam thị xã", true, &[HOME, OTHERS]),
    ("R082", "nong-dan", "Hội Nông dân thị xã", true, &[HOME, OTHERS]),
    ("R085", "cuu-chien-binh", "Hội Cựu chiến binh thị xã", true, &[HOME, OTHERS]),
    ("R088", "cong-nhan", "Liên đoàn Lao động thị xã", true, &[HOME, OTHERS]),
    ("R091", "rac-thai-nhua", "Hội Liên hiệp Phụ nữ thị xã", true, &[HOME, OTHERS]),
    ("R094", "thanh-nien", "Đoàn TNCS Hồ Chí Minh thị xã", true, &[HOME, OTHERS]),
    ("R097", "an-ninh", "Công an thị xã", false, &["Ban Chỉ huy Quân sự thị xã", HOME, OTHERS]),
    (
        "R100",
        "y-te",
        "Phòng Y tế",
        false,
        &["Trung tâm Y tế thị xã", "Bệnh viện đa khoa khu vực Ninh Hòa", HOME, OTHERS],
    ),
];

#[test]
fn each_movement_has_its_lead_and_those_who_work_with_it() {
    let plan = plan();
    assert_eq!(LEADS.len(), plan.movements.len());
    for ((row, key, lead, asked, with), (n, movement)) in LEADS.iter().zip(plan.movements.iter().enumerate()) {
        assert_eq!((movement.key.as_str(), movement.ordinal.as_str()), (*key, &*(n + 1).to_string()), "{row}");
        assert_eq!((movement.lead.as_deref(), movement.lead_is_asked), (Some(*lead), *asked), "{row}");
        assert_eq!(movement.cooperating, *with, "{row}");
    }
}

/// The row, the movement's key, the least number of collectives and of individuals, in how many sectors.
const LEAST: &[(&str, &str, u32, usize)] = &[
    ("R059", "nong-thon-moi", 10, 0),
    ("R062", "doanh-nghiep", 10, 0),
    ("R065", "vi-nguoi-ngheo", 10, 0),
    ("R068", "van-hoa-cong-so", 10, 0),
    ("R071", "day-va-hoc", 5, 0),
    ("R074", "hoc-tap-bac", 10, 0),
    ("R077", "dan-van-kheo", 5, 0),
    ("R080", "doan-ket", 5, 0),
    ("R083", "nong-dan", 5, 0),
    ("R086", "cuu-chien-binh", 5, 0),
    ("R089", "cong-nhan", 5, 0),
    ("R092", "rac-thai-nhua", 5, 0),
    ("R095", "thanh-nien", 5, 0),
    ("R098", "an-ninh", 5, 2),
    ("R101", "y-te", 10, 0),
];

#[test]
fn each_movement_has_its_least_numbers() {
    use lantoa_domain::plan::{Per, QuotaSubject, Strength};
    let plan = plan();
    assert_eq!(plan.quotas.len(), 2 * LEAST.len());
    for (row, movement, count, sectors) in LEAST {
        let of =
            |quota: &&lantoa_domain::plan::Quota| quota.movement.as_ref().is_some_and(|key| key.as_str() == *movement);
        let found: Vec<_> = plan.quotas.iter().filter(of).collect();
        let subjects: Vec<QuotaSubject> = found.iter().map(|quota| quota.subject).collect();
        assert_eq!(subjects, [QuotaSubject::Collective, QuotaSubject::Individual], "{row}");
        for quota in found {
            assert_eq!((quota.kind(), quota.count, quota.per), (QuotaKind::Min, *count, Per::Movement), "{row}");
            assert_eq!((quota.strength, quota.sectors.len()), (Strength::Assigned, *sectors), "{row}");
        }
    }
}

const CRITERIA: &[Asked] = &[
    ("R048", "lan-toa", General, &["tiêu biểu", "lan tỏa", "đời sống xã hội"]),
    ("R057", "m1-1", Collective, &["xã", "nâng cao", "cách làm"]),
    ("R057", "m1-2", Individual, &["hiến đất", "góp tiền", "góp công", "trực tiếp chỉ đạo"]),
    (
        "R060",
        "m2-1",
        Collective,
        &["hợp tác xã", "doanh thu", "ngân sách", "lợi nhuận", "thuế", "an ninh", "môi trường"],
    ),
    ("R060", "m2-2", Individual, &["sáng kiến", "làm lợi"]),
    ("R063", "m3-1", Collective, &["Quỹ Vì người nghèo", "an sinh"]),
    ("R063", "m3-2", Individual, &["thoát nghèo"]),
    ("R063", "m3-3", Household, &["thoát nghèo"]),
    ("R066", "m4-1", Collective, &["văn minh", "hiện đại", "cải cách hành chính", "minh bạch", "công nghệ"]),
    ("R066", "m4-2", Individual, &["kỷ luật", "thạo việc", "ứng xử"]),
    ("R066", "m4-3", Individual, &["gắn với tập thể"]),
    ("R069", "m5-1", Collective, &["chất lượng", "cơ sở vật chất", "nhà giáo", "thân thiện", "học sinh giỏi"]),
    ("R069", "m5-2", Individual, &["tự học", "đổi mới"]),
    ("R072", "m6-1", Collective, &["hoàn thành tốt", "hằng năm"]),
    ("R072", "m6-2", Collective, &["tổ chức đảng"]),
    ("R072", "m6-3", Collective, &["không có người", "kỷ luật"]),
    ("R072", "m6-5", Collective, &["đoàn thể", "trong sạch, vững mạnh"]),
    ("R075", "m7-1", Collective, &["công nhận", "bền vững", "lan tỏa", "kế thừa"]),
    ("R075", "m7-2", Individual, &["gia đình gương mẫu", "vận động"]),
    ("R078", "m8-1", Collective, &["văn hóa", "trật tự", "tốt hơn"]),
    ("R078", "m8-2", Individual, &["văn hóa", "trật tự", "thiện"]),
    ("R081", "m9-2", Individual, &["thu nhập", "cao nhất"]),
    ("R081", "m9-3", Individual, &["Gia đình văn hóa"]),
    ("R081", "m9-4", Individual, &["hợp pháp"]),
    ("R084", "m10-1", Collective, &["bảo vệ Đảng", "giảm nghèo", "nghĩa tình"]),
    ("R084", "m10-2", Individual, &["tự lực", "tiền", "đất", "tài sản"]),
    ("R087", "m11-1", Collective, &["người lao động", "an toàn"]),
    ("R087", "m11-2", Individual, &["sáng kiến", "làm lợi"]),
    ("R087", "m11-3", Collective, &["đời sống", "việc làm", "sau dịch"]),
    ("R090", "m12-1", Collective, &["nhận thức", "mô hình", "sinh kế", "sản phẩm xanh"]),
    ("R090", "m12-2", Individual, &["đóng góp"]),
    ("R093", "m13-2", Individual, &["không quá 35 tuổi"]),
    ("R093", "m13-3", Individual, &["mô hình mới", "hiến máu", "Chủ nhật xanh"]),
    ("R096", "m14-1", Collective, &["sẵn sàng chiến đấu", "điểm nóng"]),
    ("R096", "m14-2", Individual, &["chiến sĩ"]),
    ("R099", "m15-1", Collective, &["mục tiêu y tế quốc gia", "y đức"]),
    ("R099", "m15-2", Individual, &["thầy thuốc", "giải pháp mới"]),
];

#[test]
fn criteria_of_the_movements_say_what_the_plan_asks() {
    let plan = plan();
    ask(&plan, CRITERIA);
    for (row, key, ..) in CRITERIA {
        let place = key.split_once('-').map_or("", |(movement, _)| movement.trim_start_matches('m'));
        let one = criterion(&plan, row, key);
        let Ok(ordinal) = place.parse::<usize>() else { continue };
        assert_eq!(one.movement.as_ref(), Some(&plan.movements[ordinal - 1].key), "{row}: {key}");
    }
    let discipline = Check::NoDiscipline { at_or_above: DisciplineLevel::Reprimand, window_years: 1 };
    checked(
        &plan,
        &[
            ("R066", "m4-3", rated(Body::Unit, Rating::Good, 1)),
            ("R072", "m6-1", rated(Body::Unit, Rating::Good, 1)),
            ("R072", "m6-2", rated(Body::PartyBody, Rating::Good, 1)),
            ("R072", "m6-5", rated(Body::MassBodies, Rating::Good, 1)),
            ("R072", "m6-3", discipline),
            ("R081", "m9-2", Check::HighestInLocality),
            ("R081", "m9-3", Check::HoldsTitle { title: "Gia đình văn hóa".into() }),
            ("R087", "m11-2", Check::InitiativeRecorded),
            ("R093", "m13-2", Check::AgeAtMost { years: 35 }),
        ],
    );
    assert_eq!(criterion(&plan, "R087", "m11-3").years, Some(Years { from: 2022, to: 2022 }), "R087");
    assert_eq!(criterion(&plan, "R087", "m11-1").years, None, "R087");
}

#[test]
fn movements_have_years_and_names_of_their_own() {
    let plan = plan();
    let movement = |key: &str| plan.movement(&key.parse().unwrap()).unwrap();
    assert_eq!(movement("van-hoa-cong-so").years, Some(Years { from: 2019, to: 2025 }), "R066");
    assert_eq!(movement("doan-ket").aliases, ["Toàn dân đoàn kết xây dựng đời sống văn hóa"], "R078");
    assert_eq!(movement("an-ninh").name, "Toàn dân bảo vệ an ninh Tổ quốc", "R096");
    assert!(movement("nong-dan").name.starts_with("Nông dân thi đua sản xuất kinh doanh giỏi"), "R081");
}

#[test]
fn what_is_owed_by_when_and_to_whom() {
    let plan = plan();
    let own = owed(&plan, "R125, R134", "ke-hoach-2022");
    assert_eq!((&own.who, own.form), (&Debtor::EveryUnit, ObligationForm::Plan), "R125, R134");
    assert_eq!(own.to, ["UBND thị xã (Phòng Nội vụ)", "Trưởng cụm, khối thi đua"], "R134: two recipients");
    assert_eq!(last_days(&plan, "R134", "ke-hoach-2022"), ["2022-01-28"], "R134, and R125: within the first quarter");
    let monthly = last_days(&plan, "R127", "nguoi-tot-hang-thang");
    assert_eq!((monthly.len(), monthly[0].as_str(), monthly[38].as_str()), (39, "2022-01-20", "2025-03-20"), "R127");
    assert_eq!(owed(&plan, "R127", "nguoi-tot-hang-thang").to, ["UBND thị xã (Phòng Nội vụ)"], "R127");
    assert_eq!(last_days(&plan, "R129", "so-ket-thi-xa"), ["2023-06-11"], "R129");
    assert_eq!(last_days(&plan, "R130", "so-ket-don-vi"), ["2023-06-30"], "R130");
    assert_eq!(last_days(&plan, "R131", "tong-ket-thi-xa"), ["2025-12-31"], "R131");
    let conference = Debtor::Kinds(vec![UnitKind::Commune, UnitKind::Enterprise]);
    assert_eq!(owed(&plan, "R132", "hoi-nghi-co-so").who, conference, "R132");
    let Debtor::Kinds(kinds) = &owed(&plan, "R133", "co-quan-bao-cao").who else { panic!("R133") };
    assert!(!kinds.contains(&UnitKind::Commune) && !kinds.contains(&UnitKind::Enterprise), "R133: no conference");
    crate::holds("R133", &owed(&plan, "R133", "co-quan-bao-cao").what, &["báo cáo", "bình chọn", "đại biểu"]);
    assert_eq!(owed(&plan, "R135", "phong-trao-2022").who, Debtor::MovementLeads, "R135");
    assert_eq!(owed(&plan, "R140", "bao-cao-nam").to, ["UBND thị xã", "UBND tỉnh"], "R140: two addressees");
    let named = ["tuyen-truyen-2022", "tuyen-truyen-van-hoa", "tuyen-truyen-van-phong", "tuyen-truyen-trung-tam"];
    for key in named {
        assert_eq!(last_days(&plan, "R144", key), ["2022-01-25"], "R144: {key}");
    }
    assert_eq!(owed(&plan, "R144", named[1]).who, Debtor::Named("Phòng Văn hóa và Thông tin".into()), "R144");
}

#[test]
fn who_does_what() {
    let plan = plan();
    duty(&plan, "R047", "Các cấp ủy đảng, chính quyền", &["tiêu chí cụ thể", "trọng tâm"]);
    duty(&plan, "R136", "Phòng Nội vụ", &["hướng dẫn", "kiểm tra", "đôn đốc"]);
    duty(&plan, "R139", "Phòng Nội vụ", &["báo cáo", "danh hiệu", "hình thức khen"]);
    duty(&plan, "R142", "Ủy ban MTTQ và các đoàn thể", &["vận động đoàn viên, hội viên"]);
    duty(&plan, "R143", "Ban Tuyên giáo Thị ủy", &["truyền thông", "báo cáo viên"]);
}

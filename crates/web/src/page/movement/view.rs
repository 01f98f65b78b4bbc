//! What the movement pages show: plain values, already permitted for the reader.

use crate::ui::{
    Action, Badge, BarChart, Label, LineChart, Point, Pressure, QuotaBar, QuotaRule, Series, Tabs,
    Tone,
};
use lantoa_i18n::word;

/// One movement.
#[derive(Debug, Clone)]
pub struct MovementView {
    /// Its name.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Facts at the side.
    pub facts: Vec<(Label, Label)>,
    /// What can be done.
    pub actions: Vec<Action>,
    /// Years or rounds as links.
    pub rounds: Tabs,
    /// Quotas of the chosen round.
    pub quotas: Vec<QuotaBar>,
    /// How far the round is: “8 trong 12 tháng”, to compare the quotas with.
    pub pace: Label,
    /// Criteria per kind of subject.
    pub criteria: Vec<CriteriaOf>,
    /// Dossiers by step.
    pub dossiers: BarChart,
    /// Practices that came out of it.
    pub practices: Vec<PracticeRow>,
    /// How they spread; none as long as there is no adoption.
    pub spread: Option<LineChart>,
}

/// The criteria of a kind of subject.
#[derive(Debug, Clone)]
pub struct CriteriaOf {
    /// The kind.
    pub kind: Label,
    /// The criteria as in the plan, each with whether the system checks it.
    pub criteria: Vec<(String, Badge)>,
}

/// A practice of the movement.
#[derive(Debug, Clone)]
pub struct PracticeRow {
    /// Its name.
    pub name: String,
    /// Its page.
    pub address: String,
    /// Owner.
    pub unit: String,
    /// Units that copied it.
    pub adopted: u32,
    /// Copies with a confirmed result.
    pub confirmed: u32,
}

pub(super) fn sample() -> MovementView {
    MovementView {
        name: "Cải cách hành chính, xây dựng chính quyền phục vụ".to_owned(),
        aliases: vec!["Nụ cười công sở".to_owned()],
        facts: vec![
            (word!("movement-lead").into(), "Văn phòng HĐND và UBND phường".into()),
            (word!("movement-with").into(), "Trung tâm Phục vụ hành chính công, Công an phường".into()),
            (word!("movement-valid").into(), "01/01/2026 – 31/12/2030".into()),
            (word!("movement-source").into(), "Kế hoạch số 41/KH-UBND, Mục II.4".into()),
        ],
        actions: vec![
            Action::link(word!("movement-nominate"), "/ho-so/moi?phong-trao=pt_4").primary().icon("plus"),
        ],
        rounds: Tabs::new(word!("movement-rounds"), 0)
            .tab("2026", "/phong-trao/pt_4?dot=2026", None)
            .tab("2027", "/phong-trao/pt_4?dot=2027", None),
        quotas: sample_quotas(),
        pace: word!("movement-pace").with("passed", 11).with("all", 12).into(),
        criteria: sample_criteria(),
        dossiers: BarChart {
            title: word!("movement-dossiers").into(),
            unit: word!("movement-dossiers-unit").into(),
            points: vec![
                Point::new("Đăng ký", 14),
                Point::new("Thẩm định", 5),
                Point::new("Bình xét", 4),
                Point::new("Đã công nhận", 9),
            ],
        },
        practices: vec![
            PracticeRow { name: "Một cửa thân thiện – không hẹn lại lần hai".to_owned(), address: "/mo-hinh/mh_1".to_owned(), unit: "Trung tâm Phục vụ hành chính công".to_owned(), adopted: 21, confirmed: 15 },
            PracticeRow { name: "Tổ công nghệ số đến từng ngõ".to_owned(), address: "/mo-hinh/mh_2".to_owned(), unit: "Tổ dân phố số 7".to_owned(), adopted: 6, confirmed: 2 },
        ],
        spread: Some(LineChart {
            title: word!("movement-spread").into(),
            places: (1..=11).map(|m| format!("{m}/2026").into()).collect(),
            series: vec![
                Series { label: word!("movement-adopted").into(), values: vec![0, 1, 2, 4, 6, 9, 13, 17, 20, 24, 27] },
                Series { label: word!("movement-confirmed").into(), values: vec![0, 0, 0, 1, 2, 4, 6, 9, 12, 15, 17] },
            ],
        }),
    }
}

fn sample_quotas() -> Vec<QuotaBar> {
    let quota = |label: &str, rule, pressure, recognised, under_way, forecast| QuotaBar {
        label: label.into(),
        rule,
        pressure,
        recognised,
        under_way,
        forecast,
        counts: None,
    };
    vec![
        quota("Tập thể", QuotaRule::Min(8), Pressure::Assigned, 3, 4, Some(7)),
        quota("Cá nhân", QuotaRule::Min(6), Pressure::Aimed, 6, 1, Some(7)),
        quota("Mô hình", QuotaRule::Exactly(2), Pressure::Assigned, 1, 1, Some(2)),
        QuotaBar {
            counts: Some(word!("movement-counts-recognised").into()),
            ..quota("Cá nhân theo đơn vị đề nghị", QuotaRule::MaxPerUnit { most: 1, units: 24, used_up: 6 }, Pressure::Assigned, 6, 1, None)
        },
    ]
}

fn sample_criteria() -> Vec<CriteriaOf> {
    let checked = || Badge::new(word!("movement-checked"), Tone::Note).icon("check-check");
    let judged = || Badge::new(word!("movement-judged"), Tone::Plain);
    vec![
        CriteriaOf {
            kind: word!("domain-subject-collective").into(),
            criteria: vec![
                ("Tỷ lệ hồ sơ giải quyết đúng hạn từ 98% trở lên trong 12 tháng".to_owned(), checked()),
                ("Có ít nhất một sáng kiến cải cách được áp dụng và đem lại kết quả cụ thể".to_owned(), judged()),
            ],
        },
        CriteriaOf {
            kind: word!("domain-subject-individual").into(),
            criteria: vec![
                ("Hoàn thành tốt nhiệm vụ 02 năm liên tục, không bị kỷ luật".to_owned(), checked()),
                ("Được người dân, doanh nghiệp ghi nhận bằng ý kiến cụ thể".to_owned(), judged()),
            ],
        },
    ]
}

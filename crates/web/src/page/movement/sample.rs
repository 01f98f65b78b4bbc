//! The pages of movements with sample data. It must not reach a running product.

use super::view::{self, CriteriaOf, CriterionRow, GroupView, MovementView, RowView};
use super::{ListPage, ShowPage};
use crate::nav::Area;
use crate::sample::Easel;
use crate::ui::{Action, Badge, BarChart, Point, Pressure, QuotaBar, QuotaRule, Tabs, Tone};
use crate::words;
use jiff::civil::date;
use lantoa_domain::plan::{Applies, QuotaSubject, StepKind};
use lantoa_domain::quota::RolledUp;
use lantoa_i18n::word;

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("movement/show", &ShowPage::new(&visit, movement()));
    let shell = || visit.shell(word!("movement-list-title"), Area::Movements);
    let sum = RolledUp { subject: QuotaSubject::Collective, together: 105, apart: 110, quotas: 15, counted: 41 };
    let group = GroupView {
        title: "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        address: "/chuong-trinh/ct_1".to_owned(),
        rows: vec![RowView {
            address: "/phong-trao/ct_1/cai-cach".to_owned(),
            name: "1. Cải cách hành chính, xây dựng chính quyền phục vụ".to_owned(),
            lead: "Văn phòng".to_owned(),
            under_way: 14,
            recognised: 9,
            quotas: vec![Badge::new("Tập thể 3/8", Tone::Warn), Badge::new("Cá nhân 6 ≤ 24", Tone::Plain)],
        }],
        sums: vec![view::rolled_up(&sum, visit.locale())],
        state: Badge::new(word!("programme-state-running"), Tone::Note),
        ended: None,
    };
    easel.show("movement/list", &ListPage { shell: shell(), groups: vec![group] });
    easel.show("movement/list-empty", &ListPage { shell: shell(), groups: vec![] });
}

fn movement() -> MovementView {
    MovementView {
        name: "Cải cách hành chính, xây dựng chính quyền phục vụ".to_owned(),
        aliases: vec!["Nụ cười công sở".to_owned()],
        facts: vec![
            (word!("movement-lead-told").into(), "Văn phòng HĐND và UBND phường".into()),
            (word!("movement-with").into(), "Trung tâm Phục vụ hành chính công; Công an phường".into()),
            (word!("movement-valid").into(), "2026 – 2030".into()),
        ],
        actions: vec![Action::link(word!("movement-dossiers"), "/ho-so?phong-trao=cai-cach")],
        programme: (
            "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
            "/chuong-trinh/ct_1".to_owned(),
        ),
        years: Tabs::new(word!("movement-years"), 0).tab("2026", "?nam=2026", None).tab("2027", "?nam=2027", None),
        quotas: quotas(),
        outlooks: vec![(
            "Tập thể".into(),
            word!("report-outlook").with("months", 7).with("expected", 7).with("missing", 5).with("needed", "1,25"),
        )],
        criteria: criteria(),
        tracks: vec![("Xét hằng năm".to_owned(), word!("movement-steps").with("count", 5).into())],
        dossiers: BarChart {
            title: word!("movement-dossiers-by-step").into(),
            unit: word!("movement-dossiers-unit").into(),
            points: vec![
                Point::new(words::step(StepKind::Register), 14),
                Point::new(words::step(StepKind::Appraise), 5),
            ],
        },
        exemplars: vec![(
            "Bộ phận Một cửa phường Đông Hải".to_owned(),
            "/dien-hinh/dh_1".to_owned(),
            "Văn phòng".to_owned(),
            date(2026, 12, 20),
        )],
    }
}

fn criteria() -> Vec<CriteriaOf> {
    let row = |text: &str, badge, how: &str, any_of| CriterionRow {
        text: text.to_owned(),
        badge,
        how: how.to_owned(),
        any_of,
    };
    vec![
        CriteriaOf {
            kind: words::applies(Applies::Collective).into(),
            criteria: vec![
                row(
                    "Tỷ lệ hồ sơ giải quyết đúng hạn từ 98% trở lên trong 12 tháng",
                    Badge::new(word!("movement-judged"), Tone::Plain),
                    "Người thẩm định đánh giá theo minh chứng.",
                    None,
                ),
                row(
                    "Có sáng kiến được áp dụng",
                    Badge::new(word!("movement-checked"), Tone::Note).icon("check"),
                    "Hệ thống đối chiếu: có sáng kiến được ghi nhận trong năm.",
                    Some(2),
                ),
            ],
        },
        CriteriaOf {
            kind: words::applies(Applies::Leader).into(),
            criteria: vec![row(
                "Tập thể do người đó đứng đầu được công nhận",
                Badge::new(word!("movement-linked"), Tone::Note),
                "Chỉ đạt khi tập thể được công nhận trong cùng đợt.",
                None,
            )],
        },
    ]
}

fn quotas() -> Vec<QuotaBar> {
    let quota = |label: &str, rule, pressure, recognised, under_way, forecast| QuotaBar {
        label: label.into(),
        rule,
        pressure,
        recognised,
        under_way,
        forecast,
        counts: Some("Tính theo: cả giai đoạn.".into()),
    };
    vec![
        quota("Tập thể", QuotaRule::Min(8), Pressure::Assigned, 3, 4, Some(7)),
        quota("Cá nhân", QuotaRule::Max(6), Pressure::Aimed, 6, 1, None),
        quota("Mô hình", QuotaRule::Exactly(2), Pressure::Assigned, 1, 1, Some(2)),
        quota("Cá nhân", QuotaRule::MaxPerUnit { most: 1, units: 24, used_up: 6 }, Pressure::Assigned, 6, 1, None),
        quota("Hộ gia đình", QuotaRule::Open, Pressure::Assigned, 6, 1, None),
    ]
}

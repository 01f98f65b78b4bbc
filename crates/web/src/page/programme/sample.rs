//! The page of a programme with sample data. It must not reach a running product.

use super::view::{Obligation, ProgrammeView, Proposal, Round, Version};
use super::{COUNCIL, FormPage, ShowPage};
use crate::kernel::FormState;
use crate::nav::Area;
use crate::page::movement::view::RowView;
use crate::page::paper::shelf::Shelf;
use crate::page::plan::programme_state;
use crate::sample::Easel;
use crate::ui::{Action, Badge, Pressure, QuotaBar, QuotaRule, Stat, Tabs, Tone};
use jiff::Timestamp;
use jiff::civil::date;
use lantoa_app::document::About;
use lantoa_app::programme::ProgrammeStatus;
use lantoa_domain::id::{Id, ProgrammeId, RoundId};
use lantoa_i18n::word;

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("programme/show", &ShowPage::new(&visit, running()));
    let fresh =
        ProgrammeView { rounds: vec![], past: vec![], quotas: vec![], sums: vec![], obligations: vec![], ..running() };
    easel.show("programme/show-fresh", &ShowPage::new(&visit, fresh));
    let form = FormState::empty();
    let page = FormPage {
        shell: visit.shell(word!("programme-council"), Area::Plans),
        fields: vec![form.show_choices(COUNCIL, &[])],
        form,
        address: "/chuong-trinh/ct_1/hoi-dong".to_owned(),
        version: 1,
        submit: Action::submit(word!("plan-save")).primary(),
        cancel: Action::link(word!("plan-cancel"), "/chuong-trinh/ct_1"),
    };
    easel.show("programme/form", &page);
}

fn running() -> ProgrammeView {
    let quota = |label: &str, rule, recognised| QuotaBar {
        label: label.into(),
        rule,
        pressure: Pressure::Assigned,
        recognised,
        under_way: 3,
        forecast: None,
        counts: Some("Tính theo: mỗi năm.".into()),
    };
    let open = || Action::link(word!("programme-round-open"), "/chuong-trinh/ct_1/dot/moi");
    ProgrammeView {
        title: "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        state: programme_state(ProgrammeStatus::Running),
        span: "2026 – 2030".to_owned(),
        actions: vec![Action::link(word!("programme-amend"), "/chuong-trinh/ct_1/ban-moi")],
        ways: vec![
            (word!("programme-plan").into(), "/ke-hoach/kh_1".to_owned(), "file-text"),
            (word!("rollup-title").into(), "/tong-hop".to_owned(), "chart-column"),
        ],
        stats: vec![
            Stat::new("3", word!("programme-stat-overdue")).tone(Tone::Bad).link("/nhiem-vu"),
            Stat::new("12", word!("programme-stat-soon")).link("/nhiem-vu"),
            Stat::new("27", word!("programme-stat-under-way")).link("/ho-so"),
            Stat::new("9", word!("programme-stat-recognised")).tone(Tone::Honour).link("/dien-hinh"),
        ],
        proposals: vec![Proposal {
            label: "Năm 2027".to_owned(),
            track: "Xét hằng năm".to_owned(),
            opens: date(2027, 1, 1),
            closes: date(2027, 11, 29),
            open: Some(open()),
        }],
        rounds: vec![round()],
        past: vec![Round { state: Badge::new(word!("programme-round-past"), Tone::Plain), ..round() }],
        open: Some(open()),
        years: Tabs::new(word!("movement-years"), 0).tab("2026", "?nam=2026", None).tab("2027", "?nam=2027", None),
        movements: vec![RowView {
            address: "/phong-trao/ct_1/cai-cach".to_owned(),
            name: "1. Cải cách hành chính, xây dựng chính quyền phục vụ".to_owned(),
            lead: "Văn phòng".to_owned(),
            under_way: 14,
            recognised: 9,
            quotas: vec![Badge::new("Tập thể 3/8", Tone::Warn)],
        }],
        sums: vec![],
        quotas: vec![quota("Cá nhân", QuotaRule::Max(4), 2)],
        obligations: vec![obligation()],
        refresh: Some(Action::post(word!("programme-refresh"), "/chuong-trinh/ct_1/nhiem-vu")),
        versions: vec![Version {
            address: "/ke-hoach/kh_1".to_owned(),
            file: "ke-hoach-41.docx".to_owned(),
            state: crate::page::plan::view::state(lantoa_app::plan::PlanStatus::Confirmed),
            at: Timestamp::from_second(1_768_200_000).expect("invariant: in range"),
            in_force: true,
        }],
        council: "Hội đồng Thi đua - Khen thưởng phường".into(),
        set_council: Some(Action::link(word!("programme-council-set"), "/chuong-trinh/ct_1/hoi-dong")),
        papers: Shelf::of(About::Programme(ProgrammeId::from_raw(1))),
        today: date(2026, 11, 21),
    }
}

fn round() -> Round {
    Round {
        label: "Năm 2026".to_owned(),
        address: "/ho-so?dot=dx_1".to_owned(),
        track: "Xét hằng năm".to_owned(),
        opens: date(2026, 1, 1),
        closes: date(2026, 11, 29),
        dossiers: 36,
        recognised: 9,
        state: Badge::new(word!("programme-round-is-open"), Tone::Good),
        older: true,
        papers: Shelf::of(About::Round(RoundId::from_raw(1))).links(),
        guidance: vec![(
            "118/HD-SNV: Hướng dẫn công tác khen thưởng năm 2026".to_owned(),
            "/huong-dan-khen-thuong/hg_1".to_owned(),
        )],
        turn: Some(Action::post(word!("programme-round-close"), "/dot-xet/dx_1")),
    }
}

fn obligation() -> Obligation {
    Obligation {
        what: "Gửi danh sách đề nghị về Phòng Nội vụ".to_owned(),
        address: "/nhiem-vu/bang/ct_1/danh-sach".to_owned(),
        met: 20,
        all: 120,
        overdue: 3,
        next: Some(date(2026, 11, 29)),
    }
}

//! The list of decisions, drafts for those who see them; it must not issue any.

use super::view;
use crate::{
    filters,
    kernel::{Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Pager},
};
use askama::Template;
use axum::response::Response;
use jiff::civil::date;
use lantoa_app::decision::{self, DecisionKind, DecisionRow, DecisionStatus, Filter, Page};
use lantoa_domain::id::Id;
use lantoa_i18n::word;

const YEAR: Input = Input::new(InputKind::Select, "nam", word!("decision-filter-year"));
const KIND: Input = Input::new(InputKind::Select, "loai", word!("decision-filter-kind"));
const STATUS: Input = Input::new(InputKind::Select, "tinh-trang", word!("decision-filter-status"));

/// The kinds as addresses name them.
pub(super) const KINDS: [(&str, DecisionKind); 2] =
    [("cong-nhan", DecisionKind::Recognition), ("khen-thuong", DecisionKind::Award)];
const STATUSES: [(&str, DecisionStatus); 5] = [
    ("du-thao", DecisionStatus::Draft),
    ("ban-hanh", DecisionStatus::Issued),
    ("da-bo", DecisionStatus::Dropped),
    ("thay-the", DecisionStatus::Replaced),
    ("thu-hoi", DecisionStatus::Recalled),
];

/// `/quyet-dinh`.
#[derive(Template)]
#[template(path = "decision/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    statuses: Vec<Choice>,
    page: Page,
    pager: Pager,
    actions: Vec<Action>,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, page: Page) -> Self {
        let mut actions = Vec::new();
        actions.push(Action::link(word!("document-title"), "/van-ban").icon("scroll-text"));
        if page.sees_drafts {
            actions.push(Action::link(word!("forward-title"), "/gui-cap-tren").icon("send"));
        }
        if page.may_draft {
            let new = |word, kind| Action::link(word, format!("/quyet-dinh/moi?loai={kind}")).icon("plus");
            actions.push(new(word!("decision-new-award"), "khen-thuong"));
            actions.push(new(word!("decision-new-recognition"), "cong-nhan").primary());
        }
        let next = page.rows.last().filter(|_| page.more).map(|row| row.id.to_string());
        Self {
            shell: visit.shell(word!("ui-area-decisions"), Area::Decisions),
            filters: query.form(),
            years: page.years.iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect(),
            kinds: KINDS.iter().map(|(code, kind)| Choice::new(*code, view::kind(*kind))).collect(),
            statuses: statuses(),
            pager: Pager::new(&query, page.rows.len(), next.as_deref()),
            page,
            actions,
            query,
        }
    }
}

fn statuses() -> Vec<Choice> {
    let words = [
        word!("decision-state-draft"),
        word!("decision-state-issued"),
        word!("decision-state-dropped"),
        word!("document-state-replaced"),
        word!("document-state-recalled"),
    ];
    STATUSES.iter().zip(words).map(|((code, _), word)| Choice::new(*code, word)).collect()
}

/// The decisions of the agency.
pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let before = query.cursor().and_then(|text| text.parse().ok());
    let page = decision::list(visit.cx()?, filter(&query), before).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, page)))
}

/// What a list is narrowed to.
pub(super) fn filter(query: &ListQuery) -> Filter {
    Filter {
        kind: query.get("loai").and_then(|text| KINDS.iter().find(|(code, _)| *code == text)).map(|found| found.1),
        status: query
            .get("tinh-trang")
            .and_then(|text| STATUSES.iter().find(|(code, _)| *code == text))
            .map(|found| found.1),
        year: query.get("nam").and_then(|text| text.parse().ok()),
        ..Filter::default()
    }
}

fn sample_rows() -> Vec<DecisionRow> {
    let row = |n: i64, kind, status, number, title: &str| DecisionRow {
        id: Id::from_raw(n),
        kind,
        status,
        number,
        symbol: "QĐ-UBND".to_owned(),
        on: Some(date(2026, 12, 15)),
        title: title.to_owned(),
        signer: "Trần Hoàng Long".to_owned(),
        lines: 4,
    };
    vec![
        row(3, DecisionKind::Award, DecisionStatus::Draft, None, "Khen thưởng điển hình tiên tiến năm 2026"),
        row(2, DecisionKind::Recognition, DecisionStatus::Issued, Some(126), "Công nhận điển hình tiên tiến năm 2026"),
        row(1, DecisionKind::Recognition, DecisionStatus::Issued, Some(87), "Công nhận người tốt, việc tốt"),
    ]
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let page = |rows, more| Page { rows, more, years: vec![2026, 2025], may_draft: true, sees_drafts: true };
    let query = || ListQuery::new("/quyet-dinh", &[("nam", "2026")]);
    easel.show("decision/list", &ListPage::new(&visit, query(), page(sample_rows(), true)));
    easel.show("decision/list-empty", &ListPage::new(&visit, query(), page(Vec::new(), false)));
}

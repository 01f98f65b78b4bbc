//! The list of issued documents and the register of their numbers; it must not hide a hole in the numbers.

use super::{sample, view};
use crate::{
    filters,
    kernel::{At, Choice, Failure, FormState, Input, InputKind, ListQuery, Official, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Pager},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::document::{self, DocumentRow, Filter, Gap, Page, Register};
use lantoa_docgen::Kind;
use lantoa_i18n::word;

const YEAR: Input = Input::new(InputKind::Select, "nam", word!("document-filter-year"));
const KIND: Input = Input::new(InputKind::Select, "loai", word!("document-filter-kind"));
const STATUS: Input = Input::new(InputKind::Select, "tinh-trang", word!("document-filter-status"));

/// `/van-ban`.
#[derive(Template)]
#[template(path = "document/list.html")]
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
        if let Some(year) = page.years.first() {
            actions.push(Action::link(word!("document-register"), format!("/van-ban/so/{year}")).icon("scroll-text"));
        }
        if visit.cx().is_ok_and(|cx| cx.may(lantoa_domain::policy::Act::ReadSession)) {
            actions.push(Action::link(word!("dispatch-title"), "/lien-thong").icon("send"));
        }
        if page.may_set {
            actions.push(Action::link(word!("document-templates"), "/van-ban/mau").icon("file-text"));
            actions.push(Action::link(word!("document-settings"), "/van-ban/thiet-lap").icon("settings"));
        }
        let next = page.rows.last().filter(|_| page.more).map(|row| row.id.to_string());
        Self {
            shell: visit
                .shell(word!("document-title"), Area::Decisions)
                .crumb(word!("ui-area-decisions"), Area::Decisions.address()),
            filters: query.form(),
            years: page.years.iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect(),
            kinds: view::numbered().map(|kind| Choice::new(kind.id(), kind.name())).collect(),
            statuses: view::STATUSES.iter().map(|(code, _, word)| Choice::new(*code, *word)).collect(),
            pager: Pager::new(&query, page.rows.len(), next.as_deref()),
            page,
            actions,
            query,
        }
    }
}

/// The documents of the agency.
pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let before = query.cursor().and_then(|text| text.parse().ok());
    let page = document::list(visit.cx()?, filter(&query), before).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, page)))
}

/// What a list is narrowed to.
pub(super) fn filter(query: &ListQuery) -> Filter {
    let status = query.get("tinh-trang").and_then(|text| view::STATUSES.iter().find(|(code, ..)| *code == text));
    Filter {
        kind: query.get("loai").and_then(Kind::parse),
        status: status.map(|found| found.1),
        year: query.get("nam").and_then(|text| text.parse().ok()),
        ..Filter::default()
    }
}

/// One line of the register.
pub(super) enum Entry<'a> {
    Document(&'a DocumentRow),
    Gap(&'a Gap),
    Hole(i64),
}

/// `/van-ban/so/{year}`.
#[derive(Template)]
#[template(path = "document/register.html")]
struct RegisterPage {
    shell: Shell,
    year: i16,
    years: Vec<i16>,
    excel: Action,
    sheet: Official<RegisterSheet>,
}

impl RegisterPage {
    fn new(visit: &Visit, register: Register) -> Self {
        let shell = visit.shell(word!("document-register"), Area::Decisions);
        let excel = shell.excel(&format!("/van-ban/so/{}", register.year));
        Self {
            shell,
            excel,
            year: register.year,
            years: register.years.clone(),
            sheet: Official(RegisterSheet { register }),
        }
    }
}

/// The paper itself.
#[derive(Template)]
#[template(path = "document/register_sheet.html")]
struct RegisterSheet {
    register: Register,
}

impl RegisterSheet {
    fn entries(&self) -> Vec<Entry<'_>> {
        entries(&self.register)
    }
}

/// Everything in the order of series and numbers.
pub(super) fn entries(register: &Register) -> Vec<Entry<'_>> {
    let documents = register.rows.iter().map(|row| ((row.series.as_str(), row.number), Entry::Document(row)));
    let gaps = register.gaps.iter().map(|gap| ((gap.series.as_str(), gap.first), Entry::Gap(gap)));
    let holes = register.unexplained.iter();
    let holes = holes.map(|(series, number)| ((series.as_str(), *number), Entry::Hole(*number)));
    let mut all: Vec<_> = documents.chain(gaps).chain(holes).collect();
    all.sort_by_key(|(key, _)| *key);
    all.into_iter().map(|(_, entry)| entry).collect()
}

/// The register of a year.
pub(super) async fn register(visit: Visit, At(year): At<i16>) -> Result<Response, Failure> {
    let register = document::register(visit.cx()?, year).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&RegisterPage::new(&visit, register)))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let page = |rows, more| Page { rows, more, years: vec![2026, 2025], may_set: true };
    let query = || ListQuery::new("/van-ban", &[("nam", "2026")]);
    easel.show("document/list", &ListPage::new(&visit, query(), page(sample::rows(), true)));
    easel.show("document/list-empty", &ListPage::new(&visit, query(), page(Vec::new(), false)));
    let register = Register {
        year: 2026,
        agency: "UBND phường Đông Hải".to_owned(),
        rows: sample::rows(),
        gaps: vec![Gap {
            series: String::new(),
            first: 1,
            last: 86,
            reason: "Đã dùng cho văn bản giấy".to_owned(),
            by: "Trần Hoàng Long".to_owned(),
            at: visit.state().now(),
        }],
        unexplained: vec![(String::new(), 92)],
        years: vec![2026, 2025],
    };
    easel.show("document/register", &RegisterPage::new(&visit, register));
}

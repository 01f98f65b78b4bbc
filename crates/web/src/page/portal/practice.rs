//! Practices on the public pages: the list, and one with the tree of its copies. It must not link to what needs an account.

use super::{base, cursor, fresh, mark, shell, unchanged};
use crate::{
    filters,
    kernel::{At, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    page::practice::{curve, figures::FigureTable, spread_stats, tree::SpreadTree},
    ui::{LineChart, Pager, Stat},
};
use askama::Template;
use axum::{http::HeaderMap, response::Response};
use jiff::civil::Date;
use lantoa_app::portal::{self, PracticeTold, PublicPractice};
use lantoa_domain::id::PracticeId;
use lantoa_i18n::word;

const WORDS: Input = Input::new(InputKind::Search, "q", word!("portal-practice-words"));
/// Copies drawn on a page.
const DRAWN: usize = 500;
/// Letters of the problem that lists show.
const LETTERS: usize = 220;

/// `/mo-hinh-hay`.
#[derive(Template)]
#[template(path = "portal/practices.html")]
pub(super) struct PracticesPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    rows: Vec<PublicPractice>,
    pager: Pager,
}

impl PracticesPage {
    pub(super) fn new(
        visit: &Visit,
        query: ListQuery,
        (rows, next): (Vec<PublicPractice>, Option<(Date, PracticeId)>),
    ) -> Self {
        let next = next.map(|(day, id)| format!("{day}.{id}"));
        Self {
            shell: shell(visit, word!("portal-practices")),
            filters: query.form(),
            pager: Pager::new(&query, rows.len(), next.as_deref()),
            rows,
            query,
        }
    }

    /// The beginning of the problem.
    fn short(row: &PublicPractice) -> String {
        let short: String = row.problem.chars().take(LETTERS).collect();
        if short.len() < row.problem.len() { format!("{}…", short.trim_end()) } else { short }
    }
}

/// What the public reads of practices.
pub(super) async fn list(visit: Visit, headers: HeaderMap, query: ListQuery) -> Result<Response, Failure> {
    let mark = mark(&visit).await?;
    if let Some(same) = unchanged(&mark, &headers) {
        return Ok(same);
    }
    let words: String = query.search().unwrap_or_default().chars().take(200).collect();
    let found = portal::practices(visit.state().product()?, &words, cursor::<PracticeId>(&query)).await;
    let found = found.map_err(|why| visit.failed(why))?;
    Ok(fresh(visit.page(&PracticesPage::new(&visit, query, found)), &mark))
}

/// `/mo-hinh-hay/{address}`.
#[derive(Template)]
#[template(path = "portal/practice.html")]
pub(super) struct PracticePage {
    shell: Shell,
    told: PracticeTold,
    figures: FigureTable,
    stats: Vec<Stat>,
    curve: Option<LineChart>,
    tree: Option<SpreadTree>,
    base: String,
}

impl PracticePage {
    pub(super) fn new(visit: &Visit, told: PracticeTold, base: String) -> Self {
        let copied = !told.spread.copies.is_empty();
        let tree = || SpreadTree::new(&told.line.unit, &told.spread, DRAWN, "").without_links();
        Self {
            shell: shell(visit, word!("practice-show-title").with("title", &told.line.title)),
            figures: FigureTable::of(&told.profile.figures),
            stats: if copied { spread_stats(&told.spread, visit.locale()) } else { Vec::new() },
            curve: copied.then(|| curve(&told.spread)),
            tree: copied.then(tree),
            told,
            base,
        }
    }
}

/// One practice.
pub(super) async fn show(visit: Visit, headers: HeaderMap, At(address): At<String>) -> Result<Response, Failure> {
    let id = portal::practice_named(&address).ok_or(Failure::NotFound)?;
    let told = portal::practice(visit.state().product()?, id).await.map_err(|why| visit.failed(why))?;
    let own = told.line.address();
    if own != format!("/mo-hinh-hay/{address}") {
        return Ok(visit.lead_to(&own));
    }
    let mark = mark(&visit).await?;
    if let Some(same) = unchanged(&mark, &headers) {
        return Ok(same);
    }
    Ok(fresh(visit.page(&PracticePage::new(&visit, told, base(&visit, &headers))), &mark))
}

//! `/ho-so`: the list with its filters, and one command to many. It must not widen what the reader may see.

use askama::Template;
use axum::response::Response;
use lantoa_app::bulk::Deed;
use lantoa_app::{
    Cx,
    dossier::{
        self,
        list::{COUNTED, Filter, View, list, movements},
        opening::units_to_filter,
    },
};
use lantoa_domain::plan::StepKind;
use lantoa_i18n::word;

use super::{
    say::{self, of_slug},
    view::Row,
};
use crate::{
    filters,
    kernel::{Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::bulk,
    ui::{Action, Bulk, Pager, Tabs},
    words,
};

pub(super) const SEARCH: Input = Input::new(InputKind::Search, "q", word!("dossier-filter-search"));
pub(super) const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("dossier-movement"));
pub(super) const STEP: Input = Input::new(InputKind::Select, "buoc", word!("dossier-step"));
pub(super) const STANDING: Input = Input::new(InputKind::Select, "tinh-trang", word!("dossier-state"));
pub(super) const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("dossier-unit"));
pub(super) const KIND: Input = Input::new(InputKind::Select, "doi-tuong", word!("dossier-subject-kind"));

/// Options of the filter bar.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    pub(super) movements: Vec<Choice>,
    pub(super) units: Vec<Choice>,
}

/// `/ho-so`.
#[derive(Template)]
#[template(path = "dossier/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    options: Options,
    steps: Vec<Choice>,
    standings: Vec<Choice>,
    kinds: Vec<Choice>,
    tabs: Tabs,
    rows: Vec<Row>,
    bulk: Bulk,
    pager: Pager,
    open: Option<Action>,
}

/// What a list page is made from.
pub(super) struct Listed {
    pub(super) rows: Vec<Row>,
    pub(super) next: Option<String>,
    pub(super) waiting: u32,
    pub(super) options: Options,
    pub(super) may_open: bool,
}

impl ListPage {
    pub(super) fn new(visit: &Visit, query: ListQuery, listed: Listed) -> Self {
        let lit = match query.get("xem") {
            Some("cho-toi") => 1,
            Some("giao-cho-toi") => 2,
            _ => 0,
        };
        let tabs = Tabs::new(word!("dossier-tabs"), lit)
            .tab(word!("dossier-tab-all"), &query.with("xem", ""), None)
            .tab(word!("dossier-tab-waiting"), &query.with("xem", "cho-toi"), Some(u64::from(listed.waiting)))
            .tab(word!("dossier-tab-assigned"), &query.with("xem", "giao-cho-toi"), None);
        let step = query.get("buoc").and_then(|slug| of_slug(&say::STEPS, slug));
        let bulk = bulk::bar_of(visit, bulk::Kind::Dossier, &query, |deed| fits(step, deed));
        Self {
            shell: visit.shell(word!("dossier-list-title"), Area::Dossiers),
            filters: query.form(),
            options: listed.options,
            steps: say::STEPS.iter().map(|(slug, step)| Choice::new(*slug, words::step(*step))).collect(),
            standings: say::STANDINGS.iter().map(|(slug, one)| Choice::new(*slug, say::standing(*one))).collect(),
            kinds: say::KINDS.iter().map(|(slug, kind)| Choice::new(*slug, words::kind(*kind))).collect(),
            tabs,
            bulk,
            pager: Pager::new(&query, listed.rows.len(), listed.next.as_deref()),
            rows: listed.rows,
            open: listed.may_open.then(|| Action::link(word!("dossier-new"), "/ho-so/moi").primary().icon("plus")),
            query,
        }
    }
}

/// At one step only what moves a dossier on from there is offered, besides what can be done at any.
fn fits(step: Option<StepKind>, deed: Deed) -> bool {
    let moves_on = |at: StepKind| match deed {
        Deed::DossierRegister => at == StepKind::Register,
        Deed::DossierNominate => at == StepKind::Nominate,
        Deed::DossierScreen => at == StepKind::Screen,
        Deed::DossierAppraise => at == StepKind::Appraise,
        Deed::DossierPublicise => at == StepKind::Publicise,
        _ => true,
    };
    step.is_none_or(moves_on)
}

pub(super) async fn show(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let found = list(cx, filter(cx, &query)).await.map_err(|why| visit.failed(why))?;
    let options = options(&visit, cx).await?;
    let may_open = dossier::opening::is_open(cx).await.map_err(|why| visit.failed(why))?;
    let today = cx.today();
    let listed = Listed {
        rows: found.rows.into_iter().map(|row| Row::of(row, today)).collect(),
        next: found.next.map(|id| id.to_string()),
        waiting: found.waiting.min(COUNTED),
        options,
        may_open,
    };
    Ok(visit.page(&ListPage::new(&visit, query, listed)))
}

/// What a list is narrowed to.
pub(super) fn filter(cx: &Cx, query: &ListQuery) -> Filter {
    let movement = query.get("phong-trao").and_then(|text| text.split_once(':'));
    let waiting = query.get("xem") == Some("cho-toi");
    Filter {
        view: if waiting { View::Waiting } else { View::All },
        programme: movement.and_then(|(programme, _)| programme.parse().ok()),
        movement: movement.and_then(|(_, key)| key.parse().ok()),
        round: query.get("dot").and_then(|text| text.parse().ok()),
        at: query.get("buoc").and_then(|slug| of_slug(&say::STEPS, slug)),
        standing: query.get("tinh-trang").and_then(|slug| of_slug(&say::STANDINGS, slug)),
        unit: query.get("don-vi").and_then(|text| text.parse().ok()),
        kind: query.get("doi-tuong").and_then(|slug| of_slug(&say::KINDS, slug)),
        assigned: match query.get("xem") {
            Some("giao-cho-toi") => Some(cx.actor().person),
            _ => query.get("tham-dinh").and_then(|text| text.parse().ok()),
        },
        search: query.search().map(str::to_owned),
        before: query.cursor().and_then(|text| text.parse().ok()),
        ..Filter::default()
    }
}

async fn options(visit: &Visit, cx: &Cx) -> Result<Options, Failure> {
    let movements = movements(cx).await.map_err(|why| visit.failed(why))?;
    let several = movements.iter().any(|one| one.programme != movements[0].programme);
    let movement = |one: dossier::list::Choice| {
        let value = format!("{}:{}", one.programme, one.movement);
        let name = if several { format!("{} ({}–{})", one.name, one.years.0, one.years.1) } else { one.name };
        Choice::new(value, name)
    };
    let units = units_to_filter(cx).await.map_err(|why| visit.failed(why))?;
    Ok(Options {
        movements: movements.into_iter().map(movement).collect(),
        units: units.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
    })
}

//! The adoption ledger: the list, one adoption with its course, declaring, describing, signing and checking; it must not decide a step.

mod excel;
mod form;
mod sample;

use crate::{
    filters,
    kernel::{AppState, At, Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::{
        paper::shelf::Shelf,
        practice::{
            figures::FigureTable,
            say::{self, CONFIRMED, STAGES},
        },
    },
    sample::Easel,
    ui::{Action, Pager, Stat},
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::{
    adoption::{self, AdoptionView, List, Search},
    document::About,
};
use lantoa_domain::{
    adoption::{Confirmed, Stage},
    id::AdoptionId,
};
use lantoa_i18n::{Message, word};

const WORDS: Input = Input::new(InputKind::Search, "q", word!("adoption-filter-words"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("adoption-unit"));
const STAGE: Input = Input::new(InputKind::Select, "muc-do", word!("adoption-stage"));
const KEPT: Input = Input::new(InputKind::Select, "xac-nhan", word!("adoption-confirmed"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/nhan-rong", get(list))
        .route("/nhan-rong/excel", post(excel::take))
        .route("/mo-hinh/{id}/ap-dung", get(form::ask_declare).post(form::declare))
        .route("/nhan-rong/{id}", get(show))
        .route("/nhan-rong/{id}/sua", get(form::ask_edit).post(form::edit))
        .route("/nhan-rong/{id}/buoc", get(form::ask_step).post(form::step))
        .route("/nhan-rong/{id}/ky", get(form::ask_sign).post(form::sign))
        .route("/nhan-rong/{id}/kiem-tra", get(form::ask_check).post(form::check))
}

/// The address of an adoption.
fn at(id: AdoptionId) -> String {
    format!("/nhan-rong/{id}")
}

/// `/nhan-rong`.
#[derive(Template)]
#[template(path = "adoption/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    units: Vec<Choice>,
    stages: Vec<Choice>,
    kept: Vec<Choice>,
    stats: Vec<Stat>,
    list: List,
    pager: Pager,
    mine: bool,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: List) -> Self {
        let next = list.rows.last().filter(|_| list.more).map(|row| row.id.to_string());
        let count = |stage| list.by_stage.iter().find(|(one, _)| *one == stage).map_or(0, |(_, count)| *count);
        let stat = |(code, stage): &(&str, Stage)| {
            Stat::new(count(*stage).to_string(), say::stage_word(*stage))
                .tone(say::stage_tone(*stage))
                .link(format!("/nhan-rong?muc-do={code}"))
        };
        let mine = query.get("xem") == Some("don-vi-toi");
        let title = if mine { word!("adoption-mine") } else { word!("adoption-ledger") };
        Self {
            shell: visit.shell(title, Area::Practices).crumb(word!("ui-area-practices"), Area::Practices.address()),
            filters: query.form(),
            units: list.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect(),
            stages: STAGES.iter().map(|(code, one)| Choice::new(*code, say::stage_word(*one))).collect(),
            kept: CONFIRMED.iter().map(|(code, one)| Choice::new(*code, say::confirmed_word(*one))).collect(),
            stats: STAGES.iter().map(stat).collect(),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()),
            list,
            query,
            mine,
        }
    }

    fn title(&self) -> Message {
        if self.mine { word!("adoption-mine").into() } else { word!("adoption-ledger").into() }
    }
}

fn search(query: &ListQuery) -> Result<Search, Failure> {
    let code = |name: &str| query.get(name).unwrap_or_default();
    let practice = match query.get("mo-hinh") {
        Some(text) => Some(text.parse().map_err(|_| Failure::NotFound)?),
        None => None,
    };
    Ok(Search {
        words: query.search().unwrap_or_default().to_owned(),
        practice,
        unit: code("don-vi").parse().ok(),
        mine: code("xem") == "don-vi-toi",
        stage: STAGES.iter().find(|(known, _)| *known == code("muc-do")).map(|found| found.1),
        confirmed: CONFIRMED.iter().find(|(known, _)| *known == code("xac-nhan")).map(|found| found.1),
        ..Search::default()
    })
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let before = query.cursor().and_then(|text| text.parse().ok());
    let found = adoption::list(cx, search(&query)?, before).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, found)))
}

/// `/nhan-rong/{id}`.
#[derive(Template)]
#[template(path = "adoption/show.html")]
struct ShowPage {
    shell: Shell,
    view: AdoptionView,
    actions: Vec<Action>,
    figures: FigureTable,
    papers: Option<Shelf>,
}

impl ShowPage {
    fn new(visit: &Visit, view: AdoptionView) -> Self {
        let shell = visit
            .shell(word!("adoption-show-title").with("name", &view.adopter.1), Area::Practices)
            .crumb(word!("ui-area-practices"), Area::Practices.address())
            .crumb(view.title.as_str(), format!("/mo-hinh/{}", view.practice));
        Self {
            shell,
            actions: actions(&view),
            figures: FigureTable::of(&view.figures),
            papers: view.adopter.0.map(|_| Shelf::of(About::Adoption(view.id))),
            view,
        }
    }

    fn is_sent_back(&self) -> bool {
        self.view.confirmed == Confirmed::SentBack
    }

    fn is_used(&self) -> bool {
        self.view.course.stage.is_used()
    }
}

fn actions(view: &AdoptionView) -> Vec<Action> {
    let base = at(view.id);
    let mut out = Vec::new();
    if view.may_check {
        out.push(Action::link(word!("adoption-check"), format!("{base}/kiem-tra")).primary().icon("clipboard-check"));
    }
    if view.may_sign {
        // Checking what is signed already comes first for those who may do both.
        let sign = Action::link(word!("adoption-sign"), format!("{base}/ky")).icon("stamp");
        out.push(if view.may_check { sign } else { sign.primary() });
    }
    if view.may_write {
        out.push(Action::link(word!("adoption-step"), format!("{base}/buoc")).icon("arrow-right"));
        out.push(Action::link(word!("adoption-edit"), format!("{base}/sua")).icon("pencil"));
    }
    out
}

async fn load(visit: &Visit, id: AdoptionId) -> Result<AdoptionView, Failure> {
    adoption::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<AdoptionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}

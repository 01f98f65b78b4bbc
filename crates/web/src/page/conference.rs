//! Conferences of exemplars and congresses above: the list, one of them, seats, delegates, programme, replies, attendance and lists handed over, as pages and files. It must not decide who goes.

mod act;
mod agenda;
mod delegates;
mod excel;
mod handover;
mod leaf;
mod marks;
mod propose;
mod sample;
mod say;
mod seats;
mod show;

use crate::{
    kernel::{AppState, Choice, Failure, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::publicity::board::{Board, Cell, ListPage},
    sample::Easel,
    ui::{Action, Bulk, Tabs},
};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::conference::{self, ConferenceRow, ConferenceView, List, Wanted};
use lantoa_domain::id::{ConferenceId, DelegateId};
use lantoa_i18n::{Message, word};

const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("conference-programme"));
const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("conference-state"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/hoi-nghi", get(list))
        .route("/hoi-nghi/excel", post(excel::conferences))
        .route("/hoi-nghi/moi", get(act::show_new).post(act::set_up))
        .route("/hoi-nghi/{id}", get(show::show))
        .route("/hoi-nghi/{id}/sua", get(act::show_change).post(act::change))
        .route("/hoi-nghi/{id}/buoc/{step}", get(act::show_step).post(act::step))
        .route("/hoi-nghi/{id}/suat", get(seats::show).post(seats::give))
        .route("/hoi-nghi/{id}/moi-dai-bieu", post(act::invite))
        .route("/hoi-nghi/{id}/chon", get(marks::show_decide).post(marks::decide))
        .route("/hoi-nghi/{id}/tra-loi", get(marks::show_reply).post(marks::reply))
        .route("/hoi-nghi/{id}/diem-danh", get(marks::show_attendance).post(marks::attendance))
        .route("/hoi-nghi/{id}/dai-bieu", get(delegates::list))
        .route("/hoi-nghi/{id}/dai-bieu/excel", post(excel::delegates))
        .route("/hoi-nghi/{id}/dai-bieu/moi", get(propose::show).post(propose::send))
        .route("/hoi-nghi/{id}/dai-bieu/{delegate}", get(delegates::show))
        .route("/hoi-nghi/{id}/dai-bieu/{delegate}/sua", get(delegates::show_edit).post(delegates::edit))
        .route("/hoi-nghi/{id}/dai-bieu/{delegate}/thay", get(delegates::show_stand_in).post(delegates::stand_in))
        .route("/hoi-nghi/{id}/dai-bieu/{delegate}/rut", get(delegates::show_withdraw).post(delegates::withdraw))
        .route("/hoi-nghi/{id}/chuong-trinh", get(agenda::show))
        .route("/hoi-nghi/{id}/chuong-trinh/moi", get(agenda::show_new).post(agenda::add))
        .route("/hoi-nghi/{id}/chuong-trinh/{item}", get(agenda::show_item).post(agenda::change))
        .route("/hoi-nghi/{id}/chuong-trinh/{item}/bo", get(agenda::show_remove).post(agenda::remove))
        .route("/hoi-nghi/{id}/ban-giao", get(handover::show))
        .route("/hoi-nghi/{id}/ban-giao/moi", get(handover::show_new).post(handover::hand_over))
        .route("/hoi-nghi/{id}/ban-giao/{ordinal}/tep", get(handover::file))
}

/// The address of a conference.
fn at(id: ConferenceId) -> String {
    format!("{}/{id}", Area::Conferences.address())
}

/// The address of a delegate.
fn of(id: ConferenceId, delegate: DelegateId) -> String {
    format!("{}/dai-bieu/{delegate}", at(id))
}

/// The shell of a page below a conference.
fn shell(visit: &Visit, title: impl Into<Message>, view: &ConferenceView) -> Shell {
    visit
        .shell(title, Area::Conferences)
        .crumb(word!("ui-area-conferences"), Area::Conferences.address())
        .crumb(view.row.title.as_str(), at(view.row.id))
}

async fn load(visit: &Visit, id: ConferenceId) -> Result<ConferenceView, Failure> {
    conference::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

/// The conference where a form stands that is the reader's now; otherwise its page, with a word that it is not.
async fn wanted(
    visit: &Visit,
    id: ConferenceId,
    fits: impl Fn(&ConferenceView) -> bool,
) -> Result<ConferenceView, Failure> {
    let view = load(visit, id).await?;
    if fits(&view) { Ok(view) } else { Err(Failure::not_now(at(id))) }
}

fn filter(query: &ListQuery) -> Wanted {
    Wanted {
        programme: query.get(PROGRAMME.name).and_then(|text| text.parse().ok()),
        kind: say::KINDS.iter().find(|(code, _)| Some(*code) == query.get("loai")).map(|(_, kind)| *kind),
        state: say::STATES.iter().find(|(code, _)| Some(*code) == query.get(STATE.name)).map(|(_, state)| *state),
    }
}

fn list_page(visit: &Visit, query: ListQuery, list: &List) -> ListPage {
    let form = query.form();
    let programmes: Vec<Choice> =
        list.programmes.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
    let states: Vec<Choice> =
        say::STATES.iter().map(|(code, state)| Choice::new(*code, say::state_word(*state))).collect();
    let lit = say::KINDS.iter().position(|(code, _)| Some(*code) == query.get("loai")).map_or(0, |at| at + 1);
    let mut tabs = Tabs::new(word!("conference-tabs"), lit).tab(word!("conference-all"), &query.with("loai", ""), None);
    for (code, kind) in say::KINDS {
        tabs = tabs.tab(say::kind(kind), &query.with("loai", code), None);
    }
    let row = |one: &ConferenceRow| {
        let figures = one.figures.unwrap_or_default();
        let number = |count: i64| Cell::number(one.figures.map(|_| count));
        vec![
            Cell::link(one.title.as_str(), at(one.id)).below(one.programme.as_str()),
            Cell::text(say::kind(one.kind)),
            Cell::day(one.on).below(one.place.as_str()),
            number(figures.chosen),
            number(figures.coming),
            number(figures.attended),
            Cell::badge(say::state(one.state)),
        ]
    };
    let mut actions = vec![query.excel()];
    if list.may_run {
        actions.push(Action::link(word!("conference-new"), "/hoi-nghi/moi").primary().icon("plus"));
    }
    ListPage {
        shell: visit.shell(word!("ui-area-conferences"), Area::Conferences),
        title: word!("conference-list"),
        tabs,
        lead: None,
        actions,
        filters: vec![form.show_choices(PROGRAMME, &programmes), form.show_choices(STATE, &states)],
        board: Board {
            caption: word!("conference-list"),
            heads: vec![
                word!("conference-title"),
                word!("conference-kind"),
                word!("conference-on"),
                word!("conference-chosen"),
                word!("conference-coming"),
                word!("conference-attended"),
                word!("conference-state"),
            ],
            rows: list.rows.iter().map(row).collect(),
        },
        empty: ("users", word!("conference-none"), word!("conference-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = conference::list(visit.cx()?, filter(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, &found)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}

//! Publicity: the plan by channel, stories and consent, visits, movements to follow, requests, readings, handbooks. It must not work out what the public reads.

mod activity;
pub mod board;
mod consent;
mod excel;
mod figures;
mod follow;
mod handbook;
mod reading;
mod request;
mod sample;
pub(in crate::page) mod say;
mod story;
mod visit;

use crate::{
    kernel::{AppState, Choice, Failure, FormState, Input, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::Tabs,
};
use axum::{
    Router,
    routing::{get, post},
};
use lantoa_app::publicity::{self, Choices};
use lantoa_domain::policy::Act;
use lantoa_i18n::{Message, Word, word};
use std::str::FromStr;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/tuyen-truyen", get(activity::list))
        .route("/tuyen-truyen/excel", post(excel::activities))
        .route("/tuyen-truyen/lich.ics", get(activity::calendar))
        .route("/tuyen-truyen/theo-kenh", get(figures::list))
        .route("/tuyen-truyen/theo-kenh/excel", post(excel::figures))
        .route("/tuyen-truyen/chao-co", get(activity::show_rota).post(activity::rota))
        .route("/tuyen-truyen/hoat-dong/moi", get(activity::show_new).post(activity::plan))
        .route("/tuyen-truyen/hoat-dong/{id}", get(activity::show))
        .route("/tuyen-truyen/hoat-dong/{id}/sua", get(activity::show_edit).post(activity::edit))
        .route("/tuyen-truyen/hoat-dong/{id}/ket-qua", get(activity::show_report).post(activity::report))
        .route("/tuyen-truyen/hoat-dong/{id}/huy", get(activity::show_call_off).post(activity::call_off))
        .route("/tuyen-truyen/cau-chuyen", get(story::list))
        .route("/tuyen-truyen/cau-chuyen/excel", post(excel::stories))
        .route("/tuyen-truyen/cau-chuyen/moi", get(story::show_new).post(story::write))
        .route("/tuyen-truyen/cau-chuyen/{id}", get(story::show))
        .route("/tuyen-truyen/cau-chuyen/{id}/anh", get(story::photo))
        .route("/tuyen-truyen/cau-chuyen/{id}/sua", get(story::show_edit).post(story::edit))
        .route("/tuyen-truyen/cau-chuyen/{id}/kiem", get(story::show_check).post(story::check))
        .route("/tuyen-truyen/cau-chuyen/{id}/dang", get(story::show_release).post(story::release))
        .route("/tuyen-truyen/cau-chuyen/{id}/go", get(story::show_take_down).post(story::take_down))
        .route("/tuyen-truyen/cau-chuyen/{id}/xem-truoc", get(story::preview))
        .route("/tuyen-truyen/dong-y", get(consent::list))
        .route("/tuyen-truyen/dong-y/excel", post(excel::consents))
        .route("/tuyen-truyen/dong-y/mau", get(consent::show_words).post(consent::write_words))
        .route("/tuyen-truyen/dong-y/{exemplar}", get(consent::show))
        .route("/tuyen-truyen/dong-y/{exemplar}/ghi", get(consent::show_give).post(consent::give))
        .route("/tuyen-truyen/dong-y/{exemplar}/rut", get(consent::show_withdraw).post(consent::withdraw))
        .route("/tuyen-truyen/dong-y/{exemplar}/{consent}/giay", get(consent::paper))
        .route("/tuyen-truyen/tham-quan", get(visit::list))
        .route("/tuyen-truyen/tham-quan/excel", post(excel::visits))
        .route("/tuyen-truyen/tham-quan/moi", get(visit::show_new).post(visit::note))
        .route("/tuyen-truyen/tham-quan/{id}", get(visit::show))
        .route("/tuyen-truyen/tham-quan/{id}/sua", get(visit::show_edit).post(visit::edit))
        .route("/tuyen-truyen/hoc-tap", get(follow::list))
        .route("/tuyen-truyen/hoc-tap/excel", post(excel::follows))
        .route("/tuyen-truyen/hoc-tap/moi", get(follow::show_new).post(follow::launch))
        .route("/tuyen-truyen/hoc-tap/{id}", get(follow::show))
        .route("/tuyen-truyen/hoc-tap/{id}/excel", post(excel::uptakes))
        .route("/tuyen-truyen/hoc-tap/{id}/huong-ung", get(follow::show_take_up).post(follow::take_up))
        .route("/tuyen-truyen/hoc-tap/{id}/ket-thuc", get(follow::show_end).post(follow::end))
        .route("/tuyen-truyen/tu-lieu", get(request::list))
        .route("/tuyen-truyen/tu-lieu/excel", post(excel::requests))
        .route("/tuyen-truyen/tu-lieu/moi", get(request::show_new).post(request::ask))
        .route("/tuyen-truyen/tu-lieu/{id}", get(request::show))
        .route("/tuyen-truyen/tu-lieu/{id}/tra-loi", get(request::show_answer).post(request::answer))
        .route("/tuyen-truyen/pho-bien", get(reading::list))
        .route("/tuyen-truyen/pho-bien/excel", post(excel::readings))
        .route("/tuyen-truyen/pho-bien/moi", get(reading::show_new).post(reading::ask))
        .route("/tuyen-truyen/pho-bien/{id}", get(reading::show))
        .route("/tuyen-truyen/pho-bien/{id}/excel", post(excel::readers))
        .route("/tuyen-truyen/pho-bien/{id}/da-doc", post(reading::confirm))
        .route("/tuyen-truyen/pho-bien/{id}/danh-dau", post(reading::mark))
        .route("/tuyen-truyen/pho-bien/{id}/dong", post(reading::close))
        .route("/tuyen-truyen/ky-yeu", get(handbook::list))
        .route("/tuyen-truyen/ky-yeu/excel", post(excel::handbooks))
        .route("/tuyen-truyen/ky-yeu/moi", get(handbook::show_new).post(handbook::begin))
        .route("/tuyen-truyen/ky-yeu/{id}", get(handbook::show))
        .route("/tuyen-truyen/ky-yeu/{id}/sua", get(handbook::show_edit).post(handbook::set))
        .route("/tuyen-truyen/ky-yeu/{id}/tai/{form}", get(handbook::take))
}

/// The parts of publicity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Part {
    Plan,
    Figures,
    Stories,
    Consents,
    Visits,
    Follows,
    Requests,
    Readings,
    Handbooks,
    Contests,
}

impl Part {
    const ALL: [Self; 10] = [
        Self::Plan,
        Self::Figures,
        Self::Stories,
        Self::Consents,
        Self::Visits,
        Self::Follows,
        Self::Requests,
        Self::Readings,
        Self::Handbooks,
        Self::Contests,
    ];

    pub(in crate::page) const fn address(self) -> &'static str {
        match self {
            Self::Plan => "/tuyen-truyen",
            Self::Figures => "/tuyen-truyen/theo-kenh",
            Self::Stories => "/tuyen-truyen/cau-chuyen",
            Self::Consents => "/tuyen-truyen/dong-y",
            Self::Visits => "/tuyen-truyen/tham-quan",
            Self::Follows => "/tuyen-truyen/hoc-tap",
            Self::Requests => "/tuyen-truyen/tu-lieu",
            Self::Readings => "/tuyen-truyen/pho-bien",
            Self::Handbooks => "/tuyen-truyen/ky-yeu",
            Self::Contests => "/tuyen-truyen/cuoc-thi",
        }
    }

    const fn word(self) -> Word {
        match self {
            Self::Plan => word!("publicity-plan"),
            Self::Figures => word!("publicity-figures"),
            Self::Stories => word!("publicity-stories"),
            Self::Consents => word!("publicity-consents"),
            Self::Visits => word!("publicity-visits"),
            Self::Follows => word!("publicity-follows"),
            Self::Requests => word!("publicity-requests"),
            Self::Readings => word!("publicity-readings"),
            Self::Handbooks => word!("publicity-handbooks"),
            Self::Contests => word!("contest-list"),
        }
    }

    /// Whether everybody of the agency may open it.
    const fn is_open(self) -> bool {
        !matches!(self, Self::Stories | Self::Consents | Self::Handbooks | Self::Contests)
    }
}

/// Whether the visitor writes and plans; everybody in samples.
fn runs(visit: &Visit) -> bool {
    visit.cx().map_or(visit.state().app.is_none(), |cx| cx.may(Act::RunPublicity))
}

/// The parts of publicity as tabs, as far as the visitor may open them.
pub(in crate::page) fn tabs(visit: &Visit, at: Part) -> Tabs {
    let publishes = visit.cx().is_ok_and(|cx| cx.may(Act::PublishStory));
    let result = |part: &Part| publishes && *part == Part::Contests;
    let open = |part: &Part| part.is_open() || runs(visit) || result(part) || *part == at;
    let shown: Vec<Part> = Part::ALL.into_iter().filter(open).collect();
    let current = shown.iter().position(|part| *part == at).unwrap_or_default();
    shown
        .iter()
        .fold(Tabs::new(word!("ui-area-publicity"), current), |tabs, part| tabs.tab(part.word(), part.address(), None))
}

/// The frame of a list.
pub(in crate::page) fn list_shell(visit: &Visit, part: Part) -> Shell {
    visit.shell(part.word(), Area::Publicity)
}

/// The frame of a page below a list.
pub(in crate::page) fn shell(visit: &Visit, title: impl Into<Message>, part: Part) -> Shell {
    visit.shell(title, Area::Publicity).crumb(part.word(), part.address())
}

async fn choices(visit: &Visit) -> Result<Choices, Failure> {
    publicity::choices(visit.cx()?).await.map_err(|why| visit.failed(why))
}

/// Choices of a drop-down.
fn offered<T: ToString>(rows: &[(T, String)]) -> Vec<Choice> {
    rows.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect()
}

/// One of a drop-down that may stay empty.
pub(super) fn chosen<T: FromStr>(form: &mut FormState, input: Input) -> Option<Option<T>> {
    form.maybe(input, word!("ui-form-not-offered"), |text| text.parse().ok())
}

/// A whole number that may stay empty.
fn maybe_whole(form: &mut FormState, input: Input) -> Option<Option<i64>> {
    form.maybe(input, word!("ui-form-not-a-number"), |text| text.replace(['.', ' '], "").parse().ok())
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}

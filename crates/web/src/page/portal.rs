//! The public pages: first page, stories, decisions, feed and map of the site. They must be the same for everybody, and never be kept longer than a minute.

mod feed;
mod practice;
mod sample;
mod view;

use crate::{
    filters,
    kernel::{AppState, At, Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit, handed},
    nav::Area,
    sample::Easel,
    ui::Pager,
};
use askama::Template;
use axum::{
    Router,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use jiff::civil::Date;
use lantoa_app::contest::{self, PublicContest, Taking};
use lantoa_app::portal::{self, List, PublicDecision, Published, Search, Told};
use lantoa_domain::id::{DecisionId, StoryId};
use lantoa_i18n::{Message, word};
use view::{decided, standing};

const WORDS: Input = Input::new(InputKind::Search, "q", word!("portal-words"));
const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("portal-movement"));
const PLACE: Input = Input::new(InputKind::Select, "noi", word!("portal-place"));
const YEAR: Input = Input::new(InputKind::Select, "nam", word!("portal-year"));
const DECIDED_IN: Input = Input::text("nam", word!("portal-year")).max_chars(4);

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(home))
        .route("/cau-chuyen", get(list))
        .route("/cau-chuyen/{address}", get(story))
        .route("/cau-chuyen/{address}/anh", get(photo))
        .route("/mo-hinh-hay", get(practice::list))
        .route("/mo-hinh-hay/{address}", get(practice::show))
        .route("/quyet-dinh-cong-khai", get(decisions))
        .route("/atom.xml", get(feed::atom))
        .route("/sitemap.xml", get(feed::sitemap))
        .route("/robots.txt", get(feed::robots))
}

/// The frame of a public page: nobody is signed in on it, so that it is the same for everybody.
pub(super) fn shell(visit: &Visit, title: impl Into<Message>) -> Shell {
    let agency = visit.state().agency.clone();
    Shell { agency, person: None, groups: Vec::new(), flash: None, ..visit.shell(title, Area::None) }
}

/// Where browsers reach the product, as they say it themselves; feeds and maps name whole addresses.
pub(super) fn base(visit: &Visit, headers: &HeaderMap) -> String {
    let scheme = match visit.state().scheme {
        crate::kernel::Scheme::Http => "http",
        crate::kernel::Scheme::Https => "https",
    };
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or("localhost");
    let host: String = host.chars().filter(|sign| sign.is_ascii_alphanumeric() || ".-:[]".contains(*sign)).collect();
    format!("{scheme}://{host}")
}

/// The mark of what is read now, in the reader's language.
async fn mark(visit: &Visit) -> Result<String, Failure> {
    let mark = portal::mark(visit.state().product()?).await.map_err(|why| visit.failed(why))?;
    Ok(format!("W/\"{mark}-{}-{}\"", visit.locale().tag(), env!("CARGO_PKG_VERSION")))
}

/// Nothing new since the reader's copy, when it is still what is read now.
fn unchanged(mark: &str, headers: &HeaderMap) -> Option<Response> {
    let known = headers.get(header::IF_NONE_MATCH)?.to_str().ok()?;
    known.split(',').any(|one| one.trim() == mark).then(|| fresh(StatusCode::NOT_MODIFIED.into_response(), mark))
}

/// Lets a browser, and nobody in between, keep an answer for a minute at most: what a withdrawn consent takes away is gone by then.
fn fresh(mut response: Response, mark: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=60, must-revalidate"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Ok(value) = HeaderValue::from_str(mark) {
        headers.insert(header::ETAG, value);
    }
    response
}

/// `/`.
#[derive(Template)]
#[template(path = "portal/front.html")]
struct FrontPage {
    shell: Shell,
    rows: Vec<Published>,
    /// Writing contests that take entries now.
    contests: Vec<PublicContest>,
}

/// The first page of whoever comes: the own workbench, what is published, or the door where nothing is.
async fn home(visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    if visit.person().is_some() {
        return Ok(visit.lead_to("/ban-lam-viec"));
    }
    let app = visit.state().product()?;
    let rows = portal::front(app).await.map_err(|why| visit.failed(why))?;
    let mut contests = contest::public(app).await.map_err(|why| visit.failed(why))?;
    contests.retain(|one| one.taking == Taking::Now);
    if rows.is_empty() && contests.is_empty() {
        return Ok(visit.lead_to("/dang-nhap"));
    }
    let mark = mark(&visit).await?;
    if let Some(same) = unchanged(&mark, &headers) {
        return Ok(same);
    }
    let page = FrontPage { shell: shell(&visit, word!("portal-title")), rows, contests };
    Ok(fresh(visit.page(&page), &mark))
}

/// `/cau-chuyen`.
#[derive(Template)]
#[template(path = "portal/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    movements: Vec<Choice>,
    places: Vec<Choice>,
    years: Vec<Choice>,
    list: List,
    pager: Pager,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: List) -> Self {
        let next = list.next.map(|(day, id)| format!("{day}.{id}"));
        Self {
            shell: shell(visit, word!("portal-stories")),
            filters: query.form(),
            movements: list
                .movements
                .iter()
                .map(|(programme, key, name)| Choice::new(format!("{programme}.{key}"), name.as_str()))
                .collect(),
            places: list.places.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect(),
            years: list.years.iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect(),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()),
            list,
            query,
        }
    }
}

fn search(query: &ListQuery) -> Search {
    let code = |name: &str| query.get(name).unwrap_or_default();
    let movement = code(MOVEMENT.name).split_once('.');
    Search {
        words: query.search().unwrap_or_default().chars().take(200).collect(),
        movement: movement.and_then(|(programme, key)| Some((programme.parse().ok()?, key.parse().ok()?))),
        unit: code(PLACE.name).parse().ok(),
        year: code(YEAR.name).parse().ok(),
    }
}

/// Where a page begins: a day and an identifier.
fn cursor<T: std::str::FromStr>(query: &ListQuery) -> Option<(Date, T)> {
    let (day, id) = query.cursor()?.split_once('.')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

async fn list(visit: Visit, headers: HeaderMap, query: ListQuery) -> Result<Response, Failure> {
    let mark = mark(&visit).await?;
    if let Some(same) = unchanged(&mark, &headers) {
        return Ok(same);
    }
    let app = visit.state().product()?;
    let found = portal::list(app, search(&query), cursor::<StoryId>(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(fresh(visit.page(&ListPage::new(&visit, query, found)), &mark))
}

/// `/cau-chuyen/{address}`, and how a story will look.
#[derive(Template)]
#[template(path = "portal/story.html")]
pub(super) struct StoryPage {
    shell: Shell,
    told: Told,
    photo: Option<String>,
    base: String,
    is_preview: bool,
}

/// How a story will look, for its writers.
pub(super) fn preview(visit: &Visit, told: Told, photo: Option<String>) -> StoryPage {
    let title = word!("portal-story-title").with("title", &told.line.title);
    StoryPage { shell: shell(visit, title), told, photo, base: String::new(), is_preview: true }
}

async fn story(visit: Visit, headers: HeaderMap, At(address): At<String>) -> Result<Response, Failure> {
    let id = portal::named(&address).ok_or(Failure::NotFound)?;
    let app = visit.state().product()?;
    let told = portal::story(app, id).await.map_err(|why| visit.failed(why))?;
    let own = told.line.address();
    if own != format!("/cau-chuyen/{address}") {
        return Ok(visit.lead_to(&own));
    }
    let mark = mark(&visit).await?;
    if let Some(same) = unchanged(&mark, &headers) {
        return Ok(same);
    }
    let title = word!("portal-story-title").with("title", &told.line.title);
    let photo = told.line.photo_address();
    let page = StoryPage { shell: shell(&visit, title), told, photo, base: base(&visit, &headers), is_preview: false };
    Ok(fresh(visit.page(&page), &mark))
}

async fn photo(visit: Visit, headers: HeaderMap, At(address): At<String>) -> Result<Response, Failure> {
    let id = portal::named(&address).ok_or(Failure::NotFound)?;
    let (media, bytes) = portal::photo(visit.state().product()?, id).await.map_err(|why| visit.failed(why))?;
    let mark = mark(&visit).await?;
    match unchanged(&mark, &headers) {
        Some(same) => Ok(same),
        None => Ok(fresh(handed("anh", &media, bytes)?, &mark)),
    }
}

/// `/quyet-dinh-cong-khai`.
#[derive(Template)]
#[template(path = "portal/decisions.html")]
struct DecisionsPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    rows: Vec<PublicDecision>,
    pager: Pager,
}

impl DecisionsPage {
    fn new(visit: &Visit, query: ListQuery, rows: Vec<PublicDecision>, next: Option<(Date, DecisionId)>) -> Self {
        let next = next.map(|(day, id)| format!("{day}.{id}"));
        Self {
            shell: shell(visit, word!("portal-decisions")),
            filters: query.form(),
            pager: Pager::new(&query, rows.len(), next.as_deref()),
            rows,
            query,
        }
    }
}

async fn decisions(visit: Visit, headers: HeaderMap, query: ListQuery) -> Result<Response, Failure> {
    let mark = mark(&visit).await?;
    if let Some(same) = unchanged(&mark, &headers) {
        return Ok(same);
    }
    let year = query.get(DECIDED_IN.name).and_then(|text| text.parse().ok());
    let found = portal::decisions(visit.state().product()?, year, cursor::<DecisionId>(&query)).await;
    let (rows, next) = found.map_err(|why| visit.failed(why))?;
    Ok(fresh(visit.page(&DecisionsPage::new(&visit, query, rows, next)), &mark))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}

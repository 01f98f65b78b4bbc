//! Views of lists: kept under a name, opened by a chip, one of them the list's own; it must not know what a filter means.

mod lists;

use crate::{
    filters,
    kernel::{AppState, Ask, At, Confirmation, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, ViewChip, Views},
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use lantoa_app::saved_view::{self, LONGEST_NAME, MOST, Opening, Reach, SavedView, Seen, Words};
use lantoa_domain::id::SavedViewId;
use lantoa_i18n::word;
use lists::Known;

const NAME: Input =
    Input::text("ten", word!("view-name")).required().max_chars(LONGEST_NAME).hint(word!("view-name-hint"));
const SHARED: Input = Input::new(InputKind::Tick, "dung-chung", word!("view-share"));
const OPENS: Input = Input::new(InputKind::Tick, "mac-dinh", word!("view-open-with"));
/// The filters to keep, as the list's address has them.
const FILTERS: &str = "loc";

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/cach-xem/{list}", get(manage))
        .route("/cach-xem/{list}/moi", get(show_new).post(keep))
        .route("/cach-xem/{list}/mo-thuong", post(open_plainly))
        .route("/cach-xem/{list}/{id}", get(show_change).post(change))
        .route("/cach-xem/{list}/{id}/mac-dinh", post(open_with))
        .route("/cach-xem/{list}/{id}/len-dau", post(first))
        .route("/cach-xem/{list}/{id}/xoa", get(ask_remove).post(remove))
}

/// Before a list: opens it with the reader's view when nothing was asked for, and hands the chips over to its page. A view that leads
/// nowhere any more leads to the plain list.
pub async fn open(visit: Visit, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (Some(list), Ok(cx)) = (lists::at(path).filter(|_| *request.method() == Method::GET), visit.cx()) else {
        return next.run(request).await;
    };
    let seen = match saved_view::seen(cx, list.key).await {
        Ok(seen) => seen,
        Err(cause) => return visit.failed(cause).into_response(),
    };
    let asked = request.uri().query().unwrap_or_default().to_owned();
    let default = seen.views.iter().find(|view| Some(view.id) == seen.default);
    let query = default.map(|view| ListQuery::only(&view.query, list.names)).filter(|query| !query.is_empty());
    if asked.is_empty()
        && let Some(query) = &query
    {
        return visit.lead_to(&format!("{}?{query}", list.path));
    }
    visit.put_views(shown(list, &seen, &asked));
    let response = next.run(request).await;
    let failed = response.status().is_client_error() && response.status() != StatusCode::UNAUTHORIZED;
    match default.filter(|_| failed && query.as_deref() == Some(asked.as_str())) {
        Some(view) => {
            let flash = Flash::note(word!("view-broken").with("name", &view.name));
            visit.redirect(&ListQuery::plainly(list.path), &flash)
        }
        None => response,
    }
}

/// The chips of a list that was asked for in this way.
fn shown(list: &Known, seen: &Seen, asked: &str) -> Views {
    let now = ListQuery::only(asked, list.names);
    let chip = |view: &SavedView| {
        let query = ListQuery::only(&view.query, list.names);
        ViewChip {
            name: view.name.clone(),
            // A view of filters that the list knows no more is the plain list.
            address: if query.is_empty() { ListQuery::plainly(list.path) } else { format!("{}?{query}", list.path) },
            shared: view.shared,
            is_current: !now.is_empty() && same(&query, &now),
            is_default: Some(view.id) == seen.default,
        }
    };
    let chips: Vec<ViewChip> = seen.views.iter().map(chip).collect();
    let new = !now.is_empty() && !chips.iter().any(|chip| chip.is_current);
    Views {
        chips,
        all: ListQuery::plainly(list.path),
        is_plain: now.is_empty(),
        opens: seen.default.is_some(),
        keep: new.then(|| ListQuery::new(&format!("/cach-xem/{}/moi", list.key), &[]).with(FILTERS, &now)),
        manage: format!("/cach-xem/{}", list.key),
    }
}

/// Whether two queries ask for the same, whatever the order.
fn same(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut parts: Vec<String> = text.split('&').map(str::to_owned).collect();
        parts.sort_unstable();
        parts
    };
    sorted(one) == sorted(other)
}

fn known(key: &str) -> Result<&'static Known, Failure> {
    lists::of(key).ok_or(Failure::NotFound)
}

fn home(list: &Known) -> String {
    format!("/cach-xem/{}", list.key)
}

fn shell(visit: &Visit, list: &Known, title: lantoa_i18n::Word) -> Shell {
    visit.shell(title, Area::None).crumb(list.title, ListQuery::plainly(list.path))
}

/// `/cach-xem/{list}`: the views of a list, to be renamed, ordered, taken out.
#[derive(Template)]
#[template(path = "view/list.html")]
struct ManagePage {
    shell: Shell,
    list: &'static Known,
    rows: Vec<Line>,
    opens: bool,
    most: usize,
}

struct Line {
    view: SavedView,
    address: String,
    is_own: bool,
    is_default: bool,
    may_change: bool,
}

impl Line {
    fn way(&self, list: &Known, part: &str) -> String {
        format!("{}/{}{part}", home(list), self.view.id)
    }

    fn actions(&self, list: &Known) -> Vec<Action> {
        let mut out = Vec::new();
        if self.is_default {
            out.push(Action::post(word!("view-open-plainly"), format!("{}/mo-thuong", home(list))));
        } else {
            out.push(Action::post(word!("view-open-with-do"), self.way(list, "/mac-dinh")).icon("house"));
        }
        if self.may_change {
            let version = self.view.version.to_string();
            let first = Action::post(word!("view-first"), self.way(list, "/len-dau")).icon("arrow-up-to-line");
            out.push(first.field(FormState::VERSION, version));
            out.push(Action::link(word!("view-change"), self.way(list, "")).icon("pencil"));
            out.push(Action::link(word!("view-remove"), self.way(list, "/xoa")).icon("x"));
        }
        out
    }
}

impl ManagePage {
    fn new(visit: &Visit, list: &'static Known, seen: Seen, own: &str) -> Self {
        let opens = seen.default.is_some();
        let line = |view: SavedView| {
            let is_own = view.person.to_string() == own;
            Line {
                address: format!("{}?{}", list.path, ListQuery::only(&view.query, list.names)),
                is_default: Some(view.id) == seen.default,
                may_change: is_own || seen.may_share,
                is_own,
                view,
            }
        };
        Self {
            shell: shell(visit, list, word!("view-title")),
            list,
            opens,
            most: MOST,
            rows: seen.views.into_iter().map(line).collect(),
        }
    }
}

async fn manage(visit: Visit, At(key): At<String>) -> Result<Response, Failure> {
    let (cx, list) = (visit.cx()?, known(&key)?);
    let seen = saved_view::seen(cx, list.key).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ManagePage::new(&visit, list, seen, &cx.actor().person.to_string())))
}

/// What the form of a view is about.
struct Asked<'a> {
    list: &'static Known,
    /// The view that is changed; nothing for a new one.
    view: Option<(SavedViewId, i64)>,
    filters: &'a str,
    may_share: bool,
}

fn form_page(visit: &Visit, asked: &Asked<'_>, form: &FormState) -> Ask {
    let title = if asked.view.is_some() { word!("view-change-title") } else { word!("view-keep") };
    let address = match asked.view {
        Some((id, _)) => format!("{}/{id}", home(asked.list)),
        None => format!("{}/moi", home(asked.list)),
    };
    let back = Action::link(word!("view-back"), format!("{}?{}", asked.list.path, asked.filters));
    let mut fields = vec![form.show(NAME), form.show(OPENS)];
    if asked.may_share {
        fields.insert(1, form.show(SHARED));
    }
    let mut page = Ask::new(
        shell(visit, asked.list, title),
        title,
        address,
        Action::submit(word!("view-save")).primary().icon("check"),
        back,
    )
    .lead(word!("view-keeps").with("count", asked.filters.split('&').count()))
    .hidden(FILTERS, asked.filters)
    .fields(form, fields);
    if let Some((_, version)) = asked.view {
        page = page.hidden(FormState::VERSION, version.to_string());
    }
    page
}

async fn show_new(visit: Visit, At(key): At<String>, query: ListQuery) -> Result<Response, Failure> {
    let (cx, list) = (visit.cx()?, known(&key)?);
    let filters = ListQuery::only(query.get(FILTERS).unwrap_or_default(), list.names);
    if filters.is_empty() {
        return Ok(visit.redirect(&ListQuery::plainly(list.path), &Flash::note(word!("view-nothing"))));
    }
    let may_share = cx.may(lantoa_domain::policy::Act::ShareView);
    let asked = Asked { list, view: None, filters: &filters, may_share };
    Ok(visit.page(&form_page(&visit, &asked, &FormState::empty())))
}

fn words(form: &mut FormState, filters: &str) -> Option<Words> {
    let name = form.text(NAME)?;
    Some(Words {
        name,
        query: filters.to_owned(),
        reach: if form.ticked(SHARED) { Reach::Agency } else { Reach::Own },
        opening: if form.ticked(OPENS) { Opening::Here } else { Opening::AsBefore },
    })
}

/// Where a mistake belongs.
const FIELDS: [(&str, Input); 3] = [("name", NAME), ("view", NAME), ("query", NAME)];

async fn keep(visit: Visit, At(key): At<String>, mut form: FormState) -> Result<Response, Failure> {
    let (cx, list) = (visit.cx()?, known(&key)?);
    let filters = ListQuery::only(form.raw(FILTERS), list.names);
    if let Some(words) = words(&mut form, &filters) {
        let name = words.name.clone();
        match saved_view::keep(cx, list.key, words).await {
            Ok(_) => {
                let flash = Flash::done(word!("view-kept").with("name", &name));
                return Ok(visit.redirect(&format!("{}?{filters}", list.path), &flash));
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let may_share = cx.may(lantoa_domain::policy::Act::ShareView);
    let asked = Asked { list, view: None, filters: &filters, may_share };
    Ok(visit.page_again(&form_page(&visit, &asked, &form)))
}

/// A view of this list that the reader may change.
async fn own(visit: &Visit, key: &str, id: SavedViewId) -> Result<(&'static Known, SavedView), Failure> {
    let (cx, list) = (visit.cx()?, known(key)?);
    let view = saved_view::one(cx, id).await.map_err(|why| visit.failed(why))?;
    if view.list == list.key { Ok((list, view)) } else { Err(Failure::NotFound) }
}

fn change_of<'a>(visit: &Visit, list: &'static Known, view: &'a SavedView, version: i64) -> Result<Asked<'a>, Failure> {
    let may_share = visit.cx()?.may(lantoa_domain::policy::Act::ShareView) || view.shared;
    Ok(Asked { list, view: Some((view.id, version)), filters: &view.query, may_share })
}

async fn show_change(visit: Visit, At((key, id)): At<(String, SavedViewId)>) -> Result<Response, Failure> {
    let (list, view) = own(&visit, &key, id).await?;
    let tick = |on: bool| if on { "co".to_owned() } else { String::new() };
    let form = FormState::filled([(NAME.name, view.name.clone()), (SHARED.name, tick(view.shared))]);
    Ok(visit.page(&form_page(&visit, &change_of(&visit, list, &view, view.version)?, &form)))
}

async fn change(
    visit: Visit,
    At((key, id)): At<(String, SavedViewId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (list, view) = own(&visit, &key, id).await?;
    let version = form.version()?;
    if let Some(words) = words(&mut form, &view.query) {
        match saved_view::change(visit.cx()?, id, version, words).await {
            Ok(saved) => {
                let flash = Flash::done(word!("view-kept").with("name", &saved.name));
                return Ok(visit.redirect(&home(list), &flash));
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    Ok(visit.page_again(&form_page(&visit, &change_of(&visit, list, &view, version)?, &form)))
}

async fn open_with(visit: Visit, At((key, id)): At<(String, SavedViewId)>) -> Result<Response, Failure> {
    let (cx, list) = (visit.cx()?, known(&key)?);
    let view = saved_view::open_with(cx, id).await.map_err(|why| visit.failed(why))?;
    let flash = Flash::done(word!("view-opens").with("name", &view.name));
    Ok(visit.redirect(&home(list), &flash))
}

async fn open_plainly(visit: Visit, At(key): At<String>) -> Result<Response, Failure> {
    let (cx, list) = (visit.cx()?, known(&key)?);
    saved_view::open_plainly(cx, list.key).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&home(list), &Flash::done(word!("view-opens-plainly"))))
}

async fn first(visit: Visit, At((key, id)): At<(String, SavedViewId)>, form: FormState) -> Result<Response, Failure> {
    let (cx, list) = (visit.cx()?, known(&key)?);
    let version = form.version()?;
    let view = saved_view::first(cx, id, version).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&home(list), &Flash::done(word!("view-is-first").with("name", &view.name))))
}

fn remove_page(visit: &Visit, list: &'static Known, view: &SavedView) -> Confirmation {
    let address = format!("{}/{}/xoa", home(list), view.id);
    let action =
        Action::post(word!("view-remove"), address).field(FormState::VERSION, view.version.to_string()).danger();
    let page = Confirmation::new(
        shell(visit, list, word!("view-remove-title")),
        word!("view-remove-title"),
        action,
        Action::link(word!("view-back"), home(list)),
    )
    .fact(word!("view-name"), view.name.as_str());
    if view.shared { page.consequence(word!("view-remove-shared")) } else { page }
}

async fn ask_remove(visit: Visit, At((key, id)): At<(String, SavedViewId)>) -> Result<Response, Failure> {
    let (list, view) = own(&visit, &key, id).await?;
    Ok(visit.page(&remove_page(&visit, list, &view)))
}

async fn remove(visit: Visit, At((key, id)): At<(String, SavedViewId)>, form: FormState) -> Result<Response, Failure> {
    let (cx, list) = (visit.cx()?, known(&key)?);
    let version = form.version()?;
    let view = saved_view::remove(cx, id, version).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&home(list), &Flash::done(word!("view-removed").with("name", &view.name))))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    use lantoa_domain::id::{Id, PersonId, UnitId};
    let visit = easel.visit().clone();
    let list = &lists::LISTS[0];
    let view = |id: i64, name: &str, query: &str| SavedView {
        id: SavedViewId::from_raw(id),
        root: UnitId::from_raw(1),
        person: PersonId::from_raw(id),
        owner: "Nguyễn Thị Thanh Hà".to_owned(),
        list: list.key.to_owned(),
        name: name.to_owned(),
        query: query.to_owned(),
        shared: id == 2,
        position: id,
        version: 1,
    };
    let views = vec![view(1, "Chờ tôi tuần này", "xem=cho-toi"), view(2, "Rà soát của các xã", "buoc=ra-soat")];
    let own = PersonId::from_raw(1).to_string();
    let seen = Seen { views: views.clone(), default: Some(SavedViewId::from_raw(1)), may_share: false };
    easel.show("view/list", &ManagePage::new(&visit, list, seen, &own));
    let none = Seen { views: Vec::new(), default: None, may_share: false };
    easel.show("view/list-empty", &ManagePage::new(&visit, list, none, &own));
    let asked = Asked { list, view: None, filters: "xem=cho-toi&buoc=ra-soat", may_share: true };
    easel.show("view/new", &form_page(&visit, &asked, &FormState::empty()));
    let mut wrong = FormState::filled([(NAME.name, "Chờ tôi tuần này".to_owned())]);
    wrong.refuse(NAME, crate::wrong::message("view", "taken", ""));
    easel.show("view/new-wrong", &form_page(&visit, &asked, &wrong));
    easel.show("view/remove", &remove_page(&visit, list, &views[1]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_current_whatever_the_order() {
        assert!(same("a=1&b=2", "b=2&a=1") && !same("a=1", "a=1&b=2"));
    }

    #[test]
    fn only_known_filters_are_kept_and_never_a_page() {
        let kept = ListQuery::only("q=An&tu=hs_9&la=1&xem=&buoc=ra-soat&cach-xem=tat-ca", lists::LISTS[0].names);
        assert_eq!(kept, "q=An&buoc=ra-soat");
        assert_eq!(ListQuery::only("%zz=1", &["q"]), "", "what cannot be read is nothing");
    }
}

//! The table unit × occurrence of an obligation or of a programme's year, its file, its rhythm for calendars; it must not decide who may.

mod excel;
mod sample;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, At, Failure, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Pager, Tabs},
};
use askama::Template;
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use lantoa_app::heat::{self, After, Heat, Of, Sort};
use lantoa_docgen::{Event, Status, When, series};
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::plan::Key;
use lantoa_domain::time::Due;
use lantoa_i18n::{Say, word};
use view::HeatView;

/// Minutes before the day of a deadline begins at which calendars remind: 09:00 of the day before.
const BEFORE: u32 = 15 * 60;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/nhiem-vu/bang/{programme}/{obligation}", get(of_obligation))
        .route("/nhiem-vu/bang/{programme}/{obligation}/excel", post(excel::of_obligation))
        .route("/nhiem-vu/bang/{programme}/{obligation}/lich.ics", get(calendar))
        .route("/lich/ban-do/{programme}", get(of_year))
        .route("/lich/ban-do/{programme}/excel", post(excel::of_year))
}

/// `/nhiem-vu/bang/{programme}/{obligation}` and `/lich/ban-do/{programme}`.
#[derive(Template)]
#[template(path = "heat/show.html")]
struct HeatPage {
    shell: Shell,
    view: HeatView,
    actions: Vec<Action>,
    years: Option<Tabs>,
    sorts: Tabs,
    pager: Pager,
}

impl HeatPage {
    fn new(visit: &Visit, query: &ListQuery, id: &str, of: &Of, heat: &Heat) -> Self {
        let view = HeatView::new(heat, of, visit.locale());
        let shell = visit.shell(word!("task-grid-title").with("what", &view.title), Area::Tasks);
        let shell = shell.crumb(word!("ui-area-tasks"), Area::Tasks.address());
        let next = heat.next.as_ref().map(|one| format!("{}~{}~{}", one.behind, one.unit, one.folded));
        let lit = usize::from(sort(query) == Sort::Name);
        Self {
            shell: shell.crumb(heat.programme_title.clone(), format!("/chuong-trinh/{id}")),
            actions: actions(query, id, of, heat),
            years: match of {
                Of::Year(year) => Some(years(query, heat.years, *year)),
                Of::Obligation(_) => None,
            },
            sorts: Tabs::new(word!("heat-sort"), lit).tab(word!("heat-sort-worst"), &query.with("xep", ""), None).tab(
                word!("heat-sort-name"),
                &query.with("xep", "ten"),
                None,
            ),
            pager: Pager::new(query, heat.rows.len(), next.as_deref()),
            view,
        }
    }
}

fn years(query: &ListQuery, (from, to): (i16, i16), now: i16) -> Tabs {
    let lit = usize::try_from(now - from).unwrap_or(usize::MAX);
    (from..=to).fold(Tabs::new(word!("task-grid-years"), lit), |tabs, year| {
        tabs.tab(year.to_string(), &query.with("nam", &year.to_string()), None)
    })
}

fn actions(query: &ListQuery, id: &str, of: &Of, heat: &Heat) -> Vec<Action> {
    let mut out = Vec::new();
    if let Of::Obligation(key) = of {
        out.push(Action::link(word!("task-as-list"), format!("/nhiem-vu?xem=tat-ca&chuong-trinh={id}&muc={key}")));
        let after = |one: &lantoa_domain::plan::Obligation| matches!(one.deadline.due, Due::After { .. });
        if heat.obligation.as_ref().is_some_and(after) {
            out.push(Action::link(word!("happening-title"), format!("/chuong-trinh/{id}/su-kien")));
        }
        if heat.rule.is_some() {
            let file = format!("/nhiem-vu/bang/{id}/{key}/lich.ics");
            out.push(Action::link(word!("ui-calendar-add"), file).icon("calendar"));
        }
    }
    out.push(query.excel());
    out
}

fn sort(query: &ListQuery) -> Sort {
    if query.get("xep") == Some("ten") { Sort::Name } else { Sort::Worst }
}

/// The last unit of the page before, out of the text in the address.
fn after(query: &ListQuery) -> Option<After> {
    let mut parts = query.cursor()?.splitn(3, '~');
    let (behind, unit) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(After { behind, unit, folded: parts.next()?.to_owned() })
}

/// The year asked for, or the present one.
fn year(visit: &Visit, query: &ListQuery) -> Result<i16, Failure> {
    let asked = query.get("nam").and_then(|text| text.parse().ok());
    asked.map_or_else(|| Ok(visit.cx()?.today().year()), Ok)
}

async fn of_obligation(
    visit: Visit,
    At((id, key)): At<(ProgrammeId, Key)>,
    query: ListQuery,
) -> Result<Response, Failure> {
    answer(&visit, &query, id, Of::Obligation(key)).await
}

async fn of_year(visit: Visit, At(id): At<ProgrammeId>, query: ListQuery) -> Result<Response, Failure> {
    let year = year(&visit, &query)?;
    answer(&visit, &query, id, Of::Year(year)).await
}

async fn answer(visit: &Visit, query: &ListQuery, id: ProgrammeId, of: Of) -> Result<Response, Failure> {
    let found = heat::heat(visit.cx()?, id, of.clone(), sort(query), after(query)).await;
    let heat = found.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&HeatPage::new(visit, query, &id.to_string(), &of, &heat)))
}

/// The rhythm of an obligation as a file for calendars.
async fn calendar(visit: Visit, At((id, key)): At<(ProgrammeId, Key)>) -> Result<Response, Failure> {
    let found = heat::series(visit.cx()?, id, key.clone()).await;
    let (what, agency, rule) = found.map_err(|why| visit.failed(why))?;
    let event = Event {
        uid: format!("{id}.{key}@lantoa"),
        sequence: 0,
        stamp: visit.state().now(),
        when: When::Day(rule.starts),
        summary: word!("ui-calendar-due").with("what", &what).say(visit.locale()).into_owned(),
        description: agency,
        place: String::new(),
        url: String::new(),
        status: Status::Confirmed,
        reminder: Some(BEFORE),
    };
    let mut answer = series(&event, &rule.text()).into_response();
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    let named = HeaderValue::from_static("attachment; filename=\"han-dinh-ky.ics\"");
    answer.headers_mut().insert(header::CONTENT_DISPOSITION, named);
    Ok(answer)
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}

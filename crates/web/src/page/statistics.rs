//! The agency's statistics of a year, as a page and as an Excel file; it must not count by itself.

mod form;
mod heads;
mod names;

use crate::{
    filters,
    kernel::{AppState, Column, Excel, Failure, ListQuery, Shell, Visit},
    nav::Area,
    page::exemplar::level,
    sample::Easel,
    ui::{Action, Tabs},
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::statistics::{self, Counts, Figures, Statistics};
use lantoa_i18n::{Locale, Say, word};

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/thong-ke", get(show)).route("/thong-ke/excel", post(excel)).merge(form::routes())
}

type Line = (Counts, Figures);

const STATISTICS: Excel<Line> = Excel {
    name: "statistics",
    title: word!("statistics-title"),
    file: "thong-ke",
    told: &["nam"],
    columns: &[
        Column::text(word!("statistics-what"), 56, |(counts, _), locale| name(counts, locale)),
        Column::text(word!("exemplar-level"), 22, |(counts, _), locale| at(counts, locale)),
        Column::number(word!("statistics-people"), |(_, one)| Some(i64::from(one.people()))),
        Column::number(word!("statistics-women"), |(_, one)| Some(i64::from(one.women))),
        Column::number(word!("statistics-men"), |(_, one)| Some(i64::from(one.men))),
        Column::number(word!("statistics-unrecorded"), |(_, one)| Some(i64::from(one.unrecorded))),
        Column::number(word!("statistics-collectives"), |(_, one)| Some(i64::from(one.collectives))),
        Column::number(word!("statistics-households"), |(_, one)| Some(i64::from(one.households))),
        Column::number(word!("statistics-practices"), |(_, one)| Some(i64::from(one.practices))),
        Column::number(word!("statistics-all"), |(_, one)| Some(i64::from(one.all()))),
        Column::money(word!("statistics-paid"), |(counts, one)| is_award(counts).then_some(one.paid)),
    ],
};

const fn is_award(counts: &Counts) -> bool {
    matches!(counts, Counts::Awarded { .. } | Counts::AllAwarded)
}

fn name(counts: &Counts, locale: Locale) -> String {
    match counts {
        Counts::Recognised { movement, .. } => movement.clone(),
        Counts::Awarded { award } => award.clone(),
        Counts::AllRecognised => word!("statistics-all-recognised").say(locale).into_owned(),
        Counts::AllAwarded => word!("statistics-all-awarded").say(locale).into_owned(),
    }
}

fn at(counts: &Counts, locale: Locale) -> String {
    match counts {
        Counts::Recognised { level: one, .. } => level(*one).say(locale).into_owned(),
        _ => String::new(),
    }
}

/// `/thong-ke`.
#[derive(Template)]
#[template(path = "statistics/show.html")]
struct ShowPage {
    shell: Shell,
    excel: Action,
    forms: Action,
    years: Tabs,
    statistics: Statistics,
}

impl ShowPage {
    fn new(visit: &Visit, query: &ListQuery, statistics: Statistics) -> Self {
        let lit = statistics.years.iter().position(|year| *year == statistics.year).unwrap_or(0);
        let tab = |tabs: Tabs, year: &i16| tabs.tab(year.to_string(), &format!("/thong-ke?nam={year}"), None);
        Self {
            shell: visit
                .shell(word!("statistics-title"), Area::Exemplars)
                .crumb(word!("ui-area-exemplars"), Area::Exemplars.address()),
            excel: query.excel(),
            forms: Action::link(word!("statistics-forms"), format!("/thong-ke/bieu?nam={}", statistics.year)),
            years: statistics.years.iter().fold(Tabs::new(word!("exemplar-year"), lit), tab),
            statistics,
        }
    }

    fn name(&self, counts: &Counts) -> String {
        name(counts, self.shell.locale)
    }

    fn at(&self, counts: &Counts) -> String {
        at(counts, self.shell.locale)
    }

    fn is_sum(&self, counts: &Counts) -> bool {
        matches!(counts, Counts::AllRecognised | Counts::AllAwarded)
    }
}

async fn load(visit: &Visit, query: &ListQuery) -> Result<Statistics, Failure> {
    let year = query.get("nam").and_then(|text| text.parse().ok());
    statistics::statistics(visit.cx()?, year).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = load(&visit, &query).await?;
    Ok(visit.page(&ShowPage::new(&visit, &query, found)))
}

async fn excel(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = load(&visit, &query).await?;
    visit.excel_of(&STATISTICS, &query, found.lines).await
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    use lantoa_app::exemplar::Level;
    let visit = easel.visit().clone();
    let figures = |women, men, collectives, paid| Figures { women, men, collectives, paid, ..Figures::default() };
    let movement = |name: &str, level| Counts::Recognised { movement: name.to_owned(), level };
    let lines = vec![
        (movement("Dạy tốt – Học tốt", Level::Agency), figures(7, 4, 2, 0)),
        (movement("Dạy tốt – Học tốt", Level::Province), figures(1, 0, 0, 0)),
        (Counts::AllRecognised, figures(8, 4, 2, 0)),
        (Counts::Awarded { award: "Giấy khen".to_owned() }, figures(5, 3, 2, 6_480_000)),
        (Counts::AllAwarded, figures(5, 3, 2, 6_480_000)),
    ];
    let year = Statistics { year: 2026, years: vec![2026, 2025], movements: 9, lines };
    let query = ListQuery::new("/thong-ke", &[("nam", "2026")]);
    easel.show("statistics/show", &ShowPage::new(&visit, &query, year));
    form::samples(easel);
}

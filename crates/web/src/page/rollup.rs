//! Numbers over any depth of units and over clusters: given, set, registered, recognised; it must not sum up by itself.

mod sample;

use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::rollup::{self, Count, Figures, Level, UnitRow, View, Wanted};
use lantoa_domain::subject::SubjectKind;
use lantoa_i18n::word;

use crate::{
    filters,
    kernel::{AppState, Choice, Column, Excel, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{self, Action, Label, Stat, Tone},
};

const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("cascade-programme"));
const YEAR: Input = Input::new(InputKind::Select, "nam", word!("cascade-year"));
const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("cascade-movement"));
const UNIT: &str = "don-vi";
/// Units of one page.
const SHOWN: usize = 200;
/// The two kinds whose numbers stand in every table, apart.
const KINDS: [SubjectKind; 2] = [SubjectKind::Collective, SubjectKind::Individual];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/tong-hop", get(show)).route("/tong-hop/excel", post(take))
}

fn wanted(query: &ListQuery) -> Wanted {
    let get = |name: &str| query.get(name).unwrap_or_default();
    Wanted {
        programme: get(PROGRAMME.name).parse().ok(),
        year: get(YEAR.name).parse().ok(),
        movement: get(MOVEMENT.name).parse().ok(),
        unit: get(UNIT).parse().ok(),
    }
}

/// `/tong-hop`.
#[derive(Template)]
#[template(path = "rollup/show.html")]
struct ShowPage {
    shell: Shell,
    query: ListQuery,
    view: Option<View>,
    filters: FormState,
    programmes: Vec<Choice>,
    years: Vec<Choice>,
    movements: Vec<Choice>,
    stats: Vec<Stat>,
    /// Units below that are not shown.
    more: usize,
}

impl ShowPage {
    fn new(visit: &Visit, query: ListQuery, mut view: Option<View>) -> Self {
        let more = view.as_mut().map_or(0, |view| {
            let more = view.below.len().saturating_sub(SHOWN);
            view.below.truncate(SHOWN);
            more
        });
        let named = |view: &View| {
            view.programmes.iter().map(|(id, title)| Choice::new(id.to_string(), title.as_str())).collect()
        };
        let years = |view: &View| {
            (view.years.from..=view.years.to).map(|year| Choice::new(year.to_string(), year.to_string())).collect()
        };
        let movements = |view: &View| {
            view.movements.iter().map(|(key, name)| Choice::new(key.to_string(), name.as_str())).collect()
        };
        Self {
            shell: visit.shell(word!("rollup-title"), Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address()),
            filters: query.form(),
            programmes: view.as_ref().map(named).unwrap_or_default(),
            years: view.as_ref().map(years).unwrap_or_default(),
            movements: view.as_ref().map(movements).unwrap_or_default(),
            stats: view.as_ref().map(stats).unwrap_or_default(),
            more,
            view,
            query,
        }
    }

    /// The numbers of the two kinds, in the order of the columns.
    fn counts(figures: &Figures) -> [Count; 2] {
        KINDS.map(|kind| figures.of(kind))
    }

    fn kinds() -> [lantoa_i18n::Word; 2] {
        KINDS.map(crate::words::kind)
    }

    /// The page of a unit below.
    fn deeper(&self, row: &UnitRow) -> String {
        self.query.with(UNIT, &row.unit.to_string())
    }

    fn dossiers(row: &UnitRow) -> String {
        format!("/ho-so?don-vi={}", row.unit)
    }

    fn breadth(level: &Level) -> String {
        ui::share_of(level.registering.into(), level.units.into())
    }

    fn whole_period(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.year.is_none())
    }

    fn excel(&self) -> Action {
        self.query.excel()
    }
}

fn stats(view: &View) -> Vec<Stat> {
    let figure = |n: u32| Label::from(word!("workbench-figure").with("n", n));
    let mut out = Vec::new();
    for (kind, recognised) in [
        (SubjectKind::Collective, word!("rollup-stat-collectives")),
        (SubjectKind::Individual, word!("rollup-stat-individuals")),
    ] {
        let count = view.here.all.of(kind);
        let note = word!("rollup-stat-note").with("registered", count.registered).with("assigned", count.assigned);
        out.push(Stat::new(figure(count.recognised), recognised).tone(Tone::Honour).note(note));
    }
    let broad = word!("rollup-stat-of-units").with("units", view.here.units);
    out.push(Stat::new(figure(view.here.registering), word!("rollup-stat-registering")).note(broad.clone()));
    out.push(Stat::new(figure(view.here.recognising), word!("rollup-stat-recognising")).note(broad));
    out
}

async fn load(visit: &Visit, query: &ListQuery) -> Result<Option<View>, Failure> {
    rollup::view(visit.cx()?, wanted(query)).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let view = load(&visit, &query).await?;
    Ok(visit.page(&ShowPage::new(&visit, query, view)))
}

/// A number of one kind as Excel takes it.
fn of(row: &UnitRow, kind: SubjectKind, what: fn(Count) -> u32) -> Option<i64> {
    Some(what(row.all.of(kind)).into())
}

const UNITS: Excel<UnitRow> = Excel {
    name: "rollup",
    title: word!("rollup-title"),
    file: "tong-hop",
    told: &["chuong-trinh", "nam", "phong-trao", "don-vi"],
    columns: &[
        Column::text(word!("cascade-unit"), 50, |row, _| {
            format!("{}{}", "    ".repeat(usize::try_from(row.depth).unwrap_or(0)), row.name)
        }),
        Column::number(word!("rollup-units"), |row| Some(row.units.into())),
        Column::number(word!("rollup-registering"), |row| Some(row.registering.into())),
        Column::number(word!("rollup-recognising"), |row| Some(row.recognising.into())),
        Column::number(word!("rollup-collectives-given"), |row| of(row, SubjectKind::Collective, |one| one.given)),
        Column::number(word!("rollup-collectives-assigned"), |row| {
            of(row, SubjectKind::Collective, |one| one.assigned)
        }),
        Column::number(word!("rollup-collectives-registered"), |row| {
            of(row, SubjectKind::Collective, |one| one.registered)
        }),
        Column::number(word!("rollup-collectives-recognised"), |row| {
            of(row, SubjectKind::Collective, |one| one.recognised)
        }),
        Column::number(word!("rollup-individuals-given"), |row| of(row, SubjectKind::Individual, |one| one.given)),
        Column::number(word!("rollup-individuals-assigned"), |row| {
            of(row, SubjectKind::Individual, |one| one.assigned)
        }),
        Column::number(word!("rollup-individuals-registered"), |row| {
            of(row, SubjectKind::Individual, |one| one.registered)
        }),
        Column::number(word!("rollup-individuals-recognised"), |row| {
            of(row, SubjectKind::Individual, |one| one.recognised)
        }),
    ],
};

async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = load(&visit, &query).await?.map(|view| view.tree).unwrap_or_default();
    visit.excel_of(&UNITS, &query, rows).await
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}

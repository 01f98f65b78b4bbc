//! The cascade of a programme: counters, chart, filters and the units, the worst first; it must not count by itself.

use askama::Template;
use axum::response::Response;
use lantoa_app::cascade::{self, Progress, Row, View, Wanted};
use lantoa_domain::unit_plan::PlanKind;
use lantoa_i18n::{Message, word};

use super::{at, say};
use crate::{
    filters,
    kernel::{Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    ui::{Action, Badge, BarChart, Bulk, Label, Pager, Point, Stat, Tabs, Tone},
};

const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("cascade-programme"));
const YEAR: Input = Input::new(InputKind::Select, "nam", word!("cascade-year"));
const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("cascade-state"));
const CLUSTER: Input = Input::new(InputKind::Select, "cum", word!("cascade-cluster"));
const KIND: &str = "loai";
/// Rows of a page.
const SHOWN: usize = 100;

/// What an address asks for.
pub(super) fn wanted(query: &ListQuery) -> Wanted {
    let code = |name: &str| query.get(name).unwrap_or_default();
    Wanted {
        programme: code(PROGRAMME.name).parse().ok(),
        year: code(YEAR.name).parse().ok(),
        kind: say::KINDS.iter().find(|(known, _)| *known == code(KIND)).map(|found| found.1),
        which: say::WHICH.iter().find(|(known, _)| *known == code(STATE.name)).map(|found| found.1),
        cluster: code(CLUSTER.name).parse().ok(),
    }
}

/// `/ke-hoach-don-vi`.
#[derive(Template)]
#[template(path = "cascade/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    query: ListQuery,
    view: Option<View>,
    filters: FormState,
    programmes: Vec<Choice>,
    years: Vec<Choice>,
    states: Vec<Choice>,
    clusters: Vec<Choice>,
    tabs: Tabs,
    stats: Vec<Stat>,
    chart: BarChart,
    rows: Vec<Row>,
    bulk: Bulk,
    pager: Pager,
    actions: Vec<Action>,
    kind: &'static str,
}

impl ListPage {
    pub(super) fn new(visit: &Visit, query: ListQuery, mut view: Option<View>) -> Self {
        let lit = say::KINDS.iter().position(|(code, _)| *code == query.get(KIND).unwrap_or_default()).unwrap_or(0);
        let mut tabs = Tabs::new(word!("cascade-kinds"), lit);
        for (place, (code, kind)) in say::KINDS.into_iter().enumerate() {
            tabs = tabs.tab(say::kind(kind), &query.with(KIND, if place == 0 { "" } else { code }), None);
        }
        let all = view.as_mut().map(|view| std::mem::take(&mut view.rows)).unwrap_or_default();
        let from = query.cursor().and_then(|text| text.parse::<usize>().ok()).unwrap_or(0);
        let total = all.len();
        let rows: Vec<Row> = all.into_iter().skip(from).take(SHOWN).collect();
        let next = Some(from + rows.len()).filter(|next| *next < total).map(|next| next.to_string());
        let years = view.as_ref().map(|view| view.years.from..=view.years.to);
        let year = |year: i16| Choice::new(year.to_string(), year.to_string());
        let named = |view: &View| {
            view.programmes.iter().map(|(id, title)| Choice::new(id.to_string(), title.as_str())).collect()
        };
        let clusters =
            |view: &View| view.clusters.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
        Self {
            shell: visit
                .shell(word!("cascade-title"), Area::Plans)
                .crumb(word!("ui-area-plans"), Area::Plans.address()),
            filters: query.form(),
            programmes: view.as_ref().map(named).unwrap_or_default(),
            years: years.map(|years| years.map(year).collect()).unwrap_or_default(),
            states: say::WHICH.iter().map(|(code, which)| Choice::new(*code, say::which(*which))).collect(),
            clusters: view.as_ref().map(clusters).unwrap_or_default(),
            tabs,
            stats: view.as_ref().map(|view| stats(view, &query)).unwrap_or_default(),
            chart: chart(view.as_ref()),
            bulk: crate::page::bulk::bar(visit, crate::page::bulk::Kind::UnitPlan, &query),
            pager: Pager::new(&query, rows.len(), next.as_deref()).of(total as u64),
            rows,
            actions: view.as_ref().map(actions).unwrap_or_default(),
            kind: say::KINDS[lit].0,
            view,
            query,
        }
    }

    fn badge(row: &Row) -> Badge {
        say::progress_badge(&row.standing, row.done)
    }

    fn late(row: &Row) -> Option<Message> {
        say::late(&row.standing)
    }

    fn asked(row: &Row) -> Badge {
        if row.is_asked {
            Badge::new(word!("cascade-asked"), Tone::Plain)
        } else {
            Badge::new(word!("cascade-told"), Tone::Plain)
        }
    }

    fn receipts(&self, row: &Row) -> Vec<(Message, bool)> {
        let locale = self.shell.locale;
        row.receipts.iter().map(|one| (say::receipt(one, locale), one.received_on.is_none())).collect()
    }

    fn address(row: &Row) -> Option<String> {
        row.plan.map(at)
    }

    /// Begins the plan of a row.
    fn begin(&self, row: &Row) -> Option<String> {
        let (view, unit) = (self.view.as_ref()?, row.unit.filter(|_| row.may_begin)?);
        let task = row.task.map(|id| format!("&nhiem-vu={id}")).unwrap_or_default();
        let movement = row.movement.as_ref().map(|(key, _)| format!("&phong-trao={key}")).unwrap_or_default();
        let kind = self.kind;
        Some(format!(
            "/ke-hoach-don-vi/moi/{}?don-vi={unit}&loai={kind}&nam={}{task}{movement}",
            view.programme, view.year
        ))
    }
}

fn stats(view: &View, query: &ListQuery) -> Vec<Stat> {
    let figure = |n: u32| Label::from(word!("workbench-figure").with("n", n));
    let counts = view.counts;
    let bad = |n: u32| if n > 0 { Tone::Bad } else { Tone::Plain };
    let asked = word!("cascade-stat-asked").with("asked", view.asked.0).with("told", view.asked.1);
    let stat = |n: u32, name, code: &str| Stat::new(figure(n), name).link(query.with(STATE.name, code));
    vec![
        Stat::new(figure(counts.issued()), word!("cascade-stat-issued")).tone(Tone::Good).note(asked),
        stat(counts.overdue, word!("cascade-stat-overdue"), "qua-han").tone(bad(counts.overdue)),
        stat(counts.issued_late, word!("cascade-stat-issued-late"), "ban-hanh-cham"),
        stat(counts.without_standing_body, word!("cascade-stat-no-standing-body"), "thieu-thuong-truc"),
        stat(counts.without_cluster_head, word!("cascade-stat-no-cluster-head"), "thieu-truong-cum"),
    ]
}

fn chart(view: Option<&View>) -> BarChart {
    let points = view.map(|view| {
        let point = |progress| Point::new(say::progress(progress), u64::from(view.counts.of(progress)));
        Progress::ALL.into_iter().map(point).filter(|point| point.value > 0).collect()
    });
    BarChart {
        title: word!("cascade-chart").into(),
        unit: word!("cascade-units").into(),
        points: points.unwrap_or_default(),
    }
}

fn actions(view: &View) -> Vec<Action> {
    let programme = Action::link(word!("cascade-to-programme"), format!("/chuong-trinh/{}", view.programme));
    let sums = Action::link(word!("rollup-title"), format!("/tong-hop?chuong-trinh={}", view.programme));
    let mut out = vec![
        programme,
        sums.icon("chart-column"),
        Action::link(word!("cluster-title"), "/quan-tri/cum-khoi").icon("network"),
    ];
    if view.may_set {
        let address = format!("/ke-hoach-don-vi/thiet-lap/{}", view.programme);
        out.push(Action::link(word!("cascade-setting"), address).icon("settings"));
    }
    out
}

pub(super) async fn show(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let view = cascade::view(visit.cx()?, wanted(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, view)))
}

/// What a kind of plan is for, under the tabs.
fn lead(kind: PlanKind) -> lantoa_i18n::Word {
    match kind {
        PlanKind::Implementation => word!("cascade-lead-implementation"),
        PlanKind::SubPlan => word!("cascade-lead-sub-plan"),
        PlanKind::Propaganda => word!("cascade-lead-propaganda"),
    }
}

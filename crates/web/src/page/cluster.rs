//! Clusters and blocs of units: the list, one with its members by day, and the forms that change them; it must not decide who may.

mod forms;
mod sample;

use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::{
    cascade::{self, Counts},
    cluster::{self, ClusterKind, ClusterRow, MemberRow, View},
};
use lantoa_domain::id::ClusterId;
use lantoa_i18n::{Say, Word, word};

use crate::{
    filters,
    kernel::{AppState, At, Column, Excel, Failure, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Label},
};

const KINDS: [(&str, ClusterKind); 2] = [("cum", ClusterKind::Cluster), ("khoi", ClusterKind::Bloc)];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quan-tri/cum-khoi", get(list))
        .route("/quan-tri/cum-khoi/excel", post(take))
        .route("/quan-tri/cum-khoi/moi", get(forms::show_new).post(forms::found))
        .route("/quan-tri/cum-khoi/{id}", get(show))
        .route("/quan-tri/cum-khoi/{id}/sua", get(forms::show_change).post(forms::change))
        .route("/quan-tri/cum-khoi/{id}/thanh-vien", get(forms::show_join).post(forms::join))
        .route("/quan-tri/cum-khoi/{id}/thanh-vien/excel", post(take_members))
        .route("/quan-tri/cum-khoi/{id}/thanh-vien/{unit}/thoi", get(forms::show_leave).post(forms::leave))
}

/// Cụm or khối.
const fn kind(kind: ClusterKind) -> Word {
    match kind {
        ClusterKind::Cluster => word!("cluster-kind-cluster"),
        ClusterKind::Bloc => word!("cluster-kind-bloc"),
    }
}

fn at(id: ClusterId) -> String {
    format!("/quan-tri/cum-khoi/{id}")
}

fn shell(visit: &Visit, title: Word) -> Shell {
    visit.shell(title, Area::Units).crumb(word!("ui-area-units"), Area::Units.address())
}

/// The year a cluster is for.
fn year(year: i16) -> Label {
    if year == 0 { word!("cluster-every-year").into() } else { year.to_string().into() }
}

/// `/quan-tri/cum-khoi`.
#[derive(Template)]
#[template(path = "cluster/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<ClusterRow>,
    new: Option<Action>,
}

impl ListPage {
    fn new(visit: &Visit, (rows, may_manage): (Vec<ClusterRow>, bool)) -> Self {
        let new = Action::link(word!("cluster-new"), "/quan-tri/cum-khoi/moi").icon("plus").primary();
        Self { shell: shell(visit, word!("cluster-title")), rows, new: may_manage.then_some(new) }
    }
}

/// `/quan-tri/cum-khoi/{id}`.
#[derive(Template)]
#[template(path = "cluster/show.html")]
struct ShowPage {
    shell: Shell,
    view: View,
    /// How far its members are with their own plans, of the programme it is for.
    counts: Option<Counts>,
    actions: Vec<Action>,
    facts: Vec<(Label, Label)>,
}

impl ShowPage {
    fn new(visit: &Visit, view: View, counts: Option<Counts>) -> Self {
        let base = at(view.id);
        let programme = view.terms.programme.map(|id| format!("&chuong-trinh={id}")).unwrap_or_default();
        let year_of = view.terms.year.map(|year| format!("&nam={year}")).unwrap_or_default();
        let plans = format!("/ke-hoach-don-vi?cum={}{programme}{year_of}", view.id);
        let mut actions = vec![Action::link(word!("cluster-plans"), plans).icon("scroll-text")];
        if view.may_manage {
            actions.push(Action::link(word!("cluster-join"), format!("{base}/thanh-vien")).icon("plus"));
            actions.push(Action::link(word!("cluster-change"), format!("{base}/sua")).icon("pencil"));
        }
        let title = view.programme_title.as_ref();
        let facts = vec![
            (word!("cluster-head").into(), view.head_name.as_str().into()),
            (word!("cluster-kind").into(), kind(view.terms.kind).into()),
            (
                word!("cascade-programme").into(),
                title.map_or_else(|| word!("cluster-every-programme").into(), |title| title.as_str().into()),
            ),
            (word!("cascade-year").into(), year(view.terms.year.unwrap_or(0))),
        ];
        Self {
            shell: shell(visit, word!("cluster-show")).crumb(word!("cluster-title"), "/quan-tri/cum-khoi"),
            view,
            counts,
            actions,
            facts,
        }
    }

    fn excel(&self) -> Action {
        self.shell.excel(&format!("{}/thanh-vien", at(self.view.id)))
    }

    fn may_end(&self, row: &MemberRow) -> bool {
        self.view.may_manage && row.to.is_none() && row.unit != self.view.terms.head
    }
}

async fn list(visit: Visit) -> Result<Response, Failure> {
    let found = cluster::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, found)))
}

async fn load(visit: &Visit, id: ClusterId) -> Result<View, Failure> {
    cluster::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<ClusterId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let wanted = cascade::Wanted {
        programme: view.terms.programme,
        year: view.terms.year,
        cluster: Some(id),
        ..cascade::Wanted::default()
    };
    let plans = cascade::view(visit.cx()?, wanted).await.map_err(|why| visit.failed(why))?;
    let counts = plans.map(|plans| plans.counts).filter(|counts| counts.all() > 0);
    Ok(visit.page(&ShowPage::new(&visit, view, counts)))
}

const CLUSTERS: Excel<ClusterRow> = Excel {
    name: "clusters",
    title: word!("cluster-title"),
    file: "cum-khoi",
    told: &[],
    columns: &[
        Column::text(word!("cluster-name"), 40, |row, _| row.name.clone()),
        Column::text(word!("cluster-kind"), 12, |row, locale| kind(row.kind).say(locale).into_owned()),
        Column::text(word!("cascade-programme"), 50, |row, _| {
            row.programme.as_ref().map(|(_, title)| title.clone()).unwrap_or_default()
        }),
        Column::number(word!("cascade-year"), |row| (row.year != 0).then_some(i64::from(row.year))),
        Column::text(word!("cluster-head"), 40, |row, _| row.head.clone()),
        Column::number(word!("cluster-members"), |row| i64::try_from(row.members.len()).ok()),
        Column::text(word!("cluster-member-names"), 80, |row, _| row.members.join("; ")),
    ],
};

const MEMBERS: Excel<MemberRow> = Excel {
    name: "cluster-members",
    title: word!("cluster-members"),
    file: "thanh-vien-cum-khoi",
    told: &[],
    columns: &[
        Column::text(word!("cascade-unit"), 50, |row, _| row.name.clone()),
        Column::day(word!("cluster-from"), |row| Some(row.from)),
        Column::day(word!("cluster-to"), |row| row.to),
    ],
};

async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (rows, _) = cluster::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&CLUSTERS, &query, rows).await
}

async fn take_members(visit: Visit, At(id): At<ClusterId>, query: ListQuery) -> Result<Response, Failure> {
    let rows = load(&visit, id).await?.members;
    visit.excel_of(&MEMBERS, &query, rows).await
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}

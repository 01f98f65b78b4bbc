//! The list of programmes and plans. It must not change one.

use super::view::state;
use crate::{
    filters,
    kernel::{Failure, Shell, Visit},
    nav::Area,
    ui::{Action, Badge, Tone},
};
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use lantoa_app::plan::PlanStatus;
use lantoa_app::programme::{self, ProgrammeStatus};
use lantoa_domain::policy::Act;
use lantoa_i18n::word;

/// `/ke-hoach`.
#[derive(Template)]
#[template(path = "plan/list.html")]
pub(super) struct ListPage {
    pub(super) shell: Shell,
    pub(super) actions: Vec<Action>,
    pub(super) programmes: Vec<ProgrammeRow>,
    pub(super) plans: Vec<PlanRow>,
}

/// A programme in the list.
#[derive(Debug, Clone)]
pub(super) struct ProgrammeRow {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) years: String,
    pub(super) state: Badge,
    pub(super) open_rounds: u32,
    pub(super) met: u32,
    pub(super) all: u32,
    pub(super) overdue: u32,
    pub(super) late_address: String,
}

/// A plan in the list.
#[derive(Debug, Clone)]
pub(super) struct PlanRow {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) file: String,
    pub(super) state: Badge,
    pub(super) at: Timestamp,
}

impl ListPage {
    pub(super) fn new(visit: &Visit, programmes: Vec<ProgrammeRow>, plans: Vec<PlanRow>, may_edit: MayUpload) -> Self {
        let upload = Action::link(word!("plan-upload"), "/ke-hoach/tai-len").primary().icon("plus");
        let mut actions = vec![
            Action::link(word!("cascade-title"), "/ke-hoach-don-vi").icon("network"),
            Action::link(word!("rollup-title"), "/tong-hop").icon("chart-column"),
        ];
        if may_edit == MayUpload::Yes {
            actions.push(upload);
        }
        Self { shell: visit.shell(word!("plan-list-title"), Area::Plans), actions, programmes, plans }
    }
}

/// Whether the visitor may upload plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MayUpload {
    /// The visitor may.
    Yes,
    /// The visitor may only look.
    No,
}

/// Where a programme stands, as a pill.
pub(crate) fn programme_state(status: ProgrammeStatus) -> Badge {
    match status {
        ProgrammeStatus::Running => Badge::new(word!("programme-state-running"), Tone::Note),
        ProgrammeStatus::Finished => Badge::new(word!("programme-state-finished"), Tone::Good).icon("check"),
    }
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let programmes = programme::list(cx).await.map_err(|why| visit.failed(why))?;
    let plans = super::read::list(cx).await.map_err(|why| visit.failed(why))?;
    let programme = |row: programme::Row| ProgrammeRow {
        address: format!("/chuong-trinh/{}", row.id),
        title: row.title,
        years: if row.from == row.to { row.from.to_string() } else { format!("{} – {}", row.from, row.to) },
        state: programme_state(row.status),
        open_rounds: row.open_rounds,
        met: row.tasks.met_in_time + row.tasks.met_late + row.tasks.exempt,
        all: row.tasks.all(),
        overdue: row.tasks.overdue,
        late_address: format!("/nhiem-vu?xem=tat-ca&chuong-trinh={}&tinh-trang=overdue", row.id),
    };
    let draft = |row: super::read::Row| PlanRow {
        address: format!("/ke-hoach/{}", row.id),
        title: row.title,
        file: row.file_name,
        state: state(row.status),
        at: row.uploaded_at,
    };
    let drafts = plans.into_iter().filter(|row| row.status == PlanStatus::Draft);
    let may = if cx.may(Act::EditPlan) { MayUpload::Yes } else { MayUpload::No };
    let page = ListPage::new(&visit, programmes.into_iter().map(programme).collect(), drafts.map(draft).collect(), may);
    Ok(visit.page(&page))
}

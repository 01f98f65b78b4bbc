//! Who appraises a dossier, on its page, and how far every appraiser is. It must not decide who may be named.

use askama::Template;
use axum::response::Response;
use lantoa_app::bulk::Deed;
use lantoa_app::dossier::assign::{self, Progress, Shown};
use lantoa_i18n::{Message, word};

use crate::{
    filters,
    kernel::{Column, Excel, Failure, ListQuery, Shell, Visit},
    nav::Area,
    page::bulk::say::slug,
    ui::Action,
};

/// The appraiser on a dossier's page; shows nothing to those whom it does not concern.
#[derive(Debug, Clone, Template)]
#[template(path = "dossier/appraiser.html")]
pub(super) struct Appraiser {
    shows: bool,
    name: Option<String>,
    lines: Vec<Message>,
    note: String,
    actions: Vec<Action>,
}

// Its template escapes what it shows.
impl askama::filters::HtmlSafe for Appraiser {}

impl Appraiser {
    pub(super) fn of(shown: Shown, id: &str, version: i64) -> Self {
        let (has, may) = (shown.assigned.is_some(), shown.may_assign);
        let give = |label, deed| {
            let one = Action::post(label, "/nhieu-viec").field("viec", slug(deed));
            one.field("chon", format!("{id}:{version}")).field("ve", format!("/ho-so/{id}"))
        };
        let mut actions = Vec::new();
        if may {
            let label = if has { word!("dossier-assign-again") } else { word!("dossier-assign") };
            actions.push(give(label, Deed::DossierAssign).icon("clipboard-check"));
        }
        if may && has {
            actions.push(give(word!("dossier-assign-take-back"), Deed::DossierTakeBack));
        }
        let mut lines = Vec::new();
        let (name, note) = match shown.assigned {
            Some(one) => {
                lines.extend(one.due.map(|day| word!("dossier-appraiser-due").with("day", day)));
                lines.push(word!("dossier-appraiser-by").with("by", &one.by));
                (Some(one.name), one.note)
            }
            None => (None, String::new()),
        };
        Self { shows: has || may, name, lines, note, actions }
    }

    pub(super) fn sample() -> Self {
        Self {
            shows: true,
            name: Some("Võ Thị Cúc".to_owned()),
            lines: vec![word!("dossier-appraiser-due").with("day", jiff::civil::date(2026, 11, 27))],
            note: "Đối chiếu tiêu chí 3 với báo cáo năm.".to_owned(),
            actions: vec![Action::post(word!("dossier-assign-again"), "/nhieu-viec").icon("clipboard-check")],
        }
    }
}

/// `/ho-so/tham-dinh`.
#[derive(Template)]
#[template(path = "dossier/progress.html")]
pub(super) struct ProgressPage {
    shell: Shell,
    rows: Vec<Progress>,
    today: jiff::civil::Date,
}

impl ProgressPage {
    pub(super) fn new(visit: &Visit, rows: Vec<Progress>, today: jiff::civil::Date) -> Self {
        let shell = visit.shell(word!("dossier-progress"), Area::Dossiers);
        Self { shell: shell.crumb(word!("dossier-list-title"), "/ho-so"), rows, today }
    }

    fn address(row: &Progress) -> String {
        format!("/ho-so?tham-dinh={}", row.person)
    }
}

pub(super) async fn progress(visit: Visit) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let rows = assign::progress(cx).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ProgressPage::new(&visit, rows, cx.today())))
}

const PROGRESS: Excel<Progress> = Excel {
    name: "appraisers",
    title: word!("dossier-progress"),
    file: "tien-do-tham-dinh",
    told: &[],
    columns: &[
        Column::text(word!("dossier-progress-name"), 30, |row, _| row.name.clone()),
        Column::number(word!("dossier-progress-given"), |row| Some(i64::from(row.given))),
        Column::number(word!("dossier-progress-done"), |row| Some(i64::from(row.done))),
        Column::number(word!("dossier-progress-open"), |row| Some(i64::from(row.given - row.done))),
        Column::number(word!("dossier-progress-late"), |row| Some(i64::from(row.late))),
        Column::day(word!("dossier-progress-next"), |row| row.next),
    ],
};

/// `/ho-so/tham-dinh/excel`.
pub(super) async fn excel(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = assign::progress(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&PROGRESS, &query, rows).await
}

//! One report: its text with the figures beside it, what can be done, its versions. It must not change anything.

use super::{at, board, say};
use crate::{
    filters,
    kernel::{At, Failure, FormState, Shell, Visit},
    nav::Area,
    page::{paper::shelf::Shelf, publicity::board::Board},
    ui::{Action, BarChart, Label},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::{
    document::{About, DocumentRow, of_thing},
    report::{self, PartView, ReportView, VersionView},
};
use lantoa_domain::id::ReportId;
use lantoa_domain::report::{Freshness, ReportState, Section};
use lantoa_i18n::{Message, Word, word};

/// `/bao-cao/{id}` and `/bao-cao/{id}/ban/{ordinal}`.
#[derive(Template)]
#[template(path = "report/show.html")]
pub(super) struct ShowPage {
    shell: Shell,
    view: ReportView,
    title: Message,
    actions: Vec<Action>,
    /// Tone, icon, sentence.
    notices: Vec<(&'static str, &'static str, Message)>,
    tables: Vec<(Word, Board)>,
    charts: Vec<BarChart>,
    facts: Vec<(Word, Label)>,
    documents: Vec<DocumentRow>,
    papers: Shelf,
}

impl ShowPage {
    pub(super) fn new(visit: &Visit, view: ReportView, documents: Vec<DocumentRow>) -> Self {
        let (locale, head) = (visit.locale(), &view.content.head);
        let title = say::head_title(head);
        let shell = visit
            .shell(title.clone(), Area::Reports)
            .crumb(word!("ui-area-reports"), Area::Reports.address())
            .crumb(head.programme.as_str(), format!("/chuong-trinh/{}", view.row.programme));
        let mut tables = vec![(word!("report-movements"), board::movements(&view))];
        tables.push((word!("report-quotas"), board::quotas(&view.content, locale)));
        tables.push((word!("report-awards"), board::awards(&view.content, locale)));
        tables.push((word!("programme-obligations"), board::obligations(&view)));
        tables.push((word!("report-figures"), board::figures(&view, locale)));
        tables.retain(|(_, board)| !board.rows.is_empty());
        Self {
            shell,
            actions: actions(&view),
            notices: notices(&view),
            tables,
            charts: board::charts(&view.content),
            facts: facts(&view),
            documents,
            papers: Shelf::of(About::Report(view.row.id)),
            title,
            view,
        }
    }

    fn state(&self) -> crate::ui::Badge {
        say::state(&self.view.row.state.0)
    }

    /// What to know before going on.
    fn told(&self) -> Vec<(&'static str, &'static str, &Message)> {
        self.notices.iter().map(|(tone, sign, message)| (*tone, *sign, message)).collect()
    }

    /// Where a section is edited, for those who write.
    fn edit(&self, part: &PartView) -> Option<String> {
        let open = self.view.may_write && self.view.shown.is_none();
        open.then(|| format!("{}/muc/{}", at(self.view.row.id), part.section))
    }

    fn is_movement(part: &PartView) -> bool {
        matches!(part.section, Section::Movement(_))
    }

    fn freshness(part: &PartView) -> Option<crate::ui::Badge> {
        use crate::ui::{Badge, Tone};
        match part.freshness {
            Freshness::Undecided => Some(Badge::new(word!("report-undecided"), Tone::Warn)),
            Freshness::Behind => Some(Badge::new(word!("report-behind"), Tone::Note)),
            Freshness::Current if part.edited => Some(Badge::new(word!("report-edited"), Tone::Plain)),
            Freshness::Current => None,
        }
    }

    fn version_address(&self, one: &VersionView) -> String {
        format!("{}/ban/{}", at(self.view.row.id), one.row.ordinal)
    }

    /// The first signs of a print: enough to compare two papers by eye.
    fn print(one: &VersionView) -> &str {
        one.row.sha256.get(..16).unwrap_or_default()
    }

    fn lines(part: &PartView) -> Vec<&str> {
        part.text.lines().filter(|line| !line.trim().is_empty()).collect()
    }
}

fn actions(view: &ReportView) -> Vec<Action> {
    let (base, state) = (at(view.row.id), view.row.state.0);
    let seen = view.row.version.to_string();
    let mut out = Vec::new();
    if view.may_send && state == ReportState::Submitted {
        out.push(Action::link(word!("report-send"), format!("{base}/gui")).primary().icon("send"));
    }
    if view.may_write && state == ReportState::Draft && view.shown.is_none() {
        out.push(Action::link(word!("report-submit"), format!("{base}/trinh")).primary().icon("stamp"));
        if view.behind() > 0 {
            out.push(Action::post(word!("report-refresh"), format!("{base}/cap-nhat")).field(FormState::VERSION, seen));
        }
        out.push(Action::link(word!("report-address"), format!("{base}/noi-nhan")));
    }
    if view.may_write && state != ReportState::Draft {
        out.push(Action::link(word!("report-reopen"), format!("{base}/ban-moi")).icon("pencil"));
    }
    let sides = view.versions.len() + usize::from(state == ReportState::Draft && view.may_write);
    if sides > 1 {
        out.push(Action::link(word!("report-compare"), format!("{base}/so-sanh")));
    }
    out.push(Action::post(word!("report-excel-movements"), format!("{base}/phong-trao/excel")).icon("download"));
    out.push(Action::post(word!("report-excel-figures"), format!("{base}/excel")).icon("download"));
    out
}

fn notices(view: &ReportView) -> Vec<(&'static str, &'static str, Message)> {
    let mut out = Vec::new();
    let latest = view.versions.last().map(|one| one.row.ordinal);
    match view.shown {
        Some(shown) if latest != Some(shown) => {
            out.push(("warn", "history", word!("report-older-version").with("ordinal", shown)));
        }
        Some(shown) => out.push(("note", "lock", word!("report-frozen-version").with("ordinal", shown))),
        None => {}
    }
    if view.undecided() > 0 {
        out.push(("warn", "triangle-alert", word!("report-undecided-count").with("count", view.undecided())));
    }
    if view.behind() > 0 {
        out.push(("note", "info", word!("report-behind-count").with("count", view.behind())));
    }
    out
}

fn facts(view: &ReportView) -> Vec<(Word, Label)> {
    let head = &view.content.head;
    let mut out = vec![
        (word!("report-unit"), Label::from(head.unit.as_str())),
        (word!("report-level"), say::level(&head.level).into()),
        (word!("report-kind"), say::kind(head.kind).into()),
    ];
    if !view.row.addressees.is_empty() {
        out.push((word!("report-addressees"), view.row.addressees.replace('\n', "; ").into()));
    }
    if let Some(again) = view.repeated {
        out.push((word!("report-repeated"), again.to_string().into()));
    }
    out
}

/// Loads a report as it stands.
pub(super) async fn load(visit: &Visit, id: ReportId) -> Result<ReportView, Failure> {
    report::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn documents(visit: &Visit, id: ReportId) -> Result<Vec<DocumentRow>, Failure> {
    of_thing(visit.cx()?, About::Report(id)).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ReportId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let documents = documents(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view, documents)))
}

pub(super) async fn version(visit: Visit, At((id, ordinal)): At<(ReportId, u32)>) -> Result<Response, Failure> {
    let found = report::version(visit.cx()?, id, ordinal).await;
    let view = found.map_err(|why| visit.failed(why))?;
    let documents = documents(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view, documents)))
}

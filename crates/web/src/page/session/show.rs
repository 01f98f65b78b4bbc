//! The session's page: what is voted on now, the agenda, who is there; it must not carry out anything.

use super::{address, elections, forms, load, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Shell, Visit, sentence},
    nav::Area,
    page::{election, paper::shelf::Shelf},
    sample::Easel,
    ui::Action,
    words,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::{
    document::About,
    election::Line,
    session::{ItemView, NextStep, SessionStatus, SessionView},
};
use lantoa_docgen::Kind;
use lantoa_domain::{id::SessionId, plan::Method, session::Stage};
use lantoa_i18n::{Message, word};

/// `/hoi-dong/phien/{id}`.
#[derive(Template)]
#[template(path = "session/show.html")]
struct ShowPage {
    shell: Shell,
    view: SessionView,
    actions: Vec<Action>,
    next: Vec<Action>,
    elections: Vec<Line>,
    papers: Shelf,
}

/// The session's page.
pub(super) async fn show(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let elections = elections(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view, elections)))
}

impl ShowPage {
    fn new(visit: &Visit, view: SessionView, elections: Vec<Line>) -> Self {
        let council = format!("/hoi-dong/{}", view.council);
        let shell = visit
            .shell(word!("session-title").with("date", view.held_on), Area::Councils)
            .crumb(word!("ui-area-councils"), Area::Councils.address())
            .crumb(view.council_name.as_str(), council);
        Self {
            shell,
            actions: actions(&view),
            next: next(visit, &view, &elections),
            papers: papers(&view),
            view,
            elections,
        }
    }

    /// Items that are voted on now.
    fn open(&self) -> Vec<&ItemView> {
        self.view.items.iter().filter(|item| item.stage == Stage::Open).collect()
    }

    fn is_live(&self) -> bool {
        self.view.status == SessionStatus::Called
    }

    /// Small acts on one item, as links.
    fn small(&self, item: &ItemView) -> Vec<(Message, String)> {
        let base = address(self.view.id);
        let mut out = Vec::new();
        if forms::may_declare(self.view.may, item) {
            out.push((word!("session-declare").into(), format!("{base}/xung-dot/{}", item.id)));
        }
        if forms::may_note(self.view.may, item) {
            out.push((word!("session-note").into(), format!("{base}/ghi-chu/{}", item.id)));
        }
        if forms::may_repeat(self.view.may, item) {
            out.push((word!("session-repeat").into(), format!("{base}/bieu-quyet-lai/{}", item.id)));
        }
        out
    }
}

/// The papers the reader may have: what shows how dossiers were weighed is closed to whoever is in conflict on one.
fn papers(view: &SessionView) -> Shelf {
    let voted = || view.items.iter().filter(|item| item.stage != Stage::Void);
    let secret = |item: &&ItemView| item.rule.method == Method::Secret;
    let open = view.items.iter().all(|item| !item.own_conflict);
    Shelf::of(About::Session(view.id)).only(|kind| match kind {
        Kind::CouncilPack => voted().next().is_some(),
        Kind::Ballot => voted().filter(secret).any(|item| matches!(item.stage, Stage::Waiting | Stage::Open)),
        Kind::Counting => open && voted().filter(secret).any(|item| item.tally.is_some()),
        Kind::Minutes => open,
        Kind::Submission => open && voted().any(|item| item.passed == Some(true)),
        _ => true,
    })
}

fn actions(view: &SessionView) -> Vec<Action> {
    let base = address(view.id);
    let mut out = Vec::new();
    if view.may.call {
        out.push(Action::link(word!("session-edit"), format!("{base}/sua")).icon("pencil"));
    }
    if view.may.call && view.items.iter().all(|item| item.stage == Stage::Waiting) {
        out.push(Action::link(word!("session-cancel"), format!("{base}/huy")).icon("x"));
    }
    out.push(Action::link(word!("ui-calendar-add"), format!("{base}/lich.ics")).icon("calendar"));
    out.push(Action::link(word!("session-projector"), format!("{base}/trinh-chieu")).icon("play"));
    out.push(Action::link(word!("session-minutes"), format!("{base}/bien-ban")).icon("file-text"));
    if view::has_sealed(view) {
        out.push(Action::link(word!("session-minutes-sealed"), format!("{base}/bien-ban-niem-phong")).icon("lock"));
    }
    out
}

/// What comes next for the reader: one button for each act that at least one item waits for.
fn next(visit: &Visit, view: &SessionView, elections: &[Line]) -> Vec<Action> {
    let base = address(view.id);
    let mut out = Vec::new();
    if view.may.call && (view.items.is_empty() || !view.waiting.is_empty()) {
        out.push(Action::link(word!("session-agenda-set"), format!("{base}/chuong-trinh")).icon("clipboard-check"));
    }
    if view.may.run {
        out.push(Action::link(word!("session-presence-mark"), format!("{base}/diem-danh")).icon("users"));
    }
    if view.may.run && view.status == SessionStatus::Called && view.items.iter().any(|item| is_free(item, elections)) {
        out.push(Action::link(word!("election-title"), format!("{base}/phieu-dien-tu")).icon("vote"));
    }
    let steps = [NextStep::Announce, NextStep::Confirm, NextStep::Count, NextStep::Close, NextStep::Open];
    for step in steps {
        if let Some(action) = act(visit, view, &base, step) {
            out.push(action);
        }
    }
    let under_way = view.items.iter().any(|item| item.stage.is_under_way());
    let held = view.items.iter().any(|item| item.stage != Stage::Waiting);
    if view.may.run && held && !under_way {
        out.push(Action::link(word!("session-finish"), format!("{base}/ket-thuc")).icon("check-check"));
    }
    if let Some(first) = out.first_mut() {
        *first = first.clone().primary();
    }
    out
}

/// Whether an item waits for a secret vote that no electronic ballot holds yet.
fn is_free(item: &ItemView, elections: &[Line]) -> bool {
    let taken = elections.iter().any(|line| line.stage.is_live() && line.items.contains(&item.id));
    item.stage == Stage::Waiting && item.rule.method == Method::Secret && !taken
}

fn act(visit: &Visit, view: &SessionView, base: &str, step: NextStep) -> Option<Action> {
    let here = if matches!(step, NextStep::Confirm | NextStep::Announce) { view.may.announce } else { view.may.run };
    let waiting: Vec<_> =
        view.items.iter().filter_map(|item| item.next.as_ref()).filter(|next| next.0 == step).collect();
    if !here || waiting.is_empty() {
        return None;
    }
    let (place, icon) = match step {
        NextStep::Open => ("buoc/mo", "play"),
        NextStep::Close => ("buoc/khep", "lock"),
        NextStep::Count => ("kiem-phieu", "clipboard-check"),
        NextStep::Confirm => ("buoc/xac-nhan", "check"),
        NextStep::Announce => ("buoc/cong-bo", "megaphone"),
    };
    let reason = match waiting.iter().all(|next| next.1.is_err()) {
        true => waiting.first().and_then(|next| next.1.as_ref().err()).map(|why| sentence(why, visit.locale())),
        false => None,
    };
    let label = word!("session-act-count-of").with("act", view::act(step)).with("count", waiting.len());
    Some(Action::link(label, format!("{base}/{place}")).icon(icon).refused(reason))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let none = Vec::new;
    easel.show("session/show", &ShowPage::new(&visit, sample::running(), sample::elections()));
    easel.show("session/show-called", &ShowPage::new(&visit, sample::called(), none()));
    easel.show("session/show-conflicted", &ShowPage::new(&visit, sample::conflicted(), none()));
    easel.show("session/show-over", &ShowPage::new(&visit, sample::over(), none()));
}

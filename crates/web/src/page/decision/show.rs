//! One decision: its lines with the record behind each name, its money with both operands, what comes next. It must not issue anything.

use super::{address, load, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Shell, Visit, sentence},
    nav::Area,
    page::paper::shelf::Shelf,
    sample::Easel,
    ui::{Action, Label},
    words,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::decision::{Check, DecisionKind, DecisionStatus, DecisionView, LineView};
use lantoa_app::document::{self, About, DocumentRow};
use lantoa_docgen::Kind;
use lantoa_domain::{Refusal, id::DecisionId, money::Mark};
use lantoa_i18n::{Message, word};

/// `/quyet-dinh/{id}`.
#[derive(Template)]
#[template(path = "decision/show.html")]
struct ShowPage {
    shell: Shell,
    view: DecisionView,
    documents: Vec<DocumentRow>,
    actions: Vec<Action>,
    next: Option<Action>,
    papers: Shelf,
}

/// The papers of the decision: its own, and for an award the list by which money is paid out.
fn papers(view: &DecisionView) -> Shelf {
    let is = view.row.kind;
    Shelf::of(About::Decision(view.row.id)).only(|kind| match kind {
        Kind::Recognition => is == DecisionKind::Recognition,
        Kind::Award => is == DecisionKind::Award,
        Kind::AwardList => is == DecisionKind::Award && view.total.is_some_and(|total| total > 0),
        _ => true,
    })
}

impl ShowPage {
    fn new(visit: &Visit, view: DecisionView, documents: Vec<DocumentRow>) -> Self {
        let shell = visit
            .shell(word!("decision-show-title"), Area::Decisions)
            .crumb(word!("ui-area-decisions"), Area::Decisions.address());
        let (actions, next, papers) = (actions(visit, &view), next(&view), papers(&view));
        Self { shell, actions, next, papers, view, documents }
    }

    fn is_draft(&self) -> bool {
        self.view.row.status == DecisionStatus::Draft
    }

    fn is_award(&self) -> bool {
        self.view.row.kind == DecisionKind::Award
    }

    /// The sentence for what stands in the way of a line.
    fn refused(&self, why: &Refusal) -> Message {
        sentence(why, self.shell.locale)
    }

    /// Facts at the side.
    fn facts(&self) -> Vec<(Message, Label)> {
        let row = &self.view.row;
        let mut out: Vec<(Message, Label)> = vec![
            (word!("decision-filter-kind").into(), view::kind(row.kind).into()),
            (word!("decision-programme").into(), self.view.programme.as_str().into()),
        ];
        if let Some(award) = &self.view.award {
            out.push((word!("decision-award").into(), award.as_str().into()));
        }
        if !row.signer_title.is_empty() {
            out.push((word!("decision-signer-title").into(), row.signer_title.as_str().into()));
        }
        if !row.signer_name.is_empty() {
            out.push((word!("decision-signer").into(), row.signer_name.as_str().into()));
        }
        let date = |day| Label::from(word!("decision-day").with("date", day));
        let on = if self.is_draft() { word!("decision-on-intended") } else { word!("decision-on") };
        out.extend(row.on_day.map(|day| (on.into(), date(day))));
        out.extend(row.valid_until.map(|day| (word!("decision-valid-until").into(), date(day))));
        out.extend(row.recheck_on.map(|day| (word!("decision-recheck-on").into(), date(day))));
        out
    }

    fn bases(&self) -> Vec<&str> {
        self.view.row.bases.lines().filter(|line| !line.trim().is_empty()).collect()
    }

    /// Whether a legal fact behind an amount still has to be checked.
    fn needs_legal_check(&self, line: &LineView) -> bool {
        let mark = line.money.as_ref().and_then(|money| money.as_ref().ok()).map(|paid| paid.amount.mark);
        mark.is_some_and(|mark| !matches!(mark, Mark::Verified | Mark::Confirmed))
    }

    /// The page of a line's certificate.
    fn certificate(&self, line: &LineView) -> Option<String> {
        if self.is_draft() {
            return None;
        }
        match self.view.row.kind {
            DecisionKind::Recognition => line.exemplar.map(|id| format!("/dien-hinh/{id}/giay-cong-nhan")),
            DecisionKind::Award => Some(format!("/quyet-dinh/{}/giay-khen/{}", self.view.row.id, line.dossier)),
        }
    }

    fn decline(&self, line: &LineView) -> Option<String> {
        let may = self.view.may_issue && !self.is_award();
        may.then(|| format!("/quyet-dinh/{}/tu-choi/{}", self.view.row.id, line.dossier))
    }

    fn vote(&self, check: &Check) -> Option<Message> {
        let vote = check.vote.as_ref()?;
        Some(match vote.tally {
            Some(count) => word!("decision-vote")
                .with("date", vote.held_on)
                .with("agree", count.tally.agree)
                .with("needed", count.needed)
                .with("base", count.base),
            None => word!("decision-vote-passed").with("date", vote.held_on),
        })
    }
}

fn actions(visit: &Visit, view: &DecisionView) -> Vec<Action> {
    let base = address(view.row.id);
    let mut out = Vec::new();
    if !view.lines.is_empty() {
        out.push(Action::link(word!("decision-as-word"), format!("{base}/tai/word")).icon("download"));
        if visit.has_press() {
            out.push(Action::link(word!("decision-as-pdf"), format!("{base}/tai/pdf")).icon("download"));
        }
    }
    let may_print = visit.cx().is_ok_and(lantoa_app::job::may_ask);
    if view.row.status == DecisionStatus::Issued && visit.has_press() && may_print {
        out.push(Action::link(word!("decision-print-all"), format!("{base}/in")).icon("printer"));
    }
    if view.may_edit {
        out.push(Action::link(word!("decision-edit"), format!("{base}/sua")).icon("pencil"));
        out.push(Action::link(word!("decision-set-lines"), format!("{base}/danh-sach")).icon("clipboard-check"));
        out.push(Action::link(word!("decision-discard"), format!("{base}/bo")).icon("x"));
    }
    out
}

fn next(view: &DecisionView) -> Option<Action> {
    let base = address(view.row.id);
    if view.may_issue {
        let blocked = view.lines.is_empty().then(|| word!("decision-no-lines").into());
        let issue = Action::link(word!("decision-issue"), format!("{base}/ban-hanh")).primary().icon("stamp");
        return Some(issue.refused(blocked));
    }
    if let (DecisionStatus::Draft, Some(_)) = (view.row.status, view.row.replaces) {
        return None;
    }
    let recognised = view.row.status == DecisionStatus::Issued && view.row.kind == DecisionKind::Recognition;
    let may_draft = recognised && view.may_draft;
    may_draft.then(|| {
        let address =
            format!("/quyet-dinh/moi?loai=khen-thuong&chuong-trinh={}&tu={}", view.row.programme, view.row.id);
        Action::link(word!("decision-award-too"), address).icon("award")
    })
}

/// One decision.
pub(super) async fn show(visit: Visit, At(id): At<DecisionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let documents = if view.row.status.is_numbered() {
        document::of_thing(visit.cx()?, About::Decision(id)).await.map_err(|why| visit.failed(why))?
    } else {
        Vec::new()
    };
    Ok(visit.page(&ShowPage::new(&visit, view, documents)))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("decision/show", &ShowPage::new(&visit, sample::recognition_draft(), Vec::new()));
    easel.show("decision/show-issued", &ShowPage::new(&visit, sample::recognition_issued(), Vec::new()));
    easel.show("decision/show-award", &ShowPage::new(&visit, sample::award(), Vec::new()));
}

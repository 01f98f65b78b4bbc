//! Issuing a decision: asks twice, with the record behind each name, a reason for each cap that is gone over, number and day. It must not give a number itself.

use super::{address, forms::SIGNER, load, sample, view};
use crate::page::document::AUTHORITY;
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Input, InputKind, Shell, Visit, sentence},
    nav::Area,
    page::session::failed,
    sample::Easel,
    ui::{Action, Field},
    words,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::decision::{self, DecisionKind, DecisionStatus, DecisionView, Issue, LineView, SeenLine};
use lantoa_domain::id::DecisionId;
use lantoa_i18n::{Message, Word, word};

const ON: Input = Input::new(InputKind::Date, "ngay", word!("decision-on")).required();
const NUMBER: Input = Input::new(InputKind::Whole, "so", word!("decision-number")).hint(word!("decision-number-hint"));
const GAP: Input = Input::text("bo-so", word!("decision-gap")).max_chars(300).hint(word!("decision-gap-hint"));
const MENDS: Input = Input::text("ly-do-thay", word!("document-replace-why")).required().max_chars(500);

/// `/quyet-dinh/{id}/ban-hanh`.
#[derive(Template)]
#[template(path = "decision/issue.html")]
struct IssuePage {
    shell: Shell,
    view: DecisionView,
    form: FormState,
    submit: Action,
    back: Action,
}

impl IssuePage {
    fn new(visit: &Visit, view: DecisionView, form: FormState) -> Self {
        let blocked = view.lines.iter().any(|line| blocks(line).is_some());
        let reason = blocked.then(|| word!("decision-issue-blocked").into());
        let shell = visit
            .shell(word!("decision-issue"), Area::Decisions)
            .crumb(word!("ui-area-decisions"), Area::Decisions.address())
            .crumb(view.row.title.as_str(), address(view.row.id));
        Self {
            shell,
            submit: Action::submit(word!("decision-issue-do")).primary().icon("stamp").refused(reason),
            back: Action::link(word!("ui-confirm-back"), address(view.row.id)),
            view,
            form,
        }
    }

    fn fields(&self) -> Vec<Field> {
        let mends = self.view.row.replaces.map(|_| MENDS);
        let usual = [ON, NUMBER, GAP, SIGNER.required(), AUTHORITY];
        mends.iter().chain(&usual).map(|input| self.form.show(*input)).collect()
    }

    /// What stands in the way of a line.
    fn refused(&self, line: &LineView) -> Option<Message> {
        blocks(line).map(|why| sentence(why, self.shell.locale))
    }

    fn needs_reason(&self, line: &LineView) -> bool {
        line.check.as_ref().is_some_and(|check| check.needs_reason)
    }

    fn typed(&self, line: &LineView) -> &str {
        self.form.raw(&over(line))
    }

    fn over(&self, line: &LineView) -> String {
        over(line)
    }

    fn consequences(&self) -> Vec<Word> {
        let last = match self.view.row.kind {
            DecisionKind::Recognition => word!("decision-issue-recognised"),
            DecisionKind::Award => word!("decision-issue-paid"),
        };
        vec![word!("decision-issue-number"), word!("decision-issue-fixed"), last]
    }
}

/// The field with the reason for going over a cap with a line.
fn over(line: &LineView) -> String {
    format!("vuot-{}", line.dossier)
}

fn blocks(line: &LineView) -> Option<&lantoa_domain::Refusal> {
    let verdict = line.check.as_ref().and_then(|check| check.verdict.as_ref().err());
    verdict.or_else(|| line.money.as_ref().and_then(|money| money.as_ref().err()))
}

/// What is to be issued; a decision that has been issued meanwhile, by another hand or by a second press, is shown as it is.
async fn draft(visit: &Visit, id: DecisionId) -> Result<Result<DecisionView, Box<Response>>, Failure> {
    let view = load(visit, id).await?;
    match view.row.status {
        _ if view.may_issue => Ok(Ok(view)),
        DecisionStatus::Issued => Ok(Err(Box::new(visit.lead_to(&address(id))))),
        _ => Err(Failure::not_now(address(id))),
    }
}

/// What will be issued.
pub(super) async fn show(visit: Visit, At(id): At<DecisionId>) -> Result<Response, Failure> {
    let view = match draft(&visit, id).await? {
        Ok(view) => view,
        Err(shown) => return Ok(*shown),
    };
    let today = visit.cx()?.today();
    let form = FormState::filled([
        ("ngay", view.row.on_day.filter(|day| *day <= today).unwrap_or(today).to_string()),
        ("so", view.next_number.map(|number| number.to_string()).unwrap_or_default()),
        ("chuc-vu", view.row.signer_title.clone()),
    ]);
    Ok(visit.page(&IssuePage::new(&visit, view, form)))
}

/// Issues it.
pub(super) async fn issue(visit: Visit, At(id): At<DecisionId>, mut form: FormState) -> Result<Response, Failure> {
    let view = match draft(&visit, id).await? {
        Ok(view) => view,
        Err(shown) => return Ok(*shown),
    };
    let (on, gap) = (form.date(ON), form.text(GAP));
    let number = form.maybe(NUMBER, word!("ui-form-not-a-number"), |text| text.parse().ok().filter(|n| *n > 0));
    let signer = form.text(SIGNER.required());
    let (Some(on), Some(gap_reason), Some(number), Some(signer_title)) = (on, gap, number, signer) else {
        return Ok(visit.page_again(&IssuePage::new(&visit, view, form)));
    };
    let needs = lantoa_app::document::needs_authority(&signer_title);
    let mends = if view.row.replaces.is_some() { form.text(MENDS) } else { Some(String::new()) };
    let authority = form.text(if needs { AUTHORITY.required() } else { AUTHORITY });
    let (Some(mends), Some(authority)) = (mends, authority) else {
        return Ok(visit.page_again(&IssuePage::new(&visit, view, form)));
    };
    let lines: Option<Vec<SeenLine>> = form.all("dong").map(|text| seen(&form, text)).collect();
    let (decision, seen) = (id, form.version()?);
    // The number on the page is a proposal: left as it was, the series gives the next one.
    let number = number.filter(|number| Some(*number) != view.next_number);
    let lines = lines.ok_or(Failure::Unreadable)?;
    let issue = Issue { decision, seen, lines, on, number, gap_reason, signer_title, authority, mends };
    let name = |dossier| view.lines.iter().find(|line| line.dossier == dossier).map(|line| line.name.clone());
    let number = match decision::issue(visit.cx()?, issue).await {
        Ok(number) => number,
        Err(why) => {
            return draft(&visit, id).await?.map_or_else(|shown| Ok(*shown), |_| Err(failed(&visit, why, name)));
        }
    };
    Ok(visit.redirect(&address(id), &Flash::done(word!("decision-issued").with("number", number.to_string()))))
}

/// A line as the form sends it: `hs_….4`, with its reason in a field of its own.
fn seen(form: &FormState, text: &str) -> Option<SeenLine> {
    let (dossier, version) = text.split_once('.')?;
    let override_reason = form.raw(&format!("vuot-{dossier}")).to_owned();
    Some(SeenLine { dossier: dossier.parse().ok()?, version: version.parse().ok()?, override_reason })
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let form = FormState::filled([("ngay", "2026-12-15".to_owned()), ("so", "127".to_owned())]);
    easel.show("decision/issue", &IssuePage::new(&visit, sample::recognition_draft(), form));
    let mut form = FormState::filled([("ngay", "hôm nay".to_owned())]);
    form.date(ON);
    form.text(SIGNER.required());
    easel.show("decision/issue-wrong", &IssuePage::new(&visit, sample::award_draft(), form));
}

//! One plan of a unit: its seven parts with the meter, recipients, versions, files and what happened; it must not hide what is missing.

use askama::Template;
use axum::response::Response;
use lantoa_app::document::About;
use lantoa_app::plan::view::Happened;
use lantoa_app::unit_plan::{GivenReport, ReceiptView, View};
use lantoa_domain::id::UnitPlanId;
use lantoa_domain::plan::Criterion;
use lantoa_domain::unit_plan::{Content, Lack, Line, Origin, OwnCriterion, Part, PlanState};
use lantoa_i18n::{Locale, Message, Say, Word, word};

use super::{act::Deed, at, load, part::numbers, say, shell};
use crate::{
    filters,
    kernel::{At, Failure, FormState, Shell, Visit},
    page::paper::shelf::Shelf,
    plan_words as said,
    ui::{Action, Badge, Label, Moment, Timeline, Tone},
    words,
};

/// A part as it is shown.
pub(super) struct PartView {
    part: Part,
    number: usize,
    title: Word,
    lack: Option<Lack>,
    is_needed: bool,
    edit: Option<String>,
}

/// `/ke-hoach-don-vi/{id}`.
#[derive(Template)]
#[template(path = "cascade/show.html")]
pub(super) struct ShowPage {
    shell: Shell,
    view: View,
    parts: Vec<PartView>,
    done: usize,
    facts: Vec<(Label, Label)>,
    actions: Vec<Action>,
    papers: Shelf,
    history: Timeline,
    locale: Locale,
}

impl ShowPage {
    pub(super) fn new(visit: &Visit, view: View) -> Self {
        let locale = visit.locale();
        let part = |(at_, (part, lack)): (usize, &(Part, Option<Lack>))| PartView {
            part: *part,
            number: at_ + 1,
            title: say::part(*part),
            lack: *lack,
            is_needed: view.needed.contains(part),
            edit: view.may_write.then(|| format!("{}/phan/{}", at(view.id), say::PARTS[at_].0)),
        };
        let parts: Vec<PartView> = view.parts.iter().enumerate().map(part).collect();
        Self {
            shell: shell(visit, word!("cascade-show")),
            done: parts.iter().filter(|one| one.lack.is_none()).count(),
            parts,
            facts: facts(&view),
            actions: actions(&view),
            papers: Shelf::of(About::UnitPlan(view.id)),
            history: Timeline { moments: view.history.iter().map(moment).collect() },
            locale,
            view,
        }
    }

    fn title(&self) -> Label {
        match &self.view.movement {
            Some(name) => name.as_str().into(),
            None => say::kind(self.view.kind).into(),
        }
    }

    fn content(&self) -> &Content {
        &self.view.content
    }

    fn lines(&self, part: &Part) -> &[Line] {
        match part {
            Part::Fostering => &self.view.content.fostering,
            Part::Propagation => &self.view.content.propagation,
            Part::Reporting => &self.view.content.reporting,
            _ => &[],
        }
    }

    fn state(&self) -> Badge {
        say::state(self.view.state)
    }

    fn late(&self) -> Option<Message> {
        let word = if self.view.state.is_issued() { word!("cascade-issued-late") } else { word!("cascade-overdue") };
        (self.view.late > 0).then(|| word.with("days", self.view.late))
    }

    fn share(&self) -> String {
        crate::ui::share_of(self.done as u64, 7)
    }

    fn faults(&self, part: &Part) -> Vec<Message> {
        match part {
            Part::Criteria => {
                let inherited = &self.view.ground.criteria;
                self.view.criterion_faults.iter().map(|one| say::criterion_fault(one, inherited, self.locale)).collect()
            }
            Part::Quotas => {
                self.view.target_faults.iter().map(|one| say::target_fault(one, &self.view.plan, self.locale)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Where a criterion comes from, and how it is decided where that can be compared.
    fn source(&self, own: &OwnCriterion) -> Message {
        match &own.origin {
            Origin::Inherited(key) => {
                let parent = self.view.ground.criteria.iter().find(|one| one.key == *key);
                let tightened = parent.is_some_and(|parent| parent.test != own.test);
                let test = parent.map(|parent| Criterion { test: own.test.clone(), ..parent.clone() });
                let how = test.map(|test| said::test(self.locale, &test)).unwrap_or_default();
                if tightened {
                    word!("cascade-source-tightened").with("how", how)
                } else {
                    word!("cascade-source-inherited").with("how", how)
                }
            }
            Origin::Own => word!("cascade-source-own").into(),
            Origin::Campaign(name) => word!("cascade-source-campaign").with("name", name),
        }
    }

    fn movement(&self, own: &OwnCriterion) -> Option<&str> {
        own.movement.as_ref().and_then(|key| self.view.plan.movement(key)).map(|movement| movement.name.as_str())
    }

    fn targets(&self) -> Vec<(String, u32, Option<u32>)> {
        let name = |one: &lantoa_domain::unit_plan::Target| {
            (
                numbers::name(&self.view, one.movement.as_ref(), one.subject, self.locale),
                one.assigned,
                Some(one.aimed).filter(|aimed| *aimed > 0),
            )
        };
        self.view.content.targets.iter().map(name).collect()
    }

    fn receipt(&self, one: &ReceiptView) -> Message {
        let (recipient, sent_on, received_on) = (one.recipient, one.sent_on, one.received_on);
        say::receipt(&lantoa_app::cascade::Receipt { recipient, sent_on, received_on }, self.locale)
    }

    fn receive(&self, one: &ReceiptView) -> Option<Action> {
        let post = Action::post(word!("cascade-receive"), Deed::Receive(one.recipient).address(self.view.id));
        one.may_receive.then(|| post.field(FormState::VERSION, self.view.version.to_string()).icon("check"))
    }

    fn deadline(&self, one: &GivenReport) -> String {
        said::deadline(self.locale, &one.deadline)
    }

    fn word(lack: &Lack) -> Message {
        say::lack(*lack)
    }
}

fn facts(view: &View) -> Vec<(Label, Label)> {
    let mut out: Vec<(Label, Label)> = vec![
        (word!("cascade-unit").into(), view.unit_name.as_str().into()),
        (word!("cascade-programme").into(), view.programme_title.as_str().into()),
        (word!("cascade-year").into(), say::year(view.year)),
    ];
    if let Some((_, due)) = view.task {
        out.push((word!("cascade-due").into(), word!("task-due-day").with("day", due).into()));
    }
    if let Some(on) = view.issued_on {
        let said = word!("cascade-issued-as").with("number", &view.number).with("date", on);
        out.push((word!("cascade-last-issue").into(), said.into()));
    }
    if let Some((_, name)) = &view.cluster {
        out.push((word!("cascade-cluster").into(), name.as_str().into()));
    }
    out
}

fn actions(view: &View) -> Vec<Action> {
    let (id, seen) = (view.id, view.version.to_string());
    let mut out = Vec::new();
    if view.may_issue {
        let lacking =
            (!view.missing.is_empty()).then(|| word!("cascade-issue-not-yet").with("count", view.missing.len()));
        let issue = Action::link(word!("cascade-issue"), format!("{}/ban-hanh", at(id))).icon("stamp");
        out.push(issue.primary().refused(lacking));
    }
    if view.may_send {
        out.push(Action::link(word!("cascade-send"), Deed::Send.address(id)).icon("send").primary());
    }
    if view.may_submit {
        out.push(Action::post(word!("cascade-submit"), Deed::Submit.address(id)).field(FormState::VERSION, seen));
    }
    if view.may_return {
        out.push(Action::link(word!("cascade-return"), Deed::Return.address(id)));
    }
    if view.may_renew && view.year != 0 && view.year < view.years.to && view.state == PlanState::Issued {
        let code = say::KINDS.iter().find(|(_, kind)| *kind == view.kind).map_or("", |found| found.0);
        let next =
            format!("/ke-hoach-don-vi/moi/{}?don-vi={}&loai={code}&nam={}", view.programme, view.unit, view.year + 1);
        out.push(Action::link(word!("cascade-renew").with("year", (view.year + 1).to_string()), next).icon("plus"));
    }
    out
}

fn moment(line: &Happened) -> Moment {
    let (what, tone) = match line.action.as_str() {
        "unit-plan.begun" => (word!("cascade-happened-begun"), Tone::Plain),
        "unit-plan.edited" => (word!("cascade-happened-edited"), Tone::Plain),
        "unit-plan.submitted" => (word!("cascade-happened-submitted"), Tone::Note),
        "unit-plan.returned" => (word!("cascade-happened-returned"), Tone::Warn),
        "unit-plan.issued" => (word!("cascade-happened-issued"), Tone::Good),
        "unit-plan.sent" => (word!("cascade-happened-sent"), Tone::Note),
        "unit-plan.received" => (word!("cascade-happened-received"), Tone::Good),
        "unit-plan.replaced" => (word!("cascade-happened-replaced"), Tone::Plain),
        _ => (word!("cascade-happened-other"), Tone::Plain),
    };
    let who = Some(line.who.clone()).filter(|who| !who.is_empty());
    Moment { at: line.at, who, what: what.into(), why: None, tone }
}

pub(super) async fn show(visit: Visit, At(id): At<UnitPlanId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

/// A day of the other versions, in words.
fn version_day(row: &lantoa_app::unit_plan::VersionRow, locale: Locale) -> String {
    match row.issued_on {
        Some(on) => word!("cascade-issued-as").with("number", &row.number).with("date", on).say(locale).into_owned(),
        None => String::new(),
    }
}

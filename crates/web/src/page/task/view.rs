//! What the task pages show: plain values, already permitted for the reader.

use crate::page::paper::shelf::Shelf;
use crate::page::programme::view::task_badge;
use crate::plan_words as said;
use crate::ui::{Badge, Label, Moment, Timeline, Tone};
use jiff::civil::Date;
use lantoa_app::document::About;
use lantoa_app::plan::view::Happened;
use lantoa_app::task::{Line, Shown};
use lantoa_docgen::Kind;
use lantoa_domain::plan::ObligationForm;
use lantoa_domain::task::TaskState;
use lantoa_domain::unit_plan::PlanKind;
use lantoa_i18n::{Locale, word};

/// A task in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The task.
    pub id: String,
    /// What a form made from this list carries.
    pub version: i64,
    /// Its page.
    pub address: String,
    /// What is owed.
    pub what: String,
    /// The period it answers for.
    pub period: String,
    /// Who owes it.
    pub unit: String,
    /// The last day.
    pub due: Date,
    /// Where it stands.
    pub state: Badge,
    /// Who of the unit does it.
    pub assignee: Option<String>,
    /// Whether it is still to be done.
    pub is_open: bool,
    /// CSS class of the day.
    pub urgency: &'static str,
}

impl Row {
    pub(super) fn of(line: Line, state: TaskState, locale: Locale) -> Self {
        Self {
            id: line.id.to_string(),
            version: line.version,
            address: format!("/nhiem-vu/{}", line.id),
            what: line.what,
            period: said::when(locale, line.period),
            unit: line.unit_name,
            due: line.due_day,
            assignee: line.assignee_name,
            state: task_badge(state),
            is_open: matches!(state, TaskState::Overdue | TaskState::Soon | TaskState::Open),
            urgency: match state {
                TaskState::Overdue => "late",
                TaskState::Soon => "soon",
                _ => "",
            },
        }
    }
}

/// A task with everything its page shows.
#[derive(Debug, Clone)]
pub struct TaskView {
    /// Its page.
    pub address: String,
    /// The version to be sent back.
    pub version: i64,
    /// What is owed.
    pub what: String,
    /// Where it stands.
    pub state: Badge,
    /// Facts at the side.
    pub facts: Vec<(Label, Label)>,
    /// What was handed in, or why not.
    pub note: String,
    /// Whether it is still to be done.
    pub is_open: bool,
    /// Whether nothing-to-report would meet it.
    pub zero_will_do: bool,
    /// Whether the viewer may report it.
    pub may_complete: bool,
    /// Whether the viewer may extend it or exempt from it.
    pub may_excuse: bool,
    /// Who of the unit does it.
    pub given: Option<Given>,
    /// Those to whom it can be given.
    pub people: Vec<(String, String)>,
    /// The table of the whole obligation.
    pub grid: String,
    /// The plans of units that meet such tasks, where a plan meets this one.
    pub cascade: Option<String>,
    /// The sentence in the plan.
    pub source: Option<String>,
    /// The papers by which it is done, for those who may do it.
    pub papers: Shelf,
    /// What happened to it.
    pub history: Timeline,
    /// Today.
    pub today: Date,
}

/// Who of the unit does a task.
#[derive(Debug, Clone)]
pub struct Given {
    /// The person's identifier.
    pub person: String,
    /// The name.
    pub name: String,
    /// The inner day.
    pub due: Option<Date>,
    /// What to know.
    pub note: String,
    /// Who gave it.
    pub by: String,
    /// When.
    pub at: jiff::Timestamp,
}

impl TaskView {
    pub(super) fn of(shown: &Shown, locale: Locale) -> Self {
        let task = &shown.task;
        let mut facts: Vec<(Label, Label)> = vec![
            (word!("task-unit").into(), shown.unit_name.as_str().into()),
            (word!("task-period").into(), said::when(locale, task.period).into()),
            (word!("task-due").into(), word!("task-due-day").with("day", task.due_day).into()),
        ];
        if task.due_day != task.last_day {
            facts.push((word!("task-first-due").into(), word!("task-due-day").with("day", task.last_day).into()));
            let why: Label = match task.extended_to {
                Some(_) if task.extended_why.is_empty() => word!("task-moved-extended").into(),
                Some(_) => word!("task-moved-extended-why").with("why", &task.extended_why).into(),
                None => word!("task-moved-off-day").into(),
            };
            facts.push((word!("task-moved").into(), why));
        }
        facts.push((word!("task-form").into(), said::form(task.form.0).into()));
        if let Some(obligation) = &shown.obligation {
            facts.push((word!("task-rule").into(), said::deadline(locale, &obligation.deadline).into()));
            if !obligation.to.is_empty() {
                facts.push((word!("task-to").into(), obligation.to.join("; ").into()));
            }
        }
        if let (Some(met), Some(on)) = (task.met, task.met_on) {
            let how =
                word!("task-met-line").with("how", crate::words::met(met.0)).with("on", on).with("who", &shown.met_by);
            facts.push((word!("task-met").into(), how.into()));
        }
        facts.push((word!("task-programme").into(), shown.programme_title.as_str().into()));
        let source = shown.obligation.as_ref().map(|o| format!("/ke-hoach/{}#obligations.{}", shown.plan, o.key));
        Self {
            address: format!("/nhiem-vu/{}", task.id),
            version: task.version,
            what: task.what.clone(),
            state: task_badge(shown.state),
            facts,
            note: task.note.clone(),
            is_open: task.met.is_none(),
            zero_will_do: shown.zero_will_do,
            may_complete: shown.may_complete,
            may_excuse: shown.may_excuse,
            given: shown.assignment.as_ref().map(|found| Given {
                person: found.person.to_string(),
                name: found.name.clone(),
                due: found.due,
                note: found.note.clone(),
                by: found.by.clone(),
                at: found.at,
            }),
            people: shown.people.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
            grid: format!("/nhiem-vu/bang/{}/{}", task.programme, task.obligation),
            cascade: shown
                .obligation
                .as_ref()
                .and_then(PlanKind::of)
                .map(|kind| crate::page::cascade::list_of(task.programme, task.period.year(), kind)),
            source,
            papers: papers(shown),
            history: Timeline { moments: shown.history.iter().map(moment).collect() },
            today: shown.today,
        }
    }
}

/// A report or plan is offered to who owes it.
fn papers(shown: &Shown) -> Shelf {
    let form = shown.task.form.0;
    Shelf::of(About::Task(shown.task.id)).only(|kind| {
        shown.may_complete
            && match kind {
                Kind::Report => form == ObligationForm::Report,
                Kind::UnitPlan => form == ObligationForm::Plan,
                _ => true,
            }
    })
}

fn moment(line: &Happened) -> Moment {
    let what = match line.action.as_str() {
        "task.completed" => word!("task-happened-completed"),
        "task.exempted" => word!("task-happened-exempted"),
        "task.extended" => word!("task-happened-extended"),
        "task.reopened" => word!("task-happened-reopened"),
        "task.assigned" => word!("task-happened-assigned"),
        "task.extension-withdrawn" => word!("task-happened-extension-withdrawn"),
        "task.taken-back" => word!("task-happened-taken-back"),
        _ => word!("task-happened-other"),
    };
    let detail: serde_json::Value = serde_json::from_str(&line.detail).unwrap_or_default();
    let text = |name: &str| detail[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let due = text("due").and_then(|day| day.parse::<Date>().ok());
    let what: Label = match (line.action.as_str(), due) {
        ("task.extended", Some(day)) => what.with("until", day).into(),
        _ => what.into(),
    };
    Moment {
        at: line.at,
        who: Some(line.who.clone()).filter(|who| !who.is_empty()),
        what,
        why: text("why").or_else(|| text("note")),
        tone: Tone::Plain,
    }
}

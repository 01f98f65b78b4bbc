//! What the task pages show: plain values, already permitted for the reader.

use crate::page::paper::shelf::Shelf;
use crate::page::programme::view::task_badge;
use crate::plan_words as said;
use crate::ui::{Badge, Label, Moment, Timeline, Tone};
use jiff::civil::Date;
use lantoa_app::document::About;
use lantoa_app::plan::view::Happened;
use lantoa_app::task::{Cell, Counts, Grid, GridRow, Line, Shown};
use lantoa_docgen::Kind;
use lantoa_domain::plan::ObligationForm;
use lantoa_domain::task::TaskState;
use lantoa_i18n::{Locale, Say, word};

/// A task in the list.
#[derive(Debug, Clone)]
pub struct Row {
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
    /// Whether it is still to be done.
    pub is_open: bool,
    /// CSS class of the day.
    pub urgency: &'static str,
}

impl Row {
    pub(super) fn of(line: Line, state: TaskState, locale: Locale) -> Self {
        Self {
            address: format!("/nhiem-vu/{}", line.id),
            what: line.what,
            period: said::when(locale, line.period),
            unit: line.unit_name,
            due: line.due_day,
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
    /// The table of the whole obligation.
    pub grid: String,
    /// The sentence in the plan.
    pub source: Option<String>,
    /// The papers by which it is done, for those who may do it.
    pub papers: Shelf,
    /// What happened to it.
    pub history: Timeline,
    /// Today.
    pub today: Date,
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
            grid: format!("/nhiem-vu/bang/{}/{}", task.programme, task.obligation),
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

/// The table of one obligation.
#[derive(Debug, Clone)]
pub struct GridView {
    /// What is owed.
    pub what: String,
    /// When, in words.
    pub rule: String,
    /// The programme's title and page.
    pub programme: (String, String),
    /// The same tasks as a list.
    pub list: String,
    /// The tables: one, or one per year where a single one would be wider than a sheet of paper.
    pub blocks: Vec<BlockView>,
    /// How many stand where: state, number.
    pub counts: Vec<(Badge, u32)>,
}

/// The periods of one table that still fit side by side on a sheet.
const SIDE_BY_SIDE: usize = 12;

/// One table of the obligation.
#[derive(Debug, Clone)]
pub struct BlockView {
    /// The year it is about; nothing where the one table has all.
    pub year: Option<i16>,
    /// Whether the page begins with it: the present year, or the last one of what is over.
    pub is_now: bool,
    /// Names of the periods.
    pub columns: Vec<String>,
    /// The units that owe something, with a cell for each period.
    pub rows: Vec<(String, Vec<Option<CellView>>)>,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct CellView {
    /// The task.
    pub address: String,
    /// CSS modifier.
    pub class: &'static str,
    /// A sign that does not need colour.
    pub sign: &'static str,
    /// The state in words, for those who hear the page.
    pub state: Label,
    /// The last day, or the day it was met.
    pub day: Date,
    /// The period it answers for, where the table becomes cards.
    pub period: String,
}

impl GridView {
    pub(super) fn of(grid: &Grid, programme: &str, obligation: &str, locale: Locale) -> Self {
        let what = grid.obligation.as_ref().map_or_else(|| obligation.to_owned(), |o| o.what.clone());
        let rule = grid.obligation.as_ref().map_or_else(
            || word!("task-obligation-gone").say(locale).into_owned(),
            |o| format!("{} · {}", said::debtor(locale, &o.who), said::deadline(locale, &o.deadline)),
        );
        Self {
            what,
            rule,
            programme: (grid.programme_title.clone(), format!("/chuong-trinh/{programme}")),
            list: format!("/nhiem-vu?xem=tat-ca&chuong-trinh={programme}&muc={obligation}"),
            blocks: blocks(grid, locale),
            counts: counts(grid.counts),
        }
    }
}

fn blocks(grid: &Grid, locale: Locale) -> Vec<BlockView> {
    if grid.rows.is_empty() {
        return Vec::new();
    }
    if grid.columns.len() <= SIDE_BY_SIDE {
        return vec![BlockView::of(grid, None, locale)];
    }
    let mut years: Vec<i16> = grid.columns.iter().map(|(period, _)| period.first_day().year()).collect();
    years.sort_unstable();
    years.dedup();
    let now = years.iter().copied().filter(|year| *year <= grid.today.year()).max().or(years.first().copied());
    years
        .into_iter()
        .map(|year| BlockView { is_now: Some(year) == now, ..BlockView::of(grid, Some(year), locale) })
        .collect()
}

impl BlockView {
    fn of(grid: &Grid, year: Option<i16>, locale: Locale) -> Self {
        let is_in = |at: &usize| year.is_none_or(|year| grid.columns[*at].0.first_day().year() == year);
        let places: Vec<usize> = (0..grid.columns.len()).filter(is_in).collect();
        let cell = |(cell, state): &(Cell, TaskState)| CellView {
            address: format!("/nhiem-vu/{}", cell.id),
            class: class(*state),
            sign: sign(*state),
            state: crate::words::task_state(*state).into(),
            day: cell.met_on.unwrap_or(cell.due_day),
            period: said::when(locale, cell.period),
        };
        let row = |row: &GridRow| {
            let cells: Vec<_> = places.iter().map(|at| row.cells[*at].as_ref().map(cell)).collect();
            cells.iter().any(Option::is_some).then(|| (row.name.clone(), cells))
        };
        Self {
            year,
            is_now: true,
            columns: places.iter().map(|at| said::when(locale, grid.columns[*at].0)).collect(),
            rows: grid.rows.iter().filter_map(row).collect(),
        }
    }
}

/// How many stand where, states without any left out.
pub(super) fn counts(counts: Counts) -> Vec<(Badge, u32)> {
    let all = [
        TaskState::Overdue,
        TaskState::Soon,
        TaskState::Open,
        TaskState::MetInTime,
        TaskState::MetLate,
        TaskState::Exempt,
    ];
    all.into_iter().map(|state| (task_badge(state), counts.of(state))).filter(|(_, count)| *count > 0).collect()
}

const fn class(state: TaskState) -> &'static str {
    match state {
        TaskState::Overdue => "bad",
        TaskState::Soon => "warn",
        TaskState::Open => "plain",
        TaskState::MetLate => "late",
        TaskState::MetInTime => "good",
        TaskState::Exempt => "note",
    }
}

const fn sign(state: TaskState) -> &'static str {
    match state {
        TaskState::Overdue => "!",
        TaskState::Soon => "…",
        TaskState::Open => "·",
        TaskState::MetLate => "✓*",
        TaskState::MetInTime => "✓",
        TaskState::Exempt => "–",
    }
}

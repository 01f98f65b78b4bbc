//! What the workbench shows: plain values made from the read model, already permitted for the reader.

use jiff::civil::Date;
use lantoa_app::{
    dossier::list::{COUNTED, Row},
    publicity::reading::ToRead,
    workbench::{self, Gap as Found, Session, Setup, Task},
};
use lantoa_domain::{
    dossier::State,
    plan::{Bound, Strength},
};
use lantoa_i18n::{AsValue, word};

use crate::{
    page::dossier::say::state,
    ui::{Action, Badge, BarChart, Label, Point, Pressure, QuotaBar, QuotaRule, Stat, Tone},
    words,
};

/// The first screen of a signed-in person.
#[derive(Debug, Clone)]
pub struct Workbench {
    /// Today.
    pub today: Date,
    /// The figures on top, at most four.
    pub stats: Vec<Stat>,
    /// The first steps of a new agency; empty when they are all done.
    pub guide: Vec<GuideStep>,
    /// Dossiers that wait for the reader, most urgent first.
    pub waiting: Vec<Waiting>,
    /// The list of all that wait, when there are more than shown.
    pub all_waiting: Option<Action>,
    /// Own dossiers on their way, wherever they wait.
    pub own: Vec<Own>,
    /// Tasks of the reader's units, most urgent first.
    pub tasks: Vec<Waiting>,
    /// Units that are late, worst first.
    pub late: Vec<LateUnit>,
    /// Quotas not yet met.
    pub gaps: Vec<Gap>,
    /// The next session.
    pub session: Option<NextSession>,
    /// The last programme, when none runs any more.
    pub ended: Option<EndedView>,
    /// New factors and how they are fostered, for those who may see them.
    pub prospects: Vec<Action>,
    /// What the reader is asked to read.
    pub readings: Vec<Waiting>,
}

/// What the last programme came to.
#[derive(Debug, Clone)]
pub struct EndedView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub address: String,
    /// Its figures.
    pub stats: Vec<Stat>,
    /// Those recognised by movement.
    pub chart: BarChart,
    /// What to do next.
    pub actions: Vec<Action>,
    /// Whether the reader is the one to upload the next plan.
    pub may_upload: bool,
}

impl Workbench {
    /// Whether there is nothing at all to do.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.waiting.is_empty()
            && self.tasks.is_empty()
            && self.own.is_empty()
            && self.late.is_empty()
            && self.readings.is_empty()
    }

    /// Whether anything stands at the side.
    #[must_use]
    pub fn has_side(&self) -> bool {
        self.session.is_some() || !self.gaps.is_empty()
    }
}

/// One of the first steps.
#[derive(Debug, Clone)]
pub struct GuideStep {
    /// What to do.
    pub title: Label,
    /// Why.
    pub why: Label,
    /// Whether it is done.
    pub done: bool,
    /// The way to it; none when it is done or not yet possible.
    pub action: Option<Action>,
}

/// A thing that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// What to do with it: “Thẩm định”; none for a task, which says it itself.
    pub verb: Option<Label>,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// Unit, movement.
    pub about: String,
    /// Papers that are missing.
    pub missing: u32,
    /// Until when.
    pub due: Option<Date>,
}

impl Waiting {
    /// CSS class of the due date, seen from `today`.
    #[must_use]
    pub fn urgency(&self, today: &Date) -> &'static str {
        match self.due {
            Some(due) if due < *today => "late",
            Some(due) if (due - *today).get_days() <= 3 => "soon",
            _ => "quiet",
        }
    }
}

/// A dossier of the reader that somebody else has to go on with.
#[derive(Debug, Clone)]
pub struct Own {
    /// Its name.
    pub name: String,
    /// Its page.
    pub address: String,
    /// Its movement and round.
    pub about: String,
    /// Where it stands.
    pub state: Badge,
}

/// A unit that owes something.
#[derive(Debug, Clone)]
pub struct LateUnit {
    /// The unit.
    pub name: String,
    /// Its late tasks.
    pub address: String,
    /// How many.
    pub tasks: u32,
    /// How many days the oldest is late.
    pub days: i32,
}

/// A movement whose quota has a gap.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The movement, or the plan as a whole.
    pub movement: Label,
    /// Its page.
    pub address: String,
    /// The quota.
    pub quota: QuotaBar,
}

/// The next session of a council.
#[derive(Debug, Clone)]
pub struct NextSession {
    /// Its title.
    pub title: String,
    /// Its day.
    pub on: Date,
    /// When it begins.
    pub starts_at: String,
    /// Where.
    pub place: String,
    /// How many dossiers are on the agenda.
    pub dossiers: u32,
    /// State of the papers.
    pub papers: Badge,
    /// Its page.
    pub address: String,
}

/// The first screen from its read model.
pub(super) fn of(found: workbench::Workbench) -> Workbench {
    let more = found.waiting_count as usize > found.waiting.len();
    let quiet = found.ended.is_some() && found.waiting_count == 0 && found.tasks.is_empty() && found.judging == 0;
    Workbench {
        today: found.today,
        stats: if quiet { Vec::new() } else { stats(&found) },
        ended: found.ended.as_ref().map(ended),
        prospects: prospects(&found),
        guide: found.setup.map(guide).unwrap_or_default(),
        waiting: found.waiting.iter().map(dossier).collect(),
        all_waiting: more.then(|| Action::link(word!("workbench-all-waiting"), "/ho-so?xem=cho-toi")),
        own: found.own.iter().filter(|row| found.waiting.iter().all(|one| one.id != row.id)).map(own).collect(),
        tasks: found.tasks.iter().map(task).collect(),
        late: found.late.iter().flatten().map(|one| late(one, found.today)).collect(),
        gaps: found.gaps.iter().flatten().map(gap).collect(),
        session: found.session.as_ref().map(session),
        readings: found.readings.iter().map(reading).collect(),
    }
}

fn prospects(found: &workbench::Workbench) -> Vec<Action> {
    let mut out = Vec::new();
    if found.sees_prospects {
        out.push(Action::link(word!("prospect-title"), "/nhan-to").icon("sparkles"));
        out.push(Action::link(word!("fostering-title"), "/boi-duong").icon("sprout"));
    }
    out
}

/// A figure, grouped as the reader's language does.
fn figure(n: impl AsValue) -> Label {
    word!("workbench-figure").with("n", n).into()
}

fn ended(last: &workbench::Ended) -> EndedView {
    let address = format!("/chuong-trinh/{}", last.programme);
    let recognised: u32 = last.recognised.iter().map(|(_, count)| count).sum();
    let met = last.tasks.met_in_time + last.tasks.met_late + last.tasks.exempt;
    let reported = word!("workbench-figure-of").with("n", met).with("all", last.tasks.all());
    let mut stats = vec![
        Stat::new(figure(recognised), word!("programme-stat-recognised")).tone(Tone::Honour).link("/dien-hinh"),
        Stat::new(reported, word!("workbench-ended-tasks")).link("/nhiem-vu?xem=tat-ca"),
    ];
    if last.tasks.overdue > 0 {
        let late = format!("/nhiem-vu?xem=tat-ca&chuong-trinh={}&tinh-trang=overdue", last.programme);
        let stat = Stat::new(figure(last.tasks.overdue), word!("workbench-ended-unreported"));
        stats.push(stat.tone(Tone::Warn).link(late));
    }
    let upload = Action::link(word!("workbench-ended-upload"), "/ke-hoach/tai-len").primary().icon("upload");
    let results = Action::link(word!("workbench-ended-results"), "/phong-trao");
    EndedView {
        title: last.title.clone(),
        address,
        stats,
        chart: BarChart {
            title: word!("workbench-ended-chart").into(),
            unit: word!("movement-recognised").into(),
            points: last.recognised.iter().map(|(name, n)| Point::new(name.as_str(), u64::from(*n))).collect(),
        },
        actions: if last.may_upload { vec![upload, results] } else { vec![results] },
        may_upload: last.may_upload,
    }
}

fn stats(found: &workbench::Workbench) -> Vec<Stat> {
    let waiting = if found.waiting_count >= COUNTED {
        word!("workbench-many").with("n", COUNTED).into()
    } else {
        figure(found.waiting_count)
    };
    let mut out = vec![Stat::new(waiting, word!("workbench-stat-waiting")).link("/ho-so?xem=cho-toi")];
    let week = found.today.saturating_add(jiff::Span::new().days(7));
    let due = found.tasks.iter().filter(|task| task.due <= week).count();
    if due > 0 {
        let stat = Stat::new(figure(due), word!("workbench-stat-tasks"));
        out.push(stat.tone(Tone::Warn).link("/nhiem-vu"));
    }
    if found.appraising > 0 {
        let figure = figure(i64::from(found.appraising));
        out.push(
            Stat::new(figure, word!("workbench-stat-appraising")).tone(Tone::Warn).link("/ho-so?xem=giao-cho-toi"),
        );
    }
    if found.judging > 0 {
        out.push(Stat::new(figure(found.judging), word!("workbench-stat-judging")).tone(Tone::Warn).link("/cham-thi"));
    }
    if let Some(first) = found.obstacles.first() {
        let waiting: u32 = found.obstacles.iter().map(|one| one.count).sum();
        let address = format!("/chuong-trinh/{}/vuong-mac", first.programme);
        out.push(Stat::new(figure(waiting), word!("workbench-stat-obstacles")).tone(Tone::Warn).link(&address));
    }
    if let Some(late) = found.late.as_ref().filter(|late| !late.is_empty()) {
        let stat = Stat::new(figure(late.len()), word!("workbench-stat-late"));
        out.push(stat.tone(Tone::Bad).link("/nhiem-vu?xem=tat-ca&tinh-trang=overdue"));
    }
    if let Some(open) = found.suggestions.filter(|open| *open > 0 && out.len() < 4) {
        out.push(Stat::new(figure(open), word!("workbench-stat-suggestions")).link("/nhan-to/gop-y"));
    }
    if let Some(intake) = found.intake.filter(|_| out.len() < 4) {
        out.push(Stat::new(figure(intake), word!("workbench-stat-intake")).link("/ho-so"));
    }
    if let Some(gaps) = found.gaps.as_ref().filter(|gaps| !gaps.is_empty() && out.len() < 4) {
        let stat = Stat::new(figure(gaps.len()), word!("workbench-stat-gaps"));
        out.push(stat.tone(Tone::Warn).link("/phong-trao"));
    }
    out
}

fn dossier(row: &Row) -> Waiting {
    let verb: Label = match (&row.state, row.at) {
        (State::Returned { .. }, _) => word!("workbench-verb-complete").into(),
        (_, Some(step)) => words::step(step).into(),
        (_, None) => word!("workbench-verb-look").into(),
    };
    Waiting {
        verb: Some(verb),
        title: row.name.clone(),
        address: format!("/ho-so/{}", row.id),
        about: format!("{} · {}", row.movement, row.unit),
        missing: row.missing,
        due: row.due,
    }
}

fn own(row: &Row) -> Own {
    Own {
        name: row.name.clone(),
        address: format!("/ho-so/{}", row.id),
        about: format!("{} · {}", row.movement, row.round),
        state: state(&row.state, row.at),
    }
}

fn task(task: &Task) -> Waiting {
    Waiting {
        verb: None,
        title: task.what.clone(),
        address: format!("/nhiem-vu/{}", task.id),
        about: task.unit.clone(),
        missing: 0,
        due: Some(task.due),
    }
}

fn reading(one: &ToRead) -> Waiting {
    Waiting {
        verb: Some(word!("publicity-reading-verb").into()),
        title: one.title.clone(),
        address: format!("/tuyen-truyen/pho-bien/{}", one.id),
        about: String::new(),
        missing: 0,
        due: Some(one.due),
    }
}

fn late(one: &workbench::Late, today: Date) -> LateUnit {
    LateUnit {
        name: one.name.clone(),
        address: format!("/nhiem-vu?xem=tat-ca&tinh-trang=overdue&don-vi={}", one.unit),
        tasks: one.tasks,
        days: (today - one.since).get_days(),
    }
}

fn gap(found: &Found) -> Gap {
    let state = &found.quota;
    let bound = state.standing.bound;
    let address = found.movement.as_ref().map_or_else(
        || format!("/chuong-trinh/{}", found.programme),
        |(key, _)| format!("/phong-trao/{}/{key}", found.programme),
    );
    Gap {
        movement: found
            .movement
            .as_ref()
            .map_or_else(|| word!("workbench-whole-plan").into(), |(_, name)| name.clone().into()),
        address,
        quota: QuotaBar {
            label: words::quota_subject(state.quota.subject).into(),
            rule: if state.quota.bound == Bound::Exact { QuotaRule::Exactly(bound) } else { QuotaRule::Min(bound) },
            pressure: if state.quota.strength == Strength::Aimed { Pressure::Aimed } else { Pressure::Assigned },
            recognised: state.standing.counted,
            under_way: state.under_way,
            forecast: state.forecast,
            counts: None,
        },
    }
}

fn session(next: &Session) -> NextSession {
    let papers = if next.papers_on.is_some() {
        Badge::new(word!("workbench-papers-sent"), Tone::Good).icon("check")
    } else {
        Badge::new(word!("workbench-papers-open"), Tone::Warn)
    };
    NextSession {
        title: next.title.clone(),
        on: next.on,
        starts_at: next.starts_at.clone(),
        place: next.place.clone(),
        dossiers: next.dossiers,
        papers,
        address: format!("/hoi-dong/phien/{}", next.id),
    }
}

fn guide(setup: Setup) -> Vec<GuideStep> {
    let step = |title: Label, why: Label, done: bool, action: Option<Action>| GuideStep {
        title,
        why,
        done,
        action: action.filter(|_| !done),
    };
    let upload = Action::link(word!("workbench-guide-plan-do"), "/ke-hoach/tai-len").primary().icon("upload");
    vec![
        step(word!("workbench-guide-units").into(), word!("workbench-guide-units-why").into(), setup.units, None),
        step(word!("workbench-guide-people").into(), word!("workbench-guide-people-why").into(), setup.people, None),
        step(
            word!("workbench-guide-plan").into(),
            word!("workbench-guide-plan-why").into(),
            false,
            setup.may_upload.then_some(upload),
        ),
    ]
}

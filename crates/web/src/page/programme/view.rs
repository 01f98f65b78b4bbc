//! What the page of a programme shows: plain values, already permitted for the reader.

use crate::kernel::FormState;
use crate::page::guidance::{address as read_at, called};
use crate::page::movement::bar::bar;
use crate::page::movement::view::{RowView, rolled_up, row_of};
use crate::page::paper::shelf::Shelf;
use crate::page::plan::view::state as plan_state;
use crate::ui::{Action, Badge, Label, QuotaBar, Stat, Tabs, Tone};
use crate::words;
use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_app::document::About;
use lantoa_app::guidance::Line as GuidanceLine;
use lantoa_app::programme::{ProgrammeStatus, Shown};
use lantoa_app::{programme::RoundRow, round::RoundStatus};
use lantoa_docgen::Kind;
use lantoa_i18n::{Locale, Message, Word, word};

/// The page of a programme.
#[derive(Debug, Clone)]
pub struct ProgrammeView {
    /// Its title.
    pub title: String,
    /// Whether it runs.
    pub state: Badge,
    /// First and last year.
    pub span: String,
    /// What can be done.
    pub actions: Vec<Action>,
    /// Pages that look at it from one side: label, address and icon.
    pub ways: Vec<(Label, String, &'static str)>,
    /// Figures at the top.
    pub stats: Vec<Stat>,
    /// Rounds that the plan asks for next.
    pub proposals: Vec<Proposal>,
    /// Its rounds that take dossiers today or later.
    pub rounds: Vec<Round>,
    /// Its other rounds.
    pub past: Vec<Round>,
    /// Opens any round.
    pub open: Option<Action>,
    /// The plan's years as links.
    pub years: Tabs,
    /// Its movements.
    pub movements: Vec<RowView>,
    /// What the movements' numbers come to.
    pub sums: Vec<Message>,
    /// Quotas of the plan as a whole.
    pub quotas: Vec<QuotaBar>,
    /// How each obligation stands.
    pub obligations: Vec<Obligation>,
    /// Sets the tasks anew.
    pub refresh: Option<Action>,
    /// Versions of the plan, the newest first.
    pub versions: Vec<Version>,
    /// The council and the way to change it.
    pub council: Label,
    /// Changes the council.
    pub set_council: Option<Action>,
    /// Its papers.
    pub papers: Shelf,
    /// The day it was looked at.
    pub today: Date,
}

/// A round that the plan asks for.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Its name.
    pub label: String,
    /// Name of its track.
    pub track: String,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// Opens it.
    pub open: Option<Action>,
}

/// A round.
#[derive(Debug, Clone)]
pub struct Round {
    /// Its name.
    pub label: String,
    /// Its dossiers.
    pub address: String,
    /// Name of its track.
    pub track: String,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// Dossiers in it.
    pub dossiers: u32,
    /// Those recognised.
    pub recognised: u32,
    /// Whether it takes dossiers.
    pub state: Badge,
    /// Whether it runs on an older version of the plan.
    pub older: bool,
    /// Its papers: name and address.
    pub papers: Vec<(Word, String)>,
    /// Guidance on the awards of its year: what it is called and where it is read.
    pub guidance: Vec<(String, String)>,
    /// Closes it or opens it again.
    pub turn: Option<Action>,
}

/// An obligation.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// Its words.
    pub what: String,
    /// Its table.
    pub address: String,
    /// Tasks met.
    pub met: u32,
    /// All tasks.
    pub all: u32,
    /// Tasks overdue.
    pub overdue: u32,
    /// The next day.
    pub next: Option<Date>,
}

/// A version of the plan.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its page.
    pub address: String,
    /// Name of its file.
    pub file: String,
    /// Where it stands.
    pub state: Badge,
    /// When it came.
    pub at: Timestamp,
    /// Whether it is the one in force.
    pub in_force: bool,
}

/// The page of a programme in a language.
#[must_use]
pub fn of(shown: &Shown, guidance: &[GuidanceLine], locale: Locale) -> ProgrammeView {
    let address = format!("/chuong-trinh/{}", shown.id);
    let years = shown.plan.years();
    let mut tabs = Tabs::new(word!("movement-years"), usize::try_from(shown.year - years.from).unwrap_or(0));
    for year in years.from..=years.to {
        tabs = tabs.tab(year.to_string(), &format!("{address}?nam={year}"), None);
    }
    let set_council = Action::link(word!("programme-council-set"), format!("{address}/hoi-dong"));
    let open = Action::link(word!("programme-round-open"), format!("{address}/dot/moi")).icon("plus");
    let refresh = Action::post(word!("programme-refresh"), format!("{address}/nhiem-vu"));
    let may_run = shown.may_run && shown.status == ProgrammeStatus::Running;
    let (present, past) = rounds(shown, guidance);
    let recognised: u32 = shown.movements.iter().map(|row| row.recognised).sum();
    ProgrammeView {
        title: shown.title.clone(),
        state: crate::page::plan::programme_state(shown.status),
        span: if years.from == years.to { years.from.to_string() } else { format!("{} – {}", years.from, years.to) },
        actions: actions(shown, &address),
        ways: ways(shown, &address),
        stats: stats(shown),
        proposals: proposals(shown, &address),
        rounds: present,
        past,
        open: may_run.then_some(open),
        years: tabs,
        movements: shown.movements.iter().map(|row| row_of(&shown.id.to_string(), row, locale)).collect(),
        sums: shown.rolled_up.iter().map(|sum| rolled_up(sum, locale)).collect(),
        quotas: shown.quotas.iter().map(|state| bar(locale, &shown.plan, state)).collect(),
        obligations: obligations(shown),
        refresh: may_run.then_some(refresh),
        versions: versions(shown),
        council: shown
            .council
            .as_ref()
            .map_or_else(|| word!("programme-no-council").into(), |(_, name)| name.as_str().into()),
        set_council: shown.may_confirm.then_some(set_council),
        papers: Shelf::of(About::Programme(shown.id)).only(|kind| kind != Kind::Delegates || recognised > 0),
        today: shown.today,
    }
}

fn ways(shown: &Shown, address: &str) -> Vec<(Label, String, &'static str)> {
    let (id, document) = (&shown.id, &shown.plan.document);
    let year = shown.today.year().clamp(document.from, document.to);
    let mut out = vec![
        (word!("programme-plan").into(), format!("/ke-hoach/{}", shown.plan_id), "file-text"),
        (word!("cascade-title").into(), format!("/ke-hoach-don-vi?chuong-trinh={id}"), "network"),
        (word!("rollup-title").into(), format!("/tong-hop?chuong-trinh={id}"), "chart-column"),
        (word!("heat-title").into(), format!("/lich/ban-do/{id}?nam={year}"), "calendar"),
        (word!("ui-area-reports").into(), format!("/bao-cao?chuong-trinh={id}"), "scroll-text"),
        (word!("conference-list").into(), format!("/hoi-nghi?chuong-trinh={id}"), "users"),
        (word!("guidance-title").into(), format!("/huong-dan-khen-thuong?chuong-trinh={id}"), "award"),
        (word!("obstacle-title").into(), format!("{address}/vuong-mac"), "triangle-alert"),
    ];
    if !shown.plan.event_words().is_empty() {
        out.push((word!("happening-title").into(), format!("{address}/su-kien"), "history"));
    }
    out
}

fn actions(shown: &Shown, address: &str) -> Vec<Action> {
    let mut out = Vec::new();
    if shown.may_edit {
        out.push(Action::link(word!("programme-amend"), format!("{address}/ban-moi")));
    }
    if shown.may_confirm {
        out.push(match shown.status {
            ProgrammeStatus::Running => Action::link(word!("programme-finish"), format!("{address}/ket-thuc")),
            ProgrammeStatus::Finished => Action::post(word!("programme-resume"), format!("{address}/mo-lai"))
                .field(FormState::VERSION, shown.version.to_string()),
        });
    }
    out
}

fn stats(shown: &Shown) -> Vec<Stat> {
    let list = |state: &str| format!("/nhiem-vu?xem=tat-ca&chuong-trinh={}&tinh-trang={state}", shown.id);
    let t = shown.tasks;
    let figure = |n: u32| Label::from(word!("workbench-figure").with("n", n));
    let (under_way, recognised) =
        shown.movements.iter().fold((0, 0), |(way, done), row| (way + row.under_way, done + row.recognised));
    let late = if t.overdue > 0 { Tone::Bad } else { Tone::Plain };
    vec![
        Stat::new(figure(t.overdue), word!("programme-stat-overdue")).tone(late).link(list("overdue")),
        Stat::new(figure(t.soon), word!("programme-stat-soon")).link(list("soon")),
        Stat::new(figure(under_way), word!("programme-stat-under-way")).link("/ho-so"),
        Stat::new(figure(recognised), word!("programme-stat-recognised")).tone(Tone::Honour).link("/dien-hinh"),
    ]
}

fn proposals(shown: &Shown, address: &str) -> Vec<Proposal> {
    let running = shown.status == ProgrammeStatus::Running;
    let one = |new: &lantoa_app::round::NewRound| Proposal {
        label: new.label.clone(),
        track: shown.plan.track(&new.track).map(|track| track.name.clone()).unwrap_or_default(),
        opens: new.opens,
        closes: new.closes,
        open: (shown.may_run && running)
            .then(|| Action::link(word!("programme-round-open"), format!("{address}/dot/moi?quy-trinh={}", new.track))),
    };
    if running { shown.proposals.iter().map(one).collect() } else { Vec::new() }
}

/// The rounds that take dossiers today or later, and the others.
fn rounds(shown: &Shown, guidance: &[GuidanceLine]) -> (Vec<Round>, Vec<Round>) {
    let running = shown.status == ProgrammeStatus::Running;
    let is_past =
        |row: &RoundRow| !running || row.round.closes < shown.today || row.round.status.0 == RoundStatus::Closed;
    let one = |row: &RoundRow| Round {
        label: row.round.label.clone(),
        address: format!("/ho-so?dot={}", row.round.id),
        track: row.track.clone(),
        opens: row.round.opens,
        closes: row.round.closes,
        dossiers: row.dossiers,
        recognised: row.recognised,
        state: match row.round.status.0 {
            RoundStatus::Closed => Badge::new(word!("programme-round-is-closed"), Tone::Plain),
            RoundStatus::Open if is_past(row) => Badge::new(word!("programme-round-past"), Tone::Plain),
            RoundStatus::Open if row.round.opens > shown.today => {
                Badge::new(word!("programme-round-to-come"), Tone::Note)
            }
            RoundStatus::Open => Badge::new(word!("programme-round-is-open"), Tone::Good),
        },
        older: row.older_plan,
        papers: Shelf::of(About::Round(row.round.id))
            .only(|kind| if kind == Kind::Monthly { row.round.month > 0 } else { row.dossiers > 0 })
            .links(),
        guidance: guidance
            .iter()
            .filter(|line| line.year == row.round.year && line.replaced_by.is_none())
            .map(|line| (called(line), read_at(line)))
            .collect(),
        turn: (shown.may_run && running).then(|| super::round::button(shown.id, row, shown.today)),
    };
    let (past, present): (Vec<&RoundRow>, Vec<&RoundRow>) = shown.rounds.iter().partition(|row| is_past(row));
    (present.into_iter().map(one).collect(), past.into_iter().map(one).collect())
}

fn obligations(shown: &Shown) -> Vec<Obligation> {
    let one = |(what, sum): &(String, lantoa_app::task::Sum)| Obligation {
        what: what.clone(),
        address: format!("/nhiem-vu/bang/{}/{}", shown.id, sum.obligation),
        met: sum.met,
        all: sum.all,
        overdue: sum.overdue,
        next: sum.next,
    };
    shown.obligations.iter().map(one).collect()
}

fn versions(shown: &Shown) -> Vec<Version> {
    let one = |row: &lantoa_app::plan::view::Row| Version {
        address: format!("/ke-hoach/{}", row.id),
        file: row.file_name.clone(),
        state: plan_state(row.status),
        at: row.uploaded_at,
        in_force: row.id == shown.plan_id,
    };
    shown.versions.iter().map(one).collect()
}

/// The word of a task's state, as a pill.
#[must_use]
pub fn task_badge(state: lantoa_domain::task::TaskState) -> Badge {
    use lantoa_domain::task::TaskState;
    let tone = match state {
        TaskState::Overdue => Tone::Bad,
        TaskState::Soon | TaskState::MetLate => Tone::Warn,
        TaskState::Open | TaskState::Exempt => Tone::Plain,
        TaskState::MetInTime => Tone::Good,
    };
    Badge::new(words::task_state(state), tone)
}

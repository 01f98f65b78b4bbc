//! Reports that write themselves: which there are, what time they answer for, which sections the plan gives them, and what becomes of a drafted text that somebody edited. It must not count anything.

mod content;
mod figure;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use content::{
    AwardLine, Change, Content, Facts, Head, MovementLine, ObligationLine, PartText, QuotaLine, TextChange, changes,
};
pub use figure::{Figure, Measure, Source, What, median, ninetieth, share};

use crate::diff;
use crate::plan::{Debtor, Key, ObligationForm, Plan, StepKind, Years};
use crate::refusal::Refusal;
use crate::text::fold;
use crate::time::When;

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Of a month.
    Monthly,
    /// Of a year.
    Yearly,
    /// Sơ kết: from the first month of the plan to one in the midst of it.
    Interim,
    /// Tổng kết: of the whole plan.
    Final,
}

impl ReportKind {
    /// All kinds, the shortest time first.
    pub const ALL: [Self; 4] = [Self::Monthly, Self::Yearly, Self::Interim, Self::Final];

    /// Whether it has to draw lessons before it can be submitted (plans 000 I.1, 004 I.3).
    #[must_use]
    pub const fn draws_lessons(self) -> bool {
        !matches!(self, Self::Monthly)
    }
}

/// Whose records a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The unit's alone.
    Own,
    /// The unit's and those of every unit below it.
    Subtree,
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// Being written.
    Draft,
    /// Frozen as a version that waits to be signed and sent.
    Submitted,
    /// Its latest version was sent.
    Sent,
}

/// The months a report answers for, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First year and month.
    pub from: (i16, i8),
    /// Last year and month.
    pub to: (i16, i8),
}

impl Span {
    /// The months of a report. `month` is 0 for a year and for the whole plan.
    ///
    /// # Errors
    /// `Invalid` on "year" (`outside-plan`) or "month" (`rhythm`).
    pub fn of(kind: ReportKind, plan: Years, year: i16, month: i8) -> Result<Self, Refusal> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why });
        let needs_month = matches!(kind, ReportKind::Monthly | ReportKind::Interim);
        if needs_month != (1..=12).contains(&month) || (!needs_month && month != 0) {
            return wrong("month", "rhythm");
        }
        if kind != ReportKind::Final && !plan.contains(year) {
            return wrong("year", "outside-plan");
        }
        Ok(match kind {
            ReportKind::Monthly => Self { from: (year, month), to: (year, month) },
            ReportKind::Yearly => Self { from: (year, 1), to: (year, 12) },
            ReportKind::Interim => Self { from: (plan.from, 1), to: (year, month) },
            ReportKind::Final => Self { from: (plan.from, 1), to: (plan.to, 12) },
        })
    }

    /// First day.
    #[must_use]
    pub fn first_day(self) -> Date {
        When::Month(self.from.0, self.from.1).first_day()
    }

    /// Last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        When::Month(self.to.0, self.to.1).last_day()
    }

    /// Whether a month of a year lies in it.
    #[must_use]
    pub fn contains(self, year: i16, month: i8) -> bool {
        self.from <= (year, month) && (year, month) <= self.to
    }

    /// Whether a round answers for a time in it: a round of a month by its month, a round of a year by its year, but not in a single month.
    #[must_use]
    pub fn has_round(self, year: i16, month: i8) -> bool {
        match month {
            0 => self.from != self.to && (self.from.0..=self.to.0).contains(&year),
            month => self.contains(year, month),
        }
    }

    /// The same months a year before; only for a month and a year, which have a like before them.
    #[must_use]
    pub fn before(self, kind: ReportKind) -> Option<Self> {
        let back = |(year, month): (i16, i8)| (year - 1, month);
        matches!(kind, ReportKind::Monthly | ReportKind::Yearly)
            .then(|| Self { from: back(self.from), to: back(self.to) })
    }
}

/// A section of a report, in the order of plans' own headings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Purpose and direction.
    Direction,
    /// Discovery.
    Discovery,
    /// Fostering.
    Fostering,
    /// Selection and recognition as a whole.
    Selection,
    /// Selection and recognition in one movement.
    Movement(Key),
    /// Awards and money.
    Rewards,
    /// Publicity.
    Publicity,
    /// Replication.
    Replication,
    /// Reviews of what was recognised.
    Review,
    /// Obligations kept.
    Obligations,
    /// Difficulties.
    Difficulties,
    /// Lessons.
    Lessons,
    /// Proposals and the direction to come.
    Proposals,
}

const NAMED: [(&str, Section); 12] = [
    ("direction", Section::Direction),
    ("discovery", Section::Discovery),
    ("fostering", Section::Fostering),
    ("selection", Section::Selection),
    ("rewards", Section::Rewards),
    ("publicity", Section::Publicity),
    ("replication", Section::Replication),
    ("review", Section::Review),
    ("obligations", Section::Obligations),
    ("difficulties", Section::Difficulties),
    ("lessons", Section::Lessons),
    ("proposals", Section::Proposals),
];

impl Section {
    /// Whether people write it: it begins with hints from the records and no sentence.
    #[must_use]
    pub const fn is_free(&self) -> bool {
        matches!(self, Self::Lessons | Self::Proposals)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Movement(key) = self {
            return write!(f, "movement.{key}");
        }
        let name = NAMED.iter().find(|(_, section)| section == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

/// A text that names no section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a section of a report")]
pub struct NotASection;

impl FromStr for Section {
    type Err = NotASection;
    fn from_str(text: &str) -> Result<Self, NotASection> {
        if let Some(key) = text.strip_prefix("movement.") {
            return key.parse().map(Self::Movement).map_err(|_| NotASection);
        }
        NAMED.iter().find(|(name, _)| *name == text).map(|(_, section)| section.clone()).ok_or(NotASection)
    }
}

impl Serialize for Section {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The sections of a report on a plan: those whose subject the plan has, in the order of plans' own headings.
///
/// A subject is one that a step of its tracks, an obligation, a duty or its title names, so that no plan needs code of its own.
#[must_use]
pub fn sections(plan: &Plan) -> Vec<Section> {
    let said = said(plan);
    let speaks = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let steps = |kind: StepKind| plan.tracks.iter().flat_map(|track| &track.steps).any(|step| step.kind == kind);
    let meets = plan.obligations.iter().any(|one| one.form == ObligationForm::Meeting);
    let lapses = plan.tracks.iter().any(|track| track.valid_months.is_some());
    let mut out = vec![Section::Direction];
    let mut add = |section: Section, there: bool| out.extend(there.then_some(section));
    add(Section::Discovery, speaks(&["phat hien", "nhan to moi"]) || steps(StepKind::Register));
    add(Section::Fostering, steps(StepKind::Foster) || speaks(&["boi duong"]));
    add(Section::Selection, !plan.tracks.is_empty());
    if plan.movements.len() > 1 {
        out.extend(plan.movements.iter().map(|movement| Section::Movement(movement.key.clone())));
    }
    let mut add = |section: Section, there: bool| out.extend(there.then_some(section));
    add(Section::Rewards, !plan.rewards.is_empty());
    add(Section::Publicity, steps(StepKind::Publicise) || speaks(&["tuyen truyen", "truyen thong"]));
    add(Section::Replication, speaks(&["nhan rong", "hoc tap kinh nghiem", "tham quan"]));
    add(Section::Review, lapses || meets);
    add(Section::Obligations, !plan.obligations.is_empty());
    out.extend([Section::Difficulties, Section::Lessons, Section::Proposals]);
    out
}

fn said(plan: &Plan) -> String {
    let duties = plan.duties.iter().map(|duty| duty.text.as_str());
    let owed = plan.obligations.iter().map(|one| one.what.as_str());
    let texts = std::iter::once(plan.document.title.as_str()).chain(duties).chain(owed);
    texts.map(fold).collect::<Vec<_>>().join(" ")
}

/// To whom the plan wants the agency's reports sent: those its obligations of reporting name, each once (plan 001 V.3).
#[must_use]
pub fn addressees(plan: &Plan) -> Vec<String> {
    let owes = |who: &Debtor| matches!(who, Debtor::StandingBody | Debtor::Council | Debtor::Agency);
    let reports = plan.obligations.iter().filter(|one| one.form == ObligationForm::Report && owes(&one.who));
    let mut out: Vec<String> = Vec::new();
    for name in reports.flat_map(|one| &one.to) {
        if !out.contains(name) {
            out.push(name.clone());
        }
    }
    out
}

/// The text of a section: what was drafted, on which figures, and what somebody made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text as it was drafted last and accepted.
    pub drafted: String,
    /// The print of the figures it was drafted from.
    pub print: String,
    /// The text as a person left it; `None` while nobody touched the draft.
    pub edited: Option<String>,
}

/// How a section stands beside what would be drafted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// It says what the records say.
    Current,
    /// Nobody edited it, and the records changed: it can be drafted anew without losing anything.
    Behind,
    /// Somebody edited it, and the records changed since: a person takes the new draft, keeps the text, or merges by hand.
    Undecided,
}

impl Passage {
    /// The text that goes into the report.
    #[must_use]
    pub fn text(&self) -> &str {
        self.edited.as_deref().unwrap_or(&self.drafted)
    }

    /// How it stands beside a fresh draft from figures of this print. A draft that only the words of the product changed is no news.
    #[must_use]
    pub fn freshness(&self, fresh: &str, print: &str) -> Freshness {
        if self.print == print || diff::same(&self.drafted, fresh) {
            Freshness::Current
        } else if self.edited.is_some() {
            Freshness::Undecided
        } else {
            Freshness::Behind
        }
    }

    /// The section drafted anew where nobody edited it; an edited one stays as it is.
    #[must_use]
    pub fn refreshed(self, fresh: &str, print: &str) -> Self {
        if self.edited.is_some() { self } else { Self::drafted(fresh, print) }
    }

    /// A fresh draft.
    #[must_use]
    pub fn drafted(text: &str, print: &str) -> Self {
        Self { drafted: text.to_owned(), print: print.to_owned(), edited: None }
    }

    /// The person keeps the edited text: the new draft is known and no news any more.
    #[must_use]
    pub fn kept(self, fresh: &str, print: &str) -> Self {
        Self { edited: self.edited, ..Self::drafted(fresh, print) }
    }

    /// What a person wrote with the fresh draft beside it. A text that is the draft is no edit.
    #[must_use]
    pub fn written(text: &str, fresh: &str, print: &str) -> Self {
        let edited = Some(text.trim().to_owned()).filter(|text| !diff::same(text, fresh));
        Self { edited, ..Self::drafted(fresh, print) }
    }
}

#[cfg(test)]
mod tests;

//! What was read: the plan's facts, each with the place it was read from and how sure the reader is. Must not decide or correct anything.

use serde::Serialize;

use crate::warn::Warning;

mod procedure;

pub use procedure::{
    Ballot, Base, Deadline, Duty, Edge, Funding, PeriodEnd, ProcessStep, Quorum, Responsibility, Reward, VoteRule, When,
};

/// A stretch of [`Reading::text`], in bytes, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How sure the reader is of an item, 0–100 per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Confidence(u8);

impl Confidence {
    /// From per cent; more than 100 counts as 100.
    #[must_use]
    pub fn percent(value: u8) -> Self {
        Self(value.min(100))
    }
    pub(crate) const fn of(percent: u8) -> Self {
        Self(percent)
    }
    /// Per cent, 0–100.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
    /// Less sure by so many per cent.
    #[must_use]
    pub(crate) fn less(self, by: u8) -> Self {
        Self(self.0.saturating_sub(by))
    }
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// A plan as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The document in normal form, one paragraph a line; every span points into it.
    pub text: String,
    /// The paragraphs of the text, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Head, title, signature, bases, recipients.
    pub document: Document,
    /// How many goals and requirements are set.
    pub goals: Goals,
    /// Criteria and quotas that belong to no single movement.
    pub plan_wide: Scope,
    /// The movements for which models are set apart.
    pub movements: Vec<Movement>,
    /// The steps by which models are found, judged and recognised.
    pub process_steps: Vec<ProcessStep>,
    /// How a model is voted on.
    pub vote_rule: Option<VoteRule>,
    /// Who must be present.
    pub quorum: Option<Quorum>,
    /// What is due when.
    pub deadlines: Vec<Deadline>,
    /// Who does what.
    pub responsibilities: Vec<Responsibility>,
    /// What is awarded.
    pub rewards: Vec<Reward>,
    /// Who pays.
    pub funding: Vec<Funding>,
    /// Slips and gaps to be shown; nothing is corrected.
    pub warnings: Vec<Warning>,
}

/// One paragraph, list item, heading or table row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its stretch of the text.
    pub span: Span,
    /// Whether it heads what follows.
    pub heading: bool,
    /// Depth in the outline, 0 for the outermost and for everything outside the body.
    pub depth: usize,
}

/// Head and foot of the document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Document {
    /// The issuing agency.
    pub agency: Option<Found<String>>,
    /// Number and symbol: "214/KH-UBND"; "/KH-UBND" when the number is blank.
    pub number_symbol: Option<Found<String>>,
    /// Place of issue.
    pub place: Option<Found<String>>,
    /// Date of issue: `2026-02-09`, or `2024-03` when the day is blank.
    pub issue_date: Option<Found<String>>,
    /// Name of the kind as printed.
    pub kind: Option<Found<String>>,
    /// Title without the kind.
    pub title: Option<Found<String>>,
    /// First and last year.
    pub period: Option<Found<Period>>,
    /// Who signed.
    pub signer: Signer,
    /// What the preamble rests on.
    pub legal_bases: Vec<LegalBase>,
    /// The items of "Nơi nhận".
    pub recipients: Vec<Found<String>>,
}

/// First and last year of a plan; equal for a plan of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Signer {
    /// "TM.", "KT.", "TL." …
    pub authority_prefix: Option<Found<String>>,
    /// Office in capitals as printed.
    pub title: Option<Found<String>>,
    /// Name without degree or rank.
    pub name: Option<Found<String>>,
}

/// A document that the plan rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LegalBase {
    /// "Chỉ thị", "Kế hoạch" …
    pub kind: String,
    /// "34-CT/TW"; `None` for laws and resolutions cited without.
    pub number: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// How many goals and requirements are set; `joint` when the section does not part the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Goals {
    /// Items under Mục đích, Mục tiêu.
    pub goals: Option<usize>,
    /// Items under Yêu cầu.
    pub requirements: Option<usize>,
    /// Items of a section that does not part the two.
    pub joint: Option<usize>,
    /// The section.
    pub source: Span,
}

/// Criteria and quotas of a movement or of the whole plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Scope {
    /// Criteria in the order of the text.
    pub criteria: Vec<Criterion>,
    /// Quotas in the order of the text.
    pub quotas: Vec<Quota>,
}

/// For whom a criterion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Tập thể.
    Collective,
    /// Cá nhân.
    Individual,
    /// Hộ gia đình.
    Household,
    /// Cá nhân giữ chức vụ lãnh đạo.
    Leader,
    /// Everyone, or models.
    General,
}

impl Subject {
    /// All five, in the order of the schema.
    pub const ALL: [Self; 5] = [Self::Collective, Self::Individual, Self::Household, Self::Leader, Self::General];

    /// Its name in the schema.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Collective => "collective",
            Self::Individual => "individual",
            Self::Household => "household",
            Self::Leader => "leader",
            Self::General => "general",
        }
    }
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// For whom.
    pub subject: Subject,
    /// Its words, without list mark and label.
    pub text: String,
    /// How many clauses it has.
    pub clauses: usize,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// What a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Tập thể.
    Collective,
    /// Cá nhân.
    Individual,
    /// Hộ gia đình.
    Household,
    /// Mô hình.
    Model,
    /// Gương, điển hình; everything.
    Any,
}

/// Which side of the number is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Ít nhất.
    Min,
    /// Không quá.
    Max,
    /// A bare number.
    Exact,
    /// Không khống chế.
    Unlimited,
}

/// Within what a quota is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Each unit.
    Unit,
    /// Each movement.
    Movement,
    /// Month.
    Month,
    /// Quarter.
    Quarter,
    /// Year.
    Year,
    /// The whole plan.
    Plan,
}

/// A number of models to reach or to keep to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quota {
    /// What is counted.
    pub subject: Counted,
    /// Which side is allowed.
    pub bound: Bound,
    /// The number; `None` when unlimited.
    pub count: Option<u32>,
    /// Within what.
    pub per: Per,
    /// The words naming the unit or the case.
    pub condition: Option<String>,
    /// Whether it is only striven for ("phấn đấu").
    pub aimed: bool,
    /// Its words.
    pub text: String,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// A movement, campaign, field, group or named model for which models are set apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Movement {
    /// As printed: "1", "2.1", "A", "Điều 3".
    pub ordinal: Option<String>,
    /// The heading's text.
    pub name: String,
    /// Criteria and quotas.
    #[serde(flatten)]
    pub scope: Scope,
    /// Who leads.
    pub lead_agency: Option<Found<String>>,
    /// Who co-operates.
    pub cooperating_agencies: Vec<Found<String>>,
    /// Where its name was read.
    pub source: Span,
    /// The whole section.
    pub extent: Span,
    /// How sure.
    pub confidence: Confidence,
}

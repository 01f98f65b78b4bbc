//! What is done, by whom, by when, for what: steps, votes, deadlines, duties, awards, money. Must not decide or correct anything.

use serde::Serialize;

use super::{Confidence, Span};

/// A step of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProcessStep {
    /// Its name: a label, or its first clause.
    pub name: String,
    /// The whole item.
    pub text: String,
    /// Who acts.
    pub actor: Option<String>,
    /// By when, in the plan's words.
    pub deadline: Option<String>,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// How a vote is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ballot {
    /// Bỏ phiếu kín.
    Secret,
    /// Giơ tay, biểu quyết công khai.
    Open,
    /// Not said.
    Unspecified,
}

/// Of whom the share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// All members.
    AllMembers,
    /// Those present.
    Present,
    /// Not said.
    Unspecified,
}

/// The rule by which a model is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoteRule {
    /// How.
    pub ballot: Ballot,
    /// Share needed, numerator and denominator; `None` when the highest counts win.
    pub threshold: Option<(u32, u32)>,
    /// Of whom.
    pub of: Base,
    /// Whether more than the share is needed.
    pub strict: bool,
    /// Its words.
    pub text: String,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// Who must be present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quorum {
    /// Numerator.
    pub num: u32,
    /// Denominator.
    pub den: u32,
    /// Its words.
    pub text: String,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// One end of a period, as far as the text knows it: `2027`, `2027-04`, `2027-04-01`, `2025-Q1`, `--09-01`.
pub type PeriodEnd = String;

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum When {
    /// Once: a day, a month or a year.
    Once {
        /// Year.
        year: i16,
        /// Month, 1–12.
        month: Option<i8>,
        /// Day, 1–31.
        day: Option<i8>,
        /// "17:00" where given.
        time: Option<String>,
    },
    /// Every month.
    Monthly {
        /// Day, 1–31.
        day: i8,
    },
    /// Every year.
    Yearly {
        /// Month, 1–12.
        month: Option<i8>,
        /// Day, 1–31.
        day: Option<i8>,
        /// Quarter, 1–4.
        quarter: Option<i8>,
        /// First quarter when several are named.
        quarter_from: Option<i8>,
    },
    /// A quarter of a year, or every quarter on a day.
    Quarter {
        /// Year; `None` for every quarter.
        year: Option<i16>,
        /// Quarter, 1–4; `None` for every quarter.
        quarter: Option<i8>,
        /// First quarter when several are named.
        quarter_from: Option<i8>,
        /// Day of the quarter's last month, for every quarter.
        day: Option<i8>,
    },
    /// From one time to another; an open end is `None`.
    Period {
        /// Begin.
        from: Option<PeriodEnd>,
        /// End.
        to: Option<PeriodEnd>,
        /// Whether it comes again every year.
        recurring: bool,
    },
    /// So many days after something.
    Relative {
        /// Days.
        days: u32,
        /// Whether only working days count.
        working: bool,
    },
}

/// Whether the named time itself still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// "trước": strictly before.
    Before,
    /// "chậm nhất", "đến hết": included.
    AtLatest,
    /// "trong", "vào": some time in it.
    During,
}

/// Something due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Its words.
    pub text: String,
    /// When.
    #[serde(flatten)]
    pub when: When,
    /// Whether the named time still counts.
    pub edge: Edge,
    /// What is due.
    pub what: Option<String>,
    /// Who owes it.
    pub who: Option<String>,
    /// Where the time was read.
    pub source: Span,
    /// The clause it stands in.
    pub clause: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// Its words.
    pub text: String,
    /// How many duties it holds when they run on in one paragraph.
    pub count: usize,
    /// Where it was read.
    pub source: Span,
}

/// Who does what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Responsibility {
    /// The unit.
    pub unit: String,
    /// Its duties.
    pub duties: Vec<Duty>,
    /// Where the unit was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// What is awarded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reward {
    /// Form in the plan's words.
    pub form: String,
    /// Who awards it.
    pub by: Option<String>,
    /// Amount in đồng.
    pub amount: Option<i64>,
    /// Its words.
    pub text: String,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Funding {
    /// Source in the plan's words.
    pub from: String,
    /// Amount in đồng.
    pub amount: Option<i64>,
    /// Whether the amount is for each unit.
    pub per_unit: bool,
    /// Where it was read.
    pub source: Span,
    /// How sure.
    pub confidence: Confidence,
}

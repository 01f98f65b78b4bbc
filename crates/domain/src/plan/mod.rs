//! A signed plan, structured: what a programme runs on. Data only; must not hold what happens while it runs.

mod check;
mod criterion;
mod edit;
mod quota;
mod track;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use check::{Finding, Severity};
pub use criterion::{Applies, Body, Check, Criterion, DisciplineLevel, Link, Rating, Test};
pub use edit::{Change, Item, ItemPath, NotAPath};
pub use quota::{Bound, Per, Quota, QuotaKind, QuotaSubject, Strength};
pub use track::{
    Absent, Answers, Base, Conflicted, Counting, Method, Paper, Performer, Rhythm, Step, StepKind, Threshold, Track,
    VoteRule,
};

use crate::time::Deadline;
use crate::unit::UnitKind;

/// The name of an item inside its plan: 1–64 lower-case ASCII letters, digits and "-".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Key(String);

/// Why a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key is 1 to 64 lower-case letters a-z, digits or '-'")]
pub struct NotAKey;

impl Key {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Key {
    type Err = NotAKey;
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let fits = (1..=64).contains(&text.len());
        let clean = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits && clean { Ok(Self(text.to_owned())) } else { Err(NotAKey) }
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Where in the document's text an item was read, and how sure the reader is. Text form: `1203..1288 90%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source {
    /// First byte in the normalised text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Per cent, 0–100. An item a person entered or confirmed has 100.
    pub confidence: u8,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{} {}%", self.start, self.end, self.confidence)
    }
}

impl FromStr for Source {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a source is written START..END CONFIDENCE%, as 1203..1288 90%";
        let (span, sure) = text.split_once(' ').ok_or(WRONG)?;
        let (start, end) = span.split_once("..").ok_or(WRONG)?;
        let start = start.parse().map_err(|_| WRONG)?;
        let end = end.parse().map_err(|_| WRONG)?;
        let confidence = sure.strip_suffix('%').and_then(|n| n.parse().ok()).ok_or(WRONG)?;
        if start <= end && confidence <= 100 { Ok(Self { start, end, confidence }) } else { Err(WRONG) }
    }
}

impl Serialize for Source {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A whole plan: the content of a plan file, and what a programme freezes when a round opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Who issued it, when, for which years.
    pub document: Document,
    /// The fields in which exemplars are looked for. A plan that sets none apart has one for the plan as a whole.
    pub movements: Vec<Movement>,
    /// The procedures.
    pub tracks: Vec<Track>,
    /// Numbers to reach or to keep to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// What an exemplar has to be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// Who owes what by when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obligations: Vec<Obligation>,
    /// Who does what, in the plan's own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<Duty>,
    /// Forms of recognition and award.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rewards: Vec<Reward>,
    /// Where the money comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
}

/// Header, signature and references of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Issuing agency.
    pub agency: String,
    /// Number and symbol, as `87/KH-BDT`; real files may lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Place of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Date of issue; real files may lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// Summary of content (trích yếu).
    pub title: String,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// Name of the person who signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// Post of the person who signed, with its prefix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer_title: Option<String>,
    /// Documents it rests on or carries out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<LegalBasis>,
    /// "Nơi nhận".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// Where the header was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A document the plan rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// Kind of document: "Quyết định", "Chỉ thị", "Luật".
    pub kind: String,
    /// Number and symbol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Date of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A movement, campaign or field with criteria, quotas and a lead of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Movement {
    /// Its key in this plan.
    pub key: Key,
    /// Its number as printed: "1", "2.1", "Điều 3".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ordinal: String,
    /// Its name as printed.
    pub name: String,
    /// Other names for the same thing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Whether the lead is asked ("đề nghị", a body beside the issuer's line) and not told ("giao").
    #[serde(default, skip_serializing_if = "is_false")]
    pub lead_is_asked: bool,
    /// Who works with the lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooperating: Vec<String>,
    /// Years of validity when they differ from the plan's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Years>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A span of whole years, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Years {
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
}

impl Years {
    /// Whether a year lies in the span.
    #[must_use]
    pub fn contains(self, year: i16) -> bool {
        (self.from..=self.to).contains(&year)
    }
}

/// A duty with a due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Its key in this plan.
    pub key: Key,
    /// What is owed, in the plan's words.
    pub what: String,
    /// Who owes it.
    pub who: Debtor,
    /// What fulfils it.
    #[serde(default)]
    pub form: ObligationForm,
    /// By when.
    pub deadline: Deadline,
    /// To whom it is sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// Who owes a duty; expanded to units when the programme runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Debtor {
    /// Every unit under the agency.
    EveryUnit,
    /// Every unit of these kinds.
    Kinds(Vec<UnitKind>),
    /// The lead of each movement.
    MovementLeads,
    /// The standing body of the council (Văn phòng, Phòng Nội vụ).
    StandingBody,
    /// The council.
    Council,
    /// The agency itself, that is its head.
    Agency,
    /// A unit by the plan's name for it.
    Named(String),
}

/// What fulfils a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObligationForm {
    /// A plan of the unit's own.
    Plan,
    /// A registration or nomination list; a zero-report fulfils it.
    List,
    /// A report.
    Report,
    /// A meeting, review or conference.
    Meeting,
    /// Anything else.
    #[default]
    Other,
}

/// Who does what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// The unit as named in the plan.
    pub unit: String,
    /// The duty in the plan's words.
    pub text: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A form of recognition or award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// The form as printed: "Giấy khen", "giấy công nhận".
    pub form: String,
    /// Who gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Amount in đồng when the plan names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A source of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// The source in the plan's words.
    pub from: String,
    /// Amount in đồng when the plan names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl Plan {
    /// The movement with this key.
    #[must_use]
    pub fn movement(&self, key: &Key) -> Option<&Movement> {
        self.movements.iter().find(|movement| movement.key == *key)
    }

    /// The track with this key.
    #[must_use]
    pub fn track(&self, key: &Key) -> Option<&Track> {
        self.tracks.iter().find(|track| track.key == *key)
    }

    /// First and last year.
    #[must_use]
    pub fn years(&self) -> Years {
        Years { from: self.document.from, to: self.document.to }
    }

    /// The criteria that a dossier of this movement, track and year is held against, the plan-wide ones first.
    pub fn criteria_for<'a>(
        &'a self,
        movement: &'a Key,
        track: &'a Key,
        year: i16,
        applies: impl Fn(Applies) -> bool + 'a,
    ) -> impl Iterator<Item = &'a Criterion> + 'a {
        let here = move |c: &&Criterion| {
            c.movement.as_ref().is_none_or(|m| m == movement)
                && (c.tracks.is_empty() || c.tracks.contains(track))
                && c.years.is_none_or(|years| years.contains(year))
                && applies(c.applies)
        };
        self.criteria.iter().filter(here)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field by reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

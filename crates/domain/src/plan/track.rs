//! A procedure as data: an ordered list of steps from a fixed vocabulary, each with actor, deadline, papers and vote rule.

use serde::{Deserialize, Serialize};

use super::{Key, Source};
use crate::subject::SubjectKind;
use crate::time::Deadline;

/// A procedure by which dossiers become exemplars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its key in this plan.
    pub key: Key,
    /// Its name on screen and in documents.
    pub name: String,
    /// How often a round is opened.
    pub rhythm: Rhythm,
    /// The movements it serves; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub movements: Vec<Key>,
    /// The kinds of subject it takes; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<SubjectKind>,
    /// Whether its recognitions count against quotas.
    #[serde(default)]
    pub counting: Counting,
    /// Months for which a recognition is valid; `None` when the plan does not say and none was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_months: Option<u16>,
    /// The form of recognition or award that its decision gives, as listed under the plan's rewards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives: Option<String>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The clause that sets it out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clause: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl Track {
    /// Whether a movement is served.
    #[must_use]
    pub fn serves(&self, movement: &Key) -> bool {
        self.movements.is_empty() || self.movements.contains(movement)
    }

    /// Whether a kind of subject is taken.
    #[must_use]
    pub fn takes(&self, kind: SubjectKind) -> bool {
        self.subjects.is_empty() || self.subjects.contains(&kind)
    }

    /// Whether the agency's council deliberates in it: then a session decides, and nobody by hand.
    #[must_use]
    pub fn has_council(&self) -> bool {
        self.steps.iter().any(|step| step.kind == StepKind::Deliberate && step.who == Performer::Council)
    }

    /// The place of the first step of a kind.
    #[must_use]
    pub fn position(&self, kind: StepKind) -> Option<usize> {
        self.steps.iter().position(|step| step.kind == kind)
    }
}

/// How often a round of a track is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Every year.
    Yearly,
    /// Every month.
    Monthly,
    /// When something happens: a campaign ends, a deed is done.
    AtAnyTime,
}

/// Whether recognitions of a track count against quotas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// They count.
    #[default]
    Counted,
    /// They never count against a cap: extraordinary cases.
    Free,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is done.
    pub kind: StepKind,
    /// Who does it.
    pub who: Performer,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// Papers that have to be attached before the step can be completed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
    /// The rule of a `deliberate` step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vote: Option<VoteRule>,
    /// The office that decides, or the bodies it is forwarded to, in the plan's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// The vocabulary of procedures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// đăng ký: "we will build this one".
    Register,
    /// suy tôn: acclaimed by the own collective.
    Endorse,
    /// bồi dưỡng: under building.
    Foster,
    /// đề nghị công nhận: proposed, with papers.
    Nominate,
    /// rà soát, tổng hợp: the standing body consolidates.
    Screen,
    /// thẩm định: checked against the criteria.
    Appraise,
    /// bình xét: the council selects.
    Deliberate,
    /// quyết định: the competent head decides.
    Decide,
    /// gửi cấp trên: sent to the level above, and its answer.
    Forward,
    /// tuyên truyền: made known.
    Publicise,
}

impl StepKind {
    /// All kinds in the order of the vocabulary.
    pub const ALL: [Self; 10] = [
        Self::Register,
        Self::Endorse,
        Self::Foster,
        Self::Nominate,
        Self::Screen,
        Self::Appraise,
        Self::Deliberate,
        Self::Decide,
        Self::Forward,
        Self::Publicise,
    ];
}

/// Who performs a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Performer {
    /// The proposing unit.
    Unit,
    /// The proposing unit, or the candidate alone (self-registration).
    UnitOrCandidate,
    /// The proposing unit, or the standing body on its own account.
    UnitOrStandingBody,
    /// The standing body.
    StandingBody,
    /// The lead of the movement.
    MovementLead,
    /// The lead of the movement or the standing body.
    MovementLeadOrStandingBody,
    /// The council.
    Council,
    /// The head of the agency.
    Head,
}

/// A paper that a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// Danh sách đăng ký.
    List,
    /// Bản mô tả sáng kiến, mô hình.
    Description,
    /// Báo cáo thành tích.
    AchievementReport,
    /// Biên bản họp suy tôn.
    EndorsementMinutes,
    /// Giấy chứng nhận giải thưởng.
    PrizeCertificate,
    /// Anything else that proves something.
    Evidence,
}

/// The rule of a vote. Integers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct VoteRule {
    /// How the vote is taken.
    pub method: Method,
    /// Numerator of the share needed, at most `den`.
    pub num: u32,
    /// Denominator of the share needed, at least 1.
    pub den: u32,
    /// Whether the share itself is enough.
    #[serde(default)]
    pub threshold: Threshold,
    /// Of whom the share is taken.
    pub base: Base,
    /// Numerator of the share of members who must be present; 0 when the rule asks for none.
    #[serde(default)]
    pub quorum_num: u32,
    /// Denominator of that share, at least 1.
    #[serde(default = "one")]
    pub quorum_den: u32,
    /// What an absent member may do.
    #[serde(default)]
    pub absent: Absent,
    /// What a conflicted member does to the base.
    #[serde(default)]
    pub conflicted: Conflicted,
    /// What a secret ballot offers.
    #[serde(default)]
    pub answers: Answers,
}

fn one() -> u32 {
    1
}

/// How a vote is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Secret ballot.
    Secret,
    /// Show of hands.
    Hands,
    /// Written opinions.
    Written,
    /// The chair states agreement.
    Consensus,
}

/// Whether the share itself is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// "ít nhất 2/3".
    #[default]
    AtLeast,
    /// "quá bán".
    MoreThan,
}

/// Of whom the share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// All members of the council.
    AllMembers,
    /// Members present.
    Present,
    /// Valid votes cast.
    Cast,
}

/// What an absent member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absent {
    /// Nothing: counts as not agreeing where all members are the base.
    #[default]
    NoVoice,
    /// Hand in a written opinion that counts as a vote.
    WrittenOpinion,
}

/// What a secret ballot offers for each candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answers {
    /// Agree or not agree.
    #[default]
    AgreeOrNot,
    /// "Không có ý kiến" beside the two: a valid vote that does not agree.
    OrNoOpinion,
}

/// What a conflicted member does to the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflicted {
    /// Stays in the base and cannot agree.
    #[default]
    KeepBase,
    /// Leaves the base.
    ShrinkBase,
}

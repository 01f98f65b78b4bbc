//! The JSON form of a manifest and the rules it must satisfy; must not be trusted before `check`.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Base, Compare, Holder, MAX_MEMBERS, MAX_QUESTIONS, MAX_TEXT, Options, Replace};
use crate::ceremony::MAX_TRUSTEES;
use crate::error::Refused;
use crate::group::{self, PointBytes};
use crate::hash;

/// The manifest as it is written. 32-byte values are 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestFile {
    /// Version of the format: 1.
    pub version: u32,
    /// Name of the election, unique to it; the codes of members are bound to it.
    pub uuid: String,
    /// Title for people.
    pub title: String,
    /// Members of the council.
    pub members: u32,
    /// When a candidate is recognised.
    pub rule: Rule,
    /// The candidates in their order.
    pub questions: Vec<Question>,
    /// 1: agree or not. 2: agree, not agree, or no opinion.
    pub options: u32,
    /// Most candidates a member may agree to. `null` says that there is no limit; leaving it out says nothing and is refused.
    #[serde(deserialize_with = "said")]
    pub limit: Option<u32>,
    /// Least number of ballots that may be opened.
    pub min_ballots: u32,
    /// Least number of paper ballots for figures of their own; 5 when left out.
    #[serde(default = "five")]
    pub min_paper: u32,
    /// `"allowed"` or `"never"`: casting again.
    pub replace: String,
    /// Trustees needed to open.
    pub threshold: u32,
    /// Number of the key ceremony.
    pub ceremony: String,
    /// What each trustee contributed, in order.
    pub dkg: Vec<DkgRecord>,
    /// Election key.
    pub key: String,
    /// Public credentials of members, shuffled.
    pub credentials: Vec<String>,
    /// Public credentials for paper ballots that the committee enters.
    pub paper_credentials: Vec<String>,
    /// When the vote opens, for people.
    pub opens: String,
    /// Hashes of the programs.
    pub client: ClientHashes,
    /// Public key of the server's receipts.
    pub server_key: String,
}

/// When a candidate is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Above the fraction line.
    pub num: u32,
    /// Below the fraction line.
    pub den: u32,
    /// `"all_members"`, `"present"` or `"valid"`.
    pub of: String,
    /// `"at_least"` (also when left out) or `"more_than"`.
    #[serde(default = "at_least")]
    pub compare: String,
}

fn at_least() -> String {
    "at_least".to_owned()
}

fn five() -> u32 {
    5
}

fn said<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Option<u32>, D::Error> {
    Option::deserialize(value)
}

/// One candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Number on the ballot, unique.
    pub id: u32,
    /// Name of the person or collective.
    pub candidate: String,
    /// The title proposed.
    pub title: String,
}

/// What one trustee contributed to the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DkgRecord {
    /// Commitment of round 1.
    pub commit: String,
    /// Transport key of round 1.
    pub transport: String,
    /// Coefficients in public form.
    pub f: Vec<String>,
    /// Challenge of the proof of knowledge.
    pub e: String,
    /// Responses of the proof of knowledge.
    pub s: Vec<String>,
}

/// SHA-256 of the programs, as printed beside the election.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientHashes {
    /// The ballot page.
    pub page: String,
    /// The WebAssembly program.
    pub wasm: String,
    /// The independent verifier.
    pub verifier: String,
}

/// 32 bytes written as hexadecimal digits.
pub(super) fn bytes(text: &str) -> Result<[u8; 32], Refused> {
    hash::unhex(text).ok_or(Refused::Manifest("no 64 hexadecimal digits"))
}

fn ensure(holds: impl FnOnce() -> bool, why: &'static str) -> Result<(), Refused> {
    if holds() { Ok(()) } else { Err(Refused::Manifest(why)) }
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= MAX_TEXT
}

impl ManifestFile {
    /// Every rule that does not need the group.
    pub(super) fn check(&self) -> Result<(), Refused> {
        ensure(|| self.version == 1, "version")?;
        ensure(|| is_text(&self.uuid) && is_text(&self.title), "name or title")?;
        ensure(|| (1..=MAX_MEMBERS).contains(&self.members), "number of members")?;
        self.rule.check()?;
        self.check_questions()?;
        ensure(|| (1..=self.members).contains(&self.min_ballots), "least number of ballots")?;
        ensure(|| self.opens.chars().count() <= MAX_TEXT, "opening time")?;
        for text in [&self.client.page, &self.client.wasm, &self.client.verifier, &self.ceremony] {
            bytes(text)?;
        }
        self.check_dkg()
    }

    fn check_questions(&self) -> Result<(), Refused> {
        let count = self.questions.len();
        ensure(|| (1..=MAX_QUESTIONS).contains(&count), "number of candidates")?;
        let ids: HashSet<u32> = self.questions.iter().map(|question| question.id).collect();
        ensure(|| ids.len() == count, "repeated candidate number")?;
        ensure(|| self.questions.iter().all(|q| is_text(&q.candidate) && is_text(&q.title)), "candidate or title")?;
        let limit = self.limit.map_or(1, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        ensure(|| (1..=count).contains(&limit), "limit")
    }

    fn check_dkg(&self) -> Result<(), Refused> {
        let trustees = self.dkg.len();
        let threshold = usize::try_from(self.threshold).unwrap_or(usize::MAX);
        ensure(|| (1..=usize::from(MAX_TRUSTEES)).contains(&trustees), "number of trustees")?;
        ensure(|| (1..=trustees).contains(&threshold), "threshold")?;
        ensure(|| self.dkg.iter().all(|r| r.f.len() == threshold && r.s.len() == threshold), "ceremony record")
    }

    /// Every credential with its holder; none repeated, none neutral, no more than allowed.
    pub(super) fn holders(&self) -> Result<HashMap<PointBytes, Holder>, Refused> {
        let members = usize::try_from(self.members).unwrap_or(usize::MAX);
        let (own, paper) = (self.credentials.len(), self.paper_credentials.len());
        ensure(|| own + paper >= 1 && own <= members && paper <= members, "number of credentials")?;
        let mut holders = HashMap::with_capacity(own + paper);
        let with = |list: &[String], holder| list.iter().map(move |text| (text.clone(), holder)).collect::<Vec<_>>();
        let all = [with(&self.credentials, Holder::Member), with(&self.paper_credentials, Holder::Paper)].concat();
        for (text, holder) in all {
            let credential = bytes(&text)?;
            group::key(&credential).map_err(|_| Refused::Manifest("credential is no key"))?;
            ensure(|| holders.insert(credential, holder).is_none(), "repeated credential")?;
        }
        Ok(holders)
    }

    pub(super) fn options(&self) -> Result<Options, Refused> {
        match self.options {
            1 => Ok(Options::AgreeOnly),
            2 => Ok(Options::AgreeAndNot),
            _ => Err(Refused::Manifest("options")),
        }
    }

    pub(super) fn replace(&self) -> Result<Replace, Refused> {
        match self.replace.as_str() {
            "allowed" => Ok(Replace::Allowed),
            "never" => Ok(Replace::Never),
            _ => Err(Refused::Manifest("replace")),
        }
    }
}

impl Rule {
    fn check(&self) -> Result<(), Refused> {
        let whole = self.compare()? == Compare::MoreThan && self.num == self.den;
        ensure(|| self.num >= 1 && self.num <= self.den && !whole, "rule that nobody or everybody satisfies")?;
        self.base().map(|_| ())
    }

    pub(super) fn base(&self) -> Result<Base, Refused> {
        match self.of.as_str() {
            "all_members" => Ok(Base::AllMembers),
            "present" => Ok(Base::Present),
            "valid" => Ok(Base::Valid),
            _ => Err(Refused::Manifest("base of the rule")),
        }
    }

    pub(super) fn compare(&self) -> Result<Compare, Refused> {
        match self.compare.as_str() {
            "at_least" => Ok(Compare::AtLeast),
            "more_than" => Ok(Compare::MoreThan),
            _ => Err(Refused::Manifest("comparison of the rule")),
        }
    }
}

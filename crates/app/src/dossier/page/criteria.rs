//! The criteria of a dossier as its page shows them. Must not show a finding to those who may not see it.

use jiff::Timestamp;
use lantoa_domain::appraisal::{Settled, Standing};
use lantoa_domain::facts::Finding;
use lantoa_domain::id::FileId;
use lantoa_domain::plan::{Applies, Key, Source, Test};
use lantoa_domain::policy::Lens;
use lantoa_store::dossier::page::{Contents, JudgementLine};

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its key in the plan.
    pub key: Key,
    /// Its words.
    pub text: String,
    /// To whom it applies.
    pub applies: Applies,
    /// Where the plan says so.
    pub source: Option<Source>,
    /// Criteria that share this name are alternatives.
    pub any_of: Option<Key>,
    /// How it is decided.
    pub how: How,
    /// How it stands; `None` when that is closed to the reader.
    pub standing: Option<Standing>,
    /// What the recorded facts say. What they leave unknown is shown to everybody: somebody has to supply it.
    pub finding: Option<Finding>,
    /// What a person said.
    pub judged: Option<Judged>,
}

/// How a criterion is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By a person.
    ByPerson,
    /// By recorded facts.
    ByFacts,
    /// By another dossier of the round.
    ByOther,
}

/// A person's judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The reason in words.
    pub note: String,
    /// Who judged.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// A file that proves it, and its name.
    pub evidence: Option<(FileId, String)>,
    /// Whether it is what decides.
    pub decides: bool,
}

/// The lines of a page.
pub(super) fn lines(settled: &[Settled<'_>], contents: &Contents, lens: Lens) -> Vec<Criterion> {
    settled.iter().map(|one| line(one, contents, lens)).collect()
}

fn line(one: &Settled<'_>, contents: &Contents, lens: Lens) -> Criterion {
    let c = one.criterion;
    let judgement = contents.judgements.iter().find(|line| line.criterion == c.key);
    let unknown = |finding: &Finding| matches!(finding, Finding::Unknown { .. });
    Criterion {
        key: c.key.clone(),
        text: c.text.clone(),
        applies: c.applies,
        source: c.source,
        any_of: c.any_of.clone(),
        how: match c.test {
            Test::Judged => How::ByPerson,
            Test::Checked(_) => How::ByFacts,
            Test::Linked(_) => How::ByOther,
        },
        standing: lens.appraisal.then_some(one.standing),
        finding: one.finding.clone().filter(|f| lens.appraisal || unknown(f)).map(|f| masked(f, lens)),
        judged: judgement.filter(|_| lens.appraisal).map(|line| judged(line, one, contents, lens)),
    }
}

fn judged(line: &JudgementLine, one: &Settled<'_>, contents: &Contents, lens: Lens) -> Judged {
    let file = line.how.parse::<FileId>().ok().filter(|_| lens.files);
    let named = file.and_then(|id| contents.files.iter().find(|file| file.id == id));
    Judged {
        note: line.note.clone(),
        by: line.by.clone(),
        at: line.at,
        evidence: named.map(|file| (file.id, file.name.clone())),
        decides: one.by_person,
    }
}

/// Discipline is nobody's business but of those who may see sensitive data: that it stands in the way is all they learn.
fn masked(finding: Finding, lens: Lens) -> Finding {
    match finding {
        Finding::Failed { why, .. } if why == "disciplined" && !lens.sensitive => {
            Finding::Failed { why: "closed".to_owned(), value: String::new() }
        }
        other => other,
    }
}

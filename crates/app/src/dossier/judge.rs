//! Settling one criterion by a person, where facts do not decide. Must not overrule what the facts say.

use lantoa_domain::Refusal;
use lantoa_domain::appraisal::Settled;
use lantoa_domain::dossier::Command;
use lantoa_domain::facts::{Facts, Finding};
use lantoa_domain::id::{DossierId, FileId};
use lantoa_domain::plan::{Key, Test};
use lantoa_store::judgement::{self, Judgement};
use lantoa_store::{Tx, file};
use serde::Serialize;

use super::circumstances::{has_checks, settled};
use super::{act, circumstances, facts, load, same_as_seen};
use crate::{Cx, Result};

/// Whether a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is.
    Met,
    /// It is not.
    NotMet,
}

/// A person's judgement of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judging {
    /// The criterion.
    pub criterion: Key,
    /// Whether it is met.
    pub verdict: Verdict,
    /// Why; needed unless a criterion that only people judge is met.
    pub note: String,
    /// A file of the dossier that proves it.
    pub evidence: Option<FileId>,
}

/// Settles one criterion; a later judgement takes the place of an earlier one. `seen` is the version the page was made from.
///
/// # Errors
/// `Invalid` for a criterion that is not the dossier's, that facts or another dossier decide, or evidence that is not
/// attached; `ReasonMissing`; `Overtaken`; the policy's and the rules' refusals.
pub async fn judge(cx: &Cx, id: DossierId, seen: i64, judging: Judging) -> Result<()> {
    let me = cx.clone();
    let write = async move |tx: &mut Tx| {
        let (cx, case) = (&me, load(tx, &me, id).await?);
        same_as_seen(tx, &case, seen).await?;
        case.permit(cx, Command::Judge)?;
        let gathered = if has_checks(&case) { facts::gather(tx, cx, &case).await? } else { Facts::default() };
        let all = settled(&case, &gathered, &std::collections::BTreeMap::new());
        let needs_reason = judgeable(&all, &judging.criterion)? || judging.verdict == Verdict::NotMet;
        if needs_reason && judging.note.trim().is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        if let Some(evidence) = judging.evidence {
            let found = file::load(tx, evidence).await?.filter(|file| file.dossier == id && !file.removed);
            found.ok_or(Refusal::Invalid { field: "evidence", why: "not-attached" })?;
        }
        let now = circumstances(tx, cx, &case, Some(Command::Judge), &[]).await?;
        let line = Line { criterion: &judging.criterion, verdict: judging.verdict, evidence: judging.evidence };
        act(tx, cx, &case, Command::Judge, &now, &line).await?;
        judgement::put(tx, &row(cx, id, &judging)).await?;
        Ok(())
    };
    cx.db().write(write).await
}

#[derive(Serialize)]
struct Line<'a> {
    criterion: &'a Key,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<FileId>,
}

/// Whether a person may settle a criterion; says whether it is one that facts should have decided.
fn judgeable(all: &[Settled<'_>], criterion: &Key) -> Result<bool, Refusal> {
    let wrong = |why| Refusal::Invalid { field: "criterion", why };
    let one = all.iter().find(|one| one.criterion.key == *criterion).ok_or(wrong("unknown"))?;
    match (&one.criterion.test, &one.finding) {
        (Test::Judged, _) => Ok(false),
        (Test::Checked(_), Some(Finding::Unknown { .. })) => Ok(true),
        (Test::Checked(_), _) => Err(wrong("decided-by-facts")),
        (Test::Linked(_), _) => Err(wrong("decided-elsewhere")),
    }
}

fn row(cx: &Cx, dossier: DossierId, judging: &Judging) -> Judgement {
    let finding = match judging.verdict {
        Verdict::Met => Finding::Passed,
        Verdict::NotMet => Finding::Failed { why: "judged".to_owned(), value: String::new() },
    };
    Judgement {
        dossier,
        criterion: judging.criterion.clone(),
        finding,
        how: judging.evidence.map(|file| file.to_string()).unwrap_or_default(),
        note: judging.note.trim().to_owned(),
        judged_by: cx.actor().person,
        at: cx.now(),
    }
}

//! Decisions: drafted by the standing body, issued by the head with a number, all lines or none. What is issued is never changed here.

mod award;
mod check;
mod issue;
mod replace;
mod view;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Circumstances, Command};
use lantoa_domain::id::{DecisionId, DossierId, ProgrammeId};
use lantoa_domain::policy::{Act, Role};
use lantoa_store::decision::{self, Decision};
pub use lantoa_store::decision::{DecisionKind, DecisionStatus, Paid};
use lantoa_store::{Conn, Tx, Word, exemplar, programme};
use serde::Serialize;

pub use check::{CapView, Check, CriteriaView, VoteView};
pub use issue::{Issue, SeenLine, issue};
pub(crate) use replace::recalled;
pub use replace::redraft;
pub use view::{
    AwardChoice, CandidateView, DecisionRow, DecisionView, Facts, Filter, LineView, NewView, Page, form, list, page,
};

use crate::dossier::{act, load, same_as_seen};
use crate::session::in_line;
use crate::{Cx, Error, Result, faster};

/// What a decision says, as far as it can be typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What it is about.
    pub title: String,
    /// Its legal bases, one a line.
    pub bases: String,
    /// The signer's office as printed: `GIÁM ĐỐC`.
    pub signer_title: String,
    /// The intended day.
    pub on: Option<Date>,
    /// The award's key; for awards only.
    pub award: Option<String>,
    /// Last day of validity where it differs from the track's; for recognitions only.
    pub valid_until: Option<Date>,
    /// The day to look at the recognitions again; for recognitions only.
    pub recheck_on: Option<Date>,
}

impl Words {
    fn checked(&self, kind: DecisionKind) -> Result<Self> {
        let title = self.title.trim().to_owned();
        if title.is_empty() {
            return Err(Refusal::Invalid { field: "title", why: "empty" }.into());
        }
        let award = self.award.as_deref().map(str::trim).filter(|award| !award.is_empty()).map(str::to_owned);
        match kind {
            DecisionKind::Award if award.is_none() => Err(Refusal::Invalid { field: "award", why: "empty" }.into()),
            DecisionKind::Award => Ok(Self { title, award, valid_until: None, recheck_on: None, ..self.clone() }),
            DecisionKind::Recognition => Ok(Self { title, award: None, ..self.clone() }),
        }
    }

    fn onto(&self, row: Decision) -> Decision {
        Decision {
            title: self.title.clone(),
            bases: self.bases.trim().to_owned(),
            signer_title: self.signer_title.trim().to_owned(),
            on_day: self.on,
            award: self.award.clone(),
            valid_until: self.valid_until,
            recheck_on: self.recheck_on,
            ..row
        }
    }
}

/// Drafts a decision.
///
/// # Errors
/// `NotAllowed`; `Invalid` for an empty title or an award without its name; `NotFound` for another agency's programme; in line,
/// what keeps a dossier out.
pub async fn draft(
    cx: &Cx,
    programme: ProgrammeId,
    kind: DecisionKind,
    words: Words,
    dossiers: Vec<DossierId>,
) -> Result<DecisionId> {
    cx.permit(Act::DraftDecision)?;
    let words = words.checked(kind)?;
    let id: DecisionId = cx.id();
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = acting.actor().root;
            programme::programme(tx, programme).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let row = words.onto(blank(&acting, id, programme, kind));
            decision::insert(tx, &row).await?;
            put_lines(tx, &acting, &row, &dossiers).await?;
            acting.journal(tx, "decision.drafted", id, &serde_json::json!({ "kind": kind, "dossiers": dossiers }))
        })
        .await?;
    Ok(id)
}

fn blank(cx: &Cx, id: DecisionId, programme: ProgrammeId, kind: DecisionKind) -> Decision {
    Decision {
        id,
        root: cx.actor().root,
        programme,
        kind: Word(kind),
        status: Word(DecisionStatus::Draft),
        year: None,
        number: None,
        symbol: String::new(),
        on_day: None,
        title: String::new(),
        bases: String::new(),
        signer: None,
        signer_name: String::new(),
        signer_title: String::new(),
        award: None,
        valid_until: None,
        recheck_on: None,
        replaces: None,
        version: 1,
    }
}

/// Changes what a draft says.
///
/// # Errors
/// As [`draft`], `Overtaken`.
pub async fn edit(cx: &Cx, id: DecisionId, seen: i64, words: Words) -> Result<()> {
    cx.permit(Act::DraftDecision)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own_draft(tx, &acting, id, seen).await?;
            let words = words.checked(row.kind.0)?;
            save(tx, &acting, &words.onto(row)).await?;
            acting.journal(tx, "decision.edited", id, &words)
        })
        .await
}

/// Sets the lines of a draft: these dossiers in this order.
///
/// # Errors
/// `NotAllowed`, `Overtaken`; in line: `WrongStep` for a dossier that does not wait for a decision, `NotFound` for one of another
/// programme or, for an award, one that is no exemplar.
pub async fn set_lines(cx: &Cx, id: DecisionId, seen: i64, dossiers: Vec<DossierId>) -> Result<()> {
    cx.permit(Act::DraftDecision)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own_draft(tx, &acting, id, seen).await?;
            for line in decision::lines(tx, id).await? {
                if !dossiers.contains(&line.dossier) {
                    decision::drop_line(tx, id, line.dossier).await?;
                }
            }
            put_lines(tx, &acting, &row, &dossiers).await?;
            save(tx, &acting, &row).await?;
            acting.journal(tx, "decision.lines-set", id, &serde_json::json!({ "dossiers": dossiers }))
        })
        .await
}

async fn put_lines(tx: &mut Tx, cx: &Cx, row: &Decision, dossiers: &[DossierId]) -> Result<()> {
    let known: Vec<DossierId> = decision::lines(tx, row.id).await?.into_iter().map(|line| line.dossier).collect();
    for (ordinal, dossier) in (1..).zip(dossiers) {
        if !known.contains(dossier) {
            fits(tx, cx, row, *dossier).await.map_err(|error| in_line(error, *dossier))?;
        }
        decision::put_line(tx, row.id, *dossier, ordinal).await?;
    }
    Ok(())
}

/// Whether a dossier can be put into a decision at all; whether it can be recognised is looked at when it is issued.
async fn fits(conn: &mut Conn, cx: &Cx, row: &Decision, dossier: DossierId) -> Result<()> {
    if let Some(old) = row.replaces {
        return replace::stands_in(conn, old, dossier).await;
    }
    let case = load(conn, cx, dossier).await?;
    if case.record.dossier.programme != row.programme {
        return Err(Refusal::NotFound.into());
    }
    match row.kind.0 {
        DecisionKind::Recognition => {
            case.record.dossier.rule(case.track(), Command::Recognise)?;
        }
        DecisionKind::Award => {
            exemplar::of_dossier(conn, dossier).await?.ok_or(Refusal::NotFound)?;
        }
    }
    Ok(())
}

/// Puts a draft aside. Its dossiers wait for another decision.
///
/// # Errors
/// `NotAllowed`, `Overtaken`.
pub async fn discard(cx: &Cx, id: DecisionId, seen: i64) -> Result<()> {
    cx.permit(Act::DraftDecision)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = own_draft(tx, &acting, id, seen).await?;
            row.status = Word(DecisionStatus::Dropped);
            save(tx, &acting, &row).await?;
            acting.journal(tx, "decision.discarded", id, &serde_json::json!({}))
        })
        .await
}

/// Declines to recognise, with a reason. The dossier leaves every draft it is in.
///
/// # Errors
/// The policy's and the rules' refusals, `Overtaken`.
pub async fn decline(cx: &Cx, dossier: DossierId, seen: i64, reason: String) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = load(tx, &acting, dossier).await?;
            same_as_seen(tx, &case, seen).await?;
            let now = Circumstances { reason: Some(reason.trim().to_owned()), ..Circumstances::default() };
            act(tx, &acting, &case, Command::Decline, &now, &serde_json::Map::new()).await?;
            for id in decision::drafts_with(tx, dossier).await? {
                let row = decision::load(tx, id).await?.ok_or(Refusal::NotFound)?;
                decision::drop_line(tx, id, dossier).await?;
                save(tx, &acting, &row).await?;
                acting.journal(tx, "decision.line-declined", id, &serde_json::json!({ "dossier": dossier }))?;
            }
            Ok::<_, Error>(())
        })
        .await
}

/// A draft of the acting person's agency, unchanged since it was shown.
async fn own_draft(conn: &mut Conn, cx: &Cx, id: DecisionId, seen: i64) -> Result<Decision> {
    let root = cx.actor().root;
    let row = decision::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    faster::same(conn, root, id, row.version, seen).await?;
    if row.status.0 != DecisionStatus::Draft {
        return Err(Refusal::InUse.into());
    }
    Ok(row)
}

async fn save(tx: &mut Tx, cx: &Cx, row: &Decision) -> Result<()> {
    let saved = decision::save(tx, row).await;
    faster::told(tx, cx.actor().root, row.id, saved).await
}

/// Whether the acting person may see what is not issued yet.
pub(crate) fn sees_drafts(cx: &Cx) -> bool {
    cx.may(Act::DraftDecision) || cx.may(Act::IssueDecision) || cx.actor().has(Role::Inspector)
}

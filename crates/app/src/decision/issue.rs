//! Issuing a decision: number, signer and every line in one transaction, all or nothing. It must not issue what was not seen.

use jiff::civil::Date;
use lantoa_docgen::Paper;
use lantoa_domain::Refusal;
use lantoa_domain::document::Relation;
use lantoa_domain::dossier::Command;
use lantoa_domain::exemplar::{Level, Life, usual_recheck, valid_until};
use lantoa_domain::id::{DecisionId, DocumentId, DossierId, ExemplarId, Id};
use lantoa_domain::policy::Act;
use lantoa_domain::subject::Subject;
use lantoa_store::decision::{self, Decision, DecisionKind, DecisionStatus, Line};
use lantoa_store::dossier::subject_columns;
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::{Tx, Word, document as register, dossier, org};

use super::award::Purse;
use super::own_draft;
use super::replace::{end_replaced, take_over};
use super::view::view;
use crate::document::number::{self, Given, Wanted};
use crate::document::{Entering, Kept, Setting, Stamp, decision_paper, fresh_code};
use crate::dossier::{Case, act, circumstances, counted, load, same_as_seen};
use crate::session::in_line;
use crate::{Cx, Result, faster};

/// A line as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenLine {
    /// The dossier.
    pub dossier: DossierId,
    /// The dossier's version on the page.
    pub version: i64,
    /// Why a cap is gone over with it; nothing where none is.
    pub override_reason: String,
}

/// What a decision is issued with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The draft.
    pub decision: DecisionId,
    /// Its version on the page.
    pub seen: i64,
    /// Its lines as they were shown.
    pub lines: Vec<SeenLine>,
    /// Its day.
    pub on: Date,
    /// Its number where it is not the next one, because numbers between were used elsewhere.
    pub number: Option<i64>,
    /// What the numbers between were used for.
    pub gap_reason: String,
    /// The signer's office as printed.
    pub signer_title: String,
    /// The paper that allows to sign by order or authorisation.
    pub authority: String,
    /// The error that is mended, where the draft replaces an issued decision.
    pub mends: String,
}

/// Issues a decision. Recognitions make exemplars and move their dossiers on; awards fix their money.
///
/// # Errors
/// The policy's refusals; `Overtaken` for the draft or a dossier; in line: everything the rules hold against a recognition;
/// `Invalid` for a day to come or before that of the number before, a number in use, or a draft without lines; `ReasonMissing` for
/// numbers left out without a reason.
pub async fn issue(cx: &Cx, issue: Issue) -> Result<i64> {
    cx.permit(Act::IssueDecision)?;
    issue.stamp(String::new()).checked(cx)?;
    let acting = cx.clone();
    let fresh: Vec<ExemplarId> = issue.lines.iter().map(|_| cx.id()).collect();
    let document = (cx.id(), fresh_code(cx));
    cx.db().write(async move |tx| issue_in(tx, &acting, &issue, &fresh, &document).await).await
}

impl Issue {
    /// Day, number and signer as the register keeps them.
    fn stamp(&self, signer_name: String) -> Stamp {
        Stamp {
            on: self.on,
            number: self.number,
            gap_reason: self.gap_reason.clone(),
            signer_title: self.signer_title.clone(),
            signer_name,
            authority: self.authority.clone(),
            recipients: Vec::new(),
        }
    }
}

async fn issue_in(
    tx: &mut Tx,
    cx: &Cx,
    issue: &Issue,
    fresh: &[ExemplarId],
    document: &(DocumentId, String),
) -> Result<i64> {
    let draft = own_draft(tx, cx, issue.decision, issue.seen).await?;
    let lines = decision::lines(tx, draft.id).await?;
    if lines.is_empty() {
        return Err(Refusal::Invalid { field: "lines", why: "empty" }.into());
    }
    if !lines.iter().map(|line| line.dossier).eq(issue.lines.iter().map(|line| line.dossier)) {
        return Err(Refusal::Invalid { field: "lines", why: "not-as-shown" }.into());
    }
    if let Some(old) = draft.replaces {
        if issue.mends.trim().is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        end_replaced(tx, cx, old).await?;
    }
    match (draft.kind.0, draft.replaces) {
        (DecisionKind::Recognition, Some(old)) => {
            take_over(tx, cx, &draft, old, issue.on, issue.mends.trim()).await?;
        }
        (DecisionKind::Recognition, None) => recognise_all(tx, cx, &draft, issue, fresh).await?,
        (DecisionKind::Award, _) => award_all(tx, cx, &draft, issue, &lines).await?,
    }
    let wanted = Wanted { mark: "QĐ", on: issue.on, number: issue.number, gap_reason: &issue.gap_reason };
    let given = number::take(tx, cx, wanted, issue.decision).await?;
    let number = given.number;
    let signer = org::person(tx, cx.actor().person).await?.ok_or(Refusal::NotFound)?;
    let agency = org::agency(tx, draft.root).await?;
    let issued = Decision {
        status: Word(DecisionStatus::Issued),
        year: Some(issue.on.year()),
        number: Some(number),
        symbol: format!("QĐ-{}", agency.symbol),
        on_day: Some(issue.on),
        signer: Some(signer.id),
        signer_name: signer.name,
        signer_title: issue.signer_title.trim().to_owned(),
        ..draft
    };
    let saved = decision::save(tx, &issued).await;
    faster::told(tx, issued.root, issued.id, saved).await?;
    let detail = serde_json::json!({
        "kind": issued.kind.0, "number": number, "year": issue.on.year(), "on": issue.on, "lines": lines.len(),
    });
    cx.journal(tx, "decision.issued", issued.id, &detail)?;
    enter(tx, cx, issue, &issued, &given, document).await?;
    Ok(number)
}

/// Freezes the paper that the decision is now, and enters it in the register.
async fn enter(
    tx: &mut Tx,
    cx: &Cx,
    issue: &Issue,
    issued: &Decision,
    given: &Given,
    (id, code): &(DocumentId, String),
) -> Result<()> {
    let (setting, _) = Setting::load(tx, issued.root).await?;
    let view = view(tx, cx, issued.id).await?;
    let paper = decision_paper(&view, &setting.phrases);
    let drawn = paper.document();
    let drawn = setting.check_address(code).iter().fold(drawn, |drawn, address| drawn.checked_at(address));
    let stamp = Stamp { recipients: paper.recipients.clone(), ..issue.stamp(issued.signer_name.clone()) };
    let replaced = match issued.replaces {
        Some(old) => register::about(tx, "decision", old.raw()).await?.into_iter().next(),
        None => None,
    };
    let entering = Entering {
        id: *id,
        code,
        kind: paper.kind(),
        about: ("decision", issued.id.raw()),
        programme: Some(issued.programme),
        title: &paper.about,
        kept: Kept::Open,
        stamp: &stamp,
        after: replaced.as_ref().map(|old| (Relation::Replaces, old, issue.mends.trim())),
    };
    entering.enter_numbered(tx, cx, given, &drawn).await
}

async fn recognise_all(tx: &mut Tx, cx: &Cx, draft: &Decision, issue: &Issue, fresh: &[ExemplarId]) -> Result<()> {
    let together: Vec<DossierId> = issue.lines.iter().map(|line| line.dossier).collect();
    for (line, fresh) in issue.lines.iter().zip(fresh) {
        let done = recognise(tx, cx, draft, issue.on, line, &together, *fresh).await;
        done.map_err(|error| in_line(error, line.dossier))?;
    }
    Ok(())
}

async fn recognise(
    tx: &mut Tx,
    cx: &Cx,
    draft: &Decision,
    on: Date,
    line: &SeenLine,
    together: &[DossierId],
    fresh: ExemplarId,
) -> Result<()> {
    let case = load(tx, cx, line.dossier).await?;
    same_as_seen(tx, &case, line.version).await?;
    let mut now = circumstances(tx, cx, &case, Some(Command::Recognise), together).await?;
    let reason = Some(line.override_reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let over = reason.filter(|_| !now.caps_broken.is_empty());
    now.override_reason.clone_from(&over);
    now.decision = Some(draft.id);
    let detail = serde_json::json!({ "decision": draft.id, "over_the_cap": over });
    act(tx, cx, &case, Command::Recognise, &now, &detail).await?;
    let mut one = counted(cx, &case, 1);
    if case.round.month == 0 {
        one.month = on.month();
    }
    dossier::count_recognition(tx, case.record.dossier.programme, &one).await?;
    decision::save_line(tx, draft.id, line.dossier, over.as_deref(), None).await?;
    let row = exemplar_of(tx, draft, &case, on, fresh).await?;
    exemplar::insert(tx, &row).await?;
    let detail = serde_json::json!({ "dossier": line.dossier, "decision": draft.id, "valid_until": row.valid_until });
    cx.journal(tx, "exemplar.recognised", fresh, &detail)
}

/// The exemplar with the names of the decision's day, frozen.
pub(super) async fn exemplar_of(
    tx: &mut Tx,
    draft: &Decision,
    case: &Case,
    on: Date,
    fresh: ExemplarId,
) -> Result<Exemplar> {
    let dossier = &case.record.dossier;
    let (subject_kind, subject) = subject_columns(dossier.subject);
    let named = match dossier.subject {
        Subject::Unit(unit) => org::name_on(tx, unit, on).await?,
        _ => None,
    };
    let until = draft.valid_until.or_else(|| case.track().valid_months.map(|months| valid_until(on, months)));
    Ok(Exemplar {
        id: fresh,
        root: dossier.root,
        dossier: dossier.id,
        decision: draft.id,
        programme: dossier.programme,
        movement: dossier.movement.clone(),
        subject_kind,
        subject,
        class: Word(dossier.subject.kind()),
        unit: dossier.unit,
        name: named.unwrap_or_else(|| case.record.name.clone()),
        unit_name: org::name_on(tx, dossier.unit, on).await?.unwrap_or_default(),
        level: Word(Level::Agency),
        recognised_on: on,
        valid_until: until,
        recheck_on: draft.recheck_on.or_else(|| usual_recheck(on, until)),
        status: Word(Life::Recognised),
        ended_on: None,
        ended_why: String::new(),
        version: 1,
    })
}

async fn award_all(tx: &mut Tx, cx: &Cx, draft: &Decision, issue: &Issue, lines: &[Line]) -> Result<()> {
    let award = draft.award.as_deref().ok_or(Refusal::Invalid { field: "award", why: "empty" })?;
    let mut purse = Purse::open(tx, draft.root, award, issue.on).await?;
    for (line, seen) in lines.iter().zip(&issue.lines) {
        let done = give(tx, cx, draft, award, line, seen, &mut purse).await;
        done.map_err(|error| in_line(error, line.dossier))?;
    }
    Ok(())
}

async fn give(
    tx: &mut Tx,
    cx: &Cx,
    draft: &Decision,
    award: &str,
    line: &Line,
    seen: &SeenLine,
    purse: &mut Purse,
) -> Result<()> {
    let case = load(tx, cx, line.dossier).await?;
    cx.permit_at(Act::IssueDecision, &case.place)?;
    same_as_seen(tx, &case, seen.version).await?;
    let holds = exemplar::of_dossier(tx, line.dossier).await?;
    holds.filter(|row| row.status.0 == Life::Recognised).ok_or(Refusal::NotFound)?;
    // Locks the programme: of two decisions that give the same award at once, the second sees the first.
    lantoa_store::dossier::round::lock_recognitions(tx, draft.programme).await?;
    if decision::was_given(tx, line.dossier, award).await? {
        return Err(Refusal::Taken { field: "award" }.into());
    }
    let paid = purse.next(tx, line).await??;
    decision::save_line(tx, draft.id, line.dossier, None, Some(&paid)).await?;
    let detail = serde_json::json!({
        "decision": draft.id, "award": award, "amount": paid.amount.amount, "pays": paid.pays,
        "coefficient": paid.amount.coefficient, "base_salary": paid.amount.base_salary, "factor": paid.amount.factor,
    });
    cx.journal(tx, "dossier.awarded", line.dossier, &detail)
}

//! Issuing a decision: number, signer and every line in one transaction, all or nothing. It must not issue what was not seen.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::dossier::Command;
use lantoa_domain::exemplar::{Level, Life, usual_recheck, valid_until};
use lantoa_domain::id::{DecisionId, DossierId, ExemplarId};
use lantoa_domain::policy::Act;
use lantoa_domain::subject::Subject;
use lantoa_store::decision::{self, Decision, DecisionKind, DecisionStatus, Line};
use lantoa_store::dossier::subject_columns;
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::{Tx, Word, dossier, org};

use super::award::Purse;
use super::own_draft;
use crate::dossier::{Case, act, circumstances, counted, load, same_as_seen};
use crate::session::in_line;
use crate::{Cx, Error, Result, faster};

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
}

/// Issues a decision. Recognitions make exemplars and move their dossiers on; awards fix their money.
///
/// # Errors
/// The policy's refusals; `Overtaken` for the draft or a dossier; in line: everything the rules hold against a recognition;
/// `Invalid` for a day to come or before that of the number before, a number in use, or a draft without lines; `ReasonMissing` for
/// numbers left out without a reason.
pub async fn issue(cx: &Cx, issue: Issue) -> Result<i64> {
    cx.permit(Act::IssueDecision)?;
    let today = cx.today();
    if issue.on > today {
        return Err(Refusal::Invalid { field: "on", why: "in-future" }.into());
    }
    if issue.signer_title.trim().is_empty() {
        return Err(Refusal::Invalid { field: "signer_title", why: "empty" }.into());
    }
    let acting = cx.clone();
    let fresh: Vec<ExemplarId> = issue.lines.iter().map(|_| cx.id()).collect();
    cx.db().write(async move |tx| issue_in(tx, &acting, &issue, &fresh).await).await
}

async fn issue_in(tx: &mut Tx, cx: &Cx, issue: &Issue, fresh: &[ExemplarId]) -> Result<i64> {
    let draft = own_draft(tx, cx, issue.decision, issue.seen).await?;
    let lines = decision::lines(tx, draft.id).await?;
    if lines.is_empty() {
        return Err(Refusal::Invalid { field: "lines", why: "empty" }.into());
    }
    if !lines.iter().map(|line| line.dossier).eq(issue.lines.iter().map(|line| line.dossier)) {
        return Err(Refusal::Invalid { field: "lines", why: "not-as-shown" }.into());
    }
    match draft.kind.0 {
        DecisionKind::Recognition => recognise_all(tx, cx, &draft, issue, fresh).await?,
        DecisionKind::Award => award_all(tx, cx, &draft, issue, &lines).await?,
    }
    let number = number(tx, cx, issue).await?;
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
    Ok(number)
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
async fn exemplar_of(tx: &mut Tx, draft: &Decision, case: &Case, on: Date, fresh: ExemplarId) -> Result<Exemplar> {
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

/// Takes the number, last in the unit of work: the series is held as short as possible.
async fn number(tx: &mut Tx, cx: &Cx, issue: &Issue) -> Result<i64> {
    let (root, year) = (cx.actor().root, issue.on.year());
    let next = decision::take_number(tx, root, year).await?;
    if decision::last_day(tx, root, year).await?.is_some_and(|last| issue.on < last) {
        return Err(Refusal::Invalid { field: "on", why: "before-last-number" }.into());
    }
    let wanted = issue.number.unwrap_or(next);
    if wanted < next {
        return Err(Refusal::Taken { field: "number" }.into());
    }
    if wanted > next {
        let reason = issue.gap_reason.trim();
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        decision::skip_to(tx, root, year, wanted).await?;
        let by = (cx.actor().person, cx.now());
        decision::insert_gap(tx, root, year, (next, wanted - 1), reason, by).await?;
        let detail = serde_json::json!({ "year": year, "first": next, "last": wanted - 1, "why": reason });
        cx.journal(tx, "decision.numbers-left-out", issue.decision, &detail)?;
    }
    Ok::<_, Error>(wanted)
}

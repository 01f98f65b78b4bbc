//! Decisions as their pages show them: drafts with the record behind each name, issued ones as they were, the register of numbers.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, DossierId, ExemplarId, ProgrammeId};
use lantoa_domain::money::{Mark, Rates};
use lantoa_domain::plan::Document;
use lantoa_domain::policy::Act;
use lantoa_domain::subject::SubjectKind;
use lantoa_store::decision::{self, Decision, DecisionKind, DecisionStatus, Line, Paid};
use lantoa_store::dossier::subject_of;
use lantoa_store::{Conn, exemplar, law, numbering, programme};

use super::award::Purse;
use super::check::{self, Check, Count};
use super::sees_drafts;
use crate::document::number;
use crate::export::Portion;
use crate::names::Names;
use crate::{Cx, Error, Result};

/// A line of the list of decisions.
#[derive(Debug, Clone)]
pub struct DecisionRow {
    /// The decision.
    pub id: DecisionId,
    /// What it does.
    pub kind: DecisionKind,
    /// Where it stands.
    pub status: DecisionStatus,
    /// Its number.
    pub number: Option<i64>,
    /// What stands behind the number.
    pub symbol: String,
    /// Its day.
    pub on: Option<Date>,
    /// What it is about.
    pub title: String,
    /// Who signed.
    pub signer: String,
    /// How many lines it has.
    pub lines: usize,
}

/// One page of decisions.
#[derive(Debug, Clone)]
pub struct Page {
    /// The decisions, the latest first.
    pub rows: Vec<DecisionRow>,
    /// Whether more follow; their page begins after the last row's identifier.
    pub more: bool,
    /// Years with numbers, the latest first.
    pub years: Vec<i16>,
    /// Whether the reader may draft one.
    pub may_draft: bool,
    /// Whether the reader sees drafts.
    pub sees_drafts: bool,
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<DecisionKind>,
    /// Only these.
    pub status: Option<DecisionStatus>,
    /// Only those with a number of this year.
    pub year: Option<i16>,
    /// How many at a time.
    pub portion: Portion,
}

/// Decisions of the agency. What is not issued yet is listed for those who prepare or issue.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, filter: Filter, before: Option<DecisionId>) -> Result<Page> {
    cx.permit(Act::ReadProgramme)?;
    let (root, drafts, may_draft) = (cx.actor().root, sees_drafts(cx), cx.may(Act::DraftDecision));
    let status = if drafts { filter.status } else { Some(DecisionStatus::Issued) };
    let at_a_time = filter.portion.rows();
    let filter = decision::Filter { kind: filter.kind, status, year: filter.year, programme: None };
    cx.db()
        .read(async move |conn| {
            let found = decision::list(conn, root, &filter, before, at_a_time).await?;
            let mut rows = Vec::with_capacity(found.rows.len());
            for one in found.rows {
                let lines = decision::lines(conn, one.id).await?.len();
                rows.push(row(one, lines));
            }
            let years = numbering::years(conn, root).await?;
            Ok::<_, Error>(Page { rows, more: found.more, years, may_draft, sees_drafts: drafts })
        })
        .await
}

fn row(one: Decision, lines: usize) -> DecisionRow {
    DecisionRow {
        id: one.id,
        kind: one.kind.0,
        status: one.status.0,
        number: one.number,
        symbol: one.symbol,
        on: one.on_day,
        title: one.title,
        signer: one.signer_name,
        lines,
    }
}

/// A dossier that could be put into a decision.
#[derive(Debug, Clone)]
pub struct CandidateView {
    /// The dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
    /// The proposing unit.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// The round.
    pub round: String,
}

/// An award of the law tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardChoice {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Hundredths of the base salary for an individual.
    pub coefficient: i64,
    /// How sure the product is of it.
    pub mark: Mark,
}

/// What the form of a new decision needs.
#[derive(Debug, Clone)]
pub struct NewView {
    /// The chosen programme.
    pub programme: ProgrammeId,
    /// The programmes.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// The chosen programme's plan document, for its bases.
    pub document: Document,
    /// Dossiers that could be put into it.
    pub candidates: Vec<CandidateView>,
    /// Awards in force today.
    pub awards: Vec<AwardChoice>,
    /// The agency's name.
    pub agency: String,
}

/// What the form of a new decision needs; without a programme, that of the latest one.
///
/// # Errors
/// `NotAllowed`; `NotFound` when there is no programme.
pub async fn form(cx: &Cx, programme: Option<ProgrammeId>, kind: DecisionKind) -> Result<NewView> {
    cx.permit(Act::DraftDecision)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = acting.actor().root;
            let all = programme::programmes(conn, root).await?;
            let mut wanted = all.iter().filter(|one| programme.is_none_or(|id| one.id == id));
            let row = wanted.next().ok_or(Refusal::NotFound)?.clone();
            let programme = row.id;
            let plan = acting.app().plan(conn, row.plan).await?;
            let mut names = Names::load(conn, root, acting.today()).await?;
            Ok::<_, Error>(NewView {
                programme,
                programmes: all.into_iter().map(|one| (one.id, one.title)).collect(),
                document: plan.document.clone(),
                candidates: candidates(conn, &acting, programme, kind, &mut names).await?,
                awards: awards(&law::rates(conn).await?, acting.today()),
                agency: names.unit(root),
            })
        })
        .await
}

async fn candidates(
    conn: &mut Conn,
    cx: &Cx,
    programme: ProgrammeId,
    kind: DecisionKind,
    names: &mut Names,
) -> Result<Vec<CandidateView>> {
    let root = cx.actor().root;
    let found = match kind {
        DecisionKind::Recognition => decision::to_decide(conn, root, programme).await?,
        DecisionKind::Award => decision::to_award(conn, root, programme).await?,
    };
    let mut out = Vec::with_capacity(found.len());
    for one in found {
        let movement = names.movement(conn, cx, one.round, &one.movement).await?;
        let (unit, round) = (names.unit(one.unit), names.round(one.round));
        out.push(CandidateView { dossier: one.dossier, name: one.name, unit, movement, round });
    }
    Ok(out)
}

fn awards(rates: &Rates, day: Date) -> Vec<AwardChoice> {
    let mut keys: Vec<&str> = rates.rate.iter().map(|rate| rate.award.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let choices = keys.into_iter().filter_map(|key| rates.rate_on(key, day));
    choices
        .map(|rate| AwardChoice {
            key: rate.award.clone(),
            name: rate.name.clone(),
            coefficient: rate.hundredths,
            mark: rate.mark,
        })
        .collect()
}

/// A decision as it stands, without its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The decision.
    pub id: DecisionId,
    /// The version to send back with a change.
    pub version: i64,
    /// The programme.
    pub programme: ProgrammeId,
    /// What it does.
    pub kind: DecisionKind,
    /// Where it stands.
    pub status: DecisionStatus,
    /// Its number.
    pub number: Option<i64>,
    /// What stands behind the number.
    pub symbol: String,
    /// Its day; the intended one while it is a draft.
    pub on_day: Option<Date>,
    /// What it is about.
    pub title: String,
    /// Its legal bases, one a line.
    pub bases: String,
    /// The signer's name as printed.
    pub signer_name: String,
    /// The signer's office as printed.
    pub signer_title: String,
    /// The award's key.
    pub award: Option<String>,
    /// Last day of validity where it differs from the track's.
    pub valid_until: Option<Date>,
    /// The day to look at the recognitions again.
    pub recheck_on: Option<Date>,
    /// The decision in whose place it is put.
    pub replaces: Option<DecisionId>,
}

impl From<Decision> for Facts {
    fn from(row: Decision) -> Self {
        Self {
            id: row.id,
            version: row.version,
            programme: row.programme,
            kind: row.kind.0,
            status: row.status.0,
            number: row.number,
            symbol: row.symbol,
            on_day: row.on_day,
            title: row.title,
            bases: row.bases,
            signer_name: row.signer_name,
            signer_title: row.signer_title,
            award: row.award,
            valid_until: row.valid_until,
            recheck_on: row.recheck_on,
            replaces: row.replaces,
        }
    }
}

/// A decision's page.
#[derive(Debug, Clone)]
pub struct DecisionView {
    /// The decision as it stands.
    pub row: Facts,
    /// The agency's name on its day.
    pub agency: String,
    /// The year of its day, or of today while it has none.
    pub year: i16,
    /// The place in the line of the date, as the plan has it; empty when it does not say.
    pub place: String,
    /// The programme's title.
    pub programme: String,
    /// The award's name.
    pub award: Option<String>,
    /// Its lines.
    pub lines: Vec<LineView>,
    /// What is paid in all, in đồng; for awards.
    pub total: Option<i64>,
    /// Dossiers that could be added; for those who may edit a draft.
    pub candidates: Vec<CandidateView>,
    /// Awards in force; for those who may edit a draft of an award.
    pub awards: Vec<AwardChoice>,
    /// The number it would get today; for drafts.
    pub next_number: Option<i64>,
    /// Whether the reader may edit it.
    pub may_edit: bool,
    /// Whether the reader may issue it.
    pub may_issue: bool,
    /// Whether the reader may draft another.
    pub may_draft: bool,
}

/// One line.
#[derive(Debug, Clone)]
pub struct LineView {
    /// The dossier.
    pub dossier: DossierId,
    /// The version to send back with the decision.
    pub version: i64,
    /// The subject's name; that of the decision's day once issued.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// The proposing unit, as named on the decision's day.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// The round.
    pub round: String,
    /// Why a cap was gone over.
    pub override_reason: Option<String>,
    /// The exemplar it became.
    pub exemplar: Option<ExemplarId>,
    /// Its money, or why none can be worked out.
    pub money: Option<Result<Paid, Refusal>>,
    /// The record behind the name; for drafts of recognitions.
    pub check: Option<Check>,
}

/// A decision's page. What is not issued is there for those who prepare or issue.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: DecisionId) -> Result<DecisionView> {
    cx.permit(Act::ReadProgramme)?;
    let acting = cx.clone();
    cx.db().read(async move |conn| view(conn, &acting, id).await).await
}

pub(super) async fn view(conn: &mut Conn, cx: &Cx, id: DecisionId) -> Result<DecisionView> {
    let root = cx.actor().root;
    let row = decision::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    if !row.status.0.is_numbered() && !sees_drafts(cx) {
        return Err(Refusal::NotFound.into());
    }
    let draft = row.status.0 == DecisionStatus::Draft;
    let day = row.on_day.unwrap_or(cx.today());
    let mut names = Names::load(conn, root, day).await?;
    let rates = law::rates(conn).await?;
    let lines = lines(conn, cx, &row, day, &mut names).await?;
    let programme = programme::programme(conn, row.programme).await?.ok_or(Refusal::NotFound)?;
    let place = cx.app().plan(conn, programme.plan).await?.document.place.clone().unwrap_or_default();
    let pays = |line: &LineView| line.money.as_ref().and_then(|money| money.as_ref().ok()).map(|paid| paid.pays);
    let may_edit = draft && cx.may(Act::DraftDecision);
    let kind = row.kind.0;
    let mut candidates = if may_edit && row.replaces.is_none() {
        candidates(conn, cx, row.programme, kind, &mut names).await?
    } else {
        vec![]
    };
    candidates.retain(|one| lines.iter().all(|line| line.dossier != one.dossier));
    Ok(DecisionView {
        agency: names.unit(root),
        year: day.year(),
        place,
        programme: programme.title,
        award: row.award.as_deref().map(|key| rates.rate_on(key, day).map_or(key, |rate| &rate.name).to_owned()),
        total: (kind == DecisionKind::Award).then(|| lines.iter().filter_map(pays).sum()),
        candidates,
        awards: if may_edit && kind == DecisionKind::Award { awards(&rates, day) } else { vec![] },
        next_number: if draft { Some(number::next(conn, cx, "QĐ", day.year()).await?) } else { None },
        may_edit,
        may_issue: draft && cx.may(Act::IssueDecision),
        may_draft: cx.may(Act::DraftDecision),
        lines,
        row: row.into(),
    })
}

async fn lines(conn: &mut Conn, cx: &Cx, row: &Decision, day: Date, names: &mut Names) -> Result<Vec<LineView>> {
    let found = decision::lines(conn, row.id).await?;
    let together: Vec<DossierId> = found.iter().map(|line| line.dossier).collect();
    let (draft, kind) = (row.status.0 == DecisionStatus::Draft, row.kind.0);
    let mut count = Count::begin(conn, row.programme).await?;
    let mut purse = match (draft, kind, &row.award) {
        (true, DecisionKind::Award, Some(award)) => Some(Purse::open(conn, row.root, award, day).await?),
        _ => None,
    };
    let mut out = Vec::with_capacity(found.len());
    for line in found {
        let mut one = named(conn, cx, &line, names).await?;
        // Who stands in the decision that is replaced was judged then.
        if draft && kind == DecisionKind::Recognition && row.replaces.is_none() {
            one.check = Some(check::line(conn, cx, line.dossier, &together, &mut count).await?);
        }
        if let Some(purse) = &mut purse {
            one.money = Some(purse.next(conn, &line).await?);
        }
        out.push(one);
    }
    Ok(out)
}

async fn named(conn: &mut Conn, cx: &Cx, line: &Line, names: &mut Names) -> Result<LineView> {
    let exemplar = exemplar::of_dossier(conn, line.dossier).await?;
    let movement = names.movement(conn, cx, line.round, &line.movement).await?;
    let (name, unit) = match &exemplar {
        Some(found) => (found.name.clone(), found.unit_name.clone()),
        None => (line.name.clone(), names.unit(line.unit)),
    };
    Ok(LineView {
        dossier: line.dossier,
        version: line.version,
        name,
        kind: subject_of(line.subject_kind, line.subject).kind(),
        unit,
        movement,
        round: names.round(line.round),
        override_reason: line.override_reason.clone(),
        exemplar: exemplar.map(|found| found.id),
        money: line.amount.clone().map(|paid| Ok(paid.0)),
        check: None,
    })
}

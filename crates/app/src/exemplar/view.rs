//! Exemplars as their pages show them: to all staff who and by which decision, and more only to those who may read the dossier.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::{Level, Validity, validity};
use lantoa_domain::fostering::About;
use lantoa_domain::id::{DecisionId, DossierId, ExemplarId, ProgrammeId, ProspectId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_domain::text::fold;
use lantoa_store::decision::{self, DecisionKind};
use lantoa_store::exemplar::{self, Exemplar, Standing};
use lantoa_store::forwarding::{self, Answer};
use lantoa_store::{Conn, dossier, org, programme, prospect as prospects};

use super::review::{CardView, cards};
use crate::dossier::Case;
use crate::export::Portion;
use crate::fostering::{Kept, of_chain};
use crate::names::Names;
use crate::{Cx, Error, Result};

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words of the name, with or without diacritics.
    pub words: String,
    /// Only this movement of a programme.
    pub movement: Option<(ProgrammeId, Key)>,
    /// Only this kind of subject.
    pub kind: Option<SubjectKind>,
    /// Only those proposed in the subtree of this unit.
    pub unit: Option<UnitId>,
    /// Only those recognised in this year.
    pub year: Option<i16>,
    /// Only those that stand so today.
    pub validity: Option<Validity>,
    /// How many at a time.
    pub portion: Portion,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct ExemplarRow {
    /// The exemplar.
    pub id: ExemplarId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// The proposing unit as named on the decision's day.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// Who recognised it.
    pub level: Level,
    /// The decision's day.
    pub on: Date,
    /// Last day of validity.
    pub valid_until: Option<Date>,
    /// Where it stands today.
    pub validity: Validity,
}

/// One page of exemplars with what the filters offer.
#[derive(Debug, Clone)]
pub struct List {
    /// The exemplars, the latest first.
    pub rows: Vec<ExemplarRow>,
    /// Whether more follow; their page begins after the last row's identifier.
    pub more: bool,
    /// How many hold or are to be looked at, without any filter.
    pub count: i64,
    /// Movements: programme, key, name.
    pub movements: Vec<(ProgrammeId, Key, String)>,
    /// Units with their names today.
    pub units: Vec<(UnitId, String)>,
    /// Years in which there were recognitions.
    pub years: Vec<i16>,
}

/// Exemplars of the agency.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, search: Search, before: Option<ExemplarId>) -> Result<List> {
    cx.permit(Act::ReadProgramme)?;
    let acting = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let (root, today) = (acting.actor().root, acting.today());
            let found = exemplar::list(conn, root, &filter(&search, today), before, search.portion.rows()).await?;
            let mut names = Names::load(conn, root, today).await?;
            let mut rows = Vec::with_capacity(found.rows.len());
            for one in found.rows {
                rows.push(row(conn, &acting, &mut names, one).await?);
            }
            Ok::<_, Error>(List {
                rows,
                more: found.more,
                count: exemplar::count(conn, root).await?,
                movements: movements(conn, &acting).await?,
                units: org::units(conn, root).await?.into_iter().map(|unit| (unit.id, unit.name)).collect(),
                years: exemplar::years(conn, root).await?,
            })
        })
        .await
}

fn filter(search: &Search, today: Date) -> exemplar::Filter {
    exemplar::Filter {
        words: fold(&search.words).split_whitespace().map(str::to_owned).collect(),
        movement: search.movement.clone(),
        class: search.kind,
        unit: search.unit,
        year: search.year,
        standing: search.validity.map(|validity| match validity {
            Validity::Valid => Standing::Valid(today),
            Validity::Recheck => Standing::Recheck(today),
            Validity::Expired => Standing::Expired(today),
            Validity::Withdrawn => Standing::Withdrawn,
        }),
    }
}

pub(crate) async fn movements(conn: &mut Conn, cx: &Cx) -> Result<Vec<(ProgrammeId, Key, String)>> {
    let mut out = Vec::new();
    for one in programme::programmes(conn, cx.actor().root).await? {
        let plan = cx.app().plan(conn, one.plan).await?;
        out.extend(plan.movements.iter().map(|movement| (one.id, movement.key.clone(), movement.name.clone())));
    }
    Ok(out)
}

async fn row(conn: &mut Conn, cx: &Cx, names: &mut Names, one: Exemplar) -> Result<ExemplarRow> {
    Ok(ExemplarRow {
        id: one.id,
        kind: one.class.0,
        movement: movement(conn, cx, names, &one).await?,
        level: one.level.0,
        on: one.recognised_on,
        validity: validity(one.status.0, one.valid_until, one.recheck_on, cx.today()),
        valid_until: one.valid_until,
        name: one.name,
        unit: one.unit_name,
    })
}

async fn movement(conn: &mut Conn, cx: &Cx, names: &mut Names, one: &Exemplar) -> Result<String> {
    let record = dossier::load(conn, one.dossier).await?.ok_or(Refusal::NotFound)?;
    names.movement(conn, cx, record.dossier.round, &one.movement).await
}

/// An exemplar's page.
#[derive(Debug, Clone)]
pub struct ExemplarView {
    /// The exemplar.
    pub id: ExemplarId,
    /// The version to send back with a change.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// The proposing unit as named on the decision's day.
    pub unit: String,
    /// That unit's name today, when it is another.
    pub unit_today: Option<String>,
    /// The movement.
    pub movement: String,
    /// The round.
    pub round: String,
    /// Who recognised it.
    pub level: Level,
    /// The decision.
    pub decision: DecisionId,
    /// The decision's number, symbol and day.
    pub number: (Option<i64>, String, Date),
    /// Where it stands today.
    pub validity: Validity,
    /// Last day of validity.
    pub valid_until: Option<Date>,
    /// The day to look at it again.
    pub recheck_on: Option<Date>,
    /// When it was let lapse or withdrawn.
    pub ended_on: Option<Date>,
    /// Why, for those who may read the dossier.
    pub ended_why: String,
    /// Awards that were given: decision, number, day, name.
    pub awards: Vec<(DecisionId, Option<i64>, Option<Date>, String)>,
    /// The dossier, for those who may read it.
    pub dossier: Option<DossierId>,
    /// What was achieved, for those who may read the dossier.
    pub achievement: String,
    /// How it was fostered, for those who may read the dossier.
    pub fostering: Vec<FosteringView>,
    /// What went to the level above, for those who may read the dossier.
    pub forwarded: Vec<ForwardedView>,
    /// Its plans of fostering, for those who may read the dossier, the latest first.
    pub plans: Vec<Kept>,
    /// The cards of its reviews, for those who may read the dossier, the latest first.
    pub cards: Vec<CardView>,
    /// The prospect it once was, for those who may see that.
    pub prospect: Option<ProspectId>,
    /// Whether the reader may make a plan of fostering.
    pub may_foster: bool,
    /// Whether the reader may give new days.
    pub may_recheck: bool,
    /// Whether the reader may let it lapse or withdraw it.
    pub may_end: bool,
    /// Whether the reader may record or withdraw the subject's consent to publicity.
    pub may_consent: bool,
}

/// Something written down while it was fostered.
#[derive(Debug, Clone)]
pub struct FosteringView {
    /// The day it tells of.
    pub on: Date,
    /// Its words.
    pub words: String,
    /// Who wrote it.
    pub by: String,
}

/// Something sent to the level above.
#[derive(Debug, Clone)]
pub struct ForwardedView {
    /// To whom.
    pub recipient: String,
    /// When.
    pub sent_on: Date,
    /// Number of the letter.
    pub letter: String,
    /// What was answered.
    pub answer: Option<Answer>,
    /// Day of the answer.
    pub answered_on: Option<Date>,
    /// Number of the answer.
    pub answer_number: String,
}

/// An exemplar's page.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: ExemplarId) -> Result<ExemplarView> {
    cx.permit(Act::ReadProgramme)?;
    let acting = cx.clone();
    cx.db().read(async move |conn| view(conn, &acting, id).await).await
}

async fn view(conn: &mut Conn, cx: &Cx, id: ExemplarId) -> Result<ExemplarView> {
    let root = cx.actor().root;
    let row = exemplar::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let decided = decision::load(conn, row.decision).await?.ok_or(Refusal::NotFound)?;
    let mut names = Names::load(conn, root, cx.today()).await?;
    let movement = movement(conn, cx, &mut names, &row).await?;
    let case = match crate::dossier::load(conn, cx, row.dossier).await {
        Ok(case) => Some(case),
        Err(Error::Refused(_)) => None,
        Err(other) => return Err(other),
    };
    let record = dossier::load(conn, row.dossier).await?.ok_or(Refusal::NotFound)?;
    let (fostering, forwarded) = match &case {
        Some(_) => (fostering(conn, row.dossier).await?, forwarded(conn, row.dossier).await?),
        None => (Vec::new(), Vec::new()),
    };
    let around = around(conn, cx, id, &row, case.as_ref()).await?;
    let live = row.status.0 == lantoa_domain::exemplar::Life::Recognised;
    let may_consent = may_consent(conn, cx, &row).await?;
    Ok(ExemplarView {
        id,
        version: row.version,
        kind: row.class.0,
        unit_today: Some(names.unit(row.unit)).filter(|today| *today != row.unit_name),
        movement,
        round: names.round(record.dossier.round),
        level: row.level.0,
        decision: row.decision,
        number: (decided.number, decided.symbol, row.recognised_on),
        validity: validity(row.status.0, row.valid_until, row.recheck_on, cx.today()),
        valid_until: row.valid_until,
        recheck_on: row.recheck_on,
        ended_on: row.ended_on,
        ended_why: if case.is_some() { row.ended_why } else { String::new() },
        awards: awards(conn, row.dossier).await?,
        dossier: case.as_ref().map(|_| row.dossier),
        achievement: case.map(|case| case.record.achievement).unwrap_or_default(),
        fostering,
        forwarded,
        plans: around.plans,
        cards: around.cards,
        prospect: around.prospect,
        may_foster: around.may_foster,
        may_recheck: live && cx.may(Act::DraftDecision),
        may_end: live && cx.may(Act::IssueDecision),
        may_consent,
        name: row.name,
        unit: row.unit_name,
    })
}

/// How it was found, is fostered and was judged again; nothing of it for those who may not read the dossier.
#[derive(Default)]
struct Around {
    plans: Vec<Kept>,
    cards: Vec<CardView>,
    prospect: Option<ProspectId>,
    may_foster: bool,
}

async fn around(conn: &mut Conn, cx: &Cx, id: ExemplarId, row: &Exemplar, case: Option<&Case>) -> Result<Around> {
    let Some(case) = case else { return Ok(Around::default()) };
    let about = About::Exemplar(id);
    let plans = of_chain(conn, cx, about).await?;
    let has = plans.iter().any(|plan| plan.is_active && plan.about == about);
    let live = row.status.0 == lantoa_domain::exemplar::Life::Recognised;
    let prospect = match prospects::of_dossier(conn, row.dossier).await? {
        Some(found) => crate::prospect::load(conn, cx, found).await.ok().map(|(one, _)| one.id),
        None => None,
    };
    let may_foster = live && !has && cx.permit_at(Act::Foster, &case.place).is_ok();
    Ok(Around { cards: cards(conn, id).await?, may_foster, plans, prospect })
}

async fn may_consent(conn: &mut Conn, cx: &Cx, row: &Exemplar) -> Result<bool> {
    let candidate = match dossier::subject_of(row.subject_kind, row.subject) {
        Subject::Person(person) => Some(person),
        _ => None,
    };
    let place = Place { candidate, ..Place::unit(row.root, org::path(conn, row.unit).await?) };
    Ok(cx.permit_at(Act::KeepConsent, &place).is_ok())
}

async fn awards(conn: &mut Conn, dossier: DossierId) -> Result<Vec<(DecisionId, Option<i64>, Option<Date>, String)>> {
    let mut out = Vec::new();
    for id in decision::issued_with(conn, dossier).await? {
        let Some(row) = decision::load(conn, id).await? else { continue };
        if row.kind.0 != DecisionKind::Award {
            continue;
        }
        let line = decision::lines(conn, id).await?.into_iter().find(|line| line.dossier == dossier);
        let name = line.and_then(|line| line.amount).map(|paid| paid.0.amount.name);
        out.push((id, row.number, row.on_day, name.or(row.award).unwrap_or_default()));
    }
    Ok(out)
}

async fn fostering(conn: &mut Conn, dossier: DossierId) -> Result<Vec<FosteringView>> {
    let rows = exemplar::fostering(conn, dossier).await?;
    Ok(rows.into_iter().map(|(on, words, by)| FosteringView { on, words, by }).collect())
}

async fn forwarded(conn: &mut Conn, dossier: DossierId) -> Result<Vec<ForwardedView>> {
    let rows = forwarding::of_dossier(conn, dossier).await?.into_iter().map(|one| ForwardedView {
        recipient: one.recipient,
        sent_on: one.sent_on,
        letter: one.letter,
        answer: one.answer.map(|word| word.0),
        answered_on: one.answered_on,
        answer_number: one.answer_number,
    });
    Ok(rows.collect())
}

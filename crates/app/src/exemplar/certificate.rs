//! What a certificate prints, all as on the decision's day. It must not be given for what is not issued.

use std::collections::HashMap;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Life;
use lantoa_domain::id::{DecisionId, DossierId, ExemplarId, RoundId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::Act;
use lantoa_domain::subject::SubjectKind;
use lantoa_store::decision::{self, Decision, DecisionKind, DecisionStatus};
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::{Conn, dossier, law, org, programme};

use crate::{App, Cx, Error, Result};

/// A certificate of recognition or award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The agency's name on the decision's day.
    pub agency: String,
    /// The place of issue as the plan has it; empty when it does not say.
    pub place: String,
    /// What it is called: "Giấy công nhận", "Giấy khen"; empty where the plan names no form.
    pub form: String,
    /// Who receives it.
    pub name: String,
    /// What kind of subject.
    pub kind: SubjectKind,
    /// The proposing unit, as named on the decision's day.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// The period the round answers for: "Năm 2017".
    pub round: String,
    /// The decision's number.
    pub number: i64,
    /// What stands behind the number.
    pub symbol: String,
    /// The decision's day.
    pub on: Date,
    /// The signer's office.
    pub signer_title: String,
    /// The signer.
    pub signer: String,
    /// Last day of validity; for recognitions that end.
    pub valid_until: Option<Date>,
    /// Whether it was withdrawn since: the print says so.
    pub withdrawn: bool,
}

/// The certificate of a recognition.
///
/// # Errors
/// `NotFound`.
pub async fn of_recognition(cx: &Cx, id: ExemplarId) -> Result<Certificate> {
    cx.permit(Act::ReadProgramme)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = acting.actor().root;
            let row = exemplar::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let decision = decision::load(conn, row.decision).await?.ok_or(Refusal::NotFound)?;
            fill(conn, acting.app(), &mut Known::default(), &row, &decision, None).await
        })
        .await
}

/// The certificate of an award.
///
/// # Errors
/// `NotFound`.
pub async fn of_award(cx: &Cx, id: DecisionId, dossier: DossierId) -> Result<Certificate> {
    cx.permit(Act::ReadProgramme)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = acting.actor().root;
            let decision = decision::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let given = decision::lines(conn, id).await?.iter().any(|line| line.dossier == dossier);
            if !given || decision.kind.0 != DecisionKind::Award || decision.status.0 != DecisionStatus::Issued {
                return Err(Error::from(Refusal::NotFound));
            }
            let row = exemplar::of_dossier(conn, dossier).await?.ok_or(Refusal::NotFound)?;
            let form = award_name(conn, &decision).await?;
            fill(conn, acting.app(), &mut Known::default(), &row, &decision, form).await
        })
        .await
}

/// Certificates of an issued decision in its order, `take` of its lines from the `skip`th; none for what was withdrawn.
pub(crate) async fn some_of(
    conn: &mut Conn,
    app: &App,
    decision: &Decision,
    skip: usize,
    take: usize,
) -> Result<Vec<Certificate>> {
    let award = match decision.kind.0 {
        DecisionKind::Award => award_name(conn, decision).await?,
        DecisionKind::Recognition => None,
    };
    let (mut known, mut out) = (Known::default(), Vec::new());
    for line in decision::lines(conn, decision.id).await?.iter().skip(skip).take(take) {
        let Some(row) = exemplar::of_dossier(conn, line.dossier).await? else { continue };
        if row.status.0 != Life::Withdrawn {
            out.push(fill(conn, app, &mut known, &row, decision, award.clone()).await?);
        }
    }
    Ok(out)
}

/// What the award of a decision is called on its day.
async fn award_name(conn: &mut Conn, decision: &Decision) -> Result<Option<String>> {
    let rates = law::rates(conn).await?;
    let award = decision.award.clone().unwrap_or_default();
    let day = decision.on_day.ok_or(Refusal::NotFound)?;
    Ok(Some(rates.rate_on(&award, day).map_or(award.clone(), |rate| rate.name.clone())))
}

/// What many certificates of a decision share.
#[derive(Default)]
struct Known {
    frozen: HashMap<(RoundId, Key, Key), Frozen>,
    names: HashMap<UnitId, String>,
}

async fn fill(
    conn: &mut Conn,
    app: &App,
    known: &mut Known,
    row: &Exemplar,
    decision: &Decision,
    award: Option<String>,
) -> Result<Certificate> {
    let record = dossier::load(conn, row.dossier).await?.ok_or(Refusal::NotFound)?.dossier;
    let on = decision.on_day.ok_or(Refusal::NotFound)?;
    let key = (record.round, record.track.clone(), row.movement.clone());
    let frozen = match known.frozen.get(&key) {
        Some(found) => found.clone(),
        None => {
            let found = frozen(conn, app, record.round, &record.track, &row.movement).await?;
            known.frozen.entry(key).or_insert(found).clone()
        }
    };
    let is_award = award.is_some();
    let agency = name_of(conn, known, row.root, on).await?;
    let unit = if is_award { name_of(conn, known, row.unit, on).await? } else { row.unit_name.clone() };
    Ok(Certificate {
        agency,
        place: frozen.place,
        form: award.unwrap_or(frozen.gives),
        name: row.name.clone(),
        kind: row.class.0,
        unit,
        movement: frozen.movement,
        round: frozen.round,
        number: decision.number.ok_or(Refusal::NotFound)?,
        symbol: decision.symbol.clone(),
        on,
        signer_title: decision.signer_title.clone(),
        signer: decision.signer_name.clone(),
        valid_until: if is_award { None } else { row.valid_until },
        withdrawn: row.status.0 == Life::Withdrawn,
    })
}

#[derive(Clone)]
struct Frozen {
    place: String,
    gives: String,
    movement: String,
    round: String,
}

async fn frozen(conn: &mut Conn, app: &App, round: RoundId, track: &Key, movement: &Key) -> Result<Frozen> {
    let row = programme::round(conn, round).await?.ok_or(Refusal::NotFound)?;
    let plan = app.plan(conn, row.plan).await?;
    Ok(Frozen {
        place: plan.document.place.clone().unwrap_or_default(),
        gives: plan.track(track).and_then(|track| track.gives.clone()).unwrap_or_default(),
        movement: plan.movement(movement).map(|one| one.name.clone()).unwrap_or_default(),
        round: row.label,
    })
}

async fn name_of(conn: &mut Conn, known: &mut Known, unit: UnitId, on: Date) -> Result<String> {
    if let Some(name) = known.names.get(&unit) {
        return Ok(name.clone());
    }
    let name = match org::name_on(conn, unit, on).await? {
        Some(name) => name,
        None => org::unit(conn, unit).await?.map(|found| found.name).unwrap_or_default(),
    };
    Ok(known.names.entry(unit).or_insert(name).clone())
}

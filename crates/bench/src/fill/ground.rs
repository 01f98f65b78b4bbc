//! The agency before its first dossier: units, people, roles, plan, rounds, decisions. It must not open a dossier.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::facts::{FactKind, Recorded};
use lantoa_domain::id::{self, CouncilId, DecisionId, FactId, GrantId, Id, PersonId, PlanId, UnitId};
use lantoa_domain::money::Rounding;
use lantoa_domain::plan::Plan;
use lantoa_domain::policy::{CouncilRole, Grant, Role};
use lantoa_domain::statistics::Tier;
use lantoa_domain::subject::Subject;
use lantoa_domain::unit::UnitKind;
use lantoa_store::decision::{Decision, DecisionKind, DecisionStatus};
use lantoa_store::fact::Row as Fact;
use lantoa_store::programme::{PlanRow, PlanStatus, Programme, ProgrammeStatus, Round, RoundStatus};
use lantoa_store::{Db, Error, Json, Result, Tx, Word, council, decision, fact, org, programme};

use crate::shape::{FOUNDED, PLAN, Shape, YEARS};

/// People of one transaction.
const AT_ONCE: u64 = 5_000;
/// Recognised dossiers of one decision, roughly half of this many dossiers.
const PER_DECISION: u64 = 500;
/// Identifiers of rows that nothing refers to count from here: 2020-02-01.
const LOOSE_MS: i64 = 1_580_515_200_000;

/// Stores everything but the dossiers.
///
/// # Errors
/// The engine's.
pub(super) async fn lay(db: &Db, shape: &Arc<Shape>) -> Result<()> {
    let here = Arc::clone(shape);
    db.write(async move |tx| units(tx, &here).await).await?;
    for first in (0..shape.all_people()).step_by(AT_ONCE as usize) {
        let here = Arc::clone(shape);
        let end = (first + AT_ONCE).min(shape.all_people());
        db.write(async move |tx| people(tx, &here, first..end).await).await?;
    }
    let here = Arc::clone(shape);
    db.write(async move |tx| {
        roles(tx, &here).await?;
        programme_runs(tx).await?;
        decisions(tx, &here).await
    })
    .await
}

fn founded() -> Date {
    FOUNDED.parse().expect("invariant: a date")
}

fn loose(place: u64) -> i64 {
    id::raw(LOOSE_MS + place.cast_signed(), 0)
}

async fn units(tx: &mut Tx, shape: &Shape) -> Result<()> {
    let kinds = [UnitKind::Agency, UnitKind::Office, UnitKind::Commune, UnitKind::Division];
    for unit in 0..shape.units() {
        let row = org::Unit {
            id: Shape::unit_id(unit),
            root: Shape::unit_id(0),
            parent: shape.parent(unit).map(Shape::unit_id),
            kind: Word(kinds[shape.level(unit).0]),
            name: shape.unit_name(unit),
            aliases: Json(Vec::new()),
            ordinal: unit as i64,
            from_day: founded(),
            to_day: None,
            version: 1,
        };
        org::insert_unit(tx, &row, loose(unit as u64), "").await?;
    }
    let settings = org::Agency {
        root: Shape::unit_id(0),
        standing_body: Some(Shape::unit_id(0)),
        rounding: Word(Rounding::Up),
        papers_days: 2,
        symbol: "TTT".to_owned(),
        tier: Word(Tier::default()),
        version: 1,
    };
    org::insert_agency(tx, &settings).await
}

async fn people(tx: &mut Tx, shape: &Shape, range: std::ops::Range<u64>) -> Result<()> {
    let at = Timestamp::from_millisecond(LOOSE_MS).expect("invariant: an instant of 2020");
    for person in range {
        let (name, unit) = shape.person(person);
        let leads = shape.leads(person);
        let row = org::Person {
            id: Shape::person_id(person),
            root: Shape::unit_id(0),
            unit: Shape::unit_id(unit),
            name,
            post: if leads { "Trưởng đơn vị" } else { "Nhân viên" }.to_owned(),
            leads,
            category: "viên chức".to_owned(),
            born: Some(jiff::civil::date(1960 + (person % 40) as i16, 1 + (person % 12) as i8, 15)),
            gender: String::new(),
            email: String::new(),
            active: true,
            version: 1,
        };
        org::insert_person(tx, &row).await?;
        let rated = Recorded {
            kind: FactKind::Rating,
            name: String::new(),
            year: 2025,
            on: None,
            value: 2 + (person % 2).cast_signed(),
            verified: false,
        };
        let about = Subject::Person(row.id);
        let id = FactId::from_raw(loose(person));
        fact::insert(tx, &Fact::new(id, row.root, about, &rated, (Shape::person_id(1), at))).await?;
    }
    Ok(())
}

async fn roles(tx: &mut Tx, shape: &Shape) -> Result<()> {
    let root = Shape::unit_id(0);
    let mut given: Vec<(PersonId, Role, UnitId)> = vec![
        (Shape::person_id(0), Role::Head, root),
        (Shape::person_id(1), Role::StandingBody, root),
        (Shape::person_id(3), Role::Inspector, root),
        (Shape::person_id(4), Role::Administrator, root),
    ];
    given.extend((1..=shape.levels[0]).map(|unit| (shape.clerk(unit), Role::UnitClerk, Shape::unit_id(unit))));
    for (place, (person, role, unit)) in given.into_iter().enumerate() {
        let grant = Grant { role, unit, movement: None };
        let id = GrantId::from_raw(loose(place as u64));
        org::insert_grant(tx, id, root, person, &grant, (founded(), None)).await?;
    }
    let council = CouncilId::from_raw(loose(0));
    let (name, act) = ("Hội đồng Thi đua - Khen thưởng".to_owned(), "QĐ 1".to_owned());
    let row = council::Council { id: council, root, name, act, from_day: founded(), to_day: None, version: 1 };
    council::insert(tx, &row).await?;
    let seats =
        [(0, CouncilRole::Chair), (2, CouncilRole::Secretary), (5, CouncilRole::Member), (6, CouncilRole::Member)];
    for (person, role) in seats {
        let (id, role) = (loose(person), Word(role));
        let person = Shape::person_id(person);
        let seat = council::Member { id, root, council, person, role, from_day: founded(), to_day: None };
        council::insert_member(tx, &seat).await?;
    }
    Ok(())
}

async fn programme_runs(tx: &mut Tx) -> Result<()> {
    let plan: Plan = toml::from_str(PLAN).map_err(|_| broken_plan())?;
    if !plan.can_run() {
        return Err(broken_plan());
    }
    let (root, plan_id) = (Shape::unit_id(0), PlanId::from_raw(loose(0)));
    let track = plan.tracks.first().ok_or_else(broken_plan)?.key.clone();
    let row = PlanRow {
        id: plan_id,
        root,
        programme: Some(Shape::programme()),
        base: None,
        status: Word(PlanStatus::Confirmed),
        title: plan.document.title.clone(),
        file_name: "ke-hoach.toml".to_owned(),
        document: String::new(),
        content: Json(plan.clone()),
        warnings: Json(Vec::new()),
        rejected: Json(Vec::new()),
        uploaded_by: Shape::person_id(1),
        uploaded_at: Timestamp::from_millisecond(LOOSE_MS).expect("invariant: an instant of 2020"),
        version: 1,
    };
    programme::insert_plan(tx, &row).await?;
    let row = Programme {
        id: Shape::programme(),
        root,
        plan: plan_id,
        title: row.title,
        from_year: plan.document.from,
        to_year: plan.document.to,
        status: Word(ProgrammeStatus::Running),
        council: Some(CouncilId::from_raw(loose(0))),
        version: 1,
    };
    programme::insert_programme(tx, &row).await?;
    for (place, (year, _)) in YEARS.into_iter().enumerate() {
        let under_way = place + 1 == YEARS.len();
        let row = Round {
            id: Shape::round(place),
            root,
            programme: Shape::programme(),
            plan: plan_id,
            track: track.clone(),
            label: format!("Năm {year}"),
            year,
            month: 0,
            opens: jiff::civil::date(year, 1, 1),
            closes: jiff::civil::date(year, 12, 31),
            reference_day: jiff::civil::date(year, 12, 31),
            status: Word(if under_way { RoundStatus::Open } else { RoundStatus::Closed }),
            version: 1,
        };
        programme::insert_round(tx, &row).await?;
    }
    Ok(())
}

fn broken_plan() -> Error {
    Error::Setup { detail: "the plan of the benchmark is broken".to_owned() }
}

/// The decision that recognises a dossier, from its number and year.
pub(super) fn decision_of(dossier: u64, year: usize, shape: &Shape) -> DecisionId {
    decision_id(year, (dossier - shape.of_year(year).0) / PER_DECISION)
}

/// The day of the decisions of a year.
pub(super) fn decided_on(year: usize) -> Date {
    let (month, day) = if year + 1 == YEARS.len() { (6, 10) } else { (12, 20) };
    jiff::civil::date(YEARS[year].0, month, day)
}

fn decision_id(year: usize, number: u64) -> DecisionId {
    DecisionId::from_raw(loose(year as u64 * 1_000_000 + number))
}

async fn decisions(tx: &mut Tx, shape: &Shape) -> Result<()> {
    let (signer, signer_name) = (Shape::person_id(0), shape.person(0).0);
    for (year, civil) in YEARS.into_iter().enumerate() {
        for number in 0..=shape.of_year(year).1 / PER_DECISION {
            let mut row = Decision {
                id: decision_id(year, number),
                root: Shape::unit_id(0),
                programme: Shape::programme(),
                kind: Word(DecisionKind::Recognition),
                status: Word(DecisionStatus::Draft),
                year: None,
                number: None,
                symbol: "QĐ-TTT".to_owned(),
                on_day: Some(decided_on(year)),
                title: "Công nhận điển hình tiên tiến".to_owned(),
                bases: "Luật Thi đua, khen thưởng".to_owned(),
                signer: None,
                signer_name: signer_name.clone(),
                signer_title: "CHỦ TỊCH".to_owned(),
                award: None,
                valid_until: None,
                recheck_on: None,
                replaces: None,
                version: 1,
            };
            decision::insert(tx, &row).await?;
            row.status = Word(DecisionStatus::Issued);
            (row.year, row.number) = (Some(civil.0), Some(number.cast_signed() + 1));
            row.signer = Some(signer);
            decision::save(tx, &row).await?;
        }
    }
    Ok(())
}

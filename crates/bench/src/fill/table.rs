//! An agency of its own with ten thousand units that owe a list every month for five years: the table unit × occurrence. It must not touch the other agency.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use lantoa_domain::id::{self, GrantId, Id, PlanId, TaskId, UnitId};
use lantoa_domain::money::Rounding;
use lantoa_domain::plan::{ObligationForm, Plan};
use lantoa_domain::policy::{Grant, Role};
use lantoa_domain::statistics::Tier;
use lantoa_domain::task::{Owing, Roll, Seed, Times};
use lantoa_domain::unit::UnitKind;
use lantoa_store::programme::{PlanRow, PlanStatus, Programme, ProgrammeStatus};
use lantoa_store::task::{self, Task};
use lantoa_store::{Db, Engine, Error, Json, Query, Result, Tx, Word, org, params, programme};

use crate::measure::stopwatch;
use crate::shape::{FOUNDED, Shape};

/// Identifiers of this agency count from here: 2020-03-01.
const OWN_MS: i64 = 1_583_020_800_000;

/// The plan: one list a month.
const PLAN: &str = r#"
[document]
agency = "Tỉnh Thử bảng"
number = "02/KH-TTB"
issued = "2021-01-04"
title = "Điển hình tiên tiến giai đoạn 2021-2025"
from = 2021
to = 2025
[[movements]]
key = "chung"
name = "Thi đua chung"
[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"
steps = [{ kind = "nominate", who = "unit" }, { kind = "decide", who = "head" }]
[[obligations]]
key = "danh-sach"
what = "Gửi danh sách gương người tốt, việc tốt"
who = "every_unit"
form = "list"
deadline = { every = "month", day = 20 }
"#;

lantoa_store::sql! {
    /// Most in time, some with nothing, some late, some exempted; the rest sent nothing.
    MEET = "UPDATE task SET met = CASE WHEN id % 100 < 82 THEN 'done' WHEN id % 100 < 90 THEN 'zero' \
            WHEN id % 100 < 93 THEN 'done' ELSE 'exempt' END, \
            met_on = CASE WHEN id % 100 >= 90 AND id % 100 < 93 THEN $3 ELSE due_day END, \
            note = CASE WHEN id % 100 = 93 THEN 'Đang sáp nhập' ELSE '' END \
            WHERE programme = $1 AND due_day < $2 AND id % 100 < 94";
    FORGET = "DELETE FROM task_tally WHERE programme = $1";
    COUNT = "INSERT INTO task_tally (programme, obligation, period, due_day, outcome, times) \
             SELECT programme, obligation, period, due_day, outcome, CAST(count(*) AS BIGINT) FROM (SELECT programme, \
             obligation, period, due_day, CASE WHEN met IS NULL THEN 'open' WHEN met = 'exempt' THEN 'exempt' \
             WHEN met_on > due_day THEN 'late' ELSE met END AS outcome FROM task WHERE programme = $1) stood \
             GROUP BY programme, obligation, period, due_day, outcome";
}

/// What was made, and how long it took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Made {
    /// Units.
    pub(crate) units: usize,
    /// Tasks.
    pub(crate) tasks: usize,
    /// The plan into tasks, in memory.
    pub(crate) expanded: Duration,
    /// The tasks into the database.
    pub(crate) stored: Duration,
}

/// Makes the agency and its tasks.
///
/// # Errors
/// The engine's.
pub(crate) async fn fill(db: &Db, shape: &Arc<Shape>) -> Result<Made> {
    let plan: Plan = toml::from_str(PLAN).map_err(|_| broken())?;
    let here = Arc::clone(shape);
    let laid = plan.clone();
    db.write(async move |tx| lay(tx, &here, &laid).await).await?;
    let roll = roll(shape);
    let watch = stopwatch();
    let seeds = plan.tasks(&roll);
    let expanded = watch();
    let tasks = seeds.len();
    let watch = stopwatch();
    // One unit of work, as when a plan is confirmed.
    let rows: Arc<Vec<Task>> = Arc::new(seeds.iter().enumerate().map(|(n, seed)| row(n, seed, &plan)).collect());
    db.write(async move |tx| task::insert(tx, &rows).await).await?;
    let stored = watch();
    db.write(async |tx| {
        let today: Date = date(2025, 6, 16);
        let late: Date = date(2025, 6, 15);
        tx.exec(&MEET, params![Shape::table_programme(), today, late]).await?;
        tx.exec(&FORGET, params![Shape::table_programme()]).await?;
        tx.exec(&COUNT, params![Shape::table_programme()]).await.map(drop)
    })
    .await?;
    if db.engine() == Engine::Postgres {
        db.write(async |tx| tx.list::<i64>(&Query::new("bench::analyze", "ANALYZE", &[])).await).await?;
    }
    Ok(Made { units: shape.table_units(), tasks, expanded, stored })
}

fn broken() -> Error {
    Error::Setup { detail: "the plan of the table is broken".to_owned() }
}

fn founded() -> Date {
    FOUNDED.parse().expect("invariant: a date")
}

fn name(unit: usize) -> String {
    if unit == 0 { "Tỉnh Thử bảng".to_owned() } else { format!("Xã Thử bảng {unit}") }
}

async fn lay(tx: &mut Tx, shape: &Shape, plan: &Plan) -> Result<()> {
    let root = Shape::table_unit(0);
    for unit in 0..=shape.table_units() {
        let row = org::Unit {
            id: Shape::table_unit(unit),
            root,
            parent: (unit > 0).then_some(root),
            kind: Word(if unit == 0 { UnitKind::Agency } else { UnitKind::Commune }),
            name: name(unit),
            aliases: Json(Vec::new()),
            ordinal: unit as i64,
            from_day: founded(),
            to_day: None,
            version: 1,
        };
        org::insert_unit(tx, &row, id::raw(OWN_MS + 1, u32::try_from(unit).unwrap_or_default()), "").await?;
    }
    let settings = org::Agency {
        root,
        standing_body: Some(root),
        rounding: Word(Rounding::Up),
        papers_days: 2,
        symbol: "TTB".to_owned(),
        tier: Word(Tier::default()),
        version: 1,
    };
    org::insert_agency(tx, &settings).await?;
    let officer = org::Person {
        id: Shape::table_officer(),
        root,
        unit: root,
        name: "Trần Thị Bảng".to_owned(),
        post: "Chuyên viên".to_owned(),
        leads: false,
        category: "công chức".to_owned(),
        born: None,
        gender: String::new(),
        email: String::new(),
        active: true,
        version: 1,
    };
    org::insert_person(tx, &officer).await?;
    let grant = Grant { role: Role::StandingBody, unit: root, movement: None };
    org::insert_grant(tx, GrantId::from_raw(id::raw(OWN_MS + 2, 0)), root, officer.id, &grant, (founded(), None))
        .await?;
    runs(tx, root, plan).await
}

async fn runs(tx: &mut Tx, root: UnitId, plan: &Plan) -> Result<()> {
    let row = PlanRow {
        id: PlanId::from_raw(id::raw(OWN_MS + 3, 0)),
        root,
        programme: Some(Shape::table_programme()),
        base: None,
        status: Word(PlanStatus::Confirmed),
        title: plan.document.title.clone(),
        file_name: "ke-hoach.toml".to_owned(),
        document: String::new(),
        content: Json(plan.clone()),
        warnings: Json(Vec::new()),
        rejected: Json(Vec::new()),
        uploaded_by: Shape::table_officer(),
        uploaded_at: Timestamp::from_millisecond(OWN_MS).expect("invariant: an instant of 2020"),
        version: 1,
    };
    programme::insert_plan(tx, &row).await?;
    let row = Programme {
        id: Shape::table_programme(),
        root,
        plan: row.id,
        title: row.title,
        from_year: plan.document.from,
        to_year: plan.document.to,
        status: Word(ProgrammeStatus::Running),
        council: None,
        version: 1,
    };
    programme::insert_programme(tx, &row).await
}

fn roll(shape: &Shape) -> Roll {
    let owing = |unit: usize| Owing {
        unit: Shape::table_unit(unit),
        kind: UnitKind::Commune,
        names: vec![name(unit)],
        leads: false,
        from: founded(),
        to: None,
    };
    Roll {
        root: Shape::table_unit(0),
        standing_body: None,
        units: (1..=shape.table_units()).map(owing).collect(),
        named: BTreeMap::new(),
        times: Times::default(),
    }
}

fn row(place: usize, seed: &Seed, plan: &Plan) -> Task {
    Task {
        // Neighbours differ by one, so that chance by the last two digits is even.
        id: TaskId::from_raw(id::raw(OWN_MS + 4, u32::try_from(place).unwrap_or_default())),
        root: Shape::table_unit(0),
        programme: Shape::table_programme(),
        obligation: seed.obligation.clone(),
        unit: seed.unit,
        period: seed.occurrence.period,
        due: seed.occurrence.on,
        last_day: seed.occurrence.last_day,
        due_day: seed.holds,
        form: Word(ObligationForm::List),
        what: plan.obligations.first().map(|one| one.what.clone()).unwrap_or_default(),
        met: None,
        met_on: None,
        met_by: None,
        note: String::new(),
        extended_to: None,
        extended_why: String::new(),
        version: 1,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use lantoa_app::heat::{Of, Sort, heat};
    use lantoa_app::{App, Seed};
    use lantoa_domain::task::Mark;
    use lantoa_testkit::engine;

    use super::fill;
    use crate::serve::BenchClock;
    use crate::shape::Shape;

    #[tokio::test]
    async fn the_table_is_filled_and_its_counters_are_right() {
        engine::both(async |db| {
            let shape = Arc::new(Shape::new(600, 5));
            let made = fill(db, &shape).await.unwrap();
            assert_eq!(made.tasks, made.units * 60);
            let app = App::new(db.handle(), BenchClock, Seed::from(1));
            let officer = app.act_as(Shape::table_officer()).await.unwrap();
            let key = "danh-sach".parse().unwrap();
            let table = heat(&officer, Shape::table_programme(), Of::Obligation(key), Sort::Worst, None).await.unwrap();
            assert_eq!((table.columns.len(), table.rows.len()), (60, 50));
            assert!(table.next.is_some());
            for mark in [Mark::Missing, Mark::Late, Mark::NotYet, Mark::Zero, Mark::InTime, Mark::Exempt] {
                assert!(table.totals.of(mark) > 0, "{mark:?}");
            }
            assert_eq!(table.totals.all() as usize, made.tasks);
            let checks = db.read(async |conn| lantoa_store::doctor::check(conn).await).await.unwrap();
            assert!(checks.iter().all(|one| one.wrong.is_none()), "{checks:?}");
        })
        .await;
    }
}

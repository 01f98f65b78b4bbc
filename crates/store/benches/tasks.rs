//! How fast the tasks of ten thousand units over sixty months are written, on SQLite and, where there is a server, on PostgreSQL; the goal is 5 s. It must not plan them: that is measured in the domain.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use lantoa_domain::id::{self, Id as _, PersonId, PlanId, ProgrammeId, TaskId, UnitId};
use lantoa_domain::plan::{ObligationForm, Plan};
use lantoa_domain::time::When;
use lantoa_domain::unit::UnitKind;
use lantoa_store::programme::{PlanRow, PlanStatus, Programme, ProgrammeStatus};
use lantoa_store::task::{self, Task};
use lantoa_store::{Db, Json, Options, Result, Target, Tx, Word, org, programme};
use lantoa_testkit::engine::TestDb;

const UNITS: i64 = 10_000;
const MONTHS: i64 = 60;
const PLAN: &str = r#"{"document": {"agency": "Tỉnh Thử bảng", "title": "Điển hình tiên tiến", "from": 2021, "to": 2025}, "movements": [], "tracks": []}"#;

fn unit(number: i64) -> UnitId {
    UnitId::from_raw(id::raw(1_583_020_800_000 + number, 0))
}

fn programme_id() -> ProgrammeId {
    ProgrammeId::from_raw(id::raw(1_583_020_900_000, 0))
}

async fn lay(tx: &mut Tx) -> Result<()> {
    let founded = date(2010, 1, 1);
    for number in 0..=UNITS {
        let row = org::Unit {
            id: unit(number),
            root: unit(0),
            parent: (number > 0).then(|| unit(0)),
            kind: Word(if number == 0 { UnitKind::Agency } else { UnitKind::Commune }),
            name: format!("Xã Thử bảng {number}"),
            aliases: Json(Vec::new()),
            ordinal: number,
            from_day: founded,
            to_day: None,
            version: 1,
        };
        org::insert_unit(tx, &row, row.id.raw(), "").await?;
    }
    let plan: Plan = serde_json::from_str(PLAN).expect("a plan");
    let row = PlanRow {
        id: PlanId::from_raw(id::raw(1_583_020_900_001, 0)),
        root: unit(0),
        programme: Some(programme_id()),
        base: None,
        status: Word(PlanStatus::Confirmed),
        title: plan.document.title.clone(),
        file_name: "ke-hoach.toml".to_owned(),
        document: String::new(),
        content: Json(plan),
        warnings: Json(Vec::new()),
        rejected: Json(Vec::new()),
        uploaded_by: PersonId::from_raw(1),
        uploaded_at: Timestamp::UNIX_EPOCH,
        version: 1,
    };
    programme::insert_plan(tx, &row).await?;
    let row = Programme {
        id: programme_id(),
        root: unit(0),
        plan: row.id,
        title: row.title,
        from_year: 2021,
        to_year: 2025,
        status: Word(ProgrammeStatus::Running),
        council: None,
        version: 1,
    };
    programme::insert_programme(tx, &row).await
}

/// The tasks as a plan gives them: month by month, unit by unit.
fn tasks() -> Vec<Task> {
    let one = |place: i64| {
        let (number, month) = (place % UNITS + 1, place / UNITS);
        let (year, month) = ((2021 + month / 12) as i16, (month % 12 + 1) as i8);
        let day: Date = date(year, month, 20);
        Task {
            id: TaskId::from_raw(id::raw(1_583_021_000_000, u32::try_from(place).expect("few"))),
            root: unit(0),
            programme: programme_id(),
            obligation: "danh-sach".parse().expect("a key"),
            unit: unit(number),
            period: When::Month(year, month),
            due: When::Day(day),
            last_day: day,
            due_day: day,
            form: Word(ObligationForm::List),
            what: "Gửi danh sách gương người tốt, việc tốt".to_owned(),
            met: None,
            met_on: None,
            met_by: None,
            note: String::new(),
            extended_to: None,
            extended_why: String::new(),
            version: 1,
        }
    };
    (0..UNITS * MONTHS).map(one).collect()
}

#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "what is measured here is time, for who runs it")]
async fn measure(db: &Db, name: &str) {
    db.write(lay).await.expect("units");
    // One unit of work, as when a plan is confirmed.
    let all = Arc::new(tasks());
    let watch = Instant::now();
    let new = db.write(async move |tx| task::insert(tx, &all).await).await.expect("written");
    println!("{name}: {new} tasks written in {:.2} s", watch.elapsed().as_secs_f64());
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = Target::Sqlite { path: folder.path().join("tasks.sqlite") };
    let db = Db::open(target, Options::default()).await.expect("open");
    db.migrate().await.expect("migrate");
    measure(&db, "SQLite").await;
    drop(db);
    // `cargo bench -p lantoa-store --bench tasks -- sqlite` leaves the server out.
    if std::env::args().any(|one| one == "sqlite") {
        return;
    }
    if let Some(db) = TestDb::postgres().await {
        measure(&db, "PostgreSQL").await;
        db.remove().await;
    }
}

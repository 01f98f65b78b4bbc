//! Many rows stored at once, on both engines: exactly those that were given, or none; which rows an index wants first is not looked at here.

use crate::counters::{ADD, ADD_ONCE, CLEAR, Counter, EVERY, on_both, start};
use jiff::Timestamp;
use jiff::civil::date;
use lantoa_domain::id::{self, Id as _, PersonId, PlanId, ProgrammeId, TaskId, UnitId};
use lantoa_domain::plan::{ObligationForm, Plan};
use lantoa_domain::time::When;
use lantoa_domain::unit::UnitKind;
use lantoa_store::programme::{PlanRow, PlanStatus, Programme, ProgrammeStatus};
use lantoa_store::task::{self, Task};
use lantoa_store::{Error, Json, Param as _, Result, Sql, Tx, Value, Word, doctor, org, programme, tally};
use lantoa_testkit::engine::both;

/// Values of rows of the counters' table: the number and what it counts.
fn rows(numbers: impl IntoIterator<Item = i64>) -> Vec<[Value<'static>; 2]> {
    numbers.into_iter().map(|number| [number, number * 10].map(|value| value.value().into_owned())).collect()
}

async fn store(tx: &mut Tx, sql: &'static Sql, rows: &[[Value<'static>; 2]]) -> Result<Vec<bool>> {
    let rows: Vec<&[Value<'_>]> = rows.iter().map(<[Value<'_>; 2]>::as_slice).collect();
    tx.insert_all(sql, &rows).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_stored_are_exactly_the_rows_given_however_many() {
    on_both(async |db| {
        let batch = Sql::ROWS as i64;
        let mut first = 1;
        for many in [0, 1, 2, batch - 1, batch, batch + 1, 3 * batch + 7] {
            let end = first + many;
            // The largest number first: the order in which rows are given is none of the store's.
            let new = db.write(async move |tx| store(tx, &ADD, &rows((first..end).rev())).await).await.unwrap();
            assert_eq!(new, vec![true; many as usize]);
            let all = db.read(async |cx| cx.all::<Counter>(&EVERY, &[]).await).await.unwrap();
            let found: Vec<(i64, i64)> = all.iter().map(|one| (one.id, one.value)).collect();
            assert_eq!(found, (1..end).map(|number| (number, number * 10)).collect::<Vec<_>>(), "{many}");
            first = end;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_there_already_refuses_all_of_them() {
    on_both(async |db| {
        let batch = Sql::ROWS as i64;
        // In the middle of the first statement, in the second, among the rest; the first unit also stored something before.
        for known in [batch / 2, batch + batch / 2, 2 * batch + 3] {
            db.write(async move |tx| start(tx, known).await).await.unwrap();
            let refused = db
                .write(async move |tx| {
                    start(tx, 90_000).await?;
                    store(tx, &ADD, &rows(1..=2 * batch + 5)).await
                })
                .await;
            assert!(matches!(refused, Err(Error::Conflict { .. })), "{refused:?}");
            // Even when the unit goes on after it.
            let gone_on = db
                .write(async move |tx| {
                    let refused = store(tx, &ADD, &rows(1..=2 * batch + 5)).await;
                    assert!(matches!(refused, Err(Error::Conflict { .. })));
                    assert!(matches!(store(tx, &ADD, &rows(70_000..70_001)).await, Err(Error::Poisoned { .. })));
                    Ok::<_, Error>(())
                })
                .await;
            assert!(matches!(gone_on, Err(Error::Poisoned { .. })), "{gone_on:?}");
            let all = db.read(async |cx| cx.all::<Counter>(&EVERY, &[]).await).await.unwrap();
            assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [known]);
            db.write(async |tx| tx.exec(&CLEAR, &[]).await).await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_statements_in_turn_are_counted_each() {
    on_both(async |db| {
        db.write(async |tx| {
            let values = rows(1..=4);
            let steps: Vec<_> =
                values.iter().flat_map(|row| [(&ADD, row.as_slice()), (&ADD_ONCE, row.as_slice())]).collect();
            assert_eq!(tx.exec_all(&steps).await?, [1, 0, 1, 0, 1, 0, 1, 0]);
            assert_eq!(store(tx, &ADD_ONCE, &rows([4, 5, 1, 6])).await?, [false, true, false, true]);
            // Every third is there already, over several statements.
            store(tx, &ADD, &rows((1_000..1_500).step_by(3))).await?;
            let new = store(tx, &ADD_ONCE, &rows(1_000..1_500)).await?;
            assert_eq!(new, (0..500).map(|place| place % 3 != 0).collect::<Vec<_>>());
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
    })
    .await;
}

fn unit(number: i64) -> UnitId {
    UnitId::from_raw(id::raw(1_583_020_800_000 + number, 0))
}

fn programme_id() -> ProgrammeId {
    ProgrammeId::from_raw(id::raw(1_583_020_900_000, 0))
}

/// An agency with thirty units below it and a running programme.
async fn lay(tx: &mut Tx) -> Result<()> {
    for number in 0..=30 {
        let row = org::Unit {
            id: unit(number),
            root: unit(0),
            parent: (number > 0).then(|| unit(0)),
            kind: Word(if number == 0 { UnitKind::Agency } else { UnitKind::Commune }),
            name: format!("Xã Một {number}"),
            aliases: Json(Vec::new()),
            ordinal: number,
            from_day: date(2010, 1, 1),
            to_day: None,
            version: 1,
        };
        org::insert_unit(tx, &row, row.id.raw(), "").await?;
    }
    let plan: Plan = serde_json::from_str(
        r#"{"document": {"agency": "A", "title": "T", "from": 2021, "to": 2022}, "movements": [], "tracks": []}"#,
    )
    .expect("a plan");
    let row = PlanRow {
        id: PlanId::from_raw(1),
        root: unit(0),
        programme: Some(programme_id()),
        base: None,
        status: Word(PlanStatus::Confirmed),
        title: "T".to_owned(),
        file_name: "t.toml".to_owned(),
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
        to_year: 2022,
        status: Word(ProgrammeStatus::Running),
        council: None,
        version: 1,
    };
    programme::insert_programme(tx, &row).await
}

/// The list of a unit for a month of 2021.
fn list(number: i64, month: i8, id: i64) -> Task {
    let day = date(2021, month, 20);
    Task {
        id: TaskId::from_raw(id),
        root: unit(0),
        programme: programme_id(),
        obligation: "danh-sach".parse().expect("a key"),
        unit: unit(number),
        period: When::Month(2021, month),
        due: When::Day(day),
        last_day: day,
        due_day: day,
        form: Word(ObligationForm::List),
        what: format!("Gửi danh sách tháng {month} của xã thứ {number}: “người tốt, việc tốt”"),
        met: None,
        met_on: None,
        met_by: None,
        note: String::new(),
        extended_to: None,
        extended_why: String::new(),
        version: 1,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_are_stored_as_given_and_counted_once() {
    both(async |db| {
        db.write(lay).await.unwrap();
        assert_eq!(db.write(async |tx| task::insert(tx, &[]).await).await.unwrap(), 0);
        let first = vec![list(1, 1, 5_000)];
        let one = first.clone();
        assert_eq!(db.write(async move |tx| task::insert(tx, &one).await).await.unwrap(), 1);
        // 30 units × 12 months, identifiers against the order; the first unit's January is there already, under another.
        let all: Vec<Task> = (0..360).map(|n| list(n / 12 + 1, (n % 12 + 1) as i8, 4_000 - n)).collect();
        let given = all.clone();
        assert_eq!(db.write(async move |tx| task::insert(tx, &given).await).await.unwrap(), 359);
        let mut expected: Vec<Task> = all[1..].iter().cloned().chain(first).collect();
        expected.sort_by_key(|task| task.id);
        let stored = db.read(async |cx| task::of_programme(cx, programme_id()).await).await.unwrap();
        assert_eq!(stored, expected);
        let key = "danh-sach".parse().unwrap();
        let counted = db.read(async move |cx| tally::of_obligation(cx, programme_id(), &key).await).await.unwrap();
        assert_eq!(counted.iter().map(|one| i64::from(one.times)).collect::<Vec<_>>(), [30; 12]);
        // A number that is taken refuses everything, counters included.
        let other =
            |n: i64| Task { obligation: format!("viec-{n}").parse().expect("a key"), ..list(n % 30 + 1, 1, 9_000 + n) };
        let mut taken: Vec<Task> = (0..250).map(other).collect();
        taken[150].id = TaskId::from_raw(4_000 - 7);
        let refused = db.write(async move |tx| task::insert(tx, &taken).await).await;
        assert!(matches!(refused, Err(Error::Conflict { .. })), "{refused:?}");
        assert_eq!(db.read(async |cx| task::of_programme(cx, programme_id()).await).await.unwrap(), expected);
        let checks = db.read(async |cx| doctor::check(cx).await).await.unwrap();
        assert!(checks.iter().all(|one| one.wrong.is_none()), "{checks:?}");
    })
    .await;
}

//! What happens when units clash, connections break or the server is slow. PostgreSQL only, but for foreign waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::counters::{CLASH, COUNT, Counter, GET, KILL, SET, SLEEP, TABLES, on_both, start};
use crate::proxy::{Cut, Proxy};
use jiff::Timestamp;
use lantoa_domain::id::{Id, UnitId};
use lantoa_store::journal::{self, Entry, Verdict};
use lantoa_store::{Db, Error, Options, Result, Target, Tx, params};
use lantoa_testkit::engine::{TestDb, both};

async fn add(tx: &mut Tx, id: i64, amount: i64) -> Result<()> {
    let counter: Counter = tx.one(&GET, params![id]).await?;
    tx.exec_guarded(&SET, params![id, counter.version, counter.value + amount]).await
}

async fn with_counters() -> Option<TestDb> {
    let db = TestDb::empty_postgres().await?;
    db.migrate_to(TABLES).await.unwrap();
    db.write(async |tx| {
        start(tx, 1).await?;
        start(tx, 2).await
    })
    .await
    .unwrap();
    Some(db)
}

async fn value(db: &Db, id: i64) -> i64 {
    db.read(async move |cx| cx.one::<Counter>(&GET, params![id]).await).await.unwrap().value
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_run_again_after_a_serialization_failure_and_takes_effect_once() {
    let Some(db) = with_counters().await else { return };
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let last = db.write(async move |tx| {
        counted.fetch_add(1, Ordering::Relaxed);
        add(tx, 1, 5).await?;
        tx.one::<i64>(&CLASH, &[]).await
    });
    assert_eq!(last.await.unwrap(), 4);
    assert_eq!(runs.load(Ordering::Relaxed), 4);
    assert_eq!(value(&db, 1).await, 5);
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_hides_the_clash_from_the_layer_is_run_again_all_the_same() {
    let Some(db) = with_counters().await else { return };
    let unit = db.write(async |tx| match tx.one::<i64>(&CLASH, &[]).await {
        Ok(number) => Ok(number),
        // The caller's own error for everything: the layer must not depend on what the unit returns.
        Err(_) => Err(Error::NotFound { statement: "hidden" }),
    });
    assert_eq!(unit.await.unwrap(), 4);
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadlock_is_resolved_by_running_one_unit_again() {
    let Some(db) = with_counters().await else { return };
    let runs = Arc::new(AtomicU32::new(0));
    let crossing = |first: i64, second: i64| {
        let counted = Arc::clone(&runs);
        db.write(async move |tx| {
            counted.fetch_add(1, Ordering::Relaxed);
            let a: Counter = tx.one(&GET, params![first]).await?;
            tx.exec_guarded(&SET, params![first, a.version, a.value + 1]).await?;
            tx.one::<i64>(&SLEEP, &[]).await?;
            let b: Counter = tx.one(&GET, params![second]).await?;
            tx.exec_guarded(&SET, params![second, b.version, b.value + 1]).await
        })
    };
    let (a, b) = tokio::join!(crossing(1, 2), crossing(2, 1));
    // The victim runs again; its partner's change may make the other one stale, but never lost.
    let done = i64::from(a.is_ok()) + i64::from(b.is_ok());
    assert!(done >= 1, "{a:?} {b:?}");
    assert_eq!(runs.load(Ordering::Relaxed), 3, "one of the two is the victim and runs twice");
    for refused in [a, b].into_iter().filter_map(Result::err) {
        assert!(refused.is_stale(), "{refused}");
    }
    assert_eq!((value(&db, 1).await, value(&db, 2).await), (done, done));
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_is_replaced_and_the_unit_run_again() {
    let Some(db) = with_counters().await else { return };
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let unit = db.write(async move |tx| {
        add(tx, 1, 5).await?;
        if counted.fetch_add(1, Ordering::Relaxed) < 2 {
            tx.one::<bool>(&KILL, &[]).await?;
        }
        Ok::<_, Error>(())
    });
    unit.await.unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 3);
    assert_eq!(value(&db, 1).await, 5);
    let read = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&read);
    let seen = db.read(async move |cx| {
        if counted.fetch_add(1, Ordering::Relaxed) == 0 {
            cx.one::<bool>(&KILL, &[]).await?;
        }
        cx.one::<i64>(&COUNT, &[]).await
    });
    assert_eq!(seen.await.unwrap(), 2);
    db.remove().await;
}

/// One journal entry through a proxy that breaks the connection around the first COMMIT.
async fn entry_through(cut: Cut) -> Option<(u32, u64)> {
    let db = TestDb::postgres().await?;
    let root = UnitId::from_raw(7);
    let Target::Postgres { url } = db.target() else { return None };
    let proxy = Proxy::start(&url, cut).await;
    let target = Target::Postgres { url: proxy.url() };
    let through = Db::open(target, Options { connections: 1, ..Options::default() }).await.unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    proxy.arm();
    through
        .write(async move |tx| {
            counted.fetch_add(1, Ordering::Relaxed);
            journal::append(tx, Entry::new(root, Timestamp::UNIX_EPOCH, "tested", root));
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
    assert!(proxy.has_cut(), "the connection was to be cut");
    let verdict = db.scan(async |cx| journal::verify(cx).await).await.unwrap();
    let Verdict::Sound(report) = verdict else { panic!("{verdict:?}") };
    drop(through);
    db.remove().await;
    Some((runs.load(Ordering::Relaxed), report.entries))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answer_is_lost_counts_once() {
    let Some((runs, entries)) = entry_through(Cut::AfterCommit).await else { return };
    assert_eq!((runs, entries), (1, 1), "the server had committed: the unit must not run again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_never_arrived_is_done_again() {
    let Some((runs, entries)) = entry_through(Cut::BeforeCommit).await else { return };
    assert_eq!((runs, entries), (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_may_not_wait_for_anything_but_the_database() {
    on_both(async |db| {
        let waited: Result<()> = db
            .write(async |tx| {
                start(tx, 1).await?;
                tokio::task::yield_now().await;
                Ok(())
            })
            .await;
        if db.engine() == lantoa_store::Engine::Postgres {
            return;
        }
        assert!(matches!(waited, Err(Error::ForeignWait)), "{waited:?}");
        let read: Result<i64> = db
            .read(async |cx| {
                tokio::task::yield_now().await;
                cx.one(&COUNT, &[]).await
            })
            .await;
        assert!(matches!(read, Err(Error::ForeignWait)));
        let scan: Result<i64> = db
            .scan(async |cx| {
                tokio::task::yield_now().await;
                cx.one(&COUNT, &[]).await
            })
            .await;
        assert!(matches!(scan, Err(Error::ForeignWait)));
        // Nothing of it was kept and nothing is stuck.
        assert_eq!(db.read(async |cx| cx.one::<i64>(&COUNT, &[]).await).await.unwrap(), 0);
        db.write(async |tx| start(tx, 1).await).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_pool_and_a_slow_statement_are_told_apart() {
    let Some(db) = with_counters().await else { return };
    let narrow = Options { connections: 1, workers: 1, wait: Duration::from_millis(100), ..Options::default() };
    let narrow = Db::open(db.target(), narrow).await.unwrap();
    let (slow, refused) = tokio::join!(
        narrow.read(async |cx| cx.one::<i64>(&SLEEP, &[]).await),
        narrow.read(async |cx| cx.one::<i64>(&COUNT, &[]).await),
    );
    assert_eq!(slow.unwrap(), 1);
    assert!(matches!(refused, Err(Error::Busy { .. })), "{refused:?}");
    let Target::Postgres { url } = db.target() else { return };
    let url = format!("{url}?options=-c%20statement_timeout%3D100");
    let hasty = Db::open(Target::Postgres { url }, Options::default()).await.unwrap();
    let stopped = hasty.read(async |cx| cx.one::<i64>(&SLEEP, &[]).await).await;
    assert!(matches!(stopped, Err(Error::Timeout { .. })), "{stopped:?}");
    // A scan has its own, longer limit.
    assert_eq!(hasty.scan(async |cx| cx.one::<i64>(&SLEEP, &[]).await).await.unwrap(), 1);
    drop((narrow, hasty));
    db.remove().await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_so_without_its_password() {
    let url = "postgresql://someone:secret@127.0.0.1:1/nothing".to_owned();
    let error = Db::open(Target::Postgres { url }, Options::default()).await.err().expect("nothing listens there");
    assert!(matches!(error, Error::Unavailable { .. }), "{error}");
    assert!(!error.to_string().contains("secret"));
    let url = "postgresql://some one:secret@nowhere:port/x".to_owned();
    let error = Db::open(Target::Postgres { url }, Options::default()).await.err().expect("no address");
    assert!(matches!(error, Error::Setup { .. }), "{error}");
    assert!(!error.to_string().contains("secret"));
}

#[tokio::test]
async fn the_first_entries_of_many_roots_can_be_written_side_by_side() {
    both(async |db| {
        let units = (0..40_u32).map(|n| {
            db.write(async move |tx| {
                // Each unit writes to two roots, in either order.
                let roots = [i64::from(n % 3), i64::from((n + 1) % 3)];
                for root in roots.map(UnitId::from_raw) {
                    journal::append(tx, Entry::new(root, Timestamp::UNIX_EPOCH, "tested", root));
                }
                Ok::<_, Error>(())
            })
        });
        for done in futures_util::future::join_all(units).await {
            done.unwrap();
        }
        let verdict = db.scan(async |cx| journal::verify(cx).await).await.unwrap();
        assert!(matches!(verdict, Verdict::Sound(report) if report.entries == 80 && report.roots == 3), "{verdict:?}");
    })
    .await;
}

//! Units of work on both engines: commit, rollback, guards, what callers may rely on. No SQL of a feature here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::counters::{
    ADD, ADD_CHILD, ADD_SAME, CHILDREN, COUNT, Counter, DIVIDE, EVERY, GET, MISSING, SET, TOTAL, on_both, start,
};
use lantoa_store::{Db, Error, Options, Result, Tx, params};
use lantoa_testkit::engine::TestDb;

async fn value(db: &Db, id: i64) -> i64 {
    db.read(async move |cx| cx.one::<Counter>(&GET, params![id]).await).await.unwrap().value
}

async fn increment(tx: &mut Tx, id: i64) -> Result<i64> {
    let counter: Counter = tx.one(&GET, params![id]).await?;
    tx.exec_guarded(&SET, params![id, counter.version, counter.value + 1]).await?;
    Ok(counter.value + 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_of_the_unit_rolls_everything_back_and_is_returned_as_it_is() {
    #[derive(Debug, PartialEq)]
    enum Refusal {
        Late(&'static str),
        Store,
    }
    impl From<Error> for Refusal {
        fn from(_: Error) -> Self {
            Refusal::Store
        }
    }
    on_both(async |db| {
        let refused: Result<(), Refusal> = db
            .write(async |tx| {
                tx.exec(&ADD, params![1_i64, 10_i64]).await?;
                Err(Refusal::Late("too late"))
            })
            .await;
        assert_eq!(refused, Err(Refusal::Late("too late")));
        let all = db.read(async |cx| cx.all::<Counter>(&EVERY, &[]).await).await.unwrap();
        assert!(all.is_empty(), "{all:?}");
        // The store's own errors arrive as the caller's.
        let missing: Result<Counter, Refusal> = db.read(async |cx| Ok(cx.one(&GET, params![5_i64]).await?)).await;
        assert_eq!(missing.unwrap_err(), Refusal::Store);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_reads_its_own_writes_and_others_do_not_before_the_commit() {
    on_both(async |db| {
        db.write(async |tx| {
            start(tx, 1).await?;
            increment(tx, 1).await?;
            assert_eq!(tx.one::<i64>(&COUNT, &[]).await?, 1);
            assert_eq!(tx.one::<Counter>(&GET, params![1_i64]).await?.value, 1);
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
        assert_eq!(value(db, 1).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_updates_of_one_version_one_wins_and_the_other_is_stale() {
    on_both(async |db| {
        db.write(async |tx| start(tx, 1).await).await.unwrap();
        let seen = db.read(async |cx| cx.one::<Counter>(&GET, params![1_i64]).await).await.unwrap();
        let save = |new: i64| {
            let version = seen.version;
            db.write(async move |tx| tx.exec_guarded(&SET, params![1_i64, version, new]).await)
        };
        let (a, b) = tokio::join!(save(7), save(9));
        let stale = [&a, &b].iter().filter(|result| result.as_ref().is_err_and(Error::is_stale)).count();
        assert_eq!((stale, a.is_ok() as u8 + b.is_ok() as u8), (1, 1), "{a:?} {b:?}");
        assert_eq!(value(db, 1).await, if a.is_ok() { 7 } else { 9 });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_writers_lose_nothing() {
    const EACH: i64 = 16;
    on_both(async |db| {
        db.write(async |tx| start(tx, 1).await).await.unwrap();
        let writers: Vec<_> = (0..50)
            .map(|_| {
                let db = db.handle();
                tokio::spawn(async move {
                    let mut done = 0;
                    while done < EACH {
                        match db.write(async |tx| increment(tx, 1).await).await {
                            Ok(_) => done += 1,
                            Err(error) => assert!(error.is_stale(), "{error}"),
                        }
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(value(db, 1).await, 50 * EACH);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn units_that_share_a_commit_fail_alone() {
    on_both(async |db| {
        let units = (0..200_i64).map(|id| {
            db.write(async move |tx| {
                start(tx, id).await?;
                match id % 4 {
                    // Refused by the caller, by a constraint, by the engine, and not at all.
                    0 => Err(Error::NotFound { statement: "refused" }),
                    1 => tx.exec(&ADD, params![id, 0_i64]).await.map(|_| ()),
                    2 => tx.exec(&DIVIDE, params![id]).await.map(|_| ()),
                    _ => Ok(()),
                }
            })
        });
        let results = futures_util::future::join_all(units).await;
        let kept = results.iter().filter(|result| result.is_ok()).count();
        assert_eq!(kept, 50);
        assert!(matches!(results[0], Err(Error::NotFound { .. })));
        assert!(results[1].as_ref().is_err_and(Error::is_conflict), "{:?}", results[1]);
        assert!(results[2].is_err());
        let rows = db.read(async |cx| cx.all::<Counter>(&EVERY, &[]).await).await.unwrap();
        assert_eq!(rows.len(), 50);
        assert!(rows.iter().all(|row| row.id % 4 == 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_spoils_a_shared_commit_fails_alone() {
    on_both(async |db| {
        db.write(async |tx| start(tx, 1).await).await.unwrap();
        let units = (0..50_i64).map(|id| {
            // Nothing is wrong until the COMMIT checks the reference.
            let counter = if id % 10 == 5 { 404 } else { 1 };
            db.write(async move |tx| tx.exec(&ADD_CHILD, params![id, counter]).await)
        });
        let results = futures_util::future::join_all(units).await;
        for (id, result) in results.iter().enumerate() {
            match result {
                Ok(rows) => assert!(*rows == 1 && id % 10 != 5),
                Err(error) => assert!(id % 10 == 5 && matches!(error, Error::Reference { .. }), "{id}: {error}"),
            }
        }
        let children = db.read(async |cx| cx.all::<i64>(&CHILDREN, &[]).await).await.unwrap();
        assert_eq!(children.len(), 45);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_program_that_holds_the_lock_is_waited_for_and_then_named() {
    let db = TestDb::sqlite().await;
    let target = db.target();
    let hasty = Options { wait: Duration::from_millis(50), ..Options::default() };
    let hasty = Db::open(target, hasty).await.unwrap();
    let other = rusqlite::Connection::open(db.path().unwrap()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused: Result<()> = hasty.write(async |_| Ok(())).await;
    assert!(matches!(refused, Err(Error::Busy { .. })), "{refused:?}");
    other.execute_batch("ROLLBACK").unwrap();
    hasty.write(async |_| Ok::<_, Error>(())).await.unwrap();
    drop(hasty);
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_whose_statement_failed_is_never_committed() {
    on_both(async |db| {
        let swallowed: Result<()> = db
            .write(async |tx| {
                start(tx, 1).await?;
                let conflict = tx.exec(&ADD, params![1_i64, 5_i64]).await;
                assert!(conflict.is_err_and(|error| error.is_conflict()));
                // Goes on as if nothing had happened, and writes more.
                let after = tx.exec(&ADD, params![2_i64, 5_i64]).await;
                assert!(matches!(after, Err(Error::Poisoned { .. })), "{after:?}");
                Ok(())
            })
            .await;
        assert!(matches!(swallowed, Err(Error::Poisoned { .. })), "{swallowed:?}");
        let count = db.read(async |cx| cx.one::<i64>(&COUNT, &[]).await).await.unwrap();
        assert_eq!(count, 0);
        // Where a conflict is expected, the statement says so itself and the unit goes on.
        db.write(async |tx| {
            start(tx, 1).await?;
            assert_eq!(tx.exec(&ADD_SAME, params![1_i64]).await?, 0);
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_say_what_kind_they_are_on_both_engines() {
    on_both(async |db| {
        let failing: Result<()> = db
            .read(async |cx| {
                let none = cx.one::<Counter>(&GET, params![404_i64]).await;
                assert!(matches!(none, Err(Error::NotFound { .. })));
                let wrong = cx.one::<String>(&COUNT, &[]).await;
                assert!(matches!(wrong, Err(Error::Decode { column: 0, .. })), "{wrong:?}");
                let unknown = cx.all::<i64>(&MISSING, &[]).await;
                assert!(matches!(unknown, Err(Error::Statement { .. })), "{unknown:?}");
                Ok(())
            })
            .await;
        failing.unwrap();
        let many: Result<()> = db
            .write(async |tx| {
                start(tx, 1).await?;
                start(tx, 2).await?;
                let two = tx.opt::<Counter>(&EVERY, &[]).await;
                assert!(matches!(two, Err(Error::TooMany { .. })));
                Ok(())
            })
            .await;
        many.unwrap();
        let zero = db.write(async |tx| tx.exec(&ADD, params![1_i64, "x\0y"]).await).await;
        assert!(matches!(zero, Err(Error::Statement { .. })), "{zero:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_reads_go_together() {
    on_both(async |db| {
        db.write(async |tx| {
            for id in 1..=3 {
                start(tx, id).await?;
            }
            let moved = [1_i64, 2].map(|id| [id, 0, id * 100]);
            let moved = moved.each_ref().map(|row| row.each_ref().map(lantoa_store::Param::value));
            let steps: Vec<_> = moved.iter().map(|row| (&SET, row.as_slice())).collect();
            assert_eq!(tx.exec_all(&steps).await?, [1, 1]);
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
        let (one, all, count, total) = db
            .read(async |cx| {
                let two = params![2_i64];
                cx.many((GET.of::<Counter>(two), EVERY.of::<Counter>(&[]), COUNT.of::<i64>(&[]), TOTAL.of::<i64>(&[])))
                    .await
            })
            .await
            .unwrap();
        assert_eq!((one[0].value, all.len(), count[0], total[0]), (200, 3, 3, 300));
        // The first statement of a transaction may be such a group: the BEGIN travels with it.
        let grouped: Result<()> = db
            .write(async |tx| {
                let (_, count) = tx.many((EVERY.of::<Counter>(&[]), COUNT.of::<i64>(&[]))).await?;
                tx.exec(&ADD, params![9_i64, count[0]]).await?;
                Err(Error::NotFound { statement: "undo" })
            })
            .await;
        assert!(grouped.is_err());
        assert_eq!(db.read(async |cx| cx.one::<i64>(&COUNT, &[]).await).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_goes_away_leaves_a_finished_unit() {
    on_both(async |db| {
        db.write(async |tx| start(tx, 1).await).await.unwrap();
        for _ in 0..20 {
            let unit = db.write(async |tx| increment(tx, 1).await);
            // Polled once, so that it is under way, and dropped.
            let _ = tokio::time::timeout(Duration::ZERO, unit).await;
        }
        // The writer works in order on SQLite; on PostgreSQL the units finish on their own.
        let mut last = -1;
        while last != value(db, 1).await {
            last = value(db, 1).await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(last >= 1, "no unit was finished");
        db.write(async |tx| increment(tx, 1).await).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_in_a_unit_is_the_callers_and_changes_nothing() {
    on_both(async |db| {
        let handle = db.handle();
        let unit = async move {
            handle
                .write::<(), Error>(async |tx| {
                    start(tx, 1).await?;
                    panic!("on purpose")
                })
                .await
        };
        let joined = tokio::spawn(unit).await;
        assert!(joined.unwrap_err().is_panic());
        assert_eq!(db.read(async |cx| cx.one::<i64>(&COUNT, &[]).await).await.unwrap(), 0);
        db.write(async |tx| start(tx, 1).await).await.unwrap();
        let handle = db.handle();
        let scan = tokio::spawn(async move { handle.scan::<(), Error>(async |_| panic!("on purpose")).await });
        assert!(scan.await.unwrap_err().is_panic());
        assert_eq!(db.scan(async |cx| cx.one::<i64>(&COUNT, &[]).await).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_sees_one_moment() {
    on_both(async |db| {
        db.write(async |tx| start(tx, 1).await).await.unwrap();
        let writer = db.handle();
        let (began, begun) = std::sync::mpsc::channel();
        let (wrote, written) = std::sync::mpsc::channel();
        let channels = Arc::new(std::sync::Mutex::new((began, written)));
        let scan = db.scan(async move |cx| {
            let before = cx.one::<i64>(&COUNT, &[]).await?;
            {
                let channels = channels.lock().unwrap();
                let _ = channels.0.send(());
                // Blocks the thread on purpose: the write below happens in the middle of the scan.
                let _ = channels.1.recv_timeout(Duration::from_secs(5));
            }
            Ok::<_, Error>((before, cx.one::<i64>(&COUNT, &[]).await?))
        });
        let meanwhile = async {
            tokio::task::spawn_blocking(move || begun.recv().unwrap()).await.unwrap();
            writer.write(async |tx| start(tx, 2).await).await.unwrap();
            wrote.send(()).unwrap();
        };
        let (seen, ()) = tokio::join!(scan, meanwhile);
        assert_eq!(seen.unwrap(), (1, 1));
        assert_eq!(db.read(async |cx| cx.one::<i64>(&COUNT, &[]).await).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dropping_the_last_handle_finishes_what_was_accepted() {
    on_both(async |db| {
        let again = Db::open(db.target(), lantoa_store::Options::default()).await.unwrap();
        let ran = Arc::new(AtomicU32::new(0));
        for id in 0..40 {
            let ran = Arc::clone(&ran);
            let unit = again.write(async move |tx| {
                ran.fetch_add(1, Ordering::Relaxed);
                start(tx, id).await
            });
            let mut unit = Box::pin(unit);
            // Handed over, not waited for.
            let _ = tokio::time::timeout(Duration::ZERO, &mut unit).await;
        }
        tokio::task::spawn_blocking(move || drop(again)).await.unwrap();
        assert_eq!(db.read(async |cx| cx.one::<i64>(&COUNT, &[]).await).await.unwrap(), 40);
        assert!(ran.load(Ordering::Relaxed) >= 40);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_whole_and_never_overwrites() {
    on_both(async |db| {
        db.write(async |tx| start(tx, 1).await).await.unwrap();
        db.maintain().await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("copy.sqlite");
        let done = db.copy_to(&file).await;
        if db.engine() == lantoa_store::Engine::Postgres {
            assert!(matches!(done, Err(Error::Setup { .. })));
            return;
        }
        done.unwrap();
        db.write(async |tx| start(tx, 2).await).await.unwrap();
        assert!(matches!(db.copy_to(&file).await, Err(Error::Setup { .. })), "the file is there already");
        let copy = Db::open_file(&file).await.unwrap();
        assert_eq!(copy.read(async |cx| cx.one::<i64>(&COUNT, &[]).await).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_tells_how_it_would_end_and_keeps_nothing() {
    on_both(async |db| {
        db.write(async |tx| start(tx, 1).await).await.unwrap();
        let trial = db.rehearsal();
        let went_well = trial.write(async |tx| increment(tx, 1).await).await;
        assert!(matches!(went_well, Err(Error::Rehearsed)), "{went_well:?}");
        let twice: Result<()> = trial
            .write(async |tx| {
                tx.exec(&ADD, params![1_i64, 10_i64]).await?;
                Ok(())
            })
            .await;
        assert!(matches!(twice, Err(Error::Conflict { .. })), "it fails as it would: {twice:?}");
        assert_eq!(value(db, 1).await, 0, "nothing was kept");
        let read = trial.read(async |cx| cx.one::<Counter>(&GET, params![1_i64]).await).await.unwrap();
        assert_eq!(read.value, 0, "reading goes on as ever");
        assert_eq!(
            db.write(async |tx| increment(tx, 1).await).await.unwrap(),
            1,
            "the database itself keeps what it is given"
        );
    })
    .await;
}

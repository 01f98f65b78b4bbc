//! The journal: what is written, that nothing edits it, and that whatever is done behind its back is found.

use crate::tamper;
use jiff::Timestamp;
use lantoa_domain::id::{DossierId, Id, PersonId, UnitId};
use lantoa_store::journal::{self, Broken, Entry, Fault, Filter, Report, Verdict};
use lantoa_store::{Db, Error, Result};
use lantoa_testkit::engine::{TestDb, both};
use serde_json::json;

const ROOT: i64 = 7;

fn root(number: i64) -> UnitId {
    UnitId::from_raw(number)
}

fn entry(root: UnitId, n: i64) -> Entry {
    let at = Timestamp::from_microsecond(1_700_000_000_000_000 + n).unwrap();
    let actor = (n % 3 != 0).then(|| PersonId::from_raw(n % 3));
    let detail = json!({"before": {"step": "register"}, "after": {"step": "nominate", "n": n}, "why": "đủ hồ sơ"});
    let event = if n % 2 == 0 { "dossier.nominated" } else { "dossier.returned" };
    Entry::new(root, at, event, DossierId::from_raw(100 + n % 4)).by(actor).detail(&detail).unwrap()
}

/// Ten entries in units of one to four, and three of another root.
async fn write_some(db: &Db) {
    for range in [0..1, 1..3, 3..7, 7..10] {
        db.write(async move |tx| {
            range.clone().for_each(|n| journal::append(tx, entry(root(ROOT), n)));
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
    }
    db.write(async |tx| {
        (0..3).for_each(|n| journal::append(tx, entry(root(9), n)));
        Ok::<_, Error>(())
    })
    .await
    .unwrap();
}

async fn verdict(db: &Db) -> Verdict {
    db.scan(async |cx| journal::verify(cx).await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_form_one_chain_per_root() {
    both(async |db| {
        assert_eq!(verdict(db).await, Verdict::Sound(Report { roots: 0, entries: 0 }));
        write_some(db).await;
        assert_eq!(verdict(db).await, Verdict::Sound(Report { roots: 2, entries: 13 }));
        let heads = db.read(async |cx| journal::heads(cx).await).await.unwrap();
        assert_eq!(heads.iter().map(|head| (head.0, head.1)).collect::<Vec<_>>(), [(root(ROOT), 10), (root(9), 3)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_changes_have_the_same_hashes_on_both_engines() {
    let sqlite = TestDb::sqlite().await;
    write_some(&sqlite).await;
    let heads = sqlite.read(async |cx| journal::heads(cx).await).await.unwrap();
    // The encoding must never change: this value was computed with it once and for all.
    let hex: String = heads[1].2.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "2d1925f17636080cb68d22357bf4cfbb9320ff5ed01ad6c5b3fad950b2a1b15f");
    if let Some(postgres) = TestDb::postgres().await {
        write_some(&postgres).await;
        assert_eq!(postgres.read(async |cx| journal::heads(cx).await).await.unwrap(), heads);
        postgres.remove().await;
    }
    sqlite.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_of_a_unit_that_fails_are_gone_with_it() {
    both(async |db| {
        write_some(db).await;
        let refused: Result<()> = db
            .write(async |tx| {
                journal::append(tx, entry(root(ROOT), 50));
                Err(Error::NotFound { statement: "refused" })
            })
            .await;
        assert!(refused.is_err());
        assert_eq!(verdict(db).await, Verdict::Sound(Report { roots: 2, entries: 13 }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_filtered_and_paged_newest_first() {
    both(async |db| {
        write_some(db).await;
        let list = |filter: Filter, before: Option<i64>, rows: u32| {
            db.read(async move |cx| journal::list(cx, root(ROOT), &filter, before, rows).await)
        };
        let first = list(Filter::default(), None, 4).await.unwrap();
        assert_eq!(first.rows.iter().map(|line| line.seq).collect::<Vec<_>>(), [10, 9, 8, 7]);
        assert!(first.more);
        let last = list(Filter::default(), Some(3), 4).await.unwrap();
        assert_eq!((last.rows.len(), last.more), (2, false));
        assert_eq!(last.rows[1].actor, None);
        assert!(last.rows[0].detail.contains("đủ hồ sơ"));
        let subject = Filter { subject: Some(("hs".to_owned(), 101)), ..Filter::default() };
        let about = list(subject, None, 50).await.unwrap();
        assert_eq!(about.rows.iter().map(|line| line.seq).collect::<Vec<_>>(), [10, 6, 2]);
        let narrow = Filter {
            actor: Some(PersonId::from_raw(1)),
            action: Some("dossier.nominated".to_owned()),
            since: Some(Timestamp::from_microsecond(1_700_000_000_000_002).unwrap()),
            until: Some(Timestamp::from_microsecond(1_700_000_000_000_009).unwrap()),
            ..Filter::default()
        };
        let found = list(narrow, None, 50).await.unwrap();
        assert_eq!(found.rows.iter().map(|line| line.seq).collect::<Vec<_>>(), [5]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_itself_refuses_changes() {
    both(async |db| {
        write_some(db).await;
        let mut attempts =
            vec!["UPDATE journal SET detail = '{}' WHERE seq = 2", "DELETE FROM journal", "DELETE FROM journal_head"];
        if db.engine() == lantoa_store::Engine::Postgres {
            attempts.extend(["TRUNCATE journal", "TRUNCATE journal_head"]);
        }
        for text in attempts {
            let refused = tamper::run(db, text).await;
            assert_eq!(refused, Err("the journal is append-only".to_owned()), "{text}");
        }
        assert!(matches!(verdict(db).await, Verdict::Sound(_)));
    })
    .await;
}

const DISARM_SQLITE: &str =
    "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; DROP TRIGGER journal_head_no_delete;";
const DISARM_POSTGRES: &str = "ALTER TABLE journal DISABLE TRIGGER ALL; ALTER TABLE journal_head DISABLE TRIGGER ALL;";

/// Every kind of tampering with the triggers out of the way: what is done, where and as what it must be found.
const CASES: &[(&str, i64, Fault)] = &[
    (
        "UPDATE journal SET detail = replace(detail, 'nominate', 'Nominate') WHERE root = 7 AND seq = 5",
        5,
        Fault::Changed,
    ),
    ("UPDATE journal SET actor = 2 WHERE root = 7 AND seq = 1", 1, Fault::Changed),
    ("UPDATE journal SET actor = NULL WHERE root = 7 AND seq = 9", 9, Fault::Changed),
    ("UPDATE journal SET at = at + 1 WHERE root = 7 AND seq = 2", 2, Fault::Changed),
    ("UPDATE journal SET action = 'dossier.nominated ' WHERE root = 7 AND seq = 3", 3, Fault::Changed),
    ("UPDATE journal SET subject_id = 1 WHERE root = 7 AND seq = 3", 3, Fault::Changed),
    ("UPDATE journal SET subject_kind = 'un' WHERE root = 7 AND seq = 3", 3, Fault::Changed),
    ("UPDATE journal SET hash = prev WHERE root = 7 AND seq = 4", 4, Fault::Changed),
    ("UPDATE journal SET prev = hash WHERE root = 7 AND seq = 4", 4, Fault::OutOfOrder),
    ("DELETE FROM journal WHERE root = 7 AND seq = 6", 6, Fault::Missing),
    ("DELETE FROM journal WHERE root = 7 AND seq = 1", 1, Fault::Missing),
    ("DELETE FROM journal WHERE root = 7 AND seq >= 9", 9, Fault::CutOff),
    ("DELETE FROM journal WHERE root = 7", 1, Fault::CutOff),
    // Two neighbours change places.
    (
        "UPDATE journal SET seq = -4 WHERE root = 7 AND seq = 4; UPDATE journal SET seq = 4 WHERE root = 7 AND seq = 5; \
             UPDATE journal SET seq = 5 WHERE root = 7 AND seq = -4",
        4,
        Fault::OutOfOrder,
    ),
    ("UPDATE journal SET seq = 0 WHERE root = 7 AND seq = 1", 0, Fault::OutOfOrder),
    // The tail is cut off and the head turned back, but not to what the chain gives.
    (
        "DELETE FROM journal WHERE root = 7 AND seq = 10; UPDATE journal_head SET seq = 9 WHERE root = 7",
        9,
        Fault::HeadDiffers,
    ),
    ("UPDATE journal_head SET seq = 9 WHERE root = 7", 10, Fault::HeadDiffers),
    ("DELETE FROM journal_head WHERE root = 7", 1, Fault::NoHead),
    // An entry of another root's chain is moved over.
    (
        "DELETE FROM journal_head WHERE root = 9; UPDATE journal SET root = 7, seq = seq + 10 WHERE root = 9",
        11,
        Fault::OutOfOrder,
    ),
    // A forged entry at the end, and a head that is made to fit.
    (
        "INSERT INTO journal SELECT root, 11, at, actor, action, subject_kind, subject_id, detail, hash, FORGED \
             FROM journal WHERE root = 7 AND seq = 10; UPDATE journal_head SET seq = 11, hash = FORGED WHERE root = 7",
        11,
        Fault::Changed,
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_behind_its_back_is_found() {
    both(async |db| {
        for (text, seq, fault) in CASES {
            // Each case has a database of its own: undoing would need the same trust as the journal.
            let fresh = match db.engine() {
                lantoa_store::Engine::Sqlite => TestDb::sqlite().await,
                lantoa_store::Engine::Postgres => TestDb::postgres().await.unwrap(),
            };
            write_some(&fresh).await;
            let (disarm, forged) = match fresh.engine() {
                lantoa_store::Engine::Sqlite => (DISARM_SQLITE, format!("x'{}'", "00".repeat(32))),
                lantoa_store::Engine::Postgres => (DISARM_POSTGRES, format!("'\\x{}'::bytea", "00".repeat(32))),
            };
            tamper::run(&fresh, disarm).await.unwrap();
            tamper::run(&fresh, &text.replace("FORGED", &forged)).await.expect(text);
            let expected = Broken { root: root(ROOT), seq: *seq, fault: *fault };
            assert_eq!(verdict(&fresh).await, Verdict::Broken(expected), "{text}");
            fresh.remove().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rewritten_chain_is_found_by_a_head_kept_elsewhere() {
    both(async |db| {
        write_some(db).await;
        let kept = db.read(async |cx| journal::heads(cx).await).await.unwrap();
        let disarm = if db.engine() == lantoa_store::Engine::Sqlite { DISARM_SQLITE } else { DISARM_POSTGRES };
        tamper::run(db, disarm).await.unwrap();
        // The whole chain is removed and written again with other content, as someone with full access can.
        tamper::run(db, "DELETE FROM journal; DELETE FROM journal_head").await.unwrap();
        let other = Db::open(db.target(), lantoa_store::Options::default()).await.unwrap();
        let rewrite = other.write(async |tx| {
            (20..30).for_each(|n| journal::append(tx, entry(root(ROOT), n)));
            Ok::<_, Error>(())
        });
        rewrite.await.unwrap();
        drop(other);
        assert!(matches!(verdict(db).await, Verdict::Sound(_)));
        let (unit, seq, hash) = kept[0];
        let still = db.scan(async move |cx| journal::holds(cx, unit, seq, hash).await).await.unwrap();
        assert!(!still);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_programs_extend_one_chain() {
    both(async |db| {
        let other = Db::open(db.target(), lantoa_store::Options::default()).await.unwrap();
        let units = (0..120_i64).map(|n| {
            let db = if n % 2 == 0 { db.handle() } else { other.clone() };
            tokio::spawn(async move {
                db.write(async move |tx| {
                    journal::append(tx, entry(root(ROOT), n));
                    Ok::<_, Error>(())
                })
                .await
            })
        });
        for unit in units.collect::<Vec<_>>() {
            unit.await.unwrap().unwrap();
        }
        assert_eq!(verdict(db).await, Verdict::Sound(Report { roots: 1, entries: 120 }));
    })
    .await;
}

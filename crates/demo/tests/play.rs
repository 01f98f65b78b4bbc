//! The demonstration plays through on a fresh installation, the same way for the same seed, and leaves a sound journal.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use lantoa_app::installation::{self, Verdict};
use lantoa_app::{App, Seed};
use lantoa_demo::{Options, Size, StageClock, Summary, play};
use lantoa_testkit::engine::TestDb;

async fn played(db: &TestDb, seed: u64, today: Date, size: Size) -> (App, Summary) {
    let clock = StageClock::at(Timestamp::UNIX_EPOCH);
    let app = App::new(db.handle(), clock.clone(), Seed::from(seed));
    let mut parts = BTreeMap::new();
    let options = Options { seed, today, size };
    let summary = play(&app, &clock, options, |progress| {
        parts.insert(progress.part, progress.on);
    })
    .await;
    let summary = summary.unwrap_or_else(|error| panic!("{error:?}, after {parts:?}"));
    (app, summary)
}

async fn report(app: &App) -> String {
    match installation::verify_journal(app).await.expect("the journal is read") {
        Verdict::Sound(report) => assert!(report.entries > 100, "{report:?}"),
        Verdict::Broken(broken) => panic!("{broken:?}"),
    }
    let heads = app.db().read(async |conn| lantoa_store::journal::heads(conn).await).await.expect("the heads are read");
    format!("{heads:?}")
}

#[tokio::test]
async fn the_same_seed_and_day_write_the_same_journal() {
    let mut written = Vec::new();
    for seed in [1, 1, 2] {
        let db = TestDb::sqlite().await;
        let (app, _) = played(&db, seed, date(2026, 11, 20), Size::Small).await;
        written.push(report(&app).await);
    }
    assert_eq!(written[0], written[1]);
    assert_ne!(written[0], written[2]);
}

#[tokio::test]
async fn the_whole_demonstration_is_large_enough_to_look_at() {
    let db = TestDb::sqlite().await;
    let (app, summary) = played(&db, 1, date(2026, 11, 20), Size::Whole).await;
    eprintln!("{summary:?}");
    assert!(summary.people >= 400 && summary.units >= 120 && summary.dossiers >= 300, "{summary:?}");
    report(&app).await;
}

//! The demonstration plays through on a fresh installation, the same way for the same seed, and leaves a sound journal.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use lantoa_app::installation::{self, Verdict};
use lantoa_app::{App, Seed, election};
use lantoa_ballot::{BallotRules, BallotSeed, Choices, CredentialCode, Manifest, Opened, TrusteeSeed, verify};
use lantoa_demo::{Options, Size, StageClock, Summary, play};
use lantoa_domain::election::ElectionStage;
use lantoa_testkit::engine::TestDb;

async fn played(db: &TestDb, seed: u64, today: Date, size: Size) -> (App, Summary) {
    let clock = StageClock::at(Timestamp::UNIX_EPOCH);
    let app = App::new(db.handle(), clock.clone(), Seed::from(seed));
    let mut parts = BTreeMap::new();
    let options = Options { seed, today, size, programs: [[0x5a; 32]; 3] };
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
    for one in installation::check(app).await.expect("the installation is checked") {
        assert_eq!(one.wrong, None, "{}", one.name);
    }
    let heads = app.db().read(async |conn| lantoa_store::journal::heads(conn).await).await.expect("the heads are read");
    format!("{heads:?}")
}

/// A finished election whose bundle verifies, and one that waits for a visitor's ballot.
async fn ballots(app: &App, summary: &Summary) {
    let all =
        app.db().read(async |conn| lantoa_store::election::boards(conn).await).await.expect("the boards are read");
    assert_eq!(all.len(), 2);
    let mut counted = 0;
    for id in all {
        let team = app.db().read(async move |conn| lantoa_store::election::trustees(conn, id).await).await;
        let cx = app.act_as(team.expect("the team is read")[0].person).await.expect("the trustee can act");
        let view = election::page(&cx, id).await.expect("the election is there");
        if view.stage == ElectionStage::Counted {
            let verdict = verify(&election::bundle(&cx, id).await.expect("the bundle is there"));
            assert!(verdict.valid, "{:?}", verdict.findings);
            counted += 1;
        }
    }
    assert_eq!(counted, 1);
    let booth = summary.booth.as_ref().expect("a ballot is open");
    assert!(booth.codes.len() >= 4 && booth.keys.len() == 3, "{booth:?}");
    let uuid = booth.address.strip_prefix("/bo-phieu/").expect("the address of a booth");
    let shown = election::polling(app, uuid).await.expect("the booth is there");
    assert_eq!(shown.stage, ElectionStage::Open);
    let rules = BallotRules::of(&Manifest::read(&shown.manifest).expect("the manifest is sound"));
    let choices = Choices::new(&rules, &vec![1; rules.ciphertexts()]).expect("agreeing to all is allowed");
    let key = CredentialCode::read(&booth.codes[0]).expect("a code").key(uuid);
    let made = Opened::make(&rules, &key, 1, BallotSeed::from_random([9; 32]), choices);
    election::cast(app, uuid, made.bytes().to_vec()).await.expect("a visitor can vote");
    assert!(booth.keys.iter().all(|(name, letters)| !name.is_empty() && TrusteeSeed::read(letters).is_ok()));
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
    assert!(summary.people >= 400 && summary.units >= 120 && summary.dossiers >= 300, "{summary:?}");
    assert_eq!(installation::demo_accounts(&app).await.expect("the accounts are read"), summary.accounts);
    assert!(summary.accounts.iter().all(|account| !account.name.is_empty()));
    report(&app).await;
    ballots(&app, &summary).await;
}

/// Chance once made the secretary screen the own dossier, and a round open after its last day.
#[tokio::test]
async fn other_seeds_and_days_are_played_to_their_end_too() {
    for (seed, today) in
        [(2, date(2026, 8, 2)), (31, date(2026, 5, 20)), (34, date(2027, 2, 3)), (10, date(2026, 3, 1))]
    {
        let db = TestDb::sqlite().await;
        let (_, summary) = played(&db, seed, today, Size::Small).await;
        assert!(summary.booth.is_some_and(|booth| booth.codes.len() >= 4), "seed {seed}, {today}: no ballot is open");
    }
}

//! The demonstration plays through on a fresh installation, the same way for the same seed, and leaves a sound journal and work for a visitor.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use lantoa_app::conference::{self, ConferenceState, DelegateState};
use lantoa_app::dossier::assign;
use lantoa_app::installation::{self, Verdict};
use lantoa_app::{App, Cx, Seed, election, obstacle, saved_view, workbench};
use lantoa_ballot::{BallotRules, BallotSeed, Choices, CredentialCode, Manifest, Opened, TrusteeSeed, verify};
use lantoa_demo::{Options, Size, StageClock, Summary, play};
use lantoa_domain::conference::delegate::DelegateRole;
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

/// Somebody of the demonstration who can sign in.
async fn somebody(app: &App, login: &'static str) -> Cx {
    let found = app.db().read(async move |conn| lantoa_store::account::by_login(conn, login).await).await;
    let account = found.expect("the accounts are read").expect("such an account");
    app.act_as(account.person).await.expect("who has an account can act")
}

/// Lists have views for everybody, dossiers their appraisers, of whom some can sign in, and units told of obstacles.
async fn desks(app: &App) {
    let office = somebody(app, "phuong-ninh-hoa.thuong-truc").await;
    let unit = somebody(app, "phuong-ninh-hoa.don-vi").await;
    for (list, own) in [("ho-so", 1), ("nhiem-vu", 0)] {
        let shared = |seen: &saved_view::Seen| seen.views.iter().filter(|view| view.shared).count();
        let (theirs, mine) =
            (saved_view::seen(&office, list).await.unwrap(), saved_view::seen(&unit, list).await.unwrap());
        assert!(shared(&theirs) >= 2 && shared(&mine) == shared(&theirs), "{list}: everybody has them");
        assert_eq!(mine.views.len(), shared(&mine) + own, "{list}: and a clerk one alone");
        assert_eq!(theirs.default, None, "{list}: it opens plainly");
    }
    let progress = assign::progress(&office).await.unwrap();
    let given: u32 = progress.iter().map(|one| one.given).sum();
    assert!(given >= 3 && progress.len() >= 2 && progress.iter().all(|one| one.done == 0), "{progress:?}");
    let deputy = somebody(app, "phuong-ninh-hoa.pho-chu-tich").await;
    assert!(progress.iter().any(|one| one.person == deputy.actor().person), "{progress:?}");
    let waiting = workbench::workbench(&office).await.unwrap().obstacles;
    let [waiting] = waiting[..] else { panic!("one programme with an obstacle: {waiting:?}") };
    assert_eq!(waiting.count, 1, "one waits for an answer");
    let register = obstacle::register(&unit, waiting.programme).await.unwrap();
    assert_eq!(register.rows.iter().filter(|row| row.answer.is_some()).count(), 1, "one has it");
}

/// One conference was held with its attendance, one is called: proposals have reasons, seats are kept, some have answered.
async fn conferences(app: &App) {
    let office = somebody(app, "phuong-ninh-hoa.thuong-truc").await;
    let all = conference::list(&office, conference::Wanted::default()).await.unwrap().rows;
    let of = |state| all.iter().find(|row| row.state == state).unwrap_or_else(|| panic!("{state:?} in {all:?}")).id;
    let held = conference::page(&office, of(ConferenceState::Closed)).await.unwrap();
    assert!(held.figures.attended >= 8 && held.figures.absent >= 1, "{:?}", held.figures);
    assert!(held.mix.women > 0 && held.mix.direct > held.mix.leaders, "who does the work is there: {:?}", held.mix);

    let ahead = conference::page(&office, of(ConferenceState::Called)).await.unwrap();
    let figures = ahead.figures;
    assert!(figures.coming > 0 && figures.not_coming > 0 && figures.chosen > figures.coming + figures.not_coming);
    assert!(figures.proposed > figures.chosen, "some are not chosen, or not yet: {figures:?}");
    assert!(ahead.seats.all.is_some_and(|all| ahead.mix.all <= all) && !ahead.seats.units.is_empty());
    assert!(ahead.delegates.iter().all(|one| !one.reason.is_empty()));
    assert!(ahead.delegates.iter().any(|one| one.role.0 == DelegateRole::Presenter && one.exemplar.is_some()));
    assert!(ahead.delegates.iter().any(|one| one.state.0 == DelegateState::Proposed));
    assert!(ahead.items.len() >= 7 && ahead.hours.over == 0 && ahead.hours.items.iter().all(|one| one.overlap == 0));

    let other = somebody(app, "dan-toc.thuong-truc").await;
    let [five] = &conference::list(&other, conference::Wanted::default()).await.unwrap().rows[..] else {
        panic!("one conference")
    };
    let five = conference::page(&other, five.id).await.unwrap();
    assert_eq!((five.row.from_year, five.row.to_year), (2020, 2025), "years of its own");
    assert!(five.task.is_some_and(|task| task.met), "it met what the plan asks for");
}

#[tokio::test]
async fn work_waits_for_a_visitor() {
    let db = TestDb::sqlite().await;
    let (app, _) = played(&db, 1, date(2026, 11, 20), Size::Small).await;
    desks(&app).await;
    conferences(&app).await;
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

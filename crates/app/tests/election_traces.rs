//! What is left of an electronic ballot on the machine: files, log of changes, backup, server log, the program's own log. None of it holds a code, a seed, a private key or a choice, and a cast writes to the board alone.

#[path = "it/booth.rs"]
mod booth;
#[path = "it/stage.rs"]
mod stage;
#[allow(unreachable_pub, reason = "a module of this test alone")]
mod traces;

use std::collections::BTreeSet;

use booth::{Booth, closed, open_sums, opened, version};
use lantoa_app::{Db, Error, election, session};
use lantoa_ballot::{BallotSeed, Choices, Opened, Standing, TrusteeSeed};
use lantoa_store::{Engine, Query};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;
use stage::{PLAN, called, present, waiting};
use traces::Needles;

/// So many candidates that a member's choices are not met by chance.
const CANDIDATES: usize = 20;

/// An open vote of six members about many candidates.
async fn voting(world: &World) -> Booth {
    let running = world.run(PLAN, 2017).await;
    let mut dossiers = Vec::new();
    for _ in 0..CANDIDATES {
        dossiers.push(waiting(world, &running, "nam", 0).await);
    }
    let id = called(world, &dossiers).await;
    present(world, id, &[0, 1, 2, 3, 4, 5, 6]).await;
    let clerk = world.acting(world.secretary).await;
    let items: Vec<_> = session::page(&clerk, id).await.unwrap().items.iter().map(|item| item.id).collect();
    opened(world, id, &items, 6).await
}

/// Choices of a member that follow no pattern.
fn choices(member: usize) -> Vec<u8> {
    let bits = traces::hash("choices of the test", &[&[member as u8]]);
    bits[..CANDIDATES].iter().map(|byte| byte & 1).collect()
}

/// One ballot, with everything that would open it.
async fn voted(world: &World, booth: &Booth, member: usize, needles: &mut Needles) {
    let rules = booth::rules(world, booth).await;
    let shown = election::polling(&world.app, &booth.uuid).await.unwrap();
    let (seed, votes, key) = (world.app.bytes::<32>(), choices(member), &booth.codes[member]);
    let made = Opened::make(&rules, key, 1, BallotSeed::from_random(seed), Choices::new(&rules, &votes).unwrap());
    let id = lantoa_ballot::hash::unhex(&shown.election).unwrap();
    let root = traces::hash32("rnd-root", &[&seed, &id, &key.public(), &1_u32.to_le_bytes(), &votes]);
    needles.secret("seed of a ballot", &seed);
    needles.secret("root of a ballot's chance", &root);
    for place in 0..CANDIDATES as u32 {
        let factor = traces::scalar("rnd", &[&root, b"r", &place.to_le_bytes(), &[0; 4]]);
        needles.secret("factor of a ciphertext", factor.as_bytes());
    }
    needles.choices("choices of a member", &votes);
    needles.secret("private key of a member", &*key.secret());
    needles.secret("code of a member", &booth::code_bytes(member));
    needles.letters("code of a member", &booth::code(member).write());
    election::cast(&world.app, &booth.uuid, made.bytes().to_vec()).await.unwrap();
}

/// Everything a trustee's program works out and never sends.
fn trustees(number: &[u8; 32], needles: &mut Needles) {
    let u4 = |value: u8| u32::from(value).to_le_bytes();
    let (mut shares, mut whole) = (vec![curve25519_dalek::Scalar::ZERO; 3], curve25519_dalek::Scalar::ZERO);
    for index in 1..=3 {
        let seed = booth::seed_bytes(index);
        let derived = |what: &[u8], k| traces::scalar("dkg-secret", &[&seed, number, &u4(index), what, &u4(k)]);
        let (first, second) = (derived(b"coef", 0), derived(b"coef", 1));
        needles.secret("seed of a trustee", &seed);
        needles.letters("seed of a trustee", &TrusteeSeed::from_random(seed).write());
        for secret in [first, second, derived(b"transport", 0)] {
            needles.secret("coefficient or transport key of a trustee", secret.as_bytes());
        }
        whole += first;
        for (share, to) in shares.iter_mut().zip(1_u8..) {
            *share += first + second * curve25519_dalek::Scalar::from(to);
        }
    }
    needles.secret("the election key", whole.as_bytes());
    shares.iter().for_each(|share| needles.secret("share of a trustee", share.as_bytes()));
}

#[tokio::test]
async fn no_secret_is_left_in_any_file_log_or_backup() {
    traces::listen();
    both(async |db| {
        let Some(watch) = db.watch().await else { return };
        let world = World::found(db, "2017-11-20").await;
        let booth = voting(&world).await;
        let mut needles = Needles::default();
        let plan = booth::plan_of(&world.acting(world.secretary).await, booth.id).await;
        trustees(&plan.number(), &mut needles);
        for member in 0..6 {
            voted(&world, &booth, member, &mut needles).await;
        }
        closed(&world, &booth).await;
        for number in [1, 2] {
            open_sums(&world, &booth, number).await.unwrap();
        }
        let clerk = world.acting(world.secretary).await;
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();

        let mut kept = watch.kept().await;
        kept.push(traces::said());
        assert!(needles.count() > 1_000, "{}", needles.count());
        assert_eq!(needles.found_in(&kept), [], "a secret was written down");
        // The same search finds what is there: a member's public credential stands at the beginning of the ballot.
        let mut control = Needles::default();
        control.secret("credential", &booth.codes[0].public());
        let places = control.found_in(&kept);
        for place in places_of(db.engine()) {
            assert!(places.iter().any(|(_, name)| name.contains(place)), "{place}: {places:?}");
        }
        assert!(traces::said().bytes.len() > 1_000, "the program said something");
    })
    .await;
}

/// Where a row that stands must be met.
const fn places_of(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Sqlite => &["-wal", "backup.sqlite"],
        Engine::Postgres => &["/pg_wal/", "/base/", "pg_dump"],
    }
}

async fn run(db: &Db, sql: String) -> Result<(), Error> {
    let sql: &'static str = sql.leak();
    let write = async move |tx: &mut lantoa_store::Tx| {
        let query = Query::new("test::run", sql, &[]);
        Ok::<_, Error>(tx.list::<i64>(&query).await.map(drop)?)
    };
    db.write(write).await
}

/// The search of the test above with a leak planted in every place: it has to be found there.
#[tokio::test]
async fn a_leak_is_found_wherever_it_is_planted() {
    traces::listen();
    both(async |db| {
        let Some(watch) = db.watch().await else { return };
        let world = World::found(db, "2017-11-20").await;
        let secrets: [[u8; 32]; 4] = std::array::from_fn(|_| world.app.bytes::<32>());
        let digits = secrets.map(|secret| lantoa_ballot::hash::hex(&secret));
        let blob = match db.engine() {
            Engine::Sqlite => format!("X'{}'", digits[0]),
            Engine::Postgres => format!("'\\x{}'::bytea", digits[0]),
        };
        // A row that is taken away again, a row that stands, a line of the program, a line of the server.
        let kind = if db.engine() == Engine::Sqlite { "BLOB" } else { "BYTEA" };
        run(db, format!("CREATE TABLE leak (raw {kind}, text TEXT)")).await.unwrap();
        run(db, format!("INSERT INTO leak (raw) VALUES ({blob})")).await.unwrap();
        run(db, "DELETE FROM leak".to_owned()).await.unwrap();
        run(db, format!("INSERT INTO leak (text) VALUES ('{}')", digits[1])).await.unwrap();
        tracing::trace!(seed = ?secrets[2], "a leak planted by a test");
        if db.engine() == Engine::Postgres {
            run(db, format!("DO $$ BEGIN RAISE WARNING '{}'; END $$", digits[3])).await.unwrap();
        }
        let mut kept = watch.kept().await;
        kept.push(traces::said());
        let places = |secret: &[u8; 32]| {
            let mut needle = Needles::default();
            needle.secret("leak", secret);
            needle.found_in(&kept).into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        let stands = |secret, place: &str| {
            let found = places(secret);
            assert!(found.iter().any(|name| name.contains(place)), "{place}: {found:?}");
        };
        stands(&secrets[0], places_of(db.engine())[0]);
        places_of(db.engine()).iter().for_each(|place| stands(&secrets[1], place));
        stands(&secrets[2], "tracing");
        if db.engine() == Engine::Postgres {
            stands(&secrets[3], "/log");
        }
        assert_eq!(places(&world.app.bytes::<32>()), Vec::<String>::new(), "what is nowhere is not found");
    })
    .await;
}

/// A row of a person and a row of the board have nothing in common that the machine wrote: no transaction, no moment, no page.
#[tokio::test]
async fn a_cast_writes_to_the_board_alone() {
    both(async |db| {
        let Some(watch) = db.watch().await else { return };
        let world = World::found(db, "2017-11-20").await;
        let booth = voting(&world).await;
        for member in 0..6 {
            let ballot = booth::ballot(&world, &booth, member, &choices(member)).await;
            let mark = watch.mark().await;
            election::cast(&world.app, &booth.uuid, ballot).await.unwrap();
            let written = watch.written_since(&mark).await;
            assert!(written.contains("board_entry"), "{written:?}");
            let others: Vec<&String> = written.iter().filter(|table| !allowed(db.engine(), table)).collect();
            assert_eq!(others, Vec::<&String>::new(), "written with a ballot");
        }
        // The same look notices whatever else is written, also when it is taken back at once.
        let mark = watch.mark().await;
        let ballot = booth::ballot(&world, &booth, 0, &choices(1)).await;
        election::cast(&world.app, &booth.uuid, ballot).await.unwrap();
        run(db, "UPDATE election_voter SET took = took || '.'".to_owned()).await.unwrap();
        let written = watch.written_since(&mark).await;
        let both: BTreeSet<&str> = ["board_entry", "election_voter"].into();
        assert!(both.iter().all(|table| written.contains(*table)), "{written:?}");
    })
    .await;
}

/// The board; on SQLite the first page, which says how long the file is; on PostgreSQL the mark that the election stays
/// while an entry refers to it, which names no person.
fn allowed(engine: Engine, table: &str) -> bool {
    match engine {
        Engine::Sqlite => matches!(table, "board_entry" | "sqlite_schema"),
        Engine::Postgres => matches!(table, "board_entry" | "lock on election"),
    }
}

/// Entries taken away from the end leave a board that follows from itself: the doctor calls it sound. Receipts know better, and a
/// process that knew the longer board says so in its log.
#[tokio::test]
async fn a_board_cut_off_is_known_to_receipts_and_to_the_running_program() {
    traces::listen();
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let booth = voting(&world).await;
        let mut receipts = Vec::new();
        for member in 0..3 {
            receipts.push(booth::vote(&world, &booth, member, &choices(member)).await);
        }
        let before = election::record(&world.app, &booth.uuid).await.unwrap().unwrap();
        let triggers = match db.engine() {
            Engine::Sqlite => ["DROP TRIGGER board_entry_kept", "DROP TRIGGER board_entry_stays"],
            Engine::Postgres => {
                ["DROP TRIGGER board_entry_kept ON board_entry", "DROP TRIGGER board_entry_stays ON board_entry"]
            }
        };
        for sql in triggers {
            run(db, sql.to_owned()).await.unwrap();
        }
        run(db, format!("DELETE FROM board_entry WHERE number = {}", before.entries - 1)).await.unwrap();
        let checks = lantoa_app::installation::check(&world.app).await.unwrap();
        assert!(checks.iter().any(|check| check.name == "ballot-boards" && check.wrong.is_none()), "{checks:?}");

        let after = election::record(&world.app, &booth.uuid).await.unwrap().unwrap();
        assert_eq!(after.entries, before.entries - 1);
        assert_eq!(after.ballots[..], before.ballots[..2]);
        let clerk = world.acting(world.secretary).await;
        let bundle = election::bundle(&clerk, booth.id).await.unwrap();
        let board = lantoa_ballot::Bundle::read(&bundle).unwrap().replay().unwrap();
        let standing = |cast: &election::Cast| {
            let receipt = lantoa_ballot::Receipt::read(&board.manifest().server_key(), &cast.receipt).unwrap();
            receipt.standing(&board)
        };
        let standings: Vec<_> = receipts.iter().map(standing).collect();
        assert_eq!(standings, [Standing::Kept, Standing::Kept, Standing::CutOff]);
        let said = String::from_utf8_lossy(&traces::said().bytes).into_owned();
        assert!(said.contains(&booth.id.to_string()) && said.contains("entries were removed or changed"));
    })
    .await;
}

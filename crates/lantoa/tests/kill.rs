//! What was acknowledged survives the death of the process: fifty writers killed at any moment, again and again, on both engines.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use lantoa_app::dossier::{self, NewDossier, NewSubject};
use lantoa_app::installation::{Verdict, verify_journal};
use lantoa_app::{App, Cx, Db, Options, Seed, Target};
use lantoa_domain::id::{DossierId, PersonId, RoundId};
use lantoa_store::journal::{self, Filter};
use lantoa_testkit::engine::TestDb;
use lantoa_testkit::world::{HandClock, World};

const WRITERS: usize = 50;
const DATE: &str = "2025-03-10";

const PLAN: &str = r#"
[document]
agency = "Sở Thử nghiệm"
title = "Điển hình tiên tiến"
from = 2025
to = 2025

[[movements]]
key = "chung"
name = "Thi đua chung"

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"

[[tracks.steps]]
kind = "register"
who = "unit"

[[tracks.steps]]
kind = "foster"
who = "unit"

[[tracks.steps]]
kind = "decide"
who = "head"
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    kill_again_and_again(Target::Sqlite { path: folder.path().join("lantoa.sqlite") }, 20).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_loses_nothing_that_was_acknowledged() {
    if let Some(db) = TestDb::postgres().await {
        kill_again_and_again(db.target(), 8).await;
        db.remove().await;
    }
}

/// Between two lives nobody has the database open: what is found is what the dead process left.
async fn kill_again_and_again(target: Target, times: u32) {
    let (actor, round) = prepare(target.clone()).await;
    let mut acknowledged: BTreeMap<DossierId, i64> = BTreeMap::new();
    for life in 1..=times {
        let fresh = one_life(&target, actor, round, life);
        assert!(!fresh.is_empty(), "life {life} wrote nothing");
        everything_is_there(&open(target.clone()).await, actor, &fresh).await;
        acknowledged.extend(fresh);
    }
    // A later life must not have cost anything of an earlier one.
    everything_is_there(&open(target).await, actor, &acknowledged).await;
}

async fn open(target: Target) -> Db {
    Db::open(target, Options { connections: 2, ..Options::default() }).await.expect("open")
}

/// An agency with a programme: the head of a room, and the round that takes its dossiers.
async fn prepare(target: Target) -> (PersonId, RoundId) {
    let db = open(target).await;
    db.migrate().await.expect("migrate");
    let world = World::found(&db, DATE).await;
    let running = world.run(PLAN, 2025).await;
    (world.room_heads[0], running.rounds[0].1)
}

/// Starts the writers, reads what they acknowledge, kills them at some moment, reads what they had still said.
fn one_life(target: &Target, actor: PersonId, round: RoundId, life: u32) -> BTreeMap<DossierId, i64> {
    let mut acknowledged = BTreeMap::new();
    let mut writers = start(target, actor, round, life);
    let mut said = BufReader::new(writers.stdout.take().expect("a pipe"));
    // Early and late deaths, in the middle of whatever fifty writers are doing then.
    let lines = [1, 3, 60, 200, 17, 120, 400, 33][life as usize % 8];
    for _ in 0..lines {
        note(&mut said, &mut acknowledged).expect("the writers write until they are killed");
    }
    std::thread::sleep(Duration::from_micros(u64::from(life * 7_919 % 5_000)));
    writers.kill().expect("kill");
    writers.wait().expect("wait");
    while note(&mut said, &mut acknowledged).is_some() {}
    acknowledged
}

fn start(target: &Target, actor: PersonId, round: RoundId, life: u32) -> Child {
    let place = match target {
        Target::Sqlite { path } => path.display().to_string(),
        Target::Postgres { url } => url.clone(),
    };
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "writers", "--nocapture", "--quiet"])
        .env("LANTOA_KILL_PLACE", place)
        .env("LANTOA_KILL_ACTOR", actor.to_string())
        .env("LANTOA_KILL_ROUND", round.to_string())
        .env("LANTOA_KILL_LIFE", life.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("start the writers")
}

/// Reads one acknowledgement: a dossier and the version it has at least. `None` at the end or for half a line.
fn note(said: &mut BufReader<ChildStdout>, acknowledged: &mut BTreeMap<DossierId, i64>) -> Option<()> {
    loop {
        let mut line = String::new();
        said.read_line(&mut line).ok().filter(|bytes| *bytes > 0)?;
        // The test runner says a few words of its own.
        let Some(words) = line.strip_prefix("done ") else { continue };
        let (dossier, version) = words.strip_suffix('\n')?.split_once(' ')?;
        acknowledged.insert(dossier.parse().expect("a dossier"), version.parse().expect("a version"));
        return Some(());
    }
}

async fn everything_is_there(db: &Db, actor: PersonId, acknowledged: &BTreeMap<DossierId, i64>) {
    let app = App::new(db.clone(), HandClock::at(DATE), Seed::from(0));
    let cx = app.act_as(actor).await.expect("the room's head");
    let verdict = verify_journal(&app).await.expect("the journal can be read");
    assert!(matches!(verdict, Verdict::Sound(_)), "{verdict:?}");
    let root = cx.actor().root;
    let wanted = acknowledged.clone();
    db.read(async move |conn| {
        for (id, version) in &wanted {
            let found = lantoa_store::dossier::load(conn, *id).await?;
            let found = found.unwrap_or_else(|| panic!("{id} was acknowledged and is gone"));
            assert!(found.dossier.version >= *version, "{id} went back to version {}", found.dossier.version);
            // Row and journal were one commit: as many lines as versions.
            let filter =
                Filter { subject: Some(("hs".to_owned(), lantoa_domain::id::Id::raw(*id))), ..Filter::default() };
            let lines = journal::list(conn, root, &filter, None, 10).await?.rows.len();
            assert_eq!(i64::try_from(lines), Ok(found.dossier.version), "{id}");
        }
        Ok::<_, lantoa_store::Error>(())
    })
    .await
    .expect("read");
}

#[test]
#[ignore = "the process that the other tests start and kill"]
fn writers() {
    let said = |name: &str| std::env::var(name).expect("started by another test of this file");
    let place = said("LANTOA_KILL_PLACE");
    let target = match place.contains("://") {
        true => Target::Postgres { url: place },
        false => Target::Sqlite { path: place.into() },
    };
    let actor: PersonId = said("LANTOA_KILL_ACTOR").parse().expect("a person");
    let round: RoundId = said("LANTOA_KILL_ROUND").parse().expect("a round");
    let life: u32 = said("LANTOA_KILL_LIFE").parse().expect("a number");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("runtime");
    runtime.block_on(async {
        let db = Db::open(target, Options::default()).await.expect("open");
        let clock = HandClock::at(DATE);
        // Each life makes identifiers of a time of its own.
        clock.advance_seconds(i64::from(life));
        let app = App::new(db, clock, Seed::from(u64::from(life)));
        let cx = app.act_as(actor).await.expect("the room's head");
        let tasks: Vec<_> = (0..WRITERS).map(|writer| tokio::spawn(write(cx.clone(), round, life, writer))).collect();
        for task in tasks {
            task.await.expect("a writer");
        }
    });
}

/// Opens dossiers and registers them, and says so after each commit, until the process is killed.
async fn write(cx: Cx, round: RoundId, life: u32, writer: usize) {
    for number in 0..1_000_000 {
        let new = NewDossier {
            round,
            movement: "chung".parse().expect("a key"),
            subject: NewSubject::Group(format!("Tổ {life} {writer} {number}"), String::new()),
            unit: None,
            leader: None,
            sector: None,
            scope: String::new(),
            achievement: String::new(),
        };
        let id = dossier::open(&cx, new).await.expect("opened");
        say(id, 1);
        dossier::register(&cx, id, 1).await.expect("registered");
        say(id, 2);
    }
}

/// One write of one line: the pipe takes it whole or not at all.
fn say(id: DossierId, version: i64) {
    let line = format!("done {id} {version}\n");
    std::io::stdout().lock().write_all(line.as_bytes()).expect("the parent reads");
}

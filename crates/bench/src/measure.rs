//! One size from the empty database to the last figure. It must clean up what it made.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lantoa_store::{Db, Engine, Query};

use crate::child::Helper;
use crate::load::{Crowd, Outcome, Run};
use crate::place::Fresh;
use crate::report::{Measured, Table, Work};
use crate::serve::{Orders, Ready};
use crate::shape::{Shape, step};
use crate::works::{BARE, Job, NOMINATE, REGISTER, Stage, TABLES, YEARLY, crowd};
use crate::{Error, Options, account, fill, machine, start};

lantoa_store::sql! {
    WAITING = "SELECT CAST(count(*) AS BIGINT) FROM dossier WHERE round = $1 AND at = $2 AND standing = 'walking'";
}

/// Before a measurement the same load runs this long, so that caches and connections are warm.
const WARM: f64 = 0.3;

/// Measures one size.
///
/// # Errors
/// When anything does not work: there are no half reports.
pub(crate) async fn one(options: &Options, size: u64, folder: &Path) -> Result<(Engine, Measured), Error> {
    let fresh = Fresh::make(folder, options.database.as_deref(), size).await?;
    let measured = filled(options, size, &fresh).await;
    let removed = fresh.remove().await;
    let measured = measured?;
    removed.map(|()| measured)
}

async fn filled(options: &Options, size: u64, fresh: &Fresh) -> Result<(Engine, Measured), Error> {
    let shape = Arc::new(Shape::new(size, options.seed));
    let db = fresh.open().await?;
    let took = fill::fill(&db, &shape).await?;
    account::make(&db, &shape).await?;
    let mut logins: Vec<String> = account::all(&shape).into_iter().map(|(login, _)| login).collect();
    let table = if TABLES.iter().any(|name| options.wants(name)) {
        let made = fill::table::fill(&db, &shape).await?;
        account::make_table(&db, &shape).await?;
        logins.push(account::TABLE.to_owned());
        Some(told(options, &made))
    } else {
        None
    };
    let database: String = name_of(&db).await?;
    let engine = db.engine();
    drop(db);
    options.say(&format!("{size} dossiers filled in {:.1} s", took.as_secs_f64()));
    let mut server = options.again.start("serve")?;
    server.tell(&Orders { place: fresh.place.clone(), logins: logins.clone() })?;
    let ready: Ready = server.hear()?;
    let stage =
        Stage { shape: &shape, address: &ready.address, cookies: logins.into_iter().zip(ready.cookies).collect() };
    stage.check()?;
    let mut bench = Bench {
        options,
        address: &ready.address,
        server: server.id(),
        database: (engine == Engine::Postgres).then_some(database),
        load: options.again.start("load")?,
        works: Vec::new(),
        bare: BTreeMap::new(),
    };
    bench.read(stage.reading()?)?;
    let db = Db::open(fresh.place.target(), lantoa_store::Options::default()).await?;
    bench.write(&stage, &db).await?;
    let works = bench.works;
    let memory = machine::memory(server.id());
    drop(server);
    let measured = Measured {
        dossiers: shape.dossiers,
        units: shape.units(),
        people: shape.all_people(),
        fill_seconds: took.as_secs_f64(),
        table,
        bytes: fresh.bytes(),
        memory_kib: memory.map(Into::into),
        start_ms: start::first_page(options)?,
        works,
    };
    Ok((engine, measured))
}

fn told(options: &Options, made: &fill::table::Made) -> Table {
    let table = Table {
        units: made.units,
        tasks: made.tasks,
        expand_seconds: made.expanded.as_secs_f64(),
        store_seconds: made.stored.as_secs_f64(),
    };
    options.say(&table.line());
    table
}

async fn name_of(db: &Db) -> Result<String, Error> {
    if db.engine() == Engine::Sqlite {
        return Ok(String::new());
    }
    let query = Query::new("bench::database", "SELECT current_database()", &[]);
    let name = db.read(async move |cx| cx.find::<String>(&query).await).await?;
    Ok(name.unwrap_or_default())
}

struct Bench<'a> {
    options: &'a Options,
    address: &'a str,
    server: u32,
    /// The database whose server's time counts too.
    database: Option<String>,
    load: Helper,
    works: Vec<Work>,
    /// Throughput of the bare page by number of clients.
    bare: BTreeMap<usize, f64>,
}

impl Bench<'_> {
    fn read(&mut self, jobs: Vec<Job>) -> Result<(), Error> {
        let seconds = self.options.seconds;
        for job in jobs.into_iter().filter(|job| job.name == BARE || self.options.wants(job.name)) {
            let alone = self.options.clients.iter().copied().min().unwrap_or(1);
            for clients in self.options.clients.clone() {
                if YEARLY.contains(&job.name) && clients != alone {
                    continue;
                }
                let one = crowd(clients, job.asks.clone(), job.gzip);
                self.run(WARM.min(seconds), vec![one.clone()])?;
                self.measure(&[job.name], seconds, vec![one])?;
            }
        }
        Ok(())
    }

    /// Commands, each to a dossier of its own, alone and beside readers.
    async fn write(&mut self, stage: &Stage<'_>, db: &Db) -> Result<(), Error> {
        let most = self.options.clients.iter().copied().max().unwrap_or(1);
        let seconds = self.options.seconds;
        let mut nominations = stage.commands(step::NOMINATE)?;
        let rest = nominations.split_off(nominations.len() / 2);
        let registrations = stage.commands(step::REGISTER)?;
        let pages = stage.reading()?.into_iter().find(|job| job.name == "dossier page").map(|job| job.asks);
        let readers = crowd(16.min(most), pages.unwrap_or_default(), false);
        let before = (waiting(db, "nominate").await?, waiting(db, "register").await?);
        if self.options.wants(NOMINATE) {
            self.measure(&[NOMINATE], seconds, vec![crowd(most, nominations, false)])?;
        }
        if self.options.wants(REGISTER) {
            self.measure(&[REGISTER], seconds, vec![crowd(most, registrations, false)])?;
        }
        let both = ["nominate beside readers", "dossier page beside writers"];
        if both.iter().any(|name| self.options.wants(name)) {
            self.measure(&both, seconds, vec![crowd(most, rest, false), readers])?;
        }
        let after = (waiting(db, "nominate").await?, waiting(db, "register").await?);
        let done =
            |name: &str| self.works.iter().filter(|work| work.name.starts_with(name)).map(|work| work.answers).sum();
        let (nominated, registered): (u64, u64) = (done("nominate"), done("register"));
        // Every acknowledged command must be there, and nothing else: an error page with the right status is no commit.
        if (before.0 - after.0, before.1 - after.1) != (nominated, registered) {
            let what = format!(
                "{nominated} nominated and {registered} registered, but the database went from {before:?} to {after:?}"
            );
            return Err(Error::Child(what));
        }
        Ok(())
    }

    fn run(&mut self, seconds: f64, crowds: Vec<Crowd>) -> Result<Vec<Outcome>, Error> {
        self.load.tell(&Run { address: self.address.to_owned(), seconds, crowds })?;
        self.load.hear()
    }

    /// Milliseconds on a core so far: the server's, the database server's.
    fn cpu(&self) -> (Option<f64>, Option<f64>) {
        let backends = self.database.as_deref().map(machine::postgres_of).unwrap_or_default();
        let database = backends.iter().filter_map(|process| machine::cpu_ms(*process)).reduce(|a, b| a + b);
        (machine::cpu_ms(self.server), database)
    }

    fn measure(&mut self, names: &[&str], seconds: f64, crowds: Vec<Crowd>) -> Result<(), Error> {
        let clients: Vec<usize> = crowds.iter().map(|crowd| crowd.clients).collect();
        let before = self.cpu();
        let outcomes = self.run(seconds, crowds)?;
        let after = self.cpu();
        let answers: u64 = outcomes.iter().map(|outcome| outcome.answers).sum();
        // Who did what cannot be told apart when two kinds run side by side.
        let alone = names.len() == 1 && answers > 0;
        let each = |before: Option<f64>, after: Option<f64>| {
            before.zip(after).filter(|_| alone).map(|(before, after)| (after - before) / answers as f64)
        };
        let cpu = (each(before.0, after.0), each(before.1, after.1));
        for ((name, clients), outcome) in names.iter().zip(clients).zip(outcomes) {
            self.note(name, clients, &outcome, cpu);
        }
        Ok(())
    }

    fn note(&mut self, name: &str, clients: usize, outcome: &Outcome, cpu: (Option<f64>, Option<f64>)) {
        let per_second = if outcome.seconds > 0.0 { outcome.answers as f64 / outcome.seconds } else { 0.0 };
        if name == BARE {
            self.bare.insert(clients, per_second);
        }
        for (what, count) in &outcome.wrong {
            self.options.say(&format!("{name}: {count} × {what}"));
        }
        let work = Work {
            name: name.to_owned(),
            clients,
            answers: outcome.answers,
            wrong: outcome.wrong.values().sum(),
            per_second,
            p50_ms: outcome.p50 as f64 / 1000.0,
            p99_ms: outcome.p99 as f64 / 1000.0,
            cpu_ms: cpu.0,
            database_cpu_ms: cpu.1,
            bytes: outcome.bytes.checked_div(outcome.answers).unwrap_or_default(),
            of_bare: self.bare.get(&clients).filter(|bare| **bare > 0.0).map(|bare| per_second / bare),
            load: machine::load(),
        };
        let cpu = work.cpu().unwrap_or_default();
        self.options
            .say(&format!("{name}, {clients} clients: {per_second:.0}/s, p99 {:.2} ms, {cpu:.3} CPU ms", work.p99_ms));
        self.works.push(work);
    }
}

async fn waiting(db: &Db, at: &'static str) -> Result<u64, Error> {
    let round = Shape::round(crate::shape::YEARS.len() - 1);
    let count =
        async move |cx: &mut lantoa_store::Conn| cx.one::<u64>(&WAITING, lantoa_store::params![round, at]).await;
    Ok(db.read(count).await?)
}

/// Time since an instant.
#[expect(clippy::disallowed_methods, reason = "what is measured here is time")]
pub(crate) fn stopwatch() -> impl Fn() -> Duration {
    let begun = Instant::now();
    move || begun.elapsed()
}

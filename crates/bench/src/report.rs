//! What was measured, as values, as a table for people and as JSON. It must not judge: figures, ratios and the noise they were taken in.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use crate::machine::Memory;

/// Everything one call measured.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Kind of machine.
    pub machine: String,
    /// "SQLite" or "PostgreSQL".
    pub engine: String,
    /// One entry per number of dossiers, in the order asked for.
    pub sizes: Vec<Measured>,
}

/// What was measured at one number of dossiers.
#[derive(Debug, Clone, Serialize)]
pub struct Measured {
    /// How many dossiers.
    pub dossiers: u64,
    /// How many units.
    pub units: usize,
    /// How many people.
    pub people: u64,
    /// Filling took this long, seconds.
    pub fill_seconds: f64,
    /// The agency with the table unit × occurrence, when it was measured.
    pub table: Option<Table>,
    /// Size of an embedded database, bytes.
    pub bytes: Option<u64>,
    /// Memory of the server after everything: all of it, and its own without mapped files; KiB.
    pub memory_kib: Option<(u64, u64)>,
    /// From the start of the program on an empty folder to its first page, milliseconds.
    pub start_ms: f64,
    /// The works, in the order they were measured.
    pub works: Vec<Work>,
}

/// How the tasks of the table unit × occurrence were made.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Table {
    /// Its units.
    pub units: usize,
    /// Their tasks.
    pub tasks: usize,
    /// The plan into tasks, in memory, seconds.
    pub expand_seconds: f64,
    /// The tasks into the database, seconds.
    pub store_seconds: f64,
}

impl Table {
    /// It in one sentence.
    pub(crate) fn line(&self) -> String {
        format!(
            "{} tasks of {} units: expanded in {:.2} s, stored in {:.1} s",
            self.tasks, self.units, self.expand_seconds, self.store_seconds
        )
    }
}

/// One work with one number of clients.
#[derive(Debug, Clone, Serialize)]
pub struct Work {
    /// Its name.
    pub name: String,
    /// Clients at the same time.
    pub clients: usize,
    /// Right answers.
    pub answers: u64,
    /// Wrong answers.
    pub wrong: u64,
    /// Right answers a second.
    pub per_second: f64,
    /// Half came within, milliseconds.
    pub p50_ms: f64,
    /// Ninety-nine of a hundred came within, milliseconds.
    pub p99_ms: f64,
    /// Time on a core per answer in the server process, milliseconds; `None` where it cannot be told apart.
    pub cpu_ms: Option<f64>,
    /// The same in the processes of a database server on this machine.
    pub database_cpu_ms: Option<f64>,
    /// Bytes of an answer.
    pub bytes: u64,
    /// Throughput as a share of the bare page of fifty rows with as many clients.
    pub of_bare: Option<f64>,
    /// Processes that wanted a core in the minute before, from the system's load average.
    pub load: Option<f64>,
}

impl Report {
    /// The report as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("{}, {}\n", self.engine, self.machine);
        for size in &self.sizes {
            size.write(&mut out);
        }
        self.write_growth(&mut out);
        out
    }

    /// How the time on a core of each work grew from the first size to the others.
    fn write_growth(&self, out: &mut String) {
        let Some((first, others)) = self.sizes.split_first().filter(|(_, others)| !others.is_empty()) else { return };
        let _ = write!(out, "\nGrowth of CPU per answer against {} dossiers\n\n| work | clients |", first.dossiers);
        for size in others {
            let _ = write!(out, " {} |", size.dossiers);
        }
        let _ = writeln!(out, "\n|---|---:|{}", "---:|".repeat(others.len()));
        for work in &first.works {
            let _ = write!(out, "| {} | {} |", work.name, work.clients);
            for size in others {
                let other = size.works.iter().find(|one| one.name == work.name && one.clients == work.clients);
                let grown = other.and_then(|other| Some(other.cpu()? / work.cpu()?));
                let _ = write!(out, " {} |", or_dash(grown, 2));
            }
            out.push('\n');
        }
    }

    /// Writes `bench.md` and `bench.json` into a folder.
    ///
    /// # Errors
    /// The operating system's.
    pub fn save(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("bench.md"), self.markdown())?;
        let json = serde_json::to_string_pretty(self).map_err(std::io::Error::other)?;
        std::fs::write(folder.join("bench.json"), json)
    }
}

impl Work {
    /// Time on a core per answer, server and database together.
    #[must_use]
    pub fn cpu(&self) -> Option<f64> {
        self.cpu_ms.map(|own| own + self.database_cpu_ms.unwrap_or(0.0)).filter(|cpu| *cpu > 0.0)
    }
}

impl Measured {
    fn write(&self, out: &mut String) {
        let _ = write!(
            out,
            "\n## {} dossiers, {} units, {} people\n\nfilled in {:.1} s",
            self.dossiers, self.units, self.people, self.fill_seconds
        );
        if let Some(bytes) = self.bytes {
            let _ = write!(out, ", {} MB on disk", bytes / 1_000_000);
        }
        if let Some((all, own)) = self.memory_kib {
            let _ = write!(out, ", memory of the server {} MB ({} MB without mapped files)", all / 1024, own / 1024);
        }
        if let Some(table) = &self.table {
            let _ = write!(out, ", {}", table.line());
        }
        let _ = write!(out, ", start to first page {:.0} ms", self.start_ms);
        out.push_str(
            "\n\n| work | clients | answers/s | p50 ms | p99 ms | CPU ms | database CPU ms | KB | of bare page | wrong | load |\n\
             |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
        );
        for work in &self.works {
            let _ = writeln!(
                out,
                "| {} | {} | {:.0} | {:.2} | {:.2} | {} | {} | {:.1} | {} | {} | {} |",
                work.name,
                work.clients,
                work.per_second,
                work.p50_ms,
                work.p99_ms,
                or_dash(work.cpu_ms, 3),
                or_dash(work.database_cpu_ms, 3),
                work.bytes as f64 / 1000.0,
                or_dash(work.of_bare.map(|share| share * 100.0), 0),
                work.wrong,
                or_dash(work.load, 1),
            );
        }
    }
}

fn or_dash(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.places$}"))
}

impl From<Memory> for (u64, u64) {
    fn from(memory: Memory) -> Self {
        (memory.resident, memory.own)
    }
}

//! What each command does; it must not parse the command line.

mod ballot;
mod bench;
mod demo;
mod journal;
mod read;
mod serve;
mod trustee;
mod user;
mod worker;

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Context;
use clap::ArgMatches;
use lantoa_i18n::Locale;
use tracing_subscriber::EnvFilter;

use crate::command::Verb;

/// Runs the command that was given.
pub(crate) fn run(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let (verb, matches) = Verb::given(matches).context("invariant: every command is wired")?;
    log();
    match verb {
        Verb::Read => read::read_file(locale, matches),
        Verb::Check => read::check(locale, matches),
        Verb::Demo => wait(demo::demo(locale, matches)),
        Verb::Serve => wait(serve::serve(locale, matches)),
        Verb::JournalVerify => wait(journal::verify(locale, matches)),
        Verb::User(account) => wait(user::user(locale, account, matches)),
        Verb::Doctor => wait(journal::doctor(locale, matches)),
        Verb::Migrate => wait(journal::migrate(locale, matches)),
        Verb::BallotVerify => ballot::verify(locale, matches),
        Verb::BallotKey => trustee::key(locale, matches),
        Verb::BallotOpen => trustee::open(locale, matches),
        Verb::Bench => wait(bench::bench(locale, matches)),
    }
}

/// Runs what waits for a database or the network. Reading a document does not: without a runtime it needs only its own memory.
fn wait(work: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

/// Logs go to standard error, without personal data; `LANTOA_LOG` chooses what, as `info` or `lantoa=debug`.
fn log() {
    let wish = std::env::var("LANTOA_LOG").unwrap_or_default();
    let filter = EnvFilter::try_new(quiet(&wish)).unwrap_or_else(|_| EnvFilter::new("warn"));
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// What was asked for, without what the driver of the database tells in detail: it writes the values of every statement,
/// which are names, health, and ballots with the time they came.
fn quiet(wish: &str) -> String {
    let driver = |part: &&str| part.trim_start().starts_with("tokio_postgres");
    let parts = wish.split(',').filter(|part| !part.trim().is_empty() && !driver(part));
    let asked = parts.collect::<Vec<_>>().join(",");
    format!("{},tokio_postgres=warn", if asked.is_empty() { "warn" } else { &asked })
}

/// Prints a line on standard output.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line on standard error.
pub(crate) fn say_error(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::quiet;

    #[test]
    fn the_driver_of_the_database_never_tells_the_values_of_statements() {
        assert_eq!(quiet(""), "warn,tokio_postgres=warn");
        assert_eq!(quiet("debug"), "debug,tokio_postgres=warn");
        let asked = quiet("lantoa=trace, tokio_postgres::query=debug,tokio_postgres=trace");
        assert_eq!(asked, "lantoa=trace,tokio_postgres=warn");
    }
}

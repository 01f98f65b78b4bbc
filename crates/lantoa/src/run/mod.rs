//! What each command does; it must not parse the command line.

mod bench;
mod demo;
mod journal;
mod read;
mod serve;
mod user;

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
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    log();
    runtime.block_on(async {
        match verb {
            Verb::Demo => demo::demo(locale, matches).await,
            Verb::Read => read::read_file(locale, matches),
            Verb::Check => read::check(locale, matches),
            Verb::Serve => serve::serve(locale, matches).await,
            Verb::JournalVerify => journal::verify(locale, matches).await,
            Verb::User(account) => user::user(locale, account, matches).await,
            Verb::Doctor => journal::doctor(locale, matches).await,
            Verb::Migrate => journal::migrate(locale, matches).await,
            Verb::Bench => bench::bench(locale, matches).await,
        }
    })
}

/// Logs go to standard error, without personal data; `LANTOA_LOG` chooses what, as `info` or `lantoa=debug`.
fn log() {
    let filter = EnvFilter::try_from_env("LANTOA_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Prints a line on standard output.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line on standard error.
pub(crate) fn say_error(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

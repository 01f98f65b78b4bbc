//! What each command does; it must not parse the command line.

mod demo;
mod journal;
mod read;
mod serve;
mod user;

use std::io::Write as _;
use std::process::ExitCode;

use clap::ArgMatches;
use lantoa_i18n::Locale;
use tracing_subscriber::EnvFilter;

/// Runs the command that was given.
pub(crate) fn run(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(ExitCode::from(2)) };
    log();
    // Reading a document waits for nothing: without a runtime it stays within the memory it needs itself.
    match name {
        "read" => return read::read_file(locale, matches),
        "check" => return read::check(locale, matches),
        _ => {}
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match name {
            "demo" => demo::demo(locale, matches).await,
            "serve" => serve::serve(locale, matches).await,
            "journal" => journal::verify(locale, matches.subcommand_matches("verify").unwrap_or(matches)).await,
            "user" => user::user(locale, matches).await,
            "doctor" => journal::doctor(locale, matches).await,
            "migrate" => journal::migrate(locale, matches).await,
            _ => Ok(ExitCode::from(2)),
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

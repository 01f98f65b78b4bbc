//! Trust checks of the database: the journal's chains and the schema.

use std::process::ExitCode;

use clap::ArgMatches;
use lantoa_app::installation::{self, Fault, Verdict, verify_journal};
use lantoa_i18n::{Locale, Say, Word, word};

use super::{say, say_error};
use crate::clock::{SystemClock, seed};
use crate::place;

/// `lantoa journal verify`.
pub(crate) async fn verify(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let app = place::app(matches, SystemClock, seed()).await?;
    match verify_journal(&app).await? {
        Verdict::Sound(report) => {
            let sound = word!("cli-journal-sound").with("entries", report.entries).with("chains", report.roots);
            say(&sound.say(locale));
            Ok(ExitCode::SUCCESS)
        }
        Verdict::Broken(broken) => {
            let line = word!("cli-journal-broken")
                .with("chain", broken.root.to_string())
                .with("line", broken.seq)
                .with("fault", fault(broken.fault));
            say_error(&line.say(locale));
            Ok(ExitCode::from(1))
        }
    }
}

const fn fault(fault: Fault) -> Word {
    match fault {
        Fault::Missing => word!("cli-fault-missing"),
        Fault::OutOfOrder => word!("cli-fault-out-of-order"),
        Fault::Changed => word!("cli-fault-changed"),
        Fault::CutOff => word!("cli-fault-cut-off"),
        Fault::HeadDiffers => word!("cli-fault-head-differs"),
        Fault::NoHead => word!("cli-fault-no-head"),
    }
}

/// `lantoa migrate`.
pub(crate) async fn migrate(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    place::open(matches).await?;
    say(&word!("cli-migrated").say(locale));
    Ok(ExitCode::SUCCESS)
}

/// `lantoa doctor`.
pub(crate) async fn doctor(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let app = place::app(matches, SystemClock, seed()).await?;
    let checks = installation::check(&app).await?;
    for one in &checks {
        let line = match one.wrong {
            None => word!("cli-doctor-sound").with("check", check(one.name)),
            Some(row) => word!("cli-doctor-wrong").with("check", check(one.name)).with("row", row.to_string()),
        };
        say(&line.say(locale));
    }
    let journal = verify(locale, matches).await?;
    if checks.iter().any(|one| one.wrong.is_some()) { Ok(ExitCode::from(1)) } else { Ok(journal) }
}

const fn check(name: &str) -> Word {
    match name.as_bytes() {
        b"unit-paths" => word!("cli-check-unit-paths"),
        b"task-tally" => word!("cli-check-task-tally"),
        b"recognition-counts" => word!("cli-check-recognition-counts"),
        b"recognition-totals" => word!("cli-check-recognition-totals"),
        b"exemplars" => word!("cli-check-exemplars"),
        b"decisions" => word!("cli-check-decisions"),
        b"numbers" => word!("cli-check-numbers"),
        b"files" => word!("cli-check-files"),
        _ => word!("cli-check-dossier-columns"),
    }
}

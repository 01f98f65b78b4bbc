//! The benchmark suite from the command line: options in, a report out. It must do nothing on the way to the measurement: its processes run the program again with the same arguments.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use lantoa_bench::{Error, Options};
use lantoa_i18n::{Locale, Say, word};

use super::{say, say_error};

/// `lantoa bench`.
pub(crate) async fn bench(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    match lantoa_bench::run(options(matches)?).await {
        Ok(report) => {
            // A process of the measurement has no report: its standard output belongs to the one that started it.
            if let Some(report) = report {
                say(&report.markdown());
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::NotEmpty) => {
            say_error(&word!("cli-bench-not-empty").say(locale));
            Ok(ExitCode::from(2))
        }
        Err(error) => Err(error.into()),
    }
}

fn options(matches: &ArgMatches) -> anyhow::Result<Options> {
    let sizes = matches.get_many::<u64>("size").into_iter().flatten().copied().collect();
    let mut options = Options::usual(sizes)?;
    options.database = matches.get_one::<String>("database").cloned();
    options.out = matches.get_one::<PathBuf>("out").cloned();
    options.only = matches.get_many::<String>("only").into_iter().flatten().cloned().collect();
    if let Some(seconds) = matches.get_one::<f64>("seconds") {
        options.seconds = *seconds;
    }
    if let Some(clients) = matches.get_many::<u16>("clients") {
        options.clients = clients.map(|clients| usize::from(*clients)).collect();
    }
    Ok(options)
}

//! The demonstration: fills a new database through the product's own commands, then serves it.

use std::process::ExitCode;

use anyhow::Context;
use clap::ArgMatches;
use jiff::civil::Date;
use lantoa_app::installation::DemoAccount;
use lantoa_app::{App, Db, Durability, Options, Seed, Target};
use lantoa_demo::{OpenBooth, Progress, Size, StageClock, Summary};
use lantoa_domain::time::vietnam_date;
use lantoa_i18n::{Locale, Say, word};
use lantoa_web::kernel::sentence_for;

use super::{say, say_error, serve};
use crate::clock::{self, ShiftedClock};
use crate::place;

/// Where codes and keys of the demonstration's ballot are written, in the data folder.
const BOOTH_FILE: &str = "bo-phieu-trinh-dien.txt";

/// `lantoa demo`.
pub(crate) async fn demo(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(1);
    let today = match matches.get_one::<String>("today") {
        None => vietnam_date(clock::now()),
        Some(text) => match text.parse::<Date>() {
            Ok(day) => day,
            Err(_) => {
                say_error(&word!("cli-bad-date").with("text", text).say(locale));
                return Ok(ExitCode::from(2));
            }
        },
    };
    match fill(locale, matches, seed, today).await? {
        Ok(summary) => tell(locale, matches, &summary)?,
        Err(error) => {
            let told = sentence_for(&error, locale).map(|message| message.say(locale).into_owned());
            say_error(&word!("cli-demo-refused").say(locale));
            say_error(&told.unwrap_or_else(|| error.to_string()));
            return Ok(ExitCode::from(1));
        }
    }
    if matches.get_flag("fill-only") {
        return Ok(ExitCode::SUCCESS);
    }
    let app = place::app(matches, ShiftedClock::from(today), clock::seed()).await?;
    serve::listen(locale, matches, app).await
}

/// Plays it on a database that need not survive a power cut while it is being filled.
async fn fill(
    locale: Locale,
    matches: &ArgMatches,
    seed: u64,
    today: Date,
) -> anyhow::Result<lantoa_app::Result<Summary>> {
    let options = Options { durability: Durability::Relaxed, ..Options::default() };
    let db = Db::open(place::target(matches)?, options).await?;
    db.migrate().await?;
    let stage = StageClock::at(clock::now());
    let app = App::new(db, stage.clone(), Seed::from(seed));
    let mut part = "";
    let progress = move |progress: Progress| {
        if progress.part != part {
            part = progress.part;
            say_error(&word!("cli-demo-part").with("part", part).say(locale));
        }
    };
    let options = lantoa_demo::Options { seed, today, size: Size::Whole, programs: lantoa_web::ballot_programs() };
    Ok(lantoa_demo::play(&app, &stage, options, progress).await)
}

fn tell(locale: Locale, matches: &ArgMatches, summary: &Summary) -> anyhow::Result<()> {
    let made = word!("cli-demo-made")
        .with("agencies", summary.agencies)
        .with("units", summary.units)
        .with("people", summary.people)
        .with("dossiers", summary.dossiers)
        .with("recognised", summary.recognised);
    say(&made.say(locale));
    say(&word!("cli-demo-password").with("password", lantoa_demo::PASSWORD).say(locale));
    for account in &summary.accounts {
        say(&format!("  {:24} {} — {}", account.login, account.role, account.agency));
    }
    match &summary.booth {
        Some(booth) => tell_booth(locale, matches, booth, &summary.accounts),
        None => Ok(()),
    }
}

/// Codes and keys of the ballot that is open: into a file beside the embedded database, or on the screen where there is no folder.
fn tell_booth(locale: Locale, matches: &ArgMatches, booth: &OpenBooth, accounts: &[DemoAccount]) -> anyhow::Result<()> {
    let mut lines = vec![
        word!("cli-demo-booth-only").say(locale).into_owned(),
        format!("{} — {}", booth.title, booth.agency),
        word!("cli-demo-booth-address").with("address", &booth.address).say(locale).into_owned(),
        word!("cli-demo-booth-codes").say(locale).into_owned(),
    ];
    lines.extend(booth.codes.iter().map(|code| format!("  {code}")));
    lines.push(word!("cli-demo-booth-keys").say(locale).into_owned());
    for (name, letters) in &booth.keys {
        let account = accounts.iter().find(|one| one.agency == booth.agency && one.name == *name);
        lines.push(format!("  {name} ({}): {letters}", account.map_or("–", |one| one.login.as_str())));
    }
    let text = lines.join("\n");
    say(&word!("cli-demo-booth").with("agency", &booth.agency).with("address", &booth.address).say(locale));
    match place::target(matches)? {
        Target::Sqlite { path } => {
            let file = path.with_file_name(BOOTH_FILE);
            std::fs::write(&file, format!("{text}\n")).with_context(|| file.display().to_string())?;
            say(&word!("cli-demo-booth-file").with("path", file.display().to_string()).say(locale));
        }
        Target::Postgres { .. } => say(&text),
    }
    Ok(())
}

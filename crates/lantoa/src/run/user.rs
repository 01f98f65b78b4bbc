//! Accounts from the command line: an agency with its first administrator, and emergencies.

use std::process::ExitCode;

use clap::ArgMatches;
use lantoa_app::account::operator;
use lantoa_app::agency::NewAgency;
use lantoa_app::{App, Error};
use lantoa_i18n::{Locale, Say, word};
use lantoa_web::kernel::sentence_for;

use super::{say, say_error};
use crate::clock::{SystemClock, seed};
use crate::command::Account;
use crate::place;

/// `lantoa user add|passwd|disable`.
pub(crate) async fn user(locale: Locale, account: Account, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let app = place::app(matches, SystemClock, seed()).await?;
    let login = text(matches, "login");
    let done = match account {
        Account::Add => add(&app, matches, login).await.map(Some),
        Account::Passwd => operator::set_password(&app, login, None).await.map(|password| Some(password.reveal())),
        Account::Disable => operator::disable(&app, login).await.map(|()| None),
    };
    match done {
        Ok(Some(password)) => {
            say(&word!("cli-user-password").with("login", login).with("password", password).say(locale));
            Ok(ExitCode::SUCCESS)
        }
        Ok(None) => {
            say(&word!("cli-user-disabled").with("login", login).say(locale));
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            let told = sentence_for(&error, locale).map(|message| message.say(locale).into_owned());
            say_error(&told.unwrap_or_else(|| error.to_string()));
            Ok(ExitCode::from(1))
        }
    }
}

async fn add(app: &App, matches: &ArgMatches, login: &str) -> Result<String, Error> {
    let new = NewAgency {
        name: text(matches, "agency").to_owned(),
        symbol: text(matches, "symbol").to_owned(),
        from: app.today(),
        administrator: text(matches, "name").to_owned(),
    };
    Ok(operator::found(app, new, login).await?.password.reveal())
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> &'a str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}

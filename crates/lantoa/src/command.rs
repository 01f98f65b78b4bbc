//! The command line, in the language of the terminal. Its names and exit codes are stable: scripts rely on them.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use lantoa_i18n::{Locale, Say, Word, word};

/// A command of the program. What each does is one exhaustive match in `run`, so that none can be shown and not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Read,
    Check,
    Serve,
    Demo,
    User(Account),
    JournalVerify,
    Doctor,
    Migrate,
    Bench,
    BallotVerify,
    /// `ballot key`.
    BallotKey,
    /// `ballot open`.
    BallotOpen,
}

/// What is done to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Account {
    Add,
    Passwd,
    Disable,
}

impl Verb {
    /// The command that was given, with the options of its own; `None` only for one that nobody wired.
    pub(crate) fn given(matches: &ArgMatches) -> Option<(Self, &ArgMatches)> {
        let (name, own) = matches.subcommand()?;
        let verb = match name {
            "read" => Self::Read,
            "check" => Self::Check,
            "serve" => Self::Serve,
            "demo" => Self::Demo,
            "doctor" => Self::Doctor,
            "migrate" => Self::Migrate,
            "bench" => Self::Bench,
            "ballot" | "journal" | "user" => return Self::inner(name, own),
            _ => return None,
        };
        Some((verb, own))
    }

    fn inner<'a>(outer: &str, matches: &'a ArgMatches) -> Option<(Self, &'a ArgMatches)> {
        let (name, own) = matches.subcommand()?;
        let verb = match (outer, name) {
            ("ballot", "verify") => Self::BallotVerify,
            ("ballot", "key") => Self::BallotKey,
            ("ballot", "open") => Self::BallotOpen,
            ("journal", "verify") => Self::JournalVerify,
            ("user", "add") => Self::User(Account::Add),
            ("user", "passwd") => Self::User(Account::Passwd),
            ("user", "disable") => Self::User(Account::Disable),
            _ => return None,
        };
        Some((verb, own))
    }
}

/// Every command with its options and help.
pub(crate) fn tree(locale: Locale) -> Command {
    let say = |one: Word| one.say(locale);
    Command::new("lantoa")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(word!("cli-about")))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(read(locale))
        .subcommand(
            Command::new("check")
                .about(say(word!("cli-check")))
                .after_help(say(word!("cli-check-example")))
                .arg(file(locale)),
        )
        .subcommand(serve(locale))
        .subcommand(demo(locale))
        .subcommand(user(locale))
        .subcommand(
            with_place(Command::new("journal"), locale)
                .about(say(word!("cli-journal")))
                .subcommand_required(true)
                .subcommand(with_place(Command::new("verify"), locale).about(say(word!("cli-journal-verify")))),
        )
        .subcommand(with_place(Command::new("doctor"), locale).about(say(word!("cli-doctor"))))
        .subcommand(with_place(Command::new("migrate"), locale).about(say(word!("cli-migrate"))))
        .subcommand(ballot(locale))
        .subcommand(bench(locale))
}

fn ballot(locale: Locale) -> Command {
    let say = |one: Word| one.say(locale);
    let hash = |name: &'static str, help: Word| Arg::new(name).long(name).value_name("HASH").help(say(help));
    let verify = Command::new("verify")
        .about(say(word!("cli-ballot-verify")))
        .after_help(say(word!("cli-ballot-verify-example")))
        .arg(file(locale).value_name("BUNDLE").help(say(word!("cli-ballot-file"))))
        .arg(hash("election", word!("cli-ballot-election-arg")))
        .arg(hash("head", word!("cli-ballot-head-arg")))
        .arg(
            Arg::new("receipt")
                .long("receipt")
                .value_name("FILE")
                .action(ArgAction::Append)
                .value_parser(value_parser!(PathBuf))
                .help(say(word!("cli-ballot-receipt-arg"))),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_parser(["summary", "json"])
                .default_value("summary")
                .help(say(word!("cli-ballot-format"))),
        );
    let key = with_key(Command::new("key"), locale)
        .about(say(word!("cli-key")))
        .after_help(say(word!("cli-key-example")))
        .arg(file(locale).value_name("CEREMONY").help(say(word!("cli-key-file"))))
        .arg(
            Arg::new("words-agree")
                .long("words-agree")
                .action(clap::ArgAction::SetTrue)
                .help(say(word!("cli-key-words-agree"))),
        );
    let open = with_key(Command::new("open"), locale)
        .about(say(word!("cli-open")))
        .after_help(say(word!("cli-open-example")))
        .arg(file(locale).value_name("BUNDLE").help(say(word!("cli-ballot-file"))))
        .arg(hash("head", word!("cli-open-head-arg")).required(true))
        .arg(path_arg("memory", word!("cli-open-memory"), locale).required(true));
    let all = Command::new("ballot").about(say(word!("cli-ballot"))).subcommand_required(true);
    all.subcommand(verify).subcommand(key).subcommand(open)
}

/// The options of a trustee's key file.
fn with_key(command: Command, locale: Locale) -> Command {
    command.arg(path_arg("key", word!("cli-key-arg"), locale).required(true)).arg(path_arg(
        "passphrase-file",
        word!("cli-key-passphrase-file"),
        locale,
    ))
}

fn path_arg(name: &'static str, help: Word, locale: Locale) -> Arg {
    Arg::new(name).long(name).value_name("FILE").value_parser(value_parser!(PathBuf)).help(help.say(locale))
}

fn file(locale: Locale) -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(word!("cli-file").say(locale))
}

/// The options that say where the data is.
fn with_place(command: Command, locale: Locale) -> Command {
    command
        .arg(
            Arg::new("data")
                .long("data")
                .value_name("DIR")
                .env("LANTOA_DATA")
                .value_parser(value_parser!(PathBuf))
                .help(word!("cli-data").say(locale)),
        )
        .arg(
            Arg::new("database")
                .long("database")
                .value_name("URL")
                .env("LANTOA_DATABASE")
                .hide_env_values(true)
                .help(word!("cli-database").say(locale)),
        )
}

fn with_listen(command: Command, locale: Locale) -> Command {
    with_place(command, locale)
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDR")
                .default_value("127.0.0.1:8080")
                .help(word!("cli-listen").say(locale)),
        )
        .arg(Arg::new("https").long("https").action(ArgAction::SetTrue).help(word!("cli-https").say(locale)))
}

fn read(locale: Locale) -> Command {
    Command::new("read")
        .about(word!("cli-read").say(locale))
        .after_help(word!("cli-read-example").say(locale))
        .arg(file(locale))
        .arg(
            Arg::new("format")
                .long("format")
                .value_parser(["summary", "json", "toml"])
                .default_value("summary")
                .help(word!("cli-format").say(locale)),
        )
}

fn serve(locale: Locale) -> Command {
    with_listen(Command::new("serve"), locale)
        .about(word!("cli-serve").say(locale))
        .after_help(word!("cli-serve-example").say(locale))
}

fn demo(locale: Locale) -> Command {
    with_listen(Command::new("demo"), locale)
        .about(word!("cli-demo").say(locale))
        .after_help(word!("cli-demo-example").say(locale))
        .arg(
            Arg::new("seed")
                .long("seed")
                .value_name("N")
                .value_parser(value_parser!(u64))
                .default_value("1")
                .help(word!("cli-seed").say(locale)),
        )
        .arg(Arg::new("today").long("today").value_name("DATE").help(word!("cli-today").say(locale)))
        .arg(
            Arg::new("fill-only").long("fill-only").action(ArgAction::SetTrue).help(word!("cli-fill-only").say(locale)),
        )
}

fn user(locale: Locale) -> Command {
    let login = || Arg::new("login").value_name("LOGIN").required(true).help(word!("cli-login").say(locale));
    let add = with_place(Command::new("add"), locale)
        .about(word!("cli-user-add").say(locale))
        .after_help(word!("cli-user-add-example").say(locale))
        .arg(login())
        .arg(Arg::new("name").long("name").required(true).value_name("NAME").help(word!("cli-user-name").say(locale)))
        .arg(
            Arg::new("agency")
                .long("agency")
                .required(true)
                .value_name("NAME")
                .help(word!("cli-user-agency").say(locale)),
        )
        .arg(
            Arg::new("symbol")
                .long("symbol")
                .default_value("CQ")
                .value_name("SYMBOL")
                .help(word!("cli-user-symbol").say(locale)),
        );
    Command::new("user")
        .about(word!("cli-user").say(locale))
        .subcommand_required(true)
        .subcommand(add)
        .subcommand(with_place(Command::new("passwd"), locale).about(word!("cli-user-passwd").say(locale)).arg(login()))
        .subcommand(
            with_place(Command::new("disable"), locale).about(word!("cli-user-disable").say(locale)).arg(login()),
        )
}

fn bench(locale: Locale) -> Command {
    Command::new("bench")
        .about(word!("cli-bench").say(locale))
        .after_help(word!("cli-bench-example").say(locale))
        .arg(
            Arg::new("size")
                .long("size")
                .value_name("N")
                .value_parser(value_parser!(u64).range(1..))
                .value_delimiter(',')
                .default_value("10000")
                .help(word!("cli-bench-size").say(locale)),
        )
        .arg(Arg::new("database").long("database").value_name("URL").help(word!("cli-bench-database").say(locale)))
        .arg(
            Arg::new("seconds")
                .long("seconds")
                .value_name("N")
                .value_parser(seconds)
                .default_value("5")
                .help(word!("cli-bench-seconds").say(locale)),
        )
        .arg(
            Arg::new("clients")
                .long("clients")
                .value_name("N,…")
                .value_parser(value_parser!(u16).range(1..=1_000))
                .value_delimiter(',')
                .default_value("1,16,64")
                .help(word!("cli-bench-clients").say(locale)),
        )
        .arg(
            Arg::new("only")
                .long("only")
                .value_name("TEXT")
                .action(ArgAction::Append)
                .help(word!("cli-bench-only").say(locale)),
        )
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(word!("cli-bench-out").say(locale)),
        )
}

/// Seconds of a measurement: not nothing, not longer than an hour.
fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| text.to_owned())?;
    if seconds > 0.0 && seconds <= 3_600.0 { Ok(seconds) } else { Err("0 < N ≤ 3600".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that lead to each command which has none below it, with something for every argument it needs.
    fn leaves(command: &Command, above: &[String], out: &mut Vec<Vec<String>>) {
        let mut words = above.to_vec();
        words.push(command.get_name().to_owned());
        if !command.has_subcommands() {
            for arg in command.get_arguments().filter(|arg| arg.is_required_set()) {
                words.extend(arg.get_long().map(|long| format!("--{long}")));
                words.push("1".to_owned());
            }
            out.push(words);
            return;
        }
        command.get_subcommands().for_each(|below| leaves(below, &words, out));
    }

    #[test]
    fn every_command_that_is_shown_is_done() {
        let mut all = Vec::new();
        leaves(&tree(Locale::En), &[], &mut all);
        assert!(all.len() >= 11, "{all:?}");
        for words in all {
            let matches = tree(Locale::En).try_get_matches_from(&words).expect("what it needs is there");
            assert!(Verb::given(&matches).is_some(), "{words:?} leads nowhere");
        }
    }

    #[test]
    fn a_measurement_takes_time() {
        assert_eq!(seconds("0.2"), Ok(0.2));
        assert!(["0", "-1", "NaN", "inf", "3601", "x"].into_iter().all(|text| seconds(text).is_err()));
    }
}

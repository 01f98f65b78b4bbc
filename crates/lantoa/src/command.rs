//! The command line, in the language of the terminal. Its names and exit codes are stable: scripts rely on them.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};
use lantoa_i18n::{Locale, Say, Word, word};

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
        .subcommand(bench(locale))
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
                .value_parser(value_parser!(u64))
                .default_value("10000")
                .help(word!("cli-bench-size").say(locale)),
        )
        .arg(
            Arg::new("database")
                .long("database")
                .value_name("URL")
                .hide_env_values(true)
                .help(word!("cli-database").say(locale)),
        )
        .arg(
            Arg::new("seconds")
                .long("seconds")
                .value_name("N")
                .value_parser(value_parser!(u64))
                .default_value("5")
                .help(word!("cli-bench-seconds").say(locale)),
        )
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(word!("cli-bench-out").say(locale)),
        )
}

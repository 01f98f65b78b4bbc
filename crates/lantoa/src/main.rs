//! The program: its command line, its wiring, its exit codes. It must hold no rule and no query.

mod clock;
mod command;
mod place;
mod run;

use std::process::ExitCode;

use lantoa_i18n::Locale;
use mimalloc::MiMalloc;

/// A page is thousands of short texts: with the system's allocator a sixth of its time went there.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let locale = language();
    let matches = match command::tree(locale).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run::run(locale, &matches) {
        Ok(code) => code,
        Err(error) => {
            run::say_error(&format!("lantoa: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Vietnamese unless `LC_ALL`, `LC_MESSAGES` or `LANG` asks for English.
fn language() -> Locale {
    let wish =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if wish.is_some_and(|tag| tag.starts_with("en")) { Locale::En } else { Locale::Vi }
}

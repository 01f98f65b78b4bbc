//! `lantoa ballot verify`: checks a published election from nothing but its file; it must not need a database or a network.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use lantoa_ballot::hash::Digest;
use lantoa_ballot::verify::{Check, Done, Finding, Where};
use lantoa_ballot::{Expected, Outcome, Receipt, Verdict, verify_expecting};
use lantoa_i18n::{Locale, Message, Say, Word, fault, word};

use super::{say, say_error};

/// The largest bundle that is read, in bytes: 1,000 ballots of 200 candidates with everything around them.
const LARGEST: u64 = 64 << 20;

/// `lantoa ballot verify`.
pub(crate) fn verify(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let path = matches.get_one::<std::path::PathBuf>("file").expect("invariant: required");
    let given = expected(matches).and_then(|expected| Ok((expected, read(path)?)));
    let (expected, bundle) = match given {
        Ok(given) => given,
        Err(sentence) => {
            say_error(&sentence.say(locale));
            return Ok(ExitCode::from(2));
        }
    };
    let verdict = verify_expecting(&bundle, &expected);
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        say(&serde_json::to_string_pretty(&verdict)?);
    } else {
        report(locale, &verdict);
    }
    Ok(if verdict.valid { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn read(path: &Path) -> Result<Vec<u8>, Message> {
    let missing = || word!("cli-ballot-unread").with("path", path.display().to_string());
    let size = std::fs::metadata(path).map_err(|_| missing())?.len();
    if size > LARGEST {
        return Err(word!("cli-ballot-too-large").with("most", LARGEST >> 20));
    }
    std::fs::read(path).map_err(|_| missing())
}

/// What the caller knows from paper and from members; a sentence about an option that cannot be used.
fn expected(matches: &ArgMatches) -> Result<Expected, Message> {
    let hash = |name: &'static str| match matches.get_one::<String>(name) {
        None => Ok(None),
        Some(text) => digest(text).map(Some).ok_or_else(|| word!("cli-ballot-not-a-hash").with("name", name)),
    };
    let mut receipts = Vec::new();
    for path in matches.get_many::<std::path::PathBuf>("receipt").into_iter().flatten() {
        let text = String::from_utf8_lossy(&read(path)?).into_owned();
        let found = receipts_in(&text);
        if found.is_empty() {
            return Err(word!("cli-ballot-no-receipt").with("path", path.display().to_string()));
        }
        receipts.extend(found);
    }
    Ok(Expected { election: hash("election")?, close_head: hash("head")?, receipts })
}

/// The receipts in a text as the voting page keeps it: each is one word of 328 hexadecimal digits, whatever stands around it.
fn receipts_in(text: &str) -> Vec<Vec<u8>> {
    let words = text.split(|sign: char| !sign.is_ascii_alphanumeric());
    let digits =
        words.filter(|word| word.len() == 2 * Receipt::LEN && word.bytes().all(|sign| sign.is_ascii_hexdigit()));
    let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
    digits.filter_map(|word| word.as_bytes().chunks_exact(2).map(byte).collect()).collect()
}

fn digest(text: &str) -> Option<Digest> {
    let text = text.trim();
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut out = [0; 32];
    for (byte, pair) in out.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(out)
}

fn report(locale: Locale, verdict: &Verdict) {
    for (check, done) in &verdict.checks {
        let line = match done {
            Done::Passed => word!("cli-ballot-passed"),
            Done::Failed => word!("cli-ballot-failed"),
            Done::NotRun => word!("cli-ballot-not-run"),
        };
        say(&line.with("check", name(*check).say(locale).into_owned()).say(locale));
    }
    for finding in &verdict.findings {
        let place = match finding.place {
            Where::File => word!("cli-ballot-in-file").into(),
            Where::Entry(number) => word!("cli-ballot-in-entry").with("number", number),
            Where::Expectation => word!("cli-ballot-in-expectation").into(),
        };
        say_error(&format!("{}: {}", place.say(locale), sentence(locale, finding)));
    }
    if let Some(outcome) = &verdict.outcome {
        figures(locale, outcome);
    }
    for (label, value) in [
        (word!("cli-ballot-election"), &verdict.election),
        (word!("cli-ballot-head"), &verdict.close_head),
        (word!("cli-ballot-words"), &verdict.words.map(|words| words.join(" "))),
    ] {
        if let Some(value) = value {
            say(&label.with("value", value).say(locale));
        }
    }
    if verdict.single_trustee {
        say(&word!("cli-ballot-single").say(locale));
    }
    let last = if verdict.valid { word!("cli-ballot-valid") } else { word!("cli-ballot-invalid") };
    say(&last.say(locale));
}

/// A finding in the language of the output; the English of the core for one that has no word yet.
fn sentence(locale: Locale, finding: &Finding) -> String {
    let Some(word) = fault(&finding.name) else { return finding.what.clone() };
    word.with("number", finding.number.unwrap_or_default()).say(locale).into_owned()
}

fn figures(locale: Locale, outcome: &Outcome) {
    let head = word!("cli-ballot-counted").with("ballots", outcome.ballots).with("paper", outcome.paper);
    say(&head.say(locale));
    for one in &outcome.questions {
        let verdict = if one.passed { word!("cli-ballot-is-passed") } else { word!("cli-ballot-is-not-passed") };
        let line = word!("cli-ballot-question")
            .with("id", one.id)
            .with("agree", one.agree)
            .with("not", one.not_agree)
            .with("none", one.no_opinion)
            .with("invalid", one.invalid)
            .with("missing", one.not_returned)
            .with("base", one.base)
            .with("verdict", verdict.say(locale).into_owned());
        say(&line.say(locale));
    }
}

const fn name(check: Check) -> Word {
    match check {
        Check::Form => word!("cli-ballot-check-form"),
        Check::Manifest => word!("cli-ballot-check-manifest"),
        Check::Ceremony => word!("cli-ballot-check-ceremony"),
        Check::Chain => word!("cli-ballot-check-chain"),
        Check::Entries => word!("cli-ballot-check-entries"),
        Check::Closing => word!("cli-ballot-check-closing"),
        Check::Partials => word!("cli-ballot-check-partials"),
        Check::Result => word!("cli-ballot-check-result"),
        Check::Expected => word!("cli-ballot-check-expected"),
    }
}

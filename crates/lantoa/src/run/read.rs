//! A plan on the terminal: read from a document, printed as a summary, JSON or plan file, and checked.

use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use lantoa_app::plan::file;
use lantoa_domain::Refusal;
use lantoa_domain::plan::{Plan, Severity};
use lantoa_i18n::{Locale, Message, Say, word};
use lantoa_reader::{MAX_BYTES, Reading, propose, read};
use lantoa_web::kernel::sentence;
use lantoa_web::{plan_words, words};

use super::{say, say_error};

/// What a file holds, or why it cannot be read.
enum Held {
    Document(Box<Reading>),
    Plan(Box<Plan>),
    Nothing(Message),
}

/// `lantoa read FILE`.
pub(crate) fn read_file(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let format = matches.get_one::<String>("format").map_or("summary", String::as_str);
    let (reading, plan) = match held(locale, matches)? {
        Held::Nothing(why) => return Ok(cannot(&why, locale)),
        Held::Document(reading) => {
            let plan = propose(&reading);
            (Some(reading), plan)
        }
        Held::Plan(plan) => (None, *plan),
    };
    match (format, &reading) {
        ("json", Some(reading)) => say(&serde_json::to_string_pretty(&reading.to_json())?),
        ("json", None) => say(&serde_json::to_string_pretty(&plan)?),
        ("toml", _) => say(&file::write(&plan)?),
        _ => summary(locale, &plan),
    }
    for warning in reading.iter().flat_map(|reading| &reading.warnings) {
        let args: Vec<(String, String)> = warning.args().iter().map(|(n, v)| ((*n).to_owned(), v.clone())).collect();
        say_error(&format!("! {}", plan_words::warning(warning.code(), &args).say(locale)));
    }
    Ok(ExitCode::SUCCESS)
}

/// `lantoa check FILE`.
pub(crate) fn check(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let plan = match held(locale, matches)? {
        Held::Nothing(why) => return Ok(cannot(&why, locale)),
        Held::Document(reading) => propose(&reading),
        Held::Plan(plan) => *plan,
    };
    let findings = plan.check();
    for finding in &findings {
        let weight = match finding.severity {
            Severity::Error => word!("cli-finding-error"),
            Severity::Warning => word!("cli-finding-warning"),
        };
        let told: Message = plan_words::finding(locale, finding);
        say(&format!("{}  {}: {}", weight.say(locale), finding.place, told.say(locale)));
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    say(&word!("cli-checked").with("errors", errors).with("warnings", findings.len() - errors).say(locale));
    Ok(if errors > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn held(locale: Locale, matches: &ArgMatches) -> anyhow::Result<Held> {
    let nothing = |refusal: &Refusal| Held::Nothing(sentence(refusal, locale));
    let path = matches.get_one::<std::path::PathBuf>("file").map_or(Path::new(""), |path| path.as_path());
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let bytes = match bytes(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(nothing(&Refusal::Unreadable { code: "too-large", args: Vec::new() })),
        Err(error) => return Ok(Held::Nothing(unopened(path, &error))),
    };
    if file::is_plan_file(name) {
        return Ok(match file::read(&bytes) {
            Ok(plan) => Held::Plan(Box::new(plan)),
            Err(lantoa_app::Error::Refused(refusal)) => nothing(&refusal),
            Err(other) => return Err(other.into()),
        });
    }
    Ok(match read(&bytes, Some(name)) {
        Ok(reading) => Held::Document(Box::new(reading)),
        Err(why) => nothing(&Refusal::Unreadable { code: why.code(), args: Vec::new() }),
    })
}

/// What a file holds; `None` when it is larger than any that is taken, which is known without reading it.
fn bytes(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let file = std::fs::File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if about.len() > MAX_BYTES as u64 {
        return Ok(None);
    }
    // A pipe has no length: one byte more than is taken tells that there is more.
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= MAX_BYTES).then_some(bytes))
}

fn unopened(path: &Path, error: &std::io::Error) -> Message {
    use std::io::ErrorKind;
    let why = match error.kind() {
        ErrorKind::NotFound => word!("cli-file-missing"),
        ErrorKind::IsADirectory => word!("cli-file-folder"),
        ErrorKind::PermissionDenied => word!("cli-file-closed"),
        _ => word!("cli-file-unread"),
    };
    why.with("path", path.display().to_string())
}

fn cannot(why: &Message, locale: Locale) -> ExitCode {
    say_error(&why.say(locale));
    ExitCode::from(2)
}

fn summary(locale: Locale, plan: &Plan) {
    let d = &plan.document;
    say(&format!("{}\n{}", d.agency, d.title));
    let number = d.number.as_deref().unwrap_or("—");
    let issued = d.issued.map(|day| lantoa_i18n::date_short(locale, day)).unwrap_or_else(|| "—".to_owned());
    say(&format!("{number} · {issued} · {}–{}\n", d.from, d.to));
    heading(locale, word!("cli-read-movements"), plan.movements.len());
    for movement in &plan.movements {
        let lead = movement.lead.as_deref().map(|lead| format!(" — {lead}")).unwrap_or_default();
        say(&format!("  {} {}{lead}", movement.ordinal, movement.name));
        for quota in plan.quotas.iter().filter(|quota| quota.movement.as_ref() == Some(&movement.key)) {
            say(&format!("      {}", plan_words::quota(locale, quota)));
        }
    }
    for quota in plan.quotas.iter().filter(|quota| quota.movement.is_none()) {
        say(&format!("  {}", plan_words::quota(locale, quota)));
    }
    heading(locale, word!("cli-read-criteria"), plan.criteria.len());
    heading(locale, word!("cli-read-tracks"), plan.tracks.len());
    for track in &plan.tracks {
        let steps: Vec<_> = track.steps.iter().map(|step| words::step(step.kind).say(locale)).collect();
        say(&format!("  {}: {}", track.name, steps.join(" → ")));
        for rule in track.steps.iter().filter_map(|step| step.vote) {
            say(&format!("      {}", plan_words::vote(locale, &rule)));
        }
    }
    heading(locale, word!("cli-read-obligations"), plan.obligations.len());
    for one in &plan.obligations {
        let who = plan_words::debtor(locale, &one.who);
        say(&format!("  {} — {} ({who})", plan_words::deadline(locale, &one.deadline), one.what));
    }
}

fn heading(locale: Locale, what: lantoa_i18n::Word, count: usize) {
    say(&format!("{}: {count}", what.say(locale)));
}

//! What rows of `docs/requirements.md` ask of the plan files: facts that are data there. It must not look at how they are used.

mod plan_000;
mod plan_001;
mod plan_002;
mod plan_003;
mod plan_004;

use lantoa_domain::plan::{Applies, Body, Check, Criterion, Obligation, Plan, Rating, Severity, Test};

/// A criterion that a row asks for: the row, its key, to whom it applies, words that its text must hold.
type Asked = (&'static str, &'static str, Applies, &'static [&'static str]);

/// A plan file that can run.
fn read(name: &str) -> Plan {
    let path = format!("{}/../../plans/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"));
    let plan: Plan = toml::from_str(&text).unwrap_or_else(|why| panic!("{name}: {why}"));
    let errors: Vec<_> = plan.check().into_iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{name}: {errors:?}");
    plan
}

fn holds(row: &str, text: &str, words: &[&str]) {
    let folded = text.to_lowercase();
    for word in words {
        assert!(folded.contains(&word.to_lowercase()), "{row}: “{word}” is not in “{text}”");
    }
}

fn criterion<'p>(plan: &'p Plan, row: &str, key: &str) -> &'p Criterion {
    plan.criteria.iter().find(|one| one.key.as_str() == key).unwrap_or_else(|| panic!("{row}: no criterion {key}"))
}

/// Each criterion is there, for those it is meant for, with the words of its row.
fn ask(plan: &Plan, asked: &[Asked]) {
    for (row, key, applies, words) in asked {
        let one = criterion(plan, row, key);
        assert_eq!(one.applies, *applies, "{row}: {key}");
        holds(row, &one.text, words);
    }
}

/// Each criterion is decided by recorded facts, in this way.
fn checked(plan: &Plan, asked: &[(&str, &str, Check)]) {
    for (row, key, check) in asked {
        assert_eq!(criterion(plan, row, key).test, Test::Checked(check.clone()), "{row}: {key}");
    }
}

fn rated(of: Body, level: Rating, years: u8) -> Check {
    Check::RatingAtLeast { of, level, years }
}

/// Somebody has a duty with these words in it.
fn duty(plan: &Plan, row: &str, unit: &str, words: &[&str]) {
    let found = plan.duties.iter().find(|one| one.unit == unit).unwrap_or_else(|| panic!("{row}: no duty of {unit}"));
    holds(row, &found.text, words);
}

fn owed<'p>(plan: &'p Plan, row: &str, key: &str) -> &'p Obligation {
    plan.obligations
        .iter()
        .find(|one| one.key.as_str() == key)
        .unwrap_or_else(|| panic!("{row}: nothing owed as {key}"))
}

/// The last days in time of everything that an obligation asks for in the plan's years.
fn last_days(plan: &Plan, row: &str, key: &str) -> Vec<String> {
    let years = (plan.document.from, plan.document.to);
    owed(plan, row, key).deadline.occurrences(years).iter().map(|one| one.last_day.to_string()).collect()
}

/// The plan rests on this document of this day and issuer.
fn rests_on(plan: &Plan, row: &str, number: &str, date: &str, issuer: &str) {
    let found = plan.document.bases.iter().find(|one| one.number.as_deref() == Some(number));
    let one = found.unwrap_or_else(|| panic!("{row}: does not rest on {number}"));
    let day = one.date.map(|day| day.to_string());
    assert_eq!((day.as_deref(), one.issuer.as_deref()), (Some(date), Some(issuer)), "{row}: {number}");
}

fn recipients(plan: &Plan, row: &str, expected: &[&str]) {
    assert_eq!(plan.document.recipients, expected, "{row}");
}

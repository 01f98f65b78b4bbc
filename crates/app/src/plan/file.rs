//! The product's own plan file (TOML): written from a plan, and read with the place of what is wrong. It must not judge a plan.

use lantoa_domain::Refusal;
use lantoa_domain::plan::Plan;

use crate::Result;

/// The largest plan file that is read, in bytes. A real one is below 200 KiB, and reading takes many times its size in memory.
const LIMIT: usize = 1024 * 1024;

/// Whether a file is to be read as a plan file: by its name.
#[must_use]
pub fn is_plan_file(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| kind.eq_ignore_ascii_case("toml"))
}

/// The plan as a file that people can read and edit.
///
/// # Errors
/// `Invalid` when a value of the plan has no form in the file; none has so far.
pub fn write(plan: &Plan) -> Result<String> {
    toml::to_string_pretty(plan).map_err(|_| Refusal::Invalid { field: "plan", why: "no-form" }.into())
}

/// Reads a plan file.
///
/// # Errors
/// `Unreadable` with the line, the column and the name of what is wrong.
pub fn read(bytes: &[u8]) -> Result<Plan> {
    let refused = |code, args| Refusal::Unreadable { code, args };
    if bytes.len() > LIMIT {
        return Err(refused("file-too-large", vec![]).into());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| refused("encoding", vec![]))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(refused("empty", vec![]).into());
    }
    toml::from_str(text).map_err(|error| wrong(text, &error).into())
}

/// Tells the common mistakes apart, so that the sentence can be said in the reader's language.
fn wrong(text: &str, error: &toml::de::Error) -> Refusal {
    let message = error.message();
    let quoted = || message.split('`').nth(1).unwrap_or_default().to_owned();
    let code = match message {
        m if m.starts_with("unknown field") => "file-unknown-field",
        m if m.starts_with("missing field") => "file-missing-field",
        m if m.starts_with("unknown variant") => "file-unknown-value",
        m if m.starts_with("duplicate key") => "file-duplicate",
        m if m.starts_with("invalid") || m.starts_with("a key is") || m.starts_with("not a date") => "file-value",
        _ => "file-syntax",
    };
    let (line, column) = place(text, error.span().map_or(0, |span| span.start));
    let name = match code {
        "file-unknown-field" | "file-missing-field" | "file-unknown-value" => quoted(),
        _ => message.lines().next().unwrap_or_default().to_owned(),
    };
    Refusal::Unreadable { code, args: vec![("line", line.to_string()), ("column", column.to_string()), ("name", name)] }
}

/// Line and column of a byte, both from 1, the column in characters.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn refused(text: &str) -> (&'static str, String, String) {
        match read(text.as_bytes()) {
            Err(Error::Refused(Refusal::Unreadable { code, args })) => (code, args[0].1.clone(), args[2].1.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn mistakes_are_told_apart_and_have_their_line() {
        let head = "[document]\nagency = \"Sở\"\ntitle = \"K\"\nfrom = 2021\n";
        let rest = "to = 2025\n[[movements]]\nkey = \"a\"\nname = \"A\"\n";
        let wrong = format!("{head}{}", rest.replace("key", "keyy"));
        assert_eq!(refused(&wrong).0, "file-unknown-field");
        assert_eq!(refused(&wrong).1, "7");
        assert_eq!(refused(head).0, "file-missing-field");
        assert_eq!(refused("[document\nagency = 1").0, "file-syntax");
        let wrong = format!("{head}{rest}[[tracks]]\nkey = \"a\"\nname = \"A\"\nrhythm = \"daily\"\nsteps = []\n");
        assert_eq!(refused(&wrong), ("file-unknown-value", "12".into(), "daily".into()));
    }
}

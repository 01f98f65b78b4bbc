//! A letter's words out of what waits for a person: subject, plain text and HTML, in one language. It must not name anybody or decide what is told.

use lantoa_app::digest::{Digest, Whose};
use lantoa_domain::plan::StepKind;
use lantoa_domain::reminder::Language;
use lantoa_i18n::{Locale, Message, Say, Word, date_long, due, word};

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// In which language.
    pub locale: Locale,
    /// The subject.
    pub subject: String,
    /// The words without markup.
    pub text: String,
    /// The same with markup.
    pub html: String,
}

/// A part of a letter: its heading and its lines.
struct Part {
    title: Word,
    lines: Vec<Line>,
}

/// One line: what it says, what stands behind it, where it leads.
struct Line {
    what: String,
    behind: String,
    address: String,
}

/// The locale of a language.
#[must_use]
pub const fn locale(language: Language) -> Locale {
    match language {
        Language::Vi => Locale::Vi,
        Language::En => Locale::En,
    }
}

/// Writes the letter of a digest. `base` is where people reach the product; `stop` the whole address that ends such letters.
#[must_use]
pub fn write(digest: &Digest, language: Language, base: &str, stop: &str) -> Written {
    let locale = locale(language);
    let parts = parts(digest, locale, base);
    let head = word!("reminder-of-day").with("day", date_long(locale, digest.today)).say(locale).into_owned();
    let foot = [
        (word!("reminder-all"), format!("{base}/nhac-viec")),
        (word!("reminder-change"), format!("{base}/nhac-viec")),
        (word!("reminder-stop"), stop.to_owned()),
    ];
    Written {
        locale,
        subject: subject(digest, locale),
        text: text(&head, &parts, &foot, locale),
        html: html(&head, &parts, &foot, locale),
    }
}

/// Writes the letter that tries the settings.
#[must_use]
pub fn test(language: Language) -> Written {
    let locale = locale(language);
    let (subject, words) = (word!("mail-test-subject").say(locale), word!("mail-test-words").say(locale));
    Written {
        locale,
        text: format!("{words}\n"),
        html: page(&subject, &format!("<p>{}</p>", escaped(&words)), locale),
        subject: subject.into_owned(),
    }
}

/// The subject: how much of what kind.
#[must_use]
pub fn subject(digest: &Digest, locale: Locale) -> String {
    let figures = digest.figures();
    let said = [
        (figures.due, word!("reminder-count-due")),
        (figures.late, word!("reminder-count-late")),
        (figures.waiting, word!("reminder-count-waiting")),
        (figures.sessions, word!("reminder-count-sessions")),
    ];
    let some = said.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = some.map(|(count, word)| word.with("count", count).say(locale).into_owned()).collect();
    format!("Lan Tỏa: {}", parts.join(", "))
}

fn parts(digest: &Digest, locale: Locale, base: &str) -> Vec<Part> {
    let say = |message: Message| message.say(locale).into_owned();
    let until = |day| format!("{} ({})", say(word!("reminder-due").with("day", day)), due(locale, day, digest.today));
    let mut tasks: Vec<Line> = Vec::new();
    for one in &digest.tasks {
        let own = word!("reminder-own").say(locale);
        let whose = if one.whose == Whose::Own { format!("{} · {own}", one.unit) } else { one.unit.clone() };
        tasks.push(Line {
            what: one.what.clone(),
            behind: format!("{whose} · {}", until(one.due)),
            address: format!("{base}/nhiem-vu/{}", one.id),
        });
    }
    if digest.more_tasks > 0 {
        let what = say(word!("reminder-more").with("count", digest.more_tasks));
        tasks.push(Line { what, behind: String::new(), address: format!("{base}/nhiem-vu") });
    }
    let dossiers = digest.dossiers.iter().map(|kind| Line {
        what: say(word!("reminder-dossier-line").with("what", step(kind.step)).with("count", kind.count)),
        behind: kind.due.map(until).unwrap_or_default(),
        address: format!("{base}/ho-so?xem=cho-toi"),
    });
    let sessions = digest.sessions.iter().map(|seat| Line {
        what: seat.council.clone(),
        behind: format!("{} {}", date_long(locale, seat.on), seat.at).trim().to_owned(),
        address: format!("{base}/hoi-dong/phien/{}", seat.id),
    });
    let others = digest.readings.iter().map(|(count, day)| Line {
        what: say(word!("reminder-reading-line").with("count", *count)),
        behind: until(*day),
        address: format!("{base}/ban-lam-viec"),
    });
    let suggestions = (digest.suggestions > 0).then(|| Line {
        what: say(word!("reminder-suggestion-line").with("count", digest.suggestions)),
        behind: String::new(),
        address: format!("{base}/nhan-to/gop-y"),
    });
    let obstacles = digest.obstacles.iter().map(|one| Line {
        what: say(word!("reminder-obstacle-line").with("count", one.count)),
        behind: String::new(),
        address: format!("{base}/chuong-trinh/{}/vuong-mac", one.programme),
    });
    let all = [
        Part { title: word!("reminder-tasks"), lines: tasks },
        Part { title: word!("reminder-dossiers"), lines: dossiers.collect() },
        Part { title: word!("reminder-sessions"), lines: sessions.collect() },
        Part { title: word!("reminder-others"), lines: others.chain(suggestions).chain(obstacles).collect() },
    ];
    all.into_iter().filter(|part| !part.lines.is_empty()).collect()
}

/// What is to be done with a dossier.
fn step(step: Option<StepKind>) -> Word {
    match step {
        None => word!("workbench-verb-complete"),
        Some(StepKind::Register) => word!("domain-step-register"),
        Some(StepKind::Endorse) => word!("domain-step-endorse"),
        Some(StepKind::Foster) => word!("domain-step-foster"),
        Some(StepKind::Nominate) => word!("domain-step-nominate"),
        Some(StepKind::Screen) => word!("domain-step-screen"),
        Some(StepKind::Appraise) => word!("domain-step-appraise"),
        Some(StepKind::Deliberate) => word!("domain-step-deliberate"),
        Some(StepKind::Decide) => word!("domain-step-decide"),
        Some(StepKind::Forward) => word!("domain-step-forward"),
        Some(StepKind::Publicise) => word!("domain-step-publicise"),
    }
}

fn text(head: &str, parts: &[Part], foot: &[(Word, String)], locale: Locale) -> String {
    let mut out = format!("{head}\n");
    for part in parts {
        out.push_str(&format!("\n{}\n", part.title.say(locale).to_uppercase()));
        for line in &part.lines {
            out.push_str(&format!("- {}\n", line.what));
            if !line.behind.is_empty() {
                out.push_str(&format!("  {}\n", line.behind));
            }
            out.push_str(&format!("  {}\n", line.address));
        }
    }
    out.push_str("\n-- \n");
    for (what, address) in foot {
        out.push_str(&format!("{}: {address}\n", what.say(locale)));
    }
    out
}

fn html(head: &str, parts: &[Part], foot: &[(Word, String)], locale: Locale) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(&format!("<h2>{}</h2>\n<ul>\n", escaped(&part.title.say(locale))));
        for line in &part.lines {
            let behind = if line.behind.is_empty() { String::new() } else { format!("<br>{}", escaped(&line.behind)) };
            let (address, what) = (escaped(&line.address), escaped(&line.what));
            out.push_str(&format!("<li><a href=\"{address}\">{what}</a>{behind}</li>\n"));
        }
        out.push_str("</ul>\n");
    }
    let links = foot
        .iter()
        .map(|(what, address)| format!("<a href=\"{}\">{}</a>", escaped(address), escaped(&what.say(locale))));
    out.push_str(&format!("<hr>\n<p>{}</p>\n", links.collect::<Vec<_>>().join(" · ")));
    page(head, &out, locale)
}

fn page(title: &str, body: &str, locale: Locale) -> String {
    let (tag, title) = (locale.tag(), escaped(title));
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n\
         <h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

//! What the page of reminders shows: plain values made from the digest, already permitted for the reader.

use jiff::civil::Date;
use lantoa_app::digest::{Digest, Waiting, Whose};
use lantoa_i18n::{Locale, Say, date_long, word};

use crate::ui::Label;
use crate::words;

/// A titled list.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its title.
    pub title: Label,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One thing that waits.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub what: Label,
    /// What else to know.
    pub about: Label,
    /// Where it is.
    pub address: String,
    /// Until when.
    pub due: Option<Date>,
}

impl Line {
    /// CSS class of the due date, seen from `today`.
    #[must_use]
    pub fn urgency(&self, today: &Date) -> &'static str {
        match self.due {
            Some(due) if due < *today => "late",
            Some(due) if (due - *today).get_days() <= 3 => "soon",
            _ => "quiet",
        }
    }
}

/// The lists of a digest that are not empty.
pub(super) fn sections(digest: &Digest, locale: Locale) -> Vec<Section> {
    let nothing = || Label::from("");
    let mut tasks: Vec<Line> = Vec::new();
    for one in &digest.tasks {
        let own = word!("reminder-own").say(locale);
        let about = if one.whose == Whose::Own { format!("{} · {own}", one.unit) } else { one.unit.clone() };
        tasks.push(Line {
            what: one.what.as_str().into(),
            about: about.into(),
            address: format!("/nhiem-vu/{}", one.id),
            due: Some(one.due),
        });
    }
    if digest.more_tasks > 0 {
        let what = word!("reminder-more").with("count", digest.more_tasks).into();
        tasks.push(Line { what, about: nothing(), address: "/nhiem-vu".to_owned(), due: None });
    }
    let sessions = digest.sessions.iter().map(|seat| Line {
        what: seat.council.as_str().into(),
        about: format!("{} {}", date_long(locale, seat.on), seat.at).trim().to_owned().into(),
        address: format!("/hoi-dong/phien/{}", seat.id),
        due: None,
    });
    let readings = digest.readings.iter().map(|(count, day)| Line {
        what: word!("reminder-reading-line").with("count", *count).into(),
        about: nothing(),
        address: "/ban-lam-viec".to_owned(),
        due: Some(*day),
    });
    let suggestions = (digest.suggestions > 0).then(|| Line {
        what: word!("reminder-suggestion-line").with("count", digest.suggestions).into(),
        about: nothing(),
        address: "/nhan-to/gop-y".to_owned(),
        due: None,
    });
    let obstacles = digest.obstacles.iter().map(|one| Line {
        what: word!("reminder-obstacle-line").with("count", one.count).into(),
        about: nothing(),
        address: format!("/chuong-trinh/{}/vuong-mac", one.programme),
        due: None,
    });
    let all = [
        Section { title: word!("reminder-tasks").into(), lines: tasks },
        Section { title: word!("reminder-dossiers").into(), lines: digest.dossiers.iter().map(dossiers).collect() },
        Section { title: word!("reminder-sessions").into(), lines: sessions.collect() },
        Section {
            title: word!("reminder-others").into(),
            lines: readings.chain(suggestions).chain(obstacles).collect(),
        },
    ];
    all.into_iter().filter(|section| !section.lines.is_empty()).collect()
}

fn dossiers(kind: &Waiting) -> Line {
    let step = kind.step.map_or(word!("workbench-verb-complete"), words::step);
    Line {
        what: word!("reminder-dossier-line").with("what", step).with("count", kind.count).into(),
        about: "".into(),
        address: "/ho-so?xem=cho-toi".to_owned(),
        due: kind.due,
    }
}

//! What becomes of the rows of a list, in words.

use lantoa_app::sheet::{Row, Wrong};
use lantoa_app::{facts, org, people};
use lantoa_i18n::{Message, Word, word};

use crate::{
    page::fact,
    ui::{Badge, Tone},
    words,
    wrong::message,
};

/// A list looked through.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its rows.
    pub lines: Vec<Line>,
    /// How many would be stored.
    pub new: usize,
    /// How many are there already.
    pub same: usize,
    /// How many are wrong.
    pub wrong: usize,
}

impl Preview {
    /// Whether the list can be stored as it is.
    #[must_use]
    pub fn can_store(&self) -> bool {
        self.wrong == 0 && self.new > 0
    }
}

/// A row and what becomes of it.
#[derive(Debug, Clone)]
pub struct Line {
    /// As Excel numbers it.
    pub line: u32,
    /// Whom it is about, as it says.
    pub name: String,
    /// What becomes of it.
    pub becomes: Becomes,
}

/// What becomes of a row.
#[derive(Debug, Clone)]
pub enum Becomes {
    /// It is stored.
    New(Message),
    /// It is there already.
    Same,
    /// It cannot be taken: which column, and what is wrong there.
    Wrong(Word, Message),
}

impl Line {
    /// Wrong ones first, then new ones.
    pub(super) fn order(&self) -> u8 {
        match self.becomes {
            Becomes::Wrong(..) => 0,
            Becomes::New(_) => 1,
            Becomes::Same => 2,
        }
    }

    /// What becomes of it, as a pill.
    #[must_use]
    pub fn badge(&self) -> Badge {
        match self.becomes {
            Becomes::New(_) => Badge::new(word!("import-line-new"), Tone::Good),
            Becomes::Same => Badge::new(word!("import-line-same"), Tone::Plain),
            Becomes::Wrong(..) => Badge::new(word!("import-line-wrong"), Tone::Bad),
        }
    }

    /// The column that is wrong.
    #[must_use]
    pub fn column(&self) -> Option<Word> {
        if let Becomes::Wrong(column, _) = self.becomes { Some(column) } else { None }
    }

    /// The sentence beside it.
    #[must_use]
    pub fn sentence(&self) -> Option<&Message> {
        match &self.becomes {
            Becomes::New(sentence) | Becomes::Wrong(_, sentence) => Some(sentence),
            Becomes::Same => None,
        }
    }
}

fn wrong(wrong: &Wrong) -> Becomes {
    Becomes::Wrong(field(wrong.field), message(wrong.field, wrong.why, &wrong.value))
}

fn field(name: &str) -> Word {
    match name {
        "name" => word!("import-column-name"),
        "born" => word!("import-column-born"),
        "gender" => word!("import-column-gender"),
        "unit" => word!("import-column-unit"),
        "email" => word!("import-column-email"),
        "kind" => word!("import-column-kind"),
        "parent" => word!("import-column-parent"),
        "on" => word!("import-column-from"),
        "about" => word!("import-column-about"),
        "year" => word!("import-column-year"),
        "value" => word!("import-column-value"),
        "title" => word!("import-column-title"),
        _ => word!("import-column-day"),
    }
}

fn preview(lines: Vec<Line>, counts: (usize, usize, usize)) -> Preview {
    Preview { lines, new: counts.0, same: counts.1, wrong: counts.2 }
}

pub(super) fn units(found: org::import::Preview) -> (Preview, Vec<Row>) {
    use org::import::Outcome;
    let line = |line: org::import::Line| Line {
        line: line.line,
        name: line.name,
        becomes: match line.outcome {
            Outcome::New { under, kind } => {
                Becomes::New(word!("import-new-unit").with("under", under).with("kind", words::unit_kind(kind)))
            }
            Outcome::Same => Becomes::Same,
            Outcome::Wrong(why) => wrong(&why),
        },
    };
    (preview(found.lines.into_iter().map(line).collect(), found.counts), found.rows)
}

pub(super) fn people(found: people::import::Preview) -> (Preview, Vec<Row>) {
    use people::import::Outcome;
    let line = |line: people::import::Line| Line {
        line: line.line,
        name: line.name,
        becomes: match line.outcome {
            Outcome::New { unit } => Becomes::New(word!("import-new-person").with("unit", unit)),
            Outcome::Same { .. } => Becomes::Same,
            Outcome::Wrong(why) => wrong(&why),
        },
    };
    (preview(found.lines.into_iter().map(line).collect(), found.counts), found.rows)
}

pub(super) fn facts(found: facts::import::Preview) -> (Preview, Vec<Row>) {
    use facts::import::Outcome;
    let line = |line: facts::import::Line| Line {
        line: line.line,
        name: line.name,
        becomes: match line.outcome {
            Outcome::New { kind, year } => {
                let kind = fact::view::kind(kind);
                Becomes::New(word!("import-new-fact").with("kind", kind).with("year", year.to_string()))
            }
            Outcome::Same => Becomes::Same,
            Outcome::Wrong(why) => wrong(&why),
        },
    };
    (preview(found.lines.into_iter().map(line).collect(), found.counts), found.rows)
}

pub(super) fn sample(with_wrong: bool) -> Preview {
    let line = |line, name: &str, becomes| Line { line, name: name.to_owned(), becomes };
    let mut lines = vec![
        line(4, "Hồ Thị Mơ", Becomes::New(word!("import-new-person").with("unit", "Phòng Nội vụ"))),
        line(5, "Nguyễn Văn Long", Becomes::Same),
    ];
    if with_wrong {
        lines.push(line(6, "Lý Văn Cả", wrong(&Wrong { field: "born", why: "date", value: "1980".to_owned() })));
    }
    Preview { lines, new: 1, same: 1, wrong: usize::from(with_wrong) }
}

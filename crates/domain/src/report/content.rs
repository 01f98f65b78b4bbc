//! What a report says, whole: figures, lines of its tables and the text of its sections, as it is frozen; and what differs between two of them. It must not know where any of it comes from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Figure, Level, ReportKind, Section, Span, What};
use crate::diff::{self, Piece};
use crate::forecast::Outlook;
use crate::plan::{Bound, Key, QuotaSubject, Strength};

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which.
    pub kind: ReportKind,
    /// Whose records.
    pub level: Level,
    /// The months.
    pub span: Span,
    /// The unit, as named when it was counted.
    pub unit: String,
    /// The programme's title.
    pub programme: String,
}

/// A movement in the table of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementLine {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub name: String,
    /// Numbers given ("giao"), summed up; `None` where the plan gives none.
    pub given: Option<u32>,
    /// Numbers striven for ("phấn đấu"), summed up.
    pub striven: Option<u32>,
    /// Dossiers in the rounds of the time.
    pub registered: u32,
    /// Collectives, people, households, practices recognised.
    pub recognised: [u32; 4],
    /// All recognised the year before, where there is a like.
    pub before: Option<u32>,
    /// Awards given.
    pub awarded: u32,
}

impl MovementLine {
    /// Everything recognised.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.recognised.iter().sum()
    }
}

/// A quota in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaLine {
    /// Its movement; `None` for one of the plan as a whole.
    pub movement: Option<Key>,
    /// Whom it counts.
    pub subject: QuotaSubject,
    /// Given or striven for.
    pub strength: Strength,
    /// Which side is allowed.
    pub bound: Bound,
    /// The number.
    pub target: u32,
    /// Counted so far.
    pub counted: u32,
    /// Whether it is over the plan's whole time and not the report's.
    pub whole: bool,
    /// What it comes to at the end.
    pub outlook: Outlook,
}

impl QuotaLine {
    /// Whether it is a number to reach.
    #[must_use]
    pub const fn is_target(&self) -> bool {
        matches!(self.bound, Bound::Min | Bound::Exact)
    }

    /// Whether it is reached.
    #[must_use]
    pub const fn is_reached(&self) -> bool {
        self.counted >= self.target
    }
}

/// Awards of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardLine {
    /// Its name.
    pub name: String,
    /// Collectives and households.
    pub collectives: u32,
    /// People.
    pub people: u32,
    /// Money paid, đồng.
    pub money: i64,
}

/// An obligation in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationLine {
    /// Its key.
    pub key: Key,
    /// The plan's words.
    pub what: String,
    /// Tasks due.
    pub all: u32,
    /// Met in time.
    pub in_time: u32,
    /// Met late.
    pub late: u32,
    /// Said that there is nothing; among those in time or late.
    pub zero: u32,
    /// Not met though the day is over.
    pub missing: u32,
}

/// Everything counted for a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The last day counted: today, or the last of the time.
    pub until: Date,
    /// The figures.
    pub figures: Vec<Figure>,
    /// The movements, in the plan's order.
    pub movements: Vec<MovementLine>,
    /// The quotas.
    pub quotas: Vec<QuotaLine>,
    /// The awards.
    pub awards: Vec<AwardLine>,
    /// The obligations, in the plan's order.
    pub obligations: Vec<ObligationLine>,
}

impl Facts {
    /// A figure.
    #[must_use]
    pub fn of(&self, what: What) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.what == what)
    }

    /// The value of a figure; 0 where it cannot be told.
    #[must_use]
    pub fn value(&self, what: What) -> i64 {
        self.of(what).and_then(|figure| figure.value).unwrap_or(0)
    }
}

/// A section with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartText {
    /// Which.
    pub section: Section,
    /// Its heading as printed.
    pub heading: String,
    /// Its text: a paragraph a line.
    pub text: String,
}

/// A report as it is frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What it is about.
    pub head: Head,
    /// Everything counted.
    pub facts: Facts,
    /// Its text.
    pub parts: Vec<PartText>,
}

/// Whose figure changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The figure.
    pub what: What,
    /// The movement, for a figure of one.
    pub movement: Option<String>,
    /// What it was.
    pub from: Option<i64>,
    /// What it is.
    pub to: Option<i64>,
}

/// A section whose text changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// Its heading.
    pub heading: String,
    /// What changed in it.
    pub pieces: Vec<Piece>,
}

/// What differs from an old report to a new one: figures, then texts.
#[must_use]
pub fn changes(old: &Content, new: &Content) -> (Vec<Change>, Vec<TextChange>) {
    let value = |content: &Content, what: What| content.facts.of(what).and_then(|figure| figure.value);
    let mut figures = Vec::new();
    for what in What::ALL {
        let (from, to) = (value(old, *what), value(new, *what));
        if from != to {
            figures.push(Change { what: *what, movement: None, from, to });
        }
    }
    for line in &new.facts.movements {
        let was = old.facts.movements.iter().find(|one| one.key == line.key);
        let counted = [
            (What::Registered, was.map(|one| one.registered), line.registered),
            (What::Recognised, was.map(MovementLine::all), line.all()),
            (What::Awarded, was.map(|one| one.awarded), line.awarded),
        ];
        let changed = counted.into_iter().filter(|(_, from, to)| *from != Some(*to));
        figures.extend(changed.map(|(what, from, to)| Change {
            what,
            movement: Some(line.name.clone()),
            from: from.map(i64::from),
            to: Some(i64::from(to)),
        }));
    }
    (figures, texts(old, new))
}

fn texts(old: &Content, new: &Content) -> Vec<TextChange> {
    let mut out = Vec::new();
    for part in &new.parts {
        let was = old.parts.iter().find(|one| one.section == part.section).map_or("", |one| one.text.as_str());
        if was != part.text {
            out.push(TextChange { heading: part.heading.clone(), pieces: diff::words(was, &part.text) });
        }
    }
    for gone in old.parts.iter().filter(|one| !new.parts.iter().any(|part| part.section == one.section)) {
        out.push(TextChange { heading: gone.heading.clone(), pieces: diff::words(&gone.text, "") });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(recognised: i64, text: &str) -> Content {
        let figure = Figure { what: What::Recognised, value: Some(recognised), before: None };
        Content {
            head: Head {
                kind: ReportKind::Yearly,
                level: Level::Subtree,
                span: Span { from: (2022, 1), to: (2022, 12) },
                unit: "Sở".into(),
                programme: "Kế hoạch".into(),
            },
            facts: Facts {
                until: "2022-12-31".parse().unwrap(),
                figures: vec![figure],
                movements: vec![],
                quotas: vec![],
                awards: vec![],
                obligations: vec![],
            },
            parts: vec![PartText { section: Section::Selection, heading: "II".into(), text: text.into() }],
        }
    }

    #[test]
    fn figures_and_words_that_changed_are_told_and_nothing_else() {
        let (old, new) = (content(5, "Công nhận 05."), content(7, "Công nhận 07."));
        let (figures, texts) = changes(&old, &new);
        assert_eq!(figures.len(), 1);
        assert_eq!((figures[0].what, figures[0].from, figures[0].to), (What::Recognised, Some(5), Some(7)));
        assert_eq!(texts.len(), 1);
        assert_eq!(changes(&old, &old), (vec![], vec![]));
        let gone = Content { parts: vec![], ..old.clone() };
        assert_eq!(changes(&old, &gone).1.len(), 1, "a section that is gone is told too");
        let kept: Content = serde_json::from_str(&serde_json::to_string(&old).unwrap()).unwrap();
        assert_eq!(kept, old);
    }
}

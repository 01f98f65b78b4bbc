//! The list of delegates as it is handed over to the level above, and what changed between two of them. Must not know how it is written down.

use serde::{Deserialize, Serialize};

use super::delegate::DelegateRole;
use crate::id::DelegateId;

/// A delegate as handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The delegate.
    pub delegate: DelegateId,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Unit.
    pub unit: String,
    /// What the delegate is there for.
    pub role: DelegateRole,
    /// Why chosen.
    pub reason: String,
    /// What a presenter reports on.
    pub topic: String,
}

/// Everything that is frozen when a list is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The conference or congress.
    pub title: String,
    /// Who holds it.
    pub host: String,
    /// The delegates in their order.
    pub lines: Vec<Line>,
}

/// A part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The name.
    Name,
    /// The post.
    Post,
    /// The unit.
    Unit,
    /// The role.
    Role,
    /// The reason.
    Reason,
    /// The topic of the report.
    Topic,
}

/// What is different in a later list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Somebody was added.
    Added(String),
    /// Somebody is no longer there.
    Removed(String),
    /// Something of somebody is different.
    Changed(String, Vec<Part>),
}

/// What is different between an earlier list and a later one: who left, then the later list in its order.
#[must_use]
pub fn changes(before: &[Line], now: &[Line]) -> Vec<Change> {
    let gone = before.iter().filter(|was| !now.iter().any(|is| is.delegate == was.delegate));
    let mut out: Vec<Change> = gone.map(|was| Change::Removed(was.name.clone())).collect();
    for is in now {
        match before.iter().find(|was| was.delegate == is.delegate) {
            None => out.push(Change::Added(is.name.clone())),
            Some(was) => {
                let parts = parts(was, is);
                if !parts.is_empty() {
                    out.push(Change::Changed(is.name.clone(), parts));
                }
            }
        }
    }
    out
}

fn parts(was: &Line, is: &Line) -> Vec<Part> {
    let all = [
        (Part::Name, was.name == is.name),
        (Part::Post, was.post == is.post),
        (Part::Unit, was.unit == is.unit),
        (Part::Role, was.role == is.role),
        (Part::Reason, was.reason == is.reason),
        (Part::Topic, was.topic == is.topic),
    ];
    all.into_iter().filter(|(_, same)| !same).map(|(part, _)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    fn line(n: i64, name: &str, reason: &str) -> Line {
        Line {
            delegate: DelegateId::from_raw(n),
            name: name.to_owned(),
            post: String::new(),
            unit: "Văn phòng".to_owned(),
            role: DelegateRole::Official,
            reason: reason.to_owned(),
            topic: String::new(),
        }
    }

    #[test]
    fn a_later_list_says_who_left_who_came_and_what_is_different() {
        let before = [line(1, "An", "a"), line(2, "Bình", "b"), line(3, "Chi", "c")];
        let now =
            [line(1, "An", "a"), Line { role: DelegateRole::Presenter, ..line(3, "Chi", "d") }, line(4, "Dung", "e")];
        let expected = [
            Change::Removed("Bình".to_owned()),
            Change::Changed("Chi".to_owned(), vec![Part::Role, Part::Reason]),
            Change::Added("Dung".to_owned()),
        ];
        assert_eq!(changes(&before, &now), expected);
        assert!(changes(&before, &before).is_empty());
    }
}

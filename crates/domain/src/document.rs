//! The clerical rules of official documents (Decree 30/2020/NĐ-CP): series of numbers, what may be done to one that is issued, and what a right to sign needs. It must not know what a document says.

use serde::{Deserialize, Serialize};

/// Where an issued document stands. What it says never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    /// In force.
    Issued,
    /// Another document stands in its place (article 18.3).
    Replaced,
    /// Taken back (article 18.4).
    Recalled,
}

/// What a document does to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Stands in its place because of an error in its content.
    Replaces,
    /// Corrects an error of form, layout or procedure by a letter; the other stays in force.
    Corrects,
    /// Takes it back.
    Recalls,
    /// Is a copy of the whole (sao y, article 25).
    Copies,
    /// Is a copy of a part (trích sao, article 25).
    Excerpts,
}

impl Relation {
    /// What becomes of the other document.
    #[must_use]
    pub const fn leaves(self) -> DocumentStatus {
        match self {
            Self::Replaces => DocumentStatus::Replaced,
            Self::Recalls => DocumentStatus::Recalled,
            Self::Corrects | Self::Copies | Self::Excerpts => DocumentStatus::Issued,
        }
    }

    /// Whether the other document must still be in force: what is no longer in force can be copied, and nothing else.
    #[must_use]
    pub const fn needs_force(self) -> bool {
        matches!(self, Self::Replaces | Self::Corrects | Self::Recalls)
    }
}

/// How an agency counts its documents: its head decides (article 15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// One series for all types.
    #[default]
    Together,
    /// One series for each type.
    PerType,
}

impl Counting {
    /// The series of a document: its type's mark, or none where all are counted together.
    #[must_use]
    pub fn series(self, mark: &str) -> &str {
        match self {
            Self::Together => "",
            Self::PerType => mark,
        }
    }
}

/// How an agency counted through the years: what was set last before or in a year holds in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CountingBook(Vec<(i16, Counting)>);

impl CountingBook {
    /// How a year is counted.
    #[must_use]
    pub fn in_year(&self, year: i16) -> Counting {
        let set = self.0.iter().filter(|(from, _)| *from <= year).max_by_key(|(from, _)| *from);
        set.map_or_else(Counting::default, |(_, counting)| *counting)
    }

    /// Counts so from a year on; what was set for that year or later goes.
    pub fn set(&mut self, from: i16, counting: Counting) {
        self.0.retain(|(year, _)| *year < from);
        if self.in_year(from) != counting {
            self.0.push((from, counting));
        }
    }
}

/// What stands behind a number: `QĐ-BDT`; a letter has the agency's part alone (appendix III: there is no mark for letters).
#[must_use]
pub fn symbol(mark: &str, agency: &str) -> String {
    if mark.is_empty() { agency.to_owned() } else { format!("{mark}-{agency}") }
}

/// Whether signing with these lines of an office needs a paper that allows it: TL. only where the working rules say so
/// (article 13.4), TUQ. only by an authorisation in writing, limited in time and content (article 13.3).
#[must_use]
pub fn needs_authority(office: &str) -> bool {
    office.lines().any(|line| {
        let line = line.trim().to_uppercase();
        line.starts_with("TL.") || line.starts_with("TUQ.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_follow_the_year_they_were_set_for() {
        let mut book = CountingBook::default();
        assert_eq!(book.in_year(2026), Counting::Together);
        book.set(2027, Counting::PerType);
        assert_eq!((book.in_year(2026), book.in_year(2027)), (Counting::Together, Counting::PerType));
        assert_eq!(book.in_year(2031), Counting::PerType);
        book.set(2029, Counting::Together);
        assert_eq!((book.in_year(2028), book.in_year(2029)), (Counting::PerType, Counting::Together));
        book.set(2027, Counting::Together);
        assert_eq!(book, CountingBook::default(), "taken back before it began");
        assert_eq!((Counting::Together.series("QĐ"), Counting::PerType.series("QĐ")), ("", "QĐ"));
    }

    #[test]
    fn only_what_is_in_force_is_replaced_and_a_letter_has_no_mark() {
        for relation in
            [Relation::Replaces, Relation::Corrects, Relation::Recalls, Relation::Copies, Relation::Excerpts]
        {
            assert!(relation.needs_force() || relation.leaves() == DocumentStatus::Issued, "{relation:?}");
        }
        assert_eq!((symbol("QĐ", "BDT"), symbol("", "SNV-TĐKT")), ("QĐ-BDT".to_owned(), "SNV-TĐKT".to_owned()));
    }

    #[test]
    fn signing_by_order_or_authorisation_needs_a_paper() {
        for (office, needs) in [
            ("CHỦ TỊCH", false),
            ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", false),
            ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", false),
            ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", true),
            (" tuq. Chủ tịch\nTrưởng phòng Nội vụ", true),
        ] {
            assert_eq!(needs_authority(office), needs, "{office}");
        }
    }
}

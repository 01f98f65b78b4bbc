//! The agency that issues, under the name it bears on a day, and the line of place and date; it must not pick a day by itself.

use crate::{document::Head, text::capitals};
use jiff::civil::Date;
use lantoa_i18n::{Locale, date_long};

/// A name of an agency and the days on which it bears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub to: Option<Date>,
    /// The direct superior; empty when there is none. Lines of its own are kept: a long name breaks where the agency breaks it.
    pub superior: String,
    /// The agency's name. Lines of its own are kept.
    pub agency: String,
    /// Its short form in numbers: `BDT` in 87/KH-BDT.
    pub symbol: String,
    /// The place in the line of the date: “Khánh Hòa”.
    pub place: String,
}

/// An agency through its renamings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issuer(Vec<Named>);

impl Issuer {
    /// An agency from its names; the later one wins where two overlap.
    #[must_use]
    pub fn new(mut names: Vec<Named>) -> Self {
        names.sort_by_key(|name| name.from);
        Self(names)
    }

    /// The name it bears on a day; `None` on a day it did not exist.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Named> {
        self.0.iter().rev().find(|name| name.from <= day && name.to.is_none_or(|to| day <= to))
    }
}

/// The head of a paper before it is drawn: who, what number, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The issuer as named on the paper's day.
    pub issuer: Named,
    /// The number in the register; `None` for a draft, which leaves room for it.
    pub number: Option<u32>,
    /// The day; `None` for a draft, which leaves room for it.
    pub day: Option<Date>,
    /// The year a draft is made for; 0 leaves it to a pen too.
    pub year: i16,
}

impl Letterhead {
    /// The head of a draft: number and day are left to a pen.
    #[must_use]
    pub fn draft(issuer: &Named, year: i16) -> Self {
        Self { issuer: issuer.clone(), number: None, day: None, year }
    }

    /// The head of an issued paper.
    #[must_use]
    pub fn issued(issuer: &Named, number: u32, day: Date) -> Self {
        Self { issuer: issuer.clone(), number: Some(number), day: Some(day), year: day.year() }
    }

    /// “87/KH-BDT”; numbers under 10 have a zero before them; a draft has room for the number.
    #[must_use]
    pub fn number(&self, kind: &str) -> String {
        let number = self.number.map_or_else(|| "\u{a0}".repeat(8), |number| format!("{number:02}"));
        if kind.is_empty() {
            return format!("{number}/{}", self.issuer.symbol);
        }
        format!("{number}/{kind}-{}", self.issuer.symbol)
    }

    /// “ngày 31 tháng 12 năm 2021”; a draft has dots for day and month.
    #[must_use]
    pub fn date(&self) -> String {
        match (self.day, self.year) {
            (Some(day), _) => date_long(Locale::Vi, day),
            (None, 0) => "ngày … tháng … năm ………".to_owned(),
            (None, year) => format!("ngày … tháng … năm {year}"),
        }
    }

    /// The head with number and date. `kind` is the paper's mark in numbers: `QĐ`, `TTr`; empty for letters.
    #[must_use]
    pub fn numbered(&self, kind: &str) -> Head {
        Head { number: format!("Số: {}", self.number(kind)), ..self.dated() }
    }

    /// The head with a date but no number: reports of persons, ballots.
    #[must_use]
    pub fn dated(&self) -> Head {
        let place_date = match self.issuer.place.trim() {
            "" => self.date(),
            place => format!("{place}, {}", self.date()),
        };
        Head { place_date, ..self.bare() }
    }

    /// The head with neither: minutes, which tell time and place in their text.
    #[must_use]
    pub fn bare(&self) -> Head {
        let lines = |name: &str| {
            capitals(name).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
        };
        Head {
            superior: lines(&self.issuer.superior),
            agency: lines(&self.issuer.agency),
            number: String::new(),
            about: String::new(),
            place_date: String::new(),
        }
    }

    /// The agency's name on one line.
    #[must_use]
    pub fn agency(&self) -> String {
        self.issuer.agency.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Issuer, Letterhead, Named};
    use jiff::civil::{Date, date};

    fn name(from: Date, to: Option<Date>, agency: &str) -> Named {
        Named {
            from,
            to,
            superior: "UBND tỉnh Khánh Hòa".into(),
            agency: agency.into(),
            symbol: "BDT".into(),
            place: "Khánh Hòa".into(),
        }
    }

    #[test]
    fn a_day_has_the_name_of_its_time() {
        let issuer = Issuer::new(vec![
            name(date(2025, 7, 1), None, "Sở Dân tộc và Tôn giáo"),
            name(date(2010, 1, 1), Some(date(2025, 6, 30)), "Ban Dân tộc"),
        ]);
        let on = |day| issuer.on(day).map(|name| name.agency.as_str());
        assert_eq!(on(date(2021, 12, 31)), Some("Ban Dân tộc"));
        assert_eq!(on(date(2025, 6, 30)), Some("Ban Dân tộc"));
        assert_eq!(on(date(2026, 11, 20)), Some("Sở Dân tộc và Tôn giáo"));
        assert_eq!(on(date(2009, 12, 31)), None);
    }

    #[test]
    fn numbers_and_dates_have_the_zeros_of_the_decree() {
        let name = name(date(2010, 1, 1), None, "Ban Dân tộc");
        let head = Letterhead::issued(&name, 5, date(2022, 2, 8)).numbered("QĐ");
        assert_eq!(head.number, "Số: 05/QĐ-BDT");
        assert_eq!(head.place_date, "Khánh Hòa, ngày 08 tháng 02 năm 2022");
        assert_eq!(Letterhead::issued(&name, 187, date(2022, 11, 20)).number(""), "187/BDT");
        let draft = Letterhead::draft(&name, 2026).numbered("QĐ");
        assert!(draft.number.ends_with("\u{a0}/QĐ-BDT"), "{}", draft.number);
        assert_eq!(draft.place_date, "Khánh Hòa, ngày … tháng … năm 2026");
    }
}

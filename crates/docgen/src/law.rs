//! Law as data with days: what a decision cites and which form a paper follows; it must not know today's date.

use crate::paper::Kind;
use jiff::civil::Date;

/// How well a fact of law was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Seen in a public source.
    Seen,
    /// Seen in a secondary copy only: a lawyer confirms it before use.
    Secondary,
    /// From general knowledge: a lawyer confirms it before use.
    Recalled,
    /// The agency's own.
    Agency,
}

impl Source {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "seen" => Self::Seen,
            "secondary" => Self::Secondary,
            "recalled" => Self::Recalled,
            _ => return None,
        })
    }
}

/// Days on which something applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether it applies on a day.
    #[must_use]
    pub fn on(self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A law or decree that decisions cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// When it applies.
    pub validity: Validity,
    /// Its name as cited after “Căn cứ”.
    pub text: String,
    /// How well it was checked.
    pub source: Source,
}

/// A form that a decree fixes for a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The paper it is for.
    pub paper: Kind,
    /// When it applies.
    pub validity: Validity,
    /// The decree: “98/2023/NĐ-CP”.
    pub decree: String,
    /// Its number: “02”.
    pub number: String,
    /// Its name.
    pub title: String,
    /// How well it was checked.
    pub source: Source,
}

impl Form {
    /// The lines at the top right of the paper.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        vec![format!("Mẫu số {}", self.number), format!("Nghị định số {}", self.decree)]
    }
}

/// The law the program knows, to which an agency adds its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    bases: Vec<Basis>,
    forms: Vec<Form>,
}

impl Catalogue {
    /// What is known on the whole nation's law; every entry names how it was checked.
    #[must_use]
    pub fn standard() -> Self {
        let rows = |text: &'static str| {
            text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>())
        };
        let bases = rows(include_str!("../data/laws.tsv")).filter_map(|row| basis(&row)).collect();
        let forms = rows(include_str!("../data/forms.tsv")).filter_map(|row| form(&row)).collect();
        Self { bases, forms }
    }

    /// Adds a form of an agency; it goes before the forms of the decrees.
    #[must_use]
    pub fn with_form(mut self, form: Form) -> Self {
        self.forms.insert(0, form);
        self
    }

    /// Adds a law, decree or rule that decisions cite after the others.
    #[must_use]
    pub fn with_basis(mut self, basis: Basis) -> Self {
        self.bases.push(basis);
        self
    }

    /// What a decision of a day cites, laws before decrees.
    pub fn bases_on(&self, day: Date) -> impl Iterator<Item = &Basis> {
        self.bases.iter().filter(move |basis| basis.validity.on(day))
    }

    /// The form a paper of a day follows; `None` when none is known.
    #[must_use]
    pub fn form_on(&self, paper: Kind, day: Date) -> Option<&Form> {
        self.forms.iter().find(|form| form.paper == paper && form.validity.on(day))
    }
}

fn validity(from: &str, to: &str) -> Option<Validity> {
    let to = if to == "-" { None } else { Some(to.parse().ok()?) };
    Some(Validity { from: from.parse().ok()?, to })
}

fn basis(row: &[&str]) -> Option<Basis> {
    let [from, to, _, text, source] = row else { return None };
    Some(Basis { validity: validity(from, to)?, text: (*text).to_owned(), source: Source::parse(source)? })
}

fn form(row: &[&str]) -> Option<Form> {
    let [paper, from, to, decree, number, title, source] = row else { return None };
    Some(Form {
        paper: Kind::parse(paper)?,
        validity: validity(from, to)?,
        decree: (*decree).to_owned(),
        number: (*number).to_owned(),
        title: (*title).to_owned(),
        source: Source::parse(source)?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Kind};
    use jiff::civil::date;

    #[test]
    fn every_line_of_the_data_is_read() {
        let lines = |text: &str| text.lines().filter(|line| !line.starts_with('#')).count();
        let known = Catalogue::standard();
        assert_eq!(known.bases.len(), lines(include_str!("../data/laws.tsv")));
        assert_eq!(known.forms.len(), lines(include_str!("../data/forms.tsv")));
    }

    #[test]
    fn a_day_has_the_law_of_its_time() {
        let known = Catalogue::standard();
        let cited = |day| known.bases_on(day).map(|basis| basis.text.as_str()).collect::<Vec<_>>().join("\n");
        assert!(cited(date(2017, 1, 5)).contains("42/2010/NĐ-CP") && !cited(date(2017, 1, 5)).contains("91/2017"));
        assert!(cited(date(2021, 12, 31)).contains("91/2017/NĐ-CP") && cited(date(2021, 12, 31)).contains("năm 2003"));
        let now = cited(date(2026, 11, 20));
        assert!(now.contains("152/2025/NĐ-CP") && now.contains("06/2026/QH16") && !now.contains("98/2023"), "{now}");
    }

    #[test]
    fn forms_change_their_number_with_the_decree() {
        let known = Catalogue::standard();
        let number = |day| known.form_on(Kind::ReportPerson, day).map(|form| form.number.as_str());
        assert_eq!(number(date(2020, 5, 1)), Some("02"));
        assert_eq!(number(date(2024, 5, 1)), Some("03"));
        assert_eq!(number(date(2026, 5, 1)), None);
    }
}

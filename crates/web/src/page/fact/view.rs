//! What the pages of recorded facts show.

use jiff::civil::Date;
use lantoa_app::facts::FactRow;
use lantoa_domain::facts::{FactKind, level_of, rating_of};
use lantoa_i18n::{Hundredths, Locale, Word, word};

use crate::{kernel::FormState, ui::Label, words};

/// A recorded fact.
#[derive(Debug, Clone)]
pub struct Row {
    /// Text id.
    pub id: String,
    /// What it is.
    pub kind: FactKind,
    /// Which score, title, initiative or prize.
    pub name: String,
    /// The year it counts for.
    pub year: i16,
    /// The day it happened.
    pub on: Option<Date>,
    /// Its value as recorded.
    pub value: i64,
    /// Where it is written.
    pub note: String,
    /// Whether somebody verified it.
    pub verified: bool,
}

impl Row {
    pub(super) fn new(row: &FactRow) -> Self {
        Self {
            id: row.id.to_string(),
            kind: row.kind.0,
            name: row.name.clone(),
            year: row.year,
            on: row.on,
            value: row.value,
            note: row.note.clone(),
            verified: row.verified_by.is_some(),
        }
    }

    /// What it is, in words.
    #[must_use]
    pub fn title(&self) -> Word {
        kind(self.kind)
    }

    /// Its value in words or figures; nothing for kinds without one.
    #[must_use]
    pub fn shown(&self) -> Option<Label> {
        match self.kind {
            FactKind::Rating | FactKind::PartyRating | FactKind::MassRating => {
                rating_of(self.value).map(|rating| words::rating(rating).into())
            }
            FactKind::Discipline => level_of(self.value).map(|level| words::discipline(level).into()),
            FactKind::Score => Some(word!("fact-value-score").with("value", Hundredths(self.value)).into()),
            FactKind::RosterShare => Some(word!("fact-value-share").with("value", Hundredths(self.value * 100)).into()),
            FactKind::TargetResult => Some(word!("fact-value-share").with("value", Hundredths(self.value)).into()),
            FactKind::DisciplineRegister
            | FactKind::Title
            | FactKind::Initiative
            | FactKind::Prize
            | FactKind::Highest => None,
        }
    }
}

/// Hundredths as forms show them and take them back: 8550 is "85,5", in English "85.5".
fn decimal(locale: Locale, hundredths: i64) -> String {
    let mark = match locale {
        Locale::Vi => ',',
        Locale::En => '.',
    };
    let text = format!("{}{mark}{:02}", hundredths / 100, hundredths.rem_euclid(100));
    text.trim_end_matches('0').trim_end_matches(mark).to_owned()
}

/// A kind of fact in words.
pub(crate) const fn kind(kind: FactKind) -> Word {
    match kind {
        FactKind::Rating => word!("fact-kind-rating"),
        FactKind::PartyRating => word!("fact-kind-party-rating"),
        FactKind::MassRating => word!("fact-kind-mass-rating"),
        FactKind::Discipline => word!("fact-kind-discipline"),
        FactKind::DisciplineRegister => word!("fact-kind-discipline-register"),
        FactKind::Score => word!("fact-kind-score"),
        FactKind::RosterShare => word!("fact-kind-roster-share"),
        FactKind::TargetResult => word!("fact-kind-target-result"),
        FactKind::Title => word!("fact-kind-title"),
        FactKind::Initiative => word!("fact-kind-initiative"),
        FactKind::Prize => word!("fact-kind-prize"),
        FactKind::Highest => word!("fact-kind-highest"),
    }
}

/// The form that corrects a fact, filled with what is recorded.
pub(super) fn form(locale: Locale, row: &Row, version: i64) -> FormState {
    let value = match row.kind {
        FactKind::Score | FactKind::TargetResult => decimal(locale, row.value),
        _ => row.value.to_string(),
    };
    FormState::filled([
        ("nam", row.year.to_string()),
        ("ngay", row.on.map(|day| day.to_string()).unwrap_or_default()),
        ("ten", row.name.clone()),
        ("muc", value),
        ("can-cu", row.note.clone()),
        ("da-xac-minh", if row.verified { "co".to_owned() } else { String::new() }),
        (FormState::VERSION, version.to_string()),
    ])
}

pub(super) fn sample() -> Vec<Row> {
    let row = |kind, name: &str, value, on| Row {
        id: "dk_1".to_owned(),
        kind,
        name: name.to_owned(),
        year: 2025,
        on,
        value,
        note: "QĐ 12/QĐ-UBND ngày 15/12/2025".to_owned(),
        verified: true,
    };
    vec![
        row(FactKind::Rating, "", 3, None),
        row(FactKind::Score, "Chỉ số cải cách hành chính", 8_550, None),
        row(FactKind::Discipline, "", 1, Some(jiff::civil::date(2025, 4, 3))),
        row(FactKind::Title, "Chiến sĩ thi đua cơ sở", 0, None),
    ]
}

#[cfg(test)]
mod tests {
    use lantoa_i18n::Locale;

    #[test]
    fn hundredths_come_back_as_they_were_typed() {
        for (number, text) in [(8_550, "85,5"), (10_000, "100"), (10_125, "101,25"), (5, "0,05")] {
            assert_eq!(super::decimal(Locale::Vi, number), text);
            assert_eq!(lantoa_app::sheet::hundredths_of(text), Some(number));
            let english = text.replace(',', ".");
            assert_eq!(super::decimal(Locale::En, number), english);
            assert_eq!(lantoa_app::sheet::hundredths_of(&english), Some(number));
        }
    }
}

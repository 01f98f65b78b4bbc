//! A practice another unit can copy: what its profile says, what is missing in it, and how it comes to be validated. It must not know who copied it.

use serde::{Deserialize, Serialize};

use crate::id::UnitId;
use crate::policy::{Act, Actor, Place, permit};
use crate::refusal::Refusal;

/// Most steps of a practice.
pub const MOST_STEPS: usize = 40;
/// Most rows of figures in one profile or adoption.
pub const MOST_FIGURES: usize = 20;

/// Where a practice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PracticeState {
    /// Its unit writes it.
    Draft,
    /// Its unit's head offers it; it waits for the movement's lead or the standing body.
    Offered,
    /// It was found worth copying: everybody of the agency reads it, and units may declare that they copy it.
    Validated,
    /// It is no longer to be copied.
    Retired,
}

impl PracticeState {
    /// All states, in the order of a practice's life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Offered, Self::Validated, Self::Retired];
}

/// How far a practice is held up as an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// A practice of its unit.
    Unit,
    /// Held up before the whole agency, with evidence (plan 001 II.5, plan 002 II.1).
    Agency,
}

/// What can be done with a practice as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PracticeCommand {
    /// The unit's head offers it.
    Offer,
    /// It is sent back to its unit, with a reason.
    SendBack,
    /// The movement's lead or the standing body finds it worth copying.
    Validate,
    /// It is raised from the unit to the agency, with evidence.
    Promote,
    /// It is taken out, with a reason.
    Retire,
}

impl PracticeCommand {
    /// All commands.
    pub const ALL: [Self; 5] = [Self::Offer, Self::SendBack, Self::Validate, Self::Promote, Self::Retire];

    /// The act that allows it.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Offer => Act::OfferPractice,
            Self::SendBack | Self::Validate => Act::ValidatePractice,
            Self::Promote => Act::PromotePractice,
            Self::Retire => Act::RetirePractice,
        }
    }

    /// Whether words have to be given: a reason, or the evidence.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::SendBack | Self::Promote | Self::Retire)
    }

    /// Where a practice stands after it.
    ///
    /// # Errors
    /// `Invalid` (`practice-step`) when it cannot be done from there.
    pub const fn from(self, state: PracticeState) -> Result<PracticeState, Refusal> {
        use PracticeState::{Draft, Offered, Retired, Validated};
        match (self, state) {
            (Self::Offer, Draft) => Ok(Offered),
            (Self::SendBack, Offered) => Ok(Draft),
            (Self::Validate, Offered) | (Self::Promote, Validated) => Ok(Validated),
            (Self::Retire, Draft | Offered | Validated) => Ok(Retired),
            _ => Err(Refusal::Invalid { field: "state", why: "practice-step" }),
        }
    }
}

/// A measured result. Values are hundredths of the unit of measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What is measured: "Thời gian giải quyết hồ sơ".
    pub measure: String,
    /// In what: "ngày", "%", "triệu đồng".
    pub unit: String,
    /// Before, in hundredths; `None` where nothing was measured before.
    pub before: Option<i64>,
    /// After, in hundredths.
    pub after: i64,
    /// Over which time: "năm 2026".
    pub period: String,
}

/// Reads a number as people write it, into hundredths: "4,5" → 450, "1.250" → 125000, "97" → 9700.
#[must_use]
pub fn hundredths(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = match digits.split_once(',') {
        Some((whole, part)) => (ungrouped(whole)?, part),
        None => match digits.rsplit_once('.') {
            // A point before exactly three digits groups thousands; before one or two it is a decimal point.
            Some((whole, part)) if part.len() < 3 && !whole.contains('.') => (whole.to_owned(), part),
            _ => (ungrouped(digits)?, ""),
        },
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 13 || part.len() > 2 || !is_digits(&whole) || !is_digits(part) {
        return None;
    }
    let value = format!("{whole}{part:0<2}").parse::<i64>().ok()?;
    Some(if negative { -value } else { value })
}

/// Digits without the points between groups of three.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split('.');
    let first = groups.next()?;
    let mut out = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        out.push_str(group);
    }
    Some(out)
}

/// Hundredths as people write them: 450 → "4,5".
#[must_use]
pub fn written(value: i64) -> String {
    let (sign, size) = (if value < 0 { "-" } else { "" }, value.unsigned_abs());
    let (whole, part) = (size / 100, size % 100);
    match (part, part % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole},{}", part / 10),
        _ => format!("{sign}{whole},{part:02}"),
    }
}

/// Where to ask: an office, never a private address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The office or room.
    pub office: String,
    /// The post of who answers.
    pub post: String,
    /// The telephone of the office.
    pub phone: String,
}

impl Contact {
    /// Whether somebody could ask.
    #[must_use]
    pub fn is_there(&self) -> bool {
        !self.office.trim().is_empty() && !self.phone.trim().is_empty()
    }
}

/// What a practice's profile says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The side of work it is about; empty for a comprehensive one (plan 003 I.2).
    pub side: String,
    /// What was wrong or missing before.
    pub problem: String,
    /// How it works.
    pub works: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// What must be there for it to work.
    pub conditions: String,
    /// What it costs, in words.
    pub cost: String,
    /// What it costs, in đồng.
    pub amount: Option<i64>,
    /// What came of it, in words.
    pub results: String,
    /// What came of it, measured.
    pub figures: Vec<Figure>,
    /// What did not work.
    pub limits: String,
    /// Where to ask.
    pub contact: Contact,
}

/// A part of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What was wrong before.
    Problem,
    /// How it works.
    Works,
    /// At least two steps.
    Steps,
    /// What must be there.
    Conditions,
    /// Cost in words, or an amount.
    Cost,
    /// Results in words.
    Results,
    /// At least one measured result.
    Figures,
    /// What did not work.
    Limits,
    /// Office and telephone.
    Contact,
    /// At least one file or photo.
    Evidence,
}

impl Part {
    /// All parts, in the order of a profile.
    pub const ALL: [Self; 10] = [
        Self::Problem,
        Self::Works,
        Self::Steps,
        Self::Conditions,
        Self::Cost,
        Self::Results,
        Self::Figures,
        Self::Limits,
        Self::Contact,
        Self::Evidence,
    ];

    /// Without these nobody could do it after reading: they must be there before it is offered.
    #[must_use]
    pub const fn is_essential(self) -> bool {
        matches!(self, Self::Problem | Self::Works | Self::Steps | Self::Results | Self::Contact)
    }
}

/// How complete a profile is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completeness {
    /// Every part, and whether it is there.
    pub parts: Vec<(Part, bool)>,
}

impl Completeness {
    /// The share that is there, of 100.
    #[must_use]
    pub fn share(&self) -> u32 {
        let there = self.parts.iter().filter(|(_, there)| *there).count();
        u32::try_from(there * 100 / self.parts.len().max(1)).unwrap_or(100)
    }

    /// What is missing.
    #[must_use]
    pub fn missing(&self) -> Vec<Part> {
        self.parts.iter().filter(|(_, there)| !there).map(|(part, _)| *part).collect()
    }

    /// Whether it may be offered: everything essential is there.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.parts.iter().all(|(part, there)| *there || !part.is_essential())
    }
}

/// How complete a profile is, with so many files attached.
#[must_use]
pub fn completeness(profile: &Profile, files: usize) -> Completeness {
    let said = |text: &str| !text.trim().is_empty();
    let there = |part: Part| match part {
        Part::Problem => said(&profile.problem),
        Part::Works => said(&profile.works),
        Part::Steps => profile.steps.iter().filter(|step| said(step)).count() >= 2,
        Part::Conditions => said(&profile.conditions),
        Part::Cost => said(&profile.cost) || profile.amount.is_some(),
        Part::Results => said(&profile.results),
        Part::Figures => profile.figures.iter().any(|figure| said(&figure.measure)),
        Part::Limits => said(&profile.limits),
        Part::Contact => profile.contact.is_there(),
        Part::Evidence => files > 0,
    };
    Completeness { parts: Part::ALL.map(|part| (part, there(part))).to_vec() }
}

/// Whether a practice may be read: what was validated by everybody of the agency, the rest by its own unit and those who look after it.
#[must_use]
pub fn readable(actor: &Actor, place: &Place, state: PracticeState, ever_validated: bool) -> bool {
    if actor.root != place.root {
        return false;
    }
    let open = match state {
        PracticeState::Validated => true,
        PracticeState::Retired => ever_validated,
        PracticeState::Draft | PracticeState::Offered => false,
    };
    open || place.units.contains(&actor.unit) && actor.unit != place.root
        || permit(actor, Act::ReadPractice, place).is_ok()
}

/// Who may be said to copy a practice: not the unit that owns it.
///
/// # Errors
/// `Invalid` on "unit" (`own-practice`).
pub fn not_the_owner(owner: UnitId, adopter: UnitId) -> Result<(), Refusal> {
    if owner == adopter { Err(Refusal::Invalid { field: "unit", why: "own-practice" }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Profile {
        Profile {
            side: String::new(),
            problem: "Người dân phải đi lại nhiều lần.".into(),
            works: "Hẹn giờ trả kết quả tại nhà.".into(),
            steps: vec!["Lập tổ".into(), "Hẹn giờ".into()],
            conditions: "Một công chức trực.".into(),
            cost: String::new(),
            amount: Some(2_000_000),
            results: "Giảm nửa thời gian.".into(),
            figures: vec![Figure {
                measure: "Thời gian".into(),
                unit: "ngày".into(),
                before: Some(700),
                after: 350,
                period: "2026".into(),
            }],
            limits: "Mùa mưa khó đi.".into(),
            contact: Contact { office: "Văn phòng".into(), post: String::new(), phone: "0258 123".into() },
        }
    }

    #[test]
    fn the_meter_says_what_is_missing_and_never_more_than_is_there() {
        let all = completeness(&whole(), 1);
        assert_eq!((all.share(), all.missing(), all.is_ready()), (100, vec![], true));
        let none = completeness(&Profile::default(), 0);
        assert_eq!((none.share(), none.missing().len(), none.is_ready()), (0, 10, false));
        let thin = Profile { conditions: " \n".into(), limits: String::new(), ..whole() };
        let thin = completeness(&thin, 0);
        assert_eq!(thin.missing(), [Part::Conditions, Part::Limits, Part::Evidence]);
        assert!(thin.share() == 70 && thin.is_ready(), "what is missing does not keep others from doing it");
        let one_step = Profile { steps: vec!["Lập tổ".into(), " ".into()], ..whole() };
        assert!(!completeness(&one_step, 9).is_ready(), "one step is no way to do it");
    }

    #[test]
    fn only_what_was_offered_is_validated_and_what_is_retired_stays_so() {
        use PracticeState::{Draft, Offered, Retired, Validated};
        let way = |command: PracticeCommand| PracticeState::ALL.map(|state| command.from(state).ok());
        assert_eq!(way(PracticeCommand::Offer), [Some(Offered), None, None, None]);
        assert_eq!(way(PracticeCommand::SendBack), [None, Some(Draft), None, None]);
        assert_eq!(way(PracticeCommand::Validate), [None, Some(Validated), None, None]);
        assert_eq!(way(PracticeCommand::Promote), [None, None, Some(Validated), None]);
        assert_eq!(way(PracticeCommand::Retire), [Some(Retired), Some(Retired), Some(Retired), None]);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("7", 700),
            ("4,5", 450),
            ("4.5", 450),
            ("97%", 9700),
            ("1.250", 125_000),
            ("1.250.000,75", 125_000_075),
            ("0,05", 5),
            ("-3", -300),
        ] {
            assert_eq!(hundredths(text), Some(value), "{text}");
        }
        for wrong in ["", "bảy", "1,234", "1.2.3", "12.34.567", "1e9", "4,5,6", "99999999999999", ",5"] {
            assert_eq!(hundredths(wrong), None, "{wrong}");
        }
        for value in [0, 5, 450, 455, -300, 125_000] {
            assert_eq!(hundredths(&written(value)), Some(value));
        }
    }
}

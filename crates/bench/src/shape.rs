//! What the agency under test looks like for a number of dossiers: its tree, its people, its years, where every dossier stands.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{self, DossierId, Id, PersonId, ProgrammeId, RoundId, SubjectId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::Subject;

use crate::dice::Dice;
use crate::names;

/// The day on which the measurements take place.
pub(crate) const TODAY: &str = "2025-06-16T01:00:00Z";
/// The agency's first day.
pub(crate) const FOUNDED: &str = "2010-01-01";
/// The years of the rounds and the share of the dossiers each has, in hundredths; the last is under way.
pub(crate) const YEARS: [(i16, u64); 5] = [(2021, 15), (2022, 17), (2023, 18), (2024, 20), (2025, 30)];
/// The movements of the plan.
pub(crate) const MOVEMENTS: [&str; 4] = ["lao-dong-gioi", "nong-thon-moi", "van-hoa-cong-so", "dan-van-kheo"];
/// Up to so many dossiers the number of units is the same.
const SAME_UNITS: u64 = 260_000;
/// Milliseconds of a day.
const DAY: i64 = 24 * 3600 * 1000;

/// The plan's document.
pub(crate) const PLAN: &str = include_str!("../data/plan.toml");

/// Sizes of everything, from the number of dossiers and a seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) seed: u64,
    pub(crate) dossiers: u64,
    /// Units of each level under the agency.
    pub(crate) levels: [usize; 3],
    pub(crate) people: u64,
}

/// Where a dossier stands, before it is put into words of the domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Waits at a step.
    Walking(usize),
    /// Sent back from a step.
    Returned(usize),
    /// Over at a step.
    Ended(usize),
    /// Recognised, to be made known.
    Recognised,
    /// Recognised and made known.
    Known,
}

/// Places of the plan's steps.
pub(crate) mod step {
    pub(crate) const REGISTER: usize = 0;
    pub(crate) const FOSTER: usize = 1;
    pub(crate) const NOMINATE: usize = 2;
    pub(crate) const SCREEN: usize = 3;
    pub(crate) const APPRAISE: usize = 4;
    pub(crate) const DELIBERATE: usize = 5;
    pub(crate) const DECIDE: usize = 6;
    pub(crate) const PUBLICISE: usize = 7;
}

/// One dossier, from its number alone.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    pub(crate) id: DossierId,
    /// Place in [`YEARS`].
    pub(crate) year: usize,
    pub(crate) movement: Key,
    pub(crate) subject: Subject,
    pub(crate) name: String,
    /// The proposing unit, by number.
    pub(crate) unit: usize,
    pub(crate) leader: bool,
    pub(crate) fate: Fate,
    /// When it was opened, milliseconds since 1970.
    pub(crate) opened: i64,
    /// Chance for what is left open here.
    pub(crate) dice: Dice,
}

impl Shape {
    /// The shape for a number of dossiers. From 10,000 to 260,000 dossiers the tree has 2,000 units under the agency, so that
    /// two sizes differ in their dossiers only; above, one for every hundred dossiers, 10,000 from a million dossiers on:
    /// the largest agency that is aimed at.
    pub(crate) fn new(dossiers: u64, seed: u64) -> Self {
        let dossiers = dossiers.max(50);
        let units = match dossiers {
            0..=SAME_UNITS => (dossiers / 5).clamp(12, 2_000),
            _ => (dossiers / 100).min(10_000),
        } as usize;
        let upper = (units as f64).cbrt().round() as usize;
        let middle = upper * upper;
        let levels = [upper, middle, units - upper - middle];
        Self { seed, dossiers, levels, people: (dossiers * 35 / 100).max(40) }
    }

    /// All units, the agency included; it is number 0.
    pub(crate) fn units(&self) -> usize {
        1 + self.levels.iter().sum::<usize>()
    }

    /// Level of a unit, 0 for the agency, and its place on that level.
    pub(crate) fn level(&self, unit: usize) -> (usize, usize) {
        let mut place = unit;
        for (level, count) in [1].iter().chain(&self.levels).enumerate() {
            if place < *count {
                return (level, place);
            }
            place -= count;
        }
        (0, 0)
    }

    /// The unit above.
    pub(crate) fn parent(&self, unit: usize) -> Option<usize> {
        let (level, place) = self.level(unit);
        let first = |level: usize| 1 + self.levels[..level - 1].iter().sum::<usize>();
        match level {
            0 => None,
            1 => Some(0),
            _ => Some(first(level - 1) + place % self.levels[level - 2]),
        }
    }

    /// A unit and those above it, the agency last.
    pub(crate) fn path(&self, unit: usize) -> Vec<usize> {
        std::iter::successors(Some(unit), |unit| self.parent(*unit)).collect()
    }

    /// The unit of the first level over a unit; the agency for itself.
    pub(crate) fn district(&self, unit: usize) -> usize {
        let path = self.path(unit);
        path.len().checked_sub(2).map_or(0, |place| path[place])
    }

    pub(crate) fn unit_id(unit: usize) -> UnitId {
        UnitId::from_raw(id::raw(ms(FOUNDED_MS, unit as i64), 0))
    }

    pub(crate) fn unit_name(&self, unit: usize) -> String {
        let (level, place) = self.level(unit);
        if level == 0 { "Tỉnh Thử tải".to_owned() } else { names::unit(level, place + 1) }
    }

    /// The people: 0 to 9 hold the agency's offices, then one clerk per unit of the first level, then everybody else.
    pub(crate) fn all_people(&self) -> u64 {
        self.first_candidate() + self.people
    }

    pub(crate) fn first_candidate(&self) -> u64 {
        10 + self.levels[0] as u64
    }

    pub(crate) fn person_id(person: u64) -> PersonId {
        PersonId::from_raw(id::raw(ms(FOUNDED_MS + DAY, person.cast_signed()), 0))
    }

    /// The clerk of a unit of the first level.
    pub(crate) fn clerk(&self, district: usize) -> PersonId {
        Self::person_id(10 + (district.max(1) - 1) as u64)
    }

    /// Name and unit of a person.
    pub(crate) fn person(&self, person: u64) -> (String, usize) {
        let mut dice = Dice::of(self.seed ^ 0x7065, person);
        let name = names::person(&mut dice);
        let unit = match person {
            0..10 => 0,
            n if n < self.first_candidate() => (n - 9) as usize,
            // Nobody works for the districts themselves but their clerks.
            _ => 1 + self.levels[0] + dice.under((self.levels[1] + self.levels[2]) as u64) as usize,
        };
        (name, unit)
    }

    pub(crate) fn leads(&self, person: u64) -> bool {
        person >= self.first_candidate() && person % 20 == 7
    }

    pub(crate) fn programme() -> ProgrammeId {
        ProgrammeId::from_raw(id::raw(ms(FOUNDED_MS + 2 * DAY, 0), 0))
    }

    pub(crate) fn round(year: usize) -> RoundId {
        RoundId::from_raw(id::raw(ms(FOUNDED_MS + 3 * DAY, year as i64), 0))
    }

    /// Units of the agency with the table unit × occurrence: ten thousand from 100,000 dossiers on.
    pub(crate) fn table_units(&self) -> usize {
        (self.dossiers / 10).clamp(60, 10_000) as usize
    }

    /// Unit of that agency; it is number 0 itself.
    pub(crate) fn table_unit(unit: usize) -> UnitId {
        UnitId::from_raw(id::raw(ms(FOUNDED_MS + 6 * DAY, unit as i64), 0))
    }

    /// Who looks at the table.
    pub(crate) fn table_officer() -> PersonId {
        PersonId::from_raw(id::raw(ms(FOUNDED_MS + 7 * DAY, 0), 0))
    }

    /// The programme of the table.
    pub(crate) fn table_programme() -> ProgrammeId {
        ProgrammeId::from_raw(id::raw(ms(FOUNDED_MS + 8 * DAY, 0), 0))
    }

    /// First dossier and number of dossiers of a year.
    pub(crate) fn of_year(&self, year: usize) -> (u64, u64) {
        let until = |year: usize| YEARS[..year].iter().map(|(_, share)| share).sum::<u64>() * self.dossiers / 100;
        let (first, end) = (until(year), until(year + 1));
        (first, end - first)
    }

    fn year_of(&self, dossier: u64) -> usize {
        (0..YEARS.len()).rev().find(|year| self.of_year(*year).0 <= dossier).unwrap_or_default()
    }

    /// When a dossier was opened: spread over its year, that of the last year until today.
    fn opened(&self, dossier: u64, year: usize) -> i64 {
        let (first, count) = self.of_year(year);
        let days = if year + 1 == YEARS.len() { 140 } else { 300 };
        let share = (dossier - first) as i128 * i128::from(days * DAY) / count.max(1) as i128;
        january(YEARS[year].0) + DAY + share as i64
    }

    /// The identifier of a dossier, from its number.
    pub(crate) fn dossier_id(&self, dossier: u64) -> DossierId {
        let opened = self.opened(dossier, self.year_of(dossier));
        // Two of one millisecond differ by their numbers.
        DossierId::from_raw(id::raw(opened, (dossier & 0x3f_ffff) as u32))
    }

    /// Everything about a dossier.
    pub(crate) fn sketch(&self, dossier: u64) -> Sketch {
        let mut dice = Dice::of(self.seed ^ 0x6873, dossier);
        let year = self.year_of(dossier);
        let (subject, name, unit, movement) = self.subject(dossier, year, &mut dice);
        let leader = matches!(subject, Subject::Person(person) if self.leads(number_of(person)));
        let fate = if year + 1 == YEARS.len() { under_way(&mut dice) } else { long_ago(&mut dice) };
        let movement = MOVEMENTS[movement].parse().expect("invariant: keys of the plan are keys");
        let opened = self.opened(dossier, year);
        Sketch { id: self.dossier_id(dossier), year, movement, subject, name, unit, leader, fate, opened, dice }
    }

    /// Whom it is about: seven of ten a person, the others collectives, households, practices. Nobody twice a year in
    /// one movement: within a year people and units are dealt like cards.
    fn subject(&self, dossier: u64, year: usize, dice: &mut Dice) -> (Subject, String, usize, usize) {
        let place = dossier - self.of_year(year).0;
        let own = SubjectId::from_raw(id::raw(ms(FOUNDED_MS + 4 * DAY, dossier.cast_signed()), 0));
        let anywhere = 1 + self.levels[0] + dice.under((self.levels[1] + self.levels[2]) as u64) as usize;
        let movement = dice.under(MOVEMENTS.len() as u64) as usize;
        match place % 20 {
            0..14 => {
                let nth = place / 20 * 14 + place % 20;
                let dealt = (nth * CARDS + year as u64 * 7_919) % self.people;
                let person = self.first_candidate() + dealt;
                let (name, unit) = self.person(person);
                (Subject::Person(Self::person_id(person)), name, unit, movement)
            }
            14 if place / 20 < self.units() as u64 - 1 => {
                let unit = 1 + (place / 20) as usize;
                (Subject::Unit(Self::unit_id(unit)), self.unit_name(unit), unit, movement)
            }
            14..18 => (Subject::Group(own), names::group(dice, dossier), anywhere, movement),
            18 => (Subject::Household(own), format!("Hộ {}", names::person(dice)), anywhere, movement),
            _ => (Subject::Practice(own), names::practice(dice, dossier), anywhere, movement),
        }
    }

    /// The dossiers under way that wait at a step, in a random order that depends on the seed.
    pub(crate) fn waiting_at(&self, step: usize) -> Vec<u64> {
        let (first, count) = self.of_year(YEARS.len() - 1);
        let mut found: Vec<u64> =
            (first..first + count).filter(|n| self.sketch(*n).fate == Fate::Walking(step)).collect();
        let mut dice = Dice::of(self.seed, step as u64);
        for place in (1..found.len()).rev() {
            found.swap(place, dice.under(place as u64 + 1) as usize);
        }
        found
    }
}

/// A prime far from any number of people: multiples of it visit everybody before anybody twice.
const CARDS: u64 = 15_485_863;
/// 2010-01-01T00:00 in Vietnam, brought to the first day identifiers can count from.
const FOUNDED_MS: i64 = 1_577_836_800_000 + DAY;

fn ms(base: i64, place: i64) -> i64 {
    base + place
}

fn number_of(person: PersonId) -> u64 {
    let placed = (person.raw() >> 22) - (Shape::person_id(0).raw() >> 22);
    u64::try_from(placed).unwrap_or_default()
}

/// New year of a year in Vietnam, milliseconds since 1970.
fn january(year: i16) -> i64 {
    let date: Date = jiff::civil::date(year, 1, 1);
    jiff::tz::offset(7).to_timestamp(date.at(0, 0, 0, 0)).map_or(0, Timestamp::as_millisecond)
}

fn long_ago(dice: &mut Dice) -> Fate {
    match dice.below(100) {
        0..50 => Fate::Known,
        50..55 => Fate::Recognised,
        55..88 => Fate::Ended(step::SCREEN + dice.under(4) as usize),
        88..92 => Fate::Returned(step::SCREEN),
        _ => Fate::Walking(dice.under(7) as usize),
    }
}

fn under_way(dice: &mut Dice) -> Fate {
    match dice.below(100) {
        0..25 => Fate::Walking(step::REGISTER),
        25..33 => Fate::Walking(step::FOSTER),
        33..63 => Fate::Walking(step::NOMINATE),
        63..73 => Fate::Walking(step::SCREEN),
        73..82 => Fate::Walking(step::APPRAISE),
        82..88 => Fate::Walking(step::DELIBERATE),
        88..92 => Fate::Walking(step::DECIDE),
        92..96 => Fate::Recognised,
        96..98 => Fate::Returned(step::SCREEN),
        _ => Fate::Ended(step::APPRAISE),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_subject_comes_twice_in_a_round_and_no_identifier_twice() {
        for size in [50, 1_000, 23_000] {
            let shape = Shape::new(size, 3);
            let sketches: Vec<Sketch> = (0..shape.dossiers).map(|n| shape.sketch(n)).collect();
            let ids: HashSet<_> = sketches.iter().map(|one| one.id).collect();
            assert_eq!(ids.len(), sketches.len());
            let subjects: HashSet<_> =
                sketches.iter().map(|one| (one.year, format!("{:?}{}", one.subject, one.movement))).collect();
            assert_eq!(subjects.len(), sketches.len(), "size {size}");
            assert!(sketches.is_sorted_by_key(|one| one.id));
        }
    }

    #[test]
    fn the_tree_has_four_levels_and_one_top() {
        let shape = Shape::new(100_000, 1);
        assert_eq!(shape.units(), 2_001);
        assert!((1..shape.units()).all(|unit| *shape.path(unit).last().unwrap() == 0));
        assert_eq!((0..shape.units()).map(|unit| shape.path(unit).len()).max(), Some(4));
        assert_eq!(shape.district(0), 0);
        assert!((1..=shape.levels[0]).contains(&shape.district(2_000)));
    }

    #[test]
    fn the_largest_agency_has_ten_thousand_units_and_the_usual_one_two_thousand() {
        let units = |dossiers| Shape::new(dossiers, 1).units();
        assert_eq!([10_000, 100_000, 260_000].map(units), [2_001; 3]);
        assert_eq!([500_000, 1_000_000, 2_000_000].map(units), [5_001, 10_001, 10_001]);
        let shape = Shape::new(1_000_000, 1);
        let depths: Vec<usize> = (0..shape.units()).map(|unit| shape.path(unit).len()).collect();
        assert!((1..=4).all(|depth| depths.contains(&depth)) && depths.iter().all(|depth| *depth <= 4));
        let names: HashSet<String> = (0..shape.units()).map(|unit| shape.unit_name(unit)).collect();
        assert_eq!(names.len(), shape.units());
        let people = |unit: usize| (0..shape.all_people()).filter(|person| shape.person(*person).1 == unit).count();
        assert!(people(10_000) > 0, "somebody works in the last unit too");
    }

    #[test]
    fn everybody_who_leads_is_known_by_number() {
        let shape = Shape::new(1_000, 1);
        assert!((0..shape.all_people()).all(|n| number_of(Shape::person_id(n)) == n));
    }
}

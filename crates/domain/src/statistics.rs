//! The ministry's yearly statistics of emulation and awards: lines, columns, and which record counts where. Must not know a record's source.
//!
//! Forms 0601.N, 0602.N and 0603.N/BNV-TĐKT of Circular 02/2023/TT-BNV of 23 March 2023. Circular 18/2025/TT-BNV of 8 October 2025 took its
//! place; its forms were not found in a public source. Forms 0604.N and 0605.N count the emulation offices of ministries and provinces
//! and their officials, of which this product keeps nothing.

mod award;
mod table;
#[cfg(test)]
mod tests;

pub use award::{Column, column_of};
pub use table::{Head, Launcher, Side, Table, is_asked};

use serde::{Deserialize, Serialize};

use crate::plan::{Counting, Rhythm, Track, Years};
use crate::unit::UnitKind;

/// Where an agency stands in the state: it decides in which column its movements are counted and how high its leaders are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// A ministry, a central body (bộ, ban, ngành, đoàn thể Trung ương).
    Ministry,
    /// A province or city under the centre.
    Province,
    /// Under a ministry (vụ, cục và tương đương).
    UnderMinistry,
    /// A department of a province (sở, ban, ngành).
    Department,
    /// Anything below: a commune, a unit.
    #[default]
    Local,
}

impl Tier {
    /// All tiers, the highest first.
    pub const ALL: [Self; 5] = [Self::Ministry, Self::Province, Self::UnderMinistry, Self::Department, Self::Local];

    /// Whether it is a ministry or a province itself.
    #[must_use]
    pub const fn is_top(self) -> bool {
        matches!(self, Self::Ministry | Self::Province)
    }

    /// Who submits its awards to the Prime Minister: the ministry or the province it belongs to.
    #[must_use]
    pub const fn submitter(self) -> Submitter {
        match self {
            Self::Ministry | Self::UnderMinistry => Submitter::Ministry,
            Self::Province | Self::Department | Self::Local => Submitter::Province,
        }
    }
}

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// 0601.N: movements.
    Movements,
    /// 0602.N: awards of the state.
    State,
    /// 0603.N: awards of ministries and provinces.
    Province,
}

impl Form {
    /// All forms in their order.
    pub const ALL: [Self; 3] = [Self::Movements, Self::State, Self::Province];

    /// Its four digits.
    #[must_use]
    pub const fn digits(self) -> &'static str {
        match self {
            Self::Movements => "0601",
            Self::State => "0602",
            Self::Province => "0603",
        }
    }

    /// The form with these four digits.
    #[must_use]
    pub fn of(digits: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.digits() == digits)
    }

    /// Its lines from top to bottom, headings of groups included.
    #[must_use]
    pub fn rows(self) -> Vec<Row> {
        match self {
            Self::Movements => movement_rows(),
            Self::State => {
                let submitted = Submitter::ALL.map(Row::Submitted);
                [Row::Total, Row::Group(Group::Submitter)].into_iter().chain(submitted).chain(award_rows()).collect()
            }
            Self::Province => [Row::Total].into_iter().chain(award_rows()).collect(),
        }
    }
}

fn movement_rows() -> Vec<Row> {
    let mut rows = vec![Row::Total, Row::Group(Group::Scope)];
    rows.extend(Scope::ALL.map(Row::Scope));
    rows.push(Row::Group(Group::Length));
    rows.extend(Length::ALL.map(Row::Length));
    rows.push(Row::Group(Group::Manner));
    rows.extend([Row::Thematic, Row::EveryYear]);
    rows
}

fn award_rows() -> Vec<Row> {
    let mut rows = vec![Row::Group(Group::Recipient)];
    rows.extend([Row::Collectives, Row::Enterprises, Row::Households, Row::Individuals]);
    rows.extend(Rank::ALL.map(Row::Rank));
    rows.push(Row::Group(Group::Way));
    rows.extend(Way::ALL.map(Row::Way));
    rows
}

/// A group of lines, as its heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// By scope of the movement.
    Scope,
    /// By length of the movement.
    Length,
    /// By the manner in which the movement is held.
    Manner,
    /// By who submits to the Prime Minister.
    Submitter,
    /// By recipient.
    Recipient,
    /// By way of the award.
    Way,
}

/// Scope of a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole country.
    Nation,
    /// A ministry, a province.
    Top,
    /// A cluster or block of emulation.
    Cluster,
    /// An agency, an organisation, a unit.
    Unit,
}

impl Scope {
    const ALL: [Self; 4] = [Self::Nation, Self::Top, Self::Cluster, Self::Unit];
}

/// Length of a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// Less than a year.
    UnderOne,
    /// A year.
    One,
    /// More than a year, less than three.
    UnderThree,
    /// Three years and more, less than five.
    UnderFive,
    /// Five years and more.
    Longer,
}

impl Length {
    const ALL: [Self; 5] = [Self::UnderOne, Self::One, Self::UnderThree, Self::UnderFive, Self::Longer];

    /// Of a span of whole years; plans know no shorter one.
    fn of(years: Years) -> Self {
        match i32::from(years.to) - i32::from(years.from) + 1 {
            ..=0 => Self::UnderOne,
            1 => Self::One,
            2 => Self::UnderThree,
            3 | 4 => Self::UnderFive,
            _ => Self::Longer,
        }
    }
}

/// Who submits an award to the Prime Minister.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Submitter {
    /// A ministry, a central body.
    Ministry,
    /// A province.
    Province,
}

impl Submitter {
    const ALL: [Self; 2] = [Self::Ministry, Self::Province];
}

/// What an individual is, as the forms class people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rank {
    /// Leads a ministry, a province or something of that height.
    Top,
    /// Leads a department or something of that height.
    Department,
    /// Leads an enterprise or a co-operative.
    Entrepreneur,
    /// Leads anything else, from the deputy of a division.
    Leader,
    /// Works, learns or fights without leading.
    Worker,
}

impl Rank {
    const ALL: [Self; 5] = [Self::Top, Self::Department, Self::Entrepreneur, Self::Leader, Self::Worker];

    /// What somebody is who leads a unit or not. `depth` is 0 for the agency's own unit.
    #[must_use]
    pub fn of(leads: bool, kind: UnitKind, depth: u32, agency: Tier) -> Self {
        let body = matches!(kind, UnitKind::Agency | UnitKind::Office | UnitKind::Division);
        match (leads, kind, depth) {
            (false, ..) => Self::Worker,
            (true, UnitKind::Enterprise | UnitKind::Cooperative, _) => Self::Entrepreneur,
            (true, _, 0) if agency.is_top() => Self::Top,
            (true, _, 1) if agency.is_top() && body => Self::Department,
            (true, _, 0) if matches!(agency, Tier::UnderMinistry | Tier::Department) => Self::Department,
            (true, ..) => Self::Leader,
        }
    }
}

/// For what an award was given, as the forms say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// For work and results of the year (thường xuyên).
    Regular,
    /// For a thematic movement (chuyên đề).
    Thematic,
    /// For a single deed (đột xuất).
    Sudden,
    /// To foreigners (đối ngoại).
    External,
    /// For a life of service (cống hiến).
    Devotion,
    /// For years in a sector (niên hạn).
    Years,
    /// For the wars (kháng chiến).
    War,
}

impl Way {
    const ALL: [Self; 7] =
        [Self::Regular, Self::Thematic, Self::Sudden, Self::External, Self::Devotion, Self::Years, Self::War];

    /// What the awards of a track are for: of every year regular, of every month or counted against quotas thematic, else for a deed.
    #[must_use]
    pub fn of(track: &Track) -> Self {
        match (track.rhythm, track.counting) {
            (Rhythm::Yearly, _) => Self::Regular,
            (Rhythm::Monthly, _) | (Rhythm::AtAnyTime, Counting::Counted) => Self::Thematic,
            (Rhythm::AtAnyTime, Counting::Free) => Self::Sudden,
        }
    }
}

/// A line of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Row {
    /// Everything.
    Total,
    /// The heading of a group: it counts nothing.
    Group(Group),
    /// Movements of a scope.
    Scope(Scope),
    /// Movements of a length.
    Length(Length),
    /// Thematic movements.
    Thematic,
    /// Movements of every year.
    EveryYear,
    /// Awards by submitter.
    Submitted(Submitter),
    /// Awards to collectives.
    Collectives,
    /// Of them to enterprises.
    Enterprises,
    /// Awards to households.
    Households,
    /// Awards to people.
    Individuals,
    /// Of them to people of a rank.
    Rank(Rank),
    /// Awards by what they are for.
    Way(Way),
}

impl Row {
    /// Its number in a form; headings have none. Numbers 04 and 05 of 0602.N do not exist.
    #[must_use]
    pub fn number(self, form: Form) -> Option<u8> {
        // Both award forms number the same lines, 0602.N after its submitters.
        let after = |number: u8| if form == Form::State { number + 4 } else { number };
        let place = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        let number = match self {
            Self::Total => 1,
            Self::Group(_) => return None,
            Self::Scope(one) => 2 + place(one as usize),
            Self::Length(one) => 6 + place(one as usize),
            Self::Thematic => 11,
            Self::EveryYear => 12,
            Self::Submitted(one) => 2 + place(one as usize),
            Self::Collectives => after(2),
            Self::Enterprises => after(3),
            Self::Households => after(4),
            Self::Individuals => after(5),
            Self::Rank(one) => after(6 + place(one as usize)),
            Self::Way(one) => after(11 + place(one as usize)),
        };
        Some(number)
    }
}

/// To whom an award went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum To {
    /// A collective that is no enterprise.
    Collective,
    /// An enterprise.
    Enterprise,
    /// A household.
    Household,
    /// A person.
    Person(Rank),
}

impl To {
    /// Forms have one column for everything that is no person.
    const fn side(self) -> Side {
        if matches!(self, Self::Person(_)) { Side::People } else { Side::Collectives }
    }
}

/// One thing that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A movement that ran in the year.
    Movement {
        /// Who runs it.
        by: Tier,
        /// Its years.
        years: Years,
    },
    /// An award given in the year.
    Award {
        /// Its column.
        column: Column,
        /// Its name: orders and honours have a column each.
        name: String,
        /// To whom.
        to: To,
        /// For what; `None` where the record does not say.
        way: Option<Way>,
        /// Who submits for the agency.
        by: Submitter,
    },
}

impl Record {
    /// The form it belongs to.
    #[must_use]
    pub const fn form(&self) -> Form {
        match self {
            Self::Movement { .. } => Form::Movements,
            Self::Award { column, .. } => column.form(),
        }
    }

    fn is_in_row(&self, row: Row) -> bool {
        match self {
            Self::Movement { by, years } => match row {
                Row::Total => true,
                Row::Scope(scope) => scope == if by.is_top() { Scope::Top } else { Scope::Unit },
                Row::Length(length) => length == Length::of(*years),
                Row::Thematic => Length::of(*years) > Length::One,
                Row::EveryYear => Length::of(*years) <= Length::One,
                _ => false,
            },
            Self::Award { to, way, by, .. } => match row {
                Row::Total => true,
                Row::Submitted(submitter) => *by == submitter,
                Row::Collectives => matches!(to, To::Collective | To::Enterprise),
                Row::Enterprises => *to == To::Enterprise,
                Row::Households => *to == To::Household,
                Row::Individuals => matches!(to, To::Person(_)),
                Row::Rank(rank) => *to == To::Person(rank),
                Row::Way(one) => *way == Some(one),
                _ => false,
            },
        }
    }

    fn is_under(&self, head: &Head) -> bool {
        match (self, head) {
            (_, Head::Total) => true,
            (Self::Movement { by, .. }, Head::Launched(launcher)) => {
                *launcher == if by.is_top() { Launcher::Top } else { Launcher::Unit }
            }
            (Self::Award { column, name, to, .. }, Head::Award { column: of, name: called, side }) => {
                column == of && called.as_ref().is_none_or(|called| called == name) && side.holds(to.side())
            }
            _ => false,
        }
    }

    /// Whether a cell counts it.
    #[must_use]
    pub fn counts(&self, row: Row, head: &Head) -> bool {
        self.is_in_row(row) && self.is_under(head)
    }
}

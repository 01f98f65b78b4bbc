//! Which rounds a plan asks for next, from the rhythm and deadlines of its tracks. It must not open one.

use jiff::civil::Date;

use crate::plan::{Key, Plan, Rhythm, StepKind, Track};
use crate::time::day;

/// A round that could be opened now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The track.
    pub track: Key,
    /// The year it answers for.
    pub year: i16,
    /// The month 1–12 it answers for; 0 for a whole year.
    pub month: i8,
    /// First day it takes dossiers.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// The day ages, ratings and titles are looked at.
    pub reference_day: Date,
}

impl Plan {
    /// The next round of each track: this year's or month's, or the following one when that is already there.
    ///
    /// `known` are the rounds there are: track, year, month. Nothing is proposed outside of the plan's years, nor for a
    /// track whose rounds follow events when it has one in the year.
    #[must_use]
    pub fn next_rounds(&self, today: Date, known: &[(Key, i16, i8)]) -> Vec<Proposal> {
        self.tracks.iter().filter_map(|track| self.next_round(track, today, known)).collect()
    }

    fn next_round(&self, track: &Track, today: Date, known: &[(Key, i16, i8)]) -> Option<Proposal> {
        let (from, to) = (self.document.from, self.document.to);
        let free = |year: i16, month: i8| !known.contains(&(track.key.clone(), year, month));
        let first_year = today.year().clamp(from, to.max(from));
        let (year, month) = match track.rhythm {
            Rhythm::Yearly => (first_year..=to).take(2).map(|year| (year, 0)).find(|(y, m)| free(*y, *m))?,
            Rhythm::AtAnyTime => Some((first_year, 0)).filter(|(y, m)| free(*y, *m))?,
            Rhythm::Monthly => {
                let first_month = if first_year == today.year() { today.month() } else { 1 };
                let months = (first_year..=to).flat_map(|y| (1..=12).map(move |m| (y, m)));
                months.skip_while(|(y, m)| (*y, *m) < (first_year, first_month)).take(2).find(|(y, m)| free(*y, *m))?
            }
        };
        Some(track.round_for(year, month))
    }
}

impl Track {
    /// A round for a year and month 1–12, or for the whole year with month 0, with the days its deadlines name.
    #[must_use]
    pub fn round_for(&self, year: i16, month: i8) -> Proposal {
        let (opens, last) = match month {
            1..=12 => (day(year, month, 1), day(year, month, 1).last_of_month()),
            _ => (day(year, 1, 1), day(year, 12, 31)),
        };
        let intake = |kind| {
            let step = self.position(kind).and_then(|at| self.steps.get(at))?;
            let deadline = step.deadline.as_ref()?;
            let mut days = deadline.occurrences((year, year)).into_iter().map(|o| o.last_day);
            days.rfind(|day| (opens..=last).contains(day))
        };
        let closes = [StepKind::Nominate, StepKind::Register].into_iter().find(|kind| self.position(*kind).is_some());
        let closes = closes.and_then(intake).unwrap_or(last);
        Proposal { track: self.key.clone(), year, month, opens, closes, reference_day: last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
document = { agency = "Sở Thử nghiệm", title = "Kế hoạch", from = 2021, to = 2022 }
movements = [{ key = "chung", name = "Toàn kế hoạch" }]

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"
steps = [
  { kind = "register", who = "unit", deadline = { every = "year", month = 1, day = 20, edge = "before" } },
  { kind = "nominate", who = "unit", deadline = { every = "year", month = 11, day = 30, edge = "before" } },
  { kind = "decide", who = "head" },
]

[[tracks]]
key = "thang"
name = "Người tốt, việc tốt"
rhythm = "monthly"
steps = [
  { kind = "nominate", who = "unit", deadline = { every = "month", day = 20, edge = "at_latest" } },
  { kind = "decide", who = "head" },
]
"#;

    fn proposed(today: &str, known: &[(&str, i16, i8)]) -> Vec<(i16, i8, String)> {
        let plan: Plan = toml::from_str(FILE).unwrap();
        let known: Vec<_> = known.iter().map(|(key, y, m)| (key.parse().unwrap(), *y, *m)).collect();
        let found = plan.next_rounds(today.parse().unwrap(), &known);
        found.into_iter().map(|p| (p.year, p.month, p.closes.to_string())).collect()
    }

    #[test]
    fn a_round_takes_dossiers_until_the_day_of_its_nomination() {
        let both = [(2021, 0, "2021-11-29".into()), (2021, 5, "2021-05-20".into())];
        assert_eq!(proposed("2021-05-03", &[]), both, "'trước ngày 30/11' ends on the 29th");
        let next = [(2022, 0, "2022-11-29".into()), (2021, 6, "2021-06-20".into())];
        assert_eq!(proposed("2021-05-03", &[("nam", 2021, 0), ("thang", 2021, 5)]), next);
    }

    #[test]
    fn nothing_is_proposed_beyond_the_plan() {
        let done = [("nam", 2022, 0), ("thang", 2022, 12)];
        assert!(proposed("2022-12-30", &done).is_empty());
        assert_eq!(proposed("2020-12-30", &[])[1], (2021, 1, "2021-01-20".into()));
    }
}

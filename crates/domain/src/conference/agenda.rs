//! The programme of a conference as a timetable: when each item begins, where two overlap, whether it goes on too long. Must not know what is said.

/// Minutes of a day.
pub const DAY: u32 = 24 * 60;
/// Minutes of an item at most.
pub const LONGEST: u32 = 600;

/// How long an item takes, and when it has to begin where that is fixed; in minutes, and minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// How long.
    pub minutes: u32,
    /// When it has to begin.
    pub fixed: Option<u32>,
}

/// When an item takes place, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// When it begins.
    pub from: u32,
    /// When it is over.
    pub to: u32,
    /// Minutes it begins before the one above is over.
    pub overlap: u32,
    /// Minutes in which nothing happens before it.
    pub gap: u32,
}

/// A programme with its hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    /// Its items in order.
    pub items: Vec<Placed>,
    /// When all of it is over, in minutes after midnight.
    pub ends: u32,
    /// Minutes by which it goes on beyond its end.
    pub over: u32,
}

/// The hours of items that follow one another from a beginning; an item with an hour of its own begins then, whatever came before.
#[must_use]
pub fn timetable(begins: u32, ends: Option<u32>, slots: &[Slot]) -> Timetable {
    let mut now = begins;
    let mut items = Vec::with_capacity(slots.len());
    let mut last = begins;
    for slot in slots {
        let from = slot.fixed.unwrap_or(now);
        let to = from.saturating_add(slot.minutes);
        items.push(Placed { from, to, overlap: now.saturating_sub(from), gap: from.saturating_sub(now) });
        now = to;
        last = last.max(to);
    }
    let limit = ends.unwrap_or(DAY);
    Timetable { items, ends: last, over: last.saturating_sub(limit) }
}

/// “08:05” of 485.
#[must_use]
pub fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes after midnight of `8:05`, `08:05`, `8h05` or `8h`.
#[must_use]
pub fn read_clock(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once([':', 'h', 'g'])?;
    let minute = if minute.trim().is_empty() { "0" } else { minute.trim() };
    let (hour, minute): (u32, u32) = (hour.trim().parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_follow_one_another_and_overlaps_are_told() {
        let slot = |minutes, fixed| Slot { minutes, fixed };
        let made =
            timetable(480, Some(600), &[slot(30, None), slot(45, None), slot(20, Some(540)), slot(40, Some(580))]);
        let hours: Vec<(String, u32, u32)> =
            made.items.iter().map(|one| (clock(one.from), one.overlap, one.gap)).collect();
        let expected = [("08:00", 0, 0), ("08:30", 0, 0), ("09:00", 15, 0), ("09:40", 0, 20)];
        assert_eq!(hours, expected.map(|(at, overlap, gap)| (at.to_owned(), overlap, gap)));
        assert_eq!((made.ends, made.over), (620, 20), "twenty minutes too long");
        assert_eq!(timetable(480, None, &[]).over, 0);
    }

    #[test]
    fn hours_are_read_as_people_type_them() {
        for (text, minutes) in [("8:05", 485), ("08:05", 485), ("8h", 480), ("13g30", 810)] {
            assert_eq!(read_clock(text), Some(minutes), "{text}");
        }
        for wrong in ["", "8", "24:00", "8:60", "a:b"] {
            assert_eq!(read_clock(wrong), None, "{wrong}");
        }
    }
}

//! Dates, months, quarters and rhythms as a Vietnamese letter writes them. Must not decide whether one is a deadline.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::text::{Cut, Doc, number, pattern};

/// A time as far as its own words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    Day {
        day: i8,
        month: i8,
        year: Option<i16>,
    },
    Month {
        month: i8,
        year: Option<i16>,
    },
    Quarter {
        quarter: i8,
        first: Option<i8>,
        year: Option<i16>,
    },
    Year(i16),
    /// "ngày 15" without month.
    BareDay(i8),
    /// "ngày 20 hằng tháng".
    DayOfMonth(i8),
    /// "ngày 20 tháng cuối quý".
    DayOfQuarter(i8),
    /// "6 tháng đầu năm".
    Months {
        from: i8,
        to: i8,
        year: Option<i16>,
    },
    /// "10 ngày làm việc kể từ".
    Days {
        days: u32,
        working: bool,
    },
}

/// A time in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Atom {
    pub value: Value,
    pub cut: Cut,
    /// Followed by "hằng năm".
    pub yearly: bool,
    /// Introduced by "ngày" or written out with words, not a bare "2/3".
    pub worded: bool,
}

impl Atom {
    pub(crate) fn year(&self) -> Option<i16> {
        match self.value {
            Value::Day { year, .. }
            | Value::Month { year, .. }
            | Value::Quarter { year, .. }
            | Value::Months { year, .. } => year,
            Value::Year(year) => Some(year),
            _ => None,
        }
    }
    /// The same time in a year that a later time of the list names.
    pub(crate) fn in_year(mut self, new: Option<i16>) -> Self {
        match &mut self.value {
            Value::Day { year, .. }
            | Value::Month { year, .. }
            | Value::Quarter { year, .. }
            | Value::Months { year, .. } => {
                *year = year.or(new);
            }
            _ => {}
        }
        self
    }
}

pattern!(
    /// A full date in figures or words.
    FULL,
    r"(?:ngay\s+)?\b(?P<d>[0-9lo]{1,2})\s?(?:[/.-]\s?(?P<m>[0-9lo]{1,2})\s?[/.-]\s?|\s*thang\s+(?P<m2>[0-9lo]{1,2})\s*,?\s*nam\s+)(?P<y>(?:1[89]|2[0o])[0-9lo]{2})\b"
);
pattern!(DAY_MONTH_WORDS, r"ngay\s+(?P<d>[0-9lo]{1,2})\s+thang\s+(?P<m>[0-9lo]{1,2})\b");
pattern!(DAY_MONTH, r"(?P<word>ngay\s+)?\b(?P<d>[0-9lo]{1,2})\s?/\s?(?P<m>[0-9lo]{1,2})\b");
pattern!(MONTH, r"\bthang\s+(?P<m>[0-9lo]{1,2})\b(?:\s?(?:/|-|,? ?nam)\s?(?P<y>2[0o][0-9lo]{2})\b)?");
pattern!(
    QUARTER,
    r"\bquy\s+(?P<a>iv|i{1,3}|[ilI]{1,3}|lv|[1-4])\b(?:\s*(?:,|va|-|den|;)\s*(?:quy\s+)?(?P<b>iv|i{1,3}|[il]{1,3}|lv|[1-4])\b)?(?:\s*(?:/|-|,? ?(?:cua )?nam)\s*(?P<y>2[0o][0-9lo]{2})\b)?"
);
pattern!(YEAR, r"\bnam\s+(?P<y>2[0o][0-9lo]{2})\b");
pattern!(
    DAY_OF_MONTH,
    r"\bngay\s+(?P<d>[0-9lo]{1,2})\s*,?\s*(?:cua\s+)?(?:(?:hang|moi|cac|tung)\s+thang|thang (?:sau|ke tiep|tiep theo|ke sau)|cua thang (?:sau|ke tiep|tiep theo))\b"
);
pattern!(
    DAY_OF_QUARTER,
    r"\bngay\s+(?P<d>[0-9lo]{1,2})\s*,?\s*(?:cua\s+)?thang\s+(?:(?:cuoi|dau)(?:\s+cung)?(?:\s+cua)?(?:\s+(?:moi|hang|cac|tung))?\s+quy|cuoi\s+quy)\b|\bngay\s+(?P<e>[0-9lo]{1,2})\s*(?:cua\s+)?(?:hang|moi|cuoi) quy\b"
);
pattern!(BARE_DAY, r"\bngay\s+(?P<d>[0-9lo]{1,2})\b");
pattern!(
    MONTHS,
    r"\b(?P<n>[0-9lo]{1,2}|sau|ba|chin)\s+thang\s+(?P<half>dau|cuoi)\s+nam(?:\s*(?:hoc )?(?P<y>2[0o][0-9lo]{2}))?"
);
pattern!(
    DAYS,
    r"\b(?:(?:trong|sau) (?:vong |thoi han |thoi gian )?|cham nhat (?:la |trong |sau )?|khong qua |truoc )?(?P<n>[0-9lo]{1,3})\s*(?:\([a-z ]+\)\s*)?ngay(?P<w>\s+lam viec)?\s*,?\s*(?:ke\s+)?(?:tu\s+(?:ngay|khi|luc)|sau khi|ke tu|tinh tu|truoc (?:khi|ngay (?:to chuc|hop|dien ra|khai mac)))"
);
pattern!(YEARLY, r"^\s*,?\s*(?:cua\s+)?(?:hang|moi|cac|tung)\s+nam\b");

/// All times of a stretch in the order of the text, longest reading first, none overlapping.
pub(crate) fn atoms(doc: &Doc, cut: Cut) -> Vec<Atom> {
    let mut all: Vec<(u8, Atom)> = Vec::new();
    type Reader = fn(&Doc, Cut, &mut Vec<(u8, Atom)>);
    let readers: [Reader; 7] = [full, monthly, day_months, months, quarters, spans, rest];
    for reader in readers {
        reader(doc, cut, &mut all);
    }
    all.sort_by_key(|(rank, atom)| (*rank, atom.cut.start));
    // None of those kept overlap, so only the nearest before the end can touch another.
    let mut places: BTreeMap<usize, Atom> = BTreeMap::new();
    for (_, atom) in all {
        let before = places.range(..atom.cut.end).next_back();
        if !before.is_some_and(|(_, other)| other.cut.touches(atom.cut)) {
            places.insert(atom.cut.start, atom);
        }
    }
    let mut kept: Vec<Atom> = places.into_values().collect();
    for atom in &mut kept {
        if let Some(suffix) = doc.find(&YEARLY, cut.from(atom.cut.end)) {
            atom.yearly = true;
            atom.cut.end = suffix.end;
        }
    }
    share_ends(doc, kept)
}

/// "8/3 và 20/10 hằng năm", "tháng 6, tháng 12 năm 2025": what stands after the last holds for those before.
fn share_ends(doc: &Doc, mut atoms: Vec<Atom>) -> Vec<Atom> {
    for n in (1..atoms.len()).rev() {
        let (first, second) = (atoms[n - 1], atoms[n]);
        let between = doc.fold(Cut::new(first.cut.end, second.cut.start)).trim();
        let listed = matches!(between, "va" | "," | ", va" | "hoac" | "den" | "-" | "den het");
        let open = first.year().is_none() && !first.yearly;
        let alike = std::mem::discriminant(&first.value) == std::mem::discriminant(&second.value);
        if listed && open && (alike || between.starts_with("den") || between == "-") {
            atoms[n - 1] = first.in_year(second.year());
            atoms[n - 1].yearly = second.yearly;
        }
    }
    atoms
}

/// The first full date of a stretch as ISO text.
pub(crate) fn first_full(doc: &Doc, cut: Cut) -> Option<(String, Cut)> {
    let mut out = Vec::new();
    full(doc, cut, &mut out);
    let (_, atom) = out.into_iter().next()?;
    let Value::Day { day, month, year: Some(year) } = atom.value else { return None };
    Some((format!("{year:04}-{month:02}-{day:02}"), atom.cut))
}

fn small(text: Option<&str>) -> Option<i8> {
    number(text?).and_then(|n| i8::try_from(n).ok())
}

fn year(text: Option<&str>) -> Option<i16> {
    number(text?).and_then(|n| i16::try_from(n).ok())
}

fn day(day: Option<i8>, month: Option<i8>, year: Option<i16>) -> Option<Value> {
    let (day, month) = (day?, month?);
    Date::new(year.unwrap_or(2024), month, day).ok()?;
    Some(Value::Day { day, month, year })
}

fn push(out: &mut Vec<(u8, Atom)>, rank: u8, value: Option<Value>, cut: Cut, worded: bool) {
    if let Some(value) = value {
        out.push((rank, Atom { value, cut, yearly: false, worded }));
    }
}

fn full(doc: &Doc, cut: Cut, out: &mut Vec<(u8, Atom)>) {
    for groups in doc.groups_all(&FULL, cut) {
        let month = small(groups.name("m").or(groups.name("m2")));
        push(out, 1, day(small(groups.name("d")), month, year(groups.name("y"))), groups.all(), true);
    }
}

fn monthly(doc: &Doc, cut: Cut, out: &mut Vec<(u8, Atom)>) {
    for groups in doc.groups_all(&DAY_OF_QUARTER, cut) {
        let day = small(groups.name("d").or(groups.name("e"))).filter(|day| (1..=31).contains(day));
        push(out, 0, day.map(Value::DayOfQuarter), groups.all(), true);
    }
    for groups in doc.groups_all(&DAY_OF_MONTH, cut) {
        let day = small(groups.name("d")).filter(|day| (1..=31).contains(day));
        push(out, 0, day.map(Value::DayOfMonth), groups.all(), true);
    }
}

fn day_months(doc: &Doc, cut: Cut, out: &mut Vec<(u8, Atom)>) {
    for groups in doc.groups_all(&DAY_MONTH_WORDS, cut) {
        push(out, 2, day(small(groups.name("d")), small(groups.name("m")), None), groups.all(), true);
    }
    for groups in doc.groups_all(&DAY_MONTH, cut) {
        let after = doc.fold(cut.from(groups.all().end));
        let before = doc.fold(Cut::new(cut.start.max(groups.all().start.saturating_sub(1)), groups.all().start));
        let code = after.starts_with(['/', '%']) || after.starts_with("-k") || before.ends_with(['/', '-', '.']);
        // "34/CT", "2/3 thành viên", "24/7".
        let share = [" thanh vien", " so ", " tong so", " uy vien", " phieu", " dai bieu"]
            .iter()
            .any(|word| after.starts_with(word));
        if !code && !share {
            let worded = groups.name("word").is_some();
            push(out, 3, day(small(groups.name("d")), small(groups.name("m")), None), groups.all(), worded);
        }
    }
}

fn months(doc: &Doc, cut: Cut, out: &mut Vec<(u8, Atom)>) {
    for groups in doc.groups_all(&MONTH, cut) {
        let month = small(groups.name("m")).filter(|month| (1..=12).contains(month));
        let value = month.map(|month| Value::Month { month, year: year(groups.name("y")) });
        push(out, 4, value, groups.all(), true);
    }
}

fn quarters(doc: &Doc, cut: Cut, out: &mut Vec<(u8, Atom)>) {
    for groups in doc.groups_all(&QUARTER, cut) {
        let (a, b) = (quarter(groups.name("a")), groups.name("b").and_then(|b| quarter(Some(b))));
        let value =
            a.map(|a| Value::Quarter { quarter: b.unwrap_or(a), first: b.and(Some(a)), year: year(groups.name("y")) });
        push(out, 2, value, groups.all(), true);
    }
}

fn quarter(text: Option<&str>) -> Option<i8> {
    let text = text?;
    match text {
        "1" => Some(1),
        "2" => Some(2),
        "3" => Some(3),
        "4" | "iv" | "lv" => Some(4),
        _ => i8::try_from(text.len()).ok().filter(|n| *n <= 3),
    }
}

fn spans(doc: &Doc, cut: Cut, out: &mut Vec<(u8, Atom)>) {
    for groups in doc.groups_all(&MONTHS, cut) {
        let count = match groups.name("n") {
            Some("sau") => Some(6),
            Some("ba") => Some(3),
            Some("chin") => Some(9),
            other => small(other).filter(|n| (2..=11).contains(n)),
        };
        let value = count.map(|count| {
            let (from, to) = if groups.name("half") == Some("dau") { (1, count) } else { (13 - count, 12) };
            Value::Months { from, to, year: year(groups.name("y")) }
        });
        push(out, 1, value, groups.all(), true);
    }
    for groups in doc.groups_all(&DAYS, cut) {
        let days = groups.name("n").and_then(number).filter(|days| (1..=366).contains(days));
        push(out, 0, days.map(|days| Value::Days { days, working: groups.name("w").is_some() }), groups.all(), true);
    }
}

fn rest(doc: &Doc, cut: Cut, out: &mut Vec<(u8, Atom)>) {
    for groups in doc.groups_all(&YEAR, cut) {
        push(out, 6, year(groups.name("y")).map(Value::Year), groups.all(), true);
    }
    for groups in doc.groups_all(&BARE_DAY, cut) {
        let day = small(groups.name("d")).filter(|day| (1..=31).contains(day));
        push(out, 7, day.map(Value::BareDay), groups.all(), true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    fn of(text: &str) -> Vec<(Value, bool)> {
        let doc = doc(text);
        atoms(&doc, doc.all()).into_iter().map(|atom| (atom.value, atom.yearly)).collect()
    }

    #[test]
    fn times_of_every_kind() {
        assert_eq!(of("trước ngày l0/O2/2017"), [(Value::Day { day: 10, month: 2, year: Some(2017) }, false)]);
        assert_eq!(of("ngày 15 tháng 02 hằng năm"), [(Value::Day { day: 15, month: 2, year: None }, true)]);
        assert_eq!(of("chậm nhất ngày 20 hàng tháng"), [(Value::DayOfMonth(20), false)]);
        assert_eq!(of("trước ngày 20 của tháng cuối quý"), [(Value::DayOfQuarter(20), false)]);
        assert_eq!(
            of("Quý I, II năm 2023"),
            [(Value::Quarter { quarter: 2, first: Some(1), year: Some(2023) }, false)]
        );
        assert_eq!(of("Quý IV/2016"), [(Value::Quarter { quarter: 4, first: None, year: Some(2016) }, false)]);
        assert_eq!(
            of("quý II và quý III hằng năm"),
            [(Value::Quarter { quarter: 3, first: Some(2), year: None }, true)]
        );
        assert_eq!(of("6 tháng đầu năm 2023"), [(Value::Months { from: 1, to: 6, year: Some(2023) }, false)]);
        assert_eq!(of("trong 10 ngày làm việc kể từ ngày họp"), [(Value::Days { days: 10, working: true }, false)]);
        assert_eq!(of("tháng 11 hàng năm"), [(Value::Month { month: 11, year: None }, true)]);
    }

    #[test]
    fn what_follows_the_last_of_a_list_holds_for_all() {
        assert_eq!(
            of("ngày 8/3 và 20/10 hằng năm"),
            [
                (Value::Day { day: 8, month: 3, year: None }, true),
                (Value::Day { day: 20, month: 10, year: None }, true)
            ]
        );
        assert_eq!(of("ít nhất 2/3 thành viên và 31/2/2020 không có thật"), []);
    }
}

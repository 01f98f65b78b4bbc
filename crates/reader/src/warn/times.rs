//! Warnings about what is due when. Must not move a date.

use jiff::civil::Date;

use super::{Looked, MOST_ALIKE, Warning, Words};
use crate::reading::{Deadline, Edge, Span, When};
use crate::text::fold::fold;
use crate::text::pattern;

/// A plan issued so few days before something is due leaves no time.
const SHORT_NOTICE: i32 = 7;

pattern!(INTAKE, r"\b(?:dang ky|danh sach|ho so|gioi thieu|de nghi cong nhan|nop|gui ve|bao ve|de cu)\b");
pattern!(
    REVIEW,
    r"\b(?:binh xet|binh chon|hop xet|xet chon|xet cong nhan|bo phieu|bieu quyet|hop binh|xet duyet|hop hoi dong)\b|^hop\b"
);
pattern!(ISSUES_PLAN, r"\bban hanh (?:cac )?ke hoach\b|\bxay dung ke hoach\b");
pattern!(OWN_HEAD, r"^(?:lanh dao|truong ban|giam doc|chu tich|hieu truong|thu truong|chanh|ban giam)");
pattern!(CLOSES, r"\btong ket\b");

pub(super) fn look(looked: &mut Looked<'_>) {
    against_issue(looked);
    intake_against_review(looked);
    same_duty_twice(looked);
    early_end(looked);
    closings(looked);
    repaired(looked);
}

/// First and last day of a time that happens once, or of a yearly time in a sample year.
fn days(when: &When, sample: i16) -> Option<(Date, Date)> {
    let month = |year: i16, from: i8, to: i8| {
        let first = Date::new(year, from, 1).ok()?;
        let last = Date::new(year, to, 1).ok()?.last_of_month();
        Some((first, last))
    };
    match *when {
        When::Once { year, month: Some(month), day: Some(day), .. } => {
            Date::new(year, month, day).ok().map(|day| (day, day))
        }
        When::Once { year, month: Some(m), .. } => month(year, m, m),
        When::Once { year, .. } => month(year, 1, 12),
        When::Yearly { month: Some(month), day: Some(day), .. } => {
            Date::new(sample, month, day).ok().map(|day| (day, day))
        }
        When::Yearly { month: Some(m), .. } => month(sample, m, m),
        When::Yearly { quarter: Some(quarter), quarter_from, .. } => {
            month(sample, quarter_from.unwrap_or(quarter) * 3 - 2, quarter * 3)
        }
        When::Quarter { year: Some(year), quarter: Some(quarter), quarter_from, .. } => {
            month(year, quarter_from.unwrap_or(quarter) * 3 - 2, quarter * 3)
        }
        _ => None,
    }
}

fn issued(looked: &Looked<'_>) -> Option<Date> {
    looked.reading.document.issue_date.as_ref()?.value.parse().ok()
}

/// Due before the plan was signed, or only days after.
fn against_issue(looked: &mut Looked<'_>) {
    let Some(issued) = issued(looked) else { return };
    let mut found: Vec<(&'static str, Span, String, String, i32)> = Vec::new();
    for deadline in &looked.reading.deadlines {
        let Some((_, last)) = days(&deadline.when, issued.year()) else { continue };
        if matches!(deadline.when, When::Yearly { .. } | When::Monthly { .. }) {
            continue;
        }
        let left = (last - issued).get_days();
        let code = match left {
            ..0 => "due-before-issue",
            0..SHORT_NOTICE => "due-soon-after-issue",
            _ => continue,
        };
        found.push((code, deadline.source, issued.to_string(), last.to_string(), left));
    }
    for (code, source, issued, due, left) in found {
        looked.add(code, source, &[("issued", &issued), ("due", &due), ("days", &left.to_string())]);
    }
}

/// Lists are taken until a day that lies in or after the window in which they are judged.
fn intake_against_review(looked: &mut Looked<'_>) {
    let all = &looked.reading.deadlines;
    let words: Vec<String> = all.iter().map(|deadline| fold(deadline.what.as_deref().unwrap_or(""))).collect();
    let (mut intakes, mut reviews) = (Vec::new(), Vec::new());
    for (deadline, words) in all.iter().zip(&words) {
        let judged = REVIEW.is_match(words);
        if INTAKE.is_match(words) && !judged || near(looked, deadline, &INTAKE) {
            intakes.push(deadline);
        }
        if judged {
            reviews.push(deadline);
        }
    }
    let mut found = Vec::new();
    for intake in intakes {
        for review in reviews.iter().filter(|review| review.source != intake.source) {
            let same_rhythm = matches!(intake.when, When::Yearly { .. }) == matches!(review.when, When::Yearly { .. });
            let (Some((_, taken)), Some((opens, closes))) = (days(&intake.when, 2024), days(&review.when, 2024)) else {
                continue;
            };
            let last = if intake.edge == Edge::Before { taken.yesterday().unwrap_or(taken) } else { taken };
            // A review on one day after the intake is fine; one that begins before the intake ends is not.
            if same_rhythm
                && last >= opens
                && taken <= closes.saturating_add(jiff::Span::new().days(31))
                && taken.year() == opens.year()
                && found.len() < MOST_ALIKE
            {
                found.push((intake.source, intake.text.clone(), review.text.clone()));
            }
        }
    }
    found.dedup();
    for (source, intake, review) in found {
        looked.add("intake-meets-review", source, &[("intake", &intake), ("review", &review)]);
    }
}

/// Whether the clause around a deadline speaks of something.
fn near(looked: &Looked<'_>, deadline: &Deadline, pattern: &regex::Regex) -> bool {
    let text = looked.reading.text.get(deadline.clause.start..deadline.clause.end).unwrap_or("");
    let folded = fold(text);
    pattern.is_match(&folded) && !REVIEW.is_match(&folded)
}

/// The same duty with two due times.
fn same_duty_twice(looked: &mut Looked<'_>) {
    let dated = looked.reading.deadlines.iter().filter(|deadline| days(&deadline.when, 2024).is_some());
    let said = dated.filter_map(|deadline| deadline.what.as_deref().map(|what| (deadline, what)));
    // Few words name a kind of duty rather than one.
    let all: Vec<(&Deadline, &str, Words)> =
        said.map(|(deadline, what)| (deadline, what, Words::of(&fold(what)))).collect();
    let rhythm = |deadline: &Deadline| matches!(deadline.when, When::Yearly { .. });
    let mut found = Vec::new();
    for (n, (first, what, words)) in all.iter().enumerate().filter(|(_, (_, what, _))| what.chars().count() >= 30) {
        for (second, _, other) in &all[n + 1..] {
            if first.when != second.when
                && rhythm(first) == rhythm(second)
                && first.clause != second.clause
                && words.overlap(other) >= 85
                && !what.contains(&second.text)
                && found.len() < MOST_ALIKE
            {
                found.push((second.source, first.text.clone(), second.text.clone(), (*what).to_owned()));
            }
        }
    }
    for (source, first, second, what) in found {
        looked.add("due-differs", source, &[("first", &first), ("second", &second), ("what", &what)]);
    }
}

/// "từ nay đến hết quý I năm 2025" in a plan that runs to the end of 2025.
fn early_end(looked: &mut Looked<'_>) {
    let Some(period) = looked.reading.document.period.as_ref().map(|period| period.value) else { return };
    let mut found = Vec::new();
    for deadline in &looked.reading.deadlines {
        let When::Period { from: None, to: Some(to), recurring: false } = &deadline.when else { continue };
        let year: Option<i16> = to.get(..4).and_then(|year| year.parse().ok());
        let whole = to.len() == 4 || to.ends_with("-12") || to.ends_with("-Q4") || to.ends_with("-12-31");
        if year.is_some_and(|year| year < period.to || (year == period.to && !whole)) {
            found.push((deadline.source, deadline.text.clone()));
        }
    }
    for (source, text) in found {
        looked.add("intake-ends-early", source, &[("text", &text), ("plan-to", &period.to.to_string())]);
    }
}

/// Two closings in one year, and a plan that is still to be issued.
fn closings(looked: &mut Looked<'_>) {
    let issued = issued(looked);
    let mut closed: Vec<(i16, String)> = Vec::new();
    let mut found: Vec<Warning> = Vec::new();
    for deadline in &looked.reading.deadlines {
        let Some((first, last)) = days(&deadline.when, 0).filter(|(first, _)| first.year() > 1900) else { continue };
        let what = fold(deadline.what.as_deref().unwrap_or(""));
        if CLOSES.is_match(&what) {
            if let Some((year, text)) =
                closed.iter().find(|(year, text)| *year == first.year() && *text != deadline.text)
            {
                let args = vec![("year", year.to_string()), ("first", text.clone()), ("second", deadline.text.clone())];
                found.push(Warning { code: "two-closings", source: deadline.source, args });
            }
            closed.push((first.year(), deadline.text.clone()));
        }
        let who = fold(deadline.who.as_deref().unwrap_or(""));
        let later = issued.is_some_and(|issued| last > issued);
        if later && ISSUES_PLAN.find(&what).is_some_and(|m| m.start() < 4) && OWN_HEAD.is_match(&who) {
            found.push(Warning {
                code: "plan-still-to-issue",
                source: deadline.source,
                args: vec![("text", deadline.text.clone())],
            });
        }
    }
    looked.out.extend(found);
}

/// Times in which a letter was read for a figure.
fn repaired(looked: &mut Looked<'_>) {
    let mixed = |word: &str| {
        word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| matches!(b, b'l' | b'I' | b'o' | b'O'))
    };
    let found: Vec<(Span, String)> = looked
        .reading
        .deadlines
        .iter()
        .filter(|d| d.text.split(|c: char| !c.is_alphanumeric()).any(|word| mixed(word) && !word.contains(['h', 'g'])))
        .map(|d| (d.source, d.text.clone()))
        .collect();
    for (source, text) in found {
        looked.add("figure-repaired", source, &[("text", &text)]);
    }
}

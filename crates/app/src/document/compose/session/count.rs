//! The counting record of a session's secret ballots. It must not hold figures its reader may not see.

use lantoa_docgen::paper::{Counted, CountingRecord, Outcome};
use lantoa_domain::Refusal;
use lantoa_domain::plan::Method;
use lantoa_domain::policy::Act;

use super::super::empty;
use super::super::terms::under;
use super::words::{HOUR, day, named, needed, or_dots, rule};
use super::{Kept, Made, Meeting};
use crate::Result;
use crate::session::{ItemView, TallyView};

pub(super) fn record(meeting: &Meeting) -> Result<Made> {
    meeting.open_to_reader()?;
    let (view, usual) = (&meeting.view, meeting.terms());
    let secret = || meeting.items().filter(|item| item.rule.method == Method::Secret);
    let shown: Vec<(&ItemView, TallyView)> = secret().filter_map(|item| Some((item, item.tally?))).collect();
    let kept_back = secret().filter(|item| item.sealed && item.tally.is_none()).count();
    if shown.is_empty() {
        let needs = Act::ReadSealed.allowed();
        return Err(if kept_back > 0 { Refusal::NotAllowed { needs }.into() } else { empty() });
    }
    let paper = CountingRecord {
        letterhead: usual.letterhead.clone(),
        council: view.council_name.clone(),
        about: meeting.about(),
        when: format!("{HOUR}, {}", day(view.held_on)),
        place: or_dots(&view.place),
        team: team(&view.tellers),
        members: u32::try_from(view.seats.len()).unwrap_or(u32::MAX),
        present: u32::try_from(meeting.present()).unwrap_or(u32::MAX),
        rule: rules(&shown),
        counts: shown.iter().map(|(item, count)| counted(item, count)).collect(),
        note: note(&shown, kept_back),
        closed: format!("{HOUR} cùng ngày"),
        chair: meeting.chair().map(|seat| seat.name.clone()).unwrap_or_default(),
    };
    let kept = if shown.iter().any(|(item, _)| item.sealed) { Kept::Sealed } else { Kept::Open };
    let title = format!("Biên bản kiểm phiếu {}", super::super::office::small(&paper.about));
    let facts = under(paper, |paper, terms| paper.letterhead = terms.letterhead.clone());
    Ok(Made { title, kept, usual, facts })
}

/// The counting team as entered, one a line: name, then office behind the first comma. Room for three where nobody was entered.
fn team(tellers: &str) -> Vec<(String, String)> {
    let one = |line: &str| {
        let (name, office) = line.split_once([',', '–']).unwrap_or((line, ""));
        (name.trim().to_owned(), office.trim().to_owned())
    };
    let named: Vec<_> = tellers.lines().map(str::trim).filter(|line| !line.is_empty()).map(one).collect();
    if named.is_empty() { vec![(String::new(), String::new()); 3] } else { named }
}

fn rules(shown: &[(&ItemView, TallyView)]) -> String {
    let mut out: Vec<String> = shown.iter().map(|(item, _)| rule(&item.rule, needed(item))).collect();
    out.dedup();
    out.join("; ")
}

fn counted(item: &ItemView, count: &TallyView) -> Counted {
    let tally = &count.tally;
    Counted {
        name: named(item),
        issued: tally.issued,
        returned: tally.returned,
        valid: tally.valid(),
        invalid: tally.invalid,
        agree: tally.agree,
        disagree: tally.disagree,
        share: format!("{}/{}", tally.agree, count.base),
        outcome: if count.passed { Outcome::Passed } else { Outcome::Failed },
    }
}

fn note(shown: &[(&ItemView, TallyView)], kept_back: usize) -> String {
    let mut lines = Vec::new();
    for (item, count) in shown {
        let figures = [
            (count.tally.no_opinion, "phiếu không có ý kiến"),
            (count.tally.written, "ý kiến bằng văn bản của thành viên vắng mặt"),
            (count.tally.not_returned(), "phiếu phát ra không thu về"),
        ];
        let told: Vec<String> =
            figures.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n:02} {what}")).collect();
        if !told.is_empty() {
            lines.push(format!("- {}: {}.", item.name, told.join("; ")));
        }
    }
    if kept_back > 0 {
        lines.push(format!(
            "Ngoài ra có {kept_back:02} trường hợp chỉ công bố kết quả đạt hay không đạt; số phiếu lưu trong biên bản niêm phong."
        ));
    }
    lines.join("\n")
}

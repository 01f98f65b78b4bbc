//! The minutes of a session: what everybody of it may hold. Of votes announced as passed or not passed only they must not say more.

use lantoa_docgen::paper::{Attendee, Minutes, Outcome, Part, Passage, Voted};
use lantoa_domain::policy::CouncilRole;
use lantoa_domain::session::Stage;

use super::super::terms::under;
use super::words::{HOUR, conflict, day, hour, hour_of, method, named, needed, office, or_dots, role, rules};
use super::{Kept, Made, Meeting};
use crate::Result;
use crate::session::{ItemView, SeatView, SessionStatus};

pub(super) fn minutes(meeting: &Meeting) -> Result<Made> {
    meeting.open_to_reader()?;
    let (view, usual) = (&meeting.view, meeting.terms());
    let secretary = meeting.officer(&[CouncilRole::Secretary]).map(|seat| seat.name.clone()).unwrap_or_default();
    let people = if meeting.is_marked() { view.seats.iter().map(attendee).collect() } else { Vec::new() };
    let paper = Minutes {
        letterhead: usual.letterhead.clone(),
        council: view.council_name.clone(),
        about: meeting.about(),
        opened: format!("{}, {}", hour(&view.starts_at), day(view.held_on)),
        closed: format!("{HOUR} cùng ngày"),
        place: or_dots(&view.place),
        act: or_dots(&view.council_act),
        people,
        members: view.seats.len(),
        proceedings: proceedings(meeting),
        rule: rules(meeting.items()),
        votes: meeting.items().map(|item| voted(meeting, item)).collect(),
        conclusion: view.conclusion.clone(),
        closings: view
            .closings
            .iter()
            .map(|(title, head)| format!("Mã chốt bảng công khai “{title}”: {head}"))
            .collect(),
        secretary,
        chair: usual.signer.clone(),
    };
    let title = format!("Biên bản {}", super::super::office::small(&paper.about));
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.chair = terms.signer.clone();
    });
    Ok(Made { title, kept: Kept::Open, usual, facts })
}

fn attendee(seat: &SeatView) -> Attendee {
    let left = seat.gone.map_or_else(String::new, |at| format!(" (rời cuộc họp lúc {})", hour_of(at)));
    Attendee {
        name: seat.name.clone(),
        office: office(seat),
        role: format!("{}{left}", role(seat.role)),
        absent: seat.came.is_none().then(|| seat.excuse.trim().to_owned()),
    }
}

fn proceedings(meeting: &Meeting) -> Vec<Part> {
    let view = &meeting.view;
    let mut parts = Vec::new();
    let mut part = |heading: &str, passages| {
        parts.push(Part { heading: format!("{}. {heading}", parts.len() + 1), passages });
    };
    let line = |item: &ItemView| Passage::Dash(format!("{} ({}).", named(item), item.movement));
    part("Các trường hợp đưa ra xét", meeting.items().map(line).collect());
    let said = meeting.items().filter(|item| !item.note.trim().is_empty());
    part("Thảo luận", said.map(|item| Passage::Dash(format!("{}: {}", item.name, item.note.trim()))).collect());
    if !view.alone.is_empty() {
        let told = view.alone.iter().map(|one| {
            let number = format!("{:02}/{}", one.number.unwrap_or_default(), one.symbol);
            Passage::Dash(format!("{}, {}: Quyết định số {number} {}.", one.name, one.unit, day(one.on)))
        });
        part(
            "Các trường hợp đã được quyết định công nhận mà không qua Hội đồng, báo cáo để Hội đồng biết",
            told.collect(),
        );
    }
    parts
}

fn voted(meeting: &Meeting, item: &ItemView) -> Voted {
    // Figures that were kept back stay out of the minutes for everybody, also for those who may read them elsewhere.
    let count = item.tally.filter(|_| !item.sealed);
    let (least, base) = needed(item);
    let outcome = match item.passed {
        Some(true) => Some(Outcome::Passed),
        Some(false) => Some(Outcome::Failed),
        // While the session goes on there is room for what will come out.
        None => was_left(meeting, item).then_some(Outcome::Withdrawn),
    };
    Voted {
        name: named(item),
        method: method(&item.rule).to_owned(),
        agree: count.map(|count| count.tally.agree),
        disagree: count.map(|count| count.tally.disagree),
        needed: format!("{least}/{base}"),
        outcome,
        note: notes(meeting, item).join("\n"),
    }
}

/// Whether it was never opened in a session that is over.
fn was_left(meeting: &Meeting, item: &ItemView) -> bool {
    item.stage == Stage::Waiting && meeting.view.status == SessionStatus::Over
}

fn notes(meeting: &Meeting, item: &ItemView) -> Vec<String> {
    let mut out: Vec<String> = item
        .conflicts
        .iter()
        .map(|one| format!("{} không tham gia biểu quyết ({})", one.name, conflict(one.kind)))
        .collect();
    if !item.reason.trim().is_empty() {
        out.push(format!("Biểu quyết lại: {}", item.reason.trim()));
    }
    if item.sealed {
        out.push("Chỉ công bố kết quả đạt hay không đạt; số phiếu lưu trong biên bản niêm phong".to_owned());
    }
    let count = item.tally.filter(|_| !item.sealed);
    if let Some(count) = count {
        let figures = [
            (count.tally.no_opinion, "không có ý kiến"),
            (count.tally.invalid, "phiếu không hợp lệ"),
            (count.tally.written, "ý kiến bằng văn bản của thành viên vắng mặt"),
        ];
        out.extend(figures.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n:02} {what}")));
    }
    if was_left(meeting, item) {
        out.push("Chuyển sang phiên họp sau".to_owned());
    }
    out
}

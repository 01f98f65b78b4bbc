//! What goes out before a session: invitation, pack, paper ballots. It must not name a voter on a ballot.

use lantoa_docgen::paper::{Ballot, Candidate, Choices, CouncilPack, Invitation};
use lantoa_domain::appraisal::Standing;
use lantoa_domain::plan::{Absent, Answers, Base, Method};
use lantoa_domain::session::Stage;

use super::super::decision::beside;
use super::super::empty;
use super::super::office::{capital, small};
use super::super::terms::under;
use super::words::{day, hour, method, office, or_dots, role, rules, weekday};
use super::{Kept, Made, Meeting};
use crate::dossier::page::{self, Page};
use crate::session::ItemView;
use crate::{Cx, Result};

pub(super) fn invitation(meeting: &Meeting) -> Made {
    let (view, usual) = (&meeting.view, meeting.terms());
    let chair = meeting.chair().map_or_else(
        || or_dots(""),
        |seat| format!("{}, {} – {}.", seat.name, or_dots(&office(seat)), role(seat.role)),
    );
    let guest = |seat: &crate::session::SeatView| {
        let office = office(seat);
        let office = if office.is_empty() { office } else { format!(", {office}") };
        format!("{}{office} – {};", seat.name, role(seat.role))
    };
    let paper = Invitation {
        letterhead: usual.letterhead.clone(),
        about: meeting.about(),
        host: meeting.council(),
        guests: view.seats.iter().map(guest).collect(),
        agenda: agenda(meeting),
        chair,
        time: format!("{}, {} ({}).", hour(&view.starts_at), day(view.held_on), weekday(view.held_on)),
        place: or_dots(&view.place),
        request: request(meeting),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let title = format!("Giấy mời {}", small(&paper.about));
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    Made { title, kept: Kept::Open, usual, facts }
}

/// What the session does, in the order of the rules.
fn agenda(meeting: &Meeting) -> Vec<String> {
    let count = meeting.items().count();
    let mut out = vec![format!("Báo cáo kết quả thẩm định {count:02} trường hợp trình Hội đồng xét;")];
    out.push("Thảo luận từng trường hợp;".to_owned());
    let mut ways: Vec<&str> = meeting.items().map(|item| method(&item.rule)).collect();
    ways.sort_unstable();
    ways.dedup();
    for way in ways {
        let counted = if way == "Bỏ phiếu kín" { ", kiểm phiếu" } else { "" };
        out.push(format!("{way}{counted}, công bố kết quả;"));
    }
    if !meeting.view.alone.is_empty() {
        out.push("Nghe báo cáo các trường hợp đã được quyết định công nhận mà không qua Hội đồng;".to_owned());
    }
    out.push("Thông qua biên bản.".to_owned());
    out
}

fn request(meeting: &Meeting) -> String {
    let written = meeting.items().any(|item| item.rule.absent == Absent::WrittenOpinion);
    let absent = if written {
        "thành viên vắng mặt gửi ý kiến bằng văn bản trước khi họp"
    } else {
        "thành viên không dự họp được báo trước cho Thư ký Hội đồng, nêu lý do"
    };
    let papers = match meeting.view.papers.sent_on {
        Some(sent) => format!("Tài liệu đã gửi {}. ", day(sent)),
        None => String::new(),
    };
    format!("{papers}Đề nghị các thành viên nghiên cứu tài liệu trước; {absent}.")
}

pub(super) async fn pack(cx: &Cx, meeting: &Meeting) -> Result<Made> {
    let (view, usual) = (&meeting.view, meeting.terms());
    let mut candidates = Vec::new();
    for item in meeting.items() {
        candidates.push(candidate(item, &page::page(cx, item.dossier).await?));
    }
    if candidates.is_empty() {
        return Err(empty());
    }
    let paper = CouncilPack {
        letterhead: usual.letterhead.clone(),
        about: meeting.about(),
        when: format!("({}, {}, {})", hour(&view.starts_at), day(view.held_on), or_dots(&view.place)),
        agenda: agenda(meeting),
        rule: rules(meeting.items()),
        candidates,
    };
    let title = format!("Tài liệu họp: {}", small(&paper.about));
    let facts = under(paper, |paper, terms| paper.letterhead = terms.letterhead.clone());
    Ok(Made { title, kept: Kept::Open, usual, facts })
}

/// One readable page: who, what was achieved, how the criteria were found. Whoever is in conflict gets the name alone.
fn candidate(item: &ItemView, page: &Page) -> Candidate {
    let unit = beside(item.kind, &item.name, &item.unit);
    let about: Vec<&str> = [page.about.trim(), unit].into_iter().filter(|part| !part.is_empty()).collect();
    let closed = item.own_conflict || !page.lens.appraisal;
    let not_sent = || "Không gửi thành viên có xung đột lợi ích với trường hợp này.".to_owned();
    Candidate {
        name: item.name.clone(),
        about: format!("{}\n{}", about.join(", "), item.movement),
        merit: if closed { not_sent() } else { page.achievement.clone() },
        appraisal: if closed { not_sent() } else { findings(page) },
    }
}

/// “Đạt 05/06 tiêu chí.” and those that were not met or are not known, each on a line.
fn findings(page: &Page) -> String {
    let all = page.criteria.len();
    if all == 0 {
        return String::new();
    }
    let met = page.criteria.iter().filter(|one| one.standing == Some(Standing::Met)).count();
    let mut lines = vec![format!("Đạt {met:02}/{all:02} tiêu chí.")];
    for one in &page.criteria {
        let how = match one.standing {
            Some(Standing::NotMet) => "không đạt",
            Some(Standing::Open) => "chưa rõ",
            _ => continue,
        };
        lines.push(format!("- {}: {how};", one.text));
    }
    for judged in page.criteria.iter().filter_map(|one| one.judged.as_ref()).filter(|judged| judged.decides) {
        let said = format!("- {}", capital(&judged.note));
        // One sentence often settles several criteria.
        if !judged.note.trim().is_empty() && !lines.contains(&said) {
            lines.push(said);
        }
    }
    lines.join("\n")
}

/// The ballots of what is voted on now; before anything is opened, of what will be.
pub(super) fn ballot(meeting: &Meeting) -> Result<Made> {
    let secret = |stage: Stage| {
        meeting
            .items()
            .filter(move |item| item.rule.method == Method::Secret && item.stage == stage)
            .collect::<Vec<_>>()
    };
    let open = Some(secret(Stage::Open)).filter(|open| !open.is_empty()).unwrap_or_else(|| secret(Stage::Waiting));
    let Some(first) = open.first() else { return Err(empty()) };
    let (view, usual) = (&meeting.view, meeting.terms());
    let three = open.iter().any(|item| item.rule.answers == Answers::OrNoOpinion);
    let blank = match (three, first.rule.base) {
        (true, _) => "Dòng để trống hoặc đánh dấu nhiều ô là phiếu không hợp lệ đối với trường hợp đó.",
        (false, Base::Cast) => {
            "Dòng để trống hoặc đánh dấu cả hai ô là phiếu không hợp lệ, không tính vào số phiếu hợp lệ."
        }
        (false, _) => "Dòng để trống hoặc đánh dấu cả hai ô là phiếu không hợp lệ đối với trường hợp đó.",
    };
    let paper = Ballot {
        letterhead: usual.letterhead.clone(),
        council: view.council_name.clone(),
        about: meeting.about(),
        day: day(view.held_on),
        candidates: open
            .iter()
            .map(|item| (item.name.clone(), beside(item.kind, &item.name, &item.unit).to_owned()))
            .collect(),
        choices: if three { Choices::Three } else { Choices::Two },
        note: blank.to_owned(),
    };
    let title = format!("Phiếu bầu {}", small(&paper.about));
    let facts = under(paper, |paper, terms| paper.letterhead = terms.letterhead.clone());
    Ok(Made { title, kept: Kept::Open, usual, facts })
}

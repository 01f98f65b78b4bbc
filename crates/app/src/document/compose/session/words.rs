//! Words that papers of a session share: offices, rules of votes, hours. It must not count.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use lantoa_docgen::words;
use lantoa_domain::plan::{Base, Method, Threshold, VoteRule};
use lantoa_domain::policy::CouncilRole;
use lantoa_domain::session::ConflictKind;

use crate::session::{ItemView, SeatView};

/// Room for a pen inside a sentence.
pub(super) const DOTS: &str = "……………………";
/// Room for an hour that nobody recorded.
pub(super) const HOUR: &str = "…… giờ …… phút";

/// What is known, or room for a pen.
pub(in crate::document::compose) fn or_dots(text: &str) -> String {
    if text.trim().is_empty() { DOTS.to_owned() } else { text.trim().to_owned() }
}

/// “08 giờ 00 phút” of `08:00`.
pub(in crate::document::compose) fn hour(text: &str) -> String {
    text.split_once(':').map_or_else(|| HOUR.to_owned(), |(hour, minute)| format!("{hour} giờ {minute} phút"))
}

/// The hour of an instant in Việt Nam.
pub(super) fn hour_of(at: Timestamp) -> String {
    let time = jiff::tz::offset(7).to_datetime(at).time();
    format!("{:02} giờ {:02} phút", time.hour(), time.minute())
}

/// “Thứ Tư”.
pub(in crate::document::compose) fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Thứ Hai",
        Weekday::Tuesday => "Thứ Ba",
        Weekday::Wednesday => "Thứ Tư",
        Weekday::Thursday => "Thứ Năm",
        Weekday::Friday => "Thứ Sáu",
        Weekday::Saturday => "Thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

/// An office in the council.
pub(super) const fn role(role: CouncilRole) -> &'static str {
    match role {
        CouncilRole::Chair => "Chủ tịch Hội đồng",
        CouncilRole::ViceChair => "Phó Chủ tịch Hội đồng",
        CouncilRole::Secretary => "Thư ký Hội đồng",
        CouncilRole::Member => "Ủy viên",
    }
}

/// Post and unit of a member.
pub(super) fn office(seat: &SeatView) -> String {
    let parts = [seat.post.trim(), seat.unit.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Name and unit of what an item is about.
pub(super) fn named(item: &ItemView) -> String {
    match super::super::decision::beside(item.kind, &item.name, &item.unit) {
        "" => item.name.clone(),
        unit => format!("{}, {unit}", item.name),
    }
}

/// How a vote is taken.
pub(super) const fn method(rule: &VoteRule) -> &'static str {
    match rule.method {
        Method::Secret => "Bỏ phiếu kín",
        Method::Hands => "Biểu quyết giơ tay",
        Method::Written => "Lấy ý kiến bằng văn bản",
        Method::Consensus => "Thống nhất theo kết luận của chủ trì",
    }
}

/// “đạt từ 2/3 tổng số thành viên Hội đồng (05/07) trở lên”.
pub(super) fn rule(rule: &VoteRule, (needed, base): (u32, u32)) -> String {
    let of = match rule.base {
        Base::AllMembers => "tổng số thành viên Hội đồng",
        Base::Present => "số thành viên có mặt",
        Base::Cast => "số phiếu hợp lệ",
    };
    let share = format!("{}/{} {of} ({needed:02}/{base:02})", rule.num, rule.den);
    match rule.threshold {
        Threshold::AtLeast => format!("đạt từ {share} trở lên"),
        Threshold::MoreThan => format!("đạt trên {share}"),
    }
}

/// How many had or have to agree, of how many.
pub(super) fn needed(item: &ItemView) -> (u32, u32) {
    item.tally.map_or((item.figures.needed, item.figures.base), |count| (count.needed, count.base))
}

/// Each different rule of the agenda once, as a sentence.
pub(super) fn rules<'a>(items: impl Iterator<Item = &'a ItemView>) -> String {
    let mut out: Vec<String> = Vec::new();
    for item in items {
        let one = format!("{}; {} đồng ý.", method(&item.rule), rule(&item.rule, needed(item)));
        if !out.contains(&one) {
            out.push(one);
        }
    }
    out.join("\n")
}

/// Why a member takes no part in an item.
pub(super) const fn conflict(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Declared => "đã khai có xung đột lợi ích",
        ConflictKind::OwnDossier => "hồ sơ của chính mình",
        ConflictKind::OwnUnit => "cùng đơn vị",
        ConflictKind::Family => "người thân",
    }
}

/// “ngày 25 tháng 11 năm 2026”.
pub(in crate::document::compose) fn day(day: Date) -> String {
    words::day(day)
}

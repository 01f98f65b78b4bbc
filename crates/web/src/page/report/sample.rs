//! Reports as samples show them. Everything invented.

use jiff::{Timestamp, civil::date};
use lantoa_app::publicity::Word as Kept;
use lantoa_app::report::{
    Compared, Hints, Line, List, Offered, PartView, Report, ReportView, SectionView, Version, VersionView, Which,
};
use lantoa_domain::diff;
use lantoa_domain::forecast::{Outlook, Pace};
use lantoa_domain::id::{Id, ProgrammeId, UnitId};
use lantoa_domain::plan::{Bound, Key, QuotaSubject, Strength};
use lantoa_domain::report::{
    AwardLine, Change, Content, Facts, Figure, Freshness, Head, Level, MovementLine, ObligationLine, PartText,
    QuotaLine, ReportKind, ReportState, Section, Span, TextChange, What,
};

use super::{ListPage, act, compare::ComparePage, section, show::ShowPage};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};

const PROGRAMME: &str = "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030";
const UNIT: &str = "UBND phường Đông Hải";
const SAID: &str = "Trong năm 2026, từ 36 hồ sơ, đã công nhận 09 điển hình, gồm 04 tập thể và 05 cá nhân, tăng 03 điển \
                    hình so với năm 2025.\nChỉ tiêu được giao (tập thể): 04/05, còn thiếu 01.";

fn key(text: &str) -> Key {
    text.parse().expect("invariant: a key")
}

fn head() -> Head {
    Head {
        kind: ReportKind::Yearly,
        level: Level::Subtree,
        span: Span { from: (2026, 1), to: (2026, 12) },
        unit: UNIT.to_owned(),
        programme: PROGRAMME.to_owned(),
    }
}

fn facts() -> Facts {
    let figure = |what: &What| {
        let value = match *what {
            What::WomenShare => None,
            What::AwardMoney => Some(6_480_000),
            _ => Some(7),
        };
        Figure { what: *what, value, before: (*what == What::Recognised).then_some(6) }
    };
    let movement = |code: &str, name: &str, given, striven| MovementLine {
        key: key(code),
        name: name.to_owned(),
        given,
        striven,
        registered: 18,
        recognised: [2, 3, 0, 0],
        before: Some(3),
        awarded: 4,
    };
    let pace = Pace { months: 7, expected: 7, missing: 1, needed: 33 };
    let quota = |strength, outlook, whole| QuotaLine {
        movement: Some(key("cai-cach")),
        subject: QuotaSubject::Collective,
        strength,
        bound: Bound::Min,
        target: 5,
        counted: 4,
        whole,
        outlook,
    };
    Facts {
        until: date(2026, 11, 21),
        figures: What::ALL.iter().map(figure).collect(),
        movements: vec![
            movement("cai-cach", "Cải cách hành chính", Some(5), None),
            movement("chuyen-doi-so", "Chuyển đổi số", None, Some(6)),
        ],
        quotas: vec![
            quota(Strength::Assigned, Outlook::Running(pace), true),
            quota(Strength::Aimed, Outlook::TooEarly, false),
            quota(Strength::Aimed, Outlook::NotBegun, false),
            quota(Strength::Assigned, Outlook::Over, false),
        ],
        awards: vec![AwardLine { name: "Giấy khen".to_owned(), collectives: 3, people: 5, money: 6_480_000 }],
        obligations: vec![ObligationLine {
            key: key("danh-sach"),
            what: "Gửi danh sách hằng tháng".to_owned(),
            all: 120,
            in_time: 110,
            late: 6,
            zero: 31,
            missing: 4,
        }],
    }
}

fn parts() -> Vec<PartView> {
    let part = |section, heading: &str, text: &str, edited, freshness| PartView {
        section,
        heading: heading.to_owned(),
        text: text.to_owned(),
        edited,
        freshness,
    };
    vec![
        part(
            Section::Direction,
            "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI THỰC HIỆN",
            "Thực hiện Kế hoạch số 41/KH-UBND.",
            false,
            Freshness::Current,
        ),
        part(Section::Selection, "II. CÔNG TÁC BÌNH XÉT, CÔNG NHẬN", SAID, true, Freshness::Undecided),
        part(Section::Movement(key("cai-cach")), "1. Cải cách hành chính", SAID, false, Freshness::Behind),
        part(Section::Difficulties, "III. KHÓ KHĂN, HẠN CHẾ", "Còn 02 đơn vị báo cáo chậm.", true, Freshness::Current),
        part(Section::Lessons, "IV. BÀI HỌC KINH NGHIỆM", "", false, Freshness::Current),
    ]
}

fn row(state: ReportState) -> Report {
    Report {
        id: Id::from_raw(1),
        root: UnitId::from_raw(1),
        programme: ProgrammeId::from_raw(1),
        unit: UnitId::from_raw(1),
        kind: Kept(ReportKind::Yearly),
        level: Kept(Level::Subtree),
        year: 2026,
        month: 0,
        state: Kept(state),
        addressees: "UBND thành phố\nSở Nội vụ".to_owned(),
        sent: 1,
        made_by: Id::from_raw(1),
        made: at(),
        version: 4,
    }
}

fn at() -> Timestamp {
    Timestamp::from_second(1_795_233_600).expect("invariant: in range")
}

fn version(ordinal: u32) -> VersionView {
    VersionView {
        row: Version {
            id: Id::from_raw(i64::from(ordinal)),
            root: UnitId::from_raw(1),
            report: Id::from_raw(1),
            ordinal,
            sha256: "3f0c9a51b2d84e7760aa".repeat(3),
            frozen_by: Id::from_raw(1),
            frozen: at(),
            number: "140/BC-UBND".to_owned(),
            sent_by: Some(Id::from_raw(1)),
            sent_on: Some(date(2026, 12, 10)),
        },
        by: "Nguyễn Thị Thanh Hà".to_owned(),
        sendings: vec![("UBND thành phố".to_owned(), date(2026, 12, 10)), ("Sở Nội vụ".to_owned(), date(2026, 12, 10))],
    }
}

fn view(state: ReportState, shown: Option<u32>) -> ReportView {
    let parts = parts();
    let text = |part: &PartView| PartText {
        section: part.section.clone(),
        heading: part.heading.clone(),
        text: part.text.clone(),
    };
    ReportView {
        row: row(state),
        content: Content { head: head(), facts: facts(), parts: parts.iter().map(text).collect() },
        parts,
        versions: vec![version(1), version(2)],
        shown,
        repeated: Some(3),
        may_write: true,
        may_send: true,
        at: at(),
    }
}

fn list() -> List {
    let line = |n: i64, kind, (year, month), state, sent| Line {
        id: Id::from_raw(n),
        programme: ProgrammeId::from_raw(1),
        programme_title: PROGRAMME.to_owned(),
        unit_name: UNIT.to_owned(),
        kind: Kept(kind),
        level: Kept(Level::Subtree),
        year,
        month,
        state: Kept(state),
        sent,
        sent_on: (sent > 0).then(|| date(2026, 12, 10)),
    };
    List {
        rows: vec![
            line(4, ReportKind::Monthly, (2026, 11), ReportState::Draft, 0),
            line(3, ReportKind::Yearly, (2026, 0), ReportState::Sent, 2),
            line(2, ReportKind::Interim, (2028, 6), ReportState::Submitted, 0),
            line(1, ReportKind::Final, (2030, 0), ReportState::Draft, 1),
        ],
        more: true,
        programmes: vec![(ProgrammeId::from_raw(1), PROGRAMME.to_owned())],
        years: vec![2030, 2028, 2026],
        may_write: true,
    }
}

fn beside(section: Section, freshness: Freshness) -> SectionView {
    let fresh = SAID.replace("09 điển hình", "10 điển hình");
    let hints = |free: bool| {
        if free {
            Hints {
                obstacles: vec!["Hạn ngày 20 trùng kỳ báo cáo thuế".to_owned()],
                difficulties: vec!["Thiếu người hướng dẫn".to_owned()],
                stopped: vec!["Mùa mưa khó thực hiện".to_owned()],
                faded: Vec::new(),
            }
        } else {
            Hints::default()
        }
    };
    SectionView {
        id: Id::from_raw(1),
        head: head(),
        version: 4,
        hints: hints(section.is_free()),
        heading: "II. CÔNG TÁC BÌNH XÉT, CÔNG NHẬN".to_owned(),
        text: SAID.to_owned(),
        pieces: if freshness == Freshness::Current { Vec::new() } else { diff::words(SAID, &fresh) },
        fresh,
        freshness,
        edited: freshness == Freshness::Undecided,
        section,
    }
}

/// Draws the pages.
pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/bao-cao", &[]);
    easel.show("report/list", &ListPage::new(&visit, query(), list()));
    easel.show("report/list-empty", &ListPage::new(&visit, query(), List::default()));
    let narrowed = ListQuery::new("/bao-cao", &[("nam", "2020")]);
    easel.show("report/list-none", &ListPage::new(&visit, narrowed, List::default()));
    easel.show("report/show", &ShowPage::new(&visit, view(ReportState::Draft, None), Vec::new()));
    easel.show("report/show-sent", &ShowPage::new(&visit, view(ReportState::Sent, Some(2)), Vec::new()));
    easel.show("report/show-older", &ShowPage::new(&visit, view(ReportState::Submitted, Some(1)), Vec::new()));
    forms(easel);
    let drawn = section::opened(&visit, beside(Section::Selection, Freshness::Undecided));
    easel.show("report/section", &drawn);
    easel.show("report/section-same", &section::opened(&visit, beside(Section::Selection, Freshness::Current)));
    easel.show("report/section-free", &section::opened(&visit, beside(Section::Lessons, Freshness::Current)));
    let hintless = SectionView { hints: Hints::default(), ..beside(Section::Proposals, Freshness::Current) };
    easel.show("report/section-hintless", &section::opened(&visit, hintless));
    easel.show("report/compare", &ComparePage::new(&visit, compared()));
    let same = Compared { figures: Vec::new(), texts: Vec::new(), ..compared() };
    easel.show("report/compare-same", &ComparePage::new(&visit, same));
}

fn forms(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let offered = Offered {
        programmes: vec![(ProgrammeId::from_raw(1), PROGRAMME.to_owned(), (2026, 2030))],
        units: vec![(UnitId::from_raw(1), UNIT.to_owned())],
    };
    let empty = FormState::empty();
    let draft = view(ReportState::Draft, None);
    easel.show("report/new", &act::new_page(&visit, &empty, &offered));
    easel.show("report/address", &act::address_page(&visit, &draft, &empty));
    easel.show("report/submit", &act::submit_page(&visit, &draft));
    easel.show("report/reopen", &act::reopen_page(&visit, &view(ReportState::Sent, Some(2))));
    easel.show("report/send", &act::send_page(&visit, &view(ReportState::Submitted, Some(2)), &empty));
}

fn compared() -> Compared {
    let change =
        |what, movement: Option<&str>, from, to| Change { what, movement: movement.map(str::to_owned), from, to };
    Compared {
        id: Id::from_raw(1),
        unit: UnitId::from_raw(1),
        head: head(),
        sides: (Which::Version(1), Which::Now),
        offered: (vec![1, 2], true),
        figures: vec![
            change(What::Recognised, None, Some(9), Some(10)),
            change(What::Recognised, Some("Chuyển đổi số"), Some(4), Some(5)),
            change(What::WomenShare, None, None, Some(40)),
            change(What::DaysMedian, None, Some(30), Some(31)),
        ],
        texts: vec![TextChange {
            heading: "II. CÔNG TÁC BÌNH XÉT, CÔNG NHẬN".to_owned(),
            pieces: diff::words(SAID, &SAID.replace("09 điển hình", "10 điển hình")),
        }],
    }
}

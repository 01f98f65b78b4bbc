//! Exemplars as samples show them. Everything invented.

use jiff::civil::date;
use lantoa_app::{
    exemplar::{
        CardView, ExemplarRow, ExemplarView, ForwardedView, FosteringView, Grade, Level, List, Validity, Verdict,
    },
    forward::Answer,
    fostering::{About, Kept, Risk},
    practice::{Influence, Influences},
};
use lantoa_domain::{id::Id, practice::PracticeState, subject::SubjectKind};

/// The list.
pub(super) fn list() -> List {
    let row = |n: i64, name: &str, kind, level, validity| ExemplarRow {
        id: Id::from_raw(n),
        name: name.to_owned(),
        kind,
        unit: "Trường THCS Đông Hải".to_owned(),
        movement: "Dạy tốt – Học tốt".to_owned(),
        level,
        on: date(2026, 12, 15),
        valid_until: Some(date(2029, 12, 14)),
        validity,
    };
    let key = || "day-tot".parse().expect("invariant: a key");
    List {
        rows: vec![
            row(1, "Trần Minh Khôi", SubjectKind::Individual, Level::Province, Validity::Valid),
            row(2, "Tổ Toán – Tin", SubjectKind::Collective, Level::Agency, Validity::Recheck),
            row(3, "Một cửa thân thiện", SubjectKind::Practice, Level::Agency, Validity::Expired),
            row(4, "Đội Cảnh sát khu vực", SubjectKind::Collective, Level::Agency, Validity::Withdrawn),
        ],
        more: true,
        count: 212,
        movements: vec![(Id::from_raw(1), key(), "Dạy tốt – Học tốt".to_owned())],
        units: vec![(Id::from_raw(1), "Trường THCS Đông Hải".to_owned())],
        years: vec![2026, 2025],
    }
}

/// One exemplar, for those who may read its dossier.
pub(super) fn view() -> ExemplarView {
    ExemplarView {
        id: Id::from_raw(1),
        version: 2,
        name: "Trần Minh Khôi".to_owned(),
        kind: SubjectKind::Individual,
        unit: "Trường THCS Đông Hải".to_owned(),
        unit_today: Some("Trường THCS Đông Hải – Cơ sở 1".to_owned()),
        movement: "Dạy tốt – Học tốt".to_owned(),
        round: "Năm 2026".to_owned(),
        level: Level::Province,
        decision: Id::from_raw(2),
        number: (Some(126), "QĐ-UBND".to_owned(), date(2026, 12, 15)),
        validity: Validity::Recheck,
        valid_until: Some(date(2029, 12, 14)),
        recheck_on: Some(date(2029, 10, 14)),
        ended_on: None,
        ended_why: String::new(),
        awards: vec![(Id::from_raw(3), Some(127), Some(date(2026, 12, 16)), "Giấy khen".to_owned())],
        dossier: Some(Id::from_raw(2)),
        achievement: "Dạy Tin học miễn phí cho 120 học sinh có hoàn cảnh khó khăn.".to_owned(),
        fostering: vec![FosteringView {
            on: date(2026, 6, 1),
            words: "Trường bố trí phòng máy vào chiều thứ Bảy.".to_owned(),
            by: "Lê Thanh Bình".to_owned(),
        }],
        forwarded: vec![ForwardedView {
            recipient: "Sở Nội vụ".to_owned(),
            sent_on: date(2026, 12, 20),
            letter: "45/TTr-UBND".to_owned(),
            answer: Some(Answer::Accepted),
            answered_on: Some(date(2027, 1, 18)),
            answer_number: "20/QĐ-UBND".to_owned(),
        }],
        plans: vec![Kept {
            id: Id::from_raw(1),
            about: About::Exemplar(Id::from_raw(1)),
            owner: "Lê Thanh Bình".to_owned(),
            from: date(2027, 1, 10),
            until: date(2027, 12, 31),
            is_active: true,
            risks: vec![Risk::Goal(1, date(2027, 6, 30))],
            goals: (0, 2),
        }],
        cards: vec![CardView {
            on: date(2028, 1, 5),
            by: "Nguyễn Thị Thanh Hà".to_owned(),
            aspects: [Grade::Strong, Grade::Fair, Grade::Strong, Grade::Weak]
                .map(|grade| (grade, "Ba trường dùng lại, 70 em theo học.".to_owned())),
            verdict: Verdict::Confirmed,
            found: "Vẫn phát huy tác dụng.".to_owned(),
            valid_until: Some(date(2029, 12, 14)),
            recheck_on: Some(date(2029, 10, 14)),
        }],
        prospect: Some(Id::from_raw(5)),
        may_foster: true,
        may_recheck: true,
        may_end: true,
        may_consent: true,
    }
}

/// The same for any colleague: who, which decision, and no more.
pub(super) fn for_staff() -> ExemplarView {
    ExemplarView {
        dossier: None,
        achievement: String::new(),
        fostering: Vec::new(),
        forwarded: Vec::new(),
        plans: Vec::new(),
        cards: Vec::new(),
        prospect: None,
        may_foster: false,
        may_recheck: false,
        may_end: false,
        may_consent: false,
        validity: Validity::Withdrawn,
        ended_on: Some(date(2027, 3, 1)),
        unit_today: None,
        ..view()
    }
}

/// What others took over from it.
pub(super) fn influence() -> Influences {
    let one = |n, title: &str, state, learned, used| Influence {
        practice: Id::from_raw(n),
        title: title.to_owned(),
        state,
        learned,
        used,
    };
    Influences {
        practices: vec![
            one(1, "Phòng máy chiều thứ Bảy", PracticeState::Validated, 7, 4),
            one(2, "Sổ tay lập trình cho học sinh", PracticeState::Draft, 0, 0),
        ],
        draft_for: Some(Id::from_raw(1)),
    }
}

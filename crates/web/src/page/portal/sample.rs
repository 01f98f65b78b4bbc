//! The public pages with invented data. It must not reach the product.

use super::practice::{PracticePage, PracticesPage};
use super::{DecisionsPage, FrontPage, ListPage, StoryPage, preview, shell};
use crate::{kernel::ListQuery, page::practice::sample_view, sample::Easel};
use jiff::civil::date;
use lantoa_app::portal::{
    DecisionKind, DecisionStatus, List, PracticeTold, PublicDecision, PublicPractice, Published, PublishedKind, Told,
};
use lantoa_domain::practice::{Contact, Profile};
use lantoa_domain::{id::Id, subject::SubjectKind};
use lantoa_i18n::word;

fn published(n: i64, title: &str, name: &str, photo: Option<&str>) -> Published {
    Published {
        kind: PublishedKind::Story(Id::from_raw(n)),
        title: title.to_owned(),
        lead: "Mỗi chiều thứ Bảy, phòng máy của trường sáng đèn cho những học sinh chưa từng có máy tính ở nhà."
            .to_owned(),
        name: name.to_owned(),
        class: SubjectKind::Individual,
        unit: "Trường THCS Đông Hải".to_owned(),
        agency: "UBND phường Đông Hải".to_owned(),
        movement: "Dạy tốt – Học tốt".to_owned(),
        author: "Lê Thanh Bình".to_owned(),
        on: date(2026, 11, 20),
        changed: jiff::Timestamp::from_second(1_795_000_000).expect("invariant: in range"),
        year: 2026,
        photo_alt: photo.map(str::to_owned),
    }
}

fn rows() -> Vec<Published> {
    vec![
        published(1, "Lớp học chiều thứ Bảy", "Trần Minh Khôi", Some("Thầy Khôi bên học trò trong phòng máy")),
        published(2, "Một cửa thân thiện", "Tổ Một cửa", None),
        published(3, "Con hẻm nở hoa", "Khu dân cư số 4", None),
    ]
}

fn told() -> Told {
    Told {
        line: rows().remove(0),
        paragraphs: vec![
            "Ba năm trước, thầy Khôi nhận ra một nửa lớp của mình chưa từng chạm vào bàn phím.".to_owned(),
            "Từ đó, phòng máy mở cửa mỗi chiều thứ Bảy. Đến nay 120 em đã học xong khóa cơ bản.".to_owned(),
        ],
        quote: "Các em chỉ thiếu một chỗ ngồi trước máy.".to_owned(),
    }
}

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let contests = vec![crate::page::contest::sample_public()];
    easel.show("portal/front", &FrontPage { shell: shell(&visit, word!("portal-title")), rows: rows(), contests });
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/cau-chuyen", pairs);
    let list = List {
        rows: rows(),
        next: Some((date(2026, 11, 1), Id::from_raw(3))),
        count: 41,
        movements: vec![(
            Id::from_raw(1),
            "day-tot".parse().expect("invariant: a key"),
            "Dạy tốt – Học tốt".to_owned(),
        )],
        places: vec![(Id::from_raw(1), "Trường THCS Đông Hải".to_owned())],
        years: vec![2026, 2025],
    };
    easel.show("portal/list", &ListPage::new(&visit, query(&[("q", "khoi")]), list.clone()));
    let many = List { count: 1_000, ..list.clone() };
    easel.show("portal/list-many", &ListPage::new(&visit, query(&[]), many));
    let none = List { rows: Vec::new(), next: None, ..list };
    easel.show("portal/list-narrowed-empty", &ListPage::new(&visit, query(&[("q", "khoi")]), none));
    easel.show("portal/list-empty", &ListPage::new(&visit, query(&[]), List::default()));
    let page = StoryPage {
        shell: shell(&visit, word!("portal-story-title").with("title", "Lớp học chiều thứ Bảy")),
        photo: told().line.photo_address(),
        told: told(),
        base: "https://thidua.vi.du".to_owned(),
        is_preview: false,
    };
    easel.show("portal/story", &page);
    easel.show("portal/story-preview", &preview(&visit, told(), None));
    practices(easel);
    let decision = |n: i64, title: Option<&str>, status| PublicDecision {
        id: Id::from_raw(n),
        number: format!("{:02}/QĐ-UBND", 120 + n),
        on: date(2026, 11, 15),
        agency: "UBND phường Đông Hải".to_owned(),
        kind: if title.is_some() { DecisionKind::Recognition } else { DecisionKind::Award },
        status,
        title: title.map(str::to_owned),
    };
    let decisions = vec![
        decision(3, Some("Công nhận điển hình tiên tiến năm 2026"), DecisionStatus::Issued),
        decision(2, None, DecisionStatus::Issued),
        decision(1, Some("Công nhận điển hình tiên tiến quý I"), DecisionStatus::Recalled),
    ];
    let query = || ListQuery::new("/quyet-dinh-cong-khai", &[]);
    easel.show("portal/decisions", &DecisionsPage::new(&visit, query(), decisions, None));
    easel.show("portal/decisions-empty", &DecisionsPage::new(&visit, query(), Vec::new(), None));
}

fn practices(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let view = sample_view();
    let line = |n: i64, title: &str, copies| PublicPractice {
        id: Id::from_raw(n),
        title: title.to_owned(),
        problem: view.profile.problem.clone(),
        unit: view.unit.1.clone(),
        agency: "UBND phường Đông Hải".to_owned(),
        on: date(2026, 11, 20),
        copies,
    };
    let rows = vec![line(1, &view.title, 24), line(2, "Ngày thứ Sáu không hẹn", 1)];
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/mo-hinh-hay", pairs);
    easel.show("portal/practices", &PracticesPage::new(&visit, query(&[]), (rows, None)));
    easel.show("portal/practices-narrowed", &PracticesPage::new(&visit, query(&[("q", "xyz")]), (Vec::new(), None)));
    easel.show("portal/practices-empty", &PracticesPage::new(&visit, query(&[]), (Vec::new(), None)));
    let told = PracticeTold {
        line: line(1, &view.title, 24),
        profile: Profile { contact: Contact::default(), ..view.profile },
        spread: view.spread,
    };
    easel.show("portal/practice", &PracticePage::new(&visit, told, "https://thidua.vi.du".to_owned()));
}

//! The public pages and the pages of publicity in a browser: what strangers get, that withdrawal empties every address, wrong input, rights, and size.

use crate::browser::{Answer, Browser};
use crate::stage::{PLAN, dossier_at, recognise};
use axum::http::StatusCode;
use lantoa_app::Db;
use lantoa_app::practice;
use lantoa_app::publicity::consent::{self, Give, Giver, How, Purpose, Reach};
use lantoa_app::publicity::handbook::{self, Contents};
use lantoa_app::publicity::story::{self, Looked, Photo, Words};
use lantoa_app::{adoption, exemplar};
use lantoa_domain::adoption::Stage;
use lantoa_domain::id::{ExemplarId, PracticeId, StoryId};
use lantoa_domain::plan::StepKind;
use lantoa_domain::practice::{Contact, Figure, PracticeCommand, Profile};
use lantoa_domain::subject::Subject;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;
use std::io::{Cursor, Read as _};

const TITLE: &str = "Lớp học chiều thứ Bảy";

struct Told {
    world: World,
    exemplar: ExemplarId,
    name: String,
    story: StoryId,
}

/// A recognised officer with a story that everybody reads.
async fn told(db: &Db) -> Told {
    let world = World::found(db, "2017-12-20").await;
    let running = world.run(PLAN, 2017).await;
    let subject = Subject::Person(world.officers[0]);
    let dossier = dossier_at(&world, &running, "nam", StepKind::Decide, subject, world.rooms[0]).await;
    recognise(&world, &running, &[dossier]).await;
    let clerk = world.acting(world.secretary).await;
    let row = exemplar::list(&clerk, exemplar::Search::default(), None).await.unwrap().rows.remove(0);
    let give = Give {
        exemplar: row.id,
        purposes: Purpose::ALL.to_vec(),
        reaches: Reach::ALL.to_vec(),
        on: clerk.today(),
        giver: Giver::Oneself,
        name: String::new(),
        relation: String::new(),
        how: How::Paper(b"%PDF-1.7".to_vec()),
    };
    consent::give(&clerk, give).await.unwrap();
    let words = Words {
        title: TITLE.into(),
        lead: "Phòng máy <sáng> đèn.".into(),
        body: format!("{} mở lớp cho trẻ em nghèo.\nĐến nay đã có 120 em học xong.", row.name),
        quote: "Các em chỉ thiếu một chỗ ngồi.".into(),
        photo_alt: "Trong phòng máy".into(),
        author: "Ban Biên tập".into(),
    };
    let picture = Photo::New(b"\xff\xd8\xff\xdb\0\x04ab\xff\xda\0\x02picture".to_vec());
    let story = story::write(&clerk, row.id, words, picture).await.unwrap();
    story::check(&clerk, story, 1, Looked::No).await.unwrap();
    story::release(&clerk, story, 2, clerk.today()).await.unwrap();
    Told { world, exemplar: row.id, name: row.name, story }
}

/// Everything in an EPUB as one text.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an EPUB");
    let mut all = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).expect("a part").read_to_string(&mut all).expect("text");
    }
    all
}

/// Consent withdrawn: the name is at no public address and in no file any more. It was there before.
#[tokio::test(flavor = "multi_thread")]
async fn after_withdrawal_no_address_knows_the_name() {
    both(async |db| {
        let it = told(db).await;
        let clerk = it.world.acting(it.world.secretary).await;
        let new = Contents {
            title: "Kỷ yếu".into(),
            imprint: String::new(),
            foreword: String::new(),
            stories: vec![it.story],
        };
        let book = format!("/tuyen-truyen/ky-yeu/{}/tai/epub", handbook::begin(&clerk, new).await.unwrap());
        let (stranger, staff) = (Browser::stranger(&it.world.app), Browser::of(&it.world.app, it.world.secretary));
        let own = format!("/cau-chuyen/lop-hoc-chieu-thu-bay-{}", it.story);
        let pages = [
            "/",
            "/cau-chuyen",
            "/cau-chuyen?q=lop+hoc",
            "/cau-chuyen?nam=2017",
            "/atom.xml",
            "/sitemap.xml",
            own.as_str(),
        ];
        let mut marks = Vec::new();
        for page in pages {
            let answer = stranger.get(page).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            let (html, slug) = (answer.html(), "lop-hoc-chieu-thu-bay");
            assert!(
                html.contains(&it.name) || html.contains(TITLE) || html.contains(slug),
                "the control: {page}\n{html}"
            );
            assert_eq!(answer.header("cache-control"), "private, max-age=60, must-revalidate", "{page}");
            let known = stranger.get_with(page, &[("if-none-match", answer.header("etag"))]).await;
            assert_eq!(known.status, StatusCode::NOT_MODIFIED, "{page}");
            marks.push(answer.header("etag").to_owned());
        }
        let photo = format!("{own}/anh");
        assert!(stranger.get(&photo).await.bytes.ends_with(b"picture"));
        assert!(unpacked(&staff.get(&book).await.bytes).contains(&it.name));
        let story = stranger.get(&own).await.html();
        assert!(
            story.contains("og:title")
                && story.contains("itemprop=\"articleBody\"")
                && story.contains("&#60;sáng&#62;")
        );
        assert!(
            !story.contains("application/ld+json") && !story.contains("name=\"_ma\""),
            "no script, and no token of anybody"
        );

        consent::withdraw(&it.world.acting(it.world.officers[0]).await, it.exemplar, None).await.unwrap();
        for (page, mark) in pages.iter().zip(&marks) {
            let answer = stranger.get_with(page, &[("if-none-match", mark.as_str())]).await;
            assert_ne!(answer.status, StatusCode::NOT_MODIFIED, "{page}: an old copy is not good any more");
            // A page that says that nothing is here names the address its reader asked for, for the way back.
            let html = answer.html().replace(own.trim_start_matches("/cau-chuyen/"), "");
            for word in [it.name.as_str(), TITLE, "lop-hoc", "trẻ em nghèo"] {
                assert!(!html.contains(word), "{word} at {page}\n{html}");
            }
        }
        nothing_is_left(&it, (&stranger, &staff), (&own, &book)).await;
    })
    .await;
}

/// What a withdrawn consent leaves: no story, no picture, no handbook, no name.
async fn nothing_is_left(it: &Told, (stranger, staff): (&Browser, &Browser), (own, book): (&str, &str)) {
    assert_eq!(stranger.get(own).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.get(&format!("{own}/anh")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.get("/").await.leads_to(), "/dang-nhap", "nothing is left to show");
    for form in ["epub", "word"] {
        let answer = staff.get(&book.replace("epub", form)).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{form}");
        assert!(!answer.html().contains(&it.name));
    }
    for page in ["/quyet-dinh-cong-khai", "/robots.txt", "/kiem-tra"] {
        assert!(!stranger.get(page).await.html().contains(&it.name), "{page}");
    }
}

/// A practice of the recognised officer, validated.
async fn practice_of(it: &Told) -> PracticeId {
    let (head, clerk) = (it.world.acting(it.world.room_heads[0]).await, it.world.acting(it.world.secretary).await);
    let profile = Profile {
        problem: "Người dân phải đi lại nhiều lần.".into(),
        works: "Hẹn giờ và trả kết quả tại nhà.".into(),
        steps: vec!["Lập danh sách".into(), "Hẹn giờ".into()],
        results: "Không còn ai đi lại lần hai.".into(),
        figures: vec![Figure {
            measure: "Thời gian".into(),
            unit: "ngày".into(),
            before: Some(700),
            after: 350,
            period: "2017".into(),
        }],
        contact: Contact { office: "Bộ phận Một cửa".into(), post: String::new(), phone: "0258 3 845".into() },
        ..Profile::default()
    };
    let words = practice::Words {
        title: "Trả kết quả tại nhà".into(),
        exemplar: Some(it.exemplar),
        profile,
        ..practice::Words::default()
    };
    let id = practice::draft(&head, practice::New { unit: it.world.rooms[0], words }).await.unwrap();
    for (cx, command) in [(&head, PracticeCommand::Offer), (&clerk, PracticeCommand::Validate)] {
        let seen = practice::page(cx, id).await.unwrap().version;
        practice::turn(cx, id, seen, command, String::new()).await.unwrap();
    }
    let adopter = adoption::Adopter::Unit(it.world.rooms[1]);
    let (how, note, on) = ("Đến xem".to_owned(), String::new(), head.today());
    let new = adoption::New {
        practice: id,
        adopter,
        learned_from: None,
        how,
        learned_at: None,
        stage: Stage::Trying,
        on,
        note,
    };
    adoption::declare(&it.world.acting(it.world.room_heads[1]).await, new).await.unwrap();
    id
}

/// A practice is public from the moment an editor opens it; that of a person only while the person consents.
#[tokio::test(flavor = "multi_thread")]
async fn a_practice_is_read_while_it_is_open_and_its_person_consents() {
    both(async |db| {
        let it = told(db).await;
        let id = practice_of(&it).await;
        let (stranger, clerk) = (Browser::stranger(&it.world.app), Browser::of(&it.world.app, it.world.secretary));
        let own = format!("/mo-hinh-hay/tra-ket-qua-tai-nha-{id}");
        assert_eq!(stranger.get(&own).await.status, StatusCode::NOT_FOUND, "validated is not public");
        let ask = format!("/mo-hinh/{id}/cong-khai");
        let unit = Browser::of(&it.world.app, it.world.room_heads[0]);
        assert_eq!(unit.get(&ask).await.leads_to(), format!("/mo-hinh/{id}"), "editors open it");
        let form = clerk.get(&ask).await;
        let done = clerk.post(&ask, &form, &[("dang", "dong")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html());
        let again = clerk.post(&ask, &form, &[("dang", "dong")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "an old page opens it once");

        for page in ["/mo-hinh-hay", "/mo-hinh-hay?q=tra+ket+QUA", "/sitemap.xml"] {
            assert!(stranger.get(page).await.html().contains(&own), "{page}");
        }
        assert!(!stranger.get("/mo-hinh-hay?q=khac").await.html().contains(&own));
        let page = stranger.get(&own).await;
        let html = page.html();
        assert!(html.contains("Hẹn giờ") && html.contains("spread__mark--trying"), "{html}");
        for hidden in ["0258 3 845", it.name.as_str(), "/nhan-rong/", "/dien-hinh/"] {
            assert!(!html.contains(hidden), "{hidden}\n{html}");
        }
        assert_eq!(stranger.get(&format!("/mo-hinh-hay/{id}")).await.leads_to(), own);

        consent::withdraw(&it.world.acting(it.world.officers[0]).await, it.exemplar, None).await.unwrap();
        assert_eq!(stranger.get(&own).await.status, StatusCode::NOT_FOUND);
        for page in ["/mo-hinh-hay", "/sitemap.xml"] {
            assert!(!stranger.get(page).await.html().contains(&id.to_string()), "{page}");
        }
        let done = clerk.post(&ask, &clerk.get(&ask).await, &[("dang", "mo")]).await;
        assert_eq!(done.leads_to(), format!("/mo-hinh/{id}"));
        assert!(!clerk.get(&format!("/mo-hinh/{id}")).await.html().contains("/mo-hinh-hay/"));
    })
    .await;
}

/// Who may open what: strangers the public pages only, staff the plan, and nobody but the editors the queue.
#[tokio::test(flavor = "multi_thread")]
async fn each_reader_opens_what_is_theirs() {
    both(async |db| {
        let it = told(db).await;
        let app = &it.world.app;
        let (stranger, staff) = (Browser::stranger(app), Browser::of(app, it.world.officers[1]));
        let editors = Browser::of(app, it.world.secretary);
        let story = format!("/tuyen-truyen/cau-chuyen/{}", it.story);
        let consents = format!("/tuyen-truyen/dong-y/{}", it.exemplar);
        let open = [
            "/tuyen-truyen",
            "/tuyen-truyen/theo-kenh",
            "/tuyen-truyen/tham-quan",
            "/tuyen-truyen/hoc-tap",
            "/tuyen-truyen/tu-lieu",
            "/tuyen-truyen/pho-bien",
            "/tuyen-truyen/lich.ics",
        ];
        let closed = [
            "/tuyen-truyen/cau-chuyen",
            "/tuyen-truyen/cau-chuyen/moi",
            story.as_str(),
            "/tuyen-truyen/dong-y",
            "/tuyen-truyen/dong-y/mau",
            consents.as_str(),
            "/tuyen-truyen/ky-yeu",
            "/tuyen-truyen/ky-yeu/moi",
            "/tuyen-truyen/hoat-dong/moi",
            "/tuyen-truyen/chao-co",
            "/tuyen-truyen/hoc-tap/moi",
            "/tuyen-truyen/tu-lieu/moi",
            "/tuyen-truyen/pho-bien/moi",
        ];
        for page in open.iter().chain(&closed) {
            assert!(stranger.get(page).await.leads_to().starts_with("/dang-nhap?ve="), "{page}");
            assert_eq!(editors.get(page).await.status, StatusCode::OK, "{page}");
        }
        for page in open {
            assert_eq!(staff.get(page).await.status, StatusCode::OK, "{page}");
        }
        for page in closed {
            assert_eq!(staff.get(page).await.status, StatusCode::FORBIDDEN, "{page}");
        }
        // The person opens the own consent, nobody else's.
        let person = Browser::of(app, it.world.officers[0]);
        assert!(person.get(&consents).await.html().contains("Rút sự đồng ý"));
        assert_eq!(staff.get("/").await.leads_to(), "/ban-lam-viec");
        for nowhere in ["/cau-chuyen/khong-co", "/cau-chuyen/x-cc_0000000000001", "/tuyen-truyen/hoat-dong/x"] {
            assert_eq!(editors.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
        let moved = stranger.get(&format!("/cau-chuyen/ten-cu-{}", it.story)).await;
        assert!(moved.leads_to().starts_with("/cau-chuyen/lop-hoc"), "an old address leads on");
    })
    .await;
}

/// What is wrong is said at its field, and nothing typed is lost.
#[tokio::test(flavor = "multi_thread")]
async fn wrong_input_is_named_and_kept() {
    both(async |db| {
        let it = told(db).await;
        let clerk = Browser::of(&it.world.app, it.world.secretary);
        let new = "/tuyen-truyen/hoat-dong/moi";
        let page = clerk.get(new).await;
        let wrong = clerk
            .post(
                new,
                &page,
                &[("kenh", "khong-co"), ("ten-hoat-dong", "Chào cờ"), ("ngay", "31/02/2018"), ("gio", "25 giờ")],
            )
            .await;
        again(&wrong, "value=\"Chào cờ\"", "31/02/2018");
        again(&wrong, "25 giờ", "ghi như 07:30");
        let right = [
            ("kenh", "phat-thanh"),
            ("ten-hoat-dong", "Phát thanh"),
            ("ngay", "2017-12-20"),
            ("gio", "17h30"),
            ("phien-ban", "0"),
        ];
        let made = clerk.post(new, &page, &right).await;
        let own = made.leads_to().to_owned();
        assert!(clerk.get(&own).await.html().contains("17:30"), "{own}");
        let report = format!("{own}/ket-qua");
        let page = clerk.get(&report).await;
        let seen = page.hidden("phien-ban");
        let wrong =
            clerk.post(&report, &page, &[("phien-ban", &seen), ("so-nguoi", "mười"), ("dia-chi", "trang.vn")]).await;
        again(&wrong, "value=\"mười\"", "trang.vn");
        let done = clerk.post(&report, &page, &[("phien-ban", &seen), ("so-nguoi", "1.200"), ("so-phut", "15")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert!(clerk.get("/tuyen-truyen/theo-kenh?nam=2017").await.html().contains("1.200"));

        let write = "/tuyen-truyen/cau-chuyen/moi";
        let page = clerk.get(write).await;
        let id = it.exemplar.to_string();
        let fields = [
            ("dien-hinh", id.as_str()),
            ("tieu-de", "Bài mới"),
            ("tom-tat", "Tóm tắt"),
            ("bai", "Nội dung"),
            ("tac-gia", "An"),
        ];
        let wrong = clerk.upload(write, &page, &fields, ("anh", "a.gif", b"GIF89a")).await;
        again(&wrong, "value=\"Bài mới\"", "chỉ nhận ảnh JPG hoặc PNG");
        let large = clerk.upload(write, &page, &fields, ("anh", "a.jpg", &vec![0xff; 600 * 1024])).await;
        again(&large, "Nội dung", "lớn hơn 500 KB");

        wrong_consents(&it, &clerk).await;
    })
    .await;
}

fn again(answer: &Answer, kept: &str, said: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.html();
    assert!(html.contains(kept), "kept: {kept}\n{html}");
    assert!(html.contains(said), "said: {said}\n{html}");
}

/// Consents and notes of visits that cannot be right.
async fn wrong_consents(it: &Told, clerk: &Browser) {
    let give = format!("/tuyen-truyen/dong-y/{}/ghi", it.exemplar);
    let page = clerk.get(&give).await;
    let wrong =
        clerk.upload(&give, &page, &[("nguoi", "chinh-minh"), ("ngay", "2017-12-20")], ("ban-giay", "", b"")).await;
    again(&wrong, "2017-12-20", "id=\"ban-giay-loi\"");
    let taken = [("muc-dich", "cau-chuyen"), ("pham-vi", "cong"), ("nguoi", "chinh-minh"), ("ngay", "2017-12-20")];
    let wrong = clerk.upload(&give, &page, &taken, ("ban-giay", "a.pdf", b"%PDF-1.7")).await;
    again(&wrong, "value=\"cong\" checked", "đã có sự đồng ý");

    let note = "/tuyen-truyen/tham-quan/moi";
    let page = clerk.get(note).await;
    let wrong = clerk.post(note, &page, &[("viec", "Làm; ai; ngày mai"), ("mo-hinh", "Một cửa")]).await;
    again(&wrong, "Làm; ai; ngày mai", "mỗi dòng ghi");
}

/// Every list leaves as Excel, and the calendar as a file.
#[tokio::test(flavor = "multi_thread")]
async fn every_list_is_taken_as_excel() {
    both(async |db| {
        let it = told(db).await;
        let clerk = Browser::of(&it.world.app, it.world.secretary);
        for list in
            ["", "/theo-kenh", "/cau-chuyen", "/dong-y", "/tham-quan", "/hoc-tap", "/tu-lieu", "/pho-bien", "/ky-yeu"]
        {
            let page = clerk.get(&format!("/tuyen-truyen{list}")).await;
            let file = clerk.post(&format!("/tuyen-truyen{list}/excel"), &page, &[]).await;
            assert_eq!(file.status, StatusCode::OK, "{list}");
            assert!(file.bytes.starts_with(b"PK"), "{list}");
        }
        assert!(clerk.get("/tuyen-truyen/lich.ics").await.html().starts_with("BEGIN:VCALENDAR"));
    })
    .await;
}

/// The first page with everything it needs before pictures is at most 100 KB over the wire.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_public_page_is_light() {
    both(async |db| {
        let it = told(db).await;
        let stranger = Browser::stranger(&it.world.app);
        let zipped = |address: String| {
            let stranger = &stranger;
            async move { stranger.get_with(&address, &[("accept-encoding", "gzip")]).await }
        };
        let page = zipped("/".to_owned()).await;
        assert_eq!(page.header("content-encoding"), "gzip");
        let html = stranger.get("/").await.html();
        let mut weight = page.bytes.len();
        for piece in html.split('"').filter(|piece| piece.starts_with("/tai-nguyen/")) {
            let address = piece.split('#').next().unwrap_or_default().to_owned();
            // Icons are asked for once, whatever part of them a page shows.
            if html.find(piece).is_some_and(|at| html[..at].contains(&address)) {
                continue;
            }
            let answer = zipped(address).await;
            assert_eq!(answer.status, StatusCode::OK, "{piece}");
            weight += answer.bytes.len();
        }
        assert!(weight < 100 * 1024, "{weight} bytes");
    })
    .await;
}

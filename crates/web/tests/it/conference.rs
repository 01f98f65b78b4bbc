//! Conferences in the browser: seats, proposals with mistakes named, choosing, replies, attendance, the list for the level above; each unit sees its own.

use crate::browser::{Answer, Browser};
use crate::stage::{PLAN, recognise, to_decide};
use axum::http::StatusCode;
use lantoa_app::account::{Give, give_role};
use lantoa_domain::policy::Role;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// Opens a form, sends it back with these values and the version it shows.
async fn send(browser: &Browser, address: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.html());
    let seen = if page.html().contains("name=\"phien-ban\"") { page.hidden("phien-ban") } else { String::new() };
    let mut all = vec![("phien-ban", seen.as_str())];
    all.extend_from_slice(fields);
    browser.post(address, &page, &all).await
}

#[track_caller]
fn went_on(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    answer.leads_to().to_owned()
}

#[track_caller]
fn mistaken(answer: &Answer, sentence: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.html());
    assert!(answer.html().contains(sentence), "{sentence} in {}", answer.html());
}

/// The first identifier of a kind on a page.
fn first_id(html: &str, prefix: &str) -> String {
    let at = html.find(prefix).unwrap_or_else(|| panic!("no {prefix} on the page"));
    html[at..].chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect()
}

async fn set_up(office: &Browser, programme: &str, kind: &str) -> String {
    let fields = [
        ("chuong-trinh", programme),
        ("loai", kind),
        ("ten", "Hội nghị <điển hình>"),
        ("don-vi-to-chuc", "UBND tỉnh"),
        ("ngay", "2017-11-20"),
        ("bat-dau", "8:00"),
        ("ket-thuc", "9h30"),
        ("dia-diem", "Hội trường A"),
    ];
    let mut late = fields[..6].to_vec();
    late.extend([("ket-thuc", "7:00"), ("dia-diem", "Hội trường A")]);
    mistaken(&send(office, "/hoi-nghi/moi", &late).await, "giờ xong phải sau giờ bắt đầu");
    let mut wrong = fields[..5].to_vec();
    wrong.push(("bat-dau", "tám giờ"));
    let wrong = send(office, "/hoi-nghi/moi", &wrong).await;
    mistaken(&wrong, "giờ chưa đúng");
    assert!(wrong.html().contains("Hội nghị &#60;điển hình&#62;"), "what was typed is kept");
    went_on(&send(office, "/hoi-nghi/moi", &fields).await)
}

async fn proposed(browser: &Browser, base: &str, unit: &str, name: &str, role: &str) -> Answer {
    let fields = [
        ("don-vi", unit),
        ("ho-ten", name),
        ("gioi-tinh", "nu"),
        ("cong-viec", "truc-tiep"),
        ("tu-cach", role),
        ("ly-do", "Hoàn thành xuất sắc nhiệm vụ"),
    ];
    send(browser, &format!("{base}/dai-bieu/moi"), &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conference_goes_from_seats_to_attendance() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let office = Browser::of(&world.app, world.secretary);
        let base = set_up(&office, &running.programme.to_string(), "tai-co-quan").await;
        let (room, other) = (world.rooms[0].to_string(), world.rooms[1].to_string());
        let seats = format!("{base}/suat");
        let (one, two) = (format!("suat-{room}"), format!("suat-{other}"));
        let over = [("tong-so", "1"), ("du-phong", "1"), (one.as_str(), "1"), (two.as_str(), "1")];
        mistaken(&send(&office, &seats, &over).await, "vượt tổng số suất");
        let wrong = [("tong-so", "2"), ("du-phong", "0"), (one.as_str(), "một")];
        mistaken(&send(&office, &seats, &wrong).await, "chưa phải là số");
        went_on(&send(&office, &seats, &[("tong-so", "2"), ("du-phong", "0"), (&one, "1"), (&two, "1")]).await);

        let head = Browser::of(&world.app, world.room_heads[0]);
        mistaken(&proposed(&head, &base, &room, "", "chinh-thuc").await, "href=\"#ho-ten\"");
        let delegate = went_on(&proposed(&head, &base, &room, "Nguyễn Thị Mới", "chinh-thuc").await);
        let full = proposed(&head, &base, &room, "Trần Văn Nữa", "chinh-thuc").await;
        mistaken(&full, "đã đề cử đủ số suất");
        assert!(full.html().contains("Trần Văn Nữa"), "what was typed is kept");
        sees_its_own(&world, &base, &delegate).await;

        let id = first_id(&delegate, "db_");
        let (mark, why, seen) = (format!("kq-{id}"), format!("ly-do-{id}"), format!("phien-ban-{id}"));
        let bare = send(&office, &format!("{base}/chon"), &[(&mark, "khong"), (&seen, "1")]).await;
        mistaken(&bare, "thì phải có lý do");
        went_on(&send(&office, &format!("{base}/chon"), &[(&mark, "chon"), (&seen, "1"), (&why, "")]).await);
        went_on(&send(&office, &format!("{base}/buoc/trieu-tap"), &[]).await);
        let page = office.get(&base).await;
        let version = page.hidden("phien-ban");
        went_on(&office.post(&format!("{base}/moi-dai-bieu"), &page, &[("phien-ban", &version)]).await);
        went_on(&send(&head, &format!("{base}/tra-loi"), &[(&mark, "du"), (&seen, "3")]).await);
        let stale = send(&office, &format!("{base}/diem-danh"), &[(&mark, "co"), (&seen, "3")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "the reply came between");
        went_on(&send(&office, &format!("{base}/diem-danh"), &[(&mark, "co"), (&seen, "4")]).await);
        let day = [("ngay", "2017-11-21")];
        mistaken(&send(&office, &format!("{base}/buoc/da-to-chuc"), &day).await, "href=\"#ngay\"");
        went_on(&send(&office, &format!("{base}/buoc/da-to-chuc"), &[("ngay", "2017-11-20")]).await);
        went_on(&send(&office, &format!("{base}/buoc/ket-thuc"), &[]).await);
        papers_and_files(&office, &base).await;
    })
    .await;
}

/// Another unit and plain staff are shown what it is, not who goes; neither may do what the office does.
async fn sees_its_own(world: &World, base: &str, delegate: &str) {
    let (admin, from) = (world.acting(world.admin).await, jiff::civil::date(2017, 1, 1));
    let (person, unit) = (world.officers[1], world.rooms[1]);
    let give = Give { person, role: Role::UnitClerk, unit, movement: None, from, to: None };
    give_role(&admin, give).await.unwrap();
    let other = Browser::of(&world.app, world.officers[1]);
    let staff = Browser::of(&world.app, world.officers[0]);
    for reader in [&other, &staff] {
        let page = reader.get(base).await;
        assert!(page.status == StatusCode::OK && !page.html().contains("Nguyễn Thị Mới"));
        assert!(!reader.get(&format!("{base}/dai-bieu")).await.html().contains("Nguyễn Thị Mới"));
        assert_eq!(reader.get(delegate).await.status, StatusCode::NOT_FOUND);
        for part in ["sua", "suat", "chon", "diem-danh", "buoc/trieu-tap", "chuong-trinh/moi"] {
            assert_eq!(reader.get(&format!("{base}/{part}")).await.status, StatusCode::SEE_OTHER, "{part}");
        }
    }
    let own = Browser::of(&world.app, world.room_heads[0]);
    assert!(own.get(&format!("{base}/dai-bieu")).await.html().contains("Nguyễn Thị Mới"));
    for person in [world.members[5], world.head] {
        let reader = Browser::of(&world.app, person);
        assert!(
            reader.get(&format!("{base}/dai-bieu")).await.html().contains("Nguyễn Thị Mới"),
            "council and head read"
        );
    }
}

async fn papers_and_files(office: &Browser, base: &str) {
    let id = base.rsplit('/').next().unwrap();
    for kind in ["invitation", "invitations", "delegates"] {
        let word = office.get(&format!("/giay-to/{kind}/conference-{id}/tai/word")).await;
        assert!(word.status == StatusCode::OK && word.bytes.starts_with(b"PK"), "{kind} as Word");
    }
    for (page, list) in [
        ("/hoi-nghi".to_owned(), "/hoi-nghi/excel".to_owned()),
        (format!("{base}/dai-bieu"), format!("{base}/dai-bieu/excel")),
    ] {
        let shown = office.get(&page).await;
        let taken = office.post(&list, &shown, &[]).await;
        assert!(taken.status == StatusCode::OK && taken.bytes.starts_with(b"PK"), "{list}");
    }
    assert!(office.get("/hoi-nghi?tinh-trang=ket-thuc").await.html().contains(base));
    assert!(!office.get("/hoi-nghi?loai=cap-tren").await.html().contains(base));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_handed_over_and_taken_as_one_file() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let recognised = to_decide(&world, &running, "nam", 0).await;
        recognise(&world, &running, &[recognised]).await;
        let office = Browser::of(&world.app, world.secretary);
        let base = set_up(&office, &running.programme.to_string(), "cap-tren").await;
        let new = format!("{base}/ban-giao/moi");
        let fields = [("noi-nhan", "Ban TĐKT tỉnh"), ("so", "15/STN"), ("ngay", "2017-11-20")];
        mistaken(&send(&office, &new, &fields).await, "chưa có đại biểu nào được chọn");

        let register = office.get("/dien-hinh").await.html();
        let exemplar = first_id(&register, "dh_");
        let found = office.get(&format!("{base}/dai-bieu/moi?tim=a")).await;
        assert_eq!(found.status, StatusCode::OK);
        let drafted = format!("{base}/dai-bieu/moi?dien-hinh={exemplar}");
        let form = office.get(&drafted).await;
        assert!(
            form.html().contains("Điển hình tiên tiến") && form.html().contains("Quyết định số"),
            "{}",
            form.html()
        );
        let unit = world.rooms[0].to_string();
        let told = [
            ("dien-hinh", exemplar.as_str()),
            ("don-vi", unit.as_str()),
            ("ho-ten", "Người Đại Diện"),
            ("gioi-tinh", "chua-ro"),
            ("cong-viec", "truc-tiep"),
            ("tu-cach", "chinh-thuc"),
            ("ly-do", "Điển hình tiên tiến"),
        ];
        let delegate = went_on(&office.post(&format!("{base}/dai-bieu/moi"), &form, &told).await);
        let id = first_id(&delegate, "db_");
        let (mark, seen) = (format!("kq-{id}"), format!("phien-ban-{id}"));
        went_on(&send(&office, &format!("{base}/chon"), &[(&mark, "chon"), (&seen, "1")]).await);
        went_on(&send(&office, &new, &fields).await);
        mistaken(&send(&office, &new, &fields).await, "danh sách không khác bản đã bàn giao");
        let file = office.get(&format!("{base}/ban-giao/1/tep")).await;
        assert!(file.status == StatusCode::OK && file.bytes.starts_with(b"PK"));
        assert!(office.get(&format!("{base}/ban-giao")).await.html().contains("Ban TĐKT tỉnh"));
        let staff = Browser::of(&world.app, world.officers[0]);
        for closed in [format!("{base}/ban-giao"), format!("{base}/ban-giao/1/tep")] {
            assert_eq!(staff.get(&closed).await.status, StatusCode::NOT_FOUND, "{closed}");
        }
        programme(&office, &base).await;
    })
    .await;
}

/// Items with hours; too long a programme is told.
async fn programme(office: &Browser, base: &str) {
    let new = format!("{base}/chuong-trinh/moi");
    mistaken(&send(office, &new, &[("ten", ""), ("phut", "15")]).await, "href=\"#ten\"");
    mistaken(&send(office, &new, &[("ten", "Khai mạc"), ("phut", "15"), ("gio", "25:00")]).await, "giờ chưa đúng");
    went_on(&send(office, &new, &[("ten", "Khai mạc"), ("phut", "30")]).await);
    went_on(&send(office, &new, &[("ten", "Thảo luận"), ("phut", "120"), ("gio", "8:20")]).await);
    let page = office.get(&format!("{base}/chuong-trinh")).await.html();
    assert!(
        page.contains("08:20 – 10:20") && page.contains("chồng 10 phút") && page.contains("dài hơn dự kiến 50 phút"),
        "{page}"
    );
    let item = first_id(&page, "mc_");
    went_on(&send(office, &format!("{base}/chuong-trinh/{item}/bo"), &[]).await);
    assert!(!office.get(&format!("{base}/chuong-trinh")).await.html().contains("chồng 10 phút"));
}

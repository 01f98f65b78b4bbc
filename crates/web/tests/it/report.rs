//! Reports in the browser: begun with mistakes named, edited beside the new draft, submitted, sent, compared; guidance on the awards of a year.

use crate::browser::{Answer, Browser};
use crate::stage::{PLAN, recognise, to_decide};
use axum::http::StatusCode;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// Opens a form, sends it back with these values and the version it shows.
async fn send(browser: &Browser, address: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.html());
    let seen = page.hidden("phien-ban");
    let mut all = vec![("phien-ban", seen.as_str())];
    all.extend_from_slice(fields);
    browser.post(address, &page, &all).await
}

#[track_caller]
fn went_on(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    answer.leads_to().to_owned()
}

async fn begun(browser: &Browser, programme: &str, unit: &str) -> String {
    let form = browser.get("/bao-cao/moi").await;
    let fields = [("chuong-trinh", programme), ("loai", "nam"), ("nam", "2017"), ("don-vi", unit), ("cap", "tong-hop")];
    went_on(&browser.post("/bao-cao/moi", &form, &fields).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_goes_from_its_draft_to_the_second_version() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let first = to_decide(&world, &running, "nam", 0).await;
        recognise(&world, &running, &[first]).await;
        let office = Browser::of(&world.app, world.secretary);
        let (programme, unit) = (running.programme.to_string(), world.root.to_string());
        mistaken(&office, &programme, &unit).await;
        let address = begun(&office, &programme, &unit).await;
        let page = office.get(&address).await.html();
        assert!(page.contains("đã công nhận 01 cá nhân") && page.contains("href=\"/dien-hinh?nam=2017\""), "{page}");

        let section = format!("{address}/muc/selection");
        went_on(&send(&office, &section, &[("doan-van", "Đã công nhận 01 cá nhân <b>rất</b> tốt.")]).await);
        let second = to_decide(&world, &running, "nam", 1).await;
        recognise(&world, &running, &[second]).await;
        let beside = office.get(&section).await.html();
        assert!(beside.contains("<del>") && beside.contains("<ins>") && beside.contains("&#60;b&#62;rất"), "{beside}");
        assert!(office.get(&address).await.html().contains("Cần chọn lời mới hay lời đã sửa"));
        let early = send(&office, &format!("{address}/trinh"), &[]).await;
        assert!(early.html().contains("Còn mục đã sửa lời"), "{}", early.html());
        let keep = office.get(&section).await;
        let seen = keep.hidden("phien-ban");
        went_on(&office.post(&format!("{section}/giu"), &keep, &[("phien-ban", &seen)]).await);
        went_on(&send(&office, &format!("{address}/muc/lessons"), &[("doan-van", "Làm sớm.")]).await);
        went_on(&send(&office, &format!("{address}/trinh"), &[]).await);
        let officer = Browser::of(&world.app, world.officers[0]);
        assert_eq!(officer.get(&address).await.status, StatusCode::NOT_FOUND, "not sent yet");
        let to = [("noi-nhan", "UBND thị xã\nUBND tỉnh"), ("so", "140/BC-STN"), ("ngay", "2017-11-20")];
        let nobody =
            send(&office, &format!("{address}/gui"), &[("noi-nhan", ""), ("so", "1"), ("ngay", "2017-11-20")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        went_on(&send(&office, &format!("{address}/gui"), &to).await);
        let sent = officer.get(&address).await.html();
        assert!(
            sent.contains("Bản 1 đã đóng băng") && sent.contains("140/BC-STN") && !sent.contains("/muc/"),
            "{sent}"
        );
        assert!(officer.get("/bao-cao?loai=nam&nam=2017").await.html().contains(&address));
        assert!(!officer.get("/bao-cao?loai=thang").await.html().contains(&address));
        again(&office, &address).await;
        files(&officer, &address).await;
    })
    .await;
}

/// Mistakes are named at the form.
async fn mistaken(office: &Browser, programme: &str, unit: &str) {
    let form = office.get("/bao-cao/moi").await;
    let wrong = [("chuong-trinh", programme), ("loai", "thang"), ("nam", "2017"), ("don-vi", unit), ("cap", "rieng")];
    let refused = office.post("/bao-cao/moi", &form, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a month is missing");
    let outside = [("chuong-trinh", programme), ("loai", "nam"), ("nam", "2030"), ("don-vi", unit), ("cap", "rieng")];
    assert_eq!(office.post("/bao-cao/moi", &form, &outside).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A second version, compared with the first.
async fn again(office: &Browser, address: &str) {
    went_on(&send(office, &format!("{address}/ban-moi"), &[]).await);
    went_on(&send(office, &format!("{address}/muc/lessons"), &[("doan-van", "Làm thật sớm.")]).await);
    let compared = office.get(&format!("{address}/so-sanh?tu=1&den=nay")).await.html();
    assert!(compared.contains("<ins>") && compared.contains("thật"), "{compared}");
    assert_eq!(office.get(&format!("{address}/so-sanh?tu=1&den=7")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.get(&format!("{address}/muc/no-such")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.get(&format!("{address}/ban/9")).await.status, StatusCode::NOT_FOUND);
}

async fn files(reader: &Browser, address: &str) {
    let id = address.rsplit('/').next().unwrap();
    let word = reader.get(&format!("/giay-to/report/report-{id}/tai/word")).await;
    assert!(word.status == StatusCode::OK && word.bytes.starts_with(b"PK"), "the sent version as Word");
    for (page, list) in [
        ("/bao-cao".to_owned(), "/bao-cao/excel".to_owned()),
        (address.to_owned(), format!("{address}/excel")),
        (address.to_owned(), format!("{address}/phong-trao/excel")),
    ] {
        let shown = reader.get(&page).await;
        let taken = reader.post(&list, &shown, &[]).await;
        assert!(taken.status == StatusCode::OK && taken.bytes.starts_with(b"PK"), "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_sees_and_writes_only_its_own() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let head = Browser::of(&world.app, world.room_heads[0]);
        let address = begun(&head, &running.programme.to_string(), &world.rooms[0].to_string()).await;
        let other = Browser::of(&world.app, world.room_heads[1]);
        for closed in [address.clone(), format!("{address}/muc/lessons"), format!("{address}/so-sanh")] {
            assert_eq!(other.get(&closed).await.status, StatusCode::NOT_FOUND, "{closed}");
        }
        let officer = Browser::of(&world.app, world.officers[0]);
        assert_eq!(officer.get("/bao-cao/moi").await.status, StatusCode::SEE_OTHER, "nothing to write");
        assert!(!officer.get("/bao-cao").await.html().contains(&address));
        assert!(head.get("/bao-cao").await.html().contains(&address));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guidance_is_entered_with_its_file_and_shown_at_the_rounds_of_its_year() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let office = Browser::of(&world.app, world.secretary);
        let new = "/huong-dan-khen-thuong/moi";
        let form = office.get(new).await;
        let programme = running.programme.to_string();
        let fields = [
            ("chuong-trinh", programme.as_str()),
            ("nam", "2017"),
            ("ten", "Hướng dẫn <khen thưởng>"),
            ("so", "12/HD"),
            ("ngay", "2017-01-20"),
        ];
        let program = office.upload(new, &form, &fields, ("tep", "a.pdf", b"MZ a program")).await;
        assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(program.html().contains("Hướng dẫn &#60;khen thưởng&#62;"), "what was typed is kept");
        went_on(&office.upload(new, &form, &fields, ("tep", "a.pdf", b"%PDF-1.7 x")).await);
        let officer = Browser::of(&world.app, world.officers[0]);
        let list = officer.get("/huong-dan-khen-thuong?nam=2017").await.html();
        let file = list.split("href=\"/huong-dan-khen-thuong/hg_").nth(1).and_then(|rest| rest.split('"').next());
        let file = format!("/huong-dan-khen-thuong/hg_{}", file.expect("a file"));
        assert_eq!(officer.get(&file).await.bytes, b"%PDF-1.7 x");
        let round = officer.get(&format!("/chuong-trinh/{programme}")).await.html();
        assert!(round.contains(&file) && round.contains("12/HD"), "{round}");
        assert_eq!(officer.get(new).await.status, StatusCode::SEE_OTHER, "the standing body enters it");
    })
    .await;
}

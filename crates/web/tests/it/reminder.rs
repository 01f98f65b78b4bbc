//! Reminders, mail settings, calendars behind a secret address and assignments as people meet them on their pages.

use crate::browser::Browser;
use crate::mailing::{self, agency, task_of, turn_on};
use crate::site::Site;
use crate::stage::{PLAN, to_decide};
use axum::http::StatusCode;
use icalendar::parser::{read_calendar, unfold};
use lantoa_app::mail::{self, Outcome};
use lantoa_domain::reminder::{Cadence, Fault};
use lantoa_testkit::engine::both;

/// F72, F106: the page shows what the letter would say, the letters so far and how often one comes; the choice is kept.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_what_a_letter_would_say() {
    both(async |db| {
        let (world, running) = agency(db, PLAN).await;
        to_decide(&world, &running, "dot-xuat", 0).await;
        turn_on(&world, 2525).await;
        let room = Browser::of(&world.app, world.room_heads[0]);
        assert!(room.get("/ban-lam-viec").await.html().contains("href=\"/nhac-viec\""), "the workbench leads there");
        let page = room.get("/nhac-viec").await;
        let html = page.html();
        for words in ["Gửi danh sách gương người tốt", "quá hạn 9 ngày", "nhat@stn.vi.du", "từ 7 giờ"]
        {
            assert!(html.contains(words), "no {words}");
        }
        let kept = room.post("/nhac-viec/cach-nhan", &page, &[("nhip", "hang-tuan"), ("ngon-ngu", "en")]).await;
        assert_eq!((kept.status, kept.leads_to()), (StatusCode::SEE_OTHER, "/nhac-viec"));
        let chosen = mail::own(&world.acting(world.room_heads[0]).await).await.unwrap().chosen;
        assert_eq!(chosen.cadence, Cadence::Weekly);
        let wrong = room.post("/nhac-viec/cach-nhan", &page, &[("nhip", "luon-luon"), ("ngon-ngu", "vi")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let head = Browser::of(&world.app, world.head).get("/nhac-viec").await.html();
        assert!(head.contains("1 hồ sơ") && !head.contains("Ứng viên"));
        let quiet = Browser::of(&world.app, world.inspector).get("/nhac-viec").await.html();
        assert!(quiet.contains("Hôm nay không có việc nào"));
    })
    .await;
}

/// The address in a letter asks first when it is opened, ends the letters with one click of a mail program, and is proof enough.
#[tokio::test(flavor = "multi_thread")]
async fn one_click_ends_the_letters() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        turn_on(&world, 2525).await;
        mail::plan(&world.app).await.unwrap();
        let mut stop = String::new();
        while let Some(ready) = mail::take(&world.app).await.unwrap() {
            if ready.to == "nhat@stn.vi.du" {
                stop = format!("/nhac-viec/thoi/{}", ready.stop);
            }
            mail::settle(&world.app, &ready, Outcome::Taken(250)).await.unwrap();
        }
        let cadence = async || mail::own(&world.acting(world.room_heads[0]).await).await.unwrap().chosen.cadence;
        let stranger = Browser::stranger(&world.app);
        let asked = stranger.get(&stop).await;
        assert!(asked.status == StatusCode::OK && !asked.html().contains("nhat@"), "nobody is told whose it is");
        assert_eq!(cadence().await, Cadence::Daily, "opening an address changes nothing");
        assert_eq!(stranger.one_click("/nhac-viec/thoi/pe_0.00").await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.one_click(&stop).await.status, StatusCode::OK);
        assert_eq!(cadence().await, Cadence::Never);
        assert_eq!(stranger.post(&stop, &asked, &[]).await.status, StatusCode::OK, "with the button of the page too");
        assert_eq!(
            stranger.one_click("/nhac-viec/cach-nhan").await.status,
            StatusCode::FORBIDDEN,
            "nothing else is open"
        );
    })
    .await;
}

/// An administrator sets the server, reads why a letter was given up, and tries it again; others find no page.
#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_where_letters_got_to() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let admin = Browser::of(&world.app, world.admin);
        let page = admin.get("/quan-tri/thu").await;
        assert!(admin.get("/quan-tri").await.html().contains("/quan-tri/thu"));
        let fields = |bao_mat: &'static str| {
            [
                ("phien-ban", "0"),
                ("may-chu", "thu.vi.du"),
                ("cong", "587"),
                ("bao-mat", bao_mat),
                ("dang-nhap", "nhac-viec"),
                ("mat-khau", "khóa bí mật"),
                ("nguoi-gui", "nhac-viec@stn.vi.du"),
                ("ten-nguoi-gui", "Sở Thử nghiệm"),
                ("dia-chi", "https://lantoa.stn.vi.du"),
                ("gio", "7"),
                ("gui", "co"),
            ]
        };
        let unsafe_one = admin.post("/quan-tri/thu", &page, &fields("khong")).await;
        assert_eq!(unsafe_one.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unsafe_one.html().contains("localhost") && !unsafe_one.html().contains("khóa bí mật"));
        assert_eq!(admin.post("/quan-tri/thu", &page, &fields("starttls")).await.status, StatusCode::SEE_OTHER);
        let set = admin.get("/quan-tri/thu").await;
        assert!(set.html().contains("Đã lưu mật khẩu") && !set.html().contains("khóa bí mật"));
        let asked = admin.post("/quan-tri/thu/thu-nghiem", &set, &[]).await;
        assert_eq!(asked.leads_to(), "/quan-tri/thu");
        assert!(admin.get("/quan-tri/thu").await.html().contains("đang gửi thư thử"));

        mail::plan(&world.app).await.unwrap();
        let ready = mail::take(&world.app).await.unwrap().unwrap();
        mail::settle(&world.app, &ready, Outcome::Not(Fault::Refused, 550)).await.unwrap();
        let list = admin.get("/quan-tri/thu/so?tinh-trang=khong-gui-duoc").await;
        assert!(list.html().contains("(mã 550)") && list.html().contains("Gửi lại"));
        let again = format!("/quan-tri/thu/so/{}/gui-lai", ready.id);
        assert_eq!(admin.post(&again, &list, &[("phien-ban", "3")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(mail::take(&world.app).await.unwrap().unwrap().id, ready.id);
        let file = admin.post("/quan-tri/thu/so/excel", &list, &[]).await;
        assert!(file.status == StatusCode::OK && file.bytes.starts_with(b"PK"));
        let other = Browser::of(&world.app, world.secretary);
        assert_ne!(other.get("/quan-tri/thu").await.status, StatusCode::OK);
        assert_ne!(other.get("/quan-tri/thu/so").await.status, StatusCode::OK);
    })
    .await;
}

/// The address is shown once, read without signing in by a parser of its own, marked, and worth nothing after it was taken back.
#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_is_read_without_signing_in() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let room = Browser::of(&world.app, world.room_heads[0]);
        let page = room.get("/lich/nguon").await;
        let made = room.post("/lich/nguon", &page, &[]).await;
        let html = made.html();
        let (_, rest) = html.split_once("/lich/nguon/").expect("the address");
        let secret = rest.split(".ics").next().unwrap().to_owned();
        assert_eq!(secret.len(), 64);
        assert!(!room.get("/lich/nguon").await.html().contains(&secret), "shown once");
        let address = format!("/lich/nguon/{secret}.ics");
        let device = Browser::stranger(&world.app);
        let read = device.get(&address).await;
        assert_eq!((read.status, read.header("content-type")), (StatusCode::OK, "text/calendar; charset=utf-8"));
        assert_eq!(read.header("cache-control"), "private, no-cache");
        let text = unfold(std::str::from_utf8(&read.bytes).unwrap());
        let events = read_calendar(&text).expect("a calendar").components.into_iter().filter(|c| c.name == "VEVENT");
        assert_eq!(events.count(), 3);
        let same = device.get_with(&address, &[("if-none-match", read.header("etag"))]).await;
        assert_eq!((same.status, same.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        assert!(room.get("/lich/nguon").await.html().contains("29/11/2021"), "the day it was read");
        let shown = room.get("/lich/nguon").await;
        assert_eq!(room.post("/lich/nguon/thu-hoi", &shown, &[]).await.leads_to(), "/lich/nguon");
        assert_eq!(device.get(&address).await.status, StatusCode::NOT_FOUND);
        let mut last = StatusCode::OK;
        for n in 0..60 {
            last = device.get(&format!("/lich/nguon/{n:064x}.ics")).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "nobody guesses for long");
    })
    .await;
}

/// A unit head gives a task to an officer, who finds it under "giao cho tôi"; the Excel file names who does it.
#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_given_on_its_page() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let (id, _) = task_of(&world, 0, "Báo cáo tổng kết năm").await;
        let (head, officer) =
            (Browser::of(&world.app, world.room_heads[0]), Browser::of(&world.app, world.officers[0]));
        let address = format!("/nhiem-vu/{id}");
        let page = head.get(&address).await;
        let version = page.hidden("phien-ban");
        let person = world.officers[0].to_string();
        let late =
            [("phien-ban", version.as_str()), ("nguoi", &person), ("han-trong", "31/12/2021"), ("dan", "Lấy số liệu")];
        let refused = head.post(&format!("{address}/giao"), &page, &late).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html().contains("không được muộn hơn") && refused.html().contains("Lấy số liệu"));
        let right =
            [("phien-ban", version.as_str()), ("nguoi", &person), ("han-trong", "2/12/2021"), ("dan", "Lấy số liệu")];
        assert_eq!(head.post(&format!("{address}/giao"), &page, &right).await.leads_to(), address);
        let list = officer.get("/nhiem-vu?xem=giao-cho-toi").await.html();
        assert!(list.contains("Báo cáo tổng kết năm") && list.contains("Giao cho Đỗ Thị Ánh"));
        assert!(officer.get("/ban-lam-viec").await.html().contains("Báo cáo tổng kết năm"));
        assert!(officer.get(&address).await.html().contains("Lấy số liệu"));
        let excel = head.post("/nhiem-vu/excel?xem=cua-toi", &head.get("/nhiem-vu?xem=cua-toi").await, &[]).await;
        assert!(excel.status == StatusCode::OK && excel.bytes.starts_with(b"PK"));
        let given = head.get(&address).await;
        let back =
            head.post(&format!("{address}/rut-giao"), &given, &[("phien-ban", &given.hidden("phien-ban"))]).await;
        assert_eq!(back.leads_to(), address);
        assert!(!officer.get("/nhiem-vu?xem=giao-cho-toi").await.html().contains("Báo cáo tổng kết năm"));
    })
    .await;
}

/// Who signs in finds the way to reminders and calendar from the own account.
#[tokio::test(flavor = "multi_thread")]
async fn the_account_leads_to_reminders() {
    both(async |db| {
        let site = Site::open(db, mailing::DAY).await;
        let mut visitor = site.enter(site.world.officers[0], "anh.stn").await;
        let html = visitor.get("/tai-khoan").await.html;
        assert!(html.contains("href=\"/nhac-viec\"") && html.contains("href=\"/lich/nguon\""));
    })
    .await;
}

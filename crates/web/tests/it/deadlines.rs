//! Holidays, events and the table unit × occurrence through their pages: what is typed, what is refused, what each reader sees.

use crate::browser::Browser;
use axum::http::StatusCode;
use calamine::{Reader, Xlsx, open_workbook_from_rs};
use jiff::civil::date;
use lantoa_app::task;
use lantoa_domain::id::ProgrammeId;
use lantoa_testkit::engine::both;
use lantoa_testkit::plan::small;
use lantoa_testkit::world::World;

/// A monthly list, and something that follows a meeting.
const OWED: &str = r#"
[[obligations]]
key = "danh-sach"
what = "Gửi danh sách hằng tháng"
who = "every_unit"
form = "list"
deadline = { every = "month", day = 20 }

[[obligations]]
key = "sau-hop"
what = "Gửi biên bản"
who = "standing_body"
form = "report"
deadline = { every = "after", days = 3, event = "cuộc họp tổng kết" }
"#;

async fn run(world: &World) -> ProgrammeId {
    world.start(&small((2021, 2021), OWED)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn holidays_are_entered_and_move_deadlines() {
    both(async |db| {
        let world = World::found(db, "2021-01-04").await;
        let programme = run(&world).await;
        let clerk = Browser::of(&world.app, world.secretary);
        let home = "/quan-tri/ngay-nghi";
        let page = clerk.get(home).await;
        assert!(page.html().contains("Chưa đủ ngày nghỉ của các năm: 2021, 2022"), "{}", page.html());
        assert!(page.html().contains("11/02/2021") && page.html().contains("Nhập từ gợi ý"), "Tết is proposed");
        assert!(clerk.get("/quan-tri").await.html().contains(home), "the settings lead there");
        assert!(clerk.get("/quan-tri/co-quan").await.html().contains(home));

        let rule = clerk.post("/quan-tri/ngay-nghi/quy-tac", &page, &[("quy-tac", "lui")]).await;
        assert_eq!((rule.status, rule.leads_to()), (StatusCode::SEE_OTHER, home));
        let form = clerk.get("/quan-tri/ngay-nghi/moi?goi-y=tet&tu-ngay=2021-02-11&den-ngay=2021-02-15").await;
        assert!(form.html().contains("Tết Nguyên đán") && form.html().contains("2021-02-15"));
        let fields = [("loai", "nghi"), ("ten", "Tết"), ("tu-ngay", "2021-09-19"), ("den-ngay", "2021-09-18")];
        let wrong = clerk.post("/quan-tri/ngay-nghi/moi", &form, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html().contains("value=\"2021-09-18\""), "what was typed stays");
        let fields =
            [("loai", "nghi"), ("ten", "Nghỉ bù"), ("tu-ngay", "20/09/2021"), ("den-ngay", ""), ("van-ban", "TB 1")];
        let saved = clerk.post("/quan-tri/ngay-nghi/moi", &form, &fields).await;
        assert_eq!(saved.leads_to(), "/quan-tri/ngay-nghi?nam=2021", "{}", saved.html());
        let taken = clerk.post("/quan-tri/ngay-nghi/moi", &form, &fields).await;
        assert!(taken.html().contains("trong đó có ngày đã nhập"));

        let cx = world.acting(world.secretary).await;
        let wanted = task::Wanted {
            scope: task::Scope::All,
            obligation: Some("danh-sach".parse().unwrap()),
            month: Some((2021, 9)),
            ..task::Wanted::default()
        };
        let list = task::list(&cx, wanted).await.unwrap().rows;
        assert!(list.iter().all(|(line, _)| line.due_day == date(2021, 9, 21)), "Monday the 20th is off now");
        let shown = clerk.get(&format!("/nhiem-vu/{}", list[0].0.id)).await.html();
        assert!(shown.contains("21/09/2021") && shown.contains("20/09/2021") && shown.contains("rơi vào ngày nghỉ"));
        let month = clerk.get("/lich?thang=2021-09&xem=tat-ca").await.html();
        assert!(
            month.contains("Nghỉ bù") && month.contains("weeks__holiday") && month.contains("Gửi danh sách hằng tháng")
        );
        assert!(month.contains("thang=2021-08") && month.contains("thang=2021-10"));

        let other = Browser::of(&world.app, world.officers[0]);
        assert!(!other.get(home).await.html().contains("/quan-tri/ngay-nghi/moi"), "who may not is not offered");
        assert_eq!(other.get("/quan-tri/ngay-nghi/moi").await.status, StatusCode::FORBIDDEN);
        assert_eq!(other.get(&format!("/chuong-trinh/{programme}/su-kien")).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_recorded_and_taken_back() {
    both(async |db| {
        let world = World::found(db, "2021-06-15").await;
        let programme = run(&world).await;
        let clerk = Browser::of(&world.app, world.secretary);
        let address = format!("/chuong-trinh/{programme}/su-kien");
        assert!(clerk.get(&format!("/chuong-trinh/{programme}")).await.html().contains(&address));
        let page = clerk.get(&address).await;
        assert!(page.html().contains("cuộc họp tổng kết") && page.html().contains("Gửi biên bản"));
        let late = clerk.post(&address, &page, &[("su-kien", "cuộc họp tổng kết"), ("ngay", "2021-06-16")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields =
            [("su-kien", "cuộc họp tổng kết"), ("ngay", "14/06/2021"), ("ghi-chu", "Biên bản 5"), ("don-vi", "")];
        assert_eq!(clerk.post(&address, &page, &fields).await.leads_to(), address);
        let again = clerk.post(&address, &page, &fields).await;
        assert!(again.html().contains("đã được ghi nhận vào ngày đó"));
        let table = clerk.get(&format!("/nhiem-vu/bang/{programme}/sau-hop")).await.html();
        assert!(
            table.contains(&address) && table.contains("14/06/2021"),
            "its turn is named by the day of the meeting"
        );
        let shown = clerk.get(&address).await.html();
        let from = shown.find(&format!("{address}/bo?")).expect("a way back");
        let way: String = shown[from..].chars().take_while(|c| *c != '"').collect();
        let ask = clerk.get(&way.replace("&#38;", "&")).await;
        let root = ask.hidden("don-vi");
        let event = ask.hidden("su-kien");
        let fields = [("su-kien", event.as_str()), ("ngay", "2021-06-14"), ("don-vi", root.as_str())];
        let gone = clerk.post(&format!("{address}/bo"), &ask, &fields).await;
        assert_eq!(gone.leads_to(), address, "{}", gone.html());
        assert!(clerk.get(&address).await.html().contains("Chưa ghi nhận sự kiện nào"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_names_reasons_and_is_taken_as_files() {
    both(async |db| {
        let world = World::found(db, "2021-06-15").await;
        let programme = run(&world).await;
        let clerk = Browser::of(&world.app, world.secretary);
        let cx = world.acting(world.secretary).await;
        let wanted = task::Wanted {
            scope: task::Scope::All,
            obligation: Some("danh-sach".parse().unwrap()),
            month: Some((2021, 6)),
            ..task::Wanted::default()
        };
        let june = task::list(&cx, wanted).await.unwrap().rows.remove(0).0;
        let extension = task::Extension { until: date(2021, 6, 28), reason: "Phòng, chống dịch".into() };
        task::extend(&cx, june.id, june.version, extension).await.unwrap();
        let address = format!("/nhiem-vu/bang/{programme}/danh-sach");
        let page = clerk.get(&address).await;
        let html = page.html();
        assert!(html.contains("grid__mark--missing") && html.contains("grid__mark--not-yet"), "{html}");
        assert!(html.contains("Được gia hạn, 28/06/2021 (Phòng, chống dịch)"), "the reason stands with its cell");
        assert!(html.contains("RRULE:FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20211220"));
        let file = clerk.get(&format!("{address}/lich.ics")).await;
        assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
        assert!(file.html().contains("RRULE:FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20211220"));
        assert!(file.html().contains("DTSTART;VALUE=DATE:20210120"));

        let book = clerk.post(&format!("{address}/excel"), &page, &[]).await;
        assert_eq!(book.status, StatusCode::OK, "{}", book.html());
        let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(book.bytes)).expect("a book");
        let name = book.sheet_names()[0].clone();
        let sheet = book.worksheet_range(&name).expect("a sheet");
        let units = (sheet.height() - 1) / 12;
        assert_eq!(sheet.height(), 1 + units * 12, "twelve turns of every unit");
        assert!(sheet.rows().any(|row| row.iter().any(|cell| *cell == "Phòng, chống dịch")));

        let year = clerk.get(&format!("/lich/ban-do/{programme}?nam=2021&xep=ten")).await;
        assert_eq!(year.status, StatusCode::OK);
        assert!(year.html().contains("Gửi danh sách hằng tháng") && year.html().contains("Năm 2021"));
        assert!(clerk.get(&format!("/chuong-trinh/{programme}")).await.html().contains("/lich/ban-do/"));
        assert_eq!(clerk.get(&format!("/nhiem-vu/bang/{programme}/khong-co")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(clerk.get("/nhiem-vu/bang/ct_0000000000001/danh-sach").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            clerk.get("/lich?thang=2021-13").await.status,
            StatusCode::OK,
            "what cannot be read is today's month"
        );
    })
    .await;
}

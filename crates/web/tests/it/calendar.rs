//! Sessions and deadlines in a calendar: read by a parser of its own, changed, called off, and only for those who may know of them.

use crate::browser::Browser;
use crate::stage::{PLAN, called, waiting};
use axum::http::StatusCode;
use icalendar::parser::{Component, read_calendar, unfold};
use jiff::civil::{date, time};
use lantoa_app::session::{self, Call};
use lantoa_app::task;
use lantoa_domain::id::{SessionId, TaskId};
use lantoa_testkit::engine::both;
use lantoa_testkit::plan::small;
use lantoa_testkit::world::World;

/// The events of a file: each as its properties by name.
fn events(file: &[u8]) -> Vec<Vec<(String, String)>> {
    let text = unfold(std::str::from_utf8(file).expect("UTF-8"));
    let calendar = read_calendar(&text).expect("a calendar");
    let one = |component: &Component<'_>| {
        let named = component.properties.iter().map(|one| (one.name.to_string(), one.val.to_string()));
        named.collect::<Vec<_>>()
    };
    calendar.components.iter().filter(|part| part.name == "VEVENT").map(one).collect()
}

fn of<'a>(event: &'a [(String, String)], name: &str) -> &'a str {
    event.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

async fn file(browser: &Browser, address: &str) -> Vec<Vec<(String, String)>> {
    let answer = browser.get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    events(&answer.bytes)
}

/// One report that the agency owes.
const OWED: &str = r#"
[[obligations]]
key = "bao-cao"
what = "Báo cáo năm"
who = "standing_body"
form = "report"
deadline = { every = "year", month = 2, day = 28 }
"#;

/// The task of that report.
async fn owed(world: &World) -> TaskId {
    let cx = world.acting(world.secretary).await;
    world.start(&small((2021, 2021), OWED)).await;
    let list = task::list(&cx, task::Wanted::default()).await.unwrap();
    list.rows[0].0.id
}

/// What a change sends besides what it leaves.
fn moved() -> Call {
    Call {
        title: "Họp xét năm".into(),
        place: "Hội trường".into(),
        held_on: date(2017, 12, 5),
        starts_at: time(14, 30, 0, 0),
        papers_on: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_moved_and_called_off_in_the_calendar_too() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let waits = waiting(&world, &running, "nam", 0).await;
        let id: SessionId = called(&world, &[waits]).await;
        let member = Browser::of(&world.app, world.members[5]);
        let page = format!("/hoi-dong/phien/{id}");
        let address = format!("{page}/lich.ics");
        assert!(member.get(&page).await.html().contains(&address), "the page offers it");
        let first = file(&member, &address).await;
        let [first] = first.as_slice() else { panic!("one event") };
        assert_eq!(of(first, "UID"), format!("{id}@lantoa"));
        assert_eq!((of(first, "DTSTART"), of(first, "DTEND")), ("20171120T010000Z", "20171120T030000Z"), "UTC");
        assert_eq!((of(first, "SUMMARY"), of(first, "STATUS")), ("Họp xét năm", "CONFIRMED"));

        let clerk = world.acting(world.secretary).await;
        let seen = session::page(&clerk, id).await.unwrap().version;
        session::change(&clerk, id, seen, moved()).await.unwrap();
        let second = file(&member, &address).await.remove(0);
        assert_eq!(of(&second, "UID"), of(first, "UID"), "the same thing for ever");
        assert_eq!(of(&second, "DTSTART"), "20171205T073000Z");
        let sequence = |event: &[(String, String)]| of(event, "SEQUENCE").parse::<u32>().unwrap();
        assert!(sequence(&second) > sequence(first), "a change is newer");

        session::cancel(&clerk, id, seen + 1, "Chưa đủ hồ sơ".into()).await.unwrap();
        let third = file(&member, &address).await.remove(0);
        assert_eq!(of(&third, "STATUS"), "CANCELLED");
        assert!(sequence(&third) > sequence(&second));
        let own = file(&member, "/lich.ics").await;
        assert!(own.iter().any(|event| of(event, "STATUS") == "CANCELLED"), "calendars take it away");

        let outsider = Browser::of(&world.app, world.officers[0]);
        assert_eq!(outsider.get(&address).await.status, StatusCode::NOT_FOUND);
        assert!(file(&outsider, "/lich.ics").await.is_empty(), "no seat, no duty");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_is_a_whole_day_and_goes_when_it_is_met_or_excused() {
    both(async |db| {
        let world = World::found(db, "2021-01-04").await;
        let clerk = Browser::of(&world.app, world.secretary);
        let id: TaskId = owed(&world).await;
        let address = format!("/nhiem-vu/{id}/lich.ics");
        assert!(clerk.get(&format!("/nhiem-vu/{id}")).await.html().contains(&address), "the page offers it");
        let first = file(&clerk, &address).await.remove(0);
        assert_eq!(of(&first, "UID"), format!("{id}@lantoa"));
        assert_eq!(
            (of(&first, "DTSTART"), of(&first, "DTEND")),
            ("20210228", "20210301"),
            "the day after is no part of it"
        );

        let cx = world.acting(world.secretary).await;
        let version = task::show(&cx, id).await.unwrap().task.version;
        let extension = task::Extension { until: date(2021, 3, 15), reason: "Nghỉ Tết".into() };
        task::extend(&cx, id, version, extension).await.unwrap();
        let second = file(&clerk, &address).await.remove(0);
        assert_eq!(of(&second, "DTSTART"), "20210315");
        assert_ne!(of(&second, "SEQUENCE"), of(&first, "SEQUENCE"));
        let free = "Tháng này không có việc đến hạn";
        assert!(clerk.get("/lich?thang=2019-01&xem=tat-ca").await.html().contains(free), "no duty was there yet");
        let month = clerk.get("/lich?thang=2021-03&xem=tat-ca").await;
        assert!(!month.html().contains(free), "the day it was put off to");
        let own = file(&clerk, "/lich.ics").await;
        assert!(own.iter().any(|event| of(event, "UID").starts_with(&id.to_string())), "among one's own");

        task::exempt(&cx, id, version + 1, "Đơn vị giải thể".into()).await.unwrap();
        assert_eq!(of(&file(&clerk, &address).await[0], "STATUS"), "CANCELLED");
    })
    .await;
}

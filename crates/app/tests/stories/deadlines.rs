//! Deadlines that meet a weekend or Tết, that count from an event, and the table of who was in time, told with plans 001 and 002.

use jiff::civil::date;
use lantoa_app::heat::{self, Of, Sort};
use lantoa_app::holiday::{self, DayKind, Entry, Lacking, OffDay};
use lantoa_app::{Cx, almanac, happening, task};
use lantoa_domain::Refusal;
use lantoa_domain::plan::Key;
use lantoa_domain::task::{Mark, Met};
use lantoa_domain::time::When;
use lantoa_store::Db;
use lantoa_testkit::engine::both;

use crate::plan_001::{self, COMMUNE};
use crate::scene::{Running, Scene, day, key, refusal};

const LIST: &str = "nguoi-tot-hang-thang";

fn off(name: &str, from: &str, to: &str) -> Entry {
    Entry { kind: DayKind::Off, name: name.into(), from: day(from), to: day(to), act: "TB 7542/TB-LĐTBXH".into() }
}

/// The list of a month of one unit.
async fn list_of(scene: &Scene, running: &Running, room: usize, month: i8) -> task::Line {
    let all = scene.tasks(running, LIST).await;
    let unit = scene.rooms[room].id;
    all.into_iter().find(|line| line.unit == unit && line.period == When::Month(2022, month)).unwrap()
}

/// What is kept twice says the same.
async fn sound(db: &Db) {
    let checks = db.read(async |conn| lantoa_store::doctor::check(conn).await).await.unwrap();
    assert!(checks.iter().all(|one| one.wrong.is_none()), "{checks:?}");
}

async fn marks(cx: &Cx, running: &Running, obligation: &str) -> heat::Heat {
    heat::heat(cx, running.programme, Of::Obligation(key(obligation)), Sort::Worst, None).await.unwrap()
}

/// R127: the 20th of February 2022 is a Sunday. It stays the deadline unless the agency sets another rule; then open tasks
/// move and go back again, what is met stays, and an extension is kept.
#[tokio::test]
async fn the_twentieth_on_a_sunday_follows_the_agency_s_rule() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        assert_eq!(list_of(&scene, &running, 1, 2).await.due_day, day("2022-02-20"), "as the plan says");
        scene.on("2022-02-10");
        let clerk = scene.acting(scene.clerk).await;
        let met = list_of(&scene, &running, 3, 2).await;
        scene.report(scene.rooms[3].chief, &met, Met::Zero).await;
        let longer = list_of(&scene, &running, COMMUNE, 2).await;
        let extension = task::Extension { until: day("2022-02-25"), reason: "Mưa lũ".into() };
        task::extend(&clerk, longer.id, longer.version, extension).await.unwrap();

        assert!(matches!(refusal(holiday::set_rule(&chief, OffDay::Later).await), Refusal::NotAllowed { .. }));
        assert!(holiday::set_rule(&clerk, OffDay::Later).await.unwrap() > 0);
        let moved = list_of(&scene, &running, 1, 2).await;
        assert_eq!(moved.due_day, day("2022-02-21"));
        let shown = task::show(&clerk, moved.id).await.unwrap().task;
        assert_eq!((shown.last_day, shown.due_day), (day("2022-02-20"), day("2022-02-21")), "both days are told");
        assert_eq!(list_of(&scene, &running, 3, 2).await.due_day, day("2022-02-20"), "what is met stays");
        assert_eq!(list_of(&scene, &running, COMMUNE, 2).await.due_day, day("2022-02-25"), "longer than both");

        assert!(holiday::add(&clerk, off("Nghỉ bù", "2022-02-21", "2022-02-22")).await.unwrap() > 0);
        assert_eq!(list_of(&scene, &running, 1, 2).await.due_day, day("2022-02-23"));
        let entered = holiday::view(&clerk, Some(2022)).await.unwrap().rows.remove(0);
        let swapped = Entry { kind: DayKind::Working, ..off("Làm bù", "2022-02-20", "2022-02-20") };
        holiday::add(&clerk, swapped).await.unwrap();
        assert_eq!(list_of(&scene, &running, 1, 2).await.due_day, day("2022-02-20"), "people work on this Sunday");
        let other = off("Nghỉ bù", "2022-02-22", "2022-02-23");
        assert_eq!(refusal(holiday::add(&clerk, other.clone()).await), Refusal::Taken { field: "days" });
        holiday::change(&clerk, entered.id, entered.version, other).await.unwrap();
        holiday::remove(&clerk, entered.id, entered.version + 1).await.unwrap();

        holiday::set_rule(&clerk, OffDay::Earlier).await.unwrap();
        assert_eq!(list_of(&scene, &running, 1, 3).await.due_day, day("2022-03-18"), "Friday before a Sunday");
        holiday::set_rule(&clerk, OffDay::Keep).await.unwrap();
        assert_eq!(list_of(&scene, &running, 1, 3).await.due_day, day("2022-03-20"));
        assert_eq!(list_of(&scene, &running, COMMUNE, 2).await.due_day, day("2022-02-25"));
        sound(db).await;
    })
    .await;
}

/// The page says which years lack what moves from year to year, and proposes what the lunar calendar gives.
#[tokio::test]
async fn a_year_lacks_tet_until_the_agency_enters_it() {
    both(async |db| {
        let (scene, _) = plan_001::begin(db, "2022-01-04").await;
        let clerk = scene.acting(scene.clerk).await;
        let view = holiday::view(&clerk, Some(2023)).await.unwrap();
        assert_eq!(view.incomplete, [2022, 2023, 2024, 2025], "the programme's years from now on");
        assert_eq!(view.lacking, [Lacking::Tet, Lacking::HungVuong, Lacking::National]);
        let days: Vec<_> = view.proposals.iter().map(|one| (one.from, one.to)).collect();
        assert_eq!(days, [(date(2023, 1, 21), date(2023, 1, 25)), (date(2023, 4, 29), date(2023, 4, 29))]);
        holiday::add(&clerk, off("Tết", "2023-01-20", "2023-01-26")).await.unwrap();
        holiday::add(&clerk, off("Nghỉ bù Giỗ Tổ", "2023-05-02", "2023-05-03")).await.unwrap();
        let view = holiday::view(&clerk, Some(2023)).await.unwrap();
        assert_eq!(view.lacking, [Lacking::National], "a holiday on a Saturday is known by its day in lieu");
        holiday::add(&clerk, off("Quốc khánh", "2023-09-01", "2023-09-04")).await.unwrap();
        let view = holiday::view(&clerk, Some(2023)).await.unwrap();
        assert_eq!((view.lacking.len(), view.rows.len()), (0, 3));
        assert_eq!(view.incomplete, [2022, 2024, 2025]);

        for (entry, wrong) in [
            (off("", "2024-02-08", "2024-02-14"), ("name", "empty")),
            (off("Tết", "2024-02-14", "2024-02-08"), ("to", "before-from")),
            (off("Tết", "2024-02-08", "2024-04-08"), ("to", "range")),
            (Entry { act: " ".into(), ..off("Tết", "2024-02-08", "2024-02-14") }, ("act", "empty")),
        ] {
            let (field, why) = wrong;
            assert_eq!(refusal(holiday::add(&clerk, entry).await), Refusal::Invalid { field, why });
        }
    })
    .await;
}

/// What plan 001 does not have: a plan of fostering ten working days after the recognition, and a Friday's report.
const MORE: &str = r#"
[[obligations]]
key = "boi-duong-sau-cong-nhan"
what = "Lập kế hoạch bồi dưỡng điển hình vừa được công nhận"
who = "every_unit"
form = "plan"
deadline = { every = "after", days = 10, working = true, event = "ngày được công nhận" }

[[obligations]]
key = "thu-sau-cuoi-thang"
what = "Báo cáo nhanh vào thứ sáu cuối tháng"
who = "standing_body"
form = "report"
deadline = { every = "rule", rule = "FREQ=MONTHLY;BYDAY=-1FR", from = "2022-10", until = "2022-12" }
"#;

/// R215: a plan of fostering is due so many working days after the recognition. The decision is proposed and not recorded by
/// itself; who records it makes the tasks of those concerned, over Tết; taking it back leaves what was done.
#[tokio::test]
async fn a_plan_of_fostering_is_due_after_the_recognition() {
    both(async |db| {
        let text = include_str!("../../../../plans/001-ninh-hoa-2021-2025.toml").to_owned() + MORE;
        let (scene, _) = plan_001::begin(db, "2022-01-04").await;
        let running = scene.start(&text).await;
        assert!(scene.tasks(&running, "boi-duong-sau-cong-nhan").await.is_empty(), "nothing happened yet");
        let fridays: Vec<String> =
            scene.tasks(&running, "thu-sau-cuoi-thang").await.iter().map(|line| line.due_day.to_string()).collect();
        assert_eq!(fridays, ["2022-10-28", "2022-11-25", "2022-12-30"]);

        scene.on("2022-01-17");
        let clerk = scene.acting(scene.clerk).await;
        plan_001::recognised(&scene, &running, "nong-thon-moi", COMMUNE, scene.unit(COMMUNE)).await;
        let register = happening::register(&clerk, running.programme).await.unwrap();
        assert_eq!(register.awaited[0].follows, ["Lập kế hoạch bồi dưỡng điển hình vừa được công nhận"]);
        let [proposed] = register.proposals.as_slice() else { panic!("one decision: {:?}", register.proposals) };
        assert_eq!(proposed.on, day("2022-01-17"));
        assert!(register.rows.is_empty() && scene.tasks(&running, "boi-duong-sau-cong-nhan").await.is_empty());

        holiday::add(&clerk, off("Tết Nguyên đán", "2022-01-31", "2022-02-04")).await.unwrap();
        let unit = scene.rooms[COMMUNE].id;
        let happened = happening::Happened {
            words: "Ngày được công nhận".into(),
            on: proposed.on,
            unit: Some(unit),
            note: proposed.note.clone(),
        };
        let later = happening::Happened { on: day("2022-01-18"), ..happened.clone() };
        let wrong = refusal(happening::record(&clerk, running.programme, later).await);
        assert_eq!(wrong, Refusal::Invalid { field: "on", why: "future" });
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let not_theirs = refusal(happening::record(&chief, running.programme, happened.clone()).await);
        assert!(matches!(not_theirs, Refusal::NotAllowed { .. }));
        assert_eq!(happening::record(&clerk, running.programme, happened.clone()).await.unwrap().added, 1);
        let again = refusal(happening::record(&clerk, running.programme, happened).await);
        assert_eq!(again, Refusal::Taken { field: "on" });
        let tasks = scene.tasks(&running, "boi-duong-sau-cong-nhan").await;
        assert_eq!(
            (tasks.len(), tasks[0].unit, tasks[0].due_day),
            (1, unit, day("2022-02-07")),
            "a week later for Tết"
        );
        assert!(happening::register(&clerk, running.programme).await.unwrap().proposals.is_empty());

        let everybody = happening::Happened {
            words: "ngày được công nhận".into(),
            on: day("2022-01-10"),
            unit: None,
            note: String::new(),
        };
        let added = happening::record(&clerk, running.programme, everybody).await.unwrap().added;
        assert_eq!(added as usize, scene.rooms.len(), "who owes it: every unit");
        scene.report(scene.rooms[COMMUNE].chief, &tasks[0], Met::Done).await;
        let line = ("ngày được công nhận".to_owned(), day("2022-01-17"), unit);
        let gone = happening::withdraw(&clerk, running.programme, line.clone()).await.unwrap();
        assert_eq!(gone.removed, 0, "what was done stays");
        assert_eq!(refusal(happening::withdraw(&clerk, running.programme, line).await), Refusal::NotFound);
        let line = ("ngày được công nhận".to_owned(), day("2022-01-10"), scene.root);
        assert_eq!(happening::withdraw(&clerk, running.programme, line).await.unwrap().removed, added);
        sound(db).await;
    })
    .await;
}

/// R127, R129, R130, R134, R144: the month shows the duties on their days, the memorial day among them; the table shows every
/// unit and turn with its mark, and its sums are those of every unit.
#[tokio::test]
async fn the_month_and_the_table_show_who_was_in_time() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        scene.on("2022-01-20");
        let clerk = scene.acting(scene.clerk).await;
        let january = async |room: usize| list_of(&scene, &running, room, 1).await;
        scene.report(scene.rooms[1].chief, &january(1).await, Met::Done).await;
        scene.report(scene.rooms[2].chief, &january(2).await, Met::Zero).await;
        let (free, longer) = (january(3).await, january(4).await);
        task::exempt(&clerk, free.id, free.version, "Đang sáp nhập".into()).await.unwrap();
        let extension = task::Extension { until: day("2022-01-24"), reason: "Diễn tập".into() };
        task::extend(&clerk, longer.id, longer.version, extension).await.unwrap();
        scene.on("2022-01-21");
        scene.report(scene.rooms[COMMUNE].chief, &january(COMMUNE).await, Met::Done).await;

        let clerk = scene.acting(scene.clerk).await;
        let table = marks(&clerk, &running, LIST).await;
        assert_eq!((table.columns.len(), table.rows.len()), (39, scene.rooms.len()));
        let first = &table.columns[0];
        assert_eq!(first.period, When::Month(2022, 1));
        let count = |mark| first.totals.of(mark);
        assert_eq!((count(Mark::InTime), count(Mark::Zero), count(Mark::Exempt)), (1, 1, 1));
        assert_eq!((count(Mark::Extended), count(Mark::Late), count(Mark::Missing)), (1, 1, 4));
        assert_eq!(first.totals.behind(), 5);
        assert!(table.rows[0].totals.behind() >= table.rows[8].totals.behind(), "the worst first");
        let of = |room: usize| table.rows.iter().find(|row| row.unit == scene.rooms[room].id).unwrap();
        let (cell, mark) = of(4).cells[0].as_ref().unwrap();
        assert_eq!((*mark, cell.why.as_str()), (Mark::Extended, "Diễn tập"));
        assert_eq!(of(3).cells[0].as_ref().unwrap().0.why, "Đang sáp nhập");
        assert_eq!(table.rule.as_ref().unwrap().text(), "FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20250320");
        let mut sum = heat_sum(&table);
        sum.sort_unstable();
        assert_eq!(sum, [5, 39 * 9], "the sums of the rows are those of the columns");
        let (lines, next) = heat::lines(&clerk, running.programme, Of::Obligation(key(LIST)), None).await.unwrap();
        assert_eq!((lines.len(), next), (39 * 9, None));

        let year = heat::heat(&clerk, running.programme, Of::Year(2022), Sort::Name, None).await.unwrap();
        let column = |name: &str| year.columns.iter().find(|one| one.obligation == name.parse::<Key>().unwrap());
        assert_eq!(column("ke-hoach-2022").unwrap().due_day, day("2022-01-28"));
        assert_eq!(column("tuyen-truyen-2022").unwrap().due_day, day("2022-01-25"));
        assert!(column("so-ket-thi-xa").is_none(), "of another year");
        assert!(year.rows.iter().any(|row| row.name == "Phòng Kinh tế"));

        let june = almanac::month(&clerk, (2023, 6), task::Scope::All, Some(running.programme)).await.unwrap();
        let on = |name: &str| {
            let mut days = june.weeks.iter().flatten();
            let fits = |due: &almanac::DayLine| due.obligation.as_str() == name;
            days.find(|one| one.due.iter().any(fits)).map(|one| one.on)
        };
        assert_eq!(on("so-ket-thi-xa"), Some(day("2023-06-11")), "seventy-five years on the day");
        assert_eq!(on("so-ket-don-vi"), Some(day("2023-06-30")), "the first half of the year ends with June");
        assert!(june.weeks.iter().all(|week| week.len() == 7));
        let own = scene.acting(scene.rooms[COMMUNE].chief).await;
        let own = almanac::month(&own, (2023, 6), task::Scope::Mine, None).await.unwrap();
        assert!(own.weeks.iter().flatten().all(|one| one.due.iter().all(|due| due.all == 1)), "one's own unit alone");
        sound(db).await;
    })
    .await;
}

fn heat_sum(table: &heat::Heat) -> Vec<u32> {
    let behind: u32 = table.rows.iter().map(|row| row.totals.behind()).sum();
    let all: u32 = table.rows.iter().map(|row| row.totals.all()).sum();
    assert_eq!((behind, all), (table.totals.behind(), table.totals.all()));
    vec![behind, all]
}

/// R170: the mid-term review of plan 002 spans the first two quarters: its last day is the last of June, and under the rule of
/// the working day before it stays, being a Friday; R196, R202: under that rule the yearly list of plan 003 is due the Friday
/// before a weekend, and the review's last day stays in November.
#[tokio::test]
async fn spans_and_yearly_days_of_the_other_plans_keep_their_edges() {
    both(async |db| {
        let units = [("Văn phòng", lantoa_domain::unit::UnitKind::Office)];
        let scene = Scene::found(db, "2017-01-03", "Cơ quan", &units).await;
        let clerk = scene.acting(scene.clerk).await;
        let second = scene.start(include_str!("../../../../plans/002-ban-dan-toc-2021-2025.toml")).await;
        let third = scene.start(include_str!("../../../../plans/003-thanh-tra-binh-phuoc-2016-2020.toml")).await;
        holiday::set_rule(&clerk, OffDay::Earlier).await.unwrap();
        assert_eq!(scene.tasks(&second, "so-ket-2023").await[0].due_day, day("2023-06-30"));
        for running in [&second, &third] {
            for obligation in &running.plan.obligations {
                for line in scene.tasks(running, obligation.key.as_str()).await {
                    let shown = task::show(&clerk, line.id).await.unwrap().task;
                    let weekday = shown.due_day.weekday().to_monday_one_offset();
                    assert!(weekday < 6 && shown.due_day <= shown.last_day, "{}: {}", obligation.key, shown.due_day);
                }
            }
        }
        let reviews = scene.tasks(&third, "binh-xet-hang-nam").await;
        assert!(!reviews.is_empty() && reviews.iter().all(|line| line.due_day.month() == 11), "in November");
    })
    .await;
}

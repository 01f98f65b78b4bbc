//! Tasks: expanded exactly, met in time or late, reported as nothing, extended, exempted, taken back.

use std::collections::BTreeMap;

use lantoa_app::heat::{Heat, Of, Sort, heat};
use lantoa_app::task::{self, Extension, Report, Scope, Wanted};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::task::{Met, TaskState};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

use super::{confirmed, refusal, units, uploaded};

fn all() -> Wanted {
    Wanted { scope: Scope::All, ..Wanted::default() }
}

fn done() -> Report {
    Report { how: Met::Done, on: None, note: "Đã gửi".into() }
}

/// The table of one obligation, its units in the order in which they were founded.
async fn table(cx: &Cx, programme: ProgrammeId, key: &str) -> Heat {
    let of = Of::Obligation(key.parse().unwrap());
    let mut table = heat(cx, programme, of, Sort::Name, None).await.unwrap();
    table.rows.sort_by_key(|row| row.unit);
    table
}

#[tokio::test]
async fn every_debtor_gets_exactly_the_tasks_the_plan_says() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let plan = uploaded(&cx).await;
        let confirmed = confirmed(&world, &cx, plan).await;
        assert_eq!(confirmed.tasks.added, 62);
        let mut per_unit = BTreeMap::new();
        for unit in units(&world).into_iter().chain([world.root]) {
            let list = task::list(&cx, Wanted { unit: Some(unit), ..all() }).await.unwrap();
            per_unit.insert(unit, list.counts.all());
        }
        let [office, one, two, three] = units(&world);
        assert_eq!(per_unit[&office], 2 + 24, "lists, monthly intake");
        assert_eq!(per_unit[&one], 2 + 8, "lists, quarterly reports");
        assert_eq!(per_unit[&two], 2 + 8 + 2, "and the lead's yearly report");
        assert_eq!(per_unit[&three], 2 + 8 + 2, "and the plan of its own");
        assert_eq!(per_unit[&world.root], 62, "the agency has all of them below it");
        let again = task::refresh(&cx, confirmed.programme).await.unwrap();
        assert_eq!((again.added, again.removed, again.changed, again.kept), (0, 0, 0, 62));
    })
    .await;
}

#[tokio::test]
async fn before_a_day_is_strict_and_at_latest_includes_it() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let plan = uploaded(&cx).await;
        let programme = confirmed(&world, &cx, plan).await.programme;
        let days = async |key: &str| -> Vec<String> {
            let grid = table(&cx, programme, key).await;
            grid.rows[0].cells.iter().flatten().map(|(cell, _)| cell.due_day.to_string()).collect()
        };
        assert_eq!(days("danh-sach").await, ["2021-11-29", "2022-11-29"], "trước ngày 30/11");
        assert_eq!(days("dau-moi").await, ["2021-12-15", "2022-12-15"], "chậm nhất ngày 15/12");
        assert_eq!(days("so-ket").await, ["2021-12-24"]);
        assert_eq!(days("hop-hoi-dong").await, ["2021-06-30"], "trong quý II");
        assert_eq!(days("tiep-nhan").await.len(), 24);
    })
    .await;
}

#[tokio::test]
async fn the_monthly_intake_is_met_by_a_list_or_by_reporting_nothing() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let plan = uploaded(&cx).await;
        let programme = confirmed(&world, &cx, plan).await.programme;
        let mine = task::list(&cx, Wanted::default()).await.unwrap();
        assert_eq!(mine.rows[0].0.due_day.to_string(), "2021-01-20", "the office is the standing body");
        let zero = Report { how: Met::Zero, on: None, note: "Tháng này không có".into() };
        task::complete(&cx, mine.rows[0].0.id, 1, zero.clone()).await.unwrap();
        let again = refusal(task::complete(&cx, mine.rows[0].0.id, 2, zero.clone()).await);
        assert!(matches!(again, Refusal::Invalid { why: "met", .. }));

        world.clock.set("2021-02-22");
        let cx = world.acting(world.secretary).await;
        let february = task::list(&cx, Wanted { month: Some((2021, 2)), ..Wanted::default() }).await.unwrap();
        assert_eq!((february.rows.len(), february.rows[0].1), (1, TaskState::Overdue));
        task::complete(&cx, february.rows[0].0.id, 1, done()).await.unwrap();
        let counts = task::list(&cx, Wanted::default()).await.unwrap().counts;
        assert_eq!((counts.met_in_time, counts.met_late, counts.overdue), (1, 1, 0), "late is a state");

        let grid = table(&cx, programme, "hop-hoi-dong").await;
        let meeting = grid.rows[0].cells[0].as_ref().unwrap().0.id;
        let wrong = refusal(task::complete(&cx, meeting, 1, zero).await);
        assert!(matches!(wrong, Refusal::Invalid { why: "no-zero-report", .. }), "a meeting is held or not");
    })
    .await;
}

#[tokio::test]
async fn a_unit_reports_for_itself_and_only_the_standing_body_excuses() {
    both(async |db| {
        let world = World::found(db, "2021-03-01").await;
        let cx = world.acting(world.secretary).await;
        let plan = uploaded(&cx).await;
        let programme = confirmed(&world, &cx, plan).await.programme;
        let grid = table(&cx, programme, "bao-cao-quy").await;
        let of = |row: usize, column: usize| grid.rows[row].cells[column].as_ref().unwrap().0.id;
        let head = world.acting(world.room_heads[0]).await;
        task::complete(&head, of(0, 0), 1, done()).await.unwrap();
        let other = refusal(task::complete(&head, of(1, 0), 1, done()).await);
        assert!(matches!(other, Refusal::NotAllowed { .. }), "another room's");
        let officer = world.acting(world.officers[0]).await;
        assert!(matches!(refusal(task::complete(&officer, of(0, 1), 1, done()).await), Refusal::NotAllowed { .. }));
        assert!(task::show(&officer, of(0, 1)).await.is_ok(), "everybody may look");
        let backdated = Report { on: Some("2021-02-01".parse().unwrap()), ..done() };
        assert!(matches!(refusal(task::complete(&head, of(0, 1), 1, backdated).await), Refusal::NotAllowed { .. }));

        let until = "2021-04-30".parse().unwrap();
        let more = |reason: &str| Extension { until, reason: reason.into() };
        assert!(matches!(refusal(task::extend(&head, of(0, 1), 1, more("bận")).await), Refusal::NotAllowed { .. }));
        assert_eq!(refusal(task::extend(&cx, of(1, 0), 1, more("  ")).await), Refusal::ReasonMissing);
        task::extend(&cx, of(1, 0), 1, more("Phòng vừa sáp nhập")).await.unwrap();
        let earlier = Extension { until: "2021-04-01".parse().unwrap(), reason: "x".into() };
        let earlier = refusal(task::extend(&cx, of(1, 0), 2, earlier).await);
        assert!(matches!(earlier, Refusal::Invalid { why: "not-later", .. }));
        let stale = task::extend(&cx, of(1, 0), 1, more("lần nữa")).await;
        assert!(matches!(stale, Err(Error::Overtaken { ref by, .. }) if by == "Lê Thị Thư"), "{stale:?}");
        let shown = task::show(&cx, of(1, 0)).await.unwrap();
        assert_eq!((shown.task.last_day.to_string(), shown.task.due_day), ("2021-03-25".into(), until));
        assert!(shown.history[0].detail.contains("Phòng vừa sáp nhập"));

        task::exempt(&cx, of(2, 0), 1, "Không có công chức".into()).await.unwrap();
        let own = world.acting(world.room_heads[2]).await;
        let denied = refusal(task::reopen(&own, of(2, 0), 2, "muốn báo cáo".into()).await);
        assert!(matches!(denied, Refusal::NotAllowed { .. }), "an exemption is taken back by those who gave it");
        task::reopen(&cx, of(2, 0), 2, "Đã có công chức mới".into()).await.unwrap();
        assert_eq!(task::show(&cx, of(2, 0)).await.unwrap().state, TaskState::Open);
    })
    .await;
}

#[tokio::test]
async fn the_share_in_time_counts_what_was_due_and_nothing_excused() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let plan = uploaded(&cx).await;
        let programme = confirmed(&world, &cx, plan).await.programme;
        let grid = table(&cx, programme, "bao-cao-quy").await;
        let of = |column: usize| grid.rows[0].cells[column].as_ref().unwrap().0.id;
        let room = world.rooms[0];
        let share = async |day: &str| {
            world.clock.set(day);
            let today = world.app.today();
            db.read(async move |conn| lantoa_store::task::on_time(conn, room, 2021, today).await).await.unwrap()
        };
        assert_eq!(share("2021-01-05").await, (0, 0), "nothing is due yet");
        task::complete(&cx, of(0), 1, done()).await.unwrap();
        assert_eq!(share("2021-03-01").await, (1, 0), "handed in early");
        assert_eq!(share("2021-06-26").await, (2, 1), "the second quarter's is missing");
        let cx = world.acting(world.secretary).await;
        task::complete(&cx, of(1), 1, done()).await.unwrap();
        task::exempt(&cx, of(2), 1, "Miễn".into()).await.unwrap();
        assert_eq!(share("2021-10-01").await, (2, 1), "late stays late, exempted does not count");
        assert_eq!(share("2021-12-31").await, (4, 3), "the yearly list and the last quarter");
    })
    .await;
}

#[tokio::test]
async fn lists_come_page_by_page_in_the_order_of_their_days() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let plan = uploaded(&cx).await;
        confirmed(&world, &cx, plan).await;
        let first = task::list(&cx, all()).await.unwrap();
        assert_eq!((first.rows.len(), first.counts.all()), (50, 62));
        let second = task::list(&cx, Wanted { after: first.next, ..all() }).await.unwrap();
        assert_eq!((second.rows.len(), second.next), (12, None));
        let days: Vec<_> = first.rows.iter().chain(&second.rows).map(|(line, _)| (line.due_day, line.id)).collect();
        assert!(days.is_sorted() && days.iter().collect::<std::collections::BTreeSet<_>>().len() == 62);
        let soon = task::list(&cx, Wanted { state: Some(TaskState::Soon), ..all() }).await.unwrap();
        assert!(soon.rows.is_empty());
        let nobody = world.acting(world.officers[1]).await;
        assert!(task::list(&nobody, Wanted::default()).await.unwrap().rows.is_empty(), "answers for no unit");
    })
    .await;
}

//! Lists as people work with them: views that are kept, one act for many tasks with what came of each, and the way back. Told with plan 001.

use jiff::SignedDuration;
use lantoa_app::bulk::{self, Chosen, Deed, Fits, Given, Kind, Order, Outcome, Undo};
use lantoa_app::saved_view::{self, MOST, Opening, Reach, Words};
use lantoa_app::task::{self, Assign};
use lantoa_app::{Cx, Error, journal};
use lantoa_domain::Refusal;
use lantoa_domain::id::BulkRunId;
use lantoa_domain::task::Met;
use lantoa_testkit::engine::both;

use crate::plan_001::{self, COMMUNE};
use crate::scene::{Running, Scene, day, refusal};

const LIST: &str = "nguoi-tot-hang-thang";

fn words(name: &str, query: &str) -> Words {
    Words { name: name.into(), query: query.into(), reach: Reach::Own, opening: Opening::AsBefore }
}

async fn names(cx: &Cx) -> Vec<String> {
    saved_view::seen(cx, "nhiem-vu").await.unwrap().views.into_iter().map(|view| view.name).collect()
}

/// F105: filters are kept under a name for oneself or for the agency, in an order; a list opens with one of them for the person who
/// says so; nobody sees or changes what somebody else keeps for himself.
#[tokio::test]
async fn views_are_kept_shared_and_opened_with() {
    both(async |db| {
        let (scene, _) = plan_001::begin(db, "2022-01-04").await;
        let clerk = scene.acting(scene.clerk).await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let own = saved_view::keep(&clerk, "nhiem-vu", words("Quá hạn", "tinh-trang=overdue")).await.unwrap();
        let shared = Words { reach: Reach::Agency, opening: Opening::Here, ..words("Của các xã", "don-vi=un_x") };
        let all = saved_view::keep(&clerk, "nhiem-vu", shared.clone()).await.unwrap();
        assert_eq!(names(&clerk).await, ["Quá hạn", "Của các xã"]);
        assert_eq!(names(&chief).await, ["Của các xã"], "what somebody keeps for himself is nobody else's");
        assert_eq!(saved_view::seen(&clerk, "nhiem-vu").await.unwrap().default, Some(all));
        assert_eq!(saved_view::seen(&chief, "nhiem-vu").await.unwrap().default, None, "each opens a list as he likes");
        assert!(saved_view::seen(&clerk, "ho-so").await.unwrap().views.is_empty(), "of another list");

        assert!(matches!(
            refusal(saved_view::keep(&chief, "nhiem-vu", shared.clone()).await),
            Refusal::NotAllowed { .. }
        ));
        assert_eq!(refusal(saved_view::one(&chief, own).await), Refusal::NotFound);
        assert!(matches!(refusal(saved_view::remove(&chief, all, 1).await), Refusal::NotAllowed { .. }));
        let again = saved_view::keep(&clerk, "nhiem-vu", words(" quá hạn ", "xem=tat-ca")).await;
        assert_eq!(refusal(again), Refusal::Taken { field: "view" });
        for (wrong, field) in
            [(words(" ", "a=1"), "name"), (words("x", ""), "query"), (words("x", &"a".repeat(2001)), "query")]
        {
            let refused = refusal(saved_view::keep(&clerk, "nhiem-vu", wrong).await);
            assert!(matches!(refused, Refusal::Invalid { field: at, .. } if at == field), "{refused:?}");
        }

        saved_view::open_with(&chief, all).await.unwrap();
        saved_view::first(&clerk, all, 1).await.unwrap();
        assert_eq!(names(&clerk).await, ["Của các xã", "Quá hạn"]);
        let stale = saved_view::change(&clerk, all, 1, shared.clone()).await;
        assert!(matches!(stale, Err(Error::Overtaken { .. })));
        let mine = Words { reach: Reach::Own, ..shared };
        saved_view::change(&clerk, all, 2, mine).await.unwrap();
        assert!(names(&chief).await.is_empty());
        assert_eq!(saved_view::seen(&chief, "nhiem-vu").await.unwrap().default, None, "gone with it");
        saved_view::remove(&clerk, all, 3).await.unwrap();
        assert_eq!(saved_view::seen(&clerk, "nhiem-vu").await.unwrap().default, None);
        assert_eq!(refusal(saved_view::open_with(&clerk, all).await), Refusal::NotFound);
    })
    .await;
}

/// F105: twenty views of a list are enough for everybody; those of others do not count.
#[tokio::test]
async fn the_twenty_first_view_is_refused() {
    both(async |db| {
        let (scene, _) = plan_001::begin(db, "2022-01-04").await;
        let clerk = scene.acting(scene.clerk).await;
        for n in 0..MOST {
            let kept = Words { reach: Reach::Agency, ..words(&format!("Cách xem {n}"), "xem=tat-ca") };
            saved_view::keep(&clerk, "nhiem-vu", kept).await.unwrap();
        }
        let more = saved_view::keep(&clerk, "nhiem-vu", words("Thừa", "xem=tat-ca")).await;
        assert_eq!(refusal(more), Refusal::Invalid { field: "name", why: "many" });
        saved_view::keep(&clerk, "ho-so", words("Danh sách khác", "xem=cho-toi")).await.unwrap();
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        saved_view::keep(&chief, "nhiem-vu", words("Của xã", "xem=cua-toi")).await.unwrap();
    })
    .await;
}

fn order(cx: &Cx, deed: Deed, lines: &[task::Line], given: Given) -> Order {
    let chosen = lines.iter().map(|line| Chosen { thing: line.id.to_string(), version: line.version });
    Order { id: cx.id(), deed, chosen: chosen.collect(), given, back: "/nhiem-vu?xem=tat-ca".into() }
}

async fn outcomes(cx: &Cx, run: BulkRunId) -> Vec<(Outcome, String)> {
    let shown = bulk::show(cx, run).await.unwrap();
    shown.items.into_iter().map(|item| (item.outcome, item.why.code)).collect()
}

async fn of_commune(scene: &Scene, running: &Running) -> Vec<task::Line> {
    let unit = scene.rooms[COMMUNE].id;
    let ahead = |line: &task::Line| line.unit == unit && line.due_day >= day("2022-01-10");
    scene.tasks(running, LIST).await.into_iter().filter(ahead).collect()
}

fn to(scene: &Scene, place: usize) -> Given {
    Given {
        person: Some(scene.rooms[COMMUNE].staff[place]), words: "Lấy số liệu quý".into(), ..Given::default()
    }
}

/// F105: one act for many: what is refused does not hold up the rest, what came of each is kept for who gave it and for nobody else,
/// and the same form sent twice is one run.
#[tokio::test]
async fn many_tasks_are_given_at_once_and_each_tells_what_came_of_it() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let mut lines: Vec<task::Line> = of_commune(&scene, &running).await.into_iter().take(3).collect();
        lines.extend(
            scene.tasks(&running, LIST).await.into_iter().filter(|line| line.unit == scene.rooms[3].id).take(1),
        );
        scene.report(scene.rooms[COMMUNE].chief, &lines[1], Met::Zero).await;
        let chosen = order(&chief, Deed::TaskAssign, &lines, to(&scene, 0)).chosen;
        let seen = bulk::preview(&chief, Deed::TaskAssign, &chosen, &Given::default()).await.unwrap();
        assert_eq!(seen.things.len(), 4, "the agency's tasks are no secret in it");
        assert!(seen.things[0].label.contains("Xã Ninh Tây"), "{}", seen.things[0].label);
        assert!(seen.things.iter().all(|one| one.fits == Fits::Open), "it depends on the person");
        let offered: Vec<_> = seen.choices.people.iter().map(|(person, _)| *person).collect();
        assert!(offered.contains(&scene.rooms[COMMUNE].staff[0]) && !offered.contains(&scene.rooms[3].staff[0]));

        let given = order(&chief, Deed::TaskAssign, &lines, to(&scene, 0));
        let seen = bulk::preview(&chief, Deed::TaskAssign, &chosen, &given.given).await.unwrap();
        let fits: Vec<Fits> = seen.things.into_iter().map(|one| one.fits).collect();
        let no = |fits: &Fits, code: &str| matches!(fits, Fits::No(why) if why.code == code);
        assert_eq!((&fits[0], &fits[2]), (&Fits::Yes, &Fits::Yes), "the person is known now, and it was tried");
        assert!(no(&fits[1], "overtaken") && no(&fits[3], "not-allowed"), "{fits:?}");
        assert_eq!(task::show(&chief, lines[0].id).await.unwrap().assignment, None, "nothing of it is kept");
        let run = bulk::run(&chief, given.clone()).await.unwrap();
        let came = outcomes(&chief, run).await;
        assert_eq!(came[0], (Outcome::Done, String::new()));
        assert_eq!(came[1], (Outcome::Refused, "overtaken".into()), "it was reported meanwhile");
        assert_eq!((came[2].0, &came[3]), (Outcome::Done, &(Outcome::Refused, "not-allowed".into())));
        assert_eq!(bulk::run(&chief, given).await.unwrap(), run, "the same form sent twice");
        let shown = bulk::show(&chief, run).await.unwrap();
        assert_eq!(shown.given.words, "Lấy số liệu quý");
        assert!(shown.person.starts_with("Nhân viên Một") && matches!(shown.undo, Undo::Until(_, 2)));
        let named = task::show(&chief, lines[0].id).await.unwrap().assignment.unwrap();
        assert_eq!(named.person, scene.rooms[COMMUNE].staff[0]);

        let clerk = scene.acting(scene.clerk).await;
        assert_eq!(refusal(bulk::show(&clerk, run).await), Refusal::NotFound, "only who gave it sees it");
        assert_eq!(refusal(bulk::undo(&clerk, run, "Hoàn tác").await), Refusal::NotFound);
        let none = Order { chosen: Vec::new(), ..order(&chief, Deed::TaskAssign, &[], to(&scene, 0)) };
        assert_eq!(refusal(bulk::run(&chief, none).await), Refusal::Invalid { field: "chosen", why: "nothing-chosen" });
        let nobody = order(&chief, Deed::TaskAssign, &lines, Given::default());
        assert_eq!(refusal(bulk::run(&chief, nobody).await), Refusal::Invalid { field: "person", why: "empty" });
        let exempt = order(&clerk, Deed::TaskExempt, &lines, Given::default());
        assert_eq!(refusal(bulk::run(&clerk, exempt).await), Refusal::ReasonMissing);
        assert!(!bulk::offered(&chief, Kind::Task).contains(&Deed::TaskExempt), "no new right");
        let sly = order(&chief, Deed::TaskExempt, &lines, Given { words: "Bận".into(), ..Given::default() });
        assert_eq!(refusal(bulk::run(&chief, sly).await), Refusal::NotFound);
        let made_up = Chosen { thing: "nv_0000000000000".into(), version: 1 };
        let lost = Order { chosen: vec![made_up], ..order(&chief, Deed::TaskAssign, &[], to(&scene, 0)) };
        let run = bulk::run(&chief, lost).await.unwrap();
        assert_eq!(outcomes(&chief, run).await, [(Outcome::Refused, "not-found".into())]);
    })
    .await;
}

/// F105: before an act is given to many it is tried on each, so that the page says which can be done and why the others cannot;
/// nothing of the trial is kept, and the act then comes out as the trial said.
#[tokio::test]
async fn what_an_act_would_come_to_is_tried_before_and_nothing_of_it_is_kept() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        let clerk = scene.acting(scene.clerk).await;
        let lines: Vec<task::Line> = of_commune(&scene, &running).await.into_iter().take(3).collect();
        scene.report(scene.rooms[COMMUNE].chief, &lines[1], Met::Zero).await;
        let why = Given { words: "Đơn vị mới thành lập".into(), ..Given::default() };
        let given = order(&clerk, Deed::TaskExempt, &lines, why);
        let newest = async || {
            let admin = scene.acting(scene.admin).await;
            journal::list(&admin, journal::Wanted::default()).await.unwrap().entries[0].seq
        };
        let before = newest().await;
        let seen = bulk::preview(&clerk, Deed::TaskExempt, &given.chosen, &Given::default()).await.unwrap();
        let fits: Vec<Fits> = seen.things.into_iter().map(|one| one.fits).collect();
        assert_eq!((&fits[0], &fits[2]), (&Fits::Yes, &Fits::Yes));
        assert!(matches!(&fits[1], Fits::No(why) if why.code == "overtaken"), "{:?}", fits[1]);
        assert_eq!(newest().await, before, "the journal does not know of it");
        let now = task::show(&clerk, lines[0].id).await.unwrap().task;
        assert_eq!((now.met, now.version), (None, lines[0].version));

        let run = bulk::run(&clerk, given).await.unwrap();
        let came = outcomes(&clerk, run).await;
        let told: Vec<Outcome> = came.iter().map(|one| one.0).collect();
        assert_eq!(told, [Outcome::Done, Outcome::Refused, Outcome::Done], "as it was said");
        let again: Vec<task::Line> = of_commune(&scene, &running).await.into_iter().take(3).collect();
        let again = order(&clerk, Deed::TaskTakeBack, &again, Given::default());
        let seen = bulk::preview(&clerk, Deed::TaskTakeBack, &again.chosen, &Given::default()).await.unwrap();
        assert!(seen.things.iter().all(|one| matches!(one.fits, Fits::No(_))), "nobody has them: {seen:?}");
    })
    .await;
}

/// F105: for ten minutes an act is taken back from each task that nobody changed since: to who had it before, to nobody, to the day
/// that held; what somebody changed is told and stays.
#[tokio::test]
async fn what_was_done_is_taken_back_where_nobody_changed_it_since() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let [first, other] = [scene.rooms[COMMUNE].staff[1], scene.rooms[COMMUNE].staff[2]];
        let lines: Vec<task::Line> = of_commune(&scene, &running).await.into_iter().take(3).collect();
        let before = Assign { person: first, due: Some(lines[0].due_day), note: "Như tháng trước".into() };
        task::assign(&chief, lines[0].id, lines[0].version, before).await.unwrap();
        let lines: Vec<task::Line> = of_commune(&scene, &running).await.into_iter().take(3).collect();
        let run = bulk::run(&chief, order(&chief, Deed::TaskAssign, &lines, to(&scene, 0))).await.unwrap();
        let by_others = Assign { person: other, due: None, note: String::new() };
        task::assign(&chief, lines[2].id, lines[2].version + 1, by_others).await.unwrap();

        let back = bulk::undo(&chief, run, "Hoàn tác").await.unwrap();
        let came: Vec<Outcome> = outcomes(&chief, back).await.into_iter().map(|one| one.0).collect();
        assert_eq!(came, [Outcome::Done, Outcome::Done, Outcome::Refused]);
        let held = async |n: usize| task::show(&chief, lines[n].id).await.unwrap().assignment;
        let again = held(0).await.unwrap();
        assert_eq!((again.person, again.due, again.note.as_str()), (first, Some(lines[0].due_day), "Như tháng trước"));
        assert_eq!(held(1).await, None);
        assert_eq!(held(2).await.unwrap().person, other, "what was changed since stays");
        assert_eq!(bulk::show(&chief, run).await.unwrap().undo, Undo::Done(back));
        assert_eq!(bulk::show(&chief, back).await.unwrap().undo, Undo::Never, "undoing is not undone");
        let twice = refusal(bulk::undo(&chief, run, "Hoàn tác").await);
        assert_eq!(twice, Refusal::Invalid { field: "run", why: "undone" });

        let clerk = scene.acting(scene.clerk).await;
        let lines: Vec<task::Line> = of_commune(&scene, &running).await.into_iter().skip(3).take(2).collect();
        let longer = Given { day: Some(day("2024-01-15")), words: "Mưa lũ".into(), ..Given::default() };
        let run = bulk::run(&clerk, order(&clerk, Deed::TaskExtend, &lines, longer)).await.unwrap();
        let shown = task::show(&clerk, lines[0].id).await.unwrap().task;
        assert_eq!((shown.due_day, shown.extended_to), (day("2024-01-15"), Some(day("2024-01-15"))));
        bulk::undo(&clerk, run, "Hoàn tác").await.unwrap();
        let shown = task::show(&clerk, lines[0].id).await.unwrap();
        assert_eq!((shown.task.due_day, shown.task.extended_to), (lines[0].due_day, None));
        assert_eq!(shown.history[0].action, "task.extension-withdrawn", "the journal tells it");
        let checks = db.read(async |conn| lantoa_store::doctor::check(conn).await).await.unwrap();
        assert!(checks.iter().all(|one| one.wrong.is_none()), "{checks:?}");
    })
    .await;
}

/// F105: after ten minutes an act is not taken back any more; each task can still be changed on its own page.
#[tokio::test]
async fn after_ten_minutes_nothing_is_taken_back() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        let clerk = scene.acting(scene.clerk).await;
        let lines: Vec<task::Line> = of_commune(&scene, &running).await.into_iter().take(2).collect();
        let why = Given { words: "Đơn vị mới thành lập".into(), ..Given::default() };
        let run = bulk::run(&clerk, order(&clerk, Deed::TaskExempt, &lines, why.clone())).await.unwrap();
        scene.clock.advance_seconds(SignedDuration::from_mins(10).as_secs());
        let just = scene.acting(scene.clerk).await;
        assert!(matches!(bulk::show(&just, run).await.unwrap().undo, Undo::Until(_, 2)), "to the very minute");
        scene.clock.advance_seconds(1);
        let late = scene.acting(scene.clerk).await;
        assert_eq!(bulk::show(&late, run).await.unwrap().undo, Undo::Over);
        let refused = refusal(bulk::undo(&late, run, "Hoàn tác").await);
        assert_eq!(refused, Refusal::Invalid { field: "run", why: "undo-over" });
        assert_eq!(task::show(&late, lines[0].id).await.unwrap().task.met.map(|met| met.0), Some(Met::Exempt));
        // The same act on one thing alone is kept in the same way.
        let next = of_commune(&scene, &running).await.into_iter().nth(2).unwrap();
        let one = Chosen { thing: next.id.to_string(), version: next.version };
        let run = bulk::single(&late, Deed::TaskExempt, one, why, "/nhiem-vu".into()).await.unwrap();
        bulk::undo(&late, run, "Hoàn tác").await.unwrap();
        assert_eq!(task::show(&late, next.id).await.unwrap().task.met, None);
    })
    .await;
}

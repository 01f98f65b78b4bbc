//! How those who were found are fostered: goals, support of four kinds, check-ins, difficulties, what is at risk; and how exemplars are judged again.

use lantoa_app::dossier;
use lantoa_app::exemplar::{self, Grade, NewCard, Validity, Verdict};
use lantoa_app::fostering::{
    self, About, CheckIn, NewDifficulty, NewGoal, NewPlan, PlanState, Revision, Risk, Settlement, SupportKind, Tab,
};
use lantoa_app::month::{self, How};
use lantoa_app::prospect::{self, ProspectState};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Level;
use lantoa_domain::id::{DossierId, ExemplarId, FosteringId, PersonId};
use lantoa_domain::plan::Paper;
use lantoa_domain::task::Met;
use lantoa_domain::time::When;
use lantoa_testkit::engine::both;

use crate::discovery::{factor, neighbour};
use crate::papers::{holds, said};
use crate::plan_001;
use crate::scene::{Running, Scene, day, refusal};

const ROOM: usize = plan_001::COMMUNE;

fn new_plan(owner: PersonId, until: &str) -> NewPlan {
    NewPlan {
        owner,
        situation: "Được bà con tin, chưa có quy chế.".into(),
        next_level: None,
        until: day(until),
        every_months: 2,
    }
}

fn goal(words: &str, (at_start, target): (i64, i64), due: &str) -> NewGoal {
    let (measure, unit_of) = ("Mét vuông".to_owned(), "m²".to_owned());
    NewGoal { words: words.into(), measure, unit_of, at_start, target, due: day(due) }
}

async fn seen(cx: &Cx, id: FosteringId) -> i64 {
    fostering::page(cx, id).await.unwrap().plan.version
}

/// The exemplar a dossier became.
async fn recognised(scene: &Scene, running: &Running) -> (DossierId, ExemplarId) {
    let dossier = plan_001::recognised(scene, running, "nong-thon-moi", ROOM, scene.member(ROOM, 0)).await;
    let clerk = scene.acting(scene.clerk).await;
    (dossier, exemplar::list(&clerk, exemplar::Search::default(), None).await.unwrap().rows[0].id)
}

/// R007, R050, R114, R115, R156, F56: a plan has an owner, goals with measure, target and day, initiatives, and support in spirit,
/// material, mechanism and environment, each from request to promise to delivery or refusal.
#[tokio::test]
async fn a_plan_has_goals_initiatives_and_support_of_four_kinds() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-10").await;
        let chief = scene.acting(scene.rooms[ROOM].chief).await;
        let id = prospect::add(&chief, factor(&scene, &running, ROOM, "nong-thon-moi", "Lê Thị Mới")).await.unwrap();
        let about = About::Prospect(id);
        let owner = scene.rooms[ROOM].staff[0];
        let endless = fostering::plan(&chief, about, new_plan(owner, "2029-01-01")).await;
        assert_eq!(refusal(endless), Refusal::Invalid { field: "until", why: "range" });
        let higher = NewPlan { next_level: Some(Level::Province), ..new_plan(owner, "2022-12-31") };
        let higher = refusal(fostering::plan(&chief, about, higher).await);
        assert_eq!(higher, Refusal::Invalid { field: "next_level", why: "not-higher" }, "nothing is recognised yet");
        let plan = fostering::plan(&chief, about, new_plan(owner, "2022-12-31")).await.unwrap();
        assert_eq!(prospect::page(&chief, id).await.unwrap().row.state, ProspectState::Fostered);
        assert_eq!(refusal(fostering::plan(&chief, about, new_plan(owner, "2022-12-31")).await), Refusal::InUse);

        let no_way = fostering::add_goal(&chief, plan, 1, goal("x", (5, 5), "2022-06-30")).await;
        assert_eq!(refusal(no_way), Refusal::Invalid { field: "target", why: "no-way" });
        fostering::add_goal(&chief, plan, 1, goal("Hiến đất mở đường", (0, 600), "2022-06-30")).await.unwrap();
        fostering::add_goal(&chief, plan, 2, goal("Bớt ngày chờ", (15, 3), "2022-09-30")).await.unwrap();
        let goals: Vec<_> = fostering::page(&chief, plan).await.unwrap().goals.iter().map(|one| one.goal.id).collect();
        fostering::measure(&chief, plan, 3, goals[0], 420).await.unwrap();
        fostering::measure(&chief, plan, 4, goals[1], 3).await.unwrap();
        let view = fostering::page(&chief, plan).await.unwrap();
        let far: Vec<_> = view.goals.iter().map(|one| (one.permille, one.goal.reached_on)).collect();
        assert_eq!(far, [(700, None), (1000, Some(day("2022-01-10")))], "a number may fall to its target");
        let why = Revision { target: 400, due: day("2022-06-30"), why: " ".into() };
        assert_eq!(refusal(fostering::revise(&chief, plan, 5, goals[0], why.clone()).await), Refusal::ReasonMissing);
        let revised = Revision { why: "Đường ngắn hơn dự kiến".into(), ..why };
        fostering::revise(&chief, plan, 5, goals[0], revised).await.unwrap();
        assert!(fostering::page(&chief, plan).await.unwrap().goals[0].goal.reached_on.is_some());

        fostering::add_initiative(&chief, plan, 6, day("2021-11-01"), "Tổ góp công".into(), "Năm tổ làm theo".into())
            .await
            .unwrap();
        for (n, kind) in (7..).zip(SupportKind::ALL) {
            fostering::ask_support(&chief, plan, n, kind, format!("Hỗ trợ {n}")).await.unwrap();
        }
        let supports = fostering::page(&chief, plan).await.unwrap().parts.supports;
        assert_eq!(supports.iter().map(|one| one.kind.0).collect::<Vec<_>>(), SupportKind::ALL);
        let promise = || Settlement::Promise { by: "Hội Phụ nữ".into(), on: day("2022-03-01") };
        fostering::settle_support(&chief, plan, 11, supports[0].id, promise()).await.unwrap();
        let twice = fostering::settle_support(&chief, plan, 12, supports[0].id, promise()).await;
        assert_eq!(refusal(twice), Refusal::InUse);
        let overview = fostering::overview(&chief, Tab::Support).await.unwrap();
        assert_eq!(overview.lines[0].support, (3, 1), "asked for, and promised and not delivered");
        let delivered = Settlement::Deliver { on: day("2022-01-10"), note: "Đã trao".into() };
        fostering::settle_support(&chief, plan, 12, supports[0].id, delivered).await.unwrap();
        let bare = fostering::settle_support(&chief, plan, 13, supports[1].id, Settlement::Refuse { why: " ".into() });
        assert_eq!(refusal(bare.await), Refusal::ReasonMissing);
        let refused = Settlement::Refuse { why: "Chưa có nguồn".into() };
        fostering::settle_support(&chief, plan, 13, supports[1].id, refused).await.unwrap();
        let overview = fostering::overview(&chief, Tab::Support).await.unwrap();
        assert_eq!(overview.lines[0].support, (2, 0));
        let stale = fostering::ask_support(&chief, plan, 13, SupportKind::Spirit, "x".into()).await;
        assert!(matches!(stale, Err(Error::Overtaken { .. })), "one version guards all parts");
    })
    .await;
}

/// R053, R116, R158, F57, F58: checked in at the set rhythm and corrected; difficulties have a helper and a day; a late check-in, a
/// difficulty and a goal past their day put the plan at risk, and each reason is told.
#[tokio::test]
async fn check_ins_difficulties_and_what_is_at_risk() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-10").await;
        let chief_id = scene.rooms[ROOM].chief;
        let chief = scene.acting(chief_id).await;
        let id = prospect::add(&chief, factor(&scene, &running, ROOM, "nong-thon-moi", "Lê Thị Mới")).await.unwrap();
        let plan = fostering::plan(&chief, About::Prospect(id), new_plan(chief_id, "2022-12-31")).await.unwrap();
        fostering::add_goal(&chief, plan, 1, goal("Hiến đất", (0, 600), "2022-03-31")).await.unwrap();
        let new = NewDifficulty { words: "Vướng hai hộ".into(), helper: chief_id, due: day("2022-02-28") };
        let nobody = NewDifficulty { helper: lantoa_domain::id::Id::from_raw(9), ..new.clone() };
        let nobody = refusal(fostering::add_difficulty(&chief, plan, 2, nobody).await);
        assert_eq!(nobody, Refusal::Invalid { field: "helper", why: "unknown" });
        fostering::add_difficulty(&chief, plan, 2, new).await.unwrap();
        let view = fostering::page(&chief, plan).await.unwrap();
        assert_eq!((view.next_check, view.risks.as_slice()), (Some(day("2022-03-10")), [].as_slice()));

        scene.on("2022-02-28");
        let chief = scene.acting(chief_id).await;
        assert!(fostering::page(&chief, plan).await.unwrap().risks.is_empty(), "the day itself is in time");
        scene.on("2022-04-01");
        let chief = scene.acting(chief_id).await;
        let all = vec![
            Risk::LateCheck(day("2022-03-10")),
            Risk::Difficulty(1, day("2022-02-28")),
            Risk::Goal(1, day("2022-03-31")),
        ];
        let view = fostering::page(&chief, plan).await.unwrap();
        assert_eq!(view.risks, all);
        assert!(view.goals[0].is_late);
        let clerk = scene.acting(scene.clerk).await;
        let overview = fostering::overview(&clerk, Tab::AtRisk).await.unwrap();
        assert_eq!((overview.lines[0].risks.clone(), overview.counts), (all, [1, 1, 1, 1, 0]));

        let early = CheckIn { on: day("2022-01-09"), words: "x".into(), correction: String::new() };
        let early = refusal(fostering::check_in(&chief, plan, 3, early).await);
        assert_eq!(early, Refusal::Invalid { field: "on", why: "outside-plan-days" });
        let check = CheckIn {
            on: day("2022-04-01"),
            words: "Đã được 420 m²".into(),
            correction: "Mời Mặt trận cùng vận động".into(),
        };
        fostering::check_in(&chief, plan, 3, check).await.unwrap();
        let difficulty = view.parts.difficulties[0].id;
        let empty = refusal(fostering::close_difficulty(&chief, plan, 4, difficulty, " ".into()).await);
        assert_eq!(empty, Refusal::Invalid { field: "outcome", why: "empty" });
        fostering::close_difficulty(&chief, plan, 4, difficulty, "Hai hộ đã đồng ý".into()).await.unwrap();
        let again = fostering::close_difficulty(&chief, plan, 5, difficulty, "x".into()).await;
        assert_eq!(refusal(again), Refusal::InUse);
        let view = fostering::page(&chief, plan).await.unwrap();
        assert_eq!(view.next_check, Some(day("2022-06-01")), "counted from the last check-in");
        assert_eq!(view.risks, [Risk::Goal(1, day("2022-03-31"))]);
        assert_eq!(view.parts.checks[0].correction, "Mời Mặt trận cùng vận động");

        fostering::close(&chief, plan, 5, "Đạt một phần".into()).await.unwrap();
        let closed = fostering::page(&chief, plan).await.unwrap();
        assert_eq!((closed.plan.state.0, closed.risks.len()), (PlanState::Closed, 0));
        assert_eq!(refusal(fostering::close(&chief, plan, 6, "x".into()).await), Refusal::InUse);
        assert!(fostering::overview(&clerk, Tab::All).await.unwrap().lines.is_empty());
    })
    .await;
}

/// R112: what the unit's own council selected is under building, with a plan, and is not recognised; the notes on the dossier stay.
#[tokio::test]
async fn a_dossier_under_building_has_a_plan_and_only_then() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-17").await;
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let chief_id = scene.rooms[ROOM].chief;
        let id = scene.open(round, "nong-thon-moi", ROOM, scene.member(ROOM, 0)).await;
        let chief = scene.acting(chief_id).await;
        let about = About::Dossier(id);
        let new = || new_plan(chief_id, "2022-12-31");
        assert_eq!(refusal(fostering::plan(&chief, about, new()).await), Refusal::InUse, "not selected yet");
        scene.register(chief_id, id).await.unwrap();
        scene.acclaim(chief_id, id, 5, 6).await.unwrap();
        let clerk = scene.acting(scene.clerk).await;
        let waiting = fostering::overview(&clerk, Tab::All).await.unwrap();
        assert_eq!(waiting.building.iter().map(|one| one.dossier).collect::<Vec<_>>(), [id]);
        let other = scene.acting(scene.rooms[1].chief).await;
        assert_eq!(refusal(fostering::plan(&other, about, new()).await), Refusal::NotFound);
        let plan = fostering::plan(&chief, about, new()).await.unwrap();
        assert!(fostering::overview(&clerk, Tab::All).await.unwrap().building.is_empty());
        let (plans, may) = fostering::of_page(&chief, about).await.unwrap();
        assert_eq!((plans[0].id, plans[0].is_active, may), (plan, true, false));
        assert_eq!(refusal(fostering::page(&other, plan).await), Refusal::NotFound);
        let note = dossier::Fostering::Progress { on: day("2022-01-17"), words: "Đã gặp gỡ".into() };
        scene.give_command(chief_id, id, async |cx, id, seen| dossier::foster(cx, id, seen, note).await).await.unwrap();
        assert_eq!(scene.page(chief_id, id).await.notes.len(), 2, "the vote and the note");
    })
    .await;
}

/// R030, R204, R215: a recognised exemplar owes a plan within the days that are set; it aims at a higher level, and is carried on into
/// the next year with what is not reached.
#[tokio::test]
async fn a_recognised_exemplar_is_fostered_on_to_a_higher_level() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-09").await;
        let (_, id) = recognised(&scene, &running).await;
        let clerk = scene.acting(scene.clerk).await;
        fostering::set_days(&clerk, 30, 0).await.unwrap();
        assert_eq!(
            refusal(fostering::set_days(&clerk, 0, 1).await),
            Refusal::Invalid { field: "plan_days", why: "range" }
        );
        let chief_id = scene.rooms[ROOM].chief;
        let chief = scene.acting(chief_id).await;
        assert!(matches!(refusal(fostering::set_days(&chief, 9, 1).await), Refusal::NotAllowed { .. }));
        scene.on("2022-02-09");
        let chief = scene.acting(chief_id).await;
        let owed = fostering::overview(&chief, Tab::All).await.unwrap();
        assert_eq!((owed.owed[0].exemplar, owed.owed[0].due), (id, day("2022-02-08")));
        assert!(owed.owed[0].due < owed.today, "late");

        let about = About::Exemplar(id);
        let same = NewPlan { next_level: Some(Level::Agency), ..new_plan(chief_id, "2022-12-31") };
        let same = refusal(fostering::plan(&chief, about, same).await);
        assert_eq!(same, Refusal::Invalid { field: "next_level", why: "not-higher" });
        let up = NewPlan { next_level: Some(Level::Province), ..new_plan(chief_id, "2022-12-31") };
        let plan = fostering::plan(&chief, about, up).await.unwrap();
        assert!(fostering::overview(&chief, Tab::All).await.unwrap().owed.is_empty());
        fostering::add_goal(&chief, plan, 1, goal("Nhân ra năm thôn", (0, 5), "2022-11-30")).await.unwrap();
        fostering::add_goal(&chief, plan, 2, goal("Đã xong", (0, 1), "2022-11-30")).await.unwrap();
        let done = fostering::page(&chief, plan).await.unwrap().goals[1].goal.id;
        fostering::measure(&chief, plan, 3, done, 1).await.unwrap();
        fostering::ask_support(&chief, plan, 4, SupportKind::Material, "Loa".into()).await.unwrap();

        scene.on("2022-12-20");
        let chief = scene.acting(chief_id).await;
        let next = fostering::carry_on(&chief, plan, 5, "Đạt một trong hai".into(), day("2023-12-31")).await.unwrap();
        let view = fostering::page(&chief, next).await.unwrap();
        assert_eq!((view.goals.len(), view.parts.supports.len()), (1, 1), "only what is open goes along");
        assert_eq!(view.plan.next_level.map(|level| level.0), Some(Level::Province));
        assert_eq!(fostering::page(&chief, plan).await.unwrap().plan.state.0, PlanState::Closed);
        let shown = exemplar::page(&chief, id).await.unwrap();
        assert_eq!(shown.plans.iter().map(|one| one.is_active).collect::<Vec<_>>(), [true, false]);
        let staff = scene.acting(scene.rooms[1].staff[0]).await;
        assert!(exemplar::page(&staff, id).await.unwrap().plans.is_empty(), "not for everybody");
        assert_eq!(refusal(fostering::page(&staff, next).await), Refusal::NotFound);
        let (_, other) = neighbour(&scene).await;
        assert_eq!(refusal(fostering::page(&other, next).await), Refusal::NotFound);
        assert_eq!(refusal(fostering::plan(&other, about, new_plan(chief_id, "2023-12-31")).await), Refusal::NotFound);
        assert!(fostering::overview(&other, Tab::All).await.unwrap().lines.is_empty());
    })
    .await;
}

/// R112, R204: the plan goes on from the new factor to the dossier and to the exemplar: each closes the one before.
#[tokio::test]
async fn each_plan_closes_the_one_before() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-17").await;
        let chief_id = scene.rooms[ROOM].chief;
        let chief = scene.acting(chief_id).await;
        let name = "Nhân viên Một Xã Ninh Tây";
        let prospect = prospect::add(&chief, factor(&scene, &running, ROOM, "nong-thon-moi", name)).await.unwrap();
        let new = || new_plan(chief_id, "2022-12-31");
        let first = fostering::plan(&chief, About::Prospect(prospect), new()).await.unwrap();
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let id = scene.open(round, "nong-thon-moi", ROOM, scene.member(ROOM, 0)).await;
        prospect::register(&chief, prospect, prospect::Registration::Known(id)).await.unwrap();
        scene.register(chief_id, id).await.unwrap();
        scene.acclaim(chief_id, id, 5, 6).await.unwrap();
        let second = fostering::plan(&chief, About::Dossier(id), new()).await.unwrap();
        assert_eq!(fostering::page(&chief, first).await.unwrap().plan.state.0, PlanState::Closed);
        let finish = async |cx: &Cx, id, seen| dossier::finish_fostering(cx, id, seen).await;
        scene.give_command(chief_id, id, finish).await.unwrap();
        scene.attach(chief_id, id, &[Paper::AchievementReport]).await;
        scene.nominate(chief_id, id).await.unwrap();
        scene.all_met(scene.clerk, id).await;
        scene.appraise(scene.clerk, id).await.unwrap();
        scene.on("2022-03-18");
        scene.recognise(&running, &[id], &[]).await.unwrap();
        let clerk = scene.acting(scene.clerk).await;
        let exemplar = exemplar::list(&clerk, exemplar::Search::default(), None).await.unwrap().rows[0].id;
        let third = fostering::plan(&clerk, About::Exemplar(exemplar), new()).await.unwrap();
        let page = prospect::page(&clerk, prospect).await.unwrap();
        let plans: Vec<_> = page.plans.iter().map(|one| (one.id, one.is_active)).collect();
        assert_eq!(plans, [(third, true), (second, false), (first, false)]);
        assert_eq!(page.row.took.to_recognition, Some(60), "from the notice to the decision");
        assert_eq!(exemplar::page(&clerk, exemplar).await.unwrap().prospect, Some(prospect));
    })
    .await;
}

fn card(verdict: Verdict, days: (Option<&str>, Option<&str>)) -> NewCard {
    let aspects =
        [Grade::Strong, Grade::Fair, Grade::Strong, Grade::Weak].map(|grade| (grade, "Ba thôn làm theo".into()));
    NewCard {
        aspects,
        verdict,
        found: "Đã xem tại chỗ".into(),
        valid_until: days.0.map(day),
        recheck_on: days.1.map(day),
    }
}

/// R052, R158, F59: effect, efficiency, potential and influence are graded with evidence; the card confirms, renews, lets lapse or
/// withdraws in one way with what was there, and every card stays on the exemplar's page.
#[tokio::test]
async fn an_exemplar_is_judged_again_on_four_sides() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-09").await;
        let (_, id) = recognised(&scene, &running).await;
        scene.on("2023-01-10");
        let (clerk, head) = (scene.acting(scene.clerk).await, scene.acting(scene.head).await);
        let mut bare = card(Verdict::Confirmed, (None, None));
        bare.aspects[3].1 = "  ".into();
        let bare = refusal(exemplar::review(&clerk, id, 1, bare).await);
        assert_eq!(bare, Refusal::Invalid { field: "influence", why: "empty" }, "no grade without evidence");
        let over = card(Verdict::Renewed, (Some("2022-12-31"), None));
        let over = refusal(exemplar::review(&clerk, id, 1, over).await);
        assert_eq!(over, Refusal::Invalid { field: "valid_until", why: "in-past" });

        exemplar::review(&clerk, id, 1, card(Verdict::Renewed, (Some("2025-12-31"), Some("2023-06-01"))))
            .await
            .unwrap();
        let view = exemplar::page(&clerk, id).await.unwrap();
        assert_eq!((view.valid_until, view.recheck_on), (Some(day("2025-12-31")), Some(day("2023-06-01"))));
        scene.on("2023-06-01");
        let (clerk, head_later) = (scene.acting(scene.clerk).await, scene.acting(scene.head).await);
        assert_eq!(fostering::overview(&clerk, Tab::All).await.unwrap().reviews, 1, "it is due");
        exemplar::review(&clerk, id, 2, card(Verdict::Confirmed, (None, Some("2024-06-01")))).await.unwrap();
        let view = exemplar::page(&clerk, id).await.unwrap();
        assert_eq!(view.valid_until, Some(day("2025-12-31")), "confirming leaves the last day");
        assert_eq!(fostering::overview(&clerk, Tab::All).await.unwrap().reviews, 0);
        let ends = exemplar::review(&clerk, id, 3, card(Verdict::Faded, (None, None))).await;
        assert!(matches!(refusal(ends), Refusal::NotAllowed { .. }), "the head ends a recognition");
        let stale = exemplar::review(&head, id, 2, card(Verdict::Faded, (None, None))).await;
        assert!(matches!(stale, Err(Error::Overtaken { .. })));
        exemplar::review(&head_later, id, 3, card(Verdict::Faded, (None, None))).await.unwrap();
        let view = exemplar::page(&clerk, id).await.unwrap();
        assert_eq!((view.validity, view.ended_why.as_str()), (Validity::Expired, "Đã xem tại chỗ"));
        let verdicts: Vec<_> = view.cards.iter().map(|card| card.verdict).collect();
        assert_eq!(verdicts, [Verdict::Faded, Verdict::Confirmed, Verdict::Renewed], "the history, the latest first");
        let after = exemplar::review(&head_later, id, 4, card(Verdict::Withdrawn, (None, None))).await;
        assert_eq!(refusal(after), Refusal::InUse);
        let staff = scene.acting(scene.rooms[1].staff[0]).await;
        assert!(exemplar::page(&staff, id).await.unwrap().cards.is_empty());
    })
    .await;
}

/// R127, R128: a month's page tells who sent, who reported nothing and who is late by how many days, and what can go to two recipients.
#[tokio::test]
async fn a_month_s_page_tells_who_is_late_and_what_goes_up() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-18").await;
        let round = scene.round(&running, "hang-thang", 2022, 3).await;
        let chief = scene.rooms[ROOM].chief;
        let id = scene.open(round, "vi-nguoi-ngheo", ROOM, scene.member(ROOM, 0)).await;
        scene.nominate(chief, id).await.unwrap();
        let march: Vec<_> = scene.tasks(&running, "nguoi-tot-hang-thang").await;
        let march: Vec<_> = march.into_iter().filter(|line| line.period == When::Month(2022, 3)).collect();
        let of = |room: usize| march.iter().find(|line| line.unit == scene.rooms[room].id).unwrap();
        scene.report(scene.rooms[1].chief, of(1), Met::Done).await;
        scene.report(chief, of(ROOM), Met::Zero).await;
        scene.on("2022-03-23");
        scene.report(scene.rooms[3].chief, of(3), Met::Done).await;
        scene.met(scene.clerk, id, "viec-tot").await.unwrap();
        scene.appraise(scene.clerk, id).await.unwrap();
        let clerk = scene.acting(scene.clerk).await;
        let view = month::show(&clerk, running.programme, (2022, 3)).await.unwrap();
        assert_eq!((view.count(How::Sent), view.count(How::Zero), view.count(How::Missing)), (2, 1, 6));
        let late: Vec<i32> = view.units.iter().filter(|row| row.how == How::Sent).map(|row| row.days_late).collect();
        assert!(late.contains(&0) && late.contains(&3));
        assert!(view.units.iter().filter(|row| row.how == How::Missing).all(|row| row.days_late == 3));
        assert_eq!((view.late(), view.dossiers.len()), (7, 1));
        assert_eq!(view.pack.iter().map(|one| one.dossier).collect::<Vec<_>>(), [id]);
        assert_eq!(view.recipients.len(), 2);
        let staff = scene.acting(scene.rooms[1].staff[0]).await;
        let view = month::show(&staff, running.programme, (2022, 3)).await.unwrap();
        assert!(view.dossiers.is_empty() && view.pack.is_empty(), "dossiers are not for everybody");
        assert_eq!(refusal(month::show(&clerk, running.programme, (2031, 3)).await), Refusal::NotFound);
        let months = month::months(&clerk).await.unwrap();
        assert_eq!((months[0].month, months[0].owed, months[0].met), ((2022, 3), 9, 3));
        let (_, other) = neighbour(&scene).await;
        assert_eq!(refusal(month::show(&other, running.programme, (2022, 3)).await), Refusal::NotFound);
        assert!(month::months(&other).await.unwrap().is_empty());
    })
    .await;
}

/// F56: the paper of the fostering plan is filled from the plan that is kept.
#[tokio::test]
async fn the_paper_is_filled_from_the_plan() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-09").await;
        let (_, id) = recognised(&scene, &running).await;
        let chief_id = scene.rooms[ROOM].chief;
        let chief = scene.acting(chief_id).await;
        let up = NewPlan { next_level: Some(Level::Province), ..new_plan(chief_id, "2022-12-31") };
        let plan = fostering::plan(&chief, About::Exemplar(id), up).await.unwrap();
        fostering::add_goal(&chief, plan, 1, goal("Nhân ra năm thôn", (0, 5), "2022-11-30")).await.unwrap();
        fostering::ask_support(&chief, plan, 2, SupportKind::Material, "Một bộ loa".into()).await.unwrap();
        fostering::ask_support(&chief, plan, 3, SupportKind::Spirit, "Thư khen".into()).await.unwrap();
        let about = lantoa_app::document::About::Exemplar(id);
        let text = said(&chief, lantoa_docgen::Kind::Fostering, about).await;
        let level = "cấp bộ, ngành, tỉnh";
        holds(&text, &["Nhân ra năm thôn", "Một bộ loa", "Thư khen", "2 tháng một lần", level, "30/11/2022"]);
        assert_eq!(seen(&chief, plan).await, 4);
    })
    .await;
}

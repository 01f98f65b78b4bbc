//! Plan 001, the town of Ninh Hòa, 2021–2025.

use lantoa_app::dossier::{self, Fostering, NewSubject};
use lantoa_app::forward::{self, Answer};
use lantoa_app::plan::confirm::{Choices, Confirm, confirm};
use lantoa_app::plan::{self, view};
use lantoa_app::{movement, task};
use lantoa_domain::Refusal;
use lantoa_domain::appraisal::Standing;
use lantoa_domain::dossier::{Ending, State};
use lantoa_domain::facts::FactKind;
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::{Change, Item, Paper, QuotaKind, QuotaSubject, StepKind};
use lantoa_domain::subject::Subject;
use lantoa_domain::task::{Met, TaskState};
use lantoa_domain::time::When;
use lantoa_domain::unit::UnitKind;
use lantoa_testkit::engine::both;

use crate::scene::{Running, Scene, day, key, refusal};

pub(crate) const PLAN: &str = include_str!("../../../../plans/001-ninh-hoa-2021-2025.toml");
const UNITS: &[(&str, UnitKind)] = &[
    ("Phòng Nội vụ", UnitKind::Office),
    ("Phòng Kinh tế", UnitKind::Division),
    ("Đoàn TNCS Hồ Chí Minh thị xã", UnitKind::MassBody),
    ("Ban Tuyên giáo Thị ủy", UnitKind::PartyBody),
    ("Công an thị xã", UnitKind::ArmedForces),
    ("Xã Ninh Tây", UnitKind::Commune),
    ("Phường Ninh Hiệp", UnitKind::Commune),
    ("Công ty May", UnitKind::Enterprise),
    ("Trường Tiểu học", UnitKind::PublicService),
];
pub(crate) const COMMUNE: usize = 5;
const YOUTH: usize = 2;

pub(crate) async fn begin(db: &lantoa_store::Db, on: &str) -> (Scene, Running) {
    let scene = Scene::found(db, on, "UBND thị xã Ninh Hòa", UNITS).await;
    let running = scene.start(PLAN).await;
    (scene, running)
}

/// R046, R147, R058, R061, R064, R066, R067, R070, R073, R076, R078, R079, R082, R085, R088, R091, R094, R100:
/// fifteen movements, each with its lead; Party and mass bodies are asked and not told; one has years of its own, three
/// have a second name.
#[tokio::test]
async fn fifteen_movements_with_their_leads() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-04").await;
        let shown = scene.programme(&running, 2022).await;
        assert_eq!(shown.movements.len(), 15);
        assert_eq!(shown.plan.document.bases.len(), 4);
        assert!(shown.plan.document.recipients.iter().any(|one| one.contains("Cổng thông tin điện tử")));
        assert!(shown.movements.iter().all(|one| one.lead.is_some()));
        let asked: Vec<&str> =
            shown.plan.movements.iter().filter(|one| one.lead_is_asked).map(|one| one.ordinal.as_str()).collect();
        assert_eq!(asked, ["6", "7", "8", "9", "10", "11", "12", "13"]);
        let of = |key: &str| shown.movements.iter().find(|one| one.key.as_str() == key).unwrap();
        assert_eq!(of("nong-thon-moi").lead_unit.as_deref(), Some("Phòng Kinh tế"), "found among the units");
        assert_eq!(of("y-te").lead_unit, None, "Phòng Y tế is no unit of this story");

        let cx = scene.acting(scene.clerk).await;
        let office = movement::show(&cx, running.programme, key("van-hoa-cong-so"), None).await.unwrap();
        assert_eq!((office.years.from, office.years.to), (2019, 2025), "other years than the plan's");
        let unity = movement::show(&cx, running.programme, key("doan-ket"), None).await.unwrap();
        assert_eq!(unity.movement.aliases.len(), 1);
        let army = movement::show(&cx, running.programme, key("an-ninh"), None).await.unwrap();
        assert_eq!(army.movement.cooperating[0], "Ban Chỉ huy Quân sự thị xã");
    })
    .await;
}

/// R059, R062, R065, R068, R071, R074, R077, R080, R083, R086, R089, R092, R095, R096, R098, R101, R102: thirty minimum
/// numbers with their gaps; together 105, or 110 when the two sectors of the fourteenth count apart.
#[tokio::test]
async fn thirty_minimum_numbers_come_to_105_or_110() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-04").await;
        let shown = scene.programme(&running, 2022).await;
        let quotas: Vec<_> = shown.movements.iter().flat_map(|movement| &movement.quotas).collect();
        assert_eq!(quotas.len(), 30);
        assert!(quotas.iter().all(|state| state.quota.kind() == QuotaKind::Min));
        let asked = |ordinal: usize| -> Vec<u32> {
            shown.movements[ordinal - 1].quotas.iter().map(|state| state.standing.gap).collect()
        };
        for ordinal in [1, 2, 3, 4, 6, 15] {
            assert_eq!(asked(ordinal), [10, 10], "movement {ordinal}");
        }
        for ordinal in [5, 7, 8, 9, 10, 11, 12, 13] {
            assert_eq!(asked(ordinal), [5, 5], "movement {ordinal}");
        }
        assert_eq!(asked(14), [10, 10], "five for each of two sectors");
        let sums: Vec<_> = shown.rolled_up.iter().map(|sum| (sum.subject, sum.together, sum.apart)).collect();
        assert_eq!(sums, [(QuotaSubject::Collective, 105, 110), (QuotaSubject::Individual, 105, 110)]);

        let id = recognised(&scene, &running, "nong-thon-moi", COMMUNE, scene.unit(COMMUNE)).await;
        let shown = scene.programme(&running, 2022).await;
        assert_eq!(shown.movements[0].quotas[0].standing.gap, 9);
        assert!(matches!(scene.state(id).await, State::Recognised { .. }));
    })
    .await;
}

/// A dossier with the report it is nominated with, walked to its recognition.
pub(crate) async fn recognised(
    scene: &Scene,
    running: &Running,
    movement: &str,
    room: usize,
    subject: NewSubject,
) -> DossierId {
    let round = scene.round(running, "hang-nam", 2022, 0).await;
    let id = to_the_lead(scene, round, movement, room, subject).await;
    scene.all_met(scene.clerk, id).await;
    scene.appraise(scene.clerk, id).await.unwrap();
    scene.recognise(running, &[id], &[]).await.unwrap();
    id
}

async fn to_the_lead(
    scene: &Scene,
    round: lantoa_domain::id::RoundId,
    movement: &str,
    room: usize,
    subject: NewSubject,
) -> DossierId {
    let chief = scene.rooms[room].chief;
    let id = scene.open(round, movement, room, subject).await;
    scene.register(chief, id).await.unwrap();
    scene.acclaim(chief, id, 5, 6).await.unwrap();
    let finished = scene.give_command(chief, id, async |cx, id, seen| dossier::finish_fostering(cx, id, seen).await);
    finished.await.unwrap();
    scene.attach(chief, id, &[Paper::AchievementReport]).await;
    scene.nominate(chief, id).await.unwrap();
    id
}

/// R110, R111, R112, R113, R116: heads of units register, the unit's own council selects, under building comes with goals,
/// the movement's lead appraises, the list goes to two bodies above.
#[tokio::test]
async fn the_units_own_council_selects_and_the_lead_appraises() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-17").await;
        let (lead, other) = (scene.rooms[1].chief, scene.rooms[YOUTH].chief);
        scene.lead(lead, &running, "nong-thon-moi").await;
        scene.lead(other, &running, "thanh-nien").await;
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let chief = scene.rooms[COMMUNE].chief;
        let id = scene.open(round, "nong-thon-moi", COMMUNE, scene.member(COMMUNE, 0)).await;
        scene.register(chief, id).await.unwrap();
        let few = refusal(scene.acclaim(chief, id, 3, 6).await);
        assert_eq!(few, Refusal::NotAcclaimed { agree: 3, present: 6 });
        scene.acclaim(chief, id, 4, 6).await.unwrap();
        assert_eq!(scene.page(chief, id).await.at, Some(StepKind::Foster), "under building, not recognised");

        let goal = Fostering::Goal {
            words: "Vận động hiến đất mở đường".into(),
            measure: "Mét vuông".into(),
            target: "600".into(),
            due: Some(day("2022-06-30")),
        };
        scene.give_command(chief, id, async |cx, id, seen| dossier::foster(cx, id, seen, goal).await).await.unwrap();
        scene.on("2022-05-10");
        let note = Fostering::Progress {
            on: day("2022-05-10"), words: "Đã được 420 m², còn vướng hai hộ".into()
        };
        scene.give_command(chief, id, async |cx, id, seen| dossier::foster(cx, id, seen, note).await).await.unwrap();
        scene
            .give_command(chief, id, async |cx, id, seen| dossier::finish_fostering(cx, id, seen).await)
            .await
            .unwrap();
        assert_eq!(scene.page(chief, id).await.notes.len(), 3, "the vote, the goal, the check-in");
        scene.attach(chief, id, &[Paper::AchievementReport]).await;
        scene.nominate(chief, id).await.unwrap();

        assert_eq!(refusal(scene.met(other, id, "m1-2").await), Refusal::NotFound, "another movement's lead");
        scene.met(lead, id, "m1-2").await.unwrap();
        scene.met(lead, id, "lan-toa").await.unwrap();
        scene.appraise(lead, id).await.unwrap();
        scene.recognise(&running, &[id], &[]).await.unwrap();
        let letter = scene.send(&["UBND tỉnh", "Sở Nội vụ"], &[id]).await;
        assert_eq!(forward::letter(&scene.acting(scene.clerk).await, letter).await.unwrap().entries.len(), 2);
    })
    .await;
}

/// R127, R136: thirty-nine months, every unit by the 20th; the 20th is in time, nothing-to-report counts, the 21st is
/// late, and whoever sent nothing is on the list of the late.
#[tokio::test]
async fn every_unit_by_the_twentieth_of_each_month() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-04").await;
        let all = scene.tasks(&running, "nguoi-tot-hang-thang").await;
        assert_eq!(all.len(), 39 * UNITS.len(), "January 2022 to March 2025");
        let january: Vec<_> = all.into_iter().filter(|line| line.period == When::Month(2022, 1)).collect();
        assert!(january.iter().all(|line| line.due_day == day("2022-01-20")));
        let of = |room: usize| january.iter().find(|line| line.unit == scene.rooms[room].id).unwrap();

        scene.on("2022-01-20");
        scene.report(scene.rooms[1].chief, of(1), Met::Done).await;
        scene.report(scene.rooms[COMMUNE].chief, of(COMMUNE), Met::Zero).await;
        scene.on("2022-01-21");
        scene.report(scene.rooms[3].chief, of(3), Met::Done).await;
        let cx = scene.acting(scene.clerk).await;
        let wanted = task::Wanted {
            scope: task::Scope::All,
            programme: Some(running.programme),
            obligation: Some(key("nguoi-tot-hang-thang")),
            month: Some((2022, 1)),
            ..task::Wanted::default()
        };
        let counts = task::list(&cx, wanted.clone()).await.unwrap().counts;
        assert_eq!((counts.met_in_time, counts.met_late, counts.overdue), (2, 1, 6));
        let late = task::list(&cx, task::Wanted { state: Some(TaskState::Overdue), ..wanted }).await.unwrap();
        assert_eq!(late.rows.len(), 6, "the list of those who sent nothing");
        let first_screen = lantoa_app::workbench::workbench(&cx).await.unwrap();
        assert_eq!(first_screen.late.unwrap().len(), 6, "and the standing body sees them when it comes in");

        let report = task::Report { how: Met::Zero, on: None, note: String::new() };
        let plan = scene.tasks(&running, "ke-hoach-2022").await;
        let plan = plan.iter().find(|line| line.unit == scene.rooms[1].id).unwrap();
        let chief = scene.acting(scene.rooms[1].chief).await;
        let not_a_list = refusal(task::complete(&chief, plan.id, 1, report).await);
        assert!(matches!(not_a_list, Refusal::Invalid { .. }), "a plan cannot be reported as nothing");
    })
    .await;
}

/// R128: the month's deeds come by the 20th, Phòng Nội vụ appraises and introduces them to two bodies.
#[tokio::test]
async fn the_months_deeds_are_appraised_and_introduced() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-03-18").await;
        let round = scene.round(&running, "hang-thang", 2022, 3).await;
        let chief = scene.rooms[COMMUNE].chief;
        let id = scene.open(round, "vi-nguoi-ngheo", COMMUNE, scene.member(COMMUNE, 0)).await;
        let late = scene.open(round, "vi-nguoi-ngheo", COMMUNE, scene.member(COMMUNE, 1)).await;
        scene.on("2022-03-20");
        scene.nominate(chief, id).await.unwrap();
        scene.on("2022-03-21");
        assert_eq!(refusal(scene.nominate(chief, late).await), Refusal::RoundClosed);
        scene.met(scene.clerk, id, "viec-tot").await.unwrap();
        scene.appraise(scene.clerk, id).await.unwrap();
        let cx = scene.acting(scene.clerk).await;
        let due = forward::list(&cx).await.unwrap();
        assert!(due.due.iter().any(|one| one.dossier == id), "it is on the list of what can be sent");
        assert!(due.recipients.iter().any(|one| one.contains("Ban Biên tập")));
        let letter = scene.send(&["Sở Nội vụ", "Ban Biên tập Cổng thông tin điện tử"], &[id]).await;
        scene.on("2022-04-02");
        scene.answer(letter, Answer::Accepted).await;
        assert!(matches!(scene.state(id).await, State::Ended { ending: Ending::Introduced, .. }));
        let counted: u32 = scene.programme(&running, 2022).await.rolled_up.iter().map(|sum| sum.counted).sum();
        assert_eq!(counted, 0, "a month's deed is in no movement's number");
    })
    .await;
}

/// R045, R125, R129, R130, R131, R132, R133, R134, R135, R140, R144: who owes what depends on the kind of unit.
#[tokio::test]
async fn obligations_depend_on_the_kind_of_unit() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-04").await;
        let owing = async |obligation: &str| {
            let mut names: Vec<String> =
                scene.tasks(&running, obligation).await.into_iter().map(|line| line.unit_name).collect();
            names.sort();
            names
        };
        assert_eq!(owing("hoi-nghi-co-so").await, ["Công ty May", "Phường Ninh Hiệp", "Xã Ninh Tây"]);
        assert_eq!(owing("co-quan-bao-cao").await.len(), 6, "everyone else reports and holds no conference");
        assert_eq!(owing("tuyen-truyen-2022").await, ["Phường Ninh Hiệp", "Xã Ninh Tây"]);
        assert_eq!(owing("so-ket-thi-xa").await, ["UBND thị xã Ninh Hòa"]);
        assert_eq!(owing("tong-ket-thi-xa").await, ["UBND thị xã Ninh Hòa"]);
        assert_eq!(owing("so-ket-don-vi").await.len(), UNITS.len());
        assert_eq!(owing("bao-cao-nam").await, ["Phòng Nội vụ"; 4]);
        let leads = owing("phong-trao-2022").await;
        assert!(leads.contains(&"Phòng Kinh tế".to_owned()) && !leads.contains(&"Xã Ninh Tây".to_owned()));

        let plans = scene.tasks(&running, "ke-hoach-2022").await;
        assert!(plans.iter().all(|line| line.due_day == day("2022-01-28")));
        let cx = scene.acting(scene.clerk).await;
        let one = task::show(&cx, plans[0].id).await.unwrap();
        let to = one.obligation.unwrap().to;
        assert_eq!(to, ["UBND thị xã (Phòng Nội vụ)", "Trưởng cụm, khối thi đua"], "two recipients");
    })
    .await;
}

async fn standing(scene: &Scene, id: DossierId, criterion: &str) -> Standing {
    let page = scene.page(scene.clerk, id).await;
    page.criteria.iter().find(|one| one.key.as_str() == criterion).unwrap().standing.unwrap()
}

/// R093: not over 35 on the round's reference day, told from the birth date.
#[tokio::test]
async fn a_volunteer_is_not_over_thirty_five() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-17").await;
        let unit = scene.rooms[YOUTH].id;
        let young = scene.person(unit, "Người Đúng Tuổi", false, "1987-01-01").await;
        let old = scene.person(unit, "Người Quá Tuổi", false, "1986-12-31").await;
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let fits = scene.open(round, "thanh-nien", YOUTH, NewSubject::Person(young)).await;
        let over = scene.open(round, "thanh-nien", YOUTH, NewSubject::Person(old)).await;
        assert_eq!(standing(&scene, fits, "m13-2").await, Standing::Met, "35 on the last day of the year");
        assert_eq!(standing(&scene, over, "m13-2").await, Standing::NotMet, "36 on that day");
    })
    .await;
}

/// R049, R063, R072, R081, R087: rules over records of three bodies, of a rank in the locality, of one year only; a
/// household has criteria of its own.
#[tokio::test]
async fn criteria_of_the_movements_are_rules_over_records() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-17").await;
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let room = scene.open(round, "hoc-tap-bac", 1, scene.unit(1)).await;
        let unit = Subject::Unit(scene.rooms[1].id);
        scene.fact(unit, FactKind::Rating, 2022, 2).await;
        assert_eq!(standing(&scene, room, "m6-1").await, Standing::Met);
        assert_eq!(standing(&scene, room, "m6-2").await, Standing::Open, "the Party body's own rating");
        assert_eq!(standing(&scene, room, "m6-3").await, Standing::Open, "no register, nothing is known");
        scene.fact(unit, FactKind::PartyRating, 2022, 1).await;
        scene.fact(unit, FactKind::DisciplineRegister, 2022, 0).await;
        assert_eq!(standing(&scene, room, "m6-2").await, Standing::NotMet);
        assert_eq!(standing(&scene, room, "m6-5").await, Standing::Open, "the mass bodies' own rating");
        scene.fact(unit, FactKind::MassRating, 2022, 2).await;
        assert_eq!(standing(&scene, room, "m6-5").await, Standing::Met);
        assert_eq!(standing(&scene, room, "m6-3").await, Standing::Met);

        let farmer = scene.open(round, "nong-dan", COMMUNE, scene.member(COMMUNE, 0)).await;
        let about = Subject::Person(scene.rooms[COMMUNE].staff[0]);
        assert_eq!(standing(&scene, farmer, "m9-2").await, Standing::Open);
        scene.fact(about, FactKind::Highest, 2022, 0).await;
        scene.named_fact(about, FactKind::Title, "gia đình văn hoá", 2021, 0).await;
        assert_eq!(standing(&scene, farmer, "m9-2").await, Standing::Met, "verified by somebody");
        assert_eq!(standing(&scene, farmer, "m9-3").await, Standing::Met, "however the title is spelt");

        let household = NewSubject::Household("Hộ bà Bo Bo Thị Mới".into(), "thoát nghèo năm 2022".into());
        let poor = scene.open(round, "vi-nguoi-ngheo", COMMUNE, household).await;
        let keys: Vec<String> =
            scene.page(scene.clerk, poor).await.criteria.iter().map(|one| one.key.to_string()).collect();
        assert_eq!(keys, ["m3-3", "lan-toa"]);
        let workers = scene.open(round, "cong-nhan", 7, scene.unit(7)).await;
        assert_eq!(scene.page(scene.clerk, workers).await.criteria.len(), 3, "one of them of the year 2022");
        scene.on("2023-01-17");
        let next = scene.round(&running, "hang-nam", 2023, 0).await;
        let workers = scene.open(next, "cong-nhan", 7, scene.unit(7)).await;
        assert_eq!(scene.page(scene.clerk, workers).await.criteria.len(), 2, "and not of 2023");
    })
    .await;
}

/// An amended plan: another wording of one criterion, confirmed by the head.
pub(crate) async fn amend(scene: &Scene, running: &Running) {
    let cx = scene.acting(scene.clerk).await;
    let draft = plan::amend(&cx, running.programme).await.unwrap();
    let path = "criteria.m13-3".parse().unwrap();
    let shown = view::show(&cx, draft).await.unwrap();
    let Some(Item::Criterion(mut criterion)) = shown.plan.item(&path) else { panic!("a criterion") };
    criterion.text = "Có mô hình được ba xã áp dụng".into();
    plan::change(&cx, draft, shown.version, Change::Put(path, Item::Criterion(criterion))).await.unwrap();
    let version = view::show(&cx, draft).await.unwrap().version;
    let command = Confirm { plan: draft, version, council: None, choices: Choices::default() };
    confirm(&scene.acting(scene.head).await, command).await.unwrap();
}

/// R146: obstacles lead to an amended plan; rounds that run keep the version they froze.
#[tokio::test]
async fn an_amended_plan_leaves_running_rounds_alone() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-17").await;
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let before = scene.open(round, "thanh-nien", YOUTH, scene.member(YOUTH, 0)).await;
        amend(&scene, &running).await;

        let text = async |id| {
            let page = scene.page(scene.clerk, id).await;
            page.criteria.iter().find(|one| one.key.as_str() == "m13-3").unwrap().text.clone()
        };
        assert!(text(before).await.contains("hiến máu"));
        let rounds = scene.programme(&running, 2022).await.rounds;
        assert!(rounds[0].older_plan);
        scene.on("2023-01-17");
        let next = scene.round(&running, "hang-nam", 2023, 0).await;
        let after = scene.open(next, "thanh-nien", YOUTH, scene.member(YOUTH, 0)).await;
        assert!(text(after).await.contains("ba xã"));
        assert_eq!(scene.programme(&running, 2023).await.versions.len(), 2);
    })
    .await;
}

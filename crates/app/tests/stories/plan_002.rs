//! Plan 002, the Ethnic Affairs Committee of Khánh Hòa, 2021–2025.

use lantoa_app::forward::Answer;
use lantoa_domain::Refusal;
use lantoa_domain::appraisal::Standing;
use lantoa_domain::dossier::State;
use lantoa_domain::facts::FactKind;
use lantoa_domain::plan::{QuotaKind, Strength};
use lantoa_domain::subject::Subject;
use lantoa_domain::unit::UnitKind;
use lantoa_testkit::engine::both;

use crate::scene::{Running, Scene, day, refusal};

const PLAN: &str = include_str!("../../../../plans/002-ban-dan-toc-2021-2025.toml");
const UNITS: &[(&str, UnitKind)] = &[
    ("Văn phòng", UnitKind::Office),
    ("Phòng Chính sách", UnitKind::Division),
    ("Phòng Tuyên truyền", UnitKind::Division),
];

pub(crate) async fn begin(db: &lantoa_store::Db, on: &str) -> (Scene, Running) {
    let scene = Scene::found(db, on, "Ban Dân tộc", UNITS).await;
    let running = scene.start(PLAN).await;
    (scene, running)
}

/// R167: individuals register themselves, in the first quarter; nobody registers a colleague.
#[tokio::test]
async fn people_register_themselves_in_the_first_quarter() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-02-14").await;
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let (own, colleague) = (scene.rooms[1].staff[0], scene.rooms[1].staff[1]);
        let id = scene.open_as(own, (round, "hoc-tap-bac"), 1, scene.member(1, 0)).await.unwrap();
        let foreign = scene.open_as(own, (round, "hoc-tap-bac"), 1, scene.member(1, 1)).await;
        assert!(matches!(refusal(foreign), Refusal::NotAllowed { .. }));
        assert_eq!(refusal(scene.register(colleague, id).await), Refusal::NotFound, "not even its existence");
        assert_eq!(scene.page(own, id).await.origin, "candidate");

        scene.on("2022-03-31");
        scene.register(own, id).await.unwrap();
        scene.on("2022-04-01");
        let late = scene.open_as(colleague, (round, "hoc-tap-bac"), 1, scene.member(1, 1)).await;
        assert_eq!(refusal(late), Refusal::RoundClosed);
    })
    .await;
}

/// R154, R168, R177: the Office consolidates, the head decides without a council, the list goes to the province.
#[tokio::test]
async fn the_head_decides_without_a_council_and_the_list_goes_up() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-02-14").await;
        assert!(scene.council.is_none());
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let (chief, own) = (scene.rooms[1].chief, scene.rooms[2].staff[0]);
        let collective = scene.open(round, "van-hoa-cong-so", 1, scene.unit(1)).await;
        let person = scene.open_as(own, (round, "hoc-tap-bac"), 2, scene.member(2, 0)).await.unwrap();
        scene.register(chief, collective).await.unwrap();
        scene.register(own, person).await.unwrap();
        scene.on("2022-11-07");
        let not_yet = refusal(scene.recognise(&running, &[collective], &[]).await);
        assert!(matches!(not_yet, Refusal::WrongStep { .. }), "not before the Office has consolidated");
        scene.screen(collective).await.unwrap();
        scene.screen(person).await.unwrap();
        let not_the_chief = refusal(
            scene
                .give_command(chief, person, async |cx, id, seen| lantoa_app::dossier::screen(cx, id, seen).await)
                .await,
        );
        assert!(matches!(not_the_chief, Refusal::NotFound), "another room's dossier");

        scene.on("2022-12-01");
        scene.recognise(&running, &[collective, person], &[]).await.unwrap();
        let letter = scene.send(&["Hội đồng TĐKT tỉnh", "Sở Nội vụ"], &[collective, person]).await;
        scene.on("2023-01-10");
        scene.answer(letter, Answer::Accepted).await;
        assert!(matches!(scene.state(person).await, State::Recognised { step: Some(4), .. }), "to be made known");
    })
    .await;
}

/// R161, R163, R166: two movements only; at least one and one, aimed at and not assigned, with the gap.
#[tokio::test]
async fn at_least_one_and_one_are_aimed_at() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-02-14").await;
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let gaps = async || {
            let shown = scene.programme(&running, 2022).await;
            assert_eq!(shown.movements.len(), 2);
            let quotas = shown.movements.into_iter().flat_map(|movement| movement.quotas);
            let checked = quotas.inspect(|state| {
                assert_eq!((state.quota.kind(), state.quota.strength), (QuotaKind::Min, Strength::Aimed));
                assert_eq!(state.quota.count, 1);
            });
            checked.map(|state| state.standing.gap).collect::<Vec<_>>()
        };
        assert_eq!(gaps().await, [1, 1, 1, 1]);
        let id = scene.open(round, "hoc-tap-bac", 1, scene.unit(1)).await;
        scene.register(scene.rooms[1].chief, id).await.unwrap();
        scene.screen(id).await.unwrap();
        assert_eq!(gaps().await, [1, 1, 1, 1], "what is under way does not count yet");
        scene.recognise(&running, &[id], &[]).await.unwrap();
        assert_eq!(gaps().await, [0, 1, 1, 1]);
    })
    .await;
}

/// R164, R165: a collective is held to the ratings of its Party and mass bodies, a person to that of the unit.
#[tokio::test]
async fn ratings_of_linked_bodies_decide() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-02-14").await;
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let collective = scene.open(round, "van-hoa-cong-so", 1, scene.unit(1)).await;
        let person = scene.open(round, "van-hoa-cong-so", 1, scene.member(1, 0)).await;
        let standing = async |id, criterion: &str| {
            let page = scene.page(scene.clerk, id).await;
            page.criteria.iter().find(|one| one.key.as_str() == criterion).unwrap().standing.unwrap()
        };
        assert_eq!(standing(collective, "m2-dang").await, Standing::Open);
        let unit = Subject::Unit(scene.rooms[1].id);
        scene.fact(unit, FactKind::PartyRating, 2022, 1).await;
        assert_eq!(standing(collective, "m2-dang").await, Standing::NotMet);
        assert_eq!(standing(person, "m2-ca-nhan").await, Standing::Open, "the Party's rating is not the unit's");
        assert_eq!(standing(collective, "m2-doan-the").await, Standing::Open, "nor that of the mass bodies");
        scene.fact(unit, FactKind::MassRating, 2022, 2).await;
        assert_eq!(standing(collective, "m2-doan-the").await, Standing::Met);
        scene.fact(unit, FactKind::Rating, 2022, 2).await;
        assert_eq!(standing(person, "m2-ca-nhan").await, Standing::Met);
    })
    .await;
}

/// R148, R149, R170, R171, R174: number and parent plan; the mid-term spans to June, the final to March, a report each year.
#[tokio::test]
async fn milestones_and_reports_of_the_office() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-04").await;
        let document = scene.programme(&running, 2022).await.plan.document.clone();
        assert_eq!((document.number.as_deref(), document.issued), (Some("87/KH-BDT"), Some(day("2021-12-31"))));
        assert_eq!(document.bases[0].number.as_deref(), Some("12065/KH-UBND"));
        assert_eq!(scene.tasks(&running, "so-ket-2023").await[0].due_day, day("2023-06-30"));
        assert_eq!(scene.tasks(&running, "tong-ket-2025").await[0].due_day, day("2025-03-31"));
        let reports = scene.tasks(&running, "bao-cao-nam").await;
        assert_eq!(reports.len(), 4, "2022 to 2025");
        assert!(reports.iter().all(|line| line.unit == scene.rooms[0].id));
        assert_eq!(scene.tasks(&running, "ban-hanh-ke-hoach").await.len(), 3, "every room and the Office");
    })
    .await;
}

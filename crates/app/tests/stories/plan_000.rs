//! Plan 000, the Economic Zone Authority of Vân Phong, 2017–2020.

use lantoa_app::dossier::NewSubject;
use lantoa_domain::Refusal;
use lantoa_domain::appraisal::Standing;
use lantoa_domain::dossier::State;
use lantoa_domain::facts::{FactKind, Finding};
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::{Paper, StepKind};
use lantoa_domain::subject::Subject;
use lantoa_domain::time::When;
use lantoa_domain::unit::UnitKind;
use lantoa_testkit::engine::both;

use crate::scene::{Running, Scene, day, refusal};

const PLAN: &str = include_str!("../../../../plans/000-van-phong-2017-2020.toml");
const UNITS: &[(&str, UnitKind)] = &[
    ("Văn phòng Ban", UnitKind::Office),
    ("Phòng Đầu tư", UnitKind::Division),
    ("Phòng Quy hoạch", UnitKind::Division),
    ("Phòng Môi trường", UnitKind::Division),
    ("Trung tâm Dịch vụ", UnitKind::PublicService),
];

pub(crate) async fn begin(db: &lantoa_store::Db, on: &str) -> (Scene, Running) {
    let mut scene = Scene::found(db, on, "Ban Quản lý Khu kinh tế Vân Phong", UNITS).await;
    scene.council_of(7).await;
    let running = scene.start(PLAN).await;
    (scene, running)
}

/// Registers, acclaims, screens and has the council select.
pub(crate) async fn to_the_head(scene: &Scene, dossiers: &[(DossierId, usize)]) {
    for (id, room) in dossiers {
        let chief = scene.rooms[*room].chief;
        scene.attach(chief, *id, &[Paper::List, Paper::EndorsementMinutes]).await;
        scene.register(chief, *id).await.unwrap();
        scene.acclaim(chief, *id, 4, 4).await.unwrap();
        scene.screen(*id).await.unwrap();
    }
    let ids: Vec<DossierId> = dossiers.iter().map(|(id, _)| *id).collect();
    scene.all_agree(&ids).await;
}

/// R011, R024, R026: a head of a room is recognised only with the room, in the same round.
#[tokio::test]
async fn a_leader_is_not_recognised_until_the_own_collective_is() {
    both(async |db| {
        let (scene, running) = begin(db, "2018-02-05").await;
        let round = scene.round(&running, "hang-nam", 2018, 0).await;
        let collective = scene.open(round, "chung", 1, scene.unit(1)).await;
        let leader = scene.open(round, "chung", 1, scene.chief(1)).await;
        let alone = scene.open(round, "chung", 2, scene.chief(2)).await;
        assert!(scene.page(scene.clerk, leader).await.leader, "the criteria for leaders apply");
        to_the_head(&scene, &[(collective, 1), (leader, 1), (alone, 2)]).await;

        scene.on("2018-12-10");
        let waits = refusal(scene.recognise(&running, &[leader], &[]).await);
        assert_eq!(waits, Refusal::LinkedRule { waits_for: vec![collective] });
        let nothing = refusal(scene.recognise(&running, &[alone], &[]).await);
        assert_eq!(nothing, Refusal::LinkedRule { waits_for: vec![] }, "the own room is no candidate");

        scene.recognise(&running, &[leader, collective], &[]).await.unwrap();
        assert!(matches!(scene.state(leader).await, State::Recognised { .. }), "decided together passes");
        assert!(matches!(scene.state(collective).await, State::Recognised { .. }));
        assert!(matches!(scene.state(alone).await, State::Walking { .. }));
    })
    .await;
}

/// R027, R028: the list is a paper of the step; "trước ngày 20/01/2017" takes the 19th and not the 20th.
#[tokio::test]
async fn registration_takes_the_nineteenth_and_not_the_twentieth() {
    both(async |db| {
        let (scene, running) = begin(db, "2017-01-04").await;
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let (early, late) =
            (scene.open(round, "chung", 1, scene.unit(1)).await, scene.open(round, "chung", 2, scene.unit(2)).await);
        let (one, two) = (scene.rooms[1].chief, scene.rooms[2].chief);
        let without = refusal(scene.register(one, early).await);
        assert_eq!(without, Refusal::PapersMissing { papers: vec![Paper::List] });
        scene.attach(one, early, &[Paper::List]).await;
        scene.attach(two, late, &[Paper::List]).await;

        scene.on("2017-01-19");
        scene.register(one, early).await.unwrap();
        scene.on("2017-01-20");
        assert_eq!(refusal(scene.register(two, late).await), Refusal::RoundClosed);
        let new = scene.open_as(two, (round, "chung"), 2, scene.member(2, 0)).await;
        assert_eq!(refusal(new), Refusal::RoundClosed);

        let owed = scene.tasks(&running, "dang-ky-2017").await;
        assert_eq!(owed.len(), 5, "every room, the office and the centre");
        assert!(owed.iter().all(|line| line.due_day == day("2017-01-19") && line.met.is_none()));
    })
    .await;
}

/// R004, R013: the scope is on the dossier; acclaimed by more than half of those present at a meeting that is on record.
#[tokio::test]
async fn the_own_collective_acclaims_with_more_than_half() {
    both(async |db| {
        let (scene, running) = begin(db, "2018-02-05").await;
        let round = scene.round(&running, "hang-nam", 2018, 0).await;
        let id = scene.open(round, "chung", 1, scene.member(1, 0)).await;
        let chief = scene.rooms[1].chief;
        scene.attach(chief, id, &[Paper::List]).await;
        scene.register(chief, id).await.unwrap();
        let half = refusal(scene.acclaim(chief, id, 3, 6).await);
        assert_eq!(half, Refusal::NotAcclaimed { agree: 3, present: 6 });
        let unwritten = refusal(scene.acclaim(chief, id, 4, 6).await);
        assert_eq!(unwritten, Refusal::PapersMissing { papers: vec![Paper::EndorsementMinutes] });
        scene.attach(chief, id, &[Paper::EndorsementMinutes]).await;
        scene.acclaim(chief, id, 4, 6).await.unwrap();
        let page = scene.page(chief, id).await;
        assert_eq!(page.at, Some(StepKind::Screen));
        assert_eq!(page.scope, "Toàn diện", "or one field");
        assert_eq!(page.notes[0].kind, lantoa_app::dossier::page::Noted::Acclaim(4, 6));
        assert_eq!(page.notes[0].on, day("2018-02-05"));
    })
    .await;
}

/// R017, R018, R020, R022: what nobody recorded is unknown, and unknown is never met.
#[tokio::test]
async fn an_unknown_reform_score_is_not_a_passed_one() {
    both(async |db| {
        let (scene, running) = begin(db, "2018-02-05").await;
        let round = scene.round(&running, "hang-nam", 2018, 0).await;
        let rooms = [1, 2];
        let mut ids = Vec::new();
        for room in rooms {
            ids.push(scene.open(round, "chung", room, scene.unit(room)).await);
        }
        let standing = async |id: DossierId, criterion: &str| {
            let page = scene.page(scene.clerk, id).await;
            let one = page.criteria.into_iter().find(|one| one.key.as_str() == criterion).unwrap();
            (one.standing.unwrap(), one.finding.unwrap())
        };
        let (unknown, why) = standing(ids[0], "tap-the-cchc").await;
        assert_eq!(unknown, Standing::Open);
        assert!(matches!(why, Finding::Unknown { ref missing, ref value } if missing == "score" && value == "2018"));

        let unit = |room: usize| Subject::Unit(scene.rooms[room].id);
        scene.named_fact(unit(1), FactKind::Score, "Cải cách hành chính", 2018, 8_950).await;
        scene.named_fact(unit(2), FactKind::Score, "Cải cách hành chính", 2018, 9_000).await;
        assert_eq!(standing(ids[0], "tap-the-cchc").await.0, Standing::NotMet, "89.5 of 90");
        assert_eq!(standing(ids[1], "tap-the-cchc").await, (Standing::Met, Finding::Passed));

        assert_eq!(standing(ids[0], "tap-the-100").await.0, Standing::Open);
        scene.fact(unit(1), FactKind::RosterShare, 2018, 99).await;
        scene.fact(unit(2), FactKind::RosterShare, 2018, 100).await;
        assert_eq!(standing(ids[0], "tap-the-100").await.0, Standing::NotMet, "99 of 100 per cent");
        assert_eq!(standing(ids[1], "tap-the-100").await.0, Standing::Met);

        assert_eq!(standing(ids[0], "tap-the-xep-loai").await.0, Standing::Open);
        scene.fact(unit(1), FactKind::Rating, 2018, 3).await;
        scene.fact(unit(2), FactKind::Rating, 2018, 2).await;
        assert_eq!(standing(ids[0], "tap-the-xep-loai").await.0, Standing::Met);
        assert_eq!(standing(ids[1], "tap-the-xep-loai").await.0, Standing::NotMet, "good is not excellent");

        let person = scene.open(round, "chung", 1, scene.member(1, 0)).await;
        assert_eq!(standing(person, "ca-nhan-xep-loai").await.0, Standing::Open);
        scene.fact(Subject::Person(scene.rooms[1].staff[0]), FactKind::Rating, 2018, 2).await;
        assert_eq!(standing(person, "ca-nhan-xep-loai").await.0, Standing::NotMet, "good is not excellent");
    })
    .await;
}

/// R012, R037: a new factor is proposed in the middle of the year, commended by the head alone, beside the yearly round.
#[tokio::test]
async fn a_new_factor_is_proposed_at_any_time() {
    both(async |db| {
        let (scene, running) = begin(db, "2017-07-17").await;
        let yearly = scene.round(&running, "hang-nam", 2017, 0).await;
        let closed = scene.open_as(scene.rooms[1].chief, (yearly, "chung"), 1, scene.unit(1)).await;
        assert_eq!(refusal(closed), Refusal::RoundClosed);

        let round = scene.round(&running, "nhan-to-moi", 2017, 0).await;
        let team = NewSubject::Group("Tổ xử lý hồ sơ lưu động".into(), "Bốn người của phòng".into());
        let id = scene.open(round, "chung", 1, team).await;
        scene.nominate(scene.rooms[1].chief, id).await.unwrap();
        scene.screen(id).await.unwrap();
        scene.recognise(&running, &[id], &[]).await.unwrap();
        assert!(matches!(scene.state(id).await, State::Recognised { step: None, .. }));
    })
    .await;
}

/// R029, R032, R034, R038, R042: one round a year; dates that the plan knows to the quarter stay quarters.
#[tokio::test]
async fn rounds_come_every_year_and_quarters_stay_quarters() {
    both(async |db| {
        let (scene, running) = begin(db, "2017-01-04").await;
        for year in 2017..=2020 {
            scene.round(&running, "hang-nam", year, 0).await;
        }
        let years: Vec<i16> = scene.programme(&running, 2017).await.rounds.iter().map(|one| one.round.year).collect();
        assert_eq!(years, [2020, 2019, 2018, 2017]);

        let conference = scene.tasks(&running, "hoi-nghi-2020").await;
        assert_eq!((conference[0].period, conference[0].due_day), (When::Quarter(2020, 1), day("2020-03-31")));
        assert_eq!(conference[0].unit, scene.root);
        assert_eq!(scene.tasks(&running, "tong-ket-2020").await[0].due_day, day("2020-09-30"));
        let reports = scene.tasks(&running, "bao-cao-so-noi-vu").await;
        assert_eq!(reports.len(), 4, "one a year, by the standing body");
        assert!(reports.iter().all(|line| line.unit == scene.rooms[0].id));
        let yearly = scene.tasks(&running, "dang-ky-hang-nam").await;
        assert_eq!(yearly.len(), 15, "five units in three years from 2018 on");
    })
    .await;
}

/// R001, R002, R035, R043, R044: the programme knows its plan's header, bases, money and recipients.
#[tokio::test]
async fn the_programme_knows_what_the_plan_rests_on() {
    both(async |db| {
        let (scene, running) = begin(db, "2017-01-04").await;
        let shown = scene.programme(&running, 2017).await;
        let document = &shown.plan.document;
        assert_eq!((document.from, document.to), (2017, 2020));
        let basis = &document.bases[0];
        assert_eq!((basis.number.as_deref(), basis.date), (Some("9548/KH-UBND"), Some(day("2016-11-25"))));
        assert_eq!(document.signer_title.as_deref(), Some("TRƯỞNG BAN"));
        assert!(document.recipients.iter().any(|one| one.contains("Sở Nội vụ")));
        assert!(shown.plan.funding[0].from.contains("ngân sách tỉnh"));
    })
    .await;
}

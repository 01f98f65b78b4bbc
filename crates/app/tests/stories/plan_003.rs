//! Plan 003, the Inspectorate of Bình Phước, 2016–2020.

use std::collections::BTreeMap;

use lantoa_app::dossier::NewSubject;
use lantoa_app::forward::Answer;
use lantoa_app::{decision, exemplar, session};
use lantoa_domain::Refusal;
use lantoa_domain::appraisal::Standing;
use lantoa_domain::dossier::{Ending, State};
use lantoa_domain::exemplar::Level;
use lantoa_domain::facts::FactKind;
use lantoa_domain::id::{DossierId, RoundId};
use lantoa_domain::plan::Paper;
use lantoa_domain::policy::Role;
use lantoa_domain::subject::Subject;
use lantoa_domain::task::Met;
use lantoa_domain::unit::UnitKind;
use lantoa_testkit::engine::both;

use crate::scene::{Running, Scene, day, key, paper, refusal};

const PLAN: &str = include_str!("../../../../plans/003-thanh-tra-binh-phuoc-2016-2020.toml");
const UNITS: &[(&str, UnitKind)] = &[
    ("Văn phòng", UnitKind::Office),
    ("Phòng Nghiệp vụ Một", UnitKind::Division),
    ("Phòng Nghiệp vụ Hai", UnitKind::Division),
    ("Phòng Nghiệp vụ Ba", UnitKind::Division),
    ("Phòng Nghiệp vụ Tư", UnitKind::Division),
];
const PAPERS: [Paper; 2] = [Paper::List, Paper::Description];
const ALL: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

pub(crate) async fn begin(db: &lantoa_store::Db) -> (Scene, Running) {
    let mut scene = Scene::found(db, "2016-12-22", "Thanh tra tỉnh", UNITS).await;
    scene.council_of(7).await;
    let running = scene.start(PLAN).await;
    (scene, running)
}

/// An individual of a room, nominated and found to meet the criteria: it waits for the council.
pub(crate) async fn waiting(scene: &Scene, round: RoundId, room: usize, place: usize) -> DossierId {
    let id = scene.open(round, "chung", room, scene.member(room, place)).await;
    let chief = scene.rooms[room].chief;
    scene.attach(chief, id, &PAPERS).await;
    scene.nominate(chief, id).await.unwrap();
    scene.all_met(scene.clerk, id).await;
    scene.appraise(scene.clerk, id).await.unwrap();
    id
}

/// R195, R196: list and description, before 30 November: the 29th is in time, the 30th is not.
#[tokio::test]
async fn list_and_description_before_the_thirtieth() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        scene.on("2017-11-29");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let chief = scene.rooms[1].chief;
        let id = scene.open(round, "chung", 1, scene.member(1, 0)).await;
        let late = scene.open(round, "chung", 1, scene.member(1, 1)).await;
        assert_eq!(refusal(scene.nominate(chief, id).await), Refusal::PapersMissing { papers: PAPERS.to_vec() });
        scene.attach(chief, id, &[Paper::List]).await;
        let without = refusal(scene.nominate(chief, id).await);
        assert_eq!(without, Refusal::PapersMissing { papers: vec![Paper::Description] });
        scene.attach(chief, id, &[Paper::Description]).await;
        scene.attach(chief, late, &PAPERS).await;
        scene.nominate(chief, id).await.unwrap();
        scene.on("2017-11-30");
        assert_eq!(refusal(scene.nominate(chief, late).await), Refusal::RoundClosed);
    })
    .await;
}

/// R197, R198: appraised, then a secret ballot: of seven members four are too few and five are enough.
#[tokio::test]
async fn of_seven_four_fail_and_five_pass() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let not_appraised = scene.open(round, "chung", 1, scene.member(1, 2)).await;
        let (four, five) = (waiting(&scene, round, 1, 0).await, waiting(&scene, round, 2, 0).await);
        let clerk = scene.acting(scene.clerk).await;
        let id = scene.session(&[four, five], &ALL).await;
        let version = session::page(&clerk, id).await.unwrap().version;
        let early = session::set_agenda(&clerk, id, version, vec![four, five, not_appraised]).await;
        assert!(matches!(refusal(early), Refusal::WrongStep { .. }), "the ballot comes after the appraisal");
        let view = session::page(&clerk, id).await.unwrap();
        assert!(view.items.iter().all(|item| (item.figures.needed, item.figures.base) == (5, 7)), "shown beforehand");
        let tallies = BTreeMap::from([(four, paper(6, 4)), (five, paper(6, 5))]);
        scene.vote(id, &tallies).await;
        assert!(matches!(scene.state(four).await, State::Ended { ending: Ending::VotedDown, .. }));
        assert!(matches!(scene.state(five).await, State::Walking { step: 3 }));
        let voted_down = refusal(scene.recognise(&running, &[four], &[]).await);
        assert!(matches!(voted_down, Refusal::WrongStep { at: None, .. }), "no decision without the vote");
    })
    .await;
}

/// R198, and what the plan leaves open (absences, conflicts): both stay in the base of seven.
#[tokio::test]
async fn absent_and_conflicted_members_stay_in_the_base() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let (own, other) = (waiting(&scene, round, 1, 0).await, waiting(&scene, round, 4, 0).await);
        // The head of the fourth room and one more are away; the head of the first is there and in conflict.
        let id = scene.session(&[own, other], &[0, 1, 2, 3, 4]).await;
        let view = session::page(&scene.acting(scene.clerk).await, id).await.unwrap();
        let figures: Vec<_> = view.items.iter().map(|item| (item.figures.voters, item.figures.needed)).collect();
        assert_eq!(figures, [(4, 5), (5, 5)]);
        assert!(!view.items[0].figures.can_pass && view.items[1].figures.can_pass, "said before the vote is opened");
        scene.vote(id, &BTreeMap::from([(own, paper(4, 4)), (other, paper(5, 5))])).await;
        assert!(matches!(scene.state(own).await, State::Ended { ending: Ending::VotedDown, .. }));
        assert!(matches!(scene.state(other).await, State::Walking { step: 3 }));
    })
    .await;
}

/// R200, R201, R213: own decision and certificate; the province's answer is a second outcome.
#[tokio::test]
async fn one_dossier_has_an_outcome_at_each_of_two_levels() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let (a, b) = (waiting(&scene, round, 1, 0).await, waiting(&scene, round, 2, 0).await);
        let id = scene.session(&[a, b], &ALL).await;
        scene.vote(id, &BTreeMap::from([(a, paper(6, 6)), (b, paper(6, 6))])).await;
        scene.on("2017-12-05");
        let decided = scene.recognise(&running, &[a, b], &[]).await.unwrap();
        let cx = scene.acting(scene.clerk).await;
        let view = decision::page(&cx, decided).await.unwrap();
        assert_eq!((view.row.number, view.row.symbol.as_str()), (Some(1), "QĐ-CQ"));
        let exemplars: Vec<_> = view.lines.iter().map(|line| line.exemplar.unwrap()).collect();
        let certificate = exemplar::of_recognition(&cx, exemplars[0]).await.unwrap();
        assert_eq!((certificate.form.as_str(), certificate.place.as_str()), ("Giấy công nhận", "Bình Phước"));
        assert_eq!((certificate.number, certificate.on), (1, day("2017-12-05")));
        assert_eq!(certificate.unit, "Phòng Nghiệp vụ Một");

        let up = scene.send(&["Ban Thi đua - Khen thưởng tỉnh"], &[a]).await;
        let down = scene.send(&["Ban Thi đua - Khen thưởng tỉnh"], &[b]).await;
        scene.on("2018-02-01");
        scene.answer(up, Answer::Accepted).await;
        scene.answer(down, Answer::Declined).await;
        let level = async |id| exemplar::page(&cx, id).await.unwrap().level;
        assert_eq!((level(exemplars[0]).await, level(exemplars[1]).await), (Level::Province, Level::Agency));
        assert!(matches!(scene.state(b).await, State::Recognised { step: None, .. }), "its own recognition stays");
    })
    .await;
}

/// R212: in 2016 exactly one model and one exemplar from each room; the year after no number is named.
#[tokio::test]
async fn in_2016_each_room_puts_forward_one_model_and_one_exemplar() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        let round = scene.round_until(&running, "hang-nam", (2016, 0), Some("2016-12-30")).await;
        let chief = scene.rooms[1].chief;
        let put = async |room: usize, subject: NewSubject, round| {
            let id = scene.open(round, "chung", room, subject).await;
            scene.attach(scene.rooms[room].chief, id, &PAPERS).await;
            scene.nominate(scene.rooms[room].chief, id).await
        };
        put(1, scene.unit(1), round).await.unwrap();
        put(1, scene.member(1, 0), round).await.unwrap();
        let second = refusal(put(1, scene.member(1, 1), round).await);
        assert_eq!(second, Refusal::QuotaFull { quota: key("dien-hinh-2016"), counted: 1, bound: 1 });
        let group = NewSubject::Group("Tổ công tác".into(), String::new());
        let model = refusal(put(1, group, round).await);
        assert_eq!(model, Refusal::QuotaFull { quota: key("mo-hinh-2016"), counted: 1, bound: 1 });
        put(2, scene.member(2, 0), round).await.unwrap();

        scene.on("2017-11-01");
        let next = scene.round(&running, "hang-nam", 2017, 0).await;
        put(1, scene.member(1, 0), next).await.unwrap();
        put(1, scene.member(1, 1), next).await.unwrap();
        assert_eq!(scene.programme(&running, 2016).await.quotas.len(), 2);
        assert!(scene.page(chief, scene.open(next, "chung", 1, scene.unit(1)).await).await.missing.len() >= 2);
    })
    .await;
}

async fn standing(scene: &Scene, id: DossierId, criterion: &str) -> Standing {
    let page = scene.page(scene.clerk, id).await;
    page.criteria.iter().find(|one| one.key.as_str() == criterion).unwrap().standing.unwrap()
}

/// R185, R186, R189, R191: Party and mass bodies clean, two excellent years on end, a recorded initiative, nobody disciplined from a warning up.
#[tokio::test]
async fn a_model_is_held_to_ratings_initiative_and_discipline() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        scene.on("2017-11-01");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let mut ids = Vec::new();
        for room in 1..=3 {
            ids.push(scene.open(round, "chung", room, scene.unit(room)).await);
        }
        let unit = |room: usize| Subject::Unit(scene.rooms[room].id);
        assert_eq!(standing(&scene, ids[0], "mo-hinh-ky-luat").await, Standing::Open, "no register was kept");
        scene.fact(Subject::Unit(scene.root), FactKind::DisciplineRegister, 2017, 0).await;
        scene.fact(Subject::Person(scene.rooms[1].staff[0]), FactKind::Discipline, 2017, 2).await;
        scene.fact(Subject::Person(scene.rooms[2].staff[0]), FactKind::Discipline, 2017, 1).await;
        assert_eq!(standing(&scene, ids[0], "mo-hinh-ky-luat").await, Standing::NotMet, "cảnh cáo");
        assert_eq!(standing(&scene, ids[1], "mo-hinh-ky-luat").await, Standing::Met, "khiển trách is below it");
        assert_eq!(standing(&scene, ids[2], "mo-hinh-ky-luat").await, Standing::Met);

        scene.fact(unit(1), FactKind::Rating, 2017, 3).await;
        assert_eq!(standing(&scene, ids[0], "mo-hinh-lien-tuc").await, Standing::Open, "2016 is not recorded");
        scene.fact(unit(1), FactKind::Rating, 2016, 3).await;
        assert_eq!(standing(&scene, ids[0], "mo-hinh-lien-tuc").await, Standing::Met);
        scene.fact(unit(2), FactKind::Rating, 2017, 3).await;
        scene.fact(unit(2), FactKind::Rating, 2016, 2).await;
        assert_eq!(standing(&scene, ids[1], "mo-hinh-lien-tuc").await, Standing::NotMet, "a break in the row");

        scene.fact(unit(2), FactKind::PartyRating, 2017, 1).await;
        scene.fact(unit(2), FactKind::MassRating, 2017, 2).await;
        assert_eq!(standing(&scene, ids[0], "mo-hinh-dang").await, Standing::Open);
        assert_eq!(standing(&scene, ids[1], "mo-hinh-dang").await, Standing::NotMet, "not clean and strong");
        assert_eq!(standing(&scene, ids[1], "mo-hinh-doan-the").await, Standing::Met);

        assert_eq!(standing(&scene, ids[0], "mo-hinh-sang-kien").await, Standing::Open);
        scene.named_fact(unit(1), FactKind::Initiative, "Mẫu kết luận thanh tra", 2017, 0).await;
        assert_eq!(standing(&scene, ids[0], "mo-hinh-sang-kien").await, Standing::Met);

        scene.attach(scene.rooms[1].chief, ids[0], &PAPERS).await;
        scene.nominate(scene.rooms[1].chief, ids[0]).await.unwrap();
        scene.all_met(scene.clerk, ids[0]).await;
        let failed = refusal(scene.appraise(scene.clerk, ids[0]).await);
        // The room handed in nothing this year either: its own tasks say so.
        let criteria = vec![key("mo-hinh-ky-luat"), key("mo-hinh-bao-cao")];
        assert_eq!(failed, Refusal::CriteriaFailed { criteria });
    })
    .await;
}

/// R190, R202, R211, R214, R215, R216, R217, R221: a strict reporting regime is told from the system's own tasks.
#[tokio::test]
async fn reporting_in_time_is_told_from_the_tasks() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        let mut due = Vec::new();
        for obligation in ["ke-hoach-2016", "chon-2016", "de-nghi-2017", "boi-duong-2017"] {
            due.push(scene.tasks(&running, obligation).await[0].due_day);
        }
        assert_eq!(due, ["2016-12-24", "2016-12-30", "2017-02-09", "2017-03-09"].map(day), "each strictly before");
        let plans = scene.tasks(&running, "ke-hoach-hang-nam").await;
        assert_eq!(plans.len(), 16, "four rooms, 2017 to 2020: what was over when the plan came is not owed");
        assert!(plans.iter().all(|line| (line.due_day.month(), line.due_day.day()) == (12, 14)));

        let reviews = scene.tasks(&running, "binh-xet-hang-nam").await;
        assert_eq!(reviews.len(), 4, "the council's, every November");
        assert!(reviews.iter().all(|line| (line.due_day.month(), line.due_day.day()) == (11, 30)));
        let closing = scene.tasks(&running, "tong-ket").await;
        assert_eq!((closing[0].unit, closing[0].due_day), (scene.rooms[0].id, day("2020-12-31")));

        for (obligation, on) in
            [("de-nghi-2017", "2017-02-09"), ("boi-duong-2017", "2017-03-09"), ("danh-sach-hang-nam", "2017-11-29")]
        {
            scene.on(on);
            for room in [1, 2] {
                let tasks = scene.tasks(&running, obligation).await;
                let own = tasks.iter().find(|line| line.unit == scene.rooms[room].id).unwrap();
                if !(room == 2 && obligation == "boi-duong-2017") {
                    scene.report(scene.rooms[room].chief, own, Met::Done).await;
                }
            }
        }
        let round = scene.round_until(&running, "hang-nam", (2017, 0), Some("2017-12-31")).await;
        let (good, late) =
            (scene.open(round, "chung", 1, scene.unit(1)).await, scene.open(round, "chung", 2, scene.unit(2)).await);
        scene.on("2017-12-01");
        assert_eq!(standing(&scene, good, "mo-hinh-bao-cao").await, Standing::Met);
        assert_eq!(standing(&scene, late, "mo-hinh-bao-cao").await, Standing::NotMet, "two of three");
    })
    .await;
}

/// R193, R194: a head of a room is an exemplar only when the room is a model.
#[tokio::test]
async fn a_leader_needs_the_model() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let chief = scene.rooms[1].chief;
        let id = scene.open(round, "chung", 1, scene.chief(1)).await;
        scene.attach(chief, id, &PAPERS).await;
        scene.nominate(chief, id).await.unwrap();
        let page = scene.page(scene.clerk, id).await;
        assert!(page.criteria.iter().any(|one| one.key.as_str() == "lanh-dao"), "the criteria for leaders too");
        scene.all_met(scene.clerk, id).await;
        scene.appraise(scene.clerk, id).await.unwrap();
        let session = scene.session(&[id], &ALL).await;
        scene.vote(session, &BTreeMap::from([(id, paper(6, 6))])).await;
        let of = async |by| scene.page(by, id).await.session.map(|(id, _, _)| id);
        assert_eq!(of(scene.clerk).await, Some(Some(session)));
        let typist = scene.rooms[1].staff[0];
        scene.give(typist, Role::UnitClerk, scene.rooms[1].id).await;
        assert_eq!(of(typist).await, Some(None), "a unit reads that its dossier is on an agenda, and opens no session");
        let alone = refusal(scene.recognise(&running, &[id], &[]).await);
        assert_eq!(alone, Refusal::LinkedRule { waits_for: vec![] });
    })
    .await;
}

/// R179, R180, R182, R218, R223: number, scheme and guidance, two sources of money, recipients.
#[tokio::test]
async fn the_programme_knows_what_the_plan_rests_on() {
    both(async |db| {
        let (scene, running) = begin(db).await;
        let plan = scene.programme(&running, 2016).await.plan;
        assert_eq!(plan.document.number.as_deref(), Some("18/KH-T.Tr"));
        let numbers: Vec<_> = plan.document.bases.iter().filter_map(|basis| basis.number.as_deref()).collect();
        assert_eq!(numbers, ["2789/QĐ-UBND", "564/HĐ-TT.HĐTĐKT", "39-CT/TW", "34-CT/TW"]);
        assert_eq!(plan.funding.len(), 2);
        assert!(plan.document.recipients.iter().any(|one| one.contains("Website")));
    })
    .await;
}

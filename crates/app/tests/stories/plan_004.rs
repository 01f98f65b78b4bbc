//! Plan 004, the Industrial Zones Authority of Đồng Nai, 2020.

use lantoa_app::decision::{self, DecisionKind};
use lantoa_app::dossier::{NewSubject, Verdict};
use lantoa_app::{Error, people, plan, session};
use lantoa_domain::Refusal;
use lantoa_domain::appraisal::Standing;
use lantoa_domain::dossier::State;
use lantoa_domain::facts::FactKind;
use lantoa_domain::id::{DossierId, RoundId};
use lantoa_domain::plan::Paper;
use lantoa_domain::subject::Subject;
use lantoa_domain::unit::UnitKind;
use lantoa_testkit::engine::both;

use crate::scene::{Running, Scene, key, refusal};

pub(crate) const PLAN: &str = include_str!("../../../../plans/004-kcn-dong-nai-2020.toml");
const UNITS: &[(&str, UnitKind)] = &[
    ("Văn phòng", UnitKind::Office),
    ("Phòng Đầu tư", UnitKind::Division),
    ("Phòng Doanh nghiệp", UnitKind::Division),
    ("Phòng Lao động", UnitKind::Division),
    ("Phòng Quy hoạch", UnitKind::Division),
    ("Phòng Môi trường", UnitKind::Division),
];
const MOVEMENT: &str = "thuong-xuyen";

pub(crate) async fn begin(db: &lantoa_store::Db, plan: &str) -> (Scene, Running, RoundId) {
    let mut scene = Scene::found(db, "2020-09-14", "Ban Quản lý các Khu công nghiệp", UNITS).await;
    scene.council_of(7).await;
    let running = scene.start(plan).await;
    let round = scene.round(&running, "thuong-xuyen", 2020, 0).await;
    (scene, running, round)
}

/// Nominated by its unit.
pub(crate) async fn nominated(
    scene: &Scene,
    round: RoundId,
    room: usize,
    subject: NewSubject,
) -> Result<DossierId, Error> {
    let chief = scene.rooms[room].chief;
    let id = scene.open(round, MOVEMENT, room, subject).await;
    scene.attach(chief, id, &[Paper::AchievementReport]).await;
    scene.nominate(chief, id).await.map(|_| id)
}

/// Records for a collective what its checked criteria ask for.
pub(crate) async fn records(scene: &Scene, room: usize) {
    let unit = Subject::Unit(scene.rooms[room].id);
    scene.fact(unit, FactKind::TargetResult, 2020, 10_600).await;
    scene.named_fact(unit, FactKind::Initiative, "Cấp phép qua mạng", 2020, 0).await;
    scene.fact(unit, FactKind::DisciplineRegister, 2020, 0).await;
}

/// Screened, appraised and selected by the council: it waits for the head.
pub(crate) async fn to_the_head(scene: &Scene, dossiers: &[DossierId]) {
    for id in dossiers {
        scene.screen(*id).await.unwrap();
        scene.all_met(scene.clerk, *id).await;
        scene.appraise(scene.clerk, *id).await.unwrap();
    }
    scene.all_agree(dossiers).await;
}

/// R241, R245: four people and three collectives a year; the fifth stops, or goes over with the head's reason on record.
#[tokio::test]
async fn the_fifth_person_stops_unless_the_head_gives_a_reason() {
    both(async |db| {
        let (scene, running, round) = begin(db, PLAN).await;
        let (mut people, mut collectives) = (Vec::new(), Vec::new());
        for room in 1..=5 {
            people.push(nominated(&scene, round, room, scene.member(room, 0)).await.unwrap());
        }
        for room in 1..=4 {
            records(&scene, room).await;
            collectives.push(nominated(&scene, round, room, scene.unit(room)).await.unwrap());
        }
        to_the_head(&scene, &people).await;
        to_the_head(&scene, &collectives).await;
        scene.on("2020-12-01");
        let all = refusal(scene.recognise(&running, &people, &[]).await);
        assert_eq!(all, Refusal::QuotaFull { quota: key("ca-nhan-nam"), counted: 4, bound: 4 });
        assert!(matches!(scene.state(people[0]).await, State::Walking { .. }), "all or none");
        scene.recognise(&running, &people[..4], &[]).await.unwrap();
        scene.recognise(&running, &collectives[..3], &[]).await.unwrap();
        let fourth = refusal(scene.recognise(&running, &collectives[3..], &[]).await);
        assert_eq!(fourth, Refusal::QuotaFull { quota: key("tap-the-nam"), counted: 3, bound: 3 });

        let why = "Cứu người trong vụ cháy, toàn cơ quan ghi nhận.";
        let over = scene.recognise(&running, &people[4..], &[(people[4], why)]).await.unwrap();
        let view = decision::page(&scene.acting(scene.head).await, over).await.unwrap();
        assert_eq!(view.lines[0].override_reason.as_deref(), Some(why));
    })
    .await;
}

/// R226, R229, R242: a collective puts forward one person at most; the number is looked at when it is proposed. The scope
/// is on the dossier, what kind of staff it is on the person.
#[tokio::test]
async fn a_collective_puts_forward_one_person_at_most() {
    both(async |db| {
        let (scene, _, round) = begin(db, PLAN).await;
        let first = nominated(&scene, round, 1, scene.member(1, 0)).await.unwrap();
        assert_eq!(scene.page(scene.clerk, first).await.scope, "Toàn diện");
        let who = people::one(&scene.acting(scene.clerk).await, scene.rooms[1].staff[0]).await.unwrap();
        assert_eq!(who.person.category, "công chức");
        let second = refusal(nominated(&scene, round, 1, scene.member(1, 1)).await);
        assert_eq!(second, Refusal::QuotaFull { quota: key("ca-nhan-don-vi"), counted: 1, bound: 1 });
        nominated(&scene, round, 2, scene.member(2, 0)).await.unwrap();
        nominated(&scene, round, 1, scene.unit(1)).await.unwrap();
    })
    .await;
}

/// R232, R234, R235: over its target, with an initiative, nobody even criticised, and an exemplary person in it.
#[tokio::test]
async fn a_collective_needs_an_exemplary_person() {
    both(async |db| {
        let (scene, running, round) = begin(db, PLAN).await;
        let id = nominated(&scene, round, 1, scene.unit(1)).await.unwrap();
        let standing = async |criterion: &str| {
            let page = scene.page(scene.clerk, id).await;
            page.criteria.iter().find(|one| one.key.as_str() == criterion).unwrap().standing.unwrap()
        };
        let unit = Subject::Unit(scene.rooms[1].id);
        scene.fact(unit, FactKind::TargetResult, 2020, 10_000).await;
        assert_eq!(standing("tap-the-chi-tieu").await, Standing::NotMet, "the target itself is not over it");
        assert_eq!(standing("tap-the-sang-kien").await, Standing::Open);

        let other = nominated(&scene, round, 2, scene.unit(2)).await.unwrap();
        records(&scene, 2).await;
        scene.fact(Subject::Person(scene.rooms[2].staff[1]), FactKind::Discipline, 2020, 0).await;
        let page = scene.page(scene.clerk, other).await;
        let discipline = page.criteria.iter().find(|one| one.key.as_str() == "tap-the-ky-luat").unwrap();
        assert_eq!(discipline.standing, Some(Standing::NotMet), "phê bình is enough here");

        let third = nominated(&scene, round, 3, scene.unit(3)).await.unwrap();
        records(&scene, 3).await;
        to_the_head(&scene, &[third]).await;
        let lonely = refusal(scene.recognise(&running, &[third], &[]).await);
        assert_eq!(lonely, Refusal::LinkedRule { waits_for: vec![] });
        let person = nominated(&scene, round, 3, scene.member(3, 0)).await.unwrap();
        let waits = refusal(scene.recognise(&running, &[third], &[]).await);
        assert_eq!(waits, Refusal::LinkedRule { waits_for: vec![person] });
        to_the_head(&scene, &[person]).await;
        scene.recognise(&running, &[person], &[]).await.unwrap();
        scene.recognise(&running, &[third], &[]).await.unwrap();
    })
    .await;
}

/// R026 and R194 beside R235, and R238: a leader who needs the collective that needs the leader. The circle is shown, and
/// resolved by deciding both together.
#[tokio::test]
async fn a_circle_is_shown_and_decided_together() {
    const LEADER: &str = "\n[[criteria]]\nkey = \"lanh-dao-mo-hinh\"\napplies = \"leader\"\n\
        tracks = [\"thuong-xuyen\"]\ntext = \"Tập thể do mình đứng đầu được công nhận\"\n\
        test = { linked = \"leader_needs_collective\" }\n";
    both(async |db| {
        let (scene, running, round) = begin(db, &format!("{PLAN}{LEADER}")).await;
        let cx = scene.acting(scene.clerk).await;
        let drafts = plan::view::list(&cx).await.unwrap();
        let findings = plan::view::show(&cx, drafts[0].id).await.unwrap().findings;
        assert!(findings.iter().any(|found| found.code == "links-in-a-circle"), "said when the plan is read");

        records(&scene, 1).await;
        scene.fact(Subject::Unit(scene.rooms[1].id), FactKind::Rating, 2020, 3).await;
        let collective = nominated(&scene, round, 1, scene.unit(1)).await.unwrap();
        let leader = nominated(&scene, round, 1, scene.chief(1)).await.unwrap();
        let page = scene.page(scene.clerk, leader).await;
        let rated = page.criteria.iter().find(|one| one.key.as_str() == "lanh-dao-tap-the").unwrap();
        assert_eq!(rated.standing, Some(Standing::Met), "the collective was rated excellent");
        to_the_head(&scene, &[collective, leader]).await;
        for (id, other) in [(collective, leader), (leader, collective)] {
            let links = scene.page(scene.clerk, id).await.links;
            assert!(links[0].in_circle && !links[0].served);
            assert_eq!(links[0].by[0].0, other);
            assert_eq!(
                refusal(scene.recognise(&running, &[id], &[]).await),
                Refusal::LinkedRule { waits_for: vec![other] }
            );
        }
        scene.recognise(&running, &[collective, leader], &[]).await.unwrap();
        assert!(matches!(scene.state(leader).await, State::Recognised { .. }));
    })
    .await;
}

/// R228, R240, R243, R244, R246: the sudden deed of a small team, put forward by the standing body, decided by the head
/// alone, without a number, and told to the council afterwards.
#[tokio::test]
async fn the_head_decides_alone_and_the_council_is_told() {
    both(async |db| {
        let (scene, running, regular) = begin(db, PLAN).await;
        let sudden = scene.round(&running, "dot-xuat", 2020, 0).await;
        let team = NewSubject::Group("Tổ chữa cháy".into(), "Sáu người của ba phòng".into());
        let by_unit = scene.open_as(scene.rooms[1].chief, (sudden, MOVEMENT), 1, team.clone()).await;
        assert!(matches!(refusal(by_unit), Refusal::NotAllowed { .. }));
        let mut alone = Vec::new();
        let mut subjects = vec![(1, team)];
        subjects.extend((1..=5).map(|room| (room, scene.member(room, 2))));
        for (room, subject) in subjects {
            let id = scene.open_as(scene.clerk, (sudden, MOVEMENT), room, subject).await.unwrap();
            assert_eq!(scene.page(scene.clerk, id).await.origin, "standing_body");
            scene.nominate(scene.clerk, id).await.unwrap();
            alone.push(id);
        }
        scene.recognise(&running, &alone, &[]).await.unwrap();
        let quotas = scene.programme(&running, 2020).await.quotas;
        let counted: u32 = quotas.iter().map(|state| state.standing.counted).sum();
        assert_eq!(counted, 0, "five people and none of them in the cap of four");

        let person = nominated(&scene, regular, 1, scene.member(1, 0)).await.unwrap();
        scene.screen(person).await.unwrap();
        scene.all_met(scene.clerk, person).await;
        scene.appraise(scene.clerk, person).await.unwrap();
        let id = scene.session(&[person], &[0, 1, 2, 3, 4, 5, 6]).await;
        let member = scene.acting(scene.members[4]).await;
        let told = session::page(&member, id).await.unwrap().alone;
        let told: Vec<DossierId> = told.iter().map(|one| one.dossier).collect();
        assert!(alone.iter().all(|one| told.contains(one)), "on the next session's page");
    })
    .await;
}

/// R237: outstanding in one of three ways is enough.
#[tokio::test]
async fn one_of_the_ways_to_be_outstanding_is_enough() {
    both(async |db| {
        let (scene, _, round) = begin(db, PLAN).await;
        let id = nominated(&scene, round, 1, scene.member(1, 0)).await.unwrap();
        scene.screen(id).await.unwrap();
        scene.met(scene.clerk, id, "chung").await.unwrap();
        scene.judge(scene.clerk, id, "ca-nhan-phong-trao", Verdict::NotMet).await.unwrap();
        scene.judge(scene.clerk, id, "ca-nhan-doan-the", Verdict::NotMet).await.unwrap();
        let open = refusal(scene.appraise(scene.clerk, id).await);
        assert_eq!(open, Refusal::CriteriaOpen { criteria: vec![key("ca-nhan-viec-tot")] });
        scene.met(scene.clerk, id, "ca-nhan-viec-tot").await.unwrap();
        scene.appraise(scene.clerk, id).await.unwrap();
    })
    .await;
}

/// R236, R239: in a movement's own track a prize has to be proved and is on record.
#[tokio::test]
async fn a_movements_prize_is_proved() {
    both(async |db| {
        let (scene, running, _) = begin(db, PLAN).await;
        let round = scene.round(&running, "phong-trao", 2020, 0).await;
        let id = scene.open_as(scene.clerk, (round, "phong-trao"), 1, scene.member(1, 0)).await.unwrap();
        let without = refusal(scene.nominate(scene.clerk, id).await);
        assert_eq!(without, Refusal::PapersMissing { papers: vec![Paper::PrizeCertificate] });
        let standing = async || {
            let page = scene.page(scene.clerk, id).await;
            page.criteria.iter().find(|one| one.key.as_str() == "phong-trao-giai").unwrap().standing.unwrap()
        };
        assert_eq!(standing().await, Standing::Open);
        scene.named_fact(Subject::Person(scene.rooms[1].staff[0]), FactKind::Prize, "Giải Nhất", 2020, 0).await;
        assert_eq!(standing().await, Standing::Met);
        scene.attach(scene.clerk, id, &[Paper::PrizeCertificate]).await;
        scene.nominate(scene.clerk, id).await.unwrap();
    })
    .await;
}

/// R247, R248: giấy khen is paid on a decision of its own, with coefficient and base salary of its day and both decrees.
#[tokio::test]
async fn money_shows_both_operands_and_the_law() {
    both(async |db| {
        let (scene, running, round) = begin(db, PLAN).await;
        let person = nominated(&scene, round, 1, scene.member(1, 0)).await.unwrap();
        records(&scene, 1).await;
        let collective = nominated(&scene, round, 1, scene.unit(1)).await.unwrap();
        to_the_head(&scene, &[person, collective]).await;
        scene.on("2020-12-01");
        let early = scene.draft(&running, DecisionKind::Award, Some("giay-khen-co-quan"), &[person]).await;
        assert_eq!(refusal(early), Refusal::NotFound, "no money before the recognition");
        let recognised = scene.recognise(&running, &[person, collective], &[]).await.unwrap();
        let both = [person, collective];
        let award = scene.draft(&running, DecisionKind::Award, Some("giay-khen-co-quan"), &both).await.unwrap();
        let number = scene.issue(award, &[]).await.unwrap();
        let cx = scene.acting(scene.clerk).await;
        let first = decision::page(&cx, recognised).await.unwrap();
        assert_eq!((first.row.number, number), (Some(1), 2), "two decisions, two numbers");
        assert!(first.total.is_none(), "recognition alone pays nothing");

        let view = decision::page(&cx, award).await.unwrap();
        let paid: Vec<_> = view.lines.iter().map(|line| line.money.clone().unwrap().unwrap()).collect();
        assert_eq!((paid[0].pays, paid[1].pays, view.total), (450_000, 900_000, Some(1_350_000)));
        for (one, factor) in paid.iter().zip([100, 200]) {
            let amount = &one.amount;
            assert_eq!((amount.coefficient, amount.base_salary, amount.factor), (30, 1_490_000, factor));
            assert!(amount.rate_act.contains("91/2017") && amount.salary_act.contains("38/2019"));
        }
    })
    .await;
}

/// R224, R225, R230, R252: one year, a directive, movements with those who launch them, recipients.
#[tokio::test]
async fn the_programme_knows_what_the_plan_rests_on() {
    both(async |db| {
        let (scene, running, _) = begin(db, PLAN).await;
        let shown = scene.programme(&running, 2020).await;
        let document = &shown.plan.document;
        assert_eq!((document.from, document.to), (2020, 2020));
        assert_eq!(document.bases[0].number.as_deref(), Some("34-CT/TW"));
        assert!(document.recipients.iter().any(|one| one == "Ban TĐKT tỉnh"));
        let launched = &shown.plan.movements[1].name;
        assert!(launched.contains("Đảng bộ") && launched.contains("Công đoàn") && launched.contains("Chi đoàn"));
    })
    .await;
}

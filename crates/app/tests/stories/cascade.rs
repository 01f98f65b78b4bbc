//! The cascade of plan 001 and 003: units issue their own plans in seven parts, late or in time, to both recipients; clusters; sub-plans; yearly plans.

use std::collections::BTreeSet;

use lantoa_app::cascade::{self, Progress, Wanted, Which};
use lantoa_app::cluster::{self, ClusterKind, Terms};
use lantoa_app::document::{About, compose, setting};
use lantoa_app::unit_plan::{self, Added, Issue, New, NewPart, SignedAs, Tightened, View};
use lantoa_app::{Cx, Error, task};
use lantoa_docgen::{Kind, plain};
use lantoa_domain::Refusal;
use lantoa_domain::id::{ClusterId, PersonId, UnitPlanId};
use lantoa_domain::plan::{Applies, QuotaSubject, Test};
use lantoa_domain::task::TaskState;
use lantoa_domain::unit::UnitKind;
use lantoa_domain::unit_plan::{Lack, Line, Origin, Part, PlanKind, PlanState, Recipient, Review, ReviewKind, Target};
use lantoa_testkit::engine::both;

use crate::plan_001::{COMMUNE, begin};
use crate::scene::{Running, Scene, day, key, refusal};

const WARD: usize = 6;

fn invalid<T: std::fmt::Debug>(result: Result<T, Error>) -> (&'static str, &'static str) {
    match refusal(result) {
        Refusal::Invalid { field, why } => (field, why),
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn all_seven(scene: &Scene, running: &Running) {
    let clerk = scene.acting(scene.clerk).await;
    let seen = unit_plan::setting(&clerk, running.programme).await.unwrap().version;
    unit_plan::set(&clerk, running.programme, Part::ALL.into_iter().collect(), seen).await.unwrap();
}

pub(crate) async fn begun(scene: &Scene, running: &Running, room: usize, year: Option<i16>) -> UnitPlanId {
    let new = New {
        programme: running.programme,
        unit: scene.rooms[room].id,
        kind: PlanKind::Implementation,
        movement: None,
        year,
        task: None,
    };
    unit_plan::begin(&scene.acting(scene.rooms[room].chief).await, new).await.unwrap()
}

pub(crate) async fn view(cx: &Cx, id: UnitPlanId) -> View {
    unit_plan::page(cx, id).await.unwrap()
}

pub(crate) async fn put(cx: &Cx, id: UnitPlanId, part: NewPart) {
    let seen = view(cx, id).await.version;
    unit_plan::set_part(cx, id, seen, part).await.unwrap();
}

pub(crate) fn line(what: &str) -> Line {
    Line { what: what.into(), with: "Văn phòng".into(), when: "hằng quý".into() }
}

/// Writes every part but the numbers' own choice: the first movement, two individuals, three aimed at.
pub(crate) async fn whole(cx: &Cx, id: UnitPlanId, leader: PersonId, year: i16) {
    put(cx, id, NewPart::Leader { person: Some(leader), name: String::new(), post: String::new() }).await;
    let target =
        Target { movement: Some(key("nong-thon-moi")), subject: QuotaSubject::Individual, assigned: 2, aimed: 3 };
    put(cx, id, NewPart::Quotas(vec![target])).await;
    put(cx, id, NewPart::Fostering(vec![line("Gặp gỡ điển hình")])).await;
    put(cx, id, NewPart::Propagation(vec![line("Đài truyền thanh")])).await;
    put(cx, id, NewPart::Reporting(vec![line("Báo cáo quý")])).await;
    let review = |on: jiff::civil::Date, kind| Review { on, kind };
    let reviews = vec![
        review(jiff::civil::date(year, 6, 20), ReviewKind::Interim),
        review(jiff::civil::date(year, 12, 10), ReviewKind::Final),
    ];
    put(cx, id, NewPart::Reviews(reviews)).await;
}

pub(crate) fn today(cx: &Cx, number: &str) -> Issue {
    Issue { number: number.into(), on: cx.today(), file: None }
}

async fn clusters(scene: &Scene, head: usize, member: usize) -> ClusterId {
    let admin = scene.acting(scene.admin).await;
    let terms = Terms {
        name: "Cụm thi đua số 1".into(),
        kind: ClusterKind::Cluster,
        programme: None,
        year: None,
        head: scene.rooms[head].id,
    };
    let id = cluster::found(&admin, terms, day("2022-01-01")).await.unwrap();
    cluster::join(&admin, id, 1, vec![scene.rooms[member].id], day("2022-01-01")).await.unwrap();
    id
}

/// R103, R104, R105, R106, R107, R108, R109: a unit's plan is issued only with all seven parts, each told while it is missing.
#[tokio::test]
async fn a_plan_is_issued_only_with_its_seven_parts() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-10").await;
        all_seven(&scene, &running).await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let id = begun(&scene, &running, COMMUNE, Some(2022)).await;
        let missing: Vec<(Part, Lack)> = view(&chief, id).await.missing;
        let parts: Vec<Part> = missing.iter().map(|(part, _)| *part).collect();
        assert_eq!(
            parts,
            [Part::Leader, Part::Quotas, Part::Fostering, Part::Propagation, Part::Reporting, Part::Reviews],
            "the criteria are inherited"
        );
        assert_eq!(
            invalid(unit_plan::issue(&chief, id, 1, today(&chief, "1/KH")).await),
            ("parts", "unit-plan-incomplete")
        );
        whole(&chief, id, scene.rooms[COMMUNE].staff[0], 2022).await;
        let shown = view(&chief, id).await;
        assert_eq!(shown.missing, []);
        assert_eq!(shown.content.leader.name, "Nhân viên Một Xã Ninh Tây");
        assert!(
            shown.given_reports.iter().any(|one| one.what.contains("người tốt, việc tốt")),
            "{:?}",
            shown.given_reports
        );
        assert_eq!(invalid(unit_plan::issue(&chief, id, shown.version, today(&chief, " ")).await), ("number", "empty"));
        let file = SignedAs { name: "ky.pdf".into(), bytes: b"MZ".to_vec() };
        let wrong = Issue { file: Some(file), ..today(&chief, "12/KH-UBND") };
        assert_eq!(refusal(unit_plan::issue(&chief, id, shown.version, wrong).await), Refusal::FileKind);
        let file = SignedAs { name: "ký.pdf".into(), bytes: b"%PDF-1.7 signed".to_vec() };
        let right = Issue { file: Some(file), ..today(&chief, "12/KH-UBND") };
        unit_plan::issue(&chief, id, shown.version, right).await.unwrap();
        let shown = view(&chief, id).await;
        assert_eq!((shown.state, shown.number.as_str(), shown.issues), (PlanState::Issued, "12/KH-UBND", 1));
        assert_eq!(unit_plan::read(&chief, id, 1).await.unwrap().bytes, b"%PDF-1.7 signed");
        let late = NewPart::Fostering(vec![line("Thêm")]);
        assert_eq!(invalid(unit_plan::set_part(&chief, id, shown.version, late).await).1, "unit-plan-step");
        let stale = unit_plan::submit(&chief, id, 1).await;
        assert!(matches!(stale, Err(Error::Overtaken { ref by, .. }) if by == "Trưởng Xã Ninh Tây"), "{stale:?}");

        let phrases = setting(&chief).await.unwrap().setting.phrases;
        for about in [About::UnitPlan(id), About::Task(shown.task.unwrap().0)] {
            let paper = plain(&compose(&chief, Kind::UnitPlan, about, &phrases).await.unwrap().draft());
            for said in [
                "I. TRÁCH NHIỆM",
                "Nhân viên Một Xã Ninh Tây",
                "VII. SƠ KẾT, TỔNG KẾT",
                "ít nhất 2 cá nhân, phấn đấu 3",
            ] {
                assert!(paper.contains(said), "{said} in\n{paper}");
            }
        }
    })
    .await;
}

/// R125, R134, F03, F89: in time or late as of the day of issue, to the standing body and the cluster's head, the worst first.
#[tokio::test]
async fn the_tracker_knows_who_issued_how_late_and_who_has_it() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-10").await;
        let cluster = clusters(&scene, WARD, COMMUNE).await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let id = begun(&scene, &running, COMMUNE, None).await;
        scene.on("2022-01-31");
        let clerk = scene.acting(scene.clerk).await;
        let wanted = Wanted { programme: Some(running.programme), year: Some(2022), ..Wanted::default() };
        let seen = cascade::view(&clerk, wanted.clone()).await.unwrap().unwrap();
        assert_eq!((seen.counts.all(), seen.counts.overdue), (9, 9), "every unit owes one by 28 January");
        let row = |view: &cascade::View, room: usize| {
            view.rows.iter().find(|row| row.unit == Some(scene.rooms[room].id)).cloned().unwrap()
        };
        assert_eq!((row(&seen, COMMUNE).standing.progress, row(&seen, COMMUNE).standing.late), (Progress::Draft, 3));
        assert!(row(&seen, 2).is_asked && !row(&seen, COMMUNE).is_asked, "a mass body is asked, a commune told");

        let chief_today = scene.acting(chief.actor().person).await;
        let seen_version = view(&chief_today, id).await.version;
        unit_plan::submit(&chief_today, id, seen_version).await.unwrap();
        let backdated = Issue { on: day("2022-01-20"), ..today(&chief_today, "5/KH") };
        assert!(matches!(refusal(unit_plan::issue(&chief_today, id, 2, backdated).await), Refusal::NotAllowed { .. }));
        unit_plan::issue(&chief_today, id, 2, today(&chief_today, "5/KH")).await.unwrap();
        let line = scene.tasks(&running, "ke-hoach-2022").await;
        let own = line.iter().find(|line| line.unit == scene.rooms[COMMUNE].id).unwrap();
        assert_eq!(task::show(&clerk, own.id).await.unwrap().state, TaskState::MetLate);

        let to = |some: &[Recipient]| some.to_vec();
        let send = async |some: &[Recipient], on: &str| {
            let version = view(&chief_today, id).await.version;
            unit_plan::send(&chief_today, id, version, to(some), day(on)).await
        };
        assert_eq!(invalid(send(&[], "2022-01-31").await), ("recipients", "empty"));
        assert_eq!(invalid(send(&Recipient::ALL, "2022-01-30").await), ("on", "before-issue"));
        send(&Recipient::ALL, "2022-01-31").await.unwrap();
        assert_eq!(refusal(send(&Recipient::ALL, "2022-01-31").await), Refusal::Taken { field: "recipients" });
        let version = view(&clerk, id).await.version;
        unit_plan::receive(&clerk, id, version, Recipient::StandingBody).await.unwrap();
        let seen = cascade::view(&clerk, wanted.clone()).await.unwrap().unwrap();
        let mine = row(&seen, COMMUNE);
        assert_eq!((mine.standing.progress, mine.standing.late), (Progress::Issued, 3));
        assert_eq!(mine.standing.missing, [Recipient::ClusterHead]);
        assert_eq!((seen.counts.issued_late, seen.counts.without_cluster_head), (1, 1));
        assert_eq!(seen.rows.last().map(|row| row.unit), Some(Some(scene.rooms[COMMUNE].id)), "the worst come first");

        let head = scene.acting(scene.rooms[WARD].chief).await;
        let version = view(&head, id).await.version;
        assert!(matches!(
            refusal(unit_plan::receive(&head, id, version, Recipient::StandingBody).await),
            Refusal::NotAllowed { .. }
        ));
        unit_plan::receive(&head, id, version, Recipient::ClusterHead).await.unwrap();
        let narrowed = Wanted { cluster: Some(cluster), ..wanted.clone() };
        let seen = cascade::view(&head, narrowed).await.unwrap().unwrap();
        assert_eq!((seen.rows.len(), row(&seen, COMMUNE).standing.progress), (2, Progress::Received));
        let none = Wanted { which: Some(Which::Without(Recipient::ClusterHead)), ..wanted };
        assert_eq!(cascade::view(&clerk, none).await.unwrap().unwrap().rows.len(), 0);
    })
    .await;
}

/// R134: what came on paper is entered by the standing body for its own day; what comes back is open again, with its task.
#[tokio::test]
async fn a_plan_comes_back_with_a_reason_and_is_issued_again() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-02-01").await;
        let clerk = scene.acting(scene.clerk).await;
        let id = begun(&scene, &running, COMMUNE, Some(2022)).await;
        let paper = Issue { on: day("2022-01-27"), ..today(&clerk, "3/KH-UBND") };
        unit_plan::issue(&clerk, id, 1, paper).await.unwrap();
        let tasks = scene.tasks(&running, "ke-hoach-2022").await;
        let own = tasks.iter().find(|line| line.unit == scene.rooms[COMMUNE].id).unwrap().id;
        assert_eq!(task::show(&clerk, own).await.unwrap().state, TaskState::MetInTime);
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let version = view(&chief, id).await.version;
        assert!(matches!(
            refusal(unit_plan::send_back(&chief, id, version, "Sửa".into()).await),
            Refusal::NotAllowed { .. }
        ));
        assert_eq!(refusal(unit_plan::send_back(&clerk, id, version, " ".into()).await), Refusal::ReasonMissing);
        unit_plan::send_back(&clerk, id, version, "Thiếu chỉ tiêu cá nhân".into()).await.unwrap();
        let shown = view(&chief, id).await;
        assert_eq!((shown.state, shown.why.as_str()), (PlanState::Returned, "Thiếu chỉ tiêu cá nhân"));
        assert_eq!(task::show(&clerk, own).await.unwrap().state, TaskState::Overdue);
        put(&chief, id, NewPart::Fostering(vec![line("Bồi dưỡng thêm")])).await;
        let version = view(&chief, id).await.version;
        unit_plan::issue(&chief, id, version, today(&chief, "9/KH-UBND")).await.unwrap();
        let shown = view(&chief, id).await;
        let numbers: Vec<&str> = shown.issued.iter().map(|one| one.1.as_str()).collect();
        assert_eq!(numbers, ["9/KH-UBND", "3/KH-UBND"], "the first issue stays on record");
        assert_eq!(task::show(&clerk, own).await.unwrap().state, TaskState::MetLate);
        assert!(shown.why.is_empty());
    })
    .await;
}

/// F89: another unit's draft is not there; the head of the cluster sees what was issued and nothing before.
#[tokio::test]
async fn drafts_are_their_units_own_and_clusters_see_what_is_issued() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-10").await;
        let cluster = clusters(&scene, WARD, COMMUNE).await;
        let id = begun(&scene, &running, COMMUNE, Some(2022)).await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let head = scene.acting(scene.rooms[WARD].chief).await;
        let other = scene.acting(scene.rooms[7].chief).await;
        let staff = scene.acting(scene.rooms[COMMUNE].staff[1]).await;
        let wanted = Wanted { programme: Some(running.programme), year: Some(2022), ..Wanted::default() };
        for cx in [&head, &other, &staff] {
            assert_eq!(refusal(unit_plan::page(cx, id).await), Refusal::NotFound);
            let seen = cascade::view(cx, wanted.clone()).await.unwrap().unwrap();
            let row = seen.rows.iter().find(|row| row.unit == Some(scene.rooms[COMMUNE].id)).unwrap();
            assert_eq!((row.plan, row.standing.progress), (None, Progress::NotBegun), "a draft is told to nobody else");
        }
        let inspector = scene.acting(scene.head).await;
        assert!(view(&inspector, id).await.sees_draft);
        unit_plan::issue(&chief, id, 1, today(&chief, "7/KH")).await.unwrap();
        assert_eq!(refusal(unit_plan::page(&other, id).await), Refusal::NotFound);
        let shown = view(&head, id).await;
        assert!(!shown.sees_draft && !shown.may_write && shown.history.is_empty());
        assert_eq!(
            refusal(unit_plan::submit(&head, id, shown.version).await),
            Refusal::NotAllowed { needs: lantoa_domain::policy::Act::WriteUnitPlan.allowed() }
        );

        // The membership ends, and with it the sight.
        let admin = scene.acting(scene.admin).await;
        let commune = scene.rooms[COMMUNE].id;
        let seen = cluster::page(&admin, cluster).await.unwrap().version;
        let own = cluster::leave(&admin, cluster, seen, scene.rooms[WARD].id, day("2022-01-11")).await;
        assert_eq!(invalid(own), ("units", "heads-cluster"));
        cluster::leave(&admin, cluster, seen, commune, day("2022-01-11")).await.unwrap();
        scene.on("2022-01-12");
        let head = scene.acting(scene.rooms[WARD].chief).await;
        assert_eq!(refusal(unit_plan::page(&head, id).await), Refusal::NotFound);
        let again = cluster::join(&admin, cluster, seen + 1, vec![commune], day("2022-01-11")).await;
        assert_eq!(refusal(again), Refusal::Taken { field: "units" }, "still a member on that day");
        cluster::join(&admin, cluster, seen + 1, vec![commune], day("2022-01-12")).await.unwrap();
        assert!(unit_plan::page(&head, id).await.is_ok());
        let listed = cluster::list(&other).await.unwrap();
        assert_eq!((listed.0[0].members.len(), listed.1), (2, false));
        assert!(matches!(
            refusal(cluster::join(&chief, cluster, seen + 2, vec![commune], day("2022-02-01")).await),
            Refusal::NotAllowed { .. }
        ));
    })
    .await;
}

/// R135: the lead of a movement plans it; its task is met when every movement it leads has its plan. Bodies that are asked stand beside
/// those that are told, also those that are no unit of the agency.
#[tokio::test]
async fn the_lead_of_a_movement_makes_its_plan() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-10").await;
        let clerk = scene.acting(scene.clerk).await;
        let chief = scene.acting(scene.rooms[1].chief).await;
        let new = |movement: &str, room: usize| New {
            programme: running.programme,
            unit: scene.rooms[room].id,
            kind: PlanKind::SubPlan,
            movement: Some(key(movement)),
            year: None,
            task: None,
        };
        assert_eq!(invalid(unit_plan::begin(&chief, new("thanh-nien", 1)).await), ("movement", "unit-plan-lead"));
        let id = unit_plan::begin(&chief, new("nong-thon-moi", 1)).await.unwrap();
        let again = unit_plan::begin(&chief, new("nong-thon-moi", 1)).await;
        assert_eq!(refusal(again), Refusal::Taken { field: "unit_plan" });
        let shown = view(&chief, id).await;
        let least = shown.content.targets.iter().map(|one| one.assigned).collect::<Vec<_>>();
        assert_eq!(least, [10, 10], "the lead meets the movement's own numbers");
        let low = Target { assigned: 9, ..shown.content.targets[0].clone() };
        let low = NewPart::Quotas(vec![low, shown.content.targets[1].clone()]);
        assert_eq!(invalid(unit_plan::set_part(&chief, id, shown.version, low).await), ("targets", "below-given"));
        unit_plan::issue(&chief, id, shown.version, today(&chief, "2/KH-KT")).await.unwrap();
        let tasks = scene.tasks(&running, "phong-trao-2022").await;
        let own = tasks.iter().find(|line| line.unit == scene.rooms[1].id).unwrap();
        assert_eq!(task::show(&clerk, own.id).await.unwrap().state, TaskState::MetInTime);
        let wanted = Wanted {
            programme: Some(running.programme),
            year: Some(2022),
            kind: Some(PlanKind::SubPlan),
            ..Wanted::default()
        };
        let seen = cascade::view(&clerk, wanted).await.unwrap().unwrap();
        assert_eq!((seen.rows.len(), seen.counts.issued()), (15, 1));
        let of = |movement: &str| {
            let is = |row: &&cascade::Row| row.movement.as_ref().is_some_and(|(one, _)| one.as_str() == movement);
            seen.rows.iter().find(is).unwrap()
        };
        assert!(!of("nong-thon-moi").is_asked && of("hoc-tap-bac").is_asked);
        assert_eq!((of("y-te").unit, of("y-te").name.as_str()), (None, "Phòng Y tế"), "no unit of this story");
    })
    .await;
}

/// R144: a plan of propaganda is a kind of its own, with its own day and task.
#[tokio::test]
async fn communes_plan_their_propaganda_by_its_own_day() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-24").await;
        all_seven(&scene, &running).await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let new = New {
            programme: running.programme,
            unit: scene.rooms[COMMUNE].id,
            kind: PlanKind::Propaganda,
            movement: None,
            year: Some(2022),
            task: None,
        };
        let id = unit_plan::begin(&chief, new).await.unwrap();
        let shown = view(&chief, id).await;
        assert_eq!(shown.task.unwrap().1, day("2022-01-25"));
        assert_eq!(shown.needed, [Part::Leader, Part::Propagation, Part::Reporting], "not all seven");
        let leader = NewPart::Leader { person: None, name: "Bà Bí thư".into(), post: "Phó Chủ tịch".into() };
        put(&chief, id, leader).await;
        put(&chief, id, NewPart::Propagation(vec![line("Loa truyền thanh")])).await;
        put(&chief, id, NewPart::Reporting(vec![line("Báo cáo tuyên truyền")])).await;
        let version = view(&chief, id).await.version;
        unit_plan::issue(&chief, id, version, today(&chief, "4/KH")).await.unwrap();
        let clerk = scene.acting(scene.clerk).await;
        let state = async |obligation: &str| {
            let tasks = scene.tasks(&running, obligation).await;
            let own = tasks.into_iter().find(|line| line.unit == scene.rooms[COMMUNE].id).unwrap();
            task::show(&clerk, own.id).await.unwrap().state
        };
        assert_eq!(state("tuyen-truyen-2022").await, TaskState::MetInTime);
        assert_eq!(state("ke-hoach-2022").await, TaskState::Soon, "the unit's own plan is another task");
    })
    .await;
}

/// R051, R157: criteria are kept or tightened, made concrete for the unit, and joined by those of a campaign that is named.
#[tokio::test]
async fn criteria_fit_the_unit_and_are_never_weakened() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-10").await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let id = begun(&scene, &running, COMMUNE, Some(2022)).await;
        let shown = view(&chief, id).await;
        let first = shown.ground.criteria[0].clone();
        let kept = |test: Test| Tightened { key: first.key.clone(), detail: "Xã đạt 19 tiêu chí".into(), test };
        let added = |campaign: Option<&str>, text: &str| Added {
            applies: Applies::Individual,
            movement: Some(key("doan-ket")),
            text: text.into(),
            campaign: campaign.map(str::to_owned),
        };
        let criteria = |kept: Vec<Tightened>, added: Vec<Added>| NewPart::Criteria { kept, added };
        let other = Test::Checked(lantoa_domain::plan::Check::PrizeWon);
        let weaker = criteria(vec![kept(other)], Vec::new());
        assert_eq!(invalid(unit_plan::set_part(&chief, id, 1, weaker).await), ("criteria", "weaker"));
        let nameless = criteria(Vec::new(), vec![added(Some(" "), "Gia đình văn hóa")]);
        assert_eq!(invalid(unit_plan::set_part(&chief, id, 1, nameless).await), ("criteria", "no-source"));
        let right = criteria(
            vec![kept(first.test.clone())],
            vec![added(Some("Toàn dân đoàn kết"), "Gia đình văn hóa"), added(None, "Có mô hình hay của xã")],
        );
        put(&chief, id, right).await;
        let shown = view(&chief, id).await;
        assert_eq!(shown.content.criteria.len(), shown.ground.criteria.len() + 2);
        assert_eq!(shown.content.criteria[0].detail, "Xã đạt 19 tiêu chí");
        let origins: BTreeSet<String> = shown.content.criteria.iter().map(|one| format!("{:?}", one.origin)).collect();
        assert!(origins.contains("Campaign(\"Toàn dân đoàn kết\")") && origins.contains("Own"), "{origins:?}");
        assert!(shown.content.criteria.iter().any(|one| one.origin == Origin::Inherited(first.key.clone())));
        assert_eq!(shown.criterion_faults, []);
    })
    .await;
}

const PLAN_003: &str = include_str!("../../../../plans/003-thanh-tra-binh-phuoc-2016-2020.toml");

/// R216: each room makes a concrete plan every year; the next begins from the last, which is kept and replaced.
#[tokio::test]
async fn a_concrete_plan_is_made_every_year() {
    both(async |db| {
        let units = [("Văn phòng", UnitKind::Office), ("Phòng Nghiệp vụ 1", UnitKind::Division)];
        let scene = Scene::found(db, "2016-12-22", "Thanh tra tỉnh", &units).await;
        let running = scene.start(PLAN_003).await;
        let room = 1;
        scene.on("2017-12-01");
        let chief = scene.acting(scene.rooms[room].chief).await;
        let owed = scene.tasks(&running, "ke-hoach-hang-nam").await;
        let of_year = |year: i16| owed.iter().find(|line| line.period.year() == year).unwrap().id;
        let new = |year: i16| New {
            programme: running.programme,
            unit: scene.rooms[room].id,
            kind: PlanKind::Implementation,
            movement: None,
            year: Some(year),
            task: Some(of_year(year)),
        };
        let mixed = New { task: Some(of_year(2018)), ..new(2017) };
        assert_eq!(invalid(unit_plan::begin(&chief, mixed).await), ("task", "unit-plan-task"));
        let first = unit_plan::begin(&chief, new(2017)).await.unwrap();
        put(&chief, first, NewPart::Fostering(vec![line("Kèm cặp điển hình")])).await;
        let version = view(&chief, first).await.version;
        unit_plan::issue(&chief, first, version, today(&chief, "1/KH-NV1")).await.unwrap();

        scene.on("2018-12-20");
        let chief = scene.acting(scene.rooms[room].chief).await;
        let second = unit_plan::begin(&chief, new(2018)).await.unwrap();
        let shown = view(&chief, second).await;
        assert_eq!(shown.content.fostering, [line("Kèm cặp điển hình")], "what the last one said");
        assert!(shown.content.reviews.is_empty(), "reviews have new days");
        unit_plan::issue(&chief, second, shown.version, today(&chief, "2/KH-NV1")).await.unwrap();
        let old = view(&chief, first).await;
        assert_eq!((old.state, old.number.as_str()), (PlanState::Replaced, "1/KH-NV1"));
        assert_eq!(old.versions.len(), 1);
        let clerk = scene.acting(scene.clerk).await;
        let state = async |year: i16| task::show(&clerk, of_year(year)).await.unwrap().state;
        assert_eq!((state(2017).await, state(2018).await), (TaskState::MetInTime, TaskState::MetLate));
        let seen = async |year: i16| {
            let wanted = Wanted { programme: Some(running.programme), year: Some(year), ..Wanted::default() };
            let view = cascade::view(&clerk, wanted).await.unwrap().unwrap();
            let mine = |row: &&cascade::Row| {
                row.unit == Some(scene.rooms[room].id) && row.what.contains("báo cáo về Văn phòng")
            };
            let row = view.rows.iter().find(mine).unwrap().clone();
            (row.standing.progress, row.standing.late)
        };
        assert_eq!(seen(2017).await, (Progress::Issued, 0));
        assert_eq!(seen(2018).await, (Progress::Issued, 6));
        assert_eq!(seen(2019).await, (Progress::NotBegun, 0));
    })
    .await;
}

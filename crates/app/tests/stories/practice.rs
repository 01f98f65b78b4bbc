//! Practices and who copied them: written, offered, validated, copied from copies, signed, checked, proposed to units, raised to the agency.

use lantoa_app::adoption::{self, Adopter, AdoptionView};
use lantoa_app::document::About;
use lantoa_app::practice::{self, Added, New, PracticeView, Search, Words};
use lantoa_app::publicity::visit::{self, Host, Told, VisitKind};
use lantoa_app::{Cx, Error, agency};
use lantoa_docgen::Kind;
use lantoa_domain::Refusal;
use lantoa_domain::adoption::{Check, Confirmed, Stage};
use lantoa_domain::id::{AdoptionId, PersonId, PracticeId};
use lantoa_domain::policy::Role;
use lantoa_domain::practice::{Contact, Figure, Part, PracticeCommand, PracticeState, Profile, Reach};
use lantoa_domain::spread::Likeness;
use lantoa_testkit::engine::both;

use crate::papers::{composed, holds, said};
use crate::scene::{Running, Scene, day, key, refusal};
use crate::{plan_001, plan_003};

pub(crate) const OWNER: usize = 1;
const MOVEMENT: &str = "nong-thon-moi";

pub(crate) fn profile() -> Profile {
    Profile {
        side: "Cải cách hành chính".into(),
        problem: "Người dân phải đi lại nhiều lần.".into(),
        works: "Hẹn giờ và trả kết quả tại nhà.".into(),
        steps: vec!["Lập danh sách".into(), "Hẹn giờ".into(), " ".into()],
        results: "Không còn ai đi lại lần hai.".into(),
        figures: vec![Figure {
            measure: "Thời gian".into(),
            unit: "ngày".into(),
            before: Some(700),
            after: 350,
            period: "2022".into(),
        }],
        contact: Contact { office: "Bộ phận Một cửa".into(), post: String::new(), phone: "0258 3 845".into() },
        ..Profile::default()
    }
}

fn words(title: &str, running: &Running) -> Words {
    let movement = Some((running.programme, key(MOVEMENT)));
    Words { title: title.into(), movement, profile: profile(), ..Words::default() }
}

pub(crate) async fn turn(cx: &Cx, id: PracticeId, command: PracticeCommand, why: &str) -> Result<(), Error> {
    let seen = practice::page(cx, id).await?.version;
    practice::turn(cx, id, seen, command, why.into()).await
}

/// A validated practice of the second unit.
pub(crate) async fn validated(scene: &Scene, running: &Running, title: &str) -> PracticeId {
    let owner = scene.acting(scene.rooms[OWNER].chief).await;
    let new = New { unit: scene.rooms[OWNER].id, words: words(title, running) };
    let id = practice::draft(&owner, new).await.unwrap();
    turn(&owner, id, PracticeCommand::Offer, "").await.unwrap();
    turn(&scene.acting(scene.clerk).await, id, PracticeCommand::Validate, "").await.unwrap();
    id
}

async fn seen(scene: &Scene, id: PracticeId) -> PracticeView {
    practice::page(&scene.acting(scene.clerk).await, id).await.unwrap()
}

/// Declares for a unit as its head.
pub(crate) async fn declare(
    scene: &Scene,
    practice: PracticeId,
    room: usize,
    from: Option<AdoptionId>,
    stage: Stage,
) -> Result<AdoptionId, Error> {
    let adopter = Adopter::Unit(scene.rooms[room].id);
    declare_as(scene, scene.rooms[room].chief, practice, adopter, (from, stage)).await
}

async fn declare_as(
    scene: &Scene,
    by: PersonId,
    practice: PracticeId,
    adopter: Adopter,
    (learned_from, stage): (Option<AdoptionId>, Stage),
) -> Result<AdoptionId, Error> {
    let (how, note) = ("Đến xem một buổi".to_owned(), String::new());
    let new =
        adoption::New { practice, adopter, learned_from, how, learned_at: None, stage, on: scene.app.today(), note };
    adoption::declare(&scene.acting(by).await, new).await
}

async fn step(scene: &Scene, by: PersonId, id: AdoptionId, stage: Stage, note: &str) -> Result<(), Error> {
    let cx = scene.acting(by).await;
    let version = adoption::page(&cx, id).await?.version;
    adoption::step(&cx, id, version, (stage, scene.app.today()), note.into()).await
}

fn told(view: &AdoptionView, results: &str) -> adoption::Words {
    adoption::Words {
        learned_from: view.learned_from.as_ref().map(|one| one.id),
        how: view.how.clone(),
        learned_at: view.learned_at.as_ref().map(|one| one.id),
        changed: "Trả vào buổi tối.".into(),
        results: results.into(),
        figures: profile().figures,
        difficulty: "Thiếu xe.".into(),
    }
}

/// R005, R181, F65: a practice is a profile others can act on; only its own unit and those who look after it see it before it is
/// validated, and then everybody of the agency.
#[tokio::test]
async fn a_practice_is_written_offered_sent_back_and_validated() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-01").await;
        let room = &scene.rooms[OWNER];
        scene.give(room.staff[0], Role::UnitClerk, room.id).await;
        scene.lead(scene.rooms[5].chief, &running, MOVEMENT).await;
        let clerk = scene.acting(room.staff[0]).await;
        let thin = Profile { contact: Contact::default(), ..profile() };
        let new =
            New { unit: room.id, words: Words { profile: thin, ..words("Trả kết quả tại nhà", &running) } };
        let elsewhere = New { unit: scene.rooms[2].id, ..new.clone() };
        assert!(matches!(refusal(practice::draft(&clerk, elsewhere).await), Refusal::NotAllowed { .. }));
        let id = practice::draft(&clerk, new).await.unwrap();
        let view = practice::page(&clerk, id).await.unwrap();
        assert_eq!(view.profile.steps.len(), 2, "an empty step is none");
        assert_eq!(view.meter.share(), 50);
        assert!(view.meter.missing().contains(&Part::Contact) && view.may.is_empty() && view.may_edit);

        let other = scene.acting(scene.rooms[2].chief).await;
        assert_eq!(refusal(practice::page(&other, id).await), Refusal::NotFound, "a draft is its unit's");
        assert!(practice::list(&other, Search::default(), None).await.unwrap().rows.is_empty());
        practice::page(&scene.acting(room.staff[1]).await, id).await.unwrap();
        let chief = scene.acting(room.chief).await;
        let early = turn(&chief, id, PracticeCommand::Offer, "").await;
        assert_eq!(refusal(early), Refusal::Invalid { field: "parts", why: "practice-incomplete" });
        practice::edit(&clerk, id, view.version, words("Trả kết quả tại nhà", &running)).await.unwrap();
        let by_clerk = turn(&clerk, id, PracticeCommand::Offer, "").await;
        assert!(matches!(refusal(by_clerk), Refusal::NotAllowed { .. }), "the head offers it");
        turn(&chief, id, PracticeCommand::Offer, "").await.unwrap();

        let lead = scene.acting(scene.rooms[5].chief).await;
        let silent = turn(&lead, id, PracticeCommand::SendBack, " ").await;
        assert_eq!(refusal(silent), Refusal::ReasonMissing);
        turn(&lead, id, PracticeCommand::SendBack, "Thiếu chi phí").await.unwrap();
        let page = practice::page(&chief, id).await.unwrap();
        assert_eq!((page.state, page.turns[0].words.as_str()), (PracticeState::Draft, "Thiếu chi phí"));
        let cost = Words {
            profile: Profile { amount: Some(2_000_000), ..profile() },
            ..words("Trả kết quả tại nhà", &running)
        };
        practice::edit(&clerk, id, page.version, cost).await.unwrap();
        let photo = Added { name: "ảnh.pdf".into(), bytes: b"%PDF-1.7 mot trang".to_vec() };
        let version = practice::page(&clerk, id).await.unwrap().version;
        practice::attach(&clerk, id, version, vec![photo]).await.unwrap();
        turn(&chief, id, PracticeCommand::Offer, "").await.unwrap();
        turn(&lead, id, PracticeCommand::Validate, "").await.unwrap();

        let anyone = scene.acting(scene.rooms[3].staff[0]).await;
        let view = practice::page(&anyone, id).await.unwrap();
        assert_eq!((view.state, view.validated_on), (PracticeState::Validated, Some(day("2022-03-01"))));
        assert!(!view.may_edit && view.may.is_empty() && !view.may_adopt, "reading is all that is theirs");
        assert_eq!(practice::read(&anyone, id, view.files[0].id).await.unwrap().bytes, b"%PDF-1.7 mot trang");
        for (said, found) in [("tra ket qua", 1), ("nhà trả", 1), ("tự quản", 0)] {
            let search = Search { words: said.into(), ..Search::default() };
            assert_eq!(practice::list(&anyone, search, None).await.unwrap().rows.len(), found, "{said}");
        }
        let late = practice::edit(&clerk, id, view.version, words("Khác", &running)).await;
        assert!(matches!(refusal(late), Refusal::NotAllowed { .. }), "what is validated is not rewritten by its unit");
        turn(&chief, id, PracticeCommand::Retire, "Đã thay bằng cổng dịch vụ").await.unwrap();
        let closed = declare(&scene, id, 3, None, Stage::Visited).await;
        assert_eq!(refusal(closed), Refusal::Invalid { field: "state", why: "practice-not-validated" });
        stranger_sees_nothing(&scene, id).await;
    })
    .await;
}

async fn stranger_sees_nothing(scene: &Scene, id: PracticeId) {
    let new = agency::NewAgency {
        name: "Cơ quan khác".into(),
        symbol: "CK".into(),
        from: day("2010-01-01"),
        administrator: "Người Khác".into(),
    };
    let (_, admin) = agency::found(&scene.app, new).await.unwrap();
    let stranger = scene.acting(admin).await;
    assert_eq!(refusal(practice::page(&stranger, id).await), Refusal::NotFound);
    assert!(practice::list(&stranger, Search::default(), None).await.unwrap().rows.is_empty());
    let new = adoption::New {
        practice: id,
        adopter: Adopter::Outside("Cơ quan khác".into()),
        learned_from: None,
        how: String::new(),
        learned_at: None,
        stage: Stage::Visited,
        on: scene.app.today(),
        note: String::new(),
    };
    assert_eq!(refusal(adoption::declare(&stranger, new).await), Refusal::NotFound);
}

/// F66, F68, F70, R210: who copied it from whom, at what stage, what they changed; those who gave it up leave a lesson.
#[tokio::test]
async fn copies_of_copies_are_a_tree_and_failures_are_lessons() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-01").await;
        let id = validated(&scene, &running, "Tuyến hẻm tự quản").await;
        let own = declare(&scene, id, OWNER, None, Stage::Visited).await;
        assert_eq!(refusal(own), Refusal::Invalid { field: "unit", why: "own-practice" });
        scene.on("2022-04-01");
        let first = declare(&scene, id, 5, None, Stage::InUse).await.unwrap();
        assert_eq!(refusal(declare(&scene, id, 5, None, Stage::Visited).await), Refusal::Taken { field: "unit" });
        let for_others =
            declare_as(&scene, scene.rooms[5].chief, id, Adopter::Unit(scene.rooms[6].id), (None, Stage::Visited));
        assert!(matches!(refusal(for_others.await), Refusal::NotAllowed { .. }));
        scene.on("2022-05-01");
        let second = declare(&scene, id, 6, Some(first), Stage::Trying).await.unwrap();
        let third = declare(&scene, id, 7, Some(second), Stage::Visited).await.unwrap();
        declare(&scene, id, 8, None, Stage::Visited).await.unwrap();

        let chief = scene.rooms[5].chief;
        let cx = scene.acting(chief).await;
        let view = adoption::page(&cx, first).await.unwrap();
        let circle = adoption::Words { learned_from: Some(third), ..told(&view, "") };
        let circle = adoption::edit(&cx, first, view.version, circle).await;
        assert_eq!(refusal(circle), Refusal::Invalid { field: "from", why: "learning-circle" });
        let early = step(&scene, chief, first, Stage::Sustained, "").await;
        assert_eq!(refusal(early), Refusal::Invalid { field: "stage", why: "not-a-year-yet" });
        scene.on("2022-06-01");
        step(&scene, scene.rooms[6].chief, second, Stage::InUse, "").await.unwrap();
        scene.on("2022-07-01");
        let silent = step(&scene, scene.rooms[6].chief, second, Stage::Stopped, "").await;
        assert_eq!(refusal(silent), Refusal::ReasonMissing);
        step(&scene, scene.rooms[6].chief, second, Stage::Stopped, "Không có người trực buổi tối").await.unwrap();
        scene.on("2023-04-01");
        step(&scene, chief, first, Stage::Sustained, "").await.unwrap();

        let page = seen(&scene, id).await;
        let figures = &page.spread.figures;
        assert_eq!(figures.by_stage, [2, 0, 0, 1, 1]);
        assert_eq!((figures.depth, figures.branching, figures.kept_a_year), (3, 50, (1, 1)));
        assert_eq!((figures.first_days, figures.median_days), (Some(31), Some(31)));
        assert_eq!(page.spread.lessons[0].words, "Không có người trực buổi tối");
        // Nine units, one of which owns it and four copy it.
        assert_eq!((page.spread.unreached.0, page.spread.unreached.1.len()), (8, 4));
        let commune = practice::page(&scene.acting(scene.rooms[6].staff[0]).await, id).await.unwrap();
        let like = |likeness| commune.spread.alike.iter().filter(|(one, _)| *one == likeness).count();
        assert_eq!((like(Likeness::Both), like(Likeness::Superior)), (1, 2), "the other commune comes first");
        assert_eq!(commune.spread.mine, Some(second));
        let shown = adoption::page(&cx, first).await.unwrap();
        assert_eq!(shown.pupils[0].id, second);
        assert_eq!(shown.steps.iter().map(|one| one.stage.0).collect::<Vec<_>>(), [Stage::Sustained, Stage::InUse]);
        step(&scene, scene.rooms[6].chief, second, Stage::Trying, "Có người mới").await.unwrap();
        assert_eq!(seen(&scene, id).await.spread.lessons.len(), 1, "the lesson stays when they try again");
        turn(&scene.acting(scene.clerk).await, id, PracticeCommand::Retire, "Hết phù hợp").await.unwrap();
        step(&scene, scene.rooms[7].chief, third, Stage::Trying, "").await.unwrap();
    })
    .await;
}

/// F67, F69: the receiving unit tells its own results with figures and difficulties; its head signs, the lead or the standing body
/// checks; the confirmation of effect is a paper of that unit.
#[tokio::test]
async fn the_receiving_head_signs_what_came_of_it_and_it_is_checked() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-01").await;
        let room = &scene.rooms[5];
        scene.give(room.staff[0], Role::UnitClerk, room.id).await;
        let id = validated(&scene, &running, "Trả kết quả tại nhà").await;
        let copy = declare_as(&scene, room.staff[0], id, Adopter::Unit(room.id), (None, Stage::Trying)).await.unwrap();
        let (clerk, chief, office) =
            (scene.acting(room.staff[0]).await, scene.acting(room.chief).await, scene.acting(scene.clerk).await);
        let view = adoption::page(&clerk, copy).await.unwrap();
        adoption::edit(&clerk, copy, view.version, told(&view, "Giảm một nửa thời gian.")).await.unwrap();
        let sign = async |cx: &Cx| {
            let version = adoption::page(cx, copy).await?.version;
            adoption::sign(cx, copy, version, String::new()).await
        };
        assert_eq!(refusal(sign(&chief).await), Refusal::Invalid { field: "stage", why: "not-in-use" });
        scene.on("2022-04-01");
        step(&scene, room.staff[0], copy, Stage::InUse, "").await.unwrap();
        assert!(matches!(refusal(sign(&clerk).await), Refusal::NotAllowed { .. }), "the head signs");
        sign(&chief).await.unwrap();
        let check = async |verdict, why: &str| {
            let version = adoption::page(&office, copy).await?.version;
            adoption::check(&office, copy, version, verdict, why.into()).await
        };
        assert_eq!(refusal(check(Check::SendBack, "").await), Refusal::ReasonMissing);
        check(Check::SendBack, "Thiếu số liệu").await.unwrap();
        let back = adoption::page(&chief, copy).await.unwrap();
        assert_eq!((back.confirmed, back.check_why.as_str()), (Confirmed::SentBack, "Thiếu số liệu"));
        sign(&chief).await.unwrap();
        check(Check::Confirm, "").await.unwrap();
        let done = adoption::page(&chief, copy).await.unwrap();
        assert_eq!((done.confirmed, done.may_sign, done.may_check), (Confirmed::Checked, false, false));

        let paper = said(&chief, Kind::Confirmation, About::Adoption(copy)).await;
        holds(
            &paper,
            &[
                "XÃ NINH TÂY",
                "Trả kết quả tại nhà",
                "Phòng Kinh tế",
                "Áp dụng tại đơn vị từ: 01/04/2022",
                "Mức độ áp dụng: Đã áp dụng",
                "Trả vào buổi tối.",
                "- Thời gian: trước 7 ngày, sau 3,5 ngày (2022).",
                "Thiếu xe.",
            ],
        );
        let wrong = composed(&chief, Kind::Visit, About::Adoption(copy)).await;
        assert_eq!(refusal(wrong), Refusal::NotFound, "an adoption has one paper");
        adoption::edit(&clerk, copy, done.version, told(&done, "Giảm hai phần ba.")).await.unwrap();
        let after = adoption::page(&chief, copy).await.unwrap();
        assert_eq!((after.confirmed, after.signed), (Confirmed::Not, None), "what was changed is signed again");
    })
    .await;
}

/// R138, R181: a model found outside is written down with its host; a unit outside the agency that copies ours is entered with its paper.
#[tokio::test]
async fn models_come_from_outside_and_go_there() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-01").await;
        let owner = scene.acting(scene.rooms[OWNER].chief).await;
        let nowhere = Words { host_place: "Quảng Nam".into(), ..words("Làng bích họa", &running) };
        let nowhere = practice::draft(&owner, New { unit: scene.rooms[OWNER].id, words: nowhere }).await;
        assert_eq!(refusal(nowhere), Refusal::Invalid { field: "host", why: "empty" });
        let id = validated(&scene, &running, "Làng bích họa").await;
        let office = scene.acting(scene.clerk).await;
        let view = seen(&scene, id).await;
        let words = Words {
            host: "UBND xã Tam Thanh".into(),
            host_place: "Quảng Nam".into(),
            ..words("Làng bích họa", &running)
        };
        practice::edit(&office, id, view.version, words).await.unwrap();
        assert_eq!(seen(&scene, id).await.host, ("UBND xã Tam Thanh".to_owned(), "Quảng Nam".to_owned()));

        let outside = |name: &str| Adopter::Outside(name.to_owned());
        let by = scene.rooms[OWNER].chief;
        let empty = declare_as(&scene, by, id, outside(" "), (None, Stage::InUse)).await;
        assert_eq!(refusal(empty), Refusal::Invalid { field: "unit", why: "empty" });
        let copy = declare_as(&scene, by, id, outside("UBND huyện Vạn Ninh"), (None, Stage::InUse)).await.unwrap();
        let view = adoption::page(&owner, copy).await.unwrap();
        adoption::edit(&owner, copy, view.version, told(&view, "Khách đến nhiều hơn.")).await.unwrap();
        let version = adoption::page(&owner, copy).await.unwrap().version;
        let bare = adoption::sign(&owner, copy, version, String::new()).await;
        assert_eq!(refusal(bare), Refusal::Invalid { field: "proof", why: "empty" });
        adoption::sign(&owner, copy, version, "Công văn 12/UBND-VH".into()).await.unwrap();
        assert_eq!(seen(&scene, id).await.spread.figures.outside, 1);
        let paper = composed(&owner, Kind::Confirmation, About::Adoption(copy)).await;
        assert_eq!(refusal(paper), Refusal::NotFound, "a unit outside writes its own paper");
    })
    .await;
}

/// R054, R159: at a milestone the outstanding practices are raised from their unit to the agency, with evidence and only when others use
/// them.
#[tokio::test]
async fn a_practice_is_raised_to_the_agency_with_evidence() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-01").await;
        let id = validated(&scene, &running, "Trả kết quả tại nhà").await;
        let head = scene.acting(scene.head).await;
        let evidence = "Tiết kiệm 300 ngày công một năm.";
        let alone = turn(&head, id, PracticeCommand::Promote, evidence).await;
        assert_eq!(refusal(alone), Refusal::Invalid { field: "state", why: "practice-not-copied" });
        assert!(!practice::page(&head, id).await.unwrap().may.contains(&PracticeCommand::Promote));
        declare(&scene, id, 5, None, Stage::InUse).await.unwrap();
        let silent = turn(&head, id, PracticeCommand::Promote, "").await;
        assert_eq!(refusal(silent), Refusal::ReasonMissing);
        let unit = turn(&scene.acting(scene.rooms[OWNER].chief).await, id, PracticeCommand::Promote, evidence).await;
        assert!(matches!(refusal(unit), Refusal::NotAllowed { .. }));
        turn(&head, id, PracticeCommand::Promote, evidence).await.unwrap();
        let view = seen(&scene, id).await;
        assert_eq!((view.reach, view.turns[0].words.as_str(), view.turns[0].adopters), (Reach::Agency, evidence, 1));
        let twice = turn(&head, id, PracticeCommand::Promote, evidence).await;
        assert_eq!(refusal(twice), Refusal::Invalid { field: "state", why: "practice-step" });
    })
    .await;
}

/// R010, R048, R153: an exemplar shows who learned from it and who uses what it does.
#[tokio::test]
async fn an_exemplar_shows_its_influence() {
    both(async |db| {
        let (scene, running) = plan_003::begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let case = plan_003::waiting(&scene, round, 1, 0).await;
        let session = scene.session(&[case], &[0, 1, 2, 3, 4, 5, 6]).await;
        scene.vote(session, &[(case, crate::scene::paper(6, 6))].into()).await;
        scene.on("2017-12-05");
        let decision = scene.recognise(&running, &[case], &[]).await.unwrap();
        let office = scene.acting(scene.clerk).await;
        let exemplar = lantoa_app::decision::page(&office, decision).await.unwrap().lines[0].exemplar.unwrap();

        let chief = scene.acting(scene.rooms[1].chief).await;
        assert_eq!(practice::influence(&chief, exemplar).await.unwrap().draft_for, Some(scene.rooms[1].id));
        let of = |exemplar| Words {
            title: "Sổ theo dõi điện tử".into(),
            exemplar: Some(exemplar),
            profile: profile(),
            ..Words::default()
        };
        let other = New { unit: scene.rooms[2].id, words: of(exemplar) };
        let other = practice::draft(&scene.acting(scene.rooms[2].chief).await, other).await;
        assert_eq!(refusal(other), Refusal::Invalid { field: "exemplar", why: "other-unit" });
        let id = practice::draft(&chief, New { unit: scene.rooms[1].id, words: of(exemplar) }).await.unwrap();
        let stranger = scene.acting(scene.rooms[4].staff[0]).await;
        assert!(practice::influence(&stranger, exemplar).await.unwrap().practices.is_empty(), "a draft is not told of");
        turn(&chief, id, PracticeCommand::Offer, "").await.unwrap();
        turn(&office, id, PracticeCommand::Validate, "").await.unwrap();
        let first = declare(&scene, id, 2, None, Stage::InUse).await.unwrap();
        declare(&scene, id, 4, Some(first), Stage::Visited).await.unwrap();
        let found = practice::influence(&stranger, exemplar).await.unwrap();
        assert_eq!((found.practices[0].learned, found.practices[0].used), (2, 1));
        assert_eq!(practice::page(&stranger, id).await.unwrap().exemplar.map(|(id, _)| id), Some(exemplar));
    })
    .await;
}

/// Of two who change the same thing, the slower is told who was faster, and nothing of theirs is written.
#[tokio::test]
async fn the_slower_of_two_writers_is_told() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-01").await;
        let room = &scene.rooms[OWNER];
        let (chief, office) = (scene.acting(room.chief).await, scene.acting(scene.clerk).await);
        let new = New { unit: room.id, words: words("Bản một", &running) };
        let id = practice::draft(&chief, new).await.unwrap();
        let version = practice::page(&chief, id).await.unwrap().version;
        practice::edit(&office, id, version, words("Bản hai", &running)).await.unwrap();
        let slow = practice::edit(&chief, id, version, words("Bản ba", &running)).await;
        let Err(Error::Overtaken { by, .. }) = slow else { panic!("{slow:?}") };
        assert!(by.starts_with("Trưởng"), "{by}");
        assert_eq!(practice::page(&chief, id).await.unwrap().title, "Bản hai");

        let id = validated(&scene, &running, "Trả kết quả tại nhà").await;
        let copy = declare(&scene, id, 5, None, Stage::Visited).await.unwrap();
        let cx = scene.acting(scene.rooms[5].chief).await;
        let view = adoption::page(&cx, copy).await.unwrap();
        adoption::edit(&cx, copy, view.version, told(&view, "Tốt")).await.unwrap();
        let slow = adoption::step(&cx, copy, view.version, (Stage::Trying, scene.app.today()), String::new()).await;
        assert!(matches!(slow, Err(Error::Overtaken { .. })), "{slow:?}");
        assert_eq!(adoption::page(&cx, copy).await.unwrap().course.stage, Stage::Visited);
    })
    .await;
}

/// R138: what a unit saw on a study visit outside the province is followed to the practice it copies, from both sides.
#[tokio::test]
async fn a_study_visit_is_followed_to_what_was_copied_after_it() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-01").await;
        let practice = validated(&scene, &running, "Trả kết quả tại nhà").await;
        let head = scene.acting(scene.rooms[2].chief).await;
        let trip = |on: &str| Told {
            kind: VisitKind::Visit,
            topic: "Một cửa thân thiện".into(),
            host: Host::Outside("UBND thành phố bạn".into()),
            exemplar: None,
            unit: scene.rooms[2].id,
            visitors: String::new(),
            heads: 6,
            on: day(on),
            place: String::new(),
            learned: "Hẹn giờ trả kết quả".into(),
            usable: String::new(),
            steps: Vec::new(),
            adoption: String::new(),
        };
        let seen = visit::note(&head, trip("2022-02-20")).await.unwrap();
        let ahead = visit::note(&head, trip("2022-04-20")).await.unwrap();
        assert!(visit::page(&head, seen).await.unwrap().followed.is_empty());
        let id = declare(&scene, practice, 2, None, Stage::Visited).await.unwrap();
        let view = adoption::page(&head, id).await.unwrap();
        assert_eq!(view.visits.iter().map(|one| one.id).collect::<Vec<_>>(), [seen], "nobody learned at what is ahead");
        let words = |visit| adoption::Words { learned_at: Some(visit), ..told(&view, "") };
        let refused = refusal(adoption::edit(&head, id, 1, words(ahead)).await);
        assert_eq!(refused, Refusal::Invalid { field: "visit", why: "unknown" });
        adoption::edit(&head, id, 1, words(seen)).await.unwrap();
        let kept = adoption::page(&head, id).await.unwrap().learned_at.unwrap();
        assert_eq!((kept.id, kept.host.as_str()), (seen, "UBND thành phố bạn"));
        let followed = visit::page(&scene.acting(scene.clerk).await, seen).await.unwrap().followed;
        assert_eq!(followed.len(), 1);
        assert_eq!((followed[0].id, followed[0].title.as_str()), (id, "Trả kết quả tại nhà"));
        adoption::edit(&head, id, 2, told(&view, "")).await.unwrap();
        assert!(visit::page(&head, seen).await.unwrap().followed.is_empty(), "taken back");
    })
    .await;
}

//! What plan 001 asks of bodies that are asked and not told, played: the Front and the mass bodies call their members, the Party's propaganda board directs media and speakers.

use lantoa_app::cascade::{self, Progress, Wanted};
use lantoa_app::document::About;
use lantoa_app::publicity::activity::{self, Channel};
use lantoa_app::publicity::consent::{self, Give, Giver, How, Purpose, Reach};
use lantoa_app::publicity::follow::{self, Launch, TakeUp};
use lantoa_app::publicity::handbook::{self, Contents};
use lantoa_app::publicity::story::{self, Looked, Photo};
use lantoa_app::report::{self, Sending};
use lantoa_app::unit_plan::{self, NewPart};
use lantoa_app::workbench::workbench;
use lantoa_app::{Cx, exemplar, task};
use lantoa_docgen::{Kind, Paper as _, docx, epub, plain};
use lantoa_domain::Refusal;
use lantoa_domain::id::{ExemplarId, ReportId, StoryId, UnitPlanId};
use lantoa_domain::policy::Role;
use lantoa_domain::report::{Level, ReportKind, ReportState, Section, What};
use lantoa_domain::task::{Met, TaskState};
use lantoa_domain::unit::UnitKind;
use lantoa_domain::unit_plan::PlanKind;
use lantoa_testkit::engine::both;

use crate::cascade::{line, put, today, view};
use crate::duties::owed;
use crate::papers::{holds, said};
use crate::plan_001;
use crate::scene::{Running, Scene, day, key, refusal};

const TOWN: &[(&str, UnitKind)] = &[
    ("Phòng Nội vụ", UnitKind::Office),
    ("Ủy ban MTTQ Việt Nam thị xã", UnitKind::MassBody),
    ("Đoàn TNCS Hồ Chí Minh thị xã", UnitKind::MassBody),
    ("Ban Tuyên giáo Thị ủy", UnitKind::PartyBody),
    ("Trung tâm Văn hóa - Thông tin và Thể thao thị xã", UnitKind::PublicService),
    ("Xã Ninh Tây", UnitKind::Commune),
];
const FRONT: usize = 1;
const YOUTH: usize = 2;
const BOARD: usize = 3;
const CENTRE: usize = 4;
const COMMUNE: usize = 5;

/// Plan 001 in a town with the Front, the youth union and the Party's propaganda board among its units.
async fn town(db: &lantoa_store::Db, on: &str) -> (Scene, Running) {
    let scene = Scene::found(db, on, "UBND thị xã Ninh Hòa", TOWN).await;
    let running = scene.start(plan_001::PLAN).await;
    (scene, running)
}

/// Somebody of the Front, recognised today.
async fn recognised(scene: &Scene, running: &Running) -> ExemplarId {
    plan_001::recognised(scene, running, "doan-ket", FRONT, scene.member(FRONT, 0)).await;
    let clerk = scene.acting(scene.clerk).await;
    exemplar::list(&clerk, exemplar::Search::default(), None).await.unwrap().rows[0].id
}

/// A unit begins a plan of a kind with these lines and issues it today.
async fn issued(
    scene: &Scene,
    running: &Running,
    room: usize,
    (kind, movement): (PlanKind, Option<&str>),
    what: &str,
) -> UnitPlanId {
    let chief = scene.acting(scene.rooms[room].chief).await;
    let new = unit_plan::New {
        programme: running.programme,
        unit: scene.rooms[room].id,
        kind,
        movement: movement.map(key),
        year: None,
        task: None,
    };
    let id = unit_plan::begin(&chief, new).await.unwrap();
    put(&chief, id, NewPart::Propagation(vec![line(what)])).await;
    let seen = view(&chief, id).await.version;
    unit_plan::issue(&chief, id, seen, today(&chief, &format!("{room}/KH"))).await.unwrap();
    id
}

/// R142, R146: the Front and the mass bodies are asked and not told; they plan the movements they lead, call their members to follow an
/// exemplar and say how many came, and report, also what stands in their way; the town counts what they did and sees who did not report.
#[tokio::test]
async fn mass_bodies_are_asked_call_their_members_and_report() {
    both(async |db| {
        let (scene, running) = town(db, "2022-01-10").await;
        let clerk = scene.acting(scene.clerk).await;
        let wanted = Wanted { programme: Some(running.programme), year: Some(2022), ..Wanted::default() };
        let seen = cascade::view(&clerk, wanted).await.unwrap().unwrap();
        let asked: Vec<_> = seen.rows.iter().filter(|row| row.is_asked).map(|row| row.unit.unwrap()).collect();
        assert_eq!((asked.len(), seen.asked), (3, (3, 3)));
        assert!([FRONT, YOUTH, BOARD].iter().all(|room| asked.contains(&scene.rooms[*room].id)), "asked, not told");

        for (room, movement) in [(FRONT, "doan-ket"), (YOUTH, "thanh-nien")] {
            let kind = (PlanKind::SubPlan, Some(movement));
            issued(&scene, &running, room, kind, "Vận động đoàn viên, hội viên").await;
            let own = owed(&scene, &running, "phong-trao-2022", room).await;
            assert_eq!(task::show(&clerk, own.id).await.unwrap().state, TaskState::MetInTime);
        }
        followed(&scene, &running).await;

        scene.on("2023-06-20");
        let own = reported(&scene, &running).await;
        scene.on("2023-07-03");
        let clerk = scene.acting(scene.clerk).await;
        let town = begun(&clerk, &running, None).await;
        let facts = report::page(&clerk, town).await.unwrap().content.facts;
        let kept = facts.obligations.iter().find(|one| one.key.as_str() == "so-ket-don-vi").unwrap();
        assert_eq!((kept.all, kept.in_time, kept.missing), (6, 1, 5), "the Front's is counted, five are missed");
        let theirs = report::page(&clerk, own).await.unwrap().content.facts;
        let figures = (theirs.value(What::Recognised), facts.value(What::Recognised));
        assert_eq!(figures, (1, 1), "whom the Front found is the town's too");
        let sent = report::Filter { state: Some(ReportState::Sent), ..report::Filter::default() };
        let listed = report::list(&clerk, sent, None).await.unwrap().rows;
        let names: Vec<_> = listed.iter().map(|row| row.unit_name.as_str()).collect();
        assert_eq!(names, ["Ủy ban MTTQ Việt Nam thị xã"]);
    })
    .await;
}

/// The Front and the youth union call their members to follow an exemplar; each speaks for its own.
async fn followed(scene: &Scene, running: &Running) {
    let exemplar = recognised(scene, running).await;
    let launch = Launch {
        exemplar,
        title: "Học tập gương đoàn kết".into(),
        call: "Mỗi chi hội một việc làm".into(),
        from: day("2022-01-10"),
        to: day("2022-12-31"),
    };
    let clerk = scene.acting(scene.clerk).await;
    let id = follow::launch(&clerk, launch).await.unwrap();
    let take = |room: usize, people: i64| TakeUp {
        unit: scene.rooms[room].id,
        joined_on: day("2022-01-10"),
        doing: "Vận động đoàn viên, hội viên đăng ký làm theo".into(),
        people,
        result: String::new(),
    };
    let commune = scene.acting(scene.rooms[COMMUNE].chief).await;
    assert!(matches!(refusal(follow::take_up(&commune, id, take(FRONT, 9)).await), Refusal::NotAllowed { .. }));
    for (room, people) in [(FRONT, 450), (YOUTH, 120)] {
        follow::take_up(&scene.acting(scene.rooms[room].chief).await, id, take(room, people)).await.unwrap();
    }
    let row = follow::page(&clerk, id).await.unwrap().row;
    assert_eq!((row.units, row.people), (2, 570), "members who came, over both");
}

async fn begun(cx: &Cx, running: &Running, unit: Option<(&Scene, usize)>) -> ReportId {
    let new = report::New {
        programme: running.programme,
        unit: unit.map(|(scene, room)| scene.rooms[room].id),
        kind: ReportKind::Interim,
        level: if unit.is_some() { Level::Own } else { Level::Subtree },
        year: 2023,
        month: 6,
    };
    report::begin(cx, new).await.unwrap()
}

/// The Front writes its interim report, the Office passes it on, and the duty of the plan is met.
async fn reported(scene: &Scene, running: &Running) -> ReportId {
    let front = scene.acting(scene.rooms[FRONT].chief).await;
    let seen = async |cx: &Cx, id: ReportId| report::page(cx, id).await.unwrap().row.version;
    let id = begun(&front, running, Some((scene, FRONT))).await;
    let lessons = "Vận động qua chi hội thì hội viên theo đông hơn.";
    report::edit(&front, id, seen(&front, id).await, Section::Lessons, lessons.into()).await.unwrap();
    let obstacle = "Kế hoạch chưa nói ai lo kinh phí cho chi hội.";
    report::edit(&front, id, seen(&front, id).await, Section::Difficulties, obstacle.into()).await.unwrap();
    report::submit(&front, id, seen(&front, id).await).await.unwrap();
    let clerk = scene.acting(scene.clerk).await;
    let to = vec!["UBND thị xã (Phòng Nội vụ)".to_owned()];
    let sending = Sending { to, on: scene.app.today(), number: "08/BC-MTTQ".into() };
    report::send(&clerk, id, seen(&clerk, id).await, sending).await.unwrap();
    let own = owed(scene, running, "so-ket-don-vi", FRONT).await;
    scene.report(scene.rooms[FRONT].chief, &own, Met::Done).await;
    let reader = scene.acting(scene.rooms[COMMUNE].staff[0]).await;
    let parts = report::page(&reader, id).await.unwrap().parts;
    for words in [lessons, obstacle] {
        assert!(parts.iter().any(|part| part.text == words), "everybody reads what was sent: {words}");
    }
    id
}

/// R047: the criteria that the leaders set stand in every unit's own plan; the head's first screen tells which numbers are missing and who is
/// late, and nobody else's does.
#[tokio::test]
async fn leaders_set_criteria_and_see_what_is_missing_and_who_is_late() {
    both(async |db| {
        let (scene, running) = town(db, "2022-01-10").await;
        let id = crate::cascade::begun(&scene, &running, COMMUNE, Some(2022)).await;
        let own = view(&scene.acting(scene.rooms[COMMUNE].chief).await, id).await;
        let set = running.plan.criteria.iter().filter(|one| one.years.is_none_or(|years| years.contains(2022)));
        assert_eq!(own.content.criteria.len(), set.count(), "none of them is left out");

        scene.on("2022-01-31");
        let first = workbench(&scene.acting(scene.head).await).await.unwrap();
        let gaps = first.gaps.unwrap();
        assert!(gaps.len() == 6 && gaps.iter().all(|gap| gap.quota.standing.gap == 10), "the widest gaps: {gaps:?}");
        let late = first.late.unwrap();
        let commune = late.iter().find(|one| one.unit == scene.rooms[COMMUNE].id).unwrap();
        assert_eq!((commune.tasks, commune.since), (3, day("2022-01-20")), "the month's list and two plans");
        let theirs = workbench(&scene.acting(scene.rooms[COMMUNE].chief).await).await.unwrap();
        assert!(theirs.gaps.is_none() && theirs.late.is_none());
    })
    .await;
}

/// R143: what the plan charges the propaganda board with stands in the programme; given the role, it directs media and speakers by channel,
/// each of whom tells what was held, and hands the speakers a book of stories whose people agreed to print.
#[tokio::test]
async fn the_propaganda_board_directs_media_and_speakers() {
    both(async |db| {
        let (scene, running) = town(db, "2022-01-10").await;
        let clerk = scene.acting(scene.clerk).await;
        let paper = said(&clerk, Kind::Plan, About::Programme(running.programme)).await;
        holds(&paper, &["Ban Tuyên giáo Thị ủy: Chỉ đạo truyền thông, báo cáo viên tuyên truyền"]);
        let exemplar = recognised(&scene, &running).await;
        let wanted = |kind| Wanted {
            programme: Some(running.programme),
            year: Some(2022),
            kind: Some(kind),
            ..Wanted::default()
        };
        let movements = cascade::view(&clerk, wanted(PlanKind::SubPlan)).await.unwrap().unwrap().rows;
        let led = movements.iter().find(|row| row.unit == Some(scene.rooms[BOARD].id)).unwrap();
        assert!(led.is_asked && led.movement.as_ref().is_some_and(|(one, _)| one.as_str() == "hoc-tap-bac"));
        issued(&scene, &running, CENTRE, (PlanKind::Propaganda, None), "Chuyên mục trên đài").await;

        let unasked = scene.acting(scene.rooms[BOARD].chief).await;
        let early = activity::plan(&unasked, planned(&scene, exemplar, Channel::Radio, CENTRE)).await;
        assert!(matches!(refusal(early), Refusal::NotAllowed { .. }), "the role makes it the one that directs");
        scene.give(scene.rooms[BOARD].chief, Role::Communications, scene.root).await;
        let board = scene.acting(scene.rooms[BOARD].chief).await;
        let media = cascade::view(&board, wanted(PlanKind::Propaganda)).await.unwrap().unwrap().rows;
        let of = |room: usize| media.iter().find(|row| row.unit == Some(scene.rooms[room].id)).unwrap();
        let planned = [CENTRE, COMMUNE].map(|room| of(room).standing.progress);
        assert_eq!(planned, [Progress::Issued, Progress::NotBegun], "it sees who of the media has planned");
        let story = pack(&scene, exemplar).await;
        by_channel(&scene, exemplar).await;
        let board = scene.acting(scene.rooms[BOARD].chief).await;
        consent::withdraw(&board, exemplar, None).await.unwrap();
        let row = &handbook::list(&board).await.unwrap()[0];
        let empty = refusal(handbook::book(&board, row.id).await);
        assert_eq!(empty, Refusal::Invalid { field: "stories", why: "nothing-to-say" }, "no book without consent");
        assert!(story::page(&board, story).await.unwrap().consented.is_empty());
    })
    .await;
}

fn planned(scene: &Scene, exemplar: ExemplarId, channel: Channel, room: usize) -> activity::Plan {
    activity::Plan {
        channel,
        title: "Gương đoàn kết".into(),
        on: day("2022-02-10"),
        starts_at: None,
        place: String::new(),
        led_by: if channel == Channel::Meeting { "Báo cáo viên Thị ủy".into() } else { String::new() },
        unit: Some(scene.rooms[room].id),
        exemplar: Some(exemplar),
        programme: None,
    }
}

/// The board writes a story, and makes of it a book for speakers once its person agreed to print; gives the story.
async fn pack(scene: &Scene, exemplar: ExemplarId) -> StoryId {
    let board = scene.acting(scene.rooms[BOARD].chief).await;
    let words = story::Words {
        title: "Người gắn kết xóm làng".into(),
        lead: "Mỗi tối thứ Bảy, cả xóm ngồi lại.".into(),
        body: "Ba năm liền, anh đến từng nhà hòa giải.\nXóm không còn đơn thư.".into(),
        quote: "Có chuyện gì cũng nói với nhau.".into(),
        photo_alt: String::new(),
        author: "Ban Tuyên giáo".into(),
    };
    let id = story::write(&board, exemplar, words, Photo::Keep).await.unwrap();
    story::check(&board, id, 1, Looked::Again).await.unwrap();
    let contents = || Contents {
        title: "Tài liệu báo cáo viên".into(),
        imprint: "Ninh Hòa, 2022".into(),
        foreword: "Dùng khi nói chuyện ở cơ sở".into(),
        stories: vec![id],
    };
    let early = refusal(handbook::begin(&board, contents()).await);
    assert_eq!(early, Refusal::Invalid { field: "stories", why: "no-consent" });
    let give = Give {
        exemplar,
        purposes: vec![Purpose::Story],
        reaches: vec![Reach::Printed, Reach::Press],
        on: day("2022-01-10"),
        giver: Giver::Oneself,
        name: String::new(),
        relation: String::new(),
        how: How::Paper(b"%PDF-1.7 signed".to_vec()),
    };
    consent::give(&board, give).await.unwrap();
    let book = handbook::begin(&board, contents()).await.unwrap();
    let printed = handbook::book(&board, book).await.unwrap();
    holds(&plain(&printed.document()), &["Tài liệu báo cáo viên", "Có chuyện gì cũng nói với nhau.", "Đồng ý công bố"]);
    assert!(docx(&printed.document()).starts_with(b"PK"), "a Word file to take along");
    assert!(epub(&printed, "urn:lantoa:ky-yeu:1", scene.app.now()).starts_with(b"PK"), "and one for telephones");
    id
}

/// Radio and a talk of a speaker: each tells of its own, nobody of another's; counted by channel.
async fn by_channel(scene: &Scene, exemplar: ExemplarId) {
    let board = scene.acting(scene.rooms[BOARD].chief).await;
    let radio = activity::plan(&board, planned(scene, exemplar, Channel::Radio, CENTRE)).await.unwrap();
    let talk = activity::plan(&board, planned(scene, exemplar, Channel::Meeting, COMMUNE)).await.unwrap();
    assert_eq!(activity::page(&board, radio).await.unwrap().consented, Some(true), "the person agreed to the press");
    scene.on("2022-02-10");
    let centre = scene.acting(scene.rooms[CENTRE].chief).await;
    let commune = scene.acting(scene.rooms[COMMUNE].chief).await;
    let held = |audience, minutes| activity::Report { audience, minutes, link: String::new(), outcome: String::new() };
    let other = activity::report(&commune, radio, 1, held(None, Some(15))).await;
    assert!(matches!(refusal(other), Refusal::NotAllowed { .. }));
    activity::report(&centre, radio, 1, held(None, Some(15))).await.unwrap();
    activity::report(&commune, talk, 1, held(Some(80), None)).await.unwrap();
    let board = scene.acting(scene.rooms[BOARD].chief).await;
    let figures = activity::figures(&board, 2022).await.unwrap();
    let of = |channel: Channel| {
        let one = figures.iter().find(|one| one.channel.0 == channel).unwrap();
        (one.count, one.audience, one.minutes)
    };
    assert_eq!((figures.len(), of(Channel::Radio), of(Channel::Meeting)), (2, (1, 0, 15), (1, 80, 0)));
}

//! Conferences on two of the real plans: the agency's own of plan 000 from seats to attendance, the congress above of plan 002 with the list handed over.

use std::io::{Cursor, Read as _};

use lantoa_app::conference::{
    self, ConferenceKind, ConferenceState, ConferenceView, DelegateState, Gender, Handing, Mark, Meets, NewItem,
    Presence, Proposal, Reply, Seats, Set, Terms, Verdict, Words, Work,
};
use lantoa_app::exemplar::{self, Search};
use lantoa_app::{Cx, Error, document, happening};
use lantoa_docgen::{Document, Kind, plain};
use lantoa_domain::Refusal;
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::conference::pack::{Change, Part};
use lantoa_domain::id::{ConferenceId, DelegateId, ExemplarId};
use lantoa_domain::policy::Role;
use lantoa_testkit::engine::both;
use sha2::{Digest as _, Sha256};

use crate::scene::{Running, Scene, day, refusal};
use crate::{plan_000, plan_001, plan_002, plan_003};

fn terms(title: &str, on: &str) -> Terms {
    Terms {
        title: title.into(),
        host: String::new(),
        years: None,
        on: Some(day(on)),
        begins: 480,
        ends: Some(690),
        place: "Hội trường A".into(),
        chair: "Trưởng ban".into(),
        held_with: String::new(),
    }
}

pub(crate) fn words(role: DelegateRole, reason: &str) -> Words {
    Words {
        post: String::new(),
        gender: Gender::Unknown,
        work: Work::Direct,
        role,
        reason: reason.into(),
        topic: if role == DelegateRole::Presenter { "Cách làm của tôi".into() } else { String::new() },
        seat: String::new(),
    }
}

/// Somebody of a room, typed by name.
pub(crate) fn typed(scene: &Scene, room: usize, name: &str, role: DelegateRole) -> Proposal {
    Proposal {
        unit: scene.rooms[room].id,
        person: None,
        exemplar: None,
        name: name.into(),
        words: words(role, "Hoàn thành xuất sắc nhiệm vụ nhiều năm"),
    }
}

pub(crate) async fn office(scene: &Scene) -> Cx {
    scene.acting(scene.clerk).await
}

pub(crate) async fn view(cx: &Cx, id: ConferenceId) -> ConferenceView {
    conference::page(cx, id).await.unwrap()
}

pub(crate) async fn seen(cx: &Cx, id: ConferenceId) -> i64 {
    view(cx, id).await.row.version
}

pub(crate) async fn mark<V>(cx: &Cx, id: ConferenceId, delegate: DelegateId, what: V, why: &str) -> Mark<V> {
    let view = view(cx, id).await;
    let one = view.delegates.iter().find(|one| one.id == delegate).unwrap();
    Mark { delegate, seen: one.version, what, why: why.into() }
}

async fn state(cx: &Cx, id: ConferenceId, delegate: DelegateId) -> DelegateState {
    view(cx, id).await.delegates.iter().find(|one| one.id == delegate).unwrap().state.0
}

pub(crate) async fn choose(cx: &Cx, id: ConferenceId, delegate: DelegateId) -> Result<(), Error> {
    let mark = mark(cx, id, delegate, Verdict::Chosen, "").await;
    conference::decide(cx, id, vec![mark]).await
}

pub(crate) fn invalid(field: &'static str, why: &'static str) -> Refusal {
    Refusal::Invalid { field, why }
}

async fn exemplar_named(cx: &Cx, name: &str) -> ExemplarId {
    let search = Search { words: name.into(), ..Search::default() };
    exemplar::list(cx, search, None).await.unwrap().rows[0].id
}

/// Plan 000 with one of the second room recognised, in the first quarter of 2020.
pub(crate) async fn five_years_on(db: &lantoa_store::Db) -> (Scene, Running, ExemplarId) {
    let (scene, running) = plan_000::begin(db, "2018-02-05").await;
    let round = scene.round(&running, "hang-nam", 2018, 0).await;
    let person = scene.open(round, "chung", 1, scene.member(1, 0)).await;
    plan_000::to_the_head(&scene, &[(person, 1)]).await;
    scene.on("2018-12-10");
    scene.recognise(&running, &[person], &[]).await.unwrap();
    scene.on("2020-01-10");
    let exemplar = exemplar_named(&office(&scene).await, "Nhân viên Một Phòng Đầu tư").await;
    (scene, running, exemplar)
}

/// The clerk of a room, who sits on no council.
pub(crate) async fn desk(scene: &Scene, room: usize) -> Cx {
    scene.acting(scene.rooms[room].staff[2]).await
}

pub(crate) async fn set_up(scene: &Scene, running: &Running) -> ConferenceId {
    for room in [1, 2] {
        scene.give(scene.rooms[room].staff[2], Role::UnitClerk, scene.rooms[room].id).await;
    }
    let cx = office(scene).await;
    let task = scene.tasks(running, "hoi-nghi-2020").await[0].id;
    let new = Set {
        programme: running.programme,
        kind: ConferenceKind::HeldHere,
        task: Some(task),
        terms: Terms {
            years: Some((2016, 2020)),
            ..terms("Hội nghị điển hình tiên tiến giai đoạn 2016 - 2020", "2020-03-10")
        },
    };
    let id = conference::set_up(&cx, new).await.unwrap();
    let units = vec![(scene.rooms[1].id, 1), (scene.rooms[2].id, 1)];
    conference::give_seats(&cx, id, 1, Seats { all: Some(2), reserves: 1, units }).await.unwrap();
    id
}

/// R032, R033: the agency gives seats, units put people forward with reasons, the clerk chooses, invites, replaces who cannot come and takes
/// attendance; the conference meets the duty of the plan.
#[tokio::test]
async fn delegates_are_chosen_with_reasons_and_the_conference_meets_its_duty() {
    both(async |db| {
        let (scene, running, exemplar) = five_years_on(db).await;
        let id = set_up(&scene, &running).await;
        let cx = office(&scene).await;
        let (one, two) = (desk(&scene, 1).await, desk(&scene, 2).await);

        let drafted = conference::drafted(&one, exemplar).await.unwrap();
        assert!(drafted.words.reason.contains("Quyết định số 01/QĐ-CQ ngày 10 tháng 12 năm 2018"), "{drafted:?}");
        let new = Proposal {
            unit: drafted.unit,
            person: None,
            exemplar: Some(exemplar),
            name: String::new(),
            words: Words { role: DelegateRole::Presenter, topic: "Rút ngắn thủ tục".into(), ..drafted.words },
        };
        let first = conference::propose(&one, id, new).await.unwrap();
        let stand_by = typed(&scene, 1, "Nhân viên Hai Phòng Đầu tư", DelegateRole::Substitute);
        let substitute = conference::propose(&one, id, stand_by).await.unwrap();
        let third = typed(&scene, 1, "Trưởng Phòng Đầu tư", DelegateRole::Official);
        assert_eq!(refusal(conference::propose(&one, id, third).await), invalid("seats", "seats-proposed"));
        let other = typed(&scene, 2, "Nhân viên Một Phòng Quy hoạch", DelegateRole::Official);
        let other = conference::propose(&two, id, other).await.unwrap();
        assert_eq!(view(&one, id).await.delegates.len(), 2, "a unit sees its own");

        for delegate in [first, other, substitute] {
            choose(&cx, id, delegate).await.unwrap();
        }
        let known = view(&cx, id).await;
        assert_eq!((known.figures.chosen, known.mix.all, known.mix.direct), (3, 2, 2), "a substitute takes no seat");
        assert_eq!((known.row.from_year, known.row.to_year), (2016, 2020), "its own years beside the plan's");
        programme_and_invitation(&cx, id, first).await;

        conference::call(&cx, id, seen(&cx, id).await).await.unwrap();
        assert_eq!(conference::invite(&cx, id, seen(&cx, id).await).await.unwrap(), 2);
        let ill = mark(&one, id, first, Reply::NotComing, "bị ốm").await;
        conference::reply(&one, id, vec![ill]).await.unwrap();
        let (gone, instead) = (mark(&one, id, first, (), "").await, mark(&one, id, substitute, (), "").await);
        conference::stand_in(&one, first, gone.seen, (substitute, instead.seen)).await.unwrap();
        let comes = mark(&two, id, other, Reply::Coming, "").await;
        conference::reply(&two, id, vec![comes]).await.unwrap();
        attended(&scene, (id, first), (substitute, other)).await;
        closed(&scene, &running, id).await;
    })
    .await;
}

/// The hours of the programme, and the papers filled from the selection.
async fn programme_and_invitation(cx: &Cx, id: ConferenceId, presenter: DelegateId) {
    let item = |minutes, title: &str, fixed, delegate| NewItem {
        id: None,
        ordinal: None,
        minutes,
        fixed,
        title: title.into(),
        delegate,
        presenter: String::new(),
        exemplar: None,
        practice: None,
    };
    for new in [
        item(30, "Khai mạc", None, None),
        item(45, "Báo cáo điển hình", None, Some(presenter)),
        item(200, "Thảo luận", Some(540), None),
    ] {
        conference::put_item(cx, id, seen(cx, id).await, new).await.unwrap();
    }
    let hours = view(cx, id).await.hours;
    assert_eq!(
        hours.items.iter().map(|one| (one.from, one.overlap)).collect::<Vec<_>>(),
        [(480, 0), (510, 0), (540, 15)]
    );
    assert_eq!(hours.over, 50, "fifty minutes too long");
    let phrases = document::setting(cx).await.unwrap().setting.phrases;
    let about = document::About::Conference(id);
    let invitation = document::compose(cx, Kind::Invitation, about, &phrases).await.unwrap();
    let said = plain(&invitation.draft());
    for part in [
        "Nhân viên Một Phòng Đầu tư",
        "Nhân viên Một Phòng Quy hoạch",
        "Báo cáo điển hình (Nhân viên Một",
        "Hội trường A",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!said.contains("Nhân viên Hai Phòng Đầu tư"), "a substitute is invited only in somebody's place");
    let each = document::compose(cx, Kind::Invitations, about, &phrases).await.unwrap().draft();
    let sheets = each.sections.iter().map(|sheet| plain(&Document { sections: vec![sheet.clone()], ..each.clone() }));
    let asked: Vec<String> =
        sheets.map(|said| said.lines().find(|line| line.contains("kính mời")).unwrap().to_owned()).collect();
    let named = |name: &str| asked.iter().filter(|line| line.contains(name)).count();
    assert_eq!(asked.len(), 2, "a sheet for each: {asked:?}");
    assert!(named("Một Phòng Đầu tư") == 1 && named("Một Phòng Quy hoạch") == 1, "{asked:?}");
    assert!(asked.iter().all(|line| line.matches("Phòng").count() <= 2), "nobody beside another: {asked:?}");
    let programme = view(cx, id).await.row.programme;
    let list = document::compose(cx, Kind::Delegates, document::About::Programme(programme), &phrases).await.unwrap();
    let said = plain(&list.draft());
    assert!(
        said.contains("Đại biểu báo cáo điển hình: Điển hình tiên tiến") && said.contains("Tổng số: 02 đại biểu"),
        "{said}"
    );
}

async fn attended(
    scene: &Scene,
    (id, first): (ConferenceId, DelegateId),
    (substitute, other): (DelegateId, DelegateId),
) {
    let cx = office(scene).await;
    let known = view(&cx, id).await;
    let stands = known.delegates.iter().find(|one| one.id == substitute).unwrap();
    assert_eq!((stands.role.0, stands.stands_for), (DelegateRole::Presenter, Some(first)));
    assert_eq!((known.figures.chosen, known.figures.coming, known.figures.not_coming), (3, 1, 1));
    let early = mark(&cx, id, other, Presence::There, "").await;
    let early = conference::attendance(&cx, id, vec![early]).await;
    assert_eq!(refusal(early), Refusal::NotYetOpen { from: day("2020-03-10") });
    scene.on("2020-03-10");
    let cx = office(scene).await;
    let marks =
        vec![mark(&cx, id, substitute, Presence::There, "").await, mark(&cx, id, other, Presence::Missing, "").await];
    conference::attendance(&cx, id, marks).await.unwrap();
    assert_eq!(state(&cx, id, other).await, DelegateState::Absent);
}

async fn closed(scene: &Scene, running: &Running, id: ConferenceId) {
    let cx = office(scene).await;
    let early = conference::close(&cx, id, seen(&cx, id).await).await;
    assert_eq!(refusal(early), invalid("conference", "conference-order"));
    conference::hold(&cx, id, seen(&cx, id).await, day("2020-03-10"), Meets::Task).await.unwrap();
    assert_eq!(scene.tasks(running, "hoi-nghi-2020").await[0].met_on, Some(day("2020-03-10")));
    // Somebody comes who was on no list: a guest is entered on the day.
    let guest = Proposal {
        name: "Ông Khách".into(),
        words: words(DelegateRole::Guest, ""),
        ..typed(scene, 3, "", DelegateRole::Guest)
    };
    let guest = conference::propose(&cx, id, guest).await.unwrap();
    let missing = conference::close(&cx, id, seen(&cx, id).await).await;
    assert_eq!(refusal(missing), invalid("conference", "attendance-missing"));
    let there = mark(&cx, id, guest, Presence::There, "").await;
    conference::attendance(&cx, id, vec![there]).await.unwrap();
    conference::close(&cx, id, seen(&cx, id).await).await.unwrap();
    let known = view(&cx, id).await;
    assert_eq!((known.row.state.0, known.figures.attended), (ConferenceState::Closed, 1), "guests are counted apart");
    let listed = conference::list(&cx, conference::Wanted::default()).await.unwrap();
    assert_eq!(listed.rows[0].figures.map(|figures| figures.attended), Some(1));
}

async fn unpacked(cx: &Cx, id: ConferenceId, ordinal: u32) -> (Vec<String>, Vec<u8>) {
    let bytes = conference::file(cx, id, ordinal).await.unwrap().bytes;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
    let names = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    let mut word = Vec::new();
    zip.by_name("danh-sach-dai-bieu.docx").unwrap().read_to_end(&mut word).unwrap();
    assert!(word.starts_with(b"PK"));
    (names, bytes)
}

/// Plan 002 with a room and one of another room recognised; the congress of the province with both put forward and chosen.
async fn congress(db: &lantoa_store::Db) -> (Scene, ConferenceId, [DelegateId; 3]) {
    let (scene, running) = plan_002::begin(db, "2022-02-14").await;
    let round = scene.round(&running, "hang-nam", 2022, 0).await;
    let collective = scene.open(round, "van-hoa-cong-so", 1, scene.unit(1)).await;
    let own = scene.rooms[2].staff[0];
    let person = scene.open_as(own, (round, "hoc-tap-bac"), 2, scene.member(2, 0)).await.unwrap();
    scene.register(scene.rooms[1].chief, collective).await.unwrap();
    scene.register(own, person).await.unwrap();
    scene.screen(collective).await.unwrap();
    scene.screen(person).await.unwrap();
    scene.on("2022-12-01");
    scene.recognise(&running, &[collective, person], &[]).await.unwrap();
    scene.on("2025-02-10");
    let cx = office(&scene).await;
    let new = Set {
        programme: running.programme,
        kind: ConferenceKind::Above,
        task: Some(scene.tasks(&running, "tong-ket-2025").await[0].id),
        terms: Terms {
            host: "UBND tỉnh Khánh Hòa".into(),
            ..terms("Đại hội Thi đua yêu nước tỉnh lần thứ VI", "2025-06-20")
        },
    };
    let id = conference::set_up(&cx, new).await.unwrap();
    conference::give_seats(&cx, id, 1, Seats { all: Some(2), ..Seats::default() }).await.unwrap();
    let of_person = exemplar_named(&cx, "Nhân viên Một Phòng Tuyên truyền").await;
    let of_room = exemplar_named(&cx, "Phòng Chính sách").await;
    let mut out = Vec::new();
    for (room, exemplar, name, role) in [
        (2, Some(of_person), "", DelegateRole::Presenter),
        (1, Some(of_room), "Nhân viên Một Phòng Chính sách", DelegateRole::Official),
        (2, None, "Nhân viên Hai Phòng Tuyên truyền", DelegateRole::Substitute),
    ] {
        let chief = scene.acting(scene.rooms[room].chief).await;
        let delegate = conference::propose(&chief, id, Proposal { exemplar, ..typed(&scene, room, name, role) }).await;
        out.push(delegate.unwrap());
        choose(&cx, id, out[out.len() - 1]).await.unwrap();
    }
    (scene, id, [out[0], out[1], out[2]])
}

/// R034, R172: delegates for the congress of the province are chosen and introduced; the list is frozen as it was handed over, and a later one
/// says what is different.
#[tokio::test]
async fn the_list_for_the_congress_is_frozen_and_the_next_says_what_changed() {
    both(async |db| {
        let (scene, id, [presenter, _, substitute]) = congress(db).await;
        let cx = office(&scene).await;
        let handing = |on: &str| Handing {
            recipient: "Ban Thi đua - Khen thưởng tỉnh".into(),
            letter: "15/BDT-VP".into(),
            on: day(on),
        };
        conference::hand_over(&cx, id, seen(&cx, id).await, handing("2025-02-10")).await.unwrap();
        let (names, first) = unpacked(&cx, id, 1).await;
        let expected = [
            "danh-sach-dai-bieu.docx",
            "danh-sach-dai-bieu.xlsx",
            "bao-cao-dien-hinh.docx",
            "thanh-tich/01-nhan-vien-mot-phong-chinh-sach.docx",
            "thanh-tich/02-nhan-vien-mot-phong-tuyen-truyen.docx",
            "thanh-tich/03-nhan-vien-hai-phong-tuyen-truyen.docx",
        ];
        assert_eq!(names, expected);
        let again = conference::hand_over(&cx, id, seen(&cx, id).await, handing("2025-02-10")).await;
        assert_eq!(refusal(again), invalid("conference", "handover-same"));

        scene.on("2025-03-03");
        let chief = scene.acting(scene.rooms[2].chief).await;
        let away = mark(&chief, id, presenter, Reply::NotComing, "đi học").await;
        conference::reply(&chief, id, vec![away]).await.unwrap();
        let (gone, instead) = (mark(&chief, id, presenter, (), "").await, mark(&chief, id, substitute, (), "").await);
        conference::stand_in(&chief, presenter, gone.seen, (substitute, instead.seen)).await.unwrap();
        let cx = office(&scene).await;
        assert!(view(&cx, id).await.moved_on, "the list would be another today");
        conference::hand_over(&cx, id, seen(&cx, id).await, handing("2025-03-03")).await.unwrap();
        let known = view(&cx, id).await;
        assert!(!known.moved_on);
        let print: String = Sha256::digest(&first).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(known.handovers[0].row.sha256, print);
        assert_eq!(unpacked(&cx, id, 1).await.1, first, "the first is what it was");
        let expected = [
            Change::Removed("Nhân viên Một Phòng Tuyên truyền".into()),
            Change::Changed("Nhân viên Hai Phòng Tuyên truyền".into(), vec![Part::Role]),
        ];
        assert_eq!((known.handovers[1].row.ordinal, known.handovers[1].changes.as_slice()), (2, expected.as_slice()));
        assert!(matches!(refusal(conference::file(&chief, id, 1).await), Refusal::NotFound), "not for one unit");
    })
    .await;
}

/// Something counted from the day of a conference.
const AFTER: &str = r#"
[[obligations]]
key = "tin-sau-hoi-nghi"
what = "Đưa tin về hội nghị"
who = "standing_body"
form = "report"
deadline = { every = "after", days = 5, working = true, event = "ngày tổ chức hội nghị" }
"#;

/// R131, R133, R217: a conference looks back on years of its own; a unit without one sends delegates all the same; one is held together with
/// another event, and its invitation says so; once held it is proposed as the event that deadlines count from.
#[tokio::test]
async fn years_of_its_own_delegates_without_a_conference_and_another_event() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        let cx = office(&scene).await;
        let new = Set {
            programme: running.programme,
            kind: ConferenceKind::Above,
            task: None,
            terms: Terms {
                host: "UBND thị xã".into(),
                years: Some((2020, 2025)),
                ..terms("Hội nghị lần thứ X", "2025-03-10")
            },
        };
        let id = conference::set_up(&cx, new).await.unwrap();
        let delegate = conference::propose(&cx, id, typed(&scene, 1, "Người Được Cử", DelegateRole::Official)).await;
        choose(&cx, id, delegate.unwrap()).await.unwrap();
        let known = view(&cx, id).await;
        let plan = &running.plan.document;
        assert_eq!((known.row.from_year, known.row.to_year, plan.from, plan.to), (2020, 2025, 2021, 2025));
        assert_eq!(known.figures.chosen, 1);
        assert!(
            conference::list(&cx, conference::Wanted { kind: Some(ConferenceKind::HeldHere), ..Default::default() })
                .await
                .unwrap()
                .rows
                .is_empty()
        );
    })
    .await;
    both(async |db| held_with_another_event(db).await).await;
}

/// The conference of plan 003, held together with that of the officials.
async fn held_with_another_event(db: &lantoa_store::Db) {
    let (scene, _) = plan_003::begin(db).await;
    let text = include_str!("../../../../plans/003-thanh-tra-binh-phuoc-2016-2020.toml").to_owned() + AFTER;
    let running = scene.start(&text).await;
    let cx = office(&scene).await;
    let with = "Hội nghị cán bộ, công chức";
    let new = Set {
        programme: running.programme,
        kind: ConferenceKind::HeldHere,
        task: None,
        terms: Terms { held_with: with.into(), ..terms("Hội nghị tổng kết kế hoạch", "2020-12-20") },
    };
    let id = conference::set_up(&cx, new).await.unwrap();
    let guest =
        Proposal { words: words(DelegateRole::Guest, ""), ..typed(&scene, 1, "Ông Khách", DelegateRole::Guest) };
    conference::propose(&cx, id, guest).await.unwrap();
    let phrases = document::setting(&cx).await.unwrap().setting.phrases;
    let about = document::About::Conference(id);
    let invitation = document::compose(&cx, Kind::Invitation, about, &phrases).await.unwrap();
    let said = plain(&invitation.draft());
    assert!(said.contains(&format!("được tổ chức cùng {with}")) && said.contains("Ông Khách"), "{said}");

    conference::call(&cx, id, 1).await.unwrap();
    scene.on("2020-12-21");
    let cx = office(&scene).await;
    assert!(happening::register(&cx, running.programme).await.unwrap().proposals.is_empty(), "not held yet");
    conference::hold(&cx, id, 2, day("2020-12-20"), Meets::Nothing).await.unwrap();
    let register = happening::register(&cx, running.programme).await.unwrap();
    let [proposed] = register.proposals.as_slice() else { panic!("one event: {:?}", register.proposals) };
    assert_eq!((proposed.on, proposed.note.as_str()), (day("2020-12-20"), "Hội nghị tổng kết kế hoạch"));
}

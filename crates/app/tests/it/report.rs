//! Reports that write themselves: edits survive, what was sent stays, differences are seen, roll-ups are sums, praise is timed, rights hold.

use crate::stage::{PLAN, dossier_at, new_person, plan_with, recognise, refusal, to_decide};
use lantoa_app::report::{self, New, Sending, Which};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::diff::Side;
use lantoa_domain::id::{DossierId, ProgrammeId, ReportId, UnitId};
use lantoa_domain::plan::StepKind;
use lantoa_domain::report::{Facts, Freshness, Level, MovementLine, ReportKind, ReportState, Section, What};
use lantoa_domain::subject::Subject;
use lantoa_store::Word;
use lantoa_store::prospect::{self, Prospect};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::{Running, World};

fn yearly(programme: ProgrammeId, unit: Option<UnitId>, level: Level) -> New {
    New { programme, unit, kind: ReportKind::Yearly, level, year: 2017, month: 0 }
}

async fn begun(cx: &Cx, running: &Running) -> ReportId {
    report::begin(cx, yearly(running.programme, None, Level::Subtree)).await.unwrap()
}

async fn seen(cx: &Cx, id: ReportId) -> i64 {
    report::page(cx, id).await.unwrap().row.version
}

async fn write(cx: &Cx, id: ReportId, section: Section, text: &str) {
    report::edit(cx, id, seen(cx, id).await, section, text.to_owned()).await.unwrap();
}

async fn text(cx: &Cx, id: ReportId, section: &Section) -> (String, Freshness) {
    let view = report::page(cx, id).await.unwrap();
    let part = view.parts.into_iter().find(|part| part.section == *section).unwrap();
    (part.text, part.freshness)
}

async fn recognise_one(world: &World, running: &Running, room: usize) -> DossierId {
    let dossier = to_decide(world, running, "nam", room).await;
    recognise(world, running, &[dossier]).await;
    dossier
}

fn why<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match refusal(result) {
        Refusal::Invalid { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

/// F79: the report is drafted in words; what a person wrote survives every new draft until that person decides.
#[tokio::test]
async fn edits_survive_regeneration_and_a_person_decides() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        recognise_one(&world, &running, 0).await;
        let clerk = world.acting(world.secretary).await;
        let id = begun(&clerk, &running).await;
        let again = report::begin(&clerk, yearly(running.programme, None, Level::Subtree)).await;
        assert_eq!(refusal(again), Refusal::Taken { field: "report" });
        let section = Section::Selection;
        let (drafted, _) = text(&clerk, id, &section).await;
        assert!(drafted.contains("đã công nhận 01 cá nhân"), "{drafted}");
        write(&clerk, id, section.clone(), &format!("{drafted}\nĐây là kết quả đáng mừng.")).await;

        recognise_one(&world, &running, 1).await;
        let (kept, freshness) = text(&clerk, id, &section).await;
        assert!(kept.ends_with("Đây là kết quả đáng mừng.") && kept.contains("01 cá nhân"), "{kept}");
        assert_eq!(freshness, Freshness::Undecided);
        assert_eq!(text(&clerk, id, &Section::Discovery).await.1, Freshness::Behind, "nobody edited it");
        report::refresh(&clerk, id, seen(&clerk, id).await).await.unwrap();
        assert!(text(&clerk, id, &Section::Discovery).await.0.contains("02 hồ sơ"), "drafted anew");
        assert_eq!(text(&clerk, id, &section).await, (kept.clone(), Freshness::Undecided), "not lost");

        let beside = report::section(&clerk, id, section.clone()).await.unwrap();
        assert!(beside.fresh.contains("02 cá nhân"));
        let marked =
            |side| beside.pieces.iter().filter(|piece| piece.side == side).map(|p| p.text.as_str()).collect::<String>();
        assert!(marked(Side::New).contains("02") && marked(Side::Old).contains("đáng mừng"), "{:?}", beside.pieces);
        let undecided = report::submit(&clerk, id, seen(&clerk, id).await).await;
        assert_eq!(why(undecided), "report-undecided");
        report::keep(&clerk, id, seen(&clerk, id).await, section.clone()).await.unwrap();
        assert_eq!(text(&clerk, id, &section).await, (kept, Freshness::Current));
        report::take(&clerk, id, seen(&clerk, id).await, section.clone()).await.unwrap();
        assert!(text(&clerk, id, &section).await.0.contains("02 cá nhân"), "taken");
        let stale = report::edit(&clerk, id, 1, section, "x".into()).await;
        assert!(matches!(stale, Err(Error::Overtaken { .. })), "{stale:?}");
    })
    .await;
}

/// R006, R227: a report draws lessons before it goes; what was sent stays whatever the records say later, and a new version shows what
/// changed.
#[tokio::test]
async fn what_was_sent_stays_and_a_new_version_shows_what_changed() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        recognise_one(&world, &running, 0).await;
        let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let officer = world.acting(world.officers[0]).await;
        let id = begun(&clerk, &running).await;
        assert_eq!(refusal(report::page(&officer, id).await), Refusal::NotFound, "a draft is its writers' own");
        let early = report::submit(&clerk, id, seen(&clerk, id).await).await;
        assert_eq!(why(early), "report-no-lessons");
        write(&clerk, id, Section::Lessons, "Chọn đúng người, đúng việc.").await;
        report::submit(&clerk, id, seen(&clerk, id).await).await.unwrap();
        let late = report::edit(&clerk, id, seen(&clerk, id).await, Section::Lessons, "x".into()).await;
        assert_eq!(why(late), "report-frozen");
        let sending = |to: &[&str]| Sending {
            to: to.iter().map(|one| (*one).to_owned()).collect(),
            on: world.app.today(),
            number: "140/BC-STN".into(),
        };
        let nobody = report::send(&head, id, seen(&head, id).await, sending(&[])).await;
        assert_eq!(why(nobody), "empty");
        report::send(&head, id, seen(&head, id).await, sending(&["UBND thị xã", "UBND tỉnh"])).await.unwrap();

        let sent = report::version(&officer, id, 1).await.unwrap();
        assert_eq!(sent.versions[0].sendings.len(), 2);
        recognise_one(&world, &running, 1).await;
        let after = report::version(&officer, id, 1).await.unwrap();
        assert_eq!(after.content, sent.content, "frozen");
        assert_eq!(after.versions[0].row.sha256, sent.versions[0].row.sha256);
        assert_eq!(refusal(report::compare(&officer, id, None).await), Refusal::NotFound, "there is but one");

        report::reopen(&clerk, id, seen(&clerk, id).await).await.unwrap();
        let shown = report::page(&officer, id).await.unwrap();
        assert_eq!((shown.shown, &shown.content), (Some(1), &sent.content), "readers have what was sent");
        report::refresh(&clerk, id, seen(&clerk, id).await).await.unwrap();
        write(&clerk, id, Section::Lessons, "Chọn đúng người, đúng lúc.").await;
        report::submit(&clerk, id, seen(&clerk, id).await).await.unwrap();
        let asked = Some((Which::Version(1), Which::Version(2)));
        let compared = report::compare(&clerk, id, asked).await.unwrap();
        let recognised = compared.figures.iter().find(|one| one.what == What::Recognised && one.movement.is_none());
        let recognised = recognised.unwrap();
        assert_eq!((recognised.from, recognised.to), (Some(1), Some(2)));
        let lessons = compared.texts.iter().find(|one| one.heading.contains("BÀI HỌC")).unwrap();
        assert!(lessons.pieces.iter().any(|piece| piece.side == Side::New && piece.text.contains("lúc")));
        assert_eq!(refusal(report::version(&officer, id, 2).await), Refusal::NotFound, "not sent yet");
        report::send(&head, id, seen(&head, id).await, sending(&["UBND tỉnh"])).await.unwrap();
        assert_eq!(report::page(&officer, id).await.unwrap().shown, Some(2));
    })
    .await;
}

#[tokio::test]
async fn units_write_their_own_reports_and_nobody_elses() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let room = world.acting(world.room_heads[0]).await;
        let own = report::begin(&room, yearly(running.programme, Some(world.rooms[0]), Level::Own)).await.unwrap();
        for other in [Some(world.rooms[1]), None] {
            let refused = report::begin(&room, yearly(running.programme, other, Level::Subtree)).await;
            assert!(matches!(refusal(refused), Refusal::NotAllowed { .. }));
        }
        let offered = report::offered(&room).await.unwrap();
        assert_eq!(offered.units.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [world.rooms[0]]);
        let neighbour = world.acting(world.room_heads[1]).await;
        assert_eq!(refusal(report::page(&neighbour, own).await), Refusal::NotFound);
        assert!(report::list(&neighbour, report::Filter::default(), None).await.unwrap().rows.is_empty());
        assert_eq!(report::list(&room, report::Filter::default(), None).await.unwrap().rows.len(), 1);
        write(&room, own, Section::Lessons, "Bài học.").await;
        report::submit(&room, own, seen(&room, own).await).await.unwrap();
        let to = Sending { to: vec!["Văn phòng".into()], on: world.app.today(), number: "1/BC".into() };
        let sent = report::send(&room, own, seen(&room, own).await, to.clone()).await;
        assert!(matches!(refusal(sent), Refusal::NotAllowed { .. }), "the office or the head sends");
        let clerk = world.acting(world.secretary).await;
        report::send(&clerk, own, seen(&clerk, own).await, to).await.unwrap();
        let state = Some(ReportState::Sent);
        let found =
            report::list(&neighbour, report::Filter { state, ..report::Filter::default() }, None).await.unwrap();
        assert_eq!(found.rows.len(), 1, "everybody reads what was sent");
        let admin = world.acting(world.admin).await;
        assert!(matches!(
            refusal(report::begin(&admin, yearly(running.programme, None, Level::Own)).await),
            Refusal::NotAllowed { .. }
        ));
    })
    .await;
}

async fn counted(cx: &Cx, running: &Running, unit: UnitId, level: Level) -> Facts {
    report::counted(cx, running.programme, (unit, level), (ReportKind::Yearly, 2017, 0)).await.unwrap()
}

/// F78: what is rolled up over the agency is the sum of what each unit has of its own, for every figure that can be summed.
#[tokio::test]
async fn a_roll_up_is_the_sum_of_the_units_own() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(&plan_with(""), 2017).await;
        let mut dice: u64 = 0x2545_f491_4f6c_dd1d;
        let mut roll = |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        for _ in 0..14 {
            let room = usize::try_from(roll(3)).unwrap();
            let dossier = to_decide(&world, &running, "nam", room).await;
            if roll(2) == 0 {
                recognise(&world, &running, &[dossier]).await;
            }
            if roll(3) == 0 {
                noticed(&world, &running, world.rooms[room], None, "2017-06-01").await;
            }
        }
        let clerk = world.acting(world.secretary).await;
        let whole = counted(&clerk, &running, world.root, Level::Subtree).await;
        let mut units = vec![world.root, world.office];
        units.extend(world.rooms);
        for what in What::ALL.iter().filter(|what| what.sums_up()) {
            let mut sum = 0;
            for unit in &units {
                sum += counted(&clerk, &running, *unit, Level::Own).await.value(*what);
            }
            assert_eq!(whole.value(*what), sum, "{what:?}");
        }
        assert!(whole.value(What::Recognised) > 0 && whole.value(What::Prospects) > 0);
        let sum: u32 = whole.movements.iter().map(MovementLine::all).sum();
        assert_eq!(whole.value(What::Recognised), i64::from(sum), "and of the movements");
        let room = counted(&clerk, &running, world.rooms[0], Level::Subtree).await;
        assert_eq!(
            room.figures,
            counted(&clerk, &running, world.rooms[0], Level::Own).await.figures,
            "nothing below it"
        );
    })
    .await;
}

async fn noticed(world: &World, running: &Running, unit: UnitId, dossier: Option<DossierId>, on: &str) {
    use lantoa_domain::prospect::{ProspectState, Source};
    let row = Prospect {
        id: world.app.id(),
        root: world.root,
        programme: running.programme,
        movement: "chung".parse().unwrap(),
        class: Word(lantoa_domain::subject::SubjectKind::Individual),
        name: "Người mới".into(),
        unit,
        scope: String::new(),
        deed: "Việc tốt".into(),
        source: Word(Source::Staff),
        source_note: String::new(),
        state: Word(if dossier.is_some() { ProspectState::Registered } else { ProspectState::Noticed }),
        noticed_on: on.parse().unwrap(),
        fostered_on: None,
        invited_on: None,
        registered_on: dossier.map(|_| world.app.today()),
        let_go_on: None,
        why: String::new(),
        dossier,
        entered_by: world.secretary,
        entered: world.app.now(),
        version: 1,
        suggested_on: None,
        recognised_on: None,
    };
    let stored = world.app.db().write(async move |tx| {
        prospect::insert(tx, &row).await?;
        prospect::save_state(tx, &row).await?;
        Ok::<_, Error>(())
    });
    stored.await.unwrap();
}

/// R151: the time from discovery to praise is measured, from the day somebody took notice where that is known.
#[tokio::test]
async fn praise_in_time_is_measured_from_the_first_notice() {
    both(async |db| {
        let world = World::found(db, "2017-10-01").await;
        let running = world.run(PLAN, 2017).await;
        let person = new_person(&world, 0).await;
        let early =
            dossier_at(&world, &running, "nam", StepKind::Decide, Subject::Person(person), world.rooms[0]).await;
        noticed(&world, &running, world.rooms[0], Some(early), "2017-07-13").await;
        world.clock.set("2017-10-21");
        let late = to_decide(&world, &running, "nam", 1).await;
        recognise(&world, &running, &[early, late]).await;
        let clerk = world.acting(world.secretary).await;
        let facts = counted(&clerk, &running, world.root, Level::Subtree).await;
        let days = |what| facts.of(what).and_then(|figure| figure.value);
        assert_eq!(
            (days(What::DaysMedian), days(What::DaysNinetieth)),
            (Some(0), Some(100)),
            "opened and praised on one day"
        );
        assert_eq!(days(What::WomenShare), None, "two are too few to be told");
        assert_eq!((days(What::UnitsNamed), days(What::UnitsUnnamed)), (Some(2), Some(2)));
        let id = begun(&clerk, &running).await;
        let (said, _) = text(&clerk, id, &Section::Selection).await;
        assert!(said.contains("90% số trường hợp trong vòng 100 ngày"), "{said}");
        let view = report::page(&clerk, id).await.unwrap();
        assert_eq!(view.repeated, Some(0));
        assert_eq!(report::page(&world.acting(world.head).await, id).await.unwrap().repeated, Some(0));
    })
    .await;
}

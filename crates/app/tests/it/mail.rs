//! Reminders without a mail server: who is told what, how often, and that nothing is queued, taken or sent twice.

use crate::mailing::{agency, server, task_of, turn_on};
use crate::stage::{PLAN, called, refusal, to_decide, waiting};
use lantoa_app::digest::{self, Digest, Figures, Whose};
use lantoa_app::mail::{self, Chosen, Filter, LetterState, Outcome, Password, Set};
use lantoa_app::task::{self, Assign};
use lantoa_app::{App, Error, Seed, account, workbench};
use lantoa_domain::Refusal;
use lantoa_domain::id::PersonId;
use lantoa_domain::plan::StepKind;
use lantoa_domain::reminder::{Cadence, Fault, Language, Security};
use lantoa_store::journal;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

async fn told(world: &World, person: PersonId) -> Digest {
    digest::today(&world.acting(person).await).await.unwrap()
}

/// F72: the same things as the workbench, by role; nobody who is nominated is named anywhere in it.
#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_told_what_waits_for_them_and_no_name() {
    both(async |db| {
        let (world, running) = agency(db, PLAN).await;
        to_decide(&world, &running, "dot-xuat", 0).await;
        let waits = waiting(&world, &running, "nam", 1).await;
        called(&world, &[waits]).await;

        let room = told(&world, world.room_heads[0]).await;
        assert_eq!(room.figures(), Figures { due: 1, late: 1, waiting: 0, sessions: 1 }, "unit head and member");
        let what: Vec<&str> = room.tasks.iter().map(|one| one.what.as_str()).collect();
        assert_eq!(what, ["Gửi danh sách gương người tốt", "Báo cáo kết quả quý IV"], "the most urgent first");
        let bench = workbench::workbench(&world.acting(world.room_heads[0]).await).await.unwrap();
        let same = room.tasks.iter().all(|one| bench.tasks.iter().any(|task| (task.id, task.due) == (one.id, one.due)));
        assert!(same, "the same as on the workbench");

        let head = told(&world, world.head).await;
        let kinds: Vec<_> = head.dossiers.iter().map(|kind| (kind.step, kind.count)).collect();
        assert_eq!(kinds, [(Some(StepKind::Deliberate), 1), (Some(StepKind::Decide), 1)], "chair and head");
        let member = told(&world, world.members[5]).await;
        assert_eq!(member.figures(), Figures { sessions: 1, ..Figures::default() }, "a member without a unit");
        assert_eq!(member.sessions[0].council, "Hội đồng Thi đua - Khen thưởng");
        assert_eq!(told(&world, world.secretary).await.tasks.len(), 2, "the standing body owes for the office");
        for quiet in [world.inspector, world.officers[0], world.admin] {
            assert!(told(&world, quiet).await.is_quiet());
        }
        for person in [world.head, world.secretary, world.room_heads[0], world.members[5]] {
            let all = format!("{:?}", told(&world, person).await);
            assert!(!all.contains("Ứng viên") && !all.contains("Người "), "{all}");
        }
    })
    .await;
}

/// F106: one letter a person and day, however many plan it, only to those who want and can use one, and none without something to say.
#[tokio::test(flavor = "multi_thread")]
async fn one_letter_a_day_to_those_who_want_one() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        assert_eq!(mail::plan(&world.app).await.unwrap().letters, 0, "off by default");
        turn_on(&world, 2525).await;
        world.clock.advance_seconds(-2 * 3600);
        assert_eq!(mail::plan(&world.app).await.unwrap().letters, 0, "not before its hour");
        world.clock.advance_seconds(2 * 3600);
        mail::choose(&world.acting(world.head).await, Chosen { cadence: Cadence::Never, language: Language::Vi })
            .await
            .unwrap();
        let other = App::new(world.app.db().clone(), world.clock.clone(), Seed::from(99));
        let (one, two) = tokio::join!(mail::plan(&world.app), mail::plan(&other));
        assert_eq!(one.unwrap().letters + two.unwrap().letters, 6, "seven have an address, one wants none");
        let mut to = Vec::new();
        while let Some(ready) = mail::take(&world.app).await.unwrap() {
            to.push(ready.to.clone());
            mail::settle(&world.app, &ready, Outcome::Taken(250)).await.unwrap();
        }
        to.sort();
        assert_eq!(to, ["nhat@stn.vi.du", "thu@stn.vi.du"], "for the others there was nothing to say");
        let admin = world.acting(world.admin).await;
        let rows = mail::list(&admin, Filter::default()).await.unwrap().rows;
        assert!(rows.len() == 2 && rows.iter().all(|row| row.state.0 == LetterState::Sent));
        assert_eq!(mail::plan(&other).await.unwrap().letters, 0, "a restart plans nothing again");
        assert!(mail::list(&world.acting(world.secretary).await, Filter::default()).await.is_err());
        let mine = mail::own(&world.acting(world.room_heads[0]).await).await.unwrap();
        assert_eq!((mine.letters.len(), mine.sends_from), (1, Some(7)));
    })
    .await;
}

/// Two who take at the same time: one gets it. A worker that vanished leaves a letter that nobody sends again by itself.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_in_one_hand_only() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        turn_on(&world, 2525).await;
        mail::plan(&world.app).await.unwrap();
        let other = App::new(world.app.db().clone(), world.clock.clone(), Seed::from(99));
        let (one, two) = tokio::join!(mail::take(&world.app), mail::take(&other));
        let (one, two) = (one.unwrap().expect("a letter"), two.unwrap().expect("another"));
        assert_ne!(one.id, two.id);
        assert!(mail::take(&world.app).await.unwrap().is_none());
        world.clock.advance_seconds(11 * 60);
        assert_eq!(mail::plan(&world.app).await.unwrap().lost, 2);
        mail::settle(&world.app, &one, Outcome::Taken(250)).await.unwrap();
        let admin = world.acting(world.admin).await;
        let rows = mail::list(&admin, Filter::default()).await.unwrap().rows;
        let lost = |row: &mail::LetterLine| row.state.0 == LetterState::Failed && row.fault.unwrap().0 == Fault::Lost;
        assert!(rows.iter().all(lost), "who comes back too late changes nothing");
        let row = rows.iter().find(|row| row.id == one.id).unwrap();
        mail::again(&admin, row.id, row.version).await.unwrap();
        let back = mail::take(&world.app).await.unwrap().expect("sent again by hand");
        assert_eq!((back.id, back.digest.is_quiet()), (one.id, false));
    })
    .await;
}

/// What may pass is tried again ever slower; a later day's letter takes in what still waits, so nobody gets two in a row.
#[tokio::test(flavor = "multi_thread")]
async fn put_off_then_merged_into_the_next_day() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        turn_on(&world, 2525).await;
        mail::plan(&world.app).await.unwrap();
        let first = mail::take(&world.app).await.unwrap().unwrap();
        mail::settle(&world.app, &first, Outcome::Not(Fault::Unreachable, 0)).await.unwrap();
        assert!(mail::take(&world.app).await.unwrap().is_none(), "the other letters would meet the same");
        world.clock.advance_seconds(5 * 60 + 1);
        let busy = mail::take(&world.app).await.unwrap().unwrap();
        mail::settle(&world.app, &busy, Outcome::Not(Fault::Busy, 451)).await.unwrap();
        let next = mail::take(&world.app).await.unwrap().expect("a busy server is asked for the next letter");
        mail::settle(&world.app, &next, Outcome::Not(Fault::Refused, 550)).await.unwrap();
        assert!(mail::take(&world.app).await.unwrap().is_none(), "the others have nothing to say");
        world.clock.advance_seconds(24 * 3600);
        assert_eq!(mail::plan(&world.app).await.unwrap().letters, 7);
        let admin = world.acting(world.admin).await;
        let rows = mail::list(&admin, Filter::default()).await.unwrap().rows;
        let of = |state| rows.iter().filter(|row| row.state.0 == state).count();
        assert_eq!((of(LetterState::Merged), of(LetterState::Failed)), (1, 1));
        let failed = rows.iter().find(|row| row.state.0 == LetterState::Failed).unwrap();
        let late = mail::again(&admin, failed.id, failed.version).await;
        assert_eq!(refusal(late), Refusal::InUse, "the later letter says all of it");
    })
    .await;
}

/// The settings: only for administrators, a password that is never shown, kept for its own server only, and no server unsecured elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn settings_keep_their_secret() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let admin = world.acting(world.admin).await;
        assert!(mail::setting(&world.acting(world.head).await).await.is_err());
        let elsewhere = Set { host: "thu.vi.du".into(), ..server(25, 0) };
        assert_eq!(refusal(mail::set(&admin, elsewhere).await), Refusal::Invalid { field: "security", why: "plain" });
        let secret = "khóa-rất-bí-mật";
        let with = |host: &str, password, seen| Set {
            host: host.into(),
            security: Security::StartTls,
            login: "nhac-viec".into(),
            password,
            ..server(587, seen)
        };
        mail::set(&admin, with("thu.vi.du", Password::New(secret.into()), 0)).await.unwrap();
        let view = mail::setting(&admin).await.unwrap();
        assert!(view.has_password && !format!("{view:?}").contains(secret));
        mail::set(&admin, with("thu.vi.du", Password::Keep, 1)).await.unwrap();
        let moved = mail::set(&admin, with("ke-xau.vi.du", Password::Keep, 2)).await;
        assert_eq!(refusal(moved), Refusal::Invalid { field: "password", why: "retype" });
        assert!(matches!(mail::set(&admin, with("thu.vi.du", Password::Keep, 1)).await, Err(Error::Overtaken { .. })));
        let root = world.root;
        let seen = journal::Filter { action: Some("mail.set".into()), ..Default::default() };
        let lines =
            world.app.db().read(async move |conn| journal::list(conn, root, &seen, None, 9).await).await.unwrap();
        assert_eq!(lines.rows.len(), 2);
        assert!(lines.rows.iter().all(|line| !line.detail.contains(secret) && !line.detail.contains("thu.vi.du")));
        mail::plan(&world.app).await.unwrap();
        let ready = mail::take(&world.app).await.unwrap().unwrap();
        assert!(!format!("{ready:?}").contains(secret), "nor in what a worker could print");
    })
    .await;
}

/// The address in a letter ends that person's letters and nobody else's; who closes an account or loses the address gets none.
#[tokio::test(flavor = "multi_thread")]
async fn letters_end() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        turn_on(&world, 2525).await;
        mail::plan(&world.app).await.unwrap();
        let mut stop = Vec::new();
        while let Some(ready) = mail::take(&world.app).await.unwrap() {
            stop.push((ready.to.clone(), ready.stop.clone()));
            mail::settle(&world.app, &ready, Outcome::Taken(250)).await.unwrap();
        }
        let (_, token) = stop.iter().find(|(to, _)| to == "nhat@stn.vi.du").unwrap();
        let forged = token.replace(&token[token.len() - 4..], "0000");
        assert_eq!(refusal(mail::stop(&world.app, &forged).await), Refusal::NotFound);
        mail::stop(&world.app, token).await.unwrap();
        mail::stop(&world.app, token).await.unwrap();
        let room = world.acting(world.room_heads[0]).await;
        assert_eq!(mail::own(&room).await.unwrap().chosen.cadence, Cadence::Never);
        let admin = world.acting(world.admin).await;
        let thu = account::of_person(&admin, world.secretary).await.unwrap().unwrap();
        world.clock.advance_seconds(24 * 3600);
        mail::plan(&world.app).await.unwrap();
        account::change(&admin, thu.id, thu.version, account::Change::Disable).await.unwrap();
        assert!(mail::take(&world.app).await.unwrap().is_none(), "a closed account gets none, though it was queued");
    })
    .await;
}

/// A task given to a person is on that person's list, workbench and digest on the inner day, and gone when it is taken back.
#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_given_to_a_person_of_the_unit() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let (head, officer) = (world.acting(world.room_heads[0]).await, world.acting(world.officers[0]).await);
        let (id, version) = task_of(&world, 0, "Báo cáo tổng kết năm").await;
        let give =
            |person, due: &str| Assign { person, due: Some(due.parse().unwrap()), note: "Lấy số liệu".into() };
        let other = task::assign(&head, id, version, give(world.officers[1], "2021-12-02")).await;
        assert_eq!(refusal(other), Refusal::Invalid { field: "person", why: "other-unit" });
        let late = task::assign(&head, id, version, give(world.officers[0], "2021-12-31")).await;
        assert_eq!(refusal(late), Refusal::Invalid { field: "due", why: "after-task" });
        let mine = give(world.officers[0], "2021-12-02");
        assert!(task::assign(&officer, id, version, mine.clone()).await.is_err(), "not by oneself");
        assert!(task::assign(&world.acting(world.room_heads[1]).await, id, version, mine.clone()).await.is_err());
        task::assign(&head, id, version, mine.clone()).await.unwrap();
        assert!(matches!(task::assign(&head, id, version, mine).await, Err(Error::Overtaken { .. })));

        let digest = digest::today(&officer).await.unwrap();
        let [one] = digest.tasks.as_slice() else { panic!("{digest:?}") };
        assert_eq!((one.id, one.due.to_string().as_str(), one.whose), (id, "2021-12-02", Whose::Own));
        let bench = workbench::workbench(&officer).await.unwrap();
        assert_eq!((bench.tasks[0].id, bench.tasks[0].due.to_string().as_str()), (id, "2021-12-02"));
        let wanted = task::Wanted { scope: task::Scope::Assigned, ..task::Wanted::default() };
        let listed = task::list(&officer, wanted.clone()).await.unwrap().rows;
        assert_eq!((listed.len(), listed[0].0.assignee_name.as_deref()), (1, Some("Đỗ Thị Ánh")));
        assert!(task::list(&head, wanted.clone()).await.unwrap().rows.is_empty());
        let calendar = lantoa_app::calendar::own(&officer).await.unwrap();
        let entry = &calendar.deadlines[0];
        assert_eq!((entry.on.to_string().as_str(), entry.changes), ("2021-12-02", 1), "a change is newer");
        let note = |shown: task::Shown| shown.assignment.unwrap().note;
        assert_eq!(note(task::show(&officer, id).await.unwrap()), "Lấy số liệu");
        let stranger = world.acting(world.officers[1]).await;
        assert_eq!(note(task::show(&stranger, id).await.unwrap()), "", "what to know is for those it concerns");

        task::take_back(&head, id, version + 1).await.unwrap();
        assert!(digest::today(&officer).await.unwrap().is_quiet());
        assert!(task::list(&officer, wanted).await.unwrap().rows.is_empty());
        assert_eq!(refusal(task::take_back(&head, id, version + 2).await), Refusal::NotFound);
    })
    .await;
}

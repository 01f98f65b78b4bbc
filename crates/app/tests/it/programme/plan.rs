//! Drafts: upload, correction, rejection, files, confirmation, amendment.

use lantoa_app::plan::confirm::{confirm, preview};
use lantoa_app::plan::{self, Verdict, change, judge, replace, upload, view};
use lantoa_app::{Error, programme, task};
use lantoa_domain::Refusal;
use lantoa_domain::plan::{Change, Criterion, Item, ItemPath, Plan, Quota, Severity, Source, Test};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

use super::{PLAN, command, confirmed, refusal, uploaded};

fn path(text: &str) -> ItemPath {
    text.parse().expect("a place in a plan")
}

#[tokio::test]
async fn a_draft_is_corrected_item_by_item_and_every_correction_is_on_record() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let id = uploaded(&cx).await;
        let first = view::show(&cx, id).await.unwrap();
        assert!(first.findings.iter().all(|f| f.severity == Severity::Warning), "{:?}", first.findings);

        let Some(Item::Movement(mut movement)) = first.plan.item(&path("movements.day-tot")) else { panic!() };
        movement.name = "Dạy thật tốt, học thật tốt".into();
        let changed = change(&cx, id, first.version, Change::Put(path("movements.day-tot"), Item::Movement(movement)));
        assert_eq!(changed.await.unwrap(), path("movements.day-tot"));
        let criterion = Criterion {
            key: "x".parse().unwrap(),
            movement: None,
            tracks: vec![],
            applies: lantoa_domain::plan::Applies::Individual,
            text: "Có sáng kiến được công nhận".into(),
            test: Test::Judged,
            any_of: None,
            years: None,
            source: None,
        };
        let added = change(&cx, id, first.version + 1, Change::Add(Item::Criterion(criterion))).await.unwrap();
        assert_eq!(added, path("criteria.c"));

        let stale = change(&cx, id, first.version, Change::Accept(path("document"))).await;
        assert!(matches!(stale, Err(Error::Overtaken { ref by, .. }) if by == "Lê Thị Thư"), "{stale:?}");
        let now = view::show(&cx, id).await.unwrap();
        let actions: Vec<&str> = now.history.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["plan.item-added", "plan.item-corrected", "plan.uploaded"]);
        assert!(now.history[1].detail.contains("Dạy tốt, học tốt") && now.history[1].detail.contains("thật tốt"));

        let officer = world.acting(world.officers[0]).await;
        let denied = refusal(change(&officer, id, now.version, Change::Accept(path("document"))).await);
        assert!(matches!(denied, Refusal::NotAllowed { .. }));
    })
    .await;
}

#[tokio::test]
async fn steps_are_added_moved_and_removed() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let id = uploaded(&cx).await;
        let step: lantoa_domain::plan::Step =
            toml::from_str("kind = \"screen\"\nwho = \"standing_body\"\n").expect("a step");
        let nam = || "nam".parse().expect("a key");
        change(&cx, id, 1, Change::AddStep(nam(), 9, step)).await.unwrap();
        let errors = view::show(&cx, id).await.unwrap().findings;
        assert!(errors.iter().any(|f| f.code == "step-out-of-order" && f.place == "tracks.nam.steps.2"), "{errors:?}");
        change(&cx, id, 2, Change::MoveStep(nam(), 2, 1)).await.unwrap();
        assert!(view::show(&cx, id).await.unwrap().plan.can_run());
        change(&cx, id, 3, Change::RemoveStep(nam(), 1)).await.unwrap();
        let plan = view::show(&cx, id).await.unwrap().plan;
        assert_eq!(plan, toml::from_str::<Plan>(PLAN).unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_rejected_item_and_what_hangs_on_it_is_left_out_and_can_come_back() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let id = uploaded(&cx).await;
        judge(&cx, id, 1, path("movements.an-toan"), Verdict::Reject).await.unwrap();
        judge(&cx, id, 2, path("obligations.danh-sach"), Verdict::Reject).await.unwrap();
        judge(&cx, id, 3, path("obligations.ngoai"), Verdict::Reject).await.unwrap();
        judge(&cx, id, 4, path("obligations.danh-sach"), Verdict::Restore).await.unwrap();
        let header = refusal(judge(&cx, id, 5, path("document"), Verdict::Reject).await);
        assert!(matches!(header, Refusal::Invalid { why: "kind", .. }));
        let done = confirmed(&world, &cx, id).await;
        let plan = view::show(&cx, id).await.unwrap().plan;
        assert_eq!(plan.movements.len(), 1);
        let quotas: Vec<&str> = plan.quotas.iter().map(|q: &Quota| q.key.as_str()).collect();
        assert_eq!(quotas, ["it-nhat", "khong-qua"], "the quotas of the rejected movement went with it");
        assert!(plan.obligations.iter().any(|o| o.key.as_str() == "danh-sach"));
        assert_eq!(done.tasks.added, 62);
    })
    .await;
}

#[tokio::test]
async fn what_was_read_without_certainty_waits_until_a_person_accepts_it() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let unsure = PLAN.replace("key = \"it-nhat\"", "key = \"it-nhat\"\nsource = \"0..4 55%\"");
        let id = upload(&cx, "ke-hoach.TOML", unsure.as_bytes()).await.unwrap();
        let shown = view::show(&cx, id).await.unwrap();
        assert_eq!(shown.doubtful(), [path("quotas.it-nhat")]);
        change(&cx, id, 1, Change::Accept(path("quotas.it-nhat"))).await.unwrap();
        let shown = view::show(&cx, id).await.unwrap();
        assert!(shown.doubtful().is_empty());
        let source = shown.plan.item(&path("quotas.it-nhat")).and_then(|item| item.source());
        assert_eq!(source, Some(Source { start: 0, end: 4, confidence: 100 }));
    })
    .await;
}

#[tokio::test]
async fn a_plan_file_goes_down_and_comes_up_again() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let id = uploaded(&cx).await;
        let (name, text) = view::download(&cx, id).await.unwrap();
        assert!(name.starts_with("phat-hien-boi-duong") && name.ends_with(".toml"), "{name}");
        assert_eq!(toml::from_str::<Plan>(&text).unwrap(), toml::from_str::<Plan>(PLAN).unwrap());

        replace(&cx, id, 1, text.replace("Báo cáo quý", "Báo cáo hằng quý").as_bytes()).await.unwrap();
        let shown = view::show(&cx, id).await.unwrap();
        assert_eq!(shown.plan.obligations[1].what, "Báo cáo hằng quý");
        let wrong = refusal(replace(&cx, id, 2, text.replace("[document]", "[dokument]").as_bytes()).await);
        let Refusal::Unreadable { code, args } = wrong else { panic!("{wrong:?}") };
        assert_eq!((code, args[0].1.as_str(), args[2].1.as_str()), ("file-unknown-field", "1", "dokument"));
        assert_eq!(view::show(&cx, id).await.unwrap().version, shown.version, "nothing was changed");
    })
    .await;
}

#[tokio::test]
async fn broken_files_are_named_and_leave_nothing_behind() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        for (name, bytes) in
            [("a.toml", &b"[document"[..]), ("b.toml", b""), ("c.toml", b"\xff\xfe"), ("d.docx", b"PK")]
        {
            let refused = refusal(upload(&cx, name, bytes).await);
            assert!(matches!(refused, Refusal::Unreadable { .. }), "{name}: {refused:?}");
        }
        assert!(view::list(&cx).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn confirming_refuses_errors_and_lets_one_of_two_win() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let broken =
            upload(&cx, "a.toml", PLAN.replace("kind = \"decide\"", "kind = \"publicise\"").as_bytes()).await.unwrap();
        let errors = preview(&cx, broken).await.unwrap().errors;
        assert!(errors > 0);
        let refused = refusal(confirm(&cx, command(&world, &cx, broken).await).await);
        assert_eq!(refused, Refusal::PlanUnsound { errors });

        let id = uploaded(&cx).await;
        let head = world.acting(world.head).await;
        let (mine, theirs) = (command(&world, &cx, id).await, command(&world, &head, id).await);
        let (one, other) = tokio::join!(confirm(&cx, mine), confirm(&head, theirs));
        let won = [&one, &other].iter().filter(|result| result.is_ok()).count();
        assert_eq!(won, 1, "{one:?} {other:?}");
        let lost = if one.is_ok() { other } else { one };
        assert!(matches!(lost, Err(Error::Overtaken { .. })), "{lost:?}");
        assert_eq!(programme::list(&cx).await.unwrap().len(), 1);
        let late = refusal(change(&cx, id, 2, Change::Accept(path("document"))).await);
        assert!(matches!(late, Refusal::Invalid { why: "not-a-draft", .. }), "{late:?}");
    })
    .await;
}

#[tokio::test]
async fn the_preview_says_whom_names_seem_to_stand_for() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let id = upload(&cx, "a.toml", PLAN.replace("lead = \"Phòng Hai\"", "lead = \"Phòng Hai thị xã\"").as_bytes())
            .await
            .unwrap();
        let preview = preview(&cx, id).await.unwrap();
        let leads: Vec<_> = preview.leads.iter().map(|(_, _, guess)| (guess.unit, guess.sure)).collect();
        assert_eq!(leads, [(Some(world.rooms[1]), false), (None, false)], "a likeness is proposed, not taken");
        let named: Vec<_> = preview.named.iter().map(|guess| (guess.unit, guess.sure)).collect();
        assert_eq!(named, [(Some(world.rooms[2]), true), (None, false)]);
        assert_eq!(preview.units[0].0, world.root);
        assert_eq!(preview.councils.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_amended_plan_takes_over_keeps_what_is_met_and_drops_what_is_obsolete() {
    both(async |db| {
        let world = World::found(db, "2021-01-05").await;
        let cx = world.acting(world.secretary).await;
        let first = uploaded(&cx).await;
        let running = confirmed(&world, &cx, first).await.programme;
        let wanted = task::Wanted { scope: task::Scope::All, ..task::Wanted::default() };
        let office = task::list(&cx, task::Wanted { unit: Some(world.office), ..wanted.clone() }).await.unwrap();
        let january = office.rows[0].0.id;
        let report = task::Report { how: lantoa_domain::task::Met::Zero, on: None, note: String::new() };
        task::complete(&cx, january, 1, report).await.unwrap();

        let second = plan::amend(&cx, running).await.unwrap();
        let rival = plan::amend(&cx, running).await.unwrap();
        let shown = view::show(&cx, second).await.unwrap();
        assert_eq!(shown.programme, Some(running));
        judge(&cx, second, 1, path("obligations.tiep-nhan"), Verdict::Reject).await.unwrap();
        let Some(Item::Obligation(mut agency)) = shown.plan.item(&path("obligations.so-ket")) else { panic!() };
        agency.deadline =
            lantoa_domain::time::Deadline::once("2021-12-25".parse().unwrap(), lantoa_domain::time::Edge::AtLatest);
        change(&cx, second, 2, Change::Put(path("obligations.so-ket"), Item::Obligation(agency))).await.unwrap();
        let done = confirmed(&world, &cx, second).await;
        assert_eq!(done.programme, running);
        assert_eq!((done.tasks.added, done.tasks.removed, done.tasks.changed), (0, 23, 1));
        assert!(
            task::show(&cx, january).await.unwrap().obligation.is_none(),
            "met: kept though not asked for any more"
        );

        let lost = confirm(&cx, command(&world, &cx, rival).await).await;
        assert!(matches!(lost, Err(Error::Overtaken { .. })), "copied from the version before: {lost:?}");
        let shown = programme::show(&cx, running, None).await.unwrap();
        assert_eq!(shown.plan_id, second);
        assert_eq!(shown.tasks.all(), 39);
    })
    .await;
}

//! Decisions: the whole way of a plan like 003, caps and linked rules, numbers without holes, and two heads at once.

use crate::stage::{
    PLAN, as_shown, called, dossier_at, paper, plan_with, present, recognise, refusal, state, to_decide, vote, waiting,
    words,
};
use lantoa_app::decision::{self, DecisionKind, DecisionStatus, Issue};
use lantoa_app::exemplar::{self, Level, Validity};
use lantoa_app::forward::{self, Answer, NewAnswer, NewLetter};
use lantoa_app::{Error, session};
use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Ending, State};
use lantoa_domain::id::PersonId;
use lantoa_domain::plan::StepKind;
use lantoa_domain::policy::{Grant, Role};
use lantoa_domain::subject::Subject;
use lantoa_store::journal::{self, Filter};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// A second person who may issue decisions.
async fn deputy(world: &World) -> PersonId {
    let (person, root, grant_id) = (world.members[6], world.root, world.app.id());
    let from = "2010-01-01".parse().unwrap();
    let stored = world.app.db().write(async move |tx| {
        let grant = Grant { role: Role::Head, unit: root, movement: None };
        lantoa_store::org::insert_grant(tx, grant_id, root, person, &grant, (from, None)).await?;
        Ok::<_, Error>(())
    });
    stored.await.unwrap();
    person
}

#[tokio::test]
async fn from_the_vote_to_the_answer_of_the_province() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let meeting = called(&world, &[dossier]).await;
        present(&world, meeting, &[0, 1, 2, 3, 4, 5, 6]).await;
        vote(&world, meeting, paper(6, 5, 1, 0)).await;

        world.clock.set("2017-12-20");
        let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let draft = words("Công nhận mô hình, điển hình năm 2017", None);
        let id =
            decision::draft(&clerk, running.programme, DecisionKind::Recognition, draft, vec![dossier]).await.unwrap();
        let view = decision::page(&head, id).await.unwrap();
        assert!(view.may_issue && !view.may_edit && view.next_number == Some(1));
        let check = view.lines[0].check.as_ref().unwrap();
        assert_eq!(check.verdict, Ok(()));
        assert_eq!(check.vote.as_ref().unwrap().tally.unwrap().tally.agree, 5);
        assert_eq!(check.gives.as_deref(), Some("Giấy công nhận"));
        let stranger = world.acting(world.officers[0]).await;
        assert_eq!(refusal(decision::page(&stranger, id).await), Refusal::NotFound, "a draft is not for everybody");

        let not_hers = decision::issue(&clerk, as_shown(&clerk, id, "").await).await;
        assert!(matches!(refusal(not_hers), Refusal::NotAllowed { .. }));
        assert_eq!(decision::issue(&head, as_shown(&head, id, "").await).await.unwrap(), 1);

        let issued = decision::page(&stranger, id).await.unwrap();
        assert_eq!(issued.row.status, DecisionStatus::Issued);
        assert_eq!((issued.row.number, issued.row.symbol.as_str()), (Some(1), "QĐ-STN"));
        assert_eq!((issued.row.signer_name.as_str(), issued.total), ("Nguyễn Văn Trưởng", None), "no money");
        let seen = exemplar::page(&stranger, issued.lines[0].exemplar.unwrap()).await.unwrap();
        assert_eq!((seen.dossier, seen.validity, seen.level), (None, Validity::Valid, Level::Agency));
        assert_eq!(seen.valid_until.unwrap().to_string(), "2020-12-19");
        assert_eq!(seen.recheck_on.unwrap().to_string(), "2020-10-19");
        assert!(matches!(state(&world, dossier).await, State::Recognised { step: Some(3), .. }));
        let certificate = exemplar::of_recognition(&stranger, seen.id).await.unwrap();
        assert_eq!((certificate.form.as_str(), certificate.unit.as_str()), ("Giấy công nhận", "Phòng Một"));

        let again = decision::edit(&clerk, id, issued.row.version, words("Khác", None)).await;
        assert_eq!(refusal(again), Refusal::InUse, "what is issued never changes");
    })
    .await;
}

#[tokio::test]
async fn a_list_goes_upward_and_its_answer_raises_the_level() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = to_decide(&world, &running, "nam", 0).await;
        let decided = recognise(&world, &running, &[dossier]).await;
        let (clerk, stranger) = (world.acting(world.secretary).await, world.acting(world.officers[0]).await);
        let id = decision::page(&stranger, decided).await.unwrap().lines[0].exemplar.unwrap();
        let seen = exemplar::page(&stranger, id).await.unwrap();

        let due = forward::list(&clerk).await.unwrap();
        assert_eq!(due.recipients, ["Ban Thi đua - Khen thưởng tỉnh"]);
        let letter = NewLetter {
            recipients: due.recipients.clone(),
            letter: "15/TTr-STN".into(),
            sent_on: world.app.today(),
            dossiers: vec![(dossier, due.due[0].version)],
        };
        let batch = forward::send(&clerk, letter).await.unwrap();
        world.clock.set("2018-01-15");
        let clerk = world.acting(world.secretary).await;
        let entry = forward::letter(&clerk, batch).await.unwrap().entries[0].clone();
        let accepted = NewAnswer {
            entry: entry.id,
            seen: entry.version,
            answer: Answer::Accepted,
            level: Level::Province,
            number: "20/QĐ-UBND".into(),
            on: world.app.today(),
            note: String::new(),
        };
        forward::answer(&clerk, accepted.clone()).await.unwrap();
        let twice = forward::answer(&clerk, accepted).await;
        assert!(matches!(twice, Err(Error::Overtaken { ref by, .. }) if by == "Lê Thị Thư"), "{twice:?}");
        assert_eq!(exemplar::page(&stranger, seen.id).await.unwrap().level, Level::Province);
        assert!(matches!(state(&world, dossier).await, State::Recognised { step: None, .. }));
        assert!(exemplar::page(&clerk, seen.id).await.unwrap().forwarded[0].answer == Some(Answer::Accepted));
    })
    .await;
}

#[tokio::test]
async fn the_head_alone_decides_without_a_cap_and_the_council_is_told() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let mut deeds = Vec::new();
        for _ in 0..5 {
            deeds.push(to_decide(&world, &running, "dot-xuat", 0).await);
        }
        recognise(&world, &running, &deeds).await;
        world.clock.set("2017-11-20");
        let id = called(&world, &[]).await;
        let view = session::page(&world.acting(world.members[5]).await, id).await.unwrap();
        assert_eq!(view.alone.len(), 5);
        assert_eq!((view.alone[0].number, view.alone[0].on.to_string().as_str()), (Some(1), "2017-03-01"));
        session::finish(&world.acting(world.secretary).await, id, view.version, String::new(), String::new())
            .await
            .unwrap();
        world.clock.set("2017-12-20");
        let next = called(&world, &[]).await;
        let view = session::page(&world.acting(world.members[5]).await, next).await.unwrap();
        assert!(view.alone.is_empty(), "told at the session before");
    })
    .await;
}

#[tokio::test]
async fn caps_hold_within_one_decision_and_are_gone_over_with_a_reason() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let mut people = Vec::new();
        for room in [0, 1, 2, 0, 1] {
            people.push(to_decide(&world, &running, "nam", room).await);
        }
        let mut units = Vec::new();
        for room in world.rooms {
            units.push(dossier_at(&world, &running, "nam", StepKind::Decide, Subject::Unit(room), room).await);
        }
        let fourth =
            dossier_at(&world, &running, "nam", StepKind::Decide, Subject::Unit(world.office), world.office).await;
        let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let all: Vec<_> = people.iter().chain(&units).copied().collect();
        let draft = |lines| {
            decision::draft(&clerk, running.programme, DecisionKind::Recognition, words("Công nhận", None), lines)
        };
        let id = draft(all.clone()).await.unwrap();
        let view = decision::page(&head, id).await.unwrap();
        let needs: Vec<bool> = view.lines.iter().map(|line| line.check.as_ref().unwrap().needs_reason).collect();
        assert_eq!(needs, [false, false, false, false, true, false, false, false], "the fifth individual");
        let cap = &view.lines[4].check.as_ref().unwrap().caps[0];
        assert_eq!((cap.counted, cap.limit, cap.over), (4, 4, true));

        let refused = decision::issue(&head, as_shown(&head, id, "").await).await;
        let Err(Error::Refused(Refusal::InLine { dossier, why })) = refused else { panic!("{refused:?}") };
        assert_eq!(dossier, people[4]);
        assert_eq!(*why, Refusal::QuotaFull { quota: "toi-da-ca-nhan".parse().unwrap(), counted: 4, bound: 4 });
        assert!(matches!(state(&world, people[0]).await, State::Walking { .. }), "all or nothing");
        assert_eq!(decision::page(&head, id).await.unwrap().next_number, Some(1), "and the number was given back");

        decision::issue(&head, as_shown(&head, id, "Thành tích vượt trội").await).await.unwrap();
        let issued = decision::page(&head, id).await.unwrap();
        let reasons: Vec<Option<&str>> = issued.lines.iter().map(|line| line.override_reason.as_deref()).collect();
        assert_eq!(reasons[4], Some("Thành tích vượt trội"));
        assert_eq!(reasons.iter().flatten().count(), 1, "kept only where it was needed");

        let over = draft(vec![fourth]).await.unwrap();
        let full = refusal(decision::issue(&head, as_shown(&head, over, " ").await).await);
        assert!(matches!(full, Refusal::QuotaFull { counted: 3, bound: 3, .. }), "{full:?}");
        let withdrawn = issued.lines.iter().find(|line| line.dossier == units[0]).unwrap().exemplar.unwrap();
        exemplar::withdraw(&head, withdrawn, 1, "Kê khai gian dối".into()).await.unwrap();
        decision::issue(&head, as_shown(&head, over, "").await).await.unwrap();
        let page = exemplar::page(&clerk, withdrawn).await.unwrap();
        assert_eq!((page.validity, page.ended_why.as_str()), (Validity::Withdrawn, "Kê khai gian dối"));
        assert!(exemplar::of_recognition(&clerk, withdrawn).await.unwrap().withdrawn, "its certificate says so");
        let twice = exemplar::expire(&head, withdrawn, page.version, "nữa".into()).await;
        assert_eq!(refusal(twice), Refusal::InUse);
    })
    .await;
}

#[tokio::test]
async fn exact_and_per_unit_quotas_stop_a_decision_too() {
    both(async |db| {
        let world = World::found(db, "2016-12-28").await;
        let rules = r#"
[[quotas]]
key = "mot-ca-nhan-moi-phong"
subject = "individual"
bound = "exact"
count = 1
per = "unit"
"#;
        let plan = plan_with(rules).replace("from = 2017", "from = 2016");
        let running = world.run(&plan, 2016).await;
        let first = to_decide(&world, &running, "nam", 0).await;
        let second = to_decide(&world, &running, "nam", 0).await;
        let elsewhere = to_decide(&world, &running, "nam", 1).await;
        let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let lines = vec![first, second, elsewhere];
        let id = decision::draft(&clerk, running.programme, DecisionKind::Recognition, words("Công nhận", None), lines)
            .await
            .unwrap();
        let refused = decision::issue(&head, as_shown(&head, id, "").await).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(Refusal::InLine { dossier, .. })) if dossier == second
        ));
        let version = decision::page(&clerk, id).await.unwrap().row.version;
        decision::set_lines(&clerk, id, version, vec![first, elsewhere]).await.unwrap();
        decision::issue(&head, as_shown(&head, id, "").await).await.unwrap();
        assert!(matches!(state(&world, second).await, State::Walking { .. }), "it waits for another decision");
    })
    .await;
}

#[tokio::test]
async fn a_leader_and_the_collective_are_decided_together() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let rules = r#"
[[criteria]]
key = "lanh-dao"
applies = "leader"
text = "Tập thể do người đó đứng đầu được công nhận"
test = { linked = "leader_needs_collective" }
"#;
        let running = world.run(&plan_with(rules), 2017).await;
        let boss = Subject::Person(world.room_heads[0]);
        let leader = dossier_at(&world, &running, "nam", StepKind::Decide, boss, world.rooms[0]).await;
        let room = Subject::Unit(world.rooms[0]);
        let collective = dossier_at(&world, &running, "nam", StepKind::Decide, room, world.rooms[0]).await;
        let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let id = decision::draft(
            &clerk,
            running.programme,
            DecisionKind::Recognition,
            words("Công nhận", None),
            vec![leader],
        )
        .await
        .unwrap();
        let check = decision::page(&head, id).await.unwrap().lines[0].check.clone().unwrap();
        assert!(matches!(check.verdict, Err(Refusal::LinkedRule { .. })));
        assert_eq!(check.waits_for.len(), 1);
        let refused = refusal(decision::issue(&head, as_shown(&head, id, "").await).await);
        assert_eq!(refused, Refusal::LinkedRule { waits_for: vec![collective] });

        decision::set_lines(&clerk, id, 1, vec![leader, collective]).await.unwrap();
        assert_eq!(decision::page(&head, id).await.unwrap().lines[0].check.as_ref().unwrap().verdict, Ok(()));
        decision::issue(&head, as_shown(&head, id, "").await).await.unwrap();
        assert!(matches!(state(&world, leader).await, State::Recognised { .. }));
    })
    .await;
}

#[tokio::test]
async fn declining_takes_a_dossier_out_of_every_draft() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let (a, b) = (to_decide(&world, &running, "nam", 0).await, to_decide(&world, &running, "nam", 1).await);
        let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let id =
            decision::draft(&clerk, running.programme, DecisionKind::Recognition, words("Công nhận", None), vec![a, b])
                .await
                .unwrap();
        let shown = as_shown(&head, id, "").await;
        assert_eq!(refusal(decision::decline(&head, a, 1, " ".into()).await), Refusal::ReasonMissing);
        assert!(matches!(refusal(decision::decline(&clerk, a, 1, "x".into()).await), Refusal::NotAllowed { .. }));
        decision::decline(&head, a, 1, "Chưa đủ thuyết phục".into()).await.unwrap();
        assert!(matches!(state(&world, a).await, State::Ended { ending: Ending::Declined, .. }));
        assert_eq!(decision::page(&head, id).await.unwrap().lines.len(), 1);
        let stale = decision::issue(&head, shown).await;
        assert!(matches!(stale, Err(Error::Overtaken { .. })), "the draft is not the one that was shown");
        let later = decision::set_lines(&clerk, id, 2, vec![a, b]).await;
        assert!(matches!(refusal(later), Refusal::WrongStep { .. }));
    })
    .await;
}

#[tokio::test]
async fn numbers_have_no_hole_that_is_not_explained() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let mut drafts = Vec::new();
        for _ in 0..3 {
            let line = vec![to_decide(&world, &running, "dot-xuat", 0).await];
            let words = words("Công nhận", None);
            drafts.push(
                decision::draft(&clerk, running.programme, DecisionKind::Recognition, words, line).await.unwrap(),
            );
        }
        let shown = as_shown(&head, drafts[0], "").await;
        let tomorrow = Issue { on: world.app.today().tomorrow().unwrap(), ..shown.clone() };
        assert!(matches!(refusal(decision::issue(&head, tomorrow).await), Refusal::Invalid { field: "on", .. }));
        let far = Issue { number: Some(45), ..shown.clone() };
        assert_eq!(refusal(decision::issue(&head, far.clone()).await), Refusal::ReasonMissing);
        let far = Issue { gap_reason: "Số 01–44 đã dùng cho văn bản giấy".into(), ..far };
        assert_eq!(decision::issue(&head, far).await.unwrap(), 45);

        let taken = Issue { number: Some(44), ..as_shown(&head, drafts[1], "").await };
        assert_eq!(refusal(decision::issue(&head, taken).await), Refusal::Taken { field: "number" });
        let before = Issue { on: "2017-12-19".parse().unwrap(), ..as_shown(&head, drafts[1], "").await };
        let why = refusal(decision::issue(&head, before).await);
        assert_eq!(why, Refusal::Invalid { field: "on", why: "before-last-number" });
        assert_eq!(decision::issue(&head, as_shown(&head, drafts[1], "").await).await.unwrap(), 46);
        let register = lantoa_app::document::register(&clerk, 2017).await.unwrap();
        assert_eq!(register.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [45, 46]);
        assert_eq!((register.gaps[0].first, register.gaps[0].last), (1, 44));
        assert!(register.unexplained.is_empty());

        world.clock.set("2018-01-02");
        let head = world.acting(world.head).await;
        let new_year = decision::issue(&head, as_shown(&head, drafts[2], "").await).await.unwrap();
        assert_eq!(new_year, 1, "a series a year");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_heads_at_once_one_wins_and_the_other_is_told_who_was_faster() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let deputy = deputy(&world).await;
        let clerk = world.acting(world.secretary).await;
        let (one, two) = (world.acting(world.head).await, world.acting(deputy).await);
        for _ in 0..5 {
            let dossier = to_decide(&world, &running, "dot-xuat", 0).await;
            let mut shown = Vec::new();
            for cx in [&one, &two] {
                let words = words("Công nhận", None);
                let id = decision::draft(&clerk, running.programme, DecisionKind::Recognition, words, vec![dossier])
                    .await
                    .unwrap();
                shown.push(as_shown(cx, id, "").await);
            }
            let [first, second] = <[Issue; 2]>::try_from(shown).unwrap();
            let (a, b) = tokio::join!(decision::issue(&one, first), decision::issue(&two, second));
            let (winner, loser) = if a.is_ok() { ("Nguyễn Văn Trưởng", b) } else { ("Dương Văn Bảy", a) };
            match loser {
                Err(Error::Refused(Refusal::InLine { .. })) => panic!("told of a rule instead of the other head"),
                Err(Error::Overtaken { by, at: Some(_) }) => assert_eq!(by, winner),
                other => panic!("{other:?}"),
            }
        }
        let register = lantoa_app::document::register(&clerk, 2017).await.unwrap();
        assert_eq!(register.rows.len(), 5);
        assert_eq!(register.rows.last().unwrap().number, 5, "no number is lost to the slower one");
    })
    .await;
}

#[tokio::test]
async fn a_head_in_conflict_leaves_the_decision_to_a_deputy() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let deputy = deputy(&world).await;
        let own =
            dossier_at(&world, &running, "dot-xuat", StepKind::Decide, Subject::Person(world.head), world.rooms[0])
                .await;
        let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let words = words("Công nhận", None);
        let id = decision::draft(&clerk, running.programme, DecisionKind::Recognition, words, vec![own]).await.unwrap();
        assert!(decision::page(&head, id).await.unwrap().lines[0].check.as_ref().unwrap().criteria.is_none());
        assert_eq!(refusal(decision::issue(&head, as_shown(&head, id, "").await).await), Refusal::Conflicted);
        let deputy = world.acting(deputy).await;
        decision::issue(&deputy, as_shown(&deputy, id, "").await).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn every_step_is_in_the_journal() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = to_decide(&world, &running, "nam", 0).await;
        recognise(&world, &running, &[dossier]).await;
        let root = world.root;
        let page =
            world.app.db().read(async move |conn| journal::list(conn, root, &Filter::default(), None, 100).await);
        let actions: Vec<String> = page.await.unwrap().rows.into_iter().map(|line| line.action).collect();
        for action in ["decision.drafted", "dossier.recognised", "exemplar.recognised", "decision.issued"] {
            assert!(actions.iter().any(|found| found == action), "{action}: {actions:?}");
        }
    })
    .await;
}

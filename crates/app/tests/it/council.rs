//! A council meets: seven members need five, absences and conflicts do what the rule says, and each act comes in its turn.

use crate::stage::{
    PLAN, called, counted, dossier_at, hands, new_person, paper, present, refusal, seen, state, vote, waiting,
};
use lantoa_app::council::{self, Appointment, NewCouncil, Terms};
use lantoa_app::session::{self, Ballot, Call, Entered, Seen, Step};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Ending, State};
use lantoa_domain::plan::StepKind;
use lantoa_domain::policy::CouncilRole;
use lantoa_domain::session::{ConflictKind, Stage};
use lantoa_domain::subject::Subject;
use lantoa_store::journal::{self, Filter};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const ALL: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

async fn journal_of(world: &World, action: &str) -> Vec<String> {
    let (root, action) = (world.root, action.to_owned());
    let filter = Filter { action: Some(action), ..Filter::default() };
    let page = world.app.db().read(async move |conn| journal::list(conn, root, &filter, None, 100).await);
    page.await.unwrap().rows.into_iter().map(|line| line.detail).collect()
}

#[tokio::test]
async fn seven_members_need_five() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let passes = waiting(&world, &running, "nam", 0).await;
        let fails = waiting(&world, &running, "nam", 1).await;
        let id = called(&world, &[passes, fails]).await;
        present(&world, id, &ALL).await;
        let clerk = world.acting(world.secretary).await;
        let view = session::page(&clerk, id).await.unwrap();
        let figures = view.items[0].figures;
        assert_eq!((figures.members, figures.needed, figures.base, figures.conflicted), (7, 5, 7, 1));
        assert_eq!(figures.voters, 6, "the head of the room does not vote on its officer");
        assert!(figures.can_pass);

        session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
        session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
        let closed = seen(&clerk, id, Stage::Closed).await;
        let ballots = vec![
            Ballot { seen: closed[0], tally: paper(6, 5, 1, 0) },
            Ballot { seen: closed[1], tally: paper(6, 4, 1, 1) },
        ];
        let chair = world.acting(world.head).await;
        counted(&[&clerk, &chair], id, ballots).await;
        session::advance(&chair, id, Step::Confirm, seen(&chair, id, Stage::Counted).await).await.unwrap();
        assert!(matches!(state(&world, passes).await, State::Walking { step: 1 }), "not moved before the announcement");
        session::advance(&chair, id, Step::Announce, seen(&chair, id, Stage::Confirmed).await).await.unwrap();

        assert!(matches!(state(&world, passes).await, State::Walking { step: 2 }));
        assert!(matches!(state(&world, fails).await, State::Ended { ending: Ending::VotedDown, .. }));
        let view = session::page(&chair, id).await.unwrap();
        assert_eq!(view.items.iter().map(|item| item.passed).collect::<Vec<_>>(), [Some(true), Some(false)]);
        assert_eq!(journal_of(&world, "dossier.selected").await.len(), 1);
        assert_eq!(journal_of(&world, "item.announced").await.len(), 2);
        for line in journal_of(&world, "item.counted").await {
            assert!(!line.contains("agree"), "the journal holds no tally: {line}");
        }
        session::finish(&clerk, id, view.version, "Lê Thị Thư".into(), "Thống nhất".into()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn paper_ballots_are_typed_by_two_who_do_not_see_each_other() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let id = called(&world, &[dossier]).await;
        present(&world, id, &ALL).await;
        let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
        session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
        session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
        let closed = seen(&clerk, id, Stage::Closed).await[0];
        let of = |tally| vec![Ballot { seen: closed, tally }];
        let typing = async |cx: &Cx| session::page(cx, id).await.unwrap().items.remove(0).typing;
        let figures = |typing: &session::Typing| -> Vec<Option<u32>> {
            typing.entries.iter().map(|entry| entry.tally.map(|tally| tally.agree)).collect()
        };

        let first = session::count(&clerk, id, of(paper(6, 5, 1, 0))).await.unwrap();
        assert_eq!(first, [Entered::First]);
        let shown = typing(&chair).await;
        assert!(shown.by_two && shown.entries[0].name == "Lê Thị Thư");
        assert_eq!(figures(&shown), [None], "the second types without seeing the first");
        assert_eq!(session::count(&clerk, id, of(paper(6, 5, 1, 0))).await.unwrap(), [Entered::First], "alone, twice");

        let second = session::count(&chair, id, of(paper(6, 4, 2, 0))).await.unwrap();
        assert_eq!(second, [Entered::Differs]);
        for cx in [&clerk, &chair] {
            let mut seen = figures(&typing(cx).await);
            seen.sort_unstable();
            assert_eq!(seen, [Some(4), Some(5)], "both see where they differ");
        }
        let member = world.acting(world.members[5]).await;
        assert_eq!(figures(&typing(&member).await), [None, None], "nobody else does");
        assert!(matches!(seen(&clerk, id, Stage::Closed).await.as_slice(), [_]), "nothing is counted");

        assert_eq!(session::count(&chair, id, of(paper(6, 5, 1, 0))).await.unwrap(), [Entered::Counted]);
        let view = session::page(&clerk, id).await.unwrap();
        assert_eq!(view.items[0].tally.unwrap().tally.agree, 5);
        assert!(view.items[0].typing.entries.is_empty());
        assert!(journal_of(&world, "item.count-entered").await.iter().all(|line| !line.contains("agree")));
    })
    .await;
}

#[tokio::test]
async fn figures_kept_back_are_for_the_sealed_minutes_alone() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let id = called(&world, &[dossier]).await;
        present(&world, id, &ALL).await;
        let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
        session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
        session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
        let ballots = vec![Ballot { seen: seen(&clerk, id, Stage::Closed).await[0], tally: paper(6, 6, 0, 0) }];
        counted(&[&clerk, &chair], id, ballots).await;
        session::advance(&chair, id, Step::Confirm, seen(&chair, id, Stage::Counted).await).await.unwrap();
        session::advance(&chair, id, Step::AnnounceSealed, seen(&chair, id, Stage::Confirmed).await).await.unwrap();
        assert!(matches!(state(&world, dossier).await, State::Walking { step: 2 }), "it passed all the same");
        let sees = async |person| {
            let item = session::page(&world.acting(person).await, id).await.unwrap().items.remove(0);
            (item.sealed, item.passed, item.tally.map(|count| count.tally.agree))
        };
        for person in [world.head, world.secretary, world.inspector] {
            assert_eq!(sees(person).await, (true, Some(true), Some(6)));
        }
        for person in [world.members[5], world.members[2]] {
            assert_eq!(sees(person).await, (true, Some(true), None), "a member, with or without conflict");
        }
    })
    .await;
}

#[tokio::test]
async fn absent_members_stay_in_the_base_of_all_members() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let id = called(&world, &[dossier]).await;
        present(&world, id, &[0, 1, 5, 6]).await;
        let clerk = world.acting(world.secretary).await;
        let items = seen(&clerk, id, Stage::Waiting).await;
        let few = refusal(session::advance(&clerk, id, Step::Open, items.clone()).await);
        assert_eq!(few, Refusal::QuorumNotMet { present: 4, needed: 5 });

        present(&world, id, &[0, 1, 3, 5, 6]).await;
        let figures = session::page(&clerk, id).await.unwrap().items[0].figures;
        assert_eq!((figures.needed, figures.voters, figures.in_room), (5, 5, Some(5)));
        vote(&world, id, paper(5, 5, 0, 0)).await;
        assert!(matches!(state(&world, dossier).await, State::Walking { step: 2 }));
    })
    .await;
}

#[tokio::test]
async fn a_conflict_shrinks_the_base_only_where_the_rule_says_so() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let secret = waiting(&world, &running, "nam", 0).await;
        let open = waiting(&world, &running, "gio-tay", 0).await;
        let id = called(&world, &[secret, open]).await;
        present(&world, id, &ALL).await;
        let member = world.acting(world.members[5]).await;
        let view = session::page(&member, id).await.unwrap();
        for item in &view.items {
            assert_eq!(item.conflicts.len(), 1);
            assert_eq!(item.conflicts[0].kind, ConflictKind::OwnUnit);
        }
        assert_eq!((view.items[0].figures.base, view.items[0].figures.needed), (7, 5));
        assert_eq!((view.items[1].figures.base, view.items[1].figures.needed), (6, 4), "more than half of six");

        session::declare(&member, view.items[1].id, "Anh em kết nghĩa".into()).await.unwrap();
        let view = session::page(&member, id).await.unwrap();
        assert!(view.items[1].own_conflict && !view.items[0].own_conflict);
        assert_eq!(view.items[1].figures.needed, 3, "more than half of five");
        assert!(journal_of(&world, "dossier.conflict-declared").await[0].contains("item"));
        assert!(!journal_of(&world, "dossier.conflict-declared").await[0].contains("kết nghĩa"));
    })
    .await;
}

#[tokio::test]
async fn acts_come_in_their_order_and_an_announced_item_is_never_reopened() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let id = called(&world, &[dossier]).await;
        present(&world, id, &ALL).await;
        let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
        let now = async |cx: &Cx| {
            let view = session::page(cx, id).await.unwrap();
            vec![Seen { item: view.items[0].id, version: view.items[0].version }]
        };
        for step in [Step::Close, Step::Confirm, Step::Announce] {
            assert_eq!(refusal(session::advance(&chair, id, step, now(&chair).await).await), Refusal::SessionOrder);
        }
        let ballot = |seen: &Seen| vec![Ballot { seen: *seen, tally: paper(6, 6, 0, 0) }];
        let early = session::count(&clerk, id, ballot(&now(&clerk).await[0])).await;
        assert_eq!(refusal(early), Refusal::SessionOrder);
        let overtaken = session::finish(&clerk, id, 99, String::new(), String::new()).await;
        assert!(matches!(overtaken, Err(Error::Overtaken { .. })));

        session::advance(&clerk, id, Step::Open, now(&clerk).await).await.unwrap();
        let version = session::page(&clerk, id).await.unwrap().version;
        let open = session::finish(&clerk, id, version, String::new(), String::new()).await;
        assert_eq!(refusal(open), Refusal::SessionOrder, "a vote is under way");
        let stale = vec![Seen { version: 1, ..now(&clerk).await[0] }];
        let twice = session::advance(&clerk, id, Step::Close, stale).await;
        assert!(matches!(twice, Err(Error::Overtaken { ref by, .. }) if by == "Lê Thị Thư"), "{twice:?}");

        session::advance(&clerk, id, Step::Close, now(&clerk).await).await.unwrap();
        counted(&[&clerk, &chair], id, ballot(&now(&clerk).await[0])).await;
        let not_hers = refusal(session::advance(&clerk, id, Step::Confirm, now(&clerk).await).await);
        assert!(matches!(not_hers, Refusal::NotAllowed { .. }), "the chair confirms");
        session::advance(&chair, id, Step::Confirm, now(&chair).await).await.unwrap();
        session::advance(&chair, id, Step::Announce, now(&chair).await).await.unwrap();
        for step in [Step::Open, Step::Close, Step::Confirm, Step::Announce] {
            assert_eq!(refusal(session::advance(&chair, id, step, now(&chair).await).await), Refusal::SessionOrder);
        }
        let item = now(&chair).await[0];
        let again = session::repeat(&chair, item.item, item.version, "đếm lại".into()).await;
        assert_eq!(refusal(again), Refusal::SessionOrder);
    })
    .await;
}

#[tokio::test]
async fn a_vote_is_repeated_as_a_new_item_with_a_reason() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let id = called(&world, &[dossier]).await;
        present(&world, id, &ALL).await;
        let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
        session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
        session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
        let closed = seen(&clerk, id, Stage::Closed).await[0];
        let without = session::repeat(&chair, closed.item, closed.version, " ".into()).await;
        assert_eq!(refusal(without), Refusal::ReasonMissing);
        session::repeat(&chair, closed.item, closed.version, "Thùng phiếu hỏng".into()).await.unwrap();
        let view = session::page(&chair, id).await.unwrap();
        assert_eq!(view.items.iter().map(|item| item.stage).collect::<Vec<_>>(), [Stage::Void, Stage::Waiting]);
        assert_eq!(view.items[1].reason, "Thùng phiếu hỏng");
        vote(&world, id, paper(6, 6, 0, 0)).await;
        assert!(matches!(state(&world, dossier).await, State::Walking { step: 2 }));
    })
    .await;
}

#[tokio::test]
async fn counts_that_contradict_themselves_are_refused_and_the_line_is_named() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let (a, b) = (waiting(&world, &running, "nam", 0).await, waiting(&world, &running, "gio-tay", 1).await);
        let id = called(&world, &[a, b]).await;
        present(&world, id, &ALL).await;
        let clerk = world.acting(world.secretary).await;
        session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
        session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
        let closed = seen(&clerk, id, Stage::Closed).await;
        let wrong = [
            (0, paper(7, 5, 0, 0), "more-issued-than-present"),
            (0, paper(4, 5, 0, 0), "more-returned-than-issued"),
            (1, hands(5, 2), "more-votes-than-voters"),
            (1, paper(6, 5, 0, 0), "paper-in-open-vote"),
        ];
        for (place, tally, why) in wrong {
            let mut ballots: Vec<Ballot> = closed
                .iter()
                .zip([paper(6, 6, 0, 0), hands(4, 2)])
                .map(|(seen, tally)| Ballot { seen: *seen, tally })
                .collect();
            ballots[place].tally = tally;
            let refused = session::count(&clerk, id, ballots).await;
            let Err(Error::Refused(Refusal::InLine { dossier, why: found })) = refused else { panic!("{refused:?}") };
            assert_eq!(dossier, [a, b][place]);
            assert_eq!(*found, Refusal::CountWrong { why });
        }
        assert_eq!(seen(&clerk, id, Stage::Closed).await.len(), 2, "all or nothing");
    })
    .await;
}

#[tokio::test]
async fn a_conflicted_chair_sees_no_tally_and_a_vice_chair_takes_the_chair() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let manager = world.acting(world.secretary).await;
        let vice = Appointment { person: world.members[5], role: CouncilRole::ViceChair, from: world.app.today() };
        council::appoint(&manager, world.council, 1, vice).await.unwrap();
        let own =
            dossier_at(&world, &running, "nam", StepKind::Deliberate, Subject::Person(world.head), world.rooms[0])
                .await;
        let id = called(&world, &[own]).await;
        present(&world, id, &ALL).await;
        let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
        session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
        session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
        let before = session::page(&clerk, id).await.unwrap();
        assert!(before.items[0].tally.is_none(), "no tally before it is counted");
        let ballots = seen(&clerk, id, Stage::Closed).await.into_iter();
        let vice = world.acting(world.members[5]).await;
        let ballots: Vec<Ballot> = ballots.map(|seen| Ballot { seen, tally: paper(5, 5, 0, 0) }).collect();
        assert_eq!(refusal(session::count(&chair, id, ballots.clone()).await), Refusal::Conflicted);
        counted(&[&clerk, &vice], id, ballots).await;

        let blocked = session::page(&chair, id).await.unwrap();
        assert!(blocked.items[0].own_conflict && blocked.items[0].tally.is_none() && blocked.items[0].passed.is_none());
        let items = seen(&chair, id, Stage::Counted).await;
        assert_eq!(refusal(session::advance(&chair, id, Step::Confirm, items.clone()).await), Refusal::Conflicted);
        assert_eq!(session::page(&vice, id).await.unwrap().items[0].tally.unwrap().tally.agree, 5);
        session::advance(&vice, id, Step::Confirm, items).await.unwrap();
        session::advance(&vice, id, Step::Announce, seen(&vice, id, Stage::Confirmed).await).await.unwrap();
        assert!(matches!(state(&world, own).await, State::Walking { step: 2 }));
        let told = session::page(&chair, id).await.unwrap();
        assert_eq!(told.items[0].passed, Some(true), "the result itself is announced to all");
        assert!(told.items[0].tally.is_none());
    })
    .await;
}

#[tokio::test]
async fn strangers_learn_nothing_of_a_session() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let id = called(&world, &[dossier]).await;
        present(&world, id, &ALL).await;
        vote(&world, id, paper(6, 5, 1, 0)).await;
        for person in [world.officers[0], world.admin] {
            let cx = world.acting(person).await;
            assert_eq!(refusal(session::page(&cx, id).await), Refusal::NotFound);
            assert_eq!(refusal(council::list(&cx).await), Refusal::NotFound);
            assert_eq!(refusal(council::page(&cx, world.council).await), Refusal::NotFound);
            let acts = session::advance(&cx, id, Step::Open, vec![]).await;
            assert_eq!(refusal(acts), Refusal::NotFound);
        }
        let inspector = world.acting(world.inspector).await;
        assert!(session::page(&inspector, id).await.unwrap().items[0].tally.is_some());
        let member = world.acting(world.members[6]).await;
        assert!(!session::page(&member, id).await.unwrap().may.run);
        let items = seen(&member, id, Stage::Announced).await;
        let not_his = refusal(session::advance(&member, id, Step::Open, items).await);
        assert!(matches!(not_his, Refusal::NotAllowed { .. }));
    })
    .await;
}

#[tokio::test]
async fn membership_changes_with_a_date_and_moves_the_seats_of_sessions_to_come() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let clerk = world.acting(world.secretary).await;
        let id = called(&world, &[dossier]).await;
        let before = session::page(&clerk, id).await.unwrap();
        assert_eq!((before.seats.len(), before.items[0].figures.needed), (7, 5));
        assert_eq!(before.seats[0].role, CouncilRole::Chair);

        let page = council::page(&clerk, world.council).await.unwrap();
        let leaving = page.members.iter().find(|member| member.person == world.members[6]).unwrap();
        let yesterday = world.app.today().yesterday().unwrap();
        council::dismiss(&clerk, world.council, page.version, leaving.id, yesterday).await.unwrap();
        let stale = council::dismiss(&clerk, world.council, page.version, leaving.id, yesterday).await;
        assert!(matches!(stale, Err(Error::Overtaken { ref by, at: Some(_) }) if by == "Lê Thị Thư"), "{stale:?}");
        let after = session::page(&clerk, id).await.unwrap();
        assert_eq!((after.seats.len(), after.items[0].figures.needed), (6, 4));

        let newcomer = new_person(&world, 0).await;
        let new = Appointment { person: newcomer, role: CouncilRole::Member, from: world.app.today() };
        council::appoint(&clerk, world.council, page.version + 1, new).await.unwrap();
        let third = session::page(&clerk, id).await.unwrap();
        assert_eq!((third.seats.len(), third.items[0].conflicts.len()), (7, 2), "two members of the same room now");
        let twice = council::appoint(&clerk, world.council, page.version + 2, new).await;
        assert_eq!(refusal(twice), Refusal::Taken { field: "person" });
        let chair = Appointment { role: CouncilRole::Chair, person: world.officers[0], ..new };
        let second = council::appoint(&clerk, world.council, page.version + 2, chair).await;
        assert_eq!(refusal(second), Refusal::Taken { field: "chair" });

        let terms = |name: &str| Terms { name: name.into(), act: "QĐ 2".into(), from: world.app.today(), to: None };
        let new =
            NewCouncil { terms: terms("Hội đồng sáng kiến"), members: vec![(world.head, CouncilRole::Chair)] };
        let other = council::create(&clerk, new).await.unwrap();
        assert_eq!(council::list(&clerk).await.unwrap().len(), 2);
        let call = Call {
            title: "Họp".into(),
            place: String::new(),
            held_on: world.app.today(),
            starts_at: jiff::civil::time(14, 0, 0, 0),
            papers_on: None,
        };
        let elsewhere = session::call(&clerk, other, call).await.unwrap();
        let foreign = refusal(session::set_agenda(&clerk, elsewhere, 1, vec![dossier]).await);
        assert_eq!(foreign, Refusal::NotFound, "the programme's council is another");
        let view = session::page(&clerk, elsewhere).await.unwrap();
        assert!(!view.may.run, "the secretary of one council is nobody in another");
        let empty = NewCouncil { terms: terms(" "), members: vec![] };
        assert!(matches!(refusal(council::create(&clerk, empty).await), Refusal::Invalid { field: "name", .. }));
    })
    .await;
}

#[tokio::test]
async fn a_dossier_is_on_one_agenda_only_and_papers_are_due_before() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let early =
            dossier_at(&world, &running, "nam", StepKind::Nominate, Subject::Unit(world.rooms[0]), world.rooms[0])
                .await;
        let clerk = world.acting(world.secretary).await;
        let call = |day: &str, sent: Option<&str>| Call {
            title: "Họp xét".into(),
            place: "Phòng họp".into(),
            held_on: day.parse().unwrap(),
            starts_at: jiff::civil::time(8, 0, 0, 0),
            papers_on: sent.map(|day| day.parse().unwrap()),
        };
        let first = session::call(&clerk, world.council, call("2017-11-27", Some("2017-11-23"))).await.unwrap();
        let view = session::page(&clerk, first).await.unwrap();
        assert_eq!(view.papers.due.to_string(), "2017-11-23");
        assert!(!view.papers.late);
        assert_eq!(view.waiting.len(), 1);
        session::set_agenda(&clerk, first, view.version, vec![dossier]).await.unwrap();
        assert!(session::page(&clerk, first).await.unwrap().waiting.is_empty());

        let second = session::call(&clerk, world.council, call("2017-11-28", Some("2017-11-27"))).await.unwrap();
        assert!(session::page(&clerk, second).await.unwrap().papers.late);
        let taken = session::set_agenda(&clerk, second, 1, vec![dossier]).await;
        assert_eq!(refusal(taken), Refusal::Taken { field: "agenda" });
        let wrong = session::set_agenda(&clerk, second, 1, vec![early]).await;
        assert!(matches!(refusal(wrong), Refusal::WrongStep { .. }));
        let mark = session::mark_presence(&clerk, first, 2, vec![]).await;
        assert!(matches!(refusal(mark), Refusal::NotYetOpen { .. }), "not before its day");

        session::cancel(&clerk, first, 2, "Hoãn".into()).await.unwrap();
        session::set_agenda(&clerk, second, 1, vec![dossier]).await.unwrap();
    })
    .await;
}

//! Paper ballots typed by two people: at the same moment, when one of them goes before typing, and with written opinions beside them.

use crate::stage::{PLAN, called, paper, present, refusal, seen, waiting};
use lantoa_app::session::{self, Ballot, Entered, Presence, Step};
use lantoa_domain::Refusal;
use lantoa_domain::policy::CouncilRole;
use lantoa_domain::session::Stage;
use lantoa_domain::vote::Tally;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const ALL: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

#[tokio::test]
async fn who_has_left_the_room_is_not_waited_for() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let id = called(&world, &[dossier]).await;
        present(&world, id, &ALL).await;
        let clerk = world.acting(world.secretary).await;
        session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
        session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
        let ballots = vec![Ballot { seen: seen(&clerk, id, Stage::Closed).await[0], tally: paper(6, 6, 0, 0) }];
        assert_eq!(session::count(&clerk, id, ballots.clone()).await.unwrap(), [Entered::First]);

        // Every other officer goes before typing.
        let view = session::page(&clerk, id).await.unwrap();
        let now = world.app.now();
        let gone = |seat: &session::SeatView| seat.person != world.secretary && seat.role != CouncilRole::Member;
        let rows = view.seats.iter().map(|seat| Presence {
            person: seat.person,
            came: seat.came,
            gone: gone(seat).then_some(now),
            excuse: String::new(),
        });
        assert!(view.seats.iter().any(gone));
        session::mark_presence(&clerk, id, view.version, rows.collect()).await.unwrap();
        assert!(!session::page(&clerk, id).await.unwrap().items[0].typing.by_two);
        assert_eq!(session::count(&clerk, id, ballots).await.unwrap(), [Entered::Counted]);
    })
    .await;
}

#[tokio::test]
async fn two_who_type_at_the_same_moment_count() {
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
        let tasks = [clerk.clone(), chair].map(|cx| {
            let ballots = ballots.clone();
            tokio::spawn(async move { session::count(&cx, id, ballots).await })
        });
        let mut entered = Vec::new();
        for task in tasks {
            entered.extend(task.await.unwrap().unwrap());
        }
        assert!(entered.contains(&Entered::First) && entered.contains(&Entered::Counted), "{entered:?}");
    })
    .await;
}

#[tokio::test]
async fn a_written_opinion_of_an_absent_member_is_counted_where_the_rule_takes_it() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let written = r#"base = "all_members", absent = "written_opinion", quorum_num"#;
        let plan = PLAN.replace(r#"base = "all_members", quorum_num"#, written);
        assert_ne!(plan, PLAN, "the plan of the stories has another rule now");
        let running = world.run(&plan, 2017).await;
        let dossier = waiting(&world, &running, "nam", 0).await;
        let id = called(&world, &[dossier]).await;
        present(&world, id, &[0, 1, 3, 4, 5]).await;
        let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
        session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
        session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
        let seen = seen(&clerk, id, Stage::Closed).await[0];
        let with = |written| vec![Ballot { seen, tally: Tally { written, agree: 4 + written, ..paper(5, 4, 1, 0) } }];
        // One voter is away; the other who is absent is in conflict and has no voice either way.
        let many = session::count(&clerk, id, with(2)).await;
        assert_eq!(refusal(many), Refusal::CountWrong { why: "more-written-than-absent" });
        assert_eq!(session::count(&clerk, id, with(1)).await.unwrap(), [Entered::First]);
        assert_eq!(session::count(&chair, id, with(1)).await.unwrap(), [Entered::Counted]);
        let tally = session::page(&clerk, id).await.unwrap().items[0].tally.unwrap();
        assert_eq!((tally.tally.written, tally.tally.agree, tally.needed, tally.passed), (1, 5, 5, true));
    })
    .await;
}

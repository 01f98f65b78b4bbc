//! An electronic ballot where the agency's rule counts "no opinion": three answers, and the third is valid without agreeing.

use crate::booth::{Booth, closed, open_sums, opened, version, vote};
use crate::stage::{PLAN, called, present, refusal, seen, waiting};
use lantoa_app::election;
use lantoa_app::session::{self, Step};
use lantoa_ballot::verify;
use lantoa_domain::Refusal;
use lantoa_domain::session::Stage;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const AGREE: [u8; 2] = [1, 0];
const NOT: [u8; 2] = [0, 1];
const NEITHER: [u8; 2] = [0, 0];

/// The plan of the other stories, whose rule offers "no opinion" and takes its share of the votes cast.
fn plan() -> String {
    let rule = r#"base = "all_members", quorum_num"#;
    assert!(PLAN.contains(rule), "the plan of the stories has another rule now");
    PLAN.replace(rule, r#"base = "cast", answers = "or_no_opinion", quorum_num"#)
}

async fn voting(world: &World) -> (lantoa_domain::id::SessionId, Booth) {
    let running = world.run(&plan(), 2017).await;
    let dossiers = [waiting(world, &running, "nam", 0).await, waiting(world, &running, "nam", 0).await];
    let id = called(world, &dossiers).await;
    present(world, id, &[0, 1, 2, 3, 4, 5, 6]).await;
    let clerk = world.acting(world.secretary).await;
    let items: Vec<_> = session::page(&clerk, id).await.unwrap().items.iter().map(|item| item.id).collect();
    (id, opened(world, id, &items, 6).await)
}

#[tokio::test]
async fn the_third_answer_is_counted_apart_and_stays_in_the_base() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, booth) = voting(&world).await;
        let clerk = world.acting(world.secretary).await;
        let chair = world.acting(world.head).await;
        assert_eq!(election::page(&clerk, booth.id).await.unwrap().options, 2);
        let first = [AGREE, AGREE, AGREE, AGREE, NOT, NEITHER];
        let second = [AGREE, AGREE, AGREE, NEITHER, NEITHER, NEITHER];
        for member in 0..6 {
            vote(&world, &booth, member, &[first[member], second[member]].concat()).await;
        }
        closed(&world, &booth).await;
        open_sums(&world, &booth, 1).await.unwrap();
        open_sums(&world, &booth, 2).await.unwrap();
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();

        let view = session::page(&clerk, session).await.unwrap();
        let figures: Vec<_> = view.items.iter().map(|item| item.tally.unwrap()).collect();
        let of = |at: usize| (figures[at].tally.agree, figures[at].tally.disagree, figures[at].tally.no_opinion);
        assert_eq!((of(0), figures[0].base, figures[0].needed, figures[0].passed), ((4, 1, 1), 6, 4, true));
        assert_eq!((of(1), figures[1].base, figures[1].needed, figures[1].passed), ((3, 0, 3), 6, 4, false));
        let verdict = verify(&election::bundle(&chair, booth.id).await.unwrap());
        assert!(verdict.valid, "{verdict:?}");
        session::advance(&chair, session, Step::Confirm, seen(&chair, session, Stage::Counted).await).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn on_paper_no_opinion_is_refused_where_the_rule_does_not_offer_it() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossiers = [waiting(&world, &running, "nam", 0).await];
        let id = called(&world, &dossiers).await;
        present(&world, id, &[0, 1, 2, 3, 4, 5, 6]).await;
        let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
        for (step, stage) in [(Step::Open, Stage::Waiting), (Step::Close, Stage::Open)] {
            session::advance(&chair, id, step, seen(&chair, id, stage).await).await.unwrap();
        }
        let seen = seen(&clerk, id, Stage::Closed).await[0];
        let tally = lantoa_domain::vote::Tally {
            agree: 5,
            no_opinion: 1,
            issued: 6,
            returned: 6,
            ..lantoa_domain::vote::Tally::default()
        };
        let refused = session::count(&clerk, id, vec![session::Ballot { seen, tally }]).await;
        assert_eq!(refusal(refused), Refusal::CountWrong { why: "no-opinion-not-offered" });
    })
    .await;
}

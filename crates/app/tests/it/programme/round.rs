//! Rounds: proposed by the plan, opened, closed, frozen to their version of the plan.

use lantoa_app::plan;
use lantoa_app::programme::{self, ProgrammeStatus, Setting};
use lantoa_app::round::{self, NewRound, RoundStatus, Turn};
use lantoa_domain::Refusal;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

use super::{confirmed, refusal, uploaded};

#[tokio::test]
async fn the_plan_proposes_rounds_and_people_open_and_close_them() {
    both(async |db| {
        let world = World::found(db, "2021-03-05").await;
        let cx = world.acting(world.secretary).await;
        let plan = uploaded(&cx).await;
        let running = confirmed(&world, &cx, plan).await.programme;
        let shown = programme::show(&cx, running, None).await.unwrap();
        assert!(shown.rounds.is_empty(), "nothing is opened by itself");
        let proposed: Vec<_> = shown.proposals.iter().map(|p| (p.label.as_str(), p.closes.to_string())).collect();
        assert_eq!(proposed, [("Năm 2021", "2021-11-29".into()), ("Tháng 3/2021", "2021-03-20".into())]);

        let [yearly, monthly] = &shown.proposals[..] else { panic!() };
        let first = round::open(&cx, yearly.clone()).await.unwrap();
        assert_eq!(refusal(round::open(&cx, yearly.clone()).await), Refusal::Taken { field: "round" });
        for (wrong, field) in [
            (NewRound { year: 2030, ..yearly.clone() }, "year"),
            (NewRound { month: 3, ..yearly.clone() }, "month"),
            (NewRound { month: 0, ..monthly.clone() }, "month"),
            (NewRound { track: "khong-co".parse().unwrap(), ..yearly.clone() }, "track"),
            (NewRound { closes: "2020-01-01".parse().unwrap(), ..yearly.clone() }, "closes"),
        ] {
            let refused = refusal(round::open(&cx, wrong).await);
            assert!(matches!(refused, Refusal::Invalid { field: found, .. } if found == field), "{field}: {refused:?}");
        }
        let officer = world.acting(world.officers[0]).await;
        assert!(matches!(refusal(round::open(&officer, monthly.clone()).await), Refusal::NotAllowed { .. }));

        round::turn(&cx, first, 1, Turn::Close).await.unwrap();
        round::turn(&cx, first, 2, Turn::Reopen("2021-12-05".parse().unwrap())).await.unwrap();
        let shown = programme::show(&cx, running, None).await.unwrap();
        let row = &shown.rounds[0];
        assert_eq!((row.round.status.0, row.round.closes.to_string()), (RoundStatus::Open, "2021-12-05".into()));
        assert_eq!(shown.proposals[0].label, "Năm 2022");

        let second = plan::amend(&cx, running).await.unwrap();
        confirmed(&world, &cx, second).await;
        let shown = programme::show(&cx, running, None).await.unwrap();
        assert!(shown.rounds[0].older_plan, "a round keeps the plan it froze");
        programme::set(&cx, running, shown.version, Setting::Status(ProgrammeStatus::Finished)).await.unwrap();
        let ended = refusal(round::open(&cx, monthly.clone()).await);
        assert!(matches!(ended, Refusal::Invalid { why: "finished", .. }));
    })
    .await;
}

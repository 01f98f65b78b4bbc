//! Two people at once: one wins, the other is told who was faster. Really concurrent on both engines.

use crate::dossier_support::*;
use lantoa_app::Error;
use lantoa_app::dossier;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_act_on_the_same_page_one_wins_and_the_other_learns_the_name() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let (clerk, office) = (world.acting(world.room_heads[0]).await, world.acting(world.secretary).await);
        let movements = ["chung", "dan-van"];
        for round in 0..8 {
            let subject = dossier::NewSubject::Practice(format!("Cách làm số {round}"), String::new());
            let new = dossier::NewDossier { movement: key(movements[round % 2]), ..about(&running, subject) };
            let id = dossier::open(&clerk, new).await.unwrap();
            let (a, b) = (clerk.clone(), office.clone());
            let first = tokio::spawn(async move { dossier::register(&a, id, 1).await });
            let second = tokio::spawn(async move { dossier::withdraw(&b, id, 1, "trùng").await });
            let (first, second) = (first.await.unwrap(), second.await.unwrap());
            let (lost, winner) = match (first, second) {
                (Ok(_), Err(lost)) => (lost, "Trần Văn Nhất"),
                (Err(lost), Ok(_)) => (lost, "Lê Thị Thư"),
                both => panic!("both or neither: {both:?}"),
            };
            match lost {
                Error::Overtaken { by, at } => {
                    assert_eq!(by, winner);
                    assert_eq!(at, Some(world.app.now()));
                }
                other => panic!("not overtaken: {other:?}"),
            }
            assert_eq!(version(&office, id).await, 2);
            assert_eq!(lines(&world, id).await.len(), 2);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_nominations_for_one_place_one_goes_through() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let office = world.acting(world.secretary).await;
        for (officer, head) in world.officers.into_iter().zip(world.room_heads) {
            let mut tasks = Vec::new();
            for one in [officer, head] {
                let id = dossier::open(&office, person(&running, one)).await.unwrap();
                to_nomination(&office, id).await;
                let (cx, seen) = (office.clone(), version(&office, id).await);
                tasks.push((cx, id, seen));
            }
            let running: Vec<_> = tasks
                .into_iter()
                .map(|(cx, id, seen)| tokio::spawn(async move { dossier::nominate(&cx, id, seen).await }))
                .collect();
            let mut through = 0;
            for task in running {
                match task.await.unwrap() {
                    Ok(_) => through += 1,
                    other => assert_eq!(refused(other), "quota-full"),
                }
            }
            assert_eq!(through, 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_open_the_same_dossier_one_is_led_to_it() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let (clerk, office) = (world.acting(world.room_heads[0]).await, world.acting(world.secretary).await);
        let (new, same) = (person(&running, world.officers[0]), person(&running, world.officers[0]));
        let first = tokio::spawn(async move { dossier::open(&clerk, new).await });
        let second = tokio::spawn(async move { dossier::open(&office, same).await });
        match (first.await.unwrap(), second.await.unwrap()) {
            (Ok(id), Err(lost)) | (Err(lost), Ok(id)) => match lost {
                Error::Refused(lantoa_domain::Refusal::Duplicate { dossier }) => assert_eq!(dossier, id),
                other => panic!("not a duplicate: {other:?}"),
            },
            other => panic!("both or neither: {other:?}"),
        }
    })
    .await;
}

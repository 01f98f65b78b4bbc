//! What the opening form and the first screen offer to whom.

use crate::dossier_support::*;
use lantoa_app::dossier::opening::{people, rounds, similar, units};
use lantoa_app::dossier::{self, NewSubject};
use lantoa_app::workbench::workbench;
use lantoa_domain::plan::StepKind;
use lantoa_domain::subject::SubjectKind;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn the_form_offers_what_the_track_and_the_units_allow() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let clerk = world.acting(world.room_heads[0]).await;
        let offered = rounds(&clerk).await.unwrap();
        assert_eq!(offered.len(), 2);
        let quick = offered.iter().find(|one| one.id == round(&running, "nhanh")).unwrap();
        assert_eq!(quick.movements.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["dan-van"]);
        assert_eq!(quick.kinds, [SubjectKind::Individual, SubjectKind::Practice]);
        let alone = rounds(&world.acting(world.officers[0]).await).await.unwrap();
        assert_eq!(alone.len(), 1, "one registers oneself in the yearly track only");
        assert!(alone[0].only_self && alone[0].kinds == [SubjectKind::Individual]);
        world.clock.set("2018-01-01");
        assert!(rounds(&world.acting(world.room_heads[0]).await).await.unwrap().is_empty());
        world.clock.set("2017-03-01");

        let names = |people: Vec<dossier::opening::Person>| people.into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(people(&clerk, "").await.unwrap()), ["Đỗ Thị Ánh", "Trần Văn Nhất"]);
        assert_eq!(names(people(&clerk, "anh do").await.unwrap()), ["Đỗ Thị Ánh"]);
        let office = world.acting(world.secretary).await;
        assert_eq!(names(people(&office, "binh").await.unwrap()), ["Võ Đức Bình"]);
        assert_eq!(units(&clerk, "").await.unwrap(), [(world.rooms[0], "Phòng Một".to_owned())]);

        let subject = NewSubject::Practice("Nhóm Zalo tiếp dân".into(), String::new());
        let new = about(&running, subject);
        assert_eq!(dossier::twin(&clerk, &new).await.unwrap(), None);
        let id = dossier::open(&clerk, new.clone()).await.unwrap();
        assert_eq!(dossier::twin(&clerk, &new).await.unwrap(), Some(id), "sent twice, it is there already");
        let other = world.acting(world.officers[1]).await;
        let theirs = dossier::NewDossier { unit: Some(world.rooms[0]), ..new.clone() };
        assert_eq!(
            dossier::twin(&other, &theirs).await.unwrap(),
            None,
            "nobody learns of a dossier that is closed to them"
        );
        let spelt = NewSubject::Practice("nhóm  ZALO tiếp dân".into(), String::new());
        let spelt = dossier::NewDossier { subject: spelt, ..new };
        assert_eq!(dossier::twin(&clerk, &spelt).await.unwrap(), Some(id), "however it is spelt");
        let found = similar(&office, "NHOM ZALO").await.unwrap();
        assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
        assert!(similar(&world.acting(world.officers[1]).await, "nhom zalo").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_screen_shows_what_waits_for_whom() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let fresh = workbench(&world.acting(world.admin).await).await.unwrap();
        assert!(fresh.setup.is_some_and(|setup| setup.units && setup.people && !setup.plan && !setup.may_upload));
        let running = world.run(PLAN, 2017).await;
        let (clerk, office) = (world.acting(world.room_heads[0]).await, world.acting(world.secretary).await);
        let id = dossier::open(&clerk, unit(&running, world.rooms[0])).await.unwrap();
        let mine = workbench(&clerk).await.unwrap();
        assert_eq!((mine.waiting_count, mine.waiting[0].at), (1, Some(StepKind::Register)));
        assert!(mine.late.is_none() && mine.gaps.is_none() && mine.setup.is_none());
        assert_eq!(workbench(&office).await.unwrap().waiting_count, 0);
        nominated(&clerk, id).await;
        let theirs = workbench(&office).await.unwrap();
        assert_eq!((theirs.waiting_count, theirs.waiting[0].id), (1, id));
        assert_eq!((theirs.intake, theirs.late.map(|late| late.len())), (Some(1), Some(0)));
        assert_eq!(workbench(&clerk).await.unwrap().waiting_count, 0);
        let nobody = workbench(&world.acting(world.officers[1]).await).await.unwrap();
        assert!(nobody.waiting.is_empty() && nobody.tasks.is_empty() && nobody.intake.is_none());
    })
    .await;
}

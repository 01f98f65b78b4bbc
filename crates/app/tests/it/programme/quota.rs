//! Quotas of all five kinds as they stand, and the sum of the movements' numbers.

use lantoa_app::{movement, programme};
use lantoa_domain::quota::Counted;
use lantoa_domain::subject::SubjectKind;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

use super::{confirmed, uploaded};

#[tokio::test]
async fn quotas_of_all_kinds_show_what_counts_what_is_missing_and_what_room_is_left() {
    both(async |db| {
        let world = World::found(db, "2021-07-05").await;
        let cx = world.acting(world.secretary).await;
        let plan = uploaded(&cx).await;
        let running = confirmed(&world, &cx, plan).await.programme;
        let one = |movement: &str, track: &str, kind, unit, year, times| Counted {
            movement: movement.parse().unwrap(),
            track: track.parse().unwrap(),
            kind,
            unit,
            year,
            month: 6,
            times,
        };
        let rooms = world.rooms;
        let recognised = vec![
            one("day-tot", "nam", SubjectKind::Collective, rooms[0], 2021, 1),
            one("an-toan", "nam", SubjectKind::Individual, rooms[0], 2021, 1),
            one("an-toan", "nam", SubjectKind::Individual, rooms[1], 2021, 1),
            one("an-toan", "thang", SubjectKind::Individual, rooms[2], 2021, 1),
            one("an-toan", "nam", SubjectKind::Household, rooms[2], 2021, 1),
            one("an-toan", "nam", SubjectKind::Collective, rooms[2], 2021, 1),
        ];
        db.write(async move |tx| {
            for one in &recognised {
                lantoa_store::dossier::count_recognition(tx, running, one).await?;
            }
            Ok::<_, lantoa_store::Error>(())
        })
        .await
        .unwrap();

        let shown = programme::show(&cx, running, None).await.unwrap();
        let max = &shown.quotas[0];
        assert_eq!((max.standing.counted, max.standing.room), (2, Some(0)), "deeds of the month never count");
        let states: Vec<_> = shown.movements.iter().flat_map(|movement| &movement.quotas).collect();
        let of = |key: &str| *states.iter().find(|state| state.quota.key.as_str() == key).unwrap();
        let min = of("it-nhat");
        assert_eq!((min.standing.counted, min.standing.gap, min.standing.room), (1, 2, None));
        assert_eq!(min.forecast, Some(3), "one in the first 186 of 730 days");
        let each = of("moi-don-vi").by_unit.unwrap();
        assert_eq!((each.units, each.counted, each.used_up), (4, 2, 2));
        let exact = of("dung");
        assert_eq!((exact.standing.gap, exact.standing.room), (1, Some(1)));
        let open = of("khong-han-che");
        assert_eq!((open.standing.counted, open.standing.gap, open.standing.room), (1, 0, None));
        let sectors = of("tung-nganh");
        assert_eq!((sectors.standing.bound, sectors.standing.gap), (10, 9));

        let sum = shown.rolled_up.iter().find(|sum| sum.together == 8).unwrap();
        assert_eq!((sum.apart, sum.quotas, sum.counted), (13, 2, 2), "3 + 5, or 3 + 2 × 5");
        let next = programme::show(&cx, running, Some(2022)).await.unwrap();
        assert_eq!(next.quotas[0].standing.room, Some(2), "another year");
        let page = movement::show(&cx, running, "an-toan".parse().unwrap(), None).await.unwrap();
        assert_eq!(page.quotas.len(), 5, "its own four and that of the whole plan");
        assert!(page.lead_unit.is_none() && page.movement.lead_is_asked);
        assert_eq!(movement::list(&cx).await.unwrap()[0].movements.len(), 2);
    })
    .await;
}

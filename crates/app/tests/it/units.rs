//! Units over time: the tree of a date, dated changes with their acts, and what they bring along.

use jiff::civil::{Date, date};
use lantoa_app::org::change::{self, Change, Edit, Found, What};
use lantoa_app::org::{self, Set};
use lantoa_app::{Cx, Error, people};
use lantoa_domain::Refusal;
use lantoa_domain::id::UnitId;
use lantoa_domain::money::Rounding;
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::unit::UnitKind;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

fn found(name: &str, parent: UnitId, from: Date) -> Found {
    Found {
        name: name.into(), kind: UnitKind::Division, parent, from, act: "QĐ 9".into(), aliases: vec![], ordinal: 1
    }
}

async fn changed(cx: &Cx, id: UnitId, what: What, on: Date) -> Result<(), Error> {
    let seen = org::one(cx, id).await.unwrap().version;
    change::change(cx, Change { id, what, on, act: "NQ 202/2025".into(), seen }).await
}

async fn names(cx: &Cx, on: Date) -> Vec<String> {
    let tree = org::tree(cx, on).await.unwrap();
    tree.lines.into_iter().map(|line| format!("{}{}", "·".repeat(line.depth), line.name)).collect()
}

#[tokio::test]
async fn a_tree_is_shown_as_it_was_named_on_a_date() {
    both(async |db| {
        let world = World::found(db, "2025-08-01").await;
        let admin = world.acting(world.admin).await;
        let [one, two, _] = world.rooms;
        let team = change::found(&admin, found("Tổ Kiểm tra", one, date(2016, 3, 1))).await.unwrap();
        changed(&admin, one, What::Rename("Phòng Tổng hợp".into()), date(2021, 5, 1)).await.unwrap();
        changed(&admin, one, What::Merge(two), date(2025, 7, 1)).await.unwrap();

        let all = names(&admin, date(2017, 1, 1)).await.join(" ");
        assert!(all.contains("·Phòng Một ··Tổ Kiểm tra"), "{all}");
        assert!(!names(&admin, date(2016, 2, 29)).await.join(" ").contains("Tổ"), "not founded yet");
        assert!(names(&admin, date(2025, 6, 30)).await.contains(&"·Phòng Tổng hợp".to_owned()));
        let after = names(&admin, date(2025, 7, 1)).await.join(" ");
        assert!(!after.contains("Tổng hợp") && after.contains("·Phòng Hai ··Tổ Kiểm tra"), "{after}");

        let gone = org::one(&admin, one).await.unwrap();
        assert_eq!((gone.to, gone.name.as_str()), (Some(date(2025, 6, 30)), "Phòng Tổng hợp"));
        assert_eq!(gone.history[0].successors[0].1, "Phòng Hai");
        assert_eq!(org::one(&admin, two).await.unwrap().came_from[0].1, "Phòng Tổng hợp");
        assert_eq!(org::one(&admin, team).await.unwrap().above.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_merger_takes_people_and_rights_along_in_one_go() {
    both(async |db| {
        let world = World::found(db, "2025-08-01").await;
        let admin = world.acting(world.admin).await;
        let [one, two, three] = world.rooms;
        let team = change::found(&admin, found("Tổ Kiểm tra", one, date(2016, 3, 1))).await.unwrap();
        changed(&admin, one, What::Merge(two), date(2025, 7, 1)).await.unwrap();
        assert_eq!(people::one(&admin, world.officers[0]).await.unwrap().person.unit, two);
        let head_of_two = world.acting(world.room_heads[1]).await;
        assert!(people::one(&head_of_two, world.officers[0]).await.is_ok(), "the head of the successor sees them now");
        assert!(people::one(&world.acting(world.room_heads[2]).await, world.officers[0]).await.is_err());
        let path = db.read(async move |cx| lantoa_store::org::path(cx, team).await).await.unwrap();
        assert_eq!(path, [team, two, world.root], "the team hangs under the successor");
        let place = Place::unit(world.root, path);
        assert!(head_of_two.permit_at(Act::ReadPeople, &place).is_ok());
        let again = changed(&admin, one, What::Merge(three), date(2025, 7, 2)).await.unwrap_err();
        assert_eq!(again.refusal(), Some(&Refusal::Invalid { field: "on", why: "not-existing" }));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_left_without_a_unit_and_no_unit_hangs_under_itself() {
    both(async |db| {
        let world = World::found(db, "2025-08-01").await;
        let admin = world.acting(world.admin).await;
        let [one, two, three] = world.rooms;
        let on = date(2025, 7, 1);
        let team = change::found(&admin, found("Tổ Kiểm tra", one, date(2016, 3, 1))).await.unwrap();
        let refusal = async |id, what| changed(&admin, id, what, on).await.unwrap_err().refusal().cloned();
        assert_eq!(refusal(one, What::Abolish).await, Some(Refusal::InUse), "people are in it");
        assert_eq!(refusal(one, What::Split(vec![two, three])).await, Some(Refusal::InUse), "a team is under it");
        let below = What::Level { parent: team, kind: UnitKind::Division };
        assert_eq!(refusal(one, below).await, Some(Refusal::Invalid { field: "parent", why: "below-itself" }));
        assert_eq!(
            refusal(one, What::Merge(team)).await,
            Some(Refusal::Invalid { field: "parent", why: "below-itself" })
        );
        let root = Some(Refusal::Invalid { field: "unit", why: "root" });
        assert_eq!(refusal(world.root, What::Abolish).await, root);
        assert_eq!(names(&admin, on).await.len(), 6, "nothing was changed");

        changed(&admin, team, What::Level { parent: two, kind: UnitKind::Division }, on).await.unwrap();
        assert!(names(&admin, date(2025, 6, 30)).await.join(" ").contains("Phòng Một ··Tổ Kiểm tra"));
        assert!(names(&admin, on).await.join(" ").contains("Phòng Hai ··Tổ Kiểm tra"));
        changed(&admin, team, What::Abolish, on).await.unwrap();
        changed(&admin, one, What::Split(vec![two, three]), on).await.unwrap();
        assert_eq!(org::one(&admin, one).await.unwrap().people, 2, "its people are moved one by one");
    })
    .await;
}

#[tokio::test]
async fn changes_are_guarded_dated_and_only_for_administrators() {
    both(async |db| {
        let world = World::found(db, "2025-08-01").await;
        let admin = world.acting(world.admin).await;
        let one = world.rooms[0];
        let rename = |seen| Change {
            id: one,
            what: What::Rename("Phòng Mới".into()),
            on: date(2025, 7, 1),
            act: "QĐ 5".into(),
            seen,
        };
        for person in [world.secretary, world.head, world.room_heads[0]] {
            let refused = change::change(&world.acting(person).await, rename(1)).await.unwrap_err();
            assert!(matches!(refused.refusal(), Some(Refusal::NotAllowed { .. })));
        }
        let early = Change { on: date(2025, 8, 2), ..rename(1) };
        let refused = change::change(&admin, early).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(&Refusal::Invalid { field: "on", why: "future" }));
        change::edit(&admin, Edit { id: one, aliases: vec!["P1".into(), " P1 ".into()], ordinal: 3, seen: 1 })
            .await
            .unwrap();
        assert!(matches!(change::change(&admin, rename(1)).await, Err(Error::Overtaken { .. })));
        change::change(&admin, rename(2)).await.unwrap();
        let view = org::one(&world.acting(world.officers[0]).await, one).await.unwrap();
        assert_eq!((view.name.as_str(), view.aliases, view.may_manage), ("Phòng Mới", vec!["P1".to_owned()], false));
        let twin = change::found(&admin, found("phòng mới", world.root, date(2020, 1, 1))).await.unwrap_err();
        assert_eq!(twin.refusal(), Some(&Refusal::Taken { field: "name" }));
    })
    .await;
}

#[tokio::test]
async fn another_agency_does_not_exist() {
    both(async |db| {
        let world = World::found(db, "2025-08-01").await;
        let elsewhere = lantoa_app::agency::NewAgency {
            name: "Sở Khác".into(),
            symbol: "SK".into(),
            from: date(2010, 1, 1),
            administrator: "Người Khác".into(),
        };
        let (other, stranger) = lantoa_app::agency::found(&world.app, elsewhere).await.unwrap();
        let admin = world.acting(world.admin).await;
        assert_eq!(org::one(&admin, other).await.unwrap_err().refusal(), Some(&Refusal::NotFound));
        let refused = change::found(&admin, found("Phòng", other, date(2020, 1, 1))).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(&Refusal::NotFound));
        let stranger = world.acting(stranger).await;
        assert_eq!(names(&stranger, date(2025, 1, 1)).await, ["Sở Khác"]);
        assert!(matches!(
            changed(&admin, world.rooms[0], What::Merge(other), date(2025, 7, 1)).await,
            Err(Error::Refused(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn settings_are_checked_and_guarded() {
    both(async |db| {
        let world = World::found(db, "2025-08-01").await;
        let admin = world.acting(world.admin).await;
        let new = Set {
            standing_body: Some(world.office),
            rounding: Rounding::Nearest,
            tier: lantoa_domain::statistics::Tier::Department,
            papers_days: 5,
            symbol: " STN ".into(),
            seen: 1,
        };
        org::set(&admin, new.clone()).await.unwrap();
        let now = org::settings(&admin).await.unwrap();
        assert_eq!((now.standing_body, now.rounding, now.papers_days), (Some(world.office), Rounding::Nearest, 5));
        assert_eq!(now.symbol, "STN");
        assert!(matches!(org::set(&admin, new.clone()).await, Err(Error::Overtaken { .. })));
        let wrong = Set { papers_days: 31, seen: 2, ..new.clone() };
        assert!(matches!(org::set(&admin, wrong).await.unwrap_err().refusal(), Some(Refusal::Invalid { .. })));
        let clerk = world.acting(world.secretary).await;
        assert!(org::set(&clerk, Set { seen: 2, ..new }).await.is_err());
    })
    .await;
}

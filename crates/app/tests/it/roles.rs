//! Roles and accounts: who gives them, and that an agency keeps somebody who can administer it.

use jiff::civil::date;
use lantoa_app::account::{self, Change, Give, WantedHolders};
use lantoa_domain::Refusal;
use lantoa_domain::id::PersonId;
use lantoa_domain::policy::Role;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

fn give(person: PersonId, role: Role, world: &World) -> Give {
    Give { person, role, unit: world.root, movement: None, from: date(2017, 11, 20), to: None }
}

#[tokio::test]
async fn a_role_is_in_force_from_its_first_to_its_last_day() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let admin = world.acting(world.admin).await;
        let person = world.officers[0];
        let from = date(2017, 12, 1);
        let new =
            Give { unit: world.rooms[0], from, to: Some(date(2017, 12, 31)), ..give(person, Role::UnitClerk, &world) };
        account::give_role(&admin, new.clone()).await.unwrap();
        let has = async |day: &str| {
            world.clock.set(day);
            world.acting(person).await.actor().has(Role::UnitClerk)
        };
        assert!(
            !has("2017-11-30").await && has("2017-12-01").await && has("2017-12-31").await && !has("2018-01-01").await
        );
        world.clock.set("2017-11-20");
        let again = account::give_role(&admin, new).await.unwrap_err();
        assert_eq!(again.refusal(), Some(&Refusal::Taken { field: "role" }));
    })
    .await;
}

#[tokio::test]
async fn only_administrators_give_roles_and_make_accounts_within_their_agency() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        for person in [world.secretary, world.head, world.officers[0], world.inspector] {
            let cx = world.acting(person).await;
            let refused = account::give_role(&cx, give(person, Role::Administrator, &world)).await.unwrap_err();
            assert!(matches!(refused.refusal(), Some(Refusal::NotAllowed { .. })), "nobody raises themselves");
            let refused = account::create(&cx, world.officers[1], "binhvd").await.unwrap_err();
            assert!(matches!(refused.refusal(), Some(Refusal::NotAllowed { .. })));
            assert!(account::of_person(&cx, world.officers[1]).await.is_err());
        }
        let elsewhere = lantoa_app::agency::NewAgency {
            name: "Sở Khác".into(),
            symbol: "SK".into(),
            from: date(2010, 1, 1),
            administrator: "Người Khác".into(),
        };
        let (_, stranger) = lantoa_app::agency::found(&world.app, elsewhere).await.unwrap();
        let admin = world.acting(world.admin).await;
        let refused = account::give_role(&admin, give(stranger, Role::Head, &world)).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(&Refusal::NotFound));
        assert_eq!(
            account::create(&admin, stranger, "nguoikhac").await.unwrap_err().refusal(),
            Some(&Refusal::NotFound)
        );
        let theirs = account::operator::create(&world.app, stranger, "nguoikhac", None).await.unwrap();
        let refused = account::reset_password(&admin, theirs.account, 1).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(&Refusal::NotFound), "another agency's account");
        assert!(account::of_person(&admin, stranger).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn logins_are_unique_well_formed_and_one_a_person() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let admin = world.acting(world.admin).await;
        assert_eq!(account::suggest_login(&admin, world.officers[0]).await.unwrap(), "anhdt");
        account::create(&admin, world.officers[0], "anhdt").await.unwrap();
        assert_eq!(account::suggest_login(&admin, world.officers[0]).await.unwrap(), "anhdt2");
        let of = async |person, login: &str| account::create(&admin, person, login).await.unwrap_err();
        assert_eq!(of(world.officers[1], "anhdt").await.refusal(), Some(&Refusal::Taken { field: "login" }));
        assert_eq!(of(world.officers[0], "khac").await.refusal(), Some(&Refusal::Taken { field: "person" }));
        assert!(matches!(
            of(world.officers[1], "ánh đt").await.refusal(),
            Some(Refusal::Invalid { field: "login", .. })
        ));
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_who_can_sign_in_stays() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let admin = world.acting(world.admin).await;
        let made = account::create(&admin, world.admin, "quantri.vien").await.unwrap();
        let own = account::roles_of(&admin, world.admin).await.unwrap()[0].id;
        let last = Some(&Refusal::LastAdministrator);
        assert_eq!(account::take_role(&admin, own).await.unwrap_err().refusal(), last);
        assert_eq!(account::change(&admin, made.account, 1, Change::Disable).await.unwrap_err().refusal(), last);

        account::give_role(&admin, give(world.head, Role::Administrator, &world)).await.unwrap();
        assert_eq!(account::take_role(&admin, own).await.unwrap_err().refusal(), last, "the other one has no account");
        account::create(&admin, world.head, "truongnv").await.unwrap();
        account::take_role(&admin, own).await.unwrap();
        let heads = account::roles_of(&world.acting(world.head).await, world.head).await.unwrap();
        let second = heads.iter().find(|line| line.role == Role::Administrator).unwrap().id;
        let refused = account::take_role(&world.acting(world.head).await, second).await.unwrap_err();
        assert_eq!(refused.refusal(), last, "and now this one is the last");
    })
    .await;
}

#[tokio::test]
async fn two_administrators_cannot_remove_each_other_at_the_same_time() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let admin = world.acting(world.admin).await;
        account::create(&admin, world.admin, "quantri.vien").await.unwrap();
        account::give_role(&admin, give(world.head, Role::Administrator, &world)).await.unwrap();
        account::create(&admin, world.head, "truongnv").await.unwrap();
        let role_of = async |person| {
            let lines = account::roles_of(&admin, person).await.unwrap();
            lines.into_iter().find(|line| line.role == Role::Administrator).unwrap().id
        };
        let (first, second) = (role_of(world.admin).await, role_of(world.head).await);
        let other = world.acting(world.head).await;
        let (a, b) = tokio::join!(account::take_role(&admin, second), account::take_role(&other, first));
        assert!(a.is_ok() != b.is_ok(), "exactly one succeeds: {a:?} {b:?}");
    })
    .await;
}

#[tokio::test]
async fn holders_are_found_by_role_and_by_words_a_page_at_a_time() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let admin = world.acting(world.admin).await;
        let look = async |wanted| account::holders(&admin, wanted).await.unwrap();
        let heads = look(WantedHolders { role: Some(Role::UnitHead), ..WantedHolders::default() }).await;
        assert!(!heads.rows.is_empty() && heads.rows.iter().all(|row| row.grant.role == Role::UnitHead));
        let first = &heads.rows[0];
        let words = lantoa_domain::text::fold(&first.name);
        let named = look(WantedHolders { words: words.clone(), ..WantedHolders::default() }).await;
        assert!(named.rows.iter().any(|row| row.person == first.person) && named.rows.len() < 5, "{named:?}");
        let nobody = look(WantedHolders { words: format!("{words} khong co"), ..WantedHolders::default() }).await;
        assert!(nobody.rows.is_empty());

        let people = world.room_heads.into_iter().chain(world.officers).chain([world.head, world.inspector]);
        for person in people {
            for unit in world.rooms.into_iter().chain([world.office]) {
                for role in [Role::UnitHead, Role::UnitClerk] {
                    // Some have it already.
                    drop(account::give_role(&admin, Give { unit, ..give(person, role, &world) }).await);
                }
            }
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = look(WantedHolders { after, ..WantedHolders::default() }).await;
            seen.extend(page.rows.iter().map(|row| (row.grant.role, row.grant.id)));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        seen.dedup();
        assert!(seen.is_sorted() && seen.len() > 50, "{} in several pages", seen.len());
    })
    .await;
}

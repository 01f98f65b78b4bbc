//! The world of the tests stands on both engines, and everyone has the rights they should.

use lantoa_domain::policy::{Act, Role};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

#[tokio::test]
async fn people_have_their_roles_today() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        assert!(secretary.actor().has(Role::StandingBody) && secretary.may(Act::RunRounds));
        assert!(!world.acting(world.officers[0]).await.may(Act::RunRounds));
        assert!(world.acting(world.head).await.may(Act::AnnounceResult), "the head chairs the council");
    })
    .await;
}

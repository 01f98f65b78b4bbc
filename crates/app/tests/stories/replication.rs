//! Proposals that units copy a practice, and their answers.

use lantoa_app::Error;
use lantoa_app::replication::{self, ReplicationAnswer};
use lantoa_domain::Refusal;
use lantoa_domain::adoption::Stage;
use lantoa_testkit::engine::both;

use crate::plan_001;
use crate::practice::{OWNER, declare, validated};
use crate::scene::{day, refusal};

/// R040, R137: the office proposes that named units copy a practice until a day; each accepts, or declines with a reason.
#[tokio::test]
async fn the_office_proposes_replication_and_units_answer() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-01").await;
        let id = validated(&scene, &running, "Trả kết quả tại nhà").await;
        let office = scene.acting(scene.clerk).await;
        let new = |units: &[usize], due: &str| replication::New {
            practice: id,
            units: units.iter().map(|room| scene.rooms[*room].id).collect(),
            why: "Nhiều người cao tuổi".into(),
            due: day(due),
        };
        let chief = scene.acting(scene.rooms[5].chief).await;
        assert!(matches!(
            refusal(replication::propose(&chief, new(&[6], "2022-06-01")).await),
            Refusal::NotAllowed { .. }
        ));
        let past = replication::propose(&office, new(&[5], "2022-02-28")).await;
        assert_eq!(refusal(past), Refusal::Invalid { field: "due", why: "in-past" });
        let owner = replication::propose(&office, new(&[OWNER], "2022-06-01")).await;
        assert_eq!(refusal(owner), Refusal::Invalid { field: "unit", why: "own-practice" });
        let proposal = replication::propose(&office, new(&[5, 6, 7, 5], "2022-06-01")).await.unwrap();
        let view = replication::page(&chief, proposal).await.unwrap();
        assert_eq!(view.units.len(), 3);
        assert_eq!(view.units.iter().filter(|one| one.may_answer).count(), 1, "everybody for their own unit");
        assert_eq!(replication::list(&chief, replication::Search::default(), None).await.unwrap().waiting, 1);

        let own = (proposal, scene.rooms[5].id);
        let silent = replication::answer(&chief, own, 1, ReplicationAnswer::Declined, " ".into()).await;
        assert_eq!(refusal(silent), Refusal::ReasonMissing);
        let other =
            replication::answer(&chief, (proposal, scene.rooms[6].id), 1, ReplicationAnswer::Accepted, String::new());
        assert!(matches!(refusal(other.await), Refusal::NotAllowed { .. }));
        replication::answer(&chief, own, 1, ReplicationAnswer::Accepted, String::new()).await.unwrap();
        let again = replication::answer(&chief, own, 1, ReplicationAnswer::Accepted, String::new()).await;
        assert!(matches!(again, Err(Error::Overtaken { .. })), "{again:?}");
        let sixth = scene.acting(scene.rooms[6].chief).await;
        let declined = ReplicationAnswer::Declined;
        replication::answer(&sixth, (proposal, scene.rooms[6].id), 1, declined, "Không có hồ sơ".into()).await.unwrap();
        let copy = declare(&scene, id, 5, None, Stage::Visited).await.unwrap();
        let view = replication::page(&office, proposal).await.unwrap();
        let of = |room: usize| view.units.iter().find(|one| one.unit == scene.rooms[room].id).unwrap();
        assert_eq!((of(5).adoption, of(6).why.as_str(), of(7).answer), (Some(copy), "Không có hồ sơ", None));
        scene.on("2022-06-02");
        let office = scene.acting(scene.clerk).await;
        let row = replication::list(&office, replication::Search::default(), None).await.unwrap().rows.remove(0);
        assert_eq!((row.counts, row.late), ((3, 1, 1), true));
        let taken = replication::propose(&office, new(&[5], "2022-12-01")).await;
        assert_eq!(refusal(taken), Refusal::Invalid { field: "units", why: "copies-already" });
    })
    .await;
}

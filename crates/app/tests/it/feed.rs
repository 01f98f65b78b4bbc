//! A calendar behind a secret address: what its owner may see at each reading, gone when it is taken back or the account is closed.

use crate::mailing::{agency, task_of};
use crate::stage::{PLAN, called, refusal, waiting};
use lantoa_app::task::{self, Assign};
use lantoa_app::{account, feed};
use lantoa_domain::Refusal;
use lantoa_domain::id::Id;
use lantoa_store::{journal, org};
use lantoa_testkit::engine::both;

/// F72: rights at each reading; secret kept as a hash; made and taken back are in the journal, readings are not.
#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_is_read_with_the_rights_of_the_moment() {
    both(async |db| {
        let (world, running) = agency(db, PLAN).await;
        let waits = waiting(&world, &running, "nam", 1).await;
        called(&world, &[waits]).await;
        let head = world.acting(world.room_heads[0]).await;
        assert_eq!(feed::show(&head).await.unwrap(), None);
        let secret = feed::make(&head).await.unwrap().to_string();
        let first = feed::read(&world.app, &secret).await.unwrap();
        assert_eq!(first.calendar, lantoa_app::calendar::own(&head).await.unwrap());
        assert_eq!((first.calendar.sessions.len(), first.calendar.deadlines.len()), (1, 3));
        assert_eq!(feed::read(&world.app, &secret).await.unwrap().mark, first.mark, "the same while nothing changes");
        assert_eq!(feed::show(&head).await.unwrap().unwrap().read_on, Some(world.app.today()));

        let db = world.app.db().clone();
        let (person, last) = (world.room_heads[0], "2021-11-30".parse().unwrap());
        let ended = db.write(async move |tx| {
            for grant in lantoa_store::account::grants_of(tx, person).await? {
                lantoa_store::account::end_grant(tx, grant.id, last).await?;
            }
            Ok::<_, lantoa_app::Error>(())
        });
        ended.await.unwrap();
        world.clock.advance_seconds(3 * 24 * 3600);
        let after = feed::read(&world.app, &secret).await.unwrap();
        assert_eq!(after.calendar.deadlines.len(), 0, "the role is gone, and so is what it showed");
        assert_ne!(after.mark, first.mark);

        let again = feed::make(&head).await.unwrap().to_string();
        assert_eq!(
            refusal(feed::read(&world.app, &secret).await),
            Refusal::NotFound,
            "remade: the old one is worth nothing"
        );
        feed::read(&world.app, &again).await.unwrap();
        feed::revoke(&head).await.unwrap();
        assert_eq!(refusal(feed::read(&world.app, &again).await), Refusal::NotFound);
        assert_eq!(refusal(feed::revoke(&head).await), Refusal::NotFound);
        for wrong in ["", "x", &"0".repeat(64), &secret.to_uppercase()] {
            assert_eq!(refusal(feed::read(&world.app, wrong).await), Refusal::NotFound);
        }
        let root = world.root;
        let lines = world
            .app
            .db()
            .read(async move |conn| journal::list(conn, root, &journal::Filter::default(), None, 500).await);
        let lines = lines.await.unwrap().rows;
        let feeds: Vec<&str> = lines.iter().map(|l| l.action.as_str()).filter(|a| a.starts_with("feed.")).collect();
        assert_eq!(feeds, ["feed.revoked", "feed.made", "feed.made"], "the latest first, no reading among them");
        assert!(lines.iter().all(|line| !line.detail.contains(&secret)));
    })
    .await;
}

/// What a person was given is in the calendar on the inner day; a closed account and somebody who left open nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_opens_no_calendar() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let (head, officer) = (world.acting(world.room_heads[0]).await, world.acting(world.officers[0]).await);
        let secret = feed::make(&officer).await.unwrap().to_string();
        assert!(feed::read(&world.app, &secret).await.unwrap().calendar.deadlines.is_empty());
        let (id, version) = task_of(&world, 0, "Báo cáo tổng kết năm").await;
        let due: jiff::civil::Date = "2021-12-10".parse().unwrap();
        task::assign(&head, id, version, Assign { person: world.officers[0], due: Some(due), note: String::new() })
            .await
            .unwrap();
        let read = feed::read(&world.app, &secret).await.unwrap().calendar;
        assert_eq!((read.deadlines[0].id.as_str(), read.deadlines[0].on), (id.to_string().as_str(), due));

        let admin = world.acting(world.admin).await;
        let anh = account::of_person(&admin, world.officers[0]).await.unwrap().unwrap();
        account::change(&admin, anh.id, anh.version, account::Change::Disable).await.unwrap();
        assert_eq!(refusal(feed::read(&world.app, &secret).await), Refusal::NotFound);
        account::change(&admin, anh.id, anh.version + 1, account::Change::Enable).await.unwrap();
        feed::read(&world.app, &secret).await.unwrap();
        let person = world.officers[0];
        let left = world.app.db().write(async move |tx| {
            let found = org::person(tx, person).await?.expect("a person");
            lantoa_store::people::save(tx, &org::Person { active: false, ..found }).await?;
            Ok::<_, lantoa_app::Error>(())
        });
        left.await.unwrap();
        assert_eq!(refusal(feed::read(&world.app, &secret).await), Refusal::NotFound);
    })
    .await;
}

/// Another agency on the same installation has its own calendars: a secret shows its owner's agency and nothing of another.
#[tokio::test(flavor = "multi_thread")]
async fn a_secret_opens_its_own_agency_alone() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let new = lantoa_app::agency::NewAgency {
            name: "Sở Khác".into(),
            symbol: "SK".into(),
            from: "2010-01-01".parse().unwrap(),
            administrator: "Người Khác".into(),
        };
        let (root, other) = lantoa_app::agency::found(&world.app, new).await.unwrap();
        assert_ne!(root.raw(), world.root.raw());
        let own = Some(lantoa_app::Password::new("mưa rào tháng sáu"));
        account::operator::create(&world.app, other, "khac.sk", own).await.unwrap();
        let secret = feed::make(&world.app.act_as(other).await.unwrap()).await.unwrap().to_string();
        let read = feed::read(&world.app, &secret).await.unwrap().calendar;
        assert!(read.sessions.is_empty() && read.deadlines.is_empty());
        let (id, version) = task_of(&world, 0, "Báo cáo tổng kết năm").await;
        let foreign = Assign { person: other, due: None, note: String::new() };
        let head = world.acting(world.room_heads[0]).await;
        let refused = task::assign(&head, id, version, foreign).await;
        assert_eq!(refusal(refused), Refusal::Invalid { field: "person", why: "other-unit" });
    })
    .await;
}

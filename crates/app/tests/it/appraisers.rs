//! Dossiers given to appraisers: who may be named, how far each is, many at once, taken back.

use crate::dossier_support::*;
use lantoa_app::bulk::{self, Chosen, Deed, Given, Order, Outcome};
use lantoa_app::dossier::assign::{self, Assign};
use lantoa_app::dossier::list::{Filter, list};
use lantoa_app::dossier::{self, Judging, Verdict, page::page};
use lantoa_app::{Cx, Error};
use lantoa_domain::id::{DossierId, PersonId};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::{Running, World};

fn to(person: PersonId, due: &str) -> Assign {
    Assign { person, due: Some(due.parse().expect("a date")), note: "Đối chiếu báo cáo năm".into() }
}

/// A dossier about a room that waits for its screening.
async fn proposed(world: &World, running: &Running, room: usize) -> DossierId {
    let office = world.acting(world.secretary).await;
    let id = dossier::open(&office, unit(running, world.rooms[room])).await.unwrap();
    nominated(&office, id).await;
    id
}

async fn assigned_to(cx: &Cx, person: PersonId) -> Vec<DossierId> {
    let filter = Filter { assigned: Some(person), ..Filter::default() };
    list(cx, filter).await.unwrap().rows.into_iter().map(|row| row.id).collect()
}

/// F21: reviewers are assigned, several dossiers at once too, and it is followed how many each has, has done, is late with.
#[tokio::test(flavor = "multi_thread")]
async fn appraisers_are_named_and_their_progress_is_followed() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let office = world.acting(world.secretary).await;
        let mut ids = Vec::new();
        for room in 0..3 {
            ids.push(proposed(&world, &running, room).await);
        }
        let reader = world.members[5];
        let seen = version(&office, ids[0]).await;
        assert_eq!(
            invalid(assign::assign(&office, ids[0], seen, to(world.officers[0], "2017-03-20")).await),
            ("person", "no-appraiser")
        );
        assert_eq!(invalid(assign::assign(&office, ids[0], seen, to(reader, "2017-02-20")).await), ("due", "in-past"));
        let head = world.acting(world.room_heads[0]).await;
        assert_eq!(refused(assign::assign(&head, ids[0], seen, to(reader, "2017-03-20")).await), "not-allowed");
        assert!(matches!(
            assign::assign(&office, ids[0], seen - 1, to(reader, "2017-03-20")).await,
            Err(Error::Overtaken { .. })
        ));

        let mut chosen = Vec::new();
        for id in &ids {
            chosen.push(Chosen { thing: id.to_string(), version: version(&office, *id).await });
        }
        let given = Given { person: Some(reader), day: Some("2017-03-20".parse().unwrap()), ..Given::default() };
        let order = Order { id: office.id(), deed: Deed::DossierAssign, chosen, given, back: "/ho-so".into() };
        let run = bulk::run(&office, order).await.unwrap();
        assert_eq!(bulk::show(&office, run).await.unwrap().count(Outcome::Done), 3);
        let mine = world.acting(reader).await;
        assert_eq!(assigned_to(&mine, reader).await.len(), 3);
        let bench = lantoa_app::workbench::workbench(&mine).await.unwrap();
        assert_eq!(bench.appraising, 3);
        assert!(assign::of(&office, ids[1]).await.unwrap().may_assign);
        let told = page(&office, ids[1]).await.unwrap().history;
        assert!(told.iter().any(|event| event.action == "dossier.assigned"), "the journal tells it");

        // The first passes the appraisal, the second is late.
        dossier::screen(&office, ids[0], version(&office, ids[0]).await).await.unwrap();
        judged(&office, ids[0]).await;
        dossier::appraise(&office, ids[0], version(&office, ids[0]).await).await.unwrap();
        assign::take_back(&office, ids[2], version(&office, ids[2]).await).await.unwrap();
        world.clock.set("2017-03-21");
        let office = world.acting(world.secretary).await;
        let all = assign::progress(&office).await.unwrap();
        let [line] = all.as_slice() else { panic!("one appraiser: {all:?}") };
        assert_eq!((line.person, line.given, line.done, line.late), (reader, 2, 1, 1));
        let passed = assign::assign(&office, ids[0], version(&office, ids[0]).await, to(reader, "2017-04-20")).await;
        assert_eq!(invalid(passed), ("dossier", "appraised"));
        let other = world.acting(world.officers[0]).await;
        assert!(assign::progress(&other).await.unwrap().is_empty(), "others see nobody's");
    })
    .await;
}

/// F21: what was given to somebody by mistake goes back to who had it, unless somebody changed it meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn a_mistaken_assignment_is_taken_back() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let office = world.acting(world.secretary).await;
        let [first, second] = [proposed(&world, &running, 0).await, proposed(&world, &running, 1).await];
        let (one, two) = (world.members[5], world.members[6]);
        assign::assign(&office, first, version(&office, first).await, to(one, "2017-03-20")).await.unwrap();
        world.clock.advance_seconds(60);
        let office = world.acting(world.secretary).await;
        let mut chosen = Vec::new();
        for id in [first, second] {
            chosen.push(Chosen { thing: id.to_string(), version: version(&office, id).await });
        }
        let given = Given { person: Some(two), ..Given::default() };
        let order = Order { id: office.id(), deed: Deed::DossierAssign, chosen, given, back: "/ho-so".into() };
        let run = bulk::run(&office, order).await.unwrap();
        world.clock.advance_seconds(60);
        let office = world.acting(world.secretary).await;
        assign::assign(&office, second, version(&office, second).await, to(one, "2017-03-25")).await.unwrap();
        let back = bulk::show(&office, bulk::undo(&office, run, "Hoàn tác").await.unwrap()).await.unwrap();
        assert_eq!((back.items[0].outcome, back.items[1].outcome), (Outcome::Done, Outcome::Refused));
        assert_eq!(back.items[1].why.code, "overtaken");
        let held = async |id| assign::of(&office, id).await.unwrap().assigned.unwrap();
        assert_eq!((held(first).await.person, held(second).await.person), (one, one));
    })
    .await;
}

/// Finds the criterion that people judge met.
async fn judged(office: &Cx, id: DossierId) {
    let judging = Judging { criterion: key("uy-tin"), verdict: Verdict::Met, note: String::new(), evidence: None };
    dossier::judge(office, id, version(office, id).await, judging).await.expect("judge");
}

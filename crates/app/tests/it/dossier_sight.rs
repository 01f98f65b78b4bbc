//! Who sees what: lists keep to the scope, a conflict hides, discipline stays closed, search needs no diacritics.

use crate::dossier_support::*;
use lantoa_app::Cx;
use lantoa_app::dossier::list::{Filter, List, Standing, View, list};
use lantoa_app::dossier::page::page;
use lantoa_app::dossier::{self, Judging, NewDossier, NewSubject, Verdict};
use lantoa_app::facts::{self, Record};
use lantoa_domain::facts::{FactKind, Finding, Recorded};
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::{DisciplineLevel, Paper, StepKind};
use lantoa_domain::session::ConflictKind;
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_store::conflict::{self, Conflict};
use lantoa_store::{Db, Word};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::{Running, World};

/// One dossier about the officer of each room, one about each room.
async fn six(world: &World, running: &Running) -> Vec<DossierId> {
    let office = world.acting(world.secretary).await;
    let mut out = Vec::new();
    for (room, officer) in world.rooms.into_iter().zip(world.officers) {
        out.push(dossier::open(&office, person(running, officer)).await.unwrap());
        out.push(dossier::open(&office, unit(running, room)).await.unwrap());
    }
    out
}

fn ids(list: &List) -> Vec<DossierId> {
    list.rows.iter().map(|row| row.id).collect()
}

async fn listed(cx: &Cx, filter: Filter) -> Vec<DossierId> {
    ids(&list(cx, filter).await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_keeps_to_the_scope() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let all = six(&world, &running).await;
        let newest_first: Vec<DossierId> = all.iter().rev().copied().collect();
        // Another year, because both worlds draw the same numbers.
        let other = World::found(db, "2021-03-02").await;
        let theirs = other.run(PLAN, 2021).await;
        six(&other, &theirs).await;

        for person in [world.secretary, world.head, world.inspector, world.members[5]] {
            assert_eq!(listed(&world.acting(person).await, Filter::default()).await, newest_first);
        }
        let clerk = world.acting(world.room_heads[1]).await;
        // Room heads sit in the council: they see all. A clerk who does not sees the own unit.
        assert_eq!(listed(&clerk, Filter::default()).await.len(), 6);
        let officer = world.acting(world.officers[1]).await;
        assert_eq!(listed(&officer, Filter::default()).await, [all[2]], "what is about the reader");
        let foreign = Filter { programme: Some(theirs.programme), ..Filter::default() };
        assert!(listed(&world.acting(world.secretary).await, foreign).await.is_empty());
        let foreign = Filter { unit: Some(other.rooms[0]), ..Filter::default() };
        assert!(listed(&world.acting(world.secretary).await, foreign).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_lists_the_own_subtree_and_finds_in_it() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let all = six(&world, &running).await;
        grant(db, &world, world.officers[0], world.rooms[0]).await;
        let clerk = world.acting(world.officers[0]).await;
        assert_eq!(listed(&clerk, Filter::default()).await, [all[1], all[0]]);
        let search = |words: &str| Filter { search: Some(words.into()), ..Filter::default() };
        assert_eq!(listed(&clerk, search("do thi anh")).await, [all[0]]);
        assert_eq!(listed(&clerk, search("phong")).await, [all[1]], "the rooms of others are not found");
        assert!(listed(&clerk, search("duc binh")).await.is_empty());
        let office = world.acting(world.secretary).await;
        assert_eq!(listed(&office, search("đức Bình")).await, [all[2]]);
        assert_eq!(listed(&office, search("phong")).await.len(), 3);
    })
    .await;
}

async fn grant(db: &Db, world: &World, person: lantoa_domain::id::PersonId, unit: lantoa_domain::id::UnitId) {
    use lantoa_domain::policy::{Grant, Role};
    let (id, root) = (world.app.id(), world.root);
    let grant = Grant { role: Role::UnitClerk, unit, movement: None };
    let from = "2010-01-01".parse().unwrap();
    let given = async move |tx: &mut lantoa_store::Tx| {
        lantoa_store::org::insert_grant(tx, id, root, person, &grant, (from, None)).await
    };
    db.write(given).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_narrow_and_pages_follow() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let all = six(&world, &running).await;
        let office = world.acting(world.secretary).await;
        nominated(&office, all[1]).await;
        let at = |at| Filter { at: Some(at), ..Filter::default() };
        assert_eq!(listed(&office, at(StepKind::Screen)).await, [all[1]]);
        assert_eq!(listed(&office, at(StepKind::Register)).await.len(), 5);
        let kind = Filter { kind: Some(SubjectKind::Collective), ..Filter::default() };
        assert_eq!(listed(&office, kind).await, [all[5], all[3], all[1]]);
        let room = Filter { unit: Some(world.rooms[2]), ..Filter::default() };
        assert_eq!(listed(&office, room).await, [all[5], all[4]]);
        let movement =
            |name| Filter { programme: Some(running.programme), movement: Some(key(name)), ..Filter::default() };
        assert_eq!(listed(&office, movement("chung")).await.len(), 6);
        assert!(listed(&office, movement("dan-van")).await.is_empty());
        dossier::send_back(&office, all[1], version(&office, all[1]).await, "thiếu số liệu").await.unwrap();
        let back = Filter { standing: Some(Standing::Returned), ..Filter::default() };
        let rows = list(&office, back).await.unwrap().rows;
        assert_eq!((rows.len(), rows[0].id, rows[0].missing), (1, all[1], 0));

        let clerk = world.acting(world.room_heads[0]).await;
        let waiting = list(&clerk, Filter { view: View::Waiting, ..Filter::default() }).await.unwrap();
        assert_eq!((ids(&waiting), waiting.waiting), (vec![all[1], all[0]], 2));

        for n in 0..60 {
            let subject = NewSubject::Practice(format!("Cách làm {n}"), String::new());
            dossier::open(&office, about(&running, subject)).await.unwrap();
        }
        let first = list(&office, Filter::default()).await.unwrap();
        assert_eq!(first.rows.len(), 50);
        let second = list(&office, Filter { before: first.next, ..Filter::default() }).await.unwrap();
        assert_eq!((second.rows.len(), second.next), (16, None));
        assert!(second.rows[0].id < first.rows[49].id);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_says_what_the_present_step_misses_and_by_when() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let office = world.acting(world.secretary).await;
        let new = NewDossier {
            round: round(&running, "nam"),
            ..about(&running, NewSubject::Practice("Nhóm Zalo tiếp dân".into(), String::new()))
        };
        let id = dossier::open(&office, new).await.unwrap();
        let row = async || list(&office, Filter::default()).await.unwrap().rows.remove(0);
        assert_eq!((row().await.missing, row().await.due), (0, Some("2017-12-31".parse().unwrap())));
        dossier::register(&office, id, 1).await.unwrap();
        assert_eq!((row().await.missing, row().await.due), (1, None));
        attach(&office, id, Paper::EndorsementMinutes).await;
        assert_eq!(row().await.missing, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_hides_appraisal_and_files_and_closes_the_commands() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let (office, member) = (world.acting(world.secretary).await, world.members[5]);
        let id = dossier::open(&office, unit(&running, world.rooms[0])).await.unwrap();
        nominated(&office, id).await;
        dossier::screen(&office, id, version(&office, id).await).await.unwrap();
        let judging = Judging { criterion: key("uy-tin"), verdict: Verdict::Met, note: "Rõ".into(), evidence: None };
        dossier::judge(&office, id, version(&office, id).await, judging.clone()).await.unwrap();

        let reader = world.acting(member).await;
        let before = page(&reader, id).await.unwrap();
        let file = before.files.as_ref().unwrap()[0].id;
        assert!(before.criteria[0].standing.is_some() && before.criteria[0].judged.is_some());
        declare(db, &world, id, member).await;
        declare(db, &world, id, world.secretary).await;

        let after = page(&reader, id).await.unwrap();
        assert!(after.conflicted && after.files.is_none());
        assert!(after.criteria.iter().all(|one| one.standing.is_none() && one.judged.is_none()));
        assert!(after.history.iter().all(|event| event.action != "dossier.criterion-judged"));
        assert_eq!(refused(dossier::read(&reader, id, file).await), "conflicted");
        let seen = version(&office, id).await;
        assert!(page(&office, id).await.unwrap().offers.iter().all(|offer| !offer.leads_on));
        assert_eq!(refused(dossier::judge(&office, id, seen, judging).await), "conflicted");
        assert_eq!(refused(dossier::appraise(&office, id, seen).await), "conflicted");
        assert_eq!(refused(dossier::set_aside(&office, id, seen, "x").await), "conflicted");
    })
    .await;
}

async fn declare(db: &Db, world: &World, dossier: DossierId, person: lantoa_domain::id::PersonId) {
    let (root, at) = (world.root, world.app.now());
    let declared = async move |tx: &mut lantoa_store::Tx| {
        let kind = Word(ConflictKind::Declared);
        let row = Conflict { dossier, person, kind, reason: "Người nhà".into() };
        conflict::insert(tx, root, &row, at).await
    };
    assert!(db.write(declared).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn discipline_shows_only_that_something_stands_in_the_way() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let office = world.acting(world.secretary).await;
        let id = dossier::open(&office, person(&running, world.officers[1])).await.unwrap();
        let fact = Recorded {
            kind: FactKind::Discipline,
            name: String::new(),
            year: 2017,
            on: Some("2017-01-15".parse().unwrap()),
            value: DisciplineLevel::Warning as i64,
            verified: true,
        };
        let about = Subject::Person(world.officers[1]);
        facts::record(&office, Record { about, fact, note: "QĐ 5".into() }).await.unwrap();
        let finding = async |reader| {
            let page = page(&world.acting(reader).await, id).await.unwrap();
            page.criteria.into_iter().find(|one| one.key.as_str() == "ky-luat").unwrap().finding
        };
        let open = finding(world.secretary).await.unwrap();
        assert!(
            matches!(open, Finding::Failed { ref why, ref value } if why == "disciplined" && value == "2017-01-15")
        );
        let closed = finding(world.members[5]).await.unwrap();
        assert!(matches!(closed, Finding::Failed { ref why, ref value } if why == "closed" && value.is_empty()));
        assert_eq!(finding(world.officers[1]).await, None, "the candidate sees no appraisal");
    })
    .await;
}

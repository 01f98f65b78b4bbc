//! The journal as people read it: filters, pages, what administrators and conflicted readers do not see, and its proof.

use jiff::civil::date;
use lantoa_app::journal::{self, Proof, Told, Wanted};
use lantoa_app::people;
use lantoa_domain::Refusal;
use lantoa_domain::id::{DossierId, Id};
use lantoa_store::journal::{Entry, append};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// An entry about a dossier with something in it that not everybody may read.
async fn note_about_a_dossier(world: &World) -> DossierId {
    let (dossier, root, now, by) = (world.app.id::<DossierId>(), world.root, world.app.now(), world.secretary);
    world
        .app
        .db()
        .write(async move |tx| {
            let detail = serde_json::json!({ "note": "kết quả 5/7" });
            append(tx, Entry::new(root, now, "dossier.recognised", dossier).by(Some(by)).detail(&detail)?);
            Ok::<_, lantoa_app::Error>(())
        })
        .await
        .unwrap();
    dossier
}

#[tokio::test]
async fn entries_are_listed_newest_first_and_narrowed() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        people::add_kin(&secretary, world.officers[0], world.officers[1]).await.unwrap();
        world.clock.set("2017-11-25");
        let later = world.acting(world.secretary).await;
        people::move_to(&later, world.officers[0], world.rooms[1], 1).await.unwrap();

        let inspector = world.acting(world.inspector).await;
        let of = async |wanted| journal::list(&inspector, wanted).await.unwrap().entries;
        let all = of(Wanted::default()).await;
        assert_eq!(all[0].action, "person.moved");
        assert_eq!(all[0].actor.as_ref().unwrap().1, "Lê Thị Thư");
        assert_eq!(all[0].subject_name.as_deref(), Some("Đỗ Thị Ánh"));
        let on = |from, to| Wanted { from, to, ..Wanted::default() };
        assert_eq!(of(on(Some(date(2017, 11, 25)), None)).await.len(), 1);
        assert!(of(on(None, Some(date(2017, 11, 24)))).await.iter().all(|entry| entry.action != "person.moved"));
        let about = Wanted { subject: Some(world.officers[0].to_string()), ..Wanted::default() };
        assert_eq!(of(about).await.len(), 2);
        let action = Wanted { action: Some("person.kin-recorded".into()), ..Wanted::default() };
        assert_eq!(of(action).await.len(), 1);
        let by = Wanted { actor: Some(world.head), ..Wanted::default() };
        assert!(of(by).await.is_empty());
        let nonsense = Wanted { subject: Some("không phải mã".into()), ..Wanted::default() };
        let refused = journal::list(&inspector, nonsense).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(&Refusal::Invalid { field: "subject", why: "form" }));
    })
    .await;
}

#[tokio::test]
async fn what_an_entry_says_is_told_by_names() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        people::add_kin(&secretary, world.officers[0], world.officers[1]).await.unwrap();
        let inspector = world.acting(world.inspector).await;
        let wanted = Wanted { action: Some("person.kin-recorded".into()), ..Wanted::default() };
        let entry = journal::list(&inspector, wanted).await.unwrap().entries.remove(0);
        let told = entry.detail.unwrap();
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].name, "other");
        let Told::Text(name) = &told[0].value else { panic!("{told:?}") };
        let (one, two) = (entry.subject_name.unwrap(), name.clone());
        assert!(one != two && !two.contains('_'), "{one} and {two}");
        let given = Wanted { action: Some("role.given".into()), ..Wanted::default() };
        for entry in journal::list(&inspector, given).await.unwrap().entries {
            assert!(entry.subject_name.is_some(), "{entry:?}");
            assert!(!format!("{:?}", entry.detail).contains("un_"), "{entry:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other_without_gap() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        for _ in 0..120 {
            note_about_a_dossier(&world).await;
        }
        let inspector = world.acting(world.inspector).await;
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = journal::list(&inspector, Wanted { before, ..Wanted::default() }).await.unwrap();
            seen.extend(page.entries.iter().map(|entry| entry.seq));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        let expected: Vec<i64> = (1..=i64::try_from(seen.len()).unwrap()).rev().collect();
        assert_eq!(seen, expected);
        assert!(seen.len() > 120);
    })
    .await;
}

#[tokio::test]
async fn administrators_and_those_in_conflict_do_not_read_what_happened_in_a_dossier() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let dossier = note_about_a_dossier(&world).await;
        let read = async |person| {
            let cx = world.acting(person).await;
            let page = journal::list(&cx, Wanted::default()).await.unwrap();
            page.entries.into_iter().find(|entry| entry.action == "dossier.recognised").unwrap()
        };
        assert!(read(world.inspector).await.detail.is_some());
        let of_admin = read(world.admin).await;
        assert_eq!(of_admin.detail, None);
        assert!(!format!("{of_admin:?}").contains("5/7"));
        for person in [world.officers[0], world.room_heads[0], world.head] {
            let refused = journal::list(&world.acting(person).await, Wanted::default()).await.unwrap_err();
            assert!(matches!(refused.refusal(), Some(Refusal::NotAllowed { .. })));
        }
        let about_me = read(world.secretary).await;
        assert!(about_me.detail.is_some(), "no conflict yet: {}", dossier.raw());
    })
    .await;
}

#[tokio::test]
async fn the_proof_finds_what_was_changed_behind_the_products_back() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        people::move_to(&secretary, world.officers[0], world.rooms[1], 1).await.unwrap();
        let Proof::Sound { entries, head } = journal::verify(&secretary).await.unwrap() else { panic!("sound") };
        assert!(entries >= 2 && head.len() == 64);
        assert!(journal::verify(&world.acting(world.head).await).await.is_err(), "a right of its own");
        if let Some(path) = db.path() {
            let file = rusqlite::Connection::open(path).unwrap();
            file.execute_batch("DROP TRIGGER journal_no_update; UPDATE journal SET detail = '{}' WHERE seq = 2;")
                .unwrap();
            let Proof::Broken(broken) = journal::verify(&secretary).await.unwrap() else { panic!("broken") };
            assert_eq!(broken.seq, 2);
        }
    })
    .await;
}

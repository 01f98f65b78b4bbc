//! People: who sees whom, changes under guard, relatives, and sensitive data that must not leak.

use jiff::civil::date;
use lantoa_app::people::change::Words;
use lantoa_app::people::private::{self, Private};
use lantoa_app::people::{self, Add, Edit, Standing, Twins, Wanted};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::id::UnitId;
use lantoa_store::{Db, journal};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

fn words(name: &str) -> Words {
    Words { name: name.into(), post: "Chuyên viên".into(), born: Some(date(1990, 2, 3)), ..Words::default() }
}

fn add(name: &str, unit: UnitId) -> Add {
    Add { words: words(name), unit, twins: Twins::Refuse }
}

async fn found(cx: &Cx, text: &str) -> Vec<String> {
    let wanted = Wanted { words: text.into(), ..Wanted::default() };
    people::list(cx, wanted).await.unwrap().rows.into_iter().map(|row| row.name).collect()
}

async fn told(db: &Db, world: &World) -> String {
    let root = world.root;
    let lines = db.read(async move |cx| journal::list(cx, root, &Default::default(), None, 100).await).await.unwrap();
    lines.rows.into_iter().map(|line| format!("{} {}\n", line.action, line.detail)).collect()
}

#[tokio::test]
async fn people_are_found_without_marks_also_under_their_new_name() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let id = people::add(&secretary, add("  Đặng Thị   Đượm ", world.rooms[0])).await.unwrap();
        assert_eq!(found(&secretary, "dang thi duom").await, ["Đặng Thị Đượm"]);
        assert_eq!(found(&secretary, "dang").await.len(), 2, "the inspector is called Đặng too");
        let edit = Edit { id, words: words("Đặng Thị Thơm"), seen: 1 };
        people::edit(&secretary, edit.clone()).await.unwrap();
        assert!(found(&secretary, "duom").await.is_empty() && found(&secretary, "thom").await.len() == 1);
        assert!(matches!(people::edit(&secretary, edit).await, Err(Error::Overtaken { .. })));
    })
    .await;
}

#[tokio::test]
async fn heads_of_rooms_see_their_own_people_only() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let head = world.acting(world.room_heads[0]).await;
        let own: Vec<_> =
            people::list(&head, Wanted::default()).await.unwrap().rows.into_iter().map(|r| r.id).collect();
        assert_eq!(own.len(), 2);
        assert!(own.contains(&world.officers[0]) && own.contains(&world.room_heads[0]));
        assert!(found(&head, "vo duc binh").await.is_empty(), "search is no way around");
        let under = Wanted { under: Some(world.rooms[1]), ..Wanted::default() };
        assert!(people::list(&head, under).await.unwrap().rows.is_empty());
        let refused = people::list(&world.acting(world.officers[0]).await, Wanted::default()).await.unwrap_err();
        assert!(matches!(refused.refusal(), Some(Refusal::NotAllowed { .. })));
        let all = people::list(&world.acting(world.inspector).await, Wanted::default()).await.unwrap();
        assert_eq!((all.rows.len(), all.may_manage), (12, false));
    })
    .await;
}

#[tokio::test]
async fn a_list_goes_on_where_the_page_before_ended() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        for n in 0..60 {
            let name = format!("Nguyễn Văn {}", ["A", "B", "C"][n % 3]);
            let new = Add { twins: Twins::Accept, ..add(&name, world.rooms[n % 3]) };
            people::add(&secretary, new).await.unwrap();
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let wanted = Wanted { after: after.take(), ..Wanted::default() };
            let page = people::list(&secretary, wanted).await.unwrap();
            seen.extend(page.rows.iter().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((count, seen.len()), (72, 72), "everyone once");
    })
    .await;
}

#[tokio::test]
async fn somebody_already_recorded_is_recognised() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        people::add(&secretary, add("Trương Mỹ Lệ", world.rooms[0])).await.unwrap();
        let again = people::add(&secretary, add("truong my le", world.rooms[1])).await.unwrap_err();
        assert_eq!(again.refusal(), Some(&Refusal::Taken { field: "person" }), "same name and birth date");
        let other = Add {
            words: Words { born: Some(date(1991, 2, 3)), ..words("Trương Mỹ Lệ") },
            ..add("", world.rooms[0])
        };
        people::add(&secretary, other).await.unwrap();
        let unknown = Add { words: Words { born: None, ..words("Trương Mỹ Lệ") }, ..add("", world.rooms[0]) };
        assert!(people::add(&secretary, unknown.clone()).await.is_err(), "no birth date, but the same unit");
        people::add(&secretary, Add { twins: Twins::Accept, ..unknown }).await.unwrap();
        for name in ["", "Nguyễn 2"] {
            let refused = people::add(&secretary, add(name, world.rooms[0])).await.unwrap_err();
            assert!(matches!(refused.refusal(), Some(Refusal::Invalid { field: "name", .. })));
        }
    })
    .await;
}

#[tokio::test]
async fn moving_and_leaving_change_rights_and_keep_records() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let head = world.room_heads[0];
        people::move_to(&secretary, head, world.rooms[1], 1).await.unwrap();
        let moved = people::one(&secretary, head).await.unwrap().person;
        assert_eq!((moved.unit, moved.leads), (world.rooms[1], false), "heading one room is not heading another");
        assert_eq!(
            people::deactivate(&secretary, head, 2, " ").await.unwrap_err().refusal(),
            Some(&Refusal::ReasonMissing)
        );
        people::deactivate(&secretary, head, 2, "nghỉ hưu").await.unwrap();
        assert!(world.app.act_as(head).await.is_err());
        assert!(found(&secretary, "tran van nhat").await.is_empty());
        let left = Wanted { standing: Standing::Left, ..Wanted::default() };
        assert_eq!(people::list(&secretary, left).await.unwrap().rows[0].name, "Trần Văn Nhất");
        people::reactivate(&secretary, head, 3).await.unwrap();
        assert!(world.app.act_as(head).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn sensitive_data_is_absent_for_others_and_never_in_the_journal() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let person = world.officers[0];
        let secret =
            Private { ethnicity: "Raglai".into(), religion: "Công giáo".into(), party_since: Some(date(2010, 3, 3)) };
        private::set(&secretary, person, secret.clone()).await.unwrap();
        assert_eq!(people::one(&secretary, person).await.unwrap().private, Some(secret.clone()));
        assert_eq!(people::one(&world.acting(world.head).await, person).await.unwrap().private, Some(secret.clone()));
        for other in [world.admin, world.room_heads[0], world.inspector] {
            let view = people::one(&world.acting(other).await, person).await.unwrap();
            assert_eq!(view.private, None);
            assert!(!format!("{view:?}").contains("Raglai"));
        }
        let admin = world.acting(world.admin).await;
        assert!(
            private::set(&admin, person, Private::default()).await.is_err(),
            "what may not be read is not overwritten"
        );
        assert!(found(&secretary, "raglai").await.is_empty() && found(&secretary, "cong giao").await.is_empty());

        assert_eq!(private::open(&admin, person, "tò mò").await.unwrap_err().refusal(), Some(&Refusal::ReasonMissing));
        let opened = private::open(&admin, person, "rà soát theo công văn 12").await.unwrap();
        assert_eq!(opened, secret);
        assert!(private::open(&world.acting(world.inspector).await, person, "rà soát theo công văn 12").await.is_err());
        let told = told(db, &world).await;
        assert!(told.contains("person.private-opened") && told.contains("công văn 12"));
        for leak in ["Raglai", "Công giáo", "2010-03-03", "1985"] {
            assert!(!told.contains(leak), "{leak} stands in the journal");
        }
    })
    .await;
}

#[tokio::test]
async fn a_family_tie_is_found_from_both_sides() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let (one, other) = (world.officers[0], world.room_heads[1]);
        people::add_kin(&secretary, one, other).await.unwrap();
        assert_eq!(people::one(&secretary, other).await.unwrap().kin[0].id, one);
        assert_eq!(people::one(&secretary, one).await.unwrap().kin[0].name, "Phạm Thị Nhì");
        let again = people::add_kin(&secretary, other, one).await.unwrap_err();
        assert_eq!(again.refusal(), Some(&Refusal::Taken { field: "person" }));
        assert!(people::add_kin(&secretary, one, one).await.is_err());
        assert!(people::add_kin(&world.acting(world.room_heads[0]).await, one, world.head).await.is_err());
        people::remove_kin(&secretary, other, one).await.unwrap();
        assert!(people::one(&secretary, one).await.unwrap().kin.is_empty());
    })
    .await;
}

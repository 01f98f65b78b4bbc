//! Recorded facts: who records, who sees what, and what the checks of a candidate are given.

use jiff::civil::{Date, date};
use lantoa_app::facts::{self, Correct, Record};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::facts::{FactKind, Facts, Finding, Looked, Recorded};
use lantoa_domain::plan::{Body, Check, DisciplineLevel, Rating};
use lantoa_domain::subject::Subject;
use lantoa_store::{Db, fact, journal};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

fn recorded(kind: FactKind, year: i16, value: i64) -> Recorded {
    let name = if kind.needs_name() { "Chỉ số cải cách hành chính".to_owned() } else { String::new() };
    let on = kind.needs_day().then(|| date(year, 5, 5));
    Recorded { kind, name, year, on, value, verified: true }
}

async fn record(cx: &Cx, about: Subject, kind: FactKind, year: i16, value: i64) {
    let note = "Sổ theo dõi".to_owned();
    facts::record(cx, Record { about, fact: recorded(kind, year, value), note }).await.unwrap();
}

async fn facts_for(db: &Db, about: Subject, on: Date) -> Facts {
    db.read(async move |cx| fact::facts_for(cx, about, on, on, Looked { members: true, reports: true }).await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_person_is_checked_on_own_facts_and_the_units_ratings() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let (person, room) = (Subject::Person(world.officers[0]), Subject::Unit(world.rooms[0]));
        record(&secretary, person, FactKind::Rating, 2017, 3).await;
        record(&secretary, room, FactKind::Rating, 2017, 2).await;
        record(&secretary, room, FactKind::PartyRating, 2017, 1).await;
        record(&secretary, Subject::Unit(world.rooms[1]), FactKind::MassRating, 2017, 3).await;
        record(&secretary, person, FactKind::Score, 2017, 8_550).await;

        let facts = facts_for(db, person, date(2017, 11, 30)).await;
        let rating = |of| facts.ratings.iter().find(|r| r.of == of).map(|r| r.rating);
        assert_eq!(rating(Body::Own), Some(Rating::Excellent));
        assert_eq!(rating(Body::Unit), Some(Rating::Good));
        assert_eq!(rating(Body::PartyBody), Some(Rating::Completed));
        assert_eq!(rating(Body::MassBodies), None, "another room's rating is not this one's");
        assert_eq!(facts.born, Some(date(1985, 5, 5)));
        assert_eq!(facts.scores, [("Chỉ số cải cách hành chính".to_owned(), 2017, 8_550)]);
    })
    .await;
}

#[tokio::test]
async fn a_collective_answers_for_anyone_in_it_once_the_register_was_kept() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let (room, on) = (Subject::Unit(world.rooms[0]), date(2017, 11, 30));
        let check = Check::NoDiscipline { at_or_above: DisciplineLevel::Warning, window_years: 1 };
        let decide = async |about| check.decide(&facts_for(db, about, on).await, on);
        assert!(matches!(decide(room).await, Finding::Unknown { .. }), "no register, nothing is known");

        record(&secretary, Subject::Unit(world.root), FactKind::DisciplineRegister, 2017, 0).await;
        assert_eq!(decide(room).await, Finding::Passed, "the agency's register covers its rooms");
        record(&secretary, Subject::Person(world.officers[0]), FactKind::Discipline, 2017, 2).await;
        assert!(matches!(decide(room).await, Finding::Failed { .. }));
        assert_eq!(decide(Subject::Unit(world.rooms[1])).await, Finding::Passed);
        assert!(matches!(decide(Subject::Unit(world.root)).await, Finding::Failed { .. }), "everyone is in the agency");
        let colleague = Subject::Person(world.room_heads[0]);
        assert_eq!(decide(colleague).await, Finding::Passed, "nobody answers for a colleague");
    })
    .await;
}

#[tokio::test]
async fn a_second_rating_of_a_year_is_refused_and_a_correction_is_guarded() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let about = Subject::Person(world.officers[0]);
        let new = || Record { about, fact: recorded(FactKind::Rating, 2017, 3), note: String::new() };
        let id = facts::record(&secretary, new()).await.unwrap();
        let again = facts::record(&secretary, new()).await.unwrap_err();
        assert_eq!(again.refusal(), Some(&Refusal::Taken { field: "year" }));

        let better = Correct { id, fact: recorded(FactKind::Rating, 2017, 2), note: "QĐ 5".into(), seen: 1 };
        facts::correct(&secretary, better.clone()).await.unwrap();
        let late = facts::correct(&secretary, better).await.unwrap_err();
        assert!(matches!(late, Error::Overtaken { by, .. } if by == "Lê Thị Thư"), "says who was faster");
        assert_eq!(facts::one(&secretary, id).await.unwrap().value, 2);

        assert_eq!(facts::remove(&secretary, id, 2, " ").await.unwrap_err().refusal(), Some(&Refusal::ReasonMissing));
        facts::remove(&secretary, id, 2, "nhập nhầm người").await.unwrap();
        assert!(facts::about(&secretary, about, None).await.unwrap().rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn discipline_is_absent_for_those_who_may_not_read_it_and_never_in_the_journal() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let about = Subject::Person(world.officers[0]);
        let fact = recorded(FactKind::Discipline, 2017, 2);
        let note = "Cảnh cáo vì đi muộn".to_owned();
        let id = facts::record(&secretary, Record { about, fact, note }).await.unwrap();
        record(&secretary, about, FactKind::Rating, 2017, 1).await;

        assert_eq!(facts::about(&secretary, about, None).await.unwrap().rows.len(), 2);
        let head_of_room = world.acting(world.room_heads[0]).await;
        let seen = facts::about(&head_of_room, about, None).await.unwrap();
        assert_eq!(seen.rows.iter().map(|row| row.kind.0).collect::<Vec<_>>(), [FactKind::Rating]);
        assert!(!seen.with_sensitive && !seen.may_record);
        let own = facts::about(&world.acting(world.officers[0]).await, about, None).await.unwrap();
        assert_eq!(own.rows.len(), 2, "one's own may be read");

        let other_room = facts::about(&world.acting(world.room_heads[1]).await, about, None).await.unwrap_err();
        assert!(matches!(other_room.refusal(), Some(Refusal::NotAllowed { .. })));
        facts::remove(&secretary, id, 1, "đã xoá kỷ luật cảnh cáo").await.unwrap();

        let root = world.root;
        let lines =
            db.read(async move |cx| journal::list(cx, root, &Default::default(), None, 50).await).await.unwrap();
        let told: String = lines.rows.iter().map(|line| format!("{} {}", line.action, line.detail)).collect();
        assert!(told.contains("fact.removed"));
        for secret in ["discipline", "Cảnh cáo", "cảnh cáo", &world.officers[0].to_string()] {
            let sensitive_lines = lines.rows.iter().filter(|line| line.detail.contains("sensitive"));
            assert!(sensitive_lines.clone().all(|line| !line.detail.contains(secret)), "{secret} leaked");
            assert!(sensitive_lines.count() == 2);
        }
    })
    .await;
}

#[tokio::test]
async fn only_the_standing_body_records_and_only_about_its_own_agency() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let new = |about| Record { about, fact: recorded(FactKind::Rating, 2017, 3), note: String::new() };
        let about = Subject::Person(world.officers[0]);
        for person in [world.admin, world.head, world.room_heads[0], world.officers[0], world.inspector] {
            let refused = facts::record(&world.acting(person).await, new(about)).await.unwrap_err();
            assert!(matches!(refused.refusal(), Some(Refusal::NotAllowed { .. })));
        }
        let elsewhere = lantoa_app::agency::NewAgency {
            name: "Sở Khác".into(),
            symbol: "SK".into(),
            from: date(2010, 1, 1),
            administrator: "Người Khác".into(),
        };
        let (other_root, other_admin) = lantoa_app::agency::found(&world.app, elsewhere).await.unwrap();
        let secretary = world.acting(world.secretary).await;
        for stranger in [Subject::Person(other_admin), Subject::Unit(other_root)] {
            let refused = facts::record(&secretary, new(stranger)).await.unwrap_err();
            assert_eq!(refused.refusal(), Some(&Refusal::NotFound));
            assert_eq!(facts::about(&secretary, stranger, None).await.unwrap_err().refusal(), Some(&Refusal::NotFound));
        }
    })
    .await;
}

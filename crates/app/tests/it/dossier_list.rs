//! In an agency of many units a list is what a slow look through all its dossiers gives: by step, standing, unit and movement, for those who see all, a large subtree, a small one or a movement.

use std::collections::BTreeMap;

use crate::dossier_support::*;
use lantoa_app::dossier::list::{Filter, Row, Standing, View, list};
use lantoa_app::dossier::{self, NewDossier};
use lantoa_app::org::change::{self, Found};
use lantoa_app::{Cx, facts};
use lantoa_domain::facts::{FactKind, Finding, Looked, Recorded};
use lantoa_domain::id::{DossierId, PersonId, UnitId};
use lantoa_domain::plan::{Check, DisciplineLevel, StepKind};
use lantoa_domain::policy::{Grant, Role};
use lantoa_domain::subject::Subject;
use lantoa_domain::unit::UnitKind;
use lantoa_store::{Conn, Db, Tx, fact};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::{Running, World};

/// More units than are looked through one by one.
const LARGE: i64 = 66;
const SMALL: i64 = 4;

/// Units under a room.
async fn teams(admin: &Cx, room: UnitId, name: &str, count: i64) -> Vec<UnitId> {
    let mut out = Vec::new();
    for n in 0..count {
        let new = Found {
            name: format!("{name} {n:02}"),
            kind: UnitKind::Division,
            parent: room,
            from: "2016-01-01".parse().unwrap(),
            act: String::new(),
            aliases: Vec::new(),
            ordinal: n,
        };
        out.push(change::found(admin, new).await.unwrap());
    }
    out
}

async fn grant(db: &Db, world: &World, person: PersonId, grant: Grant) {
    let (id, root) = (world.app.id(), world.root);
    let from = "2010-01-01".parse().unwrap();
    let given =
        async move |tx: &mut Tx| lantoa_store::org::insert_grant(tx, id, root, person, &grant, (from, None)).await;
    db.write(given).await.unwrap();
}

fn clerk(unit: UnitId) -> Grant {
    Grant { role: Role::UnitClerk, unit, movement: None }
}

/// Dossiers about teams in both movements: at the first step, the second, over, back for completion, at the screening.
async fn spread(office: &Cx, running: &Running, teams: &[UnitId]) -> BTreeMap<DossierId, UnitId> {
    let mut out = BTreeMap::new();
    for (n, team) in teams.iter().enumerate() {
        let movement = key(if n % 2 == 0 { "chung" } else { "dan-van" });
        let id = dossier::open(office, NewDossier { movement, ..unit(running, *team) }).await.unwrap();
        match n % 5 {
            0 => {}
            1 => drop(dossier::register(office, id, 1).await.unwrap()),
            2 => drop(dossier::withdraw(office, id, 1, "xin rút").await.unwrap()),
            3 => {
                nominated(office, id).await;
                dossier::send_back(office, id, version(office, id).await, "thiếu số liệu").await.unwrap();
            }
            _ => nominated(office, id).await,
        }
        out.insert(id, *team);
    }
    out
}

fn stands(row: &Row, standing: Standing) -> bool {
    use lantoa_domain::dossier::State;
    match standing {
        Standing::Walking => matches!(row.state, State::Walking { .. }),
        Standing::Returned => matches!(row.state, State::Returned { .. }),
        Standing::Recognised => matches!(row.state, State::Recognised { .. }),
        Standing::Ended => matches!(row.state, State::Ended { .. }),
    }
}

/// Every page of a list.
async fn whole(cx: &Cx, mut filter: Filter) -> Vec<DossierId> {
    let mut out = Vec::new();
    loop {
        let page = list(cx, filter.clone()).await.unwrap();
        out.extend(page.rows.iter().map(|row| row.id));
        match page.next {
            Some(last) => filter.before = Some(last),
            None => return out,
        }
    }
}

/// Compares every filter with a look through what the reader sees.
async fn compare(
    cx: &Cx,
    running: &Running,
    within: &[(Option<UnitId>, Vec<UnitId>)],
    of: &BTreeMap<DossierId, UnitId>,
) {
    let all = list(cx, Filter::default()).await.unwrap();
    assert!(all.next.is_none() && all.rows.len() > 1, "one page holds all of them");
    let steps =
        [None, Some(StepKind::Register), Some(StepKind::Endorse), Some(StepKind::Screen), Some(StepKind::Decide)];
    let standings = [None].into_iter().chain(Standing::ALL.map(Some));
    for standing in standings {
        for (at, movement) in steps.iter().flat_map(|at| [None, Some("chung"), Some("dan-van")].map(|one| (*at, one))) {
            for (unit, below) in within {
                let filter = Filter {
                    at,
                    standing,
                    unit: *unit,
                    programme: movement.map(|_| running.programme),
                    movement: movement.map(key),
                    ..Filter::default()
                };
                let named = |row: &&Row| match movement {
                    Some("chung") => row.movement == "Thi đua chung",
                    Some(_) => row.movement == "Dân vận khéo",
                    None => true,
                };
                let rows = all.rows.iter().filter(|row| at.is_none() || row.at == at);
                let rows = rows.filter(|row| standing.is_none_or(|one| stands(row, one))).filter(named);
                let slow: Vec<DossierId> =
                    rows.map(|row| row.id).filter(|id| unit.is_none() || below.contains(&of[id])).collect();
                assert_eq!(whole(cx, filter.clone()).await, slow, "{filter:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_gives_what_a_look_through_all_gives() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let admin = world.acting(world.admin).await;
        let large = teams(&admin, world.rooms[0], "Tổ lớn", LARGE).await;
        let small = teams(&admin, world.rooms[1], "Tổ nhỏ", SMALL).await;
        let office = world.acting(world.secretary).await;
        let mut of = spread(&office, &running, &large[..11]).await;
        of.extend(spread(&office, &running, &small).await);

        grant(db, &world, world.officers[0], clerk(world.rooms[0])).await;
        grant(db, &world, world.officers[1], clerk(world.rooms[1])).await;
        let movement = Some((running.programme, key("dan-van")));
        grant(db, &world, world.officers[2], Grant { role: Role::MovementLead, unit: world.rooms[2], movement }).await;
        let everywhere: Vec<UnitId> = large.iter().chain(&small).copied().collect();
        let within = [
            (None, Vec::new()),
            (Some(world.root), everywhere),
            (Some(world.rooms[0]), large.clone()),
            (Some(world.rooms[1]), small.clone()),
            (Some(world.rooms[2]), Vec::new()),
            (Some(large[4]), vec![large[4]]),
        ];
        for person in [world.secretary, world.officers[0], world.officers[1], world.officers[2]] {
            compare(&world.acting(person).await, &running, &within, &of).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_counted_once_and_listed_whole() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let admin = world.acting(world.admin).await;
        let large = teams(&admin, world.rooms[0], "Tổ lớn", LARGE).await;
        let office = world.acting(world.secretary).await;
        spread(&office, &running, &large[..10]).await;
        // Clerk of the room and of a team in it: what waits there waits twice, and is one dossier.
        grant(db, &world, world.officers[0], clerk(world.rooms[0])).await;
        grant(db, &world, world.officers[0], clerk(large[0])).await;
        for (person, expected) in [(world.secretary, 2), (world.officers[0], 6)] {
            let cx = world.acting(person).await;
            let waiting = whole(&cx, Filter { view: View::Waiting, ..Filter::default() }).await;
            assert_eq!(waiting.len(), expected);
            let counted = list(&cx, Filter::default()).await.unwrap().waiting;
            assert_eq!(counted as usize, expected);
        }
    })
    .await;
}

/// What the check of discipline comes to for a unit.
async fn decided(db: &Db, unit: UnitId) -> Finding {
    let on = "2017-11-30".parse().unwrap();
    let check = Check::NoDiscipline { at_or_above: DisciplineLevel::Warning, window_years: 1 };
    let looked = Looked::by([&check]);
    let read = async move |cx: &mut Conn| fact::facts_for(cx, Subject::Unit(unit), on, on, looked).await;
    check.decide(&db.read(read).await.unwrap(), on)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_of_many_units_answers_for_everybody_in_it() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let admin = world.acting(world.admin).await;
        teams(&admin, world.rooms[0], "Tổ lớn", LARGE).await;
        let secretary = world.acting(world.secretary).await;
        let record = async |about, kind, value| {
            let on = (kind == FactKind::Discipline).then(|| "2017-05-05".parse().unwrap());
            let fact = Recorded { kind, name: String::new(), year: 2017, on, value, verified: true };
            let note = "Sổ theo dõi".to_owned();
            facts::record(&secretary, facts::Record { about, fact, note }).await.unwrap();
        };
        record(Subject::Unit(world.root), FactKind::DisciplineRegister, 0).await;
        assert_eq!(decided(db, world.rooms[0]).await, Finding::Passed);
        record(Subject::Person(world.officers[1]), FactKind::Discipline, 2).await;
        assert_eq!(decided(db, world.rooms[0]).await, Finding::Passed, "somebody of another room");
        record(Subject::Person(world.officers[0]), FactKind::Discipline, 2).await;
        assert!(matches!(decided(db, world.rooms[0]).await, Finding::Failed { .. }));
        assert!(matches!(decided(db, world.root).await, Finding::Failed { .. }), "everyone is in the agency");
    })
    .await;
}

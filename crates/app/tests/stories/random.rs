//! Random people give random commands over a small agency: nothing breaks, no decision is lost, no vote passes below its share, no cap is gone over in silence.

use std::collections::{BTreeMap, BTreeSet};

use lantoa_app::dossier::NewSubject;
use lantoa_app::forward::Answer;
use lantoa_app::installation::{self, Verdict};
use lantoa_app::session::{self, Ballot, Seen, Step};
use lantoa_app::{Error, decision};
use lantoa_domain::dossier::State;
use lantoa_domain::id::{DecisionId, DossierId, PersonId};
use lantoa_domain::session::Stage;
use lantoa_domain::unit::UnitKind;
use lantoa_testkit::engine::TestDb;
use proptest::prelude::*;

use crate::scene::{Running, Scene, paper};

const PLAN: &str = r#"
document = { agency = "Sở Thử nghiệm", title = "Kế hoạch", from = 2020, to = 2020 }
movements = [{ key = "chung", name = "Toàn kế hoạch" }]

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"

[[tracks.steps]]
kind = "nominate"
who = "unit"

[[tracks.steps]]
kind = "deliberate"
who = "council"
vote = { method = "secret", num = 2, den = 3, base = "all_members", quorum_num = 1, quorum_den = 2 }

[[tracks.steps]]
kind = "decide"
who = "head"

[[tracks.steps]]
kind = "forward"
who = "standing_body"

[[quotas]]
key = "mot-nguoi"
subject = "individual"
bound = "max"
count = 1
per = "year"
"#;
const CAP: usize = 1;
const UNITS: &[(&str, UnitKind)] = &[
    ("Văn phòng", UnitKind::Office),
    ("Phòng Một", UnitKind::Division),
    ("Phòng Hai", UnitKind::Division),
    ("Phòng Ba", UnitKind::Division),
    ("Phòng Bốn", UnitKind::Division),
];

#[derive(Debug, Clone)]
enum Doing {
    Open {
        room: usize,
        place: usize,
    },
    Nominate {
        which: usize,
    },
    Withdraw {
        which: usize,
    },
    /// Everything that waits is voted on; who is there, and how many agree on each.
    Vote {
        there: Vec<usize>,
        agree: u32,
    },
    /// Some of what waits is decided, with or without a reason for going over a cap.
    Decide {
        count: usize,
        reason: bool,
    },
    Send {
        which: usize,
    },
}

fn doing() -> impl Strategy<Value = Doing> {
    let there = proptest::sample::subsequence(vec![1_usize, 3, 4, 5, 6], 3..=5);
    prop_oneof![
        5 => (0_usize..5, 0_usize..3).prop_map(|(room, place)| Doing::Open { room, place }),
        8 => (0_usize..8).prop_map(|which| Doing::Nominate { which }),
        1 => (0_usize..8).prop_map(|which| Doing::Withdraw { which }),
        4 => (there, prop_oneof![1 => 0_u32..5, 2 => 5_u32..8]).prop_map(|(there, agree)| Doing::Vote { there, agree }),
        5 => (1_usize..4, any::<bool>()).prop_map(|(count, reason)| Doing::Decide { count, reason }),
        1 => (0_usize..8).prop_map(|which| Doing::Send { which }),
    ]
}

/// What the story remembers besides the product.
#[derive(Default)]
struct Memory {
    dossiers: Vec<DossierId>,
    rooms: Vec<usize>,
    decided: Vec<(DecisionId, i64, Vec<DossierId>)>,
    recognised: BTreeSet<DossierId>,
    overridden: usize,
}

/// A refusal is fine; a broken machine is not.
fn accepted<T>(result: Result<T, Error>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(Error::Broken(error)) => panic!("broken: {error}"),
        Err(_) => None,
    }
}

async fn waiting(scene: &Scene, memory: &Memory, step: usize) -> Vec<DossierId> {
    let mut out = Vec::new();
    for id in &memory.dossiers {
        if scene.state(*id).await == (State::Walking { step }) {
            out.push(*id);
        }
    }
    out
}

async fn vote(scene: &Scene, memory: &Memory, there: &[usize], agree: u32) {
    let waits = waiting(scene, memory, 1).await;
    if waits.is_empty() {
        return;
    }
    // The chair and the secretary come always: without them nobody opens a vote.
    let there: Vec<usize> = [0, 2].iter().chain(there).copied().collect();
    let id = scene.session(&waits, &there).await;
    let clerk = scene.acting(scene.clerk).await;
    let items = scene.items(scene.clerk, id, Stage::Waiting).await;
    if accepted(session::advance(&clerk, id, Step::Open, items.clone()).await).is_none() {
        let version = session::page(&clerk, id).await.unwrap().version;
        session::cancel(&clerk, id, version, "không đủ người".into()).await.unwrap();
        return;
    }
    let open = scene.items(scene.clerk, id, Stage::Open).await;
    session::advance(&clerk, id, Step::Close, open).await.unwrap();
    let expected = count(scene, id, agree).await;
    for (step, at) in [(Step::Confirm, Stage::Counted), (Step::Announce, Stage::Confirmed)] {
        let chair = scene.acting(scene.head).await;
        session::advance(&chair, id, step, scene.items(scene.head, id, at).await).await.unwrap();
    }
    for (dossier, passes) in expected {
        let passed = scene.state(dossier).await == (State::Walking { step: 2 });
        assert_eq!(passed, passes, "a vote passes exactly at five of seven");
    }
}

/// Enters counts: the secretary, and the chair or the vice-chair as the second who types. Gives what should come of each.
async fn count(scene: &Scene, id: lantoa_domain::id::SessionId, agree: u32) -> BTreeMap<DossierId, bool> {
    let mut expected = BTreeMap::new();
    for person in [scene.clerk, scene.head, scene.members[1]] {
        let cx = scene.acting(person).await;
        let view = session::page(&cx, id).await.unwrap();
        let mut ballots = Vec::new();
        for item in view.items.iter().filter(|item| item.stage == Stage::Closed && !item.own_conflict) {
            let agree = agree.min(item.figures.voters);
            expected.insert(item.dossier, agree * 3 >= 7 * 2);
            let seen = Seen { item: item.id, version: item.version };
            ballots.push(Ballot { seen, tally: paper(item.figures.voters, agree) });
        }
        if !ballots.is_empty() {
            session::count(&cx, id, ballots).await.unwrap();
        }
    }
    expected
}

async fn decide(scene: &Scene, running: &Running, memory: &mut Memory, many: usize, reason: bool) {
    let mut lines = waiting(scene, memory, 2).await;
    lines.truncate(many);
    if lines.is_empty() {
        return;
    }
    let why = if reason { "Thành tích đặc biệt" } else { "" };
    let reasons: Vec<(DossierId, &str)> = lines.iter().map(|id| (*id, why)).collect();
    let Some(id) = accepted(scene.recognise(running, &lines, &reasons).await) else {
        let over = memory.recognised.len() + lines.len() > CAP;
        assert!(over && !reason, "refused though there was room or a reason");
        return;
    };
    let view = decision::page(&scene.acting(scene.clerk).await, id).await.unwrap();
    memory.overridden += view.lines.iter().filter(|line| line.override_reason.is_some()).count();
    memory.recognised.extend(&lines);
    memory.decided.push((id, view.row.number.unwrap(), lines));
}

/// Who tries it: anybody, or mostly the head of the room whose business it is.
type Who = Option<usize>;

async fn tell(scene: &Scene, running: &Running, script: Vec<(Who, Doing)>) {
    let round = scene.round(running, "nam", 2020, 0).await;
    let people: Vec<PersonId> = [scene.clerk, scene.head, scene.admin]
        .into_iter()
        .chain(scene.rooms.iter().flat_map(|room| [room.chief, room.staff[0]]))
        .collect();
    let mut memory = Memory::default();
    for (who, doing) in script {
        let by = |room: usize| who.map_or(scene.rooms[room].chief, |who| people[who % people.len()]);
        let which = |which: usize| {
            let place = which % memory.dossiers.len().max(1);
            memory.dossiers.get(place).copied().zip(memory.rooms.get(place).copied())
        };
        match doing {
            Doing::Open { room, place } => {
                let subject = NewSubject::Person(scene.rooms[room].staff[place]);
                if let Some(id) = accepted(scene.open_as(by(room), (round, "chung"), room, subject).await) {
                    memory.dossiers.push(id);
                    memory.rooms.push(room);
                }
            }
            Doing::Nominate { which: n } => {
                if let Some((id, room)) = which(n) {
                    accepted(scene.nominate(by(room), id).await);
                }
            }
            Doing::Withdraw { which: n } => {
                if let Some((id, room)) = which(n) {
                    let taken_back = scene.give_command(by(room), id, async |cx, id, seen| {
                        lantoa_app::dossier::withdraw(cx, id, seen, "rút").await
                    });
                    accepted(taken_back.await);
                }
            }
            Doing::Vote { there, agree } => vote(scene, &memory, &there, agree).await,
            Doing::Decide { count, reason } => decide(scene, running, &mut memory, count, reason).await,
            Doing::Send { which: n } => {
                let sent = which(n).filter(|(id, _)| memory.recognised.contains(id));
                if let Some((id, _)) = sent
                    && matches!(scene.state(id).await, State::Recognised { step: Some(_), .. })
                {
                    let letter = scene.send(&["Cấp trên"], &[id]).await;
                    scene.answer(letter, Answer::Declined).await;
                }
            }
        }
        assert!(memory.recognised.len() <= CAP + memory.overridden, "over the cap without a reason");
    }
    all_is_kept(scene, &memory).await;
}

async fn all_is_kept(scene: &Scene, memory: &Memory) {
    let cx = scene.acting(scene.clerk).await;
    for (id, number, lines) in &memory.decided {
        let view = decision::page(&cx, *id).await.unwrap();
        assert_eq!(view.row.number, Some(*number));
        let kept: Vec<DossierId> = view.lines.iter().map(|line| line.dossier).collect();
        assert_eq!(kept, *lines);
        for id in lines {
            assert!(matches!(scene.state(*id).await, State::Recognised { .. }), "recognised stays recognised");
        }
    }
    let register = lantoa_app::document::register(&cx, 2020).await.unwrap();
    assert_eq!(register.rows.len(), memory.decided.len());
    assert!(register.unexplained.is_empty());
    assert!(matches!(installation::verify_journal(&scene.app).await.unwrap(), Verdict::Sound(_)));
    for one in installation::check(&scene.app).await.unwrap() {
        assert_eq!(one.wrong, None, "{}", one.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_try(script in proptest::collection::vec((proptest::option::weighted(0.3, 0_usize..13), doing()), 40..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let db = TestDb::sqlite().await;
            let mut scene = Scene::found(&db, "2020-06-01", "Sở Thử nghiệm", UNITS).await;
            scene.council_of(7).await;
            let running = scene.start(PLAN).await;
            tell(&scene, &running, script).await;
            drop(scene);
            db.remove().await;
        });
    }
}

//! What the stories of councils and decisions share: a plan like 003 with a track for the head alone, and dossiers put where a story begins.
#![allow(dead_code, unreachable_pub, reason = "each story uses its part")]

use lantoa_app::session::{self, Ballot, Call, Presence, Seen, Step};
use lantoa_app::{Cx, Error};
use lantoa_domain::dossier::{Dossier, State};
use lantoa_domain::id::{DossierId, PersonId, SessionId, UnitId};
use lantoa_domain::plan::{Key, StepKind};
use lantoa_domain::subject::Subject;
use lantoa_domain::vote::Tally;
use lantoa_domain::{Refusal, session::Stage};
use lantoa_store::dossier::{self, Record};
use lantoa_testkit::world::{Running, World};

/// Invented, in the shape of plan 003 (vote of two thirds of all members) and 004 (caps, and a track for the head alone).
pub const PLAN: &str = r#"
[document]
agency = "Sở Thử nghiệm"
title = "Phát hiện, bồi dưỡng, nhân rộng điển hình"
from = 2017
to = 2021

[[movements]]
key = "chung"
name = "Thi đua chung"

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"
valid_months = 36
gives = "Giấy công nhận"
steps = [
  { kind = "nominate", who = "unit" },
  { kind = "deliberate", who = "council", vote = { method = "secret", num = 2, den = 3, base = "all_members", quorum_num = 2, quorum_den = 3 } },
  { kind = "decide", who = "head", names = ["Giám đốc Sở"] },
  { kind = "forward", who = "standing_body", names = ["Ban Thi đua - Khen thưởng tỉnh"] },
]

[[tracks]]
key = "gio-tay"
name = "Xét theo đợt"
rhythm = "at_any_time"
steps = [
  { kind = "nominate", who = "unit" },
  { kind = "deliberate", who = "council", vote = { method = "hands", num = 1, den = 2, threshold = "more_than", base = "present", conflicted = "shrink_base" } },
  { kind = "decide", who = "head" },
]

[[tracks]]
key = "dot-xuat"
name = "Đột xuất"
rhythm = "at_any_time"
counting = "free"
steps = [
  { kind = "nominate", who = "standing_body" },
  { kind = "decide", who = "head" },
]

[[quotas]]
key = "toi-da-ca-nhan"
subject = "individual"
bound = "max"
count = 4
per = "year"

[[quotas]]
key = "toi-da-tap-the"
subject = "collective"
bound = "max"
count = 3
per = "year"

[[rewards]]
form = "Giấy công nhận"
"#;

/// A plan from [`PLAN`] with other quotas and criteria.
pub fn plan_with(rules: &str) -> String {
    let head = PLAN.split("[[quotas]]").next().unwrap();
    format!("{head}{rules}")
}

/// Puts a dossier at the step of a kind.
pub async fn dossier_at(
    world: &World,
    running: &Running,
    track: &str,
    at: StepKind,
    subject: Subject,
    unit: UnitId,
) -> DossierId {
    let track: Key = track.parse().unwrap();
    let round = running.rounds.iter().find(|(key, _)| *key == track).unwrap().1;
    let plan = world
        .app
        .db()
        .read({
            let plan = running.plan;
            async move |conn| lantoa_store::programme::content(conn, plan).await
        })
        .await
        .unwrap();
    let step = plan.track(&track).unwrap().position(at).unwrap();
    let leader = matches!(subject, Subject::Person(person) if world.room_heads.contains(&person));
    let dossier = Dossier {
        id: world.app.id(),
        root: world.root,
        programme: running.programme,
        round,
        track,
        movement: "chung".parse().unwrap(),
        subject,
        unit,
        leader,
        state: State::Walking { step },
        version: 1,
    };
    let id = dossier.id;
    let record = Record {
        dossier,
        name: format!("Ứng viên {}", &id.to_string()[12..]),
        sector: None,
        scope: String::new(),
        origin: "unit".into(),
        achievement: "Việc tốt".into(),
        created: world.app.now(),
        changed: world.app.now(),
        changed_by: world.secretary,
    };
    let stored = world.app.db().write(async move |tx| {
        dossier::insert(tx, &record, at).await?;
        Ok::<_, Error>(())
    });
    stored.await.unwrap();
    id
}

/// A dossier of an officer of a room, waiting for the council.
pub async fn waiting(world: &World, running: &Running, track: &str, room: usize) -> DossierId {
    let person = new_person(world, room).await;
    dossier_at(world, running, track, StepKind::Deliberate, Subject::Person(person), world.rooms[room]).await
}

/// Somebody new in a room.
pub async fn new_person(world: &World, room: usize) -> PersonId {
    let id: PersonId = world.app.id();
    let person = lantoa_store::org::Person {
        id,
        root: world.root,
        unit: world.rooms[room],
        name: format!("Người {}", &id.to_string()[12..]),
        post: "Chuyên viên".into(),
        leads: false,
        category: "công chức".into(),
        born: None,
        gender: String::new(),
        email: String::new(),
        active: true,
        version: 1,
    };
    let stored = world.app.db().write(async move |tx| {
        lantoa_store::org::insert_person(tx, &person).await?;
        Ok::<_, Error>(())
    });
    stored.await.unwrap();
    id
}

/// A session called for today with these dossiers.
pub async fn called(world: &World, dossiers: &[DossierId]) -> SessionId {
    let clerk = world.acting(world.secretary).await;
    let call = Call {
        title: "Họp xét năm".into(),
        place: "Phòng họp".into(),
        held_on: world.app.today(),
        starts_at: jiff::civil::time(8, 0, 0, 0),
        papers_on: None,
    };
    let id = session::call(&clerk, world.council, call).await.unwrap();
    session::set_agenda(&clerk, id, 1, dossiers.to_vec()).await.unwrap();
    id
}

/// The members of these numbers came, the others are excused.
pub async fn present(world: &World, id: SessionId, who: &[usize]) {
    let cx = world.acting(world.secretary).await;
    let now = world.app.now();
    let rows = world.members.iter().enumerate().map(|(n, person)| Presence {
        person: *person,
        came: who.contains(&n).then_some(now),
        gone: None,
        excuse: if who.contains(&n) { String::new() } else { "đi công tác".into() },
    });
    let seen = session::page(&cx, id).await.unwrap().version;
    session::mark_presence(&cx, id, seen, rows.collect()).await.unwrap();
}

/// The items of a session as its page shows them, all of one stage.
pub async fn seen(cx: &Cx, id: SessionId, stage: Stage) -> Vec<Seen> {
    let view = session::page(cx, id).await.unwrap();
    view.items
        .iter()
        .filter(|item| item.stage == stage)
        .map(|item| Seen { item: item.id, version: item.version })
        .collect()
}

/// A paper ballot count.
pub fn paper(issued: u32, agree: u32, disagree: u32, invalid: u32) -> Tally {
    Tally { agree, disagree, issued, returned: agree + disagree + invalid, invalid, ..Tally::default() }
}

/// A show of hands.
pub fn hands(agree: u32, disagree: u32) -> Tally {
    Tally { agree, disagree, ..Tally::default() }
}

/// From opening to announcement, everything with the same count.
pub async fn vote(world: &World, id: SessionId, tally: Tally) {
    let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
    session::advance(&clerk, id, Step::Open, seen(&clerk, id, Stage::Waiting).await).await.unwrap();
    session::advance(&clerk, id, Step::Close, seen(&clerk, id, Stage::Open).await).await.unwrap();
    let ballots = seen(&clerk, id, Stage::Closed).await.into_iter().map(|seen| Ballot { seen, tally });
    counted(&[&clerk, &chair], id, ballots.collect()).await;
    session::advance(&chair, id, Step::Confirm, seen(&chair, id, Stage::Counted).await).await.unwrap();
    session::advance(&chair, id, Step::Announce, seen(&chair, id, Stage::Confirmed).await).await.unwrap();
}

/// Two officers type the same; what was counted with the first is not typed again.
pub async fn counted(officers: &[&Cx], id: SessionId, mut ballots: Vec<Ballot>) {
    for officer in officers {
        if !ballots.is_empty() {
            session::count(officer, id, ballots.clone()).await.unwrap();
        }
        let open = seen(officer, id, Stage::Closed).await;
        ballots.retain(|ballot| open.contains(&ballot.seen));
    }
    assert!(ballots.is_empty(), "two who type the same are enough");
}

/// The refusal of one line, or of the whole.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(Refusal::InLine { why, .. })) => *why,
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Where a dossier stands.
pub async fn state(world: &World, id: DossierId) -> State {
    let found = world.app.db().read(async move |conn| dossier::load(conn, id).await).await.unwrap();
    found.unwrap().dossier.state
}

/// What a draft says.
pub fn words(title: &str, award: Option<&str>) -> lantoa_app::decision::Words {
    lantoa_app::decision::Words {
        title: title.into(),
        bases: "Căn cứ Kế hoạch".into(),
        signer_title: "GIÁM ĐỐC".into(),
        on: None,
        award: award.map(Into::into),
        valid_until: None,
        recheck_on: None,
    }
}

/// A dossier of somebody in a room that waits for the head.
pub async fn to_decide(world: &World, running: &Running, track: &str, room: usize) -> DossierId {
    let person = new_person(world, room).await;
    dossier_at(world, running, track, StepKind::Decide, Subject::Person(person), world.rooms[room]).await
}

/// What the head would send back from the page of a draft, with one reason for every cap that is gone over.
pub async fn as_shown(cx: &Cx, id: lantoa_domain::id::DecisionId, over: &str) -> lantoa_app::decision::Issue {
    let view = lantoa_app::decision::page(cx, id).await.unwrap();
    let lines = view.lines.iter().map(|line| lantoa_app::decision::SeenLine {
        dossier: line.dossier,
        version: line.version,
        override_reason: over.into(),
    });
    lantoa_app::decision::Issue {
        decision: id,
        seen: view.row.version,
        lines: lines.collect(),
        on: cx.today(),
        number: None,
        gap_reason: String::new(),
        signer_title: "GIÁM ĐỐC".into(),
        authority: String::new(),
        mends: String::new(),
    }
}

/// Drafts and issues a recognition.
pub async fn recognise(world: &World, running: &Running, dossiers: &[DossierId]) -> lantoa_domain::id::DecisionId {
    use lantoa_app::decision::{self, DecisionKind};
    let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
    let words = words("Công nhận điển hình tiên tiến", None);
    let id =
        decision::draft(&clerk, running.programme, DecisionKind::Recognition, words, dossiers.to_vec()).await.unwrap();
    decision::issue(&head, as_shown(&head, id, "").await).await.unwrap();
    id
}

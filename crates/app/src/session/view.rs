//! The session's page as its reader may see it: seats, quorum, each item with the number needed, and figures only where the policy lets.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_ballot::hash::hex;
use lantoa_ballot::{EntryKind, PaperCount};
use lantoa_domain::Refusal;
use lantoa_domain::id::{CouncilId, DecisionId, DossierId, ItemId, PersonId, SessionId};
use lantoa_domain::plan::VoteRule;
use lantoa_domain::policy::{Act, CouncilRole, Lens, Place, lens};
use lantoa_domain::session::{ConflictKind, ItemState, Room, Stage, papers_due};
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_domain::vote::Tally;
use lantoa_store::count_entry::{self, CountEntry};
use lantoa_store::dossier::subject_of;
use lantoa_store::session::{self, Item, SessionStatus, Topic};
use lantoa_store::{Conn, council, decision, election, org};

use super::Hall;
use super::next::{NextStep, next, verdict};
use super::tally::{Typing, typing};
use crate::names::Names;
use crate::{Cx, Result};

/// A session's page.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// The session.
    pub id: SessionId,
    /// What it is about.
    pub title: String,
    /// Where it is held.
    pub place: String,
    /// Its day.
    pub held_on: Date,
    /// The hour it starts, as `08:00`.
    pub starts_at: String,
    /// Where it stands.
    pub status: SessionStatus,
    /// The version to send back with a change.
    pub version: i64,
    /// The council.
    pub council: CouncilId,
    /// The council's name.
    pub council_name: String,
    /// The decision that set the council up.
    pub council_act: String,
    /// When papers were sent.
    pub papers: Papers,
    /// The counting team, one name a line.
    pub tellers: String,
    /// What was concluded.
    pub conclusion: String,
    /// The members on its day, chair first.
    pub seats: Vec<SeatView>,
    /// The agenda.
    pub items: Vec<ItemView>,
    /// Dossiers that could be put on the agenda; only for those who set it.
    pub waiting: Vec<WaitingView>,
    /// Recognised by the head alone since the session before.
    pub alone: Vec<AloneView>,
    /// Electronic ballots that are closed: title, and the head of the board that was read aloud, in hexadecimal digits.
    pub closings: Vec<(String, String)>,
    /// What the reader may do.
    pub may: Allowed,
}

/// Whether the papers went out in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Papers {
    /// The day they were sent.
    pub sent_on: Option<Date>,
    /// The last day in time.
    pub due: Date,
    /// Sent after that day, or not sent although it is over.
    pub late: bool,
}

/// A member's seat.
#[derive(Debug, Clone)]
pub struct SeatView {
    /// The member.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Unit, as named on the session's day.
    pub unit: String,
    /// Office in the council.
    pub role: CouncilRole,
    /// When the member came.
    pub came: Option<Timestamp>,
    /// When the member left.
    pub gone: Option<Timestamp>,
    /// Why the member is absent.
    pub excuse: String,
    /// Whether it is the reader's own.
    pub own: bool,
}

/// One item.
#[derive(Debug, Clone)]
pub struct ItemView {
    /// The item.
    pub id: ItemId,
    /// The version to send back with a change.
    pub version: i64,
    /// The dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
    /// What kind of subject.
    pub kind: SubjectKind,
    /// The proposing unit, as named on the session's day.
    pub unit: String,
    /// The movement's name.
    pub movement: String,
    /// The vote rule frozen with it.
    pub rule: VoteRule,
    /// Where it stands.
    pub stage: Stage,
    /// Why it is voted on again; nothing for a first vote.
    pub reason: String,
    /// What was said; nothing for a reader in conflict.
    pub note: String,
    /// Who is there and how many must agree.
    pub figures: Figures,
    /// Members in conflict.
    pub conflicts: Vec<ConflictView>,
    /// Whether the reader is one of them, or it is about the reader.
    pub own_conflict: bool,
    /// What was counted, for those who may see it.
    pub tally: Option<TallyView>,
    /// What the paper ballots beside an electronic vote came to, where they have figures of their own; part of the tally.
    pub paper: Option<PaperCount>,
    /// How far the typing of paper ballots is.
    pub typing: Typing,
    /// Whether only the outcome was announced.
    pub sealed: bool,
    /// Whether it passed: from the announcement on for every reader.
    pub passed: Option<bool>,
    /// The act that comes next, and whether the reader may do it now.
    pub next: Option<(NextStep, Result<(), Refusal>)>,
}

/// Who is there for an item and how many must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// All members on the day.
    pub members: u32,
    /// Members in the room, for the quorum; `None` once the vote is closed.
    pub in_room: Option<u32>,
    /// Members who must be in the room.
    pub quorum: u32,
    /// Members in conflict.
    pub conflicted: u32,
    /// Who can vote.
    pub voters: u32,
    /// Of how many the share is taken.
    pub base: u32,
    /// How many must agree.
    pub needed: u32,
    /// Whether those who can vote could reach it.
    pub can_pass: bool,
}

/// A member in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictView {
    /// The member.
    pub name: String,
    /// Declared or found, and how.
    pub kind: ConflictKind,
    /// The reason given, for the officers of the session and the member.
    pub reason: String,
}

/// A count with what it came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TallyView {
    /// The figures.
    pub tally: Tally,
    /// How many had to agree.
    pub needed: u32,
    /// Of how many.
    pub base: u32,
    /// Whether enough did.
    pub passed: bool,
}

/// A dossier that could be put on the agenda.
#[derive(Debug, Clone)]
pub struct WaitingView {
    /// The dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
    /// The proposing unit.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// The round.
    pub round: String,
}

/// A dossier recognised by the head alone.
#[derive(Debug, Clone)]
pub struct AloneView {
    /// The dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
    /// The proposing unit.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// The decision.
    pub decision: DecisionId,
    /// Its number.
    pub number: Option<i64>,
    /// What stands behind the number.
    pub symbol: String,
    /// Its day.
    pub on: Date,
}

/// What the reader may do in the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// Change its details and agenda.
    pub call: bool,
    /// Mark presence, open, close, count.
    pub run: bool,
    /// Confirm and announce.
    pub announce: bool,
    /// Declare a conflict of interest.
    pub declare: bool,
}

/// A session's page.
///
/// # Errors
/// `NotFound` for those who are not to know of it.
pub async fn page(cx: &Cx, id: SessionId) -> Result<SessionView> {
    let acting = cx.clone();
    cx.db().read(async move |conn| view(conn, &acting, id).await).await
}

async fn view(conn: &mut Conn, cx: &Cx, id: SessionId) -> Result<SessionView> {
    let hall = Hall::load(conn, cx, id).await?;
    let row = hall.session.clone();
    let council = council::load(conn, row.council).await?.ok_or(Refusal::NotFound)?;
    let agency = org::agency(conn, row.root).await?;
    let topics = session::topics(conn, id).await?;
    let mut names = Names::load(conn, row.root, row.held_on).await?;
    let live = row.status.0 == SessionStatus::Called;
    let may = Allowed {
        call: live && cx.may(Act::CallSession),
        run: live && hall.officer(cx, Act::RunSession).is_ok(),
        announce: live && hall.officer(cx, Act::AnnounceResult).is_ok(),
        declare: live && cx.may(Act::DeclareConflict),
    };
    let typed = count_entry::of_session(conn, id).await?;
    let papers_of = crate::election::of_items(conn, id).await?;
    let mut items = Vec::with_capacity(topics.len());
    for (item, topic) in hall.items.iter().zip(&topics) {
        let movement = names.movement(conn, cx, topic.round, &topic.movement).await?;
        let shown = item_view(cx, &hall, (item, topic), &typed, &names, movement);
        let paper = papers_of.iter().find(|one| one.0 == item.id && shown.tally.is_some());
        items.push(ItemView { paper: paper.map(|one| one.1), ..shown });
    }
    let waiting = if may.call { waiting(conn, cx, &hall, &mut names).await? } else { Vec::new() };
    let alone = alone(conn, cx, &hall, council.from_day, &mut names).await?;
    let closings = election::heads_at(conn, id, EntryKind::Close.number()).await?;
    let days = lantoa_store::holiday::days(conn, row.root).await?;
    Ok(SessionView {
        id,
        title: row.title,
        place: row.place,
        held_on: row.held_on,
        starts_at: row.starts_at,
        status: row.status.0,
        version: row.version,
        council: row.council,
        council_name: council.name,
        council_act: council.act,
        papers: papers((row.papers_on, row.held_on), agency.papers_days, &days, cx.today()),
        tellers: row.tellers,
        conclusion: row.conclusion,
        seats: seats(cx, &hall, &names),
        items,
        waiting,
        alone,
        closings: closings.into_iter().map(|(title, head)| (title, hex(&head))).collect(),
        may,
    })
}

fn papers(
    (sent_on, held_on): (Option<Date>, Date),
    count: i64,
    days: &lantoa_domain::workday::Holidays,
    today: Date,
) -> Papers {
    let due = papers_due(held_on, u16::try_from(count).unwrap_or(0), days);
    Papers { sent_on, due, late: sent_on.unwrap_or(today) > due }
}

fn seats(cx: &Cx, hall: &Hall, names: &Names) -> Vec<SeatView> {
    let mut seats: Vec<SeatView> = hall
        .seats
        .iter()
        .map(|seat| SeatView {
            person: seat.person,
            name: seat.name.clone(),
            post: seat.post.clone(),
            unit: names.unit(seat.unit),
            role: seat.role.0,
            came: seat.came,
            gone: seat.gone,
            excuse: seat.excuse.clone(),
            own: seat.person == cx.actor().person,
        })
        .collect();
    seats.sort_by_key(|seat| seat.role);
    seats
}

fn item_view(
    cx: &Cx,
    hall: &Hall,
    (item, topic): (&Item, &Topic),
    typed: &[CountEntry],
    names: &Names,
    movement: String,
) -> ItemView {
    let subject = subject_of(topic.subject_kind, topic.subject);
    let place = place(cx, hall, topic, subject, names);
    let lens = lens(cx.actor(), &place);
    let rule = item.rule.0;
    let room = Room::under(&rule, &hall.rows(), &hall.in_conflict(item), cx.now());
    let state = item.state.0;
    let stage = state.stage();
    let own_conflict = place.conflicted || place.candidate == Some(cx.actor().person);
    ItemView {
        id: item.id,
        version: item.version,
        dossier: item.dossier,
        name: topic.name.clone(),
        kind: subject.kind(),
        unit: names.unit(topic.unit),
        movement,
        rule,
        stage,
        reason: item.reason.clone(),
        note: if lens.appraisal { item.note.clone() } else { String::new() },
        figures: figures(&rule, state, room),
        conflicts: conflicts(cx, hall, item),
        own_conflict,
        tally: tally(&rule, state, lens),
        paper: None,
        typing: typing(hall, item, typed, cx, lens.tally && !own_conflict),
        sealed: matches!(state, ItemState::Announced { sealed: true, .. }),
        passed: match state {
            ItemState::Announced { passed, .. } => Some(passed),
            _ if lens.tally => state.passed(),
            _ => None,
        },
        next: next(stage).map(|step| (step, verdict(cx, hall, item, topic, &place, step, room))),
    }
}

/// Where the dossier lies, for the policy, from what the page has loaded anyway.
fn place(cx: &Cx, hall: &Hall, topic: &Topic, subject: Subject, names: &Names) -> Place {
    let candidate = match subject {
        Subject::Person(person) => Some(person),
        _ => None,
    };
    let own = |c: &&lantoa_store::conflict::Conflict| c.dossier == topic.dossier && c.person == cx.actor().person;
    Place {
        root: hall.session.root,
        units: names.path(topic.unit),
        movement: Some((topic.programme, topic.movement.clone())),
        candidate,
        conflicted: hall.conflicts.iter().any(|c| own(&c)),
        jury: None,
        cluster: Vec::new(),
    }
}

fn figures(rule: &VoteRule, state: ItemState, room: Room) -> Figures {
    let of = |who: lantoa_domain::vote::Electorate, in_room, cast| {
        let base = rule.base_of(who, cast);
        let needed = rule.needed(base);
        Figures {
            members: who.members,
            in_room,
            quorum: rule.quorum(who.members),
            conflicted: who.conflicted,
            voters: who.present,
            base,
            needed,
            can_pass: needed <= who.present && in_room.is_none_or(|there| there >= rule.quorum(who.members)),
        }
    };
    let who = |members, present, conflicted| lantoa_domain::vote::Electorate { members, present, conflicted };
    match state {
        ItemState::Closed { members, present, conflicted } => of(who(members, present, conflicted), None, present),
        ItemState::Counted { members, present, conflicted, tally } => {
            of(who(members, present, conflicted), None, tally.valid())
        }
        _ => of(who(room.members, room.voters, room.conflicted), Some(room.in_room), room.voters),
    }
}

/// What the reader may see of a count.
fn tally(rule: &VoteRule, state: ItemState, lens: Lens) -> Option<TallyView> {
    if !lens.tally {
        return None;
    }
    match state {
        ItemState::Counted { members, present, conflicted, tally } => {
            let who = lantoa_domain::vote::Electorate { members, present, conflicted };
            let outcome = rule.outcome(who, members, &tally).ok()?;
            Some(TallyView { tally, needed: outcome.needed, base: outcome.base, passed: outcome.passed })
        }
        ItemState::Announced { sealed: true, .. } if !lens.sealed => None,
        ItemState::Confirmed { tally, needed, base, passed }
        | ItemState::Announced { tally, needed, base, passed, .. } => Some(TallyView { tally, needed, base, passed }),
        _ => None,
    }
}

fn conflicts(cx: &Cx, hall: &Hall, item: &Item) -> Vec<ConflictView> {
    let officer = hall.officer(cx, Act::RunSession).is_ok() || cx.may(Act::CallSession);
    let seated = hall.conflicts.iter().filter(|c| c.dossier == item.dossier);
    seated
        .filter_map(|c| {
            let seat = hall.seats.iter().find(|seat| seat.person == c.person)?;
            let told = officer || c.person == cx.actor().person;
            let reason = if told { c.reason.clone() } else { String::new() };
            Some(ConflictView { name: seat.name.clone(), kind: c.kind.0, reason })
        })
        .collect()
}

async fn waiting(conn: &mut Conn, cx: &Cx, hall: &Hall, names: &mut Names) -> Result<Vec<WaitingView>> {
    let mut out = Vec::new();
    for one in session::waiting(conn, hall.session.root, hall.session.council).await? {
        if !names.is_for_council(conn, cx, one.round, &one.track).await? {
            continue;
        }
        let movement = names.movement(conn, cx, one.round, &one.movement).await?;
        let round = names.round(one.round);
        out.push(WaitingView { dossier: one.dossier, name: one.name, unit: names.unit(one.unit), movement, round });
    }
    Ok(out)
}

async fn alone(conn: &mut Conn, cx: &Cx, hall: &Hall, council_from: Date, names: &mut Names) -> Result<Vec<AloneView>> {
    let row = &hall.session;
    let before = session::previous(conn, row.council, row.held_on).await?;
    let after = before.or_else(|| council_from.yesterday().ok()).unwrap_or(council_from);
    let mut out: Vec<AloneView> = Vec::new();
    for one in session::alone(conn, row.root, row.council, after, row.held_on).await? {
        // The lines of one decision follow each other.
        let symbol = match out.last().filter(|last| last.decision == one.decision) {
            Some(last) => last.symbol.clone(),
            None => decision::load(conn, one.decision).await?.ok_or(Refusal::NotFound)?.symbol,
        };
        let movement = names.movement(conn, cx, one.round, &one.movement).await?;
        out.push(AloneView {
            dossier: one.dossier,
            name: one.name,
            unit: names.unit(one.unit),
            movement,
            decision: one.decision,
            number: one.number,
            symbol,
            on: one.on_day,
        });
    }
    Ok(out)
}

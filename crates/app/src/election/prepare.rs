//! Which items of a session can be voted on electronically, by whom, and preparing such a vote; it must not make a key or a code.

use lantoa_domain::Refusal;
use lantoa_domain::election::{ElectionAct, ElectionStage, Team, Took, Topic, Way, check};
use lantoa_domain::id::{ElectionId, ItemId, PersonId, SessionId};
use lantoa_domain::plan::{Base, Conflicted, Method, VoteRule};
use lantoa_domain::policy::{Act, CouncilRole};
use lantoa_domain::session::Stage;
use lantoa_store::election::{self, Election};
use lantoa_store::session::{self, Item};
use lantoa_store::{Conn, Json, Tx, Word, account};
use serde::Serialize;

use super::{Booth, save};
use crate::names::Names;
use crate::session::Hall;
use crate::{Cx, Error, Result, faster};

/// What an election is prepared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setup {
    /// Title for people.
    pub title: String,
    /// The items, in the order of the ballot.
    pub items: Vec<ItemId>,
    /// The counting team, in the order of their numbers.
    pub trustees: Vec<PersonId>,
    /// How many of them open the sums together.
    pub threshold: u8,
    /// Who of them makes the codes.
    pub issuer: PersonId,
    /// Fewer ballots are not opened.
    pub min_ballots: u32,
    /// Fewer paper ballots get no figures of their own, at least 2.
    pub min_paper: u32,
    /// Paper codes to be made, so that few paper ballots can be typed in.
    pub paper_codes: u32,
    /// Whether a member may vote again until the closing.
    pub replace: bool,
    /// How members come to their codes.
    pub way: Way,
    /// SHA-256 of the page's program, of the WebAssembly program and of the independent verifier, in hexadecimal digits.
    pub client: [String; 3],
}

/// What can be voted on electronically, and who can be on the counting team.
#[derive(Debug, Clone)]
pub struct Choices {
    /// What the session is about.
    pub session_title: String,
    /// The version of the session to send back.
    pub version: i64,
    /// Items that fit on one ballot.
    pub groups: Vec<Group>,
    /// Members with a seat.
    pub seats: Vec<Seatable>,
}

/// Items with the same rule and the same voters.
#[derive(Debug, Clone)]
pub struct Group {
    /// The items with the names of their subjects and movements.
    pub items: Vec<(ItemId, String, String)>,
    /// Their rule.
    pub rule: VoteRule,
    /// Members without conflict.
    pub voters: u32,
    /// All members.
    pub members: u32,
    /// Members in conflict.
    pub conflicted: Vec<PersonId>,
}

/// A member with a seat.
#[derive(Debug, Clone)]
pub struct Seatable {
    /// The member.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Office in the council.
    pub role: CouncilRole,
    /// Whether the member can sign in: a trustee has to.
    pub has_account: bool,
}

/// What could be voted on electronically in a session.
///
/// # Errors
/// `NotFound`; `NotAllowed` for those who do not run it.
pub async fn choices(cx: &Cx, session: SessionId) -> Result<Choices> {
    cx.permit(Act::RunSession)?;
    let acting = cx.clone();
    cx.db().read(async move |conn| offered(conn, &acting, session).await).await
}

async fn offered(conn: &mut Conn, cx: &Cx, id: SessionId) -> Result<Choices> {
    let hall = Hall::load(conn, cx, id).await?.live()?;
    hall.officer(cx, Act::RunSession)?;
    let taken = election::live_items(conn, id).await?;
    let topics = session::topics(conn, id).await?;
    let mut names = Names::load(conn, hall.session.root, hall.session.held_on).await?;
    let mut groups: Vec<Group> = Vec::new();
    for (item, topic) in hall.items.iter().zip(&topics).filter(|(item, _)| may_vote(item, &taken)) {
        let conflicted = hall.in_conflict(item);
        let movement = names.movement(conn, cx, topic.round, &topic.movement).await?;
        let line = (item.id, topic.name.clone(), movement);
        let fits = |group: &&mut Group| group.rule == item.rule.0 && group.conflicted == conflicted;
        match groups.iter_mut().find(fits) {
            Some(group) => group.items.push(line),
            None => groups.push(Group {
                items: vec![line],
                rule: item.rule.0,
                voters: number(hall.seats.len() - conflicted.len()),
                members: number(hall.seats.len()),
                conflicted,
            }),
        }
    }
    let mut seats = Vec::with_capacity(hall.seats.len());
    for seat in &hall.seats {
        let account = account::by_person(conn, seat.person).await?;
        let has_account = account.is_some_and(|account| !account.disabled);
        seats.push(Seatable { person: seat.person, name: seat.name.clone(), role: seat.role.0, has_account });
    }
    seats.sort_by_key(|seat| seat.role);
    Ok(Choices { session_title: hall.session.title.clone(), version: hall.session.version, groups, seats })
}

fn may_vote(item: &Item, taken: &[ItemId]) -> bool {
    item.rule.0.method == Method::Secret && item.state.0.stage() == Stage::Waiting && !taken.contains(&item.id)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Prepares an election; the key ceremony follows.
///
/// # Errors
/// `NotAllowed`; `Ballot` and `Invalid` as the rules of [`check`] say, and with `own-present`, `own-account` where members shall have
/// codes of their own; `SessionOrder` for an item that is no longer waiting.
pub async fn prepare(cx: &Cx, session: SessionId, setup: Setup) -> Result<ElectionId> {
    cx.permit(Act::RunSession)?;
    let title = setup.title.trim().to_owned();
    if title.is_empty() || title.chars().count() > 200 {
        return Err(Refusal::Invalid { field: "title", why: "empty" }.into());
    }
    if setup.client.iter().any(|digest| digest.len() != 64) {
        return Err(Refusal::Invalid { field: "client", why: "range" }.into());
    }
    let (id, chance): (ElectionId, Chance) = (cx.id(), Chance::draw(cx));
    let setup = Setup { title, ..setup };
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let hall = Hall::load(tx, &acting, session).await?.live()?;
            hall.officer(&acting, Act::RunSession)?;
            put(tx, &acting, &hall, &setup, id, chance).await?;
            Ok::<_, Error>(id)
        })
        .await
}

async fn put(tx: &mut Tx, cx: &Cx, hall: &Hall, setup: &Setup, id: ElectionId, chance: Chance) -> Result<()> {
    let session = hall.session.id;
    let taken = election::live_items(tx, session).await?;
    let items = chosen(hall, &setup.items, &taken)?;
    let voters = voters(hall, &items, setup)?;
    if setup.way == Way::Own {
        can_sign_in(tx, &items[0].rule.0, &voters).await?;
    }
    election::insert(tx, &row(setup, hall, id, &voters, &items[0].rule.0, chance)).await?;
    for (place, item) in (0..).zip(&items) {
        election::put_item(tx, id, place, item.id).await?;
    }
    for (number, person) in (1..).zip(&setup.trustees) {
        election::put_trustee(tx, id, number, *person).await?;
    }
    for person in &voters {
        election::put_voter(tx, id, *person).await?;
    }
    // Nobody prepares two ballots about one item at once: the session itself is what both change.
    let saved = session::save(tx, &hall.session).await;
    faster::told(tx, hall.session.root, session, saved).await?;
    let detail = serde_json::json!({
        "session": session, "items": setup.items, "trustees": setup.trustees,
        "threshold": setup.threshold, "issuer": setup.issuer,
        "min_paper": setup.min_paper, "paper_codes": setup.paper_codes, "way": setup.way,
    });
    cx.journal(tx, "election.prepared", id, &detail)
}

/// Members elsewhere vote signed in. Where those present are counted, who is elsewhere is not of the circle.
async fn can_sign_in(conn: &mut Conn, rule: &VoteRule, voters: &[PersonId]) -> Result<()> {
    if rule.base == Base::Present {
        return Err(Refusal::Ballot { why: "own-present" }.into());
    }
    for person in voters {
        if account::by_person(conn, *person).await?.is_none_or(|account| account.disabled) {
            return Err(Refusal::Ballot { why: "own-account" }.into());
        }
    }
    Ok(())
}

/// Gives up an election whose codes were lost before any was handed out, and prepares the same again under a new name: its board
/// is kept, its codes are worth nothing any more, and its key is never used twice. `client` as in [`Setup`].
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `ReasonMissing`; `SessionOrder` before codes are listed and after the opening; `Ballot` with
/// `codes-out` once somebody has one, and what [`prepare`] refuses.
pub async fn renew(cx: &Cx, id: ElectionId, seen: i64, reason: String, client: [String; 3]) -> Result<ElectionId> {
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let (fresh, chance): (ElectionId, Chance) = (cx.id(), Chance::draw(cx));
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let booth = Booth::run(tx, &acting, id, seen).await?;
            let stage = booth.stage().apply(ElectionAct::Renew)?;
            if election::voters(tx, id).await?.iter().any(|voter| voter.took.0 != Took::Nothing) {
                return Err(Refusal::Ballot { why: "codes-out" }.into());
            }
            let setup = again(&booth, &election::candidates(tx, id).await?, client.clone());
            let row = Election { reason: reason.clone(), ..booth.election };
            save(tx, &acting, &row, stage).await?;
            acting.journal(tx, "election.given-up", id, &serde_json::json!({ "why": reason, "renewed": fresh }))?;
            put(tx, &acting, &booth.hall.live()?, &setup, fresh, chance).await?;
            Ok::<_, Error>(fresh)
        })
        .await
}

fn again(booth: &Booth, candidates: &[election::Candidate], client: [String; 3]) -> Setup {
    let row = &booth.election;
    Setup {
        title: row.title.clone(),
        items: candidates.iter().map(|one| one.item).collect(),
        trustees: booth.trustees.iter().map(|one| one.person).collect(),
        threshold: row.threshold,
        issuer: row.issuer,
        min_ballots: row.min_ballots,
        min_paper: row.min_paper,
        paper_codes: row.paper_codes,
        replace: row.again,
        way: row.way.0,
        client,
    }
}

/// What is drawn for an election.
#[derive(Clone, Copy)]
struct Chance {
    uuid: [u8; 16],
    ceremony: [u8; 32],
    receipts: [u8; 32],
}

impl Chance {
    fn draw(cx: &Cx) -> Self {
        Self { uuid: cx.app().bytes(), ceremony: cx.app().bytes(), receipts: cx.app().bytes() }
    }
}

fn row(setup: &Setup, hall: &Hall, id: ElectionId, voters: &[PersonId], rule: &VoteRule, drawn: Chance) -> Election {
    Election {
        id,
        root: hall.session.root,
        session: hall.session.id,
        uuid: lantoa_ballot::hash::hex(&drawn.uuid),
        title: setup.title.clone(),
        stage: Word(ElectionStage::Keys),
        rule: Json(*rule),
        members: of_all(rule, hall.seats.len(), voters.len()),
        threshold: setup.threshold,
        issuer: setup.issuer,
        min_ballots: setup.min_ballots,
        min_paper: setup.min_paper,
        paper_codes: setup.paper_codes,
        paper_missing: 0,
        again: setup.replace,
        way: Word(setup.way),
        ceremony: drawn.ceremony.to_vec(),
        receipts: drawn.receipts.to_vec(),
        programs: Json(setup.client.clone()),
        opened: None,
        reason: String::new(),
        version: 1,
    }
}

fn chosen(hall: &Hall, items: &[ItemId], taken: &[ItemId]) -> Result<Vec<Item>> {
    let mut out = Vec::with_capacity(items.len());
    for (at, id) in items.iter().enumerate() {
        let item = hall.items.iter().find(|item| item.id == *id).ok_or(Refusal::NotFound)?;
        if taken.contains(id) || items[..at].contains(id) {
            return Err(Refusal::Ballot { why: "in-election" }.into());
        }
        if item.state.0.stage() != Stage::Waiting {
            return Err(Refusal::SessionOrder.into());
        }
        out.push(item.clone());
    }
    Ok(out)
}

fn voters(hall: &Hall, items: &[Item], setup: &Setup) -> Result<Vec<PersonId>> {
    let conflicts: Vec<Vec<PersonId>> = items.iter().map(|item| hall.in_conflict(item)).collect();
    let topics: Vec<Topic<'_>> =
        items.iter().zip(&conflicts).map(|(item, who)| Topic { rule: item.rule.0, in_conflict: who }).collect();
    let seats: Vec<PersonId> = hall.seats.iter().map(|seat| seat.person).collect();
    let team = Team {
        trustees: &setup.trustees,
        threshold: setup.threshold,
        issuer: setup.issuer,
        min_ballots: setup.min_ballots,
        min_paper: setup.min_paper,
        paper_codes: setup.paper_codes,
    };
    Ok(check(&topics, &seats, &team)?)
}

/// The denominator that the manifest fixes where all members count.
fn of_all(rule: &VoteRule, seats: usize, voters: usize) -> u32 {
    let shrinks = rule.base == Base::AllMembers && rule.conflicted == Conflicted::ShrinkBase;
    number(if shrinks { voters } else { seats })
}

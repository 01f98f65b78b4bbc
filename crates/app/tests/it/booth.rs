//! An election held through the use cases alone, with the programs of trustees, issuer and members played by the ballot core.
#![allow(dead_code, unreachable_pub, reason = "each story uses its part")]

use lantoa_app::election::{self, Setup};
use lantoa_app::{Cx, Error};
use lantoa_ballot::ceremony::{Round1, Round2};
use lantoa_ballot::hash::unhex;
use lantoa_ballot::{
    Ballot, BallotRules, BallotSeed, Bundle, CeremonyPlan, Choices, CredentialCode, CredentialKey, Manifest, Opened,
    TrusteeInCeremony, TrusteeKey, TrusteeMemory, TrusteeSeed,
};
use lantoa_domain::election::{Took, Way};
use lantoa_domain::id::{ElectionId, ItemId, PersonId, SessionId};
use lantoa_testkit::world::World;

/// An election with everything its persons keep to themselves.
pub struct Booth {
    pub id: ElectionId,
    pub uuid: String,
    /// The counting team.
    pub team: Vec<PersonId>,
    /// What the members drew from their envelopes.
    pub codes: Vec<CredentialKey>,
    /// What the counting team keeps for paper ballots.
    pub paper: Vec<CredentialKey>,
}

pub fn seed(index: u8) -> TrusteeSeed {
    TrusteeSeed::from_random(seed_bytes(index))
}

/// What a trustee's device drew; like no other bytes, so that a search for it finds nothing by chance.
pub fn seed_bytes(index: u8) -> [u8; 32] {
    std::array::from_fn(|at| index.wrapping_mul(61) ^ (at as u8).wrapping_mul(97).wrapping_add(0x2b))
}

/// What an election about these items is prepared with: head, secretary and a member count, two of three.
pub fn setup(world: &World, items: &[ItemId]) -> Setup {
    Setup {
        title: "Bỏ phiếu kín".into(),
        items: items.to_vec(),
        trustees: vec![world.members[1], world.members[5], world.members[6]],
        threshold: 2,
        issuer: world.members[6],
        min_ballots: 5,
        min_paper: 5,
        paper_codes: 0,
        replace: true,
        way: Way::Drawn,
        client: ["aa".repeat(32), "bb".repeat(32), "cc".repeat(32)],
    }
}

pub async fn acting(world: &World, person: PersonId) -> Cx {
    world.acting(person).await
}

/// The programs of the trustees make the key, each under its own name.
pub async fn keys(world: &World, id: ElectionId, team: &[PersonId]) {
    let plan = plan_of(&world.acting(team[0]).await, id).await;
    let programs: Vec<TrusteeInCeremony> =
        (1..=plan.trustees()).map(|n| TrusteeInCeremony::new(plan, n, seed(n)).unwrap()).collect();
    for (program, person) in programs.iter().zip(team) {
        post(world, id, *person, 1, program.round1().to_bytes()).await.unwrap();
    }
    let first = messages(world, id, team[0], 0).await;
    let first: Vec<Round1> = first.iter().map(|bytes| Round1::read(bytes).unwrap()).collect();
    for (program, person) in programs.iter().zip(team) {
        post(world, id, *person, 2, program.round2(&first).unwrap().to_bytes()).await.unwrap();
    }
    let second = messages(world, id, team[0], 1).await;
    let second: Vec<Round2> = second.iter().map(|bytes| Round2::read(&plan, bytes).unwrap()).collect();
    for (program, person) in programs.iter().zip(team) {
        let (_, confirmation, _) = program.round3(&first, &second).unwrap();
        post(world, id, *person, 3, confirmation.to_bytes()).await.unwrap();
    }
}

pub async fn plan_of(cx: &Cx, id: ElectionId) -> CeremonyPlan {
    let shown = election::ceremony(cx, id).await.unwrap();
    CeremonyPlan::new(unhex(&shown.number).unwrap(), shown.trustees, shown.threshold).unwrap()
}

pub async fn post(world: &World, id: ElectionId, person: PersonId, round: u8, message: Vec<u8>) -> Result<(), Error> {
    election::post_round(&world.acting(person).await, id, round, message).await
}

async fn messages(world: &World, id: ElectionId, person: PersonId, round: usize) -> Vec<Vec<u8>> {
    let shown = election::ceremony(&world.acting(person).await, id).await.unwrap();
    shown.rounds[round].iter().map(|hex| bytes_of(hex.as_ref().unwrap())).collect()
}

pub fn bytes_of(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// Codes for an election, as the issuer's program makes them.
pub fn codes(uuid: &str, count: usize) -> Vec<CredentialKey> {
    (0..count).map(|number| code(number).key(uuid)).collect()
}

/// What stands in an envelope.
pub fn code(number: usize) -> CredentialCode {
    CredentialCode::from_random(code_bytes(number))
}

/// What a code is made of.
pub fn code_bytes(number: usize) -> [u8; 15] {
    std::array::from_fn(|at| (number as u8).wrapping_mul(59) ^ (at as u8).wrapping_mul(83).wrapping_add(0x71))
}

/// An election about these items, up to the list of codes.
pub async fn listed(world: &World, session: SessionId, items: &[ItemId]) -> Booth {
    listed_with(world, session, setup(world, items)).await
}

/// The same, prepared with something of its own.
pub async fn listed_with(world: &World, session: SessionId, setup: Setup) -> Booth {
    let paper = usize::try_from(setup.paper_codes).unwrap();
    let clerk = world.acting(world.secretary).await;
    let team = setup.trustees.clone();
    let id = election::prepare(&clerk, session, setup).await.unwrap();
    keys(world, id, &team).await;
    let view = election::page(&clerk, id).await.unwrap();
    let mut codes = codes(&view.uuid, view.voters.len() + paper);
    let paper = codes.split_off(view.voters.len());
    let issuer = world.acting(world.members[6]).await;
    let public = |keys: &[CredentialKey]| keys.iter().map(CredentialKey::public).collect();
    election::set_credentials(&issuer, id, public(&codes), public(&paper)).await.unwrap();
    Booth { id, uuid: view.uuid, team, codes, paper }
}

/// Envelopes are handed to so many members, the others taken back, and the vote is opened.
pub async fn opened(world: &World, session: SessionId, items: &[ItemId], present: usize) -> Booth {
    let booth = listed(world, session, items).await;
    let clerk = world.acting(world.secretary).await;
    let view = election::page(&clerk, booth.id).await.unwrap();
    let rows = view.voters.iter().filter(|voter| voter.present).take(present).map(|voter| (voter.person, Took::Code));
    election::hand_out(&clerk, booth.id, view.version, rows.collect()).await.unwrap();
    if present < booth.codes.len() {
        let left = booth.codes[present..].iter().map(CredentialKey::public).collect();
        election::revoke(&world.acting(world.members[6]).await, booth.id, left).await.unwrap();
    }
    election::open(&clerk, booth.id, version(world, booth.id).await).await.unwrap();
    booth
}

pub async fn version(world: &World, id: ElectionId) -> i64 {
    election::page(&world.acting(world.secretary).await, id).await.unwrap().version
}

/// The rules of the ballot, from the manifest as a member's page gets it.
pub async fn rules(world: &World, booth: &Booth) -> BallotRules {
    let shown = election::polling(&world.app, &booth.uuid).await.unwrap();
    BallotRules::of(&Manifest::read(&shown.manifest).unwrap())
}

/// A ballot made by a member's page.
pub async fn ballot(world: &World, booth: &Booth, member: usize, choices: &[u8]) -> Vec<u8> {
    let key = &booth.codes[member];
    let last = election::sequence(&world.app, &booth.uuid, key.public()).await.unwrap().unwrap_or(0);
    with_sequence(world, booth, key, last + 1, choices).await
}

pub async fn with_sequence(
    world: &World,
    booth: &Booth,
    key: &CredentialKey,
    sequence: u32,
    choices: &[u8],
) -> Vec<u8> {
    let rules = rules(world, booth).await;
    let random = BallotSeed::from_random(world.app.bytes::<32>());
    let made = Opened::make(&rules, key, sequence, random, Choices::new(&rules, choices).unwrap());
    Ballot::read(&rules, made.bytes()).unwrap();
    made.bytes().to_vec()
}

pub async fn vote(world: &World, booth: &Booth, member: usize, choices: &[u8]) -> election::Cast {
    let ballot = ballot(world, booth, member, choices).await;
    election::cast(&world.app, &booth.uuid, ballot).await.unwrap()
}

pub async fn closed(world: &World, booth: &Booth) {
    let clerk = world.acting(world.secretary).await;
    election::close(&clerk, booth.id, version(world, booth.id).await, 0).await.unwrap();
}

/// A trustee's share of the sums, made by the trustee's own program from the bundle and the seed on paper.
pub async fn share(world: &World, booth: &Booth, number: u8) -> Vec<u8> {
    let cx = world.acting(booth.team[usize::from(number) - 1]).await;
    let bundle = election::bundle(&cx, booth.id).await.unwrap();
    let board = Bundle::read(&bundle).unwrap().replay().unwrap();
    let key = TrusteeKey::restore(board.ceremony().unwrap(), number, seed(number)).unwrap();
    key.open(&board, &mut TrusteeMemory::default(), &[number; 32]).unwrap().to_bytes()
}

pub async fn open_sums(world: &World, booth: &Booth, number: u8) -> Result<(), Error> {
    let share = share(world, booth, number).await;
    let cx = world.acting(booth.team[usize::from(number) - 1]).await;
    election::post_partial(&cx, booth.id, share).await
}

//! An electronic secret ballot: officers run it, and the ballot core plays the devices of trustees, issuer and members. It must not hand a code to anybody but the summary, where a visitor finds it.

use std::collections::BTreeMap;

use lantoa_app::election::{self, Group, Setup};
use lantoa_app::{Cx, Result, session};
use lantoa_ballot::ceremony::{Round1, Round2};
use lantoa_ballot::hash::{hex, unhex};
use lantoa_ballot::{
    BallotRules, BallotSeed, Bundle, CeremonyPlan, Choices, CredentialCode, Manifest, Opened, Refused,
    TrusteeInCeremony, TrusteeKey, TrusteeMemory, TrusteeSeed,
};
use lantoa_domain::Refusal;
use lantoa_domain::election::{Took, USUAL_LEAST, Way};
use lantoa_domain::id::{DossierId, ElectionId, ItemId, PersonId, SessionId};

use crate::cast::Cast;
use crate::hand::Fate;
use crate::stage::Stage;

/// The counting team, how many of them open the sums together, and below how many ballots they do not.
const TRUSTEES: usize = 3;
const THRESHOLD: u8 = 2;
const LEAST: usize = 5;

/// An election with what its persons keep to themselves.
pub(crate) struct Booth {
    /// Who runs it.
    officer: PersonId,
    id: ElectionId,
    /// Its random name in public addresses.
    pub(crate) uuid: String,
    /// What it is called.
    pub(crate) title: String,
    items: Vec<ItemId>,
    /// The counting team with the seeds of their keys, in order.
    pub(crate) team: Vec<(PersonId, TrusteeSeed)>,
    /// What the members drew, in any order.
    pub(crate) codes: Vec<CredentialCode>,
}

/// What the devices of the play do follows the protocol, so the core refuses none of it.
fn sound<T>(made: std::result::Result<T, Refused>) -> T {
    made.expect("invariant: the devices of the play follow the protocol")
}

/// Prepares a ballot about the items on which most of those in the room may vote, makes the key and the codes. None when they are
/// too few.
///
/// # Errors
/// The product's.
pub(crate) async fn prepare(
    stage: &mut Stage<'_>,
    cast: &Cast,
    session: SessionId,
    title: &str,
) -> Result<Option<Booth>> {
    let cx = stage.acting(cast.secretary()).await?;
    let offered = election::choices(&cx, session).await?;
    let seats = session::page(&cx, session).await?.seats;
    let there = |group: &Group| {
        seats.iter().filter(|seat| seat.came.is_some() && !group.conflicted.contains(&seat.person)).count()
    };
    let largest = |group: &Group| (there(group), group.items.len());
    let Some(group) = offered.groups.into_iter().max_by_key(largest) else { return Ok(None) };
    let free = |person: &PersonId| !group.conflicted.contains(person);
    // Those with an account first, so that a visitor can be any of them.
    let known = [cast.secretary(), cast.head, cast.deputies[0]];
    let rest = cast.members.iter().filter(|person| !known.contains(person));
    let team: Vec<PersonId> = known.iter().chain(rest).copied().filter(free).take(TRUSTEES).collect();
    let officer = [cast.secretary(), cast.head, cast.members[1]].into_iter().find(free);
    let (Some(officer), true) = (officer, team.len() == TRUSTEES && there(&group) >= LEAST) else { return Ok(None) };
    let items: Vec<ItemId> = group.items.iter().map(|(item, ..)| *item).collect();
    let cx = stage.acting(officer).await?;
    let id = election::prepare(&cx, session, setup(stage, &group, &team, title)).await?;
    let team: Vec<(PersonId, TrusteeSeed)> =
        team.into_iter().map(|person| (person, TrusteeSeed::from_random(stage.chance.bytes()))).collect();
    keys(stage, id, &team).await?;
    let view = election::page(&cx, id).await?;
    let codes = view.voters.iter().map(|_| CredentialCode::from_random(stage.chance.bytes())).collect::<Vec<_>>();
    let issuer = stage.acting(view.issuer).await?;
    let public = codes.iter().map(|code| code.key(&view.uuid).public()).collect();
    election::set_credentials(&issuer, id, public, Vec::new()).await?;
    Ok(Some(Booth { officer, id, uuid: view.uuid, title: title.to_owned(), items, team, codes }))
}

fn setup(stage: &Stage<'_>, group: &Group, team: &[PersonId], title: &str) -> Setup {
    Setup {
        title: title.to_owned(),
        items: group.items.iter().map(|(item, ..)| *item).collect(),
        trustees: team.to_vec(),
        threshold: THRESHOLD,
        issuer: team[TRUSTEES - 1],
        min_ballots: u32::try_from(LEAST).unwrap_or(u32::MAX),
        min_paper: USUAL_LEAST,
        paper_codes: 0,
        replace: true,
        way: Way::Drawn,
        client: stage.programs.map(|digest| hex(&digest)),
    }
}

/// The trustees make the key, each under the own name.
async fn keys(stage: &mut Stage<'_>, id: ElectionId, team: &[(PersonId, TrusteeSeed)]) -> Result<()> {
    let shown = election::ceremony(&stage.acting(team[0].0).await?, id).await?;
    let number = unhex(&shown.number).ok_or(Refusal::NotFound)?;
    let plan = sound(CeremonyPlan::new(number, shown.trustees, shown.threshold));
    let devices: Vec<TrusteeInCeremony> =
        (1..).zip(team).map(|(own, (_, seed))| sound(TrusteeInCeremony::new(plan, own, seed.clone()))).collect();
    let first: Vec<Round1> = devices.iter().map(TrusteeInCeremony::round1).collect();
    let second: Vec<Round2> = devices.iter().map(|device| sound(device.round2(&first))).collect();
    let rounds = [
        first.iter().map(Round1::to_bytes).collect::<Vec<_>>(),
        second.iter().map(Round2::to_bytes).collect(),
        devices.iter().map(|device| sound(device.round3(&first, &second)).1.to_bytes()).collect(),
    ];
    for (round, messages) in (1..).zip(rounds) {
        for ((person, _), message) in team.iter().zip(messages) {
            election::post_round(&stage.acting(*person).await?, id, round, message).await?;
        }
    }
    Ok(())
}

impl Booth {
    /// Items on the ballot.
    pub(crate) fn items(&self) -> usize {
        self.items.len()
    }

    async fn officer(&self, stage: &mut Stage<'_>) -> Result<(Cx, i64)> {
        let cx = stage.acting(self.officer).await?;
        let version = election::page(&cx, self.id).await?.version;
        Ok((cx, version))
    }

    /// Hands envelopes to the members who are there, takes the others back, and opens the vote.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn open(&mut self, stage: &mut Stage<'_>) -> Result<()> {
        let (cx, version) = self.officer(stage).await?;
        let view = election::page(&cx, self.id).await?;
        let there: Vec<(PersonId, Took)> =
            view.voters.iter().filter(|voter| voter.present).map(|voter| (voter.person, Took::Code)).collect();
        let left = self.codes.split_off(there.len());
        election::hand_out(&cx, self.id, version, there).await?;
        if !left.is_empty() {
            let list = left.iter().map(|code| code.key(&self.uuid).public()).collect();
            election::revoke(&stage.acting(view.issuer).await?, self.id, list).await?;
        }
        let (cx, version) = self.officer(stage).await?;
        election::open(&cx, self.id, version).await
    }

    /// A member votes; `agrees` answers for each item of the ballot.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn vote(&self, stage: &mut Stage<'_>, member: usize, agrees: &[bool]) -> Result<()> {
        let shown = election::polling(stage.app(), &self.uuid).await?;
        let rules = BallotRules::of(&sound(Manifest::read(&shown.manifest)));
        let choices: Vec<u8> = agrees.iter().map(|agrees| u8::from(*agrees)).collect();
        let seed = BallotSeed::from_random(stage.chance.bytes());
        let key = self.codes[member].key(&self.uuid);
        let made = Opened::make(&rules, &key, 1, seed, sound(Choices::new(&rules, &choices)));
        stage.pause();
        election::cast(stage.app(), &self.uuid, made.bytes().to_vec()).await.map(drop)
    }

    /// Closes the vote, two trustees open the sums, and the result is entered.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn count(&self, stage: &mut Stage<'_>) -> Result<()> {
        let (cx, version) = self.officer(stage).await?;
        election::close(&cx, self.id, version, 0).await?;
        for (own, (person, seed)) in (1..).zip(&self.team).take(usize::from(THRESHOLD)) {
            let cx = stage.acting(*person).await?;
            let bundle = election::bundle(&cx, self.id).await?;
            let board = sound(sound(Bundle::read(&bundle)).replay().map_err(|(_, why)| why));
            let ceremony = board.ceremony().ok_or(Refusal::NotFound)?;
            let key = sound(TrusteeKey::restore(ceremony, own, seed.clone()));
            let partial = sound(key.open(&board, &mut TrusteeMemory::default(), &stage.chance.bytes()));
            election::post_partial(&cx, self.id, partial.to_bytes()).await?;
        }
        let (cx, version) = self.officer(stage).await?;
        election::count(&cx, self.id, version).await
    }
}

/// Holds a whole electronic vote on the items on which most may vote; who shall pass passes, where those who are there can make it.
/// The rest is left to paper.
///
/// # Errors
/// The product's.
pub(crate) async fn hold(
    stage: &mut Stage<'_>,
    cast: &Cast,
    session: SessionId,
    title: &str,
    fates: &BTreeMap<DossierId, Fate>,
) -> Result<()> {
    let Some(mut booth) = prepare(stage, cast, session, title).await? else { return Ok(()) };
    booth.open(stage).await?;
    let cx = stage.acting(booth.officer).await?;
    let items = session::page(&cx, session).await?.items;
    let voters = booth.codes.len();
    let mut wanted = Vec::with_capacity(booth.items.len());
    for id in &booth.items {
        let item = items.iter().find(|item| item.id == *id).ok_or(Refusal::NotFound)?;
        let needed = usize::try_from(item.figures.needed).unwrap_or(voters);
        let passes = fates.get(&item.dossier) != Some(&Fate::VotedDown) && needed <= voters;
        let least = u32::try_from(needed.min(voters)).unwrap_or(u32::MAX);
        let agree = if passes {
            // Not all of them where it can be helped: a unanimous vote tells how each one voted.
            stage.chance.between(least, u32::try_from(voters - 1).unwrap_or(u32::MAX))
        } else {
            least.saturating_sub(1)
        };
        wanted.push(usize::try_from(agree).unwrap_or(voters));
    }
    for member in 0..voters {
        // Each item is agreed to by others.
        let agrees: Vec<bool> =
            wanted.iter().enumerate().map(|(item, agree)| (member + 3 * item) % voters < *agree).collect();
        booth.vote(stage, member, &agrees).await?;
    }
    booth.count(stage).await
}

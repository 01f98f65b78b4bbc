//! The key ceremony, the list of codes and the trustees' shares of the sums. It must not see a secret: what arrives is public by the protocol.

use lantoa_ballot::board::EntryKind;
use lantoa_ballot::ceremony::{Confirmation, Round1, Round2};
use lantoa_ballot::hash::hex;
use lantoa_ballot::manifest::{ClientHashes, Question, Rule};
use lantoa_ballot::{Board, Ceremony, CeremonyPlan, ManifestFile, PointBytes, Refused, ServerKey};
use lantoa_domain::Refusal;
use lantoa_domain::election::{ElectionAct, Way};
use lantoa_domain::id::{ElectionId, PersonId};
use lantoa_domain::plan::{Answers, Base, Threshold, VoteRule};
use lantoa_store::election::{self, CeremonyRound, Election, Trustee, Voter};
use lantoa_store::{Conn, Tx};
use serde::Serialize;

use super::board::{self, Grown};
use super::{Booth, refused, save};
use crate::names::Names;
use crate::{Cx, Error, Result};

/// What the trustees' programs need of the ceremony: everything that was posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CeremonyView {
    /// Number of the ceremony, in hexadecimal digits.
    pub number: String,
    /// How many trustees.
    pub trustees: u8,
    /// How many open the sums together.
    pub threshold: u8,
    /// The reader's own number, when the reader is a trustee.
    pub own: Option<u8>,
    /// The messages of the three rounds by trustee, in hexadecimal digits.
    pub rounds: [Vec<Option<String>>; 3],
}

/// The ceremony as far as it has come.
///
/// # Errors
/// `NotFound` for those who may not know of the session.
pub async fn ceremony(cx: &Cx, id: ElectionId) -> Result<CeremonyView> {
    let acting = cx.clone();
    cx.db()
        .read(async move |conn: &mut Conn| {
            let booth = Booth::load(conn, &acting, id).await?;
            let own = booth.own(acting.actor().person).ok().map(|one| one.number);
            let posted = |of: fn(&Trustee) -> &Option<Vec<u8>>| {
                booth.trustees.iter().map(|one| of(one).as_ref().map(|bytes| hex(bytes))).collect()
            };
            Ok(CeremonyView {
                number: hex(&booth.election.ceremony),
                trustees: u8::try_from(booth.trustees.len()).unwrap_or(u8::MAX),
                threshold: booth.election.threshold,
                own,
                rounds: [posted(|one| &one.first), posted(|one| &one.second), posted(|one| &one.third)],
            })
        })
        .await
}

/// Posts a message of the ceremony under the acting person's own number. The same message twice is no harm: the answer was lost.
/// With the last one the ceremony is checked as a whole and the key stands.
///
/// # Errors
/// `Ballot` with `not-trustee`, `own-number` for a message in another's name, `bad-message` for one that is not of the
/// protocol, comes too early, differs from the one posted before, or fails the checks of all.
pub async fn post_round(cx: &Cx, id: ElectionId, round: u8, message: Vec<u8>) -> Result<()> {
    let round = match round {
        1 => CeremonyRound::First,
        2 => CeremonyRound::Second,
        3 => CeremonyRound::Third,
        _ => return Err(Refusal::Ballot { why: "bad-message" }.into()),
    };
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut booth = Booth::load(tx, &acting, id).await?;
            let own = booth.own(acting.actor().person)?.number;
            if posted(&booth.trustees, own, round) == Some(&message) {
                return Ok(());
            }
            let keys_made = booth.stage().apply(ElectionAct::MakeKeys)?;
            fits(&booth, own, round, &message)?;
            if !election::post(tx, id, own, round, &message).await? {
                return Err(Refusal::Ballot { why: "bad-message" }.into());
            }
            acting.journal(
                tx,
                "election.round-posted",
                id,
                &serde_json::json!({ "trustee": own, "round": round as u8 + 1 }),
            )?;
            booth.trustees = election::trustees(tx, id).await?;
            if booth.trustees.iter().all(|one| one.third.is_some()) {
                assembled(&booth.election, &booth.trustees).map_err(|why| refused(why, "bad-message"))?;
                save(tx, &acting, &booth.election, keys_made).await?;
                acting.journal(tx, "election.key-made", id, &serde_json::json!({}))?;
            }
            Ok::<_, Error>(())
        })
        .await
}

fn posted(trustees: &[Trustee], number: u8, round: CeremonyRound) -> Option<&Vec<u8>> {
    let own = trustees.iter().find(|one| one.number == number)?;
    match round {
        CeremonyRound::First => own.first.as_ref(),
        CeremonyRound::Second => own.second.as_ref(),
        CeremonyRound::Third => own.third.as_ref(),
    }
}

/// A message comes in its round, in the form of the protocol, under the number of who posts it.
fn fits(booth: &Booth, own: u8, round: CeremonyRound, message: &[u8]) -> Result<()> {
    let bad = |why: Refused| refused(why, "bad-message");
    let plan = plan(&booth.election, &booth.trustees).map_err(bad)?;
    let before = match round {
        CeremonyRound::First => true,
        CeremonyRound::Second => booth.trustees.iter().all(|one| one.first.is_some()),
        CeremonyRound::Third => booth.trustees.iter().all(|one| one.second.is_some()),
    };
    if !before {
        return Err(Refusal::Ballot { why: "bad-message" }.into());
    }
    match round {
        CeremonyRound::First => Round1::read(message).map(|_| ()).map_err(bad)?,
        CeremonyRound::Second => Round2::read(&plan, message).map(|_| ()).map_err(bad)?,
        CeremonyRound::Third => Confirmation::read(message).map(|_| ()).map_err(bad)?,
    }
    // Every message begins with the trustee's number.
    let named = message.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes));
    if named == Some(u32::from(own)) { Ok(()) } else { Err(Refusal::Ballot { why: "own-number" }.into()) }
}

fn plan(row: &Election, trustees: &[Trustee]) -> Result<CeremonyPlan, Refused> {
    let number = row.ceremony.as_slice().try_into().map_err(|_| Refused::Ceremony)?;
    CeremonyPlan::new(number, u8::try_from(trustees.len()).unwrap_or(u8::MAX), row.threshold)
}

fn assembled(row: &Election, trustees: &[Trustee]) -> Result<Ceremony, Refused> {
    let plan = plan(row, trustees)?;
    let none: &[u8] = &[];
    let bytes = |message: &Option<Vec<u8>>| message.clone().unwrap_or_else(|| none.to_vec());
    let first: Result<Vec<Round1>, _> = trustees.iter().map(|one| Round1::read(&bytes(&one.first))).collect();
    let second: Result<Vec<Round2>, _> = trustees.iter().map(|one| Round2::read(&plan, &bytes(&one.second))).collect();
    let third: Result<Vec<Confirmation>, _> =
        trustees.iter().map(|one| Confirmation::read(&bytes(&one.third))).collect();
    Ceremony::assemble(plan, first?, second?, third?)
}

/// Begins the ceremony again under a new number: the words differed, or a key was lost before a code was made.
///
/// # Errors
/// `NotAllowed`, `Overtaken`; `SessionOrder` once codes are listed.
pub async fn restart(cx: &Cx, id: ElectionId, seen: i64) -> Result<()> {
    let number = cx.app().bytes::<32>();
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let booth = Booth::run(tx, &acting, id, seen).await?;
            let stage = booth.stage().apply(ElectionAct::Restart)?;
            let row = Election { ceremony: number.to_vec(), ..booth.election };
            save(tx, &acting, &row, stage).await?;
            election::forget_messages(tx, id).await?;
            acting.journal(tx, "election.restarted", id, &serde_json::json!({}))
        })
        .await
}

/// Takes the public list of codes from their issuer; with it the manifest is written and the board begins.
///
/// # Errors
/// `Ballot` with `not-issuer`, `bad-list` for a list of another length or with a value twice or of no code; `SessionOrder`.
pub async fn set_credentials(cx: &Cx, id: ElectionId, members: Vec<PointBytes>, paper: Vec<PointBytes>) -> Result<()> {
    list_codes(cx, id, (members, paper), Vec::new()).await
}

/// The same where each member has a code of their own: whose each one is. The public list is in the order of the credentials, which
/// says nothing about the members.
///
/// # Errors
/// As [`set_credentials`].
pub async fn set_own_credentials(
    cx: &Cx,
    id: ElectionId,
    owners: Vec<(PersonId, PointBytes)>,
    paper: Vec<PointBytes>,
) -> Result<()> {
    let mut members: Vec<PointBytes> = owners.iter().map(|owner| owner.1).collect();
    members.sort_unstable();
    list_codes(cx, id, (members, paper), owners).await
}

async fn list_codes(
    cx: &Cx,
    id: ElectionId,
    (members, paper): (Vec<PointBytes>, Vec<PointBytes>),
    owners: Vec<(PersonId, PointBytes)>,
) -> Result<()> {
    let acting = cx.clone();
    let grown = cx
        .db()
        .write(async move |tx| {
            let booth = Booth::load(tx, &acting, id).await?;
            booth.issuer(acting.actor().person)?;
            let stage = booth.stage().apply(ElectionAct::ListCodes)?;
            let codes = usize::try_from(booth.election.paper_codes).unwrap_or(usize::MAX);
            let voters = election::voters(tx, id).await?;
            if members.len() != voters.len() || paper.len() != codes || !owned(&booth.election, &voters, &owners) {
                return Err(Refusal::Ballot { why: "bad-list" }.into());
            }
            for (person, credential) in &owners {
                election::save_owner(tx, id, *person, credential).await?;
            }
            let board = begun(tx, &acting, &booth, (&members, &paper)).await?;
            board.write(tx, id).await?;
            save(tx, &acting, &booth.election, stage).await?;
            let detail = serde_json::json!({
                "codes": members.len(), "paper": paper.len(), "manifest": hex(&board.board.manifest().id()),
            });
            acting.journal(tx, "election.codes-listed", id, &detail)?;
            Ok::<_, Error>(board)
        })
        .await?;
    grown.keep(cx.app(), id);
    Ok(())
}

/// Whether every voter owns one code where they have codes of their own, and nobody one where they are drawn.
fn owned(row: &Election, voters: &[Voter], owners: &[(PersonId, PointBytes)]) -> bool {
    match row.way.0 {
        Way::Drawn => owners.is_empty(),
        Way::Own => voters.iter().all(|voter| owners.iter().filter(|owner| owner.0 == voter.person).count() == 1),
    }
}

/// The public credentials of members and of paper codes.
type Codes<'a> = (&'a [PointBytes], &'a [PointBytes]);

async fn begun(tx: &mut Tx, cx: &Cx, booth: &Booth, codes: Codes<'_>) -> Result<Grown> {
    let bad = |why: Refused| refused(why, "bad-list");
    let ceremony = assembled(&booth.election, &booth.trustees).map_err(bad)?;
    let mut file = manifest(&booth.election, &ceremony, codes);
    file.opens = format!("{} {}", booth.hall.session.starts_at, booth.hall.session.held_on);
    let mut names = Names::load(tx, booth.hall.session.root, booth.hall.session.held_on).await?;
    let topics = lantoa_store::session::topics(tx, booth.election.session).await?;
    for (id, candidate) in (1..).zip(election::candidates(tx, booth.election.id).await?) {
        let topic = topics.iter().find(|topic| topic.item == candidate.item).ok_or(Refusal::NotFound)?;
        let movement = names.movement(tx, cx, topic.round, &topic.movement).await?;
        file.questions.push(Question { id, candidate: short(&candidate.name), title: short(&movement) });
    }
    let bytes = serde_json::to_vec(&file).map_err(|_| Refusal::Ballot { why: "bad-list" })?;
    let mut board = Board::start(&bytes).map_err(bad)?;
    board.append(EntryKind::Ceremony, &ceremony.to_bytes()).map_err(bad)?;
    Ok(Grown::start(board))
}

/// The manifest takes texts of limited length.
fn short(text: &str) -> String {
    text.chars().take(lantoa_ballot::manifest::MAX_TEXT).collect()
}

fn manifest(row: &Election, ceremony: &Ceremony, (members, paper): Codes<'_>) -> ManifestFile {
    let [page, wasm, verifier] = row.programs.0.clone();
    let random: [u8; 32] = row.receipts.as_slice().try_into().unwrap_or_default();
    ManifestFile {
        version: 1,
        uuid: row.uuid.clone(),
        title: row.title.clone(),
        members: row.members,
        rule: rule(&row.rule.0),
        questions: Vec::new(),
        options: options(&row.rule.0),
        limit: None,
        min_ballots: row.min_ballots,
        min_paper: row.min_paper,
        replace: if row.again { "allowed" } else { "never" }.to_owned(),
        threshold: u32::from(row.threshold),
        ceremony: hex(&row.ceremony),
        dkg: ceremony.round1().iter().zip(ceremony.round2()).map(|(first, second)| second.record(first)).collect(),
        key: hex(&ceremony.key()),
        credentials: members.iter().map(|one| hex(one)).collect(),
        paper_credentials: paper.iter().map(|one| hex(one)).collect(),
        opens: String::new(),
        client: ClientHashes { page, wasm, verifier },
        server_key: hex(&ServerKey::from_random(&random).public()),
    }
}

/// How many marks the ballot has for a candidate: with two, neither is no opinion.
pub(super) fn options(rule: &VoteRule) -> u32 {
    match rule.answers {
        Answers::AgreeOrNot => 1,
        Answers::OrNoOpinion => 2,
    }
}

fn rule(rule: &VoteRule) -> Rule {
    Rule {
        num: rule.num,
        den: rule.den,
        of: match rule.base {
            Base::AllMembers => "all_members",
            Base::Present => "present",
            Base::Cast => "valid",
        }
        .to_owned(),
        compare: match rule.threshold {
            Threshold::AtLeast => "at_least",
            Threshold::MoreThan => "more_than",
        }
        .to_owned(),
    }
}

/// Takes a trustee's share of the sums, under the acting person's own number. A share whose proof does not hold is refused and
/// blocks nobody: any others that reach the threshold open the sums.
///
/// # Errors
/// `Ballot` with `not-trustee`, `own-number`, `too-few`, `paper-first` while figures of paper ballots are still to be entered,
/// `bad-sum` for a share whose proof does not hold; `SessionOrder`.
pub async fn post_partial(cx: &Cx, id: ElectionId, partial: Vec<u8>) -> Result<()> {
    let board = board::current(cx.app(), id).await?.ok_or(Refusal::SessionOrder)?;
    let named = partial.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes));
    let known = board.entries().iter().any(|entry| entry.kind == EntryKind::Partial && entry.payload == partial);
    let (grown, holds) = board::work(move || {
        let grown = Grown::grow(&board, &[(EntryKind::Partial, partial)]).map_err(|why| refused(why, "bad-sum"))?;
        let sorted = lantoa_ballot::tally::sort_partials(&grown.board).map_err(|why| refused(why, "bad-sum"))?;
        let holds = sorted.valid.iter().any(|one| Some(u32::from(one.index())) == named);
        Ok((grown, holds))
    })
    .await?;
    let acting = cx.clone();
    let written = grown.clone();
    cx.db()
        .write(async move |tx| {
            let booth = Booth::load(tx, &acting, id).await?;
            let own = booth.own(acting.actor().person)?.number;
            booth.stage().apply(ElectionAct::OpenSums)?;
            if named != Some(u32::from(own)) {
                return Err(Refusal::Ballot { why: "own-number" }.into());
            }
            if known {
                return Ok(());
            }
            // The board takes no figures after the first share: nobody may fit them to sums that are known.
            if super::paper::due(&booth.election, &election::voters(tx, id).await?, &written.board).is_some() {
                return Err(Refusal::Ballot { why: "paper-first" }.into());
            }
            if !holds {
                // Nothing is written: the trustee's own program would have refused to make it.
                return Err(Refusal::Ballot { why: "bad-sum" }.into());
            }
            written.write(tx, id).await?;
            acting.journal(tx, "election.sums-opened", id, &serde_json::json!({ "trustee": own }))
        })
        .await?;
    if !known {
        grown.keep(cx.app(), id);
    }
    Ok(())
}

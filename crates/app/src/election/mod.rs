//! The electronic secret ballot of a session: preparing it, the key ceremony, codes, opening, casting, closing, the sums and the result. It must not hold who voted what, and cannot read a ballot.

mod act;
mod board;
mod keys;
mod own;
mod paper;
mod poll;
mod prepare;
mod view;

use lantoa_ballot::Refused;
use lantoa_domain::Refusal;
use lantoa_domain::election::ElectionStage;
use lantoa_domain::id::{ElectionId, PersonId};
use lantoa_domain::policy::Act;
use lantoa_store::election::{self, Election, Trustee};
use lantoa_store::{Conn, Tx, Word};

pub use act::{close, count, give_up, hand_out, open, revoke};
pub(crate) use board::{Boards, first_unsound};
pub use keys::{CeremonyView, ceremony, post_partial, post_round, restart, set_credentials, set_own_credentials};
pub use lantoa_ballot::board::{PaperCount, PaperFigures, Tracked, TrackedState};
pub use own::{cast_own, polling_own, spoil_own};
pub(crate) use paper::of_items;
pub use paper::{PaperTyping, PaperView, PaperWaiting, count_paper, type_paper};
pub use poll::{Cast, Polling, Record, cast, polling, record, sequence, spoil};
pub use prepare::{Choices, Group, Seatable, Setup, choices, prepare, renew};
pub use view::{
    Allowed, BoardView, CandidateView, ElectionView, Line, TrackedView, TrusteeView, VoterView, bundle, of_session,
    page,
};

use crate::session::Hall;
use crate::{Cx, Error, Result, faster};

/// An election with what decides what can be done in it.
struct Booth {
    election: Election,
    trustees: Vec<Trustee>,
    hall: Hall,
}

impl Booth {
    /// Loads an election for those who may know of its session.
    async fn load(conn: &mut Conn, cx: &Cx, id: ElectionId) -> Result<Self> {
        let root = cx.actor().root;
        let row = election::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
        let hall = Hall::load(conn, cx, row.session).await?;
        let trustees = election::trustees(conn, id).await?;
        Ok(Self { election: row, trustees, hall })
    }

    /// Loads an election that is unchanged since it was shown, for an officer of its session.
    async fn run(conn: &mut Conn, cx: &Cx, id: ElectionId, seen: i64) -> Result<Self> {
        let booth = Self::load(conn, cx, id).await?;
        cx.permit(Act::RunSession)?;
        booth.hall.officer(cx, Act::RunSession)?;
        faster::same(conn, cx.actor().root, id, booth.election.version, seen).await?;
        Ok(booth)
    }

    fn stage(&self) -> ElectionStage {
        self.election.stage.0
    }

    /// The acting person's own place in the counting team: nobody posts in another's name.
    fn own(&self, person: PersonId) -> Result<&Trustee> {
        self.trustees.iter().find(|one| one.person == person).ok_or(Refusal::Ballot { why: "not-trustee" }.into())
    }

    fn issuer(&self, person: PersonId) -> Result<()> {
        if self.election.issuer == person { Ok(()) } else { Err(Refusal::Ballot { why: "not-issuer" }.into()) }
    }

    /// Whether a person is in conflict on what the ballot asks: one circle of voters, so the first item tells.
    fn in_conflict(&self, items: &[election::Candidate], person: PersonId) -> bool {
        let of_ballot = |dossier| items.iter().any(|one| one.dossier == dossier);
        self.hall.conflicts.iter().any(|one| one.person == person && of_ballot(one.dossier))
    }
}

/// Saves an election at its new stage, with who was faster told.
async fn save(tx: &mut Tx, cx: &Cx, row: &Election, stage: ElectionStage) -> Result<()> {
    let row = Election { stage: Word(stage), ..row.clone() };
    let saved = election::save(tx, &row).await;
    faster::told(tx, cx.actor().root, row.id, saved).await
}

/// What the ballot core refuses, in the words of the rules.
fn refused(why: Refused, otherwise: &'static str) -> Error {
    let why = match why {
        Refused::Stranger => "not-listed",
        Refused::Revoked => "revoked",
        Refused::Replayed => "replayed",
        Refused::TooFew => "too-few",
        _ => otherwise,
    };
    Refusal::Ballot { why }.into()
}

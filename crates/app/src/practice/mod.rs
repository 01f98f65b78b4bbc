//! Practices others can copy: written by their unit, offered by its head, validated, raised to the agency, taken out. It must not say who copied one.

mod file;
mod public;
mod turn;
mod view;
mod write;

use lantoa_domain::Refusal;
use lantoa_domain::id::PracticeId;
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::practice::{PracticeState, readable};
use lantoa_store::practice::{self, Practice};
use lantoa_store::{Conn, org};

pub use file::{Added, MOST_FILES, attach, read, remove};
pub use lantoa_store::practice::PracticeFile;
pub use public::{close, open};
pub use turn::turn;
pub use view::{
    CopyView, Influence, Influences, LessonView, List, PracticeRow, PracticeView, ProposalView, Search, SpreadView,
    TurnView, influence, list, page,
};
pub(crate) use view::{alive, named, spread};
pub(crate) use write::figures as write_figures;
pub use write::{Choices, New, Words, choices, draft, edit};

use crate::{Cx, Error, Result};

/// A practice with what rights depend on.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) row: Practice,
    pub(crate) place: Place,
}

impl Case {
    /// Whether the acting person may change what it says: its unit while it is a draft, after that those who validate.
    pub(crate) fn edit_act(&self) -> Option<Act> {
        match self.row.state.0 {
            PracticeState::Draft => Some(Act::EditPractice),
            PracticeState::Offered | PracticeState::Validated => Some(Act::ValidatePractice),
            PracticeState::Retired => None,
        }
    }

    pub(crate) fn may_edit(&self, cx: &Cx) -> bool {
        self.edit_act().is_some_and(|act| cx.permit_at(act, &self.place).is_ok())
    }

    /// Allows a change of what it says.
    ///
    /// # Errors
    /// `NotAllowed`; `Invalid` (`practice-step`) for one that was retired.
    pub(crate) fn permit_edit(&self, cx: &Cx) -> Result<()> {
        let act = self.edit_act().ok_or(Refusal::Invalid { field: "state", why: "practice-step" })?;
        cx.permit_at(act, &self.place).map(drop)
    }
}

/// A practice that the acting person may read.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn load(conn: &mut Conn, cx: &Cx, id: PracticeId) -> Result<Case> {
    let root = cx.actor().root;
    let row = practice::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let units = org::path(conn, row.unit).await?;
    let place = Place { movement: row.programme.zip(row.movement.clone()), ..Place::unit(root, units) };
    if !readable(cx.actor(), &place, row.state.0, row.validated_on.is_some()) {
        return Err(Error::from(Refusal::NotFound));
    }
    Ok(Case { row, place })
}

/// Text without spaces around it, of at most so many characters.
pub(crate) fn trimmed(field: &'static str, text: &str, most: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > most { Err(Refusal::Invalid { field, why: "long" }) } else { Ok(text.to_owned()) }
}

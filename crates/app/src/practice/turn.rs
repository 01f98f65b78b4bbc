//! The turns of a practice: offered, sent back, validated, raised to the agency, taken out. It must not change what it says.

use lantoa_domain::Refusal;
use lantoa_domain::id::PracticeId;
use lantoa_domain::practice::{PracticeCommand, Reach, completeness};
use lantoa_store::practice::{self, NewTurn, Practice};
use lantoa_store::{Tx, Word, adoption};

use super::{load, trimmed};
use crate::{Cx, Error, Result, faster};

/// Gives a practice a turn. `words` are the reason or the evidence, where the turn needs them.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `ReasonMissing`; `Invalid` on "state" (`practice-step`; `practice-not-copied` for raising what
/// nobody else uses) and on "parts" (`practice-incomplete`).
pub async fn turn(cx: &Cx, id: PracticeId, seen: i64, command: PracticeCommand, words: String) -> Result<()> {
    let words = trimmed("words", &words, 20_000)?;
    if command.needs_words() && words.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = load(tx, &me, id).await?;
            me.permit_at(command.act(), &case.place)?;
            faster::same(tx, case.row.root, id, case.row.version, seen).await?;
            let used = adoption::used(tx, id).await?;
            let row = turned(tx, &me, case.row, command, used).await?;
            let saved = practice::save(tx, &row).await;
            faster::told(tx, row.root, id, saved).await?;
            let (by, at) = (me.actor().person, me.now());
            practice::insert_turn(tx, NewTurn { practice: id, command, words: &words, adopters: used, by, at }).await?;
            let event = match command {
                PracticeCommand::Offer => "practice.offered",
                PracticeCommand::SendBack => "practice.sent-back",
                PracticeCommand::Validate => "practice.validated",
                PracticeCommand::Promote => "practice.promoted",
                PracticeCommand::Retire => "practice.retired",
            };
            me.journal(tx, event, id, &serde_json::json!({ "why": words, "count": used }))?;
            Ok::<_, Error>(())
        })
        .await
}

/// The practice after the turn.
async fn turned(tx: &mut Tx, cx: &Cx, was: Practice, command: PracticeCommand, used: u32) -> Result<Practice> {
    let state = Word(command.from(was.state.0)?);
    let row = Practice { state, ..was };
    match command {
        PracticeCommand::Offer => {
            let files = practice::files(tx, row.id).await?.len();
            if !completeness(&row.profile.0, files).is_ready() {
                return Err(Refusal::Invalid { field: "parts", why: "practice-incomplete" }.into());
            }
            Ok(row)
        }
        PracticeCommand::Validate => Ok(Practice { validated_on: Some(cx.today()), year: cx.today().year(), ..row }),
        PracticeCommand::Promote if row.reach.0 == Reach::Agency => {
            Err(Refusal::Invalid { field: "state", why: "practice-step" }.into())
        }
        PracticeCommand::Promote if used == 0 => {
            Err(Refusal::Invalid { field: "state", why: "practice-not-copied" }.into())
        }
        PracticeCommand::Promote => Ok(Practice { reach: Word(Reach::Agency), ..row }),
        PracticeCommand::SendBack | PracticeCommand::Retire => Ok(row),
    }
}

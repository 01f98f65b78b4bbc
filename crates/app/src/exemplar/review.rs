//! The card on which an exemplar is judged again, and what follows from it in the same unit of work. It must not keep another way of renewing or ending one.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Life;
use lantoa_domain::id::{ExemplarId, ReviewId};
use lantoa_domain::policy::Act;
pub use lantoa_domain::review::{Aspect, Grade, Verdict};
use lantoa_store::review::{self, Card};
use lantoa_store::{Conn, Word};

use super::{check_days, end_in, reason, renew_in, standing};
use crate::{Cx, Error, Result};

/// Letters of a piece of evidence at most.
const LONGEST: usize = 2_000;

/// A card as a person fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCard {
    /// Grade and evidence of each aspect, in their order.
    pub aspects: [(Grade, String); 4],
    /// What follows.
    pub verdict: Verdict,
    /// What was found, or why it ends.
    pub found: String,
    /// Last day of validity, when it is renewed.
    pub valid_until: Option<Date>,
    /// The next look, when it holds.
    pub recheck_on: Option<Date>,
}

/// Judges an exemplar again (001 II.4, 002 II.1): it is confirmed, gets new days, lapses or is withdrawn.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `ReasonMissing`; `Invalid` on "effect", "efficiency", "potential" or "influence" without evidence, on
/// "valid_until" and "recheck_on"; `InUse` when it has ended already.
pub async fn review(cx: &Cx, id: ExemplarId, seen: i64, new: NewCard) -> Result<ReviewId> {
    cx.permit(if new.verdict.ends() { Act::IssueDecision } else { Act::DraftDecision })?;
    let new = checked(new)?;
    let (me, card) = (cx.clone(), cx.id::<ReviewId>());
    cx.db()
        .write(async move |tx| {
            let was = standing(tx, &me, id, seen).await?;
            let days = match new.verdict {
                Verdict::Renewed => (new.valid_until, new.recheck_on),
                Verdict::Confirmed => (was.valid_until, new.recheck_on),
                Verdict::Faded | Verdict::Withdrawn => (was.valid_until, was.recheck_on),
            };
            if !new.verdict.ends() {
                check_days(&me, days)?;
            }
            review::insert(tx, &row(&me, card, id, &new, days)).await?;
            match new.verdict {
                Verdict::Confirmed | Verdict::Renewed => renew_in(tx, &me, was, days, &new.found, Some(card)).await,
                Verdict::Faded => end_in(tx, &me, was, Life::Expired, &new.found).await,
                Verdict::Withdrawn => end_in(tx, &me, was, Life::Withdrawn, &new.found).await,
            }
        })
        .await?;
    Ok(card)
}

fn checked(new: NewCard) -> Result<NewCard> {
    const FIELDS: [&str; 4] = ["effect", "efficiency", "potential", "influence"];
    for ((_, evidence), field) in new.aspects.iter().zip(FIELDS) {
        let why = match evidence.trim().chars().count() {
            0 => "empty",
            1..=LONGEST => continue,
            _ => "long",
        };
        return Err(Refusal::Invalid { field, why }.into());
    }
    Ok(NewCard { found: reason(&new.found)?, ..new })
}

fn row(cx: &Cx, id: ReviewId, exemplar: ExemplarId, new: &NewCard, days: (Option<Date>, Option<Date>)) -> Card {
    let [effect, efficiency, potential, influence] =
        new.aspects.clone().map(|(grade, words)| (Word(grade), words.trim().to_owned()));
    Card {
        id,
        root: cx.actor().root,
        exemplar,
        on_day: cx.today(),
        effect: effect.0,
        effect_note: effect.1,
        efficiency: efficiency.0,
        efficiency_note: efficiency.1,
        potential: potential.0,
        potential_note: potential.1,
        influence: influence.0,
        influence_note: influence.1,
        verdict: Word(new.verdict),
        found: new.found.clone(),
        valid_until: days.0,
        recheck_on: days.1,
        written_by: cx.actor().person,
        writer: String::new(),
    }
}

/// A card as the exemplar's page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardView {
    /// Its day.
    pub on: Date,
    /// Who wrote it.
    pub by: String,
    /// Grade and evidence of each aspect, in their order.
    pub aspects: [(Grade, String); 4],
    /// What followed.
    pub verdict: Verdict,
    /// What was found, or why it ended.
    pub found: String,
    /// Last day of validity after it.
    pub valid_until: Option<Date>,
    /// The next look.
    pub recheck_on: Option<Date>,
}

/// The cards of an exemplar, the latest first.
pub(super) async fn cards(conn: &mut Conn, id: ExemplarId) -> Result<Vec<CardView>> {
    let view = |card: Card| CardView {
        on: card.on_day,
        by: card.writer,
        aspects: [
            (card.effect.0, card.effect_note),
            (card.efficiency.0, card.efficiency_note),
            (card.potential.0, card.potential_note),
            (card.influence.0, card.influence_note),
        ],
        verdict: card.verdict.0,
        found: card.found,
        valid_until: card.valid_until,
        recheck_on: card.recheck_on,
    };
    Ok::<_, Error>(review::of_exemplar(conn, id).await?.into_iter().map(view).collect())
}

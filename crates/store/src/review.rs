//! Cards of the review of exemplars as rows; it must not end or renew a recognition.

use jiff::civil::Date;
use lantoa_domain::id::{ExemplarId, PersonId, ReviewId, UnitId};
use lantoa_domain::review::{Grade, Verdict};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO review_card (id, root, exemplar, on_day, effect, effect_note, efficiency, efficiency_note, potential, \
           potential_note, influence, influence_note, verdict, found, valid_until, recheck_on, written_by) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    OF_EXEMPLAR = "SELECT c.id, c.root, c.exemplar, c.on_day, c.effect, c.effect_note, c.efficiency, c.efficiency_note, c.potential, \
                   c.potential_note, c.influence, c.influence_note, c.verdict, c.found, c.valid_until, c.recheck_on, c.written_by, \
                   p.name FROM review_card c JOIN person p ON p.id = c.written_by WHERE c.exemplar = $1 ORDER BY c.id DESC";
    DUE = "SELECT CAST(count(*) AS BIGINT) FROM exemplar WHERE root = $1 AND status = 'recognised' \
           AND (valid_until IS NULL OR valid_until >= $2) AND recheck_on <= $2";
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The card.
    pub id: ReviewId,
    /// The agency.
    pub root: UnitId,
    /// The exemplar.
    pub exemplar: ExemplarId,
    /// Its day.
    pub on_day: Date,
    /// Effect.
    pub effect: Word<Grade>,
    /// Evidence of it.
    pub effect_note: String,
    /// Efficiency.
    pub efficiency: Word<Grade>,
    /// Evidence of it.
    pub efficiency_note: String,
    /// Potential.
    pub potential: Word<Grade>,
    /// Evidence of it.
    pub potential_note: String,
    /// Influence.
    pub influence: Word<Grade>,
    /// Evidence of it.
    pub influence_note: String,
    /// What follows.
    pub verdict: Word<Verdict>,
    /// What was found, or why it ends.
    pub found: String,
    /// Last day of validity after it.
    pub valid_until: Option<Date>,
    /// The next look.
    pub recheck_on: Option<Date>,
    /// Who wrote it.
    pub written_by: PersonId,
    /// That person's name today.
    pub writer: String,
}
crate::from_row!(Card {
    id,
    root,
    exemplar,
    on_day,
    effect,
    effect_note,
    efficiency,
    efficiency_note,
    potential,
    potential_note,
    influence,
    influence_note,
    verdict,
    found,
    valid_until,
    recheck_on,
    written_by,
    writer
});

/// Stores a card.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, card: &Card) -> Result<()> {
    let c = card;
    let values = params![
        c.id,
        c.root,
        c.exemplar,
        c.on_day,
        c.effect,
        c.effect_note,
        c.efficiency,
        c.efficiency_note,
        c.potential,
        c.potential_note,
        c.influence,
        c.influence_note,
        c.verdict,
        c.found,
        c.valid_until,
        c.recheck_on,
        c.written_by
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// The cards of an exemplar, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of_exemplar(cx: &mut Conn, exemplar: ExemplarId) -> Result<Vec<Card>> {
    cx.all(&OF_EXEMPLAR, params![exemplar]).await
}

/// How many exemplars of an agency are to be looked at again on a day.
///
/// # Errors
/// The engine's.
pub async fn due(cx: &mut Conn, root: UnitId, day: Date) -> Result<i64> {
    cx.one(&DUE, params![root, day]).await
}

//! Who and what a new dossier can be about, within the units of those who open it; it must not decide who may.

use jiff::civil::Date;
use lantoa_domain::id::{PersonId, UnitId};
use lantoa_domain::text::fold;

use crate::programme::Round;
use crate::{Conn, Query, Result, params};

crate::sql! {
    OPEN_ROUNDS = "SELECT r.id, r.root, r.programme, r.plan, r.track, r.label, r.year, r.month, r.opens, r.closes, \
                   r.reference_day, r.status, r.version FROM round r JOIN programme g ON g.id = r.programme \
                   WHERE r.root = $1 AND r.status = 'open' AND g.status = 'running' AND r.opens <= $2 AND r.closes >= $2 \
                   ORDER BY r.closes, r.id LIMIT 200";
    UNDER = "SELECT id, name FROM unit WHERE parent = $1 AND to_day IS NULL ORDER BY ordinal, id LIMIT 300";
}

/// The rounds of running programmes that take dossiers on a day.
///
/// # Errors
/// The engine's.
pub async fn open_rounds(cx: &mut Conn, root: UnitId, today: Date) -> Result<Vec<Round>> {
    cx.all(&OPEN_ROUNDS, params![root, today]).await
}

/// The units directly under a unit.
///
/// # Errors
/// The engine's.
pub async fn under(cx: &mut Conn, unit: UnitId) -> Result<Vec<(UnitId, String)>> {
    cx.all(&UNDER, params![unit]).await
}

/// A person who can be proposed: themselves, the name, the post, the unit's name.
pub type Person = (PersonId, String, String, String);

/// People of these units and all below them whose name holds these words, in the order of names.
///
/// # Errors
/// The engine's.
pub async fn people(cx: &mut Conn, root: UnitId, within: &[UnitId], words: &str, rows: u32) -> Result<Vec<Person>> {
    let start = "SELECT p.id, p.name, p.post, u.name FROM person p JOIN unit u ON u.id = p.unit \
                 WHERE p.root = ? AND p.active AND p.unit IN (SELECT unit FROM unit_path WHERE TRUE";
    let query = Query::new("dossier::candidates::people", start, &[&root]).and_in("ancestor", within).push(")", &[]);
    cx.list(&named(query, "p.folded", words).push(" ORDER BY p.folded, p.id", &[]).limit(rows)).await
}

/// These units and all below them whose name holds these words.
///
/// # Errors
/// The engine's.
pub async fn units(
    cx: &mut Conn,
    root: UnitId,
    within: &[UnitId],
    words: &str,
    rows: u32,
) -> Result<Vec<(UnitId, String)>> {
    let start = "SELECT u.id, u.name FROM unit u WHERE u.root = ? AND u.to_day IS NULL \
                 AND u.id IN (SELECT unit FROM unit_path WHERE TRUE";
    let query = Query::new("dossier::candidates::units", start, &[&root]).and_in("ancestor", within).push(")", &[]);
    cx.list(&named(query, "u.folded", words).push(" ORDER BY u.ordinal, u.id", &[]).limit(rows)).await
}

/// Each word of the query stands somewhere in the folded name.
fn named(query: Query, column: &str, words: &str) -> Query {
    let condition = format!("{column} LIKE ?");
    let folded = fold(words);
    // Folded text has no sign that LIKE reads as anything but itself.
    let words = folded.split(' ').filter(|word| !word.is_empty()).take(8);
    words.fold(query, |query, word| query.and(&condition, &[&format!("%{word}%")]))
}

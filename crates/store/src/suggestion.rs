//! Suggestions as rows, and apart from them who sent them; it must not decide who may see a sender.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{PersonId, ProspectId, SuggestionId, UnitId};
use lantoa_domain::prospect::{Source, SuggestionState};

use crate::{Conn, Order, Param, Query, Result, Slice, Tx, Word, params};

const COLUMNS: &str = "SELECT s.id, s.root, s.code, s.once, s.source, s.source_note, s.subject_name, s.place, s.deed, s.happened, \
                       s.state, s.why, s.prospect, s.received, s.received_on, s.decided_on, s.version FROM suggestion s";

crate::sql! {
    NEW = "INSERT INTO suggestion (id, root, code, once, source, source_note, subject_name, place, deed, happened, state, why, \
           prospect, received, received_on, decided_on, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', NULL, $12, $13, NULL, 1) ON CONFLICT (once) DO NOTHING";
    SENDER_NEW = "INSERT INTO suggestion_sender (suggestion, person, name, contact) VALUES ($1, $2, $3, $4)";
    SENDER = "SELECT s.person, coalesce(p.name, s.name), s.contact FROM suggestion_sender s LEFT JOIN person p ON p.id = s.person \
              WHERE s.suggestion = $1";
    SENDER_GONE = "DELETE FROM suggestion_sender WHERE suggestion = $1";
    LOAD = "SELECT id, root, code, once, source, source_note, subject_name, place, deed, happened, state, why, prospect, received, \
            received_on, decided_on, version FROM suggestion WHERE id = $1";
    BY_CODE = "SELECT id, root, code, once, source, source_note, subject_name, place, deed, happened, state, why, prospect, received, \
               received_on, decided_on, version FROM suggestion WHERE code = $1";
    CODE_OF = "SELECT code FROM suggestion WHERE once = $1";
    SAVE = "UPDATE suggestion SET state = $3, why = $4, prospect = $5, decided_on = $6, version = version + 1 \
            WHERE id = $1 AND version = $2";
    OF_PROSPECT = "SELECT id, root, code, once, source, source_note, subject_name, place, deed, happened, state, why, prospect, \
                   received, received_on, decided_on, version FROM suggestion WHERE prospect = $1 ORDER BY id";
    OPEN = "SELECT CAST(count(*) AS BIGINT) FROM suggestion WHERE root = $1 AND state IN ('received', 'looked_at')";
    NAMES = "SELECT u.id, u.name FROM agency a JOIN unit u ON u.id = a.root ORDER BY u.name, u.id";
}

/// What somebody thinks worth attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The suggestion.
    pub id: SuggestionId,
    /// The agency.
    pub root: UnitId,
    /// What the sender sees its state with.
    pub code: String,
    /// The form it came from: sent twice, it is the same.
    pub once: String,
    /// Where it came from.
    pub source: Word<Source>,
    /// The newspaper, the inspection's number, a link.
    pub source_note: String,
    /// Who or what.
    pub subject_name: String,
    /// Unit or place, as the sender knows it.
    pub place: String,
    /// What they did.
    pub deed: String,
    /// When, as the sender knows it.
    pub happened: String,
    /// What became of it.
    pub state: Word<SuggestionState>,
    /// Why it was not taken up.
    pub why: String,
    /// The prospect it became, or became part of.
    pub prospect: Option<ProspectId>,
    /// When it came.
    pub received: Timestamp,
    /// That instant's day.
    pub received_on: Date,
    /// When it was decided.
    pub decided_on: Option<Date>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Suggestion {
    id,
    root,
    code,
    once,
    source,
    source_note,
    subject_name,
    place,
    deed,
    happened,
    state,
    why,
    prospect,
    received,
    received_on,
    decided_on,
    version
});

/// Who sent a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Somebody of the agency.
    pub person: Option<PersonId>,
    /// The name that was given, or the person's.
    pub name: String,
    /// How to reach them.
    pub contact: String,
}
crate::from_row!(Sender { person, name, contact });

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<SuggestionState>,
    /// Only from this source.
    pub source: Option<Source>,
}

/// Stores a suggestion with its sender; `false` when the same form was stored before.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Suggestion, sender: Option<&Sender>) -> Result<bool> {
    let s = new;
    let values = params![
        s.id,
        s.root,
        s.code,
        s.once,
        s.source,
        s.source_note,
        s.subject_name,
        s.place,
        s.deed,
        s.happened,
        s.state,
        s.received,
        s.received_on
    ];
    if tx.exec(&NEW, values).await? == 0 {
        return Ok(false);
    }
    if let Some(sender) = sender {
        let name = if sender.person.is_some() { "" } else { sender.name.as_str() };
        tx.exec(&SENDER_NEW, params![s.id, sender.person, name, sender.contact]).await?;
    }
    Ok(true)
}

/// A suggestion.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: SuggestionId) -> Result<Option<Suggestion>> {
    cx.opt(&LOAD, params![id]).await
}

/// The suggestion with a code.
///
/// # Errors
/// The engine's.
pub async fn by_code(cx: &mut Conn, code: &str) -> Result<Option<Suggestion>> {
    cx.opt(&BY_CODE, params![code]).await
}

/// The code of what a form became.
///
/// # Errors
/// The engine's.
pub async fn code_of(cx: &mut Conn, once: &str) -> Result<Option<String>> {
    cx.opt(&CODE_OF, params![once]).await
}

/// Who sent it; nobody when no name was given, or it was erased.
///
/// # Errors
/// The engine's.
pub async fn sender(cx: &mut Conn, id: SuggestionId) -> Result<Option<Sender>> {
    cx.opt(&SENDER, params![id]).await
}

/// Erases who sent it; `false` when nobody was known.
///
/// # Errors
/// The engine's.
pub async fn erase_sender(tx: &mut Tx, id: SuggestionId) -> Result<bool> {
    Ok(tx.exec(&SENDER_GONE, params![id]).await? > 0)
}

/// Saves what became of it, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, s: &Suggestion) -> Result<()> {
    tx.exec_guarded(&SAVE, params![s.id, s.version, s.state, s.why, s.prospect, s.decided_on]).await
}

/// The suggestions that became a prospect, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn of_prospect(cx: &mut Conn, prospect: ProspectId) -> Result<Vec<Suggestion>> {
    cx.all(&OF_PROSPECT, params![prospect]).await
}

/// How many wait for a decision.
///
/// # Errors
/// The engine's.
pub async fn open(cx: &mut Conn, root: UnitId) -> Result<i64> {
    cx.one(&OPEN, params![root]).await
}

/// The agencies of the installation, by name.
///
/// # Errors
/// The engine's.
pub async fn agencies(cx: &mut Conn) -> Result<Vec<(UnitId, String)>> {
    cx.all(&NAMES, params![]).await
}

/// Suggestions of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    before: Option<SuggestionId>,
    rows: u32,
) -> Result<Slice<Suggestion>> {
    let query = Query::new("suggestion::list", COLUMNS, &[])
        .push(" WHERE s.root = ?", &[&root])
        .and_some("s.state = ?", filter.state.map(Word))
        .and_some("s.source = ?", filter.source.map(Word));
    let key: Option<[&dyn Param; 1]> = before.as_ref().map(|id| [id as &dyn Param]);
    cx.page(query.keyset(&["s.id"], Order::Descending, key.as_ref().map(<[&dyn Param; 1]>::as_slice)), rows).await
}

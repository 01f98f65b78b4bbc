//! Suggestions as pages show them: to their senders what became of them, to the standing body everything. It must not show a sender to others.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ProspectId, SuggestionId};
use lantoa_domain::policy::Act;
use lantoa_store::suggestion::{self, Filter, Sender, Suggestion};
use lantoa_store::{Conn, prospect};

use super::{Source, SuggestionState, own, plain};
use crate::export::Portion;
use crate::prospect::alike::{Alike, alike};
use crate::{App, Cx, Error, Result};

/// What the sender of a suggestion sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The day it came.
    pub received_on: Date,
    /// What became of it.
    pub state: SuggestionState,
    /// The day it was decided.
    pub decided_on: Option<Date>,
}

/// What became of the suggestion with a code.
///
/// # Errors
/// `NotFound`.
pub async fn receipt(app: &App, code: &str) -> Result<Receipt> {
    let code = plain(code);
    app.db()
        .read(async move |conn| {
            let row = suggestion::by_code(conn, &code).await?.ok_or(Refusal::NotFound)?;
            Ok(Receipt { received_on: row.received_on, state: row.state.0, decided_on: row.decided_on })
        })
        .await
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only in this state.
    pub state: Option<SuggestionState>,
    /// Only from this source.
    pub source: Option<Source>,
    /// The last of the page before.
    pub before: Option<SuggestionId>,
    /// How many at a time.
    pub portion: Portion,
}

/// A line of the list: nothing of its sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The suggestion.
    pub id: SuggestionId,
    /// Who or what.
    pub subject_name: String,
    /// Unit or place, as the sender knows it.
    pub place: String,
    /// What they did.
    pub deed: String,
    /// Where it came from.
    pub source: Source,
    /// The newspaper, the inspection's number, a link.
    pub source_note: String,
    /// What became of it.
    pub state: SuggestionState,
    /// The day it came.
    pub received_on: Date,
    /// The day it was decided.
    pub decided_on: Option<Date>,
    /// The prospect it became.
    pub prospect: Option<ProspectId>,
    /// What a form made from a list carries.
    pub version: i64,
}

impl Row {
    fn of(row: Suggestion) -> Self {
        Self {
            id: row.id,
            subject_name: row.subject_name,
            place: row.place,
            deed: row.deed,
            source: row.source.0,
            source_note: row.source_note,
            state: row.state.0,
            received_on: row.received_on,
            decided_on: row.decided_on,
            prospect: row.prospect,
            version: row.version,
        }
    }
}

/// One page of suggestions.
#[derive(Debug, Clone)]
pub struct List {
    /// The suggestions, the latest first.
    pub rows: Vec<Row>,
    /// The last row, when more follow.
    pub next: Option<SuggestionId>,
    /// How many wait for a decision.
    pub open: i64,
}

/// Suggestions of the agency.
///
/// # Errors
/// `NotFound` for everybody but the standing body.
pub async fn list(cx: &Cx, wanted: Wanted) -> Result<List> {
    cx.permit(Act::HandleSuggestions)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let filter = Filter { state: wanted.state, source: wanted.source };
            let found = suggestion::list(conn, root, &filter, wanted.before, wanted.portion.rows()).await?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            let open = suggestion::open(conn, root).await?;
            Ok::<_, Error>(List { rows: found.rows.into_iter().map(Row::of).collect(), next, open })
        })
        .await
}

/// How many suggestions wait for a decision; nothing for those who do not decide.
pub(crate) async fn waiting(conn: &mut Conn, cx: &Cx) -> Result<Option<i64>> {
    if !cx.may(Act::HandleSuggestions) {
        return Ok(None);
    }
    Ok(Some(suggestion::open(conn, cx.actor().root).await?))
}

/// How many suggestions wait for a decision; nothing for those who do not decide.
///
/// # Errors
/// The database's.
pub async fn open(cx: &Cx) -> Result<Option<i64>> {
    let me = cx.clone();
    cx.db().read(async move |conn| waiting(conn, &me).await).await
}

/// A suggestion with everything the standing body needs to decide.
#[derive(Debug, Clone)]
pub struct View {
    /// The suggestion.
    pub row: Row,
    /// When it happened, as the sender knows it.
    pub happened: String,
    /// The receipt's code.
    pub code: String,
    /// Why it was not taken up.
    pub why: String,
    /// Who sent it.
    pub sender: Option<Sender>,
    /// The prospect's name.
    pub prospect_name: String,
    /// What it may be the same as.
    pub alike: Vec<Alike>,
    /// The version to send back.
    pub version: i64,
}

/// A suggestion.
///
/// # Errors
/// `NotFound` for everybody but the standing body.
pub async fn page(cx: &Cx, id: SuggestionId) -> Result<View> {
    cx.permit(Act::HandleSuggestions)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let row = own(conn, &me, id, None).await?;
            let sender = suggestion::sender(conn, id).await?;
            let prospect_name = match row.prospect {
                Some(id) => prospect::load(conn, id).await?.map(|found| found.name).unwrap_or_default(),
                None => String::new(),
            };
            let found =
                if row.state.0.is_open() { alike(conn, &me, &row.subject_name, None).await? } else { Vec::new() };
            Ok::<_, Error>(View {
                happened: row.happened.clone(),
                code: row.code.clone(),
                why: row.why.clone(),
                sender,
                prospect_name,
                alike: found,
                version: row.version,
                row: Row::of(row),
            })
        })
        .await
}

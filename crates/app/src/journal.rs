//! The journal as people read it: what happened, by whom, to what; and the proof that nothing was changed. It must not show what the reader may not read.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{DossierId, Id, ItemId, PersonId, UnitId};
use lantoa_domain::policy::{Act, Role};
use lantoa_store::journal::{self, Filter};
use lantoa_store::{Conn, account, journal_read, org};
use serde_json::Value;

pub use lantoa_store::journal::{Broken, Fault};

use crate::{Cx, Error, Result};

/// Entries on one page.
const PAGE: u32 = 50;

/// What to look for. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Who did it.
    pub actor: Option<PersonId>,
    /// The event's name.
    pub action: Option<String>,
    /// What it was done to, as identifiers are written (`hs_…`).
    pub subject: Option<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The number of the last entry on the page before.
    pub before: Option<i64>,
}

/// An entry as it is shown.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number in the chain.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who, by name; `None` when the system or the operator did it.
    pub actor: Option<(PersonId, String)>,
    /// The event's name.
    pub action: String,
    /// What it was done to, as identifiers are written.
    pub subject: String,
    /// Its name, where the reader may know it.
    pub subject_name: Option<String>,
    /// What the entry says, field by field; absent where the reader may not read the thing itself.
    pub detail: Option<Vec<(String, String)>>,
    /// First letters of the entry's hash, to quote it.
    pub hash: String,
}

/// One page of the journal.
#[derive(Debug, Clone)]
pub struct Page {
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
    /// Everyone with an account, for the filter.
    pub actors: Vec<(PersonId, String)>,
}

/// Entries of the agency's journal.
///
/// # Errors
/// `Invalid` on "subject", the policy's refusal.
pub async fn list(cx: &Cx, wanted: Wanted) -> Result<Page> {
    cx.permit(Act::ReadJournal)?;
    let before = wanted.before;
    let filter = filter(wanted)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .scan(async move |conn| {
            let root = cx.actor().root;
            let slice = journal::list(conn, root, &filter, before, PAGE).await?;
            let next = if slice.more { slice.rows.last().map(|line| line.seq) } else { None };
            let closed = journal_read::closed_to(conn, cx.actor().person).await?;
            let mut entries = Vec::with_capacity(slice.rows.len());
            for line in slice.rows {
                entries.push(entry(conn, &cx, line, &closed).await?);
            }
            let accounts = account::accounts(conn, root).await?;
            let actors = accounts.into_iter().map(|one| (one.person, one.name)).collect();
            Ok::<_, Error>(Page { entries, next, actors })
        })
        .await
}

fn filter(wanted: Wanted) -> Result<Filter> {
    let subject = match wanted.subject.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => Some(parse_subject(text).ok_or(Refusal::Invalid { field: "subject", why: "form" })?),
    };
    let start = |day: Date| jiff::tz::offset(7).to_timestamp(day.at(0, 0, 0, 0)).ok();
    Ok(Filter {
        subject,
        actor: wanted.actor,
        action: wanted.action.filter(|action| !action.is_empty()),
        since: wanted.from.and_then(start),
        until: wanted.to.and_then(|day| day.tomorrow().ok()).and_then(start),
    })
}

/// The two parts of an identifier of any kind.
fn parse_subject(text: &str) -> Option<(String, i64)> {
    let (kind, _) = text.split_once('_')?;
    // The digits of all identifiers are the same: read them as a unit's.
    let number = text.replacen(kind, UnitId::PREFIX, 1).parse::<UnitId>().ok()?.raw();
    (kind.len() == 2 && kind.bytes().all(|byte| byte.is_ascii_lowercase())).then(|| (kind.to_owned(), number))
}

async fn entry(conn: &mut Conn, cx: &Cx, line: journal::Line, closed: &[DossierId]) -> Result<Entry> {
    let kind = line.subject_kind.as_str();
    let actor = match line.actor {
        Some(person) => Some((person, org::person(conn, person).await?.map(|p| p.name).unwrap_or_default())),
        None => None,
    };
    let subject_name = match kind {
        PersonId::PREFIX => org::person(conn, PersonId::from_raw(line.subject_id)).await?.map(|person| person.name),
        UnitId::PREFIX => org::unit(conn, UnitId::from_raw(line.subject_id)).await?.map(|unit| unit.name),
        _ => None,
    };
    let readable = may_read_detail(conn, cx, kind, line.subject_id, closed).await?;
    let text = UnitId::from_raw(line.subject_id).to_string().replacen(UnitId::PREFIX, kind, 1);
    Ok(Entry {
        seq: line.seq,
        at: line.at,
        actor,
        action: line.action,
        subject: text,
        subject_name,
        detail: readable.then(|| fields(&line.detail)),
        hash: line.hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// Administrators look after people, units, accounts and law, and read neither dossiers nor votes; nobody reads in the
/// journal what a conflict of interest closes elsewhere.
async fn may_read_detail(conn: &mut Conn, cx: &Cx, kind: &str, id: i64, closed: &[DossierId]) -> Result<bool> {
    const OF_ADMINISTRATION: [&str; 4] = ["un", "pe", "ac", "gr"];
    let reads_cases = cx.actor().has(Role::StandingBody) || cx.actor().has(Role::Inspector);
    if OF_ADMINISTRATION.contains(&kind) {
        return Ok(true);
    }
    let dossier = match kind {
        DossierId::PREFIX => Some(DossierId::from_raw(id)),
        ItemId::PREFIX => journal_read::dossier_of_item(conn, ItemId::from_raw(id)).await?,
        _ => None,
    };
    Ok(reads_cases && dossier.is_none_or(|dossier| !closed.contains(&dossier)))
}

/// The fields of a detail, flat, in the order they were written.
fn fields(detail: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(map)) = serde_json::from_str::<Value>(detail) else { return Vec::new() };
    let shown = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) if parts.len() == 2 && parts.iter().all(Value::is_string) => {
            Some(format!("{} → {}", parts[0].as_str().unwrap_or_default(), parts[1].as_str().unwrap_or_default()))
        }
        other => Some(other.to_string()),
    };
    map.iter().filter_map(|(name, value)| Some((name.clone(), shown(value)?))).collect()
}

/// The proof of an agency's journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// Every entry follows the one before it, none is missing or changed.
    Sound {
        /// How many.
        entries: u64,
        /// The hash of the last one, to compare with a copy kept elsewhere.
        head: String,
    },
    /// The first place that is not sound.
    Broken(Broken),
}

/// Walks the agency's chain from its first entry to its head.
///
/// # Errors
/// The policy's refusal, the store's errors; a broken chain is no error.
pub async fn verify(cx: &Cx) -> Result<Proof> {
    cx.permit(Act::ReadJournal)?;
    let root = cx.actor().root;
    cx.db()
        .scan(async move |conn| {
            Ok::<_, Error>(match journal::verify_root(conn, root).await? {
                Ok((entries, head)) => {
                    Proof::Sound { entries, head: head.iter().map(|byte| format!("{byte:02x}")).collect() }
                }
                Err(broken) => Proof::Broken(broken),
            })
        })
        .await
}

//! The journal as people read it: what happened, by whom, to what; and the proof that nothing was changed. It must not show what the reader may not read.

mod told;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{DossierId, Id, ItemId, PersonId, UnitId};
use lantoa_domain::policy::{Act, Role};
use lantoa_store::journal::{self, Filter};
use lantoa_store::{Conn, account, journal_read};

pub use lantoa_store::journal::{Broken, Fault};
pub use told::{Field, Told};

use crate::export::Portion;
use crate::{Cx, Error, Result};
use told::Names;

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
    /// How many at a time.
    pub portion: Portion,
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
    pub detail: Option<Vec<Field>>,
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
    let (before, rows) = (wanted.before, wanted.portion.rows());
    let filter = filter(wanted)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .scan(async move |conn| {
            let root = cx.actor().root;
            let slice = journal::list(conn, root, &filter, before, rows).await?;
            let next = if slice.more { slice.rows.last().map(|line| line.seq) } else { None };
            let closed = journal_read::closed_to(conn, cx.actor().person).await?;
            let mut names = Names::new(&cx, &closed);
            let mut entries = Vec::with_capacity(slice.rows.len());
            for line in slice.rows {
                entries.push(entry(conn, &mut names, line).await?);
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

async fn entry(conn: &mut Conn, names: &mut Names<'_>, line: journal::Line) -> Result<Entry> {
    let kind = line.subject_kind.as_str();
    let actor = match line.actor {
        Some(person) => Some((person, names.name(conn, PersonId::PREFIX, person.raw()).await?.unwrap_or_default())),
        None => None,
    };
    let detail = match may_read_detail(conn, names.cx(), kind, line.subject_id, names.closed()).await? {
        true => Some(names.fields(conn, &line.action, &line.detail).await?),
        false => None,
    };
    Ok(Entry {
        seq: line.seq,
        at: line.at,
        actor,
        subject: told::written(kind, line.subject_id),
        subject_name: names.name(conn, kind, line.subject_id).await?,
        action: line.action,
        detail,
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

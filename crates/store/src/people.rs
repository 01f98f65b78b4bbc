//! People in lists, their changes, relatives and sensitive data as rows; it must not decide who may see them.

use jiff::civil::Date;
use lantoa_domain::id::{PersonId, UnitId};
use lantoa_domain::text::fold;

use crate::org::Person;
use crate::{Conn, Order, Query, Result, Slice, Tx, params, search};

crate::sql! {
    SAVE = "UPDATE person SET unit = $3, name = $4, folded = $5, post = $6, leads = $7, category = $8, born = $9, \
            gender = $10, email = $11, active = $12, version = version + 1 WHERE id = $1 AND version = $2";
    MOVE_ALL = "UPDATE person SET unit = $2, version = version + 1 WHERE unit = $1";
    TWINS = "SELECT id, root, unit, name, post, leads, category, born, gender, email, active, version FROM person \
             WHERE root = $1 AND folded = $2 ORDER BY id";
    ALL_OF = "SELECT id, root, unit, name, post, leads, category, born, gender, email, active, version FROM person \
              WHERE root = $1 ORDER BY folded, id";
    PRIVATE = "SELECT ethnicity, religion, party_since FROM person_private WHERE person = $1";
    PRIVATE_PUT = "INSERT INTO person_private (person, root, ethnicity, religion, party_since) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (person) DO UPDATE SET ethnicity = excluded.ethnicity, religion = excluded.religion, \
                   party_since = excluded.party_since";
    KIN = "SELECT p.id, p.name, u.name FROM kin k JOIN person p ON p.id = k.other JOIN unit u ON u.id = p.unit \
           WHERE k.person = $1 ORDER BY p.folded, p.id";
    KIN_NEW = "INSERT INTO kin (root, person, other) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    KIN_REMOVE = "DELETE FROM kin WHERE person = $1 AND other = $2";
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The person.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Post, in words.
    pub post: String,
    /// Whether the person heads the unit.
    pub leads: bool,
    /// Where the person works.
    pub unit: UnitId,
    /// Its name today.
    pub unit_name: String,
    /// Birth date.
    pub born: Option<Date>,
    /// Guards writes.
    pub version: i64,
    /// Whether the person still works here.
    pub active: bool,
    folded: String,
}
crate::from_row!(Listed { id, name, post, leads, unit, unit_name, born, version, active, folded });

/// Where a page of the list ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The folded name of its last row.
    pub folded: String,
    /// Its identifier.
    pub id: PersonId,
}

impl Listed {
    /// Where a page ends whose last row this is.
    #[must_use]
    pub fn after(&self) -> After {
        After { folded: self.folded.clone(), id: self.id }
    }
}

/// Whom to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only people in the subtrees of these units; `None` for the whole agency.
    pub reach: Option<Vec<UnitId>>,
    /// Only people in the subtree of this unit.
    pub under: Option<UnitId>,
    /// Only those who still work here, or only those who left.
    pub active: Option<bool>,
}

const COLUMNS: &str = "SELECT p.id, p.name, p.post, p.leads, p.unit, u.name, p.born, p.version, p.active, p.folded \
                       FROM person p JOIN unit u ON u.id = p.unit WHERE p.root = ?";
const BELOW: &str = "EXISTS (SELECT 1 FROM unit_path r WHERE r.unit = p.unit AND r.ancestor";

fn filtered(name: &'static str, root: UnitId, filter: &Filter) -> Query {
    let mut query = Query::new(name, COLUMNS, &[&root]).and_some("p.active = ?", filter.active);
    if let Some(under) = filter.under {
        query = query.and(&format!("{BELOW} = ?)"), &[&under]);
    }
    if let Some(units) = &filter.reach {
        query = query.push(&format!(" AND {BELOW} IN ("), &[]);
        for (place, unit) in units.iter().enumerate() {
            query = query.push(if place > 0 { ", ?" } else { "?" }, &[unit]);
        }
        query = query.push(if units.is_empty() { "NULL))" } else { "))" }, &[]);
    }
    query
}

/// People of an agency by name.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    after: Option<&After>,
    rows: u32,
) -> Result<Slice<Listed>> {
    let key = after.map(|after| (&after.folded, after.id));
    let parts: Option<[&dyn crate::Param; 2]> = key.as_ref().map(|(folded, id)| [*folded as _, id as _]);
    let query = filtered("people::list", root, filter).keyset(
        &["p.folded", "p.id"],
        Order::Ascending,
        parts.as_ref().map(<[_; 2]>::as_slice),
    );
    cx.page(query, rows).await
}

/// People of an agency whose names or posts fit some words, the best first.
///
/// # Errors
/// The engine's.
pub async fn find(cx: &mut Conn, root: UnitId, filter: &Filter, words: &str, rows: usize) -> Result<Vec<Listed>> {
    let hits = search::find(cx, root, Some("pe"), words, search::CANDIDATES).await?;
    let ids: Vec<PersonId> = hits.iter().filter_map(search::Hit::id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Listed> = cx.list(&filtered("people::find", root, filter).and_in("p.id", &ids)).await?;
    found.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    found.truncate(rows);
    Ok(found)
}

/// Everyone of an agency, those who left included, by name.
///
/// # Errors
/// The engine's.
pub async fn everyone(cx: &mut Conn, root: UnitId) -> Result<Vec<Person>> {
    cx.all(&ALL_OF, params![root]).await
}

/// People of an agency with the same name when folded.
///
/// # Errors
/// The engine's.
pub async fn namesakes(cx: &mut Conn, root: UnitId, name: &str) -> Result<Vec<Person>> {
    let folded = fold(name);
    cx.all(&TWINS, params![root, folded]).await
}

/// Saves a person under the version that was loaded.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, person: &Person) -> Result<()> {
    let p = person;
    let folded = fold(&p.name);
    let values = params![
        p.id, p.version, p.unit, p.name, folded, p.post, p.leads, p.category, p.born, p.gender, p.email, p.active
    ];
    tx.exec_guarded(&SAVE, values).await?;
    search::put(tx, p.root, p.id, &p.name, &p.post).await
}

/// Moves everybody of one unit to another; says how many.
///
/// # Errors
/// The engine's.
pub async fn move_all(tx: &mut Tx, from: UnitId, to: UnitId) -> Result<u64> {
    tx.exec(&MOVE_ALL, params![from, to]).await
}

/// Sensitive data of a person. Only ever loaded by itself.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Private {
    /// dân tộc.
    pub ethnicity: String,
    /// tôn giáo.
    pub religion: String,
    /// Day of joining the Party.
    pub party_since: Option<Date>,
}
crate::from_row!(Private { ethnicity, religion, party_since });

impl std::fmt::Debug for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Private(…)")
    }
}

/// Sensitive data of a person; nothing when none was entered.
///
/// # Errors
/// The engine's.
pub async fn private(cx: &mut Conn, person: PersonId) -> Result<Private> {
    Ok(cx.opt(&PRIVATE, params![person]).await?.unwrap_or_default())
}

/// Stores sensitive data of a person.
///
/// # Errors
/// The engine's.
pub async fn put_private(tx: &mut Tx, root: UnitId, person: PersonId, private: &Private) -> Result<()> {
    let p = private;
    tx.exec(&PRIVATE_PUT, params![person, root, p.ethnicity, p.religion, p.party_since]).await.map(drop)
}

/// Recorded relatives of a person: who, name, name of the unit.
///
/// # Errors
/// The engine's.
pub async fn kin(cx: &mut Conn, person: PersonId) -> Result<Vec<(PersonId, String, String)>> {
    cx.all(&KIN, params![person]).await
}

/// Records that two people are related: both ways, so that either finds the other.
///
/// # Errors
/// The engine's.
pub async fn put_kin(tx: &mut Tx, root: UnitId, one: PersonId, other: PersonId) -> Result<bool> {
    let first = tx.exec(&KIN_NEW, params![root, one, other]).await?;
    tx.exec(&KIN_NEW, params![root, other, one]).await?;
    Ok(first == 1)
}

/// Removes a recorded tie, both ways.
///
/// # Errors
/// The engine's.
pub async fn remove_kin(tx: &mut Tx, one: PersonId, other: PersonId) -> Result<bool> {
    let first = tx.exec(&KIN_REMOVE, params![one, other]).await?;
    tx.exec(&KIN_REMOVE, params![other, one]).await?;
    Ok(first == 1)
}

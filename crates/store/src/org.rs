//! Units over time, people, roles and council seats: what gives rights. It must not decide on rights.

use jiff::civil::Date;
use lantoa_domain::id::{PersonId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Actor, CouncilRole, Grant, Role};
use lantoa_domain::text::fold;
use lantoa_domain::unit::{ChangeKind, UnitChange, UnitKind};

use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    AGENCY_NEW = "INSERT INTO agency (root, standing_body, rounding, papers_days, symbol, tier, version) \
                  VALUES ($1, $2, $3, $4, $5, $6, 1)";
    AGENCY = "SELECT root, standing_body, rounding, papers_days, symbol, tier, version FROM agency WHERE root = $1";
    UNIT_NEW = "INSERT INTO unit (id, root, parent, kind, name, aliases, folded, ordinal, from_day, to_day, version) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, 1)";
    PATH_NEW = "INSERT INTO unit_path (ancestor, unit, depth) \
                SELECT ancestor, CAST($1 AS BIGINT), depth + 1 FROM unit_path WHERE unit = $2";
    PATH_SELF = "INSERT INTO unit_path (ancestor, unit, depth) VALUES ($1, $1, 0)";
    PATH = "SELECT ancestor FROM unit_path WHERE unit = $1 ORDER BY depth";
    UNIT = "SELECT id, root, parent, kind, name, aliases, ordinal, from_day, to_day, version FROM unit WHERE id = $1";
    UNITS = "SELECT id, root, parent, kind, name, aliases, ordinal, from_day, to_day, version FROM unit \
             WHERE root = $1 ORDER BY ordinal, id";
    NAME_ON = "SELECT name FROM unit_change WHERE unit = $1 AND on_day <= $2 AND name IS NOT NULL \
               ORDER BY on_day DESC, id DESC LIMIT 1";
    NAMES_ON = "SELECT unit, name FROM unit_change WHERE root = $1 AND on_day <= $2 AND name IS NOT NULL \
                ORDER BY on_day, id";
    PERSON_NEW = "INSERT INTO person (id, root, unit, name, folded, post, leads, category, born, gender, email, active, version) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, TRUE, 1)";
    PERSON = "SELECT id, root, unit, name, post, leads, category, born, gender, email, active, version FROM person WHERE id = $1";
    GRANT_NEW = "INSERT INTO role_grant (id, root, person, role, unit, programme, movement, from_day, to_day) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    GRANTS = "SELECT role, unit, programme, movement FROM role_grant \
              WHERE person = $1 AND from_day <= $2 AND (to_day IS NULL OR to_day >= $2) ORDER BY id";
    SEATS = "SELECT DISTINCT m.role FROM council_member m JOIN council c ON c.id = m.council \
             WHERE m.person = $1 AND m.from_day <= $2 AND (m.to_day IS NULL OR m.to_day >= $2) \
             AND (c.to_day IS NULL OR c.to_day >= $2) ORDER BY m.role";
}

/// Settings of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// The agency's own unit.
    pub root: UnitId,
    /// The unit that is the council's standing body.
    pub standing_body: Option<UnitId>,
    /// How award money is rounded.
    pub rounding: Word<lantoa_domain::money::Rounding>,
    /// Working days before a session by which papers are sent.
    pub papers_days: i64,
    /// The agency's part of a document symbol: `QĐ-` is put before it.
    pub symbol: String,
    /// Where it stands in the state.
    pub tier: Word<lantoa_domain::statistics::Tier>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Agency { root, standing_body, rounding, papers_days, symbol, tier, version });

/// A unit as it is today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The unit.
    pub id: UnitId,
    /// Its agency.
    pub root: UnitId,
    /// Its superior; `None` for the agency itself.
    pub parent: Option<UnitId>,
    /// What it is.
    pub kind: Word<UnitKind>,
    /// Its name today.
    pub name: String,
    /// Other names under which plans mention it.
    pub aliases: Json<Vec<String>>,
    /// Place among its siblings.
    pub ordinal: i64,
    /// First day.
    pub from_day: Date,
    /// Last day; `None` while it exists.
    pub to_day: Option<Date>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Unit { id, root, parent, kind, name, aliases, ordinal, from_day, to_day, version });

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// The agency.
    pub root: UnitId,
    /// Where the person works.
    pub unit: UnitId,
    /// Full name.
    pub name: String,
    /// Post, in words.
    pub post: String,
    /// Whether the person heads the unit.
    pub leads: bool,
    /// công chức, viên chức, người lao động …, in words.
    pub category: String,
    /// Birth date.
    pub born: Option<Date>,
    /// "nam", "nữ" or nothing.
    pub gender: String,
    /// E-mail address or nothing.
    pub email: String,
    /// Whether the person still works here.
    pub active: bool,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Person { id, root, unit, name, post, leads, category, born, gender, email, active, version });

/// Stores a new agency: call after its root unit is stored.
///
/// # Errors
/// The engine's.
pub async fn insert_agency(tx: &mut Tx, agency: &Agency) -> Result<()> {
    let a = agency;
    tx.exec(&AGENCY_NEW, params![a.root, a.standing_body, a.rounding, a.papers_days, a.symbol, a.tier]).await.map(drop)
}

/// Settings of an agency.
///
/// # Errors
/// The engine's.
pub async fn agency(cx: &mut Conn, root: UnitId) -> Result<Agency> {
    cx.one(&AGENCY, params![root]).await
}

/// Stores a new unit with its path and the change that founded it. `change` is a fresh number for that change.
///
/// # Errors
/// The engine's.
pub async fn insert_unit(tx: &mut Tx, unit: &Unit, change: i64, act: &str) -> Result<()> {
    let u = unit;
    let folded = fold(&u.name);
    tx.exec(&UNIT_NEW, params![u.id, u.root, u.parent, u.kind, u.name, u.aliases, folded, u.ordinal, u.from_day])
        .await?;
    if let Some(parent) = u.parent {
        tx.exec(&PATH_NEW, params![u.id, parent]).await?;
    }
    tx.exec(&PATH_SELF, params![u.id]).await?;
    let founded = UnitChange {
        unit: u.id,
        kind: ChangeKind::Found,
        on: u.from_day,
        act: act.to_owned(),
        name: Some(u.name.clone()),
        successors: Vec::new(),
        parent: u.parent,
        becomes: Some(u.kind.0),
    };
    crate::unit::insert_change(tx, change, u.root, &founded).await?;
    crate::search::put(tx, u.root, u.id, &u.name, &u.aliases.0.join(" ")).await
}

/// A unit.
///
/// # Errors
/// The engine's.
pub async fn unit(cx: &mut Conn, id: UnitId) -> Result<Option<Unit>> {
    cx.opt(&UNIT, params![id]).await
}

/// Every unit of an agency, in the order of the tree's siblings.
///
/// # Errors
/// The engine's.
pub async fn units(cx: &mut Conn, root: UnitId) -> Result<Vec<Unit>> {
    cx.all(&UNITS, params![root]).await
}

/// A unit and its superiors, nearest first.
///
/// # Errors
/// The engine's.
pub async fn path(cx: &mut Conn, unit: UnitId) -> Result<Vec<UnitId>> {
    cx.all(&PATH, params![unit]).await
}

/// The name a unit bore on a day; `None` before it was founded.
///
/// # Errors
/// The engine's.
pub async fn name_on(cx: &mut Conn, unit: UnitId, day: Date) -> Result<Option<String>> {
    cx.opt(&NAME_ON, params![unit, day]).await
}

/// Every name the units of an agency had got until a day, in the order of time: the last one of a unit is its name then.
///
/// # Errors
/// The engine's.
pub async fn names_on(cx: &mut Conn, root: UnitId, day: Date) -> Result<Vec<(UnitId, String)>> {
    cx.all(&NAMES_ON, params![root, day]).await
}

/// Stores a new person.
///
/// # Errors
/// The engine's.
pub async fn insert_person(tx: &mut Tx, person: &Person) -> Result<()> {
    let p = person;
    let folded = fold(&p.name);
    tx.exec(
        &PERSON_NEW,
        params![p.id, p.root, p.unit, p.name, folded, p.post, p.leads, p.category, p.born, p.gender, p.email],
    )
    .await?;
    crate::search::put(tx, p.root, p.id, &p.name, &p.post).await
}

/// A person.
///
/// # Errors
/// The engine's.
pub async fn person(cx: &mut Conn, id: PersonId) -> Result<Option<Person>> {
    cx.opt(&PERSON, params![id]).await
}

/// Gives a role from a day on. `id` is a fresh number.
///
/// # Errors
/// The engine's.
pub async fn insert_grant(
    tx: &mut Tx,
    id: lantoa_domain::id::GrantId,
    root: UnitId,
    person: PersonId,
    grant: &Grant,
    days: (Date, Option<Date>),
) -> Result<()> {
    let (programme, movement) = grant.movement.as_ref().map(|(p, m)| (*p, m)).unzip();
    tx.exec(&GRANT_NEW, params![id, root, person, Word(grant.role), grant.unit, programme, movement, days.0, days.1])
        .await
        .map(drop)
}

/// A person with everything that gives rights on a day; `None` when unknown or no longer active.
///
/// # Errors
/// The engine's.
pub async fn actor(cx: &mut Conn, person: PersonId, day: Date) -> Result<Option<Actor>> {
    type GrantRow = (Word<Role>, UnitId, Option<ProgrammeId>, Option<Key>);
    let (on, id) = (params![person, day], params![person]);
    let asks = (PERSON.of::<Person>(id), GRANTS.of::<GrantRow>(on), SEATS.of::<Word<CouncilRole>>(on));
    let (mut people, grants, seats) = cx.many(asks).await?;
    let Some(found) = people.pop().filter(|found| found.active) else { return Ok(None) };
    let grants = grants.into_iter().map(|(role, unit, programme, movement)| Grant {
        role: role.0,
        unit,
        movement: programme.zip(movement),
    });
    let councils = seats.into_iter().map(|word| word.0).collect();
    Ok(Some(Actor { person, root: found.root, unit: found.unit, grants: grants.collect(), councils }))
}

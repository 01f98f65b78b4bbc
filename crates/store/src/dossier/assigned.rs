//! Which person appraises a dossier, as rows; it must not decide who may say so, nor who may be named.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DossierId, PersonId, UnitId};

use crate::{Conn, Result, Tx, params};

crate::sql! {
    OF = "SELECT a.dossier, a.person, p.name, a.due, a.note, b.name, a.at FROM dossier_assignment a \
          JOIN person p ON p.id = a.person JOIN person b ON b.id = a.assigned_by WHERE a.dossier = $1";
    PUT = "INSERT INTO dossier_assignment (dossier, root, person, due, note, assigned_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
           ON CONFLICT (dossier) DO UPDATE SET person = excluded.person, due = excluded.due, note = excluded.note, \
           assigned_by = excluded.assigned_by, at = excluded.at";
    DROP = "DELETE FROM dossier_assignment WHERE dossier = $1";
    ALL_OF = "SELECT a.dossier, a.person, p.name, a.due, a.note, b.name, a.at FROM dossier_assignment a \
              JOIN person p ON p.id = a.person JOIN person b ON b.id = a.assigned_by \
              WHERE a.root = $1 ORDER BY a.dossier DESC LIMIT $2";
    MINE = "SELECT a.dossier, a.person, p.name, a.due, a.note, b.name, a.at FROM dossier_assignment a \
            JOIN person p ON p.id = a.person JOIN person b ON b.id = a.assigned_by \
            WHERE a.root = $1 AND a.person = $2 ORDER BY a.dossier DESC LIMIT $3";
    // Whoever may see how a dossier is weighed: the standing body, leads of movements, members of councils, the head.
    ABLE = "SELECT p.id, p.name, u.name FROM person p JOIN unit u ON u.id = p.unit WHERE p.root = $1 AND p.active AND (\
            EXISTS (SELECT 1 FROM role_grant g WHERE g.person = p.id AND g.role IN ('standing_body', 'movement_lead', 'head') \
            AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)) \
            OR EXISTS (SELECT 1 FROM council_member m JOIN council c ON c.id = m.council WHERE m.person = p.id \
            AND m.from_day <= $2 AND (m.to_day IS NULL OR m.to_day >= $2) AND (c.to_day IS NULL OR c.to_day >= $2))) \
            ORDER BY p.folded, p.id LIMIT 500";
}

/// Who appraises a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    /// The dossier.
    pub dossier: DossierId,
    /// Who.
    pub person: PersonId,
    /// That person's name.
    pub name: String,
    /// The day until which it is wanted.
    pub due: Option<Date>,
    /// What to know.
    pub note: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(Assigned { dossier, person, name, due, note, by, at });

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssigned {
    /// The dossier.
    pub dossier: DossierId,
    /// The agency.
    pub root: UnitId,
    /// Who.
    pub person: PersonId,
    /// The day until which it is wanted.
    pub due: Option<Date>,
    /// What to know.
    pub note: String,
    /// Who says so.
    pub by: PersonId,
    /// Now.
    pub at: Timestamp,
}

/// Who appraises a dossier; none while nobody is named.
///
/// # Errors
/// The engine's.
pub async fn of(cx: &mut Conn, dossier: DossierId) -> Result<Option<Assigned>> {
    cx.opt(&OF, params![dossier]).await
}

/// Gives a dossier to a person, whoever had it.
///
/// # Errors
/// The engine's.
pub async fn put(tx: &mut Tx, new: &NewAssigned) -> Result<()> {
    let n = new;
    tx.exec(&PUT, params![n.dossier, n.root, n.person, n.due, n.note, n.by, n.at]).await.map(drop)
}

/// Takes a dossier back from its person; says whether somebody had it.
///
/// # Errors
/// The engine's.
pub async fn remove(tx: &mut Tx, dossier: DossierId) -> Result<bool> {
    tx.exec(&DROP, params![dossier]).await.map(|rows| rows == 1)
}

/// Everything that was given in an agency, or to one person of it, the newest dossiers first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId, person: Option<PersonId>, most: u32) -> Result<Vec<Assigned>> {
    match person {
        Some(person) => cx.all(&MINE, params![root, person, most]).await,
        None => cx.all(&ALL_OF, params![root, most]).await,
    }
}

/// Those who could be named on a day, by name: with their units.
///
/// # Errors
/// The engine's.
pub async fn able(cx: &mut Conn, root: UnitId, day: Date) -> Result<Vec<(PersonId, String, String)>> {
    cx.all(&ABLE, params![root, day]).await
}

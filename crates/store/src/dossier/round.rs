//! The dossiers of one round seen from one of them: those it is linked with, those its unit proposed; it must not solve or cap anything.

use lantoa_domain::id::{DossierId, PersonId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;

use super::SubjectTag;
use crate::{Conn, Result, Word, params};

crate::sql! {
    LOCK_UNIT = {
        sqlite: "SELECT id FROM unit WHERE id = $1",
        postgres: "SELECT id FROM unit WHERE id = $1 FOR NO KEY UPDATE",
    };
    LOCK_PROGRAMME = {
        sqlite: "SELECT id FROM programme WHERE id = $1",
        postgres: "SELECT id FROM programme WHERE id = $1 FOR NO KEY UPDATE",
    };
    COLLECTIVE_OF = "SELECT unit FROM person WHERE id = $1";
    AROUND = "SELECT id, subject_kind, track, movement, leader, standing, name, at FROM dossier \
              WHERE subject = $2 AND subject_kind = 'unit' AND round = $1 \
              UNION ALL \
              SELECT id, subject_kind, track, movement, leader, standing, name, at FROM dossier \
              WHERE unit = $2 AND subject_kind = 'group' AND round = $1 \
              UNION ALL \
              SELECT d.id, d.subject_kind, d.track, d.movement, d.leader, d.standing, d.name, d.at FROM person p \
              JOIN dossier d ON d.subject = p.id WHERE p.unit = $2 AND d.subject_kind = 'person' AND d.round = $1";
    // SQLite is told which index holds everything asked for: it would take the narrower one and open every row. Neither a list of
    // values nor a group: for each of them it would build a table of its own.
    PROPOSED = {
        sqlite: "SELECT movement, class FROM dossier INDEXED BY dossier_by_unit_place WHERE unit = $2 AND round = $1 \
                 AND standing <> 'ended' AND at <> 'register' AND at <> 'endorse' AND at <> 'foster' AND at <> 'nominate'",
        postgres: "SELECT movement, class FROM dossier WHERE unit = $2 AND round = $1 \
                   AND standing <> 'ended' AND at NOT IN ('register', 'endorse', 'foster', 'nominate')",
    };
}

/// A dossier of the same round about the same collective or one of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The dossier.
    pub dossier: DossierId,
    /// What it is about.
    pub subject: SubjectTag,
    /// Its track.
    pub track: Key,
    /// Its movement.
    pub movement: Key,
    /// Whether it is about somebody in a leading post.
    pub leader: bool,
    /// "walking", "returned", "recognised" or "ended".
    pub standing: String,
    /// The subject's name.
    pub name: String,
    /// The step it is at.
    pub at: String,
}
crate::from_row!(Neighbour { dossier, subject, track, movement, leader, standing, name, at });

/// Lets one unit of work at a time count what a unit has put forward, until it is committed.
///
/// # Errors
/// The engine's.
pub async fn lock_proposals(cx: &mut Conn, unit: UnitId) -> Result<()> {
    cx.opt::<i64>(&LOCK_UNIT, params![unit]).await.map(drop)
}

/// Lets one unit of work at a time count what a programme has recognised, until it is committed.
///
/// # Errors
/// The engine's.
pub async fn lock_recognitions(cx: &mut Conn, programme: ProgrammeId) -> Result<()> {
    cx.opt::<i64>(&LOCK_PROGRAMME, params![programme]).await.map(drop)
}

/// The unit a person works in.
///
/// # Errors
/// The engine's.
pub async fn collective_of(cx: &mut Conn, person: PersonId) -> Result<Option<UnitId>> {
    cx.opt(&COLLECTIVE_OF, params![person]).await
}

/// Dossiers of a round about a collective, the smaller collectives in it and its people.
///
/// # Errors
/// The engine's.
pub async fn around(cx: &mut Conn, round: RoundId, collective: UnitId) -> Result<Vec<Neighbour>> {
    let mut found: Vec<Neighbour> = cx.all(&AROUND, params![round, collective]).await?;
    found.sort_by_key(|one| one.dossier);
    Ok(found)
}

/// How many dossiers a unit has put forward in a round and not lost or taken back, by movement and kind.
///
/// # Errors
/// The engine's.
pub async fn proposed(cx: &mut Conn, round: RoundId, unit: UnitId) -> Result<Vec<(Key, SubjectKind, u32)>> {
    let rows: Vec<(Key, Word<SubjectKind>)> = cx.all(&PROPOSED, params![round, unit]).await?;
    let mut out: Vec<(Key, SubjectKind, u32)> = Vec::new();
    for (movement, kind) in rows {
        match out.iter_mut().find(|(other, of, _)| *other == movement && *of == kind.0) {
            Some((_, _, times)) => *times = times.saturating_add(1),
            None => out.push((movement, kind.0, 1)),
        }
    }
    Ok(out)
}

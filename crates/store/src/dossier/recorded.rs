//! What is recorded about a dossier's subject, as rows; it must not decide anything from it.

use jiff::civil::Date;
use lantoa_domain::id::{Id, PersonId, UnitId};

use crate::{Conn, Result, params};

crate::sql! {
    BORN = "SELECT born FROM person WHERE id = $1";
    FACTS = "SELECT about, kind, name, year, on_day, value FROM fact WHERE about IN ($1, $2) ORDER BY id";
    MEASURES = "SELECT f.on_day, f.value FROM person p JOIN fact f ON f.about = p.id AND f.kind = 'discipline' \
                WHERE p.unit = $1 ORDER BY f.id";
}

/// One recorded fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The person, unit or other subject, as a number.
    pub about: i64,
    /// "rating", "discipline", "title" …
    pub kind: String,
    /// Whose rating, which score or title.
    pub name: String,
    /// The year it tells of.
    pub year: i16,
    /// The day, where it has one.
    pub on_day: Option<Date>,
    /// Its figure.
    pub value: i64,
}
crate::from_row!(Recorded { about, kind, name, year, on_day, value });

/// Birth date of a person.
///
/// # Errors
/// The engine's.
pub async fn born(cx: &mut Conn, person: PersonId) -> Result<Option<Date>> {
    let found: Option<Option<Date>> = cx.opt(&BORN, params![person]).await?;
    Ok(found.flatten())
}

/// What is recorded about a subject, given as a number, and about its unit.
///
/// # Errors
/// The engine's.
pub async fn facts(cx: &mut Conn, subject: i64, unit: UnitId) -> Result<Vec<Recorded>> {
    cx.all(&FACTS, params![subject, unit.raw()]).await
}

/// Disciplinary measures against people of a unit: when and how heavy.
///
/// # Errors
/// The engine's.
pub async fn measures(cx: &mut Conn, unit: UnitId) -> Result<Vec<(Option<Date>, i64)>> {
    cx.all(&MEASURES, params![unit]).await
}

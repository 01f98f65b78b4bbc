//! Practices the public reads, worked out at the moment of reading from the consent in force; it must not keep a copy.

use jiff::civil::Date;
use lantoa_domain::id::{PersonId, PracticeId, UnitId};
use lantoa_domain::practice::Profile;

use crate::{Conn, Json, Order, Query, Result, Slice, Tx, params};

/// A practice is public while it is open and validated, and while the person or household it belongs to consents to the public pages.
const LINES: &str = "SELECT p.id, p.root, p.unit, a.name, u.name, p.title, p.profile, p.validated_on, o.opened_on, \
                     (SELECT CAST(count(*) AS BIGINT) FROM adoption x WHERE x.practice = p.id) FROM practice_public o \
                     JOIN practice p ON p.id = o.practice JOIN unit a ON a.id = p.root JOIN unit u ON u.id = p.unit \
                     WHERE p.state = 'validated' AND (p.exemplar IS NULL OR EXISTS (SELECT 1 FROM exemplar e \
                     WHERE e.id = p.exemplar AND e.status <> 'withdrawn' AND (e.class NOT IN ('individual', 'household') \
                     OR EXISTS (SELECT 1 FROM consent c WHERE c.root = p.root AND c.subject = e.subject \
                     AND c.subject_kind = e.subject_kind AND c.purpose = 'story' AND c.reach = 'portal' AND c.withdrawn_on IS NULL))))";

crate::sql! {
    OPEN = "INSERT INTO practice_public (practice, root, opened_by, opened_on) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (practice) DO NOTHING";
    CLOSE = "DELETE FROM practice_public WHERE practice = $1";
    SINCE = "SELECT opened_on FROM practice_public WHERE practice = $1";
}

/// A practice as the public reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The practice.
    pub id: PracticeId,
    /// The agency.
    pub root: UnitId,
    /// The unit that owns it.
    pub unit: UnitId,
    /// The agency's name.
    pub agency: String,
    /// The unit's name.
    pub unit_name: String,
    /// The title.
    pub title: String,
    /// What it says.
    pub profile: Json<Profile>,
    /// When it was validated.
    pub validated_on: Option<Date>,
    /// From when it is read.
    pub opened_on: Date,
    /// How many copy or copied it.
    pub copies: i64,
}
crate::from_row!(Line { id, root, unit, agency, unit_name, title, profile, validated_on, opened_on, copies });

/// Where a page of practices ends.
pub type After = (Date, PracticeId);

/// Opens a practice to the public; says whether it was closed before.
///
/// # Errors
/// The engine's.
pub async fn open(tx: &mut Tx, practice: PracticeId, root: UnitId, by: PersonId, on: Date) -> Result<bool> {
    Ok(tx.exec(&OPEN, params![practice, root, by, on]).await? == 1)
}

/// Closes it again; says whether it was open.
///
/// # Errors
/// The engine's.
pub async fn close(tx: &mut Tx, practice: PracticeId) -> Result<bool> {
    Ok(tx.exec(&CLOSE, params![practice]).await? == 1)
}

/// Since when it is open.
///
/// # Errors
/// The engine's.
pub async fn since(cx: &mut Conn, practice: PracticeId) -> Result<Option<Date>> {
    cx.opt(&SINCE, params![practice]).await
}

/// Practices the public reads, the latest first. `words` are folded; all of them are in the title.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, words: &[String], after: Option<After>, rows: u32) -> Result<Slice<Line>> {
    let mut query = Query::new("publicity::practice::list", LINES, &[]);
    for word in words {
        let like = format!("% {word}%");
        query = query.and("' ' || p.folded LIKE ?", &[&like]);
    }
    let parts: Option<[&dyn crate::Param; 2]> = after.as_ref().map(|(day, id)| [day as _, id as _]);
    let key = parts.as_ref().map(<[_; 2]>::as_slice);
    cx.page(query.keyset(&["o.opened_on", "o.practice"], Order::Descending, key), rows).await
}

/// A practice the public reads.
///
/// # Errors
/// The engine's.
pub async fn one(cx: &mut Conn, id: PracticeId) -> Result<Option<Line>> {
    let query = Query::new("publicity::practice::one", LINES, &[]).and("o.practice = ?", &[&id]);
    let found = cx.page(query.keyset(&["o.opened_on", "o.practice"], Order::Descending, None), 1).await?;
    Ok(found.rows.into_iter().next())
}

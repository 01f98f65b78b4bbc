//! The figures of a year for statistics; it must not name anybody.

use jiff::civil::Date;
use lantoa_domain::exemplar::Level;
use lantoa_domain::id::{ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;

use crate::decision::Paid;
use crate::{Conn, Json, Result, Word, params};

crate::sql! {
    RECOGNISED = "SELECT e.programme, e.movement, e.level, e.class, coalesce(p.gender, ''), CAST(count(*) AS BIGINT) \
                  FROM exemplar e LEFT JOIN person p ON e.subject_kind = 'person' AND p.id = e.subject \
                  WHERE e.root = $1 AND e.recognised_on >= $2 AND e.recognised_on <= $3 \
                  GROUP BY e.programme, e.movement, e.level, e.class, coalesce(p.gender, '')";
    AWARDED = "SELECT coalesce(c.award, ''), d.class, coalesce(p.gender, ''), l.amount FROM decision c \
               JOIN decision_line l ON l.decision = c.id JOIN dossier d ON d.id = l.dossier \
               LEFT JOIN person p ON d.subject_kind = 'person' AND p.id = d.subject \
               WHERE c.root = $1 AND c.status = 'issued' AND c.kind = 'award' AND c.on_day >= $2 AND c.on_day <= $3 \
               ORDER BY c.id, l.ordinal";
}

/// Subjects recognised alike: how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement.
    pub movement: Key,
    /// Who recognised them.
    pub level: Word<Level>,
    /// What they are.
    pub class: Word<SubjectKind>,
    /// Of people: `nam`, `nữ`, or nothing where it is not recorded.
    pub gender: String,
    /// How many.
    pub count: u32,
}
crate::from_row!(Recognised { programme, movement, level, class, gender, count });

/// One subject that was awarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awarded {
    /// The award's key.
    pub award: String,
    /// What was awarded.
    pub class: Word<SubjectKind>,
    /// Of a person: `nam`, `nữ`, or nothing where it is not recorded.
    pub gender: String,
    /// The money.
    pub amount: Option<Json<Paid>>,
}
crate::from_row!(Awarded { award, class, gender, amount });

/// What was recognised between two days, both included.
///
/// # Errors
/// The engine's.
pub async fn recognised(cx: &mut Conn, root: UnitId, (from, to): (Date, Date)) -> Result<Vec<Recognised>> {
    cx.all(&RECOGNISED, params![root, from, to]).await
}

/// What was awarded between two days, both included.
///
/// # Errors
/// The engine's.
pub async fn awarded(cx: &mut Conn, root: UnitId, (from, to): (Date, Date)) -> Result<Vec<Awarded>> {
    cx.all(&AWARDED, params![root, from, to]).await
}

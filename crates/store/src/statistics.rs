//! The figures of a year for statistics, and the records behind the ministry's forms; it must not decide what counts where.

use jiff::civil::Date;
use lantoa_domain::exemplar::Level;
use lantoa_domain::id::{DecisionId, DossierId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::unit::UnitKind;

use crate::decision::Paid;
use crate::dossier::SubjectTag;
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
    GIVEN = "SELECT c.id, d.id, c.on_day, coalesce(c.award, ''), l.amount, d.class, d.subject_kind, d.subject, d.name, d.unit, \
             d.programme, d.track, coalesce(p.leads, FALSE), u.kind, coalesce(x.depth, 0) FROM decision c \
             JOIN decision_line l ON l.decision = c.id JOIN dossier d ON d.id = l.dossier \
             LEFT JOIN person p ON d.subject_kind = 'person' AND p.id = d.subject \
             JOIN unit u ON u.id = coalesce(p.unit, d.unit) LEFT JOIN unit_path x ON x.unit = u.id AND x.ancestor = c.root \
             WHERE c.root = $1 AND c.status = 'issued' AND c.kind = 'award' AND c.on_day >= $2 AND c.on_day <= $3 \
             ORDER BY c.id, l.ordinal";
    TITLES_OF_PEOPLE = "SELECT f.about_kind, f.about, f.name, f.verified_by IS NOT NULL, p.name, p.leads, u.id, u.kind, \
                        coalesce(x.depth, 0) FROM fact f JOIN person p ON p.id = f.about JOIN unit u ON u.id = p.unit \
                        LEFT JOIN unit_path x ON x.unit = u.id AND x.ancestor = f.root \
                        WHERE f.root = $1 AND f.year = $2 AND f.kind = 'title' AND f.about_kind = 'person' ORDER BY f.id";
    TITLES_OF_UNITS = "SELECT f.about_kind, f.about, f.name, f.verified_by IS NOT NULL, u.name, FALSE, u.id, u.kind, \
                       coalesce(x.depth, 0) FROM fact f JOIN unit u ON u.id = f.about \
                       LEFT JOIN unit_path x ON x.unit = u.id AND x.ancestor = f.root \
                       WHERE f.root = $1 AND f.year = $2 AND f.kind = 'title' AND f.about_kind = 'unit' ORDER BY f.id";
    TITLES_OF_SUBJECTS = "SELECT f.about_kind, f.about, f.name, f.verified_by IS NOT NULL, s.name, FALSE, u.id, u.kind, \
                          coalesce(x.depth, 0) FROM fact f JOIN subject s ON s.id = f.about JOIN unit u ON u.id = s.unit \
                          LEFT JOIN unit_path x ON x.unit = u.id AND x.ancestor = f.root WHERE f.root = $1 AND f.year = $2 \
                          AND f.kind = 'title' AND f.about_kind NOT IN ('person', 'unit') ORDER BY f.id";
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

/// One award of an issued decision, with what the ministry's forms ask about its recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The decision.
    pub decision: DecisionId,
    /// The dossier.
    pub dossier: DossierId,
    /// Day of the decision.
    pub on: Date,
    /// The award's key.
    pub award: String,
    /// The money, with the award's name of that day.
    pub amount: Option<Json<Paid>>,
    /// What was awarded.
    pub class: Word<SubjectKind>,
    /// Whom or what.
    pub subject_kind: SubjectTag,
    /// Its number.
    pub subject: i64,
    /// Its name.
    pub name: String,
    /// The dossier's unit.
    pub unit: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The track.
    pub track: Key,
    /// Of a person: whether the unit is led by them.
    pub leads: bool,
    /// What the unit is: a person's own, else the dossier's.
    pub kind: Word<UnitKind>,
    /// How deep it lies under the agency; 0 for the agency itself.
    pub depth: u32,
}
crate::from_row!(Given {
    decision,
    dossier,
    on,
    award,
    amount,
    class,
    subject_kind,
    subject,
    name,
    unit,
    programme,
    track,
    leads,
    kind,
    depth
});

/// A title recorded for a year, as lists of other bodies tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Whose.
    pub subject_kind: SubjectTag,
    /// Their number.
    pub subject: i64,
    /// The title.
    pub title: String,
    /// Whether somebody verified it.
    pub verified: bool,
    /// The name of whoever holds it.
    pub name: String,
    /// Of a person: whether the unit is led by them.
    pub leads: bool,
    /// The unit.
    pub unit: UnitId,
    /// What the unit is.
    pub kind: Word<UnitKind>,
    /// How deep it lies under the agency; 0 for the agency itself.
    pub depth: u32,
}
crate::from_row!(Title { subject_kind, subject, title, verified, name, leads, unit, kind, depth });

/// Every award of decisions issued between two days, both included.
///
/// # Errors
/// The engine's.
pub async fn given(cx: &mut Conn, root: UnitId, (from, to): (Date, Date)) -> Result<Vec<Given>> {
    cx.all(&GIVEN, params![root, from, to]).await
}

/// Every title recorded for a year: of people, of units, of groups and households.
///
/// # Errors
/// The engine's.
pub async fn titles(cx: &mut Conn, root: UnitId, year: i16) -> Result<Vec<Title>> {
    let mut all: Vec<Title> = cx.all(&TITLES_OF_PEOPLE, params![root, year]).await?;
    all.extend(cx.all::<Title>(&TITLES_OF_UNITS, params![root, year]).await?);
    all.extend(cx.all::<Title>(&TITLES_OF_SUBJECTS, params![root, year]).await?);
    Ok(all)
}

//! Study visits and talks as rows; it must not decide who may see or change one.

use jiff::civil::Date;
use lantoa_domain::adoption::Stage;
use lantoa_domain::id::{AdoptionId, ExemplarId, PersonId, UnitId, VisitId};
use serde::{Deserialize, Serialize};

use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO study_visit (id, root, kind, topic, host_unit, host, outside, exemplar, unit, visitors, heads, on_day, \
           place, learned, usable, steps, adoption, entered_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)";
    SAVE = "UPDATE study_visit SET kind = $3, topic = $4, host_unit = $5, host = $6, outside = $7, exemplar = $8, unit = $9, \
            visitors = $10, heads = $11, on_day = $12, place = $13, learned = $14, usable = $15, steps = $16, adoption = $17, \
            version = version + 1 WHERE id = $1 AND version = $2";
    LOAD = "SELECT v.id, v.root, v.kind, v.topic, v.host_unit, h.name, v.host, v.outside, v.exemplar, e.name, v.unit, u.name, \
            v.visitors, v.heads, v.on_day, v.place, v.learned, v.usable, v.steps, v.adoption, v.version FROM study_visit v \
            JOIN unit u ON u.id = v.unit LEFT JOIN unit h ON h.id = v.host_unit LEFT JOIN exemplar e ON e.id = v.exemplar \
            WHERE v.id = $1";
    LIST = "SELECT v.id, v.root, v.kind, v.topic, v.host_unit, h.name, v.host, v.outside, v.exemplar, e.name, v.unit, u.name, \
            v.visitors, v.heads, v.on_day, v.place, v.learned, v.usable, v.steps, v.adoption, v.version FROM study_visit v \
            JOIN unit u ON u.id = v.unit LEFT JOIN unit h ON h.id = v.host_unit LEFT JOIN exemplar e ON e.id = v.exemplar \
            WHERE v.root = $1 ORDER BY v.on_day DESC, v.id DESC";
    FOLLOWED = "SELECT a.id, p.title, a.unit, a.outside, a.stage, a.began FROM adoption a JOIN practice p ON p.id = a.practice \
                WHERE a.learned_at = $1 ORDER BY a.id";
}

/// Who goes to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    /// People go to see it where it is done.
    Visit,
    /// The exemplar tells of it.
    Talk,
}

/// Something that was decided after a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What is to be done.
    pub task: String,
    /// By whom.
    pub who: String,
    /// Until when.
    pub due: Option<Date>,
}

/// A study visit or a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyVisit {
    /// The visit.
    pub id: VisitId,
    /// The agency.
    pub root: UnitId,
    /// Who goes to whom.
    pub kind: Word<VisitKind>,
    /// The model or experience.
    pub topic: String,
    /// The host, where it is a unit of the agency.
    pub host_unit: Option<UnitId>,
    /// Its name.
    pub host_name: Option<String>,
    /// The host, where it is none; else empty.
    pub host: String,
    /// Whether the host is outside the province.
    pub outside: bool,
    /// The exemplar it is about.
    pub exemplar: Option<ExemplarId>,
    /// Its name.
    pub exemplar_name: Option<String>,
    /// The unit that learns.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// Who went or listened, in words.
    pub visitors: String,
    /// How many.
    pub heads: i64,
    /// The day.
    pub on_day: Date,
    /// Where.
    pub place: String,
    /// What was learned.
    pub learned: String,
    /// What can be used at home.
    pub usable: String,
    /// What was decided.
    pub steps: Json<Vec<NextStep>>,
    /// What became of it: words or an address.
    pub adoption: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(StudyVisit {
    id,
    root,
    kind,
    topic,
    host_unit,
    host_name,
    host,
    outside,
    exemplar,
    exemplar_name,
    unit,
    unit_name,
    visitors,
    heads,
    on_day,
    place,
    learned,
    usable,
    steps,
    adoption,
    version
});

impl StudyVisit {
    /// The host's name, of the agency or not.
    #[must_use]
    pub fn host_called(&self) -> &str {
        self.host_name.as_deref().unwrap_or(&self.host)
    }
}

/// An adoption that followed from a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The adoption.
    pub id: AdoptionId,
    /// What is copied.
    pub title: String,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The name of a unit outside the agency.
    pub outside: String,
    /// Where it is.
    pub stage: Word<Stage>,
    /// When it began.
    pub began: Date,
}
crate::from_row!(Followed { id, title, unit, outside, stage, began });

/// Stores a visit.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &StudyVisit, by: PersonId) -> Result<()> {
    let v = new;
    let values = params![
        v.id,
        v.root,
        v.kind,
        v.topic,
        v.host_unit,
        v.host,
        v.outside,
        v.exemplar,
        v.unit,
        v.visitors,
        v.heads,
        v.on_day,
        v.place,
        v.learned,
        v.usable,
        v.steps,
        v.adoption,
        by
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// Saves a visit, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save(tx: &mut Tx, new: &StudyVisit) -> Result<()> {
    let v = new;
    let values = params![
        v.id,
        v.version,
        v.kind,
        v.topic,
        v.host_unit,
        v.host,
        v.outside,
        v.exemplar,
        v.unit,
        v.visitors,
        v.heads,
        v.on_day,
        v.place,
        v.learned,
        v.usable,
        v.steps,
        v.adoption
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// A visit.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: VisitId) -> Result<Option<StudyVisit>> {
    cx.opt(&LOAD, params![id]).await
}

/// The visits of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId) -> Result<Vec<StudyVisit>> {
    cx.all(&LIST, params![root]).await
}

/// What followed from a visit, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn followed(cx: &mut Conn, id: VisitId) -> Result<Vec<Followed>> {
    cx.all(&FOLLOWED, params![id]).await
}

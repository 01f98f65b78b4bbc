//! Clusters and blocs of units as rows, with their members by day; it must not decide who may look at whom.

use jiff::civil::Date;
use lantoa_domain::id::{ClusterId, ProgrammeId, UnitId};
use serde::{Deserialize, Serialize};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO cluster (id, root, name, kind, programme, year, head, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)";
    LOAD = "SELECT id, root, name, kind, programme, year, head, version FROM cluster WHERE id = $1";
    SAVE = "UPDATE cluster SET name = $3, kind = $4, programme = $5, year = $6, head = $7, version = version + 1 \
            WHERE id = $1 AND version = $2";
    ALL_OF = "SELECT id, root, name, kind, programme, year, head, version FROM cluster WHERE root = $1 ORDER BY id";
    JOIN = "INSERT INTO cluster_member (cluster, unit, from_day, to_day) VALUES ($1, $2, $3, NULL) ON CONFLICT DO NOTHING";
    LEAVE = "UPDATE cluster_member SET to_day = $4 WHERE cluster = $1 AND unit = $2 AND from_day = $3 AND to_day IS NULL";
    MEMBERS = "SELECT m.cluster, m.unit, m.from_day, m.to_day FROM cluster_member m JOIN cluster c ON c.id = m.cluster \
               WHERE c.root = $1 ORDER BY m.cluster, m.from_day, m.unit";
    OF_UNIT = "SELECT c.id, c.root, c.name, c.kind, c.programme, c.year, c.head, c.version FROM cluster_member m \
               JOIN cluster c ON c.id = m.cluster WHERE m.unit = $1 AND m.from_day <= $2 AND (m.to_day IS NULL OR m.to_day >= $2) \
               AND (c.programme IS NULL OR c.programme = $3) AND c.year IN (0, $4) \
               ORDER BY CASE WHEN c.programme IS NULL THEN 1 ELSE 0 END, c.year DESC, c.id LIMIT 1";
}

/// Cụm or khối.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClusterKind {
    /// Cụm: units near each other.
    Cluster,
    /// Khối: units of one kind.
    Bloc,
}

/// A cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The cluster.
    pub id: ClusterId,
    /// The agency.
    pub root: UnitId,
    /// Its name.
    pub name: String,
    /// Cụm or khối.
    pub kind: Word<ClusterKind>,
    /// The programme it is for; `None` for all.
    pub programme: Option<ProgrammeId>,
    /// The year it is for; 0 for all.
    pub year: i16,
    /// The unit that heads it.
    pub head: UnitId,
    /// Guards writes, of its members too.
    pub version: i64,
}
crate::from_row!(Cluster { id, root, name, kind, programme, year, head, version });

impl Cluster {
    /// Whether it is there for a programme in a year; year 0 stands for the whole period.
    #[must_use]
    pub fn serves(&self, programme: ProgrammeId, year: i16) -> bool {
        self.programme.is_none_or(|own| own == programme) && (self.year == 0 || self.year == year)
    }
}

/// A unit in a cluster for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The cluster.
    pub cluster: ClusterId,
    /// The unit.
    pub unit: UnitId,
    /// First day.
    pub from_day: Date,
    /// Last day; `None` while it is in it.
    pub to_day: Option<Date>,
}
crate::from_row!(Member { cluster, unit, from_day, to_day });

impl Member {
    /// Whether it is in the cluster on a day.
    #[must_use]
    pub fn is_in(&self, on: Date) -> bool {
        self.from_day <= on && self.to_day.is_none_or(|to| on <= to)
    }
}

/// Stores a new cluster.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Cluster) -> Result<()> {
    let c = new;
    tx.exec(&NEW, params![c.id, c.root, c.name, c.kind, c.programme, c.year, c.head]).await.map(drop)
}

/// A cluster.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ClusterId) -> Result<Option<Cluster>> {
    cx.opt(&LOAD, params![id]).await
}

/// Saves a cluster, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, c: &Cluster) -> Result<()> {
    tx.exec_guarded(&SAVE, params![c.id, c.version, c.name, c.kind, c.programme, c.year, c.head]).await
}

/// The clusters of an agency.
///
/// # Errors
/// The engine's.
pub async fn all(cx: &mut Conn, root: UnitId) -> Result<Vec<Cluster>> {
    cx.all(&ALL_OF, params![root]).await
}

/// Takes a unit in from a day on; `false` when it is there from that day.
///
/// # Errors
/// The engine's.
pub async fn join(tx: &mut Tx, cluster: ClusterId, unit: UnitId, from: Date) -> Result<bool> {
    Ok(tx.exec(&JOIN, params![cluster, unit, from]).await? == 1)
}

/// Ends a membership.
///
/// # Errors
/// `Stale` when it has ended; the engine's.
pub async fn leave(tx: &mut Tx, member: &Member, last: Date) -> Result<()> {
    tx.exec_guarded(&LEAVE, params![member.cluster, member.unit, member.from_day, last]).await
}

/// The members of every cluster of an agency, over all times.
///
/// # Errors
/// The engine's.
pub async fn members(cx: &mut Conn, root: UnitId) -> Result<Vec<Member>> {
    cx.all(&MEMBERS, params![root]).await
}

/// The cluster that a unit is in on a day, for a programme and a year: one made for the programme before one for all.
///
/// # Errors
/// The engine's.
pub async fn of_unit(
    cx: &mut Conn,
    unit: UnitId,
    on: Date,
    (programme, year): (ProgrammeId, i16),
) -> Result<Option<Cluster>> {
    cx.opt(&OF_UNIT, params![unit, on, programme, year]).await
}

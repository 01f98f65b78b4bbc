//! Delegates of conferences as rows; it must not decide who is chosen.

use lantoa_domain::conference::delegate::{DelegateRole, DelegateState};
use lantoa_domain::conference::{Gender, Work};
use lantoa_domain::id::{ConferenceId, DelegateId, ExemplarId, PersonId, UnitId};
use lantoa_domain::text::fold;

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO conference_delegate (id, root, conference, once, unit, person, exemplar, name, post, gender, work, role, state, \
           reason, topic, seat, why, ordinal, stands_for, proposed_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1) \
           ON CONFLICT (conference, once) DO NOTHING";
    LOAD = "SELECT d.id, d.root, d.conference, d.unit, u.name, d.person, d.exemplar, d.name, d.post, d.gender, d.work, d.role, d.state, \
            d.reason, d.topic, d.seat, d.why, d.ordinal, d.stands_for, d.proposed_by, d.version FROM conference_delegate d \
            JOIN unit u ON u.id = d.unit WHERE d.id = $1";
    OF_CONFERENCE = "SELECT d.id, d.root, d.conference, d.unit, u.name, d.person, d.exemplar, d.name, d.post, d.gender, d.work, d.role, \
                     d.state, d.reason, d.topic, d.seat, d.why, d.ordinal, d.stands_for, d.proposed_by, d.version \
                     FROM conference_delegate d JOIN unit u ON u.id = d.unit WHERE d.conference = $1 \
                     ORDER BY u.ordinal, u.id, d.ordinal, d.id";
    SAVE = "UPDATE conference_delegate SET name = $3, post = $4, gender = $5, work = $6, role = $7, state = $8, reason = $9, topic = $10, \
            seat = $11, why = $12, stands_for = $13, version = version + 1 WHERE id = $1 AND version = $2";
    GONE = "DELETE FROM conference_delegate WHERE id = $1 AND version = $2 AND state = 'proposed'";
    NEXT = "SELECT CAST(coalesce(max(ordinal), 0) + 1 AS BIGINT) FROM conference_delegate WHERE conference = $1 AND unit = $2";
    COUNTS = "SELECT conference, state, CAST(count(*) AS BIGINT) FROM conference_delegate WHERE root = $1 AND role <> 'guest' \
              GROUP BY conference, state ORDER BY conference, state";
}

/// Somebody put forward for a conference, or chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegate {
    /// The delegate.
    pub id: DelegateId,
    /// The agency.
    pub root: UnitId,
    /// The conference.
    pub conference: ConferenceId,
    /// The unit that sends them.
    pub unit: UnitId,
    /// That unit's name today; read with it, never stored by it.
    pub unit_name: String,
    /// The person, where the agency has a record.
    pub person: Option<PersonId>,
    /// The exemplar of the register they are, or stand for.
    pub exemplar: Option<ExemplarId>,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// What is known of the sex.
    pub gender: Word<Gender>,
    /// Whether they head a unit or do its work.
    pub work: Word<Work>,
    /// What they are there for.
    pub role: Word<DelegateRole>,
    /// How far they are.
    pub state: Word<DelegateState>,
    /// Why they are put forward.
    pub reason: String,
    /// What a presenter reports on.
    pub topic: String,
    /// Where they sit, or their group.
    pub seat: String,
    /// Why not chosen, or why not coming.
    pub why: String,
    /// Place in the list of the unit, from 1.
    pub ordinal: u32,
    /// Whose place a substitute took.
    pub stands_for: Option<DelegateId>,
    /// Who put them forward.
    pub proposed_by: PersonId,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Delegate {
    id,
    root,
    conference,
    unit,
    unit_name,
    person,
    exemplar,
    name,
    post,
    gender,
    work,
    role,
    state,
    reason,
    topic,
    seat,
    why,
    ordinal,
    stands_for,
    proposed_by,
    version
});

impl Delegate {
    /// By what nobody is there twice.
    fn once(&self) -> String {
        self.person.map_or_else(|| format!("{} {}", self.unit, fold(&self.name)), |person| person.to_string())
    }
}

/// Stores a new delegate; `false` when the person is there already.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, d: &Delegate) -> Result<bool> {
    let once = d.once();
    let values = params![
        d.id,
        d.root,
        d.conference,
        once,
        d.unit,
        d.person,
        d.exemplar,
        d.name,
        d.post,
        d.gender,
        d.work,
        d.role,
        d.state,
        d.reason,
        d.topic,
        d.seat,
        d.why,
        d.ordinal,
        d.stands_for,
        d.proposed_by
    ];
    Ok(tx.exec(&NEW, values).await? == 1)
}

/// A delegate.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: DelegateId) -> Result<Option<Delegate>> {
    cx.opt(&LOAD, params![id]).await
}

/// The delegates of a conference by unit and place in its list.
///
/// # Errors
/// The engine's.
pub async fn of_conference(cx: &mut Conn, id: ConferenceId) -> Result<Vec<Delegate>> {
    cx.all(&OF_CONFERENCE, params![id]).await
}

/// Saves a delegate, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, d: &Delegate) -> Result<()> {
    let values = params![
        d.id,
        d.version,
        d.name,
        d.post,
        d.gender,
        d.work,
        d.role,
        d.state,
        d.reason,
        d.topic,
        d.seat,
        d.why,
        d.stands_for
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// Takes a proposal out that nobody decided on yet.
///
/// # Errors
/// `Stale` when it changed or was decided on, and the engine's.
pub async fn withdraw(tx: &mut Tx, id: DelegateId, version: i64) -> Result<()> {
    tx.exec_guarded(&GONE, params![id, version]).await
}

/// The next place in the list of a unit, from 1.
///
/// # Errors
/// The engine's.
pub async fn next(cx: &mut Conn, conference: ConferenceId, unit: UnitId) -> Result<u32> {
    cx.one(&NEXT, params![conference, unit]).await
}

/// How many delegates of the conferences of an agency are how far; guests are left out.
///
/// # Errors
/// The engine's.
pub async fn counts(cx: &mut Conn, root: UnitId) -> Result<Vec<(ConferenceId, Word<DelegateState>, i64)>> {
    cx.all(&COUNTS, params![root]).await
}

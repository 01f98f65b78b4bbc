//! Writing contests as rows: what is set and how far it is; entries and the jury stand below. It must not decide what anybody may read.

pub mod entry;
pub mod jury;

use jiff::civil::Date;
use lantoa_domain::contest::{ContestState, Criterion, Entrants, MarkStep, Prize, Terms};
use lantoa_domain::id::{ContestId, PersonId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;

use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO contest (id, root, title, body, programme, movement, opens, closes, entrants, most_words, prizes, criteria, \
           step, jurors, spread, state, why, decided_by, decided_on, published_on, set_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', NULL, NULL, NULL, $17, 1)";
    SAVE = "UPDATE contest SET title = $3, body = $4, programme = $5, movement = $6, opens = $7, closes = $8, entrants = $9, \
            most_words = $10, prizes = $11, criteria = $12, step = $13, jurors = $14, spread = $15, state = $16, why = $17, \
            decided_by = $18, decided_on = $19, published_on = $20, version = version + 1 WHERE id = $1 AND version = $2";
    LOCK = "UPDATE contest SET version = version WHERE id = $1";
    LOAD = "SELECT c.id, c.root, u.name, c.title, c.body, c.programme, c.movement, c.opens, c.closes, c.entrants, c.most_words, \
            c.prizes, c.criteria, c.step, c.jurors, c.spread, c.state, c.why, c.decided_by, c.decided_on, c.published_on, c.version \
            FROM contest c JOIN unit u ON u.id = c.root WHERE c.id = $1";
    OF_ROOT = "SELECT c.id, c.root, u.name, c.title, c.body, c.programme, c.movement, c.opens, c.closes, c.entrants, c.most_words, \
               c.prizes, c.criteria, c.step, c.jurors, c.spread, c.state, c.why, c.decided_by, c.decided_on, c.published_on, \
               c.version FROM contest c JOIN unit u ON u.id = c.root WHERE c.root = $1 ORDER BY c.id DESC";
    PUBLIC = "SELECT c.id, c.root, u.name, c.title, c.body, c.programme, c.movement, c.opens, c.closes, c.entrants, c.most_words, \
              c.prizes, c.criteria, c.step, c.jurors, c.spread, c.state, c.why, c.decided_by, c.decided_on, c.published_on, \
              c.version FROM contest c JOIN unit u ON u.id = c.root \
              WHERE c.state IN ('open', 'closed', 'judging', 'decided', 'published') ORDER BY c.closes DESC, c.id DESC LIMIT 200";
    COUNTS = "SELECT e.contest, CAST(count(*) AS BIGINT), CAST(sum(CASE WHEN e.state = 'received' THEN 1 ELSE 0 END) AS BIGINT) \
              FROM contest_entry e WHERE e.root = $1 AND e.state <> 'withdrawn' GROUP BY e.contest ORDER BY e.contest";
}

/// Every statement of these modules.
pub(crate) fn statements() -> Vec<&'static crate::Sql> {
    let modules: [&[&crate::Sql]; 3] = [ALL, entry::ALL, jury::ALL];
    modules.concat()
}

/// A writing contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// The contest.
    pub id: ContestId,
    /// The agency.
    pub root: UnitId,
    /// The agency's name; read with it, never stored by it.
    pub agency: String,
    /// What it is called.
    pub title: String,
    /// Theme and rules, a paragraph a line.
    pub body: String,
    /// The programme it belongs to.
    pub programme: Option<ProgrammeId>,
    /// The movement of that programme.
    pub movement: Option<Key>,
    /// First day on which entries come in.
    pub opens: Date,
    /// Last day; it still counts.
    pub closes: Date,
    /// Who may send an entry.
    pub entrants: Word<Entrants>,
    /// Words of an entry at most.
    pub most_words: i64,
    /// Prizes, the highest first.
    pub prizes: Json<Vec<Prize>>,
    /// What entries are marked for.
    pub criteria: Json<Vec<Criterion>>,
    /// In which steps marks are given.
    pub step: Word<MarkStep>,
    /// Jurors each entry needs.
    pub jurors: i64,
    /// Points out of 100 by which sheets may differ.
    pub spread: i64,
    /// How far it is.
    pub state: Word<ContestState>,
    /// Why it was called off.
    pub why: String,
    /// Who decided the prizes.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_on: Option<Date>,
    /// When the result was published.
    pub published_on: Option<Date>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Contest {
    id,
    root,
    agency,
    title,
    body,
    programme,
    movement,
    opens,
    closes,
    entrants,
    most_words,
    prizes,
    criteria,
    step,
    jurors,
    spread,
    state,
    why,
    decided_by,
    decided_on,
    published_on,
    version
});

impl Contest {
    /// What it is held by.
    #[must_use]
    pub fn terms(&self) -> Terms {
        Terms {
            opens: self.opens,
            closes: self.closes,
            entrants: self.entrants.0,
            most_words: self.most_words,
            prizes: self.prizes.0.clone(),
            criteria: self.criteria.0.clone(),
            step: self.step.0,
            jurors: self.jurors,
            spread: self.spread,
        }
    }

    /// The same, held by other terms.
    #[must_use]
    pub fn under(self, terms: &Terms) -> Self {
        Self {
            opens: terms.opens,
            closes: terms.closes,
            entrants: Word(terms.entrants),
            most_words: terms.most_words,
            prizes: Json(terms.prizes.clone()),
            criteria: Json(terms.criteria.clone()),
            step: Word(terms.step),
            jurors: terms.jurors,
            spread: terms.spread,
            ..self
        }
    }
}

/// Stores a new contest.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, contest: &Contest, set_by: PersonId) -> Result<()> {
    let c = contest;
    let values = params![
        c.id,
        c.root,
        c.title,
        c.body,
        c.programme,
        c.movement,
        c.opens,
        c.closes,
        c.entrants,
        c.most_words,
        c.prizes,
        c.criteria,
        c.step,
        c.jurors,
        c.spread,
        c.state,
        set_by
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// Saves a contest, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, contest: &Contest) -> Result<()> {
    let c = contest;
    let values = params![
        c.id,
        c.version,
        c.title,
        c.body,
        c.programme,
        c.movement,
        c.opens,
        c.closes,
        c.entrants,
        c.most_words,
        c.prizes,
        c.criteria,
        c.step,
        c.jurors,
        c.spread,
        c.state,
        c.why,
        c.decided_by,
        c.decided_on,
        c.published_on
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// A contest.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ContestId) -> Result<Option<Contest>> {
    cx.opt(&LOAD, params![id]).await
}

/// Makes everybody else who writes about a contest wait until this unit of work is over: numbers, sheets and the result follow one another.
///
/// # Errors
/// The engine's.
pub async fn lock(tx: &mut Tx, id: ContestId) -> Result<()> {
    tx.exec(&LOCK, params![id]).await.map(drop)
}

/// The contests of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of_root(cx: &mut Conn, root: UnitId) -> Result<Vec<Contest>> {
    cx.all(&OF_ROOT, params![root]).await
}

/// The contests everybody may read of, those that close last first: at most 200.
///
/// # Errors
/// The engine's.
pub async fn public(cx: &mut Conn) -> Result<Vec<Contest>> {
    cx.all(&PUBLIC, params![]).await
}

/// How many entries the contests of an agency have, and how many wait to be looked through.
///
/// # Errors
/// The engine's.
pub async fn counts(cx: &mut Conn, root: UnitId) -> Result<Vec<(ContestId, i64, i64)>> {
    cx.all(&COUNTS, params![root]).await
}

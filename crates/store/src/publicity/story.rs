//! Stories as their writers see them, as rows; it must not work out what the public reads.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::exemplar::Life;
use lantoa_domain::id::{ExemplarId, MediaId, PersonId, StoryId, UnitId};
use lantoa_domain::publicity::StoryState;
use lantoa_domain::text::fold;

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO story (id, root, exemplar, title, lead, body, quote, photo, photo_alt, author, folded, state, publish_on, \
           why, written_by, checked_by, changed, version, programme, movement, unit, year, named) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, \
           (SELECT e.programme FROM exemplar e WHERE e.id = $3), (SELECT e.movement FROM exemplar e WHERE e.id = $3), \
           (SELECT e.unit FROM exemplar e WHERE e.id = $3), \
           (SELECT CAST(substr(e.recognised_on, 1, 4) AS BIGINT) FROM exemplar e WHERE e.id = $3), \
           (SELECT e.folded FROM exemplar e WHERE e.id = $3))";
    SAVE = "UPDATE story SET title = $3, lead = $4, body = $5, quote = $6, photo = $7, photo_alt = $8, author = $9, folded = $10, \
            state = $11, publish_on = $12, why = $13, written_by = $14, checked_by = $15, changed = $16, version = version + 1 \
            WHERE id = $1 AND version = $2";
    LOAD = "SELECT id, root, exemplar, title, lead, body, quote, photo, photo_alt, author, state, publish_on, why, written_by, \
            checked_by, changed, version FROM story WHERE id = $1";
    OF_ROOT = "SELECT s.id, s.exemplar, s.title, s.author, s.state, s.publish_on, s.changed, e.name, e.unit_name, \
               (SELECT CAST(count(*) AS BIGINT) FROM consent c WHERE c.root = s.root AND c.subject_kind = e.subject_kind \
               AND c.subject = e.subject AND c.purpose = 'story' AND c.reach = 'portal' AND c.withdrawn_on IS NULL), \
               (SELECT CAST(count(*) AS BIGINT) FROM consent c WHERE c.root = s.root AND c.subject_kind = e.subject_kind \
               AND c.subject = e.subject AND c.purpose = 'story' AND c.reach = 'printed' AND c.withdrawn_on IS NULL), e.status, s.version \
               FROM story s JOIN exemplar e ON e.id = s.exemplar WHERE s.root = $1 ORDER BY s.id DESC";
}

/// A story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The story.
    pub id: StoryId,
    /// The agency.
    pub root: UnitId,
    /// Whose story.
    pub exemplar: ExemplarId,
    /// Its title.
    pub title: String,
    /// What it comes to, in a sentence or two.
    pub lead: String,
    /// Its text, a paragraph a line.
    pub body: String,
    /// Words of the exemplar's own; may be empty.
    pub quote: String,
    /// The picture.
    pub photo: Option<MediaId>,
    /// What the picture shows.
    pub photo_alt: String,
    /// Who wrote it, as printed.
    pub author: String,
    /// How far it is.
    pub state: Word<StoryState>,
    /// From when everybody reads it.
    pub publish_on: Option<Date>,
    /// Why it was taken down.
    pub why: String,
    /// Who wrote its words last.
    pub written_by: PersonId,
    /// Who checked it.
    pub checked_by: Option<PersonId>,
    /// When it was changed last.
    pub changed: Timestamp,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Story {
    id,
    root,
    exemplar,
    title,
    lead,
    body,
    quote,
    photo,
    photo_alt,
    author,
    state,
    publish_on,
    why,
    written_by,
    checked_by,
    changed,
    version
});

impl Story {
    /// Everything in it that people read.
    #[must_use]
    pub fn words(&self) -> String {
        [&self.title, &self.lead, &self.body, &self.quote, &self.photo_alt].map(String::as_str).join("\n")
    }
}

/// A story in the list of its writers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryLine {
    /// The story.
    pub id: StoryId,
    /// Whose.
    pub exemplar: ExemplarId,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// How far it is.
    pub state: Word<StoryState>,
    /// From when everybody reads it.
    pub publish_on: Option<Date>,
    /// When it was changed last.
    pub changed: Timestamp,
    /// The exemplar's name.
    pub name: String,
    /// The exemplar's unit as named on the decision's day.
    pub unit_name: String,
    /// Consents for the public pages in force.
    pub portal: i64,
    /// Consents for printed matter in force.
    pub printed: i64,
    /// Whether the recognition was let lapse or withdrawn.
    pub status: Word<Life>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(StoryLine {
    id,
    exemplar,
    title,
    author,
    state,
    publish_on,
    changed,
    name,
    unit_name,
    portal,
    printed,
    status,
    version
});

/// Stores a new story, with what the public list asks of its exemplar.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, story: &Story) -> Result<()> {
    let (s, folded) = (story, fold(&story.words()));
    let values = params![
        s.id,
        s.root,
        s.exemplar,
        s.title,
        s.lead,
        s.body,
        s.quote,
        s.photo,
        s.photo_alt,
        s.author,
        folded,
        s.state,
        s.publish_on,
        s.why,
        s.written_by,
        s.checked_by,
        s.changed
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// Saves a story, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save(tx: &mut Tx, story: &Story) -> Result<()> {
    let (s, folded) = (story, fold(&story.words()));
    let values = params![
        s.id,
        s.version,
        s.title,
        s.lead,
        s.body,
        s.quote,
        s.photo,
        s.photo_alt,
        s.author,
        folded,
        s.state,
        s.publish_on,
        s.why,
        s.written_by,
        s.checked_by,
        s.changed
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// A story.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: StoryId) -> Result<Option<Story>> {
    cx.opt(&LOAD, params![id]).await
}

/// The stories of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of_root(cx: &mut Conn, root: UnitId) -> Result<Vec<StoryLine>> {
    cx.all(&OF_ROOT, params![root]).await
}

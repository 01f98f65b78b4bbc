//! What the public reads, worked out at the moment of reading from the consent in force; it must not keep a copy, nor read a sensitive column.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DecisionId, MediaId, ProgrammeId, StoryId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;

use crate::decision::{DecisionKind, DecisionStatus};
use crate::{Conn, Order, Query, Result, Slice, Word, params};

/// A story is public from its day on, while its subject's consent for the public pages is in force and the recognition was not withdrawn.
macro_rules! public {
    ($columns:expr, $day:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM story s JOIN exemplar e ON e.id = s.exemplar JOIN unit a ON a.id = s.root \
             WHERE s.state = 'released' AND s.publish_on <= ",
            $day,
            " AND e.status <> 'withdrawn' \
             AND EXISTS (SELECT 1 FROM consent c WHERE c.root = s.root AND c.subject = e.subject AND c.subject_kind = e.subject_kind \
             AND c.purpose = 'story' AND c.reach = 'portal' AND c.withdrawn_on IS NULL)"
        )
    };
}

/// The columns of a line; the picture only while its own consent is in force.
macro_rules! columns {
    () => {
        "s.id, s.root, a.name, s.title, s.lead, s.author, s.publish_on, s.changed, s.photo_alt, \
         CASE WHEN EXISTS (SELECT 1 FROM consent l WHERE l.root = s.root AND l.subject = e.subject AND l.subject_kind = e.subject_kind \
         AND l.purpose = 'likeness' AND l.reach = 'portal' AND l.withdrawn_on IS NULL) THEN s.photo END, \
         e.name, e.class, e.unit_name, e.programme, e.movement, e.recognised_on"
    };
}

const LINES: &str = public!(columns!(), "?");

const DECISIONS: &str = "SELECT d.id, d.root, a.name, d.kind, d.status, d.number, d.symbol, d.on_day, d.title FROM decision d \
                         JOIN unit a ON a.id = d.root WHERE d.number IS NOT NULL AND d.status IN ('issued', 'replaced', 'recalled') \
                         AND d.on_day <= ?";

crate::sql! {
    ONE = (concat!(public!(columns!(), "$2"), " AND s.id = $1"));
    TEXT = "SELECT body, quote FROM story WHERE id = $1";
    PLACES = (concat!(public!("DISTINCT e.unit, e.unit_name", "$1"), " ORDER BY e.unit_name, e.unit"));
    MOVEMENTS = (concat!(public!("DISTINCT e.programme, e.movement", "$1"), " ORDER BY e.programme, e.movement"));
    YEARS = (concat!(public!("DISTINCT CAST(substr(e.recognised_on, 1, 4) AS BIGINT) AS recognised", "$1"), " ORDER BY recognised DESC"));
    COUNT = (public!("CAST(count(*) AS BIGINT)", "$1"));
    CHANGES = "SELECT CAST(coalesce(sum(seq), 0) AS BIGINT) FROM journal_head";
    NAMED_IN = "SELECT e.name FROM decision_line l JOIN dossier e ON e.id = l.dossier WHERE l.decision = $1 \
                AND e.class IN ('individual', 'household')";
}

/// A published story without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The story.
    pub id: StoryId,
    /// The agency.
    pub root: UnitId,
    /// Its name.
    pub agency: String,
    /// The title.
    pub title: String,
    /// What it comes to.
    pub lead: String,
    /// Who wrote it.
    pub author: String,
    /// From when it is read.
    pub publish_on: Date,
    /// When it was changed last.
    pub changed: Timestamp,
    /// What the picture shows.
    pub photo_alt: String,
    /// The picture, where its own consent is in force.
    pub photo: Option<MediaId>,
    /// The exemplar's name.
    pub name: String,
    /// Its kind.
    pub class: Word<SubjectKind>,
    /// Its unit as named on the decision's day.
    pub unit_name: String,
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement.
    pub movement: Key,
    /// The decision's day.
    pub recognised_on: Date,
}
crate::from_row!(Line {
    id,
    root,
    agency,
    title,
    lead,
    author,
    publish_on,
    changed,
    photo_alt,
    photo,
    name,
    class,
    unit_name,
    programme,
    movement,
    recognised_on
});

/// Which stories to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Folded words, all of them.
    pub words: Vec<String>,
    /// Only those of a movement.
    pub movement: Option<(ProgrammeId, Key)>,
    /// Only those of a unit and those under it.
    pub unit: Option<UnitId>,
    /// Only those recognised in a year.
    pub year: Option<i16>,
}

/// An issued decision as the public list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The decision.
    pub id: DecisionId,
    /// The agency.
    pub root: UnitId,
    /// Its name.
    pub agency: String,
    /// What it gives.
    pub kind: Word<DecisionKind>,
    /// Whether it stands.
    pub status: Word<DecisionStatus>,
    /// Its number.
    pub number: i64,
    /// What stands behind the number.
    pub symbol: String,
    /// Its day.
    pub on_day: Date,
    /// What it is about.
    pub title: String,
}
crate::from_row!(Decided { id, root, agency, kind, status, number, symbol, on_day, title });

/// Where a page of stories ends.
pub type After = (Date, StoryId);

/// Stories the public reads on a day, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, today: Date, filter: &Filter, after: Option<After>, rows: u32) -> Result<Slice<Line>> {
    let mut query = Query::new("portal::list", LINES, &[&today]);
    for word in &filter.words {
        // Folded words hold letters and digits only: no sign of LIKE among them.
        let like = format!("% {word}%");
        query = query.and("' ' || s.folded LIKE ? OR ' ' || e.folded LIKE ?", &[&like, &like]);
    }
    if let Some((programme, movement)) = &filter.movement {
        query = query.and("e.programme = ? AND e.movement = ?", &[programme, movement]);
    }
    if let Some(unit) = filter.unit {
        query = query.and("EXISTS (SELECT 1 FROM unit_path p WHERE p.unit = e.unit AND p.ancestor = ?)", &[&unit]);
    }
    if let Some(year) = filter.year {
        let (from, to) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
        query = query.and("e.recognised_on >= ? AND e.recognised_on <= ?", &[&from, &to]);
    }
    let parts: Option<[&dyn crate::Param; 2]> = after.as_ref().map(|(day, id)| [day as _, id as _]);
    let key = parts.as_ref().map(<[_; 2]>::as_slice);
    cx.page(query.keyset(&["s.publish_on", "s.id"], Order::Descending, key), rows).await
}

/// A story the public reads on a day, with its text and quote.
///
/// # Errors
/// The engine's.
pub async fn one(cx: &mut Conn, today: Date, id: StoryId) -> Result<Option<(Line, String, String)>> {
    let Some(line) = cx.opt::<Line>(&ONE, params![id, today]).await? else { return Ok(None) };
    let (body, quote) = cx.one(&TEXT, params![id]).await?;
    Ok(Some((line, body, quote)))
}

/// Units with something to read, by name.
///
/// # Errors
/// The engine's.
pub async fn places(cx: &mut Conn, today: Date) -> Result<Vec<(UnitId, String)>> {
    cx.all(&PLACES, params![today]).await
}

/// Movements with something to read.
///
/// # Errors
/// The engine's.
pub async fn movements(cx: &mut Conn, today: Date) -> Result<Vec<(ProgrammeId, Key)>> {
    cx.all(&MOVEMENTS, params![today]).await
}

/// Years of recognition with something to read, the latest first.
///
/// # Errors
/// The engine's.
pub async fn years(cx: &mut Conn, today: Date) -> Result<Vec<i16>> {
    cx.all(&YEARS, params![today]).await
}

/// How many stories the public reads on a day.
///
/// # Errors
/// The engine's.
pub async fn count(cx: &mut Conn, today: Date) -> Result<i64> {
    cx.one(&COUNT, params![today]).await
}

/// A number that grows with every change of anything: no page that was read before one is taken for one read after it.
///
/// # Errors
/// The engine's.
pub async fn changes(cx: &mut Conn) -> Result<i64> {
    cx.one(&CHANGES, params![]).await
}

/// Decisions that were issued by a day, the latest first; a year narrows them.
///
/// # Errors
/// The engine's.
pub async fn decisions(
    cx: &mut Conn,
    today: Date,
    year: Option<i16>,
    after: Option<(Date, DecisionId)>,
    rows: u32,
) -> Result<Slice<Decided>> {
    let mut query = Query::new("portal::decisions", DECISIONS, &[&today]);
    if let Some(year) = year {
        let (from, to) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
        query = query.and("d.on_day >= ? AND d.on_day <= ?", &[&from, &to]);
    }
    let parts: Option<[&dyn crate::Param; 2]> = after.as_ref().map(|(day, id)| [day as _, id as _]);
    let key = parts.as_ref().map(<[_; 2]>::as_slice);
    cx.page(query.keyset(&["d.on_day", "d.id"], Order::Descending, key), rows).await
}

/// People and households that a decision names.
///
/// # Errors
/// The engine's.
pub async fn named_in(cx: &mut Conn, decision: DecisionId) -> Result<Vec<String>> {
    cx.all(&NAMED_IN, params![decision]).await
}

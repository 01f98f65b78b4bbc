//! What the public reads, worked out at the moment of reading from the consent in force; it must not keep a copy, nor read a sensitive column.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DecisionId, MediaId, ProgrammeId, StoryId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;

use crate::decision::{DecisionKind, DecisionStatus};
use crate::{Conn, Engine, Order, Query, Result, Slice, Word, params};

/// A story is public from its day on, while its subject's consent for the public pages is in force and the recognition was not withdrawn.
macro_rules! public {
    ($columns:expr, $day:literal) => {
        public!($columns, $day, "s.state")
    };
    ($columns:expr, $day:literal, $state:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM story s JOIN exemplar e ON e.id = s.exemplar JOIN unit a ON a.id = s.root WHERE ",
            $state,
            " = 'released' AND s.publish_on <= ",
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

/// Led by the days of publication, or by an index of what is asked for.
const LINES: &str = public!(columns!(), "?");
/// Led by a narrow filter: no index of released stories fits a state that is put together.
const NARROW: &str = public!(columns!(), "?", "s.state || ''");
/// Stories that a filter may lead to at most: one that leads to more is met often enough on the way through the days.
pub const FEW: i64 = 2_000;
/// Stories that are counted at most.
pub const MOST_COUNTED: i64 = 200;

const DECISIONS: &str = "SELECT d.id, d.root, a.name, d.kind, d.status, d.number, d.symbol, d.on_day, d.title FROM decision d \
                         JOIN unit a ON a.id = d.root WHERE d.number IS NOT NULL AND d.status IN ('issued', 'replaced', 'recalled') \
                         AND d.on_day <= ?";

crate::sql! {
    ONE = (concat!(public!(columns!(), "$2"), " AND s.id = $1"));
    TEXT = "SELECT body, quote FROM story WHERE id = $1";
    // From one movement, and from one year, to the next by the index: as many steps as there are, however many stories.
    // Two questions, because SQLite seeks a pair of columns by the first alone; and the step's row is joined with no
    // second condition, because SQLite would first go through all stories to know which of them may be asked for.
    MOVEMENTS = (concat!(
        "WITH RECURSIVE step (programme, movement) AS (SELECT n.programme, n.movement FROM story n WHERE n.id = \
         (SELECT o.id FROM story o WHERE o.state = 'released' ORDER BY o.programme, o.movement, o.publish_on, o.id LIMIT 1) \
         UNION ALL SELECT n.programme, n.movement FROM step JOIN story n ON n.id = coalesce(\
         (SELECT o.id FROM story o WHERE o.state = 'released' AND o.programme = step.programme \
         AND o.movement > step.movement ORDER BY o.programme, o.movement, o.publish_on, o.id LIMIT 1), \
         (SELECT o.id FROM story o WHERE o.state = 'released' AND o.programme > step.programme \
         ORDER BY o.programme, o.movement, o.publish_on, o.id LIMIT 1))) \
         SELECT f.programme, f.movement FROM step f WHERE EXISTS (",
        public!("1", "$1"),
        " AND s.programme = f.programme AND s.movement = f.movement) ORDER BY f.programme, f.movement"
    ));
    YEARS = (concat!(
        "WITH RECURSIVE past (year) AS (SELECT (SELECT max(year) FROM story WHERE state = 'released') UNION ALL \
         SELECT (SELECT max(n.year) FROM story n WHERE n.state = 'released' AND n.year < past.year) FROM past \
         WHERE past.year IS NOT NULL) SELECT past.year FROM past WHERE past.year IS NOT NULL AND EXISTS (",
        public!("1", "$1"),
        " AND s.year = past.year) ORDER BY past.year DESC"
    ));
    // An agency without a story is left out as a whole, however many units it has.
    PLACES = (concat!(
        "SELECT u.id, u.name FROM unit u JOIN unit_path r ON r.unit = u.id JOIN unit t ON t.id = r.ancestor \
         WHERE t.parent IS NULL AND r.depth <= 1 \
         AND EXISTS (SELECT 1 FROM story y WHERE y.root = t.id AND y.state = 'released') AND EXISTS (SELECT 1 FROM unit_path p JOIN story x ON x.unit = p.unit \
         WHERE p.ancestor = u.id AND x.state = 'released' AND EXISTS (",
        public!("1", "$1"),
        " AND s.id = x.id)) ORDER BY r.depth, u.name, u.id"
    ));
    COUNT = (concat!("SELECT CAST(count(*) AS BIGINT) FROM (", public!("1 AS one", "$1"), " LIMIT $2) AS counted"));
    WITH_WORDS = {
        sqlite: "SELECT CAST(count(*) AS BIGINT) FROM (SELECT rowid FROM search_story WHERE search_story MATCH $1 LIMIT $2)",
        postgres: "SELECT count(*) FROM (SELECT 1 FROM story WHERE to_tsvector('simple', folded || ' ' || named) \
                   @@ CAST(CAST($1 AS TEXT) AS TSQUERY) LIMIT $2) AS found",
    };
    UNDER = "SELECT CAST(count(*) AS BIGINT) FROM (SELECT s.id FROM unit_path p JOIN story s ON s.unit = p.unit \
             WHERE p.ancestor = $1 LIMIT $2) AS found";
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

/// How the last word of a search is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// As a word.
    Whole,
    /// As the beginning of one.
    Begun,
}

/// The words as the engine's own index is asked. Folded words hold letters and digits only, so quotes around them are safe.
fn expression(engine: Engine, words: &[String], last: Last) -> String {
    let (quote, and, begun) = match engine {
        Engine::Sqlite => ('"', " AND ", "*"),
        Engine::Postgres => ('\'', " & ", ":*"),
    };
    let asked = words.iter().map(|word| format!("{quote}{word}{quote}")).collect::<Vec<_>>().join(and);
    asked + if last == Last::Begun { begun } else { "" }
}

/// Narrows a list by the words themselves, where no index did.
fn holding(mut query: Query, words: &[String], last: Last) -> Query {
    for (at, word) in words.iter().enumerate() {
        // Folded words hold letters and digits only: no sign of LIKE among them.
        let end = if last == Last::Begun && at + 1 == words.len() { "%" } else { " %" };
        query = query.and("' ' || s.folded || ' ' || s.named || ' ' LIKE ?", &[&format!("% {word}{end}")]);
    }
    query
}

/// The list led by the filter that leads to fewest stories, or by the days when none leads to few.
async fn led(cx: &mut Conn, today: Date, (filter, last): (&Filter, Last), few: i64) -> Result<Query> {
    let words = expression(cx.engine(), &filter.words, last);
    let with_words = match filter.words.is_empty() {
        true => few,
        false => cx.one(&WITH_WORDS, params![words, few]).await?,
    };
    let under = match filter.unit {
        None => few,
        Some(unit) => cx.one(&UNDER, params![unit, few]).await?,
    };
    Ok(match filter.unit {
        Some(unit) if under < few && under <= with_words => holding(
            Query::new("portal::under", NARROW, &[&today])
                .and("s.unit IN (SELECT p.unit FROM unit_path p WHERE p.ancestor = ?)", &[&unit]),
            &filter.words,
            last,
        ),
        _ if with_words < few => {
            let found = match cx.engine() {
                Engine::Sqlite => "s.id IN (SELECT rowid FROM search_story WHERE search_story MATCH ?)",
                Engine::Postgres => {
                    "to_tsvector('simple', s.folded || ' ' || s.named) @@ CAST(CAST(? AS TEXT) AS TSQUERY)"
                }
            };
            Query::new("portal::with_words", NARROW, &[&today]).and(found, &[&words])
        }
        _ => holding(Query::new("portal::list", LINES, &[&today]), &filter.words, last),
    })
}

/// Stories the public reads on a day, the latest first. Where no story holds all words, the last of them is taken as a
/// beginning: the index has words, and gathers everything that begins with one anew at each question.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, today: Date, filter: &Filter, after: Option<After>, rows: u32) -> Result<Slice<Line>> {
    list_led(cx, today, (filter, FEW), after, rows).await
}

/// The same, however many stories a filter may lead to.
///
/// # Errors
/// The engine's.
pub async fn list_led(
    cx: &mut Conn,
    today: Date,
    (filter, few): (&Filter, i64),
    after: Option<After>,
    rows: u32,
) -> Result<Slice<Line>> {
    let query = led(cx, today, (filter, Last::Whole), few).await?;
    let found = page(cx, (query, filter), after.as_ref(), rows).await?;
    // One letter begins too much.
    if !found.rows.is_empty() || filter.words.last().is_none_or(|word| word.len() < 2) {
        return Ok(found);
    }
    let query = led(cx, today, (filter, Last::Begun), few).await?;
    page(cx, (query, filter), after.as_ref(), rows).await
}

async fn page(
    cx: &mut Conn,
    (mut query, filter): (Query, &Filter),
    after: Option<&After>,
    rows: u32,
) -> Result<Slice<Line>> {
    if let Some((programme, movement)) = &filter.movement {
        query = query.and("s.programme = ? AND s.movement = ?", &[programme, movement]);
    }
    if let Some(unit) = filter.unit {
        query = query.and("EXISTS (SELECT 1 FROM unit_path p WHERE p.unit = s.unit AND p.ancestor = ?)", &[&unit]);
    }
    query = query.and_some("s.year = ?", filter.year.map(i64::from));
    let parts: Option<[&dyn crate::Param; 2]> = after.map(|(day, id)| [day as _, id as _]);
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

/// Agencies with something to read, then the units right under one with something to read in them or below, by name.
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

/// How many stories the public reads on a day; [`MOST_COUNTED`] for as many and for more.
///
/// # Errors
/// The engine's.
pub async fn count(cx: &mut Conn, today: Date) -> Result<i64> {
    cx.one(&COUNT, params![today, MOST_COUNTED]).await
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

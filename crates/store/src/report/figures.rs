//! What the figures of a report are made from, each through the index or counter that leads to it; it must not add up what the rules add up, nor word anything.
//!
//! Everything of a time is reached through its rounds (few), its days, or the counters of recognitions; nothing walks through an agency's dossiers.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DossierId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::quota::Counted;
use lantoa_domain::subject::SubjectKind;

use crate::decision::Paid;
use crate::{Conn, Json, Query, Result, Word};

/// Whose records are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole agency.
    Whole,
    /// The agency's own unit alone, and what lies at no unit.
    Top(UnitId),
    /// One unit alone.
    Own(UnitId),
    /// A unit and everything below it.
    Under(UnitId),
}

impl Scope {
    /// Narrows to units named by a column.
    fn narrow(self, query: Query, column: &str) -> Query {
        match self {
            Self::Whole => query,
            Self::Top(unit) => query.and(&format!("{column} = ? OR {column} IS NULL"), &[&unit]),
            Self::Own(unit) => query.and(&format!("{column} = ?"), &[&unit]),
            Self::Under(unit) => {
                query.and(&format!("{column} IN (SELECT unit FROM unit_path WHERE ancestor = ?)"), &[&unit])
            }
        }
    }

    /// Whether what belongs to the agency and to no unit is counted.
    #[must_use]
    pub const fn has_agency(self) -> bool {
        matches!(self, Self::Whole | Self::Top(_))
    }
}

/// Whose records of which programme.
#[derive(Debug, Clone, Copy)]
pub struct Of {
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// Whose.
    pub scope: Scope,
}

/// Days, both included.
pub type Days = (Date, Date);

struct CountedRow {
    movement: Key,
    track: Key,
    kind: Word<SubjectKind>,
    year: i16,
    month: i8,
    times: u32,
}
crate::from_row!(CountedRow { movement, track, kind, year, month, times });

/// Everything recognised in a programme as quotas count it, all units of the scope together.
///
/// # Errors
/// The engine's.
pub async fn recognitions(cx: &mut Conn, of: Of) -> Result<Vec<Counted>> {
    let query = match of.scope {
        Scope::Whole => {
            let columns =
                "SELECT movement, track, class, year, month, times FROM recognition_total WHERE programme = ?";
            Query::new("report::recognitions", columns, &[&of.programme])
        }
        scope => {
            let columns = "SELECT movement, track, class, year, month, CAST(sum(times) AS BIGINT) FROM recognition_count \
                           WHERE programme = ?";
            let query = Query::new("report::recognitions", columns, &[&of.programme]);
            scope.narrow(query, "unit").push(" GROUP BY movement, track, class, year, month", &[])
        }
    };
    let rows: Vec<CountedRow> = cx.list(&query).await?;
    let counted = |row: CountedRow| Counted {
        movement: row.movement,
        track: row.track,
        kind: row.kind.0,
        unit: of.root,
        year: row.year,
        month: row.month,
        times: row.times,
    };
    Ok(rows.into_iter().map(counted).filter(|one| one.times > 0).collect())
}

/// How many dossiers the rounds hold, by movement.
///
/// # Errors
/// The engine's.
pub async fn registered(cx: &mut Conn, of: Of, rounds: &[RoundId]) -> Result<Vec<(Key, u32)>> {
    if rounds.is_empty() {
        return Ok(Vec::new());
    }
    // A part of the agency is found through its units: the sign keeps SQLite from opening every dossier of the round for it.
    let column = if of.scope == Scope::Whole { "d.round" } else { "+d.round" };
    let query =
        Query::new("report::registered", "SELECT d.movement, CAST(count(*) AS BIGINT) FROM dossier d WHERE TRUE", &[])
            .and_in(column, rounds);
    cx.list(&of.scope.narrow(query, "d.unit").push(" GROUP BY d.movement", &[])).await
}

/// A recognised dossier, as far as fairness and speed of praise care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Praised {
    /// The dossier.
    pub dossier: DossierId,
    /// The round.
    pub round: RoundId,
    /// The kind of subject.
    pub class: Word<SubjectKind>,
    /// The unit that proposed it.
    pub unit: UnitId,
    /// Whether the criteria for leaders applied.
    pub leader: bool,
    /// Of a person: `nam`, `nữ`, or nothing.
    pub gender: String,
    /// When the dossier was opened.
    pub opened: Timestamp,
    /// When it was recognised.
    pub on: Date,
}
crate::from_row!(Praised { dossier, round, class, unit, leader, gender, opened, on });

/// The recognised dossiers of the rounds whose recognition was not taken back.
///
/// # Errors
/// The engine's.
pub async fn praised(cx: &mut Conn, of: Of, rounds: &[RoundId]) -> Result<Vec<Praised>> {
    if rounds.is_empty() {
        return Ok(Vec::new());
    }
    let columns = "SELECT d.id, d.round, d.class, d.unit, d.leader, coalesce(p.gender, ''), d.created, e.recognised_on \
                   FROM dossier d JOIN exemplar e ON e.dossier = d.id \
                   LEFT JOIN person p ON d.subject_kind = 'person' AND p.id = d.subject \
                   WHERE d.standing = 'recognised' AND e.status <> 'withdrawn'";
    let query = Query::new("report::praised", columns, &[]).and_in("d.round", rounds);
    cx.list(&of.scope.narrow(query, "d.unit")).await
}

/// When somebody first took notice of those with a dossier: noticed as a new factor, or suggested before.
///
/// # Errors
/// The engine's.
pub async fn noticed(cx: &mut Conn, of: Of) -> Result<Vec<(DossierId, Date)>> {
    let columns = "SELECT n.dossier, min(CASE WHEN s.received_on < n.noticed_on THEN s.received_on ELSE n.noticed_on END) \
                   FROM prospect n LEFT JOIN suggestion s ON s.prospect = n.id \
                   WHERE n.root = ? AND n.programme = ? AND n.dossier IS NOT NULL GROUP BY n.dossier";
    cx.list(&Query::new("report::noticed_dossiers", columns, &[&of.root, &of.programme])).await
}

/// How many of the recognised of the rounds had been recognised before.
///
/// # Errors
/// The engine's.
pub async fn repeated(cx: &mut Conn, of: Of, rounds: &[RoundId]) -> Result<u32> {
    if rounds.is_empty() {
        return Ok(0);
    }
    let columns = "SELECT CAST(count(*) AS BIGINT) FROM dossier d JOIN exemplar e ON e.dossier = d.id \
                   WHERE d.standing = 'recognised' AND e.status <> 'withdrawn' AND EXISTS (SELECT 1 FROM exemplar o \
                   WHERE o.subject = e.subject AND o.subject_kind = e.subject_kind AND o.recognised_on < e.recognised_on \
                   AND o.status <> 'withdrawn')";
    let query = Query::new("report::repeated", columns, &[]).and_in("d.round", rounds);
    count(cx, of.scope.narrow(query, "d.unit")).await
}

/// An award given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awarded {
    /// The movement.
    pub movement: Key,
    /// The kind of subject.
    pub class: Word<SubjectKind>,
    /// The award's key.
    pub award: String,
    /// The money.
    pub amount: Option<Json<Paid>>,
}
crate::from_row!(Awarded { movement, class, award, amount });

/// Awards given by decisions of these days.
///
/// # Errors
/// The engine's.
pub async fn awarded(cx: &mut Conn, of: Of, (from, to): Days) -> Result<Vec<Awarded>> {
    let columns = "SELECT d.movement, d.class, coalesce(c.award, ''), l.amount FROM decision c \
                   JOIN decision_line l ON l.decision = c.id JOIN dossier d ON d.id = l.dossier \
                   WHERE c.programme = ? AND c.kind = 'award' AND c.status = 'issued' AND c.on_day >= ? AND c.on_day <= ?";
    let query = Query::new("report::awarded", columns, &[&of.programme, &from, &to]);
    cx.list(&of.scope.narrow(query, "d.unit")).await
}

/// How the tasks of an obligation were met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The obligation.
    pub obligation: Key,
    /// Tasks due, without those exempted.
    pub all: u32,
    /// In time.
    pub in_time: u32,
    /// Late.
    pub late: u32,
    /// Said that there is nothing.
    pub zero: u32,
    /// Not met though the day is over.
    pub missing: u32,
}
crate::from_row!(Kept { obligation, all, in_time, late, zero, missing });

const OWED: &str = "t.programme = ? AND t.due_day >= ? AND t.due_day <= ? AND (t.met IS NULL OR t.met <> 'exempt')";

/// How the tasks due on these days were met, by obligation. `today` tells what is missing.
///
/// # Errors
/// The engine's.
pub async fn kept(cx: &mut Conn, of: Of, (from, to): Days, today: Date) -> Result<Vec<Kept>> {
    let one = "CAST(coalesce(sum(CASE WHEN ";
    let end = " THEN 1 ELSE 0 END), 0) AS BIGINT)";
    let query = Query::new("report::kept", "SELECT t.obligation, CAST(count(*) AS BIGINT), ", &[])
        .push(one, &[])
        .push("t.met_on <= t.due_day", &[])
        .push(end, &[])
        .push(", ", &[])
        .push(one, &[])
        .push("t.met_on > t.due_day", &[])
        .push(end, &[])
        .push(", ", &[])
        .push(one, &[])
        .push("t.met = 'zero'", &[])
        .push(end, &[])
        .push(", ", &[])
        .push(one, &[])
        .push("t.met IS NULL AND t.due_day < ?", &[&today])
        .push(end, &[])
        .push(" FROM task t WHERE ", &[])
        .push(OWED, &[&of.programme, &from, &to]);
    cx.list(&of.scope.narrow(query, "t.unit").push(" GROUP BY t.obligation ORDER BY t.obligation", &[])).await
}

/// How many units were late with a task due on these days, or did not meet one.
///
/// # Errors
/// The engine's.
pub async fn units_late(cx: &mut Conn, of: Of, (from, to): Days, today: Date) -> Result<u32> {
    let query =
        Query::new("report::units_late", "SELECT CAST(count(DISTINCT t.unit) AS BIGINT) FROM task t WHERE ", &[])
            .push(OWED, &[&of.programme, &from, &to])
            .and("t.met_on > t.due_day OR (t.met IS NULL AND t.due_day < ?)", &[&today]);
    count(cx, of.scope.narrow(query, "t.unit")).await
}

/// The units of the scope that exist on a day, without the agency's own.
///
/// # Errors
/// The engine's.
pub async fn units(cx: &mut Conn, of: Of, day: Date) -> Result<Vec<UnitId>> {
    let columns = "SELECT u.id FROM unit u WHERE u.root = ? AND u.id <> ? AND u.from_day <= ? AND (u.to_day IS NULL OR u.to_day >= ?)";
    let query = Query::new("report::units", columns, &[&of.root, &of.root, &day, &day]);
    cx.list(&of.scope.narrow(query, "u.id")).await
}

async fn count(cx: &mut Conn, query: Query) -> Result<u32> {
    Ok(cx.find(&query).await?.unwrap_or_default())
}

/// What was found: suggestions, new factors, those of them registered by now.
///
/// # Errors
/// The engine's.
pub async fn found(cx: &mut Conn, of: Of, (from, to): Days) -> Result<(u32, u32, u32)> {
    let suggested = if of.scope.has_agency() {
        let columns =
            "SELECT CAST(count(*) AS BIGINT) FROM suggestion WHERE root = ? AND received_on >= ? AND received_on <= ?";
        count(cx, Query::new("report::suggested", columns, &[&of.root, &from, &to])).await?
    } else {
        0
    };
    let columns = "SELECT CAST(count(*) AS BIGINT), CAST(coalesce(sum(CASE WHEN n.state = 'registered' THEN 1 ELSE 0 END), 0) \
                   AS BIGINT) FROM prospect n WHERE n.root = ? AND n.programme = ? AND n.noticed_on >= ? AND n.noticed_on <= ?";
    let query = Query::new("report::noticed", columns, &[&of.root, &of.programme, &from, &to]);
    let (noticed, registered) = cx.find(&of.scope.narrow(query, "n.unit")).await?.unwrap_or_default();
    Ok((suggested, noticed, registered))
}

/// How those found were fostered: plans that ran, goals reached, difficulties closed, difficulties open at the end.
///
/// # Errors
/// The engine's.
pub async fn fostered(cx: &mut Conn, of: Of, (from, to): Days) -> Result<[u32; 4]> {
    let own = "f.root = ? AND f.programme = ?";
    let ran = Query::new("report::fostered", "SELECT CAST(count(*) AS BIGINT) FROM fostering f WHERE ", &[])
        .push(own, &[&of.root, &of.programme])
        .and("f.from_day <= ? AND (f.closed_on IS NULL OR f.closed_on >= ?)", &[&to, &from]);
    let part = |table: &str, name: &'static str| {
        let head =
            format!("SELECT CAST(count(*) AS BIGINT) FROM fostering f JOIN {table} x ON x.fostering = f.id WHERE ");
        Query::new(name, &head, &[]).push(own, &[&of.root, &of.programme])
    };
    let goals = part("fostering_goal", "report::goals").and("x.reached_on >= ? AND x.reached_on <= ?", &[&from, &to]);
    let closed =
        part("fostering_difficulty", "report::closed").and("x.closed_on >= ? AND x.closed_on <= ?", &[&from, &to]);
    let open = part("fostering_difficulty", "report::open")
        .and("x.found_on <= ? AND (x.closed_on IS NULL OR x.closed_on > ?)", &[&to, &to]);
    let mut out = [0; 4];
    for (place, query) in [ran, goals, closed, open].into_iter().enumerate() {
        out[place] = count(cx, of.scope.narrow(query, "f.unit")).await?;
    }
    Ok(out)
}

/// How it was made known: activities held, people reached, stories the public read.
///
/// # Errors
/// The engine's.
pub async fn told(cx: &mut Conn, of: Of, (from, to): Days) -> Result<(u32, i64, u32)> {
    let columns = "SELECT CAST(count(*) AS BIGINT), CAST(coalesce(sum(a.audience), 0) AS BIGINT) FROM activity a \
                   LEFT JOIN exemplar e ON e.id = a.exemplar WHERE a.root = ? AND a.state = 'done' AND a.on_day >= ? \
                   AND a.on_day <= ? AND (a.programme = ? OR (a.programme IS NULL AND e.programme = ?))";
    let query = Query::new("report::activities", columns, &[&of.root, &from, &to, &of.programme, &of.programme]);
    let (held, people): (u32, i64) = cx.find(&of.scope.narrow(query, "a.unit")).await?.unwrap_or_default();
    let columns = "SELECT CAST(count(*) AS BIGINT) FROM story s JOIN exemplar e ON e.id = s.exemplar WHERE s.root = ? \
                   AND s.state = 'released' AND s.publish_on >= ? AND s.publish_on <= ? AND e.programme = ?";
    let query = Query::new("report::stories", columns, &[&of.root, &from, &to, &of.programme]);
    let stories = count(cx, of.scope.narrow(query, "e.unit")).await?;
    Ok((held, people, stories))
}

/// How it spread: practices validated, copies begun, copies in use at the end, copies in use for a year and still, proposals accepted.
/// `year_ago` is the day a year before the end.
///
/// # Errors
/// The engine's.
pub async fn spread(cx: &mut Conn, of: Of, (from, to): Days, year_ago: Date) -> Result<[u32; 5]> {
    let head = "SELECT CAST(count(*) AS BIGINT) FROM practice p WHERE p.root = ? AND p.programme = ? \
                AND p.validated_on >= ? AND p.validated_on <= ?";
    let practices = Query::new("report::practices", head, &[&of.root, &of.programme, &from, &to]);
    let copies = |name: &'static str| {
        let head = "SELECT CAST(count(*) AS BIGINT) FROM adoption a JOIN practice p ON p.id = a.practice \
                    WHERE a.root = ? AND p.programme = ?";
        Query::new(name, head, &[&of.root, &of.programme])
    };
    let begun = copies("report::adoptions").and("a.began >= ? AND a.began <= ?", &[&from, &to]);
    let used = |name: &'static str, since: &Date| {
        copies(name).and("a.first_used <= ?", &[since]).and(
            "a.first_stopped IS NULL OR a.first_stopped > ? OR (a.used_from > a.first_stopped AND a.used_from <= ?)",
            &[&to, &to],
        )
    };
    let head = "SELECT CAST(count(*) AS BIGINT) FROM replication_unit a JOIN replication r ON r.id = a.replication \
                JOIN practice p ON p.id = r.practice WHERE r.root = ? AND p.programme = ? AND a.answer = 'accepted' \
                AND a.answered_on >= ? AND a.answered_on <= ?";
    let accepted = Query::new("report::accepted", head, &[&of.root, &of.programme, &from, &to]);
    Ok([
        count(cx, of.scope.narrow(practices, "p.unit")).await?,
        count(cx, of.scope.narrow(begun, "a.unit")).await?,
        count(cx, of.scope.narrow(used("report::in_use", &to), "a.unit")).await?,
        count(cx, of.scope.narrow(used("report::kept_a_year", &year_ago), "a.unit")).await?,
        count(cx, of.scope.narrow(accepted, "a.unit")).await?,
    ])
}

/// How exemplars were found when they were looked at again: all, confirmed or renewed, faded or withdrawn.
///
/// # Errors
/// The engine's.
pub async fn reviewed(cx: &mut Conn, of: Of, (from, to): Days) -> Result<(u32, u32, u32)> {
    let columns = "SELECT CAST(count(*) AS BIGINT), \
                   CAST(coalesce(sum(CASE WHEN c.verdict IN ('confirmed', 'renewed') THEN 1 ELSE 0 END), 0) AS BIGINT), \
                   CAST(coalesce(sum(CASE WHEN c.verdict IN ('faded', 'withdrawn') THEN 1 ELSE 0 END), 0) AS BIGINT) \
                   FROM review_card c JOIN exemplar e ON e.id = c.exemplar \
                   WHERE c.root = ? AND e.programme = ? AND c.on_day >= ? AND c.on_day <= ?";
    let query = Query::new("report::reviewed", columns, &[&of.root, &of.programme, &from, &to]);
    Ok(cx.find(&of.scope.narrow(query, "e.unit")).await?.unwrap_or_default())
}

/// Words that people wrote and that a lesson could be drawn from, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// What units told the standing body of, and did not take back.
    pub obstacles: Vec<String>,
    /// Difficulties of fostering.
    pub difficulties: Vec<String>,
    /// Why copies were given up.
    pub stopped: Vec<String>,
    /// Why recognitions faded.
    pub faded: Vec<String>,
}

/// The hints of these days, at most `most` of each kind.
///
/// # Errors
/// The engine's.
pub async fn hints(cx: &mut Conn, of: Of, (from, to): Days, most: u32) -> Result<Hints> {
    let head = "SELECT o.words FROM obstacle o WHERE o.root = ? AND o.programme = ? AND o.state <> 'withdrawn' \
                AND o.raised_on >= ? AND o.raised_on <= ?";
    let obstacles = Query::new("report::hint_obstacles", head, &[&of.root, &of.programme, &from, &to]);
    let head = "SELECT x.words FROM fostering_difficulty x JOIN fostering f ON f.id = x.fostering \
                WHERE f.root = ? AND f.programme = ? AND x.found_on >= ? AND x.found_on <= ?";
    let difficulties = Query::new("report::hint_difficulties", head, &[&of.root, &of.programme, &from, &to]);
    let head = "SELECT s.note FROM adoption_step s JOIN adoption a ON a.id = s.adoption JOIN practice p ON p.id = a.practice \
                WHERE a.root = ? AND p.programme = ? AND s.stage = 'stopped' AND s.note <> '' \
                AND s.on_day >= ? AND s.on_day <= ?";
    let stopped = Query::new("report::hint_stopped", head, &[&of.root, &of.programme, &from, &to]);
    let head = "SELECT c.found FROM review_card c JOIN exemplar e ON e.id = c.exemplar WHERE c.root = ? AND e.programme = ? \
                AND c.verdict IN ('faded', 'withdrawn') AND c.found <> '' AND c.on_day >= ? AND c.on_day <= ?";
    let faded = Query::new("report::hint_faded", head, &[&of.root, &of.programme, &from, &to]);
    let latest = |query, unit, order| of.scope.narrow(query, unit).push(order, &[]).limit(most);
    Ok(Hints {
        obstacles: cx.list(&latest(obstacles, "o.unit", " ORDER BY o.id DESC")).await?,
        difficulties: cx.list(&latest(difficulties, "f.unit", " ORDER BY x.id DESC")).await?,
        stopped: cx.list(&latest(stopped, "a.unit", " ORDER BY s.on_day DESC")).await?,
        faded: cx.list(&latest(faded, "e.unit", " ORDER BY c.id DESC")).await?,
    })
}

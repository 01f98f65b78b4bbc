//! Checks that what is kept twice says the same: paths, counters, list columns, exemplars, number series. It must only read.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use lantoa_domain::dossier::State;
use lantoa_domain::id::{DossierId, Id};

use crate::dossier::{place_name, standing_name};
use crate::{Conn, Json, Result, Sql, params};

crate::sql! {
    /// A unit whose stored path differs from the one its superiors give.
    PATHS = "WITH RECURSIVE real (ancestor, unit, depth) AS ( \
               SELECT id, id, CAST(0 AS BIGINT) FROM unit UNION ALL \
               SELECT u.parent, r.unit, r.depth + 1 FROM real r JOIN unit u ON u.id = r.ancestor WHERE u.parent IS NOT NULL) \
             SELECT coalesce(r.unit, p.unit) FROM real r \
             FULL JOIN unit_path p ON p.ancestor = r.ancestor AND p.unit = r.unit AND p.depth = r.depth \
             WHERE r.unit IS NULL OR p.unit IS NULL LIMIT 1";
    /// A programme whose counter of recognitions differs from its recognised dossiers; what was withdrawn counts no longer.
    COUNTERS = "SELECT coalesce(c.programme, d.programme) FROM \
                (SELECT programme, movement, track, class, unit, SUM(times) AS times FROM recognition_count \
                 GROUP BY programme, movement, track, class, unit HAVING SUM(times) <> 0) c \
                FULL JOIN (SELECT r.programme, r.movement, r.track, r.class, r.unit, COUNT(*) AS times FROM dossier r \
                 LEFT JOIN exemplar e ON e.dossier = r.id \
                 WHERE r.standing = 'recognised' AND coalesce(e.status, '') <> 'withdrawn' \
                 GROUP BY r.programme, r.movement, r.track, r.class, r.unit) d \
                ON c.programme = d.programme AND c.movement = d.movement AND c.track = d.track AND c.class = d.class \
                AND c.unit = d.unit WHERE c.times IS DISTINCT FROM d.times LIMIT 1";
    /// A programme whose recognitions over all units differ from those of its units added up.
    TOTALS = "SELECT coalesce(c.programme, t.programme) FROM \
              (SELECT programme, movement, track, class, year, month, SUM(times) AS times FROM recognition_count \
               WHERE times > 0 GROUP BY programme, movement, track, class, year, month) c \
              FULL JOIN (SELECT * FROM recognition_total WHERE times > 0) t \
              ON c.programme = t.programme AND c.movement = t.movement AND c.track = t.track AND c.class = t.class \
              AND c.year = t.year AND c.month = t.month WHERE c.times IS DISTINCT FROM t.times LIMIT 1";
    /// A recognised dossier without an exemplar, or the other way round.
    EXEMPLARS = "SELECT coalesce(d.id, e.dossier) FROM (SELECT id FROM dossier WHERE standing = 'recognised') d \
                 FULL JOIN exemplar e ON e.dossier = d.id WHERE d.id IS NULL OR e.dossier IS NULL LIMIT 1";
    /// A recognised dossier whose decision was never issued, or one that still holds under a decision that is no longer in force.
    DECISIONS = "SELECT e.dossier FROM exemplar e JOIN decision c ON c.id = e.decision \
                 WHERE c.number IS NULL OR c.status IN ('draft', 'dropped') \
                 OR (c.status <> 'issued' AND e.status = 'recognised') LIMIT 1";
    /// An agency, series and year in which a higher number was given than the series knows.
    NUMBERS = "SELECT c.root FROM (SELECT root, series, year, MAX(number) AS last FROM document GROUP BY root, series, year) c \
               LEFT JOIN numbering s ON s.root = c.root AND s.series = c.series AND s.year = c.year \
               WHERE s.last IS NULL OR s.last < c.last LIMIT 1";
    /// A file whose pieces do not add up to its size.
    FILES = "SELECT f.id FROM file f LEFT JOIN file_chunk c ON c.file = f.id GROUP BY f.id, f.size \
             HAVING coalesce(SUM(length(c.bytes)), 0) <> f.size LIMIT 1";
    /// A programme whose counters of tasks differ from its tasks.
    TALLY = "SELECT coalesce(c.programme, t.programme) FROM (SELECT * FROM task_tally WHERE times <> 0) c \
             FULL JOIN (SELECT programme, obligation, period, due_day, outcome, COUNT(*) AS times FROM \
              (SELECT programme, obligation, period, due_day, CASE WHEN met IS NULL AND extended_to IS NULL THEN 'open' \
               WHEN met IS NULL THEN 'extended' WHEN met = 'exempt' THEN 'exempt' WHEN met_on > due_day THEN 'late' \
               ELSE met END AS outcome FROM task) stood GROUP BY programme, obligation, period, due_day, outcome) t \
             ON c.programme = t.programme AND c.obligation = t.obligation AND c.period = t.period \
             AND c.due_day = t.due_day AND c.outcome = t.outcome WHERE c.times IS DISTINCT FROM t.times LIMIT 1";
    STATES = "SELECT id, standing, at, state, track, round FROM dossier WHERE id > $1 ORDER BY id LIMIT 1000";
    TRACK_OF = "SELECT p.content FROM round r JOIN plan p ON p.id = r.plan WHERE r.id = $1";
}

/// A check and the number of the first row that failed it; `None` when all is well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Stable name of the check.
    pub name: &'static str,
    /// The first row that failed.
    pub wrong: Option<i64>,
}

/// Runs every check, each to its first failure.
///
/// # Errors
/// The engine's.
pub async fn check(cx: &mut Conn) -> Result<Vec<Checked>> {
    let simple: [(&'static str, &'static Sql); 8] = [
        ("unit-paths", &PATHS),
        ("recognition-counts", &COUNTERS),
        ("recognition-totals", &TOTALS),
        ("exemplars", &EXEMPLARS),
        ("decisions", &DECISIONS),
        ("numbers", &NUMBERS),
        ("files", &FILES),
        ("task-tally", &TALLY),
    ];
    let mut out = Vec::new();
    for (name, sql) in simple {
        let wrong: Option<i64> = cx.all(sql, params![]).await?.into_iter().next();
        out.push(Checked { name, wrong });
    }
    let wrong = states(cx).await?.map(Id::raw);
    out.push(Checked { name: "dossier-columns", wrong });
    Ok(out)
}

/// The first dossier whose list columns differ from its state.
async fn states(cx: &mut Conn) -> Result<Option<DossierId>> {
    type Row = (DossierId, String, String, Json<State>, lantoa_domain::plan::Key, lantoa_domain::id::RoundId);
    let mut plans = BTreeMap::new();
    let mut after = DossierId::from_raw(0);
    loop {
        let rows: Vec<Row> = cx.all(&STATES, params![after]).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        after = last.0;
        for (id, standing, at, state, track, round) in rows {
            if let Entry::Vacant(unknown) = plans.entry(round) {
                let plan: Json<lantoa_domain::plan::Plan> = cx.one(&TRACK_OF, params![round]).await?;
                unknown.insert(plan.0);
            }
            let steps = plans[&round].track(&track).map(|track| track.steps.as_slice());
            let kind = state.0.step().and_then(|step| steps.unwrap_or_default().get(step)).map(|step| step.kind);
            if standing != standing_name(&state.0) || at != place_name(kind) {
                return Ok(Some(id));
            }
        }
    }
}

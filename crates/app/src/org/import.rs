//! Units from an Excel list: looked through first, then all stored in one transaction or none. It must not change units that are there.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{Id, UnitId};
use lantoa_domain::policy::Act;
use lantoa_domain::text::fold;
use lantoa_domain::unit::UnitKind;
use lantoa_store::org::{self, Unit};
use lantoa_store::{Tx, Word};

use super::change::{Found, insert};
use crate::sheet::{self, Column, Row, Wrong};
use crate::{Cx, Error, Result};

/// The columns of a list of units: name, code, kind, superior, other names, first day.
pub const COLUMNS: &[Column] = &[
    Column { heads: &["ten don vi", "don vi", "ten", "name", "unit", "unit name"], required: true },
    Column { heads: &["ma", "ma don vi", "code"], required: false },
    Column { heads: &["loai", "loai don vi", "kind"], required: false },
    Column { heads: &["don vi cap tren", "cap tren", "truc thuoc", "superior", "parent"], required: false },
    Column { heads: &["ten goi khac", "ten khac", "other names"], required: false },
    Column { heads: &["tu ngay", "ngay thanh lap", "thanh lap tu ngay", "from"], required: false },
];

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A new unit.
    New {
        /// Its superior's name.
        under: String,
        /// What it will be.
        kind: UnitKind,
    },
    /// It is there already; nothing happens.
    Same,
    /// It cannot be taken.
    Wrong(Wrong),
}

/// A row and what becomes of it.
#[derive(Debug, Clone)]
pub struct Line {
    /// As Excel numbers it.
    pub line: u32,
    /// The name it says.
    pub name: String,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// A list looked through.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its rows.
    pub lines: Vec<Line>,
    /// The rows as they were read, to be sent back when they are to be stored.
    pub rows: Vec<Row>,
    /// How many are new, there already, and wrong.
    pub counts: (usize, usize, usize),
}

/// What came of storing a list.
#[derive(Debug)]
pub enum Imported {
    /// All rows are in; so many units are new.
    Stored(usize),
    /// A row was wrong: nothing was stored.
    Refused(Preview),
}

/// Looks through a list without storing anything.
///
/// # Errors
/// As [`sheet::read`], and the policy's refusal.
pub async fn preview(cx: &Cx, bytes: Vec<u8>) -> Result<Preview> {
    cx.permit(Act::ManageUnits)?;
    let rows = sheet::read(bytes, COLUMNS).await?;
    let root = cx.actor().root;
    let units = cx.db().read(async move |conn| org::units(conn, root).await.map_err(Error::from)).await?;
    Ok(look(cx, rows, &units).0)
}

/// Stores a list that was looked through. Everything is checked again.
///
/// # Errors
/// The policy's refusal, the store's errors.
pub async fn import(cx: &Cx, rows: Vec<Row>) -> Result<Imported> {
    cx.permit(Act::ManageUnits)?;
    let ids: Vec<(UnitId, i64)> = rows.iter().map(|_| (cx.id(), cx.id::<UnitId>().raw())).collect();
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let units = org::units(tx, cx.actor().root).await?;
            let (preview, plan) = look(&cx, rows.clone(), &units);
            if preview.counts.2 > 0 {
                return Ok(Imported::Refused(preview));
            }
            store(tx, &cx, &plan, &ids, units).await.map(Imported::Stored)
        })
        .await
}

/// A unit to be founded, and under which one: one that is there, or one of the list.
struct Planned {
    new: Found,
    under: Under,
}

#[derive(Clone, Copy)]
enum Under {
    Known(UnitId),
    Listed(usize),
}

/// Stores superiors before those under them.
async fn store(tx: &mut Tx, cx: &Cx, plan: &[Planned], ids: &[(UnitId, i64)], mut units: Vec<Unit>) -> Result<usize> {
    let mut stored: Vec<bool> = vec![false; plan.len()];
    while let Some(place) = (0..plan.len()).find(|at| !stored[*at] && is_ready(plan, &stored, *at)) {
        let parent = match plan[place].under {
            Under::Known(unit) => unit,
            Under::Listed(at) => ids[at].0,
        };
        let new = Found { parent, ..plan[place].new.clone() };
        insert(tx, cx, ids[place], &new, &units).await?;
        units.extend(org::unit(tx, ids[place].0).await?);
        stored[place] = true;
    }
    // Circles were refused when the list was looked through.
    if stored.iter().all(|done| *done) {
        Ok(plan.len())
    } else {
        Err(Refusal::Invalid { field: "parent", why: "circle" }.into())
    }
}

fn is_ready(plan: &[Planned], stored: &[bool], place: usize) -> bool {
    match plan[place].under {
        Under::Known(_) => true,
        Under::Listed(at) => stored[at],
    }
}

/// What would become of each row, and the units to be founded.
fn look(cx: &Cx, rows: Vec<Row>, units: &[Unit]) -> (Preview, Vec<Planned>) {
    let alive: Vec<&Unit> = units.iter().filter(|unit| unit.to_day.is_none()).collect();
    let fresh: Vec<usize> = (0..rows.len()).filter(|place| !is_there(&alive, &rows[*place])).collect();
    let mut lines = Vec::with_capacity(rows.len());
    let mut plan = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let name = cell(row, 0).to_owned();
        let outcome = match fresh.contains(&place).then(|| planned(cx, &rows, &fresh, place, &alive)) {
            None => Outcome::Same,
            Some(Err(wrong)) => Outcome::Wrong(wrong),
            Some(Ok((new, under))) => {
                let kind = new.new.kind;
                plan.push(new);
                Outcome::New { under, kind }
            }
        };
        lines.push(Line { line: row.line, name, outcome });
    }
    let count = |wanted: fn(&Outcome) -> bool| lines.iter().filter(|line| wanted(&line.outcome)).count();
    let counts = (
        count(|outcome| matches!(outcome, Outcome::New { .. })),
        count(|outcome| matches!(outcome, Outcome::Same)),
        count(|outcome| matches!(outcome, Outcome::Wrong(_))),
    );
    (Preview { lines, rows, counts }, plan)
}

fn cell(row: &Row, column: usize) -> &str {
    row.cells.get(column).map_or("", String::as_str)
}

fn is_called(unit: &Unit, name: &str) -> bool {
    let wanted = fold(name);
    fold(&unit.name) == wanted || unit.aliases.0.iter().any(|alias| fold(alias) == wanted)
}

/// Whether a unit of this name (or code) is there, under the superior that the row names, if it names one.
fn is_there(alive: &[&Unit], row: &Row) -> bool {
    let (name, above) = (cell(row, 0), cell(row, 3));
    let under = |unit: &Unit| alive.iter().any(|other| Some(other.id) == unit.parent && is_called(other, above));
    !name.is_empty() && alive.iter().any(|unit| is_called(unit, name) && (above.is_empty() || under(unit)))
}

fn planned(cx: &Cx, rows: &[Row], fresh: &[usize], place: usize, alive: &[&Unit]) -> Result<(Planned, String), Wrong> {
    let row = &rows[place];
    let name = cell(row, 0);
    if name.is_empty() {
        return Err(Wrong::new("name", "empty", ""));
    }
    let same = |at: &&usize| {
        let other = &rows[**at];
        **at < place && fold(cell(other, 0)) == fold(name) && fold(cell(other, 3)) == fold(cell(row, 3))
    };
    if let Some(first) = fresh.iter().find(same) {
        return Err(Wrong::new("name", "repeated", rows[*first].line.to_string()));
    }
    let kind = kind_of(cell(row, 2)).ok_or_else(|| Wrong::new("kind", "words", cell(row, 2)))?;
    let from = match cell(row, 5) {
        "" => root_from(alive, cx),
        text => sheet::date_of(text).ok_or_else(|| Wrong::new("on", "date", text))?,
    };
    if from > cx.today() {
        return Err(Wrong::new("on", "future", cell(row, 5)));
    }
    let (under, under_name) = superior(cx, rows, fresh, place, alive)?;
    let code = cell(row, 1).to_owned();
    let others = cell(row, 4).split([';', ',']).map(|alias| alias.trim().to_owned());
    let aliases = std::iter::once(code).chain(others).filter(|alias| !alias.is_empty()).collect();
    let ordinal = i64::try_from(place).unwrap_or(0) + 1;
    let new =
        Found { name: name.to_owned(), kind, parent: cx.actor().root, from, act: String::new(), aliases, ordinal };
    let under = match under {
        // Rows that are not stored have no place in the plan: count those that are.
        Under::Listed(at) => Under::Listed(fresh.iter().filter(|one| **one < at).count()),
        known @ Under::Known(_) => known,
    };
    Ok((Planned { new, under }, under_name))
}

fn root_from(alive: &[&Unit], cx: &Cx) -> Date {
    alive.iter().find(|unit| unit.id == cx.actor().root).map_or(cx.today(), |unit| unit.from_day)
}

fn superior(cx: &Cx, rows: &[Row], fresh: &[usize], place: usize, alive: &[&Unit]) -> Result<(Under, String), Wrong> {
    let text = cell(&rows[place], 3);
    if text.is_empty() {
        let root = alive.iter().find(|unit| unit.id == cx.actor().root).map(|unit| unit.name.clone());
        return Ok((Under::Known(cx.actor().root), root.unwrap_or_default()));
    }
    let listed = |text: &str| {
        let wanted = fold(text);
        let fits = |at: &&usize| fold(cell(&rows[**at], 0)) == wanted || fold(cell(&rows[**at], 1)) == wanted;
        fresh.iter().find(fits).copied()
    };
    let Some(at) = listed(text) else {
        let mut found = alive.iter().filter(|unit| is_called(unit, text));
        return match (found.next(), found.next()) {
            (Some(unit), None) => Ok((Under::Known(unit.id), unit.name.clone())),
            (None, _) => Err(Wrong::new("parent", "unknown", text)),
            (Some(_), Some(_)) => Err(Wrong::new("parent", "ambiguous", text)),
        };
    };
    // Up from superior to superior: who comes by again goes in a circle.
    let (mut seen, mut here) = (vec![place], Some(at));
    while let Some(next) = here {
        if seen.contains(&next) {
            return Err(Wrong::new("parent", "circle", text));
        }
        seen.push(next);
        here = Some(cell(&rows[next], 3)).filter(|text| !text.is_empty()).and_then(listed);
    }
    Ok((Under::Listed(at), cell(&rows[at], 0).to_owned()))
}

/// A kind by its name in the table or in words; a room when nothing is said.
fn kind_of(text: &str) -> Option<UnitKind> {
    const WORDS: &[(&str, UnitKind)] = &[
        ("", UnitKind::Division),
        ("phong", UnitKind::Division),
        ("phong chuyen mon", UnitKind::Division),
        ("ban", UnitKind::Division),
        ("van phong", UnitKind::Office),
        ("co quan", UnitKind::Agency),
        ("xa", UnitKind::Commune),
        ("phuong", UnitKind::Commune),
        ("dac khu", UnitKind::Commune),
        ("thi tran", UnitKind::Commune),
        ("xa phuong", UnitKind::Commune),
        ("xa phuong thi tran", UnitKind::Commune),
        ("xa phuong dac khu", UnitKind::Commune),
        ("doanh nghiep", UnitKind::Enterprise),
        ("cong ty", UnitKind::Enterprise),
        ("hop tac xa", UnitKind::Cooperative),
        ("don vi su nghiep", UnitKind::PublicService),
        ("truong", UnitKind::PublicService),
        ("truong hoc", UnitKind::PublicService),
        ("benh vien", UnitKind::PublicService),
        ("doan the", UnitKind::MassBody),
        ("mat tran doan the", UnitKind::MassBody),
        ("to chuc dang", UnitKind::PartyBody),
        ("luc luong vu trang", UnitKind::ArmedForces),
        ("cong an", UnitKind::ArmedForces),
        ("quan su", UnitKind::ArmedForces),
    ];
    let wanted = fold(text);
    let named = |kind: &UnitKind| fold(&Word(*kind).name()) == wanted;
    WORDS
        .iter()
        .find(|(word, _)| *word == wanted)
        .map(|(_, kind)| *kind)
        .or_else(|| UnitKind::ALL.into_iter().find(named))
}

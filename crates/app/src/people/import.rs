//! People from an Excel list: looked through first, then all stored in one transaction or none. It must not change people who are there.

use std::collections::HashMap;

use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_domain::text::fold;
use lantoa_store::org::{self, Person, Unit};
use lantoa_store::{Conn, people};

use super::change::{Words, insert, is_twin};
use crate::sheet::{self, Column, Row, Wrong};
use crate::{Cx, Error, Result};

/// The columns of a list of people: name, birth date, gender, unit, post, whether the person leads, category, e-mail.
pub const COLUMNS: &[Column] = &[
    Column { heads: &["ho va ten", "ho ten", "ten", "full name", "name"], required: true },
    Column { heads: &["ngay sinh", "ngay thang nam sinh", "birth date", "born"], required: false },
    Column { heads: &["gioi tinh", "nam nu", "gender", "sex"], required: false },
    Column { heads: &["don vi", "ten don vi", "don vi cong tac", "ma don vi", "unit"], required: true },
    Column { heads: &["chuc vu", "chuc danh", "post", "position"], required: false },
    Column { heads: &["lanh dao", "dung dau", "dung dau don vi", "nguoi dung dau", "leads", "head"], required: false },
    Column { heads: &["doi tuong", "loai can bo", "category"], required: false },
    Column { heads: &["thu dien tu", "email", "e mail", "dia chi thu dien tu"], required: false },
];

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A new person in this unit.
    New {
        /// The unit's name.
        unit: String,
    },
    /// Recorded already; nothing happens.
    Same {
        /// Who it is.
        id: PersonId,
    },
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
    /// All rows are in; so many people are new.
    Stored(usize),
    /// A row was wrong: nothing was stored.
    Refused(Preview),
}

/// Looks through a list without storing anything.
///
/// # Errors
/// As [`sheet::read`], and the policy's refusal.
pub async fn preview(cx: &Cx, bytes: Vec<u8>) -> Result<Preview> {
    cx.permit(Act::ManagePeople)?;
    let rows = sheet::read(bytes, COLUMNS).await?;
    let inner = cx.clone();
    let known = cx.db().scan(async move |conn| Known::load(conn, inner.actor().root).await).await?;
    Ok(look(cx, rows, &known).0)
}

/// Stores a list that was looked through. Everything is checked again.
///
/// # Errors
/// The policy's refusal, the store's errors.
pub async fn import(cx: &Cx, rows: Vec<Row>) -> Result<Imported> {
    cx.permit(Act::ManagePeople)?;
    let ids: Vec<PersonId> = rows.iter().map(|_| cx.id()).collect();
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let known = Known::load(tx, cx.actor().root).await?;
            let (preview, plan) = look(&cx, rows.clone(), &known);
            if preview.counts.2 > 0 {
                return Ok(Imported::Refused(preview));
            }
            for (id, (words, unit)) in ids.iter().zip(&plan) {
                insert(tx, &cx, *id, words, *unit).await?;
            }
            Ok::<_, Error>(Imported::Stored(plan.len()))
        })
        .await
}

/// Who and what is there, by folded names.
struct Known {
    units: Vec<Unit>,
    by_name: HashMap<String, Vec<Person>>,
}

impl Known {
    async fn load(conn: &mut Conn, root: UnitId) -> Result<Self> {
        let mut units = org::units(conn, root).await?;
        units.retain(|unit| unit.to_day.is_none());
        let mut by_name: HashMap<String, Vec<Person>> = HashMap::new();
        for person in people::everyone(conn, root).await? {
            by_name.entry(fold(&person.name)).or_default().push(person);
        }
        Ok(Self { units, by_name })
    }

    fn unit(&self, text: &str) -> Result<&Unit, Wrong> {
        let mut found = find_units(&self.units, text);
        match (found.next(), found.next()) {
            (Some(unit), None) => Ok(unit),
            (None, _) => Err(Wrong::new("unit", if text.is_empty() { "empty" } else { "unknown" }, text)),
            (Some(_), Some(_)) => Err(Wrong::new("unit", "ambiguous", text)),
        }
    }
}

/// Units called so, or with this code, folded.
pub(crate) fn find_units<'a>(units: &'a [Unit], text: &str) -> impl Iterator<Item = &'a Unit> {
    let wanted = fold(text);
    units.iter().filter(move |unit| {
        let called = fold(&unit.name) == wanted || unit.aliases.0.iter().any(|alias| fold(alias) == wanted);
        called && !wanted.is_empty()
    })
}

type Plan = Vec<(Words, UnitId)>;

/// What would become of each row, and the people to be added.
fn look(cx: &Cx, rows: Vec<Row>, known: &Known) -> (Preview, Plan) {
    let mut plan: Plan = Vec::new();
    let mut lines = Vec::with_capacity(rows.len());
    // Where in the list a person was already, by folded name, birth date and unit.
    let mut listed: HashMap<(String, Option<jiff::civil::Date>, UnitId), u32> = HashMap::new();
    for row in &rows {
        let outcome = match parsed(cx, row, known) {
            Err(wrong) => Outcome::Wrong(wrong),
            Ok((words, unit)) => {
                let key = (fold(&words.name), words.born, unit.id);
                let twin = known.by_name.get(&key.0).and_then(|all| all.iter().find(|p| is_twin(p, &words, unit.id)));
                if let Some(first) = listed.get(&key) {
                    Outcome::Wrong(Wrong::new("name", "repeated", first.to_string()))
                } else if let Some(twin) = twin {
                    Outcome::Same { id: twin.id }
                } else {
                    listed.insert(key, row.line);
                    let outcome = Outcome::New { unit: unit.name.clone() };
                    plan.push((words, unit.id));
                    outcome
                }
            }
        };
        lines.push(Line { line: row.line, name: cell(row, 0).to_owned(), outcome });
    }
    let count = |wanted: fn(&Outcome) -> bool| lines.iter().filter(|line| wanted(&line.outcome)).count();
    let counts = (
        count(|outcome| matches!(outcome, Outcome::New { .. })),
        count(|outcome| matches!(outcome, Outcome::Same { .. })),
        count(|outcome| matches!(outcome, Outcome::Wrong(_))),
    );
    (Preview { lines, rows, counts }, plan)
}

fn cell(row: &Row, column: usize) -> &str {
    row.cells.get(column).map_or("", String::as_str)
}

fn parsed<'a>(cx: &Cx, row: &Row, known: &'a Known) -> Result<(Words, &'a Unit), Wrong> {
    let born = match cell(row, 1) {
        "" => None,
        text => Some(sheet::date_of(text).ok_or_else(|| Wrong::new("born", "date", text))?),
    };
    let gender = match fold(cell(row, 2)).as_str() {
        "" => "",
        "nam" | "male" | "m" => "nam",
        "nu" | "female" | "f" => "nữ",
        _ => return Err(Wrong::new("gender", "words", cell(row, 2))),
    };
    let words = Words {
        name: cell(row, 0).to_owned(),
        post: cell(row, 4).to_owned(),
        leads: sheet::yes(cell(row, 5)),
        category: cell(row, 6).to_owned(),
        born,
        gender: gender.to_owned(),
        email: cell(row, 7).to_owned(),
    };
    words.check(cx.today()).map_err(|refusal| match refusal {
        Refusal::Invalid { field, why } => Wrong::new(field, why, ""),
        _ => Wrong::new("name", "letters", ""),
    })?;
    let unit = known.unit(cell(row, 3))?;
    Ok((words, unit))
}

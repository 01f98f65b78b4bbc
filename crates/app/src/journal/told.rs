//! What an entry says, as people read it: identifiers become names, dates become dates; it must not name what the reader may not read.

use std::collections::HashMap;

use jiff::civil::Date;
use lantoa_domain::id::{DossierId, Id, ProgrammeId, RoundId, TaskId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_store::{Conn, journal_read};
use serde_json::Value;

use crate::{Cx, Result};

/// One field of what an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name as it was written; parts of a nested field are joined by a point (`after.step`).
    pub name: String,
    /// Its value.
    pub value: Told,
}

/// A value of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A name, a number, a word of the protocol.
    Text(String),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
    /// What it was and what it became.
    Change(Box<Told>, Box<Told>),
    /// Several values.
    List(Vec<Told>),
    /// Nothing.
    Nothing,
}

/// Names for one page of the journal, each looked up once.
pub(super) struct Names<'a> {
    cx: &'a Cx,
    closed: &'a [DossierId],
    known: HashMap<(String, i64), Option<String>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(cx: &'a Cx, closed: &'a [DossierId]) -> Self {
        Self { cx, closed, known: HashMap::new() }
    }

    pub(super) fn cx(&self) -> &'a Cx {
        self.cx
    }

    pub(super) fn closed(&self) -> &'a [DossierId] {
        self.closed
    }

    /// What a thing is called, where the reader may know it.
    pub(super) async fn name(&mut self, conn: &mut Conn, kind: &str, id: i64) -> Result<Option<String>> {
        let key = (kind.to_owned(), id);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        // Everyone who reads programmes knows what these are called, whatever was done to them.
        let of_programmes = [ProgrammeId::PREFIX, RoundId::PREFIX, TaskId::PREFIX].contains(&kind);
        let readable = of_programmes && self.cx.may(Act::ReadProgramme)
            || super::may_read_detail(conn, self.cx, kind, id, self.closed).await?;
        let name = if readable { journal_read::name(conn, kind, id).await? } else { None };
        self.known.insert(key, name.clone());
        Ok(name)
    }

    /// The fields of a detail, flat, in the order they were written.
    pub(super) async fn fields(&mut self, conn: &mut Conn, action: &str, detail: &str) -> Result<Vec<Field>> {
        let Ok(mut value) = serde_json::from_str::<Value>(detail) else { return Ok(Vec::new()) };
        self.put_names(conn, &mut value).await?;
        let arrays = if action == "person.edited" { Arrays::Changes } else { Arrays::Lists };
        let mut fields = Vec::new();
        flatten("", &value, arrays, &mut fields);
        // The store keeps names in the order of letters: what was comes before what is.
        fields.sort_by_key(|field: &Field| match field.name.split('.').next() {
            Some("before" | "was") => 0,
            Some("after" | "now") => 1,
            _ => 2,
        });
        Ok(fields)
    }

    /// Replaces every identifier by what it is called.
    async fn put_names(&mut self, conn: &mut Conn, value: &mut Value) -> Result<()> {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(map) => open.extend(map.values_mut()),
                Value::Array(parts) => open.extend(parts.iter_mut()),
                Value::String(text) => {
                    let Some((kind, id)) = super::parse_subject(text) else { continue };
                    if let Some(name) = self.name(conn, &kind, id).await? {
                        *text = name;
                    }
                }
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        Ok(())
    }
}

/// What an array of an entry means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrays {
    Lists,
    Changes,
}

fn flatten(name: &str, value: &Value, arrays: Arrays, out: &mut Vec<Field>) {
    if let Value::Object(map) = value {
        for (part, value) in map {
            let name = if name.is_empty() { part.clone() } else { format!("{name}.{part}") };
            flatten(&name, value, arrays, out);
        }
        return;
    }
    let value = told(value, arrays);
    if value != Told::Nothing {
        out.push(Field { name: name.to_owned(), value });
    }
}

fn told(value: &Value, arrays: Arrays) -> Told {
    match value {
        Value::Null => Told::Nothing,
        Value::String(text) if text.is_empty() => Told::Nothing,
        Value::String(text) => day(text).map_or_else(|| Told::Text(text.clone()), Told::Day),
        Value::Bool(flag) => Told::Flag(*flag),
        Value::Number(number) => Told::Text(number.to_string()),
        Value::Array(parts) => match (arrays, parts.as_slice()) {
            (_, []) => Told::Nothing,
            (Arrays::Changes, [was, now]) => Told::Change(Box::new(told(was, arrays)), Box::new(told(now, arrays))),
            _ => Told::List(parts.iter().map(|part| told(part, arrays)).collect()),
        },
        Value::Object(map) => {
            Told::List(map.values().map(|part| told(part, arrays)).filter(|part| *part != Told::Nothing).collect())
        }
    }
}

/// A day as entries write it; a longer moment or a bare number is none.
fn day(text: &str) -> Option<Date> {
    if text.len() == 10 && text.contains('-') { text.parse().ok() } else { None }
}

/// How an identifier is written, by its kind.
pub(super) fn written(kind: &str, id: i64) -> String {
    UnitId::from_raw(id).to_string().replacen(UnitId::PREFIX, kind, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn flat(value: &Value, arrays: Arrays) -> Vec<(String, Told)> {
        let mut out = Vec::new();
        flatten("", value, arrays, &mut out);
        out.into_iter().map(|field| (field.name, field.value)).collect()
    }

    fn text(text: &str) -> Told {
        Told::Text(text.to_owned())
    }

    #[test]
    fn nested_fields_become_flat_and_empty_ones_are_left_out() {
        let value = json!({ "before": { "step": 1, "reason": "" }, "on": "2017-02-14", "over": null, "passed": true, "to": ["a", "b"] });
        let expected = vec![
            ("before.step".to_owned(), text("1")),
            ("on".to_owned(), Told::Day(jiff::civil::date(2017, 2, 14))),
            ("passed".to_owned(), Told::Flag(true)),
            ("to".to_owned(), Told::List(vec![text("a"), text("b")])),
        ];
        assert_eq!(flat(&value, Arrays::Lists), expected);
    }

    #[test]
    fn two_recipients_are_a_list_and_an_edited_word_is_a_change() {
        let value = json!({ "post": ["Chuyên viên", "Phó Trưởng phòng"] });
        let change = Told::Change(Box::new(text("Chuyên viên")), Box::new(text("Phó Trưởng phòng")));
        assert_eq!(flat(&value, Arrays::Changes), vec![("post".to_owned(), change)]);
    }
}

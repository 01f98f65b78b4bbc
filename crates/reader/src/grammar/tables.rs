//! Tables flattened to rows: what each column holds, told from the header row. Must not read a row without its header.

use super::{Conf, found, org, quotas, text_of};
use crate::outline::topic::Topics;
use crate::outline::{Outline, Role};
use crate::reading::{Bound, Counted, Movement, Per, Quota, Scope};
use crate::text::{Cut, Doc, number, pattern};
use crate::unreadable::{MAX_FOUND, MAX_MOVEMENTS};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Number,
    Name,
    Count(Counted),
    Lead,
    Partners,
    Time,
    Work,
    Unit,
    Other,
}

/// A table: its columns and its rows, each row a node of the outline.
#[derive(Debug)]
pub(crate) struct Table {
    pub columns: Vec<Column>,
    pub head: usize,
    pub rows: Vec<usize>,
}

pattern!(NUMBERING, r"^(?:stt|tt|so tt|so thu tu|no)\.?$");
pattern!(TIME, r"thoi gian|thoi han|thoi diem|tien do|hoan thanh|ngay");
pattern!(LEAD, r"chu tri|thuong truc|phu trach|dau moi|theo doi");
pattern!(PARTNERS, r"phoi hop");
pattern!(DOES, r"(?:don vi|co quan|bo phan|nguoi|to chuc|noi) (?:thuc hien|trien khai|chiu trach nhiem)|^thuc hien$");
pattern!(UNIT, r"^(?:ten )?(?:don vi|co quan|bo phan|phong, ban|khoa, phong|dia phuong|xa, phuong)");
pattern!(NAME, r"phong trao|linh vuc|cuoc van dong|mo hinh|nhom|ten dien hinh|chuyen de");
pattern!(WORK, r"noi dung|cong viec|nhiem vu|hoat dong|san pham");
pattern!(
    FIGURES,
    r"^(?P<b>it nhat|toi thieu|toi da|khong qua|dung|>=|<=)?\s*(?P<n>[0-9lo]{1,4})(?:\s*(?:-|den)\s*(?P<m>[0-9lo]{1,4}))?\b"
);

/// The tables of the body.
pub(crate) fn all(doc: &Doc, outline: &Outline) -> Vec<Table> {
    let mut out: Vec<Table> = Vec::new();
    let mut last_row = None;
    for (at, node) in outline.nodes.iter().enumerate() {
        if node.role != Role::Row {
            continue;
        }
        let cells = &doc.lines[node.line].cells;
        let follows = last_row == at.checked_sub(1) && at > 0;
        last_row = Some(at);
        match out.last_mut() {
            Some(table) if follows && table.columns.len() == cells.len() => table.rows.push(at),
            _ => {
                let columns = cells.iter().map(|cell| column(doc.fold(doc.strip(*cell)))).collect();
                out.push(Table { columns, head: at, rows: Vec::new() });
            }
        }
    }
    out.retain(|table| !table.rows.is_empty());
    out
}

fn column(title: &str) -> Column {
    let kinds = [
        (&NUMBERING, Column::Number),
        (&PARTNERS, Column::Partners),
        (&LEAD, Column::Lead),
        (&DOES, Column::Lead),
        (&TIME, Column::Time),
    ];
    if let Some((_, column)) = kinds.iter().find(|(pattern, _)| pattern.is_match(title)) {
        return *column;
    }
    if title.len() <= 40 && !NAME.is_match(title) {
        let counts =
            [("tap the", Counted::Collective), ("ca nhan", Counted::Individual), ("ho gia dinh", Counted::Household)];
        let mut named = counts.iter().filter(|(word, _)| title.contains(word));
        if let (Some((_, counted)), None) = (named.next(), named.next()) {
            return Column::Count(*counted);
        }
        if title == "ho" {
            return Column::Count(Counted::Household);
        }
    }
    let rest = [(&NAME, Column::Name), (&WORK, Column::Work), (&UNIT, Column::Unit)];
    rest.iter().find(|(pattern, _)| pattern.is_match(title)).map_or(Column::Other, |(_, column)| *column)
}

impl Table {
    /// The cell of a row under the first column of a kind.
    pub(crate) fn cell(&self, doc: &Doc, outline: &Outline, row: usize, column: Column) -> Option<Cut> {
        let at = self.columns.iter().position(|c| *c == column)?;
        let cell = doc.strip(*doc.lines[outline.node(row).line].cells.get(at)?);
        doc.fold(cell).bytes().any(|b| b.is_ascii_alphanumeric()).then_some(cell)
    }

    fn counts_models(&self) -> bool {
        self.columns.iter().any(|c| matches!(c, Column::Count(_)))
    }
}

/// The movements that tables set out, a row each.
pub(crate) fn movements(doc: &Doc, outline: &Outline, tables: &[Table]) -> Vec<Movement> {
    let closed = Topics::PURPOSE.with(Topics::DUTIES).with(Topics::FUNDING);
    let mut out = Vec::new();
    for table in tables.iter().filter(|table| table.counts_models() || table.columns.contains(&Column::Lead)) {
        if !table.columns.contains(&Column::Name) || outline.node(table.head).topics.any(closed) {
            continue;
        }
        out.extend(table.rows.iter().filter_map(|row| movement(doc, outline, table, *row)).take(MAX_MOVEMENTS + 1));
    }
    out
}

fn movement(doc: &Doc, outline: &Outline, table: &Table, row: usize) -> Option<Movement> {
    let name = table.cell(doc, outline, row, Column::Name)?;
    if doc.fold(name).starts_with("tong ") || doc.fold(name) == "cong" {
        return None;
    }
    let lead = table.cell(doc, outline, row, Column::Lead);
    let partners =
        table.cell(doc, outline, row, Column::Partners).map(|cell| org::split(doc, cell)).unwrap_or_default();
    let named = partners.into_iter().filter(|cut| !org::is_generic(doc.fold(*cut)));
    Some(Movement {
        ordinal: table.cell(doc, outline, row, Column::Number).map(|cut| text_of(doc, cut)),
        name: text_of(doc, name),
        scope: Scope { criteria: Vec::new(), quotas: quotas_of(doc, outline, table, row, None) },
        lead_agency: lead.map(|cut| found(doc, cut, text_of(doc, cut), Conf::LIKELY)),
        cooperating_agencies: named.map(|cut| found(doc, cut, text_of(doc, cut), Conf::LIKELY)).collect(),
        source: doc.span(name),
        extent: doc.span(outline.node(row).words),
        confidence: Conf::LIKELY,
    })
}

/// Quotas that a table sets for single units, a row each.
pub(crate) fn unit_quotas(doc: &Doc, outline: &Outline, tables: &[Table]) -> Vec<Quota> {
    let mut out = Vec::new();
    for table in tables.iter().filter(|table| table.counts_models() && !table.columns.contains(&Column::Name)) {
        for row in &table.rows {
            if out.len() > MAX_FOUND {
                return out;
            }
            if let Some(unit) = table.cell(doc, outline, *row, Column::Unit) {
                out.extend(quotas_of(doc, outline, table, *row, Some(unit)));
            }
        }
    }
    out
}

fn quotas_of(doc: &Doc, outline: &Outline, table: &Table, row: usize, unit: Option<Cut>) -> Vec<Quota> {
    let head = outline.node(table.head).words;
    let rhythm = quotas::rhythm_of(doc.fold(head));
    let mut out = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let Column::Count(subject) = column else { continue };
        let Some(cell) = doc.lines[outline.node(row).line].cells.get(at).map(|cell| doc.trim(*cell)) else { continue };
        let Some(groups) = doc.groups(&FIGURES, cell) else { continue };
        let Some(n) = groups.name("n").and_then(number).filter(|n| *n > 0) else { continue };
        let m = groups.name("m").and_then(number).filter(|m| *m > n);
        let title = doc.fold(doc.lines[outline.node(table.head).line].cells[at]);
        let bound = groups.name("b").map_or_else(|| bound_in(title), bound_word);
        let numbers = m.map_or_else(|| vec![(bound, n)], |m| vec![(Bound::Min, n), (Bound::Max, m)]);
        let per =
            if unit.is_some() { Per::Unit } else { quotas::rhythm_of(doc.fold(cell)).or(rhythm).unwrap_or(Per::Plan) };
        out.extend(numbers.into_iter().map(|(bound, count)| Quota {
            subject: *subject,
            bound,
            count: Some(count),
            per,
            condition: unit.map(|unit| text_of(doc, unit)),
            aimed: title.contains("phan dau"),
            text: text_of(doc, cell),
            source: doc.span(cell),
            confidence: Conf::LIKELY,
        }));
    }
    out
}

fn bound_word(word: &str) -> Bound {
    match word {
        "it nhat" | "toi thieu" | ">=" => Bound::Min,
        "toi da" | "khong qua" | "<=" => Bound::Max,
        _ => Bound::Exact,
    }
}

fn bound_in(title: &str) -> Bound {
    if title.contains("it nhat") || title.contains("toi thieu") {
        Bound::Min
    } else if title.contains("toi da") || title.contains("khong qua") {
        Bound::Max
    } else {
        Bound::Exact
    }
}

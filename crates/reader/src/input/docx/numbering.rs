//! Automatic list numbering of Word: which mark stands before a paragraph. Must not number what Word does not.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attribute;

/// Levels that Word knows.
const LEVELS: usize = 9;
/// A mark is at most so long; it is written before every paragraph of its list.
const LONGEST_MARK: usize = 40;

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

#[derive(Debug, Clone, Default)]
struct List {
    levels: Vec<Level>,
}

/// A list as a paragraph or style refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Use {
    pub num: Option<u32>,
    pub level: Option<usize>,
}

#[derive(Debug, Clone, Default)]
struct Style {
    list: Use,
    based_on: Option<String>,
    heading: bool,
    bold: bool,
}

/// What a style adds to a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Styled {
    pub list: Use,
    pub heading: bool,
    pub bold: bool,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    abstracts: HashMap<u32, List>,
    /// List by number: its abstract list and the levels that start anew.
    numbers: HashMap<u32, (u32, HashMap<usize, u32>)>,
    styles: HashMap<String, Style>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashMap<u32, bool>,
}

impl Lists {
    /// Reads the two parts that say how lists are numbered.
    pub(super) fn new(numbering: &str, styles: &str) -> Self {
        let mut lists = Self::default();
        lists.read_numbering(numbering);
        lists.read_styles(styles);
        lists
    }

    fn read_numbering(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let (mut list, mut level, mut num) = (None::<u32>, 0usize, None::<u32>);
        while let Ok(event) = reader.read_event() {
            let element = match &event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "abstractNum" => list = None,
                        "num" => num = None,
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let number = |name: &str| attribute(element, name).and_then(|value| value.parse::<u32>().ok());
            let value = number("val");
            match (element.local_name().as_ref(), list, num) {
                ("abstractNum", _, _) => {
                    list = number("abstractNumId");
                    if let Some(id) = list {
                        self.abstracts.insert(id, List { levels: vec![Level::default(); LEVELS] });
                    }
                }
                ("num", _, _) => {
                    num = number("numId");
                    if let Some(id) = num {
                        self.numbers.insert(id, (u32::MAX, HashMap::new()));
                    }
                }
                ("abstractNumId", None, Some(id)) => {
                    if let (Some(entry), Some(value)) = (self.numbers.get_mut(&id), value) {
                        entry.0 = value;
                    }
                }
                ("lvl" | "lvlOverride", _, _) => level = number("ilvl").map_or(0, |n| (n as usize).min(LEVELS - 1)),
                ("startOverride", _, Some(id)) => {
                    if let (Some(entry), Some(value)) = (self.numbers.get_mut(&id), value) {
                        entry.1.insert(level, value);
                    }
                }
                (name, Some(id), None) => self.level_part(id, level, name, attribute(element, "val")),
                _ => {}
            }
        }
    }

    fn level_part(&mut self, list: u32, level: usize, name: &str, value: Option<String>) {
        let Some(level) = self.abstracts.get_mut(&list).and_then(|list| list.levels.get_mut(level)) else { return };
        let value = value.unwrap_or_default();
        match name {
            "start" => level.start = value.parse().unwrap_or(1),
            "numFmt" => level.format = value,
            "lvlText" => level.text = value.chars().take(LONGEST_MARK).collect(),
            _ => {}
        }
    }

    fn read_styles(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let mut open: Option<(String, Style)> = None;
        while let Ok(event) = reader.read_event() {
            match &event {
                Event::Start(element) | Event::Empty(element) => {
                    let value = attribute(element, "val");
                    let name = element.local_name();
                    if name.as_ref() == "style" {
                        open = attribute(element, "styleId").map(|id| (id, Style::default()));
                    } else if let Some((_, style)) = &mut open {
                        style_part(style, name.as_ref(), value);
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "style" => {
                    self.styles.extend(open.take());
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }

    /// What a style and those it is based on add.
    pub(super) fn styled(&self, id: &str) -> Styled {
        let mut out = Styled::default();
        let mut next = Some(id);
        for _ in 0..10 {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            out.list.num = out.list.num.or(style.list.num);
            out.list.level = out.list.level.or(style.list.level);
            out.heading |= style.heading;
            out.bold |= style.bold;
            next = style.based_on.as_deref();
        }
        out
    }

    /// The mark of the next paragraph of a list, counted on; `None` outside lists.
    pub(super) fn mark(&mut self, list: Use) -> Option<String> {
        let num = list.num.filter(|num| *num != 0)?;
        let at = list.level.unwrap_or(0).min(LEVELS - 1);
        let (id, starts) = self.numbers.get(&num)?;
        let levels = &self.abstracts.get(id)?.levels;
        let level = levels.get(at)?;
        if level.format == "bullet" {
            return Some(bullet(&level.text, at).to_owned());
        }
        let counters = self.counters.entry(*id).or_insert([None; LEVELS]);
        if !self.begun.insert(num, true).unwrap_or(false) {
            for (level, start) in starts {
                counters[*level] = start.checked_sub(1).filter(|before| *before > 0);
                counters[level + 1..].fill(None);
            }
        }
        let first = starts.get(&at).copied().unwrap_or(level.start).max(1);
        counters[at] = Some(counters[at].map_or(first, |count| count + 1));
        counters[at + 1..].fill(None);
        let counters = *counters;
        if level.format == "none" || level.text.is_empty() {
            return None;
        }
        Some(written(&level.text, levels, &counters))
    }
}

fn style_part(style: &mut Style, name: &str, value: Option<String>) {
    match name {
        "numId" => style.list.num = value.and_then(|value| value.parse().ok()),
        "ilvl" => style.list.level = value.and_then(|value| value.parse().ok()),
        "basedOn" => style.based_on = value,
        "outlineLvl" => style.heading = true,
        "b" => style.bold = !matches!(value.as_deref(), Some("0" | "false")),
        _ => {}
    }
}

/// "%1.%2." with the counters filled in.
fn written(text: &str, levels: &[Level], counters: &[Option<u32>; LEVELS]) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let level = chars.peek().and_then(|c| c.to_digit(10)).filter(|n| c == '%' && *n >= 1);
        let Some(level) = level else {
            out.push(c);
            continue;
        };
        chars.next();
        let at = level as usize - 1;
        let count =
            counters.get(at).copied().flatten().or_else(|| levels.get(at).map(|level| level.start.max(1))).unwrap_or(1);
        out.push_str(&counted(levels.get(at).map_or("decimal", |level| &level.format), count));
    }
    out
}

fn counted(format: &str, count: u32) -> String {
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letter(count).to_uppercase().to_string(),
        "lowerLetter" => letter(count).to_string(),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

fn letter(count: u32) -> char {
    char::from(b'a' + u8::try_from((count.max(1) - 1) % 26).unwrap_or(0))
}

fn roman(mut count: u32) -> String {
    let table = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    count = count.min(399);
    let mut out = String::new();
    for (value, text) in table {
        while count >= value {
            out.push_str(text);
            count -= value;
        }
    }
    out
}

/// Bullets as official letters print them: dash, plus, star by depth.
fn bullet(text: &str, level: usize) -> &'static str {
    match (text.trim(), level) {
        ("+", _) => "+",
        ("-" | "–" | "—" | "\u{f02d}", _) | (_, 0) => "-",
        (_, 1) => "+",
        _ => "*",
    }
}

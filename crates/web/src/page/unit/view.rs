//! What the pages of units show: plain values, already permitted for the reader.

use crate::{
    kernel::FormState,
    ui::{Badge, Label, Tone, Tree, TreeNode},
    words,
};
use jiff::civil::{Date, date};
use lantoa_app::org::{HistoryLine, Line, TreeOn, UnitView};
use lantoa_i18n::{Message, word};

/// The tree of a date.
pub(super) struct TreeView {
    pub(super) on: Date,
    pub(super) count: usize,
    pub(super) tree: Tree,
    pub(super) may_manage: bool,
}

/// A unit's name with as many dashes as it lies deep, for drop-downs.
pub(super) fn indented(line: &Line) -> String {
    if line.depth == 0 { line.name.clone() } else { format!("{} {}", "—".repeat(line.depth), line.name) }
}

pub(super) fn tree(tree: &TreeOn) -> TreeView {
    let mut roots = Vec::new();
    let mut place = 0;
    while place < tree.lines.len() {
        roots.push(node(&tree.lines, &mut place));
    }
    TreeView { on: tree.on, count: tree.lines.len(), tree: Tree { roots }, may_manage: tree.may_manage }
}

/// The node at a place and everything deeper that follows it.
fn node(lines: &[Line], place: &mut usize) -> TreeNode {
    let line = &lines[*place];
    *place += 1;
    let people = word!("unit-people-count").with("count", line.people);
    let mut node = TreeNode::new(line.name.clone())
        .link(format!("/quan-tri/don-vi/{}", line.id))
        .note(if line.people > 0 { Label::from(people) } else { Label::from(words::unit_kind(line.kind)) });
    if !line.exists {
        node = node.badge(Badge::new(word!("unit-ended"), Tone::Plain));
    }
    while lines.get(*place).is_some_and(|next| next.depth > line.depth) {
        node = node.child(self::node(lines, place));
    }
    node
}

/// One unit.
#[derive(Debug, Clone)]
pub struct UnitPageView {
    /// Text id.
    pub id: String,
    /// Name today.
    pub name: String,
    /// What it is.
    pub kind: Label,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Superiors, the agency first: name and address.
    pub above: Vec<(String, String)>,
    /// What is directly under it: name and address.
    pub children: Vec<(String, String)>,
    /// How many people work in it itself.
    pub people: i64,
    /// What happened: day, sentence, act.
    pub history: Vec<(Date, Message, String)>,
    /// Units that became part of it: name, address, day.
    pub came_from: Vec<(String, String, Date)>,
    /// Codes and other names.
    pub aliases: Vec<String>,
    /// Whether it is the agency itself.
    pub is_root: bool,
    /// Whether the reader may change it now.
    pub may_change: bool,
    /// Whether the reader may see its people and records.
    pub may_read_people: bool,
    /// Guards changes.
    pub version: i64,
}

impl UnitPageView {
    pub(super) fn new(unit: UnitView) -> Self {
        let address = |id| format!("/quan-tri/don-vi/{id}");
        Self {
            id: unit.id.to_string(),
            kind: words::unit_kind(unit.kind).into(),
            from: unit.from,
            to: unit.to,
            above: unit.above.into_iter().map(|(id, name)| (name, address(id))).collect(),
            children: unit.children.into_iter().map(|(id, name)| (name, address(id))).collect(),
            people: unit.people,
            history: unit.history.iter().map(|line| (line.on, sentence(line), line.act.clone())).collect(),
            came_from: unit.came_from.into_iter().map(|(id, name, on)| (name, address(id), on)).collect(),
            aliases: unit.aliases,
            is_root: unit.is_root,
            may_change: unit.may_manage && unit.to.is_none(),
            may_read_people: unit.may_read_people,
            version: unit.version,
            name: unit.name,
        }
    }
}

fn sentence(line: &HistoryLine) -> Message {
    use lantoa_domain::unit::ChangeKind;
    let name = line.name.clone().unwrap_or_default();
    let who: Vec<&str> = line.successors.iter().map(|(_, name)| name.as_str()).collect();
    let parent = line.parent.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    match line.kind {
        ChangeKind::Found => word!("unit-was-founded").with("name", name),
        ChangeKind::Rename => word!("unit-was-renamed").with("name", name),
        ChangeKind::Merge => word!("unit-was-merged").with("who", who.join(", ")),
        ChangeKind::Split => word!("unit-was-split").with("who", who.join(", ")),
        ChangeKind::Abolish => word!("unit-was-abolished").into(),
        ChangeKind::Level => word!("unit-was-moved").with("parent", parent),
    }
}

pub(super) fn sample_tree() -> TreeView {
    let leaf = |name: &str, people: i64| {
        TreeNode::new(name).link("/quan-tri/don-vi/un_2").note(word!("unit-people-count").with("count", people))
    };
    let room = leaf("Phòng Văn hóa – Xã hội", 9).child(leaf("Trường THCS Đông Hải", 42));
    let old = leaf("Văn phòng HĐND và UBND", 0).badge(Badge::new(word!("unit-ended"), Tone::Plain));
    let root = leaf("UBND phường Đông Hải", 5).child(room).child(old);
    TreeView { on: date(2026, 11, 21), count: 4, tree: Tree { roots: vec![root] }, may_manage: true }
}

pub(super) fn sample() -> (UnitPageView, FormState) {
    let view = UnitPageView {
        id: "un_2".to_owned(),
        name: "Phòng Văn hóa – Xã hội".to_owned(),
        kind: words::unit_kind(lantoa_domain::unit::UnitKind::Division).into(),
        from: date(2016, 1, 1),
        to: None,
        above: vec![("UBND phường Đông Hải".to_owned(), "/quan-tri/don-vi/un_1".to_owned())],
        children: vec![("Trường THCS Đông Hải".to_owned(), "/quan-tri/don-vi/un_3".to_owned())],
        people: 9,
        history: vec![
            (
                date(2025, 7, 1),
                word!("unit-was-renamed").with("name", "Phòng Văn hóa – Xã hội"),
                "Nghị quyết 202/2025/QH15".to_owned(),
            ),
            (date(2016, 1, 1), word!("unit-was-founded").with("name", "Phòng Văn hóa"), String::new()),
        ],
        came_from: vec![("Phòng Lao động".to_owned(), "/quan-tri/don-vi/un_4".to_owned(), date(2025, 7, 1))],
        aliases: vec!["PVHXH".to_owned()],
        is_root: false,
        may_change: true,
        may_read_people: true,
        version: 3,
    };
    let form = FormState::filled([
        ("ten-khac", "PVHXH".to_owned()),
        ("thu-tu", "2".to_owned()),
        (FormState::VERSION, "3".to_owned()),
    ]);
    (view, form)
}

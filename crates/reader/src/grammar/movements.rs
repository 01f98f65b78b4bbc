//! Movements: the headings under which models are set apart, with criteria, quotas, lead and partners. Must not make a movement of a kind of subject.

use std::collections::BTreeSet;

use super::criteria::{self, Item};
use super::quotas::{self, Context};
use super::{Conf, cooperation, org, tables, text_of};
use crate::outline::topic::Topics;
use crate::outline::{Outline, Role};
use crate::reading::{Counted, Movement, Quota, Scope, Span, Subject};
use crate::text::{Cut, Doc, pattern};
use crate::unreadable::{MAX_FOUND, MAX_MOVEMENTS};

pattern!(QUOTED, r#""(?P<name>[^"\n]{2,200})""#);
pattern!(
    STARTS,
    r"^(?:ve |trong |doi voi |o |xay dung |phat hien,? |cac |nhung |danh hieu )*(?P<word>dien hinh(?: tien tien)?|mo hinh|tam guong|guong(?: dien hinh)?(?: tien tien)?|phong trao(?: thi dua)?|cuoc van dong|linh vuc|nganh|nhom|khoi|danh hieu|chuyen de|hoi thi|chuong trinh)\b"
);
pattern!(FIELD, r"^(?:ve |trong |doi voi |o |cac )*(?:linh vuc|phong trao|cuoc van dong|nhom [a-z0-9])");
pattern!(
    IN_FIELD,
    r"\b(?:trong|ve|thuc hien) (?:phong trao|linh vuc|cuoc van dong|thuc hien|hoc tap|cong tac|nhiem vu|lao dong|san xuat|phat trien|xay dung|bao ve|giu gin)\b"
);
pattern!(EXTRAORDINARY, r"\bdot xuat\b|\bdung cam\b");

/// Topics whose sections set no models apart.
const CLOSED: Topics = Topics::PURPOSE
    .with(Topics::REQUIREMENT)
    .with(Topics::DUTIES)
    .with(Topics::PROCESS)
    .with(Topics::REWARDS)
    .with(Topics::FUNDING)
    .with(Topics::TIMELINE)
    .with(Topics::REPORTING);
/// Topics a movement's own heading does not name.
const NOT_OWN: Topics =
    CLOSED.with(Topics::CRITERIA).with(Topics::QUOTAS).with(Topics::SUBJECTS).with(Topics::MEASURES);

/// Everything that is set apart by movement, and what is left for the plan as a whole.
pub(crate) struct Parted {
    pub movements: Vec<Movement>,
    pub plan_wide: Scope,
    /// Stretches taken as criteria.
    pub criteria: Vec<Cut>,
}

/// Parts criteria and quotas by movement.
pub(crate) fn read(doc: &Doc, outline: &Outline) -> Parted {
    let heads = heads(doc, outline);
    let mut taken: Vec<Cut> = Vec::new();
    let mut movements = Known::default();
    for head in heads.iter().take(MAX_MOVEMENTS + 1) {
        let others: Vec<usize> = heads.iter().copied().filter(|other| other != head).collect();
        let items = criteria::of_movement(doc, outline, *head, &others);
        taken.extend(items.iter().map(|item| item.cut));
        movements.add(movement(doc, outline, *head, &others, items));
    }
    let tables = tables::all(doc, outline);
    for movement in tables::movements(doc, outline, &tables) {
        movements.add(movement);
    }
    let mut movements = movements.0;
    movements.sort_by_key(|(_, movement)| movement.source.start);
    let wide = criteria::plan_wide(doc, outline, &heads);
    taken.extend(wide.iter().map(|item| item.cut));
    let quotas = wide_quotas(doc, outline, &heads, &taken);
    let quoted: Vec<Option<String>> = movements.iter().map(|(_, movement)| quoted_in(&movement.name)).collect();
    let mut paragraph: Option<(Span, Option<usize>)> = None;
    let mut plan_wide =
        Scope { criteria: wide.into_iter().map(|item| criteria::criterion(doc, item)).collect(), quotas: Vec::new() };
    plan_wide.quotas.extend(tables::unit_quotas(doc, outline, &tables));
    for quota in quotas {
        // "Phong trào “X”: ít nhất 05 tập thể" outside the movement's own section.
        let named = match paragraph {
            Some((span, named)) if span == quota.1 => named,
            _ => {
                let sentence = &doc.text[quota.1.start..quota.1.end];
                quoted.iter().position(|name| name.as_deref().is_some_and(|name| sentence.contains(name)))
            }
        };
        paragraph = Some((quota.1, named));
        match named {
            Some(at) => movements[at].1.scope.quotas.push(quota.0),
            None => plan_wide.quotas.push(quota.0),
        }
    }
    let movements = movements.into_iter().map(|(_, movement)| movement).collect();
    Parted { movements, plan_wide, criteria: taken }
}

/// The movements so far, each with the name by which it is known again.
#[derive(Default)]
struct Known(Vec<(String, Movement)>);

impl Known {
    fn add(&mut self, movement: Movement) {
        let quoted = quoted_in(&movement.name).map(|name| format!("“{}", name.to_lowercase()));
        let name = quoted.unwrap_or_else(|| movement.name.to_lowercase());
        if let Some((_, known)) = self.0.iter_mut().find(|(known, _)| *known == name) {
            merge(known, movement);
        } else if self.0.len() <= MAX_MOVEMENTS {
            self.0.push((name, movement));
        }
    }
}

fn quoted_in(name: &str) -> Option<String> {
    let start = name.find(['“', '"'])?;
    let open = name[start..].chars().next()?.len_utf8();
    let rest = &name[start + open..];
    rest.find(['”', '"']).map(|end| rest[..end].to_owned()).filter(|quoted| quoted.len() > 3)
}

fn merge(known: &mut Movement, other: Movement) {
    known.scope.criteria.extend(other.scope.criteria);
    known.scope.quotas.extend(other.scope.quotas);
    known.lead_agency = known.lead_agency.take().or(other.lead_agency);
    if known.cooperating_agencies.is_empty() {
        known.cooperating_agencies = other.cooperating_agencies;
    }
}

/// The headings of movements in the order of the text.
pub(crate) fn heads(doc: &Doc, outline: &Outline) -> Vec<usize> {
    let open: Vec<usize> = (0..outline.nodes.len()).filter(|at| is_open(outline, *at)).collect();
    let full: Vec<usize> = open.iter().copied().filter(|at| is_full(doc, outline, *at)).collect();
    let is_head = |at: &usize| is_strong(doc, outline, *at) || is_full_set(doc, outline, *at, &full);
    let strong: Vec<usize> = open.iter().copied().filter(is_head).collect();
    let is_any = |at: &usize| strong.binary_search(at).is_ok() || is_weak(doc, outline, *at, &strong);
    let mut all: Vec<usize> = open.into_iter().filter(is_any).collect();
    // How many heads stand below each node: a head over several others only groups them.
    let mut inner = vec![0usize; outline.nodes.len()];
    for up in all.iter().flat_map(|at| outline.above(*at)) {
        inner[up] += 1;
    }
    all.retain(|at| inner[*at] < 2);
    let kept: BTreeSet<usize> = all.iter().copied().collect();
    all.retain(|at| !outline.above(*at).any(|up| kept.contains(&up)));
    all
}

/// A titled line in a part of the plan where models may be set apart.
fn is_open(outline: &Outline, at: usize) -> bool {
    let node = outline.node(at);
    let titled = !node.title.is_empty()
        && node.title.len() <= 260
        && matches!(node.role, Role::Numbered | Role::Free | Role::Bullet);
    titled && !node.own.any(NOT_OWN) && !outline.above(at).any(|up| outline.node(up).topics.any(CLOSED))
}

fn is_strong(doc: &Doc, outline: &Outline, at: usize) -> bool {
    let node = outline.node(at);
    let title = doc.fold(node.title);
    let Some(start) = STARTS.captures(title).and_then(|groups| groups.name("word")) else { return false };
    let quoted = doc.has(&QUOTED, node.title);
    let field = FIELD.is_match(title) || IN_FIELD.is_match(title);
    let grouped =
        title.contains("nhom giai phap") || title.contains("nhom nhiem vu") || title.contains("nhom tieu chi");
    let model_word = grouped || matches!(start.as_str(), "nganh" | "khoi" | "chuong trinh");
    ((quoted && !grouped) || (field && !model_word)) && sets_models_apart(doc, outline, at)
}

/// A heading with criteria and, beside them, a number or a lead.
fn is_full(doc: &Doc, outline: &Outline, at: usize) -> bool {
    let node = outline.node(at);
    if node.role == Role::Bullet || node.children.len() < 2 || org::starts_with_office(doc.fold(node.title)) {
        return false;
    }
    let asks = |below: usize| {
        let title = doc.fold(outline.node(below).title);
        title.contains("tieu chi") || title.contains("tieu chuan") || super::subject::of_label(title).is_some()
    };
    let counts = |below: usize| {
        let words = outline.node(below).words;
        quotas::sets_number(doc, words) || quotas::chooses_number(doc, words) || cooperation::says_who_leads(doc, words)
    };
    node.children.iter().any(|child| asks(*child)) && node.children.iter().any(|child| counts(*child))
}

/// One of several such headings, or one that names models.
fn is_full_set(doc: &Doc, outline: &Outline, at: usize, full: &[usize]) -> bool {
    let beside = |other: &&usize| outline.node(**other).parent == outline.node(at).parent;
    full.contains(&at) && (full.iter().filter(beside).count() >= 2 || STARTS.is_match(doc.fold(outline.node(at).title)))
}

/// A sibling of movements that is set out alike, or a numbered heading under "các lĩnh vực".
fn is_weak(doc: &Doc, outline: &Outline, at: usize, strong: &[usize]) -> bool {
    let node = outline.node(at);
    if node.role == Role::Bullet {
        return false;
    }
    let title = doc.fold(node.title);
    let kind = node.mark.as_ref().map(|mark| mark.kind);
    let beside = strong.iter().any(|other| {
        let other = outline.node(*other);
        other.parent == node.parent && other.mark.as_ref().map(|mark| mark.kind) == kind
    });
    let fields =
        node.parent.is_some_and(|up| outline.node(up).own.any(Topics::MOVEMENTS)) && node.role == Role::Numbered;
    let fitting = (beside && (STARTS.is_match(title) || EXTRAORDINARY.is_match(title) || kind.is_some())) || fields;
    fitting
        && !node.own.any(NOT_OWN.with(Topics::FOSTERING))
        && !org::starts_with_office(title)
        && sets_models_apart(doc, outline, at)
}

/// Whether the section says who or how many, so that models are told apart in it.
fn sets_models_apart(doc: &Doc, outline: &Outline, at: usize) -> bool {
    outline.below(at).any(|below| {
        let node = outline.node(below);
        let text = if below == at { node.body } else { node.words };
        if text.is_empty() {
            return false;
        }
        let label = below != at && !node.title.is_empty() && super::subject::of_label(doc.fold(node.title)).is_some();
        label
            || node.own.any(Topics::CRITERIA)
            || quotas::sets_number(doc, text)
            || !quotas::read(doc, text, Context::default()).is_empty()
            || cooperation::says_who_leads(doc, text)
            || super::sentence::sentences(doc, text).iter().any(|s| super::subject::of_sentence(doc.fold(*s)).is_some())
    })
}

fn movement(doc: &Doc, outline: &Outline, at: usize, closed: &[usize], items: Vec<Item>) -> Movement {
    let node = outline.node(at);
    let rest = stretches_beside(doc, outline, at, closed, &items);
    let cooperation = cooperation::read(doc, &rest.iter().map(|(cut, _)| *cut).collect::<Vec<_>>());
    let mut quotas: Vec<Quota> = Vec::new();
    for (cut, context) in &rest {
        quotas.extend(quotas::read(doc, *cut, *context));
        if quotas.len() > MAX_FOUND {
            break;
        }
    }
    let strong = doc.has(&QUOTED, node.title);
    let items = for_the_only_subject(items, &quotas);
    Movement {
        ordinal: node.ordinal().map(str::to_owned),
        name: text_of(doc, node.title),
        scope: Scope { criteria: items.into_iter().map(|item| criteria::criterion(doc, item)).collect(), quotas },
        lead_agency: cooperation.lead,
        cooperating_agencies: cooperation.others,
        source: doc.span(node.title),
        extent: doc.span(outline.extent(doc, at)),
        confidence: if strong { Conf::SURE } else { Conf::LIKELY },
    }
}

/// Criteria that do not say for whom are for the only kind of subject that the movement counts.
fn for_the_only_subject(mut items: Vec<Item>, quotas: &[Quota]) -> Vec<Item> {
    let subject = |counted| match counted {
        Counted::Collective => Some(Subject::Collective),
        Counted::Individual => Some(Subject::Individual),
        Counted::Household => Some(Subject::Household),
        Counted::Model | Counted::Any => None,
    };
    let mut counted: Vec<Counted> = quotas.iter().map(|quota| quota.subject).collect();
    counted.dedup();
    if let [only] = counted.as_slice()
        && let Some(only) = subject(*only)
    {
        for item in items.iter_mut().filter(|item| item.subject == Subject::General && !item.stated) {
            item.subject = only;
        }
    }
    items
}

/// What the movement's section says besides its criteria.
fn stretches_beside(doc: &Doc, outline: &Outline, at: usize, closed: &[usize], items: &[Item]) -> Vec<(Cut, Context)> {
    let mut out = Vec::new();
    for below in outline.below(at) {
        if closed.contains(&below) || outline.above(below).any(|up| closed.contains(&up)) {
            continue;
        }
        let node = outline.node(below);
        let words = if below == at { node.body } else { node.words };
        let context = context_of(doc, outline, below);
        out.extend(without(doc, words, items).into_iter().map(|cut| (cut, context)));
    }
    out
}

fn context_of(doc: &Doc, outline: &Outline, at: usize) -> Context {
    let node = outline.node(at);
    let counting = node.topics.any(Topics::QUOTAS) || node.own.any(Topics::QUOTAS);
    let heading = outline.above(at).find(|up| outline.node(*up).own.any(Topics::QUOTAS)).unwrap_or(at);
    let per = if counting { quotas::rhythm_of(doc.fold(outline.node(heading).title)) } else { None };
    Context { counting, per }
}

/// A stretch without the items in it.
fn without(doc: &Doc, cut: Cut, items: &[Item]) -> Vec<Cut> {
    let mut out = Vec::new();
    let mut start = cut.start;
    for item in items.iter().filter(|item| cut.touches(item.cut)) {
        if item.cut.start > start {
            out.push(Cut::new(start, item.cut.start));
        }
        start = start.max(item.cut.end);
    }
    if start < cut.end {
        out.push(Cut::new(start, cut.end));
    }
    out.retain(|cut| doc.fold(*cut).split_whitespace().count() >= 2);
    out
}

/// Quotas outside all movements, each with the sentence it stands in.
fn wide_quotas(doc: &Doc, outline: &Outline, heads: &[usize], taken: &[Cut]) -> Vec<(Quota, Span)> {
    let mut out = Vec::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        let inside = heads.contains(&at) || outline.above(at).any(|up| heads.contains(&up));
        let closed = Topics::PURPOSE.with(Topics::REQUIREMENT).with(Topics::FUNDING);
        let rewards = node.topics.any(Topics::REWARDS) && !node.topics.any(Topics::QUOTAS);
        if out.len() > MAX_FOUND {
            break;
        }
        if inside
            || node.role == Role::Row
            || node.topics.any(closed)
            || rewards
            || taken.iter().any(|cut| cut.holds(node.words))
        {
            continue;
        }
        let context = context_of(doc, outline, at);
        for sentence in super::sentence::sentences(doc, node.words) {
            let fits = context.counting
                || quotas::sets_number(doc, sentence)
                || quotas::names_each(doc, sentence)
                || quotas::chooses_number(doc, sentence);
            if fits && !taken.iter().any(|cut| cut.touches(sentence)) {
                out.extend(quotas::read(doc, sentence, context).into_iter().map(|quota| (quota, doc.span(node.words))));
            }
        }
    }
    out
}

//! What the page of a plan shows: items as understood beside the document's own text. It must not decide what an item means.

use lantoa_app::plan::PlanStatus;
use lantoa_app::plan::view::{DOUBTFUL_BELOW, Shown};
use lantoa_domain::plan::{Applies, Item, ItemPath, Key, Plan, Severity};
use lantoa_i18n::{Locale, Message, Say, Word, word};

use super::text::{Mark, Paragraph, anchor, paragraphs};
use crate::plan_words as said;
use crate::ui::{Action, Badge, Label, Moment, Timeline, Tone};
use crate::words;

/// The page of a plan.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// Its address.
    pub address: String,
    /// The version to be sent back.
    pub version: i64,
    /// Number and symbol, or a word where it has none.
    pub number: Label,
    /// Title as in the document.
    pub title: String,
    /// Where it stands.
    pub state: Badge,
    /// Puts it into force, for those who may.
    pub next: Option<Action>,
    /// Other things that can be done.
    pub others: Vec<Action>,
    /// Items that a person has vouched for or rejected.
    pub settled: u32,
    /// All items.
    pub items: u32,
    /// Items to look at first.
    pub doubtful: Vec<Pointer>,
    /// Findings and the reader's warnings.
    pub notes: Vec<Note>,
    /// The items by what they are about.
    pub groups: Vec<Group>,
    /// The document's text.
    pub text: Vec<Paragraph>,
    /// Whether items can be changed.
    pub may_edit: bool,
    /// What happened to it.
    pub history: Timeline,
}

impl PlanView {
    /// Width of the settled part in the meter.
    #[must_use]
    pub fn settled_width(&self) -> String {
        crate::ui::share_of(u64::from(self.settled), u64::from(self.items))
    }
}

/// Leads to an item.
#[derive(Debug, Clone)]
pub struct Pointer {
    /// What it is.
    pub kind: Word,
    /// What was understood.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// How sure the reader is, per cent.
    pub sure: u8,
}

/// Something to look at.
#[derive(Debug, Clone)]
pub struct Note {
    /// Whether it keeps the plan from running.
    pub grave: bool,
    /// What is odd.
    pub text: Message,
    /// The anchor of the item concerned.
    pub item: Option<String>,
    /// The anchor of the sentence concerned.
    pub sentence: Option<String>,
    /// The form in which it can be put right.
    pub edit: Option<String>,
}

/// Items that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its anchor.
    pub anchor: String,
    /// What it is about.
    pub title: Label,
    /// Its items.
    pub items: Vec<ItemView>,
    /// Adds one.
    pub add: Vec<Action>,
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A person entered or accepted it.
    Settled,
    /// Read with this certainty, per cent.
    Read(u8),
    /// A person said that it is none.
    Rejected,
}

impl Reading {
    /// CSS modifier.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Settled => "confirmed",
            Self::Read(sure) if sure < DOUBTFUL_BELOW => "proposed",
            Self::Read(_) => "read",
            Self::Rejected => "rejected",
        }
    }

    /// The pill: none for what was read with certainty.
    #[must_use]
    pub fn badge(self) -> Option<Badge> {
        match self {
            Self::Settled => Some(Badge::new(word!("plan-reading-confirmed"), Tone::Good).icon("check")),
            Self::Read(sure) if sure < DOUBTFUL_BELOW => {
                Some(Badge::new(word!("plan-reading-doubtful").with("sure", u32::from(sure)), Tone::Warn))
            }
            Self::Read(sure) => Some(Badge::new(word!("plan-reading-read").with("sure", u32::from(sure)), Tone::Plain)),
            Self::Rejected => Some(Badge::new(word!("plan-reading-rejected"), Tone::Plain).icon("x")),
        }
    }

    /// Whether a person may still accept it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Read(_))
    }
}

/// An item as understood.
#[derive(Debug, Clone)]
pub struct ItemView {
    /// Its place in the plan, which is also its anchor.
    pub path: String,
    /// What it is.
    pub kind: Label,
    /// What was understood, in the plan's words.
    pub title: String,
    /// More of it, in words of the product.
    pub lines: Vec<String>,
    /// The anchor of the sentence it was read from.
    pub sentence: Option<String>,
    /// How it stands.
    pub reading: Reading,
    /// Whether it can be rejected or restored.
    pub can_reject: bool,
    /// For a step: whether it can go up and down.
    pub step: Option<(bool, bool)>,
    /// CSS modifier of what stands inside of another item.
    pub nested: bool,
}

/// The page of a plan in a language.
#[must_use]
pub fn of(shown: &Shown, locale: Locale) -> PlanView {
    let address = format!("/ke-hoach/{}", shown.id);
    let maker = Maker { shown, locale };
    let groups = maker.groups(&address);
    let all: Vec<&ItemView> = groups.iter().flat_map(|group| &group.items).collect();
    let settled = all.iter().filter(|item| !item.reading.is_open()).count();
    PlanView {
        version: shown.version,
        number: shown.plan.document.number.clone().map_or_else(|| word!("plan-no-number").into(), Label::from),
        title: shown.plan.document.title.clone(),
        state: state(shown.status),
        next: shown.may_confirm.then(|| next(shown, &address)),
        others: others(shown, &address),
        settled: u32::try_from(settled).unwrap_or(u32::MAX),
        items: u32::try_from(all.len()).unwrap_or(u32::MAX),
        doubtful: maker.doubtful(),
        notes: maker.notes(&address),
        text: maker.text(),
        may_edit: shown.may_edit,
        history: history(shown),
        groups,
        address,
    }
}

/// Where a plan stands, as a pill.
#[must_use]
pub fn state(status: PlanStatus) -> Badge {
    match status {
        PlanStatus::Draft => Badge::new(word!("plan-state-draft"), Tone::Warn),
        PlanStatus::Confirmed => Badge::new(word!("plan-state-confirmed"), Tone::Good).icon("check"),
        PlanStatus::Discarded => Badge::new(word!("plan-state-discarded"), Tone::Plain),
    }
}

fn errors(shown: &Shown) -> usize {
    shown.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn next(shown: &Shown, address: &str) -> Action {
    let errors = errors(shown);
    let refused = (errors > 0).then(|| word!("plan-refused-errors").with("count", errors));
    Action::link(word!("plan-next-start"), format!("{address}/xac-nhan")).primary().icon("play").refused(refused)
}

fn others(shown: &Shown, address: &str) -> Vec<Action> {
    let mut out = vec![Action::link(word!("plan-file"), format!("{address}/tep")).icon("download")];
    if shown.may_edit {
        out.push(Action::link(word!("plan-replace"), format!("{address}/thay")));
        out.push(Action::link(word!("plan-discard"), format!("{address}/bo")));
    }
    if let Some(programme) = shown.programme {
        out.push(Action::link(word!("plan-programme"), format!("/chuong-trinh/{programme}")));
    }
    out
}

fn history(shown: &Shown) -> Timeline {
    let moment = |line: &lantoa_app::plan::view::Happened| Moment {
        at: line.at,
        who: Some(line.who.clone()).filter(|who| !who.is_empty()),
        what: said::happened(&line.action, &line.detail),
        why: None,
        tone: Tone::Plain,
    };
    Timeline { moments: shown.history.iter().map(moment).collect() }
}

struct Maker<'a> {
    shown: &'a Shown,
    locale: Locale,
}

impl Maker<'_> {
    fn plan(&self) -> &Plan {
        &self.shown.plan
    }

    fn groups(&self, address: &str) -> Vec<Group> {
        let add = |kind: Word, slug: &str, query: &str| {
            Action::link(word!("plan-add").with("kind", kind), format!("{address}/them/{slug}{query}")).icon("plus")
        };
        let adds = |list: Vec<Action>| if self.shown.may_edit { list } else { Vec::new() };
        let group = |anchor: &str, title: Label, items, add| Group { anchor: anchor.to_owned(), title, items, add };
        let mut out =
            vec![group("van-ban", word!("plan-group-document").into(), vec![self.item(&ItemPath::Document)], vec![])];
        for movement in &self.plan().movements {
            let mut items = vec![self.item(&ItemPath::Movement(movement.key.clone()))];
            items.extend(self.belonging(Some(&movement.key)));
            let query = format!("?phong-trao={}", movement.key);
            let add = vec![
                add(word!("plan-kind-criterion"), "tieu-chi", &query),
                add(word!("plan-kind-quota"), "chi-tieu", &query),
            ];
            let title = if movement.ordinal.is_empty() {
                movement.name.clone()
            } else {
                format!("{}. {}", movement.ordinal, movement.name)
            };
            out.push(group(&format!("nhom-{}", movement.key), title.into(), items, adds(add)));
        }
        let wide = vec![
            add(word!("plan-kind-movement"), "phong-trao", ""),
            add(word!("plan-kind-criterion"), "tieu-chi", ""),
            add(word!("plan-kind-quota"), "chi-tieu", ""),
        ];
        out.push(group("ca-ke-hoach", word!("plan-group-wide").into(), self.belonging(None), adds(wide)));
        for track in &self.plan().tracks {
            let mut items = vec![self.item(&ItemPath::Track(track.key.clone()))];
            let steps = (0..track.steps.len()).map(|at| self.item(&ItemPath::Step(track.key.clone(), at)));
            items.extend(steps);
            let add = vec![add(word!("plan-kind-step"), "buoc", &format!("?quy-trinh={}", track.key))];
            out.push(group(&format!("quy-trinh-{}", track.key), track.name.clone().into(), items, adds(add)));
        }
        out.extend(self.lists().into_iter().map(|(anchor, title, items, kind, slug)| {
            group(anchor, title.into(), items, adds(vec![add(kind, slug, "")]))
        }));
        out
    }

    fn lists(&self) -> Vec<(&'static str, Word, Vec<ItemView>, Word, &'static str)> {
        let plan = self.plan();
        let obligations = plan.obligations.iter().map(|o| self.item(&ItemPath::Obligation(o.key.clone()))).collect();
        let duties = (0..plan.duties.len()).map(|at| self.item(&ItemPath::Duty(at))).collect();
        let rewards = (0..plan.rewards.len()).map(|at| self.item(&ItemPath::Reward(at))).collect();
        let funding = (0..plan.funding.len()).map(|at| self.item(&ItemPath::Funding(at))).collect();
        vec![
            ("thoi-han", word!("plan-group-obligations"), obligations, word!("plan-kind-obligation"), "nhiem-vu"),
            ("trach-nhiem", word!("plan-group-duties"), duties, word!("plan-kind-duty"), "trach-nhiem"),
            ("khen-thuong", word!("plan-group-rewards"), rewards, word!("plan-kind-reward"), "khen-thuong"),
            ("kinh-phi", word!("plan-group-funding"), funding, word!("plan-kind-funding"), "kinh-phi"),
        ]
    }

    /// Criteria by whom they apply to, then quotas, of a movement or of the plan as a whole.
    fn belonging(&self, movement: Option<&Key>) -> Vec<ItemView> {
        const ORDER: [Applies; 6] = [
            Applies::General,
            Applies::Collective,
            Applies::Individual,
            Applies::Leader,
            Applies::Household,
            Applies::Practice,
        ];
        let plan = self.plan();
        let mut paths = Vec::new();
        for applies in ORDER {
            let here = plan.criteria.iter().filter(|c| c.applies == applies && c.movement.as_ref() == movement);
            paths.extend(here.map(|c| ItemPath::Criterion(c.key.clone())));
        }
        let quotas = plan.quotas.iter().filter(|q| q.movement.as_ref() == movement);
        paths.extend(quotas.map(|q| ItemPath::Quota(q.key.clone())));
        paths.iter().map(|path| self.item(path)).collect()
    }

    fn item(&self, path: &ItemPath) -> ItemView {
        let item = self.plan().item(path).expect("invariant: paths come from the plan");
        let source = item.source();
        let reading = match source {
            _ if self.shown.rejected.contains(path) => Reading::Rejected,
            Some(source) if source.confidence < 100 => Reading::Read(source.confidence),
            _ => Reading::Settled,
        };
        let (title, lines) = super::describe::item(self.plan(), &item, self.locale);
        let step = match path {
            ItemPath::Step(key, at) => {
                let last = self.plan().track(key).map_or(0, |track| track.steps.len().saturating_sub(1));
                Some((*at > 0, *at < last))
            }
            _ => None,
        };
        let kind = match &item {
            Item::Criterion(c) => {
                let whom = words::applies(c.applies).say(self.locale).into_owned();
                word!("plan-kind-criterion-of").with("whom", whom).into()
            }
            _ => said::item(path).into(),
        };
        let has_text = !self.shown.text.is_empty();
        ItemView {
            path: path.to_string(),
            kind,
            title,
            lines,
            sentence: source.filter(|s| has_text && s.start < s.end).map(|s| anchor(s.start, s.end)),
            reading,
            can_reject: path.can_be_rejected(),
            nested: step.is_some(),
            step,
        }
    }

    fn doubtful(&self) -> Vec<Pointer> {
        let pointer = |path: ItemPath| {
            let item = self.plan().item(&path)?;
            let (title, _) = super::describe::item(self.plan(), &item, self.locale);
            Some(Pointer { kind: said::item(&path), title, anchor: path.to_string(), sure: item.source()?.confidence })
        };
        let open = if self.shown.may_edit { self.shown.doubtful() } else { Vec::new() };
        let mut out: Vec<Pointer> = open.into_iter().filter_map(pointer).collect();
        out.sort_by_key(|pointer| pointer.sure);
        out
    }

    fn notes(&self, address: &str) -> Vec<Note> {
        let finding = |finding: &lantoa_domain::plan::Finding| {
            let path = ItemPath::nearest(&finding.place).filter(|path| self.plan().item(path).is_some());
            let source = path.as_ref().and_then(|path| self.plan().item(path)).and_then(|item| item.source());
            let has_text = !self.shown.text.is_empty();
            Note {
                grave: finding.severity == Severity::Error,
                text: said::finding(self.locale, finding),
                sentence: source.filter(|s| has_text && s.start < s.end).map(|s| anchor(s.start, s.end)),
                edit: path.as_ref().filter(|_| self.shown.may_edit).map(|path| format!("{address}/muc/{path}")),
                item: path.map(|path| path.to_string()),
            }
        };
        let mut out: Vec<Note> = self.shown.findings.iter().map(finding).collect();
        out.sort_by_key(|note| !note.grave);
        out.extend(self.shown.warnings.iter().map(|warning| Note {
            grave: false,
            text: said::warning(&warning.code, &warning.args),
            item: None,
            sentence: (warning.start < warning.end).then(|| anchor(warning.start, warning.end)),
            edit: None,
        }));
        out
    }

    fn text(&self) -> Vec<Paragraph> {
        let paths = self.plan().paths().into_iter();
        let sourced = paths.filter_map(|path| Some((self.plan().item(&path)?.source()?, path)));
        let mut marks: Vec<Mark> = sourced
            .map(|(source, path)| Mark { start: source.start, end: source.end, item: path.to_string() })
            .collect();
        let warned = self.shown.warnings.iter();
        marks.extend(warned.map(|w| Mark { start: w.start, end: w.end, item: "luu-y".to_owned() }));
        paragraphs(&self.shown.text, marks)
    }
}

//! A page of one conference: its tabs, figures, tables and facts. It must not fetch anything.

use super::at;
use crate::{
    filters,
    kernel::Shell,
    page::{
        paper::shelf::Shelf,
        publicity::board::{Board, Cell},
    },
    ui::{Action, Badge, Label, Stat, Tabs},
};
use askama::Template;
use lantoa_app::conference::{ConferenceKind, ConferenceView};
use lantoa_app::document::DocumentRow;
use lantoa_i18n::{Message, Word, word};

/// A page below the tabs of a conference.
#[derive(Template)]
#[template(path = "conference/leaf.html")]
pub(super) struct Leaf {
    pub(super) shell: Shell,
    pub(super) title: Label,
    pub(super) badge: Badge,
    pub(super) sub: Option<Label>,
    pub(super) actions: Vec<Action>,
    pub(super) tabs: Tabs,
    /// Tone, icon, sentence.
    pub(super) notices: Vec<(&'static str, &'static str, Message)>,
    pub(super) stats: Vec<Stat>,
    pub(super) texts: Vec<(Word, String)>,
    /// Title, table, and what is said where it is empty.
    pub(super) boards: Vec<(Word, Board, Word)>,
    pub(super) facts: Vec<(Word, Cell)>,
    pub(super) papers: Option<Shelf>,
    pub(super) documents: Vec<DocumentRow>,
}

impl Leaf {
    /// A page with nothing on it but its head and the tabs, one of them lit.
    pub(super) fn new(shell: Shell, title: impl Into<Label>, badge: Badge, tabs: Tabs) -> Self {
        Self {
            shell,
            title: title.into(),
            badge,
            sub: None,
            actions: Vec::new(),
            tabs,
            notices: Vec::new(),
            stats: Vec::new(),
            texts: Vec::new(),
            boards: Vec::new(),
            facts: Vec::new(),
            papers: None,
            documents: Vec::new(),
        }
    }

    fn told(&self) -> Vec<(&'static str, &'static str, &Message)> {
        self.notices.iter().map(|(tone, sign, message)| (*tone, *sign, message)).collect()
    }
}

/// The tabs of a conference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// What it is.
    Overview,
    /// Who goes.
    Delegates,
    /// What happens there.
    Programme,
    /// What was handed over.
    Handover,
}

pub(super) fn tabs(view: &ConferenceView, lit: Tab) -> Tabs {
    let base = at(view.row.id);
    let count = |length: usize| u64::try_from(length).ok();
    let out = Tabs::new(word!("conference-tabs"), lit as usize)
        .tab(word!("conference-overview"), &base, None)
        .tab(word!("conference-delegates"), &format!("{base}/dai-bieu"), count(view.delegates.len()))
        .tab(word!("conference-agenda"), &format!("{base}/chuong-trinh"), count(view.items.len()));
    if view.row.kind.0 == ConferenceKind::Above && view.reads_all {
        return out.tab(word!("conference-handover"), &format!("{base}/ban-giao"), count(view.handovers.len()));
    }
    out
}

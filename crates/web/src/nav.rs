//! The areas of the product and their order in the navigation; it must not decide who may do what inside them.

use crate::kernel::SignedIn;
use lantoa_i18n::{Word, word};

/// An area of the product: one entry of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// No entry is lit: error pages, the public portal.
    None,
    /// What waits for me.
    Workbench,
    /// Plans and programmes.
    Plans,
    /// Movements with their quotas.
    Movements,
    /// Tasks and calendar.
    Tasks,
    /// Dossiers.
    Dossiers,
    /// Councils and sessions.
    Councils,
    /// Decisions, certificates, money.
    Decisions,
    /// Exemplars.
    Exemplars,
    /// Practices and their adoptions.
    Practices,
    /// Publicity.
    Publicity,
    /// Conferences and congresses.
    Conferences,
    /// Reports.
    Reports,
    /// Units.
    Units,
    /// People and accounts.
    People,
    /// Settings of the agency, law tables, recorded facts.
    Agency,
    /// The journal.
    Journal,
}

impl Area {
    /// Every area with a place in the navigation, in its order.
    pub const ALL: [Self; 16] = [
        Self::Workbench,
        Self::Plans,
        Self::Movements,
        Self::Tasks,
        Self::Dossiers,
        Self::Councils,
        Self::Decisions,
        Self::Exemplars,
        Self::Practices,
        Self::Publicity,
        Self::Conferences,
        Self::Reports,
        Self::Units,
        Self::People,
        Self::Agency,
        Self::Journal,
    ];

    /// The address of the area's first page.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::None => "/",
            Self::Workbench => "/ban-lam-viec",
            Self::Plans => "/ke-hoach",
            Self::Movements => "/phong-trao",
            Self::Tasks => "/nhiem-vu",
            Self::Dossiers => "/ho-so",
            Self::Councils => "/hoi-dong",
            Self::Decisions => "/quyet-dinh",
            Self::Exemplars => "/dien-hinh",
            Self::Practices => "/mo-hinh",
            Self::Publicity => "/tuyen-truyen",
            Self::Conferences => "/hoi-nghi",
            Self::Reports => "/bao-cao",
            Self::Units => "/quan-tri/don-vi",
            Self::People => "/quan-tri/nguoi",
            Self::Agency => "/quan-tri",
            Self::Journal => "/nhat-ky",
        }
    }

    /// The name of the area.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::None => word!("ui-area-home"),
            Self::Workbench => word!("ui-area-workbench"),
            Self::Plans => word!("ui-area-plans"),
            Self::Movements => word!("ui-area-movements"),
            Self::Tasks => word!("ui-area-tasks"),
            Self::Dossiers => word!("ui-area-dossiers"),
            Self::Councils => word!("ui-area-councils"),
            Self::Decisions => word!("ui-area-decisions"),
            Self::Exemplars => word!("ui-area-exemplars"),
            Self::Practices => word!("ui-area-practices"),
            Self::Publicity => word!("ui-area-publicity"),
            Self::Conferences => word!("ui-area-conferences"),
            Self::Reports => word!("ui-area-reports"),
            Self::Units => word!("ui-area-units"),
            Self::People => word!("ui-area-people"),
            Self::Agency => word!("ui-area-agency"),
            Self::Journal => word!("ui-area-journal"),
        }
    }

    /// The icon of the area.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::None => "house",
            Self::Workbench => "inbox",
            Self::Plans => "scroll-text",
            Self::Movements => "flag",
            Self::Tasks => "calendar-check",
            Self::Dossiers => "folder-open",
            Self::Councils => "users",
            Self::Decisions => "stamp",
            Self::Exemplars => "sparkles",
            Self::Practices => "sprout",
            Self::Publicity => "megaphone",
            Self::Conferences => "award",
            Self::Reports => "chart-column",
            Self::Units => "network",
            Self::People => "contact",
            Self::Agency => "settings",
            Self::Journal => "history",
        }
    }

    const fn group(self) -> Word {
        match self {
            Self::None | Self::Workbench | Self::Plans | Self::Movements | Self::Tasks => {
                word!("ui-group-run")
            }
            Self::Dossiers | Self::Councils | Self::Decisions => word!("ui-group-recognise"),
            Self::Exemplars | Self::Practices | Self::Publicity | Self::Conferences => word!("ui-group-spread"),
            Self::Reports | Self::Units | Self::People | Self::Agency | Self::Journal => word!("ui-group-govern"),
        }
    }
}

/// A titled group of areas in the navigation.
#[derive(Debug, Clone)]
pub struct Group {
    /// What the areas have in common.
    pub title: Word,
    /// Its areas, as far as the person may open them.
    pub areas: Vec<Area>,
}

/// The navigation of a person; empty for a stranger.
#[must_use]
pub fn groups(person: Option<&SignedIn>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let areas = person.map_or(&[][..], |p| &p.areas);
    for area in Area::ALL.into_iter().filter(|a| areas.contains(a)) {
        match groups.last_mut() {
            Some(group) if group.title == area.group() => group.areas.push(area),
            _ => groups.push(Group { title: area.group(), areas: vec![area] }),
        }
    }
    groups
}

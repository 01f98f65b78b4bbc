//! A quota drawn as a bar with its mark, what is recognised, what is under way and the forecast; it must not judge by itself beyond comparing.

use super::{Badge, Label, Tone, permille, share};
use crate::filters;
use askama::Template;
use lantoa_i18n::{Message, Word, word};

/// What a quota demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotaRule {
    /// At least so many.
    Min(u32),
    /// At most so many.
    Max(u32),
    /// At most so many of each proposing unit; how many units there are and how many have used theirs up.
    MaxPerUnit {
        /// Most per unit.
        most: u32,
        /// Units that may propose.
        units: u32,
        /// Units that have used all of theirs.
        used_up: u32,
    },
    /// Exactly so many.
    Exactly(u32),
    /// Only counted.
    Open,
}

/// How binding a quota is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressure {
    /// “giao”: assigned.
    Assigned,
    /// “phấn đấu”: aimed at.
    Aimed,
}

/// One quota with its present state.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/quota.html")]
pub struct QuotaBar {
    /// Whom it counts: “Tập thể”, “Cá nhân ngành Công an”.
    pub label: Label,
    /// What it demands.
    pub rule: QuotaRule,
    /// How binding it is.
    pub pressure: Pressure,
    /// Counted so far.
    pub recognised: u32,
    /// Dossiers on their way.
    pub under_way: u32,
    /// Expected at the end at the present pace, when it can be said.
    pub forecast: Option<u32>,
    /// What exactly is counted, in one sentence.
    pub counts: Option<Label>,
}

impl QuotaBar {
    const fn target(&self) -> Option<u32> {
        match self.rule {
            QuotaRule::Min(n) | QuotaRule::Max(n) | QuotaRule::Exactly(n) => Some(n),
            QuotaRule::MaxPerUnit { .. } | QuotaRule::Open => None,
        }
    }

    /// The number at the right end of the bar.
    fn full(&self) -> u64 {
        let most =
            self.target().unwrap_or(0).max(self.recognised + self.under_way).max(self.forecast.unwrap_or(0)).max(1);
        let most = u64::from(most);
        most + most.div_ceil(6)
    }

    fn at(&self, n: u32) -> String {
        share(permille(u64::from(n), self.full()))
    }

    fn recognised_width(&self) -> String {
        self.at(self.recognised)
    }

    fn under_way_width(&self) -> String {
        self.at(self.under_way)
    }

    fn rule_word(&self) -> Message {
        match self.rule {
            QuotaRule::Min(n) => word!("ui-quota-min").with("n", n),
            QuotaRule::Max(n) => word!("ui-quota-max").with("n", n),
            QuotaRule::MaxPerUnit { most, .. } => word!("ui-quota-per-unit").with("n", most),
            QuotaRule::Exactly(n) => word!("ui-quota-exactly").with("n", n),
            QuotaRule::Open => word!("ui-quota-open").into(),
        }
    }

    fn target_at(&self) -> Option<String> {
        self.target().map(|n| self.at(n))
    }

    fn forecast_at(&self) -> Option<String> {
        self.forecast.map(|n| self.at(n))
    }

    const fn pressure_word(&self) -> Option<Word> {
        match (self.rule, self.pressure) {
            (QuotaRule::Open, _) => None,
            (_, Pressure::Assigned) => Some(word!("ui-quota-assigned")),
            (_, Pressure::Aimed) => Some(word!("ui-quota-aimed")),
        }
    }

    fn verdict(&self) -> Badge {
        let n = self.recognised;
        let short = |target: u32| word!("ui-quota-short").with("n", target - n);
        let over = |target: u32| word!("ui-quota-over").with("n", n - target);
        match self.rule {
            QuotaRule::Min(t) | QuotaRule::Exactly(t) if n < t => {
                let reaches = self.forecast.is_some_and(|f| f >= t);
                Badge::new(short(t), if reaches { Tone::Note } else { Tone::Warn })
            }
            QuotaRule::Max(t) | QuotaRule::Exactly(t) if n > t => Badge::new(over(t), Tone::Bad),
            QuotaRule::Max(t) if n < t => Badge::new(word!("ui-quota-left").with("n", t - n), Tone::Plain),
            QuotaRule::Max(_) => Badge::new(word!("ui-quota-used-up"), Tone::Warn),
            QuotaRule::Min(_) | QuotaRule::Exactly(_) => Badge::new(word!("ui-quota-reached"), Tone::Good),
            QuotaRule::MaxPerUnit { units, used_up, .. } => {
                Badge::new(word!("ui-quota-units-used").with("used", used_up).with("units", units), Tone::Plain)
            }
            QuotaRule::Open => Badge::new(word!("ui-quota-counted"), Tone::Plain),
        }
    }

    /// The squares of a quota per unit, at most 40: whether each is used up, and where it stands.
    fn squares(&self) -> Vec<(u32, bool)> {
        match self.rule {
            QuotaRule::MaxPerUnit { units, used_up, .. } => (0..units.min(40)).map(|i| (i * 18, i < used_up)).collect(),
            _ => Vec::new(),
        }
    }
}

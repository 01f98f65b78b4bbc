//! A quota's bar from where it stands. It must not count.

use lantoa_app::quota::State;
use lantoa_domain::plan::{Bound, Per, Plan, QuotaKind, Strength};
use lantoa_i18n::{Locale, Say, word};

use crate::plan_words as said;
use crate::ui::{Pressure, QuotaBar, QuotaRule};
use crate::words;

/// The bar of a quota, with the rule by which it counts in words.
pub(crate) fn bar(locale: Locale, plan: &Plan, state: &State) -> QuotaBar {
    let quota = &state.quota;
    let units = state.by_unit.unwrap_or_default();
    let total = if quota.per == Per::Unit { quota.count.saturating_mul(units.units) } else { state.standing.bound };
    let rule = match (quota.kind(), quota.bound) {
        (QuotaKind::MaxPerUnit, _) => {
            QuotaRule::MaxPerUnit { most: quota.count, units: units.units, used_up: units.used_up }
        }
        (_, Bound::Min) => QuotaRule::Min(total),
        (_, Bound::Max) => QuotaRule::Max(total),
        (_, Bound::Exact) => QuotaRule::Exactly(total),
        (_, Bound::Unlimited) => QuotaRule::Open,
    };
    let mut counts = said::counting(locale, plan, quota);
    if quota.per == Per::Unit && quota.bound != Bound::Max {
        let each =
            word!("movement-each-unit").with("n", quota.count).with("units", units.units).with("short", units.short);
        counts = format!("{counts} {}", each.say(locale));
    }
    QuotaBar {
        label: capital(&words::quota_subject(quota.subject).say(locale)).into(),
        rule,
        pressure: match quota.strength {
            Strength::Assigned => Pressure::Assigned,
            Strength::Aimed => Pressure::Aimed,
        },
        recognised: if quota.per == Per::Unit { units.counted } else { state.standing.counted },
        under_way: state.under_way,
        forecast: state.forecast,
        counts: Some(counts.into()),
    }
}

/// The text with its first letter in capitals.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

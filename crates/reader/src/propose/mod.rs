//! From a reading to a plan a programme can run on: a proposal for a person to check. Must not hide what it had to assume: such items carry a low confidence.

mod checks;
mod criteria;
mod fast;
mod head;
mod obligations;
mod place;
mod quotas;
mod said;
mod steps;
mod tracks;

use std::collections::{BTreeMap, BTreeSet};

use lantoa_domain::plan::{Duty, Funding, Key, Movement, Plan, Reward, Source, Years};
use lantoa_domain::text::slug;

use crate::reading::{Confidence, Reading, Span};
use crate::text::fold::fold;
use crate::text::pattern;
use place::Place;

/// The plan that a reading proposes. It may still have findings: [`Plan::check`] says what a person has to add.
#[must_use]
pub fn propose(reading: &Reading) -> Plan {
    let place = Place::new(reading);
    let movements = movements(reading);
    let tracks = tracks::propose(reading, &place);
    let main = tracks.first().map(|track| track.key.clone());
    let fast: Vec<Key> = tracks.iter().skip(1).map(|track| track.key.clone()).collect();
    Plan {
        document: head::document(reading),
        quotas: quotas::propose(reading, &movements, main.as_ref(), &fast, &place),
        criteria: criteria::propose(reading, &movements),
        obligations: obligations::propose(reading, &place),
        movements,
        tracks,
        duties: reading.responsibilities.iter().flat_map(duties).collect(),
        rewards: reading.rewards.iter().map(reward).collect(),
        funding: reading.funding.iter().map(funding).collect(),
    }
}

fn source(span: Span, confidence: Confidence) -> Option<Source> {
    Some(Source { start: span.start, end: span.end, confidence: confidence.get() })
}

/// Keys of one kind of item, each given once.
#[derive(Debug, Default)]
struct Keys {
    given: BTreeSet<String>,
    /// The number to try next for words that were given before.
    next: BTreeMap<String, usize>,
}

impl Keys {
    /// A key from words, numbered when it was given before.
    fn give(&mut self, words: &str, otherwise: &str) -> Key {
        let short = slug(words, 40);
        let stem = if short.is_empty() { otherwise.to_owned() } else { short };
        let mut key = stem.clone();
        let next = self.next.entry(stem.clone()).or_insert(2);
        while !self.given.insert(key.clone()) {
            key = format!("{stem}-{next}");
            *next += 1;
        }
        key.parse().unwrap_or_else(|_| "muc".parse().expect("invariant: a plain word is a key"))
    }
}

pattern!(ASKED, r"\b(?:de nghi|kinh de nghi|moi)\s*$");
pattern!(OTHER_YEARS, r"\bgiai doan (2[0-9]{3})\s*-\s*(2[0-9]{3})\b");

/// The movements as read, or one for the plan as a whole.
fn movements(reading: &Reading) -> Vec<Movement> {
    let mut keys = Keys::default();
    if reading.movements.is_empty() {
        let title = reading.document.title.as_ref();
        return vec![Movement {
            key: keys.give("chung", "chung"),
            ordinal: String::new(),
            name: title.map(|title| title.value.clone()).unwrap_or_default(),
            aliases: Vec::new(),
            lead: None,
            lead_is_asked: false,
            cooperating: Vec::new(),
            years: None,
            source: title.and_then(|title| source(title.source, title.confidence.less(30))),
        }];
    }
    reading.movements.iter().map(|movement| one_movement(reading, movement, &mut keys)).collect()
}

fn one_movement(reading: &Reading, movement: &crate::reading::Movement, keys: &mut Keys) -> Movement {
    let quoted = quotations(&movement.name);
    let own = quoted.first().cloned().unwrap_or_else(|| movement.name.clone());
    let section = reading.text.get(movement.extent.start..movement.extent.end).unwrap_or("");
    let mut aliases: Vec<String> = quoted.into_iter().skip(1).collect();
    if own != movement.name {
        aliases.insert(0, own.clone());
    }
    let other =
        reading.warnings.iter().find(|w| w.code() == "movement-name-differs" && within(w.source(), movement.extent));
    aliases
        .extend(other.and_then(|w| w.args().iter().find(|(name, _)| *name == "found").map(|(_, value)| value.clone())));
    let lead = movement.lead_agency.as_ref();
    let before =
        lead.and_then(|lead| reading.text.get(lead.source.start.saturating_sub(60)..lead.source.start)).map(fold);
    Movement {
        key: keys.give(&own, "phong-trao"),
        ordinal: movement.ordinal.clone().unwrap_or_default(),
        name: movement.name.clone(),
        aliases,
        lead: lead.map(|lead| lead.value.clone()),
        lead_is_asked: before.is_some_and(|before| ASKED.is_match(before.trim_end())),
        cooperating: movement.cooperating_agencies.iter().map(|found| found.value.clone()).collect(),
        years: own_years(reading, section),
        source: source(movement.source, movement.confidence),
    }
}

/// A period in the movement's own section that is not the plan's.
fn own_years(reading: &Reading, section: &str) -> Option<Years> {
    let period = reading.document.period.as_ref()?.value;
    let folded = fold(section);
    let groups = OTHER_YEARS.captures(&folded)?;
    let year = |n: usize| groups.get(n).and_then(|m| m.as_str().parse::<i16>().ok());
    let (from, to) = (year(1)?, year(2)?);
    (from <= to && (from, to) != (period.from, period.to)).then_some(Years { from, to })
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The names in quotation marks.
fn quotations(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('“') {
        let after = &rest[open + '“'.len_utf8()..];
        let Some(close) = after.find('”') else { break };
        out.push(after[..close].trim().to_owned());
        rest = &after[close + '”'.len_utf8()..];
    }
    out.retain(|name| !name.is_empty());
    out
}

fn duties(entry: &crate::reading::Responsibility) -> impl Iterator<Item = Duty> + '_ {
    entry.duties.iter().map(|duty| Duty {
        unit: entry.unit.clone(),
        text: duty.text.clone(),
        source: source(duty.source, entry.confidence),
    })
}

fn reward(reward: &crate::reading::Reward) -> Reward {
    Reward {
        form: reward.form.clone(),
        by: reward.by.clone(),
        amount: reward.amount,
        source: source(reward.source, reward.confidence),
    }
}

fn funding(funding: &crate::reading::Funding) -> Funding {
    Funding { from: funding.from.clone(), amount: funding.amount, source: source(funding.source, funding.confidence) }
}

//! Items of a plan by their place: found, corrected, added, accepted, rejected. It must not judge the plan.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::{Criterion, Document, Duty, Funding, Key, Movement, Obligation, Plan, Quota, Reward, Source, Step, Track};
use crate::refusal::Refusal;
use crate::text::slug;

/// Where an item stands in its plan. Text form: `document`, `quotas.q1`, `tracks.nam.steps.2`, `duties.0`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemPath {
    /// The header.
    Document,
    /// A movement.
    Movement(Key),
    /// A track.
    Track(Key),
    /// A step of a track, from 0.
    Step(Key, usize),
    /// A quota.
    Quota(Key),
    /// A criterion.
    Criterion(Key),
    /// An obligation.
    Obligation(Key),
    /// A duty, from 0.
    Duty(usize),
    /// A reward, from 0.
    Reward(usize),
    /// A source of money, from 0.
    Funding(usize),
}

/// Why a text names no place in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a plan, as quotas.q1 or tracks.nam.steps.2")]
pub struct NotAPath;

impl fmt::Display for ItemPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document => f.write_str("document"),
            Self::Movement(key) => write!(f, "movements.{key}"),
            Self::Track(key) => write!(f, "tracks.{key}"),
            Self::Step(key, at) => write!(f, "tracks.{key}.steps.{at}"),
            Self::Quota(key) => write!(f, "quotas.{key}"),
            Self::Criterion(key) => write!(f, "criteria.{key}"),
            Self::Obligation(key) => write!(f, "obligations.{key}"),
            Self::Duty(at) => write!(f, "duties.{at}"),
            Self::Reward(at) => write!(f, "rewards.{at}"),
            Self::Funding(at) => write!(f, "funding.{at}"),
        }
    }
}

impl FromStr for ItemPath {
    type Err = NotAPath;
    fn from_str(text: &str) -> Result<Self, NotAPath> {
        Self::nearest(text).filter(|path| path.to_string() == text).ok_or(NotAPath)
    }
}

impl ItemPath {
    /// The item that the place of a [`Finding`](super::Finding) lies in: `tracks.nam.steps` is the track,
    /// `document.from` the header. `None` for a whole list.
    #[must_use]
    pub fn nearest(place: &str) -> Option<Self> {
        let parts: Vec<&str> = place.split('.').collect();
        let key = || parts.get(1)?.parse::<Key>().ok();
        let at = |part: usize| parts.get(part)?.parse::<usize>().ok();
        Some(match *parts.first()? {
            "document" => Self::Document,
            "movements" => Self::Movement(key()?),
            "tracks" => match (key()?, parts.get(2), at(3)) {
                (key, Some(&"steps"), Some(at)) => Self::Step(key, at),
                (key, _, _) => Self::Track(key),
            },
            "quotas" => Self::Quota(key()?),
            "criteria" => Self::Criterion(key()?),
            "obligations" => Self::Obligation(key()?),
            "duties" => Self::Duty(at(1)?),
            "rewards" => Self::Reward(at(1)?),
            "funding" => Self::Funding(at(1)?),
            _ => return None,
        })
    }

    /// Whether it may be rejected as a whole. The header may not, and a step is removed instead.
    #[must_use]
    pub fn can_be_rejected(&self) -> bool {
        !matches!(self, Self::Document | Self::Step(..))
    }
}

/// An item of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// The header.
    Document(Document),
    /// A movement.
    Movement(Movement),
    /// A track with its steps.
    Track(Track),
    /// A step.
    Step(Step),
    /// A quota.
    Quota(Quota),
    /// A criterion.
    Criterion(Criterion),
    /// An obligation.
    Obligation(Obligation),
    /// A duty.
    Duty(Duty),
    /// A reward.
    Reward(Reward),
    /// A source of money.
    Funding(Funding),
}

macro_rules! on_every_item {
    ($item:expr, $x:ident => $do:expr) => {
        match $item {
            Item::Document($x) => $do,
            Item::Movement($x) => $do,
            Item::Track($x) => $do,
            Item::Step($x) => $do,
            Item::Quota($x) => $do,
            Item::Criterion($x) => $do,
            Item::Obligation($x) => $do,
            Item::Duty($x) => $do,
            Item::Reward($x) => $do,
            Item::Funding($x) => $do,
        }
    };
}

impl Item {
    /// Where it was read; `None` for one that a person entered.
    #[must_use]
    pub fn source(&self) -> Option<Source> {
        on_every_item!(self, x => x.source)
    }

    /// The same item, vouched for by a person.
    #[must_use]
    pub fn accepted(mut self) -> Self {
        if let Some(source) = on_every_item!(&mut self, x => x.source.as_mut()) {
            source.confidence = 100;
        }
        self
    }
}

/// One correction of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Replaces an item by a corrected one.
    Put(ItemPath, Item),
    /// Adds an item; its key, if it has one, is made fresh from `name`.
    Add(Item),
    /// A person has compared the item with the text.
    Accept(ItemPath),
    /// Adds a step before the place `at`.
    AddStep(Key, usize, Step),
    /// Moves a step to another place.
    MoveStep(Key, usize, usize),
    /// Takes a step out.
    RemoveStep(Key, usize),
}

impl Plan {
    /// The place of every item, in the order of the plan.
    #[must_use]
    pub fn paths(&self) -> Vec<ItemPath> {
        let mut out = vec![ItemPath::Document];
        out.extend(self.movements.iter().map(|m| ItemPath::Movement(m.key.clone())));
        out.extend(self.criteria.iter().map(|c| ItemPath::Criterion(c.key.clone())));
        out.extend(self.quotas.iter().map(|q| ItemPath::Quota(q.key.clone())));
        for track in &self.tracks {
            out.push(ItemPath::Track(track.key.clone()));
            out.extend((0..track.steps.len()).map(|at| ItemPath::Step(track.key.clone(), at)));
        }
        out.extend(self.obligations.iter().map(|o| ItemPath::Obligation(o.key.clone())));
        out.extend((0..self.duties.len()).map(ItemPath::Duty));
        out.extend((0..self.rewards.len()).map(ItemPath::Reward));
        out.extend((0..self.funding.len()).map(ItemPath::Funding));
        out
    }

    /// The item at a place.
    #[must_use]
    pub fn item(&self, path: &ItemPath) -> Option<Item> {
        Some(match path {
            ItemPath::Document => Item::Document(self.document.clone()),
            ItemPath::Movement(key) => Item::Movement(self.movement(key)?.clone()),
            ItemPath::Track(key) => Item::Track(self.track(key)?.clone()),
            ItemPath::Step(key, at) => Item::Step(self.track(key)?.steps.get(*at)?.clone()),
            ItemPath::Quota(key) => Item::Quota(self.quotas.iter().find(|q| q.key == *key)?.clone()),
            ItemPath::Criterion(key) => Item::Criterion(self.criteria.iter().find(|c| c.key == *key)?.clone()),
            ItemPath::Obligation(key) => Item::Obligation(self.obligations.iter().find(|o| o.key == *key)?.clone()),
            ItemPath::Duty(at) => Item::Duty(self.duties.get(*at)?.clone()),
            ItemPath::Reward(at) => Item::Reward(self.rewards.get(*at)?.clone()),
            ItemPath::Funding(at) => Item::Funding(self.funding.get(*at)?.clone()),
        })
    }

    /// Carries out a correction and says which item it concerned.
    ///
    /// # Errors
    /// `NotFound` when there is no such item, `Invalid` when an item of another kind is put there or a key is changed.
    pub fn change(&mut self, change: Change) -> Result<ItemPath, Refusal> {
        match change {
            Change::Put(path, item) => self.put(path, item.accepted()),
            Change::Add(item) => self.add(item),
            Change::Accept(path) => {
                let item = self.item(&path).ok_or(Refusal::NotFound)?;
                self.put(path, item.accepted())
            }
            Change::AddStep(key, at, step) => {
                let steps = self.steps(&key)?;
                let at = at.min(steps.len());
                steps.insert(at, step);
                Ok(ItemPath::Step(key, at))
            }
            Change::MoveStep(key, from, to) => {
                let steps = self.steps(&key)?;
                if from >= steps.len() || to >= steps.len() {
                    return Err(Refusal::NotFound);
                }
                let step = steps.remove(from);
                steps.insert(to, step);
                Ok(ItemPath::Step(key, to))
            }
            Change::RemoveStep(key, at) => {
                let steps = self.steps(&key)?;
                if at >= steps.len() {
                    return Err(Refusal::NotFound);
                }
                steps.remove(at);
                Ok(ItemPath::Track(key))
            }
        }
    }

    fn steps(&mut self, key: &Key) -> Result<&mut Vec<Step>, Refusal> {
        let track = self.tracks.iter_mut().find(|track| track.key == *key).ok_or(Refusal::NotFound)?;
        Ok(&mut track.steps)
    }

    fn put(&mut self, path: ItemPath, item: Item) -> Result<ItemPath, Refusal> {
        fn set<T>(slot: Option<&mut T>, value: T) -> Result<(), Refusal> {
            *slot.ok_or(Refusal::NotFound)? = value;
            Ok(())
        }
        match (&path, item) {
            (ItemPath::Document, Item::Document(new)) => self.document = new,
            (ItemPath::Movement(key), Item::Movement(new)) if new.key == *key => {
                set(self.movements.iter_mut().find(|old| old.key == *key), new)?;
            }
            (ItemPath::Track(key), Item::Track(new)) if new.key == *key => {
                set(self.tracks.iter_mut().find(|old| old.key == *key), new)?;
            }
            (ItemPath::Step(key, at), Item::Step(new)) => set(self.steps(key)?.get_mut(*at), new)?,
            (ItemPath::Quota(key), Item::Quota(new)) if new.key == *key => {
                set(self.quotas.iter_mut().find(|old| old.key == *key), new)?;
            }
            (ItemPath::Criterion(key), Item::Criterion(new)) if new.key == *key => {
                set(self.criteria.iter_mut().find(|old| old.key == *key), new)?;
            }
            (ItemPath::Obligation(key), Item::Obligation(new)) if new.key == *key => {
                set(self.obligations.iter_mut().find(|old| old.key == *key), new)?;
            }
            (ItemPath::Duty(at), Item::Duty(new)) => set(self.duties.get_mut(*at), new)?,
            (ItemPath::Reward(at), Item::Reward(new)) => set(self.rewards.get_mut(*at), new)?,
            (ItemPath::Funding(at), Item::Funding(new)) => set(self.funding.get_mut(*at), new)?,
            _ => return Err(Refusal::Invalid { field: "item", why: "kind" }),
        }
        Ok(path)
    }

    fn add(&mut self, item: Item) -> Result<ItemPath, Refusal> {
        Ok(match item {
            Item::Movement(mut new) => {
                new.key = self.fresh_key("movements", &new.name);
                self.movements.push(new.clone());
                ItemPath::Movement(new.key)
            }
            Item::Track(mut new) => {
                new.key = self.fresh_key("tracks", &new.name);
                self.tracks.push(new.clone());
                ItemPath::Track(new.key)
            }
            Item::Quota(mut new) => {
                new.key = self.fresh_key("quotas", "q");
                self.quotas.push(new.clone());
                ItemPath::Quota(new.key)
            }
            Item::Criterion(mut new) => {
                new.key = self.fresh_key("criteria", "c");
                self.criteria.push(new.clone());
                ItemPath::Criterion(new.key)
            }
            Item::Obligation(mut new) => {
                new.key = self.fresh_key("obligations", &new.what);
                self.obligations.push(new.clone());
                ItemPath::Obligation(new.key)
            }
            Item::Duty(new) => ItemPath::Duty(push(&mut self.duties, new)),
            Item::Reward(new) => ItemPath::Reward(push(&mut self.rewards, new)),
            Item::Funding(new) => ItemPath::Funding(push(&mut self.funding, new)),
            Item::Document(_) | Item::Step(_) => return Err(Refusal::Invalid { field: "item", why: "kind" }),
        })
    }

    fn fresh_key(&self, group: &str, name: &str) -> Key {
        let taken: Vec<&Key> = match group {
            "movements" => self.movements.iter().map(|m| &m.key).collect(),
            "tracks" => self.tracks.iter().map(|t| &t.key).collect(),
            "quotas" => self.quotas.iter().map(|q| &q.key).collect(),
            "criteria" => self.criteria.iter().map(|c| &c.key).collect(),
            _ => self.obligations.iter().map(|o| &o.key).collect(),
        };
        let base = Some(slug(name, 40)).filter(|base| !base.is_empty()).unwrap_or_else(|| "muc".to_owned());
        let mut candidates = std::iter::once(base.clone()).chain((2_u32..).map(|n| format!("{base}-{n}")));
        candidates
            .find_map(|text| text.parse::<Key>().ok().filter(|key| !taken.contains(&key)))
            .expect("invariant: a list is finite, the numbers are not")
    }

    /// The plan without rejected items, and without what belonged to them alone.
    ///
    /// Quotas and criteria of a rejected movement or of only rejected tracks go with it. A track that would lose its
    /// last movement keeps naming it, so that [`Plan::check`] finds it: an empty list would mean every movement.
    #[must_use]
    pub fn without(&self, rejected: &[ItemPath]) -> Plan {
        if rejected.is_empty() {
            return self.clone();
        }
        let gone = |path: ItemPath| rejected.contains(&path);
        let lost_movement = |key: &Key| gone(ItemPath::Movement(key.clone()));
        let lost_track = |key: &Key| gone(ItemPath::Track(key.clone()));
        let only_lost = |tracks: &[Key]| !tracks.is_empty() && tracks.iter().all(lost_track);
        let mut plan = self.clone();
        plan.movements.retain(|m| !lost_movement(&m.key));
        plan.tracks.retain(|t| !lost_track(&t.key));
        plan.quotas.retain(|q| {
            let of_lost = q.movement.as_ref().is_some_and(lost_movement) || only_lost(&q.tracks);
            !of_lost && !gone(ItemPath::Quota(q.key.clone()))
        });
        plan.criteria.retain(|c| {
            let of_lost = c.movement.as_ref().is_some_and(lost_movement) || only_lost(&c.tracks);
            !of_lost && !gone(ItemPath::Criterion(c.key.clone()))
        });
        plan.obligations.retain(|o| !gone(ItemPath::Obligation(o.key.clone())));
        plan.duties = kept(&self.duties, |at| !gone(ItemPath::Duty(at)));
        plan.rewards = kept(&self.rewards, |at| !gone(ItemPath::Reward(at)));
        plan.funding = kept(&self.funding, |at| !gone(ItemPath::Funding(at)));
        for track in &mut plan.tracks {
            if !track.movements.iter().all(lost_movement) {
                track.movements.retain(|key| !lost_movement(key));
            }
        }
        for tracks in
            plan.quotas.iter_mut().map(|q| &mut q.tracks).chain(plan.criteria.iter_mut().map(|c| &mut c.tracks))
        {
            tracks.retain(|key| !lost_track(key));
        }
        plan
    }
}

fn push<T>(list: &mut Vec<T>, item: T) -> usize {
    list.push(item);
    list.len() - 1
}

fn kept<T: Clone>(list: &[T], keep: impl Fn(usize) -> bool) -> Vec<T> {
    list.iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, item)| item.clone()).collect()
}

//! One act given to many things: each in its own unit of work through the function of a single one, and what came of each, kept. It must not widen anybody's rights.

mod act;
mod deed;
mod preview;
mod thing;
mod why;

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use lantoa_domain::Refusal;
use lantoa_domain::id::{BulkRunId, PersonId, UnitId};
use lantoa_store::bulk::{self, Item, Run};
use lantoa_store::{Conn, Json, Word};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use deed::{Deed, Kind, Need, offered};
pub use preview::{Fits, Preview, Seen, preview};
pub use thing::Choices;
pub use why::Why;

use act::{Before, Left};

use crate::{Cx, Error, Result};

/// The most things of one run.
pub const MOST: usize = 500;
/// How long an act can be taken back: ten minutes.
pub const UNDO: SignedDuration = SignedDuration::from_mins(10);
/// How long results are kept: 90 days.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Results written down at a time.
const AT_ONCE: usize = 20;
/// The most letters of words given along.
const MOST_LETTERS: usize = 1_000;

/// A thing as it was seen in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Its identifier.
    pub thing: String,
    /// The version that was seen.
    pub version: i64,
}

/// What is given along with an act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    /// A person.
    pub person: Option<PersonId>,
    /// A unit.
    pub unit: Option<UnitId>,
    /// A day.
    pub day: Option<Date>,
    /// A note, or why.
    pub words: String,
}

impl Given {
    /// Whether something is missing without which an act cannot be tried. Words are no such thing.
    const fn lacks(&self, need: Need) -> bool {
        match need {
            Need::Person => self.person.is_none(),
            Need::Unit => self.unit.is_none(),
            Need::Day => self.day.is_none(),
            Need::MaybeDay | Need::Note | Need::Reason => false,
        }
    }
}

/// An act with everything it is given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Marks the form, so that the same one sent twice is one run.
    pub id: BulkRunId,
    /// Which act.
    pub deed: Deed,
    /// What it is given to, in the order of the list.
    pub chosen: Vec<Chosen>,
    /// What is given along.
    pub given: Given,
    /// The address of the list.
    pub back: String,
}

impl Order {
    fn checked(&self) -> Result<()> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
        within(&self.chosen)?;
        for need in self.deed.needs() {
            match need {
                Need::Person if self.given.person.is_none() => return wrong("person", "empty"),
                Need::Unit if self.given.unit.is_none() => return wrong("unit", "empty"),
                Need::Day if self.given.day.is_none() => return wrong("day", "empty"),
                Need::Reason if self.given.words.trim().is_empty() => return Err(Refusal::ReasonMissing.into()),
                _ => {}
            }
        }
        if self.given.words.chars().count() > MOST_LETTERS { wrong("words", "long") } else { Ok(()) }
    }
}

fn within(chosen: &[Chosen]) -> Result<()> {
    match chosen.len() {
        0 => Err(Refusal::Invalid { field: "chosen", why: "nothing-chosen" }.into()),
        n if n > MOST => Err(Refusal::Invalid { field: "chosen", why: "too-many-chosen" }.into()),
        _ => Ok(()),
    }
}

/// Gives an act to each thing, one after another; one that is refused does not hold up the rest. What came of each is kept for
/// who gave it.
///
/// # Errors
/// `NotFound` for an act that the person is not offered; `Invalid` on "chosen", "person", "unit", "day", "words"; `ReasonMissing`. When
/// the machine fails in between, what was done is kept, and the rest stays as it was.
pub async fn run(cx: &Cx, order: Order) -> Result<BulkRunId> {
    if !order.deed.may_be_offered(cx) {
        return Err(Refusal::NotFound.into());
    }
    order.checked()?;
    let mut known = BTreeSet::new();
    let chosen: Vec<&Chosen> = order.chosen.iter().filter(|one| known.insert(one.thing.clone())).collect();
    let things: Vec<String> = chosen.iter().map(|one| one.thing.clone()).collect();
    if begin(cx, fresh(cx, &order), things).await? == Begun::Before {
        return Ok(order.id);
    }
    let mut told = Vec::with_capacity(AT_ONCE);
    for (ordinal, one) in (0_i64..).zip(chosen) {
        let label = label(cx, order.deed, &one.thing).await?;
        let left = act::perform(cx, order.deed, &one.thing, one.version, &order.given).await;
        keep(cx, order.id, &mut told, came_of(ordinal, &one.thing, label, left)).await?;
    }
    flush(cx, order.id, &mut told).await?;
    Ok(order.id)
}

/// Gives an act to one thing from its own page, and keeps it as a run of one, so that it can be taken back.
///
/// # Errors
/// Those of the act.
pub async fn single(cx: &Cx, deed: Deed, one: Chosen, given: Given, back: String) -> Result<BulkRunId> {
    let left = act::perform(cx, deed, &one.thing, one.version, &given).await?;
    let label = label(cx, deed, &one.thing).await?;
    let (id, thing) = (cx.id::<BulkRunId>(), one.thing.clone());
    let order = Order { id, deed, chosen: vec![one], given, back };
    let item = came_of(0, &thing, label, Ok(left))?;
    let run = fresh(cx, &order);
    cx.db()
        .write(async move |tx| {
            bulk::insert(tx, &run, std::slice::from_ref(&thing)).await?;
            bulk::tell(tx, id, std::slice::from_ref(&item)).await?;
            Ok::<_, Error>(id)
        })
        .await
}

fn fresh(cx: &Cx, order: &Order) -> Run {
    Run {
        id: order.id,
        root: cx.actor().root,
        person: cx.actor().person,
        act: Word(order.deed).name(),
        given: Json(serde_json::to_value(&order.given).unwrap_or_default()),
        back: order.back.clone(),
        at: cx.now(),
        undoes: None,
        undone: None,
        version: 1,
    }
}

/// Whether a run is new, or the same form was sent before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begun {
    Now,
    Before,
}

async fn begin(cx: &Cx, fresh: Run, things: Vec<String>) -> Result<Begun> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            if let Some(found) = bulk::load(tx, fresh.id).await? {
                return if found.person == fresh.person { Ok(Begun::Before) } else { Err(Refusal::NotFound.into()) };
            }
            let long_ago = me.now().checked_sub(KEPT).unwrap_or(Timestamp::UNIX_EPOCH);
            bulk::forget(tx, fresh.person, long_ago).await?;
            bulk::insert(tx, &fresh, &things).await?;
            Ok::<_, Error>(Begun::Now)
        })
        .await
}

/// What a thing is called, as far as the person may see it; its identifier otherwise.
async fn label(cx: &Cx, deed: Deed, text: &str) -> Result<String> {
    match thing::label(cx, deed.kind(), text).await {
        Ok(label) => Ok(label),
        Err(Error::Refused(_)) => Ok(text.to_owned()),
        Err(other) => Err(other),
    }
}

/// What came of one thing; the machine's failure ends the run.
fn came_of(ordinal: i64, thing: &str, label: String, left: Result<Left>) -> Result<Item> {
    let item = |outcome: &str, why: Why, left: Option<Left>| {
        let (after, before) = left.map_or((None, None), |left| (left.after, left.before));
        let before = before.and_then(|before| serde_json::to_value(before).ok());
        Item {
            ordinal,
            thing: thing.to_owned(),
            label,
            outcome: outcome.to_owned(),
            why: Json(serde_json::to_value(why).unwrap_or_default()),
            after,
            before: Json(before.unwrap_or_else(|| Value::Object(serde_json::Map::new()))),
        }
    };
    match left {
        Ok(left) => Ok(item("done", Why::default(), Some(left))),
        Err(error) => match Why::of(&error) {
            Some(why) => Ok(item("refused", why, None)),
            None => Err(error),
        },
    }
}

/// Writes down what came of things, some at a time. What was done is written down also when the machine failed at the next.
async fn keep(cx: &Cx, id: BulkRunId, told: &mut Vec<Item>, item: Result<Item>) -> Result<()> {
    match item {
        Ok(item) => told.push(item),
        Err(error) => {
            flush(cx, id, told).await?;
            return Err(error);
        }
    }
    if told.len() >= AT_ONCE { flush(cx, id, told).await } else { Ok(()) }
}

async fn flush(cx: &Cx, id: BulkRunId, told: &mut Vec<Item>) -> Result<()> {
    let items = std::mem::take(told);
    if items.is_empty() {
        return Ok(());
    }
    cx.db().write(async move |tx| Ok(bulk::tell(tx, id, &items).await?)).await
}

/// How one thing came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not reached: the machine failed before.
    Waiting,
    /// Done.
    Done,
    /// Not done.
    Refused,
}

/// What came of one thing, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemShown {
    /// Its identifier.
    pub thing: String,
    /// What it was called.
    pub label: String,
    /// How it came out.
    pub outcome: Outcome,
    /// What stood in the way.
    pub why: Why,
}

/// Whether an act can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// There is nothing to take back, or no lawful act that does it.
    Never,
    /// Until this instant, for so many things.
    Until(Timestamp, u32),
    /// The time for it is over.
    Over,
    /// It was taken back by this run.
    Done(BulkRunId),
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The run.
    pub id: BulkRunId,
    /// Which act.
    pub deed: Deed,
    /// What was given along.
    pub given: Given,
    /// The name of the person it was given to, where there is one.
    pub person: String,
    /// The address of the list.
    pub back: String,
    /// When.
    pub at: Timestamp,
    /// The run that it took back.
    pub undoes: Option<BulkRunId>,
    /// What came of each.
    pub items: Vec<ItemShown>,
    /// Whether it can be taken back.
    pub undo: Undo,
}

impl Shown {
    /// How many came out so.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items.iter().filter(|item| item.outcome == outcome).count()
    }
}

async fn own(conn: &mut Conn, cx: &Cx, id: BulkRunId) -> Result<Run> {
    let found = bulk::load(conn, id).await?.filter(|run| run.person == cx.actor().person);
    Ok(found.ok_or(Refusal::NotFound)?)
}

fn deed_of(run: &Run) -> Result<Deed> {
    serde_json::from_value(Value::String(run.act.clone())).map_err(|_| Refusal::NotFound.into())
}

fn before_of(item: &Item) -> Option<Before> {
    serde_json::from_value(item.before.0.clone()).ok()
}

/// What came of a run, for who gave it.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn show(cx: &Cx, id: BulkRunId) -> Result<Shown> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let run = own(conn, &me, id).await?;
            let items = bulk::items(conn, id).await?;
            let deed = deed_of(&run)?;
            let given: Given = serde_json::from_value(run.given.0.clone()).unwrap_or_default();
            let person = match given.person {
                Some(person) => lantoa_store::org::person(conn, person).await?.map(|one| one.name).unwrap_or_default(),
                None => String::new(),
            };
            Ok(Shown {
                undo: undo_of(&run, deed, &items, me.now()),
                items: items.into_iter().map(shown).collect(),
                id,
                deed,
                given,
                person,
                back: run.back,
                at: run.at,
                undoes: run.undoes,
            })
        })
        .await
}

fn shown(item: Item) -> ItemShown {
    ItemShown {
        outcome: match item.outcome.as_str() {
            "done" => Outcome::Done,
            "refused" => Outcome::Refused,
            _ => Outcome::Waiting,
        },
        why: serde_json::from_value(item.why.0).unwrap_or_default(),
        thing: item.thing,
        label: item.label,
    }
}

fn undo_of(run: &Run, deed: Deed, items: &[Item], now: Timestamp) -> Undo {
    let reversible = items.iter().filter(|item| item.outcome == "done" && before_of(item).is_some()).count();
    if let Some(by) = run.undone {
        return Undo::Done(by);
    }
    if run.undoes.is_some() || !deed.has_reverse() || reversible == 0 {
        return Undo::Never;
    }
    match run.at.checked_add(UNDO) {
        Ok(until) if now <= until => Undo::Until(until, u32::try_from(reversible).unwrap_or(u32::MAX)),
        _ => Undo::Over,
    }
}

/// Takes an act back from each thing that nobody changed since, one after another, as a run of its own. `why` is the reason that the
/// journal keeps where the reverse act asks for one.
///
/// # Errors
/// `NotFound` for others and for acts that cannot be taken back; `Invalid` on "run": `undo-over` after [`UNDO`], `undone` when it was taken
/// back already.
pub async fn undo(cx: &Cx, id: BulkRunId, why: &str) -> Result<BulkRunId> {
    let (run, items) = take_back(cx, id).await?;
    let deed = deed_of(&run)?;
    let (fresh, mut told) = (run.id, Vec::with_capacity(AT_ONCE));
    for (ordinal, item) in (0_i64..).zip(items) {
        let Some(before) = before_of(&item) else { continue };
        let done = act::reverse(cx, deed, &item.thing, item.after, before, why).await;
        let left = done.map(|()| Left { after: None, before: None });
        keep(cx, fresh, &mut told, came_of(ordinal, &item.thing, item.label, left)).await?;
    }
    flush(cx, fresh, &mut told).await?;
    Ok(fresh)
}

/// Begins to take a run back: once. Gives the new run and what it is to reverse.
async fn take_back(cx: &Cx, id: BulkRunId) -> Result<(Run, Vec<Item>)> {
    let (me, fresh) = (cx.clone(), cx.id::<BulkRunId>());
    cx.db()
        .write(async move |tx| {
            let run = own(tx, &me, id).await?;
            let mut items = bulk::items(tx, id).await?;
            let wrong = |why| Err(Refusal::Invalid { field: "run", why }.into());
            match undo_of(&run, deed_of(&run)?, &items, me.now()) {
                Undo::Never => return Err(Refusal::NotFound.into()),
                Undo::Over => return wrong("undo-over"),
                Undo::Done(_) => return wrong("undone"),
                Undo::Until(..) => {}
            }
            items.retain(|item| item.outcome == "done" && before_of(item).is_some());
            let new = Run { id: fresh, at: me.now(), undoes: Some(id), undone: None, version: 1, ..run.clone() };
            let things: Vec<String> = items.iter().map(|item| item.thing.clone()).collect();
            bulk::insert(tx, &new, &things).await?;
            match bulk::undone(tx, &run, fresh).await {
                Err(lantoa_store::Error::Stale { .. }) => return wrong("undone"),
                other => other?,
            }
            Ok::<_, Error>((new, items))
        })
        .await
}

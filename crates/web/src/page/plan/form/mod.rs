//! The forms by which items of a plan are corrected and added: fields, filled from an item and read back. They must not save.

mod criterion;
mod deadline;
mod head;
mod list;
mod obligation;
mod quota;
mod track;

use lantoa_domain::plan::{Item, ItemPath, Key, Plan, Years};
use lantoa_i18n::{Word, word};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::kernel::{Choice, FormState, Input, InputKind};
use crate::ui::{Field, Label};

/// Fields that belong together.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// What they are about; `None` for the first ones.
    pub(super) title: Option<Word>,
    /// A sentence above them.
    pub(super) hint: Option<Label>,
    /// CSS class that lets the choice of one field hide others.
    pub(super) class: &'static str,
    /// The fields.
    pub(super) fields: Vec<Field>,
}

impl Section {
    fn first(fields: Vec<Field>) -> Self {
        Self { title: None, hint: None, class: "", fields }
    }

    fn titled(title: Word, fields: Vec<Field>) -> Self {
        Self { title: Some(title), ..Self::first(fields) }
    }

    fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    fn hint(self, hint: impl Into<Label>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// The kinds of item that can be added, as they stand in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Movement,
    Criterion,
    Quota,
    Track,
    Step,
    Obligation,
    Duty,
    Reward,
    Funding,
}

impl Kind {
    const ADDED: [(Self, &'static str); 9] = [
        (Self::Movement, "phong-trao"),
        (Self::Criterion, "tieu-chi"),
        (Self::Quota, "chi-tieu"),
        (Self::Track, "quy-trinh"),
        (Self::Step, "buoc"),
        (Self::Obligation, "nhiem-vu"),
        (Self::Duty, "trach-nhiem"),
        (Self::Reward, "khen-thuong"),
        (Self::Funding, "kinh-phi"),
    ];

    /// The kind of the item at a place.
    pub(super) fn of(path: &ItemPath) -> Self {
        match path {
            ItemPath::Document => Self::Document,
            ItemPath::Movement(_) => Self::Movement,
            ItemPath::Track(_) => Self::Track,
            ItemPath::Step(..) => Self::Step,
            ItemPath::Quota(_) => Self::Quota,
            ItemPath::Criterion(_) => Self::Criterion,
            ItemPath::Obligation(_) => Self::Obligation,
            ItemPath::Duty(_) => Self::Duty,
            ItemPath::Reward(_) => Self::Reward,
            ItemPath::Funding(_) => Self::Funding,
        }
    }

    /// The kind that an address names.
    pub(super) fn named(slug: &str) -> Option<Self> {
        Self::ADDED.into_iter().find(|(_, known)| *known == slug).map(|(kind, _)| kind)
    }

    /// Its name.
    pub(super) const fn word(self) -> Word {
        match self {
            Self::Document => word!("plan-kind-document"),
            Self::Movement => word!("plan-kind-movement"),
            Self::Criterion => word!("plan-kind-criterion"),
            Self::Quota => word!("plan-kind-quota"),
            Self::Track => word!("plan-kind-track"),
            Self::Step => word!("plan-kind-step"),
            Self::Obligation => word!("plan-kind-obligation"),
            Self::Duty => word!("plan-kind-duty"),
            Self::Reward => word!("plan-kind-reward"),
            Self::Funding => word!("plan-kind-funding"),
        }
    }
}

/// What the forms need to know of the plan around the item.
pub(super) struct Around<'a> {
    pub(super) plan: &'a Plan,
}

impl Around<'_> {
    fn movements(&self) -> Vec<Choice> {
        self.plan.movements.iter().map(|m| Choice::new(m.key.as_str(), m.name.as_str())).collect()
    }

    fn tracks(&self) -> Vec<Choice> {
        self.plan.tracks.iter().map(|t| Choice::new(t.key.as_str(), t.name.as_str())).collect()
    }
}

/// The form as an item fills it.
pub(super) fn fill(item: &Item) -> FormState {
    match item {
        Item::Document(x) => head::fill_document(x),
        Item::Movement(x) => head::fill_movement(x),
        Item::Criterion(x) => criterion::fill(x),
        Item::Quota(x) => quota::fill(x),
        Item::Track(x) => track::fill(x),
        Item::Step(x) => track::fill_step(x),
        Item::Obligation(x) => obligation::fill(x),
        Item::Duty(x) => list::fill_duty(x),
        Item::Reward(x) => list::fill_reward(x),
        Item::Funding(x) => list::fill_funding(x),
    }
}

/// The form for a new item, in a movement when one is asked for.
pub(super) fn fresh(kind: Kind, movement: Option<&str>) -> FormState {
    let mut values = match kind {
        Kind::Step => track::fresh_step(),
        Kind::Quota => quota::fresh(),
        Kind::Obligation => deadline::fresh(),
        _ => Vec::new(),
    };
    values.extend(movement.map(|key| ("phong-trao", key.to_owned())));
    FormState::filled(values)
}

/// The fields of a form.
pub(super) fn sections(kind: Kind, form: &FormState, around: &Around<'_>) -> Vec<Section> {
    match kind {
        Kind::Document => head::document(form),
        Kind::Movement => head::movement(form),
        Kind::Criterion => criterion::sections(form, around),
        Kind::Quota => quota::sections(form, around),
        Kind::Track => track::sections(form, around),
        Kind::Step => track::step(form),
        Kind::Obligation => obligation::sections(form),
        Kind::Duty => list::duty(form),
        Kind::Reward => list::reward(form),
        Kind::Funding => list::funding(form),
    }
}

/// Reads a form back. `old` is the item that is corrected, whose source and key stay. `None`: mistakes are noted.
pub(super) fn read(kind: Kind, form: &mut FormState, old: Option<Item>) -> Option<Item> {
    Some(match (kind, old) {
        (Kind::Document, Some(Item::Document(old))) => Item::Document(head::read_document(form, old)?),
        (Kind::Movement, Some(Item::Movement(old))) => Item::Movement(head::read_movement(form, Some(old))?),
        (Kind::Movement, _) => Item::Movement(head::read_movement(form, None)?),
        (Kind::Criterion, Some(Item::Criterion(old))) => Item::Criterion(criterion::read(form, Some(old))?),
        (Kind::Criterion, _) => Item::Criterion(criterion::read(form, None)?),
        (Kind::Quota, Some(Item::Quota(old))) => Item::Quota(quota::read(form, Some(old))?),
        (Kind::Quota, _) => Item::Quota(quota::read(form, None)?),
        (Kind::Track, Some(Item::Track(old))) => Item::Track(track::read(form, Some(old))?),
        (Kind::Track, _) => Item::Track(track::read(form, None)?),
        (Kind::Step, Some(Item::Step(old))) => Item::Step(track::read_step(form, Some(old))?),
        (Kind::Step, _) => Item::Step(track::read_step(form, None)?),
        (Kind::Obligation, Some(Item::Obligation(old))) => Item::Obligation(obligation::read(form, Some(old))?),
        (Kind::Obligation, _) => Item::Obligation(obligation::read(form, None)?),
        (Kind::Duty, old) => Item::Duty(list::read_duty(form, old.as_ref().and_then(Item::source))?),
        (Kind::Reward, old) => Item::Reward(list::read_reward(form, old.as_ref().and_then(Item::source))?),
        (Kind::Funding, old) => Item::Funding(list::read_funding(form, old.as_ref().and_then(Item::source))?),
        (Kind::Document, _) => return None,
    })
}

/// The name of an enumeration's variant, as plan files write it.
fn code<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The variant of a name.
fn decode<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// The options of an enumeration, each with its word.
fn options<T: Serialize + Copy>(values: &[T], word: impl Fn(T) -> Word) -> Vec<Choice> {
    values.iter().map(|value| Choice::new(code(*value), word(*value))).collect()
}

/// One item a line, empty lines left out.
fn lines(form: &mut FormState, input: Input) -> Option<Vec<String>> {
    let text = form.text(input)?;
    Some(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// Text, or nothing when left empty.
fn optional(form: &mut FormState, input: Input) -> Option<Option<String>> {
    Some(Some(form.text(input)?).filter(|text| !text.is_empty()))
}

/// A whole number in a range, or nothing when left empty.
fn number(form: &mut FormState, input: Input, range: std::ops::RangeInclusive<i64>) -> Option<Option<i64>> {
    if form.raw(input.name).trim().is_empty() { Some(None) } else { form.whole(input, range).map(Some) }
}

/// The keys that were ticked.
fn keys(form: &FormState, input: Input) -> Vec<Key> {
    form.all(input.name).filter_map(|key| key.parse().ok()).collect()
}

const YEARS: std::ops::RangeInclusive<i64> = 1945..=2200;
const FROM: Input = Input::new(InputKind::Whole, "tu-nam", word!("plan-field-from-year"));
const TO: Input = Input::new(InputKind::Whole, "den-nam", word!("plan-field-to-year"));

fn fill_years(years: Option<Years>) -> [(&'static str, String); 2] {
    let text = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
    [(FROM.name, text(years.map(|y| y.from))), (TO.name, text(years.map(|y| y.to)))]
}

/// Years of its own, or nothing when both are left empty.
fn years(form: &mut FormState) -> Option<Option<Years>> {
    let (from, to) = (number(form, FROM, YEARS)?, number(form, TO, YEARS)?);
    match (from, to) {
        (None, None) => Some(None),
        (Some(from), Some(to)) if from <= to => {
            Some(Some(Years { from: i16::try_from(from).ok()?, to: i16::try_from(to).ok()? }))
        }
        _ => {
            form.refuse(TO, word!("plan-field-years-wrong"));
            None
        }
    }
}

/// A key that is replaced when the item is added.
fn no_key() -> Key {
    "moi".parse().expect("invariant: a key")
}

//! Adding people, changing, moving and letting them go, and who is related to whom. It must not touch sensitive data.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_domain::text::fold;
use lantoa_store::account::{self, Which};
use lantoa_store::org::{self, Person};
use lantoa_store::{Tx, people};
use serde_json::json;

use super::load;
use crate::account::keep_an_administrator;
use crate::{Cx, Error, Result};

/// What is said of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Full name.
    pub name: String,
    /// Post, in words.
    pub post: String,
    /// Whether the person heads the unit.
    pub leads: bool,
    /// công chức, viên chức, người lao động …, in words.
    pub category: String,
    /// Birth date.
    pub born: Option<Date>,
    /// "nam", "nữ" or nothing.
    pub gender: String,
    /// E-mail address or nothing.
    pub email: String,
}

impl Words {
    /// Checks what can be wrong by itself.
    pub(super) fn check(&self, today: Date) -> Result<(), Refusal> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why });
        let name = self.name.trim();
        if name.is_empty() {
            return wrong("name", "empty");
        }
        if name.chars().count() > 120 || name.chars().any(|letter| letter.is_ascii_digit()) {
            return wrong("name", "letters");
        }
        if let Some(born) = self.born {
            let age = today.year() - born.year();
            if !(14..=110).contains(&age) {
                return wrong("born", "range");
            }
        }
        let email = self.email.trim();
        let plausible = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        if !email.is_empty() && (!plausible || email.contains(char::is_whitespace)) {
            return wrong("email", "form");
        }
        if !["", "nam", "nữ"].contains(&self.gender.as_str()) {
            return wrong("gender", "words");
        }
        Ok(())
    }

    pub(super) fn write_to(&self, person: &mut Person) {
        person.name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.post.trim().clone_into(&mut person.post);
        self.category.trim().clone_into(&mut person.category);
        self.email.trim().clone_into(&mut person.email);
        self.gender.clone_into(&mut person.gender);
        (person.leads, person.born) = (self.leads, self.born);
    }
}

/// What to do when somebody seems to be recorded already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twins {
    /// Refuse.
    Refuse,
    /// It is another person of the same name: somebody looked.
    Accept,
}

/// A person to be added.
#[derive(Debug, Clone)]
pub struct Add {
    /// What is said of the person.
    pub words: Words,
    /// Where the person works.
    pub unit: UnitId,
    /// What to do when somebody seems to be recorded already.
    pub twins: Twins,
}

/// Adds a person.
///
/// # Errors
/// `Invalid`, `Taken` on "person" when one with the same name, and birth date or unit, is there, `NotFound`, the
/// policy's refusal.
pub async fn add(cx: &Cx, new: Add) -> Result<PersonId> {
    cx.permit(Act::ManagePeople)?;
    new.words.check(cx.today())?;
    let (cx, id) = (cx.clone(), cx.id::<PersonId>());
    cx.clone()
        .db()
        .write(async move |tx| {
            living_unit(tx, &cx, new.unit).await?;
            let namesakes = people::namesakes(tx, cx.actor().root, &new.words.name).await?;
            let twin = namesakes.iter().any(|other| is_twin(other, &new.words, new.unit));
            if twin && new.twins == Twins::Refuse {
                return Err(Refusal::Taken { field: "person" }.into());
            }
            insert(tx, &cx, id, &new.words, new.unit).await
        })
        .await?;
    Ok(id)
}

/// Whether a recorded person seems to be the one described: the same name, and the same birth date, or the same unit
/// where a birth date is missing.
pub(super) fn is_twin(other: &Person, words: &Words, unit: UnitId) -> bool {
    let same_name = fold(&other.name) == fold(&words.name);
    same_name
        && match (other.born, words.born) {
            (Some(one), Some(two)) => one == two,
            _ => other.unit == unit,
        }
}

pub(super) async fn insert(tx: &mut Tx, cx: &Cx, id: PersonId, words: &Words, unit: UnitId) -> Result<()> {
    let mut person = Person {
        id,
        root: cx.actor().root,
        unit,
        name: String::new(),
        post: String::new(),
        leads: false,
        category: String::new(),
        born: None,
        gender: String::new(),
        email: String::new(),
        active: true,
        version: 1,
    };
    words.write_to(&mut person);
    org::insert_person(tx, &person).await?;
    cx.journal(tx, "person.added", id, &json!({ "name": person.name, "unit": unit }))
}

async fn living_unit(tx: &mut Tx, cx: &Cx, unit: UnitId) -> Result<()> {
    let root = cx.actor().root;
    let found = org::unit(tx, unit).await?.filter(|unit| unit.root == root);
    let found = found.ok_or(Refusal::NotFound)?;
    if found.to_day.is_some() { Err(Refusal::Invalid { field: "unit", why: "not-existing" }.into()) } else { Ok(()) }
}

/// New words for a person.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The person.
    pub id: PersonId,
    /// What is said of the person now.
    pub words: Words,
    /// The version that was seen.
    pub seen: i64,
}

/// Changes what is said of a person. Dossiers keep the name they were opened with.
///
/// # Errors
/// `Invalid`, `NotFound`, `Overtaken`, the policy's refusal.
pub async fn edit(cx: &Cx, new: Edit) -> Result<()> {
    cx.permit(Act::ManagePeople)?;
    new.words.check(cx.today())?;
    change(cx, new.id, new.seen, async move |tx, cx, person| {
        let before = person.clone();
        new.words.write_to(person);
        people::save(tx, person).await?;
        cx.journal(tx, "person.edited", person.id, &differences(&before, person))
    })
    .await
}

/// What changed, by names of fields; birth date, gender and address without their values.
fn differences(before: &Person, after: &Person) -> serde_json::Value {
    let mut out = serde_json::Map::new();
    let mut text = |field: &str, was: &str, now: &str| {
        if was != now {
            out.insert(field.to_owned(), json!([was, now]));
        }
    };
    text("name", &before.name, &after.name);
    text("post", &before.post, &after.post);
    text("category", &before.category, &after.category);
    let quiet = [
        ("born", before.born != after.born),
        ("gender", before.gender != after.gender),
        ("email", before.email != after.email),
    ];
    out.extend(quiet.iter().filter(|(_, changed)| *changed).map(|(field, _)| ((*field).to_owned(), json!("changed"))));
    if before.leads != after.leads {
        out.insert("leads".into(), json!([before.leads, after.leads]));
    }
    out.into()
}

/// Moves a person to another unit.
///
/// # Errors
/// `Invalid` when the unit is no more, `NotFound`, `Overtaken`, the policy's refusal.
pub async fn move_to(cx: &Cx, id: PersonId, unit: UnitId, seen: i64) -> Result<()> {
    cx.permit(Act::ManagePeople)?;
    change(cx, id, seen, async move |tx, cx, person| {
        living_unit(tx, cx, unit).await?;
        let before = std::mem::replace(&mut person.unit, unit);
        // Heading one unit is not heading another.
        person.leads = person.leads && before == unit;
        people::save(tx, person).await?;
        cx.journal(tx, "person.moved", id, &json!({ "from": before, "to": unit }))
    })
    .await
}

/// Lets a person go: no more sign-in, no more rights; everything recorded stays.
///
/// # Errors
/// `ReasonMissing`, `LastAdministrator`, `NotFound`, `Overtaken`, the policy's refusal.
pub async fn deactivate(cx: &Cx, id: PersonId, seen: i64, why: &str) -> Result<()> {
    cx.permit(Act::ManagePeople)?;
    let why = why.trim().to_owned();
    if why.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    change(cx, id, seen, async move |tx, cx, person| {
        keep_an_administrator(tx, cx, id).await?;
        person.active = false;
        people::save(tx, person).await?;
        if let Some(account) = account::by_person(tx, id).await? {
            account::end_sessions(tx, account.id, Which::All).await?;
        }
        cx.journal(tx, "person.left", id, &json!({ "why": why }))
    })
    .await
}

/// A person is back.
///
/// # Errors
/// `Invalid` when the unit is no more, `NotFound`, `Overtaken`, the policy's refusal.
pub async fn reactivate(cx: &Cx, id: PersonId, seen: i64) -> Result<()> {
    cx.permit(Act::ManagePeople)?;
    change(cx, id, seen, async move |tx, cx, person| {
        living_unit(tx, cx, person.unit).await?;
        person.active = true;
        people::save(tx, person).await?;
        cx.journal(tx, "person.came-back", id, &json!({}))
    })
    .await
}

async fn change(
    cx: &Cx,
    id: PersonId,
    seen: i64,
    with: impl AsyncFn(&mut Tx, &Cx, &mut Person) -> Result<()> + Send + 'static,
) -> Result<()> {
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let (mut person, _) = load(tx, &cx, id).await?;
            if person.version != seen {
                return Err(Error::Overtaken { by: String::new(), at: None });
            }
            with(tx, &cx, &mut person).await
        })
        .await
}

/// Records that two people are related, so that neither judges the other.
///
/// # Errors
/// `Invalid` when it is the same person, `Taken` when it is recorded, `NotFound`, the policy's refusal.
pub async fn add_kin(cx: &Cx, one: PersonId, other: PersonId) -> Result<()> {
    cx.permit(Act::ManagePeople)?;
    if one == other {
        return Err(Refusal::Invalid { field: "person", why: "same" }.into());
    }
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let (person, _) = load(tx, &cx, one).await?;
            load(tx, &cx, other).await?;
            if !people::put_kin(tx, person.root, one, other).await? {
                return Err(Refusal::Taken { field: "person" }.into());
            }
            cx.journal(tx, "person.kin-recorded", one, &json!({ "other": other }))
        })
        .await
}

/// Removes a tie recorded by mistake.
///
/// # Errors
/// `NotFound`, the policy's refusal.
pub async fn remove_kin(cx: &Cx, one: PersonId, other: PersonId) -> Result<()> {
    cx.permit(Act::ManagePeople)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            load(tx, &cx, one).await?;
            if !people::remove_kin(tx, one, other).await? {
                return Err(Refusal::NotFound.into());
            }
            cx.journal(tx, "person.kin-removed", one, &json!({ "other": other }))
        })
        .await
}

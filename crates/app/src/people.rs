//! People of the agency: the list, one person, changes, relatives and sensitive data. It must not show what the reader may not read.

pub mod change;
pub mod import;
pub mod private;

use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, UnitId};
use lantoa_domain::policy::{Act, Place, Role};
use lantoa_store::people::{self, Filter};
use lantoa_store::{Conn, org};

pub use change::{Add, Edit, Twins, add, add_kin, deactivate, edit, move_to, reactivate, remove_kin};
pub use lantoa_store::org::Person;
pub use lantoa_store::people::{After, Listed};

use crate::account::{self, AccountView, GrantLine};
use crate::export::Portion;
use crate::{Cx, Error, Result};

/// Which people to list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words of the name or post, marks or not.
    pub words: String,
    /// Only people in the subtree of this unit.
    pub under: Option<UnitId>,
    /// Which of them.
    pub standing: Standing,
    /// Where the page before ended.
    pub after: Option<After>,
    /// How many at a time.
    pub portion: Portion,
}

/// Whether people still work here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// They do.
    #[default]
    Active,
    /// They left.
    Left,
    /// Either.
    All,
}

/// One page of people.
#[derive(Debug, Clone)]
pub struct List {
    /// The people.
    pub rows: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
    /// Whether the reader may add and change people.
    pub may_manage: bool,
}

/// People as far as the reader may see them: all, or those of the units the reader is clerk or head of.
///
/// # Errors
/// The policy's refusal for those who may see nobody.
pub async fn list(cx: &Cx, wanted: Wanted) -> Result<List> {
    let root = cx.actor().root;
    let active = match wanted.standing {
        Standing::Active => Some(true),
        Standing::Left => Some(false),
        Standing::All => None,
    };
    let filter = Filter { reach: reach(cx)?, under: wanted.under, active };
    let rows = wanted.portion.rows();
    let slice = cx
        .db()
        .read(async move |conn| {
            if wanted.words.trim().is_empty() {
                return people::list(conn, root, &filter, wanted.after.as_ref(), rows).await.map_err(Error::from);
            }
            let found = people::find(conn, root, &filter, &wanted.words, rows as usize).await?;
            Ok(lantoa_store::Slice { rows: found, more: false })
        })
        .await?;
    let next = if slice.more { slice.rows.last().map(Listed::after) } else { None };
    Ok(List { rows: slice.rows, next, may_manage: cx.may(Act::ManagePeople) })
}

/// Whether the reader may see anybody at all: for menus.
#[must_use]
pub fn may_list(cx: &Cx) -> bool {
    reach(cx).is_ok()
}

/// The units whose people the reader may see; `None` for the whole agency.
fn reach(cx: &Cx) -> Result<Option<Vec<UnitId>>> {
    let Err(refused) = cx.permit(Act::ReadPeople) else { return Ok(None) };
    let over = |role| matches!(role, Role::UnitClerk | Role::UnitHead);
    let units: Vec<UnitId> =
        cx.actor().grants.iter().filter(|grant| over(grant.role)).map(|grant| grant.unit).collect();
    if units.is_empty() { Err(refused) } else { Ok(Some(units)) }
}

/// A relative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// Who.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Name of the unit.
    pub unit_name: String,
}

/// One person with what the reader may see and do.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// The unit and its superiors, the agency first, by their names today.
    pub units: Vec<(UnitId, String)>,
    /// Recorded relatives.
    pub kin: Vec<Relative>,
    /// Sensitive data; absent for those who may not read it.
    pub private: Option<people::Private>,
    /// The account, for administrators; absent for others.
    pub account: Option<Option<AccountView>>,
    /// Roles, the newest first.
    pub roles: Vec<GrantLine>,
    /// Whether the reader may change the person.
    pub may_manage: bool,
    /// Whether the reader may record facts about the person.
    pub may_record: bool,
    /// Whether the reader may open sensitive data with a reason on record.
    pub may_open_private: bool,
}

/// One person.
///
/// # Errors
/// `NotFound`, the policy's refusal.
pub async fn one(cx: &Cx, id: PersonId) -> Result<PersonView> {
    let inner = cx.clone();
    let (person, place, units, kin, private) = cx
        .db()
        .read(async move |conn| {
            let (person, place) = load(conn, &inner, id).await?;
            inner.permit_at(Act::ReadPeople, &place)?;
            let mut units = Vec::new();
            for unit in place.units.iter().rev() {
                let name = org::unit(conn, *unit).await?.map(|unit| unit.name).unwrap_or_default();
                units.push((*unit, name));
            }
            let kin = people::kin(conn, id).await?;
            let may_read = inner.permit_at(Act::ReadSensitive, &place).is_ok();
            let private = if may_read { Some(people::private(conn, id).await?) } else { None };
            Ok::<_, Error>((person, place, units, kin, private))
        })
        .await?;
    let account = if cx.may(Act::ManageAccounts) { Some(account::of_person(cx, id).await?) } else { None };
    let roles = if cx.may(Act::ReadPeople) { account::roles_of(cx, id).await? } else { Vec::new() };
    let relative = |(id, name, unit_name)| Relative { id, name, unit_name };
    Ok(PersonView {
        person,
        units,
        kin: kin.into_iter().map(relative).collect(),
        may_open_private: private.is_none() && cx.permit_at(Act::OpenSensitive, &place).is_ok(),
        private,
        account,
        roles,
        may_manage: cx.may(Act::ManagePeople),
        may_record: cx.may(Act::RecordFacts),
    })
}

/// A person of the agency and where he or she is.
pub(crate) async fn load(conn: &mut Conn, cx: &Cx, id: PersonId) -> Result<(Person, Place)> {
    let root = cx.actor().root;
    let person = org::person(conn, id).await?.filter(|person| person.root == root).ok_or(Refusal::NotFound)?;
    let units = org::path(conn, person.unit).await?;
    let place = Place { candidate: Some(id), ..Place::unit(root, units) };
    Ok((person, place))
}

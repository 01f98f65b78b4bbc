//! Roles given and taken, with their reach and dates. The agency keeps somebody who can administer it; that rule is here and nowhere else.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{GrantId, PersonId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Act, Grant, Place, Role};
use lantoa_store::account::{self, GrantRow};
use lantoa_store::{Tx, org, programme};
use serde_json::json;

use crate::{Cx, Error, Result};

/// A role to be given.
#[derive(Debug, Clone)]
pub struct Give {
    /// To whom.
    pub person: PersonId,
    /// Which.
    pub role: Role,
    /// Over whose subtree it reaches; the agency for roles that reach over all of it.
    pub unit: UnitId,
    /// The movement, for its lead.
    pub movement: Option<(ProgrammeId, Key)>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
}

/// Gives a role.
///
/// # Errors
/// `Invalid`, `Taken` when the person has it at that time already, `NotFound`, the policy's refusal.
pub async fn give_role(cx: &Cx, give: Give) -> Result<GrantId> {
    cx.permit(Act::ManageAccounts)?;
    let invalid = |field, why| Err(Refusal::Invalid { field, why }.into());
    if give.to.is_some_and(|to| to < give.from) {
        return invalid("to", "before-from");
    }
    if (give.role == Role::MovementLead) != give.movement.is_some() {
        return invalid("movement", if give.movement.is_some() { "does-not-fit" } else { "empty" });
    }
    let over_a_unit = matches!(give.role, Role::UnitHead | Role::UnitClerk);
    let give = Give { unit: if over_a_unit { give.unit } else { cx.actor().root }, ..give };
    let (cx, id) = (cx.clone(), cx.id::<GrantId>());
    cx.clone().db().write(async move |tx| insert(tx, &cx, id, &give).await).await?;
    Ok(id)
}

async fn insert(tx: &mut Tx, cx: &Cx, id: GrantId, give: &Give) -> Result<()> {
    let root = cx.actor().root;
    let person = org::person(tx, give.person).await?.filter(|one| one.root == root && one.active);
    person.ok_or(Refusal::NotFound)?;
    let unit = org::unit(tx, give.unit).await?.filter(|one| one.root == root && one.to_day.is_none());
    unit.ok_or(Refusal::NotFound)?;
    if let Some((id, key)) = &give.movement {
        let found = programme::programme(tx, *id).await?.filter(|one| one.root == root).ok_or(Refusal::NotFound)?;
        let plan = cx.app().plan(tx, found.plan).await?;
        plan.movements.iter().find(|movement| movement.key == *key).ok_or(Refusal::NotFound)?;
    }
    let (programme, movement) = give.movement.clone().unzip();
    let overlaps = |row: &GrantRow| {
        let same = row.role.0 == give.role && row.unit == give.unit;
        let same = same && row.programme == programme && row.movement == movement;
        same && row.to_day.is_none_or(|to| to >= give.from) && give.to.is_none_or(|to| row.from_day <= to)
    };
    if account::grants_of(tx, give.person).await?.iter().any(overlaps) {
        return Err(Refusal::Taken { field: "role" }.into());
    }
    let grant = Grant { role: give.role, unit: give.unit, movement: give.movement.clone() };
    org::insert_grant(tx, id, root, give.person, &grant, (give.from, give.to)).await?;
    let detail = json!({
        "person": give.person, "role": give.role, "unit": give.unit, "from": give.from, "to": give.to,
        "movement": give.movement.as_ref().map(|(_, key)| key),
    });
    cx.journal(tx, "role.given", id, &detail)
}

/// Takes a role away from today on; what was done with it stays.
///
/// # Errors
/// `LastAdministrator`, `NotFound`, `Overtaken` when somebody else ended it, the policy's refusal.
pub async fn take_role(cx: &Cx, id: GrantId) -> Result<()> {
    cx.permit(Act::ManageAccounts)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let root = cx.actor().root;
            let row = account::grant(tx, root, id).await?.ok_or(Refusal::NotFound)?;
            if row.role.0 == Role::Administrator {
                let others = account::other_administrators(tx, root, cx.today(), (None, Some(id))).await?;
                if others == 0 {
                    return Err(Refusal::LastAdministrator.into());
                }
            }
            let last = cx.today().yesterday().map_err(|_| Refusal::NotFound)?;
            if !account::end_grant(tx, id, last).await? {
                return Err(Error::Overtaken { by: String::new(), at: None });
            }
            cx.journal(tx, "role.taken", id, &json!({ "person": row.person, "role": row.role.0, "unit": row.unit }))
        })
        .await
}

/// Before a person leaves or is locked out: somebody else must be able to administer the agency, if this one does.
///
/// # Errors
/// `LastAdministrator`.
pub(crate) async fn keep_an_administrator(tx: &mut Tx, cx: &Cx, person: PersonId) -> Result<()> {
    let (root, today) = (cx.actor().root, cx.today());
    let in_force = |row: &GrantRow| row.role.0 == Role::Administrator && row.to_day.is_none_or(|to| to >= today);
    if !account::grants_of(tx, person).await?.iter().any(in_force) {
        return Ok(());
    }
    let others = account::other_administrators(tx, root, today, (Some(person), None)).await?;
    if others == 0 { Err(Refusal::LastAdministrator.into()) } else { Ok(()) }
}

/// A role as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantLine {
    /// The grant.
    pub id: GrantId,
    /// The role.
    pub role: Role,
    /// The unit over whose subtree it reaches, by its name today.
    pub unit: (UnitId, String),
    /// The movement's name, for its lead.
    pub movement: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Whether it is in force today.
    pub in_force: bool,
}

/// The roles a person has or had. Everyone may see their own.
///
/// # Errors
/// `NotFound`, the policy's refusal.
pub async fn roles_of(cx: &Cx, person: PersonId) -> Result<Vec<GrantLine>> {
    if person != cx.actor().person {
        cx.permit_at(Act::ReadPeople, &Place::agency(cx.actor().root))?;
    }
    let cx = cx.clone();
    cx.clone()
        .db()
        .read(async move |conn| {
            let root = cx.actor().root;
            let found = org::person(conn, person).await?.filter(|one| one.root == root);
            found.ok_or(Refusal::NotFound)?;
            let mut lines = Vec::new();
            for row in account::grants_of(conn, person).await? {
                lines.push(line(conn, &cx, row).await?);
            }
            Ok(lines)
        })
        .await
}

pub(super) async fn line(conn: &mut lantoa_store::Conn, cx: &Cx, row: GrantRow) -> Result<GrantLine> {
    let unit = org::unit(conn, row.unit).await?.map(|unit| unit.name).unwrap_or_default();
    let mut movement = None;
    if let (Some(id), Some(key)) = (row.programme, &row.movement)
        && let Some(programme) = programme::programme(conn, id).await?
    {
        let plan = cx.app().plan(conn, programme.plan).await?;
        let found = plan.movements.iter().find(|one| one.key == *key);
        movement = Some(found.map_or_else(|| key.to_string(), |one| one.name.clone()));
    }
    let today = cx.today();
    Ok(GrantLine {
        id: row.id,
        role: row.role.0,
        unit: (row.unit, unit),
        movement,
        from: row.from_day,
        to: row.to_day,
        in_force: row.from_day <= today && row.to_day.is_none_or(|to| to >= today),
    })
}

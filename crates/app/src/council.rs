//! Councils: setting one up, its members by date and its term. It must not hold sessions or votes.

mod view;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{CouncilId, Id, PersonId, ProgrammeId};
use lantoa_domain::policy::{Act, CouncilRole};
use lantoa_store::council::{self, Council, Member};
use lantoa_store::{Tx, Word, org, programme};
use serde::Serialize;

pub use view::{CouncilRow, CouncilView, MemberView, ProgrammeOfCouncil, SessionRow, list, page, people};

use crate::{Cx, Error, Result, faster, session};

/// What a council is set up with.
#[derive(Debug, Clone)]
pub struct NewCouncil {
    /// Its name and term.
    pub terms: Terms,
    /// Its first members.
    pub members: Vec<(PersonId, CouncilRole)>,
}

/// Name, founding act and term of a council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// Its name.
    pub name: String,
    /// The decision that set it up.
    pub act: String,
    /// First day.
    pub from: Date,
    /// Last day; `None` while it is not set.
    pub to: Option<Date>,
}

impl Terms {
    fn checked(&self) -> Result<Self> {
        let (name, act) = (self.name.trim().to_owned(), self.act.trim().to_owned());
        if name.is_empty() {
            return Err(Refusal::Invalid { field: "name", why: "empty" }.into());
        }
        if self.to.is_some_and(|to| to < self.from) {
            return Err(Refusal::Invalid { field: "to", why: "before-from" }.into());
        }
        Ok(Self { name, act, from: self.from, to: self.to })
    }
}

/// Sets up a council with its first members.
///
/// # Errors
/// `NotAllowed`; `Invalid` for an empty name, a term that ends before it begins, or a person named twice; `Taken` for a second
/// chair; `NotFound` for somebody who is not of the agency.
pub async fn create(cx: &Cx, new: NewCouncil) -> Result<CouncilId> {
    cx.permit(Act::ManageCouncil)?;
    let terms = new.terms.checked()?;
    let id: CouncilId = cx.id();
    let numbers: Vec<i64> = new.members.iter().map(|_| cx.id::<CouncilId>().raw()).collect();
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (cx, root) = (&acting, acting.actor().root);
            let row = Council {
                id,
                root,
                name: terms.name.clone(),
                act: terms.act.clone(),
                from_day: terms.from,
                to_day: terms.to,
                version: 1,
            };
            council::insert(tx, &row).await?;
            cx.journal(tx, "council.set-up", id, &terms)?;
            for (number, (person, role)) in numbers.iter().zip(&new.members) {
                seat_member(tx, cx, &row, *number, Appointment { person: *person, role: *role, from: terms.from })
                    .await?;
            }
            Ok::<_, Error>(())
        })
        .await?;
    Ok(id)
}

/// A person, an office and the first day in it.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Appointment {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: CouncilRole,
    /// First day.
    pub from: Date,
}

/// Gives a person an office from a day on; somebody who is a member already changes office on that day.
///
/// # Errors
/// As [`create`], `Overtaken`.
pub async fn appoint(cx: &Cx, council: CouncilId, seen: i64, new: Appointment) -> Result<()> {
    cx.permit(Act::ManageCouncil)?;
    let number = cx.id::<CouncilId>().raw();
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &acting, council, seen).await?;
            let members = council::members(tx, council).await?;
            if let Some(former) = members.iter().find(|m| m.person == new.person && sits(m, new.from)) {
                if former.role.0 == new.role {
                    return Err(Refusal::Taken { field: "person" }.into());
                }
                end(tx, former, new.from).await?;
            }
            seat_member(tx, &acting, &row, number, new).await?;
            changed(tx, &acting, &row).await?;
            session::reseat_all(tx, &acting, council).await
        })
        .await
}

/// Ends a membership; `last_day` is its last.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`; `Invalid` for a day before its first.
pub async fn dismiss(cx: &Cx, council: CouncilId, seen: i64, member: i64, last_day: Date) -> Result<()> {
    cx.permit(Act::ManageCouncil)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &acting, council, seen).await?;
            let members = council::members(tx, council).await?;
            let found = members.iter().find(|m| m.id == member).ok_or(Refusal::NotFound)?;
            if last_day < found.from_day {
                return Err(Refusal::Invalid { field: "last_day", why: "before-from" }.into());
            }
            council::end_member(tx, council, member, last_day).await?;
            let detail = serde_json::json!({ "person": found.person, "role": found.role.0, "last_day": last_day });
            acting.journal(tx, "council.member-left", council, &detail)?;
            changed(tx, &acting, &row).await?;
            session::reseat_all(tx, &acting, council).await
        })
        .await
}

/// Changes name, founding act or term.
///
/// # Errors
/// As [`create`], `Overtaken`.
pub async fn set_terms(cx: &Cx, council: CouncilId, seen: i64, terms: Terms) -> Result<()> {
    cx.permit(Act::ManageCouncil)?;
    let terms = terms.checked()?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = own(tx, &acting, council, seen).await?;
            let row = Council {
                name: terms.name.clone(),
                act: terms.act.clone(),
                from_day: terms.from,
                to_day: terms.to,
                ..was.clone()
            };
            let before = Terms { name: was.name, act: was.act, from: was.from_day, to: was.to_day };
            acting.journal(tx, "council.changed", council, &serde_json::json!({ "before": before, "after": terms }))?;
            changed(tx, &acting, &row).await
        })
        .await
}

/// Lets a council deliberate in a programme.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`.
pub async fn serve(cx: &Cx, council: CouncilId, programme: ProgrammeId, seen: i64) -> Result<()> {
    cx.permit(Act::ManageCouncil)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = acting.actor().root;
            council::load(tx, council).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let found = programme::programme(tx, programme).await?.filter(|row| row.root == root);
            let mut row = found.ok_or(Refusal::NotFound)?;
            faster::same(tx, root, programme, row.version, seen).await?;
            let detail = serde_json::json!({ "before": row.council, "after": council });
            row.council = Some(council);
            let saved = programme::save_programme(tx, &row).await;
            faster::told(tx, root, programme, saved).await?;
            acting.journal(tx, "programme.council-set", programme, &detail)
        })
        .await
}

/// A council of the acting person's agency, unchanged since it was shown.
async fn own(tx: &mut Tx, cx: &Cx, id: CouncilId, seen: i64) -> Result<Council> {
    let root = cx.actor().root;
    let row = council::load(tx, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    faster::same(tx, root, id, row.version, seen).await?;
    Ok(row)
}

async fn changed(tx: &mut Tx, cx: &Cx, row: &Council) -> Result<()> {
    let saved = council::save(tx, row).await;
    faster::told(tx, cx.actor().root, row.id, saved).await
}

/// Whether a membership holds on a day.
pub(crate) fn sits(member: &Member, day: Date) -> bool {
    member.from_day <= day && member.to_day.is_none_or(|to| day <= to)
}

async fn end(tx: &mut Tx, former: &Member, next: Date) -> Result<()> {
    if former.from_day == next {
        return Ok(council::drop_member(tx, former.council, former.id).await?);
    }
    let last = next.yesterday().map_err(|_| Refusal::Invalid { field: "from", why: "out-of-range" })?;
    Ok(council::end_member(tx, former.council, former.id, last).await?)
}

async fn seat_member(tx: &mut Tx, cx: &Cx, row: &Council, number: i64, new: Appointment) -> Result<()> {
    let person = org::person(tx, new.person).await?.filter(|person| person.root == row.root && person.active);
    person.ok_or(Refusal::NotFound)?;
    if new.from < row.from_day || row.to_day.is_some_and(|to| to < new.from) {
        return Err(Refusal::Invalid { field: "from", why: "outside-term" }.into());
    }
    let members = council::members(tx, row.id).await?;
    let overlaps = |member: &&Member| member.to_day.is_none_or(|to| new.from <= to);
    if members.iter().filter(overlaps).any(|member| member.person == new.person) {
        return Err(Refusal::Taken { field: "person" }.into());
    }
    let chairs = |member: &Member| member.role.0 == CouncilRole::Chair;
    if new.role == CouncilRole::Chair && members.iter().filter(overlaps).any(chairs) {
        return Err(Refusal::Taken { field: "chair" }.into());
    }
    let member = Member {
        id: number,
        root: row.root,
        council: row.id,
        person: new.person,
        role: Word(new.role),
        from_day: new.from,
        to_day: None,
    };
    council::insert_member(tx, &member).await?;
    cx.journal(tx, "council.member-appointed", row.id, &new)
}

//! Councils as their pages show them. It must not decide who may change them.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{CouncilId, PersonId, ProgrammeId, SessionId};
use lantoa_domain::policy::{Act, CouncilRole};
use lantoa_store::council::{self, Member};
use lantoa_store::session::{self, SessionStatus};
use lantoa_store::{Conn, org, programme};

use super::{Terms, sits};
use crate::names::Names;
use crate::{Cx, Error, Result};

/// A line of the list of councils.
#[derive(Debug, Clone)]
pub struct CouncilRow {
    /// The council.
    pub id: CouncilId,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Members today.
    pub members: usize,
    /// Name of the chair today.
    pub chair: Option<String>,
    /// The next session that is called.
    pub next: Option<SessionRow>,
}

/// A line of a list of sessions.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// The session.
    pub id: SessionId,
    /// Its title.
    pub title: String,
    /// Its day.
    pub held_on: Date,
    /// The hour it starts.
    pub starts_at: String,
    /// Where it is held.
    pub place: String,
    /// Where it stands.
    pub status: SessionStatus,
}

/// A council's page.
#[derive(Debug, Clone)]
pub struct CouncilView {
    /// The council.
    pub id: CouncilId,
    /// The version to send back with a change.
    pub version: i64,
    /// Name, act and term.
    pub terms: Terms,
    /// Who is a member today, chair first.
    pub members: Vec<MemberView>,
    /// Who will be or was.
    pub others: Vec<MemberView>,
    /// Its sessions, the latest first.
    pub sessions: Vec<SessionRow>,
    /// The agency's programmes.
    pub programmes: Vec<ProgrammeOfCouncil>,
    /// Whether the reader may change it.
    pub may_manage: bool,
    /// Whether the reader may call a session.
    pub may_call: bool,
}

/// A membership.
#[derive(Debug, Clone)]
pub struct MemberView {
    /// Its number.
    pub id: i64,
    /// The person.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Unit.
    pub unit: String,
    /// Office.
    pub role: CouncilRole,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
}

/// A programme and whether this council deliberates in it.
#[derive(Debug, Clone)]
pub struct ProgrammeOfCouncil {
    /// The programme.
    pub id: ProgrammeId,
    /// The version to send back with a change.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Whether this council deliberates in it.
    pub here: bool,
}

/// The councils of the agency, the latest first.
///
/// # Errors
/// `NotFound` for those who are not to know of them.
pub async fn list(cx: &Cx) -> Result<Vec<CouncilRow>> {
    cx.permit(Act::ReadSession)?;
    let (root, today) = (cx.actor().root, cx.today());
    cx.db()
        .read(async move |conn| {
            let mut rows = Vec::new();
            for council in council::list(conn, root).await? {
                let members = council::members_on(conn, council.id, today).await?;
                let chair = members.iter().find(|member| member.role.0 == CouncilRole::Chair);
                let chair = match chair {
                    Some(member) => org::person(conn, member.person).await?.map(|person| person.name),
                    None => None,
                };
                let sessions = sessions(conn, council.id).await?;
                let coming = |one: &SessionRow| one.status == SessionStatus::Called && one.held_on >= today;
                let next = sessions.into_iter().filter(coming).min_by_key(|one| one.held_on);
                let (id, name, from, to) = (council.id, council.name, council.from_day, council.to_day);
                rows.push(CouncilRow { id, name, from, to, members: members.len(), chair, next });
            }
            Ok::<_, Error>(rows)
        })
        .await
}

/// A council's page.
///
/// # Errors
/// `NotFound` when there is none, or for those who are not to know of it.
pub async fn page(cx: &Cx, id: CouncilId) -> Result<CouncilView> {
    cx.permit(Act::ReadSession)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let (root, today) = (acting.actor().root, acting.today());
            let row = council::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let names = Names::load(conn, root, today).await?;
            let (mut members, mut others) = (Vec::new(), Vec::new());
            for member in council::members(conn, id).await? {
                let view = member_view(conn, &member, &names).await?;
                if sits(&member, today) { members.push(view) } else { others.push(view) }
            }
            members.sort_by_key(|member| member.role);
            let programmes = programme::programmes(conn, root).await?.into_iter().map(|one| ProgrammeOfCouncil {
                id: one.id,
                version: one.version,
                title: one.title,
                here: one.council == Some(id),
            });
            Ok::<_, Error>(CouncilView {
                id,
                version: row.version,
                terms: Terms { name: row.name, act: row.act, from: row.from_day, to: row.to_day },
                members,
                others,
                sessions: sessions(conn, id).await?,
                programmes: programmes.collect(),
                may_manage: acting.may(Act::ManageCouncil),
                may_call: acting.may(Act::CallSession),
            })
        })
        .await
}

/// The people of the agency who could be members: identifier, name and post, by name.
///
/// # Errors
/// `NotAllowed`.
pub async fn people(cx: &Cx) -> Result<Vec<(PersonId, String, String)>> {
    cx.permit(Act::ManageCouncil)?;
    let root = cx.actor().root;
    cx.db().read(async move |conn| Ok::<_, Error>(council::candidates(conn, root).await?)).await
}

async fn sessions(conn: &mut Conn, council: CouncilId) -> Result<Vec<SessionRow>> {
    let rows = session::of_council(conn, council).await?.into_iter().map(|one| SessionRow {
        id: one.id,
        title: one.title,
        held_on: one.held_on,
        starts_at: one.starts_at,
        place: one.place,
        status: one.status.0,
    });
    Ok(rows.collect())
}

async fn member_view(conn: &mut Conn, member: &Member, names: &Names) -> Result<MemberView> {
    let person = org::person(conn, member.person).await?.ok_or(Refusal::NotFound)?;
    Ok(MemberView {
        id: member.id,
        person: member.person,
        name: person.name,
        post: person.post,
        unit: names.unit(person.unit),
        role: member.role.0,
        from: member.from_day,
        to: member.to_day,
    })
}

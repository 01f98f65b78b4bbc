//! A unit's plan as its page shows it: what is written for those who write, what was issued for the others. It must not change one.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::id::{ClusterId, PersonId, ProgrammeId, TaskId, UnitId, UnitPlanId};
use lantoa_domain::plan::{ObligationForm, Plan, Years};
use lantoa_domain::policy::Act;
use lantoa_domain::time::Deadline;
use lantoa_domain::unit_plan::{
    Content, CriterionFault, Ground, Lack, Part, PlanKind, PlanState, Recipient, TargetFault, criterion_faults,
    missing, parts, target_faults,
};
use lantoa_store::unit_plan::issue::{self as issues, SignedFile};
use lantoa_store::unit_plan::{self, PlanLine};
use lantoa_store::{Conn, org, people, task};

use super::{Case, load};
use crate::names::Names;
use crate::plan::view::{Happened, history};
use crate::{Cx, Error, Result};

/// People offered at most as responsible.
const CARERS: usize = 300;

/// A report that the agency's plan asks of the unit anyway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenReport {
    /// What, in the plan's words.
    pub what: String,
    /// When.
    pub deadline: Deadline,
    /// To whom.
    pub to: Vec<String>,
}

/// Whether a recipient has the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptView {
    /// Who.
    pub recipient: Recipient,
    /// Whose head it is: name of the cluster and of its head; nothing for the standing body.
    pub cluster: Option<(String, String)>,
    /// When it was sent.
    pub sent_on: Option<Date>,
    /// When it was acknowledged.
    pub received_on: Option<Date>,
    /// Who acknowledged it.
    pub received_by: String,
    /// Whether the reader may acknowledge it now.
    pub may_receive: bool,
}

/// Another plan of the unit for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// The plan.
    pub id: UnitPlanId,
    /// Its year; 0 for the whole period.
    pub year: i16,
    /// Where it stands.
    pub state: PlanState,
    /// Its number.
    pub number: String,
    /// Its day.
    pub issued_on: Option<Date>,
}

/// A unit's plan with everything its page shows.
#[derive(Debug, Clone)]
pub struct View {
    /// The plan.
    pub id: UnitPlanId,
    /// Guards changes.
    pub version: i64,
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub programme_title: String,
    /// The agency's plan.
    pub plan: Arc<Plan>,
    /// Whose it is.
    pub unit: UnitId,
    /// That unit's name today.
    pub unit_name: String,
    /// What kind.
    pub kind: PlanKind,
    /// The movement of a sub-plan, by name.
    pub movement: Option<String>,
    /// Its year; 0 for the whole period.
    pub year: i16,
    /// The programme's years.
    pub years: Years,
    /// Where it stands.
    pub state: PlanState,
    /// Why it came back.
    pub why: String,
    /// The number of its last issue.
    pub number: String,
    /// The day of its last issue.
    pub issued_on: Option<Date>,
    /// The task it answers, with the last day in time.
    pub task: Option<(TaskId, Date)>,
    /// Days late: of the issue, or of today while nothing is issued.
    pub late: i64,
    /// What it says: what is written, or what was issued for those who do not see drafts.
    pub content: Content,
    /// What it is held against.
    pub ground: Ground,
    /// Each part with what it lacks.
    pub parts: [(Part, Option<Lack>); 7],
    /// The parts it needs.
    pub needed: Vec<Part>,
    /// What keeps it from being issued.
    pub missing: Vec<(Part, Lack)>,
    /// What is wrong with its criteria.
    pub criterion_faults: Vec<CriterionFault>,
    /// What is wrong with its numbers.
    pub target_faults: Vec<TargetFault>,
    /// Reports that the agency's plan asks of the unit.
    pub given_reports: Vec<GivenReport>,
    /// Its recipients.
    pub receipts: Vec<ReceiptView>,
    /// The cluster the unit is in.
    pub cluster: Option<(ClusterId, String)>,
    /// How often it was issued.
    pub issues: u32,
    /// Every issue: number, day, who entered it.
    pub issued: Vec<(u32, String, Date, String)>,
    /// Signed files.
    pub files: Vec<SignedFile>,
    /// Other plans of the unit for the same.
    pub versions: Vec<VersionRow>,
    /// Whether the reader sees what is being written.
    pub sees_draft: bool,
    /// Whether the reader may write in it now.
    pub may_write: bool,
    /// Whether the reader may lay it before the head now.
    pub may_submit: bool,
    /// Whether the reader may issue it now, when nothing is missing.
    pub may_issue: bool,
    /// Whether the reader may send it back now.
    pub may_return: bool,
    /// Whether the reader may note that it was sent now.
    pub may_send: bool,
    /// Whether the reader may begin the next one.
    pub may_renew: bool,
    /// What happened to it, the latest first; nothing for those who do not see drafts.
    pub history: Vec<Happened>,
    /// The day it was looked at.
    pub today: Date,
}

/// A unit's plan.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: UnitPlanId) -> Result<View> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let case = load(conn, &me, id).await?;
            view(conn, &me, case).await
        })
        .await
}

/// The plan that answers a task, when the acting person may read it.
pub(crate) async fn of_task(conn: &mut Conn, cx: &Cx, unit: UnitId, task: TaskId) -> Result<Option<(Case, Content)>> {
    let Some(id) = unit_plan::of_task(conn, unit, task).await? else { return Ok(None) };
    match load(conn, cx, id).await {
        Ok(case) => {
            let content = said(conn, cx, &case).await?;
            Ok(Some((case, content)))
        }
        Err(Error::Refused(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// What the reader is shown: what is written, or the last issue.
async fn said(conn: &mut Conn, cx: &Cx, case: &Case) -> Result<Content> {
    if case.sees_draft(cx) {
        return Ok(case.row.content.0.clone());
    }
    let last = issues::of(conn, case.row.id).await?.into_iter().next();
    Ok(last.map(|issue| issue.content.0).unwrap_or_default())
}

/// What the reader may do with it now.
struct Rights {
    write: bool,
    issue: bool,
    send_back: bool,
    send: bool,
    renew: bool,
}

impl Rights {
    fn of(cx: &Cx, case: &Case, receipts: &[ReceiptView]) -> Self {
        let state = case.row.state.0;
        let (write, issue) = (case.may(cx, Act::WriteUnitPlan), case.may(cx, Act::IssueUnitPlan));
        let running = case.programme.status.0 == lantoa_store::programme::ProgrammeStatus::Running;
        Self {
            write: state.is_open() && write,
            issue: !state.is_issued() && issue,
            send_back: match state {
                PlanState::Submitted => issue,
                PlanState::Issued => case.may(cx, Act::ReceiveUnitPlan),
                _ => false,
            },
            send: state == PlanState::Issued && write && receipts.iter().any(|one| one.sent_on.is_none()),
            renew: state.is_issued() && write && running,
        }
    }
}

async fn view(conn: &mut Conn, cx: &Cx, case: Case) -> Result<View> {
    let (row, today) = (&case.row, cx.today());
    let names = Names::load(conn, row.root, today).await?;
    let (content, ground) = (said(conn, cx, &case).await?, case.ground());
    let (sees_draft, state) = (case.sees_draft(cx), row.state.0);
    let due = match row.task {
        Some(id) => task::load(conn, id).await?.map(|task| (task.id, task.due_day)),
        None => None,
    };
    let on = row.issued_on.filter(|_| state.is_issued()).unwrap_or(today);
    let receipts = receipts(conn, cx, &case, &names).await?;
    let rights = Rights::of(cx, &case, &receipts);
    let issued = issues::of(conn, row.id).await?.into_iter();
    // What is not there inherits everything: nothing of it is wrong.
    let (no_criteria, no_targets) = (content.criteria.is_empty(), content.targets.is_empty());
    let wrong = if no_criteria { Vec::new() } else { criterion_faults(&ground.criteria, &content.criteria) };
    let off = if no_targets { Vec::new() } else { target_faults(&ground.given, &content.targets) };
    Ok(View {
        id: row.id,
        version: row.version,
        programme: row.programme,
        programme_title: case.programme.title.clone(),
        unit: row.unit,
        unit_name: names.unit(row.unit),
        kind: row.kind.0,
        movement: row.movement.as_ref().and_then(|key| case.plan.movement(key)).map(|movement| movement.name.clone()),
        year: row.year,
        years: case.plan.years(),
        state,
        why: if sees_draft { row.why.clone() } else { String::new() },
        number: row.number.clone(),
        issued_on: row.issued_on,
        late: due.map_or(0, |(_, due)| i64::from((on - due).get_days()).max(0)),
        task: due,
        parts: parts(&content, &ground),
        needed: case.needed.iter().copied().collect(),
        missing: missing(&content, &ground, &case.needed),
        criterion_faults: wrong,
        target_faults: off,
        given_reports: given_reports(conn, &case).await?,
        cluster: case.cluster.as_ref().map(|cluster| (cluster.id, cluster.name.clone())),
        issues: row.issues,
        issued: issued.map(|one| (one.ordinal, one.number, one.issued_on, one.issuer)).collect(),
        files: issues::files(conn, row.id).await?,
        versions: versions(conn, cx, &case).await?,
        sees_draft,
        may_write: rights.write,
        may_submit: rights.write,
        may_issue: rights.issue,
        may_return: rights.send_back,
        may_send: rights.send,
        may_renew: rights.renew,
        history: if sees_draft { history(conn, cx, row.id, 30).await? } else { Vec::new() },
        receipts,
        content,
        ground,
        today,
        plan: case.plan,
    })
}

async fn receipts(conn: &mut Conn, cx: &Cx, case: &Case, names: &Names) -> Result<Vec<ReceiptView>> {
    let known = issues::receipts(conn, case.row.id).await?;
    let mut out = Vec::new();
    for recipient in Recipient::ALL {
        let found = known.iter().find(|row| row.recipient.0 == recipient);
        let cluster = match recipient {
            Recipient::StandingBody => None,
            Recipient::ClusterHead => {
                let Some(cluster) = case.goes_to_cluster() else { continue };
                Some((cluster.name.clone(), names.unit(cluster.head)))
            }
        };
        let act = match recipient {
            Recipient::StandingBody => Act::ReceiveUnitPlan,
            Recipient::ClusterHead => Act::ReceiveInCluster,
        };
        let waits = found.is_some_and(|row| row.received_on.is_none()) && case.row.state.0 == PlanState::Issued;
        out.push(ReceiptView {
            recipient,
            cluster,
            sent_on: found.map(|row| row.sent_on),
            received_on: found.and_then(|row| row.received_on),
            received_by: found.and_then(|row| row.received_by.clone()).unwrap_or_default(),
            may_receive: waits && case.may(cx, act),
        });
    }
    Ok(out)
}

async fn given_reports(conn: &mut Conn, case: &Case) -> Result<Vec<GivenReport>> {
    let owed = unit_plan::owed(conn, case.row.programme, case.row.unit).await?;
    let reports = case
        .plan
        .obligations
        .iter()
        .filter(|one| matches!(one.form, ObligationForm::List | ObligationForm::Report) && owed.contains(&one.key));
    let given = |one: &lantoa_domain::plan::Obligation| GivenReport {
        what: one.what.clone(),
        deadline: one.deadline.clone(),
        to: one.to.clone(),
    };
    Ok(reports.map(given).collect())
}

async fn versions(conn: &mut Conn, cx: &Cx, case: &Case) -> Result<Vec<VersionRow>> {
    let sees = case.sees_draft(cx);
    let fits = |line: &PlanLine| {
        line.id != case.row.id
            && line.kind == case.row.kind
            && line.movement == case.row.movement
            && (sees || line.issues > 0)
    };
    let rows = unit_plan::of_unit(conn, case.row.programme, case.row.unit).await?.into_iter().filter(fits);
    let row = |line: PlanLine| VersionRow {
        id: line.id,
        year: line.year,
        state: line.state.0,
        number: line.number,
        issued_on: line.issued_on,
    };
    Ok(rows.map(row).collect())
}

/// People who may be named as responsible: of the unit and of the agency's leadership.
///
/// # Errors
/// `NotFound`.
pub async fn carers(cx: &Cx, id: UnitPlanId) -> Result<Vec<(PersonId, String, String)>> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let case = load(conn, &me, id).await?;
            if !case.sees_draft(&me) {
                return Ok(Vec::new());
            }
            let names = Names::load(conn, case.row.root, me.today()).await?;
            let near = |person: &org::Person| {
                person.active && (names.path(person.unit).contains(&case.row.unit) || person.unit == case.row.root)
            };
            let people = people::everyone(conn, case.row.root).await?.into_iter().filter(near).take(CARERS);
            Ok::<_, Error>(people.map(|person| (person.id, person.name, person.post)).collect())
        })
        .await
}

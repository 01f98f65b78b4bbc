//! What the screens of a plan show: the draft with its text, findings and history. It must not change anything.

use jiff::Timestamp;
use lantoa_domain::id::{Id, PlanId, ProgrammeId};
use lantoa_domain::plan::{Finding, ItemPath, Plan};
use lantoa_domain::policy::Act;
use lantoa_store::journal::{self, Filter};
use lantoa_store::programme::{self, PlanRow, PlanStatus, ReadWarning};
use lantoa_store::{Conn, org};

use super::{load, rejected};
use crate::{Cx, Result};

/// Confidence below which an item is to be looked at again, per cent.
pub const DOUBTFUL_BELOW: u8 = 70;

/// A plan with everything its page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The plan.
    pub id: PlanId,
    /// The version to be sent back with a change.
    pub version: i64,
    /// Where it stands.
    pub status: PlanStatus,
    /// The programme it is or will be a version of.
    pub programme: Option<ProgrammeId>,
    /// Name of the uploaded file.
    pub file_name: String,
    /// Who uploaded it.
    pub uploaded_by: String,
    /// When.
    pub uploaded_at: Timestamp,
    /// The document's text; empty for a plan file.
    pub text: String,
    /// The plan with rejected items still in it.
    pub plan: Plan,
    /// Those rejected.
    pub rejected: Vec<ItemPath>,
    /// What the reader warns of.
    pub warnings: Vec<ReadWarning>,
    /// What is wrong with the plan as it would run.
    pub findings: Vec<Finding>,
    /// Whether the viewer may correct it now.
    pub may_edit: bool,
    /// Whether the viewer may put it in force now.
    pub may_confirm: bool,
    /// What happened to it, the latest first.
    pub history: Vec<Happened>,
}

impl Shown {
    /// Items that were read without much certainty and that nobody has accepted, corrected or rejected yet.
    #[must_use]
    pub fn doubtful(&self) -> Vec<ItemPath> {
        let unsure = |path: &ItemPath| {
            let source = self.plan.item(path).and_then(|item| item.source());
            source.is_some_and(|source| source.confidence < DOUBTFUL_BELOW) && !self.rejected.contains(path)
        };
        self.plan.paths().into_iter().filter(unsure).collect()
    }
}

/// One line of a thing's history.
#[derive(Debug, Clone)]
pub struct Happened {
    /// When.
    pub at: Timestamp,
    /// Who, by name; empty for the system.
    pub who: String,
    /// The event's name.
    pub action: String,
    /// JSON with what changed.
    pub detail: String,
}

/// A plan of the acting person's agency.
///
/// # Errors
/// `NotFound`.
pub async fn show(cx: &Cx, id: PlanId) -> Result<Shown> {
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = load(conn, &acting, id).await?;
            let history = history(conn, &acting, id, 30).await?;
            let uploaded_by = org::person(conn, row.uploaded_by).await?.map(|person| person.name).unwrap_or_default();
            Ok(shown(&acting, row, uploaded_by, history))
        })
        .await
}

fn shown(cx: &Cx, row: PlanRow, uploaded_by: String, history: Vec<Happened>) -> Shown {
    let rejected = rejected(&row);
    let draft = row.status.0 == PlanStatus::Draft;
    Shown {
        id: row.id,
        version: row.version,
        status: row.status.0,
        programme: row.programme,
        file_name: row.file_name,
        uploaded_by,
        uploaded_at: row.uploaded_at,
        text: row.document,
        findings: row.content.0.without(&rejected).check(),
        plan: row.content.0,
        rejected,
        warnings: row.warnings.0,
        may_edit: draft && cx.may(Act::EditPlan),
        may_confirm: draft && cx.may(Act::ConfirmPlan),
        history,
    }
}

/// What happened to a thing, the latest first.
pub(crate) async fn history<S: Id>(conn: &mut Conn, cx: &Cx, subject: S, rows: u32) -> Result<Vec<Happened>> {
    let filter = Filter { subject: Some((S::PREFIX.to_owned(), subject.raw())), ..Filter::default() };
    let lines = journal::list(conn, cx.actor().root, &filter, None, rows).await?.rows;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let who = match line.actor {
            Some(person) => org::person(conn, person).await?.map(|person| person.name).unwrap_or_default(),
            None => String::new(),
        };
        out.push(Happened { at: line.at, who, action: line.action, detail: line.detail });
    }
    Ok(out)
}

/// A plan's file for download: its name and content.
///
/// # Errors
/// `NotFound`.
pub async fn download(cx: &Cx, id: PlanId) -> Result<(String, String)> {
    let acting = cx.clone();
    let row = cx.db().read(async move |conn| load(conn, &acting, id).await).await?;
    let plan = row.content.0.without(&rejected(&row));
    let name = lantoa_domain::text::slug(&plan.document.title, 60);
    let name = if name.is_empty() { "ke-hoach".to_owned() } else { name };
    Ok((format!("{name}.toml"), super::file::write(&plan)?))
}

/// A plan in a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The plan.
    pub id: PlanId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: PlanStatus,
    /// The programme it is a version of.
    pub programme: Option<ProgrammeId>,
    /// Name of the uploaded file.
    pub file_name: String,
    /// When it came.
    pub uploaded_at: Timestamp,
}

/// Every plan of the agency, the newest first.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx) -> Result<Vec<Row>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    let lines = cx.db().read(async move |conn| programme::plans(conn, root).await).await?;
    let row = |line: programme::PlanLine| Row {
        id: line.id,
        title: line.title,
        status: line.status.0,
        programme: line.programme,
        file_name: line.file_name,
        uploaded_at: line.uploaded_at,
    };
    Ok(lines.into_iter().map(row).collect())
}

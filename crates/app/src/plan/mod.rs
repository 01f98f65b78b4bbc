//! Plans before they run: uploaded, read, corrected item by item, downloaded and replaced as a file, put aside. It must not start a programme.

pub mod confirm;
mod document;
pub mod file;
pub mod view;

use lantoa_domain::Refusal;
use lantoa_domain::id::{PlanId, ProgrammeId};
use lantoa_domain::plan::{Change, Item, ItemPath};
use lantoa_domain::policy::Act;
use lantoa_store::programme::{self, PlanRow};
use lantoa_store::{Conn, Json, Tx, Word};
use serde::Serialize;

pub use lantoa_store::programme::{PlanStatus, ReadWarning};

use crate::{Cx, Result, seen};

/// The largest document taken, in bytes.
pub const UPLOAD_LIMIT: usize = 20 * 1024 * 1024;

/// Stores an uploaded document, or a plan file, as a draft.
///
/// # Errors
/// `NotAllowed`, `FileTooLarge`, or `Unreadable` with the cause; then nothing is stored.
pub async fn upload(cx: &Cx, file_name: &str, bytes: &[u8]) -> Result<PlanId> {
    cx.permit(Act::EditPlan)?;
    if bytes.len() > UPLOAD_LIMIT {
        return Err(Refusal::FileTooLarge { limit: UPLOAD_LIMIT as u64 }.into());
    }
    let read = document::read(file_name, bytes).await?;
    let row = PlanRow {
        id: cx.id(),
        root: cx.actor().root,
        programme: None,
        base: None,
        status: Word(PlanStatus::Draft),
        title: read.plan.document.title.clone(),
        file_name: file_name.chars().filter(|c| !c.is_control()).take(200).collect(),
        document: read.text,
        content: Json(read.plan),
        warnings: Json(read.warnings),
        rejected: Json(Vec::new()),
        uploaded_by: cx.actor().person,
        uploaded_at: cx.now(),
        version: 1,
    };
    store(cx, "plan.uploaded", row).await
}

/// Copies the version in force of a programme to a new draft, to be amended.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn amend(cx: &Cx, programme: ProgrammeId) -> Result<PlanId> {
    cx.permit(Act::EditPlan)?;
    let root = cx.actor().root;
    let old = cx
        .db()
        .read(async move |conn| {
            let running = programme::programme(conn, programme).await?.filter(|p| p.root == root);
            let plan = running.ok_or(Refusal::NotFound)?.plan;
            programme::plan(conn, plan).await?.ok_or_else(|| crate::Error::from(Refusal::NotFound))
        })
        .await?;
    let row = PlanRow {
        id: cx.id(),
        programme: Some(programme),
        base: Some(old.id),
        status: Word(PlanStatus::Draft),
        rejected: Json(Vec::new()),
        uploaded_by: cx.actor().person,
        uploaded_at: cx.now(),
        version: 1,
        ..old
    };
    store(cx, "plan.copied", row).await
}

async fn store(cx: &Cx, action: &'static str, row: PlanRow) -> Result<PlanId> {
    #[derive(Serialize)]
    struct Detail<'a> {
        title: &'a str,
        file: &'a str,
        base: Option<PlanId>,
    }
    let (id, acting) = (row.id, cx.clone());
    cx.db()
        .write(async move |tx| {
            programme::insert_plan(tx, &row).await?;
            let detail = Detail { title: &row.title, file: &row.file_name, base: row.base };
            acting.journal(tx, action, row.id, &detail)
        })
        .await?;
    Ok(id)
}

/// Corrects a draft and says which item it concerned. `version` is the one the page was made from.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `Invalid` when the plan is no draft any more, and those of the change.
pub async fn change(cx: &Cx, id: PlanId, version: i64, change: Change) -> Result<ItemPath> {
    #[derive(Serialize)]
    struct Detail {
        item: String,
        before: Option<Item>,
        after: Option<Item>,
    }
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = draft(tx, &acting, id, version).await?;
            let before = old_of(&row, &change);
            let path = row.content.0.change(change.clone())?;
            row.title.clone_from(&row.content.0.document.title);
            let detail = Detail { item: path.to_string(), before, after: row.content.0.item(&path) };
            save(tx, &acting, &row).await?;
            acting.journal(tx, event(&change), id, &detail)?;
            Ok(path)
        })
        .await
}

fn old_of(row: &PlanRow, change: &Change) -> Option<Item> {
    let plan = &row.content.0;
    match change {
        Change::Put(path, _) | Change::Accept(path) => plan.item(path),
        Change::MoveStep(key, from, _) | Change::RemoveStep(key, from) => {
            plan.item(&ItemPath::Step(key.clone(), *from))
        }
        Change::Add(_) | Change::AddStep(..) => None,
    }
}

fn event(change: &Change) -> &'static str {
    match change {
        Change::Put(..) => "plan.item-corrected",
        Change::Add(_) | Change::AddStep(..) => "plan.item-added",
        Change::Accept(_) => "plan.item-accepted",
        Change::MoveStep(..) => "plan.step-moved",
        Change::RemoveStep(..) => "plan.step-removed",
    }
}

/// Whether an item of a draft is to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is left out of the programme; it can be restored until the plan is confirmed.
    Reject,
    /// It counts again.
    Restore,
}

/// Rejects an item of a draft, or takes the rejection back.
///
/// # Errors
/// As [`change`]; `Invalid` for the header and for steps, which are changed or removed instead.
pub async fn judge(cx: &Cx, id: PlanId, version: i64, path: ItemPath, verdict: Verdict) -> Result<()> {
    #[derive(Serialize)]
    struct Detail<'a> {
        item: &'a str,
    }
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = draft(tx, &acting, id, version).await?;
            if !path.can_be_rejected() {
                return Err(Refusal::Invalid { field: "item", why: "kind" }.into());
            }
            row.content.0.item(&path).ok_or(Refusal::NotFound)?;
            let item = path.to_string();
            row.rejected.0.retain(|known| *known != item);
            let action = match verdict {
                Verdict::Reject => {
                    row.rejected.0.push(item.clone());
                    "plan.item-rejected"
                }
                Verdict::Restore => "plan.item-restored",
            };
            save(tx, &acting, &row).await?;
            acting.journal(tx, action, id, &Detail { item: &item })
        })
        .await
}

/// Replaces what a draft holds by an edited plan file. The document's text stays.
///
/// # Errors
/// As [`change`], and `Unreadable` with the place of what is wrong in the file.
pub async fn replace(cx: &Cx, id: PlanId, version: i64, bytes: &[u8]) -> Result<()> {
    cx.permit(Act::EditPlan)?;
    let plan = file::read(bytes)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = draft(tx, &acting, id, version).await?;
            row.title.clone_from(&plan.document.title);
            row.content = Json(plan.clone());
            row.rejected = Json(Vec::new());
            save(tx, &acting, &row).await?;
            acting.journal(tx, "plan.replaced", id, &row.title)
        })
        .await
}

/// Puts a draft aside. It stays readable.
///
/// # Errors
/// As [`change`].
pub async fn discard(cx: &Cx, id: PlanId, version: i64) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = draft(tx, &acting, id, version).await?;
            row.status = Word(PlanStatus::Discarded);
            save(tx, &acting, &row).await?;
            acting.journal(tx, "plan.discarded", id, &row.title)
        })
        .await
}

/// Loads a plan of the acting person's agency.
async fn load(conn: &mut Conn, cx: &Cx, id: PlanId) -> Result<PlanRow> {
    let row = programme::plan(conn, id).await?.filter(|row| row.root == cx.actor().root);
    let row = row.ok_or(Refusal::NotFound)?;
    cx.permit(Act::ReadProgramme)?;
    Ok(row)
}

/// Loads a draft that the acting person may change and that is as it was shown.
async fn draft(tx: &mut Tx, cx: &Cx, id: PlanId, version: i64) -> Result<PlanRow> {
    let row = load(tx, cx, id).await?;
    cx.permit(Act::EditPlan)?;
    as_shown(tx, &row, version).await?;
    Ok(row)
}

/// Checks that a plan is still the draft that was shown.
async fn as_shown(conn: &mut Conn, row: &PlanRow, version: i64) -> Result<()> {
    seen::same(conn, row.root, row.id, row.version, version).await?;
    match row.status.0 {
        PlanStatus::Draft => Ok(()),
        _ => Err(Refusal::Invalid { field: "plan", why: "not-a-draft" }.into()),
    }
}

async fn save(tx: &mut Tx, cx: &Cx, row: &PlanRow) -> Result<()> {
    let result = programme::save_plan(tx, row).await;
    seen::saved(tx, cx.actor().root, row.id, result).await
}

/// The items that people rejected.
fn rejected(row: &PlanRow) -> Vec<ItemPath> {
    row.rejected.0.iter().filter_map(|path| path.parse().ok()).collect()
}

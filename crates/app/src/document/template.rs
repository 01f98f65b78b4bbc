//! An agency's own Word templates in place of ours: taken when they can be filled, with every fault told by place. It must not run or load anything of them.

use lantoa_docgen::{Kind, Template, TemplateFault, sample};
use lantoa_domain::Refusal;
use lantoa_domain::policy::Act;
use lantoa_store::document;
pub use lantoa_store::document::TemplateRow;
use sha2::{Digest, Sha256};

use crate::dossier::content::docx_name;
use crate::{Cx, Error, Result};

/// A template that was uploaded.
#[derive(Debug, Clone)]
pub struct Uploaded {
    /// Which paper it is for.
    pub kind: Kind,
    /// Its file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The kinds that can have a template, each with the agency's, if it has one.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn templates(cx: &Cx) -> Result<Vec<(Kind, Option<TemplateRow>)>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    let found = cx.db().read(async move |conn| Ok::<_, Error>(document::templates(conn, root).await?)).await?;
    let own = Kind::ALL.iter().copied().filter(|kind| sample::values(*kind).is_some());
    Ok(own.map(|kind| (kind, found.iter().find(|row| row.kind == kind.id()).cloned())).collect())
}

/// Keeps a template for a kind of paper, in place of the one before. Faults are told and nothing is kept.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a kind that has none. The faults inside are those of the file.
pub async fn put_template(cx: &Cx, uploaded: Uploaded) -> Result<Result<(), Vec<TemplateFault>>> {
    cx.permit(Act::DraftDecision)?;
    let known = sample::values(uploaded.kind).ok_or(Refusal::NotFound)?.vocabulary();
    let faults = match Template::open(&uploaded.bytes) {
        Ok(template) => template.check(&known),
        Err(fault) => vec![fault],
    };
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let print: [u8; 32] = Sha256::digest(&uploaded.bytes).into();
    let (me, name) = (cx.clone(), docx_name(&uploaded.name));
    cx.db()
        .write(async move |tx| {
            let (root, kind) = (me.actor().root, uploaded.kind.id());
            let by = (me.actor().person, me.now());
            document::put_template(tx, root, (kind, &name, &print), &uploaded.bytes, by).await?;
            let detail =
                serde_json::json!({ "kind": kind, "sha256": super::hex(&print), "size": uploaded.bytes.len() });
            me.journal(tx, "document.template-set", root, &detail)?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok(Ok(()))
}

/// Goes back to our own paper.
///
/// # Errors
/// `NotAllowed`; `NotFound` where there is no template.
pub async fn drop_template(cx: &Cx, kind: Kind) -> Result<()> {
    cx.permit(Act::DraftDecision)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            if !document::drop_template(tx, root, kind.id()).await? {
                return Err(Refusal::NotFound.into());
            }
            me.journal(tx, "document.template-dropped", root, &serde_json::json!({ "kind": kind.id() }))?;
            Ok::<_, Error>(())
        })
        .await
}

/// The agency's template for a kind of paper.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn template(cx: &Cx, kind: Kind) -> Result<Option<Vec<u8>>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db().read(async move |conn| Ok::<_, Error>(document::template(conn, root, kind.id()).await?)).await
}

//! Guidance on the awards of a year: a register of documents by programme and year, each with a file or an address, the newer in place of the older. It must not say what they mean.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{GuidanceId, ProgrammeId};
use lantoa_domain::policy::Act;
use lantoa_store::guidance::{self as rows, Guidance};
use lantoa_store::programme;
use serde_json::json;

pub use lantoa_store::guidance::Line;

use crate::dossier::content::{kind_of, safe_name};
use crate::dossier::{LARGEST, Reading};
use crate::{Cx, Error, Result};

/// A document to be entered.
#[derive(Debug, Clone)]
pub struct New {
    /// The programme.
    pub programme: ProgrammeId,
    /// The year whose awards it guides.
    pub year: i16,
    /// Its title.
    pub title: String,
    /// Number and symbol.
    pub number: String,
    /// Its day.
    pub on: Date,
    /// Who issued it.
    pub issuer: String,
    /// Where it can be read; may be empty.
    pub address: String,
    /// Its file: name and bytes.
    pub file: Option<(String, Vec<u8>)>,
    /// The one in whose place it stands.
    pub replaces: Option<GuidanceId>,
}

/// The register as its page shows it.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// The documents, the latest year first.
    pub rows: Vec<Line>,
    /// Programmes to choose from.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// Whether the reader may enter one.
    pub may_enter: bool,
}

/// The guidance that the agency entered, of a programme or all, of a year or all.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, wanted: Option<ProgrammeId>, year: Option<i16>) -> Result<Register> {
    cx.permit(Act::ReadProgramme)?;
    let (root, may_enter) = (cx.actor().root, cx.may(Act::RunRounds));
    cx.db()
        .read(async move |conn| {
            let programmes = programme::programmes(conn, root).await?.into_iter();
            Ok::<_, Error>(Register {
                rows: rows::list(conn, root, wanted, year).await?,
                programmes: programmes.map(|one| (one.id, one.title)).collect(),
                may_enter,
            })
        })
        .await
}

fn checked(cx: &Cx, new: &New) -> Result<(String, String)> {
    let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
    for (field, text) in [("title", &new.title), ("number", &new.number)] {
        if text.trim().is_empty() {
            return wrong(field, "empty");
        }
    }
    if new.on > cx.today() {
        return wrong("on", "in-future");
    }
    let address = crate::publicity::address("address", &new.address)?;
    let Some((name, bytes)) = &new.file else {
        return if address.is_empty() { wrong("address", "file-or-address") } else { Ok((address, String::new())) };
    };
    if bytes.len() as u64 > LARGEST {
        return Err(Refusal::FileTooLarge { limit: LARGEST }.into());
    }
    let kind = kind_of(bytes)?;
    Ok((address, safe_name(name, kind)))
}

/// Enters a document.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `FileKind`, `FileTooLarge`; `Invalid` on "title", "number", "on", "year", "address", "replaces".
pub async fn enter(cx: &Cx, new: New) -> Result<GuidanceId> {
    cx.permit(Act::RunRounds)?;
    let (address, file_name) = checked(cx, &new)?;
    let bytes = new.file.as_ref().map(|(_, bytes)| bytes.clone()).unwrap_or_default();
    let media = if bytes.is_empty() { "" } else { kind_of(&bytes)?.media };
    let row = Guidance {
        id: cx.id(),
        root: cx.actor().root,
        programme: new.programme,
        year: new.year,
        title: new.title.trim().to_owned(),
        number: new.number.trim().to_owned(),
        on_day: new.on,
        issuer: new.issuer.trim().to_owned(),
        address,
        file_name,
        media: media.to_owned(),
        size: bytes.len() as u64,
        replaces: new.replaces,
        entered_by: cx.actor().person,
        entered: cx.now(),
    };
    let (me, kept) = (cx.clone(), Arc::new((row, bytes)));
    cx.db()
        .write(async move |tx| {
            let (row, bytes) = &*kept;
            let found = programme::programme(tx, row.programme).await?.filter(|found| found.root == row.root);
            let found = found.ok_or(Refusal::NotFound)?;
            if !(found.from_year..=found.to_year).contains(&row.year) {
                return Err(Refusal::Invalid { field: "year", why: "outside-plan" }.into());
            }
            if let Some(old) = row.replaces {
                let known = rows::list(tx, row.root, Some(row.programme), None).await?;
                let open = known.iter().find(|one| one.id == old).ok_or(Refusal::NotFound)?;
                if open.replaced_by.is_some() {
                    return Err(Refusal::Invalid { field: "replaces", why: "guidance-replaced" }.into());
                }
            }
            rows::insert(tx, row, bytes).await?;
            let detail = json!({
                "programme": row.programme, "year": row.year, "number": row.number, "on": row.on_day,
                "other": row.replaces,
            });
            me.journal(tx, "guidance.entered", row.id, &detail)?;
            Ok(row.id)
        })
        .await
}

/// The file of a document.
///
/// # Errors
/// `NotFound`, also for one without a file.
pub async fn read(cx: &Cx, id: GuidanceId) -> Result<Reading> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let row = rows::load(conn, id).await?.filter(|row| row.root == root && row.size > 0);
            let row = row.ok_or(Refusal::NotFound)?;
            let bytes = rows::bytes(conn, &row).await?;
            Ok::<_, Error>(Reading { name: row.file_name, media: row.media, bytes })
        })
        .await
}

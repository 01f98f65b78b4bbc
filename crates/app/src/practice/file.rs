//! Files and photos of a practice: added, taken out but never destroyed, read by those who read the practice. It must not believe a name.

use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::id::{PracticeFileId, PracticeId};
use lantoa_domain::practice::completeness;
use lantoa_store::practice::{self, Practice, PracticeFile};
use lantoa_store::{Conn, Tx};
use sha2::{Digest, Sha256};

use super::{Case, load};
use crate::dossier::content::{kind_of, safe_name};
use crate::dossier::{LARGEST, Reading};
use crate::{Cx, Error, Result, faster};

/// Files of one practice at most.
pub const MOST_FILES: usize = 20;

/// A file to add.
#[derive(Debug, Clone)]
pub struct Added {
    /// The sender's name for it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Adds files, all or none. `seen` is the version the form was made from.
///
/// # Errors
/// `FileKind`, `FileTooLarge`, `Invalid` on "file", `Overtaken`, `NotAllowed`, `NotFound`.
pub async fn attach(cx: &Cx, id: PracticeId, seen: i64, added: Vec<Added>) -> Result<()> {
    if added.is_empty() {
        return Err(Refusal::Invalid { field: "file", why: "empty" }.into());
    }
    let fresh = added.into_iter().map(|one| prepare(cx, id, one)).collect::<Result<Vec<_>>>()?;
    let (me, fresh) = (cx.clone(), Arc::new(fresh));
    cx.db()
        .write(async move |tx| {
            let case = open(tx, &me, id, seen).await?;
            let there = practice::files(tx, id).await?.len() + fresh.len();
            if there > MOST_FILES {
                return Err(Refusal::Invalid { field: "file", why: "too-many" }.into());
            }
            for (file, bytes) in fresh.iter() {
                practice::insert_file(tx, file, bytes).await?;
            }
            touch(tx, case.row, there).await?;
            let files: Vec<PracticeFileId> = fresh.iter().map(|(file, _)| file.id).collect();
            me.journal(tx, "practice.files-added", id, &serde_json::json!({ "file": files }))?;
            Ok::<_, Error>(())
        })
        .await
}

fn prepare(cx: &Cx, practice: PracticeId, one: Added) -> Result<(PracticeFile, Vec<u8>)> {
    if one.bytes.len() as u64 > LARGEST {
        return Err(Refusal::FileTooLarge { limit: LARGEST }.into());
    }
    let kind = kind_of(&one.bytes)?;
    let file = PracticeFile {
        id: cx.id(),
        root: cx.actor().root,
        practice,
        name: safe_name(&one.name, kind),
        media: kind.media.to_owned(),
        size: one.bytes.len() as u64,
        sha256: Sha256::digest(&one.bytes).into(),
        removed: false,
        added_by: cx.actor().person,
        added: cx.now(),
    };
    Ok((file, one.bytes))
}

/// Takes a file out; it is kept and marked.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`.
pub async fn remove(cx: &Cx, id: PracticeId, seen: i64, which: PracticeFileId) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = open(tx, &me, id, seen).await?;
            of(tx, id, which).await?;
            practice::remove_file(tx, which).await?;
            let left = practice::files(tx, id).await?.len();
            touch(tx, case.row, left).await?;
            me.journal(tx, "practice.file-removed", id, &serde_json::json!({ "file": which }))?;
            Ok::<_, Error>(())
        })
        .await
}

/// A file to be read by those who read the practice.
///
/// # Errors
/// `NotFound`.
pub async fn read(cx: &Cx, id: PracticeId, which: PracticeFileId) -> Result<Reading> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            load(conn, &me, id).await?;
            let file = of(conn, id, which).await?;
            let bytes = practice::bytes(conn, &file).await?;
            Ok::<_, Error>(Reading { name: file.name, media: file.media, bytes })
        })
        .await
}

async fn of(conn: &mut Conn, id: PracticeId, which: PracticeFileId) -> Result<PracticeFile> {
    let file = practice::file(conn, which).await?.filter(|file| file.practice == id && !file.removed);
    Ok(file.ok_or(Refusal::NotFound)?)
}

async fn open(conn: &mut Conn, cx: &Cx, id: PracticeId, seen: i64) -> Result<Case> {
    let case = load(conn, cx, id).await?;
    case.permit_edit(cx)?;
    faster::same(conn, case.row.root, id, case.row.version, seen).await?;
    Ok(case)
}

/// The practice with so many files.
async fn touch(tx: &mut Tx, row: Practice, files: usize) -> Result<()> {
    let row = Practice { share: completeness(&row.profile.0, files).share(), ..row };
    let saved = practice::save(tx, &row).await;
    faster::told(tx, row.root, row.id, saved).await
}

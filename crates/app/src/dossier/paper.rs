//! Files of a dossier: attached by those who prepare it, taken out but never destroyed, read only by those who may. Must not judge them.

use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::dossier::Command;
use lantoa_domain::id::{DossierId, FileId};
use lantoa_domain::plan::Paper;
use lantoa_domain::policy::Act;
use lantoa_store::{Word, file};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::case::touch;
use super::content::{kind_of, safe_name};
use super::{load, same_as_seen};
use crate::{Cx, Result};

/// Bytes of one file at most.
pub const LARGEST: u64 = 20 * 1024 * 1024;
/// Files of one dossier at most.
pub const MOST: usize = 30;

/// A file to attach.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// As which paper.
    pub paper: Paper,
    /// The sender's name for it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Attaches files, all or none. `seen` is the version the form was made from.
///
/// # Errors
/// `FileKind`, `FileTooLarge`, `Invalid` when there is none or the dossier holds as many as it may, `Overtaken`, the
/// policy's.
pub async fn attach(cx: &Cx, id: DossierId, seen: i64, attachments: Vec<Attachment>) -> Result<Vec<FileId>> {
    if attachments.is_empty() {
        return Err(Refusal::Invalid { field: "file", why: "empty" }.into());
    }
    let fresh = attachments.into_iter().map(|one| prepare(cx, id, one)).collect::<Result<Vec<_>>>()?;
    let (me, fresh) = (cx.clone(), Arc::new(fresh));
    let write = async move |tx: &mut lantoa_store::Tx| {
        let case = load(tx, &me, id).await?;
        same_as_seen(tx, &case, seen).await?;
        let lines: Vec<Line<'_>> = fresh.iter().map(|(file, _)| Line::of(file)).collect();
        touch(tx, &me, &case, Command::Edit, "dossier.files-attached", &lines).await?;
        if file::attached(tx, id).await? + fresh.len() > MOST {
            return Err(Refusal::Invalid { field: "file", why: "too-many" }.into());
        }
        for (file, bytes) in fresh.iter() {
            file::insert(tx, file, bytes).await?;
        }
        Ok(fresh.iter().map(|(file, _)| file.id).collect())
    };
    cx.db().write(write).await
}

fn prepare(cx: &Cx, dossier: DossierId, one: Attachment) -> Result<(file::File, Vec<u8>)> {
    if one.bytes.len() as u64 > LARGEST {
        return Err(Refusal::FileTooLarge { limit: LARGEST }.into());
    }
    let kind = kind_of(&one.bytes)?;
    let fresh = file::File {
        id: cx.id(),
        root: cx.actor().root,
        dossier,
        paper: Word(one.paper),
        name: safe_name(&one.name, kind),
        media: kind.media.to_owned(),
        size: one.bytes.len() as u64,
        sha256: Sha256::digest(&one.bytes).into(),
        removed: false,
        added_by: cx.actor().person,
        added: cx.now(),
    };
    Ok((fresh, one.bytes))
}

/// Takes a file out of a dossier; it is kept and marked. `seen` is the version the page was made from.
///
/// # Errors
/// `NotFound` when it is not there, `Overtaken`, the policy's.
pub async fn remove(cx: &Cx, id: DossierId, seen: i64, which: FileId) -> Result<()> {
    let me = cx.clone();
    let write = async move |tx: &mut lantoa_store::Tx| {
        let case = load(tx, &me, id).await?;
        same_as_seen(tx, &case, seen).await?;
        let found = file::load(tx, which).await?.filter(|file| file.dossier == id && !file.removed);
        let found = found.ok_or(Refusal::NotFound)?;
        touch(tx, &me, &case, Command::Edit, "dossier.file-removed", &Line::of(&found)).await?;
        file::remove(tx, which).await?;
        Ok(())
    };
    cx.db().write(write).await
}

#[derive(Serialize)]
struct Line<'a> {
    file: FileId,
    paper: Paper,
    name: &'a str,
    size: u64,
}

impl<'a> Line<'a> {
    fn of(file: &'a file::File) -> Self {
        Self { file: file.id, paper: file.paper.0, name: &file.name, size: file.size }
    }
}

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its name.
    pub name: String,
    /// What it is by its content.
    pub media: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The content of a file for somebody who may read the dossier's files.
///
/// # Errors
/// `NotFound`, `Conflicted`.
pub async fn read(cx: &Cx, id: DossierId, which: FileId) -> Result<Reading> {
    let me = cx.clone();
    let read = async move |conn: &mut lantoa_store::Conn| {
        let case = load(conn, &me, id).await?;
        me.permit_at(Act::ReadFiles, &case.place)?;
        let found = file::load(conn, which).await?.filter(|file| file.dossier == id && !file.removed);
        let found = found.ok_or(Refusal::NotFound)?;
        let bytes = file::bytes(conn, &found).await?;
        Ok(Reading { name: found.name, media: found.media, bytes })
    };
    cx.db().scan(read).await
}

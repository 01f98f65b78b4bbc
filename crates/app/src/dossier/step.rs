//! The commands that walk a dossier through its track. Must not carry any rule of their own: the table and the policy have them.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Command, State};
use lantoa_domain::id::{DossierId, NoteId};
use lantoa_store::Tx;
use lantoa_store::note::{self, Note, NoteDetail, NoteKind};
use serde::Serialize;

use super::{Case, act, circumstances, load, same_as_seen};
use crate::{Cx, Result};

/// "We will build this one."
///
/// # Errors
/// `Overtaken`, the policy's and the rules' refusals; so for every command here.
pub async fn register(cx: &Cx, id: DossierId, seen: i64) -> Result<State> {
    plain(cx, id, seen, Command::Register, None).await
}

/// Fostering has gone far enough to nominate.
///
/// # Errors
/// As [`register`].
pub async fn finish_fostering(cx: &Cx, id: DossierId, seen: i64) -> Result<State> {
    plain(cx, id, seen, Command::FinishFostering, None).await
}

/// Proposes for recognition.
///
/// # Errors
/// As [`register`].
pub async fn nominate(cx: &Cx, id: DossierId, seen: i64) -> Result<State> {
    plain(cx, id, seen, Command::Nominate, None).await
}

/// Finds it in order and passes it on.
///
/// # Errors
/// As [`register`].
pub async fn screen(cx: &Cx, id: DossierId, seen: i64) -> Result<State> {
    plain(cx, id, seen, Command::Screen, None).await
}

/// Finds that it meets the criteria and passes it on.
///
/// # Errors
/// As [`register`].
pub async fn appraise(cx: &Cx, id: DossierId, seen: i64) -> Result<State> {
    plain(cx, id, seen, Command::Appraise, None).await
}

/// Sends it back to the proposing unit for completion.
///
/// # Errors
/// As [`register`].
pub async fn send_back(cx: &Cx, id: DossierId, seen: i64, reason: &str) -> Result<State> {
    plain(cx, id, seen, Command::Return, Some(reason)).await
}

/// Sends it in again.
///
/// # Errors
/// As [`register`].
pub async fn resubmit(cx: &Cx, id: DossierId, seen: i64) -> Result<State> {
    plain(cx, id, seen, Command::Resubmit, None).await
}

/// Takes it back.
///
/// # Errors
/// As [`register`].
pub async fn withdraw(cx: &Cx, id: DossierId, seen: i64, reason: &str) -> Result<State> {
    plain(cx, id, seen, Command::Withdraw, Some(reason)).await
}

/// Does not put it forward.
///
/// # Errors
/// As [`register`].
pub async fn set_aside(cx: &Cx, id: DossierId, seen: i64, reason: &str) -> Result<State> {
    plain(cx, id, seen, Command::SetAside, Some(reason)).await
}

/// Records that it was made known as the plan asks.
///
/// # Errors
/// As [`register`].
pub async fn publicise(cx: &Cx, id: DossierId, seen: i64) -> Result<State> {
    plain(cx, id, seen, Command::Publicise, None).await
}

/// Commands that can be given to many dossiers at once: they need no word beyond the command.
pub const IN_BULK: [Command; 4] = [Command::Register, Command::Nominate, Command::Screen, Command::Resubmit];

/// What came of one of many.
pub type Outcome = (DossierId, Result<State>);

/// Gives one command to many dossiers, each in a unit of work of its own: one that is refused does not hold up the rest.
///
/// # Errors
/// `Invalid` for a command that is not among [`IN_BULK`].
pub async fn many(cx: &Cx, command: Command, dossiers: &[(DossierId, i64)]) -> Result<Vec<Outcome>> {
    if !IN_BULK.contains(&command) {
        return Err(Refusal::Invalid { field: "command", why: "not-in-bulk" }.into());
    }
    let mut out = Vec::with_capacity(dossiers.len());
    for (id, seen) in dossiers {
        out.push((*id, plain(cx, *id, *seen, command, None).await));
    }
    Ok(out)
}

async fn plain(cx: &Cx, id: DossierId, seen: i64, command: Command, reason: Option<&str>) -> Result<State> {
    let (me, reason) = (cx.clone(), reason.map(|reason| reason.trim().to_owned()));
    let write = async move |tx: &mut Tx| {
        let case = load(tx, &me, id).await?;
        same_as_seen(tx, &case, seen).await?;
        let mut now = circumstances(tx, &me, &case, Some(command), &[]).await?;
        now.reason.clone_from(&reason);
        act(tx, &me, &case, command, &now, &serde_json::Map::new()).await
    };
    cx.db().write(write).await
}

/// How the own collective acclaimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acclaim {
    /// The day of the meeting.
    pub on: Date,
    /// Who was present.
    pub present: u32,
    /// Who of them agreed.
    pub agree: u32,
    /// What else the minutes say.
    pub words: String,
}

/// Records that the own collective acclaimed.
///
/// # Errors
/// `Invalid` when more agreed than were present or the meeting is still to come; otherwise as [`register`].
pub async fn endorse(cx: &Cx, id: DossierId, seen: i64, acclaim: Acclaim) -> Result<State> {
    if acclaim.agree > acclaim.present || acclaim.present == 0 {
        return Err(Refusal::Invalid { field: "agree", why: "more-than-present" }.into());
    }
    if acclaim.on > cx.today() {
        return Err(Refusal::Invalid { field: "on", why: "in-future" }.into());
    }
    let (me, fresh) = (cx.clone(), cx.id::<NoteId>());
    let write = async move |tx: &mut Tx| {
        let case = load(tx, &me, id).await?;
        same_as_seen(tx, &case, seen).await?;
        let mut now = circumstances(tx, &me, &case, Some(Command::Endorse), &[]).await?;
        now.acclaim = Some((acclaim.agree, acclaim.present));
        let line = Meeting { on: acclaim.on, agree: acclaim.agree, present: acclaim.present };
        let after = act(tx, &me, &case, Command::Endorse, &now, &line).await?;
        let (present, agree) = (Some(acclaim.present), Some(acclaim.agree));
        let detail = NoteDetail { present, agree, ..NoteDetail::default() };
        note::insert(tx, &written(&me, &case, fresh, NoteKind::Endorsement, acclaim.on, &acclaim.words, detail))
            .await?;
        Ok(after)
    };
    cx.db().write(write).await
}

#[derive(Serialize)]
struct Meeting {
    on: Date,
    agree: u32,
    present: u32,
}

/// Something written down while fostering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fostering {
    /// How it goes: support given, progress, difficulties.
    Progress {
        /// The day it tells of.
        on: Date,
        /// What happened.
        words: String,
    },
    /// What it shall come to.
    Goal {
        /// What shall be reached.
        words: String,
        /// By what it is measured.
        measure: String,
        /// What the measure shall come to.
        target: String,
        /// By when.
        due: Option<Date>,
    },
}

/// Writes down how it is fostered, or a goal of it.
///
/// # Errors
/// `Invalid` for empty words or a day still to come; otherwise as [`register`].
pub async fn foster(cx: &Cx, id: DossierId, seen: i64, what: Fostering) -> Result<State> {
    let (kind, on, words, detail) = fostering(cx, what)?;
    let (me, fresh) = (cx.clone(), cx.id::<NoteId>());
    let write = async move |tx: &mut Tx| {
        let case = load(tx, &me, id).await?;
        same_as_seen(tx, &case, seen).await?;
        let now = circumstances(tx, &me, &case, Some(Command::Foster), &[]).await?;
        let after = act(tx, &me, &case, Command::Foster, &now, &Written { note: fresh, kind }).await?;
        note::insert(tx, &written(&me, &case, fresh, kind, on, &words, detail.clone())).await?;
        Ok(after)
    };
    cx.db().write(write).await
}

#[derive(Serialize)]
struct Written {
    note: NoteId,
    kind: NoteKind,
}

fn fostering(cx: &Cx, what: Fostering) -> Result<(NoteKind, Date, String, NoteDetail)> {
    let some = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (kind, on, words, detail) = match what {
        Fostering::Progress { on, words } => (NoteKind::Fostering, on, words, NoteDetail::default()),
        Fostering::Goal { words, measure, target, due } => {
            let detail = NoteDetail { measure: some(measure), target: some(target), due, ..NoteDetail::default() };
            (NoteKind::Goal, cx.today(), words, detail)
        }
    };
    if words.trim().is_empty() {
        return Err(Refusal::Invalid { field: "words", why: "empty" }.into());
    }
    if on > cx.today() {
        return Err(Refusal::Invalid { field: "on", why: "in-future" }.into());
    }
    Ok((kind, on, words, detail))
}

fn written(cx: &Cx, case: &Case, id: NoteId, kind: NoteKind, on: Date, words: &str, detail: NoteDetail) -> Note {
    let dossier = &case.record.dossier;
    Note {
        id,
        root: dossier.root,
        dossier: dossier.id,
        kind,
        on,
        body: words.trim().to_owned(),
        detail,
        written_by: cx.actor().person,
        at: cx.now(),
    }
}

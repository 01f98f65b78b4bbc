//! Lists sent to the level above and its answers. It must not decide who is recognised here.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Circumstances, Command};
use lantoa_domain::exemplar::Level;
use lantoa_domain::id::{DossierId, NoteId, RoundId};
use lantoa_domain::plan::StepKind;
use lantoa_domain::policy::Act;
use lantoa_domain::subject::SubjectKind;
use lantoa_store::forwarding::{self, Forwarding};
pub use lantoa_store::forwarding::{Answer, Letter};
use lantoa_store::{Conn, Tx, Word};

use crate::dossier::{act, load, same_as_seen};
use crate::names::Names;
use crate::session::in_line;
use crate::{Cx, Error, Result, exemplar, faster};

/// A letter to the level above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// To whom.
    pub recipients: Vec<String>,
    /// Number of the letter.
    pub letter: String,
    /// Its day.
    pub sent_on: Date,
    /// The dossiers with their versions on the page.
    pub dossiers: Vec<(DossierId, i64)>,
}

impl NewLetter {
    fn checked(&self, today: Date) -> Result<Self> {
        let clean = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut recipients: Vec<String> = self.recipients.iter().filter_map(clean).collect();
        recipients.dedup();
        if recipients.is_empty() {
            return Err(Refusal::Invalid { field: "recipients", why: "empty" }.into());
        }
        let letter = clean(&self.letter).ok_or(Refusal::Invalid { field: "letter", why: "empty" })?;
        if self.sent_on > today {
            return Err(Refusal::Invalid { field: "sent_on", why: "in-future" }.into());
        }
        if self.dossiers.is_empty() {
            return Err(Refusal::Invalid { field: "dossiers", why: "empty" }.into());
        }
        Ok(Self { recipients, letter, ..self.clone() })
    }
}

/// Records that a list went to the level above, all of it or nothing.
///
/// # Errors
/// `Invalid` for a letter without recipient, number or dossiers; in line: the policy's and the rules' refusals, `Overtaken`.
pub async fn send(cx: &Cx, new: NewLetter) -> Result<NoteId> {
    let new = new.checked(cx.today())?;
    let batch: NoteId = cx.id();
    let fresh: Vec<NoteId> = new.dossiers.iter().flat_map(|_| &new.recipients).map(|_| cx.id()).collect();
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut fresh = fresh.iter().copied();
            for (dossier, seen) in &new.dossiers {
                let sent = send_one(tx, &acting, &new, batch, (*dossier, *seen), &mut fresh).await;
                sent.map_err(|error| in_line(error, *dossier))?;
            }
            Ok::<_, Error>(())
        })
        .await?;
    Ok(batch)
}

async fn send_one(
    tx: &mut Tx,
    cx: &Cx,
    new: &NewLetter,
    batch: NoteId,
    (dossier, seen): (DossierId, i64),
    fresh: &mut impl Iterator<Item = NoteId>,
) -> Result<()> {
    let case = load(tx, cx, dossier).await?;
    same_as_seen(tx, &case, seen).await?;
    let detail = serde_json::json!({ "letter": new.letter, "to": new.recipients, "sent_on": new.sent_on });
    act(tx, cx, &case, Command::Forward, &Circumstances::default(), &detail).await?;
    for (recipient, id) in new.recipients.iter().zip(fresh) {
        let row = Forwarding {
            id,
            root: case.record.dossier.root,
            batch,
            dossier,
            recipient: recipient.clone(),
            sent_on: new.sent_on,
            letter: new.letter.clone(),
            answer: None,
            answered_on: None,
            answer_number: String::new(),
            answer_note: String::new(),
            version: 1,
        };
        forwarding::insert(tx, &row).await?;
    }
    Ok(())
}

/// An answer of the level above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// The entry of the letter.
    pub entry: NoteId,
    /// Its version on the page.
    pub seen: i64,
    /// What was answered.
    pub answer: Answer,
    /// The level at which it was recognised; looked at when accepted.
    pub level: Level,
    /// Number of the answer.
    pub number: String,
    /// Its day.
    pub on: Date,
    /// What else it says.
    pub note: String,
}

/// Records an answer. Accepted or declined moves the dossier on, accepted raises the exemplar's level; returned leaves it to be sent
/// again.
///
/// # Errors
/// The policy's refusals, `Overtaken`; `InUse` when it was answered already; `Invalid` for a day before the letter or to come.
pub async fn answer(cx: &Cx, new: NewAnswer) -> Result<()> {
    let acting = cx.clone();
    cx.db().write(async move |tx| answer_in(tx, &acting, &new).await).await
}

async fn answer_in(tx: &mut Tx, cx: &Cx, new: &NewAnswer) -> Result<()> {
    let root = cx.actor().root;
    let row = forwarding::load(tx, new.entry).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let case = load(tx, cx, row.dossier).await?;
    // Who records the answer is who may send: both are the step's performer.
    cx.permit(Act::DraftDecision)?;
    faster::same(tx, root, new.entry, row.version, new.seen).await?;
    if row.answer.is_some() {
        return Err(Refusal::InUse.into());
    }
    if new.on < row.sent_on || new.on > cx.today() {
        return Err(Refusal::Invalid { field: "on", why: "outside" }.into());
    }
    let answered = Forwarding {
        answer: Some(Word(new.answer)),
        answered_on: Some(new.on),
        answer_number: new.number.trim().to_owned(),
        answer_note: new.note.trim().to_owned(),
        ..row
    };
    let saved = forwarding::save_answer(tx, &answered).await;
    faster::told(tx, root, new.entry, saved).await?;
    let detail = serde_json::json!({
        "dossier": answered.dossier, "answer": new.answer, "number": answered.answer_number, "on": new.on,
    });
    cx.journal(tx, "forwarding.answered", new.entry, &detail)?;
    if new.answer == Answer::Accepted {
        exemplar::raise(tx, cx, answered.dossier, new.level).await?;
    }
    if new.answer != Answer::Returned && case.at() == Some(StepKind::Forward) {
        act(tx, cx, &case, Command::Answer, &Circumstances::default(), &detail).await?;
    }
    Ok(())
}

/// What can be sent, and what was.
#[derive(Debug, Clone)]
pub struct ForwardList {
    /// Dossiers that wait to be sent: recognised, or of a track that only introduces.
    pub due: Vec<DueView>,
    /// Letters, the latest first.
    pub letters: Vec<Letter>,
    /// Recipients the plans name.
    pub recipients: Vec<String>,
    /// Whether the reader may send.
    pub may_send: bool,
}

/// A dossier that waits to be sent.
#[derive(Debug, Clone)]
pub struct DueView {
    /// The dossier.
    pub dossier: DossierId,
    /// The version to send back.
    pub version: i64,
    /// The subject's name.
    pub name: String,
    /// The proposing unit.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// The round.
    pub round: String,
    /// The round itself.
    pub round_id: RoundId,
}

/// What can be sent to the level above, and what was.
///
/// # Errors
/// `NotFound` for those who are not to know of it.
pub async fn list(cx: &Cx) -> Result<ForwardList> {
    cx.permit(Act::ReadSession)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = acting.actor().root;
            let mut names = Names::load(conn, root, acting.today()).await?;
            let (mut due, mut recipients) = (Vec::new(), Vec::new());
            for one in forwarding::to_forward(conn, root).await? {
                let (_, plan) = names.plan(conn, &acting, one.round).await?;
                let steps = plan.track(&one.track).map(|track| track.steps.as_slice()).unwrap_or_default();
                let named = steps.iter().filter(|step| step.kind == StepKind::Forward).flat_map(|step| &step.names);
                recipients.extend(named.cloned());
                due.push(DueView {
                    dossier: one.dossier,
                    version: one.version,
                    movement: names.movement(conn, &acting, one.round, &one.movement).await?,
                    unit: names.unit(one.unit),
                    round: names.round(one.round),
                    round_id: one.round,
                    name: one.name,
                });
            }
            recipients.sort_unstable();
            recipients.dedup();
            let letters = forwarding::letters(conn, root).await?;
            Ok::<_, Error>(ForwardList { due, letters, recipients, may_send: acting.may(Act::DraftDecision) })
        })
        .await
}

/// A letter with its entries.
#[derive(Debug, Clone)]
pub struct LetterView {
    /// The letter.
    pub batch: NoteId,
    /// Its number.
    pub letter: String,
    /// Its day.
    pub sent_on: Date,
    /// To whom.
    pub recipients: Vec<String>,
    /// The agency's name on that day.
    pub agency: String,
    /// Its entries.
    pub entries: Vec<EntryView>,
    /// Whether the reader may record answers.
    pub may_answer: bool,
}

/// One dossier sent to one recipient.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// The entry.
    pub id: NoteId,
    /// The version to send back.
    pub version: i64,
    /// The dossier.
    pub dossier: DossierId,
    /// The subject's name.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// The proposing unit, as named on the letter's day.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// The round.
    pub round: String,
    /// To whom.
    pub recipient: String,
    /// What was answered.
    pub answer: Option<Answer>,
    /// Day of the answer.
    pub answered_on: Option<Date>,
    /// Number of the answer.
    pub answer_number: String,
    /// What else it says.
    pub answer_note: String,
}

/// A letter with its entries.
///
/// # Errors
/// `NotFound`.
pub async fn letter(cx: &Cx, batch: NoteId) -> Result<LetterView> {
    cx.permit(Act::ReadSession)?;
    let acting = cx.clone();
    cx.db().read(async move |conn| letter_view(conn, &acting, batch).await).await
}

async fn letter_view(conn: &mut Conn, cx: &Cx, batch: NoteId) -> Result<LetterView> {
    let root = cx.actor().root;
    let rows = forwarding::letter(conn, root, batch).await?;
    let first = rows.first().ok_or(Refusal::NotFound)?;
    let (number, sent_on) = (first.letter.clone(), first.sent_on);
    let mut names = Names::load(conn, root, sent_on).await?;
    let mut recipients: Vec<String> = rows.iter().map(|row| row.recipient.clone()).collect();
    recipients.sort_unstable();
    recipients.dedup();
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        entries.push(EntryView {
            id: row.id,
            version: row.version,
            dossier: row.dossier,
            kind: row.class.0,
            movement: names.movement(conn, cx, row.round, &row.movement).await?,
            unit: names.unit(row.unit),
            round: names.round(row.round),
            name: row.name,
            recipient: row.recipient,
            answer: row.answer.map(|word| word.0),
            answered_on: row.answered_on,
            answer_number: row.answer_number,
            answer_note: row.answer_note,
        });
    }
    let agency = names.unit(root);
    Ok(LetterView {
        batch,
        letter: number,
        sent_on,
        recipients,
        agency,
        entries,
        may_answer: cx.may(Act::DraftDecision),
    })
}

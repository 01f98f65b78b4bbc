//! Entries on the desk of those who run a contest: with their authors, what may be wrong with them, admitted or refused. It must not be opened by the jury.

use lantoa_domain::Refusal;
use lantoa_domain::alike::Name;
use lantoa_domain::contest::{EntryState, EntryStep, RefusedFor};
use lantoa_domain::id::{ContestId, EntryId};
use lantoa_domain::publicity::sensitive::{self, Found, Recorded};
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::text::fold;
use lantoa_store::contest::entry::{self as entries, Author, Entry};
use lantoa_store::contest::jury::{self as jurors, ConflictKind, Juror};
use lantoa_store::contest::{self, Contest};
use lantoa_store::{Conn, Tx, Word};
use serde_json::json;

use super::{reason, run_by, save_entry};
use crate::suggestion::clean;
use crate::{Cx, Error, Result, faster};

/// An entry for those who run its contest.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// The contest.
    pub contest: Contest,
    /// The entry.
    pub entry: Entry,
    /// Who wrote it; nobody when that was erased.
    pub author: Option<Author>,
    /// Entries of the contest that may be the same: number and title.
    pub alike: Vec<(EntryId, i64, String)>,
    /// Words of the jury's text that tell sensitive things, the gravest first.
    pub found: Vec<Found>,
    /// Who marks it, and whether the sheet is in.
    pub marked_by: Vec<(Juror, bool)>,
    /// Jurors who must not mark it, and how that is known.
    pub barred: Vec<(Juror, ConflictKind)>,
    /// Jurors who could mark it besides.
    pub free: Vec<Juror>,
}

/// An entry with its author.
///
/// # Errors
/// `NotAllowed`, `NotFound`; `Conflicted` for somebody of the jury.
pub async fn entry_page(cx: &Cx, id: EntryId) -> Result<EntryView> {
    cx.permit(lantoa_domain::policy::Act::RunContest)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let (contest, entry) = own(conn, &me, id).await?;
            let all = entries::of_contest(conn, contest.id).await?;
            let author = entries::author(conn, id).await?;
            let (seats, sheets) =
                (jurors::of_contest(conn, contest.id).await?, jurors::sheets(conn, contest.id).await?);
            let conflicts = super::jury::barred(conn, &contest).await?;
            let sheet = |juror: &Juror| sheets.iter().find(|one| one.entry == id && one.juror == juror.id);
            let bar = |juror: &Juror| {
                conflicts.iter().find(|one| one.entry == id && one.juror == juror.id).map(|one| one.kind.0)
            };
            Ok::<_, Error>(EntryView {
                alike: alike(&entry, &all),
                found: sensitive::found(&entry.jury_text, &Recorded::default(), SubjectKind::Individual),
                marked_by: seats
                    .iter()
                    .filter_map(|juror| sheet(juror).map(|one| (juror.clone(), one.handed_on.is_some())))
                    .collect(),
                barred: seats.iter().filter_map(|juror| bar(juror).map(|kind| (juror.clone(), kind))).collect(),
                free: seats.iter().filter(|juror| sheet(juror).is_none() && bar(juror).is_none()).cloned().collect(),
                author,
                contest,
                entry,
            })
        })
        .await
}

/// Entries with the same text, or about a name alike and with a title alike.
fn alike(entry: &Entry, all: &[Entry]) -> Vec<(EntryId, i64, String)> {
    let (body, title, subject) = (fold(&entry.body), Name::of(&entry.title), Name::of(&entry.subject));
    let same = |other: &&Entry| {
        let named = subject.like(&Name::of(&other.subject)).is_some();
        other.id != entry.id
            && other.state.0 != EntryState::Withdrawn
            && (fold(&other.body) == body || named && title.like(&Name::of(&other.title)).is_some())
    };
    all.iter().filter(same).map(|one| (one.id, one.number, one.title.clone())).collect()
}

/// An entry of a contest the acting person runs.
async fn own(conn: &mut Conn, cx: &Cx, id: EntryId) -> Result<(Contest, Entry)> {
    let entry = entries::load(conn, id).await?.ok_or(Refusal::NotFound)?;
    let contest = run_by(conn, cx, entry.contest).await?;
    Ok((contest, entry))
}

async fn held(tx: &mut Tx, cx: &Cx, id: EntryId, seen: i64) -> Result<(Contest, Entry)> {
    let contest: ContestId = entries::load(tx, id).await?.ok_or(Refusal::NotFound)?.contest;
    contest::lock(tx, contest).await?;
    let (contest, entry) = own(tx, cx, id).await?;
    faster::same(tx, entry.root, id, entry.version, seen).await?;
    Ok((contest, entry))
}

/// Lets an entry in, with the text the jury reads: passages that give the author away are replaced in it, the original stays.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Conflicted`, `Overtaken`, `InUse`; `Invalid` on "jury_text": `empty`, and `author` where it says the
/// author's name.
pub async fn admit(cx: &Cx, id: EntryId, seen: i64, jury_text: String) -> Result<()> {
    let text = clean(&jury_text).trim().to_owned();
    if text.is_empty() {
        return Err(Refusal::Invalid { field: "jury_text", why: "empty" }.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (contest, entry) = held(tx, &me, id, seen).await?;
            // Admitted again, only the jury's text changes.
            let state = match entry.state.0 {
                EntryState::Admitted if contest.state.0.moderates() => EntryState::Admitted,
                other => other.after(EntryStep::Admit, contest.state.0)?,
            };
            let author = entries::author(tx, id).await?;
            if author.is_some_and(|author| says(&text, &author)) {
                return Err(Refusal::Invalid { field: "jury_text", why: "author" }.into());
            }
            let new =
                Entry { state: Word(state), jury_text: text.clone(), refused_for: None, why: String::new(), ..entry };
            save_entry(tx, &new).await?;
            me.journal(tx, "contest.entry-admitted", id, &json!({ "contest": contest.id }))
        })
        .await
}

/// Whether a text says the author's whole name or contact.
fn says(text: &str, author: &Author) -> bool {
    let padded = |text: &str| format!(" {} ", fold(text));
    let text = padded(text);
    [&author.name, &author.contact].iter().any(|known| !fold(known).is_empty() && text.contains(&padded(known)))
}

/// Refuses an entry; its author reads why by the code.
///
/// # Errors
/// As [`admit`]; `ReasonMissing`.
pub async fn refuse(cx: &Cx, id: EntryId, seen: i64, why: (RefusedFor, String)) -> Result<()> {
    let (me, given) = (cx.clone(), (why.0, reason(&why.1)?));
    cx.db()
        .write(async move |tx| {
            let (contest, entry) = held(tx, &me, id, seen).await?;
            let state = entry.state.0.after(EntryStep::Refuse, contest.state.0)?;
            for sheet in jurors::sheets(tx, contest.id).await?.into_iter().filter(|sheet| sheet.entry == id) {
                jurors::take(tx, id, sheet.juror).await?;
            }
            let refused_for = Some(Word(given.0));
            save_entry(tx, &Entry { state: Word(state), refused_for, why: given.1.clone(), ..entry }).await?;
            me.journal(tx, "contest.entry-refused", id, &json!({ "contest": contest.id }))
        })
        .await
}

/// Erases who wrote an entry, with name and contact; the entry stays, and no public page names anybody for it any more.
///
/// # Errors
/// As [`admit`]; `InUse` when nobody is known.
pub async fn erase_author(cx: &Cx, id: EntryId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (contest, entry) = held(tx, &me, id, seen).await?;
            if !entries::erase_author(tx, id).await? {
                return Err(Refusal::InUse.into());
            }
            save_entry(tx, &entry).await?;
            me.journal(tx, "contest.author-erased", id, &json!({ "contest": contest.id }))
        })
        .await
}

/// Records that the author took the consent to publish back: name and text are gone at the next reading.
///
/// # Errors
/// As [`admit`]; `InUse` when there is none.
pub async fn close_consent(cx: &Cx, id: EntryId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (contest, entry) = held(tx, &me, id, seen).await?;
            if entry.consent_gone.is_some() || !entry.showing.0.tells() {
                return Err(Refusal::InUse.into());
            }
            save_entry(tx, &Entry { consent_gone: Some(me.today()), ..entry }).await?;
            me.journal(tx, "contest.consent-withdrawn", id, &json!({ "contest": contest.id }))
        })
        .await
}

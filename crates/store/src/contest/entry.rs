//! Entries of writing contests as rows, and apart from them who wrote them; it must not decide who may see an author.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::contest::score::Advice;
use lantoa_domain::contest::{EntryState, RefusedFor, Showing};
use lantoa_domain::id::{ContestId, EntryId, PersonId, UnitId};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO contest_entry (id, contest, root, number, code, once, title, subject, place, body, jury_text, state, \
           refused_for, why, showing, received, received_on, consent_gone, agreed, agreed_advice, agreed_why, settled, settled_why, \
           prize, version) SELECT $1, $2, $3, (SELECT coalesce(max(number), 0) + 1 FROM contest_entry WHERE contest = $2), $4, $5, $6, \
           $7, $8, $9, $10, 'received', NULL, '', $11, $12, $13, NULL, NULL, NULL, '', NULL, '', NULL, 1 WHERE TRUE \
           ON CONFLICT (once) DO NOTHING";
    SAVE = "UPDATE contest_entry SET jury_text = $3, state = $4, refused_for = $5, why = $6, showing = $7, consent_gone = $8, \
            agreed = $9, agreed_advice = $10, agreed_why = $11, settled = $12, settled_why = $13, prize = $14, version = version + 1 \
            WHERE id = $1 AND version = $2";
    LOAD = "SELECT id, contest, root, number, code, title, subject, place, body, jury_text, state, refused_for, why, showing, \
            received, received_on, consent_gone, agreed, agreed_advice, agreed_why, settled, settled_why, prize, version \
            FROM contest_entry WHERE id = $1";
    BY_CODE = "SELECT id, contest, root, number, code, title, subject, place, body, jury_text, state, refused_for, why, showing, \
               received, received_on, consent_gone, agreed, agreed_advice, agreed_why, settled, settled_why, prize, version \
               FROM contest_entry WHERE code = $1";
    OF_CONTEST = "SELECT id, contest, root, number, code, title, subject, place, body, jury_text, state, refused_for, why, showing, \
                  received, received_on, consent_gone, agreed, agreed_advice, agreed_why, settled, settled_why, prize, version \
                  FROM contest_entry WHERE contest = $1 ORDER BY number";
    CODE_OF = "SELECT code FROM contest_entry WHERE once = $1";
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM contest_entry WHERE contest = $1 AND state <> 'withdrawn'";
    AUTHOR_NEW = "INSERT INTO contest_author (entry, person, name, contact, unit, guardian) VALUES ($1, $2, $3, $4, $5, $6)";
    AUTHOR = "SELECT entry, person, name, contact, unit, guardian FROM contest_author WHERE entry = $1";
    AUTHORS = "SELECT a.entry, a.person, a.name, a.contact, a.unit, a.guardian FROM contest_author a \
               JOIN contest_entry e ON e.id = a.entry WHERE e.contest = $1 ORDER BY a.entry";
    AUTHOR_GONE = "DELETE FROM contest_author WHERE entry = $1";
    WINNERS = "SELECT e.number, e.prize, CASE WHEN e.showing = 'named' AND a.entry IS NOT NULL AND e.consent_gone IS NULL \
               THEN e.title ELSE '' END, \
               CASE WHEN e.showing = 'nothing' OR e.consent_gone IS NOT NULL THEN '' \
               WHEN e.showing = 'named' AND a.entry IS NOT NULL THEN e.body ELSE e.jury_text END, \
               CASE WHEN e.showing = 'named' AND e.consent_gone IS NULL THEN coalesce(a.name, '') ELSE '' END \
               FROM contest_entry e JOIN contest c ON c.id = e.contest LEFT JOIN contest_author a ON a.entry = e.id \
               WHERE e.contest = $1 AND c.state = 'published' AND e.prize IS NOT NULL AND e.state = 'admitted' \
               ORDER BY e.prize, e.number";
}

/// An entry, without who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The entry.
    pub id: EntryId,
    /// The contest.
    pub contest: ContestId,
    /// The agency.
    pub root: UnitId,
    /// Its number in the contest, by which the jury knows it.
    pub number: i64,
    /// What the author sees its state with.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Whom it is about.
    pub subject: String,
    /// Where that is.
    pub place: String,
    /// Its text, as it was sent.
    pub body: String,
    /// What the jury reads of it.
    pub jury_text: String,
    /// What became of it.
    pub state: Word<EntryState>,
    /// What it was refused for.
    pub refused_for: Option<Word<RefusedFor>>,
    /// Why, in words for the author.
    pub why: String,
    /// What everybody may read of it, should it win.
    pub showing: Word<Showing>,
    /// When it came.
    pub received: Timestamp,
    /// That instant's day.
    pub received_on: Date,
    /// When the consent to publish was taken back.
    pub consent_gone: Option<Date>,
    /// Points the jury agreed on, in hundredths.
    pub agreed: Option<i64>,
    /// What the jury agreed to advise.
    pub agreed_advice: Option<Word<Advice>>,
    /// How the jury came to that.
    pub agreed_why: String,
    /// Its place in a tie the chair settled.
    pub settled: Option<i64>,
    /// Why there.
    pub settled_why: String,
    /// Its prize, by place in the contest's list.
    pub prize: Option<i64>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Entry {
    id,
    contest,
    root,
    number,
    code,
    title,
    subject,
    place,
    body,
    jury_text,
    state,
    refused_for,
    why,
    showing,
    received,
    received_on,
    consent_gone,
    agreed,
    agreed_advice,
    agreed_why,
    settled,
    settled_why,
    prize,
    version
});

/// Who wrote an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The entry.
    pub entry: EntryId,
    /// Somebody of the agency who was signed in.
    pub person: Option<PersonId>,
    /// The name.
    pub name: String,
    /// E-mail or telephone.
    pub contact: String,
    /// Unit or place.
    pub unit: String,
    /// The parent who agrees, of an author under 18.
    pub guardian: String,
}
crate::from_row!(Author { entry, person, name, contact, unit, guardian });

/// A winner as everybody may read it at this moment: what there is no consent to is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Winner {
    /// Its number in the contest.
    pub number: i64,
    /// Its prize, by place in the contest's list.
    pub prize: i64,
    /// Its title; empty also where the first line of the text is it.
    pub title: String,
    /// Its text: as it was sent only with the name; without it, what the jury read, in which nothing gives the author away.
    pub body: String,
    /// The author's name.
    pub name: String,
}
crate::from_row!(Winner { number, prize, title, body, name });

/// Stores an entry with its author; `false` when the same form was stored before. Its number is the next of the contest.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Entry, once: &str, author: &Author) -> Result<bool> {
    let e = new;
    let values = params![
        e.id,
        e.contest,
        e.root,
        e.code,
        once,
        e.title,
        e.subject,
        e.place,
        e.body,
        e.jury_text,
        e.showing,
        e.received,
        e.received_on
    ];
    if tx.exec(&NEW, values).await? == 0 {
        return Ok(false);
    }
    let a = author;
    tx.exec(&AUTHOR_NEW, params![e.id, a.person, a.name, a.contact, a.unit, a.guardian]).await?;
    Ok(true)
}

/// Saves what became of an entry, guarded by the version it was loaded with. What was sent never changes.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, entry: &Entry) -> Result<()> {
    let e = entry;
    let values = params![
        e.id,
        e.version,
        e.jury_text,
        e.state,
        e.refused_for,
        e.why,
        e.showing,
        e.consent_gone,
        e.agreed,
        e.agreed_advice,
        e.agreed_why,
        e.settled,
        e.settled_why,
        e.prize
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// An entry.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: EntryId) -> Result<Option<Entry>> {
    cx.opt(&LOAD, params![id]).await
}

/// The entry with a code.
///
/// # Errors
/// The engine's.
pub async fn by_code(cx: &mut Conn, code: &str) -> Result<Option<Entry>> {
    cx.opt(&BY_CODE, params![code]).await
}

/// The entries of a contest by number.
///
/// # Errors
/// The engine's.
pub async fn of_contest(cx: &mut Conn, contest: ContestId) -> Result<Vec<Entry>> {
    cx.all(&OF_CONTEST, params![contest]).await
}

/// How many entries a contest has that were not taken back.
///
/// # Errors
/// The engine's.
pub async fn count(cx: &mut Conn, contest: ContestId) -> Result<i64> {
    cx.one(&COUNT, params![contest]).await
}

/// The code of what a form became.
///
/// # Errors
/// The engine's.
pub async fn code_of(cx: &mut Conn, once: &str) -> Result<Option<String>> {
    cx.opt(&CODE_OF, params![once]).await
}

/// Who wrote an entry; nobody when that was erased.
///
/// # Errors
/// The engine's.
pub async fn author(cx: &mut Conn, entry: EntryId) -> Result<Option<Author>> {
    cx.opt(&AUTHOR, params![entry]).await
}

/// Who wrote the entries of a contest, as far as that is known.
///
/// # Errors
/// The engine's.
pub async fn authors(cx: &mut Conn, contest: ContestId) -> Result<Vec<Author>> {
    cx.all(&AUTHORS, params![contest]).await
}

/// Erases who wrote an entry; `false` when nobody was known.
///
/// # Errors
/// The engine's.
pub async fn erase_author(tx: &mut Tx, entry: EntryId) -> Result<bool> {
    Ok(tx.exec(&AUTHOR_GONE, params![entry]).await? > 0)
}

/// The winners of a published contest with what there is consent to now, the highest prize first.
///
/// # Errors
/// The engine's.
pub async fn winners(cx: &mut Conn, contest: ContestId) -> Result<Vec<Winner>> {
    cx.all(&WINNERS, params![contest]).await
}

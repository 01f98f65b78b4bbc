//! Entries as their authors send them, see what became of them and take them back, by a code and without an account. It must not show an author to anybody.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::contest::{ContestState, Entrants, EntryState, EntryStep, RefusedFor, Showing, words_of};
use lantoa_domain::id::ContestId;
use lantoa_store::contest::entry::{self as entries, Author, Entry};
use lantoa_store::contest::{self};
use lantoa_store::journal::{self, Entry as Line};
use lantoa_store::{Tx, Word};
use serde_json::json;

use super::{Contest, save_entry};
use crate::suggestion::{clean, code, plain};
use crate::{App, Cx, Result};

/// Letters of a name, a place or a contact at most.
pub const LONGEST_LINE: usize = 200;

/// What an author sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The form it comes from: sent twice, it is the same entry.
    pub once: String,
    /// The author's name.
    pub name: String,
    /// E-mail or telephone.
    pub contact: String,
    /// Unit or place.
    pub unit: String,
    /// The parent who agrees, of an author under 18; nothing of an adult.
    pub guardian: Option<String>,
    /// Its title.
    pub title: String,
    /// Whom it is about.
    pub subject: String,
    /// Where that is.
    pub place: String,
    /// Its text.
    pub body: String,
    /// What everybody may read of it, should it win.
    pub showing: Showing,
}

impl NewEntry {
    /// The same without signs that no page can show, or what is wrong with it.
    fn checked(&self, most_words: i64) -> Result<Self, Refusal> {
        let line = |field: &'static str, text: &str| {
            let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
            match text.chars().count() {
                0 => Err(Refusal::Invalid { field, why: "empty" }),
                many if many > LONGEST_LINE => Err(Refusal::Invalid { field, why: "long" }),
                _ => Ok(text),
            }
        };
        let body = clean(&self.body).trim().to_owned();
        match words_of(&body) {
            0 => return Err(Refusal::Invalid { field: "body", why: "empty" }),
            many if many > most_words => return Err(Refusal::Invalid { field: "body", why: "too-many-words" }),
            _ => {}
        }
        Ok(Self {
            once: self.once.clone(),
            name: line("name", &self.name)?,
            contact: line("contact", &self.contact)?,
            unit: line("unit", &self.unit)?,
            guardian: self.guardian.as_deref().map(|name| line("guardian", name)).transpose()?,
            title: line("title", &self.title)?,
            subject: line("subject", &self.subject)?,
            place: line("place", &self.place)?,
            body,
            showing: self.showing,
        })
    }
}

/// Whether a contest takes an entry from somebody today.
fn takes(contest: &Contest, today: Date, staff: Option<&Cx>) -> Result<(), Refusal> {
    match contest.state.0 {
        ContestState::Draft | ContestState::CalledOff => return Err(Refusal::NotFound),
        ContestState::Open => contest.terms().takes_on(today)?,
        _ => return Err(Refusal::Invalid { field: "day", why: "too-late" }),
    }
    if contest.entrants.0 == Entrants::Staff && staff.is_none() {
        return Err(Refusal::NotAllowed { needs: vec![lantoa_domain::policy::As::Staff] });
    }
    Ok(())
}

/// Sends an entry and gives the code to come back with. Somebody of the agency who is signed in is known, so as never to mark it.
///
/// # Errors
/// `NotFound` for a contest nobody may send to; `NotAllowed` for strangers where only staff may; `Invalid` on "day" (`too-early`,
/// `too-late`) and on the fields of the entry, "body" with `too-many-words`.
pub async fn submit(app: &App, id: ContestId, who: Option<&Cx>, new: NewEntry) -> Result<String> {
    let (me, who) = (app.clone(), who.cloned());
    app.db()
        .write(async move |tx| {
            contest::lock(tx, id).await?;
            let found = contest::load(tx, id).await?.ok_or(Refusal::NotFound)?;
            let staff = who.as_ref().filter(|cx| cx.actor().root == found.root);
            takes(&found, me.today(), staff)?;
            let new = new.checked(found.most_words)?;
            put(tx, &me, &found, (staff, &new)).await
        })
        .await
}

async fn put(tx: &mut Tx, app: &App, contest: &Contest, (staff, new): (Option<&Cx>, &NewEntry)) -> Result<String> {
    let row = Entry {
        id: app.id(),
        contest: contest.id,
        root: contest.root,
        number: 0,
        code: code(app),
        title: new.title.clone(),
        subject: new.subject.clone(),
        place: new.place.clone(),
        body: new.body.clone(),
        // The title may give the author away too: the jury reads it as the first line of its text.
        jury_text: format!("{}\n{}", new.title, new.body),
        state: Word(EntryState::Received),
        refused_for: None,
        why: String::new(),
        showing: Word(new.showing),
        received: app.now(),
        received_on: app.today(),
        consent_gone: None,
        agreed: None,
        agreed_advice: None,
        agreed_why: String::new(),
        settled: None,
        settled_why: String::new(),
        prize: None,
        version: 1,
    };
    let author = Author {
        entry: row.id,
        person: staff.map(|cx| cx.actor().person),
        name: new.name.clone(),
        contact: new.contact.clone(),
        unit: new.unit.clone(),
        guardian: new.guardian.clone().unwrap_or_default(),
    };
    let once = if new.once.is_empty() { code(app) } else { new.once.clone() };
    if !entries::insert(tx, &row, &once, &author).await? {
        return entries::code_of(tx, &once).await?.ok_or_else(|| Refusal::NotFound.into());
    }
    // The journal does not say who wrote it: jurors may be among its readers.
    noted(tx, &row, app, "contest.entry-received")?;
    Ok(row.code)
}

/// A line of the journal by nobody: what authors do with their code.
fn noted(tx: &mut Tx, row: &Entry, app: &App, event: &'static str) -> Result<()> {
    let detail = json!({ "contest": row.contest });
    journal::append(tx, Line::new(row.root, app.now(), event, row.id).detail(&detail)?);
    Ok(())
}

/// What the author of an entry sees by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The contest.
    pub contest: ContestId,
    /// What that is called.
    pub contest_title: String,
    /// How far that is.
    pub contest_state: ContestState,
    /// Why that was called off.
    pub contest_why: String,
    /// The entry's number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// The day it came.
    pub received_on: Date,
    /// What became of it.
    pub state: EntryState,
    /// What it was refused for.
    pub refused_for: Option<RefusedFor>,
    /// Why.
    pub why: String,
    /// The prize, once the result is published.
    pub prize: Option<String>,
    /// What everybody may read of it.
    pub showing: Showing,
    /// Whether it may still be taken back.
    pub may_withdraw: bool,
    /// Whether there is a consent to publish that can be taken back.
    pub may_take_back: bool,
}

/// What became of the entry with a code.
///
/// # Errors
/// `NotFound`.
pub async fn receipt(app: &App, code: &str) -> Result<Receipt> {
    let code = plain(code);
    app.db()
        .read(async move |conn| {
            let row = entries::by_code(conn, &code).await?.ok_or(Refusal::NotFound)?;
            let contest = contest::load(conn, row.contest).await?.ok_or(Refusal::NotFound)?;
            let told = contest.state.0 == ContestState::Published && row.state.0 == EntryState::Admitted;
            let prize = row.prize.filter(|_| told).and_then(|at| usize::try_from(at).ok());
            let holds = row.consent_gone.is_none() && row.showing.0.tells();
            Ok(Receipt {
                may_withdraw: row.state.0.after(EntryStep::Withdraw, contest.state.0).is_ok(),
                may_take_back: holds && row.state.0 == EntryState::Admitted,
                showing: if holds { row.showing.0 } else { Showing::Nothing },
                prize: prize.and_then(|at| contest.prizes.0.get(at)).map(|prize| prize.name.clone()),
                contest: contest.id,
                contest_title: contest.title,
                contest_state: contest.state.0,
                contest_why: contest.why,
                number: row.number,
                title: row.title,
                received_on: row.received_on,
                state: row.state.0,
                refused_for: row.refused_for.map(|found| found.0),
                why: row.why,
            })
        })
        .await
}

/// Takes an entry back before the jury marks it; who wrote it is erased with it.
///
/// # Errors
/// `NotFound`; `InUse` once the jury marks.
pub async fn withdraw(app: &App, code: &str) -> Result<()> {
    let (me, code) = (app.clone(), plain(code));
    app.db()
        .write(async move |tx| {
            let (contest, row) = by_code(tx, &code).await?;
            let state = row.state.0.after(EntryStep::Withdraw, contest.state.0)?;
            save_entry(tx, &Entry { state: Word(state), ..row.clone() }).await?;
            entries::erase_author(tx, row.id).await?;
            noted(tx, &row, &me, "contest.entry-withdrawn")
        })
        .await
}

/// Takes the consent to publish back: name and text are gone at the next reading.
///
/// # Errors
/// `NotFound`; `InUse` when there is none.
pub async fn take_back_consent(app: &App, code: &str) -> Result<()> {
    let (me, code) = (app.clone(), plain(code));
    app.db()
        .write(async move |tx| {
            let (_, row) = by_code(tx, &code).await?;
            if row.consent_gone.is_some() || !row.showing.0.tells() {
                return Err(Refusal::InUse.into());
            }
            save_entry(tx, &Entry { consent_gone: Some(me.today()), ..row.clone() }).await?;
            noted(tx, &row, &me, "contest.consent-withdrawn")
        })
        .await
}

async fn by_code(tx: &mut Tx, code: &str) -> Result<(Contest, Entry)> {
    let known = entries::by_code(tx, code).await?.ok_or(Refusal::NotFound)?;
    contest::lock(tx, known.contest).await?;
    let row = entries::by_code(tx, code).await?.ok_or(Refusal::NotFound)?;
    let found = contest::load(tx, row.contest).await?.ok_or(Refusal::NotFound)?;
    Ok((found, row))
}

//! What a worker does with letters: queues those of the day, takes one with what it is to say, notes how it came out. It must not open a connection, and acts for nobody.

use jiff::{SignedDuration, Timestamp, ToSpan, tz};
use lantoa_domain::id::{Id, LetterId, PersonId, UnitId};
use lantoa_domain::reminder::{self, Cadence, Fault, Language, Security};
use lantoa_store::letter::{self, Due};
use lantoa_store::mail::{self, MailSetting, MailTest};
use lantoa_store::{Conn, account, org};

use super::choice;
use super::setting::is_mail;
use crate::digest::{self, Digest};
use crate::{App, Error, Result};

/// A worker that says nothing for so long while it has a letter in hand is gone; sending takes a minute at most.
const SILENCE: SignedDuration = SignedDuration::from_mins(10);
/// People whose letters are queued in one round.
const ROUND: u32 = 200;
/// Days after which it is forgotten that there was nothing to say.
const KEPT_DAYS: i64 = 30;

/// A mail server and how to use it. The password is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub security: Security,
    /// Name and password to sign in with.
    pub sign_in: Option<(String, String)>,
    /// The address letters come from.
    pub sender: String,
    /// The name letters come from.
    pub sender_name: String,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Server({}:{})", self.host, self.port)
    }
}

impl Server {
    fn of(setting: &MailSetting, password: Option<String>) -> Self {
        let sign_in = (!setting.login.is_empty()).then(|| (setting.login.clone(), password.unwrap_or_default()));
        Self {
            host: setting.host.clone(),
            port: setting.port,
            security: setting.security.0,
            sign_in,
            sender: setting.sender.clone(),
            sender_name: setting.sender_name.clone(),
        }
    }
}

/// A letter in a worker's hands, with everything it is to say.
#[derive(Debug, Clone)]
pub struct Ready {
    taken: Due,
    /// Identifies the letter for ever, also when it is sent again.
    pub id: LetterId,
    /// The instant of its date.
    pub at: Timestamp,
    /// Through which server.
    pub server: Server,
    /// To which address.
    pub to: String,
    /// In which language.
    pub language: Language,
    /// What it says.
    pub digest: Digest,
    /// Where people reach the product, without a slash at its end.
    pub base: String,
    /// The last part of the address that ends the person's letters.
    pub stop: String,
}

/// A test letter in a worker's hands.
#[derive(Debug, Clone)]
pub struct Test {
    row: MailTest,
    /// The instant of its date.
    pub at: Timestamp,
    /// Through which server.
    pub server: Server,
    /// To which address.
    pub to: String,
    /// In which language.
    pub language: Language,
}

/// How a try came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it and answered with this code.
    Taken(u16),
    /// It did not; with the server's code, 0 for none.
    Not(Fault, u16),
}

/// What a round put into the outbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queued {
    /// Letters of today.
    pub letters: u32,
    /// Letters given up because their worker was gone.
    pub lost: u64,
}

/// Puts the letters of today into the outbox, for every agency whose hour has come. However often and by how many it is done: one letter
/// a person and day.
///
/// # Errors
/// The database's.
pub async fn plan(app: &App) -> Result<Queued> {
    let (now, today) = (app.now(), app.today());
    let (hour, weekly) = (tz::offset(7).to_datetime(now).hour(), Some(Cadence::Weekly).filter(|one| one.is_due(today)));
    let waiting = app.db().read(async move |conn| {
        let mut out: Vec<(UnitId, PersonId)> = Vec::new();
        for setting in mail::active(conn).await? {
            if i64::from(hour) >= i64::from(setting.hour) {
                let people = mail::recipients(conn, setting.root, today, weekly, ROUND).await?;
                out.extend(people.into_iter().map(|person| (setting.root, person)));
            }
        }
        Ok::<_, Error>(out)
    });
    let new: Vec<(LetterId, UnitId, PersonId)> =
        waiting.await?.into_iter().map(|(root, person)| (app.id(), root, person)).collect();
    let silent = app.db().read(async move |conn| Ok::<_, Error>(letter::is_any_silent(conn, now).await?)).await?;
    if new.is_empty() && !silent {
        return Ok(Queued::default());
    }
    app.db()
        .write(async move |tx| {
            let mut done = Queued { lost: letter::lose(tx, now).await?, letters: 0 };
            for one in &new {
                done.letters += u32::from(letter::insert(tx, *one, today, now).await?);
            }
            letter::tidy(tx, today.checked_sub(KEPT_DAYS.days()).unwrap_or(today)).await?;
            Ok(done)
        })
        .await
}

/// Takes the next letter that is due. One that turns out to have nothing to say, or nobody to say it to, is put aside on the way.
///
/// It is written before it is taken, so that nothing stays in hand when that fails; who takes it second finds it taken.
///
/// # Errors
/// The database's.
pub async fn take(app: &App) -> Result<Option<Ready>> {
    loop {
        let now = app.now();
        let Some(due) = app.db().read(async move |conn| letter::due(conn, now).await).await? else { return Ok(None) };
        let written = write(app, &due).await?;
        let (row, is_quiet) = (due, written.is_none());
        let claimed = app.db().write(async move |tx| {
            if is_quiet {
                letter::quiet(tx, &row, now).await?;
                return Ok(row.clone());
            }
            Ok::<_, Error>(letter::claim(tx, &row, now + SILENCE).await?)
        });
        match (claimed.await, written) {
            (Ok(taken), Some(ready)) => return Ok(Some(Ready { taken, ..ready })),
            (Ok(_), None) | (Err(Error::Overtaken { .. }), _) => {}
            (Err(other), _) => return Err(other),
        }
    }
}

/// What a letter says now; nothing when there is nothing to say, or the person does not want or cannot use it any more.
async fn write(app: &App, due: &Due) -> Result<Option<Ready>> {
    let (root, person) = (due.root, due.person);
    let found = app.db().read(async move |conn| recipient(conn, root, person).await).await?;
    let Some((setting, password, to, language)) = found else { return Ok(None) };
    let acting = match app.act_as(person).await {
        Ok(acting) => acting,
        Err(Error::Refused(_)) => return Ok(None),
        Err(other) => return Err(other),
    };
    let digest = digest::today(&acting).await?;
    if digest.is_quiet() {
        return Ok(None);
    }
    Ok(Some(Ready {
        taken: due.clone(),
        id: due.id,
        at: app.now(),
        server: Server::of(&setting, password),
        to,
        language,
        digest,
        base: setting.base,
        stop: choice::stop_token(app, person).await?,
    }))
}

type Recipient = (MailSetting, Option<String>, String, Language);

async fn recipient(conn: &mut Conn, root: UnitId, person: PersonId) -> Result<Option<Recipient>> {
    let Some(setting) = mail::setting(conn, root).await?.filter(|setting| setting.active) else { return Ok(None) };
    let chosen = choice::of(mail::choice(conn, person).await?);
    let usable = account::by_person(conn, person).await?.is_some_and(|account| !account.disabled);
    let found = org::person(conn, person).await?.filter(|found| found.active && !found.email.is_empty());
    let Some(found) = found.filter(|_| usable && chosen.cadence != Cadence::Never) else { return Ok(None) };
    let password = mail::password(conn, root).await?;
    Ok(Some((setting, password, found.email, chosen.language)))
}

/// Notes how a letter came out. What may pass by itself is tried again after a growing pause, and so is everything else of an agency
/// whose server nobody reaches; the rest is given up and waits for an administrator.
///
/// # Errors
/// The database's. Somebody who was faster is no error: what stands is what they noted.
pub async fn settle(app: &App, letter: &Ready, outcome: Outcome) -> Result<()> {
    let (now, taken) = (app.now(), letter.taken.clone());
    let noted = app.db().write(async move |tx| {
        match outcome {
            Outcome::Taken(code) => letter::sent(tx, &taken, code, now).await?,
            Outcome::Not(fault, code) if !fault.may_pass() => letter::failed(tx, &taken, (fault, code), now).await?,
            Outcome::Not(fault, code) => {
                let next = now + reminder::pause(taken.tries);
                letter::later(tx, &taken, (fault, code), next).await?;
                if fault.is_servers() {
                    letter::later_all(tx, taken.root, now, (fault, code), next).await?;
                }
            }
        }
        Ok::<_, Error>(())
    });
    match noted.await {
        Err(Error::Overtaken { .. }) => Ok(()),
        other => other,
    }
}

/// Takes a test letter somebody waits for.
///
/// # Errors
/// The database's.
pub async fn take_test(app: &App) -> Result<Option<Test>> {
    let any = app.db().read(async |conn| Ok::<_, Error>(mail::waiting_test(conn).await?)).await?;
    if any.is_none() {
        return Ok(None);
    }
    let at = app.now();
    app.db()
        .write(async move |tx| {
            let Some(row) = mail::waiting_test(tx).await? else { return Ok(None) };
            if !mail::take_test(tx, &row).await? {
                return Ok(None);
            }
            let setting = mail::setting(tx, row.root).await?;
            let to = org::person(tx, row.person).await?.map(|person| person.email).filter(|email| is_mail(email));
            let (Some(setting), Some(to)) = (setting, to) else {
                mail::settle_test(tx, &row, Some((Fault::Address, 0)), at).await?;
                return Ok(None);
            };
            let server = Server::of(&setting, mail::password(tx, row.root).await?);
            let language = choice::of(mail::choice(tx, row.person).await?).language;
            Ok::<_, Error>(Some(Test { row, at, server, to, language }))
        })
        .await
}

/// Notes how a test letter came out.
///
/// # Errors
/// The database's.
pub async fn settle_test(app: &App, test: &Test, outcome: Outcome) -> Result<()> {
    let (now, row) = (app.now(), test.row.clone());
    let fault = match outcome {
        Outcome::Taken(_) => None,
        Outcome::Not(fault, code) => Some((fault, code)),
    };
    app.db().write(async move |tx| Ok::<_, Error>(mail::settle_test(tx, &row, fault, now).await?)).await
}

impl Test {
    /// Identifies the test letter.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("{}-{}", self.row.root.raw(), self.row.asked.as_microsecond())
    }
}

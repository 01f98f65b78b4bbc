//! Who signs in, for how long, and who comes back with a token. It must not tell a stranger which part of a sign-in was wrong.

use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use lantoa_domain::Refusal;
use lantoa_domain::id::{AccountId, PersonId};
use lantoa_domain::password::{lock_seconds, normal_login};
use lantoa_store::account::{self, Account, SessionRow, TokenHash, Which};
use lantoa_store::journal::{self, Entry};
use lantoa_store::{Tx, Word, org, second_factor};
use serde_json::json;
use sha2::{Digest, Sha256};

pub use crate::password::Password;
use crate::{App, Cx, Error, Result, password};
pub use lantoa_store::account::Second;

/// A session ends after this time without a page.
pub const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// A session ends after this time in any case: a working day.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// The time of the last page is kept to this.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);
/// Letters of a browser's name that are kept.
const AGENT: usize = 200;

/// What a browser keeps to come back: 256 random bits. Only its SHA-256 is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    fn hash(&self) -> TokenHash {
        Sha256::digest(self.0).into()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A text that is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAToken;

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        Ok(Self(from_hex(text).ok_or(NotAToken)?))
    }
}

pub(crate) fn from_hex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, place) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(text.get(place..place + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// A running session.
#[derive(Clone)]
pub struct Session {
    /// The person acting, with the rights of today.
    pub cx: Cx,
    /// The account.
    pub account: AccountId,
    /// Which session this is, for the list of sessions. Not the token.
    pub key: SessionKey,
    /// The name to sign in with.
    pub login: String,
    /// Full name.
    pub name: String,
    /// Post, in words.
    pub post: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Name of the agency.
    pub agency_name: String,
    /// Whether the password has to be changed before anything else.
    pub must_change: bool,
    /// How it stands with the second factor of its account.
    pub second: Second,
}

/// Names a session without opening it: the hash of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionKey(pub(crate) TokenHash);

impl std::fmt::Display for SessionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for SessionKey {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        Ok(Self(from_hex(text).ok_or(NotAToken)?))
    }
}

/// Signs in. `agent` is what the browser calls itself. Where the account has a second factor the session waits for its code
/// and opens nothing else until [`crate::second_factor::give`].
///
/// A wrong login, a wrong password, a locked or disabled account and somebody who left all end the same way and take
/// about the same time.
///
/// # Errors
/// `SignInFailed`, the store's errors.
pub async fn sign_in(app: &App, login: &str, password: &Password, agent: &str) -> Result<Token> {
    let login = normal_login(login);
    let found = app.db().read(async move |cx| account::by_login(cx, &login).await.map_err(Error::from)).await?;
    let now = app.now();
    let usable = found.filter(|account| !account.disabled && !is_locked(account, now));
    // The password is verified between two units of work: a transaction never waits for it.
    let right = password::verify(password, usable.as_ref().map(|account| account.secret.clone())).await?;
    let Some(account) = usable else {
        tracing::info!("a sign-in was refused before its password was looked at");
        return Err(Refusal::SignInFailed.into());
    };
    if right { begin(app, account, agent).await } else { fail(app, account).await }
}

fn is_locked(account: &Account, now: Timestamp) -> bool {
    account.locked_until.is_some_and(|until| now < until)
}

async fn begin(app: &App, checked: Account, agent: &str) -> Result<Token> {
    let token = Token(app.bytes());
    let now = app.now();
    let agent: String = agent.chars().filter(|letter| !letter.is_control()).take(AGENT).collect();
    let whole = SessionRow {
        token: token.hash(),
        created: now,
        seen: now,
        expires: now + LONGEST,
        agent,
        second: Word(Second::None),
    };
    app.db()
        .write(async move |tx| {
            let person = still_usable(tx, &checked, now).await?;
            account::sweep(tx, checked.id, now, now - IDLE).await?;
            let factor = second_factor::of(tx, checked.id).await?.filter(|factor| factor.since.is_some());
            if factor.is_some() {
                // Failures are forgotten with the code and not before: the password alone must not buy more guesses.
                let (expires, second) = (now + crate::second_factor::WAITS, Word(Second::Waits));
                let waiting = SessionRow { expires, second, ..whole.clone() };
                account::insert_session(tx, &checked, &waiting).await?;
                return Ok(());
            }
            account::clear_failures(tx, checked.id).await?;
            account::insert_session(tx, &checked, &whole).await?;
            journal::append(tx, Entry::new(checked.root, now, "account.signed-in", checked.id).by(Some(person)));
            Ok::<_, Error>(())
        })
        .await?;
    Ok(token)
}

/// What was true when the password was looked at must still be true: not locked, disabled or given another password
/// since.
async fn still_usable(tx: &mut Tx, checked: &Account, now: Timestamp) -> Result<PersonId> {
    let account = account::by_id(tx, checked.id)
        .await?
        .filter(|found| !found.disabled && !is_locked(found, now) && found.secret == checked.secret);
    let account = account.ok_or(Refusal::SignInFailed)?;
    let person = org::person(tx, account.person).await?.filter(|person| person.active);
    Ok(person.ok_or(Refusal::SignInFailed)?.id)
}

async fn fail(app: &App, account: Account) -> Result<Token> {
    let now = app.now();
    app.db().write(async move |tx| count_failure(tx, &account, now).await.map(drop)).await?;
    Err(Refusal::SignInFailed.into())
}

/// Counts a failed try and locks the account after too many; says whether it did.
pub(crate) async fn count_failure(tx: &mut Tx, account: &Account, now: Timestamp) -> Result<bool> {
    let failures = account::count_failure(tx, account.id).await?;
    let entry = Entry::new(account.root, now, "account.sign-in-failed", account.id);
    journal::append(tx, entry.detail(&json!({ "failures": failures }))?);
    let Some(seconds) = lock_seconds(failures) else { return Ok(false) };
    account::lock(tx, account.id, now + SignedDuration::from_secs(seconds)).await?;
    let entry = Entry::new(account.root, now, "account.locked", account.id);
    journal::append(tx, entry.detail(&json!({ "seconds": seconds }))?);
    Ok(true)
}

/// The session of a token, with the rights of today; `None` when it is unknown, ended, or its account was disabled.
///
/// Nothing is kept in memory between two pages: what an administrator takes away is gone with the next page, on every
/// copy of the program.
///
/// # Errors
/// The store's.
pub async fn resume(app: &App, token: &Token) -> Result<Option<Session>> {
    let (hash, now, today) = (token.hash(), app.now(), app.today());
    let found = app.db().read(async move |cx| account::resume(cx, &hash, today).await.map_err(Error::from)).await?;
    let Some(found) = found.filter(|found| is_running(found.seen, found.expires, now)) else { return Ok(None) };
    if now.duration_since(found.seen) >= SEEN_EVERY {
        let noted = app.db().write(async move |tx| account::touch(tx, &hash, now).await).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "the time of the last page was not noted");
        }
    }
    Ok(Some(Session {
        cx: app.acting(found.actor),
        account: found.account,
        key: SessionKey(hash),
        login: found.login,
        name: found.name,
        post: found.post,
        unit_name: found.unit_name,
        agency_name: found.agency_name,
        must_change: found.must_change,
        second: found.second,
    }))
}

/// Whether a session last used at `seen` can still be used.
pub(crate) fn is_running(seen: Timestamp, expires: Timestamp, now: Timestamp) -> bool {
    now < expires && now.duration_since(seen) < IDLE
}

/// Ends a session.
///
/// # Errors
/// The store's.
pub async fn sign_out(session: &Session) -> Result<()> {
    let (cx, account, key) = (session.cx.clone(), session.account, session.key);
    cx.clone()
        .db()
        .write(async move |tx| {
            account::end_sessions(tx, account, Which::One(key.0)).await?;
            cx.journal(tx, "account.signed-out", account, &json!({}))
        })
        .await
}

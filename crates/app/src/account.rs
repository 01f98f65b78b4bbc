//! Accounts, passwords, login sessions and roles: what their owners and administrators do with them. It must not sign anybody in.

mod holders;
pub mod operator;
mod roles;

pub use holders::{AfterHolder, Holder, Holders, WantedHolders, holders};
pub(crate) use roles::keep_an_administrator;
pub use roles::{Give, GrantLine, give_role, roles_of, take_role};

use jiff::Timestamp;
use lantoa_domain::Refusal;
use lantoa_domain::id::{AccountId, PersonId};
use lantoa_domain::password::{check_login, check_password, login_of, normal_login};
use lantoa_domain::policy::Act;
use lantoa_store::account::{self, Account, Which};
use lantoa_store::{Conn, Tx, org, second_factor};
use serde_json::json;

use crate::sign_in::{Second, Session, SessionKey, is_running};
use crate::{App, Cx, Error, Result, password};

pub use crate::password::Password;

/// A fresh account and its password, to be shown once.
#[derive(Debug, Clone)]
pub struct Created {
    /// The account.
    pub account: AccountId,
    /// The name to sign in with.
    pub login: String,
    /// The password: not kept anywhere.
    pub password: Password,
}

/// Makes an account for a person of the agency, with a password that has to be changed first.
///
/// # Errors
/// `Invalid` or `Taken` on "login", `Taken` on "person" when there is an account already, `NotFound`, the policy's.
pub async fn create(cx: &Cx, person: PersonId, login: &str) -> Result<Created> {
    cx.permit(Act::ManageAccounts)?;
    let new = prepare(cx.app(), login).await?;
    let (cx, made, root) = (cx.clone(), new.clone(), cx.actor().root);
    cx.clone()
        .db()
        .write(async move |tx| {
            let found = org::person(tx, person).await?.filter(|found| found.root == root && found.active);
            found.ok_or(Refusal::NotFound)?;
            insert(tx, &new, root, person).await?;
            cx.journal(tx, "account.created", new.account, &json!({ "person": person, "login": new.login }))
        })
        .await?;
    Ok(made.created)
}

/// An account before it is stored: its password is hashed outside of any transaction.
#[derive(Clone)]
struct Prepared {
    created: Created,
    secret: String,
    must_change: bool,
}

impl std::ops::Deref for Prepared {
    type Target = Created;

    fn deref(&self) -> &Created {
        &self.created
    }
}

async fn prepare(app: &App, login: &str) -> Result<Prepared> {
    let password = password::initial(app);
    prepare_with(app, login, password, true).await
}

async fn prepare_with(app: &App, login: &str, password: Password, must_change: bool) -> Result<Prepared> {
    let login = normal_login(login);
    check_login(&login)?;
    let secret = password::hash(app, &password).await?;
    Ok(Prepared { created: Created { account: app.id(), login, password }, secret, must_change })
}

async fn insert(tx: &mut Tx, new: &Prepared, root: lantoa_domain::id::UnitId, person: PersonId) -> Result<()> {
    if account::by_person(tx, person).await?.is_some() {
        return Err(Refusal::Taken { field: "person" }.into());
    }
    let row = Account {
        id: new.account,
        root,
        person,
        login: new.login.clone(),
        secret: new.secret.clone(),
        disabled: false,
        must_change: new.must_change,
        failures: 0,
        locked_until: None,
        version: 1,
    };
    if account::insert(tx, &row).await? { Ok(()) } else { Err(Refusal::Taken { field: "login" }.into()) }
}

/// A login nobody has, made of a person's name.
///
/// # Errors
/// `NotFound`, the policy's refusal.
pub async fn suggest_login(cx: &Cx, person: PersonId) -> Result<String> {
    cx.permit(Act::ManageAccounts)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let found = org::person(conn, person).await?.filter(|found| found.root == root).ok_or(Refusal::NotFound)?;
            let base = login_of(&found.name);
            for n in 1..100 {
                let login = if n == 1 { base.clone() } else { format!("{base}{n}") };
                if account::by_login(conn, &login).await?.is_none() {
                    return Ok(login);
                }
            }
            Ok(String::new())
        })
        .await
}

/// What an administrator does with somebody's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nobody signs in with it any more; running sessions end.
    Disable,
    /// It can be used again.
    Enable,
    /// Failed attempts are forgotten.
    Unlock,
}

/// Changes somebody's account. `seen` is the version the page was made from.
///
/// # Errors
/// `LastAdministrator`, `NotFound`, `Overtaken`, the policy's refusal.
pub async fn change(cx: &Cx, id: AccountId, seen: i64, what: Change) -> Result<()> {
    cx.permit(Act::ManageAccounts)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let mut row = of_agency(tx, &cx, id, seen).await?;
            let action = match what {
                Change::Disable => {
                    keep_an_administrator(tx, &cx, row.person).await?;
                    account::end_sessions(tx, id, Which::All).await?;
                    row.disabled = true;
                    "account.disabled"
                }
                Change::Enable => {
                    row.disabled = false;
                    "account.enabled"
                }
                Change::Unlock => "account.unlocked",
            };
            (row.failures, row.locked_until) = (0, None);
            account::save(tx, &row).await?;
            cx.journal(tx, action, id, &json!({}))
        })
        .await
}

async fn of_agency(conn: &mut Conn, cx: &Cx, id: AccountId, seen: i64) -> Result<Account> {
    let found = account::by_id(conn, id).await?.filter(|row| row.root == cx.actor().root);
    let row = found.ok_or(Refusal::NotFound)?;
    if row.version == seen { Ok(row) } else { Err(Error::Overtaken { by: String::new(), at: None }) }
}

/// Gives somebody a new password, to be shown once and changed first. Running sessions end, a lock is lifted.
///
/// # Errors
/// `NotFound`, `Overtaken`, the policy's refusal.
pub async fn reset_password(cx: &Cx, id: AccountId, seen: i64) -> Result<Password> {
    cx.permit(Act::ManageAccounts)?;
    let password = password::initial(cx.app());
    let secret = password::hash(cx.app(), &password).await?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let mut row = of_agency(tx, &cx, id, seen).await?;
            (row.secret, row.must_change) = (secret.clone(), true);
            (row.failures, row.locked_until) = (0, None);
            account::save(tx, &row).await?;
            account::end_sessions(tx, id, Which::All).await?;
            cx.journal(tx, "account.password-reset", id, &json!({}))
        })
        .await?;
    Ok(password)
}

/// Changes one's own password. All other sessions end.
///
/// # Errors
/// `Invalid` on "old" when the present one is wrong, on "password" when the new one is weak or the same, `Overtaken`.
pub async fn change_password(session: &Session, old: &Password, new: &Password) -> Result<()> {
    let (cx, id) = (session.cx.clone(), session.account);
    check_password(&session.login, new.text())?;
    if old.text() == new.text() {
        return Err(Refusal::Invalid { field: "password", why: "same" }.into());
    }
    let row = cx.db().read(async move |conn| account::by_id(conn, id).await.map_err(Error::from)).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    if !password::verify(old, Some(row.secret.clone())).await? {
        return Err(Refusal::Invalid { field: "old", why: "wrong" }.into());
    }
    let (secret, key) = (password::hash(cx.app(), new).await?, session.key);
    cx.clone()
        .db()
        .write(async move |tx| {
            let changed = Account { secret: secret.clone(), must_change: false, ..row.clone() };
            account::save(tx, &changed).await?;
            let ended = account::end_sessions(tx, id, Which::Others(key.0)).await?;
            cx.journal(tx, "account.password-changed", id, &json!({ "sessions_ended": ended }))
        })
        .await
}

/// One of one's own sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Names it.
    pub key: SessionKey,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    /// What the browser calls itself.
    pub agent: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// One's own running sessions, the last used first.
///
/// # Errors
/// The store's.
pub async fn sessions(session: &Session) -> Result<Vec<SessionLine>> {
    let (cx, id, key) = (session.cx.clone(), session.account, session.key);
    let rows = cx.db().read(async move |conn| account::sessions(conn, id).await.map_err(Error::from)).await?;
    let now = cx.now();
    let whole = rows.into_iter().filter(|row| row.second.0 != Second::Waits);
    let running = whole.filter(|row| is_running(row.seen, row.expires, now));
    let lines = running.map(|row| SessionLine {
        key: SessionKey(row.token),
        created: row.created,
        seen: row.seen,
        is_this: row.token == key.0,
        agent: row.agent,
    });
    Ok(lines.collect())
}

/// Ends one of one's own sessions, or all others when `which` is `None`.
///
/// # Errors
/// `NotFound` for a session of somebody else, the store's errors.
pub async fn end_sessions(session: &Session, which: Option<SessionKey>) -> Result<()> {
    let (cx, id, own) = (session.cx.clone(), session.account, session.key);
    let which = which.map_or(Which::Others(own.0), |key| Which::One(key.0));
    cx.clone()
        .db()
        .write(async move |tx| {
            let ended = account::end_sessions(tx, id, which).await?;
            if ended == 0 && matches!(which, Which::One(_)) {
                return Err(Refusal::NotFound.into());
            }
            cx.journal(tx, "account.sessions-ended", id, &json!({ "sessions_ended": ended }))
        })
        .await
}

/// Ends every session of somebody else.
///
/// # Errors
/// `NotFound`, the policy's refusal.
pub async fn end_sessions_of(cx: &Cx, id: AccountId) -> Result<()> {
    cx.permit(Act::ManageAccounts)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let found = account::by_id(tx, id).await?.filter(|row| row.root == cx.actor().root);
            found.ok_or(Refusal::NotFound)?;
            let ended = account::end_sessions(tx, id, Which::All).await?;
            cx.journal(tx, "account.sessions-ended", id, &json!({ "sessions_ended": ended }))
        })
        .await
}

/// What an administrator sees of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The account.
    pub id: AccountId,
    /// The name to sign in with.
    pub login: String,
    /// Whether signing in is forbidden.
    pub disabled: bool,
    /// Whether the password has not been changed yet.
    pub must_change: bool,
    /// Until when nobody can sign in, if that is not past.
    pub locked_until: Option<Timestamp>,
    /// How many sessions are running.
    pub sessions: usize,
    /// Since when it asks for a second factor.
    pub second_since: Option<Timestamp>,
    /// Guards changes.
    pub version: i64,
}

/// The account of a person, if there is one. For administrators.
///
/// # Errors
/// The policy's refusal.
pub async fn of_person(cx: &Cx, person: PersonId) -> Result<Option<AccountView>> {
    cx.permit(Act::ManageAccounts)?;
    let (root, now) = (cx.actor().root, cx.now());
    cx.db()
        .read(async move |conn| {
            let Some(row) = account::by_person(conn, person).await?.filter(|row| row.root == root) else {
                return Ok(None);
            };
            let sessions =
                account::sessions(conn, row.id).await?.iter().filter(|s| is_running(s.seen, s.expires, now)).count();
            let second_since = second_factor::of(conn, row.id).await?.and_then(|factor| factor.since);
            Ok(Some(AccountView {
                id: row.id,
                login: row.login,
                disabled: row.disabled,
                must_change: row.must_change,
                locked_until: row.locked_until.filter(|until| now < *until),
                sessions,
                second_since,
                version: row.version,
            }))
        })
        .await
}

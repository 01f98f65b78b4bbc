//! What the operator of the installation does with accounts from the command line: the first one and emergencies. It must not be reachable from a page.

use lantoa_domain::Refusal;
use lantoa_domain::id::{AccountId, PersonId};
use lantoa_domain::password::{check_login, check_password, normal_login};
use lantoa_store::account::{self, Account, Which};
use lantoa_store::journal::{self, Entry};
use lantoa_store::org;
use serde_json::json;

use super::{Created, Password, Prepared, insert, prepare, prepare_with};
use crate::agency::{self, NewAgency};
use crate::{App, Error, Result, password};

/// Makes an account. Without a password of its own one is made up, which has to be changed first.
///
/// # Errors
/// `Invalid` or `Taken` on "login" or "password", `Taken` on "person", `NotFound`.
pub async fn create(app: &App, person: PersonId, login: &str, own: Option<Password>) -> Result<Created> {
    let new = match own {
        Some(own) => {
            check_password(login, own.text())?;
            prepare_with(app, login, own, false).await?
        }
        None => prepare(app, login).await?,
    };
    let (now, made) = (app.now(), new.clone());
    app.db()
        .write(async move |tx| {
            let found = org::person(tx, person).await?.filter(|found| found.active).ok_or(Refusal::NotFound)?;
            insert(tx, &new, found.root, person).await?;
            let entry = Entry::new(found.root, now, "account.created", new.account);
            journal::append(tx, entry.detail(&json!({ "person": person, "login": new.login }))?);
            Ok::<_, Error>(())
        })
        .await?;
    Ok(made.created)
}

/// Makes accounts that share one known password, which is hashed once: for demonstrations.
///
/// # Errors
/// As [`create`], for the first that cannot be made; then none is made.
pub async fn create_sharing(app: &App, wanted: &[(PersonId, String)], shared: &Password) -> Result<()> {
    let Some((_, first)) = wanted.first() else { return Ok(()) };
    for (_, login) in wanted {
        check_password(login, shared.text())?;
    }
    let pattern = prepare_with(app, first, shared.clone(), false).await?;
    let mut all = Vec::with_capacity(wanted.len());
    for (person, login) in wanted {
        let login = normal_login(login);
        check_login(&login)?;
        let created = Created { account: app.id(), login, password: shared.clone() };
        all.push((*person, Prepared { created, ..pattern.clone() }));
    }
    let now = app.now();
    app.db()
        .write(async move |tx| {
            for (person, new) in &all {
                let found = org::person(tx, *person).await?.filter(|found| found.active).ok_or(Refusal::NotFound)?;
                insert(tx, new, found.root, *person).await?;
                let entry = Entry::new(found.root, now, "account.created", new.account);
                journal::append(tx, entry.detail(&json!({ "person": person, "login": new.login }))?);
            }
            Ok::<_, Error>(())
        })
        .await
}

/// Founds an agency together with its first administrator's account: both or neither.
///
/// # Errors
/// `Invalid` for an empty name, `Invalid` or `Taken` on "login".
pub async fn found(app: &App, new: NewAgency, login: &str) -> Result<Created> {
    let founding = agency::prepare(app, new)?;
    let account = prepare(app, login).await?;
    let created = account.created.clone();
    app.db()
        .write(async move |tx| {
            agency::write(tx, &founding).await?;
            insert(tx, &account, founding.root, founding.person).await?;
            let entry = Entry::new(founding.root, founding.now, "account.created", account.account);
            let told = json!({ "person": founding.person, "login": account.login });
            journal::append(tx, entry.detail(&told)?);
            Ok::<_, Error>(())
        })
        .await?;
    Ok(created)
}

/// Gives an account a new password. Without one of its own one is made up, which has to be changed first.
///
/// # Errors
/// `NotFound` for an unknown login, `Invalid` on "password".
pub async fn set_password(app: &App, login: &str, own: Option<Password>) -> Result<Password> {
    let must_change = own.is_none();
    if let Some(own) = &own {
        check_password(login, own.text())?;
    }
    let password = own.unwrap_or_else(|| password::initial(app));
    let secret = password::hash(app, &password).await?;
    change(app, login, "account.password-reset", move |row| {
        (row.secret, row.must_change) = (secret.clone(), must_change);
        (row.failures, row.locked_until) = (0, None);
    })
    .await?;
    Ok(password)
}

/// Forbids signing in with an account and ends its sessions. The operator may lock out even the last administrator.
///
/// # Errors
/// `NotFound` for an unknown login.
pub async fn disable(app: &App, login: &str) -> Result<()> {
    change(app, login, "account.disabled", |row| row.disabled = true).await.map(drop)
}

/// Allows signing in with an account again.
///
/// # Errors
/// `NotFound` for an unknown login.
pub async fn enable(app: &App, login: &str) -> Result<()> {
    change(app, login, "account.enabled", |row| {
        (row.disabled, row.failures, row.locked_until) = (false, 0, None);
    })
    .await
    .map(drop)
}

async fn change(
    app: &App,
    login: &str,
    action: &'static str,
    with: impl Fn(&mut Account) + Send + 'static,
) -> Result<AccountId> {
    let (login, now) = (normal_login(login), app.now());
    app.db()
        .write(async move |tx| {
            let mut row = account::by_login(tx, &login).await?.ok_or(Refusal::NotFound)?;
            with(&mut row);
            account::save(tx, &row).await?;
            account::end_sessions(tx, row.id, Which::All).await?;
            journal::append(tx, Entry::new(row.root, now, action, row.id));
            Ok::<_, Error>(row.id)
        })
        .await
}

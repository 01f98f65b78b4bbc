//! How an agency sends letters: set by its administrators, tried with a letter to oneself. It must not show a password again.

use lantoa_domain::Refusal;
use lantoa_domain::policy::Act;
use lantoa_domain::reminder::{Security, is_loopback};
use lantoa_store::mail::{self, MailSetting, MailTest};
use lantoa_store::{Word, org};
use serde_json::json;

use crate::dispatch::is_address;
use crate::{Cx, Error, Result};

/// The page of settings.
#[derive(Debug, Clone)]
pub struct SettingView {
    /// What is set; sensible beginnings while nothing is.
    pub setting: MailSetting,
    /// Whether a password is kept.
    pub has_password: bool,
    /// The last test letter.
    pub test: Option<MailTest>,
    /// The reader's own address, to which a test letter would go; empty for none.
    pub own_address: String,
}

/// The password at the mail server as the form sends it. Nothing prints it.
#[derive(Clone, PartialEq, Eq)]
pub enum Password {
    /// The one that is kept, if any.
    Keep,
    /// This one from now on.
    New(String),
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What an administrator sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The mail server.
    pub host: String,
    /// Its port, 1–65535.
    pub port: u16,
    /// How the connection is secured.
    pub security: Security,
    /// The name to sign in with; empty for none.
    pub login: String,
    /// The password.
    pub password: Password,
    /// The address letters come from.
    pub sender: String,
    /// The name letters come from.
    pub sender_name: String,
    /// Where people reach the product.
    pub base: String,
    /// From which hour of the day in Việt Nam letters go out, 0–23.
    pub hour: u8,
    /// Whether letters go out.
    pub active: bool,
    /// The version the form was made from, 0 for nothing set.
    pub seen: i64,
}

/// What the agency set.
///
/// # Errors
/// The policy's.
pub async fn setting(cx: &Cx) -> Result<SettingView> {
    cx.permit(Act::ManageAccounts)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = me.actor().root;
            let setting = match mail::setting(conn, root).await? {
                Some(setting) => setting,
                None => MailSetting {
                    root,
                    host: String::new(),
                    port: 587,
                    security: Word(Security::StartTls),
                    login: String::new(),
                    sender: String::new(),
                    sender_name: org::unit(conn, root).await?.map(|unit| unit.name).unwrap_or_default(),
                    base: String::new(),
                    hour: 7,
                    active: false,
                    version: 0,
                },
            };
            let own = org::person(conn, me.actor().person).await?.map(|person| person.email);
            Ok::<_, Error>(SettingView {
                setting,
                has_password: mail::password(conn, root).await?.is_some(),
                test: mail::test(conn, root).await?,
                own_address: own.unwrap_or_default(),
            })
        })
        .await
}

/// Sets how the agency sends. A password that is kept goes to no other server and no other name: it is typed again with those.
///
/// # Errors
/// The policy's; `Invalid` on "host", "port", "security", "sender", "base", "hour" or "password"; `Overtaken`.
pub async fn set(cx: &Cx, new: Set) -> Result<()> {
    cx.permit(Act::ManageAccounts)?;
    let root = cx.actor().root;
    let row = checked(&new, root)?;
    let (me, password) = (cx.clone(), new.password);
    cx.db()
        .write(async move |tx| {
            let before = mail::setting(tx, root).await?;
            let same = before.is_some_and(|old| (&old.host, &old.login) == (&row.host, &row.login));
            let kept = mail::password(tx, root).await?.is_some();
            match &password {
                _ if row.login.is_empty() => mail::save_password(tx, root, None).await?,
                Password::New(secret) => mail::save_password(tx, root, Some(secret)).await?,
                Password::Keep if kept && same => {}
                Password::Keep => return Err(Refusal::Invalid { field: "password", why: "retype" }.into()),
            }
            mail::save_setting(tx, &row).await?;
            me.journal(tx, "mail.set", root, &json!({ "active": row.active, "hour": row.hour }))
        })
        .await
}

fn checked(new: &Set, root: lantoa_domain::id::UnitId) -> Result<MailSetting, Refusal> {
    let wrong = |field, why| Err(Refusal::Invalid { field, why });
    let (host, sender) = (new.host.trim(), new.sender.trim());
    let base = new.base.trim().trim_end_matches('/');
    let named =
        |text: &str| !text.chars().any(|sign| sign.is_whitespace() || sign.is_control() || "/@?#".contains(sign));
    if !named(host) {
        return wrong("host", "host");
    }
    if new.port == 0 {
        return wrong("port", "range");
    }
    if new.security == Security::Plain && !host.is_empty() && !is_loopback(host) {
        return wrong("security", "plain");
    }
    if !sender.is_empty() && !is_mail(sender) {
        return wrong("sender", "form");
    }
    if !base.is_empty() && (!is_address(base) || base.contains(['?', '#'])) {
        return wrong("base", "not-an-address");
    }
    if new.hour > 23 {
        return wrong("hour", "range");
    }
    if new.active {
        for (field, text) in [("host", host), ("sender", sender), ("base", base)] {
            if text.is_empty() {
                return wrong(field, "empty");
            }
        }
    }
    Ok(MailSetting {
        root,
        host: host.to_owned(),
        port: new.port,
        security: Word(new.security),
        login: new.login.trim().to_owned(),
        sender: sender.to_owned(),
        sender_name: new.sender_name.trim().chars().filter(|sign| !sign.is_control()).collect(),
        base: base.to_owned(),
        hour: new.hour,
        active: new.active,
        version: new.seen,
    })
}

/// Whether a text looks like an e-mail address.
pub(super) fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
        && !text.contains(|sign: char| sign.is_whitespace() || sign.is_control() || "<>,;\"".contains(sign))
}

/// Asks for a test letter to the acting person, also while letters do not go out. A worker sends it within seconds.
///
/// # Errors
/// The policy's; `Invalid` on "email" when the person has no address, on "host" or "sender" while these are not set.
pub async fn ask_test(cx: &Cx) -> Result<()> {
    cx.permit(Act::ManageAccounts)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (root, person) = (me.actor().root, me.actor().person);
            let set = mail::setting(tx, root).await?;
            for (field, empty) in [
                ("host", set.as_ref().is_none_or(|set| set.host.is_empty())),
                ("sender", set.as_ref().is_none_or(|set| set.sender.is_empty())),
                ("email", org::person(tx, person).await?.is_none_or(|one| !is_mail(&one.email))),
            ] {
                if empty {
                    return Err(Refusal::Invalid { field, why: "empty" }.into());
                }
            }
            mail::ask_test(tx, root, person, me.now()).await?;
            me.journal(tx, "mail.test-asked", root, &json!({}))
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::is_mail;

    #[test]
    fn an_address_has_a_name_and_a_host_and_nothing_around_it() {
        assert!(["ha@vi.du", "nguyen.van-a+1@thu.tinh.gov.vn", "a@localhost"].into_iter().all(is_mail));
        assert!(
            ["", "ha", "@vi.du", "ha@", "a b@c", "a@b@c", "A <a@b>", "a@b,c@d"].into_iter().all(|bad| !is_mail(bad))
        );
    }
}

//! How an agency sends letters and how often each person wants one, as rows; it must not hold or send a letter.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{PersonId, UnitId};
use lantoa_domain::reminder::{Cadence, Fault, Language, Security};
use serde::{Deserialize, Serialize};

use crate::{Conn, Result, Sql, Tx, Word, assignment, feed, letter, params};

crate::sql! {
    SETTING = "SELECT root, host, port, security, login, sender, sender_name, base, hour, active, version FROM mail_setting \
               WHERE root = $1";
    ACTIVE = "SELECT root, host, port, security, login, sender, sender_name, base, hour, active, version FROM mail_setting \
              WHERE active ORDER BY root";
    SETTING_NEW = "INSERT INTO mail_setting (root, host, port, security, login, sender, sender_name, base, hour, active, version) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1) ON CONFLICT (root) DO NOTHING";
    SETTING_SAVE = "UPDATE mail_setting SET host = $3, port = $4, security = $5, login = $6, sender = $7, sender_name = $8, \
                    base = $9, hour = $10, active = $11, version = version + 1 WHERE root = $1 AND version = $2";
    PASSWORD = "SELECT secret FROM mail_password WHERE root = $1";
    PASSWORD_PUT = "INSERT INTO mail_password (root, secret) VALUES ($1, $2) \
                    ON CONFLICT (root) DO UPDATE SET secret = excluded.secret";
    PASSWORD_DROP = "DELETE FROM mail_password WHERE root = $1";
    TEST = "SELECT root, person, asked, state, fault, code, settled FROM mail_test WHERE root = $1";
    TEST_WAITING = "SELECT root, person, asked, state, fault, code, settled FROM mail_test WHERE state = 'waiting' \
                    ORDER BY asked, root LIMIT 1";
    TEST_PUT = "INSERT INTO mail_test (root, person, asked, state, fault, code, settled) \
                VALUES ($1, $2, $3, 'waiting', NULL, 0, NULL) ON CONFLICT (root) DO UPDATE SET person = excluded.person, \
                asked = excluded.asked, state = 'waiting', fault = NULL, code = 0, settled = NULL";
    TEST_TAKE = "UPDATE mail_test SET state = 'sending' WHERE root = $1 AND asked = $2 AND state = 'waiting'";
    TEST_SETTLE = "UPDATE mail_test SET state = $3, fault = $4, code = $5, settled = $6 WHERE root = $1 AND asked = $2";
    CHOICE = "SELECT cadence, language FROM reminder_choice WHERE person = $1";
    CHOICE_PUT = "INSERT INTO reminder_choice (person, root, cadence, language) VALUES ($1, $2, $3, $4) \
                  ON CONFLICT (person) DO UPDATE SET cadence = excluded.cadence, language = excluded.language";
    RECIPIENTS = "SELECT p.id FROM person p JOIN account a ON a.person = p.id LEFT JOIN reminder_choice c ON c.person = p.id \
                  WHERE p.root = $1 AND p.active AND NOT a.disabled AND p.email <> '' \
                  AND (c.cadence IS NULL OR c.cadence = 'daily' OR c.cadence = $3) \
                  AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.person = p.id AND l.on_day = $2) ORDER BY p.id LIMIT $4";
}

/// The statements of reminders: letters, calendars, tasks given to a person.
pub(crate) fn statements() -> Vec<&'static Sql> {
    [ALL, letter::ALL, feed::ALL, assignment::ALL].concat()
}

/// How an agency sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSetting {
    /// The agency.
    pub root: UnitId,
    /// The mail server; empty while none is set.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub security: Word<Security>,
    /// The name to sign in with; empty for none.
    pub login: String,
    /// The address letters come from.
    pub sender: String,
    /// The name letters come from.
    pub sender_name: String,
    /// Where people reach the product, without a slash at its end.
    pub base: String,
    /// From which hour of the day in Việt Nam letters go out, 0–23.
    pub hour: u8,
    /// Whether letters go out.
    pub active: bool,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(MailSetting { root, host, port, security, login, sender, sender_name, base, hour, active, version });

/// Where a test letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestState {
    /// Asked for.
    Waiting,
    /// In somebody's hands.
    Sending,
    /// The server took it.
    Sent,
    /// It did not.
    Failed,
}

/// The last test letter of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailTest {
    /// The agency.
    pub root: UnitId,
    /// Who asked, and gets it.
    pub person: PersonId,
    /// When.
    pub asked: Timestamp,
    /// Where it stands.
    pub state: Word<TestState>,
    /// Why it failed.
    pub fault: Option<Word<Fault>>,
    /// What the server answered; 0 for nothing.
    pub code: u16,
    /// When it was settled.
    pub settled: Option<Timestamp>,
}
crate::from_row!(MailTest { root, person, asked, state, fault, code, settled });

/// What an agency set; none before it set anything.
///
/// # Errors
/// The engine's.
pub async fn setting(cx: &mut Conn, root: UnitId) -> Result<Option<MailSetting>> {
    cx.opt(&SETTING, params![root]).await
}

/// The agencies whose letters go out.
///
/// # Errors
/// The engine's.
pub async fn active(cx: &mut Conn) -> Result<Vec<MailSetting>> {
    cx.all(&ACTIVE, params![]).await
}

/// Keeps what an agency sets; version 0 stands for nothing set before.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save_setting(tx: &mut Tx, new: &MailSetting) -> Result<()> {
    let n = new;
    if n.version == 0 {
        let values =
            params![n.root, n.host, n.port, n.security, n.login, n.sender, n.sender_name, n.base, n.hour, n.active];
        if tx.exec(&SETTING_NEW, values).await? == 1 {
            return Ok(());
        }
    }
    let values = params![
        n.root,
        n.version,
        n.host,
        n.port,
        n.security,
        n.login,
        n.sender,
        n.sender_name,
        n.base,
        n.hour,
        n.active
    ];
    tx.exec_guarded(&SETTING_SAVE, values).await
}

/// The password at the mail server. Never log or show it.
///
/// # Errors
/// The engine's.
pub async fn password(cx: &mut Conn, root: UnitId) -> Result<Option<String>> {
    cx.opt(&PASSWORD, params![root]).await
}

/// Keeps a password instead of the one before, or none.
///
/// # Errors
/// The engine's.
pub async fn save_password(tx: &mut Tx, root: UnitId, secret: Option<&str>) -> Result<()> {
    match secret {
        Some(secret) => tx.exec(&PASSWORD_PUT, params![root, secret]).await.map(drop),
        None => tx.exec(&PASSWORD_DROP, params![root]).await.map(drop),
    }
}

/// The last test letter.
///
/// # Errors
/// The engine's.
pub async fn test(cx: &mut Conn, root: UnitId) -> Result<Option<MailTest>> {
    cx.opt(&TEST, params![root]).await
}

/// The test letter that waits longest.
///
/// # Errors
/// The engine's.
pub async fn waiting_test(cx: &mut Conn) -> Result<Option<MailTest>> {
    cx.opt(&TEST_WAITING, params![]).await
}

/// Asks for a test letter; the one before is forgotten.
///
/// # Errors
/// The engine's.
pub async fn ask_test(tx: &mut Tx, root: UnitId, person: PersonId, asked: Timestamp) -> Result<()> {
    tx.exec(&TEST_PUT, params![root, person, asked]).await.map(drop)
}

/// Takes a test letter; says no when another worker was faster.
///
/// # Errors
/// The engine's.
pub async fn take_test(tx: &mut Tx, test: &MailTest) -> Result<bool> {
    tx.exec(&TEST_TAKE, params![test.root, test.asked]).await.map(|rows| rows == 1)
}

/// Notes how a test letter came out.
///
/// # Errors
/// The engine's.
pub async fn settle_test(tx: &mut Tx, test: &MailTest, fault: Option<(Fault, u16)>, at: Timestamp) -> Result<()> {
    let state = Word(if fault.is_some() { TestState::Failed } else { TestState::Sent });
    let (why, code) = (fault.map(|(why, _)| Word(why)), fault.map_or(0, |(_, code)| code));
    tx.exec(&TEST_SETTLE, params![test.root, test.asked, state, why, code, at]).await.map(drop)
}

/// How often a person wants letters and in which language; none before the person chose.
///
/// # Errors
/// The engine's.
pub async fn choice(cx: &mut Conn, person: PersonId) -> Result<Option<(Cadence, Language)>> {
    let found: Option<(Word<Cadence>, Word<Language>)> = cx.opt(&CHOICE, params![person]).await?;
    Ok(found.map(|(cadence, language)| (cadence.0, language.0)))
}

/// Keeps a person's choice.
///
/// # Errors
/// The engine's.
pub async fn save_choice(
    tx: &mut Tx,
    root: UnitId,
    person: PersonId,
    (cadence, language): (Cadence, Language),
) -> Result<()> {
    tx.exec(&CHOICE_PUT, params![person, root, Word(cadence), Word(language)]).await.map(drop)
}

/// Those with an address and an account in use who have no letter of a day yet: those who want one every day, and those who want one
/// as often as `too` says.
///
/// # Errors
/// The engine's.
pub async fn recipients(
    cx: &mut Conn,
    root: UnitId,
    day: Date,
    too: Option<Cadence>,
    most: u32,
) -> Result<Vec<PersonId>> {
    cx.all(&RECIPIENTS, params![root, day, too.map(Word), most]).await
}

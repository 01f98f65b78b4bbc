//! The second factor of accounts and the codes that stand in for it, as rows; it must not decide whether a code is right.

use jiff::Timestamp;
use lantoa_domain::id::{AccountId, UnitId};

use crate::account::TokenHash;
use crate::{Conn, Result, Tx, params};

crate::sql! {
    OF = "SELECT shared_key, since, last_step FROM second_factor WHERE account = $1";
    BEGIN = "INSERT INTO second_factor (account, root, shared_key, since, last_step) VALUES ($1, $2, $3, NULL, 0) \
             ON CONFLICT (account) DO UPDATE SET shared_key = excluded.shared_key, last_step = 0 \
             WHERE second_factor.since IS NULL";
    CONFIRM = "UPDATE second_factor SET since = $2, last_step = $3 WHERE account = $1 AND since IS NULL";
    TAKE_STEP = "UPDATE second_factor SET last_step = $2 WHERE account = $1 AND last_step < $2";
    DROP = "DELETE FROM second_factor WHERE account = $1";
    NEW_CODE = "INSERT INTO recovery_code (account, code) VALUES ($1, $2)";
    TAKE_CODE = "DELETE FROM recovery_code WHERE account = $1 AND code = $2";
    DROP_CODES = "DELETE FROM recovery_code WHERE account = $1";
    CODES_LEFT = "SELECT CAST(count(*) AS BIGINT) FROM recovery_code WHERE account = $1";
    GIVEN = "UPDATE login_session SET second = 'given', expires = $2 WHERE token = $1";
    END_WAITING = "DELETE FROM login_session WHERE account = $1 AND second = 'waits'";
}

/// The shared key of an account and what was done with it. Never log or show it after it was set up.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The key that the app holds too: 20 bytes.
    pub shared_key: Vec<u8>,
    /// When it was proven to work; `None` while it is being set up.
    pub since: Option<Timestamp>,
    /// The half minute of the last code that was taken, counted from 1970.
    pub last_step: i64,
}
crate::from_row!(SecondFactor { shared_key, since, last_step });

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecondFactor(since {:?})", self.since)
    }
}

/// The second factor of an account, also one that is being set up.
///
/// # Errors
/// The engine's.
pub async fn of(cx: &mut Conn, account: AccountId) -> Result<Option<SecondFactor>> {
    cx.opt(&OF, params![account]).await
}

/// Keeps a fresh key that is still to be proven; says whether it did: a proven one is not replaced.
///
/// # Errors
/// The engine's.
pub async fn begin(tx: &mut Tx, account: AccountId, root: UnitId, shared_key: &[u8]) -> Result<bool> {
    tx.exec(&BEGIN, params![account, root, shared_key]).await.map(|rows| rows == 1)
}

/// Notes that the key works; says whether it was waiting for that.
///
/// # Errors
/// The engine's.
pub async fn confirm(tx: &mut Tx, account: AccountId, at: Timestamp, step: i64) -> Result<bool> {
    tx.exec(&CONFIRM, params![account, at, step]).await.map(|rows| rows == 1)
}

/// Takes the code of a half minute; says no when it, or a later one, was taken before.
///
/// # Errors
/// The engine's.
pub async fn take_step(tx: &mut Tx, account: AccountId, step: i64) -> Result<bool> {
    tx.exec(&TAKE_STEP, params![account, step]).await.map(|rows| rows == 1)
}

/// Forgets the second factor of an account and its recovery codes; says whether there was one.
///
/// # Errors
/// The engine's.
pub async fn drop_all(tx: &mut Tx, account: AccountId) -> Result<bool> {
    tx.exec(&DROP_CODES, params![account]).await?;
    tx.exec(&DROP, params![account]).await.map(|rows| rows == 1)
}

/// Keeps fresh recovery codes, by their SHA-256, instead of those before.
///
/// # Errors
/// The engine's.
pub async fn keep_codes(tx: &mut Tx, account: AccountId, codes: &[TokenHash]) -> Result<()> {
    tx.exec(&DROP_CODES, params![account]).await?;
    for code in codes {
        tx.exec(&NEW_CODE, params![account, code]).await?;
    }
    Ok(())
}

/// Uses up a recovery code; says whether there was one.
///
/// # Errors
/// The engine's.
pub async fn take_code(tx: &mut Tx, account: AccountId, code: &TokenHash) -> Result<bool> {
    tx.exec(&TAKE_CODE, params![account, code]).await.map(|rows| rows == 1)
}

/// How many recovery codes are left.
///
/// # Errors
/// The engine's.
pub async fn codes_left(cx: &mut Conn, account: AccountId) -> Result<i64> {
    cx.one(&CODES_LEFT, params![account]).await
}

/// Notes that a session was opened with both factors, and until when it lasts.
///
/// # Errors
/// The engine's.
pub async fn given(tx: &mut Tx, token: &TokenHash, expires: Timestamp) -> Result<()> {
    tx.exec(&GIVEN, params![token, expires]).await.map(drop)
}

/// Ends the sessions of an account that still wait for a code.
///
/// # Errors
/// The engine's.
pub async fn end_waiting(tx: &mut Tx, account: AccountId) -> Result<()> {
    tx.exec(&END_WAITING, params![account]).await.map(drop)
}

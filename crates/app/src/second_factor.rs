//! The second factor beside the password (RFC 6238): setting it up, giving its code, doing without a lost device. It must not show a shared key after it was proven.

use jiff::{SignedDuration, Timestamp};
use lantoa_domain::Refusal;
use lantoa_domain::id::AccountId;
use lantoa_domain::policy::Act;
use lantoa_store::account::{self, TokenHash};
use lantoa_store::second_factor as rows;
use lantoa_store::{Tx, org};
use serde_json::json;
use sha2::{Digest, Sha256};
use totp_rs::{Algorithm, Builder, Totp};

use crate::sign_in::{self, LONGEST, Second, Session};
use crate::{Cx, Error, Password, Result, password};

/// For so long a session waits for the code after the password.
pub const WAITS: SignedDuration = SignedDuration::from_mins(10);
/// Recovery codes that are made at a time.
pub const RECOVERY_CODES: usize = 8;
/// Half minutes before and after the present one whose code is still taken (RFC 6238 section 5.2).
const SKEW: u16 = 1;
/// Seconds a code lasts.
const STEP: u64 = 30;
/// Bytes of a shared key (RFC 4226 section 4 recommends 160 bits).
const KEY_BYTES: usize = 20;

/// How an account stands with its second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It has none.
    Off,
    /// A key was made and is still to be proven.
    Setting(Setup),
    /// It asks for a code at each sign-in.
    On {
        /// Since when.
        since: Timestamp,
        /// Recovery codes left.
        codes_left: usize,
    },
}

/// What an authenticator app has to be told.
#[derive(Clone, PartialEq, Eq)]
pub struct Setup {
    /// `otpauth://…` for a QR code or a tap on the phone itself.
    pub address: String,
    /// The key in base 32, in groups of four, to type it.
    pub key: String,
}

impl std::fmt::Debug for Setup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Setup(…)")
    }
}

/// How one's own account stands.
///
/// # Errors
/// The store's.
pub async fn standing(session: &Session) -> Result<Standing> {
    let id = session.account;
    let found = session.cx.db().read(async move |conn| {
        let found = rows::of(conn, id).await?;
        Ok::<_, Error>((found, rows::codes_left(conn, id).await?))
    });
    let (found, left) = found.await?;
    Ok(match found {
        None => Standing::Off,
        Some(row) => match row.since {
            Some(since) => Standing::On { since, codes_left: usize::try_from(left).unwrap_or_default() },
            None => Standing::Setting(setup(session, &row.shared_key)?),
        },
    })
}

fn setup(session: &Session, key: &[u8]) -> Result<Setup> {
    let named = totp(key, &session.login, &session.agency_name)?;
    let letters = named.secret().to_base32();
    let groups: Vec<&str> = letters.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
    Ok(Setup { address: named.to_url().map_err(broken)?, key: groups.join(" ") })
}

fn totp(key: &[u8], login: &str, agency: &str) -> Result<Totp> {
    // A colon would part the name of the agency from that of the account.
    let (login, agency) = (login.replace(':', " "), format!("Lan Tỏa – {}", agency.replace(':', " ")));
    let all = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(SKEW).with_step_duration(STEP);
    all.with_secret(key.to_vec()).with_account_name(login).with_issuer(Some(agency)).build().map_err(broken)
}

#[expect(clippy::needless_pass_by_value, reason = "used as a map_err function")]
fn broken(error: impl ToString) -> Error {
    Error::Broken(lantoa_store::Error::Setup { detail: format!("second factor: {}", error.to_string()) })
}

/// Makes a fresh key, to be proven with a code of it. One that was still to be proven is forgotten.
///
/// # Errors
/// `Taken` on "second" when a proven one is there; the store's.
pub async fn begin(session: &Session) -> Result<()> {
    let (cx, id, root) = (session.cx.clone(), session.account, session.cx.actor().root);
    let key = cx.app().bytes::<KEY_BYTES>();
    let kept = async move |tx: &mut Tx| Ok::<_, Error>(rows::begin(tx, id, root, &key).await?);
    if cx.db().write(kept).await? { Ok(()) } else { Err(Refusal::Taken { field: "second" }.into()) }
}

/// Proves the key with a code: from now on each sign-in asks for one. All other sessions end. Gives the recovery codes, which
/// are shown once.
///
/// # Errors
/// `Invalid` on "code", `NotFound` when nothing is being set up; the store's.
pub async fn confirm(session: &Session, code: &str) -> Result<Vec<Password>> {
    let (cx, id, key, code) = (session.cx.clone(), session.account, session.key, code.to_owned());
    let (now, codes) = (cx.now(), recovery_codes(&cx));
    let hashes: Vec<TokenHash> = codes.iter().map(|code| hash(code.text())).collect();
    cx.clone()
        .db()
        .write(async move |tx| {
            let row = rows::of(tx, id).await?.filter(|row| row.since.is_none()).ok_or(Refusal::NotFound)?;
            let step = step_of(&row.shared_key, &code, now)?.ok_or(WRONG)?;
            if !rows::confirm(tx, id, now, step).await? {
                return Err(Refusal::NotFound.into());
            }
            rows::keep_codes(tx, id, &hashes).await?;
            rows::given(tx, &key.0, now + LONGEST).await?;
            let ended = account::end_sessions(tx, id, account::Which::Others(key.0)).await?;
            cx.journal(tx, "account.second-factor-on", id, &json!({ "sessions_ended": ended }))
        })
        .await?;
    Ok(codes)
}

const WRONG: Refusal = Refusal::Invalid { field: "code", why: "wrong" };

/// Makes new recovery codes; those before are worth nothing any more.
///
/// # Errors
/// `Invalid` on "password", `NotFound` when there is no second factor; the store's.
pub async fn renew_codes(session: &Session, password: &Password) -> Result<Vec<Password>> {
    prove(session, password).await?;
    let (cx, id) = (session.cx.clone(), session.account);
    let codes = recovery_codes(&cx);
    let hashes: Vec<TokenHash> = codes.iter().map(|code| hash(code.text())).collect();
    cx.clone()
        .db()
        .write(async move |tx| {
            rows::of(tx, id).await?.filter(|row| row.since.is_some()).ok_or(Refusal::NotFound)?;
            rows::keep_codes(tx, id, &hashes).await?;
            cx.journal(tx, "account.recovery-codes-renewed", id, &json!({}))
        })
        .await?;
    Ok(codes)
}

/// Does without the second factor from now on. The password is asked for again: a session left open must not take it away.
///
/// # Errors
/// `Invalid` on "password", `NotFound` when there is none; the store's.
pub async fn turn_off(session: &Session, password: &Password) -> Result<()> {
    prove(session, password).await?;
    let (cx, id) = (session.cx.clone(), session.account);
    cx.clone()
        .db()
        .write(async move |tx| {
            if !rows::drop_all(tx, id).await? {
                return Err(Refusal::NotFound.into());
            }
            cx.journal(tx, "account.second-factor-off", id, &json!({}))
        })
        .await
}

async fn prove(session: &Session, password: &Password) -> Result<()> {
    let id = session.account;
    let row = session.cx.db().read(async move |conn| account::by_id(conn, id).await.map_err(Error::from)).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    if password::verify(password, Some(row.secret)).await? {
        return Ok(());
    }
    Err(Refusal::Invalid { field: "password", why: "wrong" }.into())
}

/// Takes the second factor from somebody who lost the device: the password alone opens again, and every session ends.
///
/// # Errors
/// `NotFound` when there is none, the policy's refusal.
pub async fn reset(cx: &Cx, id: AccountId) -> Result<()> {
    cx.permit(Act::ManageAccounts)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            account::by_id(tx, id).await?.filter(|row| row.root == cx.actor().root).ok_or(Refusal::NotFound)?;
            if !rows::drop_all(tx, id).await? {
                return Err(Refusal::NotFound.into());
            }
            account::end_sessions(tx, id, account::Which::All).await?;
            cx.journal(tx, "account.second-factor-reset", id, &json!({}))
        })
        .await
}

/// Gives the code after the password: six digits of the app, or a recovery code. The session is a whole one from then on.
///
/// A wrong code counts as a failed sign-in and may lock the account, which also ends what waits.
///
/// # Errors
/// `SignInFailed`, `NotFound` when the session waits for nothing; the store's.
pub async fn give(session: &Session, code: &str) -> Result<()> {
    if session.second != Second::Waits {
        return Err(Refusal::NotFound.into());
    }
    let (cx, id, key, code) = (session.cx.clone(), session.account, session.key, code.to_owned());
    let right = cx
        .clone()
        .db()
        .write(async move |tx| {
            let now = cx.now();
            let account = account::by_id(tx, id).await?.filter(|row| !row.disabled).ok_or(Refusal::SignInFailed)?;
            org::person(tx, account.person).await?.filter(|person| person.active).ok_or(Refusal::SignInFailed)?;
            if account.locked_until.is_some_and(|until| now < until) {
                return Err(Refusal::SignInFailed.into());
            }
            if let Some(how) = taken(tx, id, &code, now).await? {
                account::clear_failures(tx, id).await?;
                rows::given(tx, &key.0, now + LONGEST).await?;
                cx.journal(tx, "account.signed-in", id, &json!({ "second": how }))?;
                return Ok(true);
            }
            if sign_in::count_failure(tx, &account, now).await? {
                rows::end_waiting(tx, id).await?;
            }
            Ok::<_, Error>(false)
        })
        .await?;
    if right { Ok(()) } else { Err(Refusal::SignInFailed.into()) }
}

/// Uses up the code when it is right, and says what kind it is.
async fn taken(tx: &mut Tx, id: AccountId, code: &str, now: Timestamp) -> Result<Option<&'static str>> {
    let row = rows::of(tx, id).await?.filter(|row| row.since.is_some()).ok_or(Refusal::SignInFailed)?;
    if let Some(step) = step_of(&row.shared_key, code, now)? {
        return Ok(rows::take_step(tx, id, step).await?.then_some("app"));
    }
    Ok(rows::take_code(tx, id, &hash(code)).await?.then_some("recovery-code"))
}

/// The half minute whose code this is, counted from 1970, when it is one of those taken now. Spaces do not count.
fn step_of(key: &[u8], code: &str, now: Timestamp) -> Result<Option<i64>> {
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let at = u64::try_from(now.as_second()).unwrap_or_default();
    let step = totp(key, "x", "x")?.check(&digits, at);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

fn recovery_codes(cx: &Cx) -> Vec<Password> {
    (0..RECOVERY_CODES).map(|_| password::initial(cx.app())).collect()
}

/// A code's hash; capital letters, spaces and dashes do not matter to whoever types it from paper. 80 random bits need no slow hash.
fn hash(code: &str) -> TokenHash {
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    Sha256::digest(letters.to_ascii_lowercase()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238 appendix B, SHA-1; six digits are the last six of its eight.
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            let at = Timestamp::from_second(second).unwrap();
            let key = b"12345678901234567890";
            assert_eq!(step_of(key, code, at).unwrap(), Some(second / 30), "{second}");
            assert_eq!(step_of(key, &format!("{} {}", &code[..3], &code[3..]), at).unwrap(), Some(second / 30));
            let late = Timestamp::from_second(second + 61).unwrap();
            assert_eq!(step_of(key, code, late).unwrap(), None, "a minute later it is worth nothing");
            assert_eq!(step_of(key, "", at).unwrap(), None);
        }
    }

    #[test]
    fn a_recovery_code_is_the_same_however_it_is_typed() {
        assert_eq!(hash("abcd-efgh-ijkm-npqr"), hash(" ABCD efgh ijkmnpqr"));
        assert_ne!(hash("abcd-efgh-ijkm-npqr"), hash("abcd-efgh-ijkm-npqs"));
    }
}

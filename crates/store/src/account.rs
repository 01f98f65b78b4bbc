//! Accounts, login sessions and role grants as rows; it must not check a password or decide on rights.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{AccountId, GrantId, PersonId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Actor, CouncilRole, Grant, Role};
use serde::{Deserialize, Serialize};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO account (id, root, person, login, secret, disabled, must_change, failures, locked_until, version) \
           VALUES ($1, $2, $3, $4, $5, FALSE, $6, 0, NULL, 1) ON CONFLICT DO NOTHING";
    BY_LOGIN = "SELECT id, root, person, login, secret, disabled, must_change, failures, locked_until, version \
                FROM account WHERE login = $1";
    BY_ID = "SELECT id, root, person, login, secret, disabled, must_change, failures, locked_until, version \
             FROM account WHERE id = $1";
    BY_PERSON = "SELECT id, root, person, login, secret, disabled, must_change, failures, locked_until, version \
                 FROM account WHERE person = $1";
    SAVE = "UPDATE account SET login = $3, secret = $4, disabled = $5, must_change = $6, failures = $7, locked_until = $8, \
            version = version + 1 WHERE id = $1 AND version = $2";
    FAILED = "UPDATE account SET failures = failures + 1 WHERE id = $1 RETURNING failures";
    LOCK = "UPDATE account SET locked_until = $2 WHERE id = $1";
    CLEAR = "UPDATE account SET failures = 0, locked_until = NULL WHERE id = $1 AND (failures > 0 OR locked_until IS NOT NULL)";
    SESSION_NEW = "INSERT INTO login_session (token, account, root, created, seen, expires, agent, second) \
                   VALUES ($1, $2, $3, $4, $4, $5, $6, $7)";
    RESUME = "SELECT s.account, s.created, s.seen, s.expires, s.second, a.login, a.must_change, p.id, p.root, p.unit, p.name, p.post, \
              u.name, r.name FROM login_session s JOIN account a ON a.id = s.account JOIN person p ON p.id = a.person \
              JOIN unit u ON u.id = p.unit JOIN unit r ON r.id = p.root \
              WHERE s.token = $1 AND NOT a.disabled AND p.active";
    RESUME_GRANTS = "SELECT g.role, g.unit, g.programme, g.movement FROM login_session s JOIN account a ON a.id = s.account \
                     JOIN role_grant g ON g.person = a.person WHERE s.token = $1 AND g.from_day <= $2 \
                     AND (g.to_day IS NULL OR g.to_day >= $2) ORDER BY g.id";
    RESUME_SEATS = "SELECT m.role FROM login_session s JOIN account a ON a.id = s.account \
                    JOIN council_member m ON m.person = a.person JOIN council c ON c.id = m.council \
                    WHERE s.token = $1 AND m.from_day <= $2 AND (m.to_day IS NULL OR m.to_day >= $2) \
                    AND (c.to_day IS NULL OR c.to_day >= $2)";
    TOUCH = "UPDATE login_session SET seen = $2 WHERE token = $1 AND seen < $2";
    SESSIONS = "SELECT token, created, seen, expires, agent, second FROM login_session WHERE account = $1 ORDER BY seen DESC, token";
    END_ONE = "DELETE FROM login_session WHERE token = $1 AND account = $2";
    END_OTHERS = "DELETE FROM login_session WHERE account = $1 AND token <> $2";
    END_ALL = "DELETE FROM login_session WHERE account = $1";
    END_OLD = "DELETE FROM login_session WHERE account = $1 AND (expires <= $2 OR seen <= $3)";
    GRANTS_OF = "SELECT id, person, role, unit, programme, movement, from_day, to_day FROM role_grant WHERE person = $1 \
                 ORDER BY from_day DESC, id DESC";
    GRANTS_IN = "SELECT id, person, role, unit, programme, movement, from_day, to_day FROM role_grant WHERE root = $1 \
                 AND from_day <= $2 AND (to_day IS NULL OR to_day >= $2) ORDER BY role, id";
    GRANT = "SELECT id, person, role, unit, programme, movement, from_day, to_day FROM role_grant WHERE id = $1 AND root = $2";
    END_GRANT = "UPDATE role_grant SET to_day = $2 WHERE id = $1 AND (to_day IS NULL OR to_day > $2)";
    LOCK_AGENCY = {
        sqlite: "SELECT root FROM agency WHERE root = $1",
        postgres: "SELECT root FROM agency WHERE root = $1 FOR UPDATE",
    };
    ADMINISTRATORS = "SELECT CAST(count(*) AS BIGINT) FROM role_grant g JOIN person p ON p.id = g.person \
                      JOIN account a ON a.person = p.id WHERE g.root = $1 AND g.role = 'administrator' AND g.from_day <= $2 \
                      AND g.to_day IS NULL AND p.active AND NOT a.disabled AND g.person <> $3 AND g.id <> $4";
    ACCOUNTS = "SELECT a.id, a.login, a.disabled, a.locked_until, p.id, p.name FROM account a JOIN person p ON p.id = a.person \
                WHERE a.root = $1 ORDER BY a.login";
}

/// The SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// An account. It carries the password's hash: never log or show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// The agency.
    pub root: UnitId,
    /// Whose it is.
    pub person: PersonId,
    /// The name to sign in with, in lower case, unique on the installation.
    pub login: String,
    /// The password's hash in PHC form.
    pub secret: String,
    /// Whether signing in is forbidden.
    pub disabled: bool,
    /// Whether the password has to be changed before anything else.
    pub must_change: bool,
    /// Failed attempts since the last success.
    pub failures: u32,
    /// Until when nobody can sign in.
    pub locked_until: Option<Timestamp>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Account { id, root, person, login, secret, disabled, must_change, failures, locked_until, version });

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.id)
    }
}

/// How a session stands with the second factor of its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Second {
    /// The account had none when it began.
    None,
    /// The password was right, the code is still to come: nothing else is open to it.
    Waits,
    /// Password and code were right.
    Given,
}

/// A session and who stands behind it, rights included.
#[derive(Debug, Clone)]
pub struct Resumed {
    /// The account.
    pub account: AccountId,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// When it ends at the latest.
    pub expires: Timestamp,
    /// How it stands with the second factor.
    pub second: Second,
    /// The name to sign in with.
    pub login: String,
    /// Whether the password has to be changed before anything else.
    pub must_change: bool,
    /// The person with the rights of the day.
    pub actor: Actor,
    /// Full name.
    pub name: String,
    /// Post, in words.
    pub post: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Name of the agency.
    pub agency_name: String,
}

struct ResumedRow {
    account: AccountId,
    created: Timestamp,
    seen: Timestamp,
    expires: Timestamp,
    second: Word<Second>,
    login: String,
    must_change: bool,
    person: PersonId,
    root: UnitId,
    unit: UnitId,
    name: String,
    post: String,
    unit_name: String,
    agency_name: String,
}
crate::from_row!(ResumedRow {
    account,
    created,
    seen,
    expires,
    second,
    login,
    must_change,
    person,
    root,
    unit,
    name,
    post,
    unit_name,
    agency_name
});

/// One login session of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Hash of its token.
    pub token: TokenHash,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// When it ends at the latest.
    pub expires: Timestamp,
    /// What the browser calls itself.
    pub agent: String,
    /// How it stands with the second factor.
    pub second: Word<Second>,
}
crate::from_row!(SessionRow { token, created, seen, expires, agent, second });

/// A role with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRow {
    /// The grant.
    pub id: GrantId,
    /// Who has it.
    pub person: PersonId,
    /// The role.
    pub role: Word<Role>,
    /// The unit over whose subtree it reaches.
    pub unit: UnitId,
    /// The programme, for the lead of a movement.
    pub programme: Option<ProgrammeId>,
    /// The movement, for its lead.
    pub movement: Option<Key>,
    /// First day.
    pub from_day: Date,
    /// Last day; `None` while it holds.
    pub to_day: Option<Date>,
}
crate::from_row!(GrantRow { id, person, role, unit, programme, movement, from_day, to_day });

/// An account in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// The account.
    pub id: AccountId,
    /// The name to sign in with.
    pub login: String,
    /// Whether signing in is forbidden.
    pub disabled: bool,
    /// Until when nobody can sign in.
    pub locked_until: Option<Timestamp>,
    /// Whose it is.
    pub person: PersonId,
    /// Full name.
    pub name: String,
}
crate::from_row!(AccountLine { id, login, disabled, locked_until, person, name });

/// Stores a new account; says whether login and person were free.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<bool> {
    let a = account;
    tx.exec(&NEW, params![a.id, a.root, a.person, a.login, a.secret, a.must_change]).await.map(|rows| rows == 1)
}

/// The account of a login.
///
/// # Errors
/// The engine's.
pub async fn by_login(cx: &mut Conn, login: &str) -> Result<Option<Account>> {
    cx.opt(&BY_LOGIN, params![login]).await
}

/// An account.
///
/// # Errors
/// The engine's.
pub async fn by_id(cx: &mut Conn, id: AccountId) -> Result<Option<Account>> {
    cx.opt(&BY_ID, params![id]).await
}

/// The account of a person.
///
/// # Errors
/// The engine's.
pub async fn by_person(cx: &mut Conn, person: PersonId) -> Result<Option<Account>> {
    cx.opt(&BY_PERSON, params![person]).await
}

/// Every account of an agency.
///
/// # Errors
/// The engine's.
pub async fn accounts(cx: &mut Conn, root: UnitId) -> Result<Vec<AccountLine>> {
    cx.all(&ACCOUNTS, params![root]).await
}

/// Saves an account under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, account: &Account) -> Result<()> {
    let a = account;
    let values = params![a.id, a.version, a.login, a.secret, a.disabled, a.must_change, a.failures, a.locked_until];
    tx.exec_guarded(&SAVE, values).await
}

/// Counts a failed attempt and gives the new count. Not guarded: strangers must not make an administrator's form stale.
///
/// # Errors
/// The engine's.
pub async fn count_failure(tx: &mut Tx, id: AccountId) -> Result<u32> {
    tx.one(&FAILED, params![id]).await
}

/// Locks an account until an instant.
///
/// # Errors
/// The engine's.
pub async fn lock(tx: &mut Tx, id: AccountId, until: Timestamp) -> Result<()> {
    tx.exec(&LOCK, params![id, until]).await.map(drop)
}

/// Forgets failed attempts.
///
/// # Errors
/// The engine's.
pub async fn clear_failures(tx: &mut Tx, id: AccountId) -> Result<()> {
    tx.exec(&CLEAR, params![id]).await.map(drop)
}

/// Stores a session that begins now.
///
/// # Errors
/// The engine's.
pub async fn insert_session(tx: &mut Tx, account: &Account, session: &SessionRow) -> Result<()> {
    let s = session;
    tx.exec(&SESSION_NEW, params![s.token, account.id, account.root, s.created, s.expires, s.agent, s.second])
        .await
        .map(drop)
}

/// The session of a token with everything that gives rights on a day: one round trip, on the way of every page.
/// `None` for an unknown token, a disabled account or somebody who left. Whether it has ended is for the caller.
///
/// # Errors
/// The engine's.
pub async fn resume(cx: &mut Conn, token: &TokenHash, day: Date) -> Result<Option<Resumed>> {
    type Row = (Word<Role>, UnitId, Option<ProgrammeId>, Option<Key>);
    let (id, on) = (params![token], params![token, day]);
    let asks = (RESUME.of::<ResumedRow>(id), RESUME_GRANTS.of::<Row>(on), RESUME_SEATS.of::<Word<CouncilRole>>(on));
    let (mut found, grants, seats) = cx.many(asks).await?;
    let Some(row) = found.pop() else { return Ok(None) };
    let grants = grants.into_iter().map(|(role, unit, programme, movement)| Grant {
        role: role.0,
        unit,
        movement: programme.zip(movement),
    });
    // Told apart here: the engine would build a table of its own for it.
    let mut councils: Vec<CouncilRole> = seats.into_iter().map(|word| word.0).collect();
    councils.sort_unstable();
    councils.dedup();
    let actor = Actor { person: row.person, root: row.root, unit: row.unit, grants: grants.collect(), councils };
    Ok(Some(Resumed {
        account: row.account,
        created: row.created,
        seen: row.seen,
        expires: row.expires,
        second: row.second.0,
        login: row.login,
        must_change: row.must_change,
        actor,
        name: row.name,
        post: row.post,
        unit_name: row.unit_name,
        agency_name: row.agency_name,
    }))
}

/// Notes that a session is in use.
///
/// # Errors
/// The engine's.
pub async fn touch(tx: &mut Tx, token: &TokenHash, at: Timestamp) -> Result<()> {
    tx.exec(&TOUCH, params![token, at]).await.map(drop)
}

/// The sessions of an account, last used first.
///
/// # Errors
/// The engine's.
pub async fn sessions(cx: &mut Conn, account: AccountId) -> Result<Vec<SessionRow>> {
    cx.all(&SESSIONS, params![account]).await
}

/// Which sessions of an account end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// This one.
    One(TokenHash),
    /// All but this one.
    Others(TokenHash),
    /// All.
    All,
}

/// Ends sessions of an account; says how many.
///
/// # Errors
/// The engine's.
pub async fn end_sessions(tx: &mut Tx, account: AccountId, which: Which) -> Result<u64> {
    match which {
        Which::One(token) => tx.exec(&END_ONE, params![token, account]).await,
        Which::Others(token) => tx.exec(&END_OTHERS, params![account, token]).await,
        Which::All => tx.exec(&END_ALL, params![account]).await,
    }
}

/// Removes the sessions of an account that ended before `now` or were last used before `idle_since`.
///
/// # Errors
/// The engine's.
pub async fn sweep(tx: &mut Tx, account: AccountId, now: Timestamp, idle_since: Timestamp) -> Result<()> {
    tx.exec(&END_OLD, params![account, now, idle_since]).await.map(drop)
}

/// Every role a person has or had, the newest first.
///
/// # Errors
/// The engine's.
pub async fn grants_of(cx: &mut Conn, person: PersonId) -> Result<Vec<GrantRow>> {
    cx.all(&GRANTS_OF, params![person]).await
}

/// Every role in force in an agency on a day.
///
/// # Errors
/// The engine's.
pub async fn grants_in(cx: &mut Conn, root: UnitId, day: Date) -> Result<Vec<GrantRow>> {
    cx.all(&GRANTS_IN, params![root, day]).await
}

/// A role of an agency.
///
/// # Errors
/// The engine's.
pub async fn grant(cx: &mut Conn, root: UnitId, id: GrantId) -> Result<Option<GrantRow>> {
    cx.opt(&GRANT, params![id, root]).await
}

/// Ends a role with a day, that day included.
///
/// # Errors
/// The engine's.
pub async fn end_grant(tx: &mut Tx, id: GrantId, last: Date) -> Result<bool> {
    tx.exec(&END_GRANT, params![id, last]).await.map(|rows| rows == 1)
}

/// How many can administer an agency from a day on without end and can sign in, one person and one grant left out.
///
/// The agency is locked first, so that two units of work cannot each count on the administrator whom the other removes.
///
/// # Errors
/// The engine's.
pub async fn other_administrators(
    tx: &mut Tx,
    root: UnitId,
    day: Date,
    without: (Option<PersonId>, Option<GrantId>),
) -> Result<i64> {
    let _locked: Option<UnitId> = tx.opt(&LOCK_AGENCY, params![root]).await?;
    let person = without.0.map_or(0, lantoa_domain::id::Id::raw);
    let grant = without.1.map_or(0, lantoa_domain::id::Id::raw);
    tx.one(&ADMINISTRATORS, params![root, day, person, grant]).await
}

//! How often a person wants letters, and the address in every letter that ends them without signing in. It must not tell a stranger whose address it is.

use hmac::{Hmac, KeyInit, Mac};
use lantoa_domain::Refusal;
use lantoa_domain::id::PersonId;
use lantoa_domain::policy::Act;
use lantoa_domain::reminder::{Cadence, Language};
use lantoa_store::journal::{self, Entry};
use lantoa_store::letter::{self, LetterLine};
use lantoa_store::{installation, mail, org};
use serde_json::json;
use sha2::Sha256;

use crate::sign_in::from_hex;
use crate::{App, Cx, Error, Result};

const KEY: &str = "letter-secret";
/// Past letters shown at most.
const SHOWN: u32 = 30;

/// What a person chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    /// How often.
    pub cadence: Cadence,
    /// In which language.
    pub language: Language,
}

/// A person's own letters.
#[derive(Debug, Clone)]
pub struct Own {
    /// The address they go to; empty for none.
    pub address: String,
    /// What the person chose.
    pub chosen: Chosen,
    /// Whether the agency sends any, and from which hour on.
    pub sends_from: Option<u8>,
    /// Past letters, the latest first.
    pub letters: Vec<LetterLine>,
}

/// The acting person's letters.
///
/// # Errors
/// The policy's.
pub async fn own(cx: &Cx) -> Result<Own> {
    cx.permit(Act::ReadProgramme)?;
    let (root, person) = (cx.actor().root, cx.actor().person);
    cx.db()
        .read(async move |conn| {
            let filter = letter::Filter { person: Some(person), ..letter::Filter::default() };
            let setting = mail::setting(conn, root).await?.filter(|setting| setting.active);
            Ok(Own {
                address: org::person(conn, person).await?.map(|one| one.email).unwrap_or_default(),
                chosen: of(mail::choice(conn, person).await?),
                sends_from: setting.map(|setting| setting.hour),
                letters: letter::list(conn, root, filter, SHOWN).await?.rows,
            })
        })
        .await
}

/// What is kept of a choice; without one daily, in Vietnamese.
pub(super) fn of(kept: Option<(Cadence, Language)>) -> Chosen {
    kept.map(|(cadence, language)| Chosen { cadence, language }).unwrap_or_default()
}

/// Chooses for oneself.
///
/// # Errors
/// The policy's.
pub async fn choose(cx: &Cx, new: Chosen) -> Result<()> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let person = me.actor().person;
            mail::save_choice(tx, me.actor().root, person, (new.cadence, new.language)).await?;
            me.journal(tx, "reminder.chosen", person, &json!({ "cadence": new.cadence, "language": new.language }))
        })
        .await
}

/// The key behind these addresses: made once, the same for every copy of the program.
async fn key(app: &App) -> Result<Vec<u8>> {
    let known = app.db().read(async |conn| Ok::<_, Error>(installation::read(conn, KEY).await?)).await?;
    if let Some(key) = known {
        return Ok(key);
    }
    let fresh: [u8; 32] = app.bytes();
    app.db().write(async move |tx| Ok::<_, Error>(installation::keep(tx, KEY, &fresh).await?)).await
}

fn seal(key: &[u8], person: PersonId) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("invariant: any key length fits");
    mac.update(b"no more reminders for ");
    mac.update(person.to_string().as_bytes());
    mac
}

/// The last part of the address that ends a person's letters.
///
/// # Errors
/// The store's.
pub(super) async fn stop_token(app: &App, person: PersonId) -> Result<String> {
    let bytes = seal(&key(app).await?, person).finalize().into_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{person}.{hex}"))
}

async fn read(app: &App, token: &str) -> Result<PersonId> {
    let (person, hex) = token.split_once('.').ok_or(Refusal::NotFound)?;
    let person: PersonId = person.parse().map_err(|_| Refusal::NotFound)?;
    let given = from_hex(hex).ok_or(Refusal::NotFound)?;
    seal(&key(app).await?, person).verify_slice(&given).map_err(|_| Refusal::NotFound)?;
    Ok(person)
}

/// Whether an address ends somebody's letters.
///
/// # Errors
/// `NotFound` for one that was not in a letter of this installation.
pub async fn may_stop(app: &App, token: &str) -> Result<()> {
    read(app, token).await.map(drop)
}

/// Ends the letters of the person in whose letter the address stood; once more is no mistake.
///
/// # Errors
/// `NotFound` for an address that was not in a letter of this installation.
pub async fn stop(app: &App, token: &str) -> Result<()> {
    let person = read(app, token).await?;
    let now = app.now();
    app.db()
        .write(async move |tx| {
            let root = org::person(tx, person).await?.ok_or(Refusal::NotFound)?.root;
            let chosen = of(mail::choice(tx, person).await?);
            if chosen.cadence != Cadence::Never {
                mail::save_choice(tx, root, person, (Cadence::Never, chosen.language)).await?;
                journal::append(tx, Entry::new(root, now, "reminder.stopped", person).by(Some(person)));
            }
            Ok::<_, Error>(())
        })
        .await
}

//! A person's calendar behind a secret address that devices read without signing in. It must not keep the secret, nor show more than the person may see at the moment of reading.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::policy::Act;
use lantoa_domain::reminder::Language;
use lantoa_store::account::TokenHash;
use lantoa_store::{feed, mail};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::calendar::{self, Calendar};
use crate::sign_in::from_hex;
use crate::{App, Cx, Error, Result};

/// What an owner sees of the own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedView {
    /// Since when its address holds.
    pub made: Timestamp,
    /// The last day on which something read it.
    pub read_on: Option<Date>,
}

/// A secret of 256 random bits, to be shown once: only its SHA-256 is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl std::fmt::Display for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn hash(secret: [u8; 32]) -> TokenHash {
    Sha256::digest(secret).into()
}

/// The acting person's calendar; none while there is none.
///
/// # Errors
/// The policy's.
pub async fn show(cx: &Cx) -> Result<Option<FeedView>> {
    cx.permit(Act::ReadProgramme)?;
    let person = cx.actor().person;
    let found = cx.db().read(async move |conn| Ok::<_, Error>(feed::of(conn, person).await?)).await?;
    Ok(found.map(|feed| FeedView { made: feed.made, read_on: feed.read_on }))
}

/// Makes an address for the acting person's calendar. The one before is worth nothing any more.
///
/// # Errors
/// The policy's.
pub async fn make(cx: &Cx) -> Result<Secret> {
    cx.permit(Act::ReadProgramme)?;
    let secret: [u8; 32] = cx.app().bytes();
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let person = me.actor().person;
            feed::remove(tx, person).await?;
            let new = feed::Feed { id: me.id(), person, made: me.now(), read_on: None };
            feed::insert(tx, me.actor().root, &new, &hash(secret)).await?;
            me.journal(tx, "feed.made", new.id, &json!({}))
        })
        .await?;
    Ok(Secret(secret))
}

/// Takes the address back.
///
/// # Errors
/// The policy's; `NotFound` when there is none.
pub async fn revoke(cx: &Cx) -> Result<()> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let person = me.actor().person;
            let known = feed::of(tx, person).await?.ok_or(Refusal::NotFound)?;
            feed::remove(tx, person).await?;
            me.journal(tx, "feed.revoked", known.id, &json!({}))
        })
        .await
}

/// A calendar as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// What is in it.
    pub calendar: Calendar,
    /// The language of its owner.
    pub language: Language,
    /// The same while nothing in it changes.
    pub mark: String,
}

/// Reads the calendar of a secret with the rights its owner has now. Which day it was is kept, and nothing else of the reading.
///
/// # Errors
/// `NotFound` for a secret that opens nothing, or nothing any more: taken back, account closed, person left.
pub async fn read(app: &App, secret: &str) -> Result<Read> {
    let key = hash(from_hex(secret).ok_or(Refusal::NotFound)?);
    let found = app.db().read(async move |conn| {
        let Some(feed) = feed::by_secret(conn, &key).await? else { return Ok::<_, Error>(None) };
        let chosen = mail::choice(conn, feed.person).await?;
        Ok(Some((feed, chosen.map(|(_, language)| language).unwrap_or_default())))
    });
    let (feed, language) = found.await?.ok_or(Refusal::NotFound)?;
    let acting = app.act_as(feed.person).await?;
    let calendar = calendar::own(&acting).await?;
    let today = acting.today();
    if feed.read_on.is_none_or(|day| day < today) {
        app.db().write(async move |tx| Ok::<_, Error>(feed::note_read(tx, feed.id, today).await?)).await?;
    }
    let digest = Sha256::digest(format!("{calendar:?}{language:?}"));
    let mark = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    Ok(Read { calendar, language, mark })
}

//! What an agency sets for its documents: phrases, how it counts, where strangers check them, whose signatures it trusts. It must not change what is issued.

use base64::Engine;
use lantoa_domain::Refusal;
use lantoa_domain::document::{Counting, CountingBook};
use lantoa_domain::id::UnitId;
use lantoa_domain::policy::Act;
use lantoa_seal::Holder;
use lantoa_store::{Conn, document, numbering};
use serde::{Deserialize, Serialize};

use super::Phrases;
use crate::{Cx, Error, Result, faster};

/// What an agency sets for its documents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Setting {
    /// Fixed phrases.
    pub phrases: Phrases,
    /// Where strangers reach the product: `https://thidua.tinh.gov.vn`; without it papers carry no code to scan.
    pub address: String,
    /// How documents are counted through the years.
    pub counting: CountingBook,
    /// Issuers of signatures it trusts, as PEM.
    pub trusted: Vec<String>,
}

impl Setting {
    /// What an agency set, with the version to save it under.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn load(conn: &mut Conn, root: UnitId) -> Result<(Self, i64)> {
        Ok(document::setting(conn, root).await?)
    }

    /// The address at which anybody checks a document; none without a public address.
    #[must_use]
    pub fn check_address(&self, code: &str) -> Option<String> {
        let base = self.address.trim_end_matches('/');
        (!base.is_empty()).then(|| format!("{base}/kiem-tra/{code}"))
    }
}

/// The page of settings.
#[derive(Debug, Clone)]
pub struct SettingView {
    /// What is set.
    pub setting: Setting,
    /// The version to send back.
    pub version: i64,
    /// How this year is counted.
    pub counting: Counting,
    /// The first year from which another way can count: a year in which a number was given stays as it is.
    pub counting_from: i16,
    /// Whom the agency trusts as issuers of signatures.
    pub trusted: Vec<Holder>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Whether the reader may say whom the agency trusts.
    pub may_trust: bool,
}

/// What the agency set.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn setting(cx: &Cx) -> Result<SettingView> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let (root, year) = (me.actor().root, me.today().year());
            let (setting, version) = Setting::load(conn, root).await?;
            let counting_from = counting_from(conn, root, year).await?;
            let counting = setting.counting.in_year(counting_from);
            let trusted = setting.trusted.iter().flat_map(|pem| holders(pem)).collect();
            let (may_edit, may_trust) = (me.may(Act::DraftDecision), me.may(Act::ManageLaw));
            Ok(SettingView { counting, setting, version, counting_from, trusted, may_edit, may_trust })
        })
        .await
}

async fn counting_from(conn: &mut Conn, root: UnitId, year: i16) -> Result<i16> {
    let used = !numbering::series(conn, root, year).await?.is_empty();
    Ok(if used { year + 1 } else { year })
}

/// What is typed on the page of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The version the page was made from.
    pub seen: i64,
    /// Fixed phrases.
    pub phrases: Phrases,
    /// Where strangers reach the product.
    pub address: String,
    /// How documents are counted from [`SettingView::counting_from`] on.
    pub counting: Counting,
}

/// Keeps what the agency sets. What is issued already stays as it is.
///
/// # Errors
/// `NotAllowed`; `Overtaken`; `Invalid` for an address that is none.
pub async fn set(cx: &Cx, change: Change) -> Result<()> {
    cx.permit(Act::DraftDecision)?;
    let address = change.address.trim().trim_end_matches('/').to_owned();
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let sound = host.is_some_and(|host| !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c == '/'));
    if !address.is_empty() && !sound {
        return Err(Refusal::Invalid { field: "address", why: "not-an-address" }.into());
    }
    save(cx, change.seen, move |mut setting, from| {
        setting.counting.set(from, change.counting);
        setting.phrases = change.phrases.clone();
        setting.address.clone_from(&address);
        setting
    })
    .await
}

/// Adds certificates to those whom the agency trusts as issuers of signatures: a file with one as DER, or any number as PEM.
///
/// # Errors
/// `NotAllowed`; `Overtaken`; `Invalid` for a file without a certificate that can be read.
pub async fn trust(cx: &Cx, seen: i64, file: &[u8]) -> Result<()> {
    cx.permit(Act::ManageLaw)?;
    let unread = || Refusal::Invalid { field: "file", why: "not-a-certificate" };
    let added: Vec<String> =
        lantoa_seal::read_roots(file).map_err(|_| unread())?.iter().map(|root| pem(&root.der)).collect();
    save(cx, seen, move |mut setting, _| {
        for one in &added {
            if !setting.trusted.contains(one) {
                setting.trusted.push(one.clone());
            }
        }
        setting
    })
    .await
}

/// Trusts an issuer no longer. What was found about signatures before stays with their files.
///
/// # Errors
/// `NotAllowed`; `Overtaken`; `NotFound` for one that is not in the list.
pub async fn distrust(cx: &Cx, seen: i64, serial: String) -> Result<()> {
    cx.permit(Act::ManageLaw)?;
    save(cx, seen, move |mut setting, _| {
        setting.trusted.retain(|pem| holders(pem).iter().all(|holder| holder.serial != serial));
        setting
    })
    .await
}

/// A certificate as text (RFC 7468).
fn pem(der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

/// Whose certificates a text holds.
fn holders(pem: &str) -> Vec<Holder> {
    let roots = lantoa_seal::read_roots(pem.as_bytes()).unwrap_or_default();
    roots.into_iter().map(|root| root.holder).collect()
}

/// `change` is given what was set and the first year that can count another way.
async fn save(cx: &Cx, seen: i64, change: impl Fn(Setting, i16) -> Setting + Send + Sync + 'static) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            let (was, version) = Setting::load(tx, root).await?;
            faster::same(tx, root, root, version, seen).await?;
            let now = change(was.clone(), counting_from(tx, root, me.today().year()).await?);
            document::save_setting(tx, root, &now, version).await?;
            let told = |setting: &Setting| {
                let serials: Vec<_> = setting.trusted.iter().flat_map(|pem| holders(pem)).map(|one| one.serial).collect();
                serde_json::json!({
                    "phrases": setting.phrases, "address": setting.address, "counting": setting.counting, "trusted": serials,
                })
            };
            let detail = serde_json::json!({ "before": told(&was), "after": told(&now) });
            me.journal(tx, "document.settings-changed", root, &detail)?;
            Ok::<_, Error>(())
        })
        .await
}

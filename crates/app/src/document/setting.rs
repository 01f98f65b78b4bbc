//! What an agency sets for its documents: phrases, how it counts, where strangers check them, whose signatures it trusts. It must not change what is issued.

use lantoa_domain::Refusal;
use lantoa_domain::document::{Counting, CountingBook};
use lantoa_domain::id::UnitId;
use lantoa_domain::policy::Act;
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
    /// Whether the reader may change it.
    pub may_edit: bool,
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
            Ok(SettingView { counting, setting, version, counting_from, may_edit: me.may(Act::DraftDecision) })
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

/// Keeps the issuers of signatures that the agency trusts.
///
/// # Errors
/// `NotAllowed`; `Overtaken`.
pub async fn trust(cx: &Cx, seen: i64, trusted: Vec<String>) -> Result<()> {
    cx.permit(Act::ManageLaw)?;
    save(cx, seen, move |setting, _| Setting { trusted: trusted.clone(), ..setting }).await
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
            let detail = serde_json::json!({ "before": was, "after": now });
            me.journal(tx, "document.settings-changed", root, &detail)?;
            Ok::<_, Error>(())
        })
        .await
}

//! The agency's own code and its receivers; it must not send anything.

use lantoa_domain::Refusal;
use lantoa_domain::id::PeerId;
use lantoa_domain::policy::Act;
use lantoa_edxml::AgencyCode;
use lantoa_store::dispatch::{self, DispatchSetting, Peer};
use serde_json::json;

use crate::{Cx, Error, Result};

/// The page of settings.
#[derive(Debug, Clone)]
pub struct SettingView {
    /// The agency's own code; empty while none is set.
    pub code: String,
    /// Its superior agency.
    pub in_charge: String,
    /// The version to send back, 0 for nothing set.
    pub version: i64,
    /// The receivers, by name.
    pub peers: Vec<Peer>,
    /// Whether the reader may change them.
    pub may_set: bool,
}

/// What the agency set.
///
/// # Errors
/// `NotFound` for those who are not to know of it.
pub async fn setting(cx: &Cx) -> Result<SettingView> {
    super::sees(cx)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = me.actor().root;
            let set = dispatch::setting(conn, root).await?;
            let set = set.unwrap_or(DispatchSetting { code: String::new(), in_charge: String::new(), version: 0 });
            let (peers, may_set) = (dispatch::peers(conn, root).await?, me.may(Act::ManageLaw));
            let DispatchSetting { code, in_charge, version } = set;
            Ok::<_, Error>(SettingView { code, in_charge, version, peers, may_set })
        })
        .await
}

/// Sets the agency's own code and its superior.
///
/// # Errors
/// `NotAllowed`; `Invalid` on "code"; `Overtaken`.
pub async fn set_code(cx: &Cx, code: String, in_charge: String, seen: i64) -> Result<()> {
    cx.permit(Act::ManageLaw)?;
    let code = checked(&code)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            let new = DispatchSetting { code: code.clone(), in_charge: in_charge.trim().to_owned(), version: seen };
            dispatch::save_setting(tx, root, &new).await?;
            me.journal(tx, "dispatch.set", root, &json!({ "code": code }))
        })
        .await
}

/// A receiver as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPeer {
    /// The receiver and its version; none for a new one.
    pub seen: Option<(PeerId, i64)>,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The address that takes messages for it.
    pub address: String,
    /// Whether anything is sent to it.
    pub active: bool,
}

/// Adds or changes a receiver. Messages that wait go to the new address.
///
/// # Errors
/// `NotAllowed`; `NotFound`; `Invalid` on "name", "code" or "address"; `Taken` on "code"; `Overtaken`.
pub async fn set_peer(cx: &Cx, new: NewPeer) -> Result<()> {
    cx.permit(Act::ManageLaw)?;
    let (name, code, address) = (new.name.trim().to_owned(), checked(&new.code)?, new.address.trim().to_owned());
    if name.is_empty() {
        return Err(Refusal::Invalid { field: "name", why: "empty" }.into());
    }
    if !is_address(&address) {
        return Err(Refusal::Invalid { field: "address", why: "not-an-address" }.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            let (id, version) = new.seen.unwrap_or((me.id(), 0));
            let peer = Peer {
                id,
                root,
                name: name.clone(),
                code: code.clone(),
                address: address.clone(),
                active: new.active,
                version,
            };
            let taken = |other: &Peer| other.code == code && other.id != id;
            if dispatch::peers(tx, root).await?.iter().any(taken) {
                return Err(Refusal::Taken { field: "code" }.into());
            }
            if new.seen.is_none() {
                dispatch::insert_peer(tx, &peer).await?;
            } else {
                dispatch::peer(tx, id).await?.filter(|known| known.root == root).ok_or(Refusal::NotFound)?;
                dispatch::save_peer(tx, &peer).await?;
            }
            me.journal(tx, "dispatch.receiver-set", root, &json!({ "name": name, "code": code }))
        })
        .await
}

fn checked(code: &str) -> Result<String, Refusal> {
    let read: Result<AgencyCode, _> = code.trim().parse();
    read.map(|code| code.to_string()).map_err(|_| Refusal::Invalid { field: "code", why: "form" })
}

/// An address without a name or password in it, without blanks.
pub(crate) fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_names_a_host_and_nobody() {
        for good in ["https://truc.tinh.gov.vn/edxml", "http://127.0.0.1:8080/"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "truc.vn", "ftp://a", "https://", "https://a:b@c/", "https://a b/", "https:///x", "file:///etc"]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }
}

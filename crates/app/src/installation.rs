//! What belongs to the installation and not to an agency: its secret, and whether anything is in it. Must not act for a person.

use lantoa_domain::id::Id;
use lantoa_domain::id::UnitId;
pub use lantoa_store::doctor::Checked;
use lantoa_store::journal;
pub use lantoa_store::journal::{Broken, Fault, Report, Verdict};
use lantoa_store::{doctor, installation};

use serde::{Deserialize, Serialize};

use crate::{App, Error, Result};

/// The secret that signs form tokens: made once, the same for every copy of the program and over restarts.
///
/// # Errors
/// `Broken`.
pub async fn secret(app: &App) -> Result<[u8; 32]> {
    let fresh: [u8; 32] = app.bytes();
    let kept =
        app.db().write(async move |tx| Ok::<_, Error>(installation::keep(tx, "form-secret", &fresh).await?)).await?;
    kept.try_into().map_err(|_| {
        Error::Broken(lantoa_store::Error::Setup { detail: "the form secret has a wrong length".to_owned() })
    })
}

/// An account of a demonstration, as its sign-in page lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// The agency's name.
    pub agency: String,
    /// The name to sign in with.
    pub login: String,
    /// Its owner's name.
    pub name: String,
    /// What its owner does, in words.
    pub role: String,
}

const DEMO: &str = "demo-accounts";

/// Makes the installation a demonstration whose sign-in page lists these accounts; the first list given stays.
///
/// # Errors
/// `Broken`.
pub async fn remember_demo_accounts(app: &App, accounts: &[DemoAccount]) -> Result<()> {
    let bytes = serde_json::to_vec(accounts).expect("invariant: plain text has a JSON form");
    app.db().write(async move |tx| Ok::<_, Error>(installation::keep(tx, DEMO, &bytes).await?)).await?;
    Ok(())
}

/// The accounts a demonstration lists; nothing on any other installation.
///
/// # Errors
/// `Broken`.
pub async fn demo_accounts(app: &App) -> Result<Vec<DemoAccount>> {
    let kept = app.db().read(async |cx| Ok::<_, Error>(installation::read(cx, DEMO).await?)).await?;
    Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
}

/// Every agency on the installation.
///
/// # Errors
/// `Broken`.
pub async fn agencies(app: &App) -> Result<Vec<UnitId>> {
    app.db().read(async |cx| Ok::<_, Error>(installation::agencies(cx).await?)).await
}

/// Walks every chain of the journal from its first entry to its head.
///
/// # Errors
/// `Broken` when the database does not answer; a broken chain is a verdict, not an error.
pub async fn verify_journal(app: &App) -> Result<Verdict> {
    app.db().scan(async |cx| Ok::<_, Error>(journal::verify(cx).await?)).await
}

/// Checks that everything kept twice says the same.
///
/// # Errors
/// `Broken` when the database does not answer; what is found wrong is a result, not an error.
pub async fn check(app: &App) -> Result<Vec<Checked>> {
    let mut checks = app.db().scan(async |cx| Ok::<_, Error>(doctor::check(cx).await?)).await?;
    let wrong = crate::election::first_unsound(app).await?.map(Id::raw);
    checks.push(Checked { name: "ballot-boards", wrong });
    Ok(checks)
}

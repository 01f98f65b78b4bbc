//! Hashing and verifying passwords off the async threads, never inside a transaction. It must not store or log one.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::{App, Error, Result};

/// OWASP's choice for argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashes at a time: each takes 19 MiB and a core.
static HASHERS: Semaphore = Semaphore::const_new(2);

/// A password as somebody typed it. Shows itself nowhere.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// Takes what was typed, as it is.
    #[must_use]
    pub fn new(typed: impl Into<String>) -> Self {
        Self(typed.into())
    }

    /// The text, to check its strength.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("invariant: constant parameters in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(password: &str, salt: [u8; 16]) -> Result<String> {
    let hashed: PasswordHash = hasher().hash_password_with_salt(password.as_bytes(), &salt).map_err(broken)?;
    Ok(hashed.to_string())
}

fn verify_now(password: &str, secret: &str) -> bool {
    PasswordHash::new(secret).is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok())
}

#[expect(clippy::needless_pass_by_value, reason = "used as a map_err function")]
fn broken(error: impl ToString) -> Error {
    Error::Broken(lantoa_store::Error::Setup { detail: format!("password hashing: {}", error.to_string()) })
}

async fn on_own_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _turn = HASHERS.acquire().await.map_err(broken)?;
    tokio::task::spawn_blocking(work).await.map_err(broken)
}

/// The PHC text of a password under a fresh salt.
pub(crate) async fn hash(app: &App, password: &Password) -> Result<String> {
    let (salt, password) = (app.bytes::<16>(), password.clone());
    on_own_thread(move || hash_now(password.text(), salt)).await?
}

/// Whether a password is the one behind a PHC text. Without one it takes as long and says no.
pub(crate) async fn verify(password: &Password, secret: Option<String>) -> Result<bool> {
    /// A hash of nothing anybody knows, so that an unknown login takes as long to refuse as a known one.
    static NOBODY: OnceLock<String> = OnceLock::new();
    let password = password.clone();
    on_own_thread(move || match secret {
        Some(secret) => verify_now(password.text(), &secret),
        None => {
            let nobody = NOBODY.get_or_init(|| hash_now("nobody signs in with this", [7; 16]).unwrap_or_default());
            let _ = verify_now(password.text(), nobody);
            false
        }
    })
    .await
}

/// A password to be shown once: four groups of four letters and digits that cannot be confused when read aloud, 80 bits.
pub(crate) fn initial(app: &App) -> Password {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes = app.bytes::<16>();
    let mut text = String::with_capacity(19);
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(SIGNS[usize::from(byte & 31)]));
    }
    Password(text)
}

impl Password {
    /// The text of a password that was just made, to show it once.
    #[must_use]
    pub fn reveal(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_same_password_fits_its_hash() {
        let secret = hash_now("mưa rào tháng sáu", [1; 16]).unwrap();
        assert!(secret.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{secret}");
        assert!(verify(&Password::new("mưa rào tháng sáu"), Some(secret.clone())).await.unwrap());
        assert!(!verify(&Password::new("mưa rào tháng bảy"), Some(secret)).await.unwrap());
        assert!(!verify(&Password::new("nobody signs in with this"), None).await.unwrap());
        assert!(!verify(&Password::new("x"), Some("not a hash".into())).await.unwrap());
    }
}

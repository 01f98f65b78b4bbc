//! What leaves the agency: messages to other agencies over HTTP, letters of reminders over SMTP, and the workers that carry them while the program serves; it must not decide what is sent or to whom.

pub mod letter;
pub mod mail;
mod smtp;

use lantoa_app::App;
use lantoa_app::dispatch::{self, Courier, CourierFault};
use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error};

/// How long one message may take, connection and answer included.
const MOST_TIME: Duration = Duration::from_secs(60);
/// The most bytes of an answer.
const MOST_ANSWER: u64 = 1024 * 1024;
/// How long the worker sleeps between rounds.
const ROUND: Duration = Duration::from_secs(20);

/// A courier over HTTP. Certificates of `https` addresses are checked against those the system trusts; redirects are not followed, so that a message goes nowhere but to the
/// address that was set.
pub struct Http(Agent);

impl Default for Http {
    fn default() -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(MOST_TIME))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("lantoa")
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .build();
        Self(config.into())
    }
}

impl Courier for Http {
    fn deliver(&self, address: &str, message: &[u8]) -> Result<Vec<u8>, CourierFault> {
        let sent = self.0.post(address).content_type("application/xml; charset=utf-8").send(message);
        let mut answer = sent.map_err(|why| fault(&why))?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(MOST_ANSWER).read_to_vec();
        match status {
            200..=299 => body.map_err(|why| fault(&why)),
            // The other end is busy, asleep or broken: not a word about the message.
            408 | 425 | 429 | 500..=599 => Err(CourierFault::NotNow(format!("HTTP {status}"))),
            _ => Err(CourierFault::Refused(format!("HTTP {status}"))),
        }
    }
}

/// A fault without the address in it.
fn fault(why: &Error) -> CourierFault {
    match why {
        Error::BadUri(_) | Error::InvalidProxyUrl | Error::BodyExceedsLimit(_) => {
            CourierFault::Refused(why.to_string())
        }
        other => CourierFault::NotNow(other.to_string()),
    }
}

/// Empties the outbox for as long as the program serves. Faults are logged and the next round tries again.
pub async fn work(app: App, courier: Arc<dyn Courier>) {
    loop {
        match dispatch::work(&app, &courier).await {
            Ok(worked) if worked == dispatch::Worked::default() => {}
            Ok(worked) => tracing::info!(
                handed_over = worked.handed_over,
                put_off = worked.put_off,
                called_back = worked.called_back,
                "documents sent"
            ),
            Err(why) => tracing::warn!(cause = %why, "the outbox was not looked through"),
        }
        tokio::time::sleep(ROUND).await;
    }
}

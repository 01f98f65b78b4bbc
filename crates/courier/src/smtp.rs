//! One letter to a mail server over SMTP; it must not decide whether it is sent again.

use std::error::Error as _;
use std::io;
use std::time::{Duration, SystemTime};

use lantoa_app::mail::{Outcome, Server};
use lantoa_domain::reminder::{Fault, Security};
use lettre::address::AddressError;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, Message, SmtpTransport, Transport as _};

use crate::letter::Written;

/// How long one step of the conversation with a server may take.
const MOST_TIME: Duration = Duration::from_secs(20);

/// A letter with where it goes.
#[derive(Debug, Clone)]
pub(crate) struct Envelope {
    /// To which address.
    pub(crate) to: String,
    /// The instant of its date.
    pub(crate) at: SystemTime,
    /// Identifies it for ever, without its host.
    pub(crate) id: String,
    /// What it says.
    pub(crate) written: Written,
    /// The address that ends such letters with one click (RFC 8058), if they can be ended.
    pub(crate) stop: Option<String>,
}

/// Sends a letter and tells how that came out. Waits for the network: not to be called where others wait.
pub(crate) fn send(server: &Server, letter: Envelope) -> Outcome {
    let message = match message(server, letter) {
        Ok(message) => message,
        Err(fault) => return Outcome::Not(fault, 0),
    };
    match transport(server).and_then(|transport| transport.send(&message)) {
        Ok(response) => Outcome::Taken(u16::from(response.code())),
        Err(why) => not(&why),
    }
}

fn transport(server: &Server) -> Result<SmtpTransport, Error> {
    let host = server.host.as_str();
    let begun = match server.security {
        Security::Tls => SmtpTransport::relay(host)?,
        Security::StartTls => SmtpTransport::starttls_relay(host)?,
        // The settings allow it for a server on this machine only.
        Security::Plain => SmtpTransport::builder_dangerous(host),
    };
    let timed = begun.port(server.port).timeout(Some(MOST_TIME));
    Ok(match &server.sign_in {
        Some((login, password)) => timed.credentials(Credentials::new(login.clone(), password.clone())).build(),
        None => timed.build(),
    })
}

fn not(why: &Error) -> Outcome {
    let code = why.status().map_or(0, u16::from);
    let fault = match code {
        // RFC 4954: signing in is needed, too weak, or wrong. A setting, not the letter: it is set right and the letter goes.
        454 | 530 | 534 | 535 | 538 => Fault::SignIn,
        400..=499 => Fault::Busy,
        500..=599 => Fault::Refused,
        _ if why.is_tls() || why.is_client() || speaks_of_tls(why) => Fault::Handshake,
        _ => Fault::Unreachable,
    };
    Outcome::Not(fault, code)
}

/// A certificate that is refused while the first bytes are read comes as a failed connection.
fn speaks_of_tls(why: &Error) -> bool {
    std::iter::successors(why.source(), |inner| (*inner).source()).any(|inner| {
        let read = inner.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        read.is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>)
    })
}

fn message(server: &Server, letter: Envelope) -> Result<Message, Fault> {
    let to: Address = letter.to.parse().map_err(|_: AddressError| Fault::Address)?;
    // A sender that is no address is a setting to be put right.
    let from: Address = server.sender.parse().map_err(|_: AddressError| Fault::Handshake)?;
    let id = format!("<{}@{}>", letter.id, from.domain());
    let name = Some(server.sender_name.clone()).filter(|name| !name.is_empty());
    let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    let mut builder = Message::builder()
        .from(Mailbox::new(name, from))
        .to(Mailbox::new(None, to))
        .subject(letter.written.subject)
        .date(letter.at)
        .message_id(Some(id))
        .raw_header(header("Content-Language", letter.written.locale.tag().to_owned()))
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    if let Some(stop) = letter.stop {
        builder = builder
            .raw_header(header("List-Unsubscribe", format!("<{stop}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let body = MultiPart::alternative_plain_html(letter.written.text, letter.written.html);
    builder.multipart(body).map_err(|_| Fault::Address)
}

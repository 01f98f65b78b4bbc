//! When reminders are sent, in which language, and how a letter can fail; it must not know what they say.

use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// How often a person wants letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Every day on which there is something.
    #[default]
    Daily,
    /// On Mondays on which there is something.
    Weekly,
    /// Never.
    Never,
}

impl Cadence {
    /// Whether a letter may go out on a day.
    #[must_use]
    pub fn is_due(self, day: Date) -> bool {
        match self {
            Self::Daily => true,
            Self::Weekly => day.weekday() == Weekday::Monday,
            Self::Never => false,
        }
    }
}

/// The language of a person's letters and calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// How the connection to a mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// From the first byte, usually port 465.
    Tls,
    /// After STARTTLS, usually port 587; never without it.
    StartTls,
    /// Not at all: only for a server on the same machine.
    Plain,
}

/// Why a letter was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The server could not be reached, or stopped answering.
    Unreachable,
    /// Server and settings do not agree on how to secure the connection or to sign in.
    Handshake,
    /// The server does not take user and password.
    SignIn,
    /// The server says "later" (4xx).
    Busy,
    /// The server says "never" (5xx).
    Refused,
    /// The recipient's address is none.
    Address,
    /// The program stopped while it was being sent: it may have arrived.
    Lost,
}

impl Fault {
    /// Whether another try may help without anybody doing something.
    #[must_use]
    pub fn may_pass(self) -> bool {
        !matches!(self, Self::Refused | Self::Address | Self::Lost)
    }

    /// Whether every other letter of the agency would meet it too.
    #[must_use]
    pub fn is_servers(self) -> bool {
        matches!(self, Self::Unreachable | Self::Handshake | Self::SignIn)
    }
}

/// How long to wait after so many tries in vain: five minutes, ten, twenty … at most four hours.
#[must_use]
pub fn pause(tries: u32) -> SignedDuration {
    const MOST: i64 = 4 * 60 * 60;
    let doubled = 300_i64.checked_shl(tries.saturating_sub(1).min(20)).unwrap_or(MOST);
    SignedDuration::from_secs(doubled.min(MOST))
}

/// Whether a host is this machine: the only one to which anything may go unsecured.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weekly_means_monday_and_never_means_never() {
        let (sunday, monday) = (date(2026, 11, 29), date(2026, 11, 30));
        assert!(Cadence::Daily.is_due(sunday) && Cadence::Daily.is_due(monday));
        assert!(!Cadence::Weekly.is_due(sunday) && Cadence::Weekly.is_due(monday));
        assert!(!Cadence::Never.is_due(monday));
    }

    #[test]
    fn pauses_grow_and_end() {
        let minutes = [1, 2, 3, 6, 7, 1_000].map(|tries| pause(tries).as_mins());
        assert_eq!(minutes, [5, 10, 20, 160, 240, 240]);
    }

    #[test]
    fn only_this_machine_is_loopback() {
        assert!(["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"].into_iter().all(is_loopback));
        assert!(["thu.tinh.gov.vn", "10.0.0.1", "localhost.vi.du", ""].into_iter().all(|host| !is_loopback(host)));
    }
}

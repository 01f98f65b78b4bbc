//! The one place where time and chance enter the program. Everything else is given them.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use lantoa_app::{Clock, Seed};

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        now()
    }
}

/// The machine's clock, shifted so that it showed a given day when it was made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShiftedClock(SignedDuration);

impl ShiftedClock {
    /// A clock that shows nine in the morning of a day in Vietnam, and goes on from there.
    pub(crate) fn from(day: Date) -> Self {
        let wanted = jiff::tz::offset(7).to_timestamp(day.at(9, 0, 0, 0)).unwrap_or(now());
        Self(wanted.duration_since(now()))
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        now().checked_add(self.0).unwrap_or(Timestamp::MAX)
    }
}

/// What the machine's clock shows.
#[expect(clippy::disallowed_methods, reason = "this is the one Clock that everything else is given")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Unpredictable bytes from the operating system.
///
/// # Panics
/// When the operating system gives none: nothing could be kept secret then.
pub(crate) fn entropy(buffer: &mut [u8]) {
    use rand::TryRng;
    rand::rngs::SysRng.try_fill_bytes(buffer).expect("the operating system gives random bytes");
}

/// A seed from the operating system.
pub(crate) fn seed() -> Seed {
    let mut bytes = [0; 32];
    entropy(&mut bytes);
    Seed(bytes)
}

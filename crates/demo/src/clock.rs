//! A clock that the demonstration sets, so that years pass in seconds. It must not run by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use lantoa_app::Clock;

/// A clock that can be set. The product reads the same clock as [`lantoa_app::Clock`].
pub trait SetClock: Send + Sync {
    /// Sets it to an instant.
    fn set(&self, at: Timestamp);
}

/// A clock that stands still until it is set.
#[derive(Debug, Clone)]
pub struct StageClock(Arc<AtomicI64>);

impl StageClock {
    /// A clock that stands at an instant.
    #[must_use]
    pub fn at(at: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(at.as_microsecond())))
    }
}

impl SetClock for StageClock {
    fn set(&self, at: Timestamp) {
        self.0.store(at.as_microsecond(), Ordering::SeqCst);
    }
}

impl Clock for StageClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).expect("invariant: only instants are set")
    }
}

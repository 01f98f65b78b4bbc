//! How often a stranger may try to sign in, to cast a ballot or to send something; kept in memory only, it must not decide who signs in or votes.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use jiff::Timestamp;

/// Keys that are remembered at most.
const MOST: usize = 20_000;

/// How many tries in a row, and how long until there is one more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    burst: u32,
    seconds_each: u32,
}

/// A whole office may sit behind one address.
pub(crate) const BY_ADDRESS: Allowance = Allowance { burst: 40, seconds_each: 3 };
/// Nobody mistypes the own password more often.
pub(crate) const BY_LOGIN: Allowance = Allowance { burst: 10, seconds_each: 30 };

/// A whole council votes from one room; a right ballot gives its try back.
pub(crate) const BALLOTS: Allowance = Allowance { burst: 120, seconds_each: 1 };

/// Files to compare and messages from people without an account: an office of them, not a flood.
pub(crate) const OPEN: Allowance = Allowance { burst: 20, seconds_each: 10 };

/// The address a request came from. Only a proxy on this machine is believed when it says for whom it asks.
pub(crate) fn address(peer: Option<SocketAddr>, headers: &HeaderMap) -> Option<String> {
    let peer = peer?;
    let said = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let said = said.and_then(|all| all.rsplit(',').next()).map(str::trim).filter(|_| peer.ip().is_loopback());
    Some(said.map_or_else(|| peer.ip().to_string(), |said| said.chars().take(64).collect()))
}

/// Buckets by key: each holds so many tries and is filled again with time.
#[derive(Debug, Default)]
pub(crate) struct Throttle(Mutex<HashMap<String, Bucket>>);

#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// The instant, in milliseconds, at which the bucket will be full again.
    full_at: i64,
}

impl Throttle {
    /// Takes one try out of a key's bucket.
    ///
    /// # Errors
    /// Seconds until the next try.
    pub(crate) fn take(&self, key: &str, allowance: Allowance, now: Timestamp) -> Result<(), u32> {
        let now = now.as_millisecond();
        let each = i64::from(allowance.seconds_each) * 1000;
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST && !buckets.contains_key(key) {
            make_room(&mut buckets, now);
        }
        let bucket = buckets.entry(key.to_owned()).or_insert(Bucket { full_at: now });
        let full_at = bucket.full_at.max(now) + each;
        let over = full_at - now - each * i64::from(allowance.burst);
        if over > 0 {
            return Err(u32::try_from((over + 999) / 1000).unwrap_or(u32::MAX).max(1));
        }
        bucket.full_at = full_at;
        Ok(())
    }

    /// Gives a try back: it was a right one.
    pub(crate) fn give_back(&self, key: &str, allowance: Allowance) {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(key) {
            bucket.full_at -= i64::from(allowance.seconds_each) * 1000;
        }
    }
}

/// Forgets those whose buckets are full again, and if that is not enough those that will be soonest.
fn make_room(buckets: &mut HashMap<String, Bucket>, now: i64) {
    buckets.retain(|_, bucket| bucket.full_at > now);
    if buckets.len() >= MOST {
        let mut times: Vec<i64> = buckets.values().map(|bucket| bucket.full_at).collect();
        times.sort_unstable();
        let middle = times[times.len() / 2];
        buckets.retain(|_, bucket| bucket.full_at > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_burst_is_let_through_and_then_one_at_a_time() {
        let throttle = Throttle::default();
        for _ in 0..10 {
            assert_eq!(throttle.take("l:ha", BY_LOGIN, at(1000)), Ok(()));
        }
        assert_eq!(throttle.take("l:ha", BY_LOGIN, at(1000)), Err(30));
        assert_eq!(throttle.take("l:ha", BY_LOGIN, at(1020)), Err(10), "asking does not make it longer");
        assert_eq!(throttle.take("l:long", BY_LOGIN, at(1000)), Ok(()), "others are not held up");
        assert_eq!(throttle.take("l:ha", BY_LOGIN, at(1030)), Ok(()));
        assert!(throttle.take("l:ha", BY_LOGIN, at(1030)).is_err());
        throttle.give_back("l:ha", BY_LOGIN);
        assert_eq!(throttle.take("l:ha", BY_LOGIN, at(1030)), Ok(()));
    }

    #[test]
    fn memory_stays_bounded() {
        let throttle = Throttle::default();
        for n in 0..(MOST + 5_000) {
            let _ = throttle.take(&format!("a:{n}"), BY_ADDRESS, at(1000 + i64::try_from(n / 1000).unwrap()));
        }
        assert!(throttle.0.lock().unwrap().len() <= MOST);
    }
}

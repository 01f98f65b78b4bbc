//! Chance that starts from a number, so that the same demonstration can be told twice. It must not ask the system for randomness.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Chance from a seed.
#[derive(Debug)]
pub(crate) struct Chance(StdRng);

impl Chance {
    /// Begins with a number.
    pub(crate) fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: u32, most: u32) -> u32 {
        if least >= most { least } else { self.0.random_range(least..=most) }
    }

    /// Whether something of this many per cent happens.
    pub(crate) fn percent(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// Bytes, as the devices of voters and trustees draw them.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        self.0.random()
    }

    /// One of several.
    ///
    /// # Panics
    /// When there is none to choose from, which no caller does.
    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        assert!(!all.is_empty(), "invariant: callers hold something to choose from");
        let last = u32::try_from(all.len() - 1).unwrap_or(u32::MAX);
        &all[self.between(0, last) as usize]
    }

    /// One of several with weights.
    pub(crate) fn weighted<'a, T>(&mut self, all: &'a [(T, u32)]) -> &'a T {
        let sum: u32 = all.iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(1, sum.max(1));
        for (value, weight) in all {
            if left <= *weight {
                return value;
            }
            left -= weight;
        }
        &all[0].0
    }

    /// Some of several, in their order.
    pub(crate) fn some_of<T: Clone>(&mut self, all: &[T], count: usize) -> Vec<T> {
        let mut places: Vec<usize> = (0..all.len()).collect();
        while places.len() > count {
            let last = u32::try_from(places.len() - 1).unwrap_or(u32::MAX);
            places.remove(self.between(0, last) as usize);
        }
        places.into_iter().map(|place| all[place].clone()).collect()
    }
}

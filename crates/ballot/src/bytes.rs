//! Reading binary forms piece by piece; must not read beyond the end nor accept a rest.

use curve25519_dalek::{RistrettoPoint, Scalar};

use crate::error::Refused;
use crate::group;

/// A place in a byte string that only moves forward.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the beginning.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next `len` bytes.
    pub(crate) fn take(&mut self, len: usize) -> Result<&'a [u8], Refused> {
        let (head, rest) = self.rest.split_at_checked(len).ok_or(Refused::Form)?;
        self.rest = rest;
        Ok(head)
    }

    /// The next `N` bytes as an array.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Refused> {
        let (head, rest) = self.rest.split_first_chunk().ok_or(Refused::Form)?;
        self.rest = rest;
        Ok(*head)
    }

    /// A number of 4 bytes, little endian.
    pub(crate) fn number(&mut self) -> Result<u32, Refused> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// A number of 4 bytes that is the index of a trustee or a count of them.
    pub(crate) fn small(&mut self) -> Result<u8, Refused> {
        u8::try_from(self.number()?).map_err(|_| Refused::Form)
    }

    /// A canonical group element.
    pub(crate) fn point(&mut self) -> Result<RistrettoPoint, Refused> {
        group::point(&self.array()?)
    }

    /// A canonical number below the group order.
    pub(crate) fn scalar(&mut self) -> Result<Scalar, Refused> {
        group::scalar(&self.array()?)
    }

    /// Whether nothing is left.
    pub(crate) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Refuses a rest.
    pub(crate) fn end(&self) -> Result<(), Refused> {
        if self.is_done() { Ok(()) } else { Err(Refused::Form) }
    }
}

//! The C ABI: memory is lent and given back here, and only here; must not look into the bytes it moves.
//!
//! A caller asks for memory with `lantoa_alloc`, writes the arguments, calls a function with address and length, and gets an
//! address back. There stand a status (0 fine, 1 refused), the length of the answer, each as 4 bytes little endian, and the
//! answer. The caller gives both pieces of memory back with `lantoa_free`, which also erases them.
#![allow(unsafe_code)]

use crate::calls;

/// Status and length before each answer.
const HEADER: usize = 8;
/// More than any argument may be.
const MAX_ARGUMENT: usize = 128 << 20;

/// Lends `len` bytes; null when that is more than any call can need.
#[unsafe(no_mangle)]
pub extern "C" fn lantoa_alloc(len: usize) -> *mut u8 {
    if len == 0 || len > MAX_ARGUMENT {
        return std::ptr::null_mut();
    }
    let memory: Box<[u8]> = vec![0; len].into_boxed_slice();
    Box::into_raw(memory).cast()
}

/// Takes memory back and erases it.
///
/// # Safety
/// `address` and `len` are those of one `lantoa_alloc`, or of one answer with its header, and are given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lantoa_free(address: *mut u8, len: usize) {
    if address.is_null() || len == 0 {
        return;
    }
    // SAFETY: the caller promises that this slice was made by `Box::into_raw` here and is not used any more.
    let mut memory = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(address, len)) };
    for byte in &mut memory {
        // SAFETY: a reference to one byte of the box is valid for a write; volatile so that it is not left out.
        unsafe { std::ptr::write_volatile(byte, 0) };
    }
}

/// Carries out call number `call` with the arguments at `address`; the answer is described above.
///
/// # Safety
/// `address` and `len` describe memory that the caller may read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lantoa_call(call: u32, address: *const u8, len: usize) -> *mut u8 {
    let argument = if address.is_null() || len == 0 {
        &[][..]
    } else {
        // SAFETY: the caller promises that the memory is readable for this call.
        unsafe { std::slice::from_raw_parts(address, len) }
    };
    let (status, answer) = match calls::carry_out(call, argument) {
        Ok(answer) => (0_u32, answer),
        Err(refused) => (1, refused.to_string().into_bytes()),
    };
    let length = u32::try_from(answer.len()).unwrap_or(0);
    let mut out = Vec::with_capacity(HEADER + answer.len());
    out.extend(status.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(answer);
    Box::into_raw(out.into_boxed_slice()).cast()
}

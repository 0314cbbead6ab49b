//! Paths, read as pages and written again.
#![no_main]

#[allow(dead_code, reason = "each target uses a part")]
mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::properties::path(bytes));

//! A value of Accept-Language.
#![no_main]

#[allow(dead_code, reason = "each target uses a part")]
mod common;

use common::{SITE, properties};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::accept_language(&SITE, bytes));

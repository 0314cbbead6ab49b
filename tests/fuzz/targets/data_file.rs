//! One file of the data, chosen by the first byte; the others are sound.
#![no_main]

#[allow(dead_code, reason = "each target uses a part")]
mod common;

use common::{FILES, NAMES, properties};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((first, rest)) = bytes.split_first() {
        let name = NAMES[usize::from(first.wrapping_sub(b'0')) % NAMES.len()];
        properties::data_file(&FILES, name, rest);
    }
});

//! Sizes of attacks, and the table of how they went.
//!
//! `tests/attack/run` sets `KEIKAKU_ATTACK=large`; otherwise sizes are small enough for every day, and
//! bounds wide enough for a busy machine and an unoptimised program.

use std::cell::RefCell;
use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::thread;
use std::time::Duration;

/// Whether the large sizes are asked for.
pub(crate) fn is_large() -> bool {
    env::var_os("KEIKAKU_ATTACK").is_some_and(|size| size == "large")
}

/// The everyday size, or the large one.
pub(crate) fn size<T>(everyday: T, large: T) -> T {
    if is_large() { large } else { everyday }
}

/// One row of the table; written when it is dropped, as FAILED where the test panicked.
pub(crate) struct Row {
    attack: String,
    must_hold: &'static str,
    measured: RefCell<Vec<String>>,
}

impl Row {
    pub(crate) fn new(attack: impl Into<String>, must_hold: &'static str) -> Self {
        Self { attack: attack.into(), must_hold, measured: RefCell::default() }
    }

    /// Notes a figure.
    pub(crate) fn measured(&self, figure: impl Into<String>) {
        self.measured.borrow_mut().push(figure.into());
    }
}

impl Drop for Row {
    fn drop(&mut self) {
        let verdict = if thread::panicking() { "FAILED" } else { "ok" };
        let row = [&self.attack, self.must_hold, &self.measured.borrow().join(", "), verdict].join(" | ");
        println!("{row}");
        if let Some(file) = env::var_os("KEIKAKU_ATTACK_TABLE") {
            let table = OpenOptions::new().append(true).create(true).open(file);
            let _ = table.and_then(|mut table| writeln!(table, "{row}"));
        }
    }
}

/// The time that 99 of 100 stay below.
pub(crate) fn p99(times: &mut [Duration]) -> Duration {
    times.sort();
    times[(times.len() * 99).div_ceil(100).saturating_sub(1)]
}

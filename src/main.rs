//! The `keikaku` program.
fn main() {}

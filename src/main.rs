//! The `keikaku` program: everything is in the library.

use std::process::ExitCode;

/// Chosen because a crowd must not leave the program large for ever: glibc keeps what thousands of
/// connections needed at once, jemalloc returns it within ten seconds.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    keikaku::cli::main()
}

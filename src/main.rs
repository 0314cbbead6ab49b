//! The `keikaku` program: everything is in the library.

use std::process::ExitCode;

/// Compressing a page takes a megabyte for half a millisecond. The system's allocator hands that back
/// and asks for it again, zeroed, each time, which costs more than the work.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    keikaku::cli::main()
}

//! The `keikaku` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    keikaku::cli::main()
}

//! `keikaku check` as a program: exit status, output, options.

use std::process::{Command, Output};

/// `keikaku` in the project's folder, with nothing from the environment of the tests.
fn keikaku(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keikaku"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["KEIKAKU_DATA", "KEIKAKU_BASE_URL"] {
        command.env_remove(name);
    }
    command
}

/// How it ends: status, stdout, stderr.
fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

const MINIMAL: [&str; 2] = ["--data", "tests/fixtures/minimal"];

#[test]
fn a_base_url_that_is_not_valid_is_bad_usage_of_every_command() {
    for url in ["nonsense", "https://plan.example.jp/a//b", ""] {
        for command in [&["check"][..], &["export", "target/never-written"], &["serve"]] {
            let (status, stdout, stderr) = run(keikaku(command).args(MINIMAL).args(["--base-url", url]));
            assert_eq!((status, stdout.as_str()), (Some(2), ""), "{command:?} {url:?}");
            assert!(stderr.contains("http(s)://HOST[:PORT][/PATH]"), "{stderr}");
        }
    }
    for url in ["https://plan.example.jp/", "http://localhost/keikaku"] {
        let (status, _, stderr) = run(keikaku(&["check"]).args(MINIMAL).args(["--base-url", url]));
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{url}");
    }
}

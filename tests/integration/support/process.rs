//! Tests in a process of their own: for limits of the system, signals, and figures (memory, CPU)
//! which other tests of the same program would disturb.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

const INSIDE: &str = "KEIKAKU_TEST_PROCESS";

/// Whether this is the process started by [`Process::start`].
pub(crate) fn inside() -> bool {
    env::var_os(INSIDE).is_some()
}

/// Runs the test `name` (its full path) again in a process of its own, and says whether this is
/// that process:
///
/// ```ignore
/// if !alone("area::test_name") {
///     return;
/// }
/// ```
pub(crate) fn alone(name: &str) -> bool {
    if !inside() {
        let output = command(name, "").output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
        assert!(text(&output.stdout).contains("1 passed"), "no test is called {name}");
    }
    inside()
}

/// A test of this program running in a process of its own, talking over stdin and stdout.
pub(crate) struct Process {
    child: Child,
    stdout: BufReader<ChildStdout>,
    stdin: Option<ChildStdin>,
}

impl Process {
    /// Starts the test `name` after a line of shell: `ulimit -n 64` or `exec 2>&-`, say, or none.
    pub(crate) fn start(name: &str, shell: &str) -> Self {
        let mut child = command(name, shell).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let stdin = child.stdin.take();
        Self { child, stdout, stdin }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The rest of the first line which contains `mark`.
    pub(crate) fn line_after(&mut self, mark: &str) -> String {
        for line in self.stdout.by_ref().lines() {
            if let Some((_, rest)) = line.unwrap().split_once(mark) {
                return rest.trim().to_owned();
            }
        }
        panic!("the process ended without {mark:?}");
    }

    /// Its CPU time so far, in ticks of 10 ms.
    pub(crate) fn cpu_ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// Closes its stdin and waits for its end.
    pub(crate) fn end(mut self) -> ExitStatus {
        drop(self.stdin.take());
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Memory of this process that is really there, in bytes.
pub(crate) fn resident_memory() -> u64 {
    let statm = fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

fn command(name: &str, shell: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!(
        "{shell}
exec \"$0\" \"$@\""
    ));
    command.arg(env::current_exe().unwrap()).args(["--exact", name, "--nocapture", "--test-threads=1"]);
    command.env(INSIDE, "1");
    command
}

//! The program itself, as it ships, on a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::attack::is_large;
use super::raw::{FOR_EVER, eventually};

/// A copy of the data that ships with the program, removed in the end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("data-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        folder.restore();
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The files of a data folder that a plan is read from.
    pub(crate) fn files() -> [&'static str; 9] {
        [
            "site.toml",
            "glossary.csv",
            "2024/plan.toml",
            "2024/projects.csv",
            "2024/listings.csv",
            "2024/departments.csv",
            "2024/project_departments.csv",
            "2024/directions.csv",
            "2024/initiatives.csv",
        ]
    }

    /// A file as it ships; at everyday sizes less of it, see [`few`].
    pub(crate) fn original(name: &str) -> Vec<u8> {
        static FEW: LazyLock<BTreeMap<&str, String>> = LazyLock::new(few);
        let few = FEW.get(name).filter(|_| !is_large());
        few.map_or_else(|| shipped(name).into_bytes(), |text| text.clone().into_bytes())
    }

    /// The same as text.
    pub(crate) fn text(name: &str) -> String {
        String::from_utf8(Self::original(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), bytes).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).unwrap();
    }

    /// Makes every file that differs what it was.
    pub(crate) fn restore(&self) {
        fs::create_dir_all(self.0.join("2024")).unwrap();
        for name in Self::files() {
            let (path, original) = (self.0.join(name), Self::original(name));
            if path.is_dir() {
                fs::remove_dir(&path).unwrap();
            }
            if fs::read(&path).ok().as_ref() != Some(&original) {
                fs::write(path, original).unwrap();
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What a failed test leaves is within the build's folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn shipped(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).unwrap()
}

/// The files that change when only the first twelve projects are there: an unoptimised program takes
/// seconds to render all of them, at every reload.
fn few() -> BTreeMap<&'static str, String> {
    let rows = shipped("2024/projects.csv").lines().take(13).fold(String::new(), |all, row| all + row + "\n");
    let records = |text: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
    };
    let projects = records(&rows);
    let is_there = |id: &str| projects.iter().any(|project| &project[0] == id);
    // Of listings and charges, those of these projects; ids are plain, so a row is split at commas.
    let of_these = |name: &str, column: usize| {
        let text = shipped(name);
        let rows = text.lines().enumerate();
        let kept = rows.filter(|(at, row)| *at == 0 || is_there(row.split(',').nth(column).unwrap()));
        kept.fold(String::new(), |all, (_, row)| all + row + "\n")
    };
    let (listings, charges) = (of_these("2024/listings.csv", 2), of_these("2024/project_departments.csv", 0));
    let heads = rows.trim_start_matches('\u{feff}').lines().next().unwrap().split(',');
    let heads: Vec<&str> = heads.collect();
    let column = |name: &str| heads.iter().position(|head| *head == name).unwrap();
    let flagged = |name: &str| projects.iter().filter(|project| &project[column(name)] == "1").count();
    let budget = column("budget_thousand_yen");
    let totals = [
        ("projects", projects.len()),
        ("listings", listings.lines().count() - 1),
        ("project_departments", charges.lines().count() - 1),
        ("reprints", listings.lines().filter(|row| row.ends_with(",1")).count()),
        ("priority", flagged("priority")),
        ("new", flagged("new")),
        ("without_amount", projects.iter().filter(|project| project[budget].is_empty()).count()),
        (
            "budget_thousand_yen",
            projects.iter().filter_map(|project| project[budget].parse::<usize>().ok()).sum(),
        ),
    ];
    let plan = shipped("2024/plan.toml").lines().fold(String::new(), |all, line| {
        let total = totals.iter().find(|(name, _)| line.split(" = ").next() == Some(*name));
        all + &total.map_or_else(|| line.to_owned(), |(name, total)| format!("{name} = {total}")) + "\n"
    });
    BTreeMap::from([
        ("2024/projects.csv", rows),
        ("2024/listings.csv", listings),
        ("2024/project_departments.csv", charges),
        ("2024/plan.toml", plan),
    ])
}

/// The program, serving; killed when it is dropped.
pub(crate) struct Program {
    pub(crate) address: SocketAddr,
    /// Where the counters are.
    pub(crate) metrics: SocketAddr,
    child: Child,
    stderr: Arc<Mutex<String>>,
}

impl Program {
    /// Serves that folder.
    pub(crate) fn start(folder: &Folder) -> Self {
        Self::start_after("", folder, &[])
    }

    /// The same after a line of shell (`ulimit -n 64`, `exec >&-`), with more arguments. Its stdout is
    /// a pipe that nobody reads.
    pub(crate) fn start_after(shell: &str, folder: &Folder, more: &[&str]) -> Self {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("{shell}\nexec \"$0\" \"$@\"")).arg(env!("CARGO_BIN_EXE_keikaku"));
        command.args(["--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--data"]).arg(folder.path());
        command.args(more).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stderr = Arc::new(Mutex::new(String::new()));
        let (lines, log) = (BufReader::new(child.stderr.take().unwrap()).lines(), Arc::clone(&stderr));
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                *log.lock().unwrap() += &format!("{line}\n");
            }
        });
        let address = |mark| {
            let find = || {
                let log = stderr.lock().unwrap();
                let (_, address) = log.lines().find(|line| line.contains(mark))?.split_once("http://")?;
                address.trim_end_matches('/').parse().ok()
            };
            eventually(FOR_EVER, "the program says where it serves", || find().is_some());
            find().unwrap()
        };
        let (metrics, address) = (address("serving the metrics"), address("serving the site"));
        Self { address, metrics, child, stderr }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its stdout, which nobody has read so far.
    pub(crate) fn stdout(&mut self) -> &mut ChildStdout {
        self.child.stdout.as_mut().unwrap()
    }

    /// Everything it has logged.
    pub(crate) fn log(&self) -> String {
        self.stderr.lock().unwrap().clone()
    }

    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end.
    pub(crate) fn wait(&mut self, limit: Duration) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < limit, "still there after {limit:?}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// CPU time of the threads of that name (`serve-` those that serve, `data` the one that loads and
    /// compresses), in ticks of 10 ms.
    pub(crate) fn ticks(&self, thread: &str) -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.id())).unwrap();
        let ticks = tasks.flatten().filter_map(|task| {
            let stat = fs::read_to_string(task.path().join("stat")).ok()?;
            let (name, rest) = stat.rsplit_once(") ")?;
            let fields: Vec<&str> = rest.split(' ').collect();
            let ticks = fields[11].parse::<u64>().ok()? + fields[12].parse::<u64>().ok()?;
            name.contains(&format!("({thread}")).then_some(ticks)
        });
        ticks.sum()
    }

    /// Memory that is really there, in bytes.
    pub(crate) fn resident(&self) -> u64 {
        let statm = fs::read_to_string(format!("/proc/{}/statm", self.id())).unwrap();
        statm.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
    }

    /// Open files.
    pub(crate) fn files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.id())).unwrap().count()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

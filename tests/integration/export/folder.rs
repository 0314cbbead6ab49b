//! The folder: put in place in one step, or left as it is.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{Place, export, run, succeed, tree};

#[test]
#[ignore = "slow: sixteen exports, most of them killed"]
fn killed_at_any_moment_the_old_or_the_new_export_is_whole() {
    let place = Place::new("killed");
    let wholes = ["a.example", "b.example"].map(|host| {
        let dir = place.join(host);
        let since = Instant::now();
        succeed(&mut export(&dir, host));
        (tree(&dir), since.elapsed())
    });
    let [(a, time), (b, _)] = &wholes;
    assert!(a != b);
    let dir = place.join("out");
    succeed(&mut export(&dir, "a.example"));
    add_own(&dir);
    let (mut seen, mut left) = ([0, 0], 0);
    for round in 0..12_u32 {
        let host = if fs::read(dir.join("robots.txt")).unwrap() == a["robots.txt"] {
            "b.example"
        } else {
            "a.example"
        };
        let inode = fs::metadata(&dir).unwrap().ino();
        let mut child = export(&dir, host).stdout(Stdio::null()).spawn().unwrap();
        let last = place.join(&format!(".out.keikaku-{}/.nojekyll", child.id()));
        let mut wait_for = |reached: &dyn Fn() -> bool| {
            while !reached() && child.try_wait().unwrap().is_none() {
                thread::sleep(Duration::from_micros(10));
            }
        };
        let moment = Duration::from_micros(u64::from(round) * 80);
        match round % 3 {
            // While it is written, by the clock.
            0 => thread::sleep(*time * (round / 3 + 1) / 5),
            // When all is written, but perhaps not yet on the disk.
            1 => {
                wait_for(&|| last.exists());
                thread::sleep(moment);
            }
            // When it is in place, and the old one is perhaps not yet removed.
            _ => {
                wait_for(&|| fs::metadata(&dir).unwrap().ino() != inode);
                thread::sleep(moment);
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        left += place.names().iter().filter(|name| name.starts_with(".out.")).count();
        let found = without_own(tree(&dir));
        let which = if found == *a { 0 } else { 1 };
        assert!(which == 0 || found == *b, "round {round}: {}", difference(&found, a));
        seen[which] += 1;
        // Leftovers do not pile up: one run removes what the one before left.
        assert!(place.names().len() <= 4, "{:?}", place.names());
    }
    // Both outcomes were seen, and runs that left something behind.
    assert!(seen[0] > 1 && seen[1] > 1 && left > 1, "{seen:?} {left}");
    succeed(&mut export(&dir, "a.example"));
    assert!(without_own(tree(&dir)) == *a);
    assert_eq!(place.names(), ["a.example", "b.example", "out"]);
}

/// What the owner of an export puts beside it.
const OWN: [(&str, &str); 4] = [
    ("CNAME", "plan.example.jp\n"),
    (".git/HEAD", "ref: refs/heads/main\n"),
    (".git/objects/ab/cd", "x"),
    (".well-known/security.txt", "Contact: mailto:plan@example.jp\n"),
];

fn add_own(dir: &Path) {
    for (name, text) in OWN {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The files of an export without those, which must be there.
fn without_own(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    for (name, text) in OWN {
        assert_eq!(files.remove(name).as_deref(), Some(text.as_bytes()), "{name}");
    }
    files
}

#[test]
fn what_no_export_wrote_stays() {
    let place = Place::new("own");
    let dir = place.join("out");
    succeed(&mut export(&dir, "a.example"));
    let whole = tree(&dir);
    add_own(&dir);
    symlink("nowhere", dir.join("link")).unwrap();
    fs::set_permissions(dir.join(".git"), fs::Permissions::from_mode(0o700)).unwrap();
    // A style sheet and a list of an earlier version of the program.
    fs::write(dir.join("static/site.0123456789ab.css"), "old").unwrap();
    fs::create_dir(dir.join("archive")).unwrap();
    let marker = dir.join(".keikaku-export");
    let text = fs::read_to_string(&marker).unwrap();
    assert!(text.contains("\nrobots.txt\n") && text.ends_with("\nsitemap.xml.gz\nstatic\n"), "{text}");
    fs::write(&marker, text.clone() + "archive\n").unwrap();
    let inode = |name: &str| fs::symlink_metadata(dir.join(name)).unwrap().ino();
    let before = ["CNAME", ".git/HEAD", "link"].map(inode);

    let said = succeed(&mut export(&dir, "a.example"));
    assert!(said.contains("wrote it: .git, .well-known, CNAME, link / "), "{said}");
    assert_eq!(["CNAME", ".git/HEAD", "link"].map(inode), before, "the files themselves");
    assert!(dir.join("link").is_symlink() && fs::remove_file(dir.join("link")).is_ok());
    assert_eq!(fs::metadata(dir.join(".git")).unwrap().mode() & 0o777, 0o700);
    let mut files = without_own(tree(&dir));
    assert_eq!(files.remove("static/site.0123456789ab.css").as_deref(), Some(&b"old"[..]));
    assert!(files == whole, "{}", difference(&files, &whole));
    assert!(!dir.join("archive").exists(), "the export before wrote it");

    // A new version writes what the owner has put there.
    let text = text.replace("\nrobots.txt\n", "\n");
    fs::write(&marker, &text).unwrap();
    fs::write(dir.join("robots.txt"), "mine").unwrap();
    refused(&dir, "/out/robots.txt: no export wrote it");
    assert_eq!(fs::read_to_string(dir.join("robots.txt")).unwrap(), "mine");
    assert_eq!(place.names(), ["out"]);

    // The first markers listed nothing.
    fs::write(&marker, "keikaku export\nThis folder is replaced.\n").unwrap();
    succeed(&mut export(&dir, "a.example"));
    let files = without_own(tree(&dir));
    assert_eq!(files["robots.txt"], whole["robots.txt"]);
    assert_eq!(files[".keikaku-export"], whole[".keikaku-export"]);
}

fn difference(found: &BTreeMap<String, Vec<u8>>, whole: &BTreeMap<String, Vec<u8>>) -> String {
    let missing: Vec<_> = whole.keys().filter(|name| !found.contains_key(*name)).collect();
    format!("{} files, missing {missing:?}", found.len())
}

/// Runs the export where no file may grow beyond so many blocks of 512 or 1024 bytes.
fn with_file_limit(blocks: u32, command: &Command) -> Command {
    let mut shell = Command::new("sh");
    // Without the signal, writing fails as it does on a full disk.
    shell.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""));
    shell.arg(command.get_program()).args(command.get_args()).current_dir(env!("CARGO_MANIFEST_DIR"));
    shell
}

#[test]
fn full_disk_leaves_the_old_export_and_says_so() {
    let place = Place::new("full");
    let dir = place.join("out");
    succeed(&mut export(&dir, "a.example"));
    add_own(&dir);
    let before = tree(&dir);
    for blocks in [0, 1, 8] {
        let (status, stdout, stderr) = run(&mut with_file_limit(blocks, &export(&dir, "b.example")));
        assert_eq!((status, stdout.as_str()), (Some(1), ""), "{blocks}: {stderr}");
        assert!(stderr.starts_with("keikaku: ") && stderr.lines().count() == 1, "{blocks}: {stderr}");
        for part in [".out.keikaku-", "the export failed (File too large", "/ 書き出せませんでした"]
        {
            assert!(stderr.contains(part), "{blocks}: {stderr}");
        }
        assert!(tree(&dir) == before, "{blocks}");
        assert_eq!(place.names(), ["out"], "{blocks}");
    }
}

/// Nothing is written, and the command line is what is wrong.
#[track_caller]
fn refused(dir: &Path, why: &str) {
    let (status, stdout, stderr) = run(&mut export(dir, "a.example"));
    assert_eq!((status, stdout.as_str()), (Some(2), ""), "{}: {stderr}", dir.display());
    assert!(stderr.contains(why), "{}: {stderr}", dir.display());
}

#[test]
fn only_an_export_or_an_empty_folder_is_replaced() {
    let place = Place::new("foreign");
    let foreign = place.join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("thesis.txt"), "years of work").unwrap();
    refused(
        &foreign,
        "/foreign: not empty, and not an export (no file .keikaku-export): not replaced / 空ではなく、",
    );
    // A marker of another kind is none.
    fs::write(foreign.join(".keikaku-export"), "something else").unwrap();
    refused(&foreign, "not an export");
    assert_eq!(fs::read_to_string(foreign.join("thesis.txt")).unwrap(), "years of work");
    refused(&foreign.join("thesis.txt"), "/foreign/thesis.txt: the folder cannot be opened (Not a directory");
    refused(Path::new("/"), "/: the root of the file system cannot be replaced / ファイルシステムのルートは");
    refused(&place.join("none/out"), "/none: the folder cannot be opened (No such file or directory");
    symlink("nowhere", place.join("dangling")).unwrap();
    refused(&place.join("dangling"), "/dangling: the folder cannot be opened (");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for dir in [
        fixtures.join("minimal"),
        fixtures.clone(),
        fixtures.join("minimal/2024"),
        fixtures.join("minimal/out"),
    ] {
        refused(&dir, "the data is in it, or it is in the data / データの");
    }
    assert_eq!(place.names(), ["dangling", "foreign"]);

    let empty = place.join("empty");
    fs::create_dir(&empty).unwrap();
    // Through a link, the folder that it leads to is replaced and the link stays.
    symlink("empty", place.join("link")).unwrap();
    succeed(&mut export(&place.join("link"), "a.example"));
    assert!(place.join("link").is_symlink() && empty.join("ja/2024/index.html").exists());
    succeed(&mut export(&place.join("link"), "b.example"));
    assert!(place.join("link").is_symlink());
    assert_eq!(place.names(), ["dangling", "empty", "foreign", "link"]);
}

#[test]
fn leftovers_are_removed_only_where_they_are_ours_and_unused() {
    let place = Place::new("leftovers");
    let folder = |name: &str, marker: Option<&str>, file: bool| {
        let path = place.join(name);
        fs::create_dir(&path).unwrap();
        if let Some(text) = marker {
            fs::write(path.join(".keikaku-export"), text).unwrap();
        }
        if file {
            fs::write(path.join("index.html"), "x").unwrap();
        }
        path
    };
    folder(".out.keikaku-1", Some("keikaku export\n"), true);
    folder(".out.keikaku-2", Some(""), false);
    folder(".out.keikaku-3", None, false);
    folder(".out.keikaku-4", None, true); // no marker
    folder(".out.keikaku-5x", Some("keikaku export\n"), true); // not a name of ours
    folder(".other.keikaku-6", Some("keikaku export\n"), true); // of another export
    let used = folder(".out.keikaku-7", Some("keikaku export\n"), true);
    let marker = fs::File::open(used.join(".keikaku-export")).unwrap();
    marker.lock().unwrap();
    let elsewhere = folder("elsewhere", Some("keikaku export\n"), true);
    symlink("elsewhere", place.join(".out.keikaku-8")).unwrap();
    succeed(&mut export(&place.join("out"), "a.example"));
    let left = [".other.keikaku-6", ".out.keikaku-4", ".out.keikaku-5x", ".out.keikaku-7", ".out.keikaku-8"];
    assert_eq!(place.names(), [&left[..], &["elsewhere", "out"]].concat());
    assert!(elsewhere.join("index.html").exists());
}

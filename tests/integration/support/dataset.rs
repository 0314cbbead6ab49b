//! Data folders for tests: a small valid one, changed only where the test is about.
//!
//! ```ignore
//! let report = DataFolder::minimal().set("projects.csv", 2, "budget_thousand_yen", "16,072").load();
//! let large = DataFolder::minimal().projects(100_000).dataset();
//! let unstated = DataFolder::fy2024().change("projects.csv", "budget_thousand_yen", |_| String::new());
//! let dataset = unstated.counted().dataset(); // with the control totals of what the tables hold now
//! let folder = DataFolder::minimal().write(); // on disk, removed when it goes out of scope
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use keikaku::load::{Report, Source, load};
use keikaku::plan::Dataset;

/// The files of a data folder, in memory.
#[derive(Clone, Debug)]
pub(crate) struct DataFolder {
    files: BTreeMap<String, Vec<u8>>,
}

/// The cells of one row by the names of their columns.
pub(crate) type Row = BTreeMap<String, String>;

/// A place under `tests/fixtures/`.
pub(crate) fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path)
}

impl DataFolder {
    /// `tests/fixtures/minimal`: 2 directions, 3 initiatives, 4 projects (1 without an amount, 1 shared
    /// by two departments), 5 listings (1 of them 再掲), an office within a division.
    pub(crate) fn minimal() -> Self {
        Self::read(&fixture("minimal"))
    }

    /// The plan of FY2024, as it ships: 5 directions, 10 initiatives, 59 projects, 63 listings.
    pub(crate) fn fy2024() -> Self {
        Self::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"))
    }

    /// The files of a folder.
    pub(crate) fn read(root: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        DataFolder { files }
    }

    /// The whole path of a file: `projects.csv` and `plan.toml` are those of 2024.
    fn path(name: &str) -> String {
        match name {
            "glossary.csv" | "site.toml" => name.to_owned(),
            _ if name.contains('/') || !name.contains('.') => name.to_owned(),
            _ => format!("2024/{name}"),
        }
    }

    /// Puts a file there, or replaces it.
    pub(crate) fn file(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(Self::path(name), bytes.into());
        self
    }

    /// Takes a file away.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.files.remove(&Self::path(name)).unwrap();
        self
    }

    /// The paths of its files.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        &self.files[&Self::path(name)]
    }

    /// Replaces a piece of a file that is there exactly once.
    pub(crate) fn replace(self, name: &str, from: &str, to: &str) -> Self {
        let text = std::str::from_utf8(self.bytes(name)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {name}");
        let text = text.replace(from, to);
        self.file(name, text)
    }

    /// Sets a cell, by the row as Excel numbers it (the header is row 1) and the column's name.
    pub(crate) fn set(self, name: &str, row: usize, column: &str, value: &str) -> Self {
        let mut rows = self.rows(name);
        let at = rows[0].iter().position(|other| other == column).unwrap();
        rows[row - 1][at] = value.to_owned();
        self.table(name, &rows)
    }

    /// Adds a row at the end of a table.
    pub(crate) fn row(self, name: &str, cells: &[&str]) -> Self {
        let mut rows = self.rows(name);
        rows.push(cells.iter().map(ToString::to_string).collect());
        self.table(name, &rows)
    }

    /// Gives every row of a table another cell in a column.
    pub(crate) fn change(self, name: &str, column: &str, cell: impl Fn(&Row) -> String) -> Self {
        let mut rows = self.rows(name);
        let at = rows[0].iter().position(|other| other == column).unwrap();
        for (row, cells) in self.records(name).iter().zip(&mut rows[1..]) {
            cells[at] = cell(row);
        }
        self.table(name, &rows)
    }

    /// Takes away the rows of a table that are not wanted.
    pub(crate) fn keep(self, name: &str, is_wanted: impl Fn(&Row) -> bool) -> Self {
        let mut wanted = self.records(name).into_iter().map(|row| is_wanted(&row));
        let mut rows = self.rows(name);
        let head = rows.remove(0);
        rows.retain(|_| wanted.next().unwrap());
        rows.insert(0, head);
        self.table(name, &rows)
    }

    /// The rows of a table, without its header.
    pub(crate) fn records(&self, name: &str) -> Vec<Row> {
        let rows = self.rows(name);
        let record = |cells: &Vec<String>| rows[0].iter().cloned().zip(cells.iter().cloned()).collect();
        rows[1..].iter().map(record).collect()
    }

    /// The years that have a folder.
    pub(crate) fn years(&self) -> Vec<u16> {
        let names = self.files.keys().filter_map(|name| name.strip_suffix("/plan.toml"));
        names.map(|year| year.parse().unwrap()).collect()
    }

    /// Sets a control total in `plan.toml`.
    pub(crate) fn control(self, key: &str, total: u64) -> Self {
        self.control_in("plan.toml", key, total)
    }

    fn control_in(self, name: &str, key: &str, total: u64) -> Self {
        let text = std::str::from_utf8(self.bytes(name)).unwrap();
        let (before, control) = text.split_once("[control]").unwrap();
        let lines = control.lines().map(|line| match line.split_once(" = ") {
            Some((name, _)) if name == key => format!("{key} = {total}"),
            _ => line.to_owned(),
        });
        let text = format!("{before}[control]{}\n", lines.collect::<Vec<_>>().join("\n"));
        self.file(name, text)
    }

    /// Sets all control totals to what the tables hold.
    pub(crate) fn counted(mut self) -> Self {
        let terms = self.records("glossary.csv").len() as u64;
        self = self.control_in("site.toml", "terms", terms);
        for year in self.years() {
            let records = |table: &str| self.records(&format!("{year}/{table}"));
            let (projects, listings) = (records("projects.csv"), records("listings.csv"));
            let count = |rows: &[Row], column: &str, cell: &str| {
                rows.iter().filter(|row| row[column] == cell).count() as u64
            };
            let budgets = projects.iter().filter_map(|row| row["budget_thousand_yen"].parse::<u64>().ok());
            let totals = [
                ("projects", projects.len() as u64),
                ("listings", listings.len() as u64),
                ("reprints", count(&listings, "reprint", "1")),
                ("priority", count(&projects, "priority", "1")),
                ("new", count(&projects, "new", "1")),
                ("without_amount", count(&projects, "budget_thousand_yen", "")),
                ("budget_thousand_yen", budgets.sum()),
                ("project_departments", records("project_departments.csv").len() as u64),
            ];
            let settings = format!("{year}/plan.toml");
            for (key, total) in totals {
                self = self.control_in(&settings, key, total);
            }
        }
        self
    }

    /// Makes the plan one of that many projects under the first initiative, each with its own listing.
    pub(crate) fn projects(self, count: u64) -> Self {
        let mut projects =
            "id,name_ja,name_en,budget_thousand_yen,priority,new,summary_ja,summary_en\n".to_owned();
        let mut listings = "initiative,number,project,reprint\n".to_owned();
        let mut charges = "project,department\n".to_owned();
        // A listing has a number up to 9,999 within its initiative.
        let initiatives = count.div_ceil(9_999).max(3);
        for at in 0..count {
            let (initiative, number) = (at % initiatives + 1, at / initiatives + 1);
            let summary_ja = "中小企業者等が実施する新製品の研究開発に必要な経費の一部を助成する。".repeat(3);
            let summary_en = "Part of the costs of research, incurred by small enterprises, is subsidised.";
            // Every amount once, but not in order of size: neighbours change places.
            let budget = (at ^ 1).min(count - 1);
            projects += &format!("p-{at},事業{at},Project {at},{budget},0,0,{summary_ja},\"{summary_en}\"\n");
            listings += &format!("{initiative},{number},p-{at},0\n");
            charges += &format!("p-{at},{}\n", ["commerce", "agriculture-brand"][(at % 2) as usize]);
        }
        let mut table = "number,direction,name_ja,name_en\n".to_owned();
        for number in 1..=initiatives {
            table += &format!("{number},{},取組{number},Initiative {number}\n", number % 2 + 1);
        }
        self.file("projects.csv", projects)
            .file("listings.csv", listings)
            .file("project_departments.csv", charges)
            .file("initiatives.csv", table)
            .control("projects", count)
            .control("listings", count)
            .control("reprints", 0)
            .control("priority", 0)
            .control("new", 0)
            .control("without_amount", 0)
            .control("budget_thousand_yen", count * count.saturating_sub(1) / 2)
            .control("project_departments", count)
    }

    /// Adds another year with the contents of 2024, but for what would look copied.
    pub(crate) fn year(mut self, year: u16) -> Self {
        let copies = self.files.iter().filter_map(|(name, bytes)| {
            Some((format!("{year}/{}", name.strip_prefix("2024/")?), bytes.clone()))
        });
        self.files.extend(copies.collect::<Vec<_>>());
        let (settings, projects) = (format!("{year}/plan.toml"), format!("{year}/projects.csv"));
        let settings_text = String::from_utf8(self.bytes(&settings).to_vec()).unwrap();
        let settings_text = settings_text.replace("2024-03", &format!("{year}-03"));
        self.file(&settings, settings_text)
            .replace(&settings, "year = 2024\n", &format!("year = {year}\n"))
            .replace(&settings, "ja = \"事業一覧\"", &format!("ja = \"{year}年度 事業一覧\""))
            .replace(
                &settings,
                "en = \"List of Projects\"",
                &format!("en = \"List of Projects for FY{year}\""),
            )
            .change(&projects, "new", |_| "0".to_owned())
            .control_in(&settings, "new", 0)
    }

    pub(crate) fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let bytes = self.bytes(name);
        let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    fn table(self, name: &str, rows: &[Vec<String>]) -> Self {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        self.file(name, writer.into_inner().unwrap())
    }

    /// The folder as the loader takes it, without a disk.
    pub(crate) fn source(&self) -> Source {
        Source::Memory(self.files.clone())
    }

    /// What the loader says of it.
    pub(crate) fn load(&self) -> Report {
        load(&self.source())
    }

    /// The data, which must be without a fault.
    pub(crate) fn dataset(&self) -> Dataset {
        let report = self.load();
        let faults: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        report.dataset.unwrap()
    }

    /// The data, which may have warnings but no errors.
    pub(crate) fn dataset_despite_warnings(&self) -> Dataset {
        let report = self.load();
        report.dataset.unwrap_or_else(|| panic!("refused: {:#?}", report.diagnostics))
    }

    /// Writes it to a folder on disk.
    pub(crate) fn write(&self) -> TemporaryFolder {
        let folder = TemporaryFolder::new();
        self.write_to(folder.path());
        folder
    }

    /// Writes its files over those of a folder.
    pub(crate) fn write_to(&self, root: &Path) {
        for (name, bytes) in &self.files {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}

/// A folder of its own, removed when it goes out of scope.
#[derive(Debug)]
pub(crate) struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        TemporaryFolder(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn source(&self) -> Source {
        Source::Folder(self.0.clone())
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // A test that fails may leave it; the folder is within target/.
        let _ = fs::remove_dir_all(&self.0);
    }
}

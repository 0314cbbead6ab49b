//! The command line: what the program can be asked to do, and its exit codes.
//!
//! 0: done. 1: the data has faults, or the work failed. 2: the command line has.

mod new;

use std::convert::Infallible;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use clap::{Args, CommandFactory, Parser, Subcommand};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response};
use include_dir::{Dir, include_dir};

use crate::export;
use crate::http::{AppState, HttpService};
use crate::i18n::grouped;
use crate::load::{self, Source};
use crate::logging::Logging;
use crate::metrics;
use crate::plan::{BaseUrl, Dataset, InvalidBaseUrl, Year};
use crate::reload::{self, Keeper};
use crate::server::{self, Limits, Server, Shutdown, Stats};
use crate::site::Snapshot;

/// The plan in `data/`, as it was when the program was built.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// The folder that is looked for where no other is named.
const DEFAULT_FOLDER: &str = "data";

/// A city's plan as a website: every project a page, in Japanese and English.
///
/// 市の計画を、事業ごとのページとして日本語と英語で公開します。
#[derive(Parser, Debug)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the website (the default) / サイトを公開する（既定）
    Serve(Serve),
    /// Check the data and report every fault at once / データを検査し、問題をすべて報告する
    Check(Check),
    /// Write the whole site into a folder, for any web server / サイト全体をフォルダーに書き出す
    Export(Export),
    /// Make an empty plan to fill in / 記入するための空の計画を作る
    New(New),
}

#[derive(Args, Debug)]
struct Check {
    #[command(flatten)]
    data: Data,
    /// Explain a code of the report, with an example / 報告に出てくるコードを、例を挙げて説明する
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
}

#[derive(Args, Debug)]
struct New {
    /// Folder of the data; files in it stay as they are / データのフォルダー（すでにあるファイルは変えない）
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Fiscal year, by the year in which it begins / 年度（西暦4桁）
    #[arg(long, value_name = "YEAR")]
    year: Year,
    /// Levels of groups above the projects, 1 to 4 / 事業より上の区分の段階数（1〜4）
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    levels: u8,
}

#[derive(Args, Debug)]
struct Data {
    /// Folder with the plan's data [default: ./data, else the data built into the program] /
    /// 計画のデータを置いたフォルダー
    #[arg(long, value_name = "DIR", env = "KEIKAKU_DATA")]
    data: Option<PathBuf>,
    /// Public address of the site, instead of that in site.toml / 公開するサイトのURL（site.tomlより優先）
    #[arg(long, value_name = "URL", env = "KEIKAKU_BASE_URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,
}

#[derive(Args, Debug)]
struct Export {
    /// Folder to write: new, empty, or an earlier export, which is replaced (what you put beside it stays) /
    /// 書き出し先（新規、空、または以前の書き出し。書き出したものだけを置き換える）
    #[arg(value_name = "DIR", env = "KEIKAKU_EXPORT_DIR")]
    dir: PathBuf,
    #[command(flatten)]
    data: Data,
}

#[derive(Args, Debug)]
struct Serve {
    #[command(flatten)]
    data: Data,
    /// Address and port to listen on / 待ち受けるアドレスとポート
    #[arg(long, value_name = "ADDR:PORT", env = "KEIKAKU_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Show drafts too, marked as such / 下書きの年度も（下書きと示して）公開する
    #[arg(long, env = "KEIKAKU_DRAFTS")]
    drafts: bool,
    /// Threads that serve [default: one a core] / 処理に使うスレッドの数（既定：CPUコアと同じ数）
    #[arg(long, value_name = "N", env = "KEIKAKU_THREADS")]
    threads: Option<usize>,
    /// Write a line to stdout for each request / リクエストごとに標準出力へ1行記録する
    #[arg(long, env = "KEIKAKU_ACCESS_LOG")]
    access_log: bool,
    /// Address for counters as Prometheus text, for this machine only / 計測値（Prometheus形式）を返すアドレス。外部には公開しないこと
    #[arg(long, value_name = "ADDR:PORT", env = "KEIKAKU_METRICS")]
    metrics: Option<SocketAddr>,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let mut logging = Logging::start();
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::Check(options)) => check(&options),
        Some(Command::New(options)) => new(&options),
        Some(Command::Export(options)) => export(&options),
        Some(Command::Serve(options)) => serve(&options, &mut logging),
        None => serve(&cli.serve, &mut logging),
    };
    drop(logging);
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "keikaku: {error}");
            ExitCode::FAILURE
        }
    }
}

impl Data {
    fn source(&self) -> Source {
        match &self.data {
            Some(folder) => Source::Folder(folder.clone()),
            None if Path::new(DEFAULT_FOLDER).join("site.toml").is_file() => {
                Source::Folder(DEFAULT_FOLDER.into())
            }
            None => Source::BuiltIn(&BUILT_IN),
        }
    }

    /// What the command line changes in every data set.
    fn adjustment(&self) -> impl Fn(&mut Dataset) + Send + 'static {
        let url = self.base_url.clone();
        move |dataset| {
            if let Some(url) = &url {
                dataset.site.base_url.clone_from(url);
            }
        }
    }
}

/// An address of the command line. A slash at the end, which browsers copy along, is taken off.
fn base_url(text: &str) -> Result<BaseUrl, InvalidBaseUrl> {
    text.trim_end_matches('/').parse()
}

fn new(options: &New) -> io::Result<bool> {
    let made = new::create(&options.dir, options.year, options.levels.into())?;
    let dir = options.dir.display();
    let mut said: String = made.iter().map(|path| format!("{dir}/{path}\n")).collect();
    said += &format!(
        "次に：表を埋め、keikaku check --data {dir} で確かめてください。\n\
         Next: fill in the tables, then run keikaku check --data {dir}.\n"
    );
    io::stdout().write_all(said.as_bytes())?;
    Ok(true)
}

fn explain(code: &str) -> io::Result<bool> {
    match load::explain(code) {
        Ok(text) => io::stdout().write_all(text.as_bytes()).map(|()| true),
        Err(near) => {
            let near = near.map(|near| format!("; did you mean {near}? / {near} のことですか。"));
            let said = format!("no code is called {code}{}", near.unwrap_or_default());
            Cli::command().error(clap::error::ErrorKind::InvalidValue, said).exit()
        }
    }
}

fn check(options: &Check) -> io::Result<bool> {
    if let Some(code) = &options.explain {
        return explain(code);
    }
    let data = &options.data;
    let mut report = load::load(&data.source());
    report.dataset.iter_mut().for_each(data.adjustment());
    let mut out = io::stdout().lock();
    let note = report.dataset.as_ref().and_then(|dataset| load::address_note(&dataset.site.base_url));
    let written = report.write(&mut out).and_then(|()| note.map_or(Ok(()), |note| writeln!(out, "{note}")));
    match written {
        // Whoever reads the output has seen enough: `keikaku check | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    Ok(report.errors() == 0)
}

fn export(options: &Export) -> io::Result<bool> {
    let (source, adjust) = (options.data.source(), options.data.adjustment());
    // A year that is left out would be deleted from an earlier export.
    let Some(snapshot) = snapshot(&source, Wanted::Everything, adjust)? else { return Ok(false) };
    let note = load::address_note(&snapshot.dataset().site.base_url);
    let data = if let Source::Folder(folder) = &source { Some(folder.as_path()) } else { None };
    match export::export(&snapshot, &options.dir, data) {
        Ok(done) => {
            let (dir, files, bytes) = (options.dir.display(), grouped(done.files), grouped(done.bytes));
            let said = format!("{dir}: {files} files, {bytes} bytes / {files}ファイル、{bytes}バイト\n");
            let said = done.notes.into_iter().fold(said, |said, note| said + &note + "\n");
            // The export is in place, whether or not anyone reads this.
            let _ = io::stdout().write_all(said.as_bytes());
            let _ = note.map_or(Ok(()), |note| writeln!(io::stderr(), "{note}"));
            Ok(true)
        }
        Err(refused @ export::Error::Refused(_)) => {
            Cli::command().error(clap::error::ErrorKind::ValueValidation, refused).exit()
        }
        Err(failed) => Err(io::Error::other(failed)),
    }
}

fn serve(options: &Serve, logging: &mut Logging) -> io::Result<bool> {
    let (source, adjust) = (options.data.source(), options.data.adjustment());
    let seen = reload::fingerprint(&source);
    let wanted = if options.drafts { Wanted::Drafts } else { Wanted::Sound };
    let Some(snapshot) = snapshot(&source, wanted, &adjust)? else { return Ok(false) };
    // Many connections are many files. What the system refuses is no reason not to serve.
    let _ = server::raise_file_limit();
    let shutdown = Shutdown::new();
    shutdown.begin_on_signals()?;
    let listener = server::bind(options.listen)?;
    let closing = shutdown.clone();
    let state = AppState::new(snapshot).ready_while(move || !closing.is_begun());
    let access_log = options.access_log.then(|| logging.access_log());
    let site = HttpService::new(state.clone()).with_access_log(access_log);
    let server = Server::new(Limits::default());
    Keeper::new((source, options.drafts), seen, state, adjust).start()?;
    if let Some(address) = options.metrics {
        serve_metrics(address, site.clone(), server.stats(), shutdown.clone())?;
    }
    tracing::info!("serving the site / サイトを公開中: http://{}/", listener.local_addr()?);
    let threads = options.threads.unwrap_or_else(server::default_workers);
    server.run(listener, threads, || site.clone(), &shutdown)?;
    Ok(true)
}

/// What is enough to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// All years sound.
    Everything,
    /// One sound year.
    Sound,
    /// One sound year, drafts counted.
    Drafts,
}

/// The first snapshot, with all faults on stderr; `None` where they leave less than is wanted.
fn snapshot(source: &Source, wanted: Wanted, adjust: impl Fn(&mut Dataset)) -> io::Result<Option<Snapshot>> {
    let report = load::load_with(source, wanted == Wanted::Drafts);
    let has_plan = report.dataset.as_ref().is_some_and(|dataset| !dataset.plans.is_empty());
    let is_enough = has_plan && (wanted != Wanted::Everything || report.errors() == 0);
    if !is_enough || !report.diagnostics.is_empty() {
        report.write(&mut io::stderr().lock())?;
    }
    let Some(mut dataset) = report.dataset.filter(|_| is_enough) else { return Ok(None) };
    adjust(&mut dataset);
    Snapshot::new(dataset).map(Some).map_err(|_| io::Error::other("the data holds no plan"))
}

/// Serves the counters on an address of their own, so that they are never public by accident.
fn serve_metrics(
    address: SocketAddr,
    site: HttpService,
    stats: Arc<Stats>,
    shutdown: Shutdown,
) -> io::Result<()> {
    let listener = server::bind(address)?;
    tracing::info!("serving the metrics / 計測値を提供中: http://{}/", listener.local_addr()?);
    let answer = move |_: Request<Incoming>| {
        let mut text = metrics::Text::default();
        stats.write(&mut text);
        site.write_metrics(&mut text);
        let mut answer = Response::new(Full::<Bytes>::from(text.into_string()));
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(metrics::CONTENT_TYPE));
        std::future::ready(Ok::<_, Infallible>(answer))
    };
    let limits = Limits { max_connections: 16, ..Limits::default() };
    let work = move || {
        let served = Server::new(limits).run(listener, 1, || service_fn(answer.clone()), &shutdown);
        if let Err(error) = served {
            tracing::error!("the metrics cannot be served / 計測値を提供できません: {error}");
        }
    };
    thread::Builder::new().name("metrics".into()).spawn(work)?;
    Ok(())
}

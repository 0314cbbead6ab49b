//! The command line: what the program can be asked to do, and its exit codes.
//!
//! 0: done. 1: the data has faults, or the work failed. 2: the command line has.

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
use crate::plan::{BaseUrl, Dataset, InvalidBaseUrl};
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
    Check(Data),
    /// Write the whole site into a folder, for any web server / サイト全体をフォルダーに書き出す
    Export(Export),
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
    /// Threads that serve [default: one a core] / 処理に使うスレッドの数
    #[arg(long, value_name = "N", env = "KEIKAKU_THREADS")]
    threads: Option<usize>,
    /// Write a line to stdout for each request / リクエストごとに標準出力へ1行記録する
    #[arg(long, env = "KEIKAKU_ACCESS_LOG")]
    access_log: bool,
    /// Address for counters as Prometheus text, for this machine only / 計測値を返すアドレス
    #[arg(long, value_name = "ADDR:PORT", env = "KEIKAKU_METRICS")]
    metrics: Option<SocketAddr>,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let mut logging = Logging::start();
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::Check(data)) => check(&data),
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

fn check(data: &Data) -> io::Result<bool> {
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
    Ok(report.dataset.is_some())
}

fn export(options: &Export) -> io::Result<bool> {
    let (source, adjust) = (options.data.source(), options.data.adjustment());
    let Some(snapshot) = snapshot(&source, adjust)? else { return Ok(false) };
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
    let Some(snapshot) = snapshot(&source, &adjust)? else { return Ok(false) };
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
    Keeper::new(source, seen, state, adjust).start()?;
    if let Some(address) = options.metrics {
        serve_metrics(address, site.clone(), server.stats(), shutdown.clone())?;
    }
    tracing::info!("serving the site / サイトを公開中: http://{}/", listener.local_addr()?);
    let threads = options.threads.unwrap_or_else(server::default_workers);
    server.run(listener, threads, || site.clone(), &shutdown)?;
    Ok(true)
}

/// The first snapshot; `None` where the data has faults.
fn snapshot(source: &Source, adjust: impl Fn(&mut Dataset)) -> io::Result<Option<Snapshot>> {
    let Some(mut dataset) = read(source)? else { return Ok(None) };
    adjust(&mut dataset);
    Snapshot::new(dataset).map(Some).map_err(|_| io::Error::other("the data holds no plan"))
}

/// The data; `None`, with all faults on stderr, where it has any.
fn read(source: &Source) -> io::Result<Option<Dataset>> {
    let report = load::load(source);
    if !report.diagnostics.is_empty() {
        report.write(&mut io::stderr().lock())?;
    }
    Ok(report.dataset)
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

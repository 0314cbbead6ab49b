//! The command line: what the program can be asked to do, and its exit codes.
//!
//! 0: done. 1: the data has faults, or the work failed. 2: the command line has.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};
use hyper_util::service::TowerToHyperService;
use include_dir::{Dir, include_dir};

use crate::load::{self, Source};
use crate::plan::{Dataset, Site};
use crate::server::{self, Limits, Server, Shutdown};
use crate::web::{AppState, Snapshot, app};

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
}

#[derive(Args, Debug)]
struct Data {
    /// Folder with the plan's data [default: ./data, else the data built into the program] /
    /// 計画のデータを置いたフォルダー
    #[arg(long, value_name = "DIR", env = "KEIKAKU_DATA")]
    data: Option<PathBuf>,
}

#[derive(Args, Debug)]
struct Serve {
    #[command(flatten)]
    data: Data,
    /// Address and port to listen on / 待ち受けるアドレスとポート
    #[arg(long, value_name = "ADDR:PORT", env = "KEIKAKU_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Public address of the site, instead of that in site.toml / 公開するサイトのURL（site.tomlより優先）
    #[arg(long, value_name = "URL", env = "KEIKAKU_BASE_URL")]
    base_url: Option<String>,
    /// Threads that serve [default: one a core] / 処理に使うスレッドの数
    #[arg(long, value_name = "N", env = "KEIKAKU_THREADS")]
    threads: Option<usize>,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::Check(data)) => check(&data),
        Some(Command::Serve(options)) => serve(&options),
        None => serve(&cli.serve),
    };
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
}

fn check(data: &Data) -> io::Result<bool> {
    load::check(&data.source(), &mut io::stdout().lock())
}

fn serve(options: &Serve) -> io::Result<bool> {
    let Some(mut dataset) = read(&options.data.source())? else { return Ok(false) };
    if let Some(url) = &options.base_url {
        override_base_url(&mut dataset.site, url);
    }
    let snapshot = Snapshot::new(dataset).map_err(|_| io::Error::other("the data holds no plan"))?;
    let router = app(AppState::new(snapshot));
    let listener = server::bind(options.listen)?;
    let shutdown = Shutdown::new();
    shutdown.begin_on_signals()?;
    server::log::line(format_args!("keikaku: http://{}/", listener.local_addr()?));
    let threads = options.threads.unwrap_or_else(server::default_workers);
    let service = || TowerToHyperService::new(router.clone());
    Server::new(Limits::default()).run(listener, threads, service, &shutdown)?;
    Ok(true)
}

/// The data; `None`, with all faults on stderr, where it has any.
fn read(source: &Source) -> io::Result<Option<Dataset>> {
    let report = load::load(source);
    if !report.diagnostics.is_empty() {
        report.write(&mut io::stderr().lock())?;
    }
    Ok(report.dataset)
}

/// Takes the address of the command line, or ends the program as clap does for a bad value.
fn override_base_url(site: &mut Site, url: &str) {
    let plain = url.trim_end_matches('/');
    if load::is_base_url(plain) {
        plain.clone_into(&mut site.base_url);
        return;
    }
    let message =
        format!("invalid value '{url}' for '--base-url <URL>': needs http(s)://HOST[:PORT] without a path");
    Cli::command().error(clap::error::ErrorKind::ValueValidation, message).exit()
}

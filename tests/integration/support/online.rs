//! The real site on the real server, in this process, on a port of its own.

use std::net::SocketAddr;
use std::path::Path;
use std::thread;
use std::time::Duration;

use keikaku::http::{AppState, HttpService};
use keikaku::load::{Source, load};
use keikaku::server::{self, Limits, Server, Shutdown};
use keikaku::site::Snapshot;

/// The data that ships with the program.
pub(crate) fn data() -> Source {
    Source::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("data"))
}

/// A site that is served until it is dropped.
pub(crate) struct Online {
    pub(crate) address: SocketAddr,
    pub(crate) site: HttpService,
    shutdown: Shutdown,
}

impl Online {
    /// The site with that base URL. Every answer comes from the router; see [`Online::kept`].
    pub(crate) fn start(base_url: &str) -> Self {
        let mut dataset = load(&data()).dataset.expect("the data has no fault");
        dataset.site.base_url = base_url.parse().unwrap();
        let site = HttpService::new(AppState::new(Snapshot::new(dataset).expect("a plan")));
        let listener = server::bind(([127, 0, 0, 1], 0).into()).unwrap();
        let address = listener.local_addr().unwrap();
        let limits = Limits { shutdown_notice: Duration::ZERO, ..Limits::default() };
        let shutdown = Shutdown::new();
        thread::spawn({
            let (site, shutdown) = (site.clone(), shutdown.clone());
            let server = Server::new(limits);
            move || server.run(listener, 2, || site.clone(), &shutdown)
        });
        Self { address, site, shutdown }
    }

    /// The same with every page kept in memory.
    pub(crate) fn kept(base_url: &str) -> Self {
        let online = Self::start(base_url);
        online.site.state().current().keep_answers(|| true);
        online
    }
}

impl Drop for Online {
    fn drop(&mut self) {
        self.shutdown.begin();
    }
}

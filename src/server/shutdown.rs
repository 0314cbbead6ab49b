//! The one switch from serving to finishing.

use std::io;
use std::sync::Arc;
use std::thread;

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Says whether the server is shutting down. Clones are the same switch; it cannot be turned back.
///
/// `/readyz` asks [`is_begun`](Self::is_begun); the server goes on answering for
/// [`Limits::shutdown_notice`](super::Limits::shutdown_notice) after that.
///
/// ```
/// let shutdown = keikaku::server::Shutdown::new();
/// assert!(!shutdown.is_begun());
/// shutdown.begin();
/// assert!(shutdown.is_begun());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Shutdown {
    begun: Arc<watch::Sender<bool>>,
}

impl Shutdown {
    /// A switch not thrown yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins the shutdown; a second time changes nothing.
    pub fn begin(&self) {
        self.begun.send_replace(true);
    }

    /// Whether the shutdown has begun.
    pub fn is_begun(&self) -> bool {
        *self.begun.borrow()
    }

    /// Ready once the shutdown has begun.
    pub async fn wait(&self) {
        let mut begun = self.begun.subscribe();
        // The error means that the sender is gone; `self` holds it.
        let _ = begun.wait_for(|begun| *begun).await;
    }

    /// Begins the shutdown at the first SIGTERM or SIGINT, which a thread of its own waits for.
    /// Once this has returned no such signal ends the program unasked.
    ///
    /// # Errors
    ///
    /// The handlers, or the thread's runtime, could not be made.
    pub fn begin_on_signals(&self) -> io::Result<()> {
        let runtime = Builder::new_current_thread().enable_io().build()?;
        let (mut term, mut int) = {
            let _context = runtime.enter();
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?)
        };
        let shutdown = self.clone();
        thread::Builder::new().name("signals".into()).spawn(move || {
            let name = runtime.block_on(async {
                tokio::select! {
                    _ = term.recv() => "SIGTERM",
                    _ = int.recv() => "SIGINT",
                }
            });
            tracing::info!("{name}: shutting down / 終了します");
            shutdown.begin();
        })?;
        Ok(())
    }
}

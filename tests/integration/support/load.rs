//! Readers that ask for pages without a pause.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::raw::{Answer, connect, get};

/// Asks for paths in turn, on several connections, until it is stopped.
pub(crate) struct Load {
    stop: Arc<AtomicBool>,
    readers: Vec<JoinHandle<Vec<Duration>>>,
}

impl Load {
    /// `check` sees every answer, with the number of the reader; it panics over a bad one.
    pub(crate) fn start(
        address: SocketAddr,
        readers: usize,
        paths: &'static [&'static str],
        check: impl Fn(usize, &str, &Answer) + Clone + Send + 'static,
    ) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let readers = (0..readers).map(|number| {
            let (stop, check) = (Arc::clone(&stop), check.clone());
            thread::spawn(move || {
                let mut times = Vec::new();
                let mut stream = connect(address);
                for path in paths.iter().cycle() {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let start = Instant::now();
                    let answer = get(&mut stream, path);
                    times.push(start.elapsed());
                    assert_eq!(answer.status, 200, "{path}");
                    check(number, path, &answer);
                    thread::sleep(Duration::from_millis(1));
                }
                times
            })
        });
        let readers = readers.collect();
        Self { stop, readers }
    }

    /// Stops all readers; how long each answer took. Panics where a reader did.
    pub(crate) fn stop(self) -> Vec<Duration> {
        self.stop.store(true, Ordering::Relaxed);
        self.readers.into_iter().flat_map(|reader| reader.join().expect("every answer was right")).collect()
    }
}

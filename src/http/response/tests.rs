use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::*;
use crate::load::{Source, load};

/// What is logged meanwhile.
fn logged(work: impl FnOnce()) -> String {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);
    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
    tracing::subscriber::with_default(subscriber, work);
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

#[test]
fn a_fault_of_the_program_is_logged_with_its_cause() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let snapshot = Snapshot::new(load(&Source::Folder(data)).dataset.unwrap()).unwrap();
    let cause = askama::Error::Custom("the disk of words is full".into());
    let mut composed = None;
    let log = logged(|| composed = Some(compose_answer(&snapshot, Lang::En, Err(Error::Template(cause)))));
    let composed = composed.unwrap();
    assert_eq!(composed.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(String::from_utf8_lossy(&composed.body).contains("<html lang=\"en\""));
    assert!(!String::from_utf8_lossy(&composed.body).contains("disk of words"), "the reader sees the cause");
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains(" ERROR ") && log.contains("the disk of words is full"), "{log}");
}

//! Files that take long to make: made one at a time, and kept with the snapshot as far as there is room.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::plan::Year;
use crate::site::urls::DataFile;

/// Bytes that are kept. A file for which there is no room is made again.
const MAX_KEPT: usize = 8 << 20;

/// What was made so far.
#[derive(Debug, Default)]
pub(in crate::site) struct Heavy {
    making: Mutex<()>,
    made: Mutex<BTreeMap<(Year, DataFile), Vec<u8>>>,
}

impl Heavy {
    /// Waits until nobody else makes such a file; nobody else does for as long as the guard is there.
    pub(super) fn alone(&self) -> MutexGuard<'_, ()> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file, made by `make` where it is not kept.
    pub(super) fn file<E>(
        &self,
        year: Year,
        file: &DataFile,
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        let key = (year, file.clone());
        if let Some(bytes) = self.kept().get(&key) {
            return Ok(bytes.clone());
        }
        let bytes = make()?;
        let mut kept = self.kept();
        let size: usize = kept.values().map(Vec::len).sum();
        if size + bytes.len() <= MAX_KEPT {
            kept.insert(key, bytes.clone());
        }
        Ok(bytes)
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<(Year, DataFile), Vec<u8>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! What several tests need.

pub(crate) mod online;
pub(crate) mod process;
pub(crate) mod raw;

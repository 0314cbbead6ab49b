//! What several tests need.

pub(crate) mod dataset;
pub(crate) mod process;
pub(crate) mod raw;

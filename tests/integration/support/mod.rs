//! What several tests need.

pub(crate) mod dataset;
pub(crate) mod html;
pub(crate) mod process;
pub(crate) mod raw;
pub(crate) mod site;
pub(crate) mod texts;

//! What several tests need.

pub(crate) mod attack;
pub(crate) mod dataset;
pub(crate) mod html;
pub(crate) mod load;
pub(crate) mod online;
pub(crate) mod process;
pub(crate) mod program;
pub(crate) mod raw;
pub(crate) mod site;
pub(crate) mod texts;

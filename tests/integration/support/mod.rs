//! What several tests need.

pub(crate) mod attack;
pub(crate) mod dataset;
pub(crate) mod html;
pub(crate) mod load;
pub(crate) mod online;
pub(crate) mod plans;
pub(crate) mod process;
pub(crate) mod program;
#[expect(unreachable_pub, reason = "the fuzz targets use it as a module of their own")]
pub(crate) mod properties;
pub(crate) mod raw;
pub(crate) mod site;
pub(crate) mod texts;

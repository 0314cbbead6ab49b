//! Raw shapes: bytes, text, rows of cells, keys and values. Nothing here knows what a project is.

pub(super) mod cell;
pub(super) mod correct;
pub(super) mod decode;
pub(super) mod file;
pub(super) mod positions;
pub(super) mod scan;
pub(super) mod settings;
pub(super) mod suggest;

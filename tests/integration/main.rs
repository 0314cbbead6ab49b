//! Integration tests: one binary, so that the library is linked once.

#[cfg(test)]
mod load;
#[cfg(test)]
mod server;
#[cfg(test)]
mod support;

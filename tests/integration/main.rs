//! Integration tests: one binary, so that the library is linked once.

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod reload;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod server;
#[cfg(test)]
mod support;

//! Attacks that wait for the limits of production, for up to half a minute each. Only `tests/attack/run` runs
//! them; the tests of `server` hold the same with shortened limits.

mod shutdown;
mod slow;

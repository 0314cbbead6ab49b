//! What the pages say: their outlines, their numbers, and that both languages say the same.

mod charts;
mod frame;
mod numbers;
mod outline;
mod parity;

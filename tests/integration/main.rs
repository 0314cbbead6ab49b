//! Integration tests: one binary, so that the library is linked once.

#[cfg(test)]
mod any_plan;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod attacks;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod export;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod load;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod pseudo;
#[cfg(test)]
mod reload;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod search;
#[cfg(test)]
mod server;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod source;
#[cfg(test)]
mod support;
#[cfg(test)]
mod urls;

//! Hostile and broken networks before the real clients: `security.md` 3, cases A12, H1, H2, H5 and H6.
//!
//! Rule: every road is loopback. AWS's own host names are reached through a proxy of the test's, which leads them to a
//! server of the test's whose certificates are made here, so that not a line of the product knows of it.

mod captive;
mod certificates;
mod companion;
mod dates;
#[cfg(target_os = "linux")]
mod desktop;
mod faults;
mod outcomes;
mod probe;
mod proxies;
mod redirects;
pub(crate) mod support;

//! Host names to addresses, by the system's own resolver, on a thread that nobody waits for: a resolver that hangs
//! holds up neither the deadline of the request nor the end of the program.

use std::io;
use std::net::ToSocketAddrs as _;
use std::thread;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::oneshot;

#[derive(Debug)]
pub(super) struct SystemNames;

impl Resolve for SystemNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let (tell, told) = oneshot::channel();
            let look = move || {
                let found = (name.as_str(), 0).to_socket_addrs();
                // Whoever asked may have given up.
                let _ = tell.send(found.map(Iterator::collect::<Vec<_>>));
            };
            thread::Builder::new().name("names".to_owned()).spawn(look)?;
            let found = told.await.map_err(|_| io::Error::other("the resolver ended"))??;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Neither name goes out to a server: one is in the system's own list, the other no name at all.
    #[tokio::test]
    async fn h10_names_are_looked_up_by_the_system() {
        let resolve = |name: &str| SystemNames.resolve(name.parse().expect("a name"));
        let found: Vec<_> = resolve("localhost").await.expect("in every list of hosts").collect();
        assert!(!found.is_empty() && found.iter().all(|address| address.ip().is_loopback()), "{found:?}");
        assert!(resolve(&"x".repeat(64)).await.is_err());
    }
}

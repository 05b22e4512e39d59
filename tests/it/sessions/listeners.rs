//! A4: what listens while somebody signs in, by the kernel's word.
#![expect(clippy::disallowed_methods, reason = "the kernel tells of its sockets in files")]

use portico_core::engine::Command;
use portico_core::vault::MemoryStore;

use super::callback_port;
use crate::support::companion::{Companion, PORTAL};
use crate::support::company::Company;
use crate::support::engine::{Running, add_portal, portal};
use crate::support::process::{Started, portico};
use crate::support::webdriver::until;

/// The addresses that somebody listens on at this port, as `/proc/net/tcp` and `/proc/net/tcp6` write them.
fn listening(port: u16) -> Vec<String> {
    let suffix = format!(":{port:04X}");
    let mut found = Vec::new();
    for file in ["/proc/net/tcp", "/proc/net/tcp6"] {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            // State 0A is LISTEN (include/net/tcp_states.h).
            if let ("0A", Some(address)) = (fields[3], fields[1].strip_suffix(&suffix)) {
                found.push(address.to_owned());
            }
        }
    }
    found
}

/// 127.0.0.1, in the byte order of the machine.
fn loopback() -> String {
    format!("{:08X}", u32::from_ne_bytes([127, 0, 0, 1]))
}

#[tokio::test]
async fn a4_one_listener_on_127_0_0_1_while_the_browser_is_awaited_and_none_after() {
    let company = Company::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut running = Running::start(company.clock(), folder.path(), &MemoryStore::default().into()).await;
    add_portal(&running.engine, &company).await;
    for ending in ["allow", "deny", "cancel", "remove"] {
        let (link, waiting) = running.start_sign_in(&portal()).await;
        let port = callback_port(&link);
        assert_eq!(listening(port), [loopback()]);
        match ending {
            "cancel" => drop(running.run(Command::CancelSignIn(portal())).await.expect("cancelled")),
            "remove" => drop(running.run(Command::RemovePortal(portal())).await.expect("removed")),
            decision => {
                let mut alice = company.person("alice");
                alice.answer(link, decision).await;
                alice.call_back().await;
            }
        }
        assert_eq!(waiting.await.expect("no panic").is_ok(), ending == "allow", "{ending}");
        // What holds the port is dropped by the runtime, which may be about to do so.
        until("nobody listens any more", async || listening(port).is_empty().then_some(())).await;
        company.wait(60);
    }
}

/// The whole life of the program that signs in: one `listen`, and where it was bound.
#[tokio::test(flavor = "multi_thread")]
async fn a4_the_companion_listens_once_in_its_life() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    let log = home.sandbox.path("tmp/calls");
    let mut strace = home.command("strace");
    strace.args(["-f", "-qq", "-e", "trace=bind,listen", "-o"]).arg(&log).arg(portico());
    strace.args(["login", "--portal", PORTAL, "--no-browser"]);
    let mut login = Started::start(strace);
    let link = login.line_with("http").await.trim().parse().expect("an address");
    let port = callback_port(&link);
    assert_eq!(listening(port), [loopback()]);
    let mut alice = company.person("alice");
    alice.answer(link, "allow").await;
    alice.call_back().await;
    login.end().await.worked();
    assert_eq!(listening(port), [""; 0]);
    let calls = home.sandbox.read("tmp/calls");
    let of = |name: &str| calls.lines().filter(|line| line.contains(name)).collect::<Vec<_>>();
    let (listens, binds) = (of("listen("), of("bind("));
    assert_eq!(listens.len(), 1, "{calls}");
    let inet: Vec<_> = binds.iter().filter(|line| line.contains("AF_INET")).collect();
    assert_eq!(inet.len(), 1, "{calls}");
    assert!(inet[0].contains("sin_port=htons(0), sin_addr=inet_addr(\"127.0.0.1\")"), "{calls}");
}

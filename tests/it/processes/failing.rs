//! A program that panics with secrets in hand: what it says, and what is left of it, has none of them.
//!
//! The kernel refuses what libraries take for granted: random bytes for the keychain's cipher, the next event.

use portico_center::Config;

use super::*;
use crate::secrets::search::{NONE, Secrets, assert_no_core, found, remember_document, remember_keychain};

/// System calls that nobody expects to fail, and how they do.
const BROKEN: [(&str, &str); 2] = [("getrandom", "error=EIO"), ("epoll_wait", "error=EBADF")];
/// The panics of a run; there are some five moments at which a thread waits for the next event.
const FEWEST: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn i1_a_program_that_panics_with_secrets_in_hand_tells_none_of_them() {
    let mut house = Household::signed_in(Config::default()).await;
    let calls = renewal(&house).await;
    house.home.variables.push(("PORTICO_LOG", "trace".to_owned()));
    house.home.variables.push(("RUST_BACKTRACE", "full".to_owned()));
    let (mut secrets, mut said) = (Secrets::new(), Vec::new());
    for (call, error) in BROKEN {
        for at in calls.iter().filter(|at| at.0 == call) {
            house.expire();
            learn(&house, &mut secrets).await;
            let ended = run(strace::tampered(at, error, &house.helper(0))).await;
            if ended.code == 0 {
                remember_document("credentials", &ended.out, &mut secrets);
            }
            learn(&house, &mut secrets).await;
            said.push(ended.err);
        }
    }
    let panics = said.iter().filter(|text| text.contains("panicked at")).count();
    let with_keychain = said.iter().filter(|text| text.contains("thread 'keychain'")).count();
    println!("I1: {panics} of {} programs panicked, {with_keychain} at the keychain", said.len());
    assert!(panics >= FEWEST && with_keychain > 0, "{said:?}");
    for text in &said {
        assert!(text.contains("TRACE"), "the log was on: {text}");
        assert_eq!(found(&secrets, text.as_bytes()), NONE, "{text}");
        // Whatever the server gives begins so, also what was lost in the panic.
        assert!(!text.contains("emu_"), "{text}");
    }
    assert_no_core(&house.home.sandbox);
}

async fn learn(house: &Household, secrets: &mut Secrets) {
    remember_keychain(&house.home.desktop.as_ref().expect("a desktop").secrets().await, secrets);
}

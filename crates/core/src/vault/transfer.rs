//! Moving what is kept from one store to another, and seeing whether a store works.
//!
//! Rule: the change of the settings is the turning point. Before it the old store holds everything, after it the new one
//! does; what is removed from the old store can never come back and shadow something newer.

use std::time::Duration;

use portico_model::Secret;

use super::{Entry, Vault};
use crate::disk::{Home, Lock};
use crate::error::{Code, Error, Result};

/// What of the old store comes along.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Old {
    /// Everything; what cannot be read stops the move.
    Whole,
    /// What can be read.
    Readable,
    /// Nothing: it is not even asked.
    Forgotten,
}

/// How a move ended.
#[derive(Debug, Default)]
pub struct Moved {
    /// What is in the new store now.
    pub moved: Vec<Entry>,
    /// How many were known and could not be had; whoever needs them signs in again.
    pub lost: usize,
    /// Why the old store still holds something.
    pub left_behind: Option<Error>,
}

/// Moves `entries`, and calls `turn` once what comes along is in the new store. What can be removed from the old one is
/// removed in any case.
///
/// # Errors
/// When the old store cannot be read although it must be, the new one cannot be written, or `turn` fails; the old store
/// then still holds everything.
pub async fn transfer(
    (from, to): (&Vault, &Vault),
    entries: &[Entry],
    old: Old,
    turn: impl Future<Output = Result<()>>,
) -> Result<Moved> {
    let mut outcome = Moved::default();
    for entry in entries {
        let value = if old == Old::Forgotten { None } else { read(from, entry, old, &mut outcome).await? };
        match value {
            Some(value) => {
                put(to, entry, &value).await?;
                outcome.moved.push(entry.clone());
            }
            None => to.remove(entry).await?,
        }
    }
    turn.await?;
    for entry in entries {
        match from.remove(entry).await {
            // A keychain that is not there keeps nothing.
            Err(error) if error.code() != Code::KeychainAbsent => {
                outcome.left_behind = outcome.left_behind.or(Some(error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(outcome)
}

async fn read(from: &Vault, entry: &Entry, old: Old, outcome: &mut Moved) -> Result<Option<Secret>> {
    let is_loss = |code: Code| {
        matches!(code, Code::KeychainAbsent | Code::KeychainItemGone)
            || old == Old::Readable && code.is_of_keychain()
    };
    match from.read(entry).await {
        Err(error) if is_loss(error.code()) => {
            outcome.lost += 1;
            Ok(None)
        }
        answer => answer,
    }
}

async fn put(to: &Vault, entry: &Entry, value: &Secret) -> Result<()> {
    to.write(entry, value).await?;
    match to.read(entry).await? {
        Some(back) if back.expose() == value.expose() => Ok(()),
        Some(_) | None => Err(not_kept()),
    }
}

/// Writes, reads back and removes something of the size of a session.
///
/// # Errors
/// When any of that fails.
pub async fn self_test(vault: &Vault, home: &Home) -> Result<()> {
    // Two tests at once would read each other's.
    let _lock = Lock::acquire(&home.lock("keychain-self-test"), Duration::from_secs(10)).await?;
    let value = Secret::new(format!("{:0>6000}", std::process::id()));
    let kept = put(vault, &Entry::Probe, &value).await;
    let removed = vault.remove(&Entry::Probe).await;
    kept.and(removed)
}

fn not_kept() -> Error {
    Error::new(
        Code::KeychainFailed,
        "The keychain did not keep what it was given.",
        "Try again; if it stays, choose another place with `portico keychain use file`.",
    )
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::vault::{Fault, MemoryStore, Store};

    /// Refuses every call from one on.
    struct Failing {
        inner: MemoryStore,
        calls_left: Mutex<usize>,
    }

    impl Failing {
        fn after(calls: usize) -> Arc<Self> {
            Arc::new(Self { inner: MemoryStore::default(), calls_left: Mutex::new(calls) })
        }

        fn live(&self) -> std::result::Result<(), Fault> {
            let mut left = self.calls_left.lock().expect("sound");
            *left = left.checked_sub(1).ok_or(Fault::Locked)?;
            Ok(())
        }
    }

    impl Store for Failing {
        fn get(&self, service: &str, user: &str) -> std::result::Result<Option<Secret<Vec<u8>>>, Fault> {
            self.live().and_then(|()| self.inner.get(service, user))
        }

        fn set(&self, service: &str, user: &str, value: &[u8]) -> std::result::Result<(), Fault> {
            self.live().and_then(|()| self.inner.set(service, user, value))
        }

        fn delete(&self, service: &str, user: &str) -> std::result::Result<(), Fault> {
            self.live().and_then(|()| self.inner.delete(service, user))
        }
    }

    const LONG: Duration = Duration::from_secs(60);

    fn entries() -> Vec<Entry> {
        let entry = |name: &str| Entry::Session { portal: name.parse().expect("valid"), local: false };
        ["long", "short", "none"].map(entry).to_vec()
    }

    async fn filled(store: &Arc<Failing>) -> Vault {
        let vault = Vault::over(Arc::clone(store) as Arc<dyn Store>, None, LONG);
        for (entry, length) in entries().iter().zip([6_000, 40]) {
            vault.write(entry, &Secret::new("x".repeat(length))).await.expect("writes");
        }
        vault
    }

    #[tokio::test]
    async fn a_move_that_fails_at_any_call_leaves_everything_in_the_old_store() {
        let mut failed = 0;
        for calls in 0.. {
            let (old, new) = (Failing::after(usize::MAX), Failing::after(calls));
            let from = filled(&old).await;
            let kept = old.inner.len();
            let to = Vault::over(Arc::clone(&new) as Arc<dyn Store>, None, LONG);
            let mut turned = false;
            let turn = async {
                turned = true;
                Ok(())
            };
            let outcome = transfer((&from, &to), &entries(), Old::Whole, turn).await;
            if let Ok(moved) = outcome {
                assert!(turned && moved.left_behind.is_none() && old.inner.is_empty());
                assert_eq!((moved.moved.as_slice(), moved.lost, new.inner.len()), (&entries()[..2], 0, kept));
                break;
            }
            assert!(!turned, "after {calls} calls");
            assert_eq!(old.inner.len(), kept, "after {calls} calls");
            failed += 1;
        }
        assert!(failed > 20, "{failed}");
    }

    #[tokio::test]
    async fn what_the_new_store_held_before_never_comes_back() {
        let (old, new) = (Failing::after(usize::MAX), Failing::after(usize::MAX));
        let from = filled(&old).await;
        let to = Vault::over(Arc::clone(&new) as Arc<dyn Store>, None, LONG);
        for entry in entries() {
            to.write(&entry, &Secret::new("stale".to_owned())).await.expect("writes");
        }
        transfer((&from, &to), &entries(), Old::Whole, async { Ok(()) }).await.expect("moves");
        assert_eq!(to.read(&entries()[1]).await.expect("reads").expect("moved").expose(), &"x".repeat(40));
        assert!(to.read(&entries()[2]).await.expect("reads").is_none());
        let forgotten =
            transfer((&to, &from), &entries(), Old::Forgotten, async { Ok(()) }).await.expect("moves");
        assert!(forgotten.moved.is_empty() && old.inner.is_empty() && new.inner.is_empty());
    }

    #[tokio::test]
    async fn a_store_that_lets_nothing_go_is_told_and_the_new_one_holds_all() {
        let (old, new) = (Failing::after(usize::MAX), Failing::after(usize::MAX));
        let from = filled(&old).await;
        let to = Vault::over(Arc::clone(&new) as Arc<dyn Store>, None, LONG);
        let turn = async {
            *old.calls_left.lock().expect("sound") = 0;
            Ok(())
        };
        let moved = transfer((&from, &to), &entries(), Old::Whole, turn).await.expect("moves");
        assert_eq!(moved.left_behind.expect("told").code(), Code::KeychainLocked);
        assert_eq!(moved.moved.len(), 2);
    }
}

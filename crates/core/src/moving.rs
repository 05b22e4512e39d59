//! Moving every secret from one store to another, when the person chooses another one.
//!
//! Rules: what does not work is not chosen; nothing changes while it moves, because every portal's lock is held; what is left
//! behind is removed, so that a stale item never shadows a fresh one.

use std::sync::Arc;

use portico_model::{Secret, SystemClock};

use crate::disk::{Home, Lock};
use crate::error::{Error, Result};
use crate::portal::Portal;
use crate::session::kept;
use crate::settings::{Choice, PortalName, Settings};
use crate::vault::{self, Entry, FileStore, Moved, Old, Passphrase, Vault};

/// How a move ended.
#[derive(Debug, Default)]
pub struct Moving {
    /// How many secrets came along.
    pub moved: usize,
    /// The portals to sign in to again.
    pub signed_out: Vec<PortalName>,
    /// Their sessions, where the new place is memory: whoever does not go on with them has lost them.
    pub in_memory: Vec<(Portal, Secret)>,
    /// What the old store did not let go of.
    pub left_behind: Option<Error>,
}

/// Keeps secrets in `new` from now on; `passphrase` asks for that of the encrypted file. `from` says what of the old store
/// comes along; who forgets an encrypted file for another one begins it anew.
///
/// # Errors
/// When the settings or the new store cannot be used, or the passphrase is not given: then nothing has changed.
pub async fn to(home: &Home, passphrase: &Arc<dyn Passphrase>, new: Choice, from: Old) -> Result<Moving> {
    let old = Choice::load(home)?;
    if old == new && !(from == Old::Forgotten && new == Choice::File) {
        return Ok(Moving::default());
    }
    let portals = Settings::load(home)?.portals;
    let mut locks: Vec<Lock> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for portal in &portals {
        locks.push(kept::hold(home, &portal.name).await?);
        entries.extend(kept::entries(home, portal)?);
    }
    let (mut moved, mut in_memory) = (Moved::default(), Vec::new());
    if old == new {
        begin_anew(home, passphrase).await?;
    } else {
        let to = vault(home, passphrase, new);
        moved = change_over(home, passphrase, (old, new), &to, &entries, from).await?;
        if new == Choice::Memory {
            in_memory = sessions_in(&to, &portals).await?;
            // For every other process they are gone.
            moved.moved.clear();
        }
    }
    let signed_out = mark_signed_out(home, &portals, &moved)?;
    drop(locks);
    Ok(Moving { moved: moved.moved.len(), signed_out, in_memory, left_behind: moved.left_behind })
}

async fn sessions_in(vault: &Vault, portals: &[Portal]) -> Result<Vec<(Portal, Secret)>> {
    let mut found = Vec::new();
    for portal in portals {
        let entry = Entry::Session { portal: portal.name.clone(), local: portal.is_local() };
        found.extend(vault.read(&entry).await?.map(|session| (portal.clone(), session)));
    }
    Ok(found)
}

fn vault(home: &Home, passphrase: &Arc<dyn Passphrase>, choice: Choice) -> Vault {
    Vault::of_choice(home, choice, Arc::clone(passphrase))
}

async fn change_over(
    home: &Home,
    passphrase: &Arc<dyn Passphrase>,
    (old, new): (Choice, Choice),
    to: &Vault,
    entries: &[Entry],
    from: Old,
) -> Result<Moved> {
    if new == Choice::File {
        let store = file(home, passphrase);
        asking(move || Ok(store.create()?)).await?;
    }
    vault::self_test(to, home).await?;
    // The memory of which process?
    let what = if old == Choice::Memory { Old::Forgotten } else { from };
    let moved = vault::transfer((&vault(home, passphrase, old), to), entries, what, new.save(home)).await?;
    if old == Choice::File {
        file(home, passphrase).clear()?;
    }
    Ok(moved)
}

/// Throws the encrypted file away and makes a new one.
async fn begin_anew(home: &Home, passphrase: &Arc<dyn Passphrase>) -> Result<()> {
    let store = file(home, passphrase);
    asking(move || {
        store.clear()?;
        Ok(store.create()?)
    })
    .await
}

/// Notes which sessions did not come along; gives their portals.
fn mark_signed_out(home: &Home, portals: &[Portal], moved: &Moved) -> Result<Vec<PortalName>> {
    let mut signed_out = Vec::new();
    for portal in portals {
        let is_session =
            |entry: &Entry| matches!(entry, Entry::Session { portal: name, .. } if *name == portal.name);
        if !moved.moved.iter().any(is_session) {
            kept::forgotten(home, &portal.name)?;
            signed_out.push(portal.name.clone());
        }
    }
    Ok(signed_out)
}

fn file(home: &Home, passphrase: &Arc<dyn Passphrase>) -> FileStore {
    FileStore::of(home, Arc::clone(passphrase), Arc::new(SystemClock))
}

/// Waits for the person without holding up the rest.
async fn asking<T: Send + 'static>(question: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(question)
        .await
        .map_err(|error| Error::internal(format!("The question could not be asked: {error}.")))?
}

//! Moving every secret from one store to another, when the person chooses another one.
//!
//! Rules: what does not work is not chosen; nothing changes while it moves, because every portal's lock is held; what is left
//! behind is removed, so that a stale item never shadows a fresh one.

use std::sync::Arc;

use portico_model::SystemClock;

use crate::disk::{Home, Lock};
use crate::error::{Error, Result};
use crate::portal::Portal;
use crate::session::kept;
use crate::settings::{Choice, PortalName, Settings};
use crate::vault::{self, Entry, FileStore, Moved, Passphrase, Vault};

/// How a move ended.
#[derive(Debug, Default)]
pub struct Moving {
    /// How many secrets came along.
    pub moved: usize,
    /// The portals to sign in to again.
    pub signed_out: Vec<PortalName>,
    /// What the old store did not let go of.
    pub left_behind: Option<Error>,
}

/// Keeps secrets in `new` from now on; `passphrase` asks for that of the encrypted file. `forget` goes on where the old
/// store cannot be read, and begins an encrypted file anew.
///
/// # Errors
/// When the settings or the new store cannot be used, or the passphrase is not given: then nothing has changed.
pub async fn to(home: &Home, passphrase: &Arc<dyn Passphrase>, new: Choice, forget: bool) -> Result<Moving> {
    let old = Choice::load(home)?;
    if old == new && !(forget && new == Choice::File) {
        return Ok(Moving::default());
    }
    let portals = Settings::load(home)?.portals;
    let mut locks: Vec<Lock> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for portal in &portals {
        locks.push(kept::hold(home, &portal.name).await?);
        entries.extend(kept::entries(home, portal)?);
    }
    let moved = if old == new {
        begin_anew(home, passphrase).await?;
        Moved::default()
    } else {
        change_over(home, passphrase, (old, new), &entries, forget).await?
    };
    let signed_out = mark_signed_out(home, &portals, &moved)?;
    drop(locks);
    Ok(Moving { moved: moved.moved.len(), signed_out, left_behind: moved.left_behind })
}

async fn change_over(
    home: &Home,
    passphrase: &Arc<dyn Passphrase>,
    (old, new): (Choice, Choice),
    entries: &[Entry],
    forget: bool,
) -> Result<Moved> {
    if new == Choice::File {
        let store = file(home, passphrase);
        asking(move || Ok(store.create()?)).await?;
    }
    let [from, to] = [old, new].map(|choice| Vault::of_choice(home, choice, Arc::clone(passphrase)));
    vault::self_test(&to, home).await?;
    let forget = forget || old == Choice::Memory;
    let moved = vault::transfer((&from, &to), entries, forget, new.save(home)).await?;
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

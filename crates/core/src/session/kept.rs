//! What a store of secrets holds of a portal, for whoever moves it to another one. Rule: [`hold`] first; a session that
//! is renewed in the middle of a move would end in the store that is left.

use std::time::Duration;

use crate::disk::{Home, Lock};
use crate::error::Result;
use crate::session::memory::{Marks, Stamp};
use crate::settings::{Portal, PortalName};
use crate::vault::Entry;

/// Keeps every process from changing the portal's secrets until dropped: the lock that renewals take.
///
/// # Errors
/// When another process holds it for half a minute.
pub async fn hold(home: &Home, portal: &PortalName) -> Result<Lock> {
    Lock::acquire(&home.lock(&format!("session-{portal}")), Duration::from_secs(30)).await
}

/// Every entry there may be: the session's, and one for each role whose credentials were kept.
///
/// # Errors
/// When Portico's own notes cannot be read.
pub fn entries(home: &Home, portal: &Portal) -> Result<Vec<Entry>> {
    let local = portal.is_local();
    let roles = Marks::of(home, &portal.name).all(&portal.name)?;
    let session = Entry::Session { portal: portal.name.clone(), local };
    Ok(std::iter::once(session).chain(roles.into_iter().map(|key| Entry::Role { key, local })).collect())
}

/// Notes that nothing of the portal is kept any more, so that every process sees a sign-out and not a loss.
///
/// # Errors
/// When a note cannot be removed.
pub fn forgotten(home: &Home, portal: &PortalName) -> Result<()> {
    let marks = Marks::of(home, portal);
    for key in marks.all(portal)? {
        marks.remove(&key)?;
    }
    Stamp::signed_out(Stamp::read(home, portal).last()).write(home, portal);
    Ok(())
}

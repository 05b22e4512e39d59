//! What the engine tells the world: that something changed, and why.
//!
//! Rule: the cause travels with the change. Notifications, and later the journal, read it instead of guessing from two
//! states.

use std::sync::Arc;

use url::Url;

use crate::catalog::Change;
use crate::role::RoleKey;
use crate::settings::PortalName;
use crate::view::Snapshot;

/// Something changed, and why.
#[derive(Clone, Debug)]
pub struct Event {
    /// Why.
    pub cause: Cause,
    /// The state after it.
    pub snapshot: Arc<Snapshot>,
}

/// Why the state changed: read by notifications and, later, the journal.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cause {
    /// The engine started from what was kept.
    Started,
    /// A portal was added, changed or removed.
    PortalsChanged,
    /// A browser was sent to this address to sign in.
    SignInStarted(PortalName, Url),
    /// A code to sign in with waits to be typed in.
    CodeShown(PortalName),
    /// Signed in.
    SignedIn(PortalName),
    /// The sign-in did not end in a session.
    SignInEnded(PortalName),
    /// Signed out on request.
    SignedOut(PortalName),
    /// The access token was renewed.
    Renewed(PortalName),
    /// The session will end at its access token's end and cannot be prolonged.
    EndingSoon(PortalName),
    /// The session ended by itself.
    SessionEnded(PortalName),
    /// A program wanted credentials of a portal that nobody is signed in to.
    SignInWanted(PortalName),
    /// Another program of Portico signed in or out.
    ChangedElsewhere(PortalName),
    /// Accounts or roles arrived.
    ListingProgressed(PortalName),
    /// A listing is complete.
    Listed(PortalName),
    /// A portal could not be reached, or can be again.
    Reachability(PortalName),
    /// A role's console was opened.
    ConsoleOpened(RoleKey),
    /// A browser was signed out of its consoles.
    ConsolesSignedOut,
    /// A role's credentials were handed out.
    CredentialsUsed(RoleKey),
    /// A local endpoint was opened or closed.
    ServingChanged,
    /// A local endpoint gave a tool credentials.
    Served(RoleKey),
    /// A profile was written.
    ProfileExported(RoleKey),
    /// Several profiles were written or taken out.
    ProfilesWritten,
    /// The computer's clock became wrong, or right again.
    ClockChanged,
    /// A setting changed.
    SettingsChanged,
    /// What the person made of an account changed: a favourite, its label.
    Labelled(PortalName),
    /// The person looked at what changed.
    ChangesSeen,
    /// The person waits for new access from now on, or no longer.
    AccessAwaited(PortalName),
    /// Access that the person was waiting for is there.
    AccessArrived(PortalName, Vec<Change>),
    /// Something under way became visible: a renewal began, a minute passed.
    Moved,
}

//! The single owner of state: a [`Command`] goes in, an [`Event`] with the new snapshot comes out.
//!
//! Rules: whatever the engine asks of the desktop is a verb of [`Shell`]; only a command of a person opens a browser;
//! nothing polls but one slow tick against the wall clock.

mod actor;
mod live;
mod work;

use std::path::PathBuf;
use std::sync::Arc;

use portico_model::{AccountId, Clock, Entropy, Region, RoleName, Secret, SystemClock, SystemEntropy};
use tokio::sync::{mpsc, oneshot, watch};
use url::Url;

use crate::aws::Transport;
use crate::catalog::Catalog;
use crate::console::Destination;
use crate::disk::{Environment, Home};
use crate::error::{Error, Result};
use crate::export::Form;
use crate::notice::Notice;
use crate::profiles::{ProfileForm, ProfileName};
use crate::role::RoleKey;
use crate::session::Sessions;
use crate::settings::{Portal, PortalName, Settings};
use crate::tray::Menu;
use crate::vault::Vault;
use crate::view::{Listing, PlanView, Snapshot};

/// What the engine asks of the desktop. Grows only when a caller needs another verb.
pub trait Shell: Send + Sync + 'static {
    /// Opens `url` in the person's browser.
    ///
    /// # Errors
    /// When there is no browser to open it in.
    fn open_url(&self, url: &Url) -> Result<()>;

    /// Puts `text` on the clipboard.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy(&self, text: &Secret) -> Result<()>;

    /// Shows a notification.
    fn notify(&self, notice: &Notice);

    /// Draws the tray; called only when the menu differs from the one drawn last.
    fn draw_tray(&self, menu: &Menu);

    /// Tells the window (or the terminal) what changed.
    fn publish(&self, event: &Event);
}

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
    /// A role's credentials were handed out.
    CredentialsUsed(RoleKey),
    /// A profile was written.
    ProfileExported(RoleKey),
    /// A favourite changed.
    Starred(PortalName),
    /// Something under way became visible: a renewal began, a minute passed.
    Moved,
}

/// What a person (or a script of theirs) asks for.
#[derive(Clone, Debug)]
pub enum Command {
    /// Adds a portal, or replaces the one of the same name.
    AddPortal(Portal),
    /// Signs out and forgets everything about a portal.
    RemovePortal(PortalName),
    /// Signs in through the browser; answered when the sign-in has ended.
    SignIn(PortalName),
    /// Opens the page of the sign-in under way once more.
    ReopenSignIn(PortalName),
    /// Abandons the sign-in under way.
    CancelSignIn(PortalName),
    /// Ends the session on the server and forgets its secrets.
    SignOut(PortalName),
    /// Lists accounts and roles anew; answered when the listing has ended.
    Refresh(PortalName),
    /// Opens the console of a role.
    OpenConsole(RoleKey, Destination),
    /// The link [`Command::OpenConsole`] would open, without opening it.
    ConsoleLink(RoleKey, Destination),
    /// A console link by federation: it carries its own authority for 15 minutes, so it is a secret.
    FederatedLink(RoleKey, Destination),
    /// Copies a role's credentials in one form to the clipboard.
    Copy(RoleKey, Form, Option<Region>),
    /// What [`Command::ExportProfile`] would write.
    PlanProfile(ProfileRequest),
    /// Writes a profile into the AWS config file.
    ExportProfile(ProfileRequest),
    /// Makes an account a favourite, or no longer one.
    Star(PortalName, AccountId, bool),
    /// Looks at the clock now instead of at the next tick: the machine woke up, or the window came to the front.
    Wake,
}

/// A profile somebody wants.
#[derive(Clone, Debug)]
pub struct ProfileRequest {
    /// For which role.
    pub key: RoleKey,
    /// Under which name; a fitting one when absent.
    pub name: Option<ProfileName>,
    /// How the tools get its credentials.
    pub form: ProfileForm,
    /// The profile's Region, when it shall have one.
    pub region: Option<Region>,
}

/// What a command answers.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Nothing more to say.
    Done,
    /// An address without a secret in it.
    Link(Url),
    /// An address that opens a console for whoever holds it.
    SecretLink(Secret),
    /// What an export writes or would write.
    Plan(PlanView),
}

/// What an engine, or a fast path beside it, works with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Where Portico's own files are.
    pub home: Home,
    /// The environment of the process.
    pub environment: Environment,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// The portals.
    pub transport: Transport,
    /// The sessions and the secrets they need.
    pub sessions: Sessions,
    /// Accounts, roles, favourites.
    pub catalog: Catalog,
    /// The absolute path of the `portico` command, for profiles.
    pub helper: PathBuf,
    /// Whether the engine lists a portal at start when its last listing is old: the app does, a command does not.
    pub lists_by_itself: bool,
}

impl Parts {
    /// The parts of an ordinary process: the system's keychain, clock and randomness.
    ///
    /// # Errors
    /// When Portico's folders or its catalog cannot be used.
    pub fn of_system(home: Home, environment: Environment, helper: PathBuf) -> Result<Self> {
        let vault = Vault::of_system(&home);
        let transport = Transport::default();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let catalog = Catalog::open(&home.catalog())?;
        let sessions = Sessions::new(home.clone(), vault, transport.clone(), Arc::clone(&clock));
        Ok(Self {
            home,
            environment,
            clock,
            entropy,
            transport,
            sessions,
            catalog,
            helper,
            lists_by_itself: false,
        })
    }
}

/// A running engine. Cheap to clone; it ends when the last clone is dropped.
#[derive(Clone, Debug)]
pub struct Engine {
    requests: mpsc::Sender<Request>,
    snapshot: watch::Receiver<Arc<Snapshot>>,
    parts: Parts,
}

#[derive(Debug)]
struct Request {
    command: Command,
    answer: oneshot::Sender<Result<Reply>>,
}

impl Engine {
    /// Reads what was kept, publishes [`Cause::Started`] and waits for commands. Needs a tokio runtime.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn start(parts: Parts, shell: Arc<dyn Shell>) -> Result<Self> {
        let settings = Settings::load(&parts.home)?;
        let (requests, inbox) = mpsc::channel(64);
        let snapshot = actor::spawn(parts.clone(), shell, settings, inbox);
        Ok(Self { requests, snapshot, parts })
    }

    /// Runs a command and waits for its answer.
    ///
    /// # Errors
    /// Those of the command.
    pub async fn run(&self, command: Command) -> Result<Reply> {
        let (answer, reply) = oneshot::channel();
        let stopped = || Error::internal("Portico is shutting down.");
        self.requests.send(Request { command, answer }).await.map_err(|_| stopped())?;
        reply.await.map_err(|_| stopped())?
    }

    /// The newest state.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.borrow().clone()
    }

    /// The accounts that match `query`, from the catalog alone: no network, no waiting.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub fn listing(&self, query: &str) -> Result<Listing> {
        self.parts.catalog.listing(query, &|key| self.parts.sessions.credentials_until(key))
    }

    /// The role meant by an account (number or name) and, perhaps, a role name.
    ///
    /// # Errors
    /// When none or several match.
    pub fn find(
        &self,
        portal: Option<&PortalName>,
        account: &str,
        role: Option<&RoleName>,
    ) -> Result<RoleKey> {
        self.parts.catalog.find(portal, account, role)
    }

    /// What the engine works with.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Returns once the engine has read what was kept (its first snapshot).
    pub async fn ready(&self) {
        let mut snapshot = self.snapshot.clone();
        let _ = snapshot.wait_for(|snapshot| snapshot.ready).await;
    }
}

//! The single owner of state: a [`Command`] goes in, an [`Event`] with the new snapshot comes out.
//!
//! Rules: whatever the engine asks of the desktop is a verb of [`Shell`]; only a command of a person opens a browser;
//! nothing polls but one slow tick against the wall clock.

mod actor;
mod browsers;
mod consoles;
mod doctor;
mod exports;
mod guard;
mod guardrails;
mod links;
mod listings;
mod live;
mod opened;
mod places;
mod publish;
mod serving;
mod sessions;
mod shelf;
mod step_ups;
mod tick;
mod work;

use std::sync::Arc;

use portico_model::{AccountId, Clock as _, Region, RoleName, Secret};
use tokio::sync::{mpsc, oneshot, watch};
use url::Url;

use crate::catalog::Label;
use crate::console::{Destination, Spot, browser};
pub use crate::engine::browsers::BrowserOf;
pub use crate::engine::consoles::{Manner, Neighbours};
pub use crate::engine::links::Sharing;
use crate::error::{Error, Result};
pub use crate::event::{Cause, Event};
use crate::export::Form;
use crate::journal::Asker;
use crate::notice::Notice;
use crate::organisation::AccessRequest;
pub use crate::parts::Parts;
use crate::policy;
use crate::profiles::{ProfileForm, ProfileName, Report, Template};
use crate::quiet::Quiet;
use crate::role::RoleKey;
use crate::serve::{self, Place, Terms};
use crate::settings::{Choice, Portal, PortalName, ProfileSettings, Rail, Settings};
use crate::tray::Menu;
use crate::view::{Ask, LeftView, Listing, PlanView, PortalView, SessionView, Snapshot};
use crate::words::{Language, Words};
pub use guard::Consent;

/// What the engine asks of the desktop. Grows only when a caller needs another verb.
pub trait Shell: Send + Sync + 'static {
    /// Opens `url` in the person's browser.
    ///
    /// # Errors
    /// When there is no browser to open it in.
    fn open_url(&self, url: &Url) -> Result<()>;

    /// Whether [`Shell::open_url`] shows addresses for the person to open: then no browser that they chose is started either.
    fn shows_addresses(&self) -> bool {
        false
    }

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

    /// What notifications and the tray speak now. When it is another language than before, [`Command::Wake`] draws the tray anew.
    fn words(&self) -> &'static Words {
        Words::of(Language::En)
    }
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
    /// Signs in with a code typed into a browser elsewhere; answered when the sign-in has ended.
    SignInWithCode(PortalName),
    /// Opens the page of the sign-in under way once more; that of a code without the code.
    ReopenSignIn(PortalName),
    /// Opens the page for the code of the sign-in under way with the code filled in.
    OpenFilledIn(PortalName),
    /// Copies the address of the sign-in under way, for another browser or a private window.
    CopySignInAddress(PortalName),
    /// Abandons the sign-in under way.
    CancelSignIn(PortalName),
    /// Ends the session on the server and forgets its secrets; answered with what stays valid.
    SignOut(PortalName),
    /// A program wanted credentials and nobody is signed in: tell the person, if it is time for that.
    SignInWanted(PortalName),
    /// Keeps secrets in another place from now on. What the old place does not give away is left there.
    UseKeychain(Choice),
    /// Asks for whatever opens the place where secrets are kept.
    UnlockKeychain,
    /// No notification in these hours; `None`: at any hour.
    SetQuiet(Option<Quiet>),
    /// Lists accounts and roles anew; answered when the listing has ended.
    Refresh(PortalName),
    /// Opens the console of a role; with [`Manner::default`] where and as it usually opens.
    OpenConsole(RoleKey, Destination, Manner),
    /// A link to the console, to be given away.
    ConsoleLink(RoleKey, Destination, Sharing),
    /// Copies such a link to the clipboard.
    CopyLink(RoleKey, Destination, Sharing),
    /// A console link by federation: it carries its own authority for 15 minutes, so it is a secret.
    FederatedLink(RoleKey, Destination),
    /// Sets one of the person's own guardrails.
    SetGuardrail(Rail),
    /// Opens the organisation's page on which access is asked for.
    RequestAccess(AccessRequest),
    /// Copies a role's credentials in one form to the clipboard.
    Copy(RoleKey, Form, Option<Region>),
    /// What [`Command::ExportProfile`] would write.
    PlanProfile(ProfileRequest),
    /// Writes a profile into the AWS config file.
    ExportProfile(ProfileRequest),
    /// Something about many profiles at once.
    Profiles(ProfilesTask),
    /// Opens a local endpoint that gives a role's credentials to tools; answered with where it is.
    Serve(RoleKey, Terms),
    /// Copies what leads tools to the local endpoint on this port, in one form, to the clipboard.
    CopyServing(u16, Form),
    /// Closes the local endpoint on this port.
    StopServing(u16),
    /// Signs a browser out of the consoles that were opened in it.
    SignOutOfConsoles(browser::Place),
    /// Ends the step-up to a role before its time.
    StepDown(RoleKey),
    /// Makes an account a favourite, or no longer one.
    Star(PortalName, AccountId, bool),
    /// Makes a place in an account's consoles a favourite, or no longer one.
    StarPlace(PortalName, AccountId, Spot, bool),
    /// Labels an account: nickname, colour, tags, hidden or not.
    Label(PortalName, AccountId, Label),
    /// Chooses where consoles open, or where one signs in.
    ChooseBrowser(BrowserOf, browser::Choice),
    /// The person has looked at the changes up to this one.
    ChangesSeen(i64),
    /// Lists anew, and again every while for some minutes, until new access is there.
    AwaitAccess(PortalName),
    /// Waits for new access no longer.
    AwaitAccessNoMore(PortalName),
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

/// What is asked about many profiles at once.
#[derive(Clone, Debug)]
pub enum ProfilesTask {
    /// What [`ProfilesTask::Sync`] would write.
    Plan(Box<SyncRequest>),
    /// Gives every chosen role its profile.
    Sync(Box<SyncRequest>),
    /// What [`ProfilesTask::Remove`] would write.
    PlanRemoval(Vec<ProfileName>),
    /// Takes profiles out.
    Remove(Vec<ProfileName>),
    /// What [`ProfilesTask::Undo`] would write.
    PlanUndo,
    /// Takes back the last write.
    Undo,
    /// Writes those of these profiles anew that a sync would write otherwise than they are; no other is made or goes.
    Restore(Vec<ProfileName>),
}

/// Which profiles shall be in step; what is absent is as the settings say.
#[derive(Clone, Debug, Default)]
pub struct SyncRequest {
    /// The only portal that is looked at.
    pub portal: Option<PortalName>,
    /// Only what matches; empty: everything, whatever the settings say.
    pub query: Option<String>,
    /// Only favourites.
    pub favourites: Option<bool>,
    /// How they are called.
    pub template: Option<Template>,
    /// How the tools get their credentials.
    pub form: Option<ProfileForm>,
    /// The Region of every one of them, whatever it has now.
    pub region: Option<Region>,
    /// Whether profiles of roles that are gone, and names that fit no more, go.
    pub prune: bool,
    /// The role that `default` shall be.
    pub default: Option<RoleKey>,
    /// Whether, once they are in step, these choices count from now on.
    pub remember: bool,
}

impl SyncRequest {
    /// The settings `known` with what is chosen here.
    #[must_use]
    pub fn remembered(&self, known: ProfileSettings) -> ProfileSettings {
        let query = self.query.clone().or(known.query);
        ProfileSettings {
            template: self.template.clone().unwrap_or(known.template),
            form: self.form.unwrap_or(known.form),
            region: self.region.clone().or(known.region),
            favourites: self.favourites.unwrap_or(known.favourites),
            query: query.filter(|query| !query.trim().is_empty()),
            chains: known.chains,
        }
    }
}

/// What a command answers.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Nothing more to say.
    Done,
    /// The role credentials that stay valid after a sign-out.
    SignedOut(Vec<LeftView>),
    /// The address of a console.
    Link(Link),
    /// What an export writes or would write.
    Plan(PlanView),
    /// What a change of many profiles does or would do.
    Profiles(Box<Report>),
    /// Where a local endpoint is, and what opens it.
    Serving(Place),
    /// Nothing was done: this has to be confirmed first, see [`Engine::run_with`].
    Asked(Box<policy::Ask>),
}

/// The address of a console.
#[derive(Clone, Debug)]
pub enum Link {
    /// It has no secret in it.
    Open(Url),
    /// It opens the console for whoever holds it.
    Secret(Secret),
}

impl Reply {
    /// The plan that was asked for.
    ///
    /// # Errors
    /// When this is the answer to something else: a fault of Portico's.
    pub fn plan(self) -> Result<PlanView> {
        if let Self::Plan(plan) = self { Ok(plan) } else { Err(astray()) }
    }

    /// The report on many profiles that was asked for.
    ///
    /// # Errors
    /// Those of [`Reply::plan`].
    pub fn profiles(self) -> Result<Report> {
        if let Self::Profiles(report) = self { Ok(*report) } else { Err(astray()) }
    }

    /// The place of the endpoint that was asked for.
    ///
    /// # Errors
    /// Those of [`Reply::plan`].
    pub fn serving(self) -> Result<Place> {
        if let Self::Serving(place) = self { Ok(place) } else { Err(astray()) }
    }

    /// What stays valid after the sign-out that was asked for.
    ///
    /// # Errors
    /// Those of [`Reply::plan`].
    pub fn signed_out(self) -> Result<Vec<LeftView>> {
        if let Self::SignedOut(left) = self { Ok(left) } else { Err(astray()) }
    }

    /// The address of a console that was asked for.
    ///
    /// # Errors
    /// Those of [`Reply::plan`].
    pub fn link(self) -> Result<Link> {
        if let Self::Link(link) = self { Ok(link) } else { Err(astray()) }
    }
}

fn astray() -> Error {
    Error::internal("The answer is one to another command.")
}

/// A running engine. Cheap to clone; it ends when the last clone is dropped.
#[derive(Clone, Debug)]
pub struct Engine {
    requests: mpsc::Sender<Request>,
    snapshot: watch::Receiver<Arc<Snapshot>>,
    parts: Parts,
    shelf: shelf::Shelf,
}

#[derive(Debug)]
struct Request {
    command: Command,
    by: Asker,
    answer: oneshot::Sender<Result<Reply>>,
}

impl Engine {
    /// Reads what was kept, publishes [`Cause::Started`] and waits for commands. Needs a tokio runtime.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn start(parts: Parts, shell: Arc<dyn Shell>) -> Result<Self> {
        let settings = Settings::load(&parts.home)?;
        parts.home.sweep(parts.clock.now().into());
        serve::tidy(&parts.home);
        let (requests, inbox) = mpsc::channel(64);
        let snapshot = actor::spawn(parts.clone(), shell, settings, inbox);
        Ok(Self { requests, snapshot, parts, shelf: shelf::Shelf::default() })
    }

    /// Runs a command and waits for its answer.
    ///
    /// # Errors
    /// Those of the command.
    pub async fn run(&self, command: Command) -> Result<Reply> {
        self.run_with(command, &Consent::default()).await
    }

    /// [`Engine::run`] for somebody else than whoever started this process: the journal tells them apart.
    ///
    /// # Errors
    /// Those of the command.
    pub async fn run_as(&self, by: Asker, command: Command) -> Result<Reply> {
        self.guarded(by, command, &Consent::default()).await
    }

    async fn send(&self, by: Asker, command: Command) -> Result<Reply> {
        let (answer, reply) = oneshot::channel();
        let stopped = || Error::internal("Portico is shutting down.");
        self.requests.send(Request { command, by, answer }).await.map_err(|_| stopped())?;
        reply.await.map_err(|_| stopped())?
    }

    /// The newest state.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.borrow().clone()
    }

    /// The first part of the whole list, as soon as can be: see [`Catalog::beginning`](crate::catalog::Catalog::beginning).
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub fn beginning(&self, ask: &Ask) -> Result<Listing> {
        self.parts.catalog.beginning(ask, &|key| self.parts.sessions.credentials_until(key))
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
        self.find_for(portal, account, role, None)
    }

    /// The same for a console of `service`, such as `ec2`: where no role is named, the weakest one for that.
    ///
    /// # Errors
    /// When none or several match.
    pub fn find_for(
        &self,
        portal: Option<&PortalName>,
        account: &str,
        role: Option<&RoleName>,
        service: Option<&str>,
    ) -> Result<RoleKey> {
        self.parts.catalog.find(portal, account, role, service)
    }

    /// What the engine works with.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Returns once no renewal is under way: a program that ends in the middle of one may lose its answer.
    pub async fn settled(&self) {
        let mut snapshot = self.snapshot.clone();
        let is_renewing = |portal: &PortalView| matches!(portal.session, SessionView::Renewing { .. });
        let _ = snapshot.wait_for(|snapshot| !snapshot.portals.iter().any(is_renewing)).await;
    }

    /// Returns once no local endpoint is open.
    pub async fn serves_no_more(&self) {
        let mut snapshot = self.snapshot.clone();
        let _ = snapshot.wait_for(|snapshot| snapshot.serving.is_empty()).await;
    }

    /// Returns once the engine has read what was kept (its first snapshot).
    pub async fn ready(&self) {
        let mut snapshot = self.snapshot.clone();
        let _ = snapshot.wait_for(|snapshot| snapshot.ready).await;
    }
}

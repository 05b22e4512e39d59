//! What the engine has done for it: tasks that wait for networks, keychains and disks, and report an [`Outcome`].

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use portico_model::{AccountId, Clock, Secret};
use tokio::sync::mpsc::UnboundedSender;
use url::Url;

use crate::aws::federation::ConsoleUrl;
use crate::aws::{Endpoints, Fault, uxc};
use crate::catalog::Change;
use crate::console::Destination;
use crate::credentials::Credentials;
use crate::engine::exports::Sight;
use crate::engine::live::Answer;
use crate::engine::{Cause, Command, Link, Manner, Parts, Reply, Shell};
use crate::error::{Code, Error, Result};
use crate::journal::{Asker, Draft, Kind};
use crate::organisation::AccessRequest;
use crate::profiles::Which;
use crate::quiet::Quiet;
use crate::role::RoleKey;
use crate::serve::{Endpoint, Told};
use crate::session::device::{DeviceAttempt, UserCode};
use crate::session::sign_in::{Attempt, Fresh};
use crate::session::{Grant, Left, Method, Renewal};
use crate::settings::{Choice, Portal, PortalName, Settings};
use crate::vault::Old;
use crate::view::{LeftView, Progress};
use crate::{listing, moving};

/// AWS is asked for the colour of an account once in so long.
const COLOUR_AGE: SignedDuration = SignedDuration::from_hours(24);
/// Rows arrive faster than anybody can see: progress is told this often at most.
const PROGRESS_PAUSE: Duration = Duration::from_millis(100);

/// How a task ended, or what it has to say meanwhile.
pub(super) enum Outcome {
    /// The session found, and the stamp it had before it was looked for.
    Restored(PortalName, u64, Result<Option<Grant>>),
    SignInReady(PortalName, u64, Url),
    CodeReady(PortalName, u64, UserCode),
    Probed(PortalName, Result<()>),
    LookedAround,
    /// Step-ups are over; somebody waits for that when they ended one themselves.
    SteppedDown(Option<Answer>, Result<()>),
    ProfilesSeen(Sight),
    KeychainChanged(Result<()>, Answer),
    SignInEnded(PortalName, u64, Result<(Grant, Option<Error>)>),
    Renewed(PortalName, Result<Renewal>),
    Saved(PortalName),
    SignedOut(PortalName, Result<Vec<LeftView>>),
    Progressed(PortalName, Progress),
    /// How a listing ended, and which access it found that was not there before.
    Listed(PortalName, Result<()>, Vec<Change>),
    Settings(Result<Settings>, Answer),
    Serving(Result<Endpoint>, Answer),
    /// What the endpoint of this role on this port has to tell.
    Told(RoleKey, u16, Told),
    Did(Result<(Reply, Option<Cause>)>, Answer),
}

/// What tasks work with; cheap to clone into each of them.
#[derive(Clone)]
pub(super) struct Worker {
    pub(super) parts: Parts,
    pub(super) shell: Arc<dyn Shell>,
    pub(super) outcomes: UnboundedSender<Outcome>,
}

impl Worker {
    pub(super) fn report(&self, outcome: Outcome) {
        // The engine is gone when nobody listens; then there is nobody to tell.
        let _ = self.outcomes.send(outcome);
    }

    /// The same worker, for somebody who asks: the journal says whom.
    pub(super) fn asked_by(&self, by: &Asker) -> Self {
        let journal = self.parts.journal.asked_by(by.clone());
        Self { parts: Parts { journal, ..self.parts.clone() }, ..self.clone() }
    }

    pub(super) fn record(&self, draft: Draft) {
        self.parts.journal.record(draft);
    }

    /// Reads what is kept. At the start the keychain may ask for its password; later nobody is waiting for this.
    pub(super) fn restore(&self, portal: Portal, at_start: bool) {
        let worker = self.clone();
        tokio::spawn(async move {
            let sessions = &worker.parts.sessions;
            let before = sessions.generation(&portal.name);
            let found = if at_start {
                sessions.restore(&portal).await
            } else {
                sessions.quietly().restore(&portal).await
            };
            worker.report(Outcome::Restored(portal.name, before, found));
        });
    }

    /// Offers the keychain once more what it refused. That it refuses again is no news.
    pub(super) fn save_again(&self, portal: Portal) {
        let worker = self.clone();
        tokio::spawn(async move {
            if let Ok(true) = worker.parts.sessions.quietly().save_again(&portal).await {
                worker.report(Outcome::Saved(portal.name));
            }
        });
    }

    /// Starts a sign-in; dropping the task closes its listener.
    pub(super) fn sign_in(&self, portal: Portal, attempt: u64, method: Method) -> tokio::task::AbortHandle {
        let worker = self.clone();
        let task = tokio::spawn(async move {
            let name = portal.name.clone();
            let fresh = match method {
                Method::Browser => worker.in_browser(&portal, attempt).await,
                Method::Code => worker.with_code(&portal, attempt).await,
            };
            let ended = match fresh {
                Ok(fresh) => worker.keep(&portal, fresh, method).await,
                Err(error) => {
                    let failed = Draft::of_portal(Kind::SignInFailed, &name).with_word("method", method);
                    worker.record(failed.with_word("code", error.code()));
                    Err(error)
                }
            };
            worker.report(Outcome::SignInEnded(name, attempt, ended));
        });
        task.abort_handle()
    }

    async fn in_browser(&self, portal: &Portal, attempt: u64) -> Result<Fresh> {
        let parts = &self.parts;
        let waiting = Attempt::begin(portal, &parts.sessions, parts.entropy.as_ref()).await?;
        let url = waiting.url();
        self.report(Outcome::SignInReady(portal.name.clone(), attempt, url.clone()));
        let signed_in = waiting.finish(&parts.transport, &parts.clock);
        tokio::pin!(signed_in);
        // Who copied the address may be done before the browser comes.
        tokio::select! {
            biased;
            opened = self.open_sign_in(&portal.name, &url) => opened?,
            fresh = &mut signed_in => return fresh,
        }
        signed_in.await
    }

    /// Opens nothing: the person may be about to type the code on another device.
    async fn with_code(&self, portal: &Portal, attempt: u64) -> Result<Fresh> {
        let parts = &self.parts;
        let waiting = DeviceAttempt::begin(portal, &parts.sessions).await?;
        self.report(Outcome::CodeReady(portal.name.clone(), attempt, waiting.user_code().clone()));
        waiting.finish(&parts.sessions, Arc::new(parts.clock.clone()), tokio::time::sleep).await
    }

    /// From here on there is a session: cancelling must not stop half-way through keeping it.
    async fn keep(&self, portal: &Portal, fresh: Fresh, method: Method) -> Result<(Grant, Option<Error>)> {
        let (parts, portal) = (self.parts.clone(), portal.clone());
        let keeping = tokio::spawn(async move {
            let kept = parts.sessions.keep(&portal, fresh).await?;
            // One that can be renewed ends nobody knows when.
            let until = (!kept.0.renewable).then_some(kept.0.until);
            let signed_in = Draft::of_portal(Kind::SignedIn, &portal.name).until(until);
            parts.journal.record(signed_in.with_word("method", method));
            parts.catalog.mark_stale(&portal.name)?;
            Ok(kept)
        });
        keeping.await.map_err(|error| Error::internal(format!("Keeping the session failed: {error}.")))?
    }

    /// Asks the portal for a sign of life.
    pub(super) fn probe(&self, portal: Portal) {
        let worker = self.clone();
        tokio::spawn(async move {
            let reached = worker.parts.sessions.reachable(&portal).await;
            worker.report(Outcome::Probed(portal.name, reached));
        });
    }

    /// Asks the Regions that did not answer whether they do now.
    pub(super) fn look_around(&self, portal: Portal) {
        let worker = self.clone();
        tokio::spawn(async move {
            if worker.parts.sessions.look_around(&portal).await {
                worker.report(Outcome::LookedAround);
            }
        });
    }

    pub(super) fn renew(&self, portal: Portal, generation: u64) {
        let worker = self.clone();
        tokio::spawn(async move {
            let renewal = worker.parts.sessions.quietly().renew(&portal, generation).await;
            worker.report(Outcome::Renewed(portal.name, renewal));
        });
    }

    pub(super) fn sign_out(&self, portal: Portal) {
        let worker = self.clone();
        tokio::spawn(async move {
            let ended = worker.end_session(&portal).await;
            worker.end_step_ups_of(&portal.name).await;
            worker.parts.withdraw_keys(Which::Of(portal.name.clone())).await;
            let left = ended.map(|left| left.iter().map(|left| worker.left_view(left)).collect());
            worker.report(Outcome::SignedOut(portal.name, left));
        });
    }

    /// Signs out, which is recorded if anybody was signed in.
    async fn end_session(&self, portal: &Portal) -> Result<Vec<Left>> {
        let sessions = &self.parts.sessions;
        let was_signed_in = sessions.generation(&portal.name) > 0;
        let ended = sessions.sign_out(portal).await;
        if was_signed_in {
            let left = ended.as_ref().map_or(0, Vec::len);
            let signed_out = Draft::of_portal(Kind::SignedOut, &portal.name);
            self.record(signed_out.with_any("still_valid", (left > 0).then_some(left)));
        }
        ended
    }

    fn left_view(&self, left: &Left) -> LeftView {
        let RoleKey { portal, account, role } = &left.key;
        LeftView {
            account: account.to_string(),
            name: self.name_of(portal, account),
            role: role.to_string(),
            until: left.until.as_second(),
        }
    }

    /// What an account is called: its number when it is not listed.
    pub(super) fn name_of(&self, portal: &PortalName, account: &AccountId) -> String {
        let known = self.parts.catalog.entry(portal, account).ok().flatten();
        known.map_or_else(|| account.grouped(), |entry| entry.title().into_owned())
    }

    /// Moves what can be read; a session that only this process holds goes on and is kept in the new place.
    pub(super) fn use_keychain(&self, choice: Choice, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let parts = &worker.parts;
            let moved = moving::to(&parts.home, &parts.passphrase, choice, Old::Readable).await;
            let done = moved.map(|moved| {
                parts.sessions.stay_unsaved(&moved.signed_out);
                moved.in_memory.iter().for_each(|(portal, session)| parts.sessions.adopt(portal, session));
                if let Some(error) = moved.left_behind {
                    tracing::warn!(%error, "the old place still holds secrets");
                }
            });
            worker.report(Outcome::KeychainChanged(done, answer));
        });
    }

    /// The person asked for it, so they may be asked for a password.
    pub(super) fn unlock(&self, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let done = worker.parts.sessions.vault().unlock().await;
            worker.report(Outcome::KeychainChanged(done, answer));
        });
    }

    /// Keys in the credentials file that are good no more go.
    pub(super) fn withdraw_expired(&self) {
        let (worker, now) = (self.clone(), self.parts.clock.now());
        tokio::spawn(async move { worker.parts.withdraw_keys(Which::Expired(now)).await });
    }

    pub(super) fn set_quiet(&self, quiet: Option<Quiet>, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let settings = Settings::set_quiet(&worker.parts.home, quiet).await;
            worker.report(Outcome::Settings(settings, answer));
        });
    }

    pub(super) fn list(&self, portal: Portal) {
        let worker = self.clone();
        tokio::spawn(async move {
            let mut told = None::<tokio::time::Instant>;
            let mut paced = false;
            let progress = |progress: Progress| {
                let now = tokio::time::Instant::now();
                let due = told.is_none_or(|told| now - told >= PROGRESS_PAUSE);
                let is_turn = std::mem::replace(&mut paced, progress.paced) != progress.paced;
                if due || is_turn || progress.done == progress.total {
                    told = Some(now);
                    worker.report(Outcome::Progressed(portal.name.clone(), progress));
                }
            };
            let catalog = &worker.parts.catalog;
            let before = catalog.last_change().unwrap_or(i64::MAX);
            let listed = listing::list(&worker.parts, &portal, progress).await;
            let gained = catalog.gained_after(&portal.name, before).unwrap_or_default();
            worker.report(Outcome::Listed(portal.name.clone(), listed, gained));
        });
    }

    pub(super) fn add_portal(&self, portal: Portal, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let settings = worker.put_portal(&portal).await;
            worker.report(Outcome::Settings(settings, answer));
        });
    }

    /// Forgets everything about a portal. Where there is no keychain, nothing can be removed from it, and a portal that
    /// could not be removed either would be worse.
    async fn forget(&self, portal: &Portal) -> Result<()> {
        match self.end_session(portal).await {
            Err(error) if error.code() != Code::KeychainAbsent => return Err(error),
            Err(_) | Ok(_) => {}
        }
        self.end_step_ups_of(&portal.name).await;
        self.parts.withdraw_keys(Which::Of(portal.name.clone())).await;
        self.parts.catalog.forget_portal(&portal.name)
    }

    /// A portal of the same name in another place is signed out of first: its secrets would never be found again.
    async fn put_portal(&self, portal: &Portal) -> Result<Settings> {
        let home = &self.parts.home;
        let known = Settings::load(home)?;
        if let Some(old) =
            known.portals.iter().find(|old| old.name == portal.name && !old.is_same_place(portal))
        {
            self.forget(old).await?;
        }
        self.parts.sessions.share_or_not(portal).await?;
        Settings::add_portal(home, portal).await
    }

    pub(super) fn remove_portal(&self, portal: Portal, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let settings = async {
                worker.forget(&portal).await?;
                Settings::remove_portal(&worker.parts.home, &portal.name).await
            };
            worker.report(Outcome::Settings(settings.await, answer));
        });
    }

    /// Runs a command that changes nothing in the engine's own state.
    pub(super) fn run(&self, portal: Portal, command: Command, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let done = worker.run_command(&portal, command).await;
            worker.report(Outcome::Did(done, answer));
        });
    }

    async fn run_command(&self, portal: &Portal, command: Command) -> Result<(Reply, Option<Cause>)> {
        match command {
            Command::OpenConsole(key, destination, manner) => {
                self.opened(portal, key, &destination, &manner).await
            }
            Command::ConsoleLink(key, destination, sharing) => {
                Ok((Reply::Link(Link::Open(sharing.link(portal, &key, &destination)?)), None))
            }
            Command::CopyLink(key, destination, sharing) => {
                let link = sharing.link(portal, &key, &destination)?;
                self.shell.copy(&Secret::new(link.into()))?;
                Ok((Reply::Done, None))
            }
            Command::FederatedLink(key, destination) => self.federated(portal, key, &destination).await,
            Command::Copy(key, form, region) => {
                let keys = self.parts.sessions.credentials(portal, &key).await?;
                self.shell.copy(&crate::export::render(
                    form,
                    &keys,
                    region.as_ref(),
                    portal.endpoint.as_ref(),
                ))?;
                let copied = Draft::of_role(Kind::CredentialsCopied, &key).until(keys.expires);
                self.record(copied.with("form", form));
                self.used(&key)?;
                self.learn_colour(portal, &key, keys);
                Ok((Reply::Done, Some(Cause::CredentialsUsed(key))))
            }
            Command::PlanProfile(request) => {
                Ok((Reply::Plan(self.plan(portal, request, false).await?), None))
            }
            Command::ExportProfile(request) => {
                let key = request.key.clone();
                let view = self.plan(portal, request, true).await?;
                self.used(&key)?;
                Ok((Reply::Plan(view), Some(Cause::ProfileExported(key))))
            }
            Command::Star(portal, account, starred) => {
                self.parts.catalog.star(&portal, &account, starred)?;
                Ok((Reply::Done, Some(Cause::Labelled(portal))))
            }
            Command::StarPlace(portal, account, spot, starred) => {
                let now = self.parts.clock.now();
                self.parts.catalog.star_visit(&portal, &account, &spot, starred, now)?;
                Ok((Reply::Done, Some(Cause::Labelled(portal))))
            }
            Command::Label(portal, account, label) => {
                self.parts.catalog.label(&portal, &account, &label)?;
                Ok((Reply::Done, Some(Cause::Labelled(portal))))
            }
            Command::AddPortal(_)
            | Command::RemovePortal(_)
            | Command::SignIn(_)
            | Command::SignInWithCode(_)
            | Command::ReopenSignIn(_)
            | Command::OpenFilledIn(_)
            | Command::CopySignInAddress(_)
            | Command::SignInWanted(_)
            | Command::SetQuiet(_)
            | Command::SetGuardrail(_)
            | Command::RequestAccess(_)
            | Command::UseKeychain(_)
            | Command::UnlockKeychain
            | Command::Serve(..)
            | Command::StepDown(_)
            | Command::StopServing(_)
            | Command::SignOutOfConsoles(_)
            | Command::CopyServing(..)
            | Command::CancelSignIn(_)
            | Command::SignOut(_)
            | Command::Refresh(_)
            | Command::AwaitAccess(_)
            | Command::AwaitAccessNoMore(_)
            | Command::ChangesSeen(_)
            | Command::ChooseBrowser(..)
            | Command::Profiles(_)
            | Command::Wake => Err(Error::internal("This command belongs to the engine itself.")),
        }
    }

    async fn opened(
        &self,
        portal: &Portal,
        key: RoleKey,
        destination: &Destination,
        manner: &Manner,
    ) -> Result<(Reply, Option<Cause>)> {
        let until = self.open_console(portal, &key, destination, manner).await?;
        self.record(told(Draft::of_role(Kind::ConsoleOpened, &key).until(until), destination));
        self.used(&key)?;
        if let Some(spot) = destination.spot() {
            self.parts.catalog.visited(&key, &spot, self.parts.clock.now())?;
        }
        Ok((Reply::Done, Some(Cause::ConsoleOpened(key))))
    }

    async fn federated(
        &self,
        portal: &Portal,
        key: RoleKey,
        destination: &Destination,
    ) -> Result<(Reply, Option<Cause>)> {
        let keys = self.parts.sessions.credentials(portal, &key).await?;
        let ConsoleUrl { url, until } = self.federated_address(portal, &key, &keys, destination).await?;
        let opened = told(Draft::of_role(Kind::ConsoleOpened, &key).until(until), destination);
        self.record(opened.with("by", "federation"));
        self.used(&key)?;
        self.learn_colour(portal, &key, keys);
        Ok((Reply::Link(Link::Secret(url)), Some(Cause::ConsoleOpened(key))))
    }

    /// Reads the colour that AWS keeps for an account, once a day and only with credentials that are at hand anyway. A role
    /// that may not ask, and whatever else goes wrong, is no news.
    pub(super) fn learn_colour(&self, portal: &Portal, key: &RoleKey, keys: Credentials) {
        let (worker, portal, account) = (self.clone(), portal.clone(), key.account.clone());
        tokio::spawn(async move {
            let Parts { catalog, transport, clock, .. } = &worker.parts;
            let lately = |at: Timestamp| clock.now().duration_since(at) < COLOUR_AGE;
            if catalog.customized_at(&portal.name, &account).ok().flatten().is_some_and(lately) {
                return;
            }
            let Ok(endpoints) = Endpoints::of(&portal) else { return };
            let found = uxc::account_colour(transport, &endpoints, &keys, clock.now()).await;
            let colour = match found {
                Ok(colour) => colour,
                Err(Fault::Api { status: 403, .. }) => None,
                Err(fault) => return tracing::debug!(?fault, %account, "AWS does not tell its colour"),
            };
            if catalog.customized(&portal.name, &account, colour, clock.now()).is_ok() {
                worker.report(Outcome::LookedAround);
            }
        });
    }

    /// Opens the organisation's page on which access is asked for.
    pub(super) fn request_access(&self, request: &AccessRequest) -> Result<()> {
        let page = self.parts.catalog.request_page(request).ok_or_else(|| {
            Error::new(
                Code::NotFound,
                "Your organisation has told Portico no page to ask for access on.",
                "Ask your administrator for the role.",
            )
        })?;
        self.shell.open_url(&page)
    }

    pub(super) fn used(&self, key: &RoleKey) -> Result<()> {
        self.parts.catalog.used(key, self.parts.clock.now())
    }
}

/// Where a console was opened. Of an address only the place: what follows it may be anything.
fn told(draft: Draft, destination: &Destination) -> Draft {
    let page = |url: &Url| format!("{}{}", url.host_str().unwrap_or_default(), url.path());
    draft
        .with_any("service", destination.service.as_ref())
        .with_any("region", destination.region.as_ref())
        .with_any("page", destination.url.as_ref().map(page))
}

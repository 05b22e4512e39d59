//! What every verb starts from: whose files, which portal, which role.

use std::sync::{Arc, OnceLock};

use portico_core::console::Destination;
use portico_core::disk::{Environment, Home};
use portico_core::engine::{Command, Engine, Parts};
use portico_core::journal::{Asker, Draft, Journal};
use portico_core::line::{self, Message};
use portico_core::policy;
use portico_core::profiles::{self, AwsFiles, ProfileForm, Which};
use portico_core::role::RoleKey;
use portico_core::settings::{Portal, PortalName, Settings};
use portico_core::text::clean;
use portico_core::time::Timekeeper;
use portico_core::view::{PortalView, SessionView};
use portico_core::{Code, Error, Result};
use portico_model::{Clock, Region, RoleName, SystemClock};

use crate::args::{ChoiceArgs, Cli, RoleArgs};
use crate::exit::Exit;
use crate::out;
use crate::passphrase::Typed;
use crate::picker::{self, Purpose};
use crate::terminal::{Terminal, may_ask};
use crate::verbs::list;

/// A list this young (in seconds) is not fetched again just because it lacks something.
const FRESH: i64 = 60;

/// The process as its verb sees it.
#[derive(Debug)]
pub(crate) struct Context {
    /// Whether one JSON document is wanted on stdout.
    pub(crate) json: bool,
    /// Where Portico's own files are.
    pub(crate) home: Home,
    /// The variables that matter.
    pub(crate) environment: Environment,
    journal: OnceLock<Journal>,
}

impl Context {
    /// Finds the home.
    ///
    /// # Errors
    /// When its folders cannot be made.
    pub(crate) fn new(cli: &Cli, environment: Environment) -> Result<Self> {
        let home = match &cli.home {
            Some(folder) => Home::at(folder)?,
            None => Home::discover(&environment)?,
        };
        Ok(Self::at(home, environment, cli.json))
    }

    /// In this home.
    pub(crate) fn at(home: Home, environment: Environment, json: bool) -> Self {
        Self { json, home, environment, journal: OnceLock::new() }
    }

    /// The journal, by the machine's own clock unless an engine knows better.
    pub(crate) fn journal(&self) -> &Journal {
        let clock = || Timekeeper::new(Arc::new(SystemClock));
        self.journal.get_or_init(|| Journal::new(&self.home, clock(), Asker::Terminal))
    }

    /// Says on stderr that something was done and is not in the journal.
    pub(crate) fn tell_trouble(&self) {
        if let Some(trouble) = self.journal.get().and_then(Journal::trouble) {
            out::note(&clean(&format!("portico: This is not in the journal: {}", trouble.message), 1000));
        }
    }

    /// Starts the engine and waits until it has read what was kept.
    ///
    /// # Errors
    /// When settings or catalog cannot be used.
    pub(crate) async fn engine(&self, terminal: Terminal) -> Result<Engine> {
        let helper = std::env::current_exe()
            .map_err(|error| Error::internal(format!("The path of portico is unknown: {error}.")))?;
        let parts = Parts::of_system(self.home.clone(), self.environment.clone(), helper, Arc::new(Typed))?;
        let asker = if may_ask(self.json) { policy::Asker::Terminal } else { policy::Asker::Tool };
        // One that was used before goes on telling what it could not record.
        let _ = self.journal.set(parts.journal.clone());
        let engine = Engine::start(Parts { asker, ..parts }, Arc::new(terminal))?;
        engine.ready().await;
        Ok(engine)
    }

    /// Takes keys that are good no more out of the credentials file, where Portico wrote any. The next command tries again
    /// when that fails.
    pub(crate) fn withdraw_expired_keys(&self) {
        let now = SystemClock.now();
        let which = Which::Expired(now);
        let gone = AwsFiles::of(&self.environment)
            .and_then(|files| profiles::withdraw(&self.home, &files, &which, now));
        match gone {
            Ok(gone) if gone.is_empty() => {}
            Ok(gone) => {
                self.journal().asked_by(Asker::Portico).record_all(Draft::withdrawn(&gone, &which));
            }
            Err(error) => tracing::debug!(%error, "expired keys stay in the credentials file"),
        }
    }

    /// Tells the app that something changed, so that it need not find out by itself.
    pub(crate) async fn changed(&self) {
        line::tell(&self.home, &self.environment, &Message::Changed).await;
    }

    /// The portal called `wanted`, or the only one there is.
    ///
    /// # Errors
    /// When there is none of that name, or none or several to choose from.
    pub(crate) fn portal(&self, wanted: Option<&str>) -> Result<Portal> {
        let settings = Settings::load(&self.home)?;
        match (wanted, settings.portals.as_slice()) {
            (Some(name), _) => settings.portal(&name.parse()?).cloned(),
            (None, [only]) => Ok(only.clone()),
            (None, []) => Err(no_portal()),
            (None, several) => Err(Error::invalid(
                "There are several portals, and none was named.",
                format!("Add --portal with one of: {}.", names(several)),
            )),
        }
    }

    /// The portals to look at: the one called `wanted`, or all.
    ///
    /// # Errors
    /// When there is none of that name, or none at all.
    pub(crate) fn portals(&self, wanted: Option<&str>) -> Result<Vec<Portal>> {
        match wanted {
            Some(_) => Ok(vec![self.portal(wanted)?]),
            None => match Settings::load(&self.home)?.portals {
                none if none.is_empty() => Err(no_portal()),
                all => Ok(all),
            },
        }
    }

    /// The role meant by a profile, an account, or the person at the terminal who is asked; `purpose` says what becomes of it.
    ///
    /// # Errors
    /// As [`Context::role`], and when nobody can be asked.
    pub(crate) async fn role_of(
        &self,
        engine: &Engine,
        args: &RoleArgs,
        purpose: Purpose<'_>,
    ) -> Result<Meant> {
        match (&args.profile, &args.account) {
            (Some(profile), _) => {
                self.role_of_profile(profile).map(|key| Meant::Role(key, Destination::default()))
            }
            (None, account) => self.role_or_pick(engine, account.as_deref(), &args.choice, purpose).await,
        }
    }

    /// The role in the account meant, or the one that the person at the terminal picks.
    ///
    /// # Errors
    /// As [`Context::role`], and when nobody can be asked.
    pub(crate) async fn role_or_pick(
        &self,
        engine: &Engine,
        account: Option<&str>,
        choice: &ChoiceArgs,
        purpose: Purpose<'_>,
    ) -> Result<Meant> {
        if let Some(account) = account {
            let service = if let Purpose::Open(service) = purpose { service } else { None };
            let key = self.role(engine, account, choice, service).await?;
            return Ok(Meant::Role(key, Destination::default()));
        }
        if !picker::may_pick(&self.environment, self.json) {
            return Err(Error::invalid(
                "No account was named.",
                "Name it with --account; on a terminal it can be picked from a list.",
            ));
        }
        let words: Vec<&str> =
            [&choice.portal, &choice.role].into_iter().flatten().map(String::as_str).collect();
        self.pick(engine, &words.join(" "), purpose).await
    }

    /// Lets the person at the terminal pick, from what is known; portals that were never listed are listed first.
    ///
    /// # Errors
    /// When there is nothing to pick from, or the terminal cannot be used.
    pub(crate) async fn pick(&self, engine: &Engine, query: &str, purpose: Purpose<'_>) -> Result<Meant> {
        let portals = self.portals(None)?;
        if engine.snapshot().account_count == 0 {
            list::bring_all_up_to_date(engine, &portals).await?;
        }
        let picked = picker::pick(&self.environment, engine, query, purpose).await?;
        Ok(picked.map_or(Meant::Nothing, |(key, destination)| Meant::Role(key, destination)))
    }

    /// The role that a profile of Portico's is for.
    fn role_of_profile(&self, profile: &str) -> Result<RoleKey> {
        let files = AwsFiles::of(&self.environment)?;
        let of_keys = profiles::list_keys(&files)?.into_iter().map(|keys| keys.entry);
        let mut all = profiles::list(&files)?.into_iter().chain(of_keys);
        let found = all.find(|entry| entry.profile.as_str() == profile);
        let name = clean(profile, 128);
        match found {
            Some(entry) if entry.form == ProfileForm::Chain => Err(Error::invalid(
                format!("Profile {name} is of a role that is reached through another one."),
                format!("Let the tool assume it: AWS_PROFILE={name} and the command."),
            )),
            Some(entry) => Ok(entry.key),
            None => Err(Error::new(
                Code::NotFound,
                format!("Portico has written no profile called {name}."),
                "See those it has: portico profiles list; or name an account with --account.",
            )),
        }
    }

    /// The role meant, with none named the weakest for `service`; portals one is signed in to are listed anew when their last
    /// list does not have it.
    ///
    /// # Errors
    /// When none or several match, or nobody is signed in where it might be.
    pub(crate) async fn role(
        &self,
        engine: &Engine,
        account: &str,
        choice: &ChoiceArgs,
        service: Option<&str>,
    ) -> Result<RoleKey> {
        let portals = self.portals(choice.portal.as_deref())?;
        let portal = choice.portal.as_ref().map(|_| portals[0].name.clone());
        let role: Option<RoleName> = choice.role.as_deref().map(str::parse).transpose()?;
        let find = || engine.find_for(portal.as_ref(), account, role.as_ref(), service);
        let error = match find() {
            Ok(key) => return Ok(key),
            Err(error) => error,
        };
        if error.code() != Code::NotFound || !look_again(engine, &portals).await? {
            return Err(error);
        }
        find()
    }
}

/// What somebody means.
#[derive(Debug)]
pub(crate) enum Meant {
    /// This role, and where in its console, as far as they told that.
    Role(RoleKey, Destination),
    /// None: they left the picker.
    Nothing,
}

/// The Region, when one was given.
///
/// # Errors
/// When it is none.
pub(crate) fn region(text: Option<&str>) -> Result<Option<Region>> {
    Ok(text.map(str::parse).transpose()?)
}

/// The newest view of a portal.
pub(crate) fn view_of(engine: &Engine, portal: &PortalName) -> Option<PortalView> {
    engine.snapshot().portals.iter().find(|view| view.name == portal.as_str()).cloned()
}

/// Until when (epoch seconds) somebody is signed in, as far as is known.
pub(crate) fn signed_in_until(session: &SessionView) -> Option<i64> {
    match session {
        SessionView::SignedIn { until, .. } | SessionView::Renewing { until } => Some(*until),
        SessionView::SignedOut
        | SessionView::AwaitingBrowser
        | SessionView::AwaitingCode { .. }
        | SessionView::Expired
        | SessionView::Rejected => None,
    }
}

/// Why nobody is signed in to a portal, as far as is known: the keychain's trouble, or nobody signed in.
pub(crate) fn not_signed_in(portal: &PortalName, view: &PortalView) -> Error {
    keychain_trouble(view).unwrap_or_else(|| Error::sign_in_required(portal))
}

/// What keeps a portal's session from being read or kept.
pub(crate) fn keychain_trouble(view: &PortalView) -> Option<Error> {
    let problem = view.problem.as_ref().filter(|problem| Exit::of(problem.code) == Exit::Keychain)?;
    Some(Error::new(problem.code, problem.message.clone(), problem.remedy.clone()))
}

/// Lists the portals whose lists are old, and says whether that was worth another look. What keeps one portal from being
/// asked matters only when no other could be.
async fn look_again(engine: &Engine, portals: &[Portal]) -> Result<bool> {
    let now = engine.parts().clock.now().as_second();
    let (mut known, mut hindrance) = (false, None);
    let mut listed = false;
    for portal in portals {
        let Some(view) = view_of(engine, &portal.name) else { continue };
        let is_old = view.listed_at.is_none_or(|at| now - at > FRESH);
        if signed_in_until(&view.session).is_some() && is_old {
            match engine.run(Command::Refresh(portal.name.clone())).await {
                Ok(_) => listed = true,
                Err(error) => hindrance = hindrance.or(Some(error)),
            }
        } else if view.listed_at.is_none() {
            hindrance = hindrance.or_else(|| Some(not_signed_in(&portal.name, &view)));
        } else {
            known = true;
        }
    }
    match hindrance {
        Some(error) if !listed && !known => Err(error),
        Some(_) | None => Ok(listed),
    }
}

fn no_portal() -> Error {
    Error::new(
        Code::NotFound,
        "No portal is configured.",
        "Add one: portico portals add NAME --start-url https://company.awsapps.com/start",
    )
}

fn names(portals: &[Portal]) -> String {
    portals.iter().map(|portal| portal.name.as_str()).collect::<Vec<_>>().join(", ")
}

//! Consoles: where they open, and as what.
//!
//! Rule: the portal's own link does the work wherever its session is. Only where a console is kept apart from the browser that the
//! person signs in with does the role's own sign-in, which is a secret, and it goes through [`handoff`].

use jiff::{SignedDuration, Timestamp};
use portico_model::Clock;

use crate::aws::{Endpoints, fault_error, federation};
use crate::catalog::AccountEntry;
use crate::console::browser::{self, Choice, Choices, Look, Opened, Outing, Places, Public, Visit};
use crate::console::{self, Destination, handoff};
use crate::credentials::Credentials;
use crate::engine::work::Worker;
use crate::error::{Error, Result};
use crate::organisation::Organisation;
use crate::role::RoleKey;
use crate::settings::{Portal, Settings};

/// How long a console lasts where nothing else is known: what a permission set has unless somebody changed it.
const USUAL_SESSION: SignedDuration = SignedDuration::from_hours(1);

impl Worker {
    /// Opens the console of a role where the person, or their organisation, wants that account's.
    pub(super) async fn open_console(
        &self,
        portal: &Portal,
        key: &RoleKey,
        destination: &Destination,
    ) -> Result<()> {
        let address = console_address(portal, key, destination)?;
        let (choice, _) = self.browser_of(key)?;
        if choice == Choice::default() {
            return self.shell.open_url(address.url());
        }
        let outing = self.outing(key, choice).await?;
        if outing.is_isolated() {
            let keys = self.parts.sessions.credentials(portal, key).await?;
            let secret = self.federated_address(portal, &keys, destination).await?;
            let open = |link: &url::Url| outing.open(&self.parts.home, &Public::one_shot(link)?);
            handoff::open_secretly(secret, self.parts.entropy.as_ref(), open).await?;
            self.learn_colour(portal, key, keys);
        } else {
            outing.open(&self.parts.home, &address)?;
        }
        let now = self.parts.clock.now();
        let opened = Opened { place: outing.place, key: key.clone(), until: self.console_until(key, now) };
        self.parts.catalog.note_opened(&opened, now)
    }

    /// The address that signs a browser in as the role by itself.
    pub(super) async fn federated_address(
        &self,
        portal: &Portal,
        keys: &Credentials,
        destination: &Destination,
    ) -> Result<portico_model::Secret<String>> {
        let endpoints = Endpoints::of(portal)?;
        let destination = console::destination_url(portal, destination)?;
        let (transport, issuer) = (&self.parts.transport, portal.start_url.as_str());
        let url = federation::console_url(transport, &endpoints, keys, issuer, &destination).await;
        url.map_err(|fault| fault_error(portal, fault))
    }

    /// Where the account's consoles open, and whether the organisation says so.
    fn browser_of(&self, key: &RoleKey) -> Result<(Choice, bool)> {
        let settings = Settings::load(&self.parts.home)?;
        let organisation = Organisation::read(self.parts.home.organisation());
        let own = self.parts.catalog.browser_of(&key.portal, &key.account)?;
        let choices = Choices {
            fixed_for_account: organisation.account_browsers.get(&key.account),
            fixed: organisation.console_browser.as_ref(),
            account: own.as_ref(),
            portal: settings.browsers.get(&key.portal).and_then(|browsers| browsers.consoles.as_ref()),
        };
        Ok(choices.decide())
    }

    /// Looks for the browser; that reads small files.
    async fn outing(&self, key: &RoleKey, choice: Choice) -> Result<Outing> {
        let (worker, key) = (self.clone(), key.clone());
        let looking = tokio::task::spawn_blocking(move || {
            let places = Places::of(&worker.parts.environment)?;
            let found = browser::find(&places);
            let default = browser::default_browser(&places, &found);
            let look = worker.look_of(&key)?;
            Outing::to(Visit { key: &key, look: &look, choice: &choice }, &found, default.as_ref())
        });
        looking.await.map_err(|error| Error::internal(format!("Looking for browsers failed: {error}.")))?
    }

    /// How the account looks in the list.
    fn look_of(&self, key: &RoleKey) -> Result<Look> {
        let known = self.parts.catalog.entry(&key.portal, &key.account)?;
        let entry = known.unwrap_or_else(|| AccountEntry::unlisted(key));
        Look::new(&entry.title(), entry.colour)
    }

    /// At the latest: when the credentials at hand end, or after what a permission set usually has.
    fn console_until(&self, key: &RoleKey, now: Timestamp) -> Timestamp {
        let held = self.parts.sessions.credentials_until(key).filter(|until| *until > now);
        held.unwrap_or_else(|| now.checked_add(USUAL_SESSION).unwrap_or(Timestamp::MAX))
    }
}

/// The portal's link to the console of a role; with no destination, whatever the portal has for that role.
pub(super) fn console_address(portal: &Portal, key: &RoleKey, destination: &Destination) -> Result<Public> {
    let anywhere = *destination == Destination::default();
    let url = if anywhere { None } else { Some(console::destination_url(portal, destination)?) };
    Public::shortcut(portal, &key.account, Some(&key.role), url.as_ref())
}

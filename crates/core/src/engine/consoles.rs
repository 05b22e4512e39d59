//! Consoles: where they open, and as what.
//!
//! Rule: the portal's own link does the work wherever its session is. Only where a console is kept apart from the browser that the
//! person signs in with, or opens in another one, does the role's own sign-in, which is a secret, and it goes through [`handoff`].

use jiff::{SignedDuration, Timestamp};
use portico_model::{AccountId, Clock, RoleName, Secret};
use url::Url;

use crate::aws::federation::{self, ConsoleUrl};
use crate::aws::{Endpoints, fault_error};
use crate::catalog::AccountEntry;
use crate::console::browser::{
    self, Apart, BrowserId, Choice, Choices, Found, Look, Opened, Outing, Place, Places, Public, Room, Visit,
};
use crate::console::{self, Destination, handoff};
use crate::credentials::Credentials;
use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::engine::{Engine, Parts, Reply};
use crate::error::{Error, Result};
use crate::organisation::Organisation;
use crate::policy::{StepUp, StepUps};
use crate::role::RoleKey;
use crate::settings::{Portal, PortalName, Settings};
use crate::text::clean;
use crate::view::{ConsolePlaceView, CrowdView, IdentityView};

/// How long a console lasts where nothing else is known: what a permission set has unless somebody changed it.
const USUAL_SESSION: SignedDuration = SignedDuration::from_hours(1);

/// How a console is opened when it is not as usual.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Manner {
    /// Where, for this once.
    pub browser: Option<Choice>,
    /// By the role's own sign-in, even where the portal's session is.
    pub federated: bool,
}

/// Who is signed in already where a console would open.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Neighbours {
    /// Where that is.
    pub place: Place,
    /// What that is called.
    pub called: ConsolePlaceView,
    /// Whether there is room.
    pub room: Room,
    /// Where there is room when here is none, as far apart as need be.
    pub apart: Option<Choice>,
}

impl Engine {
    /// Whether AWS would ask to sign out of another identity before the console of this role opens where it usually does, or
    /// in `browser`. Reads small files; asks no network.
    ///
    /// # Errors
    /// When it would not open there: the browser is not installed, or the organisation chose another one.
    pub async fn room(&self, key: &RoleKey, browser: Option<&Choice>) -> Result<Neighbours> {
        let choice = self.parts.browser_of(key, browser)?;
        let outing = self.parts.outing(key, choice.clone()).await?;
        let room = self.parts.room_at(&outing, key)?;
        let apart = if matches!(room, Room::Full(_)) { self.parts.way_out(key, &choice).await } else { None };
        Ok(Neighbours { called: outing.called(), place: outing.place, room, apart })
    }
}

impl Engine {
    /// Who is signed in already where the console of this role would open, when AWS has room for no more there. Nothing when there
    /// is room, and when that cannot be told: it is no reason not to open.
    pub async fn crowd(&self, key: &RoleKey, browser: Option<&Choice>) -> Option<CrowdView> {
        let neighbours = self.room(key, browser).await.ok()?;
        let Room::Full(open) = neighbours.room else { return None };
        let identity = |key: RoleKey| {
            let entry = self.parts.catalog.entry(&key.portal, &key.account).ok().flatten();
            let entry = entry.unwrap_or_else(|| AccountEntry::unlisted(&key));
            IdentityView {
                portal: key.portal.to_string(),
                account: key.account.to_string(),
                title: clean(&entry.title(), 200),
                role: key.role.to_string(),
            }
        };
        Some(CrowdView {
            called: neighbours.called,
            open: open.into_iter().map(identity).collect(),
            apart: neighbours.apart.map(|choice| choice.to_string()),
        })
    }
}

impl Worker {
    /// Opens the console of a role where the person, or their organisation, wants that account's; answered with when it ends at
    /// the latest.
    pub(super) async fn open_console(
        &self,
        portal: &Portal,
        key: &RoleKey,
        destination: &Destination,
        manner: &Manner,
    ) -> Result<Timestamp> {
        let address = console_address(portal, &key.account, Some(&key.role), destination)?;
        let choice = self.parts.browser_of(key, manner.browser.as_ref())?;
        let sign_in = self.parts.sign_in_browser_of(&portal.name)?;
        if [&choice, &sign_in] == [&Choice::default(); 2] && !manner.federated {
            self.shell.open_url(address.url())?;
            let outing = self.parts.outing(key, choice).await;
            return Ok(self.note(portal, outing, key, self.console_until(key)));
        }
        let is_there = choice == sign_in;
        let outing = self.parts.outing(key, choice).await?;
        let is_apart = outing.is_isolated() || manner.federated;
        if is_apart || !(is_there || self.parts.has_session(&outing, sign_in).await) {
            let keys = self.parts.sessions.credentials(portal, key).await?;
            let ConsoleUrl { url, until } = self.federated_address(portal, key, &keys, destination).await?;
            self.open_secretly(&outing, url).await?;
            self.learn_colour(portal, key, keys);
            return Ok(self.note(portal, Ok(outing), key, until));
        }
        outing.open(&self.parts.home, &address)?;
        Ok(self.note(portal, Ok(outing), key, self.console_until(key)))
    }

    /// The address that signs a browser in as the role by itself.
    pub(super) async fn federated_address(
        &self,
        portal: &Portal,
        key: &RoleKey,
        keys: &Credentials,
        destination: &Destination,
    ) -> Result<ConsoleUrl> {
        let endpoints = Endpoints::of(portal)?;
        let destination = console::destination_url(portal, destination)?;
        let (transport, issuer) = (&self.parts.transport, portal.start_url.as_str());
        let now = self.parts.clock.now();
        let lasts = lasting(StepUps::of(&self.parts.home).running(now), key, keys.expires, now);
        let url =
            federation::console_url(transport, &endpoints, keys, issuer, &destination, lasts, now).await;
        url.map_err(|fault| fault_error(portal, fault))
    }

    /// Opens the page to sign in at where the person, or their organisation, wants that; where addresses are shown, there.
    pub(super) async fn open_sign_in(&self, portal: &PortalName, page: &Url) -> Result<()> {
        let choice = self.parts.sign_in_browser_of(portal)?;
        if choice == Choice::default() || self.shell.shows_addresses() {
            return self.shell.open_url(page);
        }
        let find = |found: &Found, default: Option<&BrowserId>| Outing::to_sign_in(choice, found, default);
        let outing = self.parts.looking(find).await?;
        self.open_secretly(&outing, Secret::new(page.to_string())).await
    }

    /// The same once more, for somebody who waits for that.
    pub(super) fn open_sign_in_again(&self, portal: PortalName, page: Url, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let opened = worker.open_sign_in(&portal, &page).await;
            worker.report(Outcome::Did(opened.map(|()| (Reply::Done, None)), answer));
        });
    }

    async fn open_secretly(&self, outing: &Outing, address: Secret<String>) -> Result<()> {
        let open = |link: &Url| outing.open(&self.parts.home, &Public::one_shot(link)?);
        handoff::open_secretly(address, self.parts.entropy.as_ref(), open).await
    }

    /// Counts a console that is open, until the time that is answered: that it cannot be counted is no failure.
    fn note(&self, portal: &Portal, outing: Result<Outing>, key: &RoleKey, until: Timestamp) -> Timestamp {
        let now = self.parts.clock.now();
        let noted = outing.and_then(|Outing { place, .. }| {
            let opened = Opened { place, key: key.clone(), until, sign_out: Public::sign_out(portal)? };
            self.parts.catalog.note_opened(&opened, now)
        });
        if let Err(error) = noted {
            tracing::debug!(%error, "an open console is not counted");
        }
        until
    }

    /// At the latest: when the credentials at hand end, or after what a permission set usually has.
    fn console_until(&self, key: &RoleKey) -> Timestamp {
        let now = self.parts.clock.now();
        let held = self.parts.sessions.credentials_until(key).filter(|until| *until > now);
        held.unwrap_or_else(|| now.checked_add(USUAL_SESSION).unwrap_or(Timestamp::MAX))
    }
}

/// How long a console is asked to last that is opened with keys that end at `expires`: as long as the step-up does, or where the
/// keys have been in hand for a while, an hour, which the sessions of every permission set may last.
fn lasting(
    step_ups: Vec<StepUp>,
    key: &RoleKey,
    expires: Timestamp,
    now: Timestamp,
) -> Option<SignedDuration> {
    let stepped_up = step_ups.iter().find(|step_up| step_up.key() == key).map(StepUp::until);
    let left = expires.duration_since(now);
    match stepped_up {
        Some(until) => Some(until.duration_since(now)),
        None => (left < USUAL_SESSION).then_some(USUAL_SESSION),
    }
}

impl Parts {
    /// Where the account's consoles open, or this one for this `once`.
    fn browser_of(&self, key: &RoleKey, once: Option<&Choice>) -> Result<Choice> {
        let settings = Settings::load(&self.home)?;
        let organisation = Organisation::read(self.home.organisation());
        let own = self.catalog.browser_of(&key.portal, &key.account)?;
        let choices = Choices {
            fixed_for_account: organisation.account_browsers.get(&key.account),
            fixed: organisation.console_browser.as_ref(),
            account: own.as_ref(),
            portal: settings.browsers.get(&key.portal).and_then(|browsers| browsers.consoles.as_ref()),
        };
        choices.decide_once(once)
    }

    /// Where one signs in to a portal: where the organisation says, else where the person does.
    fn sign_in_browser_of(&self, portal: &PortalName) -> Result<Choice> {
        if let Some(fixed) = Organisation::read(self.home.organisation()).sign_in_browser {
            return Ok(fixed);
        }
        let browsers = Settings::load(&self.home)?.browsers.remove(portal);
        Ok(browsers.and_then(|browsers| browsers.sign_in).unwrap_or_default())
    }

    /// Whether the portal's session is where the console opens: it is where one signs in, as far as that can be found.
    async fn has_session(&self, outing: &Outing, sign_in: Choice) -> bool {
        let find = |found: &Found, default: Option<&BrowserId>| Outing::to_sign_in(sign_in, found, default);
        self.looking(find).await.map_or(true, |sign_in| sign_in.place == outing.place)
    }

    fn room_at(&self, outing: &Outing, key: &RoleKey) -> Result<Room> {
        let now = self.clock.now();
        Ok(browser::room(&self.catalog.opened(now)?, &outing.place, key, now))
    }

    /// The first choice further apart than `choice` that may be made, can be made here and has room.
    async fn way_out(&self, key: &RoleKey, choice: &Choice) -> Option<Choice> {
        let further = match choice.apart {
            Apart::Same | Apart::Container => vec![Apart::Own, Apart::OwnByRole],
            Apart::Own => vec![Apart::OwnByRole],
            Apart::OwnByRole => Vec::new(),
        };
        for browser in [choice.browser.clone(), None] {
            for apart in &further {
                let other = Choice { apart: *apart, browser: browser.clone(), profile: None };
                if self.browser_of(key, Some(&other)).is_ok()
                    && let Ok(outing) = self.outing(key, other.clone()).await
                    && !matches!(self.room_at(&outing, key), Ok(Room::Full(_)))
                {
                    return Some(other);
                }
            }
        }
        None
    }

    async fn outing(&self, key: &RoleKey, choice: Choice) -> Result<Outing> {
        let (look, key) = (self.look_of(key)?, key.clone());
        self.looking(move |found, default| {
            Outing::to(Visit { key: &key, look: &look, choice: &choice }, found, default)
        })
        .await
    }

    /// Looks for browsers and picks; that reads small files.
    pub(super) async fn looking<T: Send + 'static>(
        &self,
        pick: impl FnOnce(&Found, Option<&BrowserId>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let places = Places::of(&self.environment)?;
        let looking = tokio::task::spawn_blocking(move || {
            let found = browser::find(&places);
            pick(&found, browser::default_browser(&places, &found).as_ref())
        });
        looking.await.map_err(|error| Error::internal(format!("Looking for browsers failed: {error}.")))?
    }

    /// How the account looks in the list.
    pub(super) fn look_of(&self, key: &RoleKey) -> Result<Look> {
        let known = self.catalog.entry(&key.portal, &key.account)?;
        let entry = known.unwrap_or_else(|| AccountEntry::unlisted(key));
        Look::new(&entry.title(), entry.colour)
    }
}

/// The portal's link to the console of an account, of a role if one is named; with no destination, whatever the portal has for it.
pub(super) fn console_address(
    portal: &Portal,
    account: &AccountId,
    role: Option<&RoleName>,
    destination: &Destination,
) -> Result<Public> {
    let anywhere = *destination == Destination::default();
    let url = if anywhere { None } else { Some(console::destination_url(portal, destination)?) };
    Public::shortcut(portal, account, role, url.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::How;

    #[test]
    fn a_console_lasts_as_long_as_the_step_up_and_otherwise_an_hour_at_least() {
        let now: Timestamp = "2026-11-29T12:00:00Z".parse().expect("a time");
        let after = |minutes| now.checked_add(SignedDuration::from_mins(minutes)).expect("later");
        let key = |role| RoleKey::parse("p", "111122223333", role).expect("a key");
        let up = || vec![StepUp::begin(key("Admin"), How::Type, None, now, after(20))];
        for (role, left, expected) in
            [("Admin", 600, Some(20)), ("Admin", 10, Some(20)), ("Read", 59, Some(60)), ("Read", 60, None)]
        {
            let lasts = lasting(up(), &key(role), after(left), now);
            assert_eq!(lasts, expected.map(SignedDuration::from_mins), "{role} {left}");
        }
    }
}

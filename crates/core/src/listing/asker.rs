//! One request of a listing, until it is answered: at the portal's pace, in whichever Region answers, with a token renewed
//! when it must be.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use portico_model::AccountId;
use portico_model::portal::{AccountInfo, RoleInfo};
use tokio::sync::{Mutex, Notify};
use url::Url;

use crate::aws::portal::Client;
use crate::aws::{Endpoints, Fault, check_token, fault_error};
use crate::credentials::is_unauthorized;
use crate::error::{Code, Error, Result};
use crate::pace::Leave;
use crate::parts::Parts;
use crate::session::{Bearer, Renewal, Tour, session_ended, still_refused};
use crate::settings::Portal;

/// Tries of one request against faults that pass, waits for throttling not counted.
const TRIES: u32 = 4;
/// Before the second try; doubled before each further one.
const PAUSE: Duration = Duration::from_millis(500);
/// Pages of one list: more means a portal that never ends.
const MOST_PAGES: usize = 10_000;
/// Pages one after the other that hold nothing new: more means a portal that repeats itself.
const MOST_REPEATED: u32 = 10;

/// What a page is of.
pub(super) enum What {
    Accounts,
    Roles(AccountId),
}

/// One page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) accounts: Vec<AccountInfo>,
    pub(super) roles: Vec<RoleInfo>,
    pub(super) next: Option<String>,
}

/// Asks one portal. Cheap to clone; clones share the token.
#[derive(Clone)]
pub(super) struct Asker {
    parts: Parts,
    portal: Arc<Portal>,
    /// Of all requests of the listing.
    bearer: Arc<Mutex<Bearer>>,
    refusal: Arc<Notify>,
}

impl Asker {
    pub(super) async fn new(parts: &Parts, portal: &Portal) -> Result<Self> {
        let bearer = bearer(parts, portal).await?;
        let portal = Arc::new(portal.clone());
        Ok(Self {
            parts: parts.clone(),
            portal,
            bearer: Arc::new(Mutex::new(bearer)),
            refusal: Arc::default(),
        })
    }

    pub(super) fn portal(&self) -> &Portal {
        &self.portal
    }

    /// Waits until the portal may be asked.
    pub(super) async fn leave(&self) -> Leave {
        self.parts.sessions.paces().leave(&self.portal).await
    }

    /// Returns once the portal has asked for fewer requests.
    pub(super) async fn throttled(&self) {
        self.refusal.notified().await;
    }

    /// The roles of an account; none when it went away, or its list is not ours to see.
    pub(super) async fn roles(&self, account: &AccountId, leave: Leave) -> Result<Vec<RoleInfo>> {
        let what = What::Roles(account.clone());
        let (mut roles, mut pages, mut leave) = (Vec::new(), Pages::default(), Some(leave));
        let mut known: BTreeSet<String> = BTreeSet::new();
        loop {
            let page = self.page(&what, &mut pages, leave.take()).await?;
            let before = known.len();
            known.extend(page.roles.iter().map(|info| info.role_name.clone()));
            roles.extend(page.roles);
            if !pages.turn(page.next, known.len() > before, &self.portal)? {
                return Ok(roles);
            }
        }
    }

    /// The next of `pages`.
    pub(super) async fn page(&self, what: &What, pages: &mut Pages, leave: Option<Leave>) -> Result<Page> {
        let (mut patience, mut leave) = (Patience::default(), leave);
        loop {
            let leave = match leave.take() {
                Some(leave) => leave,
                None => self.leave().await,
            };
            let bearer = self.bearer.lock().await.clone();
            let answer = self.send(what, pages, &bearer).await;
            self.parts.sessions.paces().learn(&self.portal, &leave, &answer);
            if matches!(answer, Err(Fault::Throttled { .. })) {
                self.refusal.notify_one();
            }
            match answer {
                Ok(page) => return Ok(page),
                Err(Fault::Api { status: 403 | 404, .. }) if matches!(what, What::Roles(_)) => {
                    return Ok(Page::default());
                }
                Err(fault) => patience.after(self, &bearer, fault).await?,
            }
        }
    }

    async fn send(&self, what: &What, pages: &mut Pages, bearer: &Bearer) -> Result<Page, Fault> {
        let mut tour = self.tour()?;
        loop {
            let next = pages.next_in(&tour.here().portal);
            let client = self.client(tour.here(), bearer);
            let answer = match what {
                What::Accounts => client.accounts(next.as_deref()).await.map(|page| Page {
                    accounts: page.account_list,
                    next: page.next_token,
                    ..Page::default()
                }),
                What::Roles(account) => client.roles(account, next.as_deref()).await.map(|page| Page {
                    roles: page.role_list,
                    next: page.next_token,
                    ..Page::default()
                }),
            };
            if let Some(answer) = tour.judge(answer) {
                return answer;
            }
        }
    }

    fn tour(&self) -> Result<Tour<'_>, Fault> {
        let tour = self.parts.sessions.tour(&self.portal);
        tour.map_err(|error| Fault::Foreign(error.message().to_owned()))
    }

    fn client<'a>(&'a self, endpoints: &'a Endpoints, bearer: &'a Bearer) -> Client<'a> {
        Client { transport: &self.parts.transport, endpoints, access: &bearer.token }
    }

    /// The access token was refused: the server is the truth, so ask it by renewing, once for all requests under way.
    async fn renew(&self, refused: &Bearer) -> Result<()> {
        let mut held = self.bearer.lock().await;
        if held.generation > refused.generation {
            return Ok(());
        }
        match self.parts.sessions.renew(&self.portal, refused.generation).await? {
            Renewal::Renewed(_) => *held = bearer(&self.parts, &self.portal).await?,
            Renewal::Rejected | Renewal::Gone => return Err(session_ended(&self.portal)),
            Renewal::Unreachable(error) => return Err(error),
        }
        Ok(())
    }
}

async fn bearer(parts: &Parts, portal: &Portal) -> Result<Bearer> {
    let bearer = parts.sessions.access(portal).await?;
    check_token(portal, bearer.token.expose())?;
    Ok(bearer)
}

/// How long one request has been tried: faults that pass are tried a few times. Being throttled does not count, for the
/// pace waits that out.
struct Patience {
    tries: u32,
    pause: Duration,
    renewed: bool,
}

impl Default for Patience {
    fn default() -> Self {
        Self { tries: 1, pause: PAUSE, renewed: false }
    }
}

impl Patience {
    /// Waits as the fault demands; `Ok` means: ask again.
    async fn after(&mut self, asker: &Asker, bearer: &Bearer, fault: Fault) -> Result<()> {
        match &fault {
            Fault::Throttled { .. } => return Ok(()),
            Fault::Server { .. } | Fault::Offline(_) if self.tries < TRIES => self.tries += 1,
            fault if is_unauthorized(fault) && !self.renewed => {
                // The refusal of an old token says nothing of the newest one.
                self.renewed = asker.parts.sessions.generation(&asker.portal.name) <= bearer.generation;
                return asker.renew(bearer).await;
            }
            fault if is_unauthorized(fault) => return Err(still_refused(&asker.portal)),
            Fault::Api { .. }
            | Fault::Distrusted(_)
            | Fault::Captive(_)
            | Fault::Foreign(_)
            | Fault::ProxyAuthentication
            | Fault::Server { .. }
            | Fault::Offline(_) => return Err(fault_error(&asker.portal, fault)),
        }
        tokio::time::sleep(self.pause).await;
        self.pause *= 2;
        Ok(())
    }
}

/// Follows `nextToken` and refuses to walk in circles.
#[derive(Default)]
pub(super) struct Pages {
    next: Option<String>,
    seen: BTreeSet<String>,
    repeated: u32,
    /// Where the list comes from.
    from: Option<Url>,
}

impl Pages {
    /// The token of the next page. A list begun in one Region is begun anew in another: nobody says that its `nextToken`
    /// means anything there.
    fn next_in(&mut self, portal: &Url) -> Option<String> {
        if self.from.as_ref() != Some(portal) {
            *self = Self { from: Some(portal.clone()), ..Self::default() };
        }
        self.next.clone()
    }

    /// Whether there is another page after one with this `next`; `is_news` says whether it held anything new.
    ///
    /// # Errors
    /// When the portal sends the same pages again and again, or never ends.
    pub(super) fn turn(&mut self, next: Option<String>, is_news: bool, portal: &Portal) -> Result<bool> {
        self.next = next.filter(|token| !token.is_empty());
        self.repeated = if is_news { 0 } else { self.repeated + 1 };
        let Some(token) = &self.next else { return Ok(false) };
        let is_onward = self.seen.insert(token.clone()) && self.seen.len() < MOST_PAGES;
        if is_onward && self.repeated < MOST_REPEATED {
            return Ok(true);
        }
        Err(Error::new(
            Code::NotIdentityCenter,
            format!("{} sends its list in circles.", portal.name),
            "Try again later; the accounts known so far are kept.",
        ))
    }
}

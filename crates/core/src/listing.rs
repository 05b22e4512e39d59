//! Listing accounts and roles: pages merged into the catalog as they come, several accounts at a time.
//!
//! Rules: known accounts shrink only after a complete listing; being throttled is waited out and is no error; a role
//! list that is refused (403) belongs to that account alone.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use portico_model::portal::{ListAccountRolesResponse, ListAccountsResponse};
use portico_model::{AccountId, Clock};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use url::Url;

use crate::aws::portal::Client;
use crate::aws::{Endpoints, Fault, check_token, fault_error};
use crate::catalog::Run;
use crate::credentials::is_unauthorized;
use crate::error::{Code, Error, Result};
use crate::parts::Parts;
use crate::session::{Bearer, Renewal, Tour, session_ended, still_refused};
use crate::settings::Portal;
use crate::view::Progress;

/// Accounts whose roles are asked for at the same time.
const AT_ONCE: usize = 8;
/// Tries of one request against faults that pass, waits for throttling not counted.
const TRIES: u32 = 4;
/// A wait when the portal throttles and does not say for how long; doubled each time up to the longest.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Pages of one list: more means a portal that never ends.
const MOST_PAGES: usize = 10_000;

/// Lists everything `portal` offers into the catalog. `progress` is told after each account.
///
/// # Errors
/// When the session has ended or the portal cannot be reached; what arrived before is kept and nothing is removed.
pub(crate) async fn list(parts: &Parts, portal: &Portal, mut progress: impl FnMut(Progress)) -> Result<()> {
    let run = parts.catalog.begin(&portal.name, parts.clock.now())?;
    let asker = Asker::new(parts, portal).await?;
    let accounts = asker.accounts(&run).await?;
    let total = u32::try_from(accounts.len()).unwrap_or(u32::MAX);
    let mut waiting = accounts.into_iter();
    let mut asking = JoinSet::new();
    let mut done = 0;
    progress(Progress { done, total });
    loop {
        while asking.len() < AT_ONCE
            && let Some(account) = waiting.next()
        {
            let asker = asker.clone();
            asking.spawn(async move { (asker.roles(&account).await, account) });
        }
        let Some(finished) = asking.join_next().await else { break };
        let (roles, account) =
            finished.map_err(|error| Error::internal(format!("A listing task failed: {error}.")))?;
        parts.catalog.merge_roles(&run, &account, &roles?)?;
        done += 1;
        progress(Progress { done, total });
    }
    parts.catalog.finish(run, parts.clock.now())
}

#[derive(Clone)]
struct Asker {
    parts: Parts,
    portal: Portal,
    /// Of all requests of the listing.
    bearer: Arc<Mutex<Bearer>>,
}

impl Asker {
    async fn new(parts: &Parts, portal: &Portal) -> Result<Self> {
        let bearer = bearer(parts, portal).await?;
        Ok(Self { parts: parts.clone(), portal: portal.clone(), bearer: Arc::new(Mutex::new(bearer)) })
    }

    async fn bearer(&self) -> Bearer {
        self.bearer.lock().await.clone()
    }

    fn tour(&self) -> Result<Tour<'_>, Fault> {
        let tour = self.parts.sessions.tour(&self.portal);
        tour.map_err(|error| Fault::Foreign(error.message().to_owned()))
    }

    fn client<'a>(&'a self, endpoints: &'a Endpoints, bearer: &'a Bearer) -> Client<'a> {
        Client { transport: &self.parts.transport, endpoints, access: &bearer.token }
    }

    async fn accounts_page(&self, bearer: &Bearer, pages: &mut Pages) -> Result<ListAccountsResponse, Fault> {
        let mut tour = self.tour()?;
        loop {
            let next = pages.next_in(&tour.here().portal);
            let answer = self.client(tour.here(), bearer).accounts(next.as_deref()).await;
            if let Some(answer) = tour.judge(answer) {
                return answer;
            }
        }
    }

    async fn roles_page(
        &self,
        bearer: &Bearer,
        account: &AccountId,
        pages: &mut Pages,
    ) -> Result<ListAccountRolesResponse, Fault> {
        let mut tour = self.tour()?;
        loop {
            let next = pages.next_in(&tour.here().portal);
            let answer = self.client(tour.here(), bearer).roles(account, next.as_deref()).await;
            if let Some(answer) = tour.judge(answer) {
                return answer;
            }
        }
    }

    async fn accounts(&self, run: &Run) -> Result<BTreeSet<AccountId>> {
        let mut accounts = BTreeSet::new();
        let mut pages = Pages::default();
        loop {
            let mut patience = Patience::default();
            let page = loop {
                let bearer = self.bearer().await;
                match self.accounts_page(&bearer, &mut pages).await {
                    Ok(page) => break page,
                    Err(fault) => patience.after(self, &bearer, fault).await?,
                }
            };
            self.parts.catalog.merge_accounts(run, &page.account_list)?;
            accounts.extend(
                page.account_list.iter().filter_map(|info| info.account_id.parse::<AccountId>().ok()),
            );
            if !pages.turn(page.next_token, &self.portal)? {
                return Ok(accounts);
            }
        }
    }

    async fn roles(&self, account: &AccountId) -> Result<Vec<portico_model::portal::RoleInfo>> {
        let mut roles = Vec::new();
        let mut pages = Pages::default();
        loop {
            let mut patience = Patience::default();
            let page = loop {
                let bearer = self.bearer().await;
                match self.roles_page(&bearer, account, &mut pages).await {
                    Ok(page) => break page,
                    // The account went away, or its list is not ours to see: it has no roles for us.
                    Err(Fault::Api { status: 403 | 404, .. }) => return Ok(roles),
                    Err(fault) => patience.after(self, &bearer, fault).await?,
                }
            };
            roles.extend(page.role_list);
            if !pages.turn(page.next_token, &self.portal)? {
                return Ok(roles);
            }
        }
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

/// How long one request has been tried: throttling is waited out, passing faults are tried a few times.
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
        let wait = match &fault {
            Fault::Throttled { retry_after } => retry_after.unwrap_or(self.pause),
            Fault::Server { .. } | Fault::Offline(_) if self.tries < TRIES => {
                self.tries += 1;
                self.pause
            }
            fault if is_unauthorized(fault) && !std::mem::replace(&mut self.renewed, true) => {
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
        };
        tokio::time::sleep(wait.min(LONGEST_PAUSE)).await;
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        Ok(())
    }
}

/// Follows `nextToken` and refuses to walk in circles.
#[derive(Default)]
struct Pages {
    next: Option<String>,
    seen: BTreeSet<String>,
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

    /// Whether there is another page.
    fn turn(&mut self, next: Option<String>, portal: &Portal) -> Result<bool> {
        self.next = next.filter(|token| !token.is_empty());
        let Some(token) = &self.next else { return Ok(false) };
        if self.seen.insert(token.clone()) && self.seen.len() < MOST_PAGES {
            return Ok(true);
        }
        Err(Error::new(
            Code::NotIdentityCenter,
            format!("{} sends its list in circles.", portal.name),
            "Try again later; the accounts known so far are kept.",
        ))
    }
}

//! One portal and what is going on in it.

use jiff::{SignedDuration, Timestamp};
use tokio::sync::oneshot;
use tokio::task::AbortHandle;
use url::Url;

use crate::catalog::Glance;
use crate::engine::Reply;
use crate::error::{Problem, Result};
use crate::journal::Asker;
use crate::portal::Portal;
use crate::session::device::UserCode;
use crate::session::{Method, Pause, Session, Sessions};
use crate::view::{PortalView, Progress, RegionView, SessionView};

/// Where a command's answer goes. Nobody may be waiting any more.
pub(super) type Answer = oneshot::Sender<Result<Reply>>;

pub(super) struct Live {
    pub(super) portal: Portal,
    pub(super) session: Session,
    /// What was kept from the last run has been read.
    pub(super) restored: bool,
    /// The stamp of the session that this process has seen last.
    pub(super) generation: u64,
    pub(super) problem: Option<Problem>,
    pub(super) progress: Option<Progress>,
    pub(super) sign_in: Option<SignIn>,
    pub(super) signing_in: Vec<Answer>,
    pub(super) signing_out: Vec<Answer>,
    /// Who asked for the sign-in or the sign-out that was asked for last.
    pub(super) asked_by: Asker,
    pub(super) listing: bool,
    /// Whoever is signed in now is not who the listing under way was begun for.
    pub(super) is_of_before: bool,
    /// The network cut the last listing short: it is begun anew after this.
    pub(super) list_again: Option<Pause>,
    pub(super) listening: Vec<Answer>,
    /// The person waits for new access.
    pub(super) awaited: Option<Awaited>,
}

/// New access is looked for: again and again, but resting at least as long as the portal was kept busy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Awaited {
    /// Then it is given up.
    until: Timestamp,
    begun: Timestamp,
    /// The next listing begins then; `None` while one is under way.
    next: Option<Timestamp>,
}

impl Awaited {
    const FOR: SignedDuration = SignedDuration::from_mins(5);
    const LEAST_REST: SignedDuration = SignedDuration::from_secs(30);

    pub(super) fn from(now: Timestamp) -> Self {
        Self { until: now + Self::FOR, begun: now, next: None }
    }

    pub(super) fn begun(self, now: Timestamp) -> Self {
        Self { begun: now, next: None, ..self }
    }

    /// A listing has ended; `None` when the time is up.
    pub(super) fn listed(self, now: Timestamp) -> Option<Self> {
        let rest = now.duration_since(self.begun).max(Self::LEAST_REST);
        (now < self.until).then(|| Self { next: Some(now + rest), ..self })
    }

    /// Whether the next listing is due.
    pub(super) fn is_due(self, now: Timestamp) -> bool {
        self.next.is_some_and(|next| next <= now)
    }
}

/// A sign-in under way.
pub(super) struct SignIn {
    /// Tells late answers of an abandoned attempt apart.
    pub(super) attempt: u64,
    pub(super) method: Method,
    pub(super) task: AbortHandle,
    /// Where the browser went, or goes.
    pub(super) url: Option<Url>,
    /// What the person types, when they sign in with a code.
    pub(super) code: Option<UserCode>,
}

impl Drop for SignIn {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Live {
    pub(super) fn new(portal: Portal) -> Self {
        Self {
            portal,
            session: Session::SignedOut,
            restored: false,
            generation: 0,
            problem: None,
            progress: None,
            sign_in: None,
            signing_in: Vec::new(),
            signing_out: Vec::new(),
            asked_by: Asker::default(),
            listing: false,
            is_of_before: false,
            list_again: None,
            listening: Vec::new(),
            awaited: None,
        }
    }

    /// As the window sees it.
    pub(super) fn view(&self, glance: &Glance, sessions: &Sessions) -> PortalView {
        let reach = sessions.reach(&self.portal).into_iter();
        let regions = reach.map(|reach| RegionView {
            name: reach.region.to_string(),
            serving: reach.serving,
            down: reach.down,
        });
        let expected = self.session.grant().and_then(|grant| sessions.expected_end(&self.portal, grant));
        PortalView {
            name: self.portal.name.to_string(),
            host: self.portal.start_url.host().to_owned(),
            start_url: self.portal.start_url.to_string(),
            region: self.portal.region.to_string(),
            local: self.portal.is_local(),
            fixed: self.portal.fixed,
            session: self.session_view(),
            progress: self.progress,
            listed_at: glance.listed_at(&self.portal.name).map(jiff::Timestamp::as_second),
            problem: self.problem.clone(),
            regions: regions.collect(),
            expected_end: expected.map(jiff::Timestamp::as_second),
            shares_with: Vec::new(),
            awaits_access: self.awaited.map(|awaited| awaited.until.as_second()),
        }
    }

    fn session_view(&self) -> SessionView {
        match &self.session {
            Session::SignedOut => SessionView::SignedOut,
            Session::AwaitingBrowser(_) => {
                match self.sign_in.as_ref().and_then(|sign_in| sign_in.code.as_ref()) {
                    Some(code) => SessionView::AwaitingCode {
                        code: code.code.clone(),
                        page: code.page.to_string(),
                        until: code.until.as_second(),
                    },
                    None => SessionView::AwaitingBrowser,
                }
            }
            Session::SignedIn(held) => SessionView::SignedIn {
                until: held.grant.until.as_second(),
                saved: held.grant.saved,
                ending: held.grant.ending || !held.grant.renewable,
            },
            Session::Renewing(held) => SessionView::Renewing { until: held.grant.until.as_second() },
            Session::Expired => SessionView::Expired,
            Session::Rejected => SessionView::Rejected,
        }
    }
}

//! One portal and what is going on in it.

use tokio::sync::oneshot;
use tokio::task::AbortHandle;
use url::Url;

use crate::catalog::Catalog;
use crate::engine::Reply;
use crate::error::{Problem, Result};
use crate::session::Session;
use crate::settings::Portal;
use crate::view::{PortalView, Progress, SessionView};

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
    pub(super) listing: bool,
    pub(super) listening: Vec<Answer>,
}

/// A sign-in under way.
pub(super) struct SignIn {
    /// Tells late answers of an abandoned attempt apart.
    pub(super) attempt: u64,
    pub(super) task: AbortHandle,
    pub(super) url: Option<Url>,
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
            listing: false,
            listening: Vec::new(),
        }
    }

    /// As the window sees it.
    pub(super) fn view(&self, catalog: &Catalog) -> PortalView {
        let listed_at = catalog.listed_at(&self.portal.name).ok().flatten();
        PortalView {
            name: self.portal.name.to_string(),
            host: self.portal.start_url.host().to_owned(),
            start_url: self.portal.start_url.to_string(),
            region: self.portal.region.to_string(),
            local: self.portal.is_local(),
            session: self.session_view(),
            progress: self.progress,
            listed_at: listed_at.map(jiff::Timestamp::as_second),
            problem: self.problem.clone(),
            regions: Vec::new(),
            shares_with: Vec::new(),
            expected_end: None,
        }
    }

    fn session_view(&self) -> SessionView {
        match &self.session {
            Session::SignedOut => SessionView::SignedOut,
            Session::AwaitingBrowser(_) => SessionView::AwaitingBrowser,
            Session::SignedIn(held) => SessionView::SignedIn {
                until: held.grant.until.as_second(),
                saved: held.grant.saved,
                ending: held.ending,
            },
            Session::Renewing(held) => SessionView::Renewing { until: held.grant.until.as_second() },
            Session::Expired => SessionView::Expired,
            Session::Rejected => SessionView::Rejected,
        }
    }
}

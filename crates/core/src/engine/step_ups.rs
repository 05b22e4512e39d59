//! Step-ups under way: seen by everybody, and the credentials of those that are over forgotten.

use portico_model::Clock;

use crate::engine::Parts;
use crate::engine::actor::Actor;
use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::error::Result;
use crate::journal::{Asker, Draft, Kind};
use crate::policy::{Ending, StepUp, StepUps};
use crate::profiles::Which;
use crate::role::RoleKey;
use crate::settings::{PortalName, Settings};
use crate::view::StepUpView;

impl Actor {
    /// Looks again whether anybody has stepped up, the oldest first. What an account is called is asked for once: the catalog may
    /// not be in memory.
    pub(super) fn look_at_step_ups(&mut self) {
        let parts = &self.worker.parts;
        let running = StepUps::of(&parts.home).running(parts.clock.now());
        self.step_ups = running.iter().map(|step_up| self.step_up_view(step_up)).collect();
    }

    fn step_up_view(&self, step_up: &StepUp) -> StepUpView {
        let RoleKey { portal, account, role } = step_up.key();
        let is_it = |one: &&StepUpView| one.portal == portal.as_str() && one.account == account.as_str();
        let known = self.step_ups.iter().find(is_it).map(|one| one.title.clone());
        StepUpView {
            portal: portal.to_string(),
            account: account.to_string(),
            role: role.to_string(),
            title: known.unwrap_or_else(|| self.worker.name_of(portal, account)),
            reason: step_up.reason().map(ToString::to_string),
            until: step_up.until().as_second(),
        }
    }
}

impl Worker {
    /// Ends one before its time.
    pub(super) fn step_down(&self, key: RoleKey, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let done =
                async { worker.parts.end(StepUps::of(&worker.parts.home).end(&key).await?, None).await };
            let done = done.await;
            worker.report(Outcome::SteppedDown(Some(answer), done));
        });
    }

    /// Ends those whose time is over.
    pub(super) fn end_step_ups(&self) {
        let worker = self.clone();
        tokio::spawn(async move {
            match worker.parts.end_what_is_over().await {
                Ok(false) => return,
                Ok(true) => {}
                Err(error) => tracing::warn!(%error, "credentials of a step-up that is over are still kept"),
            }
            worker.report(Outcome::SteppedDown(None, Ok(())));
        });
    }

    /// Those of a portal end with its session, whose credentials are gone by then.
    pub(super) async fn end_step_ups_of(&self, portal: &PortalName) {
        let Self { parts, .. } = self.asked_by(&Asker::Portico);
        let ended =
            async { parts.end(StepUps::of(&parts.home).end_all(portal).await?, Some("signed out")).await };
        if let Err(error) = ended.await {
            tracing::warn!(%error, "step-ups of a portal are still noted");
        }
    }
}

impl Parts {
    /// Ends those whose time is over, and says whether there were any.
    pub(super) async fn end_what_is_over(&self) -> Result<bool> {
        let ending = StepUps::of(&self.home).look(self.clock.now()).await?;
        let is_any = !ending.over().is_empty();
        // Nobody asked for this, so that nobody is asked for a password.
        let (journal, sessions) = (self.journal.asked_by(Asker::Portico), self.sessions.quietly());
        let by_itself = Self { journal, sessions, ..self.clone() };
        by_itself.end(ending, Some("expired")).await.map(|()| is_any)
    }

    /// Forgets the credentials of those that end, which closes their endpoints in every process, and takes their keys out of the
    /// credentials file; then they are gone. `why`, unless somebody ended it.
    async fn end(&self, ending: Ending, why: Option<&str>) -> Result<()> {
        if ending.over().is_empty() {
            return Ok(());
        }
        let settings = Settings::load(&self.home)?;
        let mut forgotten = Ok(());
        for key in ending.over().iter().map(StepUp::key) {
            if let Ok(portal) = settings.portal(&key.portal) {
                forgotten = forgotten.and(self.sessions.forget_role(portal, key).await);
            }
            self.withdraw_keys(Which::OfRole(key.clone())).await;
        }
        let over = ending.done()?;
        let ended = |step_up: &StepUp| {
            let reason = step_up.reason().map(ToString::to_string).unwrap_or_default();
            Draft::of_role(Kind::StepUpEnded, step_up.key()).because(&reason).with_any("why", why)
        };
        self.journal.record_all(over.iter().map(ended).collect());
        forgotten
    }
}

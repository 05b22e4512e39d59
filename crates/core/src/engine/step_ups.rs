//! Step-ups under way: seen by everybody, and the credentials of those that are over forgotten.

use portico_model::Clock;

use crate::engine::actor::Actor;
use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::error::Result;
use crate::journal::{Draft, Kind};
use crate::policy::{StepUp, StepUps};
use crate::portal::Portal;
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
    pub(super) fn step_down(&self, portal: Portal, key: RoleKey, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let done = async {
                if StepUps::of(&worker.parts.home).end(&key).await?.is_some() {
                    worker.record(Draft::of_role(Kind::StepUpEnded, &key));
                }
                worker.parts.sessions.forget_role(&portal, &key).await
            };
            let done = done.await;
            worker.report(Outcome::SteppedDown(vec![key], Some(answer), done));
        });
    }

    /// Forgets the credentials of those that are over. Of several processes one gets each.
    pub(super) fn end_step_ups(&self) {
        let worker = self.clone();
        tokio::spawn(async move {
            let over = match StepUps::of(&worker.parts.home).look(worker.parts.clock.now()).await {
                Ok(over) => over,
                Err(error) => return tracing::warn!(%error, "the step-ups cannot be looked at"),
            };
            if over.is_empty() {
                return;
            }
            let ended = |step_up: &StepUp| Draft::of_role(Kind::StepUpEnded, step_up.key());
            worker.parts.journal.record_all(over.iter().map(ended).collect());
            if let Err(error) = worker.forget_all(&over).await {
                tracing::warn!(%error, "credentials of a step-up that is over are still kept");
            }
            let keys = over.iter().map(|step_up| step_up.key().clone()).collect();
            worker.report(Outcome::SteppedDown(keys, None, Ok(())));
        });
    }

    /// Those of a portal end with its session, whose credentials are gone by then.
    pub(super) async fn end_step_ups_of(&self, portal: &PortalName) {
        if let Err(error) = StepUps::of(&self.parts.home).end_all(portal).await {
            tracing::warn!(%error, "step-ups of a portal are still noted");
        }
    }

    async fn forget_all(&self, over: &[StepUp]) -> Result<()> {
        let settings = Settings::load(&self.parts.home)?;
        let mut outcome = Ok(());
        for key in over.iter().map(StepUp::key) {
            if let Ok(portal) = settings.portal(&key.portal) {
                outcome = outcome.and(self.parts.sessions.forget_role(portal, key).await);
            }
        }
        outcome
    }
}

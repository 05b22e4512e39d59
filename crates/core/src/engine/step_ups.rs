//! Step-ups under way: seen by everybody, and the credentials of those that are over forgotten.

use portico_model::Clock;

use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::error::Result;
use crate::journal::{Draft, Kind};
use crate::policy::{StepUp, StepUps};
use crate::portal::Portal;
use crate::role::RoleKey;
use crate::settings::{PortalName, Settings};
use crate::view::StepUpView;

impl Worker {
    /// Those under way, the oldest first.
    pub(super) fn step_ups(&self) -> Vec<StepUpView> {
        let running = StepUps::of(&self.parts.home).running(self.parts.clock.now());
        running.iter().map(|step_up| self.step_up_view(step_up)).collect()
    }

    fn step_up_view(&self, step_up: &StepUp) -> StepUpView {
        let RoleKey { portal, account, role } = step_up.key();
        StepUpView {
            portal: portal.to_string(),
            account: account.to_string(),
            role: role.to_string(),
            title: self.name_of(portal, account),
            reason: step_up.reason().map(ToString::to_string),
            until: step_up.until().as_second(),
        }
    }

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

//! The guardrails in force, and changing the person's own.
//!
//! Rule: what the organisation fixed is read anew for each question, and is refused to be loosened.

use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::engine::{Engine, Parts};
use crate::error::Result;
use crate::journal::{Draft, Kind};
use crate::policy::Policy;
use crate::settings::{Guardrails, Rail, Set, Settings};
use crate::view::GuardrailsView;

impl Engine {
    /// The guardrails in force. Reads small files.
    ///
    /// # Errors
    /// When the settings cannot be understood, or the catalog cannot be read.
    pub fn guardrails(&self) -> Result<GuardrailsView> {
        let parts = &self.parts;
        let listed = parts.catalog.entries(None)?;
        let called = |account: &portico_model::AccountId| {
            let entry = listed.iter().find(|entry| entry.account == *account)?;
            Some(entry.title().into_owned())
        };
        let path = parts.environment.short(&parts.home.settings());
        Ok(policy(parts)?.view(called, path))
    }
}

impl Worker {
    pub(super) fn set_guardrail(&self, rail: Rail, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let set = async {
                policy(&worker.parts)?.check(rail)?;
                let (settings, Set { rail, from, to }) = Guardrails::set(&worker.parts.home, rail).await?;
                if from != to {
                    let changed = Draft::new(Kind::GuardrailChanged).with("guardrail", rail);
                    worker.record(changed.with_any("from", from).with_any("to", to));
                }
                Ok(settings)
            };
            worker.report(Outcome::Settings(set.await, answer));
        });
    }
}

fn policy(parts: &Parts) -> Result<Policy> {
    Ok(Policy::in_force(&parts.home, &Settings::load(&parts.home)?))
}

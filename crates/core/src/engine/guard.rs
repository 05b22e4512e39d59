//! Before a guarded role is used: the policy is asked here, for the window, the tray and the terminal alike.
//!
//! Rule: nothing goes on that has to be confirmed and was not; whoever confirms begins a step-up, which every process of the person
//! sees.

use portico_model::Clock;

use crate::engine::{Command, Engine, Parts, Reply};
use crate::error::{Code, Error, Result};
use crate::journal::{Asker, Draft, Kind};
use crate::organisation::AccessRequest;
use crate::policy::{self, Act, Ask, Decision, How, Policy, Reason, Standing, StepUp, StepUps};
use crate::profiles::ProfileForm;
use crate::role::RoleKey;
use crate::settings::Settings;
use crate::text::clean;

/// What a person did to confirm what they ask for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Consent {
    /// They held the button.
    pub held: bool,
    /// They typed this.
    pub typed: Option<String>,
    /// Why.
    pub reason: Option<Reason>,
}

impl Engine {
    /// Runs a command as [`Engine::run`] does, with what the person did to confirm it.
    ///
    /// # Errors
    /// Those of the command; and when it is refused to everybody, or what was typed is not the name.
    pub async fn run_with(&self, command: Command, consent: &Consent) -> Result<Reply> {
        self.guarded(self.parts.journal.asker().clone(), command, consent).await
    }

    pub(super) async fn guarded(&self, by: Asker, command: Command, consent: &Consent) -> Result<Reply> {
        if let Some((key, act)) = act_of(&command)
            && let Some(ask) = permit(&self.parts, by.clone(), key, act, consent).await?
        {
            return Ok(Reply::Asked(Box::new(ask)));
        }
        let access = act_of(&command).map(|(key, _)| AccessRequest {
            account: Some(key.account.clone()),
            role: Some(key.role.clone()),
        });
        self.send(by, command).await.map_err(|error| {
            let access = access.filter(|_| error.code() == Code::NotAssigned);
            self.parts.catalog.asked_for(error, access)
        })
    }

    /// Whether `act` may go on with a role: nothing when it may, else what has to be confirmed first.
    ///
    /// # Errors
    /// When it is refused, or what was typed is not the name.
    pub async fn permit(&self, key: &RoleKey, act: Act, consent: &Consent) -> Result<Option<Ask>> {
        permit(&self.parts, self.parts.journal.asker().clone(), key, act, consent).await
    }
}

async fn permit(parts: &Parts, by: Asker, key: &RoleKey, act: Act, consent: &Consent) -> Result<Option<Ask>> {
    // One that ran out while nobody looked has an end of its own before the next one begins.
    if let Err(error) = parts.end_what_is_over().await {
        tracing::warn!(%error, "credentials of a step-up that is over are still kept");
    }
    let settings = Settings::load(&parts.home)?;
    let (policy, now) = (Policy::in_force(&parts.home, &settings), parts.clock.now());
    let known = parts.catalog.entry(&key.portal, &key.account)?;
    let standing = Standing::read(&parts.home, policy, key, known.as_ref(), now);
    // Whoever gives the name is a person, or a script that does as one told it.
    let is_told = parts.asker == policy::Asker::Tool && consent.typed.is_some();
    let asker = if is_told { policy::Asker::Terminal } else { parts.asker };
    let reason = consent.reason.as_ref();
    let mut decision = standing.decide(asker, act, None, reason);
    if let Decision::Confirm(ask) = &decision
        && let Some(how) = confirmed(ask, consent)?
    {
        decision = standing.decide(asker, act, Some(how), reason);
    }
    match decision {
        Decision::Allow { until: Some(until), begins: true } => {
            let how = if consent.typed.is_some() { How::Type } else { How::Hold };
            let step_up = StepUp::begin(key.clone(), how, consent.reason.clone(), now, until);
            let began = Draft::of_role(Kind::SteppedUp, key).until(step_up.until());
            let reason = step_up.reason().map(ToString::to_string).unwrap_or_default();
            StepUps::of(&parts.home).begin(step_up).await?;
            parts.journal.asked_by(by).record(began.because(&reason));
            Ok(None)
        }
        Decision::Allow { .. } => Ok(None),
        Decision::Confirm(ask) => Ok(Some(ask)),
        Decision::Refuse(refusal) => Err(refusal.into()),
    }
}

fn confirmed(ask: &Ask, consent: &Consent) -> Result<Option<How>> {
    match &consent.typed {
        Some(typed) if ask.is_typed(typed) => Ok(Some(How::Type)),
        Some(typed) => Err(Error::invalid(
            format!("\"{}\" is not {}; nothing was done.", clean(typed, 60), ask.name),
            "Type the name as it stands there.",
        )),
        None => Ok(consent.held.then_some(How::Hold)),
    }
}

/// What a command does with which role, where that is guarded. A profile without credentials in it hands out nothing.
fn act_of(command: &Command) -> Option<(&RoleKey, Act)> {
    match command {
        Command::OpenConsole(key, ..) | Command::FederatedLink(key, _) => Some((key, Act::Console)),
        Command::Copy(key, ..) => Some((key, Act::HandOut)),
        Command::Serve(key, _) => Some((key, Act::Serve)),
        Command::ExportProfile(request) if request.form == ProfileForm::Keys => {
            Some((&request.key, Act::HandOut))
        }
        // A link without a secret in it opens nothing for whoever is not signed in.
        Command::ConsoleLink(..)
        | Command::CopyLink(..)
        | Command::ExportProfile(_)
        | Command::PlanProfile(_)
        | Command::Profiles(_)
        | Command::AddPortal(_)
        | Command::RemovePortal(_)
        | Command::SignIn(_)
        | Command::SignInWithCode(_)
        | Command::ReopenSignIn(_)
        | Command::OpenFilledIn(_)
        | Command::CopySignInAddress(_)
        | Command::CancelSignIn(_)
        | Command::SignOut(_)
        | Command::SignInWanted(_)
        | Command::UseKeychain(_)
        | Command::UnlockKeychain
        | Command::SetQuiet(_)
        | Command::SetGuardrail(_)
        | Command::RequestAccess(_)
        | Command::Refresh(_)
        | Command::CopyServing(..)
        | Command::StopServing(_)
        | Command::SignOutOfConsoles(_)
        | Command::StepDown(_)
        | Command::Star(..)
        | Command::StarPlace(..)
        | Command::ChooseBrowser(..)
        | Command::Label(..)
        | Command::ChangesSeen(_)
        | Command::AwaitAccess(_)
        | Command::AwaitAccessNoMore(_)
        | Command::Wake => None,
    }
}

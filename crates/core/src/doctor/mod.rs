//! What may be wrong on this machine, and what mends it.
//!
//! Rules: every check is one small file and says something also when all is well; a finding is one sentence and the one
//! thing to do; no value of a secret is looked at, so that a report can be handed to anybody; nothing is changed but by
//! [`Repair`], and nobody is asked for a password.

mod caches;
mod chain;
mod given;
mod keychain;
mod network;
mod paper;
mod programs;
mod repair;
mod rights;
mod sessions;
mod shadow;
mod written;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use portico_model::Clock;
use serde::Serialize;
use specta::Type;

pub use chain::{Candidate, Explanation, Source, Standing};
pub use given::Chosen;
pub use paper::{places, redacted};
pub use repair::Repair;

use crate::aws::{Network, Transport};
use crate::disk::{Environment, Home};
use crate::error::{Error, Problem, Result};
use crate::parts::Parts;
use crate::profiles::AwsFiles;
use crate::session::Sessions;
use crate::settings::{Portal, Settings};
use crate::time::Timekeeper;
use crate::vault::{Passphrase, Vault};
use crate::words::Words;
use given::{Contents, Given};

/// What a finding is about.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// Which source of credentials wins.
    Credentials,
    /// Profiles that Portico wrote.
    Profiles,
    /// The settings.
    Settings,
    /// This computer's clock.
    Clock,
    /// Whom TLS believes.
    Certificates,
    /// The way to a portal.
    Proxy,
    /// Whether a portal answers.
    Portal,
    /// Where secrets are kept.
    Keychain,
    /// Whether somebody is signed in.
    Session,
    /// What AWS tools and killed programs left behind.
    Caches,
    /// Which `portico` is run.
    Programs,
    /// Who can read what.
    Files,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// As it should be.
    Good,
    /// Worth knowing.
    Note,
    /// Something may go wrong.
    Warning,
    /// Something does not work.
    Problem,
}

/// One thing that was found.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub check: Check,
    /// How bad it is.
    pub level: Level,
    /// One sentence.
    pub message: String,
    /// One sentence: the one thing to do.
    pub remedy: Option<String>,
    /// What Portico can do about it.
    pub repair: Option<Repair>,
}

impl Finding {
    fn new(check: Check, level: Level, message: impl Into<String>) -> Self {
        Self { check, level, message: message.into(), remedy: None, repair: None }
    }

    fn good(check: Check, message: impl Into<String>) -> Self {
        Self::new(check, Level::Good, message)
    }

    /// What is said of an error; what it says itself is English.
    fn of(check: Check, error: &Error, message: String) -> Self {
        Self::new(check, Level::Problem, message).mended_by(error.remedy())
    }

    fn mended_by(self, remedy: impl Into<String>) -> Self {
        Self { remedy: Some(remedy.into()), ..self }
    }

    fn repaired_by(self, repair: Repair) -> Self {
        Self { repair: Some(repair), ..self }
    }
}

/// All that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Whether nothing is a problem.
    pub healthy: bool,
    /// Where the profile's credentials come from; nothing when the files cannot be understood.
    pub credentials: Option<Explanation>,
    /// What was found, in the order it was looked for.
    pub findings: Vec<Finding>,
}

impl Report {
    /// What Portico can do about it.
    pub fn repairs(&self) -> impl Iterator<Item = &Repair> {
        self.findings.iter().filter_map(|finding| finding.repair.as_ref())
    }
}

/// Whom to look at.
#[derive(Clone, Debug)]
pub struct Patient {
    /// Where Portico's own files are.
    pub home: Home,
    /// The variables.
    pub environment: Environment,
    /// The machine's clock.
    pub clock: Arc<dyn Clock>,
    /// Opens the encrypted file, when it is open already.
    pub passphrase: Arc<dyn Passphrase>,
    /// The running program, or the `portico` beside it.
    pub helper: PathBuf,
    /// The profile that is asked about; `None` for the one that tools use without being told.
    pub profile: Option<String>,
    /// Whether the portals are asked for the time, too.
    pub reach: bool,
    /// What the app has open already; a command opens its own.
    pub running: Option<Parts>,
    /// The language of what is told.
    pub words: &'static Words,
}

impl Patient {
    /// This machine, as a running app sees it.
    #[must_use]
    pub fn of(parts: &Parts, reach: bool, words: &'static Words) -> Self {
        Self {
            home: parts.home.clone(),
            environment: parts.environment.clone(),
            clock: Arc::new(parts.clock.clone()),
            passphrase: Arc::clone(&parts.passphrase),
            helper: parts.helper.clone(),
            profile: None,
            reach,
            running: Some(parts.clone()),
            words,
        }
    }

    /// The clock that portals are compared with, and the way to them.
    fn way(&self, network: &Network) -> (Timekeeper, Transport) {
        if let Some(parts) = &self.running {
            return (parts.clock.clone(), parts.transport.clone());
        }
        let time = Timekeeper::new(Arc::clone(&self.clock));
        let transport = Transport::new(network.clone()).hearing(time.ear());
        (time, transport)
    }
}

/// Where the credentials of a profile come from, and what the person should know besides. Reads the two files.
///
/// # Errors
/// When they cannot be read or understood.
pub fn explain(
    environment: &Environment,
    profile: &str,
    now: Timestamp,
    words: &'static Words,
) -> Result<(Explanation, Vec<Finding>)> {
    let contents = Contents::read(AwsFiles::of(environment)?);
    let given = Given::by(environment, &contents, Some(profile), words);
    let given = given.map_err(|error| Error::from(Problem::from(error)))?;
    let explanation = chain::explain(&given);
    let notes = shadow::disagreements(&given, &explanation, now);
    Ok((explanation, notes))
}

/// Looks at everything; of the portals only when asked to. Asks the keychain for what it was given.
pub async fn examine(patient: &Patient) -> Report {
    let Patient { home, environment, words, .. } = patient;
    let mut findings = Vec::new();
    let contents = AwsFiles::of(environment).map(Contents::read);
    let named = patient.profile.as_deref();
    let given = contents.as_ref().and_then(|contents| Given::by(environment, contents, named, words));
    let credentials = match given {
        Ok(given) => Some(explained(&given, patient.clock.now(), &mut findings)),
        Err(error) => {
            findings.push(Finding::of(Check::Credentials, error, words.aws_files_refused(error.message())));
            None
        }
    };
    let contents = contents.as_ref().ok();
    let (files, config) = (contents.map(|it| &it.files), contents.and_then(Contents::config));
    findings.extend(config.into_iter().flat_map(|config| written::check(config, words)));
    let settings = Settings::load(home).unwrap_or_else(|error| {
        findings.push(Finding::of(Check::Settings, &error, words.settings_refused(error.message())));
        Settings::default()
    });
    let network = Network { ca_file: settings.ca_file.clone(), ..Network::of(environment) };
    let (time, transport) = patient.way(&network);
    let asked = if patient.reach { &settings.portals[..] } else { &[] };
    findings.extend(network::check(asked, &network, &transport, &time, words).await);
    findings.extend(secrets(patient, &settings.portals, transport, &time).await);
    let now = time.now();
    findings.extend(caches::check(home, environment, files, now, words));
    findings.extend(programs::check(environment, config, &patient.helper, words).await);
    findings.extend(rights::check(home, environment, files, words));
    let healthy = findings.iter().all(|finding| finding.level < Level::Problem);
    Report { healthy, credentials, findings }
}

fn explained(given: &Given<'_>, now: Timestamp, findings: &mut Vec<Finding>) -> Explanation {
    let explanation = chain::explain(given);
    findings.push(verdict(&explanation, given.words));
    findings.extend(shadow::check(given, &explanation, now));
    explanation
}

/// The winner in a sentence.
fn verdict(explanation: &Explanation, words: &Words) -> Finding {
    let (profile, chosen_by) = (explanation.profile.as_str(), explanation.chosen_by);
    if let Some(trouble) = &explanation.trouble {
        return Finding::new(Check::Credentials, Level::Problem, &trouble.why).mended_by(&trouble.remedy);
    }
    let asked = match chosen_by.variable() {
        Some(variable) => words.with_variable(variable, profile),
        None if chosen_by == Chosen::Named => words.for_profile(profile),
        None => words.without_profile(),
    };
    let nothing = |message: String| {
        Finding::new(Check::Credentials, Level::Note, message).mended_by(words.nothing_found_remedy())
    };
    match explanation.winner() {
        Some(winner) if winner.source == Source::Instance => {
            nothing(words.only_instance(asked, winner.place.as_str()))
        }
        Some(winner) => Finding::good(Check::Credentials, words.tools_take(asked, winner.place.as_str())),
        None => nothing(words.nothing_found(asked)),
    }
}

/// The keychain, and then the sessions in it.
async fn secrets(
    patient: &Patient,
    portals: &[Portal],
    transport: Transport,
    time: &Timekeeper,
) -> Vec<Finding> {
    let running = patient.running.as_ref().map(|parts| parts.sessions.vault().quietly());
    let opened = || Vault::of_system(&patient.home, Arc::clone(&patient.passphrase)).quietly();
    let vault = running.unwrap_or_else(opened);
    let mut findings = keychain::check(&vault, &patient.home, patient.words).await;
    if findings.iter().any(|finding| finding.level == Level::Problem) {
        return findings;
    }
    let running = patient.running.as_ref().map(|parts| parts.sessions.clone());
    let opened = || Sessions::new(patient.home.clone(), vault, transport, Arc::new(time.clone()));
    let sessions = running.unwrap_or_else(opened).quietly();
    findings.extend(sessions::check(&sessions, portals, time.now(), patient.words).await);
    findings
}

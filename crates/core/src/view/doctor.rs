//! What the window may see of a checkup, and of where a profile's credentials come from.
//!
//! Rule: `doctor` looks at no value of a secret, and what is handed on is redacted besides.

use serde::Serialize;
use specta::Type;

use crate::disk::Environment;
use crate::doctor::{Check, Explanation, Finding, Level, Source, Standing, redacted};
use crate::words::Words;

/// What was found on this computer.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct DiagnosticsView {
    /// In the order it was looked for.
    pub findings: Vec<FindingView>,
    /// Versions, and where files are.
    pub facts: Vec<FactView>,
    /// The portals were asked, too.
    pub reached: bool,
    /// All of it as text that can be handed to somebody: without secrets, names of folders and numbers of accounts.
    pub report: String,
}

/// One thing that was found.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct FindingView {
    /// What it is about.
    pub check: Check,
    /// How bad it is.
    pub level: Level,
    /// One sentence.
    pub message: String,
    /// The one thing to do.
    pub remedy: Option<String>,
}

impl FindingView {
    /// A finding, with `~` for the home folder.
    #[must_use]
    pub fn of(finding: &Finding, environment: &Environment) -> Self {
        Self {
            check: finding.check,
            level: finding.level,
            message: environment.shortened(&finding.message),
            remedy: finding.remedy.as_deref().map(|remedy| environment.shortened(remedy)),
        }
    }
}

/// What is said besides.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The version of Portico.
    Portico,
    /// The version of the web view.
    WebView,
    /// The operating system.
    System,
    /// The settings.
    Settings,
    /// The list of accounts.
    Catalog,
    /// The journal.
    Journal,
    /// The organisation's file.
    Organisation,
    /// The AWS tools' configuration.
    AwsConfig,
    /// The AWS tools' credentials.
    AwsCredentials,
}

impl Fact {
    /// What it is called in a report.
    #[must_use]
    pub fn title(self, words: &Words) -> String {
        match self {
            Self::Portico => words.fact_portico(),
            Self::WebView => words.fact_web_view(),
            Self::System => words.fact_system(),
            Self::Settings => words.fact_settings(),
            Self::Catalog => words.fact_catalog(),
            Self::Journal => words.fact_journal(),
            Self::Organisation => words.fact_organisation(),
            Self::AwsConfig => words.fact_aws_config(),
            Self::AwsCredentials => words.fact_aws_credentials(),
        }
    }
}

/// A version, or where a file is.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct FactView {
    /// Of what.
    pub fact: Fact,
    /// The version, or the path with `~` for the home folder.
    pub value: String,
}

/// Where a profile's credentials come from.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct ExplanationView {
    /// The profile.
    pub profile: String,
    /// The sources that are set, in the order tools look.
    pub sources: Vec<SourceView>,
    /// Why the one that tools take fails, or that there is none.
    pub trouble: Option<FindingView>,
    /// What tools disagree about.
    pub notes: Vec<FindingView>,
}

/// A source of credentials that is set.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct SourceView {
    /// Which one.
    pub source: Source,
    /// What sets it, and where; no secret.
    pub place: String,
    /// What becomes of it.
    pub standing: Standing,
}

impl ExplanationView {
    /// An explanation with its notes, with `~` for the home folder.
    #[must_use]
    pub fn of(explanation: &Explanation, notes: &[Finding], environment: &Environment) -> Self {
        let source = |candidate: &crate::doctor::Candidate| SourceView {
            source: candidate.source,
            place: environment.shortened(&candidate.place),
            standing: candidate.standing,
        };
        let trouble = explanation.trouble().map(|(why, remedy)| FindingView {
            check: Check::Credentials,
            level: Level::Problem,
            message: environment.shortened(why),
            remedy: Some(environment.shortened(remedy)),
        });
        Self {
            profile: explanation.profile.clone(),
            sources: explanation.sources.iter().map(source).collect(),
            trouble,
            notes: notes.iter().map(|note| FindingView::of(note, environment)).collect(),
        }
    }
}

impl DiagnosticsView {
    /// What was found, with its report.
    #[must_use]
    pub fn of(
        findings: &[Finding],
        facts: Vec<FactView>,
        reached: bool,
        environment: &Environment,
        words: &Words,
    ) -> Self {
        let findings: Vec<FindingView> =
            findings.iter().map(|finding| FindingView::of(finding, environment)).collect();
        let report = redacted(&findings, &facts, reached, environment, words);
        Self { findings, facts, reached, report }
    }
}

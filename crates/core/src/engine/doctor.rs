//! A checkup beside the running engine, and where a profile's credentials come from.
//!
//! Rule: nothing is changed and nobody is asked for a password; portals are asked only when the person says so.

use std::path::{Path, PathBuf};

use portico_model::Clock as _;

use crate::disk;
use crate::doctor::{self, Patient};
use crate::engine::Engine;
use crate::error::Result;
use crate::view::{DiagnosticsView, ExplanationView, FactView};
use crate::words::Words;

impl Engine {
    /// Looks at this computer as `portico doctor` does; `reach`: asks the portals, too. `versions` are told before the places
    /// of files.
    pub async fn examine(
        &self,
        reach: bool,
        versions: Vec<FactView>,
        words: &'static Words,
    ) -> DiagnosticsView {
        let report = doctor::examine(&Patient::of(&self.parts, reach, words)).await;
        let (home, environment) = (&self.parts.home, &self.parts.environment);
        let facts = versions.into_iter().chain(doctor::places(home, environment)).collect();
        DiagnosticsView::of(&report.findings, facts, reach, environment, words)
    }

    /// Where the credentials of a profile come from when tools are told its name. Reads the AWS files.
    ///
    /// # Errors
    /// When these cannot be read or understood.
    pub fn explain(&self, profile: &str, words: &'static Words) -> Result<ExplanationView> {
        let environment = &self.parts.environment;
        let (explanation, notes) = doctor::explain(environment, profile, self.parts.clock.now(), words)?;
        Ok(ExplanationView::of(&explanation, &notes, environment))
    }

    /// Writes a report into a new file of `folder` and says which.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save_report(&self, report: &str, folder: &Path) -> Result<PathBuf> {
        let parts = &self.parts;
        let day = parts.clock.now().to_zoned(parts.zone.clone()).strftime("%Y-%m-%d");
        disk::write_new(folder, &format!("portico-report-{day}"), "txt", |put| put(report.as_bytes()))
    }
}

//! What was found on this computer, for the window. Rule: what is saved is the report that was shown, word for word; the page cannot
//! have anything else written.

use std::sync::{Mutex, PoisonError};

use portico_core::engine::Engine;
use portico_core::error::{Code, Error};
use portico_core::view::{DiagnosticsView, Fact, FactView, Problem};
use tauri::{AppHandle, Manager, Runtime};

use crate::preferences;
use crate::request::{Answer, beside, downloads, told};

/// The report that was shown last.
#[derive(Debug, Default)]
pub(crate) struct Last(Mutex<Option<String>>);

impl Last {
    fn keep(&self, report: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(report.to_owned());
    }

    fn report(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Looks at this computer; `reach`: asks the portals, too.
pub(crate) async fn examine<R: Runtime>(app: &AppHandle<R>, engine: &Engine, reach: bool) -> DiagnosticsView {
    let view = engine.examine(reach, versions(app), preferences::words(app)).await;
    app.state::<Last>().keep(&view.report);
    view
}

/// Writes the report into a new file among the downloads; answers its path.
pub(crate) async fn save<R: Runtime>(app: &AppHandle<R>, engine: &Engine) -> Answer<String> {
    let report = app.state::<Last>().report().ok_or_else(|| {
        let nothing =
            Error::new(Code::NotFound, "There is no report yet.", "Have this computer looked at first.");
        Problem::from(&nothing)
    })?;
    let folder = downloads(app)?;
    let saved = beside(engine, move |engine| engine.save_report(&report, &folder)).await?;
    Ok(told(&saved))
}

fn versions<R: Runtime>(app: &AppHandle<R>) -> Vec<FactView> {
    let unknown = |_| "unknown".to_owned();
    let fact = |fact, value| FactView { fact, value };
    vec![
        fact(Fact::Portico, app.package_info().version.to_string()),
        fact(Fact::WebView, tauri::webview_version().unwrap_or_else(unknown)),
        fact(Fact::System, format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
    ]
}

//! Updates, when a person asks for one in Settings or with `portico-app --update`: never by themselves.
//!
//! Rules, from the first release on: without a public key in the build there are no updates at all; with one, what is
//! installed is signed by its owner for exactly the version that is announced, is newer than this one, and came over https.

use portico_core::error::{Code, Error, Result};
use portico_core::notice::Notice;
use portico_core::words::Words;
use serde::Serialize;
use serde_json::{Value, json};
use specta::Type;
use tauri::{AppHandle, Context, Runtime, Wry};
use tauri_plugin_updater::{Update, Updater, UpdaterExt};

use crate::{notification, preferences};

/// Asks for an update; a Portico that runs already does it.
pub(crate) const ASK: &str = "--update";

/// The public half of the key that signs releases, as `tauri signer generate` prints it; given to the build of a release.
const KEY: Option<&str> = option_env!("PORTICO_UPDATE_KEY");

/// What the newest release is: the static form of the Tauri updater, with an entry for each kind of package.
const ENDPOINT: &str = "https://github.com/portico-desktop/portico/releases/latest/download/latest.json";

/// This version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How an update ended.
#[derive(Debug, Serialize, Type)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// This build takes none.
    Off,
    /// There is nothing newer.
    Newest {
        /// Than this.
        version: String,
    },
    /// Another version is in place, and is used from the next start on.
    Installed {
        /// Which.
        version: String,
    },
}

/// Readies an app to be updated, when its build has a key.
pub(crate) fn prepare(builder: tauri::Builder<Wry>, context: &mut Context<Wry>) -> tauri::Builder<Wry> {
    let Some(key) = KEY else { return builder };
    context.config_mut().plugins.0.insert("updater".to_owned(), configuration(key, ENDPOINT));
    builder.plugin(tauri_plugin_updater::Builder::new().build())
}

/// Looks for an update, installs it, and tells the person how that went.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let notice = told(run(&app).await, preferences::words(&app));
        tracing::info!("{}: {}", notice.title, notice.body);
        notification::show(&app, &notice);
    });
}

/// Looks for an update and installs it.
///
/// # Errors
/// When what the newest version is cannot be found out, or it is not signed as it must be, or cannot be put in place.
pub(crate) async fn run<R: Runtime>(app: &AppHandle<R>) -> Result<Outcome> {
    if KEY.is_none() {
        return Ok(Outcome::Off);
    }
    let updater = app.updater().map_err(|error| failed(&error))?;
    let Some(update) = newer(&updater).await? else {
        return Ok(Outcome::Newest { version: VERSION.to_owned() });
    };
    if update.download_url.scheme() != "https" {
        return Err(refused("it is not offered over https"));
    }
    let package = fetched(&update).await?;
    update.install(package).map_err(|error| failed(&error))?;
    Ok(Outcome::Installed { version: update.version })
}

/// The three flags that would take a safeguard away are never set, and none of these is left to its default.
fn configuration(key: &str, endpoint: &str) -> Value {
    json!({
        "pubkey": key,
        "endpoints": [endpoint],
        "requireSignedVersion": true,
        "allowDowngrades": false
    })
}

async fn newer(updater: &Updater) -> Result<Option<Update>> {
    updater.check().await.map_err(|error| failed(&error))
}

/// The package, its signature verified.
async fn fetched(update: &Update) -> Result<Vec<u8>> {
    update.download(|_, _| {}, || {}).await.map_err(|error| failed(&error))
}

fn failed(error: &tauri_plugin_updater::Error) -> Error {
    use tauri_plugin_updater::Error as Fault;
    let told = if matches!(error, Fault::Minisign(_) | Fault::Base64(_) | Fault::SignatureUtf8(_)) {
        refused("its signature is not good")
    } else if matches!(error, Fault::MissingSignedVersion | Fault::SignedVersionMismatch { .. }) {
        refused("it was not signed as the version it is announced as")
    } else if matches!(error, Fault::AuthenticationFailed) {
        Error::new(
            Code::DesktopFailed,
            "The update was not installed, because nobody allowed it.",
            "Ask for it again, and give the password when it is asked for.",
        )
    } else if matches!(error, Fault::Reqwest(_) | Fault::Network(_) | Fault::ReleaseNotFound) {
        Error::new(
            Code::Offline,
            "What the newest version is could not be found out.",
            "Try again when there is a network.",
        )
    } else {
        Error::new(
            Code::DesktopFailed,
            "The update could not be installed.",
            "Install the newest package by hand.",
        )
    };
    told.caused_by(error.to_string())
}

fn refused(why: &str) -> Error {
    Error::new(
        Code::DesktopFailed,
        format!("The update was refused: {why}."),
        "Nothing was changed. Install the newest package by hand, and tell its makers.",
    )
}

fn told(ended: Result<Outcome>, words: &Words) -> Notice {
    let (title, body) = match ended {
        Ok(Outcome::Off) => (words.updates_off(), words.updates_off_body()),
        Ok(Outcome::Newest { version }) => (words.up_to_date(), words.up_to_date_body(version)),
        Ok(Outcome::Installed { version }) => (words.updated(version), words.updated_body()),
        Err(error) => {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            tracing::warn!(cause, "no update: {}", error.message());
            (words.not_updated(), format!("{} {}", error.message(), error.remedy()))
        }
    };
    Notice { title, body, action: None }
}

#[cfg(test)]
mod tests;

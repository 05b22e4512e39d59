//! The demo company: a local Identity Center inside the app, added as just another portal. Rules: it is started when a
//! person asks for it and, from then on, with the app for as long as a portal points at it; its port is kept, so that
//! the portal's endpoint stays right.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use portico_center::{Center, Config, Running, StartError};
use portico_core::disk::{self, Home};
use portico_core::engine::{Command, Engine, Parts};
use portico_core::error::{Code, Error, Result};
use portico_core::settings::{Portal, Settings};
use tokio::sync::Mutex;
use url::Url;

/// What the demo company's portal is called.
const NAME: &str = "securecart";

/// The local Identity Center of this app, running or not.
#[derive(Debug)]
pub(crate) struct Demo {
    running: Mutex<Option<Running>>,
}

impl Demo {
    /// Starts the center again if a portal still points at it. Comes before the engine, which would else find it
    /// unreachable.
    pub(crate) async fn resume(parts: &Parts) -> Self {
        let running = match is_wanted(parts) {
            Ok(true) => start(parts).await.map(Some),
            Ok(false) => Ok(None),
            Err(error) => Err(error),
        };
        let running = running.unwrap_or_else(|error| {
            tracing::warn!(%error, "the local Identity Center is not there");
            None
        });
        Self { running: Mutex::new(running) }
    }

    /// Starts the center if need be, adds it as a portal and answers the portal's name.
    ///
    /// # Errors
    /// When the center cannot be started or the portal cannot be added.
    pub(crate) async fn explore(&self, engine: &Engine) -> Result<String> {
        let mut running = self.running.lock().await;
        let center = match running.take() {
            Some(center) => center,
            None => start(engine.parts()).await?,
        };
        let center = running.insert(center);
        let endpoint = center.url().clone();
        let name = name(&Settings::load(&engine.parts().home)?, &endpoint);
        let portal = Portal::parse(&name, center.start_url(), center.region(), Some(endpoint.as_str()))?;
        engine.run(Command::AddPortal(portal)).await?;
        Ok(name)
    }
}

fn is_wanted(parts: &Parts) -> Result<bool> {
    let Some(kept) = kept(&parts.home)? else { return Ok(false) };
    let settings = Settings::load(&parts.home)?;
    Ok(settings.portals.iter().any(|portal| portal.endpoint.as_ref() == Some(&kept)))
}

/// Starts the center where it was last; when that port is taken, elsewhere, and its portals move along.
async fn start(parts: &Parts) -> Result<Running> {
    let kept = kept(&parts.home)?;
    let center = match listen(parts, kept.as_ref().and_then(Url::port).unwrap_or(0)).await {
        Err(StartError::Listen { .. }) if kept.is_some() => listen(parts, 0).await,
        outcome => outcome,
    };
    let center = center.map_err(|error| {
        let sentence = format!("The demo company cannot be started: {error}");
        Error::new(Code::DesktopFailed, sentence, "Try again; it stays, remove the folder it names.")
    })?;
    if kept.as_ref() != Some(center.url()) {
        if let Some(kept) = kept {
            relocate(&parts.home, &kept, center.url()).await?;
        }
        disk::write_atomic(&marker(&parts.home), center.url().as_str().as_bytes())?;
    }
    Ok(center)
}

async fn listen(parts: &Parts, port: u16) -> std::result::Result<Running, StartError> {
    let config = Config {
        listen: SocketAddr::from(([127, 0, 0, 1], port)),
        data: Some(folder(&parts.home)),
        ..Config::default()
    };
    Center::start(config, Arc::new(parts.clock.clone()), Arc::clone(&parts.entropy)).await
}

async fn relocate(home: &Home, from: &Url, to: &Url) -> Result<()> {
    for mut portal in Settings::load(home)?.portals {
        if portal.endpoint.as_ref() == Some(from) {
            portal.endpoint = Some(to.clone());
            Settings::add_portal(home, &portal).await?;
        }
    }
    Ok(())
}

/// The demo's usual name, or a free one beside it when another portal has taken that.
fn name(settings: &Settings, endpoint: &Url) -> String {
    let fits = |name: &String| {
        let taken = settings.portals.iter().find(|portal| portal.name.as_str().eq_ignore_ascii_case(name));
        taken.is_none_or(|portal| portal.name.as_str() == name && portal.endpoint.as_ref() == Some(endpoint))
    };
    let beside = (2_u32..).map(|number| format!("{NAME}-{number}"));
    std::iter::once(NAME.to_owned()).chain(beside).find(fits).unwrap_or_else(|| NAME.to_owned())
}

/// Where the center listened last; `None` when there was none, or nothing that can be one.
fn kept(home: &Home) -> Result<Option<Url>> {
    Ok(disk::read_text(&marker(home))?.and_then(|text| Url::parse(text.trim()).ok()))
}

fn folder(home: &Home) -> PathBuf {
    home.data().join("center")
}

fn marker(home: &Home) -> PathBuf {
    folder(home).join("endpoint")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(portals: &[(&str, Option<&str>)]) -> Settings {
        let portal = |(name, endpoint): &(&str, Option<&str>)| {
            Portal::parse(name, "https://securecart.awsapps.com/start", "eu-west-1", *endpoint)
                .expect("valid")
        };
        Settings { portals: portals.iter().map(portal).collect(), ..Settings::default() }
    }

    #[test]
    fn a_portal_of_the_same_name_is_never_replaced_unless_it_is_the_demo() {
        let here = "http://127.0.0.1:8400/";
        let endpoint = Url::parse(here).expect("a URL");
        assert_eq!(name(&settings(&[]), &endpoint), "securecart");
        assert_eq!(name(&settings(&[("securecart", Some(here))]), &endpoint), "securecart");
        assert_eq!(name(&settings(&[("securecart", None)]), &endpoint), "securecart-2");
        assert_eq!(name(&settings(&[("SecureCart", Some(here))]), &endpoint), "securecart-2");
        let other = Some("http://127.0.0.1:1/");
        let both = settings(&[("securecart", other), ("securecart-2", Some(here))]);
        assert_eq!(name(&both, &endpoint), "securecart-2");
    }

    #[tokio::test]
    async fn portals_move_with_the_center() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path()).expect("a home");
        let (old, new) = ("http://127.0.0.1:8400/", "http://127.0.0.1:8401/");
        for portal in settings(&[("a", Some(old)), ("b", None)]).portals {
            Settings::add_portal(&home, &portal).await.expect("added");
        }
        let url = |text| Url::parse(text).expect("a URL");
        relocate(&home, &url(old), &url(new)).await.expect("moved");
        let moved = Settings::load(&home).expect("reads").portals;
        assert_eq!(moved.iter().map(|p| p.endpoint.clone()).collect::<Vec<_>>(), vec![Some(url(new)), None]);
    }
}

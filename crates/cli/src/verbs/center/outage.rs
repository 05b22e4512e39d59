//! `portico center outage`: tells a running center to switch one of its Regions off, or on again.
//!
//! Rule: it speaks to loopback only. The address of the center started last is kept in a file of Portico's own, so that
//! it need not be typed; a file left by a center that was killed is answered by nobody, and that is said.

use std::path::PathBuf;
use std::time::Duration;

use portico_center::{CONTROL_HEADER, CONTROL_VALUE, OUTAGE_PATH};
use portico_core::disk;
use portico_core::text::clean;
use portico_core::{Code, Error, Result};
use portico_model::Region;
use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use url::{Host, Url};

use super::OutageArgs;
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};

/// The file that says where the center started last is controlled.
const MARKER: &str = "center-control";
const PATIENCE: Duration = Duration::from_secs(10);

/// One Region as the center lists it.
#[derive(Deserialize, Serialize)]
struct Line {
    region: String,
    url: String,
    on: bool,
}

/// Switches and prints how the Regions are now.
///
/// # Errors
/// When the Region is none of the center's, the address is not of this machine, or no center answers there.
pub(super) async fn run(context: &Context, args: OutageArgs) -> Result<Ending> {
    let region: Region = args.region.parse()?;
    let control = control(context, args.center.as_deref())?;
    let lines = tell(&control, &region, args.end).await?;
    if context.json {
        out::json(&lines)?;
    } else {
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| {
                let state = if line.on { "on" } else { "off" };
                vec![clean(&line.region, 32), clean(&line.url, 80), state.to_owned()]
            })
            .collect();
        out::line(&table::render(&["REGION", "ADDRESS", "STATE"], &rows, Style::of(&context.environment)))?;
    }
    Ok(Ending::Done)
}

/// Keeps the address of a center that was just started.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn remember(context: &Context, control: &str) -> Result<()> {
    disk::write_atomic(&marker(context), control.as_bytes())
}

/// Forgets the address of a center that ends, unless another one was started since.
pub(super) fn forget(context: &Context, control: &str) {
    let marker = marker(context);
    if disk::read_text(&marker).is_ok_and(|kept| kept.as_deref() == Some(control)) {
        // What is left behind does no harm: nobody answers there.
        drop(disk::remove(&marker));
    }
}

fn marker(context: &Context) -> PathBuf {
    context.home.data().join(MARKER)
}

/// The control endpoint: as said, or of the center started last.
fn control(context: &Context, said: Option<&str>) -> Result<Url> {
    if let Some(said) = said {
        return checked(said);
    }
    match disk::read_text(&marker(context))? {
        Some(kept) => checked(kept.trim()),
        None => Err(Error::new(
            Code::NotFound,
            "No local Identity Center was started with these files of Portico.",
            "Start one (`portico center --demo --also us-east-1`), or say where it is with --center.",
        )),
    }
}

/// Takes nothing but `http` on loopback.
fn checked(text: &str) -> Result<Url> {
    let is_loopback = |url: &Url| match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    let url = Url::parse(text).ok().filter(|url| url.scheme() == "http" && is_loopback(url));
    url.ok_or_else(|| {
        Error::invalid(
            format!(
                "{} is not where a local Identity Center of this machine is controlled.",
                clean(text, 80)
            ),
            "Give the address it printed as its control, such as http://127.0.0.1:40123.",
        )
    })
}

async fn tell(control: &Url, region: &Region, on: bool) -> Result<Vec<Line>> {
    let place = control.as_str().trim_end_matches('/');
    let silent = |error: reqwest::Error| {
        Error::new(
            Code::Offline,
            format!("No local Identity Center answers at {place}."),
            "Start one (`portico center --demo`), or give the address it printed as its control with --center.",
        )
        .caused_by(error)
    };
    let request = client()?.post(format!("{place}{OUTAGE_PATH}")).header(CONTROL_HEADER, CONTROL_VALUE);
    let wish = json!({ "region": region.as_str(), "on": on });
    let response = request.json(&wish).send().await.map_err(silent)?;
    match response.status() {
        StatusCode::OK => response.json().await.map_err(|_| stranger(place)),
        StatusCode::NOT_FOUND if is_json(&response) => Err(Error::new(
            Code::NotFound,
            format!("The local Identity Center at {place} is not in {region}."),
            "Choose one of the Regions it listed when it started.",
        )),
        _ => Err(stranger(place)),
    }
}

fn is_json(response: &reqwest::Response) -> bool {
    let kind = response.headers().get(reqwest::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}

fn stranger(place: &str) -> Error {
    Error::new(
        Code::NotIdentityCenter,
        format!("What answers at {place} is not the control of a local Identity Center."),
        "Give the address it printed as its control with --center, not the one it serves a Region on.",
    )
}

#[expect(
    clippy::disallowed_methods,
    reason = "this speaks to a center's control on loopback, not to a portal: no proxy and no other rule of the \
              transport applies"
)]
fn client() -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder().no_proxy().timeout(PATIENCE);
    let builder = builder.redirect(reqwest::redirect::Policy::none());
    builder.build().map_err(|error| Error::internal(format!("No HTTP client could be made: {error}.")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use portico_center::{Center, Config};
    use portico_core::disk::{Environment, Home};
    use portico_model::{SystemClock, SystemEntropy};

    use super::*;

    fn context(folder: &std::path::Path) -> Context {
        let home = Home::at(folder).expect("a home");
        Context { json: true, home, environment: Environment::default() }
    }

    #[test]
    fn a_center_is_controlled_on_this_machine_only() {
        for good in ["http://127.0.0.1:1", "http://[::1]:1/", "http://localhost:1"] {
            assert!(checked(good).is_ok(), "{good}");
        }
        for bad in
            ["", "127.0.0.1:1", "https://127.0.0.1:1", "http://10.0.0.1:1", "http://127.0.0.1.evil.test"]
        {
            assert_eq!(checked(bad).expect_err(bad).code(), Code::InvalidInput, "{bad}");
        }
    }

    #[test]
    fn the_center_started_last_is_remembered_until_it_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let context = context(folder.path());
        assert_eq!(control(&context, None).expect_err("none").code(), Code::NotFound);
        remember(&context, "http://127.0.0.1:1").expect("kept");
        remember(&context, "http://127.0.0.1:2").expect("kept");
        forget(&context, "http://127.0.0.1:1");
        assert_eq!(control(&context, None).expect("the last one").as_str(), "http://127.0.0.1:2/");
        let said = control(&context, Some("http://127.0.0.1:3")).expect("as said");
        assert_eq!(said.as_str(), "http://127.0.0.1:3/");
        forget(&context, "http://127.0.0.1:2");
        assert_eq!(control(&context, None).expect_err("ended").code(), Code::NotFound);
    }

    #[tokio::test]
    async fn a_running_center_obeys_and_everybody_else_is_named() {
        let config = Config { also: vec!["us-east-1".parse().expect("a Region")], ..Config::default() };
        let center = Center::start(config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await;
        let center = center.expect("starts");
        let region = |text: &str| text.parse::<Region>().expect("a Region");
        let home = region("eu-west-1");
        let lines = tell(center.control(), &home, false).await.expect("obeys");
        assert_eq!(lines.iter().map(|line| line.on).collect::<Vec<_>>(), [false, true]);
        let lines = tell(center.control(), &home, true).await.expect("obeys");
        assert!(lines.iter().all(|line| line.on));
        let code = |outcome: Result<Vec<Line>>| outcome.err().map(|error| error.code());
        let elsewhere = tell(center.control(), &region("sa-east-1"), false).await;
        assert_eq!(code(elsewhere), Some(Code::NotFound));
        assert_eq!(code(tell(center.url(), &home, false).await), Some(Code::NotIdentityCenter));
        let control = center.control().clone();
        center.stop().await;
        assert_eq!(code(tell(&control, &home, false).await), Some(Code::Offline));
    }
}

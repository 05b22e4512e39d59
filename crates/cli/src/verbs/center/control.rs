//! The line to a running center: where it is controlled, and what it says to a wish.
//!
//! Rule: it speaks to loopback only. The address of the center started last is kept in a file of Portico's own, so that
//! it need not be typed; a file left by a center that was killed is answered by nobody, and that is said.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use portico_center::{CONTROL_HEADER, CONTROL_VALUE};
use portico_core::disk;
use portico_core::text::clean;
use portico_core::{Code, Error, Result};
use reqwest::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::{Host, Url};

use crate::context::Context;

/// The file that says where the center started last is controlled.
const MARKER: &str = "center-control";
const PATIENCE: Duration = Duration::from_secs(10);

/// Which center is told.
#[derive(Args, Debug)]
pub(super) struct ControlArgs {
    /// The address the center printed as its control; that of the center started last when left out.
    #[arg(long, value_name = "URL")]
    center: Option<String>,
}

/// Where a center is controlled.
#[derive(Debug)]
pub(super) struct Control(Url);

/// What a center says when it does not do what it is told: what is the matter, and what to do about it.
#[derive(Debug)]
pub(super) struct Refusal {
    /// 404, 409, 422.
    pub(super) status: StatusCode,
    message: String,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let (message, remedy) = match refusal.message.rsplit_once(". ") {
            Some((message, remedy)) => (format!("{message}."), remedy.to_owned()),
            None => (refusal.message, "See `portico center --help`.".to_owned()),
        };
        let code = if refusal.status == StatusCode::NOT_FOUND { Code::NotFound } else { Code::InvalidInput };
        Self::new(code, clean(&message, 300), clean(&remedy, 300))
    }
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

impl Control {
    /// As said, or of the center started last.
    ///
    /// # Errors
    /// When the address is not of this machine, or no center was started.
    pub(super) fn find(context: &Context, args: &ControlArgs) -> Result<Self> {
        if let Some(said) = &args.center {
            return Self::at(said);
        }
        match disk::read_text(&marker(context))? {
            Some(kept) => Self::at(kept.trim()),
            None => Err(Error::new(
                Code::NotFound,
                "No local Identity Center was started with these files of Portico.",
                "Start one (`portico center --demo`), or say where it is with --center.",
            )),
        }
    }

    /// Takes nothing but `http` on loopback.
    fn at(text: &str) -> Result<Self> {
        let is_loopback = |url: &Url| match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        let url = Url::parse(text).ok().filter(|url| url.scheme() == "http" && is_loopback(url));
        url.map(Self).ok_or_else(|| {
            Error::invalid(
                format!(
                    "{} is not where a local Identity Center of this machine is controlled.",
                    clean(text, 80)
                ),
                "Give the address it printed as its control, such as http://127.0.0.1:40123.",
            )
        })
    }

    /// The address, for messages.
    pub(super) fn place(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Says a wish: what the center answers, or why it does not do it.
    ///
    /// # Errors
    /// When nobody answers there, or something else than a center.
    pub(super) async fn tell<W: Serialize + Sync, A: DeserializeOwned>(
        &self,
        path: &str,
        wish: &W,
    ) -> Result<std::result::Result<A, Refusal>> {
        let place = self.place();
        let silent = |error: reqwest::Error| {
            Error::new(
                Code::Offline,
                format!("No local Identity Center answers at {place}."),
                "Start one (`portico center --demo`), or give the address it printed as its control with --center.",
            )
            .caused_by(error)
        };
        let request = client()?.post(format!("{place}{path}")).header(CONTROL_HEADER, CONTROL_VALUE);
        let response = request.json(wish).send().await.map_err(silent)?;
        let status = response.status();
        if status == StatusCode::OK {
            return response.json().await.map(Ok).map_err(|_| self.stranger());
        }
        let is_refusal =
            [StatusCode::NOT_FOUND, StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY].contains(&status);
        let said: Option<serde_json::Value> = if is_refusal { response.json().await.ok() } else { None };
        let message = said.and_then(|said| said["message"].as_str().map(str::to_owned));
        message.map(|message| Err(Refusal { status, message })).ok_or_else(|| self.stranger())
    }

    fn stranger(&self) -> Error {
        Error::new(
            Code::NotIdentityCenter,
            format!("What answers at {} is not the control of a local Identity Center.", self.place()),
            "Give the address it printed as its control with --center, not the one it serves a Region on.",
        )
    }
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
pub(super) mod tests {
    use portico_core::disk::{Environment, Home};

    use super::*;

    fn context(folder: &std::path::Path) -> Context {
        let home = Home::at(folder).expect("a home");
        Context::at(home, Environment::default(), true)
    }

    /// The control of a center in this process.
    pub(in super::super) fn control_of(url: &Url) -> Control {
        Control::at(url.as_str()).expect("on loopback")
    }

    #[test]
    fn a_center_is_controlled_on_this_machine_only() {
        for good in ["http://127.0.0.1:1", "http://[::1]:1/", "http://localhost:1"] {
            assert!(Control::at(good).is_ok(), "{good}");
        }
        for bad in
            ["", "127.0.0.1:1", "https://127.0.0.1:1", "http://10.0.0.1:1", "http://127.0.0.1.evil.test"]
        {
            assert_eq!(Control::at(bad).expect_err(bad).code(), Code::InvalidInput, "{bad}");
        }
    }

    #[test]
    fn the_center_started_last_is_remembered_until_it_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let context = context(folder.path());
        let find = |center: Option<&str>| {
            let center = center.map(str::to_owned);
            Control::find(&context, &ControlArgs { center }).map(|control| control.place().to_owned())
        };
        assert_eq!(find(None).expect_err("none").code(), Code::NotFound);
        remember(&context, "http://127.0.0.1:1").expect("kept");
        remember(&context, "http://127.0.0.1:2").expect("kept");
        forget(&context, "http://127.0.0.1:1");
        assert_eq!(find(None).expect("the last one"), "http://127.0.0.1:2");
        assert_eq!(find(Some("http://127.0.0.1:3")).expect("as said"), "http://127.0.0.1:3");
        forget(&context, "http://127.0.0.1:2");
        assert_eq!(find(None).expect_err("ended").code(), Code::NotFound);
    }

    #[test]
    fn a_refusal_is_told_with_its_remedy() {
        let refusal = |status, message: &str| Error::from(Refusal { status, message: message.to_owned() });
        let error = refusal(StatusCode::NOT_FOUND, "No account A. B here. Give its digits.");
        assert_eq!((error.code(), error.message()), (Code::NotFound, "No account A. B here."));
        assert_eq!(error.remedy(), "Give its digits.");
        assert_eq!(refusal(StatusCode::CONFLICT, "Taken").code(), Code::InvalidInput);
    }
}

//! Signing in with a code typed into a browser on any device (RFC 8628): for machines that have none, by explicit choice
//! only.
//!
//! Rules: whoever holds the code can be made to sign somebody else in, so it is shown with a warning and never taken from
//! outside; the page it is typed into is AWS's (or the local Identity Center's own), or nothing is opened at all.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use portico_model::{Clock, Region, StartUrl};
use url::Url;

use crate::aws::device::DeviceGrant;
use crate::aws::oidc::{self, Registration};
use crate::aws::{Endpoints, Fault, check_token, fault_error};
use crate::error::{Code, Error, Result};
use crate::portal::Portal;
use crate::session::Method;
use crate::session::sign_in::{Fresh, cancelled, failed, refused};
use crate::session::store::Sessions;
use crate::text::clean;

/// A user code longer than this is none that a person can type.
const LONGEST_CODE: usize = 16;

/// What a person needs to go on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UserCode {
    /// What they type.
    pub code: String,
    /// Where they type it.
    pub page: Url,
    /// The same page with the code filled in.
    pub filled_in: Option<Url>,
    /// When the code ends.
    pub until: Timestamp,
}

/// An attempt that waits for a person.
pub struct DeviceAttempt {
    portal: Portal,
    registration: Registration,
    grant: DeviceGrant,
    shown: UserCode,
}

impl DeviceAttempt {
    /// Registers a client and asks for a code.
    ///
    /// # Errors
    /// When the portal cannot be reached, knows no such start URL, or sends people to a page that is none of AWS's.
    pub async fn begin(portal: &Portal, sessions: &Sessions) -> Result<Self> {
        let mut tour = sessions.tour(portal)?;
        let (registration, grant) = loop {
            let answer = begun(portal, sessions, tour.here()).await;
            if let Some(answer) = tour.judge(answer) {
                break answer.map_err(|fault| refused(portal, fault))?;
            }
        };
        let shown = shown(portal, tour.here(), &grant)?;
        Ok(Self { portal: portal.clone(), registration, grant, shown })
    }

    /// What to show the person.
    #[must_use]
    pub fn user_code(&self) -> &UserCode {
        &self.shown
    }

    /// Waits for the person. `pause` waits between two requests.
    ///
    /// # Errors
    /// When the person refuses, the code ends first, or the portal does not give a token.
    pub async fn finish<F: Future<Output = ()>>(
        self,
        sessions: &Sessions,
        clock: Arc<dyn Clock>,
        pause: impl Fn(Duration) -> F,
    ) -> Result<Fresh> {
        let tokens = self.grant.tokens(sessions.transport(), Arc::clone(&clock), pause).await;
        let tokens = tokens.map_err(|fault| ended(&self.portal, fault))?;
        check_token(&self.portal, tokens.access.expose())?;
        // How long ago the server made the tokens is at most one request: what it took is not worth counting.
        Ok(Fresh { tokens, registration: self.registration, asked_at: clock.now() })
    }
}

async fn begun(
    portal: &Portal,
    sessions: &Sessions,
    endpoints: &Endpoints,
) -> Result<(Registration, DeviceGrant), Fault> {
    let transport = sessions.transport();
    let registration = oidc::register(transport, endpoints, portal, Method::Code).await?;
    let grant = DeviceGrant::begin(transport, endpoints, &registration, portal, sessions.clock()).await?;
    Ok((registration, grant))
}

fn shown(portal: &Portal, endpoints: &Endpoints, grant: &DeviceGrant) -> Result<UserCode> {
    let is_fit = |url: &Url| is_page_of(portal, endpoints, url);
    let page = grant.verification_uri().filter(is_fit).ok_or_else(|| strange_page(portal))?;
    let filled_in = grant.verification_uri_complete().filter(is_fit);
    let code = clean(grant.user_code(), LONGEST_CODE);
    let is_code = !code.is_empty()
        && code == grant.user_code()
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_code {
        return Err(strange_page(portal));
    }
    Ok(UserCode { code, page, filled_in, until: grant.until })
}

/// Whether a page to type a code into is one that a browser may be sent to: https on a host of AWS's for portals or
/// device authorization, or the local Identity Center's own origin.
fn is_page_of(portal: &Portal, endpoints: &Endpoints, url: &Url) -> bool {
    if !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    if portal.is_local() {
        // A `blob:` address has the origin of the one within it.
        return url.scheme() == endpoints.oidc.scheme() && url.origin() == endpoints.oidc.origin();
    }
    let Some(url::Host::Domain(host)) = url.host() else { return false };
    let is_known = host == portal.start_url.host() || is_aws_portal(host) || is_device_page(host, portal);
    url.scheme() == "https" && url.port().is_none() && is_known
}

/// `device.sso.{region}.{suffix}` or `device.sso-fips.{region}.{suffix}`, and nothing in front or between.
fn is_device_page(host: &str, portal: &Portal) -> bool {
    let suffix = format!(".{}", portal.region.partition().dns_suffix());
    let Some(labels) = host.strip_suffix(&suffix) else { return false };
    let labels: Vec<&str> = labels.split('.').collect();
    let is_region = |label: &str| label.parse::<Region>().is_ok();
    matches!(labels.as_slice(), ["device", "sso" | "sso-fips", region] if is_region(region))
}

fn is_aws_portal(host: &str) -> bool {
    format!("https://{host}/start").parse::<StartUrl>().is_ok_and(|url| url.is_aws_host())
}

fn strange_page(portal: &Portal) -> Error {
    Error::new(
        Code::NotIdentityCenter,
        format!(
            "{} wants a code to be typed into a page that is none of AWS's; it was not opened.",
            portal.name
        ),
        "Check the start URL and the Region, and tell your administrator.",
    )
}

fn ended(portal: &Portal, fault: Fault) -> Error {
    let Fault::Api { exception, .. } = &fault else { return fault_error(portal, fault) };
    match exception.as_str() {
        "AccessDeniedException" => cancelled(portal),
        "ExpiredTokenException" => Error::new(
            Code::SignInCancelled,
            format!("Nobody typed the code for {} in time.", portal.name),
            "Sign in again to get a new code.",
        ),
        exception => failed(portal, exception),
    }
}

/// The refusal where the organisation does not allow this way to sign in.
pub(crate) fn forbidden(portal: &Portal) -> Error {
    Error::new(
        Code::InvalidInput,
        format!("Your organisation does not allow signing in to {} with a code.", portal.name),
        "Sign in through the browser of this machine: portico login",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_opened(portal: &Portal, url: &str) -> bool {
        let endpoints = Endpoints::of(portal).expect("endpoints");
        Url::parse(url).is_ok_and(|url| is_page_of(portal, &endpoints, &url))
    }

    #[test]
    fn a10_only_pages_of_aws_are_opened() {
        let portal =
            Portal::parse("work", "https://acme.awsapps.com/start", "eu-west-1", None).expect("valid");
        for good in [
            "https://device.sso.eu-west-1.amazonaws.com/",
            "https://device.sso.eu-west-1.amazonaws.com/?user_code=BDFG-HJKL",
            "https://acme.awsapps.com/start/#/device?user_code=BDFG-HJKL",
            "https://ssoins-1234567890abcdef.portal.eu-west-1.app.aws/device",
        ] {
            assert!(is_opened(&portal, good), "{good}");
        }
        let hosts = [
            "evil.test",
            "awsapps.com.evil.test",
            "xn--wsapps-7ya.com",
            "device.sso.eu-west-1.amazonaws.com.evil.test",
            "device.sso.evil.amazonaws.com",
            "device.sso.eu-west-1.evil.amazonaws.com",
            "evil.s3.eu-west-1.amazonaws.com",
            "evildevice.sso.eu-west-1.amazonaws.com",
            "device.ssoevil.eu-west-1.amazonaws.com",
            "127.0.0.1",
            "[::1]",
            "localhost",
            "10.0.0.1",
            "device.sso.eu-west-1.amazonaws.com.cn",
            "amazonaws.com",
            "awsapps.com",
        ];
        let mut variants = Vec::new();
        for host in hosts {
            for form in [
                "https://H/",
                "https://H:8443/",
                "http://H/",
                "https://u:p@H/",
                "https://u@H/start",
                "ftp://H/",
                "https://H/start/#/device",
                "file://H/x",
                "data://H",
                "ws://H/",
            ] {
                variants.push(form.replace('H', host));
            }
        }
        for good in ["acme.awsapps.com", "device.sso.eu-west-1.amazonaws.com"] {
            for form in [
                "http://H/",
                "https://u@H/",
                "https://u:p@H/",
                "https://H:444/",
                "ftp://H/",
                "file://H/",
                "javascript://H/%0aalert(1)",
            ] {
                variants.push(form.replace('H', good));
            }
        }
        for odd in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "",
            "https://",
            "mailto:a@b.test",
            "smb://evil.test/x",
            "ms-settings:",
            "x-apple:x",
        ] {
            variants.push(odd.to_owned());
        }
        variants.extend((0..30).map(|n| format!("https://acme{n}.awsapps.com@evil{n}.test/start")));
        assert!(variants.len() >= 200, "{}", variants.len());
        for bad in &variants {
            assert!(!is_opened(&portal, bad), "{bad}");
        }
        let local = Portal::parse(
            "demo",
            "https://acme.awsapps.com/start",
            "eu-west-1",
            Some("http://127.0.0.1:8400"),
        );
        let local = local.expect("valid");
        assert!(is_opened(&local, "http://127.0.0.1:8400/device?user_code=BDFG-HJKL"));
        for bad in [
            "http://127.0.0.1:8401/device",
            "blob:http://127.0.0.1:8400/device",
            "https://acme.awsapps.com/start",
            "http://u@127.0.0.1:8400/device",
        ] {
            assert!(!is_opened(&local, bad), "{bad}");
        }
    }
}

//! Signing in: authorization code with PKCE on a loopback listener (RFC 8252, RFC 7636).
//!
//! Rules: one listener per attempt, bound to one issuer; an answer with a wrong path, method, host or state is answered
//! 404 and ends nothing, or any web page could end a sign-in; the first valid answer closes the port.

use std::time::Duration;

use jiff::Timestamp;
use portico_model::oidc::CALLBACK_PATH;
use portico_model::{Clock, Entropy, Secret};
use subtle::ConstantTimeEq;
use url::Url;

use crate::aws::oidc::{self, CodeGrant, Registration, Tokens};
use crate::aws::{Fault, Transport, check_token, fault_error};
use crate::error::{Code, Error, Result};
use crate::loopback::{Caller, Listener, Request};
use crate::portal::Portal;
use crate::session::Method;
use crate::session::store::Sessions;

/// How long a person may take in the browser, as long as the AWS CLI waits.
const PATIENCE: Duration = Duration::from_secs(600);

/// An attempt that waits for the browser.
pub struct Attempt {
    portal: Portal,
    registration: Registration,
    listener: Listener,
    grant: CodeGrant,
}

/// A session as a sign-in brings it.
#[derive(Debug)]
pub struct Fresh {
    /// The tokens.
    pub tokens: Tokens,
    /// The client they belong to.
    pub registration: Registration,
    /// When they were asked for: their life counts from here.
    pub asked_at: Timestamp,
}

impl Attempt {
    /// Registers a client, opens the listener and draws verifier and state.
    ///
    /// Each attempt registers anew: a kept registration that the server has forgotten would strand the person on an
    /// error page in the browser, sign-in after sign-in, as it does with the AWS CLI.
    ///
    /// # Errors
    /// When the portal cannot be reached or knows no such start URL, or no loopback port is to be had.
    pub async fn begin(portal: &Portal, sessions: &Sessions, entropy: &dyn Entropy) -> Result<Self> {
        let mut tour = sessions.tour(portal)?;
        let registration = loop {
            let answer = oidc::register(sessions.transport(), tour.here(), portal, Method::Browser).await;
            if let Some(answer) = tour.judge(answer) {
                break answer.map_err(|fault| refused(portal, fault))?;
            }
        };
        let listener = Listener::bind(Caller::Browser).await?;
        let draw = || Secret::new(base64url(&entropy.bytes32()));
        let grant = CodeGrant::new(tour.here(), &registration, listener.port(), draw(), draw())?;
        Ok(Self { portal: portal.clone(), registration, listener, grant })
    }

    /// Where the browser has to go.
    #[must_use]
    pub fn url(&self) -> Url {
        self.grant.authorize_url()
    }

    /// Waits for the browser and exchanges its code. Dropping the future closes the port.
    ///
    /// # Errors
    /// When the person refuses, takes longer than ten minutes, or the portal does not give a token.
    pub async fn finish(mut self, transport: &Transport, clock: &dyn Clock) -> Result<Fresh> {
        let waiting = tokio::time::timeout(PATIENCE, self.answer());
        let (request, code) = waiting.await.map_err(|_| took_too_long(&self.portal))??;
        let asked_at = clock.now();
        let outcome = match self.grant.exchange(transport, code).await {
            Ok(tokens) => check_token(&self.portal, tokens.access.expose()).map(|()| Fresh {
                tokens,
                registration: self.registration,
                asked_at,
            }),
            Err(fault) => Err(refused(&self.portal, fault)),
        };
        match &outcome {
            Ok(_) => {
                page(request, "You are signed in", "You can close this tab and go back to Portico.").await
            }
            Err(error) => page(request, "The sign-in failed", error.message()).await,
        }
        outcome
    }

    /// The first request that carries our state: with a code, or with the person's refusal.
    async fn answer(&mut self) -> Result<(Request, Secret)> {
        loop {
            let request = self.listener.next_request().await;
            let state = request.parameter("state").unwrap_or_default();
            let ours: bool = state.as_bytes().ct_eq(self.grant.state().expose().as_bytes()).into();
            if !request.is_for(CALLBACK_PATH) || !ours {
                request.not_found().await;
                continue;
            }
            if let Some(code) = request.parameter("code").filter(|code| !code.is_empty()) {
                return Ok((request, Secret::new(code)));
            }
            let error = request.parameter("error").unwrap_or_default();
            let error =
                if error == "access_denied" { cancelled(&self.portal) } else { failed(&self.portal, &error) };
            page(request, "You are not signed in", error.message()).await;
            return Err(error);
        }
    }
}

/// 32 bytes as 43 characters of base64url without padding.
fn base64url(bytes: &[u8; 32]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

async fn page(request: Request, title: &str, text: &str) {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (title, text) = (escape(title), escape(text));
    let body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title} - Portico</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>:root{{color-scheme:light dark}}\
         body{{font:16px/1.5 system-ui,sans-serif;margin:20vh auto 0;max-width:32rem;padding:0 1rem}}</style>\
         <main><h1>{title}</h1><p>{text}</p></main></html>"
    );
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                  frame-ancestors 'none'";
    request.respond(200, &[("Content-Security-Policy", policy)], &body).await;
}

pub(super) fn cancelled(portal: &Portal) -> Error {
    Error::new(
        Code::SignInCancelled,
        format!("The sign-in to {} was cancelled in the browser.", portal.name),
        "Sign in again and choose Allow when you are ready.",
    )
}

fn took_too_long(portal: &Portal) -> Error {
    Error::new(
        Code::SignInCancelled,
        format!("Nobody finished the sign-in to {} within ten minutes.", portal.name),
        "Sign in again.",
    )
}

pub(super) fn failed(portal: &Portal, why: &str) -> Error {
    let why = crate::text::clean(why, 80);
    Error::new(
        Code::SignInFailed,
        format!(
            "{} ended the sign-in: {}.",
            portal.name,
            if why.is_empty() { "it sent no code" } else { &why }
        ),
        "Sign in again; if it fails again, check the start URL and the Region.",
    )
}

/// The sentence for a refused registration or code exchange.
pub(super) fn refused(portal: &Portal, fault: Fault) -> Error {
    match &fault {
        Fault::Api { exception, .. } if exception == "InvalidRequestException" => Error::new(
            Code::SignInFailed,
            format!("The Identity Center in {} knows no portal {}.", portal.region, portal.start_url),
            "Check the start URL and the Region, and add the portal again.",
        ),
        Fault::Api { exception, .. } => failed(portal, exception),
        Fault::Offline(_)
        | Fault::Distrusted(_)
        | Fault::Captive(_)
        | Fault::Foreign(_)
        | Fault::ProxyAuthentication
        | Fault::Throttled { .. }
        | Fault::Server { .. } => fault_error(portal, fault),
    }
}

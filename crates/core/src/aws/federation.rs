//! Console federation: credentials for a sign-in token, a sign-in token for a console URL.

use http::Method;
use jiff::{SignedDuration, Timestamp};
use portico_model::Secret;
use portico_model::federation::{FEDERATION_PATH, FederationSession, SigninTokenResponse};
use url::Url;

use crate::aws::{Endpoints, Fault, Transport, join};
use crate::credentials::Credentials;

/// The shortest and the longest console that may be asked for ("Enabling custom identity broker access to the AWS console",
/// IAM User Guide).
const LENGTHS: (SignedDuration, SignedDuration) =
    (SignedDuration::from_mins(15), SignedDuration::from_hours(12));

/// An address that opens a console.
#[derive(Debug)]
pub struct ConsoleUrl {
    /// Whoever has it is signed in, for 15 minutes: a secret.
    pub url: Secret,
    /// When the console ends.
    pub until: Timestamp,
}

/// A URL that opens the console at `destination` for whoever holds it.
///
/// The keys travel in a form body, never in a URL. A console lasts as long as the `credentials`, which are those of a permission
/// set and never of a chained role, or as long as `lasts`, 15 minutes to 12 hours: where AWS answers 400 to that, because the
/// role's own sessions are shorter, it is left out.
///
/// # Errors
/// See [`Fault`].
pub async fn console_url(
    transport: &Transport,
    endpoints: &Endpoints,
    credentials: &Credentials,
    issuer: &str,
    destination: &Url,
    lasts: Option<SignedDuration>,
    now: Timestamp,
) -> Result<ConsoleUrl, Fault> {
    let lasts = lasts.map(|lasts| lasts.clamp(LENGTHS.0, LENGTHS.1));
    let url = join(&endpoints.signin, FEDERATION_PATH);
    let (token, lasts) = match (signin_token(transport, &url, credentials, lasts).await, lasts) {
        // It refuses with a page.
        (Err(Fault::Api { status: 400, .. } | Fault::Foreign(_) | Fault::Captive(_)), Some(_)) => {
            (signin_token(transport, &url, credentials, None).await?, None)
        }
        (answer, lasts) => (answer?, lasts),
    };
    let mut login = url;
    login
        .query_pairs_mut()
        .append_pair("Action", "login")
        .append_pair("Issuer", issuer)
        .append_pair("Destination", destination.as_str())
        .append_pair("SigninToken", token.expose());
    let until = lasts.and_then(|lasts| now.checked_add(lasts).ok()).unwrap_or(credentials.expires);
    Ok(ConsoleUrl { url: Secret::new(login.to_string()), until })
}

async fn signin_token(
    transport: &Transport,
    url: &Url,
    credentials: &Credentials,
    lasts: Option<SignedDuration>,
) -> Result<Secret, Fault> {
    let session = FederationSession {
        session_id: credentials.access_key_id.clone(),
        session_key: credentials.secret_access_key.clone(),
        session_token: credentials.session_token.clone(),
    };
    let session = serde_json::to_string(&session).map_err(|error| Fault::Foreign(error.to_string()))?;
    let seconds = lasts.map(|lasts| lasts.as_secs().to_string());
    let mut form = vec![("Action", "getSigninToken"), ("Session", session.as_str())];
    form.extend(seconds.as_deref().map(|seconds| ("SessionDuration", seconds)));
    let request = transport.request(Method::POST, url.clone())?.form(&form);
    // Nobody documents what content type it has.
    let answer = transport.send(request).await?;
    let response: SigninTokenResponse = serde_json::from_slice(&answer.body)
        .map_err(|_| Fault::Foreign("its answer holds no sign-in token".to_owned()))?;
    Ok(response.signin_token)
}

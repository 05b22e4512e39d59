//! Console federation: credentials for a sign-in token, a sign-in token for a console URL.

use http::Method;
use portico_model::Secret;
use portico_model::federation::{FEDERATION_PATH, FederationSession, SigninTokenResponse};
use url::Url;

use crate::aws::{Endpoints, Fault, Transport, join};
use crate::credentials::Credentials;

/// A URL that opens the console at `destination` for whoever holds it, for 15 minutes: a secret.
///
/// The keys travel in a form body, never in a URL. `SessionDuration` is left out: the console then lasts as long as
/// the credentials, and chained roles may not send it.
///
/// # Errors
/// See [`Fault`].
pub async fn console_url(
    transport: &Transport,
    endpoints: &Endpoints,
    credentials: &Credentials,
    issuer: &str,
    destination: &Url,
) -> Result<Secret, Fault> {
    let session = FederationSession {
        session_id: credentials.access_key_id.clone(),
        session_key: credentials.secret_access_key.clone(),
        session_token: credentials.session_token.clone(),
    };
    let session = serde_json::to_string(&session).map_err(|error| Fault::Foreign(error.to_string()))?;
    let form = [("Action", "getSigninToken"), ("Session", session.as_str())];
    let url = join(&endpoints.signin, FEDERATION_PATH);
    let request = transport.request(Method::POST, url.clone())?.form(&form);
    // Nobody documents what content type it has.
    let answer = transport.send(request).await?;
    let response: SigninTokenResponse = serde_json::from_slice(&answer.body)
        .map_err(|_| Fault::Foreign("its answer holds no sign-in token".to_owned()))?;
    let mut login = url;
    login
        .query_pairs_mut()
        .append_pair("Action", "login")
        .append_pair("Issuer", issuer)
        .append_pair("Destination", destination.as_str())
        .append_pair("SigninToken", response.signin_token.expose());
    Ok(Secret::new(login.to_string()))
}

//! Signature Version 4, by `aws-sigv4`: requests that are sent with role credentials, and addresses that carry one.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials as SigningCredentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SignatureLocation, SigningInstructions, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use jiff::Timestamp;
use portico_model::Secret;
use reqwest::RequestBuilder;
use url::Url;

use crate::aws::{Fault, Transport};
use crate::credentials::Credentials;

/// What is signed for.
pub(super) struct Scope<'a> {
    /// The service's signing name, such as `sts`.
    pub(super) service: &'a str,
    /// A Region's code.
    pub(super) region: &'a str,
    /// On whose behalf.
    pub(super) credentials: &'a Credentials,
    /// The date of the signature; AWS refuses one that is five minutes off.
    pub(super) now: Timestamp,
}

/// A signed request, with its body.
///
/// # Errors
/// As [`Transport::request`], and [`Fault::Foreign`] for a request that cannot be signed.
pub(super) fn signed(
    transport: &Transport,
    scope: &Scope<'_>,
    method: http::Method,
    url: &Url,
    content: Option<(&'static str, String)>,
) -> Result<RequestBuilder, Fault> {
    let kind = content.as_ref().map(|(kind, _)| ("content-type", *kind));
    let body = content.as_ref().map_or(&[][..], |(_, body)| body.as_bytes());
    let signable =
        SignableRequest::new(method.as_str(), url.as_str(), kind.into_iter(), SignableBody::Bytes(body));
    let instructions = signable
        .map_err(|error| error.to_string())
        .and_then(|signable| instructions(scope, signable, SigningSettings::default()));
    let instructions = instructions.map_err(unsignable)?;
    let mut request = transport.request(method, url.clone())?;
    for (name, value) in instructions.headers().chain(kind) {
        request = request.header(name, value);
    }
    Ok(match content {
        Some((_, body)) => request.body(body),
        None => request,
    })
}

/// `url` with a signature in its query ("presigned"): whoever sends GET there, with `header`, speaks for the credentials. The
/// parameters stand as botocore writes them. A secret.
///
/// # Errors
/// [`Fault::Foreign`] for a request that cannot be signed.
pub(super) fn presigned(
    scope: &Scope<'_>,
    url: &Url,
    header: (&str, &str),
    lasts: Duration,
) -> Result<Secret, Fault> {
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(lasts);
    let empty = SignableBody::Bytes(&[]);
    let signable = SignableRequest::new("GET", url.as_str(), [header].into_iter(), empty);
    let instructions = signable
        .map_err(|error| error.to_string())
        .and_then(|signable| instructions(scope, signable, settings))
        .map_err(unsignable)?;
    let mut parameters = instructions.params().to_vec();
    parameters.sort_by_key(|(name, _)| *name == "X-Amz-Signature");
    let query: String =
        parameters.iter().map(|(name, value)| format!("&{name}={}", encoded(value))).collect();
    Ok(Secret::new(format!("{url}{query}")))
}

fn instructions(
    scope: &Scope<'_>,
    signable: SignableRequest<'_>,
    settings: SigningSettings,
) -> Result<SigningInstructions, String> {
    let keys = scope.credentials;
    let identity = SigningCredentials::new(
        keys.access_key_id.clone(),
        keys.secret_access_key.expose().clone(),
        Some(keys.session_token.expose().clone()),
        None,
        "portico",
    )
    .into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(scope.region)
        .name(scope.service)
        .time(SystemTime::from(scope.now))
        .settings(settings)
        .build()
        .map_err(|error| error.to_string())?
        .into();
    let signed = sign(signable, &parameters).map_err(|error| error.to_string())?;
    Ok(signed.into_parts().0)
}

fn unsignable(why: String) -> Fault {
    Fault::Foreign(format!("its request cannot be signed: {why}"))
}

/// All but RFC 3986's unreserved characters as `%XX`, which is what a signature is made over.
fn encoded(value: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    value.bytes().map(|b| if is_plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

//! Signature Version 4, by `aws-sigv4`: requests that are sent with role credentials.

use std::time::SystemTime;

use aws_credential_types::Credentials as SigningCredentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use jiff::Timestamp;
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
    let signing = |why: String| Fault::Foreign(format!("its request cannot be signed: {why}"));
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
        .settings(SigningSettings::default())
        .build()
        .map_err(|error| signing(error.to_string()))?
        .into();
    let kind = content.as_ref().map(|(kind, _)| ("content-type", *kind));
    let body = content.as_ref().map_or(&[][..], |(_, body)| body.as_bytes());
    let signable =
        SignableRequest::new(method.as_str(), url.as_str(), kind.into_iter(), SignableBody::Bytes(body))
            .map_err(|error| signing(error.to_string()))?;
    let (instructions, _signature) =
        sign(signable, &parameters).map_err(|error| signing(error.to_string()))?.into_parts();
    let mut request = transport.request(method, url.clone())?;
    for (name, value) in instructions.headers().chain(kind) {
        request = request.header(name, value);
    }
    Ok(match content {
        Some((_, body)) => request.body(body),
        None => request,
    })
}

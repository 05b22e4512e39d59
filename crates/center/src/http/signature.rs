//! SigV4, verified by `scratchstack-aws-signature` with our keys, our clock and fifteen minutes of tolerance.
//!
//! Rule: the signature is in the `Authorization` header or in the query ("presigned"), never in both. As with STS,
//! `X-Amz-Expires` changes nothing.

use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::BoxError;
use axum::body::Bytes;
use axum::http::header;
use axum::http::request::Parts;
use chrono::{DateTime, Duration, Utc};
use portico_model::{Partition, Region};
use scratchstack_aws_signature::auth::SigV4Authenticator;
use scratchstack_aws_signature::canonical::CanonicalRequest;
use scratchstack_aws_signature::errors::ServiceError;
use scratchstack_aws_signature::{
    GetSigningKeyRequest, GetSigningKeyResponse, KSecretKey, NO_ADDITIONAL_SIGNED_HEADERS, SignatureError,
    SignatureOptions, service_for_signing_key_fn,
};

use super::{Shared, pairs, text_header, value};
use crate::store::Millis;
use crate::token::role::{self, Known};

/// A whole request with its body in memory, as the verifier wants it.
pub(super) type Signed = axum::http::Request<Bytes>;

/// How old or young a signature may be.
const TOLERANCE: Duration = Duration::minutes(15);

/// What a signature must be made for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// `sts`, `uxc`.
    pub(super) service: &'static str,
    /// The only Region that counts; any of the partition when `None`.
    pub(super) region: Option<&'static str>,
}

/// Why a signature does not count: code, status and words are the verifier's.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Unsigned {
    /// As the query protocol calls it.
    pub(super) code: &'static str,
    /// Of the answer.
    pub(super) status: u16,
    message: String,
}

/// The keys that signed `request`.
///
/// # Errors
/// [`Unsigned`] with AWS's code: unknown or wrong token `InvalidClientTokenId`, dead keys `ExpiredToken`, skew, wrong
/// secret or wrong scope `SignatureDoesNotMatch`, no signature `MissingAuthenticationToken`.
pub(super) async fn verify(app: &Shared, request: Signed, scope: Scope) -> Result<Known, Unsigned> {
    let (parts, body) = request.into_parts();
    let query = pairs(parts.uri.query().unwrap_or_default());
    let region = scope.region.map_or_else(|| claimed_region(&parts, &query), str::to_owned);
    let now = app.now();
    let server_time = DateTime::<Utc>::from_timestamp_millis(now).unwrap_or_default();
    let keys = Arc::clone(app);
    let signer = Arc::new(Mutex::new(None));
    let found = Arc::clone(&signer);
    let find = move |wanted: GetSigningKeyRequest| {
        let key = signing_key(&keys, &wanted, now).map(|(key, known)| {
            *found.lock().unwrap_or_else(PoisonError::into_inner) = Some(known);
            key
        });
        std::future::ready(key.map_err(BoxError::from))
    };
    let mut lookup = service_for_signing_key_fn(find);
    let signed = authenticator(parts, body, &query).map_err(refusal)?;
    signed
        .validate_signature(&region, scope.service, server_time, TOLERANCE, &mut lookup)
        .await
        .map_err(refusal)?;
    // Whose key the verifier used, and nobody whom another part of the header may name.
    let known = signer.lock().unwrap_or_else(PoisonError::into_inner).take();
    known.ok_or_else(|| refusal(unknown_token()))
}

/// What is to be proved. The verifier takes the credential and the token of a query as they are written there, encoded, so
/// they are handed to it decoded.
fn authenticator(
    parts: Parts,
    body: Bytes,
    query: &[(String, String)],
) -> Result<SigV4Authenticator, SignatureError> {
    let (request, ..) = CanonicalRequest::from_request_parts(parts, body, SignatureOptions::default())?;
    let mut found = request.get_auth_parameters(&NO_ADDITIONAL_SIGNED_HEADERS)?;
    if request.headers().contains_key(header::AUTHORIZATION.as_str()) {
        return request.get_authenticator_from_auth_parameters(found);
    }
    if let Some(credential) = value(query, "X-Amz-Credential") {
        found.builder.credential(credential.to_owned());
    }
    if let Some(token) = value(query, "X-Amz-Security-Token") {
        found.builder.session_token(token);
    }
    request.get_authenticator_from_auth_parameters(found)
}

fn signing_key(
    app: &Shared,
    wanted: &GetSigningKeyRequest,
    now: Millis,
) -> Result<(GetSigningKeyResponse, Known), SignatureError> {
    let broken =
        |error: &dyn std::fmt::Display| SignatureError::InternalServiceError(error.to_string().into());
    let known = app
        .store
        .read(|connection| role::find(connection, wanted.access_key()))
        .map_err(|error| broken(&error))?
        .filter(|known| wanted.session_token().is_some_and(|token| known.has_token(token)))
        .ok_or_else(unknown_token)?;
    if known.expires_at <= now {
        return Err(SignatureError::ExpiredToken(
            "The security token included in the request is expired".to_owned(),
        ));
    }
    let secret = KSecretKey::from_str(known.secret.expose()).map_err(|error| broken(&error))?;
    let key = secret.to_ksigning(wanted.request_date(), wanted.region(), wanted.service());
    let key = GetSigningKeyResponse::builder().signing_key(key).build().map_err(|error| broken(&error))?;
    Ok((key, known))
}

fn unknown_token() -> SignatureError {
    SignatureError::InvalidClientTokenId("The security token included in the request is invalid.".to_owned())
}

/// The one mapping of the verifier's refusals.
fn refusal(error: SignatureError) -> Unsigned {
    let status = error.http_status().as_u16();
    // AWS answers a request without a signature with 403, the verifier says 400.
    let is_unsigned = matches!(error, SignatureError::MissingAuthenticationToken(_));
    let status = if is_unsigned { 403 } else { status };
    Unsigned { code: error.error_code(), status, message: error.to_string() }
}

/// The Region a request says it was signed for, if it is one of the partition. The verifier takes the last credential of
/// a header and the first of a query, so this does too.
fn claimed_region(parts: &Parts, query: &[(String, String)]) -> String {
    let scope = text_header(&parts.headers, header::AUTHORIZATION.as_str())
        .and_then(|text| text.rsplit_once("Credential="))
        .map(|(_, rest)| rest.split([',', ' ']).next().unwrap_or_default())
        .or_else(|| value(query, "X-Amz-Credential"))
        .unwrap_or_default();
    let region = scope
        .split('/')
        .nth(2)
        .filter(|text| text.parse().is_ok_and(|region: Region| region.partition() == Partition::Commercial));
    region.unwrap_or("us-east-1").to_owned()
}

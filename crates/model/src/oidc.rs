//! Wire messages of `sso-oidc` 2019-06-10: JSON in camelCase, not the form encoding of RFC 6749.
//!
//! Source: the AWS service model `sso-oidc`; error names travel in the `x-amzn-ErrorType` header.

use serde::{Deserialize, Serialize};

use crate::secret::{Secret, to_wire, to_wire_opt};

/// `POST /client/register`, relative to the OIDC endpoint.
pub const REGISTER_PATH: &str = "/client/register";
/// `POST /token`.
pub const TOKEN_PATH: &str = "/token";
/// `POST /device_authorization`.
pub const DEVICE_AUTHORIZATION_PATH: &str = "/device_authorization";
/// `GET /authorize`, always at the root of the OIDC endpoint's origin.
pub const AUTHORIZE_PATH: &str = "/authorize";
/// The redirect path Identity Center accepts on loopback (RFC 8252 section 7.3).
pub const CALLBACK_PATH: &str = "/oauth/callback";
/// The scope that lists accounts and mints role credentials.
pub const ACCOUNT_ACCESS_SCOPE: &str = "sso:account:access";
/// The header an error's exception name travels in.
pub const ERROR_TYPE_HEADER: &str = "x-amzn-ErrorType";

/// `grantType` values of [`CreateTokenRequest`].
pub mod grant_type {
    /// RFC 6749 section 4.1.
    pub const AUTHORIZATION_CODE: &str = "authorization_code";
    /// RFC 6749 section 6.
    pub const REFRESH_TOKEN: &str = "refresh_token";
    /// RFC 8628 section 3.4.
    pub const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
}

/// RegisterClient, request. `issuer_url` is the start URL for the authorization-code flow.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterClientRequest {
    /// A name for people; the AWS CLI sends `botocore-client-...`.
    pub client_name: String,
    /// Only `public` is accepted.
    pub client_type: String,
    /// Requested scopes; empty for legacy clients, which then get no refresh token.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Loopback redirect URIs, registered without a port.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<String>,
    /// Grant types the client will use; see [`grant_type`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grant_types: Vec<String>,
    /// The start URL of the Identity Center instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer_url: Option<String>,
}

/// RegisterClient, response. Times are epoch **seconds**.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterClientResponse {
    /// Identifies the registration.
    pub client_id: String,
    /// Authenticates the registration.
    #[serde(serialize_with = "to_wire")]
    pub client_secret: Secret,
    /// When it was registered.
    #[serde(default)]
    pub client_id_issued_at: i64,
    /// When it stops being accepted, about 90 days later.
    pub client_secret_expires_at: i64,
    /// Where to send the browser, when the server says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_endpoint: Option<String>,
    /// Where to send CreateToken, when the server says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_endpoint: Option<String>,
}

/// StartDeviceAuthorization, request (RFC 8628 section 3.1 in Identity Center's dialect).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StartDeviceAuthorizationRequest {
    /// Of the registration.
    pub client_id: String,
    /// Of the registration.
    #[serde(serialize_with = "to_wire")]
    pub client_secret: Secret,
    /// Which Identity Center instance.
    pub start_url: String,
}

/// StartDeviceAuthorization, response. Durations are seconds.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StartDeviceAuthorizationResponse {
    /// For CreateToken.
    #[serde(serialize_with = "to_wire")]
    pub device_code: Secret,
    /// For the person to compare or type.
    pub user_code: String,
    /// Where the person goes.
    pub verification_uri: String,
    /// The same with the code filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_uri_complete: Option<String>,
    /// Lifetime of the codes, in seconds.
    pub expires_in: i64,
    /// Least time between two polls, in seconds; 5 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<i64>,
}

/// CreateToken, request. Which of the optional members must be there depends on `grant_type`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateTokenRequest {
    /// Of the registration.
    pub client_id: String,
    /// Of the registration.
    #[serde(serialize_with = "to_wire")]
    pub client_secret: Secret,
    /// One of [`grant_type`].
    pub grant_type: String,
    /// From `/authorize`.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "to_wire_opt")]
    pub code: Option<Secret>,
    /// PKCE (RFC 7636 section 4.5).
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "to_wire_opt")]
    pub code_verifier: Option<Secret>,
    /// Exactly the one sent to `/authorize`, port included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// From StartDeviceAuthorization.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "to_wire_opt")]
    pub device_code: Option<Secret>,
    /// From an earlier CreateToken.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "to_wire_opt")]
    pub refresh_token: Option<Secret>,
}

/// CreateToken, response.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateTokenResponse {
    /// The bearer of the portal API.
    #[serde(serialize_with = "to_wire")]
    pub access_token: Secret,
    /// `Bearer`.
    #[serde(default)]
    pub token_type: String,
    /// Lifetime in seconds, counted from when the request was sent.
    pub expires_in: i64,
    /// Absent for legacy clients registered without scopes.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "to_wire_opt")]
    pub refresh_token: Option<Secret>,
}

/// Body of every OIDC error: no `message` member, and the exception name is in the header.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct ErrorBody {
    /// RFC 6749 / RFC 8628 style code.
    #[serde(default)]
    pub error: String,
    /// For people.
    #[serde(default)]
    pub error_description: Option<String>,
}

/// The modelled errors of `sso-oidc`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum ErrorCode {
    /// A parameter is missing or malformed.
    InvalidRequest,
    /// The registration is unknown, expired, or its secret is wrong. HTTP 401.
    InvalidClient,
    /// The code, device code or refresh token is wrong, used or expired.
    InvalidGrant,
    /// The registration may not use this grant.
    UnauthorizedClient,
    /// No such grant.
    UnsupportedGrantType,
    /// No such scope.
    InvalidScope,
    /// The registration request is malformed.
    InvalidClientMetadata,
    /// A redirect URI that is not allowed.
    InvalidRedirectUri,
    /// The person has not decided yet (RFC 8628 section 3.5).
    AuthorizationPending,
    /// Polled too fast: add 5 s (RFC 8628 section 3.5). HTTP 400, not 429.
    SlowDown,
    /// The device code has expired.
    ExpiredToken,
    /// The person said no.
    AccessDenied,
    /// The server's own fault. HTTP 500.
    InternalServer,
}

impl ErrorCode {
    const ALL: [(Self, &'static str, &'static str); 13] = [
        (Self::InvalidRequest, "InvalidRequestException", "invalid_request"),
        (Self::InvalidClient, "InvalidClientException", "invalid_client"),
        (Self::InvalidGrant, "InvalidGrantException", "invalid_grant"),
        (Self::UnauthorizedClient, "UnauthorizedClientException", "unauthorized_client"),
        (Self::UnsupportedGrantType, "UnsupportedGrantTypeException", "unsupported_grant_type"),
        (Self::InvalidScope, "InvalidScopeException", "invalid_scope"),
        (Self::InvalidClientMetadata, "InvalidClientMetadataException", "invalid_client_metadata"),
        (Self::InvalidRedirectUri, "InvalidRedirectUriException", "invalid_redirect_uri"),
        (Self::AuthorizationPending, "AuthorizationPendingException", "authorization_pending"),
        (Self::SlowDown, "SlowDownException", "slow_down"),
        (Self::ExpiredToken, "ExpiredTokenException", "expired_token"),
        (Self::AccessDenied, "AccessDeniedException", "access_denied"),
        (Self::InternalServer, "InternalServerException", "server_error"),
    ];

    /// The exception name of the service model, as sent in [`ERROR_TYPE_HEADER`].
    #[must_use]
    pub fn exception(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(code, ..)| *code == self)
            .map_or("InternalServerException", |(_, name, _)| name)
    }

    /// The `error` member of the body.
    #[must_use]
    pub fn error(self) -> &'static str {
        Self::ALL.iter().find(|(code, ..)| *code == self).map_or("server_error", |(.., error)| error)
    }

    /// The HTTP status of the service model.
    #[must_use]
    pub fn status(self) -> u16 {
        if self == Self::InvalidClient {
            401
        } else if self == Self::InternalServer {
            500
        } else {
            400
        }
    }

    /// Reads an exception name as it comes in a header or in `__type`: a `namespace#` prefix and a `:http...`
    /// suffix are tolerated.
    #[must_use]
    pub fn from_exception(name: &str) -> Option<Self> {
        let name = exception_name(name);
        Self::ALL.iter().find(|(_, exception, _)| *exception == name).map(|(code, ..)| *code)
    }

    /// Reads the `error` member of the body.
    #[must_use]
    pub fn from_error(error: &str) -> Option<Self> {
        Self::ALL.iter().find(|(.., name)| *name == error).map(|(code, ..)| *code)
    }
}

/// The bare exception name in `namespace#Name:http://...`.
#[must_use]
pub fn exception_name(raw: &str) -> &str {
    let bare = raw.rsplit('#').next().unwrap_or(raw);
    bare.split(':').next().unwrap_or(bare).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exception_names_tolerate_prefix_and_suffix() {
        let raw = "com.amazonaws.sso#InvalidGrantException:http://internal/";
        assert_eq!(ErrorCode::from_exception(raw), Some(ErrorCode::InvalidGrant));
        assert_eq!(ErrorCode::from_exception("Nonsense"), None);
    }

    #[test]
    fn only_two_errors_leave_status_400() {
        let odd: Vec<_> = ErrorCode::ALL.iter().filter(|(code, ..)| code.status() != 400).collect();
        assert_eq!(odd.len(), 2);
    }

    #[test]
    fn a_refresh_request_sends_nothing_else() {
        let request = CreateTokenRequest {
            client_id: "c".into(),
            client_secret: Secret::new("s".into()),
            grant_type: grant_type::REFRESH_TOKEN.into(),
            code: None,
            code_verifier: None,
            redirect_uri: None,
            device_code: None,
            refresh_token: Some(Secret::new("r".into())),
        };
        let json = serde_json::to_value(&request).expect("serialises");
        let expected = serde_json::json!({
            "clientId": "c", "clientSecret": "s", "grantType": "refresh_token", "refreshToken": "r"
        });
        assert_eq!(json, expected);
    }
}

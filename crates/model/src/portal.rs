//! Wire messages of the access portal, service `sso` 2019-06-10.
//!
//! The token travels in [`BEARER_HEADER`] (note the underscores); query names are singular snake_case.

use serde::{Deserialize, Serialize};

use crate::secret::{Secret, to_wire};

/// The header that carries the access token.
pub const BEARER_HEADER: &str = "x-amz-sso_bearer_token";
/// `GET /assignment/accounts?max_result=&next_token=`.
pub const ACCOUNTS_PATH: &str = "/assignment/accounts";
/// `GET /assignment/roles?account_id=&max_result=&next_token=`.
pub const ROLES_PATH: &str = "/assignment/roles";
/// `GET /federation/credentials?role_name=&account_id=`.
pub const CREDENTIALS_PATH: &str = "/federation/credentials";
/// `POST /logout`.
pub const LOGOUT_PATH: &str = "/logout";
/// The largest page the service allows.
pub const MAX_PAGE: u32 = 100;

/// ListAccounts, response.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListAccountsResponse {
    /// Where the next page starts; absent or null on the last one.
    #[serde(default)]
    pub next_token: Option<String>,
    /// One page.
    pub account_list: Vec<AccountInfo>,
}

/// An account as the portal lists it. Names and addresses come from strangers: treat as hostile text.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountInfo {
    /// Twelve digits.
    pub account_id: String,
    /// May be missing or empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// Of the account's owner.
    #[serde(default)]
    pub email_address: Option<String>,
}

/// ListAccountRoles, response.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListAccountRolesResponse {
    /// Where the next page starts; absent or null on the last one.
    #[serde(default)]
    pub next_token: Option<String>,
    /// One page.
    pub role_list: Vec<RoleInfo>,
}

/// A role as the portal lists it: the name of the permission set.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleInfo {
    /// The permission set's name, not the IAM role's.
    pub role_name: String,
    /// Twelve digits.
    #[serde(default)]
    pub account_id: String,
}

/// GetRoleCredentials, response.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GetRoleCredentialsResponse {
    /// The credentials.
    pub role_credentials: WireCredentials,
}

/// Short-lived keys of one role, as the portal sends them.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WireCredentials {
    /// Public part of the key.
    pub access_key_id: String,
    /// Secret part of the key.
    #[serde(serialize_with = "to_wire")]
    pub secret_access_key: Secret,
    /// Marks the key as temporary.
    #[serde(serialize_with = "to_wire")]
    pub session_token: Secret,
    /// Epoch **milliseconds** (the OIDC side uses seconds).
    pub expiration: i64,
}

/// Body of every portal error.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct ErrorBody {
    /// For people.
    #[serde(default)]
    pub message: Option<String>,
    /// `com.amazonaws.switchboard.portal#NameException`.
    #[serde(default, rename = "__type")]
    pub kind: Option<String>,
}

/// The errors the portal answers with; `Forbidden` is not in the service model, yet it is what an unassigned role
/// gets.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum ErrorCode {
    /// 400.
    InvalidRequest,
    /// 401: the access token is unknown or expired.
    Unauthorized,
    /// 403: this role is not assigned, or the account is unknown.
    Forbidden,
    /// 404.
    ResourceNotFound,
    /// 405.
    MethodNotAllowed,
    /// 429.
    TooManyRequests,
}

impl ErrorCode {
    const ALL: [(Self, &'static str, u16); 6] = [
        (Self::InvalidRequest, "InvalidRequestException", 400),
        (Self::Unauthorized, "UnauthorizedException", 401),
        (Self::Forbidden, "ForbiddenException", 403),
        (Self::ResourceNotFound, "ResourceNotFoundException", 404),
        (Self::MethodNotAllowed, "MethodNotAllowedException", 405),
        (Self::TooManyRequests, "TooManyRequestsException", 429),
    ];

    /// The exception name, as sent in the `x-amzn-ErrorType` header.
    #[must_use]
    pub fn exception(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(code, ..)| *code == self)
            .map_or("InvalidRequestException", |(_, name, _)| name)
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        Self::ALL.iter().find(|(code, ..)| *code == self).map_or(400, |(.., status)| *status)
    }

    /// Reads an exception name as it comes in a header or in `__type`.
    #[must_use]
    pub fn from_exception(name: &str) -> Option<Self> {
        let name = crate::oidc::exception_name(name);
        Self::ALL.iter().find(|(_, exception, _)| *exception == name).map(|(code, ..)| *code)
    }
}

//! Wire messages of STS 2011-06-15: form-encoded queries in, XML out.

use serde::{Deserialize, Serialize};

use crate::secret::{Secret, to_wire};

/// The `Version` parameter of every query.
pub const VERSION: &str = "2011-06-15";
/// The XML namespace of every response.
pub const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// `GetCallerIdentityResult`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CallerIdentity {
    /// `arn:{partition}:sts::{account}:assumed-role/AWSReservedSSO_{PermissionSet}_{16 hex}/{user name}`.
    pub arn: String,
    /// `AROA...:{user name}`.
    pub user_id: String,
    /// Twelve digits.
    pub account: String,
}

/// `GetCallerIdentityResponse`, the document.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetCallerIdentityResponse {
    /// The answer.
    pub get_caller_identity_result: CallerIdentity,
}

/// `Credentials` inside `AssumeRoleResult`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StsCredentials {
    /// Public part of the key.
    pub access_key_id: String,
    /// Secret part of the key.
    #[serde(serialize_with = "to_wire")]
    pub secret_access_key: Secret,
    /// Marks the key as temporary.
    #[serde(serialize_with = "to_wire")]
    pub session_token: Secret,
    /// ISO 8601, UTC.
    pub expiration: String,
}

/// `AssumedRoleUser` inside `AssumeRoleResult`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumedRoleUser {
    /// Of the assumed-role session.
    pub arn: String,
    /// `AROA...:{session name}`.
    pub assumed_role_id: String,
}

/// `AssumeRoleResult`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumeRoleResult {
    /// The minted keys.
    pub credentials: StsCredentials,
    /// Whose they are.
    pub assumed_role_user: AssumedRoleUser,
}

/// `AssumeRoleResponse`, the document.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumeRoleResponse {
    /// The answer.
    pub assume_role_result: AssumeRoleResult,
}

/// `Error` inside an `ErrorResponse`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct WireError {
    /// `Sender` or `Receiver`.
    #[serde(rename = "Type", default)]
    pub kind: String,
    /// For programs: `ExpiredToken`, `SignatureDoesNotMatch`, `AccessDenied` ...
    pub code: String,
    /// For people.
    #[serde(default)]
    pub message: String,
}

/// `ErrorResponse`, the document.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ErrorResponse {
    /// What went wrong.
    pub error: WireError,
}

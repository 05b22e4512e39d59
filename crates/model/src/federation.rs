//! Wire messages of console federation (AWS IAM guide, "Enabling custom identity broker access to the console").

use serde::{Deserialize, Serialize};

use crate::secret::{Secret, to_wire};

/// The path of both actions on the sign-in host.
pub const FEDERATION_PATH: &str = "/federation";
/// How long a sign-in token may be exchanged, in seconds.
pub const SIGNIN_TOKEN_SECONDS: i64 = 15 * 60;

/// The JSON in the `Session` parameter of `Action=getSigninToken`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FederationSession {
    /// The access key id.
    pub session_id: String,
    /// The secret access key.
    #[serde(serialize_with = "to_wire")]
    pub session_key: Secret,
    /// The session token.
    #[serde(serialize_with = "to_wire")]
    pub session_token: Secret,
}

/// The answer of `Action=getSigninToken`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SigninTokenResponse {
    /// Opens a console for whoever holds it, for [`SIGNIN_TOKEN_SECONDS`].
    #[serde(serialize_with = "to_wire")]
    pub signin_token: Secret,
}

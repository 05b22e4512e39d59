//! What a request asks for, by the names AWS gives its operations: what faults aim at and the tally counts by.

use axum::http::Method;
use axum::http::request::Parts;
use portico_model::oidc::grant_type;
use portico_model::{federation, oidc, portal, uxc};
use serde_json::Value;

use crate::http::{pairs, value};

/// An operation of the center's surfaces. The pages a person reads are none, save the one a client opens.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Operation {
    /// `sso-oidc` RegisterClient.
    RegisterClient,
    /// `sso-oidc` StartDeviceAuthorization.
    StartDeviceAuthorization,
    /// `sso-oidc` CreateToken with an authorization code.
    RedeemCode,
    /// `sso-oidc` CreateToken with a refresh token.
    Refresh,
    /// `sso-oidc` CreateToken with a device code: one poll.
    PollDevice,
    /// `sso-oidc` CreateToken with another grant, none, or a body that cannot be read.
    OtherGrant,
    /// Portal API.
    ListAccounts,
    /// Portal API.
    ListAccountRoles,
    /// Portal API.
    GetRoleCredentials,
    /// Portal API.
    Logout,
    /// The page a client sends the person's browser to.
    Authorize,
    /// STS.
    GetCallerIdentity,
    /// STS.
    AssumeRole,
    /// User Experience Customization.
    GetAccountCustomizations,
    /// Console federation, first step.
    GetSigninToken,
    /// Console federation, second step.
    ConsoleLogin,
}

impl Operation {
    /// The operation of a request, whatever comes of it; `None` for pages and for what nobody serves.
    pub(crate) fn of(parts: &Parts, body: &[u8]) -> Option<Self> {
        let path = parts.uri.path();
        let path = ["/oidc", "/portal", "/uxc"]
            .iter()
            .find_map(|prefix| path.strip_prefix(prefix).filter(|rest| rest.starts_with('/')))
            .unwrap_or(path);
        let (is_get, is_post) = (parts.method == Method::GET, parts.method == Method::POST);
        match path {
            oidc::REGISTER_PATH => is_post.then_some(Self::RegisterClient),
            oidc::DEVICE_AUTHORIZATION_PATH => is_post.then_some(Self::StartDeviceAuthorization),
            oidc::TOKEN_PATH => is_post.then(|| Self::of_grant(body)),
            oidc::AUTHORIZE_PATH => is_get.then_some(Self::Authorize),
            portal::ACCOUNTS_PATH => is_get.then_some(Self::ListAccounts),
            portal::ROLES_PATH => is_get.then_some(Self::ListAccountRoles),
            portal::CREDENTIALS_PATH => is_get.then_some(Self::GetRoleCredentials),
            portal::LOGOUT_PATH => is_post.then_some(Self::Logout),
            uxc::CUSTOMIZATIONS_PATH => is_get.then_some(Self::GetAccountCustomizations),
            _ if is_get || is_post => Self::of_action(path, parts.uri.query(), body),
            _ => None,
        }
    }

    fn of_grant(body: &[u8]) -> Self {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        match body["grantType"].as_str() {
            Some(grant_type::AUTHORIZATION_CODE) => Self::RedeemCode,
            Some(grant_type::REFRESH_TOKEN) => Self::Refresh,
            Some(grant_type::DEVICE_CODE) => Self::PollDevice,
            Some(_) | None => Self::OtherGrant,
        }
    }

    /// Of federation and STS, which name their operation in the query or in a form.
    fn of_action(path: &str, query: Option<&str>, body: &[u8]) -> Option<Self> {
        let mut params = pairs(query.unwrap_or_default());
        params.extend(pairs(&String::from_utf8_lossy(body)));
        match (path == federation::FEDERATION_PATH, value(&params, "Action")?) {
            (true, "getSigninToken") => Some(Self::GetSigninToken),
            (true, "login") => Some(Self::ConsoleLogin),
            (false, "GetCallerIdentity") => Some(Self::GetCallerIdentity),
            (false, "AssumeRole") => Some(Self::AssumeRole),
            _ => None,
        }
    }

    /// Whether [`crate::Config::latency_ms`] slows it down: all but what a browser asks for.
    pub(crate) fn is_api(self) -> bool {
        !matches!(self, Self::Authorize | Self::GetSigninToken | Self::ConsoleLogin)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn of(method: &str, uri: &str, body: &str) -> Option<Operation> {
        let request = Request::builder().method(method).uri(uri).body(()).expect("a request");
        Operation::of(&request.into_parts().0, body.as_bytes())
    }

    #[test]
    fn requests_are_told_apart() {
        let device = r#"{"grantType":"urn:ietf:params:oauth:grant-type:device_code"}"#;
        for (method, uri, body, operation) in [
            ("POST", "/client/register", "", Operation::RegisterClient),
            ("POST", "/oidc/device_authorization", "", Operation::StartDeviceAuthorization),
            ("POST", "/token", r#"{"grantType":"authorization_code"}"#, Operation::RedeemCode),
            ("POST", "/oidc/token", r#"{"a":1,"grantType":"refresh\u005ftoken"}"#, Operation::Refresh),
            ("POST", "/token", device, Operation::PollDevice),
            ("POST", "/token", "{", Operation::OtherGrant),
            ("GET", "/authorize?client_id=x", "", Operation::Authorize),
            ("GET", "/assignment/accounts?max_result=9", "", Operation::ListAccounts),
            ("GET", "/portal/assignment/roles", "", Operation::ListAccountRoles),
            ("GET", "/federation/credentials", "", Operation::GetRoleCredentials),
            ("POST", "/logout", "", Operation::Logout),
            ("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15", Operation::GetCallerIdentity),
            ("GET", "/sts/?Action=AssumeRole", "", Operation::AssumeRole),
            ("GET", "/uxc/v1/account-customizations", "", Operation::GetAccountCustomizations),
            ("GET", "/federation?Action=getSigninToken", "", Operation::GetSigninToken),
            ("POST", "/federation", "Action=login", Operation::ConsoleLogin),
        ] {
            assert_eq!(of(method, uri, body), Some(operation), "{method} {uri} {body}");
        }
        for (method, uri) in [("GET", "/token"), ("DELETE", "/logout"), ("GET", "/"), ("GET", "/?Action=x")] {
            assert_eq!(of(method, uri, ""), None, "{method} {uri}");
        }
    }
}

//! The access portal's API (`sso` 2019-06-10): accounts, roles, role credentials, logout.

use http::Method;
use jiff::Timestamp;
use portico_model::portal::{
    ACCOUNTS_PATH, BEARER_HEADER, CREDENTIALS_PATH, GetRoleCredentialsResponse, LOGOUT_PATH,
    ListAccountRolesResponse, ListAccountsResponse, MAX_PAGE, ROLES_PATH,
};
use portico_model::{AccountId, RoleName, Secret};

use crate::aws::{Endpoints, Fault, Transport, is_secret, join};
use crate::credentials::Credentials;

/// The portal's API with one access token.
#[derive(Clone, Debug)]
pub struct Client<'a> {
    /// What sends.
    pub transport: &'a Transport,
    /// Where to.
    pub endpoints: &'a Endpoints,
    /// On whose behalf.
    pub access: &'a Secret,
}

/// Asks for accounts as nobody: the service's own refusal shows that it is there, and what time it has.
///
/// # Errors
/// See [`Fault`]; never one of [`crate::aws::Class::Api`].
pub async fn ask_as_nobody(transport: &Transport, endpoints: &Endpoints) -> Result<(), Fault> {
    let request = transport.request(Method::GET, join(&endpoints.portal, ACCOUNTS_PATH))?;
    match transport.send(request.timeout(transport.limits().token)).await {
        Ok(_) | Err(Fault::Api { .. }) => Ok(()),
        Err(fault) => Err(fault),
    }
}

impl Client<'_> {
    /// One page of ListAccounts, of the largest size the service allows.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn accounts(&self, next: Option<&str>) -> Result<ListAccountsResponse, Fault> {
        let request = self.request(Method::GET, ACCOUNTS_PATH)?.query(&page(next));
        self.transport.send_json(request).await
    }

    /// One page of ListAccountRoles.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn roles(
        &self,
        account: &AccountId,
        next: Option<&str>,
    ) -> Result<ListAccountRolesResponse, Fault> {
        let request = self
            .request(Method::GET, ROLES_PATH)?
            .query(&[("account_id", account.as_str())])
            .query(&page(next));
        self.transport.send_json(request).await
    }

    /// GetRoleCredentials.
    ///
    /// # Errors
    /// See [`Fault`]; 403 means that the role is not assigned.
    pub async fn credentials(&self, account: &AccountId, role: &RoleName) -> Result<Credentials, Fault> {
        let query = [("role_name", role.as_str()), ("account_id", account.as_str())];
        let request = self.request(Method::GET, CREDENTIALS_PATH)?.query(&query);
        let response: GetRoleCredentialsResponse = self.transport.send_json(request).await?;
        let keys = response.role_credentials;
        let parts = [&keys.access_key_id, keys.secret_access_key.expose(), keys.session_token.expose()];
        if !parts.into_iter().all(|part| is_secret(part)) {
            return Err(Fault::Foreign("its answer is not credentials".to_owned()));
        }
        let expires = Timestamp::from_millisecond(keys.expiration)
            .map_err(|_| Fault::Foreign("its credentials end at no possible time".to_owned()))?;
        Ok(Credentials {
            access_key_id: keys.access_key_id,
            secret_access_key: keys.secret_access_key,
            session_token: keys.session_token,
            expires,
            account: account.clone(),
        })
    }

    /// Logout: ends the session on the server. Role credentials that were handed out stay valid until they expire.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn logout(&self) -> Result<(), Fault> {
        self.transport.send(self.request(Method::POST, LOGOUT_PATH)?).await.map(drop)
    }

    fn request(&self, method: Method, path: &str) -> Result<reqwest::RequestBuilder, Fault> {
        let mut token = reqwest::header::HeaderValue::from_str(self.access.expose())
            .unwrap_or_else(|_| reqwest::header::HeaderValue::from_static(""));
        token.set_sensitive(true);
        let request = self.transport.request(method, join(&self.endpoints.portal, path))?;
        Ok(request.header(BEARER_HEADER, token))
    }
}

fn page(next: Option<&str>) -> Vec<(&'static str, String)> {
    let mut query = vec![("max_result", MAX_PAGE.to_string())];
    if let Some(next) = next {
        query.push(("next_token", next.to_owned()));
    }
    query
}

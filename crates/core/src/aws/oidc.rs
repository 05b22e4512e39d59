//! `sso-oidc`: client registration, and the `oauth2` crate's code and refresh grants.

use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DeviceAuthorizationUrl,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError, TokenResponse,
    TokenUrl,
};
use portico_model::Secret;
use portico_model::oidc::{
    ACCOUNT_ACCESS_SCOPE, AUTHORIZE_PATH, CALLBACK_PATH, DEVICE_AUTHORIZATION_PATH, REGISTER_PATH,
    RegisterClientRequest, RegisterClientResponse, TOKEN_PATH, grant_type,
};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::aws::dialect::Dialect;
use crate::aws::{Endpoints, Fault, Transport, is_secret, join};
use crate::error::{Error, Result};
use crate::portal::Portal;
use crate::session::Method;

/// A public client as registered with one Identity Center instance.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Registration {
    /// Identifies the registration.
    pub client_id: String,
    /// Authenticates it.
    #[serde(serialize_with = "portico_model::secret::to_wire")]
    pub client_secret: Secret,
    /// Epoch seconds.
    pub expires_at: i64,
    /// The start URL it was made for; another one needs another registration.
    pub issuer: String,
    /// Where it was made.
    pub endpoint: String,
    /// Which way to sign in it was made for.
    #[serde(default)]
    pub method: Method,
}

/// What a grant brings.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The bearer of the portal API.
    pub access: Secret,
    /// Lifetime of `access` in seconds, counted from when the request was sent.
    pub expires_in: i64,
    /// Renews `access`; absent when the server sent none.
    pub refresh: Option<Secret>,
}

/// Registers Portico with the portal's instance (RegisterClient), for the grants of one way to sign in: the code grant
/// is bound to the instance here, the device grant when a device code is asked for (as the AWS CLI does it).
///
/// # Errors
/// See [`Fault`].
pub async fn register(
    transport: &Transport,
    endpoints: &Endpoints,
    portal: &Portal,
    method: Method,
) -> Result<Registration, Fault> {
    let request = RegisterClientRequest {
        client_name: "Portico".to_owned(),
        client_type: "public".to_owned(),
        scopes: vec![ACCOUNT_ACCESS_SCOPE.to_owned()],
        redirect_uris: Vec::new(),
        grant_types: Vec::new(),
        issuer_url: None,
    };
    let request = match method {
        Method::Code => request,
        Method::Browser => RegisterClientRequest {
            redirect_uris: vec![format!("http://127.0.0.1{CALLBACK_PATH}")],
            grant_types: [grant_type::AUTHORIZATION_CODE, grant_type::REFRESH_TOKEN]
                .map(str::to_owned)
                .into(),
            issuer_url: Some(portal.start_url.as_str().to_owned()),
            ..request
        },
    };
    let request = transport.request(http::Method::POST, join(&endpoints.oidc, REGISTER_PATH))?.json(&request);
    let response: RegisterClientResponse = transport.send_json(request).await?;
    if !is_secret(&response.client_id) || !is_secret(response.client_secret.expose()) {
        return Err(Fault::Foreign("its answer is not a registration".to_owned()));
    }
    Ok(Registration {
        client_id: response.client_id,
        client_secret: response.client_secret,
        expires_at: response.client_secret_expires_at,
        issuer: portal.start_url.as_str().to_owned(),
        endpoint: endpoints.oidc.as_str().to_owned(),
        method,
    })
}

/// One attempt of the authorization-code grant: bound to one registration, one endpoint, one loopback port.
pub struct CodeGrant {
    client: Client,
    endpoints: Endpoints,
    verifier: Secret,
    state: Secret,
}

pub(super) type Client = BasicClient<
    oauth2::EndpointSet,
    oauth2::EndpointSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointSet,
>;

impl CodeGrant {
    /// Prepares an attempt. `verifier` and `state` are 43 characters of base64url each (32 random bytes; RFC 7636
    /// section 4.1, RFC 6749 section 10.10); `port` is where the loopback listener waits (RFC 8252 section 7.3).
    ///
    /// # Errors
    /// Never for checked parts.
    pub fn new(
        endpoints: &Endpoints,
        registration: &Registration,
        port: u16,
        verifier: Secret,
        state: Secret,
    ) -> Result<Self> {
        let redirect =
            RedirectUrl::new(format!("http://127.0.0.1:{port}{CALLBACK_PATH}")).map_err(not_a_url)?;
        let client = client(endpoints, registration)?.set_redirect_uri(redirect);
        Ok(Self { client, endpoints: endpoints.clone(), verifier, state })
    }

    /// What the answer must carry.
    #[must_use]
    pub fn state(&self) -> &Secret {
        &self.state
    }

    /// Where the browser goes. Holds the state and the challenge, never the verifier.
    #[must_use]
    pub fn authorize_url(&self) -> Url {
        let verifier = PkceCodeVerifier::new(self.verifier.expose().clone());
        let (url, _state) = self
            .client
            .authorize_url(|| CsrfToken::new(self.state.expose().clone()))
            // Identity Center reads `scopes`, plural, as the AWS CLI sends it.
            .add_extra_param("scopes", ACCOUNT_ACCESS_SCOPE)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        url
    }

    /// Exchanges the code of the answer for tokens.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn exchange(&self, transport: &Transport, code: Secret) -> Result<Tokens, Fault> {
        let dialect = Dialect { transport, endpoints: &self.endpoints };
        let answer = self
            .client
            .exchange_code(AuthorizationCode::new(code.expose().clone()))
            .set_pkce_verifier(PkceCodeVerifier::new(self.verifier.expose().clone()))
            .request_async(&dialect)
            .await;
        tokens(answer)
    }
}

/// Renews an access token (RFC 6749 section 6). The answer may or may not bring a new refresh token.
///
/// # Errors
/// See [`Fault`]; `InvalidGrantException` means that the session has ended.
pub async fn refresh(
    transport: &Transport,
    endpoints: &Endpoints,
    registration: &Registration,
    refresh: &Secret,
) -> Result<Tokens, Fault> {
    let client =
        client(endpoints, registration).map_err(|error| Fault::Foreign(error.message().to_owned()))?;
    let dialect = Dialect { transport, endpoints };
    let token = RefreshToken::new(refresh.expose().clone());
    tokens(client.exchange_refresh_token(&token).request_async(&dialect).await)
}

pub(super) fn client(endpoints: &Endpoints, registration: &Registration) -> Result<Client> {
    let url = |path| join(&endpoints.oidc, path).to_string();
    Ok(BasicClient::new(ClientId::new(registration.client_id.clone()))
        .set_client_secret(ClientSecret::new(registration.client_secret.expose().clone()))
        .set_auth_type(AuthType::RequestBody)
        .set_auth_uri(AuthUrl::new(url(AUTHORIZE_PATH)).map_err(not_a_url)?)
        .set_device_authorization_url(
            DeviceAuthorizationUrl::new(url(DEVICE_AUTHORIZATION_PATH)).map_err(not_a_url)?,
        )
        .set_token_uri(TokenUrl::new(url(TOKEN_PATH)).map_err(not_a_url)?))
}

type Answer =
    std::result::Result<BasicTokenResponse, RequestTokenError<Fault, oauth2::basic::BasicErrorResponse>>;

fn tokens(answer: Answer) -> Result<Tokens, Fault> {
    let no_token = || Fault::Foreign("its answer is not a token".to_owned());
    match answer {
        Ok(answer) => Tokens::read(&answer).ok_or_else(no_token),
        Err(RequestTokenError::Request(fault)) => Err(fault),
        Err(
            RequestTokenError::ServerResponse(_) | RequestTokenError::Parse(..) | RequestTokenError::Other(_),
        ) => Err(no_token()),
    }
}

impl Tokens {
    /// `None` when a token of it could never be sent: kept, it would stand in the way of a better answer.
    pub(super) fn read(answer: &BasicTokenResponse) -> Option<Self> {
        let access = answer.access_token().secret();
        let refresh = answer.refresh_token().map(|token| token.secret());
        let is_fit = is_secret(access) && refresh.is_none_or(|token| token.is_empty() || is_secret(token));
        is_fit.then(|| Self {
            access: Secret::new(access.clone()),
            expires_in: answer.expires_in().map_or(0, |life| i64::try_from(life.as_secs()).unwrap_or(0)),
            refresh: refresh.map(|token| Secret::new(token.clone())),
        })
    }
}

fn not_a_url(error: url::ParseError) -> Error {
    Error::internal(format!("An endpoint is not a URL: {error}."))
}

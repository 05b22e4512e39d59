//! The adapter between the `oauth2` crate and Identity Center.
//!
//! The crate speaks RFC 6749 and RFC 8628 (form-encoded, snake_case); Identity Center speaks JSON in camelCase, and names
//! its errors in a header. One small translation stands between them, so that PKCE, state, token handling and device
//! polling stay the crate's.

use std::pin::Pin;

use http::{HeaderValue, Method};
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};
use portico_model::Secret;
use portico_model::oidc::{
    CreateTokenRequest, CreateTokenResponse, DEVICE_AUTHORIZATION_PATH, ErrorCode,
    StartDeviceAuthorizationRequest, StartDeviceAuthorizationResponse, TOKEN_PATH, grant_type,
};
use serde_json::{Value, json};

use crate::aws::{Endpoints, Fault, Transport, join};

/// A lifetime beyond this is a mistake of the server's: 400 days.
const LONGEST_TOKEN_SECONDS: i64 = 400 * 24 * 3600;
/// Device codes live for ten minutes; more than an hour is a mistake of the server's.
const LONGEST_CODE_SECONDS: i64 = 3600;
/// RFC 8628 section 3.2: five seconds when the server names none. More than a minute would leave no time to poll.
const USUAL_INTERVAL: i64 = 5;
const LONGEST_INTERVAL: i64 = 60;

/// Sends the crate's requests to one Region.
pub(super) struct Dialect<'a> {
    pub(super) transport: &'a Transport,
    pub(super) endpoints: &'a Endpoints,
}

impl<'c> AsyncHttpClient<'c> for Dialect<'_> {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Fault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            if request.uri().path().ends_with(DEVICE_AUTHORIZATION_PATH) {
                self.device_authorization(&request).await
            } else {
                self.token(&request).await
            }
        })
    }
}

impl Dialect<'_> {
    async fn token(&self, request: &HttpRequest) -> Result<HttpResponse, Fault> {
        let field = |name: &str| field(request, name);
        let secret = |name: &str| field(name).map(Secret::new);
        let body = CreateTokenRequest {
            client_id: field("client_id").unwrap_or_default(),
            client_secret: secret("client_secret").unwrap_or_default(),
            grant_type: field("grant_type").unwrap_or_default(),
            code: secret("code"),
            code_verifier: secret("code_verifier"),
            redirect_uri: field("redirect_uri"),
            device_code: secret("device_code"),
            refresh_token: secret("refresh_token"),
        };
        let is_poll = body.grant_type == grant_type::DEVICE_CODE;
        let request = self.transport.request(Method::POST, join(&self.endpoints.oidc, TOKEN_PATH))?;
        let request = request.json(&body).timeout(self.transport.limits().token);
        match self.transport.send_json(request).await {
            Ok(answer) => Ok(token_answer(&answer)),
            // While it polls, the crate wants to read the error itself.
            Err(Fault::Api { exception, .. }) if is_poll => Ok(refusal(&exception)),
            Err(fault) => Err(fault),
        }
    }

    async fn device_authorization(&self, request: &HttpRequest) -> Result<HttpResponse, Fault> {
        let body = StartDeviceAuthorizationRequest {
            client_id: field(request, "client_id").unwrap_or_default(),
            client_secret: field(request, "client_secret").map(Secret::new).unwrap_or_default(),
            start_url: field(request, "start_url").unwrap_or_default(),
        };
        let url = join(&self.endpoints.oidc, DEVICE_AUTHORIZATION_PATH);
        let request = self.transport.request(Method::POST, url)?.json(&body);
        let answer: StartDeviceAuthorizationResponse = self.transport.send_json(request).await?;
        let mut standard = json!({
            "device_code": answer.device_code.expose(),
            "user_code": answer.user_code,
            "verification_uri": answer.verification_uri,
            "expires_in": answer.expires_in.clamp(0, LONGEST_CODE_SECONDS),
            "interval": answer.interval.unwrap_or(USUAL_INTERVAL).clamp(1, LONGEST_INTERVAL),
        });
        if let Some(complete) = answer.verification_uri_complete {
            standard["verification_uri_complete"] = Value::String(complete);
        }
        Ok(response(200, &standard))
    }
}

fn field(request: &HttpRequest, name: &str) -> Option<String> {
    let mut fields = url::form_urlencoded::parse(request.body());
    fields.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn token_answer(answer: &CreateTokenResponse) -> HttpResponse {
    let mut standard = json!({
        "access_token": answer.access_token.expose(),
        "token_type": "bearer",
        "expires_in": answer.expires_in.clamp(0, LONGEST_TOKEN_SECONDS),
    });
    if let Some(token) = &answer.refresh_token {
        standard["refresh_token"] = Value::String(token.expose().clone());
    }
    response(200, &standard)
}

fn refusal(exception: &str) -> HttpResponse {
    let error = ErrorCode::from_exception(exception).map_or("invalid_request", ErrorCode::error);
    response(400, &json!({ "error": error }))
}

fn response(status: u16, body: &Value) -> HttpResponse {
    let mut response = HttpResponse::new(body.to_string().into_bytes());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::BAD_REQUEST);
    response.headers_mut().insert("content-type", HeaderValue::from_static("application/json"));
    response
}

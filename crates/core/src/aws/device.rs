//! The device authorization grant of `sso-oidc` (RFC 8628), through the `oauth2` crate.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use jiff::{SignedDuration, Timestamp};
use oauth2::{DeviceCodeErrorResponseType, RequestTokenError, StandardDeviceAuthorizationResponse};
use portico_model::Clock;
use portico_model::oidc::ErrorCode;
use url::Url;

use crate::aws::dialect::Dialect;
use crate::aws::oidc::{Registration, Tokens, client};
use crate::aws::{Endpoints, Fault, Transport};
use crate::portal::Portal;

/// The crate doubles the interval up to this when the network fails, and never shortens it again: the person who has typed
/// the code waits no longer than this. The longest interval that a server may ask for is as long.
const LONGEST_BACKOFF: Duration = Duration::from_secs(60);

/// A device code that waits for its person.
pub struct DeviceGrant {
    details: StandardDeviceAuthorizationResponse,
    registration: Registration,
    endpoints: Endpoints,
    /// When the code ends.
    pub until: Timestamp,
}

impl DeviceGrant {
    /// Asks for a device code and a user code (StartDeviceAuthorization).
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn begin(
        transport: &Transport,
        endpoints: &Endpoints,
        registration: &Registration,
        portal: &Portal,
        clock: &dyn Clock,
    ) -> Result<Self, Fault> {
        let asked_at = clock.now();
        let client =
            client(endpoints, registration).map_err(|error| Fault::Foreign(error.message().to_owned()))?;
        let dialect = Dialect { transport, endpoints };
        let request = client.exchange_device_code().add_extra_param("start_url", portal.start_url.as_str());
        let details: StandardDeviceAuthorizationResponse =
            request.request_async(&dialect).await.map_err(|error| match error {
                RequestTokenError::Request(fault) => fault,
                RequestTokenError::ServerResponse(_)
                | RequestTokenError::Parse(..)
                | RequestTokenError::Other(_) => Fault::Foreign("its answer is not a device code".to_owned()),
            })?;
        let life = SignedDuration::try_from(details.expires_in()).unwrap_or_default();
        let (registration, endpoints) = (registration.clone(), endpoints.clone());
        Ok(Self { details, registration, endpoints, until: asked_at + life })
    }

    /// What the person types, such as `BDFG-HJKL`. Hostile text.
    #[must_use]
    pub fn user_code(&self) -> &str {
        self.details.user_code().secret()
    }

    /// Where they type it. Hostile text.
    #[must_use]
    pub fn verification_uri(&self) -> Option<Url> {
        Url::parse(self.details.verification_uri().as_str()).ok()
    }

    /// The same place with the code in it. Hostile text.
    #[must_use]
    pub fn verification_uri_complete(&self) -> Option<Url> {
        Url::parse(self.details.verification_uri_complete()?.secret()).ok()
    }

    /// Asks for the tokens until the person has decided or the code has ended. Between two requests lie the server's
    /// interval, five seconds more after each `slow_down`, and `pause` is what waits.
    ///
    /// # Errors
    /// The server's refusal as [`Fault::Api`]: `AccessDeniedException`, `ExpiredTokenException` and the like.
    pub async fn tokens<F: Future<Output = ()>>(
        &self,
        transport: &Transport,
        clock: Arc<dyn Clock>,
        pause: impl Fn(Duration) -> F,
    ) -> Result<Tokens, Fault> {
        let dialect = Dialect { transport, endpoints: &self.endpoints };
        let client = client(&self.endpoints, &self.registration)
            .map_err(|error| Fault::Foreign(error.message().to_owned()))?;
        let request = client
            .exchange_device_access_token(&self.details)
            .set_time_fn(move || civil(clock.now()))
            .set_max_backoff_interval(LONGEST_BACKOFF);
        let no_token = || Fault::Foreign("its answer is not a token".to_owned());
        match request.request_async(&dialect, pause, None).await {
            Ok(answer) => Tokens::read(&answer).ok_or_else(no_token),
            Err(RequestTokenError::Request(fault)) => Err(fault),
            Err(RequestTokenError::ServerResponse(response)) => Err(refused(response.error())),
            Err(RequestTokenError::Parse(..) | RequestTokenError::Other(_)) => Err(no_token()),
        }
    }
}

fn refused(error: &DeviceCodeErrorResponseType) -> Fault {
    let code = ErrorCode::from_error(error.as_ref()).unwrap_or(ErrorCode::InvalidRequest);
    Fault::Api { status: code.status(), exception: code.exception().to_owned(), message: String::new() }
}

/// The crate counts in the calendar of another library.
fn civil(now: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(now.as_millisecond()).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

//! STS: GetCallerIdentity.

use jiff::Timestamp;
use portico_model::Region;
use portico_model::sts::{CallerIdentity, GetCallerIdentityResponse, VERSION};

use crate::aws::signature::{Scope, signed};
use crate::aws::{Endpoints, Fault, Transport};
use crate::credentials::Credentials;

const FORM: &str = "application/x-www-form-urlencoded";

/// Asks STS whose keys these are.
///
/// # Errors
/// See [`Fault`].
pub async fn caller_identity(
    transport: &Transport,
    endpoints: &Endpoints,
    region: &Region,
    credentials: &Credentials,
    now: Timestamp,
) -> Result<CallerIdentity, Fault> {
    let scope = Scope { service: "sts", region: region.as_str(), credentials, now };
    let body = format!("Action=GetCallerIdentity&Version={VERSION}");
    let request = signed(transport, &scope, http::Method::POST, &endpoints.sts, Some((FORM, body)))?;
    let answer = transport.send(request).await?;
    let text = String::from_utf8_lossy(&answer.body);
    let response: GetCallerIdentityResponse =
        quick_xml::de::from_str(&text).map_err(|_| Fault::Foreign("its answer is not STS's".to_owned()))?;
    Ok(response.get_caller_identity_result)
}

//! STS: GetCallerIdentity, signed with `aws-sigv4`.

use std::time::SystemTime;

use aws_credential_types::Credentials as SigningCredentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use jiff::Timestamp;
use portico_model::Region;
use portico_model::sts::{CallerIdentity, GetCallerIdentityResponse, VERSION};

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
    let body = format!("Action=GetCallerIdentity&Version={VERSION}");
    let signing = |why: String| Fault::Foreign(format!("its request cannot be signed: {why}"));
    let identity = SigningCredentials::new(
        credentials.access_key_id.clone(),
        credentials.secret_access_key.expose().clone(),
        Some(credentials.session_token.expose().clone()),
        None,
        "portico",
    )
    .into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(region.as_str())
        .name("sts")
        .time(SystemTime::from(now))
        .settings(SigningSettings::default())
        .build()
        .map_err(|error| signing(error.to_string()))?
        .into();
    let headers = [("content-type", FORM)];
    let url = endpoints.sts.as_str();
    let signable =
        SignableRequest::new("POST", url, headers.into_iter(), SignableBody::Bytes(body.as_bytes()))
            .map_err(|error| signing(error.to_string()))?;
    let (instructions, _signature) =
        sign(signable, &parameters).map_err(|error| signing(error.to_string()))?.into_parts();
    let mut request =
        transport.request(http::Method::POST, endpoints.sts.clone())?.header("content-type", FORM);
    for (name, value) in instructions.headers() {
        request = request.header(name, value);
    }
    let answer = transport.send(request.body(body)).await?;
    let text = String::from_utf8_lossy(&answer.body);
    let response: GetCallerIdentityResponse =
        quick_xml::de::from_str(&text).map_err(|_| Fault::Foreign("its answer is not STS's".to_owned()))?;
    Ok(response.get_caller_identity_result)
}

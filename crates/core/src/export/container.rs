//! Where a local endpoint is, as text for a shell, a file or a program.
//!
//! Rule: tools look at an endpoint last, so whatever could outrank it is taken away. A file cannot take anything away; it is
//! made for containers, which begin with an empty environment and cannot see the file with the token.

use std::collections::BTreeMap;

use portico_model::Secret;
use url::Url;

use super::{Form, LOCAL_ENDPOINTS, assignment, forgotten};
use crate::serve::Place;

/// Every variable that names credentials or where to get them, in the order the AWS SDKs reference lists them.
pub const RIVALS: [&str; 16] = [
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_ACCOUNT_ID",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    TOKEN_FILE,
    "AWS_VAULT",
];

const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// The variables that lead tools to an endpoint. The token is there twice: newer tools prefer the file, older ones know the
/// variable only. `endpoint` is that of a local Identity Center, whose keys AWS itself would refuse.
#[must_use]
pub fn container_variables(place: &Place, endpoint: Option<&Url>) -> Vec<(&'static str, Secret)> {
    let mut variables = vec![
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", Secret::new(place.url.clone())),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", place.token.clone()),
        (TOKEN_FILE, Secret::new(place.token_file.to_string_lossy().into_owned())),
    ];
    if let Some(endpoint) = endpoint {
        let endpoint = endpoint.as_str().trim_end_matches('/');
        variables.extend(LOCAL_ENDPOINTS.map(|name| (name, Secret::new(endpoint.to_owned()))));
    }
    variables
}

/// The same in `form`, line ends included (JSON has none).
#[must_use]
pub fn container(form: Form, place: &Place, endpoint: Option<&Url>) -> Secret {
    let mut variables = container_variables(place, endpoint);
    if form == Form::Json {
        let object: BTreeMap<&str, &str> =
            variables.iter().map(|(name, value)| (*name, value.expose().as_str())).collect();
        // Strings always serialise.
        return Secret::new(serde_json::to_string(&object).unwrap_or_default());
    }
    if form == Form::Dotenv {
        variables.retain(|(name, _)| *name != TOKEN_FILE);
    }
    let mut out = String::new();
    for name in RIVALS.iter().filter(|rival| !variables.iter().any(|(name, _)| name == *rival)) {
        out.push_str(&forgotten(form, name));
    }
    for (name, value) in &variables {
        out.push_str(&assignment(form, name, value.expose()));
    }
    Secret::new(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place {
            url: "http://127.0.0.1:4711/v1/opaque".to_owned(),
            port: 4711,
            token: Secret::new("token".to_owned()),
            token_file: "/home/a b/4711.token".into(),
        }
    }

    #[test]
    fn b4_a_shell_is_led_to_the_endpoint_and_to_nothing_else() {
        let text = container(Form::Bash, &place(), None);
        let text = text.expose();
        assert!(
            text.contains("export AWS_CONTAINER_CREDENTIALS_FULL_URI='http://127.0.0.1:4711/v1/opaque'\n")
        );
        assert!(text.contains("export AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE='/home/a b/4711.token'\n"));
        for rival in ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
            assert!(text.contains(&format!("unset {rival}\n")), "{text}");
        }
        assert!(!text.contains("unset AWS_CONTAINER_AUTHORIZATION"), "{text}");
    }

    #[test]
    fn b4_a_container_is_given_the_token_itself() {
        let endpoint = Url::parse("http://127.0.0.1:8400/").expect("an address");
        let text = container(Form::Dotenv, &place(), Some(&endpoint));
        let expected = "AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:4711/v1/opaque\n\
                        AWS_CONTAINER_AUTHORIZATION_TOKEN=token\n\
                        AWS_ENDPOINT_URL_SSO=http://127.0.0.1:8400\n\
                        AWS_ENDPOINT_URL_SSO_OIDC=http://127.0.0.1:8400\n\
                        AWS_ENDPOINT_URL_STS=http://127.0.0.1:8400\n";
        assert_eq!(text.expose(), expected);
        assert!(container(Form::Json, &place(), None).expose().starts_with("{\"AWS_CONTAINER_AUTH"));
    }
}

//! One request and its answer.

use std::sync::Arc;

use jiff::Timestamp;
use portico_model::{AccountId, Clock as _, Secret};
use serde::Serialize;
use subtle::ConstantTimeEq as _;

use super::peer::{self, Owner};
use super::{Desk, Told, held};
use crate::credentials::Credentials;
use crate::error::{Code, Error, Problem};
use crate::journal::Asker;
use crate::loopback::Request;

const JSON: (&str, &str) = ("Content-Type", "application/json");

pub(super) async fn answer(desk: Arc<Desk>, request: Request) {
    let now = desk.parts.clock.since_boot();
    // Both are looked at whatever the first says.
    let is_known = request.is_for(&desk.path) & has_token(&request, &desk.token);
    let pace = if is_known { &desk.known } else { &desk.strangers };
    if !pace.allows(now) {
        return too_many(request).await;
    }
    let owner = if is_known { peer::owner(request.peer(), desk.port) } else { None };
    let Some(owner) = owner.filter(Owner::is_own) else { return request.not_found().await };
    let program = tokio::task::spawn_blocking(move || owner.program());
    let Some(found) = desk.credentials().await else {
        // Whoever hears it closes the endpoint, and with it what is not answered yet.
        request.not_found().await;
        return (desk.ear)(desk.port, Told::Over);
    };
    match found {
        Ok(credentials) => {
            let program = program.await.ok().flatten();
            let by = Asker::tool(program.as_ref().map(|program| program.name.as_str()));
            // First of all: whatever happens to the answer, they may be out.
            desk.parts.journal.given(by, &desk.key, credentials.expires, "endpoint");
            held(&desk.last).note(desk.parts.clock.now(), program);
            request.respond(200, &[JSON], document(&credentials).expose()).await;
            (desk.ear)(desk.port, Told::Answered);
        }
        Err(error) => {
            refuse(request, &error).await;
            (desk.ear)(desk.port, Told::Refused(error.code()));
        }
    }
}

/// There are more than can be answered: whoever asks may come again.
pub(super) async fn too_many(request: Request) {
    tracing::warn!("more requests came to the local endpoint than it answers");
    request.respond(429, &[], "").await;
}

fn has_token(request: &Request, token: &Secret) -> bool {
    is_same(request.header("authorization").unwrap_or_default(), token)
}

/// Takes the same time wherever the two differ.
fn is_same(given: &str, token: &Secret) -> bool {
    given.as_bytes().ct_eq(token.expose().as_bytes()).into()
}

/// Whoever has the token is told why; after a sign-out nobody is told anything.
async fn refuse(request: Request, error: &Error) {
    if error.code() == Code::SignInRequired {
        return request.not_found().await;
    }
    // Tools ask again after a 503. What cannot be right is what the policy refuses.
    let is_refused = matches!(error.code(), Code::NotAssigned | Code::InvalidInput);
    let status = if is_refused { 403 } else { 503 };
    let body = serde_json::to_string(&Problem::from(error)).unwrap_or_default();
    request.respond(status, &[JSON], &body).await;
}

/// What AWS tools expect of a container's endpoint.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Document<'c> {
    access_key_id: &'c str,
    secret_access_key: &'c str,
    token: &'c str,
    expiration: Timestamp,
    account_id: &'c AccountId,
}

fn document(credentials: &Credentials) -> Secret {
    let document = Document {
        access_key_id: &credentials.access_key_id,
        secret_access_key: credentials.secret_access_key.expose(),
        token: credentials.session_token.expose(),
        // Whole seconds: some readers know no fractions.
        expiration: Timestamp::from_second(credentials.expires.as_second()).unwrap_or(credentials.expires),
        account_id: &credentials.account,
    };
    // Strings always serialise.
    Secret::new(serde_json::to_string(&document).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;
    use std::time::Instant;

    use super::*;

    /// Nanoseconds that one comparison takes; the best of many rounds is the one that nothing disturbed.
    fn took(given: &str, token: &Secret) -> u128 {
        let round = || {
            let begun = Instant::now();
            (0..1000).for_each(|_| assert!(!is_same(black_box(given), black_box(token))));
            begun.elapsed().as_nanos() / 1000
        };
        (0..200).map(|_| round()).min().unwrap_or(0)
    }

    #[test]
    fn b3_a_wrong_token_takes_as_long_whichever_of_its_characters_is_wrong() {
        let token = Secret::new("t".repeat(43));
        let first = took(&format!("x{}", "t".repeat(42)), &token);
        let last = took(&format!("{}x", "t".repeat(42)), &token);
        assert!(first.abs_diff(last) < 1000, "{first} ns and {last} ns");
    }

    #[test]
    fn the_document_is_the_one_of_containers() {
        let credentials = Credentials {
            access_key_id: "ASIAEMU1".to_owned(),
            secret_access_key: "s\"ecret".to_owned().into(),
            session_token: "token".to_owned().into(),
            expires: "2026-11-21T23:44:52.640Z".parse().expect("a time"),
            account: "111122223333".parse().expect("an account"),
        };
        assert_eq!(
            document(&credentials).expose(),
            r#"{"AccessKeyId":"ASIAEMU1","SecretAccessKey":"s\"ecret","Token":"token","Expiration":"2026-11-21T23:44:52Z","AccountId":"111122223333"}"#
        );
    }
}

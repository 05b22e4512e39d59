//! `portico credentials`: the `credential_process` of an exported profile, run by AWS tools, many times a minute.
//!
//! Rules: no engine, no catalog, one thread; stdout holds the document or nothing; a failure is one short line on
//! stderr (tools print it whole); it never opens a browser.

use std::sync::Arc;

use clap::Args;
use jiff::Timestamp;
use portico_core::aws::Transport;
use portico_core::credentials::Credentials;
use portico_core::role::RoleKey;
use portico_core::session::Sessions;
use portico_core::settings::Settings;
use portico_core::vault::Vault;
use portico_core::{Error, Result};
use portico_model::SystemClock;
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;

/// Which credentials; nothing is guessed.
#[derive(Args, Debug)]
pub(crate) struct CredentialsArgs {
    /// The portal.
    #[arg(long, value_name = "NAME")]
    portal: String,
    /// The account's number.
    #[arg(long, value_name = "ACCOUNT")]
    account: String,
    /// The role (permission set).
    #[arg(long, value_name = "ROLE")]
    role: String,
}

/// What AWS tools read from a `credential_process` (AWS SDKs and Tools reference, "Process credential provider").
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Document<'a> {
    version: u8,
    access_key_id: &'a str,
    secret_access_key: &'a str,
    session_token: &'a str,
    expiration: String,
    account_id: &'a str,
}

/// Prints the document.
///
/// # Errors
/// When the portal is unknown, nobody is signed in, or the role is not assigned.
pub(crate) fn run(context: &Context, args: &CredentialsArgs) -> Result<Ending> {
    let key =
        RoleKey { portal: args.portal.parse()?, account: args.account.parse()?, role: args.role.parse()? };
    let settings = Settings::load(&context.home)?;
    let portal = settings.portal(&key.portal)?;
    let vault = Vault::of_system(&context.home);
    let transport = Transport::of_system()?;
    let sessions = Sessions::new(context.home.clone(), vault, transport, Arc::new(SystemClock));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Error::internal(format!("No event loop could be started: {error}.")))?;
    let credentials = runtime.block_on(sessions.credentials(portal, &key))?;
    out::json(&document(&credentials))?;
    Ok(Ending::Done)
}

/// Expiration to the second: every reader takes that, some stumble over fractions.
fn document(credentials: &Credentials) -> Document<'_> {
    let second = Timestamp::from_second(credentials.expires.as_second());
    Document {
        version: 1,
        access_key_id: &credentials.access_key_id,
        secret_access_key: credentials.secret_access_key.expose(),
        session_token: credentials.session_token.expose(),
        expiration: second.unwrap_or(credentials.expires).to_string(),
        account_id: credentials.account.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_what_aws_tools_read() {
        let credentials = Credentials {
            access_key_id: "ASIAEMU1".to_owned(),
            secret_access_key: "s\"ecret".to_owned().into(),
            session_token: "token".to_owned().into(),
            expires: "2026-11-21T23:44:52.640Z".parse().expect("a time"),
            account: "111122223333".parse().expect("an account"),
        };
        let text = serde_json::to_string(&document(&credentials)).expect("JSON");
        let expected = r#"{"Version":1,"AccessKeyId":"ASIAEMU1","SecretAccessKey":"s\"ecret","SessionToken":"token","Expiration":"2026-11-21T23:44:52Z","AccountId":"111122223333"}"#;
        assert_eq!(text, expected);
    }
}

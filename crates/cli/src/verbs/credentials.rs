//! `portico credentials`: the `credential_process` of an exported profile, run by AWS tools, many times a minute.
//!
//! Rules: the app is asked first, before anything is read or set up; when it gives none, they are found without it. No
//! engine, no catalog, one thread; stdout holds the document or nothing; a failure is one short line on stderr (tools print
//! it whole); it never opens a browser.

use std::sync::Arc;

use clap::Args;
use portico_core::aws::{Network, Transport};
use portico_core::catalog::Catalog;
use portico_core::credentials::Credentials;
use portico_core::export::{self, Form};
use portico_core::journal::Asker;
use portico_core::line::{self, Message};
use portico_core::policy;
use portico_core::role::RoleKey;
use portico_core::session::Sessions;
use portico_core::settings::Settings;
use portico_core::time::Timekeeper;
use portico_core::vault::Vault;
use portico_core::{Code, Error, Result};
use portico_model::{Clock, SystemClock};

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::passphrase::Typed;

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

impl CredentialsArgs {
    /// The role.
    ///
    /// # Errors
    /// When a part of it cannot be one.
    pub(crate) fn key(&self) -> Result<RoleKey> {
        RoleKey::parse(&self.portal, &self.account, &self.role)
    }
}

/// Prints the document.
///
/// # Errors
/// As [`of`].
pub(crate) fn run(context: &Context, args: &CredentialsArgs) -> Result<Ending> {
    let credentials = of(context, &args.key()?)?;
    out::line(export::render(Form::Json, &credentials, None, None).expose())?;
    Ok(Ending::Done)
}

/// The credentials of `key`: the app's, or found without it.
///
/// # Errors
/// When the portal is unknown, nobody is signed in, or the role is not assigned.
pub(crate) fn of(context: &Context, key: &RoleKey) -> Result<Credentials> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Error::internal(format!("No event loop could be started: {error}.")))?;
    runtime.block_on(async {
        let by = Asker::parent();
        match line::credentials(&context.home, &context.environment, key, &by).await {
            // The app has recorded it.
            Some(answer) => answer,
            None => {
                let credentials = without_the_app(context, key).await?;
                context.journal().given(by, key, credentials.expires, "helper");
                Ok(credentials)
            }
        }
    })
}

async fn without_the_app(context: &Context, key: &RoleKey) -> Result<Credentials> {
    let settings = Settings::load(&context.home)?;
    let portal = settings.portal(&key.portal)?;
    policy::may_have(&context.home, &settings, key, SystemClock.now(), || {
        Catalog::open(&context.home.catalog()).ok()?.entry(&key.portal, &key.account).ok()?
    })?;
    let vault = Vault::of_system(&context.home, Arc::new(Typed));
    let clock = Timekeeper::new(Arc::new(SystemClock));
    let network = Network { ca_file: settings.ca_file.clone(), ..Network::of(&context.environment) };
    let transport = Transport::new(network).hearing(clock.ear());
    let sessions = Sessions::new(context.home.clone(), vault, transport, Arc::new(clock));
    let sessions = sessions.shared_by(&context.environment).journaled(context.journal()).in_background();
    let credentials = sessions.credentials(portal, key).await;
    if credentials.as_ref().is_err_and(|error| error.code() == Code::SignInRequired) {
        // Nobody is asked by this program; the app may ask, once.
        let wanted = Message::SignInWanted(key.portal.to_string());
        line::tell(&context.home, &context.environment, &wanted).await;
    }
    credentials
}

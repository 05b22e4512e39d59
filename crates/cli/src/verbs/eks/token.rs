//! `portico eks token`: what kubectl's exec plugin prints, run by kubectl whenever it has no good token.
//!
//! Rules: as for `portico credentials`, from which it gets the keys; the cluster's answer is kubectl's business.

use clap::Args;
use portico_core::Result;
use portico_core::aws::eks::{self, ClusterName};
use portico_core::export::kubeconfig::exec_credential;
use portico_core::settings::Settings;
use portico_model::{Clock, Region, SystemClock};

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::verbs::credentials::{self, CredentialsArgs};

/// For which cluster, and as whom; nothing is guessed.
#[derive(Args, Debug)]
pub(crate) struct TokenArgs {
    /// The cluster's name.
    cluster: String,
    #[command(flatten)]
    role: CredentialsArgs,
    /// The cluster's Region.
    #[arg(long, value_name = "REGION")]
    region: String,
}

/// Prints the document.
///
/// # Errors
/// When the cluster's name or Region cannot be one, and as [`credentials::of`].
pub(crate) fn run(context: &Context, args: &TokenArgs) -> Result<Ending> {
    let cluster: ClusterName = args.cluster.parse()?;
    let region: Region = args.region.parse()?;
    let key = args.role.key()?;
    let credentials = credentials::of(context, &key)?;
    let settings = Settings::load(&context.home)?;
    let portal = settings.portal(&key.portal)?;
    let token = eks::token(portal, &region, &cluster, &credentials, SystemClock.now())?;
    out::line(exec_credential(&token, context.environment.text("KUBERNETES_EXEC_INFO")).expose())?;
    Ok(Ending::Done)
}

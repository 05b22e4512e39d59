//! `portico eks`: Kubernetes clusters of Amazon EKS.

mod kubeconfig;
pub(crate) mod token;

use clap::Subcommand;
use portico_core::Result;

use crate::context::Context;
use crate::exit::Ending;

/// What to do about a cluster.
#[derive(Debug, Subcommand)]
pub(crate) enum EksVerb {
    /// Print a kubeconfig by which kubectl asks Portico for its tokens.
    Kubeconfig(kubeconfig::KubeconfigArgs),
    /// Hand a token to kubectl (the exec plugin of such a kubeconfig).
    Token(token::TokenArgs),
}

/// Does it.
///
/// # Errors
/// As the verbs.
pub(crate) fn run(context: &Context, verb: EksVerb) -> Result<Ending> {
    match verb {
        EksVerb::Kubeconfig(args) => crate::interruptible(kubeconfig::run(context, args)),
        EksVerb::Token(args) => token::run(context, &args),
    }
}

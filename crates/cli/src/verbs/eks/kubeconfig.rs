//! `portico eks kubeconfig`: what kubectl needs to know, for the person to save.
//!
//! Rule: no kubeconfig is read or written; `kubectl` merges several, and is the one to change its own.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use portico_core::export::kubeconfig::Cluster;
use portico_core::profiles::Helper;
use portico_core::{Error, Result, disk};
use url::Url;

use crate::args::RoleArgs;
use crate::context::{Context, Meant};
use crate::exit::Ending;
use crate::out;
use crate::picker::Purpose;
use crate::terminal::Terminal;

/// Which cluster, as whom, and how it is told.
#[derive(Args, Debug)]
pub(crate) struct KubeconfigArgs {
    /// The cluster's name.
    cluster: String,
    #[command(flatten)]
    role: RoleArgs,
    /// The cluster's Region.
    #[arg(long, value_name = "REGION")]
    region: String,
    /// The cluster's address; left out, the entry of `aws eks update-kubeconfig` is referred to.
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// A file with the certificate of the cluster's authority, in PEM.
    #[arg(long, value_name = "FILE", requires = "server")]
    certificate_authority: Option<PathBuf>,
    /// What the context is called; CLUSTER-ROLE when left out.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A file for KUBECONFIG, or the kubectl commands that put the same into yours.
    #[arg(long, value_name = "FORM", default_value = "yaml", conflicts_with = "json")]
    form: KubeForm,
}

/// How it is told.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum KubeForm {
    /// A kubeconfig.
    Yaml,
    /// `kubectl config` commands.
    Kubectl,
}

/// Prints it.
///
/// # Errors
/// When the role is unknown, something is misspelt, or the certificate cannot be read.
pub(crate) async fn run(context: &Context, args: KubeconfigArgs) -> Result<Ending> {
    let (name, region) = (args.cluster.parse()?, args.region.parse()?);
    let server = args.server.as_deref().map(server).transpose()?;
    let authority = args.certificate_authority.map(authority).transpose()?;
    let engine = context.engine(Terminal::default()).await?;
    let meant = context.role_of(&engine, &args.role, Purpose::Other("get tokens for its clusters")).await?;
    let Meant::Role(key, _) = meant else { return Ok(Ending::Cancelled) };
    let helper =
        Helper { binary: engine.parts().helper.clone(), home: context.home.root().map(Path::to_owned) };
    let cluster = Cluster { name, region, key, helper, context: args.name, server, authority };
    match (context.json, args.form) {
        (true, _) => out::json(&cluster.document()?)?,
        (false, KubeForm::Yaml) => out::raw(cluster.yaml()?.as_bytes())?,
        (false, KubeForm::Kubectl) => out::raw(cluster.commands()?.as_bytes())?,
    }
    Ok(Ending::Done)
}

/// kubectl sends a token over TLS only.
fn server(text: &str) -> Result<Url> {
    let url = Url::parse(text).ok().filter(|url| url.scheme() == "https" && url.host().is_some());
    url.ok_or_else(|| {
        Error::invalid(
            format!("\"{}\" is not the address of a cluster.", portico_core::text::clean(text, 80)),
            "It begins with https://; `aws eks describe-cluster --name CLUSTER` shows it as `endpoint`.",
        )
    })
}

fn authority(path: PathBuf) -> Result<Vec<u8>> {
    let pem = disk::read_bytes(&path)?.ok_or_else(|| {
        Error::invalid(format!("There is no file {}.", path.display()), "Give the PEM file of the authority.")
    })?;
    if pem.windows(27).any(|part| part == b"-----BEGIN CERTIFICATE-----") {
        return Ok(pem);
    }
    Err(Error::invalid(
        format!("{} holds no certificate in PEM.", path.display()),
        "Decode `certificateAuthority.data` of `aws eks describe-cluster` with `base64 -d` into a file.",
    ))
}

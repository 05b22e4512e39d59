//! The token by which Amazon EKS knows somebody: a GetCallerIdentity request to STS that is signed here, for one cluster, and
//! sent by the cluster.
//!
//! Source: `aws eks get-token`; README of aws-iam-authenticator, "API Authorization from Outside a Cluster". Nothing is sent
//! by this module.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use portico_model::sts::VERSION;
use portico_model::{Partition, Region, Secret};
use url::Url;

use crate::aws::fault_error;
use crate::aws::signature::{Scope, presigned};
use crate::credentials::Credentials;
use crate::error::{Error, Result};
use crate::portal::Portal;

/// The header in which the cluster puts its own name, so that no other cluster can use the token.
const CLUSTER_HEADER: &str = "x-k8s-aws-id";
const PREFIX: &str = "k8s-aws-v1.";
/// In the address; STS does not heed it, and the authenticator refuses more.
const IN_ADDRESS: Duration = Duration::from_secs(60);
/// STS takes a signature for 15 minutes; as the AWS CLI does, the token ends a minute before.
const LIFE: SignedDuration = SignedDuration::from_mins(14);

/// The name of an EKS cluster: 1 to 100 ASCII letters, digits, `-` and `_`, the first a letter or digit (EKS API, CreateCluster).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClusterName(String);

impl ClusterName {
    /// As EKS writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClusterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ClusterName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let is_right = (1..=100).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            && text.as_bytes()[0].is_ascii_alphanumeric();
        if is_right {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid(
            format!("\"{}\" is not the name of an EKS cluster.", crate::text::clean(text, 60)),
            "A name has 1 to 100 letters, digits, - and _; `aws eks list-clusters` shows yours.",
        ))
    }
}

/// What a cluster takes.
#[derive(Debug)]
pub struct Token {
    /// As it goes after `Authorization: Bearer`.
    pub text: Secret,
    /// When a new one is needed, in whole seconds.
    pub expires: Timestamp,
}

/// Signs a token for `cluster` in `region`, good for 14 minutes and no longer than the credentials.
///
/// # Errors
/// When `region` is in another partition than the portal, whose credentials count for nothing there.
pub fn token(
    portal: &Portal,
    region: &Region,
    cluster: &ClusterName,
    credentials: &Credentials,
    now: Timestamp,
) -> Result<Token> {
    let scope = Scope { service: "sts", region: region.as_str(), credentials, now };
    let mut url = sts(portal, region)?;
    url.set_query(Some(&format!("Action=GetCallerIdentity&Version={VERSION}")));
    let address = presigned(&scope, &url, (CLUSTER_HEADER, cluster.as_str()), IN_ADDRESS)
        .map_err(|fault| fault_error(portal, fault))?;
    let text = Secret::new(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(address.expose())));
    let end = (now + LIFE).min(credentials.expires);
    // Whole seconds are all that the document holds.
    Ok(Token { text, expires: Timestamp::from_second(end.as_second()).unwrap_or(end) })
}

/// STS in the cluster's Region, where the authenticator looks for it; the host is never a dual-stack one, as older
/// authenticators know none of these.
fn sts(portal: &Portal, region: &Region) -> Result<Url> {
    let (here, there) = (portal.region.partition(), region.partition());
    if here != there {
        return Err(Error::invalid(
            format!("{region} is in the partition {there}, and {} is in {here}.", portal.name),
            "Give the Region of the cluster with --region.",
        ));
    }
    if let Some(endpoint) = &portal.endpoint {
        return Ok(endpoint.clone());
    }
    let fips = if portal.hosts.is_fips() && there != Partition::GovCloud { "-fips" } else { "" };
    let address = format!("https://sts{fips}.{region}.{}/", there.dns_suffix());
    Url::parse(&address).map_err(|error| Error::internal(format!("{address}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_clusters_keep_to_ekss_alphabet() {
        for good in ["a", "prod-1", "9_x", &"x".repeat(100)] {
            assert!(good.parse::<ClusterName>().is_ok(), "{good}");
        }
        for bad in ["", "-flag", "_x", "a b", "a\nb", "a/b", "ü", &"x".repeat(101)] {
            assert!(bad.parse::<ClusterName>().is_err(), "{bad:?}");
        }
    }
}

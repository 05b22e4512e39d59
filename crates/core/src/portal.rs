//! A portal as configured: where one Identity Center instance is, and what it is called here.
//!
//! Rule: whoever holds a [`Portal`] holds checked parts; host names are built from nothing else. Two portals may have
//! one start URL: they are two people, each with a session of their own.

use std::fmt;
use std::str::FromStr;

use portico_model::{Region, StartUrl};
use url::Url;

use crate::error::{Error, Result};
use crate::settings::PortalName;
use crate::text::clean;

/// AWS adds at most five Regions to an instance's primary one (IAM Identity Center quotas).
const MOST_ADDITIONAL: usize = 5;

/// A portal as configured.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Portal {
    /// The key of everything Portico keeps about it.
    pub name: PortalName,
    /// Its address; for a local Identity Center too it is AWS-shaped, as AWS's own tools require.
    pub start_url: StartUrl,
    /// The primary Region of its Identity Center.
    pub region: Region,
    /// The loopback address of a local Identity Center, in place of AWS's endpoints.
    pub endpoint: Option<Url>,
    /// The additional Regions of a multi-Region instance, in the order they are tried when the primary is away.
    pub also: Vec<Site>,
    /// Which of AWS's hosts serve it.
    pub hosts: Hosts,
    /// The person typed this start URL's host to confirm it, because it is none of AWS's.
    pub host_confirmed: bool,
}

/// A Region of an instance, and for a local Identity Center where it listens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Site {
    /// The Region.
    pub region: Region,
    /// The loopback address of a local Identity Center's Region.
    pub endpoint: Option<Url>,
}

/// Which host names AWS serves a Region's endpoints under.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Hosts {
    /// IPv4, `oidc.{region}.amazonaws.com`.
    #[default]
    Standard,
    /// IPv4 and IPv6, `oidc.{region}.api.aws`.
    DualStack,
    /// Validated to FIPS 140-3.
    Fips,
    /// Both.
    FipsDualStack,
}

impl Portal {
    /// Checks the parts of a portal with one Region and the standard hosts.
    ///
    /// # Errors
    /// When a part is malformed, or `endpoint` is anything but `http://127.0.0.1:PORT`.
    pub fn parse(name: &str, start_url: &str, region: &str, endpoint: Option<&str>) -> Result<Self> {
        Ok(Self {
            name: name.parse()?,
            start_url: start_url.parse()?,
            region: region.parse()?,
            endpoint: endpoint.map(loopback_endpoint).transpose()?,
            also: Vec::new(),
            hosts: Hosts::Standard,
            host_confirmed: false,
        })
    }

    /// The same portal with the additional Regions of a multi-Region instance.
    ///
    /// # Errors
    /// When a Region is there twice or in another partition, there are too many, or a local portal's Region has no
    /// address (or AWS's has one).
    pub fn with_regions(self, also: Vec<Site>) -> Result<Self> {
        let refuse = |why: String| Err(Error::invalid(why, "Correct the additional Regions and try again."));
        if also.len() > MOST_ADDITIONAL {
            return refuse(format!("An instance has at most {MOST_ADDITIONAL} additional Regions."));
        }
        for (index, site) in also.iter().enumerate() {
            let before = also[..index].iter().map(|site| &site.region);
            if before.chain([&self.region]).any(|region| *region == site.region) {
                return refuse(format!("{} is named twice.", site.region));
            }
            if site.region.partition() != self.region.partition() {
                let partition = self.region.partition();
                return refuse(format!("{} is not in the partition {partition}.", site.region));
            }
            if site.endpoint.is_some() != self.is_local() {
                return refuse(match self.is_local() {
                    true => format!("{} of a local Identity Center needs an address.", site.region),
                    false => format!("{} of a portal of AWS's has no address of its own.", site.region),
                });
            }
        }
        Ok(Self { also, ..self })
    }

    /// Its Regions in the order they are tried: the primary one first.
    #[must_use]
    pub fn sites(&self) -> Vec<Site> {
        let primary = Site { region: self.region.clone(), endpoint: self.endpoint.clone() };
        std::iter::once(primary).chain(self.also.iter().cloned()).collect()
    }

    /// Whether `other` is the same portal, so that a session in one is a session in the other. A local one may move to
    /// another port, and additional Regions may come and go.
    #[must_use]
    pub fn is_same_place(&self, other: &Self) -> bool {
        self.start_url == other.start_url
            && self.region == other.region
            && self.is_local() == other.is_local()
    }

    /// A local Identity Center, never AWS.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.endpoint.is_some()
    }

    /// Whether the start URL's host is AWS's, a local Identity Center stands for it, or the person confirmed it.
    #[must_use]
    pub fn is_host_known(&self) -> bool {
        self.is_local() || self.host_confirmed || self.start_url.is_aws_host()
    }
}

impl FromStr for Site {
    type Err = Error;

    /// Takes `REGION`, or `REGION=http://127.0.0.1:PORT` for a local Identity Center.
    fn from_str(text: &str) -> Result<Self> {
        let (region, endpoint) = match text.split_once('=') {
            Some((region, endpoint)) => (region, Some(loopback_endpoint(endpoint)?)),
            None => (text, None),
        };
        Ok(Self { region: region.trim().parse()?, endpoint })
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.endpoint {
            Some(endpoint) => write!(f, "{}={}", self.region, endpoint.as_str().trim_end_matches('/')),
            None => write!(f, "{}", self.region),
        }
    }
}

impl Hosts {
    const NAMES: [(&str, Self); 4] = [
        ("standard", Self::Standard),
        ("dual-stack", Self::DualStack),
        ("fips", Self::Fips),
        ("fips-dual-stack", Self::FipsDualStack),
    ];

    /// As it stands in the settings and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(_, hosts)| *hosts == self).map_or("standard", |(name, _)| name)
    }

    /// Whether they are reachable by IPv6.
    #[must_use]
    pub fn is_dual_stack(self) -> bool {
        matches!(self, Self::DualStack | Self::FipsDualStack)
    }

    /// Whether they are the FIPS ones.
    #[must_use]
    pub fn is_fips(self) -> bool {
        matches!(self, Self::Fips | Self::FipsDualStack)
    }
}

impl FromStr for Hosts {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::NAMES.iter().find(|(name, _)| *name == text).map(|(_, hosts)| *hosts).ok_or_else(|| {
            Error::invalid(
                format!("\"{}\" is no set of hosts.", clean(text, 40)),
                "Use standard, dual-stack, fips or fips-dual-stack.",
            )
        })
    }
}

/// A local Identity Center's address: plain http on a loopback literal with a port, nothing else.
fn loopback_endpoint(text: &str) -> Result<Url> {
    let url = Url::parse(text).ok().filter(|url| {
        let loopback = match url.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            Some(url::Host::Domain(_)) | None => false,
        };
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        loopback && bare && url.scheme() == "http" && url.username().is_empty() && url.port().is_some()
    });
    url.ok_or_else(|| {
        Error::invalid(
            format!("\"{}\" is not the address of a local Identity Center.", clean(text, 80)),
            "Give the address that `portico center` prints, such as http://127.0.0.1:8400.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal(endpoint: Option<&str>) -> Portal {
        Portal::parse("work", "https://x.awsapps.com/start", "eu-west-1", endpoint).expect("valid")
    }

    fn sites(list: &[&str]) -> Vec<Site> {
        list.iter().map(|text| text.parse().expect("a Region")).collect()
    }

    #[test]
    fn only_a_bare_loopback_literal_is_an_endpoint() {
        for bad in [
            "http://localhost:8400",
            "https://127.0.0.1:8400",
            "http://127.0.0.1",
            "http://10.0.0.1:8400",
            "http://127.0.0.1:8400/x",
            "http://u@127.0.0.1:8400",
            "http://127.0.0.1.evil.test:80",
        ] {
            assert!(loopback_endpoint(bad).is_err(), "{bad}");
            assert!(format!("us-east-1={bad}").parse::<Site>().is_err(), "{bad}");
        }
    }

    #[test]
    fn additional_regions_are_those_of_one_instance() {
        let two = portal(None).with_regions(sites(&["us-east-1", "ap-south-1"])).expect("valid");
        let order: Vec<String> = two.sites().iter().map(ToString::to_string).collect();
        assert_eq!(order, ["eu-west-1", "us-east-1", "ap-south-1"]);
        let local = portal(Some("http://127.0.0.1:8400"));
        let beside = sites(&["us-east-1=http://127.0.0.1:8401"]);
        assert_eq!(
            local.with_regions(beside).expect("valid").sites()[1].to_string(),
            "us-east-1=http://127.0.0.1:8401"
        );
        for bad in [
            &["eu-west-1"][..],
            &["us-east-1", "us-east-1"],
            &["cn-north-1"],
            &["us-east-1=http://127.0.0.1:1"],
            &["us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-2", "eu-west-3"],
        ] {
            assert!(portal(None).with_regions(sites(bad)).is_err(), "{bad:?}");
        }
    }
}

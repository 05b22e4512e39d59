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
    /// The AWS CLI and the SDKs may use its sessions: their access tokens lie in plain text where those look for one.
    pub shared: bool,
    /// The organisation set it up, in its file: nobody here changes or removes it.
    pub fixed: bool,
}

/// A Region of an instance, and for a local Identity Center where it listens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Site {
    /// The Region.
    pub region: Region,
    /// The loopback address of a local Identity Center's Region.
    pub endpoint: Option<Url>,
}

/// Which host names AWS serves a Region's endpoints under. AWS's rule sets have all four for every Region of every
/// partition, so that none is refused here; whether a FIPS one is served is for its Region to say, at sign-in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Hosts {
    /// IPv4, `oidc.{region}.amazonaws.com`.
    #[default]
    Standard,
    /// IPv4 and IPv6, `oidc.{region}.api.aws`.
    DualStack,
    /// Validated to FIPS 140-3, `oidc-fips.{region}.amazonaws.com`; in GovCloud the standard ones are.
    Fips,
    /// Both, `oidc-fips.{region}.api.aws`.
    FipsDualStack,
}

impl Portal {
    /// Checks the parts of a portal with one Region and the standard hosts.
    ///
    /// # Errors
    /// When a part is malformed, `endpoint` is anything but `http://127.0.0.1:PORT`, or no portal of AWS's in that Region
    /// has such an address.
    pub fn parse(name: &str, start_url: &str, region: &str, endpoint: Option<&str>) -> Result<Self> {
        let portal = Self {
            name: name.parse()?,
            start_url: start_url.parse()?,
            region: region.parse()?,
            endpoint: endpoint.map(loopback_endpoint).transpose()?,
            also: Vec::new(),
            hosts: Hosts::Standard,
            host_confirmed: false,
            shared: false,
            fixed: false,
        };
        if portal.is_local() || portal.start_url.fits(&portal.region) {
            return Ok(portal);
        }
        let (host, region) = (portal.start_url.host(), &portal.region);
        Err(Error::invalid(
            format!("{host} cannot be a portal in {region}: that is in another partition of AWS."),
            "Correct the start URL or the Region.",
        ))
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

    /// The same portal, served by these of AWS's hosts.
    ///
    /// # Errors
    /// When it is a local Identity Center, which has one address for everything.
    pub fn with_hosts(self, hosts: Hosts) -> Result<Self> {
        if self.is_local() && hosts != Hosts::Standard {
            return Err(Error::invalid(
                format!("A local Identity Center has one address and no {hosts} hosts."),
                "Leave out the hosts, or the address of the local Identity Center.",
            ));
        }
        Ok(Self { hosts, ..self })
    }

    /// The same portal, whose start URL's host the person confirmed by typing `host`.
    ///
    /// # Errors
    /// When that is not the host, letter by letter.
    pub fn with_confirmed_host(self, host: &str) -> Result<Self> {
        if host != self.start_url.host() {
            return Err(Error::invalid(
                format!("\"{}\" is not the host of {}.", clean(host, 80), self.start_url),
                format!("Confirm exactly {}, if you trust it.", self.start_url.host()),
            ));
        }
        let host_confirmed = !self.start_url.is_aws_host();
        Ok(Self { host_confirmed, ..self })
    }

    /// Whether it is the same portal under another name: another person's, with a session of its own.
    #[must_use]
    pub fn shares_with(&self, other: &Self) -> bool {
        self.name != other.name && self.start_url == other.start_url && self.endpoint == other.endpoint
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

impl fmt::Display for Hosts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
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
pub(crate) fn loopback_endpoint(text: &str) -> Result<Url> {
    let url = Url::parse(text.trim()).ok().filter(|url| {
        let loopback = match url.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            Some(url::Host::Domain(_)) | None => false,
        };
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        loopback && bare && nobody && url.scheme() == "http" && url.port().is_some()
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
            "http://:p@127.0.0.1:8400",
            "http://127.0.0.1.evil.test:80",
        ] {
            assert!(loopback_endpoint(bad).is_err(), "{bad}");
            assert!(format!("us-east-1={bad}").parse::<Site>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a11_an_address_of_one_partition_is_no_portal_in_another() {
        let china = "https://start.home.awsapps.cn/directory/x";
        let refused = Portal::parse("work", china, "eu-west-1", None).expect_err("another partition");
        assert!(
            refused.message().contains("eu-west-1") && refused.message().contains("awsapps.cn"),
            "{refused}"
        );
        assert!(Portal::parse("work", china, "cn-north-1", None).is_ok());
        assert!(
            Portal::parse("work", china, "eu-west-1", Some("http://127.0.0.1:8400")).is_ok(),
            "no AWS at all"
        );
    }

    #[test]
    fn a_host_is_confirmed_letter_by_letter() {
        let own = || Portal::parse("own", "https://aws.company.com", "eu-west-1", None).expect("valid");
        for wrong in ["", "company.com", "AWS.company.com", "aws.company.com ", "aws.company.com.evil.test"] {
            assert!(own().with_confirmed_host(wrong).is_err(), "{wrong:?}");
        }
        assert!(!own().is_host_known());
        assert!(own().with_confirmed_host("aws.company.com").expect("its host").is_host_known());
        let aws = portal(None).with_confirmed_host("x.awsapps.com").expect("its host");
        assert!(aws.is_host_known() && !aws.host_confirmed, "there was nothing to confirm");
    }

    #[test]
    fn two_entries_for_one_portal_share_it() {
        let named = |name: &str, endpoint: Option<&str>| {
            Portal::parse(name, "https://x.awsapps.com/start", "eu-west-1", endpoint).expect("valid")
        };
        assert!(named("ann", None).shares_with(&named("bob", None)));
        assert!(!named("ann", None).shares_with(&named("ann", None)), "it is the same entry");
        let here = Some("http://127.0.0.1:8400");
        assert!(!named("ann", None).shares_with(&named("bob", here)), "a local one is another portal");
        assert!(named("ann", here).with_hosts(Hosts::Fips).is_err(), "and has one address");
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

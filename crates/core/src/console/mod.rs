//! Ways into AWS consoles: links, destinations, the browser.
//!
//! Rule: a link that a person follows holds no secret. The portal's own shortcut link does the work; only the address
//! of a federated sign-in is secret, and it reaches the browser through [`handoff`] alone.

mod aim;
pub mod browser;
mod destinations;
pub mod handoff;
mod hosts;
pub mod paste;
mod regions;
mod resource;
mod sign_out;
pub mod words;

use portico_model::{AccountId, Region, RoleName};
use url::Url;
use url::form_urlencoded::byte_serialize;

pub use aim::Aim;
pub use destinations::{Category, Service, catalogue, find as service, services, title};
pub use regions::{place_name, regions};
pub use sign_out::sign_out_url;

use self::hosts::Console;
use crate::error::{Error, Result};
use crate::settings::Portal;

/// Where in the console somebody wants to go. Empty means its home page in the portal's Region.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Destination {
    /// A service by id, name or abbreviation, such as `ec2`.
    pub service: Option<String>,
    /// The Region; the portal's when absent.
    pub region: Option<Region>,
    /// A console's own address, in place of the two.
    pub url: Option<Url>,
}

/// A service's console, in one Region perhaps.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spot {
    /// The service.
    pub service: &'static Service,
    /// The Region, if one was named.
    pub region: Option<Region>,
}

impl Destination {
    /// The service and the Region of it; nothing for the console's home, and for an address of no known service.
    #[must_use]
    pub fn spot(&self) -> Option<Spot> {
        let spot = match (&self.url, &self.service) {
            (Some(url), _) => {
                let place = paste::read(url.as_str()).ok()??;
                Spot { service: place.service?, region: place.region }
            }
            (None, service) => {
                let service = destinations::find(service.as_deref()?).ok()?;
                Spot { service, region: self.region.clone() }
            }
        };
        (spot.service != destinations::home()).then_some(spot)
    }
}

/// The address of `destination` in the console of the portal's partition.
///
/// # Errors
/// When there is no such service, the partition does not have it, the Region is of another partition, or the address is not
/// one of that console.
pub fn destination_url(portal: &Portal, destination: &Destination) -> Result<Url> {
    let partition = portal.region.partition();
    if let Some(url) = &destination.url {
        let console = Console::of(url).filter(|console| console.partition == partition);
        return console.map(|console| console.url).ok_or_else(|| {
            // The rest of an address may be a secret.
            let host = crate::text::clean(url.host_str().unwrap_or(url.scheme()), 80);
            Error::invalid(
                format!(
                    "An address of {host} is none of the console of {partition}, where portal {} is.",
                    portal.name
                ),
                format!(
                    "Give an address that begins with https://console.{}/ or with a Region before it.",
                    partition.console_domain()
                ),
            )
        });
    }
    let region = destination.region.as_ref().unwrap_or(&portal.region);
    if region.partition() != partition {
        return Err(Error::invalid(
            format!("{region} is not a Region of {partition}, where portal {} is.", portal.name),
            "Choose a Region of the portal's own partition.",
        ));
    }
    let service = destinations::find(destination.service.as_deref().unwrap_or("home"))?;
    destinations::address(service, partition, Some(region))
}

/// The portal's link that signs the browser in to a role and goes to `destination`; without a role the portal asks.
/// It holds no secret. A local portal answers it at `{endpoint}/start`.
#[must_use]
pub fn shortcut_link(
    portal: &Portal,
    account: &AccountId,
    role: Option<&RoleName>,
    destination: Option<&Url>,
) -> Url {
    let mut link = match &portal.endpoint {
        Some(endpoint) => {
            let mut link = endpoint.clone();
            link.set_path("/start/");
            link
        }
        None => Url::parse(&format!("{}/", portal.start_url)).expect("a start URL is a URL"),
    };
    let mut route = format!("/console?account_id={account}");
    if let Some(role) = role {
        route.push_str(&format!("&role_name={}", component(role.as_str())));
    }
    if let Some(destination) = destination {
        route.push_str(&format!("&destination={}", component(destination.as_str())));
    }
    link.set_fragment(Some(&route));
    link
}

/// `encodeURIComponent`: the portal's page does not read `+` as a space.
fn component(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal(region: &str, endpoint: Option<&str>) -> Portal {
        let start_url = match region {
            "cn-north-1" => "https://start.home.awsapps.cn/directory/securecart",
            _ => "https://securecart.awsapps.com/start",
        };
        Portal::parse("securecart", start_url, region, endpoint).expect("valid")
    }

    fn to(service: &str, region: Option<&str>) -> Destination {
        let region = region.map(|region| region.parse().expect("a Region"));
        Destination { service: Some(service.to_owned()), region, url: None }
    }

    #[test]
    fn destinations_in_all_partitions() {
        for (home, destination, expected) in [
            (
                "eu-west-1",
                Destination::default(),
                "https://eu-west-1.console.aws.amazon.com/console/home?region=eu-west-1",
            ),
            (
                "eu-west-1",
                to("ec2", Some("us-east-1")),
                "https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1",
            ),
            ("eu-west-1", to("IAM", None), "https://console.aws.amazon.com/iam/home"),
            (
                "eu-west-1",
                to("logs", None),
                "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups",
            ),
            (
                "eu-west-1",
                to("aga", None),
                "https://us-west-2.console.aws.amazon.com/globalaccelerator/home?region=us-west-2",
            ),
            ("cn-north-1", to("s3", None), "https://console.amazonaws.cn/s3/home?region=cn-north-1"),
            (
                "cn-north-1",
                to("iam", Some("cn-northwest-1")),
                "https://console.amazonaws.cn/iam/home?region=cn-north-1",
            ),
            (
                "cn-north-1",
                to("route53", None),
                "https://console.amazonaws.cn/route53/v2/home?region=cn-northwest-1",
            ),
            (
                "us-gov-east-1",
                to("iam", None),
                "https://console.amazonaws-us-gov.com/iam/home?region=us-gov-west-1",
            ),
            (
                "us-gov-west-1",
                to("networkmanager", None),
                "https://console.amazonaws-us-gov.com/networkmanager/home?region=us-gov-west-1",
            ),
            (
                "eusc-de-east-1",
                to("iam", None),
                "https://console.amazonaws-eusc.eu/iam/home?region=eusc-de-east-1",
            ),
            (
                "us-gov-west-1",
                to("lambda", None),
                "https://console.amazonaws-us-gov.com/lambda/home?region=us-gov-west-1",
            ),
            (
                "eusc-de-east-1",
                to("rds", None),
                "https://console.amazonaws-eusc.eu/rds/home?region=eusc-de-east-1",
            ),
        ] {
            let url = destination_url(&portal(home, None), &destination).expect(expected);
            assert_eq!(url.as_str(), expected);
        }
        assert!(destination_url(&portal("eu-west-1", None), &to("s3", Some("cn-north-1"))).is_err());
        assert!(destination_url(&portal("eu-west-1", None), &to("no-such", None)).is_err());
        for (home, service) in
            [("cn-north-1", "controltower"), ("us-gov-west-1", "cdn"), ("eusc-de-east-1", "iot")]
        {
            let error = destination_url(&portal(home, None), &to(service, None)).expect_err(service);
            assert!(error.message().contains("does not have"), "{error}");
        }
    }

    #[test]
    fn every_service_has_an_address_wherever_it_is() {
        for region in
            ["us-east-1", "eu-west-1", "cn-north-1", "cn-northwest-1", "us-gov-west-1", "eusc-de-east-1"]
        {
            let portal = portal(if region.starts_with("cn") { "cn-north-1" } else { region }, None);
            for service in catalogue() {
                let url = destination_url(&portal, &to(service.id(), Some(region)));
                assert_eq!(
                    url.is_ok(),
                    service.is_in(portal.region.partition()),
                    "{} in {region}",
                    service.id()
                );
                let Ok(url) = url else { continue };
                assert_eq!(
                    Console::of(&url).map(|console| console.partition),
                    Some(portal.region.partition())
                );
                assert!(url.as_str().contains(region) || service.is_global(), "{url}");
            }
        }
    }

    #[test]
    fn only_a_consoles_own_address_is_a_destination() {
        let at = |text: &str| Destination { url: Url::parse(text).ok(), ..Destination::default() };
        let portal = portal("eu-west-1", None);
        let long = "https://111122223333-abcdefgh.eu-west-1.console.aws.amazon.com/s3/home?x=y#z";
        let plain = destination_url(&portal, &at(long)).expect("a session's host");
        assert_eq!(plain.as_str(), "https://eu-west-1.console.aws.amazon.com/s3/home?x=y#z");
        for bad in [
            "http://console.aws.amazon.com/",
            "https://console.aws.amazon.com.evil.test/",
            "https://evilconsole.aws.amazon.com/",
            "https://u@console.aws.amazon.com/",
            "https://console.aws.amazon.com:8443/",
            "https://console.amazonaws.cn/",
            "https://127.0.0.1/",
            "javascript:alert(1)",
            "file:///etc/passwd",
        ] {
            assert!(destination_url(&portal, &at(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn shortcut_links_are_encoded_and_read_back() {
        let account = "444455556666".parse().expect("an id");
        let role = "A+B=c,d@e.f".parse().expect("a role");
        let destination =
            Url::parse("https://eu-west-1.console.aws.amazon.com/s3/home?region=eu-west-1#a b&c").ok();
        let link = shortcut_link(&portal("eu-west-1", None), &account, Some(&role), destination.as_ref());
        assert_eq!(
            link.as_str(),
            "https://securecart.awsapps.com/start/#/console?account_id=444455556666&role_name=A%2BB%3Dc%2Cd%40e.f&\
             destination=https%3A%2F%2Feu-west-1.console.aws.amazon.com%2Fs3%2Fhome%3Fregion%3Deu-west-1%23a%2520b%26c"
        );
        let query = link.fragment().and_then(|fragment| fragment.split_once('?')).expect("a query").1;
        let back: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        assert_eq!(back[1].1, role.as_str());
        assert_eq!(Some(back[2].1.as_str()), destination.as_ref().map(Url::as_str));
        let local = shortcut_link(&portal("eu-west-1", Some("http://127.0.0.1:8400")), &account, None, None);
        assert_eq!(local.as_str(), "http://127.0.0.1:8400/start/#/console?account_id=444455556666");
    }
}

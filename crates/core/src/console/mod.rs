//! Ways into AWS consoles: links, destinations, the browser.
//!
//! Rule: a link that a person follows holds no secret. The portal's own shortcut link does the work; only the address
//! of a federated sign-in is secret, and it reaches the browser through [`handoff`] alone.

pub mod browser;
mod destinations;
pub mod handoff;
mod regions;

use portico_model::{AccountId, Partition, Region, RoleName};
use url::form_urlencoded::byte_serialize;
use url::{Host, Url};

pub use destinations::{services, title};
pub use regions::regions;

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

/// The address of `destination` in the console of the portal's partition.
///
/// # Errors
/// When there is no such service, the Region is of another partition, or the address is not one of that console.
pub fn destination_url(portal: &Portal, destination: &Destination) -> Result<Url> {
    let partition = portal.region.partition();
    if let Some(url) = &destination.url {
        return own_address(partition.console_domain(), url);
    }
    let region = destination.region.as_ref().unwrap_or(&portal.region);
    if region.partition() != partition {
        return Err(Error::invalid(
            format!("{region} is not a Region of {partition}, where portal {} is.", portal.name),
            "Choose a Region of the portal's own partition.",
        ));
    }
    let service = destinations::find(destination.service.as_deref().unwrap_or("home"))?;
    let domain = partition.console_domain();
    // Only the commercial partition promises a host per Region.
    let by_region = partition == Partition::Commercial && !service.global;
    let host = if by_region { format!("{region}.console.{domain}") } else { format!("console.{domain}") };
    let query = if service.global { String::new() } else { format!("?region={region}") };
    let address = format!("https://{host}/{}{query}{}", service.path, service.fragment);
    Url::parse(&address).map_err(|error| Error::internal("A console address is malformed.").caused_by(error))
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

/// Takes an address somebody gave: https, and a console host of the partition. A browser's several sessions have hosts
/// of their own; theirs is turned into the plain one, which works in every browser.
fn own_address(domain: &str, url: &Url) -> Result<Url> {
    let plain = format!("console.{domain}");
    let host = match url.host() {
        Some(Host::Domain(host)) => host,
        Some(Host::Ipv4(_) | Host::Ipv6(_)) | None => "",
    };
    let bare = url.username().is_empty() && url.password().is_none() && url.port().is_none();
    let is_console = host == plain || host.strip_suffix(&plain).is_some_and(|rest| rest.ends_with('.'));
    if url.scheme() != "https" || !bare || !is_console {
        return Err(Error::invalid(
            format!("{} is not an address of the AWS console.", crate::text::clean(url.as_str(), 120)),
            format!("Give an address that begins with https://{plain}/ or with a Region before it."),
        ));
    }
    let mut url = url.clone();
    if let Some((_, rest)) = host.split_once('.').filter(|(first, _)| is_session_label(first)) {
        url.set_host(Some(rest))
            .map_err(|error| Error::internal("A console host is malformed.").caused_by(error))?;
    }
    Ok(url)
}

/// `{account}-{suffix}`.
fn is_session_label(label: &str) -> bool {
    label
        .split_once('-')
        .is_some_and(|(account, _)| account.len() == 12 && account.parse::<AccountId>().is_ok())
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
            ("cn-north-1", to("s3", None), "https://console.amazonaws.cn/s3/home?region=cn-north-1"),
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

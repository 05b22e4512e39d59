//! The address that signs a browser out of its consoles.
//!
//! Rule: it says nothing but that. AWS signs out whoever is sent there, of every console of that browser; which of several
//! identities it would be about cannot be said. Source: the sign-in hosts of "Enabling custom identity broker access to the AWS
//! console" (IAM User Guide); `/oauth?Action=logout` is what the consoles' own "Sign out" leads to.

use portico_model::Partition;
use url::Url;

use crate::aws::join;
use crate::error::{Error, Result};
use crate::settings::Portal;

/// Where a browser signs out of the consoles of the portal's partition, or of its local Identity Center.
///
/// # Errors
/// Never for a parsed [`Portal`]; the host names are built from checked parts.
pub fn sign_out_url(portal: &Portal) -> Result<Url> {
    let (mut url, onward) = match &portal.endpoint {
        Some(endpoint) => (join(endpoint, "/oauth"), join(endpoint, "/start").to_string()),
        None => {
            let domain = portal.region.partition().console_domain();
            let text = format!("https://{}/oauth", host(portal));
            let url = Url::parse(&text).map_err(|_| Error::internal("A sign-out address is malformed."))?;
            (url, format!("https://console.{domain}/"))
        }
    };
    url.query_pairs_mut().append_pair("Action", "logout").append_pair("redirect_uri", &onward);
    Ok(url)
}

/// The sign-in host: one for a whole partition, but for the Regions that have their own.
fn host(portal: &Portal) -> String {
    let (region, partition) = (portal.region.as_str(), portal.region.partition());
    let domain = partition.console_domain();
    match (partition, region) {
        (Partition::GovCloud, "us-gov-west-1") => format!("signin.{domain}"),
        (Partition::GovCloud | Partition::EuropeanSovereign, _) => format!("{region}.signin.{domain}"),
        (Partition::Commercial | Partition::China, _) => format!("signin.{domain}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_partition_has_its_own_and_a_local_one_stays_here() {
        for (region, host, onward) in [
            ("eu-west-1", "signin.aws.amazon.com", "https://console.aws.amazon.com/"),
            ("cn-north-1", "signin.amazonaws.cn", "https://console.amazonaws.cn/"),
            ("us-gov-west-1", "signin.amazonaws-us-gov.com", "https://console.amazonaws-us-gov.com/"),
            (
                "us-gov-east-1",
                "us-gov-east-1.signin.amazonaws-us-gov.com",
                "https://console.amazonaws-us-gov.com/",
            ),
            (
                "eusc-de-east-1",
                "eusc-de-east-1.signin.amazonaws-eusc.eu",
                "https://console.amazonaws-eusc.eu/",
            ),
        ] {
            let start = match region {
                "cn-north-1" => "https://start.home.awsapps.cn/directory/securecart",
                _ => "https://securecart.awsapps.com/start",
            };
            let portal = Portal::parse("p", start, region, None).expect("a portal");
            let url = sign_out_url(&portal).expect(region);
            let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
            assert_eq!((url.scheme(), url.host_str(), url.path()), ("https", Some(host), "/oauth"), "{url}");
            let wanted = [("Action", "logout"), ("redirect_uri", onward)];
            assert_eq!(pairs, wanted.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        let start = "https://securecart.awsapps.com/start";
        let here = Portal::parse("p", start, "eu-west-1", Some("http://127.0.0.1:8400")).expect("a portal");
        assert_eq!(
            sign_out_url(&here).expect("an address").as_str(),
            "http://127.0.0.1:8400/oauth?Action=logout&redirect_uri=http%3A%2F%2F127.0.0.1%3A8400%2Fstart"
        );
    }
}

//! Identity Center's services over one [`Transport`] and one [`Endpoints`].
//!
//! Rule: hosts are built from parsed Regions only, `AWS_ENDPOINT_URL*` is never heeded, redirects are off, and a body
//! that is not the expected JSON is never read any further (`security.md` 2.5).

pub mod device;
mod dialect;
pub mod eks;
pub mod federation;
pub mod oidc;
pub mod portal;
mod signature;
pub mod sts;
mod transport;
pub mod uxc;

use portico_model::Partition;
use url::Url;

pub(crate) use transport::Glance;
pub use transport::{
    Advice, Answer, Backoff, Class, DateHeard, Distrust, Fault, Limits, Network, Outage, ProxyChoice,
    Reached, Refusal, RefusedCertificate, Retries, Transport, Variables,
};

use crate::error::{Code, Error};
use crate::portal::{Portal, Site};

/// Where a portal's services are.
#[derive(Clone, Debug)]
pub struct Endpoints {
    /// Of `sso-oidc`; `/authorize` is at the root of its origin.
    pub oidc: Url,
    /// Of the access portal's API.
    pub portal: Url,
    /// Of STS.
    pub sts: Url,
    /// Of console sign-in (`/federation`).
    pub signin: Url,
    /// Of account customizations, and the Region it signs for; `None` where nobody says that there is any.
    pub uxc: Option<(Url, String)>,
}

impl Endpoints {
    /// Of the portal's primary Region.
    ///
    /// # Errors
    /// As [`Endpoints::at`].
    pub fn of(portal: &Portal) -> Result<Self, Error> {
        let primary = Site { region: portal.region.clone(), endpoint: portal.endpoint.clone() };
        Self::at(portal, &primary)
    }

    /// AWS's hosts for one Region of the portal, or the one loopback address of a local Identity Center's Region.
    /// Source: the endpoint rule sets of `sso-oidc`, `sso` and `sts`; in GovCloud the plain hosts are the FIPS ones.
    ///
    /// # Errors
    /// Never for a parsed [`Portal`]; the host names are built from checked parts.
    pub fn at(portal: &Portal, site: &Site) -> Result<Self, Error> {
        if let Some(endpoint) = &site.endpoint {
            let here = || endpoint.clone();
            let uxc = uxc_home(site.region.partition()).map(|(_, region)| (here(), region));
            return Ok(Self { oidc: here(), portal: here(), sts: here(), signin: here(), uxc });
        }
        let (region, partition) = (&site.region, site.region.partition());
        let is_dual = portal.hosts.is_dual_stack();
        let suffix = if is_dual { partition.dual_stack_suffix() } else { partition.dns_suffix() };
        let is_plain = partition == Partition::GovCloud && !is_dual;
        let fips = if portal.hosts.is_fips() && !is_plain { "-fips" } else { "" };
        let url = |host: String| {
            Url::parse(&format!("https://{host}/"))
                .map_err(|error| Error::internal(format!("{host}: {error}")))
        };
        Ok(Self {
            oidc: url(format!("oidc{fips}.{region}.{suffix}"))?,
            portal: url(format!("portal.sso{fips}.{region}.{suffix}"))?,
            sts: url(format!("sts{fips}.{region}.{suffix}"))?,
            signin: url(format!("{region}.signin.{}", partition.console_domain()))?,
            uxc: uxc_home(partition)
                .map(|(host, region)| Ok::<_, Error>((url(host)?, region)))
                .transpose()?,
        })
    }
}

/// The one host of a partition. Source: the endpoint rule set of `uxc`.
fn uxc_home(partition: Partition) -> Option<(String, String)> {
    let (region, suffix) = match partition {
        Partition::Commercial => ("us-east-1", "api.aws"),
        Partition::GovCloud => ("us-gov-west-1", "api.aws"),
        Partition::China => ("cn-northwest-1", "api.amazonwebservices.com.cn"),
        Partition::EuropeanSovereign => return None,
    };
    Some((format!("uxc.{region}.{suffix}"), region.to_owned()))
}

/// `base` with `path` below it; a path prefix of `base` is kept.
pub(crate) fn join(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url
}

/// The longest secret that is taken, in bytes: four times the longest that anybody has seen.
const LONGEST_SECRET: usize = 32 * 1024;

/// Whether a service may call this a token or a key: printable ASCII (RFC 6749 appendix A), of a length that a keychain
/// takes. Anything else could be kept and never be sent.
pub(crate) fn is_secret(text: &str) -> bool {
    (1..=LONGEST_SECRET).contains(&text.len()) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// Every token of a local Identity Center begins so, and no token of AWS does.
const LOCAL_TOKEN_PREFIX: &str = "emu_";

/// Refuses to let a local Identity Center's token near AWS, or AWS's near it.
///
/// # Errors
/// When `token` is of the other kind than `portal`.
pub fn check_token(portal: &Portal, token: &str) -> Result<(), Error> {
    if token.starts_with(LOCAL_TOKEN_PREFIX) == portal.is_local() {
        return Ok(());
    }
    Err(Error::new(
        Code::NotIdentityCenter,
        format!("What answers for {} is not the kind of portal it was added as.", portal.name),
        "Check its endpoint with `portico portals list`, then remove it and add it again.",
    ))
}

/// The sentence for a fault of reaching `portal`.
pub(crate) fn fault_error(portal: &Portal, fault: Fault) -> Error {
    let name = &portal.name;
    let place = portal.endpoint.as_ref().map_or_else(
        || portal.start_url.host().to_owned(),
        |url| url.as_str().trim_end_matches('/').to_owned(),
    );
    match fault {
        Fault::Offline(why) if portal.is_local() => Error::new(
            Code::Offline,
            format!("The local Identity Center of {name} does not answer at {place}: {why}."),
            "Start it with `portico center --demo`, or correct its address.",
        ),
        Fault::Offline(why) => Error::new(
            Code::Offline,
            format!("{name} cannot be reached: {why}."),
            "Check the network or the VPN; Portico keeps your session and tries again.",
        ),
        Fault::Distrusted(distrust) => Error::new(
            Code::Offline,
            format!("{name} cannot be reached safely: {distrust}."),
            distrust.remedy(),
        ),
        Fault::Captive(why) => Error::new(
            Code::Offline,
            format!("The network wants a sign-in before {name} can be reached: {why}."),
            "Open any web page in the browser and sign in to the network; Portico then goes on by itself.",
        ),
        Fault::Foreign(why) => Error::new(
            Code::NotIdentityCenter,
            format!("Something other than an Identity Center answered for {name}: {why}."),
            "Check the start URL and the Region of the portal.",
        ),
        Fault::ProxyAuthentication => Error::new(
            Code::Offline,
            format!("The proxy wants a user name and password before {name} can be reached."),
            "Sign in to the proxy, or set its credentials in the system's proxy settings.",
        ),
        Fault::Throttled { .. } => Error::new(
            Code::Throttled,
            format!("{name} asked to be left alone for a while."),
            "Wait a minute and try again; nothing is lost.",
        ),
        Fault::Server { status } => Error::new(
            Code::ServerFault,
            format!("{name} answered with a fault of its own (HTTP {status})."),
            "Try again in a minute; Portico keeps your session.",
        ),
        Fault::Api { exception, message, .. } => {
            let (exception, message) =
                (crate::text::clean(&exception, 60), crate::text::clean(&message, 200));
            Error::new(
                Code::ServerFault,
                format!("{name} refused the request: {exception} {message}").trim_end().to_owned() + ".",
                "Check the start URL and the Region of the portal.",
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f7_what_could_never_be_sent_is_no_token() {
        for good in ["a", "emu_x-y.z~", "with blanks", &"x".repeat(LONGEST_SECRET)] {
            assert!(is_secret(good), "{good}");
        }
        for bad in
            ["", "a\nb", "a\r\nHost: evil.test", "\0", "\u{7f}", "\u{fc}", &"x".repeat(LONGEST_SECRET + 1)]
        {
            assert!(!is_secret(bad), "{bad:?}");
        }
    }
}

//! Addresses of access portals, parsed once. What an address says by itself is read here; nothing is asked.
//!
//! Rule: a host counts as AWS's only by the whole shape of its name, because customers' own names may stand below some
//! of AWS's suffixes. That it is AWS's is no proof of trust: anyone may own a portal.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use crate::id::{InvalidId, Partition, Region, printable, text_id};

/// Longer than any portal's address.
const LONGEST: usize = 512;

/// The address of an access portal, such as `https://securecart.awsapps.com/start`.
///
/// Always https, with no user, port, query or fragment; a trailing slash and `#/` are dropped.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct StartUrl(String);
text_id!(StartUrl);

impl StartUrl {
    /// Reads what people paste: a start URL, a link from deep inside a portal, a bare host (`company.awsapps.com`), or
    /// a company's short name. Query and fragment are dropped, and of AWS's own addresses everything but what names the
    /// portal.
    ///
    /// # Errors
    /// When it cannot be an address of an access portal.
    pub fn pasted(text: &str) -> Result<Self, InvalidId> {
        let text = text.trim();
        let address = match text {
            // The URL parser would drop line breaks and tabs in silence.
            _ if text.chars().any(char::is_control) => return refuse(text, "it is not a web address"),
            _ if text.contains("://") => text.to_owned(),
            _ if text.starts_with("ssoins-") && is_label(text) => {
                return refuse(text, "an instance has its address in its own Region");
            }
            _ if is_label(text) => format!("https://{}.awsapps.com/start", text.to_ascii_lowercase()),
            _ if text.starts_with('/') => return refuse(text, "it names no host"),
            _ => format!("https://{text}"),
        };
        let Ok(mut url) = Url::parse(&address) else { return refuse(text, "it is not a web address") };
        url.set_query(None);
        url.set_fragment(None);
        let read: Self = url.as_str().parse()?;
        match AwsHost::of(read.host()) {
            None => Ok(read),
            Some(aws) => aws.form.canonical(&read).ok_or(()).or_else(|()| refuse(text, aws.form.wants())),
        }
    }

    /// The canonical text, with no trailing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, in ASCII (an internationalised name shows as punycode).
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.strip_prefix("https://").unwrap_or(&self.0);
        rest.split('/').next().unwrap_or(rest)
    }

    /// Whether AWS serves this host. Not a proof of trust: anyone may own a portal.
    #[must_use]
    pub fn is_aws_host(&self) -> bool {
        AwsHost::of(self.host()).is_some()
    }

    /// Whether the host is none of AWS's but has a name that could be taken for one.
    #[must_use]
    pub fn is_look_alike(&self) -> bool {
        let host = self.host();
        let alike = ["aws", "amazon", "identitycenter", "ssoins"].iter().any(|word| host.contains(word));
        !self.is_aws_host() && (alike || host.split('.').any(|label| label.starts_with("xn--")))
    }

    /// The Region that the host names. A multi-Region instance has an address in each of its Regions.
    #[must_use]
    pub fn region(&self) -> Option<Region> {
        AwsHost::of(self.host())?.region
    }

    /// Whether an instance in `region` can have this address: China has names of its own, and so have others.
    #[must_use]
    pub fn fits(&self, region: &Region) -> bool {
        AwsHost::of(self.host()).is_none_or(|aws| aws.world.holds(region.partition()))
    }

    /// What tells this portal from others, for people: the company's name, the directory's or the instance's.
    #[must_use]
    pub fn short_name(&self) -> &str {
        let first = self.host().split('.').next().unwrap_or_default();
        match AwsHost::of(self.host()).map(|aws| aws.form) {
            Some(Form::Directory | Form::Issuer) => self.0.rsplit('/').next().unwrap_or(first),
            // `aws.company.com` and `sso.company.com` are the company's.
            None if ["aws", "login", "portal", "sso", "start", "www"].contains(&first) => {
                self.host().split('.').nth(1).unwrap_or(first)
            }
            Some(Form::Alias | Form::Instance | Form::Other) | None => first,
        }
    }

    fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.trim_start_matches("https://").split('/').skip(1)
    }
}

impl FromStr for StartUrl {
    type Err = InvalidId;

    /// Takes the portal's address with or without `/`, `#/` or `#/...` at its end.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let text = text.trim();
        if text.len() > LONGEST || text.chars().any(char::is_control) {
            return refuse(text, "it is not a web address");
        }
        let Ok(mut url) = Url::parse(text) else { return refuse(text, "it is not a web address") };
        if url.scheme() != "https" {
            return refuse(text, "it must begin with https://");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse(text, "it must not carry a user name");
        }
        if url.port().is_some() {
            return refuse(text, "it must not carry a port");
        }
        if url.query().is_some() {
            return refuse(text, "it must not carry a query");
        }
        let host = match url.host() {
            Some(url::Host::Domain(domain)) => domain.strip_suffix('.').unwrap_or(domain).to_owned(),
            Some(url::Host::Ipv4(_) | url::Host::Ipv6(_)) | None => String::new(),
        };
        let is_name = host.contains('.') && host.split('.').all(|label| !label.is_empty());
        // Without its last dot, `127.0.0.1.` would be an address.
        let is_kept = url.set_host(Some(&host)).is_ok() && url.domain().is_some();
        if !is_name || !is_kept || host.ends_with(".localhost") {
            return refuse(text, "it must name a host");
        }
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"/._~@+=-".contains(&b);
        if url.path().contains("//") || !url.path().bytes().all(allowed) {
            return refuse(text, "its path is not a portal's");
        }
        url.set_fragment(None);
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }
}

/// What the name of one of AWS's hosts says.
struct AwsHost {
    form: Form,
    world: World,
    region: Option<Region>,
}

/// What AWS writes into a portal's address.
#[derive(Clone, Copy)]
enum Form {
    /// `{alias or d-id}.awsapps.com/start`.
    Alias,
    /// `start[.{region}].us-gov-home.awsapps.com/directory/{alias or d-id}`, and China's.
    Directory,
    /// `{ssoins-id}.portal.{region}.app.aws` and `{ssoins-id}.{region}.portal.amazonaws.com`, and their kin.
    Instance,
    /// `identitycenter.amazonaws.com/{ssoins-id}`: names the instance, and is no web page.
    Issuer,
    /// Something else that AWS serves there.
    Other,
}

/// Where instances with such a name are.
#[derive(Clone, Copy)]
enum World {
    In(Partition),
    OutsideChina,
}

const ISSUERS: [(&str, World); 4] = [
    ("identitycenter.amazonaws.com", World::OutsideChina),
    ("identitycenter.amazonaws.com.cn", World::In(Partition::China)),
    ("identitycenter.amazonaws.eu", World::In(Partition::EuropeanSovereign)),
    ("identitycenter.us-gov.amazonaws.com", World::In(Partition::GovCloud)),
];
/// What follows `{id}.portal.{region}`.
const DUAL_STACK: [(&str, World); 3] = [
    (".app.aws", World::OutsideChina),
    (".app.amazonwebservices.com.cn", World::In(Partition::China)),
    (".api.amazonwebservices.eu", World::In(Partition::EuropeanSovereign)),
];
/// What follows `{id}.{region}`.
const IPV4: [(&str, World); 3] = [
    (".portal.amazonaws.com", World::OutsideChina),
    (".portal.amazonaws.com.cn", World::In(Partition::China)),
    (".portal.amazonaws.eu", World::In(Partition::EuropeanSovereign)),
];
/// What follows `start` or `start.{region}`.
const DIRECTORIES: [(&str, World); 2] = [
    (".us-gov-home.awsapps.com", World::In(Partition::GovCloud)),
    (".home.awsapps.cn", World::In(Partition::China)),
];
/// Below these AWS serves nothing but applications of its own.
const APPLICATIONS: [(&str, World); 4] = [
    (".awsapps.com", World::OutsideChina),
    (".awsapps.cn", World::In(Partition::China)),
    (".app.aws", World::OutsideChina),
    (".app.amazonwebservices.com.cn", World::In(Partition::China)),
];

impl AwsHost {
    /// Source: the list and the patterns of the AWS CLI 2.36.7, but for one: below `api.amazonwebservices.eu` customers
    /// have hosts, so that only portals count there.
    fn of(host: &str) -> Option<Self> {
        if let Some((_, world)) = ISSUERS.iter().find(|(name, _)| *name == host) {
            return Some(Self { form: Form::Issuer, world: *world, region: None });
        }
        let under = |table: &[(&str, World)]| {
            table.iter().find_map(|(suffix, world)| Some((host.strip_suffix(suffix)?.to_owned(), *world)))
        };
        let regional = |form, world: World, region: &str| {
            let region = region.parse().ok().filter(|region: &Region| world.holds(region.partition()))?;
            Some(Self { form, world, region: Some(region) })
        };
        let of_instance = |(left, world): (String, World)| match left.split('.').collect::<Vec<_>>()[..] {
            [id, "portal", region] if is_label(id) => regional(Form::Instance, world, region),
            _ => None,
        };
        let of_instance_ipv4 = |(left, world): (String, World)| match left.split_once('.') {
            Some((id, region)) if is_label(id) => regional(Form::Instance, world, region),
            Some(_) | None => None,
        };
        let of_directory = |(left, world): (String, World)| match left.strip_prefix("start")? {
            "" => Some(Self { form: Form::Directory, world, region: None }),
            rest => regional(Form::Directory, world, rest.strip_prefix('.')?),
        };
        let of_application = |(left, world): (String, World)| {
            let is_alias = host.ends_with(".awsapps.com") && is_label(&left);
            Some(Self { form: if is_alias { Form::Alias } else { Form::Other }, world, region: None })
        };
        under(&DUAL_STACK)
            .and_then(of_instance)
            .or_else(|| under(&IPV4).and_then(of_instance_ipv4))
            .or_else(|| under(&DIRECTORIES).and_then(of_directory))
            .or_else(|| under(&APPLICATIONS).and_then(of_application))
    }
}

impl Form {
    /// The address with nothing in its path but what names the portal; `None` when that is not there.
    fn canonical(self, url: &StartUrl) -> Option<StartUrl> {
        let (host, mut segments) = (url.host(), url.segments());
        let (first, second) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
        let path = match self {
            // There were `/start-beta` and the like.
            Self::Alias if first.starts_with("start") => format!("/{first}"),
            Self::Alias => "/start".to_owned(),
            Self::Instance if first == "start" => "/start".to_owned(),
            Self::Instance => String::new(),
            Self::Directory if first == "directory" && !second.is_empty() => format!("/directory/{second}"),
            Self::Issuer if first.starts_with("ssoins-") || first.starts_with("d-") => format!("/{first}"),
            Self::Directory | Self::Issuer | Self::Other => return None,
        };
        Some(StartUrl(format!("https://{host}{path}")))
    }

    /// What is wrong when there is no canonical address.
    fn wants(self) -> &'static str {
        match self {
            Self::Directory => "it must go on with /directory/ and a name",
            Self::Issuer => "it must go on with the number of an instance, such as ssoins-1234567890abcdef",
            Self::Alias | Self::Instance | Self::Other => "what AWS serves there is no access portal",
        }
    }
}

impl World {
    fn holds(self, partition: Partition) -> bool {
        match self {
            Self::In(only) => partition == only,
            Self::OutsideChina => partition != Partition::China,
        }
    }
}

/// One label of a host name (RFC 1123 section 2.1), in any case.
fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn refuse<T>(text: &str, why: &str) -> Result<T, InvalidId> {
    Err(InvalidId::new(format!(
        "\"{}\" is not a start URL: {why}; it looks like https://company.awsapps.com/start",
        printable(text)
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str) -> StartUrl {
        StartUrl::pasted(text).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a11_hostile_start_urls_are_refused() {
        let url: StartUrl = " https://SecureCart.awsapps.com/start/#/ ".parse().expect("as pasted");
        assert_eq!(url.as_str(), "https://securecart.awsapps.com/start");
        assert_eq!((url.host(), url.is_aws_host()), ("securecart.awsapps.com", true));
        for bad in [
            "",
            "/start",
            "http://securecart.awsapps.com/start",
            "https://user@securecart.awsapps.com/start",
            "https://securecart.awsapps.com@evil.test/start",
            "https://securecart.awsapps.com:8443/start",
            "https://127.0.0.1/start",
            "https://0x7f.1/start",
            "https://2130706433/start",
            "https://[::1]/start",
            "https://localhost/start",
            "https://localhost./start",
            "https://x.localhost/start",
            "https://127.0.0.1./start",
            "https://127.0.0.1%2e%2e/start",
            "https://a..example/start",
            "https://securecart.awsapps.com/st\nart",
            "https://securecart.awsapps.com/start;x",
            "https://securecart.awsapps.com/$(x)",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ssoins-1234567890abcdef",
            "-flag",
            "two words",
        ] {
            assert!(StartUrl::pasted(bad).is_err() && bad.parse::<StartUrl>().is_err(), "{bad:?}");
        }
        assert!("https://securecart.awsapps.com/start?next=evil".parse::<StartUrl>().is_err());
        assert!("securecart".parse::<StartUrl>().is_err(), "settings hold whole addresses");
        assert!(StartUrl::pasted(&"x".repeat(9000)).is_err());
    }

    #[test]
    fn a11_look_alikes_are_not_aws() {
        for alike in [
            "https://awsapps.com.evil.test/start",
            "https://securecart-awsapps.com/start",
            "https://securecart.awsapps.co/start",
            "https://xawsapps.com/start",
            "https://identitycenter.amazonaws.com.evil.test/ssoins-1",
            "https://evil.identitycenter.amazonaws.com/ssoins-1",
            "https://ssoins-1.portal.us-east-1.app.aws.evil.test",
            "https://evil.execute-api.eusc-de-east-1.api.amazonwebservices.eu/start",
            "https://a.b.portal.eusc-de-east-1.api.amazonwebservices.eu",
            "https://ssoins-1.portal.us-east-1.api.amazonwebservices.eu",
            "https://ssoins-1.us-east-1.portal.amazonaws.com.cn",
            "https://evil.portal.amazonaws.com/start",
            "https://sécurecart.example/start",
            "https://xn--wsapps-8nf.com/start",
        ] {
            let url: StartUrl = alike.parse().unwrap_or_else(|error| panic!("{error}"));
            assert!(!url.is_aws_host() && url.is_look_alike(), "{alike}");
            assert!(url.host().is_ascii(), "{alike}");
        }
        assert!(!pasted("https://sso.example.com/start").is_look_alike());
        assert_eq!(pasted("https://company.awsapps.com./start").host(), "company.awsapps.com");
    }

    #[test]
    fn what_people_paste_becomes_the_start_url() {
        let start = "https://company.awsapps.com/start";
        for text in [
            "company",
            "COMPANY",
            "company.awsapps.com",
            "company.awsapps.com/start#/",
            "https://company.awsapps.com",
            "https://company.awsapps.com/start/",
            "https://company.awsapps.com:443/start/#/?tab=accounts",
            "https://company.awsapps.com/start/#/console?account_id=111122223333&role_name=Admin&destination=https%3A%2F%2Fx",
            "https://company.awsapps.com/start/#/saml/custom/Git%20Hub/MTIz",
            "https://company.awsapps.com/login?state=abc",
            "https://company.awsapps.com/start/user-consent/authorize.html?clientId=x",
        ] {
            assert_eq!(pasted(text).as_str(), start, "{text}");
        }
        for (text, canonical) in [
            ("d-1234567890", "https://d-1234567890.awsapps.com/start"),
            ("https://company.awsapps.com/start-beta/#/", "https://company.awsapps.com/start-beta"),
            (
                "start.us-gov-home.awsapps.com/directory/agency#/",
                "https://start.us-gov-home.awsapps.com/directory/agency",
            ),
            (
                "https://ssoins-1.portal.eu-west-1.app.aws/#/console?account_id=1",
                "https://ssoins-1.portal.eu-west-1.app.aws",
            ),
            (
                "ssoins-1.eu-west-1.portal.amazonaws.com/start/x",
                "https://ssoins-1.eu-west-1.portal.amazonaws.com/start",
            ),
            ("identitycenter.amazonaws.com/ssoins-1/", "https://identitycenter.amazonaws.com/ssoins-1"),
            ("https://aws.company.com/go?x=1#/y", "https://aws.company.com/go"),
        ] {
            assert_eq!(pasted(text).as_str(), canonical);
        }
        for bad in [
            "start.us-gov-home.awsapps.com",
            "identitycenter.amazonaws.com",
            "aa-1.account-access.eu-west-1.app.aws",
        ] {
            assert!(StartUrl::pasted(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn hosts_name_their_region_and_their_partition() {
        for (text, region) in [
            ("ssoins-1.portal.eu-west-1.app.aws", Some("eu-west-1")),
            ("ssoins-1.portal.us-gov-west-1.app.aws", Some("us-gov-west-1")),
            ("ssoins-1.eu-west-1.portal.amazonaws.com", Some("eu-west-1")),
            ("ssoins-1.cn-north-1.portal.amazonaws.com.cn", Some("cn-north-1")),
            ("ssoins-1.portal.cn-north-1.app.amazonwebservices.com.cn", Some("cn-north-1")),
            ("ssoins-1.eusc-de-east-1.portal.amazonaws.eu", Some("eusc-de-east-1")),
            ("ssoins-1.portal.eusc-de-east-1.api.amazonwebservices.eu", Some("eusc-de-east-1")),
            ("start.us-gov-east-1.us-gov-home.awsapps.com/directory/x", Some("us-gov-east-1")),
            ("start.cn-northwest-1.home.awsapps.cn/directory/x", Some("cn-northwest-1")),
            ("start.home.awsapps.cn/directory/x", None),
            ("company.awsapps.com", None),
            ("identitycenter.amazonaws.com/ssoins-1", None),
        ] {
            let url = pasted(text);
            assert!(url.is_aws_host(), "{text}");
            assert_eq!(url.region().as_ref().map(Region::as_str), region, "{text}");
        }
        let fits = |url: &str, region: &str| pasted(url).fits(&region.parse().expect("a Region"));
        assert!(
            fits("company", "eu-west-1")
                && fits("company", "us-gov-west-1")
                && !fits("company", "cn-north-1")
        );
        assert!(!fits("start.home.awsapps.cn/directory/x", "eu-west-1"));
        assert!(!fits("start.us-gov-home.awsapps.com/directory/x", "eu-west-1"));
        assert!(fits("https://aws.company.com", "cn-north-1"), "a company's own address may lead anywhere");
    }

    #[test]
    fn a_portal_is_called_by_what_tells_it_from_others() {
        for (text, name) in [
            ("company", "company"),
            ("start.us-gov-home.awsapps.com/directory/agency", "agency"),
            ("identitycenter.amazonaws.com/ssoins-1", "ssoins-1"),
            ("ssoins-1.portal.eu-west-1.app.aws", "ssoins-1"),
            ("https://aws.company.com/start", "company"),
            ("https://cloud.company.com", "cloud"),
        ] {
            assert_eq!(pasted(text).short_name(), name, "{text}");
        }
    }
}

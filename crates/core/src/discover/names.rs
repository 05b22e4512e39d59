//! Host names to addresses, for a host that nobody vouches for. Rule: a name that a stranger chose leads to no address of
//! a private network, of this machine or of its link, whoever else is asked there (a proxy, say).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// The system's resolver, which tells only public addresses of one host.
#[derive(Clone, Debug)]
pub(crate) struct PublicNames {
    guarded: String,
}

impl PublicNames {
    /// Guards `host`; other names, such as a proxy's, are looked up as ever.
    pub(crate) fn guarding(host: &str) -> Self {
        Self { guarded: host.to_owned() }
    }

    fn told(&self, name: &str, found: impl Iterator<Item = SocketAddr>) -> Result<Vec<SocketAddr>, String> {
        let is_guarded = name.trim_end_matches('.').eq_ignore_ascii_case(&self.guarded);
        let told: Vec<SocketAddr> = found.filter(|at| !is_guarded || is_public(at.ip())).collect();
        if told.is_empty() { Err(format!("{name} has no public address")) } else { Ok(told) }
    }
}

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        let names = self.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let told = names.told(name.as_str(), found)?;
            Ok(Box::new(told.into_iter()) as Addrs)
        })
    }
}

/// Whether anybody on the internet can mean this address (IANA special-purpose registries, RFC 6890 and later).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let benchmark = a == 198 && (18..20).contains(&b);
    let protocol = (a, b, c) == (192, 0, 0);
    let special = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_documentation();
    !(special || shared || benchmark || protocol || a == 0 || a >= 224)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    let inner = |at: usize| {
        let octets = ip.octets();
        Ipv4Addr::new(octets[at], octets[at + 1], octets[at + 2], octets[at + 3])
    };
    match (first, second) {
        // NAT64 and 6to4 lead to the IPv4 address within.
        (0x64, 0xff9b) => is_public_v4(inner(12)),
        (0x2002, _) => is_public_v4(inner(2)),
        (0x2001, 0 | 0xdb8) => false,
        // All that is assigned to the internet; v4-mapped addresses, loopback, link and local ones are not in it.
        _ => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a11_a_strangers_name_leads_to_no_private_network() {
        for private in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "fe80::1",
            "fd00:ec2::23",
            "fc00::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().expect("an address")), "{private}");
        }
        for public in
            ["3.5.1.1", "172.32.0.1", "100.128.0.1", "2600:1f18::1", "2a05:d018::1", "64:ff9b::305:101"]
        {
            assert!(is_public(public.parse().expect("an address")), "{public}");
        }
    }

    #[test]
    fn only_the_guarded_name_is_guarded() {
        let at = |ip: &str| SocketAddr::new(ip.parse().expect("an address"), 443);
        let names = PublicNames::guarding("aws.company.com");
        let both = || [at("10.0.0.1"), at("3.5.1.1")].into_iter();
        assert_eq!(names.told("aws.company.com", both()), Ok(vec![at("3.5.1.1")]));
        assert_eq!(names.told("AWS.company.com.", both().take(1)).ok(), None);
        assert_eq!(names.told("proxy.company.com", both()), Ok(both().collect()));
    }
}

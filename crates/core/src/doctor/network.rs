//! The way to each portal: whom TLS believes, which proxy is used and who names it, whether the portal answers, and what
//! time it has.

use super::{Check, Finding, Level};
use crate::aws::{self, Endpoints, Fault, Network, ProxyChoice, Transport, portal as api};
use crate::settings::Portal;
use crate::time::Timekeeper;

/// Asks every portal for the time, as nobody; `transport` tells `time` what it hears.
pub(super) async fn check(
    portals: &[Portal],
    network: &Network,
    transport: &Transport,
    time: &Timekeeper,
) -> Vec<Finding> {
    let mut findings = vec![certificates(network, transport)];
    let mut was_heard = time.has_heard();
    for portal in portals {
        let endpoints = match Endpoints::of(portal) {
            Ok(endpoints) => endpoints,
            Err(error) => {
                findings.push(Finding::of(Check::Portal, &error));
                continue;
            }
        };
        if !portal.is_local() {
            let proxy = transport.proxy_for(&endpoints.portal).await;
            findings.push(way(network, proxy.as_deref(), endpoints.portal.host_str().unwrap_or_default()));
        }
        let asked = api::ask_as_nobody(transport, &endpoints).await;
        was_heard |= asked.is_ok();
        findings.push(answer(portal, asked));
    }
    findings.push(clock(time, was_heard));
    // Several portals go one way.
    let mut told = Vec::new();
    findings.retain(|finding| {
        let is_new = finding.check != Check::Proxy || !told.contains(&finding.message);
        told.push(finding.message.clone());
        is_new
    });
    findings
}

fn certificates(network: &Network, transport: &Transport) -> Finding {
    if let Err(Fault::Distrusted(distrust)) = transport.ready() {
        let message = format!("No portal can be reached safely: {distrust}.");
        return Finding::new(Check::Certificates, Level::Problem, message).mended_by(distrust.remedy());
    }
    let named = [
        ("the setting ca_file", &network.ca_file),
        ("AWS_CA_BUNDLE", &network.variables.aws_ca_bundle),
        ("SSL_CERT_FILE", &network.variables.ssl_cert_file),
    ];
    let named: Vec<String> =
        named.iter().filter_map(|(by, path)| Some(format!("{} ({by})", path.as_ref()?.display()))).collect();
    if named.is_empty() {
        return Finding::good(Check::Certificates, "TLS believes the authorities of this system.");
    }
    let message = format!("TLS believes the authorities of this system, and those in {}.", named.join(", "));
    Finding::new(Check::Certificates, Level::Note, message)
}

/// Which way leads to `host`; `proxy` is the one that is used.
fn way(network: &Network, proxy: Option<&str>, host: &str) -> Finding {
    let variables = &network.variables;
    let by_variable = [("HTTPS_PROXY", &variables.https_proxy), ("ALL_PROXY", &variables.all_proxy)];
    let by_variable = by_variable.into_iter().find_map(|(name, set)| set.as_ref().map(|_| name));
    let by = match &network.proxy {
        ProxyChoice::Direct => None,
        ProxyChoice::Through { .. } => Some("the setting"),
        ProxyChoice::System => by_variable,
    };
    let message = match (proxy, by) {
        (Some(proxy), Some(by)) => {
            format!("The way to {host} leads through the proxy {proxy}, which {by} names.")
        }
        (Some(proxy), None) => {
            format!("The way to {host} leads through the proxy {proxy}, which the desktop's settings name.")
        }
        (None, Some(by)) => {
            format!(
                "The way to {host} leads through no proxy: {by} names one, and NO_PROXY leaves this host out."
            )
        }
        (None, None) => {
            return Finding::good(Check::Proxy, format!("The way to {host} leads through no proxy."));
        }
    };
    Finding::new(Check::Proxy, Level::Note, message)
}

fn answer(portal: &Portal, asked: Result<(), Fault>) -> Finding {
    match asked {
        Ok(()) => {
            Finding::good(Check::Portal, format!("{} answers, and is an Identity Center.", portal.name))
        }
        Err(fault) => {
            let error = aws::fault_error(portal, fault);
            Finding::of(Check::Portal, &error)
        }
    }
}

/// What the portals' time says of this computer's.
fn clock(time: &Timekeeper, was_heard: bool) -> Finding {
    if !was_heard {
        let message = "No portal has said what time it is, so this computer's clock was not compared.";
        return Finding::new(Check::Clock, Level::Note, message);
    }
    let ahead = time.ahead().as_secs();
    let (far, direction) = (ahead.unsigned_abs(), if ahead > 0 { "fast" } else { "slow" });
    if far < 5 {
        return Finding::good(Check::Clock, "This computer's clock agrees with the portal's.");
    }
    let message = format!("This computer's clock is {far} s {direction}, by the portal's.");
    let remedy = "Let the system set the clock by itself (on Linux: timedatectl set-ntp true).";
    if time.is_wall_wrong() {
        let message = format!("{} AWS refuses what other tools sign with it.", message);
        return Finding::new(Check::Clock, Level::Problem, message).mended_by(remedy);
    }
    Finding::new(Check::Clock, Level::Warning, message).mended_by(remedy)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use jiff::{SignedDuration, Timestamp};
    use portico_model::{ManualClock, Secret};

    use super::*;

    #[test]
    fn h7_how_far_the_clock_is_off_decides_how_bad_that_is() {
        let truth = Timestamp::from_second(1_800_000_000).expect("a time");
        for (off, level) in
            [(0, Level::Good), (60, Level::Warning), (-60, Level::Warning), (-3600, Level::Problem)]
        {
            let time = Timekeeper::new(Arc::new(ManualClock::at(truth + SignedDuration::from_secs(off))));
            time.heard(truth, Duration::ZERO);
            let finding = clock(&time, true);
            assert_eq!(finding.level, level, "{off}: {finding:?}");
            assert_eq!(finding.message.contains("slow"), off < 0, "{finding:?}");
        }
        let time = Timekeeper::new(Arc::new(ManualClock::at(truth)));
        assert_eq!(clock(&time, false).level, Level::Note);
    }

    #[test]
    fn h6_the_proxy_is_told_with_who_names_it_and_without_its_password() {
        let mut network = Network::default();
        network.variables.https_proxy = Some(Secret::new("http://jane:hunter2@proxy.test:3128".to_owned()));
        let through = way(&network, Some("proxy.test:3128"), "oidc.test");
        assert!(through.message.contains("HTTPS_PROXY names") && !through.message.contains("hunter2"));
        assert!(way(&network, None, "oidc.test").message.contains("NO_PROXY"));
        let desktop = way(&Network::default(), Some("proxy.test:3128"), "oidc.test");
        assert!(desktop.message.contains("desktop"));
        assert_eq!(way(&Network::default(), None, "oidc.test").level, Level::Good);
    }
}

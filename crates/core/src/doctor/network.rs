//! The way to each portal: whom TLS believes, which proxy is used and who names it, whether the portal answers, and what
//! time it has.

use super::{Check, Finding, Level};
use crate::aws::{self, Endpoints, Fault, Network, ProxyChoice, Transport, portal as api};
use crate::error::Error;
use crate::settings::Portal;
use crate::time::Timekeeper;
use crate::words::Words;

/// Asks every portal for the time, as nobody; `transport` tells `time` what it hears.
pub(super) async fn check(
    portals: &[Portal],
    network: &Network,
    transport: &Transport,
    time: &Timekeeper,
    words: &Words,
) -> Vec<Finding> {
    let mut findings = vec![certificates(network, transport, words)];
    let mut was_heard = time.has_heard();
    for portal in portals {
        let endpoints = match Endpoints::of(portal) {
            Ok(endpoints) => endpoints,
            Err(error) => {
                findings.push(refused(&error, words));
                continue;
            }
        };
        if !portal.is_local() {
            let proxy = transport.proxy_for(&endpoints.portal).await;
            let host = endpoints.portal.host_str().unwrap_or_default();
            findings.push(way(network, proxy.as_deref(), host, words));
        }
        let asked = api::ask_as_nobody(transport, &endpoints).await;
        was_heard |= asked.is_ok();
        findings.push(answer(portal, asked, words));
    }
    findings.push(clock(time, was_heard, words));
    // Several portals go one way.
    let mut told = Vec::new();
    findings.retain(|finding| {
        let is_new = finding.check != Check::Proxy || !told.contains(&finding.message);
        told.push(finding.message.clone());
        is_new
    });
    findings
}

fn certificates(network: &Network, transport: &Transport, words: &Words) -> Finding {
    if let Err(Fault::Distrusted(distrust)) = transport.ready() {
        let message = words.distrusted(distrust.to_string());
        return Finding::new(Check::Certificates, Level::Problem, message).mended_by(distrust.remedy());
    }
    let named = [
        (words.setting_ca_file(), &network.ca_file),
        ("AWS_CA_BUNDLE".to_owned(), &network.variables.aws_ca_bundle),
        ("SSL_CERT_FILE".to_owned(), &network.variables.ssl_cert_file),
    ];
    let named: Vec<String> =
        named.iter().filter_map(|(by, path)| Some(format!("{} ({by})", path.as_ref()?.display()))).collect();
    if named.is_empty() {
        return Finding::good(Check::Certificates, words.authorities());
    }
    Finding::new(Check::Certificates, Level::Note, words.authorities_and(named.join(", ")))
}

/// Which way leads to `host`; `proxy` is the one that is used.
fn way(network: &Network, proxy: Option<&str>, host: &str, words: &Words) -> Finding {
    let variables = &network.variables;
    let by_variable = [("HTTPS_PROXY", &variables.https_proxy), ("ALL_PROXY", &variables.all_proxy)];
    let by_variable = by_variable.into_iter().find_map(|(name, set)| set.as_ref().map(|_| name));
    let by = match &network.proxy {
        ProxyChoice::Direct => None,
        ProxyChoice::Through { .. } => Some(words.setting()),
        ProxyChoice::System => by_variable.map(str::to_owned),
    };
    let message = match (proxy, by) {
        (Some(proxy), Some(by)) => words.way_named(host, proxy, by),
        (Some(proxy), None) => words.way_of_desktop(host, proxy),
        (None, Some(by)) => words.way_left_out(host, by),
        (None, None) => return Finding::good(Check::Proxy, words.way_direct(host)),
    };
    Finding::new(Check::Proxy, Level::Note, message)
}

fn answer(portal: &Portal, asked: Result<(), Fault>, words: &Words) -> Finding {
    match asked {
        Ok(()) => Finding::good(Check::Portal, words.portal_answers(portal.name.as_str())),
        Err(fault) => refused(&aws::fault_error(portal, fault), words),
    }
}

fn refused(error: &Error, words: &Words) -> Finding {
    Finding::of(Check::Portal, error, words.portal_refused(error.message()))
}

/// What the portals' time says of this computer's.
fn clock(time: &Timekeeper, was_heard: bool, words: &Words) -> Finding {
    if !was_heard {
        return Finding::new(Check::Clock, Level::Note, words.clock_unknown());
    }
    let ahead = time.ahead().as_secs();
    let far = ahead.unsigned_abs();
    if far < 5 {
        return Finding::good(Check::Clock, words.clock_good());
    }
    let told = if ahead > 0 { words.clock_fast(far) } else { words.clock_slow(far) };
    let finding = if time.is_wall_wrong() {
        Finding::new(Check::Clock, Level::Problem, words.clock_refused(told))
    } else {
        Finding::new(Check::Clock, Level::Warning, told)
    };
    finding.mended_by(words.clock_remedy())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use jiff::{SignedDuration, Timestamp};
    use portico_model::{ManualClock, Secret};

    use super::*;
    use crate::words::Language;

    #[test]
    fn h7_how_far_the_clock_is_off_decides_how_bad_that_is() {
        let truth = Timestamp::from_second(1_800_000_000).expect("a time");
        for (off, level) in
            [(0, Level::Good), (60, Level::Warning), (-60, Level::Warning), (-3600, Level::Problem)]
        {
            let time = Timekeeper::new(Arc::new(ManualClock::at(truth + SignedDuration::from_secs(off))));
            time.heard(truth, Duration::ZERO);
            let finding = clock(&time, true, Words::of(Language::En));
            assert_eq!(finding.level, level, "{off}: {finding:?}");
            assert_eq!(finding.message.contains("slow"), off < 0, "{finding:?}");
        }
        let time = Timekeeper::new(Arc::new(ManualClock::at(truth)));
        assert_eq!(clock(&time, false, Words::of(Language::En)).level, Level::Note);
    }

    #[test]
    fn h6_the_proxy_is_told_with_who_names_it_and_without_its_password() {
        let mut network = Network::default();
        network.variables.https_proxy = Some(Secret::new("http://jane:hunter2@proxy.test:3128".to_owned()));
        let way = |network: &Network, proxy| way(network, proxy, "oidc.test", Words::of(Language::En));
        let through = way(&network, Some("proxy.test:3128"));
        assert!(through.message.contains("HTTPS_PROXY names") && !through.message.contains("hunter2"));
        assert!(way(&network, None).message.contains("NO_PROXY"));
        let desktop = way(&Network::default(), Some("proxy.test:3128"));
        assert!(desktop.message.contains("desktop"));
        assert_eq!(way(&Network::default(), None).level, Level::Good);
    }
}

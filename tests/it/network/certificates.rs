//! H6: whom TLS believes. A bad certificate is refused with its name, its issuer and the reason; a CA file is heeded
//! wherever it is named, and one that cannot be used is never passed over.

use std::path::PathBuf;

use portico_core::aws::{Class, Distrust, Fault, Network, Refusal, RefusedCertificate, Transport};

use super::support::{
    AWS_HOSTS, Authority, Flaw, MOMENTS, Manners, Moment, PATIENT, Raw, Road, ask, aws, healthy,
};

/// The refusal of a certificate with this flaw.
async fn refused(flaw: Flaw) -> (RefusedCertificate, String, String) {
    let server = Raw::start(healthy);
    let road = Road::with(server.address, flaw, Manners::Open);
    let mut found = None;
    for moment in [Moment::FirstCall, Moment::Refresh] {
        let fault = ask(moment, &road.transport(PATIENT), &aws()).await.expect_err("a bad certificate");
        assert_eq!(fault.class(), Class::Distrusted, "{fault:?}");
        assert!(fault.is_unsent());
        let Fault::Distrusted(distrust) = fault else { panic!("{flaw:?}") };
        let Distrust::Certificate(certificate) = &*distrust else { panic!("{distrust:?}") };
        found = Some((certificate.clone(), distrust.to_string(), distrust.remedy().to_owned()));
    }
    assert_eq!(server.requests().len(), 0, "nothing was sent to whoever it is");
    found.expect("asked twice")
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_an_expired_certificate_is_refused_by_name() {
    let (certificate, said, remedy) = refused(Flaw::Expired).await;
    let Refusal::Expired { since, .. } = &certificate.why else { panic!("{certificate:?}") };
    assert_eq!(since.map(|since| since.to_string()).as_deref(), Some("2021-02-03T00:00:00Z"));
    names_both(&said, "Portico Test Authority");
    assert!(said.contains("expired on 2021-02-03 00:00 UTC (this computer's clock says 20"), "{said}");
    assert!(remedy.contains("date and time"), "{remedy}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_a_self_signed_certificate_is_refused_by_name() {
    let (certificate, said, remedy) = refused(Flaw::SelfSigned).await;
    assert_eq!(certificate.why, Refusal::SelfSigned);
    names_both(&said, &format!("CN={}", AWS_HOSTS[0]));
    assert!(said.contains("nobody but itself"), "{said}");
    assert!(remedy.contains("AWS_CA_BUNDLE"), "{remedy}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_a_certificate_of_another_host_is_refused_by_name() {
    let (certificate, said, remedy) = refused(Flaw::WrongName).await;
    assert_eq!(certificate.why, Refusal::WrongName { names: vec!["elsewhere.example".to_owned()] });
    assert!(
        said.contains("is for elsewhere.example instead") && said.contains("CN=elsewhere.example"),
        "{said}"
    );
    assert!(remedy.contains("sign in to the network"), "{remedy}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_inspected_tls_is_refused_with_the_inspector_named() {
    let (certificate, said, remedy) = refused(Flaw::Inspected).await;
    assert_eq!(certificate.why, Refusal::UnknownIssuer);
    names_both(&said, "CN=Inspection of Example Ltd");
    assert!(remedy.contains("inspects TLS") && remedy.contains("PEM file"), "{remedy}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_a_certificate_from_the_future_points_at_the_clock() {
    let (certificate, said, remedy) = refused(Flaw::NotYetValid).await;
    assert!(matches!(certificate.why, Refusal::NotYetValid { from: Some(_), .. }), "{certificate:?}");
    assert!(said.contains("valid only from 2090-05-06"), "{said}");
    assert!(remedy.contains("date and time"), "{remedy}");
}

#[track_caller]
fn names_both(said: &str, issuer: &str) {
    let host = AWS_HOSTS.iter().find(|host| said.starts_with(**host));
    assert!(host.is_some(), "for which host: {said}");
    assert!(said.contains(&format!("the certificate of CN={}", AWS_HOSTS[0])), "whose it is: {said}");
    assert!(
        said.contains(&format!("issued by {issuer}")) || said.contains(&format!("issued by CN={issuer}")),
        "{said}"
    );
}

/// Without the CA file the very same server is refused: nothing here accepts invalid certificates.
#[tokio::test(flavor = "multi_thread")]
async fn h6_a_ca_file_counts_wherever_it_is_named() {
    let server = Raw::start(healthy);
    let road = Road::to(server.address);
    let bundle = road.authority.write("bundle.pem", &bundle(&road.authority));
    let networks = [
        ("setting", with(&road, |network| network.ca_file = Some(road.authority.file()))),
        ("AWS_CA_BUNDLE", with(&road, |network| network.variables.aws_ca_bundle = Some(bundle.clone()))),
        (
            "SSL_CERT_FILE",
            with(&road, |network| network.variables.ssl_cert_file = Some(road.authority.file())),
        ),
    ];
    for (name, network) in networks {
        let transport = Transport::new(network);
        for moment in MOMENTS {
            assert_eq!(ask(moment, &transport, &aws()).await, Ok(()), "{name}");
        }
    }
    let fault = ask(Moment::FirstCall, &Transport::new(with(&road, |_| {})), &aws()).await;
    assert_eq!(fault.map_err(|fault| fault.class()), Err(Class::Distrusted));
}

/// As administrators write them: words between the certificates, another authority first.
fn bundle(authority: &Authority) -> String {
    let other = Authority::new("Another Authority").pem();
    format!("# Authorities of Example Ltd\r\n\n{other}\n Subject: CN=x\n{}", authority.pem())
}

fn with(road: &Road, change: impl FnOnce(&mut Network)) -> Network {
    let mut network = Network { ca_file: None, ..road.network(PATIENT) };
    change(&mut network);
    network
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_a_ca_file_that_cannot_be_used_is_an_error_that_names_it() {
    let server = Raw::start(healthy);
    let road = Road::to(server.address);
    let empty = road.authority.write("empty.pem", "");
    let page = road.authority.write("page.pem", "<html>404");
    let absent = road.authority.file().with_file_name("absent.pem");
    for path in [empty, page, absent] {
        for (name, set) in NAMING {
            // A good file beside it does not help: what is asked for is done, or it is an error.
            let mut network = road.network(PATIENT);
            set(&mut network, path.clone());
            let fault = ask(Moment::FirstCall, &Transport::new(network), &aws()).await.expect_err(name);
            assert_eq!(fault.class(), Class::Distrusted);
            let said = fault.to_string();
            assert!(said.contains(&*path.to_string_lossy()) && said.contains(name), "{said}");
        }
    }
    assert_eq!(road.proxy.asked().len(), 0, "nobody was asked anything");
}

type Naming = (&'static str, fn(&mut Network, PathBuf));

const NAMING: [Naming; 3] = [
    ("setting", |network, path| network.ca_file = Some(path)),
    ("AWS_CA_BUNDLE", |network, path| network.variables.aws_ca_bundle = Some(path)),
    ("SSL_CERT_FILE", |network, path| network.variables.ssl_cert_file = Some(path)),
];

/// Whoever mends the file, or trusts the authority after all, need not start Portico anew.
#[tokio::test(flavor = "multi_thread")]
async fn h6_a_mended_ca_file_is_taken_up() {
    let server = Raw::start(healthy);
    let road = Road::to(server.address);
    let file = road.authority.write("mine.pem", "");
    let transport = Transport::new(with(&road, |network| network.ca_file = Some(file.clone())));
    for content in ["", &Authority::new("Another Authority").pem()] {
        road.authority.write("mine.pem", content);
        let answer = ask(Moment::FirstCall, &transport, &aws()).await;
        assert_eq!(answer.map_err(|fault| fault.class()), Err(Class::Distrusted));
    }
    road.authority.write("mine.pem", &road.authority.pem());
    assert_eq!(ask(Moment::FirstCall, &transport, &aws()).await, Ok(()));
}

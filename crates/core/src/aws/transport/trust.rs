//! Whom TLS believes: what the operating system trusts, and the authorities of the CA files that somebody named.
//!
//! Rule: a CA file that cannot be used is an error that names it, never passed over. There is no switch that accepts
//! invalid certificates.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{Error as PemError, PemObject};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::certificate::Named;
use super::fault::{Distrust, Fault};
use super::network::Network;

/// More than any bundle of authorities: the whole web has 200 KiB of them.
const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// TLS towards AWS, through whichever proxy.
///
/// # Errors
/// [`Fault::Distrusted`] when a CA file or the trust store cannot be used.
pub(super) fn remote(network: &Network) -> Result<ClientConfig, Fault> {
    let variables = &network.variables;
    let files = [
        ("the setting", &network.ca_file),
        ("AWS_CA_BUNDLE", &variables.aws_ca_bundle),
        ("SSL_CERT_FILE", &variables.ssl_cert_file),
    ];
    let mut extra = Vec::new();
    for (named_by, path) in files {
        let Some(path) = path else { continue };
        extra.extend(authorities(path).map_err(|why| {
            let path = crate::text::clean(&path.display().to_string(), 300);
            distrusted(Distrust::CaFile { path, named_by, why })
        })?);
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Verifier::new_with_extra_roots(extra, Arc::clone(&provider))
        .map_err(|error| distrusted(Distrust::NoTrustStore(error.to_string())))?;
    config(provider, Named(Arc::new(verifier)))
}

/// TLS of the client for loopback, which speaks none: it believes nobody, and reads no trust store for that.
pub(super) fn nobody() -> Result<ClientConfig, Fault> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions = versions.map_err(unsupported)?;
    Ok(versions.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

fn config(provider: Arc<CryptoProvider>, judge: Named) -> Result<ClientConfig, Fault> {
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    // "Dangerous" is rustls's word for any verifier that is not its own; this one is the platform's.
    let judged = versions.map_err(unsupported)?.dangerous().with_custom_certificate_verifier(Arc::new(judge));
    let mut config = judged.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// The authorities in a PEM file; the error is the end of the sentence "the file ...".
fn authorities(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let cannot = |error: &dyn std::fmt::Display| format!("cannot be read: {error}");
    let metadata = path.metadata().map_err(|error| {
        if error.kind() == ErrorKind::NotFound { "does not exist".to_owned() } else { cannot(&error) }
    })?;
    if !metadata.is_file() {
        return Err("is not a file".to_owned());
    }
    if metadata.len() == 0 {
        return Err("is empty".to_owned());
    }
    if metadata.len() > LARGEST_FILE {
        return Err("is too large for a list of certificates".to_owned());
    }
    let mut found = Vec::new();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| cannot(&error))? {
        found.push(certificate.map_err(|error| {
            if let PemError::Io(error) = error { cannot(&error) } else { "is not in PEM format".to_owned() }
        })?);
    }
    // Bundles hold the odd certificate that no longer passes for an authority; the rest of them is good.
    let usable =
        |certificate: &CertificateDer<'static>| RootCertStore::empty().add(certificate.clone()).is_ok();
    found.retain(usable);
    if found.is_empty() {
        return Err("holds no certificate in PEM format".to_owned());
    }
    Ok(found)
}

fn distrusted(distrust: Distrust) -> Fault {
    Fault::Distrusted(Box::new(distrust))
}

fn unsupported(error: rustls::Error) -> Fault {
    distrusted(Distrust::NoTrustStore(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h6_a_ca_file_that_cannot_be_used_is_named_with_the_reason() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str, text: &[u8]| {
            let path = folder.path().join(name);
            crate::disk::write_atomic(&path, text).expect("written");
            path
        };
        let broken = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n";
        let odd = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for (path, why) in [
            (folder.path().join("absent.pem"), "does not exist"),
            (folder.path().to_owned(), "is not a file"),
            (at("empty.pem", b""), "is empty"),
            (at("page.pem", b"<html>not found</html>"), "holds no certificate in PEM format"),
            (at("binary.der", &[0x30, 0x82, 0xff, 0x00, 0x80]), "holds no certificate in PEM format"),
            (at("broken.pem", broken.as_bytes()), "is not in PEM format"),
            (at("odd.pem", odd.as_bytes()), "holds no certificate in PEM format"),
        ] {
            assert_eq!(authorities(&path).expect_err(why), why, "{}", path.display());
            let network = Network { ca_file: Some(path.clone()), ..Network::default() };
            let fault = remote(&network).expect_err(why);
            let Fault::Distrusted(distrust) = &fault else { panic!("{fault:?}") };
            let said = distrust.to_string();
            assert!(said.contains(&path.display().to_string()) && said.ends_with(why), "{said}");
        }
    }
}

//! Addresses of the console, and of what stands before it.
//!
//! Rule: an address is followed for its host. What its path, query and fragment say may name the account and the service, and
//! never where the browser goes.

use portico_model::{AccountId, Region};
use url::{Host, Url};

use super::{At, Form, Place, app_link, decoded, of_arn, refused, shortcut, storage};
use crate::console::destinations;
use crate::console::hosts::{Console, PARTITIONS};
use crate::console::resource::Arn;
use crate::error::Result;
use crate::text::clean;

/// Reads an address with a scheme.
pub(super) fn read(text: &str) -> Result<Place> {
    // Browsers take it for a slash (WHATWG URL standard), other programs do not.
    if text.contains('\\') {
        return Err(refused("What was pasted is an address with a backslash in it"));
    }
    let url = Url::parse(text).map_err(|_| refused("What was pasted is not a web address"))?;
    if url.scheme() == app_link::SCHEME {
        return app_link::read(&url);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("What was pasted is an address with a user name in it"));
    }
    if url.fragment().is_some_and(|fragment| fragment.starts_with("/console?")) {
        return shortcut::read(&url);
    }
    if let Some(console) = Console::of(&url) {
        return of_console(console);
    }
    let place = storage::of_address(&url).or_else(|| of_sign_in(&url).map(Ok));
    place.unwrap_or_else(|| {
        let host = clean(url.host_str().unwrap_or(url.scheme()), 80);
        Err(refused(&format!("An address of {host} is no place in AWS that Portico knows")))
    })
}

/// The place of an address of a console.
pub(super) fn of_console(console: Console) -> Result<Place> {
    let Console { partition, account, region, url } = console;
    let arn = arn_within(&url).filter(|arn| arn.partition == partition);
    if let Some(arn) = arn.as_ref().filter(|_| url.path().starts_with("/go/view")) {
        return Ok(Place {
            form: Form::Console,
            account: account.or(arn.account.clone()),
            ..of_arn(&arn.text)?
        });
    }
    let named =
        url.query_pairs().find(|(name, _)| name == "region").and_then(|(_, region)| region.parse().ok());
    if named.as_ref().is_some_and(|region: &Region| region.partition() != partition) {
        return Err(refused(&format!("What was pasted names a Region that {partition} does not have")));
    }
    let service = destinations::of_page(url.path(), url.fragment().unwrap_or_default());
    Ok(Place {
        partition: Some(partition),
        account: account.or_else(|| account_of(&url)).or_else(|| arn.and_then(|arn| arn.account)),
        region: named.or(region),
        service,
        at: Some(At::Address(url)),
        ..Place::new(Form::Console)
    })
}

/// The account that stands in the path of some services' pages. Elsewhere such a number may be anything's name.
fn account_of(url: &Url) -> Option<AccountId> {
    let segments: Vec<&str> = url.path_segments()?.collect();
    let account = match segments.as_slice() {
        ["codesuite", "codebuild" | "settings", account, ..]
        | ["codesuite", "codeartifact", "d", account, ..]
        | ["ecr", "repositories", "private", account, ..]
        | ["s3", "ap", account, ..] => account,
        _ => return None,
    };
    account.bytes().all(|b| b.is_ascii_digit()).then(|| account.parse().ok()).flatten()
}

/// The first ARN in an address after its host.
fn arn_within(url: &Url) -> Option<Arn> {
    let text = decoded(&url[url::Position::BeforePath..]);
    let start = text.find("arn:aws")?;
    let ends = |c: char| c.is_whitespace() || "?&#;\"'()<>|".contains(c);
    let arn = text[start..].split(ends).next()?;
    Arn::parse(arn).ok()
}

/// `{account}.signin.{domain}`: where an account's own users sign in.
fn of_sign_in(url: &Url) -> Option<Place> {
    let Some(Host::Domain(host)) = url.host() else { return None };
    let (account, rest) = host.split_once('.')?;
    let mut partitions = PARTITIONS.into_iter();
    let partition = partitions.find(|partition| rest == format!("signin.{}", partition.console_domain()))?;
    let account = (account.len() == 12).then(|| account.parse().ok()).flatten()?;
    let is_https = url.scheme() == "https" && url.port().is_none();
    is_https.then(|| Place { partition: Some(partition), account: Some(account), ..Place::new(Form::SignIn) })
}

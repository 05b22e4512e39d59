//! Names of container images in ECR.
//!
//! Rule: the registry's host says account and Region, and counts by its whole shape.

use portico_model::{AccountId, Partition, Region};

use super::{Form, Place, refused};
use crate::console::destinations;
use crate::console::resource::Page;
use crate::error::Result;
use crate::text::clean;

/// Reads `{account}.dkr.ecr.{region}.{suffix}/{repository}[:{tag}][@{digest}]`, its dual-stack and FIPS forms, and images of
/// `public.ecr.aws`, with or without a scheme. `None` when the registry is none of ECR's.
pub(super) fn named(text: &str) -> Option<Result<Place>> {
    let text = ["https://", "http://", "docker://", "oci://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))
        .unwrap_or(text);
    let (host, name) = text.split_once('/').unwrap_or((text, ""));
    if host == "public.ecr.aws" {
        let region: Region = "us-east-1".parse().ok()?;
        return Some(of_public(region, name));
    }
    let (account, region) = registry(host)?;
    Some(of_private(account, region, name))
}

fn registry(host: &str) -> Option<(AccountId, Region)> {
    let (account, rest) = host.split_once('.')?;
    let account = (account.len() == 12).then(|| account.parse().ok()).flatten()?;
    let (kind, rest) = ["dkr.ecr.", "dkr.ecr-fips.", "dkr-ecr.", "dkr-ecr-fips."]
        .iter()
        .find_map(|kind| Some((*kind, rest.strip_prefix(kind)?)))?;
    let (region, suffix) = rest.split_once('.')?;
    let region: Region = region.parse().ok()?;
    let partition = region.partition();
    let expected = if kind.starts_with("dkr.") { partition.dns_suffix() } else { dual_stack(partition) };
    (suffix == expected).then_some((account, region))
}

/// What follows `{account}.dkr-ecr.{region}.` (ECR user guide, "dual-stack endpoints").
fn dual_stack(partition: Partition) -> &'static str {
    match partition {
        Partition::Commercial | Partition::GovCloud => "on.aws",
        Partition::China => "on.amazonwebservices.com.cn",
        Partition::EuropeanSovereign => "on.amazonwebservices.eu",
    }
}

fn of_private(account: AccountId, region: Region, name: &str) -> Result<Place> {
    let partition = region.partition();
    let place = Place {
        partition: Some(partition),
        account: Some(account.clone()),
        region: Some(region.clone()),
        resource: (!name.is_empty()).then(|| clean(name, 120)),
        ..Place::new(Form::Image)
    };
    if name.is_empty() {
        let first = destinations::of_namespace("ecr").unwrap_or(destinations::home());
        return Ok(place.with_page(Page::first(first, Some(region))));
    }
    let (repository, digest) = parts(name)
        .ok_or_else(|| refused(&format!("\"{}\" is not the name of an image", clean(name, 80))))?;
    let page = Page::image(account.as_str(), repository, digest, region);
    page.map(|page| place.with_page(page)).ok_or_else(|| refused("That image has no page in the console"))
}

/// A public image is anybody's: only the registry's own page can be opened.
fn of_public(region: Region, name: &str) -> Result<Place> {
    let first = destinations::of_namespace("ecr").unwrap_or(destinations::home());
    let place = Place {
        partition: Some(region.partition()),
        region: Some(region.clone()),
        resource: Some(clean(name, 120)),
        ..Place::new(Form::Image)
    };
    Ok(place.with_page(Page::first(first, Some(region))))
}

/// Repository and digest, both of the alphabet of the OCI distribution specification.
fn parts(name: &str) -> Option<(&str, Option<&str>)> {
    let (name, digest) = name.split_once('@').map_or((name, None), |(name, digest)| (name, Some(digest)));
    let (repository, tag) = name.split_once(':').map_or((name, None), |(name, tag)| (name, Some(tag)));
    let is_part = |part: &str| {
        let is_own = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
        part.bytes().all(is_own) && part.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let is_tag = |tag: &str| {
        (1..=128).contains(&tag.len())
            && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    let is_digest = |digest: &str| {
        digest
            .strip_prefix("sha256:")
            .is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let fits = repository.len() <= 256
        && repository.split('/').all(is_part)
        && tag.is_none_or(is_tag)
        && digest.is_none_or(is_digest);
    fits.then_some((repository, digest))
}

//! Buckets and what is in them: S3 URIs and S3's own addresses.
//!
//! Rule: only the bucket, the key and the Region are read. The query of a presigned address is a secret and goes nowhere.

use portico_model::{Partition, Region};
use url::{Host, Url};

use super::{Form, Place, decoded, refused};
use crate::console::resource::Page;
use crate::error::Result;
use crate::text::clean;

/// Reads what follows `s3://`: a bucket and a key. The key is as it is, without any encoding.
pub(super) fn of_uri(text: &str) -> Result<Place> {
    let (bucket, key) = text.split_once('/').unwrap_or((text, ""));
    objects(bucket, key, None, None)
}

/// Reads `{bucket}.s3.{region}.{suffix}/{key}` and its kin: the bucket in the path, no Region, a dash before the Region, a
/// dual-stack or a website's host (S3 user guide, "Virtual hosting" and "Website endpoints"). `None` when the host is none of S3's.
pub(super) fn of_address(url: &Url) -> Option<Result<Place>> {
    let Some(Host::Domain(host)) = url.host() else { return None };
    if !matches!(url.scheme(), "http" | "https") || url.port().is_some() {
        return None;
    }
    let (left, china_or_eu) = None
        .or_else(|| Some((host.strip_suffix(".amazonaws.com.cn")?, Some(Partition::China))))
        .or_else(|| Some((host.strip_suffix(".amazonaws.eu")?, Some(Partition::EuropeanSovereign))))
        .or_else(|| Some((host.strip_suffix(".amazonaws.com")?, None)))?;
    let labels: Vec<&str> = left.split('.').collect();
    let at = labels.iter().rposition(|label| *label == "s3" || label.starts_with("s3-"))?;
    let region = region(labels[at], &labels[at + 1..])?;
    let partition = match (china_or_eu, &region) {
        (Some(partition), Some(region)) if region.partition() != partition => return None,
        (Some(partition), _) => partition,
        (None, Some(region)) => region.partition(),
        (None, None) => Partition::Commercial,
    };
    let fits = partition.dns_suffix().len() + left.len() + 1 == host.len();
    let path = decoded(url.path().strip_prefix('/').unwrap_or_default());
    let bucket = labels[..at].join(".");
    let read = if bucket.is_empty() {
        path.split_once('/').unwrap_or((&path, ""))
    } else {
        (bucket.as_str(), path.as_str())
    };
    fits.then(|| objects(read.0, read.1, Some(partition), region))
}

/// The Region of the labels from `s3` on: `Some(None)` when they name none, `None` when they are none of S3's.
fn region(own: &str, after: &[&str]) -> Option<Option<Region>> {
    let joined = own.strip_prefix("s3-website-").or_else(|| own.strip_prefix("s3-"));
    match (own, joined, after) {
        ("s3" | "s3-website" | "s3-fips", _, [region] | ["dualstack", region]) => {
            Some(Some(region.parse().ok()?))
        }
        ("s3" | "s3-accelerate", _, []) | ("s3-accelerate", _, ["dualstack"]) => Some(None),
        (_, Some(region), []) => Some(Some(region.parse().ok()?)),
        _ => None,
    }
}

fn objects(bucket: &str, key: &str, partition: Option<Partition>, region: Option<Region>) -> Result<Place> {
    let page = Page::objects(bucket, key, region.clone())
        .ok_or_else(|| refused(&format!("\"{}\" is not the name of a bucket", clean(bucket, 63))))?;
    let resource = if key.is_empty() { bucket.to_owned() } else { format!("{bucket}/{key}") };
    let place =
        Place { partition, region, resource: Some(clean(&resource, 120)), ..Place::new(Form::Bucket) };
    Ok(place.with_page(page))
}

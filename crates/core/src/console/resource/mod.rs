//! From the name of a resource to its page in the console.
//!
//! Rule: pure, and never at a loss: a resource without a page here opens its service, a service that Portico does not know opens
//! the console's home page in the same Region.

mod arn;
mod pages;
mod template;

use portico_model::{Partition, Region};
use url::Url;

pub(super) use self::arn::Arn;
use self::pages::PAGES;
#[cfg(test)]
pub(super) use self::pages::PAGES as KINDS;
use self::template::encode;
use super::destinations::{self, Service};
use super::hosts;
use crate::error::Result;

/// A page of a service's console, in whatever partition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Page {
    service: &'static Service,
    region: Option<Region>,
    path: String,
    query: String,
    fragment: String,
}

impl Page {
    /// A service's first page.
    pub(super) fn first(service: &'static Service, region: Option<Region>) -> Self {
        let (path, fragment) = (service.path().to_owned(), service.fragment().to_owned());
        Self { service, region, path, query: String::new(), fragment }
    }

    /// The page of an ARN.
    pub(super) fn of(arn: &Arn) -> Self {
        if arn.namespace == "s3" && arn.region.is_none() && arn.account.is_none() {
            let (bucket, key) = arn.resource.split_once('/').unwrap_or((&arn.resource, ""));
            let key = key.strip_suffix('*').unwrap_or(key);
            return Self::objects(bucket, key, None).unwrap_or_else(|| Self::of_service(arn));
        }
        let mut of_kind = PAGES.iter().filter(|(namespace, ..)| *namespace == arn.namespace);
        let found = of_kind
            .find_map(|(_, pattern, page)| Some((template::caught(pattern, &arn.resource)?, page)))
            // A pattern of a policy stands for many resources.
            .filter(|(caught, _)| caught.iter().all(|(_, text)| !text.contains('*')));
        let page = found.and_then(|(caught, page)| {
            let template::Parts { path, query, fragment } = template::filled(page, &caught, arn)?;
            let service = destinations::of_page(&path, &fragment)?;
            Some(Self { service, region: arn.region.clone(), path, query, fragment })
        });
        page.unwrap_or_else(|| Self::of_service(arn))
    }

    /// A bucket, or what is in it under `key`: an object, or whatever begins with a key that ends with a slash. `None` when that
    /// is no bucket's name.
    pub(super) fn objects(bucket: &str, key: &str, region: Option<Region>) -> Option<Self> {
        let is_part = |b: u8| b.is_ascii_alphanumeric() || b"-._".contains(&b);
        let is_bucket = (3..=255).contains(&bucket.len())
            && bucket.bytes().all(is_part)
            && bucket.starts_with(|c: char| c.is_ascii_alphanumeric());
        let kind = if key.is_empty() || key.ends_with('/') { "buckets" } else { "object" };
        let query = if key.is_empty() { String::new() } else { format!("prefix={}", encode(key, "")) };
        let service = destinations::of_namespace("s3")?;
        let path = format!("s3/{kind}/{bucket}");
        is_bucket.then_some(Self { service, region, path, query, fragment: String::new() })
    }

    /// The page of a container image's repository: of the image itself when `digest` is given.
    pub(super) fn image(
        account: &str,
        repository: &str,
        digest: Option<&str>,
        region: Region,
    ) -> Option<Self> {
        let service = destinations::of_namespace("ecr")?;
        let image =
            digest.map(|digest| format!("/_/image/{}/details", encode(digest, ":"))).unwrap_or_default();
        let path = format!("ecr/repositories/private/{account}/{}{image}", encode(repository, "/"));
        Some(Self { service, region: Some(region), path, query: String::new(), fragment: String::new() })
    }

    /// The service whose page it is.
    pub(super) fn service(&self) -> &'static Service {
        self.service
    }

    /// Its address in `partition`, which is taken to have the service: a resource is the best proof.
    ///
    /// # Errors
    /// When its parts make no address.
    pub(super) fn address(&self, partition: Partition) -> Result<Url> {
        let Self { service, region, path, query, fragment } = self;
        hosts::address(partition, service, region.as_ref(), path, query, fragment)
    }

    fn of_service(arn: &Arn) -> Self {
        let service = destinations::of_namespace(&arn.namespace).unwrap_or(destinations::home());
        Self::first(service, arn.region.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_of_the_table_is_of_a_known_service_and_is_reached() {
        let mut namespaces = BTreeSet::new();
        for (namespace, pattern, page) in PAGES {
            let service = destinations::of_namespace(namespace);
            assert!(service.is_some(), "{namespace} is no service's");
            namespaces.insert(namespace);
            // A resource like the pattern: each name stands for itself, digits for a number.
            let resource = pattern
                .split('{')
                .map(|part| match part.split_once('}') {
                    Some((name, rest)) if name.ends_with('#') => format!("42{rest}"),
                    Some((name, rest)) => format!("{}{rest}", name.trim_end_matches(['*', '/'])),
                    None => part.to_owned(),
                })
                .collect::<String>();
            let text = format!("arn:aws:{namespace}:eu-west-1:111122223333:{resource}");
            let found = Page::of(&Arn::parse(&text).expect("an ARN"));
            let path = page.split(['?', '#']).next().unwrap_or_default();
            let begin = path.split('{').next().unwrap_or_default();
            assert!(found.path.starts_with(begin), "{text} is {found:?}, not {page}");
            assert!(found.address(Partition::Commercial).is_ok(), "{text}");
            assert!(
                !found.path.contains(['{', '}']) && !found.fragment.contains(['{', '}', '|']),
                "{found:?}"
            );
        }
        assert!(namespaces.len() >= 60, "{}", namespaces.len());
    }

    #[test]
    fn resources_of_no_page_open_their_service() {
        let path = |text: &str| Page::of(&Arn::parse(text).expect("an ARN")).path;
        assert_eq!(path("arn:aws:lambda:eu-west-1:111122223333:event-source-mapping:x"), "lambda/home");
        assert_eq!(path("arn:aws:brandnew:eu-west-1:111122223333:x"), "console/home");
        assert_eq!(path("arn:aws:lambda:eu-west-1:111122223333:function:a-*"), "lambda/home");
        assert_eq!(path("arn:aws:ecs:eu-west-1:111122223333:cluster/.."), "ecs/v2/home");
        assert_eq!(path("arn:aws:ecr:eu-west-1:111122223333:repository/../../x"), "ecr/home");
        assert_eq!(path("arn:aws:ecr:eu-west-1::repository/x"), "ecr/home", "the page needs the account");
        assert_eq!(path("arn:aws:s3:::.."), "s3/home");
    }
}

//! The console's services: what they are called, where their pages are, and in which partitions.
//!
//! Rule: a service is looked for in one table only, by name, by an ARN's namespace or by the address of one of its pages.

mod catalogue;

use portico_model::{Partition, Region};

use self::catalogue::{OTHER_ROOTS, SERVICES};
use super::hosts;
use crate::error::{Code, Error, Result};
use crate::view::ServiceChoice;

/// One service of AWS, as its console shows it.
#[derive(Debug, Eq, PartialEq)]
pub struct Service {
    id: &'static str,
    name: &'static str,
    also: &'static [&'static str],
    category: Category,
    /// Path and, after a `#`, fragment of its first page.
    page: &'static str,
    namespaces: &'static [&'static str],
    /// The partitions besides the commercial one.
    besides: &'static [Partition],
    scope: Scope,
    /// Where its console is in China, if it has one for all Regions.
    china: &'static str,
}

/// Whether a service has one console for each Region.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Scope {
    /// One for each Region.
    Regional,
    /// One for all Regions.
    Global,
    /// One for all Regions, which the commercial partition has in this one.
    Pinned(&'static str),
}

/// What a service is for; the page has a picture for each.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Category {
    /// Nothing in particular.
    General,
    /// Machines, functions and containers.
    Compute,
    /// Objects, files and backups.
    Storage,
    /// Databases.
    Database,
    /// Networks and delivery.
    Networking,
    /// Identity, keys and findings.
    Security,
    /// Watching and governing.
    Management,
    /// Tools of developers.
    Developer,
    /// Data lakes, streams and queries.
    Analytics,
    /// Models and what uses them.
    Learning,
    /// Queues, events and workflows.
    Integration,
    /// Front ends, mail and contact.
    Application,
    /// Moving data and machines.
    Migration,
    /// Video.
    Media,
    /// Desktops.
    EndUser,
    /// Devices.
    Things,
    /// What it costs.
    Cost,
}

impl Category {
    /// The key of its picture.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Compute => "compute",
            Self::Storage => "storage",
            Self::Database => "database",
            Self::Networking => "networking",
            Self::Security => "security",
            Self::Management => "management",
            Self::Developer => "developer",
            Self::Analytics => "analytics",
            Self::Learning => "learning",
            Self::Integration => "integration",
            Self::Application => "application",
            Self::Migration => "migration",
            Self::Media => "media",
            Self::EndUser => "end_user",
            Self::Things => "things",
            Self::Cost => "cost",
        }
    }
}

impl Service {
    /// Its key, such as `ec2`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Its name, such as `Simple Queue Service`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What else people type for it, in lower case.
    #[must_use]
    pub fn abbreviations(&self) -> &'static [&'static str] {
        self.also
    }

    /// What it is for.
    #[must_use]
    pub fn category(&self) -> Category {
        self.category
    }

    /// The namespaces of its ARNs, which are also those of the permissions that a role needs for it, such as
    /// `elasticmapreduce`.
    #[must_use]
    pub fn namespaces(&self) -> &'static [&'static str] {
        self.namespaces
    }

    /// Whether it has one console for all Regions.
    #[must_use]
    pub fn is_global(&self) -> bool {
        self.scope != Scope::Regional
    }

    /// Whether `partition` has it.
    #[must_use]
    pub fn is_in(&self, partition: Partition) -> bool {
        partition == Partition::Commercial || self.besides.contains(&partition)
    }

    pub(super) fn path(&self) -> &'static str {
        self.page.split_once('#').map_or(self.page, |(path, _)| path)
    }

    pub(super) fn fragment(&self) -> &'static str {
        self.page.split_once('#').map_or("", |(_, fragment)| fragment)
    }

    /// The Region that a console for all Regions is in: `None` when its address names none, or when there is one for each.
    pub(super) fn home(&self, partition: Partition) -> Option<Region> {
        let name = match (self.scope, partition) {
            (Scope::Regional, _) | (Scope::Global, Partition::Commercial) => return None,
            (Scope::Pinned(region), Partition::Commercial) => region,
            (Scope::Global | Scope::Pinned(_), Partition::China) => self.china,
            (Scope::Global | Scope::Pinned(_), Partition::GovCloud) => "us-gov-west-1",
            (Scope::Global | Scope::Pinned(_), Partition::EuropeanSovereign) => "eusc-de-east-1",
        };
        name.parse().ok()
    }

    const fn global(mut self) -> Self {
        self.scope = Scope::Global;
        self
    }

    const fn pinned(mut self, region: &'static str) -> Self {
        self.scope = Scope::Pinned(region);
        self
    }

    const fn in_china(mut self, region: &'static str) -> Self {
        self.china = region;
        self
    }

    /// How much of an address's path and fragment is this service's: 0 when they are another's.
    fn claim(&self, path: &str, fragment: &str) -> usize {
        let head = fragment_head(self.fragment());
        let stem = self.path().strip_suffix("/home").unwrap_or(self.path());
        let is_below = path.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if !fragment.starts_with(head) {
            0
        } else if is_below {
            stem.len() + head.len() + 1
        } else {
            usize::from(root(self.path()) == root(path))
        }
    }
}

/// The services, the home page first, then by name.
#[must_use]
pub fn catalogue() -> &'static [Service] {
    &SERVICES
}

/// The services, for a person to choose from.
#[must_use]
pub fn services() -> Vec<ServiceChoice> {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let choice = |service: &Service| {
        let partitions = hosts::PARTITIONS.into_iter().filter(|partition| service.is_in(*partition));
        ServiceChoice {
            id: service.id.to_owned(),
            name: service.name.to_owned(),
            category: service.category.as_str().to_owned(),
            also: words(service.also),
            partitions: partitions.map(|partition| partition.as_str().to_owned()).collect(),
        }
    };
    SERVICES.iter().map(choice).collect()
}

/// The name of a service given by id, name or abbreviation.
#[must_use]
pub fn title(service: &str) -> Option<&'static str> {
    find(service).ok().map(|service| service.name)
}

/// The service of that id, name or abbreviation, in any case.
///
/// # Errors
/// When there is none.
pub fn find(text: &str) -> Result<&'static Service> {
    let text = text.trim();
    let is = |name: &str| name.eq_ignore_ascii_case(text);
    SERVICES.iter().find(|s| is(s.id) || is(s.name) || s.also.iter().any(|other| is(other))).ok_or_else(
        || {
            Error::new(
                Code::NotFound,
                format!("Portico knows no console service called \"{}\".", crate::text::clean(text, 40)),
                "Use an id such as ec2, s3 or iam, or give the console's full address.",
            )
        },
    )
}

/// The console's first page.
pub(super) fn home() -> &'static Service {
    &SERVICES[0]
}

/// The service whose ARNs begin with `arn:{partition}:{namespace}:`.
pub(super) fn of_namespace(namespace: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.namespaces.contains(&namespace))
}

/// The service that has the page of this path (with or without its first slash) and fragment.
pub(super) fn of_page(path: &str, fragment: &str) -> Option<&'static Service> {
    let path = path.trim_matches('/');
    if path.is_empty() {
        return Some(home());
    }
    let best = SERVICES.iter().max_by_key(|service| service.claim(path, fragment));
    best.filter(|service| service.claim(path, fragment) > 0).or_else(|| {
        let (_, id) = OTHER_ROOTS.iter().find(|(other, _)| *other == root(path))?;
        SERVICES.iter().find(|service| service.id == *id)
    })
}

/// The address of `service` in `partition`.
///
/// # Errors
/// When the partition does not have it.
pub(super) fn address(service: &Service, partition: Partition, region: Option<&Region>) -> Result<url::Url> {
    if service.is_in(partition) {
        return hosts::address(partition, service, region, service.path(), "", service.fragment());
    }
    Err(Error::invalid(
        format!("The partition {partition} does not have {}.", service.name),
        "Choose another service, or leave it out to open the console's home page.",
    ))
}

/// The part of a path before its first slash; before the second where several services share the first.
fn root(path: &str) -> &str {
    let depth = usize::from(path.starts_with("codesuite/"));
    path.match_indices('/').nth(depth).map_or(path, |(end, _)| &path[..end])
}

/// A fragment up to its first colon: what tells a service's pages from another's at the same path.
fn fragment_head(fragment: &str) -> &str {
    fragment.find(':').map_or(fragment, |colon| &fragment[..=colon])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_id_name_abbreviation_and_namespace_means_one_service() {
        let (mut seen, mut namespaces) = (BTreeSet::new(), BTreeSet::new());
        for service in catalogue() {
            let names = [service.id, service.name].into_iter().chain(service.also.iter().copied());
            let names: BTreeSet<String> = names.map(str::to_ascii_lowercase).collect();
            for name in names {
                assert!(seen.insert(name.clone()), "{name} twice");
                assert_eq!(title(&name), Some(service.name));
            }
            for namespace in service.namespaces {
                assert!(namespaces.insert(namespace), "{namespace} twice");
            }
            let path = service.path();
            assert!(!path.starts_with('/') && !path.contains(['?', '#', ' ']), "{path}");
            assert_eq!(of_page(path, service.fragment()), Some(service), "{path}");
            assert!(service.china.parse().is_ok_and(|r: Region| r.partition() == Partition::China));
        }
        assert!(seen.len() > 250 && catalogue().len() > 100);
        assert!(find("no such").expect_err("unknown").remedy().contains("ec2"));
        assert!(OTHER_ROOTS.iter().all(|(_, id)| title(id).is_some()));
    }

    #[test]
    fn they_are_offered_by_name_after_the_home_page() {
        let names: Vec<String> = catalogue()[1..].iter().map(|s| s.name.to_ascii_lowercase()).collect();
        assert!(names.is_sorted(), "{names:?}");
        assert_eq!(home().id(), "home");
    }

    #[test]
    fn a_page_is_its_services() {
        for (path, fragment, id) in [
            ("", "", Some("home")),
            ("/console/home", "", Some("home")),
            ("/ec2/v2/home", "Instances:", Some("ec2")),
            ("/cloudwatch/home", "logsV2:log-groups/log-group/x", Some("logs")),
            ("/cloudwatch/home", "alarmsV2:", Some("cloudwatch")),
            ("/systems-manager/parameters/x/description", "", Some("parameterstore")),
            ("/systems-manager/documents/x", "", Some("ssm")),
            ("/codesuite/codebuild/111122223333/projects/x", "", Some("codebuild")),
            ("/codesuite/somethingnew", "", None),
            ("/s3/buckets/x", "", Some("s3")),
            ("/wafv2/fmsv2/home", "", Some("firewallmanager")),
            ("/iamv2/home", "", Some("iam")),
            ("/ec2x/home", "", None),
            ("/somethingnew/home", "", None),
        ] {
            assert_eq!(of_page(path, fragment).map(Service::id), id, "{path}#{fragment}");
        }
    }
}

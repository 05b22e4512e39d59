//! The Regions of each partition, for choosing from, with AWS's names for them. A Region that is not here may still be typed.

use portico_model::{Partition, Region};

/// What AWS calls them (botocore 1.44, `partitions.json`).
const COMMERCIAL: [(&str, &str); 36] = [
    ("us-east-1", "US East (N. Virginia)"),
    ("us-east-2", "US East (Ohio)"),
    ("us-west-1", "US West (N. California)"),
    ("us-west-2", "US West (Oregon)"),
    ("eu-west-1", "Europe (Ireland)"),
    ("eu-west-2", "Europe (London)"),
    ("eu-west-3", "Europe (Paris)"),
    ("eu-central-1", "Europe (Frankfurt)"),
    ("eu-central-2", "Europe (Zurich)"),
    ("eu-north-1", "Europe (Stockholm)"),
    ("eu-south-1", "Europe (Milan)"),
    ("eu-south-2", "Europe (Spain)"),
    ("af-south-1", "Africa (Cape Town)"),
    ("ap-east-1", "Asia Pacific (Hong Kong)"),
    ("ap-east-2", "Asia Pacific (Taipei)"),
    ("ap-northeast-1", "Asia Pacific (Tokyo)"),
    ("ap-northeast-2", "Asia Pacific (Seoul)"),
    ("ap-northeast-3", "Asia Pacific (Osaka)"),
    ("ap-south-1", "Asia Pacific (Mumbai)"),
    ("ap-south-2", "Asia Pacific (Hyderabad)"),
    ("ap-southeast-1", "Asia Pacific (Singapore)"),
    ("ap-southeast-2", "Asia Pacific (Sydney)"),
    ("ap-southeast-3", "Asia Pacific (Jakarta)"),
    ("ap-southeast-4", "Asia Pacific (Melbourne)"),
    ("ap-southeast-5", "Asia Pacific (Malaysia)"),
    ("ap-southeast-6", "Asia Pacific (New Zealand)"),
    ("ap-southeast-7", "Asia Pacific (Thailand)"),
    ("ca-central-1", "Canada (Central)"),
    ("ca-west-1", "Canada West (Calgary)"),
    ("il-central-1", "Israel (Tel Aviv)"),
    ("me-central-1", "Middle East (UAE)"),
    ("me-south-1", "Middle East (Bahrain)"),
    ("me-west-1", "Middle East (Saudi Arabia)"),
    ("mx-central-1", "Mexico (Central)"),
    ("sa-east-1", "South America (São Paulo)"),
    ("sa-west-1", "South America (Chile)"),
];
const CHINA: [(&str, &str); 2] = [("cn-north-1", "China (Beijing)"), ("cn-northwest-1", "China (Ningxia)")];
const GOV_CLOUD: [(&str, &str); 2] =
    [("us-gov-west-1", "AWS GovCloud (US-West)"), ("us-gov-east-1", "AWS GovCloud (US-East)")];
const EUROPEAN_SOVEREIGN: [(&str, &str); 1] = [("eusc-de-east-1", "AWS European Sovereign Cloud (Germany)")];

/// The Regions of `partition`, the best known first.
#[must_use]
pub fn regions(partition: Partition) -> Vec<Region> {
    table(partition).iter().filter_map(|(code, _)| code.parse().ok()).collect()
}

/// AWS's name for a Region, such as `Europe (Ireland)`.
#[must_use]
pub fn place_name(region: &Region) -> Option<&'static str> {
    let found = table(region.partition()).iter().find(|(code, _)| *code == region.as_str());
    found.map(|(_, name)| *name)
}

fn table(partition: Partition) -> &'static [(&'static str, &'static str)] {
    match partition {
        Partition::Commercial => &COMMERCIAL,
        Partition::China => &CHINA,
        Partition::GovCloud => &GOV_CLOUD,
        Partition::EuropeanSovereign => &EUROPEAN_SOVEREIGN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::hosts::PARTITIONS;

    #[test]
    fn every_region_is_one_and_of_its_partition() {
        for partition in PARTITIONS {
            let regions = regions(partition);
            assert_eq!(regions.len(), table(partition).len());
            assert!(regions.iter().all(|region| region.partition() == partition));
            assert!(regions.iter().all(|region| place_name(region).is_some()));
        }
        let region = |code: &str| code.parse::<Region>().expect("a Region");
        assert_eq!(place_name(&region("eu-west-1")), Some("Europe (Ireland)"));
        assert_eq!(place_name(&region("eu-west-9")), None);
    }
}

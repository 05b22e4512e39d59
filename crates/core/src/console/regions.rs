//! The Regions of each partition, for choosing from. A Region that is not here may still be typed.

use portico_model::{Partition, Region};

const COMMERCIAL: [&str; 36] = [
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "me-west-1",
    "mx-central-1",
    "sa-east-1",
    "sa-west-1",
];

/// The Regions of `partition` (botocore 1.44, `partitions.json`).
#[must_use]
pub fn regions(partition: Partition) -> Vec<Region> {
    let names: &[&str] = match partition {
        Partition::Commercial => &COMMERCIAL,
        Partition::China => &["cn-north-1", "cn-northwest-1"],
        Partition::GovCloud => &["us-gov-west-1", "us-gov-east-1"],
        Partition::EuropeanSovereign => &["eusc-de-east-1"],
    };
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_is_one_and_of_its_partition() {
        for (partition, count) in [
            (Partition::Commercial, COMMERCIAL.len()),
            (Partition::China, 2),
            (Partition::GovCloud, 2),
            (Partition::EuropeanSovereign, 1),
        ] {
            let regions = regions(partition);
            assert_eq!(regions.len(), count);
            assert!(regions.iter().all(|region| region.partition() == partition));
        }
    }
}

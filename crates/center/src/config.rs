//! How a center runs, and why one does not start.
//!
//! Rule: a mistake is found before anything listens; every message says what to do about it.

use std::net::SocketAddr;
use std::path::PathBuf;

use portico_model::Region;

use crate::REGION;
use crate::seed::sets::MOST_ROLES;
use crate::token::rotation::Rotation;

/// How many Regions one instance may have, the primary one included (AWS IAM Identity Center quotas).
pub const MOST_REGIONS: usize = 6;

/// How a center runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the primary Region listens: a loopback address, port 0 for a free one. With a named port the additional
    /// Regions take the ports that follow it, in their order; with port 0 they take free ones, too.
    pub listen: SocketAddr,
    /// The folder that keeps `center.sqlite3`; everything is in memory, and gone at the end, when `None`.
    pub data: Option<PathBuf>,
    /// The instance's additional Regions, beside `eu-west-1`: at most five, of its partition, each once.
    pub also: Vec<Region>,
    /// How many accounts the company has; its six when `None`. The first six are always the same.
    pub accounts: Option<usize>,
    /// How many permission sets its operations (`otto`) hold in each account, 1 to [`MOST_ROLES`]; when `None` one in
    /// each of the six, and one to seven in each further one.
    pub roles: Option<usize>,
    /// Rows on a page when a request names no `max_result`; 1 to 100.
    pub page_size: u32,
    /// Lifetime of an access token, in seconds; one never outlives its session.
    pub access_ttl: u32,
    /// Lifetime of role credentials, in seconds.
    pub role_ttl: u32,
    /// The longest console that federation may be asked for, in seconds: what the roles' own sessions may last.
    pub console_ttl: u32,
    /// From sign-in to the end of the portal session, in seconds.
    pub session_ttl: u32,
    /// How refresh tokens age.
    pub rotation: Rotation,
    /// Portal API requests per second before 429; unlimited when `None`.
    pub quota: Option<u32>,
    /// Added to every answer of the OIDC, portal and STS APIs, in milliseconds.
    pub latency_ms: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: None,
            also: Vec::new(),
            accounts: None,
            roles: None,
            page_size: 20,
            access_ttl: 3600,
            role_ttl: 3600,
            console_ttl: 12 * 3600,
            session_ttl: 8 * 3600,
            rotation: Rotation::default(),
            quota: None,
            latency_ms: 0,
        }
    }
}

impl Config {
    /// Whether the company can be of that size.
    ///
    /// # Errors
    /// [`StartError::Roles`].
    pub(crate) fn check(&self) -> Result<(), StartError> {
        match self.roles {
            Some(roles) if !(1..=MOST_ROLES).contains(&roles) => Err(StartError::Roles(roles)),
            Some(_) | None => Ok(()),
        }
    }

    /// The Regions of the instance, the primary one first.
    ///
    /// # Errors
    /// [`StartError`] when they cannot be those of one instance.
    pub(crate) fn regions(&self) -> Result<Vec<Region>, StartError> {
        #[expect(clippy::expect_used, reason = "the constant is a Region")]
        let primary: Region = REGION.parse().expect("a Region");
        let mut regions = vec![primary];
        for region in &self.also {
            if regions.contains(region) {
                return Err(StartError::RegionTwice(region.clone()));
            }
            if region.partition() != regions[0].partition() {
                return Err(StartError::OtherPartition(region.clone()));
            }
            regions.push(region.clone());
        }
        if regions.len() > MOST_REGIONS {
            return Err(StartError::TooManyRegions(regions.len()));
        }
        Ok(regions)
    }
}

/// Why a center did not start. Each message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Anybody on the network could reach it.
    #[error(
        "{0} is not a loopback address; a local Identity Center listens on 127.0.0.1 only. Use 127.0.0.1:0."
    )]
    NotLoopback(SocketAddr),
    /// The port is taken, or forbidden.
    #[error("Cannot listen on {address}: {source}. Choose another port, or 0 for a free one.")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// A Region is named twice, or is the primary one.
    #[error("The instance has {0} already. Name each additional Region once, and not the primary one.")]
    RegionTwice(Region),
    /// An instance lives in one partition.
    #[error("{0} is in another partition than {REGION}. Choose additional Regions of the same partition.")]
    OtherPartition(Region),
    /// More Regions than an instance may have.
    #[error("{0} Regions are too many: an instance has at most {MOST_REGIONS}. Leave some out.")]
    TooManyRegions(usize),
    /// No account has so many permission sets.
    #[error("{0} permission sets in each account cannot be had. Choose from 1 to {MOST_ROLES}.")]
    Roles(usize),
    /// The data folder or its database cannot be used.
    #[error(
        "Cannot use the data folder {folder}: {reason}. Choose another folder, or make this one writable."
    )]
    Data {
        /// The folder; "(memory)" without one.
        folder: String,
        /// Why not.
        reason: String,
    },
    /// Another center runs on the data folder.
    #[error(
        "Another local Identity Center uses the data folder {folder}. Stop it, or choose another folder."
    )]
    InUse {
        /// The folder.
        folder: String,
    },
    /// The data folder holds a company of another size.
    #[error(
        "The data folder {folder} holds a company of {kept} accounts. Leave out the number of accounts, or choose \
         another folder."
    )]
    OtherCompany {
        /// The folder.
        folder: String,
        /// What it holds.
        kept: usize,
    },
    /// The data folder holds a company with another number of permission sets in each account.
    #[error(
        "The data folder {folder} holds a company with {} in each account. Leave out the number of permission sets, or \
         choose another folder.", held(*.kept)
    )]
    OtherRoles {
        /// The folder.
        folder: String,
        /// How many its operations hold; the usual ones when `None`.
        kept: Option<usize>,
    },
}

/// So many permission sets, in words.
fn held(kept: Option<usize>) -> String {
    match kept {
        None => "the usual permission sets".to_owned(),
        Some(1) => "1 permission set".to_owned(),
        Some(count) => format!("{count} permission sets"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(also: &[&str]) -> Result<Vec<Region>, StartError> {
        let also = also.iter().map(|text| text.parse().expect("a Region")).collect();
        Config { also, ..Config::default() }.regions()
    }

    #[test]
    fn an_instance_has_up_to_six_regions_of_one_partition_each_once() {
        assert_eq!(regions(&[]).expect("one").len(), 1);
        let five = ["us-east-1", "us-east-2", "us-west-2", "eu-central-1", "ap-south-1"];
        let six = regions(&five).expect("six");
        assert_eq!((six.len(), six[0].as_str(), six[1].as_str()), (6, "eu-west-1", "us-east-1"));
        let seven = [&five[..], &["eu-north-1"]].concat();
        assert!(matches!(regions(&seven), Err(StartError::TooManyRegions(7))));
        assert!(matches!(regions(&["eu-west-1"]), Err(StartError::RegionTwice(_))));
        assert!(matches!(regions(&["us-east-1", "us-east-1"]), Err(StartError::RegionTwice(_))));
        assert!(matches!(regions(&["cn-north-1"]), Err(StartError::OtherPartition(_))));
    }
}

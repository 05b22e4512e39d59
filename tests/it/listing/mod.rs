//! Listing as a person lives through it: the engine against companies of every size and temper.

mod bad_pages;
mod changes;
mod cut;
mod shared;
mod weakest;

use std::sync::Arc;

use portico_center::Config;
use portico_core::engine::{Cause, Command};
use portico_core::vault::MemoryStore;
use portico_core::view::{AccountRow, Ask};
use tempfile::TempDir;

use crate::support::company::Company;
use crate::support::engine::{Running, add_portal, portal};

/// Otto, who has a role in every account of the company, signed in; whether the first listing worked is not asked.
struct Otto {
    company: Company,
    folder: TempDir,
    keychain: Arc<MemoryStore>,
    running: Running,
}

impl Otto {
    /// In a company whose clock stands still.
    async fn at(config: Config) -> Self {
        Self::of(Company::with(config).await).await
    }

    async fn of(company: Company) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let keychain = Arc::new(MemoryStore::default());
        let mut running = Running::start(company.clock(), folder.path(), &keychain).await;
        add_portal(&running.engine, &company).await;
        running.sign_in(&company, "otto", "allow").await.expect("signed in");
        running.until(|cause| matches!(cause, Cause::Listed(_))).await;
        Self { company, folder, keychain, running }
    }

    async fn refresh(&self) -> portico_core::Result<()> {
        self.running.run(Command::Refresh(portal())).await.map(drop)
    }

    /// Everything listed, by name.
    fn rows(&self) -> Vec<AccountRow> {
        let ask = Ask { grouping: portico_core::view::Grouping::Flat, ..Ask::all("") };
        self.running.engine.listing(&ask).expect("lists").rows
    }

    /// Accounts, and those of them whose roles are known.
    fn known(&self) -> (usize, usize) {
        let rows = self.rows();
        (rows.len(), rows.iter().filter(|row| !row.roles.is_empty()).count())
    }
}

fn company_of(accounts: usize) -> Config {
    Config { accounts: Some(accounts), roles: Some(2), ..Config::default() }
}

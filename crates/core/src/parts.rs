//! What an engine works with, made once for each process.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;
use portico_model::{Clock as _, Entropy, SystemClock, SystemEntropy};

use crate::aws::{Network, Transport};
use crate::catalog::{Catalog, Decreed};
use crate::disk::{Environment, Home};
use crate::error::Result;
use crate::journal::{Asker, Journal};
use crate::listing::Attention;
use crate::organisation::Organisation;
use crate::policy;
use crate::role::RoleKey;
use crate::session::Sessions;
use crate::settings::Settings;
use crate::time::Timekeeper;
use crate::vault::{Passphrase, Vault};

/// What an engine, or a fast path beside it, works with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Where Portico's own files are.
    pub home: Home,
    /// The environment of the process.
    pub environment: Environment,
    /// What time it is, as the portals tell it.
    pub clock: Timekeeper,
    /// Asks the person for the passphrase of the encrypted file, where they chose that.
    pub passphrase: Arc<dyn Passphrase>,
    /// Where the person is, for quiet hours.
    pub zone: TimeZone,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// The portals.
    pub transport: Transport,
    /// The sessions and the secrets they need.
    pub sessions: Sessions,
    /// Accounts, roles, favourites.
    pub catalog: Catalog,
    /// What happened, and who asked: whoever started this process, unless a command says otherwise.
    pub journal: Journal,
    /// What the person is looking at: it is listed first.
    pub attention: Attention,
    /// Who asks for things: the app's person, somebody at a terminal, or a program.
    pub asker: policy::Asker,
    /// The absolute path of the `portico` command, for profiles.
    pub helper: PathBuf,
    /// Whether the engine lists and renews by itself: the app does. A command, which may end at any moment and would lose the
    /// answer, renews only what it waits for.
    pub lists_by_itself: bool,
}

impl Parts {
    /// Whether a tool may have credentials of a role, by the settings and the step-ups there are now.
    ///
    /// # Errors
    /// Those of [`policy::may_have`], and when the settings cannot be understood.
    pub fn may_have(&self, key: &RoleKey) -> Result<()> {
        let settings = Settings::load(&self.home)?;
        let known = || self.catalog.entry(&key.portal, &key.account).ok()?;
        policy::may_have(&self.home, &settings, key, self.clock.now(), known)
    }

    /// The parts of an ordinary process of the command line: the person's keychain, the system's clock and randomness.
    /// `passphrase` asks for the one of the encrypted file, where the person chose that.
    ///
    /// # Errors
    /// When Portico's folders or its catalog cannot be used.
    pub fn of_system(
        home: Home,
        environment: Environment,
        helper: PathBuf,
        passphrase: Arc<dyn Passphrase>,
    ) -> Result<Self> {
        let vault = Vault::of_system(&home, Arc::clone(&passphrase));
        let clock = Timekeeper::new(Arc::new(SystemClock));
        let settings = Settings::load(&home)?;
        let network = Network { ca_file: settings.ca_file.clone(), ..Network::of(&environment) };
        let transport = Transport::new(network);
        let transport = transport.hearing(clock.ear());
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let catalog = Catalog::open(&home.catalog())?;
        catalog.decree(Decreed::of(&settings, &Organisation::read(home.organisation())));
        let sessions = Sessions::new(home.clone(), vault, transport.clone(), Arc::new(clock.clone()));
        let journal = Journal::new(&home, clock.clone(), Asker::Terminal);
        let sessions = sessions.shared_by(&environment).journaled(&journal);
        Ok(Self {
            home,
            environment,
            clock,
            passphrase,
            zone: TimeZone::system(),
            entropy,
            transport,
            sessions,
            catalog,
            journal,
            attention: Attention::default(),
            asker: policy::Asker::Tool,
            helper,
            lists_by_itself: false,
        })
    }
}

//! An engine in this process, with a recorder for a desktop.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use portico_center::Config;
use portico_core::Result;
use portico_core::aws::Transport;
use portico_core::catalog::Catalog;
use portico_core::disk::{Environment, Home};
use portico_core::engine::{Cause, Command, Engine, Event, Parts, Reply, Shell};
use portico_core::notice::Notice;
use portico_core::session::Sessions;
use portico_core::settings::{Portal, PortalName};
use portico_core::time::Timekeeper;
use portico_core::tray::Menu;
use portico_core::vault::{DEADLINE, MemoryStore, Nobody, Store, Vault};
use portico_core::view::SessionView;
use portico_model::{ManualClock, Secret, SystemEntropy};
use tokio::sync::mpsc;
use url::Url;

use super::company::Company;

/// A desktop that writes down what it is asked for.
pub(crate) struct Desktop {
    causes: mpsc::UnboundedSender<Cause>,
    pub(crate) opened: Mutex<Vec<Url>>,
    pub(crate) copied: Mutex<Vec<Secret>>,
    pub(crate) notices: Mutex<Vec<Notice>>,
    pub(crate) menu: Mutex<Menu>,
}

impl Shell for Desktop {
    fn open_url(&self, url: &Url) -> Result<()> {
        lock(&self.opened).push(url.clone());
        Ok(())
    }

    fn copy(&self, text: &Secret) -> Result<()> {
        lock(&self.copied).push(text.clone());
        Ok(())
    }

    fn notify(&self, notice: &Notice) {
        lock(&self.notices).push(notice.clone());
    }

    fn draw_tray(&self, menu: &Menu) {
        *lock(&self.menu) = menu.clone();
    }

    fn publish(&self, event: &Event) {
        let _ = self.causes.send(event.cause.clone());
    }
}

/// What is in it, whoever else had it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A running engine with its desktop.
pub(crate) struct Running {
    pub(crate) engine: Engine,
    pub(crate) desktop: Arc<Desktop>,
    causes: mpsc::UnboundedReceiver<Cause>,
}

impl Running {
    pub(crate) async fn start(clock: &ManualClock, folder: &Path, keychain: &Arc<MemoryStore>) -> Self {
        Self::over(clock, folder, Arc::clone(keychain) as Arc<dyn Store>).await
    }

    pub(crate) async fn over(clock: &ManualClock, folder: &Path, store: Arc<dyn Store>) -> Self {
        let home = Home::at(folder).expect("a home");
        let clock = Timekeeper::new(Arc::new(clock.clone()));
        let transport = Transport::default().hearing(clock.ear());
        let vault = Vault::over(store, home.tag(), DEADLINE);
        let sessions = Sessions::new(home.clone(), vault, transport.clone(), Arc::new(clock.clone()));
        let parts = Parts {
            environment: Environment::of_process(),
            clock,
            passphrase: Arc::new(Nobody),
            zone: TimeZone::UTC,
            entropy: Arc::new(SystemEntropy),
            transport,
            sessions,
            catalog: Catalog::open(&home.catalog()).expect("a catalog"),
            helper: "/opt/portico/portico".into(),
            lists_by_itself: true,
            home,
        };
        let (sender, causes) = mpsc::unbounded_channel();
        let desktop = Arc::new(Desktop {
            causes: sender,
            opened: Mutex::default(),
            copied: Mutex::default(),
            notices: Mutex::default(),
            menu: Mutex::default(),
        });
        let engine = Engine::start(parts, Arc::clone(&desktop) as Arc<dyn Shell>).expect("starts");
        engine.ready().await;
        Self { engine, desktop, causes }
    }

    /// Waits for a cause; everything before it is forgotten.
    pub(crate) async fn until(&mut self, wanted: impl Fn(&Cause) -> bool) -> Cause {
        loop {
            let cause = self.causes.recv().await.expect("the engine lives");
            if wanted(&cause) {
                return cause;
            }
        }
    }

    /// Signs in as `person`, who decides in the browser.
    pub(crate) async fn sign_in(&mut self, company: &Company, person: &str, decision: &str) -> Result<Reply> {
        let engine = self.engine.clone();
        let waiting = tokio::spawn(async move { engine.run(Command::SignIn(portal())).await });
        let Cause::SignInStarted(_, url) =
            self.until(|cause| matches!(cause, Cause::SignInStarted(..))).await
        else {
            unreachable!("waited for it")
        };
        let mut browser = company.person(person);
        browser.answer(url, decision).await;
        browser.call_back().await;
        waiting.await.expect("no panic")
    }

    pub(crate) fn session(&self) -> SessionView {
        self.engine.snapshot().portals[0].session.clone()
    }
}

pub(crate) fn portal() -> PortalName {
    "securecart".parse().expect("a name")
}

pub(crate) async fn add_portal(engine: &Engine, company: &Company) {
    let portal = Portal::parse("securecart", company.start_url(), company.region(), Some(company.endpoint()));
    engine.run(Command::AddPortal(portal.expect("valid"))).await.expect("added");
}

/// A company, a home, a keychain, and alice signed in.
pub(crate) async fn signed_in(config: Config) -> (Company, tempfile::TempDir, Arc<MemoryStore>, Running) {
    let company = Company::with(config).await;
    let folder = tempfile::tempdir().expect("a folder");
    let keychain = Arc::new(MemoryStore::default());
    let mut running = Running::start(company.clock(), folder.path(), &keychain).await;
    add_portal(&running.engine, &company).await;
    running.sign_in(&company, "alice", "allow").await.expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    (company, folder, keychain, running)
}

//! A running engine, the desktop it thinks it has, and a person who signs in.
//!
//! Rule: the desktop only writes down what it is asked for. Time is the company's clock; where something must have
//! happened, its cause or its state is waited for, with a deadline that only a failure meets.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use portico_center::Config;
use portico_core::Result;
use portico_core::aws::{Limits, Network, Transport};
use portico_core::catalog::{Catalog, Decreed};
use portico_core::disk::{Environment, Home};
use portico_core::engine::{Cause, Command, Engine, Event, Parts, Reply, Shell};
use portico_core::export::Form;
use portico_core::journal::{Asker, Journal};
use portico_core::listing::Attention;
use portico_core::notice::Notice;
use portico_core::organisation::Organisation;
use portico_core::policy;
use portico_core::role::RoleKey;
use portico_core::session::Sessions;
use portico_core::settings::{Portal, PortalName, Settings};
use portico_core::time::Timekeeper;
use portico_core::tray::Menu;
use portico_core::vault::{DEADLINE, Entry, MemoryStore, Nobody, Passphrase, Store, Vault};
use portico_core::view::{Problem, SessionView, Snapshot};
use portico_model::{ManualClock, Secret, SystemEntropy};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::time::timeout;
use url::Url;

use super::companion::PORTAL;
use super::company::Company;
use super::process::DEADLINE as PATIENCE;

/// A desktop that writes down what it is asked for.
pub(crate) struct Recorder {
    causes: mpsc::UnboundedSender<Cause>,
    opened: Mutex<Vec<Url>>,
    copied: Mutex<Vec<Secret>>,
    notices: Mutex<Vec<Notice>>,
    menu: Mutex<Menu>,
}

impl Shell for Recorder {
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Recorder {
    /// Every address that was to be opened, in order.
    pub(crate) fn opened(&self) -> Vec<Url> {
        lock(&self.opened).clone()
    }

    /// Everything that was put on the clipboard.
    pub(crate) fn copied(&self) -> Vec<Secret> {
        lock(&self.copied).clone()
    }

    /// Every notification.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        lock(&self.notices).clone()
    }

    /// The headings of [`Recorder::notices`].
    pub(crate) fn titles(&self) -> Vec<String> {
        lock(&self.notices).iter().map(|notice| notice.title.clone()).collect()
    }

    /// The tray as last drawn.
    pub(crate) fn menu(&self) -> Menu {
        lock(&self.menu).clone()
    }
}

/// What an engine is started with.
#[derive(Clone)]
pub(crate) struct Seat {
    pub(crate) clock: ManualClock,
    pub(crate) home: Home,
    /// Where secrets are kept; `None` for what the settings say.
    pub(crate) store: Option<Arc<dyn Store>>,
    pub(crate) passphrase: Arc<dyn Passphrase>,
    pub(crate) limits: Limits,
    /// The way to the portals; none but the direct one unless a case says otherwise.
    pub(crate) network: Network,
}

impl Seat {
    pub(crate) fn at(clock: &ManualClock, folder: &Path, store: Arc<dyn Store>) -> Self {
        let home = Home::at(folder).expect("a home");
        if !home.settings().exists() {
            // Tests run at any hour of the night.
            let loud = b"[notifications]\nquiet = \"off\"\n";
            portico_core::disk::write_atomic(&home.settings(), loud).expect("written");
        }
        let (passphrase, network) = (Arc::new(Nobody), Network::default());
        let limits = Limits::default();
        Self { clock: clock.clone(), home, store: Some(store), passphrase, limits, network }
    }

    /// What a process of its own works with.
    pub(crate) fn parts(&self) -> Parts {
        let home = self.home.clone();
        let clock = Timekeeper::new(Arc::new(self.clock.clone()));
        let network = Network { limits: self.limits, ..self.network.clone() };
        let transport = Transport::new(network).hearing(clock.ear());
        let vault = match &self.store {
            Some(store) => Vault::over(Arc::clone(store), home.tag(), DEADLINE),
            None => Vault::of_system(&home, Arc::clone(&self.passphrase)),
        };
        let catalog = Catalog::open(&home.catalog()).expect("a catalog");
        let settings = Settings::load(&home).expect("settings");
        catalog.decree(Decreed::of(&settings, &Organisation::read(home.organisation())));
        let journal = Journal::new(&home, clock.clone(), Asker::Window);
        let sessions = Sessions::new(home.clone(), vault, transport.clone(), Arc::new(clock.clone()));
        Parts {
            environment: Environment::of_process()
                .with("AWS_CONFIG_FILE", home.data().join("aws-config"))
                .with("AWS_SHARED_CREDENTIALS_FILE", home.data().join("aws-credentials")),
            clock,
            passphrase: Arc::clone(&self.passphrase),
            zone: TimeZone::UTC,
            entropy: Arc::new(SystemEntropy),
            transport,
            sessions: sessions.journaled(&journal),
            journal,
            catalog,
            attention: Attention::default(),
            asker: policy::Asker::Tool,
            helper: "/usr/bin/portico".into(),
            lists_by_itself: true,
            home,
        }
    }

    pub(crate) async fn start(&self) -> Running {
        let (sender, causes) = mpsc::unbounded_channel();
        let desktop = Arc::new(Recorder {
            causes: sender,
            opened: Mutex::default(),
            copied: Mutex::default(),
            notices: Mutex::default(),
            menu: Mutex::default(),
        });
        let shell = Arc::clone(&desktop) as Arc<dyn Shell>;
        let engine = Engine::start(self.parts(), shell).expect("starts");
        engine.ready().await;
        Running { engine, desktop, causes, heard: Vec::new() }
    }
}

/// A running engine with its desktop.
pub(crate) struct Running {
    pub(crate) engine: Engine,
    pub(crate) desktop: Arc<Recorder>,
    causes: mpsc::UnboundedReceiver<Cause>,
    heard: Vec<Cause>,
}

impl Running {
    pub(crate) async fn start(clock: &ManualClock, folder: &Path, keychain: &Arc<MemoryStore>) -> Self {
        Self::over(clock, folder, Arc::clone(keychain) as Arc<dyn Store>).await
    }

    pub(crate) async fn over(clock: &ManualClock, folder: &Path, store: Arc<dyn Store>) -> Self {
        Seat::at(clock, folder, store).start().await
    }

    async fn next_cause(&mut self) -> Cause {
        let Ok(cause) = timeout(PATIENCE, self.causes.recv()).await else {
            panic!("in vain; heard {:?}; it is {:#?}", self.heard, self.engine.snapshot());
        };
        let cause = cause.expect("the engine lives");
        self.heard.push(cause.clone());
        cause
    }

    /// Waits for a cause; everything before it is forgotten.
    pub(crate) async fn until(&mut self, wanted: impl Fn(&Cause) -> bool) -> Cause {
        loop {
            let cause = self.next_cause().await;
            if wanted(&cause) {
                return cause;
            }
        }
    }

    /// Waits until the state is as wanted.
    pub(crate) async fn seen(&mut self, wanted: impl Fn(&Snapshot) -> bool) {
        while !wanted(&self.engine.snapshot()) {
            self.next_cause().await;
        }
    }

    /// The causes since [`Running::forget`] that were not waited for.
    pub(crate) fn causes(&mut self) -> Vec<Cause> {
        std::iter::from_fn(|| self.causes.try_recv().ok()).collect()
    }

    /// Runs a command to its end, which comes in time.
    pub(crate) async fn run(&self, command: Command) -> Result<Reply> {
        let words = format!("{command:?}");
        let ended = timeout(PATIENCE, self.engine.run(command)).await;
        ended.unwrap_or_else(|_| panic!("{words} never ends; it is {:#?}", self.engine.snapshot()))
    }

    /// The engine looks at the clock.
    pub(crate) async fn wake(&self) {
        self.run(Command::Wake).await.expect("awake");
    }

    /// Time goes by as it does while nobody does anything: a look at the clock every half minute, and no renewal is
    /// under way at the end.
    pub(crate) async fn pass(&mut self, clock: &ManualClock, seconds: i64) {
        for step in (0..seconds).step_by(30) {
            self.tick(&[clock], 30.min(seconds - step)).await;
        }
    }

    /// Some seconds go by on these clocks, then the engine looks at them; no renewal is under way at the end.
    pub(crate) async fn tick(&mut self, clocks: &[&ManualClock], seconds: i64) {
        clocks.iter().for_each(|clock| clock.advance(SignedDuration::from_secs(seconds)));
        self.wake().await;
        self.seen(|now| now.portals.iter().all(|portal| !is_renewing(&portal.session))).await;
    }

    /// Waits until no listing is under way: its answers would tell the time of before, once a clock has been moved.
    pub(crate) async fn listed(&mut self) {
        self.seen(|now| now.portals.iter().all(|portal| portal.progress.is_none())).await;
    }

    /// Runs a command that ends later than this.
    pub(crate) fn begin(&self, command: Command) -> tokio::task::JoinHandle<Result<Reply>> {
        let engine = self.engine.clone();
        tokio::spawn(async move { engine.run(command).await })
    }

    /// Starts a sign-in: where the browser was sent, and the command that waits.
    pub(crate) async fn start_sign_in(
        &mut self,
        portal: &PortalName,
    ) -> (Url, tokio::task::JoinHandle<Result<Reply>>) {
        let waiting = self.begin(Command::SignIn(portal.clone()));
        let started = |cause: &Cause| matches!(cause, Cause::SignInStarted(name, _) if name == portal);
        let Cause::SignInStarted(_, url) = self.until(started).await else { unreachable!("waited for it") };
        (url, waiting)
    }

    /// Signs in as `person`, who decides in the browser.
    pub(crate) async fn sign_in(&mut self, company: &Company, person: &str, decision: &str) -> Result<Reply> {
        self.sign_in_to(&portal(), company, person, decision).await
    }

    pub(crate) async fn sign_in_to(
        &mut self,
        portal: &PortalName,
        company: &Company,
        person: &str,
        decision: &str,
    ) -> Result<Reply> {
        let (url, waiting) = self.start_sign_in(portal).await;
        let mut browser = company.person(person);
        browser.answer(url, decision).await;
        browser.call_back().await;
        waiting.await.expect("no panic")
    }

    /// The refresh token that this keychain holds for a local portal.
    pub(crate) async fn kept_refresh(&self, keychain: &Arc<MemoryStore>, portal: &PortalName) -> String {
        let kept = self.kept(keychain, portal).await;
        kept["refresh"].as_str().expect("a refresh token").to_owned()
    }

    /// The session that this keychain holds for a local portal.
    pub(crate) async fn kept(&self, keychain: &Arc<MemoryStore>, portal: &PortalName) -> Value {
        let tag = self.engine.parts().home.tag().map(str::to_owned);
        let vault = Vault::over(Arc::clone(keychain) as Arc<dyn Store>, tag.as_deref(), DEADLINE);
        let entry = Entry::Session { portal: portal.clone(), local: true };
        let text = vault.read(&entry).await.expect("readable").expect("a session");
        serde_json::from_str(text.expose()).expect("JSON")
    }

    /// The first portal's session.
    pub(crate) fn session(&self) -> SessionView {
        self.engine.snapshot().portals[0].session.clone()
    }

    /// What is wrong with the first portal.
    pub(crate) fn problem(&self) -> Option<Problem> {
        self.engine.snapshot().portals[0].problem.clone()
    }

    /// The access key that a copy puts on the clipboard.
    pub(crate) async fn copied_key(&self, key: &RoleKey) -> Result<String> {
        self.run(Command::Copy(key.clone(), Form::Json, None)).await?;
        let text = self.desktop.copied().last().cloned().expect("a copy");
        let json: Value = serde_json::from_str(text.expose()).expect("JSON");
        Ok(json["AccessKeyId"].as_str().expect("a key").to_owned())
    }
}

/// A home that is lost with the power, where there is such a place: who begins a thousand of them flushes them a thousand
/// times.
pub(crate) fn folder_in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

pub(crate) fn is_renewing(session: &SessionView) -> bool {
    matches!(session, SessionView::Renewing { .. })
}

pub(crate) fn is_signed_in(session: &SessionView) -> bool {
    matches!(session, SessionView::SignedIn { .. })
}

/// What the tests call the portal.
pub(crate) fn portal() -> PortalName {
    PORTAL.parse().expect("a name")
}

pub(crate) fn role(account: &str, role: &str) -> RoleKey {
    let account = account.parse().expect("an account");
    RoleKey { portal: portal(), account, role: role.parse().expect("a role") }
}

/// A local portal at this address.
pub(crate) fn local(name: &str, company: &Company) -> Portal {
    let portal = Portal::parse(name, company.start_url(), company.region(), Some(company.endpoint()));
    portal.expect("valid").with_regions(company.also()).expect("valid")
}

pub(crate) async fn add_portal(engine: &Engine, company: &Company) {
    add_to(engine, local(PORTAL, company)).await;
}

pub(crate) async fn add_to(engine: &Engine, portal: Portal) {
    engine.run(Command::AddPortal(portal)).await.expect("added");
}

/// A company, a home, a keychain, and alice signed in, everything listed.
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

//! I5: what a sign-out ends, here and at the portal, whatever else is going on; and what it says stays valid.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use portico_center::{Config, Fault, Operation, Reply as Instead, Rotation};
use portico_core::engine::{Cause, Command, Reply};
use portico_core::vault::{Fault as VaultFault, MemoryStore, Store};
use portico_core::view::{LeftView, SessionView};
use portico_core::{Code, Result};
use portico_model::Secret;

use crate::support::company::Company;
use crate::support::engine::{Running, add_portal, is_renewing, is_signed_in, portal, role, signed_in};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

#[track_caller]
fn left(signed_out: Result<Reply>) -> Vec<LeftView> {
    let Ok(Reply::SignedOut(left)) = signed_out else { panic!("{signed_out:?}") };
    left
}

/// Asks for a sign-out, which has begun and may take its time.
async fn sign_out(running: &Running) -> tokio::task::JoinHandle<Result<Reply>> {
    let waiting = running.begin(Command::SignOut(portal()));
    until("the sign-out has begun", async || {
        running.wake().await;
        (running.session() == SessionView::SignedOut).then_some(())
    })
    .await;
    waiting
}

/// Notes about roles whose credentials were kept.
fn marks(running: &Running) -> Vec<String> {
    let home = &running.engine.parts().home;
    portico_core::disk::names(&home.data().join("sessions/securecart.roles")).unwrap_or_default()
}

#[tokio::test]
async fn i5_one_logout_no_secret_and_a_list_of_what_stays_valid() {
    let (company, folder, keychain, mut running) = signed_in(Config::default()).await;
    let (dev, production) = (role(DEV, ADMINISTRATOR), role(PRODUCTION, READ_ONLY));
    running.copied_key(&production).await.expect("copied");
    let first = company.now().as_second() + 3600;
    running.pass(company.clock(), 600).await;
    running.copied_key(&dev).await.expect("copied");
    let second = company.now().as_second() + 3600;
    assert_eq!((keychain.len(), marks(&running).len()), (3, 2));

    let left = left(running.run(Command::SignOut(portal())).await);
    let row = |account: &str, name: &str, role: &str, until| LeftView {
        account: account.to_owned(),
        name: name.to_owned(),
        role: role.to_owned(),
        until,
    };
    let longest_first =
        [row(DEV, "Dev", ADMINISTRATOR, second), row(PRODUCTION, "Production", READ_ONLY, first)];
    assert_eq!(left, longest_first);
    let count = company.tally().of(Operation::Logout);
    assert_eq!((count.asked, count.served), (1, 1));
    assert_eq!((keychain.len(), marks(&running).len()), (0, 0));
    assert_eq!((running.session(), running.problem()), (SessionView::SignedOut, None));
    for key in [&dev, &production] {
        assert_eq!(running.engine.parts().sessions.credentials_until(key), None);
        assert_eq!(running.copied_key(key).await.expect_err("signed out").code(), Code::SignInRequired);
    }
    let again = Running::start(company.clock(), folder.path(), &keychain).await;
    assert_eq!((again.session(), again.copied_key(&dev).await.is_err()), (SessionView::SignedOut, true));
    running.pass(company.clock(), 7200).await;
    assert_eq!(company.tally().asked(Operation::Refresh), 0, "nothing is left to renew");
    assert_eq!(running.desktop.titles(), Vec::<String>::new(), "the person knows");
}

/// What has run out by then is not in the list, and what another program handed out is.
#[tokio::test]
async fn i5_the_list_has_what_is_valid_whoever_handed_it_out() {
    let config = Config { role_ttl: 1200, ..Config::default() };
    let (company, folder, keychain, mut running) = signed_in(config).await;
    running.copied_key(&role(PRODUCTION, READ_ONLY)).await.expect("copied");
    running.pass(company.clock(), 900).await;
    let other = Running::start(company.clock(), folder.path(), &keychain).await;
    other.copied_key(&role(DEV, ADMINISTRATOR)).await.expect("copied");
    drop(other);
    running.pass(company.clock(), 600).await;
    let left = left(running.run(Command::SignOut(portal())).await);
    let names: Vec<&str> = left.iter().map(|left| left.name.as_str()).collect();
    assert_eq!((names, keychain.len()), (vec!["Dev"], 0));
}

#[tokio::test]
async fn i5_twenty_clicks_are_one_logout() {
    let (company, _folder, keychain, running) = signed_in(Config::default()).await;
    running.copied_key(&role(DEV, ADMINISTRATOR)).await.expect("copied");
    let clicks: Vec<_> = (0..20).map(|_| running.begin(Command::SignOut(portal()))).collect();
    for click in clicks {
        click.await.expect("no panic").expect("signed out");
    }
    assert_eq!((company.tally().asked(Operation::Logout), keychain.len()), (1, 0));
    running.run(Command::SignOut(portal())).await.expect("there is nothing to sign out of");
    assert_eq!(company.tally().asked(Operation::Logout), 1);
}

/// A server that cannot be told ends the session by itself; what is here goes all the same.
#[tokio::test]
async fn i5_a_portal_that_does_not_hear_keeps_no_secret_here() {
    for fault in [
        Fault::LoseRequest,
        Fault::LoseAnswer,
        Fault::Instead(Instead::InternalError),
        Fault::Instead(Instead::CaptivePage),
        Fault::Instead(Instead::TooManyRequests { retry_after: None }),
    ] {
        let (company, folder, keychain, running) = signed_in(Config::default()).await;
        running.copied_key(&role(DEV, ADMINISTRATOR)).await.expect("copied");
        company.faults().next(9, Operation::Logout, fault);
        let left = left(running.run(Command::SignOut(portal())).await);
        assert_eq!((left.len(), keychain.len(), marks(&running).len()), (1, 0, 0), "{fault:?}");
        assert_eq!((running.session(), running.problem()), (SessionView::SignedOut, None), "{fault:?}");
        let again = Running::start(company.clock(), folder.path(), &keychain).await;
        assert_eq!(again.session(), SessionView::SignedOut, "{fault:?}");
    }
}

/// The newest token is logged out with, and the answer that comes late brings nothing back.
#[tokio::test]
async fn i5_a_sign_out_in_the_middle_of_a_renewal_ends_what_the_renewal_brings() {
    let config = Config { rotation: Rotation::Strict, ..Config::default() };
    let (company, folder, keychain, mut running) = signed_in(config).await;
    company.faults().next(1, Operation::Refresh, Fault::Hold);
    company.wait(2700);
    running.wake().await;
    let asked = || company.tally().asked(Operation::Refresh) == 1;
    until("the refresh has come", async || asked().then_some(())).await;
    assert!(is_renewing(&running.session()), "{:?}", running.session());
    let waiting = sign_out(&running).await;
    company.faults().release();
    waiting.await.expect("no panic").expect("signed out");
    running.pass(company.clock(), 120).await;
    assert_eq!(running.session(), SessionView::SignedOut);
    let count = company.tally().of(Operation::Logout);
    assert_eq!((count.served, count.refused.len(), keychain.len()), (1, 0, 0));
    let again = Running::start(company.clock(), folder.path(), &keychain).await;
    assert_eq!(again.session(), SessionView::SignedOut);
}

#[tokio::test]
async fn i5_a_sign_out_in_the_middle_of_a_listing_ends_both() {
    let config = Config { accounts: Some(30), ..Config::default() };
    let (company, _folder, keychain, mut running) = signed_in(config).await;
    let known = running.engine.snapshot().account_count;
    company.faults().next(8, Operation::ListAccountRoles, Fault::Hold);
    let before = company.tally().asked(Operation::ListAccountRoles);
    let listing = running.begin(Command::Refresh(portal()));
    let begun = || company.tally().asked(Operation::ListAccountRoles) > before;
    until("roles are asked for", async || begun().then_some(())).await;
    running.run(Command::SignOut(portal())).await.expect("signed out");
    company.faults().release();
    let ended = listing.await.expect("no panic").expect_err("nobody is signed in any more");
    assert_eq!(ended.code(), Code::SignInRequired, "{ended}");
    running.pass(company.clock(), 120).await;
    assert_eq!((running.session(), running.problem()), (SessionView::SignedOut, None));
    assert_eq!(
        (keychain.len(), running.engine.snapshot().account_count),
        (0, known),
        "what is known is kept"
    );
    assert_eq!(running.desktop.titles(), Vec::<String>::new());
}

#[tokio::test]
async fn i5_a_sign_out_while_the_browser_is_open_ends_that_too() {
    let (company, _folder, keychain, mut running) = signed_in(Config::default()).await;
    company.wait(60);
    let (link, waiting) = running.start_sign_in(&portal()).await;
    running.run(Command::SignOut(portal())).await.expect("signed out");
    let ended = waiting.await.expect("no panic").expect_err("given up");
    assert_eq!(ended.code(), Code::SignInCancelled);
    assert_eq!((running.session(), keychain.len()), (SessionView::SignedOut, 0));
    assert_eq!(company.tally().served(Operation::Logout), 1);
    let mut alice = company.person("alice");
    alice.answer(link, "allow").await;
    let port = alice.left_for.as_ref().and_then(url::Url::port).expect("a callback");
    let nobody = tokio::net::TcpStream::connect(("127.0.0.1", port)).await;
    assert!(nobody.is_err(), "nobody listens for the answer");
}

/// A keychain that answers a reader when it is let.
#[derive(Default)]
struct Slow {
    store: MemoryStore,
    is_held: AtomicBool,
    asked: AtomicBool,
    gate: (Mutex<bool>, Condvar),
}

impl Slow {
    fn let_go(&self) {
        self.is_held.store(false, Ordering::SeqCst);
        *self.gate.0.lock().expect("sound") = true;
        self.gate.1.notify_all();
    }
}

impl Store for Slow {
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, VaultFault> {
        let value = self.store.get(service, user);
        if self.is_held.load(Ordering::SeqCst) {
            self.asked.store(true, Ordering::SeqCst);
            let open = self.gate.0.lock().expect("sound");
            drop(self.gate.1.wait_while(open, |open| !*open).expect("sound"));
        }
        value
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), VaultFault> {
        self.store.set(service, user, value)
    }

    fn delete(&self, service: &str, user: &str) -> Result<(), VaultFault> {
        self.store.delete(service, user)
    }
}

/// The app reads what another program has renewed, the keychain takes its time, and the person signs out meanwhile.
#[tokio::test]
async fn i5_what_is_read_from_the_keychain_meanwhile_brings_nothing_back() {
    let (company, folder) = (Company::open().await, tempfile::tempdir().expect("a folder"));
    let keychain = Arc::new(Slow::default());
    let store = || Arc::clone(&keychain) as Arc<dyn Store>;
    let mut app = Running::over(company.clock(), folder.path(), store()).await;
    add_portal(&app.engine, &company).await;
    app.sign_in(&company, "alice", "allow").await.expect("signed in");
    app.until(|cause| matches!(cause, Cause::Listed(_))).await;
    let other = Running::over(company.clock(), folder.path(), store()).await;
    let sessions = &other.engine.parts().sessions;
    let entry = crate::support::engine::local("securecart", &company);
    sessions.renew(&entry, sessions.generation(&portal())).await.expect("renewed");
    drop(other);

    keychain.is_held.store(true, Ordering::SeqCst);
    app.wake().await;
    until("the keychain is asked", async || keychain.asked.load(Ordering::SeqCst).then_some(())).await;
    let waiting = sign_out(&app).await;
    keychain.let_go();
    waiting.await.expect("no panic").expect("signed out");
    app.pass(company.clock(), 60).await;
    assert_eq!((app.session(), app.problem()), (SessionView::SignedOut, None));
    assert_eq!((company.tally().served(Operation::Logout), keychain.store.len()), (1, 0));
    company.wait(60);
    app.sign_in(&company, "alice", "allow").await.expect("signed in again");
    assert!(is_signed_in(&app.session()), "{:?}", app.session());
}

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use super::*;
use crate::error::Code;

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(20);

fn session(portal: &str) -> Entry {
    Entry::Session { portal: portal.parse().expect("valid"), local: false }
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// Answers every call with what `answer` says; counts the calls and how many overlapped.
struct Scripted<F>(F);

impl<F: Fn() -> std::result::Result<(), Fault> + Send + Sync> Store for Scripted<F> {
    fn get(&self, _: &str, _: &str) -> std::result::Result<Option<Secret<Vec<u8>>>, Fault> {
        (self.0)().map(|()| None)
    }

    fn set(&self, _: &str, _: &str, _: &[u8]) -> std::result::Result<(), Fault> {
        (self.0)()
    }

    fn delete(&self, _: &str, _: &str) -> std::result::Result<(), Fault> {
        (self.0)()
    }
}

#[tokio::test]
async fn values_round_trip_and_absent_ones_are_none() {
    let vault = Vault::in_memory();
    assert!(vault.read(&session("a")).await.expect("reads").is_none());
    vault.write(&session("a"), &secret("{\"é\":1}")).await.expect("writes");
    vault.write(&session("b"), &secret("other")).await.expect("writes");
    let value = vault.read(&session("a")).await.expect("reads").expect("is there");
    assert_eq!(value.expose(), "{\"é\":1}");
    vault.remove(&session("a")).await.expect("removes");
    vault.remove(&session("a")).await.expect("absent is fine");
    assert!(vault.read(&session("a")).await.expect("reads").is_none());
    assert!(vault.read(&session("b")).await.expect("reads").is_some());
}

#[tokio::test]
async fn homes_and_local_portals_never_share_a_value() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let plain = Vault::over(Arc::clone(&store), None, LONG);
    let tagged = Vault::over(store, Some("0123abcd"), LONG);
    plain.write(&session("a"), &secret("real")).await.expect("writes");
    assert!(tagged.read(&session("a")).await.expect("reads").is_none());
    let local = Entry::Session { portal: "a".parse().expect("valid"), local: true };
    assert!(plain.read(&local).await.expect("reads").is_none());
}

#[tokio::test]
async fn text_that_is_not_ours_is_refused() {
    let store = MemoryStore::default();
    store.set("portico", "session/a", &[0xff, 0xfe]).expect("sets");
    let error = Vault::over(Arc::new(store), None, LONG).read(&session("a")).await.expect_err("not UTF-8");
    assert_eq!(error.code(), Code::KeychainFailed);
}

#[test]
fn g7_one_call_at_a_time() {
    let (inside, most, calls) =
        (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (seen, counted) = (Arc::clone(&most), Arc::clone(&calls));
    let store = Scripted(move || {
        seen.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::yield_now();
        counted.fetch_add(1, Ordering::SeqCst);
        inside.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    });
    let vault = Vault::over(Arc::new(store), None, LONG);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let runtime =
                    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
                runtime.block_on(async {
                    for _ in 0..1_000 {
                        vault.write(&session("a"), &secret("x")).await.expect("writes");
                    }
                });
            });
        }
    });
    // A small write looks whether something larger was there: at the entry and at the first chunk of each slot.
    assert_eq!((most.load(Ordering::SeqCst), calls.load(Ordering::SeqCst)), (1, 4 * 8_000));
}

/// A store whose calls tell that they began and return only when told to.
struct Gated {
    began: Sender<()>,
    go: Mutex<Receiver<()>>,
    locked: bool,
    inner: MemoryStore,
}

impl Gated {
    fn wait(&self) {
        self.began.send(()).expect("the test listens");
        let _ = self.go.lock().unwrap_or_else(PoisonError::into_inner).recv();
    }
}

impl Store for Gated {
    fn get(&self, service: &str, user: &str) -> std::result::Result<Option<Secret<Vec<u8>>>, Fault> {
        self.wait();
        self.inner.get(service, user)
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> std::result::Result<(), Fault> {
        self.wait();
        self.inner.set(service, user, value)
    }

    fn delete(&self, service: &str, user: &str) -> std::result::Result<(), Fault> {
        self.wait();
        self.inner.delete(service, user)
    }

    fn is_locked(&self) -> bool {
        self.locked
    }
}

fn gated(locked: bool) -> (Vault, Receiver<()>, Sender<()>) {
    let (began, begun) = channel();
    let (release, go) = channel();
    let store = Gated { began, go: Mutex::new(go), locked, inner: MemoryStore::default() };
    (Vault::over(Arc::new(store), None, SHORT), begun, release)
}

#[tokio::test]
async fn g3_a_hung_keychain_is_silent_at_once_until_it_comes_back() {
    let (vault, begun, release) = gated(false);
    let error = vault.read(&session("a")).await.expect_err("hung");
    assert_eq!(error.code(), Code::KeychainSilent);
    begun.recv().expect("the first call is in the store");
    for _ in 0..100 {
        let error = vault.write(&session("a"), &secret("x")).await.expect_err("still hung");
        assert_eq!(error.code(), Code::KeychainSilent);
    }
    assert!(begun.try_recv().is_err(), "no call was queued behind the hung one");
    drop(release);
    // The thread comes back in its own time; from then on calls succeed again, with no restart.
    let mut tries = 0;
    while vault.write(&session("a"), &secret("y")).await.is_err() {
        tokio::task::yield_now().await;
        tries += 1;
        assert!(tries < 10_000_000, "the vault never recovered");
    }
    let value = vault.read(&session("a")).await.expect("reads").expect("is there");
    assert_eq!(value.expose(), "y");
}

#[tokio::test]
async fn g3_a_write_given_up_before_it_began_is_never_made() {
    let (vault, begun, release) = gated(false);
    let entry = session("a");
    let (first, second) = tokio::join!(vault.read(&entry), vault.remove(&entry));
    assert!(first.is_err() && second.is_err());
    begun.recv().expect("the first call is in the store");
    drop(release);
    drop(vault);
    assert!(begun.recv().is_err(), "the thread ended without the second call");
}

#[tokio::test]
async fn g4_a_prompt_that_waits_is_locked_not_silent() {
    let (vault, _begun, _release) = gated(true);
    for _ in 0..2 {
        let error = vault.read(&session("a")).await.expect_err("waits");
        assert_eq!(error.code(), Code::KeychainLocked);
        assert!(error.message().contains("waits for its password"), "{error}");
    }
}

#[tokio::test]
async fn g5_a_failed_store_is_opened_anew_and_asked_once_more() {
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    let memory = Arc::new(MemoryStore::default());
    let broken = Arc::new(Mutex::new(0_u32));
    let tap = Arc::clone(&broken);
    let open = move || -> std::result::Result<Arc<dyn Store>, Fault> {
        let generation = count.fetch_add(1, Ordering::SeqCst);
        let (memory, tap) = (Arc::clone(&memory), Arc::clone(&tap));
        Ok(Arc::new(Generation { generation, dead_below: tap, memory }))
    };
    let vault = Vault::new(Arc::new(open), None, LONG);
    assert_eq!(opened.load(Ordering::SeqCst), 0, "nothing is opened before the first call");
    vault.write(&session("a"), &secret("x")).await.expect("writes");
    *broken.lock().expect("sound") = 1;
    assert!(vault.read(&session("a")).await.expect("a new session works").is_some());
    assert_eq!(opened.load(Ordering::SeqCst), 2);
    *broken.lock().expect("sound") = 99;
    let error = vault.read(&session("a")).await.expect_err("dead for good");
    assert_eq!(error.code(), Code::KeychainFailed);
    assert_eq!(opened.load(Ordering::SeqCst), 3, "asked once more, not for ever");
    *broken.lock().expect("sound") = 0;
    assert!(vault.read(&session("a")).await.expect("back").is_some());
}

/// A session that its daemon has forgotten when it is older than `dead_below`.
struct Generation {
    generation: usize,
    dead_below: Arc<Mutex<u32>>,
    memory: Arc<MemoryStore>,
}

impl Generation {
    fn check(&self) -> std::result::Result<(), Fault> {
        let dead_below = *self.dead_below.lock().expect("sound") as usize;
        if self.generation < dead_below { Err(Fault::Gone) } else { Ok(()) }
    }
}

impl Store for Generation {
    fn get(&self, service: &str, user: &str) -> std::result::Result<Option<Secret<Vec<u8>>>, Fault> {
        self.check()?;
        self.memory.get(service, user)
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> std::result::Result<(), Fault> {
        self.check()?;
        self.memory.set(service, user, value)
    }

    fn delete(&self, service: &str, user: &str) -> std::result::Result<(), Fault> {
        self.check()?;
        self.memory.delete(service, user)
    }
}

#[tokio::test]
async fn g9_a_keychain_that_appears_later_is_found() {
    let there = Arc::new(Mutex::new(false));
    let seen = Arc::clone(&there);
    let memory: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let open =
        move || if *seen.lock().expect("sound") { Ok(Arc::clone(&memory)) } else { Err(Fault::Absent) };
    let vault = Vault::new(Arc::new(open), None, LONG);
    assert_eq!(vault.read(&session("a")).await.expect_err("absent").code(), Code::KeychainAbsent);
    *there.lock().expect("sound") = true;
    assert!(vault.read(&session("a")).await.expect("there now").is_none());
}

#[tokio::test]
async fn each_refusal_has_its_code_and_is_not_repeated_in_vain() {
    let cases = [
        (Fault::Locked, Code::KeychainLocked, 1),
        (Fault::TooBig { most: 2560 }, Code::KeychainTooSmall, 1),
        (Fault::Lost, Code::KeychainItemGone, 1),
        (Fault::Sealed(Unasked::NoProgram), Code::KeychainLocked, 1),
        (Fault::Absent, Code::KeychainAbsent, 2),
        (Fault::Gone, Code::KeychainFailed, 2),
        (Fault::Failed("odd".to_owned()), Code::KeychainFailed, 2),
    ];
    for (fault, code, calls) in cases {
        let count = Arc::new(AtomicUsize::new(0));
        let (counted, answer) = (Arc::clone(&count), fault.clone());
        let store = Scripted(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            Err(answer.clone())
        });
        let error = Vault::over(Arc::new(store), None, LONG).read(&session("a")).await.expect_err("refuses");
        assert_eq!((error.code(), count.load(Ordering::SeqCst)), (code, calls), "{fault:?}");
        assert!(error.message().ends_with('.') && error.remedy().ends_with('.'), "{error}");
    }
}

#[test]
fn g3_a_stuck_write_holds_all_others_until_a_new_connection_works() {
    let (began, begun) = channel();
    // Never released: the first connection is lost for good, and so is whatever it was writing.
    let (_release, go) = channel();
    let hung = Gated { began, go: Mutex::new(go), locked: false, inner: MemoryStore::default() };
    let healthy = Arc::new(MemoryStore::default());
    let stores = Mutex::new(vec![Arc::clone(&healthy) as Arc<dyn Store>, Arc::new(hung)]);
    let open = move || stores.lock().expect("sound").pop().ok_or(Fault::Absent);
    let keychain = Arc::new(Keychain::new(Arc::new(open), SHORT, Duration::ZERO));
    let vault = Vault { keychain, quiet: false, home_tag: None, locks: None };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async {
        let error = vault.write(&session("a"), &secret("lost")).await.expect_err("hung");
        assert_eq!(error.code(), Code::KeychainSilent);
        begun.recv().expect("the write is in the store");
        let mut refused = 0;
        while let Err(error) = vault.write(&session("a"), &secret("kept")).await {
            assert_eq!(error.code(), Code::KeychainSilent);
            tokio::task::yield_now().await;
            refused += 1;
            assert!(refused < 10_000_000, "no new connection was tried");
        }
        assert!(refused > 0, "the first one is refused at once and begins the attempt");
        let value = vault.read(&session("a")).await.expect("reads").expect("is there");
        assert_eq!(value.expose(), "kept");
        assert_eq!(healthy.len(), 1);
    });
}

/// A store whose person is asked on the caller's terminal, and takes longer than any deadline.
struct AsksHere(Gated);

impl Store for AsksHere {
    fn get(&self, service: &str, user: &str) -> std::result::Result<Option<Secret<Vec<u8>>>, Fault> {
        self.0.get(service, user)
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> std::result::Result<(), Fault> {
        self.0.set(service, user, value)
    }

    fn delete(&self, service: &str, user: &str) -> std::result::Result<(), Fault> {
        self.0.delete(service, user)
    }

    fn is_locked(&self) -> bool {
        true
    }

    fn asks_here(&self) -> bool {
        true
    }

    fn when_locked(&self) -> Fault {
        Fault::Sealed(Unasked::Nobody)
    }
}

#[tokio::test]
async fn a_question_on_the_callers_terminal_is_waited_for_and_quiet_calls_are_not_held_up() {
    let (began, begun) = channel();
    let (release, go) = channel();
    let gated = Gated { began, go: Mutex::new(go), locked: true, inner: MemoryStore::default() };
    let vault = Vault::over(Arc::new(AsksHere(gated)), None, SHORT);
    let mut reading = tokio::spawn({
        let vault = vault.clone();
        async move { vault.read(&session("a")).await }
    });
    let begun = tokio::task::spawn_blocking(move || begun.recv()).await.expect("joins");
    begun.expect("the question is asked");
    let error = vault.quietly().read(&session("a")).await.expect_err("locked");
    assert_eq!(error.code(), Code::KeychainLocked);
    let waited = tokio::time::timeout(SHORT * 3, &mut reading).await;
    assert!(waited.is_err(), "the person may take their time");
    drop(release);
    assert!(reading.await.expect("joins").expect("reads").is_none());
}

#[tokio::test]
async fn long_values_are_divided_and_removed_under_the_lock() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let home = Home::at(folder.path()).expect("a home");
    let store = Arc::new(MemoryStore::default());
    let vault = Vault::over(Arc::<MemoryStore>::clone(&store), home.tag(), LONG).shared(&home);
    let long = secret(&"é".repeat(4_000));
    vault.write(&session("a"), &long).await.expect("writes");
    assert!(store.len() > 1, "divided");
    assert_eq!(vault.read(&session("a")).await.expect("reads").expect("is there").expose(), long.expose());
    vault.write(&session("a"), &secret("short")).await.expect("writes");
    assert_eq!(store.len(), 1);
    let entry = session("a");
    let name = words::lock_name(entry.service(), &entry.user(home.tag()));
    let held = Lock::acquire(&home.lock(&name), LONG).await.expect("locks");
    vault.write(&session("a"), &secret("other")).await.expect("one item needs no lock");
    let mut waiting = std::pin::pin!(vault.write(&entry, &long));
    assert!(tokio::time::timeout(SHORT, &mut waiting).await.is_err(), "many items wait for it");
    assert_eq!(vault.read(&session("a")).await.expect("reads").expect("is there").expose(), "other");
    drop(held);
    waiting.await.expect("writes");
    vault.remove(&session("a")).await.expect("removes");
    assert!(store.is_empty());
}

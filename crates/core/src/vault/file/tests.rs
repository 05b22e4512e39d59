use std::collections::VecDeque;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use jiff::Timestamp;
use portico_model::ManualClock;

use super::*;

type Answer<T> = std::result::Result<T, Fault>;

/// A person who types these, one after the other, and then closes the question.
#[derive(Debug)]
struct Typist(Mutex<VecDeque<&'static str>>);

impl Passphrase for Typist {
    fn ask(&self, _: Question) -> std::result::Result<Secret, Unasked> {
        let typed = self.0.lock().expect("sound").pop_front();
        typed.map(|text| Secret::new(text.to_owned())).ok_or(Unasked::Dismissed)
    }

    fn asks_here(&self) -> bool {
        true
    }
}

const GOOD: &str = "correct horse";

struct House {
    folder: tempfile::TempDir,
    home: Home,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path()).expect("a home");
        Self { folder, home }
    }

    /// The store as another process sees it, whose person types these.
    fn store(&self, typed: &[&'static str]) -> FileStore {
        let typist = Arc::new(Typist(Mutex::new(typed.iter().copied().collect())));
        let clock = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
        // Two to the tenth: what scrypt costs is not what is tested here.
        FileStore { work: 10, ..FileStore::of(&self.home, typist, clock) }
    }

    /// One with a passphrase, open.
    fn made(&self) -> FileStore {
        let store = self.store(&[GOOD]);
        store.create().expect("made");
        store
    }

    fn path(&self, file: &str) -> std::path::PathBuf {
        self.folder.path().join("keychain").join(file)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // The kernel outlives the test.
        self.store(&[]).close();
    }
}

fn get(store: &FileStore, user: &str) -> Answer<Option<Vec<u8>>> {
    store.get("portico", user).map(|value| value.map(|value| value.expose().clone()))
}

#[test]
fn secrets_round_trip_and_one_unlock_serves_every_process() {
    let house = House::new();
    let store = house.made();
    for (user, value) in [("session/a", &b"one"[..]), ("session/b", b""), ("role/a", &[0xff; 70_000])] {
        store.set("portico", user, value).expect("sets");
        assert_eq!(get(&house.store(&[]), user).expect("no question").as_deref(), Some(value));
    }
    assert_eq!(get(&store, "session/c"), Ok(None));
    store.delete("portico", "session/a").expect("deletes");
    store.delete("portico", "session/a").expect("absent is fine");
    assert_eq!(get(&store, "session/a"), Ok(None));
}

#[test]
fn g8_a_closed_store_asks_and_a_wrong_passphrase_loses_nothing() {
    let house = House::new();
    let store = house.made();
    store.set("portico", "session/a", b"kept").expect("sets");
    store.close();
    assert!(store.is_locked());
    let cases: [(&[&'static str], Unasked); 3] = [
        (&[], Unasked::Dismissed),
        (&["wrong horse"], Unasked::Dismissed),
        (&["wrong horse", "", "correct hors", GOOD], Unasked::Wrong),
    ];
    for (typed, why) in cases {
        assert_eq!(get(&house.store(typed), "session/a"), Err(Fault::Sealed(why)), "{typed:?}");
        let refused = house.store(typed).set("portico", "session/a", b"other");
        assert_eq!(refused, Err(Fault::Sealed(why)), "{typed:?}");
    }
    assert_eq!(get(&store, "session/b"), Ok(None), "what is not there needs no passphrase");
    let opened = house.store(&["wrong horse", GOOD]);
    assert_eq!(get(&opened, "session/a"), Ok(Some(b"kept".to_vec())));
    assert!(!store.is_locked(), "open for the others, too");
}

#[test]
fn a_new_passphrase_opens_what_the_old_one_closed() {
    let house = House::new();
    let store = house.made();
    store.set("portico", "session/a", b"kept").expect("sets");
    let refused = house.store(&["wrong horse", "wrong", "again wrong"]).change_passphrase();
    assert_eq!(refused, Err(Fault::Sealed(Unasked::Wrong)), "open, and still the old one is asked for");
    let given_up = house.store(&[GOOD, "short"]).change_passphrase();
    assert_eq!(given_up, Err(Fault::Sealed(Unasked::Dismissed)), "seven characters are too few");
    house.store(&[GOOD, "short", "battery staple"]).change_passphrase().expect("changed");
    store.close();
    assert_eq!(get(&house.store(&[GOOD]), "session/a"), Err(Fault::Sealed(Unasked::Dismissed)));
    assert_eq!(get(&house.store(&["battery staple"]), "session/a"), Ok(Some(b"kept".to_vec())));
}

#[test]
fn every_truncation_and_every_changed_byte_is_told_and_nothing_is_overwritten() {
    let house = House::new();
    let store = house.made();
    store.set("portico", "session/a", b"kept").expect("sets");
    let file = file_name("portico", "session/a");
    let whole = disk::read_bytes(&house.path(&file)).expect("reads").expect("is there");
    let changed = |index: usize| {
        let mut bytes = whole.clone();
        bytes[index] ^= 1;
        bytes
    };
    let cut = (0..whole.len()).map(|length| whole[..length].to_vec());
    for bytes in cut.chain((0..whole.len()).map(changed)) {
        disk::write_atomic(&house.path(&file), &bytes).expect("written");
        // A changed key share reads like another key: then the person is asked once more.
        let reader = house.store(&[GOOD]);
        let expected = Fault::Damaged { file: file.clone(), is_key: false };
        assert_eq!(get(&reader, "session/a"), Err(expected), "{} bytes", bytes.len());
        assert_eq!(disk::read_bytes(&house.path(&file)).expect("reads"), Some(bytes));
    }
    let mending = house.store(&[GOOD]);
    let place = crate::vault::chunks::Place { store: &mending, service: "portico", user: "session/a" };
    place.write(b"anew", true).expect("a new sign-in mends it");
    assert_eq!(get(&house.store(&[GOOD]), "session/a"), Ok(Some(b"anew".to_vec())));
}

#[test]
fn a_damaged_key_is_told_and_left_as_it_is() {
    let house = House::new();
    let store = house.made();
    store.set("portico", "session/a", b"kept").expect("sets");
    store.close();
    let whole = disk::read_bytes(&house.path(KEY)).expect("reads").expect("is there");
    for length in (0..whole.len()).step_by(7) {
        disk::write_atomic(&house.path(KEY), &whole[..length]).expect("written");
        let refused = get(&house.store(&[GOOD, GOOD, GOOD]), "session/a");
        assert_eq!(refused, Err(Fault::Damaged { file: KEY.to_owned(), is_key: true }), "{length} bytes");
        assert_eq!(house.store(&[GOOD, GOOD]).create(), Ok(()), "one that is there is not made anew");
        assert_eq!(disk::read_bytes(&house.path(KEY)).expect("reads").map(|key| key.len()), Some(length));
    }
    disk::write_atomic(&house.path(KEY), &whole).expect("restored");
    assert_eq!(get(&house.store(&[GOOD]), "session/a"), Ok(Some(b"kept".to_vec())));
    disk::remove(&house.path(KEY)).expect("removed");
    assert_eq!(get(&house.store(&[GOOD]), "session/a"), Err(Fault::Lost));
    assert_eq!(house.store(&[GOOD]).set("portico", "x", b"y"), Err(Fault::Sealed(Unasked::NoKey)));
}

#[test]
fn files_that_took_each_others_places_are_told() {
    let house = House::new();
    let store = house.made();
    store.set("portico", "session/a", b"a").expect("sets");
    store.set("portico", "session/b", b"b").expect("sets");
    let (a, b) = (file_name("portico", "session/a"), file_name("portico", "session/b"));
    let bytes = disk::read_bytes(&house.path(&b)).expect("reads").expect("is there");
    disk::write_atomic(&house.path(&a), &bytes).expect("written");
    assert_eq!(get(&store, "session/a"), Err(Fault::Damaged { file: a, is_key: false }));
}

#[test]
fn a_store_made_anew_beside_an_old_key_in_memory_asks_again() {
    let house = House::new();
    house.made().set("portico", "session/a", b"old").expect("sets");
    let old_key = house.store(&[]).cache.read().expect("cached");
    let fresh = house.store(&["another one"]);
    fresh.clear().expect("cleared");
    assert_eq!(disk::names(&house.folder.path().join("keychain")).expect("names"), Vec::<String>::new());
    fresh.create().expect("made");
    fresh.set("portico", "session/a", b"new").expect("sets");
    fresh.cache.write(&old_key);
    assert_eq!(get(&house.store(&["another one"]), "session/a"), Ok(Some(b"new".to_vec())));
}

#[test]
fn concurrent_writers_leave_one_value_whole() {
    let house = House::new();
    house.made();
    let values: Vec<Vec<u8>> = (0..4_u8).map(|kind| vec![kind; 3_000 + usize::from(kind)]).collect();
    std::thread::scope(|scope| {
        for value in &values {
            let (house, values) = (&house, &values);
            scope.spawn(move || {
                let store = house.store(&[]);
                for _ in 0..25 {
                    store.set("portico", "session/a", value).expect("sets");
                    let seen = get(&store, "session/a").expect("reads").expect("is there");
                    assert!(values.contains(&seen));
                }
            });
        }
    });
    let names = disk::names(&house.folder.path().join("keychain")).expect("names");
    assert_eq!(names.len(), 2, "no temporary file is left: {names:?}");
}

#[cfg(unix)]
#[test]
fn i4_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::new();
    house.made().set("portico", "session/a", b"x").expect("sets");
    let mode = |path: &Path| path.metadata().expect("is there").permissions().mode() & 0o777;
    assert_eq!(mode(&house.folder.path().join("keychain")), 0o700);
    for name in disk::names(&house.folder.path().join("keychain")).expect("names") {
        assert_eq!(mode(&house.path(&name)), 0o600, "{name}");
    }
}

/// The foreign judge: Debian's `age` opens a secret with the key, once the key is opened.
#[test]
fn the_age_command_reads_what_portico_wrote() {
    let house = House::new();
    let store = house.made();
    store.set("portico", "session/a", b"kept").expect("sets");
    let sealed = disk::read_bytes(&house.path(KEY)).expect("reads").expect("is there");
    let key = sealing::open_key(&sealed, &Secret::new(GOOD.to_owned())).expect("opens");
    disk::write_atomic(&house.path("key.txt"), key.to_text().expose().as_bytes()).expect("written");
    let mut age = Command::new("age");
    age.args(["-d", "-i"]).arg(house.path("key.txt")).arg(house.path(&file_name("portico", "session/a")));
    let read = age.stderr(Stdio::inherit()).output().expect("age is installed");
    assert_eq!(String::from_utf8_lossy(&read.stdout), "portico/session/a\nkept");
}

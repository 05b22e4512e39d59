use std::sync::Mutex;

use super::*;
use crate::vault::store::MemoryStore;

/// Windows's limit.
const MOST: u32 = 2_560;

type Answer<T> = std::result::Result<T, Fault>;

/// A keychain that takes 2,560 bytes in an item. It may break at one of its calls, before or after the work is done, and
/// something may happen in the middle of somebody's reading.
#[derive(Default)]
struct Small {
    inner: MemoryStore,
    calls: Mutex<usize>,
    /// From this call on (the first is 0) everything fails.
    breaks_at: Option<usize>,
    /// Whether the call that breaks is carried out all the same.
    breaks_after: bool,
}

impl Small {
    fn call<T>(&self, work: impl FnOnce() -> Answer<T>) -> Answer<T> {
        let mut calls = self.calls.lock().expect("sound");
        let number = *calls;
        *calls += 1;
        match self.breaks_at {
            Some(at) if number == at && self.breaks_after => work().and(Err(Fault::Gone)),
            Some(at) if number >= at => Err(Fault::Gone),
            Some(_) | None => work(),
        }
    }
}

impl Store for Small {
    fn get(&self, service: &str, user: &str) -> Answer<Option<Secret<Vec<u8>>>> {
        self.call(|| self.inner.get(service, user))
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Answer<()> {
        if value.len() > MOST as usize {
            return Err(Fault::TooBig { most: MOST });
        }
        self.call(|| self.inner.set(service, user, value))
    }

    fn delete(&self, service: &str, user: &str) -> Answer<()> {
        self.call(|| self.inner.delete(service, user))
    }
}

fn at(store: &dyn Store) -> Place<'_> {
    Place { store, service: "portico", user: "session/a" }
}

/// A value of `length` bytes that no other length and no other `kind` is a part of.
fn value(kind: u8, length: usize) -> Vec<u8> {
    (0..length).map(|index| kind ^ u8::try_from((index * 7 + index / 251) % 251).expect("small")).collect()
}

fn read(store: &dyn Store) -> Option<Vec<u8>> {
    at(store).read().expect("reads").map(|value| value.expose().clone())
}

/// How many items a value takes.
fn items(length: usize) -> usize {
    if length <= crate::vault::ITEM { 1 } else { 1 + length.div_ceil(2_304) }
}

#[test]
fn g6_every_size_round_trips_through_a_small_store() {
    let store = Small::default();
    let near_an_edge = |length: usize| (length + 3) % 2_304 < 6;
    let sizes = (1..=64 * 1024).filter(|&length| length <= 5_000 || near_an_edge(length) || length % 61 == 0);
    for length in sizes.chain([64 * 1024]) {
        let written = value(u8::try_from(length % 256).expect("small"), length);
        assert_eq!(at(&store).write(&written, true), Ok(Change::Made), "{length}");
        assert_eq!(read(&store).as_deref(), Some(written.as_slice()), "{length}");
        assert_eq!(store.inner.len(), items(length), "{length}");
    }
    at(&store).remove().expect("removes");
    assert!(store.inner.is_empty());
}

#[test]
fn a_value_that_looks_like_a_header_is_divided() {
    let store = Small::default();
    let sly =
        format!("{MARK}{{\"format\":1,\"slot\":0,\"generation\":1,\"n\":0,\"length\":0,\"sha256\":\"\"}}");
    assert_eq!(at(&store).write(sly.as_bytes(), false), Ok(Change::NeedsLock));
    at(&store).write(sly.as_bytes(), true).expect("writes");
    assert_eq!(read(&store).as_deref(), Some(sly.as_bytes()));
}

#[test]
fn only_one_item_is_changed_without_the_lock() {
    let store = Small::default();
    assert_eq!(at(&store).write(b"small", false), Ok(Change::Made));
    assert_eq!(at(&store).write(&value(1, 5_000), false), Ok(Change::NeedsLock));
    at(&store).write(&value(1, 5_000), true).expect("writes");
    assert_eq!(at(&store).write(b"small", false), Ok(Change::NeedsLock), "there are chunks to remove");
    assert_eq!(read(&store), Some(value(1, 5_000)));
    at(&store).write(b"small", true).expect("writes");
    assert_eq!((read(&store), store.inner.len()), (Some(b"small".to_vec()), 1));
}

/// Every change from one of these to another, broken at every call.
const LENGTHS: [Option<usize>; 6] = [None, Some(10), Some(2_400), Some(2_401), Some(7_000), Some(2_304 * 5)];

#[test]
fn g6_a_writer_broken_at_any_call_leaves_the_old_value_or_the_new_one() {
    let mut broken = 0;
    for old in LENGTHS {
        for new in LENGTHS {
            for breaks_after in [false, true] {
                broken += break_everywhere(old, new, breaks_after);
            }
        }
    }
    assert!(broken > 600, "{broken}");
}

/// Breaks the change from `old` to `new` at each of its calls; gives how many that were.
fn break_everywhere(old: Option<usize>, new: Option<usize>, breaks_after: bool) -> usize {
    let (before, after) = (old.map(|length| value(1, length)), new.map(|length| value(2, length)));
    for breaks_at in 0.. {
        let mut store = Small::default();
        if let Some(before) = &before {
            // Twice, so that the change starts from either slot.
            for _ in 0..=breaks_at % 2 {
                at(&store).write(before, true).expect("writes");
            }
        }
        store.calls = Mutex::default();
        (store.breaks_at, store.breaks_after) = (Some(breaks_at), breaks_after);
        let outcome = match &after {
            Some(after) => at(&store).write(after, true).map(drop),
            None => at(&store).remove(),
        };
        let is_over = *store.calls.lock().expect("sound") <= breaks_at;
        store.breaks_at = None;
        let case = format!("{old:?} to {new:?}, broken at {breaks_at} (after: {breaks_after}): {outcome:?}");
        let left = read(&store);
        assert!(left == before || left == after, "{case}");
        if outcome.is_ok() {
            assert_eq!(left, after, "{case}");
        }
        repair(&store, breaks_at, &case);
        if is_over {
            return breaks_at;
        }
    }
    unreachable!("every change ends")
}

/// The next change works and leaves nothing of the broken one.
fn repair(store: &Small, turn: usize, case: &str) {
    if turn.is_multiple_of(3) {
        at(store).remove().expect("removes");
        assert!(store.inner.is_empty(), "{case}");
        return;
    }
    let next = value(3, if turn % 3 == 1 { 100 } else { 4_000 });
    if at(store).write(&next, false).expect("writes") == Change::NeedsLock {
        at(store).write(&next, true).expect("writes");
    }
    assert_eq!(read(store), Some(next.clone()), "{case}");
    assert_eq!(store.inner.len(), items(next.len()), "{case}");
}

/// A store that writers change in the middle of a reader's calls.
struct Disturbed<'a> {
    inner: &'a Small,
    gets: Mutex<usize>,
    /// Before which of the reader's calls something happens, and what.
    disturbances: Vec<(usize, Disturbance<'a>)>,
}

type Disturbance<'a> = Box<dyn Fn(&Small) + Send + Sync + 'a>;

impl Store for Disturbed<'_> {
    fn get(&self, service: &str, user: &str) -> Answer<Option<Secret<Vec<u8>>>> {
        let mut gets = self.gets.lock().expect("sound");
        self.disturbances.iter().filter(|(at, _)| *at == *gets).for_each(|(_, disturb)| disturb(self.inner));
        *gets += 1;
        self.inner.get(service, user)
    }

    fn set(&self, _: &str, _: &str, _: &[u8]) -> Answer<()> {
        unreachable!("a reader writes nothing")
    }

    fn delete(&self, _: &str, _: &str) -> Answer<()> {
        unreachable!("a reader deletes nothing")
    }
}

/// Breaks off after so many calls.
struct Killed<'a> {
    inner: &'a Small,
    calls_left: Mutex<usize>,
}

impl Killed<'_> {
    fn live(&self) -> Answer<()> {
        let mut left = self.calls_left.lock().expect("sound");
        *left = left.checked_sub(1).ok_or(Fault::Gone)?;
        Ok(())
    }
}

impl Store for Killed<'_> {
    fn get(&self, service: &str, user: &str) -> Answer<Option<Secret<Vec<u8>>>> {
        self.live().and_then(|()| self.inner.get(service, user))
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Answer<()> {
        self.live().and_then(|()| self.inner.set(service, user, value))
    }

    fn delete(&self, service: &str, user: &str) -> Answer<()> {
        self.live().and_then(|()| self.inner.delete(service, user))
    }
}

#[test]
fn g6_a_reader_disturbed_at_any_call_by_a_writer_killed_at_any_call_sees_one_value_whole() {
    let new = value(2, 6_000);
    for old in [value(1, 5_000), value(1, 300)] {
        for reads_at in 0..5 {
            for calls_left in 0..24 {
                let store = Small::default();
                at(&store).write(&old, true).expect("writes");
                let disturb = |inner: &Small| {
                    drop(at(&Killed { inner, calls_left: Mutex::new(calls_left) }).write(&new, true));
                };
                let reader = Disturbed {
                    inner: &store,
                    gets: Mutex::default(),
                    disturbances: vec![(reads_at, Box::new(disturb))],
                };
                let seen = read(&reader).expect("a value");
                assert!(seen == old || seen == new, "read at {reads_at}, killed after {calls_left}");
            }
        }
    }
}

#[test]
fn g6_a_reader_overtaken_by_two_writers_sees_one_value_whole() {
    let values: Vec<Vec<u8>> = (1..=3).map(|kind| value(kind, 5_000 + usize::from(kind) * 700)).collect();
    for first in 0..8 {
        for second in first..16 {
            let store = Small::default();
            at(&store).write(&values[0], true).expect("writes");
            let write = |number: usize| -> Disturbance<'_> {
                let new = &values[number];
                Box::new(move |inner: &Small| assert_eq!(at(inner).write(new, true), Ok(Change::Made)))
            };
            let reader = Disturbed {
                inner: &store,
                gets: Mutex::default(),
                disturbances: vec![(first, write(1)), (second, write(2))],
            };
            let seen = read(&reader).expect("a value");
            assert!(values.contains(&seen), "overtaken at {first} and {second}");
        }
    }
}

#[test]
fn a_lost_or_changed_chunk_is_an_item_gone_and_the_next_write_mends_it() {
    let damages: [fn(&Small); 3] = [
        |store| store.inner.delete("portico", "session/a#0.1").expect("deletes"),
        |store| store.inner.set("portico", "session/a#0.2", b"other").expect("sets"),
        |store| store.inner.set("portico", "session/a#0.0", &[0; 2_304]).expect("sets"),
    ];
    for damage in damages {
        let store = Small::default();
        at(&store).write(&value(1, 6_000), true).expect("writes");
        damage(&store);
        assert_eq!(at(&store).read().expect_err("damaged"), Fault::Lost);
        at(&store).write(&value(2, 3_000), true).expect("writes");
        assert_eq!(read(&store), Some(value(2, 3_000)));
        at(&store).remove().expect("removes");
        at(&store).write(&value(1, 6_000), true).expect("writes");
        damage(&store);
        at(&store).remove().expect("removes");
        assert!(store.inner.is_empty());
    }
}

#[test]
fn a_header_of_a_newer_version_is_told_and_can_be_replaced() {
    for header in ["portico-chunks {\"format\":2}", "portico-chunks not JSON"] {
        let store = Small::default();
        store.inner.set("portico", "session/a", header.as_bytes()).expect("sets");
        assert!(matches!(at(&store).read(), Err(Fault::Failed(_))), "{header}");
        at(&store).write(b"mine", true).expect("writes");
        assert_eq!(read(&store).as_deref(), Some(b"mine".as_slice()));
    }
}

#[test]
fn a_store_that_refuses_even_a_chunk_says_so_and_keeps_the_old_value() {
    /// Takes a hundred bytes.
    struct Tiny(MemoryStore);
    impl Store for Tiny {
        fn get(&self, service: &str, user: &str) -> Answer<Option<Secret<Vec<u8>>>> {
            self.0.get(service, user)
        }
        fn set(&self, service: &str, user: &str, value: &[u8]) -> Answer<()> {
            if value.len() > 100 {
                Err(Fault::TooBig { most: 100 })
            } else {
                self.0.set(service, user, value)
            }
        }
        fn delete(&self, service: &str, user: &str) -> Answer<()> {
            self.0.delete(service, user)
        }
    }
    let store = Tiny(MemoryStore::default());
    at(&store).write(b"old", true).expect("writes");
    assert_eq!(at(&store).write(&value(1, 9_000), true), Err(Fault::TooBig { most: 100 }));
    assert_eq!(read(&store).as_deref(), Some(b"old".as_slice()));
}

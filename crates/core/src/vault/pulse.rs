//! What those who wait must know about the keychain's thread: whether a call is in the store, since when nothing ended,
//! and what it waits for.

use std::sync::Mutex;

use portico_model::Secret;

use super::store::{Fault, Store};
use super::thread::{Refusal, held};

/// The thread's state, shared with those who wait.
#[derive(Default)]
pub(super) struct Pulse(Mutex<State>);

#[derive(Default)]
struct State {
    /// A call has outlasted its deadline and is still in the store.
    is_stuck: bool,
    /// A call is in the store.
    is_busy: bool,
    /// The call in the store found it locked.
    is_prompting: bool,
    /// The person is asked where the caller is, who therefore waits.
    asks_here: bool,
    /// Another thread has taken this one's place: it must not begin anything more.
    is_given_up: bool,
    /// Calls ended so far.
    ended: u64,
}

impl Pulse {
    /// Calls ended so far.
    pub(super) fn ended(&self) -> u64 {
        held(&self.0).ended
    }

    /// Somebody has waited for the whole deadline; `ended_before` is what [`Pulse::ended`] said when that began.
    pub(super) fn deadline_passed(&self, ended_before: u64) {
        let mut state = held(&self.0);
        let waits_for_person = state.is_prompting && state.asks_here;
        if state.is_busy && state.ended == ended_before && !waits_for_person {
            state.is_stuck = true;
        }
    }

    /// Why nothing can be asked now. Who may not ask the person does not wait for somebody else's question either.
    pub(super) fn refusal(&self, quiet: bool) -> Option<Refusal> {
        let state = held(&self.0);
        match (state.is_stuck, state.is_prompting) {
            (true, false) => Some(Refusal::Silent),
            (true, true) => Some(Refusal::Prompting),
            (false, true) if quiet => Some(Refusal::Prompting),
            (false, _) => None,
        }
    }

    /// Another thread has taken this one's place.
    pub(super) fn give_up(&self) {
        held(&self.0).is_given_up = true;
    }

    pub(super) fn is_given_up(&self) -> bool {
        held(&self.0).is_given_up
    }

    /// Makes one call that asks the person for nothing.
    ///
    /// # Errors
    /// When another thread has taken this one's place.
    pub(super) fn during<T>(&self, call: impl FnOnce() -> T) -> Result<T, Fault> {
        let _call = self.begin(false, false)?;
        Ok(call())
    }

    fn begin(&self, is_prompting: bool, asks_here: bool) -> Result<Call<'_>, Fault> {
        let mut state = held(&self.0);
        if state.is_given_up {
            return Err(Fault::Gone);
        }
        (state.is_busy, state.is_prompting, state.asks_here) = (true, is_prompting, asks_here);
        Ok(Call(self))
    }
}

/// A call in the store; however it ends, the pulse learns of it.
struct Call<'a>(&'a Pulse);

impl Drop for Call<'_> {
    fn drop(&mut self) {
        let mut state = held(&self.0.0);
        *state = State { ended: state.ended + 1, is_given_up: state.is_given_up, ..State::default() };
    }
}

/// A store whose every call is a beat of the pulse.
pub(super) struct Watched<'a> {
    store: &'a dyn Store,
    pulse: &'a Pulse,
    is_locked: bool,
}

impl<'a> Watched<'a> {
    /// `is_locked` says that the calls may make the person type a password first.
    pub(super) fn new(store: &'a dyn Store, pulse: &'a Pulse, is_locked: bool) -> Self {
        Self { store, pulse, is_locked }
    }

    fn call<T>(&self, call: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
        let _call = self.pulse.begin(self.is_locked, self.store.asks_here())?;
        call(self.store)
    }
}

impl Store for Watched<'_> {
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        self.call(|store| store.get(service, user))
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), Fault> {
        self.call(|store| store.set(service, user, value))
    }

    fn delete(&self, service: &str, user: &str) -> Result<(), Fault> {
        self.call(|store| store.delete(service, user))
    }

    fn unlock(&self) -> Result<(), Fault> {
        self.call(|store| store.unlock())
    }

    fn room(&self) -> usize {
        self.store.room()
    }
}

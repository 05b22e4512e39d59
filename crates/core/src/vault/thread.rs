//! The one thread that talks to the keychain. Rules: one call at a time; who waits does so with a deadline; a call that
//! outlasts it makes all later ones fail at once until it returns; the thread is never joined, so it cannot keep the
//! program from ending; a call whose caller has given up is not begun.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use portico_model::Secret;
use tokio::sync::oneshot;

use super::store::{Fault, Store};

/// Opens the keychain; called before the first use and again after a failure.
pub(super) type Open = dyn Fn() -> Result<Arc<dyn Store>, Fault> + Send + Sync;

/// What is asked of the store.
pub(super) enum Verb {
    /// Answers the value, if there is one.
    Get,
    /// Answers `None`.
    Set(Secret<Vec<u8>>),
    /// Answers `None`.
    Delete,
}

/// Why there is no answer.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Refusal {
    /// The store said no.
    Fault(Fault),
    /// The store has said nothing for longer than the deadline.
    Silent,
    /// The store is waiting for the person to type a password, for longer than the deadline.
    Prompting,
}

type Answer = Result<Option<Secret<Vec<u8>>>, Fault>;

struct Job {
    service: &'static str,
    user: String,
    verb: Verb,
    /// Answer that the store is locked instead of asking the person for a password.
    quiet: bool,
    reply: oneshot::Sender<Answer>,
}

/// What those who wait must know about the thread.
#[derive(Default)]
struct Pulse {
    /// A call has outlasted its deadline and is still in the store.
    stuck: bool,
    /// A call is in the store.
    busy: bool,
    /// The call in the store found it locked.
    prompting: bool,
    /// Calls ended so far.
    ended: u64,
}

/// The queue before the thread.
pub(super) struct Keychain {
    open: Arc<Open>,
    deadline: Duration,
    pulse: Arc<Mutex<Pulse>>,
    jobs: Mutex<Option<Sender<Job>>>,
}

impl Keychain {
    /// Starts nothing yet: the thread and the store come with the first call.
    pub(super) fn new(open: Arc<Open>, deadline: Duration) -> Self {
        Self { open, deadline, pulse: Arc::default(), jobs: Mutex::new(None) }
    }

    /// How long a call may take.
    pub(super) fn deadline(&self) -> Duration {
        self.deadline
    }

    /// Queues one call and waits for its answer. The deadline starts anew whenever a call before it ends, so a long
    /// queue in front of a healthy keychain is not taken for a hung one.
    pub(super) async fn ask(
        &self,
        service: &'static str,
        user: String,
        verb: Verb,
        quiet: bool,
    ) -> Result<Option<Secret<Vec<u8>>>, Refusal> {
        if let Some(refusal) = held(&self.pulse).refusal() {
            return Err(refusal);
        }
        let (reply, mut answer) = oneshot::channel();
        self.enqueue(Job { service, user, verb, quiet, reply })?;
        loop {
            let ended_before = held(&self.pulse).ended;
            match tokio::time::timeout(self.deadline, &mut answer).await {
                Ok(Ok(answer)) => return answer.map_err(Refusal::Fault),
                Ok(Err(_)) => return Err(failed("its thread ended")),
                Err(_) => {
                    let mut pulse = held(&self.pulse);
                    if pulse.busy && pulse.ended == ended_before {
                        pulse.stuck = true;
                    }
                    if let Some(refusal) = pulse.refusal() {
                        return Err(refusal);
                    }
                }
            }
        }
    }

    fn enqueue(&self, job: Job) -> Result<(), Refusal> {
        let mut jobs = held(&self.jobs);
        let job = match jobs.as_ref() {
            None => job,
            Some(sender) => match sender.send(job) {
                Ok(()) => return Ok(()),
                Err(mpsc::SendError(job)) => job,
            },
        };
        let (sender, receiver) = mpsc::channel();
        *held(&self.pulse) = Pulse::default();
        let (open, pulse) = (Arc::clone(&self.open), Arc::clone(&self.pulse));
        let spawned =
            thread::Builder::new().name("keychain".to_owned()).spawn(move || serve(&receiver, &open, &pulse));
        spawned.map_err(|error| failed(&format!("no thread can be started: {error}")))?;
        let sent = sender.send(job).map_err(|_| failed("its thread ended"));
        *jobs = Some(sender);
        sent
    }
}

impl Pulse {
    fn refusal(&self) -> Option<Refusal> {
        match (self.stuck, self.prompting) {
            (false, _) => None,
            (true, false) => Some(Refusal::Silent),
            (true, true) => Some(Refusal::Prompting),
        }
    }

    /// A call has ended.
    fn rest(&mut self) {
        *self = Self { ended: self.ended + 1, ..Self::default() };
    }
}

fn failed(why: &str) -> Refusal {
    Refusal::Fault(Fault::Failed(why.to_owned()))
}

/// A poisoned lock still guards sound values here: each is replaced whole.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A call in the store; however it ends, the pulse learns of it.
struct Call<'a>(&'a Mutex<Pulse>);

impl Drop for Call<'_> {
    fn drop(&mut self) {
        held(self.0).rest();
    }
}

fn serve(jobs: &Receiver<Job>, open: &Arc<Open>, pulse: &Mutex<Pulse>) {
    let mut store = None;
    while let Ok(job) = jobs.recv() {
        if job.reply.is_closed() {
            continue;
        }
        held(pulse).busy = true;
        let call = Call(pulse);
        let answer = answer(&mut store, open.as_ref(), pulse, &job);
        drop(call);
        // The caller may have given up meanwhile; then nobody wants the answer.
        let _ = job.reply.send(answer);
    }
}

/// One call, and after a failure that a new connection may mend, once more over a new one.
fn answer(store: &mut Option<Arc<dyn Store>>, open: &Open, pulse: &Mutex<Pulse>, job: &Job) -> Answer {
    let first = attempt(store, open, pulse, job);
    match first {
        Err(Fault::Gone | Fault::Failed(_) | Fault::Absent) if store.is_some() => {
            *store = None;
            let second = attempt(store, open, pulse, job);
            if matches!(second, Err(Fault::Gone | Fault::Failed(_) | Fault::Absent)) {
                *store = None;
            }
            second
        }
        Ok(_) | Err(_) => first,
    }
}

fn attempt(store: &mut Option<Arc<dyn Store>>, open: &Open, pulse: &Mutex<Pulse>, job: &Job) -> Answer {
    let opened = match store {
        Some(opened) => Arc::clone(opened),
        None => Arc::clone(store.insert(open()?)),
    };
    let locked = opened.is_locked();
    if locked && job.quiet {
        return Err(Fault::Locked);
    }
    held(pulse).prompting = locked;
    match &job.verb {
        Verb::Get => opened.get(job.service, &job.user),
        Verb::Set(value) => opened.set(job.service, &job.user, value.expose()).map(|()| None),
        Verb::Delete => opened.delete(job.service, &job.user).map(|()| None),
    }
}

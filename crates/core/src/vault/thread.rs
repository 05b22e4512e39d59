//! The one thread that talks to the keychain. Rules: one call at a time; who waits does so with a deadline; a call that
//! outlasts it makes all later ones fail at once until it returns, or until a new connection proves to work, which takes
//! its place; the thread is never joined, so it cannot keep the program from ending; a call whose caller has given up is
//! not begun.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portico_model::Secret;
use tokio::sync::oneshot;

use super::chunks::{Change, Place};
use super::pulse::{Pulse, Watched};
use super::store::{Fault, Store};
use crate::disk::Lock;

/// Opens the keychain; called before the first use and again after a failure.
pub(super) type Open = dyn Fn() -> Result<Arc<dyn Store>, Fault> + Send + Sync;

/// One call, and what it is made with.
pub(super) struct Call {
    pub(super) service: &'static str,
    pub(super) user: String,
    pub(super) verb: Verb,
    /// Answer that the store is locked instead of asking the person for a password.
    pub(super) quiet: bool,
    /// Keeps other processes away until the store has answered, even when the caller has given up.
    pub(super) _lock: Option<Lock>,
}

/// What is asked of the store.
pub(super) enum Verb {
    /// Answers the value, if there is one.
    Get,
    /// Answers nothing, or that the lock is needed.
    Set(Secret<Vec<u8>>, Alone),
    /// Answers nothing.
    Delete,
    /// Makes the store ready for calls that may not ask the person; answers nothing.
    Unlock,
}

/// Whether nobody else changes the entry meanwhile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Alone {
    /// Somebody may.
    No,
    /// The lock of the entry is held, or nothing else reaches this store.
    Yes,
}

/// What was asked for.
pub(super) enum Reply {
    Value(Option<Secret<Vec<u8>>>),
    Done,
    NeedsLock,
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

type Answer = Result<Reply, Fault>;

struct Job {
    call: Call,
    reply: oneshot::Sender<Answer>,
}

/// The queue before the thread.
pub(super) struct Keychain {
    open: Arc<Open>,
    deadline: Duration,
    /// How long a stuck call is waited for before a new connection is tried, and between two such tries.
    probe_after: Duration,
    line: Arc<Mutex<Line>>,
}

/// The thread at work now, and the attempts to replace it.
#[derive(Default)]
struct Line {
    worker: Option<Worker>,
    stuck_since: Option<Instant>,
    is_probing: bool,
}

#[derive(Clone)]
struct Worker {
    jobs: Sender<Job>,
    pulse: Arc<Pulse>,
}

impl Keychain {
    /// Starts nothing yet: the thread and the store come with the first call.
    pub(super) fn new(open: Arc<Open>, deadline: Duration, probe_after: Duration) -> Self {
        Self { open, deadline, probe_after, line: Arc::default() }
    }

    /// How long a call may take.
    pub(super) fn deadline(&self) -> Duration {
        self.deadline
    }

    /// Queues one call and waits for its answer. The deadline starts anew whenever a call to the store ends, so a long
    /// queue in front of a healthy keychain is not taken for a hung one.
    pub(super) async fn ask(&self, call: Call) -> Result<Reply, Refusal> {
        let quiet = call.quiet;
        if let Some(refusal) = self.refusal(quiet) {
            return Err(refusal);
        }
        let (reply, mut answer) = oneshot::channel();
        let pulse = self.enqueue(Job { call, reply })?;
        loop {
            let ended_before = pulse.ended();
            match tokio::time::timeout(self.deadline, &mut answer).await {
                Ok(Ok(answer)) => return answer.map_err(Refusal::Fault),
                Ok(Err(_)) => return Err(failed("its thread ended")),
                Err(_) => {
                    pulse.deadline_passed(ended_before);
                    if let Some(refusal) = self.refusal(quiet) {
                        return Err(refusal);
                    }
                }
            }
        }
    }

    /// Why nothing can be asked now. While a call is stuck, this is also what tries a new connection, once in a while.
    pub(super) fn refusal(&self, quiet: bool) -> Option<Refusal> {
        let mut line = held(&self.line);
        let refusal = line.worker.as_ref().and_then(|worker| worker.pulse.refusal(quiet));
        match (&refusal, line.stuck_since) {
            (None, _) => line.stuck_since = None,
            (Some(_), None) => line.stuck_since = Some(Instant::now()),
            (Some(_), Some(since)) if since.elapsed() >= self.probe_after && !line.is_probing => {
                line.stuck_since = Some(Instant::now());
                line.is_probing = self.start_probe();
            }
            (Some(_), Some(_)) => {}
        }
        refusal
    }

    fn enqueue(&self, job: Job) -> Result<Arc<Pulse>, Refusal> {
        let mut line = held(&self.line);
        let job = match &line.worker {
            None => job,
            Some(worker) => match worker.jobs.send(job) {
                Ok(()) => return Ok(Arc::clone(&worker.pulse)),
                Err(mpsc::SendError(job)) => job,
            },
        };
        let worker = Worker::start(Arc::clone(&self.open), None)?;
        worker.jobs.send(job).map_err(|_| failed("its thread ended"))?;
        let pulse = Arc::clone(&worker.pulse);
        line.worker = Some(worker);
        Ok(pulse)
    }

    /// Tries a new connection beside the stuck one; says whether the attempt could be begun.
    fn start_probe(&self) -> bool {
        let (open, line) = (Arc::clone(&self.open), Arc::clone(&self.line));
        let probe = move || {
            let works = probed(open.as_ref());
            let mut line = held(&line);
            line.is_probing = false;
            let Some(store) = works else { return };
            if line.worker.as_ref().is_some_and(|worker| worker.pulse.refusal(false).is_some())
                && let Ok(fresh) = Worker::start(open, Some(store))
                && let Some(stuck) = line.worker.replace(fresh)
            {
                stuck.pulse.give_up();
            }
        };
        thread::Builder::new().name("keychain-probe".to_owned()).spawn(probe).is_ok()
    }
}

impl Worker {
    fn start(open: Arc<Open>, store: Option<Arc<dyn Store>>) -> Result<Self, Refusal> {
        let (jobs, queue) = mpsc::channel();
        let pulse = Arc::<Pulse>::default();
        let watched = Arc::clone(&pulse);
        let serve = move || Serving { store, open, pulse: watched }.serve(&queue);
        let spawned = thread::Builder::new().name("keychain".to_owned()).spawn(serve);
        spawned.map_err(|error| failed(&format!("no thread can be started: {error}")))?;
        Ok(Self { jobs, pulse })
    }
}

/// A new connection that answers, without having asked the person for anything.
fn probed(open: &Open) -> Option<Arc<dyn Store>> {
    let store = open().ok()?;
    if store.is_locked() {
        return None;
    }
    let probe = super::Entry::Probe;
    store.get(probe.service(), &probe.user(None)).ok()?;
    Some(store)
}

fn failed(why: &str) -> Refusal {
    Refusal::Fault(Fault::Failed(why.to_owned()))
}

/// A poisoned lock still guards sound values here: each is replaced whole.
pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread's own side.
struct Serving {
    store: Option<Arc<dyn Store>>,
    open: Arc<Open>,
    pulse: Arc<Pulse>,
}

impl Serving {
    fn serve(mut self, jobs: &Receiver<Job>) {
        while let Ok(job) = jobs.recv() {
            if job.reply.is_closed() {
                continue;
            }
            if self.pulse.is_given_up() {
                return;
            }
            let answer = self.answer(&job.call);
            // The caller may have given up meanwhile; then nobody wants the answer.
            let _ = job.reply.send(answer);
        }
    }

    /// One call, and after a failure that a new connection may mend, once more over a new one.
    fn answer(&mut self, call: &Call) -> Answer {
        let first = self.attempt(call);
        if !is_mendable(&first) || self.store.take().is_none() {
            return first;
        }
        let second = self.attempt(call);
        if is_mendable(&second) {
            self.store = None;
        }
        second
    }

    fn attempt(&mut self, call: &Call) -> Answer {
        let opened = self.opened()?;
        let is_locked = self.pulse.during(|| opened.is_locked())?;
        if is_locked && call.quiet {
            return Err(opened.when_locked());
        }
        let store = Watched::new(opened.as_ref(), &self.pulse, is_locked);
        let place = Place { store: &store, service: call.service, user: &call.user };
        match &call.verb {
            Verb::Get => place.read().map(Reply::Value),
            Verb::Set(value, alone) => {
                let change = place.write(value.expose(), *alone == Alone::Yes)?;
                Ok(match change {
                    Change::Made => Reply::Done,
                    Change::NeedsLock => Reply::NeedsLock,
                })
            }
            Verb::Delete => place.remove().map(|()| Reply::Done),
            Verb::Unlock => store.unlock().map(|()| Reply::Done),
        }
    }

    fn opened(&mut self) -> Result<Arc<dyn Store>, Fault> {
        if let Some(opened) = &self.store
            && opened.is_current()
        {
            return Ok(Arc::clone(opened));
        }
        self.store = None;
        let opened = self.pulse.during(|| (self.open)())??;
        self.store = Some(Arc::clone(&opened));
        Ok(opened)
    }
}

fn is_mendable(answer: &Answer) -> bool {
    matches!(answer, Err(Fault::Gone | Fault::Failed(_) | Fault::Absent))
}

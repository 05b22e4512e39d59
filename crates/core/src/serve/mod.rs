//! The local endpoint of a role's credentials: the container-credentials protocol (`AWS_CONTAINER_CREDENTIALS_FULL_URI`),
//! for containers, IDEs and SDKs on this machine.
//!
//! Rules: whoever asks may be any web page or any local user, so [`crate::loopback`] says what a request looks like, and here
//! a path and a token that nobody can guess, both compared in constant time, say who may have an answer; on Linux the kernel
//! is asked whose connection it is, too. Every refusal of a stranger is the same 404. Keys are had anew for each answer, each of which
//! the policy is asked about, and not held here.
//! An endpoint is of one role and ends with the value that holds it; once the credentials of that role are forgotten, whichever
//! process did that, it answers nobody any more.

mod answer;
mod pace;
mod peer;
mod place;
mod screen;

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use portico_model::{Clock as _, Entropy, Secret};
use tokio::task::{AbortHandle, JoinSet};

pub use peer::Program;
pub use place::Place;
pub(crate) use place::tidy;

use crate::credentials::Credentials;
use crate::error::{Code, Result};
use crate::loopback::{Caller, Listener};
use crate::parts::Parts;
use crate::policy::StepUps;
use crate::portal::Portal;
use crate::role::RoleKey;
use crate::session::{Forgotten, Sessions};
use crate::view::ServingView;
use pace::Pace;
use place::TokenFile;
use screen::Watch;

/// How long an endpoint stays that nobody asks, unless somebody says otherwise: longer than the keys of an hour last, which
/// tools fetch a quarter of an hour before their end.
pub const IDLE: SignedDuration = SignedDuration::from_mins(60);
/// Answers under way at once.
const AT_ONCE: usize = 16;

/// When an endpoint ends by itself. It ends with the sign-out in any case.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Terms {
    /// When nobody has asked for so long; `None`: never.
    pub idle: Option<SignedDuration>,
    /// When the screen is locked.
    pub until_locked: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self { idle: Some(IDLE), until_locked: false }
    }
}

impl Terms {
    /// Ends when nobody has asked for so many minutes (0: never for that reason), and perhaps when the screen is locked.
    #[must_use]
    pub fn of(minutes: u32, until_locked: bool) -> Self {
        let idle = (minutes > 0).then(|| SignedDuration::from_mins(i64::from(minutes)));
        Self { idle, until_locked }
    }
}

/// What an endpoint has to tell.
#[derive(Clone, Debug)]
pub enum Told {
    /// It gave credentials to a tool, which is in the journal.
    Answered,
    /// It had none to give.
    Refused(Code),
    /// The credentials of its role were forgotten, or are to be.
    Over,
    /// The screen was locked, and it is to end with that.
    Locked,
}

/// Hears what the endpoint on a port has to tell.
pub type Ear = Arc<dyn Fn(u16, Told) + Send + Sync>;

/// An endpoint that somebody wants.
#[derive(Debug)]
pub struct Wish {
    /// Who gives the credentials.
    pub portal: Portal,
    /// Of which role.
    pub key: RoleKey,
    /// What people call it.
    pub title: String,
    /// When it ends by itself.
    pub terms: Terms,
    /// How often the credentials of the role had been forgotten when it was wanted.
    pub(crate) forgotten: Forgotten,
}

/// A running endpoint.
#[derive(Debug)]
pub struct Endpoint {
    key: RoleKey,
    forgotten: Forgotten,
    title: String,
    terms: Terms,
    place: Place,
    since: Timestamp,
    last: Arc<Mutex<Last>>,
    serving: AbortHandle,
    watching: Option<AbortHandle>,
    _token: TokenFile,
}

/// Who asked last, and when, and how often it was asked in all.
#[derive(Debug, Default)]
struct Last {
    asked: Option<Timestamp>,
    by: Option<Program>,
    times: u32,
}

impl Last {
    fn note(&mut self, now: Timestamp, by: Option<Program>) {
        *self = Self { asked: Some(now), by, times: self.times.saturating_add(1) };
    }
}

impl Endpoint {
    /// Opens an endpoint. Needs a tokio runtime.
    ///
    /// # Errors
    /// When nothing can be listened on, the token cannot be written, or the system does not tell whose connections are.
    pub async fn open(parts: &Parts, wish: Wish, ear: Ear) -> Result<Self> {
        let Wish { portal, key, title, terms, forgotten } = wish;
        peer::can_be_told()?;
        let watch = if terms.until_locked { Some(Watch::begin(&parts.environment).await?) } else { None };
        let listener = Listener::bind(Caller::Tool).await?;
        let path = format!("/v1/{}", drawn(parts.entropy.as_ref()));
        let token = Secret::new(drawn(parts.entropy.as_ref()));
        let file = TokenFile::write(&parts.home, listener.port(), &token).await?;
        let place = Place {
            url: format!("{}{path}", listener.origin()),
            port: listener.port(),
            token: token.clone(),
            token_file: file.path().to_owned(),
        };
        let last = Arc::new(Mutex::default());
        let desk = Desk {
            portal,
            key: key.clone(),
            forgotten,
            path,
            token,
            port: place.port,
            sessions: parts.sessions.quietly().in_background(),
            parts: parts.clone(),
            last: Arc::clone(&last),
            known: Pace::default(),
            strangers: Pace::default(),
            ear: Arc::clone(&ear),
        };
        let port = place.port;
        let watching = watch.map(|watch| {
            let watching = async move {
                watch.locked().await;
                ear(port, Told::Locked);
            };
            tokio::spawn(watching).abort_handle()
        });
        let serving = tokio::spawn(serve(listener, Arc::new(desk))).abort_handle();
        Ok(Self {
            key,
            forgotten,
            title,
            terms,
            place,
            since: parts.clock.now(),
            last,
            serving,
            watching,
            _token: file,
        })
    }

    /// Where it is, and what opens it.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Of which role.
    #[must_use]
    pub fn key(&self) -> &RoleKey {
        &self.key
    }

    /// Whether nobody has asked for as long as its terms allow.
    #[must_use]
    pub fn is_idle(&self, now: Timestamp) -> bool {
        let asked = held(&self.last).asked.unwrap_or(self.since);
        self.terms.idle.is_some_and(|idle| now.duration_since(asked) >= idle)
    }

    /// Whether the credentials of its role have been forgotten since it was wanted, by whichever process.
    pub(crate) fn is_forgotten(&self, sessions: &Sessions) -> bool {
        sessions.forgotten(&self.key) != self.forgotten
    }

    /// As the window sees it.
    #[must_use]
    pub fn view(&self) -> ServingView {
        let last = held(&self.last);
        let asked = last.asked.unwrap_or(self.since);
        let until = self.terms.idle.and_then(|idle| asked.checked_add(idle).ok());
        ServingView {
            portal: self.key.portal.to_string(),
            account: self.key.account.to_string(),
            role: self.key.role.to_string(),
            title: self.title.clone(),
            port: self.place.port,
            since: self.since.as_second(),
            until: until.map(Timestamp::as_second),
            until_locked: self.terms.until_locked,
            asked: last.times,
            asked_at: last.asked.map(Timestamp::as_second),
            asked_by: last.by.as_ref().map(ToString::to_string),
        }
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.serving.abort();
        if let Some(watching) = &self.watching {
            watching.abort();
        }
    }
}

/// What every answer needs.
struct Desk {
    portal: Portal,
    key: RoleKey,
    forgotten: Forgotten,
    path: String,
    token: Secret,
    port: u16,
    sessions: Sessions,
    parts: Parts,
    last: Arc<Mutex<Last>>,
    /// Of those who have the token, and of those who have not: nobody who guesses keeps the others waiting.
    known: Pace,
    strangers: Pace,
    ear: Ear,
}

impl Desk {
    /// Credentials for one answer, if the policy lets a tool have them now; nothing once the endpoint is over, be it while they were
    /// asked for.
    async fn credentials(&self) -> Option<Result<Credentials>> {
        if self.is_over() {
            return None;
        }
        let found = match self.parts.may_have(&self.key) {
            Ok(()) => self.sessions.credentials(&self.portal, &self.key).await,
            Err(refused) => Err(refused),
        };
        Some(found).filter(|_| !self.is_over())
    }

    /// Whether its role's credentials were forgotten, or are to be: a step-up to it is over, and nobody has looked yet.
    fn is_over(&self) -> bool {
        self.sessions.forgotten(&self.key) != self.forgotten
            || StepUps::of(&self.parts.home).has_ended(&self.key, self.parts.clock.now())
    }
}

async fn serve(mut listener: Listener, desk: Arc<Desk>) {
    let mut answering = JoinSet::new();
    loop {
        tokio::select! {
            request = listener.next_request() => {
                if answering.len() < AT_ONCE {
                    answering.spawn(answer::answer(Arc::clone(&desk), request));
                } else {
                    answer::too_many(request).await;
                }
            }
            Some(_) = answering.join_next() => {}
        }
    }
}

/// 32 random bytes as text for a path or a header.
fn drawn(entropy: &dyn Entropy) -> String {
    URL_SAFE_NO_PAD.encode(entropy.bytes32())
}

/// A poisoned lock still guards a sound value: it is replaced whole.
fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! The reference: what a server makes of refresh tokens, and who holds the newest one. It knows nothing of how the product
//! does what it does, and is small enough to be seen to be right.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use portico_center::Rotation;

/// How long [`Rotation::Grace`] takes a token again.
const GRACE: SignedDuration = SignedDuration::from_secs(30);

/// What a server gave at one time: an access token and the refresh token beside it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Pair {
    session: usize,
    number: usize,
}

/// What goes wrong with one refresh on its way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mishap {
    /// The server never sees it.
    RequestLost,
    /// The server has done it, and nobody hears of that.
    AnswerLost,
    /// Something else answers.
    Captive,
    /// The server has a fault of its own.
    Fault,
    /// The server wants to be left alone.
    Throttled,
}

/// Who asks for a refresh.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Asker {
    /// The app: what the keychain refuses it keeps in memory for as long as it lives.
    App,
    /// A program that ends as soon as it has been served, and has only what is in the keychain.
    Helper,
    /// The app, killed on the way.
    DyingApp,
    /// A helper, killed on the way.
    DyingHelper,
}

/// What the server did, as counted there.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Served {
    pub(super) asked: u64,
    pub(super) granted: u64,
    pub(super) refused: u64,
}

/// What became of the session in the keychain meanwhile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Change {
    /// It is as it was.
    None,
    /// There is another one.
    Kept,
    /// It is gone, or void.
    Gone,
}

#[derive(Debug)]
struct PortalSession {
    ends: Timestamp,
    over: bool,
    /// When the refresh token of each pair was used first.
    used: Vec<Option<Timestamp>>,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Reference {
    rotation: Rotation,
    sessions: Vec<PortalSession>,
    mishaps: VecDeque<Mishap>,
    /// What the keychain holds for whoever can read it.
    pub(super) vault: Option<Pair>,
    /// What the app alone holds, because the keychain did not take it.
    pub(super) memory: Option<Pair>,
    /// Why the app may say that nobody is signed in.
    pub(super) over: Option<&'static str>,
}

impl Reference {
    pub(super) fn new(rotation: Rotation) -> Self {
        let (sessions, mishaps) = (Vec::new(), VecDeque::new());
        Self { rotation, sessions, mishaps, vault: None, memory: None, over: Some("nobody ever signed in") }
    }

    /// The pair the app lives on.
    pub(super) fn held(&self) -> Option<Pair> {
        self.memory.or(self.vault)
    }

    /// When the session of the app ends.
    pub(super) fn ends(&self) -> Option<Timestamp> {
        self.held().map(|pair| self.sessions[pair.session].ends)
    }

    pub(super) fn plan(&mut self, mishap: Mishap, count: usize) {
        self.mishaps.extend(std::iter::repeat_n(mishap, count));
    }

    pub(super) fn forget_mishaps(&mut self) {
        self.mishaps.clear();
    }

    pub(super) fn expects_mishaps(&self) -> bool {
        !self.mishaps.is_empty()
    }

    /// Somebody signed in; the keychain took it or not.
    pub(super) fn signed_in(&mut self, ends: Timestamp, was_kept: bool) {
        self.sessions.push(PortalSession { ends, over: false, used: vec![None] });
        let pair = Pair { session: self.sessions.len() - 1, number: 0 };
        (self.vault, self.memory) = if was_kept { (Some(pair), None) } else { (None, Some(pair)) };
        self.over = None;
    }

    /// Somebody signed out.
    pub(super) fn signed_out(&mut self, why: &'static str) {
        (self.vault, self.memory, self.over) = (None, None, Some(why));
    }

    /// The server ended the session that the app lives on.
    pub(super) fn revoked(&mut self) {
        if let Some(pair) = self.held() {
            self.sessions[pair.session].over = true;
        }
    }

    /// The app is gone, and with it what it alone held.
    pub(super) fn app_died(&mut self) {
        if self.memory.take().is_some() && self.vault.is_none() {
            self.over = Some("it was in the memory of a program that is no more");
        }
    }

    /// The server was asked so often; what it must have answered, and who holds what now.
    pub(super) fn asked(&mut self, asker: Asker, asked: u64, change: Change, now: Timestamp) -> Served {
        let (mut served, mut newest) = (Served { asked, ..Served::default() }, None);
        let mut was_told = false;
        for _ in 0..asked {
            let first = match asker {
                Asker::App | Asker::DyingApp => self.held(),
                Asker::Helper | Asker::DyingHelper => self.vault,
            };
            let pair = newest.or(first).expect("whoever asks for a refresh holds a token");
            let mishap = self.mishaps.pop_front();
            if mishap.is_some_and(|mishap| mishap != Mishap::AnswerLost) {
                continue;
            }
            match self.ask(pair, now) {
                Some(next) => {
                    served.granted += 1;
                    newest = mishap.is_none().then_some(next).or(newest);
                }
                None => {
                    served.refused += 1;
                    was_told |= mishap.is_none();
                }
            }
        }
        let is_dying = matches!(asker, Asker::DyingApp | Asker::DyingHelper);
        match (change, newest) {
            (Change::Kept, Some(pair)) => (self.vault, self.memory) = (Some(pair), None),
            (Change::Kept, None) => {
                self.vault = Some(self.memory.take().expect("a session in the keychain is somebody's"));
            }
            (Change::None, Some(pair)) if asker == Asker::App => self.memory = Some(pair),
            (Change::Gone, _) => {
                assert!(was_told, "I4: a session is gone, and no server said that it is over")
            }
            (Change::None, _) => {}
        }
        if was_told && (!is_dying || change == Change::Gone) {
            self.signed_out("the server refused the newest token there is");
        }
        served
    }

    /// What the server does with a refresh token: another pair, or nothing.
    fn ask(&mut self, pair: Pair, now: Timestamp) -> Option<Pair> {
        let session = &mut self.sessions[pair.session];
        if session.over || now >= session.ends {
            return None;
        }
        match (session.used[pair.number], self.rotation) {
            (None, _) => session.used[pair.number] = Some(now),
            (Some(_), Rotation::Reusable) => {}
            (Some(first), Rotation::Grace) if now < first + GRACE => {}
            (Some(_), Rotation::Grace) => return None,
            (Some(_), Rotation::Strict) => {
                session.over = true;
                return None;
            }
        }
        session.used.push(None);
        Some(Pair { session: pair.session, number: session.used.len() - 1 })
    }
}

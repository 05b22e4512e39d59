//! Where it happens: a company with its own time, people with browsers, and everything that was ever drawn there by lot.
//!
//! Rule: the company is a runtime of its own, and answers while the programs under test stand still.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use portico_center::{Config, Fault, Operation, Reply, Rotation};
use portico_model::{Clock as _, Entropy, ManualClock, SystemEntropy};
use reqwest::{Client, RequestBuilder, StatusCode};
use tokio::runtime::{Builder, Runtime};

use super::program::Patience;
use super::reference::{Mishap, Served};
use crate::support::company::Company;
use crate::support::person::Person;
use crate::support::webdriver::plain;

/// An hour of tokens would be a long way to go in ticks.
pub(super) const ACCESS_TTL: u32 = 600;
/// From the moment somebody types their password.
const SESSION_TTL: u32 = 4 * 3600;
/// A browser in which somebody typed it longer ago is closed.
const BROWSER: SignedDuration = SignedDuration::from_hours(1);
/// Requests that bring nothing to light, until nothing is on its way any more.
const ROUNDS: u32 = 5;
/// Time-based codes are good once.
const NEXT_CODE: i64 = 60;

/// Everything that was drawn by lot, in its order.
#[derive(Debug, Default)]
pub(super) struct Draws(Mutex<Vec<String>>);

impl Entropy for Draws {
    fn fill(&self, buffer: &mut [u8]) {
        SystemEntropy.fill(buffer);
        if buffer.len() == 32 {
            self.0.lock().expect("sound").push(format!("emu_{}", URL_SAFE_NO_PAD.encode(&*buffer)));
        }
    }
}

impl Draws {
    /// Whether these were drawn one after the other, as the tokens of one answer are.
    pub(super) fn are_a_pair(&self, access: &str, refresh: &str) -> bool {
        let drawn = self.0.lock().expect("sound");
        drawn.windows(2).rev().any(|two| two[0] == access && two[1] == refresh)
    }

    /// The last two: after an answer with tokens, the access token and the refresh token.
    fn last_access(&self) -> Option<String> {
        let drawn = self.0.lock().expect("sound");
        drawn.len().checked_sub(2).map(|at| drawn[at].clone())
    }
}

/// Somebody's browser, and when they typed their password in it.
struct Desk {
    person: Person,
    since: Timestamp,
}

/// See the module.
pub(super) struct World {
    pub(super) company: Company,
    pub(super) draws: Arc<Draws>,
    /// The clock of the machine that the programs run on.
    pub(super) machine: ManualClock,
    desks: BTreeMap<&'static str, Desk>,
    plain: Client,
    pub(super) is_connected: bool,
    /// Lists that somebody else answers for the company, or has answered.
    spoiled: u64,
    runtime: Runtime,
}

impl World {
    pub(super) fn open(rotation: Rotation) -> Self {
        // One thread for blocking work: what came first is done first, for the killed as well.
        let mut runtime = Builder::new_multi_thread();
        runtime.worker_threads(1).max_blocking_threads(1).enable_all();
        let runtime = runtime.build().expect("a runtime");
        let draws = Arc::<Draws>::default();
        let config =
            Config { rotation, access_ttl: ACCESS_TTL, session_ttl: SESSION_TTL, ..Config::default() };
        let company = runtime.block_on(Company::drawing(config, Arc::<Draws>::clone(&draws)));
        let machine = ManualClock::at(company.now());
        Self {
            company,
            draws,
            machine,
            desks: BTreeMap::new(),
            plain: plain(),
            is_connected: true,
            spoiled: 0,
            runtime,
        }
    }

    /// A new sequence begins: the network is well, and the machine's clock is right.
    pub(super) fn calm_down(&mut self) {
        self.connect(true);
        self.machine.jump(-self.ahead());
        self.forget_mishaps();
        self.settle();
        self.spoiled = self.lists_under_way();
    }

    /// The network comes or goes.
    pub(super) fn connect(&mut self, on: bool) {
        self.is_connected = on;
        self.company.switch(self.company.region(), on);
    }

    pub(super) fn now(&self) -> Timestamp {
        self.company.now()
    }

    /// How far the machine's clock is ahead.
    pub(super) fn ahead(&self) -> SignedDuration {
        self.machine.now().duration_since(self.company.now())
    }

    /// Time goes by, for everybody.
    pub(super) fn pass(&self, seconds: i64) {
        self.company.wait(seconds);
        self.machine.advance(SignedDuration::from_secs(seconds));
    }

    /// Someone's browser, and when the session of a sign-in in it ends.
    pub(super) fn browser(&mut self, name: &'static str) -> (&mut Person, Timestamp) {
        let is_old = |desk: &Desk| self.company.now().duration_since(desk.since) > BROWSER;
        if self.desks.get(name).is_none_or(is_old) {
            self.pass(NEXT_CODE);
            let desk = Desk { person: self.company.person(name), since: self.company.now() };
            self.desks.insert(name, desk);
        }
        let desk = self.desks.get_mut(name).expect("sits there now");
        (&mut desk.person, desk.since + SignedDuration::from_secs(SESSION_TTL.into()))
    }

    /// The server ends the session whose tokens it gave last; says whether it could be told to.
    pub(super) fn revoke(&self) -> bool {
        let Some(access) = self.draws.last_access() else { return false };
        let url = self.company.url("logout");
        self.ask(|| self.plain.post(url.clone()).header("x-amz-sso_bearer_token", &access)).is_success()
    }

    /// The next refreshes meet this.
    pub(super) fn plan(&mut self, mishap: Mishap, count: u32) {
        let fault = match mishap {
            Mishap::RequestLost => Fault::LoseRequest,
            Mishap::AnswerLost => Fault::LoseAnswer,
            Mishap::Captive => Fault::Instead(Reply::CaptivePage),
            Mishap::Fault => Fault::Instead(Reply::InternalError),
            Mishap::Throttled => Fault::Instead(Reply::TooManyRequests { retry_after: None }),
        };
        self.company.faults().next(count, Operation::Refresh, fault);
    }

    /// The list of roles of one account is in the hands of somebody else.
    pub(super) fn spoil_listing(&mut self) {
        let fault = Fault::Instead(Reply::CaptivePage);
        self.company.faults().next(1, Operation::ListAccountRoles, fault);
        self.spoiled += 1;
    }

    pub(super) fn forget_mishaps(&mut self) {
        self.company.faults().clear();
    }

    /// What came of the refreshes so far.
    pub(super) fn refreshes(&self) -> Served {
        let count = self.company.tally().of(Operation::Refresh);
        Served { asked: count.asked, granted: count.served, refused: count.refused.values().sum() }
    }

    /// Whether the company is about to answer for a list.
    pub(super) fn is_listing(&self) -> bool {
        let yet_to_spoil = u64::from(self.company.faults().left_of(Operation::ListAccountRoles));
        self.lists_under_way() > self.spoiled - yet_to_spoil
    }

    /// Lists that are asked for and not answered by the company itself.
    fn lists_under_way(&self) -> u64 {
        let tally = self.company.tally();
        let of = |operation| {
            let count = tally.of(operation);
            count.asked - count.served - count.refused.values().sum::<u64>()
        };
        of(Operation::ListAccounts) + of(Operation::ListAccountRoles)
    }

    /// Returns once the company has done what it was asked for before, also by those who are dead: what they had sent is
    /// read sooner than what somebody sends one after the other from now on.
    pub(super) fn settle(&self) {
        let (mut rounds, mut before) = (0, self.refreshes());
        while rounds < ROUNDS {
            self.ask(|| self.plain.get(self.company.url("assignment/accounts")));
            let now = self.refreshes();
            rounds = if now == before { rounds + 1 } else { 0 };
            before = now;
        }
    }

    /// What the company answers to somebody who has a network of their own.
    fn ask(&self, request: impl Fn() -> RequestBuilder) -> StatusCode {
        self.company.switch(self.company.region(), true);
        let patience = Patience::new();
        let answer = loop {
            match self.runtime.block_on(async { request().send().await }) {
                Ok(answer) => break answer,
                // A connection from before the network went.
                Err(_) => patience.check("the company answers"),
            }
        };
        self.company.switch(self.company.region(), self.is_connected);
        answer.status()
    }
}

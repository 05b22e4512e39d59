//! What is kept, before and after a spoilt answer: the same, or what a good answer says, whole.

use std::sync::{Arc, Mutex};

use portico_core::aws::oidc::Tokens;
use portico_core::aws::{Class, Fault, Limits};
use portico_core::engine::Command;
use portico_core::session::sign_in::Fresh;
use portico_core::session::{Renewal, Sessions};
use portico_core::settings::Portal;
use portico_core::vault::{DEADLINE, Entry, MemoryStore, Store, Vault};
use portico_core::view::{Ask, RoleRow};
use portico_core::{Code, Result};
use portico_model::{ManualClock, Secret, SystemClock};
use serde_json::Value;
use tokio::task::{JoinError, JoinSet};

use super::corpus::{Asker, Corpus, Question, Recorded, portal};
use super::dice::{Dice, case};
use super::{is_long, said, seed};
use crate::network::support::{Raw, Reply, Request, at, direct, registration};
use crate::support::engine::{Running, Seat, add_to, folder_in_memory, role};
use crate::support::{ADMINISTRATOR, DEV};

/// Cases of an ordinary run; a long one has fifty times as many.
const CASES: u64 = 400;
/// Who asks too often is kept waiting for half a minute of real time: so many wait together.
const TOGETHER: usize = 200;

/// What the server answers now: one spoilt answer, and otherwise good ones.
#[derive(Default)]
struct Script(Mutex<Option<Spoilt>>);

#[derive(Clone)]
struct Spoilt {
    about: Question,
    answer: Recorded,
    /// It is given for the first time only.
    once: bool,
}

impl Script {
    fn turn(&self, spoilt: Option<Spoilt>) {
        *self.0.lock().expect("sound") = spoilt;
    }

    /// The spoilt answer, when it is about `question` and due.
    fn spoilt(&self, question: Question) -> Option<Recorded> {
        let mut script = self.0.lock().expect("sound");
        let spoilt = script.clone().filter(|spoilt| spoilt.about == question)?;
        if spoilt.once {
            *script = None;
        }
        Some(spoilt.answer)
    }

    fn answer(&self, corpus: &Corpus, request: &Request) -> Reply {
        let question = match request.target.split('?').next().unwrap_or_default() {
            "/token" => Question::Refresh,
            "/client/register" => Question::Register,
            "/assignment/accounts" => Question::Accounts,
            "/assignment/roles" => Question::Roles,
            "/federation/credentials" => Question::Keys,
            _ => Question::Logout,
        };
        let answer = self.spoilt(question).unwrap_or_else(|| corpus.good(question).clone());
        Reply::HalfClose(answer.bytes())
    }
}

/// A person who is signed in, and a server that answers what a case wants.
struct Bench {
    corpus: Arc<Corpus>,
    script: Arc<Script>,
    server: Raw,
    portal: Portal,
    clock: ManualClock,
    keychain: Arc<MemoryStore>,
    folder: tempfile::TempDir,
}

impl Bench {
    async fn set_up() -> Self {
        Self::of(Arc::new(Corpus::record().await))
    }

    fn of(corpus: Arc<Corpus>) -> Self {
        let script = Arc::<Script>::default();
        let (answers, told) = (Arc::clone(&corpus), Arc::clone(&script));
        let server = Raw::start(move |request| told.answer(&answers, request));
        let portal = portal(server.address).expect("valid");
        let clock = ManualClock::at(portico_model::Clock::now(&SystemClock));
        let folder = folder_in_memory();
        Self { corpus, script, server, portal, clock, keychain: Arc::default(), folder }
    }

    fn seat(&self) -> Seat {
        Seat::at(&self.clock, self.folder.path(), Arc::<MemoryStore>::clone(&self.keychain))
    }

    /// The sessions of a process that has just begun.
    fn sessions(&self, seat: &Seat) -> Sessions {
        Sessions::new(
            seat.home.clone(),
            self.vault(seat),
            direct(Limits::default()),
            Arc::new(self.clock.clone()),
        )
    }

    /// Somebody signs in, with tokens that look like the company's.
    async fn sign_in(&self, sessions: &Sessions) {
        let secret = |name: &str| Secret::new(format!("emu_{name}"));
        let tokens = Tokens { access: secret("first"), expires_in: 3600, refresh: Some(secret("first")) };
        let asked_at = portico_model::Clock::now(&self.clock);
        let fresh = Fresh { tokens, registration: registration(&at(self.server.address)), asked_at };
        sessions.keep(&self.portal, fresh).await.expect("kept");
    }

    /// What is kept, read as any process would.
    async fn held(&self, seat: &Seat, entry: &Entry) -> Option<Value> {
        let text = self.vault(seat).read(entry).await.expect("readable")?;
        Some(serde_json::from_str(text.expose()).expect("what is kept is JSON"))
    }

    async fn session(&self, seat: &Seat) -> Option<Value> {
        self.held(seat, &Entry::Session { portal: self.portal.name.clone(), local: true }).await
    }

    fn vault(&self, seat: &Seat) -> Vault {
        let store = Arc::<MemoryStore>::clone(&self.keychain) as Arc<dyn Store>;
        Vault::over(store, seat.home.tag(), DEADLINE)
    }

    /// After many cases that say "too many requests" the portal would be asked every ten seconds.
    fn forget_pace(&self, seat: &Seat) {
        if let Err(error) = std::fs::remove_dir_all(seat.home.data().join("pace")) {
            assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{error}");
        }
    }

    /// What it is for whoever only asks.
    async fn fault(&self, question: Question) -> Option<Fault> {
        let (transport, endpoints) = (direct(Limits::default()), at(self.server.address));
        let asker = Asker { transport: &transport, endpoints: &endpoints, portal: &self.portal };
        question.ask(&asker).await.err()
    }
}

/// So many cases about one of these questions.
fn about(corpus: &Corpus, questions: &[Question], count: u64, seed: u64) -> Vec<(u64, Question, Recorded)> {
    let every = (0..).map(|number| (number, case(corpus, &mut Dice::of(seed, number))));
    let wanted = every.filter(|(_, (question, _))| questions.contains(question));
    let count = if is_long() { 50 * count } else { count };
    let wanted = wanted.take(usize::try_from(count).expect("small"));
    wanted.map(|(number, (question, answer))| (number, question, answer)).collect()
}

const OVER: [&str; 4] = [
    "InvalidGrantException",
    "ExpiredTokenException",
    "InvalidClientException",
    "UnauthorizedClientException",
];

#[tokio::test(flavor = "multi_thread")]
async fn f7_after_a_spoilt_renewal_there_is_the_old_session_or_a_new_one_whole() {
    let (bench, seed) = (Bench::set_up().await, seed());
    let seat = bench.seat();
    let sessions = bench.sessions(&seat);
    for (number, question, answer) in about(&bench.corpus, &[Question::Refresh], CASES, seed) {
        let what = format!("case {number} of PORTICO_SEED={seed}");
        if bench.session(&seat).await.is_none() {
            bench.sign_in(&sessions).await;
        }
        let before = bench.session(&seat).await.expect("signed in");
        let generation = before["generation"].as_u64().expect("a number");
        bench.script.turn(Some(Spoilt { about: question, answer: answer.clone(), once: false }));
        let fault = bench.fault(question).await;
        let renewal = sessions.renew(&bench.portal, generation).await.expect("the ground is sound");
        let after = bench.session(&seat).await;
        match renewal {
            Renewal::Renewed(grant) => {
                let after = after.expect("kept");
                assert_eq!(
                    (grant.generation, &after["generation"]),
                    (generation + 1, &Value::from(generation + 1))
                );
                let Some(said) = said(question, &answer) else { continue };
                let kept = if said[1].is_null() || said[1] == "" { &before["refresh"] } else { &said[1] };
                assert_eq!((&after["access"], &after["refresh"]), (&said[0], kept), "{what}");
            }
            Renewal::Unreachable(_) => assert_eq!(after, Some(before), "{what}"),
            Renewal::Rejected => {
                let is_proven = matches!(&fault, Some(Fault::Api { exception, .. }) if OVER.contains(&exception.as_str()));
                assert!(is_proven && after.is_none(), "{what}: {fault:?}");
            }
            Renewal::Gone => panic!("{what}: nobody signed out"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f7_after_spoilt_credentials_there_are_none_or_whole_ones_and_the_session_stands() {
    let (bench, seed) = (Bench::set_up().await, seed());
    let mut waiting = JoinSet::new();
    for (number, question, answer) in about(&bench.corpus, &[Question::Keys], CASES, seed) {
        let what = format!("case {number} of PORTICO_SEED={seed}");
        let spoilt = Spoilt { about: question, answer: answer.clone(), once: false };
        bench.script.turn(Some(spoilt.clone()));
        if bench.fault(question).await.is_none_or(|fault| fault.class() != Class::Throttled) {
            credentials(&bench, &answer, &what).await;
            continue;
        }
        if waiting.len() == TOGETHER {
            holds(waiting.join_next().await);
        }
        let own = Bench::of(Arc::clone(&bench.corpus));
        own.script.turn(Some(spoilt));
        waiting.spawn(async move { credentials(&own, &answer, &what).await });
    }
    while holds(waiting.join_next().await) {}
}

/// Whether there was a case; what it found wrong is found wrong here.
fn holds(done: Option<Result<(), JoinError>>) -> bool {
    let Some(done) = done else { return false };
    if let Err(error) = done {
        std::panic::resume_unwind(error.into_panic());
    }
    true
}

/// Credentials are asked for, and the answer is this one.
async fn credentials(bench: &Bench, answer: &Recorded, what: &str) {
    let (seat, key) = (bench.seat(), role(DEV, ADMINISTRATOR));
    let entry = Entry::Role { key: key.clone(), local: true };
    let healthy = said(Question::Refresh, bench.corpus.good(Question::Refresh)).expect("JSON");
    // Nothing is in hand, and no refusal of an earlier case makes this one wait.
    bench.forget_pace(&seat);
    let sessions = bench.sessions(&seat);
    bench.vault(&seat).remove(&entry).await.expect("gone");
    if bench.session(&seat).await.is_none() {
        bench.sign_in(&sessions).await;
    }
    let before = bench.session(&seat).await.expect("signed in");
    let brought = sessions.credentials(&bench.portal, &key).await;
    let after = bench.session(&seat).await.expect("the session stands");
    let kept = bench.held(&seat, &entry).await;
    let is_renewed = [&after["access"], &after["refresh"]] == [&healthy[0], &healthy[1]];
    assert!(after == before || is_renewed, "{what}");
    match brought {
        Ok(keys) => {
            let Some(said) = said(Question::Keys, answer) else { return };
            let kept = kept.unwrap_or_else(|| panic!("{what}: nothing is kept"));
            assert_eq!(keys.access_key_id, said[0].as_str().unwrap_or_default(), "{what}");
            let members = ["AccessKeyId", "SecretAccessKey", "SessionToken"].map(|name| kept[name].clone());
            assert_eq!(members.as_slice(), said, "{what}");
        }
        Err(error) => {
            let is_over = error.code() == Code::SignInRequired;
            assert!(!is_over, "{what}: no server said that the session is over");
            assert_eq!(kept, None, "{what}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f7_after_a_spoilt_listing_every_account_is_known_that_was_known() {
    let (bench, seed) = (Bench::set_up().await, seed());
    let running = listed(&bench).await;
    let mut waiting = JoinSet::new();
    let questions = [Question::Accounts, Question::Roles];
    for (number, question, answer) in about(&bench.corpus, &questions, CASES / 5, seed) {
        let what = format!("case {number} of PORTICO_SEED={seed}");
        let spoilt = Spoilt { about: question, answer: answer.clone(), once: false };
        bench.script.turn(Some(spoilt.clone()));
        // What is tried again is tried after real waits, and for as long as it goes on like this.
        let is_awaited = |class| matches!(class, Class::Offline | Class::Server | Class::Throttled);
        if bench.fault(question).await.is_none_or(|fault| !is_awaited(fault.class())) {
            listing(&bench, &running, spoilt, &what).await;
            continue;
        }
        if waiting.len() == TOGETHER {
            holds(waiting.join_next().await);
        }
        let own = Bench::of(Arc::clone(&bench.corpus));
        waiting.spawn(async move {
            let running = listed(&own).await;
            listing(&own, &running, Spoilt { once: true, ..spoilt }, &what).await;
        });
    }
    while holds(waiting.join_next().await) {}
}

/// Somebody has signed in, and the accounts are known.
async fn listed(bench: &Bench) -> Running {
    let seat = bench.seat();
    bench.sign_in(&bench.sessions(&seat)).await;
    let running = seat.start().await;
    add_to(&running.engine, bench.portal.clone()).await;
    refresh(bench, &running).await.expect("listed");
    assert_eq!(running.engine.snapshot().account_count, 3);
    running
}

async fn refresh(bench: &Bench, running: &Running) -> Result<()> {
    running.run(Command::Refresh(bench.portal.name.clone())).await.map(drop)
}

fn known(running: &Running) -> Vec<(String, String, Vec<RoleRow>)> {
    let rows = running.engine.listing(&Ask::all("")).expect("lists").rows.into_iter();
    rows.map(|row| (row.account, row.name, row.roles)).collect()
}

/// The accounts are listed with this answer, and then with good ones.
async fn listing(bench: &Bench, running: &Running, spoilt: Spoilt, what: &str) {
    let before = known(running);
    bench.script.turn(Some(spoilt));
    if refresh(bench, running).await.is_err() {
        let after = known(running);
        let lost = before.iter().find(|(account, ..)| !after.iter().any(|(one, ..)| one == account));
        assert_eq!(lost, None, "{what}");
    }
    bench.script.turn(None);
    refresh(bench, running).await.expect("listed");
    assert_eq!(known(running), before, "{what}");
}

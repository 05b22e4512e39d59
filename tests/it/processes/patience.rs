//! Eight hours of a tool that asks every second, and nobody there.
//!
//! In this process, by a clock that is moved: 28,800 programs would take as many seconds.

use std::sync::Arc;

use portico_center::{Config, Fault, Operation};
use portico_core::aws::Transport;
use portico_core::credentials::Credentials;
use portico_core::disk::Home;
use portico_core::role::RoleKey;
use portico_core::session::Sessions;
use portico_core::session::sign_in::Attempt;
use portico_core::settings::Portal;
use portico_core::time::Timekeeper;
use portico_core::vault::{DEADLINE, MemoryStore, Vault};
use portico_core::{Code, Result};
use portico_model::SystemEntropy;

use crate::support::company::Company;
use crate::support::{ADMINISTRATOR, DEV};

/// Seconds of a working day.
const DAY: i64 = 8 * 3600;

/// What a helper has, over a keychain that only this process reaches.
struct Helper {
    company: Company,
    sessions: Sessions,
    portal: Portal,
    key: RoleKey,
    _folder: tempfile::TempDir,
}

impl Helper {
    async fn signed_in(config: Config) -> Self {
        let company = Company::with(config).await;
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        let vault = Vault::over(Arc::new(MemoryStore::default()), home.tag(), DEADLINE);
        let clock = Timekeeper::new(Arc::new(company.clock().clone()));
        let transport = Transport::default().hearing(clock.ear());
        let sessions = Sessions::new(home, vault, transport.clone(), Arc::new(clock.clone())).in_background();
        let endpoint = Some(company.endpoint());
        let portal =
            Portal::parse("securecart", company.start_url(), company.region(), endpoint).expect("valid");
        let attempt = Attempt::begin(&portal, &sessions, &SystemEntropy).await.expect("begun");
        let mut alice = company.person("alice");
        alice.answer(attempt.url(), "allow").await;
        let (fresh, _) = tokio::join!(attempt.finish(&transport, &clock), alice.call_back());
        sessions.keep(&portal, fresh.expect("signed in")).await.expect("kept");
        let (account, role) = (DEV.parse().expect("an account"), ADMINISTRATOR.parse().expect("a role"));
        let key = RoleKey { portal: portal.name.clone(), account, role };
        Self { company, sessions, portal, key, _folder: folder }
    }

    /// A second later, somebody wants credentials.
    async fn next(&self) -> Result<Credentials> {
        self.company.wait(1);
        self.sessions.credentials(&self.portal, &self.key).await
    }

    /// How many requests of OIDC have come so far.
    fn asked(&self) -> u64 {
        let tally = self.company.tally();
        [Operation::Refresh, Operation::RegisterClient, Operation::RedeemCode]
            .map(|operation| tally.asked(operation))
            .iter()
            .sum()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f10_a_session_that_has_ended_is_asked_for_once_in_eight_hours() {
    let helper = Helper::signed_in(Config { access_ttl: 600, session_ttl: 600, ..Config::default() }).await;
    helper.company.wait(600);
    let before = helper.asked();
    for second in 0..DAY {
        let error = helper.next().await.expect_err("the session has ended");
        assert_eq!(error.code(), Code::SignInRequired, "second {second}: {error}");
    }
    assert_eq!(helper.asked() - before, 1, "the one that told that it has ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn f10_a_portal_that_cannot_be_reached_is_asked_once_a_minute() {
    let lifetimes = Config { access_ttl: 600, role_ttl: 600, session_ttl: 90 * 86_400, ..Config::default() };
    let helper = Helper::signed_in(lifetimes).await;
    helper.company.wait(601);
    helper.company.faults().next(u32::MAX, Operation::Refresh, Fault::LoseRequest);
    let before = helper.asked();
    let mut asked_at = Vec::new();
    for second in 0..DAY {
        let known = helper.asked();
        let error = helper.next().await.expect_err("nobody answers");
        assert_eq!(error.code(), Code::Offline, "second {second}: {error}");
        asked_at.extend((known < helper.asked()).then_some(second));
    }
    let asked = helper.asked() - before;
    let gaps: Vec<i64> = asked_at.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.iter().skip(4).all(|gap| *gap >= 60), "{gaps:?}");
    assert_eq!(gaps[..4], [5, 10, 20, 40], "the server may take the token once more, but not for long");
    assert!(asked <= 480 + 5, "{asked} requests in 480 minutes");
    println!("F10: {asked} requests in eight hours of a portal that cannot be reached");
    helper.company.faults().clear();
    helper.company.wait(60);
    helper.next().await.expect("reached again, and still signed in");
}

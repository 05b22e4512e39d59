//! H7: a computer whose clock is wrong, or is set while Portico runs. The portal's clock is another one, and right.
//!
//! What must hold after each change: two renewals at most, an end that is right to five seconds by the portal's clock and
//! by the window's arithmetic, and a banner for as long as the clocks differ by more than five minutes.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use portico_center::{Config, Operation};
use portico_core::aws::portal::Client;
use portico_core::aws::{Endpoints, Transport};
use portico_core::engine::Cause;
use portico_core::vault::MemoryStore;
use portico_core::view::SessionView;
use portico_model::{Clock as _, ManualClock, Secret};
use tempfile::TempDir;

use super::TICK;
use crate::network::support::{Moment, PATIENT, Raw, ask, at, direct, reply};
use crate::support::companion::PORTAL;
use crate::support::company::Company;
use crate::support::engine::{Running, add_portal, is_signed_in, local, portal, role};
use crate::support::{ADMINISTRATOR, DEV};

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Ten minutes and a day either way; an hour, as a system does that keeps local time when summer begins or ends; a second,
/// as a leap second does.
const JUMPS: [i64; 8] = [10 * MINUTE, -10 * MINUTE, DAY, -DAY, HOUR, -HOUR, 1, -1];

/// A computer with a clock of its own, and the company.
struct Computer {
    company: Company,
    machine: ManualClock,
    folder: TempDir,
    keychain: Arc<MemoryStore>,
    running: Running,
}

impl Computer {
    /// Alice signs in at a computer whose clock is wrong by so many seconds.
    async fn signed_in(company: Company, wrong_by: i64) -> Self {
        let machine = ManualClock::at(company.now() + SignedDuration::from_secs(wrong_by));
        let (folder, keychain) = (tempfile::tempdir().expect("a folder"), Arc::new(MemoryStore::default()));
        let mut running = Running::start(&machine, folder.path(), &keychain).await;
        add_portal(&running.engine, &company).await;
        running.sign_in(&company, "alice", "allow").await.expect("signed in");
        running.until(|cause| matches!(cause, Cause::Listed(_))).await;
        Self { company, machine, folder, keychain, running }
    }

    /// Portico is started anew.
    async fn restart(&mut self) {
        self.running = Running::start(&self.machine, self.folder.path(), &self.keychain).await;
        self.running.seen(|now| is_signed_in(&now.portals[0].session)).await;
        self.running.listed().await;
    }

    fn set(&self, by: i64) {
        self.machine.jump(SignedDuration::from_secs(by));
    }

    async fn pass(&mut self, seconds: i64) {
        for _ in 0..seconds / TICK {
            self.tick(TICK).await;
        }
    }

    async fn tick(&mut self, seconds: i64) {
        self.running.tick(&[self.company.clock(), &self.machine], seconds).await;
    }

    fn refreshed(&self) -> u64 {
        self.company.tally().served(Operation::Refresh)
    }

    /// The token that is kept, and its end as it is kept and shown.
    async fn token(&mut self) -> (Secret, i64) {
        loop {
            let kept = self.running.kept(&self.keychain, &portal()).await;
            let until = kept["until"].as_i64().expect("a time");
            let session = self.running.session();
            if matches!(session, SessionView::SignedIn { until: shown, .. } if shown == until) {
                return (Secret::new(kept["access"].as_str().expect("a token").to_owned()), until);
            }
            // A renewal is being told.
            self.running.seen(|now| now.portals[0].session != session).await;
        }
    }

    /// Whether the portal takes this token at this time of its own.
    async fn is_good(&self, access: &Secret, at: i64) -> bool {
        let by = SignedDuration::from_secs(at) - self.company.now().duration_since(Timestamp::UNIX_EPOCH);
        let endpoints = Endpoints::of(&local(PORTAL, &self.company)).expect("endpoints");
        let client = Client { transport: &Transport::default(), endpoints: &endpoints, access };
        self.company.clock().jump(by);
        let answer = client.accounts(None).await;
        self.company.clock().jump(-by);
        answer.is_ok()
    }

    /// The end that is shown is that of the token, by the portal's word, and the window makes the right time left of it.
    async fn assert_right(&mut self, what: &str) {
        let (access, until) = self.token().await;
        let goods = (self.is_good(&access, until - 5).await, self.is_good(&access, until + 5).await);
        assert_eq!(goods, (true, false), "{what}: good until {until}");
        let ahead = self.running.engine.snapshot().clock.ahead;
        let left = until - (self.machine.now().as_second() - ahead);
        let truth = until - self.company.now().as_second();
        assert!((left - truth).abs() <= 5, "{what}: {left} s left instead of {truth}");
    }

    /// What the window says about a clock that is ahead by so much.
    #[track_caller]
    fn assert_banner(&self, ahead: i64) {
        let clock = self.running.engine.snapshot().clock;
        assert_eq!(clock.wrong, ahead.abs() > 5 * MINUTE, "{ahead} s ahead: {clock:?}");
        assert!((clock.ahead - ahead).abs() <= 3, "{ahead} s ahead: {clock:?}");
    }

    fn refused(&self) -> usize {
        self.company.tally().of(Operation::Refresh).refused.len()
    }
}

#[tokio::test]
async fn h7_a_clock_that_is_set_while_portico_runs_changes_nothing_but_the_banner() {
    let mut computer = Computer::signed_in(Company::open().await, 0).await;
    computer.assert_banner(0);
    for jump in JUMPS {
        let before = computer.refreshed();
        computer.set(jump);
        computer.tick(TICK).await;
        computer.assert_right(&format!("set by {jump} s")).await;
        computer.assert_banner(jump);
        computer.pass(10 * MINUTE).await;
        computer.assert_right(&format!("ten minutes after {jump} s")).await;
        computer.assert_banner(jump);
        computer.set(-jump);
        computer.tick(TICK).await;
        computer.assert_right(&format!("set back by {jump} s")).await;
        computer.assert_banner(0);
        computer.pass(10 * MINUTE).await;
        assert!(computer.refreshed() - before <= 1, "{jump} s: one renewal was due in these twenty minutes");
    }
    let told = computer.running.causes();
    assert!(!told.iter().any(|cause| matches!(cause, Cause::EndingSoon(_) | Cause::SessionEnded(_))));
    assert_eq!((computer.refused(), computer.running.desktop.titles()), (0, vec![]));
}

#[tokio::test]
async fn h7_a_clock_that_becomes_wrong_or_right_is_told_of_at_the_next_look() {
    let mut computer = Computer::signed_in(Company::open().await, 0).await;
    for (jump, wrong) in [(5 * MINUTE + 3, true), (-6, false), (6, true), (-2 * (5 * MINUTE + 3), true)] {
        drop(computer.running.causes());
        let was = computer.running.engine.snapshot().clock.wrong;
        computer.set(jump);
        computer.running.wake().await;
        let told = computer.running.causes().iter().any(|cause| matches!(cause, Cause::ClockChanged));
        assert_eq!((computer.running.engine.snapshot().clock.wrong, told), (wrong, was != wrong), "{jump}");
    }
}

#[tokio::test]
async fn h7_a_clock_that_is_wrong_from_the_start_is_found_out_at_the_sign_in() {
    let mut company = Company::open().await;
    for wrong_by in JUMPS {
        let mut computer = Computer::signed_in(company, wrong_by).await;
        computer.assert_right(&format!("wrong by {wrong_by} s")).await;
        computer.assert_banner(wrong_by);
        let before = computer.refreshed();
        computer.pass(50 * MINUTE).await;
        computer.assert_right(&format!("wrong by {wrong_by} s for 50 minutes")).await;
        assert_eq!(computer.refreshed() - before, 1, "{wrong_by} s: renewed once, when it was due");
        computer.set(-wrong_by);
        computer.tick(TICK).await;
        computer.assert_banner(0);
        assert_eq!((computer.refused(), computer.running.desktop.titles()), (0, vec![]));
        company = computer.company;
    }
}

/// A program that has just been started has only the computer's clock, until the portal answers something.
#[tokio::test]
async fn h7_a_wrong_clock_at_a_restart_costs_a_renewal_at_most_and_never_the_session() {
    let mut company = Company::open().await;
    for wrong_by in JUMPS {
        let mut computer = Computer::signed_in(company, 0).await;
        computer.pass(MINUTE).await;
        let before = computer.refreshed();
        computer.set(wrong_by);
        computer.restart().await;
        computer.pass(50 * MINUTE).await;
        computer.assert_right(&format!("started anew, wrong by {wrong_by} s")).await;
        computer.assert_banner(wrong_by);
        let calls = computer.refreshed() - before;
        assert!((1..=2).contains(&calls), "{wrong_by} s: {calls} renewals, of which one was due");
        assert_eq!((computer.refused(), computer.running.desktop.titles()), (0, vec![]));
        company = computer.company;
    }
}

/// Behind: nothing would be due for a day by that clock. It is found out all the same.
#[tokio::test]
async fn h7_a_clock_that_was_set_back_before_a_start_is_found_out_at_once() {
    let mut computer = Computer::signed_in(Company::open().await, 0).await;
    for back in [-10 * MINUTE, -DAY] {
        computer.set(back);
        computer.running =
            Running::start(&computer.machine, computer.folder.path(), &computer.keychain).await;
        computer.running.until(|cause| matches!(cause, Cause::Listed(_))).await;
        computer.tick(0).await;
        computer.assert_banner(back);
        computer.assert_right(&format!("{back} s")).await;
        computer.set(-back);
        computer.tick(TICK).await;
        computer.assert_banner(0);
    }
    assert_eq!(computer.refreshed(), 0);
}

#[tokio::test]
async fn h7_nothing_ends_in_2038() {
    let company = Company::open().await;
    // One second before 32 bits of seconds are full, less half an hour.
    let start: Timestamp = "2038-01-19T02:44:07Z".parse().expect("a time");
    company.wait(start.as_second() - company.now().as_second());
    let mut computer = Computer::signed_in(company, 0).await;
    computer.assert_right("before").await;
    computer.pass(40 * MINUTE).await;
    assert!(computer.company.now().as_second() > i64::from(i32::MAX));
    computer.assert_right("after").await;
    computer.pass(10 * MINUTE).await;
    computer.assert_right("renewed after").await;
    assert_eq!(computer.refreshed(), 1);
    computer.running.copied_key(&role(DEV, ADMINISTRATOR)).await.expect("credentials beyond 2038");
    computer.restart().await;
    computer.assert_right("started anew").await;
    assert_eq!((computer.refreshed(), computer.refused(), computer.running.desktop.titles()), (1, 0, vec![]));
}

/// A server steps back at the end of 23:59:60; others run slow for a day around it.
#[tokio::test]
async fn h7_a_leap_second_at_the_portal_is_no_news() {
    let mut computer = Computer::signed_in(Company::with(Config::default()).await, 0).await;
    for step in [-1, 1, -1] {
        computer.company.clock().jump(SignedDuration::from_secs(step));
        computer.pass(50 * MINUTE).await;
        computer.assert_right("after a leap second").await;
        computer.assert_banner(0);
    }
    assert_eq!((computer.refreshed(), computer.refused()), (3, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn h7_a_date_in_a_leap_second_is_read_as_the_second_before() {
    let leap = "Date: Sat, 31 Dec 2016 23:59:60 GMT";
    let page = r#"{"nextToken":null,"accountList":[]}"#;
    let server = Raw::start(move |_| reply("200 OK", &["Content-Type: application/json", leap], page));
    let heard = Arc::new(std::sync::Mutex::new(Vec::new()));
    let kept = Arc::clone(&heard);
    let transport =
        direct(PATIENT).hearing(Arc::new(move |date| kept.lock().expect("sound").push(date.server)));
    ask(Moment::FirstCall, &transport, &at(server.address)).await.expect("answered");
    let before: Timestamp = "2016-12-31T23:59:59Z".parse().expect("a time");
    assert_eq!(*heard.lock().expect("sound"), [before]);
}

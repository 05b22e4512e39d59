//! Signing in with a code: how often the portal is asked, when that ends, and what the person is shown and offered.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use portico_center::{Config, Fault, Operation, Reply as Instead};
use portico_core::engine::{Cause, Command, Engine};
use portico_core::session::device::DeviceAttempt;
use portico_core::session::sign_in::Fresh;
use portico_core::vault::MemoryStore;
use portico_core::view::SessionView;
use portico_core::{Code, Result};
use tempfile::TempDir;

use crate::support::company::Company;
use crate::support::engine::{Running, Seat, add_portal, is_signed_in, local, portal};
use crate::support::person::Person;

/// A sign-in with a code, polled in the company's time.
struct Polling {
    company: Company,
    _folder: TempDir,
    seat: Seat,
}

impl Polling {
    async fn open() -> Self {
        let company = Company::open().await;
        let folder = tempfile::tempdir().expect("a folder");
        let seat = Seat::at(company.clock(), folder.path(), Arc::new(MemoryStore::default()));
        Self { company, _folder: folder, seat }
    }

    /// Polls to the end. In the `n`th pause between two requests (from 1 on) goes by what `goes_by` says of its length.
    /// Gives what was to be waited each time, and how it ended.
    async fn run(
        &self,
        goes_by: impl AsyncFn(usize, Duration) -> Duration,
        code: impl FnOnce(&str),
    ) -> (Vec<u64>, Result<Fresh>) {
        let sessions = self.seat.parts().sessions;
        let attempt =
            DeviceAttempt::begin(&local("securecart", &self.company), &sessions).await.expect("a code");
        code(&attempt.user_code().code);
        let (waited, clock) = (Mutex::new(Vec::new()), self.company.clock());
        let pause = async |asked: Duration| {
            let number = {
                let mut waited = waited.lock().expect("sound");
                waited.push(asked.as_secs());
                waited.len()
            };
            let by = goes_by(number, asked).await;
            clock.advance(SignedDuration::try_from(by).expect("not so long"));
        };
        let ended = attempt.finish(&sessions, Arc::new(clock.clone()), pause).await;
        (waited.into_inner().expect("sound"), ended)
    }

    fn polls(&self) -> u64 {
        self.company.tally().asked(Operation::PollDevice)
    }
}

/// What the person types, told by the attempt before it waits.
#[derive(Default)]
struct Told(Mutex<String>);

impl Told {
    async fn decide(&self, company: &Company, decision: &str) {
        let code = self.0.lock().expect("sound").clone();
        company.person("sofia").answer_device(company.url("device"), &code, decision).await;
    }
}

async fn as_asked(_: usize, asked: Duration) -> Duration {
    asked
}

#[tokio::test]
async fn a9_twenty_times_pending_is_asked_every_five_seconds_and_then_signs_in() {
    let (polling, told) = (Polling::open().await, Told::default());
    let goes_by = async |number, asked| {
        if number == 20 {
            told.decide(&polling.company, "allow").await;
        }
        asked
    };
    let (waited, ended) =
        polling.run(goes_by, |code| code.clone_into(&mut told.0.lock().expect("sound"))).await;
    assert!(ended.expect("signed in").tokens.refresh.is_some());
    assert_eq!((waited, polling.polls()), (vec![5; 20], 21));
}

#[tokio::test]
async fn a9_each_slow_down_adds_five_seconds_for_good() {
    let (polling, told) = (Polling::open().await, Told::default());
    // Three timers that go off at once make three requests that are too early.
    let goes_by = async |number, asked| {
        if number == 8 {
            told.decide(&polling.company, "allow").await;
        }
        if (2..=4).contains(&number) { Duration::ZERO } else { asked }
    };
    let (waited, ended) =
        polling.run(goes_by, |code| code.clone_into(&mut told.0.lock().expect("sound"))).await;
    ended.expect("signed in");
    assert_eq!(waited, [5, 5, 10, 15, 20, 20, 20, 20]);
    assert_eq!(polling.company.tally().refused(Operation::PollDevice, "SlowDownException"), 3);
}

#[tokio::test]
async fn a9_polling_stops_when_the_code_expires() {
    let polling = Polling::open().await;
    let begun = polling.company.now();
    let (waited, ended) = polling.run(as_asked, |_| {}).await;
    let refused = ended.expect_err("nobody typed the code");
    assert_eq!(refused.code(), Code::SignInCancelled);
    assert_eq!(refused.message(), "Nobody typed the code for securecart in time.");
    assert!(waited.iter().all(|seconds| *seconds == 5), "{waited:?}");
    let took = polling.company.now().duration_since(begun).as_secs();
    assert!((600..=605).contains(&took) && polling.polls() <= 121, "{took} s, {} polls", polling.polls());
}

#[tokio::test]
async fn a9_a_machine_that_sleeps_over_the_end_asks_no_more_than_once_again() {
    let polling = Polling::open().await;
    let goes_by = async |number, asked| if number == 3 { Duration::from_secs(8 * 3600) } else { asked };
    let (waited, ended) = polling.run(goes_by, |_| {}).await;
    assert_eq!(ended.expect_err("too late").code(), Code::SignInCancelled);
    assert!(waited.len() == 3 && polling.polls() <= 4, "{waited:?}, {} polls", polling.polls());
}

#[tokio::test]
async fn a9_a_refusal_of_the_person_ends_it_at_the_next_poll() {
    let (polling, told) = (Polling::open().await, Told::default());
    let goes_by = async |_, asked| {
        told.decide(&polling.company, "deny").await;
        asked
    };
    let (waited, ended) =
        polling.run(goes_by, |code| code.clone_into(&mut told.0.lock().expect("sound"))).await;
    let refused = ended.expect_err("denied");
    assert_eq!((refused.code(), waited.len(), polling.polls()), (Code::SignInCancelled, 1, 2));
}

/// RFC 8628 section 3.5: who meets a bad network asks less often. It costs no sign-in.
#[tokio::test]
async fn a9_a_bad_network_meanwhile_makes_it_slower_and_ends_nothing() {
    let (polling, told) = (Polling::open().await, Told::default());
    let faults = polling.company.faults();
    for fault in [
        Fault::LoseRequest,
        Fault::Instead(Instead::CaptivePage),
        Fault::Instead(Instead::Unavailable),
        Fault::Instead(Instead::TooManyRequests { retry_after: None }),
    ] {
        faults.next(1, Operation::PollDevice, fault);
    }
    let goes_by = async |number, asked| {
        if number == 5 {
            told.decide(&polling.company, "allow").await;
        }
        asked
    };
    let (waited, ended) =
        polling.run(goes_by, |code| code.clone_into(&mut told.0.lock().expect("sound"))).await;
    ended.expect("signed in");
    assert!(waited.is_sorted() && waited.iter().all(|wait| (5..=60).contains(wait)), "{waited:?}");
}

/// The engine, and a code that waits for somebody; the portal answers no poll until it is let go.
async fn waiting_for_code() -> (Company, TempDir, Running) {
    let company = Company::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let running = Running::start(company.clock(), folder.path(), &MemoryStore::default().into()).await;
    add_portal(&running.engine, &company).await;
    company.faults().next(1, Operation::PollDevice, Fault::Hold);
    (company, folder, running)
}

fn shown(engine: &Engine) -> (String, String, i64) {
    let view = engine.snapshot().portals[0].session.clone();
    let SessionView::AwaitingCode { code, page, until } = view else { panic!("{view:?}") };
    (code, page, until)
}

#[tokio::test]
async fn a_code_is_shown_opens_nothing_by_itself_and_signs_in() {
    let (company, _folder, mut running) = waiting_for_code().await;
    let waiting = running.begin(Command::SignInWithCode(portal()));
    running.until(|cause| matches!(cause, Cause::CodeShown(_))).await;
    let (code, page, until) = shown(&running.engine);
    assert_eq!(until, company.now().as_second() + 600);
    assert_eq!(running.desktop.opened(), [], "the person may be about to type it elsewhere");
    let mut sofia: Person = company.person("sofia");
    sofia.answer_device(page.parse().expect("a URL"), &code, "allow").await;
    company.faults().release();
    waiting.await.expect("no panic").expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    assert!(is_signed_in(&running.session()), "{:?}", running.session());
    running.pass(company.clock(), 3600).await;
    assert!(company.tally().served(Operation::Refresh) > 0, "such a session is renewed like any other");
}

#[tokio::test]
async fn the_page_for_a_code_is_opened_empty_or_filled_in_as_asked() {
    let (company, _folder, mut running) = waiting_for_code().await;
    let waiting = running.begin(Command::SignInWithCode(portal()));
    running.until(|cause| matches!(cause, Cause::CodeShown(_))).await;
    let (code, page, _) = shown(&running.engine);
    running.run(Command::ReopenSignIn(portal())).await.expect("opened");
    running.run(Command::OpenFilledIn(portal())).await.expect("opened");
    running.run(Command::CopySignInAddress(portal())).await.expect("copied");
    let opened = running.desktop.opened();
    assert_eq!((opened[0].as_str(), opened.len()), (page.as_str(), 2));
    assert!(!opened[0].as_str().contains(&code) && opened[1].as_str().contains(&code), "{opened:?}");
    assert_eq!(running.desktop.copied()[0].expose(), &page, "a copied address carries no code either");
    company.person("sofia").answer_device(opened[1].clone(), &code, "allow").await;
    company.faults().release();
    waiting.await.expect("no panic").expect("signed in");
}

#[tokio::test]
async fn whoever_chooses_the_browser_after_all_is_not_kept_by_the_code() {
    let (company, _folder, mut running) = waiting_for_code().await;
    let with_code = running.begin(Command::SignInWithCode(portal()));
    running.until(|cause| matches!(cause, Cause::CodeShown(_))).await;
    running.sign_in(&company, "alice", "allow").await.expect("signed in");
    let ended = with_code.await.expect("no panic").expect_err("given up");
    assert_eq!(ended.code(), Code::SignInCancelled);
    assert_eq!(running.desktop.opened().len(), 1);
    company.faults().release();
    assert!(is_signed_in(&running.session()), "{:?}", running.session());
}

#[tokio::test]
async fn an_organisation_that_forbids_codes_is_obeyed_and_shown() {
    for (file, allowed) in
        [("device_code = false\n", false), ("not toml {", false), ("device_code = true\n", true), ("", true)]
    {
        let company = Company::with(Config::default()).await;
        let folder = tempfile::tempdir().expect("a folder");
        let organisation = folder.path().join("organisation.toml");
        portico_core::disk::write_atomic(&organisation, file.as_bytes()).expect("written");
        let mut seat = Seat::at(company.clock(), folder.path(), Arc::new(MemoryStore::default()));
        seat.home = seat.home.under(organisation);
        let mut running = seat.start().await;
        add_portal(&running.engine, &company).await;
        let settings = running.engine.snapshot().settings.clone();
        assert_eq!(settings.device_code, allowed, "{file}");
        assert_eq!(settings.fixed.contains(&"device_code".to_owned()), !file.is_empty(), "{file}");
        let waiting = running.begin(Command::SignInWithCode(portal()));
        if allowed {
            running.until(|cause| matches!(cause, Cause::CodeShown(_))).await;
            continue;
        }
        let refused = waiting.await.expect("no panic").expect_err("forbidden");
        assert_eq!(refused.code(), Code::InvalidInput);
        assert_eq!(
            refused.message(),
            "Your organisation does not allow signing in to securecart with a code."
        );
        assert!(refused.remedy().contains("browser"), "{}", refused.remedy());
        assert_eq!(company.tally().iter().count(), 0, "nothing was asked of the portal");
        assert_eq!(running.session(), SessionView::SignedOut);
    }
}

//! G2, G3, G4 as the window shows them: a keychain that is absent, silent, locked, too small, or has lost what it held, at the
//! start and in the middle; and that the same program goes on once it is well. The real keyrings are in `keychain`.

use std::sync::Arc;

use portico_core::Code;
use portico_core::disk::write_atomic;
use portico_core::engine::{Cause, Command};
use portico_core::settings::Choice;
use portico_core::vault::{Entry, FileStore, Passphrase, Question, Store, Unasked};
use portico_core::view::{SessionView, Snapshot};
use portico_model::{Secret, SystemClock};

use crate::support::company::Company;
use crate::support::engine::{Running, Seat, add_portal, is_signed_in, portal, role};
use crate::support::keychain::{Keychain, Mood};
use crate::support::{ADMINISTRATOR, DEV};

/// Past the moment at which an hour's token is renewed.
const DUE: i64 = 2_760;

/// Alice is signed in, on a desktop with a keychain that has moods.
struct Desk {
    company: Company,
    keychain: Arc<Keychain>,
    seat: Seat,
    app: Running,
    _folder: tempfile::TempDir,
}

impl Desk {
    async fn signed_in() -> Self {
        let mut desk = Self::signed_out(Mood::Well).await;
        desk.sign_in().await;
        desk
    }

    async fn signed_out(mood: Mood) -> Self {
        let company = Company::open().await;
        let (folder, keychain) = (tempfile::tempdir().expect("a folder"), Arc::<Keychain>::default());
        keychain.turn(mood);
        let store: Arc<dyn Store> = Arc::<Keychain>::clone(&keychain);
        let seat = Seat::at(company.clock(), folder.path(), store);
        let app = seat.start().await;
        add_portal(&app.engine, &company).await;
        Self { company, keychain, seat, app, _folder: folder }
    }

    async fn sign_in(&mut self) {
        self.app.sign_in(&self.company, "alice", "allow").await.expect("signed in");
        self.app.until(|cause| matches!(cause, Cause::Listed(_))).await;
    }

    /// Another start of the app, while the keychain feels like this.
    async fn restart(&mut self, mood: Mood) {
        self.keychain.turn(mood);
        self.app = self.seat.start().await;
    }

    fn forget_item(&self) {
        let entry = Entry::Session { portal: portal(), local: true };
        self.keychain.held().delete(entry.service(), &entry.user(self.seat.home.tag())).expect("deleted");
    }

    async fn seen(&mut self, wanted: impl Fn(&SessionView, Option<Code>) -> bool) {
        self.app.seen(|now| wanted(&now.portals[0].session, code(now))).await;
    }

    /// The next look at the clock finds everything in order.
    async fn goes_on(&mut self) {
        self.keychain.turn(Mood::Well);
        self.app.wake().await;
        self.seen(|session, code| {
            matches!(session, SessionView::SignedIn { saved: true, .. }) && code.is_none()
        })
        .await;
    }
}

fn code(now: &Snapshot) -> Option<Code> {
    now.portals[0].problem.as_ref().map(|problem| problem.code)
}

const UNREADABLE: [(Mood, Code); 3] = [
    (Mood::Absent, Code::KeychainAbsent),
    (Mood::Silent, Code::KeychainSilent),
    (Mood::Locked, Code::KeychainLocked),
];

#[tokio::test(flavor = "multi_thread")]
async fn g2_g3_g4_a_keychain_that_cannot_be_read_at_the_start_is_told_and_read_once_it_can_be() {
    for (mood, said) in UNREADABLE {
        let mut desk = Desk::signed_in().await;
        desk.restart(mood).await;
        assert_eq!(
            (desk.app.session(), code(&desk.app.engine.snapshot())),
            (SessionView::SignedOut, Some(said))
        );
        // It stays so for as long as it is so.
        desk.app.wake().await;
        assert_eq!(desk.app.problem().map(|problem| problem.code), Some(said), "{mood:?}");
        desk.goes_on().await;
        desk.app.copied_key(&role(DEV, ADMINISTRATOR)).await.expect("works");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn g2_g3_g4_a_keychain_that_fails_in_the_middle_signs_nobody_out_and_the_renewal_follows() {
    for (mood, said) in UNREADABLE {
        let mut desk = Desk::signed_in().await;
        desk.keychain.turn(mood);
        desk.app.pass(&desk.company.clock().clone(), DUE).await;
        desk.seen(|session, code| is_signed_in(session) && code == Some(said)).await;
        assert_eq!(
            desk.company.tally().asked(portico_center::Operation::Refresh),
            0,
            "{mood:?}: nothing is risked"
        );
        desk.goes_on().await;
        // The pause after a failure is over by then.
        desk.app.pass(&desk.company.clock().clone(), 60).await;
        assert_eq!(desk.company.tally().served(portico_center::Operation::Refresh), 1, "{mood:?}");
        desk.goes_on().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn g4_a_keychain_that_is_well_again_before_anything_was_due_is_complained_of_no_longer() {
    let mut desk = Desk::signed_in().await;
    desk.keychain.turn(Mood::Locked);
    desk.app.run(Command::Refresh(portal())).await.expect_err("the token cannot be read");
    assert_eq!(desk.app.problem().map(|problem| problem.code), Some(Code::KeychainLocked));
    desk.goes_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn g4_an_item_that_is_gone_is_told_once_and_mended_by_a_sign_in() {
    for is_running in [false, true] {
        let mut desk = Desk::signed_in().await;
        desk.forget_item();
        if is_running {
            desk.app.pass(&desk.company.clock().clone(), DUE).await;
        } else {
            desk.restart(Mood::Well).await;
        }
        desk.seen(|session, code| *session == SessionView::SignedOut && code == Some(Code::KeychainItemGone))
            .await;
        desk.app.wake().await;
        assert_eq!(desk.app.problem().map(|problem| problem.code), Some(Code::KeychainItemGone));
        desk.company.wait(60);
        desk.sign_in().await;
        desk.goes_on().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn g4_a_keychain_that_is_too_small_keeps_nothing_and_says_so() {
    for (mood, said) in [(Mood::Tiny, Code::KeychainTooSmall), (Mood::Full, Code::KeychainFailed)] {
        let mut desk = Desk::signed_out(mood).await;
        desk.sign_in().await;
        desk.seen(|session, code| {
            matches!(session, SessionView::SignedIn { saved: false, .. }) && code == Some(said)
        })
        .await;
        assert!(desk.keychain.held().is_empty());
        desk.app.copied_key(&role(DEV, ADMINISTRATOR)).await.expect("works while it lasts");
        desk.goes_on().await;
    }
}

/// Unlocking on a person's command is an end of waiting for the next look.
#[tokio::test(flavor = "multi_thread")]
async fn g4_who_unlocks_the_keychain_in_the_window_is_signed_in_at_once() {
    let mut desk = Desk::signed_in().await;
    desk.restart(Mood::Locked).await;
    let refused = desk.app.run(Command::UnlockKeychain).await.expect_err("nobody types the password");
    assert_eq!(refused.code(), Code::KeychainLocked);
    desk.keychain.turn(Mood::Well);
    desk.app.run(Command::UnlockKeychain).await.expect("unlocked");
    desk.seen(|session, code| is_signed_in(session) && code.is_none()).await;
}

/// Somebody who types the passphrase whenever they are asked.
#[derive(Debug)]
struct Typed;

impl Passphrase for Typed {
    fn ask(&self, _: Question) -> Result<Secret, Unasked> {
        Ok(Secret::new("correct horse".to_owned()))
    }

    fn asks_here(&self) -> bool {
        false
    }
}

/// An app that keeps secrets where the settings say.
async fn chosen(company: &Company, folder: &tempfile::TempDir, first: Choice) -> Running {
    let mut seat = Seat::at(company.clock(), folder.path(), Arc::<Keychain>::default());
    let settings = format!("[notifications]\nquiet = \"off\"\n[keychain]\nstore = \"{first}\"\n");
    write_atomic(&seat.home.settings(), settings.as_bytes()).expect("written");
    (seat.store, seat.passphrase) = (None, Arc::new(Typed));
    if first == Choice::File {
        file(&seat).create().expect("a new file");
    }
    seat.start().await
}

fn file(seat: &Seat) -> FileStore {
    FileStore::of(&seat.home, Arc::new(Typed), Arc::new(SystemClock))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_moves_with_the_choice_of_the_person_and_nobody_is_signed_out() {
    for (from, to) in [(Choice::File, Choice::Memory), (Choice::Memory, Choice::File)] {
        let (company, folder) = (Company::open().await, tempfile::tempdir().expect("a folder"));
        let mut app = chosen(&company, &folder, from).await;
        add_portal(&app.engine, &company).await;
        app.sign_in(&company, "alice", "allow").await.expect("signed in");
        app.until(|cause| matches!(cause, Cause::Listed(_))).await;
        let is_kept = |saved| move |now: &Snapshot| matches!(now.portals[0].session, SessionView::SignedIn { saved: kept, .. } if kept == saved);
        app.seen(is_kept(from == Choice::File)).await;
        app.run(Command::UseKeychain(to)).await.expect("moved");
        app.wake().await;
        app.seen(is_kept(to == Choice::File)).await;
        let now = app.engine.snapshot();
        assert_eq!((now.settings.keychain, code(&now)), (to, None), "{from} to {to}");
        // The newest token came along, and is renewed where it is now.
        app.pass(&company.clock().clone(), DUE).await;
        app.seen(is_kept(to == Choice::File)).await;
        let count = company.tally().of(portico_center::Operation::Refresh);
        assert_eq!((count.served, count.refused.len()), (1, 0), "{from} to {to}");
        // What is in memory ends with the program, and what is in the file does not.
        let seat = Seat {
            store: None,
            passphrase: Arc::new(Typed),
            ..Seat::at(company.clock(), folder.path(), Arc::<Keychain>::default())
        };
        drop(app);
        let again = seat.start().await;
        assert_eq!(is_signed_in(&again.session()), to == Choice::File, "{from} to {to}");
        assert_eq!(code(&again.engine.snapshot()), None, "{from} to {to}");
        // The key of the file is in the kernel for as long as somebody works.
        file(&seat).close();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_no_keychain_took_goes_on_when_the_person_chooses_memory() {
    let (company, folder) = (Company::open().await, tempfile::tempdir().expect("a folder"));
    let mut app = chosen(&company, &folder, Choice::File).await;
    // Without its key the file opens no more, whatever is typed.
    let seat = Seat::at(company.clock(), folder.path(), Arc::<Keychain>::default());
    write_atomic(&seat.home.data().join("keychain/identity.age"), b"age-encryption.org/v1\n")
        .expect("spoilt");
    file(&seat).close();
    add_portal(&app.engine, &company).await;
    app.sign_in(&company, "alice", "allow").await.expect("signed in");
    app.until(|cause| matches!(cause, Cause::Listed(_))).await;
    app.seen(|now| code(now) == Some(Code::KeychainFailed)).await;
    app.run(Command::UseKeychain(Choice::Memory)).await.expect("chosen");
    app.wake().await;
    app.seen(|now| is_signed_in(&now.portals[0].session) && code(now).is_none()).await;
}

//! F5: what the keychain does not take, in the app and in the programs beside it (`security.md` 3).
//!
//! What is defined: the app goes on with what it was given, and offers it again at every look at the clock. Until the
//! keychain has it, no other program sends the token that is spent: it uses the access token while that is good, and then
//! says where the session is. When the app dies with it, the next program asks with what there is, once.

use std::sync::Arc;

use crate::support::company::Company;
use crate::support::engine::{Running, Seat, add_portal, is_signed_in, local, portal, role};
use crate::support::keychain::{Keychain, Mood};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};
use portico_center::{Config, Operation, Rotation};
use portico_core::engine::{Cause, Command};
use portico_core::session::{Bearer, Sessions};
use portico_core::settings::Portal;
use portico_core::vault::{Entry, Store};
use portico_core::view::SessionView;
use portico_core::{Code, Result};

/// A third of a token's life is left when it is renewed; this is past that, and before its end.
const DUE: i64 = 2_760;
/// What is left of it then, and a little more.
const REST: i64 = 900;

/// Alice's desktop: the app runs, and helpers may come.
struct Desk {
    company: Company,
    keychain: Arc<Keychain>,
    seat: Seat,
    portal: Portal,
    app: Running,
    _folder: tempfile::TempDir,
}

impl Desk {
    /// Alice is signed in, and the keychain has it.
    async fn signed_in(rotation: Rotation) -> Self {
        let company = Company::with(Config { rotation, ..Config::default() }).await;
        let (folder, keychain) = (tempfile::tempdir().expect("a folder"), Arc::<Keychain>::default());
        let store: Arc<dyn Store> = Arc::<Keychain>::clone(&keychain);
        let seat = Seat::at(company.clock(), folder.path(), store);
        let mut app = seat.start().await;
        add_portal(&app.engine, &company).await;
        app.sign_in(&company, "alice", "allow").await.expect("signed in");
        app.until(|cause| matches!(cause, Cause::Listed(_))).await;
        let portal = local(portal().as_str(), &company);
        Self { company, keychain, seat, portal, app, _folder: folder }
    }

    /// The app renews, and the keychain takes nothing.
    async fn renewed_unkept(rotation: Rotation) -> Self {
        let mut desk = Self::signed_in(rotation).await;
        desk.keychain.turn(Mood::Full);
        desk.app.pass(&desk.company.clock().clone(), DUE).await;
        assert_eq!((desk.refreshes(), desk.is_saved()), ((1, 0), Some(false)));
        desk
    }

    /// A program that ends as soon as it has been served.
    fn helper(&self) -> Sessions {
        self.seat.parts().sessions.in_background()
    }

    async fn access(&self) -> Result<Bearer> {
        self.helper().access(&self.portal).await
    }

    /// How many refreshes were granted, and how many refused.
    fn refreshes(&self) -> (u64, u64) {
        let count = self.company.tally().of(Operation::Refresh);
        (count.served, count.refused.values().sum())
    }

    /// Whether the window says that the keychain has the session; nothing when nobody is signed in.
    fn is_saved(&self) -> Option<bool> {
        if let SessionView::SignedIn { saved, .. } = self.app.session() { Some(saved) } else { None }
    }

    /// The item of the session.
    fn kept(&self) -> Option<Vec<u8>> {
        let entry = Entry::Session { portal: portal(), local: true };
        let item = self.keychain.held().get(entry.service(), &entry.user(self.seat.home.tag()));
        item.expect("held").map(|item| item.expose().clone())
    }

    /// The keychain is well again, and the app notices.
    async fn heal(&mut self) {
        self.keychain.turn(Mood::Well);
        self.app.wake().await;
        self.app
            .seen(|now| matches!(now.portals[0].session, SessionView::SignedIn { saved: true, .. }))
            .await;
    }

    /// The app is gone, as in a crash, and with it what it alone held.
    async fn crash(&mut self) {
        let (folder, clock) = (tempfile::tempdir().expect("a folder"), self.company.clock());
        let other = Seat::at(clock, folder.path(), Arc::<Keychain>::default()).start().await;
        drop(std::mem::replace(&mut self.app, other));
        // What it held it has let go of once its last task has ended.
        let path = self.seat.home.lock("unsaved-securecart");
        portico_core::disk::Lock::acquire(&path, crate::support::process::DEADLINE).await.expect("free");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f5_a_renewal_that_is_not_kept_goes_on_is_renewed_from_the_newest_and_is_kept_once_it_can_be() {
    let mut desk = Desk::renewed_unkept(Rotation::Strict).await;
    let before = desk.kept();
    for turn in 2..5 {
        desk.app.pass(&desk.company.clock().clone(), DUE).await;
        assert_eq!(
            (desk.refreshes(), desk.is_saved()),
            ((turn, 0), Some(false)),
            "never the old token again"
        );
        assert!(desk.kept() == before, "nothing half-written");
    }
    desk.heal().await;
    assert!(desk.kept() != before);
    // What was kept is the newest: another program goes on from it.
    desk.crash().await;
    desk.company.wait(DUE + REST);
    desk.access().await.expect("renewed from what was kept");
    assert_eq!(desk.refreshes(), (5, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn f5_beside_an_app_with_an_unkept_renewal_a_helper_uses_what_is_good_and_then_says_where_the_session_is()
 {
    let mut desk = Desk::renewed_unkept(Rotation::Strict).await;
    desk.access().await.expect("the access token in the keychain is good yet");
    desk.company.wait(REST);
    for _ in 0..3 {
        let error = desk.access().await.expect_err("it is not any more");
        assert_eq!(error.code(), Code::KeychainFailed, "no sign-in is needed: {error}");
        assert!(error.message().contains("Another Portico"), "{error}");
    }
    assert_eq!(desk.refreshes(), (1, 0), "the spent token is not sent");
    let key = role(DEV, ADMINISTRATOR);
    desk.app.copied_key(&key).await.expect("the app goes on");
    desk.heal().await;
    desk.access().await.expect("and so does the helper");
    assert_eq!(desk.refreshes(), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn f5_an_app_that_dies_with_an_unkept_renewal_costs_what_a_lost_answer_costs() {
    // Its server takes the token again; it does so for half a minute; it does not, and ends the session.
    for (rotation, is_over) in
        [(Rotation::Reusable, false), (Rotation::Grace, true), (Rotation::Strict, true)]
    {
        let mut desk = Desk::renewed_unkept(rotation).await;
        desk.crash().await;
        desk.keychain.turn(Mood::Well);
        desk.company.wait(REST);
        let brought = desk.access().await;
        assert_eq!(brought.is_err(), is_over, "{rotation:?}");
        if let Err(error) = brought {
            assert_eq!(error.code(), Code::SignInRequired, "{error}");
            let again = desk.access().await.expect_err("over");
            assert_eq!(again.code(), Code::SignInRequired, "{again}");
        }
        let refused = u64::from(is_over);
        assert_eq!(desk.refreshes(), (2 - refused, refused), "{rotation:?}: asked once, and no loop");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f5_a_helper_does_not_spend_a_token_whose_successor_it_cannot_keep() {
    let mut desk = Desk::signed_in(Rotation::Strict).await;
    desk.crash().await;
    desk.keychain.turn(Mood::Full);
    desk.company.wait(DUE);
    desk.access().await.expect("the token is good yet");
    desk.company.wait(REST);
    let error = desk.access().await.expect_err("no place for another one");
    assert_eq!(error.code(), Code::KeychainFailed, "{error}");
    assert_eq!(desk.refreshes(), (0, 0));
    desk.keychain.turn(Mood::Well);
    desk.access().await.expect("nothing was lost");
    assert_eq!(desk.refreshes(), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn f5_a_sign_in_that_is_not_kept_takes_the_place_of_the_session_before_for_every_program() {
    for mood in [Mood::Full, Mood::Locked, Mood::Absent, Mood::Tiny] {
        let mut desk = Desk::signed_in(Rotation::Strict).await;
        let alices = desk.access().await.expect("signed in").token;
        desk.keychain.turn(mood);
        desk.company.wait(60);
        desk.app.sign_in(&desk.company, "sofia", "allow").await.expect("signed in");
        desk.app.until(|cause| matches!(cause, Cause::Listed(_))).await;
        assert_eq!(desk.is_saved(), Some(false), "{mood:?}");
        desk.keychain.turn(Mood::Full);
        let error = desk.access().await.expect_err("alice's is over, and sofia's is in the app");
        assert_eq!(error.code(), Code::KeychainFailed, "{mood:?}: {error}");
        desk.crash().await;
        let error = desk.access().await.expect_err("sofia's is gone with the app");
        assert_eq!(error.code(), Code::SignInRequired, "{mood:?}: {error}");
        desk.keychain.turn(Mood::Well);
        let brought = desk.access().await.map(|bearer| bearer.token);
        assert!(brought.is_err_and(|error| error.code() == Code::SignInRequired), "{alices:?} is alice's");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f5_a_sign_out_in_a_terminal_ends_a_session_that_only_the_app_has() {
    let mut desk = Desk::signed_in(Rotation::Strict).await;
    desk.keychain.turn(Mood::Full);
    desk.company.wait(60);
    desk.app.sign_in(&desk.company, "sofia", "allow").await.expect("signed in");
    desk.app.until(|cause| matches!(cause, Cause::Listed(_))).await;
    drop(desk.helper().sign_out(&desk.portal).await);
    desk.app.wake().await;
    desk.app.seen(|now| !is_signed_in(&now.portals[0].session)).await;
    assert_eq!(desk.app.session(), SessionView::SignedOut);
    desk.keychain.turn(Mood::Well);
    desk.app.wake().await;
    assert_eq!(desk.app.session(), SessionView::SignedOut);
}

/// What the keychain does not let go of is void all the same.
#[tokio::test(flavor = "multi_thread")]
async fn f5_what_a_keychain_keeps_after_a_sign_out_is_handed_to_nobody() {
    let mut desk = Desk::signed_in(Rotation::Reusable).await;
    let (dev, production) = (role(DEV, ADMINISTRATOR), role(PRODUCTION, READ_ONLY));
    let alices = desk.helper().credentials(&desk.portal, &production).await.expect("hers");
    desk.helper().credentials(&desk.portal, &dev).await.expect("hers");
    desk.keychain.turn(Mood::Full);
    for _ in 0..2 {
        // However often it is tried.
        let refused = desk.app.run(Command::SignOut(portal())).await.expect_err("it lets nothing go");
        assert_eq!(refused.code(), Code::KeychainFailed);
        assert!(desk.kept().is_some() && desk.keychain.held().len() == 3);
        for key in [&dev, &production] {
            let error = desk.helper().credentials(&desk.portal, key).await.expect_err("signed out");
            assert_eq!(error.code(), Code::SignInRequired, "{error}");
        }
    }
    // Nor to whoever signs in next.
    desk.company.wait(60);
    desk.app.sign_in(&desk.company, "sofia", "allow").await.expect("signed in");
    desk.app.until(|cause| matches!(cause, Cause::Listed(_))).await;
    desk.heal().await;
    let error = desk.helper().credentials(&desk.portal, &dev).await.expect_err("not sofia's");
    assert_eq!(error.code(), Code::NotAssigned, "{error}");
    let sofias = desk.helper().credentials(&desk.portal, &production).await.expect("hers, too");
    assert_ne!(sofias.access_key_id, alices.access_key_id);
    // And signing out removes what was left.
    desk.app.run(Command::SignOut(portal())).await.expect("it lets go");
    assert!(desk.keychain.held().is_empty(), "{:?}", desk.keychain.held());
}

//! What must be true after each step, and at the end of a sequence, when everything is well again.

use portico_core::disk::read_text;
use portico_core::engine::Command;
use portico_core::vault::{Entry, Store as _};
use serde_json::Value;

use super::reference::{Asker, Change, Served};
use super::sequence::{Kept, Sequence, Shown};
use crate::support::engine::{is_renewing, is_signed_in, portal};
use crate::support::keychain::Mood;

impl Sequence<'_> {
    /// Tells the reference what happened since.
    pub(super) fn absorb(&mut self, asker: Asker) {
        let kept = self.read();
        let change = match (&self.kept, &kept) {
            (old, Some(new)) if old.as_ref() != Some(new) => Change::Kept,
            (Some(_), None) => Change::Gone,
            (_, _) => Change::None,
        };
        self.kept = kept;
        self.ask_reference(asker, change);
    }

    /// Holds the server's answers since against those of the reference.
    pub(super) fn ask_reference(&mut self, asker: Asker, change: Change) {
        let now = self.world.refreshes();
        let before = std::mem::replace(&mut self.refreshes, now);
        let served = Served {
            asked: now.asked - before.asked,
            granted: now.granted - before.granted,
            refused: now.refused - before.refused,
        };
        let promised = self.reference.asked(asker, served.asked, change, self.world.now());
        assert_eq!(served, promised, "the server's answers to {asker:?}, and those of the reference");
    }

    /// The session that the keychain holds, unless the stamp beside it says that it is void.
    pub(super) fn read(&self) -> Option<Kept> {
        let entry = Entry::Session { portal: portal(), local: true };
        let user = entry.user(self.seat.home.tag());
        let bytes = self.keychain.held().get(entry.service(), &user).expect("held")?;
        let json: Value = serde_json::from_slice(bytes.expose()).expect("a session is JSON");
        let text = |name: &str| json[name].as_str().expect("text").to_owned();
        let generation = json["generation"].as_u64().expect("a number");
        let kept = Kept { access: text("access"), refresh: text("refresh"), generation };
        let (word, last) = self.stamp();
        let is_void = match word.as_str() {
            "" => false,
            "held" => generation < last,
            _ => generation <= last,
        };
        (!is_void).then_some(kept)
    }

    /// The line by which programs notice each other: a word, unless there is a session in the keychain, and a generation.
    pub(super) fn stamp(&self) -> (String, u64) {
        let path = self.seat.home.data().join("sessions").join(format!("{}.stamp", portal()));
        let line = read_text(&path).expect("readable").unwrap_or_default();
        let (word, last) = line.rsplit_once(' ').unwrap_or(("", &line));
        (word.to_owned(), last.parse().unwrap_or(0))
    }

    /// What the window shows.
    pub(super) fn look_at(&self) -> Shown {
        let view = self.app().engine().snapshot().portals[0].clone();
        if let portico_core::view::SessionView::SignedIn { saved, .. } = view.session {
            return Shown::In { saved };
        }
        assert!(!is_renewing(&view.session), "nothing is under way");
        let is_unread = view.problem.is_some_and(|problem| problem.code.is_of_keychain());
        if is_unread { Shown::Unread } else { Shown::Out }
    }

    /// I2 to I6.
    pub(super) fn check(&mut self) {
        if let Some(kept) = &self.kept {
            let is_whole = self.world.draws.are_a_pair(&kept.access, &kept.refresh);
            assert!(is_whole, "I2: what is kept was never given like this");
            assert!(kept.generation >= self.generation, "I3: {kept:?} after {}", self.generation);
            self.generation = kept.generation;
        }
        let (_, last) = self.stamp();
        assert!(last >= self.stamped, "I3: the stamp goes back from {} to {last}", self.stamped);
        self.stamped = last;
        self.check_shown();
        let opened = self.app().running.desktop.opened().len();
        assert_eq!(opened, self.clicks, "I5: browsers opened, and commands of a person");
        self.check_accounts();
    }

    fn check_shown(&mut self) {
        let (before, now) = (self.shown, self.look_at());
        let was_in = matches!(before, Shown::In { .. });
        match now {
            Shown::In { .. } if self.reference.held().is_some() => self.reference.over = None,
            // Signed out elsewhere, and not yet noticed here.
            Shown::In { .. } => assert!(self.reference.over.is_some(), "{:?}", self.reference),
            Shown::Out | Shown::Unread => {
                let is_proven = self.reference.over.is_some();
                assert!(!was_in || is_proven, "I4: signed out without proof; {:?}", self.reference);
            }
        }
        self.shown = now;
    }

    /// F5: the window says whether the keychain has the session.
    pub(super) fn check_saved(&self) {
        if let (Shown::In { saved }, Some(_)) = (self.look_at(), self.reference.held()) {
            let is_kept = self.reference.memory.is_none();
            assert_eq!(saved, is_kept, "F5: whether the keychain has it; {:?}", self.reference);
        }
    }

    fn check_accounts(&mut self) {
        let snapshot = self.app().engine().snapshot();
        let (accounts, listed_at) = (snapshot.account_count, snapshot.portals[0].listed_at);
        let is_complete = listed_at.is_some() && listed_at != self.listed_at;
        assert!(
            accounts >= self.accounts || is_complete,
            "I6: {} accounts, then {accounts}, and no complete listing",
            self.accounts
        );
        (self.accounts, self.listed_at) = (accounts, listed_at);
    }

    /// Everything is well: what is shown must come to be what is true.
    pub(super) fn heal(&mut self) {
        self.world.calm_down();
        self.reference.forget_mishaps();
        self.keychain.turn(Mood::Well);
        for _ in 0..8 {
            self.beat(15);
        }
        self.world.pass(1);
        let app = self.app();
        let listed = app.clockwork.until(app.running.run(Command::Refresh(portal())));
        self.settle_and_check();
        let view = self.app().engine().snapshot().portals[0].clone();
        let is_in = is_signed_in(&view.session);
        assert_eq!(is_in, self.reference.held().is_some(), "{view:?}; {:?}", self.reference);
        assert_eq!(listed.is_ok(), is_in, "{listed:?}; {view:?}");
        if is_in {
            assert_eq!(self.look_at(), Shown::In { saved: true });
            assert_eq!(view.problem, None);
        }
    }
}

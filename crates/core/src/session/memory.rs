//! What this process alone holds of sessions, and the stamps by which processes notice each other.
//!
//! Rule: whatever is held here was true at a stamp; once another process has signed in, renewed, signed out or forgotten the
//! credentials of a role, the stamp differs and it is not used any more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use portico_model::AccountId;
use sha2::{Digest, Sha256};

use crate::credentials::Credentials;
use crate::disk::{self, Home, Lock};
use crate::error::Result;
use crate::role::RoleKey;
use crate::session::sign_out::Left;
use crate::session::store::Stored;
use crate::settings::PortalName;

/// How a portal's session last changed: one small file, no secret, readable without the keychain.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Stamp(String);

impl Stamp {
    const ENDED: &str = "ended ";
    const SIGNED_OUT: &str = "out ";
    const HELD: &str = "held ";

    /// A session of this generation was kept.
    pub(super) fn kept(generation: u64) -> Self {
        Self(generation.to_string())
    }

    /// A person signed in to a session of this generation, and the keychain did not take it: the process that has it
    /// holds the lock of what is unsaved.
    pub(super) fn held(generation: u64) -> Self {
        Self(format!("{}{generation}", Self::HELD))
    }

    /// A person signed out of the session of this generation.
    pub(super) fn signed_out(generation: u64) -> Self {
        Self(format!("{}{generation}", Self::SIGNED_OUT))
    }

    /// The server ended the session of this generation.
    pub(super) fn ended(generation: u64) -> Self {
        Self(format!("{}{generation}", Self::ENDED))
    }

    /// Of the session there is; 0 when there is none.
    pub(super) fn generation(&self) -> u64 {
        self.0.strip_prefix(Self::HELD).unwrap_or(&self.0).parse().unwrap_or(0)
    }

    /// Of the last session there was, be it over or not.
    pub(super) fn last(&self) -> u64 {
        self.0.rsplit(' ').next().and_then(|last| last.parse().ok()).unwrap_or(0)
    }

    pub(super) fn is_ended(&self) -> bool {
        self.0.starts_with(Self::ENDED)
    }

    pub(super) fn is_held(&self) -> bool {
        self.0.starts_with(Self::HELD)
    }

    /// Whether a session of this generation is over, wherever it is still found: ended, signed out of, or followed by
    /// one of a later sign-in.
    pub(super) fn voids(&self, generation: u64) -> bool {
        let is_over = self.is_ended() || self.0.starts_with(Self::SIGNED_OUT);
        is_over && generation <= self.last() || self.is_held() && generation < self.last()
    }

    pub(super) fn read(home: &Home, portal: &PortalName) -> Self {
        let text = disk::read_text(&stamp_path(home, portal)).ok().flatten();
        Self(text.unwrap_or_default().trim().to_owned())
    }

    /// A stamp that cannot be written only makes other processes notice at their next use instead of their next look.
    pub(super) fn write(&self, home: &Home, portal: &PortalName) {
        if let Err(error) = disk::write_atomic(&stamp_path(home, portal), self.0.as_bytes()) {
            tracing::warn!(%error, "other processes will notice late that the session in {portal} changed");
        }
    }
}

fn stamp_path(home: &Home, portal: &PortalName) -> PathBuf {
    home.data().join("sessions").join(format!("{portal}.stamp"))
}

/// How often Portico has forgotten the credentials of a role: those of before are void, wherever they still are. One small file
/// a role, no secret, readable without the keychain.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Forgotten(u64);

impl Forgotten {
    pub(super) fn read(home: &Home, key: &RoleKey) -> Self {
        let text = disk::read_text(&Self::path(home, key)).ok().flatten();
        Self(text.and_then(|text| text.trim().parse().ok()).unwrap_or_default())
    }

    /// Once more, from now on.
    pub(super) fn again(home: &Home, key: &RoleKey) -> Result<()> {
        let next = Self::read(home, key).0.wrapping_add(1);
        disk::write_atomic(&Self::path(home, key), next.to_string().as_bytes())
    }

    fn path(home: &Home, key: &RoleKey) -> PathBuf {
        home.data().join("sessions").join(format!("{}.forgotten", key.portal)).join(hash(&line(key)))
    }
}

/// When credentials came: of which session, and after which forgetting.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Origin {
    session: Stamp,
    forgotten: Forgotten,
}

impl Origin {
    /// Of those that come now.
    pub(super) fn now(home: &Home, key: &RoleKey) -> Self {
        Self::after(Forgotten::read(home, key), home, key)
    }

    /// Of those that were asked for after this forgetting.
    pub(super) fn after(forgotten: Forgotten, home: &Home, key: &RoleKey) -> Self {
        Self { session: Stamp::read(home, &key.portal), forgotten }
    }
}

/// What lives in this process only.
#[derive(Debug, Default)]
pub(super) struct Memory {
    unsaved: BTreeMap<PortalName, Unsaved>,
    in_hand: BTreeMap<(RoleKey, bool), (Credentials, Origin)>,
}

/// A session that the vault did not take. The lock tells other processes that it is here.
#[derive(Debug)]
struct Unsaved {
    stored: Stored,
    stamp: Stamp,
    lock: Option<Lock>,
}

impl Memory {
    /// The session that the vault did not take, unless another process has kept or ended one since.
    pub(super) fn unsaved(&mut self, portal: &PortalName, now: &Stamp) -> Option<Stored> {
        if self.unsaved.get(portal).is_some_and(|held| held.stamp != *now) {
            self.unsaved.remove(portal);
        }
        self.unsaved.get(portal).map(|held| held.stored.clone())
    }

    /// `lock` takes the lock, unless this process has it already.
    pub(super) fn hold_unsaved(
        &mut self,
        portal: &PortalName,
        stored: Stored,
        stamp: Stamp,
        lock: impl FnOnce() -> Option<Lock>,
    ) {
        let lock = self.unsaved.remove(portal).and_then(|held| held.lock).or_else(lock);
        self.unsaved.insert(portal.clone(), Unsaved { stored, stamp, lock });
    }

    /// The session held is true at this stamp, too.
    pub(super) fn restamp(&mut self, portal: &PortalName, stamp: Stamp) {
        if let Some(held) = self.unsaved.get_mut(portal) {
            held.stamp = stamp;
        }
    }

    /// The vault took the session: nothing of it needs to be held any more.
    pub(super) fn saved(&mut self, portal: &PortalName) {
        self.unsaved.remove(portal);
    }

    /// Credentials in hand of a role, `local` telling a local portal from AWS's of the same name.
    pub(super) fn credentials(&self, key: &RoleKey, local: bool, now: &Origin) -> Option<Credentials> {
        let (keys, origin) = self.in_hand.get(&(key.clone(), local))?;
        (origin == now).then(|| keys.clone())
    }

    /// Whether credentials of a role were in hand, be they void by now.
    pub(super) fn has_in_hand(&self, key: &RoleKey) -> bool {
        [true, false].into_iter().any(|local| self.in_hand.contains_key(&(key.clone(), local)))
    }

    /// The roles of which credentials were in hand, be they void by now.
    pub(super) fn keys_in_hand(&self) -> BTreeSet<RoleKey> {
        self.in_hand.keys().map(|(key, _)| key.clone()).collect()
    }

    pub(super) fn hold_credentials(
        &mut self,
        key: &RoleKey,
        local: bool,
        keys: &Credentials,
        origin: Origin,
    ) {
        self.in_hand.insert((key.clone(), local), (keys.clone(), origin));
    }

    /// Credentials of a portal that were handed out by this process, with when they end.
    pub(super) fn handed_out(&self, portal: &PortalName) -> Vec<Left> {
        let of_portal = self.in_hand.iter().filter(|((key, _), _)| key.portal == *portal);
        of_portal.map(|((key, _), (keys, _))| Left { key: key.clone(), until: keys.expires }).collect()
    }

    /// Forgets the credentials of one role.
    pub(super) fn let_go(&mut self, key: &RoleKey) {
        self.in_hand.retain(|(held, _), _| held != key);
    }

    /// Forgets the credentials of roles that have been forgotten since they came, be it by another process.
    pub(super) fn let_go_of_forgotten(&mut self, home: &Home) {
        self.in_hand.retain(|(key, _), (_, origin)| origin.forgotten == Forgotten::read(home, key));
    }

    /// Forgets everything of a portal.
    pub(super) fn forget(&mut self, portal: &PortalName) {
        self.unsaved.remove(portal);
        self.in_hand.retain(|(key, _), _| key.portal != *portal);
    }
}

/// Which roles the keychain holds credentials of, so that a sign-out finds them: keychains cannot be searched by a part
/// of a name. One small file a role needs no lock; its name is a hash, because role names may be no file names.
///
/// A mark is void when what the keychain holds is not of the session there is: it did not let go of it at a sign-out.
pub(super) struct Marks(PathBuf);

const VOID: &str = "void";

impl Marks {
    pub(super) fn of(home: &Home, portal: &PortalName) -> Self {
        Self(home.data().join("sessions").join(format!("{portal}.roles")))
    }

    /// The keychain holds credentials of the session there is.
    pub(super) fn add(&self, key: &RoleKey) -> Result<()> {
        let text = line(key);
        disk::write_atomic(&self.0.join(hash(&text)), text.as_bytes())
    }

    /// Whatever the keychain holds must not be used, and has to be removed.
    pub(super) fn void(&self, key: &RoleKey) -> Result<()> {
        let text = line(key);
        disk::write_atomic(&self.0.join(hash(&text)), format!("{text}\n{VOID}").as_bytes())
    }

    /// Whether the keychain holds something that may be used.
    pub(super) fn is_good(&self, key: &RoleKey) -> bool {
        let text = line(key);
        disk::read_text(&self.0.join(hash(&text))).is_ok_and(|found| found.as_deref() == Some(&text))
    }

    /// Every role the keychain may hold something of.
    pub(super) fn all(&self, portal: &PortalName) -> Result<Vec<RoleKey>> {
        let mut keys = Vec::new();
        for name in disk::names(&self.0)? {
            let text = disk::read_text(&self.0.join(name))?.unwrap_or_default();
            let Some((account, role)) = text.lines().next().and_then(|line| line.split_once(' ')) else {
                continue;
            };
            if let (Ok(account), Ok(role)) = (account.parse::<AccountId>(), role.parse()) {
                keys.push(RoleKey { portal: portal.clone(), account, role });
            }
        }
        Ok(keys)
    }

    pub(super) fn remove(&self, key: &RoleKey) -> Result<()> {
        disk::remove(&self.0.join(hash(&line(key))))
    }
}

fn line(key: &RoleKey) -> String {
    format!("{} {}", key.account, key.role)
}

fn hash(text: &str) -> String {
    Sha256::digest(text)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

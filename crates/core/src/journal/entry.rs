//! One entry: before it is written ([`Draft`]), and as it is read ([`Entry`]).
//!
//! Rule: there is no place for a secret. Parts are typed or short; text of others is cleaned before it is written, and once
//! more when it is read, because the file may have been changed.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use portico_model::{AccountId, RoleName};
use rusqlite::types::{Value, ValueRef};
use serde::Serialize;

use super::Kind;
use super::chain::Hash;
use crate::catalog::{Change, What};
use crate::profiles::{self, ProfileForm, Step, Which};
use crate::role::RoleKey;
use crate::settings::PortalName;
use crate::text::clean;

/// The columns that are hashed, in this order.
pub(super) const COLUMNS: &str =
    "seq, at, ahead, kind, asker, program, portal, account, role, until, reason, details";
/// How many these are.
pub(super) const WIDTH: usize = 12;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;
/// The longest value of a detail, in characters.
const LONGEST_DETAIL: usize = 300;
/// The longest name of a program, in characters.
const LONGEST_PROGRAM: usize = 40;
/// The longest of everything else that is read, in characters.
const LONGEST: usize = 200;

/// Who asked for it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Asker {
    /// A person in the window.
    Window,
    /// A person in the tray's menu or in a notification.
    Tray,
    /// A person, or a script of theirs, on the command line.
    Terminal,
    /// A tool, by its name where the system tells.
    Tool(Option<String>),
    /// Nobody: it happened by itself.
    #[default]
    Portico,
}

impl Asker {
    /// The program that has started this one, as far as the system tells: Linux does.
    #[must_use]
    pub fn parent() -> Self {
        #[cfg(target_os = "linux")]
        {
            let place = format!("/proc/{}/comm", std::os::unix::process::parent_id());
            let name = crate::disk::read_text(std::path::Path::new(&place)).ok().flatten();
            Self::tool(name.as_deref())
        }
        #[cfg(not(target_os = "linux"))]
        Self::tool(None)
    }

    /// The tool of this name.
    #[must_use]
    pub fn tool(name: Option<&str>) -> Self {
        let name = name.map(|name| clean(name.trim_end_matches('\n'), LONGEST_PROGRAM));
        Self::Tool(name.filter(|name| !name.is_empty()))
    }

    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Tray => "tray",
            Self::Terminal => "terminal",
            Self::Tool(_) => "tool",
            Self::Portico => "portico",
        }
    }

    /// The tool's name.
    #[must_use]
    pub fn program(&self) -> Option<&str> {
        if let Self::Tool(program) = self { program.as_deref() } else { None }
    }
}

/// What is to be recorded.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) kind: Kind,
    pub(super) portal: Option<PortalName>,
    pub(super) account: Option<AccountId>,
    pub(super) role: Option<RoleName>,
    pub(super) until: Option<Timestamp>,
    reason: Option<String>,
    details: BTreeMap<&'static str, String>,
}

impl Draft {
    /// About no portal in particular.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        let details = BTreeMap::new();
        Self { kind, portal: None, account: None, role: None, until: None, reason: None, details }
    }

    /// About a portal.
    #[must_use]
    pub fn of_portal(kind: Kind, portal: &PortalName) -> Self {
        Self { portal: Some(portal.clone()), ..Self::new(kind) }
    }

    /// About a role.
    #[must_use]
    pub fn of_role(kind: Kind, RoleKey { portal, account, role }: &RoleKey) -> Self {
        let (account, role) = (Some(account.clone()), Some(role.clone()));
        Self { account, role, ..Self::of_portal(kind, portal) }
    }

    /// Keys were taken out of the credentials file.
    #[must_use]
    pub fn withdrawn(gone: &[Step], which: &Which) -> Vec<Self> {
        let why = match which {
            Which::Expired(_) => "expired",
            Which::Of(_) => "signed out",
            Which::OfRole(_) => "step-up ended",
        };
        let draft = |step| Some(Self::of_step(step)?.with("form", ProfileForm::Keys).with("why", why));
        gone.iter().filter_map(draft).collect()
    }

    /// What became of a profile; nothing of one that stays as it is.
    #[must_use]
    pub fn of_step(Step { profile, key, what }: &Step) -> Option<Self> {
        let (kind, how) = match what {
            profiles::What::Added => (Kind::ProfileWritten, "added"),
            profiles::What::Changed => (Kind::ProfileWritten, "changed"),
            profiles::What::Restored => (Kind::ProfileWritten, "restored"),
            profiles::What::Removed => (Kind::ProfileRemoved, "removed"),
            profiles::What::Kept => return None,
        };
        let draft = key.as_ref().map_or_else(|| Self::new(kind), |key| Self::of_role(kind, key));
        Some(draft.with("profile", profile).with("how", how))
    }

    /// Until when it counts: the end of the credentials, of the step-up.
    #[must_use]
    pub fn until(self, until: impl Into<Option<Timestamp>>) -> Self {
        Self { until: until.into(), ..self }
    }

    /// Why the person says they did it.
    #[must_use]
    pub fn because(self, reason: &str) -> Self {
        let reason = clean(reason.trim(), LONGEST_REASON);
        Self { reason: Some(reason).filter(|reason| !reason.is_empty()), ..self }
    }

    /// With one more detail. It must not be a secret, nor anything that may hold one: a whole command line, an address with
    /// its query.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.details.insert(name, clean(value.to_string().trim(), LONGEST_DETAIL));
        self
    }

    /// The same for a value that is written as a word.
    #[must_use]
    pub fn with_word(self, name: &'static str, value: impl Serialize) -> Self {
        let word = serde_json::to_value(value).ok();
        let word = word.as_ref().and_then(|value| value.as_str());
        self.with_any(name, word)
    }

    /// The same, where there is one.
    #[must_use]
    pub fn with_any(self, name: &'static str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The values of [`COLUMNS`].
    pub(super) fn values(&self, seq: i64, stamp: &Stamp, by: &Asker) -> [Value; WIDTH] {
        let text = |text: Option<&str>| text.map_or(Value::Null, |text| Value::Text(text.to_owned()));
        let details = serde_json::to_string(&self.details).unwrap_or_default();
        [
            Value::Integer(seq),
            Value::Integer(stamp.at),
            Value::Integer(stamp.ahead),
            Value::Text(self.kind.as_str().to_owned()),
            Value::Text(by.word().to_owned()),
            text(by.program()),
            text(self.portal.as_ref().map(PortalName::as_str)),
            text(self.account.as_ref().map(AccountId::as_str)),
            text(self.role.as_ref().map(RoleName::as_str)),
            self.until.map_or(Value::Null, |until| Value::Integer(until.as_millisecond())),
            text(self.reason.as_deref()),
            Value::Text(details),
        ]
    }
}

impl From<&Change> for Draft {
    fn from(change: &Change) -> Self {
        let (role, former) = match &change.what {
            What::Gained | What::Lost => (None, None),
            What::Renamed { former } => (None, Some(former)),
            What::RoleGained { role } | What::RoleRaised { role } | What::RoleLost { role } => {
                (Some(role.clone()), None)
            }
        };
        let (kind, account) = (Kind::from(&change.what), Some(change.account.clone()));
        let draft = Self { account, role, ..Self::of_portal(kind, &change.portal) };
        draft.with("name", change.title()).with_any("former", former)
    }
}

/// When it happened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    /// Epoch milliseconds, as the portals tell the time.
    pub(super) at: i64,
    /// How many milliseconds the machine's wall clock was ahead.
    pub(super) ahead: i64,
}

/// What was recorded. The keys of its JSON are API.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Entry {
    /// Its number; without gaps.
    pub seq: u64,
    /// When, as the portals tell the time.
    pub at: Timestamp,
    /// How many milliseconds the machine's wall clock was ahead then (negative: behind).
    pub clock_ahead_ms: i64,
    /// What happened: the word of a [`Kind`], or of one that a newer version knows.
    pub kind: String,
    /// Who asked: `window`, `tray`, `terminal`, `tool`, or `portico` for what happened by itself.
    pub by: String,
    /// Which tool.
    pub program: Option<String>,
    /// Which portal.
    pub portal: Option<String>,
    /// Which account: twelve digits.
    pub account: Option<String>,
    /// Which role.
    pub role: Option<String>,
    /// Until when it counts.
    pub until: Option<Timestamp>,
    /// Why the person said they did it.
    pub reason: Option<String>,
    /// Everything else, by name.
    pub details: BTreeMap<String, String>,
    /// The hash of this entry and of all before it, in hex.
    pub hash: String,
}

impl Entry {
    /// Reads [`COLUMNS`] and the hash. What is no entry of ours is shown as far as it can be; `verify` says what is wrong.
    pub(super) fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let number = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_i64().unwrap_or_default());
        let text = |at: usize| Ok::<_, rusqlite::Error>(shown(row.get_ref(at)?));
        let moment = |millis: i64| Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Self {
            seq: u64::try_from(number(0)?).unwrap_or_default(),
            at: moment(number(1)?),
            clock_ahead_ms: number(2)?,
            kind: text(3)?.unwrap_or_default(),
            by: text(4)?.unwrap_or_default(),
            program: text(5)?,
            portal: text(6)?,
            account: text(7)?,
            role: text(8)?,
            until: row.get_ref(9)?.as_i64().ok().map(moment),
            reason: text(10)?,
            details: details(row.get_ref(11)?),
            hash: Hash::read(row.get_ref(12)?).map(|hash| hash.to_string()).unwrap_or_default(),
        })
    }

    /// What happened, for people.
    #[must_use]
    pub fn title(&self) -> String {
        Kind::of(&self.kind).map_or_else(|| self.kind.replace('_', " "), |kind| kind.title().to_owned())
    }

    /// Who asked, for people: `terraform`, `a tool`, `terminal`.
    #[must_use]
    pub fn asker(&self) -> String {
        match (&self.program, self.by.as_str()) {
            (Some(program), _) => program.clone(),
            (None, "tool") => "a tool".to_owned(),
            (None, by) => by.to_owned(),
        }
    }

    /// The details for people: `form bash, port 4711`.
    #[must_use]
    pub fn remark(&self) -> String {
        let details = self.details.iter().map(|(name, value)| format!("{name} {value}"));
        details.collect::<Vec<_>>().join(", ")
    }
}

fn shown(value: ValueRef<'_>) -> Option<String> {
    let bytes = value.as_bytes().ok()?;
    Some(clean(&String::from_utf8_lossy(bytes), LONGEST_REASON.max(LONGEST)))
}

/// A detail of an entry as it stands in the file.
pub(super) fn details(value: ValueRef<'_>) -> BTreeMap<String, String> {
    let read: Option<BTreeMap<String, String>> =
        value.as_bytes().ok().and_then(|bytes| serde_json::from_slice(bytes).ok());
    let cleaned = |(name, value): (String, String)| (clean(&name, 40), clean(&value, LONGEST_DETAIL));
    read.unwrap_or_default().into_iter().map(cleaned).collect()
}

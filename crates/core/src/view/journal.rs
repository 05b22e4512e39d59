//! The journal as the window sees it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use portico_model::Clock as _;
use portico_model::{AccountId, RoleName};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ChangeView, Problem, RoleClass};
use crate::catalog::{Catalog, Change, What};
use crate::disk;
use crate::engine::Engine;
use crate::error::Result;
use crate::journal::{Entry, Fault, Kind, Paper, Query, Verdict, Word};
use crate::policy::class_of;
use crate::settings::PortalName;

/// The most entries of one answer.
const MOST: u32 = 500;
/// More words than these are no search.
const MOST_WORDS: usize = 8;
/// So many of the newest changes may not have been looked at.
const MOST_CHANGES: u32 = 500;
/// Details that an account's or a role's coming and going is told with.
const OF_CHANGE: [&str; 2] = ["name", "former"];

/// Which entries are asked for, the newest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Type)]
pub struct JournalAsk {
    /// Of this portal; of any when absent.
    pub portal: Option<String>,
    /// Of this account, twelve digits; of any when absent.
    pub account: Option<String>,
    /// Of one of these kinds, by their words; of any when empty.
    pub kinds: Vec<String>,
    /// With each of these words, wherever: account by name or number, role, reason, program, what happened, details.
    pub words: String,
    /// Not before this.
    #[specta(type = Option<f64>)]
    pub since: Option<i64>,
    /// Older than the one of this number: where the last answer ended.
    pub before: Option<u32>,
    /// So many at most.
    pub count: u32,
}

/// A part of the journal.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct JournalView {
    /// The newest first.
    pub entries: Vec<JournalEntryView>,
    /// There are older ones of what was asked for.
    pub more: bool,
    /// What kept the last thing that happened from being recorded.
    pub trouble: Option<Problem>,
    /// The newest change of what the person may open; 0 when there is none.
    #[specta(type = f64)]
    pub newest_change: i64,
}

/// One entry.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct JournalEntryView {
    /// Its number.
    #[specta(type = f64)]
    pub seq: u64,
    /// When.
    #[specta(type = f64)]
    pub at: i64,
    /// What happened, as a word such as `console_opened`.
    pub kind: String,
    /// The same for people.
    pub title: String,
    /// Who asked: `window`, `tray`, `terminal`, `tool`, or `portico` for what happened by itself.
    pub by: String,
    /// Which tool.
    pub program: Option<String>,
    /// The portal's name.
    pub portal: Option<String>,
    /// Twelve digits.
    pub account: Option<String>,
    /// What the account is called in the list now; the grouped number when it is not there.
    pub name: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// How much that role can do.
    pub class: Option<RoleClass>,
    /// Until when it counts.
    #[specta(type = Option<f64>)]
    pub until: Option<i64>,
    /// Why the person said they did it.
    pub reason: Option<String>,
    /// Everything else, by what it is called in the journal: `form` is `bash`, `port` is `4711`.
    pub details: BTreeMap<String, String>,
    /// What became of what the person may open, when that is what happened.
    pub change: Option<ChangeView>,
}

/// Whether the journal is as it was written.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct VerdictView {
    /// How many entries there are.
    #[specta(type = f64)]
    pub entries: u64,
    /// What is wrong first; absent when nothing is.
    pub fault: Option<Fault>,
    /// The same as a sentence.
    pub sentence: Option<String>,
    /// How much else is wrong.
    pub more: u32,
}

impl Engine {
    /// The part of the journal that is asked for. Reads a file, so call it where blocking is allowed.
    ///
    /// # Errors
    /// When a name or a kind cannot be one, or the journal cannot be read.
    pub fn journal(&self, ask: &JournalAsk) -> Result<JournalView> {
        let count = ask.count.min(MOST);
        // One more tells whether there are more.
        let query = Query { limit: Some(count + 1), ..self.query(ask)? };
        let (journal, catalog) = (&self.parts().journal, &self.parts().catalog);
        let changes = catalog.changes(MOST_CHANGES)?;
        let mut entries = journal.entries(&query)?;
        let more = entries.len() > count as usize;
        entries.truncate(count as usize);
        let mut names = Names::of(self);
        Ok(JournalView {
            entries: entries.into_iter().map(|entry| shown(entry, &changes, catalog, &mut names)).collect(),
            more,
            trouble: journal.trouble(),
            newest_change: changes.first().map_or(0, |change| change.id),
        })
    }

    /// Writes the whole of what is asked for into a new file in `folder`, and says which. Blocks.
    ///
    /// # Errors
    /// Those of [`Engine::journal`], and when the file cannot be written.
    pub fn save_journal(&self, ask: &JournalAsk, paper: Paper, folder: &Path) -> Result<PathBuf> {
        let parts = self.parts();
        let query = Query { before: None, limit: None, ..self.query(ask)? };
        let day = parts.clock.now().to_zoned(parts.zone.clone()).strftime("%Y-%m-%d");
        disk::write_new(folder, &format!("portico-journal-{day}"), paper.as_str(), |put| {
            parts.journal.print(&query, paper, put).map(drop)
        })
    }

    /// Whether the journal is as it was written. Reads all of it, so call it where blocking is allowed.
    ///
    /// # Errors
    /// When it cannot be read for a reason that says nothing about it.
    pub fn verify_journal(&self) -> Result<VerdictView> {
        self.parts().journal.verify(None).map(VerdictView::from)
    }

    fn query(&self, ask: &JournalAsk) -> Result<Query> {
        let account = ask.account.as_deref().map(|account| Ok::<_, crate::Error>(vec![account.parse()?]));
        Ok(Query {
            since: ask.since.and_then(|second| Timestamp::from_second(second).ok()),
            portal: ask.portal.as_deref().map(str::parse).transpose()?,
            accounts: account.transpose()?,
            kinds: ask.kinds.iter().map(|kind| kind.parse()).collect::<Result<_>>()?,
            words: self.words(&ask.words)?,
            before: ask.before.map(u64::from),
            limit: None,
        })
    }

    /// The words, with the accounts and the kinds that are called so.
    fn words(&self, text: &str) -> Result<Vec<Word>> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let listed = self.parts().catalog.entries(None)?;
        let word = |word: &str| {
            let lower = word.to_lowercase();
            let is_called = |name: &str| name.to_lowercase().contains(&lower);
            let accounts = listed.iter().filter(|entry| is_called(&entry.name) || is_called(&entry.nickname));
            let digits = word.replace('-', "");
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            Word {
                accounts: accounts.map(|entry| entry.account.clone()).collect(),
                kinds: Kind::ALL.into_iter().filter(|kind| is_called(kind.title())).collect(),
                text: if is_number { digits } else { word.to_owned() },
            }
        };
        Ok(text.split_whitespace().take(MOST_WORDS).map(word).collect())
    }
}

impl From<Verdict> for VerdictView {
    fn from(verdict: Verdict) -> Self {
        let first = verdict.findings.first();
        Self {
            entries: verdict.entries,
            fault: first.map(|finding| finding.fault),
            sentence: first.map(|finding| finding.sentence.clone()),
            more: u32::try_from(verdict.findings.len().saturating_sub(1)).unwrap_or(u32::MAX),
        }
    }
}

/// What accounts are called, each asked for once.
struct Names<'a> {
    engine: &'a Engine,
    known: BTreeMap<(String, String), String>,
}

impl<'a> Names<'a> {
    fn of(engine: &'a Engine) -> Self {
        Self { engine, known: BTreeMap::new() }
    }

    fn name(&mut self, portal: Option<&str>, account: Option<&str>) -> Option<String> {
        let (portal, number) = (portal?, account?);
        let engine = self.engine;
        let look = || {
            let (name, account): (PortalName, AccountId) = (portal.parse().ok()?, number.parse().ok()?);
            let entry = engine.parts().catalog.entry(&name, &account).ok().flatten();
            Some(entry.map_or_else(|| account.grouped(), |entry| entry.title().into_owned()))
        };
        let key = (portal.to_owned(), number.to_owned());
        let name = self.known.entry(key).or_insert_with(|| look().unwrap_or_else(|| number.to_owned()));
        Some(name.clone())
    }
}

fn shown(entry: Entry, changes: &[Change], catalog: &Catalog, names: &mut Names<'_>) -> JournalEntryView {
    let change = change_of(&entry, changes, catalog);
    let title = entry.title();
    let is_told = |name: &str| change.is_some() && OF_CHANGE.contains(&name);
    let details = entry.details.into_iter().filter(|(name, _)| !is_told(name)).collect();
    JournalEntryView {
        seq: entry.seq,
        at: entry.at.as_second(),
        title,
        by: entry.by,
        program: entry.program,
        name: names.name(entry.portal.as_deref(), entry.account.as_deref()),
        portal: entry.portal,
        account: entry.account,
        class: entry.role.as_deref().and_then(|role| role.parse::<RoleName>().ok()).as_ref().map(class_of),
        role: entry.role,
        until: entry.until.map(Timestamp::as_second),
        reason: entry.reason,
        kind: entry.kind,
        details,
        change,
    }
}

/// The change that an entry tells of; it was looked at unless it is one of `changes` that was not.
fn change_of(entry: &Entry, changes: &[Change], catalog: &Catalog) -> Option<ChangeView> {
    let role = || entry.role.as_deref()?.parse().ok();
    let detail = |name: &str| entry.details.get(name).cloned().unwrap_or_default();
    let what = match Kind::of(&entry.kind)? {
        Kind::AccountGained => What::Gained,
        Kind::AccountLost => What::Lost,
        Kind::AccountRenamed => What::Renamed { former: detail("former") },
        Kind::RoleGained => What::RoleGained { role: role()? },
        Kind::RoleRaised => What::RoleRaised { role: role()? },
        Kind::RoleLost => What::RoleLost { role: role()? },
        Kind::JournalBegan
        | Kind::JournalBeganAnew
        | Kind::JournalPruned
        | Kind::SignedIn
        | Kind::SignInFailed
        | Kind::SessionEnded
        | Kind::SignedOut
        | Kind::CredentialsCopied
        | Kind::CredentialsPrinted
        | Kind::CredentialsPassed
        | Kind::CredentialsGiven
        | Kind::ServingBegan
        | Kind::ServingEnded
        | Kind::ConsoleOpened
        | Kind::ConsoleSignedOut
        | Kind::ProfileWritten
        | Kind::ProfileRemoved
        | Kind::SteppedUp
        | Kind::StepUpEnded
        | Kind::GuardrailChanged => return None,
    };
    let (portal, account) = (entry.portal.as_deref()?.parse().ok()?, entry.account.as_deref()?.parse().ok()?);
    let told = Change { id: 0, at: entry.at, portal, account, name: detail("name"), what, seen: true };
    // It is written down once the catalog has it; an older one of the same words is told by an older entry.
    let of_account = |change: &&Change| change.portal == told.portal && change.account == told.account;
    let class = |role: &RoleName| catalog.class(role);
    let view = told.view(class);
    let is_it = |change: &ChangeView| {
        let unlike = ChangeView { id: view.id, at: view.at, seen: view.seen, ..change.clone() };
        change.at <= view.at && unlike == view
    };
    let known = changes.iter().filter(of_account).map(|change| change.view(class)).find(is_it);
    Some(known.map_or_else(|| view.clone(), |known| ChangeView { at: view.at, ..known }))
}

//! The browser profiles that Portico keeps: one folder for each portal, account, browser and (where asked) role.
//!
//! Rules: below Portico's data folder and 0700, for cookies are in them; a folder says itself what it is, in `portico.json`;
//! it is removed only while no program uses it.

use std::path::{Path, PathBuf};

use portico_model::{AccountId, RoleName};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::choice::BrowserId;
use super::dress::{self, Look};
use super::find::Browser;
use super::identities::Place;
use super::known::Family;
use super::launch::check_own;
use super::read::{MOST_TEXT, Skipped, Skips, name};
use crate::disk::{self, Home};
use crate::error::{Code, Error, Result};
use crate::settings::PortalName;

/// What a folder is, within it.
const MARK: &str = "portico.json";
/// A folder that is being removed is called so first.
const DOOMED: &str = ".removed-";

/// Whose consoles a profile is for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Whose {
    /// The portal.
    pub portal: PortalName,
    /// The account.
    pub account: AccountId,
    /// The role, when each has a profile of its own.
    pub role: Option<RoleName>,
}

/// A profile that Portico keeps.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// Names it, for [`remove`].
    pub name: String,
    /// Whose it is.
    pub whose: Whose,
    /// The browser it is of.
    pub browser: BrowserId,
    /// What it was called when it was last used; cleaned.
    pub title: String,
    /// Its size.
    pub bytes: u64,
    /// A browser uses it, as far as the folder tells.
    pub in_use: bool,
}

#[derive(Deserialize, PartialEq, Serialize)]
struct Mark {
    portal: String,
    account: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    browser: String,
    title: String,
}

/// The name of a profile's folder: `PORTAL~ACCOUNT~BROWSER`, with a digest of the role behind it. Roles may differ in capitals
/// only, and file systems may not tell such names apart.
#[must_use]
pub fn folder_name(whose: &Whose, browser: &BrowserId) -> String {
    let digest = |role: &RoleName| {
        let digest = Sha256::digest(role.as_str().as_bytes());
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let role = whose.role.as_ref().map(|role| format!("~{}", digest(role))).unwrap_or_default();
    format!("{}~{}~{browser}{role}", whose.portal, whose.account)
}

/// What its consoles share: nothing outside the profile.
pub(super) fn place(whose: &Whose, browser: &BrowserId) -> Place {
    Place::kept(&format!("~{}", folder_name(whose, browser)))
}

impl Kept {
    /// What its consoles share, as [`Opened`](super::Opened) has it.
    #[must_use]
    pub fn place(&self) -> Place {
        place(&self.whose, &self.browser)
    }
}

/// Makes the folder (or finds it), named and coloured, and says where it is.
///
/// # Errors
/// When the browser cannot use one, or the folder cannot be made or is a link.
pub fn prepare(home: &Home, whose: &Whose, browser: &Browser, look: &Look) -> Result<PathBuf> {
    check_own(browser)?;
    let folder = root(home).join(folder_name(whose, &browser.id));
    disk::create_private_dir(&folder)?;
    if !disk::is_folder(&folder) {
        return Err(Error::new(
            Code::FileNotWritable,
            format!("{} is a link, and not a folder of Portico's.", folder.display()),
            "Remove the link and try again.",
        ));
    }
    disk::close(&folder)?;
    let mark = Mark {
        portal: whose.portal.to_string(),
        account: whose.account.as_str().to_owned(),
        role: whose.role.as_ref().map(|role| role.as_str().to_owned()),
        browser: browser.id.to_string(),
        title: look.title.clone(),
    };
    if read_mark(&folder, &mut Skips::default()).is_none_or(|found| found != mark) {
        let text = serde_json::to_vec(&mark)
            .map_err(|error| Error::internal("A profile cannot be described.").caused_by(error))?;
        disk::write_atomic(&folder.join(MARK), &text)?;
    }
    match browser.family {
        Family::Chromium => dress::chromium(&folder, look)?,
        Family::Firefox => dress::firefox(&folder, look)?,
        Family::Fixed => {}
    }
    Ok(folder)
}

/// The profiles that are kept, by name, and what is among them that is none.
///
/// # Errors
/// When their folder cannot be read.
pub fn list(home: &Home) -> Result<(Vec<Kept>, Vec<Skipped>)> {
    let root = root(home);
    let mut skips = Skips::default();
    let mut kept = Vec::new();
    for entry in disk::names(&root)? {
        let folder = root.join(&entry);
        if entry.starts_with(DOOMED) {
            // What a killed remover left.
            let _ = disk::remove_folder(&folder);
            continue;
        }
        if !disk::is_folder(&folder) {
            skips.note(&folder, "It is no folder.");
            continue;
        }
        let Some(mark) = read_mark(&folder, &mut skips) else {
            skips.note(&folder, "It does not say whose profile it is.");
            continue;
        };
        match whose(&mark) {
            Ok((whose, browser)) if folder_name(&whose, &browser) == entry => kept.push(Kept {
                title: name(&mark.title),
                bytes: disk::size_of(&folder),
                in_use: is_in_use(&folder),
                name: entry,
                whose,
                browser,
            }),
            Ok(_) | Err(_) => skips.note(&folder, "It is not what it says it is."),
        }
    }
    Ok((kept, skips.0))
}

/// Removes the profile called `name` with everything the browser keeps in it: its cookies, its history.
///
/// # Errors
/// When there is none of that name, a browser uses it, or it cannot be removed.
pub fn remove(home: &Home, name: &str) -> Result<()> {
    let root = root(home);
    // A name is only ever one that is there.
    let is_one = disk::names(&root)?.iter().any(|there| there == name) && !name.starts_with('.');
    let folder = root.join(name);
    if !is_one || !disk::is_folder(&folder) {
        return Err(Error::new(
            Code::NotFound,
            format!("Portico keeps no browser profile called {}.", super::read::name(name)),
            "See those there are with `portico browsers own`.",
        ));
    }
    if is_in_use(&folder) {
        return Err(in_use(&folder));
    }
    // Windows renames no folder with open files in it: a browser at work is found here at the latest.
    let doomed = root.join(format!("{DOOMED}{name}"));
    disk::remove_folder(&doomed)?;
    disk::rename_folder(&folder, &doomed)?;
    disk::remove_folder(&doomed)
}

fn root(home: &Home) -> PathBuf {
    home.data().join("browsers")
}

fn read_mark(folder: &Path, skips: &mut Skips) -> Option<Mark> {
    let text = skips.text(&folder.join(MARK), MOST_TEXT)?;
    serde_json::from_str(&text).ok()
}

fn whose(mark: &Mark) -> Result<(Whose, BrowserId)> {
    let role = mark.role.as_deref().map(str::parse).transpose()?;
    let whose = Whose { portal: mark.portal.parse()?, account: mark.account.parse()?, role };
    Ok((whose, mark.browser.parse()?))
}

/// Chromium's `SingletonLock` points to `HOST-PID`, Firefox's `lock` to `ADDRESS:+PID`: links to nothing, left behind by a
/// browser that was killed. On Windows there are none, and the open files tell.
fn is_in_use(folder: &Path) -> bool {
    let links = ["SingletonLock", "lock"].iter().filter_map(|name| disk::link_target(&folder.join(name)));
    let mut processes = links.map(|target| {
        let text = target.to_string_lossy().into_owned();
        text.rsplit(['-', '+']).next().and_then(|digits| digits.parse::<i32>().ok())
    });
    // One that names no process is held by somebody unknown.
    processes.any(|process| process.is_none_or(lives))
}

#[cfg(unix)]
fn lives(process: i32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    // Somebody else's process lives, too.
    Pid::from_raw(process)
        .is_some_and(|process| !matches!(test_kill_process(process), Err(rustix::io::Errno::SRCH)))
}

#[cfg(not(unix))]
fn lives(_process: i32) -> bool {
    true
}

fn in_use(folder: &Path) -> Error {
    Error::new(
        Code::FileBusy,
        "A browser is using this profile.",
        format!(
            "Close its windows and try again; if there are none, remove SingletonLock or lock in {}.",
            folder.display()
        ),
    )
}

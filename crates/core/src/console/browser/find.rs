//! What browsers there are and which profiles they have, looked at and never touched.
//!
//! Rule: a browser that is installed in two ways (a package, a flatpak, a snap) is two browsers: their profiles differ.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::choice::BrowserId;
use super::containers::Extension;
use super::ini::sections;
use super::known::{Family, KNOWN, Known, System};
use super::places::Places;
use super::read::{MOST_TEXT, Skips};
use super::{chromium, firefox};
use crate::disk::{self, foreign};
use crate::error::{Code, Error, Result};

pub use super::read::Skipped;

/// One browser of this machine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Browser {
    /// What settings call it.
    pub id: BrowserId,
    /// What people call it, such as `Firefox (Flatpak)`.
    pub name: String,
    /// How it keeps profiles.
    pub family: Family,
    /// How it is started.
    pub way: Way,
    /// Its profiles; none when it was never started, or keeps none that Portico could choose from.
    pub profiles: Vec<Profile>,
}

/// How a browser is started.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Way {
    /// A program.
    Program(PathBuf),
    /// A snap's program, which sees no hidden folders of the person's.
    Snap(PathBuf),
    /// `flatpak run APP`.
    Flatpak {
        /// The program `flatpak`.
        flatpak: PathBuf,
        /// The app's name.
        app: &'static str,
        /// What is there as long as the app is installed.
        launcher: PathBuf,
    },
    /// An application of macOS, opened by the system's own program.
    Application {
        /// The application.
        app: PathBuf,
        /// `/usr/bin/open`.
        opener: PathBuf,
    },
}

/// A profile of a browser's own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Profile {
    /// How the browser's files spell its folder.
    pub folder: String,
    /// What the person calls it; cleaned.
    pub name: String,
    /// Who is signed in to the browser, an address or a name; cleaned.
    pub person: Option<String>,
    /// `#rrggbb`.
    pub colour: Option<String>,
    /// It is used when none is named.
    pub is_default: bool,
    /// Its folder.
    pub path: PathBuf,
    /// The extension that opens containers in it.
    pub container: Option<Extension>,
}

/// What was found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Found {
    /// In the order of [`KNOWN`].
    pub browsers: Vec<Browser>,
    /// What could not be used, and why.
    pub skipped: Vec<Skipped>,
}

impl Found {
    /// The browser that settings call `id`. One that is only installed as a flatpak or a snap is meant by its plain name, too.
    ///
    /// # Errors
    /// When it is not installed.
    pub fn browser(&self, id: &BrowserId) -> Result<&Browser> {
        let exact = self.browsers.iter().find(|browser| browser.id == *id);
        let packed = || self.browsers.iter().find(|browser| id.is_plain() && browser.id.base() == id.base());
        exact.or_else(packed).ok_or_else(|| self.missing(id))
    }

    fn missing(&self, id: &BrowserId) -> Error {
        let there: Vec<&str> = self.browsers.iter().map(|browser| browser.id.as_str()).collect();
        let remedy = match &there[..] {
            [] => "Install it; Portico found no other browser either.".to_owned(),
            there => format!("Install it, or choose one of those that are: {}.", there.join(", ")),
        };
        Error::new(Code::DesktopFailed, format!("The browser {id} is not installed."), remedy)
    }
}

impl Browser {
    /// The profile that is called `name`, or whose folder is.
    ///
    /// # Errors
    /// When there is none.
    pub fn profile(&self, name: &str) -> Result<&Profile> {
        let by = |is: &dyn Fn(&&Profile) -> bool| self.profiles.iter().find(is);
        by(&|profile| profile.name == name).or_else(|| by(&|profile| profile.folder == name)).ok_or_else(
            || {
                let names: Vec<&str> = self.profiles.iter().map(|profile| profile.name.as_str()).collect();
                let remedy = match &names[..] {
                    [] => "Portico found no profiles in it; start it once, or name no profile.".to_owned(),
                    names => format!("Its profiles are: {}.", names.join(", ")),
                };
                Error::new(
                    Code::NotFound,
                    format!("{} has no profile called \"{}\".", self.name, super::read::name(name)),
                    remedy,
                )
            },
        )
    }
}

/// Looks for all of [`KNOWN`]. Reads small files only, and blocks for milliseconds.
#[must_use]
pub fn find(places: &Places) -> Found {
    let mut skips = Skips::default();
    let mut browsers = Vec::new();
    let mut programs = BTreeSet::new();
    for known in &KNOWN {
        for (suffix, way, roots) in ways(places, known, &mut skips) {
            if let Way::Program(path) = &way
                && !programs.insert(disk::canonical(path))
            {
                continue;
            }
            let profiles = roots.iter().flat_map(|root| match known.family {
                Family::Chromium => chromium::profiles(root, &mut skips),
                Family::Firefox => firefox::profiles(root, &mut skips),
                Family::Fixed => Vec::new(),
            });
            browsers.push(Browser {
                profiles: profiles.collect(),
                id: BrowserId::of(known, suffix),
                name: match suffix {
                    "" => known.name.to_owned(),
                    "@flatpak" => format!("{} (Flatpak)", known.name),
                    _ => format!("{} (Snap)", known.name),
                },
                family: known.family,
                way,
            });
        }
    }
    Found { browsers, skipped: skips.0 }
}

/// The ways it is installed: what its id ends in, how it is started, where its profiles are.
type Ways = Vec<(&'static str, Way, Vec<PathBuf>)>;

fn ways(places: &Places, known: &Known, skips: &mut Skips) -> Ways {
    match places.system {
        System::Linux => on_linux(places, known, skips),
        System::MacOs => {
            let mut apps = places
                .applications
                .iter()
                .flat_map(|folder| known.mac.apps.iter().map(|app| folder.join(app)));
            let app = apps.find(|app| app.is_dir());
            let way = |app| ("", Way::Application { app, opener: places.opener.clone() }, places.data(known));
            app.map(way).into_iter().collect()
        }
        System::Windows => {
            let folders = places.programs.iter();
            let mut programs =
                folders.flat_map(|folder| known.windows.programs.iter().map(|program| folder.join(program)));
            let program = programs.find(|program| disk::is_program(program));
            program.map(|program| ("", Way::Program(program), places.data(known))).into_iter().collect()
        }
    }
}

fn on_linux(places: &Places, known: &Known, skips: &mut Skips) -> Ways {
    let mut ways = Vec::new();
    let snap = Some(known.linux.snap).filter(|name| !name.is_empty()).map(|name| places.snaps.join(name));
    let snap = snap.filter(|path| disk::is_program(path));
    let on_path = known.linux.programs.iter().find_map(|name| places.program(name));
    let native = on_path.or_else(|| {
        known.linux.programs.iter().find_map(|name| launched(places, &format!("{name}.desktop"), skips))
    });
    // The folder of snaps may be in PATH, too.
    let is_other = |path: &PathBuf| path.starts_with(&places.snaps) || starts_another(path, known);
    if let Some(program) = native.filter(|path| !is_other(path)) {
        ways.push(("", Way::Program(program), places.data(known)));
    }
    if let Some(flatpak) = places.program("flatpak")
        && let Some(launcher) = flatpak_launcher(places, known.linux.flatpak)
    {
        let way = Way::Flatpak { flatpak, app: known.linux.flatpak, launcher };
        ways.push(("@flatpak", way, places.flatpak_data(known)));
    }
    if let Some(program) = snap {
        ways.push(("@snap", Way::Snap(program), vec![places.home.join(known.linux.snap_data)]));
    }
    ways
}

/// `exports/bin/APP`, beside the `exports/share` that launchers are read from.
fn flatpak_launcher(places: &Places, app: &str) -> Option<PathBuf> {
    let exports = places.shares.iter().filter(|share| share.ends_with("exports/share"));
    let launchers = exports.filter_map(|share| Some(share.parent()?.join("bin").join(app)));
    let mut launchers = launchers.filter(|_| !app.is_empty());
    launchers.find(|path| disk::is_program(path))
}

/// Whether a program is a script that only starts a snap (Ubuntu's packages) or another browser (Debian's `firefox`).
fn starts_another(program: &Path, known: &Known) -> bool {
    let head = foreign::read(program, 4096).map(|seen| seen.bytes().to_vec()).unwrap_or_default();
    let head = String::from_utf8_lossy(&head);
    let others = KNOWN.iter().filter(|other| other.id != known.id);
    let others: Vec<&str> = others.flat_map(|other| other.linux.programs).copied().collect();
    let starts = |line: &str| {
        let mut words = line.split_whitespace();
        let program = words.next().filter(|word| *word == "exec").and_then(|_| words.next());
        program.is_some_and(|name| others.contains(&name))
    };
    head.starts_with("#!") && (head.contains("/snap/bin/") || head.lines().any(starts))
}

/// The program that a launcher (Desktop Entry Specification) starts; none that another program starts for it.
fn launched(places: &Places, launcher: &str, skips: &mut Skips) -> Option<PathBuf> {
    let mut paths = places.shares.iter().map(|share| share.join("applications").join(launcher));
    let path = paths.find(|path| path.exists())?;
    let text = skips.text(&path, MOST_TEXT)?;
    let sections = sections(&text);
    let entry = sections.iter().find(|section| section.name == "Desktop Entry")?;
    let program = program_of(entry.value("Exec")?)?;
    let name = Path::new(&program).file_name()?.to_str()?;
    if ["flatpak", "snap", "env", "sh", "bash"].contains(&name) {
        return None;
    }
    let path = if program.contains('/') { PathBuf::from(&program) } else { places.program(&program)? };
    (path.is_absolute() && disk::is_program(&path)).then_some(path)
}

/// The first word of an `Exec` line: in quotes with backslashes, or up to a space.
fn program_of(exec: &str) -> Option<String> {
    let word = match exec.strip_prefix('"') {
        None => exec.split_whitespace().next()?.to_owned(),
        Some(quoted) => {
            let mut word = String::new();
            let mut rest = quoted.chars();
            loop {
                match rest.next()? {
                    '"' => break word,
                    '\\' => word.push(rest.next()?),
                    other => word.push(other),
                }
            }
        }
    };
    (!word.is_empty() && !word.chars().any(char::is_control)).then_some(word)
}

/// The browser that https addresses are opened with, as far as the person's own list of default applications says
/// (Linux only: elsewhere only the system knows).
#[must_use]
pub fn default_browser(places: &Places, found: &Found) -> Option<BrowserId> {
    if places.system != System::Linux {
        return None;
    }
    let text = Skips::default().text(&places.config.join("mimeapps.list"), MOST_TEXT)?;
    let sections = sections(&text);
    let defaults = sections.iter().find(|section| section.name == "Default Applications")?;
    let launcher = defaults.value("x-scheme-handler/https")?.split(';').next()?.strip_suffix(".desktop")?;
    let is_it = |browser: &&Browser| {
        let Some(known) = KNOWN.iter().find(|known| known.id == browser.id.base()) else { return false };
        match browser.way {
            Way::Program(_) => known.linux.programs.contains(&launcher),
            Way::Flatpak { app, .. } => app == launcher,
            // A snap's launchers are called `{snap}_{app}`.
            Way::Snap(_) => launcher.split('_').next() == Some(known.linux.snap),
            Way::Application { .. } => false,
        }
    };
    found.browsers.iter().find(is_it).map(|browser| browser.id.clone())
}

//! How a browser is started: which program, with which arguments.
//!
//! Rule: pure, and never a shell. The address comes last and begins with `http` or `ext+`; nothing that begins with `-` comes
//! from a name: names stand behind a `=` or are absolute paths.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::address::Public;
use super::containers::Extension;
use super::find::{Browser, Profile, Way};
use super::known::Family;
use crate::catalog::Colour;
use crate::error::{Code, Error, Result};

/// How far a console is from everything else in the browser, with all that is needed to start it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Isolation {
    /// In the profile that the browser would take.
    Same,
    /// In a profile of the browser's, by name or folder.
    Profile(String),
    /// In a Firefox container.
    Container {
        /// The profile the container is in; `None`: the default one.
        profile: Option<String>,
        /// The container's name; hostile text.
        name: String,
        /// Its colour, when it is made.
        colour: Option<Colour>,
    },
    /// In a folder that Portico keeps, absolute.
    Own(PathBuf),
}

/// What is to be started.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Launch {
    /// The program, absolute.
    pub program: PathBuf,
    /// Its arguments. None is a secret.
    pub arguments: Vec<OsString>,
    /// What must be there for the program to be of use: the browser itself when another program starts it.
    pub needs: Option<PathBuf>,
    /// What people call the browser.
    pub browser: String,
}

/// The launch that opens `address` in `browser`.
///
/// # Errors
/// When the browser cannot do that, there is no such profile, or the extension for containers is missing; the remedy says what
/// to do.
pub fn plan(browser: &Browser, isolation: &Isolation, address: &Public) -> Result<Launch> {
    let (flags, target) = match isolation {
        Isolation::Same => (Vec::new(), address.to_string()),
        Isolation::Profile(name) => (profile_flags(browser, browser.profile(name)?)?, address.to_string()),
        Isolation::Container { profile, name, colour } => {
            let (flags, extension) = container(browser, profile.as_deref())?;
            (flags, extension.link(name, *colour, address))
        }
        Isolation::Own(folder) => (own_flags(browser, folder)?, address.to_string()),
    };
    let own = match isolation {
        Isolation::Own(folder) => Some(folder.as_path()),
        Isolation::Same | Isolation::Profile(_) | Isolation::Container { .. } => None,
    };
    arranged(browser, flags, target, own)
}

/// Whether the browser can open consoles in folders that Portico keeps.
///
/// # Errors
/// When it cannot, with the reason.
pub fn check_own(browser: &Browser) -> Result<()> {
    match (&browser.way, browser.family) {
        (_, Family::Fixed) => Err(unable(browser, "takes no other profile than its own")),
        (Way::Snap(_), Family::Chromium | Family::Firefox) => {
            Err(unable(browser, "sees no folder of Portico's, because it is a snap"))
        }
        (
            Way::Program(_) | Way::Flatpak { .. } | Way::Application { .. },
            Family::Chromium | Family::Firefox,
        ) => Ok(()),
    }
}

/// The extension that opens containers in the profile called `profile`, or in whichever is the default one: with several
/// defaults (one per installation), all must have it.
///
/// # Errors
/// When the browser has no containers, the profile is unknown or it has no such extension.
pub fn container_extension(browser: &Browser, profile: Option<&str>) -> Result<Extension> {
    if browser.family != Family::Firefox {
        return Err(unable(browser, "has no containers"));
    }
    let profiles: Vec<&Profile> = match profile {
        Some(name) => vec![browser.profile(name)?],
        None => browser.profiles.iter().filter(|profile| profile.is_default).collect(),
    };
    let extensions: Vec<Option<Extension>> = profiles.iter().map(|profile| profile.container).collect();
    match &extensions[..] {
        [Some(first), rest @ ..] if rest.iter().all(|other| *other == Some(*first)) => Ok(*first),
        _ => Err(no_extension(browser, &profiles)),
    }
}

fn container(browser: &Browser, profile: Option<&str>) -> Result<(Vec<OsString>, Extension)> {
    let extension = container_extension(browser, profile)?;
    let flags = match profile {
        Some(name) => profile_flags(browser, browser.profile(name)?)?,
        None => Vec::new(),
    };
    Ok((flags, extension))
}

fn profile_flags(browser: &Browser, profile: &Profile) -> Result<Vec<OsString>> {
    match browser.family {
        Family::Chromium => Ok(vec![format!("--profile-directory={}", profile.folder).into()]),
        // By folder: a name may begin with `-`, and a running Firefox is found by its folder, too.
        Family::Firefox => Ok(vec!["--profile".into(), seen_by(browser, &profile.path).into()]),
        Family::Fixed => Err(unable(browser, "takes no other profile than its own")),
    }
}

fn own_flags(browser: &Browser, folder: &Path) -> Result<Vec<OsString>> {
    check_own(browser)?;
    if !folder.is_absolute() {
        return Err(Error::internal("The folder of a browser is not absolute."));
    }
    match browser.family {
        Family::Chromium => {
            let mut data = OsString::from("--user-data-dir=");
            data.push(folder);
            Ok(vec![data, "--no-first-run".into(), "--no-default-browser-check".into()])
        }
        // Without `--no-remote`: a Firefox that runs in this folder opens the address itself, and none in another does.
        Family::Firefox => Ok(vec!["--profile".into(), folder.into()]),
        Family::Fixed => Err(unable(browser, "takes no other profile than its own")),
    }
}

/// A flatpak's home folder is its own: `~/.var/app/APP/x` is `~/x` to it, and `config` is where it is.
fn seen_by(browser: &Browser, path: &Path) -> PathBuf {
    let Way::Flatpak { app, .. } = &browser.way else { return path.to_owned() };
    let parts: Vec<_> = path.components().collect();
    let own = [".var", "app", app];
    let at =
        parts.windows(3).position(|part| part.iter().zip(own).all(|(part, own)| part.as_os_str() == own));
    match at.and_then(|at| parts.get(at + 3).map(|next| (at, next))) {
        Some((at, next)) if next.as_os_str() != "config" => {
            parts[..at].iter().chain(&parts[at + 3..]).collect()
        }
        _ => path.to_owned(),
    }
}

fn arranged(
    browser: &Browser,
    mut flags: Vec<OsString>,
    target: String,
    own: Option<&Path>,
) -> Result<Launch> {
    let (program, before, needs) = match &browser.way {
        Way::Program(program) | Way::Snap(program) => (program.clone(), Vec::new(), None),
        Way::Flatpak { flatpak, app, launcher } => {
            let mut before = vec![OsString::from("run")];
            before.extend(own.map(shared).transpose()?);
            before.push((*app).into());
            (flatpak.clone(), before, Some(launcher.clone()))
        }
        Way::Application { app, opener } => {
            let app = app.clone();
            let mut before = vec!["-a".into(), app.clone().into_os_string()];
            if !flags.is_empty() || !target.starts_with("http") {
                // A new instance, which hands over to the running one of its profile itself.
                before.insert(0, "-n".into());
                before.push("--args".into());
            }
            (opener.clone(), before, Some(app))
        }
    };
    let mut arguments = before;
    arguments.append(&mut flags);
    arguments.push(target.into());
    Ok(Launch { program, arguments, needs, browser: browser.name.clone() })
}

/// Lets a flatpak into a folder; it reads `:` and `\` in a path as something else.
fn shared(folder: &Path) -> Result<OsString> {
    if folder.to_string_lossy().contains([':', '\\']) {
        return Err(Error::invalid(
            format!("A flatpak cannot be let into {}.", folder.display()),
            "Choose a browser that is not a flatpak, or a home folder without : and \\ in its name.",
        ));
    }
    let mut argument = OsString::from("--filesystem=");
    argument.push(folder);
    Ok(argument)
}

fn unable(browser: &Browser, why: &str) -> Error {
    Error::new(
        Code::DesktopFailed,
        format!("{} {why}.", browser.name),
        "Choose another browser for this account, or open its consoles in the default browser.",
    )
}

fn no_extension(browser: &Browser, profiles: &[&Profile]) -> Error {
    let names: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    let within = if names.is_empty() { String::new() } else { format!(" (profile {})", names.join(", ")) };
    Error::new(
        Code::DesktopFailed,
        format!("{}{within} has no extension that opens containers.", browser.name),
        "Install \"Open external links in a container\" from \
         https://addons.mozilla.org/firefox/addon/open-url-in-container/ or \"Granted\" from \
         https://addons.mozilla.org/firefox/addon/granted/, then try again.",
    )
}

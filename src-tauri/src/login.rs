//! Whether Portico starts when the person logs in to the desktop: off until they ask for it.
//!
//! Rule: what the desktop reads at login is the only truth; nothing is remembered beside it, because people change it in
//! the settings of the desktop, too. This is the XDG way (<https://specifications.freedesktop.org/autostart-spec/>);
//! other systems have `login_elsewhere.rs`.

use std::path::{Path, PathBuf};

use portico_core::disk::{self, Environment, Home};
use portico_core::error::{Code, Error, Result};
use tauri::{AppHandle, Manager, Runtime};

use crate::HIDDEN;

/// The entry of one home: a home of its own has an entry of its own.
pub(crate) struct Login {
    /// Absent where nothing names the person's folders.
    folder: Option<PathBuf>,
    name: String,
    program: PathBuf,
    /// `PORTICO_HOME`, where it is set.
    home: Option<PathBuf>,
}

impl Login {
    /// The entry of this program, which an AppImage starts from its own file and not from where that is mounted.
    ///
    /// # Errors
    /// When the program does not find itself.
    pub(crate) fn of<R: Runtime>(app: &AppHandle<R>, home: &Home, environment: &Environment) -> Result<Self> {
        let running = std::env::current_exe().map_err(|error| {
            Error::internal("Portico cannot tell where it is installed.").caused_by(error)
        })?;
        let env = app.env();
        let is_mounted = env.appdir.as_ref().is_some_and(|mounted| running.starts_with(mounted));
        let program = env.appimage.filter(|_| is_mounted).map_or(running, PathBuf::from);
        Ok(Self::with(program, home, environment))
    }

    /// The entry of a program that is somewhere.
    pub(crate) fn with(program: PathBuf, home: &Home, environment: &Environment) -> Self {
        let config = environment.path("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
        let config = config.or_else(|| environment.home().ok().map(|home| home.join(".config")));
        Self {
            folder: config.map(|config| config.join("autostart")),
            name: home.tag().map_or_else(|| "portico".to_owned(), |tag| format!("portico-home-{tag}")),
            program,
            home: home.root().map(Path::to_owned),
        }
    }

    /// Whether the desktop starts Portico at login.
    ///
    /// # Errors
    /// When the entry cannot be read.
    pub(crate) fn is_on(&self) -> Result<bool> {
        Ok(disk::read_text(&self.file()?)?.is_some_and(|entry| is_heeded(&entry)))
    }

    /// Writes the entry, or takes it away.
    ///
    /// # Errors
    /// When the folder cannot be written, or the program's path cannot stand in an entry.
    pub(crate) fn turn(&self, on: bool) -> Result<()> {
        let file = self.file()?;
        if on { disk::publish(&file, self.entry()?.as_bytes()) } else { disk::remove(&file) }
    }

    fn file(&self) -> Result<PathBuf> {
        let folder = self.folder.as_ref().ok_or_else(|| {
            Error::new(Code::DesktopFailed, "This system names no home folder.", "Set HOME to it.")
        })?;
        Ok(folder.join(format!("{}.desktop", self.name)))
    }

    /// Without the program, as after its removal, a desktop passes over the entry (`TryExec`).
    fn entry(&self) -> Result<String> {
        let program = plain(&self.program)?;
        let home = self.home.as_deref().map(plain).transpose()?;
        let home =
            home.map_or(String::new(), |home| format!("env {} ", word(&format!("PORTICO_HOME={home}"))));
        Ok(format!(
            "[Desktop Entry]\nType=Application\nName=Portico\nIcon=portico-app\nTryExec={}\nExec={home}{} {HIDDEN}\n\
             Terminal=false\nStartupNotify=false\n",
            program.replace('\\', r"\\"),
            word(program)
        ))
    }
}

/// Desktops switch an entry off by a line of their own: the standard's, and GNOME's.
fn is_heeded(entry: &str) -> bool {
    let says = |wanted: &str| entry.lines().any(|line| line.replace(' ', "").eq_ignore_ascii_case(wanted));
    !says("Hidden=true") && !says("X-GNOME-Autostart-enabled=false")
}

/// A path as the text of an entry, which has no way to write a control character in a command.
fn plain(path: &Path) -> Result<&str> {
    path.to_str().filter(|text| !text.chars().any(char::is_control)).ok_or_else(|| {
        Error::new(
            Code::DesktopFailed,
            "The path of Portico cannot be written for the desktop.",
            "Install Portico in a folder whose name is plain text.",
        )
    })
}

/// A word of a command, by the three rules of the Desktop Entry Specification 1.5 one after the other: quoted, `%` doubled,
/// and every backslash doubled because it is the value of a key.
fn word(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if matches!(letter, '"' | '`' | '$' | '\\') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted.replace('%', "%%").replace('\\', r"\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(folder: &Path, program: &str) -> Login {
        let home = Home::at(&folder.join("home of mine")).expect("a home");
        let environment = Environment::default().with("XDG_CONFIG_HOME", folder.join("config"));
        Login::with(PathBuf::from(program), &home, &environment)
    }

    fn only_entry(folder: &Path) -> (PathBuf, String) {
        let autostart = folder.join("config/autostart");
        let names = disk::names(&autostart).expect("a folder");
        assert_eq!(names.len(), 1, "{names:?}");
        let file = autostart.join(&names[0]);
        let entry = disk::read_text(&file).expect("read").expect("there");
        (file, entry)
    }

    #[test]
    fn it_is_off_until_asked_and_off_again_without_a_trace() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let login = login(folder.path(), "/usr/bin/portico-app");
        assert!(!login.is_on().expect("read"));
        login.turn(false).expect("nothing to do");
        login.turn(true).expect("written");
        assert!(login.is_on().expect("read"));
        login.turn(false).expect("removed");
        assert!(!login.is_on().expect("read"));
        assert_eq!(disk::names(&folder.path().join("config/autostart")).expect("a folder"), [""; 0]);
    }

    #[test]
    fn an_entry_that_the_desktop_has_switched_off_is_off() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let login = login(folder.path(), "/usr/bin/portico-app");
        for line in ["Hidden=true", "X-GNOME-Autostart-enabled=false"] {
            login.turn(true).expect("written");
            let (file, entry) = only_entry(folder.path());
            disk::publish(&file, format!("{entry}{line}\n").as_bytes()).expect("written");
            assert!(!login.is_on().expect("read"), "{line}");
        }
        login.turn(true).expect("written");
        assert!(login.is_on().expect("read"), "asking again switches it on again");
    }

    #[test]
    fn a_strange_path_is_written_as_the_specification_says() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        login(folder.path(), r#"/opt/100% "A" $B\c/portico-app"#).turn(true).expect("written");
        let (_, entry) = only_entry(folder.path());
        let exec = entry.lines().find(|line| line.starts_with("Exec=")).expect("a command");
        assert!(exec.ends_with(r#"" "/opt/100%% \\"A\\" \\$B\\\\c/portico-app" --hidden"#), "{exec}");
        assert!(exec.starts_with("Exec=env \"PORTICO_HOME=") && exec.contains("home of mine\""), "{exec}");
        assert!(entry.contains("TryExec=/opt/100% \"A\" $B\\\\c/portico-app\n"), "{entry}");
        let broken = login(folder.path(), "/opt/a\nHidden=true/portico-app").turn(true);
        assert!(broken.is_err_and(|error| error.code() == Code::DesktopFailed));
    }
}

//! Whether Portico starts when the person logs in, on macOS (a launch agent) and Windows (the person's own `Run` key): off
//! until they ask for it. The twin of `login.rs`, with the same rule.

use std::path::PathBuf;

use auto_launch::{AutoLaunch, AutoLaunchBuilder, MacOSLaunchMode, WindowsEnableMode};
use portico_core::disk::{Environment, Home};
use portico_core::error::{Code, Error, Result};
use tauri::{AppHandle, Runtime};

use crate::HIDDEN;

/// What the system knows of this program.
pub(crate) struct Login {
    program: PathBuf,
    /// Neither system can be told a `PORTICO_HOME`, so only the person's own Portico starts by itself.
    is_usual: bool,
}

impl Login {
    /// That of this program.
    ///
    /// # Errors
    /// When the program does not find itself.
    pub(crate) fn of<R: Runtime>(_: &AppHandle<R>, home: &Home, environment: &Environment) -> Result<Self> {
        let program = std::env::current_exe().map_err(|error| {
            Error::internal("Portico cannot tell where it is installed.").caused_by(error)
        })?;
        Ok(Self::with(program, home, environment))
    }

    /// That of a program that is somewhere.
    pub(crate) fn with(program: PathBuf, home: &Home, _: &Environment) -> Self {
        Self { program, is_usual: home.tag().is_none() }
    }

    /// Whether the system starts Portico at login.
    ///
    /// # Errors
    /// When the system does not tell.
    pub(crate) fn is_on(&self) -> Result<bool> {
        if self.is_usual { self.entry()?.is_enabled().map_err(|error| failed(&error)) } else { Ok(false) }
    }

    /// Lets the system start it, or no more.
    ///
    /// # Errors
    /// When the system does not let us, or when this is not the person's usual Portico.
    pub(crate) fn turn(&self, on: bool) -> Result<()> {
        if !self.is_usual {
            return Err(Error::new(
                Code::DesktopFailed,
                "A Portico with a home of its own cannot start at login here.",
                "Start it without PORTICO_HOME, and switch it on there.",
            ));
        }
        match (on, self.is_on()?) {
            (true, _) => self.entry()?.enable(),
            (false, true) => self.entry()?.disable(),
            (false, false) => Ok(()),
        }
        .map_err(|error| failed(&error))
    }

    /// Windows reads the value as a command line: a path with a space must stand in quotes, or another program may start.
    fn entry(&self) -> Result<AutoLaunch> {
        let program = self.program.display().to_string();
        let program = if cfg!(windows) { format!("\"{program}\"") } else { program };
        AutoLaunchBuilder::new()
            .set_app_name("Portico")
            .set_app_path(&program)
            .set_args(&[HIDDEN])
            .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
            .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
            .build()
            .map_err(|error| failed(&error))
    }
}

fn failed(error: &auto_launch::Error) -> Error {
    Error::new(
        Code::DesktopFailed,
        "The system does not let Portico change what starts at login.",
        "Look for Portico in the system's own settings of what starts at login.",
    )
    .caused_by(error.to_string())
}

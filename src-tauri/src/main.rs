//! Portico's face: the window, the tray, the notifications.
//!
//! Rule of this crate: it decides nothing about portals, sessions or credentials; it hands what a person did to the
//! engine and shows what comes back.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod clipboard;
mod commands;
#[cfg(test)]
mod contract;
mod demo;
mod diagnostics;
mod gate;
#[cfg(test)]
mod ipc;
mod link;
#[cfg_attr(not(target_os = "linux"), path = "login_elsewhere.rs")]
mod login;
mod memory;
mod menu_bar;
mod notification;
mod passphrase;
mod picker;
mod preferences;
#[cfg(target_os = "linux")]
mod renderer;
mod request;
mod shell;
mod shortcut;
#[cfg(target_os = "linux")]
mod sketch;
mod tray;
mod typeface;
mod update;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use portico_core::disk::{Environment, Home};
use portico_core::engine::{Command, Engine, Parts};
use portico_core::error::{Error, Result};
use portico_core::journal::Asker;
use portico_core::notice::Notice;
use portico_core::{harden, line, policy};
use tauri::{App, AppHandle, Manager, RunEvent, WindowEvent, Wry};
use tracing_subscriber::filter::{EnvFilter, FilterExt, LevelFilter, filter_fn};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::demo::Demo;
use crate::gate::Gate;
use crate::login::Login;
use crate::passphrase::Pinentry;
use crate::shell::Desktop;

/// How long quitting waits for a renewal.
const LAST_PATIENCE: std::time::Duration = std::time::Duration::from_millis(1500);
/// A page that takes longer to load keeps the tray waiting no more.
const LONGEST_PAGE: std::time::Duration = std::time::Duration::from_secs(3);
/// Start in the tray, without a window.
const HIDDEN: &str = "--hidden";

fn main() -> ExitCode {
    harden::leave_no_core_dump();
    harden::keep_files_private();
    let environment = Environment::of_process();
    log_to_stderr(&environment);
    memory::keep_together();
    #[cfg(target_os = "linux")]
    renderer::choose(&environment);
    match run(environment) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

/// Only Portico's own modules speak below a warning: other people's may print what they send.
fn log_to_stderr(environment: &Environment) {
    let asked = environment.text("PORTICO_LOG").unwrap_or("warn");
    let asked = EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).parse_lossy(asked);
    let ours =
        filter_fn(|event| event.target().starts_with("portico") || *event.level() <= tracing::Level::WARN);
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_filter(asked.and(ours));
    tracing_subscriber::registry().with(layer).init();
}

fn run(environment: Environment) -> Result<ExitCode> {
    let home = Home::discover(&environment)?;
    let mut context = tauri::generate_context!();
    // One app per home: a demo in a folder of its own runs beside the real one.
    context.config_mut().identifier = identifier(&context.config().identifier, home.tag());
    let conversation = commands::conversation::<Wry>();
    let gate = Gate::new();
    let app = menu_bar::prepare(update::prepare(tauri::Builder::default(), &mut context))
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            let link = link::among(arguments.iter().skip(1).cloned());
            if arguments.iter().any(|argument| argument == update::ASK) {
                update::begin(app);
            } else if arguments.iter().any(|argument| argument == picker::ASK) {
                picker::toggle(app);
            } else if let Some(link) = link {
                link::follow(app, &link);
            } else if !arguments.iter().any(|argument| argument == HIDDEN) {
                window::show(app, None);
            }
        }))
        .plugin(tauri_plugin_store::Builder::new().build())
        .manage(home.clone())
        .manage(gate.clone())
        .manage(tray::Easel::default())
        .manage(window::Pending::default())
        .manage(link::Followed::default())
        .manage(picker::Early::default())
        .manage(shortcut::Keys::default())
        .manage(diagnostics::Last::default())
        .invoke_handler(gate.before(conversation.invoke_handler()))
        .setup(move |app| {
            conversation.mount_events(app);
            start(app, home, environment)?;
            Ok(())
        })
        .on_window_event(|window, event| {
            if window.label() == picker::PICKER {
                if let WindowEvent::Focused(false) = event {
                    picker::left(window.app_handle());
                } else if let WindowEvent::Destroyed = event {
                    picker::gone(window.app_handle());
                }
            } else if let WindowEvent::CloseRequested { .. } = event {
                window::remember(window.app_handle());
            } else if let WindowEvent::Focused(true) = event {
                // The machine may have slept since the window was last looked at.
                shell::run(window.app_handle(), Command::Wake);
            }
            if let WindowEvent::Destroyed = event {
                window::forget(window.app_handle());
            } else if let WindowEvent::ThemeChanged(_) = event {
                tray::relight(window.app_handle());
            }
        })
        .build(context)
        .map_err(|error| Error::internal("The desktop cannot be reached.").caused_by(error))?;
    // Ends the process by itself, without waiting for any thread.
    app.run(on_event);
    Ok(ExitCode::SUCCESS)
}

/// Runs once, in the first instance only, with the desktop ready. The engine starts while the web view does, which takes
/// longer.
fn start(app: &mut App, home: Home, environment: Environment) -> Result<()> {
    typeface::look_up(app.handle());
    app.manage(Login::of(app.handle(), &home, &environment)?);
    let linked = link::keep_own(app.handle());
    let picks = std::env::args_os().skip(1).any(|argument| argument == picker::ASK);
    let hidden = !linked && (picks || std::env::args_os().skip(1).any(|argument| argument == HIDDEN));
    let gives_keys = gives_keys(&environment);
    let handle = app.handle().clone();
    // Beside the window, which takes longer to be made.
    tauri::async_runtime::spawn(async move {
        start_engine(&handle, home, environment).await.unwrap_or_else(|error| stop(&error));
        handle.state::<Gate>().open();
        if !hidden {
            tokio::time::sleep(LONGEST_PAGE).await;
        }
        tray::unveil(&handle);
        if hidden {
            window::forget(&handle);
        } else {
            memory::give_back();
        }
    });
    if !hidden && let Err(error) = window::make(app.handle()) {
        stop(&Error::internal("The window cannot be made.").caused_by(error));
    }
    // Neither keeps the engine waiting.
    shortcut::begin(app.handle(), gives_keys);
    if picks {
        picker::toggle(app.handle());
    }
    if std::env::args_os().any(|argument| argument == update::ASK) {
        update::begin(app.handle());
    }
    Ok(())
}

/// Whether programs may have keys of their own: on Wayland they may not.
fn gives_keys(environment: &Environment) -> bool {
    !cfg!(target_os = "linux")
        || (environment.text("WAYLAND_DISPLAY").is_none() && environment.text("DISPLAY").is_some())
}

async fn start_engine(app: &AppHandle, home: Home, environment: Environment) -> Result<()> {
    let parts = Parts::of_system(home, environment, helper()?, Arc::new(Pinentry(app.clone())))?;
    let journal = parts.journal.asked_by(Asker::Window);
    let parts = Parts { lists_by_itself: true, asker: policy::Asker::Person, journal, ..parts };
    app.manage(Demo::resume(&parts).await);
    let (home, environment) = (parts.home.clone(), parts.environment.clone());
    let engine = Engine::start(parts, Arc::new(Desktop::new(app.clone())))?;
    app.manage(engine.clone());
    match line::open(&home, &environment, engine).await {
        Ok(line) => drop(app.manage(line)),
        // What the command would have told is then found out a little later.
        Err(error) => tracing::warn!(%error, "the command cannot tell the app anything"),
    }
    Ok(())
}

/// Ends the program because it cannot start.
fn stop(error: &Error) -> ! {
    fail(error);
    std::process::exit(1)
}

fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        // The last window was closed: the tray stays.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        // Somebody said Quit.
        RunEvent::ExitRequested { code: Some(_), .. } => {
            window::remember(app);
            finish(app);
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { has_visible_windows: false, .. } => window::show(app, None),
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            if let Some(link) = link::among(urls.iter().map(ToString::to_string)) {
                link::follow(app, &link);
            }
        }
        _ => {}
    }
}

/// Lets a renewal that is under way end, for a moment: its answer may be all there is of the session.
fn finish(app: &AppHandle) {
    let Some(engine) = app.try_state::<Engine>().map(|engine| engine.inner().clone()) else { return };
    // Waiting in vain is no failure: the next start finds the note of the renewal.
    drop(tauri::async_runtime::block_on(async {
        tokio::time::timeout(LAST_PATIENCE, engine.settled()).await
    }));
}

/// Tells the person why Portico does not start: in the log, and where they look when there is no terminal.
fn fail(error: &Error) -> ExitCode {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    tracing::error!(cause, "{} {}", error.message(), error.remedy());
    let (words, body) = (preferences::words_of_system(), format!("{} {}", error.message(), error.remedy()));
    notification::tell(&Notice { title: words.cannot_start(), body, action: None }, words);
    ExitCode::FAILURE
}

/// The `portico` command, which is installed beside this program.
fn helper() -> Result<std::path::PathBuf> {
    let own = std::env::current_exe()
        .map_err(|error| Error::internal("Portico cannot tell where it is installed.").caused_by(error))?;
    Ok(own.with_file_name(format!("portico{}", std::env::consts::EXE_SUFFIX)))
}

/// Names of the session bus must not hold a part that begins with a digit.
fn identifier(usual: &str, tag: Option<&str>) -> String {
    tag.map_or_else(|| usual.to_owned(), |tag| format!("{usual}.home-{tag}"))
}

//! Draws the tray that `portico_core::tray` describes. Rules: nothing is decided here; an entry's id says by itself what
//! it does, so a click on a menu that was redrawn meanwhile still means what was read.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use portico_core::console::Destination;
use portico_core::engine::{Command, Engine, Manner};
use portico_core::error::Result as CoreResult;
use portico_core::export;
use portico_core::role::RoleKey;
use portico_core::serve::Terms;
use portico_core::settings::PortalName;
use portico_core::tray::{Action, Icon, Item, Menu};
use portico_model::{AccountId, RoleName};
use tauri::image::Image;
use tauri::menu::{IsMenuItem, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Runtime, include_image};

use crate::clipboard;
use crate::commands::Goal;
use crate::picker;
use crate::shell;
use crate::window;

const ID: &str = "portico";

/// The menu to be drawn. The page comes first: both are made on one thread.
#[derive(Debug, Default)]
pub(crate) struct Easel {
    unveiled: AtomicBool,
    next: Mutex<Option<Menu>>,
}

/// Shows `menu`, as soon as the tray may be seen; the first time this puts the icon into the panel. Any thread may call it.
pub(crate) fn draw<R: Runtime>(app: &AppHandle<R>, menu: &Menu) {
    let easel = app.state::<Easel>();
    *easel.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(menu.clone());
    if easel.unveiled.load(Ordering::SeqCst) {
        draw_next(app);
    }
}

/// Lets the tray be seen from now on; any thread may call it, any number of times.
pub(crate) fn unveil<R: Runtime>(app: &AppHandle<R>) {
    if !app.state::<Easel>().unveiled.swap(true, Ordering::SeqCst) {
        draw_next(app);
    }
}

/// Draws the newest menu, unless that has been done.
fn draw_next<R: Runtime>(app: &AppHandle<R>) {
    let drawn = app.clone();
    let queued = app.run_on_main_thread(move || {
        let next = drawn.state::<Easel>().next.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Err(error)) = next.map(|menu| draw_here(&drawn, &menu)) {
            tracing::warn!(%error, "the tray cannot be drawn");
        }
    });
    if let Err(error) = queued {
        tracing::warn!(%error, "the tray cannot be drawn");
    }
}

fn draw_here<R: Runtime>(app: &AppHandle<R>, menu: &Menu) -> tauri::Result<()> {
    let entries = entries(app, &menu.items)?;
    let refs: Vec<&dyn IsMenuItem<R>> = entries.iter().map(AsRef::as_ref).collect();
    let native = tauri::menu::Menu::with_items(app, &refs)?;
    let look = (menu.icon, Panel::of_system(app));
    match app.tray_by_id(ID) {
        Some(tray) => {
            if app.state::<Drawn>().changes(look) {
                tray.set_icon_with_as_template(Some(picture(look)), cfg!(target_os = "macos"))?;
            }
            tray.set_menu(Some(native))?;
            tray.set_tooltip(Some(&menu.tooltip))
        }
        None => TrayIconBuilder::with_id(ID)
            .icon(picture(look))
            .icon_as_template(cfg!(target_os = "macos"))
            .tooltip(&menu.tooltip)
            .menu(&native)
            .show_menu_on_left_click(false)
            .on_menu_event(|app, event| match parse(event.id().as_ref()) {
                Some(action) => act(app, action),
                None => tracing::debug!(id = ?event.id(), "an entry that does nothing"),
            })
            .on_tray_icon_event(clicked)
            .build(app)
            .map(|_| {
                app.manage(Drawn(Mutex::new(look)));
                follow_theme(app);
            }),
    }
}

/// The picture in the panel: most menus change without it, and panels flicker when it is set again.
struct Drawn(Mutex<Look>);

type Look = (Icon, Panel);

impl Drawn {
    fn icon(&self) -> Icon {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn changes(&self, look: Look) -> bool {
        let mut drawn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *drawn, look) != look
    }
}

fn entries<R: Runtime>(app: &AppHandle<R>, items: &[Item]) -> tauri::Result<Vec<Box<dyn IsMenuItem<R>>>> {
    let entry = |item: &Item| -> tauri::Result<Box<dyn IsMenuItem<R>>> {
        Ok(match item {
            Item::Label(text) => Box::new(MenuItem::new(app, literal(text), false, None::<&str>)?),
            Item::Separator => Box::new(PredefinedMenuItem::separator(app)?),
            Item::Action { text, action } => {
                Box::new(MenuItem::with_id(app, id(action), literal(text), true, None::<&str>)?)
            }
            Item::Submenu { text, items } => {
                let inner = entries(app, items)?;
                let refs: Vec<&dyn IsMenuItem<R>> = inner.iter().map(AsRef::as_ref).collect();
                Box::new(Submenu::with_items(app, literal(text), true, &refs)?)
            }
        })
    };
    items.iter().map(entry).collect()
}

/// Menus read `&` as the mark of an access key.
fn literal(text: &str) -> String {
    text.replace('&', "&&")
}

/// Where the desktop tells of clicks on the icon itself (not on Linux), a left click shows the window.
fn clicked<R: Runtime>(tray: &TrayIcon<R>, event: TrayIconEvent) {
    if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event
    {
        window::show(tray.app_handle(), None);
    }
}

fn act<R: Runtime>(app: &AppHandle<R>, action: Action) {
    match action {
        Action::Search => window::show(app, Some(Goal::Access)),
        Action::Pick => picker::toggle(app),
        Action::PickCopied => pick_copied(app),
        Action::StepDown(portal, account, role) => {
            shell::run(app, Command::StepDown(RoleKey { portal, account, role }));
        }
        Action::SignIn(portal) => shell::run(app, Command::SignIn(portal)),
        Action::ReopenSignIn(portal) => shell::run(app, Command::ReopenSignIn(portal)),
        Action::SignOut(portal) => shell::run(app, Command::SignOut(portal)),
        Action::Serve(portal, account, role) => {
            // As the window proposes: only there does the desktop tell that the screen is locked.
            let terms = Terms { until_locked: cfg!(target_os = "linux"), ..Terms::default() };
            shell::run(app, Command::Serve(RoleKey { portal, account, role }, terms));
        }
        Action::CopyServing(port) => {
            let form = export::usual(&app.state::<Engine>().parts().environment);
            shell::run(app, Command::CopyServing(port, form));
        }
        Action::StopServing(port) => shell::run(app, Command::StopServing(port)),
        Action::Open(portal, account, role) => {
            let key = RoleKey { portal, account, role };
            shell::run(app, Command::OpenConsole(key, Destination::default(), Manner::default()));
        }
        Action::Quit => app.exit(0),
    }
}

/// What is copied is read only now that somebody asks for it.
fn pick_copied<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || match clipboard::read() {
        Ok(text) => picker::show_with(&app, &text),
        Err(error) => tracing::warn!(%error, "what is copied cannot be read"),
    });
}

/// An action as a menu id. No part may hold a colon: portals, accounts and roles are parsed types.
fn id(action: &Action) -> String {
    match action {
        Action::Search => "search".to_owned(),
        Action::Pick => "pick".to_owned(),
        Action::PickCopied => "pick-copied".to_owned(),
        Action::StepDown(portal, account, role) => format!("step-down:{portal}:{account}:{role}"),
        Action::SignIn(portal) => format!("sign-in:{portal}"),
        Action::ReopenSignIn(portal) => format!("reopen-sign-in:{portal}"),
        Action::SignOut(portal) => format!("sign-out:{portal}"),
        Action::Serve(portal, account, role) => format!("serve:{portal}:{account}:{role}"),
        Action::CopyServing(port) => format!("copy-serving:{port}"),
        Action::StopServing(port) => format!("stop-serving:{port}"),
        Action::Open(portal, account, role) => format!("open:{portal}:{account}:{role}"),
        Action::Quit => "quit".to_owned(),
    }
}

fn parse(id: &str) -> Option<Action> {
    let parts: Vec<&str> = id.split(':').collect();
    let parsed: CoreResult<Action> = match parts.as_slice() {
        ["search"] => Ok(Action::Search),
        ["pick"] => Ok(Action::Pick),
        ["pick-copied"] => Ok(Action::PickCopied),
        ["step-down", portal, account, role] => of_role(portal, account, role, Action::StepDown),
        ["quit"] => Ok(Action::Quit),
        ["sign-in", portal] => portal.parse().map(Action::SignIn),
        ["reopen-sign-in", portal] => portal.parse().map(Action::ReopenSignIn),
        ["sign-out", portal] => portal.parse().map(Action::SignOut),
        ["serve", portal, account, role] => of_role(portal, account, role, Action::Serve),
        ["copy-serving", port] => return port.parse().ok().map(Action::CopyServing),
        ["stop-serving", port] => return port.parse().ok().map(Action::StopServing),
        ["open", portal, account, role] => of_role(portal, account, role, Action::Open),
        _ => return None,
    };
    parsed.ok()
}

fn of_role(
    portal: &str,
    account: &str,
    role: &str,
    act: fn(PortalName, AccountId, RoleName) -> Action,
) -> CoreResult<Action> {
    Ok(act(portal.parse()?, account.parse()?, role.parse()?))
}

/// How the picture is inked for the bar that it stands on. A rim keeps it visible where the guess is wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(target_os = "macos", expect(dead_code, reason = "macOS inks templates by itself"))]
enum Panel {
    Dark,
    Light,
    #[cfg(target_os = "macos")]
    Template,
}

impl Panel {
    #[cfg(target_os = "macos")]
    fn of_system<R: Runtime>(_: &AppHandle<R>) -> Self {
        Self::Template
    }

    /// The taskbar follows the theme, which only a window knows.
    #[cfg(windows)]
    fn of_system<R: Runtime>(app: &AppHandle<R>) -> Self {
        let theme = app.get_webview_window(window::MAIN).and_then(|window| window.theme().ok());
        if theme == Some(tauri::Theme::Light) { Self::Light } else { Self::Dark }
    }

    /// No interface tells a panel's colour. These desktops' are dark whatever the windows are; the others' are as their theme.
    #[cfg(target_os = "linux")]
    fn of_system<R: Runtime>(app: &AppHandle<R>) -> Self {
        const DARK: [&str; 4] = ["GNOME", "Unity", "X-Cinnamon", "Pantheon"];
        let engine = app.state::<Engine>();
        let desktop = engine.parts().environment.text("XDG_CURRENT_DESKTOP").unwrap_or_default();
        let is_dark = desktop.split(':').any(|name| DARK.contains(&name)) || has_dark_theme();
        if is_dark { Self::Dark } else { Self::Light }
    }
}

#[cfg(target_os = "linux")]
fn has_dark_theme() -> bool {
    use gtk::prelude::GtkSettingsExt as _;
    gtk::Settings::default().is_some_and(|settings| {
        let name = settings.gtk_theme_name().unwrap_or_default().to_lowercase();
        settings.is_gtk_application_prefer_dark_theme() || name.contains("dark")
    })
}

/// Inks the picture anew, now and whenever the desktop's theme is another one; to be called once the tray is there.
#[cfg(target_os = "linux")]
fn follow_theme<R: Runtime>(app: &AppHandle<R>) {
    use gtk::prelude::GtkSettingsExt as _;
    let Some(settings) = gtk::Settings::default() else { return };
    let inked = app.clone();
    let ink = move || ink_anew(&inked);
    settings.connect_gtk_theme_name_notify({
        let ink = ink.clone();
        move |_| ink()
    });
    settings.connect_gtk_application_prefer_dark_theme_notify(move |_| ink());
}

/// See the other one: [`relight`] is called there.
#[cfg(any(windows, target_os = "macos"))]
fn follow_theme<R: Runtime>(_: &AppHandle<R>) {}

/// A window was lit in another way, and so perhaps the bar.
pub(crate) fn relight<R: Runtime>(app: &AppHandle<R>) {
    let inked = app.clone();
    if let Err(error) = app.run_on_main_thread(move || ink_anew(&inked)) {
        tracing::warn!(%error, "the tray keeps its picture");
    }
}

fn ink_anew<R: Runtime>(app: &AppHandle<R>) {
    let (Some(tray), Some(drawn)) = (app.tray_by_id(ID), app.try_state::<Drawn>()) else { return };
    let look = (drawn.icon(), Panel::of_system(app));
    if !drawn.changes(look) {
        return;
    }
    if let Err(error) = tray.set_icon_with_as_template(Some(picture(look)), cfg!(target_os = "macos")) {
        tracing::warn!(%error, "the tray keeps its picture");
    }
}

fn picture(look: Look) -> Image<'static> {
    match look {
        (Icon::SignedIn, Panel::Dark) => include_image!("../icons/tray/signed-in-dark.png"),
        (Icon::SignedIn, Panel::Light) => include_image!("../icons/tray/signed-in-light.png"),
        (Icon::EndingSoon, Panel::Dark) => include_image!("../icons/tray/ending-soon-dark.png"),
        (Icon::EndingSoon, Panel::Light) => include_image!("../icons/tray/ending-soon-light.png"),
        (Icon::SignedOut, Panel::Dark) => include_image!("../icons/tray/signed-out-dark.png"),
        (Icon::SignedOut, Panel::Light) => include_image!("../icons/tray/signed-out-light.png"),
        (Icon::Offline, Panel::Dark) => include_image!("../icons/tray/offline-dark.png"),
        (Icon::Offline, Panel::Light) => include_image!("../icons/tray/offline-light.png"),
        (Icon::NeedsYou, Panel::Dark) => include_image!("../icons/tray/needs-you-dark.png"),
        (Icon::NeedsYou, Panel::Light) => include_image!("../icons/tray/needs-you-light.png"),
        #[cfg(target_os = "macos")]
        (Icon::SignedIn, Panel::Template) => include_image!("../icons/tray/signed-in-template.png"),
        #[cfg(target_os = "macos")]
        (Icon::EndingSoon, Panel::Template) => include_image!("../icons/tray/ending-soon-template.png"),
        #[cfg(target_os = "macos")]
        (Icon::SignedOut, Panel::Template) => include_image!("../icons/tray/signed-out-template.png"),
        #[cfg(target_os = "macos")]
        (Icon::Offline, Panel::Template) => include_image!("../icons/tray/offline-template.png"),
        #[cfg(target_os = "macos")]
        (Icon::NeedsYou, Panel::Template) => include_image!("../icons/tray/needs-you-template.png"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_survives_its_menu_id() {
        let portal = || "secure.cart_1-x".parse().expect("a portal's name");
        let role = || "Admin+=,.@-_Access".parse().expect("a role");
        let actions = [
            Action::Search,
            Action::Pick,
            Action::PickCopied,
            Action::StepDown(portal(), "012345678901".parse().expect("an account"), role()),
            Action::Quit,
            Action::SignIn(portal()),
            Action::ReopenSignIn(portal()),
            Action::SignOut(portal()),
            Action::Serve(portal(), "012345678901".parse().expect("an account"), role()),
            Action::CopyServing(1),
            Action::StopServing(65_535),
            Action::Open(portal(), "012345678901".parse().expect("an account"), role()),
        ];
        for action in actions {
            assert_eq!(parse(&id(&action)), Some(action));
        }
    }

    #[test]
    fn ids_that_nobody_made_do_nothing() {
        for id in [
            "",
            "1000",
            "open",
            "open:a:b",
            "open:a:012345678901:b:c",
            "sign-in:",
            "sign-in:a b",
            "quit:",
            "stop-serving:65536",
        ] {
            assert_eq!(parse(id), None, "{id}");
        }
    }

    #[test]
    fn the_picture_is_set_again_only_when_it_changed() {
        let drawn = Drawn(Mutex::new((Icon::SignedOut, Panel::Dark)));
        let looks =
            [(Icon::SignedOut, Panel::Dark), (Icon::SignedIn, Panel::Dark), (Icon::SignedIn, Panel::Dark)];
        assert_eq!(looks.map(|look| drawn.changes(look)), [false, true, false]);
    }

    /// How much of what shows of a picture is far from the ground it is not meant for, and from the one it is.
    fn seen(look: Look, ground: u8) -> usize {
        let image = picture(look);
        let far = |pixel: &&[u8]| {
            let luma = (usize::from(pixel[0]) * 3 + usize::from(pixel[1]) * 6 + usize::from(pixel[2])) / 10;
            let shown =
                (luma * usize::from(pixel[3]) + usize::from(ground) * (255 - usize::from(pixel[3]))) / 255;
            shown.abs_diff(usize::from(ground)) > 80
        };
        image.rgba().chunks_exact(4).filter(far).count()
    }

    #[test]
    fn every_picture_is_seen_on_a_dark_panel_and_on_a_light_one() {
        let states = [Icon::SignedIn, Icon::EndingSoon, Icon::SignedOut, Icon::Offline, Icon::NeedsYou];
        for icon in states {
            let [dark, light] = [(icon, Panel::Dark), (icon, Panel::Light)];
            for (look, own, other) in [(dark, 0x1b, 0xf6), (light, 0xf6, 0x1b)] {
                assert!(seen(look, own) > 250, "{look:?}: {}", seen(look, own));
                assert!(seen(look, other) > 120, "{look:?} on the other: {}", seen(look, other));
            }
        }
    }

    #[test]
    fn an_ampersand_is_read_as_itself() {
        assert_eq!(literal("R&D"), "R&&D");
    }
}

//! The desktop's own typeface. Rule: asked on the main thread, once; where the page finds it by itself, nothing is said.

use tauri::{AppHandle, Manager, Runtime};

/// The family that the page writes in.
struct Typeface(Option<String>);

/// Asks the desktop. On the main thread only, with the desktop ready.
pub(crate) fn look_up<R: Runtime>(app: &AppHandle<R>) {
    app.manage(Typeface(of_desktop()));
}

/// The family's name, such as `Cantarell`; nothing where `system-ui` or `sans-serif` is it.
pub(crate) fn family<R: Runtime>(app: &AppHandle<R>) -> Option<String> {
    app.try_state::<Typeface>().and_then(|typeface| typeface.0.clone())
}

/// WebKit looks for `system-ui` among a few families of fixed names; what the person chose is GTK's to tell.
#[cfg(target_os = "linux")]
fn of_desktop() -> Option<String> {
    let name = gtk::prelude::GtkSettingsExt::gtk_font_name(&gtk::Settings::default()?)?;
    let family = gtk::pango::FontDescription::from_string(&name).family()?.to_string();
    let is_generic = ["sans", "sans-serif", "system-ui"].iter().any(|one| family.eq_ignore_ascii_case(one));
    (!is_generic).then_some(family)
}

#[cfg(not(target_os = "linux"))]
fn of_desktop() -> Option<String> {
    None
}

//! What the desktop is like, the app is like, too.

use serde_json::{Value, json};

use super::*;
use crate::support::process::{app as program, run};
use crate::support::webdriver::{Window, until};

/// What WebKit knows of the desktop, and how the page is lit.
const LOOKS: &str = "const prefers = (what) => matchMedia(`(prefers-${what})`).matches;
    return { dark: prefers('color-scheme: dark'), still: prefers('reduced-motion: reduce'),
        lit: document.documentElement.dataset.theme }";

async fn looks(window: &Window) -> Value {
    window.run(LOOKS, json!([])).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_and_the_picker_are_dark_and_still_where_the_desktop_is() {
    for (theme, animations, wanted) in [
        ("export GTK_THEME=Adwaita:dark", 0, json!({ "dark": true, "still": true, "lit": "dark" })),
        ("export GTK_THEME=Adwaita", 1, json!({ "dark": false, "still": false, "lit": "light" })),
    ] {
        let mut stage = Stage::with_frames().await;
        stage.prelude = theme;
        let settings = format!("[Settings]\ngtk-enable-animations={animations}\n");
        stage.sandbox.write("home/.config/gtk-3.0/settings.ini", settings);
        let app = stage.app().await;
        let window = &app.window;
        window.says("Paste the start URL").await;
        assert_eq!(looks(window).await, wanted, "the window");
        stage.close_window().await;
        until("the window is gone", async || (!window.is_there().await).then_some(())).await;
        let mut ask = stage.command(program());
        ask.arg("--picker");
        run(ask).await.worked();
        window.newest().await;
        window.find(SEARCH).await;
        assert_eq!(looks(window).await, wanted, "the picker");
        stage.click("Quit Portico").await;
        stage.app_ends().await;
    }
}

//! Where the app itself is tried: a screen that nobody sees, a session bus with keyring, panel and notification
//! daemon, and in the place of the browser a program that writes down where it was sent.
//!
//! Rule: every program runs in a process group of its own, which ends with the value that holds it.
#![expect(
    clippy::disallowed_methods,
    reason = "a test furnishes its own desktop, and reads the kernel's list of processes"
)]

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::process::Command;
use tokio::sync::Mutex;
use url::Url;

use super::desktop::Desktop;
use super::neighbour::Neighbour;
use super::process::{Started, app, package, run, told};
use super::sandbox::Sandbox;
use super::webdriver::{PATIENCE, Window, until, wait};

/// The Python that has `dbus`, `gi` and `dbusmock`: Debian's own.
const PYTHON: &str = "/usr/bin/python3";
/// As large as the window opens.
const SCREEN: &str = "1000x680x24";
/// A browser that only writes down where it is sent.
pub(crate) const BROWSER: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"${0%/*}/opened\"\n";
/// With room beside the compositor.
const WIDER: &str = "1020x680x24";
const OUTSIDE: (u32, u32) = (1010, 340);
/// The socket of the compositor.
const WAYLAND: &str = "wayland-0";
/// A compositor that shows windows and nothing else.
const WESTON: &str = "[core]\nidle-time=0\n[shell]\npanel-position=none\nlocking=false\n";
/// What the app says on stderr, in the sandbox.
pub(crate) const LOG: &str = "tmp/app.log";

/// A program and all that it starts.
pub(crate) struct Group {
    pub(crate) program: Started,
    id: u32,
}

impl Group {
    pub(crate) fn start(mut command: Command) -> Self {
        let program = Started::start({
            command.process_group(0);
            command
        });
        Self { id: program.id(), program }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let end = format!("kill -KILL -- -{}", self.id);
        drop(
            std::process::Command::new("bash")
                .args(["-c", &end])
                .stderr(std::process::Stdio::null())
                .status(),
        );
    }
}

/// The desktop, until dropped.
pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    pub(crate) desktop: Desktop,
    /// What a shell does before it turns into the app.
    pub(crate) prelude: &'static str,
    display: String,
    panel: Mutex<Group>,
    /// How many addresses of the browser's list were read.
    read: Mutex<usize>,
    /// The window manager, where there is one.
    frame: Option<Group>,
    /// The Wayland compositor, where programs have that instead of X.
    compositor: Option<Group>,
    /// How much the programs say.
    log: &'static str,
    _notices: Group,
    _screen: Group,
}

impl Stage {
    pub(crate) async fn set() -> Self {
        Self::with(&[], "trace").await
    }

    /// With more words for the X server, and programs that say so much.
    pub(crate) async fn with(screen_words: &[&OsStr], log: &'static str) -> Self {
        let sandbox = Sandbox::new();
        let desktop = Desktop::start(&sandbox).await;
        let mut screen = sandbox.command("Xvfb");
        screen.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]);
        screen.args(screen_words);
        let mut screen = Group::start(screen);
        let display = format!(":{}", screen.program.line().await.expect("the number of the screen"));
        sandbox.browser(BROWSER);
        // Tests run at any hour of the night.
        sandbox.write("portico/settings.toml", "[notifications]\nquiet = \"off\"\n");
        let on = |words: &[&str]| {
            let mut command = sandbox.command(PYTHON);
            command.args(words).env("DBUS_SESSION_BUS_ADDRESS", &desktop.address);
            Group::start(command)
        };
        let able = r#"{"capabilities": "body actions"}"#;
        let notices = on(&["-m", "dbusmock", "--template", "notification_daemon", "-p", able]);
        let script = package().join("py/panel.py");
        let mut panel = on(&["-I", script.to_str().expect("a path")]);
        assert_eq!(panel.program.line().await.as_deref(), Some("\"ready\""));
        let (panel, read) = (Mutex::new(panel), Mutex::new(0));
        let stage = Self {
            sandbox,
            desktop,
            prelude: "",
            display,
            panel,
            read,
            frame: None,
            compositor: None,
            log,
            _notices: notices,
            _screen: screen,
        };
        let daemon = ["wait", "--session", "--timeout", "30", "org.freedesktop.Notifications"];
        let mut wait = stage.command("gdbus");
        wait.args(daemon);
        run(wait).await.worked();
        stage
    }

    /// With a window manager, which gives windows the focus and closes them.
    pub(crate) async fn with_frames() -> Self {
        let mut stage = Self::set().await;
        stage.frame = Some(stage.frames().await);
        stage
    }

    /// On Wayland: the compositor is a window of the screen, for hands and eyes only; programs know of no X.
    pub(crate) async fn on_wayland() -> Self {
        let mut stage = Self::with(&["-screen".as_ref(), "0".as_ref(), WIDER.as_ref()], "trace").await;
        stage.sandbox.write("home/.config/weston.ini", WESTON);
        // It follows only a pointer that comes in from outside.
        stage.point(OUTSIDE, &[]).await;
        let mut compositor = stage.hand("weston");
        compositor.args(["--backend=x11-backend.so", "--use-pixman", "--width=1000", "--height=680"]);
        compositor.arg(format!("--socket={WAYLAND}"));
        stage.compositor = Some(Group::start(compositor));
        let socket = stage.sandbox.path("run").join(WAYLAND);
        until("the compositor is there", async || socket.exists().then_some(())).await;
        stage
    }

    /// A window manager, until dropped.
    pub(crate) async fn frames(&self) -> Group {
        let manager = Group::start(self.hand("openbox"));
        let ask = async || {
            let mut ask = self.hand("xprop");
            ask.args(["-root", "_NET_SUPPORTING_WM_CHECK"]);
            run(ask).await.out.contains('#').then_some(())
        };
        until("the window manager is there", ask).await;
        manager
    }

    /// Closes the window as people do: who sees it still there after a second presses the key again.
    pub(crate) async fn close_window(&self) {
        until("the window has the focus", async || self.has_focus().await.then_some(())).await;
        let mut looks = 0_u32;
        until("the window is gone", async || {
            if looks.is_multiple_of(25) && self.has_focus().await {
                self.key("alt+F4").await;
            }
            looks += 1;
            self.windows().await.is_empty().then_some(())
        })
        .await;
    }

    /// Presses a key, as `xdotool` spells it, wherever the focus is.
    pub(crate) async fn key(&self, name: &str) {
        let mut press = self.hand("xdotool");
        press.args(["key", "--clearmodifiers", name]);
        run(press).await.worked();
    }

    /// Whether the app's window has the focus.
    pub(crate) async fn has_focus(&self) -> bool {
        self.active().await == "Portico"
    }

    /// Whether the quick picker has it; it is on the screen a moment before.
    pub(crate) async fn is_picking(&self) -> bool {
        self.active().await == "Portico picker"
    }

    /// The title of the window that the keys go to.
    async fn active(&self) -> String {
        let mut ask = self.hand("xdotool");
        ask.args(["getactivewindow", "getwindowname"]);
        run(ask).await.out.trim().to_owned()
    }

    /// The person looks at the app again after having been at another window.
    pub(crate) async fn come_back(&self) {
        let mut turn = self.hand("xdotool");
        turn.args([
            "search",
            "--onlyvisible",
            "--name",
            "^Portico$",
            "windowminimize",
            "--sync",
            "windowactivate",
            "--sync",
        ]);
        run(turn).await.worked();
    }

    /// The windows of the app that are on the screen.
    pub(crate) async fn windows(&self) -> Vec<String> {
        let mut search = self.hand("xdotool");
        search.args(["search", "--onlyvisible", "--name", "^Portico$"]);
        run(search).await.out.lines().map(str::to_owned).collect()
    }

    /// Clicks with the mouse at this place of the screen.
    pub(crate) async fn click_at(&self, place: (u32, u32)) {
        self.point(place, &["click", "1"]).await;
    }

    /// Clicks there twice, as to open something.
    pub(crate) async fn double_click_at(&self, place: (u32, u32)) {
        self.point(place, &["click", "--repeat", "2", "--delay", "60", "1"]).await;
    }

    async fn point(&self, (x, y): (u32, u32), then: &[&str]) {
        let mut point = self.hand("xdotool");
        point.args(["mousemove", &x.to_string(), &y.to_string()]).args(then);
        run(point).await.worked();
    }

    /// The app's window as it lies on the screen: from the left, from the top, its width and height.
    pub(crate) async fn lies(&self) -> Option<[i32; 4]> {
        let windows = self.windows().await;
        let mut ask = self.hand("xdotool");
        ask.args(["getwindowgeometry", "--shell", windows.first()?]);
        let said = run(ask).await.out;
        let field = |name: &str| said.lines().find_map(|line| line.strip_prefix(name)?.parse().ok());
        Some([field("X=")?, field("Y=")?, field("WIDTH=")?, field("HEIGHT=")?])
    }

    /// The person takes the app's window somewhere else, and pulls it to another size.
    pub(crate) async fn lay(&self, place: [i32; 2], size: [i32; 2]) {
        let windows = self.windows().await;
        for (verb, [a, b]) in [("windowsize", size), ("windowmove", place)] {
            let mut change = self.hand("xdotool");
            change.args([verb, "--sync", &windows[0], &a.to_string(), &b.to_string()]);
            run(change).await.worked();
        }
    }

    /// Types to whatever has the focus, as a keyboard does.
    pub(crate) async fn type_keys(&self, text: &str) {
        let mut type_it = self.hand("xdotool");
        type_it.args(["type", "--clearmodifiers", text]);
        run(type_it).await.worked();
    }

    /// Whether the quick picker is on the screen.
    pub(crate) async fn has_picker(&self) -> bool {
        let mut search = self.hand("xdotool");
        search.args(["search", "--onlyvisible", "--name", "^Portico picker$"]);
        !run(search).await.out.trim().is_empty()
    }

    /// Another program on the screen, with nothing yet.
    pub(crate) fn neighbour(&self) -> Neighbour {
        Neighbour::on(&self.display)
    }

    /// Any program on this desktop.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = self.hand(program);
        if self.compositor.is_some() {
            command.env_remove("DISPLAY").env("WAYLAND_DISPLAY", WAYLAND).env("GDK_BACKEND", "wayland");
        }
        command
    }

    /// What is a person's hand or eye at the screen.
    fn hand(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = self.sandbox.command(program);
        let path = told("PATH").expect("PATH");
        let path = format!("{}:{}", self.sandbox.path("bin").display(), path.display());
        command.env("PATH", path).env("DISPLAY", &self.display).env("NO_AT_BRIDGE", "1");
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.desktop.address).env("GTK_THEME", "Adwaita");
        command.env("PORTICO_LOG", self.log);
        command
    }

    /// The app, with somebody at its window.
    pub(crate) async fn app(&self) -> App {
        self.app_with(&[]).await
    }

    /// The same, started with these words.
    pub(crate) async fn app_with(&self, words: &[&str]) -> App {
        let port = free_port();
        // The driver hides what the app says.
        let log = self.sandbox.path(LOG);
        let exec = format!("exec '{}' \"$@\" 2>> '{}'", app().display(), log.display());
        let script = format!("#!/bin/sh\n{}\n{exec}\n", self.prelude);
        let program = self.sandbox.executable("bin/app", &script);
        let mut driver = self.command("WebKitWebDriver");
        driver.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        let driver = Group::start(driver);
        let wish = json!({"webkitgtk:browserOptions": {"binary": program, "args": words}});
        App { window: Window::open(port, wish).await, _driver: driver }
    }

    /// The next address that was opened in the browser.
    pub(crate) async fn opened(&self) -> Url {
        let mut read = self.read.lock().await;
        let next = until("an address is opened in the browser", async || {
            self.sandbox.read("bin/opened").lines().nth(*read).map(str::to_owned)
        });
        let next = next.await;
        *read += 1;
        next.parse().unwrap_or_else(|_| panic!("no address: {next}"))
    }

    /// Nothing was opened that [`Stage::opened`] has not told.
    pub(crate) async fn opened_no_more(&self) {
        let read = *self.read.lock().await;
        let all = self.sandbox.read("bin/opened");
        assert_eq!(all.lines().count(), read, "{all}");
    }

    /// The tray's menu now; null while there is no tray.
    pub(crate) async fn menu(&self) -> Value {
        self.ask("menu").await
    }

    /// The entries of the tray's menu with their parents before them, once `wanted` is among them.
    pub(crate) async fn menu_with(&self, wanted: &str) -> Vec<(i64, String)> {
        let look = async || {
            Some(entries(&self.menu().await)).filter(|all| all.iter().any(|(_, text)| text == wanted))
        };
        match wait(PATIENCE, look).await {
            Some(all) => all,
            None => {
                panic!("no `{wanted}` in the tray: {}\n{}", self.menu().await, self.sandbox.read(LOG))
            }
        }
    }

    /// What stands in the panel: equal pictures have equal names.
    pub(crate) async fn icon(&self) -> String {
        self.ask("icon").await.as_str().expect("a picture").to_owned()
    }

    /// Clicks an entry of the tray's menu, once it is there.
    pub(crate) async fn click(&self, text: &str) {
        self.click_the(text, |all| all.iter().find(|(_, label)| label == text)).await;
    }

    /// Clicks an entry inside another one of the tray's menu, once it is there.
    pub(crate) async fn click_in(&self, parent: &str, text: &str) {
        let inside = |(_, label): &&(i64, String)| label != parent;
        self.click_the(parent, |all| all.iter().skip_while(inside).find(|(_, label)| label == text)).await;
    }

    /// Clicks what `choose` chooses, once `wanted` is there. A menu that is drawn anew in between has other numbers: then it is
    /// looked at again, as a panel does.
    async fn click_the(&self, wanted: &str, choose: impl Fn(&[(i64, String)]) -> Option<&(i64, String)>) {
        let click = async || {
            let all = self.menu_with(wanted).await;
            let (id, _) = choose(&all).unwrap_or_else(|| panic!("not in the tray: {all:?}"));
            let said = self.ask(&format!("click {id}")).await;
            let is_old = said["problem"].as_str().is_some_and(|problem| problem.contains("menu item"));
            (!is_old).then_some(said)
        };
        assert_eq!(wait(PATIENCE, click).await.expect("the menu holds still"), true);
    }

    /// Every notification shown so far: title, body, actions.
    pub(crate) async fn notices(&self) -> Vec<Value> {
        self.ask("notices").await.as_array().cloned().unwrap_or_default()
    }

    /// The person presses a button of a notification; the first one is 1.
    pub(crate) async fn answer(&self, number: usize, key: &str) {
        assert_eq!(self.ask(&format!("answer {number} {key}")).await, true);
    }

    /// The processes of the app on this desktop, but not those of its web views.
    pub(crate) fn processes(&self) -> Vec<u32> {
        let home = format!("PORTICO_HOME={}", self.sandbox.path("portico").display());
        let id = |entry: std::fs::DirEntry| entry.file_name().to_str()?.parse().ok();
        let is_ours = |id: &u32| {
            let at = Path::new("/proc").join(id.to_string());
            std::fs::read_link(at.join("exe")).is_ok_and(|program| program == app())
                && std::fs::read(at.join("environ"))
                    .is_ok_and(|all| all.split(|byte| *byte == 0).any(|one| one == home.as_bytes()))
        };
        std::fs::read_dir("/proc").expect("/proc").flatten().filter_map(id).filter(is_ours).collect()
    }

    /// Waits until the app has ended.
    pub(crate) async fn app_ends(&self) {
        until("the app ends", async || self.processes().is_empty().then_some(())).await;
    }

    /// A picture of the screen, where `PORTICO_PICTURES` says; nothing without it.
    pub(crate) async fn picture(&self, window: &Window, name: &str) {
        let Some(folder) = told("PORTICO_PICTURES") else { return };
        let painted = "const done = arguments[0]; requestAnimationFrame(() => setTimeout(done, 400))";
        window.run_async(painted, json!([])).await;
        let mut import = self.hand("import");
        import.args(["-window", "root"]).arg(folder.join(format!("{name}.png")));
        run(import).await.worked();
    }

    async fn ask(&self, command: &str) -> Value {
        let mut panel = self.panel.lock().await;
        panel.program.say(command).await;
        let line = panel.program.line().await.expect("the panel answers");
        serde_json::from_str(&line).expect("JSON")
    }
}

/// The app under WebDriver.
pub(crate) struct App {
    pub(crate) window: Window,
    _driver: Group,
}

/// A browser of the person: Debian's Chromium, without a screen, with a profile that is thrown away.
pub(crate) struct Browser {
    pub(crate) window: Window,
    _driver: Group,
}

impl Browser {
    pub(crate) async fn open(stage: &Stage) -> Self {
        let mut driver = stage.command("chromedriver");
        driver.arg("--port=0");
        let mut driver = Group::start(driver);
        let said = driver.program.line_with("started successfully on port ").await;
        let port = said.trim_end_matches('.').rsplit(' ').next().and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no port in {said}"));
        let profile = format!("--user-data-dir={}", stage.sandbox.path("browser").display());
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", &profile];
        let chrome = json!({"binary": "/usr/bin/chromium", "args": arguments});
        let window = Window::open(port, json!({"goog:chromeOptions": chrome})).await;
        Self { window, _driver: driver }
    }
}

/// Every entry of a menu with its id, from top to bottom.
pub(crate) fn entries(menu: &Value) -> Vec<(i64, String)> {
    let mut found = Vec::new();
    for child in menu["children"].as_array().into_iter().flatten() {
        let text = child["label"].as_str().unwrap_or_default().to_owned();
        found.push((child["id"].as_i64().unwrap_or_default(), text));
        found.extend(entries(child));
    }
    found
}

/// How long a step of the engine's clock takes, with a margin.
pub(crate) const TICK: Duration = Duration::from_secs(45);

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

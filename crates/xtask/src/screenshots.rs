//! `--screenshots DIR`: the real app in a virtual display, its main screens as PNG files.
//!
//! The person at the browser is `portico center visit`, caught by an `xdg-open` that comes first on `PATH`. Pictures
//! are taken of the display, which is as large as the window. The display ends with this process.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::Result;
use crate::center::{Center, PATIENCE};
use crate::demo::value_of;
use crate::house::{House, write};
use crate::process::{Background, guarded, start, told};
use crate::webdriver::Window;

/// The size at which the window opens, in pixels.
const SCREEN: &str = "1000x680x24";

/// Who signs in: somebody in two groups.
const PERSON: &str = "dana";

/// What these groups are given beside what they have, so that accounts have several roles: group, account, role.
const GIVEN: [(&str, &str, &str); 6] = [
    ("SecureCart-Developers", "Production", "PowerUserAccess"),
    ("SecureCart-Support", "Production", "SecurityAudit"),
    ("SecureCart-Support", "Staging", "ReadOnlyAccess"),
    ("SecureCart-Support", "pay-checkout-dev", "ReadOnlyAccess"),
    ("SecureCart-Developers", "pay-checkout-prod", "Billing"),
    ("SecureCart-Support", "pay-search-staging", "ViewOnlyAccess"),
];

/// A company large enough to fill the window.
const ACCOUNTS: &str = "48";

/// Time for the last transition on a page before its picture is taken.
const SETTLE: Duration = Duration::from_millis(700);

/// Who gives windows the focus, and takes no room for it.
const MANAGER: &str = r#"<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"#;

struct Studio<'a> {
    house: &'a House,
    into: PathBuf,
    /// `PORTICO_HOME` of the app.
    home: PathBuf,
    /// Where the `xdg-open` of this studio lies.
    shims: PathBuf,
    display: String,
    taken: u32,
}

/// Takes all pictures; true when every one lies in the folder.
pub(crate) fn run(house: &House, scratch: &Path, arguments: &[String]) -> Result<bool> {
    let into = PathBuf::from(value_of(arguments, "--into").ok_or("no folder for the pictures")?);
    std::fs::create_dir_all(&into).map_err(|error| format!("cannot create {}: {error}", into.display()))?;
    let (_screen, display) = virtual_display(house)?;
    let _manager = manager(scratch, &display)?;
    let center = Center::start(house, value_of(arguments, "--accounts").or(Some(ACCOUNTS)))?;
    for (group, account, role) in GIVEN {
        Center::assign(house, group, account, role)?;
    }
    let shims = scratch.join("shims");
    browser_shim(house, &shims)?;
    let mut studio = Studio { house, into, home: scratch.join("portico"), shims, display, taken: 0 };
    studio.first_run()?;
    center.add_as_portal(house, &studio.home)?;
    studio.at_home()?;
    for (theme, word) in [("Adwaita", "light"), ("Adwaita:dark", "dark")] {
        studio.screens(theme, word)?;
    }
    println!("\nscreenshots: {} pictures in {}", studio.taken, studio.into.display());
    Ok(true)
}

impl Studio<'_> {
    fn first_run(&mut self) -> Result<()> {
        for (theme, word) in [("Adwaita", "light"), ("Adwaita:dark", "dark")] {
            let (_driver, window) = self.app(theme)?;
            window.find("//main[contains(@class, 'first')]//button")?;
            self.picture(&format!("first-run-{word}"))?;
        }
        Ok(())
    }

    /// Signs in, and makes the list a person's own.
    fn at_home(&mut self) -> Result<()> {
        let (_driver, window) = self.app("Adwaita")?;
        window.click("//button[contains(normalize-space(.), 'Sign in')]")?;
        window.find(ROLE)?;
        for account in ["Production", "Staging"] {
            window.fill(SEARCH, account)?;
            let star = "//button[contains(@class, 'star')]";
            window
                .click(&format!("//*[@role='row'][contains(., '{account}')]{star}[@aria-pressed='false']"))?;
            window.find(&format!("//*[@role='row']{star}[@aria-pressed='true']"))?;
        }
        window.fill(SEARCH, "production cloudwatch")?;
        window.find("//b[normalize-space(.)='CloudWatch']")?;
        window.click("//button[starts-with(normalize-space(.), 'Open console')]")?;
        window.click(CLEAR)?;
        profiles(&window)?;
        window.gone(TOAST)
    }

    /// Every screen of the guide, still signed in, the list painted from the disk.
    fn screens(&mut self, theme: &str, word: &str) -> Result<()> {
        let (_driver, window) = self.app(theme)?;
        let name = |screen: &str| format!("{screen}-{word}");
        let cancel = "//dialog//button[contains(., 'Cancel')]";
        window.find(ROLE)?;
        self.picture(&name("access"))?;
        window.fill(SEARCH, "dev admin")?;
        window.find("//*[@role='row'][@aria-selected='true'][contains(., 'Dev')]")?;
        window.click("//button[starts-with(normalize-space(.), 'Open console')]")?;
        window.find("//dialog//button[contains(., 'Hold to go on')]")?;
        self.picture(&name("confirm"))?;
        window.click(cancel)?;
        window.fill(SEARCH, "pay-checkout-prod")?;
        window.find("//*[@role='row'][@aria-selected='true'][contains(., 'pay-checkout-prod')]")?;
        window.click("//button[contains(normalize-space(.), 'Export profile')]")?;
        window.find("//dialog//button[contains(normalize-space(.), 'Write profile')]")?;
        self.picture(&name("export"))?;
        window.click(cancel)?;
        for page in ["Profiles", "Activity", "Settings", "Access"] {
            window.click(&format!(
                "//nav//*[contains(normalize-space(.), '{page}')][self::a or self::button]"
            ))?;
            window.find("//main//h1")?;
            if page != "Access" {
                self.picture(&name(&page.to_lowercase()))?;
            }
        }
        window.fill(SEARCH, "prod read ec2 eu-west-1")?;
        window.find("//b[normalize-space(.)='EC2']")?;
        self.picture(&name("search"))?;
        self.picker(&name("picker"))
    }

    /// The quick picker over the window; it is asked for as a key of the desktop would.
    fn picker(&mut self, name: &str) -> Result<()> {
        let limit = Duration::from_secs(30);
        let mut ask = guarded(self.house.program("portico-app"));
        ask.arg("--picker").env("PORTICO_HOME", &self.home).env("DISPLAY", &self.display);
        told(&mut ask, limit)?;
        let display = self.display.clone();
        let tool = |words: &[&str]| told(guarded("xdotool").args(words).env("DISPLAY", &display), limit);
        tool(&["search", "--sync", "--onlyvisible", "--name", "^Portico picker$", "windowfocus", "--sync"])?;
        tool(&["type", "prod read ec2 eu-west-1"])?;
        self.picture(name)?;
        // Of no window: this one is gone before the key comes up again.
        tool(&["key", "Escape"]).map(drop)
    }

    /// A driver of its own for each start, because the app gets the environment of the driver.
    fn app(&self, theme: &str) -> Result<(Background, Window)> {
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .map_err(|error| format!("no free port: {error}"))?
            .port();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.shims.clone()).chain(std::env::split_paths(&path));
        let path = std::env::join_paths(folders).map_err(|error| error.to_string())?;
        let log = self.house.logs.join("webdriver.log");
        let file = std::fs::File::create(&log)
            .map_err(|error| format!("cannot write {}: {error}", log.display()))?;
        let twin = file.try_clone().map_err(|error| error.to_string())?;
        let mut command = guarded("WebKitWebDriver");
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(file).stderr(twin);
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").env("PORTICO_HOME", &self.home).env("PATH", path);
        command.env("DISPLAY", &self.display).env("GTK_THEME", theme).env("NO_AT_BRIDGE", "1");
        let driver = Background(start(&mut command)?);
        let window = Window::open(port, &self.house.program("portico-app"))?;
        Ok((driver, window))
    }

    fn picture(&mut self, name: &str) -> Result<()> {
        std::thread::sleep(SETTLE);
        let path = self.into.join(format!("{name}.png"));
        let mut import = guarded("import");
        told(
            import.args(["-window", "root"]).arg(&path).env("DISPLAY", &self.display),
            Duration::from_secs(60),
        )?;
        self.taken += 1;
        println!("  {}", path.display());
        Ok(())
    }
}

/// Gives the roles of the favourites profiles.
fn profiles(window: &Window) -> Result<()> {
    window.click("//nav//button[contains(., 'Profiles')]")?;
    window.click("//main//button[contains(., 'Make profiles')]")?;
    // All are planned at first; these are three roles and two.
    window.find("//dialog//button[starts-with(normalize-space(.), 'Write ')][not(@disabled)]")?;
    window.click("//dialog//label[contains(., 'avourites')]")?;
    window.click("//dialog//button[normalize-space(.)='Write 5 changes'][not(@disabled)]")?;
    window.find("//main//*[@role='row'][contains(., 'ReadOnlyAccess')]").map(drop)
}

/// A role of an account, as a screen reader meets it in the list.
const ROLE: &str = "//*[@role='row']//*[@role='gridcell'][contains(., 'Access') or contains(., 'Audit')]";
/// The short message at the bottom.
const TOAST: &str = "//*[contains(@class, 'toast')]";
/// The button that empties the search field.
const CLEAR: &str = "//input[@role='combobox']/following::button[1]";
/// The search field.
const SEARCH: &str = "//input[@role='combobox']";

/// A window manager on the display: without one a window that was left gets the focus no more.
fn manager(scratch: &Path, display: &str) -> Result<Background> {
    let file = scratch.join("openbox.xml");
    write(&file, MANAGER)?;
    let mut command = guarded("openbox");
    command.arg("--config-file").arg(&file).env("DISPLAY", display);
    Ok(Background(start(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()))?))
}

/// Starts Xvfb on a display that it chooses itself; it says the number on its standard output.
pub(crate) fn virtual_display(house: &House) -> Result<(Background, String)> {
    let log = house.logs.join("xvfb.log");
    let errors =
        std::fs::File::create(&log).map_err(|error| format!("cannot write {}: {error}", log.display()))?;
    let mut command = guarded("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]);
    let mut screen = Background(start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors))?);
    let output = screen.0.stdout.take().ok_or("Xvfb has no output")?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        if BufReader::new(output).read_line(&mut line).is_ok() {
            drop(sender.send(line));
        }
    });
    let number = receiver.recv_timeout(Duration::from_secs(30)).unwrap_or_default();
    match number.trim() {
        "" => Err(format!("Xvfb did not start; its words are in {}", log.display())),
        number => Ok((screen, format!(":{number}"))),
    }
}

/// An `xdg-open` that plays the person instead of opening a browser.
fn browser_shim(house: &House, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let path = folder.join("xdg-open");
    let program = house.program("portico");
    write(&path, &format!("#!/bin/sh\nexec '{}' center visit \"$1\" --as {PERSON}\n", program.display()))?;
    told(Command::new("chmod").arg("700").arg(&path), PATIENCE).map(drop)
}

//! A real browser without a screen, with a profile folder of its own.
//!
//! Rules: whoever opens an address starts it, with the profile (the person's, or one that Portico keeps) and the address and nothing
//! that only a test needs; that is added by a program of its name that stands before it. It reaches loopback only: everything else goes to a proxy that is
//! not there. It ends with this value.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::companion::PORTAL;
use crate::support::process::{chromium, firefox, run};
use crate::support::sandbox::Sandbox;
use crate::support::stage::Group;
use crate::support::webdriver::{Window, until};

/// Which one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Driven through chromedriver.
    Chromium,
    /// Driven through Marionette.
    Firefox,
}

impl Kind {
    /// As choices name it, and the program.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// How a shell turns into it; arguments follow.
    fn start(self) -> String {
        match self {
            Self::Chromium => format!("exec '{}' {FLAGS}", chromium().display()),
            Self::Firefox => format!("MOZ_HEADLESS=1 MOZ_MARIONETTE=1 exec '{}'", firefox().display()),
        }
    }
}

/// Nothing in the background, no questions; root has no sandbox to be in, and a keyring is not what is tested.
const FLAGS: &str = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --no-default-browser-check \
                     --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage \
                     --password-store=basic --proxy-server=127.0.0.1:9 --remote-debugging-port=0";
/// The same for Firefox.
const PREFERENCES: &str = r#"user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.region.network.url", "");
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.search.update", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.startup.page", 0);
user_pref("datareporting.healthreport.uploadEnabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("dom.push.connection.enabled", false);
user_pref("extensions.systemAddon.update.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("marionette.port", 0);
user_pref("media.gmp-manager.updateEnabled", false);
user_pref("messaging-system.rsexperimentloader.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.dns.disablePrefetch", true);
user_pref("network.http.speculative-parallel-limit", 0);
user_pref("network.proxy.allow_bypass", false);
user_pref("network.proxy.failover_direct", false);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("network.proxy.type", 1);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("toolkit.telemetry.enabled", false);
user_pref("toolkit.telemetry.server", "");
"#;

/// The profile Work of a person.
const PROFILES: &str = "[Profile0]\nName=Work\nIsRelative=1\nPath=b.work\nDefault=1\n";
/// Debian's Firefox ESR takes extensions that Mozilla has not signed, where it is told to.
const UNSIGNED: &str = r#"user_pref("extensions.autoDisableScopes", 0);
user_pref("extensions.enabledScopes", 15);
user_pref("privacy.userContext.enabled", true);
user_pref("xpinstall.signatures.required", false);
"#;
const ID: &str = "{b5e0e8de-ebfe-4306-9528-bcc18241a490}";
/// The stand-in for "Granted Containers".
const EXTENSION: [(&str, &str); 3] = [
    ("manifest.json", include_str!("container/manifest.json")),
    ("open.html", include_str!("container/open.html")),
    ("open.js", include_str!("container/open.js")),
];

/// A profile, and the browser that is started with it.
pub(super) struct Browser {
    kind: Kind,
    profile: PathBuf,
    /// Who it is once it runs.
    process: PathBuf,
}

impl Browser {
    /// A new profile, and nothing that runs.
    pub(super) fn new(kind: Kind, sandbox: &Sandbox, name: &str) -> Self {
        let settings = match kind {
            Kind::Chromium => sandbox.write(&format!("browsers/{name}/First Run"), ""),
            Kind::Firefox => sandbox.write(&format!("browsers/{name}/user.js"), PREFERENCES),
        };
        let profile = settings.parent().expect("a folder").to_owned();
        let process = sandbox.path(&format!("browsers/{name}.process"));
        let browser = Self { kind, profile, process };
        sandbox.executable(&format!("browsers/{name}.sh"), &browser.stand_in());
        browser
    }

    /// One that is installed and runs in a profile that Portico keeps; none of either yet.
    pub(super) fn kept(kind: Kind, sandbox: &Sandbox, account: &str) -> Self {
        let folder = format!("{PORTAL}~{account}~{}", kind.name());
        Self::installed(kind, sandbox, &format!("portico/browsers/{folder}"))
    }

    /// Firefox with a profile of the person's, called Work, which has had an extension for containers since its first start. That
    /// is a stand-in of ours: the real ones are to be had from addons.mozilla.org alone.
    pub(super) async fn with_containers(sandbox: &Sandbox) -> Self {
        let browser = Self::installed(Kind::Firefox, sandbox, "home/.mozilla/firefox/b.work");
        sandbox.write("home/.mozilla/firefox/profiles.ini", PROFILES);
        sandbox.write("home/.mozilla/firefox/b.work/prefs.js", format!("{PREFERENCES}{UNSIGNED}"));
        for (name, text) in EXTENSION {
            sandbox.write(&format!("container/{name}"), text);
        }
        sandbox.write("home/.mozilla/firefox/b.work/extensions/none", "");
        let mut pack = sandbox.command("python3");
        let packed = sandbox.path(&format!("home/.mozilla/firefox/b.work/extensions/{ID}.xpi"));
        pack.args(["-m", "zipfile", "-c"]).arg(packed).args(EXTENSION.map(|(name, _)| name));
        pack.current_dir(sandbox.path("container"));
        run(pack).await.worked();
        let mut first = sandbox.command(sandbox.path("bin/firefox"));
        first.arg("--profile").arg(&browser.profile).arg("about:blank");
        let first = Group::start(first);
        until("Firefox has taken the extension", async || {
            let known = browser.profile.join("extensions.json");
            let read = known.exists().then(|| sandbox.read(&known.to_string_lossy()))?;
            let known: Value = serde_json::from_str(&read).ok()?;
            let mut addons = known["addons"].as_array()?.iter();
            addons.any(|addon| addon["id"] == ID && addon["active"] == true).then_some(())
        })
        .await;
        browser.end(sandbox).await;
        drop(first);
        browser
    }

    /// Ends it, as the person closes its last window; it can be started again.
    pub(super) async fn end(&self, sandbox: &Sandbox) {
        self.stop();
        let mut forget = sandbox.command("rm");
        forget.arg("-f").arg(self.profile.join("MarionetteActivePort"));
        run(forget).await.worked();
    }

    fn installed(kind: Kind, sandbox: &Sandbox, at: &str) -> Self {
        let (name, folder) = (kind.name(), at.rsplit('/').next().expect("a folder"));
        let (start, profile) = match kind {
            Kind::Chromium => (kind.start(), "${1#--user-data-dir=}"),
            // Unlike `user.js`, this is no file of Portico's.
            Kind::Firefox => (
                format!("[ -e \"$folder/prefs.js\" ] || cp \"$0.js\" \"$folder/prefs.js\"\n{}", kind.start()),
                "$2",
            ),
        };
        sandbox.write(&format!("bin/{name}.js"), PREFERENCES);
        let program = format!(
            "#!/bin/sh\nfolder=\"{profile}\"\nprocess=\"$0.${{folder##*/}}\"\necho $$ > \"$process\"\n\
             {start} \"$@\" > \"$process.log\" 2>&1 < /dev/null\n"
        );
        sandbox.executable(&format!("bin/{name}"), &program);
        let process = sandbox.path(&format!("bin/{name}.{folder}"));
        Self { kind, profile: sandbox.path(at), process }
    }

    /// The profile's folder, as it stands in command lines.
    pub(super) fn profile(&self) -> String {
        self.profile.to_string_lossy().into_owned()
    }

    /// The program of the browser's name: it says who it is and turns into the browser.
    fn stand_in(&self) -> String {
        let (start, process) = (self.kind.start(), self.process.display());
        format!("#!/bin/sh\necho $$ > '{process}'\n{start} \"$@\" > '{process}.log' 2>&1 < /dev/null\n")
    }

    /// The system's opener while this is the person's browser.
    pub(super) fn opener(&self) -> String {
        let (program, profile) = (self.process.with_extension("sh"), self.profile());
        let arguments = match self.kind {
            Kind::Chromium => format!("'--user-data-dir={profile}'"),
            Kind::Firefox => format!("--no-remote --profile '{profile}'"),
        };
        format!("#!/bin/sh\nexec '{}' {arguments} \"$1\"\n", program.display())
    }

    /// Its window, once it has been started.
    pub(super) async fn window(&self, sandbox: &Sandbox) -> (Window, Option<Group>) {
        let note = match self.kind {
            Kind::Chromium => "DevToolsActivePort",
            Kind::Firefox => "MarionetteActivePort",
        };
        let port: u16 = until("the browser says where it listens", async || {
            let note = self.profile.join(note);
            let read = note.exists().then(|| sandbox.read(&note.to_string_lossy()))?;
            read.lines().next()?.trim().parse().ok()
        })
        .await;
        match self.kind {
            Kind::Firefox => (Window::of_firefox(port).await, None),
            Kind::Chromium => {
                let mut driver = sandbox.command("chromedriver");
                driver.arg("--port=0");
                let mut driver = Group::start(driver);
                let said = driver.program.line_with("started successfully on port ").await;
                let at = said.trim_end_matches('.').rsplit(' ').next().and_then(|port| port.parse().ok());
                let at = at.unwrap_or_else(|| panic!("no port in {said}"));
                let chrome = json!({"debuggerAddress": format!("127.0.0.1:{port}")});
                (Window::open(at, json!({"goog:chromeOptions": chrome})).await, Some(driver))
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Browser {
    fn stop(&self) {
        // Asked first, so that it writes nothing more while its folder goes away.
        const END: &str = r#"read -r id < "$0" && kill -TERM "$id" && timeout 10 tail -s 0.1 --pid="$id" -f /dev/null || kill -KILL "$id""#;
        let mut end = std::process::Command::new("bash");
        drop(end.args(["-c", END]).arg(&self.process).stderr(Stdio::null()).status());
    }
}

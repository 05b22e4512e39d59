//! A desktop session: a bare D-Bus of its own, and a real gnome-keyring on it. Both end with this value.

use std::path::PathBuf;

use tokio::process::Command;

use super::process::{Started, bare, run, told};
use super::sandbox::Sandbox;
use super::webdriver::until;

/// No `servicedir` but the test's own: nothing is activated behind its back.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <servicedir>SERVICES</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
/// gnome-keyring's own way in, which its login hook uses: the password, over a session of the same connection.
const UNLOCK: &str = r#"
import dbus, sys
bus = dbus.SessionBus()
service = bus.get_object("org.freedesktop.secrets", "/org/freedesktop/secrets")
plain = dbus.String("", variant_level=1)
_, session = service.OpenSession("plain", plain, dbus_interface="org.freedesktop.Secret.Service")
secret = dbus.Struct((session, dbus.ByteArray(b""), dbus.ByteArray(sys.argv[1].encode()), "text/plain"), signature="oayays")
inner = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
service.UnlockWithMasterPassword("/org/freedesktop/secrets/collection/login", secret, dbus_interface=inner)
"#;
/// What unlocks the keyring.
pub(crate) const KEYRING_PASSWORD: &str = "the keyring of this test";

/// The session.
pub(crate) struct Desktop {
    pub(crate) address: String,
    _bus: Started,
    keyring: Option<Started>,
}

impl Desktop {
    /// With an unlocked keyring.
    pub(crate) async fn start(sandbox: &Sandbox) -> Self {
        let mut desktop = Self::bare(sandbox, &[]).await;
        desktop.open_keyring(sandbox).await;
        desktop
    }

    /// A bus without a keyring, with these services (name and program) to be activated; they see this `DISPLAY`.
    pub(crate) async fn bare(sandbox: &Sandbox, services: &[(&str, &str)]) -> Self {
        let folder = sandbox.path("run/services");
        for (name, program) in services {
            let text = format!("[D-BUS Service]\nName={name}\nExec={program}\n");
            sandbox.write(&format!("run/services/{name}.service"), text);
        }
        let socket = sandbox.path("run/bus");
        let configuration = sandbox.write("run/bus.conf", {
            let text = BUS.replace("SOCKET", &socket.to_string_lossy());
            text.replace("SERVICES", &folder.to_string_lossy())
        });
        let mut daemon = sandbox.command("dbus-daemon");
        daemon.arg("--config-file").arg(configuration).args(["--nofork", "--print-address"]);
        let mut bus = Started::start(daemon);
        let address = bus.line().await.expect("the bus says where it listens");
        Self { address, _bus: bus, keyring: None }
    }

    /// Starts the keyring, unlocked; the first time this makes it.
    pub(crate) async fn open_keyring(&mut self, sandbox: &Sandbox) {
        let mut daemon = sandbox.command("gnome-keyring-daemon");
        daemon.args(["--unlock", "--components=secrets", "--foreground"]);
        let mut keyring = Started::start(on(&self.address, daemon));
        // A line end would be a part of the password.
        keyring.hand(KEYRING_PASSWORD).await;
        keyring.hang_up();
        self.settle(keyring).await;
    }

    /// Starts the keyring that was made before, and nobody unlocks it.
    pub(crate) async fn start_locked_keyring(&mut self, sandbox: &Sandbox) {
        let mut daemon = sandbox.command("gnome-keyring-daemon");
        daemon.args(["--start", "--components=secrets", "--foreground"]);
        let keyring = Started::start(on(&self.address, daemon));
        self.settle(keyring).await;
    }

    /// Kills the keyring as a crash would, and waits until the bus has noticed.
    pub(crate) async fn kill_keyring(&mut self) {
        if let Some(keyring) = self.keyring.take() {
            keyring.kill().await;
        }
        let owned = ["-d", "org.freedesktop.DBus", "-o", "/org/freedesktop/DBus"];
        let asked = ["-m", "org.freedesktop.DBus.NameHasOwner", "org.freedesktop.secrets"];
        let words = [&["call", "--session"], &owned[..], &asked].concat();
        until("the keyring is gone", async || self.said(&words).await.contains("false").then_some(())).await;
    }

    async fn settle(&mut self, keyring: Started) {
        self.keyring = Some(keyring);
        self.gdbus(&["wait", "--session", "--timeout", "30", "org.freedesktop.secrets"]).await;
    }

    /// Unlocks the keyring with its password, without any prompt.
    pub(crate) async fn unlock(&self) {
        let mut python = bare("/usr/bin/python3");
        python.env("PATH", told("PATH").expect("PATH")).args(["-I", "-c", UNLOCK, KEYRING_PASSWORD]);
        run(on(&self.address, python)).await.worked();
    }

    /// Locks the keyring, as the person's screen saver might; there is nobody here to unlock it.
    pub(crate) async fn lock(&self) {
        let at = ["-d", "org.freedesktop.secrets", "-o", "/org/freedesktop/secrets"];
        let lock = ["-m", "org.freedesktop.Secret.Service.Lock"];
        let what = ["['/org/freedesktop/secrets/collection/login']"];
        self.gdbus(&[&["call", "--session"], &at[..], &lock, &what].concat()).await;
    }

    /// Everything Portico keeps for local Identity Centers, in clear: the lines `secret = ...`.
    pub(crate) async fn secrets(&self) -> Vec<String> {
        let mut search = bare("secret-tool");
        search.env("PATH", told("PATH").expect("PATH"));
        search.args(["search", "--all", "--unlock", "service", "portico-emulator"]);
        let found = run(on(&self.address, search)).await.worked();
        found.lines().filter_map(|line| line.strip_prefix("secret = ").map(str::to_owned)).collect()
    }

    /// Writes down every message on the bus from now on.
    pub(crate) async fn record(&self, sandbox: &Sandbox) -> Recording {
        let file = sandbox.write("tmp/bus", "");
        let mut monitor = sandbox.command("sh");
        monitor.args(["-c", "exec dbus-monitor --session --binary > \"$0\""]).arg(&file);
        let recording = Recording { _monitor: Started::start(on(&self.address, monitor)), file };
        until("the bus is recorded", async || (!recording.so_far().is_empty()).then_some(())).await;
        recording
    }

    /// Everything that was said on the bus while it was recorded.
    pub(crate) async fn recorded(&self, recording: Recording) -> Vec<u8> {
        // What was said before has been written when this has.
        let last = "the.end.of.this.recording";
        let bus = ["-d", "org.freedesktop.DBus", "-o", "/org/freedesktop/DBus"];
        let ask = ["-m", "org.freedesktop.DBus.NameHasOwner", last];
        self.gdbus(&[&["call", "--session"], &bus[..], &ask].concat()).await;
        let look = async || Some(recording.so_far()).filter(|bytes| has(bytes, last));
        until("the recording is whole", look).await
    }

    async fn gdbus(&self, words: &[&str]) {
        self.said(words).await;
    }

    async fn said(&self, words: &[&str]) -> String {
        let mut command = bare("gdbus");
        command.env("PATH", told("PATH").expect("PATH")).args(words);
        run(on(&self.address, command)).await.worked()
    }
}

/// What is said on a bus, in a file that grows.
pub(crate) struct Recording {
    _monitor: Started,
    file: PathBuf,
}

impl Recording {
    #[expect(clippy::disallowed_methods, reason = "a test reads what its program wrote")]
    fn so_far(&self) -> Vec<u8> {
        std::fs::read(&self.file).expect("the recording")
    }
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

fn on(address: &str, mut command: Command) -> Command {
    command.env("DBUS_SESSION_BUS_ADDRESS", address);
    command
}

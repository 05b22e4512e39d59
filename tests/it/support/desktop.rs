//! A desktop session: a bare D-Bus of its own, and a real gnome-keyring on it. Both end with this value.

use tokio::process::Command;

use super::process::{Started, bare, run, told};
use super::sandbox::Sandbox;

/// No `servicedir`: nothing is activated behind the test's back.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
/// What unlocks the keyring.
pub(crate) const KEYRING_PASSWORD: &str = "the keyring of this test";

/// The session.
pub(crate) struct Desktop {
    pub(crate) address: String,
    _bus: Started,
    _keyring: Started,
}

impl Desktop {
    /// With an unlocked keyring.
    pub(crate) async fn start(sandbox: &Sandbox) -> Self {
        let socket = sandbox.path("run/bus");
        let configuration = sandbox.write("run/bus.conf", BUS.replace("SOCKET", &socket.to_string_lossy()));
        let mut daemon = sandbox.command("dbus-daemon");
        daemon.arg("--config-file").arg(configuration).args(["--nofork", "--print-address"]);
        let mut bus = Started::start(daemon);
        let address = bus.line().await.expect("the bus says where it listens");
        let mut daemon = sandbox.command("gnome-keyring-daemon");
        daemon.args(["--unlock", "--components=secrets", "--foreground"]);
        let mut keyring = Started::start(on(&address, daemon));
        keyring.say(KEYRING_PASSWORD).await;
        keyring.hang_up();
        let desktop = Self { address, _bus: bus, _keyring: keyring };
        desktop.gdbus(&["wait", "--session", "--timeout", "30", "org.freedesktop.secrets"]).await;
        desktop
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

    async fn gdbus(&self, words: &[&str]) {
        let mut command = bare("gdbus");
        command.env("PATH", told("PATH").expect("PATH")).args(words);
        run(on(&self.address, command)).await.worked();
    }
}

fn on(address: &str, mut command: Command) -> Command {
    command.env("DBUS_SESSION_BUS_ADDRESS", address);
    command
}

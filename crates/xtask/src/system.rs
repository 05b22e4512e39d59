//! What the machine must have: Debian packages, which are installed when missing, and Node.
//!
//! Debian 12 is the system everything is tested on. On any other the same needs are probed by program and library
//! name, and whatever is missing is listed with the command that brings it.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::Result;
use crate::house::House;
use crate::process::{guarded, heard, logged, on_path};

/// What the machine is needed for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Purpose {
    /// Build Portico and open its window.
    Window,
    /// The journey without a display: a bus, a keychain, a foreign AWS client.
    Journey,
    /// Pictures of the real window.
    Screenshots,
    /// The whole test run.
    Test,
}

const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "curl",
    "wget",
    "file",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libxdo-dev",
    "libdbus-1-dev",
    "libgtk-3-dev",
    "libsoup-3.0-dev",
    "libjavascriptcoregtk-4.1-dev",
    "patchelf",
    "xdg-utils",
];
const JOURNEY: &[&str] = &["xvfb", "xauth", "dbus", "gnome-keyring", "awscli", "ca-certificates"];
const SCREENSHOTS: &[&str] =
    &["webkit2gtk-driver", "imagemagick", "xdotool", "x11-utils", "fonts-dejavu-core"];
const TEST: &[&str] = &[
    "age",
    "appstream",
    "dbus-x11",
    "desktop-file-utils",
    "direnv",
    "faketime",
    "openbox",
    "x11-apps",
    "scrot",
    "libsecret-tools",
    "keyutils",
    "kubernetes-client",
    "dunst",
    "openssl",
    "podman",
    "python3-venv",
    "python3-dbusmock",
    "python3-dbus",
    "python3-gi",
    "libnotify-bin",
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "rpm",
    "fakeroot",
    "ayatana-indicator-application",
    "xfce4-panel",
    "xfce4-notifyd",
    "libglib2.0-bin",
    "strace",
    "zsh",
    "fish",
    "tmux",
    "man-db",
    "mandoc",
    "procps",
    "weston",
];

/// A need as other Linux systems know it: how to notice it, and its package in Fedora and Arch.
struct Need {
    purpose: Purpose,
    /// A program on `PATH`, or `lib:NAME` for a pkg-config module.
    probe: &'static str,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
}

#[rustfmt::skip]
const NEEDS: &[Need] = &[
    Need { purpose: Purpose::Window, probe: "cc", debian: "build-essential", fedora: "gcc", arch: "base-devel" },
    Need { purpose: Purpose::Window, probe: "pkg-config", debian: "pkg-config", fedora: "pkgconf-pkg-config", arch: "pkgconf" },
    Need { purpose: Purpose::Window, probe: "xdg-open", debian: "xdg-utils", fedora: "xdg-utils", arch: "xdg-utils" },
    Need { purpose: Purpose::Window, probe: "lib:webkit2gtk-4.1", debian: "libwebkit2gtk-4.1-dev", fedora: "webkit2gtk4.1-devel", arch: "webkit2gtk-4.1" },
    Need { purpose: Purpose::Window, probe: "lib:ayatana-appindicator3-0.1", debian: "libayatana-appindicator3-dev", fedora: "libayatana-appindicator-gtk3-devel", arch: "libayatana-appindicator" },
    Need { purpose: Purpose::Window, probe: "lib:librsvg-2.0", debian: "librsvg2-dev", fedora: "librsvg2-devel", arch: "librsvg" },
    Need { purpose: Purpose::Window, probe: "lib:dbus-1", debian: "libdbus-1-dev", fedora: "dbus-devel", arch: "dbus" },
    Need { purpose: Purpose::Journey, probe: "dbus-run-session", debian: "dbus", fedora: "dbus-daemon", arch: "dbus" },
    Need { purpose: Purpose::Journey, probe: "gnome-keyring-daemon", debian: "gnome-keyring", fedora: "gnome-keyring", arch: "gnome-keyring" },
    Need { purpose: Purpose::Journey, probe: "aws", debian: "awscli", fedora: "awscli2", arch: "aws-cli-v2" },
    Need { purpose: Purpose::Screenshots, probe: "Xvfb", debian: "xvfb", fedora: "xorg-x11-server-Xvfb", arch: "xorg-server-xvfb" },
    Need { purpose: Purpose::Screenshots, probe: "WebKitWebDriver", debian: "webkit2gtk-driver", fedora: "webkit2gtk4.1", arch: "webkit2gtk-4.1" },
    Need { purpose: Purpose::Screenshots, probe: "import", debian: "imagemagick", fedora: "ImageMagick", arch: "imagemagick" },
    Need { purpose: Purpose::Screenshots, probe: "xdotool", debian: "xdotool", fedora: "xdotool", arch: "xdotool" },
    Need { purpose: Purpose::Test, probe: "age", debian: "age", fedora: "age", arch: "age" },
    Need { purpose: Purpose::Test, probe: "appstreamcli", debian: "appstream", fedora: "appstream", arch: "appstream" },
    Need { purpose: Purpose::Test, probe: "chromium", debian: "chromium", fedora: "chromium", arch: "chromium" },
    Need { purpose: Purpose::Test, probe: "firefox", debian: "firefox-esr", fedora: "firefox", arch: "firefox" },
    Need { purpose: Purpose::Test, probe: "faketime", debian: "faketime", fedora: "libfaketime", arch: "libfaketime" },
    Need { purpose: Purpose::Test, probe: "gdbus", debian: "libglib2.0-bin", fedora: "glib2", arch: "glib2" },
    Need { purpose: Purpose::Test, probe: "dunst", debian: "dunst", fedora: "dunst", arch: "dunst" },
    Need { purpose: Purpose::Test, probe: "strace", debian: "strace", fedora: "strace", arch: "strace" },
    Need { purpose: Purpose::Test, probe: "zsh", debian: "zsh", fedora: "zsh", arch: "zsh" },
    Need { purpose: Purpose::Test, probe: "fish", debian: "fish", fedora: "fish", arch: "fish" },
    Need { purpose: Purpose::Test, probe: "direnv", debian: "direnv", fedora: "direnv", arch: "direnv" },
    Need { purpose: Purpose::Test, probe: "kubectl", debian: "kubernetes-client", fedora: "kubernetes-client", arch: "kubectl" },
    Need { purpose: Purpose::Test, probe: "podman", debian: "podman", fedora: "podman", arch: "podman" },
    Need { purpose: Purpose::Test, probe: "tmux", debian: "tmux", fedora: "tmux", arch: "tmux" },
    Need { purpose: Purpose::Test, probe: "man", debian: "man-db", fedora: "man-db", arch: "man-db" },
    Need { purpose: Purpose::Test, probe: "mandoc", debian: "mandoc", fedora: "mandoc", arch: "mandoc" },
    Need { purpose: Purpose::Test, probe: "ps", debian: "procps", fedora: "procps-ng", arch: "procps-ng" },
    Need { purpose: Purpose::Test, probe: "weston", debian: "weston", fedora: "weston", arch: "weston" },
    Need { purpose: Purpose::Test, probe: "openssl", debian: "openssl", fedora: "openssl", arch: "openssl" },
    Need { purpose: Purpose::Test, probe: "python3", debian: "python3-venv", fedora: "python3", arch: "python" },
];

/// Makes sure that the machine has what `purpose` needs; installs Debian packages where it may.
///
/// # Errors
/// One text that lists everything missing and the commands that bring it.
pub(crate) fn ready(house: &House, purpose: Purpose) -> Result<()> {
    let packages = if is_debian() { debian(house, purpose) } else { elsewhere(purpose) };
    let problems: Vec<String> = [packages, node()].into_iter().filter_map(Result::err).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n\n")) }
}

fn includes(purpose: Purpose, part: Purpose) -> bool {
    part <= purpose
}

fn packages(purpose: Purpose) -> Vec<&'static str> {
    let parts = [
        (Purpose::Window, BUILD),
        (Purpose::Journey, JOURNEY),
        (Purpose::Screenshots, SCREENSHOTS),
        (Purpose::Test, TEST),
    ];
    parts
        .into_iter()
        .filter(|(part, _)| includes(purpose, *part))
        .flat_map(|(_, list)| list.iter().copied())
        .collect()
}

fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian") && on_path("apt-get") && on_path("dpkg-query")
}

fn debian(house: &House, purpose: Purpose) -> Result<()> {
    let mut wanted = packages(purpose);
    // Others than Debian make packages of it, which hold the same file.
    wanted.retain(|name| *name != "kubernetes-client" || !on_path("kubectl"));
    let missing = missing_packages(&wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand =
        format!("apt-get update && apt-get install -y --no-install-recommends {}", missing.join(" "));
    let Some(prefix) = privilege() else {
        return Err(format!(
            "{} Debian packages are missing, and installing them needs root.\n  Run: sudo sh -c '{by_hand}'",
            missing.len()
        ));
    };
    println!("  installing {} Debian packages: {}", missing.len(), missing.join(" "));
    let log = house.logs.join("apt.log");
    // Mirrors drop connections; the second try starts from a fresh list.
    if apt(&prefix, &missing, &log).is_err() {
        apt(&prefix, &missing, &log)?;
    }
    match missing_packages(&missing)?.as_slice() {
        [] => Ok(()),
        still => Err(format!(
            "apt did not install {}; its words are in {}.\n  Run: {by_hand}",
            still.join(" "),
            log.display()
        )),
    }
}

fn missing_packages<'a>(wanted: &[&'a str]) -> Result<Vec<&'a str>> {
    let format = "-f=${Package} ${db:Status-Status}\n";
    let said = heard(guarded("dpkg-query").args(["-W", format]).args(wanted), Duration::from_secs(60))?;
    let installed: BTreeSet<&str> =
        said.out.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    Ok(wanted.iter().copied().filter(|name| !installed.contains(name)).collect())
}

/// What goes in front of apt-get: nothing for root, `sudo` where it asks for no password.
fn privilege() -> Option<Vec<&'static str>> {
    let quick = Duration::from_secs(20);
    if heard(guarded("id").arg("-u"), quick).is_ok_and(|said| said.out.trim() == "0") {
        return Some(vec!["env"]);
    }
    let sudo =
        on_path("sudo") && heard(guarded("sudo").args(["-n", "true"]), quick).is_ok_and(|said| said.success);
    sudo.then(|| vec!["sudo", "-n", "env"])
}

fn apt(prefix: &[&str], packages: &[&str], log: &std::path::Path) -> Result<()> {
    for (verb, names) in
        [(&["update"][..], &[][..]), (&["install", "-y", "--no-install-recommends"][..], packages)]
    {
        let mut command = guarded(prefix[0]);
        command.args(&prefix[1..]).args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
        command.args(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]).args(verb).args(names);
        let status = logged(&mut command, log, Duration::from_secs(1200))?;
        if !status.success() {
            return Err(format!("`apt-get {}` failed; its words are in {}", verb[0], log.display()));
        }
    }
    Ok(())
}

fn elsewhere(purpose: Purpose) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return if purpose == Purpose::Window { Ok(()) } else { Err(not_linux()) };
    }
    let missing: Vec<&Need> =
        NEEDS.iter().filter(|need| includes(purpose, need.purpose) && !present(need.probe)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let probes: Vec<&str> = missing.iter().map(|need| need.probe).collect();
    Err(format!("These are missing: {}.\n  Run: {}", probes.join(", "), install_command(&missing)))
}

fn not_linux() -> String {
    "This needs Linux: a virtual display (Xvfb), a session bus and gnome-keyring.\n  Run it in a container: docker run \
     --rm -it -v \"$PWD\":/portico -w /portico debian:12, with Rust (https://rustup.rs) and Node 20 in it.\n  \
     `cargo xtask demo` with its window works on this system."
        .to_owned()
}

fn present(probe: &str) -> bool {
    match probe.strip_prefix("lib:") {
        Some(module) => heard(guarded("pkg-config").args(["--exists", module]), Duration::from_secs(20))
            .is_ok_and(|said| said.success),
        None => on_path(probe) || std::path::Path::new("/usr/bin").join(probe).exists(),
    }
}

fn install_command(missing: &[&Need]) -> String {
    let list = |name: fn(&Need) -> &'static str| {
        let names: BTreeSet<&str> = missing.iter().map(|need| name(need)).collect();
        names.into_iter().collect::<Vec<_>>().join(" ")
    };
    if on_path("dnf") {
        format!("sudo dnf install {}", list(|need| need.fedora))
    } else if on_path("pacman") {
        format!("sudo pacman -S --needed {}", list(|need| need.arch))
    } else if on_path("apt-get") {
        format!("sudo apt-get update && sudo apt-get install {}", list(|need| need.debian))
    } else {
        format!("install, by your system's means, what Debian calls {}", list(|need| need.debian))
    }
}

/// The oldest Node the page's tools run on.
const NODE: u32 = 20;

fn node() -> Result<()> {
    let how = "  Get it from https://nodejs.org/en/download, or on Debian: curl -fsSL \
               https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y nodejs";
    let quick = Duration::from_secs(30);
    let version = heard(guarded("node").arg("--version"), quick)
        .map(|said| said.out.trim().to_owned())
        .ok()
        .filter(|version| !version.is_empty())
        .ok_or(format!("Node {NODE} or newer is missing.\n{how}"))?;
    if major(&version).is_none_or(|major| major < NODE) {
        return Err(format!("Node {NODE} or newer is needed; this is {version}.\n{how}"));
    }
    match heard(guarded(crate::page::NPM).arg("--version"), quick) {
        Ok(said) if said.success => Ok(()),
        _ => Err(format!("npm is missing beside Node {version}.\n{how}")),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_purpose_needs_what_the_smaller_ones_need() {
        let sizes = [Purpose::Window, Purpose::Journey, Purpose::Screenshots, Purpose::Test]
            .map(|purpose| packages(purpose).len());
        assert!(sizes.is_sorted() && sizes[0] < sizes[3]);
        let all = packages(Purpose::Test);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "a package is listed twice");
    }

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("what"), None);
    }
}

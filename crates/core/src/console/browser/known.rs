//! The browsers Portico knows. Rule: one table; a new browser is one entry.

/// How a browser keeps profiles, and how it is told which to use.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Family {
    /// `--profile-directory`, `--user-data-dir`; profiles in `Local State`.
    Chromium,
    /// `--profile`; profiles in `profiles.ini`; containers.
    Firefox,
    /// Opens addresses and takes no arguments: Safari, Arc.
    Fixed,
}

/// The operating system whose places are meant: a value, so that each can be looked at on any other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum System {
    /// And other Unixes with the XDG folders.
    Linux,
    /// Application folders.
    MacOs,
    /// Install folders.
    Windows,
}

impl System {
    /// That of this program.
    pub const OWN: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Linux
    };
}

/// One browser: what it is called, and where it and its profiles are on each system.
#[derive(Debug)]
pub struct Known {
    /// What settings call it.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// How it keeps profiles.
    pub family: Family,
    pub(super) linux: Linux,
    pub(super) mac: Mac,
    pub(super) windows: Windows,
}

/// Empty texts and lists: there is none.
#[derive(Debug)]
pub(super) struct Linux {
    /// In the folders of `PATH`; with `.desktop`, the names of its launchers.
    pub(super) programs: &'static [&'static str],
    /// Its name at Flathub.
    pub(super) flatpak: &'static str,
    /// Its name in the Snap store.
    pub(super) snap: &'static str,
    /// Where it keeps profiles, within the home folder; in a flatpak within the app's own.
    pub(super) data: &'static [&'static str],
    /// Where its snap keeps them, within the home folder.
    pub(super) snap_data: &'static str,
}

#[derive(Debug)]
pub(super) struct Mac {
    /// In the application folders.
    pub(super) apps: &'static [&'static str],
    /// Within `~/Library/Application Support`.
    pub(super) data: &'static str,
}

#[derive(Debug)]
pub(super) struct Windows {
    /// Within the folders that programs are installed in.
    pub(super) programs: &'static [&'static str],
    /// Within `%LOCALAPPDATA%` for the Chromium family, `%APPDATA%` for Firefox's.
    pub(super) data: &'static str,
}

type Names = &'static [&'static str];

const fn linux(programs: Names, flatpak: &'static str, data: Names) -> Linux {
    Linux { programs, flatpak, snap: "", data, snap_data: "" }
}

const fn snap(linux: Linux, snap: &'static str, snap_data: &'static str) -> Linux {
    Linux { snap, snap_data, ..linux }
}

const fn mac(apps: Names, data: &'static str) -> Mac {
    Mac { apps, data }
}

const fn windows(programs: Names, data: &'static str) -> Windows {
    Windows { programs, data }
}

const fn browser(
    (id, name): (&'static str, &'static str),
    family: Family,
    linux: Linux,
    mac: Mac,
    windows: Windows,
) -> Known {
    Known { id, name, family, linux, mac, windows }
}

const MOZILLA: Names = &[".mozilla/firefox", ".config/mozilla/firefox"];

/// Where one program has two names (Debian's `firefox` is `firefox-esr`), the first here has it.
pub static KNOWN: [Known; 15] = [
    browser(
        ("chrome", "Google Chrome"),
        Family::Chromium,
        linux(&["google-chrome-stable", "google-chrome"], "com.google.Chrome", &[".config/google-chrome"]),
        mac(&["Google Chrome.app"], "Google/Chrome"),
        windows(&["Google/Chrome/Application/chrome.exe"], "Google/Chrome/User Data"),
    ),
    browser(
        ("chromium", "Chromium"),
        Family::Chromium,
        snap(
            linux(&["chromium", "chromium-browser"], "org.chromium.Chromium", &[".config/chromium"]),
            "chromium",
            "snap/chromium/common/chromium",
        ),
        mac(&["Chromium.app"], "Chromium"),
        windows(&["Chromium/Application/chrome.exe"], "Chromium/User Data"),
    ),
    browser(
        ("edge", "Microsoft Edge"),
        Family::Chromium,
        linux(
            &["microsoft-edge-stable", "microsoft-edge"],
            "com.microsoft.Edge",
            &[".config/microsoft-edge"],
        ),
        mac(&["Microsoft Edge.app"], "Microsoft Edge"),
        windows(&["Microsoft/Edge/Application/msedge.exe"], "Microsoft/Edge/User Data"),
    ),
    browser(
        ("brave", "Brave"),
        Family::Chromium,
        snap(
            linux(
                &["brave-browser", "brave-browser-stable", "brave"],
                "com.brave.Browser",
                &[".config/BraveSoftware/Brave-Browser"],
            ),
            "brave",
            "snap/brave/current/.config/BraveSoftware/Brave-Browser",
        ),
        mac(&["Brave Browser.app"], "BraveSoftware/Brave-Browser"),
        windows(
            &["BraveSoftware/Brave-Browser/Application/brave.exe"],
            "BraveSoftware/Brave-Browser/User Data",
        ),
    ),
    browser(
        ("vivaldi", "Vivaldi"),
        Family::Chromium,
        linux(&["vivaldi-stable", "vivaldi"], "com.vivaldi.Vivaldi", &[".config/vivaldi"]),
        mac(&["Vivaldi.app"], "Vivaldi"),
        windows(&["Vivaldi/Application/vivaldi.exe"], "Vivaldi/User Data"),
    ),
    browser(
        ("arc", "Arc"),
        Family::Fixed,
        linux(&[], "", &[]),
        mac(&["Arc.app"], ""),
        windows(&["Microsoft/WindowsApps/Arc.exe"], ""),
    ),
    browser(
        ("firefox-esr", "Firefox ESR"),
        Family::Firefox,
        linux(&["firefox-esr"], "", MOZILLA),
        mac(&["Firefox ESR.app"], "Firefox"),
        windows(&["Mozilla Firefox ESR/firefox.exe"], "Mozilla/Firefox"),
    ),
    browser(
        ("firefox", "Firefox"),
        Family::Firefox,
        snap(
            linux(&["firefox"], "org.mozilla.firefox", MOZILLA),
            "firefox",
            "snap/firefox/common/.mozilla/firefox",
        ),
        mac(&["Firefox.app"], "Firefox"),
        windows(&["Mozilla Firefox/firefox.exe"], "Mozilla/Firefox"),
    ),
    browser(
        ("firefox-developer", "Firefox Developer Edition"),
        Family::Firefox,
        linux(&["firefox-developer-edition", "firefox-devedition"], "", MOZILLA),
        mac(&["Firefox Developer Edition.app"], "Firefox"),
        windows(&["Firefox Developer Edition/firefox.exe"], "Mozilla/Firefox"),
    ),
    browser(
        ("firefox-nightly", "Firefox Nightly"),
        Family::Firefox,
        linux(&["firefox-nightly"], "", MOZILLA),
        mac(&["Firefox Nightly.app"], "Firefox"),
        windows(&["Firefox Nightly/firefox.exe"], "Mozilla/Firefox"),
    ),
    browser(
        ("librewolf", "LibreWolf"),
        Family::Firefox,
        linux(
            &["librewolf"],
            "io.gitlab.librewolf-community",
            &[".librewolf", ".config/librewolf/librewolf"],
        ),
        mac(&["LibreWolf.app"], "LibreWolf"),
        windows(&["LibreWolf/librewolf.exe"], "librewolf"),
    ),
    browser(
        ("waterfox", "Waterfox"),
        Family::Firefox,
        linux(&["waterfox"], "net.waterfox.waterfox", &[".waterfox"]),
        mac(&["Waterfox.app"], "Waterfox"),
        windows(&["Waterfox/waterfox.exe"], "Waterfox"),
    ),
    browser(
        ("zen", "Zen"),
        Family::Firefox,
        linux(&["zen-browser", "zen"], "app.zen_browser.zen", &[".zen", ".config/zen"]),
        mac(&["Zen.app", "Zen Browser.app"], "zen"),
        windows(&["Zen Browser/zen.exe"], "zen"),
    ),
    browser(
        ("floorp", "Floorp"),
        Family::Firefox,
        linux(&["floorp"], "one.ablaze.floorp", &[".floorp"]),
        mac(&["Floorp.app"], "Floorp"),
        windows(&["Ablaze Floorp/floorp.exe"], "Floorp"),
    ),
    browser(
        ("safari", "Safari"),
        Family::Fixed,
        linux(&[], "", &[]),
        mac(&["Safari.app"], ""),
        windows(&[], ""),
    ),
];

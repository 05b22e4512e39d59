//! What a package holds beside the programs, made anew from the programs themselves: manual, completions, papers.
//!
//! On Linux each file has its place in the system, the same in deb and rpm but for zsh; elsewhere only the command
//! `portico` comes along.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{signed, told};
use crate::Result;
use crate::house::{House, write};
use crate::process::guarded;

/// Files by the place they are installed at.
pub(crate) type Files = BTreeMap<String, PathBuf>;

/// What was made for this run.
pub(crate) struct Staged {
    /// What is added to `tauri.conf.json`.
    pub(crate) configuration: PathBuf,
    /// What the deb gets beside the programs, icons and desktop file.
    pub(crate) deb: Files,
    /// The same of the rpm.
    pub(crate) rpm: Files,
}

/// Where each shell looks for what packages bring: shell, file in a deb, file in an rpm.
const SHELLS: [(&str, &str, &str); 3] = [
    (
        "bash",
        "/usr/share/bash-completion/completions/portico",
        "/usr/share/bash-completion/completions/portico",
    ),
    (
        "fish",
        "/usr/share/fish/vendor_completions.d/portico.fish",
        "/usr/share/fish/vendor_completions.d/portico.fish",
    ),
    ("zsh", "/usr/share/zsh/vendor-completions/_portico", "/usr/share/zsh/site-functions/_portico"),
];

/// Files of the repository and where they go.
const PAPERS: [(&str, &str); 5] = [
    ("LICENSE-APACHE", "/usr/share/doc/portico/LICENSE-APACHE"),
    ("LICENSE-MIT", "/usr/share/doc/portico/LICENSE-MIT"),
    ("src-tauri/linux/copyright", "/usr/share/doc/portico/copyright"),
    (
        "src-tauri/linux/dev.portico.desktop.metainfo.xml",
        "/usr/share/metainfo/dev.portico.desktop.metainfo.xml",
    ),
    ("icons/icon.svg", "/usr/share/icons/hicolor/scalable/apps/portico-app.svg"),
];

/// Libraries that the Tauri CLI does not think of, as Debian and as rpm call them: one is loaded by name while the app runs.
const LIBRARIES: [(&str, &str); 2] = [
    ("libayatana-appindicator3-1", "libayatana-appindicator3.so.1()(64bit)"),
    ("libdbus-1-3", "libdbus-1.so.3()(64bit)"),
];

/// Makes the files and the configuration that names them.
pub(crate) fn stage(house: &House, profile: &str, key: Option<&str>) -> Result<Staged> {
    let folder = house.own.join("package");
    drop(std::fs::remove_dir_all(&folder));
    make(&folder)?;
    let portico = house.target.join(profile).join(format!("portico{}", std::env::consts::EXE_SUFFIX));
    let beside = beside(&folder, &portico)?;
    let (mut deb, mut rpm) = (Files::new(), Files::new());
    if cfg!(target_os = "linux") {
        manual(&folder, &portico, &mut deb)?;
        papers(house, &folder, &mut deb)?;
        rpm = deb.clone();
        completions(&folder, &portico, &mut deb, &mut rpm)?;
    }
    let configuration = folder.join("bundle.json");
    let programs = [portico.clone(), portico.with_file_name("portico-app")];
    let glibc = if cfg!(target_os = "linux") { glibc(&programs)? } else { 0 };
    let mut added = configured(&beside, glibc, &deb, &rpm);
    signed::configured(&mut added, key);
    write(&configuration, &added.to_string())?;
    Ok(Staged { configuration, deb, rpm })
}

/// What only this run knows; the scheme is in `tauri.conf.json`.
fn configured(beside: &Path, glibc: u32, deb: &Files, rpm: &Files) -> Value {
    let of = |name: fn(&(&'static str, &'static str)) -> &'static str, own: String| {
        LIBRARIES.iter().map(name).map(str::to_owned).chain([own]).collect::<Vec<_>>()
    };
    let for_deb = of(|names| names.0, format!("libc6 (>= 2.{glibc})"));
    let for_rpm = of(|names| names.1, format!("libc.so.6(GLIBC_2.{glibc})(64bit)"));
    json!({
        "bundle": {
            "externalBin": [beside],
            "linux": {
                "deb": { "files": deb, "depends": for_deb },
                "rpm": { "files": rpm, "depends": for_rpm },
                "appimage": { "files": deb }
            }
        }
    })
}

/// The newest glibc that a program asks for, the `x` of `2.x`: older systems shall refuse the package, not fail to start it.
/// A program names each version in its table of strings, as `GLIBC_2.34` and a zero byte, and one of them by what it can do.
fn glibc(programs: &[PathBuf]) -> Result<u32> {
    let mut newest = None;
    for program in programs {
        let bytes = std::fs::read(program).map_err(|error| format!("{}: {error}", program.display()))?;
        newest = newest.max(versions(&bytes).max());
    }
    newest.ok_or_else(|| "the programs name no version of glibc".to_owned())
}

fn versions(bytes: &[u8]) -> impl Iterator<Item = u32> {
    const MARK: &[u8] = b"\0GLIBC_2.";
    /// The program's addresses are packed (`DT_RELR`).
    const PACKED: (&[u8], u32) = (b"\0GLIBC_ABI_DT_RELR\0", 36);
    let packed = bytes.windows(PACKED.0.len()).any(|window| window == PACKED.0).then_some(PACKED.1);
    let starts = bytes.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK);
    let numbers = starts.filter_map(|(at, _)| {
        let rest = bytes.get(at + MARK.len()..)?;
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
    });
    numbers.chain(packed)
}

/// The command under the name by which the Tauri CLI takes a second program along: with the target's triple behind it.
fn beside(folder: &Path, portico: &Path) -> Result<PathBuf> {
    let rustc = told(guarded("rustc").arg("-vV"))?;
    let triple = rustc.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    let named = folder.join("portico");
    let copy = folder.join(format!("portico-{triple}{}", std::env::consts::EXE_SUFFIX));
    std::fs::copy(portico, &copy).map_err(|error| format!("{}: {error}", portico.display()))?;
    Ok(named)
}

/// A page for every verb, packed as Debian wants it: without name and time, so that it is the same every time.
fn manual(folder: &Path, portico: &Path, files: &mut Files) -> Result<()> {
    let into = folder.join("man");
    told(guarded(portico).args(["man", "--dir"]).arg(&into).env("PORTICO_HOME", folder.join("home")))?;
    told(guarded("gzip").args(["-9", "-n", "-r"]).arg(&into))?;
    let pages = std::fs::read_dir(&into).map_err(|error| format!("{}: {error}", into.display()))?;
    for page in pages.flatten() {
        let name = page.file_name().to_string_lossy().into_owned();
        readable(&page.path())?;
        files.insert(format!("/usr/share/man/man1/{name}"), page.path());
    }
    Ok(())
}

fn papers(house: &House, folder: &Path, files: &mut Files) -> Result<()> {
    for (from, to) in PAPERS {
        let from = house.root.join(from);
        let copy = folder.join(from.file_name().unwrap_or_default());
        std::fs::copy(&from, &copy).map_err(|error| format!("{}: {error}", from.display()))?;
        readable(&copy)?;
        files.insert(to.to_owned(), copy);
    }
    Ok(())
}

fn completions(folder: &Path, portico: &Path, deb: &mut Files, rpm: &mut Files) -> Result<()> {
    for (shell, in_deb, in_rpm) in SHELLS {
        let script =
            told(guarded(portico).args(["completions", shell]).env("PORTICO_HOME", folder.join("home")))?;
        let file = folder.join(format!("completions.{shell}"));
        write(&file, &script)?;
        readable(&file)?;
        deb.insert(in_deb.to_owned(), file.clone());
        rpm.insert(in_rpm.to_owned(), file);
    }
    Ok(())
}

fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))
}

/// A package carries the rights that its files have here, whatever this person's umask is.
#[cfg(unix)]
fn readable(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644))
        .map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_glibc_is_compared_as_a_number() {
        let table = b"\0printf\0GLIBC_2.9\0GLIBC_2.34\0GLIBC_2.2.5\0GLIBC_2.\0XGLIBC_2.99\0";
        assert_eq!(versions(table).max(), Some(34));
        assert_eq!(versions(b"\0GLIBC_2.34\0GLIBC_ABI_DT_RELR\0").max(), Some(36));
        assert_eq!(versions(b"nothing").max(), None);
    }

    #[test]
    fn both_kinds_are_told_the_same_needs() {
        let said = configured(Path::new("/x/portico"), 34, &Files::new(), &Files::new());
        assert_eq!(said["bundle"]["linux"]["deb"]["depends"][2], "libc6 (>= 2.34)");
        assert_eq!(said["bundle"]["linux"]["rpm"]["depends"][2], "libc.so.6(GLIBC_2.34)(64bit)");
    }
}

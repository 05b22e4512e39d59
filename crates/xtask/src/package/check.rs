//! Looks into the packages as an archive would before it took them: names, files, owners, rights, papers.
//!
//! Rule: the list of files is exact. What is missing is a fault, and what nobody asked for is one, too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::content::{Files, Staged};
use super::told;
use crate::Result;
use crate::count::Count;
use crate::house::House;
use crate::process::{guarded, on_path};
use crate::session::{self, Scene};

/// The programs, as people and desktop files call them.
const PROGRAMS: [&str; 2] = ["/usr/bin/portico", "/usr/bin/portico-app"];
const DESKTOP: &str = "/usr/share/applications/Portico.desktop";
/// Sides of the icons in pixels: what a desktop looks for.
const SIZES: [u32; 9] = [16, 22, 24, 32, 48, 64, 128, 256, 512];

/// A package as its own tool tells it: rights and owner by path, folders left out.
type Contents = BTreeMap<String, String>;

/// Every check; how many passed and failed, and what was wrong.
pub(crate) fn all(house: &House, staged: &Staged, packages: &[PathBuf]) -> Result<(Count, Vec<String>)> {
    for tool in ["dpkg-deb", "rpm", "desktop-file-validate", "appstreamcli", "fakeroot", "xdotool", "Xvfb"] {
        if !on_path(tool) {
            return Err(format!("`{tool}` is missing; without it packages cannot be looked at."));
        }
    }
    let named = |end: &str| {
        let found = packages.iter().find(|path| path.extension().is_some_and(|one| one == end));
        found.ok_or(format!("no {end} was made"))
    };
    let (deb, rpm) = (named("deb")?, named("rpm")?);
    let folder = house.own.join("package/deb");
    told(guarded("dpkg-deb").arg("-x").arg(deb).arg(&folder))?;
    let checks: [(&str, Result<()>); 8] = [
        ("the deb introduces itself", introduced(deb)),
        ("the deb holds what it shall", in_deb(deb).and_then(|found| holds(&found, &staged.deb))),
        ("the rpm introduces itself", introduced_rpm(rpm)),
        ("the rpm holds what it shall", in_rpm(rpm).and_then(|found| holds(&found, &staged.rpm))),
        ("the desktop file is right", desktop(&folder)),
        ("the papers for software centres are right", metadata(&folder)),
        ("every icon has its size", icons(&folder)),
        ("it installs, runs and goes", installs(house, deb)),
    ];
    let mut count = Count::default();
    let mut problems = Vec::new();
    for (name, result) in checks {
        count += Count::one(result.is_ok());
        problems.extend(result.err().map(|problem| format!("{name}: {problem}")));
    }
    Ok((count, problems))
}

/// The version of the workspace, which is also this program's.
const VERSION: &str = env!("CARGO_PKG_VERSION");

fn introduced(deb: &Path) -> Result<()> {
    let control = told(guarded("dpkg-deb").arg("-f").arg(deb))?;
    let field = |name: &str| {
        control
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            .unwrap_or_default()
            .to_owned()
    };
    let depends = field("Depends");
    for library in
        ["libwebkit2gtk-4.1-0", "libgtk-3-0", "libayatana-appindicator3-1", "libdbus-1-3", "libc6 (>= 2."]
    {
        same("Depends", depends.contains(library), true, &depends)?;
    }
    for name in ["Maintainer", "Installed-Size", "Architecture", "Description", "Homepage", "Section"] {
        same(name, field(name).is_empty(), false, &control)?;
    }
    same("Package", field("Package").as_str(), "portico", &control)?;
    same("Version", field("Version").as_str(), VERSION, &control)?;
    // Nothing of ours runs as root while it is installed or removed.
    let parts = told(guarded("dpkg-deb").arg("--info").arg(deb))?;
    let script = ["preinst", "postinst", "prerm", "postrm"].into_iter().find(|name| parts.contains(name));
    same("scripts", script, None, &parts)
}

fn introduced_rpm(rpm: &Path) -> Result<()> {
    let format = "%{NAME} %{VERSION} %{LICENSE}\n";
    let said = told(guarded("rpm").args(["-qp", "--qf", format]).arg(rpm))?;
    same("name, version, licence", said.trim(), &format!("portico {VERSION} Apache-2.0 OR MIT"), &said)?;
    let needs = told(guarded("rpm").args(["-qp", "--requires"]).arg(rpm))?;
    for library in
        ["libwebkit2gtk-4.1.so.0", "libgtk-3.so.0", "libayatana-appindicator3.so.1", "libc.so.6(GLIBC_2."]
    {
        same("Requires", needs.contains(library), true, &needs)?;
    }
    let scripts = told(guarded("rpm").args(["-qp", "--scripts"]).arg(rpm))?;
    same("scripts", scripts.trim(), "", &scripts)
}

/// `dpkg-deb --contents`: rights, owner/group, size, day, time, path.
fn in_deb(deb: &Path) -> Result<Contents> {
    let said = told(guarded("dpkg-deb").arg("--contents").arg(deb))?;
    let read = |line: &str| {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [rights, owner, _, _, _, path @ ..] = parts.as_slice() else { return None };
        let owner = owner.replace("0/0", "root/root");
        Some((format!("/{}", path.join(" ").trim_start_matches("./")), format!("{rights} {owner}")))
    };
    Ok(said.lines().filter_map(read).filter(|(_, rights)| !rights.starts_with('d')).collect())
}

fn in_rpm(rpm: &Path) -> Result<Contents> {
    let format = "[%{FILEMODES:perms} %{FILEUSERNAME}/%{FILEGROUPNAME} %{FILENAMES}\n]";
    let said = told(guarded("rpm").args(["-qp", "--qf", format]).arg(rpm))?;
    let read = |line: &str| {
        let (rights, rest) = line.split_once(' ')?;
        let (owner, path) = rest.split_once(' ')?;
        Some((path.to_owned(), format!("{rights} {owner}")))
    };
    Ok(said.lines().filter_map(read).filter(|(_, rights)| !rights.starts_with('d')).collect())
}

/// Exactly the programs, the icons, the desktop file and `staged`; everything root's, writable by nobody else.
fn holds(found: &Contents, staged: &Files) -> Result<()> {
    let icons = SIZES.iter().map(|size| icon(*size));
    let fixed = PROGRAMS.iter().chain(&[DESKTOP]).map(|&path| path.to_owned());
    let wanted: BTreeSet<String> = fixed.chain(icons).chain(staged.keys().cloned()).collect();
    let names: BTreeSet<String> = found.keys().cloned().collect();
    let missing: Vec<&String> = wanted.difference(&names).collect();
    let more: Vec<&String> = names.difference(&wanted).collect();
    if !missing.is_empty() || !more.is_empty() {
        return Err(format!("missing: {missing:?}; not asked for: {more:?}"));
    }
    for (path, rights) in found {
        let is_program = PROGRAMS.contains(&path.as_str());
        let wanted = if is_program { "-rwxr-xr-x root/root" } else { "-rw-r--r-- root/root" };
        same(path, rights.as_str(), wanted, rights)?;
    }
    Ok(())
}

fn desktop(folder: &Path) -> Result<()> {
    let file = below(folder, DESKTOP);
    told(guarded("desktop-file-validate").arg(&file))?;
    let text = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
    for line in ["Exec=portico-app %u", "Icon=portico-app", "MimeType=x-scheme-handler/portico;"] {
        same("the desktop file", text.lines().any(|one| one == line), true, line)?;
    }
    Ok(())
}

/// The description names a desktop file and an icon that are really there, and this version.
fn metadata(folder: &Path) -> Result<()> {
    told(guarded("appstreamcli").args(["validate-tree", "--no-net"]).arg(folder))?;
    let file = below(folder, "/usr/share/metainfo/dev.portico.desktop.metainfo.xml");
    let text = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
    same(
        "releases",
        text.contains(&format!("<release version=\"{VERSION}\"")),
        true,
        "this version is not among them",
    )
}

/// A PNG file tells its width and height in bytes 16 to 24 (PNG 3, 11.2.1).
fn icons(folder: &Path) -> Result<()> {
    for size in SIZES {
        let bytes = std::fs::read(below(folder, &icon(size))).map_err(|error| error.to_string())?;
        let sides = bytes.get(16..24).unwrap_or_default();
        same("icon", sides, &[size.to_be_bytes(), size.to_be_bytes()].concat(), &icon(size))?;
    }
    Ok(())
}

fn installs(house: &House, deb: &Path) -> Result<()> {
    let deb = deb.to_string_lossy().into_owned();
    let went_well = session::play(house, Scene::Installed, &["--deb".to_owned(), deb])?;
    if went_well { Ok(()) } else { Err("see the line above".to_owned()) }
}

fn icon(size: u32) -> String {
    format!("/usr/share/icons/hicolor/{size}x{size}/apps/portico-app.png")
}

fn below(folder: &Path, path: &str) -> PathBuf {
    folder.join(path.trim_start_matches('/'))
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T, about: &str) -> Result<()> {
    if found == wanted { Ok(()) } else { Err(format!("{what}: {found:?}, not {wanted:?}; {}", about.trim())) }
}

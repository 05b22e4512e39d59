//! Releases that are signed for the updater: the two halves of the key, and what this system adds to `latest.json`.
//!
//! Rule: a release has both halves and they belong together, or neither. A build with a key that nothing was signed with could
//! never be updated, and nobody would notice before the next release.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::Result;
use crate::house::write;

/// The public half, which goes into the program.
const PUBLIC: &str = "PORTICO_UPDATE_KEY";
/// The secret half, or the file it is in; the Tauri CLI reads it.
const SECRET: &str = "TAURI_SIGNING_PRIVATE_KEY";
/// Where people get what is released.
const RELEASES: &str = "https://github.com/portico-desktop/portico/releases/download";

/// What the Tauri CLI is told: the public half, when this release is signed.
pub(crate) fn key() -> Result<Option<String>> {
    halves(variable(PUBLIC), variable(SECRET).is_some())
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn halves(public: Option<String>, has_secret: bool) -> Result<Option<String>> {
    match (public, has_secret) {
        (None, false) => Ok(None),
        (Some(key), true) => Ok(Some(key)),
        (Some(_), false) => {
            Err(format!("{PUBLIC} is set without {SECRET}: nothing of this release would be signed."))
        }
        (None, true) => {
            Err(format!("{SECRET} is set without {PUBLIC}: this release could never be updated."))
        }
    }
}

/// The Tauri CLI only warns of a signature that no released program would take.
pub(crate) fn belong_together(log: &Path) -> Result<()> {
    let said = std::fs::read_to_string(log).unwrap_or_default();
    if said.contains("does not match the public key") {
        return Err(format!("{SECRET} is not the other half of {PUBLIC}."));
    }
    Ok(())
}

/// Writes `latest.json`: an entry for each package that was signed, with the signature itself.
pub(crate) fn manifest(path: &Path, packages: &[PathBuf]) -> Result<()> {
    let mut platforms = Map::new();
    for package in packages {
        let Some((target, file)) = entry(package) else { continue };
        let signature = std::fs::read_to_string(format!("{}.sig", file.display()))
            .map_err(|error| format!("{} was not signed: {error}", file.display()))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let url = format!("{RELEASES}/v{}/{name}", env!("CARGO_PKG_VERSION"));
        platforms.insert(target, json!({ "url": url, "signature": signature.trim() }));
    }
    let manifest = json!({ "version": env!("CARGO_PKG_VERSION"), "platforms": platforms });
    write(path, &format!("{manifest:#}\n"))
}

/// The updater's name of a package, and the file that it takes; the dmg is for people only.
fn entry(package: &Path) -> Option<(String, PathBuf)> {
    let kind = package.extension()?.to_string_lossy().to_lowercase();
    let system = if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS };
    let file = match kind.as_str() {
        "deb" | "rpm" | "msi" | "appimage" => package.to_path_buf(),
        "app" => package.with_extension("app.tar.gz"),
        _ => return None,
    };
    Some((format!("{system}-{}-{kind}", std::env::consts::ARCH), file))
}

/// For the configuration of the Tauri CLI: the key, and that there is something to sign.
pub(crate) fn configured(configuration: &mut Value, key: Option<&str>) {
    configuration["bundle"]["createUpdaterArtifacts"] = json!(key.is_some());
    if let Some(key) = key {
        configuration["plugins"]["updater"] = json!({ "pubkey": key });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_has_both_halves_of_the_key_or_neither() {
        let key = || Some("key".to_owned());
        assert_eq!(halves(None, false), Ok(None));
        assert_eq!(halves(key(), true), Ok(key()));
        assert!(halves(key(), false).is_err() && halves(None, true).is_err());
    }

    #[test]
    fn each_kind_is_named_as_the_updater_asks_for_it() {
        let arch = std::env::consts::ARCH;
        let named = |path: &str| entry(Path::new(path)).map(|(target, _)| target);
        assert!(named("x/Portico_1.deb").is_some_and(|name| name.ends_with(&format!("-{arch}-deb"))));
        assert!(named("x/Portico.AppImage").is_some_and(|name| name.ends_with("-appimage")));
        assert_eq!(entry(Path::new("x/Portico.app")).expect("signed").1, Path::new("x/Portico.app.tar.gz"));
        assert_eq!(named("x/Portico.dmg"), None);
    }
}

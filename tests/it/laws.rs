//! The laws of the house: who may know whom. Read from `cargo metadata`, `Cargo.lock` and the files themselves.
//!
//! A law that is broken names the offender. Nothing here needs the network.
#![expect(clippy::disallowed_methods, reason = "a law reads the files it is about")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Every package of the workspace and exactly what of ours it depends on, counting build and test dependencies too.
const OURS: &[(&str, &[&str])] = &[
    ("portico-app", &["portico-center", "portico-core", "portico-model"]),
    ("portico-center", &["portico-model"]),
    ("portico-cli", &["portico-center", "portico-core", "portico-model"]),
    ("portico-core", &["portico-model"]),
    ("portico-empty", &[]),
    ("portico-model", &[]),
    ("portico-tests", &["portico-center", "portico-core", "portico-model"]),
    ("xtask", &[]),
];

/// What ships.
const PRODUCT: &[&str] = &["portico-app", "portico-center", "portico-cli", "portico-core", "portico-model"];

/// What shows the window; only the app may reach it, however indirectly.
const FACES: &[&str] = &["tauri", "wry", "tao", "gtk", "webkit2gtk"];

#[test]
fn each_package_knows_exactly_the_packages_it_may() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        OURS.iter().map(|(name, known)| (*name, known.iter().copied().collect())).collect();
    let found = packages();
    let names: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(names, allowed.keys().copied().collect(), "the members of the workspace");
    for (name, package) in &found {
        let ours: BTreeSet<&str> =
            package.all.iter().map(String::as_str).filter(|dependency| names.contains(dependency)).collect();
        assert_eq!(ours, allowed[name.as_str()], "what {name} knows of ours");
    }
}

#[test]
fn nothing_depends_on_the_app() {
    for (name, package) in packages() {
        assert!(!package.all.contains("portico-app"), "{name} depends on the app");
    }
}

#[test]
fn core_has_neither_a_face_nor_a_command_line_and_the_command_line_has_no_face() {
    let (packages, lock) = (packages(), Lock::read());
    assert!(lock.reached_from(&packages, "portico-app").contains("tauri"), "Cargo.lock was misread");
    for name in ["portico-model", "portico-core", "portico-center", "portico-cli"] {
        let reached = lock.reached_from(&packages, name);
        for face in FACES {
            assert!(!reached.contains(*face), "{name} reaches {face}");
        }
        assert!(
            !reached.iter().any(|crate_name| crate_name.starts_with("tauri-")),
            "{name} reaches a part of tauri"
        );
        assert!(name == "portico-cli" || !reached.contains("clap"), "{name} reaches clap");
    }
}

#[test]
fn the_model_does_no_input_or_output() {
    let (packages, lock) = (packages(), Lock::read());
    let reached = lock.reached_from(&packages, "portico-model");
    for name in ["tokio", "reqwest", "hyper", "rusqlite", "directories", "tempfile", "axum"] {
        assert!(!reached.contains(name), "portico-model reaches {name}");
    }
}

#[test]
fn the_center_has_no_client_in_it_or_it_would_test_itself() {
    let packages = packages();
    for client in ["reqwest", "oauth2", "aws-sigv4", "keyring-core"] {
        assert!(!packages["portico-center"].normal.contains(client), "portico-center depends on {client}");
    }
}

#[test]
fn the_product_has_no_aws_client_so_that_aws_clients_can_judge_it() {
    let (packages, lock) = (packages(), Lock::read());
    for name in PRODUCT {
        let reached = lock.reached_from(&packages, name);
        let judge = reached.iter().find(|one| one.starts_with("aws-sdk-") || *one == "aws-config");
        assert_eq!(judge, None, "{name} reaches an AWS client");
    }
}

#[test]
fn no_openssl_is_in_the_tree() {
    let lock = Lock::read();
    for name in ["openssl", "openssl-sys", "native-tls"] {
        assert!(!lock.versions.contains_key(name), "{name} is in Cargo.lock");
    }
}

/// CVE-2026-42184 is fixed in 2.11.1 and the advisory database did not know it; 3 is an alpha.
#[test]
fn tauri_is_new_enough_and_no_alpha() {
    let lock = Lock::read();
    for version in &lock.versions["tauri"] {
        let parts: Vec<u32> =
            version.split('.').map(|part| part.parse().expect("a released version")).collect();
        assert!(parts.as_slice() >= [2, 11, 1].as_slice() && parts[0] < 3, "tauri {version}");
    }
}

#[test]
fn one_file_of_the_page_talks_to_tauri() {
    let folder = root().join("ui/src");
    assert!(folder.is_dir(), "ui/src is missing");
    let talkers: Vec<String> = files(&folder)
        .into_iter()
        .filter(|path| {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            text.contains("\"@tauri-apps/") || text.contains("'@tauri-apps/")
        })
        .map(|path| path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(talkers, ["bindings.ts"]);
}

/// A path of the machine somebody works on says nothing to anybody else.
#[test]
fn no_file_names_a_path_of_one_machine() {
    let root = root();
    let own: Vec<String> =
        std::env::var("HOME").into_iter().chain([root.to_string_lossy().into_owned()]).collect();
    // A folder right below `/` is too short a name: a checkout in `/src` must not make `/src/main.ts` an offence.
    let own: Vec<String> = own.into_iter().filter(|path| path.matches('/').count() > 1).collect();
    let mut offenders = Vec::new();
    for path in files(&root) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            if own.iter().any(|one| names_path(line, one)) || HOMES.iter().any(|home| names_path(line, home))
            {
                offenders.push(format!("{}:{}", path.display(), number + 1));
            }
        }
    }
    assert!(offenders.is_empty(), "paths of one machine in {offenders:#?}");
}

/// Folders that only one machine has; split so that this file does not name them itself.
const HOMES: &[&str] = &[concat!("/ro", "ot"), concat!("/wo", "rk"), concat!("/Us", "ers")];

#[test]
fn ci_runs_exactly_the_test_command_of_the_readme() {
    let root = root();
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    let command = "cargo xtask test";
    assert!(
        readme.lines().any(|line| line.trim_start_matches(['$', ' ']).trim() == command),
        "README: {command}"
    );
    let script = std::fs::read_to_string(root.join(".ci/run")).expect(".ci/run");
    let lines: Vec<&str> = script.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(lines, ["set -euo pipefail", "cd \"$(dirname \"$0\")/..\"", &format!("exec {command}")]);
}

/// A package of the workspace: the names it depends on, normally and in all ways.
struct Package {
    normal: BTreeSet<String>,
    all: BTreeSet<String>,
}

fn packages() -> BTreeMap<String, Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(root())
        .output()
        .expect("cargo metadata");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = metadata["packages"].as_array().expect("packages");
    list.iter()
        .map(|package| (package["name"].as_str().expect("a name").to_owned(), package_of(package)))
        .collect()
}

fn package_of(package: &Value) -> Package {
    let names = |only_normal: bool| {
        let dependencies = package["dependencies"].as_array().expect("a list").iter();
        dependencies
            .filter(|one| !only_normal || one["kind"].is_null())
            .map(|one| one["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    Package { normal: names(true), all: names(false) }
}

/// `Cargo.lock` as a graph of names. It knows every target and every feature that is on anywhere, so that what is
/// not reached in it is reached nowhere.
struct Lock {
    versions: BTreeMap<String, BTreeSet<String>>,
    edges: BTreeMap<String, BTreeSet<String>>,
}

impl Lock {
    fn read() -> Self {
        let text = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
        let mut lock = Self { versions: BTreeMap::new(), edges: BTreeMap::new() };
        let quoted = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
        for package in text.split("[[package]]").skip(1) {
            let field = |name: &str| package.lines().find(|line| line.starts_with(name)).map(quoted);
            let name = field("name = ").expect("a name");
            lock.versions.entry(name.clone()).or_default().insert(field("version = ").expect("a version"));
            let dependencies = package.lines().filter(|line| line.starts_with(" \""));
            // An entry is `name`, or `name version` where there are several.
            let names = dependencies.filter_map(|line| quoted(line).split(' ').next().map(str::to_owned));
            lock.edges.entry(name).or_default().extend(names);
        }
        lock
    }

    /// Everything a package of ours ships with: its normal dependencies and theirs.
    fn reached_from(&self, packages: &BTreeMap<String, Package>, name: &str) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<String> = packages[name].normal.iter().cloned().collect();
        while let Some(next) = open.pop() {
            let further =
                packages.get(&next).map_or_else(|| self.edges.get(&next), |ours| Some(&ours.normal));
            if reached.insert(next) {
                open.extend(further.into_iter().flatten().cloned());
            }
        }
        reached
    }
}

fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs the tests");
    Path::new(&manifest).parent().expect("tests/ lies in the workspace").to_path_buf()
}

/// Every file below a folder that is somebody's work: nothing built, fetched or kept by git.
fn files(folder: &Path) -> Vec<PathBuf> {
    const SKIPPED: &[&str] = &[".git", "target", "node_modules", "dist", "test-results"];
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.map(|entry| entry.expect("an entry")) {
        let (name, kind) =
            (entry.file_name().to_string_lossy().into_owned(), entry.file_type().expect("a type"));
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            found.extend(files(&entry.path()));
        } else if kind.is_file() && name != ".git" {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

/// Does the line name this folder or something in it? Not when the words are only a part of an address.
fn names_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + folder.len()..].chars().next();
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"_-./}{".contains(letter))
            && after.is_some_and(|letter| letter == '/')
    })
}

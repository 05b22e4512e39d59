//! Files of every kind: what is somebody else's stays byte for byte, or the file is refused whole; and every tool reads
//! the same profiles afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use portico_core::Code;
use portico_core::catalog::AccountEntry;
use portico_core::disk::Home;
use portico_core::profiles::{
    Change, Helper, ProfileName, Source, Template, Wish, apply, list, names, plan, roles,
};
use portico_core::role::RoleKey;
use portico_core::settings::Portal;
use portico_model::{Clock as _, SystemClock};

use super::*;
use crate::support::process::package;

/// The files of one folder of the corpus.
fn corpus(kind: &str) -> Vec<(String, Vec<u8>)> {
    let folder = package().join("corpus/aws-config").join(kind);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).expect("read"))).collect()
}

pub(super) fn wish(name: &str, source: Source) -> Wish {
    let portal = Portal::parse("securecart", "https://securecart.awsapps.com/start", "eu-west-1", None);
    let portal = Arc::new(portal.expect("a portal"));
    let (account, role) = ("444455556666".parse().expect("an id"), "ReadOnlyAccess".parse().expect("a role"));
    let key = RoleKey { portal: portal.name.clone(), account, role };
    let region = Some("eu-west-1".parse().expect("a Region"));
    Wish { profile: name.parse().expect("a name"), key, portal, region, source, synced: false }
}

pub(super) fn process() -> Source {
    let binary = "/opt/my app/portico".into();
    Source::Process(Arc::new(Helper { binary, home: None }))
}

fn make(desk: &Desk, change: Change) -> portico_core::Result<()> {
    let home = Home::at(&desk.path("portico")).expect("a home");
    let plan = plan(&desk.files(), change)?;
    apply(&home, &desk.files(), &plan, SystemClock.now())
}

/// The names of the profiles that the tests write.
const OURS: [&str; 3] = ["zz-process", "zz-session", "zz-legacy"];

fn all_three() -> Change {
    let sources = [process(), Source::Session, Source::Legacy];
    Change {
        put: OURS.into_iter().zip(sources).map(|(name, source)| wish(name, source)).collect(),
        remove: vec![],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn e4_every_file_of_the_corpus_is_kept_and_every_tool_reads_it() {
    let desk = Desk::new();
    let mut botocore = Botocore::start(&desk.home);
    let files = corpus("kept");
    assert!(files.len() >= 200, "{} files", files.len());
    for (name, before) in files {
        desk.sandbox().write(CONFIG, &before);
        let (seen, sdk_before) = (botocore.read(&desk.path(CONFIG)).await, sdk_profiles(&desk.text()).await);
        make(&desk, all_three()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let after = desk.config();
        assert!(after.starts_with(&before), "{name}: what was there has changed");
        let mut now = botocore.read(&desk.path(CONFIG)).await;
        assert!(seen["error"].is_null() && now["error"].is_null(), "{name}: {seen} {now}");
        for ours in OURS {
            assert!(
                now["profiles"].as_object_mut().expect("profiles").remove(ours).is_some(),
                "{name}: {ours}"
            );
        }
        now["sso_sessions"].as_object_mut().expect("sessions").remove("portico-securecart");
        assert_eq!(now, seen, "{name}: botocore sees somebody else's profiles otherwise");
        if let Some(before) = sdk_before {
            let mut now = sdk_profiles(&desk.text()).await.unwrap_or_else(|| panic!("{name}: refused now"));
            OURS.iter().for_each(|ours| assert!(now.remove(*ours).is_some(), "{name}: {ours}"));
            assert_eq!(now, before, "{name}: the SDK for Rust sees somebody else's profiles otherwise");
        }
        assert_eq!(desk.list().len(), OURS.len(), "{name}");
        assert!(plan(&desk.files(), all_three()).expect("planned").is_empty(), "{name}: a second time");
        let remove = OURS.iter().map(|name| name.parse().expect("a name")).collect();
        make(&desk, Change { put: vec![], remove }).expect("removed");
        assert_eq!(desk.config(), before, "{name}: removing is the reverse of writing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn e4_what_tools_refuse_is_refused_with_its_line_and_not_touched() {
    let desk = Desk::new();
    let mut botocore = Botocore::start(&desk.home);
    for (name, bytes) in corpus("refused") {
        desk.sandbox().write(CONFIG, &bytes);
        let error = make(&desk, all_three()).expect_err(&name);
        assert_eq!(error.code(), Code::FileUnreadable, "{name}: {error}");
        assert!(
            error.message().contains("at line ") && error.remedy().contains("Correct line"),
            "{name}: {error}"
        );
        assert_eq!(desk.config(), bytes, "{name}");
        // The marks of the block mean something to Portico alone, and what tools read in two ways some of them take.
        if !name.starts_with("block-") && !name.starts_with("two-ways-") {
            let seen = botocore.read(&desk.path(CONFIG)).await;
            assert!(seen["error"].is_string(), "{name}: botocore takes it: {seen}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn e4_a_file_of_five_megabytes_is_kept() {
    let section = |n: usize| format!("[profile p{n:06}]\nregion = eu-west-1\n# {}\n", "x".repeat(400));
    let before: String = (0..12_000).map(section).collect();
    assert!(before.len() > 5 * 1024 * 1024);
    let desk = Desk::with(&before);
    make(&desk, all_three()).expect("written");
    assert!(desk.text().starts_with(&before));
    make(
        &desk,
        Change { put: vec![], remove: OURS.iter().map(|name| name.parse().expect("a name")).collect() },
    )
    .expect("removed");
    assert_eq!(desk.text(), before);
}

/// Account names that want to be something else.
fn hostile(n: usize) -> String {
    const PARTS: [&str; 24] = [
        "Prod",
        "\n",
        "\r",
        "[profile x]",
        "]",
        "=",
        ": ",
        " # ",
        ";",
        "credential_process = /tmp/evil",
        "\u{202e}",
        "\u{85}",
        "\u{2028}",
        "'",
        "\"",
        "$(id)",
        "`id`",
        "../..",
        "\u{0}",
        "生産",
        "ß",
        "-flag",
        "%s{role}",
        "🙂",
    ];
    // A linear congruence: the same names in every run.
    let mut state = n as u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    (0..1 + next() % 6).map(|_| PARTS[next() % PARTS.len()]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn d1_hostile_names_become_exactly_the_profiles_that_were_meant_in_three_parsers() {
    let count = if is_full() { 50_000 } else { 5_000 };
    let roles_of = ["A,b=c", "ReadOnlyAccess", "x@y.z+w-v_u"];
    let accounts: Vec<AccountEntry> = (0..count)
        .map(|n| {
            let role = roles_of[n % roles_of.len()].parse().expect("a role");
            let account = format!("{n:012}").parse().expect("an id");
            let key = RoleKey { portal: "securecart".parse().expect("a name"), account, role };
            AccountEntry { name: hostile(n), nickname: hostile(n + 7), ..AccountEntry::unlisted(&key) }
        })
        .collect();
    let roles = roles(&accounts, |_| false);
    let template: Template = "{account}-{nickname:20}.{role}".parse().expect("a template");
    let names = names(&template, &roles, |_| false);
    let put = roles.iter().zip(&names).map(|(role, name)| {
        let wish = wish("x", process());
        Wish { key: role.key(), profile: name.clone(), ..wish }
    });
    let desk = Desk::with(FOREIGN);
    make(&desk, Change { put: put.collect(), remove: vec![] }).expect("written");
    let meant: BTreeSet<&str> = names.iter().map(ProfileName::as_str).chain(["default", "kept"]).collect();
    assert_eq!(meant.len(), count + 2, "each has its own");

    let entries = list(&desk.files()).expect("understood");
    let keys: BTreeMap<&str, &RoleKey> =
        entries.iter().map(|entry| (entry.profile.as_str(), &entry.key)).collect();
    for (role, name) in roles.iter().zip(&names) {
        assert_eq!(keys.get(name.as_str()), Some(&&role.key()), "{name}");
    }
    let seen = Botocore::start(&desk.home).read(&desk.path(CONFIG)).await;
    let seen = seen["profiles"].as_object().expect("profiles");
    assert_eq!(seen.keys().map(String::as_str).collect::<BTreeSet<_>>(), meant, "botocore");
    let sdk = sdk_profiles(&desk.text()).await.expect("understood");
    assert_eq!(sdk.keys().map(String::as_str).collect::<BTreeSet<_>>(), meant, "the SDK for Rust");
    for name in &names {
        let settings: BTreeSet<&str> =
            seen[name.as_str()].as_object().expect("settings").keys().map(String::as_str).collect();
        assert_eq!(settings, BTreeSet::from(["credential_process", "region"]), "{name}");
        let command = seen[name.as_str()]["credential_process"].as_str().expect("text");
        assert!(command.starts_with("\"/opt/my app/portico\" credentials --portal "), "{command}");
        assert_eq!(sdk[name.as_str()]["credential_process"], command, "{name}");
    }
}

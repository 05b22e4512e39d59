//! Scenarios of the whole module: bytes in, bytes out. Names follow the cases of `security.md` 3.

mod any;
mod forms;
mod names;
mod step;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use proptest::prelude::*;

use super::ini::{Document, Kind};
use super::*;
use crate::catalog::AccountEntry;
use crate::disk::{Home, foreign};
use crate::error::Code;
use crate::settings::Portal;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

struct Bench {
    _folder: tempfile::TempDir,
    home: Home,
    files: AwsFiles,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(&folder.path().join("portico")).expect("a home");
    let aws = folder.path().join(".aws");
    let files = AwsFiles { config: aws.join("config"), credentials: aws.join("credentials") };
    Bench { _folder: folder, home, files }
}

#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
impl Bench {
    fn with(config: &[u8]) -> Self {
        let bench = bench();
        std::fs::create_dir_all(bench.files.config.parent().expect("a folder")).expect("made");
        std::fs::write(&bench.files.config, config).expect("written");
        bench
    }

    fn config(&self) -> Vec<u8> {
        std::fs::read(&self.files.config).expect("read")
    }

    fn text(&self) -> String {
        String::from_utf8(self.config()).expect("UTF-8")
    }

    fn put(&self, wish: &Wish) -> Result<()> {
        self.make(Change::of(wish.clone())).map(drop)
    }

    fn remove(&self, name: &str) -> Result<()> {
        self.make(Change { put: Vec::new(), remove: vec![name.parse()?] }).map(drop)
    }

    fn make(&self, change: Change) -> Result<Plan> {
        let plan = plan(&self.files, change)?;
        apply(&self.home, &self.files, &plan, NOW)?;
        Ok(plan)
    }

    fn backups(&self) -> Vec<PathBuf> {
        let folder = std::fs::read_dir(self.home.data().join("backups"));
        let mut paths: Vec<PathBuf> =
            folder.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths
    }
}

fn portal(endpoint: Option<&str>) -> Portal {
    Portal::parse("securecart", "https://securecart.awsapps.com/start", "eu-west-1", endpoint).expect("valid")
}

fn wish(name: &str, form: ProfileForm) -> Wish {
    let portal = portal(None);
    Wish {
        profile: name.parse().expect("a name"),
        key: RoleKey {
            portal: portal.name.clone(),
            account: "444455556666".parse().expect("an id"),
            role: "ReadOnlyAccess".parse().expect("a role"),
        },
        portal: Arc::new(portal),
        region: Some("eu-west-1".parse().expect("a Region")),
        source: Source::of(form, &helper(None)).expect("a form of a role"),
        synced: false,
    }
}

fn helper(home: Option<&str>) -> Arc<Helper> {
    Arc::new(Helper { binary: PathBuf::from("/opt/my app/portico"), home: home.map(PathBuf::from) })
}

fn process(name: &str) -> Wish {
    wish(name, ProfileForm::CredentialProcess)
}

#[test]
fn scenarios_as_files() {
    let mut local = wish("emulator-prod", ProfileForm::SsoSession);
    local.portal = Arc::new(portal(Some("http://127.0.0.1:8400")));
    let mut homed = process("prod-readonly");
    homed.source = Source::Process(helper(Some("/srv/o'neil $HOME")));
    let cases = [
        (
            process("prod-readonly"),
            include_str!("../scenarios/process.in.ini"),
            include_str!("../scenarios/process.out.ini"),
        ),
        (
            local,
            include_str!("../scenarios/local_session.in.ini"),
            include_str!("../scenarios/local_session.out.ini"),
        ),
        (homed, include_str!("../scenarios/replaced.in.ini"), include_str!("../scenarios/replaced.out.ini")),
    ];
    for (wish, before, after) in cases {
        let bench = Bench::with(before.as_bytes());
        bench.put(&wish).expect("written");
        assert_eq!(bench.text(), after, "{}", wish.profile);
    }
}

#[test]
fn a_missing_folder_is_normal_and_both_are_private() {
    let bench = bench();
    assert!(list(&bench.files).expect("empty").is_empty());
    let wish = wish("prod", ProfileForm::SsoSession);
    bench.put(&wish).expect("written");
    let entry = list(&bench.files).expect("lists");
    assert_eq!(
        entry,
        [ProfileEntry {
            profile: wish.profile.clone(),
            form: ProfileForm::SsoSession,
            key: wish.key.clone(),
            region: wish.region.clone(),
            synced: false,
            edited: false,
            parent_missing: false,
        }]
    );
    #[cfg(unix)]
    for (path, mode) in
        [(bench.files.config.as_path(), 0o600), (bench.files.config.parent().expect("a folder"), 0o700)]
    {
        assert_eq!(mode_of(path), mode, "{}", path.display());
    }
    assert!(bench.backups().is_empty(), "there was nothing to keep");
}

#[test]
fn e4_bytes_outside_the_block_are_kept_and_removal_undoes() {
    let corpus = [
        "",
        "\n\n",
        "# only a comment",
        "[default]\nregion = eu-west-1\n",
        "[default]\r\nregion = eu-west-1\r\n",
        "[default]\r\nregion = eu-west-1",
        "[default]\rregion = eu-west-1",
        "; top\n\n[profile a]\ns3 =\n  max_concurrent_requests = 20\n  # inside\n\n  max_queue_size = 1\n# tail",
        "[profile \"with space\"]\nregion: x\n[ odd ]\nk =   v   # not a comment  \n[services x]\nsts =\n  endpoint_url = http://x\n",
        "[profile x] # trailing\nregion=eu-west-1\n\t\n   \n",
        "[profile [production]/Role]\nregion=eu-west-1\n",
        "[profile ünï]\nk = \u{85}\u{2028}\n",
    ];
    for before in corpus {
        let bench = Bench::with(before.as_bytes());
        for (at, form) in [ProfileForm::CredentialProcess, ProfileForm::SsoSession].into_iter().enumerate() {
            bench.put(&wish(&format!("portico-{at}"), form)).expect(before);
        }
        let text = bench.text();
        assert!(text.starts_with(before), "{before:?} became {text:?}");
        let block = &text[before.len()..];
        if before.contains("\r\n") {
            assert_eq!(block.matches('\n').count(), block.matches("\r\n").count(), "{block:?}");
        }
        let modified = std::fs::metadata(&bench.files.config).and_then(|m| m.modified()).expect("a time");
        let again =
            plan(&bench.files, Change::of(wish("portico-1", ProfileForm::SsoSession))).expect("planned");
        assert!(again.is_empty() && again.diff().is_empty(), "{}", again.diff());
        apply(&bench.home, &bench.files, &again, NOW).expect("nothing to do");
        assert_eq!(
            std::fs::metadata(&bench.files.config).and_then(|m| m.modified()).expect("a time"),
            modified
        );
        bench.remove("portico-0").expect("removed");
        bench.remove("portico-1").expect("removed");
        assert_eq!(bench.text(), before);
    }
}

#[test]
fn e4_what_cannot_be_understood_is_refused_with_its_line() {
    let latin1 = b"[default]\nregion = eu-west-1\n# caf\xe9\n".as_slice();
    let cases: [(&[u8], usize); 18] = [
        (latin1, 3),
        ("\u{feff}[default]\n".as_bytes(), 1),
        (b"region = x\n[default]\n", 1),
        (b"[default]\nregion = x\n[profile cut\n", 3),
        (b"[default]\n[]\n", 2),
        (b"[default] x\n", 1),
        (b"[default]\nregion = x\n  [profile in]\n", 3),
        (b"[a]\nk = v\n[b]\n[a]\n", 4),
        (b"[a]\nk = v\nK = w\n", 3),
        (b"[a]\nregion\n", 2),
        (b"[a]\n= v\n", 2),
        (b"[a]\ns3 =\n  broken\n", 3),
        (b"[a]\n# >>> portico >>> x\n[b]\n", 2),
        (b"[a]\n# <<< portico <<<\n", 2),
        (b"# >>> portico >>>\n# <<< portico <<<\n# >>> portico >>>\n# <<< portico <<<\n", 3),
        (b"[a]\n# >>> portico >>>\nk = v\n# <<< portico <<<\n", 3),
        (b"[a]\n# >>> portico >>>\n# <<< portico <<<\nk = v\n", 4),
        (b"# >>> portico >>>\n[a]\n# >>> portico >>>\n# <<< portico <<<\n", 3),
    ];
    for (bytes, line) in cases {
        let bench = Bench::with(bytes);
        let error = bench.put(&process("prod")).expect_err(&String::from_utf8_lossy(bytes));
        assert_eq!(error.code(), Code::FileUnreadable, "{error}");
        assert!(
            error.message().contains(&format!("line {line}:")),
            "{error} at {}",
            String::from_utf8_lossy(bytes)
        );
        assert!(error.message().contains(&bench.files.config.display().to_string()), "{error}");
        assert_eq!(bench.config(), bytes);
    }
    let bench = Bench::with(&vec![b'#'; 16 * 1024 * 1024 + 1]);
    assert_eq!(bench.put(&process("prod")).expect_err("too large").code(), Code::FileUnreadable);
}

#[test]
fn a_name_somebody_else_has_is_refused_in_every_spelling() {
    for header in
        ["profile prod", "profile \"prod\"", "profile 'prod'", "profile   prod ", "profile Prod", "prod"]
    {
        let text = format!("[{header}]\nregion = x\n");
        let bench = Bench::with(text.as_bytes());
        let error = bench.put(&process("prod")).expect_err(header);
        assert_eq!(error.code(), Code::InvalidInput, "{error}");
        assert!(error.message().contains("line 1") && error.remedy().contains("another name"), "{error}");
        assert_eq!(bench.text(), text);
        assert_eq!(proposed(&bench, &process("prod"), "prod").as_str(), "prod-readonlyaccess");
    }
    let bench = Bench::with(b"[sso-session portico-securecart]\nsso_region = x\n");
    assert!(bench.put(&wish("prod", ProfileForm::SsoSession)).is_err());
    bench.put(&process("prod")).expect("needs no session");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
fn a_name_in_the_credentials_file_or_of_another_role_is_refused() {
    let bench = Bench::with(b"");
    std::fs::write(&bench.files.credentials, "[prod]\naws_access_key_id = x\n").expect("written");
    let error = bench.put(&process("prod")).expect_err("it outranks ours");
    assert!(error.message().contains("credentials"), "{error}");
    let first = process("staging");
    bench.put(&first).expect("written");
    let mut other = first.clone();
    other.key.account = "111122223333".parse().expect("an id");
    let error = bench.put(&other).expect_err("another account's");
    assert!(error.message().contains("4444-5555-6666"), "{error}");
    bench.put(&wish("staging", ProfileForm::SsoSession)).expect("the same role in another form");
    let mut named = other.clone();
    named.profile = proposed(&bench, &other, "S");
    bench.put(&named).expect("written");
    assert_eq!(proposed(&bench, &named, "S"), named.profile, "whoever has a fitting name keeps it");
    assert_eq!(proposed(&bench, &first, "S").as_str(), "s-readonlyaccess-444455556666");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
fn what_aws_configure_set_adds_is_kept_with_its_profile() {
    let bench = Bench::with(b"[default]\n");
    bench.put(&process("b")).expect("written");
    // The AWS CLI appends to the last section of a file below our last line.
    std::fs::write(&bench.files.config, bench.text() + "output = json\ns3 =\n    x = y").expect("written");
    bench.put(&process("a")).expect("written");
    bench.put(&process("c")).expect("written");
    let text = bench.text();
    let order =
        ["[profile a]", "[profile b]", "output = json\ns3 =\n    x = y\n[profile c]", "# <<< portico <<<\n"];
    let places: Vec<usize> = order.iter().map(|part| text.find(part).expect(part)).collect();
    assert!(places.is_sorted(), "{text}");
    for name in ["a", "b", "c"] {
        bench.remove(name).expect("removed");
    }
    assert_eq!(bench.text(), "[default]\n");
}

#[test]
fn the_diff_hides_what_may_be_somebody_elses_secret() {
    let bench = Bench::with(b"[default]\naws_secret_access_key = hunter2\n# was: hunter3\nregion = mine\n");
    let plan = plan(&bench.files, Change::of(process("prod"))).expect("planned");
    let diff = plan.diff();
    assert!(!diff.contains("hunter") && diff.contains(" aws_secret_access_key = ..."), "{diff}");
    assert!(diff.contains("+credential_process = \"/opt/my app/portico\" credentials --portal securecart"));
    assert!(diff.contains("@@ -") && diff.starts_with("--- "), "{diff}");
    assert_eq!(plan.path(), bench.files.config.display().to_string());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
fn e7_a_change_by_somebody_else_is_noticed_and_merged() {
    let bench = Bench::with(b"[default]\nregion = a\n");
    let seen = foreign::read(&bench.files.config, 1000).expect("read");
    std::fs::write(&bench.files.config, b"[default]\nregion = b\n").expect("written");
    assert_eq!(foreign::replace(&seen, b"x").expect("noticed"), foreign::Replaced::Changed);
    let stale = plan(&bench.files, Change::of(process("prod"))).expect("planned");
    std::fs::write(&bench.files.config, b"[default]\nregion = c\n[profile new]\n").expect("written");
    apply(&bench.home, &bench.files, &stale, NOW).expect("merged");
    assert!(
        bench.text().starts_with("[default]\nregion = c\n[profile new]\n# >>> portico"),
        "{}",
        bench.text()
    );
    let left: Vec<_> =
        std::fs::read_dir(bench.files.config.parent().expect("a folder")).expect("lists").collect();
    assert_eq!(left.len(), 1, "no temporary file stays: {left:?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test looks at backups")]
fn each_change_is_backed_up_and_ten_are_kept() {
    let bench = Bench::with(b"[default]\n");
    for turn in 0..12 {
        bench.put(&process(&format!("p{turn}"))).expect("written");
    }
    let backups = bench.backups();
    assert_eq!(backups.len(), 10);
    assert!(!std::fs::read_to_string(&backups[0]).expect("read").contains("[profile p2]"));
    assert!(std::fs::read_to_string(&backups[9]).expect("read").contains("[profile p10]"));
}

#[cfg(unix)]
fn mode_of(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).expect("there").permissions().mode() & 0o7777
}

#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_methods, reason = "a test lays out files")]
fn e9_links_are_kept_and_odd_files_refused() {
    use std::os::unix::fs::symlink;
    let bench = Bench::with(b"");
    let config = &bench.files.config;
    let real = config.with_file_name("dotfiles-config");
    std::fs::rename(config, &real).expect("moved");
    let middle = config.with_file_name("middle");
    symlink("dotfiles-config", &middle).expect("linked");
    symlink("middle", config).expect("linked");
    bench.put(&process("prod")).expect("written through the links");
    assert!(config.is_symlink() && middle.is_symlink() && !real.is_symlink());
    assert!(std::fs::read_to_string(&real).expect("read").contains("[profile prod]"));

    std::fs::remove_file(&real).expect("removed");
    let dangling = bench.put(&process("prod")).expect_err("leads nowhere");
    assert_eq!(dangling.code(), Code::FileNotWritable, "{dangling}");
    symlink("config", &real).expect("linked");
    assert_eq!(bench.put(&process("prod")).expect_err("goes round").code(), Code::FileNotWritable);
    std::fs::remove_file(config).expect("removed");

    std::fs::create_dir_all(config).expect("made");
    assert_eq!(bench.put(&process("prod")).expect_err("a folder").code(), Code::FileUnreadable);
    std::fs::remove_dir(config).expect("removed");
    let fifo = std::process::Command::new("mkfifo").arg(config).status().expect("runs");
    assert!(fifo.success());
    assert_eq!(bench.put(&process("prod")).expect_err("a pipe").code(), Code::FileUnreadable);
    std::fs::remove_file(config).expect("removed");
    std::fs::write(config, b"[default]\n").expect("written");
    std::fs::hard_link(config, config.with_file_name("other")).expect("linked");
    assert_eq!(bench.put(&process("prod")).expect_err("two names").code(), Code::FileNotWritable);
}

#[cfg(unix)]
#[test]
fn e10_mode_and_attributes_are_kept_and_read_only_is_respected() {
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o600, 0o640, 0o644] {
        let bench = Bench::with(b"[default]\n");
        let set = |mode| std::fs::set_permissions(&bench.files.config, std::fs::Permissions::from_mode(mode));
        set(mode).expect("set");
        let labelled = xattr::set(&bench.files.config, "user.note", b"kept").is_ok();
        bench.put(&process("prod")).expect("written");
        assert_eq!(mode_of(&bench.files.config), mode);
        if labelled {
            assert_eq!(
                xattr::get(&bench.files.config, "user.note").expect("read").as_deref(),
                Some(&b"kept"[..])
            );
        }
        assert!(bench.backups().iter().all(|path| mode_of(path) == 0o600));
        set(0o400).expect("set");
        let before = bench.config();
        let error = bench.put(&process("other")).expect_err("read-only");
        assert_eq!((error.code(), bench.config()), (Code::FileNotWritable, before));
        assert!(error.message().contains("config") && error.remedy().contains("permission"), "{error}");
    }
}

/// An account of `securecart` as listed.
fn account(number: &str, name: &str, roles: &[&str]) -> AccountEntry {
    let key = |role: &str| RoleKey {
        portal: "securecart".parse().expect("a name"),
        account: number.parse().expect("an id"),
        role: role.parse().expect("a role"),
    };
    let entry = |role: &&str| AccountEntry::unlisted(&key(role)).roles.remove(0);
    let roles = roles.iter().map(entry).collect();
    AccountEntry { name: name.to_owned(), roles, ..AccountEntry::unlisted(&key("x")) }
}

/// The name proposed for the wish's role, whose account is called so.
fn proposed(bench: &Bench, wish: &Wish, account_name: &str) -> ProfileName {
    let entry = account(wish.key.account.as_str(), account_name, &[wish.key.role.as_str()]);
    let roles = roles(std::slice::from_ref(&entry), |_| false);
    let name = propose(&bench.files, &Template::default(), &roles, &wish.key);
    name.expect("understood").expect("listed")
}

/// So many cases, or as many as `PROPTEST_CASES` says where that is more.
fn cases(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: cases.max(usual.cases), failure_persistence: None, ..usual }
}

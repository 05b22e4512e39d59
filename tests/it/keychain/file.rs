//! The encrypted file, chosen on a terminal, and what becomes of the session when it is moved, closed and opened.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Caller, state, typed, typed_portico};
use crate::support::companion::{Companion, PORTAL, refusal};
use crate::support::company::Company;
use crate::support::process::{Ended, portico, run};
use crate::support::{ADMINISTRATOR, DEV};

const PASSPHRASE: &str = "correct horse";
const CREDENTIALS: [&str; 7] = ["credentials", "--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR];

/// Signed in, with secrets in an encrypted file.
struct Sealed {
    company: Company,
    home: Companion,
}

impl Sealed {
    async fn begin(home: Companion) -> Self {
        let company = Company::open().await;
        let chosen = typed_portico(&home, &["keychain", "use", "file"], &[PASSPHRASE, PASSPHRASE]).await;
        assert_eq!(chosen.code, 0, "{chosen:?}");
        home.add_company(&company).await;
        home.sign_in(&mut company.person("alice")).await;
        Self { company, home }
    }

    async fn sign_in_again(&self) {
        // Her authenticator shows a new code by then.
        self.company.wait(60);
        self.home.sign_in(&mut self.company.person("alice")).await;
    }

    async fn session(&self) -> Value {
        self.home.json(&["status"]).await[0].clone()
    }

    async fn credentials(&self) -> Ended {
        self.home.run(&CREDENTIALS).await
    }

    /// Empties the kernel's cache, as its time-out or a restart would.
    async fn forget_key(&self) {
        let folder = self.home.sandbox.path("portico").join("keychain");
        let digest = Sha256::digest(folder.to_string_lossy().as_bytes());
        let name: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        let mut purge = self.home.command("keyctl");
        purge.args(["purge", "user", &format!("portico:keychain:{name}")]);
        let said = run(purge).await.worked();
        assert!(said.contains("purged 1 keys"), "{said}");
    }

    async fn end(self) {
        self.home.run(&["keychain", "lock"]).await.worked();
        drop(self.company);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn g8_an_emptied_cache_asks_for_the_passphrase_again_and_signs_nobody_out() {
    let sealed = Sealed::begin(Companion::without_desktop()).await;
    assert_eq!(sealed.session().await["state"], "signed_in");
    sealed.credentials().await.worked();
    sealed.forget_key().await;
    let said = refusal_in_one_line(&sealed.credentials().await);
    assert!(said.contains("portico keychain unlock"), "{said}");
    assert_eq!(state(&sealed.home).await, "locked");
    assert_eq!(sealed.session().await["problem"]["code"], "keychain_locked");
    let wrong = typed_portico(&sealed.home, &["keychain", "unlock"], &["a", "b", "c"]).await;
    assert_eq!(wrong.code, 6, "{wrong:?}");
    assert!(wrong.out.contains("not the passphrase"), "{wrong:?}");
    // The helper asks by itself where there is a terminal, and everybody else then knows, too.
    let words = &CREDENTIALS;
    let asked = typed_portico(&sealed.home, words, &["mistyped", PASSPHRASE]).await;
    assert!(asked.code == 0 && asked.out.contains("SecretAccessKey"), "{asked:?}");
    assert_eq!(sealed.session().await["state"], "signed_in");
    assert_eq!(state(&sealed.home).await, "ready");
    // A session of the kernel's that does not hold the person's keyring, as in a container or under `su`.
    let mut apart = sealed.home.command("keyctl");
    apart.args(["session", "-"]).arg(portico()).args(CREDENTIALS);
    run(apart).await.worked();
    sealed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_file_opens_with_its_passphrase_and_with_a_new_one_after_a_change() {
    let sealed = Sealed::begin(Companion::without_desktop()).await;
    let home = &sealed.home;
    let change = ["keychain", "passphrase"];
    let refused = typed_portico(home, &change, &["x", "y", "z"]).await;
    assert_eq!(refused.code, 6, "{refused:?}");
    let lines = [
        PASSPHRASE,
        "short",
        "short",
        "battery staple",
        "battery stable",
        "battery staple",
        "battery staple",
    ];
    let changed = typed_portico(home, &change, &lines).await;
    assert_eq!(changed.code, 0, "{changed:?}");
    assert!(changed.out.contains("different") && changed.out.contains("Eight"), "{changed:?}");
    home.run(&["keychain", "lock"]).await.worked();
    assert_eq!(state(home).await, "locked");
    let opened =
        typed_portico(home, &["keychain", "unlock", "--json"], &[PASSPHRASE, "battery staple"]).await;
    assert!(opened.code == 0 && opened.out.contains(r#""state":"ready""#), "{opened:?}");
    for spoken in ["battery", PASSPHRASE] {
        assert!(!opened.out.lines().skip(2).any(|line| line.contains(spoken)), "no echo: {opened:?}");
    }
    assert_eq!(sealed.session().await["state"], "signed_in");
    let nobody = refusal(&home.run(&change).await, 6);
    assert!(nobody.remedy.contains("portico keychain unlock"), "{}", nobody.remedy);
    sealed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_moves_from_the_keyring_to_the_file_and_back_and_leaves_nothing_behind() {
    let company = Company::open().await;
    let home = Companion::at_desktop().await;
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    home.run(&CREDENTIALS).await.worked();
    let desktop = home.desktop.as_ref().expect("a desktop");
    assert!(!desktop.secrets().await.is_empty());
    let moved = typed_portico(&home, &["keychain", "use", "file", "--json"], &[PASSPHRASE, PASSPHRASE]).await;
    assert!(
        moved.code == 0 && moved.out.contains(r#""moved":2,"signed_out":[],"left_behind":null"#),
        "{moved:?}"
    );
    assert_eq!(desktop.secrets().await, Vec::<String>::new(), "nothing stays to shadow what is fresh");
    assert_eq!(home.json(&["status"]).await[0]["state"], "signed_in");
    home.run(&CREDENTIALS).await.worked();
    assert_eq!(home.sandbox.names("portico/keychain").len(), 3, "the key, the session, the role");

    let back = home.json(&["keychain", "use", "system"]).await;
    assert_eq!((&back["moved"], &back["left_behind"]), (&2.into(), &Value::Null));
    assert_eq!(home.sandbox.names("portico/keychain"), Vec::<String>::new());
    assert_eq!(home.json(&["status"]).await[0]["state"], "signed_in");

    let memory = home.json(&["keychain", "use", "memory"]).await;
    assert_eq!((&memory["moved"], &memory["signed_out"][0]), (&0.into(), &PORTAL.into()));
    assert_eq!(desktop.secrets().await, Vec::<String>::new());
    assert_eq!(home.json(&["status"]).await[0]["state"], "signed_out");
    let said = refusal(&home.run(&["login"]).await, 6);
    assert!(said.sentence.contains("memory"), "{}", said.sentence);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_process_heeds_the_choice_of_another_one() {
    let home = Companion::at_desktop().await;
    let mut caller = Caller::start(&home);
    assert_eq!(caller.ask("write 1 50").await, "ok");
    let chosen = typed_portico(&home, &["keychain", "use", "file"], &[PASSPHRASE, PASSPHRASE]).await;
    assert_eq!(chosen.code, 0, "{chosen:?}");
    assert_eq!(caller.ask("read").await, "none", "an entry of no portal is not moved");
    assert_eq!(caller.ask("write 2 9000").await, "ok");
    home.run(&["keychain", "lock"]).await.worked();
    assert_eq!(caller.ask("read").await, "keychain_locked", "closed for everybody at once");
    assert_eq!(caller.ask("write 3 10").await, "keychain_locked");
    home.sandbox.write("portico/settings.toml", "[keychain]\nstore = \"cloud\"\n");
    assert_eq!(caller.ask("read").await, "keychain_failed");
    home.sandbox.write("portico/settings.toml", "");
    assert_eq!(caller.ask("read").await, "value 1 50");
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_files_are_told_and_a_new_beginning_is_possible() {
    let sealed = Sealed::begin(Companion::without_desktop()).await;
    let home = &sealed.home;
    for name in home.sandbox.names("portico/keychain").into_iter().filter(|name| name != "identity.age") {
        home.sandbox.write(&format!("portico/keychain/{name}"), "age-encryption.org/v1\n");
    }
    let said = refusal_in_one_line(&sealed.credentials().await);
    assert!(said.contains("damaged") && said.contains("Sign in again"), "{said}");
    sealed.sign_in_again().await;
    sealed.credentials().await.worked();
    home.run(&["keychain", "lock"]).await.worked();
    home.sandbox.write("portico/keychain/identity.age", "age-encryption.org/v1\n");
    let refused = typed_portico(home, &["keychain", "unlock"], &[PASSPHRASE]).await;
    assert!(refused.code == 6 && refused.out.contains("--forget"), "{refused:?}");
    let anew = ["keychain", "use", "file", "--forget"];
    let begun = typed_portico(home, &anew, &["another one", "another one"]).await;
    assert!(begun.code == 0 && begun.out.contains(PORTAL), "{begun:?}");
    assert_eq!(sealed.session().await["state"], "signed_out");
    sealed.sign_in_again().await;
    sealed.credentials().await.worked();
    sealed.end().await;
}

/// The foreign judge: Debian's `age`, with nothing but the passphrase.
#[tokio::test(flavor = "multi_thread")]
async fn the_age_command_opens_the_key_with_the_passphrase_and_the_session_with_the_key() {
    let sealed = Sealed::begin(Companion::without_desktop()).await;
    let home = &sealed.home;
    let at = |name: &str| home.sandbox.path("portico/keychain").join(name).to_string_lossy().into_owned();
    let key = home.sandbox.path("tmp/key.txt").to_string_lossy().into_owned();
    let opened = typed(home, "age", &["-d", "-o", &key, &at("identity.age")], &[PASSPHRASE]).await;
    assert_eq!(opened.code, 0, "{opened:?}");
    let mut titles = Vec::new();
    for name in home.sandbox.names("portico/keychain").into_iter().filter(|name| name != "identity.age") {
        let mut age = home.command("age");
        age.args(["-d", "-i", &key, &at(&name)]);
        let text = run(age).await.worked();
        let (title, value) = text.split_once('\n').expect("a title");
        assert!(serde_json::from_str::<Value>(value).is_ok(), "JSON");
        titles.push(title.to_owned());
    }
    assert!(
        titles.iter().any(|title| title.starts_with("portico-emulator/session/securecart")),
        "{titles:?}"
    );
    sealed.end().await;
}

#[track_caller]
fn refusal_in_one_line(ended: &Ended) -> String {
    assert_eq!((ended.code, ended.out.as_str(), ended.err.lines().count()), (6, "", 1), "{ended:?}");
    ended.err.clone()
}

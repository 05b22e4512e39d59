//! What is wrong on purpose, and that a repair mends it and nothing else.

use serde_json::{Value, json};

use super::{about, examined, finding};
use crate::support::companion::{Companion, PORTAL, time};
use crate::support::company::Company;
use crate::support::process::{aws, run};
use crate::support::{ADMINISTRATOR, DEV, client};

const CONFIG: &str = "home/.aws/config";
const NAME: &str = "emulator-dev-administratoraccess";

/// Alice at her desk, signed in, with a profile for every role.
async fn alice() -> (Company, Companion) {
    let (company, mut home) = (Company::open().await, Companion::at_desktop().await);
    home.clock = Some(company.clock().clone());
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    home.json(&["profiles", "sync"]).await;
    (company, home)
}

fn mode(home: &Companion, part: &str) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(home.sandbox.path(part)).expect("it is there").permissions().mode() & 0o777
}

fn set_mode(home: &Companion, part: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(home.sandbox.path(part), mode).expect("its own file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_in_good_health_is_told_so_in_every_respect() {
    let (_company, mut home) = alice().await;
    set_mode(&home, "portico", 0o700);
    let own = crate::support::process::portico();
    let folder = own.parent().expect("a folder").display().to_string();
    let path = crate::support::process::told("PATH").expect("PATH").display().to_string();
    home.variables.push(("PATH", format!("{folder}:{path}")));
    let report = examined(&home, &[NAME]).await;
    assert_eq!(report["healthy"], true, "{report:#}");
    for (check, part) in [
        ("credentials", "AdministratorAccess in 3849-2501-6173 (securecart)"),
        ("profiles", "All 3 profiles"),
        ("clock", "agrees with the portal's"),
        ("certificates", "authorities of this system"),
        ("portal", "is an Identity Center"),
        ("keychain", "a probe was kept"),
        ("session", "signed in to securecart"),
        ("caches", "No cache"),
        ("programs", "the same portico"),
        ("files", "you alone"),
    ] {
        finding(&report, check, "good", part);
    }
    assert_eq!(report["credentials"]["wins"], "custom-process");
    let shown = home.run(&["doctor", NAME]).await;
    assert!(
        shown.out.contains("wins  custom-process") && shown.err.contains("Nothing is wrong"),
        "{shown:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_mended_is_and_nothing_else_changes() {
    let (company, home) = alice().await;
    let mut set = home.command(aws());
    set.args(["configure", "set", "role_arn", "arn:aws:iam::111122223333:role/X", "--profile", NAME]);
    run(set).await.worked();
    let day = |days: i64| (company.now() + jiff::SignedDuration::from_hours(24 * days)).to_string();
    let cache = |name: &str, kept: Value| {
        home.sandbox.write(&format!("home/.aws/sso/cache/{name}.json"), kept.to_string())
    };
    cache("old", json!({ "accessToken": "hunter2", "expiresAt": day(-1) }));
    cache(
        "renewable",
        json!({ "accessToken": "hunter2", "expiresAt": day(-1), "refreshToken": "hunter2", "registrationExpiresAt": day(30) }),
    );
    cache("good", json!({ "accessToken": "hunter2", "expiresAt": day(1) }));
    cache("strange", json!({ "something": "else" }));
    home.sandbox.write("home/.aws/sso/cache/broken.json", "{");
    let left = home.sandbox.write("home/.aws/sso/cache/.portico.killed.tmp", "hunter2");
    let mut age = home.command("touch");
    age.args(["-d", "2020-01-01"]).arg(left);
    run(age).await.worked();
    home.sandbox.write(
        "home/.aws/cli/cache/keys.json",
        json!({ "Credentials": { "Expiration": day(-1) } }).to_string(),
    );
    home.sandbox
        .write("home/.aws/credentials", "[other]\naws_access_key_id = A\naws_secret_access_key = hunter2\n");
    for name in ["old", "renewable", "good", "strange", "broken"] {
        set_mode(&home, &format!("home/.aws/sso/cache/{name}.json"), 0o644);
    }
    set_mode(&home, "home/.aws/credentials", 0o644);

    let report = examined(&home, &[]).await;
    let edited = finding(&report, "profiles", "warning", NAME);
    assert_eq!(edited["repair"], json!({ "kind": "restore", "profiles": [NAME] }));
    let expired = finding(&report, "caches", "note", "keep 2 files that expired");
    assert_eq!(expired["repair"]["paths"].as_array().map(Vec::len), Some(2), "{expired}");
    finding(&report, "caches", "note", "left a half-written file behind");
    finding(&report, "files", "warning", "Other users of this computer can read");
    assert!(!report.to_string().contains("hunter2"));
    let before = home.sandbox.read(CONFIG);
    assert!(before.contains("role_arn"), "looking changes nothing");
    assert_eq!(home.sandbox.names("home/.aws/sso/cache").len(), 6);

    let done = examined(&home, &["--repair"]).await;
    let told = done["repaired"].as_array().expect("sentences");
    assert!(told.iter().any(|it| it.as_str().is_some_and(|it| it.contains(NAME))), "{told:?}");
    assert!(!home.sandbox.read(CONFIG).contains("role_arn"));
    assert_eq!(
        home.sandbox.names("home/.aws/sso/cache"),
        ["broken.json", "good.json", "renewable.json", "strange.json"]
    );
    assert!(home.sandbox.names("home/.aws/cli/cache").is_empty());
    assert_eq!(
        (mode(&home, "home/.aws/credentials"), mode(&home, "home/.aws/sso/cache/good.json")),
        (0o600, 0o600)
    );
    assert!(home.sandbox.read("home/.aws/credentials").contains("hunter2"), "closed, not changed");
    let again = examined(&home, &["--repair"]).await;
    assert_eq!(again["repaired"], json!([]), "{again:#}");
    finding(&again, "profiles", "good", "All 3 profiles");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_the_aws_cli_that_can_be_renewed_outlasts_a_repair() {
    let (company, home) = (Company::open().await, Companion::without_desktop());
    let signed_in = client::sign_in(&company, &mut company.person("alice")).await;
    home.sandbox.furnish(&company, &signed_in);
    let before = home.sandbox.token();
    examined(&home, &["--repair"]).await;
    assert_eq!(home.sandbox.token(), before, "its access token has run out, its refresh token has not");
}

#[tokio::test(flavor = "multi_thread")]
async fn at_a_terminal_a_repair_is_asked_about() {
    let home = Companion::without_desktop();
    let cache = "home/.aws/sso/cache";
    let old = json!({ "expiresAt": "2020-01-01T00:00:00Z" }).to_string();
    home.sandbox.write(&format!("{cache}/old.json"), old);
    for (answer, code, left) in [("n", 130, 1), ("y", 0, 0)] {
        let said = home.at_terminal(&["doctor", "--repair"], json!([["[y/N]", answer]])).await;
        assert_eq!((&said["code"], home.sandbox.names(cache).len()), (&json!(code), left), "{said}");
        assert!(
            said["shown"].as_str().is_some_and(|shown| shown.contains("Shall Portico remove a file")),
            "{said}"
        );
    }
    // Without a terminal, whoever says --repair has said so.
    let said = home.run(&["doctor", "--repair"]).await;
    assert!(said.err.contains("nothing that Portico can mend"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h7_a_clock_that_is_wrong_is_told_with_how_far() {
    let (company, home) = (Company::open().await, Companion::without_desktop());
    home.add_company(&company).await;
    for (ahead, level, part) in
        [(3600, "problem", "s fast"), (-3600, "problem", "s slow"), (90, "warning", "s fast")]
    {
        let wrong = portico_model::ManualClock::at(company.now() + jiff::SignedDuration::from_secs(ahead));
        let mut doctor = home.portico(&["doctor", "--json"]);
        doctor.envs(time(&wrong));
        let report: Value = serde_json::from_str(&run(doctor).await.worked()).expect("JSON");
        finding(&report, "clock", level, part);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_away_and_a_session_that_is_none_are_told_apart() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    let report = examined(&home, &[]).await;
    finding(&report, "session", "note", "You are not signed in to securecart");
    finding(&report, "portal", "good", "answers");
    company.switch("eu-west-1", false);
    let report = examined(&home, &[]).await;
    finding(&report, "portal", "problem", "does not answer");
    finding(&report, "clock", "note", "was not compared");
    assert_eq!(report["healthy"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn g1_without_a_keychain_the_doctor_says_so_and_what_to_do() {
    let home = Companion::without_desktop();
    let report = examined(&home, &[]).await;
    let absent = finding(&report, "keychain", "problem", "keychain");
    assert!(absent["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()), "{absent}");
    assert!(report["findings"].as_array().expect("findings").iter().all(|it| it["check"] != "session"));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_cannot_be_understood_are_named_and_stop_nothing() {
    let home = Companion::without_desktop();
    home.sandbox.write(CONFIG, "[profile a]\nnonsense\n");
    home.sandbox.write("portico/settings.toml", "portals = [\n");
    let report = examined(&home, &["a"]).await;
    assert_eq!(report["credentials"], Value::Null);
    finding(&report, "credentials", "problem", "at line 2");
    finding(&report, "settings", "problem", "settings.toml");
    about(&report, "files");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_portico_is_told_with_its_version() {
    let mut home = Companion::without_desktop();
    let other = home.sandbox.executable("bin/portico", "#!/bin/sh\necho portico 0.0.9\n");
    let path = crate::support::process::told("PATH").expect("PATH").display().to_string();
    home.variables.push(("PATH", format!("{}:{path}", home.sandbox.path("bin").display())));
    let report = examined(&home, &[]).await;
    finding(&report, "programs", "warning", "is portico 0.0.9, and this is");
    finding(&report, "programs", "note", "Your shell runs");
    // One that says something else is no less told.
    home.sandbox.executable("bin/portico", "#!/bin/sh\nprintf 'portico \\033[2Jhunter2'\n");
    let report = examined(&home, &[]).await;
    finding(&report, "programs", "warning", "does not say its version");
    assert!(!report.to_string().contains("hunter2"));
    std::fs::remove_file(other).expect("removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_only_a_profile_names_is_told_and_not_run() {
    let (_company, home) = alice().await;
    let marker = home.sandbox.path("marker");
    let script = format!("#!/bin/sh\necho ran > '{}'\necho portico 0.0.9\n", marker.display());
    let program = home.sandbox.executable("elsewhere/portico", &script).display().to_string();
    let own = crate::support::process::portico().display().to_string();
    let ours = home.sandbox.read(CONFIG).replace(&own, &program);
    home.sandbox.write(CONFIG, format!("{ours}\n[profile other]\ncredential_process = {program}\n"));
    finding(&examined(&home, &["other"]).await, "credentials", "good", &program);
    for profile in [&[][..], &[NAME], &["other"]] {
        let report = examined(&home, profile).await;
        finding(&report, "programs", "warning", &program);
        let shown = home.run(&[&["doctor"], profile].concat()).await;
        assert!(shown.out.contains(&program), "{shown:?}");
        assert!(!marker.exists(), "the program was run for {profile:?}");
    }
    run(home.command(&program)).await.worked();
    assert!(marker.exists(), "the program would have left its mark");
}

#[tokio::test(flavor = "multi_thread")]
async fn profiles_for_a_program_that_is_gone_are_written_for_the_one_that_is_there() {
    let (_company, home) = alice().await;
    let config = home.sandbox.read(CONFIG);
    let own = crate::support::process::portico().display().to_string();
    home.sandbox.write(CONFIG, config.replace(&own, "/opt/gone/portico"));
    let report = examined(&home, &[]).await;
    finding(&report, "profiles", "problem", "names a program that is not there");
    examined(&home, &["--repair"]).await;
    let report = examined(&home, &[NAME]).await;
    finding(&report, "profiles", "good", "All 3 profiles");
    assert!(home.sandbox.read(CONFIG).contains(&own));
    let said =
        home.run(&["credentials", "--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR]).await;
    said.worked();
}

//! `portico serve` and `portico exec --server` as people run them.

use serde_json::Value;

use crate::support::companion::{Companion, refusal};
use crate::support::company::Company;
use crate::support::process::{Started, run};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV};

async fn signed_in() -> (Company, Companion) {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    (company, home)
}

/// The words of a program beside an endpoint.
fn beside<'a>(program: &[&'a str]) -> Vec<&'a str> {
    [&["exec", "--server", "--account", DEV, "--role", ADMINISTRATOR, "--"], program].concat()
}

async fn signal(home: &Companion, name: &str, id: u32) {
    let mut kill = home.sandbox.command("kill");
    kill.args(["-s", name, &id.to_string()]);
    run(kill).await.worked();
}

#[tokio::test(flavor = "multi_thread")]
async fn b4_a_program_is_led_to_an_endpoint_of_its_own_and_to_no_other_credentials() {
    let (_company, mut home) = signed_in().await;
    let rivals = [
        ("AWS_PROFILE", "other"),
        ("AWS_ACCESS_KEY_ID", "AKIAOTHER"),
        ("AWS_SECRET_ACCESS_KEY", "other"),
        ("AWS_SESSION_TOKEN", "other"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/other"),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/other"),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/other"),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "other"),
    ];
    home.variables.extend(rivals.map(|(name, value)| (name, value.to_owned())));
    let ask = r#"curl -s -H "Authorization: $(cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")" \
                 "$AWS_CONTAINER_CREDENTIALS_FULL_URI"; echo; env"#;
    let said = home.run(&beside(&["sh", "-c", ask])).await.worked();
    let (document, environment) = said.split_once('\n').expect("an answer");
    let document: Value = serde_json::from_str(document).expect("JSON");
    assert_eq!(document["AccountId"], DEV, "{document}");
    for (name, value) in rivals {
        assert!(!environment.contains(&format!("{name}={value}\n")), "{name} in {environment}");
    }
    assert!(!environment.contains("AWS_PROFILE") && !environment.contains("RELATIVE_URI"), "{environment}");
    assert!(!environment.contains("ASIAEMU"), "no keys but those it asks for");
    assert_eq!(home.sandbox.names("portico/endpoints"), [""; 0], "it ended with the program");
}

#[tokio::test(flavor = "multi_thread")]
async fn b7_exit_codes_and_signals_are_the_programs_own() {
    let (_company, home) = signed_in().await;
    for (script, code) in [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137)] {
        assert_eq!(home.run(&beside(&["sh", "-c", script])).await.code, code, "{script}");
    }
    let missing = home.run(&beside(&["no-such-program"])).await;
    assert!(refusal(&missing, 2).sentence.contains("no-such-program cannot be run"));
    let script = "import os, signal\ndef told(number, _):\n    os.write(1, f'told {number}\\n'.encode())\n    os._exit(9)\n\
                  for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1):\n    \
                  signal.signal(name, told)\nprint('ready', flush=True)\nwhile True:\n    signal.pause()";
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1), ("USR1", 10)] {
        let mut program = Started::start(home.portico(&beside(&["/usr/bin/python3", "-I", "-c", script])));
        program.line_with("ready").await;
        signal(&home, name, program.id()).await;
        program.line_with(&format!("told {number}")).await;
        assert_eq!(program.end().await.code, 9, "{name}");
    }
    assert_eq!(home.sandbox.names("portico/endpoints"), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn b7_serving_ends_in_order_with_a_signal_and_with_the_sign_out() {
    let (_company, home) = signed_in().await;
    for name in ["INT", "TERM", "HUP"] {
        let mut serving = Started::start(home.portico(&["serve", "Dev", "--form", "bash"]));
        let line = serving.line_with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE").await;
        let path = line.split('\'').nth(1).expect("a quoted path").to_owned();
        assert!(std::path::Path::new(&path).exists());
        signal(&home, name, serving.id()).await;
        let ended = serving.end().await;
        assert_eq!(ended.code, 0, "{ended:?}");
        assert!(ended.err.contains("Ctrl-C stops it."), "{ended:?}");
        assert_eq!(home.sandbox.names("portico/endpoints"), [""; 0], "{name}");
    }
    let mut serving = Started::start(home.portico(&["serve", "Dev", "--json"]));
    let variables: Value = serde_json::from_str(&serving.line().await.expect("said")).expect("JSON");
    home.run(&["logout"]).await.worked();
    let mut ask = home.sandbox.command("curl");
    let token = variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"].as_str().expect("a token");
    ask.args(["-s", "-w", "%{http_code}", "-H", &format!("Authorization: {token}")]);
    ask.arg(variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"].as_str().expect("an address"));
    assert_eq!(run(ask).await.out.trim(), "404");
    let ended = serving.end().await;
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.err.contains("It has ended"), "{ended:?}");
    let refused = home.run(&["serve", "Dev"]).await;
    assert!(refusal(&refused, 3).remedy.contains("portico login"));
}

#[tokio::test(flavor = "multi_thread")]
async fn b4_a_file_for_a_container_holds_what_it_needs_and_goes_with_its_endpoint() {
    let (company, home) = signed_in().await;
    let path = home.sandbox.path("home/aws.env");
    let text = path.to_str().expect("a path");
    home.sandbox.write("home/aws.env", "MINE=1\n");
    let refused = home.run(&["serve", "Dev", "--env-file", text]).await;
    assert!(refusal(&refused, 2).sentence.contains("did not write"));
    assert_eq!(home.sandbox.read("home/aws.env"), "MINE=1\n");
    portico_core::disk::remove(&path).expect("removed");

    let serving = Started::start(home.portico(&["serve", "Dev", "--env-file", text]));
    until("the file is there", async || path.exists().then_some(())).await;
    let written = home.sandbox.read("home/aws.env");
    let lines: Vec<&str> = written.lines().collect();
    assert!(
        lines[0].starts_with("# Written by") && lines[1].contains("FULL_URI=http://127.0.0.1:"),
        "{written}"
    );
    assert!(!written.contains("TOKEN_FILE") && written.contains(company.endpoint()), "{written}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(path.metadata().expect("there").permissions().mode() & 0o777, 0o600);
    }
    // What a killed one leaves is known again.
    serving.kill().await;
    assert!(path.exists());
    let serving = Started::start(home.portico(&["serve", "Dev", "--env-file", text]));
    until("the file is another", async || (home.sandbox.read("home/aws.env") != written).then_some(())).await;
    let files = home.sandbox.names("portico/endpoints");
    assert_eq!(files.len(), 2, "what the killed one left is gone: {files:?}");
    signal(&home, "TERM", serving.id()).await;
    assert_eq!(serving.end().await.code, 0);
    assert!(!path.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn b7_a_locked_screen_ends_those_that_are_to_end_with_it() {
    let (_company, home) = signed_in().await;
    let mut staying = Started::start(home.portico(&["serve", "Dev", "--json"]));
    staying.line().await.expect("where it is");
    let say = async |interface: &str, what: &str| {
        let mut emit = home.command("gdbus");
        let signal = format!("{interface}.ActiveChanged");
        emit.args(["emit", "--session", "-o", "/org/gnome/ScreenSaver", "-s", &signal, what]);
        run(emit).await.worked();
    };
    for interface in ["org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver"] {
        let mut ending = Started::start(home.portico(&["serve", "Dev", "--json", "--stop-on-lock"]));
        ending.line().await.expect("where it is");
        say("org.example.Other", "true").await;
        say(interface, "'nonsense'").await;
        say(interface, "false").await;
        assert_eq!(home.sandbox.names("portico/endpoints").len(), 4, "nothing was locked yet");
        say(interface, "true").await;
        let ended = ending.end().await;
        assert!(ended.code == 0 && ended.err.contains("It has ended"), "{ended:?}");
        assert_eq!(home.sandbox.names("portico/endpoints").len(), 2, "the other one stays");
    }
    signal(&home, "TERM", staying.id()).await;
    assert_eq!(staying.end().await.code, 0);
}

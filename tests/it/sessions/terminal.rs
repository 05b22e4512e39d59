//! Signing in at a terminal with a code: asked for, offered over SSH, or forbidden by the organisation.

use portico_center::{Fault, Operation};
use serde_json::Value;
use tokio::process::Command;
use url::Url;

use crate::support::companion::{Companion, PORTAL, refusal};
use crate::support::company::Company;
use crate::support::process::{Ended, Started, portico, run};

const LOGIN: [&str; 3] = ["login", "--portal", PORTAL];
const WITH_CODE: &str = "--use-device-code";
const SSH: (&str, &str) = ("SSH_CONNECTION", "192.0.2.7 50022 192.0.2.1 22");

/// A desktop's keychain, the company as a portal, and nobody signed in. The portal answers no poll until let go.
async fn ready() -> (Company, Companion) {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    company.faults().next(1, Operation::PollDevice, Fault::Hold);
    (company, home)
}

/// The companion with stderr on stdout, so that both can be read while it runs.
fn both(home: &Companion, words: &[&str]) -> Command {
    let mut command = home.command("sh");
    command.args(["-c", "exec \"$0\" \"$@\" 2>&1"]).arg(portico()).args(words);
    command
}

/// The companion on a terminal of its own.
fn on_terminal(home: &Companion, words: &[&str]) -> Command {
    let line = format!("'{}' {}", portico().display(), words.join(" "));
    let mut command = home.command("script");
    command.args(["-qec", &line, "/dev/null"]).env("TERM", "dumb");
    command
}

/// Reads page and code as a person does.
async fn read_code(login: &mut Started) -> (Url, String) {
    let page = login.line_with("On any device, open").await;
    let code = login.line_with("and type the code").await;
    let last = |line: &str| line.split_whitespace().last().expect("a word").to_owned();
    (last(&page).parse().expect("an address"), last(&code))
}

/// The person types the code into their telephone; then the portal answers.
async fn type_code(company: &Company, page: Url, code: &str) {
    assert!(!page.as_str().contains(code), "the page comes without the code: {page}");
    company.person("alice").answer_device(page, code, "allow").await;
    company.faults().release();
}

async fn state(home: &Companion) -> Value {
    home.json(&["status"]).await[0]["state"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_signs_in_where_no_browser_is() {
    let (company, home) = ready().await;
    let mut login = Started::start(both(&home, &[&LOGIN[..], &[WITH_CODE]].concat()));
    let (page, code) = read_code(&mut login).await;
    let warning = login.line_with("Only go on if you started this yourself").await;
    assert!(warning.contains("whoever gets you to type a code"), "{warning}");
    type_code(&company, page, &code).await;
    let said = login.end().await.worked();
    assert!(said.contains("Signed in to securecart"), "{said}");
    assert_eq!(state(&home).await, "signed_in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_as_json_is_one_line_and_its_end_another() {
    let (company, home) = ready().await;
    let mut login = Started::start(home.portico(&[&LOGIN[..], &[WITH_CODE, "--json"]].concat()));
    let shown: Value = serde_json::from_str(&login.line().await.expect("a line")).expect("JSON");
    let text = |name: &str| shown[name].as_str().unwrap_or_else(|| panic!("{shown}"));
    assert!(text("until").ends_with('Z'), "{shown}");
    type_code(&company, text("page").parse().expect("an address"), text("code")).await;
    let ended: Value = serde_json::from_str(&login.line().await.expect("a line")).expect("JSON");
    assert_eq!((&ended["state"], &ended["portal"]), (&"signed_in".into(), &PORTAL.into()), "{ended}");
    login.end().await.worked();
    assert_eq!(state(&home).await, "signed_in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_refused_in_the_browser_is_a_cancelled_sign_in() {
    let (company, home) = ready().await;
    let mut login = Started::start(home.portico(&[&LOGIN[..], &[WITH_CODE, "--json"]].concat()));
    let shown: Value = serde_json::from_str(&login.line().await.expect("a line")).expect("JSON");
    let text = |name: &str| shown[name].as_str().expect("a text");
    let page = text("page").parse().expect("an address");
    company.person("alice").answer_device(page, text("code"), "deny").await;
    company.faults().release();
    let ended = login.end().await;
    assert!(ended.code != 0 && ended.err.contains("sign_in_cancelled"), "{ended:?}");
    assert_eq!(state(&home).await, "signed_out");
}

#[tokio::test(flavor = "multi_thread")]
async fn over_ssh_a_code_is_offered_with_its_reason_and_yes_is_a_sign_in_with_it() {
    let (company, mut home) = ready().await;
    home.variables.push((SSH.0, SSH.1.to_owned()));
    let mut login = Started::start(on_terminal(&home, &LOGIN));
    let why = login.line_with("This is an SSH session").await;
    assert!(why.contains("a browser on your own computer cannot answer to this machine"), "{why}");
    login.say("y").await;
    let (page, code) = read_code(&mut login).await;
    type_code(&company, page, &code).await;
    login.line_with("Signed in to securecart").await;
    login.end().await.worked();
    assert_eq!(company.tally().asked(Operation::Authorize), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn over_ssh_anything_but_yes_prints_the_address() {
    let (company, mut home) = ready().await;
    home.variables.push((SSH.0, SSH.1.to_owned()));
    for answer in ["", "n", "yes please"] {
        let mut login = Started::start(on_terminal(&home, &LOGIN));
        login.line_with("This is an SSH session").await;
        login.say(answer).await;
        let address = login.line_with("http://127.0.0.1").await;
        assert!(address.contains("/authorize?"), "{address}");
        login.kill().await;
    }
    assert_eq!(company.tally().asked(Operation::StartDeviceAuthorization), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn over_ssh_without_a_terminal_there_is_only_the_hint() {
    let (company, mut home) = ready().await;
    home.variables.push((SSH.0, SSH.1.to_owned()));
    let mut login = Started::start(both(&home, &LOGIN));
    login.line_with("This is an SSH session").await;
    let hint = login.line_with("portico login").await;
    assert_eq!(hint, "For that, run: portico login --use-device-code");
    let address = login.line_with("http://127.0.0.1").await.trim().parse().expect("an address");
    let mut alice = company.person("alice");
    alice.answer(address, "allow").await;
    alice.call_back().await;
    login.end().await.worked();
    // Where a display is forwarded there is a browser, and for programs nothing is said.
    home.variables.push(("DISPLAY", ":99".to_owned()));
    let forwarded = both(&home, &[&LOGIN[..], &["--no-browser"]].concat());
    let mut login = Started::start(forwarded);
    let first = login.line().await.expect("a line");
    assert!(!first.contains("SSH"), "{first}");
    login.kill().await;
    home.variables.pop();
    let mut login = Started::start(both(&home, &[&LOGIN[..], &["--json", "--no-browser"]].concat()));
    let first = login.line().await.expect("a line");
    assert!(first.starts_with("{\"url\":"), "{first}");
    login.kill().await;
    assert_eq!(company.tally().asked(Operation::StartDeviceAuthorization), 0);
}

/// The companion on a machine whose administrator forbids codes: with an `/etc` of its own.
async fn forbidden(home: &Companion, words: &[&str]) -> Ended {
    let mount = "mount -t tmpfs none /etc && mkdir /etc/portico && \
                 echo 'device_code = false' > /etc/portico/organisation.toml && exec \"$0\" \"$@\"";
    let mut command = home.command("unshare");
    command.args(["--user", "--mount", "--map-current-user", "--keep-caps", "sh", "-c", mount]);
    command.arg(portico()).args(words);
    run(command).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_that_forbids_codes_is_obeyed_at_a_terminal() {
    let (company, mut home) = ready().await;
    let said = refusal(&forbidden(&home, &[&LOGIN[..], &[WITH_CODE]].concat()).await, 2);
    assert_eq!(said.sentence, "Your organisation does not allow signing in to securecart with a code.");
    assert_eq!(said.remedy, "Sign in through the browser of this machine: portico login");
    assert_eq!(company.tally().iter().count(), 0, "nothing was asked of the portal");
    // Over SSH it is not offered either. The portal is away, so that the command ends.
    home.variables.push((SSH.0, SSH.1.to_owned()));
    company.switch("eu-west-1", false);
    let ended = forbidden(&home, &LOGIN).await;
    assert!(ended.err.contains("has to be opened in a browser on this very machine"), "{ended:?}");
    assert!(!ended.err.contains("code"), "{ended:?}");
}

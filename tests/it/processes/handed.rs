//! Credentials over the line: from the app's hand, and without the app whenever it does not give them at once.
//!
//! The app's keychain is its own here, so that credentials can only come from the app where nothing else is said.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use portico_core::disk::{Environment, Home};
use portico_core::line::{self, Line};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::AbortHandle;

use super::*;
use crate::support::engine::Running;
use crate::support::process::{Started, as_another};

/// An exit code of the companion.
const NOT_ASSIGNED: i32 = 4;

/// A companion beside an app that is signed in and holds the line.
struct Office {
    company: Company,
    home: Companion,
    _app: Running,
    _line: Line,
}

impl Office {
    async fn open() -> Self {
        let (company, mut home) = (Company::open().await, Companion::at_desktop().await);
        home.clock = Some(company.clock().clone());
        home.add_company(&company).await;
        let folder = home.sandbox.path("portico");
        let mut app = Running::start(company.clock(), &folder, &Arc::default()).await;
        app.sign_in(&company, "alice", "allow").await.expect("signed in");
        let environment = Environment::default().with("XDG_RUNTIME_DIR", home.sandbox.path("run"));
        let line = line::open(&app.engine.parts().home, &environment, app.engine.clone()).await;
        Self { company, home, _app: app, _line: line.expect("the line is free") }
    }

    fn helper(&self) -> Command {
        let (account, role) = ROLES[0];
        self.home.portico(&["credentials", "--portal", PORTAL, "--account", account, "--role", role])
    }
}

/// The socket of a home, which has a folder by now.
fn socket(home: &Companion) -> PathBuf {
    let tag = Home::at(&home.sandbox.path("portico")).expect("a home").tag().map(str::to_owned);
    let folder = home.sandbox.path("run/portico");
    portico_core::disk::create_private_dir(&folder).expect("a folder");
    folder.join(format!("line-{}.sock", tag.expect("a home of its own")))
}

#[tokio::test(flavor = "multi_thread")]
async fn k4_what_the_app_has_in_hand_is_answered_before_anything_is_read_or_set_up() {
    let office = Office::open().await;
    let first = run(office.helper()).await.worked();
    let log = office.home.sandbox.path("tmp/calls");
    let again = run(strace::logged(&log, &office.helper())).await.worked();
    assert_eq!(first, again, "from its hand");
    assert_eq!((first.lines().count(), first.contains(": ")), (1, false), "minified: {first}");
    assert!(first.contains("ASIAEMU"), "{first}");
    assert_eq!(office.company.tally().served(Operation::GetRoleCredentials), 1);
    let calls = office.home.sandbox.read("tmp/calls");
    let bus = office.home.desktop.as_ref().expect("a desktop").address.clone();
    let bus = bus.split(['=', ',']).nth(1).expect("a path").to_owned();
    for other in ["settings.toml", ".stamp", "/certs", "AF_INET", &bus] {
        assert!(!calls.contains(other), "{other} was looked at");
    }
}

/// The portal is asked once, and its word is told as the helper itself would tell it.
#[tokio::test(flavor = "multi_thread")]
async fn f10_what_the_portal_says_to_the_app_is_told_and_not_asked_again() {
    let office = Office::open().await;
    let words =
        ["credentials", "--portal", PORTAL, "--account", PRODUCTION, "--role", "DatabaseAdministrator"];
    let refused = office.home.run(&words).await;
    assert_eq!((refused.code, refused.out.as_str()), (NOT_ASSIGNED, ""), "{refused:?}");
    assert!(refused.err.contains("has not assigned you") && refused.err.lines().count() == 1, "{refused:?}");
    assert_eq!(office.company.tally().asked(Operation::GetRoleCredentials), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn f2_a_hundred_helpers_at_one_app_mint_once() {
    let office = Office::open().await;
    let helpers: Vec<_> = (0..100).map(|_| tokio::spawn(run(office.helper()))).collect();
    let mut answers = std::collections::BTreeSet::new();
    for helper in helpers {
        let ended = helper.await.expect("no panic");
        // The app may be too busy to say within a tenth of a second that it heard; there is no keychain to fall back to.
        if ended.code == 0 {
            answers.insert(ended.out);
        }
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(office.company.tally().served(Operation::GetRoleCredentials), 1);
}

/// Whoever speaks nonsense, says nothing or hangs up is in nobody's way.
#[tokio::test(flavor = "multi_thread")]
async fn f11_callers_that_are_slow_or_hostile_do_not_keep_others_from_their_credentials() {
    let office = Office::open().await;
    let path = socket(&office.home);
    let long = "x".repeat(100_000);
    let wish =
        |portal: &str| format!(r#"{{"credentials":{{"portal":"{portal}","account":"1","role":"x"}}}}"#);
    let (hostile, gone) = (wish("../../x"), wish("\\u0000"));
    let mut held = Vec::new();
    for said in ["", "{", "\n", "null\n", "[[[[[[", &long, &hostile, &gone, "{\"credentials\":{}}\n"] {
        for ends in [true, false] {
            let mut caller = UnixStream::connect(&path).await.expect("heard");
            // One that says too much may be hung up on before its end.
            drop(caller.write_all(said.as_bytes()).await);
            if ends { drop(caller) } else { held.push(caller) }
        }
    }
    assert!(run(office.helper()).await.worked().contains("ASIAEMU"));
    for mut caller in held {
        let mut heard = String::new();
        drop(caller.read_to_string(&mut heard).await);
        assert!(!heard.contains("ASIAEMU"), "{heard}");
    }
}

/// The socket stands open to everybody, as only a fault of the system could make it; the app asks who calls all the same.
#[tokio::test(flavor = "multi_thread")]
async fn f11_a_program_of_another_user_gets_no_credentials() {
    let office = Office::open().await;
    run(office.helper()).await.worked();
    let path = socket(&office.home);
    lay_open(&path);
    let (account, role) = ROLES[0];
    let wish = json!({"credentials": {"portal": PORTAL, "account": account, "role": role}}).to_string();
    let say = "import socket, sys\ns = socket.socket(socket.AF_UNIX)\ns.connect(sys.argv[1])\n\
               s.sendall((sys.argv[2] + '\\n').encode())\nprint('heard', s.makefile().read())";
    let mut caller = office.home.sandbox.command("/usr/bin/python3");
    caller.args(["-I", "-c", say]).arg(&path).arg(&wish);
    let own = run(caller).await.worked();
    assert!(own.contains("ASIAEMU"), "the same words of one's own program: {own}");
    let mut caller = office.home.sandbox.command("/usr/bin/python3");
    caller.args(["-I", "-c", say]).arg(&path).arg(&wish);
    let other = run(as_another(&caller)).await;
    assert!(!other.out.contains("ASIAEMU") && !other.out.contains("ok"), "{other:?}");
    assert!(other.out.contains("heard") || other.err.contains("Broken pipe") || other.err.contains("reset"));
}

/// Everybody may enter the folders of a socket, and speak to it.
fn lay_open(path: &Path) {
    for (path, mode) in path
        .ancestors()
        .take_while(|path| path.starts_with(std::env::temp_dir()))
        .zip([0o666, 0o777, 0o777, 0o777, 0o777])
    {
        // The folder of temporary files is everybody's already.
        drop(std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)));
    }
}

/// Somebody who listens where the app would, and answers every caller so.
fn pretend(path: &Path, answer: &'static [&'static str]) -> AbortHandle {
    portico_core::disk::remove(path).expect("removed");
    let listener = UnixListener::bind(path).expect("binds");
    let pretending = tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((mut caller, _)) = listener.accept().await {
            // A hang-up with something unread would take back what was said.
            drop(caller.read(&mut [0; 1024]).await);
            for part in answer {
                drop(caller.write_all(part.as_bytes()).await);
            }
            if answer.is_empty() {
                kept.push(caller);
            }
        }
    });
    pretending.abort_handle()
}

const STRANGE: &str = r#"{"Version":1,"AccessKeyId":"AKIASTRANGE","SecretAccessKey":"s","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z","AccountId":"999999999999"}"#;

/// Whatever the app says or does not say, and be it killed in the middle: the keychain and the portal are there.
#[tokio::test(flavor = "multi_thread")]
async fn f11_an_app_that_says_nothing_or_nonsense_is_done_without() {
    let house = Household::with(Config::default()).await;
    let path = socket(&house.home);
    const ENDLESS: &str =
        "ok\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    let answers: [&'static [&'static str]; 9] = [
        &[],
        &["ok"],
        &["no\n"],
        &["ok\n"],
        &["ok\n", "{\"Version\":1,\"AccessKeyId\":\"ASI"],
        &["ok\n", "null\n"],
        &["ok\n", "{\"code\":\"sign_in_required\",\"message\":\"STRANGE\",\"remedy\":\"x\"}\n"],
        &["ok\n", STRANGE, "\n"],
        &[ENDLESS; 2000],
    ];
    for answer in answers {
        let pretending = pretend(&path, answer);
        let helped = run(house.helper(0)).await;
        assert!(!helped.out.contains("STRANGE"), "{helped:?}");
        house.assert_good(helped).await;
        pretending.abort();
    }
    // What a killed app leaves: a socket that nobody answers at.
    portico_core::disk::remove(&path).expect("removed");
    drop(std::os::unix::net::UnixListener::bind(&path).expect("binds"));
    house.assert_good(run(house.helper(0)).await).await;
    assert_eq!(house.company.tally().served(Operation::GetRoleCredentials), 1, "from the keychain");
}

/// Somebody else's program listens where the app would, and says what the app would say.
#[tokio::test(flavor = "multi_thread")]
async fn f11_an_answer_of_another_users_program_is_not_believed() {
    let house = Household::with(Config::default()).await;
    let path = socket(&house.home);
    lay_open(&path);
    let answer = STRANGE.replace("999999999999", ROLES[0].0);
    let say = "import os, socket, sys\ns = socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\ns.listen()\n\
               os.chmod(sys.argv[1], 0o666)\nprint('listens', flush=True)\nwhile True:\n    c = s.accept()[0]\n    c.recv(1024)\n    \
               c.sendall(('ok\\n' + sys.argv[2] + '\\n').encode())\n    c.close()";
    for is_other in [false, true] {
        portico_core::disk::remove(&path).expect("removed");
        let mut program = house.home.sandbox.command("/usr/bin/python3");
        program.args(["-I", "-c", say]).arg(&path).arg(&answer);
        let mut program = Started::start(if is_other { as_another(&program) } else { program });
        program.line_with("listens").await;
        let helped = run(house.helper(0)).await;
        assert_eq!(helped.out.contains("STRANGE"), !is_other, "{helped:?}");
        program.kill().await;
    }
}

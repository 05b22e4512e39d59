//! The line between the programs of one home: who holds it, and what is told over it.

use portico_core::Code;
use portico_core::disk::Environment;
use portico_core::engine::{Cause, Command};
use portico_core::line;
use portico_core::view::{Ask, SessionView};
use portico_model::Clock as _;

use super::*;
use crate::support::engine::{Running, portal, signed_in};

/// Two apps on the home of a companion, each with a keychain of its own; nobody is signed in.
async fn two_apps() -> (Company, Companion, [Running; 2]) {
    let (company, mut home) = (Company::open().await, Companion::at_desktop().await);
    home.clock = Some(company.clock().clone());
    home.add_company(&company).await;
    let folder = home.sandbox.path("portico");
    let first = Running::start(company.clock(), &folder, &Arc::default()).await;
    let second = Running::start(company.clock(), &folder, &Arc::default()).await;
    for app in [&first, &second] {
        app.engine.run(Command::SetQuiet(None)).await.expect("no quiet hours");
    }
    (company, home, [first, second])
}

fn environment(home: &Companion) -> Environment {
    Environment::default().with("XDG_RUNTIME_DIR", home.sandbox.path("run"))
}

async fn ask_in_vain(home: &Companion) {
    let (account, role) = ROLES[0];
    let words = ["credentials", "--portal", PORTAL, "--account", account, "--role", role];
    let refused = home.run(&words).await;
    assert_eq!(refused.code, SIGN_IN_NEEDED, "{refused:?}");
    assert_eq!((refused.out.as_str(), refused.err.lines().count()), ("", 1), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_one_app_holds_the_line_and_is_told_once_and_the_other_goes_on() {
    let (company, home, [first, second]) = two_apps().await;
    let place = first.engine.parts().home.clone();
    let held = line::open(&place, &environment(&home), first.engine.clone()).await.expect("the line is free");
    let error = line::open(&place, &environment(&home), second.engine.clone()).await.expect_err("it is held");
    assert_eq!(error.code(), Code::FileBusy);
    assert!(error.message().contains("another Portico answers"), "{error}");
    assert!(second.engine.listing(&Ask::default()).is_ok(), "it works without");

    for _ in 0..3 {
        ask_in_vain(&home).await;
    }
    let told = |app: &Running| app.desktop.notices().len();
    assert_eq!((told(&first), told(&second)), (1, 0));
    assert_eq!(first.desktop.notices()[0].title, "securecart: a program waits for you to sign in");

    drop(held);
    let look = async || line::open(&place, &environment(&home), second.engine.clone()).await.ok();
    let _line = until("the line is free again", look).await;
    ask_in_vain(&home).await;
    assert_eq!((told(&first), told(&second)), (1, 1));
    for app in [&first, &second] {
        assert!(app.desktop.opened().is_empty(), "only a person opens a browser");
    }

    home.sign_in(&mut company.person("alice")).await;
    let (account, role) = ROLES[0];
    let words = ["credentials", "--portal", PORTAL, "--account", account, "--role", role];
    assert!(home.run(&words).await.worked().contains("ASIAEMU"));
    assert_eq!((told(&first), told(&second)), (1, 1));
}

/// The app has not noticed yet that the session is over; the program that found out tells it.
#[tokio::test(flavor = "multi_thread")]
async fn f11_what_a_helper_finds_out_the_app_tells_at_once() {
    let brief = Config { access_ttl: 600, session_ttl: 1200, ..Config::default() };
    let (company, folder, keychain, mut app) = signed_in(brief).await;
    app.engine.run(Command::SetQuiet(None)).await.expect("no quiet hours");
    let helper = Running::start(company.clock(), folder.path(), &keychain).await;
    company.wait(1201);
    let sessions = helper.engine.parts().sessions.in_background();
    let key = helper.engine.find(None, "Dev", None).expect("alice has Dev");
    let place = helper.engine.parts().home.clone();
    let settings = portico_core::settings::Settings::load(&place).expect("settings");
    let error = sessions.credentials(settings.portal(&portal()).expect("a portal"), &key).await;
    assert_eq!(error.expect_err("the session is over").code(), Code::SignInRequired);
    assert!(matches!(app.session(), SessionView::SignedIn { .. }), "it looks every quarter of a minute");
    app.engine.run(Command::SignInWanted(portal())).await.expect("told");
    let ended = app.until(|cause| matches!(cause, Cause::SessionEnded(_) | Cause::SignInWanted(_)));
    tokio::time::timeout(SOON, ended).await.expect("at once");
    app.engine.run(Command::SignInWanted(portal())).await.expect("told again");
    assert_eq!(app.desktop.notices().len(), 1, "and once");
}

/// What is less than the pause between two looks of the app.
const SOON: std::time::Duration = std::time::Duration::from_secs(8);

#[tokio::test(flavor = "multi_thread")]
async fn f10_eight_hours_of_waiting_programs_are_told_once_an_hour_and_open_no_browser() {
    let (company, _folder, _keychain, app) = signed_in(Config::default()).await;
    app.engine.run(Command::SetQuiet(None)).await.expect("no quiet hours");
    app.engine.run(Command::SignOut(portal())).await.expect("signed out");
    let opened = app.desktop.opened().len();
    let begun = company.now();
    let mut told_at = Vec::new();
    for second in 0..8 * 3600 {
        app.engine.run(Command::SignInWanted(portal())).await.expect("heard");
        let told = app.desktop.notices().len();
        if told > told_at.len() {
            told_at.push(second);
        }
        company.wait(1);
    }
    assert_eq!(company.clock().now().duration_since(begun).as_hours(), 8);
    assert_eq!(told_at, (0..8).map(|hour| hour * 3600).collect::<Vec<_>>());
    assert_eq!(app.desktop.opened().len(), opened, "only a person opens a browser");
}

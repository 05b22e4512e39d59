//! The tray, read and clicked over D-Bus as a panel does it.

use serde_json::json;

use super::*;
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV};

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_tells_the_session_opens_favourites_and_signs_out() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    let all = texts(&stage.menu_with("Quit Portico").await);
    assert_eq!(all.first().map(String::as_str), Some("securecart: signed in"), "{all:?}");
    for wanted in ["Quick picker…", "Search accounts…", "Sign out of securecart"] {
        assert!(all.iter().any(|text| text == wanted), "{wanted} in {all:?}");
    }
    assert!(!all.iter().any(|text| text == "Favourites"), "{all:?}");

    app.window.click(&button("Favourite: Dev")).await;
    let all = texts(&stage.menu_with("Favourites").await);
    let at = all.iter().position(|text| text == "Favourites").expect("waited for");
    assert_eq!(all[at + 1], "Dev – AdministratorAccess (admin)", "{all:?}");
    stage.click("Dev – AdministratorAccess (admin)").await;
    app.window.confirm(ADMINISTRATOR).await;
    let console = stage.opened().await;
    let fragment = console.fragment().unwrap_or_default();
    let right =
        fragment.contains(&format!("account_id={DEV}")) && fragment.contains("role_name=AdministratorAccess");
    assert!(right, "{console}");

    stage.click("Sign out of securecart").await;
    let all = texts(&stage.menu_with("Sign in to securecart").await);
    assert_eq!(all[0], "securecart: signed out", "{all:?}");
    assert!(!all.iter().any(|text| text.starts_with("Sign out")), "{all:?}");
    app.window.find(&button("Sign in to securecart")).await;
    app.window.says("Signed out").await;
    let kept = stage.desktop.secrets().await.concat();
    assert!(!kept.contains("\"access\""), "the keychain keeps a session");
    stage.picture(&app.window, "7-signed-out").await;

    stage.click("Sign in to securecart").await;
    assert_eq!(stage.opened().await.path(), "/authorize");
    app.window.says("Continue in your browser").await;
    app.window.close().await;
}

fn texts(entries: &[(i64, String)]) -> Vec<String> {
    entries.iter().map(|(_, text)| text.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_notifications_and_diagnostics_speak_the_language_of_the_window() {
    let mut stage = Stage::set().await;
    // No locale of that name is there: the language counts.
    stage.prelude = "export LANG=de_AT.UTF-8";
    let settings = stage.sandbox.read("portico/settings.toml");
    let portal = "[[portal]]\nname = \"acme\"\nstart_url = \"https://acme.awsapps.com/start\"\nregion = \"eu-west-1\"\n";
    stage.sandbox.write("portico/settings.toml", format!("{portal}{settings}"));
    let app = stage.app_with(&["--update"]).await;
    app.window.find(&button("Bei acme anmelden")).await;
    let all = texts(&stage.menu_with("Portico beenden").await);
    let wanted = [
        "acme: abgemeldet",
        "",
        "Schnellauswahl…",
        "Kopiertes öffnen…",
        "Konten suchen…",
        "Bei acme anmelden",
    ];
    assert_eq!(all[..wanted.len()], wanted);
    let told = until("a notification", async || stage.notices().await.first().cloned()).await;
    assert_eq!(
        (&told["title"], &told["actions"][1]),
        (&json!("Updates sind ausgeschaltet"), &json!("Portico zeigen"))
    );

    app.window.click(&button("Einstellungen")).await;
    app.window.choose(&field("Sprache"), "Français").await;
    stage.menu_with("Quitter Portico").await;
    app.window.click(&button("Examiner cet ordinateur")).await;
    app.window.says("Portico n’a écrit aucun profil.").await;
    app.window.choose(&field("Langue"), "Comme le système (Deutsch)").await;
    stage.menu_with("Portico beenden").await;
    app.window.click(&button("Diesen Computer prüfen")).await;
    app.window.says("Portico hat kein Profil geschrieben.").await;
    app.window.says("Sie sind nicht bei acme angemeldet.").await;
    app.window.click("//summary[normalize-space(.)='Was im Bericht steht']").await;
    app.window.says("Portale          nicht gefragt").await;
    stage.picture(&app.window, "9-german-diagnostics").await;
    app.window.close().await;
}

//! A platform engineer's day: one file that she hands out, and everybody's Portico knows the portal, calls the accounts as she does
//! and keeps her guardrails; `portico center` is where she tries it.

use serde_json::Value;

use super::session::companion;
use super::*;
use crate::support::process::{Started, run};
use crate::support::{DEV, PRODUCTION};

/// A machine whose administrator put her file where it belongs: the app sees an `/etc` of its own.
const ORGANISED: &str = r#"
if [ -z "$ORGANISED" ]; then ORGANISED=1 exec unshare --user --mount --map-current-user --keep-caps "$0" "$@"; fi
old="$PORTICO_HOME/../etc" && mkdir -p "$old" && mount --rbind /etc "$old" && mount -t tmpfs none /etc &&
ln -s "$old"/* /etc/ && rm -f /etc/portico && mkdir /etc/portico && cp "$PORTICO_HOME/../organisation.toml" /etc/portico/ || exit 1
"#;

/// What she hands out; the portal's address is that of her center.
fn file(center: &Value) -> String {
    let text = |key: &str| center[key].as_str().expect("text").to_owned();
    format!(
        "[[portal]]\nname = \"{PORTAL}\"\nstart_url = \"{}\"\nregion = \"{}\"\nendpoint = \"{}\"\n\
         [accounts.\"{PRODUCTION}\"]\nnickname = \"Live shop\"\ncolour = \"purple\"\ntags = [\"team=shop\", \"production\"]\n\
         [accounts.\"{DEV}\"]\ntags = [\"team=shop\"]\n\
         [guardrails]\nadmin = \"type\"\nreason = \"required\"\nminutes = 30\n",
        text("start_url"),
        text("region"),
        text("url").trim_end_matches('/'),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_engineers_day() {
    let mut stage = Stage::set().await;
    stage.prelude = ORGANISED;
    let mut center = Started::start(companion(&stage, &["center", "--demo", "--json"]));
    let told: Value = serde_json::from_str(&center.line().await.expect("where it is")).expect("JSON");
    stage.sandbox.write("organisation.toml", file(&told));

    // The portal is there: nobody types an address.
    let app = stage.app().await;
    let window = &app.window;
    window.click(&button(&format!("Sign in to {PORTAL}"))).await;
    let link = stage.opened().await;
    run(companion(&stage, &["center", "visit", link.as_str(), "--as", "alice"])).await.worked();

    // Her names, tags and colours.
    window.find(&row("Live shop")).await;
    window.choose("//select[@aria-label='How accounts stand together']", "by team").await;
    window.find("//*[@role='rowheader'][normalize-space(.)='shop']").await;
    stage.picture(window, "90-labels").await;

    // Her guardrails, locked and explained; only something stricter can be chosen.
    window.click("//button[starts-with(normalize-space(.), 'Settings')]").await;
    window.find("//li[contains(., 'securecart')][contains(., 'Set by your organisation')]").await;
    assert!(window.glance(&button(&format!("Remove {PORTAL}"))).await.is_none());
    stage.picture(window, "91-portal").await;
    window.says("At most 30 minutes").await;
    window.says("At least: type the name").await;
    let rails = window.find("//h2[normalize-space(.)='Guardrails']").await.reference();
    window.run("arguments[0].scrollIntoView()", serde_json::json!([rails])).await;
    stage.picture(window, "92-guardrails").await;

    // What they mean at work.
    window.click("//button[starts-with(normalize-space(.), 'Access')]").await;
    window.click(&row("Dev")).await;
    window.click("//button[starts-with(normalize-space(.), 'Open console')]").await;
    window.says("Use AdministratorAccess?").await;
    stage.picture(window, "93-asked").await;
    window.fill("//dialog//input[not(@spellcheck='false')]", "CHG-7: the new queue").await;
    window.confirm("AdministratorAccess").await;
    let console = stage.opened().await;
    assert!(console.fragment().unwrap_or_default().contains(&format!("account_id={DEV}")), "{console}");
    app.window.close().await;
}

//! What a person meets: sign-in, lock-out, one-time codes, the portal's pages, and the headers around them.

use reqwest::StatusCode;

use crate::world::{Browser, World, card, totp};

const PRODUCTION: &str = "861305924478";
const DEV: &str = "384925016173";

#[tokio::test]
async fn unknown_names_and_wrong_passwords_look_alike() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    browser.go("start").await;
    browser.submit(&[("username", "nobody"), ("password", "wrong")]).await;
    let unknown = browser.alert().expect("an alert").to_owned();
    browser.submit(&[("username", "alice"), ("password", "wrong")]).await;
    assert_eq!((browser.status, browser.alert()), (StatusCode::OK, Some(unknown.as_str())));
}

#[tokio::test]
async fn five_wrong_tries_lock_for_a_minute() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    browser.go("start").await;
    for _ in 0..5 {
        browser.submit(&[("username", "alice"), ("password", "wrong")]).await;
    }
    browser.submit(&[("username", "alice"), ("password", &card("alice").password)]).await;
    assert!(browser.alert().expect("an alert").starts_with("Too many wrong tries"), "{}", browser.page);
    world.wait(60);
    browser.sign_in("alice").await;
    assert!(browser.page.contains("Access portal"), "{}", browser.page);
}

#[tokio::test]
async fn names_that_do_not_exist_and_wrong_codes_lock_too() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    browser.go("start").await;
    for _ in 0..6 {
        browser.submit(&[("username", "nobody"), ("password", "wrong")]).await;
    }
    assert!(browser.alert().expect("an alert").starts_with("Too many wrong tries"));
    browser.submit(&[("username", "ada"), ("password", &card("ada").password)]).await;
    for _ in 0..5 {
        browser.submit(&[("totp", "000000")]).await;
        assert!(browser.alert().expect("an alert").starts_with("That code"));
    }
    browser.submit(&[("totp", &totp(&card("ada"), &world.clock))]).await;
    assert!(browser.alert().expect("an alert").starts_with("Too many wrong tries"));
}

#[tokio::test]
async fn a_browser_session_ends_and_sign_in_starts_over() {
    let world = World::new().await;
    let registration = world.register().await;
    let mut browser = Browser::new(&world);
    browser.go("start").await;
    browser.sign_in("alice").await;
    world.wait(8 * 3600 - 60);
    browser.open(world.authorize_url(&registration)).await;
    browser.submit(&[("decision", "allow")]).await;
    let redemption = World::redemption(&registration, &browser.answer("code"));
    let tokens: serde_json::Value = world.post("token", &redemption).await.json().await.expect("JSON");
    assert_eq!(tokens["expiresIn"], 60, "the session is counted from the sign-in, not from the consent");
    world.wait(60);
    browser.open(world.authorize_url(&registration)).await;
    assert!(browser.page.contains("name=\"username\""), "{}", browser.page);
}

#[tokio::test]
async fn a_code_works_once_and_one_step_late() {
    let world = World::new().await;
    let alice = card("alice");
    let code = totp(&alice, &world.clock);
    let mut browser = Browser::new(&world);
    browser.go("start").await;
    browser.sign_in("alice").await;
    let mut second = Browser::new(&world);
    second.go("start").await;
    second.submit(&[("username", "alice"), ("password", &alice.password)]).await;
    second.submit(&[("totp", &code)]).await;
    assert!(second.alert().expect("an alert").starts_with("That code"), "{}", second.page);
    world.wait(30);
    let next = totp(&alice, &world.clock);
    world.wait(30);
    second.submit(&[("totp", &next)]).await;
    assert!(second.page.contains("Access portal"), "one step late is forgiven: {}", second.page);
}

#[tokio::test]
async fn a_sign_in_belongs_to_one_browser_and_its_forms() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    browser.go("start").await;
    let action =
        browser.page.split_once("action=\"").expect("a form").1.split_once('"').expect("an end").0.to_owned();
    let mut thief = Browser::new(&world);
    thief.go(&action).await;
    assert_eq!(thief.status, StatusCode::BAD_REQUEST);
    browser.page = browser.page.replace("name=\"csrf\" value=\"emu_", "name=\"csrf\" value=\"emu_x");
    browser.submit(&[("username", "alice"), ("password", &card("alice").password)]).await;
    assert_eq!(browser.status, StatusCode::BAD_REQUEST, "a forged form is refused");
}

#[tokio::test]
async fn the_portal_lists_what_is_assigned_and_opens_it() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    browser.go("start/").await;
    browser.sign_in("alice").await;
    assert!(browser.page.contains("Production") && !browser.page.contains("Log Archive"), "{}", browser.page);
    let path = format!("start/console?account_id={DEV}&role_name=AdministratorAccess");
    browser.go(&path).await;
    assert!(browser.at.path() == "/console" && browser.page.contains("Dev (3849-2501-6173)"));
    browser.go(&format!("start/console?account_id={PRODUCTION}&role_name=AdministratorAccess")).await;
    assert_eq!(browser.status, StatusCode::FORBIDDEN);
    browser.go("start?q=staging").await;
    assert!(browser.page.contains("Staging") && !browser.page.contains("Production"));
    browser.go("sign-out").await;
    let form = browser.page.clone();
    browser.page = form.replace("name=\"csrf\" value=\"", "name=\"csrf\" value=\"x");
    browser.submit(&[]).await;
    assert_eq!(browser.status, StatusCode::BAD_REQUEST, "a forged sign-out is refused");
    browser.go("sign-out").await;
    browser.submit(&[]).await;
    assert!(browser.page.contains("Signed out"), "{}", browser.page);
    browser.go("console").await;
    assert!(browser.page.contains("No console session"));
    browser.go("start").await;
    assert!(browser.page.contains("name=\"username\""));
}

#[tokio::test]
async fn a_shortcut_link_signs_in_first_and_never_leads_away() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    let s3 = "https%3A%2F%2Feu-north-1.console.aws.amazon.com%2Fs3%2Fbuckets";
    browser
        .go(&format!("start/console?account_id={DEV}&role_name=AdministratorAccess&destination={s3}"))
        .await;
    browser.sign_in("alice").await;
    assert!(browser.page.contains("eu-north-1") && browser.page.contains("s3"), "{}", browser.page);
    let evil = format!(
        "start/console?account_id={DEV}&role_name=AdministratorAccess&destination=https%3A%2F%2Fevil.test"
    );
    browser.go(&evil).await;
    assert_eq!(browser.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn pages_say_what_they_are_and_send_strict_headers() {
    let world = World::new().await;
    let response = world.http.get(world.url("start")).send().await.expect("answers");
    let header = |name: &str| response.headers()[name].to_str().expect("text").to_owned();
    assert!(
        header("content-security-policy")
            .starts_with("default-src 'none'; style-src 'self'; script-src 'self';")
    );
    assert!(header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(
        (header("referrer-policy"), header("cache-control")),
        ("no-referrer".into(), "no-store".into())
    );
    let cookie = header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let page = response.text().await.expect("a page");
    assert!(page.contains("Local Identity Center — not AWS") && page.contains("lang=\"en\""));
    for asset in ["assets/style.css", "assets/portal.js"] {
        assert_eq!(world.http.get(world.url(asset)).send().await.expect("answers").status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn only_this_host_is_answered() {
    let world = World::new().await;
    let port = world.running.url().port().expect("a port");
    let ask = |host: String| world.http.get(world.url("start")).header("host", host).send();
    for host in [format!("evil.test:{port}"), "127.0.0.1".to_owned(), format!("127.0.0.1:{port}.evil.test")] {
        assert_eq!(ask(host).await.expect("answers").status(), StatusCode::MISDIRECTED_REQUEST);
    }
    assert_eq!(ask(format!("localhost:{port}")).await.expect("answers").status(), StatusCode::OK);
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let world = World::new().await;
    let request = world.http.post(world.url("client/register")).header("content-type", "application/json");
    let response = request.body("x".repeat(1024 * 1024 + 1)).send().await.expect("answers");
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

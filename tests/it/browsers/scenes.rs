//! What is played in each browser.

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use portico_center::Config;
use portico_model::{Entropy, SystemEntropy};

use super::browser::{Browser, Kind};
use crate::secrets::sampler::Sampler;
use crate::secrets::search::Secrets;
use crate::support::companion::Companion;
use crate::support::company::Company;
use crate::support::stage::{BROWSER, Group};
use crate::support::webdriver::{Window, until};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// The other accounts of SecureCart, in all of which Otto is an administrator.
const OTHERS: [&str; 4] = ["104839275516", "217604938851", "293817460025", "529140837764"];

pub(super) async fn a_shortcut_link_lands_as_the_right_role(kind: Kind) {
    let mut scene = Scene::signed_in("alice").await;
    let browser = scene.browser(kind, "one");
    let place = ["--destination", "ec2", "--region", "eu-north-1"];
    let seen = scene.open(&browser, &[&console(DEV, ADMINISTRATOR)[..], &place].concat()).await;
    scene.sign_in(&seen.window).await;
    seen.is("Dev (3849-2501-6173)", ADMINISTRATOR, "alice").await;
    assert_eq!(
        (seen.field("service").await, seen.field("region").await),
        ("ec2".into(), "eu-north-1".into())
    );
    seen.window.click("//button[normalize-space(.)='Sign out']").await;
    seen.window.says(&format!("You are signed out of {ADMINISTRATOR} in Dev.")).await;
    seen.window.go(scene.company.url("console").as_str()).await;
    seen.window.says("No console session").await;
}

/// A14 and A6: every command line of the machine is read while the console opens.
pub(super) async fn a_federated_link_lands_and_stands_in_no_process_list(kind: Kind) {
    let mut scene = Scene::signed_in("alice").await;
    let browser = scene.browser(kind, "one");
    let sampler = Sampler::start();
    let seen = scene.open(&browser, &[&console(PRODUCTION, READ_ONLY)[..], &["--federate"]].concat()).await;
    seen.is("Production (8613-0592-4478)", READ_ONLY, "alice").await;
    let looked = sampler.stop();
    let handed = scene.handed_out();
    assert!(handed.len() >= 16, "tokens, codes and the sign-in token are known: {handed:?}");
    looked.assert_bare(&handed, &browser.profile());
}

pub(super) async fn two_profiles_do_not_disturb_each_other(kind: Kind) {
    let mut scene = Scene::signed_in("alice").await;
    let (one, two) = (scene.browser(kind, "one"), scene.browser(kind, "two"));
    let first = scene.open(&one, &[&console(DEV, ADMINISTRATOR)[..], &["--federate"]].concat()).await;
    let second = scene.open(&two, &[&console(PRODUCTION, READ_ONLY)[..], &["--federate"]].concat()).await;
    scene.are_apart(&first, &second).await;
}

/// Each in a profile that Portico keeps, named and coloured; the portal's session is in neither.
pub(super) async fn accounts_in_profiles_of_their_own_do_not_disturb_each_other(kind: Kind) {
    let mut scene = Scene::signed_in("alice").await;
    let path = scene.home.sandbox.browser(BROWSER);
    scene.home.variables = vec![("PATH", path)];
    let browsers = [DEV, PRODUCTION].map(|account| Browser::kept(kind, &scene.home.sandbox, account));
    let choice = format!("own in {}", kind.name());
    for account in [DEV, PRODUCTION] {
        scene.home.run(&["browsers", "use", &choice, "--account", account]).await.worked();
    }
    let sampler = Sampler::start();
    let first = scene.seen(&browsers[0], &console(DEV, ADMINISTRATOR)).await;
    let second = scene.seen(&browsers[1], &console(PRODUCTION, READ_ONLY)).await;
    let (looked, handed) = (sampler.stop(), scene.handed_out());
    for browser in &browsers {
        looked.assert_bare(&handed, &browser.profile());
    }
    scene.are_apart(&first, &second).await;
}

/// In Firefox alone; the container is Firefox's own, what opens it is a stand-in for an extension.
pub(super) async fn a_console_in_a_container_is_nobody_elses() {
    let mut scene = Scene::signed_in("alice").await;
    let path = scene.home.sandbox.browser(BROWSER);
    scene.home.variables = vec![("PATH", path)];
    let browser = Browser::with_containers(&scene.home.sandbox).await;
    scene.home.run(&["browsers", "use", "container in firefox:Work"]).await.worked();
    for (account, role, title) in
        [(PRODUCTION, READ_ONLY, "Production (8613-0592-4478)"), (DEV, ADMINISTRATOR, "Dev (3849-2501-6173)")]
    {
        let seen = scene.seen(&browser, &console(account, role)).await;
        seen.window.newest().await;
        seen.is(title, role, "alice").await;
        seen.window.tab().await;
        seen.window.go(scene.company.url("console").as_str()).await;
        seen.window.says("No console session").await;
        browser.end(&scene.home.sandbox).await;
    }
}

pub(super) async fn five_identities_side_by_side_and_the_sixth_is_met_by_a_page(kind: Kind) {
    let mut scene = Scene::signed_in("otto").await;
    let browser = scene.browser(kind, "one");
    let seen = scene.open(&browser, &console(OTHERS[0], ADMINISTRATOR)).await;
    let window = &seen.window;
    scene.sign_in(window).await;
    seen.is("Management (1048-3927-5516)", ADMINISTRATOR, "otto").await;
    scene.go(window, DEV).await;
    seen.is("Dev (3849-2501-6173)", ADMINISTRATOR, "otto").await;
    window.go(scene.company.url("console").as_str()).await;
    seen.is("Dev (3849-2501-6173)", ADMINISTRATOR, "otto").await;

    window.go(scene.company.url("console/multi-session").as_str()).await;
    window.click("//button[normalize-space(.)='Turn multi-session on']").await;
    seen.is("Dev (3849-2501-6173)", ADMINISTRATOR, "otto").await;
    let mut labels = vec![(DEV, window.url().await)];
    for account in OTHERS {
        window.tab().await;
        let said = scene.go(window, account).await;
        assert!(!said.contains("already"), "{said}");
        seen.labelled(account).await;
        labels.push((account, window.url().await));
    }
    for (account, place) in &labels {
        window.go(place).await;
        seen.labelled(account).await;
    }

    let said = scene.go(window, PRODUCTION).await;
    assert!(said.contains("5 identities are open in the default browser already"), "{said}");
    window.says("Too many consoles").await;
    window.says(&format!("Sign out of one to open {ADMINISTRATOR} in Production.")).await;
    window.click("//li[contains(., 'in Audit')]//button[normalize-space(.)='Sign out']").await;
    seen.labelled(PRODUCTION).await;
    for (account, place) in &labels {
        window.go(place).await;
        match *account {
            "293817460025" => window.says("No console session").await,
            other => seen.labelled(other).await,
        }
    }
}

fn console<'a>(account: &'a str, role: &'a str) -> [&'a str; 4] {
    ["--account", account, "--role", role]
}

/// Somebody at a machine of their own, signed in to the companion, and the company.
struct Scene {
    company: Company,
    home: Companion,
    person: &'static str,
    dice: Arc<Dice>,
}

impl Scene {
    async fn signed_in(person: &'static str) -> Self {
        let dice = Arc::new(Dice::default());
        let company = Company::drawing(Config::default(), dice.clone()).await;
        let home = Companion::at_desktop().await;
        home.add_company(&company).await;
        home.sign_in(&mut company.person(person)).await;
        // The code of now is used up.
        company.wait(30);
        Self { company, home, person, dice }
    }

    fn browser(&self, kind: Kind, name: &str) -> Browser {
        Browser::new(kind, &self.home.sandbox, name)
    }

    /// `portico open` at a desktop on which this is the person's browser.
    async fn open(&mut self, browser: &Browser, words: &[&str]) -> Seen {
        let path = self.home.sandbox.browser(&browser.opener());
        self.home.variables = vec![("PATH", path)];
        self.seen(browser, words).await
    }

    /// `portico open` where it is already said which browser that is.
    async fn seen(&self, browser: &Browser, words: &[&str]) -> Seen {
        self.home.run(&[&["open"], words].concat()).await.worked();
        let (window, _driver) = browser.window(&self.home.sandbox).await;
        Seen { window, _driver }
    }

    /// Opens an administrator's console in the window, as the person's browser does that runs already; answers what was said
    /// of it.
    async fn go(&mut self, window: &Window, account: &str) -> String {
        let path = self.home.sandbox.browser(BROWSER);
        self.home.variables = vec![("PATH", path)];
        let ended = self.home.run(&[&["open"][..], &console(account, ADMINISTRATOR)].concat()).await;
        let said = ended.err.clone();
        ended.worked();
        let link = until("it is opened", async || {
            self.home.sandbox.read("bin/opened").lines().next().map(str::to_owned)
        });
        window.go(&link.await).await;
        said
    }

    /// Alice's consoles of Dev and Production know nothing of each other, and one outlasts the other's end.
    async fn are_apart(&self, dev: &Seen, production: &Seen) {
        let place = self.company.url("console");
        for _ in 0..2 {
            dev.window.go(place.as_str()).await;
            dev.is("Dev (3849-2501-6173)", ADMINISTRATOR, "alice").await;
            production.window.go(place.as_str()).await;
            production.is("Production (8613-0592-4478)", READ_ONLY, "alice").await;
        }
        dev.window.go(self.company.url("oauth?Action=logout").as_str()).await;
        dev.window.says("You are signed out of").await;
        production.window.go(place.as_str()).await;
        production.is("Production (8613-0592-4478)", READ_ONLY, "alice").await;
    }

    /// Types what the portal's pages ask for.
    async fn sign_in(&self, window: &Window) {
        let (card, person) = (self.company.card(self.person), self.company.person(self.person));
        window.fill("//input[@name='username']", &card.name).await;
        window.fill("//input[@name='password']", &card.password).await;
        window.click("//button[normalize-space(.)='Sign in']").await;
        window.fill("//input[@name='totp']", &person.code()).await;
        window.click("//button[normalize-space(.)='Continue']").await;
    }

    /// Everything secret that the company can have handed out so far: bearer tokens and secret keys.
    fn handed_out(&self) -> Secrets {
        let drawn = self.dice.0.lock().unwrap_or_else(PoisonError::into_inner);
        let forms = |bytes: &[u8; 32]| {
            let (token, key) = (URL_SAFE_NO_PAD.encode(bytes), STANDARD.encode(&bytes[..30]));
            [("token".to_owned(), token), ("secret key".to_owned(), key)]
        };
        drawn.iter().flat_map(forms).collect()
    }
}

/// A console in a browser.
struct Seen {
    window: Window,
    _driver: Option<Group>,
}

impl Seen {
    /// The page is the console of this account and role.
    async fn is(&self, account: &str, role: &str, person: &str) {
        self.window.find(&format!("//dd[@id='account'][normalize-space(.)='{account}']")).await;
        assert_eq!((self.field("role").await.as_str(), self.field("person").await.as_str()), (role, person));
    }

    /// The page is Otto's console in this account, under a label of that account.
    async fn labelled(&self, account: &str) {
        self.window.find(&format!("//dd[@id='label'][starts-with(., '{account}-')]")).await;
        assert_eq!(
            (self.field("role").await.as_str(), self.field("person").await.as_str()),
            (ADMINISTRATOR, "otto")
        );
        let url = self.window.url().await;
        assert!(url.contains(&format!("/console/{account}-")), "{url}");
    }

    async fn field(&self, name: &str) -> String {
        let text = "return document.getElementById(arguments[0])?.textContent ?? ''";
        self.window.run(text, serde_json::json!([name])).await.as_str().unwrap_or_default().to_owned()
    }
}

/// Dice that remember what they showed.
#[derive(Debug, Default)]
struct Dice(Mutex<Vec<[u8; 32]>>);

impl Entropy for Dice {
    fn fill(&self, buffer: &mut [u8]) {
        SystemEntropy.fill(buffer);
        if let Ok(whole) = <[u8; 32]>::try_from(&*buffer) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(whole);
        }
    }
}

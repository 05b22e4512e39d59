//! A person and a browser small enough to read: it keeps cookies, fills in forms, and leaves the site for nothing.
//!
//! Rule: it knows only what a person sees, the stable names of the form fields (`username`, `password`, `totp`,
//! `decision`), and never an address that no page gave it.

use portico_center::PersonCard;
use portico_model::{Clock as _, ManualClock};
use reqwest::{Client, Response, StatusCode};
use totp_rs::{Builder, Secret};
use url::Url;

/// Somebody of the company at a browser.
pub(crate) struct Person {
    card: PersonCard,
    site: Url,
    clock: ManualClock,
    browser: Client,
    at: Url,
    /// The page on the screen, as HTML.
    pub(crate) page: String,
    /// Its status.
    pub(crate) status: StatusCode,
    /// Where the last answer led that is not this site: the application's callback.
    pub(crate) left_for: Option<Url>,
}

impl Person {
    pub(crate) fn new(card: PersonCard, site: Url, clock: ManualClock) -> Self {
        let (at, page) = (site.clone(), String::new());
        Self { card, site, clock, browser: browser(), at, page, status: StatusCode::OK, left_for: None }
    }

    /// Goes to a page.
    pub(crate) async fn open(&mut self, url: Url) {
        let response = self.browser.get(url).send().await.expect("the site answers");
        self.follow(response).await;
    }

    /// Opens a sign-in link, does what its pages ask and decides; gives the application's callback address.
    pub(crate) async fn answer(&mut self, link: Url, decision: &str) -> Url {
        self.open(link).await;
        self.sign_in().await;
        self.submit(&[("decision", decision)]).await;
        self.left_for.clone().unwrap_or_else(|| panic!("still on the site: {}", self.page))
    }

    /// Types a code into the page for codes, signs in and allows what asks.
    pub(crate) async fn approve(&mut self, page: Url, code: &str) {
        self.open(page).await;
        self.submit(&[("user_code", code)]).await;
        self.sign_in().await;
        self.submit(&[("decision", "allow")]).await;
    }

    /// Does what the pages ask until they ask for a decision.
    async fn sign_in(&mut self) {
        if self.asks_for("username") {
            let password = self.card.password.clone();
            self.enter_password(&password).await;
        }
        if self.asks_for("totp") {
            let code = self.code();
            self.submit(&[("totp", &code)]).await;
        }
    }

    /// Opens the page of a device, types the code unless it is filled in, and decides.
    pub(crate) async fn answer_device(&mut self, page: Url, code: &str, decision: &str) {
        self.open(page).await;
        self.submit(&[("user_code", code)]).await;
        if self.asks_for("username") {
            let password = self.card.password.clone();
            self.enter_password(&password).await;
        }
        if self.asks_for("totp") {
            let code = self.code();
            self.submit(&[("totp", &code)]).await;
        }
        self.submit(&[("decision", decision)]).await;
        assert_eq!(self.alert(), None, "{}", self.page);
    }

    pub(crate) async fn enter_password(&mut self, password: &str) {
        let name = self.card.name.clone();
        self.submit(&[("username", &name), ("password", password)]).await;
    }

    /// The one-time code on the person's telephone.
    pub(crate) fn code(&self) -> String {
        let secret = Secret::try_from_base32(&self.card.totp_secret).expect("base32");
        let generator = Builder::new().with_secret(secret).build().expect("RFC 6238");
        generator.generate(u64::try_from(self.clock.now().as_second()).expect("after 1970")).to_string()
    }

    pub(crate) fn asks_for(&self, field: &str) -> bool {
        self.page.contains(&format!("name=\"{field}\""))
    }

    /// What the page says went wrong.
    pub(crate) fn alert(&self) -> Option<&str> {
        let (_, rest) = self.page.split_once("role=\"alert\"")?;
        rest.split_once('>')?.1.split_once('<').map(|(text, _)| text)
    }

    /// Fills in the only form of the page and posts it with its hidden fields.
    pub(crate) async fn submit(&mut self, fields: &[(&str, &str)]) {
        let missing = || panic!("no form on this page: {}", self.page);
        let action = between(&self.page, "action=\"", "\"").unwrap_or_else(missing);
        let csrf = between(&self.page, "name=\"csrf\" value=\"", "\"");
        let mut form: Vec<(&str, &str)> = csrf.map(|csrf| ("csrf", csrf)).into_iter().collect();
        form.extend(fields);
        let url = self.at.join(action).expect("a URL");
        let response = self.browser.post(url).form(&form).send().await.expect("the site answers");
        self.follow(response).await;
    }

    /// Hands the callback to whoever listens there, as the browser would.
    pub(crate) async fn call_back(&mut self) -> StatusCode {
        let callback = self.left_for.take().expect("a callback");
        self.browser.get(callback).send().await.expect("the application listens").status()
    }

    async fn follow(&mut self, mut response: Response) {
        self.left_for = None;
        loop {
            let location = response.headers().get("location").map(|to| to.to_str().expect("text").to_owned());
            let Some(location) = location else { break };
            let to = response.url().join(&location).expect("a URL");
            if to.origin() != self.site.origin() {
                self.left_for = Some(to);
                return;
            }
            response = self.browser.get(to).send().await.expect("the site answers");
        }
        self.at = response.url().clone();
        self.status = response.status();
        self.page = response.text().await.expect("a page");
    }
}

/// The value of a parameter of a callback.
pub(crate) fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

#[expect(clippy::disallowed_methods, reason = "a person's browser is not the product's transport")]
fn browser() -> Client {
    let builder = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    // Everything is on loopback, without TLS; the system's authorities would take long to read.
    builder.tls_certs_only([]).cookie_store(true).build().expect("a browser")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

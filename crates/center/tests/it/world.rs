//! A running center, and a browser small enough to read: it keeps cookies, fills in forms and follows nothing by itself.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use portico_center::{Center, Config, PersonCard, Running, demo_people};
use portico_model::{ManualClock, SystemEntropy};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret};
use url::Url;

pub(crate) const VERIFIER: &str = "JtX13loNnW9VnM~lBBoJ93L9J~4-AkVevzR01muLeKKpNgjrJYf_iNf~Uplgm70w";
/// The port is none that a center is ever given: one that listened there would be taken for the client.
pub(crate) const REDIRECT: &str = "http://127.0.0.1:9/oauth/callback";

pub(crate) struct World {
    pub(crate) clock: ManualClock,
    pub(crate) running: Running,
    pub(crate) http: Client,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Config::default()).await
    }

    pub(crate) async fn with(config: Config) -> Self {
        let start: Timestamp = "2026-11-21T22:00:00Z".parse().expect("a time");
        Self::at(config, ManualClock::at(start)).await
    }

    pub(crate) async fn at(config: Config, clock: ManualClock) -> Self {
        let running = Center::start(config, Arc::new(clock.clone()), Arc::new(SystemEntropy))
            .await
            .expect("the center starts");
        Self { clock, running, http: client(false) }
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        self.running.url().join(path).expect("a path")
    }

    /// An address of one of the instance's Regions.
    pub(crate) fn url_in(&self, region: &str, path: &str) -> Url {
        let regions = self.running.regions();
        let (_, url) = regions.iter().find(|(known, _)| known.as_str() == region).expect("a Region");
        url.join(path).expect("a path")
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Response {
        self.http.post(self.url(path)).json(body).send().await.expect("answers")
    }

    pub(crate) async fn post_in(&self, region: &str, path: &str, body: &Value) -> Response {
        self.http.post(self.url_in(region, path)).json(body).send().await.expect("answers")
    }

    /// Renews `tokens`: the new ones, or the exception's name.
    pub(crate) async fn renew(&self, registration: &Value, tokens: &Value) -> Result<Value, String> {
        let response = self.post("token", &Self::renewal(registration, tokens)).await;
        if response.status() == StatusCode::OK {
            Ok(response.json().await.expect("JSON"))
        } else {
            Err(error_type(&response).to_owned())
        }
    }

    /// Whether the portal takes the access token of `tokens`.
    pub(crate) async fn is_good(&self, tokens: &Value) -> bool {
        self.portal(tokens, "assignment/accounts").await.status() == StatusCode::OK
    }

    pub(crate) async fn register(&self) -> Value {
        let body = json!({
            "clientName": "botocore-client-corp", "clientType": "public",
            "grantTypes": ["authorization_code", "refresh_token"],
            "redirectUris": ["http://127.0.0.1/oauth/callback"],
            "issuerUrl": self.running.start_url(), "scopes": ["sso:account:access"]
        });
        let response = self.post("client/register", &body).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.expect("JSON")
    }

    /// The authorize URL the AWS CLI would open for `registration`.
    pub(crate) fn authorize_url(&self, registration: &Value) -> Url {
        let mut url = self.url("authorize");
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", text(registration, "clientId"))
            .append_pair("redirect_uri", REDIRECT)
            .append_pair("state", "state-1")
            .append_pair("code_challenge_method", "S256")
            .append_pair("scopes", "sso:account:access")
            .append_pair("code_challenge", &challenge());
        url
    }

    /// Signs `name` in at a fresh browser for `registration`: gives the code.
    pub(crate) async fn code(&self, registration: &Value, name: &str) -> String {
        let mut browser = Browser::new(self);
        browser.open(self.authorize_url(registration)).await;
        browser.sign_in(name).await;
        browser.submit(&[("decision", "allow")]).await;
        browser.answer("code")
    }

    pub(crate) fn redemption(registration: &Value, code: &str) -> Value {
        json!({
            "clientId": registration["clientId"], "clientSecret": registration["clientSecret"],
            "grantType": "authorization_code", "code": code, "codeVerifier": VERIFIER,
            "redirectUri": REDIRECT
        })
    }

    pub(crate) fn renewal(registration: &Value, tokens: &Value) -> Value {
        json!({
            "clientId": registration["clientId"], "clientSecret": registration["clientSecret"],
            "grantType": "refresh_token", "refreshToken": tokens["refreshToken"]
        })
    }

    /// Signs `name` in all the way to tokens: gives registration and tokens.
    pub(crate) async fn signed_in(&self, name: &str) -> (Value, Value) {
        let registration = self.register().await;
        let code = self.code(&registration, name).await;
        let response = self.post("token", &Self::redemption(&registration, &code)).await;
        assert_eq!(response.status(), StatusCode::OK);
        (registration, response.json().await.expect("JSON"))
    }

    pub(crate) async fn portal(&self, tokens: &Value, path: &str) -> Response {
        let request = self.http.get(self.url(path));
        let request = request.header("x-amz-sso_bearer_token", text(tokens, "accessToken"));
        request.send().await.expect("answers")
    }

    /// Role credentials, as the portal sends them.
    pub(crate) async fn keys(&self, tokens: &Value, account: &str, role: &str) -> Value {
        let path = format!("federation/credentials?account_id={account}&role_name={role}");
        let response = self.portal(tokens, &path).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json::<Value>().await.expect("JSON")["roleCredentials"].clone()
    }
}

pub(crate) struct Browser<'a> {
    world: &'a World,
    client: Client,
    pub(crate) at: Url,
    pub(crate) status: StatusCode,
    pub(crate) page: String,
    /// Where the last answer wanted to go that is not this server.
    pub(crate) left_for: Option<Url>,
    pub(crate) policy: String,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(world: &'a World) -> Self {
        Self {
            world,
            client: client(true),
            at: world.url("/"),
            status: StatusCode::OK,
            page: String::new(),
            left_for: None,
            policy: String::new(),
        }
    }

    pub(crate) async fn open(&mut self, url: Url) {
        let response = self.client.get(url).send().await.expect("answers");
        self.follow(response).await;
    }

    pub(crate) async fn go(&mut self, path: &str) {
        self.open(self.world.url(path)).await;
    }

    /// Fills in the only form of the page and posts it with its hidden fields.
    pub(crate) async fn submit(&mut self, fields: &[(&str, &str)]) {
        let action = between(&self.page, "action=\"", "\"").expect("a form");
        let csrf = between(&self.page, "name=\"csrf\" value=\"", "\"");
        let mut form: Vec<(&str, &str)> = csrf.map(|csrf| ("csrf", csrf)).into_iter().collect();
        form.extend(fields);
        let url = self.at.join(action).expect("a URL");
        let response = self.client.post(url).form(&form).send().await.expect("answers");
        self.follow(response).await;
    }

    /// Presses the first button that says this, of a form with hidden fields only.
    pub(crate) async fn press(&mut self, button: &str) {
        let wanted = format!(">{button}</button>");
        let forms = self.page.split("<form").filter_map(|part| part.split_once("</form>"));
        let form = forms.map(|(form, _)| form).find(|form| form.contains(&wanted));
        let form = form.unwrap_or_else(|| panic!("no button {button} in {}", self.page));
        let action = between(form, "action=\"", "\"").expect("a form");
        let fields: Vec<(String, String)> = form
            .split("type=\"hidden\" name=\"")
            .skip(1)
            .filter_map(|field| Some((field.split_once('"')?.0, between(field, "value=\"", "\"")?)))
            .map(|(name, value)| (name.to_owned(), value.replace("&amp;", "&")))
            .collect();
        let url = self.at.join(action).expect("a URL");
        let response = self.client.post(url).form(&fields).send().await.expect("answers");
        self.follow(response).await;
    }

    /// Password and code.
    pub(crate) async fn sign_in(&mut self, name: &str) {
        let card = card(name);
        self.submit(&[("username", &card.name), ("password", &card.password)]).await;
        let code = totp(&card, &self.world.clock);
        self.submit(&[("totp", &code)]).await;
    }

    /// A parameter of the answer the client got.
    pub(crate) fn answer(&self, name: &str) -> String {
        let url = self.left_for.as_ref().expect("went back to the client");
        let found = url.query_pairs().find(|(key, _)| key == name);
        found.unwrap_or_else(|| panic!("{name} in {url}")).1.into_owned()
    }

    pub(crate) fn alert(&self) -> Option<&str> {
        between(&self.page, "role=\"alert\" class=\"alert\">", "<")
            .or_else(|| between(&self.page, "class=\"alert\" role=\"alert\">", "<"))
    }

    async fn follow(&mut self, mut response: Response) {
        self.left_for = None;
        loop {
            let location = response.headers().get("location").map(|to| to.to_str().expect("text").to_owned());
            let Some(location) = location else { break };
            let to = response.url().join(&location).expect("a URL");
            let regions = self.world.running.regions();
            if regions.iter().all(|(_, url)| url.origin() != to.origin()) {
                self.left_for = Some(to);
                return;
            }
            response = self.client.get(to).send().await.expect("answers");
        }
        self.at = response.url().clone();
        self.status = response.status();
        let policy = response.headers().get("content-security-policy");
        self.policy = policy.map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default();
        self.page = response.text().await.expect("a page");
    }
}

pub(crate) fn card(name: &str) -> PersonCard {
    demo_people().into_iter().find(|card| card.name == name).expect("somebody")
}

pub(crate) fn totp(card: &PersonCard, clock: &ManualClock) -> String {
    use portico_model::Clock as _;
    let secret = Secret::try_from_base32(&card.totp_secret).expect("base32");
    let totp = Builder::new().with_secret(secret).build().expect("RFC 6238");
    totp.generate(u64::try_from(clock.now().as_second()).expect("after 1970")).to_string()
}

pub(crate) fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER))
}

pub(crate) fn text<'a>(json: &'a Value, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_else(|| panic!("{name} in {json}"))
}

pub(crate) fn error_type(response: &Response) -> &str {
    response.headers().get("x-amzn-errortype").map_or("", |value| value.to_str().expect("text"))
}

#[expect(clippy::disallowed_methods, reason = "tests talk plain HTTP to loopback")]
fn client(keeps_cookies: bool) -> Client {
    let builder = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    builder.cookie_store(keeps_cookies).build().expect("a client")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

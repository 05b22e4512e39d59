//! Answers as the company gives them, recorded byte for byte as they are today.

use portico_core::Result as Outcome;
use portico_core::aws::device::DeviceGrant;
use portico_core::aws::oidc::{self, CodeGrant};
use portico_core::aws::portal::Client;
use portico_core::aws::{Endpoints, Fault, Transport};
use portico_core::session::Method;
use portico_core::settings::Portal;
use portico_model::{ManualClock, Secret};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::network::support::registration;
use crate::support::client;
use crate::support::company::Company;
use crate::support::webdriver::plain;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION};

/// What a client asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Question {
    Register,
    BeginDevice,
    RedeemCode,
    Refresh,
    Accounts,
    Roles,
    Keys,
    Logout,
}

impl Question {
    pub(super) const ALL: [Self; 8] = [
        Self::Register,
        Self::BeginDevice,
        Self::RedeemCode,
        Self::Refresh,
        Self::Accounts,
        Self::Roles,
        Self::Keys,
        Self::Logout,
    ];

    /// The members of the answer that the client goes by, each with what is said of it there.
    pub(super) const fn members(self) -> &'static [&'static str] {
        match self {
            Self::Register => &["clientId", "clientSecret", "clientSecretExpiresAt"],
            Self::BeginDevice => &["userCode"],
            Self::RedeemCode | Self::Refresh => &["accessToken", "refreshToken"],
            Self::Accounts => &["accountList"],
            Self::Roles => &["roleList"],
            Self::Keys => &["accessKeyId", "secretAccessKey", "sessionToken"],
            Self::Logout => &[],
        }
    }

    /// Asks as the product does, and says what was understood: the [`Question::members`] as JSON.
    pub(super) async fn ask(self, asker: &Asker<'_>) -> Result<Vec<Value>, Fault> {
        let Asker { transport, endpoints, portal } = asker;
        let access = Secret::new("an access token".to_owned());
        let client = Client { transport, endpoints, access: &access };
        let registration = registration(endpoints);
        let secret = || Secret::new("s".repeat(43));
        Ok(match self {
            Self::Register => {
                let told = oidc::register(transport, endpoints, portal, Method::Browser).await?;
                vec![json!(told.client_id), json!(told.client_secret.expose()), json!(told.expires_at)]
            }
            Self::BeginDevice => {
                let clock = ManualClock::at(jiff::Timestamp::UNIX_EPOCH);
                let told = DeviceGrant::begin(transport, endpoints, &registration, portal, &clock).await?;
                let _pages = (told.verification_uri(), told.verification_uri_complete());
                vec![json!(told.user_code())]
            }
            Self::RedeemCode => {
                let grant = CodeGrant::new(endpoints, &registration, 1, secret(), secret()).expect("a grant");
                tokens(&grant.exchange(transport, secret()).await?)
            }
            Self::Refresh => tokens(&oidc::refresh(transport, endpoints, &registration, &secret()).await?),
            Self::Accounts => vec![json!(client.accounts(None).await?.account_list.len())],
            Self::Roles => vec![json!(client.roles(&account(DEV), None).await?.role_list.len())],
            Self::Keys => {
                let told = client.credentials(&account(DEV), &ADMINISTRATOR.parse().expect("a role")).await?;
                let (secret, token) = (told.secret_access_key.expose(), told.session_token.expose());
                vec![json!(told.access_key_id), json!(secret), json!(token)]
            }
            Self::Logout => {
                client.logout().await?;
                Vec::new()
            }
        })
    }
}

/// Whom is asked, and over what.
pub(super) struct Asker<'a> {
    pub(super) transport: &'a Transport,
    pub(super) endpoints: &'a Endpoints,
    pub(super) portal: &'a Portal,
}

fn tokens(told: &oidc::Tokens) -> Vec<Value> {
    vec![json!(told.access.expose()), json!(told.refresh.as_ref().map(Secret::expose))]
}

fn account(number: &str) -> portico_model::AccountId {
    number.parse().expect("an account")
}

/// An answer as it came.
#[derive(Clone, Debug)]
pub(super) struct Recorded {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Recorded {
    /// The answer on the wire.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} X\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let has_length = self.headers.iter().any(|(name, _)| name == "content-length");
        if !has_length {
            head.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        [head.as_bytes(), b"\r\n", &self.body].concat()
    }
}

/// The good answer to each question, and every refusal that any question may meet.
pub(super) struct Corpus {
    good: Vec<Recorded>,
    refusals: Vec<Recorded>,
}

impl Corpus {
    pub(super) fn good(&self, question: Question) -> &Recorded {
        let at = Question::ALL.iter().position(|one| *one == question).expect("one of them");
        &self.good[at]
    }

    pub(super) fn refusals(&self) -> &[Recorded] {
        &self.refusals
    }

    /// Asks a company of its own for all of it.
    pub(super) async fn record() -> Self {
        let company = Company::open().await;
        let signed_in = client::sign_in(&company, &mut company.person("alice")).await;
        let post = |path: &str, body: Value| plain().post(company.url(path)).json(&body);
        let get = |path: &str| plain().get(company.url(path));
        let own = |grant: &str, more: Value| {
            let mut body = json!({
                "clientId": signed_in.client_id, "clientSecret": signed_in.client_secret, "grantType": grant,
            });
            let more = more.as_object().expect("members").clone();
            body.as_object_mut().expect("an object").extend(more);
            body
        };
        let bearer = |request: RequestBuilder| request.header("x-amz-sso_bearer_token", &signed_in.access);
        let registration = json!({
            "clientName": "Portico", "clientType": "public", "scopes": ["sso:account:access"],
        });
        let registered = recorded(post("client/register", registration)).await;
        let client: Value = serde_json::from_slice(&registered.body).expect("JSON");
        let device = json!({
            "clientId": client["clientId"], "clientSecret": client["clientSecret"],
            "startUrl": company.start_url(),
        });
        let refresh = own("refresh_token", json!({"refreshToken": signed_in.refresh}));
        let roles = format!("assignment/roles?account_id={DEV}");
        let keys =
            |role: &str, account| format!("federation/credentials?role_name={role}&account_id={account}");
        let begun = recorded(post("device_authorization", device)).await;
        let tokens = recorded(post("token", refresh)).await;
        let wrong = json!({"refreshToken": "emu_nobody's"});
        let good = vec![
            registered,
            begun,
            tokens.clone(),
            tokens,
            recorded(bearer(get("assignment/accounts?max_result=100"))).await,
            recorded(bearer(get(&roles))).await,
            recorded(bearer(get(&keys(ADMINISTRATOR, DEV)))).await,
            recorded(bearer(plain().post(company.url("logout")))).await,
        ];
        let refusals = vec![
            recorded(post("token", own("refresh_token", wrong))).await,
            recorded(post("token", own("nonsense", json!({})))).await,
            recorded(post("client/register", json!({}))).await,
            recorded(get("assignment/accounts")).await,
            recorded(bearer(get(&keys(ADMINISTRATOR, PRODUCTION)))).await,
            recorded(get("token")).await,
            recorded(get("nowhere")).await,
        ];
        let statuses = |all: &[Recorded]| all.iter().map(|answer| answer.status).collect::<Vec<_>>();
        assert!(statuses(&good).iter().all(|status| *status == 200), "{:?}", statuses(&good));
        assert!(statuses(&refusals).iter().all(|status| *status >= 400), "{:?}", statuses(&refusals));
        Self { good, refusals }
    }
}

async fn recorded(request: RequestBuilder) -> Recorded {
    let answer = request.send().await.expect("the company answers");
    let status = answer.status().as_u16();
    let text = |value: &reqwest::header::HeaderValue| value.to_str().expect("text").to_owned();
    let told = answer.headers().iter().filter(|(name, _)| *name != "content-length");
    let headers = told.map(|(name, value)| (name.to_string(), text(value))).collect();
    let body = answer.bytes().await.expect("a body").to_vec();
    Recorded { status, headers, body }
}

/// A portal at this address of loopback.
pub(super) fn portal(address: std::net::SocketAddr) -> Outcome<Portal> {
    let endpoint = format!("http://{address}");
    Portal::parse("securecart", "https://securecart.awsapps.com/start", "eu-west-1", Some(&endpoint))
}

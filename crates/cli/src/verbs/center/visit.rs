//! `portico center visit`: plays a person in a browser on the pages of a local Identity Center.
//!
//! Rules: it goes where a browser would go (redirects, cookies, forms, the portal's own script) and nowhere but to
//! this machine; it knows no page by its address, only forms by the names of their fields.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use portico_core::text::clean;
use portico_core::{Code, Error, Result};
use portico_model::{Clock, SystemClock};
use reqwest::header::{CONTENT_TYPE, LOCATION};
use serde::Serialize;
use url::{Host, Url};

use super::VisitArgs;
use super::page::{Form, Page};
use super::person::{Person, STEP};
use crate::context::Context;
use crate::exit::Ending;
use crate::out;

/// More hops than any honest sign-in takes.
const HOPS: usize = 40;
/// How often one waits for a fresh one-time code before giving up.
const WAITS: usize = 4;
const PATIENCE: Duration = Duration::from_secs(30);

/// Visits and prints the page it ends on.
///
/// # Errors
/// When the address is not of this machine, nothing answers, or the pages refuse the person.
pub(super) async fn run(context: &Context, args: VisitArgs) -> Result<Ending> {
    #[derive(Serialize)]
    struct Ended<'a> {
        url: &'a Url,
        title: &'a str,
        text: &'a str,
    }
    let start = Url::parse(&args.url).map_err(|error| {
        let remedy = "Give an address that `portico login --no-browser` or `portico open --print` printed.";
        Error::invalid(format!("{} is not an address: {error}.", clean(&args.url, 80)), remedy)
    })?;
    let mut visitor = Visitor::new(Person::called(&args.person)?, !args.deny)?;
    let (url, page) = visitor.walk(start).await?;
    if context.json {
        out::json(&Ended { url: &url, title: &page.title, text: &page.text })?;
    } else {
        out::line(&page.text)?;
    }
    Ok(Ending::Done)
}

/// A person, their browser, and what they remember of this visit.
#[derive(Debug)]
struct Visitor {
    person: Person,
    allows: bool,
    browser: reqwest::Client,
    gave_password: bool,
    has_decided: bool,
    /// Time steps whose one-time code was entered already.
    used: BTreeSet<i64>,
    waits: usize,
}

/// What is answered at an address.
struct Answer {
    url: Url,
    is_refusal: bool,
    next: Option<Url>,
    page: Page,
}

impl Visitor {
    fn new(person: Person, allows: bool) -> Result<Self> {
        let (gave_password, has_decided) = (false, false);
        Ok(Self {
            person,
            allows,
            browser: browser()?,
            gave_password,
            has_decided,
            used: BTreeSet::new(),
            waits: 0,
        })
    }

    /// From `start` to the page on which there is nothing more to do.
    async fn walk(&mut self, start: Url) -> Result<(Url, Page)> {
        let mut answer = self.get(start).await?;
        for _ in 0..HOPS {
            if let Some(next) = answer.next {
                answer = self.get(next).await?;
                continue;
            }
            let Some(form) = answer.page.form.clone() else { return self.arrive(answer) };
            let fields = self.fill(&form, answer.page.alert.as_deref()).await?;
            let request = self.browser.post(checked(&form.action)?).form(&fields);
            answer = receive(&form.action, request).await?;
        }
        Err(refused("The pages send the browser in circles.", "Start the sign-in again."))
    }

    async fn get(&self, url: Url) -> Result<Answer> {
        let url = unfold(url);
        let request = self.browser.get(checked(&url)?);
        receive(&url, request).await
    }

    fn arrive(&self, answer: Answer) -> Result<(Url, Page)> {
        let was_denied = self.has_decided && !self.allows;
        if answer.is_refusal && !was_denied {
            let text = answer.page.text.replace('\n', " ");
            let text = if text.is_empty() { "an empty page".to_owned() } else { clean(&text, 300) };
            return Err(refused(
                format!("The visit ended on a page that refuses it: {text}"),
                "Start again with a fresh link.",
            ));
        }
        Ok((answer.url, answer.page))
    }

    /// The fields of `form` as the person fills them in.
    async fn fill(&mut self, form: &Form, alert: Option<&str>) -> Result<BTreeMap<String, String>> {
        let mut fields = form.fields.clone();
        let asks = |name: &str| form.asks.iter().any(|asked| asked == name);
        if asks("password") && asks("username") {
            if self.gave_password {
                return Err(self.turned_away("the password", alert));
            }
            self.gave_password = true;
            fields.insert("username".to_owned(), self.person.name().to_owned());
            fields.insert("password".to_owned(), self.person.password().to_owned());
        } else if asks("totp") {
            fields.insert("totp".to_owned(), self.next_code(alert).await?);
        } else if asks("decision") {
            self.has_decided = true;
            fields.insert("decision".to_owned(), if self.allows { "allow" } else { "deny" }.to_owned());
        } else if asks("user_code") && alert.is_none() && !form.fields["user_code"].is_empty() {
            // The device's code came with the address; confirming it is all there is to do.
        } else {
            let names = clean(&form.asks.join(", "), 100);
            return Err(refused(
                format!("The page asks for something a visitor does not know: {names}."),
                "Check that the address is of a local Identity Center's sign-in.",
            ));
        }
        Ok(fields)
    }

    /// A code not entered before: of this step, the one before or the one after, which clocks that differ a little
    /// make acceptable; then of a later step, waiting for it. Somebody else may have used up any of them.
    async fn next_code(&mut self, alert: Option<&str>) -> Result<String> {
        loop {
            let now = SystemClock.now().as_second();
            let step = now.div_euclid(STEP);
            if let Some(fresh) = [step, step - 1, step + 1].into_iter().find(|step| self.used.insert(*step)) {
                return self.person.code(fresh * STEP);
            }
            if self.waits == WAITS {
                return Err(self.turned_away("the one-time code", alert));
            }
            self.waits += 1;
            let left = STEP - now.rem_euclid(STEP);
            out::note(&format!("The one-time codes of now are used up; the next one comes in {left} s."));
            tokio::time::sleep(Duration::from_secs(left.unsigned_abs())).await;
        }
    }

    fn turned_away(&self, what: &str, alert: Option<&str>) -> Error {
        let said = alert.map(|alert| format!(" The page says: {}", clean(alert, 200))).unwrap_or_default();
        refused(
            format!("The sign-in page refused {what} of {}.{said}", self.person.name()),
            "Wait a minute and try again; after too many wrong tries a person is locked for a while.",
        )
    }
}

/// The browser of a person: it keeps cookies for this one visit, and leaves redirects to [`Visitor::walk`].
#[expect(
    clippy::disallowed_methods,
    reason = "this is a person's browser, not a client of the portal's API: it needs cookies and must not share \
              the transport's rules"
)]
fn browser() -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .timeout(PATIENCE)
        .user_agent(concat!("portico-visitor/", env!("CARGO_PKG_VERSION")));
    builder.build().map_err(|error| Error::internal(format!("No browser could be made: {error}.")))
}

async fn receive(url: &Url, request: reqwest::RequestBuilder) -> Result<Answer> {
    let silent = |error: reqwest::Error| {
        let why = if error.is_connect() { "nothing listens there" } else { "the answer did not arrive" };
        let place = place(url);
        Error::new(
            Code::Offline,
            format!("{place} cannot be visited: {why}."),
            "Start the local Identity Center (`portico center --demo`), or take a fresh link.",
        )
        .caused_by(error)
    };
    let response = request.send().await.map_err(silent)?;
    let status = response.status();
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let next = header(LOCATION).filter(|_| status.is_redirection()).map(|to| url.join(to));
    let next = next.transpose().map_err(|_| not_a_page(url))?;
    if next.is_none() && !header(CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html")) {
        return Err(not_a_page(url));
    }
    let body = response.text().await.map_err(silent)?;
    let is_refusal = status.is_client_error() || status.is_server_error();
    Ok(Answer { url: url.clone(), is_refusal, next, page: Page::read(&body, url) })
}

/// What the portal's page does by script: a shortcut's fragment becomes a path the server sees.
fn unfold(mut url: Url) -> Url {
    let target = url.fragment().and_then(|fragment| fragment.strip_prefix("/console?")).map(str::to_owned);
    url.set_fragment(None);
    if let Some(query) = target {
        url.set_path("/start/console");
        url.set_query(Some(&query));
    }
    url
}

/// Refuses every address that is not of this machine.
fn checked(url: &Url) -> Result<Url> {
    let is_loopback = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    if is_loopback && url.scheme() == "http" {
        return Ok(url.clone());
    }
    Err(Error::invalid(
        format!("{} is not an address of this machine, and a visitor stays on it.", place(url)),
        "Visit pages of a local Identity Center only, such as http://127.0.0.1:8400/start.",
    ))
}

/// Scheme, host and port: all of an address that may be shown, since the rest can hold a code.
fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    clean(&format!("{}://{host}{port}", url.scheme()), 120)
}

fn not_a_page(url: &Url) -> Error {
    Error::new(
        Code::NotIdentityCenter,
        format!("What answers at {} is not a web page.", place(url)),
        "Check that the address is of a local Identity Center's sign-in.",
    )
}

fn refused(message: impl Into<String>, remedy: &str) -> Error {
    Error::new(Code::SignInFailed, message, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn a_visitor_stays_on_this_machine() {
        for good in ["http://127.0.0.1:1/x", "http://[::1]:1/", "http://localhost:1/"] {
            assert!(checked(&url(good)).is_ok(), "{good}");
        }
        for bad in [
            "https://securecart.awsapps.com/start",
            "http://127.0.0.1.evil.test/",
            "http://10.0.0.1/",
            "https://127.0.0.1/",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ] {
            let error = checked(&url(bad)).expect_err(bad);
            assert_eq!(error.code(), Code::InvalidInput, "{bad}");
        }
    }

    #[test]
    fn a_shortcut_becomes_what_the_script_makes_of_it() {
        let unfolded = unfold(url("http://127.0.0.1:1/start/#/console?account_id=1&destination=a%2Fb"));
        assert_eq!(unfolded.as_str(), "http://127.0.0.1:1/start/console?account_id=1&destination=a%2Fb");
        assert_eq!(unfold(url("http://127.0.0.1:1/start#/x")).as_str(), "http://127.0.0.1:1/start");
    }

    #[tokio::test]
    async fn an_unknown_form_is_refused_and_a_password_is_given_once() {
        let mut visitor = Visitor::new(Person::called("alice").expect("a person"), true).expect("a visitor");
        let at = url("http://127.0.0.1:1/");
        let form = |html: &str| Page::read(html, &at).form.expect("a form");
        let unknown = form("<form method=post><input name=card_number required></form>");
        assert_eq!(visitor.fill(&unknown, None).await.expect_err("unknown").code(), Code::SignInFailed);
        let known = form("<form method=post><input name=username><input name=password type=password></form>");
        let fields = visitor.fill(&known, None).await.expect("filled");
        assert_eq!(fields["username"], "alice");
        let again = visitor.fill(&known, Some("Wrong.")).await.expect_err("refused");
        assert!(again.message().contains("Wrong."), "{again}");
    }

    #[tokio::test]
    async fn the_first_three_codes_need_no_waiting_and_differ() {
        let mut visitor = Visitor::new(Person::called("otto").expect("a person"), true).expect("a visitor");
        for _ in 0..3 {
            visitor.next_code(None).await.expect("a code");
        }
        assert_eq!(visitor.used.len(), 3);
    }
}

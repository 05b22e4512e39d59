//! Reading an answer: what it looks like, how much of it, how long; then the table says what it is.

use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use portico_model::oidc::{ERROR_TYPE_HEADER, exception_name};
use portico_model::{oidc, portal};
use serde::Deserialize;
use url::Url;

use super::fault::Fault;
use super::table::{Class, Sight, class_of};

/// A whole answer with a good status.
#[derive(Debug)]
pub struct Answer {
    /// As sent.
    pub body: Vec<u8>,
}

/// An answer without its body.
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    /// What was asked for.
    pub(super) url: Url,
}

/// The members that errors of the OIDC and of the portal service carry between them.
#[derive(Default, Deserialize)]
struct AnyError {
    #[serde(default, rename = "__type")]
    kind: Option<String>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    error_description: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

impl Head {
    /// Whether what the answer is hangs on its body; a page is never read.
    pub(super) fn needs_body(&self) -> bool {
        let is_plain = (200..300).contains(&self.status)
            || (400..500).contains(&self.status) && ![407, 408, 429].contains(&self.status);
        is_plain && !self.says_page()
    }

    /// Whether the server says that it is JSON.
    pub(super) fn is_json(&self) -> bool {
        self.media_type().split(['/', '+']).next_back() == Some("json")
            || self.media_type().contains("amz-json")
    }

    /// When the server says it answered.
    pub(super) fn date(&self) -> Option<Timestamp> {
        http_date(self.header("date"))
    }

    /// The answer as the table has it. The second part says whether an error is one of the service's own.
    pub(super) fn judge(&self, body: Vec<u8>) -> (Result<Answer, Fault>, bool) {
        let is_error = (400..500).contains(&self.status);
        let error: AnyError =
            if is_error { serde_json::from_slice(&body).unwrap_or_default() } else { AnyError::default() };
        let exception = if is_error { self.exception(&error) } else { None };
        let is_page = self.says_page() || starts_as_page(&body);
        let sight = Sight {
            status: self.status,
            is_page,
            is_elsewhere: self.is_elsewhere(),
            exception: exception.as_deref(),
        };
        let is_modelled = exception.as_deref().is_some_and(is_modelled);
        let Some(class) = class_of(sight) else { return (Ok(Answer { body }), false) };
        let fault = self.fault(class, is_page, exception, error);
        let is_genuine = is_modelled && matches!(class, Class::Api | Class::Throttled);
        (Err(fault), is_genuine)
    }

    fn fault(&self, class: Class, is_page: bool, exception: Option<String>, error: AnyError) -> Fault {
        let status = self.status;
        match class {
            Class::Captive => Fault::Captive(self.seen(is_page)),
            Class::ProxyAuthentication => Fault::ProxyAuthentication,
            Class::Throttled => Fault::Throttled { retry_after: self.retry_after() },
            Class::Server => Fault::Server { status },
            Class::Api => {
                let message = error.message.or(error.error_description).unwrap_or_default();
                Fault::Api { status, exception: exception.unwrap_or_default(), message }
            }
            Class::Foreign | Class::Offline | Class::Distrusted => Fault::Foreign(match status {
                300..=399 => "it redirected to another place".to_owned(),
                _ => format!("it answered HTTP {status} without saying why"),
            }),
        }
    }

    fn seen(&self, is_page: bool) -> String {
        match self.status {
            300..=399 => match self.location().and_then(|url| url.host_str().map(str::to_owned)) {
                Some(host) => format!("it redirected to {}", crate::text::clean(&host, 100)),
                None => "it redirected to a web page".to_owned(),
            },
            511 => "it said so itself (HTTP 511)".to_owned(),
            200..=299 if is_page => "it sent a web page".to_owned(),
            status => format!("it sent a web page (HTTP {status})"),
        }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim()
    }

    /// Lower case, without parameters.
    fn media_type(&self) -> String {
        self.header("content-type").split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    fn says_page(&self) -> bool {
        ["text/html", "application/xhtml+xml"].contains(&self.media_type().as_str())
    }

    fn location(&self) -> Option<Url> {
        self.url.join(self.header("location")).ok().filter(|_| self.headers.contains_key("location"))
    }

    fn is_elsewhere(&self) -> bool {
        self.location().is_some_and(|to| to.origin() != self.url.origin())
    }

    /// Where the exception's name is: in the header, in `__type`, or behind the OAuth code in `error`.
    fn exception(&self, error: &AnyError) -> Option<String> {
        let named = [Some(self.header(ERROR_TYPE_HEADER)), error.kind.as_deref()];
        let named = named.into_iter().flatten().map(exception_name).find(|name| !name.is_empty());
        let coded =
            || error.error.as_deref().and_then(oidc::ErrorCode::from_error).map(|code| code.exception());
        named.or_else(coded).map(str::to_owned)
    }

    /// Seconds, or a date (RFC 9110 section 10.2.3), which is counted from the answer's own `Date`: no clock of ours
    /// has to be right.
    fn retry_after(&self) -> Option<Duration> {
        let text = self.header("retry-after");
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let wait = http_date(text)?.duration_since(self.date()?);
        Some(Duration::try_from(wait).unwrap_or_default())
    }
}

/// RFC 9110 section 5.6.7, in the one form that may still be sent.
fn http_date(text: &str) -> Option<Timestamp> {
    DateTimeParser::new().parse_timestamp(text).ok().filter(|_| text.ends_with("GMT"))
}

fn is_modelled(exception: &str) -> bool {
    oidc::ErrorCode::from_exception(exception).is_some()
        || portal::ErrorCode::from_exception(exception).is_some()
}

/// Whether the body is HTML, whatever its type says: guest networks are careless about that.
fn starts_as_page(body: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&body[..body.len().min(256)]).to_ascii_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    ["<!doctype html", "<html", "<head", "<body", "<script", "<meta"].iter().any(|tag| start.starts_with(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(status: u16, headers: &[(&'static str, &str)]) -> Head {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("a header"));
        }
        let url = Url::parse("https://oidc.eu-west-1.amazonaws.com/token").expect("a URL");
        Head { status, headers: map, url }
    }

    fn outcome(status: u16, headers: &[(&'static str, &str)], body: &str) -> Result<Answer, Fault> {
        head(status, headers).judge(body.as_bytes().to_vec()).0
    }

    const JSON: (&str, &str) = ("content-type", "application/json");
    const HTML: (&str, &str) = ("content-type", "text/html; charset=utf-8");

    #[test]
    fn h1_each_row_of_the_network_table() {
        assert!(outcome(200, &[JSON], "{}").is_ok());
        for status in [200, 204, 302, 401, 403, 404, 511] {
            assert!(matches!(outcome(status, &[HTML], "<p>"), Err(Fault::Captive(_))), "{status}");
        }
        let elsewhere = ("location", "http://login.guest.example/?u=1");
        for status in [301, 302, 303, 307, 308] {
            assert!(matches!(outcome(status, &[elsewhere], ""), Err(Fault::Captive(_))), "{status}");
            let here = ("location", "/other");
            assert!(matches!(outcome(status, &[here], ""), Err(Fault::Foreign(_))), "{status}");
        }
        assert!(matches!(outcome(511, &[JSON], "{}"), Err(Fault::Captive(_))));
        assert!(matches!(outcome(404, &[JSON], "{}"), Err(Fault::Foreign(_))));
        assert_eq!(outcome(407, &[HTML], "<p>").err(), Some(Fault::ProxyAuthentication));
        for status in [408, 500, 502, 503, 504] {
            assert_eq!(outcome(status, &[HTML], "<p>").err(), Some(Fault::Server { status }));
        }
    }

    #[test]
    fn h2_a_page_is_a_page_whatever_it_says_it_is() {
        for body in ["<!DOCTYPE html><p>", "\u{feff} \n<HTML>", "<script>location='/'</script>"] {
            for kind in ["application/json", "text/plain"] {
                let answer = outcome(200, &[("content-type", kind)], body);
                assert!(matches!(answer, Err(Fault::Captive(_))), "{kind} {body}");
            }
        }
        assert!(outcome(200, &[("content-type", "text/xml")], "<GetCallerIdentityResponse/>").is_ok());
    }

    #[test]
    fn h1_retry_after_is_seconds_or_a_date() {
        let date = ("date", "Tue, 24 Nov 2026 17:00:00 GMT");
        let after = |headers: &[(&'static str, &str)]| match outcome(429, headers, "{}") {
            Err(Fault::Throttled { retry_after }) => retry_after.map(|wait| wait.as_secs()),
            other => panic!("{other:?}"),
        };
        assert_eq!(after(&[JSON]), None);
        assert_eq!(after(&[("retry-after", " 7 ")]), Some(7));
        assert_eq!(after(&[date, ("retry-after", "Tue, 24 Nov 2026 17:02:05 GMT")]), Some(125));
        assert_eq!(after(&[date, ("retry-after", "Tue, 24 Nov 2026 16:00:00 GMT")]), Some(0));
        assert_eq!(after(&[("retry-after", "Tue, 24 Nov 2026 17:02:05 GMT")]), None, "no date to count from");
        assert_eq!(after(&[date, ("retry-after", "-1")]), None);
        assert_eq!(after(&[date, ("retry-after", "soon")]), None);
    }

    #[test]
    fn h1_too_many_requests_is_throttling_by_any_status() {
        let named = ("x-amzn-errortype", "TooManyRequestsException:http://internal/");
        assert_eq!(outcome(400, &[JSON, named], "{}").err(), Some(Fault::Throttled { retry_after: None }));
    }

    #[test]
    fn the_exception_comes_from_header_type_or_error() {
        for (headers, body) in [
            (&[JSON, ("x-amzn-errortype", "InvalidGrantException")][..], "{}"),
            (&[JSON], r#"{"__type":"ns#InvalidGrantException"}"#),
            (&[JSON], r#"{"error":"invalid_grant"}"#),
        ] {
            let (answer, is_genuine) = head(400, headers).judge(body.as_bytes().to_vec());
            let Err(Fault::Api { exception, .. }) = answer else { panic!("{body}") };
            assert_eq!(exception, "InvalidGrantException");
            assert!(is_genuine);
        }
    }

    #[test]
    fn an_error_is_genuine_only_when_the_service_knows_it() {
        let error =
            |status, name, body: &str| head(status, &[JSON, ("x-amzn-errortype", name)]).judge(body.into()).1;
        assert!(error(403, "ForbiddenException", "{}"));
        assert!(error(400, "TooManyRequestsException", "{}"));
        assert!(!error(403, "ProxyDeniedException", "{}"));
        assert!(!error(500, "InternalServerException", "{}"));
        assert!(!error(403, "ForbiddenException", "<html>"));
    }
}

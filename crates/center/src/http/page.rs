//! How every web page of the center looks, and the headers it is sent with.
//!
//! Rules: plain HTML that works without scripts; a strict content policy; nothing is cached, framed or sent to another
//! site; a banner says on every page that this is not AWS.

use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::REGION;

const STYLE: &str = include_str!("../../assets/style.css");
const PORTAL_SCRIPT: &str = include_str!("../../assets/portal.js");

/// A page before it is sent.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// For the tab and the heading.
    pub(super) title: &'a str,
    /// Below the heading.
    pub(super) body: Markup,
    /// The HTTP status.
    pub(super) status: StatusCode,
    /// Whether it carries the portal's script.
    pub(super) has_script: bool,
    /// Another origin its form may end up at: Chromium applies `form-action` to the redirects after a form, too.
    pub(super) returns_to: Option<String>,
    /// Whether it says which Region the instance's primary one is, as AWS's portals do at the start URL.
    pub(super) tells_region: bool,
}

impl<'a> Page<'a> {
    /// A page with status 200, no script and no foreign form target.
    pub(super) fn new(title: &'a str, body: Markup) -> Self {
        Self { title, body, status: StatusCode::OK, has_script: false, returns_to: None, tells_region: false }
    }

    /// The same, saying that something went wrong.
    pub(super) fn failed(status: StatusCode, title: &'a str, sentence: &str) -> Self {
        let body = html! { p role="alert" .alert { (sentence) } p { a href="/start" { "Go to the access portal" } } };
        Self { status, ..Self::new(title, body) }
    }

    fn policy(&self) -> String {
        let script = if self.has_script { " script-src 'self';" } else { "" };
        let target = self.returns_to.as_deref().map(|origin| format!(" {origin}")).unwrap_or_default();
        format!(
            "default-src 'none'; style-src 'self';{script} form-action 'self'{target}; frame-ancestors 'none'; \
             base-uri 'none'"
        )
    }
}

impl IntoResponse for Page<'_> {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
            (header::CONTENT_SECURITY_POLICY, self.policy()),
            (header::REFERRER_POLICY, "no-referrer".to_owned()),
            (header::CACHE_CONTROL, "no-store".to_owned()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            (header::X_FRAME_OPTIONS, "DENY".to_owned()),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin".to_owned()),
        ];
        (self.status, headers, document(&self).into_string()).into_response()
    }
}

/// `GET /assets/{name}`.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    std::future::ready(match name.as_str() {
        "style.css" => ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response(),
        "portal.js" => {
            ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], PORTAL_SCRIPT).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    })
    .await
}

/// An alert above a form, when there is something to say.
pub(super) fn alert(sentence: Option<&str>) -> Markup {
    html! { @if let Some(sentence) = sentence { p role="alert" .alert { (sentence) } } }
}

/// In exactly the form that tools look for without parsing the page: Granted's `sso login` takes
/// `<meta\s+name="region"\s+content="(.*?)"/>` only.
fn region_tag() -> Markup {
    PreEscaped(format!("<meta name=\"region\" content=\"{REGION}\"/>"))
}

fn document(page: &Page<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                @if page.tells_region { (region_tag()) }
                title { (page.title) " · SecureCart · Local Identity Center" }
                link rel="stylesheet" href="/assets/style.css";
                @if page.has_script { script src="/assets/portal.js" defer {} }
            }
            body {
                p .banner { strong { "Local Identity Center — not AWS." } " A demo on this computer; nothing here is real." }
                main { h1 { (page.title) } (page.body) }
            }
        }
    }
}

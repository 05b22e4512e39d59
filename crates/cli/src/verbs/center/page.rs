//! A web page as a scripted visitor reads it: its form, its alert, its words.

use std::collections::BTreeMap;

use portico_core::text::clean;
use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

/// The most characters of a line of a page.
const LINE: usize = 500;
/// The most lines of a page.
const LINES: usize = 400;
/// Names of what a visitor can give.
const KNOWN: [&str; 5] = ["username", "password", "totp", "decision", "user_code"];
/// Elements that begin and end a line.
const BLOCKS: [&str; 23] = [
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "button",
    "label",
    "div",
    "dl",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];
/// Elements whose text nobody sees.
const UNSEEN: [&str; 5] = ["script", "style", "template", "noscript", "head"];

/// What a visitor makes of a page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Page {
    /// Its title.
    pub(super) title: String,
    /// The words of its main part, a line per block.
    pub(super) text: String,
    /// What it complains about.
    pub(super) alert: Option<String>,
    /// The first form a person has to fill in or to decide before the visit can go on.
    pub(super) form: Option<Form>,
}

/// A form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Form {
    /// Where it goes, as absolute address.
    pub(super) action: Url,
    /// Fields with the values they come with, and buttons by name (with no value).
    pub(super) fields: BTreeMap<String, String>,
    /// Names of what a person has to fill in or press.
    pub(super) asks: Vec<String>,
}

impl Page {
    /// Reads `html`, which came from `at`.
    pub(super) fn read(html: &str, at: &Url) -> Self {
        let document = Html::parse_document(html);
        let first = |name: &str| select(&document, name).into_iter().next();
        let main = first("main").or_else(|| first("body"));
        Self {
            title: first("title").map(|title| words(title).replace('\n', " ")).unwrap_or_default(),
            text: main.map(words).unwrap_or_default(),
            alert: first("[role=alert]").map(|alert| words(alert).replace('\n', " ")),
            form: select(&document, "form").into_iter().filter_map(|form| read_form(form, at)).next(),
        }
    }
}

/// A form that is posted and asks for something known, or insists on something; searches and the like are none.
fn read_form(element: ElementRef<'_>, at: &Url) -> Option<Form> {
    let action = at.join(element.value().attr("action").unwrap_or_default()).ok()?;
    let is_post = element.value().attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
    let (mut fields, mut asks, mut insists) = (BTreeMap::new(), Vec::new(), false);
    for field in within(element, "input, select, textarea, button") {
        let field = field.value();
        let Some(name) = field.attr("name").filter(|name| !name.is_empty()) else { continue };
        let kind = field.attr("type").unwrap_or("text");
        if kind != "hidden" {
            asks.push(name.to_owned());
        }
        if field.name() != "button" && kind != "submit" {
            fields.insert(name.to_owned(), field.attr("value").unwrap_or_default().to_owned());
            insists |= field.attr("required").is_some() || kind == "password";
        }
    }
    asks.dedup();
    let is_known = asks.iter().any(|name| KNOWN.contains(&name.as_str()));
    (is_post && (is_known || insists)).then_some(Form { action, fields, asks })
}

fn select<'a>(document: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(css).map(|selector| document.select(&selector).collect()).unwrap_or_default()
}

fn within<'a>(element: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(css).map(|selector| element.select(&selector).collect()).unwrap_or_default()
}

/// The visible words under `element`, white space collapsed, every line harmless.
fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, &mut text);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines = lines.filter(|line| !line.is_empty()).take(LINES).map(|line| clean(&line, LINE));
    lines.collect::<Vec<_>>().join("\n")
}

fn collect(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(part) => text.push_str(&part.replace(['\n', '\r'], " ")),
            Node::Element(inner) if UNSEEN.contains(&inner.name()) => {}
            Node::Element(inner) => {
                let (before, after) = around(inner.name());
                text.push_str(before);
                if let Some(inner) = ElementRef::wrap(child) {
                    collect(inner, text);
                }
                text.push_str(after);
            }
            Node::Document
            | Node::Fragment
            | Node::Doctype(_)
            | Node::Comment(_)
            | Node::ProcessingInstruction(_) => {}
        }
    }
}

/// What stands before and after the words of an element: a term and its description share a line.
fn around(name: &str) -> (&'static str, &'static str) {
    match name {
        "dt" => ("\n", ": "),
        "dd" => ("", "\n"),
        block if BLOCKS.contains(&block) => ("\n", "\n"),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Page {
        Page::read(html, &Url::parse("http://127.0.0.1:8400/sign-in/x").expect("an address"))
    }

    #[test]
    fn a_form_is_read_with_its_hidden_fields() {
        let page = read(
            "<title>Sign in</title><main><p role=alert>No.</p><form method=post action=/sign-in/x>\
             <input type=hidden name=csrf value=c><input name=username><input type=password name=password>\
             <button>Go</button></form></main>",
        );
        let form = page.form.expect("a form");
        assert_eq!(form.action.as_str(), "http://127.0.0.1:8400/sign-in/x");
        assert_eq!(form.fields["csrf"], "c");
        assert_eq!(form.asks, ["username", "password"]);
        assert_eq!(page.alert.as_deref(), Some("No."));
    }

    #[test]
    fn a_form_with_nothing_to_ask_is_none() {
        for html in [
            "<form method=post action=/sign-out><button>Sign out</button></form>",
            "<form action=/start><input type=search name=q required></form>",
        ] {
            assert_eq!(read(html).form, None, "{html}");
        }
    }

    #[test]
    fn words_are_lines_and_harmless() {
        let page = read(
            "<body><script>evil()</script><main><h1>Console</h1><dl><dt>Account</dt><dd>Dev\u{202e} \u{9b}</dd></dl>\
             <p>one   <b>two</b>\n three</p></main></body>",
        );
        assert_eq!(page.text, "Console\nAccount: Dev\u{fffd} \u{fffd}\none two three");
    }
}

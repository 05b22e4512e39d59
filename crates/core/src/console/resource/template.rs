//! How a resource's part of an ARN becomes a page's path, query and fragment.
//!
//! Rule: nothing of an ARN is written into an address but through [`encode`], for the place where it stands. Letters, digits,
//! `-`, `.`, `_`, `~` and `:` stay as they are; whatever could end a part of an address or begin one does not.

use super::arn::Arn;

/// What a pattern caught: names and texts.
pub(super) type Caught<'a> = Vec<(&'static str, &'a str)>;

/// A page's address after its host, encoded.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Parts {
    pub(super) path: String,
    pub(super) query: String,
    pub(super) fragment: String,
}

/// Matches the whole of `text` with `pattern`: `{x}` catches what has neither `/` nor `:`, `{x/}` what has no `:`, `{x#}`
/// digits, and `{x*}`, which stands last, all the rest. None of them is ever empty.
pub(super) fn caught<'a>(pattern: &'static str, text: &'a str) -> Option<Caught<'a>> {
    let (mut pattern, mut text, mut found) = (pattern, text, Caught::new());
    while let Some((literal, name, rest)) = next(pattern) {
        text = text.strip_prefix(literal)?;
        let (name, may): (_, fn(char) -> bool) = match name.as_bytes().last() {
            Some(b'*') => (name.trim_end_matches('*'), |_| true),
            Some(b'/') => (name.trim_end_matches('/'), |c| c != ':'),
            Some(b'#') => (name.trim_end_matches('#'), |c| c.is_ascii_digit()),
            Some(_) | None => (name, |c| c != '/' && c != ':'),
        };
        let until = rest.chars().next();
        let end = text.find(|c| !may(c) || Some(c) == until).unwrap_or(text.len());
        if end == 0 {
            return None;
        }
        found.push((name, &text[..end]));
        (text, pattern) = (&text[end..], rest);
    }
    (text == pattern).then_some(found)
}

/// Fills in a page such as `lambda/home#/functions/{name}`. Besides what was caught there are `{arn}`, `{partition}`,
/// `{namespace}`, `{region}`, `{account}` and `{suffix}` (of hosts). What follows a name after `|` is done to it first.
///
/// `None` when the ARN does not have a part that the page needs, or has one that would lead elsewhere.
pub(super) fn filled(page: &str, caught: &Caught<'_>, arn: &Arn) -> Option<Parts> {
    let (page, fragment) = page.split_once('#').unwrap_or((page, ""));
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let fill = |text: &str| fill(text, caught, arn);
    let parts = Parts { path: fill(path)?, query: fill(query)?, fragment: fill(fragment)? };
    // An address has no such parts: whoever reads it would leave them out, and the one before them, too.
    let leads_elsewhere = parts.path.split('/').any(|part| part.is_empty() || part == "." || part == "..");
    (!leads_elsewhere).then_some(parts)
}

fn fill(text: &str, caught: &Caught<'_>, arn: &Arn) -> Option<String> {
    let (mut text, mut out) = (text, String::new());
    while let Some((literal, name, rest)) = next(text) {
        out.push_str(literal);
        let mut steps = name.split('|');
        let value = value(steps.next()?, caught, arn)?;
        out.push_str(&steps.fold(Step::Plain(value), Step::then).encoded());
        text = rest;
    }
    out.push_str(text);
    Some(out)
}

fn value(name: &str, caught: &Caught<'_>, arn: &Arn) -> Option<String> {
    let own = match name {
        "arn" => Some(arn.text.clone()),
        "partition" => Some(arn.partition.as_str().to_owned()),
        "namespace" => Some(arn.namespace.clone()),
        "region" => Some(arn.region.as_ref()?.to_string()),
        "account" => Some(arn.account.as_ref()?.to_string()),
        "suffix" => Some(arn.partition.dns_suffix().to_owned()),
        _ => None,
    };
    own.or_else(|| caught.iter().find(|(caught, _)| *caught == name).map(|(_, text)| (*text).to_owned()))
}

/// A value on its way into an address.
enum Step {
    Plain(String),
    Encoded(String),
}

impl Step {
    fn then(self, step: &str) -> Self {
        let text = match self {
            Self::Encoded(text) if step == "twice" => return Self::Encoded(encode(&text, "")),
            Self::Encoded(text) => return Self::Encoded(text),
            Self::Plain(text) => text,
        };
        match step {
            // Of a name with a path before it.
            "last" => Self::Plain(text.rsplit('/').next().unwrap_or_default().to_owned()),
            // A secret's ARN ends with six characters of AWS's own (Secrets Manager user guide).
            "secret" => Self::Plain(without_suffix(&text).to_owned()),
            // The name of a parameter in a hierarchy begins with a slash, which its ARN does not repeat.
            "parameter" if text.contains('/') => Self::Plain(format!("/{text}")),
            "slashes" => Self::Encoded(encode(&text, ":/")),
            // CloudWatch writes `$25` for the percent sign of a text that is encoded once.
            "cloudwatch" => Self::Encoded(encode(&text, "").replace('%', "$25")),
            "twice" => Self::Encoded(encode(&encode(&text, ""), "")),
            _ => Self::Plain(text),
        }
    }

    fn encoded(self) -> String {
        match self {
            Self::Plain(text) => encode(&text, ":"),
            Self::Encoded(text) => text,
        }
    }
}

/// A secret's name: what its ARN says without `-` and six letters or digits.
fn without_suffix(text: &str) -> &str {
    match text.rsplit_once('-') {
        Some((name, suffix)) if suffix.len() == 6 && suffix.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            name
        }
        Some(_) | None => text,
    }
}

/// `text` percent-encoded (RFC 3986 section 2.1), but for unreserved characters and those of `keep`.
pub(super) fn encode(text: &str, keep: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || keep.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The text before the next `{`, what the braces hold, and the text after them.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = text.split_once('{')?;
    let (name, rest) = rest.split_once('}')?;
    Some((literal, name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_the_whole_of_a_text() {
        assert_eq!(caught("function:{name}", "function:x"), Some(vec![("name", "x")]));
        assert_eq!(caught("function:{name}", "function:x:live"), None);
        assert_eq!(caught("function:{name}", "function:"), None);
        assert_eq!(
            caught("function:{name}:{version#}", "function:x:12"),
            Some(vec![("name", "x"), ("version", "12")])
        );
        assert_eq!(caught("function:{name}:{version#}", "function:x:live"), None);
        assert_eq!(caught("log-group:{name/}:*", "log-group:/a/b:*"), Some(vec![("name", "/a/b")]));
        assert_eq!(caught("{name*}", "a:b/c"), Some(vec![("name", "a:b/c")]));
        assert_eq!(caught("root", "root"), Some(vec![]));
        assert_eq!(caught("root", "rooted"), None);
    }

    #[test]
    fn what_is_filled_in_is_encoded_for_its_place() {
        let arn = Arn::parse("arn:aws:sqs:eu-west-1:111122223333:x").expect("an ARN");
        let fill = |page: &str, value: &str| filled(page, &vec![("x", value)], &arn);
        let hostile = "a/../b?c=d&e#f%2F g\u{202e}\n\"<";
        let parts = fill("p/{x}/q?y={x}#z={x}", hostile).expect("filled");
        let encoded = "a%2F..%2Fb%3Fc%3Dd%26e%23f%252F%20g%E2%80%AE%0A%22%3C";
        assert_eq!(parts.path, format!("p/{encoded}/q"));
        assert_eq!((parts.query, parts.fragment), (format!("y={encoded}"), format!("z={encoded}")));
        for dots in ["..", "."] {
            assert_eq!(fill("p/{x}/q", dots), None, "{dots}");
        }
        assert_eq!(fill("p/{x|slashes}", "a/../../b"), None);
        assert_eq!(fill("p/{x|slashes}", "a//b"), None);
        for (page, value, expected) in [
            ("{x|last}", "a/b/c", "c"),
            ("{x|secret}", "my-name-a1b2c3", "my-name"),
            ("{x|secret}", "my-name", "my-name"),
            ("{x|parameter|twice}", "a/b", "%252Fa%252Fb"),
            ("{x|parameter|twice}", "a", "a"),
            ("{x|cloudwatch}", "/a#b[$]", "$252Fa$2523b$255B$2524$255D"),
            ("{x|slashes}", "a:b/c?d", "a:b/c%3Fd"),
            ("{suffix}/{account}/{region}", "", "amazonaws.com/111122223333/eu-west-1"),
        ] {
            assert_eq!(fill(page, value).map(|parts| parts.path).as_deref(), Some(expected), "{page}");
        }
    }
}

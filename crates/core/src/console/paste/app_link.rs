//! Portico's own links: `portico://open?portal=..&account=..&role=..&service=..&region=..`, or `&destination=..` in place of the
//! last two. `portal` is the start URL, because names of portals are everybody's own; `role`, `service` and `region` may be absent.
//!
//! Rule: a link says where, never does anything, and holds no secret. It is read strictly: what Portico does not know, and what is
//! said twice, is refused, so that no link means more than what is shown of it.

use portico_model::{AccountId, RoleName, StartUrl};
use url::Url;

use super::{At, Form, Place, address, decoded};
use crate::console::hosts::Console;
use crate::console::resource::Page;
use crate::console::{Destination, component, destination_url, destinations};
use crate::error::{Error, Result};
use crate::settings::Portal;
use crate::text::clean;

/// The scheme, which the desktop hands to Portico.
pub const SCHEME: &str = "portico";

/// Longer than any address of the console in it; no longer than what the window takes.
const LONGEST: usize = 4096;

/// What a link says.
#[derive(Default)]
struct Said {
    portal: Option<String>,
    account: Option<String>,
    role: Option<String>,
    service: Option<String>,
    region: Option<String>,
    destination: Option<String>,
}

/// Reads a link of Portico's own, and nothing else.
///
/// # Errors
/// When it is another address, or says what Portico does not know.
pub fn app_link(text: &str) -> Result<Place> {
    if text.len() > LONGEST {
        return Err(refused("The link is too long"));
    }
    if clean(text, LONGEST) != text {
        return Err(refused("The link has line breaks or invisible characters in it"));
    }
    let url = Url::parse(text).map_err(|_| refused("That is not a link"))?;
    if url.scheme() != SCHEME {
        return Err(refused(&format!("Portico does not follow {} links", clean(url.scheme(), 40))));
    }
    read(&url)
}

/// Reads an address of Portico's scheme.
pub(super) fn read(url: &Url) -> Result<Place> {
    let host = url.host_str().unwrap_or_default();
    if host != "open" || !matches!(url.path(), "" | "/") {
        return Err(refused("The link asks for something that Portico does not do"));
    }
    let is_bare = url.username().is_empty() && url.password().is_none() && url.port().is_none();
    if !is_bare || url.fragment().is_some() {
        return Err(refused("The link has something in it that Portico does not know"));
    }
    let said = said(url.query().unwrap_or_default())?;
    let account: AccountId = said.account.ok_or_else(|| refused("The link names no account"))?.parse()?;
    let portal = said.portal.map(|portal| StartUrl::pasted(&portal)).transpose()?;
    let role: Option<RoleName> = said.role.map(|role| role.parse()).transpose()?;
    let place = match said.destination {
        Some(_) if said.service.is_some() || said.region.is_some() => {
            return Err(refused("The link says twice where in the console it leads"));
        }
        Some(destination) => {
            let console = Url::parse(&destination).ok().and_then(|url| Console::of(&url));
            let outside = || refused("The link leads to an address that is none of the AWS console");
            address::of_console(console.ok_or_else(outside)?)?
        }
        None => page(said.service.as_deref(), said.region.as_deref())?,
    };
    if place.account.as_ref().is_some_and(|other| *other != account) {
        return Err(refused("The link leads to another account than the one it names"));
    }
    Ok(Place { form: Form::AppLink, account: Some(account), role, portal, ..place })
}

/// A link to the console of an account: at `destination`, and with a role if one is to be named.
///
/// # Errors
/// Those of [`destination_url`].
pub fn write_app_link(
    portal: &Portal,
    account: &AccountId,
    role: Option<&RoleName>,
    destination: &Destination,
) -> Result<Url> {
    // Nobody is given a link that leads nowhere.
    destination_url(portal, destination)?;
    let mut said = vec![("portal", portal.start_url.as_str()), ("account", account.as_str())];
    said.extend(role.map(|role| ("role", role.as_str())));
    if let Some(url) = &destination.url {
        said.push(("destination", url.as_str()));
    } else if destination.service.is_some() || destination.region.is_some() {
        let service = destinations::find(destination.service.as_deref().unwrap_or("home"))?;
        let region = destination.region.as_ref().unwrap_or(&portal.region);
        said.extend([("service", service.id()), ("region", region.as_str())]);
    }
    let query: Vec<String> =
        said.iter().map(|(name, value)| format!("{name}={}", component(value))).collect();
    Url::parse(&format!("{SCHEME}://open?{}", query.join("&")))
        .map_err(|error| Error::internal("A link cannot be written.").caused_by(error))
}

fn page(service: Option<&str>, region: Option<&str>) -> Result<Place> {
    if service.is_none() && region.is_none() {
        return Ok(Place::new(Form::AppLink));
    }
    let service = destinations::find(service.unwrap_or("home"))?;
    let region: Option<portico_model::Region> = region.map(str::parse).transpose()?;
    let place = Place {
        partition: region.as_ref().map(portico_model::Region::partition),
        region: region.clone(),
        ..Place::new(Form::AppLink)
    };
    Ok(Place { service: Some(service), at: Some(At::Page(Page::first(service, region))), ..place })
}

fn said(query: &str) -> Result<Said> {
    let mut said = Said::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let place = match name {
            "portal" => &mut said.portal,
            "account" => &mut said.account,
            "role" => &mut said.role,
            "service" => &mut said.service,
            "region" => &mut said.region,
            "destination" => &mut said.destination,
            other => {
                let other = clean(&decoded(other), 40);
                return Err(refused(&format!("The link says \"{other}\", which Portico does not know")));
            }
        };
        let value = decoded(value);
        if clean(&value, LONGEST) != value {
            return Err(refused(&format!("The {name} of the link has invisible characters in it")));
        }
        if place.replace(value).is_some() {
            return Err(refused(&format!("The link says its {name} twice")));
        }
    }
    Ok(said)
}

fn refused(sentence: &str) -> Error {
    Error::invalid(
        format!("{sentence}."),
        "Nothing was opened. Ask whoever gave it to you for a new link, made with \"Copy link\" in Portico.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal() -> Portal {
        Portal::parse("work", "https://securecart.awsapps.com/start", "eu-west-1", None).expect("a portal")
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (account, role) =
            ("444455556666".parse().expect("an account"), "A+B=c,d@e.f".parse::<RoleName>().expect("a role"));
        let page = "https://eu-west-1.console.aws.amazon.com/s3/home?region=eu-west-1#a%20b&c";
        for (destination, url) in [
            (Destination::default(), None),
            (
                Destination { service: Some("EC2".into()), ..Destination::default() },
                Some("https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1"),
            ),
            (
                Destination { region: "us-east-1".parse().ok(), ..Destination::default() },
                Some("https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1"),
            ),
            (Destination { url: Url::parse(page).ok(), ..Destination::default() }, Some(page)),
        ] {
            for role in [None, Some(&role)] {
                let link = write_app_link(&portal(), &account, role, &destination).expect("a link");
                let place = app_link(link.as_str()).expect("Portico's own");
                assert_eq!((place.account.as_ref(), place.role.as_ref()), (Some(&account), role));
                assert_eq!(place.portal.as_ref(), Some(&portal().start_url));
                let at = place.destination(&portal()).expect("its portal's");
                assert_eq!(at.url.as_ref().map(Url::as_str), url, "{link}");
                assert_eq!(super::super::place(link.as_str()).expect("pasted"), place);
            }
        }
        let elsewhere = Destination { region: "cn-north-1".parse().ok(), ..Destination::default() };
        assert!(write_app_link(&portal(), &account, None, &elsewhere).is_err());
    }

    #[test]
    fn hostile_links_are_refused_in_a_sentence() {
        let encoded = |text: &str| component(text);
        let with = |more: &str| format!("portico://open?account=444455556666{more}");
        for (link, says) in [
            ("portico://open".to_owned(), "names no account"),
            ("portico://open?account=".to_owned(), "account"),
            ("portico://open?account=12".to_owned(), "account"),
            ("portico://run?account=444455556666".to_owned(), "does not do"),
            ("portico://open/../run?account=444455556666".to_owned(), "does not do"),
            ("portico:open?account=444455556666".to_owned(), "does not do"),
            ("portico://u@open?account=444455556666".to_owned(), "does not know"),
            ("portico://open:1?account=444455556666".to_owned(), "does not know"),
            (with("#x"), "does not know"),
            (with("&command=rm"), "\"command\""),
            (with("&%00%1b[31m=x"), "does not know"),
            (with("&endpoint=http://127.0.0.1:1"), "\"endpoint\""),
            (with("&account=111122223333"), "account twice"),
            (with("&role=A&role=B"), "role twice"),
            (with("&role=A%0AB"), "invisible"),
            (with("&role=%E2%80%AEA"), "invisible"),
            (with("&role=../x"), "role"),
            (with("&service=no-such-thing"), "no console service"),
            (with("&region=evil.test/%23"), "Region"),
            (with("&portal=javascript:alert(1)"), "not a start URL"),
            (with("&portal=http://securecart.awsapps.com/start"), "not a start URL"),
            (with("&portal=https://u@securecart.awsapps.com/start"), "not a start URL"),
            (with("&destination=javascript:alert(1)"), "none of the AWS console"),
            (with("&destination=file:///etc/passwd"), "none of the AWS console"),
            (with(&format!("&destination={}", encoded("https://evil.test/"))), "none of the AWS console"),
            (
                with(&format!("&destination={}", encoded("https://console.aws.amazon.com.evil.test/"))),
                "none of the AWS console",
            ),
            (with(&format!("&destination={}", encoded("https://console.aws.amazon.com/\n"))), "invisible"),
            (
                with(&format!("&service=s3&destination={}", encoded("https://console.aws.amazon.com/"))),
                "twice where",
            ),
            (
                with(&format!(
                    "&destination={}",
                    encoded("https://111122223333-abcdefgh.eu-west-1.console.aws.amazon.com/s3/home")
                )),
                "another account",
            ),
            ("https://console.aws.amazon.com/".to_owned(), "does not follow https links"),
            ("javascript:alert(1)".to_owned(), "does not follow javascript links"),
            ("portico".to_owned(), "not a link"),
            (String::new(), "not a link"),
            (with("\n"), "line breaks"),
            (with("&role=\u{202e}"), "line breaks"),
            (with(&format!("&role={}", "x".repeat(9_000))), "too long"),
        ] {
            let error = app_link(&link).expect_err(&link);
            assert!(error.message().to_lowercase().contains(&says.to_lowercase()), "{link}: {error}");
            assert!(!error.remedy().is_empty() && !error.message().chars().any(char::is_control), "{link}");
            assert!(error.message().chars().count() < 300, "{error}");
        }
        assert!(app_link("PORTICO://open/?account=444455556666&").is_ok(), "as browsers spell it");
    }
}

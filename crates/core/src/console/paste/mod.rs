//! Paste anything: out of an ARN, an address or a number, the place in AWS that it means.
//!
//! Rule: pure. What is pasted is hostile until it is read: whatever comes out is made anew from checked parts, and an address is
//! on a console's own host or is none. Nothing of a text that is refused is repeated but its host or its first words.

mod address;
mod app_link;
mod image;
mod shortcut;
mod storage;
#[cfg(test)]
mod tests;

use portico_model::{AccountId, Partition, Region, RoleName, StartUrl};
use url::{Position, Url};

pub use app_link::{SCHEME, app_link, write_app_link};

use super::Destination;
use super::destinations::Service;
use super::resource::{Arn, Page};
use crate::error::{Error, Result};
use crate::settings::Portal;
use crate::text::clean;

/// Longer than any ARN or key, and than the addresses that the consoles' query editors make.
const LONGEST: usize = 16 * 1024;
/// What people and programs put around a text.
const AROUND: [(char, char); 10] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('«', '»'),
    ('<', '>'),
    ('(', ')'),
    ('[', ']'),
];

/// A place in AWS. What the text does not tell is absent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// What was pasted.
    pub form: Form,
    /// The partition: of an account number and of a bucket's URI it is not known.
    pub partition: Option<Partition>,
    /// The account in whose console the place is.
    pub account: Option<AccountId>,
    /// The role, if the text names a permission set.
    pub role: Option<RoleName>,
    /// The Region.
    pub region: Option<Region>,
    /// The service.
    pub service: Option<&'static Service>,
    /// What it is, for one line: `function:checkout`, `bucket/key`.
    pub resource: Option<String>,
    /// The access portal that a shortcut link leads through.
    pub portal: Option<StartUrl>,
    at: Option<At>,
}

/// What a pasted text is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Form {
    /// Twelve digits.
    Account,
    /// An ARN.
    Arn,
    /// An address of the console.
    Console,
    /// A link through an access portal.
    Shortcut,
    /// A link of Portico's own.
    AppLink,
    /// A bucket or what is in it.
    Bucket,
    /// The name of a container image.
    Image,
    /// The address where an account's own users sign in.
    SignIn,
}

/// A page in the console.
#[derive(Clone, Debug, Eq, PartialEq)]
enum At {
    Page(Page),
    /// As it was pasted, but for the host of a browser's session.
    Address(Url),
}

impl Place {
    fn new(form: Form) -> Self {
        Self {
            form,
            partition: None,
            account: None,
            role: None,
            region: None,
            service: None,
            resource: None,
            portal: None,
            at: None,
        }
    }

    fn with_page(self, page: Page) -> Self {
        Self { service: Some(page.service()), at: Some(At::Page(page)), ..self }
    }

    /// The address of the page in the console of `partition`; `None` when there is none in particular, so that the portal's own
    /// default holds.
    ///
    /// # Errors
    /// When the place is in another partition.
    pub fn url(&self, partition: Partition) -> Result<Option<Url>> {
        if let Some(own) = self.partition.filter(|own| *own != partition) {
            return Err(Error::invalid(
                format!("That place is in the partition {own}, and the portal is in {partition}."),
                format!("Choose a portal whose Region is in {own}."),
            ));
        }
        match &self.at {
            None => Ok(None),
            Some(At::Page(page)) => page.address(partition).map(Some),
            Some(At::Address(url)) => Ok(Some(url.clone())),
        }
    }

    /// All of the page's address behind its host, where the text is one: a query or a fragment can fill in a form.
    #[must_use]
    pub fn page(&self) -> Option<String> {
        let Some(At::Address(url)) = &self.at else { return None };
        Some(clean(&url[Position::BeforePath..], LONGEST))
    }

    /// The place as a destination of `portal`; empty when the portal's own default holds.
    ///
    /// # Errors
    /// When the place is in another partition than the portal.
    pub fn destination(&self, portal: &Portal) -> Result<Destination> {
        Ok(Destination { url: self.url(portal.region.partition())?, ..Destination::default() })
    }
}

/// Reads what somebody pasted: an ARN; an address of the console, or of one of a browser's several sessions; an account number; a
/// shortcut link of an access portal; a link of Portico's own; a bucket's URI or address; a container image. Quotes, brackets, white space and a full stop
/// or comma around it are left out.
///
/// `None` when it is none of these, but words to search for.
///
/// # Errors
/// When it is one of these and cannot be followed: the sentence says why.
pub fn read(text: &str) -> Result<Option<Place>> {
    let text = bare(text);
    let begins = |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    let is_arn = begins("arn:");
    let is_address = text.get(..text.len().min(256)).unwrap_or(text).contains("://");
    if !is_arn && !is_address && text.len() > 512 {
        return Ok(None);
    }
    if let Some(account) = account(text) {
        return Ok(Some(Place { account: Some(account), ..Place::new(Form::Account) }));
    }
    let image = image::named(text);
    if !is_arn && !is_address && image.is_none() {
        return Ok(None);
    }
    if text.len() > LONGEST {
        return Err(refused("What was pasted is too long to be a place in AWS"));
    }
    if clean(text, LONGEST) != text {
        return Err(refused("What was pasted has line breaks or invisible characters in it"));
    }
    if is_arn {
        return of_arn(text).map(Some);
    }
    if let Some(image) = image {
        return image.map(Some);
    }
    if begins("s3://") {
        return storage::of_uri(&text["s3://".len()..]).map(Some);
    }
    address::read(text).map(Some)
}

/// As [`read`], where nothing but a place will do.
///
/// # Errors
/// When there is no place to be read out of the text.
pub fn place(text: &str) -> Result<Place> {
    read(text)?.ok_or_else(|| {
        refused(&format!("\"{}\" is no place in AWS that Portico knows", clean(bare(text), 60)))
    })
}

/// Twelve digits, alone or in three groups of four.
fn account(text: &str) -> Option<AccountId> {
    let groups: Vec<&str> = text.split(['-', ' ']).collect();
    let is_one = match groups.as_slice() {
        [whole] => whole.len() == 12,
        [a, b, c] => [a, b, c].iter().all(|group| group.len() == 4),
        _ => false,
    };
    is_one.then(|| groups.concat().parse().ok()).flatten()
}

fn of_arn(text: &str) -> Result<Place> {
    let arn = Arn::parse(text)?;
    let page = Page::of(&arn);
    let place = Place {
        partition: Some(arn.partition),
        account: arn.account.clone(),
        role: session_role(&arn),
        region: arn.region.clone(),
        resource: Some(clean(&arn.resource, 120)),
        ..Place::new(Form::Arn)
    };
    let known = super::destinations::of_namespace(&arn.namespace).is_some();
    let place = place.with_page(page);
    Ok(if known { place } else { Place { service: None, ..place } })
}

/// The permission set of `assumed-role/AWSReservedSSO_{permission set}_{16 digits}/{person}`: who reports a failure often pastes
/// what `aws sts get-caller-identity` said.
fn session_role(arn: &Arn) -> Option<RoleName> {
    let role = arn.resource.strip_prefix("assumed-role/AWSReservedSSO_")?.split('/').next()?;
    let (name, number) = role.rsplit_once('_')?;
    let is_one =
        arn.namespace == "sts" && number.len() == 16 && number.bytes().all(|b| b.is_ascii_hexdigit());
    is_one.then(|| name.parse().ok()).flatten()
}

/// `text` without what is around it.
fn bare(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let rest = text.trim_end_matches(['.', ',', ';']).trim_end();
        let inner = AROUND.iter().find_map(|(open, close)| rest.strip_prefix(*open)?.strip_suffix(*close));
        let rest = inner.unwrap_or(rest).trim();
        if rest.len() == text.len() {
            return text;
        }
        text = rest;
    }
}

/// `text` without its percent-encoding (RFC 3986 section 2.1). What is no UTF-8 becomes U+FFFD.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = &tail[if byte.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn refused(sentence: &str) -> Error {
    Error::invalid(
        format!("{sentence}."),
        "Paste an ARN, an address of the AWS console, an account number, a shortcut link of an access portal, an S3 URI or the name of an ECR image.",
    )
}

//! Finding a portal from what people paste: its canonical start URL, its Region, what it may be called.
//!
//! Rules: what an address says by itself is not asked for; one request, and after at most one redirect to a portal of
//! AWS's one more; only https, and no address that is not public, unless a local Identity Center's endpoint is given; of
//! the answers nothing is believed but that redirect and a Region in a tag. Whatever stays unknown is for the person to
//! say. Source: start-URL resolution of the AWS CLI 2.36.7.

mod names;
mod page;

use std::time::Duration;

use http::Method;
use portico_model::{Region, StartUrl};
use url::Url;

pub(crate) use names::PublicNames;

use crate::aws::{Glance, Transport};
use crate::error::{Code, Error, Problem, Result};
use crate::portal::{Portal, loopback_endpoint};
use crate::settings::PortalName;
use crate::text::clean;
use crate::view::FoundView;

/// One answer, and all of them together.
const PATIENCE: Duration = Duration::from_secs(5);
const PATIENCE_IN_ALL: Duration = Duration::from_secs(10);
/// The head of a page is within this many bytes; nothing beyond is read.
const MOST: usize = 256 * 1024;

/// A portal as far as it could be found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The address that was given, in canonical form.
    pub asked: StartUrl,
    /// The portal of AWS's that a company's own address leads to: this one is to be kept.
    pub leads_to: Option<StartUrl>,
    /// The Region of its Identity Center (for a multi-Region instance, one of its Regions).
    pub region: Option<Region>,
    /// Why the Region is not known.
    pub problem: Option<Problem>,
    /// The loopback address of a local Identity Center that stands for it.
    pub endpoint: Option<Url>,
    /// What it may be called; no other portal is.
    pub name: PortalName,
    /// The portals there are with the same address: other people's sessions in it.
    pub shares_with: Vec<PortalName>,
}

/// Finds out what can be known about the portal meant by `text`: a start URL in any of its forms, a link into a portal,
/// a host, or a company's short name. `endpoint` is the loopback address of a local Identity Center; `known` are the
/// portals there are. Takes ten seconds at most.
///
/// # Errors
/// When `text` or `endpoint` cannot be one. That the network fails is no error: then the Region stays unknown.
pub async fn portal(
    transport: &Transport,
    text: &str,
    endpoint: Option<&str>,
    known: &[Portal],
) -> Result<Found> {
    let asked = StartUrl::pasted(text)?;
    let endpoint = endpoint.map(loopback_endpoint).transpose()?;
    let exploring = explore(transport, &asked, endpoint.as_ref());
    let explored = tokio::time::timeout(PATIENCE_IN_ALL, exploring).await;
    let (leads_to, region) = explored.unwrap_or_else(|_| (None, Err("it takes too long".to_owned())));
    let problem = region.as_ref().err().map(|why| unknown_region(&asked, why));
    let kept = leads_to.as_ref().unwrap_or(&asked);
    let same = known.iter().filter(|other| other.start_url == *kept && other.endpoint == endpoint);
    let shares_with = same.map(|other| other.name.clone()).collect();
    let name = free_name(asked.short_name(), known)?;
    Ok(Found { leads_to, region: region.ok(), problem, endpoint, name, shares_with, asked })
}

impl Found {
    /// The address to keep.
    #[must_use]
    pub fn start_url(&self) -> &StartUrl {
        self.leads_to.as_ref().unwrap_or(&self.asked)
    }

    /// Whether the person has to confirm the host by typing it: it is none of AWS's.
    #[must_use]
    pub fn needs_confirmation(&self) -> bool {
        self.endpoint.is_none() && !self.start_url().is_aws_host()
    }

    /// As the window sees it.
    #[must_use]
    pub fn view(&self) -> FoundView {
        FoundView {
            start_url: self.start_url().to_string(),
            host: self.start_url().host().to_owned(),
            led_by: self.leads_to.as_ref().map(|_| self.asked.host().to_owned()),
            local: self.endpoint.is_some(),
            needs_confirmation: self.needs_confirmation(),
            look_alike: self.start_url().is_look_alike(),
            region: self.region.as_ref().map(ToString::to_string),
            problem: self.problem.clone(),
            name: self.name.to_string(),
            shares_with: self.shares_with.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A Region, or the end of the sentence that says why there is none.
type Told = std::result::Result<Region, String>;

async fn explore(
    transport: &Transport,
    asked: &StartUrl,
    endpoint: Option<&Url>,
) -> (Option<StartUrl>, Told) {
    let Some(url) = first_stop(asked, endpoint) else {
        return (None, asked.region().ok_or_else(|| "its address names none".to_owned()));
    };
    match endpoint {
        Some(_) => (None, page(transport, &url, asked, Redirects::Refused).await),
        None if asked.is_aws_host() => (None, page(transport, &url, asked, Redirects::One).await),
        None => company_address(transport, &url, asked).await,
    }
}

/// The one address that is asked first; none when there is nothing to ask.
fn first_stop(asked: &StartUrl, endpoint: Option<&Url>) -> Option<Url> {
    match endpoint {
        Some(endpoint) => endpoint.join("/start").ok(),
        None if asked.region().is_some() => None,
        None => Url::parse(asked.as_str()).ok(),
    }
}

/// Where a redirect may be followed to: a portal at a host of AWS's. Query and fragment are not followed.
fn next_stop(from: &Url, location: &str) -> Option<(Url, StartUrl)> {
    // A scheme may look like a host: `company.awsapps.com:`.
    let mut url = from.join(location).ok().filter(|url| url.scheme() == "https")?;
    url.set_query(None);
    url.set_fragment(None);
    let portal = StartUrl::pasted(url.as_str()).ok().filter(StartUrl::is_aws_host)?;
    Some((url, portal))
}

/// Where a company's own address leads to. It is asked for the address alone first, as AWS's own tools ask.
async fn company_address(transport: &Transport, url: &Url, asked: &StartUrl) -> (Option<StartUrl>, Told) {
    let mut glance = ask(transport, Method::HEAD, url).await;
    if glance.as_ref().is_ok_and(|glance| !is_redirect(glance)) {
        glance = ask(transport, Method::GET, url).await;
    }
    let glance = match glance {
        Ok(glance) => glance,
        Err(why) => return (None, Err(why)),
    };
    if !is_redirect(&glance) {
        return (None, region_on(&glance, asked));
    }
    match redirect(url, &glance) {
        Ok((next, portal)) => {
            let region = match portal.region() {
                Some(region) => Ok(region),
                None => page(transport, &next, &portal, Redirects::Refused).await,
            };
            (Some(portal), region)
        }
        Err(why) => (None, Err(why)),
    }
}

/// Whether a page may send us on.
#[derive(Clone, Copy)]
enum Redirects {
    One,
    Refused,
}

/// The Region on a page.
async fn page(transport: &Transport, url: &Url, portal: &StartUrl, redirects: Redirects) -> Told {
    let glance = ask(transport, Method::GET, url).await?;
    if !is_redirect(&glance) {
        return region_on(&glance, portal);
    }
    let Redirects::One = redirects else { return Err("it redirected to another place".to_owned()) };
    let (next, target) = redirect(url, &glance)?;
    match target.region() {
        Some(region) => fitting(region, portal),
        None => {
            let glance = ask(transport, Method::GET, &next).await?;
            if is_redirect(&glance) {
                Err("it redirected twice".to_owned())
            } else {
                region_on(&glance, portal)
            }
        }
    }
}

async fn ask(transport: &Transport, method: Method, url: &Url) -> std::result::Result<Glance, String> {
    let asking = async {
        let request = transport.request_to_stranger(method, url.clone())?;
        let request = request.timeout(PATIENCE).header(http::header::ACCEPT, "text/html");
        transport.glance(request, MOST).await
    };
    let host = url.host_str().unwrap_or_default();
    asking.await.map_err(|fault| format!("{host} gave no answer ({fault})"))
}

fn is_redirect(glance: &Glance) -> bool {
    matches!(glance.status, 301 | 302 | 303 | 307 | 308)
}

fn redirect(url: &Url, glance: &Glance) -> std::result::Result<(Url, StartUrl), String> {
    let location = glance.location.as_deref().unwrap_or_default();
    next_stop(url, location)
        .ok_or_else(|| format!("it leads to \"{}\", which is no access portal of AWS's", clean(location, 80)))
}

fn region_on(glance: &Glance, portal: &StartUrl) -> Told {
    if glance.status != 200 {
        return Err(format!("it answered HTTP {}", glance.status));
    }
    let region = page::region(&glance.body).map_err(|silent| format!("its page {}", silent.words()))?;
    fitting(region, portal)
}

fn fitting(region: Region, portal: &StartUrl) -> Told {
    if portal.fits(&region) { Ok(region) } else { Err(format!("it names {region}, where it cannot be")) }
}

fn unknown_region(asked: &StartUrl, why: &str) -> Problem {
    Problem::from(&Error::new(
        Code::NotFound,
        format!("The Region of {} could not be found: {why}.", asked.host()),
        "Name the Region yourself: the access portal shows it under \"Access keys\" of a role, and your administrator \
         knows it.",
    ))
}

/// A name near `wanted` that no other portal has, in whatever case.
fn free_name(wanted: &str, known: &[Portal]) -> Result<PortalName> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let name: String = wanted.chars().map(|c| if fits(c) { c } else { '-' }).take(32).collect();
    let name = name.trim_start_matches(['.', '_', '-']).to_ascii_lowercase();
    let name = if name.is_empty() { "portal".to_owned() } else { name };
    let is_free = |name: &String| !known.iter().any(|portal| portal.name.as_str().eq_ignore_ascii_case(name));
    let beside = (2_u32..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone()).chain(beside).find(is_free);
    free.unwrap_or(name).parse()
}

#[cfg(test)]
mod tests;

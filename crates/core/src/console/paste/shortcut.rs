//! Shortcut links of access portals: `{start URL}/#/console?account_id=..&role_name=..&destination=..`.
//!
//! Rule: a link is read, not followed. Its portal is a name to find among the person's own, whatever it looks like; one that
//! says a thing twice, or leads out of the console, is somebody's trick.

use portico_model::{Partition, StartUrl};
use url::{Host, Url};

use super::{Form, Place, address, decoded, refused};
use crate::console::hosts::{Console, PARTITIONS};
use crate::error::Result;

/// What a link says.
#[derive(Default)]
struct Said {
    account: Option<String>,
    role: Option<String>,
    destination: Option<String>,
}

/// Reads a link whose fragment begins with `/console?`.
pub(super) fn read(url: &Url) -> Result<Place> {
    let portal = portal(url)?;
    let said =
        said(url.fragment().and_then(|fragment| fragment.split_once('?')).map_or("", |(_, query)| query))?;
    let account = said.account.ok_or_else(|| refused("The shortcut link names no account"))?;
    let place = said.destination.map(|destination| {
        let console = Url::parse(&destination).ok().and_then(|url| Console::of(&url));
        let console = console.ok_or_else(|| {
            refused("The shortcut link leads to an address that is none of the AWS console")
        })?;
        address::of_console(console)
    });
    let place = place.transpose()?.unwrap_or(Place::new(Form::Shortcut));
    let homes = portal.as_ref().map_or(PARTITIONS.to_vec(), homes);
    if place.partition.is_some_and(|partition| !homes.contains(&partition)) {
        return Err(refused("The shortcut link leads to the console of another partition than its portal's"));
    }
    let only = if let [only] = homes.as_slice() { Some(*only) } else { None };
    Ok(Place {
        form: Form::Shortcut,
        partition: place.partition.or(only),
        account: Some(account.parse()?),
        role: said.role.map(|role| role.parse()).transpose()?,
        portal,
        ..place
    })
}

/// The portal of the link; `None` is a local one.
fn portal(url: &Url) -> Result<Option<StartUrl>> {
    let is_local = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    };
    if is_local && matches!(url.scheme(), "http" | "https") {
        return Ok(None);
    }
    Ok(Some(StartUrl::pasted(&url[..url::Position::AfterPath])?))
}

/// The partitions whose portals may have that address.
fn homes(portal: &StartUrl) -> Vec<Partition> {
    let lead = |partition| crate::console::regions(partition).into_iter().next();
    let is_home = |partition: &Partition| match portal.region() {
        Some(region) => region.partition() == *partition,
        None => lead(*partition).is_some_and(|region| portal.fits(&region)),
    };
    PARTITIONS.into_iter().filter(is_home).collect()
}

/// The portal's page takes a `+` as it is.
fn said(query: &str) -> Result<Said> {
    let mut said = Said::default();
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        let place = match name {
            "account_id" => &mut said.account,
            "role_name" => &mut said.role,
            "destination" => &mut said.destination,
            _ => continue,
        };
        if place.replace(decoded(value)).is_some() {
            return Err(refused(&format!("The shortcut link says {name} twice")));
        }
    }
    Ok(said)
}

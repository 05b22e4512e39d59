//! AWS User Experience Customization: the colour that AWS's own console gives an account.
//!
//! Rule: a nicety. A role may be forbidden to ask; nothing is tried twice.

use jiff::Timestamp;
use portico_model::uxc::{AccountColor, AccountCustomizations, CUSTOMIZATIONS_PATH, SERVICE};

use crate::aws::signature::{Scope, signed};
use crate::aws::{Endpoints, Fault, Transport, join};
use crate::catalog::Colour;
use crate::credentials::Credentials;

/// The account's colour, as its administrators chose it; `None`: they chose none.
///
/// # Errors
/// See [`Fault`]; 403 for a role that may not ask. [`Fault::Foreign`] where the service is not known to be.
pub async fn account_colour(
    transport: &Transport,
    endpoints: &Endpoints,
    credentials: &Credentials,
    now: Timestamp,
) -> Result<Option<Colour>, Fault> {
    let Some((base, region)) = &endpoints.uxc else {
        return Err(Fault::Foreign("its partition has no such service".to_owned()));
    };
    let scope = Scope { service: SERVICE, region, credentials, now };
    let url = join(base, CUSTOMIZATIONS_PATH);
    let request = signed(transport, &scope, http::Method::GET, &url, None)?;
    let output: AccountCustomizations = transport.send_json(request).await?;
    Ok(output.account_color.and_then(colour))
}

fn colour(color: AccountColor) -> Option<Colour> {
    Some(match color {
        AccountColor::None | AccountColor::Unknown => return None,
        AccountColor::Pink => Colour::Pink,
        AccountColor::Purple => Colour::Purple,
        AccountColor::DarkBlue => Colour::DarkBlue,
        AccountColor::LightBlue => Colour::LightBlue,
        AccountColor::Teal => Colour::Teal,
        AccountColor::Green => Colour::Green,
        AccountColor::Yellow => Colour::Yellow,
        AccountColor::Orange => Colour::Orange,
        AccountColor::Red => Colour::Red,
    })
}

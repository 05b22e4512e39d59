//! From a place in AWS to the role that can open it. Rule: pure; what the text says goes before what was said beside it, and
//! where the two contradict each other nothing is guessed.

use portico_model::{AccountId, RoleName};

use super::paste::Place;
use crate::error::{Code, Error, Result};
use crate::settings::{Portal, PortalName};
use crate::text::clean;

/// What is to be looked for in the catalog.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Aim {
    /// The portal, when one is meant.
    pub portal: Option<PortalName>,
    /// The account: a number, or a name as somebody typed it.
    pub account: String,
    /// The role, when one is meant; else the weakest.
    pub role: Option<RoleName>,
}

impl Aim {
    /// What `place` asks for, with what was said beside it.
    ///
    /// # Errors
    /// When the place is reached through a portal that is none of `portals`, when nothing says the account, or when it says
    /// another account or role than was said beside it.
    pub fn at(
        place: &Place,
        portals: &[Portal],
        portal: Option<PortalName>,
        account: Option<&str>,
        role: Option<RoleName>,
    ) -> Result<Self> {
        let account = match (&place.account, account) {
            (Some(own), Some(said)) if said.parse::<AccountId>().is_ok_and(|said| said != *own) => {
                return Err(Error::invalid(
                    format!("That place is in account {}, not in {}.", own.grouped(), clean(said, 80)),
                    "Leave the account out, or name the right one.",
                ));
            }
            (Some(own), _) => own.to_string(),
            (None, Some(said)) => said.to_owned(),
            (None, None) => return Err(no_account(place)),
        };
        let role = match (&place.role, role) {
            (Some(own), Some(said)) if *own != said => {
                return Err(Error::invalid(
                    format!("That text is about the role {own}, not about {said}."),
                    "Leave the role out, or name that one.",
                ));
            }
            (own, said) => own.clone().or(said),
        };
        Ok(Self { portal: Self::through(place, portals)?.or(portal), account, role })
    }

    /// The portal that the place is reached through, when it says one.
    ///
    /// # Errors
    /// When that is none of `portals`.
    pub fn through(place: &Place, portals: &[Portal]) -> Result<Option<PortalName>> {
        let Some(start_url) = &place.portal else { return Ok(None) };
        match portals.iter().find(|portal| portal.start_url == *start_url) {
            Some(portal) => Ok(Some(portal.name.clone())),
            None => Err(Error::new(
                Code::NotFound,
                format!(
                    "That link leads through the portal at {}, which is none of yours.",
                    start_url.host()
                ),
                format!("If it should be, add it: portico portals add NAME --start-url {start_url}"),
            )),
        }
    }
}

fn no_account(place: &Place) -> Error {
    let what = place.resource.as_deref().map_or_else(|| "that place".to_owned(), |what| clean(what, 60));
    Error::invalid(
        format!("The text does not tell in which account {what} is."),
        "Name the account as well: --account and its name or number.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::paste;
    use super::*;

    fn portals() -> Vec<Portal> {
        let portal = |name, url| Portal::parse(name, url, "eu-west-1", None).expect("a portal");
        vec![
            portal("work", "https://securecart.awsapps.com/start"),
            portal("other", "https://d-1234567890.awsapps.com/start"),
        ]
    }

    fn aim(text: &str, account: Option<&str>, role: Option<&str>) -> Result<Aim> {
        let place = paste::place(text).expect("a place");
        Aim::at(&place, &portals(), None, account, role.map(|role| role.parse().expect("a role")))
    }

    #[test]
    fn what_the_text_says_goes_before_what_was_said_beside_it() {
        let link = "https://d-1234567890.awsapps.com/start/#/console?account_id=444455556666&role_name=Audit";
        let found = aim(link, None, None).expect("an aim");
        assert_eq!(found.portal.as_ref().map(PortalName::as_str), Some("other"));
        assert_eq!(
            (found.account.as_str(), found.role.as_ref().map(RoleName::as_str)),
            ("444455556666", Some("Audit"))
        );
        assert_eq!(aim("s3://logs/x", Some("Production"), None).expect("an aim").account, "Production");
        let queue = "arn:aws:sqs:eu-west-1:444455556666:orders";
        assert_eq!(aim(queue, Some("4444-5555-6666"), None).expect("the same").account, "444455556666");
    }

    #[test]
    fn nothing_is_guessed() {
        for (text, account, role, says) in [
            ("s3://logs/x", None, None, "does not tell in which account"),
            (
                "arn:aws:sqs:eu-west-1:444455556666:orders",
                Some("111122223333"),
                None,
                "in account 4444-5555-6666, not in",
            ),
            (
                "https://securecart.awsapps.com/start/#/console?account_id=444455556666&role_name=Audit",
                None,
                Some("Admin"),
                "about the role Audit",
            ),
            ("https://evil.awsapps.com/start/#/console?account_id=444455556666", None, None, "none of yours"),
        ] {
            let error = aim(text, account, role).expect_err(text);
            assert!(error.message().contains(says) && !error.remedy().is_empty(), "{error}");
        }
    }
}

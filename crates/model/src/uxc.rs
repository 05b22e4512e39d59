//! Wire messages of AWS User Experience Customization, service `uxc` 2024-07-01: how an account looks in the console.
//!
//! The service is global: it lives in one Region of the partition, and requests are signed for that one.

use serde::{Deserialize, Serialize};

/// The name requests are signed for.
pub const SERVICE: &str = "uxc";
/// The Region of the commercial partition that it lives in and requests are signed for.
pub const REGION: &str = "us-east-1";
/// `GET /v1/account-customizations`, without parameters: the account is the one of the keys.
pub const CUSTOMIZATIONS_PATH: &str = "/v1/account-customizations";

/// GetAccountCustomizations, response.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountCustomizations {
    /// Which colour the account's administrators chose.
    #[serde(default)]
    pub account_color: Option<AccountColor>,
    /// Codes of the Regions that are shown; all when absent or null.
    #[serde(default)]
    pub visible_regions: Option<Vec<String>>,
    /// Names of the services that are shown; all when absent or null.
    #[serde(default)]
    pub visible_services: Option<Vec<String>>,
}

/// The colour of an account.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AccountColor {
    /// Nobody chose one.
    #[default]
    None,
    /// `pink`.
    Pink,
    /// `purple`.
    Purple,
    /// `darkBlue`.
    DarkBlue,
    /// `lightBlue`.
    LightBlue,
    /// `teal`.
    Teal,
    /// `green`.
    Green,
    /// `yellow`.
    Yellow,
    /// `orange`.
    Orange,
    /// `red`.
    Red,
    /// One that AWS has added since.
    #[serde(other)]
    Unknown,
}

/// Body of every error; its name comes in [`crate::oidc::ERROR_TYPE_HEADER`].
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct ErrorBody {
    /// For people.
    #[serde(default)]
    pub message: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_those_to_come_do_no_harm() {
        let read =
            |text: &str| serde_json::from_str::<AccountCustomizations>(text).expect("JSON").account_color;
        assert_eq!(
            read(r#"{"accountColor":"darkBlue","visibleRegions":null}"#),
            Some(AccountColor::DarkBlue)
        );
        assert_eq!(read(r#"{"accountColor":"none"}"#), Some(AccountColor::None));
        assert_eq!(read(r#"{"accountColor":"mauve"}"#), Some(AccountColor::Unknown));
        assert_eq!(read("{}"), None);
    }
}

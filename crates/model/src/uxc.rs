//! Wire messages of AWS User Experience Customization, service `uxc` 2024-07-01.

use serde::{Deserialize, Serialize};

/// `GET /v1/account-customizations`, signed (Signature Version 4) with credentials of the account.
pub const ACCOUNT_CUSTOMIZATIONS_PATH: &str = "/v1/account-customizations";

/// GetAccountCustomizations, response; what is of no use here is left out.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GetAccountCustomizationsOutput {
    /// One of `none`, `pink`, `purple`, `darkBlue`, `lightBlue`, `teal`, `green`, `yellow`, `orange`, `red`.
    #[serde(default)]
    pub account_color: Option<String>,
}

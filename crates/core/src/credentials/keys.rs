//! The keys themselves, and the one form they are kept and handed over in.

use jiff::Timestamp;
use portico_model::{AccountId, Secret};
use serde::{Deserialize, Serialize};

/// Short-lived keys of one role.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Public part of the key.
    pub access_key_id: String,
    /// Secret part of the key.
    pub secret_access_key: Secret,
    /// Marks the key as temporary.
    pub session_token: Secret,
    /// When AWS stops accepting them.
    pub expires: Timestamp,
    /// The account they open.
    pub account: AccountId,
}

/// The output of a `credential_process` (AWS SDKs and Tools reference, "Process credential provider").
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct ProcessOutput {
    version: u32,
    access_key_id: String,
    #[serde(serialize_with = "portico_model::secret::to_wire")]
    secret_access_key: Secret,
    #[serde(serialize_with = "portico_model::secret::to_wire")]
    session_token: Secret,
    expiration: Timestamp,
    account_id: AccountId,
}

impl Credentials {
    /// As a `credential_process` prints them: minified JSON, version 1.
    #[must_use]
    pub fn to_json(&self) -> String {
        let output = ProcessOutput {
            version: 1,
            access_key_id: self.access_key_id.clone(),
            secret_access_key: self.secret_access_key.clone(),
            session_token: self.session_token.clone(),
            // Whole seconds: some readers know no fractions.
            expiration: Timestamp::from_second(self.expires.as_second()).unwrap_or(self.expires),
            account_id: self.account.clone(),
        };
        serde_json::to_string(&output).unwrap_or_default()
    }

    /// Reads [`Credentials::to_json`]; `None` when it is anything else.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let output: ProcessOutput = serde_json::from_str(text).ok()?;
        (output.version == 1).then_some(Self {
            access_key_id: output.access_key_id,
            secret_access_key: output.secret_access_key,
            session_token: output.session_token,
            expires: output.expiration,
            account: output.account_id,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_process_form_is_the_documented_one_and_reads_back() {
        let keys = Credentials {
            access_key_id: "ASIAEMU0000000000000".into(),
            secret_access_key: Secret::new("s".into()),
            session_token: Secret::new("t".into()),
            expires: "2026-11-21T23:44:52.5Z".parse().expect("a time"),
            account: "111122223333".parse().expect("an account"),
        };
        let json = r#"{"Version":1,"AccessKeyId":"ASIAEMU0000000000000","SecretAccessKey":"s","SessionToken":"t","Expiration":"2026-11-21T23:44:52Z","AccountId":"111122223333"}"#;
        assert_eq!(keys.to_json(), json);
        assert_eq!(Credentials::from_json(json).expect("reads").to_json(), json);
        assert!(Credentials::from_json("{}").is_none());
    }
}

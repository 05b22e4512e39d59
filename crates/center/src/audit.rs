//! The trail: every sign-in, grant, key and refusal, as records shaped like CloudTrail's.
//!
//! Rule: append only, and no record holds a secret.

use portico_model::Region;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::store::Millis;

/// One thing that happened.
#[derive(Clone, Debug)]
pub(crate) struct Event<'a> {
    /// Where it was served.
    pub(crate) region: &'a Region,
    /// `sso.amazonaws.com`, `sts.amazonaws.com`, `signin.amazonaws.com`.
    pub(crate) source: &'a str,
    /// `UserAuthentication`, `CreateToken`, `GetRoleCredentials` ...
    pub(crate) name: &'a str,
    /// A user name, or the ARN of a role session.
    pub(crate) actor: &'a str,
    /// What was asked, without secrets.
    pub(crate) request: Value,
    /// The error's code, when it was refused.
    pub(crate) error: Option<&'a str>,
}

/// Appends one record.
pub(crate) fn append(connection: &Connection, event: &Event<'_>, now: Millis) -> rusqlite::Result<()> {
    let at = jiff::Timestamp::from_millisecond(now).unwrap_or_default();
    let mut record = json!({
        "eventVersion": "1.08",
        "eventTime": at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "eventSource": event.source,
        "eventName": event.name,
        "awsRegion": event.region.as_str(),
        "sourceIPAddress": "127.0.0.1",
        "userIdentity": identity(event.actor),
        "requestParameters": event.request,
    });
    if let Some(error) = event.error {
        record["errorCode"] = error.into();
    }
    connection
        .execute("INSERT INTO trail (at, record) VALUES (?1, ?2)", params![now, record.to_string()])
        .map(drop)
}

fn identity(actor: &str) -> Value {
    if actor.starts_with("arn:") {
        json!({ "type": "AssumedRole", "arn": actor })
    } else {
        json!({ "type": "IdentityCenterUser", "userName": actor })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_record_is_shaped_like_cloudtrails() {
        let store = Store::open(None).expect("opens");
        let region = "us-east-1".parse().expect("a Region");
        let event = Event {
            region: &region,
            source: "sso.amazonaws.com",
            name: "GetRoleCredentials",
            actor: "alice",
            request: json!({ "account_id": "210987654321" }),
            error: Some("ForbiddenException"),
        };
        let record: String = store
            .write(|transaction| {
                append(transaction, &event, 1_000)?;
                transaction.query_row("SELECT record FROM trail", [], |row| row.get(0))
            })
            .expect("written");
        let record: Value = serde_json::from_str(&record).expect("JSON");
        assert_eq!(record["eventTime"], "1970-01-01T00:00:01Z");
        assert_eq!(record["awsRegion"], "us-east-1");
        assert_eq!(record["userIdentity"]["userName"], "alice");
        assert_eq!(record["errorCode"], "ForbiddenException");
    }
}

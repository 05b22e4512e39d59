//! AssumeRole. Rule: only roles of this organisation, only for whom their trust policy names, at most one hour, since
//! every caller here is itself a role (role chaining).

use axum::http::StatusCode;
use axum::response::Response;
use portico_model::sts::{AssumeRoleResult, AssumedRoleUser, NAMESPACE, StsCredentials};
use rusqlite::Transaction;
use serde::Serialize;
use serde_json::json;

use super::super::{App, value};
use super::{Metadata, StsError, xml};
use crate::access::{self, Role};
use crate::audit::{self, Event};
use crate::token::role::{self as keys, Known, RoleSession, role_id};

const SHORTEST: i64 = 900;
/// The longest chained session AWS allows, and what a caller gets who asks for none.
const LONGEST: i64 = 3600;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AssumeRoleDocument {
    #[serde(rename = "@xmlns")]
    namespace: &'static str,
    assume_role_result: AssumeRoleResult,
    response_metadata: Metadata,
}

/// `Action=AssumeRole`.
pub(super) fn role(app: &App, caller: &Known, params: &[(String, String)]) -> Result<Response, StsError> {
    let wish = Wish::read(params)?;
    let result = app.store.write(|transaction| {
        let outcome = assume(app, transaction, caller, &wish);
        let arn = caller.session.arn();
        let event = Event {
            region: &app.region,
            source: "sts.amazonaws.com",
            name: "AssumeRole",
            actor: &arn,
            request: json!({ "roleArn": wish.arn, "roleSessionName": wish.session_name }),
            error: outcome.is_err().then_some("AccessDenied"),
        };
        audit::append(transaction, &event, app.now())?;
        outcome
    })?;
    let request_id = app.request_id();
    let document = AssumeRoleDocument {
        namespace: NAMESPACE,
        assume_role_result: result,
        response_metadata: Metadata { request_id: request_id.clone() },
    };
    Ok(xml(StatusCode::OK, "AssumeRoleResponse", &document, &request_id))
}

/// A well-formed request.
struct Wish<'a> {
    arn: &'a str,
    account: &'a str,
    role: &'a str,
    session_name: &'a str,
    external_id: Option<&'a str>,
    seconds: i64,
}

impl<'a> Wish<'a> {
    fn read(params: &'a [(String, String)]) -> Result<Self, StsError> {
        let arn = value(params, "RoleArn").unwrap_or_default();
        let (account, role) = parse_arn(arn).ok_or_else(|| {
            StsError::Validation(format!("{} is invalid", if arn.is_empty() { "RoleArn" } else { arn }))
        })?;
        let session_name = value(params, "RoleSessionName").unwrap_or_default();
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b);
        if !(2..=64).contains(&session_name.len()) || !session_name.bytes().all(allowed) {
            return Err(StsError::Validation(
                "RoleSessionName must have 2 to 64 characters of [\\w+=,.@-].".to_owned(),
            ));
        }
        Ok(Self {
            arn,
            account,
            role,
            session_name,
            external_id: value(params, "ExternalId"),
            seconds: seconds(value(params, "DurationSeconds"))?,
        })
    }
}

fn assume(
    app: &App,
    transaction: &Transaction<'_>,
    caller: &Known,
    wish: &Wish<'_>,
) -> Result<AssumeRoleResult, StsError> {
    let role = Role { account: wish.account, name: wish.role, external_id: wish.external_id };
    let is_trusted = match &caller.session.permission_set {
        Some(set) => access::may_assume(transaction, role, &caller.session.account, set)?,
        None => false,
    };
    if !is_trusted {
        return Err(StsError::Denied(format!(
            "User: {} is not authorized to perform: sts:AssumeRole on resource: {}",
            caller.session.arn(),
            wish.arn
        )));
    }
    let session = RoleSession {
        account: wish.account.to_owned(),
        permission_set: None,
        role: wish.role.to_owned(),
        session_name: wish.session_name.to_owned(),
    };
    let expires_at = app.now() + wish.seconds * 1000;
    let minted = keys::mint(transaction, &session, expires_at, &*app.entropy)?;
    let expiration = jiff::Timestamp::from_millisecond(expires_at).unwrap_or_default();
    Ok(AssumeRoleResult {
        credentials: StsCredentials {
            access_key_id: minted.access_key_id,
            secret_access_key: minted.secret_access_key,
            session_token: minted.session_token,
            expiration: expiration.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        },
        assumed_role_user: AssumedRoleUser {
            arn: session.arn(),
            assumed_role_id: format!("{}:{}", role_id(wish.account, wish.role), wish.session_name),
        },
    })
}

fn seconds(text: Option<&str>) -> Result<i64, StsError> {
    let Some(text) = text else { return Ok(LONGEST) };
    let seconds: i64 = text
        .parse()
        .map_err(|_| StsError::Validation("DurationSeconds must be a number of seconds.".to_owned()))?;
    if seconds < SHORTEST {
        return Err(StsError::Validation(format!("DurationSeconds must be at least {SHORTEST}.")));
    }
    if seconds > LONGEST {
        return Err(StsError::Validation(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
                .to_owned(),
        ));
    }
    Ok(seconds)
}

/// The account and the name in `arn:aws:iam::{account}:role/{path}{name}`.
fn parse_arn(arn: &str) -> Option<(&str, &str)> {
    let (account, rest) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
    let name = rest.strip_prefix("role/")?.rsplit('/').next()?;
    let is_account = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    (is_account && !name.is_empty()).then_some((account, name))
}

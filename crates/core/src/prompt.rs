//! What a shell's prompt says of the role in use.
//!
//! Rules: it is asked for before every command line, so it looks at the environment and at most at one section of one file:
//! no network, no keychain, no catalog; what is dangerous is said in words, because colours are not seen by everybody and
//! not kept by every terminal; every character is harmless.

use jiff::Timestamp;
use portico_model::RoleName;
use serde::Serialize;

use crate::disk::Environment;
use crate::policy;
use crate::profiles::{self, AwsFiles};
use crate::role::RoleKey;
use crate::text::clean;
use crate::view::RoleClass;

/// What `portico exec` tells the prompts of shells it starts; see [`worn`].
pub const VARIABLE: &str = "PORTICO_ROLE";
/// What stands there for an endpoint, which has no key.
const NO_KEY: &str = "-";
/// The most characters of a name.
const NAME: usize = 60;

/// The role in use.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Segment {
    /// The profile; nothing for keys in the environment.
    pub profile: Option<String>,
    /// The portal, where Portico knows it.
    pub portal: Option<String>,
    /// The account's number.
    pub account: Option<String>,
    /// The account's name.
    pub account_name: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// Whether a name says that it is about production.
    pub production: bool,
    /// Whether the role can do everything, as far as its name tells.
    pub admin: bool,
    /// How many seconds the credentials are good for; negative when they are not any more.
    pub left: Option<i64>,
}

/// The value of [`VARIABLE`] for a role: portal, account, role, the id of its access key (which names it and opens nothing),
/// and the account's name.
#[must_use]
pub fn worn(key: &RoleKey, access_key_id: Option<&str>, account_name: &str) -> String {
    let RoleKey { portal, account, role } = key;
    let id = access_key_id.unwrap_or(NO_KEY);
    format!("{portal} {account} {role} {id} {}", clean(account_name, NAME)).trim_end().to_owned()
}

/// The role in use at `now`; nothing when none is chosen.
#[must_use]
pub fn segment(environment: &Environment, now: Timestamp) -> Option<Segment> {
    let id = environment.text("AWS_ACCESS_KEY_ID");
    let is_served = environment.has("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    let profile = environment.text("AWS_PROFILE").or_else(|| environment.text("AWS_DEFAULT_PROFILE"));
    if id.is_none()
        && let Some(profile) = profile
    {
        return Some(of_profile(environment, profile, now));
    }
    let end = environment.text("AWS_CREDENTIAL_EXPIRATION").and_then(|text| text.parse::<Timestamp>().ok());
    let left = end.filter(|_| id.is_some()).map(|end| left(end, now));
    let worn = environment.text(VARIABLE).and_then(|text| read(text, id, is_served));
    match worn {
        Some((key, name)) => {
            let segment = of_role(&key, &name);
            Some(Segment { account_name: Some(name).filter(|name| !name.is_empty()), left, ..segment })
        }
        None => id.map(|_| Segment { left, ..nothing() }),
    }
}

/// The segment as a line: `Dev/AdministratorAccess ADMIN 42 min`, `prod-read PROD`.
#[must_use]
pub fn line(segment: &Segment) -> String {
    let place = match (&segment.profile, &segment.role) {
        (Some(profile), _) => profile.clone(),
        (None, Some(role)) => {
            let account = segment.account_name.as_ref().or(segment.account.as_ref());
            account.map_or_else(|| role.clone(), |account| format!("{account}/{role}"))
        }
        (None, None) => "keys".to_owned(),
    };
    let mut line = clean(&place, 2 * NAME);
    for (is_so, word) in [(segment.production, " PROD"), (segment.admin, " ADMIN")] {
        if is_so {
            line.push_str(word);
        }
    }
    match segment.left {
        None => {}
        Some(left) if left <= 0 => line.push_str(" ENDED"),
        Some(left) if left < 60 => line.push_str(&format!(" {left} s")),
        Some(left) if left < 5400 => line.push_str(&format!(" {} min", left / 60)),
        Some(left) => line.push_str(&format!(" {} h", left / 3600)),
    }
    line
}

/// The role that `text` tells of, and the account's name, as long as it is about the credentials that are there.
fn read(text: &str, id: Option<&str>, is_served: bool) -> Option<(RoleKey, String)> {
    let mut words = text.splitn(5, ' ');
    let mut next = || words.next();
    let key = RoleKey::parse(next()?, next()?, next()?).ok()?;
    let told = next()?;
    let is_still = match id {
        Some(id) => told == id,
        None => told == NO_KEY && is_served,
    };
    is_still.then(|| (key, clean(next().unwrap_or_default(), NAME)))
}

fn of_profile(environment: &Environment, profile: &str, now: Timestamp) -> Segment {
    let files = AwsFiles::of(environment);
    let found = files.as_ref().ok().and_then(|files| profiles::glance(files, profile));
    let shown = clean(profile, 2 * NAME);
    let segment = match found {
        Some(found) => {
            let left = found.until.map(|until| left(until, now));
            Segment { left, ..of_role(&found.entry.key, &shown) }
        }
        None => Segment { admin: shown.parse().is_ok_and(|role| is_admin(&role)), ..called(&shown) },
    };
    Segment { profile: Some(shown), ..segment }
}

/// A role whose profile or account is called `name`.
fn of_role(key: &RoleKey, name: &str) -> Segment {
    Segment {
        portal: Some(key.portal.to_string()),
        account: Some(key.account.to_string()),
        role: Some(key.role.to_string()),
        admin: is_admin(&key.role),
        ..called(name)
    }
}

fn called(name: &str) -> Segment {
    Segment { production: policy::is_production(name), ..nothing() }
}

fn is_admin(role: &RoleName) -> bool {
    policy::class_of(role) == RoleClass::Admin
}

/// Seconds.
fn left(end: Timestamp, now: Timestamp) -> i64 {
    end.as_second() - now.as_second()
}

fn nothing() -> Segment {
    Segment {
        profile: None,
        portal: None,
        account: None,
        account_name: None,
        role: None,
        production: false,
        admin: false,
        left: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-29T12:00:00Z".parse().expect("a time")
    }

    fn key(role: &str) -> RoleKey {
        RoleKey::parse("work", "384925016173", role).expect("a role")
    }

    fn shown(variables: &[(&str, &str)]) -> Option<String> {
        let environment =
            variables.iter().fold(Environment::default(), |all, (name, value)| all.with(name, *value));
        segment(&environment, now()).map(|segment| line(&segment))
    }

    #[test]
    fn a_shell_of_exec_shows_account_role_danger_and_the_time_left() {
        let worn = worn(&key("AdministratorAccess"), Some("ASIA1"), "Prod EU");
        let variables = |id, end| {
            [("AWS_ACCESS_KEY_ID", id), ("AWS_CREDENTIAL_EXPIRATION", end), (VARIABLE, worn.as_str())]
        };
        let said = shown(&variables("ASIA1", "2026-11-29T12:42:30Z"));
        assert_eq!(said.as_deref(), Some("Prod EU/AdministratorAccess PROD ADMIN 42 min"));
        let ended = shown(&variables("ASIA1", "2026-11-29T11:00:00Z"));
        assert_eq!(ended.as_deref(), Some("Prod EU/AdministratorAccess PROD ADMIN ENDED"));
        let others = shown(&variables("ASIA2", "2026-11-29T20:00:00Z"));
        assert_eq!(others.as_deref(), Some("keys 8 h"), "somebody has put other keys there since");
    }

    #[test]
    fn an_endpoint_is_told_while_there_is_one() {
        let worn = worn(&key("ReadOnlyAccess"), None, "");
        let uri = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/x");
        assert_eq!(shown(&[uri, (VARIABLE, &worn)]).as_deref(), Some("384925016173/ReadOnlyAccess"));
        assert_eq!(shown(&[(VARIABLE, &worn)]), None);
        assert_eq!(shown(&[]), None);
    }

    #[test]
    fn a_profile_is_told_by_its_name_and_keys_stand_before_it() {
        assert_eq!(shown(&[("AWS_PROFILE", "my-prod")]).as_deref(), Some("my-prod PROD"));
        assert_eq!(shown(&[("AWS_PROFILE", "dev-admin")]).as_deref(), Some("dev-admin ADMIN"));
        assert_eq!(shown(&[("AWS_PROFILE", "a"), ("AWS_ACCESS_KEY_ID", "x")]).as_deref(), Some("keys"));
    }

    #[test]
    fn d2_nothing_that_a_terminal_obeys_is_shown() {
        let worn = "work 384925016173 Admin ASIA1 \u{1b}[2J\u{202e}x";
        let said = shown(&[("AWS_ACCESS_KEY_ID", "ASIA1"), (VARIABLE, worn)]).expect("a segment");
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
        let said = shown(&[("AWS_PROFILE", "a\u{1b}]0;x\u{7}\nb")]).expect("a segment");
        assert!(!said.chars().any(char::is_control), "{said:?}");
    }
}

//! Registered clients. Rule: public clients only, loopback redirects only, ninety days.

use portico_model::oidc::{RegisterClientRequest, grant_type};
use portico_model::{Entropy, Secret};
use rusqlite::{Connection, OptionalExtension, params};
use subtle::ConstantTimeEq;
use url::{Host, Url};

use super::Refused;
use crate::mint;
use crate::store::Millis;

/// How long a registration is accepted: ninety days.
pub(crate) const REGISTRATION_MILLIS: Millis = 90 * 24 * 3600 * 1000;

/// A registered client.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    /// Public.
    pub(crate) id: String,
    /// For people; hostile text.
    pub(crate) name: String,
    /// Empty for legacy clients.
    pub(crate) scopes: Vec<String>,
    /// Loopback, ports ignored.
    pub(crate) redirect_uris: Vec<String>,
    /// What it may use; empty means the device grant and refreshing.
    pub(crate) grant_types: Vec<String>,
}

impl Client {
    /// Whether the registration covers `grant`.
    pub(crate) fn may_use(&self, grant: &str) -> bool {
        if self.grant_types.is_empty() {
            grant == grant_type::DEVICE_CODE || grant == grant_type::REFRESH_TOKEN
        } else {
            self.grant_types.iter().any(|allowed| allowed == grant)
        }
    }

    /// Whether `uri` is one of the registered ones, any loopback port allowed (RFC 8252 section 7.3).
    pub(crate) fn may_return_to(&self, uri: &str) -> bool {
        let Some(uri) = loopback(uri) else { return false };
        self.redirect_uris.iter().filter_map(|registered| loopback(registered)).any(|registered| {
            registered.host() == uri.host()
                && registered.path() == uri.path()
                && registered.query() == uri.query()
        })
    }
}

/// A registration as handed to the client, once.
#[derive(Debug)]
pub(crate) struct Registration {
    /// Identifies it.
    pub(crate) id: String,
    /// Authenticates it; only its digest is kept.
    pub(crate) secret: Secret,
    /// When it ends.
    pub(crate) expires_at: Millis,
}

/// Registers a client for the instance whose portal is `start_url`.
///
/// # Errors
/// [`Refused`], one variant per rule of RegisterClient.
pub(crate) fn register(
    connection: &Connection,
    request: &RegisterClientRequest,
    start_url: &str,
    entropy: &dyn Entropy,
    now: Millis,
) -> Result<Registration, Refused> {
    check(request, start_url)?;
    let registration = Registration {
        id: mint::id(entropy),
        secret: Secret::new(mint::bearer(entropy)),
        expires_at: now + REGISTRATION_MILLIS,
    };
    connection.execute(
        "INSERT INTO client (id, secret_hash, name, scopes, redirect_uris, grant_types, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            registration.id,
            mint::digest(registration.secret.expose()),
            request.client_name,
            request.scopes.join(" "),
            request.redirect_uris.join(" "),
            request.grant_types.join(" "),
            registration.expires_at
        ],
    )?;
    Ok(registration)
}

/// The live registration called `id`.
///
/// # Errors
/// [`Refused::UnknownClient`].
pub(crate) fn find(connection: &Connection, id: &str, now: Millis) -> Result<Client, Refused> {
    let found = connection
        .query_row(
            "SELECT id, name, scopes, redirect_uris, grant_types FROM client WHERE id = ?1 AND expires_at > ?2",
            params![id, now],
            |row| {
                Ok(Client {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    scopes: words(&row.get::<_, String>(2)?),
                    redirect_uris: words(&row.get::<_, String>(3)?),
                    grant_types: words(&row.get::<_, String>(4)?),
                })
            },
        )
        .optional()?;
    found.ok_or(Refused::UnknownClient)
}

/// The live registration called `id`, if `secret` is its secret.
///
/// # Errors
/// [`Refused::UnknownClient`].
pub(crate) fn authenticate(
    connection: &Connection,
    id: &str,
    secret: &Secret,
    now: Millis,
) -> Result<Client, Refused> {
    let client = find(connection, id, now)?;
    let kept: String =
        connection.query_row("SELECT secret_hash FROM client WHERE id = ?1", [id], |row| row.get(0))?;
    let said = mint::digest(secret.expose());
    if kept.as_bytes().ct_eq(said.as_bytes()).into() { Ok(client) } else { Err(Refused::UnknownClient) }
}

fn check(request: &RegisterClientRequest, start_url: &str) -> Result<(), Refused> {
    if request.client_type != "public" {
        return Err(Refused::Metadata("Only clients of type public can be registered."));
    }
    if request.client_name.is_empty() || request.client_name.len() > 256 {
        return Err(Refused::Metadata("A client name has 1 to 256 characters."));
    }
    let known = [grant_type::AUTHORIZATION_CODE, grant_type::REFRESH_TOKEN, grant_type::DEVICE_CODE];
    if request.grant_types.iter().any(|grant| !known.contains(&grant.as_str())) {
        return Err(Refused::UnsupportedGrantType);
    }
    if !request.scopes.iter().all(|scope| is_scope(scope)) {
        return Err(Refused::Scope);
    }
    let is_plain = |uri: &String| !uri.contains(char::is_whitespace) && loopback(uri).is_some();
    if !request.redirect_uris.iter().all(is_plain) {
        return Err(Refused::RedirectUri);
    }
    let portal = |text: &str| text.trim_end_matches('/').trim_end_matches("/#").to_owned();
    if request.issuer_url.as_deref().is_some_and(|issuer| portal(issuer) != start_url) {
        return Err(Refused::Request("The issuer URL is not this Identity Center's start URL."));
    }
    if request.grant_types.iter().any(|grant| grant == grant_type::AUTHORIZATION_CODE)
        && (request.issuer_url.is_none() || request.redirect_uris.is_empty())
    {
        return Err(Refused::Request("The authorization_code grant needs an issuerUrl and redirectUris."));
    }
    Ok(())
}

/// Parses a plain-http loopback URI without user, or nothing.
fn loopback(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_loopback = match url.host()? {
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
        Host::Domain(name) => name == "localhost",
    };
    let is_bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    (url.scheme() == "http" && is_loopback && is_bare).then_some(url)
}

/// `service:resource:action`-like words, as all of AWS's scopes are (`sso:account:access`, `codewhisperer:completions`).
fn is_scope(scope: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-*".contains(&b))
    };
    scope == "openid" || scope == "aws" || (scope.contains(':') && scope.split(':').all(is_part))
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(registered: &str) -> Client {
        Client {
            id: "id".into(),
            name: "test".into(),
            scopes: Vec::new(),
            redirect_uris: vec![registered.to_owned()],
            grant_types: Vec::new(),
        }
    }

    #[test]
    fn redirects_ignore_the_port_and_nothing_else() {
        let cli = client("http://127.0.0.1/oauth/callback");
        assert!(cli.may_return_to("http://127.0.0.1:43861/oauth/callback"));
        let refused = [
            "http://127.0.0.1:43861/oauth/callback/",
            "http://127.0.0.1:43861/",
            "http://localhost:43861/oauth/callback",
            "https://127.0.0.1:43861/oauth/callback",
            "http://127.0.0.1.evil.test/oauth/callback",
            "http://user@127.0.0.1:43861/oauth/callback",
            "http://127.0.0.1:43861/oauth/callback#x",
            "http://127.0.0.1:43861/oauth/callback?next=x",
        ];
        for uri in refused {
            assert!(!cli.may_return_to(uri), "{uri}");
        }
        assert!(client("http://127.0.0.1:5555").may_return_to("http://127.0.0.1:6666"));
    }

    #[test]
    fn scopes_look_like_awss() {
        assert!(is_scope("sso:account:access") && is_scope("codewhisperer:completions"));
        assert!(!is_scope("everything") && !is_scope("sso:") && !is_scope("SSO:Account"));
    }
}

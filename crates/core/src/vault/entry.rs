//! The names of everything Portico keeps in a keychain. Rule: one table, and a name once released never changes, for
//! it is how the next version finds what this one stored.

use crate::role::RoleKey;
use crate::settings::PortalName;

/// What a secret is, and whose. `local` marks a portal on this machine, whose secrets live under a service name of
/// their own, so that they can never be taken for AWS's.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Entry {
    /// The access and refresh token of a portal.
    Session {
        /// The portal.
        portal: PortalName,
        /// See [`Entry`].
        local: bool,
    },
    /// The credentials of a role.
    Role {
        /// The role.
        key: RoleKey,
        /// See [`Entry`].
        local: bool,
    },
    /// Written, read back and removed to see that the keychain works.
    Probe,
}

impl Entry {
    /// The keychain's service name.
    #[must_use]
    pub fn service(&self) -> &'static str {
        match self {
            Self::Session { local: true, .. } | Self::Role { local: true, .. } => "portico-emulator",
            Self::Session { .. } | Self::Role { .. } | Self::Probe => "portico",
        }
    }

    /// The keychain's user name: `kind/portal[/account/role][@home-tag]`. An `@` in a role's name becomes `%40` (a
    /// role's name cannot hold `%`), so that the tag is always what follows the only `@`.
    #[must_use]
    pub fn user(&self, home_tag: Option<&str>) -> String {
        let name = match self {
            Self::Session { portal, .. } => format!("session/{portal}"),
            Self::Role { key, .. } => {
                format!("role/{}/{}/{}", key.portal, key.account, key.role.as_str().replace('@', "%40"))
            }
            Self::Probe => "probe".to_owned(),
        };
        match home_tag {
            Some(tag) => format!("{name}@{tag}"),
            None => name,
        }
    }
}

/// The name of one chunk of a value that is too long for one item: `USER#SLOT.INDEX`. No entry's own name holds `#`.
pub(super) fn chunk(user: &str, slot: u8, index: usize) -> String {
    format!("{user}#{slot}.{index}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_api_and_never_change() {
        let portal: PortalName = "securecart".parse().expect("valid");
        let role = |name: &str| RoleKey {
            portal: portal.clone(),
            account: "444455556666".parse().expect("valid"),
            role: name.parse().expect("valid"),
        };
        let table: Vec<(&str, String)> = [
            (Entry::Session { portal: portal.clone(), local: false }, None),
            (Entry::Session { portal: portal.clone(), local: true }, None),
            (Entry::Session { portal: portal.clone(), local: true }, Some("0123abcd")),
            (Entry::Role { key: role("ReadOnlyAccess"), local: false }, None),
            (Entry::Role { key: role("a@0123abcd"), local: false }, None),
            (Entry::Role { key: role("a"), local: true }, Some("0123abcd")),
            (Entry::Probe, Some("0123abcd")),
        ]
        .iter()
        .map(|(entry, tag)| (entry.service(), entry.user(*tag)))
        .collect();
        let expected = [
            ("portico", "session/securecart"),
            ("portico-emulator", "session/securecart"),
            ("portico-emulator", "session/securecart@0123abcd"),
            ("portico", "role/securecart/444455556666/ReadOnlyAccess"),
            ("portico", "role/securecart/444455556666/a%400123abcd"),
            ("portico-emulator", "role/securecart/444455556666/a@0123abcd"),
            ("portico", "probe@0123abcd"),
        ];
        assert_eq!(table, expected.map(|(service, user)| (service, user.to_owned())));
        let session = Entry::Session { portal, local: false };
        let chunks = [(None, 0, 0), (None, 1, 11), (Some("0123abcd"), 1, 2)]
            .map(|(tag, slot, index)| chunk(&session.user(tag), slot, index));
        assert_eq!(
            chunks,
            ["session/securecart#0.0", "session/securecart#1.11", "session/securecart@0123abcd#1.2"]
        );
    }
}

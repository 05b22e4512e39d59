//! Firefox's containers, which only an extension opens an address in.
//!
//! Rule: the address begins with `ext+`, and its values are encoded so that the extension reads them back letter by letter
//! (`URLSearchParams`, which takes `+` for a space).

use super::address::Public;
use crate::catalog::Colour;
use crate::console::component;

/// An extension that opens addresses in containers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extension {
    /// "Open external links in a container"; its second version asks the person each time.
    OpenUrl,
    /// "Granted Containers"; does not ask.
    Granted,
}

impl Extension {
    /// The one that does not ask first.
    pub const ALL: [Self; 2] = [Self::Granted, Self::OpenUrl];

    /// What `extensions.json` calls it.
    pub(super) const fn ids(self) -> &'static [&'static str] {
        match self {
            Self::OpenUrl => {
                &["{f069aec0-43c5-4bbf-b6b4-df95c4326b98}", "{4d4aee45-b821-48a9-801c-d4a05821de76}"]
            }
            Self::Granted => &["{b5e0e8de-ebfe-4306-9528-bcc18241a490}"],
        }
    }

    const fn scheme(self) -> &'static str {
        match self {
            Self::OpenUrl => "ext+container",
            Self::Granted => "ext+granted-containers",
        }
    }

    /// What opens `address` in the container called `name`, which is made (with this colour) when there is none.
    pub(super) fn link(self, name: &str, colour: Option<Colour>, address: &Public) -> String {
        let mut link =
            format!("{}:name={}&url={}", self.scheme(), component(name), component(address.as_str()));
        if let Some(colour) = colour {
            link.push_str("&color=");
            link.push_str(container_colour(colour));
        }
        if self == Self::OpenUrl {
            // Its second version asks the person when the signature is wrong, and fails when there is none.
            link.push_str("&signature=00");
        }
        link
    }
}

/// Firefox's containers have eight colours.
const fn container_colour(colour: Colour) -> &'static str {
    match colour {
        Colour::Pink => "pink",
        Colour::Purple => "purple",
        Colour::DarkBlue => "blue",
        Colour::LightBlue | Colour::Teal => "turquoise",
        Colour::Green => "green",
        Colour::Yellow => "yellow",
        Colour::Orange => "orange",
        Colour::Red => "red",
    }
}

#[cfg(test)]
mod tests {
    use url::form_urlencoded;

    use super::*;
    use crate::settings::Portal;

    #[test]
    fn the_extension_reads_back_what_was_written() {
        let start = "https://securecart.awsapps.com/start";
        let portal = Portal::parse("p", start, "eu-west-1", None).expect("a portal");
        let (account, role) = ("111122223333".parse().expect("an account"), "A+B=c".parse().expect("a role"));
        let public = Public::shortcut(&portal, &account, Some(&role), None).expect("public");
        let address = public.as_str();
        for hostile in ["Prod", "a&url=https://evil.test", "x y+z%20", "-new-window", "\u{202e}\"';#", "日本"]
        {
            for (extension, scheme) in
                [(Extension::OpenUrl, "ext+container:"), (Extension::Granted, "ext+granted-containers:")]
            {
                let link = extension.link(hostile, Some(Colour::Teal), &public);
                let query = link.strip_prefix(scheme).expect("the scheme");
                assert!(link.bytes().all(|byte| byte.is_ascii_graphic()) && !link.contains('#'), "{link}");
                // What Firefox does with the address (`%s` of the extension's page) and the extension with that.
                let read: Vec<(String, String)> =
                    form_urlencoded::parse(query.as_bytes()).into_owned().collect();
                let expected = [("name", hostile), ("url", address), ("color", "turquoise")];
                assert_eq!(read[..3], expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
            }
        }
        assert!(!Extension::OpenUrl.link("x", None, &public).contains("color"));
    }
}

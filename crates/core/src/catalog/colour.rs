//! The colour of an account's bar. Rule: the same account always has the same colour, and what looks like production
//! looks like it; every colour has a contrast of at least 3 on white and on the dark background (`#161617`).

use std::str::FromStr;

use portico_model::AccountId;

use crate::policy::words;

/// A colour of the palette, by the names AWS gives them (UXC, `AccountColor`).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Colour {
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
}

impl Colour {
    /// All of them, in the order of the rainbow.
    pub const ALL: [Self; 9] = [
        Self::Red,
        Self::Orange,
        Self::Yellow,
        Self::Green,
        Self::Teal,
        Self::LightBlue,
        Self::DarkBlue,
        Self::Purple,
        Self::Pink,
    ];

    /// AWS's name of it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pink => "pink",
            Self::Purple => "purple",
            Self::DarkBlue => "darkBlue",
            Self::LightBlue => "lightBlue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
        }
    }

    /// `#rrggbb`.
    #[must_use]
    pub const fn hex(self) -> &'static str {
        match self {
            Self::Pink => "#b0498f",
            Self::Purple => "#7c5cd6",
            Self::DarkBlue => "#2563eb",
            Self::LightBlue => "#0284c7",
            Self::Teal => "#0f766e",
            Self::Green => "#15803d",
            Self::Yellow => "#a16207",
            Self::Orange => "#c2410c",
            Self::Red => "#dc2626",
        }
    }
}

impl FromStr for Colour {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|colour| colour.as_str() == text).ok_or(())
    }
}

const PRODUCTION: &str = Colour::Orange.hex();
const STAGING: &str = Colour::Yellow.hex();
const DEVELOPMENT: &str = Colour::Teal.hex();
/// For all other accounts.
const CALM: [&str; 5] =
    [Colour::DarkBlue.hex(), Colour::Purple.hex(), "#64748b", Colour::LightBlue.hex(), Colour::Pink.hex()];

/// `#rrggbb` by the words of the account's name, or else by its number.
pub(super) fn colour_of(name: &str, account: &AccountId) -> &'static str {
    let words = words(name);
    let says = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let not_quite = says(&["non", "pre", "nonprod", "preprod"]);
    if says(&["prod", "production", "prd", "live"]) && !not_quite {
        PRODUCTION
    } else if not_quite || says(&["staging", "stage", "stg", "test", "testing", "qa", "uat"]) {
        STAGING
    } else if says(&["dev", "development", "develop", "sandbox", "sbx", "playground"]) {
        DEVELOPMENT
    } else {
        // FNV-1a: small, and the same on every machine and in every version.
        let hash = account
            .as_str()
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        CALM[(hash >> 16) as usize % CALM.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hexadecimal")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn every_colour_stands_out_on_both_backgrounds() {
        let palette = Colour::ALL.map(Colour::hex);
        for colour in palette.iter().chain(&CALM) {
            for background in ["#ffffff", "#161617"] {
                let (a, b) = (luminance(colour), luminance(background));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 3.0, "{colour} on {background}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn names_decide_then_the_number() {
        let id = |text: &str| -> AccountId { text.parse().expect("an account") };
        let one = id("444455556666");
        for (name, expected) in [
            ("Production", PRODUCTION),
            ("shop-PROD-eu", PRODUCTION),
            ("LiveShop", PRODUCTION),
            ("non-prod", STAGING),
            ("Preprod", STAGING),
            ("qa_2", STAGING),
            ("Dev", DEVELOPMENT),
            ("sandbox 7", DEVELOPMENT),
        ] {
            assert_eq!(colour_of(name, &one), expected, "{name}");
        }
        assert_eq!(colour_of("Reproduction", &one), colour_of("Audit", &one));
        let all: std::collections::BTreeSet<&str> =
            (0..50).map(|n| colour_of("x", &id(&format!("{:012}", n * 7919)))).collect();
        assert_eq!(all.len(), CALM.len(), "the number spreads accounts over the whole palette");
    }
}

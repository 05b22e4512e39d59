//! The colour of an account's bar. Rule: the same account always has the same colour, and what looks like production
//! looks like it; every colour has a contrast of at least 3 on white and on the dark background (`#161617`).

use portico_model::AccountId;

use crate::policy::words;

const PRODUCTION: &str = "#c2410c";
const STAGING: &str = "#a16207";
const DEVELOPMENT: &str = "#0f766e";
/// For all other accounts.
const CALM: [&str; 5] = ["#2563eb", "#7c5cd6", "#64748b", "#0284c7", "#b0498f"];

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
        for colour in [PRODUCTION, STAGING, DEVELOPMENT].iter().chain(&CALM) {
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

//! The Region on a portal's page, as AWS writes it there: `<meta name="region" content="eu-west-1"/>`.
//!
//! Rule: of the page nothing is believed but a Region in such a tag, and not even that when two tags disagree. Granted's
//! `sso login` reads the same tag.

use portico_model::Region;

/// Why a page names no Region: the end of the sentence "Its page ...".
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Silent {
    NoTag,
    NoRegion,
    Several,
}

impl Silent {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::NoTag => "names no Region",
            Self::NoRegion => "names something that is no Region",
            Self::Several => "names several Regions",
        }
    }
}

/// The Region that every region tag of `page` names.
pub(super) fn region(page: &[u8]) -> Result<Region, Silent> {
    let page = String::from_utf8_lossy(page);
    let mut found: Option<Region> = None;
    for tag in tags(&page) {
        let attributes = attributes(tag);
        let value =
            |name: &str| attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| *v);
        if !value("name").is_some_and(|name| name.eq_ignore_ascii_case("region")) {
            continue;
        }
        let named = value("content").unwrap_or_default().parse().map_err(|_| Silent::NoRegion)?;
        if found.replace(named).is_some_and(|before| Some(&before) != found.as_ref()) {
            return Err(Silent::Several);
        }
    }
    found.ok_or(Silent::NoTag)
}

/// What stands between `<meta` and the next `>`.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    let starts = page.match_indices('<').map(|(at, _)| &page[at + 1..]);
    starts.filter_map(|rest| {
        let after = rest.get(..4).filter(|name| name.eq_ignore_ascii_case("meta")).map(|_| &rest[4..])?;
        after.starts_with(|c: char| c.is_ascii_whitespace() || c == '/').then_some(())?;
        after.find('>').map(|end| &after[..end])
    })
}

/// The attributes of a tag, in order. A value may stand in either quotes or in none.
fn attributes(mut tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let blank = |c: char| c.is_ascii_whitespace() || c == '/';
    loop {
        tag = tag.trim_start_matches(blank);
        let end = tag.find(|c: char| blank(c) || c == '=').unwrap_or(tag.len());
        let (name, rest) = tag.split_at(end);
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
            if name.is_empty() {
                return found;
            }
            found.push((name, ""));
            tag = rest;
            continue;
        };
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
        let (value, rest) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        found.push((name, value));
        tag = rest;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(page: &str) -> Result<String, Silent> {
        region(page.as_bytes()).map(|region| region.to_string())
    }

    #[test]
    fn the_tag_is_found_however_it_is_written() {
        for page in [
            "<html><head><meta name=\"region\" content=\"eu-west-1\"/></head>",
            "<meta charset=utf-8><META  content='eu-west-1'\n NAME = 'Region' >",
            "<meta name=region content=eu-west-1>",
            "<meta data-x name=\"region\" content=\"eu-west-1\">",
            "<meta name=\"region\" content=\"eu-west-1\"/><meta name=\"region\" content=\"eu-west-1\"/>",
            "<metal><meta/name=\"region\"\tcontent=\"eu-west-1\"/>",
        ] {
            assert_eq!(named(page).as_deref(), Ok("eu-west-1"), "{page}");
        }
    }

    #[test]
    fn a11_a_page_that_lies_or_says_nothing_names_no_region() {
        for (page, why) in [
            ("", Silent::NoTag),
            ("<meta name=\"region\" content=\"eu-west-1\"", Silent::NoTag),
            ("<meta name=\"regions\" content=\"eu-west-1\"/>", Silent::NoTag),
            ("<metadata name=\"region\" content=\"eu-west-1\"/>", Silent::NoTag),
            ("name=\"region\" content=\"eu-west-1\"", Silent::NoTag),
            ("<meta name=\"region\"/>", Silent::NoRegion),
            ("<meta name=\"region\" content=\"us-east-1.evil.com/#\"/>", Silent::NoRegion),
            ("<meta name=\"region\" content=\" eu-west-1\"/>", Silent::NoRegion),
            ("<meta name=\"region\" content=\"eu-west-1\ncredential_process=x\"/>", Silent::NoRegion),
            (
                "<meta name=\"region\" content=\"eu-west-1\"/><meta name=\"region\" content=\"us-east-1\"/>",
                Silent::Several,
            ),
            (
                "<meta name=\"region\" content=\"eu-west-1\"/><meta name=\"region\" content=\"..\"/>",
                Silent::NoRegion,
            ),
        ] {
            assert_eq!(named(page), Err(why), "{page}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn a11_no_page_makes_it_panic_or_name_anything_but_a_region(
            pieces in prop::collection::vec(prop_oneof![
                9 => prop::sample::select(&[
                    "<meta ", "name=\"region\"", "content=", "\"", "'", ">", "/", "=", "eu-west-1", "ſ<Meta\u{2028}",
                ][..]).prop_map(str::to_owned),
                1 => any::<char>().prop_map(String::from),
            ], 0..12)
        ) {
            if let Ok(region) = region(pieces.concat().as_bytes()) {
                prop_assert!(region.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
            }
        }
    }
}

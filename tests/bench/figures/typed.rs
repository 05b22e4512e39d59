//! What people type into the search, letter by letter.

/// Names, numbers, addresses, roles, classes, several words, slips, nothing at all. `sample` is an account that is there:
/// its name, number and address.
pub(crate) fn texts(sample: &[String; 3]) -> Vec<String> {
    let [name, number, address] = sample;
    let grouped = format!("{}-{}-{}", &number[..4], &number[4..8], &number[8..]);
    let own = [name, number, &grouped, address].map(String::clone);
    own.into_iter().chain(COMMON.map(str::to_owned)).collect()
}

const COMMON: [&str; 14] = [
    "pay-orders-staging",
    "platform",
    "read",
    "admin",
    "write",
    "databaseadmin",
    "ReadOnlyAccess",
    "prod read shop",
    "stag pay power",
    "securecart data",
    "chkout prd",
    "zzqxw",
    "e",
    "1",
];

/// Every text that stands in the field while one of these is typed; each once.
pub(crate) fn keystrokes(texts: &[String]) -> Vec<String> {
    let mut all: Vec<String> = texts.iter().flat_map(|text| prefixes(text)).collect();
    all.sort();
    all.dedup();
    all
}

fn prefixes(text: &str) -> impl Iterator<Item = String> + '_ {
    text.char_indices().map(|(at, letter)| text[..at + letter.len_utf8()].to_owned())
}

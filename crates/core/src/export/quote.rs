//! One value made safe for one shell. Control characters are left out: no real key has any.

/// POSIX shells: in single quotes nothing is special but the quote, which is ended, escaped and begun again.
pub(super) fn sh(value: &str) -> String {
    format!("'{}'", plain(value).replace('\'', r"'\''"))
}

/// fish: in single quotes a backslash escapes itself and the quote.
pub(super) fn fish(value: &str) -> String {
    format!("'{}'", plain(value).replace('\\', r"\\").replace('\'', r"\'"))
}

/// PowerShell: a quote is doubled, and the curly ones count as quotes too.
pub(super) fn powershell(value: &str) -> String {
    let mut out = String::from("'");
    for c in plain(value).chars() {
        out.push(c);
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            out.push(c);
        }
    }
    out.push('\'');
    out
}

/// cmd, inside `set "..."`: nothing escapes a quote or a percent sign there, so they are left out.
pub(super) fn cmd(value: &str) -> String {
    plain(value).replace(['"', '%'], "")
}

/// `.env`: bare where possible, because Docker keeps quotes; else single quotes, else double ones.
pub(super) fn dotenv(value: &str) -> String {
    let value = plain(value);
    if value.chars().all(|c| c.is_ascii_alphanumeric() || "/+=_.:,@-".contains(c)) {
        value
    } else if !value.contains('\'') {
        format!("'{value}'")
    } else {
        format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\"").replace('$', r"\$"))
    }
}

/// Nushell: in double quotes a backslash escapes itself and the quote, and a dollar is a dollar.
pub(super) fn nushell(value: &str) -> String {
    format!("\"{}\"", plain(value).replace('\\', r"\\").replace('"', "\\\""))
}

/// `docker run --env-file`: everything after the first `=` is the value, quotes as well.
pub(super) fn docker(value: &str) -> String {
    plain(value)
}

fn plain(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

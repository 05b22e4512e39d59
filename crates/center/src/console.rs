//! Consoles: who has which one open in which browser, and until when.
//!
//! Rules, as AWS has them. Without multi-session a browser has one console, and a new one takes its place. Each browser
//! turns multi-session on for itself; then up to [`MOST`] identities stand side by side, a further one waits until one
//! is signed out, and an identity that comes again keeps its label. The last opt-out signs out of all. With AWS each
//! label is a host, `{account}-{suffix}.{region}.console.aws.amazon.com`; the name `127.0.0.1` has no hosts below it,
//! so here a label is a path. What is over is remembered for a day, so that its page can say why.
//! Source: AWS Management Console guide, "Signing in to multiple accounts".

use portico_model::Entropy;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::mint;
use crate::store::Millis;

/// How many identities one browser may have open with multi-session.
pub(crate) const MOST: usize = 5;
/// How long a console that is over is remembered: a day.
pub(crate) const REMEMBERED_MILLIS: Millis = 24 * 3600 * 1000;

/// What a console is for.
#[derive(Clone, Debug)]
pub(crate) struct Console {
    /// Twelve digits.
    pub(crate) account: String,
    /// As people call it.
    pub(crate) role: String,
    /// User or session name.
    pub(crate) person: String,
    /// An address on a console host.
    pub(crate) destination: String,
    /// When its time is up.
    pub(crate) expires_at: Millis,
}

/// A console as the store remembers it.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// What it is for.
    pub(crate) console: Console,
    /// The account as people call it.
    pub(crate) account_name: String,
    /// `{account}-{suffix}` with multi-session.
    pub(crate) label: Option<String>,
    /// When it was signed out of or replaced.
    pub(crate) closed_at: Option<Millis>,
}

impl Kept {
    /// Whether it can still be worked with.
    pub(crate) fn is_open(&self, now: Millis) -> bool {
        self.closed_at.is_none() && self.console.expires_at > now
    }
}

/// What became of a wish for a console.
#[derive(Debug)]
pub(crate) enum Opened {
    /// It is open.
    Yes {
        /// Proves to its page that this browser may see it.
        cookie: String,
        /// Where it is, with multi-session.
        label: Option<String>,
    },
    /// The browser has [`MOST`] others, from the oldest to the newest.
    Full(Vec<Kept>),
}

/// Opens `console` in the browser that holds `browser`.
pub(crate) fn open(
    connection: &Connection,
    browser: &str,
    console: &Console,
    entropy: &dyn Entropy,
    now: Millis,
) -> rusqlite::Result<Opened> {
    let over = now - REMEMBERED_MILLIS;
    connection.execute("DELETE FROM console WHERE expires_at <= ?1 OR closed_at <= ?1", [over])?;
    let label = if is_multi(connection, browser)? {
        let others = open_ones(connection, browser, now)?;
        let is_same = |kept: &&Kept| {
            let known = &kept.console;
            (&known.account, &known.role, &known.person) == (&console.account, &console.role, &console.person)
        };
        match others.iter().find(is_same) {
            Some(same) => {
                connection.execute("DELETE FROM console WHERE label = ?1", [&same.label])?;
                same.label.clone()
            }
            None if others.len() >= MOST => return Ok(Opened::Full(others)),
            None => Some(new_label(&console.account, entropy)),
        }
    } else {
        close_all(connection, browser, now)?;
        None
    };
    let cookie = mint::bearer(entropy);
    connection.execute(
        "INSERT INTO console (hash, browser, label, account, role, person, destination, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            mint::digest(&cookie),
            mint::digest(browser),
            label,
            console.account,
            console.role,
            console.person,
            console.destination,
            console.expires_at
        ],
    )?;
    Ok(Opened::Yes { cookie, label })
}

/// The console that `cookie` opens under `label`, open or over.
pub(crate) fn find(
    connection: &Connection,
    cookie: &str,
    label: Option<&str>,
) -> rusqlite::Result<Option<Kept>> {
    let rows = format!("{SELECT} WHERE c.hash = ?1 AND c.label IS ?2");
    connection.query_row(&rows, params![mint::digest(cookie), label], kept).optional()
}

/// The open consoles of a browser, from the oldest to the newest.
pub(crate) fn open_ones(connection: &Connection, browser: &str, now: Millis) -> rusqlite::Result<Vec<Kept>> {
    let rows = format!(
        "{SELECT} WHERE c.browser = ?1 AND c.closed_at IS NULL AND c.expires_at > ?2 ORDER BY c.rowid"
    );
    let mut statement = connection.prepare(&rows)?;
    statement.query_map(params![mint::digest(browser), now], kept)?.collect()
}

/// Signs the browser out of the console under `label`, or of its only one.
pub(crate) fn close(
    connection: &Connection,
    browser: &str,
    label: Option<&str>,
    now: Millis,
) -> rusqlite::Result<()> {
    let change = "UPDATE console SET closed_at = ?3 WHERE browser = ?1 AND label IS ?2 AND closed_at IS NULL AND expires_at > ?3";
    connection.execute(change, params![mint::digest(browser), label, now]).map(drop)
}

/// Signs the browser out of all its consoles.
pub(crate) fn close_all(connection: &Connection, browser: &str, now: Millis) -> rusqlite::Result<()> {
    let change =
        "UPDATE console SET closed_at = ?2 WHERE browser = ?1 AND closed_at IS NULL AND expires_at > ?2";
    connection.execute(change, params![mint::digest(browser), now]).map(drop)
}

/// Whether multi-session is on in this browser.
pub(crate) fn is_multi(connection: &Connection, browser: &str) -> rusqlite::Result<bool> {
    let row = "SELECT EXISTS (SELECT 1 FROM multi_session WHERE browser = ?1)";
    connection.query_row(row, [mint::digest(browser)], |row| row.get(0))
}

/// Turns multi-session on. The console that is open goes on under a label, which is given.
pub(crate) fn turn_on(
    connection: &Connection,
    browser: &str,
    entropy: &dyn Entropy,
    now: Millis,
) -> rusqlite::Result<Option<String>> {
    let hash = mint::digest(browser);
    connection.execute("INSERT OR IGNORE INTO multi_session (browser) VALUES (?1)", [&hash])?;
    let alone = open_ones(connection, browser, now)?.into_iter().find(|kept| kept.label.is_none());
    let Some(alone) = alone else { return Ok(None) };
    let label = new_label(&alone.console.account, entropy);
    let change = "UPDATE console SET label = ?2 WHERE browser = ?1 AND label IS NULL AND closed_at IS NULL";
    connection.execute(change, params![hash, label])?;
    Ok(Some(label))
}

/// Turns multi-session off, which signs the browser out of all its consoles.
pub(crate) fn turn_off(connection: &Connection, browser: &str, now: Millis) -> rusqlite::Result<()> {
    close_all(connection, browser, now)?;
    connection.execute("DELETE FROM multi_session WHERE browser = ?1", [mint::digest(browser)]).map(drop)
}

const SELECT: &str =
    "SELECT c.account, c.role, c.person, c.destination, c.expires_at, coalesce(a.name, a.id, c.account),
    c.label, c.closed_at FROM console AS c LEFT JOIN account AS a ON a.id = c.account";

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let console = Console {
        account: row.get(0)?,
        role: row.get(1)?,
        person: row.get(2)?,
        destination: row.get(3)?,
        expires_at: row.get(4)?,
    };
    Ok(Kept { console, account_name: row.get(5)?, label: row.get(6)?, closed_at: row.get(7)? })
}

/// `{account}-{suffix}`, the suffix as AWS's: eight lower-case letters and digits.
fn new_label(account: &str, entropy: &dyn Entropy) -> String {
    format!("{account}-{}", mint::suffix(entropy))
}

#[cfg(test)]
mod tests {
    use portico_model::SystemEntropy;

    use super::*;
    use crate::store::Store;

    fn console(account: &str, role: &str) -> Console {
        Console {
            account: account.to_owned(),
            role: role.to_owned(),
            person: "alice".to_owned(),
            destination: "https://console.aws.amazon.com/".to_owned(),
            expires_at: 1_000,
        }
    }

    fn roles(connection: &Connection, browser: &str, now: Millis) -> Vec<String> {
        let open = open_ones(connection, browser, now).expect("reads");
        open.into_iter().map(|kept| kept.console.role).collect()
    }

    #[test]
    fn one_without_multi_session_and_five_identities_with_it() {
        let store = Store::open(None).expect("opens");
        let played = store.write(|it| {
            let open = |browser: &str, role: &str, now| {
                open(it, browser, &console("384925016173", role), &SystemEntropy, now)
            };
            open("b", "zero", 0)?;
            open("b", "one", 0)?;
            assert_eq!(roles(it, "b", 0), ["one"], "the newer took the place of the older");
            let label = turn_on(it, "b", &SystemEntropy, 0)?.expect("one goes on");
            assert!(label.len() == 21 && label.starts_with("384925016173-"), "{label}");
            for role in ["two", "three", "four", "five"] {
                assert!(matches!(open("b", role, 0)?, Opened::Yes { label: Some(_), .. }));
            }
            assert!(matches!(open("b", "six", 0)?, Opened::Full(others) if others.len() == MOST));
            let Opened::Yes { label: again, .. } = open("b", "one", 0)? else { panic!("it is open") };
            assert_eq!(again.as_ref(), Some(&label), "the same identity keeps its label");
            close(it, "b", Some(&label), 0)?;
            assert!(matches!(open("b", "six", 0)?, Opened::Yes { .. }));
            assert_eq!(roles(it, "b", 0), ["two", "three", "four", "five", "six"]);
            assert!(matches!(open("another", "six", 0)?, Opened::Yes { label: None, .. }));
            turn_off(it, "b", 0)?;
            assert_eq!((roles(it, "b", 0).len(), roles(it, "another", 0).len()), (0, 1));
            assert_eq!(roles(it, "another", 1_000), Vec::<String>::new(), "its time is up");
            Ok::<_, rusqlite::Error>(())
        });
        played.expect("played");
    }

    #[test]
    fn what_is_over_is_remembered_for_a_day() {
        let store = Store::open(None).expect("opens");
        let played = store.write(|it| {
            let wanted = console("384925016173", "one");
            let Opened::Yes { cookie, .. } = open(it, "b", &wanted, &SystemEntropy, 0)? else {
                panic!("full")
            };
            close(it, "b", None, 10)?;
            let kept = find(it, &cookie, None)?.expect("remembered");
            assert!(!kept.is_open(11) && kept.closed_at == Some(10));
            assert!(find(it, &cookie, Some("384925016173-aaaaaaaa"))?.is_none(), "it is at no label");
            open(it, "b", &console("384925016173", "two"), &SystemEntropy, 10 + REMEMBERED_MILLIS)?;
            assert!(find(it, &cookie, None)?.is_none());
            Ok::<_, rusqlite::Error>(())
        });
        played.expect("played");
    }
}

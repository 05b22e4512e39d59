//! Who may do what, where, and until when: assignments of permission sets, and the roles other roles may assume.
//!
//! Rule: an assignment past its end does not exist. Nothing here caches, so an end takes effect at once.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::organization::Account;
use crate::store::Millis;

/// A permission set given to a group in an account, perhaps until a moment.
#[derive(Clone, Debug)]
pub(crate) struct Assignment<'a> {
    /// The group.
    pub(crate) team: &'a str,
    /// The account's id.
    pub(crate) account: &'a str,
    /// The permission set's name.
    pub(crate) permission_set: &'a str,
    /// When it ends; never when `None`.
    pub(crate) until: Option<Millis>,
}

/// Gives, or gives once more for another time.
pub(crate) fn assign(connection: &Connection, assignment: &Assignment<'_>) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO assignment (team, account, permission_set, until) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET until = excluded.until",
        )?
        .execute(params![assignment.team, assignment.account, assignment.permission_set, assignment.until])
        .map(drop)
}

/// Takes away: whether there was anything to take.
pub(crate) fn unassign(
    connection: &Connection,
    team: &str,
    account: &str,
    permission_set: &str,
) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM assignment WHERE team = ?1 AND account = ?2 AND permission_set = ?3";
    Ok(connection.execute(sql, [team, account, permission_set])? > 0)
}

/// Every group.
pub(crate) fn teams(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut query = connection.prepare_cached("SELECT DISTINCT team FROM membership ORDER BY team")?;
    query.query_map([], |row| row.get(0))?.collect()
}

/// Who holds what in `account`: group and permission set.
pub(crate) fn holders(
    connection: &Connection,
    account: &str,
    now: Millis,
) -> rusqlite::Result<Vec<(String, String)>> {
    connection
        .prepare_cached(
            "SELECT team, permission_set FROM assignment
             WHERE account = ?1 AND (until IS NULL OR until > ?2) ORDER BY team, permission_set",
        )?
        .query_map(params![account, now], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// A slice of a listing: rows after `after` (a key of the listing's order), at most `limit`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice<'a> {
    /// The key of the last row already seen; empty at the start.
    pub(crate) after: &'a str,
    /// At most this many rows.
    pub(crate) limit: u32,
}

const HELD: &str = "FROM assignment AS a JOIN membership AS m ON m.team = a.team
    WHERE m.person = :person AND (a.until IS NULL OR a.until > :now)";

/// The accounts in which `person` holds at least one role, in the order of their ids.
pub(crate) fn accounts(
    connection: &Connection,
    person: &str,
    slice: Slice<'_>,
    now: Millis,
) -> rusqlite::Result<Vec<Account>> {
    connection
        .prepare_cached(&accounts_sql())?
        .query_map(
            rusqlite::named_params! {
                ":person": person, ":now": now, ":after": slice.after, ":limit": slice.limit
            },
            account_of,
        )?
        .collect()
}

/// Steps from one account to the next that any group of the person leads to, so that a page costs what it holds and
/// neither what the company holds nor how many roles the accounts have.
fn accounts_sql() -> String {
    let next = |after: &str| {
        format!(
            "(SELECT min((SELECT a.account FROM assignment AS a
                WHERE a.team = m.team AND a.account > {after} AND (a.until IS NULL OR a.until > :now)
                ORDER BY a.account LIMIT 1))
              FROM membership AS m WHERE m.person = :person)"
        )
    };
    format!(
        "WITH RECURSIVE held (id) AS (
            SELECT {} UNION ALL SELECT {} FROM held WHERE held.id IS NOT NULL LIMIT :limit)
         SELECT account.id, account.name, account.email FROM held CROSS JOIN account ON account.id = held.id
         ORDER BY account.id",
        next(":after"),
        next("held.id")
    )
}

/// The accounts of `person` whose name, id or address contains `text` (in ASCII, either case), by name.
pub(crate) fn search(
    connection: &Connection,
    person: &str,
    text: &str,
    now: Millis,
) -> rusqlite::Result<Vec<Account>> {
    let sql = format!(
        "SELECT id, name, email FROM account WHERE id IN (SELECT a.account {HELD})
         AND instr(lower(coalesce(name, '') || ' ' || id || ' ' || email), lower(:text)) > 0 ORDER BY name, id LIMIT 100"
    );
    connection
        .prepare_cached(&sql)?
        .query_map(rusqlite::named_params! { ":person": person, ":now": now, ":text": text }, account_of)?
        .collect()
}

/// The permission sets `person` holds in `account`, in the order of their names.
pub(crate) fn roles(
    connection: &Connection,
    person: &str,
    account: &str,
    slice: Slice<'_>,
    now: Millis,
) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(&roles_sql())?
        .query_map(
            rusqlite::named_params! {
                ":person": person, ":now": now, ":account": account, ":after": slice.after, ":limit": slice.limit
            },
            |row| row.get(0),
        )?
        .collect()
}

fn roles_sql() -> String {
    format!(
        "SELECT DISTINCT a.permission_set {HELD} AND a.account = :account AND a.permission_set > :after
         ORDER BY a.permission_set LIMIT :limit"
    )
}

/// How long `person` holds `permission_set` in `account`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Held {
    /// No live assignment.
    No,
    /// An assignment without an end.
    Always,
    /// The latest end of the assignments.
    Until(Millis),
}

/// Whether, and until when, `person` holds `permission_set` in `account`.
pub(crate) fn held(
    connection: &Connection,
    person: &str,
    account: &str,
    permission_set: &str,
    now: Millis,
) -> rusqlite::Result<Held> {
    let sql = format!(
        "SELECT a.until {HELD} AND a.account = :account AND a.permission_set = :set
         ORDER BY a.until IS NULL DESC, a.until DESC LIMIT 1"
    );
    let until: Option<Option<Millis>> = connection
        .prepare_cached(&sql)?
        .query_row(
            rusqlite::named_params! { ":person": person, ":now": now, ":account": account, ":set": permission_set },
            |row| row.get(0),
        )
        .optional()?;
    Ok(match until {
        None => Held::No,
        Some(None) => Held::Always,
        Some(Some(until)) => Held::Until(until),
    })
}

/// An IAM role of the organisation that other roles may assume.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role<'a> {
    /// The account it is in.
    pub(crate) account: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// What a caller must say, when its trust policy asks (AWS: "confused deputy").
    pub(crate) external_id: Option<&'a str>,
}

/// Adds a role and who its trust policy names: (account id, permission set) pairs.
pub(crate) fn add_role(
    connection: &Connection,
    role: Role<'_>,
    trusted: &[(&str, &str)],
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO role (account, name, external_id) VALUES (?1, ?2, ?3)",
        params![role.account, role.name, role.external_id],
    )?;
    for (account, permission_set) in trusted {
        connection.execute(
            "INSERT INTO trust (account, role, from_account, from_set) VALUES (?1, ?2, ?3, ?4)",
            params![role.account, role.name, account, permission_set],
        )?;
    }
    Ok(())
}

/// Whether a holder of `permission_set` in `from_account` who says `role.external_id` may assume the role. A role that
/// does not exist may be assumed by nobody: the two answers are the same on purpose.
pub(crate) fn may_assume(
    connection: &Connection,
    role: Role<'_>,
    from_account: &str,
    permission_set: &str,
) -> rusqlite::Result<bool> {
    let wanted: Option<Option<String>> = connection
        .query_row(
            "SELECT r.external_id FROM role AS r JOIN trust AS t ON t.account = r.account AND t.role = r.name
             WHERE r.account = ?1 AND r.name = ?2 AND t.from_account = ?3 AND t.from_set = ?4",
            params![role.account, role.name, from_account, permission_set],
            |row| row.get(0),
        )
        .optional()?;
    Ok(match wanted {
        None => false,
        Some(None) => true,
        Some(Some(wanted)) => role.external_id == Some(wanted.as_str()),
    })
}

fn account_of(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account { id: row.get(0)?, name: row.get(1)?, email: row.get(2)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// What SQLite means to do for a query.
    fn plan(sql: &str) -> Vec<String> {
        let store = Store::open(None).expect("opens");
        store
            .read(|connection| {
                let mut query = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                query.raw_query().mapped(|row| row.get(3)).collect::<rusqlite::Result<_>>()
            })
            .expect("a plan")
    }

    #[test]
    fn no_listing_reads_more_than_its_page() {
        for sql in [accounts_sql(), roles_sql()] {
            let steps = plan(&sql);
            let found = ["SCAN CONSTANT ROW", "SCAN held"];
            let is_bounded = |step: &String| !step.starts_with("SCAN") || found.contains(&step.as_str());
            assert!(steps.iter().all(is_bounded), "{steps:#?}");
            assert!(
                steps.iter().any(|step| step.starts_with("SEARCH a USING PRIMARY KEY (team=? AND account"))
            );
        }
    }
}

//! What the window shows: favourites, recents and groups, or the matches of a query. Rule: groups hold every account,
//! so that none moves away from where it is looked for when it is starred or used.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::index::{Index, Indexed};
use super::search::{self, Hit};
use crate::role::RoleKey;
use crate::view::{AccountRow, Listing, Section, SectionKind};

/// How long the list of recents may grow.
const MOST_RECENT: usize = 5;

/// Until when credentials of a role are held.
type Until<'a> = &'a dyn Fn(&RoleKey) -> Option<Timestamp>;

/// The sections for `query`; empty ones are left out.
pub(super) fn listing(index: &Index, query: &str, until: Until<'_>) -> Listing {
    let mut sections = if query.trim().is_empty() {
        home(index, until)
    } else {
        let rows = search::search(index, query).into_iter().map(|hit| matched(hit, until)).collect();
        vec![section(SectionKind::Matches, "", rows)]
    };
    sections.retain(|section| !section.accounts.is_empty());
    Listing { version: index.version, sections }
}

fn home(index: &Index, until: Until<'_>) -> Vec<Section> {
    let rows = |accounts: &[&Indexed]| accounts.iter().map(|account| row(account, until)).collect();
    let starred: Vec<&Indexed> = index.accounts.iter().filter(|account| account.entry.starred).collect();
    let mut recent: Vec<&Indexed> = index
        .accounts
        .iter()
        .filter(|account| !account.entry.starred && account.entry.last_used.is_some())
        .collect();
    recent.sort_by_key(|account| account.rank());
    recent.truncate(MOST_RECENT);
    let mut sections = vec![
        section(SectionKind::Favourites, "", rows(&starred)),
        section(SectionKind::Recent, "", rows(&recent)),
    ];
    let mut groups: BTreeMap<String, Vec<&Indexed>> = BTreeMap::new();
    for account in &index.accounts {
        groups.entry(first_word(&account.sort_key).to_owned()).or_default().push(account);
    }
    let mut rest: Vec<&Indexed> = Vec::new();
    for (word, accounts) in groups {
        if word.is_empty() || accounts.len() < 2 {
            rest.extend(accounts);
        } else {
            let title = first_word(&accounts[0].row.name);
            sections.push(section(SectionKind::Group, title, rows(&accounts)));
        }
    }
    rest.sort_by(|a, b| a.order().cmp(&b.order()));
    sections.push(section(SectionKind::Group, "", rows(&rest)));
    sections
}

/// Up to the first of `-`, `_`, `/` or a blank.
fn first_word(name: &str) -> &str {
    name.split(|c: char| c.is_whitespace() || "-_/".contains(c)).next().unwrap_or(name)
}

fn section(kind: SectionKind, title: &str, accounts: Vec<AccountRow>) -> Section {
    Section { kind, title: title.to_owned(), accounts }
}

fn row(account: &Indexed, until: Until<'_>) -> AccountRow {
    let mut row = account.row.clone();
    for (role, key) in row.roles.iter_mut().zip(&account.keys) {
        role.credentials_until = until(key).map(Timestamp::as_second);
    }
    row
}

fn matched(hit: Hit<'_>, until: Until<'_>) -> AccountRow {
    let mut row = row(hit.account, until);
    let mut at = 0..;
    row.roles.retain(|_| at.next().is_some_and(|at| hit.roles.contains(&at)));
    row.marks = hit.marks;
    row
}

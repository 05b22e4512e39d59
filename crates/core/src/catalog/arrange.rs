//! The list in the order it is shown, and the part of it that somebody looks at.
//!
//! Rules: groups hold every account, so that none moves away from where it is looked for when it is starred or used;
//! arranging is done once a question, and a row is made only when it is in sight.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Connection;

use super::Until;
use super::index::{Account, Index};
use super::search::Query;
use crate::view::{AccountRow, Anchor, Ask, Grouping, Listing, Place, RoleClass, Section, SectionKind};

/// How long the list of recents may grow.
const MOST_RECENT: usize = 5;

/// The answer to one question, to scroll through.
#[derive(Debug)]
pub(super) struct Arranged {
    index: Arc<Index>,
    question: (String, Grouping, bool),
    query: Option<Query>,
    sections: Vec<Section>,
    /// Places in [`Index::accounts`], section after section.
    rows: Vec<u32>,
    hidden: u32,
}

impl Arranged {
    /// Arranges the accounts for `ask`.
    pub(super) fn new(index: Arc<Index>, ask: &Ask) -> Self {
        let question = (ask.query.clone(), ask.grouping.clone(), ask.hidden);
        let query = Query::of(&ask.query, &index);
        let mut arranged = Self { index, question, query, sections: Vec::new(), rows: Vec::new(), hidden: 0 };
        match &arranged.query {
            Some(query) => {
                let found = query.find(&arranged.index);
                let found = arranged.in_sight(found, ask.hidden);
                arranged.add(SectionKind::Matches, "", found);
            }
            None => arranged.home(&ask.grouping, ask.hidden),
        }
        arranged
    }

    /// Of an outline, the roles of the part that `ask` is about.
    pub(super) fn add_roles(&mut self, connection: &Connection, ask: &Ask) -> rusqlite::Result<()> {
        let part = self.rows.iter().skip(ask.from as usize).take(ask.count as usize).copied();
        let part: Vec<u32> = part.collect();
        // It is this answer's alone.
        Arc::get_mut(&mut self.index).map_or(Ok(()), |index| index.add_roles(connection, &part))
    }

    /// Whether it is the answer to `ask`, as of `index`.
    pub(super) fn answers(&self, index: &Arc<Index>, ask: &Ask) -> bool {
        let (query, grouping, hidden) = &self.question;
        Arc::ptr_eq(index, &self.index)
            && *query == ask.query
            && *grouping == ask.grouping
            && *hidden == ask.hidden
    }

    /// The part that `ask` is about.
    pub(super) fn listing(&self, ask: &Ask, until: Until<'_>) -> Listing {
        let kept: Vec<Option<u32>> = ask.keep.iter().map(|anchor| self.place_of(anchor)).collect();
        let shift = match (ask.keep.first(), kept.first()) {
            (Some(anchor), Some(Some(at))) => i64::from(*at) - i64::from(anchor.at),
            _ => 0,
        };
        let last = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        let from = usize::try_from((i64::from(ask.from) + shift).clamp(0, last)).unwrap_or(0);
        let count = usize::try_from(ask.count).unwrap_or(usize::MAX);
        let row = |at: &u32| self.row(*at, ask.stronger, until);
        let rows = self.rows.iter().skip(from).take(count).map(row);
        Listing {
            version: self.index.version,
            total: small(self.rows.len()),
            hidden: self.hidden,
            tag_keys: self.index.tag_keys.iter().cloned().collect(),
            from: small(from),
            rows: rows.collect(),
            kept: kept
                .into_iter()
                .map(|at| at.map(|at| Place { at, row: row(&self.rows[at as usize]) }))
                .collect(),
            sections: self.sections.clone(),
            support: self.index.names.is_support(),
            place: None,
        }
    }

    fn home(&mut self, grouping: &Grouping, hidden: bool) {
        let index = Arc::clone(&self.index);
        let all = self.in_sight((0..small(index.accounts.len())).collect(), hidden);
        let account = |at: &u32| &*index.accounts[*at as usize];
        let starred = all.iter().filter(|at| account(at).starred).copied().collect();
        let mut recent: Vec<u32> =
            all.iter().filter(|at| !account(at).starred && !account(at).uses.is_empty()).copied().collect();
        recent.sort_by_key(|at| account(at).rank());
        recent.truncate(MOST_RECENT);
        self.add(SectionKind::Favourites, "", starred);
        self.add(SectionKind::Recent, "", recent);
        let mut groups: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let mut rest = Vec::new();
        for at in all {
            match group_of(account(&at), grouping) {
                Some(group) => groups.entry(group).or_default().push(at),
                None => rest.push(at),
            }
        }
        let by_name = matches!(grouping, Grouping::Name);
        for (group, rows) in groups {
            if by_name && rows.len() < 2 {
                rest.extend(rows);
                continue;
            }
            let title = if by_name { first_word(account(&rows[0]).title()) } else { group };
            self.add(SectionKind::Group, title, rows);
        }
        // The accounts come by name, and places are numbers in that order.
        rest.sort_unstable();
        self.add(SectionKind::Group, "", rest);
    }

    /// Counts the hidden ones and, unless they are shown, leaves them out.
    fn in_sight(&mut self, places: Vec<u32>, hidden: bool) -> Vec<u32> {
        let is_hidden = |at: &u32| self.index.accounts[*at as usize].hidden;
        self.hidden = small(places.iter().filter(|at| is_hidden(at)).count());
        if hidden { places } else { places.into_iter().filter(|at| !is_hidden(at)).collect() }
    }

    /// Empty sections are left out.
    fn add(&mut self, kind: SectionKind, title: &str, rows: Vec<u32>) {
        if !rows.is_empty() {
            let id = if kind == SectionKind::Group { format!("group:{title}") } else { kind.id().to_owned() };
            self.sections.push(Section { id, kind, title: title.to_owned(), count: small(rows.len()) });
            self.rows.extend(rows);
        }
    }

    /// A role that the query names, by its name or class, is asked for.
    fn row(&self, at: u32, stronger: bool, until: Until<'_>) -> AccountRow {
        let account = &self.index.accounts[at as usize];
        let Some(query) = &self.query else { return shown(&self.index, account, stronger, until) };
        let row = match query.narrowed(account, &self.index) {
            Some(roles) => self.index.row(account, &roles, until),
            None => shown(&self.index, account, stronger, until),
        };
        AccountRow { marks: query.marks(account), ..row }
    }

    /// Where an account stands now: in the same section if it is still there, else wherever it is.
    fn place_of(&self, anchor: &Anchor) -> Option<u32> {
        let (mut begin, mut elsewhere) = (0, None);
        for section in &self.sections {
            let end = begin + section.count as usize;
            let is_it = |at: &u32| {
                let account = &self.index.accounts[*at as usize];
                account.account.as_str() == anchor.account && account.portal.as_str() == anchor.portal
            };
            if let Some(at) = self.rows[begin..end].iter().position(is_it) {
                let at = small(begin + at);
                if section.id == anchor.section {
                    return Some(at);
                }
                elsewhere = elsewhere.or(Some(at));
            }
            begin = end;
        }
        elsewhere
    }
}

/// Favourites by name, and what is used most; of the accounts of `index`.
pub(super) fn shortlist(index: &Index, most: usize, until: Until<'_>) -> [Vec<AccountRow>; 2] {
    let (starred, mut used): (Vec<&Arc<Account>>, Vec<_>) =
        index.accounts.iter().filter(|account| !account.hidden).partition(|account| account.starred);
    used.sort_by_key(|account| account.rank());
    used.truncate(MOST_RECENT);
    [starred, used].map(|accounts| {
        let rows = accounts.into_iter().take(most).map(|account| shown(index, account, false, until));
        rows.collect()
    })
}

/// An account with the roles that are to be seen unasked.
fn shown(index: &Index, account: &Account, stronger: bool, until: Until<'_>) -> AccountRow {
    if stronger || !index.names.is_support() {
        return index.row(account, &account.roles, until);
    }
    let (read, withheld): (Vec<u32>, Vec<u32>) =
        account.roles.iter().partition(|role| index.role(**role).class == RoleClass::Read);
    AccountRow { withheld: small(withheld.len()), ..index.row(account, &read, until) }
}

/// What an account is grouped by; `None` puts it among the others.
fn group_of<'a>(account: &'a Account, grouping: &Grouping) -> Option<&'a str> {
    match grouping {
        Grouping::Flat => None,
        Grouping::Name => Some(first_word(account.sort_key())).filter(|word| !word.is_empty()),
        Grouping::Tag(key) => {
            let mut pairs = account.tags.iter().filter_map(|tag| tag.split_once('='));
            pairs.find(|(name, _)| name == key).map(|(_, value)| value)
        }
    }
}

/// Up to the first of `-`, `_`, `/` or a blank.
fn first_word(name: &str) -> &str {
    name.split(|c: char| matches!(c, '-' | '_' | '/') || c.is_whitespace()).next().unwrap_or(name)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

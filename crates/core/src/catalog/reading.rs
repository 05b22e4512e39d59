//! How a search is read: which of its words are about accounts, and which say where in their consoles.
//!
//! Rule: accounts come first. A word that names a service or a place of a Region means an account as long as one is so
//! called and the search finds it with that word; a Region's code says where in any case. Nothing is both dropped and unsaid:
//! whoever asks is told how it was read.

use portico_model::Region;

use super::index::{Account, Index};
use super::search::Query;
use super::{Catalog, held};
use crate::console::Service;
use crate::console::words::{self, Named, What};
use crate::error::Result;

/// A search, read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reading {
    /// The words about accounts.
    pub accounts: String,
    /// The service whose console is meant.
    pub service: Option<&'static Service>,
    /// The Region that is meant.
    pub region: Option<Region>,
}

/// The last search and how it was read, while the accounts stay what they are.
#[derive(Debug)]
pub(super) struct Kept {
    version: u32,
    query: String,
    reading: Reading,
}

impl Catalog {
    /// Reads a search.
    ///
    /// # Errors
    /// Those of the file.
    pub fn read_search(&self, query: &str) -> Result<Reading> {
        let words: Vec<&str> = query.split_whitespace().collect();
        let named = words::named(&words);
        if named.is_empty() {
            return Ok(Reading { accounts: query.to_owned(), ..Reading::default() });
        }
        let index = self.index()?;
        let mut kept = held(&self.0.reading);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.version == index.version && kept.query == query)
        {
            return Ok(kept.reading.clone());
        }
        let reading = read(&words, &named, &index);
        *kept = Some(Kept { version: index.version, query: query.to_owned(), reading: reading.clone() });
        Ok(reading)
    }
}

fn read(words: &[&str], named: &[Named], index: &Index) -> Reading {
    let is_called =
        |one: &&Named| words[one.at.clone()].iter().any(|word| is_called(index, &word.to_lowercase()));
    let (called, others): (Vec<&Named>, Vec<&Named>) = named.iter().partition(is_called);
    let names_account = without(words, &others);
    let finds = |text: &str| Query::of(text, index).is_none_or(|query| !query.find(index).is_empty());
    let is_account = !called.is_empty() && finds(&names_account);
    let mut reading = if is_account {
        Reading { accounts: names_account, ..Reading::default() }
    } else {
        Reading { accounts: without(words, &named.iter().collect::<Vec<_>>()), ..Reading::default() }
    };
    for one in named {
        match &one.what {
            What::Region(region) => reading.region = Some(region.clone()),
            What::Service(_) | What::Place(_) if is_account && called.contains(&one) => {}
            What::Service(service) => reading.service = Some(service),
            What::Place(region) => reading.region = reading.region.or_else(|| Some(region.clone())),
        }
    }
    reading
}

/// The words that none of `named` is made of.
fn without(words: &[&str], named: &[&Named]) -> String {
    let is_left = |at: &usize| !named.iter().any(|one| one.at.contains(at));
    let left: Vec<&str> = (0..words.len()).filter(is_left).map(|at| words[at]).collect();
    left.join(" ")
}

/// Whether an account has `word`, in lower case, in what it is called; its roles do not count.
fn is_called(index: &Index, word: &str) -> bool {
    let is_so = |account: &Account| {
        account.sort_key().contains(word)
            || account.address().contains(word)
            || account.tags.iter().any(|tag| tag.contains(word))
            || account.portal.as_str().eq_ignore_ascii_case(word)
            || (!account.nickname.is_empty() && account.name.to_lowercase().contains(word))
    };
    index.accounts.iter().any(|account| is_so(account))
}

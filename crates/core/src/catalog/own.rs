//! What the person made of their accounts: favourites, uses, nicknames, colours, tags, hidden ones.
//!
//! Rule: kept by (portal, account id), so that it outlasts every rename and comes back with an account that was away.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use portico_model::AccountId;
use rusqlite::{OptionalExtension, Transaction, params};

use super::colour::Colour;
use super::{Catalog, MOST_NAME, find, next_version};
use crate::error::{Error, Result};
use crate::role::RoleKey;
use crate::settings::PortalName;
use crate::text::clean;
use crate::view::LabelView;

/// A use is worth half after so many seconds: a week.
const HALF_LIFE: f64 = 604_800.0;
/// The longest nickname, in characters.
const MOST_NICKNAME: usize = 80;
/// The most tags of one account, and the longest one, in characters.
const MOST_TAGS: usize = 20;
const MOST_TAG: usize = 60;

/// What a person calls an account, and how it is drawn.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Label {
    /// Shown in place of the name; empty: none.
    pub nickname: String,
    /// In place of the one Portico finds.
    pub colour: Option<Colour>,
    /// To find and to group it by.
    pub tags: Vec<Tag>,
    /// Left out of the list until asked for.
    pub hidden: bool,
}

/// A word, or `key=value`: letters, digits and `.:/+@_-`, in one case of letters only.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Tag(Box<str>);

impl Tag {
    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key and the value of `key=value`.
    #[must_use]
    pub fn pair(&self) -> Option<(&str, &str)> {
        self.0.split_once('=')
    }
}

impl FromStr for Tag {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim().to_lowercase();
        let is_good = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || ".:/+@_-".contains(c))
        };
        let mut parts = text.splitn(2, '=');
        if text.chars().count() <= MOST_TAG && parts.all(is_good) {
            return Ok(Self(text.into()));
        }
        Err(Error::invalid(
            format!("\"{}\" cannot be a tag.", clean(&text, 60)),
            "Use a word, or key=value, of letters, digits and . : / + @ _ -, such as team=payments.",
        ))
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Label {
    /// A label as the window sends it.
    ///
    /// # Errors
    /// When the colour is none of the palette, or a tag cannot be one.
    pub fn parse(view: &LabelView) -> Result<Self> {
        let colour = view.colour.as_deref().map(|text| {
            text.parse()
                .map_err(|()| Error::invalid("There is no such colour.", "Choose one of the palette."))
        });
        let tags = view.tags.iter().map(|tag| tag.parse()).collect::<Result<_>>()?;
        Ok(Self { nickname: view.nickname.clone(), colour: colour.transpose()?, tags, hidden: view.hidden })
    }

    /// For the window.
    #[must_use]
    pub fn view(&self) -> LabelView {
        LabelView {
            nickname: self.nickname.clone(),
            colour: self.colour.map(|colour| colour.as_str().to_owned()),
            tags: self.tags.iter().map(ToString::to_string).collect(),
            hidden: self.hidden,
        }
    }

    /// A label whose texts can be kept.
    ///
    /// # Errors
    /// When the nickname is too long or there are too many tags.
    fn checked(&self) -> Result<Self> {
        let nickname = self.nickname.trim();
        if nickname.chars().count() > MOST_NICKNAME {
            return Err(Error::invalid(
                "The nickname is too long.",
                format!("Use at most {MOST_NICKNAME} characters."),
            ));
        }
        let mut tags = self.tags.clone();
        tags.sort_unstable();
        tags.dedup();
        if tags.len() > MOST_TAGS {
            return Err(Error::invalid(
                format!("These are {} tags.", tags.len()),
                format!("Give an account at most {MOST_TAGS}."),
            ));
        }
        Ok(Self { nickname: clean(nickname, MOST_NAME), tags, ..self.clone() })
    }
}

impl Catalog {
    /// Makes an account a favourite, or no longer one.
    ///
    /// # Errors
    /// When no such account is known, or those of the file.
    pub fn star(&self, portal: &PortalName, account: &AccountId, starred: bool) -> Result<()> {
        let sql = if starred {
            "INSERT OR IGNORE INTO star VALUES (?1, ?2)"
        } else {
            "DELETE FROM star WHERE portal = ?1 AND account = ?2"
        };
        self.change_known(portal, account, |transaction| {
            Ok(transaction.execute(sql, params![portal.as_str(), account.as_str()])? > 0)
        })
    }

    /// Labels an account, in place of the label it had.
    ///
    /// # Errors
    /// When no such account is known, the label is too long, or those of the file.
    pub fn label(&self, portal: &PortalName, account: &AccountId, label: &Label) -> Result<()> {
        let label = label.checked()?;
        let key = params![portal.as_str(), account.as_str()];
        self.change_known(portal, account, |transaction| {
            transaction.execute("DELETE FROM tag WHERE portal = ?1 AND account = ?2", key)?;
            for tag in &label.tags {
                transaction.prepare_cached("INSERT INTO tag VALUES (?1, ?2, ?3)")?.execute(params![
                    portal.as_str(),
                    account.as_str(),
                    tag.as_str()
                ])?;
            }
            let colour = label.colour.map_or("", Colour::as_str);
            transaction.execute(
                "INSERT OR REPLACE INTO label VALUES (?1, ?2, ?3, ?4, ?5)",
                params![portal.as_str(), account.as_str(), label.nickname, colour, label.hidden],
            )?;
            Ok(true)
        })
    }

    /// The label of an account as the person gave it.
    ///
    /// # Errors
    /// Those of the file.
    pub fn label_of(&self, portal: &PortalName, account: &AccountId) -> Result<Label> {
        let key = params![portal.as_str(), account.as_str()];
        self.read(|connection| {
            let label = connection
                .prepare_cached(
                    "SELECT nickname, colour, hidden FROM label WHERE portal = ?1 AND account = ?2",
                )?
                .query_row(key, |row| {
                    let colour: String = row.get(1)?;
                    let (nickname, hidden) = (row.get(0)?, row.get(2)?);
                    Ok(Label { nickname, colour: colour.parse().ok(), tags: Vec::new(), hidden })
                })
                .optional()?;
            let mut statement =
                connection.prepare_cached("SELECT tag FROM tag WHERE portal = ?1 AND account = ?2")?;
            let tags = statement.query_map(key, |row| row.get::<_, String>(0))?;
            let tags = tags.collect::<rusqlite::Result<Vec<_>>>()?;
            let tags = tags.iter().filter_map(|tag| tag.parse().ok()).collect();
            Ok(Label { tags, ..label.unwrap_or_default() })
        })
    }

    /// Notes the colour that AWS itself keeps for an account; `None`: it keeps none.
    ///
    /// # Errors
    /// Those of the file.
    pub fn customized(
        &self,
        portal: &PortalName,
        account: &AccountId,
        colour: Option<Colour>,
        now: Timestamp,
    ) -> Result<()> {
        let colour = colour.map_or("", Colour::as_str);
        let key = params![portal.as_str(), account.as_str()];
        self.write(|transaction| {
            let before: Option<String> = transaction
                .prepare_cached("SELECT colour FROM customization WHERE portal = ?1 AND account = ?2")?
                .query_row(key, |row| row.get(0))
                .optional()?;
            transaction.execute(
                "INSERT OR REPLACE INTO customization VALUES (?1, ?2, ?3, ?4)",
                params![portal.as_str(), account.as_str(), colour, now.as_second()],
            )?;
            let is_news = before.unwrap_or_default() != colour;
            if is_news {
                touch(transaction, portal, account)?;
            }
            Ok(((), is_news))
        })
    }

    /// When AWS was last asked for the colour of an account.
    ///
    /// # Errors
    /// Those of the file.
    pub fn customized_at(&self, portal: &PortalName, account: &AccountId) -> Result<Option<Timestamp>> {
        let second: Option<i64> = self.read(|connection| {
            connection
                .prepare_cached("SELECT asked_at FROM customization WHERE portal = ?1 AND account = ?2")?
                .query_row(params![portal.as_str(), account.as_str()], |row| row.get(0))
                .optional()
        })?;
        Ok(second.and_then(|second| Timestamp::from_second(second).ok()))
    }

    /// Notes that a role was opened, copied or exported.
    ///
    /// # Errors
    /// Those of the file.
    pub fn used(&self, key: &RoleKey, now: Timestamp) -> Result<()> {
        let (portal, account, role) = (key.portal.as_str(), key.account.as_str(), key.role.as_str());
        self.write(|transaction| {
            let before: Option<(i64, f64)> = transaction
                .prepare_cached(
                    "SELECT at, frecency FROM used WHERE portal = ?1 AND account = ?2 AND role = ?3",
                )?
                .query_row(params![portal, account, role], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let now = now.as_second();
            if before.is_some_and(|(at, _)| now <= at) {
                return Ok(((), false));
            }
            let weeks = now as f64 / HALF_LIFE;
            let frecency = before.map_or(weeks, |(_, before)| add_frecency(before, weeks));
            transaction
                .prepare_cached("INSERT OR REPLACE INTO used VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![portal, account, role, now, frecency])?;
            touch(transaction, &key.portal, &key.account)?;
            Ok(((), true))
        })
    }

    /// Forgets everything about a portal, favourites included. Its consoles that are open go on without it, and stay known.
    ///
    /// # Errors
    /// Those of the file.
    pub fn forget_portal(&self, portal: &PortalName) -> Result<()> {
        const TABLES: [&str; 11] = [
            "account",
            "role",
            "star",
            "used",
            "label",
            "tag",
            "customization",
            "change",
            "browser",
            "visit",
            "portal",
        ];
        self.write(|transaction| {
            let mut gone = 0;
            for table in TABLES {
                gone += transaction
                    .execute(&format!("DELETE FROM {table} WHERE portal = ?1"), [portal.as_str()])?;
            }
            transaction.execute("UPDATE counter SET removed = ?1", [next_version(transaction)?])?;
            Ok(((), gone > 0))
        })
    }

    /// Changes something of an account that is known; `change` says whether it did.
    pub(super) fn change_known(
        &self,
        portal: &PortalName,
        account: &AccountId,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<bool>,
    ) -> Result<()> {
        let known = self.write(|transaction| {
            let known = transaction
                .prepare_cached("SELECT 1 FROM account WHERE portal = ?1 AND account = ?2")?
                .exists(params![portal.as_str(), account.as_str()])?;
            let changed = known && change(transaction)?;
            if changed {
                touch(transaction, portal, account)?;
            }
            Ok((known, changed))
        })?;
        if known { Ok(()) } else { Err(find::unknown_account(&account.grouped(), Some(portal))) }
    }
}

/// The sum of two frecencies, both as log2: whichever is larger, and a little.
pub(super) fn add_frecency(a: f64, b: f64) -> f64 {
    let (larger, smaller) = if a > b { (a, b) } else { (b, a) };
    larger + (1.0 + (smaller - larger).exp2()).log2()
}

/// Something visible of the account changes with the transaction under way.
fn touch(transaction: &Transaction<'_>, portal: &PortalName, account: &AccountId) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE account SET touched = ?3 WHERE portal = ?1 AND account = ?2")?
        .execute(params![portal.as_str(), account.as_str(), next_version(transaction)?])?;
    Ok(())
}

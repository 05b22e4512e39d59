//! `[guardrails]`: what stands between a person and a role that can do more than look.
//!
//! Rule: a guardrail that is misspelt is told, never passed over: neither an unknown field nor an unknown word is a default. The
//! organisation's file has the same table.
//!
//! | field | without it | what it says |
//! | --- | --- | --- |
//! | `admin` | `"hold"` | how a person confirms an admin role |
//! | `production` | `"hold"` | how they confirm a role that does more than read in an account marked as production |
//! | `write` | `"free"` | how they confirm a write role, or one whose name does not tell, anywhere |
//! | `reason` | `"optional"` | whether a reason must be given: `"optional"` or `"required"` |
//! | `minutes` | `60` | how long a confirmed role may be used before it has to be confirmed again: 1 to 720 |
//! | `tools` | `"free"` | whether tools get credentials of such roles from the helper of a profile, a sync or a local endpoint: `"free"`, or `"confirm"`, only while a person has stepped up |
//! | `support` | `false` | support mode: whatever does more than read is confirmed, in every account |
//! | `production_accounts` | `[]` | accounts that are marked as production: numbers, and names with `*` for any characters |
//! | `other_accounts` | `[]` | numbers of accounts that are not, whatever their names and tags say |
//! | `classes` | `[]` | what roles are, whatever their names say: `{ role = "*-Deploy", class = "admin" }`; the first that fits counts |
//!
//! To confirm is `"free"` (nothing to do), `"hold"` (a button is held), `"type"` (a name is typed) or `"never"` (refused, to tools,
//! too). At a terminal, where nothing can be held, a name is typed for `"hold"`. A class is `"read"`, `"write"`, `"admin"` or
//! `"unknown"`. A read role is free everywhere, and `production` and `admin` are never easier than `write`.
//!
//! A person's own rule makes a role stronger, or says what a role is whose name does not tell. Where an organisation has set
//! guardrails, it makes roles stronger only, `other_accounts` is the organisation's, and of two values the stricter one counts.

use std::collections::BTreeSet;

use portico_model::{AccountId, RoleName};
use serde::{Deserialize, Serialize};
use specta::Type;
use toml_edit::{DocumentMut, Item, Table, TableLike};

use super::{flag, text};
use crate::error::{Error, Result};
use crate::policy::{MOST_MINUTES, Pattern, class_of};
use crate::text::clean;
use crate::view::RoleClass;

/// How a person confirms, the easiest first.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// Nothing to do.
    Free,
    /// A button is held for a moment.
    Hold,
    /// A name is typed.
    Type,
    /// It is refused.
    Never,
}

/// Whether tools get credentials of roles that a person would have to confirm, the easiest first.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Tools {
    /// They do.
    #[default]
    Free,
    /// While a person has stepped up.
    Confirm,
}

/// What a role is, whatever its name says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClassRule {
    /// Its name.
    pub role: Pattern,
    /// How much it can do.
    pub class: RoleClass,
}

/// The table, as one file has it; what is absent is left to others.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Guardrails {
    /// Of admin roles.
    pub admin: Option<Guard>,
    /// Of what does more than read in an account marked as production.
    pub production: Option<Guard>,
    /// Of what does more than read, anywhere.
    pub write: Option<Guard>,
    /// Whether a reason must be given.
    pub reason: Option<bool>,
    /// How long a step-up runs.
    pub minutes: Option<u16>,
    /// What tools get.
    pub tools: Option<Tools>,
    /// Whether Portico starts in support mode.
    pub support: Option<bool>,
    /// Accounts that are marked as production.
    pub production_accounts: Vec<Pattern>,
    /// Accounts that are not, whatever their names say.
    pub other_accounts: BTreeSet<AccountId>,
    /// What roles are; the first that fits counts.
    pub classes: Vec<ClassRule>,
}

const FIELDS: [&str; 10] = [
    "admin",
    "production",
    "write",
    "reason",
    "minutes",
    "tools",
    "support",
    "production_accounts",
    "other_accounts",
    "classes",
];
pub(super) const GUARDS: [(&str, Guard); 4] =
    [("free", Guard::Free), ("hold", Guard::Hold), ("type", Guard::Type), ("never", Guard::Never)];
pub(super) const REASONS: [(&str, bool); 2] = [("optional", false), ("required", true)];
pub(super) const TOOLS: [(&str, Tools); 2] = [("free", Tools::Free), ("confirm", Tools::Confirm)];
const CLASSES: [(&str, RoleClass); 4] = [
    ("read", RoleClass::Read),
    ("write", RoleClass::Write),
    ("admin", RoleClass::Admin),
    ("unknown", RoleClass::Unknown),
];
/// The most patterns or rules of one list.
const MOST: usize = 500;

impl Guardrails {
    /// What an organisation's file fixes that cannot be understood: the strictest short of refusing, because nobody can have meant
    /// that nobody works.
    #[must_use]
    pub fn strictest() -> Self {
        Self {
            admin: Some(Guard::Type),
            production: Some(Guard::Type),
            write: Some(Guard::Type),
            reason: Some(true),
            minutes: Some(15),
            tools: Some(Tools::Confirm),
            support: Some(true),
            ..Self::default()
        }
    }

    /// The names of the fields that are set, as settings are named where they are shown: `guardrails.admin`.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let set = [
            self.admin.is_some(),
            self.production.is_some(),
            self.write.is_some(),
            self.reason.is_some(),
            self.minutes.is_some(),
            self.tools.is_some(),
            self.support.is_some(),
            !self.production_accounts.is_empty(),
            !self.other_accounts.is_empty(),
            !self.classes.is_empty(),
        ];
        let names = FIELDS.iter().zip(set).filter(|(_, set)| *set);
        names.map(|(name, _)| format!("guardrails.{name}")).collect()
    }

    /// Reads the table of a person's settings.
    ///
    /// # Errors
    /// When it holds a value that cannot be right, or says of a role by its name that it is weaker than that name says.
    pub(super) fn own(document: &DocumentMut) -> Result<Self> {
        let rails = Self::of(document)?;
        rails.classes.iter().try_for_each(|rule| match rule.role.plain().map(str::parse::<RoleName>) {
            Some(Ok(role)) if is_weakened(class_of(&role), rule.class) => Err(Error::invalid(
                format!(
                    "{role} is called {}, and its name says {}",
                    class_word(rule.class),
                    class_word(class_of(&role))
                ),
                "Only an organisation can make a role weaker than its name says.",
            )),
            Some(Ok(_) | Err(_)) | None => Ok(()),
        })?;
        Ok(rails)
    }

    /// Reads the table of a file; none is an empty one.
    ///
    /// # Errors
    /// When it holds a field or a value that cannot be right.
    pub(crate) fn of(document: &DocumentMut) -> Result<Self> {
        let Some(item) = document.get("guardrails") else { return Ok(Self::default()) };
        let table = item.as_table().ok_or_else(|| Error::invalid("`guardrails` must be [guardrails]", ""))?;
        if let Some((key, _)) = table.iter().find(|(key, _)| !FIELDS.contains(key)) {
            return Err(Error::invalid(
                format!("`{}` is no guardrail", clean(key, 40)),
                format!("There are {}.", FIELDS.join(", ")),
            ));
        }
        Ok(Self {
            admin: word(table, "admin", &GUARDS)?,
            production: word(table, "production", &GUARDS)?,
            write: word(table, "write", &GUARDS)?,
            reason: word(table, "reason", &REASONS)?,
            minutes: minutes(table)?,
            tools: word(table, "tools", &TOOLS)?,
            support: table.get("support").map(|_| flag(table, "support")).transpose()?,
            production_accounts: texts(table, "production_accounts")?
                .into_iter()
                .map(str::parse)
                .collect::<Result<_>>()?,
            other_accounts: numbers(table)?,
            classes: classes(table)?,
        })
    }
}

/// The word of the settings for a class.
#[must_use]
pub fn class_word(class: RoleClass) -> &'static str {
    said(&CLASSES, class).unwrap_or_default()
}

fn is_weakened(named: RoleClass, rule: RoleClass) -> bool {
    named != RoleClass::Unknown && rule < named
}

pub(super) fn said<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> Option<&'static str> {
    words.iter().find(|(_, other)| *other == value).map(|(word, _)| *word)
}

fn word<T: Copy>(table: &Table, key: &str, words: &[(&str, T)]) -> Result<Option<T>> {
    text(table, key)?.map(|said| meant(key, said, words)).transpose()
}

fn meant<T: Copy>(key: &str, said: &str, words: &[(&str, T)]) -> Result<T> {
    words.iter().find(|(word, _)| *word == said).map(|(_, value)| *value).ok_or_else(|| {
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        Error::invalid(
            format!("`{key}` cannot be \"{}\"", clean(said, 40)),
            format!("Choose one of these: {}.", all.join(", ")),
        )
    })
}

fn minutes(table: &Table) -> Result<Option<u16>> {
    let Some(item) = table.get("minutes") else { return Ok(None) };
    let minutes = item.as_integer().and_then(|minutes| u16::try_from(minutes).ok());
    let minutes = minutes.filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
    let wrong = || Error::invalid(format!("`minutes` must be a number from 1 to {MOST_MINUTES}"), "");
    minutes.map(Some).ok_or_else(wrong)
}

fn texts<'a>(table: &'a Table, key: &str) -> Result<Vec<&'a str>> {
    let Some(item) = table.get(key) else { return Ok(Vec::new()) };
    let wrong = || Error::invalid(format!("`{key}` must be a list of texts, such as [\"111122223333\"]"), "");
    let list = item.as_array().ok_or_else(wrong)?;
    few(key, list.len())?;
    list.iter().map(|text| text.as_str().ok_or_else(wrong)).collect()
}

fn numbers(table: &Table) -> Result<BTreeSet<AccountId>> {
    let number = |text: &str| text.parse().map_err(|error| Error::invalid(format!("{error}"), ""));
    texts(table, "other_accounts")?.into_iter().map(number).collect()
}

/// In one line each, or as `[[guardrails.classes]]`.
fn classes<'t>(table: &'t Table) -> Result<Vec<ClassRule>> {
    let wrong = || {
        Error::invalid("`classes` must be a list such as [{ role = \"SupportUser\", class = \"read\" }]", "")
    };
    let rules: Vec<&'t dyn TableLike> = match table.get("classes") {
        None => Vec::new(),
        Some(Item::ArrayOfTables(tables)) => tables.iter().map(|table| table as &dyn TableLike).collect(),
        Some(item) => {
            let list = item.as_array().ok_or_else(wrong)?.iter();
            let rule = |value: &'t toml_edit::Value| {
                let rule = value.as_inline_table().ok_or_else(wrong)?;
                Ok(rule as &dyn TableLike)
            };
            list.map(rule).collect::<Result<_>>()?
        }
    };
    few("classes", rules.len())?;
    rules.into_iter().map(class_rule).collect()
}

fn class_rule(rule: &dyn TableLike) -> Result<ClassRule> {
    if let Some((key, _)) = rule.iter().find(|(key, _)| !["role", "class"].contains(key)) {
        return Err(Error::invalid(
            format!("`{}` says nothing of a role's class", clean(key, 40)),
            "Use role and class.",
        ));
    }
    let needed = |key: &str| {
        let missing = || Error::invalid(format!("a rule of `classes` has no {key}"), "");
        rule.get(key).and_then(Item::as_str).ok_or_else(missing)
    };
    Ok(ClassRule { role: needed("role")?.parse()?, class: meant("class", needed("class")?, &CLASSES)? })
}

fn few(key: &str, count: usize) -> Result<()> {
    if count <= MOST {
        return Ok(());
    }
    Err(Error::invalid(
        format!("`{key}` has {count} entries"),
        format!("Use at most {MOST}; * stands for many."),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;
    use crate::disk::{self, Home};
    use crate::error::Code;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path()).expect("a home");
        (folder, home)
    }

    fn written(home: &Home, text: &str) -> Result<Settings> {
        disk::write_atomic(&home.settings(), text.as_bytes()).expect("written");
        Settings::load(home)
    }

    const ALL: &str = "# mine\n[guardrails]\n# careful\nadmin = \"type\" # typed\nproduction = \"never\"\nwrite = \"hold\"\n\
                       reason = \"required\"\nminutes = 30\ntools = \"confirm\"\nsupport = true\n\
                       production_accounts = [\"1111-2222-3333\", \"acme-*\"]\nother_accounts = [\"444455556666\"]\n\
                       classes = [{ role = \"SupportUser\", class = \"read\" }, { role = \"*-Deploy\", class = \"admin\" }]\n# end\n";

    #[test]
    fn guardrails_are_read() {
        let (_folder, home) = home();
        assert_eq!(written(&home, "").expect("none").guardrails, Guardrails::default());
        let rails = written(&home, ALL).expect("all of them").guardrails;
        assert_eq!(
            (rails.admin, rails.production, rails.write),
            (Some(Guard::Type), Some(Guard::Never), Some(Guard::Hold))
        );
        assert_eq!((rails.reason, rails.minutes), (Some(true), Some(30)));
        assert_eq!((rails.tools, rails.support), (Some(Tools::Confirm), Some(true)));
        assert_eq!(
            (rails.production_accounts.len(), rails.other_accounts.len(), rails.classes.len()),
            (2, 1, 2)
        );
        assert_eq!(rails.names().len(), FIELDS.len());
        let tables = "[[guardrails.classes]]\nrole = \"Ops\"\nclass = \"unknown\"\n";
        assert!(written(&home, tables).is_err(), "its name says write");
        let tables = tables.replace("Ops", "Team*");
        assert_eq!(written(&home, &tables).expect("tables").guardrails.classes.len(), 1);
    }

    #[test]
    fn what_cannot_be_right_is_told_with_the_file_and_the_field() {
        let (_folder, home) = home();
        for (line, words) in [
            ("amdin = \"type\"", "`amdin` is no guardrail"),
            ("\"\\u001b[31m\" = 1", "\u{fffd}[31m"),
            ("admin = \"Type\"", "`admin` cannot be \"Type\""),
            ("production = true", "`production` must be a text"),
            ("write = \"\"", "`write` cannot be \"\""),
            ("reason = true", "`reason` must be a text"),
            ("reason = \"always\"", "`reason` cannot be \"always\""),
            ("minutes = 0", "`minutes` must be a number from 1 to 720"),
            ("minutes = 721", "`minutes` must be"),
            ("minutes = -5", "`minutes` must be"),
            ("minutes = \"60\"", "`minutes` must be"),
            ("tools = \"never\"", "`tools` cannot be \"never\""),
            ("support = \"on\"", "`support` must be true or false"),
            ("production_accounts = \"1\"", "`production_accounts` must be a list"),
            ("production_accounts = [1]", "`production_accounts` must be a list"),
            ("production_accounts = [\"\"]", "no pattern"),
            ("other_accounts = [\"acme-*\"]", "not an AWS account number"),
            ("classes = [\"SupportUser\"]", "`classes` must be a list such as"),
            ("classes = \"SupportUser\"", "`classes` must be a list such as"),
            ("classes = [{ role = \"SupportUser\" }]", "has no class"),
            ("classes = [{ class = \"read\" }]", "has no role"),
            ("classes = [{ role = \"X\", class = \"god\" }]", "`class` cannot be \"god\""),
            ("classes = [{ role = \"X\", class = \"read\", account = \"1\" }]", "`account` says nothing"),
            ("classes = [{ role = \"AdministratorAccess\", class = \"read\" }]", "its name says admin"),
        ] {
            let error = written(&home, &format!("[guardrails]\n{line}\n")).expect_err(line);
            assert!(
                error.message().contains(words) && error.message().contains("settings.toml"),
                "{line}: {error}"
            );
            assert_eq!(error.code(), Code::FileUnreadable);
        }
        assert!(written(&home, "guardrails = 3\n").expect_err("a table").message().contains("[guardrails]"));
        let many = format!("[guardrails]\nproduction_accounts = [{}]\n", "\"x\",".repeat(501));
        assert!(written(&home, &many).expect_err("too many").message().contains("501"));
    }
}

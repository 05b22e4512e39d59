//! One guardrail at a time, as a person sets it in the window. Rule: the comment beside a value stays, and the lists are made by
//! hand; whether it may be set so is [`Policy::check`](crate::policy::Policy::check)'s to say.

use serde::Deserialize;
use specta::Type;
use toml_edit::{Item, Table, Value};

use super::guardrails::{GUARDS, REASONS, TOOLS, said};
use super::{Guard, Guardrails, Settings, Tools, malformed, put};
use crate::disk::Home;
use crate::error::Result;

/// One of the simple choices of `[guardrails]`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Type)]
#[serde(tag = "set", content = "to", rename_all = "snake_case")]
pub enum Rail {
    /// How admin roles are confirmed.
    Admin(Guard),
    /// How roles that do more than read are confirmed in production.
    Production(Guard),
    /// How roles that do more than read are confirmed anywhere.
    Write(Guard),
    /// Whether a reason must be given.
    Reason(bool),
    /// How long a step-up runs.
    Minutes(u16),
    /// What tools get.
    Tools(Tools),
    /// Whether support mode is on.
    Support(bool),
}

impl Rail {
    fn written(self) -> (&'static str, Option<Value>) {
        let guard = |guard| said(&GUARDS, guard).map(Into::into);
        match self {
            Self::Admin(how) => ("admin", guard(how)),
            Self::Production(how) => ("production", guard(how)),
            Self::Write(how) => ("write", guard(how)),
            Self::Reason(needed) => ("reason", said(&REASONS, needed).map(Into::into)),
            Self::Minutes(minutes) => ("minutes", Some(i64::from(minutes).into())),
            Self::Tools(tools) => ("tools", said(&TOOLS, tools).map(Into::into)),
            Self::Support(on) => ("support", Some(on.into())),
        }
    }
}

/// A guardrail that was set, in the words of the file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Set {
    /// Which one.
    pub rail: &'static str,
    /// What it was; nothing: what it is for those who set nothing.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
}

impl Guardrails {
    /// Writes one of the person's guardrails into the settings; answered with what that changed, too.
    ///
    /// # Errors
    /// When the file is malformed or cannot be written.
    pub async fn set(home: &Home, rail: Rail) -> Result<(Settings, Set)> {
        let mut set = Set::default();
        let settings = Settings::edit(home, |document, _| {
            let table = document.entry("guardrails").or_insert(Item::Table(Table::new()));
            let table =
                table.as_table_mut().ok_or_else(|| malformed(home, "`guardrails` must be a table"))?;
            let (key, value) = rail.written();
            let from = table.get(key).and_then(Item::as_value).map(plain);
            set = Set { rail: key, from, to: value.as_ref().map(plain) };
            put(table, key, value);
            Ok(())
        });
        let settings = settings.await?;
        Ok((settings, set))
    }
}

/// A value without quotes and what stands around it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string().trim().to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk;

    #[tokio::test]
    async fn one_guardrail_is_written_and_every_other_byte_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        let before = "# mine\n[guardrails]\n# careful\nadmin = \"type\" # typed\nclasses = [{ role = \"*-Deploy\", class = \"admin\" }]\n# end\n";
        disk::write_atomic(&home.settings(), before.as_bytes()).expect("written");
        let (settings, set) = Guardrails::set(&home, Rail::Admin(Guard::Hold)).await.expect("set");
        let word = |word: &str| Some(word.to_owned());
        assert_eq!(set, Set { rail: "admin", from: word("type"), to: word("hold") });
        let rails = settings.guardrails;
        assert_eq!((rails.admin, rails.classes.len()), (Some(Guard::Hold), 1));
        let text = || disk::read_text(&home.settings()).expect("reads").expect("there");
        assert_eq!(text(), before.replace("\"type\"", "\"hold\""));
        for rail in [
            Rail::Production(Guard::Never),
            Rail::Write(Guard::Hold),
            Rail::Reason(true),
            Rail::Minutes(15),
            Rail::Tools(Tools::Confirm),
            Rail::Support(true),
        ] {
            Guardrails::set(&home, rail).await.expect("set");
        }
        let rails = Settings::load(&home).expect("loads").guardrails;
        assert_eq!((rails.production, rails.write), (Some(Guard::Never), Some(Guard::Hold)));
        assert_eq!((rails.reason, rails.minutes, rails.support), (Some(true), Some(15), Some(true)));
        assert_eq!(rails.tools, Some(Tools::Confirm));
        assert!(
            text().starts_with("# mine\n[guardrails]\n# careful\nadmin = \"hold\" # typed\n"),
            "{}",
            text()
        );
        Guardrails::set(&home, Rail::Support(false)).await.expect("set");
        assert_eq!(Settings::load(&home).expect("loads").guardrails.support, Some(false));
    }

    #[tokio::test]
    async fn a_file_without_the_table_gets_one_and_a_wrong_file_stays_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        let rails = Guardrails::set(&home, Rail::Support(true)).await.expect("set").0.guardrails;
        assert_eq!(rails, Guardrails { support: Some(true), ..Guardrails::default() });
        for wrong in ["[guardrails]\namdin = \"type\"\n", "guardrails = 3\n", "gu{"] {
            disk::write_atomic(&home.settings(), wrong.as_bytes()).expect("written");
            Guardrails::set(&home, Rail::Support(false)).await.expect_err("it cannot be used");
            assert_eq!(disk::read_text(&home.settings()).expect("reads").as_deref(), Some(wrong));
        }
    }
}

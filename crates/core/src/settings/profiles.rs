//! How profiles are kept in step with the roles: `[profiles]` of the settings.
//!
//! Rule: a mistake is told with the file and the key, and what is no setting of AWS's is not quietly left out.

use portico_model::Region;
use toml_edit::{DocumentMut, Item, Table};

use super::{Settings, document, malformed, put, text, unusable};
use crate::disk::Home;
use crate::error::{Error, Result};
use crate::profiles::{Chain, Declared, Duration, ProfileForm, Template};
use crate::role::RoleKey;

/// What is in step.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ProfileSettings {
    /// The names.
    pub template: Template,
    /// The form.
    pub form: ProfileForm,
    /// The Region of profiles that have none.
    pub region: Option<Region>,
    /// Only favourites have profiles.
    pub favourites: bool,
    /// Only accounts and roles that match have profiles.
    pub query: Option<String>,
    /// Roles that are reached through others.
    pub chains: Vec<Declared>,
}

impl ProfileSettings {
    /// Reads `[profiles]`; without it, every role has a profile in the usual way.
    ///
    /// # Errors
    /// When the file is malformed or holds a value that cannot be right.
    pub fn load(home: &Home) -> Result<Self> {
        Self::of(&document(home)?).map_err(|error| unusable(home, &error))
    }

    /// Writes what is chosen, but for the chains, which are made by hand.
    ///
    /// # Errors
    /// When the file is malformed or cannot be written.
    pub async fn save(&self, home: &Home) -> Result<()> {
        Settings::edit(home, |document, _| {
            let table = document.entry("profiles").or_insert(Item::Table(Table::new()));
            let table = table.as_table_mut().ok_or_else(|| malformed(home, "`profiles` must be a table"))?;
            put(table, "template", Some(self.template.to_string().into()));
            put(table, "form", Some(self.form.as_str().into()));
            put(table, "region", self.region.as_ref().map(|region| region.as_str().into()));
            put(table, "sync", Some(if self.favourites { "favourites" } else { "all" }.into()));
            put(table, "query", self.query.as_deref().map(Into::into));
            Ok(())
        })
        .await
        .map(drop)
    }

    fn of(document: &DocumentMut) -> Result<Self> {
        let Some(item) = document.get("profiles") else { return Ok(Self::default()) };
        let table = item.as_table().ok_or_else(|| Error::invalid("`profiles` must be a table", ""))?;
        let form: ProfileForm = text(table, "form")?.map_or(Ok(ProfileForm::default()), str::parse)?;
        if form == ProfileForm::Keys {
            return Err(Error::invalid(
                "`form` cannot be keys, which are written for one role at a time",
                "",
            ));
        }
        let favourites = match text(table, "sync")? {
            None | Some("all") => false,
            Some("favourites") => true,
            Some(_) => return Err(Error::invalid("`sync` must be \"all\" or \"favourites\"", "")),
        };
        Ok(Self {
            template: text(table, "template")?.map_or_else(|| Ok(Template::default()), str::parse)?,
            form,
            region: text(table, "region")?.map(str::parse).transpose()?,
            favourites,
            query: text(table, "query")?.map(str::trim).filter(|query| !query.is_empty()).map(str::to_owned),
            chains: chains(table)?,
        })
    }
}

fn chains(table: &Table) -> Result<Vec<Declared>> {
    let Some(item) = table.get("chain") else { return Ok(Vec::new()) };
    let tables = item.as_array_of_tables();
    let tables = tables.ok_or_else(|| Error::invalid("`chain` must be [[profiles.chain]]", ""))?;
    let mut chains: Vec<Declared> = Vec::new();
    for table in tables {
        let declared = chain(table)?;
        let is_same =
            |other: &Declared| other.profile.as_str().eq_ignore_ascii_case(declared.profile.as_str());
        if chains.iter().any(is_same) {
            return Err(Error::invalid(format!("two chains are called {}", declared.profile), ""));
        }
        chains.push(declared);
    }
    Ok(chains)
}

fn chain(table: &Table) -> Result<Declared> {
    let name = text(table, "profile")?.unwrap_or_default();
    let needed = |key: &str| {
        let missing =
            || Error::invalid(format!("the chain \"{}\" has no {key}", crate::text::clean(name, 60)), "");
        text(table, key)?.ok_or_else(missing)
    };
    for key in ["source_identity", "tags", "transitive_tag_keys"] {
        if table.contains_key(key) {
            return Err(Error::invalid(
                format!(
                    "`{key}` of the chain {} is no setting of AWS's configuration file",
                    crate::text::clean(name, 60)
                ),
                "Only a program that asks for the role itself can give it; take the line out.",
            ));
        }
    }
    let seconds = table.get("duration_seconds").map(|item| {
        item.as_integer().ok_or_else(|| Error::invalid("`duration_seconds` must be a number", ""))
    });
    let word = |key: &str| text(table, key)?.map(str::parse).transpose();
    Ok(Declared {
        profile: needed("profile")?.parse()?,
        parent: RoleKey::parse(needed("portal")?, needed("account")?, needed("role")?)?,
        chain: Chain {
            role_arn: needed("role_arn")?.parse()?,
            external_id: word("external_id")?,
            role_session_name: word("role_session_name")?,
            mfa_serial: word("mfa_serial")?,
            duration_seconds: seconds.transpose()?.map(Duration::try_from).transpose()?,
        },
        region: text(table, "region")?.map(str::parse).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path()).expect("a home");
        (folder, home)
    }

    const CHAIN: &str = "[[profiles.chain]]\nprofile = \"deploy\"\nportal = \"work\"\naccount = \"444455556666\"\n\
                         role = \"Admin\"\nrole_arn = \"arn:aws:iam::111122223333:role/Deploy\"\n";

    #[tokio::test]
    async fn choices_round_trip_and_the_rest_of_the_file_stays() {
        let (_folder, home) = home();
        assert_eq!(ProfileSettings::load(&home).expect("no file"), ProfileSettings::default());
        let before =
            format!("# mine\n[profiles]\n# names\ntemplate = \"{{role}}\" # short\n\n{CHAIN}# end\n");
        disk::write_atomic(&home.settings(), before.as_bytes()).expect("written");
        let mut chosen = ProfileSettings::load(&home).expect("loaded");
        assert_eq!((chosen.template.to_string().as_str(), chosen.chains.len()), ("{role}", 1));
        chosen.template = "{number}-{role}".parse().expect("a template");
        chosen.form = ProfileForm::SsoSession;
        chosen.query = Some("prod".to_owned());
        chosen.favourites = true;
        chosen.save(&home).await.expect("saved");
        assert_eq!(ProfileSettings::load(&home).expect("loaded"), chosen);
        let after = disk::read_text(&home.settings()).expect("reads").expect("exists");
        assert!(after.starts_with("# mine\n[profiles]\n# names\n") && after.contains("# short"), "{after}");
        assert!(after.ends_with(&format!("{CHAIN}# end\n")), "{after}");
    }

    #[test]
    fn what_cannot_be_right_is_told_with_the_file() {
        let (_folder, home) = home();
        let cases = [
            ("profiles = 1\n".to_owned(), "table"),
            ("[profiles]\ntemplate = \"{acount}\"\n".to_owned(), "{acount}"),
            ("[profiles]\nform = \"keys\"\n".to_owned(), "keys"),
            ("[profiles]\nsync = \"some\"\n".to_owned(), "sync"),
            (format!("{CHAIN}source_identity = \"alice\"\n"), "no setting of AWS"),
            (format!("{CHAIN}tags = \"x\"\n"), "no setting of AWS"),
            (format!("{CHAIN}duration_seconds = 7200\n"), "7200"),
            (format!("{CHAIN}external_id = \"a b\"\n"), "a b"),
            (format!("{CHAIN}{CHAIN}"), "two chains"),
            (CHAIN.replace("role_arn", "role_aren"), "no role_arn"),
            (CHAIN.replace("arn:aws:iam", "arn:aws:sts"), "not the ARN"),
            (CHAIN.replace("\"deploy\"", "\"default\""), "default"),
        ];
        for (text, part) in cases {
            disk::write_atomic(&home.settings(), text.as_bytes()).expect("written");
            let error = ProfileSettings::load(&home).expect_err(&text);
            assert!(error.message().contains("settings.toml") && error.message().contains(part), "{error}");
        }
    }
}

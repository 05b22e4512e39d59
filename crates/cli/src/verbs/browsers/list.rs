//! `portico browsers list`: what was found, what was skipped, and what is chosen.

use portico_core::Result;
use portico_core::console::browser::{Browser, BrowserId, Choice, Found, Profile};
use portico_core::organisation::Organisation;
use portico_core::settings::Settings;
use portico_core::text::clean;
use serde::Serialize;

use super::{catalog, look};
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};

/// The keys are API.
#[derive(Serialize)]
struct Answer {
    browsers: Vec<Row>,
    skipped: Vec<Skipped>,
    chosen: Vec<Chosen>,
}

#[derive(Serialize)]
struct Row {
    browser: String,
    name: String,
    /// The system opens addresses with it, where that is known.
    default: bool,
    profiles: Vec<ProfileRow>,
}

#[derive(Serialize)]
struct ProfileRow {
    profile: String,
    folder: String,
    person: Option<String>,
    colour: Option<String>,
    default: bool,
    /// Whether consoles can open in containers of it.
    containers: bool,
}

#[derive(Serialize)]
struct Skipped {
    path: String,
    why: String,
}

/// A choice, and whose it is.
#[derive(Serialize)]
struct Chosen {
    /// `consoles` or `sign_in`.
    of: &'static str,
    /// All of them when absent.
    portal: Option<String>,
    /// All of them when absent.
    account: Option<String>,
    browser: String,
    /// The organisation chose it, and the person may not.
    fixed: bool,
}

pub(super) fn run(context: &Context) -> Result<Ending> {
    let (found, default) = look(context)?;
    let answer = Answer {
        chosen: chosen(context)?,
        browsers: found.browsers.iter().map(|browser| Row::of(browser, default.as_ref())).collect(),
        skipped: skipped(&found),
    };
    if context.json {
        out::json(&answer)?;
        return Ok(Ending::Done);
    }
    let style = Style::of(&context.environment);
    if answer.browsers.is_empty() {
        out::note("No browser was found that Portico knows.");
    } else {
        let rows: Vec<Vec<String>> = answer.browsers.iter().flat_map(Row::cells).collect();
        out::line(&table::render(&["BROWSER", "NAME", "PROFILE", "PERSON", "NOTE"], &rows, style))?;
    }
    if !answer.chosen.is_empty() {
        let rows: Vec<Vec<String>> = answer.chosen.iter().map(Chosen::cells).collect();
        let head = ["CHOSEN FOR", "PORTAL", "ACCOUNT", "BROWSER", "NOTE"];
        out::line(&format!("\n{}", table::render(&head, &rows, style)))?;
    }
    for Skipped { path, why } in &answer.skipped {
        out::note(&clean(&format!("Skipped {path}: {why}"), 600));
    }
    Ok(Ending::Done)
}

impl Row {
    fn of(browser: &Browser, default: Option<&BrowserId>) -> Self {
        Self {
            browser: browser.id.to_string(),
            name: browser.name.clone(),
            default: default == Some(&browser.id),
            profiles: browser.profiles.iter().map(ProfileRow::of).collect(),
        }
    }

    /// A line for each profile; the browser stands in the first.
    fn cells(&self) -> Vec<Vec<String>> {
        let head = [self.browser.clone(), self.name.clone()];
        let own = if self.default { vec!["default browser"] } else { Vec::new() };
        if self.profiles.is_empty() {
            return vec![line(head, [String::new(), String::new()], &own)];
        }
        let lines = self.profiles.iter().enumerate().map(|(at, profile)| {
            let (head, mut notes) =
                if at == 0 { (head.clone(), own.clone()) } else { (<[String; 2]>::default(), Vec::new()) };
            notes.extend(profile.default.then_some("default profile"));
            notes.extend(profile.containers.then_some("containers"));
            line(head, [profile.profile.clone(), profile.person.clone().unwrap_or_default()], &notes)
        });
        lines.collect()
    }
}

fn line(browser: [String; 2], profile: [String; 2], notes: &[&str]) -> Vec<String> {
    browser.into_iter().chain(profile).chain([notes.join(", ")]).collect()
}

impl ProfileRow {
    fn of(profile: &Profile) -> Self {
        Self {
            profile: profile.name.clone(),
            folder: profile.folder.clone(),
            person: profile.person.clone(),
            colour: profile.colour.clone(),
            default: profile.is_default,
            containers: profile.container.is_some(),
        }
    }
}

fn skipped(found: &Found) -> Vec<Skipped> {
    let skipped = found.skipped.iter();
    skipped.map(|one| Skipped { path: one.path.display().to_string(), why: one.why.clone() }).collect()
}

/// Everything that is chosen: the organisation's before the person's, the portals' before the accounts'.
fn chosen(context: &Context) -> Result<Vec<Chosen>> {
    let row = |of, portal: Option<String>, account: Option<String>, choice: &Choice, fixed| Chosen {
        of,
        portal,
        account,
        browser: choice.to_string(),
        fixed,
    };
    let organisation = Organisation::read(context.home.organisation());
    let mut all = Vec::new();
    all.extend(organisation.console_browser.iter().map(|choice| row("consoles", None, None, choice, true)));
    all.extend(organisation.sign_in_browser.iter().map(|choice| row("sign_in", None, None, choice, true)));
    for (account, choice) in &organisation.account_browsers {
        all.push(row("consoles", None, Some(account.to_string()), choice, true));
    }
    for (portal, browsers) in &Settings::load(&context.home)?.browsers {
        let portal = Some(portal.to_string());
        all.extend(
            browsers.consoles.iter().map(|choice| row("consoles", portal.clone(), None, choice, false)),
        );
        all.extend(browsers.sign_in.iter().map(|choice| row("sign_in", portal.clone(), None, choice, false)));
    }
    for (portal, account, choice) in catalog(context)?.browsers_of_accounts()? {
        all.push(row("consoles", Some(portal.to_string()), Some(account.to_string()), &choice, false));
    }
    Ok(all)
}

impl Chosen {
    fn cells(&self) -> Vec<String> {
        let of = if self.of == "consoles" { "consoles" } else { "signing in" };
        let or_all = |text: &Option<String>| text.clone().unwrap_or_else(|| "all".to_owned());
        let note = if self.fixed { "by your organisation" } else { "" };
        vec![
            of.to_owned(),
            or_all(&self.portal),
            or_all(&self.account),
            self.browser.clone(),
            note.to_owned(),
        ]
    }
}

//! `cargo xtask demo`: the real product on the local Identity Center, in a window or step by step in a terminal.

use std::process::Stdio;
use std::time::Duration;

use crate::center::{Center, PATIENCE, PORTAL};
use crate::house::House;
use crate::process::{guarded, heard, logged, start};
use crate::session::{self, Scene};
use crate::system::{self, Purpose};
use crate::{Result, page};

/// What the person asked for.
#[derive(Default)]
struct Wish {
    headless: bool,
    screenshots: Option<String>,
    accounts: Option<String>,
}

/// Installs, builds, starts; true when the demo went well.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<bool> {
    let wish = wish(arguments)?;
    let scene = scene(&wish);
    let purpose = match scene {
        Some(Scene::Screenshots) => Purpose::Screenshots,
        Some(Scene::Journey | Scene::Window | Scene::Installed) => Purpose::Journey,
        None => Purpose::Window,
    };
    system::ready(house, purpose)?;
    build(house)?;
    let mut rest: Vec<String> =
        wish.accounts.iter().flat_map(|count| ["--accounts".to_owned(), count.clone()]).collect();
    if let Some(folder) = &wish.screenshots {
        let folder = std::path::absolute(folder).map_err(|error| format!("{folder}: {error}"))?;
        rest.extend(["--into".to_owned(), folder.to_string_lossy().into_owned()]);
    }
    match scene {
        Some(scene) => session::play(house, scene, &rest),
        None => window(house, &rest).map(|()| true),
    }
}

/// Opens the app on the center and waits until the person quits it.
pub(crate) fn window(house: &House, arguments: &[String]) -> Result<()> {
    let center = Center::start(house, value_of(arguments, "--accounts"))?;
    let home = house.target.join("demo-home");
    drop(std::fs::remove_dir_all(&home));
    std::fs::create_dir_all(&home).map_err(|error| format!("cannot create {}: {error}", home.display()))?;
    center.add_as_portal(house, &home)?;
    println!("\nThe local Identity Center of SecureCart listens on {}\n", center.url);
    print!("{}", people(house, &center)?);
    println!(
        "\nA code lasts 30 seconds; the next one: {} center code --as NAME",
        house.program("portico").display()
    );
    println!("Portico is open. Quit it from its tray, or press Ctrl-C here, to end the demo.");
    let mut app =
        start(guarded(house.program("portico-app")).env("PORTICO_HOME", &home).stdin(Stdio::null()))?;
    let status = app.wait().map_err(|error| error.to_string())?;
    // The session goes from the keychain with the center that knows it.
    drop(heard(Center::portico(house, &home).args(["logout", "--portal", PORTAL]), PATIENCE));
    if status.success() { Ok(()) } else { Err(format!("the app ended with {status}")) }
}

/// The people of the company with password and current TOTP code, as a table.
pub(crate) fn people(house: &House, center: &Center) -> Result<String> {
    let mut rows = vec![["person", "password", "code", "groups"].map(str::to_owned)];
    for person in &center.people {
        let code = Center::code(house, &person.name)?;
        rows.push([person.name.clone(), person.password.clone(), code, person.groups.join(", ")]);
    }
    Ok(table(&rows))
}

/// The value after an option.
pub(crate) fn value_of<'a>(arguments: &'a [String], option: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| argument == option)?;
    arguments.get(at + 1).map(String::as_str)
}

fn wish(arguments: &[String]) -> Result<Wish> {
    let mut wish = Wish::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = |what: &str| rest.next().cloned().ok_or_else(|| format!("{argument} needs {what}"));
        match argument.as_str() {
            "--headless" => wish.headless = true,
            "--screenshots" => wish.screenshots = Some(value("a folder")?),
            "--accounts" => {
                let count = value("a number")?;
                count.parse::<u32>().map_err(|_| format!("--accounts needs a number, not `{count}`"))?;
                wish.accounts = Some(count);
            }
            other => {
                return Err(format!("`{other}` is not an option of `cargo xtask demo`.\n\n{}", crate::USAGE));
            }
        }
    }
    if wish.headless && wish.screenshots.is_some() {
        return Err("--headless shows no window, so there is nothing for --screenshots: choose one of them."
            .to_owned());
    }
    Ok(wish)
}

/// The private session to play in; none when this person's own desktop is there.
fn scene(wish: &Wish) -> Option<Scene> {
    let has = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_display = !cfg!(target_os = "linux") || has("DISPLAY") || has("WAYLAND_DISPLAY");
    if wish.screenshots.is_some() {
        Some(Scene::Screenshots)
    } else if wish.headless || !has_display {
        Some(Scene::Journey)
    } else if cfg!(target_os = "linux") && !has("DBUS_SESSION_BUS_ADDRESS") && !has("XDG_RUNTIME_DIR") {
        Some(Scene::Window)
    } else {
        None
    }
}

fn build(house: &House) -> Result<()> {
    println!("  the page: npm ci, npm run build");
    page::install(house, &page::folder(house))?;
    page::build(house)?;
    println!("  the programs: cargo build (several minutes the first time)");
    let mut cargo = house.cargo();
    cargo.args(["build", "--locked", "-p", "portico-cli", "-p", "portico-app"]);
    cargo.args(["--features", "portico-app/custom-protocol"]);
    let log = house.logs.join("demo-build.log");
    if logged(&mut cargo, &log, Duration::from_secs(3600))?.success() {
        Ok(())
    } else {
        Err(format!("cargo could not build Portico; its words are in {}", log.display()))
    }
}

fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let widths: Vec<usize> =
        (0..N).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        text.push_str("  ");
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Result<Wish> {
        wish(&arguments.iter().map(|&one| one.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_checked_before_anything_is_built() {
        assert!(asked(&["--accounts", "4000"]).is_ok_and(|wish| wish.accounts.as_deref() == Some("4000")));
        assert!(asked(&["--accounts", "many"]).is_err());
        assert!(asked(&["--screenshots"]).is_err());
        assert!(asked(&["--headless", "--screenshots", "out"]).is_err());
        assert!(asked(&["--quick"]).is_err());
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["a", "bb"].map(str::to_owned), ["ccc", "d"].map(str::to_owned)];
        assert_eq!(table(&rows), "  a    bb\n  ccc  d\n");
    }
}

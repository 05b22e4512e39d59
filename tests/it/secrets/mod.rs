//! No secret leaves the keychain but to whom it was handed: whole journeys at the highest log level, and afterwards a
//! search for the real secrets (`security.md` 3, A14, I1).

mod journey;
pub(crate) mod sampler;
pub(crate) mod search;

use crate::support::companion::Companion;
use journey::Journey;
use search::{NONE, assert_bus_keeps_secrets, assert_known, assert_none_in_files, found};

#[tokio::test(flavor = "multi_thread")]
async fn a14_i1_a_journey_leaves_no_secret_in_command_lines_logs_files_or_messages() {
    let journey = Journey::made(Companion::at_desktop().await).await;
    let Journey { secrets, said, home, .. } = &journey;
    assert_known(secrets);
    journey.seen.assert_bare(secrets, "login\0--portal");
    println!("A14: {}", journey.seen);
    assert!(said.contains("TRACE"), "the log was on: {said}");
    assert_eq!(found(secrets, said.as_bytes()), NONE, "in what the commands said");
    assert_none_in_files(secrets, &home.sandbox, journey.begun);
    // What the browser was started with is among these files.
    let opened = home.sandbox.read("bin/opened");
    assert_eq!(opened.lines().filter(|line| line.starts_with("http://127.0.0.1:")).count(), 2, "{opened}");
    assert_bus_keeps_secrets(secrets, &journey.bus, &[]);
}

/// In a shell whose new files everybody may change, and with Portico's files in the usual places.
#[tokio::test(flavor = "multi_thread")]
async fn i4_after_a_journey_everything_of_portico_is_its_owners_alone() {
    let mut home = Companion::at_desktop().await;
    home.starter = vec!["sh", "-c", "umask 000; exec \"$0\" \"$@\""];
    home.variables.push(("PORTICO_HOME", String::new()));
    let journey = Journey::made(home).await;
    let data = [
        "catalog.sqlite3",
        "journal.sqlite3",
        "journal.head",
        "keychain/identity.age",
        "backups",
        "locks",
        "sessions/securecart.roles",
    ];
    let data = data.map(|name| format!("home/.local/share/portico/{name}"));
    let expected = data.iter().map(String::as_str).chain(["home/.config/portico/settings.toml"]);
    let exposed = journey.home.sandbox.exposed(&expected.collect::<Vec<_>>()).await;
    assert_eq!(exposed, Vec::<String>::new());
}

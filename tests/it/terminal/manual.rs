//! The manual, as `man` and `mandoc` read it.

use crate::support::companion::Companion;
use crate::support::process::run;

#[tokio::test(flavor = "multi_thread")]
async fn each_page_is_read_by_man_and_mandoc_without_a_complaint() {
    let home = Companion::without_desktop();
    let folder = home.sandbox.path("home/man");
    home.run(&["man", "--dir", &folder.display().to_string()]).await.worked();
    let pages = home.sandbox.names("home/man");
    for page in [
        "portico.1",
        "portico-doctor.1",
        "portico-pick.1",
        "portico-profiles-sync.1",
        "portico-center-visit.1",
    ] {
        assert!(pages.iter().any(|name| name == page), "{page} is not among {pages:?}");
    }
    assert!(!pages.iter().any(|name| name.contains("help") || name.contains("man.")), "{pages:?}");
    for page in &pages {
        let path = folder.join(page);
        let mut man = home.command("man");
        man.args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"])
            .arg(&path)
            .env("MANROFFSEQ", "")
            .env("MANWIDTH", "80");
        let said = run(man).await;
        assert!(said.code == 0 && said.err.is_empty(), "{page}: {said:?}");
        let mut mandoc = home.command("mandoc");
        // Its warnings are about blank lines that `clap_mangen` asks for twice.
        mandoc.args(["-T", "lint", "-W", "error"]).arg(&path);
        let said = run(mandoc).await;
        assert!(said.code == 0 && said.out.is_empty(), "{page}: {said:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_command_tells_its_verbs_and_exit_codes() {
    let home = Companion::without_desktop();
    let page = home.run(&["man"]).await.worked();
    home.sandbox.write("home/portico.1", page);
    let mut man = home.command("man");
    man.args(["-l", "portico.1"]).env("MANWIDTH", "100").env("TERM", "dumb");
    let shown = run(man).await.worked();
    for part in ["portico", "portico-doctor(1)", "Exit codes", "130", "--json"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

/// A page is nobody's secret: whoever packs it ships it with the rights that files have.
#[tokio::test(flavor = "multi_thread")]
async fn pages_can_be_read_by_everybody() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Companion::without_desktop();
    home.run(&["man", "--dir", "man"]).await.worked();
    let page = std::fs::metadata(home.sandbox.path("home/man/portico.1")).expect("a page");
    assert_eq!(page.permissions().mode() & 0o444, 0o444);
}

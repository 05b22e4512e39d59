//! Files that are links, read-only, somebody else's, or no files at all; and what belongs to a file besides its bytes.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use super::*;

fn mode(desk: &Desk, part: &str, mode: u32) {
    std::fs::set_permissions(desk.path(part), std::fs::Permissions::from_mode(mode)).expect("its own file");
}

/// A writer that is nobody in particular: root may write everything, which would hide what the others may not.
async fn act_as_nobody(desk: &Desk, words: &[&str]) -> String {
    let mut hand_over = desk.home.command("chown");
    hand_over.args(["-hR", "65534:65534"]).arg(desk.path("portico"));
    run(hand_over).await.worked();
    mode(desk, "", 0o755);
    for part in ["home", "tmp"] {
        mode(desk, part, 0o777);
    }
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let program = crate::support::process::through(&nobody, &desk.writer(words));
    run(program).await.worked().trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn e9_each_kind_of_file_is_written_as_it_is_or_refused() {
    let put = ["put", "a"];
    let desk = Desk::new();
    assert_eq!(desk.act(&put).await, "ok", "no file");
    assert_eq!(std::fs::metadata(desk.path(CONFIG)).expect("there").mode() & 0o7777, 0o600);

    let desk = Desk::with(FOREIGN);
    std::fs::rename(desk.path(CONFIG), desk.path("home/dotfiles-config")).expect("moved");
    symlink("../dotfiles-config", desk.path("home/.aws/middle")).expect("linked");
    symlink("middle", desk.path(CONFIG)).expect("linked");
    assert_eq!(desk.act(&put).await, "ok", "a chain of links");
    assert!(desk.path(CONFIG).is_symlink() && desk.path("home/.aws/middle").is_symlink());
    assert!(desk.sandbox().read("home/dotfiles-config").contains("[profile a]"));
    std::fs::remove_file(desk.path("home/dotfiles-config")).expect("removed");
    assert!(desk.act(&put).await.starts_with("refused FileNotWritable"), "a link to nowhere");
    assert!(!desk.path("home/dotfiles-config").exists(), "and nothing was made there");
    symlink(".aws/config", desk.path("home/dotfiles-config")).expect("linked");
    assert!(desk.act(&put).await.starts_with("refused FileNotWritable"), "links in a circle");

    let desk = Desk::with(FOREIGN);
    std::fs::hard_link(desk.path(CONFIG), desk.path("home/other")).expect("linked");
    assert!(desk.act(&put).await.starts_with("refused FileNotWritable"), "two names");
    std::fs::remove_file(desk.path(CONFIG)).expect("removed");
    std::fs::create_dir(desk.path(CONFIG)).expect("made");
    assert!(desk.act(&put).await.starts_with("refused FileUnreadable"), "a folder");
    std::fs::remove_dir(desk.path(CONFIG)).expect("removed");
    run({
        let mut pipe = desk.home.command("mkfifo");
        pipe.arg(desk.path(CONFIG));
        pipe
    })
    .await
    .worked();
    assert!(desk.act(&put).await.starts_with("refused FileUnreadable"), "a pipe, and nobody waits at it");
}

#[tokio::test(flavor = "multi_thread")]
async fn e9_what_its_owner_does_not_let_be_written_is_refused_and_stays() {
    if rustix_is_not_root() {
        return;
    }
    let put = ["put", "a"];
    for (part, bits, owner) in [
        (CONFIG, 0o400, "65534"),      // its owner's, read-only
        (CONFIG, 0o600, "0"),          // somebody else's, closed
        (CONFIG, 0o644, "0"),          // somebody else's, readable
        ("home/.aws", 0o555, "65534"), // a folder in which nothing may be made
        ("home/.aws", 0o1777, "0"),    // a sticky folder, the file in it somebody else's
    ] {
        let desk = Desk::with(FOREIGN);
        let mut own = desk.home.command("chown");
        own.args(["-R", "65534:65534"]).arg(desk.path("home"));
        run(own).await.worked();
        let mut own = desk.home.command("chown");
        own.arg(format!("{owner}:{owner}")).arg(desk.path(CONFIG));
        run(own).await.worked();
        mode(&desk, part, bits);
        let before = std::fs::metadata(desk.path(CONFIG)).expect("there");
        let answer = act_as_nobody(&desk, &put).await;
        let case = format!("{part} {bits:o} of {owner}: {answer}");
        assert!(answer.starts_with("refused File") && answer.contains(".aws"), "{case}");
        assert_eq!(desk.text(), FOREIGN, "{case}");
        let after = std::fs::metadata(desk.path(CONFIG)).expect("there");
        assert_eq!(
            (before.ino(), before.mode(), before.uid()),
            (after.ino(), after.mode(), after.uid()),
            "{case}"
        );
        assert_eq!(desk.temporary(), [""; 0], "{case}");
    }
}

/// Only root can hand files to others; elsewhere the case is a matter of the unit tests.
fn rustix_is_not_root() -> bool {
    std::fs::metadata("/proc/self").expect("there").uid() != 0
}

#[tokio::test(flavor = "multi_thread")]
async fn e10_mode_owner_and_attributes_outlast_a_write() {
    for bits in [0o600, 0o640, 0o644, 0o664] {
        let desk = Desk::with(FOREIGN);
        mode(&desk, CONFIG, bits);
        let mut label = desk.home.command("python3");
        let script = "import os, sys\nos.setxattr(sys.argv[1], 'user.note', b'kept')";
        label.args(["-c", script]).arg(desk.path(CONFIG));
        let is_labelled = run(label).await.code == 0;
        assert_eq!(desk.act(&["put", "a"]).await, "ok");
        let after = std::fs::metadata(desk.path(CONFIG)).expect("there");
        assert_eq!(after.mode() & 0o7777, bits);
        if is_labelled {
            let mut look = desk.home.command("python3");
            let script = "import os, sys\nprint(os.getxattr(sys.argv[1], 'user.note').decode())";
            look.args(["-c", script]).arg(desk.path(CONFIG));
            assert_eq!(run(look).await.worked().trim(), "kept");
        }
    }
}

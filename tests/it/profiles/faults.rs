//! A disk that fails once at each of a writer's calls, and the order of what a writer does.
//!
//! Rule: what fails is told in a sentence with the file's name; the file is then the old one, and nothing lies beside it.

use super::*;
use crate::support::process::Ended;
use crate::support::strace::{self, Nth};

/// The failures of an ordinary run.
const SAMPLE: usize = 160;
/// The calls that touch files.
const CALLS: [&str; 17] = [
    "openat",
    "read",
    "write",
    "fsync",
    "rename",
    "renameat",
    "renameat2",
    "statx",
    "newfstatat",
    "mkdir",
    "unlink",
    "fchmod",
    "fchown",
    "flock",
    "getdents64",
    "llistxattr",
    "fsetxattr",
];
const ERRORS: [&str; 7] = ["EIO", "ENOSPC", "EACCES", "EROFS", "EDQUOT", "EMFILE", "EXDEV"];

#[tokio::test(flavor = "multi_thread")]
async fn e3_a_file_call_that_fails_leaves_the_old_file_and_a_sentence() {
    let desk = Desk::with(FOREIGN);
    assert_eq!(desk.act(&["put", "a"]).await, "ok");
    let old = desk.config();
    run(strace::logged(&desk.path("tmp/calls"), &desk.writer(&["put", "b"]))).await.worked();
    let new = desk.config();
    let calls = strace::calls(&desk.sandbox().read("tmp/calls"), "aws-config.lock");
    let calls: Vec<Nth> = calls.into_iter().filter(|(call, _)| CALLS.contains(&call.as_str())).collect();
    let all: Vec<(&Nth, &str)> =
        ERRORS.iter().flat_map(|error| calls.iter().map(move |call| (call, *error))).collect();
    let step = if is_full() { 1 } else { all.len().div_ceil(SAMPLE) };
    let (mut refused, mut passed) = (0, 0);
    for (at, error) in all.iter().skip(step / 2).step_by(step) {
        desk.sandbox().write(CONFIG, &old);
        let ended = run(strace::tampered(at, &format!("error={error}"), &desk.writer(&["put", "b"]))).await;
        let case = format!("{error} at {at:?}: {ended:?}");
        let found = desk.config();
        if ended.out.trim() == "ok" {
            passed += 1;
            assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&new), "{case}");
        } else {
            refused += 1;
            assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&old), "{case}");
            is_sentence(&desk, &ended, &case);
        }
        if at.0 != "unlink" {
            assert_eq!(desk.temporary(), [""; 0], "{case}");
        }
        for left in desk.temporary() {
            std::fs::remove_file(desk.path("home/.aws").join(left)).expect("swept");
        }
    }
    println!("E3: {} calls, {refused} refused, {passed} passed over", calls.len());
    assert!(refused > SAMPLE / 3, "{refused} refused, {passed} passed over");
}

/// The refusal names the file and is no debug print.
#[track_caller]
fn is_sentence(desk: &Desk, ended: &Ended, case: &str) {
    let said = ended.out.trim();
    let said = said.strip_prefix("refused ").unwrap_or_else(|| panic!("no refusal: {case}"));
    assert!(said.contains(". ") && said.ends_with('.'), "{case}");
    assert!(said.contains(&*desk.path("").to_string_lossy()), "it names no file: {case}");
    assert!(!said.contains("Os {") && !ended.err.contains("panicked"), "{case}");
}

#[tokio::test(flavor = "multi_thread")]
async fn e12_the_bytes_are_on_the_disk_before_their_name_and_the_name_after_it() {
    let desk = Desk::with(FOREIGN);
    for words in [["put", "a"], ["put", "b"], ["remove", "a"]] {
        run(strace::logged(&desk.path("tmp/calls"), &desk.writer(&words))).await.worked();
        let log = desk.sandbox().read("tmp/calls");
        let lines: Vec<&str> = log.lines().collect();
        let place = |from: usize, wanted: &dyn Fn(&str) -> bool| {
            let found = lines[from..].iter().position(|line| wanted(line));
            from + found.unwrap_or_else(|| panic!("{words:?}: {log}"))
        };
        let is_temporary = |line: &str| line.contains("/.aws/.config.portico.");
        let begun = place(0, &|line| is_temporary(line) && line.contains("O_CREAT"));
        let written = place(begun, &|line| line.contains("write("));
        let synced = place(written, &|line| line.contains("fsync("));
        let renamed = place(begun, &|line| is_temporary(line) && line.contains("rename"));
        let kept = place(renamed, &|line| line.contains("fsync("));
        assert!(begun < written && written < synced && synced < renamed && renamed < kept, "{log}");
        let folder = place(renamed, &|line| line.contains("/.aws\"") && line.contains("O_RDONLY"));
        assert!(folder < kept, "what is flushed last is the folder: {log}");
    }
}

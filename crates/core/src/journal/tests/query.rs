//! What is asked for is what is read, the newest first, and CSV says the same.

use super::*;
use crate::journal::csv::CSV_HEAD;

#[test]
fn each_filter_leaves_what_it_is_about() {
    let desk = Desk::with(24);
    let asked = |query: Query| -> Vec<u64> {
        desk.journal.entries(&query).expect("readable").iter().map(|entry| entry.seq).collect()
    };
    let all = asked(Query::default());
    assert_eq!(all, (1..=25).rev().collect::<Vec<u64>>());
    let kinds = vec![Kind::SteppedUp, Kind::ConsoleOpened];
    let known = |wanted: &dyn Fn(&Entry) -> bool| -> Vec<u64> {
        desk.all().iter().filter(|entry| wanted(entry)).map(|entry| entry.seq).collect()
    };
    let of_kinds = known(&|entry| ["stepped_up", "console_opened"].contains(&entry.kind.as_str()));
    assert_eq!(asked(Query { kinds, ..Query::default() }), of_kinds);
    let portal = Some("demo".parse().expect("a name"));
    assert_eq!(
        asked(Query { portal, ..Query::default() }),
        known(&|entry| entry.portal.as_deref() == Some("demo"))
    );
    let accounts =
        Some(vec!["111122223333".parse().expect("an account"), "777788889999".parse().expect("an account")]);
    let of_accounts =
        known(&|entry| entry.account.as_deref().is_some_and(|account| account != "444455556666"));
    assert_eq!(asked(Query { accounts, ..Query::default() }), of_accounts);
    assert!(asked(Query { accounts: Some(Vec::new()), ..Query::default() }).is_empty());
    let since = Some(desk.clock.now() - SignedDuration::from_mins(4));
    assert_eq!(asked(Query { since, ..Query::default() }), [25, 24, 23, 22, 21]);
    assert_eq!(asked(Query { before: Some(4), limit: Some(2), ..Query::default() }), [3, 2]);
    assert!(asked(Query { limit: Some(0), ..Query::default() }).is_empty());
}

#[test]
fn a_word_is_found_in_whatever_an_entry_says_and_is_no_pattern() {
    let desk = Desk::with(8);
    let word = |text: &str| Word { text: text.to_owned(), ..Word::default() };
    let asked = |words: Vec<Word>| -> Vec<String> {
        let query = Query { words, ..Query::default() };
        desk.journal.entries(&query).expect("readable").into_iter().map(|entry| entry.kind).collect()
    };
    assert_eq!(asked(vec![word("inc-1")]), ["stepped_up", "stepped_up"]);
    assert_eq!(asked(vec![word("TERRAFORM")]), ["credentials_given", "credentials_given"]);
    assert_eq!(asked(vec![word("browser")]), ["signed_in", "signed_in"]);
    let of_account =
        |account: &str| desk.all().iter().filter(|entry| entry.account.as_deref() == Some(account)).count();
    assert_eq!(asked(vec![word("44445555")]).len(), of_account("444455556666"));
    assert_eq!(asked(vec![word("inc-1"), word("terraform")]), [""; 0], "every word");
    for nothing in ["%", "_", "inc_1", "\\", "'", "\" OR 1=1 --"] {
        assert_eq!(asked(vec![word(nothing)]), [""; 0], "{nothing}");
    }
    let accounts = vec!["111122223333".parse().expect("an account")];
    let called = Word { text: "shop".into(), accounts, kinds: vec![Kind::SteppedUp] };
    let wanted = desk
        .all()
        .iter()
        .filter(|entry| entry.account.as_deref() == Some("111122223333") || entry.kind == "stepped_up")
        .count();
    assert_eq!(asked(vec![called]).len(), wanted);
}

#[test]
fn what_is_printed_is_one_document_of_what_was_asked_for() {
    let desk = Desk::with(8);
    let printed = |query: &Query, paper: Paper| {
        let mut text = Vec::new();
        let put = |bytes: &[u8]| {
            text.extend_from_slice(bytes);
            Ok(())
        };
        let count = desk.journal.print(query, paper, put).expect("printed");
        (count, String::from_utf8(text).expect("text"))
    };
    let query = Query { kinds: vec![Kind::SteppedUp], ..Query::default() };
    let (count, text) = printed(&query, Paper::Json);
    let read: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    assert_eq!((count, read.len(), read[0]["reason"].as_str()), (2, 2, Some("INC-1")));
    let (_, text) = printed(&query, Paper::Csv);
    assert!(text.starts_with(CSV_HEAD) && text.lines().count() == 3, "{text}");
    let none = Query { limit: Some(0), ..Query::default() };
    assert_eq!(printed(&none, Paper::Json), (0, "[]\n".to_owned()));
    assert_eq!(printed(&none, Paper::Csv), (0, CSV_HEAD.to_owned()));
    assert!("xml".parse::<Paper>().is_err());
}

#[test]
fn a_rare_account_and_a_short_while_are_found_by_an_index() {
    let desk = Desk::with(1);
    let connection = Connection::open(desk.file()).expect("opens");
    let plan = |query: Query| -> String {
        let (statement, values) = query.statement();
        let explained = format!("EXPLAIN QUERY PLAN {statement}");
        connection
            .query_row(&explained, rusqlite::params_from_iter(values), |row| row.get(3))
            .expect("a plan")
    };
    let (limit, since) = (Some(100), Some(desk.clock.now()));
    let accounts = Some(vec!["111122223333".parse().expect("an account")]);
    assert!(plan(Query { accounts: accounts.clone(), limit, ..Query::default() }).contains("entry_account"));
    assert!(plan(Query { accounts, since, limit, ..Query::default() }).contains("entry_account"));
    assert!(plan(Query { since, limit, ..Query::default() }).contains("entry_at"));
}

#[test]
fn there_is_nothing_to_read_and_nothing_is_made_by_looking() {
    let desk = Desk::new();
    assert!(desk.all().is_empty());
    assert_eq!(desk.journal.head().expect("readable"), None);
    assert!(!desk.file().exists());
}

#[test]
fn csv_and_json_say_the_same() {
    let desk = Desk::new();
    let hostile = "=HYPERLINK(\"http://evil.test\")";
    desk.record(
        Draft::of_role(Kind::SteppedUp, &role(0))
            .because(hostile)
            .with("name", "a,b")
            .with("zone", "\u{1b}[2J"),
    );
    desk.clock.jump(SignedDuration::from_mins(-1));
    let entry = &desk.all()[0];
    let wanted = format!(
        "2,2026-11-29T08:00:00Z,0,\"stepped_up\",\"terminal\",,\"work\",\"111122223333\",\"ReadOnlyAccess\",,\
         \"'=HYPERLINK(\"\"http://evil.test\"\")\",\"name=a,b; zone=\u{fffd}[2J\",\"{}\"\r\n",
        entry.hash
    );
    assert_eq!(entry.to_csv(), wanted);
    let columns = CSV_HEAD.trim_end().split(',').collect::<Vec<_>>();
    let json = serde_json::to_value(entry).expect("JSON");
    let mut keys: Vec<&str> = json.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    let mut sorted = columns.clone();
    sorted.sort_unstable();
    assert_eq!(keys, sorted);
}

#[test]
fn words_are_those_scripts_know_and_read_back() {
    let words = Kind::ALL.map(Kind::as_str);
    for word in words {
        assert_eq!(word.parse::<Kind>().expect(word).as_str(), word);
        assert!(word.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()), "{word}");
    }
    let distinct: std::collections::BTreeSet<&str> = words.into_iter().collect();
    assert_eq!(distinct.len(), words.len());
    let error = "signed-in".parse::<Kind>().expect_err("no kind");
    assert!(error.remedy().contains("console_opened"), "{}", error.remedy());
}

//! The picker's lines, over a catalog of its own.

use std::cell::Cell;

use portico_core::view::{AccountRow, Ask, Listing, RoleClass, RoleRow};
use unicode_width::UnicodeWidthStr;

use super::model::{Erased, Input, Line, Picker};

fn row(number: usize, name: &str, roles: &[&str]) -> AccountRow {
    AccountRow {
        portal: "work".to_owned(),
        account: format!("{number:012}"),
        number: format!("{:04}-{:04}-{:04}", number / 100_000_000, number / 10_000 % 10_000, number % 10_000),
        name: name.to_owned(),
        nickname: String::new(),
        email: String::new(),
        colour: String::new(),
        tags: Vec::new(),
        starred: false,
        hidden: false,
        last_used: None,
        listed_at: Some(1),
        marks: Vec::new(),
        roles: roles
            .iter()
            .map(|role| RoleRow {
                role: (*role).to_owned(),
                class: RoleClass::Read,
                credentials_until: None,
                last_used: None,
            })
            .collect(),
        withheld: 0,
    }
}

/// A list, and how many rows of it were made.
struct Catalog {
    rows: Vec<AccountRow>,
    made: Cell<usize>,
}

impl Catalog {
    fn new(rows: Vec<AccountRow>) -> Self {
        Self { rows, made: Cell::new(0) }
    }

    fn large(count: usize) -> Self {
        Self::new(
            (0..count).map(|at| row(at, &format!("account-{at}"), &["ReadOnlyAccess", "Admin"])).collect(),
        )
    }

    fn look(&self, ask: &Ask) -> portico_core::Result<Listing> {
        let matching: Vec<&AccountRow> =
            self.rows.iter().filter(|row| row.name.to_lowercase().contains(&ask.query)).collect();
        let (from, count) = (ask.from as usize, ask.count as usize);
        let rows: Vec<AccountRow> =
            matching.iter().skip(from).take(count).map(|row| (*row).clone()).collect();
        self.made.set(self.made.get() + rows.len());
        let total = u32::try_from(matching.len()).expect("few");
        Ok(Listing { total, from: ask.from, rows, ..Listing::default() })
    }
}

fn text(line: &Line) -> String {
    line.parts.iter().map(|part| part.text.as_str()).collect()
}

/// What is shown, `>` before the chosen one, and what Enter takes.
fn shown(
    picker: &mut Picker,
    catalog: &Catalog,
    width: usize,
    height: usize,
) -> (Vec<String>, Option<String>) {
    let sight = picker.sight(&|ask| catalog.look(ask), width, height).expect("a list");
    let lines: Vec<String> = sight.lines.iter().map(text).collect();
    for line in &lines {
        assert!(line.width() <= width, "{line:?} is wider than {width}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    assert_eq!(sight.lines.iter().filter(|line| line.is_chosen).count(), usize::from(!lines.is_empty()));
    (lines, sight.chosen.map(|key| format!("{} {}", key.account, key.role)))
}

fn press(picker: &mut Picker, catalog: &Catalog, input: Input) {
    picker.step(input, &|ask| catalog.look(ask), 5).expect("a step");
}

#[test]
fn typing_narrows_erasing_widens_and_the_choice_begins_at_the_top() {
    let catalog =
        Catalog::new(vec![row(1, "Dev", &["A", "B"]), row(2, "Prod", &["A"]), row(3, "Stage", &["A"])]);
    let mut picker = Picker::default();
    assert_eq!(shown(&mut picker, &catalog, 80, 5).0.len(), 4);
    press(&mut picker, &catalog, Input::Move(2));
    assert_eq!(shown(&mut picker, &catalog, 80, 5).1.as_deref(), Some("000000000002 A"));
    press(&mut picker, &catalog, Input::Typed("st".to_owned()));
    let (lines, chosen) = shown(&mut picker, &catalog, 80, 5);
    assert_eq!((lines.len(), chosen.as_deref()), (1, Some("000000000003 A")));
    assert!(lines[0].starts_with("> ") && lines[0].contains("Stage"), "{lines:?}");
    press(&mut picker, &catalog, Input::Typed("x".to_owned()));
    assert_eq!(shown(&mut picker, &catalog, 80, 5), (Vec::new(), None));
    press(&mut picker, &catalog, Input::Erase(Erased::Word));
    assert_eq!(shown(&mut picker, &catalog, 80, 5).0.len(), 4);
    assert_eq!(picker.query(), "");
}

#[test]
fn the_choice_moves_over_roles_and_stays_in_sight() {
    let catalog = Catalog::large(100);
    let mut picker = Picker::default();
    for at in 0..200_usize {
        let (lines, chosen) = shown(&mut picker, &catalog, 80, 5);
        assert_eq!(lines.len(), 5);
        let role = if at % 2 == 0 { "ReadOnlyAccess" } else { "Admin" };
        assert_eq!(chosen, Some(format!("{:012} {role}", at / 2)), "{at}");
        assert_eq!(lines.iter().position(|line| line.starts_with('>')), Some(at.min(4)), "{at}");
        press(&mut picker, &catalog, Input::Move(1));
    }
    press(&mut picker, &catalog, Input::Move(-500));
    assert_eq!(shown(&mut picker, &catalog, 80, 5).1.as_deref(), Some("000000000000 ReadOnlyAccess"));
    press(&mut picker, &catalog, Input::Last);
    let (lines, chosen) = shown(&mut picker, &catalog, 80, 5);
    assert_eq!((lines.len(), chosen.as_deref()), (5, Some("000000000099 Admin")));
    press(&mut picker, &catalog, Input::First);
    assert_eq!(shown(&mut picker, &catalog, 80, 5).1.as_deref(), Some("000000000000 ReadOnlyAccess"));
}

#[test]
fn ten_thousand_accounts_cost_no_more_than_what_is_in_sight() {
    let catalog = Catalog::large(10_000);
    let mut picker = Picker::default();
    press(&mut picker, &catalog, Input::Move(1));
    shown(&mut picker, &catalog, 80, 10);
    assert!(catalog.made.get() < 200, "{} rows for one key", catalog.made.get());
}

#[test]
fn accounts_without_roles_are_passed_by() {
    let mut rows = vec![row(1, "first", &["A"])];
    rows.extend((2..40).map(|at| row(at, "bare", &[])));
    rows.push(row(99, "last", &["A"]));
    let catalog = Catalog::new(rows);
    let mut picker = Picker::default();
    press(&mut picker, &catalog, Input::Move(1));
    let last = shown(&mut picker, &catalog, 80, 5).1;
    assert_eq!(last.as_deref(), Some("000000000099 A"));
    press(&mut picker, &catalog, Input::Move(-1));
    assert_eq!(shown(&mut picker, &catalog, 80, 5).1.as_deref(), Some("000000000001 A"));
}

#[test]
fn d2_hostile_wide_and_right_to_left_names_fit_every_width() {
    let names = [
        "\u{1b}[2J\u{1b}]0;owned\u{7}",
        "\u{202e}evil\u{2066}",
        "生産環境アカウント",
        "الإنتاج",
        "ייצור",
        "e\u{301}\u{301}\u{301}\u{301}",
        "👩‍👩‍👧‍👦 family",
        "",
        "a\nb\r\nc\tx",
        &"long ".repeat(60),
    ];
    let rows = names.iter().enumerate().map(|(at, name)| row(at + 1, name, &["ReadOnlyAccess"])).collect();
    let catalog = Catalog::new(rows);
    for width in 1..120 {
        let (lines, _) = shown(&mut Picker::default(), &catalog, width, 10);
        assert_eq!(lines.len(), names.len());
        assert!(!lines.concat().contains(['\u{202e}', '\u{2066}']), "{lines:?}");
    }
    let (lines, _) = shown(&mut Picker::default(), &catalog, 100, 10);
    let columns = |line: &String| line.find("ReadOnly").map(|at| line[..at].width());
    assert!(lines.iter().all(|line| columns(line) == columns(&lines[0])), "aligned: {lines:#?}");
    assert!(lines[3].contains('\u{200e}') && !lines[2].contains('\u{200e}'), "{lines:#?}");
}

#[test]
fn what_was_typed_is_marked_where_the_search_found_it() {
    let marked = AccountRow { marks: vec![(0, 1), (3, 4)], ..row(1, "😀b", &["A"]) };
    let catalog = Catalog::new(vec![AccountRow { marks: vec![(2, 3)], ..marked }]);
    let sight = Picker::default().sight(&|ask| catalog.look(ask), 80, 5).expect("a list");
    let marks: Vec<&str> =
        sight.lines[0].parts.iter().filter(|part| part.is_match).map(|part| part.text.as_str()).collect();
    assert_eq!(marks, ["b"], "counted in UTF-16 units");
}

#[test]
fn a_query_takes_no_control_characters_and_has_an_end() {
    let catalog = Catalog::large(3);
    let mut picker = Picker::default();
    press(&mut picker, &catalog, Input::Typed("\u{1b}[2Ja\u{0}".to_owned()));
    assert_eq!(picker.query(), "[2Ja");
    press(&mut picker, &catalog, Input::Typed("x".repeat(5000)));
    assert_eq!(picker.query().chars().count(), 200);
    press(&mut picker, &catalog, Input::Erase(Erased::All));
    assert_eq!(picker.query(), "");
    let width = shown(&mut picker, &catalog, 10, 5).0;
    assert_eq!(width.len(), 5);
}

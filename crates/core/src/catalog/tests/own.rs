//! Nicknames, colours, tags, hidden accounts, frecency.

use super::*;
use crate::view::LabelView;

fn label(nickname: &str, colour: Option<&str>, tags: &[&str], hidden: bool) -> Label {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let view = LabelView { nickname: nickname.to_owned(), colour: colour.map(str::to_owned), tags, hidden };
    Label::parse(&view).expect("a label")
}

impl Bench {
    fn label(&self, id: &str, label: &Label) {
        self.catalog.label(&portal("p"), &account(id), label).expect("labels");
    }
}

#[test]
fn a_label_outlasts_renames_and_absence_and_is_found() {
    let bench = company();
    let own = label("Crown Jewels", Some("red"), &["Team=Payments", "pci", "pci"], false);
    bench.label(PROD, &own);
    bench.list(&[(DEV, "Dev", "", &["R"])]);
    bench.list(&[(DEV, "Dev", "", &["R"]), (PROD, "shop-live", "", &["ReadOnlyAccess"])]);
    assert_eq!(
        bench.catalog.label_of(&portal("p"), &account(PROD)).expect("reads").view().nickname,
        "Crown Jewels"
    );
    for query in ["crown", "jewels read", "shop-live", "pci", "team=pay", "payments"] {
        assert_eq!(bench.found(query), ["shop-live"], "{query}");
    }
    let row = bench.search("crown").remove(0);
    assert_eq!((row.title(), row.name.as_str()), ("Crown Jewels", "shop-live"));
    assert_eq!((row.marks, row.colour.as_str()), (vec![(0, 5)], Colour::Red.hex()));
    assert_eq!(row.tags, ["pci", "team=payments"]);
    assert_eq!(bench.search("shop-live").remove(0).marks, [], "marks are of what is shown as its name");
    let found = bench.catalog.find(None, "crown jewels", None, None).expect("by nickname");
    assert_eq!(found.account, account(PROD));
    bench.label(PROD, &Label::default());
    assert_eq!(bench.found("crown"), Vec::<String>::new());
}

#[test]
fn labels_that_cannot_be_kept_are_refused_with_a_remedy() {
    let bench = company();
    for tags in [&["a b"][..], &["=x"], &["x="], &["a\nb"], &["\u{202e}x"], &[""], &["a=b=c"]] {
        let view =
            LabelView { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..LabelView::default() };
        assert_eq!(Label::parse(&view).expect_err("no tag").code(), Code::InvalidInput, "{tags:?}");
    }
    let view = LabelView { colour: Some("#ff0000".to_owned()), ..LabelView::default() };
    assert!(Label::parse(&view).is_err());
    let long = label(&"x".repeat(81), None, &[], false);
    assert!(bench.catalog.label(&portal("p"), &account(DEV), &long).is_err());
    let known = label("x", None, &[], false);
    let error = bench.catalog.label(&portal("p"), &account("999999999999"), &known).expect_err("unknown");
    assert_eq!(error.code(), Code::NotFound);
}

#[test]
fn hidden_accounts_are_counted_and_shown_when_asked_for() {
    let bench = company();
    bench.label(STAGING, &label("", None, &[], true));
    let ask = |query: &str, hidden: bool| {
        let listing = bench.catalog.listing(&Ask { hidden, ..Ask::all(query) }, &|_| None).expect("lists");
        (listing.total, listing.hidden)
    };
    assert_eq!((ask("", false), ask("", true)), ((2, 1), (3, 1)));
    assert_eq!((ask("staging", false), ask("staging", true)), ((0, 1), (1, 1)));
    assert_eq!(bench.catalog.entries(None).expect("reads").len(), 3, "programs see them");
}

#[test]
fn aws_own_colour_counts_unless_the_person_chose_one() {
    let bench = company();
    let colour = || bench.search("staging").remove(0).colour;
    let found = colour();
    let customize =
        |colour| bench.catalog.customized(&portal("p"), &account(STAGING), colour, at(7)).expect("kept");
    customize(Some(Colour::Purple));
    assert_eq!(colour(), Colour::Purple.hex());
    bench.label(STAGING, &label("", Some("green"), &[], false));
    assert_eq!(colour(), Colour::Green.hex());
    bench.label(STAGING, &Label::default());
    customize(None);
    assert_eq!(colour(), found);
    let asked = bench.catalog.customized_at(&portal("p"), &account(STAGING)).expect("reads");
    assert_eq!(asked, Some(at(7)));
}

#[test]
fn what_is_used_often_and_lately_comes_first() {
    const DAY: i64 = 86_400;
    let bench = Bench::new();
    bench.list(&[
        ("000000000001", "shop a", "", &["R"]),
        ("000000000002", "shop b", "", &["R"]),
        ("000000000003", "shop c", "", &["R"]),
    ]);
    let noted = |id: &str, day: i64| bench.catalog.used(&key(id, "R"), at(day * DAY)).expect("notes");
    (100..110).for_each(|day| noted("000000000001", day));
    noted("000000000002", 111);
    assert_eq!(bench.found("shop"), ["shop a", "shop b", "shop c"], "ten uses outweigh a later one");
    noted("000000000003", 180);
    assert_eq!(bench.found("shop")[0], "shop c", "but not for ever");
    let shortlist = bench.catalog.shortlist(2, &|_| None).expect("reads");
    let names = |rows: &[AccountRow]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        (names(&shortlist[0]), names(&shortlist[1])),
        (vec![], vec!["shop c".into(), "shop a".into()])
    );
}

#[test]
fn accounts_stand_together_by_tag_or_not_at_all() {
    let bench = company();
    bench.label(DEV, &label("", None, &["team=shop"], false));
    bench.label(PROD, &label("", None, &["team=shop", "env=live"], false));
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
    assert_eq!(
        bench.grouped(Grouping::Tag("team".to_owned())),
        [
            (SectionKind::Group, "shop".to_owned(), owned(&["Dev", "Production"])),
            (SectionKind::Group, String::new(), owned(&["Staging"])),
        ]
    );
    assert_eq!(
        bench.grouped(Grouping::Flat),
        [(SectionKind::Group, String::new(), owned(&["Dev", "Production", "Staging"]))]
    );
    let listing = bench.catalog.listing(&Ask::default(), &|_| None).expect("lists");
    assert_eq!(listing.tag_keys, ["env", "team"]);
}

#[test]
fn the_organisations_labels_count_where_the_person_gave_none() {
    let bench = company();
    let team = label("Till", Some("pink"), &["team=payments"], false);
    bench.catalog.decree(Decreed { labels: BTreeMap::from([(account(PROD), team)]), ..Decreed::default() });
    let row = bench.search("till").remove(0);
    assert_eq!((row.title(), row.colour.as_str()), ("Till", Colour::Pink.hex()));
    bench.label(PROD, &label("Mine", None, &["pci"], false));
    let row = bench.search("production").remove(0);
    assert_eq!((row.title(), row.colour.as_str()), ("Mine", Colour::Pink.hex()));
    assert_eq!(row.tags, ["pci", "team=payments"]);
}

#[test]
fn settings_class_roles_and_so_say_which_is_the_weakest() {
    let bench = Bench::new();
    bench.list(&[(DEV, "Dev", "", &["Support-Desk", "ViewOnlyAccess", "ReadOnlyAccess"])]);
    let roles = || bench.catalog.entries(None).expect("reads")[0].roles.clone();
    let names = || roles().iter().map(|entry| entry.role.to_string()).collect::<Vec<_>>();
    assert_eq!(names(), ["ReadOnlyAccess", "ViewOnlyAccess", "Support-Desk"]);
    let document = "[guardrails]\nclasses = [{ role = \"ReadOnlyAccess\", class = \"write\" }]\n";
    let folder = tempfile::tempdir().expect("a folder");
    let home = crate::disk::Home::at(folder.path()).expect("a home");
    crate::disk::write_atomic(&home.settings(), document.as_bytes()).expect("written");
    let settings = Settings::load(&home).expect("loads");
    bench.catalog.decree(Decreed::of(&settings, &Organisation::default()));
    assert_eq!(names(), ["ViewOnlyAccess", "Support-Desk", "ReadOnlyAccess"]);
    assert_eq!(roles()[2].class, RoleClass::Write);
}

//! Any file at all: refused whole or kept whole.

use super::*;
use crate::profiles::change::Edit;

/// Lines that files are made of, sound and unsound.
fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\[(profile |sso-session |services )?[a-c \"']{1,4}\\]( #x)?",
        "[a-e]{1,3} ?[=:] ?[ -~]{0,12}",
        "  [a-c]{1,2} = [a-z]{0,3}",
        "[a-c]{1,2} =",
        "[#;][ -~]{0,10}",
        "[ \t]{0,3}",
        "[ -~ü門]{0,12}",
        Just("# >>> portico >>>".to_owned()),
        Just("# <<< portico <<<".to_owned()),
    ]
}

proptest! {
    #![proptest_config(cases(4_000))]
    #[test]
    fn e5_any_file_is_refused_whole_or_kept_whole(
        lines in proptest::collection::vec((any_line(), "\r?\n"), 0..12),
        last in any_line(),
    ) {
        let before: String = lines.into_iter().flat_map(|(line, end)| [line, end]).chain([last]).collect();
        let path = Path::new("config");
        let Ok(document) = Document::parse(path, before.as_bytes()) else { return Ok(()) };
        let section = format!("[profile zz]{0}region = x{0}", document.line_end());
        let span = document.block_span();
        let had_block = !span.is_empty();
        let mut texts: Vec<String> = document.ours().map(|section| section.text.to_string()).collect();
        texts.push(section.clone());
        let after = document.with_block(&texts);
        let next = Document::parse(path, after.as_bytes()).expect("still understood");
        prop_assert_eq!(&after[..span.start], &before[..span.start]);
        prop_assert!(after.ends_with(&before[span.end..]));
        prop_assert_eq!(next.sections().len(), document.sections().len() + 1);
        prop_assert_eq!(next.ours().filter(|s| s.kind == Kind::Profile && s.name == "zz").count(), 1);
        let same: Vec<String> = next.ours().map(|section| section.text.to_string()).collect();
        prop_assert_eq!(next.with_block(&same), after.clone(), "the same sections are no change");
        if !had_block {
            prop_assert_eq!(next.with_block(&[]), before);
        }
    }
}

/// A file of random lines, perhaps with profiles of ours in it that a hand has changed.
fn any_file() -> impl Strategy<Value = String> {
    let ours = prop_oneof![
        Just(String::new()),
        "# portico [0-9a-f]{12}\n",
        "# parent securecart 444455556666 [A-Z]{2}\nrole_arn = x\n",
        "credential_process = \"/x\" credentials --portal p --account 444455556666 --role R\n",
        "sso_session = portico-[ab]\nsso_account_id = 444455556666\nsso_role_name = R\n",
        "output = json\n# a note\ns3 =\n  a = b\n",
    ];
    let section = ("\\[(profile |sso-session portico-|services )?[x-z]\\]\n", ours).prop_map(|(a, b)| a + &b);
    let block = proptest::collection::vec(section, 0..4)
        .prop_map(|sections| format!("# >>> portico >>> x\n{}# <<< portico <<<\n", sections.concat()));
    let lines = || proptest::collection::vec((any_line(), "\r?\n"), 0..6);
    (lines(), proptest::option::of(block), lines()).prop_map(|(before, block, after)| {
        let text = |lines: Vec<(String, String)>| lines.into_iter().flat_map(|(line, end)| [line, end]);
        text(before).chain(block).chain(text(after)).collect()
    })
}

/// The file's next text; `None` when it is refused.
fn edited(files: &AwsFiles, change: &Change, text: &str) -> Option<Edit> {
    match change.edit(files, text.as_bytes()) {
        Ok(edit) => Some(edit),
        Err(error) => {
            assert_ne!(error.code(), Code::Internal, "{error} in {text:?}");
            None
        }
    }
}

#[test]
fn e5_a_profile_goes_in_and_out_of_any_file_and_nothing_else_moves() {
    let bench = bench();
    let files = &bench.files;
    let forms = [ProfileForm::CredentialProcess, ProfileForm::SsoSession, ProfileForm::Legacy];
    proptest!(cases(4_000), |(before in any_file(), form in 0..forms.len())| {
        let put = Change::of(wish("x", forms[form]));
        let Some(after) = edited(files, &put, &before) else { return Ok(()) };
        let document = Document::parse(&files.config, before.as_bytes()).expect("it was understood");
        let span = document.block_span();
        prop_assert_eq!(&after.text[..span.start], &before[..span.start]);
        prop_assert!(after.text.ends_with(&before[span.end..]));
        let again = edited(files, &put, &after.text).expect("understood");
        prop_assert_eq!(&again.text, &after.text, "a second time");
        let next = Document::parse(&files.config, after.text.as_bytes()).expect("understood");
        for section in document.ours().filter(|section| section.kind == Kind::Profile && section.name != "x") {
            let is_chain = section.text.contains("# parent ");
            let is_there = next.ours().any(|other| other.text == section.text);
            prop_assert!(is_there || is_chain, "{:?} has changed in {:?}", section.text, after.text);
        }
        let remove = Change { put: Vec::new(), remove: vec!["x".parse().expect("a name")] };
        let gone = edited(files, &remove, &after.text).expect("understood");
        if span.is_empty() {
            prop_assert_eq!(gone.text, before, "out again");
        }
    });
}

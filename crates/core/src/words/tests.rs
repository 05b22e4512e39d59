use std::collections::BTreeMap;

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;

/// What each message of a file of a language names, in the order of the alphabet, once.
fn named(language: Language, messages: &str) -> BTreeMap<String, Vec<String>> {
    let read = fluent_syntax::parser::parse(messages);
    let read = read.unwrap_or_else(|(_, faults)| panic!("{language:?}: {faults:?}"));
    let mut found = BTreeMap::new();
    for entry in read.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            Entry::Term(_) | Entry::Junk { .. } => panic!("{language:?}: no message: {entry:?}"),
        };
        let mut names = Vec::new();
        pattern(&message.value.expect("words"), &mut names);
        names.sort_unstable();
        names.dedup();
        assert_eq!(found.insert(message.id.name.to_owned(), names), None, "{language:?}: twice");
    }
    found
}

fn pattern(pattern: &Pattern<&str>, names: &mut Vec<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => expression_of(expression, names),
        }
    }
}

fn expression_of(expression: &Expression<&str>, names: &mut Vec<String>) {
    match expression {
        Expression::Inline(one) => inline(one, names),
        Expression::Select { selector, variants } => {
            inline(selector, names);
            variants.iter().for_each(|variant| pattern(&variant.value, names));
        }
    }
}

fn inline(one: &InlineExpression<&str>, names: &mut Vec<String>) {
    match one {
        InlineExpression::VariableReference { id } => names.push(id.name.to_owned()),
        InlineExpression::Placeable { expression } => expression_of(expression, names),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::FunctionReference { arguments: CallArguments { .. }, .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => panic!("nobody needs this yet: {one:?}"),
    }
}

#[test]
fn every_language_has_exactly_the_messages_and_each_names_the_same() {
    let wanted = |messages: &[(&str, &[&str])]| -> BTreeMap<String, Vec<String>> {
        let named = messages.iter().map(|(id, names)| {
            let mut names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            names.sort_unstable();
            ((*id).to_owned(), names)
        });
        named.collect()
    };
    for language in Language::ALL {
        assert_eq!(named(language, language.of_app()), wanted(MESSAGES), "{language:?}");
        assert_eq!(named(language, language.of_doctor()), wanted(doctor::MESSAGES), "{language:?}");
    }
}

#[test]
fn minutes_are_counted_as_each_language_counts() {
    let ends = |language, minutes: i64| Words::of(language).session_ends("acme", minutes);
    for (language, one, two, five) in [
        (Language::En, "ends in 1 minute", "ends in 2 minutes", "ends in 5 minutes"),
        (Language::De, "endet in 1 Minute", "endet in 2 Minuten", "endet in 5 Minuten"),
        (Language::Fr, "dans 1 minute", "dans 2 minutes", "dans 5 minutes"),
        (Language::Es, "en 1 minuto", "en 2 minutos", "en 5 minutos"),
        (Language::Ja, "あと 1 分で終了します", "あと 2 分で終了します", "あと 5 分で終了します"),
    ] {
        for (minutes, wanted) in [(1, one), (2, two), (5, five)] {
            let told = ends(language, minutes);
            assert!(told.starts_with("acme") && told.ends_with(wanted), "{told}");
        }
    }
}

#[test]
fn what_is_told_has_no_mark_that_others_would_show() {
    for language in Language::ALL {
        let told = Words::of(language).portal_state("acme", "on");
        assert!(told.chars().all(|letter| !matches!(letter, '\u{2066}'..='\u{2069}')), "{told:?}");
    }
}

#[test]
fn the_language_of_the_system_is_the_first_that_is_known() {
    let spoken = |tags: &[&str]| Language::preferred(tags.iter().map(|&tag| tag.to_owned()));
    assert_eq!(spoken(&["de-AT", "en"]), Language::De);
    assert_eq!(spoken(&["pt-BR", "it", "es-419"]), Language::Es);
    assert_eq!(spoken(&["JA"]), Language::Ja);
    for nothing in [&[][..], &["tlh"], &["C", "POSIX"], &["", "-"], &["deutsch"], &["../fr"], &["\u{202e}"]] {
        assert_eq!(spoken(nothing), Language::En, "{nothing:?}");
    }
}

#[test]
fn commands_are_the_same_in_every_language() {
    for line in Language::En.of_doctor().lines() {
        let Some((id, english)) = line.split_once(" = ") else { continue };
        let Some(at) = ["portico ", "unset ", "aws ", "eval "].iter().find_map(|word| {
            let at = english.find(&format!(": {word}"))?;
            Some(at + 2)
        }) else {
            continue;
        };
        for language in Language::ALL {
            let is_said =
                |line: &str| line.starts_with(&format!("{id} = ")) && line.ends_with(&english[at..]);
            assert!(language.of_doctor().lines().any(is_said), "{language:?}: {id}");
        }
    }
}

#[test]
fn what_the_doctor_counts_is_told_as_each_language_counts() {
    for (language, none, one, more) in [
        (Language::En, "read /a.", "/a and one more file.", "/a and 3 more files."),
        (Language::De, "/a lesen.", "/a und eine weitere Datei lesen.", "/a und 3 weitere Dateien lesen."),
        (Language::Fr, "lire /a.", "/a et un autre fichier.", "/a et 3 autres fichiers."),
        (Language::Es, "leer /a.", "/a y un archivo más.", "/a y 3 archivos más."),
        (
            Language::Ja,
            "ユーザーが /a を読めます。",
            "ほか 1 件のファイルを読めます。",
            "ほか 3 件のファイルを読めます。",
        ),
    ] {
        for (count, end) in [(0, none), (1, one), (3, more)] {
            let told = Words::of(language).files_shared("/a", count);
            assert!(told.ends_with(end), "{told}");
        }
    }
}

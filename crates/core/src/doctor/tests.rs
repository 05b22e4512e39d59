//! What wins, over the variables and files that people have. The same table is put to botocore and to the AWS CLI in the
//! tests of the whole.

use super::*;
use crate::disk;
use crate::words::Language;

struct Desk {
    folder: tempfile::TempDir,
    environment: Environment,
}

impl Desk {
    fn new(variables: &[(&str, &str)], config: &str, credentials: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("config", config), ("credentials", credentials)] {
            disk::write_atomic(&folder.path().join(".aws").join(name), text.as_bytes()).expect("written");
        }
        let home = Environment::default().with("HOME", folder.path()).with("USERPROFILE", folder.path());
        let environment = variables.iter().fold(home, |all, (name, value)| all.with(name, *value));
        Self { folder, environment }
    }

    fn explain(&self, named: Option<&str>) -> (Explanation, Vec<Finding>) {
        self.explain_in(Language::En, named)
    }

    fn explain_in(&self, language: Language, named: Option<&str>) -> (Explanation, Vec<Finding>) {
        let files = AwsFiles::of(&self.environment).expect("files");
        assert!(files.config.starts_with(self.folder.path()));
        let contents = Contents::read(files);
        let given = Given::by(&self.environment, &contents, named, Words::of(language)).expect("understood");
        let explanation = chain::explain(&given);
        let mut findings = vec![verdict(&explanation, given.words)];
        findings.extend(shadow::check(&given, &explanation, Timestamp::UNIX_EPOCH));
        (explanation, findings)
    }
}

const KEYS: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "hunter2")];
const STATIC: &str = "aws_access_key_id = AKIA\naws_secret_access_key = hunter2\n";

#[test]
fn no_secret_is_ever_told() {
    let desk = Desk::new(
        &KEYS,
        &format!("[profile p]\ncredential_process = tool --password hunter2\n{STATIC}"),
        &format!("[p]\n{STATIC}"),
    );
    for named in [None, Some("p")] {
        let (explanation, findings) = desk.explain(named);
        let said = format!("{} {findings:?}", serde_json::to_string(&explanation).expect("JSON"));
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[test]
fn keys_in_the_environment_stand_before_a_profile_that_the_environment_names() {
    let config = "[profile p]\ncredential_process = tool\n";
    let desk = Desk::new(&[KEYS[0], KEYS[1], ("AWS_PROFILE", "p")], config, "");
    let (by_variable, findings) = desk.explain(None);
    assert_eq!(by_variable.wins, Some("env"));
    assert!(findings.iter().any(|it| it.message.contains("SDK for JavaScript takes the profile")));
    let (by_flag, _) = desk.explain(Some("p"));
    assert_eq!((by_flag.wins, by_flag.sources[0].standing), (Some("custom-process"), Standing::Ignored));
}

#[test]
fn whoever_is_first_and_broken_fails_and_nothing_after_it_helps() {
    for (variables, config, part) in [
        (&KEYS[..1], "[default]\ncredential_process = tool\n", "AWS_SECRET_ACCESS_KEY is not"),
        (&[("AWS_PROFILE", "gone")], "", "no profile called gone, which AWS_PROFILE names"),
        (&[("AWS_PROFILE", "bare")], "[bare]\nregion = x\n", "Call it [profile bare]"),
        (&[], "[default]\nrole_arn = arn:aws:iam::1:role/r\n", "does not say with whose credentials"),
        (&[], "[default]\nrole_arn = r\nsource_profile = gone\n", "there is none"),
        (
            &[],
            "[default]\nrole_arn = r\nsource_profile = a\n[profile a]\nrole_arn = r\nsource_profile = default\n",
            "from itself",
        ),
        (&[], "[default]\nrole_arn = r\nsource_profile = a\n[profile a]\nregion = x\n", "has none"),
        (&[], "[default]\nsso_account_id = 1\n", "lacks sso_start_url"),
        (&[], "[default]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n", "there is none"),
        (&[], "[default]\nweb_identity_token_file = /t\n", "for no role"),
    ] {
        let (explanation, findings) = Desk::new(variables, config, "").explain(None);
        assert_eq!(explanation.wins, None, "{config}: {explanation:?}");
        let told = format!("{} {}", findings[0].message, findings[0].remedy.clone().unwrap_or_default());
        assert_eq!(findings[0].level, Level::Problem, "{told}");
        assert!(told.contains(part), "{config}: {told}");
    }
}

#[test]
fn what_tools_disagree_about_is_told() {
    let config = "[profile a]\ncredential_process = tool\n[profile b]\nregion = x\n";
    for (variables, part) in [
        (&[("AWS_PROFILE", "a"), ("AWS_DEFAULT_PROFILE", "b")][..], "boto3 the second"),
        (&[("AWS_DEFAULT_PROFILE", "a")], "only the AWS CLI and boto3 heed it"),
        (&[("AWS_SESSION_TOKEN", "t")], "without keys"),
        (&[KEYS[0], KEYS[1], ("AWS_SESSION_TOKEN", "t"), ("AWS_SECURITY_TOKEN", "s")], "AWS_SECURITY_TOKEN"),
        (&[("AWS_ENDPOINT_URL", "http://evil.test")], "another address"),
        (
            &[KEYS[0], KEYS[1], ("AWS_CREDENTIAL_EXPIRATION", "1969-12-31T23:00:00Z")],
            "ended at 1969-12-31 23:00",
        ),
    ] {
        let (_, findings) = Desk::new(variables, config, "").explain(None);
        assert!(findings.iter().any(|it| it.message.contains(part)), "{part}: {findings:#?}");
        assert!(!format!("{findings:?}").contains("evil.test"));
    }
    let both = Desk::new(&[], "[profile p]\ncredential_process = tool\n", &format!("[p]\n{STATIC}"));
    let (explanation, findings) = both.explain(Some("p"));
    assert_eq!(explanation.wins, Some("shared-credentials-file"));
    assert!(findings.iter().any(|it| it.message.contains("what the second says counts")), "{findings:#?}");
    assert!(findings.iter().any(|it| it.message.contains("is passed over, because")), "{findings:#?}");
}

#[test]
fn nothing_at_all_is_a_note_and_not_a_problem() {
    let desk = Desk::new(&[("AWS_EC2_METADATA_DISABLED", "true")], "", "");
    let (explanation, findings) = desk.explain(None);
    assert_eq!((explanation.sources.len(), findings[0].level), (0, Level::Note));
    let (explanation, _) = Desk::new(&[], "", "").explain(None);
    assert_eq!(explanation.wins, Some("iam-role"), "if there is one");
}

#[test]
fn another_language_says_it_in_its_own_words_and_names_the_same() {
    let config = "[default]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = gone\n\
                  [profile p]\ncredential_process = tool\n";
    let desk = Desk::new(
        &[("AWS_DEFAULT_PROFILE", "p"), ("AWS_SESSION_TOKEN", "t"), ("AWS_ENDPOINT_URL", "http://a.test")],
        config,
        &format!("[p]\n{STATIC}"),
    );
    for named in [None, Some("p"), Some("default"), Some("nobody")] {
        let (told, english) = desk.explain(named);
        for language in [Language::De, Language::Fr, Language::Es, Language::Ja] {
            let (explanation, findings) = desk.explain_in(language, named);
            assert_eq!((explanation.wins, explanation.sources.len()), (told.wins, told.sources.len()));
            assert_eq!(findings.len(), english.len(), "{findings:#?}");
            for (finding, english) in findings.iter().zip(&english) {
                assert_eq!((finding.check, finding.level), (english.check, english.level));
                assert_ne!(finding.message, english.message);
                assert_same_names(&english.message, &finding.message);
                let remedy = |it: &Finding| it.remedy.clone().unwrap_or_default();
                assert_same_names(&remedy(english), &remedy(finding));
            }
        }
    }
    let (_, german) = desk.explain_in(Language::De, Some("nobody"));
    let said = "Es gibt kein Profil namens nobody; deshalb bekommt kein Werkzeug Anmeldedaten.";
    assert_eq!(german[0].message, said);
}

/// What both say alike: paths, variables, keys of the files, commands' flags.
fn assert_same_names(english: &str, other: &str) {
    let (english, other) = (english.to_lowercase(), other.to_lowercase());
    let names = english.split([' ', ',', ';', ':']).map(|word| word.trim_end_matches('.'));
    for name in names.filter(|name| name.contains(['_', '/']) || name.starts_with("--")) {
        assert!(other.contains(name), "{name}: {other}");
    }
}

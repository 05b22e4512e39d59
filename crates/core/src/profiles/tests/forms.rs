//! The forms of profiles, what a hand adds to them, and roles reached through others.

use super::*;
use crate::credentials::Credentials;

#[test]
fn the_legacy_form_is_read_back_and_needs_nothing_else() {
    let bench = Bench::with(b"");
    let wish = wish("old-tools", ProfileForm::Legacy);
    bench.put(&wish).expect("written");
    let text = bench.text();
    let lines = "sso_start_url = https://securecart.awsapps.com/start\nsso_region = eu-west-1\n\
                 sso_account_id = 444455556666\nsso_role_name = ReadOnlyAccess\nregion = eu-west-1\n";
    assert!(
        text.contains(lines) && !text.contains("sso_session") && !text.contains("[sso-session"),
        "{text}"
    );
    let entry = &list(&bench.files).expect("lists")[0];
    assert_eq!((entry.form, &entry.key, entry.edited), (ProfileForm::Legacy, &wish.key, false));
    bench.put(&process("old-tools")).expect("another form");
    assert!(
        !bench.text().contains("sso_start_url") && !bench.text().contains("# portal"),
        "{}",
        bench.text()
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
fn what_a_hand_adds_stays_and_what_it_changes_is_told_and_restored() {
    let bench = Bench::with(b"");
    bench.put(&process("prod")).expect("written");
    let fresh = bench.text();
    let edit = |from: &str, to: &str| {
        let text = fresh.replace(from, to);
        assert_ne!(text, fresh, "{from}");
        std::fs::write(&bench.files.config, text).expect("written");
        list(&bench.files).expect("lists").iter().any(|entry| entry.edited)
    };
    let addition = "region = eu-west-1\noutput = json\n# mine\ns3 =\n  max_concurrent_requests = 20\n";
    assert!(!edit("region = eu-west-1\n", addition), "an addition is nobody's business");
    assert!(!edit("eu-west-1", "us-east-1"), "a Region decides nothing");
    assert!(
        edit("region = eu-west-1\n", "region = eu-west-1\naws_access_key_id = AKIA\n"),
        "a key of another"
    );
    assert!(edit("--role ReadOnlyAccess", "--role Admin"), "another role");
    assert!(edit("# portico ", "# port "), "no seal");
    let both = format!("{addition}role_arn = arn:aws:iam::1:role/x\n");
    assert!(edit("region = eu-west-1\n", &both), "another way to credentials");
    let plan = bench.make(Change::of(process("prod"))).expect("restored");
    assert_eq!(plan.steps()[0].what, What::Restored);
    let text = bench.text();
    assert!(text.contains("output = json\n# mine\ns3 =\n  max_concurrent_requests = 20\n# <<<"), "{text}");
    assert!(!text.contains("role_arn") && !list(&bench.files).expect("lists")[0].edited, "{text}");
    let again = plan_of(&bench, process("prod"));
    assert!(again.is_empty(), "{}", again.diff());
}

fn plan_of(bench: &Bench, wish: Wish) -> Plan {
    plan(&bench.files, Change::of(wish)).expect("planned")
}

fn chained(name: &str) -> Wish {
    let chain = Chain {
        role_arn: "arn:aws:iam::111122223333:role/Deploy".parse().expect("an ARN"),
        external_id: Some("e/1:x".parse().expect("a word")),
        role_session_name: Some("release".parse().expect("a word")),
        mfa_serial: Some("arn:aws:iam::111122223333:mfa/me".parse().expect("a word")),
        duration_seconds: Some(1800.try_into().expect("seconds")),
    };
    Wish { source: Source::Chain(Box::new(chain)), synced: true, ..process(name) }
}

#[test]
fn a_chain_follows_its_parent_and_is_marked_when_that_is_missing() {
    let bench = Bench::with(b"");
    let chain = chained("deploy");
    let missing = Report::of(&bench.make(Change::of(chain.clone())).expect("written"));
    assert_eq!(spelled(&missing.parent_missing), ["deploy"]);
    let text = bench.text();
    let mark = "# parent missing securecart 444455556666 ReadOnlyAccess\nrole_arn = ";
    assert!(text.contains(mark) && !text.contains("source_profile"), "{text}");
    bench.put(&process("prod")).expect("the parent");
    let text = bench.text();
    let lines = "# parent securecart 444455556666 ReadOnlyAccess\nsource_profile = prod\n\
                 role_arn = arn:aws:iam::111122223333:role/Deploy\nexternal_id = e/1:x\n\
                 role_session_name = release\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n\
                 duration_seconds = 1800\nregion = eu-west-1\n";
    assert!(text.contains(lines), "{text}");
    assert!(list(&bench.files).expect("lists").iter().all(|entry| !entry.edited && !entry.parent_missing));
    assert!(plan_of(&bench, chain.clone()).is_empty(), "the same again");
    let mut renamed = Change::of(process("production"));
    renamed.remove.push("prod".parse().expect("a name"));
    bench.make(renamed).expect("renamed");
    assert!(bench.text().contains("source_profile = production\n"), "{}", bench.text());
    bench.remove("production").expect("removed");
    assert!(bench.text().contains(mark), "marked, not deleted: {}", bench.text());
    bench.remove("deploy").expect("removed");
    assert_eq!(bench.text(), "");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
fn a_chain_that_a_hand_changed_is_left_as_it_is() {
    let bench = Bench::with(b"");
    bench.put(&chained("deploy")).expect("written");
    let text = bench.text().replace("role/Deploy", "role/Other");
    std::fs::write(&bench.files.config, &text).expect("written");
    let report = Report::of(&bench.make(Change::of(process("prod"))).expect("written"));
    assert_eq!(spelled(&report.edited), ["deploy"]);
    assert!(
        bench.text().contains("role/Other") && bench.text().contains("# parent missing"),
        "{}",
        bench.text()
    );
}

fn spelled(names: &[ProfileName]) -> Vec<&str> {
    names.iter().map(ProfileName::as_str).collect()
}

/// Keys of `wish`'s role that are good for an hour after the epoch.
fn credentials() -> Credentials {
    Credentials {
        access_key_id: "ASIAEMU1".to_owned(),
        secret_access_key: "s/ecret+=".to_owned().into(),
        session_token: "token".to_owned().into(),
        expires: NOW + jiff::SignedDuration::from_hours(1),
        account: "444455556666".parse().expect("an id"),
    }
}

impl Bench {
    fn put_keys(&self, name: &str, keys: Option<Credentials>) -> Result<Plan> {
        let wish = process(name);
        let plan = plan_keys(&self.files, wish.profile, wish.key, wish.region, keys)?;
        apply(&self.home, &self.files, &plan, NOW).map(|()| plan)
    }

    fn withdraw(&self, which: Which) -> Vec<ProfileName> {
        let gone = withdraw(&self.home, &self.files, &which, NOW).expect("withdrawn");
        gone.into_iter().map(|step| step.profile).collect()
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
fn keys_stand_in_a_block_of_their_own_until_they_expire_or_the_portal_is_signed_out() {
    let before = "[mine]\naws_access_key_id = AKIAMINE\naws_secret_access_key = hunter2";
    let bench = Bench::with(b"");
    let read = || std::fs::read_to_string(&bench.files.credentials).expect("read");
    std::fs::write(&bench.files.credentials, before).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let refused = bench.put_keys("tool", Some(credentials())).expect_err("others can read it");
        assert!(refused.remedy().contains("chmod 600"), "{refused}");
        let own = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(&bench.files.credentials, own).expect("its own file");
    }
    let plan = bench.put_keys("tool", Some(credentials())).expect("written");
    let diff = plan.diff();
    assert!(!diff.contains("ASIA") && !diff.contains("s/ecret") && !diff.contains("hunter2"), "{diff}");
    assert!(!format!("{plan:?}").contains("s/ecret"), "{plan:?}");
    let text = read();
    let keys = "[tool]\n# expires 1970-01-01T01:00:00Z securecart 444455556666 ReadOnlyAccess\n\
                aws_access_key_id = ASIAEMU1\naws_secret_access_key = s/ecret+=\naws_session_token = token\n\
                region = eu-west-1\n";
    assert!(text.starts_with(before) && text.contains(keys), "{text}");
    let copies: String =
        bench.backups().iter().map(|it| std::fs::read_to_string(it).expect("read")).collect();
    assert!(copies.contains("AKIAMINE") && !copies.contains("ASIAEMU1"), "{copies}");
    assert_eq!(list_keys(&bench.files).expect("listed")[0].entry.profile.as_str(), "tool");
    assert!(bench.put(&process("tool")).is_err(), "keys outrank a profile of that name");

    let hour = jiff::SignedDuration::from_hours(1);
    assert!(bench.withdraw(Which::Expired(NOW + hour - jiff::SignedDuration::from_secs(1))).is_empty());
    assert_eq!(spelled(&bench.withdraw(Which::Expired(NOW + hour))), ["tool"]);
    assert_eq!(read(), before);
    assert!(bench.withdraw(Which::Expired(NOW + hour)).is_empty(), "there are none any more");

    bench.put_keys("tool", Some(credentials())).expect("written");
    assert!(bench.withdraw(Which::Of("other".parse().expect("a name"))).is_empty());
    assert_eq!(spelled(&bench.withdraw(Which::Of("securecart".parse().expect("a name")))), ["tool"]);
    assert_eq!(read(), before);
    bench.put_keys("tool", Some(credentials())).expect("written");
    let elsewhere =
        AwsFiles { credentials: bench.files.config.with_file_name("other"), ..bench.files.clone() };
    let gone = withdraw(&bench.home, &elsewhere, &Which::Expired(NOW + hour), NOW).expect("withdrawn");
    let told: Vec<_> = gone.iter().map(|step| (step.profile.as_str(), step.key.clone())).collect();
    let key = process("tool").key;
    let other = RoleKey { role: "Other".parse().expect("a role"), ..key.clone() };
    assert_eq!(
        (told, read().as_str()),
        (vec![("tool", Some(key.clone()))], before),
        "wherever they were written"
    );
    bench.put_keys("tool", Some(credentials())).expect("written");
    assert!(bench.withdraw(Which::OfRole(other)).is_empty());
    assert_eq!(spelled(&bench.withdraw(Which::OfRole(key))), ["tool"], "a step-up to the role is over");
    assert!(bench.put_keys("mine", Some(credentials())).is_err(), "somebody else's");
    assert!(bench.put_keys("tool", None).is_err(), "what is only shown is never written");
    bench.put(&process("tool")).expect("a profile");
    assert!(bench.put_keys("tool", Some(credentials())).is_err(), "they would outrank it");
}

#[test]
fn keys_that_would_become_a_line_are_refused() {
    let bench = bench();
    for hostile in ["x\ncredential_process = /tmp/evil", "x\r", "a b", "", "#x", "ü"] {
        let keys = Credentials { session_token: hostile.to_owned().into(), ..credentials() };
        let refused = bench.put_keys("tool", Some(keys)).expect_err(hostile);
        assert_eq!(refused.code(), Code::NotIdentityCenter, "{refused}");
        assert!(!bench.files.credentials.exists());
    }
}

#[cfg(unix)]
#[test]
fn keys_that_could_not_be_taken_out_are_tried_again() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::with(b"");
    bench.put_keys("tool", Some(credentials())).expect("written");
    let set = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&bench.files.credentials, mode).expect("its own file");
    };
    set(0o400);
    let later = Which::Expired(NOW + jiff::SignedDuration::from_hours(2));
    assert!(withdraw(&bench.home, &bench.files, &later, NOW).is_err(), "read-only");
    set(0o600);
    assert_eq!(spelled(&bench.withdraw(later)), ["tool"]);
}

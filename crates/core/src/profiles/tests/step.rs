//! Profiles kept in step with the roles.

use std::collections::BTreeSet;

use super::*;

/// What a sync over these accounts comes to, all of `securecart` being listed.
fn worked_out(bench: &Bench, accounts: &[AccountEntry], change: impl FnOnce(&mut Wanted<'_>)) -> Synced {
    let portals = [portal(None)];
    let (roles, template) = (roles(accounts, |_| false), Template::default());
    let listed = BTreeSet::from([portals[0].name.clone()]);
    let known = Known { portals: &portals, roles: &roles, listed, helper: helper(None) };
    let mut wanted = Wanted::all(&template);
    change(&mut wanted);
    sync(&bench.files, &known, &wanted).expect("worked out")
}

fn written(bench: &Bench, accounts: &[AccountEntry], change: impl FnOnce(&mut Wanted<'_>)) -> Report {
    let mut synced = worked_out(bench, accounts, change);
    let plan = bench.make(std::mem::take(&mut synced.change)).expect("written");
    Report::of(&plan).leaving(&synced)
}

fn spelled(names: &[ProfileName]) -> Vec<&str> {
    names.iter().map(ProfileName::as_str).collect()
}

#[test]
fn every_role_has_its_profile_and_a_second_time_nothing_changes() {
    let bench = Bench::with(b"[default]\nregion = x\n[profile dev-admin]\nregion = y\n");
    let accounts =
        [account("111122223333", "Dev", &["Admin", "View"]), account("444455556666", "Prod", &["View"])];
    let report = written(&bench, &accounts, |_| {});
    assert_eq!(spelled(&report.added), ["dev-admin-111122223333", "dev-view", "prod-view"]);
    let text = bench.text();
    assert!(text.starts_with("[default]\nregion = x\n[profile dev-admin]\nregion = y\n"), "{text}");
    let again = written(&bench, &accounts, |_| {});
    assert_eq!((again.kept, again.diff.as_str()), (3, ""));
    let narrower = written(&bench, &accounts, |wanted| wanted.chosen = Some(BTreeSet::new()));
    assert_eq!((narrower.kept, narrower.stale.len()), (0, 0), "a narrower choice takes nothing out");
}

#[test]
fn only_a_complete_listing_makes_a_profile_stale_and_only_prune_takes_it_out() {
    let bench = Bench::with(b"");
    let both = [account("111122223333", "Dev", &["Admin"]), account("444455556666", "Prod", &["View"])];
    written(&bench, &both, |_| {});
    let report = written(&bench, &both[..1], |_| {});
    assert_eq!((spelled(&report.stale), report.removed.len()), (vec!["prod-view"], 0));
    let portals = [portal(None)];
    let roles = roles(&both[..1], |_| false);
    let known = Known { portals: &portals, roles: &roles, listed: BTreeSet::new(), helper: helper(None) };
    let template = Template::default();
    let wanted = Wanted { prune: true, ..Wanted::all(&template) };
    let unlisted = sync(&bench.files, &known, &wanted).expect("worked out");
    assert!(unlisted.stale.is_empty() && unlisted.change.remove.is_empty(), "{unlisted:?}");
    let report = written(&bench, &both[..1], |wanted| wanted.prune = true);
    assert_eq!((spelled(&report.removed), report.stale.len()), (vec!["prod-view"], 0));
    assert!(!bench.text().contains("prod-view"));
}

#[test]
fn what_somebody_wrote_by_itself_is_left_alone_and_default_is_never_touched() {
    let bench = Bench::with(b"");
    let accounts = [account("444455556666", "Prod", &["ReadOnlyAccess"])];
    bench.put(&wish("mine", ProfileForm::SsoSession)).expect("written");
    let mut default = process("x");
    default.profile = ProfileName::of_default();
    bench.put(&default).expect("written");
    let report = written(&bench, &accounts, |wanted| wanted.prune = true);
    assert_eq!((spelled(&report.added), report.removed.len()), (vec!["prod-readonlyaccess"], 0));
    let gone = written(&bench, &[], |wanted| wanted.prune = true);
    assert_eq!(
        spelled(&gone.removed),
        ["mine", "prod-readonlyaccess"],
        "a role that is gone, however written"
    );
    assert_eq!(spelled(&gone.stale), ["default"], "told, and not touched");
    assert!(bench.text().contains("\n[default]\n"), "{}", bench.text());
    let other = account("111122223333", "Dev", &["Admin"]);
    let key = roles(std::slice::from_ref(&other), |_| false)[0].key();
    let moved = written(&bench, std::slice::from_ref(&other), |wanted| wanted.default = Some(key.clone()));
    assert_eq!(spelled(&moved.changed), ["default"], "only when asked for by itself");
    let bench = Bench::with(b"[default]\nregion = x\n");
    let mut synced = worked_out(&bench, &[other], |wanted| wanted.default = Some(key));
    let error = bench.make(std::mem::take(&mut synced.change)).expect_err("it is somebody else's");
    assert!(error.message().contains("line 1") && error.remedy().contains("Rename"), "{error}");
}

#[test]
fn another_template_renames_and_prune_takes_the_old_names_out() {
    let bench = Bench::with(b"");
    let accounts = [account("444455556666", "Prod", &["View"])];
    written(&bench, &accounts, |_| {});
    let template: Template = "{role}.{account}".parse().expect("a template");
    let portals = [portal(None)];
    let roles = roles(&accounts, |_| false);
    let known = Known { portals: &portals, roles: &roles, listed: BTreeSet::new(), helper: helper(None) };
    for (prune, superseded, removed) in [(false, 1, 0), (true, 0, 1)] {
        let wanted = Wanted {
            usual_region: Some("eu-north-1".parse().expect("a Region")),
            prune,
            ..Wanted::all(&template)
        };
        let mut synced = sync(&bench.files, &known, &wanted).expect("worked out");
        let plan = bench.make(std::mem::take(&mut synced.change)).expect("written");
        let report = Report::of(&plan).leaving(&synced);
        assert_eq!((report.superseded.len(), report.removed.len()), (superseded, removed));
    }
    let names: Vec<String> =
        list(&bench.files).expect("lists").iter().map(|entry| entry.profile.to_string()).collect();
    assert_eq!(names, ["View.Prod"]);
    assert!(bench.text().contains("region = eu-north-1"), "the usual Region");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
fn undo_brings_back_every_byte_or_the_block_or_says_why_not() {
    let before = "[default]\r\nregion = x\r\n\r\n[profile old]\r\noutput = json";
    let bench = Bench::with(before.as_bytes());
    let undo = || {
        let plan = plan_undo(&bench.home, &bench.files)?;
        apply(&bench.home, &bench.files, &plan, NOW).map(|()| Report::of(&plan))
    };
    assert_eq!(undo().expect_err("nothing was written").code(), Code::NotFound);
    bench.put(&process("prod")).expect("written");
    let after = bench.text();
    assert_eq!(spelled(&undo().expect("undone").removed), ["prod"]);
    assert_eq!(bench.text(), before);
    assert_eq!(spelled(&undo().expect("and undone in turn").added), ["prod"]);
    assert_eq!(bench.text(), after);

    bench.put(&process("second")).expect("written");
    let edited = bench.text().replace("region = x", "region = y");
    std::fs::write(&bench.files.config, &edited).expect("written");
    assert_eq!(spelled(&undo().expect("within the block").removed), ["second"]);
    assert_eq!(bench.text(), after.replace("region = x", "region = y"), "what others wrote stays");

    bench.put(&process("third")).expect("written");
    let edited = bench.text().replace("--role ReadOnlyAccess", "--role Admin");
    std::fs::write(&bench.files.config, &edited).expect("written");
    let refused = undo().expect_err("the block has changed");
    assert!(refused.code() == Code::FileBusy && refused.remedy().contains("backups"), "{refused}");
    assert_eq!(bench.text(), edited);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test plays the other programs")]
fn a_profile_that_something_else_turned_into_another_roles_is_turned_back() {
    let bench = Bench::with(b"");
    let both =
        [account("111122223333", "Dev", &["Admin"]), account("444455556666", "Prod", &["Admin", "View"])];
    written(&bench, &both, |_| {});
    let good = bench.text();
    for other in ["111122223333 --role Admin", "444455556666 --role Admin", "999999999999 --role Gone"] {
        let turned = good.replace("444455556666 --role View", other);
        assert_ne!(turned, good);
        std::fs::write(&bench.files.config, &turned).expect("written");
        let report = written(&bench, &both, |wanted| wanted.prune = true);
        assert_eq!((spelled(&report.restored), report.added.len()), (vec!["prod-view"], 0), "{other}");
        assert_eq!((report.removed.len(), report.kept), (0, 2), "{other}");
        assert_eq!(bench.text(), good, "{other}");
    }
    // Whose it was when its role is gone nobody can tell: it is left as it is.
    let turned = good.replace("444455556666 --role View", "111122223333 --role Admin");
    std::fs::write(&bench.files.config, &turned).expect("written");
    let report = written(&bench, &both[..1], |_| {});
    assert_eq!((spelled(&report.edited), report.restored.len()), (vec!["prod-view"], 0));
}

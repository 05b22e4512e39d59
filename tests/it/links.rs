//! Links of Portico's own against the local Identity Center: what they lead to for whoever follows them, and the room there is.

use std::sync::Arc;

use portico_center::Config;
use portico_core::Code;
use portico_core::console::Destination;
use portico_core::console::browser::{Opened, Public};
use portico_core::engine::{Cause, Command, Link, Sharing};
use portico_core::role::RoleKey;
use portico_core::vault::MemoryStore;
use portico_model::Clock;

use crate::support::company::Company;
use crate::support::engine::{Running, Seat, add_portal, role, signed_in};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

async fn link(running: &Running, key: &RoleKey, destination: Destination, sharing: Sharing) -> String {
    let reply = running.engine.run(Command::ConsoleLink(key.clone(), destination, sharing)).await;
    match reply.expect("answered").link().expect("a link") {
        Link::Open(url) => url.into(),
        Link::Secret(_) => panic!("a link to give away holds no secret"),
    }
}

fn at(service: &str) -> Destination {
    Destination { service: Some(service.to_owned()), ..Destination::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_says_who_what_and_where_and_names_a_role_only_if_it_shall() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let key = role(PRODUCTION, READ_ONLY);
    let app = Sharing { app: true, ..Sharing::default() };
    let text = link(&running, &key, at("s3"), app).await;
    let view = running.engine.link(&text);
    assert_eq!(view.problem, None, "{text}");
    assert_eq!((view.account.as_str(), view.title.as_str()), (PRODUCTION, "Production"));
    assert_eq!((view.role.as_str(), view.named, view.service.as_deref()), (READ_ONLY, true, Some("S3")));
    assert_eq!(view.text, text);

    let open = Sharing { app: true, without_role: true };
    let view = running.engine.link(&link(&running, &role(DEV, ADMINISTRATOR), at("iam"), open).await);
    let weakest = running.engine.find(None, DEV, None).expect("listed").role;
    assert_eq!((view.role, view.named, view.problem), (weakest.to_string(), false, None));

    let portal = link(&running, &key, at("s3"), Sharing { without_role: true, ..Sharing::default() }).await;
    assert!(portal.contains(&format!("/console?account_id={PRODUCTION}&destination=")), "{portal}");
    assert!(!portal.contains("role_name"), "{portal}");
    assert_eq!(running.desktop.opened().len(), 1, "the sign-in and nothing else");
    running.run(Command::CopyLink(key, at("s3"), Sharing::default())).await.expect("copied");
    let copied = running.desktop.copied().pop().expect("a link");
    assert!(copied.expose().contains(&format!("account_id={PRODUCTION}&role_name={READ_ONLY}")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_leads_nowhere_says_which_portal_account_or_role_is_missing() {
    let (company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let link = |more: &str| running.engine.link(&format!("portico://open?{more}"));
    for (more, code, says) in [
        ("account=999999999999".to_owned(), Code::NotAssigned, "You have no role in account 9999-9999-9999."),
        (
            format!("account={PRODUCTION}&role={ADMINISTRATOR}"),
            Code::NotFound,
            "You have no role called \"AdministratorAccess\" in Production",
        ),
        (
            format!("account={PRODUCTION}&portal=https://other.awsapps.com/start"),
            Code::NotFound,
            "leads through the portal at other.awsapps.com, which is none of yours",
        ),
        (
            format!("account=999999999999&portal={}", company.start_url()),
            Code::NotAssigned,
            "You have no role in account 9999-9999-9999 through securecart.",
        ),
        (format!("account={PRODUCTION}&region=cn-north-1"), Code::InvalidInput, "aws-cn"),
        (format!("account={PRODUCTION}&run=x"), Code::InvalidInput, "\"run\""),
    ] {
        let view = link(&more);
        let problem = view.problem.unwrap_or_else(|| panic!("{more} leads somewhere"));
        assert!(problem.message.contains(says), "{more}: {}", problem.message);
        assert_eq!((problem.code, view.text.as_str()), (code, ""), "{more}");
        assert!(!problem.remedy.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_an_account_without_a_role_leads_to_where_one_asks_for_access() {
    let company = Company::with(Config::default()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let organisation = folder.path().join("organisation.toml");
    let page = "access_request = \"https://access.example.test/ask?account={account}&role={role}\"\n";
    portico_core::disk::write_atomic(&organisation, page.as_bytes()).expect("written");
    let mut seat = Seat::at(company.clock(), folder.path(), Arc::new(MemoryStore::default()));
    seat.home = seat.home.under(organisation);
    let mut running = seat.start().await;
    add_portal(&running.engine, &company).await;
    running.sign_in(&company, "alice", "allow").await.expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    let view = running.engine.link("portico://open?account=999999999999&role=ReadOnlyAccess");
    let problem = view.problem.expect("nothing is there");
    assert_eq!(problem.code, Code::NotAssigned);
    assert!(problem.remedy.contains("https://access.example.test/ask?account=999999999999"), "{problem:?}");
    let access = problem.request.expect("a page");
    assert_eq!(access.account.map(|account| account.to_string()).as_deref(), Some("999999999999"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_shows_all_of_the_page_it_leads_to() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let page = "https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1\
                #/stacks/quickcreate?templateURL=https://evil.example.test/x.json";
    let to: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    let view = running.engine.link(&format!("portico://open?account={PRODUCTION}&destination={to}"));
    let shown = view.page.unwrap_or_else(|| panic!("{:?}", view.problem));
    assert!(shown.contains("#/stacks/quickcreate?templateURL=https://evil.example.test/x.json"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_there_already_is_told_before_a_sixth_identity() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let parts = running.engine.parts();
    let key = role(PRODUCTION, READ_ONLY);
    let place = running.engine.room(&key, None).await.expect("a place").place;
    let now = parts.clock.now();
    let until = now.checked_add(jiff::SignedDuration::from_hours(1)).expect("later");
    let sign_out = Public::kept_sign_out("https://signin.aws.amazon.com/oauth?Action=logout").expect("one");
    for nth in 0..5 {
        assert_eq!(running.engine.crowd(&key, None).await, None, "{nth}");
        let other = if nth == 0 { role(DEV, ADMINISTRATOR) } else { role(&format!("{nth:012}"), READ_ONLY) };
        let opened = Opened { place: place.clone(), key: other, until, sign_out: sign_out.clone() };
        parts.catalog.note_opened(&opened, now).expect("noted");
    }
    let crowd = running.engine.crowd(&key, None).await.expect("five are there");
    let mut titles: Vec<&str> = crowd.open.iter().map(|one| one.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["0000-0000-0001", "0000-0000-0002", "0000-0000-0003", "0000-0000-0004", "Dev"]);
    assert!(crowd.apart.is_none_or(|choice| choice.starts_with("own")));
    assert_eq!(running.engine.crowd(&role(DEV, ADMINISTRATOR), None).await, None, "it is open already");
}

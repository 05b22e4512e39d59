//! The tray as a value: a pure function of what is known, compared before it is drawn.

use portico_model::{AccountId, RoleName};

use crate::role::RoleKey;
use crate::settings::PortalName;
use crate::text::clean;
use crate::view::{
    AccountRow, Code, PortalView, RoleClass, RoleRow, ServingView, SessionView, Snapshot, StepUpView,
};
use crate::words::Words;

/// Accounts shown of each section; the search finds the others.
pub const MOST_ACCOUNTS: usize = 8;
/// Roles shown of each account; the weakest come first, and the search finds the others.
const MOST_ROLES: usize = 20;
/// Longer names would make the menu as wide as the screen.
const LONGEST_TEXT: usize = 48;

/// Everything the tray shows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Menu {
    /// The picture.
    pub icon: Icon,
    /// The text beside or under the picture.
    pub tooltip: String,
    /// From top to bottom.
    pub items: Vec<Item>,
}

/// The pictures, by state.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Icon {
    /// Signed in everywhere that matters.
    SignedIn,
    /// A session is about to end.
    EndingSoon,
    /// Nobody is signed in.
    #[default]
    SignedOut,
    /// The portals cannot be reached.
    Offline,
    /// The person has something to do.
    NeedsYou,
}

/// One entry of the menu.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Item {
    /// Text that does nothing.
    Label(String),
    /// A line.
    Separator,
    /// Text that does something.
    Action {
        /// What is shown.
        text: String,
        /// What is done.
        action: Action,
    },
    /// A menu in the menu.
    Submenu {
        /// What is shown.
        text: String,
        /// What is inside.
        items: Vec<Item>,
    },
}

/// What a click in the tray means.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Action {
    /// Show the window with the search focused.
    Search,
    /// Show the quick picker.
    Pick,
    /// Show it with what is on the clipboard.
    PickCopied,
    /// Start signing in.
    SignIn(PortalName),
    /// Open the page of the sign-in under way once more.
    ReopenSignIn(PortalName),
    /// End the session.
    SignOut(PortalName),
    /// Open a local endpoint that gives this role's credentials to tools.
    Serve(PortalName, AccountId, RoleName),
    /// Copy what tools have to know of the local endpoint on this port.
    CopyServing(u16),
    /// Close the local endpoint on this port.
    StopServing(u16),
    /// End a step-up before its time.
    StepDown(PortalName, AccountId, RoleName),
    /// Open the console.
    Open(PortalName, AccountId, RoleName),
    /// End the program.
    Quit,
}

/// The menu for what is known. `shortlist` are favourites and recents; `now` is in epoch seconds.
#[must_use]
pub fn menu(snapshot: &Snapshot, shortlist: &[Vec<AccountRow>; 2], now: i64, words: &Words) -> Menu {
    let mut items = Vec::new();
    for portal in &snapshot.portals {
        items.push(Item::Label(portal_line(portal, now, words)));
    }
    if needs_window(snapshot) {
        items.push(Item::Action { text: words.needs_you(), action: Action::Search });
    }
    items.extend(snapshot.step_ups.iter().filter_map(|step_up| stepped_up(step_up, now, words)));
    items.extend(snapshot.serving.iter().map(|serving| endpoint(serving, words)));
    for (accounts, title) in shortlist.iter().zip([words.favourites(), words.recents()]) {
        if !accounts.is_empty() {
            items.push(Item::Separator);
            items.push(Item::Label(title));
            items.extend(accounts.iter().filter_map(|row| account(row, Action::Open, words)));
        }
    }
    items.extend(to_serve(shortlist, words));
    if !items.is_empty() {
        items.push(Item::Separator);
    }
    items.push(Item::Action { text: words.pick(), action: Action::Pick });
    items.push(Item::Action { text: words.pick_copied(), action: Action::PickCopied });
    items.push(Item::Action { text: words.search(), action: Action::Search });
    items.extend(snapshot.portals.iter().filter_map(|portal| sign_in_or_out(portal, words)));
    items.push(Item::Separator);
    items.push(Item::Action { text: words.quit(), action: Action::Quit });
    Menu { icon: icon(snapshot), tooltip: tooltip(snapshot, now, words), items }
}

fn portal_line(portal: &PortalView, now: i64, words: &Words) -> String {
    words.portal_state(clean(&portal.name, LONGEST_TEXT), session_words(portal, now, words))
}

fn session_words(portal: &PortalView, now: i64, words: &Words) -> String {
    match &portal.session {
        SessionView::SignedOut => words.signed_out(),
        SessionView::AwaitingBrowser => words.awaiting_browser(),
        SessionView::AwaitingCode { code, .. } => words.awaiting_code(code.as_str()),
        SessionView::SignedIn { until, ending: true, .. } => words.ends_in(left(*until - now, words)),
        SessionView::SignedIn { .. } | SessionView::Renewing { .. } if is_offline(portal) => {
            words.signed_in_offline()
        }
        SessionView::SignedIn { saved: false, .. } => words.signed_in_for_this_run(),
        SessionView::SignedIn { .. } | SessionView::Renewing { .. } => signed_in_words(portal, now, words),
        SessionView::Expired => words.session_ended(),
        SessionView::Rejected => words.session_ended_by_portal(),
    }
}

/// Counts down to the expected end, in steps that change the menu seldom, and names the Region that stands in.
fn signed_in_words(portal: &PortalView, now: i64, words: &Words) -> String {
    let expected = portal.expected_end.map(|end| end - now).filter(|left| *left > 0);
    let state = expected.map_or_else(|| words.signed_in(), |left| words.signed_in_about(about(left, words)));
    match portal.regions.iter().skip(1).find(|region| region.serving) {
        Some(stand_in) => words.through_region(state, stand_in.name.as_str()),
        None => state,
    }
}

/// A span in steps, so that the menu is redrawn seldom.
fn about(seconds: i64, words: &Words) -> String {
    match seconds {
        ..3600 => words.minutes((seconds / 300 + 1) * 5),
        _ => words.hours((seconds + 1800) / 3600),
    }
}

/// A span in words that change seldom, so that the menu is redrawn seldom.
fn left(seconds: i64, words: &Words) -> String {
    match seconds {
        ..60 => words.less_than_a_minute(),
        60..3600 => words.minutes(seconds / 60),
        _ => words.hours_and_minutes(seconds / 3600, seconds % 3600 / 60),
    }
}

/// A step-up, its reason and a way to end it.
fn stepped_up(step_up: &StepUpView, now: i64, words: &Words) -> Option<Item> {
    let RoleKey { portal, account, role } =
        RoleKey::parse(&step_up.portal, &step_up.account, &step_up.role).ok()?;
    let left = about((step_up.until - now).max(0), words);
    let reason = step_up.reason.as_deref().map(|reason| Item::Label(clean(reason, LONGEST_TEXT)));
    let end =
        Item::Action { text: words.end_step_up(), action: Action::StepDown(portal, account, role.clone()) };
    Some(Item::Submenu {
        text: words.stepped_up(clean(&step_up.title, LONGEST_TEXT), role.as_str(), left),
        items: reason.into_iter().chain([end]).collect(),
    })
}

/// A local endpoint: who asked last, and a way to end it. Not when, or the menu would be drawn anew each time.
fn endpoint(serving: &ServingView, words: &Words) -> Item {
    let asked = serving.asked_by.as_deref().map(|program| clean(program, LONGEST_TEXT));
    let asked = match (asked, serving.asked_at) {
        (Some(program), _) => words.asked_by(program),
        (None, Some(_)) => words.asked_by_somebody(),
        (None, None) => words.asked_by_nobody(),
    };
    Item::Submenu {
        text: words.serving(clean(&serving.title, LONGEST_TEXT), serving.role.as_str()),
        items: vec![
            Item::Label(format!("127.0.0.1:{}", serving.port)),
            Item::Label(asked),
            Item::Action { text: words.copy_serving(), action: Action::CopyServing(serving.port) },
            Item::Action { text: words.stop_serving(), action: Action::StopServing(serving.port) },
        ],
    }
}

/// The shortlist once more, for tools.
fn to_serve(shortlist: &[Vec<AccountRow>; 2], words: &Words) -> Option<Item> {
    let [favourites, recents] = shortlist;
    let is_new = |row: &&AccountRow| {
        !favourites.iter().any(|other| (&other.portal, &other.account) == (&row.portal, &row.account))
    };
    let accounts = favourites.iter().chain(recents.iter().filter(is_new));
    let items: Vec<Item> = accounts.filter_map(|row| account(row, Action::Serve, words)).collect();
    (!items.is_empty()).then(|| Item::Submenu { text: words.serve(), items })
}

/// What is done with the roles of an account.
fn account(
    row: &AccountRow,
    act: fn(PortalName, AccountId, RoleName) -> Action,
    words: &Words,
) -> Option<Item> {
    let portal: PortalName = row.portal.parse().ok()?;
    let id: AccountId = row.account.parse().ok()?;
    let entry = |row: &RoleRow, before: &str| {
        let role: RoleName = row.role.parse().ok()?;
        let text = format!("{before}{}", words.role_of_class(row.role.as_str(), class(row.class, words)));
        Some(Item::Action { text, action: act(portal.clone(), id.clone(), role) })
    };
    let name = clean(row.title(), LONGEST_TEXT);
    match row.roles.as_slice() {
        [] => None,
        [only] => entry(only, &format!("{name} – ")),
        roles => {
            let items = roles.iter().take(MOST_ROLES).filter_map(|role| entry(role, "")).collect();
            Some(Item::Submenu { text: name, items })
        }
    }
}

fn class(class: RoleClass, words: &Words) -> String {
    match class {
        RoleClass::Read => words.class_read(),
        RoleClass::Unknown => words.class_unknown(),
        RoleClass::Write => words.class_write(),
        RoleClass::Admin => words.class_admin(),
    }
}

fn sign_in_or_out(portal: &PortalView, words: &Words) -> Option<Item> {
    let name: PortalName = portal.name.parse().ok()?;
    Some(match portal.session {
        SessionView::SignedIn { ending: false, .. } | SessionView::Renewing { .. } => {
            Item::Action { text: words.sign_out_of(name.as_str()), action: Action::SignOut(name) }
        }
        SessionView::SignedIn { .. } => {
            Item::Action { text: words.renew_session(name.as_str()), action: Action::SignIn(name) }
        }
        SessionView::AwaitingBrowser | SessionView::AwaitingCode { .. } => {
            Item::Action { text: words.reopen_sign_in(name.as_str()), action: Action::ReopenSignIn(name) }
        }
        SessionView::SignedOut | SessionView::Expired | SessionView::Rejected => {
            Item::Action { text: words.sign_in_to(name.as_str()), action: Action::SignIn(name) }
        }
    })
}

fn icon(snapshot: &Snapshot) -> Icon {
    let any = |test: fn(&PortalView) -> bool| snapshot.portals.iter().any(test);
    let is_ending =
        |portal: &PortalView| matches!(portal.session, SessionView::SignedIn { ending: true, .. });
    let is_in = |portal: &PortalView| {
        matches!(portal.session, SessionView::SignedIn { .. } | SessionView::Renewing { .. })
    };
    let has_ended =
        |portal: &PortalView| matches!(portal.session, SessionView::Expired | SessionView::Rejected);
    if any(has_ended) || needs_window(snapshot) {
        Icon::NeedsYou
    } else if any(is_ending) {
        Icon::EndingSoon
    } else if any(is_offline) {
        Icon::Offline
    } else if any(is_in) {
        Icon::SignedIn
    } else {
        Icon::SignedOut
    }
}

/// There is something that only the person can mend, and the window says what. A wrong clock is none: Portico goes by the
/// portals'.
fn needs_window(snapshot: &Snapshot) -> bool {
    let is_locked =
        |portal: &PortalView| portal.problem.as_ref().is_some_and(|problem| problem.code.is_of_keychain());
    snapshot.portals.iter().any(is_locked)
}

fn is_offline(portal: &PortalView) -> bool {
    portal.problem.as_ref().is_some_and(|problem| problem.code == Code::Offline)
}

fn tooltip(snapshot: &Snapshot, now: i64, words: &Words) -> String {
    let lines: Vec<String> = snapshot.portals.iter().map(|portal| portal_line(portal, now, words)).collect();
    if lines.is_empty() { "Portico".to_owned() } else { format!("Portico – {}", lines.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Problem};
    use crate::words::Language;

    fn english() -> &'static Words {
        Words::of(Language::En)
    }

    fn portal(session: SessionView) -> PortalView {
        PortalView {
            name: "securecart".into(),
            host: "securecart.awsapps.com".into(),
            start_url: "https://securecart.awsapps.com/start".into(),
            region: "eu-west-1".into(),
            local: true,
            fixed: false,
            session,
            progress: None,
            listed_at: None,
            problem: None,
            regions: Vec::new(),
            shares_with: Vec::new(),
            expected_end: None,
            awaits_access: None,
        }
    }

    fn of(session: SessionView) -> Menu {
        let snapshot = Snapshot { portals: vec![portal(session)], ..Snapshot::default() };
        menu(&snapshot, &Default::default(), 1000, english())
    }

    #[test]
    fn the_menu_follows_the_session() {
        let signed_in = of(SessionView::SignedIn { until: 4600, saved: true, ending: false });
        assert_eq!(
            (signed_in.icon, signed_in.tooltip.as_str()),
            (Icon::SignedIn, "Portico – securecart: signed in")
        );
        let ending = of(SessionView::SignedIn { until: 1725, saved: true, ending: true });
        assert_eq!(ending.items[0], Item::Label("securecart: ends in 12 min".into()));
        assert_eq!((ending.icon, of(SessionView::Expired).icon), (Icon::EndingSoon, Icon::NeedsYou));
    }

    #[test]
    fn an_endpoint_tells_who_asked_and_can_be_stopped() {
        let mut serving = ServingView {
            portal: "securecart".into(),
            account: "111122223333".into(),
            role: "ReadOnlyAccess".into(),
            title: "Dev\u{202e}".into(),
            port: 4711,
            since: 0,
            until: Some(3600),
            until_locked: false,
            asked: 0,
            asked_at: None,
            asked_by: None,
        };
        let mut shown = |asked_at, asked_by: Option<&str>| {
            (serving.asked_at, serving.asked_by) = (asked_at, asked_by.map(str::to_owned));
            let snapshot = Snapshot { serving: vec![serving.clone()], ..Snapshot::default() };
            menu(&snapshot, &Default::default(), 1000, english()).items.remove(0)
        };
        let Item::Submenu { text, items } = shown(None, None) else { panic!("a menu in the menu") };
        assert_eq!(text, "Serving Dev\u{fffd} – ReadOnlyAccess to tools");
        assert_eq!(items[1], Item::Label("Nobody has asked yet".into()));
        let doing = |text: &str, action| Item::Action { text: text.into(), action };
        assert_eq!(items[2], doing("Copy its settings", Action::CopyServing(4711)));
        assert_eq!(items[3], doing("Stop", Action::StopServing(4711)));
        let Item::Submenu { items, .. } = shown(Some(5), Some("aws (12)")) else { panic!("as before") };
        assert_eq!(items[1], Item::Label("Last asked by aws (12)".into()));
        assert_eq!(shown(Some(5), Some("aws (12)")), shown(Some(900), Some("aws (12)")), "drawn once");
    }

    #[test]
    fn a_step_up_is_counted_down_and_can_be_ended() {
        let step_up = StepUpView {
            portal: "securecart".into(),
            account: "111122223333".into(),
            role: "AdministratorAccess".into(),
            title: "Dev\u{202e}".into(),
            reason: Some("INC-1\n: the disk".into()),
            until: 1000 + 42 * 60,
        };
        let snapshot = Snapshot { step_ups: vec![step_up.clone()], ..Snapshot::default() };
        let shown = |now| menu(&snapshot, &Default::default(), now, english()).items.remove(0);
        let Item::Submenu { text, items } = shown(1000) else { panic!("a menu in the menu") };
        assert_eq!(text, "Stepped up: Dev\u{fffd} – AdministratorAccess, about 45 min left");
        let Item::Label(reason) = &items[0] else { panic!("the reason") };
        assert!(reason.starts_with("INC-1") && !reason.contains('\n'), "{reason:?}");
        let key = RoleKey::parse(&step_up.portal, &step_up.account, &step_up.role).expect("a role");
        let end = Action::StepDown(key.portal, key.account, key.role);
        assert_eq!(items[1], Item::Action { text: "End now".into(), action: end });
        assert_eq!(shown(1000), shown(1060), "drawn once");
    }

    #[test]
    fn the_expected_end_is_counted_down_in_coarse_steps() {
        let mut portal = portal(SessionView::SignedIn { until: 4600, saved: true, ending: false });
        let mut words = |left: i64| {
            portal.expected_end = Some(1000 + left);
            portal_line(&portal, 1000, english())
        };
        assert_eq!(words(5 * 3600 + 100), "securecart: signed in, about 5 h left");
        assert_eq!(
            (words(2399), words(2101)),
            (words(2250), "securecart: signed in, about 40 min left".to_owned())
        );
        assert_eq!(words(-1), "securecart: signed in");
    }

    fn texts(items: &[Item]) -> Vec<String> {
        let text = |item: &Item| match item {
            Item::Label(text) | Item::Action { text, .. } | Item::Submenu { text, .. } => text.clone(),
            Item::Separator => "-".to_owned(),
        };
        items.iter().map(text).collect()
    }

    #[test]
    fn with_no_portal_there_is_what_one_can_begin_with() {
        let menu = menu(&Snapshot::default(), &Default::default(), 1000, english());
        let expected = ["Quick picker…", "Open what is copied…", "Search accounts…", "-", "Quit Portico"];
        assert_eq!(texts(&menu.items), expected);
        assert_eq!((menu.icon, menu.tooltip.as_str()), (Icon::SignedOut, "Portico"));
    }

    /// Accounts as a full shortlist has them, each with so many roles.
    fn rows(roles: usize) -> Vec<AccountRow> {
        let role = |n: usize| RoleRow {
            role: format!("Role{n}"),
            class: if n == 0 { RoleClass::Read } else { RoleClass::Admin },
            last_used: None,
            credentials_until: None,
        };
        let row = |n: usize| AccountRow {
            portal: "securecart".into(),
            account: format!("{n:012}"),
            name: "n".repeat(10_000),
            roles: (0..roles).map(role).collect(),
            ..AccountRow::default()
        };
        (0..MOST_ACCOUNTS).map(row).collect()
    }

    #[test]
    fn of_ten_thousand_accounts_with_many_roles_there_is_no_more_than_a_screen() {
        let signed_in = SessionView::SignedIn { until: 4600, saved: true, ending: false };
        let snapshot =
            Snapshot { portals: vec![portal(signed_in)], account_count: 10_000, ..Snapshot::default() };
        let menu = menu(&snapshot, &[rows(300), rows(1)], 1000, english());
        assert!(menu.items.len() <= 2 * MOST_ACCOUNTS + 13, "{:?}", texts(&menu.items));
        let longest = texts(&menu.items).iter().map(|text| text.chars().count()).max();
        assert!(longest <= Some(LONGEST_TEXT + 30), "{longest:?}");
        for item in &menu.items {
            let Item::Submenu { items, text } = item else { continue };
            assert!(items.len() <= MOST_ROLES, "{text}: {}", items.len());
        }
        let Item::Submenu { items, .. } = &menu.items[3] else { panic!("an account") };
        assert_eq!(texts(items)[..2], ["Role0 (read)", "Role1 (admin)"]);
    }

    #[test]
    fn what_only_the_person_can_mend_is_said() {
        let signed_in = SessionView::SignedIn { until: 4600, saved: true, ending: false };
        let locked = PortalView {
            problem: Some(Problem::from(&Error::new(Code::KeychainLocked, "Locked.", "Unlock it."))),
            ..portal(signed_in)
        };
        let snapshot = Snapshot { portals: vec![locked], ..Snapshot::default() };
        let menu = menu(&snapshot, &Default::default(), 1000, english());
        assert_eq!((menu.icon, texts(&menu.items)[1].as_str()), (Icon::NeedsYou, "Portico needs you…"));
    }

    #[test]
    fn the_same_state_draws_the_same_menu() {
        let signed_in = || of(SessionView::SignedIn { until: 4600, saved: true, ending: false });
        assert_eq!(signed_in(), signed_in());
    }
}

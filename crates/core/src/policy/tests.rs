//! What holds for every setting and every request, and the cases people meet.

use proptest::prelude::*;

use super::*;
use crate::catalog::Label;
use crate::settings::ClassRule;
use crate::view::Production;

use jiff::Timestamp;

const NAMES: [&str; 12] = [
    "ReadOnlyAccess",
    "SecurityAudit",
    "ViewOnlyAccess",
    "BillingReadOnly",
    "Billing",
    "SupportUser",
    "Team-Blue",
    "PowerUserAccess",
    "shop-deploy",
    "ReadWrite",
    "AdministratorAccess",
    "BreakGlass",
];
const ACCOUNTS: [(&str, &str); 4] = [
    ("111122223333", "Dev"),
    ("444455556666", "Production"),
    ("777788889999", "acme-live"),
    ("000011112222", "Shop"),
];
const NUMBER: &str = "444455556666";

fn role(name: &str) -> RoleName {
    name.parse().expect("a role name")
}

fn key(name: &str) -> RoleKey {
    RoleKey::parse("securecart", NUMBER, name).expect("a role")
}

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).expect("a time")
}

/// A role of this class where nothing else matters.
fn target(class: RoleClass, production: bool) -> Target {
    Target { key: key("Role"), class, production, title: Some("Production".into()) }
}

fn known<'a>(name: &'a str, tags: &'a [String]) -> Known<'a> {
    Known { name, nickname: "", tags }
}

fn any_guard() -> impl Strategy<Value = Option<Guard>> {
    proptest::option::of(proptest::sample::select(vec![Guard::Free, Guard::Hold, Guard::Type, Guard::Never]))
}

fn any_class() -> impl Strategy<Value = RoleClass> {
    proptest::sample::select(vec![RoleClass::Read, RoleClass::Unknown, RoleClass::Write, RoleClass::Admin])
}

fn any_rule() -> impl Strategy<Value = ClassRule> {
    let patterns = [&NAMES[..], &["*", "*Access", "*user*", "*-*", "nothing"]].concat();
    (proptest::sample::select(patterns), any_class())
        .prop_map(|(pattern, class)| ClassRule { role: pattern.parse().expect("a pattern"), class })
}

fn any_rails() -> impl Strategy<Value = Guardrails> {
    let patterns = ["*", "acme-*", "Dev", "111122223333", "444455556666", "nothing"];
    let scalars = (
        any_guard(),
        any_guard(),
        any_guard(),
        any::<Option<bool>>(),
        proptest::option::of(1..=MOST_MINUTES),
        proptest::option::of(proptest::sample::select(vec![Tools::Free, Tools::Confirm])),
        any::<Option<bool>>(),
    );
    let lists = (
        proptest::collection::vec(proptest::sample::select(patterns.to_vec()), 0..3),
        proptest::collection::vec(proptest::sample::select(ACCOUNTS.to_vec()), 0..3),
        proptest::collection::vec(any_rule(), 0..4),
    );
    (scalars, lists).prop_map(
        |((admin, production, write, reason, minutes, tools, support), (marked, other, classes))| {
            Guardrails {
                admin,
                production,
                write,
                reason,
                minutes,
                tools,
                support,
                production_accounts: marked.iter().map(|text| text.parse().expect("a pattern")).collect(),
                other_accounts: other.iter().map(|(number, _)| number.parse().expect("a number")).collect(),
                classes,
            }
        },
    )
}

fn any_policy() -> impl Strategy<Value = Policy> {
    let fixed = prop_oneof![Just(Guardrails::default()), any_rails()];
    (any_rails(), fixed).prop_map(|(own, guardrails)| with(&own, &guardrails))
}

fn with(own: &Guardrails, guardrails: &Guardrails) -> Policy {
    Policy::of(own, &Organisation { guardrails: guardrails.clone(), ..Organisation::default() })
}

/// What a request is beside its target.
#[derive(Clone, Debug)]
struct Rest {
    asker: Asker,
    act: Act,
    support: bool,
    step_ups: Vec<StepUp>,
    confirmed: Option<How>,
    reason: Option<Reason>,
}

impl Rest {
    fn decided(&self, policy: &Policy, target: &Target) -> Decision {
        let Self { asker, act, support, step_ups, confirmed, reason } = self;
        let (asker, act, support, confirmed) = (*asker, *act, *support, *confirmed);
        let reason = reason.as_ref();
        decide(policy, &Request { asker, act, target, support, step_ups, confirmed, reason }, now())
    }

    fn hardness(&self, policy: &Policy, target: &Target) -> u8 {
        self.decided(policy, target).hardness()
    }
}

fn any_step_up() -> impl Strategy<Value = StepUp> {
    let name = proptest::sample::select(vec!["Role", "AdministratorAccess", "SupportUser"]);
    let how = proptest::sample::select(vec![How::Hold, How::Type]);
    (name, how, -20_000_i64..20_000, 0_i64..50_000, any::<bool>()).prop_map(
        |(name, how, from, length, reason)| {
            let from = now() + SignedDuration::from_secs(from);
            let reason = reason.then(|| "INC-7".parse().expect("a reason"));
            StepUp::begin(key(name), how, reason, from, from + SignedDuration::from_secs(length))
        },
    )
}

fn any_rest() -> impl Strategy<Value = Rest> {
    let askers = proptest::sample::select(vec![Asker::Person, Asker::Terminal, Asker::Tool]);
    let acts = proptest::sample::select(vec![Act::Console, Act::HandOut, Act::Serve]);
    let confirmed = proptest::option::of(proptest::sample::select(vec![How::Hold, How::Type]));
    let step_ups = proptest::collection::vec(any_step_up(), 0..3);
    (askers, acts, any::<bool>(), step_ups, confirmed, any::<bool>()).prop_map(
        |(asker, act, support, step_ups, confirmed, reason)| {
            let reason = reason.then(|| "INC-7".parse().expect("a reason"));
            Rest { asker, act, support, step_ups, confirmed, reason }
        },
    )
}

fn any_target(policy: &Policy, name: &str, account: (&str, &str), tags: &[String]) -> Target {
    let key = RoleKey::parse("securecart", account.0, name).expect("a role");
    policy.target(&key, Some(known(account.1, tags)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_setting_makes_a_stronger_role_easier(
        policy in any_policy(),
        rest in any_rest(),
        classes in (any_class(), any_class()),
        production: bool,
    ) {
        let (weak, strong) = (classes.0.min(classes.1), classes.0.max(classes.1));
        let hardness = |class| rest.hardness(&policy, &target(class, production));
        prop_assert!(hardness(weak) <= hardness(strong), "{weak:?} {strong:?}");
        prop_assert_eq!(hardness(RoleClass::Read), 0);
        prop_assert_eq!(hardness(RoleClass::Unknown), hardness(RoleClass::Write));
    }

    #[test]
    fn neither_a_mark_nor_support_mode_makes_anything_easier(
        policy in any_policy(),
        rest in any_rest(),
        class in any_class(),
        production: bool,
    ) {
        let plain = Rest { support: false, ..rest.clone() };
        let support = Rest { support: true, ..rest.clone() };
        let [marked, unmarked] = [target(class, true), target(class, false)];
        prop_assert!(rest.hardness(&policy, &unmarked) <= rest.hardness(&policy, &marked));
        let target = target(class, production);
        prop_assert!(plain.hardness(&policy, &target) <= support.hardness(&policy, &target));
        for name in NAMES {
            prop_assert!(policy.shows(&role(name), false) || !policy.shows(&role(name), true));
        }
    }

    /// By names: what a person writes never makes a role weaker than its name says.
    #[test]
    fn a_persons_rules_never_make_a_role_weaker_than_its_name(own in any_rails()) {
        let policy = with(&own, &Guardrails::default());
        for name in NAMES {
            let named = class_of(&role(name));
            prop_assert!(policy.class(&role(name)) >= named || named == RoleClass::Unknown);
            let listed = any_target(&policy, "AdministratorAccess", ACCOUNTS[0], &[]);
            let other = any_target(&policy, name, ACCOUNTS[0], &[]);
            prop_assert!(policy.guard(&other, false).guard <= policy.guard(&listed, false).guard);
        }
    }

    /// Whatever the organisation says is the least: with settings of their own, nobody has it easier than with those settings that
    /// ask for nothing; and where the organisation says everything, than with none.
    #[test]
    fn an_organisation_is_never_weakened(
        own in any_rails(),
        fixed in any_rails(),
        rest in any_rest(),
        name in proptest::sample::select(NAMES.to_vec()),
        account in proptest::sample::select(ACCOUNTS.to_vec()),
        tag in proptest::option::of("env=prod|team=x"),
    ) {
        let tags: Vec<String> = tag.into_iter().collect();
        let hardness = |own: &Guardrails, fixed: &Guardrails| {
            let policy = with(own, fixed);
            rest.hardness(&policy, &any_target(&policy, name, account, &tags))
        };
        let free = Guardrails {
            admin: Some(Guard::Free),
            production: Some(Guard::Free),
            write: Some(Guard::Free),
            minutes: Some(MOST_MINUTES),
            ..Guardrails::default()
        };
        prop_assume!(fixed != Guardrails::default());
        prop_assert!(hardness(&own, &fixed) >= hardness(&free, &fixed));
        let or = |guard: Option<Guard>| guard.or(Some(Guard::Hold));
        let whole = Guardrails {
            admin: or(fixed.admin),
            production: or(fixed.production),
            write: or(fixed.write),
            minutes: fixed.minutes.or(Some(60)),
            ..fixed
        };
        prop_assert!(hardness(&own, &whole) >= hardness(&Guardrails::default(), &whole));
        let policies = [with(&own, &whole), with(&Guardrails::default(), &whole)];
        prop_assert!(policies[0].length() <= policies[1].length());
        prop_assert!(policies[0].class(&role(name)) >= policies[1].class(&role(name)));
    }

    #[test]
    fn whatever_is_asked_at_whatever_time_is_answered(
        policy in any_policy(),
        rest in any_rest(),
        name in proptest::sample::select(NAMES.to_vec()),
        title in proptest::option::of(".{0,90}"),
        second in prop_oneof![Just(i64::MIN), Just(i64::MAX), any::<i64>()],
    ) {
        let now = Timestamp::from_second(second)
            .unwrap_or(if second < 0 { Timestamp::MIN } else { Timestamp::MAX });
        let target = policy.target(&key(name), title.as_deref().map(|title| known(title, &[])));
        let Rest { asker, act, support, ref step_ups, confirmed, ref reason } = rest;
        let reason = reason.as_ref();
        let request = Request { asker, act, target: &target, support, step_ups, confirmed, reason };
        match decide(&policy, &request, now) {
            Decision::Allow { until, begins } => {
                prop_assert!(until.is_none_or(|until| until >= now));
                prop_assert!(!begins || (until.is_some() && confirmed.is_some() && asker != Asker::Tool));
            }
            Decision::Confirm(ask) => {
                prop_assert!(asker != Asker::Tool && target.class() != RoleClass::Read);
                prop_assert!(asker != Asker::Terminal || ask.how == How::Type);
                prop_assert!(ask.is_typed(&ask.name) && !ask.is_typed(""));
                prop_assert!(!ask.sentence.chars().any(char::is_control));
                let done = Request { confirmed: Some(ask.how), reason: Some(&"x".parse().expect("a reason")), ..request };
                let is_done = matches!(decide(&policy, &done, now), Decision::Allow { .. });
                prop_assert!(is_done, "what is asked for is enough");
            }
            Decision::Refuse(refusal) => prop_assert!(!refusal.sentence.is_empty() && !refusal.remedy.is_empty()),
        }
    }
}

fn plainly(asker: Asker, act: Act) -> Rest {
    Rest { asker, act, support: false, step_ups: Vec::new(), confirmed: None, reason: None }
}

fn ask(decision: Decision) -> Ask {
    match decision {
        Decision::Confirm(ask) => ask,
        Decision::Allow { .. } | Decision::Refuse(_) => panic!("to be confirmed: {decision:?}"),
    }
}

const FREE: Decision = Decision::Allow { until: None, begins: false };

#[test]
fn without_settings_looking_is_free_and_admin_and_production_are_held_or_typed() {
    let policy = Policy::default();
    let console = plainly(Asker::Person, Act::Console);
    let decided = |name: &str, account| console.decided(&policy, &any_target(&policy, name, account, &[]));
    let [dev, prod, ..] = ACCOUNTS;
    for (name, account, is_free) in [
        ("ReadOnlyAccess", prod, true),
        ("SecurityAudit", prod, true),
        ("PowerUserAccess", dev, true),
        ("Billing", dev, true),
        ("PowerUserAccess", prod, false),
        ("Billing", prod, false),
        ("AdministratorAccess", dev, false),
        ("AdministratorAccess", prod, false),
    ] {
        assert_eq!(decided(name, account) == FREE, is_free, "{name} in {}", account.1);
    }
    let held = ask(decided("AdministratorAccess", dev));
    assert_eq!((held.how, held.reason, held.length), (How::Hold, false, SignedDuration::from_mins(60)));
    assert_eq!(held.sentence, "AdministratorAccess can change everything in Dev.");
    let typed = plainly(Asker::Terminal, Act::Console);
    let typed = ask(typed.decided(&policy, &any_target(&policy, "PowerUserAccess", prod, &[])));
    assert_eq!((typed.how, typed.name.as_str()), (How::Type, "Production"));
    assert!(typed.is_typed(" production ") && typed.is_typed("4444-5555-6666") && !typed.is_typed("Prod"));
    assert_eq!(
        typed.sentence,
        "PowerUserAccess can change things in Production, which is marked as production."
    );
    assert!(typed.unanswered().message().contains("nobody can be asked"));
    let unlisted = ask(console.decided(&policy, &policy.target(&key("PowerUserAccess"), None)));
    assert_eq!(
        unlisted.sentence,
        "PowerUserAccess can change things in 4444-5555-6666, which is not listed and may be production."
    );
    let facts = |ask: &Ask| (ask.class, ask.account.clone(), ask.production, ask.support);
    assert_eq!(facts(&held), (RoleClass::Admin, "Dev".to_owned(), None, false));
    assert_eq!(facts(&typed), (RoleClass::Write, "Production".to_owned(), Some(Production::Marked), false));
    assert_eq!(
        facts(&unlisted),
        (RoleClass::Write, "4444-5555-6666".to_owned(), Some(Production::Unlisted), false)
    );
}

#[test]
fn helpers_answer_as_ever_unless_the_guardrail_says_otherwise() {
    let admin = |policy: &Policy| any_target(policy, "AdministratorAccess", ACCOUNTS[1], &[]);
    let helper = plainly(Asker::Tool, Act::HandOut);
    let policy = Policy::default();
    assert!(policy.leaves_tools_alone());
    assert_eq!(helper.decided(&policy, &admin(&policy)), FREE);
    assert_eq!(helper.decided(&policy, &policy.target(&key("AdministratorAccess"), None)), FREE);
    let console = plainly(Asker::Tool, Act::Console);
    assert_eq!(console.decided(&policy, &admin(&policy)), FREE, "whoever has the keys can open it anyway");
    let own = Guardrails { tools: Some(Tools::Confirm), ..Guardrails::default() };
    let policy = with(&own, &Guardrails::default());
    assert!(!policy.leaves_tools_alone());
    assert!(
        matches!(console.decided(&policy, &admin(&policy)), Decision::Refuse(_)),
        "nobody has stepped up"
    );
    let Decision::Refuse(refusal) = helper.decided(&policy, &admin(&policy)) else {
        panic!("not stepped up")
    };
    let said = format!("{} {}", refusal.sentence, refusal.remedy);
    assert!(said.contains("only while you have stepped up to it") && said.len() <= 300, "{said}");
    let until = now() + SignedDuration::from_mins(20);
    let step_ups = vec![StepUp::begin(key("AdministratorAccess"), How::Hold, None, now(), until)];
    let stepped_up = Rest { step_ups, ..helper.clone() };
    let allowed = Decision::Allow { until: Some(until), begins: false };
    assert_eq!(stepped_up.decided(&policy, &admin(&policy)), allowed);
    let never = with(&Guardrails { production: Some(Guard::Never), ..own }, &Guardrails::default());
    assert!(matches!(stepped_up.decided(&never, &admin(&never)), Decision::Refuse(_)));
    assert_eq!(helper.decided(&never, &any_target(&never, "ReadOnlyAccess", ACCOUNTS[1], &[])), FREE);
}

#[test]
fn a_confirmed_role_runs_on_a_clock_and_is_not_asked_about_again() {
    let own = Guardrails { reason: Some(true), minutes: Some(30), ..Guardrails::default() };
    let policy = with(&own, &Guardrails::default());
    let admin = any_target(&policy, "AdministratorAccess", ACCOUNTS[0], &[]);
    let held = Rest { confirmed: Some(How::Hold), ..plainly(Asker::Person, Act::Console) };
    assert!(ask(held.decided(&policy, &admin)).reason, "held without a reason");
    let reason: Reason = "INC-7".parse().expect("a reason");
    let reasoned = Rest { reason: Some(reason.clone()), ..held.clone() };
    let until = now() + SignedDuration::from_mins(30);
    assert_eq!(reasoned.decided(&policy, &admin), Decision::Allow { until: Some(until), begins: true });
    let begun = StepUp::begin(admin.key().clone(), How::Hold, Some(reason), now(), until);
    let later = |step_up: &StepUp, act| {
        Rest { step_ups: vec![step_up.clone()], ..plainly(Asker::Terminal, act) }.decided(&policy, &admin)
    };
    assert_eq!(later(&begun, Act::HandOut), Decision::Allow { until: Some(until), begins: false });
    let unreasoned = StepUp::begin(admin.key().clone(), How::Hold, None, now(), until);
    assert!(ask(later(&unreasoned, Act::HandOut)).reason, "begun before a reason was required");
    let other = StepUp::begin(key("Other"), How::Type, begun.reason().cloned(), now(), until);
    assert!(matches!(later(&other, Act::HandOut), Decision::Confirm(_)), "of another role");
    let terminal = Rest { asker: Asker::Terminal, ..reasoned };
    assert_eq!(ask(terminal.decided(&policy, &admin)).how, How::Type, "nothing can be held there");
    let raised = with(&Guardrails { admin: Some(Guard::Type), ..own.clone() }, &Guardrails::default());
    let again = |step_up: &StepUp| {
        let step_ups = vec![step_up.clone()];
        Rest { step_ups, ..plainly(Asker::Person, Act::Console) }.decided(&raised, &admin)
    };
    assert_eq!(ask(again(&begun)).how, How::Type, "held before it had to be typed");
    let typed = StepUp::begin(admin.key().clone(), How::Type, begun.reason().cloned(), now(), until);
    assert_eq!(again(&typed), Decision::Allow { until: Some(until), begins: false });
    let shorter = with(&Guardrails { minutes: Some(10), ..own }, &Guardrails::default());
    let running = Rest { step_ups: vec![begun], ..plainly(Asker::Person, Act::Console) };
    let until = Some(now() + SignedDuration::from_mins(10));
    assert_eq!(running.decided(&shorter, &admin), Decision::Allow { until, begins: false });
}

#[test]
fn support_mode_shows_only_read_roles_and_asks_before_others() {
    let policy = Policy::default();
    let mode = Rest { support: true, ..plainly(Asker::Person, Act::Console) };
    let decided = |name: &str| mode.decided(&policy, &any_target(&policy, name, ACCOUNTS[0], &[]));
    assert_eq!(decided("SecurityAudit"), FREE);
    assert_eq!(ask(decided("PowerUserAccess")).name, "PowerUserAccess");
    let unknown = ask(decided("Team-Blue"));
    assert!(unknown.support && unknown.class == RoleClass::Unknown);
    assert_eq!(
        unknown.sentence,
        "The name of Team-Blue does not tell how much it can change in Dev, and support mode is on."
    );
    assert!(policy.shows(&role("SecurityAudit"), true) && !policy.shows(&role("Billing"), true));
    let own = Guardrails { support: Some(true), ..Guardrails::default() };
    assert!(with(&own, &Guardrails::default()).is_support() && !policy.is_support());
}

#[test]
fn what_is_refused_says_by_whom() {
    let never = Guardrails { admin: Some(Guard::Never), ..Guardrails::default() };
    let console = plainly(Asker::Person, Act::Console);
    let refused = |own: &Guardrails, fixed: &Guardrails| {
        let policy = with(own, fixed);
        match console.decided(&policy, &any_target(&policy, "BreakGlass", ACCOUNTS[0], &[])) {
            Decision::Refuse(refusal) => crate::error::Error::from(refusal),
            decision @ (Decision::Allow { .. } | Decision::Confirm(_)) => panic!("{decision:?}"),
        }
    };
    let own = refused(&never, &Guardrails::default());
    assert!(own.message().ends_with("Your own settings keep it from being used."), "{own}");
    assert!(own.remedy().contains("[guardrails]"));
    let fixed = refused(&Guardrails::default(), &never);
    assert!(fixed.message().ends_with("Your organisation keeps it from being used."), "{fixed}");
    assert_eq!(refused(&never, &never).message(), fixed.message());
}

#[test]
fn production_is_marked_by_name_tag_label_and_settings() {
    let account: AccountId = NUMBER.parse().expect("a number");
    let tags = |tag: &str| vec![tag.to_owned()];
    let plain = Policy::default();
    assert!(plain.is_production(&account, Some(known("acme-prod", &[]))));
    assert!(plain.is_production(&account, Some(known("Shop", &tags("env=prod")))));
    assert!(!plain.is_production(&account, Some(known("Shop", &tags("env=dev")))));
    assert!(plain.is_production(&account, Some(Known { name: "Shop", nickname: "Live shop", tags: &[] })));
    assert!(plain.is_production(&account, None), "nobody knows what it is");
    let freed = Guardrails { other_accounts: [account.clone()].into(), ..Guardrails::default() };
    let marks =
        Guardrails { production_accounts: vec!["sh*".parse().expect("a pattern")], ..Guardrails::default() };
    let prod = Some(known("acme-prod", &[]));
    assert!(!with(&freed, &Guardrails::default()).is_production(&account, prod));
    assert!(with(&freed, &marks).is_production(&account, prod), "an organisation has a say in it");
    assert!(!with(&Guardrails::default(), &freed).is_production(&account, prod));
    assert!(with(&marks, &freed).is_production(&account, Some(known("Shop", &[]))));
    assert!(with(&freed, &marks).is_production(&account, Some(known("SHOP", &[]))));
    let label = Label { tags: vec!["env=prod".parse().expect("a tag")], ..Label::default() };
    let labelled = Organisation { labels: [(account.clone(), label)].into(), ..Organisation::default() };
    assert!(Policy::of(&freed, &labelled).is_production(&account, Some(known("Shop", &[]))));
}

#[test]
fn classes_are_what_rules_and_names_say() {
    let rule = |role: &str, class| ClassRule { role: role.parse().expect("a pattern"), class };
    let rails = |classes| Guardrails { classes, ..Guardrails::default() };
    let own = rails(vec![rule("SupportUser", RoleClass::Read), rule("*", RoleClass::Read)]);
    let class = |policy: &Policy, name: &str| policy.class(&role(name));
    let alone = with(&own, &Guardrails::default());
    assert_eq!(class(&alone, "SupportUser"), RoleClass::Read);
    assert_eq!(class(&alone, "AdministratorAccess"), RoleClass::Admin, "its name says more");
    let fixed = rails(vec![rule("Support*", RoleClass::Write), rule("*Administrator*", RoleClass::Read)]);
    let under = with(&own, &fixed);
    assert_eq!(class(&under, "SupportUser"), RoleClass::Write, "the organisation's word");
    assert_eq!(class(&under, "AdministratorAccess"), RoleClass::Read, "the organisation's word");
    assert_eq!(class(&under, "Billing"), RoleClass::Unknown, "a person can only add to it");
    let stronger = with(&rails(vec![rule("Read*", RoleClass::Admin)]), &fixed);
    assert_eq!(class(&stronger, "ReadOnlyAccess"), RoleClass::Admin);
}

/// A name that cannot be typed, or could be taken for another, is not asked for: the number is.
#[test]
fn d2_hostile_names_are_neither_shown_nor_typed() {
    let policy = Policy::default();
    let console = plainly(Asker::Terminal, Act::Console);
    for name in ["prod\u{1b}[31m", "prod\u{202e}dorp", "prod\u{200b}", &"prod ".repeat(20), "prod\nprod"] {
        let target = policy.target(&key("PowerUserAccess"), Some(known(name, &[])));
        let ask = ask(console.decided(&policy, &target));
        assert_eq!(ask.name, NUMBER, "{name:?}");
        for shown in [&ask.sentence, &ask.account] {
            assert!(!shown.contains(['\u{1b}', '\u{202e}', '\n']), "{shown}");
        }
    }
}

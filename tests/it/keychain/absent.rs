//! No keychain at all, and one that never answers.

use std::time::{Duration, Instant};

use super::{Caller, state};
use crate::support::companion::{Companion, refusal};
use crate::support::desktop::Desktop;
use crate::support::process::Started;
use crate::support::sandbox::Sandbox;

/// How long loading a debug build takes on a busy machine, on top of what is measured.
const START: Duration = Duration::from_millis(400);

/// Somewhere with a bus, and whatever `services` can be activated on it.
async fn on_a_bus(services: &[(&str, &str)]) -> Companion {
    let sandbox = Sandbox::new();
    let desktop = Some(Desktop::bare(&sandbox, services).await);
    Companion::of(sandbox, desktop)
}

#[tokio::test(flavor = "multi_thread")]
async fn g2_without_a_bus_or_a_provider_the_keychain_is_absent_at_once() {
    for home in [Companion::without_desktop(), on_a_bus(&[]).await] {
        let begun = Instant::now();
        assert_eq!(state(&home).await, "absent");
        assert!(begun.elapsed() < Duration::from_millis(500) + START, "{:?}", begun.elapsed());
        let mut caller = Caller::start(&home);
        assert_eq!(caller.ask("read").await, "keychain_absent");
        let begun = Instant::now();
        assert_eq!(caller.ask("read").await, "keychain_absent");
        assert!(begun.elapsed() < Duration::from_millis(500), "{:?}", begun.elapsed());
        let said = refusal(&home.run(&["keychain", "unlock"]).await, 6);
        assert!(said.remedy.contains("portico keychain use file"), "{}", said.remedy);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn g3_a_keychain_that_never_answers_is_silent_in_time_and_holds_no_process_up() {
    let home = on_a_bus(&[("org.freedesktop.secrets", "/bin/sleep 20")]).await;
    let begun = Instant::now();
    let mut status = Started::start(home.portico(&["keychain", "status", "--json"]));
    let line = status.line_with("state").await;
    assert!(line.contains(r#""state":"silent""#) && line.contains(r#""self_test":"failed""#), "{line}");
    let told = begun.elapsed();
    assert!(told >= Duration::from_secs(3) && told < Duration::from_millis(3_500) + START, "{told:?}");
    assert_eq!(status.end().await.code, 0);
    assert!(begun.elapsed() < told + Duration::from_secs(2), "{:?}", begun.elapsed());
    let mut caller = Caller::start(&home);
    assert_eq!(caller.ask("write 1 10").await, "keychain_silent");
    let begun = Instant::now();
    for _ in 0..100 {
        assert_eq!(caller.ask("write 1 10").await, "keychain_silent", "held, and not queued");
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

//! The machine alone: no network, no keychain, no clock but the one that is told.

use super::*;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).expect("a time")
}

fn grant(since: i64, until: i64) -> Grant {
    Grant {
        since: at(since),
        until: at(until),
        renewable: true,
        saved: true,
        generation: 1,
        signed_in: Some(at(0)),
        ending: false,
    }
}

/// What a renewal brings: the next generation.
fn next(since: i64, until: i64, generation: u64) -> Grant {
    Grant { generation, ..grant(since, until) }
}

fn signed_in(since: i64, until: i64) -> Session {
    Session::held(grant(since, until))
}

const TICK: Input = Input::Tick(None);

#[test]
fn a13_many_clicks_are_one_sign_in() {
    let (mut state, effects) = Session::SignedOut.step(Input::SignIn(Method::Browser), at(0));
    assert_eq!(effects, [Effect::StartSignIn(Method::Browser)]);
    for _ in 0..100 {
        let (next, effects) = state.step(Input::SignIn(Method::Browser), at(0));
        assert_eq!(effects, []);
        state = next;
    }
    assert_eq!(state, Session::AwaitingBrowser(None));
}

#[test]
fn an_hour_long_token_is_renewed_a_quarter_of_an_hour_ahead() {
    let (state, effects) = signed_in(0, 3600).step(TICK, at(2699));
    assert_eq!(effects, []);
    let (state, effects) = state.step(TICK, at(2700));
    assert_eq!(effects, [Effect::Renew]);
    let (state, effects) = state.step(Input::Renewed(next(2700, 6300, 2)), at(2700));
    assert_eq!((state, effects), (Session::held(next(2700, 6300, 2)), vec![]));
}

#[test]
fn h2_an_unreachable_portal_never_signs_out_and_is_found_again_within_a_minute() {
    let (mut state, mut tries, mut longest, mut last) = (signed_in(0, 3600), 0, 0, 2700);
    for second in (2700..40_000).step_by(15) {
        let (next, effects) = state.step(TICK, at(second));
        if effects.contains(&Effect::Renew) {
            (tries, longest, last) = (tries + 1, longest.max(second - last), second);
        }
        state = match next {
            Session::Renewing(_) => next.step(Input::Unreachable, at(second)).0,
            Session::SignedOut
            | Session::AwaitingBrowser(_)
            | Session::SignedIn(_)
            | Session::Expired
            | Session::Rejected => next,
        };
    }
    assert!(matches!(state, Session::SignedIn(_)), "{state:?}");
    assert!(longest < 60, "{longest} s between two tries");
    assert!(tries < 40_000 / 40, "{tries} tries are a storm");
}

#[test]
fn a_renewal_without_gain_warns_once_and_then_expires() {
    let (state, _) = signed_in(0, 3600).step(TICK, at(2700));
    let (state, effects) = state.step(Input::Renewed(next(2700, 3600, 2)), at(2700));
    assert_eq!(effects, [Effect::WarnEnding]);
    assert!(state.is_ending());
    let (state, effects) = state.step(TICK, at(3000));
    assert_eq!(effects, []);
    let (state, effects) = state.step(TICK, at(3600));
    assert_eq!(effects, [Effect::Renew], "the server may have been made to allow more");
    assert_eq!(state.step(Input::Refused, at(3601)), (Session::Expired, vec![Effect::TellEnded]));
}

/// Whoever was told stays told: when another program renews, and when a sign-in is begun and given up.
#[test]
fn a_session_that_was_warned_of_is_not_warned_of_again() {
    let expected = Input::Tick(Some(at(3600)));
    let (state, effects) = signed_in(0, 3600).step(expected.clone(), at(2701));
    assert_eq!(effects, [Effect::WarnEnding, Effect::Renew]);
    let elsewhere = Input::Restored(Some(Grant { ending: true, ..next(2701, 3600, 2) }));
    let (state, _) = state.step(elsewhere, at(2710));
    let (state, effects) = state.step(expected.clone(), at(2715));
    assert_eq!(effects, []);
    let (state, _) = state.step(Input::SignIn(Method::Browser), at(2720));
    let (state, effects) = state.step(Input::SignInEnded, at(2730));
    assert_eq!(effects, []);
    let (state, effects) = state.step(expected, at(2740));
    assert_eq!(effects, []);
    let another = Grant { signed_in: Some(at(2750)), ..next(2750, 3600, 3) };
    let (state, _) = state.step(Input::Restored(Some(another)), at(2750));
    let (_, effects) = state.step(Input::Tick(Some(at(3600))), at(2760));
    assert_eq!(effects, [Effect::WarnEnding], "somebody signed in elsewhere: that is another session");
}

#[test]
fn renewals_that_prolong_do_not_repeat_what_was_told() {
    let (mut state, mut warned) = (signed_in(0, 600), 0);
    for second in (0..=7200).step_by(15) {
        let (next_state, effects) = state.step(Input::Tick(Some(at(7200))), at(second));
        warned += effects.iter().filter(|effect| **effect == Effect::WarnEnding).count();
        state = match next_state {
            Session::Renewing(held) => {
                let longer = next(second, (second + 600).min(7200), held.grant.generation + 1);
                let (renewed, effects) = Session::Renewing(held).step(Input::Renewed(longer), at(second));
                warned += effects.len();
                renewed
            }
            Session::SignedOut
            | Session::AwaitingBrowser(_)
            | Session::SignedIn(_)
            | Session::Expired
            | Session::Rejected => next_state,
        };
    }
    assert_eq!(warned, 1);
}

/// The portal refused a token that had just come, so it was renewed at once.
#[test]
fn a_token_that_is_renewed_right_after_it_came_shows_no_end() {
    let (state, _) = signed_in(0, 3600).step(Input::Unauthorized, at(5));
    let (state, effects) = state.step(Input::Renewed(next(5, 3605, 2)), at(5));
    assert_eq!((state.is_ending(), effects), (false, vec![]));
    let (state, _) = state.step(Input::Unauthorized, at(3000));
    let (state, _) = state.step(Input::Renewed(next(3000, 3605, 3)), at(3000));
    assert!(state.is_ending(), "that one shows it");
    let (state, _) = state.step(Input::Unauthorized, at(3001));
    let (state, _) = state.step(Input::Renewed(next(3001, 3605, 4)), at(3001));
    assert!(state.is_ending(), "and it stays known");
}

#[test]
fn an_end_that_is_over_is_not_warned_of() {
    for end in [at(8 * 3600), at(3600)] {
        let (_, effects) = signed_in(0, 9 * 3600).step(Input::Tick(Some(end)), at(8 * 3600));
        assert_eq!(effects, []);
    }
}

#[test]
fn h7_a_clock_that_is_set_back_makes_no_pause_longer() {
    let pause = Pause::after(None, at(86_400));
    assert!(!pause.is_over(at(86_404)) && pause.is_over(at(86_405)) && pause.is_over(at(0)));
    let (mut pause, mut lengths) = (None, Vec::new());
    for _ in 0..5 {
        pause = Some(Pause::after(pause, at(0)));
        lengths.extend(pause.map(|pause| pause.length.as_secs()));
    }
    assert_eq!(lengths, [5, 10, 20, 40, 40]);
}

#[test]
fn an_expected_end_is_warned_of_once_and_is_no_end() {
    let expected = Input::Tick(Some(at(8 * 3600)));
    let held = || Session::held(next(7 * 3600 + 2000, 8 * 3600 + 2000, 9));
    let (state, effects) = held().step(expected.clone(), at(7 * 3600 + 2699));
    assert_eq!(effects, []);
    let (state, effects) = state.step(expected.clone(), at(7 * 3600 + 2700));
    assert_eq!(effects, [Effect::WarnEnding]);
    let (state, effects) = state.step(expected.clone(), at(7 * 3600 + 2715));
    assert_eq!(effects, []);
    let (state, effects) = state.step(expected, at(8 * 3600 + 1100));
    assert_eq!(effects, [Effect::Renew]);
    let longer = next(8 * 3600 + 1100, 9 * 3600 + 1100, 10);
    assert_eq!(
        state.step(Input::Renewed(longer.clone()), at(8 * 3600 + 1100)),
        (Session::held(longer), vec![])
    );
}

#[test]
fn i4_only_a_refusal_ends_a_session() {
    for input in [
        Input::Unreachable,
        TICK,
        Input::SignInEnded,
        Input::Unauthorized,
        Input::Woke,
        Input::Reachable,
        Input::Saved,
    ] {
        let (state, _) = signed_in(0, 3600).step(input.clone(), at(1));
        assert!(state.grant().is_some(), "{input:?}");
    }
    assert_eq!(signed_in(0, 3600).step(Input::Refused, at(1)).0, Session::Rejected);
}

/// The keychain is offered what it refused at the same moment at which a renewal begins.
#[test]
fn f5_what_the_keychain_takes_at_last_is_saved_whatever_goes_on() {
    let unsaved = || Session::held(Grant { saved: false, ..grant(0, 3600) });
    let is_saved =
        |state: Session| state.step(Input::Saved, at(2700)).0.grant().is_some_and(|grant| grant.saved);
    assert!(is_saved(unsaved()));
    assert!(is_saved(unsaved().step(TICK, at(2700)).0), "renewing");
    assert!(is_saved(unsaved().step(Input::SignIn(Method::Browser), at(1)).0), "in the browser");
}

#[test]
fn a_failed_sign_in_keeps_the_session_held_before() {
    let (state, _) = signed_in(0, 3600).step(Input::SignIn(Method::Code), at(5));
    let (state, effects) = state.step(Input::SignInEnded, at(6));
    assert_eq!((state, effects), (signed_in(0, 3600), vec![]));
}

#[test]
fn a_late_answer_changes_nothing() {
    for input in [
        Input::Renewed(grant(0, 9)),
        Input::Refused,
        Input::SignedIn(grant(0, 9)),
        TICK,
        Input::Woke,
        Input::Reachable,
        Input::Unreachable,
    ] {
        assert_eq!(Session::SignedOut.step(input, at(0)), (Session::SignedOut, vec![]));
    }
}

#[test]
fn an_expired_token_found_at_start_is_renewed_first() {
    let (state, effects) = Session::SignedOut.step(Input::Restored(Some(grant(0, 10))), at(20));
    assert!(matches!(state, Session::Renewing(_)) && effects == [Effect::Renew]);
}

#[test]
fn h8_after_a_sleep_the_portal_is_probed_before_a_token_is_risked() {
    let (state, effects) = signed_in(0, 3600).step(Input::Woke, at(8 * 3600));
    assert_eq!(effects, []);
    let (state, effects) = state.step(TICK, at(8 * 3600));
    assert_eq!(effects, [Effect::Probe]);
    let (state, effects) = state.step(TICK, at(8 * 3600 + 15));
    assert_eq!(effects, [], "one probe at a time");
    let (state, effects) = state.step(Input::Unreachable, at(8 * 3600 + 20));
    assert_eq!(effects, []);
    let (state, effects) = state.step(TICK, at(8 * 3600 + 30));
    assert_eq!(effects, [Effect::Probe], "still nothing but a probe");
    let (state, effects) = state.step(Input::Reachable, at(8 * 3600 + 31));
    assert!(matches!(state, Session::Renewing(_)) && effects == [Effect::Renew]);
}

#[test]
fn a_sleep_costs_nothing_while_the_token_is_good() {
    let (state, _) = signed_in(0, 3600).step(Input::Woke, at(1000));
    let (_, effects) = state.step(TICK, at(1000));
    assert_eq!(effects, []);
}

#[test]
fn h7_no_clock_makes_a_storm() {
    // Set forward by a day and back again, over and over: a renewal is asked for at most once for each set.
    let (mut state, mut asked) = (signed_in(0, 3600), 0);
    for round in 0..100 {
        let now = if round % 2 == 0 { at(86_400) } else { at(10) };
        let (woken, _) = state.step(Input::Woke, now);
        let (next, effects) = woken.step(TICK, now);
        asked += effects.len();
        state = match next {
            Session::SignedIn(Held { line: Line::Probing, .. }) => next.step(Input::Unreachable, now).0,
            Session::SignedOut
            | Session::AwaitingBrowser(_)
            | Session::SignedIn(_)
            | Session::Renewing(_)
            | Session::Expired
            | Session::Rejected => next,
        };
    }
    assert!(asked <= 100 && state.grant().is_some(), "{asked} requests, {state:?}");
}

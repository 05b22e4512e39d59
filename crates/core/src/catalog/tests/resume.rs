//! A listing that is broken off goes on.

use super::*;

const HOUR: i64 = 3600;

fn done(run: &Run) -> Vec<&str> {
    [DEV, STAGING, PROD].into_iter().filter(|id| run.known(&account(id)).done).collect()
}

#[test]
fn h4_a_listing_broken_off_goes_on_with_what_it_has_not_yet() {
    let bench = Bench::new();
    let run = bench.catalog.begin(&portal("p"), at(0)).expect("begins");
    let all = [info(DEV, "Dev", ""), info(STAGING, "Staging", ""), info(PROD, "Production", "")];
    let batch = Batch { accounts: all.to_vec(), roles: vec![(account(STAGING), roles(&["R"]))] };
    bench.catalog.merge(&run, &batch, at(1)).expect("merges");
    drop(run);
    let progress = bench.catalog.progress(&portal("p")).expect("reads");
    assert_eq!((progress.done, progress.total), (1, 3));
    let again = bench.catalog.begin(&portal("p"), at(HOUR)).expect("goes on");
    assert_eq!(done(&again), [STAGING]);
    assert_eq!(again.known(&account(STAGING)).roles_at, Some(at(1)));
    bench.catalog.finish(again, at(HOUR)).expect("finishes");
    let next = bench.catalog.begin(&portal("p"), at(2 * HOUR)).expect("begins anew");
    assert_eq!(done(&next), Vec::<&str>::new());
}

#[test]
fn h4_after_a_sign_in_or_a_day_it_begins_anew() {
    let bench = Bench::new();
    let begin = |hours: i64| bench.catalog.begin(&portal("p"), at(hours * HOUR)).expect("begins");
    let batch =
        |id: &str| Batch { accounts: vec![info(id, "x", "")], roles: vec![(account(id), roles(&["R"]))] };
    bench.catalog.merge(&begin(0), &batch(DEV), at(1)).expect("merges");
    assert_eq!(done(&begin(23)), [DEV]);
    assert_eq!(done(&begin(25)), Vec::<&str>::new(), "that was a day ago");
    bench.catalog.merge(&begin(25), &batch(PROD), at(1)).expect("merges");
    bench.catalog.mark_stale(&portal("p")).expect("marks");
    let run = begin(26);
    assert_eq!(done(&run), Vec::<&str>::new(), "it may be somebody else");
    assert_eq!(bench.names().len(), 2, "and nothing is lost before that is known");
}

#[test]
fn what_was_listed_anew_is_as_fresh_as_that_even_when_nothing_changed() {
    let bench = Bench::new();
    let list = |second: i64| {
        let run = bench.catalog.begin(&portal("p"), at(second)).expect("begins");
        let roles = vec![(account(DEV), roles(&["R"])), (account(PROD), Vec::new())];
        let accounts = vec![info(DEV, "Dev", ""), info(PROD, "Production", "")];
        bench.catalog.merge(&run, &Batch { accounts, roles }, at(second)).expect("merges");
        bench.catalog.finish(run, at(second)).expect("finishes");
    };
    let fresh = || {
        let listing = bench.catalog.listing(&Ask::all(""), &|_| None).expect("lists");
        (listing.version, listing.rows.iter().map(|row| row.listed_at).collect::<Vec<_>>())
    };
    list(0);
    let (version, times) = fresh();
    assert_eq!(times, [Some(at(0).as_second()); 2], "an account without a role was listed, too");
    list(60);
    assert_eq!(fresh().0, version, "a minute makes no row older");
    list(3 * 24 * HOUR);
    let (after, times) = fresh();
    assert!(after > version);
    assert_eq!(times, [Some(at(3 * 24 * HOUR).as_second()); 2]);
}

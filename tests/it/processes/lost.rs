//! Requests and answers that are lost on the way, by how refresh tokens age.

use portico_center::{Config, Fault, Operation, Rotation};

use super::*;

const MODES: [Rotation; 2] = [Rotation::Reusable, Rotation::Grace];
/// A helper that comes so many seconds later comes in time for [`Rotation::Grace`], and is not held up.
const SOON: i64 = 6;

/// Signed in to a company of this mode, with a token that has run out, and `count` times `fault` on the way to a new one.
async fn expired(rotation: Rotation, count: u32, fault: Fault) -> Household {
    let house = Household::signed_in(Config { rotation, ..Config::default() }).await;
    house.expire();
    house.company.faults().next(count, Operation::Refresh, fault);
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn f4_an_answer_lost_once_goes_unnoticed_where_a_token_may_come_twice() {
    for mode in MODES {
        let house = expired(mode, 1, Fault::LoseAnswer).await;
        house.assert_good(run(house.helper(0)).await).await;
        assert_eq!(refreshes(&house.company.tally()), (2, 0), "{mode:?}");
        house.expire();
        house.assert_good(run(house.helper(0)).await).await;
        assert_eq!(refreshes(&house.company.tally()), (3, 0), "{mode:?}: what was kept is the newest pair");
    }
}

/// The network stays away for longer than one helper is patient.
#[tokio::test(flavor = "multi_thread")]
async fn f4_an_answer_lost_for_a_while_is_recovered_where_a_token_may_come_twice() {
    for mode in MODES {
        let house = expired(mode, 2, Fault::LoseAnswer).await;
        let offline = run(house.helper(0)).await;
        assert_eq!(offline.code, UNREACHABLE, "{offline:?}");
        house.company.wait(SOON);
        house.assert_good(run(house.helper(1)).await).await;
        assert_eq!(refreshes(&house.company.tally()), (3, 0), "{mode:?}");
        house.assert_no_browser();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f4_an_answer_lost_with_strict_tokens_costs_one_sign_in_and_no_second_refresh() {
    let house = expired(Rotation::Strict, 1, Fault::LoseAnswer).await;
    for _ in 0..3 {
        let over = run(house.helper(0)).await;
        assert_eq!(over.code, SIGN_IN_NEEDED, "{over:?}");
        assert!(over.err.contains("portico login"), "{over:?}");
        assert_eq!(over.out, "");
        house.company.wait(SOON);
    }
    let list = run(house.home.portico(&["list", "--refresh"])).await;
    assert_eq!(list.code, SIGN_IN_NEEDED, "{list:?}");
    let count = house.company.tally().of(Operation::Refresh);
    assert_eq!(
        (count.asked, count.served),
        (2, 1),
        "the one whose answer was lost, and the one that told: {count:?}"
    );
    assert_eq!(refreshes(&house.company.tally()), (1, 1));
    house.assert_no_browser();
    house.sign_in().await;
    house.assert_good(run(house.helper(0)).await).await;
    house.expire();
    house.assert_good(run(house.helper(0)).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn f4_a_lost_request_costs_nothing_in_any_mode() {
    for mode in Rotation::ALL {
        for lost in [1, 2] {
            let house = expired(mode, lost, Fault::LoseRequest).await;
            let first = run(house.helper(0)).await;
            if lost == 1 {
                house.assert_good(first).await;
            } else {
                assert_eq!(first.code, UNREACHABLE, "{first:?}");
                house.company.wait(SOON);
                house.assert_good(run(house.helper(0)).await).await;
            }
            assert_eq!(refreshes(&house.company.tally()), (1, 0), "{mode:?}");
            house.assert_no_browser();
        }
    }
}

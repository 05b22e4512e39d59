//! Listings that hang together badly, and names that nobody should see raw: clear states, no lost row, no endless loop.

use portico_center::{Change, Operation, Paging};
use portico_core::Code;

use super::{Otto, company_of};

const ACCOUNTS: usize = 250;

#[tokio::test]
async fn pages_that_repeat_circle_or_never_end_lose_no_row_and_end() {
    for paging in Paging::ALL {
        let otto = Otto::at(company_of(ACCOUNTS)).await;
        assert_eq!(otto.known(), (ACCOUNTS, ACCOUNTS), "{paging:?}");
        otto.company.faults().set_paging(Operation::ListAccounts, paging);
        let refreshed = otto.refresh().await;
        match paging {
            Paging::Sound | Paging::RepeatsFirst => refreshed.expect("a page twice does no harm"),
            Paging::StuckAtFirst
            | Paging::StuckAtLast
            | Paging::Circles
            | Paging::NeverEnds
            | Paging::NeverEndsEmpty => {
                let error = refreshed.expect_err("it never ends");
                assert_eq!(error.code(), Code::NotIdentityCenter, "{paging:?}: {error}");
                assert!(error.message().contains("in circles"), "{error}");
            }
        }
        assert_eq!(otto.known(), (ACCOUNTS, ACCOUNTS), "{paging:?}: nothing known is lost");
    }
}

#[tokio::test]
async fn roles_that_never_end_are_one_accounts_trouble() {
    for paging in [Paging::Circles, Paging::NeverEnds, Paging::NeverEndsEmpty] {
        let otto = Otto::at(company_of(3)).await;
        otto.company.faults().set_paging(Operation::ListAccountRoles, paging);
        assert_eq!(otto.refresh().await.expect_err("it never ends").code(), Code::NotIdentityCenter);
        assert_eq!(otto.known(), (3, 3), "{paging:?}");
    }
}

#[tokio::test]
async fn an_account_whose_roles_are_refused_is_that_accounts_matter() {
    let otto = Otto::at(company_of(20)).await;
    let one = otto.rows()[7].account.clone();
    otto.company.faults().forbid_roles(&one);
    otto.refresh().await.expect("the others are listed");
    assert_eq!(otto.known(), (20, 19));
    otto.company.faults().permit_roles(&one);
    otto.refresh().await.expect("listed");
    assert_eq!(otto.known(), (20, 20));
}

#[tokio::test]
async fn an_account_that_vanishes_in_the_middle_is_gone_after_the_next_listing() {
    let otto = Otto::at(company_of(150)).await;
    let one = otto.rows()[140].account.clone();
    let closed = Change::CloseAccount { account: one.clone() };
    otto.company.faults().change_after(20, Operation::ListAccountRoles, closed);
    otto.refresh().await.expect("the others are listed");
    let is_there = |otto: &Otto| otto.rows().iter().any(|row| row.account == one);
    otto.refresh().await.expect("listed");
    assert!(!is_there(&otto));
    assert_eq!(otto.known(), (149, 149));
}

#[tokio::test]
async fn names_of_every_kind_are_shown_whole_or_harmless_and_told_apart() {
    let otto = Otto::at(company_of(8)).await;
    let accounts: Vec<String> = otto.rows().iter().map(|row| row.account.clone()).collect();
    let long = "x".repeat(10_000);
    let names = [
        None,
        Some(long.as_str()),
        Some("\u{202e}gpj.exe"),
        Some("\u{1f6d2} Basket \u{1f469}\u{200d}\u{1f680}"),
        Some("\u{645}\u{62a}\u{62c}\u{631}"),
        Some("twin"),
        Some("twin"),
        Some("a\u{1b}[31m\nb"),
    ];
    for (account, name) in accounts.iter().zip(names) {
        let name = name.map(str::to_owned);
        otto.company.change(&Change::Rename { account: account.clone(), name });
    }
    otto.refresh().await.expect("listed");
    let rows = otto.rows();
    let name = |at: usize| &rows.iter().find(|row| row.account == accounts[at]).expect("is there").name;
    assert_eq!(name(1).chars().count(), 200);
    assert_eq!(
        (name(2).as_str(), name(3).as_str()),
        ("\u{fffd}gpj.exe", "\u{1f6d2} Basket \u{1f469}\u{200d}\u{1f680}")
    );
    assert_eq!(
        (name(4).as_str(), name(7).as_str()),
        ("\u{645}\u{62a}\u{62c}\u{631}", "a\u{fffd}[31m\u{fffd}b")
    );
    assert_eq!(rows.iter().filter(|row| row.name == "twin").count(), 2, "two accounts, two numbers");
    assert!(!name(0).is_empty(), "the name it had, or its number");
}

//! Real browsers, Chromium and Firefox, at the consoles of a local Identity Center.
//!
//! Each scenario begins as a person's day does: the companion opens a console by itself, and the system's opener starts a
//! browser with a profile of its own. What the pages say is read in the browser.

mod browser;
mod scenes;

use browser::Kind;

mod chromium {
    use super::{Kind, scenes};

    #[tokio::test(flavor = "multi_thread")]
    async fn a_shortcut_link_lands_as_the_right_role() {
        scenes::a_shortcut_link_lands_as_the_right_role(Kind::Chromium).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_federated_link_lands_and_stands_in_no_process_list() {
        scenes::a_federated_link_lands_and_stands_in_no_process_list(Kind::Chromium).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_profiles_do_not_disturb_each_other() {
        scenes::two_profiles_do_not_disturb_each_other(Kind::Chromium).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn accounts_in_profiles_of_their_own_do_not_disturb_each_other() {
        scenes::accounts_in_profiles_of_their_own_do_not_disturb_each_other(Kind::Chromium).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn five_identities_side_by_side_and_the_sixth_is_met_by_a_page() {
        scenes::five_identities_side_by_side_and_the_sixth_is_met_by_a_page(Kind::Chromium).await;
    }
}

mod firefox {
    use super::{Kind, scenes};

    #[tokio::test(flavor = "multi_thread")]
    async fn a_shortcut_link_lands_as_the_right_role() {
        scenes::a_shortcut_link_lands_as_the_right_role(Kind::Firefox).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_federated_link_lands_and_stands_in_no_process_list() {
        scenes::a_federated_link_lands_and_stands_in_no_process_list(Kind::Firefox).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_profiles_do_not_disturb_each_other() {
        scenes::two_profiles_do_not_disturb_each_other(Kind::Firefox).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn accounts_in_profiles_of_their_own_do_not_disturb_each_other() {
        scenes::accounts_in_profiles_of_their_own_do_not_disturb_each_other(Kind::Firefox).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_console_in_a_container_is_nobody_elses() {
        scenes::a_console_in_a_container_is_nobody_elses().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn five_identities_side_by_side_and_the_sixth_is_met_by_a_page() {
        scenes::five_identities_side_by_side_and_the_sixth_is_met_by_a_page(Kind::Firefox).await;
    }
}

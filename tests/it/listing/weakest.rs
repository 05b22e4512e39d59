//! Of several roles in an account, the weakest that fits is meant: in the list, by a pasted place, in a link, at a terminal.

use portico_center::{Change, Config};
use portico_core::view::Ask;

use super::Otto;
use crate::support::PRODUCTION;

const FITS: &str = "SqsReadOnly";
const BILLING: &str = "BillingReadOnly";

/// Otto with two roles more in Production, neither of which is for the whole account.
async fn with_two_more() -> Otto {
    let otto = Otto::at(Config::default()).await;
    for role in [BILLING, FITS] {
        otto.company.change(&Change::Assign {
            group: "SecureCart-Ops".to_owned(),
            role: role.to_owned(),
            account: PRODUCTION.to_owned(),
        });
    }
    otto.refresh().await.expect("listed");
    otto
}

#[tokio::test]
async fn the_weakest_role_for_the_service_is_meant_wherever_one_asks() {
    let otto = with_two_more().await;
    let engine = &otto.running.engine;
    let queue = format!("arn:aws:sqs:eu-west-1:{PRODUCTION}:orders");
    for (query, expected) in
        [("production", BILLING), ("production sqs", FITS), (queue.as_str(), FITS), ("sqs production", FITS)]
    {
        let listing = engine.listing(&Ask::all(query)).expect("lists");
        assert_eq!(listing.rows[0].roles[0].role, expected, "{query}");
    }
    for (service, expected) in [(None, BILLING), (Some("sqs"), FITS), (Some("ec2"), BILLING)] {
        let key = engine.find_for(None, "Production", None, service).expect("found");
        assert_eq!(key.role.as_str(), expected, "{service:?}");
    }
    for (more, expected) in [("", BILLING), ("&service=sqs", FITS)] {
        let view = engine.link(&format!("portico://open?account={PRODUCTION}{more}"));
        assert_eq!((view.problem, view.role.as_str()), (None, expected), "{more}");
    }
}

//! Where the person has been in an account's consoles.

use super::*;
use crate::console::{Destination, Spot};

fn spot(service: &str, region: Option<&str>) -> Spot {
    let region = region.map(|region| region.parse().expect("a Region"));
    Destination { service: Some(service.to_owned()), region, url: None }.spot().expect("a place")
}

fn told(bench: &Bench, id: &str, most: usize) -> Vec<String> {
    let visits = bench.catalog.visits(&portal("p"), &account(id), most).expect("reads");
    let told = |visit: Visit| {
        let region = visit.spot.region.map_or_else(String::new, |region| format!(" {region}"));
        format!("{}{}{region}", if visit.starred { "*" } else { "" }, visit.spot.service.id())
    };
    visits.into_iter().map(told).collect()
}

#[test]
fn places_of_an_account_are_its_favourites_and_the_last_ones() {
    let bench = Bench::new();
    bench.list(&[(DEV, "Dev", "", &["ReadOnlyAccess"]), (PROD, "Production", "", &["ReadOnlyAccess"])]);
    let key = key(DEV, "ReadOnlyAccess");
    for (second, service, region) in [
        (1, "ec2", Some("eu-west-1")),
        (2, "s3", None),
        (3, "lambda", Some("eu-west-1")),
        (4, "ec2", Some("eu-west-1")),
        (5, "ec2", Some("us-east-1")),
    ] {
        bench.catalog.visited(&key, &spot(service, region), at(second)).expect("notes");
    }
    assert_eq!(told(&bench, DEV, 3), ["ec2 us-east-1", "ec2 eu-west-1", "lambda eu-west-1"]);
    let version = bench.catalog.glance().version;
    bench.catalog.star_visit(&portal("p"), &account(DEV), &spot("s3", None), true, at(6)).expect("stars");
    assert!(bench.catalog.glance().version > version, "other windows are told");
    assert_eq!(told(&bench, DEV, 1), ["*s3", "ec2 us-east-1"]);
    bench.catalog.star_visit(&portal("p"), &account(DEV), &spot("s3", None), false, at(7)).expect("unstars");
    assert_eq!(told(&bench, DEV, 9).len(), 4);
    assert_eq!(told(&bench, PROD, 9), Vec::<String>::new());
    let nobody =
        bench.catalog.star_visit(&portal("p"), &account("999999999999"), &spot("s3", None), true, at(7));
    assert_eq!(nobody.expect_err("unknown").code(), Code::NotFound);
    bench.catalog.forget_portal(&portal("p")).expect("forgets");
    assert_eq!(told(&bench, DEV, 9), Vec::<String>::new());
}

#[test]
fn the_oldest_places_go_and_favourites_stay() {
    let bench = Bench::new();
    bench.list(&[(DEV, "Dev", "", &["ReadOnlyAccess"])]);
    bench.catalog.star_visit(&portal("p"), &account(DEV), &spot("s3", None), true, at(0)).expect("stars");
    for (second, service) in (1..).zip(crate::console::catalogue().iter().skip(1).take(40)) {
        let spot = Spot { service, region: None };
        bench.catalog.visited(&key(DEV, "ReadOnlyAccess"), &spot, at(second)).expect("notes");
    }
    let kept = told(&bench, DEV, 99);
    assert_eq!((kept.len(), kept[0].as_str()), (13, "*s3"));
}

#[test]
fn of_an_address_the_service_and_the_region_are_kept_and_nothing_else() {
    let place = |url: &str| {
        let url = Some(url.parse().expect("an address"));
        Destination { url, ..Destination::default() }.spot()
    };
    let queue = place("https://eu-west-1.console.aws.amazon.com/sqs/v3/home?region=eu-west-1#/queues/secret");
    assert_eq!(queue, Some(spot("sqs", Some("eu-west-1"))));
    assert_eq!(place("https://console.aws.amazon.com/"), None);
    assert_eq!(Destination::default().spot(), None);
    let home = Destination { service: Some("home".to_owned()), ..Destination::default() };
    assert_eq!(home.spot(), None);
}

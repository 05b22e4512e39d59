//! What people paste, and what people should not.

use proptest::prelude::*;

use super::*;
use crate::console::hosts::{Console, PARTITIONS};

const TABLE: &str = include_str!("tests/table.txt");

/// One record of the table.
struct Row {
    pasted: String,
    place: Vec<&'static str>,
    url: Option<&'static str>,
}

fn rows() -> Vec<Row> {
    let lines: Vec<&str> = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
    let rows = lines.chunks(3).map(|row| match row {
        [pasted, place, url] => Row {
            pasted: pasted.replace("\\s", " ").replace("\\t", "\t").replace("\\n", "\n"),
            place: place.split(' ').collect(),
            url: (*url != "-").then_some(*url),
        },
        _ => panic!("a record of the table has three lines: {row:?}"),
    });
    let rows: Vec<Row> = rows.collect();
    let is_sound = |row: &Row| {
        (5..=6).contains(&row.place.len()) && row.url.is_none_or(|url| url.starts_with("https://"))
    };
    assert!(rows.iter().all(is_sound), "a record has lost a line");
    rows
}

#[test]
fn two_hundred_pasted_texts_resolve_to_their_places() {
    let rows = rows();
    assert!(rows.len() >= 200, "{}", rows.len());
    let mut wrong = Vec::new();
    for Row { pasted, place, url } in &rows {
        let found = match super::place(pasted) {
            Ok(found) => found,
            Err(error) => {
                wrong.push(format!("{pasted}\n  refused: {error}"));
                continue;
            }
        };
        let portal =
            found.portal.as_ref().map(|portal| portal.as_str().trim_start_matches("https://").to_owned());
        let word = |text: Option<String>| text.unwrap_or("-".to_owned());
        let mut words = vec![
            word(found.partition.map(|partition| partition.to_string())),
            word(found.account.as_ref().map(ToString::to_string)),
            word(found.role.as_ref().map(ToString::to_string)),
            word(found.region.as_ref().map(ToString::to_string)),
            word(found.service.map(|service| service.id().to_owned())),
        ];
        words.extend(portal);
        let partition = found.partition.unwrap_or(Partition::Commercial);
        let address = found.url(partition).expect("its own partition").map(String::from);
        if words != *place || address.as_deref() != *url {
            wrong.push(format!("{pasted}\n  {}\n  {}", words.join(" "), word(address)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn the_table_has_the_resources_of_sixty_services() {
    let mut namespaces: Vec<String> = rows()
        .iter()
        .filter_map(|row| Some((Arn::parse(bare(&row.pasted)).ok()?, row.url?)))
        .filter(|(arn, url)| {
            let service = super::super::destinations::of_namespace(&arn.namespace);
            let first = service.map(|service| Page::first(service, arn.region.clone()));
            first.is_some_and(|page| page.address(arn.partition).is_ok_and(|first| first.as_str() != *url))
        })
        .map(|(arn, _)| arn.namespace)
        .collect();
    namespaces.sort();
    namespaces.dedup();
    assert!(namespaces.len() >= 60, "{}: {namespaces:?}", namespaces.len());
}

#[test]
fn words_are_for_searching() {
    for words in [
        "",
        " ",
        "prod",
        "s3",
        "ec2 eu-west-1",
        "1234",
        "11112222333",
        "1111-22223333",
        "1-1-1-1-2-2-2-2-3-3-3-3",
        "１１１１２２２２３３３３",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.c",
        "..",
        "\u{202e}",
        "nginx:latest",
    ] {
        assert_eq!(read(words).ok(), Some(None), "{words:?}");
        let error = place(words).expect_err("no place");
        assert!(error.message().ends_with('.') && error.remedy().contains("ARN"), "{error}");
    }
    assert_eq!(read(&"x".repeat(1 << 20)).ok(), Some(None));
    assert_eq!(read(&"(".repeat(1 << 20)).ok(), Some(None));
}

#[test]
fn a10_hostile_texts_lead_nowhere() {
    let long = format!("https://console.aws.amazon.com/{}", "x".repeat(1 << 20));
    let longer = format!("arn:aws:iam::111122223333:user/{}", "x".repeat(1 << 20));
    for bad in [
        "https://evil.test/",
        "https://evil.test/?x=https://console.aws.amazon.com/",
        "https://evil.test/#https://console.aws.amazon.com/",
        "https://console.aws.amazon.com.evil.test/ec2/home",
        "https://console.aws.amazon.com@evil.test/",
        "https://alice@console.aws.amazon.com/",
        "https://alice:secret@console.aws.amazon.com/",
        "https://console.aws.amazon.com:8443/",
        "https://console.aws.amazon.com\\@evil.test/",
        "http://console.aws.amazon.com/",
        "ftp://console.aws.amazon.com/",
        "javascript://console.aws.amazon.com/%0aalert(1)",
        "file:///etc/passwd",
        "https://cоnsole.aws.amazon.com/",
        "https://xn--cnsole-4nf.aws.amazon.com/",
        "https://console.aws.amazon.com./",
        "https://111122223333-x.evil.console.aws.amazon.com/",
        "https://console.aws.amazon.com/ec2/home?region=cn-north-1",
        "https://console.aws.amazon.com/ec2\nhome",
        "https://console.aws.amazon.com/\u{202e}cod",
        "https://signin.aws.amazon.com/federation?Action=login&SigninToken=secret",
        "https://securecart.awsapps.com/start/",
        "https://securecart.awsapps.com/start/#/console?role_name=ReadOnly",
        "https://securecart.awsapps.com/start/#/console?account_id=1111",
        "https://securecart.awsapps.com/start/#/console?account_id=111122223333&account_id=444455556666",
        "https://securecart.awsapps.com/start/#/console?account_id=111122223333&role_name=a%0Ab",
        "https://securecart.awsapps.com/start/#/console?account_id=111122223333&destination=https%3A%2F%2Fevil.test%2F",
        "https://securecart.awsapps.com/start/#/console?account_id=111122223333&destination=javascript%3Aalert(1)",
        "https://securecart.awsapps.com/start/#/console?account_id=111122223333&destination=https%3A%2F%2Fconsole.amazonaws.cn%2F",
        "https://start.home.awsapps.cn/directory/x#/console?account_id=111122223333&destination=https%3A%2F%2Fconsole.aws.amazon.com%2F",
        "https://alice@securecart.awsapps.com/start/#/console?account_id=111122223333",
        "http://securecart.awsapps.com/start/#/console?account_id=111122223333",
        "http://10.0.0.1/start/#/console?account_id=111122223333",
        "arn:aws:lambda:eu-west-1:111122223333:function:a\nb",
        "arn:aws:lambda:eu-west-1:111122223333:function:\u{202e}a",
        "arn:aws:lambda:eu-west-1.evil.test/:111122223333:function:a",
        "ARN:AWS:lambda:eu-west-1:111122223333:function:a",
        "s3://",
        "s3://..",
        "s3://../x",
        "s3://a@evil.test/x",
        "s3://bucket?x/y",
        "https://..s3.amazonaws.com/x",
        "https://amzn-s3-demo-bucket.s3.evil.amazonaws.com/x",
        "https://amzn-s3-demo-bucket.s3.cn-north-1.amazonaws.com/x",
        "https://amzn-s3-demo-bucket.s3.amazonaws.com.evil.test/x",
        "https://amzn-s3-demo-bucket.s3.eu-west-1.amazonaws.com:8443/x",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/../x",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app@sha256:zz",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app?x",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a#b",
        long.as_str(),
        longer.as_str(),
    ] {
        let error = read(bad).expect_err(bad);
        assert!(error.message().ends_with('.') && error.message().len() < 400, "{bad}: {error}");
        assert!(!error.remedy().is_empty() && !error.message().contains("secret"), "{bad}: {error}");
        assert!(!error.message().chars().any(|c| c.is_control() || c == '\u{202e}'), "{error:?}");
    }
}

#[test]
fn a11_the_portal_of_a_link_is_what_it_is() {
    let link = "https://securecart.awsapps.com.evil.test/start/#/console?account_id=111122223333";
    let portal = place(link).expect("a link").portal.expect("a portal");
    assert!(portal.is_look_alike() && portal.host() == "securecart.awsapps.com.evil.test");
}

#[test]
fn a_place_stays_in_its_partition() {
    let pasted = place("arn:aws-cn:sqs:cn-north-1:111122223333:x").expect("a place");
    let error = pasted.url(Partition::Commercial).expect_err("another partition");
    assert!(error.message().contains("aws-cn") && error.remedy().contains("aws-cn"), "{error}");
    let bucket = place("s3://amzn-s3-demo-bucket").expect("a place");
    let china = bucket.url(Partition::China).expect("anywhere").map(String::from);
    assert_eq!(china.as_deref(), Some("https://console.amazonaws.cn/s3/buckets/amzn-s3-demo-bucket"));
}

#[test]
fn without_a_page_the_portals_own_default_holds() {
    let portal = Portal::parse("securecart", "https://securecart.awsapps.com/start", "eu-west-1", None);
    let portal = portal.expect("a portal");
    let account = place("111122223333").expect("a place");
    assert_eq!(account.destination(&portal).ok(), Some(Destination::default()));
    let queue = place("arn:aws:sqs:us-east-1:111122223333:x").expect("a place");
    let destination = queue.destination(&portal).expect("a destination");
    assert_eq!(destination.url, queue.url(Partition::Commercial).expect("an address"));
    assert!(super::super::destination_url(&portal, &destination).is_ok());
}

/// Whatever comes out is an address of the console of the partition that was asked for.
fn leads_to_a_console(text: &str) -> Result<(), TestCaseError> {
    let Ok(Some(found)) = read(text) else { return Ok(()) };
    for partition in PARTITIONS {
        let Ok(Some(url)) = found.url(partition) else { continue };
        let host = url.host_str().unwrap_or_default();
        let own = format!("console.{}", partition.console_domain());
        prop_assert!(host == own || host.ends_with(&format!(".{own}")), "{text:?} leads to {url}");
        prop_assert!(url.scheme() == "https" && url.port().is_none(), "{text:?} leads to {url}");
        prop_assert!(url.username().is_empty() && url.password().is_none(), "{text:?} leads to {url}");
        prop_assert_eq!(Console::of(&url).map(|console| console.url), Some(url));
    }
    if let Some(line) = found.resource {
        prop_assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a10_any_text_leads_to_a_console_or_nowhere(text in ".{0,200}") {
        leads_to_a_console(&text)?;
    }

    #[test]
    fn a10_any_resource_leads_to_a_console(
        partition in prop::sample::select(vec!["aws", "aws-cn", "aws-us-gov", "aws-eusc"]),
        row in prop::sample::select(crate::console::resource::KINDS.to_vec()),
        region in prop::sample::select(vec!["", "us-east-1", "cn-north-1", "us-gov-west-1", "eusc-de-east-1"]),
        hostile in prop::collection::vec("[a-z]{1,3}|\\.\\.|[/:@?#%\\\\&;=+~$*'\"<>() -]|[^\\x00-\\x7f]", 1..8),
    ) {
        let (namespace, pattern, _) = row;
        let hostile = hostile.concat();
        let resource: String = pattern
            .split('{')
            .map(|part| part.split_once('}').map_or(part.to_owned(), |(_, rest)| format!("{hostile}{rest}")))
            .collect();
        leads_to_a_console(&format!("arn:{partition}:{namespace}:{region}:111122223333:{resource}"))?;
    }

    #[test]
    fn a10_any_mangled_record_of_the_table_leads_to_a_console(
        at in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        hostile in "(@|://|\\.|#|%2e%2e|/\\.\\./|\\\\|:8443|\\.evil\\.test|@evil\\.test|[\\x00-\\x20]|\\PC){1,4}",
    ) {
        let rows = rows();
        let pasted = &rows[at.index(rows.len())].pasted;
        let mut cut = cut.index(pasted.len());
        while !pasted.is_char_boundary(cut) {
            cut -= 1;
        }
        leads_to_a_console(&format!("{}{hostile}{}", &pasted[..cut], &pasted[cut..]))?;
    }
}

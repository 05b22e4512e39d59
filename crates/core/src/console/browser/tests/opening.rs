//! What may be opened at all.

use super::*;

#[test]
fn a10_only_https_and_loopback_literals_are_opened() {
    for good in [
        "https://securecart.awsapps.com/start/#/console?account_id=1",
        "http://127.0.0.1:8400/start/",
        "http://[::1]:8400/",
    ] {
        assert!(checked(good).is_ok(), "{good}");
    }
    for bad in [
        "http://localhost:8400/",
        "http://example.com/",
        "http://127.0.0.1.evil.test/",
        "http://10.0.0.1/",
        "https://user@aws.amazon.com/",
        "https://user:x@aws.amazon.com/",
        "http://a@127.0.0.1/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ms-settings:privacy",
        "-version",
        "",
    ] {
        assert!(checked(bad).is_err(), "{bad}");
    }
    let error = checked("http://evil.test/?SigninToken=secret").expect_err("plain http");
    assert!(!error.message().contains("secret"), "{error}");
}

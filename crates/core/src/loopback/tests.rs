//! What the listener lets through and what it does not.

use super::*;

async fn raw(port: u16, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("connects");
    stream.write_all(bytes).await.expect("sends");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

fn good(port: u16, target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")
}

/// What a refused request must never do: surface. What a good one after it must: surface.
async fn refuses(cases: Vec<Vec<u8>>) {
    let mut listener = Listener::bind(Caller::Browser).await.expect("binds");
    let port = listener.port();
    let client = tokio::spawn(async move {
        let mut answers = Vec::new();
        for case in &cases {
            let case = String::from_utf8_lossy(case).replace("PORT", &port.to_string());
            answers.push((raw(port, case.as_bytes()).await, case));
        }
        (answers, raw(port, good(port, "/good?a=1&b=%20&b=2").as_bytes()).await)
    });
    let request = listener.next_request().await;
    assert!(request.is_for("/good") && !request.is_for("/goo"), "{}", request.path());
    assert_eq!((request.parameter("a").as_deref(), request.parameter("b")), (Some("1"), None));
    request.respond(303, &[("Location", "https://aws.amazon.com/")], "").await;
    let (refused, answer) = client.await.expect("ends");
    for (refusal, case) in &refused {
        assert!(refusal.starts_with("HTTP/1.1 404 Not Found\r\n"), "{case:?} got {refusal:?}");
        assert!(!refusal.contains("Access-Control"), "{refusal}");
    }
    assert!(answer.starts_with("HTTP/1.1 303 See Other\r\n"), "{answer}");
    for header in
        ["Location: https://aws.amazon.com/", "Cache-Control: no-store", "Referrer-Policy: no-referrer"]
    {
        assert!(answer.contains(header), "{answer}");
    }
}

#[tokio::test]
async fn a2_what_is_not_a_navigation_is_answered_404() {
    let with = |line: &str, rest: &str| format!("{line}\r\n{rest}\r\n\r\n").into_bytes();
    let host = "Host: 127.0.0.1:PORT";
    let mut cases = vec![
        with("POST /good HTTP/1.1", host),
        with("POST /good HTTP/1.1", "Host: 127.0.0.1:PORT\r\nContent-Length: 3\r\n\r\na=1"),
        with("HEAD /good HTTP/1.1", host),
        with("OPTIONS /good HTTP/1.1", host),
        with("get /good HTTP/1.1", host),
        with("GET /good HTTP/1.0", host),
        with("GET /good HTTP/2.0", host),
        with("GET http://127.0.0.1:PORT/good HTTP/1.1", host),
        with("GET good HTTP/1.1", host),
        with("GET * HTTP/1.1", host),
        with("GET /good#x HTTP/1.1", host),
        with("CONNECT 127.0.0.1:PORT HTTP/1.1", host),
        b"GET /good\r\n\r\n".to_vec(),
        b"\r\n\r\n\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
        with("GET /good HTTP/1.1", "X: y"),
        with(&format!("GET /{} HTTP/1.1", "a".repeat(9000)), host),
        with("GET /good HTTP/1.1", &"X: y\r\n".repeat(70).replace("X: y\r\n\r\n", "")),
    ];
    for name in [
        "localhost:PORT",
        "127.0.0.1",
        "127.0.0.1:1",
        "evil.test:PORT",
        "127.1:PORT",
        "0x7f.1:PORT",
        "[::1]:PORT",
    ] {
        cases.push(with("GET /good HTTP/1.1", &format!("Host: {name}")));
    }
    for extra in [
        "Host: 127.0.0.1:PORT",
        "Origin: https://evil.test",
        "Origin: null",
        "Sec-Fetch-Mode: no-cors",
        "Sec-Fetch-Dest: image",
        "Transfer-Encoding: chunked",
        "Content-Length: 5",
        "X-Forwarded-For: 10.0.0.1",
        "broken header",
    ] {
        cases.push(with("GET /good HTTP/1.1", &format!("{host}\r\n{extra}")));
    }
    refuses(cases).await;
}

#[tokio::test]
async fn a2_mutated_requests_never_surface_as_good() {
    let template = b"GET /good HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n";
    // Every single byte of the request line but the path, and of the host's name, turned into another.
    let cases = (0..template.len()).filter(|at| !(5..9).contains(at) && *at < 35).flat_map(|at| {
        [0x00, b' ', b'Z', 0xff].into_iter().filter(move |byte| template[at] != *byte).map(move |byte| {
            let mut case = template.to_vec();
            case[at] = byte;
            case
        })
    });
    // A space after "Host:" less or more, and a name in another case, are the same request.
    let cases = cases.filter(|case| !String::from_utf8_lossy(case).contains("Host: 127.0.0.1:PORT"));
    refuses(cases.collect()).await;
}

#[tokio::test]
async fn a5_half_open_connections_do_not_block_a_good_one() {
    let mut listener = Listener::bind(Caller::Browser).await.expect("binds");
    let port = listener.port();
    let client = tokio::spawn(async move {
        let mut idle = Vec::new();
        for _ in 0..64 {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("connects");
            stream.write_all(b"GET /good HT").await.expect("sends");
            idle.push(stream);
        }
        let answer = raw(port, good(port, "/good").as_bytes()).await;
        drop(idle);
        answer
    });
    let request = tokio::time::timeout(Duration::from_secs(2), listener.next_request()).await;
    request.expect("at once").respond(200, &[], "ok").await;
    assert!(client.await.expect("ends").ends_with("\r\n\r\nok"));
}

#[tokio::test]
async fn a_head_that_never_ends_is_hung_up_on() {
    let mut listener = Listener::bind(Caller::Browser).await.expect("binds");
    listener.head_time = Duration::from_millis(20);
    let port = listener.port();
    let client = tokio::spawn(async move { raw(port, b"GET /good HTTP/1.1\r\n").await });
    tokio::select! {
        request = listener.next_request() => panic!("surfaced: {request:?}"),
        answer = client => assert!(answer.expect("ends").starts_with("HTTP/1.1 404 ")),
    }
}

#[tokio::test]
async fn a_browsers_own_navigation_is_taken_and_the_port_closes_with_the_listener() {
    let mut listener = Listener::bind(Caller::Browser).await.expect("binds");
    let port = listener.port();
    let text = format!(
        "GET /oauth/callback?code=x&state=y HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nConnection: keep-alive\r\n\
         Upgrade-Insecure-Requests: 1\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n\
         Sec-Fetch-User: ?1\r\nSec-Fetch-Dest: document\r\nReferer: https://x.awsapps.com/\r\n\r\n"
    );
    let client = tokio::spawn(async move { raw(port, text.as_bytes()).await });
    let request = listener.next_request().await;
    assert_eq!(request.parameter("state").as_deref(), Some("y"));
    assert_eq!(request.header("UPGRADE-insecure-requests"), Some("1"));
    assert_eq!(format!("{request:?}"), "Request");
    drop(listener);
    request.respond(200, &[("Content-Type", "text/plain"), ("X-Bad", "a\r\nSet-Cookie: b")], "done").await;
    let answer = client.await.expect("ends");
    assert!(answer.contains("Content-Type: text/plain\r\n") && !answer.contains("text/html"), "{answer}");
    assert!(!answer.contains("Set-Cookie"), "{answer}");
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err());
}

#[tokio::test]
async fn b2_a_tool_is_heard_and_what_browsers_and_proxies_send_is_not() {
    let mut listener = Listener::bind(Caller::Tool).await.expect("binds");
    let port = listener.port();
    let client = tokio::spawn(async move {
        let with = |header: &str| good(port, "/good").replace("\r\n\r\n", &format!("\r\n{header}\r\n\r\n"));
        for header in
            ["Origin: x", "Referer: x", "Sec-Fetch-Mode: navigate", "Cookie: x", "X-Forwarded-For: x"]
        {
            let answer = raw(port, with(header).as_bytes()).await;
            assert!(answer.starts_with("HTTP/1.1 404 "), "{header} got {answer}");
        }
        raw(port, with("Accept: */*\r\nContent-Length: 0").as_bytes()).await
    });
    let request = listener.next_request().await;
    assert!(request.peer().ip().is_loopback() && request.header("accept").is_some());
    request.respond(200, &[], "ok").await;
    assert!(client.await.expect("ends").ends_with("ok"));
}

#[tokio::test]
async fn a5_a_crowd_of_honest_callers_is_answered_to_the_last() {
    let mut listener = Listener::bind(Caller::Tool).await.expect("binds");
    let port = listener.port();
    let asking: Vec<_> = (0..100)
        .map(|_| tokio::spawn(async move { raw(port, good(port, "/good").as_bytes()).await }))
        .collect();
    for _ in 0..100 {
        listener.next_request().await.respond(200, &[], "ok").await;
    }
    for one in asking {
        assert!(one.await.expect("ends").ends_with("\r\n\r\nok"));
    }
}

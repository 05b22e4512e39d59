//! Giants: a hundred megabytes, and a small answer that would become as much. The companion is given 200 MB, and nothing
//! more would be given.

use std::path::Path;

use crate::network::support::{Raw, Reply};
use crate::support::companion::{Companion, refusal};
use crate::support::process::run;

/// What a program may take, in bytes.
const MOST: &str = "--data=200000000";
const GIANT: usize = 100_000_000;
/// The exit code for what is no Identity Center.
const FOREIGN: i32 = 5;

/// What the companion says when this is what it is answered, within the memory it may take.
async fn asked(answer: Reply) -> String {
    let server = Raw::start(move |_| answer.clone());
    let home = Companion::at_desktop().await;
    let endpoint = format!("http://{}", server.address);
    home.add_portal("https://securecart.awsapps.com/start", "eu-west-1", &endpoint).await.worked();
    let login = home.portico(&["login", "--no-browser"]);
    let mut command = home.command("prlimit");
    command.arg(MOST).arg(login.as_std().get_program()).args(login.as_std().get_args());
    refusal(&run(command).await, FOREIGN).sentence
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

fn answer(head: &str, body: &[u8]) -> Reply {
    let head = format!("{HEAD}Content-Length: {}\r\n{head}\r\n", body.len());
    Reply::HalfClose([head.as_bytes(), body].concat())
}

#[tokio::test(flavor = "multi_thread")]
async fn f7_a_hundred_megabytes_are_refused_within_two_hundred() {
    let body = [b"{\"clientId\":\"".as_slice(), &vec![b'x'; GIANT], b"\"}"].concat();
    let said = asked(answer("", &body)).await;
    assert!(said.contains("larger than 4096 KiB"), "{said}");
    // The same without saying so before.
    let flood = Reply::Flood(format!("{HEAD}\r\n").into_bytes(), vec![b' '; 65_536]);
    let said = asked(flood).await;
    assert!(said.contains("larger than 4096 KiB"), "{said}");
}

/// Nothing is unpacked, so that nothing can grow.
#[tokio::test(flavor = "multi_thread")]
async fn f7_a_packed_giant_is_taken_for_what_it_is() {
    let home = Companion::without_desktop();
    let flat = home.sandbox.path("tmp/flat");
    let mut dd = home.command("truncate");
    dd.args(["-s", &GIANT.to_string()]).arg(&flat);
    run(dd).await.worked();
    let mut gzip = home.command("gzip");
    gzip.args(["-9"]).arg(&flat);
    run(gzip).await.worked();
    let packed = portico_core::disk::read_bytes(Path::new(&flat).with_extension("gz").as_path());
    let packed = packed.expect("read").expect("packed");
    assert!(packed.len() < GIANT / 500, "{} bytes", packed.len());
    for coding in ["gzip", "x-gzip, gzip", "identity"] {
        let said = asked(answer(&format!("Content-Encoding: {coding}\r\n"), &packed)).await;
        assert!(said.contains("lacks what Identity Center sends"), "{said}");
    }
}

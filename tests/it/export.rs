//! What `portico env` prints in the hands of the programs it is made for. The shells that Debian has are asked beside the
//! code itself; PowerShell and cmd are in no registry, and what is written for them is compared as text there.

use std::collections::BTreeMap;

use portico_core::credentials::Credentials;
use portico_core::export::{Form, render};
use portico_model::Secret;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;

use crate::support::DEV;
use crate::support::process::{node, node_folder, nu, python, run};
use crate::support::sandbox::Sandbox;

/// What a hostile server could send, and what a real one sends.
const SECRETS: [&str; 6] = [
    "wJalrXUtnFEMI/K7MDENG+bPxRfiCY=",
    "a'b\"c\\d",
    "$(touch x)`id`$HOME",
    "a b;c&d|e>f#g",
    "%PATH%!x!^",
    "ü門’‘",
];
const NAME: &str = "AWS_SECRET_ACCESS_KEY";
/// As a process that a shell starts sees them.
const SEEN: &str = "printenv AWS_SECRET_ACCESS_KEY; printenv AWS_PROFILE || echo forgotten";

fn text(form: Form, secret: &str) -> Secret {
    let credentials = Credentials {
        access_key_id: "ASIAEMUEXAMPLE".to_owned(),
        secret_access_key: Secret::new(secret.to_owned()),
        session_token: Secret::new("IQoJ//+=".to_owned()),
        expires: "2026-11-21T23:44:52Z".parse().expect("a time"),
        account: DEV.parse().expect("an id"),
    };
    let endpoint = "http://127.0.0.1:8400/".parse().expect("an address");
    render(form, &credentials, Some(&"eu-west-1".parse().expect("a Region")), Some(&endpoint))
}

/// What a program must find in a file of `NAME=value` lines.
fn variables(secret: &str) -> BTreeMap<String, String> {
    let text = text(Form::Docker, "SECRET");
    let pairs = text.expose().lines().map(|line| line.split_once('=').expect("a variable"));
    pairs.map(|(name, value)| (name.to_owned(), value.replace("SECRET", secret))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nushell_takes_every_value_as_it_is() {
    let sandbox = Sandbox::new();
    for secret in SECRETS {
        sandbox.write("home/portico.nu", text(Form::Nushell, secret).expose());
        let mut shell = sandbox.command(nu());
        shell.args(["--no-config-file", "--commands", &format!("source portico.nu; ^sh -c '{SEEN}'")]);
        let seen = run({
            shell.env("AWS_PROFILE", "other");
            shell
        })
        .await
        .worked();
        assert_eq!(seen, format!("{secret}\nforgotten\n"));
    }
    assert!(!sandbox.path("home/x").exists(), "nothing ran");
}

#[tokio::test(flavor = "multi_thread")]
async fn direnv_takes_every_value_as_it_is() {
    let sandbox = Sandbox::new();
    for secret in SECRETS {
        sandbox.write("home/project/.envrc", text(Form::Bash, secret).expose());
        let direnv = |words: &[&str]| {
            let mut direnv = sandbox.command("direnv");
            direnv.args(words).env("AWS_PROFILE", "other").current_dir(sandbox.path("home/project"));
            direnv
        };
        run(direnv(&["allow", "."])).await.worked();
        let seen = run(direnv(&["exec", ".", "sh", "-c", SEEN])).await.worked();
        assert_eq!(seen, format!("{secret}\nforgotten\n"));
    }
}

/// The two libraries do not agree about quotes within quotes; neither finds a variable that was not written.
#[tokio::test(flavor = "multi_thread")]
async fn a_dotenv_file_is_read_by_the_libraries_of_python_and_javascript() {
    let sandbox = Sandbox::new();
    for secret in SECRETS {
        let file = sandbox.write("home/.env", text(Form::Dotenv, secret).expose());
        let mut snake = sandbox.command(python());
        snake.args([
            "-I",
            "-c",
            "import dotenv, json, sys; print(json.dumps(dotenv.dotenv_values(sys.argv[1])))",
        ]);
        snake.arg(&file);
        let mut script = sandbox.command(node());
        script.args(["--input-type=module", "-e"]).current_dir(node_folder());
        script.arg(
            "import { parse } from 'dotenv'; import { readFileSync } from 'node:fs';\
             console.log(JSON.stringify(parse(readFileSync(process.argv[1]))));",
        );
        script.arg(&file);
        for library in [snake, script] {
            let words = format!("{:?}", library.as_std().get_program());
            let said = run(library).await.worked();
            let found: BTreeMap<String, String> = serde_json::from_str(&said).expect("JSON");
            let mut wanted = variables(secret);
            if secret.contains('\'') {
                wanted.insert(NAME.to_owned(), found[NAME].clone());
            }
            assert_eq!(found, wanted, "{words}");
        }
    }
}

/// Podman reads the file and tells its service what the container shall have; a container is not needed for that, and not
/// every machine may start one.
#[tokio::test(flavor = "multi_thread")]
async fn an_env_file_is_read_by_podman() {
    let sandbox = Sandbox::new();
    for secret in SECRETS {
        let file = sandbox.write("home/keys.env", text(Form::Docker, secret).expose());
        let service = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("tcp://{}", service.local_addr().expect("an address"));
        let mut podman: Command = sandbox.command("podman");
        podman.args(["--remote", "--url", &address, "create", "--pull", "never", "--env-file"]);
        podman.arg(&file).args(["image", "true"]);
        let (created, ended) = tokio::join!(container_asked_for(service), run(podman));
        ended.worked();
        assert_eq!(created["env"], json!(variables(secret)));
    }
}

/// Plays the service until a container is asked for; gives what for.
async fn container_asked_for(service: TcpListener) -> Value {
    loop {
        let (mut stream, _) = service.accept().await.expect("podman");
        let Some((path, body)) = request(&mut stream).await else { continue };
        let (is_create, is_pull) = (path.contains("/containers/create"), path.contains("/images/pull"));
        let answer = match (is_create, is_pull) {
            (true, _) => json!({ "Id": "made", "Warnings": [] }).to_string(),
            (_, true) => json!({ "images": ["image"], "id": "image" }).to_string(),
            (false, false) => "OK".to_owned(),
        };
        let status = if is_create { "201 Created" } else { "200 OK" };
        let answer = format!(
            "HTTP/1.1 {status}\r\nLibpod-API-Version: 4.3.1\r\nContent-Length: {}\r\nConnection: close\r\n\r\n\
             {answer}",
            answer.len()
        );
        drop(stream.write_all(answer.as_bytes()).await);
        if is_create {
            return serde_json::from_slice(&body).expect("JSON");
        }
    }
}

/// The path and the body of a request.
async fn request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let end = bytes.windows(4).position(|end| end == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            let is_whole = bytes.len() >= end + 4 + length.unwrap_or(0);
            if is_whole {
                return Some((head.lines().next()?.to_owned(), bytes.split_off(end + 4)));
            }
        }
        match stream.read(&mut part).await {
            Ok(count @ 1..) => bytes.extend_from_slice(&part[..count]),
            Ok(0) | Err(_) => return None,
        }
    }
}

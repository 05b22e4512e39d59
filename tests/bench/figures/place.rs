//! Where the figures about a cache are measured: a company, a desktop, somebody signed in, everything listed once.

use std::path::PathBuf;
use std::process::Stdio;

use portico_center::Config;
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;

use crate::support::companion::{LOGIN, PORTAL, sign_in};
use crate::support::company::Company;
use crate::support::process::{Ended, portico as program, run, told};
use crate::support::stage::Stage;

/// Who holds roles in every account.
pub(crate) const OPERATIONS: &str = "otto";
/// In each account of a company whose cache is large.
const ROLES: usize = 8;

/// A company of so many accounts, in each of which [`OPERATIONS`] holds so many roles. Pages are as long as they may be
/// whether or not a client asks for that, and the session outlives the benchmark.
pub(crate) fn company(accounts: usize, roles: usize) -> Config {
    Config {
        accounts: Some(accounts),
        roles: Some(roles),
        page_size: 100,
        access_ttl: 11 * 3600,
        session_ttl: 12 * 3600,
        ..Config::default()
    }
}

/// The company and the desktop, until dropped.
pub(crate) struct Place {
    pub(crate) accounts: usize,
    pub(crate) stage: Stage,
    /// The folder in which the X server keeps its picture.
    pub(crate) film: TempDir,
    _company: Company,
    /// Everything listed.
    pub(crate) listed: Listed,
}

impl Place {
    /// With so many accounts in the catalog.
    pub(crate) async fn furnish(accounts: usize) -> Self {
        let company = Company::in_real_time(company(accounts, ROLES)).await;
        let film = tempfile::tempdir().expect("a folder");
        let stage = Stage::with(&["-fbdir".as_ref(), film.path().as_os_str()], "warn").await;
        let portico = |words: &[&str]| {
            let mut command = stage.command(program());
            command.args(words);
            command
        };
        let site = ["--start-url", company.start_url(), "--region", company.region(), "--endpoint"];
        let add = [&["portals", "add", PORTAL], &site[..], &[company.endpoint()]].concat();
        run(portico(&add)).await.worked();
        sign_in(portico(&LOGIN), &mut company.person(OPERATIONS)).await;
        let listed = Listed::by(portico(&super::sync::LIST)).await;
        assert_eq!((listed.rows.len(), listed.errors), (accounts * ROLES, 0), "everything is listed");
        Self { accounts, stage, film, _company: company, listed }
    }
}

/// The empty app, built beside ours.
pub(crate) fn empty_app() -> PathBuf {
    told("PORTICO_EMPTY").expect("`cargo xtask bench` says where the empty app is")
}

/// What `portico list --json` said.
pub(crate) struct Listed {
    /// Account numbers and role names.
    pub(crate) rows: Vec<(String, String)>,
    /// The first account, as it is called and reached: name, number, address.
    pub(crate) sample: Option<[String; 3]>,
    /// Problems that the person was told of; an end in failure is one.
    pub(crate) errors: usize,
}

impl Listed {
    /// Runs the command to its end, however long that takes.
    pub(crate) async fn by(mut command: Command) -> Self {
        command.stdin(Stdio::null()).kill_on_drop(true);
        let output = command.output().await.expect("it starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().unwrap_or(-1);
        Self::read(&Ended { code, out: text(&output.stdout), err: text(&output.stderr) })
    }

    fn read(ended: &Ended) -> Self {
        let told = ended.err.lines().filter(|line| line.starts_with("portico: "));
        told.clone().for_each(|line| eprintln!("       {line}"));
        let list: Vec<Value> = serde_json::from_str(&ended.out).unwrap_or_default();
        let text = |row: &Value, key: &str| row[key].as_str().expect("text").to_owned();
        Self {
            rows: list.iter().map(|row| (text(row, "account"), text(row, "role"))).collect(),
            sample: list
                .get(list.len() / 2)
                .map(|row| ["account_name", "account", "email"].map(|key| text(row, key))),
            errors: told.count().max(usize::from(ended.code != 0)),
        }
    }
}

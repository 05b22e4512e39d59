//! How long a tool waits for `portico credentials`, beside what the AWS CLI and curl need for the same.
//!
//! Timed are whole commands, from start to end, warm: everything was read, minted and cached before. Ours reads from the
//! keychain while no app runs, and from the app over the line while one does. The AWS CLI is the one of the system; its
//! `aws configure export-credentials --format process` is measured at the least it can have to do, with keys that stand in
//! `~/.aws/credentials`: a profile of IAM Identity Center makes it read and check two more files. curl asks the endpoint of
//! `portico serve` for the same keys. One runs after the other, in turns; medians count.

use std::time::{Duration, Instant};

use portico_center::{Config, Operation};
use serde_json::{Value, json};
use tokio::process::Command;

use super::figure::{Bar, Figure};
use super::place::{OPERATIONS, company};
use super::stats;
use crate::support::companion::{LOGIN, PORTAL, sign_in};
use crate::support::company::Company;
use crate::support::process::{app, aws, portico as program, run};
use crate::support::stage::{Group, Stage};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV};

/// Turns of each pair.
const TURNS: usize = 15;
/// Runs of the helper by itself (`security.md` 3, K4), and the longest of a hundred in milliseconds.
const RUNS: usize = 1_000;
const LONGEST: f64 = 150.0;
/// Shares of the AWS CLI's time that are good, and of curl's.
const KEYCHAIN: f64 = 1.0 / 20.0;
const LINE: f64 = 1.0 / 100.0;
const CURL: f64 = 1.0;
/// Helpers at once, and in how many milliseconds all of them shall be answered.
const HELPERS: usize = 100;
const ALL_ANSWERED: f64 = 5_000.0;
/// The life of an access token that has to be renewed, in seconds.
const SHORT: u32 = 8;

/// All figures about the helper.
pub(crate) async fn compare(name: &str) -> Vec<Figure> {
    let counter = Counter::furnish().await;
    let alone = counter.alone().await;
    let [keychain, theirs] = counter.turns([&|| counter.helper(), &|| counter.aws_cli()]).await;
    let mut figures = vec![
        ratio(name, &keychain, &theirs, KEYCHAIN, "from the keychain / aws configure export-credentials"),
        alone,
    ];
    let _app = counter.start_app().await;
    let mut serving = Group::start(counter.portico(&["serve", DEV, ADMINISTRATOR, "--json"]));
    let place: Value = serde_json::from_str(&serving.program.line().await.expect("a place")).expect("JSON");
    let [line, theirs, curl] =
        counter.turns([&|| counter.helper(), &|| counter.aws_cli(), &|| counter.curl(&place)]).await;
    let over = |what: &str| format!("over the line / {what}");
    figures.push(ratio(
        &format!("{name}_line"),
        &line,
        &theirs,
        LINE,
        &over("aws configure export-credentials"),
    ));
    figures.push(ratio("helper_vs_curl", &line, &curl, CURL, &over("curl of the local endpoint")));
    figures
}

fn ratio(name: &str, ours: &[f64], theirs: &[f64], most: f64, told: &str) -> Figure {
    let (a, b) = (stats::median(ours), stats::median(theirs));
    Figure {
        name: name.to_owned(),
        value: a / b,
        bar: Bar::AtMost(most),
        told: format!("{a:.1} ms {told} {b:.0} ms"),
        measured: json!({"portico_ms": ours, "other_ms": theirs}),
    }
}

/// Milliseconds until a hundred helpers, started at once without the app, have all been answered, when none has credentials at
/// hand and the access token has to be renewed first; that happens once (`security.md` 3, F2).
pub(crate) async fn at_once(name: &str) -> Figure {
    let counter = Counter::signed_in(Config { access_ttl: SHORT, ..company(100, 2) }).await;
    let signed_in = Instant::now();
    let is_over = async || (signed_in.elapsed() >= Duration::from_secs(u64::from(SHORT))).then_some(());
    until("the access token runs out", is_over).await;
    let begun = Instant::now();
    let helpers: Vec<_> = (0..HELPERS).map(|_| tokio::task::spawn_local(timed(counter.helper()))).collect();
    let mut times = Vec::new();
    for helper in helpers {
        let (took, out) = helper.await.expect("no panic");
        assert!(out.contains("ASIAEMU"), "it gives the key: {out}");
        times.push(took);
    }
    let all = begun.elapsed().as_secs_f64() * 1000.0;
    let tally = counter.company.tally();
    let asked =
        [Operation::Refresh, Operation::GetRoleCredentials].map(|operation| tally.of(operation).served);
    assert_eq!(asked, [1, 1], "one refresh, and the credentials are asked for once");
    Figure {
        name: name.to_owned(),
        value: all,
        bar: Bar::AtMost(ALL_ANSWERED),
        told: format!("milliseconds until {HELPERS} helpers at once were answered; one refresh among them"),
        measured: json!({"each_ms": times}),
    }
}

/// Somebody signed in at a desktop.
struct Counter {
    company: Company,
    stage: Stage,
}

impl Counter {
    async fn signed_in(config: Config) -> Self {
        let company = Company::in_real_time(config).await;
        let counter = Self { company, stage: Stage::set().await };
        let (start_url, region, endpoint) =
            (counter.company.start_url(), counter.company.region(), counter.company.endpoint());
        let place = ["--start-url", start_url, "--region", region, "--endpoint", endpoint];
        run(counter.portico(&[&["portals", "add", PORTAL], &place[..]].concat())).await.worked();
        sign_in(counter.portico(&LOGIN), &mut counter.company.person(OPERATIONS)).await;
        counter
    }

    /// With one role's credentials at hand, for the AWS CLI, too.
    async fn furnish() -> Self {
        let counter = Self::signed_in(company(100, 2)).await;
        let document: Value = serde_json::from_str(&run(counter.helper()).await.worked()).expect("JSON");
        let text = |name: &str| document[name].as_str().expect("text").to_owned();
        let (id, secret, token) = (text("AccessKeyId"), text("SecretAccessKey"), text("SessionToken"));
        let keys = format!(
            "[default]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\naws_session_token = {token}\n"
        );
        counter.stage.sandbox.write("home/.aws/credentials", keys);
        counter
    }

    fn portico(&self, words: &[&str]) -> Command {
        let mut command = self.stage.command(program());
        command.args(words);
        command
    }

    fn helper(&self) -> Command {
        self.portico(&["credentials", "--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR])
    }

    fn aws_cli(&self) -> Command {
        let mut command = self.stage.command(aws());
        command.args(["configure", "export-credentials", "--format", "process"]);
        command
    }

    fn curl(&self, place: &Value) -> Command {
        let text = |name: &str| place[name].as_str().expect("text");
        let mut command = self.stage.command("curl");
        let token = format!("Authorization: {}", text("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
        command.args(["--silent", "--fail", "--header", &token, text("AWS_CONTAINER_CREDENTIALS_FULL_URI")]);
        command
    }

    /// The app in the tray, once it answers: the helper then needs no keychain.
    async fn start_app(&self) -> Group {
        let mut command = self.stage.command(app());
        command.arg("--hidden");
        let started = Group::start(command);
        let socket = self.stage.sandbox.path("run/portico");
        until("the app holds the line", async || {
            let names = std::fs::read_dir(&socket).ok()?.flatten();
            names
                .map(|one| one.file_name())
                .any(|name| name.to_string_lossy().ends_with(".sock"))
                .then_some(())
        })
        .await;
        self.stage.menu_with("Quit Portico").await;
        started
    }

    /// Milliseconds of each of these commands, in turns; all must give the same key.
    async fn turns<const N: usize>(&self, commands: [&dyn Fn() -> Command; N]) -> [Vec<f64>; N] {
        let mut all = [const { Vec::new() }; N];
        for turn in 0..=TURNS {
            for (times, command) in all.iter_mut().zip(commands) {
                let (took, out) = timed(command()).await;
                assert!(out.contains("ASIAEMU"), "it gives the key: {out}");
                // The first one only warms up.
                if turn > 0 {
                    times.push(took);
                }
            }
        }
        all
    }

    async fn alone(&self) -> Figure {
        let mut times = Vec::new();
        for _ in 0..RUNS {
            let (took, out) = timed(self.helper()).await;
            assert!(out.len() < 1024, "old SDKs read no more than 1,024 bytes: {}", out.len());
            times.push(took);
        }
        let (half, most) = (stats::median(&times), stats::percentile(&times, 99));
        Figure {
            name: "helper_p99_ms".to_owned(),
            value: most,
            bar: Bar::AtMost(LONGEST),
            told: format!(
                "milliseconds of 99 in 100 of {RUNS} runs from the keychain; half take {half:.1} ms"
            ),
            measured: json!({"p50_ms": half, "p99_ms": most}),
        }
    }
}

/// Runs a command to its end: milliseconds, and what it said.
async fn timed(mut command: Command) -> (f64, String) {
    command.stdin(std::process::Stdio::null()).kill_on_drop(true);
    let begun = Instant::now();
    let output = command.output().await.expect("it starts");
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {err}", output.status);
    (took, String::from_utf8_lossy(&output.stdout).into_owned())
}

//! The line between the programs of one person: the command tells the app that somebody waits for a sign-in, or that
//! something changed, so that the app need not find out by itself; and it asks for credentials that the app has in hand.
//!
//! Rules: a message is one short line; the one answer that is a secret goes to this user's own programs only, and whoever
//! asks takes it from this user's app only; a line that is not there, or an app that is slow, costs nobody anything.

#[cfg(unix)]
#[path = "line/unix.rs"]
mod system;
#[cfg(windows)]
#[path = "line/windows.rs"]
mod system;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::task::AbortHandle;

use portico_model::Secret;

use crate::credentials::Credentials;
use crate::disk::{Environment, Home};
use crate::engine::{Command, Engine};
use crate::error::{Error, Problem, Result};
use crate::journal::Asker;
use crate::role::RoleKey;
use crate::settings::Settings;

/// The longest message, in bytes.
const LONGEST: u64 = 1024;
/// How long either end waits for the other.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long whoever wants credentials waits for a sign that the app heard: one that is busy or stopped is not waited for.
const HELLO: Duration = Duration::from_millis(100);
/// How long credentials may take that have to be minted, perhaps with a renewal before that. Whoever asks then goes on
/// alone, and waits for the app's lock if it is still at it.
const MINTING: Duration = Duration::from_secs(20);
/// The longest answer, in bytes: keys and a token of 8 KiB, twice over.
const LONGEST_ANSWER: u64 = 32 * 1024;

/// What one program tells another.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// A program wanted credentials of this portal, and nobody is signed in.
    SignInWanted(String),
    /// Portals, sessions or settings changed.
    Changed,
    /// A program wants credentials of this role.
    Credentials {
        /// The portal.
        portal: String,
        /// The account's number.
        account: String,
        /// The role.
        role: String,
        /// Which program it is, as far as whoever asks for it knows: for the journal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
}

/// An open line. It closes when this is dropped.
#[derive(Debug)]
pub struct Line(AbortHandle);

impl Drop for Line {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Opens the line of `home` and hands what comes to `engine`. Needs a tokio runtime.
///
/// # Errors
/// When another program of this person holds it, or its place belongs to somebody else.
pub async fn open(home: &Home, environment: &Environment, engine: Engine) -> Result<Line> {
    let mut listener = system::Listener::bind(home, environment).await?;
    let serving = tokio::spawn(async move {
        loop {
            match listener.accept().await {
                Ok(stream) => drop(tokio::spawn(answer(stream, engine.clone()))),
                Err(error) => {
                    tracing::debug!(%error, "a caller on the line was refused");
                    // Out of file descriptors, most likely: wait for some to be closed instead of spinning.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    });
    Ok(Line(serving.abort_handle()))
}

/// Tells the app of `home`, and says whether it heard.
pub async fn tell(home: &Home, environment: &Environment, message: &Message) -> bool {
    let telling = async {
        let stream = system::connect(home, environment).await.ok()?;
        say(stream, message).await.map(drop)
    };
    matches!(tokio::time::timeout(PATIENCE, telling).await, Ok(Some(())))
}

/// Credentials of `key` for `by` from the app of `home`, which has them in hand or mints them, or what the portal said to it. `None`
/// whenever it says neither, for whatever reason: whoever asks can find out by itself.
pub async fn credentials(
    home: &Home,
    environment: &Environment,
    key: &RoleKey,
    by: &Asker,
) -> Option<Result<Credentials>> {
    let RoleKey { portal, account, role } = key;
    let [portal, account, role] = [portal.to_string(), account.to_string(), role.to_string()];
    let by = by.program().map(str::to_owned);
    let asking = async {
        let stream = system::connect_for_secrets(home, environment).await.ok()?;
        say(stream, &Message::Credentials { portal, account, role, by }).await
    };
    let heard = tokio::time::timeout(HELLO, asking).await.ok().flatten()?;
    let answer = async {
        let mut text = String::new();
        let read = heard.take(LONGEST_ANSWER).read_line(&mut text).await;
        let text = Secret::new(text);
        read.ok().and_then(|_| understood(text.expose()))
    };
    let answer = tokio::time::timeout(MINTING, answer).await.ok().flatten()?;
    let is_other = answer.as_ref().is_ok_and(|credentials| credentials.account != key.account);
    (!is_other).then_some(answer)
}

fn understood(text: &str) -> Option<Result<Credentials>> {
    if let Some(credentials) = Credentials::from_json(text) {
        return Some(Ok(credentials));
    }
    let problem: Problem = serde_json::from_str(text).ok()?;
    problem.code.is_of_portal().then(|| Err(Error::from(problem)))
}

const HEARD: &str = "ok\n";

/// Says one message; gives the stream when it was heard.
async fn say<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, message: &Message) -> Option<BufReader<S>> {
    let text = serde_json::to_string(message).ok()?;
    stream.write_all(format!("{text}\n").as_bytes()).await.ok()?;
    let (mut stream, mut heard) = (BufReader::new(stream), String::new());
    (&mut stream).take(LONGEST).read_line(&mut heard).await.ok()?;
    (heard == HEARD).then_some(stream)
}

async fn answer(stream: impl AsyncRead + AsyncWrite + Unpin, engine: Engine) {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    let read = tokio::time::timeout(PATIENCE, (&mut stream).take(LONGEST).read_line(&mut line)).await;
    let Ok(Ok(_)) = read else { return };
    let Ok(message) = serde_json::from_str::<Message>(line.trim_end()) else { return };
    let command = match message {
        Message::Changed => Command::Wake,
        Message::SignInWanted(portal) => match portal.parse() {
            Ok(portal) => Command::SignInWanted(portal),
            Err(_) => return,
        },
        Message::Credentials { portal, account, role, by } => {
            if let Ok(key) = RoleKey::parse(&portal, &account, &role) {
                hand_over(&mut stream, &engine, &key, Asker::tool(by.as_deref())).await;
            }
            return;
        }
    };
    if engine.run(command).await.is_ok() {
        // Whoever told it may be gone; it was heard nevertheless.
        let _ = stream.write_all(HEARD.as_bytes()).await;
    }
}

/// Says that the wish was heard, and then the credentials or what the portal says; nothing more when it is this process that
/// has none. A person is not asked for anything: whoever wants them has its own way to do that.
async fn hand_over(stream: &mut (impl AsyncWrite + Unpin), engine: &Engine, key: &RoleKey, by: Asker) {
    if stream.write_all(HEARD.as_bytes()).await.is_err() {
        return;
    }
    let parts = engine.parts();
    let found = async {
        parts.may_have(key)?;
        let settings = Settings::load(&parts.home)?;
        let sessions = parts.sessions.quietly().in_background();
        sessions.credentials(settings.portal(&key.portal)?, key).await
    };
    let text = match found.await {
        Ok(found) => {
            parts.journal.given(by, key, found.expires, "helper");
            found.to_json()
        }
        Err(error) if error.code().is_of_portal() => {
            serde_json::to_string(&Problem::from(&error)).unwrap_or_default()
        }
        Err(error) => {
            return tracing::debug!(%error, "a program that wants credentials has to find out by itself");
        }
    };
    let text = Secret::new(format!("{text}\n"));
    // One that hung up meanwhile finds them in the keychain.
    let _ = tokio::time::timeout(PATIENCE, stream.write_all(text.expose().as_bytes())).await;
}

//! The line between the programs of one person: the command tells the app that somebody waits for a sign-in, or that
//! something changed, so that the app need not find out by itself.
//!
//! Rules: a message is one short line and carries no secret; both ends talk to their own user only; a line that is not
//! there costs nobody anything.

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

use crate::disk::{Environment, Home};
use crate::engine::{Command, Engine};
use crate::error::Result;

/// The longest message, in bytes.
const LONGEST: u64 = 1024;
/// How long either end waits for the other.
const PATIENCE: Duration = Duration::from_millis(500);

/// What one program tells another.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// A program wanted credentials of this portal, and nobody is signed in.
    SignInWanted(String),
    /// Portals, sessions or settings changed.
    Changed,
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
        let mut stream = system::connect(home, environment).await.ok()?;
        let text = serde_json::to_string(message).ok()?;
        stream.write_all(format!("{text}\n").as_bytes()).await.ok()?;
        let mut heard = String::new();
        BufReader::new(stream).take(LONGEST).read_line(&mut heard).await.ok()?;
        (heard == HEARD).then_some(())
    };
    matches!(tokio::time::timeout(PATIENCE, telling).await, Ok(Some(())))
}

const HEARD: &str = "ok\n";

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
    };
    if engine.run(command).await.is_ok() {
        // Whoever told it may be gone; it was heard nevertheless.
        let _ = stream.write_all(HEARD.as_bytes()).await;
    }
}

//! The line on Windows: a named pipe. The default access list lets other users read it, and never write to it or make one
//! of its name.

use std::io::Result as IoResult;

use tokio::net::windows::named_pipe::{ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions};

use crate::disk::{Environment, Home};
use crate::error::{Code, Error, Result};

/// Hears callers.
pub(super) struct Listener {
    name: String,
    next: NamedPipeServer,
}

impl Listener {
    pub(super) async fn bind(home: &Home, environment: &Environment) -> Result<Self> {
        let name = name(home, environment);
        let next = ServerOptions::new().first_pipe_instance(true).reject_remote_clients(true).create(&name);
        let next = next.map_err(|error| {
            Error::new(
                Code::FileBusy,
                format!("{name} cannot be used: {error}."),
                "Portico works without it; close the other program to have it.",
            )
        })?;
        Ok(Self { name, next })
    }

    pub(super) async fn accept(&mut self) -> IoResult<NamedPipeServer> {
        self.next.connect().await?;
        let next = ServerOptions::new().reject_remote_clients(true).create(&self.name)?;
        Ok(std::mem::replace(&mut self.next, next))
    }
}

/// Calls the line.
pub(super) async fn connect(home: &Home, environment: &Environment) -> IoResult<NamedPipeClient> {
    ClientOptions::new().open(name(home, environment))
}

/// Another user may have made a pipe of this name before the app did, and nothing here asks the system whose it is: what it
/// says is not believed where that would matter.
pub(super) async fn connect_for_secrets(home: &Home, environment: &Environment) -> IoResult<NamedPipeClient> {
    connect(home, environment).await.and_then(|_| Err(std::io::ErrorKind::Unsupported.into()))
}

fn name(home: &Home, environment: &Environment) -> String {
    let user = environment.text("USERNAME").unwrap_or_default();
    let user: String = user.chars().filter(char::is_ascii_alphanumeric).collect();
    format!(r"\\.\pipe\portico-{user}-{}", home.tag().unwrap_or("line"))
}

//! The local endpoint of credentials (`security.md` 3, B): who gets an answer, which tools understand it, when it ends.

mod ends;
mod guard;
mod program;
mod tools;

use jiff::SignedDuration;
use portico_center::Config;
use portico_core::Result;
use portico_core::engine::{Command, Consent, Reply};
use portico_core::serve::{Place, Terms};
use portico_core::vault::{Entry, Store as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::company::Company;
use crate::support::engine::{Running, role, signed_in};
use crate::support::{ADMINISTRATOR, DEV};

/// An app in which alice is signed in and serves her role in Dev.
struct Counter {
    company: Company,
    folder: tempfile::TempDir,
    keychain: std::sync::Arc<portico_core::vault::MemoryStore>,
    app: Running,
    place: Place,
}

impl Counter {
    async fn open() -> Self {
        Self::with(Config::default(), Terms::default()).await
    }

    async fn with(config: Config, terms: Terms) -> Self {
        let (company, folder, keychain, mut app) = signed_in(config).await;
        // The end of a listing would make the app look at its endpoints: what a test asks is the first to find out.
        app.listed().await;
        let place = serve(&app, terms).await.expect("served");
        Self { company, folder, keychain, app, place }
    }

    /// The same, where alice has stepped up to the role. It ends with that alone: an endpoint that nobody asks would end at the same
    /// moment, and whichever look came first would close it, before the request that is to find out or amid its answer.
    async fn stepped_up() -> Self {
        let (company, folder, keychain, mut app) = signed_in(Config::default()).await;
        app.listed().await;
        let typed = Consent { typed: Some(ADMINISTRATOR.to_owned()), ..Consent::default() };
        let terms = Terms { idle: None, ..Terms::default() };
        let serving = Command::Serve(role(DEV, ADMINISTRATOR), terms);
        let place = app.engine.run_with(serving, &typed).await.expect("done").serving().expect("a place");
        assert_eq!(app.engine.snapshot().step_ups.len(), 1);
        Self { company, folder, keychain, app, place }
    }

    /// Another program of alice's.
    async fn other(&self) -> Running {
        Running::start(self.company.clock(), self.folder.path(), &self.keychain).await
    }

    /// Whether this program has keys of the role in hand, and whether the keychain has some.
    fn has_keys(&self) -> (bool, bool) {
        let (key, home) = (role(DEV, ADMINISTRATOR), &self.app.engine.parts().home);
        let entry = Entry::Role { key: key.clone(), local: true };
        let kept = self.keychain.get(entry.service(), &entry.user(home.tag())).expect("readable");
        (self.app.engine.parts().sessions.credentials_until(&key).is_some(), kept.is_some())
    }

    /// A request as tools send it, with other headers than theirs after it.
    fn request(&self, more: &str) -> String {
        let Place { token, port, .. } = &self.place;
        let path = self.path();
        format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: {}\r\n{more}\r\n",
            token.expose()
        )
    }

    fn path(&self) -> &str {
        self.place.url.split_once("/v1/").map(|(origin, _)| &self.place.url[origin.len()..]).expect("a path")
    }

    /// What is answered; `None` when nobody listens.
    async fn ask(&self, request: &str) -> Option<String> {
        exchange(self.place.port, request).await
    }

    /// The status of the answer to whoever has the token.
    async fn status(&self) -> Option<u16> {
        status(&self.ask(&self.request("")).await?)
    }

    /// Seconds pass, and the app looks at the clock.
    async fn pass(&mut self, seconds: i64) {
        self.company.clock().advance(SignedDuration::from_secs(seconds));
        self.app.wake().await;
    }

    fn is_open(&self) -> bool {
        !self.app.engine.snapshot().serving.is_empty()
    }
}

async fn serve(app: &Running, terms: Terms) -> Result<Place> {
    let reply = app.run(Command::Serve(role(DEV, ADMINISTRATOR), terms)).await?;
    let Reply::Serving(place) = reply else { panic!("{reply:?}") };
    Ok(place)
}

async fn exchange(port: u16, request: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    // A refusal may come before everything was said.
    drop(stream.write_all(request.as_bytes()).await);
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer).await);
    Some(String::from_utf8(answer).expect("text"))
}

fn status(answer: &str) -> Option<u16> {
    answer.split(' ').nth(1)?.parse().ok()
}

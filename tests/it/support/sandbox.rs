//! A home that is thrown away, and an environment in which no program finds anything of the real one.
#![expect(clippy::disallowed_methods, reason = "a test furnishes its own home")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;

use super::client::SignedIn;
use super::company::Company;
use super::process::{bare, run, told};

/// The name of the `sso-session` in [`Sandbox::furnish`], and the file the AWS CLI keeps its token in: the SHA-1 of it.
pub(crate) const SESSION: &str = "corp";
const TOKEN_FILE: &str = "ee0bfd2552fbd840c02cc48b6e823320543c450f.json";

/// Where a program keeps what is its own: configuration, data, state, cache, and what lasts as long as the person is
/// signed in to the desktop.
const PLACES: [&str; 4] = ["home/.config", "home/.local", "home/.cache", "run"];
/// What of that is the bus's and the keyring's.
const FOREIGN: [&str; 4] = ["run/bus", "run/services", "run/keyring", "home/.local/share/keyrings"];

/// The home; it goes away with this value.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("pt-").tempdir().expect("a temporary folder");
        let sandbox = Self { folder };
        for part in ["home/.aws", "run", "tmp", "portico"] {
            std::fs::create_dir_all(sandbox.path(part)).expect("a folder");
        }
        sandbox.close();
        sandbox
    }

    /// Something in it.
    pub(crate) fn path(&self, part: &str) -> PathBuf {
        self.folder.path().join(part)
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.path("home")
    }

    pub(crate) fn write(&self, part: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(part);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("written");
        path
    }

    pub(crate) fn read(&self, part: &str) -> String {
        let path = self.path(part);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Puts this script where programs look for `xdg-open`, and an empty file `opened` beside it; gives the `PATH` on
    /// which it comes before the machine's own.
    pub(crate) fn browser(&self, script: &str) -> String {
        self.executable("bin/xdg-open", script);
        self.write("bin/opened", "");
        let path = told("PATH").expect("PATH");
        format!("{}:{}", self.path("bin").display(), path.display())
    }

    /// Writes a program.
    pub(crate) fn executable(&self, part: &str, text: &str) -> PathBuf {
        let path = self.write(part, text);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let open = std::fs::Permissions::from_mode(0o755);
            std::fs::set_permissions(&path, open).expect("its own file");
        }
        path
    }

    /// The names of what lies in a folder, in order.
    pub(crate) fn names(&self, part: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(part)).expect("a folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<String> = entries.map(|one| name(one).to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// What others may read, change or enter where Portico keeps its own files, with the modes; `expected` files are among
    /// those looked at. For a Portico without `PORTICO_HOME`.
    pub(crate) async fn exposed(&self, expected: &[&str]) -> Vec<String> {
        for file in expected {
            assert!(self.path(file).exists(), "{file} is not there");
        }
        let mut find = self.command("find");
        let places = PLACES.into_iter().filter(|place| self.path(place).exists());
        find.args(places).args(["-perm", "/077", "-printf", "%m %p\n"]);
        find.current_dir(self.path(""));
        let found = run(find).await.worked();
        let is_ours = |line: &&str| !FOREIGN.iter().any(|place| line.contains(&format!(" {place}")));
        found.lines().filter(is_ours).map(str::to_owned).collect()
    }

    /// A program that knows nothing but this home.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = bare(program);
        self.settle(&mut command);
        command
    }

    /// The variables of [`Sandbox::command`], for a command that has others already.
    pub(crate) fn settle(&self, command: &mut Command) {
        command.env("PATH", told("PATH").expect("PATH"));
        for (name, part) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "home/.config"),
            ("XDG_DATA_HOME", "home/.local/share"),
            ("XDG_CACHE_HOME", "home/.cache"),
            ("XDG_STATE_HOME", "home/.local/state"),
            ("XDG_RUNTIME_DIR", "run"),
            ("TMPDIR", "tmp"),
            ("PORTICO_HOME", "portico"),
            ("AWS_CONFIG_FILE", "home/.aws/config"),
            ("AWS_SHARED_CREDENTIALS_FILE", "home/.aws/credentials"),
        ] {
            command.env(name, self.path(part));
        }
        command.env("LANG", "C.UTF-8").env("AWS_EC2_METADATA_DISABLED", "true");
        command.env("AWS_MAX_ATTEMPTS", "1").env("AWS_PAGER", "").env("AWS_REGION", "eu-west-1");
        command.env("AWS_DEFAULT_REGION", "eu-west-1").current_dir(self.home());
    }

    /// `~/.aws` of somebody who signed in with the AWS CLI an hour ago: profiles `mine` and `foreign` (not assigned)
    /// on one `sso-session`, and its token, whose access token has run out and whose refresh token has not.
    pub(crate) fn furnish(&self, company: &Company, signed_in: &SignedIn) {
        let (url, region, endpoint) = (company.start_url(), company.region(), company.endpoint());
        let profile = |name: &str, account: &str, role: &str| {
            format!(
                "[profile {name}]\nsso_session = {SESSION}\nsso_account_id = {account}\nsso_role_name = {role}\n\
                 region = {region}\nservices = local\n"
            )
        };
        let services = ["sso", "sso_oidc", "sso-oidc", "sts"]
            .map(|name| format!("{name} =\n  endpoint_url = {endpoint}\n"))
            .concat();
        let config = format!(
            "[sso-session {SESSION}]\nsso_start_url = {url}\nsso_region = {region}\n\
             sso_registration_scopes = sso:account:access\n{}{}[services local]\n{services}",
            profile("mine", super::DEV, super::ADMINISTRATOR),
            profile("foreign", super::PRODUCTION, super::ADMINISTRATOR),
        );
        self.write("home/.aws/config", config);
        let stamp = |time: Timestamp| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let registered = Timestamp::from_second(signed_in.client_expires).expect("a time");
        let token = json!({
            "startUrl": url, "region": region, "accessToken": signed_in.access,
            "expiresAt": stamp(company.now() - SignedDuration::from_hours(1)),
            "clientId": signed_in.client_id, "clientSecret": signed_in.client_secret,
            "refreshToken": signed_in.refresh, "registrationExpiresAt": stamp(registered),
        });
        self.write(&format!("home/.aws/sso/cache/{TOKEN_FILE}"), token.to_string());
    }

    /// The token file of [`Sandbox::furnish`] as it is now.
    pub(crate) fn token(&self) -> Value {
        let text = self.read(&format!("home/.aws/sso/cache/{TOKEN_FILE}"));
        serde_json::from_str(&text).expect("JSON")
    }

    /// Only its owner looks in, as at a real home.
    fn close(&self) {
        #[cfg(unix)]
        for part in ["run", "home", "tmp"] {
            use std::os::unix::fs::PermissionsExt as _;
            let closed = std::fs::Permissions::from_mode(0o700);
            std::fs::set_permissions(self.path(part), closed).expect("its own folder");
        }
    }
}

/// Every file below a folder, in order; links are not followed.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.map(|entry| entry.expect("an entry")) {
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            found.extend(files(&entry.path()));
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

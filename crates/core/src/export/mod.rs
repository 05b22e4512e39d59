//! Credentials as text for a shell, a file or a program.
//!
//! Rule: the values come from a server and end in a shell, so each form has its own quoting and none trusts them.
//! Shells also forget `AWS_PROFILE`: some tools (the JavaScript SDK v3) prefer the profile it names to the keys beside
//! it, so the person would work in another account than the one copied; others take Region and settings from it.
//! A `.env` file cannot forget a variable, and an empty one is an error to AWS tools, so that form leaves it alone.

mod container;
pub mod kubeconfig;
mod quote;

pub use container::{RIVALS, container, container_variables};

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use portico_model::{Region, Secret};
use url::Url;

use crate::credentials::Credentials;
use crate::disk::Environment;
use crate::error::{Error, Result};
use crate::view::FormChoice;

/// A form that credentials can be copied in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// `export A='b'`.
    Bash,
    /// `export A='b'`.
    Zsh,
    /// `set -gx A 'b'`.
    Fish,
    /// `$env.A = "b"`.
    Nushell,
    /// `$Env:A = 'b'`.
    PowerShell,
    /// `set "A=b"`.
    Cmd,
    /// `A=b`, for files that programs read.
    Dotenv,
    /// `A=b`, for `--env-file` of Docker and Podman, which know no quotes.
    Docker,
    /// What a `credential_process` prints.
    Json,
}

/// Every form with its id and its name, in the order they are offered.
const FORMS: [(Form, &str, &str); 9] = [
    (Form::Bash, "bash", "bash"),
    (Form::Zsh, "zsh", "zsh"),
    (Form::Fish, "fish", "fish"),
    (Form::Nushell, "nushell", "Nushell"),
    (Form::PowerShell, "powershell", "PowerShell"),
    (Form::Cmd, "cmd", "Command Prompt"),
    (Form::Dotenv, "env", ".env file"),
    (Form::Docker, "docker", "Docker --env-file"),
    (Form::Json, "json", "JSON"),
];

impl Form {
    /// Its id in commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        FORMS.iter().find(|(form, ..)| *form == self).map_or("bash", |(_, id, _)| id)
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Form {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        FORMS.iter().find(|(_, id, _)| *id == text).map(|(form, ..)| *form).ok_or_else(|| {
            let ids: Vec<&str> = FORMS.iter().map(|(_, id, _)| *id).collect();
            Error::invalid(
                format!("\"{}\" is not a form of credentials.", crate::text::clean(text, 40)),
                format!("Use one of {}.", ids.join(", ")),
            )
        })
    }
}

/// The forms, for a person to choose from.
#[must_use]
pub fn choices() -> Vec<FormChoice> {
    FORMS.iter().map(|(_, id, name)| FormChoice { id: (*id).to_owned(), name: (*name).to_owned() }).collect()
}

/// The shell this person most likely uses.
#[must_use]
pub fn usual(environment: &Environment) -> Form {
    // Windows sets it everywhere; elsewhere only PowerShell itself does.
    if cfg!(windows) || environment.text("PSModulePath").is_some() {
        return Form::PowerShell;
    }
    let shell = environment.path("SHELL");
    match shell.as_deref().and_then(Path::file_name).and_then(|name| name.to_str()) {
        Some("zsh") => Form::Zsh,
        Some("fish") => Form::Fish,
        Some("nu") => Form::Nushell,
        Some("pwsh") => Form::PowerShell,
        Some(_) | None => Form::Bash,
    }
}

/// The variables that tell AWS tools where a local Identity Center is.
pub const LOCAL_ENDPOINTS: [&str; 3] =
    ["AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_STS"];

/// The credentials in `form`, line ends included (JSON has none). The Region is set for old and new tools; `endpoint` is
/// that of a local Identity Center, whose keys AWS itself would refuse.
#[must_use]
pub fn render(
    form: Form,
    credentials: &Credentials,
    region: Option<&Region>,
    endpoint: Option<&Url>,
) -> Secret {
    if form == Form::Json {
        return Secret::new(credentials.to_json());
    }
    let expires = credentials.expires.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let region = region.map(Region::as_str);
    let variables = [
        ("AWS_ACCESS_KEY_ID", Some(credentials.access_key_id.as_str())),
        ("AWS_SECRET_ACCESS_KEY", Some(credentials.secret_access_key.expose().as_str())),
        ("AWS_SESSION_TOKEN", Some(credentials.session_token.expose().as_str())),
        ("AWS_CREDENTIAL_EXPIRATION", Some(expires.as_str())),
        ("AWS_REGION", region),
        // boto3 reads this one only.
        ("AWS_DEFAULT_REGION", region),
    ];
    let endpoint = endpoint.map(|url| url.as_str().trim_end_matches('/'));
    let variables = variables.into_iter().chain(LOCAL_ENDPOINTS.map(|name| (name, endpoint)));
    let mut out = String::new();
    for (name, value) in variables {
        if let Some(value) = value {
            out.push_str(&assignment(form, name, value));
        }
    }
    out.push_str(&forgotten(form, "AWS_PROFILE"));
    Secret::new(out)
}

fn assignment(form: Form, name: &str, value: &str) -> String {
    match form {
        Form::Bash | Form::Zsh => format!("export {name}={}\n", quote::sh(value)),
        Form::Fish => format!("set -gx {name} {}\n", quote::fish(value)),
        Form::PowerShell => format!("$Env:{name} = {}\n", quote::powershell(value)),
        Form::Cmd => format!("set \"{name}={}\"\r\n", quote::cmd(value)),
        Form::Nushell => format!("$env.{name} = {}\n", quote::nushell(value)),
        Form::Dotenv => format!("{name}={}\n", quote::dotenv(value)),
        Form::Docker => format!("{name}={}\n", quote::docker(value)),
        Form::Json => String::new(),
    }
}

/// The line that takes a variable away; nothing where there is no such line.
fn forgotten(form: Form, name: &str) -> String {
    match form {
        Form::Bash | Form::Zsh => format!("unset {name}\n"),
        Form::Fish => format!("set -e {name}\n"),
        Form::Nushell => format!("hide-env --ignore-errors {name}\n"),
        Form::PowerShell => format!("Remove-Item Env:{name} -ErrorAction SilentlyContinue\n"),
        Form::Cmd => format!("set \"{name}=\"\r\n"),
        Form::Dotenv | Form::Docker | Form::Json => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    fn credentials(secret: &str) -> Credentials {
        Credentials {
            access_key_id: "ASIAEMUEXAMPLE".to_owned(),
            secret_access_key: Secret::new(secret.to_owned()),
            session_token: Secret::new("IQoJ//+=".to_owned()),
            expires: "2026-11-21T23:44:52.9Z".parse().expect("a time"),
            account: "111122223333".parse().expect("an id"),
        }
    }

    fn region() -> Region {
        "eu-west-1".parse().expect("a Region")
    }

    /// Values a hostile server could send; every shell must take them as plain text.
    const HOSTILE: [&str; 6] = [
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCY=",
        "a'b\"c\\d",
        "$(touch x)`id`$HOME",
        "a b;c&d|e>f#g",
        "%PATH%!x!^",
        "ü門’‘",
    ];

    /// Runs `script` in a real shell and gives back the secret key as a child process sees it.
    fn through(shell: &str, script: &str) -> String {
        let tail = "env | grep -a '^AWS_SECRET_ACCESS_KEY=' ; env | grep -c '^AWS_PROFILE='";
        let child = Command::new(shell)
            .args(["-c", &format!("{script}{tail}")])
            .env("AWS_PROFILE", "other")
            .stderr(Stdio::inherit())
            .output();
        let child = child.unwrap_or_else(|error| panic!("{shell}: {error}; `cargo xtask test` installs it"));
        let text = String::from_utf8(child.stdout).expect("UTF-8");
        let (value, left) = text.trim_end().rsplit_once('\n').expect("two lines");
        assert_eq!(left, "0", "AWS_PROFILE stays in {shell}");
        value.strip_prefix("AWS_SECRET_ACCESS_KEY=").expect("the variable").to_owned()
    }

    #[test]
    fn values_come_out_of_real_shells_as_they_went_in() {
        for secret in HOSTILE {
            for (form, shell) in [(Form::Bash, "bash"), (Form::Zsh, "zsh"), (Form::Fish, "fish")] {
                let script = render(form, &credentials(secret), Some(&region()), None);
                assert_eq!(through(shell, script.expose()), secret, "{shell}");
            }
        }
    }

    #[test]
    fn each_form_is_as_documented() {
        let text = |form| render(form, &credentials("se'c"), Some(&region()), None).expose().clone();
        assert!(text(Form::Fish).contains("set -gx AWS_SECRET_ACCESS_KEY 'se\\'c'\n"));
        assert!(text(Form::PowerShell).contains("$Env:AWS_SECRET_ACCESS_KEY = 'se''c'\n"));
        assert!(text(Form::Cmd).starts_with("set \"AWS_ACCESS_KEY_ID=ASIAEMUEXAMPLE\"\r\n"));
        assert_eq!(
            render(Form::Dotenv, &credentials("wJal/+="), None, None).expose(),
            "AWS_ACCESS_KEY_ID=ASIAEMUEXAMPLE\nAWS_SECRET_ACCESS_KEY=wJal/+=\nAWS_SESSION_TOKEN=IQoJ//+=\n\
             AWS_CREDENTIAL_EXPIRATION=2026-11-21T23:44:52Z\n"
        );
        assert!(text(Form::Bash).contains("export AWS_REGION='eu-west-1'\n"));
        assert_eq!(
            text(Form::Json),
            "{\"Version\":1,\"AccessKeyId\":\"ASIAEMUEXAMPLE\",\"SecretAccessKey\":\"se'c\",\
             \"SessionToken\":\"IQoJ//+=\",\"Expiration\":\"2026-11-21T23:44:52Z\",\"AccountId\":\"111122223333\"}"
        );
    }

    #[test]
    fn no_value_breaks_out_of_its_line() {
        for secret in ["a\r\nset X=1", "a\nexport X=1", "a\" & calc & \"", "\u{0}\u{1b}[2J"] {
            for (form, id, _) in FORMS {
                let text = render(form, &credentials(secret), None, None);
                let lines = text.expose().lines().count();
                assert_eq!(
                    lines,
                    render(form, &credentials("x"), None, None).expose().lines().count(),
                    "{id}"
                );
            }
            let cmd = render(Form::Cmd, &credentials(secret), None, None);
            assert!(cmd.expose().lines().all(|line| line.matches('"').count() == 2), "{}", cmd.expose());
        }
    }

    #[test]
    fn ids_are_read_back() {
        for choice in choices() {
            assert_eq!(choice.id.parse::<Form>().expect("known").to_string(), choice.id);
        }
        assert!("tcsh".parse::<Form>().expect_err("unknown").remedy().contains("powershell"));
    }
}

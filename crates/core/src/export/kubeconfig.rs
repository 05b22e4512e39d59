//! A kubeconfig for one EKS cluster and one role: `kubectl` then asks Portico for a token whenever it needs one.
//!
//! Rule: the document is the person's to save and nothing of theirs is read or changed. It holds no secret. It is YAML in which
//! every string stands in the quotes of JSON, so that no name can mean anything else.
//! Source: Kubernetes, "Client authentication with exec credential plugins" and the reference of kubeconfig v1.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use portico_model::{Region, Secret};
use serde_json::{Value, json};
use url::Url;

use super::quote;
use crate::aws::eks::{ClusterName, Token};
use crate::error::{Error, Result};
use crate::profiles::Helper;
use crate::role::RoleKey;

/// The version that every `kubectl` since 1.11 knows.
const BETA: &str = "client.authentication.k8s.io/v1beta1";
const STABLE: &str = "client.authentication.k8s.io/v1";

/// A cluster as somebody with a role sees it.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Its name.
    pub name: ClusterName,
    /// Where it is.
    pub region: Region,
    /// As whom.
    pub key: RoleKey,
    /// What answers `kubectl`.
    pub helper: Helper,
    /// What the context is called; `CLUSTER-ROLE` when `None`.
    pub context: Option<String>,
    /// Its address; `None` leaves it to an entry that `aws eks update-kubeconfig` made or will make.
    pub server: Option<Url>,
    /// The certificate of its authority, in PEM.
    pub authority: Option<Vec<u8>>,
}

impl Cluster {
    /// The name the AWS CLI gives the cluster's entry: its ARN. The account is that of the role, as with the AWS CLI.
    #[must_use]
    pub fn arn(&self) -> String {
        let partition = self.region.partition();
        format!("arn:{partition}:eks:{}:{}:cluster/{}", self.region, self.key.account, self.name)
    }

    /// The name of the user's entry; none of the AWS CLI's begins so.
    #[must_use]
    pub fn user(&self) -> String {
        format!("portico:{}:{}@{}", self.key.portal, self.key.role, self.arn())
    }

    /// The name of the context.
    #[must_use]
    pub fn context(&self) -> String {
        self.context.clone().unwrap_or_else(|| format!("{}-{}", self.name, self.key.role))
    }

    fn server(&self) -> Option<&str> {
        self.server.as_ref().map(|url| url.as_str().trim_end_matches('/'))
    }

    /// The words of the command that makes a token, the binary first.
    ///
    /// # Errors
    /// When a path of Portico's cannot be written.
    fn command(&self) -> Result<Vec<String>> {
        let written = |path: &std::path::Path| {
            path.to_str().filter(|_| path.is_absolute()).map(str::to_owned).ok_or_else(|| {
                Error::invalid(
                    format!("{} is not an absolute path in UTF-8.", path.display()),
                    "Start Portico by its full path, from a folder with an ordinary name.",
                )
            })
        };
        let mut words = vec![written(&self.helper.binary)?, "eks".to_owned(), "token".to_owned()];
        if let Some(home) = &self.helper.home {
            words.extend(["--home".to_owned(), written(home)?]);
        }
        let RoleKey { portal, account, role } = &self.key;
        for (flag, value) in [
            ("--portal", portal.to_string()),
            ("--account", account.to_string()),
            ("--role", role.to_string()),
            ("--region", self.region.to_string()),
        ] {
            words.extend([flag.to_owned(), value]);
        }
        words.push(self.name.to_string());
        Ok(words)
    }

    /// The whole document.
    ///
    /// # Errors
    /// When a path of Portico's cannot be written.
    pub fn document(&self) -> Result<Value> {
        let command = self.command()?;
        let exec = json!({
            "apiVersion": BETA, "command": command[0], "args": command[1..],
            "interactiveMode": "Never", "provideClusterInfo": false,
        });
        let mut document = json!({
            "apiVersion": "v1", "kind": "Config",
            "users": [{ "name": self.user(), "user": { "exec": exec } }],
            "contexts": [{
                "name": self.context(), "context": { "cluster": self.arn(), "user": self.user() },
            }],
            "current-context": self.context(),
        });
        if let Some(server) = self.server() {
            let mut cluster = json!({ "server": server });
            if let Some(pem) = &self.authority {
                cluster["certificate-authority-data"] = Value::String(STANDARD.encode(pem));
            }
            document["clusters"] = json!([{ "name": self.arn(), "cluster": cluster }]);
        }
        Ok(document)
    }

    /// The document as a file has it.
    ///
    /// # Errors
    /// As [`Cluster::document`].
    pub fn yaml(&self) -> Result<String> {
        let command = self.command()?;
        let (user, context, arn) = (quoted(&self.user()), quoted(&self.context()), quoted(&self.arn()));
        let args: String = command[1..].iter().map(|word| format!("      - {}\n", quoted(word))).collect();
        let mut out = String::from("apiVersion: v1\nkind: Config\n");
        if let Some(server) = self.server() {
            out += &format!("clusters:\n- name: {arn}\n  cluster:\n    server: {}\n", quoted(server));
            if let Some(pem) = &self.authority {
                out += &format!("    certificate-authority-data: {}\n", STANDARD.encode(pem));
            }
        }
        out += &format!(
            "users:\n- name: {user}\n  user:\n    exec:\n      apiVersion: {BETA}\n      command: {}\n      args:\n\
             {args}      interactiveMode: Never\n      provideClusterInfo: false\n\
             contexts:\n- name: {context}\n  context:\n    cluster: {arn}\n    user: {user}\n\
             current-context: {context}\n",
            quoted(&command[0]),
        );
        Ok(out)
    }

    /// The same as commands for a POSIX shell, which put it into the kubeconfig that `kubectl` uses.
    ///
    /// # Errors
    /// As [`Cluster::document`].
    pub fn commands(&self) -> Result<String> {
        let command = self.command()?;
        let (user, context, arn) = (self.user(), self.context(), self.arn());
        let mut lines = Vec::new();
        if let Some(server) = self.server() {
            lines.push(["set-cluster", &arn, &format!("--server={server}")].map(quote::sh).join(" "));
            if let Some(pem) = &self.authority {
                // Nothing but this takes the certificate itself; an ARN of a cluster has no dots.
                let setting = format!("clusters.{arn}.certificate-authority-data");
                lines.push(["set", &setting, &STANDARD.encode(pem)].map(quote::sh).join(" "));
            }
        }
        let mut words = vec!["set-credentials".to_owned(), user.clone()];
        words.extend([format!("--exec-api-version={BETA}"), format!("--exec-command={}", command[0])]);
        words.extend(command[1..].iter().map(|word| format!("--exec-arg={word}")));
        lines.push(words.iter().map(|word| quote::sh(word)).collect::<Vec<_>>().join(" "));
        let words = ["set-context", &context, &format!("--cluster={arn}"), &format!("--user={user}")];
        lines.push(words.map(quote::sh).join(" "));
        Ok(lines.iter().map(|line| format!("kubectl config {line}\n")).collect())
    }
}

/// What `kubectl` reads from the program's stdout. `asked` is its `KUBERNETES_EXEC_INFO`, which says in which version.
#[must_use]
pub fn exec_credential(token: &Token, asked: Option<&str>) -> Secret {
    let asked: Option<Value> = asked.and_then(|text| serde_json::from_str(text).ok());
    let wanted = asked.as_ref().and_then(|info| info["apiVersion"].as_str());
    let version = if wanted == Some(STABLE) { STABLE } else { BETA };
    Secret::new(
        json!({
            "kind": "ExecCredential", "apiVersion": version, "spec": {},
            "status": { "expirationTimestamp": stamp(token.expires), "token": token.text.expose() },
        })
        .to_string(),
    )
}

fn stamp(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// In JSON's quotes, which are YAML's too.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

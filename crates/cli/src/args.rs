//! What can be typed. Names of flags are API: scripts rely on them.
//!
//! Rule: clap checks the shape only; names, Regions and numbers are parsed where they are used, so that a wrong one
//! is told with its remedy.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::exit;
use crate::verbs::{
    browsers::BrowsersArgs, center::CenterArgs, completions::CompletionsArgs, consoles::ConsolesArgs,
    credentials::CredentialsArgs, doctor::DoctorArgs, eks::EksVerb, env::EnvArgs, exec::ExecArgs,
    journal::JournalArgs, keychain::KeychainVerb, list::ListArgs, login::LoginArgs, logout::LogoutArgs,
    man::ManArgs, open::OpenArgs, pick::PickArgs, portals::PortalsVerb, profiles::ProfilesVerb,
    prompt::PromptArgs, serve::ServeArgs, status::StatusArgs,
};

/// The right account, the right role: AWS IAM Identity Center from the command line.
#[derive(Debug, Parser)]
#[command(name = "portico", version, propagate_version = true, after_long_help = exit::help())]
pub(crate) struct Cli {
    /// Print one JSON document on stdout; failures are one JSON line on stderr.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Keep all of Portico's own files in this folder (as PORTICO_HOME does).
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) home: Option<PathBuf>,
    /// What to do; on a terminal, without any, a role is picked and its console opened.
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Add, list and remove portals.
    #[command(subcommand)]
    Portals(PortalsVerb),
    /// Sign in through the browser.
    Login(LoginArgs),
    /// Say where you are signed in.
    Status(StatusArgs),
    /// End the session and forget its secrets.
    Logout(LogoutArgs),
    /// List accounts and roles.
    List(ListArgs),
    /// Open the AWS console of a role.
    Open(OpenArgs),
    /// Find a role by typing, in the terminal, and open its console.
    Pick(PickArgs),
    /// Print a role's credentials for a shell, a .env file or as JSON.
    Env(EnvArgs),
    /// Run a program with a role's credentials in its environment.
    Exec(ExecArgs),
    /// Serve a role's credentials on a local address, for containers, IDEs and SDKs.
    Serve(ServeArgs),
    /// Hand credentials to AWS tools (the credential_process of an exported profile).
    Credentials(CredentialsArgs),
    /// Reach Kubernetes clusters of Amazon EKS.
    #[command(subcommand)]
    Eks(EksVerb),
    /// Keep profiles in the AWS config file.
    #[command(subcommand)]
    Profiles(ProfilesVerb),
    /// Choose where secrets are kept, and see whether that works.
    #[command(subcommand)]
    Keychain(KeychainVerb),
    /// Choose the browsers and profiles that consoles open in, and see which there are.
    Browsers(BrowsersArgs),
    /// Say which consoles are open and until when, and sign out of them.
    Consoles(ConsolesArgs),
    /// Say what happened and who asked for it, and whether that was tampered with.
    Journal(JournalArgs),
    /// Say which source of credentials wins for a profile and why, and what may be wrong on this machine.
    Doctor(DoctorArgs),
    /// Run a local Identity Center, or visit one as one of its people.
    Center(CenterArgs),
    /// Print a completion script for a shell.
    Completions(CompletionsArgs),
    /// Print the role in use, for a shell's prompt.
    Prompt(PromptArgs),
    /// Print the manual, or write a page for every verb.
    #[command(hide = true)]
    Man(ManArgs),
    /// List the exit codes.
    #[command(after_help = exit::help())]
    ExitCodes,
}

/// Which role is meant.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct RoleArgs {
    /// A profile that Portico wrote: its role is meant.
    #[arg(value_name = "PROFILE", conflicts_with_all = ["account", "portal", "role"])]
    pub(crate) profile: Option<String>,
    /// The account: its number, its number grouped by dashes, or its name; asked for on a terminal when left out.
    #[arg(long, value_name = "ACCOUNT")]
    pub(crate) account: Option<String>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
}

/// What narrows an account down to a role.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ChoiceArgs {
    /// The portal; may be left out when the account is in one portal only.
    #[arg(long, value_name = "NAME")]
    pub(crate) portal: Option<String>,
    /// The role (permission set); the weakest one when left out.
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
}

/// What is said beforehand about a role that has to be confirmed.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ConsentArgs {
    /// Confirm a guarded role beforehand, by the name that would have to be typed: the role's, or that of the account marked as
    /// production.
    #[arg(long, value_name = "NAME")]
    pub(crate) confirm: Option<String>,
    /// Why a guarded role is used, such as the number of a ticket; it stands in the journal.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn what_scripts_type_is_understood() {
        for line in [
            "portals add demo --start-url https://x.awsapps.com/start --region eu-west-1 --endpoint http://127.0.0.1:1",
            "portals add work --start-url company",
            "portals add work --hosts fips-dual-stack --also us-east-1 --also us-west-2",
            "portals add own --start-url https://aws.company.com --confirm-host aws.company.com --region eu-west-1",
            "--json portals list",
            "portals remove demo",
            "login --no-browser",
            "login --portal demo --json",
            "login --use-device-code",
            "status --home x",
            "logout --portal demo",
            "list prod --portal demo --refresh",
            "list --cached --json",
            "open",
            "pick prod read --print",
            "env --role R",
            "env dev",
            "exec -- true",
            "exec dev -- aws s3 ls",
            "serve",
            "open Dev --print --destination ec2 --region eu-west-1",
            "open --account 3849-2501-6173 --role ReadOnlyAccess --federate",
            "env --account Dev --role R --form fish",
            "exec --account Dev --role R -- aws s3 ls --profile x",
            "exec --server --account Dev -- terraform plan",
            "serve Dev",
            "serve Dev ReadOnlyAccess --portal demo --idle 0 --stop-on-lock --env-file .env",
            "serve --account Dev --role R --form fish",
            "credentials --portal demo --account 384925016173 --role R",
            "eks kubeconfig prod --account Dev --role R --region eu-west-1",
            "eks kubeconfig prod --account Dev --region eu-west-1 --server https://x --certificate-authority f --name n",
            "eks kubeconfig prod --account Dev --region eu-west-1 --form kubectl",
            "eks token --portal demo --account 384925016173 --role R --region eu-west-1 prod",
            "profiles add --account Dev --role R --name n --form sso-session --region eu-west-1 --yes",
            "profiles add --account Dev --form keys",
            "profiles plan --query prod --favourites --portal demo --form sso-legacy --json",
            "profiles sync --template {account|lower}-{role} --region eu-west-1 --prune --save --yes",
            "profiles sync --default Dev/ReadOnlyAccess",
            "profiles remove a b --yes",
            "profiles undo --json",
            "profiles list --json",
            "center --demo --accounts 9 --listen 127.0.0.1:0 --data d --json --access-ttl 60 --quota 5 --latency 9",
            "center --demo --role-ttl 60 --session-ttl 60 --page-size 7",
            "center visit http://127.0.0.1:1/start --as alice --deny --json",
            "center code --as alice",
            "keychain status --json",
            "keychain use file --forget",
            "keychain unlock",
            "browsers",
            "browsers list --json",
            "browsers use own-by-role --account 3849-2501-6173 --portal demo",
            "browsers use firefox-esr:Work --sign-in --portal demo",
            "browsers use default",
            "browsers own --json",
            "browsers own remove Dev --portal demo --role R",
            "open Dev --browser firefox:Work --federate",
            "consoles",
            "consoles list --json",
            "consoles sign-out",
            "consoles sign-out Dev --portal demo --json",
            "journal",
            "journal --since 7d --portal demo --account Dev --kind signed_in,console_opened --limit 9 --csv",
            "journal --kind signed_in --kind signed_out --json",
            "journal verify --json",
            "journal verify --expect 17:0000000000000000000000000000000000000000000000000000000000000000",
            "journal head",
            "journal prune --before 2026-01-01 --reason x --yes",
            "doctor",
            "doctor dev --json",
            "doctor --repair --yes",
            "completions bash",
            "prompt --json",
            "prompt --shell zsh",
            "man --dir d",
            "exit-codes",
        ] {
            let parsed = Cli::try_parse_from(std::iter::once("portico").chain(line.split(' ')));
            assert!(parsed.is_ok(), "{line}: {parsed:?}");
        }
        for line in [
            "exec --account Dev",
            "exec dev --account Dev -- true",
            "env dev --role R",
            "serve Dev R --role R",
            "serve Dev --idle -1",
            "list --refresh --cached",
            "login --no-browser --use-device-code",
            "open Dev --browser own --print",
            "browsers use",
            "browsers use firefox --sign-in --account Dev",
            "eks kubeconfig prod --account Dev",
            "eks kubeconfig prod --account Dev --region eu-west-1 --certificate-authority f",
            "journal --csv --json",
            "journal prune",
            "doctor --yes",
            "prompt --shell cmd",
        ] {
            assert!(
                Cli::try_parse_from(std::iter::once("portico").chain(line.split(' '))).is_err(),
                "{line}"
            );
        }
    }
}

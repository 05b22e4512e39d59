//! A program that writes profiles, to be killed, raced and tripped up.
//!
//! `profile_writer HOME WORD...` does one thing and says how it ended; without words it does what each line of stdin
//! says. The words: `put NAME...`, `remove NAME...`, `undo`, `many COUNT`. The files are those of the environment.

use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use portico_core::Result;
use portico_core::disk::{Environment, Home};
use portico_core::profiles::{self, AwsFiles, Change, Helper, Source, Wish};
use portico_core::role::RoleKey;
use portico_core::settings::Portal;
use portico_model::{Clock as _, SystemClock};

fn main() {
    let mut words = std::env::args().skip(1);
    let home = words.next().expect("a home");
    let home = Home::at(Path::new(&home)).expect("a home");
    let files = AwsFiles::of(&Environment::of_process()).expect("files");
    let words: Vec<String> = words.collect();
    if !words.is_empty() {
        return say(&outcome(&home, &files, &words));
    }
    for line in std::io::stdin().lock().lines() {
        let words: Vec<String> = line.expect("text").split(' ').map(str::to_owned).collect();
        say(&outcome(&home, &files, &words));
    }
}

fn say(text: &str) {
    let mut stdout = std::io::stdout().lock();
    // Nobody listens any more: then there is nobody to tell.
    drop(writeln!(stdout, "{text}").and_then(|()| stdout.flush()));
}

fn outcome(home: &Home, files: &AwsFiles, words: &[String]) -> String {
    match act(home, files, words) {
        Ok(true) => "ok".to_owned(),
        Ok(false) => "nothing".to_owned(),
        Err(error) => format!("refused {:?}: {} {}", error.code(), error.message(), error.remedy()),
    }
}

/// Says whether anything was to be written.
fn act(home: &Home, files: &AwsFiles, words: &[String]) -> Result<bool> {
    let (verb, names) = words.split_first().expect("a word");
    let plan = match verb.as_str() {
        "put" => profiles::plan(
            files,
            Change { put: names.iter().map(|name| wish(name)).collect(), remove: vec![] },
        )?,
        "remove" => {
            let remove = names.iter().map(|name| name.parse()).collect::<Result<_>>()?;
            profiles::plan(files, Change { put: vec![], remove })?
        }
        "many" => {
            let count: usize = names[0].parse().expect("a number");
            let put = (0..count).map(|n| wish(&format!("many-{n:05}"))).collect();
            profiles::plan(files, Change { put, remove: vec![] })?
        }
        "undo" => profiles::plan_undo(home, files)?,
        unknown => panic!("what is {unknown}?"),
    };
    profiles::apply(home, files, &plan, SystemClock.now())?;
    Ok(!plan.is_empty())
}

fn wish(name: &str) -> Wish {
    let portal = Portal::parse("securecart", "https://securecart.awsapps.com/start", "eu-west-1", None);
    let portal = portal.expect("a portal");
    let (account, role) = ("444455556666".parse().expect("an id"), "ReadOnlyAccess".parse().expect("a role"));
    let helper = Helper { binary: PathBuf::from("/usr/bin/portico"), home: None };
    Wish {
        profile: name.parse().expect("a name"),
        key: RoleKey { portal: portal.name.clone(), account, role },
        portal: Arc::new(portal),
        region: Some("eu-west-1".parse().expect("a Region")),
        source: Source::Process(Arc::new(helper)),
        synced: false,
    }
}

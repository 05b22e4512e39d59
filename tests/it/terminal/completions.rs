//! Completion scripts in the shells they are for.

use crate::support::companion::Companion;
use crate::support::process::run;
use crate::support::tmux::Terminal;

async fn script(home: &Companion, shell: &str) -> String {
    home.run(&["completions", shell]).await.worked()
}

#[tokio::test(flavor = "multi_thread")]
async fn bash_completes_verbs_and_flags() {
    let home = Companion::without_desktop();
    home.sandbox.write("home/portico.bash", script(&home, "bash").await);
    for (words, wanted) in
        [("portico doc", "doctor"), ("portico doctor --rep", "--repair"), ("portico profiles sy", "sync")]
    {
        let line = "set -u; . ./portico.bash; words=($1); COMP_WORDS=(\"${words[@]}\"); COMP_CWORD=$((${#words[@]} - 1))\n\
                    _portico portico \"${words[-1]}\" \"${words[-2]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
        let mut bash = home.command("bash");
        bash.args(["--norc", "-c", line, "bash", words]);
        let said = run(bash).await;
        assert!(
            said.out.lines().any(|word| word.trim() == wanted) && said.err.is_empty(),
            "{words}: {said:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fish_completes_verbs_and_flags() {
    let home = Companion::without_desktop();
    home.sandbox.write("home/portico.fish", script(&home, "fish").await);
    for (words, wanted) in
        [("portico doc", "doctor"), ("portico doctor --rep", "--repair"), ("portico profiles sy", "sync")]
    {
        let mut fish = home.command("fish");
        fish.args(["--no-config", "-c", "source portico.fish; complete -C $argv[1]", words]);
        let said = run(fish).await;
        let first = |line: &str| line.split('\t').next() == Some(wanted);
        assert!(said.out.lines().any(first) && said.err.is_empty(), "{words}: {said:?}");
    }
}

/// In a zsh at a terminal, because completion is of its line editor.
#[tokio::test(flavor = "multi_thread")]
async fn zsh_completes_verbs_and_flags() {
    let home = Companion::without_desktop();
    home.sandbox.write("home/functions/_portico", script(&home, "zsh").await);
    home.sandbox.write(
        "home/.zshrc",
        "fpath=(~/functions $fpath); autoload -Uz compinit; compinit -u -D; PS1='zsh%% '\n",
    );
    let terminal = Terminal::open(&home, 100, 24).await;
    terminal.enter("exec zsh -i").await;
    terminal.until("zsh%").await;
    for (words, whole) in [
        ("portico docto", "portico doctor "),
        ("portico doctor --repai", "portico doctor --repair "),
        ("portico profiles syn", "portico profiles sync "),
    ] {
        terminal.say(words).await;
        terminal.press(&["Tab"]).await;
        terminal.say("#").await;
        terminal.until(&format!("zsh% {whole}#")).await;
        terminal.press(&["C-u"]).await;
    }
}

/// PowerShell does not run here: only that the script registers itself and knows the verbs.
#[tokio::test(flavor = "multi_thread")]
async fn powershell_is_given_a_script_that_knows_the_verbs() {
    let said = script(&Companion::without_desktop(), "powershell").await;
    assert!(said.contains("Register-ArgumentCompleter -Native -CommandName 'portico'"), "{said}");
    for part in ["'portico;doctor'", "'portico;profiles;sync'", "'--repair'"] {
        assert!(said.contains(part), "{part}");
    }
}

//! `portico prompt`: the role in use, for a shell's prompt.
//!
//! Rule: it runs before every command line, so it sets nothing up and never fails: a prompt must not be in anybody's way.

use clap::{Args, ValueEnum};
use portico_core::Result;
use portico_core::disk::Environment;
use portico_core::prompt;
use portico_model::{Clock, SystemClock};

use crate::exit::Ending;
use crate::out;

/// What to print.
#[derive(Args, Debug)]
pub(crate) struct PromptArgs {
    /// Print the lines for this shell's own file, which put the role into its prompt.
    #[arg(long, value_name = "SHELL", conflicts_with = "json")]
    shell: Option<PromptShell>,
}

/// A shell whose prompt can hold a segment.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PromptShell {
    /// ~/.bashrc
    Bash,
    /// ~/.zshrc
    Zsh,
    /// ~/.config/fish/config.fish
    Fish,
    /// $PROFILE
    #[value(name = "powershell")]
    PowerShell,
    /// ~/.config/nushell/config.nu
    Nushell,
}

impl PromptShell {
    /// What goes into the shell's own file. What is shown is data in all of them: none expands it, but zsh its percent
    /// signs, which are doubled.
    fn lines(self) -> &'static str {
        match self {
            Self::Bash => {
                "# The role in use, by Portico.\n\
                 __portico_prompt() { local role; role=\"$(portico prompt 2>/dev/null)\"; printf '%s' \"${role:+[$role] }\"; }\n\
                 case \"$PS1\" in *__portico_prompt*) ;; *) PS1='$(__portico_prompt)'\"$PS1\" ;; esac"
            }
            Self::Zsh => {
                "# The role in use, by Portico.\n\
                 setopt PROMPT_SUBST\n\
                 __portico_prompt() { local role=\"$(portico prompt 2>/dev/null)\"; print -rn -- \"${role:+[${role//\\%/%%}] }\"; }\n\
                 [[ \"$PROMPT\" == *__portico_prompt* ]] || PROMPT='$(__portico_prompt)'\"$PROMPT\""
            }
            Self::Fish => {
                "# The role in use, by Portico.\n\
                 functions -q __portico_own_prompt; or functions -c fish_prompt __portico_own_prompt\n\
                 function fish_prompt\n    \
                 set -l role (portico prompt 2>/dev/null)\n    \
                 test -n \"$role\"; and printf '[%s] ' $role\n    \
                 __portico_own_prompt\n\
                 end"
            }
            Self::PowerShell => {
                "# The role in use, by Portico.\n\
                 if (-not $Global:PorticoOwnPrompt) { $Global:PorticoOwnPrompt = $function:prompt }\n\
                 function prompt {\n    \
                 $role = portico prompt 2>$null\n    \
                 if ($role) { \"[$role] \" + (& $Global:PorticoOwnPrompt) } else { & $Global:PorticoOwnPrompt }\n\
                 }"
            }
            Self::Nushell => {
                "# The role in use, by Portico.\n\
                 $env.PROMPT_COMMAND_RIGHT = {|| ^portico prompt | str trim }"
            }
        }
    }
}

/// Prints the role, or nothing when none is in use.
///
/// # Errors
/// When stdout cannot be written.
pub(crate) fn run(environment: &Environment, json: bool, args: &PromptArgs) -> Result<Ending> {
    if let Some(shell) = args.shell {
        out::line(shell.lines())?;
        return Ok(Ending::Done);
    }
    let segment = prompt::segment(environment, SystemClock.now());
    if json {
        out::json(&segment)?;
    } else if let Some(segment) = segment {
        out::line(&prompt::line(&segment))?;
    }
    Ok(Ending::Done)
}

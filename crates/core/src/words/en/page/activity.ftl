# English, in the window: what happened and what ends.

## What changed, and access that is waited for.

activity-title = Activity
activity-lead = What ends when, and what happened.
activity-fresh = new
activity-unseen =
    { $n ->
        [one] 1 change you have not seen
       *[other] { $n } changes you have not seen
    }
activity-goTo = Go to { $name }
activity-gone = { $name } is not in your list any more.
activity-what-gained = You gained { $name }
activity-what-lost = You lost { $name }
activity-what-renamed = { $former } is now called { $name }
activity-what-role_gained = New role { $role } in { $name }
activity-what-role_raised = New role { $role } in { $name }: you can do more there than before
activity-what-role_lost = Role { $role } in { $name } is gone
activity-today = Today
activity-yesterday = Yesterday
activity-check = Check for new access
activity-checkIn = Check for new access in { $portal }
activity-looking = Looking for new access until { $time }
activity-lookingIn = Looking for new access in { $portal } until { $time }
activity-lookingHint = You are told as soon as it is there.
activity-stop = Stop
activity-stopIn = Stop looking for new access in { $portal }
activity-arrived = Your new access in { $portal } is there.
activity-nothingCame = No new access in { $portal } so far.

## What was written down.

journal-title = What happened
journal-none = Nothing has happened yet.
journal-noneHint = Sign-ins, consoles, credentials handed out, step-ups and changes of what you may open are written down here. Never a secret.
journal-noMatch = Nothing of that is in the journal.
journal-showAll = Show everything
journal-loading = Loading what happened
journal-search = Search what happened
journal-placeholder = Account, role, reason, tool…
journal-groupLabel = What is shown
journal-portalLabel = Of which portal
journal-everything = Everything
journal-allPortals = All portals
journal-groups-sessions = Sign-ins
journal-groups-consoles = Consoles
journal-groups-credentials = Credentials
journal-groups-profiles = Profiles
journal-groups-stepUps = Step-ups and guardrails
journal-groups-access = Your access
journal-groups-journal = The journal itself
journal-older = Show older
journal-refused = What happened cannot be shown.
journal-trouble = The last thing that happened could not be written down.
journal-saveCsv = Save as CSV
journal-saveJson = Save as JSON
journal-saved = Saved in { $path }
journal-of = { $what }: { $account }
journal-kind-journal_began = The journal began
journal-kind-journal_began_anew = The journal began anew
journal-kind-journal_pruned = Old entries removed
journal-kind-signed_in = Signed in
journal-kind-sign_in_failed = Sign-in failed
journal-kind-session_ended = Session ended
journal-kind-signed_out = Signed out
journal-kind-credentials_copied = Credentials copied
journal-kind-credentials_printed = Credentials printed
journal-kind-credentials_passed = Program started with credentials
journal-kind-credentials_given = Credentials given to a tool
journal-kind-serving_began = Serving began
journal-kind-serving_ended = Serving ended
journal-kind-console_opened = Console opened
journal-kind-console_signed_out = Signed out of a console
journal-kind-profile_written = Profile written
journal-kind-profile_removed = Profile removed
journal-kind-stepped_up = Stepped up
journal-kind-step_up_ended = Step-up ended
journal-kind-guardrail_changed = Guardrail changed
journal-kind-account_gained = Account gained
journal-kind-account_lost = Account lost
journal-kind-account_renamed = Account renamed
journal-kind-role_gained = Role gained
journal-kind-role_raised = Stronger role gained
journal-kind-role_lost = Role lost
journal-details-names-asked = times asked
journal-details-names-before = from before
journal-details-names-browser = browser
journal-details-names-by = by
journal-details-names-code = error
journal-details-names-command = program
journal-details-names-form = form
journal-details-names-former = formerly
journal-details-names-from = from
journal-details-names-guardrail = guardrail
journal-details-names-how = how
journal-details-names-kept = kept as
journal-details-names-method = by way of
journal-details-names-name = name
journal-details-names-noted = noted
journal-details-names-page = page
journal-details-names-port = port
journal-details-names-profile = profile
journal-details-names-region = Region
journal-details-names-removed = removed
journal-details-names-service = service
journal-details-names-still_valid = credentials still valid
journal-details-names-through = up to
journal-details-names-to = to
journal-details-names-version = version
journal-details-names-way = way
journal-details-names-why = why
journal-details-values-by-federation = federation
journal-details-values-how-added = added
journal-details-values-how-changed = changed
journal-details-values-how-restored = restored
journal-details-values-how-removed = removed
journal-details-values-method-browser = the browser
journal-details-values-method-code = a code
journal-details-values-to-free = free
journal-details-values-to-hold = hold a button
journal-details-values-to-type = type the name
journal-details-values-to-never = never
journal-details-values-to-optional = optional
journal-details-values-to-required = required
journal-details-values-to-confirm = confirm
journal-details-values-to-true = on
journal-details-values-to-false = off
journal-details-values-way-endpoint = local endpoint
journal-details-values-way-helper = helper program
journal-details-values-why-expired = expired
journal-details-values-why-rejected = ended by the portal
journal-details-values-why-signed_out = signed out
journal-details-values-why-step-up_ended = step-up ended
journal-details-values-why-its_last_entries_were_gone = its last entries were gone
journal-details-values-why-it_was_gone = it was gone
journal-details-values-why-it_was_no_journal_any_more = it was no journal any more
journal-details-values-why-the_note_of_its_newest_entry_was_gone = the note of its newest entry was gone
journal-details-values-why-the_note_of_its_newest_entry_was_damaged = the note of its newest entry was damaged
journal-details-values-why-its_entries_were_not_those_that_were_noted = its entries were not those that were noted
journal-details-said = { $name }: { $value }
journal-inRole = as { $role }
journal-until = until { $time }
journal-reason = “{ $reason }”
journal-by-window = in the window
journal-by-tray = in the tray
journal-by-terminal = in the terminal
journal-by-tool = by a tool
journal-by-portico = by itself
journal-byProgram = by { $program }
journal-verify = Verify
journal-verifying = Verifying…
journal-whole =
    { $entries ->
        [0] There is no journal yet, so there is nothing to verify.
        [one] The journal is intact: its one entry is as written, none removed.
       *[other] The journal is intact: all { $entries } entries are as written, none removed.
    }
journal-andMore =
    { $n ->
        [one] One more thing is wrong.
       *[other] { $n } more things are wrong.
    }
journal-remedy-changed = Keep journal.sqlite3 and journal.head as they are, and show them to whoever looks after this computer.
journal-remedy-missing = { journal-remedy-changed }
journal-remedy-cut = { journal-remedy-changed }
journal-remedy-replaced = { journal-remedy-changed }
journal-remedy-gone = Look for journal.sqlite3 in a backup of Portico’s folder, and tell whoever looks after this computer.
journal-remedy-damaged = Check the disk. Portico keeps the damaged file and begins a new journal with the next entry.
journal-remedy-unnoted = The next thing that happens notes its end again; until then, entries cut off its end would not be found.
journal-remedy-began_anew = The old one is kept beside it as journal-damaged-….sqlite3. `portico journal prune` ends this warning.
journal-remedy-unexpected = { journal-remedy-changed }

## What ends when.

clocks-title = What ends when
clocks-none = Nothing is running: no session, no credentials, no console.
clocks-session = Session in { $portal }
clocks-stepUp = Stepped up: { $role } of { $account }
clocks-serving = Serving to tools: { $role } of { $account }
clocks-servingIdle = unless a tool asks before
clocks-credentials = Credentials: { $role } of { $account }
clocks-consoles =
    { $n ->
        [one] A console in { $called }
       *[other] { $n } consoles in { $called }
    }
clocks-atMost = { $left } at most
clocks-all = Show all { $n }
clocks-who = { $role } of { $account }
clocks-signOut = Sign out
clocks-signOutOf =
    { $n ->
        [one] Sign out of the console in { $called }
       *[other] Sign out of { $n } consoles in { $called }
    }
clocks-signedOut = Sent { $called } to sign out of its consoles.
clocks-over = over
clocks-untilStopped = until you stop it

# English, in the window: profiles.

## The profiles that Portico keeps.

profiles-title = Profiles
profiles-lead = What Portico keeps in { $path }, for the AWS CLI, SDKs and other tools.
profiles-known =
    { $n ->
        [one] 1 profile kept
       *[other] { $n } profiles kept
    }
profiles-edited =
    { $n ->
        [one] 1 edited by something else
       *[other] { $n } edited by something else
    }
profiles-search = Search profiles
profiles-placeholder = Search by name, account, role or form
profiles-label = Profiles that Portico keeps
profiles-loading = Reading the profiles
profiles-found =
    { $n ->
        [0] No profile matches.
        [one] 1 profile found.
       *[other] { $n } profiles found.
    }
profiles-columns-name = Profile
profiles-columns-role = Role
profiles-columns-form = Credentials
profiles-columns-standing = State
profiles-columns-action = Action
profiles-filter = Which profiles are shown
profiles-all = All
profiles-only-edited = Edited
profiles-only-role_gone = Role gone
profiles-only-parent_missing = Parent missing
profiles-state-in_step-word = in step
profiles-state-in_step-meaning = As Portico wrote it; kept in step with your roles
profiles-state-alone-word = on its own
profiles-state-alone-meaning = Written by itself; syncing leaves it alone
profiles-state-edited-word = edited
profiles-state-edited-meaning = Something else changed whose credentials it gets; the next sync restores it
profiles-state-role_gone-word = role gone
profiles-state-role_gone-meaning = Its role is no longer assigned to you
profiles-state-parent_missing-word = parent missing
profiles-state-parent_missing-meaning = The role it is reached through has no profile
profiles-forms-credential_process = From Portico
profiles-forms-sso-session = From the AWS CLI
profiles-forms-sso-legacy = From the AWS CLI, not renewed
profiles-forms-keys = Keys in a file
profiles-forms-role-chain = Through another role
profiles-until = until { $time }
profiles-unlisted = not in your list
profiles-remove = Remove…
profiles-removeNamed = Remove profile { $profile }
profiles-sync = Sync…
profiles-undo = Undo last write…
profiles-none = Portico keeps no profiles yet.
profiles-noneHint = Give every role you hold a well-named profile: the AWS CLI, Terraform and your IDE just work, with no key on disk.
profiles-begin = Make profiles…
profiles-noMatch = No profile matches “{ $query }”.
profiles-noneLeft-edited = No profile is edited by something else.
profiles-noneLeft-role_gone = Every profile’s role is still yours.
profiles-noneLeft-parent_missing = No profile lacks its parent.
profiles-showAll = Show all
profiles-refusedTitle = The profiles cannot be shown.
profiles-refusedHint = Portico writes nothing to a file that it does not fully understand.
profiles-drift =
    { $n ->
        [one] Something else edited a profile of Portico’s.
       *[other] Something else edited { $n } profiles of Portico’s.
    }
profiles-driftHint = Tools may get other credentials than you expect. The next sync restores them; settings that were added stay.
profiles-gone =
    { $n ->
        [one] 1 profile is of a role you no longer have.
       *[other] { $n } profiles are of roles you no longer have.
    }
profiles-restore = Restore…
profiles-prune = Remove…
profiles-plan-title = Sync profiles
profiles-plan-which = Which roles have a profile
profiles-plan-choices-all-name = All
profiles-plan-choices-all-hint = Every role you hold
profiles-plan-choices-favourites-name = Favourites
profiles-plan-choices-favourites-hint = Roles of starred accounts
profiles-plan-choices-matches-name = What matches
profiles-plan-choices-matches-hint = As in the search
profiles-plan-query = Matches
profiles-plan-queryHint = prod read
profiles-plan-template = Names
profiles-plan-usual = The usual names
profiles-plan-fields = What can stand in it
profiles-plan-fieldsList-account = the account’s name; also { "{nickname}" }, { "{number}" }, { "{email}" }
profiles-plan-fieldsList-role = the permission set
profiles-plan-fieldsList-portal = the portal
profiles-plan-fieldsList-tag = the value of a tag
profiles-plan-fieldsList-most = at most 20 characters
profiles-plan-fieldsList-letters = case: lower or upper
profiles-plan-fieldsList-strip = without AWS at its beginning and end
profiles-plan-fieldsList-replace = one text in place of another
profiles-plan-fieldsList-other = _ for what a name cannot have
profiles-plan-examples = Examples
profiles-plan-of = { $account } / { $role }
profiles-plan-toldApart =
    { $n ->
        [0] No two of { $total } names are alike.
        [one] { $n } of { $total } name gets a number or more at the end, so that no two are alike.
       *[other] { $n } of { $total } names get a number or more at the end, so that no two are alike.
    }
profiles-plan-apart = made unique
profiles-plan-noRoles = No role is listed yet: sign in first.
profiles-plan-form = Where credentials come from
profiles-plan-forms-credential_process-name = From Portico, works everywhere
profiles-plan-forms-sso-session-name = From the AWS CLI, which signs in by itself
profiles-plan-forms-sso-legacy-name = From the AWS CLI, for tools that know no sso-session
profiles-plan-prune = Remove what is stale
profiles-plan-pruneHint = Profiles of roles you no longer have, and old names.
profiles-plan-remember = Remember these choices
profiles-plan-rememberHint = For the next time, here and in portico profiles sync.
profiles-plan-write =
    { $n ->
        [0] Nothing to write
        [one] Write { $n } change
       *[other] Write { $n } changes
    }
profiles-plan-cancel = Cancel
profiles-plan-writeLater = Write changes
profiles-plan-planning = Working out what would change
profiles-plan-sayWhat = Say what they match, such as prod read.
profiles-plan-mend = Mend the names first; then you see here what would change.
profiles-report-counts-added = { $n } added
profiles-report-counts-changed = { $n } changed
profiles-report-counts-restored = { $n } restored
profiles-report-counts-removed = { $n } removed
profiles-report-counts-kept = { $n } in step
profiles-report-nothing = Nothing to do: every profile is as it should be.
profiles-report-nothingAtAll = Nothing to do: no role matches.
profiles-report-notes-restored = Edited by something else, written anew
profiles-report-notes-edited = Edited by something else, left as they are
profiles-report-notes-stale = Of roles you no longer have, left as they are
profiles-report-notes-superseded = Old names, left as they are
profiles-report-notes-parent_missing = Reached through a role that has no profile
profiles-report-namesMore = { $names } and { $more } more
profiles-report-diff = What changes in { $path }
profiles-report-more =
    { $n ->
        [one] 1 more line; portico profiles plan shows them all.
       *[other] { $n } more lines; portico profiles plan shows them all.
    }
profiles-removal-title = Remove profile
profiles-removal-lead = { $profile } goes out of the file; tools that use it stop working. Your role stays yours.
profiles-removal-again = Syncing writes it again while its role is among those that have a profile.
profiles-removal-act = Remove
profiles-undoing-title = Undo the last write
profiles-undoing-lead = The file becomes as it was before Portico wrote it last. Undoing twice brings that back.
profiles-undoing-act = Undo
profiles-done-synced =
    { $n ->
        [one] The profiles are in step: { $n } change written.
       *[other] The profiles are in step: { $n } changes written.
    }
profiles-done-removed = Profile { $profile } is removed.
profiles-done-undone = The last write is undone.

## Where a profile’s credentials come from.

profiles-explain-open = Where { $profile } gets its credentials
profiles-explain-title = { profiles-explain-open }
profiles-explain-loading = Reading the AWS files
profiles-explain-wins = Tools take this one
profiles-explain-winsWhy = It is the first of the places tools look in that is set.
profiles-explain-fails = Tools take this one, and fail
profiles-explain-failsWhy = It is the first that is set. No tool looks further, also when it fails.
profiles-explain-nothing = No tool finds any credentials
profiles-explain-passed = Passed over, because it comes later
profiles-explain-ignored = Not looked at, because the profile is named
profiles-explain-others = What else is set
profiles-explain-sources-environment = Keys in the environment
profiles-explain-sources-assumed-role = A role that is assumed
profiles-explain-sources-web-identity = A web identity
profiles-explain-sources-identity-center = The AWS CLI’s own sign-in
profiles-explain-sources-credentials-file = Keys in the credentials file
profiles-explain-sources-login = aws login
profiles-explain-sources-process = A program (credential_process)
profiles-explain-sources-config-file = Keys in the config file
profiles-explain-sources-container = A local endpoint
profiles-explain-sources-instance = The computer itself, if it is one of AWS’s
profiles-explain-notes = What tools disagree about
profiles-explain-terminal = This is what holds for --profile, with what Portico knows. A terminal may have variables of its own: there, run
profiles-explain-close = Close

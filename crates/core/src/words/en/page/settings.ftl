# English, in the window: settings.

## Settings.

settings-title = Settings
settings-portals = Portals
settings-none = No portal yet.
settings-remove = Remove
settings-removeNamed = Remove { $portal }
settings-removeTitle = Remove { $portal }?
settings-removeBody = Portico signs out and forgets its accounts. Profiles you exported stay.
settings-keep = Keep
settings-add = Add a portal
settings-shares = Same portal as { $others }, a session of its own
settings-fixed = Set by your organisation
settings-signIn = Sign-in
settings-browser-name = In your browser
settings-browser-hint = The usual way; Portico opens it when you ask.
settings-code-name = With a code, on any device
settings-code-on = Offered while you sign in, for a computer without a browser.
settings-code-off = Switched off in the settings file.
settings-code-fixedOn = Your organisation wants it to stay on offer.
settings-code-fixedOff = Your organisation has switched it off: whoever talks you into typing a code signs in as you.
settings-code-states-on = Offered
settings-code-states-off = Off
settings-keychain = Keychain
settings-notifications = Notifications
settings-quiet = Quiet hours
settings-quietHint = No notification in that time, usually { $from } to { $to }.
settings-from = From
settings-to = To
settings-wrongTime = Write both times like 22:00, and not the same.
settings-start = Start
settings-atLogin = Start when I log in to this computer
settings-atLoginHint = Portico waits in the tray, without a window.
settings-appearance = Appearance
settings-language = Language
settings-languageSystem = Like the system ({ $name })
settings-themes-system = Like the system
settings-themes-light = Light
settings-themes-dark = Dark
settings-demo = Look around the demo company
settings-demoBody = Runs a local Identity Center on this computer. It needs no AWS account.

## Guarded roles.

guard-title = Use { $role }?
guard-because-can-read = { $role } can look at everything in { $account }
guard-because-can-unknown = The name of { $role } does not tell how much it can change in { $account }
guard-because-can-write = { $role } can change things in { $account }
guard-because-can-admin = { $role } can change everything in { $account }
guard-because-marked = { $said }, which is marked as production
guard-because-unlisted = { $said }, which is not listed and may be production
guard-because-support = { $said }, and support mode is on
guard-because-whole = { $said }.
guard-clock =
    { $minutes ->
        [one] For 1 minute. Then Portico forgets its credentials.
       *[other] For { $minutes } minutes. Then Portico forgets its credentials.
    }
guard-why = Why
guard-whyHint = Such as the number of a ticket
guard-whyOptional = Why (optional)
guard-type = Type { $name } to go on
guard-orType = or type { $name }
guard-hold = Hold to go on
guard-holding = Keep holding…
guard-go = Go on
guard-cancel = Cancel
guard-stepped = Stepped up
guard-of = { $role } of { $account }
guard-left = { $time } left
guard-end = End now
guard-endShort = End
guard-endOf = End now: { $role } of { $account }
guard-ended = { $role } of { $account } is over. Credentials that were handed out stay valid until their end.

## Guardrails, in the settings.

guard-rails-title = Guardrails
guard-rails-lead = What stands between you and roles that can do more than look. Roles that only read open at once, in production, too.
guard-rails-loading = Reading the guardrails
guard-rails-guards-admin-name = Admin roles
guard-rails-guards-admin-hint = Roles that can change everything
guard-rails-guards-production-name = Roles in production
guard-rails-guards-production-hint = Roles that do more than read, in accounts marked as production
guard-rails-guards-write-name = Roles that can change things
guard-rails-guards-write-hint = In any account; roles whose name does not tell are among them
guard-rails-ways-free = Open at once
guard-rails-ways-hold = Hold a button
guard-rails-ways-type = Type the name
guard-rails-ways-never = Not to be used
guard-rails-least-hold = At least: hold a button
guard-rails-least-type = At least: type the name
guard-rails-asWrite = Never easier than roles that can change things
guard-rails-minutes-name = A confirmed role can be used for
guard-rails-minutes-hint = Then Portico forgets its credentials, and asks again.
guard-rails-most = At most { $span }
guard-rails-switches-reason-name = A reason must be given
guard-rails-switches-reason-hint = It goes into the journal. One may be given in any case.
guard-rails-switches-tools-name = Tools wait for you
guard-rails-switches-tools-hint = They get credentials of such roles only while you have stepped up.
guard-rails-switches-support-name = Support mode
guard-rails-switches-support-hint = The list, the picker and the tray show only roles that read; all others are confirmed.
guard-rails-rules =
    { $n ->
        [0] Rules for accounts and roles
       *[other] Rules for accounts and roles ({ $n })
    }
guard-rails-production = Marked as production
guard-rails-others = Not production, whatever their names say
guard-rails-classes = What roles are, whatever their names say
guard-rails-noRules = There are none: names and tags tell what is production, and what a role can do.
guard-rails-ignored = Beside your organisation’s guardrails, your own accounts that are not production do not count.
guard-rails-byHand = They are made by hand in { $path }.
guard-rails-is = is
guard-rails-kept = The guardrails are kept.

## Support mode.

support-on = Support mode: only roles that read are shown.
support-all = Support mode: roles that do more than read are shown, too.
support-show = Show all roles
support-hide = Only those that read
support-withheld =
    { $n ->
        [one] 1 role does more than read
       *[other] { $n } roles do more than read
    }

## Diagnostics.

diagnostics-title = Diagnostics
diagnostics-lead = Whether all that Portico needs is in order, as portico doctor tells it. Nothing is changed.
diagnostics-look = Check this computer
diagnostics-again = Check again
diagnostics-reach = Ask the portals, too
diagnostics-reachHint = The portals are asked only when you say so.
diagnostics-looking = Checking…
diagnostics-levels-good = In order
diagnostics-levels-note = Note
diagnostics-levels-warning = Warning
diagnostics-levels-problem = Problem
diagnostics-checks-credentials = Credentials
diagnostics-checks-profiles = Profiles
diagnostics-checks-settings = Settings
diagnostics-checks-clock = Clock
diagnostics-checks-certificates = Certificates
diagnostics-checks-proxy = Proxy
diagnostics-checks-portal = Portal
diagnostics-checks-keychain = Keychain
diagnostics-checks-session = Session
diagnostics-checks-caches = Caches
diagnostics-checks-programs = Programs
diagnostics-checks-files = Files
diagnostics-problems =
    { $problems ->
        [one] 1 problem
       *[other] { $problems } problems
    }
diagnostics-warnings =
    { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }
diagnostics-summary =
    { $problems ->
        [0]
            { $warnings ->
                [0] Nothing is wrong.
               *[other] { diagnostics-warnings }, nothing that keeps Portico from working.
            }
       *[other]
            { $warnings ->
                [0] { diagnostics-problems }.
               *[other] { diagnostics-problems }, { diagnostics-warnings }.
            }
    }
diagnostics-findings = What was found
diagnostics-facts = Versions and places
diagnostics-fact-portico = Portico
diagnostics-fact-web_view = Web view
diagnostics-fact-system = System
diagnostics-fact-settings = Settings
diagnostics-fact-catalog = Accounts
diagnostics-fact-journal = Journal
diagnostics-fact-organisation = Organisation
diagnostics-fact-aws_config = AWS config
diagnostics-fact-aws_credentials = AWS credentials
diagnostics-report = What the report says
diagnostics-reportLabel = The report
diagnostics-reportHint = It holds no secret, no name of your home folder, and of account numbers only the end.
diagnostics-copy = Copy the report
diagnostics-save = Save the report
diagnostics-saved = The report is in { $path }.

## Updates.

updates-title = Updates
updates-lead = Portico looks for a newer version only when you ask. What is not signed by its makers is not installed.
updates-look = Check for updates
updates-looking = Checking…
updates-off = This Portico takes no updates. Update it the way it was installed.
updates-newest = { $version } is the newest version.
updates-installed = { $version } is installed. Quit Portico and start it again to use it.

# English, in the window: one account: its look, browsers, links, tools that are served.

## What the person made of an account.

account-title = Name, colour, tags and browser
account-open = Edit account…
account-of = About the account
account-byAws = AWS calls it { $name }.
account-isHidden = Left out of the list
account-what = { $name } · { $number }
account-nickname = What you call it
account-nicknameHint = Shown in place of its name, and found by the search.
account-nicknameLong = Use at most { $most } characters.
account-colour = Colour
account-automatic = Automatic
account-colours-red = Red
account-colours-orange = Orange
account-colours-yellow = Yellow
account-colours-green = Green
account-colours-teal = Teal
account-colours-lightBlue = Light blue
account-colours-darkBlue = Dark blue
account-colours-purple = Purple
account-colours-pink = Pink
account-tags = Tags
account-tagsHint = Words, or pairs such as team=payments, which the list can be grouped by. Enter adds one.
account-tagPlaceholder = Add a tag
account-tagWrong = “{ $tag }” cannot be a tag: use letters, digits and . : / + @ _ -, such as team=payments.
account-tagsMany = An account has at most { $most } tags.
account-tagsGiven = Your organisation adds { $tags }.
account-removeTag = Remove the tag { $tag }
account-tagAdded = Tag { $tag } added.
account-tagRemoved = Tag { $tag } removed.
account-hide = Hide it
account-hideHint = Left out of the list, the search and the tray, until you show hidden accounts.
account-loading = Loading what you made of it
account-save = Save
account-cancel = Cancel
account-done = { $name } is kept as you made it.
account-hidden = hidden
account-hiddenLeft =
    { $n ->
        [one] 1 hidden account
       *[other] { $n } hidden accounts
    }
account-hiddenShown =
    { $n ->
        [one] 1 hidden account is shown, too
       *[other] { $n } hidden accounts are shown, too
    }
account-showHidden = Show
account-hideHidden = Leave them out

## Browsers: where consoles open and where one signs in.

browsers-choice-usual = Default browser
browsers-choice-usualIs = Default browser ({ $browser })
browsers-choice-profile = { $browser }: { $profile }
browsers-choice-person = { $browser }: { $profile } ({ $person })
browsers-choice-container = Firefox container for each account
browsers-choice-containerIn = { $browser }: container for each account
browsers-choice-containerWithin = { $browser }: container for each account in { $profile }
browsers-choice-own = Own profile for each account
browsers-choice-ownIn = { $browser }: own profile for each account
browsers-choice-ownByRole = Own profile for each role
browsers-choice-ownByRoleIn = { $browser }: own profile for each role
browsers-place-usual = the default browser
browsers-place-profile = the profile { $profile } of { $browser }
browsers-place-container = the container { $container } of { $browser }
browsers-place-own = the account’s own profile of { $browser }
browsers-notThere = { $name } – not available
browsers-consoles = Consoles open in
browsers-consolesOf = Browser that opens consoles of { $portal }
browsers-signIn = Signing in opens
browsers-signInOf = Browser that signs in to { $portal }
browsers-account = Its consoles open in
browsers-likePortal = Like the portal: { $name }
browsers-accountHint = A container or a profile of its own keeps this account apart from everything else in the browser.
browsers-once = Browser
browsers-asUsual = As usual: { $name }
browsers-onceHint = For the next console only.
browsers-fixed = Your organisation wants its consoles in: { $name }.
browsers-crowd-title =
    { $n ->
        [one] 1 identity is open already
       *[other] { $n } identities are open already
    }
browsers-crowd-why = In { $called } you are signed in as { $n } identities, which is all that AWS lets one browser have. AWS will ask you to sign out of one of them.
browsers-crowd-label = Who is signed in there
browsers-crowd-member = { $role } in { $title }
browsers-crowd-anyway = Open all the same
browsers-crowd-apart = In its own profile
browsers-crowd-cancel = Cancel

## Places in an account’s consoles.

visits-label = Places in this account
visits-star = Favourite: { $title }
visits-starIn = Favourite: { $title }, { $region }
visits-keep = Keep { $title } here
visits-starred = { $title } is kept for this account.
visits-unstarred = { $title } is no longer kept.

## Links to consoles.

links-copy = Copy link
links-form = Link for
links-forms-portal-name = Portal, this role
links-forms-portal_without_role-name = Portal, any role
links-forms-app-name = Portico, this role
links-forms-app_without_role-name = Portico, any role
links-copied = Link to { $account } copied. There is no secret in it.
links-title = Open this link?
links-lead = Somebody gave you a link to a console. Nothing has been opened.
links-wrong = This link leads nowhere
links-portal = Portal
links-account = Account
links-role = Role
links-where = Where
links-anywhere = Wherever the portal leads
links-weakest = The link names no role; this is your weakest there.
links-open = Open console
links-cancel = Cancel
links-close = Close

## Local endpoints that give credentials to tools.

serving-title = Serving to tools
serving-open = Serve to tools…
serving-sheet-title = Serve credentials on this computer
serving-sheet-lead = SDKs, containers and IDEs of yours get fresh credentials of this role from a local address, which takes a token nobody can guess. No key lies in a file or in their environment.
serving-sheet-idle = When nobody asks, stop after
serving-sheet-idles-15-name = 15 minutes
serving-sheet-idles-60-name = 1 hour
serving-sheet-idles-240-name = 4 hours
serving-sheet-idles-0-name = never: until I stop it
serving-sheet-lock = Stop when the screen is locked
serving-sheet-always = It stops with the sign-out and with Portico in any case.
serving-sheet-act = Serve
serving-sheet-cancel = Cancel
serving-label = Serving { $role } of { $account } to tools
serving-card = { $role } of { $account } is served to tools
serving-since = Since { $time }
serving-untilIdle = Until { $time }, unless a tool asks before
serving-untilStopped = Until you stop it or sign out
serving-untilLocked = Stops when the screen is locked, too
serving-nobody = Nobody has asked yet.
serving-asked =
    { $times ->
        [one] Asked once, last by { $by }, { $when }.
       *[other] Asked { $times } times, last by { $by }, { $when }.
    }
serving-aProgram = a program
serving-askedShort = Asked by { $by }, { $when }
serving-nobodyShort = Not asked yet
serving-copy = Copy settings
serving-copyFor = Copy settings for { $form }
serving-stop = Stop
serving-stopOf = Stop serving { $role } of { $account }
serving-goTo = Go to { $account }
serving-started = Serving { $role } of { $account }. Copy the settings for your tool.
serving-copied = Settings for your tool copied for { $form }: whoever has them gets credentials until you stop it.
serving-stopped = The address is closed. Credentials that were handed out stay valid until their end.

## Exporting one profile.

exporting-title = Export profile
exporting-name = Profile name
exporting-form = How it gets credentials
exporting-forms-credential_process-name = From Portico
exporting-forms-credential_process-hint = Works everywhere, while you are signed in here.
exporting-forms-sso-session-name = From the AWS CLI
exporting-forms-sso-session-hint = The CLI signs in by itself.
exporting-diff = What changes in { $path }
exporting-diffLabel = Changes that would be written
exporting-planning = Working out what would change
exporting-nothing = Nothing would change: this profile is already written.
exporting-write = Write profile
exporting-cancel = Cancel
exporting-hint = aws --profile { $profile }

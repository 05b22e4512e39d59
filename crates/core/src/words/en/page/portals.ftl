# English, in the window: portals, signing in and out.

## Portals.

portal-label = Portals
portal-signIn = Sign in
portal-signOut = Sign out
portal-signInTo = Sign in to { $name }
portal-signOutOf = Sign out of { $name }
portal-local = Local Identity Center, not AWS
portal-localHint = Nothing here reaches AWS.
portal-localShort = local
portal-renew = Renew
portal-renewOf = Renew the session in { $name }
portal-timeLeft = Time left in this session
portal-renews = Renews by itself
portal-endsAt = Ends at { $time }
portal-endsAbout = Until about { $time }
portal-thisRun = Signed in for this run only
portal-thisRunShort = This run only
portal-save = Save again
portal-saveOf = Signed in to { $name } for this run only: save again
portal-state-signed_out = Signed out
portal-state-awaiting_browser = Waiting for the browser
portal-state-awaiting_code = Waiting for your code
portal-state-signed_in = Signed in
portal-state-renewing = Renewing
portal-state-expired = Session ended
portal-state-rejected = Session ended by the portal

## Sessions that are over.

session-expired-message = Your session in { $portal } has ended.
session-expired-remedy = Sign in to use these roles; the list below is from the last time.
session-rejected-message = { $portal } ended your session.
session-rejected-remedy = Sign in again to use these roles.
session-signed_out-message = You are signed out of { $portal }.
session-signed_out-remedy = Sign in to use these roles; the list below is from the last time.

## Signing in by the browser.

signIn-title = Continue in your browser
signIn-body = Sign in at { $host } and allow Portico. This window goes on by itself.
signIn-shared = { $others } uses the same portal, so your browser may already know that person: to be somebody else, copy the address into a private window.
signIn-again = Open the page again
signIn-copyAddress = Copy address
signIn-copied = Copied
signIn-useCode = No browser here? Use a code
signIn-cancel = Cancel

## Signing in by a code.

code-title = Type this code at { $host }
code-titleAlone = Sign in with a code
code-waiting = Asking for a code
code-readAloud = The code is { $groups }.
code-copy = Copy code
code-selected = The code is selected: press { $mod } C.
code-warning = You started this in Portico on this computer. Nobody else should ever ask you for this code; if somebody sent you here, cancel.
code-left = Any device will do, for another { $span }.
code-ended = This code has ended.
code-another = Get another code
code-open = Open the page and type the code
code-openFilled = Open with the code filled in

## What a sign-out leaves.

left-title = Signed out of { $portal }
left-one = Keys of { $account } / { $role } work until { $time }.
left-many =
    { $n ->
        [one] 1 set of keys that was handed out still works.
       *[other] { $n } sets of keys that were handed out still work.
    }
left-noWay = AWS offers no way to call them back.
left-label = Keys that still work
left-until = until { $time }
left-close = Close
left-none = Its secrets are gone from this computer.
left-consoles = Consoles that are signed in still
left-consolesHint = They last until their own time is over. Signing out takes every console of that browser, profile or container.
left-in = in { $called }

## Where sessions are kept.

keychain-remedy = Choose where sessions stay instead.
keychain-unlock = Unlock
keychain-again = Try again
keychain-memory = Keep for this run only
keychain-file = Use an encrypted file…
keychain-asking = If your desktop asks for a passphrase, answer it there: it never enters this window.
keychain-title = Where sessions are kept
keychain-stores-system-name = The computer’s keychain
keychain-stores-system-hint = Locked and unlocked together with your account.
keychain-stores-file-name = An encrypted file
keychain-stores-file-hint = Opened by a passphrase, asked for once in each run.
keychain-stores-memory-name = This run only
keychain-stores-memory-hint = You sign in anew in each run of Portico.
keychain-change = Change…
keychain-use = Keep them there
keychain-cancel = Cancel

## Regions.

region-down = { $first } does not answer.
region-through = Portico goes on through { $other } and returns when it is well.
region-well = { $first } answers again.
region-soon = Portico still goes through { $other } and returns soon.
region-label = Regions of { $portal }
region-first = first
region-also = additional
region-state-serving = in use
region-state-down = does not answer
region-state-ready = ready

## The first run.

firstRun-title = Your AWS accounts, one keystroke away
firstRun-lead = Paste the start URL of your organisation’s portal, any link to it, or its short name.
firstRun-or = or

## Adding a portal.

portalForm-words = Start URL, link, host or short name
portalForm-placeholder = https://yourcompany.awsapps.com/start
portalForm-find = Find
portalForm-finding = Looking for the portal
portalForm-nothing = Paste what your organisation gave you, such as https://yourcompany.awsapps.com/start.
portalForm-found = Found { $host } in { $region }.
portalForm-foundNoRegion = Found { $host }. Choose its Region.
portalForm-foundUnknown = Found { $host }, which is not a host of AWS’s. Type it to confirm.
portalForm-known = A host of AWS’s own
portalForm-leads = { $from } leads to { $to }.
portalForm-unknown = { $host } is not a host of AWS’s: whoever runs it could show you accounts of their own. Go on only if your organisation gave you this address.
portalForm-alike = { $host } looks like a host of AWS’s and is none: whoever runs it could show you accounts of their own. Go on only if your organisation gave you this very address.
portalForm-confirm = Type { $host } to confirm it
portalForm-unconfirmed = The button works once the host is typed exactly.
portalForm-region = Region of the portal
portalForm-noRegion = Choose a Region
portalForm-regionFound = The portal says so itself.
portalForm-name = Call it
portalForm-nameWrong = Use up to 40 letters, digits, dots, dashes and underscores, a letter or digit first.
portalForm-nameTaken = There is a portal called { $name } already.
portalForm-shared = { $others } uses the same portal: the two are two people, each with a session.
portalForm-advanced = More Regions, other hosts, a local address
portalForm-also = Additional Regions
portalForm-alsoPlaceholder = us-east-1, eu-central-1
portalForm-alsoHint = For an instance in several Regions: tried in this order when the first does not answer.
portalForm-alsoHintLocal = Each with its address, such as us-east-1=http://127.0.0.1:8124.
portalForm-alsoMany = An instance has at most { $most } additional Regions.
portalForm-alsoWrong = “{ $word }” is no Region.
portalForm-hosts = Hosts
portalForm-hostChoices-standard-name = Standard
portalForm-hostChoices-dual-stack-name = Dual-stack (IPv4 and IPv6)
portalForm-hostChoices-fips-name = FIPS
portalForm-hostChoices-fips-dual-stack-name = FIPS and dual-stack
portalForm-endpoint = Address of a local Identity Center
portalForm-endpointPlaceholder = http://127.0.0.1:8123
portalForm-endpointHint = As portico center printed it. Nothing goes to AWS.
portalForm-submit = Add and sign in

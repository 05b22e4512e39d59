# English, in the window: the frame, the list of accounts, the quick picker.
# The other languages have the same messages, which name the same things.

## The product.

product = Portico

## A fault of Portico’s own.

fault-message = Portico could not finish that because of a fault of its own.
fault-remedy = Try again; if it stays, report it with the output of portico doctor.

## Going from page to page.

nav-label = Pages
nav-access = Access
nav-profiles = { profiles-title }
nav-activity = { activity-title }
nav-settings = Settings

## Problems.

problem-label = Problem
problem-in = { $portal }:
problem-dismiss = Dismiss
problem-retry = Try again
problem-request = Ask for access
problem-signIn = Sign in
problem-useCode = Use a code

## The search.

search-label = Search accounts
search-placeholder = Search by name, number, e-mail, role or tag
search-clear = Clear search
search-results =
    { $n ->
        [0] No account matches.
        [one] 1 account found.
       *[other] { $n } accounts found.
    }

## The list of accounts.

list-label = Accounts and their roles
list-section-favourites = Favourites
list-section-recent = Recent
list-section-matches = Matches
list-section-group = All accounts
list-others = Other accounts
list-accounts =
    { $n ->
        [one] 1 account
       *[other] { $n } accounts
    }
list-star = Favourite: { $name }
list-more = +{ $n }
list-moreLabel = { $n } more: { $names }
# Between names that follow each other.
list-comma = ,{ " " }
list-noRoles = No roles here
list-notListed = Roles not listed yet
list-noName = has no name
list-old = { $days } old
list-asOf = Roles as of { $day }
list-yesterday = yesterday
list-called = { $nickname } ({ $name })
list-loading = Loading accounts
list-loadingOne = Loading
list-group = Group
list-groupLabel = How accounts stand together
list-groups-name = by name
list-groups-tag = by { $key }
list-groups-flat = not at all

## Where a console lands.

place-anyAccount = in the account you choose
place-console = AWS console

## What roles can do.

roleClass-read-word = read
roleClass-read-meaning = Looks, changes nothing
roleClass-unknown-word = unknown
roleClass-unknown-meaning = Its name does not tell what it can do
roleClass-write-word = write
roleClass-write-meaning = Changes things
roleClass-admin-word = admin
roleClass-admin-meaning = Changes everything

## The chosen role.

role-panel = Chosen role
role-where = { $portal } / { $account }
role-openConsole = Open console
role-openShort = Open
role-service = Service
role-anyService = Home
role-noService = No service is called that.
role-services =
    { $n ->
        [one] 1 service
       *[other] { $n } services
    }
role-region = Region
role-anyRegion = Default
role-copy = Copy credentials
role-copyShort = Copy
role-form = Copy for
role-exportProfile = Export profile
role-exportShort = Export
role-details = Details
role-credentials = Credentials
role-timeLeft = { $left } left
role-renews = They renew by themselves while you are signed in.
role-none = No credentials yet
role-noneHint = Portico asks for them when you use this role.
role-ended = Credentials ended
role-others = Other roles here
role-lastUsed = Last used { $when }
role-neverUsed = Never used from here
role-nothing = Choose an account to see what you can do there.

## How the listing gets on.

listing-progress =
    { $total ->
        [one] Listing { $done } of 1 account
       *[other] Listing { $done } of { $total } accounts
    }
listing-progressShort = { $done } of { $total } listed
listing-progressOf = Progress of the listing of { $portal }
listing-paced = Nothing to do: the listing goes on at the portal’s pace.
listing-starting = Listing accounts
listing-slowed = { $portals } asked Portico to slow down: the listing goes on at its pace.
listing-progressSlowed = { $done } of { $total } listed, slowed down by { $portals }
listing-slowedShort = Asked to slow down
listing-label = Progress of the listing
listing-listed = Last complete list { $when }
listing-never = No complete list yet
listing-keys = all keys
listing-refresh = List again

## Where there is nothing to list.

empty-noMatch = Nothing matches “{ $query }”.
empty-noMatchHint = Try part of a name, an account number or an e-mail address.
empty-showHidden =
    { $n ->
        [one] Show the hidden account
       *[other] Show { $n } hidden accounts
    }
empty-onlyHidden = All your accounts are hidden.
empty-onlyHiddenMatch = Only hidden accounts match “{ $query }”.
empty-noAccounts = No accounts are assigned to you.
empty-noAccountsHint = When somebody assigns you one, it appears here by itself.
empty-signedOut = Sign in to see your accounts.
empty-signedOutHint-system = Portico opens your browser and keeps the session in the keychain.
empty-signedOutHint-file = Portico opens your browser and keeps the session in an encrypted file.
empty-signedOutHint-memory = Portico opens your browser; the session lasts for this run only.
empty-listing = Your accounts appear here as they are listed.

## Keys.

keys-title = Keys
keys-close = Close
keys-caps-pageUp = Page ↑
keys-caps-pageDown = Page ↓
keys-caps-home = Home
keys-caps-end = End
keys-caps-enter = Enter
keys-caps-space = Space
keys-caps-escape = Esc
keys-acts-account = Choose an account
keys-acts-screen = A screen up or down
keys-acts-ends = The first or the last account
keys-acts-role = Choose a role
keys-acts-console = Open the console
keys-acts-copy = Copy credentials
keys-acts-export = Export a profile
keys-acts-link = Copy a link to the console
keys-acts-edit = Name, colour, tags and browser of an account
keys-acts-star = Add to or remove from favourites
keys-acts-search = Search
keys-acts-settings = Settings
keys-acts-close = Close the window; Portico stays in the tray
keys-acts-clear = Clear the search, close a sheet
keys-acts-keys = Show these keys
keys-mac = ⌘
keys-other = Ctrl

## What was done.

done-opened = Opening { $role } in { $account }.
done-copied = Credentials of { $role } copied for { $form }.
done-exported = Profile { $profile } is written.
done-starred = { $name } is a favourite.
done-unstarred = { $name } is no longer a favourite.
done-signedIn = Signed in to { $portal }.
done-signedOut = Signed out of { $portal }.
done-unlocked = The keychain has answered.
done-keptIn-system = Sessions are kept in the computer’s keychain.
done-keptIn-file = Sessions are kept in an encrypted file.
done-keptIn-memory = Sessions are kept for this run only.
done-quiet = The quiet hours are kept.
done-requested = The page to ask for access is open in your browser.
done-loud = Notifications come at any time.
done-atLogin = Portico starts when you log in.
done-notAtLogin = Portico starts when you start it.
done-removed = { $portal } is removed.
done-added = { $portal } is added.

## The quick picker.

picker-title = Quick picker
picker-label = Account, role, service and Region
picker-placeholder = Account, read or admin, service, Region
picker-found = Accounts that match
picker-none = No account matches.
picker-lacks-portal = No portal yet: Enter opens Portico, where you add one.
picker-lacks-sign_in = You are signed out: Enter opens Portico, where you sign in.
picker-dear = Favourites and recent ones first
picker-total =
    { $n ->
        [one] 1 account
       *[other] { $n } accounts
    }
picker-enter = opens { $where }
picker-enterAlone = opens the console
picker-tab = another role
picker-escape = leaves
picker-key = Quick picker
picker-keyName = Key
picker-keyHint = Opens a small search over everything, wherever you are.
picker-change = Change
picker-press = Press the keys…
picker-off = Switch off
picker-usual = Use { $keys }
picker-done = { $keys } opens the quick picker.
picker-doneOff = No key opens the quick picker.
picker-standing-on = { "" }
picker-standing-off = No key opens it now.
picker-standing-taken = Another program has this key: choose another one.
picker-standing-unavailable = This desktop gives programs no keys of their own. In its settings, let a key run: portico-app --picker

## Times.

time-seconds = { $n } s
time-minutes = { $n } min
time-hours =
    { $m ->
        [0] { $h } h
       *[other] { $h } h { $m } min
    }
time-days =
    { $n ->
        [one] 1 day
       *[other] { $n } days
    }
time-minutesAgo = { $n } min ago
time-hoursAgo = { $n } h ago
time-daysAgo =
    { $n ->
        [one] 1 day ago
       *[other] { $n } days ago
    }
time-now = just now
time-left = { $span } left
time-tomorrow = { $time } tomorrow
time-onDay = { $time } on { $day }

## The computer’s clock.

clock-ahead = This computer’s clock is { $by } ahead.
clock-behind = This computer’s clock is { $by } behind.
clock-remedy = Portico counts by the portal’s clock; other tools may fail until it is set right.
clock-minutes =
    { $n ->
        [one] 1 minute
       *[other] { $n } minutes
    }
clock-hours =
    { $n ->
        [one] 1 hour
       *[other] { $n } hours
    }
clock-days =
    { $n ->
        [one] 1 day
       *[other] { $n } days
    }

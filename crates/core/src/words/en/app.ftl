# English: the other languages have the same messages, which name the same things.

## The tray: sessions.

portal_state = { $portal }: { $state }
signed_out = signed out
awaiting_browser = continue in your browser
awaiting_code = waits for the code { $code }
ends_in = ends in { $span }
signed_in = signed in
signed_in_offline = signed in, offline
signed_in_for_this_run = signed in for this run only
signed_in_about = signed in, about { $span } left
# `state` is one of the messages above.
through_region = { $state }, through { $region }
session_ended = session ended
session_ended_by_portal = session ended by the portal
less_than_a_minute = less than a minute
minutes = { $minutes } min
hours = { $hours } h
hours_and_minutes = { $hours } h { $minutes } min

## The tray: what is under way.

stepped_up = Stepped up: { $account } – { $role }, about { $span } left
end_step_up = End now
serving = Serving { $account } – { $role } to tools
asked_by = Last asked by { $program }
asked_by_somebody = Asked by a program
asked_by_nobody = Nobody has asked yet
copy_serving = Copy its settings
stop_serving = Stop

## The tray: what can be done.

favourites = Favourites
recents = Recent
serve = Serve credentials to tools
pick = Quick picker…
pick_copied = Open what is copied…
search = Search accounts…
sign_in_to = Sign in to { $portal }
sign_out_of = Sign out of { $portal }
renew_session = Renew the session in { $portal }
reopen_sign_in = Open the sign-in page of { $portal } again
quit = Quit Portico
settings = Settings…
needs_you = Portico needs you…
role_of_class = { $role } ({ $class })
class_read = read
class_unknown = unknown
class_write = write
class_admin = admin

## Notifications.

show = Show Portico
sign_in = Sign in
renew = Renew
session_ends =
    { $minutes ->
        [one] { $portal }: your session ends in { $minutes } minute
       *[other] { $portal }: your session ends in { $minutes } minutes
    }
session_ends_about =
    { $minutes ->
        [one] { $portal }: your session ends in about { $minutes } minute
       *[other] { $portal }: your session ends in about { $minutes } minutes
    }
session_ends_body = Renew it now to keep your consoles and tools working.
session_has_ended = { $portal }: your session has ended
session_has_ended_body = Sign in again to open consoles and use your tools.
sign_in_wanted = { $portal }: a program waits for you to sign in
sign_in_wanted_body = A tool asked for credentials, and the session has ended. Sign in, then run it again.
access_arrived = { $portal }: your new access is there
# `what` is an account, or `role_in_account`.
access_arrived_body = You can open { $what } now.
access_arrived_body_more = You can open { $what } and { $more } more now.
show_access = Show
role_in_account = { $role } in { $account }
not_signed_in = You are not signed in to { $portal }.
not_signed_in_body = Sign in, then try again.
# Stands over the engine's own sentence, which is English.
not_done = That did not work
cannot_start = Portico cannot start

## Updates.

updates_off = Updates are off
updates_off_body = This Portico was built without a key for updates. Update it the way it was installed.
up_to_date = Portico is up to date
up_to_date_body = { $version } is the newest version.
updated = Portico { $version } is installed
updated_body = Quit Portico and start it again to use it.
not_updated = Portico was not updated

## The passphrase of the encrypted file.

passphrase = The passphrase of Portico's encrypted file of secrets
passphrase_after_wrong = That is not it. The passphrase of Portico's encrypted file of secrets
new_passphrase = A new passphrase for Portico's encrypted file of secrets
new_passphrase_after_short = Eight characters at least. A new passphrase for Portico's secrets
passphrase_label = Passphrase:
passphrase_empty = It is not empty.
passphrase_again = Once more:
passphrases_differ = These were different.

## Windows.

picker_title = Portico picker

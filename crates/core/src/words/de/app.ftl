# German. Address: "Sie"; terms as the page has them.

## The tray: sessions.

portal_state = { $portal }: { $state }
signed_out = abgemeldet
awaiting_browser = weiter in Ihrem Browser
awaiting_code = wartet auf den Code { $code }
ends_in = endet in { $span }
signed_in = angemeldet
signed_in_offline = angemeldet, offline
signed_in_for_this_run = nur für diesen Lauf angemeldet
signed_in_about = angemeldet, noch etwa { $span }
through_region = { $state }, über { $region }
session_ended = Sitzung beendet
session_ended_by_portal = Sitzung vom Portal beendet
less_than_a_minute = weniger als einer Minute
minutes = { $minutes } min
hours = { $hours } h
hours_and_minutes = { $hours } h { $minutes } min

## The tray: what is under way.

stepped_up = Erhöhte Rechte: { $account } – { $role }, noch etwa { $span }
end_step_up = Jetzt beenden
serving = { $account } – { $role } für Programme bereitgestellt
asked_by = Zuletzt gefragt von { $program }
asked_by_somebody = Gefragt von einem Programm
asked_by_nobody = Noch hat niemand gefragt
copy_serving = Einstellungen kopieren
stop_serving = Beenden

## The tray: what can be done.

favourites = Favoriten
recents = Zuletzt verwendet
serve = Anmeldedaten bereitstellen
pick = Schnellauswahl…
pick_copied = Kopiertes öffnen…
search = Konten suchen…
sign_in_to = Bei { $portal } anmelden
sign_out_of = Von { $portal } abmelden
renew_session = Sitzung in { $portal } erneuern
reopen_sign_in = Anmeldeseite von { $portal } noch einmal öffnen
quit = Portico beenden
settings = Einstellungen…
needs_you = Portico braucht Sie…
role_of_class = { $role } ({ $class })
class_read = lesen
class_unknown = unbekannt
class_write = schreiben
class_admin = admin

## Notifications.

show = Portico zeigen
sign_in = Anmelden
renew = Erneuern
session_ends =
    { $minutes ->
        [one] { $portal }: Ihre Sitzung endet in { $minutes } Minute
       *[other] { $portal }: Ihre Sitzung endet in { $minutes } Minuten
    }
session_ends_about =
    { $minutes ->
        [one] { $portal }: Ihre Sitzung endet in etwa { $minutes } Minute
       *[other] { $portal }: Ihre Sitzung endet in etwa { $minutes } Minuten
    }
session_ends_body = Erneuern Sie sie jetzt, damit Konsolen und Programme weiter funktionieren.
session_has_ended = { $portal }: Ihre Sitzung ist beendet
session_has_ended_body = Melden Sie sich wieder an, um Konsolen zu öffnen und Ihre Programme zu verwenden.
sign_in_wanted = { $portal }: Ein Programm wartet auf Ihre Anmeldung
sign_in_wanted_body = Ein Programm wollte Anmeldedaten, und die Sitzung ist beendet. Melden Sie sich an und starten Sie es noch einmal.
access_arrived = { $portal }: Ihr neuer Zugriff ist da
access_arrived_body = Sie können { $what } jetzt öffnen.
access_arrived_body_more = Sie können { $what } und { $more } weitere jetzt öffnen.
show_access = Anzeigen
role_in_account = { $role } in { $account }
not_signed_in = Sie sind nicht bei { $portal } angemeldet.
not_signed_in_body = Melden Sie sich an und versuchen Sie es dann noch einmal.
not_done = Das ist nicht gelungen
cannot_start = Portico kann nicht starten

## Updates.

updates_off = Updates sind ausgeschaltet
updates_off_body = Dieses Portico wurde ohne Schlüssel für Updates gebaut. Aktualisieren Sie es so, wie es installiert wurde.
up_to_date = Portico ist auf dem neuesten Stand
up_to_date_body = { $version } ist die neueste Version.
updated = Portico { $version } ist installiert
updated_body = Beenden Sie Portico und starten Sie es neu, um diese Version zu verwenden.
not_updated = Portico wurde nicht aktualisiert

## The passphrase of the encrypted file.

passphrase = Die Passphrase der verschlüsselten Datei mit Porticos Geheimnissen
passphrase_after_wrong = Das ist sie nicht. Die Passphrase der verschlüsselten Datei mit Porticos Geheimnissen
new_passphrase = Eine neue Passphrase für die verschlüsselte Datei mit Porticos Geheimnissen
new_passphrase_after_short = Mindestens acht Zeichen. Eine neue Passphrase für Porticos Geheimnisse
passphrase_label = Passphrase:
passphrase_empty = Sie darf nicht leer sein.
passphrase_again = Noch einmal:
passphrases_differ = Die beiden waren verschieden.

## Windows.

picker_title = Portico-Schnellauswahl

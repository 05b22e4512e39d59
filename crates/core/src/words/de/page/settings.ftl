# German, in the window: settings.

## Settings.

settings-title = Einstellungen
settings-portals = Portale
settings-none = Noch kein Portal.
settings-remove = Entfernen
settings-removeNamed = { $portal } entfernen
settings-removeTitle = { $portal } entfernen?
settings-removeBody = Portico meldet sich ab und vergisst die Konten. Exportierte Profile bleiben.
settings-keep = Behalten
settings-add = Portal hinzufügen
settings-shares = Dasselbe Portal wie { $others }, mit eigener Sitzung
settings-fixed = Von Ihrer Organisation festgelegt
settings-signIn = Anmeldung
settings-browser-name = In Ihrem Browser
settings-browser-hint = Der übliche Weg; Portico öffnet ihn, wenn Sie es verlangen.
settings-code-name = Mit einem Code, auf jedem Gerät
settings-code-on = Wird beim Anmelden angeboten, für einen Computer ohne Browser.
settings-code-off = In der Einstellungsdatei ausgeschaltet.
settings-code-fixedOn = Ihre Organisation möchte, dass es im Angebot bleibt.
settings-code-fixedOff = Ihre Organisation hat es ausgeschaltet: Wer Sie zur Eingabe eines Codes überredet, meldet sich als Sie an.
settings-code-states-on = Angeboten
settings-code-states-off = Aus
settings-keychain = Schlüsselbund
settings-notifications = Benachrichtigungen
settings-quiet = Ruhezeiten
settings-quietHint = Keine Benachrichtigung in dieser Zeit, üblich ist { $from } bis { $to }.
settings-from = Von
settings-to = Bis
settings-wrongTime = Schreiben Sie beide Zeiten wie 22:00, und nicht dieselbe.
settings-start = Beginn
settings-atLogin = Bei der Anmeldung an diesem Computer starten
settings-atLoginHint = Portico wartet im Tray, ohne Fenster.
settings-appearance = Darstellung
settings-language = Sprache
settings-languageSystem = Wie das System ({ $name })
settings-themes-system = Wie das System
settings-themes-light = Hell
settings-themes-dark = Dunkel
settings-demo = Beispielfirma ansehen
settings-demoBody = Startet ein lokales Identity Center auf diesem Computer. Es braucht kein AWS-Konto.

## Guarded roles.

guard-title = { $role } verwenden?
guard-because-can-read = { $role } kann in { $account } alles ansehen
guard-because-can-unknown = Der Name von { $role } verrät nicht, wie viel die Rolle in { $account } ändern kann
guard-because-can-write = { $role } kann in { $account } Änderungen vornehmen
guard-because-can-admin = { $role } kann in { $account } alles ändern
guard-because-marked = { $said }. Dieses Konto ist als Produktion gekennzeichnet
guard-because-unlisted = { $said }. Dieses Konto steht nicht in der Liste und könnte zur Produktion gehören
guard-because-support = { $said }. Der Support-Modus ist eingeschaltet
guard-because-whole = { $said }.
guard-clock =
    { $minutes ->
        [one] Für 1 Minute. Danach vergisst Portico die Anmeldedaten.
       *[other] Für { $minutes } Minuten. Danach vergisst Portico die Anmeldedaten.
    }
guard-why = Warum
guard-whyHint = Etwa die Nummer eines Tickets
guard-whyOptional = Warum (freiwillig)
guard-type = Geben Sie { $name } ein, um fortzufahren
guard-orType = oder geben Sie { $name } ein
guard-hold = Zum Fortfahren halten
guard-holding = Weiter halten…
guard-go = Fortfahren
guard-cancel = Abbrechen
guard-stepped = Erhöhte Rechte
guard-of = { $role } von { $account }
guard-left = noch { $time }
guard-end = Jetzt beenden
guard-endShort = Beenden
guard-endOf = Jetzt beenden: { $role } von { $account }
guard-ended = { $role } von { $account } ist vorbei. Ausgehändigte Anmeldedaten gelten bis zu ihrem Ende.

## Guardrails, in the settings.

guard-rails-title = Schutzregeln
guard-rails-lead = Was zwischen Ihnen und Rollen steht, die mehr können als lesen. Rollen, die nur lesen, öffnen sofort, auch in der Produktion.
guard-rails-loading = Schutzregeln werden gelesen
guard-rails-guards-admin-name = Admin-Rollen
guard-rails-guards-admin-hint = Rollen, die alles ändern können
guard-rails-guards-production-name = Rollen in der Produktion
guard-rails-guards-production-hint = Rollen, die mehr als lesen, in Konten, die als Produktion gekennzeichnet sind
guard-rails-guards-write-name = Rollen, die ändern können
guard-rails-guards-write-hint = In jedem Konto; auch Rollen, deren Name nichts darüber sagt
guard-rails-ways-free = Sofort öffnen
guard-rails-ways-hold = Knopf halten
guard-rails-ways-type = Namen eingeben
guard-rails-ways-never = Nicht verwenden
guard-rails-least-hold = Mindestens: Knopf halten
guard-rails-least-type = Mindestens: Namen eingeben
guard-rails-asWrite = Nie leichter als Rollen, die ändern können
guard-rails-minutes-name = Eine bestätigte Rolle gilt
guard-rails-minutes-hint = Dann vergisst Portico ihre Anmeldedaten und fragt wieder.
guard-rails-most = Höchstens { $span }
guard-rails-switches-reason-name = Ein Grund muss angegeben werden
guard-rails-switches-reason-hint = Er steht im Protokoll. Angegeben werden kann er immer.
guard-rails-switches-tools-name = Werkzeuge warten auf Sie
guard-rails-switches-tools-hint = Sie bekommen Anmeldedaten solcher Rollen nur, solange Sie sie bestätigt haben.
guard-rails-switches-support-name = Support-Modus
guard-rails-switches-support-hint = Liste, Schnellauswahl und Tray zeigen nur Rollen, die lesen; alle anderen werden bestätigt.
guard-rails-rules =
    { $n ->
        [0] Regeln für Konten und Rollen
       *[other] Regeln für Konten und Rollen ({ $n })
    }
guard-rails-production = Als Produktion gekennzeichnet
guard-rails-others = Keine Produktion, wie sie auch heißen
guard-rails-classes = Was Rollen sind, wie sie auch heißen
guard-rails-noRules = Es gibt keine: Namen und Tags sagen, was Produktion ist und was eine Rolle kann.
guard-rails-ignored = Neben den Schutzregeln Ihrer Organisation zählen Ihre eigenen Konten, die keine Produktion sind, nicht.
guard-rails-byHand = Sie werden von Hand in { $path } eingetragen.
guard-rails-is = ist
guard-rails-kept = Die Schutzregeln sind gesichert.

## Support mode.

support-on = Supportmodus: Nur lesende Rollen werden gezeigt.
support-all = Supportmodus: Auch Rollen, die mehr als lesen, werden gezeigt.
support-show = Alle Rollen zeigen
support-hide = Nur lesende
support-withheld =
    { $n ->
        [one] 1 Rolle kann mehr als lesen
       *[other] { $n } Rollen können mehr als lesen
    }

## Diagnostics.

diagnostics-title = Diagnose
diagnostics-lead = Ob alles in Ordnung ist, was Portico braucht, wie portico doctor es sagt. Nichts wird geändert.
diagnostics-look = Diesen Computer prüfen
diagnostics-again = Noch einmal prüfen
diagnostics-reach = Auch die Portale fragen
diagnostics-reachHint = Die Portale werden nur gefragt, wenn Sie es sagen.
diagnostics-looking = Wird geprüft…
diagnostics-levels-good = In Ordnung
diagnostics-levels-note = Hinweis
diagnostics-levels-warning = Warnung
diagnostics-levels-problem = Fehler
diagnostics-checks-credentials = Anmeldedaten
diagnostics-checks-profiles = Profile
diagnostics-checks-settings = Einstellungen
diagnostics-checks-clock = Uhr
diagnostics-checks-certificates = Zertifikate
diagnostics-checks-proxy = Proxy-Server
diagnostics-checks-portal = Zugriffsportal
diagnostics-checks-keychain = Schlüsselbund
diagnostics-checks-session = Sitzung
diagnostics-checks-caches = Zwischenspeicher
diagnostics-checks-programs = Programme
diagnostics-checks-files = Dateien
diagnostics-problems =
    { $problems ->
        [one] 1 Fehler
       *[other] { $problems } Fehler
    }
diagnostics-warnings =
    { $warnings ->
        [one] 1 Warnung
       *[other] { $warnings } Warnungen
    }
diagnostics-summary =
    { $problems ->
        [0]
            { $warnings ->
                [0] Alles ist in Ordnung.
               *[other] { diagnostics-warnings }, nichts hindert Portico an der Arbeit.
            }
       *[other]
            { $warnings ->
                [0] { diagnostics-problems }.
               *[other] { diagnostics-problems }, { diagnostics-warnings }.
            }
    }
diagnostics-findings = Was gefunden wurde
diagnostics-facts = Versionen und Orte
diagnostics-fact-portico = Portico
diagnostics-fact-web_view = Webansicht
diagnostics-fact-system = Betriebssystem
diagnostics-fact-settings = Einstellungen
diagnostics-fact-catalog = Konten
diagnostics-fact-journal = Protokoll
diagnostics-fact-organisation = Ihre Organisation
diagnostics-fact-aws_config = AWS-Konfiguration
diagnostics-fact-aws_credentials = AWS-Anmeldedaten
diagnostics-report = Was im Bericht steht
diagnostics-reportLabel = Der Bericht
diagnostics-reportHint = Er enthält kein Geheimnis, keinen Namen Ihres Benutzerordners und von Kontonummern nur das Ende.
diagnostics-copy = Bericht kopieren
diagnostics-save = Bericht sichern
diagnostics-saved = Der Bericht ist in { $path }.

## Updates.

updates-title = Aktualisierungen
updates-lead = Portico sucht nur dann nach einer neueren Version, wenn Sie es verlangen. Was nicht von seinen Herstellern signiert ist, wird nicht installiert.
updates-look = Nach Updates suchen
updates-looking = Suche läuft…
updates-off = Dieses Portico nimmt keine Updates an. Aktualisieren Sie es so, wie es installiert wurde.
updates-newest = { $version } ist die neueste Version.
updates-installed = { $version } ist installiert. Beenden Sie Portico und starten Sie es neu, um sie zu verwenden.

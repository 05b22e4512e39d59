# German, in the window: what happened and what ends.

## What changed, and access that is waited for.

activity-title = Verlauf
activity-lead = Was wann endet und was geschehen ist.
activity-fresh = neu
activity-unseen =
    { $n ->
        [one] 1 Änderung, die Sie noch nicht gesehen haben
       *[other] { $n } Änderungen, die Sie noch nicht gesehen haben
    }
activity-goTo = Zu { $name } gehen
activity-gone = { $name } steht nicht mehr in Ihrer Liste.
activity-what-gained = Sie haben { $name } erhalten
activity-what-lost = Sie haben { $name } verloren
activity-what-renamed = { $former } heißt jetzt { $name }
activity-what-role_gained = Neue Rolle { $role } in { $name }
activity-what-role_raised = Neue Rolle { $role } in { $name }: Sie können dort mehr als zuvor
activity-what-role_lost = Rolle { $role } in { $name } ist weggefallen
activity-today = Heute
activity-yesterday = Gestern
activity-check = Nach neuem Zugriff sehen
activity-checkIn = In { $portal } nach neuem Zugriff sehen
activity-looking = Suche nach neuem Zugriff bis { $time }
activity-lookingIn = Suche nach neuem Zugriff in { $portal } bis { $time }
activity-lookingHint = Sie erfahren es, sobald er da ist.
activity-stop = Beenden
activity-stopIn = Suche nach neuem Zugriff in { $portal } beenden
activity-arrived = Ihr neuer Zugriff in { $portal } ist da.
activity-nothingCame = Bisher kein neuer Zugriff in { $portal }.

## What was written down.

journal-title = Was geschehen ist
journal-none = Noch ist nichts geschehen.
journal-noneHint = Anmeldungen, Konsolen, ausgehändigte Anmeldedaten, erhöhte Rechte und Änderungen dessen, was Sie öffnen dürfen, werden hier notiert. Nie ein Geheimnis.
journal-noMatch = Nichts davon steht im Journal.
journal-showAll = Alles zeigen
journal-loading = Was geschehen ist, wird geladen
journal-search = Suchen, was geschehen ist
journal-placeholder = Konto, Rolle, Grund, Programm…
journal-groupLabel = Was gezeigt wird
journal-portalLabel = Von welchem Portal
journal-everything = Alles
journal-allPortals = Alle Portale
journal-groups-sessions = Anmeldungen
journal-groups-consoles = Konsolen
journal-groups-credentials = Anmeldedaten
journal-groups-profiles = Profile
journal-groups-stepUps = Erhöhte Rechte und Schutzregeln
journal-groups-access = Ihr Zugriff
journal-groups-journal = Das Journal selbst
journal-older = Ältere zeigen
journal-refused = Was geschehen ist, kann nicht gezeigt werden.
journal-trouble = Das Letzte, was geschah, konnte nicht notiert werden.
journal-saveCsv = Als CSV sichern
journal-saveJson = Als JSON sichern
journal-saved = In { $path } gesichert
journal-of = { $what }: { $account }
journal-kind-journal_began = Das Journal begann
journal-kind-journal_began_anew = Das Journal begann neu
journal-kind-journal_pruned = Alte Einträge entfernt
journal-kind-signed_in = Angemeldet
journal-kind-sign_in_failed = Anmeldung fehlgeschlagen
journal-kind-session_ended = Sitzung beendet
journal-kind-signed_out = Abgemeldet
journal-kind-credentials_copied = Anmeldedaten kopiert
journal-kind-credentials_printed = Anmeldedaten ausgegeben
journal-kind-credentials_passed = Programm mit Anmeldedaten gestartet
journal-kind-credentials_given = Anmeldedaten an ein Programm gegeben
journal-kind-serving_began = Bereitstellung begonnen
journal-kind-serving_ended = Bereitstellung beendet
journal-kind-console_opened = Konsole geöffnet
journal-kind-console_signed_out = Von einer Konsole abgemeldet
journal-kind-profile_written = Profil geschrieben
journal-kind-profile_removed = Profil entfernt
journal-kind-stepped_up = Rechte erhöht
journal-kind-step_up_ended = Erhöhte Rechte beendet
journal-kind-guardrail_changed = Schutzregel geändert
journal-kind-account_gained = Konto erhalten
journal-kind-account_lost = Konto verloren
journal-kind-account_renamed = Konto umbenannt
journal-kind-role_gained = Rolle erhalten
journal-kind-role_raised = Stärkere Rolle erhalten
journal-kind-role_lost = Rolle verloren
journal-details-names-asked = Anfragen
journal-details-names-before = von vor dem
journal-details-names-browser = Browser
journal-details-names-by = über
journal-details-names-code = Fehler
journal-details-names-command = Programm
journal-details-names-form = Form
journal-details-names-former = vorher
journal-details-names-from = von
journal-details-names-guardrail = Schutzregel
journal-details-names-how = wie
journal-details-names-kept = aufbewahrt als
journal-details-names-method = über
journal-details-names-name = Name
journal-details-names-noted = vermerkt
journal-details-names-page = Seite
journal-details-names-port = Port
journal-details-names-profile = Profil
journal-details-names-region = Region
journal-details-names-removed = entfernt
journal-details-names-service = Dienst
journal-details-names-still_valid = noch gültige Anmeldedaten
journal-details-names-through = bis
journal-details-names-to = auf
journal-details-names-version = Version
journal-details-names-way = Weg
journal-details-names-why = weshalb
journal-details-values-by-federation = Föderation
journal-details-values-how-added = hinzugefügt
journal-details-values-how-changed = geändert
journal-details-values-how-restored = wiederhergestellt
journal-details-values-how-removed = entfernt
journal-details-values-method-browser = den Browser
journal-details-values-method-code = einen Code
journal-details-values-to-free = frei
journal-details-values-to-hold = Knopf halten
journal-details-values-to-type = Namen eingeben
journal-details-values-to-never = nie
journal-details-values-to-optional = freiwillig
journal-details-values-to-required = verlangt
journal-details-values-to-confirm = nach Bestätigung
journal-details-values-to-true = ein
journal-details-values-to-false = aus
journal-details-values-way-endpoint = lokaler Endpunkt
journal-details-values-way-helper = Hilfsprogramm
journal-details-values-why-expired = abgelaufen
journal-details-values-why-rejected = vom Portal beendet
journal-details-values-why-signed_out = abgemeldet
journal-details-values-why-step-up_ended = erhöhte Rechte beendet
journal-details-values-why-its_last_entries_were_gone = seine letzten Einträge fehlten
journal-details-values-why-it_was_gone = es fehlte
journal-details-values-why-it_was_no_journal_any_more = es war kein Journal mehr
journal-details-values-why-the_note_of_its_newest_entry_was_gone = der Vermerk seines neuesten Eintrags fehlte
journal-details-values-why-the_note_of_its_newest_entry_was_damaged = der Vermerk seines neuesten Eintrags war beschädigt
journal-details-values-why-its_entries_were_not_those_that_were_noted = seine Einträge waren nicht die vermerkten
journal-details-said = { $name }: { $value }
journal-inRole = als { $role }
journal-until = bis { $time }
journal-reason = „{ $reason }“
journal-by-window = im Fenster
journal-by-tray = im Tray
journal-by-terminal = im Terminal
journal-by-tool = durch ein Programm
journal-by-portico = von selbst
journal-byProgram = durch { $program }
journal-verify = Prüfen
journal-verifying = Wird geprüft…
journal-whole =
    { $entries ->
        [0] Es gibt noch kein Journal, also nichts zu prüfen.
        [one] Das Journal ist unversehrt: Sein einziger Eintrag ist wie geschrieben, keiner fehlt.
       *[other] Das Journal ist unversehrt: Alle { $entries } Einträge sind wie geschrieben, keiner fehlt.
    }
journal-andMore =
    { $n ->
        [one] Noch etwas stimmt nicht.
       *[other] Noch { $n } Dinge stimmen nicht.
    }
journal-fault-changed = Ein Eintrag ist nicht so, wie er geschrieben wurde, oder nicht an seinem Platz.
journal-fault-missing = Es fehlen Einträge.
journal-fault-cut = Am Ende fehlen Einträge.
journal-fault-replaced = Dies ist ein anderes Journal als das, dessen neuester Eintrag vermerkt wurde.
journal-fault-gone = Das Journal ist nicht mehr da.
journal-fault-damaged = Die Datei des Journals ist beschädigt.
journal-fault-unnoted = Der Vermerk des neuesten Eintrags fehlt oder ist beschädigt, sodass auch spätere Einträge fehlen könnten.
journal-fault-began_anew = Dieses Journal folgt auf eines, das aufgegeben wurde.
journal-fault-unexpected = Dies ist nicht das erwartete Journal.
journal-remedy-changed = Lassen Sie journal.sqlite3 und journal.head, wie sie sind, und zeigen Sie sie der Person, die diesen Computer betreut.
journal-remedy-missing = { journal-remedy-changed }
journal-remedy-cut = { journal-remedy-changed }
journal-remedy-replaced = { journal-remedy-changed }
journal-remedy-gone = Suchen Sie journal.sqlite3 in einer Sicherung des Ordners von Portico und benachrichtigen Sie die Person, die diesen Computer betreut.
journal-remedy-damaged = Prüfen Sie den Datenträger. Portico behält die beschädigte Datei und beginnt mit dem nächsten Eintrag ein neues Journal.
journal-remedy-unnoted = Das Nächste, was geschieht, notiert sein Ende wieder; bis dahin fielen am Ende abgeschnittene Einträge nicht auf.
journal-remedy-began_anew = Das alte liegt daneben als journal-damaged-….sqlite3. `portico journal prune` beendet diese Warnung.
journal-remedy-unexpected = { journal-remedy-changed }

## What ends when.

clocks-title = Was wann endet
clocks-none = Nichts läuft: keine Sitzung, keine Anmeldedaten, keine Konsole.
clocks-session = Sitzung in { $portal }
clocks-stepUp = Erhöhte Rechte: { $role } von { $account }
clocks-serving = Für Programme: { $role } von { $account }
clocks-servingIdle = wenn kein Programm vorher fragt
clocks-credentials = Anmeldedaten: { $role } von { $account }
clocks-consoles =
    { $n ->
        [one] Eine Konsole – { $called }
       *[other] { $n } Konsolen – { $called }
    }
clocks-atMost = höchstens { $left }
clocks-all = Alle { $n } zeigen
clocks-who = { $role } von { $account }
clocks-signOut = Abmelden
clocks-signOutOf =
    { $n ->
        [one] Von der Konsole abmelden – { $called }
       *[other] Von { $n } Konsolen abmelden – { $called }
    }
clocks-signedOut = Die Abmeldung von den Konsolen ist unterwegs: { $called }
clocks-over = vorbei
clocks-untilStopped = bis Sie es beenden

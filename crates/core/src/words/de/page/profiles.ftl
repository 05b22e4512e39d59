# German, in the window: profiles.

## The profiles that Portico keeps.

profiles-title = Profile
profiles-lead = Was Portico in { $path } pflegt, für AWS CLI, SDKs und andere Programme.
profiles-known =
    { $n ->
        [one] 1 Profil gepflegt
       *[other] { $n } Profile gepflegt
    }
profiles-edited = { $n } anderswo bearbeitet
profiles-search = Profile suchen
profiles-placeholder = Nach Name, Konto, Rolle oder Form suchen
profiles-label = Profile, die Portico pflegt
profiles-loading = Die Profile werden gelesen
profiles-found =
    { $n ->
        [0] Kein Profil passt.
        [one] 1 Profil gefunden.
       *[other] { $n } Profile gefunden.
    }
profiles-columns-name = Profil
profiles-columns-role = Rolle
profiles-columns-form = Anmeldedaten
profiles-columns-standing = Zustand
profiles-columns-action = Aktion
profiles-filter = Welche Profile gezeigt werden
profiles-all = Alle
profiles-only-edited = Bearbeitet
profiles-only-role_gone = Rolle weg
profiles-only-parent_missing = Elternprofil fehlt
profiles-state-in_step-word = synchron
profiles-state-in_step-meaning = Wie Portico es schrieb; folgt Ihren Rollen
profiles-state-alone-word = für sich
profiles-state-alone-meaning = Einzeln geschrieben; das Abgleichen lässt es in Ruhe
profiles-state-edited-word = bearbeitet
profiles-state-edited-meaning = Etwas anderes hat geändert, wessen Anmeldedaten es bekommt; der nächste Abgleich stellt es wieder her
profiles-state-role_gone-word = Rolle weg
profiles-state-role_gone-meaning = Seine Rolle ist Ihnen nicht mehr zugewiesen
profiles-state-parent_missing-word = Elternprofil fehlt
profiles-state-parent_missing-meaning = Die Rolle, über die es erreicht wird, hat kein Profil
profiles-forms-credential_process = Von Portico
profiles-forms-sso-session = Von der AWS CLI
profiles-forms-sso-legacy = Von der AWS CLI, nicht erneuert
profiles-forms-keys = Schlüssel in einer Datei
profiles-forms-role-chain = Über eine andere Rolle
profiles-until = bis { $time }
profiles-unlisted = nicht in Ihrer Liste
profiles-remove = Entfernen…
profiles-removeNamed = Profil { $profile } entfernen
profiles-sync = Abgleichen…
profiles-undo = Letztes Schreiben rückgängig…
profiles-none = Portico pflegt noch keine Profile.
profiles-noneHint = Geben Sie jeder Ihrer Rollen ein gut benanntes Profil: AWS CLI, Terraform und Ihre IDE funktionieren einfach, ohne Schlüssel auf der Platte.
profiles-begin = Profile anlegen…
profiles-noMatch = Kein Profil passt zu „{ $query }“.
profiles-noneLeft-edited = Kein Profil ist anderswo bearbeitet.
profiles-noneLeft-role_gone = Die Rolle jedes Profils gehört noch Ihnen.
profiles-noneLeft-parent_missing = Keinem Profil fehlt sein Elternprofil.
profiles-showAll = Alle zeigen
profiles-refusedTitle = Die Profile können nicht gezeigt werden.
profiles-refusedHint = Portico schreibt nichts in eine Datei, die es nicht ganz versteht.
profiles-drift =
    { $n ->
        [one] Etwas anderes hat ein Profil von Portico bearbeitet.
       *[other] Etwas anderes hat { $n } Profile von Portico bearbeitet.
    }
profiles-driftHint = Programme könnten andere Anmeldedaten bekommen, als Sie erwarten. Der nächste Abgleich stellt sie wieder her; hinzugefügte Einstellungen bleiben.
profiles-gone =
    { $n ->
        [one] 1 Profil gehört zu einer Rolle, die Sie nicht mehr haben.
       *[other] { $n } Profile gehören zu Rollen, die Sie nicht mehr haben.
    }
profiles-restore = Wiederherstellen…
profiles-prune = Entfernen…
profiles-plan-title = Profile abgleichen
profiles-plan-which = Welche Rollen ein Profil haben
profiles-plan-choices-all-name = Alle
profiles-plan-choices-all-hint = Jede Ihrer Rollen
profiles-plan-choices-favourites-name = Favoriten
profiles-plan-choices-favourites-hint = Rollen der Konten mit Stern
profiles-plan-choices-matches-name = Was passt
profiles-plan-choices-matches-hint = Wie in der Suche
profiles-plan-query = Passend zu
profiles-plan-queryHint = prod read
profiles-plan-template = Namen
profiles-plan-usual = Die üblichen Namen
profiles-plan-fields = Was darin stehen kann
profiles-plan-fieldsList-account = der Name des Kontos; auch { "{nickname}" }, { "{number}" }, { "{email}" }
profiles-plan-fieldsList-role = der Berechtigungssatz
profiles-plan-fieldsList-portal = das Portal
profiles-plan-fieldsList-tag = der Wert eines Tags
profiles-plan-fieldsList-most = höchstens 20 Zeichen
profiles-plan-fieldsList-letters = Schreibung: lower (klein) oder upper (groß)
profiles-plan-fieldsList-strip = ohne AWS an Anfang und Ende
profiles-plan-fieldsList-replace = ein Text anstelle eines anderen
profiles-plan-fieldsList-other = _ für das, was ein Name nicht haben kann
profiles-plan-examples = Beispiele
profiles-plan-of = { $account } / { $role }
profiles-plan-toldApart =
    { $n ->
        [0] Keine zwei von { $total } Namen sind gleich.
        [one] 1 von { $total } Namen erhält am Ende eine Nummer oder mehr, damit keine zwei gleich sind.
       *[other] { $n } von { $total } Namen erhalten am Ende eine Nummer oder mehr, damit keine zwei gleich sind.
    }
profiles-plan-apart = eindeutig gemacht
profiles-plan-noRoles = Noch ist keine Rolle aufgelistet: Melden Sie sich zuerst an.
profiles-plan-form = Woher Anmeldedaten kommen
profiles-plan-forms-credential_process-name = Von Portico, funktioniert überall
profiles-plan-forms-sso-session-name = Von der AWS CLI, die sich selbst anmeldet
profiles-plan-forms-sso-legacy-name = Von der AWS CLI, für Programme ohne sso-session
profiles-plan-prune = Überholtes entfernen
profiles-plan-pruneHint = Profile von Rollen, die Sie nicht mehr haben, und alte Namen.
profiles-plan-remember = Diese Wahl merken
profiles-plan-rememberHint = Für das nächste Mal, hier und in portico profiles sync.
profiles-plan-write =
    { $n ->
        [0] Nichts zu schreiben
        [one] 1 Änderung schreiben
       *[other] { $n } Änderungen schreiben
    }
profiles-plan-cancel = Abbrechen
profiles-plan-writeLater = Änderungen schreiben
profiles-plan-planning = Es wird ermittelt, was sich ändern würde
profiles-plan-sayWhat = Sagen Sie, wozu sie passen sollen, etwa prod read.
profiles-plan-mend = Berichtigen Sie zuerst die Namen; dann sehen Sie hier, was sich ändern würde.
profiles-report-counts-added = { $n } hinzugefügt
profiles-report-counts-changed = { $n } geändert
profiles-report-counts-restored = { $n } wiederhergestellt
profiles-report-counts-removed = { $n } entfernt
profiles-report-counts-kept = { $n } synchron
profiles-report-nothing = Nichts zu tun: Jedes Profil ist, wie es sein soll.
profiles-report-nothingAtAll = Nichts zu tun: Keine Rolle passt.
profiles-report-notes-restored = Anderswo bearbeitet, neu geschrieben
profiles-report-notes-edited = Anderswo bearbeitet, so belassen
profiles-report-notes-stale = Von Rollen, die Sie nicht mehr haben, so belassen
profiles-report-notes-superseded = Alte Namen, so belassen
profiles-report-notes-parent_missing = Über eine Rolle erreicht, die kein Profil hat
profiles-report-namesMore = { $names } und { $more } weitere
profiles-report-diff = Was sich in { $path } ändert
profiles-report-more =
    { $n ->
        [one] 1 weitere Zeile; portico profiles plan zeigt alles.
       *[other] { $n } weitere Zeilen; portico profiles plan zeigt alles.
    }
profiles-removal-title = Profil entfernen
profiles-removal-lead = { $profile } verschwindet aus der Datei; Programme, die es verwenden, funktionieren nicht mehr. Ihre Rolle bleibt Ihnen.
profiles-removal-again = Das Abgleichen schreibt es wieder, solange seine Rolle zu denen mit Profil gehört.
profiles-removal-act = Entfernen
profiles-undoing-title = Letztes Schreiben rückgängig machen
profiles-undoing-lead = Die Datei wird, wie sie war, bevor Portico sie zuletzt schrieb. Zweimal rückgängig bringt das zurück.
profiles-undoing-act = Rückgängig machen
profiles-done-synced =
    { $n ->
        [one] Die Profile sind synchron: 1 Änderung geschrieben.
       *[other] Die Profile sind synchron: { $n } Änderungen geschrieben.
    }
profiles-done-removed = Profil { $profile } ist entfernt.
profiles-done-undone = Das letzte Schreiben ist rückgängig gemacht.

## Where a profile’s credentials come from.

profiles-explain-open = Woher { $profile } seine Anmeldedaten hat
profiles-explain-title = { profiles-explain-open }
profiles-explain-loading = Die AWS-Dateien werden gelesen
profiles-explain-wins = Diese nehmen Werkzeuge
profiles-explain-winsWhy = Sie ist die erste gesetzte unter den Stellen, an denen Werkzeuge suchen.
profiles-explain-fails = Diese nehmen Werkzeuge und scheitern
profiles-explain-failsWhy = Sie ist die erste gesetzte. Kein Werkzeug sucht weiter, auch wenn sie scheitert.
profiles-explain-nothing = Kein Werkzeug findet Anmeldedaten
profiles-explain-passed = Übergangen, weil sie später kommt
profiles-explain-ignored = Nicht beachtet, weil das Profil genannt ist
profiles-explain-others = Was sonst gesetzt ist
profiles-explain-sources-environment = Schlüssel in der Umgebung
profiles-explain-sources-assumed-role = Eine angenommene Rolle
profiles-explain-sources-web-identity = Eine Web-Identität
profiles-explain-sources-identity-center = Die eigene Anmeldung der AWS CLI
profiles-explain-sources-credentials-file = Schlüssel in der Datei credentials
profiles-explain-sources-login = Anmeldung mit aws login
profiles-explain-sources-process = Ein Programm (credential_process)
profiles-explain-sources-config-file = Schlüssel in der Datei config
profiles-explain-sources-container = Ein lokaler Endpunkt
profiles-explain-sources-instance = Der Computer selbst, falls er einer von AWS ist
profiles-explain-notes = Worin sich Werkzeuge uneinig sind
profiles-explain-terminal = Das gilt für --profile, soweit Portico es weiß. Ein Terminal kann eigene Variablen haben: Führen Sie dort aus:
profiles-explain-close = Schließen

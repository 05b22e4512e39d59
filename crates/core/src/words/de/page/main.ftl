# German, in the window: the frame, the list of accounts, the quick picker.
# Address: "Sie"; terms as the AWS console in German has them.

## The product.

product = Portico

## A fault of Portico’s own.

fault-message = Portico konnte das wegen eines eigenen Fehlers nicht abschließen.
fault-remedy = Versuchen Sie es noch einmal; bleibt es dabei, melden Sie es mit der Ausgabe von portico doctor.

## Going from page to page.

nav-label = Seiten
nav-access = Zugriff
nav-profiles = { profiles-title }
nav-activity = { activity-title }
nav-settings = Einstellungen

## Problems.

problem-label = Problem
problem-in = { $portal }:
problem-dismiss = Ausblenden
problem-retry = Noch einmal versuchen
problem-request = Zugriff beantragen
problem-signIn = Anmelden
problem-useCode = Code verwenden

## The search.

search-label = Konten suchen
search-placeholder = Nach Name, Nummer, E-Mail, Rolle oder Tag suchen
search-clear = Suche leeren
search-results =
    { $n ->
        [0] Kein Konto passt.
        [one] 1 Konto gefunden.
       *[other] { $n } Konten gefunden.
    }

## The list of accounts.

list-label = Konten und ihre Rollen
list-section-favourites = Favoriten
list-section-recent = Zuletzt verwendet
list-section-matches = Treffer
list-section-group = Alle Konten
list-others = Andere Konten
list-accounts =
    { $n ->
        [one] 1 Konto
       *[other] { $n } Konten
    }
list-star = Favorit: { $name }
list-more = +{ $n }
list-moreLabel = { $n } weitere: { $names }
# Between names that follow each other.
list-comma = ,{ " " }
list-noRoles = Keine Rollen hier
list-notListed = Rollen noch nicht aufgelistet
list-noName = hat keinen Namen
list-old = { $days } alt
list-asOf = Rollen, Stand: { $day }
list-yesterday = gestern
list-called = { $nickname } ({ $name })
list-loading = Konten werden geladen
list-loadingOne = Wird geladen
list-group = Gruppieren
list-groupLabel = Wie Konten zusammenstehen
list-groups-name = nach Name
list-groups-tag = nach { $key }
list-groups-flat = gar nicht

## Where a console lands.

place-anyAccount = im Konto Ihrer Wahl
place-console = AWS-Konsole

## What roles can do.

roleClass-read-word = lesen
roleClass-read-meaning = Sieht, ändert nichts
roleClass-unknown-word = unbekannt
roleClass-unknown-meaning = Ihr Name verrät nicht, was sie kann
roleClass-write-word = schreiben
roleClass-write-meaning = Ändert Dinge
roleClass-admin-word = admin
roleClass-admin-meaning = Ändert alles

## The chosen role.

role-panel = Gewählte Rolle
role-where = { $portal } / { $account }
role-openConsole = Konsole öffnen
role-openShort = Öffnen
role-service = Service
role-anyService = Startseite
role-noService = Kein Service heißt so.
role-services =
    { $n ->
        [one] 1 Service
       *[other] { $n } Services
    }
role-region = Region
role-anyRegion = Standard
role-copy = Anmeldedaten kopieren
role-copyShort = Kopieren
role-form = Kopieren für
role-forms-cmd = Eingabeaufforderung
role-forms-env = .env-Datei
role-exportProfile = Profil exportieren
role-exportShort = Exportieren
role-details = Details
role-credentials = Anmeldedaten
role-timeLeft = noch { $left }
role-renews = Sie erneuern sich von selbst, solange Sie angemeldet sind.
role-none = Noch keine Anmeldedaten
role-noneHint = Portico fordert sie an, wenn Sie diese Rolle verwenden.
role-ended = Anmeldedaten abgelaufen
role-others = Andere Rollen hier
role-lastUsed = Zuletzt verwendet { $when }
role-neverUsed = Von hier noch nie verwendet
role-nothing = Wählen Sie ein Konto, um zu sehen, was Sie dort tun können.

## How the listing gets on.

listing-progress =
    { $total ->
        [one] { $done } von 1 Konto aufgelistet
       *[other] { $done } von { $total } Konten aufgelistet
    }
listing-progressShort = { $done } von { $total } aufgelistet
listing-progressOf = Fortschritt der Auflistung von { $portal }
listing-paced = Nichts zu tun: Die Auflistung läuft im Takt des Portals weiter.
listing-starting = Konten werden aufgelistet
listing-slowed = { $portals } hat Portico gebeten, langsamer zu fragen: Die Auflistung läuft in diesem Takt weiter.
listing-progressSlowed = { $done } von { $total } aufgelistet, gebremst von { $portals }
listing-slowedShort = Um Geduld gebeten
listing-label = Fortschritt der Auflistung
listing-listed = Letzte vollständige Liste { $when }
listing-never = Noch keine vollständige Liste
listing-keys = alle Tasten
listing-refresh = Neu auflisten

## Where there is nothing to list.

empty-noMatch = Nichts passt zu „{ $query }“.
empty-noMatchHint = Versuchen Sie einen Teil eines Namens, eine Kontonummer oder eine E-Mail-Adresse.
empty-showHidden =
    { $n ->
        [one] Das ausgeblendete Konto zeigen
       *[other] { $n } ausgeblendete Konten zeigen
    }
empty-onlyHidden = Alle Ihre Konten sind ausgeblendet.
empty-onlyHiddenMatch = Nur ausgeblendete Konten passen zu „{ $query }“.
empty-noAccounts = Ihnen sind keine Konten zugewiesen.
empty-noAccountsHint = Wenn Ihnen jemand eines zuweist, erscheint es hier von selbst.
empty-signedOut = Melden Sie sich an, um Ihre Konten zu sehen.
empty-signedOutHint-system = Portico öffnet Ihren Browser und bewahrt die Sitzung im Schlüsselbund auf.
empty-signedOutHint-file = Portico öffnet Ihren Browser und bewahrt die Sitzung in einer verschlüsselten Datei auf.
empty-signedOutHint-memory = Portico öffnet Ihren Browser; die Sitzung gilt nur für diesen Lauf.
empty-listing = Ihre Konten erscheinen hier, sobald sie aufgelistet sind.

## Keys.

keys-title = Tasten
keys-close = Schließen
keys-caps-pageUp = Bild ↑
keys-caps-pageDown = Bild ↓
keys-caps-home = Pos1
keys-caps-end = Ende
keys-caps-enter = Eingabe
keys-caps-space = Leertaste
keys-caps-escape = Esc
keys-acts-account = Konto wählen
keys-acts-screen = Eine Bildschirmseite auf oder ab
keys-acts-ends = Zum ersten oder letzten Konto
keys-acts-role = Rolle wählen
keys-acts-console = Konsole öffnen
keys-acts-copy = Anmeldedaten kopieren
keys-acts-export = Profil exportieren
keys-acts-link = Link zur Konsole kopieren
keys-acts-edit = Name, Farbe, Tags und Browser eines Kontos
keys-acts-star = Zu Favoriten hinzufügen oder daraus entfernen
keys-acts-search = Suchen
keys-acts-settings = Einstellungen
keys-acts-close = Fenster schließen; Portico bleibt im Tray
keys-acts-clear = Suche leeren, Blatt schließen
keys-acts-keys = Diese Tasten zeigen
keys-mac = ⌘
keys-other = Strg

## What was done.

done-opened = { $role } in { $account } wird geöffnet.
done-copied = Anmeldedaten von { $role } für { $form } kopiert.
done-exported = Profil { $profile } ist geschrieben.
done-starred = { $name } ist ein Favorit.
done-unstarred = { $name } ist kein Favorit mehr.
done-signedIn = Bei { $portal } angemeldet.
done-signedOut = Von { $portal } abgemeldet.
done-unlocked = Der Schlüsselbund hat geantwortet.
done-keptIn-system = Sitzungen werden im Schlüsselbund des Computers aufbewahrt.
done-keptIn-file = Sitzungen werden in einer verschlüsselten Datei aufbewahrt.
done-keptIn-memory = Sitzungen werden nur für diesen Lauf behalten.
done-quiet = Die Ruhezeiten gelten.
done-requested = Die Seite zum Beantragen von Zugriff ist in Ihrem Browser geöffnet.
done-loud = Benachrichtigungen kommen jederzeit.
done-atLogin = Portico startet, wenn Sie sich anmelden.
done-notAtLogin = Portico startet, wenn Sie es starten.
done-removed = { $portal } ist entfernt.
done-added = { $portal } ist hinzugefügt.

## The quick picker.

picker-title = Schnellauswahl
picker-label = Konto, Rolle, Service und Region
picker-placeholder = Konto, read oder admin, Service, Region
picker-found = Passende Konten
picker-none = Kein Konto passt.
picker-lacks-portal = Noch kein Portal: Die Eingabetaste öffnet Portico, dort fügen Sie eines hinzu.
picker-lacks-sign_in = Sie sind abgemeldet: Die Eingabetaste öffnet Portico, dort melden Sie sich an.
picker-dear = Favoriten und zuletzt verwendete zuerst
picker-total =
    { $n ->
        [one] 1 Konto
       *[other] { $n } Konten
    }
picker-enter = öffnet { $where }
picker-enterAlone = öffnet die Konsole
picker-tab = andere Rolle
picker-escape = schließt
picker-key = Schnellauswahl
picker-keyName = Tastenkürzel
picker-keyHint = Öffnet eine kleine Suche über allem, wo immer Sie sind.
picker-change = Ändern
picker-press = Tasten drücken…
picker-off = Ausschalten
picker-usual = { $keys } verwenden
picker-done = { $keys } öffnet die Schnellauswahl.
picker-doneOff = Kein Tastenkürzel öffnet die Schnellauswahl.
picker-standing-on = { "" }
picker-standing-off = Zurzeit öffnet sie kein Tastenkürzel.
picker-standing-taken = Ein anderes Programm hat dieses Tastenkürzel: Wählen Sie ein anderes.
picker-standing-unavailable = Auf diesem Desktop bekommen Programme keine eigenen Tastenkürzel. Lassen Sie in seinen Einstellungen eines ausführen: portico-app --picker

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
        [one] 1 Tag
       *[other] { $n } Tage
    }
time-minutesAgo = vor { $n } min
time-hoursAgo = vor { $n } h
time-daysAgo =
    { $n ->
        [one] vor 1 Tag
       *[other] vor { $n } Tagen
    }
time-now = gerade eben
time-left = noch { $span }
time-tomorrow = morgen { $time }
time-onDay = { $day }, { $time }

## The computer’s clock.

clock-ahead = Die Uhr dieses Computers geht { $by } vor.
clock-behind = Die Uhr dieses Computers geht { $by } nach.
clock-remedy = Portico richtet sich nach der Uhr des Portals; andere Programme können scheitern, bis sie richtig gestellt ist.
clock-minutes =
    { $n ->
        [one] 1 Minute
       *[other] { $n } Minuten
    }
clock-hours =
    { $n ->
        [one] 1 Stunde
       *[other] { $n } Stunden
    }
clock-days =
    { $n ->
        [one] 1 Tag
       *[other] { $n } Tage
    }

# German, in the window: portals, signing in and out.

## Portals.

portal-label = Portale
portal-signIn = Anmelden
portal-signOut = Abmelden
portal-signInTo = Bei { $name } anmelden
portal-signOutOf = Von { $name } abmelden
portal-local = Lokales Identity Center, nicht AWS
portal-localHint = Nichts hiervon erreicht AWS.
portal-localShort = lokal
portal-renew = Erneuern
portal-renewOf = Sitzung in { $name } erneuern
portal-timeLeft = Verbleibende Zeit dieser Sitzung
portal-renews = Erneuert sich von selbst
portal-endsAt = Endet { $time }
portal-endsAbout = Etwa bis { $time }
portal-thisRun = Nur für diesen Lauf angemeldet
portal-thisRunShort = Nur dieser Lauf
portal-save = Neu sichern
portal-saveOf = Nur für diesen Lauf bei { $name } angemeldet: neu sichern
portal-state-signed_out = Abgemeldet
portal-state-awaiting_browser = Wartet auf den Browser
portal-state-awaiting_code = Wartet auf Ihren Code
portal-state-signed_in = Angemeldet
portal-state-renewing = Wird erneuert
portal-state-expired = Sitzung beendet
portal-state-rejected = Sitzung vom Portal beendet

## Sessions that are over.

session-expired-message = Ihre Sitzung in { $portal } ist abgelaufen.
session-expired-remedy = Melden Sie sich an, um diese Rollen zu verwenden; die Liste unten ist vom letzten Mal.
session-rejected-message = { $portal } hat Ihre Sitzung beendet.
session-rejected-remedy = Melden Sie sich wieder an, um diese Rollen zu verwenden.
session-signed_out-message = Sie sind von { $portal } abgemeldet.
session-signed_out-remedy = Melden Sie sich an, um diese Rollen zu verwenden; die Liste unten ist vom letzten Mal.

## Signing in by the browser.

signIn-title = Weiter in Ihrem Browser
signIn-body = Melden Sie sich bei { $host } an und erlauben Sie Portico. Dieses Fenster geht dann von selbst weiter.
signIn-shared = { $others } verwendet dasselbe Portal, daher kennt Ihr Browser diese Person vielleicht schon: Um jemand anders zu sein, kopieren Sie die Adresse in ein privates Fenster.
signIn-again = Seite noch einmal öffnen
signIn-copyAddress = Adresse kopieren
signIn-copied = Kopiert
signIn-useCode = Kein Browser hier? Code verwenden
signIn-cancel = Abbrechen

## Signing in by a code.

code-title = Geben Sie diesen Code bei { $host } ein
code-titleAlone = Mit einem Code anmelden
code-waiting = Ein Code wird angefordert
code-readAloud = Der Code lautet { $groups }.
code-copy = Code kopieren
code-selected = Der Code ist markiert: Drücken Sie { $mod } C.
code-warning = Sie haben dies in Portico an diesem Computer begonnen. Niemand sonst darf Sie je nach diesem Code fragen; hat jemand Sie hierher geschickt, brechen Sie ab.
code-left = Jedes Gerät ist recht, noch { $span } lang.
code-ended = Dieser Code ist abgelaufen.
code-another = Neuen Code anfordern
code-open = Seite öffnen und Code eingeben
code-openFilled = Mit ausgefülltem Code öffnen

## What a sign-out leaves.

left-title = Von { $portal } abgemeldet
left-one = Schlüssel von { $account } / { $role } gelten bis { $time }.
left-many =
    { $n ->
        [one] 1 ausgehändigter Satz Schlüssel gilt noch.
       *[other] { $n } ausgehändigte Sätze Schlüssel gelten noch.
    }
left-noWay = AWS bietet keinen Weg, sie zurückzurufen.
left-label = Schlüssel, die noch gelten
left-until = bis { $time }
left-close = Schließen
left-none = Seine Geheimnisse sind von diesem Computer verschwunden.
left-consoles = Konsolen, die noch angemeldet sind
left-consolesHint = Sie halten, bis ihre eigene Zeit um ist. Das Abmelden betrifft jede Konsole dieses Browsers, Profils oder Containers.
left-in = Browser: { $called }

## Where sessions are kept.

keychain-remedy = Wählen Sie einen anderen Ort für Sitzungen.
keychain-unlock = Entsperren
keychain-again = Noch einmal versuchen
keychain-memory = Nur für diesen Lauf behalten
keychain-file = Verschlüsselte Datei verwenden…
keychain-asking = Fragt Ihr Desktop nach einer Passphrase, antworten Sie dort: In dieses Fenster gelangt sie nie.
keychain-title = Wo Sitzungen aufbewahrt werden
keychain-stores-system-name = Der Schlüsselbund des Computers
keychain-stores-system-hint = Wird mit Ihrem Benutzerkonto gesperrt und entsperrt.
keychain-stores-file-name = Eine verschlüsselte Datei
keychain-stores-file-hint = Geöffnet mit einer Passphrase, einmal je Lauf erfragt.
keychain-stores-memory-name = Nur dieser Lauf
keychain-stores-memory-hint = Sie melden sich in jedem Lauf von Portico neu an.
keychain-change = Ändern…
keychain-use = Dort aufbewahren
keychain-cancel = Abbrechen

## Regions.

region-down = { $first } antwortet nicht.
region-through = Portico arbeitet über { $other } weiter und kehrt zurück, sobald alles wieder in Ordnung ist.
region-well = { $first } antwortet wieder.
region-soon = Portico arbeitet noch über { $other } und kehrt bald zurück.
region-label = Regionen von { $portal }
region-first = erste
region-also = zusätzliche
region-state-serving = in Gebrauch
region-state-down = antwortet nicht
region-state-ready = bereit

## The first run.

firstRun-title = Ihre AWS-Konten, einen Tastendruck entfernt
firstRun-lead = Fügen Sie die Start-URL des Portals Ihrer Organisation ein, irgendeinen Link dorthin oder seinen Kurznamen.
firstRun-or = oder

## Adding a portal.

portalForm-words = Start-URL, Link, Host oder Kurzname
portalForm-placeholder = https://ihrefirma.awsapps.com/start
portalForm-find = Suchen
portalForm-finding = Das Portal wird gesucht
portalForm-nothing = Fügen Sie ein, was Ihre Organisation Ihnen gegeben hat, etwa https://ihrefirma.awsapps.com/start.
portalForm-found = { $host } in { $region } gefunden.
portalForm-foundNoRegion = { $host } gefunden. Wählen Sie die Region.
portalForm-foundUnknown = { $host } gefunden; das ist kein Host von AWS. Geben Sie ihn zur Bestätigung ein.
portalForm-known = Ein Host von AWS selbst
portalForm-leads = { $from } führt zu { $to }.
portalForm-unknown = { $host } ist kein Host von AWS: Wer ihn betreibt, könnte Ihnen eigene Konten zeigen. Fahren Sie nur fort, wenn Ihre Organisation Ihnen diese Adresse gegeben hat.
portalForm-alike = { $host } sieht wie ein Host von AWS aus und ist keiner: Wer ihn betreibt, könnte Ihnen eigene Konten zeigen. Fahren Sie nur fort, wenn Ihre Organisation Ihnen genau diese Adresse gegeben hat.
portalForm-confirm = Geben Sie zur Bestätigung { $host } ein
portalForm-unconfirmed = Die Schaltfläche wirkt, sobald der Host genau eingegeben ist.
portalForm-region = Region des Portals
portalForm-noRegion = Region wählen
portalForm-regionFound = Das Portal sagt es selbst.
portalForm-name = Nennen Sie es
portalForm-nameWrong = Verwenden Sie bis zu 40 Buchstaben, Ziffern, Punkte, Binde- und Unterstriche, am Anfang Buchstabe oder Ziffer.
portalForm-nameTaken = Ein Portal namens { $name } gibt es schon.
portalForm-shared = { $others } verwendet dasselbe Portal: Es sind zwei Personen, jede mit einer Sitzung.
portalForm-advanced = Weitere Regionen, andere Hosts, eine lokale Adresse
portalForm-also = Zusätzliche Regionen
portalForm-alsoPlaceholder = us-east-1, eu-central-1
portalForm-alsoHint = Für eine Instance in mehreren Regionen: in dieser Reihenfolge versucht, wenn die erste nicht antwortet.
portalForm-alsoHintLocal = Jede mit ihrer Adresse, etwa us-east-1=http://127.0.0.1:8124.
portalForm-alsoMany = Eine Instance hat höchstens { $most } zusätzliche Regionen.
portalForm-alsoWrong = „{ $word }“ ist keine Region.
portalForm-hosts = Hosts
portalForm-hostChoices-standard-name = Standard
portalForm-hostChoices-dual-stack-name = Dual-Stack (IPv4 und IPv6)
portalForm-hostChoices-fips-name = FIPS
portalForm-hostChoices-fips-dual-stack-name = FIPS und Dual-Stack
portalForm-endpoint = Adresse eines lokalen Identity Center
portalForm-endpointPlaceholder = http://127.0.0.1:8123
portalForm-endpointHint = Wie portico center sie ausgegeben hat. Nichts geht an AWS.
portalForm-submit = Hinzufügen und anmelden
